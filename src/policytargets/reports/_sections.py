"""The sections on milestones, aims, rules, measures and findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policytargets.attainment import Attainment
from policytargets.explaining import describe
from policytargets.reports._badges import badge
from policytargets.reports._groups import by_topic, groups
from policytargets.reports._html import Content, Element, el, join
from policytargets.reports._observed import occurrence_cell
from policytargets.reports._scorecard import reasons, tags
from policytargets.reports._view import View, bullets
from policytargets.targets import Commitment, Rule


def _columns(view: View, *names: str) -> list[str]:
    return [view.words(name) for name in names]


def _headed(view: View, columns: Sequence[str], head: Content, contents: Sequence[Content], place: str) -> Element:
    """Make a row whose first cell is its head."""
    return el("tr", el("th", head, scope="row"), view.cells(columns[1:], contents), id=view.anchor(place))


def milestones_section(view: View, attainments: Iterable[Attainment]) -> Element:
    """Show what was to happen, and whether it did; the task of a year stands before its goal."""
    columns = _columns(view, "milestone", "due", "known", "verdict", "owners")
    rows = [
        _headed(
            view,
            columns,
            [view.text_of(one.item), tags(view, one), view.quoted(one.citation)],
            [
                view.due(one.due),
                occurrence_cell(view, one),
                [
                    badge(view, one),
                    el("p", view.sentence(one), class_="sentence"),
                    reasons(view, one.reasons),
                ],
                view.owners(one.item.id),
            ],
            f"item-{one.item.id}",
        )
        for _, under in by_topic(view, groups(attainments))
        for group in under
        for one in group.members
    ]
    table = view.table(
        view.words("milestones_caption", as_of=view.as_of), columns, [el("tbody", rows)], name="milestones"
    )
    return view.section("milestones", view.words("milestones"), table)


def aims_section(view: View, attainments: Iterable[Attainment]) -> Element:
    """Show the goals with nothing to measure, in the order of the text."""
    columns = _columns(view, "aim", "due", "verdict", "why", "place")
    rows = [
        _headed(
            view,
            columns,
            [view.text_of(one.item), tags(view, one)],
            [
                view.due(one.due),
                badge(view, one),
                reasons(view, one.reasons),
                view.cited(one.citation),
            ],
            f"item-{one.item.id}",
        )
        for one in attainments
    ]
    table = view.table(view.words("aims_caption", as_of=view.as_of), columns, [el("tbody", rows)], name="aims")
    return view.section("aims", view.words("aims"), table, note=view.words("aims_note"))


def rules_section(view: View) -> Element:
    """Show the thresholds that bind somebody, without deadline."""
    columns = _columns(view, "rule", "threshold", "of", "binds", "commitment", "owners")
    rows = [
        _headed(
            view,
            columns,
            [view.text_of(rule), view.quoted(rule.citation)],
            [
                view.cited(rule.citation, view.mixed(describe(rule.criterion, view.lang))),
                view.text(rule.of),
                view.text(rule.binds),
                _commitment(view, rule),
                view.owners(rule.id),
            ],
            f"item-{rule.id}",
        )
        for rule in view.plan.rules
    ]
    table = view.table(view.words("rules_caption"), columns, [el("tbody", rows)], name="rules", amounts=False)
    return view.section("rules", view.words("rules"), table, note=view.words("rules_note"))


def _commitment(view: View, rule: Rule) -> Content:
    return rule.commitment.label(view.lang) if rule.commitment is not Commitment.FIRM else view.words("nothing")


def measures_section(view: View) -> Element:
    """Show the actions with who answers for them."""
    columns = _columns(view, "measure", "place", "owners", "serves")
    rows = []
    for measure in view.plan.measures:
        served = [_served(view, item_id) for item_id in measure.serves]
        contents = [view.cited(measure.citation), view.owners(measure.id), join(served, view.words("between_names"))]
        contents[-1] = contents[-1] or view.words("nothing")
        rows.append(_headed(view, columns, view.text_of(measure), contents, f"item-{measure.id}"))
    table = view.table(view.words("measures_caption"), columns, [el("tbody", rows)], name="measures", amounts=False)
    return view.section("measures", view.words("measures"), table, note=view.words("measures_note"))


def _served(view: View, item_id: str) -> Content:
    known = {item.id: item for kind in (view.plan.targets, view.plan.milestones, view.plan.aims) for item in kind}
    return item_id if item_id not in known else view.link(f"item-{item_id}", view.text_of(known[item_id]))


def findings_section(view: View) -> Element:
    """Show what a careful reader meets in the source, each with the words it concerns."""
    columns = _columns(view, "measure_number", "finding", "quote")
    rows = []
    for number, finding in enumerate(view.plan.findings, 1):
        quotes = bullets([view.quoted(citation) for citation in finding.citations], class_="quotes")
        contents = [view.text(finding.text), quotes or view.words("no_citation")]
        rows.append(_headed(view, columns, str(number), contents, f"finding-{finding.id}"))
    table = view.table(view.words("findings_caption"), columns, [el("tbody", rows)], name="findings", amounts=False)
    return view.section("findings", view.words("findings"), table, note=view.words("findings_note"))
