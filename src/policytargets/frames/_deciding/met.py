"""From keys to the rows of the plan that they meet, each found out once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable
from itertools import islice, repeat
from math import prod
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from policytargets.errors import InvalidValueError
from policytargets.frames._deciding.records import Recorder
from policytargets.frames._deciding.steps import Rows
from policytargets.frames._keys import Known, cleaned
from policytargets.frames._tables import PlanRow

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

DENSE = 1 << 22
"""Up to so many combinations of keys, a table of all of them is looked up; beyond, those that were met are sorted."""


K = TypeVar("K", bound=Hashable)


MOST_COMBINED = 1 << 62
"""More combinations of keys than this have no number."""


class Met(Generic[K]):
    """The rows of the plan that were met so far, by combinations of keys. Several threads may share it.

    Args:
        known: the texts of each kind of key, in order.
        find: what rows with one text of each meet.
        make: makes the row of the plan of what was found.
        recorder: makes records of rows of the plan.
        first: what stands before all that is met.
    """

    def __init__(
        self,
        known: dict[str, Known],
        find: Callable[..., K],
        make: Callable[[K], PlanRow],
        recorder: Recorder,
        first: Iterable[K],
    ) -> None:
        self._known, self._find, self._make = known, find, make
        self._recorder = recorder
        self._numbers: dict[K, int] = {}
        self._tables: dict[tuple[str, ...], NDArray[np.int32]] = {}
        self._sorted: dict[tuple[Any, ...], tuple[Ints, Ints]] = {}
        self._lock = threading.Lock()
        self._add(first)

    def _add(self, found: Iterable[K]) -> Ints:
        """Make rows that are new, and give the numbers of all."""
        known, have = self._numbers, len(self._numbers)
        numbers = np.fromiter([known.setdefault(one, len(known)) for one in found], np.int64)
        if len(known) > have:
            self._rows = self._recorder.add(list(map(self._make, islice(known, have, None))))
        return numbers

    def rows(self, coded: dict[str, NDArray[Any]]) -> tuple[Ints, Rows]:
        """Give for each row of a block the number of the row of the plan that it meets, and those rows."""
        roles = tuple(coded)
        with self._lock:
            shape = tuple(_room(len(self._known[role].names.names) + 1) for role in roles)
            table = self._table(roles, shape) if prod(shape) <= DENSE else None
        if prod(shape) > MOST_COMBINED:
            counts = ", ".join(f"{len(self._known[role].names.names):,} of {role}" for role in roles)
            raise InvalidValueError(
                "decide: frame", "keys of which all combinations can be numbered", counts, "decide it in parts"
            )
        combined = coded[roles[0]].astype(np.int64)
        for role, size in zip(roles[1:], shape[1:], strict=True):
            combined *= size
            combined += coded[role]
        found = self._among_sorted(combined, roles, shape) if table is None else table.take(combined, mode="clip")
        if table is not None and (found < 0).any():
            new = np.unique(combined[found < 0])
            with self._lock:
                table[new] = self._resolved(new, roles, shape)
            found = table[combined]
        return found.astype(np.int64, copy=False), self._rows

    def _table(self, roles: tuple[str, ...], shape: tuple[int, ...]) -> NDArray[np.int32]:
        held = self._tables.get(roles)
        if held is None or held.shape != shape:
            table = np.full(shape, -1, np.int32)
            if held is not None:
                table[tuple(map(slice, held.shape))] = held
            self._tables[roles] = table
        return self._tables[roles].reshape(-1)

    def _among_sorted(self, combined: Ints, roles: tuple[str, ...], shape: tuple[int, ...]) -> Ints:
        met, inverse = np.unique(combined, return_inverse=True)
        with self._lock:
            keys, rows = self._sorted.get((roles, shape), (np.empty(0, np.int64), np.empty(0, np.int64)))
            new = np.setdiff1d(met, keys, assume_unique=True)
            if len(new):
                place = np.searchsorted(keys, new)
                keys, rows = (
                    np.insert(keys, place, new),
                    np.insert(rows, place, self._resolved(new, roles, shape)),
                )
                self._sorted = {(roles, shape): (keys, rows)}
        return rows[np.searchsorted(keys, met)][inverse]

    def _resolved(self, keys: Ints, roles: tuple[str, ...], shape: tuple[int, ...]) -> Ints:
        places = dict(zip(roles, np.unravel_index(keys, shape), strict=True))
        texts = [
            map(cleaned, map(known.entries.__getitem__, places[role].tolist())) if role in places else repeat(None)
            for role, known in self._known.items()
        ]
        return self._add(map(self._find, *texts))


def _room(count: int) -> int:
    """Give a size with room to grow."""
    return 1 << (count - 1).bit_length() if count > 1 else 1
