"""Laws of the methods of yearly tasks, over drawn tasks (issue of methods, section 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from policytargets import Month, Span, Year, YearBefore
from policytargets.bounds import AtLeast, MoreThan
from policytargets.indicators import Indicator
from policytargets.methods import CompletionRate, ElapsedShare, GrowthGap, PlanRatio, Reporting, band_rules
from policytargets.outlooks import Change, Course, Point
from policytargets.quantities import Quantity
from policytargets.testing import strategies as pts

STEPS = {month: Fraction(100 * month, 12) for month in range(1, 13)}
METHODS: list[Any] = [
    CompletionRate(),
    CompletionRate(bands=band_rules.ENERGY_WARNING_2010.bands),
    ElapsedShare(),
    ElapsedShare(schedule=STEPS),
    ElapsedShare(or_growth=True, bands=band_rules.XUANCHENG.bands),
    ElapsedShare(bands=band_rules.YINCHUAN_2025.bands),
    GrowthGap(),
]
RANKS = {"behind": 0, "level": 1, "on schedule": 1, "ahead": 2, "not yet reached": 0, "reached": 1}
AMOUNTS = pts.numbers(min_value=-50, max_value=300)
PLANS = pts.numbers(min_value=Fraction(1, 10), max_value=200)


def task(  # noqa: PLR0913 -- a task has these parts
    done: Fraction, plan: Fraction, months: int, growth: Fraction, *, year: int = 2017, unit: str = "亿元"
) -> Course:
    """A yearly task in 亿元 and the growth that is known; *unit* is how both are stated."""
    scale = Quantity("1 亿元").to(unit).magnitude
    stretch = Span(Month(year, 1), Month(year, months))
    known = Point(period=stretch, amount=Quantity(growth, "%"))
    return Course(
        indicator=Indicator(id="task", name="task", unit=unit, nature="flow"),
        goal=AtLeast(Quantity(plan * scale, unit)),
        due=Year(year),
        as_of=dt.date(year + 1, 1, 1),
        to_date=Point(period=stretch, amount=Quantity(done * scale, unit)),
        change=Change(goal=AtLeast("7 %"), since=YearBefore(), known=known),
    )


def drawn(test: Callable[..., None]) -> Callable[..., None]:
    """Draw a method and what makes a task."""
    return given(
        method=st.sampled_from(METHODS),
        done=AMOUNTS,
        plan=PLANS,
        months=st.integers(1, 12),
        growth=pts.numbers(min_value=-20, max_value=20),
    )(test)


@drawn
def test_units_and_years_change_nothing(
    method: Any, done: Fraction, plan: Fraction, months: int, growth: Fraction
) -> None:
    """Amounts in another unit, or another year, give the same status and figures."""
    found = method.outlook(task(done, plan, months, growth))
    for other in (task(done, plan, months, growth, unit="万元"), task(done, plan, months, growth, year=2031)):
        moved = method.outlook(other)
        assert (moved.status, moved.figures, moved.share) == (found.status, found.figures, found.share)


@drawn
def test_scale_changes_nothing(method: Any, done: Fraction, plan: Fraction, months: int, growth: Fraction) -> None:
    """Plan and amount a thousand times as large give the same status."""
    found, scaled = (method.outlook(task(done * by, plan * by, months, growth)) for by in (1, 1000))
    assert (scaled.status, scaled.figures) == (found.status, found.figures)


@given(
    method=st.sampled_from(METHODS),
    amounts=st.tuples(AMOUNTS, AMOUNTS),
    plan=PLANS,
    months=st.integers(1, 12),
    growth=pts.numbers(min_value=-20, max_value=20),
)
def test_more_is_never_worse(
    method: Any, amounts: tuple[Fraction, Fraction], plan: Fraction, months: int, growth: Fraction
) -> None:
    """A greater amount has no lesser share and no worse status."""
    one, other = (method.outlook(task(done, plan, months, growth)) for done in sorted(amounts))
    assert one.share is None or one.share <= other.share
    if {one.status, other.status} <= set(RANKS):
        assert RANKS[one.status] <= RANKS[other.status]


@drawn
def test_replaying_the_course_gives_the_outlook(
    method: Any, done: Fraction, plan: Fraction, months: int, growth: Fraction
) -> None:
    """A method is a pure function of its course; a judgement needs no later date."""
    found = method.outlook(task(done, plan, months, growth))
    assert method.outlook(found.course) == found
    later = attrs.evolve(found.course, as_of=dt.date(2099, 1, 1))
    assert method.outlook(later).status == found.status


@drawn
def test_cut_points_say_the_status(method: Any, done: Fraction, plan: Fraction, months: int, growth: Fraction) -> None:
    """The first bound that accepts the amount carries the status of the method."""
    course = task(done, plan, months, growth)
    if isinstance(method, GrowthGap) or getattr(method, "or_growth", False):
        return
    assert course.to_date is not None
    amount = course.to_date.amount
    accepts = [status for status, bound in method.cut_points(course) if bound.decide(amount).verdict.value == "met"]
    assert (accepts or [None])[0] == method.outlook(course).status


@drawn
def test_how_it_is_printed_never_decides(
    method: Any, done: Fraction, plan: Fraction, months: int, growth: Fraction
) -> None:
    """Whatever the reporting, the status is the exact one, and so are its figures."""
    course = task(done, plan, months, growth)
    found = method.outlook(course)
    for mode in ("half_up", "half_even", "truncate"):
        for when in ("before", "after"):
            printed = attrs.evolve(method, reporting=Reporting(0, mode, when)).outlook(course)
            assert (printed.status, printed.share, printed.band) == (found.status, found.share, found.band)
            assert set(found.figures) <= set(printed.figures)


@given(done=AMOUNTS, plan=PLANS, months=st.integers(1, 12))
def test_a_schedule_in_step_with_time_is_the_time(done: Fraction, plan: Fraction, months: int) -> None:
    """A stated schedule of a twelfth a month, and a plan of the same months, judge as the elapsed share does."""
    course = task(done, plan, months, Fraction(0))
    by_time = ElapsedShare().outlook(course).status
    assert ElapsedShare(schedule=STEPS).outlook(course).status == by_time
    assert PlanRatio({months: Quantity(plan * months / 12, "亿元")}).outlook(course).status == by_time


@given(plan=PLANS)
def test_a_plan_of_more_than_an_amount_is_measured_by_it(plan: Fraction) -> None:
    """At and beyond the amount alike: 100 % is 100 %."""
    course = attrs.evolve(task(plan, plan, 12, Fraction(0)), goal=MoreThan(Quantity(plan, "亿元")))
    assert CompletionRate().outlook(course).share == 1
