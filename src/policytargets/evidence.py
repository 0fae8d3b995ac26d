"""From observations to what is known of an indicator in a period: a set of possible amounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from policytargets._numbers import plain
from policytargets.baselines import baseline_period
from policytargets.errors import InvalidValueError
from policytargets.indicators import Indicator, Nature
from policytargets.observations import Observation, ObservationStatus
from policytargets.periods import Day, Period, Span, end_key
from policytargets.quantities import Quantity
from policytargets.ranges import Amounts, Range, to_data
from policytargets.verdicts import Reason, ReasonCode

if TYPE_CHECKING:
    from policytargets.baselines import Since
    from policytargets.chains import Chain
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


def _counts(observation: Observation, as_of: dt.date) -> bool:
    """An observation counts once its period is over and it is published; a forecast never does."""
    return (
        observation.status is not ObservationStatus.FORECAST
        and observation.period.end <= as_of
        and (observation.published is None or observation.published <= as_of)
    )


def newest(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Keep the newest publication; of one date, final before provisional. What then disagrees stays."""
    found = list(observations)
    if not found:
        return ()
    latest = max(observation.published or dt.date.min for observation in found)
    found = [observation for observation in found if (observation.published or dt.date.min) == latest]
    final = [observation for observation in found if observation.status is ObservationStatus.FINAL]
    return tuple(sorted(final or found, key=lambda observation: observation.possible.low or Fraction(0)))


@attrs.frozen
class Records:
    """All observations that count at a date, found by indicator and entity.

    Attributes:
        observations: those that count.
        as_of: the date.
    """

    observations: tuple[Observation, ...]
    as_of: dt.date

    @classmethod
    def at(cls, observations: Iterable[Observation], as_of: dt.date) -> Records:
        """Keep what counts at a date; the order of rows plays no part."""
        return cls(tuple(observation for observation in observations if _counts(observation, as_of)), as_of)

    def of(self, indicator: Indicator, entity: str | None, *, changes: bool = False) -> tuple[Observation, ...]:
        """Give the levels (or published changes) of an indicator for an entity.

        Raises:
            InvalidValueError: an observation carries another definition under the same id.
        """
        found = []
        for observation in self.observations:
            if observation.indicator.id != indicator.id or observation.entity != entity:
                continue
            if observation.indicator != indicator:
                raise InvalidValueError(
                    f"indicator {indicator.id!r}",
                    "one definition under one id",
                    f"another in the observation for {observation.period}",
                    "use the same Indicator for targets and observations",
                )
            if (observation.since is not None) is changes:
                found.append(observation)
        return tuple(found)

    def periods(self, indicator: Indicator, entity: str | None) -> tuple[Period, ...]:
        """Give the periods that levels or published changes of an indicator stand for, by their ends."""
        known = (*self.of(indicator, entity), *self.of(indicator, entity, changes=True))
        found = {observation.period.canonical() for observation in known}
        if indicator.ratio is not None:
            found |= set(self.periods(indicator.ratio.of, entity)) & set(self.periods(indicator.ratio.to, entity))
        return tuple(sorted(found, key=end_key))

    def level(
        self, chain: Chain, indicator: Indicator, entity: str | None, period: Period, *, before: dt.date | None = None
    ) -> Evidence:
        """Find what is known of an indicator in a period.

        Args:
            chain: where the steps are kept.
            indicator: whose amounts.
            entity: of whom.
            period: when.
            before: take only observations whose period ends before this day.
        """
        known = [o for o in self.of(indicator, entity) if before is None or o.period.end < before]
        own = _own(known, indicator, period)
        evidence = _observed(chain, indicator, own, period)
        if evidence.step is None and indicator.nature is Nature.FLOW:
            evidence = attrs.evolve(
                _added_up(chain, indicator, known, period), reasons=(*evidence.reasons, *_parts_reasons(known, indicator, period))
            )
        if evidence.step is None and indicator.ratio is not None:
            evidence = self._divided(chain, indicator, entity, period, evidence)
        return evidence

    def _divided(
        self, chain: Chain, indicator: Indicator, entity: str | None, period: Period, none: Evidence
    ) -> Evidence:
        ratio = indicator.ratio
        assert ratio is not None  # noqa: S101 -- asked just before
        sides = [self.level(chain, side, entity, period) for side in (ratio.of, ratio.to)]
        above, below = sides
        usable = above.step is not None and below.step is not None and below.complete
        if not usable or any(r.low is None or r.low <= 0 for r in below.amounts):
            return none
        step = chain.add("divide", {}, [above.step or 0, below.step or 0])
        reason = Reason(ReasonCode.FROM_RATIO, {"numerator": ratio.of.name, "denominator": ratio.to.name})
        return Evidence(
            step=step,
            amounts=chain.amounts(step),
            used=(*above.used, *below.used),
            reasons=(*none.reasons, reason, *above.reasons, *below.reasons),
            complete=above.complete,
        )

    def published_change(
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
            for observation in self.of(indicator, entity, changes=True)
            if _same_time(indicator, observation.period, period)
            and (before is None or observation.period.end < before)
            and observation.since is not None
            and (base := baseline_period(observation.since, observation.period)) is not None
            and _same_time(indicator, base, wanted)
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


def _same_time(indicator: Indicator, one: Period, other: Period) -> bool:
    """What holds at the end of a period meets by its end: December serves the year; the rest by the very period."""
    if indicator.nature.at_end:
        return one.end == other.end
    return one.canonical() == other.canonical()


def _own(known: Sequence[Observation], indicator: Indicator, period: Period) -> list[Observation]:
    return [observation for observation in known if _same_time(indicator, observation.period, period)]


def _within_limits(indicator: Indicator, observation: Observation) -> Range | None:
    """The possible amounts inside the limits of the indicator, or None where none is."""
    possible = observation.possible
    low, high = indicator.bounds_in_base()
    clipped = Range(
        possible.low if low is None or possible.low is None else max(low, possible.low),
        possible.high if high is None or possible.high is None else min(high, possible.high),
    )
    empty = clipped.low is not None and clipped.high is not None and clipped.low > clipped.high
    return None if empty else clipped


def _facts(
    observations: Sequence[Observation], amounts: Amounts, period: Period, *, change: bool = False
) -> dict[str, object]:
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


def _observed(chain: Chain, indicator: Indicator, own: Sequence[Observation], period: Period) -> Evidence:
    outside = [observation for observation in own if _within_limits(indicator, observation) is None]
    reasons = tuple(Reason(ReasonCode.OUTSIDE_LIMITS, {"amount": observation}) for observation in outside)
    chosen = newest(observation for observation in own if observation not in outside)
    if not chosen:
        return Evidence(reasons=reasons)
    amounts = tuple(dict.fromkeys(r for o in chosen if (r := _within_limits(indicator, o)) is not None))
    step = chain.add("observe", _facts(chosen, amounts, period))
    return Evidence(step=step, amounts=amounts, used=chosen, reasons=(*reasons, *_disagreement(chosen, amounts)))


def _best_tiling(known: Sequence[Observation], indicator: Indicator, period: Period) -> tuple[Period, ...]:
    """Choose periods inside *period* that do not overlap: as many days as can be, then as few parts as can be."""
    per_year = dict(indicator.unit.dims).get("year", 0) < 0
    inside = {
        observation.period.canonical()
        for observation in known
        if period.contains(observation.period)
        and observation.period.canonical() != period.canonical()
        and (not per_year or observation.period.years is not None)
        and _within_limits(indicator, observation) is not None
    }
    best: list[tuple[dt.date, int, tuple[Period, ...]]] = [(dt.date.min, 0, ())]
    for part in sorted(inside, key=end_key):
        before = max(
            (entry for entry in best if entry[0] < part.start), key=lambda entry: (entry[1], -len(entry[2])), default=None
        )
        if before is not None:
            days = (part.end - part.start).days + 1
            best.append((part.end, before[1] + days, (*before[2], part)))
    return max(best, key=lambda entry: (entry[1], -len(entry[2])))[2]


def _parts_reasons(known: Sequence[Observation], indicator: Indicator, period: Period) -> tuple[Reason, ...]:
    parts = _best_tiling(known, indicator, period)
    if not parts:
        return ()
    reasons = [Reason(ReasonCode.FROM_PARTS, {"periods": parts})]
    if _days(parts) < (period.end - period.start).days + 1:
        code = ReasonCode.PART_MISSING if indicator.cannot_be_negative else ReasonCode.PART_UNBOUNDED
        reasons.append(Reason(code, {"periods": _gaps(parts, period)}))
    return tuple(reasons)


def _days(parts: Iterable[Period]) -> int:
    return sum((part.end - part.start).days + 1 for part in parts)


def _gaps(parts: Sequence[Period], period: Period) -> tuple[Period, ...]:
    day = dt.timedelta(days=1)
    starts = [period.start, *(part.end + day for part in parts)]
    ends = [*(part.start - day for part in parts), period.end]
    gaps = zip(starts, ends, strict=True)
    return tuple(Span(Day.of(start), Day.of(end)).canonical() for start, end in gaps if start <= end)


def _added_up(chain: Chain, indicator: Indicator, known: Sequence[Observation], period: Period) -> Evidence:
    """Add up the parts of a flow; amounts stated per year are weighted by the length of their period."""
    parts = _best_tiling(known, indicator, period)
    if not parts:
        return Evidence()
    per_year = dict(indicator.unit.dims).get("year", 0) < 0
    found = [_observed(chain, indicator, _own(known, indicator, part), part) for part in parts]
    weights = [
        part.years / period.years if per_year and part.years and period.years else Fraction(1) for part in parts
    ]
    complete = _days(parts) == (period.end - period.start).days + 1
    given = {
        "weights": [plain(weight) for weight in weights],
        "missing": not complete,
        "cannot_be_negative": indicator.cannot_be_negative,
        "periods": [str(part) for part in parts],
    }
    step = chain.add("sum", given, [evidence.step for evidence in found if evidence.step is not None])
    return Evidence(
        step=step,
        amounts=chain.amounts(step),
        used=tuple(observation for evidence in found for observation in evidence.used),
        complete=complete,
    )


def to_quantities(indicator: Indicator, amounts: Amounts) -> tuple[tuple[Quantity | None, Quantity | None], ...]:
    """Give possible amounts in the indicator's unit; None is no end."""

    def shown(end: Fraction | None) -> Quantity | None:
        return None if end is None else Quantity(end / indicator.unit.factor, indicator.unit)

    return tuple((shown(r.low), shown(r.high)) for r in amounts)
