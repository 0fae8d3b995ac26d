"""Bands: which status a figure falls into. Both ends of a band say whether they belong to it.

Rational figures are decided exactly. Figures from roots or logarithms are decided with a guard: within 1e-9 of
an end they are computed again with more digits, and are on the end when they do not move away from it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise, zip_longest

import attrs

from policytargets._fields import as_tuple, each_is_a
from policytargets._numbers import exact, plain
from policytargets.errors import InvalidValueError, ParseError

__all__ = ["Band", "Bands", "Computed"]

_WRITTEN = re.compile(r"(.*\S)\s*([\[(])\s*(\S+)\s*,\s*(\S+?)\s*([\])])", re.DOTALL)
GUARD = Decimal("1e-9")
_DIGITS, _MORE_DIGITS = 50, 200
_ON_THE_END = Decimal("1e-150")


def _wide(digits: int) -> Context:
    """Give a context of so many digits and a few more, in which no amount that fits into memory is too large or small."""
    return Context(prec=digits + 10, rounding=ROUND_HALF_EVEN, Emax=MAX_EMAX, Emin=MIN_EMIN)


def _decimal(end: Fraction) -> Decimal:
    return Decimal(end.numerator) / Decimal(end.denominator)


def nearest_float(amount: Decimal | Fraction) -> float:
    """Give the nearest float, never infinity: raise OverflowError, as Python does for a fraction."""
    found = float(amount)
    if math.isinf(found):
        raise OverflowError("the figure is larger than any float")
    return found


def short(amount: Decimal | Fraction) -> str:
    """Write four significant digits, of whatever size: a table has no room for more."""
    with localcontext(_wide(_DIGITS)):
        return f"{_decimal(amount) if isinstance(amount, Fraction) else amount:.4g}"


def _end(value: object) -> Fraction | None:
    return None if value is None else exact(value, "Band")


@attrs.frozen
class Band:
    """A status and the figures that fall into it.

    Attributes:
        status: the word, e.g. ``on track``.
        low: the lower end; None is no end.
        high: the upper end; None is no end.
        low_closed: whether the lower end belongs to the band.
        high_closed: whether the upper end belongs to the band.

    Raises:
        InvalidValueError: the ends are swapped, or are one figure that does not belong to it.

    Examples:
        >>> Band("yellow", low="0.75", high="0.9").holds(Fraction("0.9"))
        False
    """

    status: str
    low: Fraction | None = attrs.field(default=None, kw_only=True, converter=_end)
    high: Fraction | None = attrs.field(default=None, kw_only=True, converter=_end)
    low_closed: bool = attrs.field(default=True, kw_only=True)
    high_closed: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Check that the band holds something; what has no end is neither open nor closed there."""
        if self.low is None:
            object.__setattr__(self, "low_closed", True)
        if self.high is None:
            object.__setattr__(self, "high_closed", False)
        if self.low is not None and self.high is not None and not self.low <= self.high:
            raise InvalidValueError(f"Band {self.status!r}", "a lower end below the upper", str(self), "swap the ends")
        if self.low is not None and self.low == self.high and not (self.low_closed and self.high_closed):
            remedy = "close both ends of a band of one figure"
            raise InvalidValueError(f"Band {self.status!r}", "a band that holds a figure", str(self), remedy)

    @classmethod
    def parse(cls, text: str) -> Band:
        """Read a band as it is written: ``yellow [0.75, 0.9)``.

        Raises:
            ParseError: it is not written so.

        Examples:
            >>> Band.parse("red (-∞, 0)").high
            Fraction(0, 1)
        """
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ParseError("Band", "a status and an interval", repr(text), "write yellow [0.75, 0.9)", text, 0)
        status, left, low, high, right = found.groups()
        return cls(
            status, low=None if low == "-∞" else low, high=None if high == "∞" else high,
            low_closed=left == "[", high_closed=right == "]",
        )  # fmt: skip

    def holds(self, figure: Fraction) -> bool:
        """Tell whether the figure falls into the band."""
        above = self.low is None or figure > self.low or (figure == self.low and self.low_closed)
        below = self.high is None or figure < self.high or (figure == self.high and self.high_closed)
        return above and below

    def __str__(self) -> str:
        """Write it as an interval: ``yellow [0.75, 0.9)``."""
        low = "(" if self.low is None or not self.low_closed else "["
        high = ")" if self.high is None or not self.high_closed else "]"
        ends = ["-∞" if self.low is None else plain(self.low), "∞" if self.high is None else plain(self.high)]
        return f"{self.status} {low}{', '.join(ends)}{high}"


@attrs.frozen
class Computed:
    """A figure that comes from roots or logarithms: a rule that computes it to as many digits as the context has.

    The context is always of our making: whatever decimals are set to elsewhere, and however large or small the figure,
    the same comes out.

    Attributes:
        rule: computes the figure under the current decimal context.
    """

    rule: Callable[[], Decimal]

    def value(self, digits: int = _DIGITS) -> Decimal:
        """Compute it to so many digits (a few more are carried)."""
        with localcontext(_wide(digits)):
            return self.rule()

    def __float__(self) -> float:
        """The nearest float.

        Raises:
            OverflowError: it is larger than any float.
        """
        return nearest_float(self.value())


@attrs.frozen
class Bands:
    """Bands as one value; where none holds a figure, the answer is "in no band".

    Attributes:
        bands: in order; the first that holds a figure is its status.

    Examples:
        >>> lights = Bands([Band("green", low="0.9"), Band("yellow", low="0.75", high="0.89", high_closed=True)])
        >>> print(lights.find(Fraction("0.895")))
        None
        >>> lights.holes()
        ['(-∞, 0.75)', '(0.89, 0.9)']
    """

    bands: tuple[Band, ...] = attrs.field(converter=as_tuple, validator=each_is_a(Band))

    def find(self, figure: Fraction) -> Band | None:
        """Give the band that holds an exact figure, or None."""
        return next((band for band in self.bands if band.holds(figure)), None)

    def find_computed(self, figure: Computed) -> Band | None:
        """Give the band that holds a computed figure, settling it with more digits near an end."""
        amount, ends = figure.value(), self.ends()
        with localcontext(_wide(_DIGITS)):
            places = {end: _decimal(end) for end in ends}
            close = next((end for end, place in places.items() if abs(amount - place) < GUARD), None)
        if close is None:
            # Far from every end, any figure between the same two ends falls into the same band.
            return self.find(self._between()[sum(place < amount for place in places.values())])
        with localcontext(_wide(_MORE_DIGITS)):
            precise = figure.value(_MORE_DIGITS)
            is_on_it = abs(precise - _decimal(close)) < _ON_THE_END
        return self.find(close if is_on_it else Fraction(precise))

    def _between(self) -> list[Fraction]:
        """Give one figure below all ends, one between each two neighbours, and one above all."""
        ends = self.ends()
        if not ends:
            return [Fraction(0)]
        return [ends[0] - 1, *((one + other) / 2 for one, other in pairwise(ends)), ends[-1] + 1]

    def ends(self) -> tuple[Fraction, ...]:
        """All ends, in order."""
        found = {end for band in self.bands for end in (band.low, band.high) if end is not None}
        return tuple(sorted(found))

    def _pieces(self) -> list[tuple[str, Fraction]]:
        """The line cut at all ends: each end, and one figure between two neighbours, with how to write them."""
        ends, between = self.ends(), self._between()
        marks = ["-∞", *map(plain, ends), "∞"]
        pieces = [(f"({low}, {high})", figure) for (low, high), figure in zip(pairwise(marks), between, strict=True)]
        alone = [(plain(end), end) for end in ends]
        return [piece for pair in zip_longest(pieces, alone) for piece in pair if piece is not None]

    def holes(self) -> list[str]:
        """Where no band holds: stretches between ends, and single ends."""
        return [text for text, figure in self._pieces() if self.find(figure) is None]

    def overlaps(self) -> list[str]:
        """Where more than one band holds."""
        return [text for text, figure in self._pieces() if sum(band.holds(figure) for band in self.bands) > 1]

    def __str__(self) -> str:
        """Write all bands in a row."""
        return "; ".join(map(str, self.bands))
