"""The required level: what a bound on a change asks of the indicator itself, as a bound in its unit."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from policytargets.bounds import AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan, region
from policytargets.indicators import Better, Indicator, Nature
from policytargets.quantities import Quantity
from policytargets.ranges import Amounts, Region

__all__ = ["required_bound", "required_to_keep"]


def required_bound(  # noqa: PLR0913 -- one for each way a change is measured
    bound: Bound,
    indicator: Indicator,
    base: Amounts,
    *,
    relative: bool = False,
    falls: bool = False,
    multiple: bool = False,
    growth: int | None = None,
) -> Bound | None:
    """Give what is asked of the indicator's own level, or None where the baseline is no single amount.

    Args:
        bound: the bound on the change.
        indicator: whose level.
        base: the baseline, in base units.
        relative: the change is a share of the baseline.
        falls: the bound is on the size of a fall.
        multiple: the bound is on the number of times.
        growth: the bound is on a compound rate over so many years.
    """
    accepted = region(bound)
    start = _single(base)
    if start is None or accepted.only_exact:
        return None
    if growth is not None and any(end is not None and end < -1 for end in (accepted.low, accepted.high)):
        return None  # nothing falls by more than all of it
    # A rank rises towards the first, so that its number falls.
    if falls is not (indicator.nature is Nature.RANK):
        accepted = Region(
            low=None if accepted.high is None else -accepted.high,
            high=None if accepted.low is None else -accepted.low,
            low_open=accepted.high_open,
            high_open=accepted.low_open,
        )
    return _as_bound(accepted.mapped(_rule(start, relative=relative, multiple=multiple, growth=growth)), indicator)


def required_to_keep(indicator: Indicator, base: Amounts) -> Bound | None:
    """Give the level at which an indicator is no worse than its baseline; None where that cannot be said.

    Args:
        indicator: whose level; its ``better`` says which way is worse.
        base: the baseline, in base units.
    """
    start = _single(base)
    if start is None or indicator.better is None:
        return None
    amount = Quantity(start / indicator.unit.factor, indicator.unit)
    return AtMost(amount) if indicator.better is Better.LOWER else AtLeast(amount)


def _single(base: Amounts) -> Fraction | None:
    return base[0].low if len(base) == 1 and base[0].is_point else None


def _rule(start: Fraction, *, relative: bool, multiple: bool, growth: int | None) -> Callable[[Fraction], Fraction]:
    if multiple:
        return lambda times: start * times
    if growth is not None:
        return lambda rate: start * (1 + rate) ** growth
    if relative:
        return lambda change: start * (1 + change)
    return lambda change: start + change


def _as_bound(accepted: Region, indicator: Indicator) -> Bound:
    low, high = (
        None if end is None else Quantity(end / indicator.unit.factor, indicator.unit)
        for end in (accepted.low, accepted.high)
    )
    if low is None or high is None:
        return _one_sided(low, high, accepted)
    if low == high:
        return Exactly(low)
    ends = [name for name, is_open in (("low", accepted.low_open), ("high", accepted.high_open)) if is_open]
    return Between(low, high, ends)


def _one_sided(low: Quantity | None, high: Quantity | None, accepted: Region) -> Bound:
    if low is not None:
        return MoreThan(low) if accepted.low_open else AtLeast(low)
    assert high is not None  # noqa: S101 -- a bound has an end
    return LessThan(high) if accepted.high_open else AtMost(high)
