"""One door for each kind of frame that is assessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from policytargets.errors import InvalidValueError
from policytargets.frames._assess_columns import AssessColumns
from policytargets.frames._assess_engine import assessor
from policytargets.frames._native import refuse_quantities
from policytargets.outlooks import Method, to_method
from policytargets.periods import AsOf, end_of
from policytargets.plans import Plan


def assess(  # noqa: PLR0913 -- as the public function
    frame: Any,
    plan: Plan,
    columns: Mapping[str, str] | None,
    *,
    as_of: AsOf,
    method: Method | None,
    each: str | None,
    prefix: str,
) -> Any:
    """Assess a frame behind the door of its kind."""
    if method is not None:
        to_method(method, "assess: method")
    by = assessor(plan, end_of(as_of), method, each=each is not None)
    if nw.dependencies.is_dask_dataframe(frame):
        from policytargets.frames import _assess_dask  # noqa: PLC0415 -- only the door of the caller's kind is opened

        named = AssessColumns.of(frame.columns, columns, each, prefix)
        refuse_quantities(frame, named.needed, "assess")
        return _assess_dask.assess(frame, named, by, prefix)
    try:
        known = nw.from_native(frame)
    except TypeError:
        raise _strange(frame) from None
    found = AssessColumns.of(known.collect_schema().names(), columns, each, prefix)
    refuse_quantities(frame, found.needed, "assess")
    if nw.dependencies.is_pyspark_dataframe(frame):  # pragma: no cover -- Spark is tested apart
        from policytargets.frames import _assess_spark  # noqa: PLC0415 -- the same

        return _assess_spark.assess(frame, found, by, prefix)
    match known.implementation:
        case nw.Implementation.PANDAS:
            from policytargets.frames import _assess_pandas  # noqa: PLC0415 -- the same

            return _assess_pandas.assess(frame, found, by, prefix)
        case nw.Implementation.POLARS:
            from policytargets.frames import _assess_polars  # noqa: PLC0415 -- the same

            lazy = isinstance(known, nw.LazyFrame)
            return (_assess_polars.assess_lazily if lazy else _assess_polars.assess)(frame, found, by, prefix)
        case nw.Implementation.PYARROW:
            from policytargets.frames import _assess_arrow  # noqa: PLC0415 -- the same

            return _assess_arrow.assess(frame, found, by, prefix)
        case nw.Implementation.DUCKDB:
            from policytargets.frames import _assess_duckdb  # noqa: PLC0415 -- the same

            return _assess_duckdb.assess(frame, found, by, prefix)
        case _:
            raise _strange(frame)


def is_assessed(names: list[str], prefix: str) -> bool:
    """Tell a frame that was assessed from one that was decided."""
    return {prefix + "timing", prefix + "rows"} <= set(names)


def faults(known: Any, keys: Mapping[str, str] | None, prefix: str) -> Any:
    """Give the rows of an assessed frame that say what is wrong with observations."""
    by = list((keys or dict(zip(("indicator", "entity"), known.collect_schema().names(), strict=False))).values())
    reason, rows = prefix + "reason", prefix + "rows"
    wrong = known.filter(nw.col(prefix + "verdict").is_null())
    # On the floor of pandas a cast alone makes a text "nan" of a category that is null.
    texts = [nw.when(~nw.col(name).is_null()).then(nw.col(name).cast(nw.String)).alias(name) for name in (reason, *by)]
    counted = wrong.with_columns(*texts).group_by(reason, *by).agg(nw.col(rows).sum())
    return counted.sort(reason, *by).to_native()


def _strange(frame: Any) -> InvalidValueError:
    kinds = "a frame of pandas, polars, pyarrow, DuckDB, Dask or Spark"
    return InvalidValueError("assess: frame", kinds, type(frame).__name__, "make a DataFrame of it")
