"""Strategies for what was observed: amounts, series of them, and what happened to milestones."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from policytargets.dues import Every, due_period
from policytargets.indicators import Indicator, Nature
from policytargets.observations import Observation, ObservationStatus, Occurrence
from policytargets.periods import Day, Period
from policytargets.quantities import Quantity
from policytargets.targets import Milestone, Target
from policytargets.testing import _periods
from policytargets.testing._amounts import Limit
from policytargets.testing._criteria import indicators, levels
from policytargets.testing._periods import days, years

_FIRST_YEAR, _LAST_YEAR = 2010, 2027
"""From the baselines to some years after the due periods that targets are drawn with."""
_LONGEST_WAIT = 900
"""So many days after the end of a period its amount is published at the latest."""


def due_periods(target: Target) -> tuple[Period, ...]:
    """Give the periods a target is judged in: one, every one, or none where none is stated."""
    form = target.due_form
    if isinstance(form, Every):
        return form.periods()
    return () if form is None else (due_period(form),)


def _times(of: Indicator | Target) -> st.SearchStrategy[Any]:
    """Draw when: the due periods first, of those that an amount can be observed in."""
    some = years(_FIRST_YEAR, _LAST_YEAR)
    indicator = of.indicator if isinstance(of, Target) else of
    per_year = indicator.nature is Nature.FLOW
    judged = [] if isinstance(of, Indicator) else [p for p in due_periods(of) if p.years is not None or not per_year]
    return st.sampled_from(judged) | some if judged else some


def observations(  # noqa: PLR0913 -- what an observation is made from, each with a usual one
    of: Indicator | Target | None = None,
    *,
    period: Period | st.SearchStrategy[Any] | None = None,
    min_value: Limit = None,
    max_value: Limit = None,
    exact: bool = False,
    published: bool = False,
) -> st.SearchStrategy[Observation]:
    """Draw observations of an indicator: single amounts, ranges, uncertain and provisional ones.

    Args:
        of: the indicator, or a target on it; any when left out.
        period: when, or a strategy that draws it; the target's due period or a year when left out.
        min_value: least amount: a number in the indicator's unit, or a Quantity or its text; 0 when left out.
        max_value: greatest amount, given likewise; 10,000, or the whole of a share, when left out.
        exact: draw only final single amounts.
        published: say too on which day it was published, or not.

    Examples:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=20)
        ... @given(seen=observations(Indicator(id="share", name="share", unit="%", nature="share")))
        ... def test_a_share_is_at_most_the_whole(seen):
        ...     assert Quantity("0 %") <= seen.value <= Quantity("100 %")
        >>> test_a_share_is_at_most_the_whole()
    """
    if of is None:
        return indicators().flatmap(
            lambda drawn: observations(
                drawn, period=period, min_value=min_value, max_value=max_value, exact=exact, published=published
            )
        )
    indicator = of.indicator if isinstance(of, Target) else of
    times = _times(of) if period is None else period if isinstance(period, st.SearchStrategy) else st.just(period)
    amounts = levels(indicator, min_value, max_value)
    return st.builds(
        _observation,
        st.just(indicator),
        times,
        amounts,
        st.none() if exact else st.none() | amounts,
        st.just(ObservationStatus.FINAL) if exact else _SETTLED,
        st.none() | _WAITS if published else st.none(),
    )


def _observation(  # noqa: PLR0913, PLR0917 -- as above
    indicator: Indicator,
    period: Period,
    low: Quantity,
    high: Quantity | None,
    status: ObservationStatus,
    wait: int | None,
) -> Observation:
    if high is not None and high < low:
        low, high = high, low
    day = None if wait is None else period.end + dt.timedelta(wait)
    return Observation(indicator=indicator, period=period, value=low, high=high, status=status, published=day)


_SETTLED = st.sampled_from([ObservationStatus.FINAL, ObservationStatus.PROVISIONAL])
_WAITS = st.integers(1, _LONGEST_WAIT)


def series(  # noqa: PLR0913 -- as above
    of: Indicator | Target,
    *,
    min_size: int = 0,
    max_size: int = 8,
    period: Period | st.SearchStrategy[Any] | None = None,
    min_value: Limit = None,
    max_value: Limit = None,
    exact: bool = False,
    published: bool = False,
) -> st.SearchStrategy[tuple[Observation, ...]]:
    """Draw observations of one indicator, now and then several of one period.

    Args:
        of: the indicator, or a target on it.
        min_size: how many at least.
        max_size: how many at most.
        period: when, as for `observations`.
        min_value: least amount: a number in the indicator's unit, or a Quantity or its text.
        max_value: greatest amount, given likewise.
        exact: draw only final single amounts.
        published: say too on which day each was published, or not.

    Examples:
        >>> from hypothesis import given, settings
        >>> from policytargets import Year, assess
        >>> from policytargets.testing.strategies import targets
        >>> @settings(max_examples=20)
        ... @given(data=st.data(), target=targets())
        ... def test_the_order_of_rows_changes_nothing(data, target):
        ...     seen = data.draw(series(target, max_size=3))
        ...     assert assess(target, seen, as_of=Year(2030)) == assess(target, seen[::-1], as_of=Year(2030))
        >>> test_the_order_of_rows_changes_nothing()
    """
    one = observations(of, period=period, min_value=min_value, max_value=max_value, exact=exact, published=published)
    return st.lists(one, min_size=min_size, max_size=max_size).map(tuple)


def occurrences(
    milestone: Milestone | str = "platform_2017",
    *,
    min_value: _periods.Limit = 2015,
    max_value: _periods.Limit = 2027,
) -> st.SearchStrategy[Occurrence]:
    """Draw what is known of a milestone: the day it happened, or until when it had not.

    Args:
        milestone: the milestone, or its id.
        min_value: a period, or a year as a number, before whose start no day lies.
        max_value: a period, or a year as a number, after whose end none lies.

    Examples:
        >>> from hypothesis import find
        >>> find(occurrences(min_value=2017), lambda one: True).happened
        Day(2017, 1, 1)
    """
    named = milestone if isinstance(milestone, str) else milestone.id
    day: st.SearchStrategy[Day] = days(min_value, max_value)
    happened = day.map(lambda when: Occurrence(milestone=named, happened=when))
    return happened | day.map(lambda when: Occurrence(milestone=named, not_by=when))
