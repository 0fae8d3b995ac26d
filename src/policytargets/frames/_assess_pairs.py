"""The rows of one indicator for the entities that a target is asked of, with what each amount tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from policytargets.frames._assess_lines import Straight
from policytargets.frames._assess_patterns import ODD, UNUSED, Times
from policytargets.frames._assess_rows import ABSENT, distinct
from policytargets.frames._assess_scalar import Judged, to_float
from policytargets.frames._assess_series import Series, stood
from policytargets.frames._compiled import Answer
from policytargets.frames._stairs import Stairs
from policytargets.periods import Period
from policytargets.verdicts import ReasonCode

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


@attrs.frozen(eq=False)
class Members:
    """Entities that a target is asked of.

    Attributes:
        names: what they are called; None for the plan's own area.
        numbers: of each; `ABSENT` where it has no rows.
    """

    names: tuple[str | None, ...]
    numbers: Ints

    def places(self, entities: int) -> Ints:
        """For each number of an entity, which of these it is; `ABSENT` for none."""
        found = np.full(entities, ABSENT, dtype=np.int64)
        known = np.flatnonzero(self.numbers != ABSENT)
        found[self.numbers[known]] = known
        return found


@attrs.frozen(eq=False)
class Shared:
    """What targets share: answers by number, and what was asked of targets of one shape."""

    numbers: dict[Answer, int] = attrs.field(factory=dict)
    judged: dict[Any, tuple[Judged, int | None]] = attrs.field(factory=dict)

    def number(self, answer: Answer) -> int:
        """Give the number of an answer."""
        return self.numbers.setdefault(answer, len(self.numbers))

    @property
    def outside(self) -> int:
        """The number of the answer to what is no evidence; `ABSENT` where nobody got it."""
        return next((n for answer, n in self.numbers.items() if answer.reason is ReasonCode.OUTSIDE_LIMITS), ABSENT)


@attrs.frozen(eq=False)
class GridLine:
    """What amounts of one factor and period are told: numbers of answers, and the line of the margin in their unit."""

    answers: Stairs[int]
    factor: Fraction
    low: float
    high: float
    slope: float
    unit: str | None


@attrs.frozen(eq=False)
class PairRows:
    """The rows of an indicator for entities, in order of time.

    Attributes:
        series: what is known.
        pair: for each row, which of the entities.
        period: for each row, the number of its period.
        factor: for each row, the number of its factor.
        numbers: the amounts.
        flags: what shows beside them.
        roles: what their periods are to the target.
        codes: what they tell.
        grids: what amounts of one factor and period are told.
        grid: for each row, which of these.
        odd: for each entity, whether it is asked by itself.
        times: what periods are to the target.
        outside: the number of the answer to what is no evidence.
    """

    series: Series
    pair: Ints
    period: Ints
    factor: Ints
    numbers: NDArray[Any]
    flags: Ints
    roles: Ints
    codes: Ints
    grids: list[GridLine]
    grid: Ints
    odd: NDArray[np.bool_]
    times: Times
    outside: int

    @classmethod
    def of(  # noqa: PLR0913, PLR0917 -- these meet here
        cls,
        series: Series,
        indicator: int,
        members: Members,
        times: Times,
        grid: Callable[[int, Period], GridLine],
        shared: Shared,
        *,
        by_period: bool,
    ) -> PairRows:
        """Take the rows of the indicator, and find the step of each amount."""
        known = series.of(indicator)
        pair = members.places(series.entities)[known.entity]
        mine = np.flatnonzero(pair != ABSENT)
        if len(mine) < len(pair):
            known, pair = known.taken(mine), pair[mine]
        odd = np.zeros(len(members.names), dtype=bool)
        roles = times.roles[known.period]
        odd[pair[known.odd | (roles == ODD)]] = True
        if odd.any():
            roles = np.where(odd[pair], UNUSED, roles)
        keys = known.factor * (len(times.periods) + 1) + (known.period if by_period else 0)
        met, which = distinct(keys, len(series.rows.factors) * (len(times.periods) + 1))
        first = np.zeros(len(met), dtype=np.int64)
        first[which] = np.arange(len(which))
        grids = []
        codes = np.empty(len(keys), dtype=np.int64)
        for number, row in enumerate(first.tolist()):
            period = times.periods[known.period[row]]
            assert period is not None  # noqa: S101 -- a row without has a fault
            grids.append(grid(int(known.factor[row]), period))
            own = which == number if len(met) > 1 else slice(None)
            codes[own] = stood(grids[-1].answers, known.numbers[own], grids[-1].factor)
        return cls(
            series, pair, known.period, known.factor, known.numbers, known.flags, roles, codes * 4 + known.flags, grids,
            which, odd, times, shared.outside,
        )  # fmt: skip

    def margin(self, decided: Ints) -> Floats:
        """Give how far the amounts of rows lie inside or outside what is accepted; NaN where nothing is said."""
        found = np.full(len(decided), np.nan)
        there = decided != ABSENT
        rows = decided[there]
        numbers, grid = self.numbers[rows].astype(np.float64), self.grid[rows]
        low, high, slope = (np.array([getattr(one, name) for one in self.grids]) for name in ("low", "high", "slope"))
        with np.errstate(invalid="ignore", over="ignore"):
            found[there] = np.minimum(numbers - low[grid], high[grid] - numbers) * slope[grid]
        return found

    def observed(self, decided: Ints, unit: Fraction) -> Floats:
        """Give the amounts of rows in the indicator's unit of this factor; NaN where there is none."""
        found = np.full(len(decided), np.nan)
        there = decided != ABSENT
        rows = decided[there]
        scales = [np.nan if one is None else nearest(one / unit) for one in self.series.rows.factors]
        with np.errstate(over="ignore"):
            found[there] = self.numbers[rows].astype(np.float64) * np.array(scales, dtype=np.float64)[self.factor[rows]]
        return found

    def newest(self, *, to_due: bool) -> Ints:
        """Give for each entity the newest row that is a point of the course; `ABSENT` where there is none."""
        return self._last(self.times.on_path & self.times.until_due if to_due else self.times.on_path)

    @property
    def starts(self) -> Ints:
        """For each entity the row from whose amount the path starts; `ABSENT` where there is none."""
        return self._last(self.times.starts)

    def _last(self, periods: NDArray[np.bool_]) -> Ints:
        last = np.full(len(self.odd), ABSENT, dtype=np.int64)
        rows = np.flatnonzero(periods[self.period] & (self.codes >> 2 != self.outside))
        last[self.pair[rows]] = rows
        return last

    def by_period(self, last: Ints) -> Iterator[tuple[Period, Ints]]:
        """Give each period of rows, with the entities whose row is of it; not those that are asked by themselves."""
        there = np.flatnonzero((last != ABSENT) & ~self.odd)
        periods = self.period[last[there]]
        for number in np.flatnonzero(np.bincount(periods)).tolist():
            period = self.times.periods[number]
            assert period is not None  # noqa: S101 -- a row without has a fault
            yield period, there[periods == number]

    def stood(self, stairs: Stairs[int], rows: Ints) -> Ints:
        """Find the answer of the step on which the amounts of rows stand."""
        found = np.empty(len(rows), dtype=np.int64)
        factors = self.factor[rows]
        for number in np.flatnonzero(np.bincount(factors)).tolist():
            scale = self.series.rows.factors[number]
            assert scale is not None  # noqa: S101 -- a row without has a fault
            mine = factors == number
            found[mine] = stood(stairs, self.numbers[rows[mine]], scale)
        return found

    def straight(self, stairs: Stairs[Straight | None], rows: Ints) -> Floats:
        """Give what lines say of the amounts of rows; NaN where they say nothing."""
        lines = list(dict.fromkeys([stairs.first, *(one for _, on, above in stairs.steps for one in (on, above))]))
        which = self.stood(
            Stairs(
                lines.index(stairs.first), tuple((cut, lines.index(a), lines.index(b)) for cut, a, b in stairs.steps)
            ),
            rows,
        )
        found = np.empty(len(rows))
        numbers, factors = self.numbers[rows].astype(np.float64), self.factor[rows]
        for number in np.flatnonzero(np.bincount(factors)).tolist():
            scale = self.series.rows.factors[number]
            assert scale is not None  # noqa: S101 -- a row without has a fault
            starts, spans = np.array([_ends(one, scale) for one in lines]).T
            mine = factors == number
            start, span = starts[which[mine]], spans[which[mine]]
            with np.errstate(over="ignore", invalid="ignore"):
                found[mine] = np.where(np.isinf(span), start, (numbers[mine] - start) / span)
        return found


def _ends(line: Straight | None, scale: Fraction) -> tuple[float, float]:
    """Give start and span of a line in a unit of this factor; without span, what it is, and infinity."""
    if line is None:
        return np.nan, np.nan
    if line.span is None:
        return nearest(line.start), np.inf
    return nearest(line.start / scale), nearest(line.span / scale)


def nearest(amount: Fraction | None) -> float:
    """Give the nearest float; NaN where there is none."""
    found = None if amount is None else to_float(amount)
    return np.nan if found is None else found
