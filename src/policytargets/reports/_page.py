"""The whole report as one page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from policytargets.attainment import Assessment
from policytargets.reports._bodies import bodies_section
from policytargets.reports._figures import ways_section
from policytargets.reports._html import Element, document, el
from policytargets.reports._outlooks import outlooks_section
from policytargets.reports._overview import header, overview_section
from policytargets.reports._scorecard import scorecard_section
from policytargets.reports._sections import (
    aims_section,
    findings_section,
    measures_section,
    milestones_section,
    rules_section,
)
from policytargets.reports._sources import records_section, sources_section
from policytargets.reports._view import View
from policytargets.targets import Aim, Milestone, Target


@cache
def style() -> str:
    """Read the style sheet."""
    return files(__package__).joinpath("style.css").read_text(encoding="utf-8")


def sections(view: View, assessment: Assessment) -> list[Element]:
    """Make every section that has something to show; the overview, the bodies and the sources always stand."""
    plan = view.plan
    made = [overview_section(view, assessment)]
    if plan.targets:
        targets = [one for one in assessment if isinstance(one.item, Target)]
        made += [scorecard_section(view, targets), ways_section(view, targets)]
    if view.comparisons:
        made.append(outlooks_section(view, view.comparisons))
    if plan.milestones:
        made.append(milestones_section(view, [one for one in assessment if isinstance(one.item, Milestone)]))
    if plan.aims:
        made.append(aims_section(view, [one for one in assessment if isinstance(one.item, Aim)]))
    made.append(bodies_section(view))
    made += [rules_section(view)] if plan.rules else []
    made += [measures_section(view)] if plan.measures else []
    made += [findings_section(view)] if plan.findings else []
    return [*made, records_section(view), sources_section(view)]


def _contents(view: View, made: list[Element]) -> Element:
    """List the sections with links."""
    links = []
    for section in made:
        heading = next(node for node in section.children if isinstance(node, Element) and node.tag == "h2")
        links.append(el("li", view.link(dict(section.attributes)["id"], heading.children)))
    return el("nav", el("h2", view.words("contents")), el("ul", links), aria_label=view.words("contents"))


def page(view: View, assessment: Assessment, other: str | None) -> str:
    """Write the report of an assessment in a language."""
    lang = view.lang
    made = sections(view, assessment)
    title = f"{view.words('report')} \u2013 {view.plan.title.best(lang)}"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light"),
        el("title", title),
        el("style", style()),
    )
    footer = el("footer", el("p", view.words("translation")), el("p", view.words("made_with")), view.notice())
    body = el(
        "body", header(view, assessment, other), _contents(view, made), el("main", made), footer, class_="policytargets"
    )
    return document(el("html", head, body, lang=view.words("language")))
