"""What a notebook shows of a plan, an assessment, one attainment and the view by organisation."""

from __future__ import annotations

from policytargets.attainment import Assessable, Assessment, Attainment, OrganisationView
from policytargets.charts import bullet
from policytargets.explaining import describe
from policytargets.plans import Plan
from policytargets.reports._badges import badge
from policytargets.reports._bars import chart
from policytargets.reports._bodies import bodies_table
from policytargets.reports._groups import by_topic, groups
from policytargets.reports._html import Content, Element, el, render
from policytargets.reports._observed import observed_cell, occurrence_cell
from policytargets.reports._outlooks import outlook_line
from policytargets.reports._overview import described, facts, overview_table
from policytargets.reports._page import style
from policytargets.reports._scorecard import margin, parts, reasons, scorecard_table
from policytargets.reports._view import View
from policytargets.reports._words import Words
from policytargets.targets import Aim, Milestone, Target
from policytargets.texts import Text


def shown(view: View, *content: Content) -> str:
    """Write a part of a page with its style sheet, so that it stands by itself."""
    return render(el("div", el("style", style()), view.notice(), *content, class_="policytargets part", lang=view.lang))


def plan_part(plan: Plan, lang: str) -> str:
    """Show the targets of a plan."""
    view = View(plan, Words(lang), linked=False)
    columns = [view.words(name) for name in ("indicator", "asked", "due", "owners")]
    rows = [
        el(
            "tr",
            el("th", view.text_of(target), scope="row"),
            view.cells(
                columns[1:],
                [
                    view.mixed(describe(target.criterion, lang, indicator=target.indicator)),
                    view.due(target.due_form),
                    view.owners(target.id),
                ],
            ),
        )
        for target in plan.targets
    ]
    others = view.words(
        "plan_counts",
        targets=len(plan.targets),
        milestones=len(plan.milestones),
        aims=len(plan.aims),
        rules=len(plan.rules),
        measures=len(plan.measures),
        findings=len(plan.findings),
    )
    table = view.table(view.text(plan.title), columns, [el("tbody", rows)], name="plan", amounts=False)
    return shown(view, facts(view, None), el("p", others), table)


def assessment_part(assessment: Assessment, lang: str) -> str:
    """Show the counts and the scorecard of an assessment."""
    view = View(assessment.plan, Words(lang), assessment, linked=False)
    found = by_topic(view, groups(one for one in assessment if isinstance(one.item, Target)))
    under = [group for _, topic in found for group in topic]
    caption = view.fill("scorecard_caption", topic=view.text(assessment.plan.title), as_of=view.as_of)
    table = scorecard_table(view, caption, under) if under else None
    return shown(view, overview_table(view, assessment), table)


def plan_of(item: Assessable) -> Plan:
    """A plan that holds one item and nothing else."""
    title = Text({"zh": item.label("zh"), "en": item.label("en")})
    match item:
        case Target():
            return Plan(title=title, targets=(item,))
        case Milestone():
            return Plan(title=title, milestones=(item,))
        case Aim():
            return Plan(title=title, aims=(item,))


def quoted(item: Assessable) -> Element | None:
    """Show the words of the document; without its plan an item cannot lead to their place."""
    return None if item.citation is None else el("p", el("q", item.citation.quote, lang="zh-CN"), class_="quote")


def attainment_part(attainment: Attainment, lang: str) -> str:
    """Show how one target, milestone or aim stands."""
    item = attainment.item
    plan = plan_of(item)
    alone = Assessment(plan=plan, as_of=attainment.as_of, attainments=(attainment,), observations=attainment.used)
    view = View(plan, Words(lang), alone, linked=False)
    said: list[tuple[str, Content]] = [("as_of", view.day), ("due", view.due(attainment.due))]
    drawn = None
    if isinstance(item, Target):
        seen, asked = bullet(attainment), describe(item.criterion, lang, indicator=item.indicator)
        drawn = chart(view, seen, asked)
        said += [
            ("asked", view.mixed(asked)),
            ("observed", observed_cell(view, attainment, seen)),
            ("margin", margin(view, attainment)),
        ]
    elif isinstance(item, Milestone):
        said.append(("known", occurrence_cell(view, attainment)))
    return shown(
        view,
        el("p", el("b", view.text_of(item)), " ", badge(view, attainment)),
        el("p", view.sentence(attainment), class_="sentence"),
        None if attainment.outlook is None else outlook_line(view, attainment.outlook),
        drawn,
        described(view, said),
        reasons(view, attainment.reasons),
        parts(view, attainment),
        quoted(item),
    )


def organisation_part(organisations: OrganisationView, lang: str) -> str:
    """Show who answers for what, and how it stands."""
    assessment = organisations.assessment
    view = View(assessment.plan, Words(lang), assessment, linked=False)
    return shown(view, bodies_table(view))
