"""Dask in, Dask out: each partition is decided as a frame of pandas, where it lies."""

from __future__ import annotations

from typing import Any

import pandas as pd

from policytargets.frames import _pandas
from policytargets.frames._columns import Columns
from policytargets.frames._engine import Engine
from policytargets.frames._tables import PlanTable


def _partition(frame: pd.DataFrame, table: PlanTable, columns: Columns, prefix: str) -> pd.DataFrame:
    return _pandas.decide(frame, columns, Engine(table, threads=1), prefix, texts=True)


def decide(frame: Any, columns: Columns, table: PlanTable, prefix: str) -> Any:
    """Give a frame whose partitions are decided when they are computed."""
    meta = _partition(frame._meta, table, columns, prefix)  # noqa: SLF001 -- what Dask calls the empty frame of a frame
    return frame.map_partitions(_partition, table, columns, prefix, meta=meta)
