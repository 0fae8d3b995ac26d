"""Any frame opened, whatever its kind: the columns that are needed, as one that narwhals knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from policytargets.errors import InvalidValueError


def column_names(frame: Any, where: str) -> list[str]:
    """Give the names of the columns of a frame.

    Raises:
        InvalidValueError: it is no frame of a kind that is known, or two columns have one name.
    """
    if nw.dependencies.is_dask_dataframe(frame):
        names = list(frame.columns)
    else:
        try:
            names = nw.from_native(frame).collect_schema().names()
        except nw.exceptions.DuplicateError:
            raise InvalidValueError(
                f"{where}: frame", "each name of a column once", "two of one name", "rename one of them"
            ) from None
        except TypeError:
            raise InvalidValueError(
                f"{where}: frame", "a frame of pandas, polars, pyarrow, DuckDB or Dask", type(frame).__name__,
                "make a DataFrame of it",
            ) from None  # fmt: skip
    return names


def chosen(frame: Any, names: Sequence[str]) -> nw.DataFrame[Any] | nw.LazyFrame[Any]:
    """Give some columns of a frame; of one of Dask they are computed, since narwhals has no steady door to it."""
    if nw.dependencies.is_dask_dataframe(frame):
        partitions: Any = frame
        frame = partitions[list(names)].compute()
    known: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(frame)
    return known.select(*names)
