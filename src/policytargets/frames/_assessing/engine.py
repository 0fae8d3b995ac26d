"""Assessing columns: pairs of entity and target whose rows tell the same are asked of the scalar logic once.

Of one amount of one period the scalar logic looks at nothing but the answer it gives (and whether it is provisional or
illustrative); of several periods on one side of the due one, at nothing but the nearest with each answer. So a pair is
known by the answer of its due period and of the nearest periods with each answer before and after. What does not come
down to this is asked pair by pair.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import deque
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np

from policytargets.errors import InvalidValueError
from policytargets.frames._assessing.columns import AssessColumns
from policytargets.frames._assessing.lines import Common, Lines
from policytargets.frames._assessing.one import OneTarget, say_judged
from policytargets.frames._assessing.pairs import Members
from policytargets.frames._assessing.rows import ABSENT, FAULTY, Reader, Rows, Source
from policytargets.frames._assessing.scalar import Asked
from policytargets.frames._assessing.series import Series
from policytargets.frames._assessing.together import Together, parts
from policytargets.frames._assessing.told import Told
from policytargets.frames._tables import NO_TARGET
from policytargets.outlooks import Method
from policytargets.plans import Plan
from policytargets.targets import Target

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@attrs.frozen(eq=False)
class Assessor:
    """Assesses frames by a plan.

    Attributes:
        plan: the plan.
        as_of: the date.
        method: by which it is said whether targets are on the way.
        each: whether every target is asked of every entity of the frame.
    """

    plan: Plan
    as_of: dt.date
    method: Method | None
    each: bool

    @cached_property
    def reader(self) -> Reader:
        """What cells can mean."""
        return Reader(self.plan)

    @cached_property
    def targets(self) -> tuple[Lines, ...]:
        """The targets, as they are asked."""
        known = {one.id: one for one in self.reader.indicators}
        for target in self.plan.targets:
            if known[target.indicator.id] != target.indicator:
                raise InvalidValueError(
                    f"indicator {target.indicator.id!r}", "one definition under one id",
                    f"another in the target {target.id!r}", "use the same Indicator for both",
                )  # fmt: skip
        common = Common()
        return tuple(Lines(one, common) for one in Asked.all(self.plan, self.as_of, self.method))

    @property
    def with_progress(self) -> bool:
        """Whether a method is asked for, or any target has its own."""
        return any(one.asked.method is not None for one in self.targets)

    def told(self, source: Source, names: AssessColumns) -> Told:
        """Assess a frame."""
        return _Frame(self, Rows.read(source, names, self.reader)).told()


@attrs.frozen(eq=False)
class _Frame:
    """One frame, assessed."""

    by: Assessor
    rows: Rows

    @property
    def _entities(self) -> int:
        return len(self.rows.columns["entity"].texts) + 1

    @cached_property
    def _indicator(self) -> Ints:
        column = self.rows.columns["indicator"]
        return column.by_code(column.meant)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Entities by name, in order of names: rows then lie in the order in which all are asked."""
        found = {text: number for number, text in enumerate(sorted(self.rows.columns["entity"].texts), start=1)}
        if self.by.plan.area is not None:
            found[self.by.plan.area] = 0
        return found

    @cached_property
    def _entity(self) -> Ints:
        column = self.rows.columns["entity"]
        return np.maximum(column.by_code(self._numbers[text] for text in column.texts), 0)

    @cached_property
    def _everyone(self) -> Members:
        """Every entity of the frame, in the order of their names; the plan's own area where the frame names it."""
        texts = self.rows.columns["entity"].texts
        return self._named(sorted(texts))

    def _named(self, names: Sequence[str | None]) -> Members:
        numbers = [0 if name is None else self._numbers.get(name, ABSENT) for name in names]
        return Members(tuple(names), np.array(numbers, dtype=np.int64))

    def _members(self, target: Target) -> Members:
        """Give the entities that a target is asked of."""
        if target.superseded_by is not None:
            return self._named([None])
        if self.by.each:
            return self._everyone
        if target.each is not None:
            return self._named(target.each.members or ())
        return self._named([None if target.entity == self.by.plan.area else target.entity])

    def told(self) -> Told:
        """Write the answers of all targets, then what is wrong with rows."""
        targets = self.by.targets
        members = [self._members(one.asked.target) for one in targets]
        self._find_unasked(members)
        wrong = self._wrong()
        unknown = np.array(
            [
                not self.by.each and one.asked.target.each is not None and not them.names
                for one, them in zip(targets, members, strict=True)
            ],
            dtype=np.int64,
        )
        sizes = np.array([len(them.names) for them in members], dtype=np.int64)
        starts = np.cumsum(sizes + unknown) - sizes - unknown
        count = int(sizes.sum() + unknown.sum())
        told = Told(count + len(wrong), progress=self.by.with_progress)
        series = Series(self.rows, self._indicator, self._entity, self._entities, self.by.as_of)
        ones = [
            OneTarget(one, them, series, told, start)
            for one, them, start in zip(targets, members, starts.tolist(), strict=True)
        ]
        self._say_ones(ones, sizes, starts, series, told)
        for one, without, row in zip(ones, unknown.tolist(), (starts + sizes).tolist(), strict=True):
            if without:
                self._say_whole(one.asked, told, row)
        for row, (fault, indicator, entity, number) in enumerate(wrong, start=count):
            for name, word in (("reason", fault), ("indicator", indicator), ("entity", entity), ("rows", number)):
                told.say(name, row, word)
        return told

    def _say_ones(self, ones: Sequence[OneTarget], sizes: Ints, starts: Ints, series: Series, told: Told) -> None:
        """Write whose answers these are, and the answers: many targets at once, or each pair by itself."""
        owner = np.repeat(np.arange(len(ones)), sizes)
        firsts = np.cumsum(sizes) - sizes
        out = np.arange(len(owner)) + (starts - firsts)[owner]
        indicators = np.array([self.rows.reader.number(one.asked.target.indicator) for one in ones], dtype=np.int64)
        numbers = np.concatenate([np.zeros(0, dtype=np.int64), *(one.members.numbers for one in ones)])
        keys = np.where(numbers == ABSENT, ABSENT, indicators[owner] * self._entities + numbers)
        _, counts = series.counting_runs.of(keys)
        names: list[tuple[str, list[str]]] = [
            ("target", [one.asked.target.id for one in ones]),
            ("indicator", [one.asked.target.indicator.id for one in ones]),
            ("observed_unit", [one.asked.target.indicator.unit.code for one in ones]),
        ]
        for name, words in names:
            told.say(name, out, np.array([told.word(name, word) for word in words], dtype=np.int64)[owner])
        told.say(
            "entity", out, np.concatenate([np.zeros(0, np.int64), *(self._codes(told, one.members) for one in ones)])
        )
        told.say("rows", out, counts)
        for one in ones:
            if not one.together:
                one.say_alone()
        for part in parts(ones, np.bincount(owner, counts, len(ones)) + sizes):
            pairs = np.concatenate([np.arange(firsts[number], firsts[number] + sizes[number]) for number in part])
            own = np.repeat(np.arange(len(part)), sizes[part])
            Together([ones[number] for number in part], keys[pairs], own, out[pairs], series, told).say()

    @cached_property
    def _coded(self) -> dict[int, Ints]:
        return {}

    def _codes(self, told: Told, members: Members) -> Ints:
        """Give the codes of the names of entities; those of everyone are looked up once."""
        if id(members) not in self._coded:  # all members live as long as this
            self._coded[id(members)] = np.array([told.word("entity", name) for name in members.names], dtype=np.int64)
        return self._coded[id(members)]

    def _find_unasked(self, members: Sequence[Members]) -> None:
        """Name rows that no target asks for."""
        asked = self._indicator != ABSENT
        if self.by.each:  # every indicator is one of a target, and each is asked of everyone
            asked_of = np.zeros(self._entities, dtype=bool)
            asked_of[self._everyone.numbers] = True
            asked &= asked_of[self._entity]
        else:
            pairs = [
                number * self._entities + them.numbers[them.numbers != ABSENT]
                for one, them in zip(self.by.targets, members, strict=True)
                for number in self.by.reader.sides(one.asked.target.indicator)
            ]
            allowed = np.concatenate([np.zeros(0, dtype=np.int64), *pairs])
            asked &= np.isin(self._indicator * self._entities + self._entity, allowed)
        self.rows.fault[~asked] = FAULTY.index(NO_TARGET)

    def _wrong(self) -> list[tuple[str, str | None, str | None, int]]:
        """Count the rows that are no observations, by what is wrong, indicator and entity."""
        places = np.flatnonzero(self.rows.fault != ABSENT)
        columns = [self.rows.columns[role] for role in ("indicator", "entity")]
        keys = np.stack([self.rows.fault[places].astype(np.int64), *(column.codes[places] for column in columns)])
        met, numbers = np.unique(keys, axis=1, return_counts=True)
        found = [
            (
                FAULTY[fault],
                *(None if c == ABSENT else column.texts[c] for c, column in zip(codes, columns, strict=True)),
                number,
            )
            for (fault, *codes), number in zip(met.T.tolist(), numbers.tolist(), strict=True)
        ]
        return sorted(found, key=lambda one: (one[0], one[1] or "", one[2] or ""))

    def _say_whole(self, asked: Asked, told: Told, row: int) -> None:
        """Say what is said of a target that is asked of bodies nobody named."""
        say_judged(told, row, asked.whole())
        told.say("target", row, asked.target.id)
        told.say("indicator", row, asked.target.indicator.id)
        told.say("rows", row, 0)


class _Recent(threading.local):
    """Plans that a thread assessed by lately, so that what was asked already is not asked for each frame again."""

    def __init__(self) -> None:
        self.assessors: deque[Assessor] = deque(maxlen=8)


_recent = _Recent()


def assessor(plan: Plan, as_of: dt.date, method: Method | None, *, each: bool) -> Assessor:
    """Give the assessor of a plan, as of a date."""
    for one in _recent.assessors:
        if one.plan is plan and one.as_of == as_of and one.method is method and one.each is each:
            return one
    made = Assessor(plan, as_of, method, each)
    _recent.assessors.append(made)
    return made
