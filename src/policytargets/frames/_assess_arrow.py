"""Arrow in, Arrow out, for a table that is assessed, and for what polars and DuckDB lend as such."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from policytargets.frames import _arrow, _keys
from policytargets.frames._answers import Amounts, Numbers
from policytargets.frames._assess_columns import AssessColumns
from policytargets.frames._assess_engine import Assessor
from policytargets.frames._assess_told import Column, Counts, Flags
from policytargets.frames._keys import Keys


@attrs.frozen(eq=False)
class ArrowSource:
    """The columns of a table of pyarrow."""

    table: pa.Table

    def __len__(self) -> int:
        """Count the rows."""
        return int(self.table.num_rows)

    def keys(self, name: str) -> Keys:
        """Give a column of keys."""
        return _keys.of_arrow(self.table.column(name))

    def amounts(self, name: str) -> Amounts:
        """Give a column of amounts."""
        return _arrow.amounts(self.table.column(name))


def assess(table: pa.Table, columns: AssessColumns, by: Assessor, prefix: str) -> pa.Table:
    """Give a table of the answers."""
    told = by.told(ArrowSource(table), columns).columns(columns.called, prefix)
    return pa.table({name: _made(one) for name, one in told.items()})


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
            names = pa.array(column.names.names, pa.string())
            return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), names)
