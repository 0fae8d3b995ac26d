"""The ways of single targets: what targets that only their amounts tell apart are asked once, moved to the amounts of each.

Where amounts are moved, or stretched, all that a straight path says moves and is stretched with them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, assert_never

import attrs

from policytargets.baselines import Baseline
from policytargets.bounds import About, Between, Bound, amounts_of, with_amounts
from policytargets.courses import courses_of
from policytargets.evidence import Records
from policytargets.frames._assessing.paths import Compared, Question, Said, Standard, Straight
from policytargets.frames._assessing.scalar import Asked, Progressed, to_float
from policytargets.frames._stairs import Grid, Stairs
from policytargets.outlooks import Course
from policytargets.periods import Period
from policytargets.quantities import Quantity


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


def nearest(amount: Fraction | None) -> float:
    """Give the nearest float; NaN where there is none."""
    found = None if amount is None else to_float(amount)
    return math.nan if found is None else found
