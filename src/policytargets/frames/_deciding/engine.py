"""Deciding columns with numpy: each row finds the step of its target that its amount stands on.

Whatever frame the rows come from, this is the one engine; the doors of the kinds of frames only bring blocks of rows in
and carry the answers out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from policytargets.frames._answers import Amounts, Answers, Names, Numbers, Words
from policytargets.frames._deciding.met import Met
from policytargets.frames._deciding.records import Recorder
from policytargets.frames._keys import OTHERS, Keys, Known
from policytargets.frames._stairs import Grid
from policytargets.frames._tables import (
    NO_AMOUNT,
    NOT_A_NUMBER,
    NOT_FINITE,
    REASONS,
    TOO_MANY_DIGITS,
    UNKNOWN_PERIOD,
    VERDICTS,
    PlanRow,
    PlanTable,
    faulty,
    read_period,
)
from policytargets.periods import Period
from policytargets.verdicts import Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 1 << 17
"""So many rows are handed over at once, so that what is made of them on the way stays small."""

MOST = 1 << 20
"""And no more than so many."""

_OPEN = Verdict.UNDETERMINED.value
_VERDICTS, _REASONS = Names(VERDICTS), Names(REASONS)  # all engines share what is made of them
_AMOUNT_FAULTS = (NO_AMOUNT, NOT_FINITE, NOT_A_NUMBER, TOO_MANY_DIGITS)
_Found: TypeAlias = tuple[int, str | None, Period | None] | str
_ROLES = ("indicator", "entity", "period", "target", "unit")


class Engine:
    """Decides blocks of rows against one plan; it keeps what it compiled, so that blocks share it."""

    def __init__(self, table: PlanTable, threads: int | None = None) -> None:
        self.table = table
        self.threads = cores() if threads is None else threads
        self.targets = Names(dict.fromkeys(slot.target.id for slot in table.slots))
        self.verdicts, self.reasons, self.units = _VERDICTS, _REASONS, Names()
        self.statuses, self.most_units = Names(), table.most_units
        self.open = _VERDICTS.number(_OPEN)
        entities = {slot.entity for slot in table.slots} | {table.plan.area}
        self._named = frozenset([entity for entity in entities if entity is not None])
        named = {
            "indicator": frozenset([slot.target.indicator.id for slot in table.slots]),
            "entity": self._named, "target": frozenset(self.targets.names),
        }  # fmt: skip
        self.known = {role: Known(named.get(role)) for role in _ROLES}
        self.whose = Known()
        self._periods: dict[str, Period | None] = {}
        self._met: dict[tuple[str, int], Met[_Found]] = {}

    def _met_by(self, amounts: Amounts) -> Met[_Found]:
        """Give the rows of the plan that were met by numbers of a kind, with as many decimals."""
        kind = str(amounts.numbers.dtype), amounts.scale
        if kind not in self._met:
            grid = Grid(kind[0])
            known = self.known | {"entity": self.whose}
            recorder = Recorder(self, grid, progress=self.table.method is not None)
            made: Met[_Found] = Met(
                known, self._find, lambda one: self._row(one, grid, kind[1]), recorder, _AMOUNT_FAULTS
            )
            self._met.setdefault(kind, made)  # another thread may have been first
        return self._met[kind]

    def room(self, count: int) -> Answers:
        """Give room for the answers of so many rows."""
        return Answers.room(count, len(self.targets.names), self.most_units, progress=self.table.method is not None)

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
        numbers, given = self._met_by(amounts).rows(coded)
        given.answer(numbers, amounts, told, self.open, self.units.number)

    def _alike(self, entities: list[str]) -> NDArray[np.int64]:
        """Give numbers of entities by which those that the plan does not name are all one."""
        texts = map(str.strip, entities)
        named = self.whose.numbers((text if text in self._named else OTHERS) if text else None for text in texts)
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

    def _find(
        self, indicator: str | None, entity: str | None, text: str | None, target: str | None, unit: str | None
    ) -> _Found:
        """Find the slot that rows with these keys meet, and what else its row of the plan hangs on; or a fault."""
        period = None
        if text is not None:
            if text not in self._periods:
                self._periods[text] = read_period(text)
            period = self._periods[text]
            if period is None:
                return UNKNOWN_PERIOD
        table = self.table
        slot = table.choose(table.owner(indicator, entity), period, target)
        if isinstance(slot, str):
            return slot
        return slot, unit, None if table.method is None else period or table.slots[slot].period

    def _row(self, found: _Found, grid: Grid, scale: int) -> PlanRow:
        if isinstance(found, str):
            return faulty(found, verdict=_OPEN if found in _AMOUNT_FAULTS else None)
        slot, unit, period = found
        return self.table.row(slot, unit, grid, period, scale)


def cores() -> int:
    """Give how many threads a large table is decided with: one for each core this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
