"""Dask in, Dask out: each partition is decided where it lies, as a frame of pandas; what is assessed comes together in one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
from dask import dataframe

from policytargets.frames import _pandas
from policytargets.frames._assessing.columns import AssessColumns
from policytargets.frames._assessing.engine import Assessor, assessor
from policytargets.frames._deciding.columns import Columns
from policytargets.frames._deciding.engine import Engine
from policytargets.frames._tables import PlanTable
from policytargets.outlooks import Method
from policytargets.plans import Plan

# What is sent to where a partition lies are plans: an engine has a lock and does not travel.


def decide(frame: Any, columns: Columns, engine: Engine, prefix: str) -> Any:
    """Give a frame whose partitions are decided when they are computed."""
    told = (engine.table, columns, prefix)
    return frame.map_partitions(_decided, *told, meta=_decided(_empty(frame), *told))


def _decided(frame: pd.DataFrame, table: PlanTable, columns: Columns, prefix: str) -> pd.DataFrame:
    return _pandas.decide(frame, columns, Engine(table, threads=1), prefix, texts=True)


def assess(frame: Any, columns: AssessColumns, by: Assessor, prefix: str) -> Any:
    """Give a frame that is assessed when it is computed."""
    read = frame[columns.needed]
    told = (columns, by.plan, by.as_of, by.method, prefix)
    meta = _assessed(_empty(read), *told).iloc[:0]
    return read.repartition(npartitions=1).map_partitions(_assessed, *told, meta=meta)


def _assessed(  # noqa: PLR0913, PLR0917 -- what is sent to where the partition lies
    frame: pd.DataFrame, columns: AssessColumns, plan: Plan, as_of: dt.date, method: Method | None, prefix: str
) -> pd.DataFrame:
    by = assessor(plan, as_of, method, each=columns.each)
    return _pandas.assess(frame, columns, by, prefix, texts=True)


def _empty(frame: Any) -> pd.DataFrame:
    empty: pd.DataFrame = frame._meta  # noqa: SLF001 -- what Dask calls the empty frame of a frame
    return empty


def given_back(table: pa.Table, frame: Any, kept: Sequence[str]) -> Any:
    """Give a small table as a frame of one partition; the columns *kept* have the types they have there."""
    dask: Any = dataframe  # it is not typed
    return dask.from_pandas(_pandas.given_back(table, frame, kept), npartitions=1, sort=False)
