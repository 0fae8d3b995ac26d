"""Rows of a frame as codes: what each cell means is found once for each distinct entry, whatever the number of rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import attrs
import numpy as np

from policytargets._observation_text import read_since
from policytargets.baselines import Since
from policytargets.errors import PolicyTargetsError, UnitMismatchError
from policytargets.frames._amounts import WIDE
from policytargets.frames._answers import Amounts
from policytargets.frames._assessing.columns import (
    AMOUNTS,
    IMPOSSIBLE,
    UNKNOWN_DAY,
    UNKNOWN_SINCE,
    UNKNOWN_STATUS,
    AssessColumns,
)
from policytargets.frames._keys import Keys, Known
from policytargets.frames._tables import (
    NO_TARGET,
    NOT_A_NUMBER,
    NOT_FINITE,
    TOO_MANY_DIGITS,
    UNKNOWN_PERIOD,
    UNKNOWN_UNIT,
    PlanTable,
    read_period,
)
from policytargets.indicators import Indicator, Nature
from policytargets.observations import Observation, ObservationStatus, illustrative
from policytargets.periods import Day, Period
from policytargets.plans import Plan
from policytargets.quantities import Quantity
from policytargets.units import Unit
from policytargets.verdicts import ReasonCode

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

UNIT_MISMATCH = ReasonCode.UNIT_MISMATCH.name.lower()
FAULTY = (
    NO_TARGET, UNKNOWN_PERIOD, UNKNOWN_UNIT, UNIT_MISMATCH, UNKNOWN_SINCE, UNKNOWN_STATUS,
    UNKNOWN_DAY, NOT_A_NUMBER, NOT_FINITE, TOO_MANY_DIGITS, IMPOSSIBLE,
)  # fmt: skip
"""What is wrong with a row; of several faults the first is named."""

ABSENT = -1
"""The code of a cell that holds nothing."""
_DENSE = 1 << 12


class Source(Protocol):
    """A frame of the caller: its columns of keys and of amounts."""

    def __len__(self) -> int:
        """Count the rows."""

    def keys(self, name: str) -> Keys:
        """Give a column of keys."""

    def amounts(self, name: str) -> Amounts:
        """Give a column of amounts."""


@attrs.frozen(eq=False)
class Cells:
    """A column of amounts, with all that can be said of its cells.

    Attributes:
        numbers: float64, float32 or int64; anything where there is no number.
        absent: where nothing stands.
        strange: where something stands that is no number.
        beyond: where a number has more digits than are compared exactly.
        scale: how many of their last digits are decimals, of whole numbers.
    """

    numbers: NDArray[Any]
    absent: NDArray[np.bool_]
    strange: NDArray[np.bool_]
    beyond: NDArray[np.bool_]
    scale: int

    @classmethod
    def of(cls, amounts: Amounts) -> Cells:
        """Spell a column of amounts out."""
        numbers = amounts.numbers
        nothing = np.isnan(numbers) if numbers.dtype.kind == "f" else np.zeros(len(numbers), dtype=bool)
        nowhere = np.zeros(len(numbers), dtype=bool)
        strange, beyond = (nowhere if found is None else found for found in (amounts.strange, amounts.beyond))
        absent = nothing & ~strange if amounts.absent is None else amounts.absent
        return cls(numbers, absent, strange, beyond, amounts.scale)

    @property
    def infinite(self) -> NDArray[np.bool_]:
        """Where a number has no end."""
        infinite: NDArray[np.bool_] = np.isinf(self.numbers)
        return infinite


@attrs.frozen(eq=False)
class Column:
    """A column of keys, read: for each row the code of what stands there, and what the codes mean.

    Attributes:
        codes: for each row; `ABSENT` where nothing stands.
        meant: by code; None where the entry cannot be read.
        texts: by code, the entry as text.
    """

    codes: Ints
    meant: list[Any]
    texts: list[str]

    @classmethod
    def read(cls, keys: Keys, count: int, reader: Callable[[str], Any]) -> Column:
        """Read each distinct entry once; what means the same has one code."""
        met = Known()
        numbers = keys.numbers(met, slice(0, count))
        known: dict[str, int] = {}
        own = np.full(len(met.entries), ABSENT, dtype=np.int64)
        for place, entry in enumerate(met.names.names, start=1):
            text = entry.strip()
            if text:
                own[place] = known.setdefault(text, len(known))
        return cls(own[numbers], [reader(text) for text in known], list(known))

    @classmethod
    def none(cls, count: int) -> Column:
        """Give a column that is not there."""
        return cls(np.full(count, ABSENT, dtype=np.int64), [], [])

    def by_code(self, found: Iterable[int | None]) -> Ints:
        """Spread what is found of each meaning over the rows; None is `ABSENT`, as a cell that holds nothing."""
        return np.array([*(ABSENT if one is None else one for one in found), ABSENT], dtype=np.int64)[self.codes]

    def where(self, true: Iterable[object], *, absent: bool = False) -> NDArray[np.bool_]:
        """Spread what is true of each meaning over the rows; *absent* is what is of a cell that holds nothing."""
        return np.array([*map(bool, true), absent], dtype=np.bool_)[self.codes]

    @property
    def unread(self) -> NDArray[np.bool_]:
        """Where something stands that cannot be read."""
        return self.where(one is None for one in self.meant)


@attrs.frozen(eq=False)
class Reader:
    """What the cells of a plan's observations can mean."""

    plan: Plan

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Those of the targets, and of the two sides of rates."""
        found: dict[str, Indicator] = {}
        waiting = [target.indicator for target in self.plan.targets]
        while waiting:
            indicator = waiting.pop(0)
            found.setdefault(indicator.id, indicator)
            if indicator.ratio is not None:
                waiting += [indicator.ratio.of, indicator.ratio.to]
        return tuple(found.values())

    @cached_property
    def _by_id(self) -> dict[str, int]:
        return {indicator.id: number for number, indicator in enumerate(self.indicators)}

    @cached_property
    def _table(self) -> PlanTable:
        return PlanTable(self.plan, each=False, method=None)

    @cached_property
    def _factors(self) -> dict[tuple[int, Nature, Unit | None], Fraction | None]:
        return {}

    def indicator(self, text: str) -> int | None:
        """Give the number of the indicator with this id."""
        return self._by_id.get(text)

    def number(self, indicator: Indicator) -> int:
        """Give the number of an indicator."""
        return self._by_id[indicator.id]

    def sides(self, indicator: Indicator) -> tuple[int, ...]:
        """Give the numbers of an indicator and of the sides that its rate is computed from."""
        own = self.number(indicator)
        if indicator.ratio is None:
            return (own,)
        return (own, *self.sides(indicator.ratio.of), *self.sides(indicator.ratio.to))

    def unit(self, text: str) -> Unit | None:
        """Read a unit, or give None."""
        try:
            return Unit.parse(text, catalogue=self._table.catalogue)
        except PolicyTargetsError:
            return None

    def since(self, text: str) -> Since | None:
        """Read the baseline of a published change, or give None."""
        try:
            return read_since(text, self._table.catalogue)
        except PolicyTargetsError:
            return None

    def factor(self, number: int, unit: Unit | None, period: Period) -> Fraction | None:
        """Give the base units of an indicator in one of a unit over a period; None where they do not meet."""
        indicator = self.indicators[number]
        key = (id(indicator.unit), indicator.nature, unit)  # the plan keeps the unit
        if key not in self._factors:
            try:
                one = indicator.close(Quantity(1, unit or indicator.unit))
                if indicator.unit.mismatch(one.unit) is not None:  # a flow stated per year, or in all
                    return indicator.base_of(one, period)
                self._factors[key] = one.base
            except UnitMismatchError:
                return None
        return self._factors[key]


def status(text: str) -> ObservationStatus | None:
    """Read how settled an amount is, or give None."""
    return next((one for one in ObservationStatus if one.value == text), None)


def day(text: str) -> dt.date | None:
    """Read a day, or give None."""
    found = read_period(text)
    return found.start if isinstance(found, Day) else None


@attrs.frozen(eq=False)
class Rows:
    """All rows of a frame, read.

    Attributes:
        reader: what they were read by.
        columns: the columns of keys, by role.
        amounts: the columns of amounts, by role.
        factor: for each row, which factor its amount has.
        factors: base units of one; None where unit and indicator do not meet, and of rows that are faulty otherwise.
        fault: for each row what is wrong with it, as a number of `FAULTY`; `ABSENT` where nothing is.
    """

    reader: Reader
    columns: dict[str, Column]
    amounts: dict[str, Cells]
    factor: Ints
    factors: list[Fraction | None]
    fault: NDArray[np.int8]
    _made: dict[int, Observation | None] = attrs.field(factory=dict)

    @classmethod
    def read(cls, source: Source, names: AssessColumns, reader: Reader) -> Rows:
        """Read a frame."""
        readers: dict[str, Callable[[str], Any]] = {
            "indicator": reader.indicator, "entity": str, "period": read_period, "unit": reader.unit,
            "since": reader.since, "obs_status": status, "published": day, "source": illustrative,
        }  # fmt: skip
        count = len(source)
        columns = {
            role: Column.read(source.keys(names.names[role]), count, read)
            if role in names.names
            else Column.none(count)
            for role, read in readers.items()
        }
        amounts = {role: Cells.of(source.amounts(names.names[role])) for role in AMOUNTS if role in names.names}
        factor, factors = _factors(columns, reader, amounts["value"].scale)
        rows = cls(reader, columns, amounts, factor, factors, np.full(count, ABSENT, dtype=np.int8))
        rows._find_faults()
        for row in np.flatnonzero(rows.special & (rows.fault == ABSENT) & ~rows.amounts["value"].absent).tolist():
            rows.observation(row)  # what cannot be one is a fault
        return rows

    def _find_faults(self) -> None:
        """Name the first thing that is wrong with each row."""
        columns, amounts = self.columns, self.amounts
        empty = amounts["value"].absent
        changes = columns["since"].codes != ABSENT
        unmet = np.array([one is None for one in self.factors], dtype=bool)[self.factor]
        wrong = {
            NO_TARGET: columns["indicator"].where((one is None for one in columns["indicator"].meant), absent=True),
            UNKNOWN_PERIOD: columns["period"].where((one is None for one in columns["period"].meant), absent=True),
            UNKNOWN_UNIT: columns["unit"].unread,
            UNIT_MISMATCH: unmet & ~changes,  # a published change has a unit of its own
            UNKNOWN_SINCE: columns["since"].unread,
            UNKNOWN_STATUS: columns["obs_status"].unread,
            UNKNOWN_DAY: columns["published"].unread,
            NOT_A_NUMBER: np.any([one.strange for one in amounts.values()], axis=0),
            TOO_MANY_DIGITS: np.any([one.beyond for one in amounts.values()], axis=0),
            NOT_FINITE: np.any([one.infinite for one in amounts.values()], axis=0),
            IMPOSSIBLE: np.any([empty & ~one.absent for one in amounts.values()], axis=0),
        }
        for name in reversed(FAULTY):
            self.fault[wrong[name]] = FAULTY.index(name)

    @cached_property
    def usable(self) -> NDArray[np.bool_]:
        """Where a row is an observation."""
        usable: NDArray[np.bool_] = (self.fault == ABSENT) & ~self.amounts["value"].absent
        return usable

    @cached_property
    def special(self) -> NDArray[np.bool_]:
        """Where a row is no one amount of a level (a range, an uncertainty, a published change), or too large for floats."""
        numbers = self.amounts["value"].numbers
        found: NDArray[np.bool_] = self.columns["since"].codes != ABSENT
        found |= (numbers >= WIDE) | (numbers <= -WIDE)
        for role in AMOUNTS[1:]:
            if role in self.amounts:
                found |= ~self.amounts[role].absent
        return found

    def observation(self, row: int) -> Observation | None:
        """Give the observation of a row, told without entity; None, with the fault noted, where there can be none."""
        if row not in self._made:
            self._made[row] = self._observation(row)
        return self._made[row]

    def _observation(self, row: int) -> Observation | None:
        told = {role: self._meant(role, row) for role in ("indicator", "period", "unit", "since", "published")}
        indicator = self.reader.indicators[told["indicator"]]
        unit = told["unit"]
        if unit is None and told["since"] is None:
            unit = indicator.unit
        settled = self._meant("obs_status", row) or ObservationStatus.FINAL
        try:
            amounts: dict[str, Any] = {role: self._quantity(role, row, unit) for role in self.amounts}
            return Observation(
                indicator=indicator, period=told["period"], since=told["since"], status=settled,
                published=told["published"], source=self._text("source", row), **amounts,
            )  # fmt: skip
        except UnitMismatchError:
            self.fault[row] = FAULTY.index(UNIT_MISMATCH)
        except PolicyTargetsError:
            self.fault[row] = FAULTY.index(IMPOSSIBLE)
        return None

    def _meant(self, role: str, row: int) -> Any:
        code = self.columns[role].codes[row]
        return None if code == ABSENT else self.columns[role].meant[code]

    def _text(self, role: str, row: int) -> str | None:
        code = self.columns[role].codes[row]
        return None if code == ABSENT else self.columns[role].texts[code]

    def _quantity(self, role: str, row: int, unit: Unit | None) -> Quantity | None:
        amounts = self.amounts[role]
        if amounts.absent[row]:
            return None
        number = Fraction(str(amounts.numbers[row])) / 10**amounts.scale  # the shortest decimal of its kind
        return Quantity(number) if unit is None else Quantity(number, unit)


def distinct(codes: Ints, size: int) -> tuple[Ints, Ints]:
    """Give the codes that occur, in order, and for each row the place of its own; codes are below *size*."""
    if size > max(_DENSE, 4 * len(codes)):
        return np.unique(codes, return_inverse=True)
    met = np.flatnonzero(np.bincount(codes, minlength=size))
    places = np.zeros(size, dtype=np.int64)
    places[met] = np.arange(len(met))
    return met, places[codes]


def _factors(columns: dict[str, Column], reader: Reader, scale: int) -> tuple[Ints, list[Fraction | None]]:
    """Find for each row the base units of one of its amount; each distinct factor has one number."""
    indicators, units, periods = columns["indicator"], columns["unit"], columns["period"]
    sizes = len(units.meant) + 1, len(periods.meant) + 1
    combined = ((indicators.codes + 1) * sizes[0] + units.codes + 1) * sizes[1] + periods.codes + 1
    met, places = distinct(combined, (len(indicators.meant) + 1) * sizes[0] * sizes[1])
    factors: dict[Fraction | None, int] = {None: 0}
    numbers = np.zeros(len(met), dtype=np.int64)
    for place, key in enumerate(met.tolist()):
        rest, period = divmod(key, sizes[1])
        indicator, unit = divmod(rest, sizes[0])
        number = indicators.meant[indicator - 1] if indicator else None
        when = periods.meant[period - 1] if period else None
        if number is not None and when is not None:
            one = reader.factor(number, units.meant[unit - 1] if unit else None, when)
            numbers[place] = factors.setdefault(None if one is None else one / 10**scale, len(factors))
    return numbers[places], list(factors)
