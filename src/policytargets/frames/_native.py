"""Any frame opened, whatever its kind: its columns, what they hold, and those that are needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import narwhals as nw

from policytargets._observation_text import did_you_mean
from policytargets.errors import InvalidValueError, UnknownReferenceError
from policytargets.frames._kinds import opened

_SURELY = 0.8
"""How near the name of a column comes to one that is read, so that leaving it out would be a guess."""


def column_names(frame: Any, where: str) -> list[str]:
    """Give the names of the columns of a frame.

    Raises:
        InvalidValueError: it is no frame of a kind that is known, or two columns have one name.
    """
    if nw.dependencies.is_dask_dataframe(frame):
        return list(frame.columns)
    try:
        return opened(frame, where).collect_schema().names()
    except nw.exceptions.DuplicateError:
        raise InvalidValueError(
            f"{where}: frame", "each name of a column once", "two of one name", "rename one of them"
        ) from None


def refuse_quantities(frame: Any, names: Iterable[str], where: str) -> None:
    """Refuse columns of pandas that hold quantities of pint, which would be no numbers here.

    Raises:
        InvalidValueError: one of the columns does.
    """
    if not (nw.dependencies.is_pandas_dataframe(frame) or nw.dependencies.is_dask_dataframe(frame)):
        return
    dtypes: Any = frame.dtypes
    for name in names:
        if str(dtypes[name]).startswith("pint["):
            raise InvalidValueError(
                f"{where}: column {name!r}", "plain numbers, their unit in a column of its own", f"the dtype {dtypes[name]}",
                f"take frame[{name!r}].pint.magnitude, and write what it is in into a column 'unit'",
            )  # fmt: skip


def roles(where: str, names: Sequence[Any], given: Mapping[str, str] | None, known: Sequence[str]) -> dict[str, str]:
    """Find which column holds what: as the caller says, else by its own name; others are the caller's own.

    Raises:
        UnknownReferenceError: a role or a column that is not there, or a column whose name is nearly that of an absent one.
    """
    said = dict(given or {})
    for role, name in said.items():
        if role not in known:
            remedy = did_you_mean(str(role), known, f"use {', '.join(known)}")
            raise UnknownReferenceError(f"{where}: columns", "what a column holds", repr(role), remedy)
        if name not in names:
            remedy = did_you_mean(str(name), map(str, names), f"the frame has {', '.join(map(str, names)) or 'none'}")
            raise UnknownReferenceError(f"{where}: columns[{role!r}]", "a column of the frame", repr(name), remedy)
    found = {role: said.get(role, role) for role in known if role in said or role in names}
    absent = [role for role in known if role not in found]
    for name in names:
        near = get_close_matches(str(name).lower(), absent, n=1, cutoff=_SURELY)
        if near and name not in found.values():
            raise UnknownReferenceError(
                f"{where}: columns", f"the column {near[0]!r}, or none with a name like it", repr(name),
                f"say columns={{{near[0]!r}: {name!r}}}, or rename it",
            )  # fmt: skip
    return found


def chosen(frame: Any, names: Sequence[str]) -> nw.DataFrame[Any] | nw.LazyFrame[Any]:
    """Give some columns of a frame; of one of Dask they are computed, since narwhals has no steady door to it."""
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
