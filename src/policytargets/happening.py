"""Milestones: whether and when an event happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from policytargets.attainment import Attainment
from policytargets.chains import Chain, Data, Step
from policytargets.dues import due_period
from policytargets.observations import Occurrence
from policytargets.periods import Day, Period
from policytargets.targets import Milestone
from policytargets.verdicts import Reason, ReasonCode, Timing, Verdict

__all__ = ["assess_milestone"]


@attrs.frozen(kw_only=True)
class _Known:
    """What the occurrences say together."""

    happened: Period | None = None
    used: tuple[Occurrence, ...] = ()
    disagree: bool = False


def _counts(occurrence: Occurrence, as_of: dt.date) -> bool:
    return occurrence.period.end <= as_of and (occurrence.published is None or occurrence.published <= as_of)


def _contradict(one: Occurrence, other: Occurrence) -> bool:
    if one.happened is not None and other.happened is not None:
        return one.happened != other.happened
    if one.happened is not None and other.not_by is not None:
        return one.happened.end <= other.not_by.end
    if one.not_by is not None and other.happened is not None:
        return _contradict(other, one)
    return False


def _known(occurrences: Iterable[Occurrence]) -> _Known:
    """Go from the newest publication back; an older statement counts unless a newer one contradicts it."""
    groups: dict[dt.date, list[Occurrence]] = {}
    for occurrence in occurrences:
        groups.setdefault(occurrence.published or dt.date.min, []).append(occurrence)
    kept: list[Occurrence] = []
    for date in sorted(groups, reverse=True):
        group = [one for one in groups[date] if not any(_contradict(one, newer) for newer in kept)]
        if any(_contradict(one, other) for one in group for other in group):
            return _Known(used=tuple(sorted(group, key=lambda one: one.period.end)), disagree=True)
        kept += group
    happened = [one for one in kept if one.happened is not None]
    not_by = sorted((one for one in kept if one.not_by is not None), key=lambda one: one.period.end)
    last = not_by[-1:] if not happened else []
    return _Known(
        happened=happened[0].happened if happened else None,
        used=(*happened[:1], *last),
    )


def _statement(occurrence: Occurrence) -> dict[str, Data]:
    if occurrence.happened is not None:
        return {"happened": [occurrence.happened.start.isoformat(), occurrence.happened.end.isoformat()]}
    return {"not_by": occurrence.period.end.isoformat()}


def _conclude(known: _Known, due: Period | None, as_of: dt.date) -> Step:
    chain = Chain()
    if due is None:
        chain.add("stated", {"timing": Timing.UNDECIDED.value, "reason": ReasonCode.NO_DUE.name})
    else:
        given = {
            "statements": [_statement(occurrence) for occurrence in known.used],
            "due": [due.start.isoformat(), due.end.isoformat()],
            "over": due.end <= as_of,
        }
        chain.add("event", given)
    return chain.steps[0]


def assess_milestone(
    milestone: Milestone, occurrences: Iterable[Occurrence], as_of: dt.date, entity: str | None
) -> Attainment:
    """Say whether a milestone was reached, and when.

    Args:
        milestone: the event.
        occurrences: what is known of events, in any order.
        as_of: the date; what is later or published later does not count.
        entity: whose occurrences count; None for the plan's own area.
    """
    own = [o for o in occurrences if o.milestone == milestone.id and o.entity == entity and _counts(o, as_of)]
    known = _known(own)
    period = None if milestone.due is None else due_period(milestone.due)
    step = _conclude(known, period, as_of)
    timing = Timing(step.result)
    return Attainment(
        item=milestone, entity=entity, as_of=as_of, verdict=timing.verdict, timing=timing,
        # An event that has happened stays happened; only a revision can change that.
        final=timing.verdict is not Verdict.UNDETERMINED,
        period=known.happened or period, used=known.used, reasons=_reasons(known, timing, period, as_of),
        steps=(step,),
    )  # fmt: skip


def _reasons(known: _Known, timing: Timing, due: Period | None, as_of: dt.date) -> tuple[Reason, ...]:
    if due is None:
        return (Reason(ReasonCode.NO_DUE),)
    reasons = []
    if known.disagree:
        reasons.append(Reason(ReasonCode.DISAGREE, {"amounts": known.used}))
    if timing is Timing.UNDECIDED and not known.disagree:
        reasons.append(Reason(ReasonCode.RANGE))
    if timing is Timing.NOT_YET_DUE:
        reasons.append(Reason(ReasonCode.NOT_YET_DUE, {"period": due, "as_of": Day.of(as_of)}))
    if timing is Timing.NO_DATA:
        reasons.append(Reason(ReasonCode.NO_OCCURRENCE))
    if timing is Timing.LATE and known.happened is not None:
        reasons.append(Reason(ReasonCode.REACHED_LATER, {"period": known.happened}))
    return tuple(reasons)
