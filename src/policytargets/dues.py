"""When something is due: in a period, by the end of one, or in every year, quarter or month of one."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias, assert_never, final

import attrs

from policytargets._calendar import in_language
from policytargets._fields import is_a, pretty_line
from policytargets.errors import InvalidValueError
from policytargets.periods import Day, Month, Period, Quarter, Span, Year

__all__ = ["By", "Due", "Every", "due_kind", "due_label", "due_period"]

_CHINESE_KINDS: dict[type, str] = {Year: "年", Quarter: "季度", Month: "月"}


@final
@attrs.frozen(repr=False, order=False)
class By:
    """Due by the end of a period; an earlier period as long may reach it (到2020年达到).

    Attributes:
        period: the period whose end is the deadline.

    Raises:
        InvalidValueError: if it is no period.

    Examples:
        >>> By(Year(2020)), due_label(By(Year(2020)), "zh")
        (By(Year(2020)), '到2020年')
    """

    period: Period = attrs.field(validator=is_a(Year, Quarter, Month, Day, Span))

    def __repr__(self) -> str:
        """Give the call that makes it."""
        return f"By({self.period!r})"

    _repr_pretty_ = pretty_line


@final
@attrs.frozen(repr=False, order=False)
class Every:
    """Due in every year, quarter or month of a period (每年), judged one by one.

    Attributes:
        kind: the class `Year`, `Quarter` or `Month`.
        within: the period that is made of whole units of this kind.

    Raises:
        InvalidValueError: if the kind is another, or does not divide the period.

    Examples:
        >>> every = Every(Year, within=Span(Year(2021), Year(2025)))
        >>> every.periods()
        (Year(2021), Year(2022), Year(2023), Year(2024), Year(2025))
        >>> due_label(every, "zh")
        '2021—2025年每年'
    """

    kind: type[Year | Quarter | Month] = attrs.field()
    within: Period = attrs.field(validator=is_a(Year, Quarter, Month, Day, Span))

    @kind.validator
    def _is_known(self, _: attrs.Attribute[Any], value: object) -> None:
        if not any(value is kind for kind in _CHINESE_KINDS):
            raise InvalidValueError("Every: kind", "Year, Quarter or Month", repr(value), "pass the class itself")

    @within.validator
    def _is_divided(self, _: attrs.Attribute[Any], value: Period) -> None:
        first, last = self.kind.of(value.start), self.kind.of(value.end)
        if (first.start, last.end) != (value.start, value.end):
            kind = self.kind.__name__.lower()
            raise InvalidValueError(
                "Every: within", f"a period made of whole {kind}s", repr(value), f"start and end it with a {kind}"
            )

    def periods(self) -> tuple[Year | Quarter | Month, ...]:
        """Give the periods that are judged, in order."""
        return self.within.parts(self.kind)

    def __repr__(self) -> str:
        """Give the call that makes it."""
        return f"Every({self.kind.__name__}, within={self.within!r})"

    _repr_pretty_ = pretty_line


Due: TypeAlias = Period | By | Every
"""A due form; a bare period means: in this period."""


def due_period(due: Due) -> Period:
    """Give the period whose end is the deadline; of `Every` the whole it runs through.

    Examples:
        >>> due_period(By(Year(2020))), due_period(Every(Year, within=Span(Year(2021), Year(2025))))
        (Year(2020), Span(Year(2021), Year(2025)))
    """
    match due:
        case By(period):
            return period
        case Every(within=within):
            return within
        case Year() | Quarter() | Month() | Day() | Span():
            return due
    assert_never(due)


def due_kind(due: Due) -> Literal["in", "by", "every"]:
    """Name the due form: ``in`` a period, ``by`` its end, or ``every`` part of it.

    Examples:
        >>> due_kind(Year(2017)), due_kind(By(Year(2020)))
        ('in', 'by')
    """
    match due:
        case By():
            return "by"
        case Every():
            return "every"
        case Year() | Quarter() | Month() | Day() | Span():
            return "in"
    assert_never(due)


def due_label(due: Due, lang: str) -> str:
    """Write when it is due for readers of Chinese (``zh``) or English (``en``).

    Raises:
        InvalidValueError: for another language.

    Examples:
        >>> due_label(Year(2017), "en"), due_label(By(Year(2020)), "en")
        ('in 2017', 'by 2020')
        >>> due_label(Every(Year, within=Span(Year(2021), Year(2025))), "en")
        'every year 2021–2025'
    """
    label = due_period(due).label(lang)
    match due:
        case By(period):
            # 到2016—2020年 would read as a time that lasts until then.
            until = "不晚于" if isinstance(period.canonical(), Span) else "到"
            return in_language(lang, zh=f"{until}{label}", en=f"by {label}")
        case Every(kind):
            each, kind_name = _CHINESE_KINDS[kind], kind.__name__.lower()
            return in_language(lang, zh=f"{label}每{each}", en=f"every {kind_name} {label}")
        case Day():
            return in_language(lang, zh=label, en=f"on {label}")
        case Year() | Quarter() | Month() | Span():
            return in_language(lang, zh=label, en=f"in {label}")
    assert_never(due)
