"""What is asked of a frame, brought to the door of its kind."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping
from typing import Any

import attrs

from policytargets.errors import InvalidValueError
from policytargets.frames._assessing.columns import AssessColumns
from policytargets.frames._assessing.engine import assessor
from policytargets.frames._deciding.columns import Columns, refuse_intervals
from policytargets.frames._deciding.engine import Engine
from policytargets.frames._kinds import door
from policytargets.frames._native import column_names, is_sql
from policytargets.frames._quantities import units_of, without_quantities
from policytargets.frames._roles import checked
from policytargets.frames._tables import PlanTable
from policytargets.outlooks import Cuttable, Method, to_method
from policytargets.periods import AsOf, end_of
from policytargets.plans import Plan


def decide(  # noqa: PLR0913 -- as the public function
    frame: Any,
    plan: Plan,
    columns: Mapping[str, str] | None,
    *,
    each: bool,
    explode: bool,
    method: Method | None,
    prefix: str,
) -> Any:
    """Decide each row of a frame."""
    checked("decide", plan=plan, columns=columns, prefix=prefix)
    if method is not None and not isinstance(method, Cuttable):
        raise InvalidValueError(
            "decide: method", "a method with exact cut points", repr(method),
            "take methods.LinearShare() or methods.GoalShare(), or assess row by row",
        )  # fmt: skip
    names = column_names(frame, "decide")
    refuse_intervals(names, columns)
    found = Columns.of(names, columns, prefix, folded=is_sql(frame))
    units_of(frame, found.keys() | {"value": found.value}, "decide")  # what is wrong with them is said before all else
    if explode:
        found = found.without_targets()
    return door(frame, "decide").decide(frame, found, _engine(PlanTable(plan, each, method, explode)), prefix)


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
    """Assess the targets of a plan on a frame."""
    checked("assess", plan=plan, columns=columns, prefix=prefix)
    if method is not None:
        to_method(method, "assess: method")
    found = AssessColumns.of(column_names(frame, "assess"), columns, each, prefix)
    frame, roles = without_quantities(frame, found.names, "assess")
    found = attrs.evolve(found, names=roles)
    by = assessor(plan, end_of(as_of), method, each=each is not None)
    return door(frame, "assess").assess(frame, found, by, prefix)


class _Recent(threading.local):
    """Plans that a thread decided by lately, so that many small frames do not compile one plan again and again."""

    def __init__(self) -> None:
        self.engines: deque[Engine] = deque(maxlen=8)


_recent = _Recent()


def _engine(table: PlanTable) -> Engine:
    for engine in _recent.engines:
        if engine.table.is_same(table):
            return engine
    engine = Engine(table)
    _recent.engines.append(engine)
    return engine
