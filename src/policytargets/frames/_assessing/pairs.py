"""The rows of pairs of entity and target, many targets at once, with what each amount tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import attrs
import numpy as np

from policytargets.frames._assessing.lines import Common, GridLine
from policytargets.frames._assessing.patterns import ODD, UNUSED, Times
from policytargets.frames._assessing.rows import ABSENT, distinct
from policytargets.frames._assessing.series import Series
from policytargets.periods import Period

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

T = TypeVar("T")


@attrs.frozen(eq=False)
class Members:
    """Entities that a target is asked of.

    Attributes:
        names: what they are called; None for the plan's own area.
        numbers: of each; `ABSENT` where it has no rows.
    """

    names: tuple[str | None, ...]
    numbers: Ints


class Target(Protocol):
    """A target with what is known of its periods."""

    @property
    def times(self) -> Times:
        """What each period of the frame is to it."""

    @property
    def by_period(self) -> bool:
        """Whether an amount means something else in another period."""

    def grid(self, factor: int, period: Period) -> GridLine:
        """Give what is said of amounts of a factor in a period."""


@attrs.frozen(eq=False)
class Staircases:
    """Staircases as columns compare with them, each made as long as the longest: its last step comes again.

    Attributes:
        steps: by step, the threshold of each staircase.
    """

    steps: NDArray[Any]

    @classmethod
    def over(cls, thresholds: Sequence[tuple[float, ...]], numbers: NDArray[Any]) -> Staircases:
        """Make them for numbers of this kind."""
        width = max(map(len, thresholds), default=0)
        even = [(*one, *[(one or (0,))[-1]] * (width - len(one))) for one in thresholds]
        steps = np.array(even, dtype=numbers.dtype).reshape(len(thresholds), width)
        return cls(np.ascontiguousarray(steps.T))

    def places(self, which: Ints, numbers: NDArray[Any]) -> Ints:
        """Find for each number the place, in a table of what is told, of the step it stands on.

        Args:
            which: of the staircases is its own.
            numbers: the numbers.
        """
        found: Ints = which * (len(self.steps) + 1)
        for step in self.steps:
            found += numbers >= step[which]
        return found

    def table(self, told: Iterable[Sequence[T]]) -> list[T]:
        """Lay out by place what each staircase tells below, on and between its steps."""
        width = len(self.steps) + 1
        return [one for own in told for one in (*own, *[own[-1]] * (width - len(own)))]


@attrs.frozen(eq=False)
class TimesTable:
    """What each period is to each of some targets.

    Attributes:
        periods: those of the frame.
        target: for each target, which row of the tables is its own.
        roles: for each row and period, what it is to the verdict.
        on_path: whether it is a point of the course.
        until_due: whether it ends no later than the due one.
        starts: whether the path starts from it.
    """

    periods: Sequence[Period | None]
    target: Ints
    roles: Ints
    on_path: Bools
    until_due: Bools
    starts: Bools

    @classmethod
    def over(cls, times: Sequence[Times]) -> TimesTable:
        """Make the tables."""
        kinds = {id(one): one for one in times}
        place = {key: number for number, key in enumerate(kinds)}
        roles, on_path, until_due, starts = (
            np.stack([getattr(one, name) for one in kinds.values()])
            for name in ("roles", "on_path", "until_due", "starts")
        )
        own = np.array([place[id(one)] for one in times], dtype=np.int64)
        return cls(times[0].periods, own, roles, on_path, until_due, starts)


@attrs.frozen(eq=False)
class PairRows:
    """The rows of pairs, in order of time.

    Attributes:
        series: what is known.
        owner: for each pair, which of the targets.
        pair: for each row, which of the pairs.
        known: the rows.
        roles: what their periods are to the target.
        codes: what they tell.
        grids: what amounts of one target, factor and period are told.
        grid: for each row, which of these.
        odd: for each pair, whether it is asked by itself.
        times: what periods are to the targets.
        outside: the number of the answer to what is no evidence.
    """

    series: Series
    owner: Ints
    pair: Ints
    period: Ints
    factor: Ints
    numbers: NDArray[Any]
    flags: Ints
    roles: Ints
    codes: Ints
    grids: list[GridLine]
    grid: Ints
    odd: Bools
    times: TimesTable
    outside: int

    @classmethod
    def of(cls, series: Series, targets: Sequence[Target], owner: Ints, keys: Ints, common: Common) -> PairRows:
        """Take the rows of pairs, and find the step of each amount.

        Args:
            series: what is known.
            targets: the targets.
            owner: for each pair, which of them.
            keys: the numbers of the pairs of indicator and entity.
            common: what they have in common.
        """
        pair, known = series.known_of(keys)
        times = TimesTable.over([one.times for one in targets])
        target = owner[pair]
        odd = np.zeros(len(keys), dtype=bool)
        roles = times.roles[times.target[target], known.period]
        odd[pair[known.odd | (roles == ODD)]] = True
        if odd.any():
            roles = np.where(odd[pair], UNUSED, roles)
        by_period = np.array([one.by_period for one in targets])
        met, grid = groups(series, target, np.where(by_period[target], known.period, 0), known.factor)
        first = np.zeros(len(met), dtype=np.int64)
        first[grid] = np.arange(len(grid))
        grids = []
        for (number, _, factor), row in zip(met, first.tolist(), strict=True):
            period = times.periods[known.period[row]]
            assert period is not None  # noqa: S101 -- a row without has a fault
            grids.append(targets[number].grid(factor, period))
        stairs = Staircases.over([one.thresholds for one in grids], known.numbers)
        answers = np.array(stairs.table(one.answers for one in grids), dtype=np.int64)
        codes = answers[stairs.places(grid, known.numbers)] * 4 + known.flags
        return cls(
            series, owner, pair, known.period, known.factor, known.numbers, known.flags, roles, codes, grids, grid, odd,
            times, common.outside,
        )  # fmt: skip

    def last(self, periods: Bools) -> Ints:
        """For each pair its newest row in one of the periods that each target has; `ABSENT` where there is none.

        Args:
            periods: for each target and period, whether it counts.
        """
        last = np.full(len(self.odd), ABSENT, dtype=np.int64)
        counts = periods[self.owner[self.pair], self.period] & (self.codes >> 2 != self.outside)
        rows = np.flatnonzero(counts)
        last[self.pair[rows]] = rows
        return last

    def groups(self, pairs: Ints, newest: Ints, amounts: Ints) -> tuple[list[tuple[int, Period, int]], Ints]:
        """Group pairs by target, period of the newest row and factor of the amount that is asked about."""
        met, which = groups(self.series, self.owner[pairs], self.period[newest], self.factor[amounts])
        found = []
        for target, number, factor in met:
            period = self.times.periods[number]
            assert period is not None  # noqa: S101 -- a row without has a fault
            found.append((target, period, factor))
        return found, which


def groups(series: Series, target: Ints, period: Ints, factor: Ints) -> tuple[list[tuple[int, int, int]], Ints]:
    """Number what is met of target, period and factor together; give these, and the number of each."""
    periods, factors = len(series.rows.columns["period"].meant) + 1, len(series.rows.factors)
    size = (int(target.max(initial=0)) + 1) * periods * factors
    met, which = distinct((target * periods + period) * factors + factor, size)
    found = [(key // factors // periods, key // factors % periods, key % factors) for key in met.tolist()]
    return found, which


def straight(numbers: Floats, starts: Floats, spans: Floats) -> Floats:
    """Give what lines say of numbers; NaN where they say nothing."""
    with np.errstate(over="ignore", invalid="ignore"):
        found: Floats = np.where(np.isinf(spans), starts, (numbers - starts) / spans)
    return found
