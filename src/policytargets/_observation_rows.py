"""One row of a table of observations, read into an observation or an occurrence, with all its faults."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from policytargets._observation_text import COLUMNS, did_you_mean, read_since
from policytargets.errors import InvalidValueError, ParseError, PolicyTargetsError, UnitMismatchError
from policytargets.indicators import Indicator
from policytargets.kinds import Catalogue, standard_catalogue
from policytargets.observations import Observation, ObservationStatus, Occurrence
from policytargets.periods import Day, parse_period
from policytargets.problems import Problem, Severity
from policytargets.quantities import Quantity
from policytargets.units import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from policytargets._sheets import Row, Sheet
    from policytargets.periods import Period
    from policytargets.plans import Plan
    from policytargets.targets import Milestone

_T = TypeVar("_T")
_EVENT = re.compile(r"(?P<word>happened|not by)\s+(?P<period>\S+)")
_NOT_OF_EVENTS = ("period", "high", "plus_minus", "unit", "since", "obs_status")


@attrs.frozen(kw_only=True)
class Known:
    """What a plan knows: what ids of rows can stand for."""

    catalogue: Catalogue
    indicators: Mapping[str, Indicator]
    milestones: Mapping[str, Milestone]
    entities: frozenset[str]

    @classmethod
    def of(cls, plan: Plan) -> Known:
        """Collect the indicators (those of targets and of ratios too), milestones and entities of a plan."""
        indicators: dict[str, Indicator] = {}
        waiting = [*plan.indicators, *(target.indicator for target in plan.targets)]
        while waiting:
            indicator = waiting.pop(0)
            indicators.setdefault(indicator.id, indicator)
            if indicator.ratio is not None:
                waiting += [indicator.ratio.of, indicator.ratio.to]
        entities = {plan.area, *(area.id for area in plan.areas)}
        entities.update(target.entity for target in plan.targets)
        entities.update(milestone.entity for milestone in plan.milestones)
        entities.update(member for target in plan.targets if target.each for member in target.each.members or ())
        return cls(
            catalogue=standard_catalogue().extend(plan.kinds),
            indicators=indicators,
            milestones={milestone.id: milestone for milestone in plan.milestones},
            entities=frozenset(entity for entity in entities if entity is not None),
        )


class _Cells:
    """The cells of one row by column, and what is wrong with them."""

    def __init__(self, row: Row, sheet: Sheet) -> None:
        self.row = row
        self.file = sheet.file
        self.problems: list[Problem] = []
        cells = dict(zip(sheet.columns, row.cells, strict=False))  # a row may leave out empty cells at its end
        self._texts = {column: text for column, text in cells.items() if text.strip()}
        self._untold = {sheet.columns[index] for index, _ in row.faults if index < len(sheet.columns)}
        for index, error in row.faults:
            self.fault(sheet.columns[index] if index < len(sheet.columns) else "", error)
        if any(cell.strip() for cell in row.cells[len(sheet.columns) :]):
            got = f"{len(row.cells)} cells"
            self.say("", f"at most {len(sheet.columns)} cells", got, "put a text with a comma into double quotes")

    def has(self, column: str) -> bool:
        """Whether the cell is not empty, readable or not."""
        return column in self._texts or column in self._untold

    def text(self, column: str) -> str | None:
        """Give the text of a cell without the white space around it; None for an empty one."""
        text = self._texts.get(column)
        return None if text is None else text.strip()

    def whole(self, column: str) -> str | None:
        """Give the text of a cell as it stands; None for an empty one."""
        return self._texts.get(column)

    def read(self, column: str, reader: Callable[[str], _T]) -> _T | None:
        """Read a cell; None for an empty one, and for one that cannot be read, which is a fault."""
        text = self.text(column)
        if text is None:
            return None
        try:
            return reader(text)
        except PolicyTargetsError as error:
            self.fault(column, error)
            return None

    def needed(self, column: str, expected: str, remedy: str) -> None:
        """Name an empty cell a fault."""
        if not self.has(column):
            self.say(column, expected, "an empty cell", remedy)

    def fault(self, column: str, error: PolicyTargetsError) -> None:
        """Note an error that was raised for a cell, or for the row where *column* is empty."""
        self.say(column, error.expected, error.got, error.remedy)

    def say(self, column: str, expected: str, got: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        """Note a problem of a cell, or of the row where *column* is empty."""
        path = f"row {self.row.name}{column and f'.{column}'}"
        self.problems.append(
            Problem(path=path, expected=expected, got=got, remedy=remedy, severity=severity, file=self.file,
                    line=self.row.line)
        )  # fmt: skip

    @property
    def failed(self) -> bool:
        """Whether anything said so far is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def read_row(row: Row, sheet: Sheet, known: Known) -> tuple[Observation | Occurrence | None, list[Problem]]:
    """Read a row; None where it has errors, or no amount, which is a note."""
    cells = _Cells(row, sheet)
    key, value = cells.text("indicator"), cells.text("value") or ""
    event = _EVENT.fullmatch(value)
    if event is None and (key in known.indicators or key not in known.milestones):
        found: Observation | Occurrence | None = _observation(cells, known)
    else:
        found = _occurrence(cells, known, event)
    return None if cells.failed else found, cells.problems


def _occurrence(cells: _Cells, known: Known, event: re.Match[str] | None) -> Occurrence | None:
    milestone = cells.read("indicator", lambda text: _milestone(text, known))
    entity, published = _entity(cells, known), cells.read("published", _day)
    cells.needed("indicator", "the id of a milestone", "write the id of the milestone in the column indicator")
    for column in _NOT_OF_EVENTS:
        if cells.has(column):
            got = repr(cells.text(column) or "a cell")
            cells.say(column, "an empty cell in a row that tells of an event", got, "leave it empty")
    if event is None:
        form = "'happened 2017-09-01' or 'not by 2017-06-30'"
        severity = Severity.ERROR if cells.has("value") else Severity.NOTE
        got = repr(cells.text("value")) if cells.has("value") else _NOTHING
        cells.say("value", form, got, "write when it happened, or until when it had not", severity)
        return None
    period = cells.read("value", lambda _: parse_period(event["period"]))
    if milestone is None or period is None or cells.failed:
        return None
    told: dict[str, Any] = {"happened" if event["word"] == "happened" else "not_by": period}
    source = cells.whole("source")
    return Occurrence(milestone=milestone, entity=entity, published=published, source=source, **told)


_NOTHING = "an empty cell: nothing was read from this row"


def _observation(cells: _Cells, known: Known) -> Observation | None:
    indicator = cells.read("indicator", lambda text: _indicator(text, known))
    cells.needed("indicator", "the id of an indicator of the plan", "write it in the column indicator")
    period = cells.read("period", parse_period)
    cells.needed("period", "a period", "write for example 2017, 2017-Q1 or 2017-11")
    fields: dict[str, Any] = {
        "entity": _entity(cells, known),
        "since": cells.read("since", lambda text: read_since(text, known.catalogue)),
        "status": cells.read("obs_status", _status) or ObservationStatus.FINAL,
        "published": cells.read("published", _day),
        "source": cells.whole("source"),
    }
    unit = cells.read("unit", lambda text: _unit(text, known, indicator))
    unit_failed = cells.has("unit") and unit is None
    # An uncertainty may be in points beside %; without a unit of its own it takes that of the amount.
    for name, stated in (("value", unit), ("high", unit), ("plus_minus", None)):
        amount = None if unit_failed else cells.read(name, partial(_amount, unit=stated, catalogue=known.catalogue))
        if amount is not None:
            fields[name] = amount
    if not cells.has("value"):
        ends = cells.has("high") or cells.has("plus_minus")
        severity = Severity.ERROR if ends else Severity.NOTE
        cells.say("value", "an amount", _NOTHING, "write the amount when it is published; 0 is an amount", severity)
        return None
    value = fields.get("value")
    if fields["since"] is not None and isinstance(value, Quantity) and value.is_bare:
        cells.say("unit", "the unit of the change", "an empty cell", "write %, 个百分点 or the indicator's own unit")
    if indicator is None or period is None or cells.failed:
        return None
    return _made(cells, indicator, period, fields)


def _made(cells: _Cells, indicator: Indicator, period: Period, fields: Mapping[str, Any]) -> Observation | None:
    try:
        return Observation(indicator=indicator, period=period, **fields)
    except PolicyTargetsError as error:
        # "Observation of 'gdp' for 2017: high" names the cell; what is wrong with a unit stands in the column unit.
        column = error.where.rpartition(": ")[2]
        column = column if column in COLUMNS else ""
        cells.fault("unit" if isinstance(error, UnitMismatchError) and cells.has("unit") else column, error)
        return None


def _milestone(text: str, known: Known) -> str:
    if text not in known.milestones:
        otherwise = "an event belongs to a milestone" if text in known.indicators else "use an id of the plan"
        remedy = did_you_mean(text, known.milestones, otherwise)
        raise InvalidValueError("indicator", "the id of a milestone of the plan", repr(text), remedy)
    return text


def _indicator(text: str, known: Known) -> Indicator:
    if text in known.indicators:
        return known.indicators[text]
    named = [key for key, indicator in known.indicators.items() if text in indicator.name.values()]
    otherwise = f"use one of the {len(known.indicators)} ids of the plan"
    if named:
        remedy = f"write its id, {' or '.join(map(repr, named))}"
    else:
        remedy = did_you_mean(text, [*known.indicators, *known.milestones], otherwise)
    raise InvalidValueError("indicator", "the id of an indicator of the plan", repr(text), remedy)


def _entity(cells: _Cells, known: Known) -> str | None:
    def read(text: str) -> str:
        if known.entities and text not in known.entities:
            remedy = did_you_mean(text, known.entities, "declare it under areas in the plan, or correct it")
            raise InvalidValueError("entity", "the id of an area of the plan", repr(text), remedy)
        if not re.fullmatch(r"[a-z][a-z0-9_]*", text):
            raise InvalidValueError("entity", "a key of lower-case letters, digits and _", repr(text), "write its id")
        return text

    return cells.read("entity", read)


def _day(text: str) -> dt.date:
    day = parse_period(text)
    if not isinstance(day, Day):
        raise InvalidValueError("published", "a day", repr(text), "write for example 2018-05-20")
    return day.start


def _status(text: str) -> ObservationStatus:
    words = [status.value for status in ObservationStatus]
    if text not in words:
        remedy = did_you_mean(text, words, "use one of these words, or leave it empty for final")
        raise InvalidValueError("obs_status", "'final', 'provisional' or 'forecast'", repr(text), remedy)
    return ObservationStatus(text)


def _unit(text: str, known: Known, indicator: Indicator | None) -> Unit:
    try:
        return Unit.parse(text, catalogue=known.catalogue)
    except ParseError as error:
        units = [indicator.unit] if indicator is not None else [each.unit for each in known.indicators.values()]
        written = [name for unit in units for name in (unit.label("zh"), unit.label("en"), unit.code)]
        otherwise = f"write for example {written[0]}" if written else error.remedy
        raise InvalidValueError("unit", error.expected, repr(text), did_you_mean(text, written, otherwise)) from None


def _amount(text: str, unit: Unit | None, catalogue: Catalogue) -> Quantity:
    """Read an amount; a unit of its own must be the one the column says."""
    amount = Quantity(text, catalogue=catalogue)
    if unit is None or amount.unit == unit:
        return amount
    if not amount.is_bare:
        raise InvalidValueError("amount", f"an amount in {unit.label('zh')}, as the column unit says", repr(text),
                                "leave one of the two units out, or correct it")  # fmt: skip
    return Quantity(amount.magnitude, unit, amount.written)
