"""Spark in, Spark out: decided where each partition lies, batch by batch as Arrow; what is assessed comes together in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
from pyspark.sql.types import StructType

from policytargets.frames import _arrow
from policytargets.frames._assessing.columns import AssessColumns
from policytargets.frames._assessing.engine import Assessor, assessor
from policytargets.frames._deciding.columns import Columns
from policytargets.frames._deciding.engine import Engine

# What is sent to where a partition lies are plans: an engine has a lock and does not travel. Words are texts.


def decide(frame: Any, columns: Columns, engine: Engine, prefix: str) -> Any:
    """Give a frame whose rows are decided when they are asked for."""
    own = len(frame.schema.fields)
    empty = _arrow.decide(to_arrow_schema(frame.schema).empty_table(), columns, engine, prefix)
    added = from_arrow_schema(_with_texts(empty, own).schema).fields[own:]
    table = engine.table

    def decided(given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        here = Engine(table)
        for batch in given:
            rows = _arrow.decide(pa.Table.from_batches([batch]), columns, here, prefix)
            yield from _with_texts(rows, own).combine_chunks().to_batches()

    return frame.mapInArrow(decided, StructType([*frame.schema.fields, *added]))


def assess(frame: Any, columns: AssessColumns, by: Assessor, prefix: str) -> Any:
    """Give a frame that is assessed when it is asked for."""
    read = frame.select(*columns.needed).coalesce(1)
    schema = to_arrow_schema(read.schema)
    told, each = (by.plan, by.as_of, by.method), columns.each

    def whole(given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        table = pa.Table.from_batches(list(given), schema)
        found = _arrow.assess(table, columns, assessor(*told, each=each), prefix)
        yield from _with_texts(found).combine_chunks().to_batches()

    answers = _with_texts(_arrow.assess(schema.empty_table(), columns, by, prefix))
    return read.mapInArrow(whole, from_arrow_schema(answers.schema))


def _with_texts(table: pa.Table, own: int = 0) -> pa.Table:
    for at, field in enumerate(table.schema):
        if at >= own and pa.types.is_dictionary(field.type):
            table = table.set_column(at, field.name, table.column(at).cast(pa.string()))
    return table


def given_back(table: pa.Table, frame: Any, kept: Sequence[str]) -> Any:  # noqa: ARG001 -- as every door
    """Give a small table as a frame."""
    return frame.sparkSession.createDataFrame(table)
