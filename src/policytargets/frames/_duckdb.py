"""DuckDB in, DuckDB out: decided batch by batch whenever it is asked for rows, assessed at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import duckdb
import pyarrow as pa

from policytargets.frames import _arrow
from policytargets.frames._assessing.columns import AssessColumns
from policytargets.frames._assessing.engine import Assessor
from policytargets.frames._deciding.columns import Columns
from policytargets.frames._deciding.engine import Engine

_BATCH = 1 << 18


@attrs.frozen(eq=False)
class _Decided:
    """A relation with its answers, as a stream of Arrow that DuckDB may begin as often as it likes.

    It is read from another connection than the one the relation belongs to: one connection cannot run a query within a
    query. That connection lives as long as what is read from it.
    """

    relation: duckdb.DuckDBPyRelation
    columns: Columns
    engine: Engine
    prefix: str
    home: duckdb.DuckDBPyConnection = attrs.field(factory=duckdb.connect)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return pa.RecordBatchReader.from_batches(self.schema(), self._batches()).__arrow_c_stream__(requested_schema)

    def schema(self) -> pa.Schema:
        return self._decided(self.relation.limit(0).to_arrow_table()).schema

    def _batches(self) -> Iterator[pa.RecordBatch]:
        fresh: Any = self.relation.project("*")  # what was read from a relation is gone from it
        read = fresh.to_arrow_reader if hasattr(fresh, "to_arrow_reader") else fresh.fetch_record_batch
        for batch in read(_BATCH):
            yield from self._decided(pa.Table.from_batches([batch])).combine_chunks().to_batches()

    def _decided(self, table: pa.Table) -> pa.Table:
        return _arrow.decide(table, self.columns, self.engine, self.prefix)


def decide(relation: duckdb.DuckDBPyRelation, columns: Columns, engine: Engine, prefix: str) -> duckdb.DuckDBPyRelation:
    """Give a relation of all columns and the answers."""
    decided = _Decided(relation, columns, engine, prefix)
    decided.schema()  # what is wrong with a column is said here and not within a query
    return decided.home.from_arrow(decided)


def assess(
    relation: duckdb.DuckDBPyRelation, columns: AssessColumns, by: Assessor, prefix: str
) -> duckdb.DuckDBPyRelation:
    """Give a relation of the answers, on the default connection."""
    read = relation.select(*(duckdb.ColumnExpression(name) for name in columns.needed)).to_arrow_table()
    return duckdb.from_arrow(_arrow.assess(read, columns, by, prefix))


def given_back(table: pa.Table, frame: duckdb.DuckDBPyRelation, kept: Sequence[str]) -> duckdb.DuckDBPyRelation:  # noqa: ARG001 -- as every door
    """Give a small table as a relation on the default connection."""
    return duckdb.from_arrow(table)
