"""Tidy tables of a plan and of an assessment, as pandas DataFrames and as CSV files.

Text columns are of pandas' ``string`` type, whole numbers ``Int64``; what is absent is ``pd.NA``. Offsets are Python
``str`` offsets into the text of the document as it stands, so that ``text[start:end]`` is the quote.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytargets import _files
from policytargets._numbers import plain
from policytargets._observation_text import did_you_mean
from policytargets._plan_rows import (
    PLAN_ROWS,
    bound_cells,
    criterion_cells,
    decimal_text,
    item_cells,
    names,
)
from policytargets.errors import FileError, UnknownReferenceError
from policytargets.targets import Target

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    from pandas import DataFrame

    from policytargets.attainment import Assessment, Attainment, OrganisationView
    from policytargets.organisations import Responsibility
    from policytargets.plans import Plan
    from policytargets.quantities import Quantity

__all__ = ["ASSESSMENT_COLUMNS", "TABLES", "assessment_frame", "organisation_frame", "plan_frame", "write_tables"]

_WHOLE_NUMBERS = frozenset({"readings", "number", "order", "parts", "start", "end"})
_TRUTHS = frozenset({"collective", "final", "illustrative"})

TABLES: dict[str, tuple[str, ...]] = {
    "targets": (
        "id", "indicator", "topic", "type", "form", "comparator", "value", "high", "unit", "unit_code", "since", "due",
        "due_kind", "commitment", "slice_of", "readings", "start", "end", "quote", "document", "place", "name_zh",
        "name_en", "within", "combination", "entity", "stretch_of", "part_of", "superseded_by",
    ),
    "measures": ("id", "number", "title", "section", "start", "end", "quote", "document", "place", "title_en", "topic"),
    "responsibilities": (
        "item", "item_kind", "organisation", "as_written", "order", "role", "collective", "start", "end", "document",
        "place",
    ),
    "rules": (
        "id", "comparator", "value", "unit_code", "binds", "start", "end", "quote", "document", "place", "high",
        "within", "unit", "of", "commitment", "name_zh", "name_en",
    ),
    "organisations": ("id", "name_zh", "name_en", "level", "aliases", "collective", "members", "area", "note"),
    "findings": ("id", "text", "start", "end", "quote", "document", "place", "spans", "text_en"),
}  # fmt: skip
"""The tables of a plan: of each name the columns, in order."""

ASSESSMENT_COLUMNS = (
    "id", "name_zh", "name_en", "type", "topic", "entity", "verdict", "timing", "final", "due", "due_kind", "period",
    "comparator", "value", "high", "unit", "form", "since", "readings", "observed", "observed_low", "observed_high",
    "observed_unit", "required_comparator", "required", "required_high", "required_unit", "margin", "shortfall",
    "margin_unit", "reasons", "reasons_zh", "reason_codes", "commitment", "slice_of", "parts", "illustrative",
    "sources", "as_of", "start", "end", "quote", "method", "outlook", "share_done", "outlook_reasons",
)  # fmt: skip
"""The columns of an assessment, in order."""

_ORGANISATION_COLUMNS = (
    "organisation", "organisation_zh", "organisation_en", "role", "as_written", "collective", *ASSESSMENT_COLUMNS
)  # fmt: skip


def plan_frame(plan: Plan, name: str = "targets") -> DataFrame:
    """Give one table of a plan.

    - ``targets``: targets, then milestones, then aims. Where a criterion combines several, the row shows the first
      one (of readings: the literal one, as the document is written), ``combination`` says how they combine and
      ``readings`` how many readings there are: 1 where the text has one. ``value`` and ``high`` are decimal texts in
      ``unit``; ``within`` is the tolerance of 左右, with its own unit.
    - ``measures``, ``rules``: as the document has them; ``section`` is the heading a measure stands under.
    - ``responsibilities``: a row for each body and item; ``collective`` where it stands for several bodies.
    - ``organisations``: ``aliases`` and ``members`` are separated by ``; ``.
    - ``findings``: the span is the first of those it concerns; ``spans`` has all, as ``start-end; start-end``.

    Args:
        plan: the plan.
        name: one of `TABLES`.

    Raises:
        UnknownReferenceError: there is no such table.

    Examples:
        >>> from policytargets.bounds import AtLeast
        >>> from policytargets.indicators import Indicator
        >>> from policytargets.periods import Year
        >>> from policytargets.plans import Plan
        >>> share = Indicator(id="share", name="占比", unit="%", nature="share")
        >>> target = Target(id="share_2017", indicator=share, criterion=AtLeast("15 %"), due=Year(2017))
        >>> plan_frame(Plan(title="实施意见", targets=[target]))[["comparator", "value", "unit", "due"]].values.tolist()
        [['>=', '15', '%', '2017']]
    """
    if name not in TABLES:
        remedy = did_you_mean(str(name), TABLES, f"use one of {', '.join(TABLES)}")
        raise UnknownReferenceError("to_frame", "the name of a table", repr(name), remedy)
    rows = PLAN_ROWS[name](plan)
    return _frame(rows, TABLES[name])


def write_tables(plan: Plan, directory: str | os.PathLike[str], *, encoding: str = "utf-8") -> tuple[Path, ...]:
    """Write all tables of a plan as CSV files, each whole or not at all; what is absent is an empty cell.

    Args:
        plan: the plan.
        directory: the folder for ``targets.csv`` and so on; it is made where there is none.
        encoding: ``utf-8-sig`` for a program that takes Chinese for something else without a byte order mark.

    Returns:
        The files.

    Raises:
        FileError: a file cannot be written.
    """
    folder = Path(directory)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(str(folder), "a folder", (error.strerror or "none").lower(), "name another place") from None
    files = []
    for name, columns in TABLES.items():
        rows = [[_cell(row.get(column)) for column in columns] for row in PLAN_ROWS[name](plan)]
        files.append(folder / f"{name}.csv")
        _files.write_text(files[-1], _files.csv_text([columns, *rows]), encoding)
    return tuple(files)


def _cell(value: Any) -> str | None:
    return None if value is None else str(value)


def _frame(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> DataFrame:
    from pandas import DataFrame, array  # noqa: PLC0415 -- only who asks for a table loads pandas

    kept = list(rows)

    def kind(column: str) -> Any:
        return "Int64" if column in _WHOLE_NUMBERS else "boolean" if column in _TRUTHS else "string"

    return DataFrame({name: array([row.get(name) for row in kept], dtype=kind(name)) for name in columns})


def assessment_frame(assessment: Assessment) -> DataFrame:
    """Give the scorecard: a row for each target, milestone and aim of the plan, in its order.

    The columns are `ASSESSMENT_COLUMNS`. Amounts are exact texts: ``value`` and ``high`` as asked, in ``unit``;
    ``observed`` where one amount is known, else ``observed_low`` and ``observed_high``, in ``observed_unit``;
    ``margin`` and ``shortfall`` in ``margin_unit``. ``reasons`` are phrases, ``parts`` the number of periods or
    members judged one by one, ``illustrative`` whether any amount it rests on is no real one. Where a method was asked
    whether it is on the way: ``method`` its name with parameters, ``outlook`` its status, ``undetermined`` or ``in no
    band``, ``share_done`` the share (1 = goal met) where it computes one, and ``outlook_reasons``.

    Examples:
        >>> from policytargets.assessing import assess
        >>> from policytargets.periods import Year
        >>> from policytargets.plans import Plan
        >>> from policytargets.targets import Aim
        >>> aim = Aim(id="talent", name="a growing body of talent")
        >>> frame = assessment_frame(assess(Plan(title="plan", aims=[aim]), [], as_of=Year(2018)))
        >>> frame.query("verdict == 'undetermined'")["reasons"].tolist()
        ['not measurable as written']
    """
    return _frame([_attainment_cells(attainment) for attainment in assessment], ASSESSMENT_COLUMNS)


def organisation_frame(view: OrganisationView) -> DataFrame:
    """Give who answers for what: a row for each body and each item it is named for, as the scorecard has the item."""
    plan = view.assessment.plan
    bodies = {body.id: body for body in plan.organisations}
    named: dict[tuple[str, str], list[Responsibility]] = {}
    for answers in plan.responsibilities:
        named.setdefault((answers.item, answers.organisation), []).append(answers)
    rows = []
    for organisation, attainment in view.rows:
        answers = named[attainment.item.id, organisation].pop(0)  # a body may be named twice, in two roles
        body = bodies.get(organisation)
        rows.append(
            _attainment_cells(attainment)
            | names(None if body is None else body.name, "organisation")
            | {
                "organisation": organisation,
                "role": answers.role.value,
                "as_written": answers.as_written,
                "collective": None if body is None else body.collective,
            }
        )
    return _frame(rows, _ORGANISATION_COLUMNS)


def _attainment_cells(attainment: Attainment) -> dict[str, Any]:
    item = attainment.item
    return item_cells(item) | (criterion_cells(item) if isinstance(item, Target) else {}) | {
        "entity": attainment.entity,
        "verdict": attainment.verdict.value,
        "timing": attainment.timing.value,
        "final": attainment.final,
        "period": None if attainment.period is None else str(attainment.period),
        "margin": _text(attainment.margin),
        "shortfall": _text(attainment.shortfall),
        "margin_unit": None if attainment.margin is None else attainment.margin.unit.label("zh"),
        "reasons": "; ".join(reason.label("en") for reason in attainment.reasons) or None,
        "reasons_zh": "；".join(reason.label("zh") for reason in attainment.reasons) or None,
        "reason_codes": "; ".join(reason.code.name.lower() for reason in attainment.reasons) or None,
        "parts": len(attainment.parts),
        "illustrative": attainment.is_illustrative,
        "sources": "; ".join(dict.fromkeys(record.source for record in attainment.used if record.source)) or None,
        "as_of": attainment.as_of.isoformat(),
    } | _observed_cells(attainment) | _required_cells(attainment) | _outlook_cells(attainment)  # fmt: skip


def _outlook_cells(attainment: Attainment) -> dict[str, Any]:
    outlook = attainment.outlook
    if outlook is None:
        return {}
    return {
        "method": outlook.method,
        "outlook": outlook.status or outlook.label(),
        "share_done": None if outlook.share is None else plain(outlook.share),
        "outlook_reasons": "; ".join(map(str, outlook.reasons)) or None,
    }


def _text(amount: Quantity | None) -> str | None:
    return None if amount is None else decimal_text(amount)


def _observed_cells(attainment: Attainment) -> dict[str, Any]:
    """Give the observed amount, and the ends of all that are possible; an end that is not known is absent."""
    ends = attainment.possible
    lows, highs = [low for low, _ in ends if low is not None], [high for _, high in ends if high is not None]
    known = [*lows, *highs]
    return {
        "observed": _text(attainment.observed),
        "observed_low": _text(min(lows)) if lows and len(lows) == len(ends) else None,
        "observed_high": _text(max(highs)) if highs and len(highs) == len(ends) else None,
        "observed_unit": known[0].unit.label("zh") if known else None,
    }


def _required_cells(attainment: Attainment) -> dict[str, Any]:
    if attainment.required is None:
        return {}
    cells = bound_cells(attainment.required)
    return {
        "required_comparator": cells["comparator"],
        "required": cells["value"],
        "required_high": cells["high"],
        "required_unit": cells["unit"],
    }
