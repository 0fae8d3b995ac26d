"""DuckDB in, DuckDB out, for a relation that is assessed; the answer is a relation on the default connection."""

from __future__ import annotations

import duckdb

from policytargets.frames import _assess_arrow
from policytargets.frames._assess_columns import AssessColumns
from policytargets.frames._assess_engine import Assessor


def assess(
    relation: duckdb.DuckDBPyRelation, columns: AssessColumns, by: Assessor, prefix: str
) -> duckdb.DuckDBPyRelation:
    """Give a relation of the answers."""
    read = relation.select(*(duckdb.ColumnExpression(name) for name in columns.needed)).to_arrow_table()
    return duckdb.from_arrow(_assess_arrow.assess(read, columns, by, prefix))
