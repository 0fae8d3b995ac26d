"""Baselines: what a change is measured from."""

from __future__ import annotations

from typing import Any

import pytest

from policytargets.baselines import UNSTATED, Baseline, Previous, Since, Unstated, YearBefore, baseline_period, to_since
from policytargets.errors import InvalidValueError, ParseError
from policytargets.periods import Day, Month, Period, Quarter, Span, Year
from policytargets.quantities import Quantity


@pytest.mark.parametrize("period", [Year(2015), Quarter(2015, 1), Month(2015, 3), Day(2015, 3, 1)])
def test_a_period_alone_makes_a_baseline(period: Period) -> None:
    """Usage: since=Year(2015)."""
    assert to_since(period) == Baseline(period, None)
    assert to_since(Span(Year(2011), Year(2015))) == Baseline(period=Span(Year(2011), Year(2015)))


@pytest.mark.parametrize("amount", ["300 亿元", Quantity("300 亿元"), Quantity("3000000 万元")])
def test_an_amount_alone_makes_a_baseline(amount: Any) -> None:
    """Design: a baseline is a period, an amount, or both."""
    assert to_since(amount) == Baseline(amount="300 亿元")


@pytest.mark.parametrize("since", [Baseline(Year(2010), "300 亿元"), YearBefore(), Previous(), UNSTATED])
def test_a_baseline_is_taken_as_it_is(since: Since) -> None:
    """The converter changes nothing that is one already."""
    assert to_since(since) is since


@pytest.mark.parametrize("value", [None, 2015, 2015.5, ["2015"], YearBefore])
def test_what_makes_no_baseline_is_refused(value: Any) -> None:
    """A bare number would be a guess between a year and an amount."""
    with pytest.raises(InvalidValueError, match=r"write for example since=Year\(2015\)"):
        to_since(value)


def test_a_text_that_is_no_amount_is_refused_where_it_stops() -> None:
    """A text is an amount; nothing of it is dropped."""
    with pytest.raises(ParseError):
        to_since("year_before")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "write UNSTATED where the document states none"),
        ({"period": 2015}, "an instance of Year or Quarter or Month or Day or Span"),
        ({"period": "2015"}, "an instance of Year"),
        ({"amount": float("inf")}, "a finite number"),
    ],
)
def test_a_wrong_baseline_is_refused(fields: dict[str, Any], message: str) -> None:
    """One of the two is given, and it is one."""
    with pytest.raises(InvalidValueError) as caught:
        Baseline(**fields)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("since", "judged", "period"),
    [
        (Baseline(Year(2015)), Year(2017), Year(2015)),
        (Baseline(amount="3 %"), Year(2017), None),
        (YearBefore(), Year(2017), Year(2016)),
        (YearBefore(), Quarter(2017, 2), Quarter(2016, 2)),
        (YearBefore(), Day(2016, 2, 29), None),
        (Previous(), Quarter(2017, 1), Quarter(2016, 4)),
        (Previous(), Span(Year(2016), Year(2020)), Span(Year(2011), Year(2015))),
        (UNSTATED, Year(2017), None),
    ],
)
def test_the_period_follows_the_one_judged(since: Since, judged: Period, period: Period | None) -> None:
    """Design: 同比 is the same period a year earlier, 环比 the period just before; what is unstated has none."""
    assert baseline_period(since, judged) == period


def test_unstated_is_one_value() -> None:
    """`is` works, and a type can name it."""
    assert list(Unstated) == [UNSTATED]
