"""DuckDB in, DuckDB out: the relation is read as Arrow, and the answer is a relation on the default connection."""

from __future__ import annotations

import duckdb

from policytargets.frames import _arrow
from policytargets.frames._columns import Columns
from policytargets.frames._engine import Engine


def decide(relation: duckdb.DuckDBPyRelation, columns: Columns, engine: Engine, prefix: str) -> duckdb.DuckDBPyRelation:
    """Give a relation of all columns and the answers."""
    return duckdb.from_arrow(_arrow.decide(relation.to_arrow_table(), columns, engine, prefix))
