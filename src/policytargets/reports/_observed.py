"""What was observed, as a reader sees it: the amounts a verdict rests on, or the latest known ones that decide nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import attrs

from policytargets.attainment import Assessment, Attainment, Record
from policytargets.charts import Bullet
from policytargets.evidence import Records
from policytargets.observations import Observation, ObservationStatus, Occurrence
from policytargets.periods import Period
from policytargets.quantities import Quantity
from policytargets.ranges import Range, Region, mapped
from policytargets.reports._html import Content, Node, el, join
from policytargets.reports._view import View
from policytargets.units import Unit


def counts(record: Record, as_of: dt.date) -> bool:
    """Tell whether a record plays a part at a date: its period is over, and it is published and no forecast."""
    if isinstance(record, Observation):
        return bool(Records.at([record], as_of).observations)
    return record.period.end <= as_of and (record.published is None or record.published <= as_of)


def amount_words(view: View, drawn: Bullet) -> str:
    """Say the possible amounts: one, a range, or several."""
    if len(drawn.used) == 1 and len(drawn.observed) == 1:
        record = drawn.used[0]
        if isinstance(record, Observation) and record.since is None and _stands_for(record, drawn):
            return record.label(view.lang)
    return view.words("or").join(range_words(view, drawn.unit, one) for one in drawn.observed)


def _stands_for(record: Observation, drawn: Bullet) -> bool:
    """Whether the one record says the very amounts: not added up, divided or cut at the limits."""
    return mapped(drawn.observed, lambda end: end * drawn.unit.factor) == (record.possible,)


def range_words(view: View, unit: Unit, one: Range | Region) -> str:
    """Say one amount, or from where to where the possible ones reach."""
    low, high = (None if end is None else Quantity(end, unit).label(view.lang) for end in (one.low, one.high))
    if low is not None and high is not None:
        return low if one.low == one.high else view.words("to", low=low, high=high)
    if low is not None:
        return view.words("or_more", amount=low)
    return view.words("unbounded") if high is None else view.words("or_less", amount=high)


def period_words(view: View, period: Period | None) -> str:
    """Say a period."""
    return "" if period is None else period.label(view.lang)


def observed_cell(view: View, attainment: Attainment, drawn: Bullet) -> Content:
    """Show what was observed, with links to the records; what is missing is shown as missing, never as zero."""
    if drawn.parts:
        return el("span", view.words("in_parts"), class_="when")
    if not drawn.observed:
        return el("span", view.words("no_data"), class_="missing")
    link = linked(view, drawn.used, amount_words(view, drawn))
    if drawn.decides:
        period = period_words(view, drawn.period)
        return [el("span", link, class_="amount"), " ", el("span", period, class_="when"), *marks(view, drawn.used)]
    due = period_words(view, attainment.period)
    missing = view.words("no_data_yet", period=due) if due else view.words("no_data")
    latest = view.fill("latest", period=period_words(view, drawn.period), amount=link)
    return [el("span", missing, class_="missing"), el("span", latest, class_="latest"), *marks(view, drawn.used)]


def linked(view: View, used: Sequence[Record], words: str) -> Content:
    """Link an amount to the record it stands in."""
    row = None if view.assessment is None or not used else record_row(view.assessment, used[0])
    return words if row is None else view.link(row, words)


def record_row(assessment: Assessment, record: Record) -> str | None:
    """Give the id of the row of a record; one of the plan's own area may stand there with its entity."""
    for number, one in enumerate(assessment.observations, 1):
        if attrs.evolve(one, entity=record.entity) == record and one.entity in {record.entity, assessment.plan.area}:
            return f"record-{number}"
    return None


def marks(view: View, used: Sequence[Record]) -> list[Node]:
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
    shown = [linked(view, [record], record.label(view.lang)) for record in records]
    return [join(shown, view.words("between_phrases")), " ", *marks(view, records)]
