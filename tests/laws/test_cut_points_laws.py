"""Law: the status by cut points is the status by outlook (issue of methods: bands compiled to exact cut points)."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any, cast

import attrs
from hypothesis import given
from hypothesis import strategies as st

from policytargets import Quantity, Verdict, Year, methods
from policytargets.bands import Band, Bands
from policytargets.bounds import AtLeast, AtMost, Bound, amounts_of
from policytargets.indicators import Indicator
from policytargets.methods import GoalShare, LinearShare
from policytargets.outlooks import Course, Cuttable, Point

INDEX = Indicator(id="x", name="x", unit="kg", nature="index")
NUMBERS = st.fractions(min_value=-50, max_value=50, max_denominator=12)


def holds(bound: Bound, point: Point) -> bool:
    """Whether a bound holds the amount of a point."""
    return bound.decide(point.amount).verdict is Verdict.MET


def by_cut_points(method: Cuttable, course: Course, newest: Point) -> str | None:
    """The status of the first bound that holds the newest amount."""
    return next((status for status, bound in method.cut_points(course) if holds(bound, newest)), None)


@st.composite
def bands(draw: st.DrawFn) -> Bands:
    """Bands of a user's own: with holes and overlaps, each with an end at least."""
    made = []
    for index in range(draw(st.integers(1, 4))):
        low, high = sorted([draw(NUMBERS), draw(NUMBERS)])
        ends = draw(st.sampled_from(["both", "low", "high"])) if low < high else "low"
        bare = Band(f"band {index}", low=None if ends == "high" else low, high=None if ends == "low" else high)
        made.append(attrs.evolve(bare, low_closed=draw(st.booleans()), high_closed=draw(st.booleans())))
    point = draw(NUMBERS)
    return Bands([*made, Band("one figure", low=point, high=point, high_closed=True)])


def _made(kind: Any) -> Any:
    """The method as it is when nothing is said; None of what is no method, or needs to be told something."""
    if not attrs.has(kind) or any(field.default is attrs.NOTHING for field in attrs.fields(kind)):
        return None
    return kind()


SHIPPED = [m for m in (_made(vars(methods)[name]) for name in methods.__all__) if isinstance(m, Cuttable)]
"""Every shipped method with cut points."""


def shipped(own: Bands) -> list[Cuttable]:
    """Each as it is, and with bands of one's own where it takes them."""
    changed: list[Any] = [attrs.evolve(cast("Any", m), bands=own) for m in SHIPPED if hasattr(m, "bands")]
    return [*SHIPPED, *changed]


def test_the_share_methods_are_among_them() -> None:
    """The test below would pass of none."""
    assert {LinearShare, GoalShare} <= set(map(type, SHIPPED))


@given(st.data())
def test_the_status_by_cut_points_is_the_status_by_outlook(data: st.DataObject) -> None:
    """Anywhere, and exactly on each end, where the outlook says what the end says."""
    start, goal, last = data.draw(NUMBERS), data.draw(NUMBERS), data.draw(NUMBERS)
    until, due = data.draw(st.integers(2016, 2040)), data.draw(st.integers(2016, 2040))
    kind = AtLeast if goal > start else AtMost
    first = Point(period=Year(2015), amount=Quantity(start, INDEX.unit))
    for method in shipped(data.draw(bands())):
        given_course = Course(
            indicator=INDEX, baseline=first, goal=kind(Quantity(goal, INDEX.unit)), due=Year(due),
            as_of=dt.date(2041, 1, 1), points=(first, Point(period=Year(until), amount=Quantity(last, INDEX.unit))),
        )  # fmt: skip
        outlook = method.outlook(given_course)
        cut = method.cut_points(given_course)
        if not outlook.determined:
            assert cut == ()
            continue
        ends = [end.magnitude for _, bound in cut for end in amounts_of(bound)]
        beside = [end + step for end in ends for step in (Fraction(0), Fraction(1, 10**12), Fraction(-1, 10**12))]
        for amount in (last, *beside):
            newest = Point(period=Year(until), amount=Quantity(amount, INDEX.unit))
            moved = attrs.evolve(given_course, points=(first, newest))
            assert by_cut_points(method, moved, newest) == method.outlook(moved).status
            assert method.cut_points(moved) == cut  # they do not depend on the amount they cut
