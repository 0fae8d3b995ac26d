"""What the rows of a pair of entity and target tell, as one number for each pair; pairs of one number are asked once."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np

from policytargets.assessing import other_periods
from policytargets.courses import courses_of
from policytargets.evidence import Records
from policytargets.frames._assessing.rows import ABSENT, distinct
from policytargets.frames._assessing.scalar import Asked
from policytargets.indicators import Indicator, Nature
from policytargets.observations import Observation
from policytargets.periods import Period, end_key
from policytargets.quantities import Quantity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

UNUSED, EARLIER, LATER, ODD, DUE = 0, 1, 2, 3, 4
"""What a period is to a target: not looked at, before or after the due one, one to be asked by itself, the due one (and
from there on the further ones of `Every`)."""


def some_amount(indicator: Indicator) -> Quantity:
    """Give an amount inside the limits of an indicator."""
    low, high = indicator.bounds_in_base()
    base = low if low is not None else high if high is not None else Fraction(0)
    return Quantity(base / indicator.unit.factor, indicator.unit)


@attrs.frozen(eq=False)
class Times:
    """What each period of a frame is to a target, as the scalar logic says of an observation of it.

    Attributes:
        asked: the target.
        periods: those of the frame.
    """

    asked: Asked
    periods: Sequence[Period | None]

    def _known(self, period: Period) -> Records:
        indicator = self.asked.target.indicator
        seen = Observation(indicator=indicator, period=period, value=some_amount(indicator))
        return Records((seen,), self.asked.as_of)

    def _is(self, period: Period, other: Period) -> bool:
        """Tell whether amounts of two periods meet: by their ends where they hold at the end, else as a whole."""
        at_end = self.asked.target.indicator.nature.at_end
        return period.end == other.end and (at_end or period.start == other.start)

    def _role(self, period: Period) -> int:
        target, flow = self.asked.target, self.asked.target.indicator.nature is Nature.FLOW
        for number, due in enumerate(self.asked.dues):
            if self._is(period, due):
                return DUE + number
            if flow and due.contains(period):
                return ODD
        if self.asked.due is None:
            return UNUSED
        start = self.asked.observed_start
        if flow and start is not None and start.contains(period) and not self._is(period, start):
            return ODD
        others = other_periods(target, self._known(period), None, self.asked.due)
        if not others:
            return UNUSED
        if others != (period.canonical(),):
            return ODD
        if period.end > self.asked.due.end:
            return LATER
        return EARLIER if self.asked.by else UNUSED

    @cached_property
    def roles(self) -> Ints:
        """For each period of the frame, what it is to the verdict; the last is for none."""
        found = [UNUSED if one is None else self._role(one) for one in self.periods]
        return np.array([*found, UNUSED], dtype=np.int64)

    @cached_property
    def earlier(self) -> list[Period]:
        """The earlier periods that are over, in order, of each end one."""
        return self._sorted(EARLIER)

    @cached_property
    def later(self) -> list[Period]:
        """The later periods that are over, in order, of each end one."""
        return self._sorted(LATER)

    def _sorted(self, role: int) -> list[Period]:
        found = {
            one.end: one
            for one, own in zip(self.periods, self.roles, strict=False)
            if own == role and one is not None and one.end <= self.asked.as_of
        }
        return sorted(found.values(), key=end_key)

    @cached_property
    def on_path(self) -> NDArray[np.bool_]:
        """For each period of the frame, whether its amount is a point of the course; the last is for none."""
        target, due = self.asked.target, self.asked.due
        return np.array([
            *(one is not None and bool(courses_of(target, self._known(one), None, due=due)[0].points) for one in self.periods),
            False,
        ])  # fmt: skip

    @cached_property
    def starts(self) -> NDArray[np.bool_]:
        """For each period of the frame, whether the path starts from an amount observed in it; the last is for none."""
        start = self.asked.observed_start
        return np.array(
            [*(one is not None and start is not None and self._is(one, start) for one in self.periods), False]
        )

    @cached_property
    def until_due(self) -> NDArray[np.bool_]:
        """For each period of the frame, whether it ends no later than the due one."""
        due = self.asked.due
        return np.array([*(one is not None and due is not None and one.end <= due.end for one in self.periods), False])


@attrs.frozen
class Pattern:
    """What the rows of a pair tell: the answers of its periods, each with what shows beside it.

    Attributes:
        dues: the code of each due period; `ABSENT` where nothing is known of it.
        earlier: the codes of the nearest earlier periods of each code, in order.
        later: the same of later ones.
    """

    dues: tuple[int, ...]
    earlier: tuple[int, ...]
    later: tuple[int, ...]


@attrs.frozen(eq=False)
class Patterns:
    """The patterns of pairs.

    Attributes:
        found: the distinct ones.
        some: for each of them, a pair that tells it.
        of: for each pair, the number of its own.
        due: for each pair, the row of its first due period; `ABSENT` where there is none.
        earlier: by code, for each pair the row of the nearest earlier period of it.
    """

    found: tuple[Pattern, ...]
    some: Ints
    of: Ints
    due: Ints
    earlier: dict[int, Ints]

    @classmethod
    def over(cls, pair: Ints, codes: Ints, roles: Ints, shapes: Ints, dues: int) -> Patterns:
        """Find the patterns of rows that are in order of time.

        Args:
            pair: for each row, the number of its pair.
            codes: for each row, what its amount tells.
            roles: for each row, what its period is to the target.
            shapes: for each pair, the number of what else its answer depends on; pairs of two have two patterns.
            dues: how many due periods there are.
        """
        first = np.full(len(shapes), ABSENT, dtype=np.int64)
        digits = []
        for number in range(dues):
            rows = np.flatnonzero(roles == DUE + number)
            digit = np.full(len(shapes), ABSENT, dtype=np.int64)
            digit[pair[rows]] = codes[rows]
            digits.append(digit)
            if number == 0:
                first[pair[rows]] = rows
        earlier = _nearest(pair, codes, np.flatnonzero(roles == EARLIER), len(shapes))
        later = _nearest(pair, codes, np.flatnonzero(roles == LATER)[::-1], len(shapes))
        orders = [_order(side) for side in (earlier, later)]
        of, firsts = _distinct([shapes, *digits, *orders[0], *orders[1]])
        found = []
        for one in firsts.tolist():
            told = [_in_order(side, order, one) for side, order in zip((earlier, later), orders, strict=True)]
            found.append(Pattern(tuple(int(digit[one]) for digit in digits), *told))
        return cls(tuple(found), firsts, of, first, earlier)

    def decided(self, which: Sequence[int | None]) -> Ints:
        """Give for each pair the row that decided it; `ABSENT` where none did.

        Args:
            which: for each pattern, which of its earlier periods decided, or -1 for the due one; None for none.
        """
        rows = np.stack([np.full_like(self.due, ABSENT), self.due, *self.earlier.values()])
        places = {code: place for place, code in enumerate(self.earlier, start=2)}
        own = [
            0 if one is None else 1 if one < 0 else places[pattern.earlier[one]]
            for one, pattern in zip(which, self.found, strict=True)
        ]
        decided: Ints = rows[np.array(own, dtype=np.int64)[self.of], np.arange(len(self.of))]
        return decided


def _nearest(pair: Ints, codes: Ints, rows: Ints, pairs: int) -> dict[int, Ints]:
    """Find by code for each pair the last of the rows."""
    found = {}
    for code in np.flatnonzero(np.bincount(codes[rows])).tolist() if len(rows) else ():
        mine = rows[codes[rows] == code]
        found[code] = np.full(pairs, ABSENT, dtype=np.int64)
        found[code][pair[mine]] = mine
    return found


def _order(nearest: dict[int, Ints]) -> list[Ints]:
    """Give for each code the place of its row among those of the pair, from 1; 0 where it has none."""
    found = []
    for rows in nearest.values():
        before = [(others != ABSENT) & (others < rows) for others in nearest.values() if others is not rows]
        place: Ints = np.where(rows == ABSENT, 0, 1 + sum(before, np.zeros(len(rows), dtype=np.int64)))
        found.append(place)
    return found


def _in_order(nearest: dict[int, Ints], order: list[Ints], pair: int) -> tuple[int, ...]:
    placed = [(int(places[pair]), code) for code, places in zip(nearest, order, strict=True) if places[pair]]
    return tuple(code for _, code in sorted(placed))


def _distinct(digits: list[Ints]) -> tuple[Ints, Ints]:
    """Number pairs by their digits, and give one pair for each number."""
    size, combined = 1, np.zeros_like(digits[0])
    for digit in digits:
        radix = int(digit.max(initial=0)) + 2
        if size * radix >= 1 << 62:
            met, combined = np.unique(combined, return_inverse=True)
            size = len(met)
        combined = combined * radix + digit + 1
        size *= radix
    met, of = distinct(combined, size)
    firsts = np.zeros(len(met), dtype=np.int64)
    firsts[of] = np.arange(len(of))
    return of, firsts
