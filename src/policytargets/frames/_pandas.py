"""pandas in, pandas out: no column of the caller is copied."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import pandas as pd

from policytargets.frames._columns import Columns
from policytargets.frames._engine import Amounts, Answers, Engine, Numbers, Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 1 << 18


@attrs.frozen(eq=False)
class KeyColumn:
    """A column of keys."""

    column: pd.Series[Any]

    def encoded(self) -> tuple[NDArray[np.int64], list[Any]]:
        """Give for each row the number of its entry, and the entries."""
        if isinstance(self.column.dtype, pd.CategoricalDtype):
            return self.column.cat.codes.to_numpy(np.dtype(np.int64)), self.column.cat.categories.tolist()
        codes, entries = pd.factorize(self.column)
        return codes.astype(np.int64, copy=False), list(entries)


def amounts_of(column: pd.Series[Any]) -> Amounts:
    """Read a column of amounts."""
    absent = column.isna().to_numpy(bool)
    strange = np.zeros(len(column), dtype=bool)
    kind = getattr(column.dtype, "numpy_dtype", column.dtype)
    if column.dtype == object or not isinstance(kind, np.dtype) or kind.kind not in "iuf":
        read = [_number(entry) for entry in column]
        strange = np.array([number is None for number in read], dtype=bool) & ~absent
        return Amounts(np.array([np.nan if n is None else n for n in read], dtype=np.float64), absent, strange)
    whole, small = kind.kind in "iu", kind == np.float32
    target = np.int64 if whole else np.float32 if small else np.float64
    if whole and absent.any():
        return Amounts(column.fillna(0).to_numpy(target), absent, strange)
    numbers = column.to_numpy(target, na_value=np.nan) if not whole else column.to_numpy(target)
    return Amounts(numbers, absent, strange)


def _number(entry: object) -> float | None:
    if isinstance(entry, bool) or not isinstance(entry, (int, float, Decimal, np.number)):
        return None
    return float(entry)


def decide(frame: pd.DataFrame, columns: Columns, engine: Engine, prefix: str, *, texts: bool = False) -> pd.DataFrame:
    """Give the frame with the answers behind its own columns; with *texts*, texts and no categories."""
    told = Answers.room(len(frame), progress=engine.table.method is not None)
    for start in range(0, len(frame), BLOCK):
        rows = slice(start, start + BLOCK)
        keys = {role: KeyColumn(frame[name].iloc[rows]) for role, name in columns.keys().items()}
        engine.decide(dict(keys), amounts_of(frame[columns.value].iloc[rows]), told.part(rows))
    added = engine.columns(told)
    made = {
        prefix + name: _numbers(one) if isinstance(one, Numbers) else _words(one, texts=texts)
        for name, one in added.items()
        if name != "target" or columns.target is None
    }
    answers = pd.DataFrame(made, index=frame.index, copy=False)
    return pd.concat([frame, answers], axis="columns")


def _numbers(column: Numbers) -> Any:
    return pd.arrays.FloatingArray(column.amounts, column.absent)


def _words(column: Words, *, texts: bool) -> Any:
    kind = pd.CategoricalDtype(pd.Index(column.names, dtype="str"))
    made = pd.Categorical.from_codes(column.codes, dtype=kind, validate=False)
    return pd.Series(made).astype("string").array if texts else made
