"""Spark in, Spark out: each partition is decided where it lies, batch by batch as Arrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql.types import DoubleType, StringType, StructField, StructType

from policytargets.frames import _arrow
from policytargets.frames._answers import Numbers
from policytargets.frames._columns import Columns
from policytargets.frames._engine import Engine
from policytargets.frames._tables import PlanTable


def decide(frame: Any, columns: Columns, engine: Engine, prefix: str) -> Any:
    """Give a frame whose rows are decided when they are asked for; words are texts."""
    empty = engine.room(0)
    added = [
        StructField(prefix + name, DoubleType() if isinstance(one, Numbers) else StringType())
        for name, one in engine.columns(empty).items()
        if name != "target" or columns.target is None
    ]
    table = engine.table  # an engine has a lock, and does not travel

    def batches(given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _decided(given, columns, table, prefix)

    return frame.mapInArrow(batches, StructType([*frame.schema.fields, *added]))


def _decided(
    given: Iterator[pa.RecordBatch], columns: Columns, table: PlanTable, prefix: str
) -> Iterator[pa.RecordBatch]:
    engine = Engine(table)
    for batch in given:
        rows = pa.Table.from_batches([batch])
        answers = _arrow.answers(rows, columns, engine, prefix)
        for name, column in zip(answers.column_names, answers.columns, strict=True):
            rows = rows.append_column(name, column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column)
        yield from rows.combine_chunks().to_batches()
