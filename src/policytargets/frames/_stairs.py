"""What is said of an amount, as a staircase: one answer on every cut, and one between two neighbours.

A criterion on one amount is such a staircase whatever it is made of, since bounds are all that it compares. It is built
by asking the scalar logic on each step; a column then only has to find the step its amount stands on.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

import attrs

T = TypeVar("T")

_ONE = Fraction(1)
_WHOLE_END = 1 << 63


@attrs.frozen
class Stairs(Generic[T]):
    """Answers along the line of amounts.

    Attributes:
        first: the answer below all cuts.
        steps: cuts in order, each with the answer on it and the answer above it.
    """

    first: T
    steps: tuple[tuple[Fraction, T, T], ...]

    @classmethod
    def of(cls, cuts: Iterable[Fraction], say: Callable[[Fraction], T]) -> Stairs[T]:
        """Ask on each cut and between them; cuts where nothing changes are left out."""
        places = sorted(set(cuts))
        if not places:
            return cls(say(Fraction(0)), ())
        between = [(a + b) / 2 for a, b in itertools.pairwise(places)]
        first = below = say(places[0] - 1)
        steps = []
        for place, beyond in zip(places, [*between, places[-1] + 1], strict=True):
            on, above = say(place), say(beyond)
            if not below == on == above:
                steps.append((place, on, above))
            below = above
        return cls(first, tuple(steps))

    def thresholds(self, grid: Grid, factor: Fraction = _ONE) -> tuple[T, tuple[tuple[float, T], ...]]:
        """Give what a column compares with: the first answer, and thresholds from which on another one holds.

        The threshold is the first number of the column's kind that stands on the step, so that the comparison of the
        column's numbers decides as the exact one does.

        Args:
            grid: the numbers of the column.
            factor: the unit of the column, in units of the cuts; positive.
        """
        held: dict[float, T] = {}
        for cut, on, above in self.steps:
            start, beyond = grid.around(cut, factor)
            held[start] = on
            held[beyond] = above  # where no number stands on the cut, this takes the place of it
        held.pop(math.inf, None)  # no number of this kind reaches it
        first = held.pop(-math.inf, self.first)  # and none lies below this one
        found: list[tuple[float, T]] = []
        for threshold, answer in held.items():
            before = found[-1][1] if found else first
            if answer is not before and answer != before:
                found.append((threshold, answer))
        return first, tuple(found)


@attrs.frozen
class Grid:
    """The numbers a column can hold, each meaning its shortest decimal.

    Attributes:
        name: ``float64``, ``float32`` or ``int64``.
    """

    name: str

    def around(self, cut: Fraction, factor: Fraction = _ONE) -> tuple[float, float]:
        """Give the least number that is at least the cut in units of this factor, and the least that is more."""
        if self.name != "int64":
            over, under = cut.numerator * factor.denominator, cut.denominator * factor.numerator
            near = self._nearest(over, under)
            if not math.isinf(near):
                meant = self._meant(near).as_integer_ratio()
                if meant[0] * under == meant[1] * over:  # the usual case: the cut is a decimal of few digits
                    return near, self._next(near, math.inf)
        return self.first_from(cut / factor), self.first_beyond(cut / factor)

    def first_from(self, cut: Fraction) -> float:
        """Give the least number of the kind that is at least the cut; infinity where there is none."""
        if self.name == "int64":
            return _clamped(-(-cut.numerator // cut.denominator))
        return self._first(cut, lambda meant: meant >= cut)

    def first_beyond(self, cut: Fraction) -> float:
        """Give the least number of the kind that is more than the cut; infinity where there is none."""
        if self.name == "int64":
            return _clamped(cut.numerator // cut.denominator + 1)
        return self._first(cut, lambda meant: meant > cut)

    def _first(self, cut: Fraction, reached: Callable[[Fraction], bool]) -> float:
        near = self._nearest(cut.numerator, cut.denominator)
        for _ in range(2):  # rounding to float32 is done twice, and may end one too far
            near = self._next(near, -math.inf)
        while near < math.inf and (math.isinf(near) or not reached(Fraction(self._meant(near)))):
            near = self._next(near, math.inf)
        return near

    def _nearest(self, over: int, under: int) -> float:
        try:
            number = over / under
        except OverflowError:
            return math.inf if over > 0 else -math.inf
        return number if self.name == "float64" else _float32(number)

    def _meant(self, number: float) -> Decimal:
        return Decimal(repr(number) if self.name == "float64" else _shortest32(number))

    def _next(self, number: float, towards: float) -> float:
        return math.nextafter(number, towards) if self.name == "float64" else _next32(number, towards)


def _clamped(number: int) -> float:
    """Keep a whole threshold as a Python int; columns of int64 reach no further than their ends."""
    if abs(number) < _WHOLE_END:
        return number
    return math.inf if number > 0 else -math.inf


def _float32(number: float) -> float:
    import numpy as np  # noqa: PLC0415 -- only a column of this kind needs it

    with np.errstate(over="ignore"):
        return float(np.float32(number))


def _shortest32(number: float) -> str:
    import numpy as np  # noqa: PLC0415 -- the same

    return str(np.float32(number))


def _next32(number: float, towards: float) -> float:
    import numpy as np  # noqa: PLC0415 -- the same

    with np.errstate(over="ignore"):
        return float(np.nextafter(np.float32(number), np.float32(towards)))
