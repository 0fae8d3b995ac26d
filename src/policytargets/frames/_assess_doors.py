"""One door for each kind of frame that is assessed."""

from __future__ import annotations

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
    by = Assessor(plan, end_of(as_of), method, each is not None)
    known = nw.from_native(frame)
    found = AssessColumns.of(known.collect_schema().names(), columns, each, prefix)
    from policytargets.frames import _assess_pandas  # noqa: PLC0415 -- only the door of the caller's kind is opened

    return _assess_pandas.assess(frame, found, by, prefix)
