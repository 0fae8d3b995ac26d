"""What a straight path and a method of progress say of one amount of one period, as the newest that is known.

The scalar logic is asked on each cut and between two of them; columns then find the step of each amount. It is asked once
for all targets that are told apart by their amounts alone: where these are moved, or stretched, all that a straight path says
moves and is stretched with them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Any, assert_never

import attrs

from policytargets.baselines import Baseline
from policytargets.bounds import About, Between, Bound, amounts_of, region, with_amounts
from policytargets.courses import courses_of
from policytargets.evidence import Records
from policytargets.frames._assess_scalar import Asked, Progressed, progressed, to_float
from policytargets.frames._stairs import Grid, Stairs
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


@attrs.frozen(eq=False)
class Moved(Grid):
    """The numbers of a column, compared with amounts that are moved and stretched; as far as they came up.

    Attributes:
        standard: how it is asked.
        origin: where 0 lies, in the indicator's unit.
        one: how long 1 is.
        scale: how many of the column's unit one of the indicator's is.
    """

    standard: Standard
    origin: Fraction
    one: Fraction
    scale: Fraction
    _around: dict[tuple[int, int], tuple[float, float]] = attrs.field(factory=dict)
    _near: dict[Fraction, float] = attrs.field(factory=dict)
    _compared: dict[int, Compared] = attrs.field(factory=dict)

    def compared(self, question: Question, period: Period) -> Compared:
        """Give what is said of numbers of the column in a period as the newest."""
        stairs = self.standard.said(question, period)
        if id(stairs) not in self._compared:  # the standard keeps them
            self._compared[id(stairs)] = self._compare(question, stairs)
        return self._compared[id(stairs)]

    def _compare(self, question: Question, stairs: Stairs[Said]) -> Compared:
        if not stairs.steps and stairs.first.line is None:
            return stairs.first.nothing
        first, steps = stairs.thresholds(self)
        said = (first, *[one for _, one in steps])
        lines = [self.line(question, one.line) for one in said]
        return Compared(
            tuple([threshold for threshold, _ in steps]), tuple([one.words for one in said]),
            tuple([start for start, _ in lines]), tuple([span for _, span in lines]),
        )  # fmt: skip

    def around(self, over: int, under: int) -> tuple[float, float]:
        """Give the least number that is at least the cut ``over / under``, and the least that is more."""
        if (over, under) not in self._around:
            place = self._place(Fraction(over, under))
            self._around[over, under] = super().around(place.numerator, place.denominator)
        return self._around[over, under]

    def _place(self, amount: Fraction) -> Fraction:
        return (self.origin + self.one * amount) * self.scale

    def _near_to(self, amount: Fraction) -> float:
        if amount not in self._near:
            self._near[amount] = nearest(self._place(amount))
        return self._near[amount]

    def line(self, question: Question, line: Straight | None) -> tuple[float, float]:
        """Give start and span of a line; without span, what it is, and infinity.

        An expected amount is moved and stretched as all amounts are, a change is stretched, a share stays what it is.
        """
        if line is None:
            return math.nan, math.nan
        start, span = line.start, line.span
        match question:
            case Question.PROGRESS:
                assert span is not None  # noqa: S101 -- a share moves with the amount
                return self._near_to(start), nearest(span * self.one * self.scale)
            case Question.REQUIRED:
                if span is None:
                    return nearest(start * self.one), math.inf
                return self._near_to(start), nearest(span * self.scale)
            case Question.EXPECTED:
                if span is None:
                    return nearest(self.origin + self.one * start), math.inf
                moved = self._place(start) - self.origin * span * self.scale
                return nearest(moved), nearest(span * self.scale)
        assert_never(question)


@attrs.frozen(eq=False)
class Way:
    """The way of one target: the standard one, moved and stretched.

    Attributes:
        standard: how it is asked.
        unit: base units of one of the indicator's unit.
        origin: the amount that 0 stands for there, in the indicator's unit.
        one: how much 1 stands for.
        single: whether the one amount that is aimed at stands at 0, or none is, so that nothing is said of any.
    """

    standard: Standard
    unit: Fraction
    origin: Fraction
    one: Fraction
    single: bool = False
    _moved: dict[tuple[str, Fraction], Moved] = attrs.field(factory=dict)

    def moved(self, kind: str, scale: Fraction) -> Moved:
        """Compare numbers of a kind, one of which is so many base units."""
        key = (kind, scale)
        if key not in self._moved:
            self._moved[key] = Moved(kind, self.standard, self.origin, self.one, self.unit / scale)
        return self._moved[key]

    def unknown(self, question: Question) -> tuple[float, Progressed]:
        """Give the number and the words that are said where no amount is known."""
        said = self.standard.said(question, None).first
        return self.moved("float64", self.unit).line(question, said.line)[0] if said.line else math.nan, said.words


class Standards:
    """Ways of targets as they come up."""

    def __init__(self) -> None:
        self._found: dict[object, Standard] = {}

    def way(self, asked: Asked, *, by_period: bool) -> Way:
        """Give the way of a target whose criterion is a bound.

        Args:
            asked: the target.
            by_period: whether an amount means something else in another period.
        """
        criterion: Any = asked.target.criterion
        unit = asked.target.indicator.unit.factor
        if by_period or (isinstance(criterion, About) and criterion.within is not None):
            return Way(Standard(_course(asked), asked.observed_start, asked.method), unit, Fraction(0), Fraction(1))
        numbers = list(_stated(asked, criterion))
        origin = numbers[0]
        one = abs(numbers[-1] - origin) or Fraction(1)
        told = tuple((number - origin) / one for number in numbers)
        key = (_kind(asked, criterion), told)
        if key not in self._found:
            self._found[key] = Standard(_standing(_course(asked), told), asked.observed_start, asked.method)
        standard = self._found[key]
        single = len(numbers) == 1 or standard.course.goal_amount is None
        return Way(standard, unit, origin, one, single)


def _stated(asked: Asked, bound: Bound) -> Iterator[Fraction]:
    """Give the amounts of a target in the indicator's unit: of the bound, and of a stated baseline."""
    indicator, baseline = asked.target.indicator, asked.target.baseline
    for amount in amounts_of(bound):
        yield amount.base / indicator.unit.factor
    if isinstance(baseline, Baseline) and baseline.amount is not None and baseline.period is not None:
        yield indicator.base_of(baseline.amount, baseline.period) / indicator.unit.factor


def _kind(asked: Asked, bound: Bound) -> tuple[object, ...]:
    """Give all that a straight path and a method look at beside amounts."""
    indicator = asked.target.indicator
    unit = indicator.unit
    return (
        indicator.nature, indicator.better, unit.role, unit.factor if unit.is_share else None, type(bound),
        bound.open if isinstance(bound, Between) else (), asked.due, asked.began, id(asked.method),  # the plan keeps it
    )  # fmt: skip


def _course(asked: Asked) -> Course:
    [course] = courses_of(asked.target, Records((), asked.as_of), None, due=asked.due)
    return course


def _standing(course: Course, told: Iterable[Fraction]) -> Course:
    """Give a course with other amounts of the goal and the baseline."""
    numbers, unit = iter(told), course.indicator.unit
    goal = None if course.goal is None else with_amounts(course.goal, lambda _: Quantity(next(numbers), unit))
    baseline = course.baseline
    if baseline is not None:
        baseline = attrs.evolve(baseline, amount=Quantity(next(numbers), unit))
    return attrs.evolve(course, goal=goal, baseline=baseline)


def _exact(amount: Fraction | Decimal | None) -> Fraction | None:
    assert amount is None or isinstance(amount, Fraction)  # noqa: S101 -- a straight path takes no roots
    return amount


def nearest(amount: Fraction | None) -> float:
    """Give the nearest float; NaN where there is none."""
    found = None if amount is None else to_float(amount)
    return math.nan if found is None else found
