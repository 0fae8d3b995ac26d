"""Calendar periods: years, quarters, months, days, and spans of them.

A period is a closed stretch of days. It knows its neighbours, what lies inside it and how documents write it.
Every period also has, from what they share: ``kind``, ``count``, ``shift``, ``previous``, ``next``, ``contains``,
``overlaps``, ``is_before``, ``parts``, and an order among periods of one kind and length.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Self, SupportsIndex, TypeAlias, final

import attrs

from policytargets._calendar import PeriodBase, in_language, steps
from policytargets._calendar_reader import Reader
from policytargets._calendar_units import CHINESE_DIGITS, Calendar, Day, Month, Quarter, Year
from policytargets._fields import is_a
from policytargets.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

__all__ = [
    "AsOf",
    "Calendar",
    "Day",
    "Month",
    "Period",
    "Quarter",
    "Span",
    "Year",
    "covers",
    "end_key",
    "end_of",
    "parse_period",
    "same_length",
    "without_overlap",
]


@final
@attrs.frozen(repr=False, order=False)
class Span(PeriodBase):
    """A row of units of one kind, both ends included.

    Equality is by what is written: ``Span(Year(2017), Year(2017))`` is not ``Year(2017)``. What it means in its
    shortest form is given by `canonical`; `same_length` and ``contains`` go by that meaning.

    Attributes:
        first: the first unit.
        last: the last unit, of the same kind and not earlier.

    Raises:
        InvalidValueError: if the ends differ in kind or the last lies before the first.

    Examples:
        >>> plan = Span(Year(2016), Year(2020))
        >>> plan.count, plan.years, str(plan), plan.label("zh")
        (5, Fraction(5, 1), '2016..2020', '2016—2020年')
        >>> plan.previous()
        Span(Year(2011), Year(2015))
    """

    first: Calendar = attrs.field(validator=is_a(Year, Quarter, Month, Day))
    last: Calendar = attrs.field(validator=is_a(Year, Quarter, Month, Day))

    @last.validator
    def _is_not_before_first(self, _: attrs.Attribute[Any], value: Calendar) -> None:
        if type(value) is not type(self.first) or value < self.first:
            kind = type(self.first).__name__
            raise InvalidValueError("Span: last", f"a {kind} not before {self.first}", repr(value), "correct the ends")

    @property
    def start(self) -> dt.date:
        """The first day of its first unit."""
        return self.first.start

    @property
    def end(self) -> dt.date:
        """The last day of its last unit, which belongs to the span."""
        return self.last.end

    @property
    def kind(self) -> type[Calendar]:
        """The class of its units: `Year`, `Quarter`, `Month` or `Day`."""
        return type(self.first)

    @property
    def count(self) -> int:
        """How many units of its kind it is long."""
        return self.last.ordinal - self.first.ordinal + 1

    @property
    def years(self) -> Fraction | None:
        """Its length in calendar years; None for days that are no whole months."""
        whole = self.canonical()
        unit = whole.kind.of(whole.start).years
        return None if unit is None else unit * whole.count

    def canonical(self) -> Period:
        """Give the period in the coarsest units it is made of.

        Examples:
            >>> Span(Month(2017, 1), Month(2017, 12)).canonical()
            Year(2017)
            >>> Span(Quarter(2016, 1), Quarter(2017, 4)).canonical()
            Span(Year(2016), Year(2017))
        """
        for kind in (Year, Quarter, Month):
            first, last = kind.of(self.start), kind.of(self.end)
            if (first.start, last.end) == (self.start, self.end):
                return first if first == last else Span(first, last)
        return self.first if self.first == self.last else self

    def shift(self, n: SupportsIndex) -> Self:
        """Move by *n* times its length in its own units; a negative *n* goes back.

        Raises:
            InvalidValueError: if *n* is no whole number, or the result lies outside the years 1 to 9999.
        """
        moved = steps(self, n) * self.count
        return type(self)(self.first.shift(moved), self.last.shift(moved))

    def previous(self) -> Self:
        """Give the span just before, as long as this one (环比); days that are whole months go back by months."""
        return self._in_own_units(self.canonical().shift(-1))

    def next(self) -> Self:
        """Give the span just after, as long as this one; days that are whole months move by months."""
        return self._in_own_units(self.canonical().shift(1))

    def year_before(self) -> Self | None:
        """Give the same span a year earlier (同比); None where an end is a 29 February without whole months.

        Raises:
            InvalidValueError: in the year 1.
        """
        whole = self.canonical()
        first, last = whole.kind.of(whole.start).year_before(), whole.kind.of(whole.end).year_before()
        return None if first is None or last is None else self._in_own_units(Span(first, last))

    def _in_own_units(self, period: Period) -> Self:
        return type(self)(self.kind.of(period.start), self.kind.of(period.end))

    def label(self, lang: str) -> str:
        """Write it for readers of Chinese (``zh``: 2016—2020年) or English (``en``: 2016–2020)."""
        if self.first == self.last:
            return self.first.label(lang)
        return in_language(lang, zh=_chinese_span(self), en=_english_span(self))

    def __str__(self) -> str:
        """Give the form files use: 2016..2020."""
        return f"{self.first}..{self.last}"

    def __repr__(self) -> str:
        """Give the call that makes it."""
        return f"Span({self.first!r}, {self.last!r})"


Period: TypeAlias = Year | Quarter | Month | Day | Span
"""Every period there is; match on it exhaustively."""

AsOf: TypeAlias = Period | dt.date
"""A point in time as callers state it: a date, or a period that means its end."""


def _chinese_span(span: Span) -> str:
    head, tail = span.first.label("zh"), span.last.label("zh")
    if span.kind is Year:
        return f"{head.removesuffix('年')}—{tail}"
    if span.first.year == span.last.year:
        tail = tail.removeprefix(f"{span.last.year}年")
        head = head.removesuffix("月")
    return f"{head}—{tail}"


def _english_span(span: Span) -> str:
    head, tail = span.first.label("en"), span.last.label("en")
    if span.first.year == span.last.year:
        head = head.removesuffix(f" {span.first.year}")
    return f"{head} – {tail}" if " " in head else f"{head}–{tail}"


def same_length(one: Period, other: Period) -> bool:
    """Say whether two periods are equally long in the sense of the calendar.

    Two years are, and two Februaries; so are spans of equally many months. Twelve months from January count as
    the year they are; twelve months from July are no calendar year.

    Examples:
        >>> same_length(Year(2017), Span(Month(2016, 1), Month(2016, 12)))
        True
        >>> same_length(Year(2017), Span(Month(2016, 7), Month(2017, 6)))
        False
    """
    one, other = one.canonical(), other.canonical()
    if one.years is None or other.years is None:
        return one.kind is other.kind and one.count == other.count
    return isinstance(one, Span) is isinstance(other, Span) and one.years == other.years


def end_key(period: Period) -> tuple[dt.date, dt.date]:
    """Give a key that sorts periods of all kinds by their end; of one end, the longest comes first.

    Examples:
        >>> sorted([Month(2017, 12), Year(2017), Quarter(2017, 3)], key=end_key)
        [Quarter(2017, 3), Year(2017), Month(2017, 12)]
    """
    return period.end, period.start


def end_of(moment: AsOf) -> dt.date:
    """Give the date that a point in time means: a period means its last day.

    Raises:
        InvalidValueError: if it is neither a period nor a date.

    Examples:
        >>> str(end_of(Year(2018))), str(end_of(dt.date(2018, 3, 1)))
        ('2018-12-31', '2018-03-01')
    """
    if isinstance(moment, PeriodBase):
        return moment.end
    if str(moment) == "NaT" or not isinstance(moment, dt.date):  # pandas' NaT passes for a date
        raise InvalidValueError("as_of", "a period or a date", repr(moment), "pass for example Year(2018)")
    return Day.of(moment).start


def without_overlap(parts: Iterable[Period]) -> bool:
    """Say whether no day belongs to two of the periods.

    Examples:
        >>> without_overlap([Year(2017), Month(2018, 1)]), without_overlap([Year(2017), Month(2017, 1)])
        (True, False)
    """
    ordered = sorted(parts, key=end_key)
    return all(one.is_before(other) for one, other in pairwise(ordered))


def covers(parts: Iterable[Period], whole: Period) -> bool:
    """Say whether the parts tile the whole: every day of it in exactly one of them, and none outside.

    Examples:
        >>> covers([Quarter(2017, 1), Quarter(2017, 2), Span(Month(2017, 7), Month(2017, 12))], Year(2017))
        True
        >>> covers([Quarter(2017, 1), Quarter(2017, 3)], Year(2017))
        False
    """
    ordered = sorted(parts, key=end_key)
    if not ordered or (ordered[0].start, ordered[-1].end) != (whole.start, whole.end):
        return False
    return all(one.end.toordinal() + 1 == other.start.toordinal() for one, other in pairwise(ordered))


_FORMS = "write for example 2017, 2017-Q1, 2017-11, 2017-11-05, 2016..2020, 2017年, 2017年11月 or 2017年第一季度"


def _read_unit(reader: Reader) -> Calendar:
    year = reader.number("a year", 9999, digits=4)
    if not reader.take("-"):
        return Year(year)
    if reader.take("Q"):
        return Quarter(year, reader.number("a quarter", 4, digits=1))
    month = reader.number("a month", 12, digits=2)
    if not reader.take("-"):
        return Month(year, month)
    return Day(year, month, reader.number("a day", monthrange(year, month)[1], digits=2))


def _read_file_form(reader: Reader) -> Period:
    first = _read_unit(reader)
    if not reader.take(".."):
        return first
    start = reader.position
    last = _read_unit(reader)
    if type(last) is not type(first) or last < first:
        reader.fail(f"a {type(first).__name__.lower()} not before {first}", start)
    return Span(first, last)


def _read_chinese(reader: Reader) -> Calendar:
    year = reader.number("a year", 9999, digits=4)
    reader.expect("年")
    if reader.at_end():
        return Year(year)
    if reader.take("第"):
        quarter = next((n for n, digit in enumerate(CHINESE_DIGITS, 1) if reader.take(digit)), None)
        if quarter is None:
            reader.fail("一, 二, 三 or 四", reader.position)
        reader.expect("季度")
        return Quarter(year, quarter)
    month = reader.number("a month", 12, digits=2, at_least=1)
    reader.expect("月")
    if reader.at_end():
        return Month(year, month)
    day = reader.number("a day", monthrange(year, month)[1], digits=2, at_least=1)
    reader.expect("日")
    return Day(year, month, day)


def parse_period(text: str) -> Period:
    """Read a period from the form files use, or from a Chinese one; full-width digits are taken too.

    Every character is consumed: spaces and abbreviations are refused.

    Raises:
        InvalidValueError: if it is no text.
        ParseError: at the first character that does not belong, with its position.

    Examples:
        >>> [parse_period(text) for text in ("2017", "2017-Q1", "2017-11", "2017-11-05", "2016..2020")]
        [Year(2017), Quarter(2017, 1), Month(2017, 11), Day(2017, 11, 5), Span(Year(2016), Year(2020))]
        >>> parse_period("2017年第一季度"), parse_period("２０１７年11月")
        (Quarter(2017, 1), Month(2017, 11))
        >>> try:
        ...     parse_period("2017-13")
        ... except ValueError as error:
        ...     error.expected, error.position
        ('a month from 1 to 12', 5)
    """
    if not isinstance(text, str):
        raise InvalidValueError("period", "a text", repr(text), _FORMS)
    reader = Reader(text, "period", _FORMS)
    period = _read_chinese(reader) if "年" in text else _read_file_form(reader)
    if not reader.at_end():
        reader.fail("the end of the period", reader.position)
    return period
