"""The units of the calendar: years, quarters, months and days."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import ClassVar, Self, TypeAlias, final

import attrs

from policytargets._calendar import MonthsBase, UnitBase, in_language, plain_int, whole_number
from policytargets.errors import InvalidValueError

__all__ = ["CHINESE_DIGITS", "Calendar", "Day", "Month", "Quarter", "Year"]

CHINESE_DIGITS = "一二三四"
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@final
@attrs.frozen(repr=False, order=False)
class Year(MonthsBase):
    """A calendar year.

    Attributes:
        year: from 1 to 9999.

    Raises:
        InvalidValueError: if it is no whole number in this range.

    Examples:
        >>> Year(2017).shift(3), Year(2017).year_before(), str(Year(2017))
        (Year(2020), Year(2016), '2017')
        >>> Year(2017).parts(Quarter)
        (Quarter(2017, 1), Quarter(2017, 2), Quarter(2017, 3), Quarter(2017, 4))
        >>> Year(2017).contains(Month(2017, 12)), Year(2017) < Year(2018)
        (True, True)
    """

    MONTHS: ClassVar[int] = 12

    year: int = attrs.field(converter=plain_int, validator=whole_number(1, 9999))

    @property
    def start(self) -> dt.date:
        """The first of January."""
        return dt.date(self.year, 1, 1)

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Self:
        """Give the year at a place in the row of years; the inverse of ``ordinal``."""
        return cls(ordinal)

    def label(self, lang: str) -> str:
        """Write it for readers of Chinese (``zh``: 2017年) or English (``en``: 2017)."""
        return in_language(lang, zh=f"{self.year}年", en=str(self.year))

    def __str__(self) -> str:
        """Give the form files use: 2017."""
        return f"{self.year:04}"

    def __repr__(self) -> str:
        """Give the call that makes it."""
        return f"Year({self.year})"


@final
@attrs.frozen(repr=False, order=False)
class Quarter(MonthsBase):
    """A quarter of a calendar year.

    Attributes:
        year: from 1 to 9999.
        quarter: from 1 to 4.

    Raises:
        InvalidValueError: if one of them is no whole number in its range.

    Examples:
        >>> Quarter(2017, 1).previous(), Quarter(2017, 1).year_before(), str(Quarter(2017, 1))
        (Quarter(2016, 4), Quarter(2016, 1), '2017-Q1')
        >>> Quarter(2017, 1).label("zh")
        '2017年第一季度'
    """

    MONTHS: ClassVar[int] = 3

    year: int = attrs.field(converter=plain_int, validator=whole_number(1, 9999))
    quarter: int = attrs.field(converter=plain_int, validator=whole_number(1, 4))

    @property
    def start(self) -> dt.date:
        """The first day of its first month."""
        return dt.date(self.year, self.quarter * 3 - 2, 1)

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Self:
        """Give the quarter at a place in the row of quarters; the inverse of ``ordinal``."""
        return cls(ordinal // 4, ordinal % 4 + 1)

    def label(self, lang: str) -> str:
        """Write it for readers of Chinese (``zh``: 2017年第一季度) or English (``en``: Q1 2017)."""
        zh = f"{self.year}年第{CHINESE_DIGITS[self.quarter - 1]}季度"
        return in_language(lang, zh=zh, en=f"Q{self.quarter} {self.year}")

    def __str__(self) -> str:
        """Give the form files use: 2017-Q1."""
        return f"{self.year:04}-Q{self.quarter}"

    def __repr__(self) -> str:
        """Give the call that makes it."""
        return f"Quarter({self.year}, {self.quarter})"


@final
@attrs.frozen(repr=False, order=False)
class Month(MonthsBase):
    """A calendar month.

    Attributes:
        year: from 1 to 9999.
        month: from 1 to 12.

    Raises:
        InvalidValueError: if one of them is no whole number in its range.

    Examples:
        >>> Month(2017, 11).shift(2), str(Month(2017, 1)), str(Month(2016, 2).end)
        (Month(2018, 1), '2017-01', '2016-02-29')
        >>> Month(2017, 11).label("en")
        'November 2017'
    """

    MONTHS: ClassVar[int] = 1

    year: int = attrs.field(converter=plain_int, validator=whole_number(1, 9999))
    month: int = attrs.field(converter=plain_int, validator=whole_number(1, 12))

    @property
    def start(self) -> dt.date:
        """The first of the month."""
        return dt.date(self.year, self.month, 1)

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Self:
        """Give the month at a place in the row of months; the inverse of ``ordinal``."""
        return cls(ordinal // 12, ordinal % 12 + 1)

    def label(self, lang: str) -> str:
        """Write it for readers of Chinese (``zh``: 2017年11月) or English (``en``: November 2017)."""
        en = f"{_ENGLISH_MONTHS[self.month - 1]} {self.year}"
        return in_language(lang, zh=f"{self.year}年{self.month}月", en=en)

    def __str__(self) -> str:
        """Give the form files use: 2017-11."""
        return f"{self.year:04}-{self.month:02}"

    def __repr__(self) -> str:
        """Give the call that makes it."""
        return f"Month({self.year}, {self.month})"


@final
@attrs.frozen(repr=False, order=False)
class Day(UnitBase):
    """A calendar day.

    Attributes:
        year: from 1 to 9999.
        month: from 1 to 12.
        day: from 1 to the last day of that month.

    Raises:
        InvalidValueError: if they are no whole numbers or the calendar has no such day.

    Examples:
        >>> Day(2017, 12, 31).next(), str(Day(2017, 11, 5)), Day(2017, 11, 5).label("zh")
        (Day(2018, 1, 1), '2017-11-05', '2017年11月5日')
        >>> Day(2016, 2, 29).year_before() is None
        True
    """

    year: int = attrs.field(converter=plain_int, validator=whole_number(1, 9999))
    month: int = attrs.field(converter=plain_int, validator=whole_number(1, 12))
    day: int = attrs.field(converter=plain_int, validator=whole_number(1, 31))

    @day.validator
    def _is_in_calendar(self, _: attrs.Attribute[int], value: int) -> None:
        last = monthrange(self.year, self.month)[1]
        if value > last:
            month = f"{self.year:04}-{self.month:02}"
            raise InvalidValueError("Day: day", f"a day of {month}, which has {last}", str(value), "correct the day")

    @property
    def start(self) -> dt.date:
        """The day itself."""
        return dt.date(self.year, self.month, self.day)

    @property
    def end(self) -> dt.date:
        """The day itself."""
        return self.start

    @property
    def ordinal(self) -> int:
        """Its place in the row of all days, as ``datetime.date.toordinal`` counts."""
        return self.start.toordinal()

    @property
    def years(self) -> None:
        """None: a day is no number of whole months."""

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """Give the day of a date."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Self:
        """Give the day at a place in the row of days; the inverse of ``ordinal``."""
        return cls.of(dt.date.fromordinal(ordinal))

    def year_before(self) -> Self | None:
        """Give the same day a year earlier (同比); None for 29 February, which has none.

        Raises:
            InvalidValueError: in the year 1.
        """
        return None if (self.month, self.day) == (2, 29) else type(self)(self.year - 1, self.month, self.day)

    def label(self, lang: str) -> str:
        """Write it for readers of Chinese (``zh``: 2017年11月5日) or English (``en``: 5 November 2017)."""
        en = f"{self.day} {_ENGLISH_MONTHS[self.month - 1]} {self.year}"
        return in_language(lang, zh=f"{self.year}年{self.month}月{self.day}日", en=en)

    def __str__(self) -> str:
        """Give the form files use: 2017-11-05."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def __repr__(self) -> str:
        """Give the call that makes it."""
        return f"Day({self.year}, {self.month}, {self.day})"


Calendar: TypeAlias = Year | Quarter | Month | Day
"""One unit of the calendar."""
