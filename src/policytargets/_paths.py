"""Paths: what is expected on the way from a baseline to a goal. Straight, compound, or through interim targets."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Protocol, runtime_checkable

import attrs

from policytargets._answers import Answer, Found, Question, answered
from policytargets.bands import Computed
from policytargets.baselines import PERIOD_TYPES
from policytargets.bounds import amounts_of
from policytargets.errors import InvalidValueError
from policytargets.methods._shared import NO_YEARS, Aim, StopError, ahead_of, decimal, named, power, years_to_due
from policytargets.outlooks import Course
from policytargets.periods import Period, same_length
from policytargets.texts import Text
from policytargets.verdicts import Reason, ReasonCode

TO_ZERO = Text({"en": "no compound path leads to zero", "zh": "目标为零，无法按复合增长率计算"})


@runtime_checkable
class Path(Protocol):
    """What is expected on the way from the baseline to the goal. Any object of this shape is a path."""

    @property
    def name(self) -> str:
        """The name with its parameters."""

    def expected(self, course: Course, period: Period) -> Answer:
        """Give the amount that is expected in a period, in the indicator's unit."""


@attrs.frozen
class Linear:
    """The straight line from the baseline to the goal at the due period: the same change a year.

    Examples:
        >>> Linear().name
        'Linear()'
    """

    @property
    def name(self) -> str:
        """The name; it has no parameters."""
        return named(self)

    def expected(self, course: Course, period: Period) -> Answer:
        """Give the expected amount, exactly, in the indicator's unit.

        Undetermined before the baseline, after the due period, and where baseline, goal or due period are missing.

        Raises:
            InvalidValueError: *period* is none.
        """
        return _on_path(self, course, period, _straight)


@attrs.frozen
class Geometric:
    """The same growth a year from the baseline to the goal at the due period.

    At the two ends the amount is exact; between them it is a decimal of 50 digits, marked as not exact. No such path
    starts at zero, leads to zero or crosses it.

    Examples:
        >>> Geometric().name
        'Geometric()'
    """

    @property
    def name(self) -> str:
        """The name; it has no parameters."""
        return named(self)

    def expected(self, course: Course, period: Period) -> Answer:
        """Give the expected amount in the indicator's unit.

        Undetermined as on a `Linear` path, and where baseline and goal are not on one side of zero.
        """
        return _on_path(self, course, period, _compound)


@attrs.frozen
class Stepwise:
    """Straight lines from the baseline through each interim target (an annual slice) to the goal at the due period.

    Only what the document sets for a single amount after the baseline and before the due period is a step; what else is
    in ``course.interim`` is named as left out.

    Examples:
        >>> Stepwise().name
        'Stepwise()'
    """

    @property
    def name(self) -> str:
        """The name; it has no parameters."""
        return named(self)

    def expected(self, course: Course, period: Period) -> Answer:
        """Give the expected amount, exactly, in the indicator's unit.

        Undetermined as on a `Linear` path, and where there is no interim target.
        """
        return _on_path(self, course, period, _by_steps)


_Rule = Callable[[Course, Aim, Period, Fraction], tuple[Fraction | Computed, tuple[Reason, ...]]]
"""Course, aim, period and share of time gone, 1 = due; gives the amount in base units, and notes."""


def _on_path(path: Path, course: Course, period: Period, rule: _Rule) -> Answer:
    if not isinstance(period, PERIOD_TYPES):
        raise InvalidValueError(f"{path.name}: period", "a period", repr(period), "pass for example Year(2018)")

    def find() -> Found:
        aim = ahead_of(course)
        assert course.due is not None  # noqa: S101 -- an aim has one
        if not aim.start.period.end <= period.end <= course.due.end:
            raise StopError(ReasonCode.OFF_PATH, period=period)
        if not course.indicator.nature.at_end and not same_length(period, course.due):
            raise StopError(ReasonCode.OTHER_LENGTH, period=period)
        gone = course.years(aim.start, period)
        if gone is None:
            raise StopError(ReasonCode.NOT_APPLICABLE, why=NO_YEARS)
        amount, notes = rule(course, aim, period, gone / years_to_due(course, aim.start))
        return Found(amount=amount, period=period, points=(aim.start,), reasons=notes)

    return answered(Question.EXPECTED, course, find, by=path.name)


def _straight(_: Course, aim: Aim, __: Period, time: Fraction) -> tuple[Fraction, tuple[Reason, ...]]:
    return aim.low + time * (aim.goal - aim.low), ()


def _compound(_: Course, aim: Aim, __: Period, time: Fraction) -> tuple[Fraction | Computed, tuple[Reason, ...]]:
    if aim.low == 0:
        raise StopError(ReasonCode.BASELINE_NOT_POSITIVE)
    if aim.goal == 0:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=TO_ZERO)
    ratio = aim.goal / aim.low
    if ratio < 0:
        raise StopError(ReasonCode.SIGN_CHANGE)
    if time in {0, 1}:
        return (aim.goal if time else aim.low), ()
    return Computed(lambda: decimal(aim.low) * power(ratio, time)), ()


def _by_steps(course: Course, aim: Aim, period: Period, _: Fraction) -> tuple[Fraction, tuple[Reason, ...]]:
    steps, notes = _steps(course, aim)
    assert course.due is not None  # noqa: S101 -- an aim has one
    way = [(aim.start.period, aim.low), *steps, (course.due, aim.goal)]
    (before, low), (after, high) = next(leg for leg in pairwise(way) if period.end <= leg[1][0].end)
    start = attrs.evolve(aim.start, period=before)
    whole, gone = course.years(start, after), course.years(start, period)
    if whole is None or gone is None:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=NO_YEARS)
    return low + gone / whole * (high - low), notes


def _steps(course: Course, aim: Aim) -> tuple[list[tuple[Period, Fraction]], tuple[Reason, ...]]:
    """Interim targets on the way, by their ends, and what is left out; stop where there is none."""
    steps: dict[object, tuple[Period, Fraction]] = {}
    notes: list[Reason] = []
    for period, bound in course.interim:
        amounts = amounts_of(bound)
        if not aim.start.period.end < period.end or (course.due is not None and period.end >= course.due.end):
            notes.append(Reason(ReasonCode.OFF_PATH, {"period": period}))
        elif not course.indicator.nature.at_end and course.due is not None and not same_length(period, course.due):
            notes.append(Reason(ReasonCode.OTHER_LENGTH, {"period": period}))
        elif len(amounts) > 1:
            notes.append(Reason(ReasonCode.NOT_ONE_AMOUNT, {"period": period}))
        elif steps.get(period.end, (period, amounts[0].base))[1] != amounts[0].base:
            raise StopError(ReasonCode.NOT_ONE_AMOUNT, period=period)
        else:
            steps[period.end] = (period, amounts[0].base)
    if not steps:
        raise StopError(ReasonCode.NO_INTERIM)
    return list(steps.values()), tuple(notes)
