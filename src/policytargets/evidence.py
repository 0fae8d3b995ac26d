"""From observations to what is known of an indicator in a period: a set of possible amounts."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from policytargets._choosing import counts, newest
from policytargets._numbers import plain
from policytargets._tilings import best_tiling, days_of, gaps
from policytargets.baselines import baseline_period
from policytargets.errors import InvalidValueError
from policytargets.indicators import Indicator, Nature
from policytargets.observations import Observation, ObservationStatus
from policytargets.periods import Period, end_key
from policytargets.quantities import Quantity
from policytargets.ranges import Amounts, Range, to_data
from policytargets.verdicts import Reason, ReasonCode

if TYPE_CHECKING:
    from policytargets.baselines import Since
    from policytargets.chains import Chain, Data
    from policytargets.units import Unit

__all__ = ["Evidence", "Records"]


@attrs.frozen(kw_only=True)
class Evidence:
    """What is known of an indicator in a period.

    Attributes:
        step: index of the step that holds its amounts, or None where nothing is known.
        amounts: the possible amounts in base units of the indicator; empty where nothing is known.
        used: the observations it rests on.
        reasons: what a reader should know about it.
        complete: false where a part is missing.
    """

    step: int | None = None
    amounts: Amounts = ()
    used: tuple[Observation, ...] = ()
    reasons: tuple[Reason, ...] = ()
    complete: bool = True

    @property
    def provisional(self) -> bool:
        """Whether any amount it rests on is provisional."""
        return any(observation.status is ObservationStatus.PROVISIONAL for observation in self.used)


def _when(indicator: Indicator, period: Period) -> tuple[dt.date, dt.date | None]:
    """What holds at the end of a period meets by its end: December serves the year; the rest by the very period."""
    return period.end, None if indicator.nature.at_end else period.start


@attrs.frozen(eq=False)
class _Series:
    """The observations of one indicator for one entity: levels by when they hold, and published changes."""

    levels: dict[tuple[dt.date, dt.date | None], list[Observation]] = attrs.field(factory=dict)
    changes: dict[tuple[dt.date, dt.date | None], list[Observation]] = attrs.field(factory=dict)

    def add(self, observation: Observation) -> None:
        """Put an observation in its place."""
        kept = self.levels if observation.since is None else self.changes
        kept.setdefault(_when(observation.indicator, observation.period), []).append(observation)

    @cached_property
    def _in_order(self) -> list[tuple[dt.date, list[Observation]]]:
        return [(when[0], self.levels[when]) for when in sorted(self.levels, key=lambda when: when[0])]

    def inside(self, period: Period, before: dt.date | None) -> list[Observation]:
        """Give the levels of periods inside *period* that end before a day."""
        first = bisect_left(self._in_order, period.start, key=lambda row: row[0])
        found = []
        for end, row in self._in_order[first:]:
            if end > period.end or (before is not None and end >= before):
                break
            found += [observation for observation in row if observation.period.start >= period.start]
        return found


_NO_SERIES = _Series()


@attrs.frozen
class Records:
    """All observations that count at a date, found by indicator, entity and period.

    Attributes:
        observations: those that count.
        as_of: the date.
        area: id of the plan's own area, whose observations are those without entity.
    """

    observations: tuple[Observation, ...]
    as_of: dt.date
    area: str | None = None

    @classmethod
    def at(cls, observations: Iterable[Observation], as_of: dt.date, area: str | None = None) -> Records:
        """Keep what counts at a date; the order of rows plays no part."""
        return cls(tuple(observation for observation in observations if counts(observation, as_of)), as_of, area)

    @cached_property
    def _found(self) -> dict[tuple[str, str | None], _Series]:
        found: dict[tuple[str, str | None], _Series] = {}
        for observation in self.observations:
            entity = None if observation.entity == self.area else observation.entity
            found.setdefault((observation.indicator.id, entity), _Series()).add(observation)
        return found

    @cached_property
    def _definitions(self) -> dict[str, list[Observation]]:
        """One observation for each definition that stands under an id."""
        found: dict[str, list[Observation]] = {}
        for observation in self.observations:
            known = found.setdefault(observation.indicator.id, [])
            # Most share one object, and comparing definitions is slow.
            same = any(one.indicator is observation.indicator for one in known)
            if not same and all(one.indicator != observation.indicator for one in known):
                known.append(observation)
        return found

    def _series(self, indicator: Indicator, entity: str | None) -> _Series:
        for observation in self._definitions.get(indicator.id, ()):
            if observation.indicator is not indicator and observation.indicator != indicator:
                raise InvalidValueError(
                    f"indicator {indicator.id!r}",
                    "one definition under one id",
                    f"another in the observation for {observation.period}",
                    "use the same Indicator for targets and observations",
                )
        return self._found.get((indicator.id, None if entity == self.area else entity), _NO_SERIES)

    def of(self, indicator: Indicator, entity: str | None, *, changes: bool = False) -> tuple[Observation, ...]:
        """Give the levels (or published changes) of an indicator for an entity.

        Raises:
            InvalidValueError: an observation carries another definition under the same id.
        """
        series = self._series(indicator, entity)
        kept = series.changes if changes else series.levels
        return tuple(observation for row in kept.values() for observation in row)

    def periods(self, indicator: Indicator, entity: str | None) -> tuple[Period, ...]:
        """Give the periods that levels or published changes stand for, of a rate's two sides too, by their ends."""
        known = (*self.of(indicator, entity), *self.of(indicator, entity, changes=True))
        found = {observation.period.canonical() for observation in known}
        if indicator.ratio is not None:
            found |= {*self.periods(indicator.ratio.of, entity), *self.periods(indicator.ratio.to, entity)}
        return tuple(sorted(found, key=end_key))

    def level(
        self, chain: Chain, indicator: Indicator, entity: str | None, period: Period, *, before: dt.date | None = None
    ) -> Evidence:
        """Find what is known of an indicator in a period: its own amount, its parts added up, or its two sides.

        Args:
            chain: where the steps are kept.
            indicator: whose amounts.
            entity: of whom.
            period: when.
            before: take only observations whose period ends before this day.

        Raises:
            InvalidValueError: an observation carries another definition under the same id.
        """
        series = self._series(indicator, entity)
        own = series.levels.get(_when(indicator, period), ())
        evidence = _observed(chain, indicator, [o for o in own if before is None or o.period.end < before], period)
        if evidence.step is None and indicator.nature is Nature.FLOW:
            summed = _added_up(chain, indicator, series.inside(period, before), period)
            evidence = attrs.evolve(summed, reasons=(*evidence.reasons, *summed.reasons))
        if evidence.step is None and indicator.ratio is not None:
            sides = [self.level(chain, side, entity, period, before=before) for side in _sides(indicator)]
            divided = _divided(chain, indicator, period, *sides)
            evidence = attrs.evolve(divided, reasons=(*evidence.reasons, *divided.reasons))
        return evidence

    def published_change(  # noqa: PLR0913 -- a change has two periods, a measure and an owner
        self,
        chain: Chain,
        indicator: Indicator,
        entity: str | None,
        period: Period,
        *,
        since: Since,
        unit: Unit,
        before: dt.date | None = None,
    ) -> Evidence:
        """Find a published change of the same period since the same baseline in the same measure as *unit*."""
        wanted = baseline_period(since, period)
        if wanted is None:
            return Evidence()
        found = [
            observation
            for observation in self._series(indicator, entity).changes.get(_when(indicator, period), ())
            if (before is None or observation.period.end < before)
            and observation.since is not None
            and (base := baseline_period(observation.since, observation.period)) is not None
            and _when(indicator, base) == _when(indicator, wanted)
            and _same_measure(observation.value, unit)
        ]
        chosen = newest(found)
        if not chosen:
            return Evidence()
        amounts = tuple(dict.fromkeys(observation.possible for observation in chosen))
        step = chain.add("observe", _facts(chosen, amounts, period, change=True))
        return Evidence(step=step, amounts=amounts, used=chosen, reasons=_disagreement(chosen, amounts))


def _same_measure(value: Quantity, unit: Unit) -> bool:
    kinds = [(u.role, u.is_share, u.dims) for u in (value.unit, unit)]
    return kinds[0] == kinds[1]


def _clipped(indicator: Indicator, possible: Range) -> Range | None:
    """What of a range lies inside the limits of the indicator, or None where nothing does."""
    low, high = indicator.bounds_in_base()
    inside = Range(
        possible.low if low is None or possible.low is None else max(low, possible.low),
        possible.high if high is None or possible.high is None else min(high, possible.high),
    )
    empty = inside.low is not None and inside.high is not None and inside.low > inside.high
    return None if empty else inside


def _facts(
    observations: Sequence[Observation], amounts: Amounts, period: Period, *, change: bool = False
) -> dict[str, Data]:
    return {
        "amounts": to_data(amounts),
        "indicator": observations[0].indicator.id,
        "period": str(period),
        "change": change,
        "from": [
            {
                "value": f"{observation.value.number} {observation.value.unit.code}",
                "period": str(observation.period),
                "status": observation.status.value,
                "published": None if observation.published is None else observation.published.isoformat(),
                "source": observation.source,
            }
            for observation in observations
        ],
    }


def _disagreement(observations: Sequence[Observation], amounts: Amounts) -> tuple[Reason, ...]:
    if len(amounts) < 2:  # noqa: PLR2004 -- it takes two to disagree
        return ()
    return (Reason(ReasonCode.DISAGREE, {"amounts": tuple(observations)}),)


def _outside(indicator: Indicator, observations: Iterable[Observation]) -> tuple[Reason, ...]:
    """Name what lies outside the limits and is no evidence."""
    return tuple(
        Reason(ReasonCode.OUTSIDE_LIMITS, {"amount": observation})
        for observation in observations
        if _clipped(indicator, observation.possible) is None
    )


def _observed(chain: Chain, indicator: Indicator, own: Iterable[Observation], period: Period) -> Evidence:
    found = tuple(own)
    inside = [observation for observation in found if _clipped(indicator, observation.possible) is not None]
    reasons = _outside(indicator, found) if len(inside) < len(found) else ()
    chosen = newest(inside)
    if not chosen:
        return Evidence(reasons=reasons)
    kept = (_clipped(indicator, observation.possible) for observation in chosen)
    amounts = tuple(dict.fromkeys(possible for possible in kept if possible is not None))
    step = chain.add("observe", _facts(chosen, amounts, period))
    return Evidence(step=step, amounts=amounts, used=chosen, reasons=(*reasons, *_disagreement(chosen, amounts)))


def _added_up(chain: Chain, indicator: Indicator, inside: Sequence[Observation], period: Period) -> Evidence:
    """Add up the parts of a flow; amounts stated per year are weighted by the length of their period."""
    outside = _outside(indicator, inside)
    per_year = dict(indicator.unit.dims).get("year", 0) < 0
    if per_year and period.years is None:
        return Evidence(reasons=outside)
    usable = [
        observation.period
        for observation in inside
        if (not per_year or observation.period.years is not None)
        and _clipped(indicator, observation.possible) is not None
    ]
    parts = best_tiling(usable, period)
    if not parts:
        return Evidence(reasons=outside)
    rows: dict[object, list[Observation]] = {}
    for observation in inside:
        rows.setdefault(_when(indicator, observation.period), []).append(observation)
    found = [_observed(chain, indicator, rows[_when(indicator, part)], part) for part in parts]
    whole = period.years if per_year else None
    weights = [Fraction(1) if whole is None or part.years is None else part.years / whole for part in parts]
    complete = days_of(parts) == days_of([period])
    given = {
        "weights": [plain(weight) for weight in weights],
        "missing": not complete,
        "cannot_be_negative": indicator.cannot_be_negative,
        "periods": [str(part) for part in parts],
    }
    step = chain.add("sum", given, [evidence.step for evidence in found if evidence.step is not None])
    disagreeing = (reason for evidence in found for reason in evidence.reasons)
    return Evidence(
        step=step,
        amounts=chain.amounts(step),
        used=tuple(observation for evidence in found for observation in evidence.used),
        reasons=tuple(dict.fromkeys((*_parts_reasons(indicator, parts, period), *outside, *disagreeing))),
        complete=complete,
    )


def _parts_reasons(indicator: Indicator, parts: Sequence[Period], period: Period) -> tuple[Reason, ...]:
    missing = gaps(parts, period)
    added = Reason(ReasonCode.FROM_PARTS, {"periods": tuple(parts)})
    if not missing:
        return (added,)
    code = ReasonCode.PART_MISSING if indicator.cannot_be_negative else ReasonCode.PART_UNBOUNDED
    return added, Reason(code, {"periods": missing})


def _sides(indicator: Indicator) -> tuple[Indicator, ...]:
    return () if indicator.ratio is None else (indicator.ratio.of, indicator.ratio.to)


def _divided(chain: Chain, indicator: Indicator, period: Period, above: Evidence, below: Evidence) -> Evidence:
    """Divide the numerator by the denominator, exactly; what is unknown of one of them leaves the rate open."""
    numerator, denominator = _sides(indicator)
    said = (*above.reasons, *below.reasons)
    if above.step is None or below.step is None:
        missing = [side for side, known in ((numerator, above), (denominator, below)) if known.step is None]
        named = (Reason(ReasonCode.SIDE_UNKNOWN, {"side": side.name, "period": period}) for side in missing)
        return Evidence(reasons=(*said, *(named if len(missing) == 1 else ())))
    used = (*above.used, *below.used)
    positive = all(r.low is not None and r.low > 0 for r in below.amounts)
    if not positive or not below.complete:
        why = () if positive else (Reason(ReasonCode.DENOMINATOR_NOT_POSITIVE, {"denominator": denominator.name}),)
        step = chain.add("unknown", {"indicator": indicator.id, "period": str(period)}, [above.step, below.step])
        return Evidence(step=step, amounts=chain.amounts(step), used=used, reasons=(*why, *said), complete=False)
    step = chain.add("divide", {}, [above.step, below.step])
    reason = Reason(ReasonCode.FROM_RATIO, {"numerator": numerator.name, "denominator": denominator.name})
    rate = Evidence(step=step, amounts=chain.amounts(step), used=used, reasons=(reason, *said), complete=above.complete)
    return _limited(chain, indicator, rate)


def _limited(chain: Chain, indicator: Indicator, evidence: Evidence) -> Evidence:
    """Keep what of a computed rate lies inside the limits; one that lies outside is no evidence, and is named."""
    kept = tuple(_clipped(indicator, possible) for possible in evidence.amounts)
    if kept == evidence.amounts or evidence.step is None:
        return evidence
    if not any(kept):
        ends = tuple(end for pair in to_quantities(indicator, evidence.amounts) for end in pair if end is not None)
        outside = Reason(ReasonCode.OUTSIDE_LIMITS, {"amount": tuple(dict.fromkeys(ends))})
        return Evidence(reasons=(outside, *evidence.reasons))
    [[low, high]] = to_data((Range(*indicator.bounds_in_base()),))
    step = chain.add("limit", {"low": low, "high": high}, [evidence.step])
    return attrs.evolve(evidence, step=step, amounts=chain.amounts(step))


def to_quantities(indicator: Indicator, amounts: Amounts) -> tuple[tuple[Quantity | None, Quantity | None], ...]:
    """Give possible amounts in the indicator's unit; None is no end."""

    def shown(end: Fraction | None) -> Quantity | None:
        return None if end is None else Quantity(end / indicator.unit.factor, indicator.unit)

    return tuple((shown(r.low), shown(r.high)) for r in amounts)
