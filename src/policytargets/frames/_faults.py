"""The rows of a decided or an assessed frame that something is wrong with, counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from policytargets._observation_text import did_you_mean
from policytargets.errors import InvalidValueError, UnknownReferenceError
from policytargets.frames._deciding.columns import ROLES
from policytargets.frames._kinds import opened
from policytargets.frames._roles import checked
from policytargets.frames._tables import FAULTS


def faults(frame: Any, keys: Mapping[str, str] | None, prefix: str) -> Any:
    """Count them by reason and keys."""
    checked("faults", columns=keys, prefix=prefix)
    if nw.dependencies.is_dask_dataframe(frame):
        computed: Any = frame
        frame = computed.compute()
    known = opened(frame, "faults")
    names = known.collect_schema().names()
    for role, name in (keys or {}).items():
        if name not in names:
            remedy = did_you_mean(str(name), names, f"the frame has {', '.join(names)}")
            raise UnknownReferenceError(f"faults: columns[{role!r}]", "a column of the frame", repr(name), remedy)
    if "rows" in (keys or {}).values():
        raise InvalidValueError("faults: columns", "keys that are not called 'rows'", "'rows'", "rename that column")
    if {prefix + "timing", prefix + "rows"} <= set(names):
        return _of_assessed(known, names, keys, prefix)
    if prefix + "reason" in names:
        return _of_decided(known, names, keys, prefix)
    raise UnknownReferenceError(
        "faults", f"the column {prefix + 'reason'!r} that decide adds", ", ".join(names), "decide the frame first"
    )


def _of_decided(known: Any, names: list[str], keys: Mapping[str, str] | None, prefix: str) -> Any:
    reason = prefix + "reason"
    by = list((keys or {role: role for role in ROLES if role in names and role not in {"value", "target"}}).values())
    wrong = known.with_columns(nw.col(reason).cast(nw.String)).filter(nw.col(reason).is_in(FAULTS))
    counted = wrong.group_by(reason, *by).agg(nw.len().alias("rows"))
    return _sorted(counted, reason, by, "rows")


def _of_assessed(known: Any, names: list[str], keys: Mapping[str, str] | None, prefix: str) -> Any:
    by = list((keys or dict(zip(("indicator", "entity"), names, strict=False))).values())
    reason, rows = prefix + "reason", prefix + "rows"
    wrong = known.filter(nw.col(prefix + "verdict").is_null())
    # On the floor of pandas a cast alone makes a text "nan" of a category that is null.
    texts = [nw.when(~nw.col(name).is_null()).then(nw.col(name).cast(nw.String)).alias(name) for name in (reason, *by)]
    counted = wrong.with_columns(*texts).group_by(reason, *by).agg(nw.col(rows).sum())
    return _sorted(counted, reason, by, rows)


def _sorted(counted: Any, reason: str, by: list[str], rows: str) -> Any:
    return counted.with_columns(nw.col(rows).cast(nw.Int64)).sort(reason, *by).to_native()  # DuckDB adds up to 128 bits
