"""What was observed, as a reader sees it: the amounts a verdict rests on, or the latest known ones that decide nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeAlias

import attrs

from policytargets.attainment import Assessment, Attainment, Record
from policytargets.chains import Chain
from policytargets.evidence import Records, to_quantities
from policytargets.observations import Observation, ObservationStatus, Occurrence
from policytargets.periods import Period
from policytargets.quantities import Quantity
from policytargets.reports._html import Content, Node, el, join
from policytargets.reports._view import View
from policytargets.targets import Target

Possible: TypeAlias = Sequence[tuple[Quantity | None, Quantity | None]]


@attrs.frozen
class Known:
    """Amounts of an indicator in a period.

    Attributes:
        period: when; None where the amounts are of no one period.
        possible: the possible amounts, in the indicator's unit.
        used: the records they rest on.
        decides: whether the verdict rests on them.
    """

    period: Period | None
    possible: Possible
    used: tuple[Record, ...]
    decides: bool = True


def known_of(assessment: Assessment, attainment: Attainment) -> Known | None:
    """Give the amounts a verdict on a target rests on; failing that the latest known ones; None where there are none."""
    if attainment.possible:
        return Known(attainment.period, attainment.possible, attainment.used)
    target = attainment.item
    if not isinstance(target, Target) or attainment.parts:
        return None
    records = _records(assessment)
    for period in reversed(records.periods(target.indicator, attainment.entity)):
        evidence = records.level(Chain(), target.indicator, attainment.entity, period)
        if evidence.amounts:
            possible = to_quantities(target.indicator, evidence.amounts)
            return Known(period, possible, evidence.used, decides=False)
    return None


def _records(assessment: Assessment) -> Records:
    """Keep what counts at the date; an observation of the plan's own area is one without entity."""
    area = assessment.plan.area
    levels = [record for record in assessment.observations if isinstance(record, Observation)]
    local = [attrs.evolve(o, entity=None) if area is not None and o.entity == area else o for o in levels]
    return Records.at(local, assessment.as_of)


def counts(record: Record, as_of: dt.date) -> bool:
    """Tell whether a record plays a part at a date: its period is over, and it is published and no forecast."""
    if isinstance(record, Observation):
        return bool(Records.at([record], as_of).observations)
    return record.period.end <= as_of and (record.published is None or record.published <= as_of)


def amount_words(view: View, known: Known) -> str:
    """Say the possible amounts: one, a range, or several."""
    if len(known.used) == 1 and len(known.possible) == 1:
        record = known.used[0]
        if isinstance(record, Observation) and record.since is None and _stands_for(record, known):
            return record.label(view.lang)
    return view.words("or").join(_range_words(view, low, high) for low, high in known.possible)


def _stands_for(record: Observation, known: Known) -> bool:
    """Whether the one record says the very amounts: not added up, divided or cut at the limits."""
    said = record.possible
    ((low, high),) = known.possible
    return low is not None and high is not None and (low.base, high.base) == (said.low, said.high)


def _range_words(view: View, low: Quantity | None, high: Quantity | None) -> str:
    if low is not None and high is not None:
        if low == high:
            return low.label(view.lang)
        return view.words("to", low=low.label(view.lang), high=high.label(view.lang))
    if low is not None:
        return view.words("or_more", amount=low.label(view.lang))
    return view.words("unbounded") if high is None else view.words("or_less", amount=high.label(view.lang))


def period_words(view: View, period: Period | None) -> str:
    """Say a period."""
    return "" if period is None else period.label(view.lang)


def observed_cell(view: View, attainment: Attainment, known: Known | None) -> Content:
    """Show what was observed, with links to the records; what is missing is shown as missing, never as zero."""
    if known is None:
        return el("span", view.words("no_data"), class_="missing")
    link = _linked(view, known, amount_words(view, known))
    if known.decides:
        period = period_words(view, known.period)
        return [el("span", link, class_="amount"), " ", el("span", period, class_="when"), *_marks(view, known.used)]
    due = period_words(view, attainment.period)
    missing = view.words("no_data_yet", period=due) if due else view.words("no_data")
    latest = view.fill("latest", period=period_words(view, known.period), amount=link)
    return [el("span", missing, class_="missing"), el("span", latest, class_="latest"), *_marks(view, known.used)]


def _linked(view: View, known: Known, words: str) -> Content:
    """Link an amount to the record it stands in."""
    row = None if view.assessment is None or not known.used else record_row(view.assessment, known.used[0])
    return words if row is None else view.link(row, words)


def record_row(assessment: Assessment, record: Record) -> str | None:
    """Give the id of the row of a record; one of the plan's own area may stand there with its entity."""
    for number, one in enumerate(assessment.observations, 1):
        if attrs.evolve(one, entity=record.entity) == record and one.entity in {record.entity, assessment.plan.area}:
            return f"record-{number}"
    return None


def _marks(view: View, used: Sequence[Record]) -> list[Node]:
    """Mark amounts that are provisional or illustrative."""
    marks: list[Node] = []
    if any(isinstance(one, Observation) and one.status is ObservationStatus.PROVISIONAL for one in used):
        marks.append(el("span", ObservationStatus.PROVISIONAL.label(view.lang), class_="mark plain"))
    if any(one.is_illustrative for one in used):
        marks.append(view.mark())
    return join(marks, " ")


def occurrence_cell(view: View, attainment: Attainment) -> Content:
    """Show what is known of a milestone."""
    records = [record for record in attainment.used if isinstance(record, Occurrence)]
    if not records:
        return el("span", view.words("no_data"), class_="missing")
    shown = [_linked(view, Known(record.period, (), (record,)), record.label(view.lang)) for record in records]
    return [join(shown, view.words("between_phrases")), " ", *_marks(view, records)]
