"""What a change is measured from: a period, an amount, both, a period before the one judged, or nothing stated."""

from __future__ import annotations

from enum import Enum
from typing import Any, TypeAlias, assert_never

import attrs

from policytargets._fields import Shown, optional_is_a
from policytargets.bounds import to_quantity
from policytargets.errors import InvalidValueError
from policytargets.periods import Day, Month, Period, Quarter, Span, Year
from policytargets.quantities import Quantity

__all__ = ["UNSTATED", "Baseline", "Previous", "Since", "Unstated", "YearBefore"]

PERIOD_TYPES = (Year, Quarter, Month, Day, Span)


@attrs.frozen(repr=False)
class Baseline(Shown):
    """A baseline of a period, of a stated amount, or of both; the amount then goes before the observation.

    Attributes:
        period: the period whose amount is the baseline.
        amount: the baseline as the document states it, in its unit.

    Raises:
        InvalidValueError: neither is given.

    Examples:
        >>> Baseline(Year(2010), "300 亿元").amount.magnitude
        Fraction(300, 1)
    """

    period: Period | None = attrs.field(default=None, validator=optional_is_a(*PERIOD_TYPES))
    amount: Quantity | None = attrs.field(default=None, converter=attrs.converters.optional(to_quantity))

    def __attrs_post_init__(self) -> None:
        """Check that something is given."""
        if self.period is None and self.amount is None:
            raise InvalidValueError(
                "Baseline", "a period, an amount or both", "neither", "write UNSTATED where the document states none"
            )


@attrs.frozen
class YearBefore:
    """The same period a year before the one judged (同比).

    Examples:
        >>> YearBefore()
        YearBefore()
    """


@attrs.frozen
class Previous:
    """The period just before the one judged (环比).

    Examples:
        >>> Previous()
        Previous()
    """


class Unstated(Enum):
    """The document states no baseline: whatever needs one is undetermined, with that reason."""

    UNSTATED = "unstated"

    def __repr__(self) -> str:
        """Give the name, as code writes it."""
        return "UNSTATED"


UNSTATED = Unstated.UNSTATED
"""The baseline that the document does not state."""

Since: TypeAlias = Baseline | YearBefore | Previous | Unstated
"""All baselines; matched exhaustively."""


def to_since(value: Any) -> Since:
    """Take a baseline; a period or an amount alone makes one."""
    if isinstance(value, (Baseline, YearBefore, Previous, Unstated)):
        return value
    if isinstance(value, PERIOD_TYPES):
        return Baseline(value)
    if isinstance(value, (Quantity, str)):
        return Baseline(amount=to_quantity(value))
    raise InvalidValueError(
        "since",
        "a period, an amount, a Baseline, YearBefore(), Previous() or UNSTATED",
        repr(value),
        "write for example since=Year(2015)",
    )


def baseline_period(since: Since, judged: Period) -> Period | None:
    """The period of the baseline, for a criterion judged at *judged*; None where there is none."""
    match since:
        case Baseline(period=period):
            return period
        case YearBefore():
            return judged.year_before()
        case Previous():
            return judged.previous()
        case Unstated():
            return None
    assert_never(since)
