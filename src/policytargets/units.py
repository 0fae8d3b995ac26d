"""Units with an exact factor, and everything that belongs to their identity.

A unit has dimensions (one for each kind of countable thing), an exact rational factor, and, in its identity: what a
share is a share of, whether it is a level or a difference, and the price basis of money. Two spellings of one meaning
are equal: ``Unit("亿元") == Unit("100000000.CNY")``.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import Any

import attrs

from policytargets._atoms import BUILT_IN, PERCENT, POINT, YEAR, Atom
from policytargets._fields import owner, pretty_line
from policytargets._same import Same
from policytargets._terms import Term, cancelled, code_of, dimensions, label_of, read_terms, sides
from policytargets.errors import InvalidValueError, UnitMismatchError
from policytargets.kinds import Catalogue, standard_catalogue

__all__ = ["Term", "Unit", "UnitRole", "per_10k_people", "per_year", "percent_of"]


class UnitRole(Enum):
    """A level (15 %) or a difference of levels (3 percentage points); the two never compare."""

    LEVEL = "level"
    DIFFERENCE = "difference"


def _to_terms(value: str | Iterable[Term]) -> tuple[Term, ...]:
    if isinstance(value, str):
        return read_terms(value, standard_catalogue())
    terms = tuple(value) if isinstance(value, Iterable) else (value,)
    if not all(isinstance(term, Term) for term in terms):
        raise InvalidValueError("Unit", "the text of a unit, or its terms", repr(value), "write for example '件/万人'")
    return terms


@attrs.frozen(repr=False)
class Unit:
    """A unit of account. Equality and hash go by meaning; the spelling is kept in `terms`.

    Attributes:
        terms: the words it is written with; a text such as ``件/万人`` is parsed with the standard catalogue. None at
            all is the pure number, ``1``.
        whole: what a share is a share of, e.g. ``enterprise``; None where the words leave it open.
        prices: price basis of money: ``current``, or the year of constant prices such as ``2020``; None is open.
        dims: derived: pairs of kind and power.
        factor: derived: exact number of base units in one of this unit.
        role: derived: level or difference.
        open_words: derived: measure words whose kind is not said.

    Raises:
        ParseError: the text is no unit.
        InvalidValueError: a whole of what is no share, or a price basis of what holds no money.

    Examples:
        >>> Unit("件/万人").bind("patent").code
        'patent/(10000.person)'
        >>> Unit("亿元") == Unit("10000.CNY").scaled(10_000)
        True
        >>> Unit("patents per 10,000 people").label("zh")
        '件/万人'
    """

    terms: tuple[Term, ...] = attrs.field(converter=_to_terms, eq=False)
    whole: str | None = attrs.field(default=None, kw_only=True)
    prices: str | None = attrs.field(default=None, kw_only=True)
    dims: tuple[tuple[str, int], ...] = attrs.field(init=False)
    factor: Fraction = attrs.field(init=False)
    role: UnitRole = attrs.field(init=False)
    open_words: tuple[str, ...] = attrs.field(init=False, eq=False)
    _identity: tuple[Any, ...] = attrs.field(init=False, eq=False)

    @dims.default
    def _find_dims(self) -> tuple[tuple[str, int], ...]:
        return dimensions(self.terms)

    @factor.default
    def _find_factor(self) -> Fraction:
        return prod((term.factor for term in self.terms), start=Fraction(1))

    @role.default
    def _find_role(self) -> UnitRole:
        return UnitRole.DIFFERENCE if any(term.atom.difference for term in self.terms) else UnitRole.LEVEL

    @open_words.default
    def _find_open_words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(term.atom.open_word for term in self.terms if term.atom.open_word is not None))

    @_identity.default
    def _find_identity(self) -> tuple[Any, ...]:
        """Give all of the meaning but the factor: amounts meet where it is the same."""
        return self.dims, self.role.value, self.whole, self.prices

    @whole.validator
    def _check_whole(self, attribute: attrs.Attribute[str | None], value: str | None) -> None:
        if value is None:
            return
        if not isinstance(value, str) or not value.strip():
            raise InvalidValueError(
                owner(self, attribute.name), "the name of a whole", repr(value), "write for example 'enterprise'"
            )
        if self.dims:
            raise InvalidValueError(
                owner(self, attribute.name), "no whole for a unit that is no share", repr(value), "leave whole out"
            )

    @prices.validator
    def _check_prices(self, attribute: attrs.Attribute[str | None], value: str | None) -> None:
        if value is None:
            return
        year = isinstance(value, str) and len(value) == 4 and value.isascii() and value.isdecimal()  # noqa: PLR2004 -- a year has four digits
        if not (year or value == "current"):
            raise InvalidValueError(
                owner(self, attribute.name), "'current' or a year such as '2020'", repr(value), "name the price basis"
            )
        if not self.holds_money:
            raise InvalidValueError(
                owner(self, attribute.name), "no price basis for what is no money", repr(value), "leave prices out"
            )

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        kind: str | None = None,
        whole: str | None = None,
        prices: str | None = None,
        catalogue: Catalogue | None = None,
    ) -> Unit:
        """Read a unit text with a catalogue of one's own, and close what its words leave open.

        Args:
            text: e.g. ``件/万人``.
            kind: what its open measure word counts, e.g. ``patent``.
            whole: what a share is a share of.
            prices: price basis of money.
            catalogue: the kinds and words to use; the standard ones when left out.

        Raises:
            ParseError: the text is no unit.
            InvalidValueError: something is closed that is not open.

        Examples:
            >>> Unit.parse("户", kind="enterprise").code
            'enterprise'
        """
        known = catalogue or standard_catalogue()
        unit = _read(text, known) if isinstance(text, str) else cls(text)
        if kind is not None:
            unit = unit.bind(kind, catalogue=known)
        return unit if whole is None and prices is None else attrs.evolve(unit, whole=whole, prices=prices)

    @property
    def holds_money(self) -> bool:
        """Whether a price basis belongs to it."""
        return any(term.atom.money for term in self.terms)

    @property
    def is_share(self) -> bool:
        """Whether it is a share, a plain number or a difference of shares: it has no dimension."""
        return not self.dims

    @property
    def is_bare(self) -> bool:
        """Whether it is the plain number, of which nothing is said."""
        return not self.terms and self.whole is None

    @property
    def has_denominator(self) -> bool:
        """Whether it is a rate: amounts of a rate do not add up over areas."""
        return any(power < 0 for _, power in self.dims)

    def bind(self, kind: str, *, catalogue: Catalogue | None = None) -> Unit:
        """Say what the open measure word counts; of several, the first that counts this kind.

        Raises:
            InvalidValueError: no open word counts this kind.
            UnknownReferenceError: the catalogue has no such kind.

        Examples:
            >>> Unit("件/万户").bind("patent").bind("household").code
            'patent/(10000.household)'
        """
        known = (catalogue or standard_catalogue()).kind(kind)
        for index, term in enumerate(self.terms):
            if term.atom.open_word is not None and known.counted_by(term.atom.open_word):
                return self._with_kind(index, known.atom)
        words = f" ({'、'.join(known.words)})" if known.words else ""
        expected = f"an open measure word that counts {kind}{words}"
        raise InvalidValueError("unit", expected, repr(self.label("zh")), "correct kind or leave it out")

    def _with_kind(self, index: int, kind: Atom) -> Unit:
        term = self.terms[index]
        closed = attrs.evolve(term, atom=attrs.evolve(kind, zh=term.atom.zh))
        return attrs.evolve(self, terms=(*self.terms[:index], closed, *self.terms[index + 1 :]))

    def scaled(self, scale: int) -> Unit:
        """Give the unit that is *scale* times the first word: 元 scaled by 10000 is 万元.

        Raises:
            InvalidValueError: there is no word above the fraction bar, or the scale is no power of ten.
        """
        if not self.terms or self.terms[0].is_below:
            raise InvalidValueError("unit", "a word to scale above the bar", self.code, "scale the amount instead")
        first, *others = self.terms
        return attrs.evolve(self, terms=(attrs.evolve(first, scale=first.scale * scale), *others))

    @property
    def code(self) -> str:
        """The stable ASCII code, without whole and price basis, e.g. ``patent/(10000.person)``."""
        return code_of(self.terms)

    def label(self, language: str = "en", *, plural: bool = True) -> str:
        """How the unit is written: 件/万人, ``patents per 10,000 people``; nothing for the plain number."""
        return label_of(self.terms, language, plural=plural)

    def __str__(self) -> str:
        """Give the code, with what a share is of and the price basis where they are said."""
        said = [text for text in (self.whole and f"of {self.whole}", self.prices and f"{self.prices} prices") if text]
        if self.open_words:
            return f"{self.label('zh')} (kind not said)"
        return f"{self.code} ({', '.join(said)})" if said else self.code

    def __repr__(self) -> str:
        """Give a line that makes the same unit with the standard catalogue."""
        extra = [f", {name}={value!r}" for name in ("whole", "prices") if (value := getattr(self, name)) is not None]
        return f"Unit({self.code!r}{''.join(extra)})"

    _repr_pretty_ = pretty_line

    def mismatch(self, other: Unit) -> str | None:
        """Say what would help where amounts in the two units cannot meet, or give None when they can."""
        if self._identity == other._identity and not self.open_words:
            return None
        return _remedy(self, other)

    def check_meets(self, other: Unit, where: str) -> None:
        """Raise UnitMismatchError, naming both units, where amounts in the two cannot meet."""
        remedy = self.mismatch(other)
        if remedy is not None:
            raise UnitMismatchError(where, f"a unit that meets {self}", str(other), remedy)


@lru_cache(maxsize=1024)
def _read(text: str, catalogue: Catalogue) -> Unit:
    return Unit(read_terms(text, catalogue))


def _remedy(first: Unit, second: Unit) -> str:
    """Say what would let the two meet; the first difference speaks."""
    if first.open_words or second.open_words:
        return _how_to_close((first.open_words + second.open_words)[0])
    if first.dims != second.dims:
        differing = {kind for kind, _ in first.dims} ^ {kind for kind, _ in second.dims}
        return (
            "a calendar year is no number of days: state both in years, or both in days"
            if differing == {"year", "second"}
            else "compare amounts of one kind"
        )
    if first.role is not second.role:
        return "a level and a difference in percentage points never compare; state both as one of them"
    if first.whole != second.whole:
        one_is_open = None in (first.whole, second.whole)
        return "state what both are a share of (whole=...)" if one_is_open else "compare shares of one whole"
    one_is_open = None in (first.prices, second.prices)
    index = "convert one to the other's prices with a published price index first"
    return "state both price bases (prices=...)" if one_is_open else index


def _how_to_close(word: str) -> str:
    kinds = " or ".join(f"kind={kind!r}" for kind in standard_catalogue().counted_by(word))
    say = f"say what {word} counts"
    return f"{say}: {kinds}, or take it from an indicator" if kinds else f"{say}: kind=..."


_NUMBER = Unit(())
_PER_10K_PEOPLE = Unit("1/(10000.person)").terms


def number_unit() -> Unit:
    """Give the unit of a plain number."""
    return _NUMBER


def as_difference(unit: Unit) -> Unit:
    """Give the unit of a difference of two amounts in *unit*: percentage points for shares, else the unit itself.

    A plain number of which nothing is said stays one.
    """
    return attrs.evolve(unit, terms=(Term(1, POINT),)) if unit.is_share and not unit.is_bare else unit


def as_level(unit: Unit) -> Unit:
    """Give the unit of what a difference in *unit* is a difference of: percent for percentage points."""
    is_points = unit.role is UnitRole.DIFFERENCE and unit.is_share
    return attrs.evolve(unit, terms=(Term(1, PERCENT),)) if is_points else unit


def combined(first: Unit, second: Unit, sign: int) -> Unit:
    """Give the unit of a product (sign 1) or quotient (sign -1) of amounts in two units.

    Kinds do not cancel to a bare number: enterprises over enterprises are a share of enterprises.

    Raises:
        UnitMismatchError: money of two price bases.
    """
    if first.holds_money and second.holds_money and first.prices != second.prices:
        raise UnitMismatchError("arithmetic with money", str(first), str(second), "state amounts in one price basis")
    terms = cancelled([*first.terms, *(attrs.evolve(term, power=term.power * sign) for term in second.terms)])
    kinds = cancelled(attrs.evolve(term, scale=1) for term in first.terms if term.atom.dims)
    money = any(term.atom.money for term in terms)
    return Unit(
        terms,
        whole=code_of(kinds) if kinds and not terms else None,
        prices=(first.prices or second.prices) if money else None,
    )


def per_10k_people(kind: str, *, catalogue: Catalogue | None = None) -> Unit:
    """Give the unit 件/万人: so many of *kind* per 10,000 people.

    Examples:
        >>> per_10k_people("patent").label()
        'patents per 10,000 people'
    """
    known = (catalogue or standard_catalogue()).kind(kind)
    return Unit((Term(1, known.atom), *_PER_10K_PEOPLE))


def per_year(kind: str, *, catalogue: Catalogue | None = None) -> Unit:
    """Give the unit 件/年: so many of *kind* per calendar year.

    Examples:
        >>> per_year("work").code
        'work/year'
    """
    known = (catalogue or standard_catalogue()).kind(kind)
    return Unit((Term(1, known.atom), Term(1, YEAR, -1)))


def percent_of(whole: str) -> Unit:
    """Give the percent of a stated whole.

    Examples:
        >>> str(percent_of("enterprise"))
        'percent (of enterprise)'
    """
    return Unit((Term(1, BUILT_IN["percent"]),), whole=whole)


def closed_by(unit: Unit, pattern: Unit) -> Unit:
    """Close what the words of *unit* leave open as *pattern* (an indicator's unit) has it.

    An open measure word takes the kind that the pattern counts on the same side of the fraction bar, if the word counts
    that kind; an unsaid whole and an unsaid price basis are those of the pattern. What is said is left as it is, and a
    plain number stays one.
    """
    return _closed(Same(unit), Same(pattern))


@lru_cache(maxsize=1024)
def _closed(open_one: Same[Unit], like: Same[Unit]) -> Unit:
    unit, pattern = open_one.held, like.held
    terms = [_closed_term(term, pattern) for term in unit.terms] if unit.open_words else unit.terms
    whole = pattern.whole if unit.whole is None and not dimensions(terms) else unit.whole
    prices = pattern.prices if unit.prices is None and unit.holds_money else unit.prices
    return Unit(terms, whole=whole, prices=prices)


def _closed_term(term: Term, pattern: Unit) -> Term:
    if term.atom.open_word is None:
        return term
    side = sides(pattern.terms)[term.is_below]
    kinds = {other.atom.code: other.atom for other in side if other.atom.counted_by(term.atom.open_word)}
    if len(kinds) != 1:
        return term
    (kind,) = kinds.values()
    return attrs.evolve(term, atom=attrs.evolve(kind, zh=term.atom.zh))


def to_unit(value: Any) -> Unit:
    """Take a `Unit`, or read a text with the standard catalogue."""
    if isinstance(value, Unit):
        return value
    if isinstance(value, str):
        return Unit.parse(value)
    raise InvalidValueError("unit", "a Unit or its text", repr(value), "write for example '件/万人'")
