"""The rows that count, in order of indicator, entity and end of period, one for each period.

Of revised amounts the newest stays. What needs more than that (amounts that disagree, ranges, published changes, a period
told in two ways) marks the series of that entity as one to be asked by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from policytargets._choosing import counts_when, recency
from policytargets.frames._amounts import decimals
from policytargets.frames._assessing.patterns import Times
from policytargets.frames._assessing.rows import ABSENT, Rows, distinct
from policytargets.frames._stairs import Grid, Stairs
from policytargets.indicators import Indicator
from policytargets.observations import Observation, ObservationStatus

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


_FEW = 16
"""Keys whose numbers go up to so many times their count are put in order by counting."""


@attrs.frozen(eq=False)
class Known:
    """Rows in order of indicator, entity and end of period.

    Attributes:
        entity: for each the number of its entity.
        period: the number of its period.
        factor: the number of its factor.
        numbers: its amount.
        flags: 2 where it is provisional, and 1 more where it is illustrative.
        odd: whether its series is to be asked by itself.
    """

    entity: Ints
    period: Ints
    factor: Ints
    numbers: NDArray[Any]
    flags: Ints
    odd: Bools

    def taken(self, places: Ints | slice) -> Known:
        """Give some of the rows."""
        return Known(
            self.entity[places], self.period[places], self.factor[places], self.numbers[places], self.flags[places],
            self.odd[places],
        )  # fmt: skip


@attrs.frozen(eq=False)
class Runs:
    """Where the rows of each pair of indicator and entity lie, among rows in order of these pairs.

    Attributes:
        pairs: those that have rows, in order.
        starts: where the rows of each start.
        counts: how many there are.
    """

    pairs: Ints
    starts: Ints
    counts: Ints

    @classmethod
    def over(cls, ordered: Ints) -> Runs:
        """Find them in rows in order."""
        starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))[: len(ordered)]
        return cls(ordered[starts], starts, np.diff(np.append(starts, len(ordered))))

    def of(self, pairs: Ints) -> tuple[Ints, Ints]:
        """Give where the rows of some pairs start, and how many there are; of one without rows none."""
        if not len(self.pairs):
            return np.zeros_like(pairs), np.zeros_like(pairs)
        places = np.minimum(np.searchsorted(self.pairs, pairs), len(self.pairs) - 1)
        return self.starts[places], np.where(self.pairs[places] == pairs, self.counts[places], 0)


@attrs.frozen(eq=False)
class Series:
    """What counts at a date, ordered.

    Attributes:
        rows: the rows of the frame.
        indicator: for each row of the frame, the number of its indicator; `ABSENT` where it is none of the plan's.
        entity: for each row of the frame, the number of its entity; 0 is the plan's own area.
        entities: how many there are.
        as_of: the date.
        times: what the periods of the frame are to targets of one shape.
    """

    rows: Rows
    indicator: Ints
    entity: Ints
    entities: int
    as_of: dt.date
    times: dict[int, Times] = attrs.field(factory=dict)

    @cached_property
    def counting(self) -> Bools:
        """Which rows of the frame are observations that count at the date."""
        periods, settled, days = (self.rows.columns[role] for role in ("period", "obs_status", "published"))
        sizes = len(settled.meant) + 1, len(days.meant) + 1
        combined = ((periods.codes + 1) * sizes[0] + settled.codes + 1) * sizes[1] + days.codes + 1
        met, places = distinct(combined, (len(periods.meant) + 1) * sizes[0] * sizes[1])
        found = np.zeros(len(met), dtype=bool)
        for place, key in enumerate(met.tolist()):
            rest, day = divmod(key, sizes[1])
            period, status = divmod(rest, sizes[0])
            when = periods.meant[period - 1] if period else None
            if when is not None:
                told = settled.meant[status - 1] if status else None
                published = days.meant[day - 1] if day else None
                found[place] = counts_when(when, told or ObservationStatus.FINAL, published, self.as_of)
        counting: Bools = found[places] & self.rows.usable
        return counting

    @cached_property
    def _recency(self) -> Ints:
        """For each row of the frame, how new it is: the greater, the newer."""
        settled, days = self.rows.columns["obs_status"], self.rows.columns["published"]
        size = len(days.meant) + 1
        keys = [
            recency(status or ObservationStatus.FINAL, day)
            for status in [None, *settled.meant]
            for day in [None, *days.meant]
        ]
        ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
        rank: Ints = np.array([ranks[key] for key in keys])[(settled.codes + 1) * size + days.codes + 1]
        return rank

    @cached_property
    def _when(self) -> Ints:
        """For each row of the frame, when its amount holds: by the end of its period alone, or by start and end."""
        periods = self.rows.columns["period"].meant
        first = dt.date.min
        ends = [(first, first) if one is None else (one.end, first) for one in periods]
        wholes = [(first, first) if one is None else (one.end, one.start) for one in periods]
        ranks = {key: rank for rank, key in enumerate(sorted({*ends, *wholes, (first, first)}))}
        table = np.array([[ranks[key] for key in keys] + [0] for keys in (wholes, ends)])
        at_end = np.array([*(one.nature.at_end for one in self.rows.reader.indicators), False], dtype=np.int64)
        when: Ints = table[at_end[self.indicator], self.rows.columns["period"].codes]
        return when

    @cached_property
    def _ordered(self) -> tuple[Ints, Ints, Ints]:
        """The rows that count, in order of indicator, entity and end of period; indicator and entity as one number; when."""
        picked = np.flatnonzero(self.counting)
        when = self._when[picked]
        pair = self.indicator[picked] * self.entities + self.entity[picked]
        width = int(when.max(initial=0)) + 1
        key = pair * width + when
        order = _order(key, len(self.rows.reader.indicators) * self.entities * width)
        key = key[order]
        return picked[order], key // width, key

    @property
    def _pair(self) -> Ints:
        """For each ordered row, its indicator and entity as one number."""
        return self._ordered[1]

    @cached_property
    def _kept(self) -> tuple[Ints, Bools]:
        """Of each period the newest row, in order; and for each whether its series is odd."""
        picked, _, key = self._ordered
        if not len(picked):
            return picked, np.zeros(0, dtype=bool)
        number = np.cumsum(np.concatenate([[0], self._pair[1:] != self._pair[:-1]]))
        odd = np.zeros(number[-1] + 1, dtype=bool)
        odd[number[self.rows.special[picked]]] = True
        again = np.concatenate([[False], key[1:] == key[:-1]])
        if not again.any():
            return picked, odd[number]
        kept = self._newest(picked, number, again, odd)
        return picked[kept], odd[number[kept]]

    @cached_property
    def all(self) -> Known:
        """The rows of all indicators, of each period the newest."""
        picked, odd = self._kept
        return Known(
            self.entity[picked], self.rows.columns["period"].codes[picked], self.rows.factor[picked],
            self.numbers_of(picked), self.flags[picked], odd,
        )  # fmt: skip

    @cached_property
    def kind(self) -> Grid:
        """The kind of numbers that the amounts are."""
        return _kind(self.all.numbers)

    @cached_property
    def runs(self) -> Runs:
        """Where those of each pair of indicator and entity lie."""
        picked, _ = self._kept
        if len(picked) == len(self._pair):
            return self.counting_runs
        return Runs.over(self.indicator[picked] * self.entities + self.entity[picked])

    def known_of(self, pairs: Ints) -> tuple[Ints, Known]:
        """Give the rows of some pairs of indicator and entity, and for each row which of the pairs it is of."""
        starts, counts = self.runs.of(pairs)
        ends = np.cumsum(counts)
        count = int(ends[-1]) if len(ends) else 0
        first = int(starts[np.argmax(counts > 0)]) if count else 0
        if np.array_equal(starts[counts > 0], (first + ends - counts)[counts > 0]):  # they lie side by side
            known = self.all.taken(slice(first, first + count))
        else:
            known = self.all.taken(np.arange(count) + np.repeat(starts - ends + counts, counts))
        return np.repeat(np.arange(len(pairs)), counts), known

    @cached_property
    def counting_runs(self) -> Runs:
        """Where the rows of each pair lie among all that count, revised ones too."""
        return Runs.over(self._pair)

    def known(self, indicators: Iterable[int], entity: int) -> list[Observation]:
        """Make the observations of some indicators for an entity that count, revised ones too."""
        picked, _, _ = self._ordered
        found = []
        for indicator in indicators:
            pair = indicator * self.entities + entity
            start, end = np.searchsorted(self._pair, [pair, pair + 1]) if entity != ABSENT else (0, 0)
            made = (self.rows.observation(row) for row in picked[start:end].tolist())
            found += [one for one in made if one is not None]
        return found

    def _newest(self, picked: Ints, number: Ints, again: Bools, odd: Bools) -> Bools:
        """Find of each period the newest rows, and of equal ones the first; mark the series where that is not all."""
        starts = np.flatnonzero(~again)
        group = np.cumsum(~again) - 1
        several = (np.diff(np.append(starts, len(picked))) > 1)[group]
        rank = self._recency[picked]
        kept: Bools = rank == np.maximum.reduceat(rank, starts)[group]
        periods = self.rows.columns["period"].codes[picked]
        odd[number[several & (periods != periods[starts][group])]] = True
        odd[number[several & self._outside(picked, several)]] = True
        first = np.full(len(starts), -1, dtype=np.int64)
        places = np.flatnonzero(kept)[::-1]
        first[group[places]] = places
        leading = first[group]
        other = kept & (leading != np.arange(len(picked)))
        amounts, factors = self.numbers_of(picked), self.rows.factor[picked]
        shown = self.flags[picked]
        differs = (amounts != amounts[leading]) | (factors != factors[leading]) | (shown != shown[leading])
        odd[number[other & differs]] = True
        alone: Bools = kept & ~other
        return alone

    def _outside(self, picked: Ints, among: Bools) -> Bools:
        """Find amounts outside the limits of their indicator, which are no evidence."""
        found = np.zeros(len(picked), dtype=bool)
        places = np.flatnonzero(among)
        numbers = self.numbers_of(picked)
        pairs = self.indicator[picked] * len(self.rows.factors) + self.rows.factor[picked]
        for pair in np.unique(pairs[places]).tolist():
            indicator, factor = divmod(pair, len(self.rows.factors))
            stairs, scale = _limits(self.rows.reader.indicators[indicator]), self.rows.factors[factor]
            if not stairs.steps or scale is None:
                continue
            mine = places[pairs[places] == pair]
            found[mine] = _stood(stairs, numbers[mine], scale)
        return found

    def numbers_of(self, picked: Ints) -> NDArray[Any]:
        """Give the amounts of rows of the frame."""
        return decimals(self.rows.amounts["value"].numbers[picked])

    @cached_property
    def flags(self) -> Ints:
        """For each row of the frame: 2 where its amount is provisional, and 1 more where it is illustrative."""
        settled, source = self.rows.columns["obs_status"], self.rows.columns["source"]
        provisional = settled.where(one is ObservationStatus.PROVISIONAL for one in settled.meant)
        shown: Ints = 2 * provisional + source.where(source.meant)
        return shown


def _order(key: Ints, size: int) -> Ints:
    """Give the places of keys in their order; keys are below *size*, and most are there once."""
    if size <= _FEW * len(key):
        places = np.full(size, ABSENT, dtype=np.int64)
        places[key] = np.arange(len(key))
        found: Ints = places[places != ABSENT]
        if len(found) == len(key):
            return found
    return np.argsort(key, kind="stable")


def _limits(indicator: Indicator) -> Stairs[int]:
    low, high = indicator.bounds_in_base()

    def outside(amount: Fraction) -> int:
        return int((low is not None and amount < low) or (high is not None and amount > high))

    return Stairs.of([end for end in (low, high) if end is not None], outside)


def _kind(numbers: NDArray[Any]) -> Grid:
    return Grid("int64" if numbers.dtype.kind == "i" else "float64")


def _stood(stairs: Stairs[int], numbers: NDArray[Any], factor: Fraction) -> NDArray[Any]:
    """Find the answer of the step on which each number stands; *factor* is the unit of the numbers, in base units."""
    first, steps = stairs.thresholds(_kind(numbers), factor)
    found = np.full(len(numbers), first, dtype=np.int64)
    for threshold, answer in steps:
        found[numbers >= threshold] = answer
    return found
