from __future__ import annotations

import datetime as dt
import pickle
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import pandas as pd
import pytest

from policytargets import dues, periods
from policytargets.dues import By, Due, Every, due_kind, due_label, due_period
from policytargets.errors import IncomparableError, InvalidValueError, ParseError
from policytargets.periods import (
    Day,
    Month,
    Period,
    Quarter,
    Span,
    Year,
    covers,
    end_key,
    end_of,
    parse_period,
    same_length,
    without_overlap,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FIVE_YEARS = Span(Year(2016), Year(2020))

FORMS: list[tuple[Period, str, str, str]] = [
    (Year(2017), "2017", "2017年", "2017"),
    (Year(476), "0476", "476年", "476"),
    (Quarter(2017, 1), "2017-Q1", "2017年第一季度", "Q1 2017"),
    (Quarter(2017, 4), "2017-Q4", "2017年第四季度", "Q4 2017"),
    (Month(2017, 1), "2017-01", "2017年1月", "January 2017"),
    (Month(2017, 11), "2017-11", "2017年11月", "November 2017"),
    (Day(2017, 11, 5), "2017-11-05", "2017年11月5日", "5 November 2017"),
    (FIVE_YEARS, "2016..2020", "2016—2020年", "2016–2020"),
    (Span(Year(2017), Year(2017)), "2017..2017", "2017年", "2017"),
    (
        Span(Quarter(2016, 1), Quarter(2017, 4)),
        "2016-Q1..2017-Q4",
        "2016年第一季度—2017年第四季度",
        "Q1 2016 – Q4 2017",
    ),
    (Span(Quarter(2017, 1), Quarter(2017, 3)), "2017-Q1..2017-Q3", "2017年第一季度—第三季度", "Q1–Q3 2017"),
    (Span(Month(2017, 1), Month(2017, 6)), "2017-01..2017-06", "2017年1—6月", "January–June 2017"),
    (Span(Month(2016, 7), Month(2017, 6)), "2016-07..2017-06", "2016年7月—2017年6月", "July 2016 – June 2017"),
    (
        Span(Day(2017, 11, 5), Day(2017, 12, 3)),
        "2017-11-05..2017-12-03",
        "2017年11月5日—12月3日",
        "5 November – 3 December 2017",
    ),
]


class TestConstruction:
    """An error has four parts; no boolean and no float is a number (design: Problems)."""

    @pytest.mark.parametrize(
        ("make", "where"),
        [
            (lambda: Year(0), "Year: year"),
            (lambda: Year(10000), "Year: year"),
            (lambda: Quarter(2017, 0), "Quarter: quarter"),
            (lambda: Quarter(2017, 5), "Quarter: quarter"),
            (lambda: Quarter(0, 1), "Quarter: year"),
            (lambda: Quarter(10000, 1), "Quarter: year"),
            (lambda: Month(2017, 0), "Month: month"),
            (lambda: Month(2017, 13), "Month: month"),
            (lambda: Month(0, 1), "Month: year"),
            (lambda: Month(10000, 1), "Month: year"),
            (lambda: Day(2017, 2, 29), "Day: day"),
            (lambda: Day(2017, 11, 31), "Day: day"),
            (lambda: Day(2017, 11, 0), "Day: day"),
            (lambda: Day(2017, 13, 1), "Day: month"),
            (lambda: Day(2017, 0, 1), "Day: month"),
            (lambda: Day(0, 1, 1), "Day: year"),
            (lambda: Day(10000, 1, 1), "Day: year"),
            (lambda: Span(Year(2020), Year(2016)), "Span: last"),
            (lambda: Span(Year(2016), Month(2017, 1)), "Span: last"),
        ],
    )
    def test_what_the_calendar_does_not_have_is_refused(self, make: Callable[[], Period], where: str) -> None:
        """A value outside the calendar is refused, and the message names the field."""
        with pytest.raises(InvalidValueError) as caught:
            make()
        assert caught.value.where == where
        assert all(caught.value.args)

    @pytest.mark.parametrize("value", [True, False, 2017.0, "2017", None, np.True_, Fraction(2017)])
    def test_only_whole_numbers_are_taken(self, value: Any) -> None:
        """A boolean, a float or a text is never read as a number."""
        for make in (Year, lambda v: Quarter(2017, v), lambda v: Month(2017, v), lambda v: Day(2017, 1, v)):
            with pytest.raises(InvalidValueError) as caught:
                make(value)
            assert caught.value.got == repr(value)

    def test_the_ends_of_each_range_are_taken(self) -> None:
        """The years 1 and 9999 and both ends of quarters, months and days belong to the calendar."""
        assert str(Year(1).start) == "0001-01-01"
        assert str(Year(9999).end) == "9999-12-31"
        assert str(Quarter(2017, 4).end) == str(Month(2017, 12).end) == str(Day(2017, 12, 31).end) == "2017-12-31"
        assert str(Day(2016, 2, 29).start) == "2016-02-29"

    def test_integers_of_numpy_become_plain_ones(self) -> None:
        """A year from a numpy array is the same year, and holds a plain int."""
        year = Year(np.int64(2017))
        assert year == Year(2017)
        assert type(year.year) is int

    @pytest.mark.parametrize("end", [2016, "2016", FIVE_YEARS, None])
    def test_a_span_is_made_of_calendar_units(self, end: Any) -> None:
        """The ends of a span are a year, quarter, month or day."""
        with pytest.raises(InvalidValueError):
            Span(end, Year(2020))
        with pytest.raises(InvalidValueError):
            Span(Year(2016), end)

    def test_periods_are_frozen(self) -> None:
        """A period cannot be changed, and `attrs.evolve` checks again (design: values are frozen)."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Year(2017).year = 2018  # type: ignore[misc]  # that is what is tested
        with pytest.raises(InvalidValueError):
            attrs.evolve(Month(2017, 11), month=13)

    def test_equality_is_structural(self) -> None:
        """A span of one year is not that year, though it means it."""
        one_year: list[Period] = [Span(Year(2017), Year(2017)), Year(2017)]
        assert len(set(one_year)) == 2
        assert len({Year(2017), Year(2017), Quarter(2017, 1), Month(2017, 1)}) == 3


class TestForms:
    """The forms of files and of readers (usage)."""

    @pytest.mark.parametrize(("period", "text", "zh", "en"), FORMS)
    def test_each_period_is_written_so(self, period: Period, text: str, zh: str, en: str) -> None:
        """Each period has one form in files, one in Chinese and one in English."""
        assert str(period) == text
        assert period.label("zh") == zh
        assert period.label("en") == en

    def test_every_month_has_its_english_name(self) -> None:
        """The names are those of the calendar."""
        names = [Month(2017, month).label("en").split()[0] for month in range(1, 13)]
        assert names == [dt.date(2017, month, 1).strftime("%B") for month in range(1, 13)]

    def test_reprs_are_the_calls(self) -> None:
        """A repr on one line makes the value again (design: values are frozen)."""
        for period in (Year(2017), Quarter(2017, 1), Month(2017, 11), Day(2017, 11, 5), FIVE_YEARS):
            assert eval(repr(period), vars(periods)) == period  # noqa: S307 -- the repr is our own
        assert [repr(period) for period in (Quarter(2017, 1), Month(2017, 11), Day(2017, 11, 5), FIVE_YEARS)] == [
            "Quarter(2017, 1)",
            "Month(2017, 11)",
            "Day(2017, 11, 5)",
            "Span(Year(2016), Year(2020))",
        ]

    @pytest.mark.parametrize("period", [Year(2017), Quarter(2017, 1), Month(2017, 1), Day(2017, 1, 1), FIVE_YEARS])
    def test_another_language_is_refused(self, period: Period) -> None:
        """A language nobody wrote for is refused, not guessed."""
        with pytest.raises(InvalidValueError, match="'zh' or 'en'"):
            period.label("fr")


class TestParsing:
    """The strict reader (design: parse strictly, fold by a table)."""

    @pytest.mark.parametrize(
        ("text", "period"),
        [
            *((text, period) for period, text, _, _ in FORMS),
            ("2017年", Year(2017)),
            ("2017年第一季度", Quarter(2017, 1)),
            ("2017年第四季度", Quarter(2017, 4)),
            ("2017年1月", Month(2017, 1)),
            ("2017年01月", Month(2017, 1)),
            ("2017年11月", Month(2017, 11)),
            ("2017年11月5日", Day(2017, 11, 5)),
            ("2016年2月29日", Day(2016, 2, 29)),
            ("２０１７", Year(2017)),
            ("２０１７－Ｑ１", Quarter(2017, 1)),
            ("２０１６．．２０２０", FIVE_YEARS),
            ("２０１７年１１月", Month(2017, 11)),
        ],
    )
    def test_the_stated_forms_are_read(self, text: str, period: Period) -> None:
        """Each form stated is read, full-width digits included."""
        assert parse_period(text) == period

    @pytest.mark.parametrize(
        ("text", "position"),
        [
            ("", 0),
            ("17", 2),
            ("0000", 0),
            ("20a7", 2),
            ("2017 ", 4),
            (" 2017", 0),
            ("20177", 4),
            ("2017-", 5),
            ("2017-1", 6),
            ("2017-00", 5),
            ("2017-13", 5),
            ("2017-Q", 6),
            ("2017-Q0", 6),
            ("2017-Q5", 6),
            ("2017-q1", 5),
            ("2017-Q12", 7),
            ("2017-11-", 8),
            ("2017-11-5", 9),
            ("2017-11-31", 8),
            ("2017-02-29", 8),
            ("2017-11-00", 8),
            ("2017-11-05T00:00", 10),
            ("2017.", 4),
            ("2016..", 6),
            ("2016..2015", 6),
            ("2016..2017-01", 6),
            ("2016..2017..2018", 10),
            ("2016-2020", 5),
            ("2016…2020", 4),
            ("年", 0),
            ("17年", 2),
            ("2017 年", 4),
            ("2017年度", 5),
            ("2017年第", 6),
            ("2017年第五季度", 6),
            ("2017年第一季", 8),
            ("2017年第一季节", 8),
            ("2017年第一季度末", 9),
            ("2017年0月", 5),
            ("2017年13月", 5),
            ("2017年11", 7),
            ("2017年11月底", 8),
            ("2017年11月31日", 8),
            ("2017年111月", 7),
            ("2017年11月111日", 10),
            ("2017年11月5", 9),
            ("2017年11月5日前", 10),
            ("２０１７－１３", 5),
            ("²⁰¹⁷", 0),
            ("٢٠١٧", 0),
        ],
    )
    def test_anything_else_stops_at_its_character(self, text: str, position: int) -> None:
        """What is no stated form is refused at the first character that cannot be read, with four parts."""
        with pytest.raises(ParseError) as caught:
            parse_period(text)
        assert (caught.value.text, caught.value.position) == (text, position)
        assert all(caught.value.args[:4])

    def test_the_message_says_what_to_write(self) -> None:
        """The four parts of one message, word for word."""
        with pytest.raises(ParseError) as caught:
            parse_period("2016..2015-Q1")
        assert (caught.value.where, caught.value.expected) == ("period", "a year not before 2016")
        assert caught.value.got == "'2015-Q1'"
        assert "2016..2020" in caught.value.remedy
        with pytest.raises(ParseError, match="expected a month of 2 digits, got the end of the text"):
            parse_period("2017-")

    @pytest.mark.parametrize("value", [2017, None, b"2017"])
    def test_only_texts_are_parsed(self, value: Any) -> None:
        """A number is no text: files keep scalars as text."""
        with pytest.raises(InvalidValueError, match="expected a text"):
            parse_period(value)


class TestArithmetic:
    """Neighbours and the year before (design: Baseline)."""

    @pytest.mark.parametrize(
        ("period", "previous", "following"),
        [
            (Year(2017), Year(2016), Year(2018)),
            (Quarter(2017, 1), Quarter(2016, 4), Quarter(2017, 2)),
            (Quarter(2017, 4), Quarter(2017, 3), Quarter(2018, 1)),
            (Month(2017, 1), Month(2016, 12), Month(2017, 2)),
            (Month(2017, 12), Month(2017, 11), Month(2018, 1)),
            (Day(2016, 3, 1), Day(2016, 2, 29), Day(2016, 3, 2)),
            (FIVE_YEARS, Span(Year(2011), Year(2015)), Span(Year(2021), Year(2025))),
            (
                Span(Month(2017, 1), Month(2017, 2)),
                Span(Month(2016, 11), Month(2016, 12)),
                Span(Month(2017, 3), Month(2017, 4)),
            ),
            (
                Span(Day(2017, 2, 1), Day(2017, 2, 28)),
                Span(Day(2017, 1, 1), Day(2017, 1, 31)),
                Span(Day(2017, 3, 1), Day(2017, 3, 31)),
            ),
            (
                Span(Day(2017, 2, 1), Day(2017, 2, 10)),
                Span(Day(2017, 1, 22), Day(2017, 1, 31)),
                Span(Day(2017, 2, 11), Day(2017, 2, 20)),
            ),
        ],
    )
    def test_neighbours(self, period: Period, previous: Period, following: Period) -> None:
        """The period just before and just after; a span of days that is a month has months for neighbours."""
        assert period.previous() == previous
        assert period.next() == following

    @pytest.mark.parametrize(
        ("period", "before"),
        [
            (Year(2017), Year(2016)),
            (Quarter(2017, 3), Quarter(2016, 3)),
            (Month(2017, 11), Month(2016, 11)),
            (Day(2017, 11, 5), Day(2016, 11, 5)),
            (Day(2016, 2, 28), Day(2015, 2, 28)),
            (Day(2016, 3, 29), Day(2015, 3, 29)),
            (Day(2016, 2, 29), None),
            (FIVE_YEARS, Span(Year(2015), Year(2019))),
            (Span(Month(2016, 7), Month(2017, 6)), Span(Month(2015, 7), Month(2016, 6))),
            (Span(Day(2016, 2, 29), Day(2016, 3, 1)), None),
            (Span(Day(2016, 2, 2), Day(2016, 2, 29)), None),
            (Span(Day(2016, 2, 1), Day(2016, 2, 29)), Span(Day(2015, 2, 1), Day(2015, 2, 28))),
            (Span(Day(2017, 2, 1), Day(2017, 2, 28)), Span(Day(2016, 2, 1), Day(2016, 2, 29))),
            (Span(Day(2017, 11, 5), Day(2018, 1, 3)), Span(Day(2016, 11, 5), Day(2017, 1, 3))),
        ],
    )
    def test_the_year_before(self, period: Period, before: Period | None) -> None:
        """同比: the same period a year earlier; 29 February has none."""
        assert period.year_before() == before

    def test_shifts_reach_the_ends_of_the_calendar(self) -> None:
        """The first and the last unit of each kind can be reached, and not only made."""
        assert (Year(2).previous(), Year(9998).next()) == (Year(1), Year(9999))
        assert (Quarter(1, 2).previous(), Quarter(9999, 3).next()) == (Quarter(1, 1), Quarter(9999, 4))
        assert (Month(1, 2).previous(), Month(9999, 11).next()) == (Month(1, 1), Month(9999, 12))
        assert (Day(1, 1, 2).previous(), Day(9999, 12, 30).next()) == (Day(1, 1, 1), Day(9999, 12, 31))

    def test_shift_goes_by_the_own_length(self) -> None:
        """A shift of a span goes by its length in its own units."""
        assert FIVE_YEARS.shift(2) == Span(Year(2026), Year(2030))
        assert Span(Day(2017, 2, 1), Day(2017, 2, 28)).shift(1) == Span(Day(2017, 3, 1), Day(2017, 3, 28))
        assert Year(2017).shift(0) == Year(2017)
        assert Year(2017).shift(np.int64(2)) == Year(2019)

    @pytest.mark.parametrize("n", [True, 1.0, "1", None])
    @pytest.mark.parametrize("period", [Year(2017), FIVE_YEARS])
    def test_steps_are_whole_numbers(self, period: Period, n: Any) -> None:
        """A boolean or a float is no number of steps."""
        with pytest.raises(InvalidValueError, match=r"\.shift: expected a whole number of steps"):
            period.shift(n)

    @pytest.mark.parametrize(
        "first", [Year(1), Quarter(1, 1), Month(1, 1), Day(1, 1, 1), Span(Year(1), Year(5)), Span(Year(3), Year(5))]
    )
    def test_nothing_lies_before_the_year_1(self, first: Period) -> None:
        """The calendar starts with the year 1."""
        with pytest.raises(InvalidValueError):
            first.previous()

    @pytest.mark.parametrize("first", [Year(1), Quarter(1, 4), Month(1, 12), Day(1, 12, 31), Span(Year(1), Year(2))])
    def test_the_year_1_has_no_year_before(self, first: Period) -> None:
        """The calendar starts with the year 1."""
        with pytest.raises(InvalidValueError):
            first.year_before()

    @pytest.mark.parametrize("last", [Year(9999), Quarter(9999, 4), Month(9999, 12), Day(9999, 12, 31)])
    def test_nothing_lies_after_the_year_9999(self, last: Period) -> None:
        """The calendar ends with the year 9999."""
        with pytest.raises(InvalidValueError, match="a result in the years 1 to 9999, got a shift by 1"):
            last.next()


class TestRelations:
    """Relations by days, canonical forms, order."""

    def test_contains_overlaps_is_before(self) -> None:
        """Both ends belong to a period."""
        year = Year(2017)
        for inside in (year, Quarter(2017, 1), Month(2017, 12), Day(2017, 12, 31), Day(2017, 1, 1)):
            assert year.contains(inside)
            assert year.overlaps(inside)
            assert not year.is_before(inside)
        for outside in (Day(2016, 12, 31), Day(2018, 1, 1)):
            assert not year.contains(outside)
            assert not year.overlaps(outside)
        assert not Quarter(2017, 1).contains(year)
        assert year.overlaps(Span(Month(2017, 12), Month(2018, 1)))
        assert not year.contains(Span(Month(2017, 12), Month(2018, 1)))
        assert not year.contains(Span(Month(2016, 12), Month(2017, 1)))
        assert year.overlaps(Span(Month(2016, 12), Month(2017, 1)))
        assert year.is_before(Day(2018, 1, 1))
        assert not year.is_before(Day(2017, 12, 31))

    @pytest.mark.parametrize(
        ("period", "canonical"),
        [
            (Year(2017), Year(2017)),
            (Day(2017, 1, 1), Day(2017, 1, 1)),
            (Span(Year(2017), Year(2017)), Year(2017)),
            (Span(Month(2017, 1), Month(2017, 12)), Year(2017)),
            (Span(Quarter(2017, 1), Quarter(2017, 4)), Year(2017)),
            (Span(Month(2017, 4), Month(2017, 6)), Quarter(2017, 2)),
            (Span(Month(2017, 4), Month(2017, 4)), Month(2017, 4)),
            (Span(Month(2016, 1), Month(2017, 12)), Span(Year(2016), Year(2017))),
            (Span(Month(2017, 1), Month(2017, 6)), Span(Quarter(2017, 1), Quarter(2017, 2))),
            (Span(Month(2017, 2), Month(2017, 4)), Span(Month(2017, 2), Month(2017, 4))),
            (Span(Day(2017, 1, 1), Day(2017, 12, 31)), Year(2017)),
            (Span(Day(2017, 2, 1), Day(2017, 2, 28)), Month(2017, 2)),
            (Span(Day(2017, 2, 1), Day(2017, 2, 1)), Day(2017, 2, 1)),
            (Span(Day(2016, 2, 1), Day(2016, 2, 28)), Span(Day(2016, 2, 1), Day(2016, 2, 28))),
            (FIVE_YEARS, FIVE_YEARS),
        ],
    )
    def test_canonical(self, period: Period, canonical: Period) -> None:
        """A span that covers whole units exactly counts as those units."""
        assert period.canonical() == canonical

    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            (Year(2016), Year(2017), True),
            (Month(2017, 2), Month(2017, 3), True),
            (Day(2017, 2, 1), Day(2020, 2, 29), True),
            (Year(2017), Quarter(2017, 1), False),
            (Month(2017, 2), Day(2017, 2, 1), False),
            (Year(2017), Span(Month(2016, 1), Month(2016, 12)), True),
            (Year(2017), Span(Month(2016, 7), Month(2017, 6)), False),
            (Span(Month(2017, 1), Month(2017, 6)), Span(Month(2017, 2), Month(2017, 7)), True),
            (Span(Month(2017, 1), Month(2017, 6)), Span(Month(2017, 2), Month(2017, 8)), False),
            (FIVE_YEARS, Span(Year(2011), Year(2015)), True),
            (FIVE_YEARS, Span(Year(2011), Year(2014)), False),
            (Span(Day(2017, 1, 1), Day(2017, 1, 10)), Span(Day(2017, 3, 1), Day(2017, 3, 10)), True),
            (Span(Day(2017, 1, 1), Day(2017, 1, 10)), Span(Day(2017, 3, 1), Day(2017, 3, 11)), False),
            (Span(Day(2017, 1, 1), Day(2017, 1, 31)), Span(Day(2016, 2, 1), Day(2016, 2, 29)), True),
            (Span(Day(2017, 1, 4), Day(2017, 1, 31)), Span(Day(2017, 2, 1), Day(2017, 2, 28)), False),
        ],
    )
    def test_same_length(self, one: Period, other: Period, *, same: bool) -> None:
        """Length is the calendar's: a year is a year, a month a month; a fiscal year is no calendar year."""
        assert same_length(one, other) is same
        assert same_length(other, one) is same

    def test_length_in_years(self) -> None:
        """The length is exact, and days have none unless they are whole months."""
        assert [p.years for p in (Year(2017), Quarter(2017, 1), Month(2017, 1))] == [1, Fraction(1, 4), Fraction(1, 12)]
        assert Day(2017, 1, 1).years is None
        assert FIVE_YEARS.years == 5
        assert Span(Month(2016, 7), Month(2017, 1)).years == Fraction(7, 12)
        assert Span(Day(2017, 1, 1), Day(2017, 12, 31)).years == 1
        assert Span(Day(2017, 1, 1), Day(2017, 12, 30)).years is None

    def test_kind_and_count(self) -> None:
        """A period says what it is made of."""
        assert (Year(2017).kind, Year(2017).count) == (Year, 1)
        assert (FIVE_YEARS.kind, FIVE_YEARS.count) == (Year, 5)

    def test_parts(self) -> None:
        """The finer periods inside, in order."""
        assert Year(2017).parts(Month) == tuple(Month(2017, month) for month in range(1, 13))
        assert Year(2017).parts(Year) == (Year(2017),)
        assert Span(Year(2021), Year(2025)).parts(Year) == tuple(Year(year) for year in range(2021, 2026))
        assert Span(Month(2017, 10), Month(2018, 3)).parts(Quarter) == (Quarter(2017, 4), Quarter(2018, 1))
        assert len(Month(2016, 2).parts(Day)) == 29

    @pytest.mark.parametrize(
        "period", [Quarter(2017, 1), Quarter(2017, 4), Span(Month(2016, 7), Month(2017, 6)), Day(2017, 1, 1)]
    )
    def test_parts_are_whole(self, period: Period) -> None:
        """A period that is not made of whole units of a kind has no such parts."""
        with pytest.raises(InvalidValueError, match="a kind of unit it divides into, got Year"):
            period.parts(Year)

    def test_order_of_one_kind(self) -> None:
        """Periods of one kind have the order of the calendar."""
        early, late = Quarter(2016, 4), Quarter(2017, 1)
        assert early < late
        assert early <= late
        assert late > early
        assert late >= early
        assert not early > late
        assert not early >= late
        assert not late < early
        assert not late <= early
        assert early <= Quarter(2016, 4)
        assert early >= Quarter(2016, 4)
        assert not early < Quarter(2016, 4)
        assert not early > Quarter(2016, 4)
        assert min(Span(Year(2016), Year(2020)), Span(Year(2011), Year(2015))).first == Year(2011)

    @pytest.mark.parametrize(
        "other", [Quarter(2017, 1), Span(Year(2017), Year(2017)), Span(Year(2016), Year(2020)), Day(2017, 1, 1)]
    )
    def test_other_kinds_have_no_order(self, other: Period) -> None:
        """A year and a quarter have no order, and the error names both."""
        for compare in (Year.__lt__, Year.__le__, Year.__gt__, Year.__ge__):
            with pytest.raises(IncomparableError, match="Year") as caught:
                compare(Year(2017), other)
            assert repr(other) in str(caught.value)
        with pytest.raises(IncomparableError):
            sorted([Span(Year(2017), Year(2018)), Span(Year(2017), Year(2019))])

    def test_no_order_with_what_is_no_period(self) -> None:
        """Python's own TypeError for a year against a number, on every operator."""
        for compare in (Year.__lt__, Year.__le__, Year.__gt__, Year.__ge__):
            assert compare(Year(2017), 2018) is NotImplemented  # type: ignore[arg-type]  # that is what is tested

    def test_end_key_sorts_everything(self) -> None:
        """By end, and of one end the longest first."""
        periods_in_order: list[Period] = [Quarter(2017, 3), FIVE_YEARS.shift(-1), Year(2017), Month(2017, 12)]
        assert sorted(periods_in_order, key=end_key) == [
            Span(Year(2011), Year(2015)),
            Quarter(2017, 3),
            Year(2017),
            Month(2017, 12),
        ]


class TestCoverage:
    """Tiling."""

    @pytest.mark.parametrize(
        ("parts", "tiles", "apart"),
        [
            ([Year(2017)], True, True),
            ([Quarter(2017, 4), Quarter(2017, 2), Quarter(2017, 1), Quarter(2017, 3)], True, True),
            ([Span(Month(2017, 1), Month(2017, 6)), Quarter(2017, 3), Quarter(2017, 4)], True, True),
            ([], False, True),
            ([Quarter(2017, 1), Quarter(2017, 3), Quarter(2017, 4)], False, True),
            ([Quarter(2017, 1), Quarter(2017, 2), Quarter(2017, 3)], False, True),
            ([Quarter(2017, 2), Quarter(2017, 3), Quarter(2017, 4)], False, True),
            ([Year(2017), Quarter(2017, 1)], False, False),
            ([Year(2017), Year(2017)], False, False),
            ([Year(2017), Year(2018)], False, True),
            ([Year(2016), Year(2017)], False, True),
            ([Span(Month(2017, 1), Month(2017, 7)), Span(Month(2017, 7), Month(2017, 12))], False, False),
        ],
    )
    def test_covers(self, parts: list[Period], *, tiles: bool, apart: bool) -> None:
        """Parts tile a whole without gap and without overlap, in any order."""
        assert covers(iter(parts), Year(2017)) is tiles
        assert without_overlap(iter(parts)) is apart

    def test_covers_up_to_the_end_of_the_calendar(self) -> None:
        """The last day of the calendar has no day after it, and that is no error."""
        assert covers([Quarter(9999, n) for n in (1, 2, 3, 4)], Year(9999))


class TestEndOf:
    """`as_of`: a period means its end (design: Verdict)."""

    @pytest.mark.parametrize(
        "moment",
        [Year(2018), Span(Year(2016), Year(2018)), dt.date(2018, 12, 31), dt.datetime(2018, 12, 31, 12, tzinfo=dt.UTC)],
    )
    def test_periods_and_dates(self, moment: Any) -> None:
        """A period means its last day; a date is itself, without its time."""
        day = end_of(moment)
        assert type(day) is dt.date
        assert day == dt.date(2018, 12, 31)

    def test_pandas(self) -> None:
        """A timestamp of pandas is its date; a missing one is refused."""
        assert end_of(pd.Timestamp("2018-03-01")) == dt.date(2018, 3, 1)
        with pytest.raises(InvalidValueError, match="as_of"):
            end_of(pd.NaT)  # type: ignore[arg-type]  # that is what is tested

    @pytest.mark.parametrize("moment", [2018, "2018", None, By(Year(2018))])
    def test_anything_else_is_refused(self, moment: Any) -> None:
        """A bare number is no point in time."""
        with pytest.raises(InvalidValueError, match="as_of: expected a period or a date"):
            end_of(moment)


class TestDues:
    """In, by, every (design: Time)."""

    EVERY = Every(Year, within=Span(Year(2021), Year(2025)))

    @pytest.mark.parametrize(
        ("due", "kind", "period", "zh", "en"),
        [
            (Year(2017), "in", Year(2017), "2017年", "in 2017"),
            (Month(2017, 11), "in", Month(2017, 11), "2017年11月", "in November 2017"),
            (Quarter(2017, 1), "in", Quarter(2017, 1), "2017年第一季度", "in Q1 2017"),
            (Day(2017, 11, 5), "in", Day(2017, 11, 5), "2017年11月5日", "on 5 November 2017"),
            (FIVE_YEARS, "in", FIVE_YEARS, "2016—2020年", "in 2016–2020"),
            (By(Year(2020)), "by", Year(2020), "到2020年", "by 2020"),
            (By(Month(2020, 6)), "by", Month(2020, 6), "到2020年6月", "by June 2020"),
            (By(Day(2020, 6, 1)), "by", Day(2020, 6, 1), "到2020年6月1日", "by 1 June 2020"),
            (By(FIVE_YEARS), "by", FIVE_YEARS, "不晚于2016—2020年", "by 2016–2020"),
            (EVERY, "every", Span(Year(2021), Year(2025)), "2021—2025年每年", "every year 2021–2025"),
            (Every(Quarter, Year(2017)), "every", Year(2017), "2017年每季度", "every quarter 2017"),
            (Every(Month, within=Year(2017)), "every", Year(2017), "2017年每月", "every month 2017"),
        ],
    )
    def test_each_form(self, due: Due, kind: str, period: Period, zh: str, en: str) -> None:
        """Each due form has a kind, a period whose end is the deadline, and a label in both languages."""
        assert due_kind(due) == kind
        assert due_period(due) == period
        assert due_label(due, "zh") == zh
        assert due_label(due, "en") == en
        assert pickle.loads(pickle.dumps(due)) == due  # noqa: S301 -- our own bytes
        assert eval(repr(due), vars(dues)) == due  # noqa: S307 -- the repr is our own
        assert hash(due) == hash(attrs.evolve(due))

    def test_every_has_its_periods(self) -> None:
        """`Every` is judged part by part."""
        assert self.EVERY.periods() == tuple(Year(year) for year in range(2021, 2026))
        assert repr(self.EVERY) == "Every(Year, within=Span(Year(2021), Year(2025)))"
        assert repr(By(Year(2020))) == "By(Year(2020))"

    def test_due_forms_have_no_order(self) -> None:
        """A due form is no date: two of them are not compared by accident."""
        for one, other in ((By(Year(2020)), By(Year(2021))), (self.EVERY, self.EVERY)):
            with pytest.raises(TypeError):
                one < other  # type: ignore[operator]  # noqa: B015 -- that is what is tested

    @pytest.mark.parametrize("kind", [Day, Span, Year(2017), "year", None, int])
    def test_every_takes_year_quarter_or_month(self, kind: Any) -> None:
        """The kind is the class Year, Quarter or Month."""
        with pytest.raises(InvalidValueError, match="Every: kind"):
            Every(kind, within=Year(2017))

    @pytest.mark.parametrize("within", [Quarter(2017, 1), Quarter(2017, 4), Span(Month(2016, 7), Month(2017, 6))])
    def test_every_divides_its_whole(self, within: Period) -> None:
        """A whole that is not made of whole parts is refused."""
        with pytest.raises(InvalidValueError, match="Every: within: expected a period made of whole years"):
            Every(Year, within=within)

    @pytest.mark.parametrize("value", [2020, "2020", None, EVERY, By(Year(2020))])
    def test_only_periods_inside(self, value: Any) -> None:
        """`By` and `Every` take a period."""
        with pytest.raises(InvalidValueError):
            By(value)
        with pytest.raises(InvalidValueError):
            Every(Year, within=value)

    def test_another_language_is_refused(self) -> None:
        """A language nobody wrote for is refused, not guessed."""
        with pytest.raises(InvalidValueError):
            due_label(By(Year(2020)), "fr")


def test_public_names_are_sorted() -> None:
    """The public names are listed in order."""
    for module in (periods, dues):
        assert module.__all__ == sorted(module.__all__)
        assert all(hasattr(module, name) for name in module.__all__)


@pytest.mark.parametrize("whole", [Year(2017), Quarter(2017, 1), Month(2017, 1), Span(Year(2017), Year(2018))])
def test_a_rule_may_hold_within_any_period_that_has_its_parts(whole: Period) -> None:
    """Every month of a month is that month (design: time)."""
    assert Every(Month, within=whole).periods()[0] == Month(2017, 1)


def test_a_truth_of_another_library_is_no_number_of_steps() -> None:
    """A bool is no whole number, whoever made it (design: problems)."""
    with pytest.raises(InvalidValueError):
        Year(2017).shift(np.bool_(True))  # type: ignore[arg-type]  # noqa: FBT003 -- its subject


@pytest.mark.parametrize(("ends", "where"), [((2016, Year(2017)), "Span: first"), ((Year(2016), 2017), "Span: last")])
def test_the_ends_of_a_span_are_periods(ends: Any, where: str) -> None:
    """An item refuses what is wrong, and says where (design: problems)."""
    with pytest.raises(InvalidValueError) as caught:
        Span(*ends)
    assert caught.value.where == where


class Page:
    """What a notebook hands over to be written on."""

    def __init__(self) -> None:
        self.written = ""

    def text(self, line: str) -> None:
        """Write a line."""
        self.written += line


@pytest.mark.parametrize(
    "value",
    [Year(2017), Span(Year(2016), Year(2017)), By(Year(2017)), Every(Year, within=Span(Year(2016), Year(2017)))],
)
def test_a_notebook_shows_the_line_that_makes_it(value: Any) -> None:
    """Law: a repr can be pasted, in a notebook too (design: feels like attrs)."""
    page = Page()
    value._repr_pretty_(page, False)  # noqa: FBT003 -- as IPython calls it
    assert page.written == repr(value)


def test_every_kind_of_period_may_be_due() -> None:
    """Law: a due period is a year, quarter, month, day or span; both ends of a span are units (design: time)."""
    for period in (Year(2017), Quarter(2017, 1), Month(2017, 1), Day(2017, 1, 1), Span(Year(2016), Year(2017))):
        assert By(period).period == period
    for wrong in ("2017", 2017, None):
        with pytest.raises(InvalidValueError):
            By(wrong)  # type: ignore[arg-type]  # it is refused
        with pytest.raises(InvalidValueError):
            Span(Year(2017), wrong)  # type: ignore[arg-type]  # the same
