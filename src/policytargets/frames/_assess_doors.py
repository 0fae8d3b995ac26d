"""One door for each kind of frame that is assessed."""

from __future__ import annotations

import datetime as dt
import threading
from collections import deque
from collections.abc import Mapping
from typing import Any

import narwhals as nw

from policytargets.errors import InvalidValueError
from policytargets.frames._assess_columns import AssessColumns
from policytargets.frames._assess_engine import Assessor
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
    by = _assessor(plan, end_of(as_of), method, each=each is not None)
    known = nw.from_native(frame)
    found = AssessColumns.of(known.collect_schema().names(), columns, each, prefix)
    from policytargets.frames import _assess_pandas  # noqa: PLC0415 -- only the door of the caller's kind is opened

    return _assess_pandas.assess(frame, found, by, prefix)


class _Recent(threading.local):
    """Plans that a thread assessed by lately, so that what was asked already is not asked for each frame again."""

    def __init__(self) -> None:
        self.assessors: deque[Assessor] = deque(maxlen=8)


_recent = _Recent()


def _assessor(plan: Plan, as_of: dt.date, method: Method | None, *, each: bool) -> Assessor:
    for one in _recent.assessors:
        if one.plan is plan and one.as_of == as_of and one.method is method and one.each is each:
            return one
    made = Assessor(plan, as_of, method, each)
    _recent.assessors.append(made)
    return made
