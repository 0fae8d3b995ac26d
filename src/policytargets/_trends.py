"""Trends: what has been, run on. Through two points, or the line of least squares through all."""

from __future__ import annotations

import datetime as dt
import math
from fractions import Fraction
from typing import Protocol, runtime_checkable

import attrs

from policytargets._answers import Answer, Found, Question, answered
from policytargets.bands import Computed
from policytargets.bounds import LessThan, MoreThan, region
from policytargets.methods._naming import unknown
from policytargets.methods._shared import (
    StopError,
    after_start,
    decimal,
    log,
    named,
    past_limits,
    power,
    start_of,
    until_due,
    years_from,
    years_to_due,
)
from policytargets.outlooks import Course, Point
from policytargets.periods import Year
from policytargets.texts import Text
from policytargets.verdicts import Reason, ReasonCode

OF_ZERO = Text({"en": "of zero no growth can be taken", "zh": "数值为零，无法计算增长率"})
_LAST_YEAR = 9999
_NEAR, _ON_IT = Fraction(1, 10**9), Fraction(1, 10**150)


@runtime_checkable
class Trend(Protocol):
    """A way to run on what has been. Any object of this shape is one."""

    @property
    def name(self) -> str:
        """The name with its parameters."""

    def projected(self, course: Course) -> Answer:
        """Give the amount that the trend leads to in the due period."""

    def attained(self, course: Course) -> Answer:
        """Give the calendar year by whose end the trend leads to the goal."""


@attrs.frozen(kw_only=True)
class TwoPoint:
    """The trend through the baseline and the newest known amount: the same change a year, or the same growth.

    Attributes:
        compound: the same growth a year instead of the same change; amounts are then decimals, marked as not exact.

    Examples:
        >>> TwoPoint(compound=True).name
        'TwoPoint(compound=True)'
    """

    compound: bool = False

    @property
    def name(self) -> str:
        """The name with its parameters."""
        return named(self, compound=self.compound)

    def projected(self, course: Course) -> Answer:
        """Give the amount in the due period, in the indicator's unit; points after it are not used."""
        return answered(Question.PROJECTED, course, lambda: self._projected(course), by=self.name)

    def attained(self, course: Course) -> Answer:
        """Give the first year, not before the newest known amount, by whose end the goal is reached."""
        return answered(Question.ATTAINED, course, lambda: self._attained(course), by=self.name)

    def _projected(self, course: Course) -> Found:
        start, last, left, between = self._two(course, to_due=True)
        ahead = years_to_due(course, last)
        if not self.compound:
            amount = last.base + (last.base - start.base) / between * ahead
            return _projection(course, amount, (start, last), left)
        ratio = _ratio(start, last)
        if ahead == 0:
            return _projection(course, last.base, (start, last), left)
        computed = Computed(lambda: decimal(last.base) * power(ratio, ahead / between))
        return _projection(course, computed, (start, last), left)

    def _attained(self, course: Course) -> Found:
        start, last, left, between = self._two(course, to_due=False)
        goal, way, is_there = aimed_at(course, last)
        if is_there:
            return _already(last, left)
        change = last.base - start.base
        ratio = _ratio(start, last) if self.compound else Fraction(1)
        if way * change <= 0 or (self.compound and goal / last.base <= 0):
            raise StopError(ReasonCode.NEVER_REACHED)
        wait: Fraction | Computed = (goal - last.base) / change * between
        if self.compound:
            wait = Computed(lambda: log(goal / last.base) / log(ratio) * decimal(between))
        return Found(period=_year_after(course, last, wait), points=(start, last), reasons=left)

    def _two(self, course: Course, *, to_due: bool) -> tuple[Point, Point, tuple[Reason, ...], Fraction]:
        start = start_of(course)
        last, left = after_start(course, start, yearly=False, to_due=to_due and _due(course))
        return start, last, left, years_from(course, start, last)


@attrs.frozen(kw_only=True)
class LeastSquares:
    """The straight line of least squares through all known amounts from the baseline on, in exact fractions.

    A stated baseline goes before the amount observed in its period. Without a baseline all known amounts count. It
    takes two.

    Examples:
        >>> LeastSquares().name
        'LeastSquares()'
    """

    @property
    def name(self) -> str:
        """The name; it has no parameters."""
        return named(self)

    def projected(self, course: Course) -> Answer:
        """Give the amount in the due period, in the indicator's unit; points after it are not used."""
        return answered(Question.PROJECTED, course, lambda: self._projected(course), by=self.name, needs_baseline=False)

    def attained(self, course: Course) -> Answer:
        """Give the first year, not before the newest known amount, by whose end the goal is reached."""
        return answered(Question.ATTAINED, course, lambda: self._attained(course), by=self.name, needs_baseline=False)

    def _projected(self, course: Course) -> Found:
        _due(course)
        points, left = _known(course, to_due=True)
        at_last, slope = _line(course, points)
        return _projection(course, at_last + slope * years_to_due(course, points[-1]), points, left)

    def _attained(self, course: Course) -> Found:
        points, _ = _known(course, to_due=False)
        at_last, slope = _line(course, points)
        goal, way, is_there = aimed_at(course, points[-1])
        if is_there:
            return _already(points[-1], ())
        if way * slope <= 0:
            raise StopError(ReasonCode.NEVER_REACHED)
        return Found(period=_year_after(course, points[-1], (goal - at_last) / slope), points=points)


_SHIPPED: dict[str, type[TwoPoint | LeastSquares]] = {kind.__name__: kind for kind in (TwoPoint, LeastSquares)}


def trend_by_name(name: str, /) -> Trend:
    """Make a shipped trend of the name of its class, as command lines write it.

    Args:
        name: ``TwoPoint`` or ``LeastSquares``.

    Raises:
        UnknownReferenceError: there is no such trend.

    Examples:
        >>> trend_by_name("TwoPoint").name
        'TwoPoint()'
        >>> trend_by_name("TwoPoints")
        Traceback (most recent call last):
        ...
        policytargets.errors.UnknownReferenceError: trend: expected the name of a shipped trend, ...
    """
    if name not in _SHIPPED:
        raise unknown("trend", "the name of a shipped trend", name, _SHIPPED)
    return _SHIPPED[name]()


def _due(course: Course) -> bool:
    if course.due is None:
        raise StopError(ReasonCode.NO_DUE)
    return True


def aimed_at(course: Course, last: Point) -> tuple[Fraction, Fraction, bool]:
    """The goal in base units, the way that is left to it (its sign counts), and whether the last point is at it."""
    goal = course.goal_amount
    if course.goal is None or goal is None:
        raise StopError(ReasonCode.NO_GOAL)
    way = goal.base - last.base
    return goal.base, way or Fraction(course.direction or 0), region(course.goal).holds(last.base)


def _ratio(start: Point, last: Point) -> Fraction:
    if start.base == 0:
        raise StopError(ReasonCode.BASELINE_NOT_POSITIVE)
    if last.base == 0:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=OF_ZERO)
    if last.base / start.base < 0:
        raise StopError(ReasonCode.SIGN_CHANGE)
    return last.base / start.base


def _known(course: Course, *, to_due: bool) -> tuple[tuple[Point, ...], tuple[Reason, ...]]:
    """The baseline and all points after it, with what was left out; stop where there are not two."""
    first = course.baseline
    points = tuple(p for p in course.points if first is None or p.period.end > first.period.end)
    points = points if first is None else (first, *points)
    points, notes = until_due(course, points) if to_due else (points, ())
    if len(points) < 2:  # noqa: PLR2004 -- a line takes two
        raise StopError(ReasonCode.FEW_POINTS, needed=2, known=len(points))
    return points, notes


def _line(course: Course, points: tuple[Point, ...]) -> tuple[Fraction, Fraction]:
    """The line of least squares: its amount at the last point and its change a year, in base units."""
    times = [years_from(course, points[-1], point) for point in points]
    count = len(points)
    middle, mean = sum(times, Fraction(0)) / count, sum((p.base for p in points), Fraction(0)) / count
    spread = sum(((t - middle) ** 2 for t in times), Fraction(0))
    slope = sum(((t - middle) * (p.base - mean) for t, p in zip(times, points, strict=True)), Fraction(0)) / spread
    return mean - slope * middle, slope


def _projection(
    course: Course, amount: Fraction | Computed, points: tuple[Point, ...], notes: tuple[Reason, ...]
) -> Found:
    assert course.due is not None  # noqa: S101 -- asked before
    return Found(
        amount=amount, period=course.due, points=points, reasons=(*notes, *past_limits(course.indicator, amount))
    )


def _already(last: Point, notes: tuple[Reason, ...]) -> Found:
    said = Reason(ReasonCode.ALREADY_REACHED, {"period": last.period})
    return Found(period=Year.of(last.period.end), points=(last,), reasons=(*notes, said))


def _year_after(course: Course, last: Point, wait: Fraction | Computed) -> Year:
    """The first calendar year by whose end so many years have gone since the last point, not before it.

    A computed wait that ends a year to within 1e-9 is settled with more digits, as bands are.
    """
    morrow = last.period.end + dt.timedelta(days=1)
    now = morrow.year + Fraction(morrow.month - 1, 12)
    strict = isinstance(course.goal, (MoreThan, LessThan))
    when, on_a_turn = (now + wait, None) if isinstance(wait, Fraction) else _settled(wait, now)
    if when > _LAST_YEAR + 1:
        raise StopError(ReasonCode.NEVER_REACHED)
    turn = math.ceil(when) if on_a_turn is None else on_a_turn
    is_on_turn = on_a_turn is not None or when == turn
    year = max(turn - 1 + (1 if strict and is_on_turn else 0), math.floor(now))
    if year > _LAST_YEAR:
        raise StopError(ReasonCode.NEVER_REACHED)
    return Year(year)


def _settled(wait: Computed, now: Fraction) -> tuple[Fraction, int | None]:
    """The moment, and the turn of a year that it falls on, if it does."""
    found = wait.value()
    if found > _LAST_YEAR + 1:
        raise StopError(ReasonCode.NEVER_REACHED)
    when = now + Fraction(found)
    turn = round(when)
    if abs(when - turn) >= _NEAR:
        return when, None
    when = now + Fraction(wait.value(200))
    return when, turn if abs(when - turn) < _ON_IT else None
