"""Spark in, Spark out, for a frame that is assessed: the columns that are read come together in one partition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from policytargets.frames import _assess_arrow
from policytargets.frames._assess_columns import AssessColumns
from policytargets.frames._assess_engine import Assessor, assessor


def assess(frame: Any, columns: AssessColumns, by: Assessor, prefix: str) -> Any:
    """Give a frame that is assessed when it is asked for; words are texts."""
    read = frame.select(*columns.needed).coalesce(1)
    schema = to_arrow_schema(read.schema)
    told = (by.plan, by.as_of, by.method)  # an engine has a lock, and does not travel
    each = columns.each

    def whole(given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        batches = list(given)
        table = pa.Table.from_batches(batches) if batches else schema.empty_table()
        yield from _assessed(table, columns, assessor(*told, each=each), prefix).combine_chunks().to_batches()

    answers = _assessed(schema.empty_table(), columns, by, prefix).schema
    return read.mapInArrow(whole, from_arrow_schema(answers))


def _assessed(table: pa.Table, columns: AssessColumns, by: Assessor, prefix: str) -> pa.Table:
    found = _assess_arrow.assess(table, columns, by, prefix)
    for at, field in enumerate(found.schema):
        if pa.types.is_dictionary(field.type):
            found = found.set_column(at, field.name, found.column(at).cast(pa.string()))
    return found
