"""What a target says of one amount of one period, along the line of amounts: which answer, and which straight lines.

The scalar logic is asked on each cut and between two of them; columns then find the step of each amount.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from policytargets.bounds import BOUND_TYPES, Bound, region, unit_of
from policytargets.courses import courses_of
from policytargets.evidence import Records
from policytargets.frames._assess_scalar import Asked, Paced, Progressed, amount_of, progressed
from policytargets.frames._compiled import Answer, Room, Slot
from policytargets.frames._stairs import Stairs
from policytargets.methods import GoalShare, LinearShare
from policytargets.outlooks import Course, Point
from policytargets.periods import Period
from policytargets.prospects import judge_courses
from policytargets.quantities import Quantity
from policytargets.trajectories import Linear, pace_of, required_change

_LINE = Linear()
_NEWEST = (LinearShare, GoalShare)
"""Methods that look at the newest known amount alone; others are asked pair by pair."""


@attrs.frozen
class Straight:
    """A straight line of the amount: ``(amount - start) / span``; without span, the same whatever the amount.

    Attributes:
        start: the amount of which it is 0, in base units; without span, what it is.
        span: how much more of the amount makes one more of it.
    """

    start: Fraction
    span: Fraction | None = None

    @classmethod
    def through(cls, low: Fraction, high: Fraction, near: Fraction | None, far: Fraction | None) -> Straight | None:
        """Draw the line through what is said of two amounts."""
        if near is None or far is None:
            return None
        if near == far:
            return cls(near)
        span = (high - low) / (far - near)
        return cls(low - near * span, span)


@attrs.frozen(eq=False)
class Lines:
    """What a target says of single amounts.

    Attributes:
        asked: the target.
    """

    asked: Asked
    _answers: dict[Period | None, tuple[Stairs[Answer], Room | None]] = attrs.field(factory=dict)
    _expected: dict[Period, float | None] = attrs.field(factory=dict)
    _expected_from: dict[Period, Stairs[Straight | None]] = attrs.field(factory=dict)
    _required: dict[Period, Stairs[Straight | None]] = attrs.field(factory=dict)
    _progress: dict[Period, tuple[Stairs[Progressed], Straight | None]] = attrs.field(factory=dict)

    @cached_property
    def plain(self) -> bool:
        """Whether an amount of a period decides by itself: a bound on the level, compared as it stands."""
        target = self.asked.target
        return isinstance(target.criterion, BOUND_TYPES) and target.rounding is None and target.indicator.ratio is None

    @property
    def newest_alone(self) -> bool:
        """Whether the method looks at the newest known amount alone, and at no baseline that is observed."""
        return self.asked.observed_start is None and isinstance(self.asked.method, _NEWEST)

    @cached_property
    def by_period(self) -> bool:
        """Whether an amount means something else in another period: a flow asked for per year and observed in all."""
        criterion: Any = self.asked.target.criterion
        return self.asked.target.indicator.unit.mismatch(unit_of(criterion)) is not None

    def answers(self, period: Period) -> tuple[Stairs[Answer], Room | None]:
        """Give what is said of an amount in base units in a period, and how far it lies from the edge."""
        key = period if self.by_period else None
        if key not in self._answers:
            self._answers[key] = Slot(self.asked.target, None, period).stairs()
        return self._answers[key]

    @cached_property
    def _course(self) -> Course:
        [course] = courses_of(self.asked.target, Records((), self.asked.as_of), None, due=self.asked.due)
        return course

    def _at(self, period: Period, amount: Fraction) -> Course:
        unit = self._course.indicator.unit
        return attrs.evolve(self._course, points=[Point(period=period, amount=Quantity(amount / unit.factor, unit))])

    @cached_property
    def unknown(self) -> Paced:
        """Say what the path says where no amount is known."""
        found = pace_of(self._course, _LINE)
        return Paced(expected=amount_of(found.expected), required=amount_of(found.change))

    def expected(self, period: Period) -> float | None:
        """Give what the straight path expects where a period is the newest that is known, whatever its amount."""
        if period not in self._expected:
            self._expected[period] = amount_of(pace_of(self._at(period, Fraction(0)), _LINE).expected)
        return self._expected[period]

    def expected_from(self, period: Period) -> Stairs[Straight | None]:
        """Give what the path expects where a period is the newest that is known, as lines of an observed baseline."""
        if period not in self._expected_from:
            start = self.asked.observed_start
            assert start is not None  # noqa: S101 -- it is asked only where there is one
            course, unit = self._at(period, Fraction(0)), self._course.indicator.unit

            def say(amount: Fraction) -> Fraction | None:
                begun = attrs.evolve(course, baseline=Point(period=start, amount=Quantity(amount / unit.factor, unit)))
                found = pace_of(begun, _LINE).expected.amount
                assert found is None or isinstance(found, Fraction)  # noqa: S101 -- a straight path takes no roots
                return found

            self._expected_from[period] = self._of_goal(say)
        return self._expected_from[period]

    def required(self, period: Period) -> Stairs[Straight | None]:
        """Give the change a year that is needed from an amount in a period on, as lines of the amount."""
        if period not in self._required:
            self._required[period] = self._drawn(period)
        return self._required[period]

    def _drawn(self, period: Period) -> Stairs[Straight | None]:
        def say(amount: Fraction) -> Fraction | None:
            found = required_change(self._at(period, amount)).amount
            assert found is None or isinstance(found, Fraction)  # noqa: S101 -- a straight path takes no roots
            return found

        return self._of_goal(say)

    def _of_goal(self, say: Callable[[Fraction], Fraction | None]) -> Stairs[Straight | None]:
        """Draw lines that may bend at the goal."""
        goal = self._course.goal
        return _straight(() if goal is None else _ends(goal), say)

    def progress(self, period: Period) -> tuple[Stairs[Progressed], Straight | None]:
        """Give what the method says of an amount in a period as the newest, and the line of the share done."""
        if period not in self._progress:
            self._progress[period] = self._judged(period)
        return self._progress[period]

    def _judged(self, period: Period) -> tuple[Stairs[Progressed], Straight | None]:
        method: Any = self.asked.method

        def ask(amount: Fraction) -> Any:
            return judge_courses([self._at(period, amount)], method)

        probe = ask(Fraction(1))
        if not probe.determined:
            return Stairs(progressed(probe), ()), None
        cuts = {end for _, bound in method.cut_points(self._at(period, Fraction(1))) for end in _ends(bound)}
        line = Straight.through(Fraction(0), Fraction(1), ask(Fraction(0)).share, probe.share)
        return Stairs.of(cuts, lambda amount: attrs.evolve(progressed(ask(amount)), share=None)), line


def _ends(bound: Bound) -> list[Fraction]:
    accepted = region(bound)
    return [end for end in (accepted.low, accepted.high) if end is not None]


def _straight(cuts: Iterable[Fraction], say: Callable[[Fraction], Fraction | None]) -> Stairs[Straight | None]:
    """Draw a line on each cut and between two, through two amounts each."""
    places = sorted(set(cuts))

    def between(low: Fraction, high: Fraction) -> Straight | None:
        third = (high - low) / 3
        return Straight.through(low + third, high - third, say(low + third), say(high - third))

    if not places:
        return Stairs(between(Fraction(0), Fraction(3)), ())
    steps = []
    for place, end in zip(places, [*places[1:], places[-1] + 3], strict=True):
        on = say(place)
        steps.append((place, None if on is None else Straight(on), between(place, end)))
    return Stairs(between(places[0] - 3, places[0]), tuple(steps))
