"""Strategies for numbers, units and quantities, and for exact ties between quantities in different units."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

import attrs
from hypothesis import strategies as st

from policytargets._atoms import OPEN_WORDS, YEAR, open_atom
from policytargets._numbers import Number, exact, terminates
from policytargets.errors import InvalidValueError
from policytargets.kinds import Catalogue, Kind, standard_catalogue
from policytargets.quantities import Quantity
from policytargets.units import Term, Unit, closed_by, to_unit

Limit: TypeAlias = "Number | Quantity | None"
"""A number in the unit that is drawn, or an amount (or its text) in a unit that meets it."""

_SCALES = (1, 10**4, 10**8, 100, 1000, 10**6)
_PER_PEOPLE = (10**4, 1000, 10**5, 10**6, 1)
_DENOMINATORS = (3, 7, 12)
_UNCOUNTED = frozenset({"person", "coefficient", "index_point", "place"})
"""Kinds that nobody states per so many people: people themselves, and what is no count."""


def _in_order(where: str, low: Fraction | None, high: Fraction | None) -> None:
    if low is not None and high is not None and low > high:
        raise InvalidValueError(f"{where}: max_value", f"at least min_value, {low}", str(high), "exchange the two")


def _parts(low: Fraction | None, high: Fraction | None, parts: int) -> st.SearchStrategy[Fraction] | None:
    """Draw whole numbers of 1/parts; None where there are none between the two."""
    least = None if low is None else math.ceil(low * parts)
    most = None if high is None else math.floor(high * parts)
    if least is not None and most is not None and least > most:
        return None
    return st.integers(least, most).map(lambda count: Fraction(count, parts))


def numbers(
    min_value: Number | None = None, max_value: Number | None = None, *, places: int = 4, fractions: bool = False
) -> st.SearchStrategy[Fraction]:
    """Draw exact numbers as documents write them: decimals, and thirds and the like where asked for.

    Args:
        min_value: least number, included; none when left out.
        max_value: greatest number, included; none when left out.
        places: decimal places at most.
        fractions: also draw numbers such as 1/3, whose decimals do not end.

    Raises:
        InvalidValueError: a limit is no number, or the two stand in the wrong order.

    Examples:
        >>> from hypothesis import find
        >>> find(numbers(min_value=0), lambda number: number > 1)
        Fraction(2, 1)
    """
    low = None if min_value is None else exact(min_value, "numbers: min_value")
    high = None if max_value is None else exact(max_value, "numbers: max_value")
    _in_order("numbers", low, high)
    return _numbers(low, high, places, fractions=fractions)


@lru_cache(maxsize=1024)  # Hypothesis looks at every part of a new strategy, which takes longer than drawing from it
def _numbers(
    low: Fraction | None, high: Fraction | None, places: int, *, fractions: bool
) -> st.SearchStrategy[Fraction]:
    # Few alternatives, since each makes shrinking slower: whole numbers first, then tenths, then all decimal places.
    denominators = [*sorted({1, 10 ** min(places, 1), 10**places}), *(_DENOMINATORS if fractions else ())]
    drawn = [_parts(low, high, denominator) for denominator in denominators]
    found = [strategy for strategy in drawn if strategy is not None]
    # Between two limits without a short decimal, the limits themselves are all that is sure to fit.
    return st.one_of(found) if found else st.sampled_from([limit for limit in (low, high) if limit is not None])


def units(
    *,
    catalogue: Catalogue | None = None,
    shares: bool = True,
    money: bool = True,
    open_words: bool = False,
    physical: bool = False,
) -> st.SearchStrategy[Unit]:
    """Draw units: counts, rates, shares and money, all of them closed unless asked otherwise.

    Args:
        catalogue: whose kinds are counted; the standard ones when left out.
        shares: draw percent, permille, percentage points and the plain number, with and without a stated whole.
        money: draw money, with and without a price basis.
        open_words: draw measure words too, whose kind is not said.
        physical: draw tonnes, hectares and the like too; pint is loaded to resolve them.

    Examples:
        >>> from hypothesis import find
        >>> find(units(), lambda unit: unit.has_denominator).code
        'patent/year'
    """
    known = catalogue or standard_catalogue()
    return _units(known, shares=shares, money=money, open_words=open_words, physical=physical)


@lru_cache(maxsize=64)  # as above
def _units(
    catalogue: Catalogue, *, shares: bool, money: bool, open_words: bool, physical: bool
) -> st.SearchStrategy[Unit]:
    kinds = catalogue.kinds
    drawn = [_counts(kinds, open_words=open_words)]
    people = [Term(scale, kind.atom, -1) for kind in kinds if kind.id == "person" for scale in _PER_PEOPLE]
    counted = tuple(kind for kind in kinds if kind.id not in _UNCOUNTED)
    if people and counted:
        drawn.append(st.builds(_per, _counts(counted, open_words=open_words), st.sampled_from(people)))
    drawn.append(st.builds(_per, _counts(counted or kinds, open_words=open_words), st.just(Term(1, YEAR, -1))))
    if shares:
        wholes = st.sampled_from([None, *(kind.id for kind in counted)])
        drawn.append(st.builds(Unit, st.sampled_from(["percent", "permille", "percentage_point", "1"]), whole=wholes))
    if money:
        bases = st.sampled_from([None, "current", "2010", "2020"])
        drawn.append(st.builds(Unit, st.sampled_from(["CNY", "10000.CNY", "100000000.CNY"]), prices=bases))
    drawn.append(st.sampled_from([Unit(text) for text in ("year", "quarter", "month")]))
    if physical:
        drawn.append(st.sampled_from([Unit(text) for text in ("t", "km", "hectare", "mu", "kWh", "day", "week")]))
    return st.one_of(drawn)


def _counts(kinds: tuple[Kind, ...], *, open_words: bool) -> st.SearchStrategy[Unit]:
    atoms = [kind.atom for kind in kinds] + ([open_atom(word) for word in OPEN_WORDS] if open_words else [])
    return st.builds(lambda atom, scale: Unit([Term(scale, atom)]), st.sampled_from(atoms), st.sampled_from(_SCALES))


def _per(unit: Unit, divisor: Term) -> Unit:
    return attrs.evolve(unit, terms=(*unit.terms, divisor))


def quantities(  # noqa: PLR0913 -- the limits, and what quantities themselves are made from
    unit: Unit | str | st.SearchStrategy[Unit] | None = None,
    *,
    min_value: Limit = None,
    max_value: Limit = None,
    places: int = 4,
    fractions: bool = False,
    kind: str | None = None,
    whole: str | None = None,
    prices: str | None = None,
) -> st.SearchStrategy[Quantity]:
    """Draw amounts in one unit, in units of a strategy, or in any.

    Args:
        unit: the unit, its text, or a strategy that draws it; any when left out.
        min_value: least amount, included: a number in the unit drawn, or a Quantity or its text in one that meets it.
        max_value: greatest amount, given likewise.
        places: decimal places at most.
        fractions: also draw amounts such as 1/3, whose decimals do not end.
        kind: what an open measure word of a text counts.
        whole: what a share is a share of.
        prices: price basis of money.

    Raises:
        InvalidValueError: the limits stand in the wrong order.
        UnitMismatchError: a limit has a unit that does not meet the one drawn.

    Examples:
        >>> from hypothesis import find
        >>> find(quantities("件", kind="patent", min_value=0), lambda amount: amount.magnitude > 1)
        Quantity('2 patent')
    """
    if isinstance(unit, str):
        unit = Unit.parse(unit, kind=kind, whole=whole, prices=prices)
    if isinstance(unit, Unit):
        low, high = in_unit(min_value, unit), in_unit(max_value, unit)
        # Mapped and not built: one choice less to draw, so that a bound on an amount shrinks as far as it can.
        return numbers(low, high, places=places, fractions=fractions).map(lambda number: Quantity(number, unit))

    def drawn_in(drawn: Unit) -> st.SearchStrategy[Quantity]:
        return quantities(drawn, min_value=min_value, max_value=max_value, places=places, fractions=fractions)

    return (units() if unit is None else unit).flatmap(drawn_in)


def in_unit(limit: Limit, unit: Unit) -> Fraction | None:
    """Give a limit as a number in *unit*."""
    if limit is None:
        return None
    amount = limit if isinstance(limit, Quantity) else Quantity(limit)
    if amount.is_bare:
        return amount.magnitude
    return Quantity(amount.magnitude, closed_by(amount.unit, unit)).to(unit).magnitude


def ties(
    one: Unit | str,
    other: Unit | str,
    *,
    min_value: Limit = None,
    max_value: Limit = None,
    places: int = 4,
) -> st.SearchStrategy[tuple[Quantity, Quantity]]:
    """Draw pairs of one amount in two units, where rounding anywhere would decide wrongly.

    Both are decimals where the factor between the units allows it, as in 15 亩 and 1 公顷.

    Args:
        one: unit of the first.
        other: unit of the second; it meets the first.
        min_value: least amount: a number in the first unit, or a Quantity or its text.
        max_value: greatest amount, given likewise.
        places: decimal places at most of the number that is drawn.

    Raises:
        UnitMismatchError: the units do not meet.

    Examples:
        >>> from hypothesis import find
        >>> find(ties("亿元", "万元", min_value=0), lambda pair: pair[0].magnitude > 8)
        (Quantity('9 100000000.CNY'), Quantity('90000 10000.CNY'))
    """
    first, second = to_unit(one), to_unit(other)
    first.check_meets(second, "ties")
    ratio = first.factor / second.factor
    low, high = in_unit(min_value, first), in_unit(max_value, first)
    if terminates(ratio):
        return numbers(low, high, places=places).map(lambda n: (Quantity(n, first), Quantity(n * ratio, second)))
    low, high = (None if limit is None else limit * ratio for limit in (low, high))
    return numbers(low, high, places=places).map(lambda n: (Quantity(n / ratio, first), Quantity(n, second)))
