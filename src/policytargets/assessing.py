"""`assess`: the verdict and timing of each item, by the table of the design."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import assert_never, overload

import attrs

from policytargets._fields import as_tuple
from policytargets._tilings import as_long_as
from policytargets.attainment import Assessable, Assessment, Attainment, Record
from policytargets.baselines import baseline_period
from policytargets.chains import Chain, Step, time_whole
from policytargets.courses import courses_of
from policytargets.criteria import leaves, since_of
from policytargets.deciding import Case, Judgement, judge
from policytargets.dues import By, Every, due_period
from policytargets.errors import InvalidValueError
from policytargets.evidence import Records
from policytargets.happening import assess_milestone
from policytargets.indicators import Nature
from policytargets.observations import Observation, Occurrence
from policytargets.outlooks import Method, Outlook, to_method
from policytargets.periods import AsOf, Day, Period, end_key, end_of, same_length
from policytargets.plans import Plan
from policytargets.prospects import judge_courses
from policytargets.targets import Aim, Each, Milestone, Target
from policytargets.verdicts import Reason, ReasonCode, Timing, Verdict

__all__ = ["assess"]


@overload
def assess(
    subject: Assessable,
    observations: Iterable[Record],
    *,
    as_of: AsOf,
    each: Sequence[str] | None = None,
    method: Method | None = None,
) -> Attainment: ...


@overload
def assess(
    subject: Plan,
    observations: Iterable[Record],
    *,
    as_of: AsOf,
    each: Sequence[str] | None = None,
    method: Method | None = None,
) -> Assessment: ...


def assess(
    subject: Assessable | Plan,
    observations: Iterable[Record],
    *,
    as_of: AsOf,
    each: Sequence[str] | None = None,
    method: Method | None = None,
) -> Attainment | Assessment:
    """Say whether a target, milestone or aim, or each of a plan's, is met as of a date.

    Args:
        subject: a `Target`, `Milestone` or `Aim`, or a `Plan`.
        observations: observations and occurrences, in any order.
        as_of: the date; a period means its end. What is later, or published later, changes nothing.
        each: ids of entities to judge the target for, one by one (also the members of a collective).
        method: by which it is said whether targets are on the way, where a target has no method of its own; without
            any, attainments have no outlook. No verdict depends on it.

    Returns:
        An `Attainment`, or for a plan an `Assessment`.

    Raises:
        InvalidValueError: something else is passed, or two definitions stand under one indicator id.

    Examples:
        >>> from policytargets.bounds import AtLeast
        >>> from policytargets.indicators import Indicator
        >>> from policytargets.periods import Year
        >>> patents = Indicator(id="patents", name="专利", unit="patent/(10000.person)", nature="stock")
        >>> target = Target(id="patents_2017", indicator=patents, criterion=AtLeast("2.15 件/万人"), due=Year(2017))
        >>> observed = Observation(indicator=patents, period=Year(2017), value="2.31 件/万人")
        >>> attainment = assess(target, [observed], as_of=Year(2018))
        >>> attainment.verdict, attainment.timing, str(attainment.margin)
        (Verdict.MET, Timing.ON_TIME, '0.16 patents per 10,000 people')
    """
    records = tuple(observations)
    for record in records:
        if not isinstance(record, (Observation, Occurrence)):
            raise InvalidValueError(
                "assess: observations",
                "Observations and Occurrences",
                repr(record),
                "read files with read_observations",
            )
    if method is not None:
        to_method(method, "assess: method")
    if isinstance(subject, Plan):
        known = attrs.evolve(_Known.at(records, end_of(as_of), subject.area), method=method, plan=subject)
        items: tuple[Assessable, ...] = (*subject.targets, *subject.milestones, *subject.aims)
        found = tuple(_assess_item(item, known, each) for item in items)
        return Assessment(plan=subject, as_of=known.as_of, attainments=found, observations=records)
    if not isinstance(subject, (Target, Milestone, Aim)):
        raise InvalidValueError(
            "assess", "a Target, Milestone, Aim or Plan", repr(subject), "read a plan file with load, or build a Target"
        )
    return _assess_item(subject, attrs.evolve(_Known.at(records, end_of(as_of), None), method=method), each)


@attrs.frozen(kw_only=True)
class _Known:
    """All that counts at a date; observations of the plan's own area are those without entity."""

    records: Records
    occurrences: tuple[Occurrence, ...]
    as_of: dt.date
    area: str | None
    method: Method | None = None
    plan: Plan | None = None

    @classmethod
    def at(cls, records: Iterable[Record], as_of: dt.date, area: str | None) -> _Known:
        rows = tuple(records)
        events = tuple(
            attrs.evolve(row, entity=None) if area is not None and row.entity == area else row
            for row in rows
            if isinstance(row, Occurrence)
        )
        levels = Records.at((row for row in rows if isinstance(row, Observation)), as_of, area)
        return cls(records=levels, occurrences=events, as_of=as_of, area=area)

    def entity(self, entity: str | None) -> str | None:
        """Give the entity, None for the plan's own area."""
        return None if entity == self.area else entity

    def outlook(self, target: Target, entity: str | None, due: Period) -> Outlook | None:
        """Say whether a target is on the way, by its own method or the one asked for; None without either."""
        method = target.method or self.method
        if method is None:
            return None
        slices = () if self.plan is None else [one for one in self.plan.targets if one.slice_of == target.id]
        return judge_courses(courses_of(target, self.records, entity, due=due, slices=slices), method)


def _assess_item(item: Assessable, known: _Known, each: Sequence[str] | None) -> Attainment:
    match item:
        case Aim():
            return _stated(item, known.as_of, Timing.UNDECIDED, Reason(ReasonCode.NOT_MEASURABLE), final=True)
        case Target(superseded_by=str() as by) | Milestone(superseded_by=str() as by):
            return _stated(item, known.as_of, Timing.UNDECIDED, Reason(ReasonCode.SUPERSEDED, {"by": by}))
        case Milestone():
            return assess_milestone(item, known.occurrences, known.as_of, known.entity(item.entity))
        case Target():
            return _assess_target(item, known, each)
    assert_never(item)


def _stated(item: Assessable, as_of: dt.date, timing: Timing, reason: Reason, *, final: bool = False) -> Attainment:
    step = Step(rule="stated", given={"timing": timing.value, "reason": reason.code.name}, result=timing.value)
    return Attainment(
        item=item, as_of=as_of, verdict=timing.verdict, timing=timing, final=final, reasons=(reason,), steps=(step,)
    )


def _assess_target(target: Target, known: _Known, each: Sequence[str] | None) -> Attainment:
    distributed = target.each if each is None else Each(as_tuple(each))
    if distributed is not None:
        return _assess_members(target, known, distributed)
    return _assess_for(target, known, known.entity(target.entity))


def _assess_for(target: Target, known: _Known, entity: str | None) -> Attainment:
    due = target.due_form
    if due is None:
        reasons = Reason(ReasonCode.NO_DUE)
        return attrs.evolve(_stated(target, known.as_of, Timing.UNDECIDED, reasons), entity=entity)
    if isinstance(due, Every):
        parts = [_assess_single(target, known, entity, part) for part in due.periods()]
        return _whole(target, known.as_of, parts, due.within.end <= known.as_of, ReasonCode.PERIODS, entity=entity)
    return _assess_single(target, known, entity, due_period(due))


def _assess_members(target: Target, known: _Known, each: Each) -> Attainment:
    members = each.members or ()
    parts = [_assess_for(target, known, known.entity(member)) for member in members]
    named = [attrs.evolve(part, entity=member) for part, member in zip(parts, members, strict=True)]
    due = target.due_form
    over = due is None or due_period(due).end <= known.as_of
    unknown = each.collective if each.members is None else None
    return _whole(target, known.as_of, named, over, ReasonCode.MEMBERS, unknown=unknown)


def _whole(  # noqa: PLR0913 -- a whole is made of these
    target: Target,
    as_of: dt.date,
    parts: Sequence[Attainment],
    over: bool,  # noqa: FBT001 -- used twice, both times by name
    why: ReasonCode,
    *,
    entity: str | None = None,
    unknown: str | None = None,
) -> Attainment:
    chain = Chain()
    ends = [chain.graft(part.steps) for part in parts]
    chain.add("whole", {"over": over, "unknown_members": unknown is not None}, ends)
    seen = [part.timing for part in parts] + ([Timing.UNDECIDED] if unknown is not None else [])
    timing = time_whole(seen, over=over)
    if timing.verdict is Verdict.NOT_MET:
        final = any(part.final for part in parts if part.verdict is Verdict.NOT_MET)
    else:
        final = timing.verdict is Verdict.MET and all(part.final for part in parts)
    named = tuple((part.period if why is ReasonCode.PERIODS else part.entity, part.verdict) for part in parts)
    reasons = [Reason(ReasonCode.MEMBERS_UNKNOWN, {"collective": unknown})] if unknown is not None else []
    reasons += [Reason(ReasonCode.NO_DUE)] if target.due_form is None else []
    return Attainment(
        item=target, entity=entity, as_of=as_of, verdict=timing.verdict, timing=timing, final=final,
        used=tuple(dict.fromkeys(record for part in parts for record in part.used)),
        reasons=(*reasons, *([Reason(why, {"verdicts": named})] if parts else [])),
        parts=tuple(parts), steps=tuple(chain.steps),
    )  # fmt: skip


@attrs.frozen(kw_only=True)
class _Course:
    """All that is known around one due period."""

    due: Judgement
    earlier: tuple[Judgement, ...]
    later: tuple[Judgement, ...]
    parts: Judgement | None


def _course(target: Target, known: Records, entity: str | None, due: Period, chain: Chain) -> _Course:
    case = Case(
        indicator=target.indicator, entity=entity, records=known, rounding=target.rounding, due=due, chain=chain
    )
    by = isinstance(target.due, By)

    def at(period: Period) -> Judgement:
        return judge(case, target.criterion, period)

    parts = None
    if target.indicator.nature is Nature.FLOW:
        parts = judge(attrs.evolve(case, before=due.end), target.criterion, due)
    others = _other_periods(target, known, entity, due)
    earlier = [at(period) for period in others if period.end < due.end] if by else []
    later = [at(period) for period in others if period.end > due.end]
    own = at(due)
    return _Course(
        due=own,
        # Of a period under way, or with a part missing, nothing is known yet unless the known parts decide.
        earlier=tuple(j for j in earlier if j.known and (j.complete or j.verdict is not Verdict.UNDETERMINED)),
        later=tuple(judgement for judgement in later if judgement.known),
        parts=parts,
    )


def _other_periods(target: Target, known: Records, entity: str | None, due: Period) -> tuple[Period, ...]:
    """Periods that may reach the target earlier or later: as long as the due one, and after the baseline.

    Of what holds at the end of a period, any end will do.
    """
    known_periods = known.periods(target.indicator, entity)
    found = set(known_periods)
    if not target.indicator.nature.at_end:
        found = {period for period in found if same_length(period, due)}
        if target.indicator.nature is Nature.FLOW or target.indicator.ratio is not None:
            found |= as_long_as(due, known_periods)
    start = _baseline_end(target, due)
    by_end = {period.end: period for period in sorted(found, key=end_key)}
    at_end = target.indicator.nature.at_end
    usable = [
        period
        for period in by_end.values()
        if period.end != due.end and (start is None or (period.end if at_end else period.start) > start)
    ]
    return tuple(usable)


def _baseline_end(target: Target, due: Period) -> dt.date | None:
    stated = [since for leaf in leaves(target.criterion) if (since := since_of(leaf)) is not None]
    if target.baseline is not None:
        stated.append(target.baseline)
    ends = [base.end for since in stated if (base := baseline_period(since, due)) is not None]
    return min(ends) if ends else None


def _assess_single(target: Target, known: _Known, entity: str | None, due: Period) -> Attainment:
    chain = Chain()
    course = _course(target, known.records, entity, due, chain)
    by = isinstance(target.due, By)
    over = due.end <= known.as_of
    given = {
        "known": course.due.known, "over": over, "by": by, "earlier": len(course.earlier),
        "parts": 0 if course.parts is None else 1, "due": str(due), "as_of": known.as_of.isoformat(),
    }  # fmt: skip
    others = (*course.earlier, *course.later, *(() if course.parts is None else (course.parts,)))
    last = chain.add("time", given, [course.due.step, *(judgement.step for judgement in others)])
    timing = Timing(chain.steps[last].result)
    decided = course.earlier[-1] if timing is Timing.EARLY and course.due.verdict is not Verdict.MET else course.due
    return Attainment(
        item=target, entity=entity, as_of=known.as_of, verdict=timing.verdict, timing=timing,
        final=_is_final(timing, course, decided), period=decided.period, margin=decided.margin,
        required=decided.required or course.due.required, possible=decided.observed, used=decided.used,
        reasons=_reasons(timing, course, decided, due, known.as_of), steps=chain.closed(last),
        outlook=known.outlook(target, entity, due),
    )  # fmt: skip


def _is_final(timing: Timing, course: _Course, decided: Judgement) -> bool:
    if timing.verdict is Verdict.UNDETERMINED or decided is not course.due:
        return False
    return not decided.provisional


def _named(code: ReasonCode, judgements: Iterable[Judgement], verdict: Verdict) -> list[Reason]:
    return [Reason(code, {"period": j.period}) for j in judgements if j.verdict is verdict]


def _reasons(timing: Timing, course: _Course, decided: Judgement, due: Period, as_of: dt.date) -> tuple[Reason, ...]:
    match timing:
        case Timing.NOT_YET_DUE:
            notes = [Reason(ReasonCode.NOT_YET_DUE, {"period": due, "as_of": Day.of(as_of)})]
        case Timing.LOST:
            notes = _named(ReasonCode.REACHED_EARLIER, course.earlier, Verdict.MET)[-1:]
        case Timing.LATE:
            notes = _named(ReasonCode.REACHED_LATER, course.later, Verdict.MET)[:1]
        case Timing.NO_DATA:
            notes = [Reason(ReasonCode.LATER_KNOWN, {"period": j.period}) for j in course.later[:1]]
        case Timing.EARLY | Timing.ON_TIME:
            notes = _named(ReasonCode.LOST_AFTERWARDS, course.later, Verdict.NOT_MET)[:1]
        case _:  # of missed and undecided, the reasons of the period itself say all
            notes = []
    if decided.provisional:
        notes.append(Reason(ReasonCode.PROVISIONAL))
    own = decided.reasons
    if timing is Timing.NOT_YET_DUE:
        own = tuple(reason for reason in own if reason.code is not ReasonCode.NO_OBSERVATION)
    first = own if timing is Timing.NO_DATA else ()
    return tuple(dict.fromkeys((*first, *notes, *own)))
