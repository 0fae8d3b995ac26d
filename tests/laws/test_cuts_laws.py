"""Laws of cuts: what compounding, the need from now on and the log share have to do with each other."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

import policytargets as pt
from policytargets.methods import LogCut, RealisationDegree, compound_cuts, needed_from_now
from policytargets.outlooks import Change, Course, Point

INTENSITY = pt.Indicator(id="intensity", name="energy per GDP", unit="tce/(10000.CNY)", nature="ratio")
YEARS = 5

cuts = st.integers(-200, 990).map(lambda tenths: pt.Quantity(Fraction(tenths, 10), "%"))
"""Cuts of a year in %, and rises."""
rates = st.integers(1, 400).map(lambda tenths: Fraction(tenths, 1000))
"""A constant rate of cut, as a share."""


def course(asked: Fraction, reached: Fraction, year: int) -> Course:
    """Give a cut asked for in five years, and the published cut after some of them, both as shares."""
    known = Point(period=pt.Year(2010 + year), amount=pt.Quantity(100 * reached, "%"))
    change = Change(
        goal=pt.AtLeast(pt.Quantity(100 * asked, "%")), since=pt.Baseline(pt.Year(2010)), falls=True, known=known
    )
    due = pt.Year(2010 + YEARS)
    return Course(indicator=INTENSITY, due=due, as_of=due.end, change=change)


@given(st.lists(cuts, min_size=1, max_size=6), st.lists(cuts, min_size=1, max_size=6))
def test_compounding_has_no_order_and_no_brackets(some: list[pt.Quantity], others: list[pt.Quantity]) -> None:
    """Law: the cut of all years is that of two stretches of them, in any order, exactly."""
    whole = compound_cuts([*some, *others])
    assert compound_cuts([compound_cuts(others), compound_cuts(some)]) == whole
    assert compound_cuts([*others, *some]) == whole


@given(cuts, cuts, st.integers(1, 12))
def test_what_is_needed_leads_there(done: pt.Quantity, asked: pt.Quantity, years: int) -> None:
    """Law: the cut needed a year, compounded over the years on top of what is reached, is the cut asked for."""
    yearly = pt.Quantity(Fraction(needed_from_now(done, asked, years).value()), "%")
    reached = compound_cuts([done, *[yearly] * years])
    assert abs(reached.base - asked.base) < Fraction(1, 10**40)


@given(rates, st.integers(1, YEARS))
def test_a_constant_rate_is_just_on_schedule(rate: Fraction, year: int) -> None:
    """Law: equal steps of the log share are a constant rate of cut; a hair less is behind, however small (issue 11)."""
    asked, reached = 1 - (1 - rate) ** YEARS, 1 - (1 - rate) ** year
    hair = Fraction(1, 10**60)
    assert LogCut().outlook(course(asked, reached, year)).status == "on schedule"
    assert LogCut().outlook(course(asked, reached - hair, year)).status == "behind"
    assert LogCut().outlook(course(asked, reached + hair, year)).status == "on schedule"


@given(st.fractions(0, 100, max_denominator=20), st.fractions(1, 100, max_denominator=20))
def test_realised_is_at_the_goal_and_beyond(amount: Fraction, goal: Fraction) -> None:
    """Law: a degree of 100 is the goal reached, in both directions, whatever the unit."""
    point = Point(period=pt.Year(2014), amount=pt.Quantity(amount, INTENSITY.unit))
    for bound, reached in ((pt.AtLeast, amount >= goal), (pt.AtMost, amount <= goal)):
        asked = bound(pt.Quantity(goal, INTENSITY.unit))
        given_course = Course(
            indicator=INTENSITY, points=[point], goal=asked, due=pt.Year(2020), as_of=pt.Year(2014).end
        )
        found = RealisationDegree().outlook(given_course)
        if found.determined:
            assert found.status == ("realised" if reached else "not realised")
        else:
            assert bound is pt.AtMost
            assert amount == 0
