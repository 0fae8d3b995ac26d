"""Columns of pint in pandas: their magnitudes as they are, and the unit that all of them are in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from policytargets.errors import InvalidValueError
from policytargets.quantities import Quantity

AMOUNTS = ("value", "high", "plus_minus")
UNIT = "\0unit"
"""What the column of the units of a frame without quantities is called."""


def without_quantities(frame: Any, roles: Mapping[str, str], where: str) -> tuple[Any, dict[str, str]]:
    """Give a frame whose amounts are plain numbers, and what its columns hold; the caller's frame is left as it is.

    Args:
        frame: any frame; but for one of pandas with amounts of pint it is given back as it is.
        roles: which column holds what.
        where: what the caller does.

    Raises:
        InvalidValueError: amounts of pint beside others or beside a column of units, or in Dask.
        UnitMismatchError: a unit of pint that nothing here explains.
    """
    found = dict(roles)
    held = units_of(frame, found, where)
    if held is None:
        return frame, found
    plain = frame.copy(deep=False)
    for role in AMOUNTS:
        if role in found:
            plain[found[role]] = frame[found[role]].pint.magnitude
    plain[UNIT] = held
    return plain, found | {"unit": UNIT}


def units_of(frame: Any, roles: Mapping[str, str], where: str) -> str | None:
    """Give the code of the unit that the amounts of a frame are in, where they are amounts of pint.

    Raises:
        InvalidValueError: amounts of pint beside others or beside a column of units, or in Dask.
        UnitMismatchError: a unit of pint that nothing here explains.
    """
    partitioned = nw.dependencies.is_dask_dataframe(frame)
    if not (partitioned or nw.dependencies.is_pandas_dataframe(frame)):
        return None
    held: Any = frame
    kinds = {roles[role]: held[roles[role]].dtype for role in AMOUNTS if role in roles}
    units: dict[str, Any] = {
        name: getattr(kind, "units", None) for name, kind in kinds.items() if str(kind).startswith("pint[")
    }
    if not units:
        return None
    name = next(iter(units))
    if partitioned:
        raise InvalidValueError(
            f"{where}: column {name!r}", "plain numbers, their unit in a column of its own", f"the dtype {kinds[name]}",
            f"take frame[{name!r}].pint.magnitude before the frame is partitioned, and its unit into a column 'unit'",
        )  # fmt: skip
    if len(units) < len(kinds) or len(set(units.values())) > 1:
        got = ", ".join(f"{name!r} of {kind}" for name, kind in kinds.items())
        raise InvalidValueError(f"{where}: columns", "amounts of one unit", got, "convert them to one unit of pint")
    if "unit" in roles:
        raise InvalidValueError(
            f"{where}: column {name!r}", f"plain numbers beside the units of column {roles['unit']!r}",
            f"the dtype {kinds[name]}", "leave the column of units out, or take the magnitude",
        )  # fmt: skip
    return Quantity(1 * units[name]).unit.code
