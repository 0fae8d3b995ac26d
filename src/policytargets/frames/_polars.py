"""polars in, polars out: a frame is decided at once, a lazy one batch by batch when it is collected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import polars as pl
import pyarrow as pa

from policytargets.frames import _arrow, _keys
from policytargets.frames._answers import Answers, Numbers
from policytargets.frames._columns import Columns
from policytargets.frames._engine import Engine
from policytargets.frames._keys import Keys, Known

if TYPE_CHECKING:
    from numpy.typing import NDArray

_GROWING = {"margin_unit", "status"}
"""Columns whose words come up as rows do; those of the others are known from the plan."""


@attrs.frozen(eq=False)
class _Texts:
    """Texts as polars has them, numbered by polars."""

    column: pl.Series

    def numbers(self, known: Known, rows: slice) -> NDArray[Any]:
        part = self.column.slice(rows.start, rows.stop - rows.start)
        found = _looked_up(part, known)
        if found.null_count() > part.null_count():
            known.numbers(part.filter(found.is_null() & part.is_not_null()).unique())
            found = _looked_up(part, known)
        if found.null_count():
            return (found.cast(pl.Int64) + 1).fill_null(0).to_numpy()
        return found.to_numpy().astype(np.int64) + 1


def _looked_up(part: pl.Series, known: Known) -> pl.Series:
    return part.cast(known.names.made(pl.Enum), strict=False).to_physical()


def _key(column: pl.Series) -> Keys:
    return _Texts(column) if column.dtype == pl.String else _keys.of_arrow(pa.chunked_array([column.to_arrow()]))


def _added(engine: Engine, columns: Columns, told: Answers, prefix: str) -> list[pl.Series]:
    """Give the columns that are added; their types are the same for every frame of one plan."""
    found = []
    for name, one in engine.columns(told).items():
        if isinstance(one, Numbers):
            column = pl.select(pl.when(~pl.Series(one.absent)).then(pl.Series(one.amounts))).to_series()
        elif name != "target" or columns.target is None:
            words = one.names.made(_open if name in _GROWING else _closed)
            column = words.gather(pl.Series(one.codes))
        else:
            continue
        found.append(column.alias(prefix + name))
    return found


def _closed(names: list[str]) -> pl.Series:
    """Give the words of a closed list; the number -1 of what is absent finds the last one, which is null."""
    return pl.Series([*names, None], dtype=pl.Enum(names))


def _open(names: list[str]) -> pl.Series:
    return pl.Series([*names, None], dtype=pl.String)


def decide(frame: pl.DataFrame, columns: Columns, engine: Engine, prefix: str) -> pl.DataFrame:
    """Give the frame with the answers behind its own columns."""
    told = engine.room(frame.height)
    keys = {role: _key(frame[name]) for role, name in columns.keys().items()}
    amounts = _arrow.amounts(pa.chunked_array([frame[columns.value].to_arrow()]))
    engine.decide(keys, amounts.part, told)
    return frame.hstack(_added(engine, columns, told, prefix))


def decide_lazily(frame: pl.LazyFrame, columns: Columns, engine: Engine, prefix: str) -> pl.LazyFrame:
    """Give the plan of a query whose result has the answers behind its own columns."""
    added = _added(engine, columns, engine.room(0), prefix)
    schema = {**frame.collect_schema(), **{column.name: column.dtype for column in added}}
    return frame.map_batches(lambda batch: decide(batch, columns, engine, prefix), schema=schema, streamable=True)
