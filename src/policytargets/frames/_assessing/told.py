"""What pairs of entity and target are told: columns, filled target by target, or many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from policytargets.frames._answers import Names, Numbers, Words
from policytargets.frames._assessing.columns import GIVEN, OWN_FAULTS, PROGRESS
from policytargets.frames._tables import REASONS, VERDICTS
from policytargets.verdicts import Timing

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUMBERS = ("margin", "observed", "expected", "required_pace", "share")
FLAGS = ("final", "illustrative")
COUNTS = ("rows",)
CLOSED = {
    "verdict": VERDICTS,
    "timing": tuple(timing.value for timing in Timing),
    "reason": (*REASONS, *OWN_FAULTS),
    "outlook_reason": REASONS,
}
"""Columns of words of which all are known beforehand."""


@attrs.frozen
class Flags:
    """A column of truths, and where there is none."""

    truths: NDArray[np.bool_]
    absent: NDArray[np.bool_]


@attrs.frozen
class Counts:
    """A column of whole numbers."""

    counts: NDArray[np.int64]


Column = Flags | Counts | Numbers | Words
"""A column of answers."""


class Told:
    """Columns of so many rows; what is not told is absent."""

    def __init__(self, count: int, *, progress: bool) -> None:
        """Give room; without *progress* what needs a method is left out."""
        names = ["indicator", "entity", *(name for name in GIVEN if progress or name not in PROGRESS)]
        self.lists = {name: Names(CLOSED.get(name, ())) for name in names}
        self.arrays: dict[str, NDArray[Any]] = {}
        for name in names:
            kind: Any = np.float64 if name in NUMBERS else np.int64 if name in COUNTS else np.int32
            self.arrays[name] = np.full(count, np.nan if name in NUMBERS else -1, dtype=kind)

    def word(self, name: str, text: str | None) -> int:
        """Give the code of a word of a column."""
        return self.lists[name].number(text)

    def say(self, name: str, rows: slice | int | NDArray[Any], told: Any) -> None:
        """Write one thing, or an array, into rows of a column."""
        if isinstance(told, str):
            told = self.word(name, told)
        self.arrays[name][rows] = (np.nan if name in NUMBERS else -1) if told is None else told

    def columns(self, called: dict[str, str], prefix: str) -> dict[str, Column]:
        """Give the columns in order; *called* are the names of those of indicators and entities."""
        found: dict[str, Column] = {}
        for name, array in self.arrays.items():
            shown = called.get(name, prefix + name)
            if name in NUMBERS:
                found[shown] = Numbers(array, ~np.isfinite(array))
            elif name in FLAGS:
                found[shown] = Flags(array > 0, array < 0)
            elif name in COUNTS:
                found[shown] = Counts(array)
            else:
                found[shown] = Words(array, self.lists[name])
        return found
