"""Rows of any frame as observations: the cells are brought, as they are, to the one reader of observations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyarrow as pa

from policytargets._observation_text import COLUMNS
from policytargets.frames._native import chosen, collected, column_names
from policytargets.frames._quantities import without_quantities
from policytargets.frames._roles import checked, roles
from policytargets.observation_files import read_observations
from policytargets.observations import Observation, Occurrence
from policytargets.plans import Plan


def to_observations(frame: Any, plan: Plan, columns: Mapping[str, str] | None) -> tuple[Observation | Occurrence, ...]:
    """Read the rows of a frame."""
    checked("to_observations", plan=plan, columns=columns)
    found = roles("to_observations", column_names(frame, "to_observations"), columns, COLUMNS)
    frame, found = without_quantities(frame, found, "to_observations")
    part = chosen(frame, list(dict.fromkeys(found.values())), "to_observations")
    eager = collected(part)
    held: Any = eager.to_native()
    cells = held if isinstance(held, pd.DataFrame) else _cells(eager.to_arrow())
    rows = pd.DataFrame({role: cells[name] for role, name in found.items()}, index=cells.index, copy=False)
    return read_observations(rows, plan)


def _cells(table: pa.Table) -> pd.DataFrame:
    """Give the cells as they are: whole numbers beyond 2^53 and decimals stay so, and 32-bit numbers their width."""
    return pd.DataFrame({
        name: column.to_pandas() if str(column.type) == "float"
        else pd.Series(column.to_pylist(), dtype=object)
        for name, column in zip(table.column_names, table.columns, strict=True)
    })  # fmt: skip
