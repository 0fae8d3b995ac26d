"""Rows of the plan written down as records: thresholds and ends as numbers of a column, by shapes that many of them share."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from operator import ne
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from policytargets.frames._answers import Names, least_kind
from policytargets.frames._deciding.steps import Rows, Stair
from policytargets.frames._stairs import Grid
from policytargets.frames._tables import PlanRow, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Steps = Sequence[Sequence[float]]


class Lists(Protocol):
    """The lists whose entries answers are numbers of."""

    targets: Names
    verdicts: Names
    reasons: Names
    units: Names
    statuses: Names
    most_units: int


class Said:
    """What is said below, on and between steps, by number: many rows of a plan say the same."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Any, ...], int] = {}

    def number(self, answers: tuple[Hashable, ...]) -> int:
        """Give the number of a list of answers."""
        return self._numbers.setdefault(answers, len(self._numbers))

    def kind(self) -> type[np.signedinteger[Any]]:
        """Give a kind of numbers for them."""
        return least_kind(len(self._numbers))

    def table(self, width: int, number: Callable[[Any], int]) -> NDArray[np.int8]:
        """Give numbers of all answers, one list behind the other, each made as long as the longest."""
        even = ((*answers, *[answers[-1]] * (width - len(answers))) for answers in self._numbers)
        return np.array([[number(one) for one in answers] for answers in even], np.int8).ravel()


class Recorder:
    """Makes records of rows of the plan as they come up.

    Args:
        lists: the lists whose entries answers are numbers of.
        grid: the numbers that amounts are.
        progress: whether a method is asked.
    """

    def __init__(self, lists: Lists, grid: Grid, *, progress: bool) -> None:
        self._lists, self._grid, self._with_progress = lists, grid, progress
        self._kind = np.int64 if grid.name == "int64" else np.float64
        self._rows: list[PlanRow] = []
        self._answers, self._statuses = Said(), Said()
        self._stairs = Stair((), "answers"), Stair((), "statuses")
        self._records = np.empty(0, self._kind_of())

    def add(self, rows: Sequence[PlanRow]) -> Rows:
        """Give all rows that came up so far, and these behind them."""
        lists, have = self._lists, len(self._records)
        self._rows = [*self._rows, *rows]
        found = [(where, steps, self._answers.number(answers)) for where, steps, answers in self._stood(rows)]
        told = [row.progress for row in rows] if self._with_progress else []
        self._widen(
            len(rows), max(len(steps) for _, steps, _ in found), max([len(one.thresholds) for one in told] or [0])
        )
        new, (stair, status_stair) = self._records[have:], self._stairs
        for where, steps, number in found:
            new["answers"][where] = number
            for name, step in zip(stair.steps, _even(steps, len(stair.steps)), strict=True):
                new[name][where] = step
        new["target"] = [lists.targets.number(row.target) for row in rows]
        self._measure(rows, new)
        if told:
            self._tell(told, new)
        return Rows(
            self._records, stair,
            self._answers.table(stair.width, lambda answer: lists.verdicts.number(answer[0])),
            self._answers.table(stair.width, lambda answer: lists.reasons.number(answer[1])),
            status_stair, self._statuses.table(status_stair.width, lists.statuses.number), self._rows,
        )  # fmt: skip

    def _kind_of(self) -> np.dtype[Any]:
        """Give the kind of a record: small, since what does not lie in a cache is waited for."""
        stair, status_stair = self._stairs
        kinds: list[tuple[str, Any]] = [(step, self._kind) for step in (*stair.steps, *status_stair.steps)]
        kinds += [(name, np.float64) for name in ("low", "high", "slope")]
        if self._with_progress:
            kinds += [("start", np.float64), ("span", np.float64), ("statuses", np.int32), ("no_status", np.int8)]
        kinds += [
            ("target", least_kind(len(self._lists.targets.names))),
            ("answers", self._answers.kind()),
            ("unit", least_kind(self._lists.most_units)),
        ]
        return np.dtype(kinds, align=True)

    def _widen(self, more: int, *longest: int) -> None:
        """Make room for more records, and in all of them for as many steps as the longest has."""
        old, stairs = self._records, self._stairs
        first, second = (
            Stair(tuple([f"{one.said}{step}" for step in range(max(steps, len(one.steps)))]), one.said)
            for one, steps in zip(stairs, longest, strict=True)
        )
        self._stairs = first, second
        self._records = np.empty(len(old) + more, self._kind_of())
        kept = self._records[: len(old)]
        for name in old.dtype.names or ():
            kept[name] = old[name]
        for before, now in zip(stairs, self._stairs, strict=True):
            for name in now.steps[len(before.steps) :]:
                kept[name] = old[before.steps[-1]] if before.steps else 0

    def _stood(self, rows: Sequence[PlanRow]) -> Iterator[tuple[list[int], Steps, tuple[Any, ...]]]:
        """Give some rows by number, their thresholds, and the answers that all of them have."""
        alike: dict[int, list[int]] = {}
        for number, row in enumerate(rows):
            alike.setdefault(id(row.drawn.shape), []).append(number)
        for numbers in alike.values():
            some = [rows[number] for number in numbers]
            shape = some[0].drawn.shape
            unders = [row.factor[0] * row.drawn.parts for row in some]
            around = [
                list(map(self._grid.around, [row.drawn.cuts[cut] * row.factor[1] for row in some], unders))
                for cut in range(len(shape.said))
            ]
            sides: list[Any] = [tuple(zip(*one, strict=True)) for one in around]
            stood = all(all(map(ne, *side)) for side in sides)
            if stood and (not sides or (min(sides[0][0]) > -math.inf and max(sides[-1][1]) < math.inf)):
                picked, answers = shape.picked((True,) * len(sides))
                yield numbers, [sides[cut][beyond] for cut, beyond in picked], answers
            else:
                yield from _one_by_one(numbers, map(shape.over, zip(*around, strict=True)))

    def _measure(self, rows: Sequence[PlanRow], new: NDArray[Any]) -> None:
        """Write where what is accepted begins and ends, and the slope of the margin: divided exactly and rounded once."""
        number = self._lists.units.number
        lows, highs, slopes, units = [], [], [], []
        for _, (_, _, parts, low, high, margin), (over, under), _, _ in rows:
            lows.append(-math.inf if low is None else low * under / (over * parts))
            highs.append(math.inf if high is None else high * under / (over * parts))
            slopes.append(math.nan if margin is None else over * margin[1] / (under * margin[0]))
            units.append(-1 if margin is None else number(margin[2]))
        new["low"], new["high"], new["slope"], new["unit"] = lows, highs, slopes, units

    def _tell(self, told: Sequence[Told], new: NDArray[Any]) -> None:
        stair = self._stairs[1]
        new["statuses"] = [self._statuses.number(one.statuses) for one in told]
        new["no_status"] = [self._lists.reasons.number(one.reason) for one in told]
        new["start"] = [math.nan if one.start is None else one.start for one in told]
        new["span"] = [math.nan if one.span is None else one.span for one in told]
        even = [_even(one.thresholds, len(stair.steps)) for one in told]
        for number, name in enumerate(stair.steps):
            new[name] = [steps[number] for steps in even]


def _one_by_one(
    numbers: Iterable[int], found: Iterable[tuple[tuple[float, ...], tuple[Any, ...]]]
) -> Iterator[tuple[list[int], Steps, tuple[Any, ...]]]:
    alike: dict[tuple[Any, ...], list[tuple[int, tuple[float, ...]]]] = {}
    for number, (steps, answers) in zip(numbers, found, strict=True):
        alike.setdefault(answers, []).append((number, steps))
    for answers, ones in alike.items():
        yield [number for number, _ in ones], list(zip(*[steps for _, steps in ones], strict=True)), answers


def _even(steps: Sequence[Any], count: int) -> list[Any]:
    """Make a staircase as long as the longest: behind its last step it has that step again."""
    return [*steps, *[steps[-1] if len(steps) else 0] * (count - len(steps))]
