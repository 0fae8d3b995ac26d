"""Dask in, Dask out, for a frame that is assessed: the columns that are read come together in one partition."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from policytargets.frames import _assess_pandas
from policytargets.frames._assess_columns import AssessColumns
from policytargets.frames._assess_engine import Assessor, assessor
from policytargets.outlooks import Method
from policytargets.plans import Plan


def _whole(  # noqa: PLR0913, PLR0917 -- what is sent to where the partition lies
    frame: pd.DataFrame, columns: AssessColumns, plan: Plan, as_of: dt.date, method: Method | None, prefix: str
) -> pd.DataFrame:
    by = assessor(plan, as_of, method, each=columns.each)
    return _assess_pandas.assess(frame, columns, by, prefix, texts=True)


def assess(frame: Any, columns: AssessColumns, by: Assessor, prefix: str) -> Any:
    """Give a frame that is assessed when it is computed."""
    read = frame[columns.needed]
    told = (columns, by.plan, by.as_of, by.method, prefix)
    meta = _whole(read._meta, *told).iloc[:0]  # noqa: SLF001 -- what Dask calls the empty frame of a frame
    return read.repartition(npartitions=1).map_partitions(_whole, *told, meta=meta)
