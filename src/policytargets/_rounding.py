"""Rounding before comparing, where a target asks for it."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from policytargets.errors import InvalidValueError

MOST_PLACES = 30


class RoundingMode(Enum):
    """How a tie between two neighbours is rounded."""

    HALF_EVEN = "half_even"
    HALF_UP = "half_up"

    def label(self, language: str = "en") -> str:
        """The word for a reader."""
        zh = "四舍六入五成双" if self is RoundingMode.HALF_EVEN else "四舍五入"
        return zh if language == "zh" else self.value.replace("_", " ")


def _mode(value: Any) -> RoundingMode:
    try:
        return RoundingMode(value)
    except ValueError:
        expected = "'half_even' or 'half_up'"
        raise InvalidValueError("Rounding: mode", expected, repr(value), "GB/T 8170 rounds half to even") from None


def _places(_: Any, __: attrs.Attribute[int], value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_PLACES:
        expected = f"a whole number from 0 to {MOST_PLACES}"
        raise InvalidValueError("Rounding: places", expected, repr(value), "correct the places")


@attrs.frozen
class Rounding:
    """A rule of rounding before comparing: a stated choice, never a tolerance.

    GB/T 8170 rounds ties to even; statistical yearbooks often round them up (away from zero).

    Attributes:
        places: decimal places that are kept, 0 to 30.
        mode: `RoundingMode`, or its text.

    Raises:
        InvalidValueError: places out of range, or another mode.

    Examples:
        >>> Rounding(2, "half_even").apply(Fraction("2.145"))
        Fraction(107, 50)
        >>> Rounding(2, "half_up").apply(Fraction("2.145"))
        Fraction(43, 20)
    """

    places: int = attrs.field(validator=_places)
    mode: RoundingMode = attrs.field(converter=_mode)

    def apply(self, amount: Fraction) -> Fraction:
        """Round an exact amount, once."""
        scaled = amount * 10**self.places
        if self.mode is RoundingMode.HALF_EVEN:
            return Fraction(round(scaled), 10**self.places)
        whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
        return Fraction(whole if scaled >= 0 else -whole, 10**self.places)
