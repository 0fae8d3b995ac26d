"""Strategies for units, amounts and periods."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from policytargets.dues import By, Due, Every
from policytargets.periods import Day, Month, Period, Quarter, Span, Year
from policytargets.quantities import Quantity
from policytargets.units import Unit, to_unit

_UNITS = (
    "patent", "%", "patent/(10000.person)", "work/year", "enterprise", "person", "year", "10000.CNY",
    "100000000.CNY", "trademark", "agency", "kWh/CNY", "percentage_point", "month",
)  # fmt: skip


def units() -> st.SearchStrategy[Unit]:
    """Draw units of the field: counts, shares, rates, money, time.

    Examples:
        >>> from hypothesis import find
        >>> find(units(), lambda unit: unit.has_denominator).code
        'patent/(10000.person)'
    """
    return st.sampled_from(_UNITS).map(Unit)


def numbers(
    *, min_value: Any = -1_000_000, max_value: Any = 1_000_000, places: int = 2, thirds: bool = False
) -> st.SearchStrategy[Fraction]:
    """Draw exact numbers as documents write them.

    Args:
        min_value: least number, included.
        max_value: greatest number, included.
        places: decimal places at most.
        thirds: also draw fractions such as 1/3.

    Examples:
        >>> from hypothesis import find
        >>> find(numbers(min_value=0), lambda number: number > 1)
        Fraction(2, 1)
    """
    low, high = Fraction(min_value), Fraction(max_value)
    whole = st.integers(-(-low.numerator // low.denominator), high.numerator // high.denominator).map(Fraction)
    scale = 10**places
    decimal = st.integers(-(-low.numerator * scale // low.denominator), high.numerator * scale // high.denominator).map(
        lambda amount: Fraction(amount, scale)
    )
    # Whole numbers come first, so that a failing example shrinks to one.
    drawn = whole | decimal if places else whole
    if thirds:
        drawn |= st.builds(Fraction, st.integers(-1000, 1000), st.sampled_from([3, 7, 12])).filter(
            lambda number: low <= number <= high
        )
    return drawn


def quantities(
    unit: Unit | str | None = None, *, min_value: Any = -1_000_000, max_value: Any = 1_000_000, places: int = 2
) -> st.SearchStrategy[Quantity]:
    """Draw amounts.

    Args:
        unit: their unit; any when left out.
        min_value: least amount in the unit, included.
        max_value: greatest amount in the unit, included.
        places: decimal places at most.

    Examples:
        >>> from hypothesis import find
        >>> print(find(quantities("patent", min_value=0), lambda amount: amount.magnitude > 1))
        2 patents
    """
    drawn = units() if unit is None else st.just(to_unit(unit))
    return st.builds(Quantity, numbers(min_value=min_value, max_value=max_value, places=places), drawn)


def ties(
    one: Unit | str, other: Unit | str, *, min_value: Any = 0, max_value: Any = 1_000_000, places: int = 2
) -> st.SearchStrategy[tuple[Quantity, Quantity]]:
    """Draw pairs of one amount in two units that meet: exact ties.

    Args:
        one: unit of the first.
        other: unit of the second.
        min_value: least amount in *one*, included.
        max_value: greatest amount in *one*, included.
        places: decimal places at most, in *one*.

    Examples:
        >>> from hypothesis import find
        >>> first, second = find(ties("亿元", "万元"), lambda pair: pair[0].magnitude > 1)
        >>> print(first, "=", second)
        2 × 100 million yuan = 20,000 × 10,000 yuan
    """
    unit, foreign = to_unit(one), to_unit(other)
    unit.check_meets(foreign, "ties")
    drawn = quantities(unit, min_value=min_value, max_value=max_value, places=places)
    return drawn.map(lambda amount: (amount, Quantity(amount.base / foreign.factor, foreign)))


def years(*, min_value: int = 2000, max_value: int = 2050) -> st.SearchStrategy[Year]:
    """Draw years, simplest near 2017.

    Examples:
        >>> from hypothesis import find
        >>> find(years(), lambda year: year.start.year > 2017)
        Year(2018)
    """
    simplest = min(max(2017, min_value), max_value)
    return st.integers(min_value - simplest, max_value - simplest).map(lambda number: Year(simplest + number))


def quarters(*, min_value: int = 2000, max_value: int = 2050) -> st.SearchStrategy[Quarter]:
    """Draw quarters of the years from *min_value* to *max_value*.

    Examples:
        >>> from hypothesis import find
        >>> find(quarters(), lambda quarter: True)
        Quarter(2017, 1)
    """
    return st.builds(
        lambda year, number: Quarter(year.start.year, number),
        years(min_value=min_value, max_value=max_value),
        st.integers(1, 4),
    )


def months(*, min_value: int = 2000, max_value: int = 2050) -> st.SearchStrategy[Month]:
    """Draw months of the years from *min_value* to *max_value*.

    Examples:
        >>> from hypothesis import find
        >>> find(months(), lambda month: True)
        Month(2017, 1)
    """
    return st.builds(
        lambda year, number: Month(year.start.year, number),
        years(min_value=min_value, max_value=max_value),
        st.integers(1, 12),
    )


def days(*, min_value: int = 2000, max_value: int = 2050) -> st.SearchStrategy[Day]:
    """Draw days of the years from *min_value* to *max_value*.

    Examples:
        >>> from hypothesis import find
        >>> find(days(), lambda day: day.end.year >= 2017).end.year
        2017
    """
    return st.dates(dt.date(min_value, 1, 1), dt.date(max_value, 12, 31)).map(Day.of)


def spans(*, min_value: int = 2000, max_value: int = 2050, longest: int = 6) -> st.SearchStrategy[Span]:
    """Draw spans of years, quarters or months, at most *longest* units long.

    Examples:
        >>> from hypothesis import find
        >>> find(spans(), lambda span: span.count > 1)
        Span(Year(2017), Year(2018))
    """
    ends = years(min_value=min_value, max_value=max_value - longest)
    unit = ends | ends.map(lambda year: Quarter(year.start.year, 1)) | ends.map(lambda year: Month(year.start.year, 1))
    return st.builds(lambda first, length: Span(first, first.shift(length)), unit, st.integers(0, longest - 1))


def periods(*, min_value: int = 2000, max_value: int = 2050) -> st.SearchStrategy[Period]:
    """Draw periods of every kind, years first.

    Examples:
        >>> from hypothesis import find
        >>> find(periods(), lambda period: True)
        Year(2017)
    """
    bounds = {"min_value": min_value, "max_value": max_value}
    return st.one_of(years(**bounds), quarters(**bounds), months(**bounds), days(**bounds), spans(**bounds))


def dues(*, min_value: int = 2000, max_value: int = 2050) -> st.SearchStrategy[Due]:
    """Draw due forms: in a period, by its end, or every part of a span of years.

    Examples:
        >>> from hypothesis import find
        >>> find(dues(), lambda due: isinstance(due, By))
        By(Year(2017))
    """
    when = years(min_value=min_value, max_value=max_value - 6)
    every = st.builds(lambda year, length: Every(Year, within=Span(year, year.shift(length))), when, st.integers(0, 4))
    return st.one_of(when, when.map(By), every)
