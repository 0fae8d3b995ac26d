"""The same course told in another way, and courses that differ in one respect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

import attrs

from policytargets._fields import as_tuple
from policytargets.baselines import Baseline, Since
from policytargets.bounds import AtLeast, AtMost, Between, Bound, LessThan, MoreThan, with_amounts
from policytargets.indicators import Better, Indicator, Limits, Nature
from policytargets.observations import Observation
from policytargets.outlooks import Change, Course, Point
from policytargets.periods import Day, Month, Period, Quarter, Span, Year
from policytargets.quantities import Quantity
from policytargets.targets import Target
from policytargets.units import Unit


def other_unit(unit: Unit, scale: int) -> Unit | None:
    """Give a unit for the same amounts: per mille for a share, else a scale of its first word; None without words."""
    if unit.is_share:
        return None if unit.is_bare else attrs.evolve(Unit("‰"), whole=unit.whole)
    return None if unit.terms[0].power < 0 else unit.scaled(scale)


def _mapped(course: Course, amount: Callable[[Quantity], Quantity], bound: Callable[[Bound], Bound]) -> Course:
    """Change all amounts of the indicator; what was observed stands behind them no more."""

    def point(given: Point | None) -> Point | None:
        return None if given is None else Point(period=given.period, amount=amount(given.amount))

    return attrs.evolve(
        course,
        points=[moved for given in course.points if (moved := point(given)) is not None],
        baseline=point(course.baseline),
        goal=None if course.goal is None else bound(course.goal),
        to_date=point(course.to_date),
        interim=[(when, bound(asked)) for when, asked in course.interim],
    )


def restated(course: Course, unit: Unit) -> Course:
    """State all amounts of the indicator in another unit."""

    def state(amount: Quantity) -> Quantity:
        meets = course.indicator.unit.mismatch(amount.unit) is None
        return Quantity(amount.base / unit.factor, unit) if meets else amount

    told = _mapped(course, state, lambda bound: with_amounts(bound, state))
    change = course.change
    if change is not None:  # a change in the indicator's own unit; % of the baseline stays
        own = not course.indicator.unit.is_share
        change = attrs.evolve(
            change,
            goal=with_amounts(change.goal, state) if own else change.goal,
            known=attrs.evolve(change.known, amount=state(change.known.amount))
            if own and change.known
            else change.known,
        )
    return attrs.evolve(told, indicator=attrs.evolve(course.indicator, unit=unit), change=change)


def goal_restated(course: Course, unit: Unit) -> Course:
    """State the goal alone in another unit, as a document may."""
    if course.goal is None:
        return course
    goal = with_amounts(course.goal, lambda amount: Quantity(amount.base / unit.factor, unit))
    return attrs.evolve(course, goal=goal)


def may_be_negative(indicator: Indicator) -> bool:
    """Whether its amounts can be negative, so that there is a mirrored indicator."""
    low, _ = indicator.bounds_in_base()
    return low is None and not indicator.cannot_be_negative and indicator.nature is not Nature.SHARE


def _mirrored_bound(bound: Bound) -> Bound:
    if isinstance(bound, Between):
        swapped = {"low": "high", "high": "low"}
        return Between(-bound.high, -bound.low, [swapped[end] for end in bound.open])
    turned = with_amounts(bound, lambda amount: -amount)
    for one, other in ((AtLeast, AtMost), (AtMost, AtLeast), (MoreThan, LessThan), (LessThan, MoreThan)):
        if isinstance(turned, one):
            return other(turned.amount)
    return turned


def mirrored(course: Course) -> Course:
    """Change the sign of all amounts and the direction: what was to rise is to fall."""
    on = course.indicator
    better = {Better.HIGHER: Better.LOWER, Better.LOWER: Better.HIGHER, None: None}[on.better]
    limits = None
    if on.limits is not None:
        low, high = on.limits.low, on.limits.high
        limits = Limits(low=None if high is None else -high, high=None if low is None else -low)
    told = _mapped(course, lambda amount: -amount, _mirrored_bound)
    change = None if course.change is None else attrs.evolve(course.change, falls=not course.change.falls)
    return attrs.evolve(told, indicator=attrs.evolve(on, better=better, limits=limits), change=change)


def shifted_period(period: Period, years: int) -> Period:
    """Move a period by a number of years that four divides, so that every day is there again."""
    match period:
        case Year():
            return period.shift(years)
        case Quarter():
            return period.shift(4 * years)
        case Month():
            return period.shift(12 * years)
        case Day():
            return Day.of(shifted_day(period.start, years))
        case Span(first=first, last=last):
            kind = type(first)
            moved = [shifted_period(end, years) for end in (first, last)]
            return Span(kind.of(moved[0].start), kind.of(moved[1].start))
    assert_never(period)


def shifted_day(day: dt.date, years: int) -> dt.date:
    """Move a day by a number of years that four divides."""
    return day.replace(year=day.year + years)


def shifted(course: Course, years: int) -> Course:
    """Move all years."""

    def since(given: Since) -> Since:
        if isinstance(given, Baseline) and given.period is not None:
            return Baseline(shifted_period(given.period, years), given.amount)
        return given

    def point(given: Point | None) -> Point | None:
        return None if given is None else Point(period=shifted_period(given.period, years), amount=given.amount)

    def change(given: Change | None) -> Change | None:
        return None if given is None else attrs.evolve(given, since=since(given.since), known=point(given.known))

    return attrs.evolve(
        course,
        points=[moved for given in course.points if (moved := point(given)) is not None],
        baseline=point(course.baseline),
        due=None if course.due is None else shifted_period(course.due, years),
        as_of=shifted_day(course.as_of, years),
        to_date=point(course.to_date),
        change=change(course.change),
        interim=[(shifted_period(when, years), bound) for when, bound in course.interim],
    )


def known_at(course: Course, day: dt.date) -> Course:
    """Give what was known of a course at an earlier day."""

    def then(point: Point | None) -> Point | None:
        return point if point is not None and point.period.end <= day else None

    change = None if course.change is None else attrs.evolve(course.change, known=then(course.change.known))
    points = [point for point in course.points if point.period.end <= day]
    return attrs.evolve(
        course, points=points, baseline=then(course.baseline), to_date=then(course.to_date), change=change, as_of=day
    )


def _is_after(course: Course, point: Point) -> bool:
    return course.baseline is None or point.period.end > course.baseline.period.end


def level_since(course: Course, amount: Fraction) -> Course:
    """Put one amount, in base units, for all that is known after the baseline; no change is published."""
    flat = Quantity(amount / course.indicator.unit.factor, course.indicator.unit)

    def level(point: Point | None) -> Point | None:
        return point and (Point(period=point.period, amount=flat) if _is_after(course, point) else point)

    change = course.change and attrs.evolve(course.change, known=None)
    return attrs.evolve(
        course, points=as_tuple(map(level, course.points)), to_date=level(course.to_date), change=change
    )


def _newest_changed(course: Course, change: Callable[[Quantity], Quantity]) -> Course:
    def changed(point: Point) -> Point:
        return Point(period=point.period, amount=change(point.amount))

    points = course.points
    if points and _is_after(course, points[-1]):
        points = (*points[:-1], changed(points[-1]))
    return attrs.evolve(course, points=points, to_date=None if course.to_date is None else changed(course.to_date))


def with_newest(course: Course, amount: Quantity) -> Course:
    """Put another amount for the newest ones."""
    return _newest_changed(course, lambda _: amount)


def improved(course: Course, by: Fraction, way: int) -> Course:
    """Better the newest amounts, in the indicator's unit; *way* is 1 where more is better, -1 where less is."""
    better = _newest_changed(course, lambda amount: Quantity(amount.magnitude + way * by, amount.unit))
    change = course.change
    if change is not None and change.known is not None:
        size = change.known.amount
        known = attrs.evolve(change.known, amount=Quantity(size.magnitude + by, size.unit))
        change = attrs.evolve(change, known=known)
    return attrs.evolve(better, change=change)


def as_target(course: Course) -> tuple[Target, tuple[Observation, ...]] | None:
    """Give the target and the observations behind a course; None where it asks for no level, or has no due period."""
    if course.goal is None or course.due is None:
        return None
    on, start = course.indicator, course.baseline
    baseline = None if start is None else Baseline(start.period, start.amount)
    target = Target(id=f"{on.id}_goal", indicator=on, criterion=course.goal, due=course.due, baseline=baseline)
    known = {point.period: point for point in (*course.points, *([course.to_date] if course.to_date else []))}
    return target, tuple(Observation(indicator=on, period=when, value=p.amount) for when, p in known.items())
