"""The rows of the tables of a plan, as cells by column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytargets._numbers import fold
from policytargets._observation_text import write_since
from policytargets.bounds import About, AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan
from policytargets.criteria import (
    AllOf,
    AnyOf,
    Criterion,
    Fall,
    Growth,
    Multiple,
    NoWorse,
    Readings,
    Rise,
    Total,
    bound_of,
    leaves,
    since_of,
)
from policytargets.dues import Due, due_kind, due_period
from policytargets.targets import Aim, Milestone, Rule, Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from policytargets.findings import Finding
    from policytargets.measures import Measure
    from policytargets.organisations import Organisation, Responsibility
    from policytargets.plans import Plan
    from policytargets.quantities import Quantity
    from policytargets.sources import Citation
    from policytargets.texts import Text
    from policytargets.units import Unit

_COMPARATORS: dict[type, str] = {
    AtLeast: ">=", MoreThan: ">", AtMost: "<=", LessThan: "<", Exactly: "==", Between: "between", About: "~",
}  # fmt: skip
_FORMS: dict[type, str] = {
    Rise: "rise", Fall: "fall", Multiple: "multiple", Growth: "growth", Total: "total", NoWorse: "no_worse",
}  # fmt: skip
_COMBINATIONS: dict[type, str] = {AllOf: "all_of", AnyOf: "any_of", Readings: "readings"}
_PLACE = ("start", "end", "quote", "document", "place")


def _targets(plan: Plan) -> list[dict[str, Any]]:
    items: tuple[Target | Milestone | Aim, ...] = (*plan.targets, *plan.milestones, *plan.aims)
    return [item_cells(item) | (criterion_cells(item) if isinstance(item, Target) else {}) for item in items]


def item_cells(item: Target | Milestone | Aim) -> dict[str, Any]:
    kinds = {Target: "quantitative", Milestone: "milestone", Aim: "qualitative"}
    name = item.name if item.name is not None or not isinstance(item, Target) else item.indicator.name
    due = item.due_form if isinstance(item, Target) else item.due
    cells = {
        "id": item.id,
        "topic": item.topic,
        "type": kinds[type(item)],
        "commitment": item.commitment.value,
        "readings": 1,
    }
    for field in ("slice_of", "entity", "superseded_by"):
        cells[field] = getattr(item, field, None)
    return cells | names(name, "name") | due_cells(due) | place_cells(item.citation)


def names(text: Text | None, field: str) -> dict[str, str | None]:
    known = dict(text.entries) if text is not None else {}
    return {f"{field}_{language}": known.get(language) for language in ("zh", "en")}


def due_cells(due: Due | None) -> dict[str, str]:
    return {} if due is None else {"due": str(due_period(due)), "due_kind": due_kind(due)}


def place_cells(citation: Citation | None) -> dict[str, Any]:
    return {} if citation is None else {name: getattr(citation, name) for name in _PLACE}


def criterion_cells(target: Target) -> dict[str, Any]:
    criterion = target.criterion
    first = next(leaves(criterion))
    since = since_of(first) or target.baseline
    return {
        "indicator": target.indicator.id,
        "form": _FORMS.get(type(first), "level"),
        "combination": _COMBINATIONS.get(type(criterion)),
        "readings": _count_readings(criterion),
        "since": None if since is None else write_since(since),
        "stretch_of": target.stretch_of,
        "part_of": target.part_of,
    } | ({} if isinstance(first, NoWorse) else bound_cells(bound_of(first)))


def _count_readings(criterion: Criterion) -> int:
    """Count the ways the words can be read; readings inside a combination multiply."""
    match criterion:
        case Readings(of=parts):
            return sum(_count_readings(part) for part in parts)
        case AllOf(of=parts) | AnyOf(of=parts):
            count = 1
            for part in parts:
                count *= _count_readings(part)
            return count
        case _:
            return 1


def bound_cells(bound: Bound) -> dict[str, Any]:
    low, high = (bound.low, bound.high) if isinstance(bound, Between) else (bound.amount, None)
    within = bound.within if isinstance(bound, About) else None
    return {
        "comparator": _COMPARATORS[type(bound)],
        "value": decimal_text(low),
        "high": None if high is None else decimal_text(high if high.unit == low.unit else high.to(low.unit)),
        "within": None if within is None else f"{decimal_text(within)} {within.unit.label('zh')}",
        "unit": _written_unit(low.unit),
        "unit_code": low.unit.code,
    }


def _written_unit(unit: Unit) -> str | None:
    """Give the unit as the document writes it; a bare number has none."""
    return None if unit.code == "1" else unit.label("zh")


def decimal_text(amount: Quantity) -> str:
    """Give the number as it was written, without commas and full-width digits; ``1/3`` where no decimal ends."""
    return fold(amount.number).replace(",", "")


def _measures(plan: Plan) -> list[dict[str, Any]]:
    sections = plan.source.sections if plan.source is not None else ()

    def heading(measure: Measure) -> str | None:
        citation = measure.citation
        if citation is None or citation.start is None or plan.source is None or citation.document != plan.source.id:
            return None
        inside = [part for part in sections if part.start <= citation.start < part.end]
        return f"{inside[0].label}{inside[0].title}" if inside else None

    return [
        {
            "id": measure.id,
            "number": measure.number,
            "title": measure.title.best("zh"),
            "title_en": dict(measure.title.entries).get("en"),
            "section": heading(measure),
            "topic": measure.topic,
        } | place_cells(measure.citation)
        for measure in plan.measures
    ]  # fmt: skip


def _responsibilities(plan: Plan) -> list[dict[str, Any]]:
    collective = {body.id: body.collective for body in plan.organisations}

    def row(answers: Responsibility) -> dict[str, Any]:
        return {
            "item": answers.item,
            "item_kind": answers.item_kind.value,
            "organisation": answers.organisation,
            "as_written": answers.as_written,
            "order": answers.order,
            "role": answers.role.value,
            "collective": collective.get(answers.organisation),
        } | place_cells(answers.citation)

    return [row(answers) for answers in plan.responsibilities]


def _rules(plan: Plan) -> list[dict[str, Any]]:
    def row(rule: Rule) -> dict[str, Any]:
        return {
            "id": rule.id,
            "binds": rule.binds.best("zh"),
            "of": rule.of.best("zh"),
            "commitment": rule.commitment.value,
        } | bound_cells(rule.criterion) | names(rule.name, "name") | place_cells(rule.citation)  # fmt: skip

    return [row(rule) for rule in plan.rules]


def _organisations(plan: Plan) -> list[dict[str, Any]]:
    def row(body: Organisation) -> dict[str, Any]:
        return {
            "id": body.id,
            "level": None if body.level is None else body.level.value,
            "aliases": "; ".join(body.aliases) or None,
            "collective": body.collective,
            "members": None if body.members is None else "; ".join(body.members),
            "area": body.area,
            "note": None if body.note is None else body.note.best("zh"),
        } | names(body.name, "name")

    return [row(body) for body in plan.organisations]


def _findings(plan: Plan) -> list[dict[str, Any]]:
    def row(finding: Finding) -> dict[str, Any]:
        spans = [f"{cited.start}-{cited.end}" for cited in finding.citations if cited.start is not None]
        return {
            "id": finding.id,
            "text": finding.text.best("zh"),
            "text_en": dict(finding.text.entries).get("en"),
            "spans": "; ".join(spans) or None,
        } | place_cells(finding.citations[0] if finding.citations else None)

    return [row(finding) for finding in plan.findings]


PLAN_ROWS: dict[str, Callable[[Plan], list[dict[str, Any]]]] = {
    "targets": _targets,
    "measures": _measures,
    "responsibilities": _responsibilities,
    "rules": _rules,
    "organisations": _organisations,
    "findings": _findings,
}
"""The rows of each table of a plan; a cell that is absent may be left out."""
