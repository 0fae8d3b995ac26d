"""The head of the report: what it is about, as of when, and how it stands in a few figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from policytargets.attainment import Assessment, Attainment
from policytargets.dues import due_period
from policytargets.reports._badges import TONES, glyph
from policytargets.reports._html import Content, Element, el
from policytargets.reports._view import View
from policytargets.targets import Aim, Milestone, Target
from policytargets.verdicts import Timing, Verdict

KINDS: dict[str, type] = {"kind_target": Target, "kind_milestone": Milestone, "kind_aim": Aim}


def header(view: View, assessment: Assessment, other: str | None) -> Element:
    """Say which plan, by whom, as of when, and that data are illustrative, where they are."""
    link = None
    if other is not None:
        code = view.words("other_language_code")
        link = el("a", view.words("other_language"), href=other, hreflang=code, lang=code, class_="language")
    title = [el("p", view.words("report"), class_="report"), el("h1", view.text(view.plan.title))]
    return el("header", link, title, facts(view, assessment), view.notice())


def facts(view: View, assessment: Assessment | None) -> Element:
    """List number, issuer, area and date."""
    source = view.plan.source
    said: list[tuple[str, Content]] = []
    if source is not None and source.number is not None:
        said.append(("number", view.chinese(source.number)))
    if source is not None and source.issuer is not None:
        said.append(("issuer", view.text(source.issuer)))
    if source is not None and source.date is not None:
        said.append(("issued", source.date.isoformat()))
    if view.plan.area is not None:
        said.append(("area", view.area(view.plan.area)))
    if assessment is not None:
        said.append(("as_of", el("time", view.day, datetime=assessment.as_of.isoformat())))
    return described(view, said)


def described(view: View, said: Iterable[tuple[str, Content]]) -> Element:
    """List facts, each with its word."""
    return el("dl", [el("div", el("dt", view.words(key)), el("dd", value)) for key, value in said], class_="facts")


def overview_section(view: View, assessment: Assessment) -> Element:
    """Say in a few sentences and one table how everything stands."""
    return view.section(
        "overview", view.words("overview"), _headlines(view, assessment), overview_table(view, assessment)
    )


def _is_over(attainment: Attainment) -> bool:
    return attainment.due is not None and due_period(attainment.due).end <= attainment.as_of


def _headlines(view: View, assessment: Assessment) -> Content:
    judged = [one for one in assessment if not isinstance(one.item, Aim) and one.item.superseded_by is None]
    early = sum(one.verdict is Verdict.MET and not _is_over(one) for one in judged)
    said = [view.words("headline_early", count=early)] if early else []
    said += [view.words("headline_aims", count=len(view.plan.aims))] if view.plan.aims else []
    plan = view.plan
    others = view.words(
        "other_counts",
        rules=len(plan.rules),
        measures=len(plan.measures),
        responsibilities=len(plan.responsibilities),
        findings=len(plan.findings),
    )
    headline = el("p", _headline(view, [one for one in judged if _is_over(one)]), class_="headline")
    return [headline, [el("p", line) for line in [*said, others]]]


def _headline(view: View, due: list[Attainment]) -> str:
    """Say how many tasks were due, how many of them are decided, and how; of one year, name the year."""
    if not due:
        return view.words("headline_nothing_due", day=view.day)
    ends = {due_period(one.due).end for one in due if one.due is not None}
    years = {end.year for end in ends}
    task = "task" if len(due) == 1 else "tasks"
    tasks = (
        view.words(f"{task}_of_year", year=min(years)) if len(years) == 1 else view.words(f"{task}_due", day=view.day)
    )
    found = Counter(one.verdict for one in due)
    decided = found[Verdict.MET] + found[Verdict.NOT_MET]
    key = "headline" if 0 < decided < len(due) else "headline_all" if decided else "headline_none"
    counts = {
        "total": len(due), "decided": decided, "met": found[Verdict.MET], "not_met": found[Verdict.NOT_MET],
        "undetermined": found[Verdict.UNDETERMINED],
    }  # fmt: skip
    return view.words(key, tasks=tasks, **counts)


def overview_table(view: View, assessment: Assessment) -> Element:
    """Count how goals of each kind stand, state by state; states that nothing has are left out."""
    states = {one.timing_label(view.lang): one.timing for one in sorted(assessment, key=_state)}
    heads = [view.words("kind"), view.words("total"), *states]
    rows = [
        _counted(view, view.words(kind), [one for one in assessment if isinstance(one.item, cls)], states)
        for kind, cls in KINDS.items()
    ]
    rows.append(_counted(view, view.words("total"), assessment, states))
    return view.table(view.words("overview_caption"), heads, [el("tbody", rows)], name="overview")


def _state(attainment: Attainment) -> tuple[bool, int]:
    """Sort by timing, in its order; aims, which are not judged, come last."""
    return isinstance(attainment.item, Aim), list(Timing).index(attainment.timing)


def _counted(view: View, name: str, found: Iterable[Attainment], states: dict[str, Timing]) -> Element:
    seen = [attainment.timing_label(view.lang) for attainment in found]
    counts: list[Content] = [str(len(seen))]
    for state, timing in states.items():
        count = seen.count(state)
        counts.append(el("span", glyph(timing), str(count), class_=f"badge {TONES[timing]}") if count else "0")
    return el("tr", el("th", name, scope="row"), view.cells([view.words("total"), *states], counts))
