"""The amounts of groups of rows added up by the engine of the frame: one row for each group, indicator and unit.

Nothing of the plan is known here. A whole number is added as such, a decimal as such, and what may be too large for
that is told by the greatest amount that was added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias

import attrs
import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa

from policytargets.errors import InvalidValueError
from policytargets.frames._native import chosen, collected

Group: TypeAlias = tuple[Any, ...]
_Frame: TypeAlias = "nw.DataFrame[Any] | nw.LazyFrame[Any]"

_MOST_WHOLE = 1 << 63
_MOST_DIGITS = 38
_NO_LEVELS = ("high", "plus_minus", "since")
"""Columns that make of a row something else than one amount of an indicator."""


@attrs.frozen(kw_only=True)
class Added:
    """The rows of one indicator in one unit in one group.

    Attributes:
        group: the keys of the group.
        at: the number of its row in the table of keys.
        indicator: id of the indicator.
        unit: unit of the amounts; None is the indicator's own.
        rows: how many rows.
        absent: how many of them have no amount, or a forecast.
        strange: how many hold something that is no number.
        total: the sum, as the engine gives it.
        least: the least amount.
        most: the greatest.
        too_large: whether the sum may have left the range of its type.
    """

    group: Group
    at: int
    indicator: str | None
    unit: str | None
    rows: int
    absent: int
    strange: int
    total: Any
    least: Any
    most: Any
    too_large: bool


@attrs.frozen
class Groups:
    """A frame ready to be added up.

    Attributes:
        frame: its columns under names of their own: ``key 0`` and so on, ``indicator``, ``amount``, ``unit``, ``entity``.
        keys: how many keys a group has.
        has_entity: whether the rows say whose amounts they are.
    """

    frame: _Frame
    keys: int
    has_entity: bool

    @classmethod
    def of(cls, frame: Any, keys: Sequence[str], roles: dict[str, str], area: str | None) -> Groups:
        """Bring the columns that are needed.

        Raises:
            InvalidValueError: the amounts are no numbers, or rows hold ranges or changes.
        """
        part = chosen(frame, list(dict.fromkeys([*keys, *roles.values()])), "roll_up")
        if isinstance(part, nw.DataFrame) and part.implementation.is_pandas():
            part = nw.from_native(_from_pandas(part.to_native(), roles["value"]))
        schema = part.collect_schema()
        taken = [nw.col(name).alias(f"key {number}") for number, name in enumerate(keys)]
        taken += [
            nw.col(roles["indicator"]).cast(nw.String).alias("indicator"),
            _amount(roles["value"], schema[roles["value"]]).alias("amount"),
            (nw.col(roles["unit"]).cast(nw.String) if "unit" in roles else nw.lit(None, nw.String)).alias("unit"),
        ]
        if "entity" in roles:
            whose = nw.col(roles["entity"]).cast(nw.String)
            taken.append((whose if area is None else nw.when(whose != area).then(whose)).alias("entity"))
        marks = {role: nw.col(roles[role]).cast(nw.String) for role in (*_NO_LEVELS, "obs_status") if role in roles}
        taken += [nw.when(mark != "").then(mark).alias(role) for role, mark in marks.items()]
        taken.append((nw.col(_STRANGE) if _STRANGE in schema.names() else nw.lit(0, nw.Int64)).alias("strange"))
        return cls(part.select(*taken), len(keys), "entity" in roles)

    @property
    def _names(self) -> list[str]:
        return [f"key {number}" for number in range(self.keys)]

    @cached_property
    def _sums(self) -> nw.DataFrame[Any]:
        frame, names = self.frame, self.frame.collect_schema().names()
        marks = [role for role in _NO_LEVELS if role in names]
        forecast = nw.lit(0, nw.Int64)
        if "obs_status" in names:
            forecast = nw.when(nw.col("obs_status") == "forecast").then(nw.lit(1, nw.Int64)).otherwise(forecast)
        amount = nw.col("amount")
        told = frame.with_columns(amount=nw.when(forecast == 0).then(amount))
        return collected(
            told.group_by(*self._names, "indicator", "unit").agg(
                nw.len().alias("rows"), amount.count().alias("known"), nw.col("strange").sum(),
                amount.sum().alias("total"), amount.min().alias("least"), amount.max().alias("most"),
                *(nw.col(role).count() for role in marks),
            )
        )  # fmt: skip

    @cached_property
    def keys_table(self) -> pa.Table:
        """The keys of all groups, as often as they have indicators and units."""
        return self._sums.select(*self._names).to_arrow()

    def added(self) -> tuple[Added, ...]:
        """Add up the amounts.

        Raises:
            InvalidValueError: rows hold ranges or published changes.
        """
        found = []
        held = self._sums.to_arrow().schema.field("total").type
        end = Fraction(_MOST_WHOLE)
        if pa.types.is_decimal(held):
            end = Fraction(10) ** (_MOST_DIGITS - held.scale)
        for at, row in enumerate(self._sums.rows(named=True)):
            for role in _NO_LEVELS:
                if row.get(role):
                    raise InvalidValueError(
                        "roll_up", "one amount in each row", f"{int(row[role])} rows with {role!r}",
                        "add up levels alone: leave these rows out",
                    )  # fmt: skip
            rows, known, strange = (int(row[name]) for name in ("rows", "known", "strange"))
            least, most = row["least"], row["most"]
            exact = known > 0 and not pa.types.is_floating(held)
            found.append(Added(
                group=self._key(row), at=at, indicator=row["indicator"], unit=row["unit"] or None, rows=rows,
                absent=rows - known - strange, strange=strange, total=row["total"], least=least, most=most,
                too_large=exact and Fraction(max(abs(least), abs(most))) * known >= end,
            ))  # fmt: skip
        return tuple(found)

    def _key(self, row: dict[str, Any]) -> Group:
        return tuple(row[name] for name in self._names)

    def clashes(self) -> dict[tuple[Group, str | None], bool]:
        """Give groups and indicators with two rows of one entity (True), or with the plan's own area beside its parts."""
        if not self.has_entity:
            return {}
        own = nw.when(nw.col("entity").is_null()).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64))
        keys = (*self._names, "indicator")
        of_each = (
            self.frame.with_columns(own=own).group_by(*keys, "entity").agg(nw.len().alias("rows"), nw.col("own").max())
        )
        of_all = of_each.group_by(*keys).agg(nw.col("rows").max(), nw.len().alias("entities"), nw.col("own").sum())
        return {
            (self._key(row), row["indicator"]): row["rows"] > 1
            for row in collected(of_all).rows(named=True)
            if row["rows"] > 1 or 0 < row["own"] < row["entities"]
        }

    def one_sided(self, pairs: Iterable[tuple[str, str]]) -> set[tuple[Group, tuple[str, str]]]:
        """Give groups and pairs of indicators where an entity has a row of one of the two alone."""
        found = list(pairs)
        if not found or not self.has_entity:
            return set()
        sides = list(dict.fromkeys(side for pair in found for side in pair))
        own = self.frame.filter(nw.col("indicator").is_in(sides)).with_columns(*(
            nw.when(nw.col("indicator") == side).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64)).alias(f"side {at}")
            for at, side in enumerate(sides)
        ))  # fmt: skip
        of_each = own.group_by(*self._names, "entity").agg(*(nw.col(f"side {at}").max() for at in range(len(sides))))
        differs = [
            (nw.col(f"side {sides.index(of)}") - nw.col(f"side {sides.index(to)}")).abs().alias(f"pair {at}")
            for at, (of, to) in enumerate(found)
        ]
        told = of_each.select(*self._names, *differs)
        pairs_of = [nw.col(f"pair {at}").sum() for at in range(len(found))]
        summed = told.group_by(*self._names).agg(*pairs_of) if self.keys else told.select(*pairs_of)
        return {
            (self._key(row), pair)
            for row in collected(summed).rows(named=True)
            for at, pair in enumerate(found)
            if row[f"pair {at}"]
        }


_STRANGE = "policytargets strange"


def _amount(name: str, kind: Any) -> nw.Expr:
    """Give the amounts in a type that their sum can be told of."""
    column = nw.col(name)
    if kind == nw.Float32:
        return _known(column.cast(nw.String).cast(nw.Float64))  # so that it keeps meaning its shortest decimal
    if kind == nw.Float64:
        return _known(column)
    if any(kind == wide for wide in (nw.Decimal, nw.UInt64, nw.Int128)):
        return column
    if kind.is_integer():
        return column.cast(nw.Int64)
    raise InvalidValueError(
        "roll_up: value", "a column of numbers", f"{name!r} of {kind}", "read the amounts as numbers"
    )


def _known(column: nw.Expr) -> nw.Expr:
    return nw.when(~column.is_nan()).then(column)


def _from_pandas(frame: pd.DataFrame, value: str) -> pa.Table:
    """Give the columns as Arrow has them: there decimals and nulls are added up as what they are."""
    amounts = frame[value]
    others = frame.drop(columns=value)
    try:
        table = pa.Table.from_pandas(others, preserve_index=False)
    except pa.ArrowException as error:
        raise InvalidValueError(
            "roll_up: frame", "columns of one type each", str(error), "make texts of the mixed column"
        ) from None
    strange = pa.array([0] * len(amounts), pa.int64())
    try:
        if amounts.dtype == object:
            read = [_decimal(entry) for entry in amounts]
            marked = [number is None and not pd.isna(entry) for number, entry in zip(read, amounts, strict=True)]
            strange = pa.array(marked, pa.bool_()).cast(pa.int64())
            column = pa.array(read) if any(number is not None for number in read) else pa.nulls(len(read), pa.int64())
        else:
            column = pa.array(amounts, from_pandas=True)
        column = _wide(column)
    except pa.ArrowInvalid as error:
        raise InvalidValueError(
            "roll_up: value", f"decimals of at most {_MOST_DIGITS} digits", str(error), "round them, or use floats"
        ) from None
    return table.append_column(value, column).append_column(_STRANGE, strange)


def _wide(column: pa.Array) -> pa.Array:
    """Give decimals room for their sum."""
    if not pa.types.is_decimal(column.type):
        return column
    if column.type.scale > _MOST_DIGITS:
        raise pa.ArrowInvalid(f"{column.type.scale} places")
    return column.cast(pa.decimal128(_MOST_DIGITS, column.type.scale))


def _decimal(entry: object) -> Decimal | None:
    """Read a cell that may hold anything; a float means its shortest decimal."""
    if isinstance(entry, bool) or not isinstance(entry, (int, float, Decimal, np.number)):
        return None
    number = Decimal(str(entry))
    return number if number.is_finite() else None
