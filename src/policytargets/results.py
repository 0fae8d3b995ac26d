"""Results as plain data for other tools, with shipped JSON Schemas.

Exact numbers are decimal texts (``"2.15"``) or fractions (``"1/3"``), never floats; units are codes.
"""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from importlib.resources import files
from typing import Any

from policytargets._numbers import plain
from policytargets.attainment import Assessment, Attainment, Record
from policytargets.bounds import About, AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan
from policytargets.dues import Due, due_kind, due_period
from policytargets.errors import UnknownReferenceError
from policytargets.explaining import explain
from policytargets.observations import Observation
from policytargets.outlooks import Figure, Outlook
from policytargets.quantities import Quantity
from policytargets.sources import Citation
from policytargets.targets import Aim, Milestone, Target
from policytargets.verdicts import Reason, Verdict

__all__ = ["assessment_to_dict", "attainment_to_dict", "schema"]

_COMPARATORS: dict[type, str] = {
    AtLeast: ">=", AtMost: "<=", MoreThan: ">", LessThan: "<", Exactly: "==", Between: "between", About: "~",
}  # fmt: skip
_DIGITS = 15
"""Significant digits that are given of a figure from roots or logarithms."""
_KINDS: dict[type, str] = {Target: "target", Milestone: "milestone", Aim: "aim"}


def _quantity(amount: Quantity | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    unit = amount.unit
    return {"amount": plain(amount.magnitude), "unit": unit.code, "whole": unit.whole, "prices": unit.prices}


def _bound(bound: Bound | None) -> dict[str, Any] | None:
    if bound is None:
        return None
    low, high = (bound.low, bound.high) if isinstance(bound, Between) else (bound.amount, None)
    return {
        "comparator": _COMPARATORS[type(bound)],
        "amount": _quantity(low),
        "high": _quantity(high),
        "open": list(bound.open) if isinstance(bound, Between) else [],
        "within": _quantity(bound.within) if isinstance(bound, About) else None,
    }


def _due(due: Due | None) -> dict[str, str] | None:
    return None if due is None else {"kind": due_kind(due), "period": str(due_period(due))}


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _citation(citation: Citation | None) -> dict[str, Any] | None:
    if citation is None:
        return None
    return {
        "document": citation.document, "place": citation.place, "start": citation.start, "end": citation.end,
        "quote": citation.quote, "at_hand": citation.at_hand,
    }  # fmt: skip


def _record(record: Record) -> dict[str, Any]:
    common = {
        "entity": record.entity,
        "period": str(record.period),
        "published": _day(record.published),
        "source": record.source,
        "illustrative": record.is_illustrative,
    }
    if isinstance(record, Observation):
        return {
            "kind": "observation", "indicator": record.indicator.id, "value": _quantity(record.value),
            "high": _quantity(record.high), "plus_minus": _quantity(record.plus_minus),
            "change": record.since is not None, "status": record.status.value, **common,
        }  # fmt: skip
    return {"kind": "occurrence", "milestone": record.milestone, "happened": record.happened is not None, **common}


def _reason(reason: Reason) -> dict[str, str]:
    return {"code": reason.code.name.lower(), "en": reason.label("en"), "zh": reason.label("zh")}


def _figure(figure: Figure) -> dict[str, Any]:
    exact = isinstance(figure.amount, Fraction)
    amount = plain(figure.amount) if isinstance(figure.amount, Fraction) else f"{figure.amount:.{_DIGITS}g}"
    return {"name": figure.name, "amount": amount, "exact": exact, "unit": figure.unit}


def _outlook(outlook: Outlook | None) -> dict[str, Any] | None:
    if outlook is None:
        return None
    return {
        "method": outlook.method,
        "determined": outlook.determined,
        "status": outlook.status,
        "share": None if outlook.share is None else plain(outlook.share),
        "band": outlook.band,
        "figures": [_figure(figure) for figure in outlook.figures],
        "points": [{"period": str(point.period), "amount": _quantity(point.amount)} for point in outlook.points],
        "reasons": [_reason(reason) for reason in outlook.reasons],
        "illustrative": outlook.is_illustrative,
        "parts": [_outlook(part) for part in outlook.parts],
    }


def attainment_to_dict(attainment: Attainment) -> dict[str, Any]:
    """Give an attainment as plain data.

    Args:
        attainment: what `policytargets.assess` gives for one item.

    Returns:
        Data that ``json.dumps`` takes; `schema` with ``attainment`` describes it.

    Examples:
        >>> from policytargets.assessing import assess
        >>> from policytargets.periods import Year
        >>> found = assess(Milestone(id="platform", name="platform", due=Year(2017)), [], as_of=Year(2018))
        >>> attainment_to_dict(found)["verdict"], attainment_to_dict(found)["timing"]
        ('undetermined', 'no data')
    """
    item = attainment.item
    return {
        "item": {"id": item.id, "kind": _KINDS[type(item)], "zh": item.label("zh"), "en": item.label("en")},
        "indicator": item.indicator.id if isinstance(item, Target) else None,
        "commitment": item.commitment.value,
        "entity": attainment.entity,
        "as_of": attainment.as_of.isoformat(),
        "verdict": attainment.verdict.value,
        "timing": attainment.timing.value,
        "final": attainment.final,
        "due": _due(attainment.due),
        "period": None if attainment.period is None else str(attainment.period),
        "observed": _quantity(attainment.observed),
        "possible": [[_quantity(low), _quantity(high)] for low, high in attainment.possible],
        "required": _bound(attainment.required),
        "margin": _quantity(attainment.margin),
        "shortfall": _quantity(attainment.shortfall),
        "illustrative": attainment.is_illustrative,
        "used": [_record(record) for record in attainment.used],
        "reasons": [_reason(reason) for reason in attainment.reasons],
        "citation": _citation(attainment.citation),
        "explanation": {"en": explain(attainment, "en"), "zh": explain(attainment, "zh")},
        "parts": [attainment_to_dict(part) for part in attainment.parts],
        "steps": [step.to_dict() for step in attainment.steps],
        "outlook": _outlook(attainment.outlook),
    }


def assessment_to_dict(assessment: Assessment) -> dict[str, Any]:
    """Give the assessment of a plan as plain data.

    Args:
        assessment: what `policytargets.assess` gives for a plan.

    Returns:
        Data that ``json.dumps`` takes; `schema` with ``assessment`` describes it.

    Examples:
        >>> from policytargets.assessing import assess
        >>> from policytargets.periods import Year
        >>> from policytargets.plans import Plan
        >>> assessment_to_dict(assess(Plan(title="实施意见"), [], as_of=Year(2018)))["as_of"]
        '2018-12-31'
    """
    counts = assessment.counts()
    return {
        "policytargets": 1,
        "plan": dict(assessment.plan.title),
        "area": assessment.plan.area,
        "as_of": assessment.as_of.isoformat(),
        "illustrative": assessment.is_illustrative,
        "counts": {verdict.value: counts[verdict] for verdict in Verdict},
        "attainments": [attainment_to_dict(attainment) for attainment in assessment],
    }


def schema(name: str) -> dict[str, Any]:
    """Give a shipped JSON Schema: ``attainment`` or ``assessment``.

    Raises:
        UnknownReferenceError: another name.

    Examples:
        >>> schema("attainment")["title"]
        'policytargets attainment'
    """
    if name not in {"attainment", "assessment"}:
        raise UnknownReferenceError("schema", "'attainment' or 'assessment'", repr(name), "use one of the two")
    text = files("policytargets").joinpath(f"schemas/{name}.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
