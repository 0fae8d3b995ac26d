"""polars in, polars out: a frame is decided at once, a lazy one batch by batch when it is collected."""

from __future__ import annotations

import polars as pl

from policytargets.frames import _arrow
from policytargets.frames._columns import Columns
from policytargets.frames._engine import Answers, Engine, Numbers


def _kinds(engine: Engine, columns: Columns, prefix: str) -> dict[str, pl.DataType]:
    """Give the types of the columns that are added; they are the same for every frame of one plan."""
    closed = {
        "target": engine.targets,
        "verdict": engine.verdicts,
        "reason": engine.reasons,
        "outlook_reason": engine.reasons,
    }
    empty = Answers.room(0, progress=engine.table.method is not None)
    found: dict[str, pl.DataType] = {}
    for name, one in engine.columns(empty).items():
        if isinstance(one, Numbers):
            found[prefix + name] = pl.Float64()
        elif name != "target" or columns.target is None:
            found[prefix + name] = pl.Enum(closed[name].names) if name in closed else pl.String()
    return found


def decide(frame: pl.DataFrame, columns: Columns, engine: Engine, prefix: str) -> pl.DataFrame:
    """Give the frame with the answers behind its own columns."""
    needed = list(dict.fromkeys([*columns.keys().values(), columns.value]))
    told = pl.DataFrame(_arrow.answers(frame.select(needed).to_arrow(), columns, engine, prefix))
    return frame.hstack(
        told.cast({pl.selectors.by_name(name): kind for name, kind in _kinds(engine, columns, prefix).items()})
    )


def decide_lazily(frame: pl.LazyFrame, columns: Columns, engine: Engine, prefix: str) -> pl.LazyFrame:
    """Give the plan of a query whose result has the answers behind its own columns."""
    schema = {**frame.collect_schema(), **_kinds(engine, columns, prefix)}
    return frame.map_batches(lambda batch: decide(batch, columns, engine, prefix), schema=schema, streamable=True)
