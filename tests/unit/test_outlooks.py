"""What a method is told and what it answers, as values (issue of methods: outlooks)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from policytargets.bands import Band, Bands, Computed
from policytargets.bounds import AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan
from policytargets.errors import InvalidValueError
from policytargets.indicators import Indicator
from policytargets.methods import LinearShare
from policytargets.observations import Observation
from policytargets.outlooks import (
    Course,
    Figure,
    MethodEvidence,
    Outlook,
    Point,
    banded,
    to_method,
    undetermined,
    years_between,
)
from policytargets.periods import Day, Month, Period, Year
from policytargets.quantities import Quantity
from policytargets.verdicts import Reason, ReasonCode

WORKS = Indicator(id="works", name="works", unit="work", nature="stock")
AS_OF = dt.date(2018, 1, 1)


def point(period: Period, works: int, **other: Any) -> Point:
    """Give a known number of works."""
    return Point(period=period, amount=Quantity(works, "work"), **other)


def course(**other: Any) -> Course:
    """Give a course of works."""
    return Course(indicator=WORKS, as_of=AS_OF, **other)


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (dt.date(2015, 12, 31), dt.date(2020, 12, 31), Fraction(5)),
        (dt.date(2016, 2, 29), dt.date(2017, 2, 28), Fraction(1)),
        (dt.date(2015, 11, 30), dt.date(2016, 1, 31), Fraction(1, 6)),
        (dt.date(2020, 12, 31), dt.date(2015, 12, 31), Fraction(-5)),
        (dt.date(2015, 12, 30), dt.date(2020, 12, 31), None),
        (dt.date(2015, 12, 31), dt.date(2020, 12, 30), None),
        (dt.date(2016, 2, 28), dt.date(2017, 2, 28), None),
    ],
)
def test_years_lie_between_ends_of_months(start: dt.date, end: dt.date, years: Fraction | None) -> None:
    """Law: months are exact parts of a year, and days are none (design: unit)."""
    assert years_between(start, end) == years


def test_a_course_is_a_value() -> None:
    """Law: lists are taken for tuples, so that a course has a hash and cannot change (design: frozen values)."""
    points = [point(Year(2015), 3), point(Year(2016), 4)]
    steps: list[tuple[Period, Bound]] = [(Year(2016), AtLeast("4 works"))]
    reasons = [Reason(ReasonCode.NO_GOAL)]
    one = course(points=points, interim=steps, reasons=reasons)
    other = course(points=tuple(points), interim=tuple(steps), reasons=tuple(reasons))
    assert one == other
    assert hash(one) == hash(other)
    assert (one.points, one.interim, one.reasons) == (tuple(points), tuple(steps), tuple(reasons))
    bare = course()
    assert (bare.points, bare.interim, bare.reasons, points[0].used) == ((), (), (), ())
    assert (bare.baseline, bare.goal, bare.due, bare.to_date, bare.change) == (None,) * 5


def test_an_outlook_is_a_value() -> None:
    """Law: the same; and what is not said is not there (design: progress and outlook)."""
    figures = [Figure("share done", Fraction(1, 2)), Figure("score", Fraction(5), "-5 to 5")]
    made: dict[str, Any] = {
        "figures": figures,
        "points": [point(Year(2015), 3)],
        "reasons": [Reason(ReasonCode.NO_GOAL)],
    }
    one = Outlook(method="mine", parts=[Outlook(method="yours")], **made)
    tuples: dict[str, Any] = {name: tuple(value) for name, value in made.items()}
    other = Outlook(method="mine", parts=(Outlook(method="yours"),), **tuples)
    assert (one == other, hash(one) == hash(other)) == (True, True)
    assert (one.figure("score"), one.figure("share done"), one.figure("none")) == (figures[1], figures[0], None)
    bare = Outlook(method="mine")
    assert (bare.figures, bare.points, bare.reasons, bare.parts) == ((), (), (), ())
    assert (bare.status, bare.share, bare.band, bare.course, bare.determined) == (None, None, None, None, True)
    assert "points=1" in repr(one)


def test_the_newest_point_comes_after_the_baseline() -> None:
    """Law: a baseline is no progress, and what was before it even less (design: a level target may state one)."""
    points = [point(Year(2014), 2), point(Year(2015), 3), point(Year(2016), 4)]
    assert course(points=points).latest == points[-1]
    assert course(points=points, baseline=points[1]).latest == points[-1]
    assert course(points=points, baseline=points[2]).latest is None
    assert course().latest is None


@pytest.mark.parametrize(
    ("goal", "direction", "amount"),
    [
        (AtLeast("9 works"), 1, 9), (MoreThan("9 works"), 1, 9), (AtMost("2 works"), -1, 2), (LessThan("2 works"), -1, 2),
        (Exactly("9 works"), 1, 9), (Exactly("2 works"), -1, 2), (Exactly("3 works"), None, 3),
        (Between("2 works", "9 works"), None, None), (None, None, None),
    ],
)  # fmt: skip
def test_which_way_a_goal_lies(goal: Bound | None, direction: int | None, amount: int | None) -> None:
    """Law: an exact goal lies where it lies from the baseline; a corridor lies nowhere (Course: direction)."""
    found = course(goal=goal, baseline=point(Year(2015), 3))
    assert found.direction == direction
    assert found.goal_amount == (None if amount is None else Quantity(amount, "work"))
    if isinstance(goal, Exactly):
        assert course(goal=goal).direction is None


def test_the_share_of_time() -> None:
    """Law: from the end of the baseline to the end of the newest point, of the way to the end of the due period."""
    start, later = point(Year(2015), 3), point(Month(2017, 6), 4)
    given = course(points=[start, later], baseline=start, due=Year(2018))
    assert given.time_share == Fraction(1, 2)
    assert (given.years(start, later), given.years(start, Year(2018))) == (Fraction(3, 2), Fraction(3))
    for other in (
        {"baseline": None}, {"due": None}, {"points": [start]}, {"due": Year(2015)}, {"due": Year(2014)},
        {"due": Day(2018, 5, 5)}, {"points": [start, point(Day(2017, 5, 5), 4)]},
    ):  # fmt: skip
        assert attrs.evolve(given, **other).time_share is None


def test_a_figure_says_whether_it_is_exact() -> None:
    """Law: a fraction is exact, a decimal from a root is not; a plain number has no unit."""
    exact, root = Figure("share done", Fraction(2, 3), "share, 1 = goal met"), Figure("score", Decimal("1.4142"))
    assert (exact.is_exact, root.is_exact) == (True, False)
    assert (str(exact), str(root), root.unit) == ("share done 0.6667", "score 1.414", "")
    assert (float(exact), float(root)) == (2 / 3, 1.4142)
    assert (exact.label(), exact.label("zh") != exact.label()) == ("share done", True)


def test_what_stands_in_the_place_of_a_status() -> None:
    """Law: undetermined, and in no band, are two answers; the reason is told where there is no status."""
    why = [Reason(ReasonCode.NO_BASELINE), Reason(ReasonCode.NO_GOAL)]
    open_one = Outlook(method="mine", determined=False, reasons=why)
    assert open_one.label() == "undetermined"
    assert str(open_one) == f"undetermined by mine ({why[0]}; {why[1]})"
    assert str(Outlook(method="mine")) == "in no band by mine"
    assert str(Outlook(method="mine", status="ahead", reasons=why)) == "ahead by mine"
    assert Outlook(method="mine", status="ahead").label("zh") == "超前"


def test_an_outlook_is_illustrative_where_a_point_is() -> None:
    """Law: illustrative data is marked wherever it appears (design: honesty)."""
    rows = [
        Observation(indicator=WORKS, period=Year(2016), value="4 works", source=source)
        for source in ("yearbook", "illustrative")
    ]
    for used in (rows, rows[1:], rows[:1]):
        points = [point(Year(2015), 3), point(Year(2016), 4, used=tuple(used))]
        assert Outlook(method="mine", points=points).is_illustrative is (rows[1] in used)


def test_an_undetermined_outlook_gives_all_reasons_once() -> None:
    """Law: first why the method cannot be applied, behind it what the course says; nothing twice."""
    given = course(reasons=[Reason(ReasonCode.NO_GOAL), Reason(ReasonCode.BASELINE_UNSTATED)])
    found = undetermined(LinearShare(), given, ReasonCode.NO_BASELINE, Reason(ReasonCode.NO_GOAL))
    assert [reason.code for reason in found.reasons] == [
        ReasonCode.NO_BASELINE, ReasonCode.NO_GOAL, ReasonCode.BASELINE_UNSTATED,
    ]  # fmt: skip
    assert (found.method, found.course, found.determined, found.status) == ("LinearShare()", given, False, None)


def test_a_banded_outlook_holds_all_that_led_there() -> None:
    """Law: band, figures, points and reasons belong to the result; a hole is a reason (issue of methods: bands)."""
    bands = Bands([Band("low", high=0), Band("high", low=1)])
    given = course(reasons=[Reason(ReasonCode.NO_GOAL)])
    start, figure = point(Year(2015), 3), Figure("score", Fraction(1))
    noted = Reason(ReasonCode.GOAL_IS_BASELINE)
    found = banded(
        LinearShare(), given, bands, Fraction(1), share=Fraction(1, 3), figures=iter([figure]), points=iter([start]),
        reasons=iter([noted, noted]),
    )  # fmt: skip
    assert found == Outlook(
        method="LinearShare()", course=given, status="high", band="high [1, ∞)", share=Fraction(1, 3),
        figures=(figure,), points=(start,), reasons=(noted, *given.reasons),
    )  # fmt: skip
    hole = banded(LinearShare(), given, bands, Fraction(1, 2), reasons=[noted])
    assert (hole.status, hole.band, hole.share, hole.determined) == (None, None, None, True)
    assert [reason.code for reason in hole.reasons] == [
        ReasonCode.GOAL_IS_BASELINE, ReasonCode.IN_NO_BAND, ReasonCode.NO_GOAL,
    ]  # fmt: skip
    root = banded(LinearShare(), given, bands, Computed(lambda: Decimal(2).sqrt()))
    assert (root.status, root.figures, root.points) == ("high", (), ())


def test_what_has_the_shape_of_a_method_is_one() -> None:
    """Law: any object with name, evidence, citation and outlook; a class is none (issue of methods: a protocol)."""
    method = LinearShare()
    assert to_method(method, "here") is method
    for wrong in (LinearShare, None, "LinearShare"):
        with pytest.raises(InvalidValueError, match="here: expected a method"):
            to_method(wrong, "here")
    assert repr(MethodEvidence.OWN) == "MethodEvidence.OWN"
