"""A strict reader for short texts: everything is consumed, or an error points at the character."""

from __future__ import annotations

from typing import NoReturn

import attrs

from policytargets.errors import ParseError

# One character for one, so that a position in the folded text is the position in the text as it was given.
_FOLDED = str.maketrans("０１２３４５６７８９－．Ｑ", "0123456789-.Q")


@attrs.define
class Reader:
    """Reads a text from the left and raises at the first character that does not belong.

    Attributes:
        text: the text as it was given.
        where: what is being read, for messages.
        remedy: the forms that would be accepted, for messages.
        folded: the text with full-width forms folded.
        position: index of the next character.
    """

    text: str
    where: str
    remedy: str
    folded: str = attrs.field(init=False)
    position: int = attrs.field(init=False, default=0)

    @folded.default
    def _fold(self) -> str:
        return self.text.translate(_FOLDED)

    def fail(self, expected: str, position: int) -> NoReturn:
        """Raise a ParseError that points at a character."""
        got = repr(self.text[position : position + 12]) if position < len(self.text) else "the end of the text"
        raise ParseError(self.where, expected, got, self.remedy, text=self.text, position=position)

    def take(self, literal: str) -> bool:
        """Go past a literal if it stands here, and say whether it did."""
        found = self.folded.startswith(literal, self.position)
        self.position += len(literal) * found
        return found

    def expect(self, literal: str) -> None:
        """Go past a literal, or raise at its first character that is missing."""
        for character in literal:
            if not self.take(character):
                self.fail(literal, self.position)

    def number(self, what: str, high: int, *, digits: int, at_least: int = 0) -> int:
        """Read a number from 1 to *high* of so many digits, or of at least so many."""
        start = self.position
        end = start
        while end < min(start + digits, len(self.folded)) and self.folded[end] in "0123456789":
            end += 1
        if end - start < (at_least or digits):
            self.fail(f"{what} of {digits} digits", end)
        self.position = end
        number = int(self.folded[start:end])
        if not 1 <= number <= high:
            self.fail(f"{what} from 1 to {high}", start)
        return number

    def at_end(self) -> bool:
        """Say whether every character was read."""
        return self.position == len(self.text)
