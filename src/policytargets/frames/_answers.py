"""Columns of answers as numpy holds them: numbers of words, and amounts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T")


def least_kind(count: int) -> type[np.signedinteger[Any]]:
    """Give the smallest kind of numbers for so many entries of a list, and -1."""
    return next(kind for kind in (np.int8, np.int16, np.int32) if count <= np.iinfo(kind).max)


@attrs.frozen
class Amounts:
    """A column of amounts.

    Attributes:
        numbers: float64, float32 or int64; of floats, nan where there is no number.
        absent: where there is none, of whole numbers; None where that is nowhere.
        strange: where something stands that is no number; None where that is nowhere.
        beyond: where a number has more digits than are compared exactly; None where that is nowhere.
        scale: how many of their last digits are decimals, of whole numbers.
    """

    numbers: NDArray[Any]
    absent: NDArray[np.bool_] | None = None
    strange: NDArray[np.bool_] | None = None
    beyond: NDArray[np.bool_] | None = None
    scale: int = 0

    def part(self, rows: slice) -> Amounts:
        """Give some of the rows."""
        absent, strange, beyond = (
            None if found is None else found[rows] for found in (self.absent, self.strange, self.beyond)
        )
        return Amounts(self.numbers[rows], absent, strange, beyond, self.scale)

    def faults(self) -> tuple[NDArray[np.intp], ...]:
        """Give the rows where nothing stands, no finite number, something else, and a number of too many digits."""
        none = np.empty(0, np.intp)
        absent, strange, beyond = (
            none if found is None else np.flatnonzero(found) for found in (self.absent, self.strange, self.beyond)
        )
        infinite = none
        if self.numbers.dtype.kind == "f":
            odd = np.flatnonzero(~np.isfinite(self.numbers))
            empty = np.isnan(self.numbers[odd])
            absent, infinite = odd[empty], odd[~empty]
        return absent, infinite, strange, beyond


@attrs.frozen
class Answers:
    """What each row is told: numbers of entries of the engine's lists, -1 for what is absent, and amounts.

    Attributes:
        target: which target.
        verdict: which verdict.
        reason: which reason.
        margin: amounts in their units.
        no_margin: where there is none.
        margin_unit: which unit.
        progress: what a method says, where one is asked.
    """

    target: NDArray[Any]
    verdict: NDArray[np.int8]
    reason: NDArray[np.int8]
    margin: NDArray[np.float64]
    no_margin: NDArray[np.bool_]
    margin_unit: NDArray[Any]
    progress: Progress | None = None

    @classmethod
    def room(cls, count: int, targets: int, units: int, *, progress: bool) -> Answers:
        """Give room for so many rows, about so many targets whose margins are in at most so many units."""
        return cls(
            np.empty(count, least_kind(targets)), np.empty(count, np.int8), np.empty(count, np.int8), np.empty(count, np.float64),
            np.empty(count, np.bool_), np.empty(count, least_kind(units)), Progress.room(count) if progress else None,
        )  # fmt: skip

    def part(self, rows: slice) -> Answers:
        """Give some of the rows, to be written to."""
        return Answers(
            self.target[rows], self.verdict[rows], self.reason[rows], self.margin[rows], self.no_margin[rows],
            self.margin_unit[rows], None if self.progress is None else self.progress.part(rows),
        )  # fmt: skip


@attrs.frozen
class Progress:
    """What a method says of each row.

    Attributes:
        status: which status.
        share: shares, 1 = goal met.
        no_share: where there is none.
        reason: why there is no status.
    """

    status: NDArray[np.int8]
    share: NDArray[np.float64]
    no_share: NDArray[np.bool_]
    reason: NDArray[np.int8]

    @classmethod
    def room(cls, count: int) -> Progress:
        """Give room for so many rows."""
        numbers, absent = np.empty(count, np.float64), np.empty(count, np.bool_)
        return cls(np.empty(count, np.int8), numbers, absent, np.empty(count, np.int8))

    def part(self, rows: slice) -> Progress:
        """Give some of the rows, to be written to."""
        return Progress(self.status[rows], self.share[rows], self.no_share[rows], self.reason[rows])


@attrs.frozen
class Words:
    """A column of words, as numbers of a list; -1 is absent."""

    codes: NDArray[Any]
    names: Names


@attrs.frozen
class Numbers:
    """A column of amounts, and where there is none."""

    amounts: NDArray[np.float64]
    absent: NDArray[np.bool_]


class Names:
    """Entries of a list that grows, by number; None has the number -1. Several threads may share it."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = list(names)
        self._numbers: dict[str | None, int] = {name: number for number, name in enumerate(self.names)} | {None: -1}
        self._made: dict[Any, tuple[int, Any]] = {}
        self._lock = threading.Lock()

    def __contains__(self, name: str | None) -> bool:
        """Whether a name has a number."""
        return name in self._numbers

    def number(self, name: str | None) -> int:
        """Give the number of a name, a new one where it has none yet."""
        found = self._numbers.get(name)
        if found is not None:
            return found
        with self._lock:
            if name not in self._numbers and name is not None:  # pragma: no branch -- else another thread was first
                self.names.append(name)  # who sees the number finds the name
                self._numbers[name] = len(self.names) - 1
        return self._numbers[name]

    def made(self, make: Callable[[list[str]], T]) -> T:
        """Give what a door makes of the list, made once until it grows."""
        count, held = self._made.get(make, (-1, None))
        if count != len(self.names):
            names = list(self.names)
            held = make(names)
            self._made[make] = (len(names), held)
        found: T = held
        return found
