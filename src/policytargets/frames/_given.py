"""A small table given back as the kind of frame that came in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import pandas as pd
import pyarrow as pa


def given_back(table: pa.Table, frame: Any, kept: Sequence[str]) -> Any:
    """Give a table as a frame of the kind of *frame*; the columns *kept* have the types they have there."""
    if nw.dependencies.is_dask_dataframe(frame):
        from dask import dataframe  # noqa: PLC0415 -- only the door of the caller's kind is opened

        dask: Any = dataframe  # it is not typed
        partitions: Any = frame
        return dask.from_pandas(_as_pandas(table, partitions.dtypes, kept), npartitions=1, sort=False)
    if nw.dependencies.is_pyspark_dataframe(frame):  # pragma: no cover -- Spark is tested apart
        session: Any = frame.sparkSession
        return session.createDataFrame(table)
    known = nw.from_native(frame)
    if known.implementation.is_pandas():
        return _as_pandas(table, frame.dtypes, kept)
    if known.implementation.is_duckdb():
        import duckdb  # noqa: PLC0415 -- the same

        return duckdb.from_arrow(table)
    if known.implementation.is_polars():
        import polars as pl  # noqa: PLC0415 -- the same

        schema = known.to_native().lazy().collect_schema()
        made = pl.DataFrame(table).cast({name: schema[name] for name in kept})
        return made.lazy() if isinstance(known, nw.LazyFrame) else made
    return table


_DTYPES = {pa.string(): pd.StringDtype(), pa.float64(): pd.Float64Dtype(), pa.int64(): pd.Int64Dtype()}


def _as_pandas(table: pa.Table, dtypes: Any, kept: Sequence[str]) -> pd.DataFrame:
    made: pd.DataFrame = table.to_pandas(types_mapper=_DTYPES.get)
    return made.astype({name: dtypes[name] for name in kept})
