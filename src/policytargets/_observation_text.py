"""How a row of observations is written, and the texts in it that have a form of their own."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from policytargets.baselines import Baseline, Previous, Since, Unstated, YearBefore
from policytargets.errors import FileError, InvalidValueError, ParseError, PolicyTargetsError
from policytargets.observations import Observation, Occurrence
from policytargets.periods import parse_period
from policytargets.quantities import Quantity
from policytargets.units import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from policytargets.kinds import Catalogue

COLUMNS = (
    "indicator", "entity", "period", "value", "high", "plus_minus", "unit", "since", "obs_status", "published",
    "source",
)  # fmt: skip
"""All columns, in the order they are written."""

_MOVING: dict[str, Since] = {"year_before": YearBefore(), "previous": Previous()}


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Suggest what is spelled like *word*, or else something to do."""
    near = get_close_matches(word.lower(), list(known), n=3)
    return f"did you mean {' or '.join(map(repr, near))}?" if near else otherwise


def read_since(text: str, catalogue: Catalogue | None = None) -> Since:
    """Read a baseline: ``year_before``, ``previous``, ``2015``, ``300 亿元`` or ``2015 = 300 亿元``."""
    if text in _MOVING:
        return _MOVING[text]
    period, both, amount = (part.strip() for part in text.partition("="))
    try:
        if both:
            return Baseline(parse_period(period), _in_its_unit(amount, catalogue))
        return Baseline(parse_period(text))
    except ParseError:
        remedy = did_you_mean(text, _MOVING, "write for example 2015, 300 亿元 or 2015 = 300 亿元")
    try:
        if not both:
            return Baseline(amount=_in_its_unit(text, catalogue))
    except PolicyTargetsError:
        pass  # it is none of the forms
    raise InvalidValueError("since", "year_before, previous, a period or an amount in its unit", repr(text), remedy)


def _in_its_unit(text: str, catalogue: Catalogue | None) -> Quantity:
    amount = Quantity(text, catalogue=catalogue)
    if amount.is_bare:
        raise ParseError("since", "an amount in its unit", repr(text), "write for example 300 亿元", text, len(text))
    return amount


def write_since(since: Since, *, codes: bool = False) -> str:
    """Write a baseline: with *codes* as `read_since` reads it, else in words, ``unstated`` too."""
    match since:
        case YearBefore():
            return "year_before"
        case Previous():
            return "previous"
        case Unstated():
            return "unstated"
        case Baseline(period=period, amount=None):
            return str(period)
        case Baseline(period=period, amount=Quantity() as amount):
            unit = unit_text(amount.unit) if codes else amount.unit.label("zh")
            written = f"{amount.number} {unit}"
            return written if period is None else f"{period} = {written}"
    raise AssertionError(since)  # pragma: no cover -- mypy proves the union is matched whole


def unit_text(unit: Unit) -> str:
    """Write a unit in words where they say all of it, else as its code."""
    label = unit.label("zh")
    return label if _reads_as(label, unit) else unit.code


def _reads_as(text: str, unit: Unit) -> bool:
    try:
        return Unit(text) == unit
    except PolicyTargetsError:
        return False


def write_row(entry: Observation | Occurrence) -> dict[str, str | None]:
    """Write an observation or occurrence as the cells of a row."""
    cells: dict[str, str | None] = dict.fromkeys(COLUMNS)
    cells["entity"], cells["source"] = entry.entity, entry.source
    cells["published"] = None if entry.published is None else entry.published.isoformat()
    if isinstance(entry, Occurrence):
        word = "happened" if entry.happened is not None else "not by"
        return cells | {"indicator": entry.milestone, "value": f"{word} {entry.period}"}
    value, indicator = entry.value, entry.indicator
    close = indicator.close if entry.since is None else indicator.close_change
    return cells | {
        "indicator": indicator.id,
        "period": str(entry.period),
        "value": value.number,
        "high": None if entry.high is None else _in(value.unit, entry.high).number,
        "plus_minus": None if entry.plus_minus is None else _half(entry.plus_minus, entry),
        "unit": None if value.is_bare else _in_words(value.unit, close),
        "since": None if entry.since is None else _since_cell(entry),
        "obs_status": entry.status.value,
    }


def _since_cell(observation: Observation) -> str:
    since = observation.since
    assert since is not None  # noqa: S101 -- asked before
    text = write_since(since, codes=True)
    try:
        if read_since(text) == since:
            return text
    except PolicyTargetsError:
        pass  # it does not read back: the same fault
    raise FileError(f"Observation of {observation.indicator.id!r} for {observation.period}: since",
                    "a baseline whose words say all of it", repr(since), "name the period of the baseline")  # fmt: skip


def _in(unit: Unit, amount: Quantity) -> Quantity:
    return amount if amount.unit == unit else amount.to(unit)


def _half(half: Quantity, observation: Observation) -> str:
    """Write a half-width: its unit too, where it is not that of the amount."""
    same = half.unit == observation.value.unit
    return half.number if same else f"{half.number} {_in_words(half.unit, observation.indicator.close_change)}"


def _in_words(unit: Unit, close: Callable[[Quantity], Quantity]) -> str:
    """Write a unit in words where the indicator closes what they leave open to just this unit, else as its code."""
    label = unit.label("zh")
    try:
        return label if close(Quantity(1, label)).unit == unit else unit.code
    except PolicyTargetsError:
        return unit.code
