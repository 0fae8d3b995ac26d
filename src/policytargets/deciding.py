"""A criterion judged at one period: what its own value says there, with the chain that leads to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

import attrs

from policytargets import bounds, chains, ranges
from policytargets._cases import Asked, Case, Judgement, mismatch_reason, rounding_data
from policytargets._numbers import plain
from policytargets.baselines import Baseline, Since, Unstated, baseline_period
from policytargets.bounds import Bound, region, unit_of
from policytargets.chains import Chain, Data
from policytargets.criteria import AllOf, AnyOf, Criterion, Fall, Growth, Multiple, NoWorse, Readings, Rise, Total
from policytargets.errors import UnitMismatchError
from policytargets.evidence import Evidence, to_quantities
from policytargets.indicators import Better, Nature
from policytargets.periods import Period
from policytargets.quantities import Quantity
from policytargets.ranges import Amounts, Region
from policytargets.requirements import required_bound, required_to_keep
from policytargets.texts import Text
from policytargets.units import UnitRole, as_difference
from policytargets.verdicts import Reason, ReasonCode, Verdict

__all__ = ["Case", "Judgement", "judge"]

Leaf: TypeAlias = Bound | Rise | Fall | Multiple | Growth | Total | NoWorse
"""A criterion that is no combination."""


def judge(case: Case, criterion: Criterion, period: Period) -> Judgement:
    """Judge a criterion by the own value of one period."""
    match criterion:
        case AllOf(parts):
            return _combined(case, "all_of", parts, period)
        case AnyOf(parts):
            return _combined(case, "any_of", parts, period)
        case Readings(of=(reading,)):
            return judge(case, reading, period)
        case Readings(of=parts, because=because):
            return _combined(case, "readings", parts, period, because=because)
        case Growth() | Total() if case.due is not None and period.end != case.due.end:
            return _undetermined(case, period, Reason(ReasonCode.WHOLE_SPAN, {"period": case.due}))
        case _:
            return _judge_one(case, criterion, period)


def _judge_one(case: Case, criterion: Leaf, period: Period) -> Judgement:
    match criterion:
        case Rise(by=bound, since=since):
            return _moved(case, bound, since, period, falls=False)
        case Fall(by=bound, since=since):
            return _moved(case, bound, since, period, falls=True)
        case Multiple(since=since):
            return _multiplied(case, criterion, since, period)
        case Growth(since=since):
            return _grown(case, criterion, since, period)
        case NoWorse(than=since):
            return _kept(case, since, period)
        case Total(bound=bound, over=over):
            return _levelled(case, bound, over)
        case _:
            return _levelled(case, criterion, period)


def _undetermined(
    case: Case, period: Period, *reasons: Reason, known: Evidence | None = None, required: Bound | None = None
) -> Judgement:
    step = case.chain.add("open", {"reasons": [reason.code.name for reason in reasons], "period": str(period)})
    evidence = known or Evidence()
    return Judgement(
        period=period,
        verdict=Verdict.UNDETERMINED,
        step=step,
        known=evidence.step is not None,
        complete=evidence.complete,
        required=required,
        observed=to_quantities(case.indicator, evidence.amounts),
        used=evidence.used,
        reasons=(*evidence.reasons, *reasons),
        provisional=evidence.provisional,
    )


def _no_observation(case: Case, period: Period, evidence: Evidence, required: Bound | None = None) -> Judgement:
    reason = Reason(ReasonCode.NO_OBSERVATION, {"period": period})
    return _undetermined(case, period, *evidence.reasons, reason, required=required)


def _compared(case: Case, bound: Bound, accepted: Region, step: int, divisor: Fraction) -> tuple[int, Amounts]:
    """Compare the amounts of a step with what is accepted; give the step and the amounts that were compared."""
    given = {
        **chains.region_to_data(accepted),
        "divisor": plain(divisor),
        "unit": unit_of(bound).code,
        "rounding": rounding_data(case.rounding, unit_of(bound).factor),
    }
    return case.chain.add("compare", given, [step]), chains.scaled(case.chain.amounts(step), given)


def _concluded(  # noqa: PLR0913 -- one conclusion has these parts
    case: Case,
    bound: Bound,
    period: Period,
    derived: int,
    evidence: Evidence,
    *,
    divisor: Fraction = Fraction(1),
    required: Bound | None = None,
    extra: Iterable[Reason] = (),
) -> Judgement:
    accepted = region(bound)
    step, compared = _compared(case, bound, accepted, derived, divisor)
    verdict = case.chain.verdict(step)
    room = ranges.margin(compared, accepted)
    unit = bounds.margin_unit(bound)
    reasons = [*extra, *evidence.reasons]
    if verdict is Verdict.UNDETERMINED:
        reasons = [*_why_open(bound, evidence), *reasons]
    if case.rounding is not None:
        mode = {"places": str(case.rounding.places), "mode": case.rounding.mode}
        reasons.append(Reason(ReasonCode.ROUNDED, mode))
    return Judgement(
        period=period,
        verdict=verdict,
        step=step,
        known=True,
        complete=evidence.complete,
        margin=None if room is None else Quantity(room / unit.factor, unit),
        required=required,
        observed=to_quantities(case.indicator, evidence.amounts),
        used=evidence.used,
        reasons=tuple(dict.fromkeys(reasons)),
        provisional=evidence.provisional,
    )


def _why_open(bound: Bound, evidence: Evidence) -> list[Reason]:
    if isinstance(bound, bounds.About) and bound.within is None:
        return [Reason(ReasonCode.NO_TOLERANCE, {"amount": bound.amount})]
    explained = {ReasonCode.PART_MISSING, ReasonCode.PART_UNBOUNDED, ReasonCode.DISAGREE}
    said = any(reason.code in explained for reason in evidence.reasons)
    return [] if said else [Reason(ReasonCode.RANGE)]


def _levelled(case: Case, bound: Bound, period: Period) -> Judgement:
    evidence = case.level(period)
    if evidence.step is None:
        return _no_observation(case, period, evidence, required=bound)
    one = Quantity(1, unit_of(bound))
    try:
        # A flow asked for per year and observed in all (or the other way round) meet over the length of the period.
        divisor = case.indicator.base_of(one, period) / one.base
    except UnitMismatchError as error:
        return _undetermined(case, period, mismatch_reason(error), known=evidence)
    return _concluded(case, bound, period, evidence.step, evidence, divisor=divisor, required=bound)


@attrs.frozen(kw_only=True)
class _Base:
    """The baseline of a change: a step with its amounts, or the reason why there is none."""

    evidence: Evidence
    period: Period | None = None
    missing: Reason | None = None
    notes: tuple[Reason, ...] = ()


def _baseline(case: Case, since: Since, period: Period) -> _Base:
    when = baseline_period(since, period)
    if isinstance(since, Unstated):
        return _Base(evidence=Evidence(), missing=Reason(ReasonCode.BASELINE_UNSTATED))
    if when is not None and when.end >= period.end:
        details = {"baseline": when, "period": period}
        return _Base(evidence=Evidence(), missing=Reason(ReasonCode.BASELINE_NOT_BEFORE, details))
    if isinstance(since, Baseline) and since.amount is not None:
        return _stated_base(case, since.amount, when, period)
    if when is None:
        return _Base(evidence=Evidence(), missing=Reason(ReasonCode.BASELINE_UNKNOWN, {"period": "(no such day)"}))
    found = case.level(when)
    if found.step is None or not found.complete:
        missing = Reason(ReasonCode.BASELINE_UNKNOWN, {"period": when})
        return _Base(evidence=found, missing=missing)
    return _Base(evidence=found, period=when)


def _stated_base(case: Case, amount: Quantity, when: Period | None, judged: Period) -> _Base:
    """A stated amount goes before the observation of its period; a difference is named."""
    try:
        base = case.indicator.base_of(amount, when or judged)
    except UnitMismatchError as error:
        return _Base(evidence=Evidence(), missing=mismatch_reason(error))
    amounts = ranges.point(base)
    facts = {"amounts": ranges.to_data(amounts), "stated": f"{amount.number} {amount.unit.code}"}
    notes: tuple[Reason, ...] = ()
    if when is not None:
        observed = case.records.level(Chain(), case.indicator, case.entity, when)
        if observed.step is not None and observed.amounts != amounts:
            ends = (end for pair in to_quantities(case.indicator, observed.amounts) for end in pair if end is not None)
            details = {"stated": amount, "observed": tuple(dict.fromkeys(ends))}
            notes = (Reason(ReasonCode.BASELINE_DIFFERS, details),)
    step = case.chain.add("observe", facts)
    return _Base(evidence=Evidence(step=step, amounts=amounts), period=when, notes=notes)


def _joined(now: Evidence, base: _Base) -> Evidence:
    return attrs.evolve(
        now, used=(*now.used, *base.evidence.used), reasons=(*now.reasons, *base.evidence.reasons, *base.notes)
    )


def _positive(base: _Base) -> bool:
    return all(r.low is not None and r.low > 0 for r in base.evidence.amounts)


def _change(case: Case, now: Evidence, base: _Base, how: dict[str, Data]) -> int:
    assert now.step is not None and base.evidence.step is not None  # noqa: S101, PT018 -- asked by the caller
    return case.chain.add("change", how, [now.step, base.evidence.step])


def _both(case: Case, since: Since, period: Period, *, positive: bool) -> tuple[Evidence, _Base, Judgement | None]:
    """Find the amount now and the baseline, or the judgement that one of them is missing."""
    now = case.level(period)
    base = _baseline(case, since, period)
    if now.step is None:
        return now, base, _no_observation(case, period, now)
    if base.missing is not None:
        return now, base, _undetermined(case, period, base.missing, known=_joined(now, base))
    if positive and not _positive(base):
        reason = Reason(ReasonCode.BASELINE_NOT_POSITIVE)
        return now, base, _undetermined(case, period, reason, known=_joined(now, base))
    return now, base, None


def _moved(case: Case, bound: Bound, since: Since, period: Period, *, falls: bool) -> Judgement:
    unit = unit_of(bound)
    relative = unit.is_share and unit.role is UnitRole.LEVEL
    published = case.records.published_change(
        case.chain, case.indicator, case.entity, period, since=since, unit=unit, before=case.before
    )
    now, base, missing = _both(case, since, period, positive=relative)
    # A rank rises towards the first: from 5th to 3rd it has risen by two places.
    how = {
        "how": "relative" if relative else "absolute",
        "mirrored": falls is not (case.indicator.nature is Nature.RANK),
    }
    if published.step is not None:
        return _by_published(case, bound, period, published, (now, base, missing, how), falls=falls)
    if missing is not None:
        return missing
    derived = _change(case, now, base, how)
    required = required_bound(bound, case.indicator, base.evidence.amounts, relative=relative, falls=falls)
    return _concluded(case, bound, period, derived, _joined(now, base), required=required)


def _by_published(  # noqa: PLR0913 -- what is stated, and what it is held against
    case: Case,
    bound: Bound,
    period: Period,
    published: Evidence,
    levels: tuple[Evidence, _Base, Judgement | None, dict[str, Data]],
    *,
    falls: bool,
) -> Judgement:
    """Decide by the published change, which goes before known levels; a difference is named."""
    now, base, missing, how = levels
    assert published.step is not None  # noqa: S101 -- asked by the caller
    notes: list[Reason] = []
    if missing is None:
        # A published change of a rank is stated as it rises: towards the first.
        computed = case.chain.amounts(
            _change(case, now, base, {**how, "mirrored": case.indicator.nature is Nature.RANK})
        )
        if computed != published.amounts:
            unit = unit_of(bound)
            shown = tuple(Quantity(r.low / unit.factor, unit) for r in computed if r.low is not None)
            notes.append(Reason(ReasonCode.CHANGE_DIFFERS, {"stated": published.used, "observed": shown}))
    derived = case.chain.add("mirror", {}, [published.step]) if falls else published.step
    evidence = Evidence(amounts=now.amounts, used=(*published.used, *now.used), reasons=published.reasons)
    decided = _concluded(case, bound, period, derived, evidence, extra=notes)
    return attrs.evolve(decided, provisional=published.provisional)


def _multiplied(case: Case, criterion: Multiple, since: Since, period: Period) -> Judgement:
    now, base, missing = _both(case, since, period, positive=True)
    if missing is not None:
        return missing
    derived = _change(case, now, base, {"how": "times"})
    required = required_bound(criterion.times, case.indicator, base.evidence.amounts, multiple=True)
    return _concluded(case, criterion.times, period, derived, _joined(now, base), required=required)


def _years_between(start: Period, end: Period) -> Fraction | None:
    day = dt.timedelta(days=1)
    first, last = start.end + day, end.end + day
    if first.day != 1 or last.day != 1:
        return None
    return Fraction((last.year - first.year) * 12 + last.month - first.month, 12)


def _grown(case: Case, criterion: Growth, since: Since, period: Period) -> Judgement:
    """Decide a compound rate without roots: (c/b)^q against (1+r)^p over p/q years."""
    now, base, missing = _both(case, since, period, positive=True)
    if missing is not None:
        return missing
    years = None if base.period is None else _years_between(base.period, period)
    if years is None:
        return _undetermined(case, period, Reason(ReasonCode.BASELINE_NO_PERIOD), known=_joined(now, base))
    if any(r.low is None for r in now.amounts):
        return _undetermined(case, period, known=_joined(now, base))
    if any(r.low is not None and r.low < 0 for r in now.amounts):
        return _undetermined(case, period, Reason(ReasonCode.NEGATIVE_AMOUNT), known=_joined(now, base))
    derived = _change(case, now, base, {"how": "power", "power": years.denominator})

    def compounded(rate: Fraction) -> Fraction:
        return (1 + rate) ** years.numerator if rate >= -1 else Fraction(-1)

    accepted = region(criterion.rate).mapped(compounded)
    step, _ = _compared(case, criterion.rate, accepted, derived, Fraction(1))
    verdict = case.chain.verdict(step)
    evidence = _joined(now, base)
    required = None
    if years.denominator == 1:
        required = required_bound(criterion.rate, case.indicator, base.evidence.amounts, growth=years.numerator)
    why = _why_open(criterion.rate, evidence) if verdict is Verdict.UNDETERMINED else []
    return Judgement(
        period=period,
        verdict=verdict,
        step=step,
        known=True,
        complete=evidence.complete,
        required=required,
        observed=to_quantities(case.indicator, evidence.amounts),
        used=evidence.used,
        reasons=(*why, *evidence.reasons),
        provisional=evidence.provisional,
    )


def _kept(case: Case, since: Since, period: Period) -> Judgement:
    better = case.indicator.better
    lower, rank = better is Better.LOWER, case.indicator.nature is Nature.RANK
    change = bounds.AtLeast(Quantity(0, as_difference(case.indicator.unit)))
    published = case.records.published_change(
        case.chain, case.indicator, case.entity, period, since=since, unit=change.amount.unit, before=case.before
    )
    now, base, missing = _both(case, since, period, positive=False)
    if published.step is not None and better is not None:
        levels = (now, base, missing, {"how": "absolute"})
        return _by_published(case, change, period, published, levels, falls=lower is not rank)
    if missing is not None:
        return missing
    if better is None:
        return _undetermined(case, period, Reason(ReasonCode.BETTER_UNSTATED), known=_joined(now, base))
    derived = _change(case, now, base, {"how": "absolute", "mirrored": lower})
    required = required_to_keep(case.indicator, base.evidence.amounts)
    return _concluded(case, change, period, derived, _joined(now, base), required=required)


_WHY: dict[str, ReasonCode] = {
    "all_of": ReasonCode.COMBINED,
    "any_of": ReasonCode.COMBINED,
    "readings": ReasonCode.READINGS,
}


def _combined(
    case: Case, how: str, parts: Iterable[Criterion], period: Period, *, because: Text | None = None
) -> Judgement:
    asked = tuple(parts)
    judged = [judge(case, part, period) for part in asked]
    said = "" if because is None else because.best("en")
    step = case.chain.add("combine", {"how": how, "because": said}, [judgement.step for judgement in judged])
    verdict = case.chain.verdict(step)
    reasons = [reason for judgement in judged for reason in judgement.reasons]
    if verdict is Verdict.UNDETERMINED:
        verdicts = tuple(
            (Asked(part, case.indicator), judgement.verdict) for part, judgement in zip(asked, judged, strict=True)
        )
        reasons.insert(0, Reason(_WHY[how], {"because": because or "", "verdicts": verdicts}))
    return Judgement(
        period=period,
        verdict=verdict,
        step=step,
        known=any(judgement.known for judgement in judged),
        complete=all(judgement.complete for judgement in judged),
        observed=next((judgement.observed for judgement in judged if judgement.observed), ()),
        used=tuple(dict.fromkeys(o for judgement in judged for o in judgement.used)),
        reasons=tuple(dict.fromkeys(reasons)),
        provisional=any(judgement.provisional for judgement in judged),
    )
