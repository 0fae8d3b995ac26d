"""The scorecard: what is asked, what was observed, and how it stands, target by target."""

from __future__ import annotations

from collections.abc import Iterable

from policytargets.attainment import Attainment
from policytargets.charts import Trajectory, bullet
from policytargets.explaining import describe
from policytargets.reports._badges import TONES, small_badge, verdict_badge
from policytargets.reports._bars import chart
from policytargets.reports._groups import Group, by_topic, groups
from policytargets.reports._html import Content, Element, el
from policytargets.reports._observed import linked, marks, observed_cell, period_words, range_words
from policytargets.reports._outlooks import method_words
from policytargets.reports._view import View, bullets
from policytargets.targets import Aim, Commitment, Milestone, Target
from policytargets.verdicts import Reason, ReasonCode, Verdict

COLUMNS = (
    "unit", "baseline", "observed", "path", "asked", "due", "chart", "verdict", "timing", "margin", "method"
)  # fmt: skip


def scorecard_section(view: View, attainments: Iterable[Attainment]) -> Element:
    """Make the section with one table for each topic; of a plan without topics the one table is the plan's."""
    found = by_topic(view, groups(attainments))
    tables = []
    for topic, under in found:
        rest = view.words("no_topic") if len(found) > 1 else view.text(view.plan.title)
        name = rest if topic is None else view.text(topic.name)
        caption = view.fill("scorecard_caption", topic=name, as_of=view.as_of)
        tables.append(scorecard_table(view, caption, under))
    return view.section("targets", view.words("scorecard"), tables, note=view.words("scorecard_note"))


def scorecard_table(view: View, caption: Content, under: Iterable[Group]) -> Element:
    """Make the table of some goals with their annual tasks."""
    columns = [view.words("indicator"), *(view.words(name) for name in COLUMNS)]
    return view.table(caption, columns, [_group(view, group) for group in under], name="scorecard")


def _group(view: View, group: Group) -> Element:
    """Make the rows of a goal: for each target one with its amounts, and one with what they mean.

    Each target carries its name, so that a page of print may begin with any of them.
    """
    rows = []
    for attainment in group.members:
        head = el("th", view.text_of(attainment.item), scope="rowgroup", rowspan=2)
        cells = view.cells([view.words(name) for name in COLUMNS], _contents(view, attainment))
        tag = f"item-{attainment.item.id}"
        rows.append(el("tr", head, cells, id=view.anchor(tag), class_="figures"))
        rows.append(el("tr", el("td", _meaning(view, attainment), colspan=len(COLUMNS)), class_="meaning"))
    return el("tbody", rows)


def _contents(view: View, attainment: Attainment) -> list[Content]:
    target = attainment.item
    assert isinstance(target, Target)  # noqa: S101 -- the scorecard is made of targets
    asked = describe(target.criterion, view.lang, indicator=target.indicator)
    drawn = bullet(attainment, view.assessment)
    own = [way for way in view.ways[target.id] if way.entity == attainment.entity]
    timing = el("span", attainment.timing_label(view.lang), class_=f"badge {TONES[attainment.timing]}")
    return [
        target.indicator.unit.label(view.lang),
        _baseline(view, own[0]) if own else el("span", view.words("in_parts"), class_="when"),
        observed_cell(view, attainment, drawn),
        _path(view, own[0]) if own else el("span", view.words("in_parts"), class_="when"),
        [view.cited(target.citation, view.mixed(asked)), tags(view, attainment)],
        view.due(attainment.due),
        chart(view, drawn, asked) or el("span", view.words("no_chart"), class_="open"),
        verdict_badge(view, attainment),
        [timing, _not_final(view, attainment)],
        margin(view, attainment),
        _methods(view, target),
    ]


def _baseline(view: View, way: Trajectory) -> Content:
    """Show where the path starts, and that it is assumed where the document states none."""
    start = way.baseline
    if start is None:
        known = {ReasonCode.BASELINE_UNKNOWN, ReasonCode.BASELINE_NO_PERIOD, ReasonCode.BASELINE_AFTER_DUE}
        why = [reason.label(view.lang) for reason in way.path.reasons if reason.code in known]
        return el("span", why[0] if why else view.words("no_due"), class_="missing")
    amount = view.words("or").join(range_words(view, way.unit, one) for one in start.amounts)
    assumed = el("span", view.words("assumed"), class_="tag") if way.baseline_is_assumed else None
    shown = el("span", linked(view, start.used, amount), class_="amount")
    return [
        shown,
        " ",
        el("span", period_words(view, start.period), class_="when"),
        " ",
        assumed,
        marks(view, start.used),
    ]


def _path(view: View, way: Trajectory) -> Content:
    """Show what the path expects in the newest known period, and by which path."""
    answer = None if way.pace is None else way.pace.expected
    if answer is None or not answer.determined:
        key = "path_no_baseline" if way.baseline is None else "no_path_now"
        return el("span", view.words(key), class_="missing")
    when = el("span", period_words(view, answer.period), class_="when")
    name = el("span", method_words(view, way.path.method), class_="unit")
    return [el("span", answer.shown(view.lang), class_="amount"), " ", when, name]


def _methods(view: View, target: Target) -> Content:
    """Say what each method that was asked says of a target."""
    found = [outlook for one in view.comparisons if one.target.id == target.id for outlook in one.outlooks]
    if not found:
        return el("span", view.words("no_method"), class_="open")
    lines = [
        [method_words(view, outlook.method), view.words("colon"), el("b", outlook.label(view.lang))]
        for outlook in found
    ]
    return bullets(lines, class_="methods")


def margin(view: View, attainment: Attainment) -> Content:
    """Show the margin with its sign; say so where there is none."""
    if attainment.margin is None:
        return el("span", view.words("no_margin"), class_="open")
    sign = "+" if attainment.margin.magnitude > 0 else ""
    return f"{sign}{attainment.margin.label(view.lang)}".replace("-", "\u2212", 1)


def _not_final(view: View, attainment: Attainment) -> Element | None:
    """Say of a verdict that is no open question any more that it may still change."""
    if attainment.verdict is Verdict.UNDETERMINED or attainment.final:
        return None
    return el("span", view.words("not_final"), class_="mark plain")


def tags(view: View, attainment: Attainment) -> Content:
    """Say what kind of goal it is, where it is not a plain one of the plan's own area."""
    item = attainment.item
    named: list[Content] = []
    if isinstance(item, (Target, Milestone)) and item.slice_of is not None:
        named.append(view.words("slice"))
    if isinstance(item, Target):
        named += [view.words("stretch")] if item.stretch_of is not None else []
        named += [view.words("part")] if item.part_of is not None else []
    if item.commitment is not Commitment.FIRM:
        named.append(item.commitment.label(view.lang))
    if attainment.entity is not None:
        named.append(view.fill("for_entity", name=view.area(attainment.entity)))
    if isinstance(item, Target) and item.as_written is not None:
        named.append(view.fill("written_as", words=view.chinese(item.as_written)))
    return [[" ", el("span", name, class_="tag")] for name in named]


def _meaning(view: View, attainment: Attainment) -> Content:
    """Say in a sentence how it stands, give the reasons and the parts, and quote the document."""
    sentence = el("p", view.sentence(attainment), class_="sentence")
    named = el("p", view.words("owners"), view.words("colon"), view.owners(attainment.item.id), class_="owners")
    quote = view.quoted(attainment.citation)
    return [sentence, reasons(view, attainment.reasons), parts(view, attainment), named, quote]


def reasons(view: View, found: Iterable[Reason]) -> Element | None:
    """List reasons in words; that something is not yet due, its sentence and its badge say already."""
    said = [reason for reason in found if reason.code is not ReasonCode.NOT_YET_DUE]
    return bullets([view.mixed(reason.label(view.lang)) for reason in said], class_="reasons")


def parts(view: View, attainment: Attainment) -> Content:
    """List the periods or members a whole is made of."""
    if not attainment.parts:
        return None
    rows = []
    for part in attainment.parts:
        who = period_words(view, part.period) if part.entity == attainment.entity else view.area(part.entity or "")
        rows.append([who, " ", small_badge(view, part), " ", view.sentence(part)])
    return [el("p", view.words("parts"), class_="list"), bullets(rows, class_="parts")]


def goal_link(view: View, attainment: Attainment) -> Content:
    """Link to the row of a target, milestone or aim, with its due date and how it stands."""
    item = attainment.item
    due = (
        None
        if isinstance(item, Aim) or attainment.due is None
        else view.fill("brackets", inside=view.due(attainment.due))
    )
    return [view.link(f"item-{item.id}", view.text_of(item)), due, " ", small_badge(view, attainment)]
