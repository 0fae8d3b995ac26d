"""Arrow in, Arrow out: tables of pyarrow, and what polars and DuckDB lend as such."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from policytargets.frames._columns import Columns
from policytargets.frames._engine import Amounts, Answers, Engine, Numbers, Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 1 << 18
_WHOLE = {"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32"}


@attrs.frozen(eq=False)
class KeyColumn:
    """A column of keys."""

    column: pa.ChunkedArray

    def encoded(self) -> tuple[NDArray[np.int64], list[Any]]:
        """Give for each row the number of its entry, and the entries."""
        whole = self.column.combine_chunks()
        coded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
        if isinstance(coded, pa.ChunkedArray):
            coded = coded.unify_dictionaries().combine_chunks()
        codes = pc.fill_null(coded.indices.cast(pa.int64()), -1).to_numpy(zero_copy_only=False)
        return codes, coded.dictionary.to_pylist()


def amounts_of(column: pa.ChunkedArray) -> Amounts:
    """Read a column of amounts."""
    whole = column.combine_chunks()
    absent = pc.is_null(whole, nan_is_null=pa.types.is_floating(whole.type)).to_numpy(zero_copy_only=False)
    strange = np.zeros(len(whole), dtype=bool)
    name = str(whole.type)
    if name in _WHOLE:
        numbers = pc.fill_null(whole.cast(pa.int64()), 0).to_numpy(zero_copy_only=False)
    elif name in {"float", "double"}:
        numbers = pc.fill_null(whole, float("nan")).to_numpy(zero_copy_only=False)
    elif pa.types.is_decimal(whole.type):
        numbers = np.array([np.nan if entry is None else float(entry) for entry in whole.to_pylist()])
    else:
        numbers, strange = np.full(len(whole), np.nan), ~absent
    return Amounts(numbers, absent, strange)


def answers(table: pa.Table, columns: Columns, engine: Engine, prefix: str) -> pa.Table:
    """Give the answers alone, as columns."""
    told = Answers.room(table.num_rows, progress=engine.table.method is not None)
    for start in range(0, table.num_rows, BLOCK):
        part = table.slice(start, BLOCK)
        keys = {role: KeyColumn(part.column(name)) for role, name in columns.keys().items()}
        engine.decide(dict(keys), amounts_of(part.column(columns.value)), told.part(slice(start, start + BLOCK)))
    return pa.table({
        prefix + name: pa.array(one.amounts, mask=one.absent) if isinstance(one, Numbers) else _dictionary(one)
        for name, one in engine.columns(told).items()
        if name != "target" or columns.target is None
    })  # fmt: skip


def _dictionary(column: Words) -> pa.DictionaryArray:
    codes = column.codes.astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), pa.array(column.names, pa.string()))


def decide(table: pa.Table, columns: Columns, engine: Engine, prefix: str) -> pa.Table:
    """Give the table with the answers behind its own columns."""
    told = answers(table, columns, engine, prefix)
    for name in told.column_names:
        table = table.append_column(name, told.column(name))
    return table
