"""What a target says of one amount of one period, along the line of amounts: which answer, and which straight lines.

The scalar logic is asked on each cut and between two of them; columns then find the step of each amount.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Any, assert_never

import attrs

from policytargets.bounds import BOUND_TYPES, Bound, region, unit_of
from policytargets.courses import courses_of
from policytargets.evidence import Records
from policytargets.frames._assess_scalar import Asked, Paced, Progressed, amount_of, progressed, to_float
from policytargets.frames._compiled import Answer, Room, Slot
from policytargets.frames._stairs import Grid, Stairs
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


class Question(Enum):
    """What is asked of a period as the newest that is known."""

    EXPECTED = "what the straight path expects then"
    REQUIRED = "the change a year that is needed from then on"
    PROGRESS = "what the method says"


@attrs.frozen
class Said:
    """What is said of the amounts on one step.

    Attributes:
        line: the number that is said, as a line of the amount; None where none is.
        words: what the method says, beside the share done.
    """

    line: Straight | None
    words: Progressed | None = None


@attrs.frozen
class Compared:
    """What is said of numbers in one unit: a staircase, with the words and the line of each step.

    Attributes:
        thresholds: from which numbers on the next step holds.
        words: what the method says, of one step more than there are thresholds.
        starts: where the line of a step is 0; without span, what it is.
        spans: how much more of the number makes one more of it; infinite where it is the same whatever the number.
    """

    thresholds: tuple[float, ...]
    words: tuple[Progressed | None, ...]
    starts: tuple[float, ...]
    spans: tuple[float, ...]

    @classmethod
    def of(cls, stairs: Stairs[Said], scale: Fraction, kind: Grid) -> Compared:
        """Compare numbers of a kind, one of which is so many base units."""
        first, steps = stairs.thresholds(kind, scale)
        said = (first, *(one for _, one in steps))
        starts, spans = zip(*(_numbers(one.line, scale) for one in said), strict=True)
        return cls(tuple(threshold for threshold, _ in steps), tuple(one.words for one in said), starts, spans)


def _numbers(line: Straight | None, scale: Fraction) -> tuple[float, float]:
    if line is None:
        return math.nan, math.nan
    if line.span is None:
        return nearest(line.start), math.inf
    return nearest(line.start / scale), nearest(line.span / scale)


@attrs.frozen(eq=False)
class GridLine:
    """What amounts of one factor and period are told by one target.

    Attributes:
        thresholds: from which numbers on the next answer holds.
        answers: the numbers of the answers, one more than thresholds.
        low: where what is accepted begins, in their unit.
        high: where it ends.
        slope: what one of them is in the unit of the margin.
        unit: the code of that.
        one: what one of them is in the indicator's unit.
    """

    thresholds: tuple[float, ...]
    answers: tuple[int, ...]
    low: float
    high: float
    slope: float
    unit: str | None
    one: float


@attrs.frozen(eq=False)
class Lines:
    """What a target says of single amounts.

    Attributes:
        asked: the target.
        grids: what it says of amounts by themselves, as columns compare them.
    """

    asked: Asked
    grids: dict[tuple[str, Fraction, Period | None], GridLine] = attrs.field(factory=dict)
    _answers: dict[Period | None, tuple[Stairs[Answer], Room | None]] = attrs.field(factory=dict)
    _said: dict[tuple[Question, Period], Stairs[Said]] = attrs.field(factory=dict)
    _compared: dict[tuple[Question, Period, Fraction, str], Compared] = attrs.field(factory=dict)

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

    @cached_property
    def unknown(self) -> Paced:
        """Say what the path says where no amount is known."""
        found = pace_of(self._course, _LINE)
        return Paced(expected=amount_of(found.expected), required=amount_of(found.change))

    @cached_property
    def unknown_progress(self) -> Progressed:
        """Say what the method says where no amount is known."""
        return self.asked.progressed(())

    def compared(self, question: Question, period: Period, scale: Fraction, kind: Grid) -> Compared:
        """Give what is said of numbers of a kind, one of which is so many base units, in a period as the newest."""
        key = (question, period, scale, kind.name)
        if key not in self._compared:
            self._compared[key] = Compared.of(self.said(question, period), scale, kind)
        return self._compared[key]

    def said(self, question: Question, period: Period) -> Stairs[Said]:
        """Give what is said of an amount in base units in a period as the newest.

        What is expected depends on the amount of the baseline, where that is observed, and on no other.
        """
        key = (question, period)
        if key not in self._said:
            self._said[key] = self._ask(question, period)
        return self._said[key]

    def _ask(self, question: Question, period: Period) -> Stairs[Said]:
        match question:
            case Question.EXPECTED:
                return self._expected(period)
            case Question.REQUIRED:
                return self._of_goal(lambda amount: required_change(self._at(period, amount)).amount)
            case Question.PROGRESS:
                return self._judged(period)
        assert_never(question)

    def _at(self, period: Period, amount: Fraction) -> Course:
        unit = self._course.indicator.unit
        return attrs.evolve(self._course, points=[Point(period=period, amount=Quantity(amount / unit.factor, unit))])

    def _expected(self, period: Period) -> Stairs[Said]:
        course, start = self._at(period, Fraction(0)), self.asked.observed_start
        if start is None:
            level = _exact(pace_of(course, _LINE).expected.amount)
            return Stairs(Said(None if level is None else Straight(level)), ())
        unit = course.indicator.unit

        def say(amount: Fraction) -> Fraction | Decimal | None:
            begun = attrs.evolve(course, baseline=Point(period=start, amount=Quantity(amount / unit.factor, unit)))
            return pace_of(begun, _LINE).expected.amount

        return self._of_goal(say)

    def _of_goal(self, say: Callable[[Fraction], Fraction | Decimal | None]) -> Stairs[Said]:
        """Draw lines that may bend at the goal."""
        goal = self._course.goal
        return _straight(() if goal is None else _ends(goal), lambda amount: _exact(say(amount)))

    def _judged(self, period: Period) -> Stairs[Said]:
        method: Any = self.asked.method

        def ask(amount: Fraction) -> Any:
            return judge_courses([self._at(period, amount)], method)

        probe = ask(Fraction(1))
        if not probe.determined:
            return Stairs(Said(None, progressed(probe)), ())
        cuts = {end for _, bound in method.cut_points(self._at(period, Fraction(1))) for end in _ends(bound)}
        line = Straight.through(Fraction(0), Fraction(1), ask(Fraction(0)).share, probe.share)
        return Stairs.of(cuts, lambda amount: Said(line, attrs.evolve(progressed(ask(amount)), share=None)))


def _exact(amount: Fraction | Decimal | None) -> Fraction | None:
    assert amount is None or isinstance(amount, Fraction)  # noqa: S101 -- a straight path takes no roots
    return amount


def nearest(amount: Fraction | None) -> float:
    """Give the nearest float; NaN where there is none."""
    found = None if amount is None else to_float(amount)
    return math.nan if found is None else found


def _ends(bound: Bound) -> list[Fraction]:
    accepted = region(bound)
    return [end for end in (accepted.low, accepted.high) if end is not None]


def _straight(cuts: Iterable[Fraction], say: Callable[[Fraction], Fraction | None]) -> Stairs[Said]:
    """Draw a line on each cut and between two, through two amounts each."""
    places = sorted(set(cuts))

    def between(low: Fraction, high: Fraction) -> Straight | None:
        third = (high - low) / 3
        return Straight.through(low + third, high - third, say(low + third), say(high - third))

    if not places:
        return Stairs(Said(between(Fraction(0), Fraction(3))), ())
    steps = []
    for place, end in zip(places, [*places[1:], places[-1] + 3], strict=True):
        on = say(place)
        steps.append((place, Said(None if on is None else Straight(on)), Said(between(place, end))))
    return Stairs(Said(between(places[0] - 3, places[0])), tuple(steps))
