"""polars in, polars out: a frame at once; a lazy one when it is collected, decided batch by batch, assessed whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import polars as pl
import pyarrow as pa

from policytargets.frames import _arrow, _keys
from policytargets.frames._amounts import of_arrow, of_objects
from policytargets.frames._answers import Amounts, Answers, Numbers
from policytargets.frames._assessing.columns import AssessColumns
from policytargets.frames._assessing.engine import Assessor
from policytargets.frames._assessing.told import CLOSED, COUNTS, FLAGS, NUMBERS, Told
from policytargets.frames._deciding.columns import Columns
from policytargets.frames._deciding.engine import Engine
from policytargets.frames._deciding.spread import spread
from policytargets.frames._keys import Keys, Known

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEW = 3
"""Up to so many names, texts are compared with each."""

_UNSIGNED_128 = (pl.UInt128,) if hasattr(pl, "UInt128") else ()
_GROWING = {"margin_unit", "status"}
"""Columns whose words come up as rows do; those of the others are known from the plan."""


@attrs.frozen(eq=False)
class _Texts:
    """Texts as polars has them, numbered by polars."""

    column: pl.Series

    def numbers(self, known: Known, rows: slice) -> NDArray[Any]:
        part = self.column.slice(rows.start, rows.stop - rows.start)
        if 0 < len(known.names.names) <= _FEW:
            numbers = _compared(part, known.names.names)
            if np.count_nonzero(numbers) == len(part) - part.null_count():
                return numbers
        found = _looked_up(part, known)
        if found.null_count() > part.null_count() and not known.is_full:
            known.numbers(part.filter(found.is_null() & part.is_not_null()).unique())
            found = _looked_up(part, known)
        if found.null_count() > part.null_count():  # what is not told apart, which may stand among blanks
            others = known.others() - 1
            again = _looked_up(part.str.strip_chars(), known)
            found = pl.select(pl.when(part.is_not_null()).then(pl.coalesce(found, again, pl.lit(others)))).to_series()
        if found.null_count():
            return (found.cast(pl.Int64) + 1).fill_null(0).to_numpy()
        numbers = found.to_numpy().astype(np.int64)
        numbers += 1
        return numbers


def _compared(part: pl.Series, names: list[str]) -> NDArray[Any]:
    """Number texts by comparing them with each of a few names, which is faster than looking them up; 0 is none of them."""
    found: NDArray[np.int8] = np.zeros(len(part), np.int8)
    for number, name in enumerate(names, 1):
        same = part == name
        same = same.fill_null(value=False) if part.null_count() else same
        found += same.to_numpy().view(np.int8) * np.int8(number)
    return found


def _looked_up(part: pl.Series, known: Known) -> pl.Series:
    return part.cast(known.names.made(pl.Enum), strict=False).to_physical()


def _key(column: pl.Series) -> Keys:
    return _Texts(column) if column.dtype == pl.String else _keys.of_arrow(column.to_arrow(), column.name)


def _amounts(column: pl.Series) -> Amounts:
    if column.dtype in (pl.Int128, *_UNSIGNED_128):
        return of_objects(column.to_list())
    return of_arrow(pa.chunked_array([column.to_arrow()]))


def _added(engine: Engine, columns: Columns, told: Answers, prefix: str) -> list[pl.Series]:
    """Give the columns that are added; their types are the same for every frame of one plan."""
    found = []
    for name, one in engine.columns(told).items():
        if isinstance(one, Numbers):
            column = _floats(one)
        elif name != "target" or columns.target is None:
            words = one.names.made(_open if name in _GROWING else _closed)
            # Numbers without sign are gathered at twice the speed; -1 is the greatest of them, and means the last word.
            codes = np.minimum(one.codes.view(f"u{one.codes.itemsize}"), len(words) - 1, dtype=np.uint32)
            column = words.gather(pl.Series(codes))
        else:
            continue
        found.append(column.alias(prefix + name))
    return found


def _floats(one: Numbers) -> pl.Series:
    """Give amounts as they lie in memory, with a bit for each that is there."""
    there = np.packbits(~one.absent, bitorder="little")
    parts = [pa.py_buffer(there), pa.py_buffer(one.amounts)]
    return pl.Series(pa.Array.from_buffers(pa.float64(), len(one.amounts), parts))


def _closed(names: list[str]) -> pl.Series:
    """Give the words of a closed list; the number -1 of what is absent finds the last one, which is null."""
    return pl.Series([*names, None], dtype=pl.Enum(names))


def _open(names: list[str]) -> pl.Series:
    return pl.Series([*names, None], dtype=pl.String)


def decide(
    frame: pl.DataFrame | pl.LazyFrame, columns: Columns, engine: Engine, prefix: str
) -> pl.DataFrame | pl.LazyFrame:
    """Give the frame with the answers behind its own columns."""
    if isinstance(frame, pl.DataFrame):
        return _decided(frame, columns, engine, prefix)
    added = _added(engine, columns, engine.room(0), prefix)
    schema = {**frame.collect_schema(), **{column.name: column.dtype for column in added}}
    return frame.map_batches(
        lambda batch: _decided(batch, columns, engine, prefix),
        schema=schema,
        streamable=True,
        slice_pushdown=not engine.table.explode,  # then so many rows are not the first so many
    )


def _decided(frame: pl.DataFrame, columns: Columns, engine: Engine, prefix: str) -> pl.DataFrame:
    if engine.table.explode:
        frame, columns = _exploded(frame, columns, engine, prefix)
    told = engine.room(frame.height)
    keys = {role: _key(frame[name]) for role, name in columns.keys().items()}
    engine.decide(keys, _amounts(frame[columns.value]).part, told)
    return frame.hstack(_added(engine, columns, told, prefix))


def _exploded(frame: pl.DataFrame, columns: Columns, engine: Engine, prefix: str) -> tuple[pl.DataFrame, Columns]:
    keys = {role: _key(frame[name]) for role, name in columns.keys().items()}
    rows, targets = spread(engine.table, engine.targets, keys, frame.height)
    target = targets.names.made(_closed).gather(pl.Series(targets.codes)).alias(prefix + "target")
    return frame[rows].hstack([target]), attrs.evolve(columns, target=target.name)


def assess(
    frame: pl.DataFrame | pl.LazyFrame, columns: AssessColumns, by: Assessor, prefix: str
) -> pl.DataFrame | pl.LazyFrame:
    """Give a frame of the answers; a lazy one is read whole, since pairs lie anywhere in it."""
    if isinstance(frame, pl.DataFrame):
        return _assessed(frame.select(columns.needed), columns, by, prefix)
    return frame.select(columns.needed).map_batches(
        lambda whole: _assessed(whole, columns, by, prefix),
        schema=_kinds(columns, by, prefix),
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=False,
    )


def _assessed(frame: pl.DataFrame, columns: AssessColumns, by: Assessor, prefix: str) -> pl.DataFrame:
    told = pl.DataFrame(_arrow.assess(frame.to_arrow(), columns, by, prefix))
    return told.cast({pl.selectors.by_name(name): kind for name, kind in _kinds(columns, by, prefix).items()})


def _kinds(columns: AssessColumns, by: Assessor, prefix: str) -> dict[str, pl.DataType]:
    """Give the types of the columns; they are the same for every frame of one plan."""
    closed = {**CLOSED, "target": tuple(dict.fromkeys(one.asked.target.id for one in by.targets))}
    found: dict[str, pl.DataType] = {}
    for name in Told(0, progress=by.with_progress).arrays:
        kind: pl.DataType = pl.Enum(closed[name]) if name in closed else pl.String()
        if name in NUMBERS:
            kind = pl.Float64()
        elif name in FLAGS:
            kind = pl.Boolean()
        elif name in COUNTS:
            kind = pl.Int64()
        found[columns.called.get(name, prefix + name)] = kind
    return found


def given_back(table: pa.Table, frame: pl.DataFrame | pl.LazyFrame, kept: Sequence[str]) -> pl.DataFrame | pl.LazyFrame:
    """Give a small table as a frame; the columns *kept* have the types they have there."""
    schema = frame.lazy().collect_schema()
    made = pl.DataFrame(table).cast({name: schema[name] for name in kept})
    return made.lazy() if isinstance(frame, pl.LazyFrame) else made
