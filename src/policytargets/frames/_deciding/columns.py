"""Which column of a caller's frame holds what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from policytargets.errors import InvalidValueError
from policytargets.frames._roles import roles

ROLES = ("indicator", "value", "entity", "period", "unit", "target")
NEEDED = ("indicator", "value")
ADDED = ("target", "verdict", "reason", "margin", "margin_unit", "status", "share", "outlook_reason")
"""The columns that deciding adds, behind those of the caller."""

INTERVALS = ("high", "plus_minus")
"""Columns that make an interval of an amount."""


def refuse_intervals(names: Iterable[str], given: Mapping[str, str] | None) -> None:
    """Refuse columns that make intervals of the amounts: a step decides one amount.

    Raises:
        InvalidValueError: there is such a column, by its own name or by the caller's.
    """
    found = [role for role in INTERVALS if role in (given or {}) or role in list(names)]
    if found:
        raise InvalidValueError(
            "decide: columns", "rows of one amount each", f"a column for {found[0]!r}, which makes intervals of them",
            "use frames.assess, which takes intervals; or rename the column if it means something else",
        )  # fmt: skip


@attrs.frozen(kw_only=True)
class Columns:
    """The names of the caller's columns, by what they hold; None where there is none.

    Attributes:
        indicator: ids of indicators.
        value: amounts.
        entity: ids of entities; empty for the plan's own area.
        period: periods, as files write them: 2017, 2017-Q1.
        unit: units of the amounts; empty for the indicator's own.
        target: ids of targets, where the caller says which one a row meets.
    """

    indicator: str
    value: str
    entity: str | None = None
    period: str | None = None
    unit: str | None = None
    target: str | None = None

    @classmethod
    def of(cls, names: Iterable[str], given: Mapping[str, str] | None, prefix: str, *, folded: bool = False) -> Columns:
        """Find the columns: as the caller says, else by their own names; *folded* where names in capitals are the same.

        Raises:
            UnknownReferenceError: a role or a column that is not there.
            InvalidValueError: a column that would be added is there already.
        """
        known = list(names)
        found = roles("decide", known, given, ROLES, NEEDED)
        taken = {str(name).lower() for name in known} if folded else set(known)
        clash = [
            prefix + name
            for name in ADDED
            if (prefix.lower() if folded else prefix) + name in taken and not (name == "target" and "target" in found)
        ]
        if clash:
            raise InvalidValueError(
                "decide",
                f"a frame without a column {clash[0]!r}",
                repr(clash),
                "pass prefix='pt_' for the columns that are added",
            )
        return cls(**found)

    def without_targets(self) -> Columns:
        """Give them where a row is made one for each of its targets.

        Raises:
            InvalidValueError: there is a column that says which target a row meets.
        """
        if self.target is not None:
            raise InvalidValueError(
                "decide: explode", "a frame without a column of targets", repr(self.target),
                "leave explode out, for that column says which target a row meets, or rename it",
            )  # fmt: skip
        return self

    def keys(self) -> dict[str, str]:
        """Give the columns of keys by what they hold."""
        return {role: name for role, name in attrs.asdict(self).items() if name is not None and role != "value"}
