"""How a figure is printed, never how it is judged."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias, get_args

import attrs

from policytargets._fields import owner
from policytargets._rounding import MOST_PLACES, Rounding, RoundingMode
from policytargets.errors import InvalidValueError

__all__ = ["Reporting"]

_WRITTEN = re.compile(
    r"(?P<places>\d{1,3})(?:\s+(?P<mode>\w+)(?:\s+(?P<when>\w+)(?:\s+(?P<time_places>\d{1,3}))?)?)?", re.ASCII
)
Mode: TypeAlias = Literal["half_up", "half_even", "truncate"]
When: TypeAlias = Literal["before", "after"]


def _plain_mode(value: Any) -> Any:
    return value.value if isinstance(value, RoundingMode) else value


def _one_of(words: tuple[str, ...]) -> Any:
    def check(instance: Any, attribute: attrs.Attribute[str], value: Any) -> None:
        if value not in words:
            said = ", ".join(map(repr, words))
            raise InvalidValueError(owner(instance, attribute.name), f"one of {said}", repr(value), "use one of them")

    return check


def _places(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_PLACES:
        expected = f"a whole number from 0 to {MOST_PLACES}"
        raise InvalidValueError(owner(instance, attribute.name), expected, repr(value), "correct the places")


@attrs.frozen
class Reporting:
    """How an office prints its figures: to so many places, rounded so, before or after it subtracts.

    A method decides by exact figures. Given a reporting, it adds the figures as they would be printed, and says so
    where these read otherwise: 31.8 of 127.1 is 25.02 %, printed 25 %, which after three months reads "level" while
    it is ahead. Offices differ, and some mix both orders in one report: 629.0 of 647.4 after ten months is 13.8 points
    ahead where one subtracts first, and 13.9 where one rounds first.

    Attributes:
        places: decimal places of a printed figure, 0 to 30.
        mode: ``half_up`` (四舍五入, a tie away from zero), ``half_even`` (GB/T 8170) or ``truncate`` (further digits
            are cut off).
        when: of a difference, ``after``: subtract exactly, then round; ``before``: round both, then subtract.
        time_places: decimal places of what is subtracted, where it is printed to others: 98.1 % less 91.67 % is 6.43.

    Raises:
        InvalidValueError: places out of range, or another word.

    Examples:
        >>> done, time = 100 * Fraction("629.0") / Fraction("647.4"), Fraction(1000, 12)
        >>> [str(float(Reporting(1, "half_up", when).difference(done, time))) for when in ("after", "before")]
        ['13.8', '13.9']
    """

    places: int = attrs.field(validator=_places)
    mode: Mode = attrs.field(default="half_up", converter=_plain_mode, validator=_one_of(get_args(Mode)))
    when: When = attrs.field(default="after", validator=_one_of(get_args(When)))
    time_places: int | None = attrs.field(default=None, kw_only=True, validator=attrs.validators.optional(_places))

    @classmethod
    def parse(cls, text: str) -> Reporting:
        """Read it as it is written: ``1 half_up after``, or only the places.

        Raises:
            InvalidValueError: it is not written so.

        Examples:
            >>> Reporting.parse("1 half_up before 2").time_places
            2
        """
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            expected = "places, mode, when, and the places of what is subtracted"
            raise InvalidValueError("Reporting", expected, repr(text), "write for example '1 half_up after'")
        said: dict[str, Any] = {
            name: int(word) if word.isdecimal() else word
            for name, word in found.groupdict().items()
            if word is not None
        }
        return cls(**said)

    def apply(self, figure: Fraction | Decimal) -> Fraction:
        """Round a figure as it is printed."""
        return self._rounded(Fraction(figure), self.places)

    def apply_to_time(self, figure: Fraction) -> Fraction:
        """Round what is subtracted as it is printed."""
        return self._rounded(figure, self._time_places)

    def difference(self, figure: Fraction, other: Fraction) -> Fraction:
        """Give the printed difference of two exact figures."""
        return self.apply(figure) - self.apply_to_time(other) if self.when == "before" else self.apply(figure - other)

    def text(self, figure: Fraction) -> str:
        """Write a figure with all its places.

        Examples:
            >>> Reporting(1, "truncate").text(Fraction("-69.99"))
            '-69.9'
        """
        return _fixed(self.apply(figure), self.places)

    def difference_text(self, figure: Fraction, other: Fraction) -> str:
        """Write the printed difference of two exact figures with all its places."""
        places = max(self.places, self._time_places) if self.when == "before" else self.places
        return _fixed(self.difference(figure, other), places)

    @property
    def _time_places(self) -> int:
        return self.places if self.time_places is None else self.time_places

    def _rounded(self, figure: Fraction, places: int) -> Fraction:
        if self.mode == "truncate":
            return Fraction(int(figure * 10**places), 10**places)  # int() cuts towards zero
        return Rounding(places, RoundingMode(self.mode)).apply(figure)

    def __str__(self) -> str:
        """Write it in short: ``1 half_up after``, and the places of what is subtracted where they differ."""
        other = "" if self.time_places is None else f" {self.time_places}"
        return f"{self.places} {self.mode} {self.when}{other}"


def to_reporting(value: Any) -> Any:
    """Take a reporting, or its text."""
    return Reporting.parse(value) if isinstance(value, str) else value


def _fixed(figure: Fraction, places: int) -> str:
    """Write a figure that has at most so many places with all of them; zero has no sign."""
    whole, rest = divmod(int(abs(figure) * 10**places), 10**places)
    sign = "-" if figure < 0 else ""
    return f"{sign}{whole}.{rest:0{places}}" if places else f"{sign}{whole}"
