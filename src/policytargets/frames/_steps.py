"""The kernel: rows of the plan as arrays, and for each amount the step of its row that it stands on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import attrs
import numpy as np

from policytargets.frames._answers import Amounts, Answers, Names, Progress
from policytargets.frames._tables import PlanRow

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

AT_ONCE = 1 << 14
"""So many rows are answered at once: what they need stays in the cache of a core."""


class Lists(Protocol):
    """The lists whose entries answers are numbers of."""

    targets: Names
    verdicts: Names
    reasons: Names
    units: Names
    statuses: Names


class Said:
    """What is said below, on and between steps, by number: many rows of a plan say the same."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Any, ...], int] = {}

    def number(self, answers: tuple[Hashable, ...]) -> int:
        """Give the number of a list of answers."""
        return self._numbers.setdefault(answers, len(self._numbers))

    def table(self, width: int, number: Callable[[Any], int]) -> NDArray[np.int8]:
        """Give numbers of all answers, one list behind the other, each made as long as the longest."""
        even = ((*answers, *[answers[-1]] * (width - len(answers))) for answers in self._numbers)
        return np.array([[number(one) for one in answers] for answers in even], np.int8).ravel()


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

    @classmethod
    def over(cls, staircases: Iterable[tuple[float, ...]], said: str) -> Stair:
        """Give names for as many steps as the longest has."""
        return cls(tuple(f"{said}{number}" for number in range(max(map(len, staircases)))), said)

    @property
    def width(self) -> int:
        """How many answers each has."""
        return len(self.steps) + 1

    def even(self, steps: tuple[float, ...]) -> tuple[float, ...]:
        """Make a staircase as long as the longest."""
        return (
            steps
            if len(steps) == len(self.steps)
            else (*steps, *[(steps or (0,))[-1]] * (len(self.steps) - len(steps)))
        )

    def of(self, rows: NDArray[Any], numbers: NDArray[Any]) -> Ints:
        """Find the place, in the table of what is said, of the step on which each number stands."""
        found: Ints = rows[self.said] * np.int64(self.width)
        for step in self.steps:
            found += numbers >= rows[step]
        return found


def _width(stair: Stair) -> int:
    return stair.width


@attrs.frozen(eq=False)
class Rows:
    """Rows of the plan by number, as one record each: what an amount needs of its row lies side by side in memory.

    Attributes:
        records: the records.
        stair: the staircases of verdicts and reasons.
        verdicts: numbers of verdicts, by places of the staircases.
        reasons: numbers of reasons.
        status_stair: the staircases of statuses.
        statuses: numbers of statuses.
    """

    records: NDArray[Any]
    stair: Stair
    verdicts: NDArray[np.int8]
    reasons: NDArray[np.int8]
    status_stair: Stair
    statuses: NDArray[np.int8]

    def answer(self, rows: Ints, amounts: Amounts, told: Answers, undetermined: int) -> None:
        """Write what amounts are told that meet these rows, a part of them at a time."""
        for start in range(0, len(rows), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            self._answer(rows[part], amounts.part(part), told.part(part), undetermined)

    def _answer(self, rows: Ints, amounts: Amounts, told: Answers, undetermined: int) -> None:
        numbers, met = amounts.numbers, self.records.take(rows, mode="clip")
        told.target[:] = met["target"]
        for number, where in enumerate(amounts.faults()):
            faulty = where[told.target[where] >= 0]  # of a row without target nothing else is said
            if len(faulty):
                met[faulty] = self.records[number]
        place = self.stair.of(met, numbers)
        self.verdicts.take(place, out=told.verdict, mode="clip")
        self.reasons.take(place, out=told.reason, mode="clip")
        with np.errstate(invalid="ignore", over="ignore"):
            room, above = numbers - met["low"], met["high"] - numbers
            np.minimum(room, above, out=room)
            np.multiply(room, met["slope"], out=told.margin)
        np.isnan(told.margin, out=told.no_margin)
        np.logical_or(told.no_margin, told.verdict == undetermined, out=told.no_margin)
        told.margin_unit[:] = met["unit"]
        told.margin_unit[told.no_margin] = -1
        if told.progress is not None:
            self._progress(met, numbers, told.progress)

    def _progress(self, met: NDArray[Any], numbers: NDArray[Any], told: Progress) -> None:
        self.statuses.take(self.status_stair.of(met, numbers), out=told.status, mode="clip")
        told.reason[:] = met["no_status"]
        with np.errstate(invalid="ignore", over="ignore"):
            np.subtract(numbers, met["start"], out=told.share)
            np.divide(told.share, met["span"], out=told.share)
        np.isnan(told.share, out=told.no_share)


class Recorder:
    """Makes records of rows of the plan as they come up.

    Args:
        lists: the lists whose entries answers are numbers of.
        kind: of the numbers that amounts are compared with.
    """

    def __init__(self, lists: Lists, kind: type[np.generic]) -> None:
        self._lists, self._kind = lists, kind
        self._rows: list[PlanRow] = []
        self._answers, self._statuses = Said(), Said()
        self._stairs = (Stair((), "answers"), Stair((), "statuses"))
        self._records: NDArray[Any] | None = None

    def add(self, rows: Sequence[PlanRow]) -> Rows:
        """Give all rows that came up so far, and these behind them."""
        self._rows.extend(rows)
        old, new = (
            self._stairs,
            (
                Stair.over([row.thresholds for row in rows], "answers"),
                Stair.over([row.status_thresholds for row in rows], "statuses"),
            ),
        )
        self._stairs = (max(old[0], new[0], key=_width), max(old[1], new[1], key=_width))
        if self._records is None or self._stairs != old:  # all become longer
            self._records = self._recorded(self._rows)
        else:
            self._records = np.concatenate([self._records, self._recorded(rows)])
        stair, status_stair = self._stairs
        lists = self._lists
        return Rows(
            self._records, stair,
            self._answers.table(stair.width, lambda answer: lists.verdicts.number(answer[0])),
            self._answers.table(stair.width, lambda answer: lists.reasons.number(answer[1])),
            status_stair, self._statuses.table(status_stair.width, lists.statuses.number),
        )  # fmt: skip

    def _recorded(self, rows: Sequence[PlanRow]) -> NDArray[Any]:
        lists, (stair, status_stair) = self._lists, self._stairs
        found = [
            (
                *stair.even(row.thresholds), *status_stair.even(row.status_thresholds),
                row.low, row.high, row.slope, row.share_start, row.share_span,  # None becomes nan
                self._answers.number(row.answers), self._statuses.number(row.statuses),
                lists.targets.number(row.target), lists.units.number(row.margin_unit),
                lists.reasons.number(row.outlook_reason),
            )
            for row in rows
        ]  # fmt: skip
        steps = [(step, self._kind) for step in (*stair.steps, *status_stair.steps)]
        floats = [(name, np.float64) for name in ("low", "high", "slope", "start", "span")]
        numbers = [(name, np.int32) for name in ("answers", "statuses", "target", "unit", "no_status")]
        return np.array(found, dtype=[*steps, *floats, *numbers])
