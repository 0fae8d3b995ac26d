"""From a target and what is known of it to the courses that methods judge: one for each reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import attrs

from policytargets import ranges
from policytargets.baselines import Baseline, Since, Unstated, YearBefore, baseline_period
from policytargets.bounds import Bound, unit_of, with_amounts
from policytargets.chains import Chain
from policytargets.criteria import (
    AllOf,
    AnyOf,
    Criterion,
    Fall,
    Growth,
    Multiple,
    NoWorse,
    Readings,
    Rise,
    Total,
    since_of,
)
from policytargets.dues import Every, due_period
from policytargets.errors import UnitMismatchError
from policytargets.evidence import Evidence, Records, to_quantities
from policytargets.indicators import Indicator, Nature
from policytargets.outlooks import Change, Course, Point, years_between
from policytargets.periods import Month, Period, Span, end_key, same_length
from policytargets.quantities import Quantity
from policytargets.ranges import Amounts
from policytargets.requirements import required_bound, required_to_keep
from policytargets.targets import Target
from policytargets.units import UnitRole
from policytargets.verdicts import Reason, ReasonCode

__all__ = ["courses_of"]


def courses_of(
    target: Target,
    records: Records,
    entity: str | None = None,
    *,
    due: Period | None = None,
    slices: Iterable[Target] = (),
) -> tuple[Course, ...]:
    """Give the courses of a target: one for each reading of its criterion.

    Args:
        target: the target.
        records: the observations that count.
        entity: of whom; None for the plan's own area.
        due: the period of `Every` that is looked at, where it is one.
        slices: annual slices of the target, interim levels on the way.
    """
    form = target.due_form
    if due is None and form is not None and not isinstance(form, Every):
        due = due_period(form)
    readings = target.criterion.of if isinstance(target.criterion, Readings) else (target.criterion,)
    steps = tuple(sorted(_interim(target, slices, records, entity), key=lambda step: end_key(step[0])))
    return tuple(_course(target, reading, records, entity, due, steps) for reading in readings)


def _interim(
    target: Target, slices: Iterable[Target], records: Records, entity: str | None
) -> Iterator[tuple[Period, Bound]]:
    """The required level of each slice on the same indicator, where it has one, by its own baseline."""
    for part in slices:
        if part.due_form is None or part.indicator != target.indicator:
            continue
        due = due_period(part.due_form)
        baseline, _ = _baseline_point(part, part.criterion, records, entity, due)
        goal = _goal(part.criterion, part.indicator, baseline, due)
        if goal is not None:
            yield due, goal


def _course(  # noqa: PLR0913, PLR0917 -- one course has these sources
    target: Target,
    criterion: Criterion,
    records: Records,
    entity: str | None,
    due: Period | None,
    interim: tuple[tuple[Period, Bound], ...],
) -> Course:
    indicator = target.indicator
    course = Course(indicator=indicator, due=due, as_of=records.as_of, interim=interim)
    if due is None:
        return attrs.evolve(course, reasons=(Reason(ReasonCode.NO_DUE),))
    if isinstance(criterion, (AllOf, AnyOf, Readings)):
        return attrs.evolve(course, reasons=(Reason(ReasonCode.NO_GOAL),))
    points, left_out = _points(indicator, records, entity, due)
    baseline, notes = _baseline_point(target, criterion, records, entity, due)
    return attrs.evolve(
        course,
        points=points,
        baseline=baseline,
        goal=_goal(criterion, indicator, baseline, due),
        to_date=_to_date(indicator, records, entity, due),
        change=_change(criterion, records, indicator, entity, due),
        reasons=(*notes, *left_out),
    )


def _point(indicator: Indicator, evidence: Evidence, period: Period) -> Point | None:
    """A point, where exactly one amount is possible."""
    if len(evidence.amounts) != 1 or not evidence.amounts[0].is_point or not evidence.complete:
        return None
    [(amount, _)] = to_quantities(indicator, evidence.amounts)
    return None if amount is None else Point(period=period, amount=amount, used=evidence.used)


def _points(
    indicator: Indicator, records: Records, entity: str | None, due: Period
) -> tuple[tuple[Point, ...], tuple[Reason, ...]]:
    periods = records.periods(indicator, entity)
    if not indicator.nature.at_end:
        periods = tuple(period for period in periods if same_length(period, due))
    by_end = {period.end: period for period in periods}
    found, reasons = [], []
    for period in sorted(by_end.values(), key=end_key):
        evidence = records.level(Chain(), indicator, entity, period)
        point = _point(indicator, evidence, period)
        if point is not None:
            found.append(point)
        elif evidence.amounts:
            reasons.append(Reason(ReasonCode.NOT_ONE_AMOUNT, {"period": period}))
    return tuple(found), tuple(reasons)


def _baseline_point(
    target: Target, criterion: Criterion, records: Records, entity: str | None, due: Period
) -> tuple[Point | None, tuple[Reason, ...]]:
    since: Since | None = since_of(criterion)
    if since is None or isinstance(since, YearBefore):
        since = target.baseline or since
    if since is None:
        return None, (Reason(ReasonCode.NO_BASELINE),)
    if isinstance(since, Unstated):
        return None, (Reason(ReasonCode.BASELINE_UNSTATED),)
    period = baseline_period(since, due)
    if period is None:
        return None, (Reason(ReasonCode.BASELINE_NO_PERIOD),)
    if period.end >= due.end:
        return None, (Reason(ReasonCode.BASELINE_AFTER_DUE),)
    if isinstance(since, Baseline) and since.amount is not None:
        amount = Quantity(
            target.indicator.base_of(since.amount, period) / target.indicator.unit.factor, target.indicator.unit
        )
        return Point(period=period, amount=amount), ()
    point = _point(target.indicator, records.level(Chain(), target.indicator, entity, period), period)
    if point is None:
        return None, (Reason(ReasonCode.BASELINE_UNKNOWN, {"period": period}),)
    return point, ()


def _goal(criterion: Criterion, indicator: Indicator, baseline: Point | None, due: Period) -> Bound | None:
    """The required level: what a bound or change asks of the indicator."""
    base = _amounts(baseline)
    match criterion:
        case Rise(by=bound) | Fall(by=bound):
            relative = unit_of(bound).is_share and unit_of(bound).role is UnitRole.LEVEL
            return required_bound(bound, indicator, base, relative=relative, falls=isinstance(criterion, Fall))
        case Multiple(times=bound):
            return required_bound(bound, indicator, base, multiple=True)
        case Growth(rate=bound):
            years = None if baseline is None else years_between(baseline.period.end, due.end)
            whole = years is not None and years.denominator == 1
            return required_bound(bound, indicator, base, growth=int(years)) if whole and years is not None else None
        case NoWorse():
            return required_to_keep(indicator, base)
        case Total(bound=bound):
            return bound
        case AllOf() | AnyOf() | Readings():
            return None
        case _:
            return _in_all(criterion, indicator, due)


def _in_all(bound: Bound, indicator: Indicator, due: Period) -> Bound | None:
    """A bound in the indicator's unit; a flow asked for per year is asked for over the due period."""
    if indicator.unit.mismatch(unit_of(bound)) is None:
        return bound
    try:
        return with_amounts(
            bound, lambda amount: Quantity(indicator.base_of(amount, due) / indicator.unit.factor, indicator.unit)
        )
    except UnitMismatchError:
        return None


def _amounts(point: Point | None) -> Amounts:
    return () if point is None else ranges.point(point.base)


def _to_date(indicator: Indicator, records: Records, entity: str | None, due: Period) -> Point | None:
    """The amount reached inside the due period so far: parts of a flow added up, or the newest running total."""
    inside = [period for period in records.periods(indicator, entity) if due.contains(period)]
    if not inside or (indicator.nature is not Nature.FLOW and not indicator.nature.at_end):
        return None
    if indicator.nature.at_end:
        last = inside[-1]
        return _point(indicator, records.level(Chain(), indicator, entity, last), last)
    return _flow_to_date(indicator, records, entity, due, inside)


def _flow_to_date(
    indicator: Indicator, records: Records, entity: str | None, due: Period, inside: Sequence[Period]
) -> Point | None:
    """The longest stretch of months from the start of the due period whose flow is known."""
    for end in sorted({period.end for period in inside}, reverse=True):
        if (end + dt.timedelta(days=1)).day != 1 or due.start.day != 1:
            continue
        through = Span(Month.of(due.start), Month.of(end)).canonical()
        point = _point(indicator, records.level(Chain(), indicator, entity, through), through)
        if point is not None:
            return point
    return None


def _change(
    criterion: Criterion, records: Records, indicator: Indicator, entity: str | None, due: Period
) -> Change | None:
    """What a rise or fall asks, with the newest change published since the same baseline."""
    if not isinstance(criterion, (Rise, Fall)):
        return None
    asked = Change(goal=criterion.by, since=criterion.since, falls=isinstance(criterion, Fall))
    unit = unit_of(criterion.by)
    yearly = isinstance(criterion.since, YearBefore)
    wanted = None if yearly else baseline_period(criterion.since, due)
    periods = {
        o.period for o in records.of(indicator, entity, changes=True)
        if (due.contains(o.period) if yearly else o.period.end <= due.end)
        and o.since is not None and o.value.unit.role is unit.role and o.value.unit.is_share is unit.is_share
        and (isinstance(o.since, YearBefore) if yearly else baseline_period(o.since, o.period) == wanted)
    }  # fmt: skip
    if not periods or not (yearly or wanted):
        return asked
    last = max(periods, key=end_key)
    evidence = records.published_change(Chain(), indicator, entity, last, since=criterion.since, unit=unit)
    if len(evidence.amounts) != 1 or not evidence.amounts[0].is_point or evidence.amounts[0].low is None:
        return asked
    amount = Quantity((-1 if asked.falls else 1) * evidence.amounts[0].low / unit.factor, unit)
    return attrs.evolve(asked, known=Point(period=last, amount=amount, used=evidence.used))
