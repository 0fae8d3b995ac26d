"""Which column of a caller's frame holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from policytargets._observation_text import did_you_mean
from policytargets.errors import InvalidValueError, UnknownReferenceError
from policytargets.plans import Plan

_SURELY = 0.9
"""How near the name of a column comes to one that is read, so that leaving it out would be a guess."""


def checked(where: str, *, columns: object, prefix: object = "", plan: object = None) -> None:
    """Refuse arguments of another type before anything is made of them; a plan of None is not asked for.

    Raises:
        InvalidValueError: one of them is.
    """
    if plan is not None and not isinstance(plan, Plan):
        raise InvalidValueError(
            f"{where}: plan", "a Plan", type(plan).__name__, "load one with policytargets.load(path)"
        )
    if columns is not None and not isinstance(columns, Mapping):
        remedy = "write for example columns={'value': 'amount'}"
        raise InvalidValueError(
            f"{where}: columns", "a mapping from what a column holds to its name", repr(columns), remedy
        )
    if not isinstance(prefix, str):
        raise InvalidValueError(f"{where}: prefix", "a text", repr(prefix), "write for example prefix='pt_'")


def roles(
    where: str,
    names: Sequence[Any],
    given: Mapping[str, str] | None,
    known: Sequence[str],
    needed: Sequence[str] = (),
) -> dict[str, str]:
    """Find which column holds what: as the caller says, else by its own name; others are the caller's own.

    Raises:
        UnknownReferenceError: a role or a column that is not there, or a column whose name is nearly that of an absent one.
    """
    listed = ", ".join(map(str, names)) or "no column"
    said = dict(given or {})
    for role, name in said.items():
        if role not in known:
            remedy = did_you_mean(str(role), known, f"use {', '.join(known)}")
            raise UnknownReferenceError(f"{where}: columns", "what a column holds", repr(role), remedy)
        if name not in names:
            remedy = did_you_mean(str(name), map(str, names), f"the frame has {listed}")
            raise UnknownReferenceError(f"{where}: columns[{role!r}]", "a column of the frame", repr(name), remedy)
    found = {role: said.get(role, role) for role in known if role in said or role in names}
    absent = [role for role in known if role not in found]
    for name in names:
        near = None if name in found.values() else _meant(str(name), absent)
        if near is not None:
            raise UnknownReferenceError(
                f"{where}: columns", f"the column {near!r}, or none with a name like it", repr(name),
                f"say columns={{{near!r}: {name!r}}}, or rename it",
            )  # fmt: skip
    for role in needed:
        if role not in found:
            raise UnknownReferenceError(
                f"{where}: columns", f"a column {role!r}, or columns={{{role!r}: ...}}", listed,
                f"say which column holds the {role}",
            )  # fmt: skip
    return found


def _meant(name: str, absent: Sequence[str]) -> str | None:
    """Give the absent column that a name surely means: another case, a plural, a slip of the pen."""
    folded = name.strip().lower().replace(" ", "_")
    mixed_up = (role for role in absent if sorted(role) == sorted(folded))
    near = get_close_matches(folded, absent, n=1, cutoff=_SURELY)
    return next((role for role in (folded.removesuffix("s"), *mixed_up, *near) if role in absent), None)
