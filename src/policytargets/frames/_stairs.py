"""What is said of an amount, as a staircase: one answer on every cut, and one between two neighbours.

A criterion on one amount is such a staircase whatever it is made of, since bounds are all that it compares. It is built
by asking the scalar logic on each step; a column then only has to find the step its amount stands on.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Generic, TypeVar

import attrs

T = TypeVar("T")

_ONE = Fraction(1)
_WHOLE_END = 1 << 63
_SHIFT, _DIGITS = 10**6, 10**15
"""Of a decimal of at most 15 digits, here with at most six behind its point, the nearest float is the one that means it."""


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
        over, under = factor.denominator, factor.numerator
        around = [grid.around(cut.numerator * over, cut.denominator * under) for cut, _, _ in self.steps]
        return _changes(self.first, around, [(on, above) for _, on, above in self.steps])


P = TypeVar("P", bound=Hashable)


def _changes(first: T, around: Iterable[tuple[P, P]], said: Iterable[tuple[T, T]]) -> tuple[T, tuple[tuple[P, T], ...]]:
    """Give the first answer, and the places from which on another one holds."""
    held: dict[Any, T] = {}
    for (start, beyond), (on, above) in zip(around, said, strict=True):
        held[start] = on
        held[beyond] = above  # where no number stands on the cut, this takes the place of it
    held.pop(math.inf, None)  # no number of this kind reaches it
    first = held.pop(-math.inf, first)  # and none lies below this one
    found: list[tuple[P, T]] = []
    for place, answer in held.items():
        before = found[-1][1] if found else first
        if answer is not before and answer != before:
            found.append((place, answer))
    return first, tuple(found)


@attrs.frozen(eq=False)
class Shape(Generic[T]):
    """What is said along the line of amounts, wherever its cuts lie: many targets share one.

    Attributes:
        first: the answer below all cuts.
        said: for each cut in order the answer on it and the answer above it.
    """

    first: T
    said: tuple[tuple[T, T], ...]
    _picked: dict[tuple[bool, ...], tuple[tuple[tuple[int, bool], ...], tuple[T, ...]]] = attrs.field(
        factory=dict, init=False
    )

    def over(self, around: Sequence[tuple[float, float]]) -> tuple[tuple[float, ...], tuple[T, ...]]:
        """Give thresholds, and the answer below them and from each on.

        Args:
            around: for each cut the least number that is at least the cut, and the least that is more.
        """
        if around and (around[0][0] == -math.inf or around[-1][1] == math.inf):
            first, steps = _changes(self.first, around, self.said)
            return tuple([at for at, _ in steps]), (first, *[answer for _, answer in steps])
        picked, answers = self.picked(tuple([start != beyond for start, beyond in around]))
        return tuple([around[cut][beyond] for cut, beyond in picked]), answers

    def picked(self, stands: tuple[bool, ...]) -> tuple[tuple[tuple[int, bool], ...], tuple[T, ...]]:
        """Give which numbers around the cuts are thresholds, and the answers, by whether a number stands on each cut."""
        if stands not in self._picked:
            places = [((cut, False), (cut, stood)) for cut, stood in enumerate(stands)]
            first, found = _changes(self.first, places, self.said)
            self._picked[stands] = tuple([place for place, _ in found]), (first, *[answer for _, answer in found])
        return self._picked[stands]


@attrs.frozen
class Grid:
    """The numbers a column can hold, each meaning its shortest decimal.

    Attributes:
        name: ``float64``, ``float32`` or ``int64``.
    """

    name: str

    def around(self, over: int, under: int) -> tuple[float, float]:
        """Give the least number that is at least the cut ``over / under``, and the least that is more; *under* is positive."""
        if self.name == "int64":
            return _clamped(-(-over // under)), _clamped(over // under + 1)
        if self.name == "float64":
            shifted, rest = divmod(over * _SHIFT, under)
            if (
                not rest and -_DIGITS < shifted < _DIGITS
            ):  # the usual case: a float stands for each decimal of few digits
                near = over / under
                return near, math.nextafter(near, math.inf)
        near = self._nearest(over, under)
        if not math.isinf(near):
            meant = self._meant(near).as_integer_ratio()
            if meant[0] * under == meant[1] * over:
                return near, self._next(near, math.inf)
        cut = Fraction(over, under)
        return self.first_from(cut), self.first_beyond(cut)

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
