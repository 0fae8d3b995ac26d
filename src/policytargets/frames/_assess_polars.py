"""polars in, polars out, for a frame that is assessed: at once, or, a lazy one, when it is collected."""

from __future__ import annotations

import polars as pl

from policytargets.frames import _assess_arrow
from policytargets.frames._assess_columns import AssessColumns
from policytargets.frames._assess_engine import Assessor
from policytargets.frames._assess_told import CLOSED, COUNTS, FLAGS, NUMBERS, Told


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


def assess(frame: pl.DataFrame, columns: AssessColumns, by: Assessor, prefix: str) -> pl.DataFrame:
    """Give a frame of the answers."""
    told = pl.DataFrame(_assess_arrow.assess(frame.select(columns.needed).to_arrow(), columns, by, prefix))
    return told.cast({pl.selectors.by_name(name): kind for name, kind in _kinds(columns, by, prefix).items()})


def assess_lazily(frame: pl.LazyFrame, columns: AssessColumns, by: Assessor, prefix: str) -> pl.LazyFrame:
    """Give the plan of a query whose result is the answers; it is read whole, since pairs lie anywhere in it."""
    return frame.select(columns.needed).map_batches(
        lambda whole: assess(whole, columns, by, prefix),
        schema=_kinds(columns, by, prefix),
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=False,
    )
