"""Deciding columns with numpy: each row finds the step of its target that its amount stands on.

Whatever frame the rows come from, this is the one engine; the doors of the kinds of frames only bring blocks of rows in
and carry the answers out.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from math import prod
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import attrs
import numpy as np

from policytargets.frames._stairs import Grid
from policytargets.frames._tables import (
    NO_AMOUNT,
    NOT_A_NUMBER,
    NOT_FINITE,
    REASONS,
    UNKNOWN_PERIOD,
    VERDICTS,
    PlanRow,
    PlanTable,
    faulty,
    read_period,
)
from policytargets.verdicts import Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

T = TypeVar("T")

_OPEN = Verdict.UNDETERMINED.value


class Keys(Protocol):
    """A column of keys."""

    def encoded(self) -> tuple[Ints, list[Any]]:
        """Give for each row the number of its entry, -1 for what is absent, and the entries, each once."""


@attrs.frozen
class Amounts:
    """A column of amounts.

    Attributes:
        numbers: float64, float32 or int64; anything where there is no number.
        absent: where there is none.
        strange: where something stands that is no number.
    """

    numbers: NDArray[Any]
    absent: NDArray[np.bool_]
    strange: NDArray[np.bool_]

    def faults(self) -> tuple[NDArray[np.bool_], ...]:
        """Give where nothing stands, where no finite number does, and where something else does."""
        whole = self.numbers.dtype.kind == "i"
        infinite = np.zeros(0, dtype=bool) if whole else ~(np.isfinite(self.numbers) | self.absent | self.strange)
        return self.absent, infinite, self.strange


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

    target: NDArray[np.int32]
    verdict: NDArray[np.int8]
    reason: NDArray[np.int8]
    margin: NDArray[np.float64]
    no_margin: NDArray[np.bool_]
    margin_unit: NDArray[np.int8]
    progress: Progress | None = None

    @classmethod
    def room(cls, count: int, *, progress: bool) -> Answers:
        """Give room for so many rows."""
        return cls(
            np.empty(count, np.int32), np.empty(count, np.int8), np.empty(count, np.int8), np.empty(count, np.float64),
            np.empty(count, np.bool_), np.empty(count, np.int8), Progress.room(count) if progress else None,
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
    names: list[str]


@attrs.frozen
class Numbers:
    """A column of amounts, and where there is none."""

    amounts: NDArray[np.float64]
    absent: NDArray[np.bool_]


class Names:
    """Entries of a list that grows, by number; None has the number -1."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = list(names)
        self._numbers = {name: number for number, name in enumerate(self.names)}

    def number(self, name: str | None) -> int:
        """Give the number of a name, a new one where it has none yet."""
        if name is None:
            return -1
        if name not in self._numbers:
            self._numbers[name] = len(self.names)
            self.names.append(name)
        return self._numbers[name]


class _Coded:
    """Numbers of keys that stay the same from block to block; 0 is what is absent."""

    def __init__(self) -> None:
        self.entries: list[Any] = [None]
        self._numbers: dict[Any, int] = {}

    def of(self, keys: Keys) -> Ints:
        numbers, entries = keys.encoded()
        own = np.empty(len(entries) + 1, dtype=np.int64)
        own[-1] = 0
        for place, entry in enumerate(entries):
            if entry not in self._numbers:
                self._numbers[entry] = len(self.entries)
                self.entries.append(entry)
            own[place] = self._numbers[entry]
        return own[numbers]


_AMOUNT_FAULTS = tuple(faulty(reason, verdict=_OPEN) for reason in (NO_AMOUNT, NOT_FINITE, NOT_A_NUMBER))
_DENSE = 1 << 22
"""Up to so many combinations of keys, a table of all of them is looked up."""

_ROLES = ("indicator", "entity", "period", "target", "unit")


class Engine:
    """Decides blocks of rows against one plan; it keeps what it compiled, so that blocks share it."""

    def __init__(self, table: PlanTable) -> None:
        self.table = table
        self.targets = Names(dict.fromkeys(slot.target.id for slot in table.slots))
        self.verdicts, self.reasons, self.units = Names(VERDICTS), Names(REASONS), Names()
        self.statuses = Names()
        self._lock = threading.Lock()
        self.open = self.verdicts.number(_OPEN)
        self.coded = {role: _Coded() for role in _ROLES}
        self._rows: dict[str, _Compiled] = {}

    def decide(self, keys: dict[str, Keys], amounts: Amounts, told: Answers) -> None:
        """Write the answers for a block of rows."""
        grid = Grid(str(amounts.numbers.dtype))
        with self._lock:  # an engine of streams may be handed batches by several threads
            compiled = self._rows.get(grid.name) or self._rows.setdefault(grid.name, _Compiled(self, grid))
            coded = {role: self.coded[role].of(column) for role, column in keys.items()}
            rows, given = compiled.rows(coded, len(amounts.absent)), compiled.arrays()
        _answer(given, rows, amounts, told, self.open)

    def columns(self, told: Answers) -> dict[str, Numbers | Words]:
        """Give the columns that are added, in order."""
        found: dict[str, Numbers | Words] = {
            "target": Words(told.target, self.targets.names),
            "verdict": Words(told.verdict, self.verdicts.names),
            "reason": Words(told.reason, self.reasons.names),
            "margin": Numbers(told.margin, told.no_margin),
            "margin_unit": Words(told.margin_unit, self.units.names),
        }
        if told.progress is not None:
            found["status"] = Words(told.progress.status, self.statuses.names)
            found["share"] = Numbers(told.progress.share, told.progress.no_share)
            found["outlook_reason"] = Words(told.progress.reason, self.reasons.names)
        return found

    def plan_row(self, told: dict[str, Any], grid: Grid) -> PlanRow:
        """Give what rows with these keys meet."""
        period = None
        if told.get("period") is not None:
            period = read_period(told["period"])
            if period is None:
                return faulty(UNKNOWN_PERIOD)
        said = {role: None if told.get(role) is None else str(told[role]) for role in _ROLES}
        found = self.table.owner(said["indicator"], said["entity"])
        (slot,) = self.table.choose(found, period, said["target"])
        return self.table.row(slot, said["unit"], grid, period)


class _Compiled:
    """The rows of the plan that were met so far, as arrays."""

    def __init__(self, engine: Engine, grid: Grid) -> None:
        self._engine = engine
        self._grid = grid
        self._numbers: dict[PlanRow, int] = {}
        self._looked_up: dict[tuple[int, ...], Ints] = {}
        self._arrays: _Arrays | None = None
        for row in _AMOUNT_FAULTS:
            self._add(row)

    def rows(self, coded: dict[str, Ints], count: int) -> Ints:
        """Give the plan row that each row of a block meets."""
        sizes = tuple(len(self._engine.coded[role].entries) for role in coded)
        combined = np.zeros(count, dtype=np.int64)
        for size, numbers in zip(sizes, coded.values(), strict=True):
            combined = combined * size + numbers
        if prod(sizes) > _DENSE:
            met, inverse = np.unique(combined, return_inverse=True)
            return self._resolved(met, tuple(coded), sizes)[inverse]
        known = self._looked_up.setdefault(sizes, np.full(prod(sizes), -1, dtype=np.int64))
        found = known[combined]
        if (found < 0).any():
            new = np.unique(combined[found < 0])
            known[new] = self._resolved(new, tuple(coded), sizes)
            found = known[combined]
        return found

    def _resolved(self, keys: Ints, roles: tuple[str, ...], sizes: tuple[int, ...]) -> Ints:
        own = np.empty(len(keys), dtype=np.int64)
        for place, key in enumerate(keys.tolist()):
            told, rest = {}, key
            for role, size in zip(reversed(roles), reversed(sizes), strict=True):
                rest, number = divmod(rest, size)
                told[role] = self._engine.coded[role].entries[number]
            own[place] = self._add(self._engine.plan_row(told, self._grid))
        return own

    def _add(self, row: PlanRow) -> int:
        if row not in self._numbers:
            self._numbers[row] = len(self._numbers)
            self._arrays = None
        return self._numbers[row]

    def arrays(self) -> _Arrays:
        """Give the rows of the plan that were met so far."""
        if self._arrays is None:
            self._arrays = _Arrays.of(list(self._numbers), self._engine, self._grid)
        return self._arrays


def _answer(given: _Arrays, rows: Ints, amounts: Amounts, told: Answers, undetermined: int) -> None:
    """Find the step that each amount stands on."""
    numbers = amounts.numbers
    given.target.take(rows, out=told.target)
    for number, where in enumerate(amounts.faults()):
        if where.any():  # of a row without target nothing else is said
            rows = np.where(where & (told.target >= 0), number, rows)
    step = given.steps.of(rows, numbers)
    given.verdict.take(step, out=told.verdict)
    given.reason.take(step, out=told.reason)
    with np.errstate(invalid="ignore", over="ignore"):
        low, high = numbers - given.low[rows], given.high[rows] - numbers
        np.minimum(low, high, out=low)
        np.multiply(low, given.slope[rows], out=told.margin)
    np.isnan(told.margin, out=told.no_margin)
    np.logical_or(told.no_margin, told.verdict == undetermined, out=told.no_margin)
    given.unit.take(rows, out=told.margin_unit)
    told.margin_unit[told.no_margin] = -1
    if told.progress is not None:
        _progress(given, rows, numbers, told.progress)


def _progress(given: _Arrays, rows: Ints, numbers: NDArray[Any], told: Progress) -> None:
    given.status.take(given.status_steps.of(rows, numbers), out=told.status)
    given.outlook_reason.take(rows, out=told.reason)
    with np.errstate(invalid="ignore", over="ignore"):
        np.subtract(numbers, given.share_start[rows], out=told.share)
        np.divide(told.share, given.share_span[rows], out=told.share)
    np.isnan(told.share, out=told.no_share)


@attrs.frozen
class _Steps:
    """Staircases of rows of the plan, one behind the other: where each step of each lies."""

    thresholds: tuple[NDArray[Any], ...]
    width: int

    @classmethod
    def over(cls, staircases: list[tuple[float, ...]], grid: Grid) -> _Steps:
        """Make all as long as the longest: behind its last step each has that step again."""
        most = max(map(len, staircases))
        even = [(*steps, *[(steps or (0,))[-1]] * (most - len(steps))) for steps in staircases]
        kind = np.int64 if grid.name == "int64" else np.float64
        return cls(tuple(np.array([steps[n] for steps in even], dtype=kind) for n in range(most)), most + 1)

    def even(self, answers: list[tuple[T, ...]]) -> list[T]:
        """Give the answers of all staircases in a row, with the last of each again where it is shorter."""
        return [one for told in answers for one in (*told, *[told[-1]] * (self.width - len(told)))]

    def of(self, rows: Ints, numbers: NDArray[Any]) -> Ints:
        """Find the step on which each number stands in the staircase of its row."""
        step = rows * self.width
        for threshold in self.thresholds:
            step += numbers >= threshold[rows]
        return step


@attrs.frozen
class _Arrays:
    """Rows of the plan, by number."""

    steps: _Steps
    target: NDArray[np.int32]
    verdict: NDArray[np.int8]
    reason: NDArray[np.int8]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    slope: NDArray[np.float64]
    unit: NDArray[np.int8]
    status_steps: _Steps
    status: NDArray[np.int8]
    share_start: NDArray[np.float64]
    share_span: NDArray[np.float64]
    outlook_reason: NDArray[np.int8]

    @classmethod
    def of(cls, rows: list[PlanRow], engine: Engine, grid: Grid) -> _Arrays:
        steps = _Steps.over([row.thresholds for row in rows], grid)
        answers = steps.even([row.answers for row in rows])
        status_steps = _Steps.over([row.status_thresholds for row in rows], grid)
        statuses = status_steps.even([row.statuses for row in rows])
        return cls(
            steps=steps,
            target=np.array([engine.targets.number(row.target) for row in rows], np.int32),
            verdict=np.array([engine.verdicts.number(verdict) for verdict, _ in answers], np.int8),
            reason=np.array([engine.reasons.number(reason) for _, reason in answers], np.int8),
            low=np.array([row.low for row in rows]),
            high=np.array([row.high for row in rows]),
            slope=_numbers([row.slope for row in rows]),
            unit=np.array([engine.units.number(row.margin_unit) for row in rows], np.int8),
            status_steps=status_steps,
            status=np.array([engine.statuses.number(status) for status in statuses], np.int8),
            share_start=_numbers([row.share_start for row in rows]),
            share_span=_numbers([row.share_span for row in rows]),
            outlook_reason=np.array([engine.reasons.number(row.outlook_reason) for row in rows], np.int8),
        )


def _numbers(found: list[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if number is None else number for number in found])
