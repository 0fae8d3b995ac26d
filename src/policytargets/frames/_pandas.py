"""pandas in, pandas out: no column of the caller is copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import pandas as pd
import pyarrow as pa

from policytargets.frames import _keys
from policytargets.frames._amounts import of_arrow, of_numpy, of_objects
from policytargets.frames._answers import Amounts, Numbers
from policytargets.frames._assessing.columns import AssessColumns
from policytargets.frames._assessing.engine import Assessor
from policytargets.frames._assessing.told import Column, Counts, Flags
from policytargets.frames._deciding.columns import Columns
from policytargets.frames._deciding.engine import Engine
from policytargets.frames._deciding.spread import spread
from policytargets.frames._keys import Coded, Keys, Known
from policytargets.frames._quantities import units_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


@attrs.frozen(eq=False)
class _Objects:
    """Keys that are no texts of Arrow: numbered block by block."""

    column: pd.Series[Any]

    def numbers(self, known: Known, rows: slice) -> NDArray[Any]:
        try:
            codes, entries = pd.factorize(self.column.iloc[rows])
        except TypeError:
            raise _keys.no_key(str(self.column.name), "lists or other cells that cannot be told apart") from None
        return np.append(known.numbers(entries), 0)[codes]


def key(column: pd.Series[Any]) -> Keys:
    """Give a column as keys."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return Coded(column.cat.codes.to_numpy(), column.cat.categories.tolist())
    if isinstance(column.dtype, pd.PeriodDtype):
        return _Objects(column)
    if hasattr(column.array, "__arrow_array__") and getattr(column.dtype, "storage", "pyarrow") == "pyarrow":
        return _keys.of_arrow(column.array.__arrow_array__(), str(column.name))
    return _Objects(column)


def amounts(column: pd.Series[Any]) -> Amounts:
    """Give a column of amounts as numpy has it."""
    kind: Any = column.dtype
    if isinstance(kind, np.dtype) and kind.kind in "fiu":
        return of_numpy(column.to_numpy())
    if isinstance(kind, (pd.Float32Dtype, pd.Float64Dtype)):
        return of_numpy(
            column.to_numpy(np.float32 if isinstance(kind, pd.Float32Dtype) else np.float64, na_value=np.nan)
        )
    if isinstance(kind, pd.SparseDtype):
        return of_numpy(column.to_numpy())
    if kind.kind == "O" and not isinstance(kind, pd.CategoricalDtype):
        return of_objects(column.array)
    try:
        return of_arrow(pa.chunked_array([pa.array(column, from_pandas=True)]))
    except pa.ArrowException:  # nothing that Arrow has is no number
        return Amounts(np.full(len(column), np.nan), strange=column.notna().to_numpy(np.bool_))


def decide(frame: pd.DataFrame, columns: Columns, engine: Engine, prefix: str, *, texts: bool = False) -> pd.DataFrame:
    """Give the frame with the answers behind its own columns; with *texts*, texts and no categories."""
    if engine.table.explode:
        frame, columns = _exploded(frame, columns, engine, prefix, texts=texts)
    told = engine.room(len(frame))
    keys = {role: key(frame[name]) for role, name in columns.keys().items()}
    value = frame[columns.value]
    unit = units_of(frame, columns.keys() | {"value": columns.value}, "decide")
    if unit is not None:
        value = value.pint.magnitude
        keys["unit"] = Coded(np.zeros(len(frame), np.int8), [unit])
    engine.decide(keys, lambda rows: amounts(value.iloc[rows]), told)
    made = {
        prefix + name: _made(one, texts=texts)
        for name, one in engine.columns(told).items()
        if name != "target" or columns.target is None
    }
    answers = pd.DataFrame(made, index=frame.index, copy=False)
    return pd.concat([frame, answers], axis="columns")


def _exploded(
    frame: pd.DataFrame, columns: Columns, engine: Engine, prefix: str, *, texts: bool
) -> tuple[pd.DataFrame, Columns]:
    keys = {role: key(frame[name]) for role, name in columns.keys().items()}
    rows, targets = spread(engine.table, engine.targets, keys, len(frame))
    target = pd.DataFrame({prefix + "target": _made(targets, texts=texts)}, copy=False)
    more = frame.take(rows)
    return pd.concat([more, target.set_axis(more.index)], axis="columns"), attrs.evolve(
        columns, target=prefix + "target"
    )


def _made(column: Column, *, texts: bool) -> Any:
    match column:
        case Numbers(amounts, absent):
            return pd.arrays.FloatingArray(amounts, absent)
        case Flags(truths, absent):
            return pd.arrays.BooleanArray(truths, absent)
        case Counts(counts):
            return pd.arrays.IntegerArray(counts, counts < 0)
        case _:
            made = pd.Categorical.from_codes(column.codes, dtype=column.names.made(_kind), validate=False)
            return pd.Series(made).astype("string").array if texts else made


def _kind(names: list[str]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(pd.Index(names, dtype="str"))


@attrs.frozen(eq=False)
class _Source:
    """The columns of a frame of pandas."""

    frame: pd.DataFrame

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.frame)

    def keys(self, name: str) -> Keys:
        """Give a column of keys."""
        return key(self.frame[name])

    def amounts(self, name: str) -> Amounts:
        """Give a column of amounts."""
        return amounts(self.frame[name])


def assess(
    frame: pd.DataFrame, columns: AssessColumns, by: Assessor, prefix: str, *, texts: bool = False
) -> pd.DataFrame:
    """Give a frame of the answers; with *texts*, texts and no categories."""
    told = by.told(_Source(frame), columns).columns(columns.called, prefix)
    return pd.DataFrame({name: _made(one, texts=texts) for name, one in told.items()}, copy=False)


_DTYPES = {pa.string(): pd.StringDtype(), pa.float64(): pd.Float64Dtype(), pa.int64(): pd.Int64Dtype()}


def given_back(table: pa.Table, frame: Any, kept: Sequence[str]) -> pd.DataFrame:
    """Give a small table as a frame; the columns *kept* have the types they have there."""
    made: pd.DataFrame = table.to_pandas(types_mapper=_DTYPES.get)
    return made.astype({name: frame.dtypes[name] for name in kept})
