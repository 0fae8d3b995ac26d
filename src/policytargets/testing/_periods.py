"""Strategies for periods, and for when something is due."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, TypeAlias

from hypothesis import strategies as st

from policytargets.dues import By, Due, Every
from policytargets.errors import InvalidValueError
from policytargets.periods import Calendar, Day, Month, Period, Quarter, Span, Year

Limit: TypeAlias = Period | int | None
"""A period, or a year as a number."""

_EARLIEST = Year(2000)
_YEARS = 50
_LONGEST = 12
_LONGEST_EVERY = 5

_KINDS: tuple[type[Calendar], ...] = (Year, Quarter, Month, Day)


def _limits(min_value: Limit, max_value: Limit) -> tuple[dt.date, dt.date]:
    """Give the first and the last day; fifty years from or up to one that stands alone."""
    low = Year(min_value) if isinstance(min_value, int) else min_value
    high = Year(max_value) if isinstance(max_value, int) else max_value
    earliest = _EARLIEST if high is None else Year(max(high.end.year - _YEARS + 1, 1))
    first = earliest.start if low is None else low.start
    last = Year(min(first.year + _YEARS - 1, 9999)).end if high is None else high.end
    return first, last


def _ordinals(kind: type[Calendar], min_value: Limit, max_value: Limit) -> tuple[int, int]:
    """Give the first and the last unit of one kind that lie wholly inside the limits."""
    first_day, last_day = _limits(min_value, max_value)
    first, last = kind.of(first_day), kind.of(last_day)
    low = first.ordinal + (first.start < first_day)
    high = last.ordinal - (last.end > last_day)
    if low > high:
        where, expected = f"{kind.__name__.lower()}s", f"limits with a {kind.__name__} between them"
        raise InvalidValueError(where, expected, f"{min_value!r} and {max_value!r}", "move the limits apart")
    return low, high


def _room(kind: type[Calendar], min_value: Limit, max_value: Limit) -> int:
    """Count the units of one kind that lie wholly inside the limits."""
    try:
        low, high = _ordinals(kind, min_value, max_value)
    except InvalidValueError:
        return 0
    return high - low + 1


@lru_cache(maxsize=256)  # Hypothesis looks at every part of a new strategy, which takes longer than drawing from it
def _of_kind(kind: type[Calendar], min_value: Limit, max_value: Limit) -> st.SearchStrategy[Any]:
    low, high = _ordinals(kind, min_value, max_value)
    return st.integers(0, high - low).map(lambda step: kind.from_ordinal(low + step))


def years(min_value: Limit = None, max_value: Limit = None) -> st.SearchStrategy[Year]:
    """Draw years that lie wholly inside the limits, the earliest first when shrinking.

    Args:
        min_value: a period, or a year as a number, before whose start none begins; left out, the year 2000, or fifty
            years up to the other limit.
        max_value: a period, or a year as a number, after whose end none ends; left out, fifty years from the other.

    Raises:
        InvalidValueError: no year lies between the limits.

    Examples:
        >>> from hypothesis import find
        >>> find(years(min_value=2015), lambda year: year.year > 2016)
        Year(2017)
    """
    return _of_kind(Year, min_value, max_value)


def quarters(min_value: Limit = None, max_value: Limit = None) -> st.SearchStrategy[Quarter]:
    """Draw quarters that lie wholly inside the limits, which are those of `years`.

    Examples:
        >>> from hypothesis import find
        >>> find(quarters(), lambda quarter: quarter.quarter == 4)
        Quarter(2000, 4)
    """
    return _of_kind(Quarter, min_value, max_value)


def months(min_value: Limit = None, max_value: Limit = None) -> st.SearchStrategy[Month]:
    """Draw months that lie wholly inside the limits, which are those of `years`.

    Examples:
        >>> from hypothesis import find
        >>> find(months(Year(2017), Year(2017)), lambda month: month.month > 6)
        Month(2017, 7)
    """
    return _of_kind(Month, min_value, max_value)


def days(min_value: Limit = None, max_value: Limit = None) -> st.SearchStrategy[Day]:
    """Draw days inside the limits, which are those of `years`.

    Examples:
        >>> from hypothesis import find
        >>> find(days(min_value=2016), lambda day: day.start.year > 2016)
        Day(2017, 1, 1)
    """
    return _of_kind(Day, min_value, max_value)


def spans(
    min_value: Limit = None,
    max_value: Limit = None,
    *,
    kind: type[Calendar] | None = None,
    min_size: int = 1,
    max_size: int = _LONGEST,
) -> st.SearchStrategy[Span]:
    """Draw rows of units of one kind that lie wholly inside the limits.

    Args:
        min_value: a period before whose start none begins.
        max_value: a period after whose end none ends.
        kind: the class of the units; any when left out.
        min_size: least number of units.
        max_size: largest number of units.

    Raises:
        InvalidValueError: there is no room for such a span between the limits.

    Examples:
        >>> from hypothesis import find
        >>> find(spans(kind=Year, min_size=5), lambda span: True)
        Span(Year(2000), Year(2004))
    """
    if kind is None:
        fitting = [kind for kind in _KINDS if _room(kind, min_value, max_value) >= min_size]
        if not fitting or min_size < 1:
            return spans(
                min_value, max_value, kind=Day, min_size=min_size, max_size=max_size
            )  # which says what is wrong
        return st.sampled_from(fitting).flatmap(
            lambda drawn: spans(min_value, max_value, kind=drawn, min_size=min_size, max_size=max_size)
        )
    low, high = _ordinals(kind, min_value, max_value)
    room = min(max_size, high - low + 1)
    if not 1 <= min_size <= room:
        raise InvalidValueError("spans", f"a min_size from 1 to {room}", str(min_size), "move the limits apart")

    def of_size(size: int) -> st.SearchStrategy[Span]:
        steps = st.integers(0, high - low + 1 - size)
        return steps.map(lambda step: Span(kind.from_ordinal(low + step), kind.from_ordinal(low + step + size - 1)))

    return st.integers(min_size, room).flatmap(of_size)


def periods(min_value: Limit = None, max_value: Limit = None) -> st.SearchStrategy[Period]:
    """Draw periods of every kind that fits inside the limits, which are those of `years`; a year when shrinking.

    Raises:
        InvalidValueError: the limits stand in the wrong order.

    Examples:
        >>> from hypothesis import find
        >>> find(periods(), lambda period: True)
        Year(2000)
    """
    fitting = [kind for kind in _KINDS if _room(kind, min_value, max_value)]
    if not fitting:
        return days(min_value, max_value)  # which says what is wrong
    return st.one_of(*(_of_kind(kind, min_value, max_value) for kind in fitting), spans(min_value, max_value))


def dues(min_value: Limit = None, max_value: Limit = None) -> st.SearchStrategy[Due]:
    """Draw due forms: in a period, by its end, or in every year, quarter or month of up to five years.

    Args:
        min_value: a period before whose start none begins.
        max_value: a period after whose end none ends; both leave room for a year.

    Raises:
        InvalidValueError: no year lies between the limits.

    Examples:
        >>> from hypothesis import find
        >>> find(dues(), lambda due: isinstance(due, By))
        By(Year(2000))
    """
    wholes = st.one_of(years(min_value, max_value), spans(min_value, max_value, kind=Year, max_size=_LONGEST_EVERY))
    drawn = periods(min_value, max_value)
    every = st.builds(Every, st.sampled_from([Year, Quarter, Month]), wholes)
    # One period and then its form, so that By(Year(2000)) shrinks to Year(2000).
    inside = st.builds(lambda is_by, period: By(period) if is_by else period, st.booleans(), drawn)
    return st.one_of(inside, every)
