"""The rows of a plan as columns meet them: keys to a row, and of each row the thresholds of its steps."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple

import attrs

from policytargets.bounds import BOUND_TYPES, unit_of
from policytargets.criteria import leaves
from policytargets.errors import PolicyTargetsError, UnitMismatchError
from policytargets.frames._compiled import ANYONE, Drawn, Factor, Slot, Yard, slots
from policytargets.frames._stairs import Grid, Shape
from policytargets.indicators import Nature
from policytargets.kinds import Catalogue, standard_catalogue
from policytargets.outlooks import Cuttable
from policytargets.periods import Period, parse_period
from policytargets.plans import Plan
from policytargets.units import Unit
from policytargets.verdicts import ReasonCode, Verdict

NO_TARGET, SEVERAL_TARGETS, UNKNOWN_UNIT, UNKNOWN_PERIOD = (
    "no_target",
    "several_targets",
    "unknown_unit",
    "unknown_period",
)
NO_AMOUNT, NOT_FINITE, NOT_A_NUMBER, TOO_MANY_DIGITS = "no_amount", "not_finite", "not_a_number", "too_many_digits"
FAULTS = (NO_TARGET, SEVERAL_TARGETS, UNKNOWN_UNIT, UNKNOWN_PERIOD, NOT_FINITE, NOT_A_NUMBER, TOO_MANY_DIGITS)
"""What is wrong with a row, as against what its amount leaves open."""

_MISMATCH = ReasonCode.UNIT_MISMATCH.name.lower()
VERDICTS = tuple(verdict.value for verdict in Verdict)
REASONS = (*FAULTS, NO_AMOUNT, *(code.name.lower() for code in ReasonCode))
"""All reasons a row can be told."""


class Told(NamedTuple):
    """What a method says of amounts.

    Attributes:
        thresholds: from each on, its status holds up to the next; in the unit of the column.
        statuses: the status below all thresholds, then one for each.
        start: the amount of which the share done is 0, in the unit of the column; None where there is no share.
        span: how far it is from there to the amount of which it is 1.
        reason: why there is no status.
    """

    thresholds: tuple[float, ...] = ()
    statuses: tuple[str | None, ...] = (None,)
    start: float | None = None
    span: float | None = None
    reason: str | None = None


class PlanRow(NamedTuple):
    """What rows of one target in one unit meet; each is made once.

    Attributes:
        target: id of the target; None where a row meets none.
        drawn: its answers and the room.
        factor: base units of one of the column's unit.
        progress: what a method says.
        slot: what is asked for the margin of each amount by itself, where that is no straight line.
    """

    target: str | None
    drawn: Drawn
    factor: Factor = (1, 1)
    progress: Told = Told()
    slot: Slot | None = None

    def margin(self, number: Fraction) -> tuple[float, str] | None:
        """Give the margin of a number of the column and its unit, rounded once; None where there is none."""
        amount = number * Fraction(*self.factor)
        if self.slot is not None:
            found = self.slot.margin(amount)
            return None if found is None else (_rounded(found.magnitude), found.unit.code)
        _, _, parts, low, high, margin = self.drawn
        if margin is None:
            return None
        sides = [amount - Fraction(low, parts)] if low is not None else []
        sides += [Fraction(high, parts) - amount] if high is not None else []
        return _rounded(min(sides) * Fraction(margin.under, margin.over)), margin.unit


@lru_cache(maxsize=1024)
def _whatever(verdict: str | None, reason: str) -> Drawn:
    return Drawn(Shape((verdict, reason), ()), ())


def faulty(reason: str, target: str | None = None, *, verdict: str | None = None) -> PlanRow:
    """Give what a row meets that cannot be decided, whatever its amount."""
    return PlanRow(target, _whatever(verdict, reason))


@attrs.frozen
class PlanTable:
    """A plan ready for columns.

    Attributes:
        plan: the plan.
        each: whether a target without entity is asked of every entity.
        method: by which status and share are said too.
        explode: whether a row that meets several targets becomes a row for each.
    """

    plan: Plan
    each: bool
    method: Cuttable | None
    explode: bool = False

    def is_same(self, other: PlanTable) -> bool:
        """Whether both were made of the same plan and method, and are asked the same way."""
        asked, others = ((one.plan, one.method, one.each, one.explode) for one in (self, other))
        return all(mine is theirs for mine, theirs in zip(asked, others, strict=True))

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """All targets in all their periods, for all their members."""
        return tuple(slots(self.plan))

    @property
    def most_units(self) -> int:
        """In how many units margins are at most: bounds in one unit have one, and so has each other criterion."""
        asked = [leaf for target in self.plan.targets for leaf in leaves(target.criterion)]
        return len({unit_of(one).code if isinstance(one, BOUND_TYPES) else id(one) for one in asked})

    @cached_property
    def catalogue(self) -> Catalogue:
        """The kinds that units of the column are read with."""
        known = standard_catalogue()
        more = [kind for kind in self.plan.kinds if kind not in known.kinds]
        return known.extend(more) if more else known

    @cached_property
    def _by_owner(self) -> dict[tuple[str, str | None], tuple[int, ...]]:
        found: dict[tuple[str, str | None], tuple[int, ...]] = {}
        for number, slot in enumerate(self.slots):
            key = (slot.target.indicator.id, slot.entity)
            found[key] = (*found.get(key, ()), number)
        return found

    @cached_property
    def _drawn(self) -> dict[int, tuple[Drawn, Yard]]:
        return {}

    @cached_property
    def _yards(self) -> dict[tuple[int, Nature, Period | None], Yard]:
        return {}

    @cached_property
    def _factors(self) -> dict[tuple[Yard, str | None], Factor | str]:
        return {}

    def owner(self, indicator: str | None, entity: str | None) -> tuple[int, ...]:
        """Give the slots of an indicator of an entity; none where the plan has no such target."""
        if indicator is None:
            return ()
        own = None if entity == self.plan.area else entity
        found = self._by_owner.get((indicator, own), ())
        if not found and self.each and own is not None:
            found = tuple([n for whose in (None, ANYONE) for n in self._by_owner.get((indicator, whose), ())])
        return found

    def chosen(self, found: tuple[int, ...], period: Period | None, target: str | None) -> tuple[int, ...]:
        """Give those of some slots that a row of a period may meet, where it says a target those of that."""
        if target is not None:
            found = tuple([number for number in found if self.slots[number].target.id == target])
        if len(found) > 1 and period is not None:
            found = tuple(n for n in found if (own := self.slots[n].period) is None or own == period)
        return found

    def choose(self, found: tuple[int, ...], period: Period | None, target: str | None) -> int | str:
        """Give the slot that a row meets, or the name of the fault."""
        if len(found) != 1 or target is not None:
            found = self.chosen(found, period, target)
        if not found:
            return NO_TARGET
        return found[0] if len(found) == 1 else SEVERAL_TARGETS

    def row(self, number: int, unit: str | None, grid: Grid, period: Period | None, scale: int = 0) -> PlanRow:
        """Give what rows of a slot meet, whose amounts are in a unit, as numbers of a kind.

        Args:
            number: of the slot.
            unit: as the column writes it.
            grid: the numbers of the column.
            period: in which a method is asked.
            scale: how many of the last digits of the numbers are decimals.
        """
        slot = self.slots[number]
        if number not in self._drawn:
            yard = self._yard(slot)
            self._drawn[number] = slot.drawn(yard), yard
        drawn, yard = self._drawn[number]
        factor = self._factors.get((yard, unit)) or self._factor(yard, unit)
        if isinstance(factor, str):
            verdict = Verdict.UNDETERMINED.value if factor == _MISMATCH else None
            return faulty(factor, slot.target.id, verdict=verdict)
        factor = factor[0], factor[1] * 10**scale
        asked = None if slot.target.rounding is None else slot
        if self.method is None or period is None:
            return PlanRow(slot.target.id, drawn, factor, slot=asked)
        return PlanRow(slot.target.id, drawn, factor, self._progress(slot, factor, grid, period), asked)

    def _yard(self, slot: Slot) -> Yard:
        """Give what amounts of a slot are measured by, the same for all whose unit, nature and period are the same."""
        indicator = slot.target.indicator
        period = slot.period if indicator.nature is Nature.FLOW else None
        key = (id(indicator.unit), indicator.nature, period)  # the plan keeps the unit
        if key not in self._yards:
            self._yards[key] = slot.yard()
        return self._yards[key]

    def _factor(self, yard: Yard, unit: str | None) -> Factor | str:
        """Give the base units of one of a unit, or what is wrong with it."""
        found = self._factors[yard, unit] = self._measured(yard, unit)
        return found

    def _measured(self, yard: Yard, unit: str | None) -> Factor | str:
        try:
            read = None if unit is None else Unit.parse(unit, catalogue=self.catalogue)
        except PolicyTargetsError:
            return UNKNOWN_UNIT
        try:
            return yard.factor(read).as_integer_ratio()
        except UnitMismatchError:
            return _MISMATCH

    def _progress(self, slot: Slot, factor: Factor, grid: Grid, period: Period) -> Told:
        assert self.method is not None  # noqa: S101 -- it was asked for
        stairs, line, reason = slot.progress(self.method, period)
        one = Fraction(*factor)
        first, steps = stairs.thresholds(grid, one)
        return Told(
            tuple([at for at, _ in steps]),
            (first, *[status for _, status in steps]),
            None if line is None else float(line.start / one),
            None if line is None else float(line.span / one),
            None if reason is None else reason.name.lower(),
        )


def _rounded(number: Fraction) -> float:
    """Give the nearest float; infinity where there is none."""
    try:
        return float(number)
    except OverflowError:
        return math.inf


def read_period(text: object) -> Period | None:
    """Read a period of a column, or give None."""
    try:
        return parse_period(str(text))
    except PolicyTargetsError:
        return None
