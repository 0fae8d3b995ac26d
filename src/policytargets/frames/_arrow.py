"""Arrow in, Arrow out: tables of pyarrow, and what DuckDB lends as such."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from policytargets.frames import _keys
from policytargets.frames._answers import Amounts, Numbers, Words
from policytargets.frames._columns import Columns
from policytargets.frames._engine import Engine

_WHOLE = {"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32"}


def amounts(column: pa.ChunkedArray) -> Amounts:
    """Give a column of amounts as numpy has it."""
    whole = column.combine_chunks()
    name = str(whole.type)
    if name in _WHOLE:
        absent = pc.is_null(whole).to_numpy(zero_copy_only=False) if whole.null_count else None
        return Amounts(pc.fill_null(whole.cast(pa.int64()), 0).to_numpy(zero_copy_only=False), absent)
    if name in {"float", "double"}:
        return Amounts(pc.fill_null(whole, float("nan")).to_numpy(zero_copy_only=False))
    if pa.types.is_decimal(whole.type):
        return Amounts(np.array([np.nan if entry is None else float(entry) for entry in whole.to_pylist()], np.float64))
    return Amounts(np.full(len(whole), np.nan), strange=pc.is_valid(whole).to_numpy(zero_copy_only=False))


def answers(table: pa.Table, columns: Columns, engine: Engine, prefix: str) -> pa.Table:
    """Give the answers alone, as columns."""
    told = engine.room(table.num_rows)
    keys = {role: _keys.of_arrow(table.column(name)) for role, name in columns.keys().items()}
    value = table.column(columns.value)
    engine.decide(keys, lambda rows: amounts(value.slice(rows.start, rows.stop - rows.start)), told)
    return pa.table({
        prefix + name: pa.array(one.amounts, mask=one.absent) if isinstance(one, Numbers) else _dictionary(one)
        for name, one in engine.columns(told).items()
        if name != "target" or columns.target is None
    })  # fmt: skip


def _dictionary(column: Words) -> pa.DictionaryArray:
    codes = column.codes.astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), column.names.made(_list))


def decide(table: pa.Table, columns: Columns, engine: Engine, prefix: str) -> pa.Table:
    """Give the table with the answers behind its own columns."""
    told = answers(table, columns, engine, prefix)
    for name in told.column_names:
        table = table.append_column(name, told.column(name))
    return table


def _list(names: list[str]) -> pa.Array:
    return pa.array(names, pa.string())
