"""What a target says of single amounts, asked of the scalar logic."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from policytargets.bounds import BOUND_TYPES, unit_of
from policytargets.frames._assess_paths import NEWEST_ALONE, Standards, Way
from policytargets.frames._assess_scalar import Asked
from policytargets.frames._compiled import Answer, Room, Slot, Yard
from policytargets.frames._stairs import Stairs
from policytargets.indicators import Nature
from policytargets.periods import Period


@attrs.frozen(eq=False)
class Common:
    """What targets of a plan have in common.

    Attributes:
        standards: ways that several of them go.
        yards: what amounts are measured by: by unit, nature and, of flows, period.
        kinds: what several are alike in, each with a number.
    """

    standards: Standards = attrs.field(factory=Standards)
    yards: dict[tuple[int, Nature, Period | None], Yard] = attrs.field(factory=dict)
    kinds: dict[object, int] = attrs.field(factory=dict)

    def kind(self, key: object) -> int:
        """Give the number of what targets are alike in."""
        return self.kinds.setdefault(key, len(self.kinds))


@attrs.frozen(eq=False)
class GridLine:
    """What amounts of one factor and period are told by one target.

    Attributes:
        thresholds: from which numbers on the next answer holds.
        answers: the numbers of the answers, one more than thresholds.
        low: where what is accepted begins, in their unit.
        high: where it ends.
        slope: what one of them is in the unit of the margin.
        unit: the code of that.
        one: what one of them is in the indicator's unit.
    """

    thresholds: tuple[float, ...]
    answers: tuple[int, ...]
    low: float
    high: float
    slope: float
    unit: str | None
    one: float


@attrs.frozen(eq=False)
class Lines:
    """What a target says of single amounts.

    Attributes:
        asked: the target.
        common: what it has in common with other targets.
        grids: what it says of amounts by themselves, as columns compare them.
    """

    asked: Asked
    common: Common
    grids: dict[tuple[str, Fraction, Period | None], GridLine] = attrs.field(factory=dict)
    _answers: dict[Period | None, tuple[Stairs[Answer], Room | None]] = attrs.field(factory=dict)

    @cached_property
    def plain(self) -> bool:
        """Whether an amount of a period decides by itself: a bound on the level, compared as it stands."""
        target = self.asked.target
        return isinstance(target.criterion, BOUND_TYPES) and target.rounding is None and target.indicator.ratio is None

    @cached_property
    def shape(self) -> int:
        """The number of all that a verdict depends on beside what amounts of a pair tell."""
        target = self.asked.target
        return self.common.kind((
            target.indicator.nature, type(target.criterion), target.indicator.cannot_be_negative, target.due_form,
            self.asked.began,
        ))  # fmt: skip

    @cached_property
    def dated(self) -> int:
        """The number of all that decides what a period is to the target."""
        return self.common.kind((self.asked.target.indicator.nature, self.asked.dues, self.asked.by, self.asked.began))

    @cached_property
    def newest_alone(self) -> bool:
        """Whether the method looks at the newest known amount alone, and at no baseline that is observed."""
        return self.asked.observed_start is None and isinstance(self.asked.method, NEWEST_ALONE)

    @cached_property
    def newest_and_start(self) -> bool:
        """Whether the method looks at that and at an observed baseline alone, on the way to one amount at most."""
        observed = self.asked.observed_start is not None
        return observed and isinstance(self.asked.method, NEWEST_ALONE) and self.way.single

    @cached_property
    def by_period(self) -> bool:
        """Whether an amount means something else in another period: a flow asked for per year and observed in all."""
        criterion: Any = self.asked.target.criterion
        return self.asked.target.indicator.unit.mismatch(unit_of(criterion)) is not None

    def answers(self, period: Period) -> tuple[Stairs[Answer], Room | None]:
        """Give what is said of an amount in base units in a period, and how far it lies from the edge."""
        key = period if self.by_period else None
        if key not in self._answers:
            slot = Slot(self.asked.target, None, period)
            self._answers[key] = slot.stairs(self._yard(slot))
        return self._answers[key]

    def _yard(self, slot: Slot) -> Yard:
        """Give what amounts are measured by, the same for all targets whose unit, nature and period are the same."""
        indicator = slot.target.indicator
        key = (id(indicator.unit), indicator.nature, slot.period if indicator.nature is Nature.FLOW else None)
        if key not in self.common.yards:  # the plan keeps the unit
            self.common.yards[key] = slot.yard()
        return self.common.yards[key]

    @cached_property
    def way(self) -> Way:
        """What a straight path and the method say of the newest amount."""
        return self.common.standards.way(self.asked, by_period=self.by_period)
