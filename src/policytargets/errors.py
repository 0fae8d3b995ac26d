"""Every error says where, what was expected, what came and what to do.

An error inherits the builtin a caller would guess, keeps its four parts as attributes, and pickles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "CitationError",
    "FileError",
    "IncomparableError",
    "InvalidValueError",
    "MissingExtraError",
    "MissingFontWarning",
    "OutsideSpanError",
    "ParseError",
    "PolicyTargetsError",
    "PolicyTargetsWarning",
    "UndecidedError",
    "UnitMismatchError",
    "UnknownReferenceError",
]


class PolicyTargetsError(Exception):
    """The root of all errors of this library.

    Attributes:
        where: the place, in the words of the caller, e.g. ``Target 'so2_2020': criterion``.
        expected: what would have been accepted.
        got: what came, as text.
        remedy: what to do about it.

    Examples:
        >>> print(InvalidValueError("Year", "a year from 1 to 9999", "0", "write the year in full"))
        Year: expected a year from 1 to 9999, got 0; write the year in full
    """

    def __init__(self, where: str, expected: str, got: str, remedy: str) -> None:
        super().__init__(where, expected, got, remedy)
        self.where: str = where
        self.expected: str = expected
        self.got: str = got
        self.remedy: str = remedy

    def __str__(self) -> str:
        """Give the four parts in one line."""
        return f"{self.where}: expected {self.expected}, got {self.got}; {self.remedy}"


class InvalidValueError(PolicyTargetsError, ValueError):
    """A field was given something it does not take."""


class ParseError(PolicyTargetsError, ValueError):
    """A text could not be read to its end.

    Attributes:
        text: the whole text as it was given.
        position: index of the first character that could not be read (``len(text)``: something is missing).

    Examples:
        >>> print(ParseError("unit", "a unit", "'#'", "write for example 件/万人", text="patent/#", position=7))
        unit: expected a unit, got '#'; write for example 件/万人
          patent/#
                 ^
    """

    def __init__(  # noqa: PLR0913, PLR0917 -- four parts and the place in the text
        self, where: str, expected: str, got: str, remedy: str, text: str = "", position: int = 0
    ) -> None:
        super().__init__(where, expected, got, remedy)
        self.text: str = text
        self.position: int = position

    def __reduce__(self) -> tuple[Callable[..., ParseError], tuple[Any, ...]]:
        """Pickle with the text and the position."""
        return type(self), (*self.args, self.text, self.position)

    def __str__(self) -> str:
        """Give the four parts, then the text with a mark under the character that stopped the reading."""
        pad = "".join("\u3000" if ord(character) > 0x2E7F else " " for character in self.text[: self.position])  # noqa: PLR2004 -- from here on characters are drawn two columns wide
        return f"{super().__str__()}\n  {self.text}\n  {pad}^"


class UnitMismatchError(PolicyTargetsError, TypeError):
    """Two amounts whose units cannot meet: patents and trademarks, a level and a difference, 2010 and 2020 prices."""


class IncomparableError(PolicyTargetsError, ValueError):
    """Two things of one type that have no order, such as a year and a quarter inside it."""


class OutsideSpanError(PolicyTargetsError, ValueError):
    """A period lies outside the span that was asked about."""


class UndecidedError(PolicyTargetsError, TypeError):
    """A three-valued verdict was used as if it were true or false."""


class UnknownReferenceError(PolicyTargetsError, LookupError):
    """An id that nothing carries."""


class CitationError(PolicyTargetsError, ValueError):
    """A citation does not give its quote."""


class FileError(PolicyTargetsError, ValueError):
    """A file cannot be read or written as asked."""


class MissingExtraError(PolicyTargetsError, ImportError):
    """An optional dependency is not installed; the remedy names the extra that brings it."""


class PolicyTargetsWarning(UserWarning):
    """The root of all warnings of this library."""


class MissingFontWarning(PolicyTargetsWarning):
    """A chart could not be written as asked, since no installed font draws the characters; it says what to install."""
