"""pandas in, pandas out, for a table that is assessed."""

from __future__ import annotations

from typing import Any

import attrs
import pandas as pd

from policytargets.frames import _pandas
from policytargets.frames._answers import Amounts, Numbers
from policytargets.frames._assess_columns import AssessColumns
from policytargets.frames._assess_engine import Assessor
from policytargets.frames._assess_told import Column, Counts, Flags
from policytargets.frames._keys import Keys


@attrs.frozen(eq=False)
class PandasSource:
    """The columns of a frame of pandas."""

    frame: pd.DataFrame

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.frame)

    def keys(self, name: str) -> Keys:
        """Give a column of keys."""
        return _pandas.key(self.frame[name])

    def amounts(self, name: str) -> Amounts:
        """Give a column of amounts."""
        return _pandas.amounts(self.frame[name])


def assess(
    frame: pd.DataFrame, columns: AssessColumns, by: Assessor, prefix: str, *, texts: bool = False
) -> pd.DataFrame:
    """Give a frame of the answers; with *texts*, texts and no categories."""
    told = by.told(PandasSource(frame), columns).columns(columns.called, prefix)
    return pd.DataFrame({name: _made(one, texts=texts) for name, one in told.items()}, copy=False)


def _made(column: Column, *, texts: bool) -> Any:
    match column:
        case Numbers(amounts, absent):
            return pd.arrays.FloatingArray(amounts, absent)
        case Flags(truths, absent):
            return pd.arrays.BooleanArray(truths, absent)
        case Counts(counts):
            return pd.arrays.IntegerArray(counts, counts < 0)
        case _:
            kind = pd.CategoricalDtype(pd.Index(column.names.names, dtype="str"))
            made = pd.Categorical.from_codes(column.codes, dtype=kind, validate=False)
            return pd.Series(made).astype("string").array if texts else made
