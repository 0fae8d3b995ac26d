"""A bullet: what was observed of one target against what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from policytargets.attainment import Assessment, Attainment, Record
from policytargets.bounds import BOUND_TYPES, Bound, region, unit_of
from policytargets.charts._amounts import in_unit, records_of, region_in_unit, scale_of, seen_in
from policytargets.criteria import AllOf, AnyOf, Criterion, Readings, Total
from policytargets.dues import due_period
from policytargets.errors import InvalidValueError, UnitMismatchError
from policytargets.indicators import Indicator
from policytargets.periods import Period
from policytargets.quantities import Quantity
from policytargets.ranges import Amounts, Range, Region
from policytargets.targets import Target
from policytargets.texts import Text
from policytargets.units import Unit
from policytargets.verdicts import Reason, ReasonCode, Timing


@attrs.frozen(kw_only=True)
class Bullet:
    """What was observed of a target against what is asked of it.

    Attributes:
        target: id of the target.
        name: its name.
        unit: the unit of all amounts, that of the indicator.
        observed: the possible amounts; none where nothing is known, which is never a zero.
        accepted: what is accepted of the indicator's level: one region for each reading or part; none where the
            criterion asks for no level, or one that cannot be said.
        timing: how the target stands.
        period: the period of what was observed; None where there is none.
        decides: whether the verdict rests on what was observed; else it is the latest known.
        used: the records it rests on.
        parts: into how many periods or members the target is judged; those have bullets of their own.
        missing: what is not known, as reasons.
    """

    target: str
    name: Text
    unit: Unit
    observed: Amounts = ()
    accepted: tuple[Region, ...] = ()
    timing: Timing
    period: Period | None = None
    decides: bool = False
    used: tuple[Record, ...] = attrs.field(default=(), repr=lambda used: str(len(used)))
    parts: int = 0
    missing: tuple[Reason, ...] = ()

    @property
    def is_illustrative(self) -> bool:
        """Whether any record it rests on is illustrative."""
        return any(record.is_illustrative for record in self.used)

    @property
    def scale(self) -> tuple[Fraction, Fraction]:
        """The ends of a scale on which it fits: zero is on it, and room is left at each end that is not zero."""
        ends = [Fraction(0), *ends_of(self.accepted), *ends_of(self.observed)]
        low, high = scale_of(ends)
        return (low if min(ends) < 0 else Fraction(0)), (high if max(ends) > 0 or min(ends) == 0 else Fraction(0))

    def quantity(self, amount: Fraction) -> Quantity:
        """Give an amount of the chart with its unit."""
        return Quantity(amount, self.unit)


def ends_of(found: Iterable[Region] | Iterable[Range]) -> list[Fraction]:
    """Give all ends there are."""
    return [end for one in found for end in (one.low, one.high) if end is not None]


def bullet(attainment: Attainment, assessment: Assessment | None = None) -> Bullet:
    """Give the bullet of a target.

    Args:
        attainment: how the target stands.
        assessment: what it is part of; where the verdict rests on no amount, the latest known one is looked up there.

    Raises:
        InvalidValueError: it is no target: a milestone and an aim have no amounts.

    Examples:
        >>> from policytargets import AtLeast, Indicator, Observation, Year, assess
        >>> works = Indicator(id="works", name="works", unit="work", nature="stock")
        >>> target = Target(id="works_2017", indicator=works, criterion=AtLeast("8 work"), due=Year(2017))
        >>> seen = Observation(indicator=works, period=Year(2017), value="10 work")
        >>> drawn = bullet(assess(target, [seen], as_of=Year(2018)))
        >>> drawn.observed[0].low, drawn.accepted[0].low, drawn.decides
        (Fraction(10, 1), Fraction(8, 1), True)
        >>> bullet(assess(target, [], as_of=Year(2018))).missing[0].label()
        'no observation for 2017'
    """
    target = attainment.item
    if not isinstance(target, Target):
        raise InvalidValueError("bullet", "the attainment of a target", repr(target), "leave milestones and aims out")
    made = Bullet(
        target=target.id,
        name=target.indicator.name if target.name is None else target.name,
        unit=target.indicator.unit,
        accepted=tuple(accepted_levels(target, attainment.required)),
        timing=attainment.timing,
        parts=len(attainment.parts),
    )
    made = _with_observed(made, attainment, assessment, target.indicator)
    return attrs.evolve(made, missing=tuple(_missing(made, attainment)))


def _with_observed(made: Bullet, attainment: Attainment, assessment: Assessment | None, indicator: Indicator) -> Bullet:
    if attainment.possible:
        found = tuple(
            Range(None if low is None else low.base, None if high is None else high.base)
            for low, high in attainment.possible
        )
        amounts, period = in_unit(found, indicator), attainment.period
        return attrs.evolve(made, observed=amounts, period=period, used=attainment.used, decides=True)
    if assessment is None or attainment.parts:
        return made
    records = records_of(assessment)
    for period in reversed(records.periods(indicator, attainment.entity)):
        seen = seen_in(records, indicator, attainment.entity, period)
        if seen is not None:
            return attrs.evolve(made, observed=seen.amounts, period=period, used=seen.used)
    return made


def _missing(made: Bullet, attainment: Attainment) -> Iterable[Reason]:
    if made.parts:
        yield from (r for r in attainment.reasons if r.code in {ReasonCode.PERIODS, ReasonCode.MEMBERS})
    elif not made.decides:
        due = attainment.period or (None if attainment.due is None else due_period(attainment.due))
        yield Reason(ReasonCode.NO_DUE) if due is None else Reason(ReasonCode.NO_OBSERVATION, {"period": due})
    if not made.accepted:
        baselines = {ReasonCode.BASELINE_UNSTATED, ReasonCode.BASELINE_UNKNOWN, ReasonCode.BASELINE_NOT_POSITIVE}
        why = [reason for reason in attainment.reasons if reason.code in baselines]
        yield from why or [Reason(ReasonCode.NO_GOAL)]


def accepted_levels(target: Target, required: Bound | None) -> list[Region]:
    """Give what is accepted of the indicator's own level, in its unit; one region for each reading or part."""
    period = None if target.due_form is None else due_period(target.due_form)
    bounds = _level_bounds(target.criterion) if required is None else [required]
    found = [_in_base(bound, target.indicator, period) for bound in bounds]
    return [region_in_unit(accepted, target.indicator) for accepted in found if accepted is not None]


def _level_bounds(criterion: Criterion) -> list[Bound]:
    match criterion:
        case AllOf(of=parts) | AnyOf(of=parts) | Readings(of=parts):
            return [bound for part in parts for bound in _level_bounds(part)]
        case Total(bound=bound):
            return [bound]
        case _:
            return [criterion] if isinstance(criterion, BOUND_TYPES) else []


def _in_base(bound: Bound, indicator: Indicator, period: Period | None) -> Region | None:
    one = Quantity(1, unit_of(bound))
    if indicator.unit.mismatch(one.unit) is None:
        return region(bound)
    try:
        factor = None if period is None else indicator.base_of(one, period) / one.base
    except UnitMismatchError:
        return None
    return None if factor is None else region(bound).mapped(lambda end: end * factor)
