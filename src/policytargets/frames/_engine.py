"""Deciding columns with numpy: each row finds the step of its target that its amount stands on.

Whatever frame the rows come from, this is the one engine; the doors of the kinds of frames only bring blocks of rows in
and carry the answers out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from policytargets.frames._answers import Amounts, Answers, Names, Numbers, Words
from policytargets.frames._keys import Keys, Known
from policytargets.frames._met import Met
from policytargets.frames._stairs import Grid
from policytargets.frames._steps import Recorder
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

    from policytargets.periods import Period

BLOCK = 1 << 17
"""So many rows are handed over at once, so that what is made of them on the way stays small."""

MOST = 1 << 20
"""And no more than so many."""

_OPEN = Verdict.UNDETERMINED.value
_AMOUNT_FAULTS = tuple(faulty(reason, verdict=_OPEN) for reason in (NO_AMOUNT, NOT_FINITE, NOT_A_NUMBER))
_UNNAMED = "\0"
_ROLES = ("indicator", "entity", "period", "target", "unit")


class Engine:
    """Decides blocks of rows against one plan; it keeps what it compiled, so that blocks share it."""

    def __init__(self, table: PlanTable, threads: int | None = None) -> None:
        self.table = table
        self.threads = cores() if threads is None else threads
        self.targets = Names(dict.fromkeys(slot.target.id for slot in table.slots))
        self.verdicts, self.reasons, self.units = Names(VERDICTS), Names(REASONS), Names()
        self.statuses = Names()
        self.open = self.verdicts.number(_OPEN)
        self.known = {role: Known() for role in _ROLES}
        self.whose = Known()
        self._named = {slot.entity for slot in table.slots} | {table.plan.area}
        self._periods: dict[str, Period | None] = {}
        self._met = {name: self._nothing_met(Grid(name)) for name in ("float64", "float32", "int64")}

    def _nothing_met(self, grid: Grid) -> Met:
        kind = np.int64 if grid.name == "int64" else np.float64
        met = Met(self.known | {"entity": self.whose}, lambda told: self._plan_row(told, grid), Recorder(self, kind))
        met.add(_AMOUNT_FAULTS)
        return met

    def room(self, count: int) -> Answers:
        """Give room for the answers of so many rows."""
        return Answers.room(count, len(self.targets.names), progress=self.table.method is not None)

    def decide(self, keys: Mapping[str, Keys], amounts: Callable[[slice], Amounts], told: Answers) -> None:
        """Write the answers for all rows, block by block."""
        count = len(told.verdict)
        # Beside many targets, looking up their names has a cost of its own for every block.
        size = min(max(BLOCK, 5 * len(self.targets.names)), MOST)
        blocks = [slice(start, min(start + size, count)) for start in range(0, count, size)]

        def work(rows: slice) -> None:
            self._block(keys, rows, amounts(rows), told.part(rows))

        if self.threads == 1 or len(blocks) <= 1:
            for rows in blocks:
                work(rows)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            for _ in pool.map(work, blocks):
                pass

    def _block(self, keys: Mapping[str, Keys], rows: slice, amounts: Amounts, told: Answers) -> None:
        coded = {role: column.numbers(self.known[role], rows) for role, column in keys.items()}
        if "entity" in coded:
            coded["entity"] = self.known["entity"].names.made(self._alike)[coded["entity"]]
        numbers, given = self._met[str(amounts.numbers.dtype)].rows(coded)
        given.answer(numbers, amounts, told, self.open)

    def _alike(self, entities: list[str]) -> NDArray[np.int64]:
        """Give numbers of entities by which those that the plan does not name are all one."""
        named = self.whose.numbers(name if name in self._named else _UNNAMED for name in entities)
        return np.append(np.zeros(1, np.int64), named)

    def columns(self, told: Answers) -> dict[str, Numbers | Words]:
        """Give the columns that are added, in order."""
        found: dict[str, Numbers | Words] = {
            "target": Words(told.target, self.targets),
            "verdict": Words(told.verdict, self.verdicts),
            "reason": Words(told.reason, self.reasons),
            "margin": Numbers(told.margin, told.no_margin),
            "margin_unit": Words(told.margin_unit, self.units),
        }
        if told.progress is not None:
            found["status"] = Words(told.progress.status, self.statuses)
            found["share"] = Numbers(told.progress.share, told.progress.no_share)
            found["outlook_reason"] = Words(told.progress.reason, self.reasons)
        return found

    def _plan_row(self, told: dict[str, str | None], grid: Grid) -> PlanRow:
        """Give what rows with these keys meet."""
        text, period = told.get("period"), None
        if text is not None:
            if text not in self._periods:
                self._periods[text] = read_period(text)
            period = self._periods[text]
            if period is None:
                return faulty(UNKNOWN_PERIOD)
        found = self.table.owner(told["indicator"], told.get("entity"))
        slot = self.table.choose(found, period, told.get("target"))
        return self.table.row(slot, told.get("unit"), grid, period)


def cores() -> int:
    """Give how many threads a large table is decided with: one for each core this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
