"""Sets of possible amounts and what a bound accepts, in exact numbers without units.

Evidence is a set of possible amounts: a point, an interval, amounts that disagree, a sum with a part missing. All
inside what is accepted: met; none inside: not met; else undetermined.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import attrs

from policytargets._numbers import plain
from policytargets.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Amounts", "Range", "Region", "compare", "margin"]


@attrs.frozen
class Range:
    """All amounts from *low* to *high*, both included; None is no end."""

    low: Fraction | None
    high: Fraction | None

    @property
    def is_point(self) -> bool:
        """Whether only one amount is possible."""
        return self.low is not None and self.low == self.high


Amounts: TypeAlias = tuple[Range, ...]
"""A set of possible amounts: the union of its ranges."""


def point(amount: Fraction) -> Amounts:
    """Give the set of one amount."""
    return (Range(amount, amount),)


@attrs.frozen
class Region:
    """What a bound accepts: an interval whose ends are open or closed; None is no end.

    With *only_exact*, the one amount is accepted and everything else is undetermined (左右 without a tolerance).
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False
    only_exact: bool = False

    def holds(self, amount: Fraction) -> bool:
        """Tell whether the amount is accepted."""
        above = self.low is None or amount > self.low or (amount == self.low and not self.low_open)
        below = self.high is None or amount < self.high or (amount == self.high and not self.high_open)
        return above and below

    def mapped(self, rule: Callable[[Fraction], Fraction]) -> Region:
        """Give the region with both ends moved by an increasing rule."""
        return attrs.evolve(
            self,
            low=None if self.low is None else rule(self.low),
            high=None if self.high is None else rule(self.high),
        )


def compare(amounts: Amounts, region: Region) -> Verdict:
    """Compare a set of possible amounts with what is accepted; of no amounts nothing is known."""
    if not amounts:
        return Verdict.UNDETERMINED
    if region.only_exact:
        exact = all(amount.is_point and amount.low == region.low for amount in amounts)
        return Verdict.MET if exact else Verdict.UNDETERMINED
    if all(_inside(amount, region) for amount in amounts):
        return Verdict.MET
    if all(_outside(amount, region) for amount in amounts):
        return Verdict.NOT_MET
    return Verdict.UNDETERMINED


def _inside(amount: Range, region: Region) -> bool:
    low_held = region.low is None if amount.low is None else region.holds(amount.low)
    high_held = region.high is None if amount.high is None else region.holds(amount.high)
    return low_held and high_held


def _outside(amount: Range, region: Region) -> bool:
    below = (
        region.low is not None
        and amount.high is not None
        and (amount.high < region.low or (amount.high == region.low and region.low_open))
    )
    above = (
        region.high is not None
        and amount.low is not None
        and (amount.low > region.high or (amount.low == region.high and region.high_open))
    )
    return below or above


def margin(amounts: Amounts, region: Region) -> Fraction | None:
    """Give the least distance to the nearest edge: positive inside, negative outside; None where it has no end."""
    if region.only_exact or (region.low is None and region.high is None):
        return None
    least: Fraction | None = None
    for amount in amounts:
        if (amount.low is None and region.low is not None) or (amount.high is None and region.high is not None):
            return None
        room = [end - region.low for end in (amount.low,) if end is not None and region.low is not None]
        room += [region.high - end for end in (amount.high,) if end is not None and region.high is not None]
        least = min(room) if least is None else min(least, *room)
    return least


def combine(first: Amounts, second: Amounts, rule: Callable[[Fraction, Fraction], Fraction]) -> Amounts:
    """Apply a rule that is monotone in each argument to all pairs of ranges; ends decide, and no end stays no end.

    Only the first set may be without end; the rule must increase in it.
    """
    result = []
    for one in first:
        for other in second:
            corners = [end for end in (other.low, other.high) if end is not None]
            lows = [rule(one.low, end) for end in corners] if one.low is not None else []
            highs = [rule(one.high, end) for end in corners] if one.high is not None else []
            result.append(Range(min(lows) if lows else None, max(highs) if highs else None))
    return tuple(result)


def mapped(amounts: Amounts, rule: Callable[[Fraction], Fraction]) -> Amounts:
    """Apply an increasing rule to all ends."""
    return tuple(
        Range(None if r.low is None else rule(r.low), None if r.high is None else rule(r.high)) for r in amounts
    )


def mirrored(amounts: Amounts) -> Amounts:
    """Change the sign of all amounts."""
    return tuple(Range(None if r.high is None else -r.high, None if r.low is None else -r.low) for r in amounts)


def to_data(amounts: Amounts) -> list[list[str | None]]:
    """Write a set as plain data: pairs of exact texts."""
    return [[None if end is None else plain(end) for end in (r.low, r.high)] for r in amounts]


def from_data(data: Iterable[Iterable[str | None]]) -> Amounts:
    """Read what `to_data` wrote."""
    return tuple(Range(*(None if end is None else Fraction(end) for end in pair)) for pair in data)
