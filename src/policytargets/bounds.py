"""Bounds: how one amount is compared. A closed union.

「不低于」「达到」 are `AtLeast`, 「控制在…以内」 `AtMost`, 「左右」 `About`. A bound stands on the indicator's own level, or
inside a change on the amount of the change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from policytargets import ranges
from policytargets._fields import as_tuple, owner
from policytargets.errors import InvalidValueError
from policytargets.quantities import Quantity
from policytargets.ranges import Region
from policytargets.units import as_difference, closed_by
from policytargets.verdicts import Decision, Reason, ReasonCode, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from policytargets.quantities import Rounding
    from policytargets.ranges import Amounts
    from policytargets.units import Unit

__all__ = ["About", "AtLeast", "AtMost", "Between", "Bound", "Exactly", "LessThan", "MoreThan"]


def to_quantity(value: Any) -> Quantity:
    """Take a `Quantity`, or read what makes one."""
    return value if isinstance(value, Quantity) else Quantity(value)


def _to_optional_quantity(value: Any) -> Quantity | None:
    return None if value is None else to_quantity(value)


def _check_alike(unit: Unit, other: Unit, where: str) -> None:
    """Check that two amounts of one bound meet; both may leave open what the same measure word counts."""
    both_open = unit.open_words and unit.open_words == other.open_words and unit.dims == other.dims
    if not (both_open and unit.prices == other.prices):
        unit.check_meets(other, where)


class _Bound:
    """What all bounds share: deciding one amount."""

    __slots__ = ()

    def decide(self, quantity: Quantity) -> Decision:
        """Compare one amount with this bound, exactly.

        Returns:
            The verdict with its margin; undetermined with a reason where the units do not fit or the bound is open.
        """
        return decide(self, ranges.point(quantity.base), quantity.unit)  # type: ignore[arg-type]  # a closed union


@attrs.frozen
class AtLeast(_Bound):
    """Reaching the amount is enough (不低于、达到、以上).

    Attributes:
        amount: the amount asked for, in its unit; a text such as ``2.15 件/万人`` is read.

    Examples:
        >>> AtLeast("15 %").decide(Quantity("15 %")).verdict
        Verdict.MET
    """

    amount: Quantity = attrs.field(converter=to_quantity)


@attrs.frozen
class AtMost(_Bound):
    """Not passing the amount is enough (不超过、以内).

    Attributes:
        amount: the ceiling, in its unit.

    Examples:
        >>> AtMost("3 %").decide(Quantity("3.1 %")).verdict
        Verdict.NOT_MET
    """

    amount: Quantity = attrs.field(converter=to_quantity)


@attrs.frozen
class MoreThan(_Bound):
    """The amount itself is not enough (高于、超过).

    Attributes:
        amount: the amount to pass, in its unit.

    Examples:
        >>> MoreThan("15 %").decide(Quantity("15 %")).verdict
        Verdict.NOT_MET
    """

    amount: Quantity = attrs.field(converter=to_quantity)


@attrs.frozen
class LessThan(_Bound):
    """The amount itself is too much (低于、少于).

    Attributes:
        amount: the amount to stay below, in its unit.

    Examples:
        >>> LessThan("3 %").decide(Quantity("3 %")).verdict
        Verdict.NOT_MET
    """

    amount: Quantity = attrs.field(converter=to_quantity)


@attrs.frozen
class Exactly(_Bound):
    """This amount and no other.

    Attributes:
        amount: the amount, in its unit.

    Examples:
        >>> Exactly("100 %").decide(Quantity("99.9 %")).verdict
        Verdict.NOT_MET
    """

    amount: Quantity = attrs.field(converter=to_quantity)


@attrs.frozen
class Between(_Bound):
    """From one amount to another, both included unless an end is stated open.

    Attributes:
        low: the lower amount.
        high: the upper amount, in a unit that meets the lower one's.
        open: which ends are left out: ``low``, ``high``.

    Examples:
        >>> Between("4.5 %", "5 %", open=["high"]).decide(Quantity("5 %")).verdict
        Verdict.NOT_MET
    """

    low: Quantity = attrs.field(converter=to_quantity)
    high: Quantity = attrs.field(converter=to_quantity)
    open: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)

    @high.validator
    def _check_high(self, attribute: attrs.Attribute[Quantity], value: Quantity) -> None:
        if self.low.is_bare is not value.is_bare:
            raise InvalidValueError(
                owner(self, attribute.name), "a unit at both ends, or at neither", repr(value), "write the unit twice"
            )
        _check_alike(self.low.unit, value.unit, owner(self, attribute.name))
        if value.base < self.low.base:
            raise InvalidValueError(
                owner(self, attribute.name), f"at least the lower end {self.low}", str(value), "swap the two ends"
            )

    @open.validator  # noqa: A003 -- open is the name of the field, as plan files write it
    def _check_open(self, attribute: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
        if not set(value) <= {"low", "high"}:
            raise InvalidValueError(
                owner(self, attribute.name), "'low', 'high' or both", repr(value), "name the ends that are left out"
            )
        if value and self.low.base == self.high.base:
            raise InvalidValueError(
                owner(self, attribute.name),
                "closed ends where both are one amount",
                repr(value),
                "nothing lies between",
            )


@attrs.frozen
class About(_Bound):
    """左右: without a stated tolerance, the exact amount is met and everything else is undetermined.

    Attributes:
        amount: the amount, in its unit.
        within: the tolerance, if the document states one: an amount in a unit that meets the unit of *amount*
            (percentage points for shares).

    Examples:
        >>> print(About("6.2 %").decide(Quantity("6.1 %")).reason)
        no tolerance stated for 'about 6.2%'
        >>> About("6.2 %", within="0.5 points").decide(Quantity("6.1 %")).verdict
        Verdict.MET
    """

    amount: Quantity = attrs.field(converter=to_quantity)
    within: Quantity | None = attrs.field(default=None, kw_only=True, converter=_to_optional_quantity)

    @within.validator
    def _check_within(self, attribute: attrs.Attribute[Quantity | None], value: Quantity | None) -> None:
        if value is None:
            return
        asked = self.amount.unit
        if asked.is_share and not self.amount.is_bare:
            asked = attrs.evolve(as_difference(asked), whole=value.unit.whole)
        _check_alike(asked, value.unit, owner(self, attribute.name))
        if value.magnitude < 0:
            raise InvalidValueError(
                owner(self, attribute.name), "a tolerance that is not negative", str(value), "leave the sign out"
            )


Bound: TypeAlias = AtLeast | AtMost | MoreThan | LessThan | Exactly | Between | About
"""All bounds; matched exhaustively."""

BOUND_TYPES = (AtLeast, AtMost, MoreThan, LessThan, Exactly, Between, About)


def region(bound: Bound) -> Region:
    """What a bound accepts, in base units of its unit."""
    match bound:
        case AtLeast(amount):
            return Region(low=amount.base)
        case AtMost(amount):
            return Region(high=amount.base)
        case MoreThan(amount):
            return Region(low=amount.base, low_open=True)
        case LessThan(amount):
            return Region(high=amount.base, high_open=True)
        case Exactly(amount):
            return Region(low=amount.base, high=amount.base)
        case Between(low, high, ends):
            return Region(low.base, high.base, low_open="low" in ends, high_open="high" in ends)
        case About(amount=amount, within=None):
            return Region(amount.base, amount.base, only_exact=True)
        case About(amount=amount, within=Quantity() as within):
            return Region(amount.base - within.base, amount.base + within.base)
    raise AssertionError(bound)  # pragma: no cover -- mypy proves the union is matched whole


def unit_of(bound: Bound) -> Unit:
    """The unit a bound is stated in (of a `Between`, the lower end's)."""
    return bound.low.unit if isinstance(bound, Between) else bound.amount.unit


def amounts_of(bound: Bound) -> tuple[Quantity, ...]:
    """All amounts of a bound that are levels: not the tolerance."""
    return (bound.low, bound.high) if isinstance(bound, Between) else (bound.amount,)


def with_amounts(bound: Bound, change: Callable[[Quantity], Quantity]) -> Bound:
    """Give the bound with each of its amounts changed; a tolerance keeps its size and follows the unit."""
    if isinstance(bound, Between):
        return Between(change(bound.low), change(bound.high), bound.open)
    if isinstance(bound, About) and bound.within is not None:
        amount = change(bound.amount)
        return About(amount, within=closed_tolerance(bound.within, amount.unit))
    return attrs.evolve(bound, amount=change(bound.amount))


def closed_tolerance(within: Quantity, unit: Unit) -> Quantity:
    """Close a tolerance by the unit its amount has got: a bare one stands in that unit, points for a share."""
    if not within.is_bare:
        return Quantity(within.magnitude, closed_by(within.unit, unit), within.written)
    if not unit.is_share or unit.code == "1":
        return Quantity(within.magnitude, unit, within.written)
    points = as_difference(unit)
    return Quantity(within.magnitude * unit.factor / points.factor, points)


def margin_unit(bound: Bound) -> Unit:
    """The unit of a bound's margin: its own, percentage points for shares."""
    unit = unit_of(bound)
    return as_difference(unit) if unit.is_share and unit.code != "1" else unit


def rounded(amounts: Amounts, rounding: Rounding | None, factor: Fraction) -> Amounts:
    """Round a set of amounts in base units as amounts of the unit with this factor; rounding keeps order."""
    if rounding is None:
        return amounts
    return ranges.mapped(amounts, lambda end: rounding.apply(end / factor) * factor)


def decide(bound: Bound, amounts: Amounts, unit: Unit, rounding: Rounding | None = None) -> Decision:
    """Compare a set of possible amounts, given in base units of *unit*, with a bound."""
    wanted = unit_of(bound)
    remedy = wanted.mismatch(unit)
    if remedy is not None:
        details = {"expected": str(wanted), "got": str(unit), "remedy": remedy}
        return Decision(verdict=Verdict.UNDETERMINED, reason=Reason(ReasonCode.UNIT_MISMATCH, details))
    accepted = region(bound)
    amounts = rounded(amounts, rounding, wanted.factor)
    verdict = ranges.compare(amounts, accepted)
    room = ranges.margin(amounts, accepted)
    shown = margin_unit(bound)
    return Decision(
        verdict=verdict,
        reason=_why(bound, verdict),
        margin=None if room is None else Quantity(room / shown.factor, shown),
    )


def _why(bound: Bound, verdict: Verdict) -> Reason | None:
    if verdict is not Verdict.UNDETERMINED:
        return None
    if isinstance(bound, About) and bound.within is None:
        return Reason(ReasonCode.NO_TOLERANCE, {"amount": bound.amount})
    return Reason(ReasonCode.RANGE)
