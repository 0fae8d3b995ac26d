"""A table as every kind of frame that is taken, and what came back as plain rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
from dask import dataframe

_DASK: Any = dataframe  # it is not typed


def _typed(frame: pd.DataFrame, words: str, floats: str) -> pd.DataFrame:
    """Give columns of words and of floats other types; those of whole numbers keep theirs."""
    kinds = {
        name: floats if pd.api.types.is_float_dtype(kind) else words
        for name, kind in frame.dtypes.items()
        if not pd.api.types.is_integer_dtype(kind)
    }
    return frame.astype(kinds)


KINDS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "pandas": lambda frame: frame,
    "pandas nullable": lambda frame: _typed(frame, "string", "Float64"),
    "pandas arrow": lambda frame: _typed(frame, "string[pyarrow]", "double[pyarrow]"),
    "pandas category": lambda frame: _typed(frame, "category", "float64"),
    "polars": pl.from_pandas,
    "polars lazy": lambda frame: pl.from_pandas(frame).lazy(),
    "pyarrow": lambda frame: pa.Table.from_pandas(frame, preserve_index=False),
    "duckdb": duckdb.from_df,
    "dask": lambda frame: _DASK.from_pandas(frame, npartitions=3, sort=False),
}
"""What makes each kind of frame of one of pandas."""


def eager(frame: Any) -> Any:
    """Compute what is lazy: a frame of pandas, polars or pyarrow."""
    match frame:
        case pl.LazyFrame():
            return frame.collect(engine="streaming")
        case duckdb.DuckDBPyRelation():
            return frame.to_arrow_table()
        case pd.DataFrame() | pl.DataFrame() | pa.Table():
            return frame
        case _:
            return frame.compute()


def rows(frame: Any, columns: list[str] | None = None) -> list[tuple[Any, ...]]:
    """Give the rows of any frame as plain tuples of some columns; what is absent is None."""
    found = eager(frame)
    if columns is not None:
        found = found[columns] if isinstance(found, pd.DataFrame) else found.select(columns)
    match found:
        case pa.Table():
            return [tuple(row.values()) for row in found.to_pylist()]
        case pl.DataFrame():
            return found.rows()
        case _:
            return [tuple(None if pd.isna(one) else one for one in row) for row in found.itertuples(index=False)]
