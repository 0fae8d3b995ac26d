"""Any frame opened, whatever its kind: its columns, and those that are needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from policytargets.errors import InvalidValueError
from policytargets.frames._kinds import opened


def column_names(frame: Any, where: str) -> list[str]:
    """Give the names of the columns of a frame.

    Raises:
        InvalidValueError: it is no frame of a kind that is known, or two columns have one name.
    """
    try:
        names = _names(frame, where)
    except nw.exceptions.DuplicateError:
        names = None
    if names is None or len(set(names)) < len(names):
        raise InvalidValueError(
            f"{where}: frame", "each name of a column once", "two of one name", "rename one of them"
        ) from None
    return names


def _names(frame: Any, where: str) -> list[str] | None:
    if nw.dependencies.is_dask_dataframe(frame):
        return list(frame.columns)
    known = opened(frame, where)
    return known.columns if isinstance(known, nw.DataFrame) else known.collect_schema().names()


def is_sql(frame: Any) -> bool:
    """Whether names in capitals and in small letters are the same, as in SQL."""
    return nw.dependencies.is_duckdb_relation(frame) or nw.dependencies.is_pyspark_dataframe(frame)


def chosen(frame: Any, names: Sequence[str], where: str) -> nw.DataFrame[Any] | nw.LazyFrame[Any]:
    """Give some columns of a frame; of one of Dask they are computed, since narwhals has no steady door to it.

    Raises:
        InvalidValueError: the name of one of the columns is no text, as only pandas has them.
    """
    for name in names:
        if not isinstance(name, str):
            raise InvalidValueError(
                f"{where}: frame", "columns whose names are texts", repr(name), "frame.rename(columns=str)"
            )
    if nw.dependencies.is_dask_dataframe(frame):
        partitions: Any = frame
        frame = partitions[list(names)].compute()
    known: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(frame)
    return known.select(*names)


def collected(frame: nw.DataFrame[Any] | nw.LazyFrame[Any]) -> nw.DataFrame[Any]:
    """Compute what is lazy, in the engine it belongs to."""
    if isinstance(frame, nw.DataFrame):
        return frame
    held: Any = frame.to_native()
    if frame.implementation.is_duckdb():  # by its own call: older narwhals use one that warns
        return nw.from_native(held.to_arrow_table(), eager_only=True)
    return frame.collect()
