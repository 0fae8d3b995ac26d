"""What `assess` reads of a frame and what it gives: the roles of columns, and what can be wrong with a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from policytargets._observation_text import did_you_mean
from policytargets.errors import InvalidValueError, UnknownReferenceError
from policytargets.frames._roles import roles

ROLES = (
    "indicator", "value", "entity", "period", "unit", "high", "plus_minus", "since", "obs_status", "published", "source",
)  # fmt: skip
"""The roles of columns; the words are those of files of observations."""
NEEDED = ("indicator", "value", "period")
AMOUNTS = ("value", "high", "plus_minus")
GIVEN = (
    "target", "verdict", "timing", "final", "period", "margin", "margin_unit", "observed", "expected", "required_pace",
    "observed_unit", "illustrative", "status", "share", "outlook_reason", "reason", "reason_codes", "rows",
)  # fmt: skip
"""The columns that come back, behind those of indicator and entity."""
PROGRESS = ("status", "share", "outlook_reason")
"""Those that need a method."""

UNKNOWN_SINCE, UNKNOWN_STATUS, UNKNOWN_DAY, IMPOSSIBLE = (
    "unknown_since",
    "unknown_obs_status",
    "unknown_published",
    "impossible",
)
OWN_FAULTS = (UNKNOWN_SINCE, UNKNOWN_STATUS, UNKNOWN_DAY, IMPOSSIBLE)
"""What can be wrong with a row of observations beyond what can with a row that is decided by itself."""


@attrs.frozen(kw_only=True)
class AssessColumns:
    """The names of the caller's columns, by what they hold.

    Attributes:
        names: the columns that are there, by role.
        each: whether targets are asked of every entity of the column of entities.
    """

    names: dict[str, str]
    each: bool

    @classmethod
    def of(cls, known: Iterable[str], given: Mapping[str, str] | None, each: str | None, prefix: str) -> AssessColumns:
        """Find the columns: as the caller says, else by their own names.

        Raises:
            UnknownReferenceError: a role or a column that is not there.
            InvalidValueError: the column of entities is named twice, or a key is called as a column that is given.
        """
        columns, said = list(known), dict(given or {})
        if each is not None and said.setdefault("entity", each) != each:
            got = f"each={each!r} and columns={{'entity': {said['entity']!r}}}"
            raise InvalidValueError("assess: each", "one column of entities", got, "name it in each alone")
        if each is not None and each not in columns:
            remedy = did_you_mean(str(each), map(str, columns), "name the column of entities")
            raise UnknownReferenceError("assess: each", "a column of the frame", repr(each), remedy)
        found = roles("assess", columns, said, ROLES, NEEDED)
        keys = [found["indicator"], found.get("entity", "entity")]
        clash = [name for name in GIVEN if prefix + name in keys]
        if clash:
            raise InvalidValueError(
                "assess", f"a key that is not called {prefix + clash[0]!r}", repr(clash),
                "pass prefix='pt_' for the columns that are given",
            )  # fmt: skip
        return cls(names=found, each=each is not None)

    @property
    def indicator(self) -> str:
        """What the column of indicators is called."""
        return self.names["indicator"]

    @property
    def entity(self) -> str:
        """What the column of entities is called, ``entity`` where the frame has none."""
        return self.names.get("entity", "entity")

    @property
    def called(self) -> dict[str, str]:
        """What the columns of keys are called that come back."""
        return {"indicator": self.indicator, "entity": self.entity}

    @property
    def needed(self) -> list[str]:
        """The columns that are read, each once."""
        return list(dict.fromkeys(self.names.values()))
