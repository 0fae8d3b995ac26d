"""Rows of any frame as observations: the cells are brought, as they are, to the one reader of observations."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import narwhals as nw
import pandas as pd
import pyarrow as pa

from policytargets._observation_text import COLUMNS, did_you_mean
from policytargets.errors import UnknownReferenceError
from policytargets.frames._native import chosen, column_names
from policytargets.observation_files import read_observations
from policytargets.observations import Observation, Occurrence
from policytargets.plans import Plan

_SURELY = 0.8
"""How near the name of a column comes to one that is read, so that leaving it out would be a guess."""


def to_observations(frame: Any, plan: Plan, columns: Mapping[str, str] | None) -> tuple[Observation | Occurrence, ...]:
    """Read the rows of a frame."""
    found = _roles(column_names(frame, "to_observations"), dict(columns or {}))
    part = chosen(frame, list(dict.fromkeys(found.values())))
    eager = part.collect() if isinstance(part, nw.LazyFrame) else part
    held: Any = eager.to_native()
    cells = held if isinstance(held, pd.DataFrame) else _cells(eager.to_arrow())
    roles = pd.DataFrame({role: cells[name] for role, name in found.items()}, index=cells.index, copy=False)
    return read_observations(roles, plan)


def _roles(names: list[str], said: dict[str, str]) -> dict[str, str]:
    """Find which column holds what: as the caller says, else by the names of files; others are the caller's own."""
    for role, name in said.items():
        if role not in COLUMNS:
            remedy = did_you_mean(str(role), COLUMNS, f"use {', '.join(COLUMNS)}")
            raise UnknownReferenceError("to_observations: columns", "what a column holds", repr(role), remedy)
        if name not in names:
            remedy = did_you_mean(str(name), map(str, names), f"the frame has {', '.join(map(str, names)) or 'none'}")
            where = f"to_observations: columns[{role!r}]"
            raise UnknownReferenceError(where, "a column of the frame", repr(name), remedy)
    found = {role: said.get(role, role) for role in COLUMNS if role in said or role in names}
    absent = [role for role in COLUMNS if role not in found]
    for name in names:
        near = get_close_matches(str(name).lower(), absent, n=1, cutoff=_SURELY)
        if near and name not in found.values():
            raise UnknownReferenceError(
                "to_observations: columns", f"the column {near[0]!r}, or none with a name like it", repr(name),
                f"say columns={{{near[0]!r}: {name!r}}}, or rename it",
            )  # fmt: skip
    return found


def _cells(table: pa.Table) -> pd.DataFrame:
    """Give the cells as they are: whole numbers beyond 2^53 and decimals stay so, and 32-bit numbers their width."""
    return pd.DataFrame({
        name: column.to_pandas() if str(column.type) == "float"
        else pd.Series(column.to_pylist(), dtype=object)
        for name, column in zip(table.column_names, table.columns, strict=True)
    })  # fmt: skip
