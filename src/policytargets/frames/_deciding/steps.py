"""The kernel: rows of the plan as arrays, and for each amount the step of its row that it stands on."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from policytargets.frames._amounts import WIDE, decimals
from policytargets.frames._answers import Amounts, Answers, Progress

if TYPE_CHECKING:
    from policytargets.frames._tables import PlanRow

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

AT_ONCE = 1 << 15
"""So many rows are answered at once: what they need stays in the cache of a core."""


@attrs.frozen
class Stair:
    """Staircases of rows of the plan.

    Attributes:
        steps: names of the columns of the first steps, the second ones, and so on. All staircases are made as long as the
            longest: behind its last step each has that step again.
        said: the column of what is said on them.
    """

    steps: tuple[str, ...]
    said: str

    @property
    def width(self) -> int:
        """How many answers each has."""
        return len(self.steps) + 1

    def of(self, rows: NDArray[Any], numbers: NDArray[Any]) -> Ints:
        """Find the place, in the table of what is said, of the step on which each number stands."""
        found: Ints = rows[self.said] * np.int64(self.width)
        for step in self.steps:
            found += numbers >= rows[step]
        return found


@attrs.frozen(eq=False, slots=False)
class Rows:
    """Rows of the plan by number, as one record each: what an amount needs of its row lies side by side in memory.

    Attributes:
        records: the records.
        stair: the staircases of verdicts and reasons.
        verdicts: numbers of verdicts, by places of the staircases.
        reasons: numbers of reasons.
        status_stair: the staircases of statuses.
        statuses: numbers of statuses.
        plan: the rows themselves.
    """

    records: NDArray[Any]
    stair: Stair
    verdicts: NDArray[np.int8]
    reasons: NDArray[np.int8]
    status_stair: Stair
    statuses: NDArray[np.int8]
    plan: list[PlanRow]
    _raw: NDArray[np.void] = attrs.field(init=False)

    @_raw.default
    def _as_bytes(self) -> NDArray[np.void]:
        return self.records.view(f"V{self.records.itemsize}")

    @cached_property
    def _asked(self) -> list[int]:
        """The rows that are asked for the margin of each amount by itself."""
        return [number for number, row in enumerate(self.plan) if row.slot is not None]

    def of(self, rows: Ints) -> NDArray[Any]:
        """Give the records of some rows; numpy copies plain bytes at twice the speed of records."""
        return self._raw.take(rows, mode="clip").view(self.records.dtype)

    def answer(
        self, rows: Ints, amounts: Amounts, told: Answers, undetermined: int, unit: Callable[[str], int]
    ) -> None:
        """Write what amounts are told that meet these rows, a part of them at a time."""
        for start in range(0, len(rows), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            self._answer(rows[part], amounts.part(part), told.part(part), undetermined, unit)

    def _answer(
        self, rows: Ints, amounts: Amounts, told: Answers, undetermined: int, unit: Callable[[str], int]
    ) -> None:
        numbers, met = amounts.numbers, self.of(rows)
        told.target[:] = met["target"]
        for number, where in enumerate(amounts.faults()):
            faulty = where[told.target[where] >= 0]  # of a row without target nothing else is said
            if len(faulty):
                met[faulty] = self.records[number]
        place = self.stair.of(met, numbers)
        self.verdicts.take(place, out=told.verdict, mode="clip")
        self.reasons.take(place, out=told.reason, mode="clip")
        measured = decimals(numbers)
        with np.errstate(invalid="ignore", over="ignore"):
            room, above = measured - met["low"], met["high"] - measured
            np.minimum(room, above, out=room)
            np.multiply(room, met["slope"], out=told.margin)
        told.margin_unit[:] = met["unit"]
        for row in self._one_by_one(rows, numbers).tolist():
            found = self.plan[rows[row]].margin(_exactly(numbers[row]))
            if found is not None:
                told.margin[row], told.margin_unit[row] = found[0], unit(found[1])
        np.isfinite(told.margin, out=told.no_margin)
        np.logical_not(told.no_margin, out=told.no_margin)
        np.logical_or(told.no_margin, told.verdict == undetermined, out=told.no_margin)
        told.margin_unit[told.no_margin] = -1
        if told.progress is not None:
            self._progress(met, numbers, measured, told.progress)

    def _one_by_one(self, rows: Ints, numbers: NDArray[Any]) -> Ints:
        """Find the amounts whose margin is not reckoned in floats: too large for them, or no straight line."""
        odd = (numbers >= WIDE) | (numbers <= -WIDE)
        if self._asked:
            odd |= np.isin(rows, self._asked)
        found: Ints = np.flatnonzero(odd & np.isfinite(numbers))
        return found

    def _progress(self, met: NDArray[Any], numbers: NDArray[Any], measured: NDArray[Any], told: Progress) -> None:
        self.statuses.take(self.status_stair.of(met, numbers), out=told.status, mode="clip")
        told.reason[:] = met["no_status"]
        with np.errstate(invalid="ignore", over="ignore"):
            np.subtract(measured, met["start"], out=told.share)
            np.divide(told.share, met["span"], out=told.share)
        np.isfinite(told.share, out=told.no_share)
        np.logical_not(told.no_share, out=told.no_share)


def _exactly(number: np.generic) -> Fraction:
    """Give the number that is meant: of a float its shortest decimal."""
    return Fraction(str(number))
