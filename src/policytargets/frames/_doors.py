"""One door for each kind of frame."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping
from typing import Any

import narwhals as nw

from policytargets.errors import InvalidValueError, UnknownReferenceError
from policytargets.frames import _assess_doors
from policytargets.frames._columns import ROLES, Columns, refuse_intervals
from policytargets.frames._engine import Engine
from policytargets.frames._native import refuse_quantities
from policytargets.frames._tables import FAULTS, PlanTable
from policytargets.outlooks import Cuttable, Method
from policytargets.plans import Plan


def decide(  # noqa: PLR0913 -- as the public function
    frame: Any, plan: Plan, columns: Mapping[str, str] | None, *, each: bool, method: Method | None, prefix: str
) -> Any:
    """Decide a frame behind the door of its kind."""
    if method is not None and not isinstance(method, Cuttable):
        raise InvalidValueError(
            "decide: method", "a method with exact cut points", repr(method),
            "take methods.LinearShare() or methods.GoalShare(), or assess row by row",
        )  # fmt: skip
    engine = _engine(plan, method, each=each)
    if nw.dependencies.is_dask_dataframe(frame):
        from policytargets.frames import _dask  # noqa: PLC0415 -- only the door of the caller's kind is opened

        refuse_intervals(frame.columns, columns)
        named = Columns.of(frame.columns, columns, prefix)
        refuse_quantities(frame, [named.value], "decide")
        return _dask.decide(frame, named, engine.table, prefix)
    try:
        known = nw.from_native(frame)
    except TypeError:
        raise _strange(frame) from None
    names = known.collect_schema().names()
    refuse_intervals(names, columns)
    found = Columns.of(names, columns, prefix)
    refuse_quantities(frame, [found.value], "decide")
    if nw.dependencies.is_pyspark_dataframe(frame):  # pragma: no cover -- Spark is tested apart
        from policytargets.frames import _spark  # noqa: PLC0415 -- the same

        return _spark.decide(frame, found, engine, prefix)
    match known.implementation:
        case nw.Implementation.PANDAS:
            from policytargets.frames import _pandas  # noqa: PLC0415 -- the same

            return _pandas.decide(frame, found, engine, prefix)
        case nw.Implementation.POLARS:
            from policytargets.frames import _polars  # noqa: PLC0415 -- the same

            lazy = isinstance(known, nw.LazyFrame)
            return (_polars.decide_lazily if lazy else _polars.decide)(frame, found, engine, prefix)
        case nw.Implementation.PYARROW:
            from policytargets.frames import _arrow  # noqa: PLC0415 -- the same

            return _arrow.decide(frame, found, engine, prefix)
        case nw.Implementation.DUCKDB:
            from policytargets.frames import _duckdb  # noqa: PLC0415 -- the same

            return _duckdb.decide(frame, found, engine, prefix)
        case _:  # pragma: no cover -- frames that narwhals knows and no test installs
            raise _strange(frame)


class _Recent(threading.local):
    """Plans that a thread decided by lately, so that many small frames do not compile one plan again and again."""

    def __init__(self) -> None:
        self.engines: deque[Engine] = deque(maxlen=8)


_recent = _Recent()


def _engine(plan: Plan, method: Cuttable | None, *, each: bool) -> Engine:
    for engine in _recent.engines:
        if engine.table.plan is plan and engine.table.method is method and engine.table.each is each:
            return engine
    engine = Engine(PlanTable(plan, each, method))
    _recent.engines.append(engine)
    return engine


def faults(decided: Any, keys: Mapping[str, str] | None, prefix: str) -> Any:
    """Count the rows that something is wrong with, by reason and keys."""
    if nw.dependencies.is_dask_dataframe(decided):
        computed: Any = decided
        decided = computed.compute()
    known = nw.from_native(decided)
    names = known.collect_schema().names()
    if _assess_doors.is_assessed(names, prefix):
        return _assess_doors.faults(known, keys, prefix)
    reason = prefix + "reason"
    if reason not in names:
        raise UnknownReferenceError(
            "faults", f"the column {reason!r} that decide adds", ", ".join(names), "decide the frame first"
        )
    by = list((keys or {role: role for role in ROLES if role in names and role not in {"value", "target"}}).values())
    wrong = known.with_columns(nw.col(reason).cast(nw.String)).filter(nw.col(reason).is_in(FAULTS))
    counted = wrong.group_by(reason, *by).agg(nw.len().alias("rows"))
    return counted.sort(reason, *by).to_native()


def _strange(frame: Any) -> InvalidValueError:
    kinds = "a frame of pandas, polars, pyarrow, DuckDB, Dask or Spark"
    return InvalidValueError("decide: frame", kinds, type(frame).__name__, "make a DataFrame of it")
