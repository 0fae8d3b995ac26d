"""The grammar of unit texts, without knowing any unit.

``1`` or ``product ('/' product)*`` with products of factors, a factor being a scale and a word: 件/万人, kWh/CNY,
patent/(10000.person), patents per 10,000 people. Which words exist is asked of a `Vocabulary`.
"""

from __future__ import annotations

import re
from typing import Generic, Protocol, TypeVar

import attrs

from policytargets._numbers import SCALE_WORDS, fold, shown
from policytargets.errors import ParseError

Word = TypeVar("Word")
Word_co = TypeVar("Word_co", covariant=True)

_REMEDY = "write for example 件/万人, 件/年, %, 个百分点, 亿元, patent/(10000.person) or patents per 10,000 people"
_ONE = re.compile(r"1(?= *(?:$|[/)]|per\b))")
_LETTERS = re.compile(r"[^\W\d_]+")
_SCALE = re.compile(
    r"(?:10\^(?P<power>\d{1,2})|(?P<digits>10{0,2}(?:,000)+|10+)(?!\d))(?P<joint> *[.·*] *| *)", re.ASCII
)
_ENGLISH_SCALE = re.compile(r"(hundred|thousand|million|billion|trillion) +")
_ENGLISH_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_POWER = re.compile(r"\^(-?[1-9])(?!\d)", re.ASCII)
_PER = re.compile(r" *(?:/|\bper\b) *")
_TIMES = re.compile(r" *[.·*] *")
_SCALE_WORDS_LONGEST_FIRST = sorted(SCALE_WORDS, reverse=True)  # 百万 stands before its beginning, 百
_MAX_LENGTH = 200
_MAX_DEPTH = 5
_MOST_ZEROS = 24


class Vocabulary(Protocol[Word_co]):
    """Knows which words are units."""

    def longest_word(self, text: str, start: int) -> tuple[Word_co, int] | None:
        """Give the unit of the longest word that stands at *start*, and the index behind it."""


@attrs.frozen
class Factor(Generic[Word]):
    """A word with its exact scale (10000 of 万人) and its power, negative below the fraction bar."""

    scale: int
    word: Word
    power: int


@attrs.define
class _Reader(Generic[Word]):
    original: str
    text: str
    vocabulary: Vocabulary[Word]
    position: int = 0
    below: int = 0

    def fail(self, expected: str) -> ParseError:
        got = shown(self.original, self.position)
        return ParseError("unit", expected, got, _REMEDY, self.original, self.position)

    def unknown(self) -> ParseError:
        word = _LETTERS.match(self.original, self.position)
        if word is None:
            return self.fail("a unit")
        remedy = f"{_REMEDY}; or define what is counted as a Kind"
        return ParseError("unit", "a unit that is known", repr(word[0]), remedy, self.original, self.position)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.position)
        if found is not None:
            self.position = found.end()
        return found

    def skip_blanks(self) -> None:
        while self.text.startswith(" ", self.position):
            self.position += 1

    def quotient(self, depth: int = 0) -> list[Factor[Word]]:
        factors = [] if self.take(_ONE) else self.product(depth)
        while self.take(_PER):
            self.below += 1
            factors += [attrs.evolve(factor, power=-factor.power) for factor in self.product(depth)]
            self.below -= 1
        return factors

    def product(self, depth: int) -> list[Factor[Word]]:
        factors = self.group(depth)
        while self.take(_TIMES):
            factors += self.group(depth)
        return factors

    def group(self, depth: int) -> list[Factor[Word]]:
        if not self.text.startswith("(", self.position):
            return [self.factor()]
        if depth >= _MAX_DEPTH:
            raise self.fail(f"at most {_MAX_DEPTH} brackets inside each other")
        self.position += 1
        self.skip_blanks()
        factors = self.quotient(depth + 1)
        self.skip_blanks()
        if not self.text.startswith(")", self.position):
            raise self.fail("a closing bracket")
        self.position += 1
        return factors

    def factor(self) -> Factor[Word]:
        found = self.vocabulary.longest_word(self.text, self.position)
        scale = 1
        if found is None:
            scale = self.scale()
            found = self.vocabulary.longest_word(self.text, self.position)
        if found is None:
            raise self.unknown()
        word, self.position = found
        power = self.take(_POWER)
        return Factor(scale, word, int(power[1]) if power else 1)

    def scale(self) -> int:
        scale = 1
        digits = _SCALE.match(self.text, self.position)
        if digits is not None:
            # Above the bar 10000.CNY is a unit, but "15 件" and "10 件" are amounts: "2 15 件" must not become 30.
            if not self.below and not digits["joint"].strip():
                raise self.fail("a unit (a scale above the bar is joined by a dot, as in 10000.CNY)")
            zeros = int(digits["power"]) if digits["power"] else digits["digits"].count("0")
            if zeros > _MOST_ZEROS:
                raise self.fail("a scale up to 10^24")
            scale = 10**zeros
            self.position = digits.end()
        while english := self.take(_ENGLISH_SCALE):
            scale *= _ENGLISH_SCALES[english[1]]
        for word in _SCALE_WORDS_LONGEST_FIRST:
            if self.text.startswith(word, self.position):
                self.position += len(word)
                return scale * SCALE_WORDS[word]
        return scale


def parse(text: str, vocabulary: Vocabulary[Word]) -> list[Factor[Word]]:
    """Read a unit text to its end; the pure number ``1`` has no factors.

    Raises:
        ParseError: a character that is no part of a unit, shown where it stands.
    """
    if len(text) > _MAX_LENGTH:
        raise ParseError("unit", f"at most {_MAX_LENGTH} characters", str(len(text)), _REMEDY, text, _MAX_LENGTH)
    reader = _Reader(text, fold(text), vocabulary)
    reader.skip_blanks()
    factors = reader.quotient()
    reader.skip_blanks()
    if reader.position < len(text):
        raise reader.fail("the end of the unit, a / or a ·")
    return factors
