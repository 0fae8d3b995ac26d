"""Arrow in, Arrow out: tables of pyarrow, and what polars, DuckDB and Spark lend as such."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from policytargets.frames import _keys
from policytargets.frames._amounts import of_arrow
from policytargets.frames._answers import Amounts, Numbers
from policytargets.frames._assessing.columns import AssessColumns
from policytargets.frames._assessing.engine import Assessor
from policytargets.frames._assessing.told import Column, Counts, Flags
from policytargets.frames._deciding.columns import Columns
from policytargets.frames._deciding.engine import Engine
from policytargets.frames._deciding.spread import spread
from policytargets.frames._keys import Keys


def answers(table: pa.Table, columns: Columns, engine: Engine, prefix: str) -> pa.Table:
    """Give the answers alone, as columns."""
    told = engine.room(table.num_rows)
    keys = {role: _keys.of_arrow(table.column(name), name) for role, name in columns.keys().items()}
    value = table.column(columns.value)
    engine.decide(keys, lambda rows: of_arrow(value.slice(rows.start, rows.stop - rows.start)), told)
    return pa.table({
        prefix + name: _made(one)
        for name, one in engine.columns(told).items()
        if name != "target" or columns.target is None
    })  # fmt: skip


def _made(column: Column) -> Any:
    match column:
        case Numbers(amounts, absent):
            return pa.array(amounts, mask=absent)
        case Flags(truths, absent):
            return pa.array(truths, mask=absent)
        case Counts(counts):
            return pa.array(counts)
        case _:
            codes = column.codes.astype(np.int32)
            return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), column.names.made(_list))


def _list(names: list[str]) -> pa.Array:
    return pa.array(names, pa.string())


def _exploded(table: pa.Table, columns: Columns, engine: Engine, prefix: str) -> tuple[pa.Table, Columns]:
    keys = {role: _keys.of_arrow(table.column(name), name) for role, name in columns.keys().items()}
    rows, targets = spread(engine.table, engine.targets, keys, table.num_rows)
    more = table.take(pa.array(rows)).append_column(prefix + "target", _made(targets))
    return more, attrs.evolve(columns, target=prefix + "target")


def decide(table: pa.Table, columns: Columns, engine: Engine, prefix: str) -> pa.Table:
    """Give the table with the answers behind its own columns."""
    if engine.table.explode:
        table, columns = _exploded(table, columns, engine, prefix)
    told = answers(table, columns, engine, prefix)
    for name in told.column_names:
        table = table.append_column(name, told.column(name))
    return table


@attrs.frozen(eq=False)
class _Source:
    """The columns of a table of pyarrow."""

    table: pa.Table

    def __len__(self) -> int:
        """Count the rows."""
        return int(self.table.num_rows)

    def keys(self, name: str) -> Keys:
        """Give a column of keys."""
        return _keys.of_arrow(self.table.column(name), name)

    def amounts(self, name: str) -> Amounts:
        """Give a column of amounts."""
        return of_arrow(self.table.column(name))


def assess(table: pa.Table, columns: AssessColumns, by: Assessor, prefix: str) -> pa.Table:
    """Give a table of the answers."""
    told = by.told(_Source(table), columns).columns(columns.called, prefix)
    return pa.table({name: _made(one) for name, one in told.items()})


def given_back(table: pa.Table, frame: pa.Table, kept: Sequence[str]) -> pa.Table:  # noqa: ARG001 -- as every door
    """Give a table as such."""
    return table
