"""Rows of scaled words, of which units are made: 件/万人 is 件, and 10000 人 below the bar."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from policytargets import _unit_syntax
from policytargets._atoms import Atom
from policytargets._fields import is_a
from policytargets._numbers import SCALE_WORDS
from policytargets.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policytargets.kinds import Catalogue

_SCALE_NAMES = {scale: word for word, scale in SCALE_WORDS.items()}
_ENGLISH_SCALES = {10**6: "million", 10**7: "10 million", 10**8: "100 million", 10**9: "billion", 10**12: "trillion"}
SCALES = frozenset(10**zeros for zeros in range(25))
_RAISED = str.maketrans("123456789", "¹²³⁴⁵⁶⁷⁸⁹")


def _power_of_ten(instance: Term, _: attrs.Attribute[int], value: Any) -> None:
    if type(value) is not int or value not in SCALES:
        where, expected = f"Term {instance.atom.code!r}: scale", "a power of ten from 1 to 10^24"
        raise InvalidValueError(where, expected, repr(value), "put the scale into the amount")


def _whole_and_not_0(instance: Term, _: attrs.Attribute[int], value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value == 0:
        where = f"Term {instance.atom.code!r}: power"
        raise InvalidValueError(where, "a whole number that is not 0", repr(value), "correct the power")


@attrs.frozen
class Term:
    """One scaled word of a unit: 万人 is 10000 of ``person``.

    Attributes:
        scale: power of ten before the word, up to 10^24.
        atom: the word.
        power: power of the word, but not of the scale (万平方米 are 10000 m²); negative below the fraction bar.

    Raises:
        InvalidValueError: a scale that is no power of ten, or a power that is no whole number or 0.
    """

    scale: int = attrs.field(validator=_power_of_ten)
    atom: Atom = attrs.field(validator=is_a(Atom))
    power: int = attrs.field(default=1, validator=_whole_and_not_0)

    @property
    def is_below(self) -> bool:
        """Whether it stands below the fraction bar."""
        return self.power < 0

    @property
    def factor(self) -> Fraction:
        """Exact number of base units in it."""
        size = self.scale * self.atom.factor ** abs(self.power)
        return 1 / size if self.is_below else size

    @property
    def code(self) -> str:
        """The ASCII code without the sign of its power, e.g. ``10000.person``."""
        scale = f"{self.scale}." if self.scale != 1 else ""
        power = f"^{abs(self.power)}" if abs(self.power) != 1 else ""
        return f"{scale}{self.atom.code}{power}"

    @property
    def _raised(self) -> str:
        return str(abs(self.power)).translate(_RAISED) if abs(self.power) != 1 else ""

    @property
    def zh(self) -> str:
        """How it is written in Chinese, e.g. 万人."""
        scale = "" if self.scale == 1 else _SCALE_NAMES.get(self.scale, str(self.scale))
        return f"{scale}{self.atom.zh}{self._raised}"

    def en(self, *, plural: bool) -> str:
        """How it is written in English, e.g. ``10,000 people``."""
        word = self.atom.many if plural or self.scale != 1 else self.atom.one
        scale = "" if self.scale == 1 else f"{_ENGLISH_SCALES.get(self.scale, f'{self.scale:,}')} "
        return f"{scale}{word}{self._raised}"


@lru_cache(maxsize=1024)
def read_terms(text: str, catalogue: Catalogue) -> tuple[Term, ...]:
    """Read a unit text; remembered, since an observation file writes one unit many times."""
    return tuple(Term(factor.scale, factor.word, factor.power) for factor in _unit_syntax.parse(text, catalogue))


def dimensions(terms: Iterable[Term]) -> tuple[tuple[str, int], ...]:
    """Give pairs of kind and power, without those that cancel."""
    powers: dict[str, int] = {}
    for term in terms:
        for kind, power in term.atom.dims:
            powers[kind] = powers.get(kind, 0) + power * term.power
    return tuple(sorted((kind, power) for kind, power in powers.items() if power))


def sides(terms: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """Give the terms above and below the fraction bar."""
    return [term for term in terms if not term.is_below], [term for term in terms if term.is_below]


def code_of(terms: Sequence[Term]) -> str:
    """Give the stable ASCII code, e.g. ``patent/(10000.person)``; ``1`` for the pure number."""
    above, below = sides(terms)
    divisors = [f"/({term.code})" if term.scale != 1 else f"/{term.code}" for term in below]
    return "".join([".".join(term.code for term in above) or "1", *divisors])


def label_of(terms: Sequence[Term], language: str, *, plural: bool) -> str:
    """Write 件/万人 (``zh``) or ``patents per 10,000 people``; nothing for the pure number."""
    above, below = sides(terms)
    if language == "zh":
        return "/".join(["·".join(term.zh for term in above) or "1" * bool(below), *(term.zh for term in below)])
    # Of a product only the last word is in the plural: person·years.
    words = [term.en(plural=plural and term is above[-1]) for term in above]
    return " per ".join(["·".join(words), *(term.en(plural=False) for term in below)]).strip()


def without_scale(terms: Sequence[Term]) -> tuple[int, tuple[Term, ...]]:
    """Take the scale off the first word, where it stands above the bar: of 万元 are left 10000 and 元."""
    if not terms or terms[0].is_below:
        return 1, tuple(terms)
    first, *rest = terms
    return first.scale, (attrs.evolve(first, scale=1), *rest)


def cancelled(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Cancel words of one dimension above and below the bar; what is left keeps its order.

    人 cancels 万人 and 月 cancels 年: the amount is computed in base units, so that the scale goes into it.
    """
    left: list[Term] = []
    for term in terms:
        index = next((i for i, other in enumerate(left) if _merge(other, term)), None)
        if index is None:
            left.append(term)
            continue
        power = left[index].power + term.power
        left[index : index + 1] = [attrs.evolve(left[index], power=power)] if power else []
    return tuple(left)


def _merge(first: Term, second: Term) -> bool:
    if first.atom.code == second.atom.code:
        return first.scale == second.scale or first.is_below is not second.is_below
    return bool(first.atom.dims) and first.atom.dims == second.atom.dims and first.power + second.power == 0
