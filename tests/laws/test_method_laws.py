"""Each method keeps the laws of progress or declares the one it breaks; wrong methods are caught (issue: methods)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import strategies as st

from policytargets import methods
from policytargets.bands import Band, Bands
from policytargets.bounds import AtLeast
from policytargets.errors import InvalidValueError
from policytargets.indicators import Indicator
from policytargets.outlooks import (
    Course,
    Declaring,
    Figure,
    Method,
    MethodEvidence,
    Outlook,
    Point,
    banded,
    undetermined,
)
from policytargets.periods import Year
from policytargets.quantities import Quantity
from policytargets.testing.laws import METHOD_LAWS, BrokenLawsError, check_method, find_break
from policytargets.testing.strategies import courses
from policytargets.verdicts import ReasonCode

PATENTS = Indicator(id="patents", name="patents", unit="patent", nature="stock", better="higher")
EXAMPLES = 25

MADE: dict[str, list[Any]] = {
    "StatCan": [
        methods.StatCan(), methods.StatCan(site=True), methods.StatCan(without_target=True),
        methods.StatCan(compat_zero=True), methods.StatCan(compat_behind=True),
        methods.StatCan(without_target=True, limit="100"),
    ],
    "Efficacy": [methods.Efficacy(standards=[f"{n} index_point" for n in (80, 60, 40, 20, 0)])],
    "ElapsedShare": [methods.ElapsedShare(), methods.ElapsedShare(or_growth=True)],
    "Eurostat": [methods.Eurostat(), methods.Eurostat(without_target=True)],
    "PlanRatio": [methods.PlanRatio({month: f"{10 * month} 亿元" for month in range(1, 13)})],
    "RealisationDegree": [methods.RealisationDegree(), methods.RealisationDegree(capped=False)],
    "SimpleEfficacy": [methods.SimpleEfficacy(worst="10 %", best="60 %")],
    "UNSDProgressChart": [methods.UNSDProgressChart(), methods.UNSDProgressChart(without_target=True)],
}  # fmt: skip
"""Parameters that the laws are tried with; a method that is not named stands for itself, as it is without any."""

REVENUE = Indicator(id="revenue", name="fiscal revenue", unit="亿元", nature="flow", better="higher")
INDEX = Indicator(id="prices", name="price index", unit="index_point", nature="index")
SHARE = Indicator(id="profit", name="profit on sales", unit="%", nature="ratio")


def five_years(course: Course) -> Course:
    """Make it a plan of five years."""
    return attrs.evolve(course, due=Year(course.points[-1].period.end.year + 2))


NEEDS: dict[str, st.SearchStrategy[Course]] = {
    "compat_zero": courses(REVENUE), "CompletionRate(": courses(REVENUE), "limit=100": courses(PATENTS), "PlanRatio(": courses(REVENUE), "ElapsedShare(": courses(REVENUE),
    "GrowthGap(": courses(REVENUE), "LogCut(": courses(INDEX, min_points=3, max_points=3).map(five_years), "SimpleEfficacy(": courses(SHARE),
    "Efficacy(": courses(INDEX),
}  # fmt: skip
"""Courses that show a declared break, or that a method needs to be determined; any for the others."""


def shown_by(method: Method) -> st.SearchStrategy[Course] | None:
    """Give the courses a method is tried on; None for any."""
    return next((drawn for part, drawn in NEEDS.items() if part in method.name), None)


def shipped() -> list[Any]:
    """Give every method that is shipped, so that those added later are tried too."""
    classes = {name: getattr(methods, name) for name in methods.__all__}
    classes = {name: kind for name, kind in classes.items() if isinstance(kind, type) and hasattr(kind, "outlook")}
    return [method for name, kind in classes.items() for method in (MADE[name] if name in MADE else [kind()])]


@pytest.mark.parametrize("method", shipped(), ids=lambda method: method.name[:40])
def test_a_shipped_method_keeps_each_law_or_declares_it(method: Method) -> None:
    """Law: each method keeps each law, or declares the one it breaks (issue: methods, laws)."""
    check_method(method, courses=shown_by(method), max_examples=EXAMPLES)


DECLARED = {(type(m), law): (m, law) for m in shipped() if isinstance(m, Declaring) for law in m.breaks}.values()


@pytest.mark.parametrize(("method", "law"), DECLARED, ids=lambda one: getattr(one, "name", one)[:40])
def test_a_declared_break_is_shown(method: Method, law: str) -> None:
    """Law: of a law that is declared broken, a test shows the break (issue: methods, laws)."""
    shown = find_break(method, law, courses=shown_by(method))
    assert shown is not None
    assert shown.law.name == law
    assert any(line.startswith("expected") for line in shown.told)


LIGHTS = Bands([Band("behind", high="0.5"), Band("on the way", low="0.5", high=1), Band("done", low=1)])


def amounts(course: Course) -> tuple[Fraction, Fraction, Fraction] | None:
    """Give baseline, newest amount and goal in base units, where all three are known and it is ahead."""
    start, latest, goal = course.baseline, course.latest, course.goal_amount
    if start is None or latest is None or goal is None or start.base == goal.base:
        return None
    return start.base, latest.base, goal.base


@attrs.define
class Own:
    """A method of the user's own: the share of the way done, read by bands; a rule makes it wrong."""

    name: str
    rule: Callable[[Own, Course, Fraction], Any]
    memory: dict[Any, Any] = attrs.field(factory=dict)
    breaks: tuple[str, ...] = ()
    evidence = MethodEvidence.OWN
    citation = "this test"

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        known = amounts(course)
        if known is None:
            return undetermined(self, course, ReasonCode.NO_POINT)
        start, amount, goal = known
        said: Outlook = self.rule(self, course, (amount - start) / (goal - start))
        return said


def right(method: Own, course: Course, share: Fraction) -> Outlook:
    """Nothing is wrong."""
    return banded(method, course, LIGHTS, share, share=share)


def moved(course: Course) -> Fraction:
    """Give the way that was made as a number of the unit, whatever that is."""
    assert course.latest is not None
    assert course.baseline is not None
    return (course.latest.amount.magnitude - course.baseline.amount.magnitude) * (course.direction or 1)


def by_number_status(method: Own, course: Course, share: Fraction) -> Outlook:
    """The status asks for ten of whatever the unit is."""
    status = "enough" if moved(course) >= 10 else "too little"
    return Outlook(method=method.name, course=course, status=status, share=share)


def unit_score(method: Own, course: Course, _: Fraction) -> Outlook:
    """The score is the way that was made as a number, whatever its unit."""
    return Outlook(method=method.name, course=course, status="scored", figures=[Figure("score", moved(course))])


def worse_is_better(method: Own, course: Course, share: Fraction) -> Outlook:
    """The score falls as the amount gets better."""
    return Outlook(method=method.name, course=course, status="scored", figures=[Figure("score", -share)])


HOLLOW = Bands([Band("green", high="0.3"), Band("red", low="0.3", high="0.6"), Band("green", low="0.6")])


def hollow(method: Own, course: Course, share: Fraction) -> Outlook:
    """Green, red, and green again: the bands are not in order."""
    return banded(method, course, HOLLOW, share)


def remembers(method: Own, course: Course, share: Fraction) -> Outlook:
    """It keeps the newest point it ever saw, and judges by it."""
    assert course.latest is not None
    newest = max([course.latest, *method.memory.values()], key=lambda point: point.period.end)
    method.memory[newest.period] = newest
    known = attrs.evolve(course, points=[*course.points, newest]) if newest not in course.points else course
    start, amount, goal = amounts(known) or (Fraction(0), share, Fraction(1))
    return banded(method, course, LIGHTS, (amount - start) / (goal - start))


STORED = {year: Fraction(year - 2010) for year in range(2016, 2030)}
"""What came later, as the method keeps it apart from the course."""


def looks_up(method: Own, course: Course, _: Fraction) -> Outlook:
    """It reads the year after the date from a table of its own."""
    ahead = STORED.get(course.as_of.year + 1, Fraction(0))
    return Outlook(method=method.name, course=course, status="will rise" if ahead > 8 else "will fall")


def reads_the_clock(method: Own, course: Course, _: Fraction) -> Outlook:
    """Overdue is what is due before the last year of the table, whatever the date of the course."""
    assert course.due is not None
    return Outlook(
        method=method.name, course=course, status="overdue" if course.due.end < dt.date(2026, 7, 1) else "open"
    )


def upwards_only(method: Own, course: Course, _: Fraction) -> Outlook:
    """It takes higher for better, always."""
    start, amount, _goal = amounts(course) or (Fraction(0),) * 3
    return Outlook(method=method.name, course=course, status="better" if amount > start else "no better")


def of_the_goal(method: Own, course: Course, _: Fraction) -> Outlook:
    """The share is that of the goal, and not of the way."""
    _start, amount, goal = amounts(course) or (Fraction(0), Fraction(0), Fraction(1))
    if goal == 0:
        return undetermined(method, course, ReasonCode.NO_GOAL)
    return Outlook(method=method.name, course=course, status="rated", share=amount / goal)


def counts_calls(method: Own, course: Course, _: Fraction) -> Outlook:
    """It says something else each time."""
    method.memory["calls"] = method.memory.get("calls", 0) + 1
    return Outlook(method=method.name, course=course, status=f"asked {method.memory['calls']} times")


def tampers(method: Own, course: Course, share: Fraction) -> Outlook:
    """It corrects the observations behind the points, so that the target is met."""
    for point in course.points:
        for observed in point.used:
            object.__setattr__(observed, "value", (course.goal_amount or observed.value) * 1)
    return banded(method, course, LIGHTS, share)


def forgets(method: Own, _: Course, __: Fraction) -> Outlook:
    """It does not say of what it speaks."""
    return Outlook(method=method.name, status="done")


def other_band(method: Own, course: Course, share: Fraction) -> Outlook:
    """Its status is not that of the band that fired."""
    return attrs.evolve(banded(method, course, LIGHTS, share), status="excellent")


def other_name(method: Own, course: Course, share: Fraction) -> Outlook:
    """It signs with another name."""
    return attrs.evolve(right(method, course, share), method="StatCan()")


def elsewhere(method: Own, course: Course, share: Fraction) -> Outlook:
    """It says it was told of another course."""
    return attrs.evolve(right(method, course, share), course=attrs.evolve(course, due=None))


def fails(method: Own, course: Course, share: Fraction) -> Outlook:
    """It fails where two years are known."""
    return banded(method, course, LIGHTS, share / (len(course.points) - 3))


def floats(method: Own, course: Course, share: Fraction) -> Outlook:
    """Its share is a float."""
    return Outlook(method=method.name, course=course, status="rated", share=float(share))  # type: ignore[arg-type]  # the fault


def nan(method: Own, course: Course, _: Fraction) -> Outlook:
    """It hands a float on."""
    figure = Figure("rate", float("nan"))  # type: ignore[arg-type]  # the fault
    return Outlook(method=method.name, course=course, status="rated", figures=[figure])


def speechless(method: Own, course: Course, _: Fraction) -> Outlook:
    """It gives no status and no reason."""
    return Outlook(method=method.name, course=course)


def nothing(_: Own, __: Course, ___: Fraction) -> Any:
    """It gives nothing at all."""
    return None


def both(method: Own, course: Course, _: Fraction) -> Outlook:
    """It is undetermined and has a status."""
    return Outlook(method=method.name, course=course, status="fine", determined=False)


def never(method: Own, course: Course, _: Fraction) -> Outlook:
    """It can be applied to nothing."""
    return undetermined(method, course, ReasonCode.NO_GOAL)


Wrong = Callable[[Own, Course, Fraction], Any]


def broken_by(rule: Wrong, drawn: st.SearchStrategy[Course] | None = None) -> set[str]:
    """Give the names of the laws that a wrong method breaks."""
    with pytest.raises(BrokenLawsError) as caught:
        check_method(Own(rule.__name__, rule), courses=drawn, max_examples=100 if drawn is None else 20)
    assert caught.value.subject == rule.__name__
    return set(caught.value.names)


@pytest.mark.parametrize(("rule", "laws"), [
    (by_number_status, {"units"}), (unit_score, {"units"}), (worse_is_better, {"monotone"}), (hollow, {"monotone"}),
    (remembers, {"later"}), (upwards_only, {"mirror"}), (of_the_goal, {"ends", "monotone"}), (never, {"answers"}),
], ids=lambda one: getattr(one, "__name__", ""))  # fmt: skip
def test_a_wrong_method_is_caught(rule: Wrong, laws: set[str]) -> None:
    """Law: deliberately wrong methods are caught, with the right law named (issue: methods, laws)."""
    assert broken_by(rule) == laws


def known(year: int, amount: str) -> Point:
    """Give what is known of a year."""
    return Point(period=Year(year), amount=Quantity(amount, PATENTS.unit))


ONE = Course(
    indicator=PATENTS,
    points=[known(2015, "0"), known(2016, "1"), known(2018, "2")],
    baseline=known(2015, "0"),
    goal=AtLeast("9 patent"),
    due=Year(2025),
    as_of=dt.date(2018, 12, 31),
)


@pytest.mark.parametrize(("rule", "laws"), [
    (looks_up, {"shift"}), (reads_the_clock, {"shift"}),
    (counts_calls, {"later", "order", "replay", "units", "shift"}), (forgets, {"replay"}), (elsewhere, {"replay"}),
    (other_band, {"replay"}), (other_name, {"replay"}), (fails, {"answers"}), (nan, {"answers"}),
    (speechless, {"answers"}), (nothing, {"answers"}), (both, {"answers"}), (floats, {"answers"}),
], ids=lambda one: getattr(one, "__name__", ""))  # fmt: skip
def test_one_course_catches_a_wrong_method(rule: Wrong, laws: set[str]) -> None:
    """Law: what is wrong of every course is caught by any; the user may hand in courses (issue: methods, laws)."""
    assert broken_by(rule, st.just(ONE)) == laws


def test_a_method_that_changes_the_verdict_is_caught() -> None:
    """Law: the verdict does not depend on the method (issue: methods, laws)."""
    over = attrs.evolve(ONE, due=Year(2018), to_date=ONE.points[-1])
    assert broken_by(tampers, st.just(over)) == {"verdict", "order"}


def test_a_right_method_of_ones_own_passes() -> None:
    """Law: any object of the shape is a method, and a sound one is not accused (usage)."""
    check_method(Own("right", right), max_examples=EXAMPLES)


class Stuck(Own):
    """A method that cannot be copied."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Stuck:
        """Refuse."""
        raise TypeError


def test_a_method_that_cannot_be_copied_is_tried_as_it_is() -> None:
    """Law: any object of the shape is a method (usage)."""
    check_method(Stuck("right", right), courses=st.just(ONE), max_examples=EXAMPLES)


def test_what_a_course_does_not_ask_is_not_tried() -> None:
    """Law: a course without a goal, a due period or a unit is judged for what it has (design: progress)."""
    number = Indicator(id="ratio", name="ratio", unit="1", nature="ratio", better="higher")
    points = [Point(period=Year(year), amount=Quantity(year - 2000)) for year in (2015, 2016)]
    bare = Course(indicator=number, points=points, baseline=points[0], as_of=dt.date(2016, 12, 31))
    check_method(methods.StatCan(without_target=True), courses=st.just(bare), max_examples=EXAMPLES)


def test_what_is_declared_is_shown_or_told() -> None:
    """Law: a declared break excuses that law alone, and a law that is kept is not declared (issue: methods, laws)."""
    check_method(Own("hollow", hollow, breaks=("monotone",)), max_examples=EXAMPLES)
    with pytest.raises(BrokenLawsError) as caught:
        check_method(Own("hollow", hollow, breaks=("monotone", "ends")), max_examples=EXAMPLES)
    assert caught.value.names == ("ends",)
    assert "declared as broken, and kept" in str(caught.value)


def test_what_is_no_law_or_no_method_is_refused() -> None:
    """Law: bad parameters raise one clear error (design: problems)."""
    with pytest.raises(InvalidValueError, match="breaks: expected one of units"):
        check_method(Own("right", right, breaks=("unit",)))
    with pytest.raises(InvalidValueError, match="law: expected one of units"):
        find_break(Own("right", right), "answers")
    with pytest.raises(InvalidValueError, match="a method"):
        check_method("LinearShare")  # type: ignore[arg-type]  # the fault


def test_each_law_says_who_says_so() -> None:
    """Law: each law has a name, a sentence and a source (issue: methods, laws)."""
    names = ["answers", "units", "mirror", "ends", "monotone", "later", "order", "shift", "verdict", "replay"]
    assert [law.name for law in METHOD_LAWS] == names
    assert all(law.sentence.endswith(".") and law.source and law.remedy for law in METHOD_LAWS)
