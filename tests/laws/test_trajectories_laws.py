"""Laws of paths, trends and what it takes, over drawn courses (issue of methods, sections 3 and 4)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

import policytargets as pt
from policytargets import Month, Quantity, Unit, Year
from policytargets.bounds import AtLeast, AtMost
from policytargets.indicators import Indicator
from policytargets.outlooks import Course, Point
from policytargets.periods import Period, end_key
from policytargets.trajectories import (
    Answer,
    Geometric,
    LeastSquares,
    Linear,
    Pace,
    Stepwise,
    TwoPoint,
    pace_of,
    required_change,
    required_growth,
    surplus,
)

ON = Indicator(id="x", name="x", unit="g", nature="stock")
IN_KILOGRAMS = attrs.evolve(ON, unit="kg")
NUMBERS = st.fractions(min_value=-50, max_value=50, max_denominator=60)
POSITIVE = st.fractions(min_value=Fraction(1, 60), max_value=50, max_denominator=60)
PATHS = st.sampled_from([Linear(), Geometric(), Stepwise()])
TRENDS = st.sampled_from([TwoPoint(), TwoPoint(compound=True), LeastSquares()])


def point(period: Period, grams: Fraction) -> Point:
    """A known amount."""
    return Point(period=period, amount=Quantity(grams, ON.unit))


@st.composite
def courses(draw: st.DrawFn, amounts: st.SearchStrategy[Fraction] = NUMBERS) -> Course:
    """A course by months, with a step on the way, whose baseline does not meet the goal."""
    start, goal, step = draw(amounts), draw(amounts), draw(amounts)
    assume(start != goal)
    first, due = draw(st.integers(2000, 2010)), draw(st.integers(2013, 2030))
    known = draw(st.lists(st.tuples(st.integers(first + 1, due - 1), st.integers(1, 12), amounts), max_size=4))
    rows: dict[Period, Fraction] = {Month(year, month): amount for year, month, amount in known}
    bound = (AtLeast if goal > start else AtMost)(Quantity(goal, ON.unit))
    return Course(
        indicator=ON, baseline=point(Year(first), start), goal=bound, due=Year(due), as_of=dt.date(due - 1, 12, 31),
        points=tuple(point(period, rows[period]) for period in sorted(rows, key=end_key)),
        interim=[(Year(draw(st.integers(first + 1, due - 1))), AtLeast(Quantity(step, ON.unit)))],
    )  # fmt: skip


def start_of(course: Course) -> Fraction:
    """The baseline's amount."""
    assert course.baseline is not None
    return course.baseline.base


def goal_of(course: Course) -> Fraction:
    """The goal's amount."""
    assert course.goal_amount is not None
    return course.goal_amount.base


def ends(course: Course) -> tuple[Period, Period]:
    """The baseline's period and the due one."""
    assert course.baseline is not None
    assert course.due is not None
    return course.baseline.period, course.due


def size(answer: Answer) -> Decimal | Fraction:
    """An amount that can be said."""
    assert answer.amount is not None, str(answer)
    return answer.amount


def close(one: Decimal | Fraction, other: Decimal | Fraction) -> bool:
    """Equal where both are exact; else to 40 digits."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one == other
    return abs(Fraction(one) - Fraction(other)) <= Fraction(1, 10**40) * (1 + abs(Fraction(other)))


def answers(course: Course, path: Any, trend: Any) -> list[Answer]:
    """Everything that is said of a course."""
    return list(pace_of(course, path, trend).answers)


@given(courses())
def test_a_straight_path_is_0_at_the_baseline_and_1_at_due(course: Course) -> None:
    """The share of the way that it expects is the share of the time that is gone."""
    first, due = ends(course)
    way = goal_of(course) - start_of(course)
    for period in (first, *(p.period for p in course.points), due):
        expected = Linear().expected(course, period).amount
        assert isinstance(expected, Fraction)
        assert course.baseline is not None
        gone, whole = course.years(course.baseline, period), course.years(course.baseline, due)
        assert gone is not None and whole is not None  # noqa: PT018 -- months
        assert (expected - start_of(course)) / way == gone / whole
    assert (Linear().expected(course, first).amount, Linear().expected(course, due).amount) == (
        start_of(course), goal_of(course),
    )  # fmt: skip


@given(courses(POSITIVE), PATHS, st.integers(0, 400))
def test_what_is_expected_lies_between(course: Course, path: Any, months: int) -> None:
    """Between baseline and goal; of a stepwise path, between the lowest and the highest of its steps."""
    first, due = ends(course)
    when = Month.of(first.end).shift(months)
    assume(when.end <= due.end)
    [(_, bound)] = course.interim
    assert isinstance(bound, AtLeast)
    marks = [start_of(course), goal_of(course), *([bound.amount.base] if path == Stepwise() else [])]
    expected = Fraction(size(path.expected(course, when)))
    slack = Fraction(1, 10**40)
    assert min(marks) - slack <= expected <= max(marks) + slack


@given(courses())
def test_a_stepwise_path_passes_through_each_step_exactly(course: Course) -> None:
    """At its interim target, and at both ends."""
    first, due = ends(course)
    [(when, bound)] = course.interim
    assert isinstance(bound, AtLeast)
    assert Stepwise().expected(course, when).quantity == bound.amount
    assert Stepwise().expected(course, first).amount == start_of(course)
    assert Stepwise().expected(course, due).amount == goal_of(course)


@given(courses(POSITIVE), st.booleans())
def test_a_compound_path_passes_through_both_ends(course: Course, below: bool) -> None:  # noqa: FBT001 -- drawn
    """Exactly; and half-way it is the geometric mean, below zero too."""
    if below:
        course = mirrored(course)
    first, due = ends(course)
    path = Geometric()
    assert path.expected(course, first).amount == start_of(course)
    assert path.expected(course, due).amount == goal_of(course)
    months = (due.end.year - first.end.year) * 12
    half = size(path.expected(course, Month.of(first.end).shift(months // 2)))
    assert abs(Fraction(half) ** 2 - start_of(course) * goal_of(course)) < Fraction(1, 10**40)


def _decimal(number: Fraction) -> Decimal:
    with localcontext() as context:
        context.prec = 80
        return Decimal(number.numerator) / Decimal(number.denominator)


def mirrored(course: Course) -> Course:
    """The same below zero, with the goal on the other side."""

    def turned(p: Point) -> Point:
        return attrs.evolve(p, amount=-p.amount)

    assert isinstance(course.goal, (AtLeast, AtMost))
    other = AtMost if isinstance(course.goal, AtLeast) else AtLeast
    assert course.baseline is not None
    return attrs.evolve(
        course, baseline=turned(course.baseline), points=[turned(p) for p in course.points], goal=other(-course.goal.amount),
        interim=[(when, AtLeast(-bound.amount)) for when, bound in course.interim],  # type: ignore[union-attr]  # at least
    )  # fmt: skip


@given(courses(), PATHS, TRENDS)
def test_mirrored_data_and_direction_give_the_mirrored_result(course: Course, path: Any, trend: Any) -> None:
    """Expected and projected amounts turn round, surplus, growth and the year stay."""
    one, other = pace_of(course, path, trend), pace_of(mirrored(course), path, trend)
    for name, sign in (
        ("expected", -1),
        ("surplus", 1),
        ("change", -1),
        ("growth", 1),
        ("projected", -1),
        ("attained", 1),
    ):
        mine, theirs = getattr(one, name), getattr(other, name)
        assert mine.period == theirs.period
        assert (mine.amount is None) == (theirs.amount is None)
        assert mine.amount is None or close(mine.amount, sign * Fraction(theirs.amount))


@given(courses(), PATHS, TRENDS)
def test_a_change_of_unit_changes_nothing(course: Course, path: Any, trend: Any) -> None:
    """Grams or kilograms: the same amounts, years and reasons."""

    def to(amount: Quantity) -> Quantity:
        return amount.to(Unit("kg"))

    def moved(p: Point) -> Point:
        return attrs.evolve(p, amount=to(p.amount))

    assert course.baseline is not None
    assert isinstance(course.goal, (AtLeast, AtMost))
    other = attrs.evolve(
        course, indicator=IN_KILOGRAMS, baseline=moved(course.baseline), points=[moved(p) for p in course.points],
        goal=attrs.evolve(course.goal, amount=to(course.goal.amount)),
        interim=[(when, AtLeast(to(bound.amount))) for when, bound in course.interim],  # type: ignore[union-attr]  # at least
    )  # fmt: skip
    for mine, theirs in zip(answers(course, path, trend), answers(other, path, trend), strict=True):
        assert (mine.period, [r.code for r in mine.reasons]) == (theirs.period, [r.code for r in theirs.reasons])
        factor = theirs.unit.factor / mine.unit.factor
        if theirs.amount is not None:
            assert close(size(mine), Fraction(theirs.amount) * factor)
        else:
            assert mine.amount is None


@given(courses(), PATHS, TRENDS, st.integers(-500, 500))
def test_shifting_all_years_changes_nothing(course: Course, path: Any, trend: Any, years: int) -> None:
    """Neither amounts nor how long it takes; but the calendar has an end."""

    def later(period: Any) -> Any:
        return period.shift(years * (12 if isinstance(period, Month) else 1))

    def moved(p: Point) -> Point:
        return attrs.evolve(p, period=later(p.period))

    assert course.baseline is not None
    other = attrs.evolve(
        course, baseline=moved(course.baseline), points=[moved(p) for p in course.points], due=later(course.due),
        as_of=course.as_of.replace(year=course.as_of.year + years), interim=[(later(w), b) for w, b in course.interim],
    )  # fmt: skip
    for mine, theirs in zip(answers(course, path, trend), answers(other, path, trend), strict=True):
        assert mine.amount == theirs.amount
        if isinstance(mine.period, Year) and mine.period.start.year > 9000:
            continue
        if theirs.period is not None and theirs.period.start.year <= 9000:
            assert later(mine.period) == theirs.period


@given(courses())
def test_the_needed_change_leads_to_the_goal(course: Course) -> None:
    """Exactly, over the years that are left; the growth too, to 40 digits."""
    change, growth = required_change(course), required_growth(course)
    [last] = change.points
    _, due = ends(course)
    years = course.years(last, due)
    assert years is not None
    if change.amount == 0:
        return
    assert isinstance(change.amount, Fraction)
    assert last.base + change.amount * years == goal_of(course)
    if growth.amount is not None:
        with localcontext() as context:
            context.prec = 60
            reached = _decimal(last.base) * (1 + _decimal(Fraction(growth.amount)) / 100) ** _decimal(years)
        assert abs(Fraction(reached) - goal_of(course)) < Fraction(1, 10**35)


@given(courses(POSITIVE), TRENDS)
def test_the_year_of_attainment_is_the_first_that_the_projection_reaches(course: Course, trend: Any) -> None:
    """Run on to the end of that year the trend is at the goal, and to the end of the year before it is not."""
    found = trend.attained(course)
    latest = course.latest
    if latest is None or not isinstance(found.period, Year) or found.reasons or found.period.start.year > 2500:
        return
    assert course.goal is not None
    for year, reached in ((found.period, True), (found.period.shift(-1), False)):
        if year.end <= latest.period.end:
            continue  # of what is known, the newest known amount says whether it is at the goal
        ran = trend.projected(attrs.evolve(course, due=year))
        verdict = course.goal.decide(Quantity(Fraction(size(ran)), ON.unit)).verdict
        beside = close(size(ran), goal_of(course))
        assert beside or (verdict is pt.Verdict.MET) is reached


@given(courses(), st.data())
def test_least_squares_of_points_on_a_line_is_the_line(course: Course, data: st.DataObject) -> None:
    """Then it says what two points say, exactly."""
    slope = data.draw(NUMBERS)
    assert course.baseline is not None
    line = [
        point(p.period, start_of(course) + slope * (course.years(course.baseline, p) or Fraction(0)))
        for p in course.points
    ]
    on_it = attrs.evolve(course, points=line)
    two, all_of_them = TwoPoint(), LeastSquares()
    if line:
        assert two.projected(on_it).amount == all_of_them.projected(on_it).amount
        assert two.attained(on_it).period == all_of_them.attained(on_it).period


@given(courses(), PATHS, TRENDS)
def test_nothing_is_ever_nan_infinite_or_complex(course: Course, path: Any, trend: Any) -> None:
    """Each answer has an amount or a year, or says why not; exact where no root is taken; and the answers replay."""
    found = pace_of(course, path, trend)
    for answer in found.answers:
        assert answer.determined or answer.reasons
        assert answer.amount is None or Fraction(answer.amount) is not None
        assert str(answer)
        assert answer.label("zh")
        if path != Geometric() and not getattr(trend, "compound", False) and answer is not found.growth:
            assert answer.amount is None or answer.is_exact
    assert found.course is not None
    assert pace_of(found.course, path, trend) == found


ROWS = st.lists(st.tuples(st.integers(2011, 2024), NUMBERS), unique_by=lambda row: row[0], max_size=6)


@given(ROWS, ROWS, PATHS, TRENDS, st.randoms())
def test_later_observations_and_the_order_of_rows_change_nothing(
    rows: list[Any], later: list[Any], path: Any, trend: Any, shuffled: Any
) -> None:
    """What is later than as_of does not count."""
    target = pt.Target(
        id="t",
        indicator=ON,
        criterion=AtLeast("60 g"),
        due=pt.By(Year(2020)),
        baseline=pt.Baseline(Year(2010), "3 g"),
    )

    def seen(chosen: list[Any]) -> list[pt.Observation]:
        return [pt.Observation(indicator=ON, period=Year(y), value=Quantity(v, ON.unit)) for y, v in chosen]

    def pace(chosen: list[Any]) -> Pace:
        return pt.pace(target, seen(chosen), path=path, trend=trend, as_of=Year(2017))

    known = [row for row in rows if row[0] <= 2017]
    more = [*known, *(row for row in later if row[0] > 2017)]
    shuffled.shuffle(more)
    assert pace(more) == pace(known)


@given(courses())
def test_a_better_amount_is_never_a_smaller_surplus(course: Course) -> None:
    """More where more is asked, less where less is."""
    if course.latest is None:
        return
    direction = course.direction or 0
    better = attrs.evolve(course.latest, amount=course.latest.amount + Quantity(Fraction(direction, 3), ON.unit))
    moved = attrs.evolve(course, points=[*course.points[:-1], better])
    assert Fraction(size(surplus(moved, Linear()))) - Fraction(size(surplus(course, Linear()))) == Fraction(1, 3)
