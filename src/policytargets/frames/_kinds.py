"""The kinds of frames there are, and the door of each: opened only when such a frame comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import narwhals as nw

from policytargets.errors import InvalidValueError

if TYPE_CHECKING:
    import pyarrow as pa

    from policytargets.frames._assessing.columns import AssessColumns
    from policytargets.frames._assessing.engine import Assessor
    from policytargets.frames._deciding.columns import Columns
    from policytargets.frames._deciding.engine import Engine


class Door(Protocol):
    """What the module of a kind of frame can do; what is lazy stays lazy."""

    def decide(self, frame: Any, columns: Columns, engine: Engine, prefix: str, /) -> Any:
        """Give the frame with the answers behind its own columns."""

    def assess(self, frame: Any, columns: AssessColumns, by: Assessor, prefix: str, /) -> Any:
        """Give a frame of the answers."""

    def given_back(self, table: pa.Table, frame: Any, kept: Sequence[str], /) -> Any:
        """Give a small table as a frame of the kind of *frame*; the columns *kept* have the types they have there."""


def opened(frame: Any, where: str) -> nw.DataFrame[Any] | nw.LazyFrame[Any]:
    """Open a frame whatever its kind, but of Dask, to which narwhals has no steady door.

    Raises:
        InvalidValueError: it is no frame of a kind that is known.
    """
    try:
        known: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(frame)
    except TypeError:
        raise _strange(frame, where) from None
    return known


def door(frame: Any, where: str) -> Door:
    """Give the door of the kind of a frame.

    Raises:
        InvalidValueError: it is no frame of a kind that is known.
    """
    # Each door is imported here, where a frame of its kind comes: it imports the engine of that kind.
    if nw.dependencies.is_dask_dataframe(frame):
        from policytargets.frames import _dask  # noqa: PLC0415 -- as said above

        return _dask
    match opened(frame, where).implementation:
        case nw.Implementation.PANDAS:
            from policytargets.frames import _pandas  # noqa: PLC0415 -- as said above

            return _pandas
        case nw.Implementation.POLARS:
            from policytargets.frames import _polars  # noqa: PLC0415 -- as said above

            return _polars
        case nw.Implementation.PYARROW:
            from policytargets.frames import _arrow  # noqa: PLC0415 -- as said above

            return _arrow
        case nw.Implementation.DUCKDB:
            from policytargets.frames import _duckdb  # noqa: PLC0415 -- as said above

            return _duckdb
        case nw.Implementation.PYSPARK:  # pragma: no cover -- Spark is tested apart
            from policytargets.frames import _spark  # noqa: PLC0415 -- as said above

            return _spark
        case _:  # pragma: no cover -- frames that narwhals knows and no test installs
            raise _strange(frame, where)


def _strange(frame: Any, where: str) -> InvalidValueError:
    kinds = "a frame of pandas, polars, pyarrow, DuckDB, Dask or Spark"
    return InvalidValueError(f"{where}: frame", kinds, type(frame).__name__, "make a DataFrame of it")
