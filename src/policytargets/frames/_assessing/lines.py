"""What a target says of single amounts, asked of the scalar logic."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from policytargets.bounds import BOUND_TYPES, About, unit_of
from policytargets.frames._assessing.paths import NEWEST_ALONE
from policytargets.frames._assessing.patterns import Pattern
from policytargets.frames._assessing.scalar import Asked, Judged
from policytargets.frames._assessing.ways import Standards, Way
from policytargets.frames._compiled import Answer, Said, Slot, Yard
from policytargets.frames._stairs import Grid, Stairs
from policytargets.indicators import Nature
from policytargets.periods import Period
from policytargets.verdicts import ReasonCode

_OUTSIDE = ReasonCode.OUTSIDE_LIMITS.name.lower()


@attrs.frozen(eq=False)
class Common:
    """What targets of a plan have in common.

    Attributes:
        standards: ways that several of them go.
        yards: what amounts are measured by: by unit, nature and, of flows, period.
        kinds: what several are alike in, each with a number.
        answers: what single amounts are told, each with a number.
        judged: what was said of pairs of a kind, by what their amounts tell, and which period decided.
    """

    standards: Standards = attrs.field(factory=Standards)
    yards: dict[tuple[int, Nature, Period | None], Yard] = attrs.field(factory=dict)
    kinds: dict[object, int] = attrs.field(factory=dict)
    answers: dict[Said, int] = attrs.field(factory=dict)
    judged: dict[tuple[int, Pattern], tuple[Judged, int | None]] = attrs.field(factory=dict)

    def kind(self, key: object) -> int:
        """Give the number of what targets are alike in."""
        return self.kinds.setdefault(key, len(self.kinds))

    def answer(self, words: Said) -> int:
        """Give the number of what an amount is told."""
        return self.answers.setdefault(words, len(self.answers))

    def told(self, number: int) -> Answer:
        """Give what an amount is told, by number."""
        return Answer.of(next(words for words, own in self.answers.items() if own == number))

    @property
    def outside(self) -> int:
        """The number of the answer to what is no evidence; -1 where nobody got it."""
        return next((n for (_, reason), n in self.answers.items() if reason == _OUTSIDE), -1)


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
    """

    asked: Asked
    common: Common
    _grids: dict[tuple[str, Fraction, Period | None], GridLine] = attrs.field(factory=dict)

    @cached_property
    def plain(self) -> bool:
        """Whether an amount of a period decides by itself: a bound on the level, compared as it stands."""
        target = self.asked.target
        return isinstance(target.criterion, BOUND_TYPES) and target.rounding is None and target.indicator.ratio is None

    @cached_property
    def shape(self) -> int:
        """The number of all that a verdict depends on beside what amounts of a pair tell."""
        target = self.asked.target
        tolerant = isinstance(target.criterion, About) and target.criterion.within is not None
        return self.common.kind((
            target.indicator.nature, type(target.criterion), tolerant, target.indicator.cannot_be_negative, target.due_form,
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

    def answers(self, period: Period) -> Stairs[Answer]:
        """Give what is said of an amount in base units in a period."""
        slot = Slot(self.asked.target, None, period)
        return slot.stairs(self._yard(slot))[0]

    def grid(self, kind: Grid, scale: Fraction, period: Period) -> GridLine:
        """Give what is said of numbers of a kind, one of which is so many base units, in a period."""
        key = (kind.name, scale, period if self.by_period else None)
        if key not in self._grids:
            self._grids[key] = self._grid(kind, scale.numerator, scale.denominator, period)
        return self._grids[key]

    def _grid(self, kind: Grid, over: int, under: int, period: Period) -> GridLine:
        slot = Slot(self.asked.target, None, period)
        drawn = slot.drawn(self._yard(slot))
        parts = drawn.parts * over
        thresholds, words = drawn.shape.over([kind.around(cut * under, parts) for cut in drawn.cuts])
        answers = tuple([self.common.answer(said) for said in words])
        unit = self.asked.target.indicator.unit.factor
        one = _quotient(over * unit.denominator, under * unit.numerator)
        if drawn.margin is None:
            return GridLine(thresholds, answers, -math.inf, math.inf, math.nan, None, one)
        low = -math.inf if drawn.low is None else _quotient(drawn.low * under, parts)
        high = math.inf if drawn.high is None else _quotient(drawn.high * under, parts)
        slope = _quotient(over * drawn.margin.under, under * drawn.margin.over)
        return GridLine(thresholds, answers, low, high, slope, drawn.margin.unit, one)

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


def _quotient(over: int, under: int) -> float:
    """Give the nearest float; NaN where there is none."""
    try:
        return over / under
    except OverflowError:
        return math.nan
