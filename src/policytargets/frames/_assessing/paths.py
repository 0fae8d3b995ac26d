"""What a straight path and a method of progress say of one amount of one period, as the newest that is known.

The scalar logic is asked on each cut and between two of them; columns then find the step of each amount. It is asked once
for all targets that are told apart by their amounts alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Any, assert_never

import attrs

from policytargets.bounds import Bound, region
from policytargets.frames._assessing.scalar import Progressed, progressed
from policytargets.frames._stairs import Stairs
from policytargets.methods import GoalShare, LinearShare
from policytargets.outlooks import Course, Method, Point
from policytargets.periods import Period
from policytargets.prospects import judge_courses
from policytargets.quantities import Quantity
from policytargets.trajectories import Linear, pace_of, required_change

_LINE = Linear()
_NO_WORDS = Progressed()
NEWEST_ALONE = (LinearShare, GoalShare)
"""Methods that look at the newest known amount alone, and know no zero; others are asked pair by pair."""


class Question(Enum):
    """What is asked of a period as the newest that is known."""

    EXPECTED = "what the straight path expects then"
    REQUIRED = "the change a year that is needed from then on"
    PROGRESS = "what the method says"


@attrs.frozen
class Straight:
    """A straight line of the amount: ``(amount - start) / span``; without span, the same whatever the amount.

    Attributes:
        start: the amount of which it is 0, in the indicator's unit; without span, what it is.
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
    words: tuple[Progressed, ...]
    starts: tuple[float, ...]
    spans: tuple[float, ...]


@attrs.frozen(eq=False)
class Said:
    """What is said of the amounts on one step; what is the same is one object.

    Attributes:
        line: the number that is said, as a line of the amount; None where none is.
        words: what the method says, beside the share done.
    """

    line: Straight | None
    words: Progressed

    @cached_property
    def nothing(self) -> Compared:
        """What numbers are compared with where it is said of all of them, and no number is."""
        return Compared((), (self.words,), (math.nan,), (math.nan,))


@attrs.frozen(eq=False)
class Begun:
    """What the method says of an amount, by how far it lies beyond the goal; 1 is how far the start lies from the goal.

    Attributes:
        cuts: where other words hold.
        words: what it says below, between and above the cuts; on a cut is not told here.
        start: where the share done is 0; NaN where none is said.
        span: how much makes a share of 1.
    """

    cuts: tuple[float, ...]
    words: tuple[Progressed, ...]
    start: float
    span: float

    @classmethod
    def of(cls, stairs: Stairs[Said]) -> Begun:
        """Take what is said between cuts."""
        line = stairs.first.line
        assert line is None or line.span is not None  # noqa: S101 -- a share moves with the amount
        start, span = (
            (math.nan, math.nan) if line is None or line.span is None else (float(line.start), float(line.span))
        )
        words = (stairs.first.words, *(above.words for _, _, above in stairs.steps))
        return cls(tuple(float(cut) for cut, _, _ in stairs.steps), words, start, span)


@attrs.frozen(eq=False)
class Standard:
    """Targets that are told apart by their amounts alone, asked with the same ones; all amounts are in the indicator's unit.

    Attributes:
        course: what is known of them where no amount is.
        start: the period whose observation the path starts from; None where the baseline is stated, or there is none.
        method: by which it is said whether they are on the way; None for none.
    """

    course: Course
    start: Period | None
    method: Method | None
    _asked: dict[Question, dict[Period | None, Stairs[Said]]] = attrs.field(
        factory=lambda: {one: {} for one in Question}
    )
    _begun: dict[tuple[Period | None, int], Begun] = attrs.field(factory=dict)
    _said: dict[tuple[Straight | None, Progressed], Said] = attrs.field(factory=dict)

    def begun(self, period: Period | None, side: int) -> Begun:
        """Give what the method says of an amount in a period as the newest, where the amount the path starts from is known.

        Args:
            period: the newest; None where nothing but the start is known.
            side: the path starts one below the goal (-1), on it (0) or one above it (1).
        """
        key = (period, side)
        if key not in self._begun:
            assert self.start is not None  # noqa: S101 -- it is asked only where there is one
            start = Point(period=self.start, amount=self._quantity(Fraction(side)))
            self._begun[key] = Begun.of(self._judged(attrs.evolve(self.course, baseline=start), period))
        return self._begun[key]

    def said(self, question: Question, period: Period | None) -> Stairs[Said]:
        """Give what is said of an amount in a period as the newest; without period, where nothing is known.

        What is expected depends on the amount of the baseline, where that is observed, and on no other.
        """
        found = self._asked[question]
        if period not in found:
            found[period] = self._ask(question, period)
        return found[period]

    def _say(self, line: Straight | None, words: Progressed = _NO_WORDS) -> Said:
        return self._said.setdefault((line, words), Said(line, words))

    def _always(self, amount: Fraction | Decimal | None) -> Said:
        found = _exact(amount)
        return self._say(None if found is None else Straight(found))

    def _ask(self, question: Question, period: Period | None) -> Stairs[Said]:
        match question:
            case Question.EXPECTED:
                return self._expected(self._at(period, Fraction(0)))
            case Question.REQUIRED:
                if period is None:
                    return Stairs(self._always(required_change(self.course).amount), ())
                return self._of_goal(lambda amount: required_change(self._at(period, amount)).amount)
            case Question.PROGRESS:
                return self._judged(self.course, period)
        assert_never(question)

    def _quantity(self, amount: Fraction) -> Quantity:
        return Quantity(amount, self.course.indicator.unit)

    def _at(self, period: Period | None, amount: Fraction, course: Course | None = None) -> Course:
        course = course or self.course
        if period is None:
            return course
        return attrs.evolve(course, points=[Point(period=period, amount=self._quantity(amount))])

    def _expected(self, course: Course) -> Stairs[Said]:
        start = self.start
        if start is None or not course.points:
            return Stairs(self._always(pace_of(course, _LINE).expected.amount), ())

        def say(amount: Fraction) -> Fraction | Decimal | None:
            begun = attrs.evolve(course, baseline=Point(period=start, amount=self._quantity(amount)))
            return pace_of(begun, _LINE).expected.amount

        return self._of_goal(say)

    def _of_goal(self, say: Callable[[Fraction], Fraction | Decimal | None]) -> Stairs[Said]:
        """Draw lines that may bend at the goal: one on each end of it, and one between two, through two amounts each."""
        places = [] if self.course.goal is None else sorted(set(self._ends(self.course.goal)))

        def between(low: Fraction, high: Fraction) -> Said:
            near, far = low + (high - low) / 3, high - (high - low) / 3
            return self._say(Straight.through(near, far, _exact(say(near)), _exact(say(far))))

        if not places:
            return Stairs(between(Fraction(0), Fraction(3)), ())
        steps = [
            (place, self._always(say(place)), between(place, end))
            for place, end in zip(places, [*places[1:], places[-1] + 3], strict=True)
        ]
        return Stairs(between(places[0] - 3, places[0]), tuple(steps))

    def _judged(self, course: Course, period: Period | None) -> Stairs[Said]:
        method: Any = self.method

        def ask(amount: Fraction) -> Any:
            return judge_courses([self._at(period, amount, course)], method)

        probe = ask(Fraction(1))
        if not probe.determined:
            return Stairs(self._say(None, progressed(probe)), ())
        cuts = {
            end for _, bound in method.cut_points(self._at(period, Fraction(1), course)) for end in self._ends(bound)
        }
        line = Straight.through(Fraction(0), Fraction(1), ask(Fraction(0)).share, probe.share)
        return Stairs.of(cuts, lambda amount: self._say(line, attrs.evolve(progressed(ask(amount)), share=None)))

    def _ends(self, bound: Bound) -> list[Fraction]:
        accepted, one = region(bound), self.course.indicator.unit.factor
        return [end / one for end in (accepted.low, accepted.high) if end is not None]


def _exact(amount: Fraction | Decimal | None) -> Fraction | None:
    assert amount is None or isinstance(amount, Fraction)  # noqa: S101 -- a straight path takes no roots
    return amount
