"""What was observed: amounts of indicators, and what happened to milestones."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from policytargets._fields import Shown, identifier, is_a, optional_identifier, optional_is_a, owner
from policytargets.baselines import PERIOD_TYPES, Since, Unstated, to_since
from policytargets.bounds import closed_tolerance, to_quantity
from policytargets.errors import InvalidValueError, UnitMismatchError
from policytargets.indicators import Indicator
from policytargets.periods import Period
from policytargets.quantities import Quantity
from policytargets.ranges import Range
from policytargets.units import as_difference

__all__ = ["Observation", "ObservationStatus", "Occurrence"]


class ObservationStatus(Enum):
    """How settled a published amount is. A forecast never counts as evidence."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    FORECAST = "forecast"

    def label(self, language: str = "en") -> str:
        """The word for a reader."""
        return (
            {"final": "终值", "provisional": "初步数", "forecast": "预测数"}[self.value]
            if language == "zh"
            else self.value
        )

    def __repr__(self) -> str:
        """Give the name, as code writes it."""
        return f"ObservationStatus.{self.name}"


def _to_status(value: ObservationStatus | str) -> ObservationStatus:
    try:
        return ObservationStatus(value)
    except ValueError:
        raise InvalidValueError(
            "Observation: status", "'final', 'provisional' or 'forecast'", repr(value), "use one of these words"
        ) from None


def is_a_day(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    """Accept a day without a time, or None."""
    if value is not None and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
        raise InvalidValueError(
            owner(instance, attribute.name), "a day", repr(value), "write for example datetime.date(2018, 5, 20)"
        )


def _optional_since(value: Any) -> Since | None:
    return None if value is None else to_since(value)


def illustrative(source: str | None) -> bool:
    """Tell whether a source says of itself that it is illustrative (示意)."""
    return source is not None and ("illustrative" in source.lower() or "示意" in source)


@attrs.frozen(kw_only=True, repr=False)
class Observation(Shown):
    """An amount of an indicator for an entity and a period; with *since*, a published change.

    Attributes:
        indicator: what was measured.
        period: when.
        value: the amount, closed by the indicator; the lower end where *high* is given. With *since*, the change in %,
            percentage points or the indicator's unit.
        high: the upper end of a range.
        plus_minus: a half-width of uncertainty, in a unit that meets *value*'s (points for shares).
        entity: whose amount it is; None for the plan's own area.
        since: the baseline of a published change.
        status: final, provisional or forecast.
        published: the day it was published; undated counts as older than dated.
        source: who says so, in words. A source that calls itself illustrative (示意) marks the amount as such.

    Raises:
        InvalidValueError: the range is upside down, or both *high* and *plus_minus* are given.
        UnitMismatchError: the amount cannot be one of this indicator.

    Examples:
        >>> from policytargets.periods import Year
        >>> share = Indicator(id="share", name="share", unit="%", nature="share")
        >>> print(Observation(indicator=share, period=Year(2017), value="14.2 %").value)
        14.2%
    """

    indicator: Indicator = attrs.field(validator=is_a(Indicator), repr=lambda indicator: repr(indicator.id))
    period: Period = attrs.field(validator=is_a(*PERIOD_TYPES))
    value: Quantity = attrs.field(converter=to_quantity)
    high: Quantity | None = attrs.field(default=None, converter=attrs.converters.optional(to_quantity))
    plus_minus: Quantity | None = attrs.field(default=None, converter=attrs.converters.optional(to_quantity))
    entity: str | None = attrs.field(default=None, validator=optional_identifier)
    since: Since | None = attrs.field(default=None, converter=_optional_since)
    status: ObservationStatus = attrs.field(default=ObservationStatus.FINAL, converter=_to_status)
    published: dt.date | None = attrs.field(default=None, validator=is_a_day)
    source: str | None = attrs.field(default=None, validator=optional_is_a(str))

    def __attrs_post_init__(self) -> None:
        """Close the amounts by the indicator, once, and check the range."""
        where = f"Observation of {self.indicator.id!r} for {self.period}"
        if isinstance(self.since, Unstated):
            raise InvalidValueError(where, "the baseline of the change", "UNSTATED", "name it, or leave since out")
        if self.high is not None and self.plus_minus is not None:
            raise InvalidValueError(where, "a range or an uncertainty", "both", "leave high or plus_minus out")
        close = self.indicator.close if self.since is None else self.indicator.close_change
        for name in ("value", "high"):
            amount = getattr(self, name)
            if amount is not None and amount.is_bare and self.since is not None:
                remedy = "write for example '6.1 %' or '3 个百分点'"
                raise UnitMismatchError(f"{where}: {name}", "a change with its unit", repr(amount), remedy)
            if amount is not None:
                object.__setattr__(self, name, close(amount, f"{where}: {name}"))  # frozen: closed once, at the making
        if self.plus_minus is not None:
            self._close_uncertainty(where)
        if self.high is not None:
            self.value.unit.check_meets(self.high.unit, f"{where}: high")
            if self.high < self.value:
                raise InvalidValueError(
                    f"{where}: high", f"a high end from {self.value}", str(self.high), "swap the two ends"
                )
        if self.since is None:
            self.indicator.base_of(self.value, self.period)  # a flow per year needs a period of whole months

    def _close_uncertainty(self, where: str) -> None:
        half = self.plus_minus
        if half is None or half.magnitude < 0:
            raise InvalidValueError(
                f"{where}: plus_minus", "a half-width that is not negative", str(half), "leave the sign out"
            )
        half = closed_tolerance(half, self.value.unit)
        as_difference(self.value.unit).check_meets(half.unit, f"{where}: plus_minus")
        object.__setattr__(self, "plus_minus", half)  # frozen: closed once, at the making

    @property
    def possible(self) -> Range:
        """All amounts it allows, in base units of the indicator (of the change, in base units of its own unit)."""
        low = self.value.base
        high = low if self.high is None else self.high.base
        width = Fraction(0) if self.plus_minus is None else self.plus_minus.base
        scale = Fraction(1)
        if self.since is None:
            one = Quantity(1, self.value.unit)
            scale = self.indicator.base_of(one, self.period) / one.base
        return Range((low - width) * scale, (high + width) * scale)

    @property
    def is_illustrative(self) -> bool:
        """Whether its source calls it illustrative."""
        return illustrative(self.source)

    def label(self, language: str = "en") -> str:
        """The amount as a person would write it: 2.31件/万人, 3,350–3,450 trademarks, 3,620 ± 20 trademarks."""
        text = self.value.label(language)
        if self.high is not None:
            return (
                f"{text}—{self.high.label(language)}" if language == "zh" else f"{text} to {self.high.label(language)}"
            )
        return text if self.plus_minus is None else f"{text} ± {self.plus_minus.label(language)}"


@attrs.frozen(kw_only=True, repr=False)
class Occurrence(Shown):
    """When a milestone happened, or until when it had not.

    Attributes:
        milestone: id of the milestone.
        happened: the period in which it happened; None where *not_by* is given.
        not_by: the period at whose end it had not happened.
        entity: whose milestone it is; None for the plan's own area.
        published: the day this was published.
        source: who says so, in words.

    Raises:
        InvalidValueError: neither or both of *happened* and *not_by* are given.

    Examples:
        >>> from policytargets.periods import Day
        >>> Occurrence(milestone="platform", happened=Day(2017, 9, 1)).happened
        Day(2017, 9, 1)
    """

    milestone: str = attrs.field(validator=identifier)
    happened: Period | None = attrs.field(default=None, validator=optional_is_a(*PERIOD_TYPES))
    not_by: Period | None = attrs.field(default=None, validator=optional_is_a(*PERIOD_TYPES))
    entity: str | None = attrs.field(default=None, validator=optional_identifier)
    published: dt.date | None = attrs.field(default=None, validator=is_a_day)
    source: str | None = attrs.field(default=None, validator=optional_is_a(str))

    def __attrs_post_init__(self) -> None:
        """Check that it says one thing."""
        if (self.happened is None) == (self.not_by is None):
            raise InvalidValueError(
                f"Occurrence of {self.milestone!r}", "either happened or not_by", "both or neither", "give one of them"
            )

    @property
    def period(self) -> Period:
        """The period it speaks of."""
        stated = self.happened if self.happened is not None else self.not_by
        assert stated is not None  # noqa: S101 -- one of the two is given, see above
        return stated

    @property
    def is_illustrative(self) -> bool:
        """Whether its source calls it illustrative."""
        return illustrative(self.source)

    def label(self, language: str = "en") -> str:
        """What it says, as a phrase."""
        period = self.period.label(language)
        if self.happened is not None:
            return f"{period}完成" if language == "zh" else f"happened: {period}"
        return f"截至{period}尚未完成" if language == "zh" else f"not by {period}"
