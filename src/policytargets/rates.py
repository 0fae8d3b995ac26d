"""Rates turned round: how many it would take, and how many people a count suffices for."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeAlias, assert_never

import attrs

from policytargets.bounds import AtLeast, AtMost, LessThan, MoreThan, to_quantity
from policytargets.errors import InvalidValueError
from policytargets.quantities import Quantity
from policytargets.targets import Target
from policytargets.units import Unit, closed_by

__all__ = ["CountNeeded", "count_needed", "people_covered"]

_HOW: dict[type, str] = {
    AtLeast: "rounded up: less would not reach the target",
    MoreThan: "rounded up past it: the amount itself is not enough",
    AtMost: "rounded down: more would pass the target",
    LessThan: "rounded down below it: the amount itself is too much",
}


@attrs.frozen(kw_only=True)
class CountNeeded:
    """How many whole things a rate asks for, given the population.

    Attributes:
        exact: the exact amount, in the unit of what is counted.
        count: the whole number.
        rounding: how it was rounded, in words.

    Examples:
        >>> print(CountNeeded(exact=Quantity("25.8 patent"), count=26, rounding="rounded up"))
        25.8 -> 26 patents (rounded up)
    """

    exact: Quantity
    count: int
    rounding: str

    @property
    def quantity(self) -> Quantity:
        """The whole number, in its unit."""
        return Quantity(self.count, self.exact.unit)

    def __str__(self) -> str:
        """Show the exact amount, the whole number, and how it was rounded."""
        return f"{self.exact.label('en').split(' ', maxsplit=1)[0]} -> {self.quantity} ({self.rounding})"


_OneSided: TypeAlias = AtLeast | AtMost | MoreThan | LessThan


def _bound(target: Target, where: str) -> _OneSided:
    criterion = target.criterion
    if not isinstance(criterion, (AtLeast, AtMost, MoreThan, LessThan)):
        raise InvalidValueError(
            where,
            "a target with one bound on the level of a rate",
            type(criterion).__name__,
            "pass a target at_least, at_most, …",
        )
    if not criterion.amount.unit.has_denominator:
        raise InvalidValueError(
            where, "a target on a rate such as 件/万人", str(criterion.amount.unit), "a count needs no turning round"
        )
    if target.rounding is not None:
        raise InvalidValueError(
            where, "a target compared by full amounts", repr(target.rounding), "leave its rounding out: attrs.evolve"
        )
    return criterion


def _whole(exact: Quantity, bound: _OneSided) -> int:
    """The nearest whole number, in units of one, that the bound accepts."""
    amount = exact.base
    below, above = amount.numerator // amount.denominator, -(-amount.numerator // amount.denominator)
    match bound:
        case AtLeast():
            return above
        case MoreThan():
            return below + 1
        case AtMost():
            return below
        case LessThan():
            return above - 1
    assert_never(bound)


def count_needed(target: Target, population: Any) -> CountNeeded:
    """Say how many whole things a rate target asks for, given what it is counted against.

    Args:
        target: a target with one bound on a rate, e.g. at least 2.15 patents per 10,000 people.
        population: the amount of the denominator, e.g. ``"120,000 人"``; above zero.

    Raises:
        InvalidValueError: the target is no rate with one bound, the population is not above zero, or the result is no
            whole number of things.
        UnitMismatchError: the population is no amount of the denominator.

    Examples:
        >>> from policytargets.indicators import Indicator
        >>> density = Indicator(id="density", name="density", unit="patent/(10000.person)", nature="stock")
        >>> target = Target(id="density_2017", indicator=density, criterion=AtLeast("2.15 件/万人"))
        >>> print(count_needed(target, population="120,000 人"))
        25.8 -> 26 patents (rounded up: less would not reach the target)
    """
    bound = _bound(target, "count_needed: target")
    rate = bound.amount
    below = Unit(tuple(attrs.evolve(term, power=-term.power) for term in rate.unit.terms if term.is_below))
    exact = _plain(rate * _closed(_positive(population, "count_needed: population"), below), "count_needed")
    return CountNeeded(exact=exact, count=_whole(exact, bound), rounding=_HOW[type(bound)])


def _positive(value: Any, where: str) -> Quantity:
    amount = to_quantity(value)
    if amount.magnitude <= 0:
        raise InvalidValueError(where, "an amount above zero", str(amount), "check the denominator")
    return amount


def _closed(amount: Quantity, pattern: Unit) -> Quantity:
    """Let the rate say what an open measure word counts: 200 户 of a rate per enterprise are enterprises."""
    return Quantity(amount.magnitude, closed_by(amount.unit, pattern))


def _plain(product: Quantity, where: str) -> Quantity:
    """Give a product in units of one, where it is a count."""
    if len(product.unit.dims) != 1 or product.unit.dims[0][1] != 1 or product.unit.has_denominator:
        raise InvalidValueError(
            where,
            "an amount of the denominator of the rate",
            str(product.unit),
            "state the population in the unit that stands below the bar, for example '120,000 人'",
        )
    [term] = product.unit.terms
    unit = attrs.evolve(product.unit, terms=(attrs.evolve(term, scale=1),))
    return Quantity(product.base / unit.factor, unit)


def people_covered(target: Target, count: Any) -> Quantity:
    """Say for how many people (or whatever stands below the bar) a count is exactly at the edge of a rate target.

    Args:
        target: a target with one bound on a rate.
        count: the amount of the numerator, e.g. ``"26 patent"``; above zero.

    Returns:
        The exact amount of the denominator: for at least, it suffices for no more; for at most, it needs no less.

    Raises:
        InvalidValueError: the target is no rate with one bound, or asks for zero, or the count is not above zero.

    Examples:
        >>> from policytargets.indicators import Indicator
        >>> density = Indicator(id="density", name="density", unit="patent/(10000.person)", nature="stock")
        >>> target = Target(id="density_2017", indicator=density, criterion=AtLeast("2.15 件/万人"))
        >>> print(people_covered(target, "43 patent"))
        200,000 people
    """
    bound = _bound(target, "people_covered: target")
    rate = bound.amount
    if rate.magnitude <= Fraction(0):
        raise InvalidValueError("people_covered: target", "a rate above zero", str(rate), "no count is asked for")
    counted = target.indicator.unit
    amount = _positive(count, "people_covered: count")
    return _plain(_closed(amount, counted) / rate, "people_covered")
