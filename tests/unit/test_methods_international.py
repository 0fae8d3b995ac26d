"""The international methods against every published case, and their edges."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from policytargets.bounds import AtLeast, AtMost, Bound, Exactly
from policytargets.indicators import Indicator
from policytargets.methods import (
    SDSN,
    Destatis,
    Eurostat,
    GoalShare,
    LinearShare,
    StatCan,
    UNSDProgressChart,
    indicator_mean,
)  # fmt: skip
from policytargets.outlooks import Course, Method, Point
from policytargets.periods import Month, Year
from policytargets.quantities import Quantity
from policytargets.units import Unit
from policytargets.verdicts import ReasonCode

CASES: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "data/published_progress_cases.json").read_text("utf-8")
)


def amount(number: object, unit: str = "patent") -> Quantity:
    """Give an amount."""
    return Quantity(str(number), Unit(unit))


def course(  # noqa: PLR0913 -- a course has these parts
    points: dict[Any, object], *, start: int | None = 2015, goal: object = None, due: int | None = 2030, up: bool = True,
    better: str | None = None, bound: type[Any] | None = None, unit: str = "patent", nature: str = "index",
) -> Course:  # fmt: skip
    """Give a course of yearly points; the start is one of them."""
    made = tuple(
        Point(period=p if not isinstance(p, int) else Year(p), amount=amount(v, unit)) for p, v in points.items()
    )
    kind = bound or (AtLeast if up else AtMost)
    wanted: Bound | None = None if goal is None else kind(amount(goal, unit))
    return Course(
        indicator=Indicator(id="x", name="x", unit=unit, nature=nature, better=better),
        points=made, baseline=next((p for p in made if p.period == (start and Year(start))), None), goal=wanted,
        due=None if due is None else Year(due), as_of=dt.date(2031, 1, 1),
    )  # fmt: skip


def codes(outlook: Any) -> set[ReasonCode]:
    """Give the codes of an outlook's reasons."""
    return {reason.code for reason in outlook.reasons}


@pytest.mark.parametrize("case", CASES["statcan"], ids=lambda case: case["id"])
def test_statcan_reproduces_what_is_published(case: dict[str, Any]) -> None:
    """Law: value and score to 1e-9, and the same status (Statistics Canada, data repositories)."""
    up = case["direction"] == 1
    given = course(
        {case["base_year"]: case["base_value"], case["current_year"]: case["current_value"]}, start=case["base_year"],
        goal=case["target"], due=case["target_year"], up=up, better="higher" if up else "lower",
    )  # fmt: skip
    behind = "15-5-1" in case["id"] or "14-2-1" in case["id"]
    method = StatCan(without_target=case["target"] is None, limit=case["limit"] if case["target"] is None else None)
    found = method.outlook(given)
    assert (found.status or "not_available") == case["status"]
    assert method.outlook(given) == found
    if case["value"] is None:
        assert codes(found) == {ReasonCode.NO_POINT}
        return
    assert float(found.figures[0]) == pytest.approx(case["value"], rel=1e-9, abs=1e-12)
    score = found.figure("score")
    assert score is not None
    assert float(score) == pytest.approx(case["score"], rel=1e-9)
    assert codes(found) == ({ReasonCode.GOAL_BEHIND_BASELINE} if behind else set())


@pytest.mark.parametrize("case", CASES["statcan_aggregates"], ids=lambda case: case["id"])
def test_the_mean_of_an_indicator(case: dict[str, Any]) -> None:
    """Law: the mean leaves unscored series out, and status follows (Statistics Canada)."""
    found = indicator_mean([*case["scores"], None])
    assert found.score is not None
    assert float(found.score) == pytest.approx(case["score"], rel=1e-9)
    assert (found.status, found.unscored) == (case["status"], 1)


@pytest.mark.parametrize("case", CASES["servicenow"] + CASES["issue_expectations"], ids=lambda c: str(c.get("id", c)))
def test_goal_share_reproduces_what_is_published(case: dict[str, Any]) -> None:
    """Law: percent equals, status equals (ServiceNow's examples; maintainers' expectations in issues)."""
    goal, start = case["target"], case["start"]
    up = goal is not None and goal >= start
    found = GoalShare().outlook(course({2015: start, 2016: case["actual"]}, goal=goal, up=up))
    if goal is None:
        assert codes(found) == {ReasonCode.NO_GOAL}  # "at the baseline means 0 %" cannot be said without a target
    elif case["percent"] is None:
        assert found.share == 2  # beyond the target; the outcome is not published
    else:
        assert float(found.figures[0]) == pytest.approx(case["percent"], rel=1e-12)
        assert found.status == case.get("status", found.status)


def test_the_holes_of_published_rules_stay_holes() -> None:
    """Law: 89.5 % and exactly one half fall into no band (ServiceNow, SDSN)."""
    lights = GoalShare().outlook(course({2015: 0, 2016: "89.5"}, goal=100))
    arrows = SDSN().outlook(course({2015: 0, 2020: 1}, goal=6))
    assert (lights.status, lights.determined, codes(lights)) == (None, True, {ReasonCode.IN_NO_BAND})
    assert (arrows.status, arrows.figures[1].amount) == (None, Fraction(1, 2))


CIF_12_1_1 = {2015: "0.37", 2024: "14.63"}


@pytest.mark.parametrize(("method", "status", "name", "figure"), [
    (LinearShare(), "behind", "share done", 0.2391414),
    (StatCan(), "substantial_progress", "growth over needed growth", 1.2496224150),
    (Eurostat(), "significant progress", "growth over needed growth", 1.2496224150),
    (SDSN(), "stagnating", "actual over needed change", 0.3985690),
    (UNSDProgressChart(), "met or on track", "projected share", 2.84),
    (GoalShare(), "red", "percent done", 23.91414),
])  # fmt: skip
def test_one_series_is_on_track_and_stagnating(method: Method, status: str, name: str, figure: float) -> None:
    """Law: "on track" needs its method named: CIF 12-1-1 by six rules (research: the same data under each)."""
    found = method.outlook(course(CIF_12_1_1, goal=60, unit="%", nature="share"))  # type: ignore[arg-type]  # known better here than the checker can
    assert found.status == status
    said = found.figure(name)
    assert said is not None
    assert float(said) == pytest.approx(figure, rel=2e-3 if "projected" in name else 1e-6)
    assert method.outlook(found.course) == found  # type: ignore[arg-type]  # it has its course


@pytest.mark.parametrize(("last", "up", "goal", "due", "status"), [
    ("12.5", True, 20, 2030, "sun"), ("10", True, 40, 2023, "cloud"), ("0", True, 10, 2030, "storm"),
    ("5", True, 10, 2025, "sun"), ("-5", True, -5, 2025, "storm"),
])  # fmt: skip
def test_destatis_skies(last: str, up: bool, goal: int, due: int, status: str) -> None:  # noqa: FBT001 -- a row
    """Law: the miss over the remaining distance, from six points (Destatis)."""
    step = Fraction(last) / 5
    points = {2015 + i: step * i for i in range(6)}
    assert Destatis().outlook(course(points, goal=goal, due=due, up=up)).status == status  # type: ignore[arg-type]  # known better here than the checker can


def test_destatis_light_cloud_has_both_ends() -> None:
    """Law: 5 % and 20 % of the remaining distance are light cloud (Destatis)."""
    points = {2015 + i: i for i in range(6)}
    for goal, status in ((15 + Fraction(1, 100), "sun"), (Fraction(295, 19), "light cloud"),
                         (Fraction(70, 4), "light cloud"), (18, "cloud")):  # fmt: skip
        found = Destatis().outlook(course(points, goal=goal, due=2030))  # type: ignore[arg-type]  # known better here than the checker can
        assert found.status == status


def test_destatis_needs_four_in_a_row() -> None:
    """Law: at least four consecutive points; a gap is said (Destatis)."""
    few = Destatis().outlook(course({2015: 1, 2016: 2}, goal=9))
    gap = Destatis().outlook(course({2015: 1, 2016: 2, 2018: 3, 2019: 4, 2020: 5}, goal=9))
    assert codes(few) == {ReasonCode.FEW_POINTS}
    assert codes(gap) == {ReasonCode.GAP_IN_SERIES}


ALL = [LinearShare(), GoalShare(), StatCan(), Eurostat(), SDSN(), UNSDProgressChart(), Destatis()]


@pytest.mark.parametrize("method", ALL, ids=lambda m: m.name)
@pytest.mark.parametrize(("given", "code"), [
    (course({2015: 1}, goal=5), ReasonCode.NO_POINT), (course({2015: 1, 2016: 2}), ReasonCode.NO_GOAL),
    (course({2015: 1, 2016: 2}, goal=5, start=None), ReasonCode.NO_BASELINE),
    (course({2015: 1, 2016: 2}, goal=5, due=None), ReasonCode.NO_DUE),
    (course({2015: 1, 2016: 2}, goal=5, due=2014), ReasonCode.BASELINE_AFTER_DUE),
    (course({2015: 1, 2016: 2}, goal=1, bound=Exactly), ReasonCode.GOAL_IS_BASELINE),
])  # fmt: skip
def test_what_cannot_be_said_is_undetermined(method: Method, given: Course, code: ReasonCode) -> None:
    """Law: never nan, a crash or a guess: undetermined with its reason (issue of methods)."""
    found = method.outlook(given)
    assert not found.determined
    own = {ReasonCode.FEW_POINTS, ReasonCode.NO_GOAL} if isinstance(method, Destatis) else set()
    assert codes(found) & ({code} | own)


@pytest.mark.parametrize("method", [StatCan(), Eurostat(), UNSDProgressChart()], ids=lambda m: m.name)
@pytest.mark.parametrize(("points", "goal", "code"), [
    ({2015: 0, 2016: 1}, 5, ReasonCode.BASELINE_NOT_POSITIVE), ({2015: 1, 2016: -1}, 5, ReasonCode.SIGN_CHANGE),
])  # fmt: skip
def test_growth_needs_one_sign(method: Method, points: dict[int, int], goal: int, code: ReasonCode) -> None:
    """Law: of zero or across zero no growth is taken (research: silent nonsense of the originals)."""
    assert codes(method.outlook(course(points, goal=goal))) == {code}  # type: ignore[arg-type]  # known better here than the checker can


def test_a_goal_of_zero_has_no_compound_path() -> None:
    """Law: the original's 0.001 is an option that says so."""
    given = course({2015: 10, 2020: 5}, goal=0, up=False)
    assert codes(StatCan().outlook(given)) == {ReasonCode.NOT_APPLICABLE}
    found = StatCan(compat_zero=True).outlook(given)
    assert found.determined
    assert codes(found) == {ReasonCode.COMPAT}
    assert StatCan(compat_zero=True).outlook(course({2015: 0, 2016: 0}, goal=20)).status == "deterioration"


def test_the_site_reads_the_score() -> None:
    """Law: a growth ratio of exactly 0.6 and a little less: the site's rounded constants begin early."""
    given = course({2015: 1, 2024: "1.0"}, goal=2)
    assert StatCan(site=True).outlook(given).status == "limited_progress"
    assert ReasonCode.COMPAT in codes(StatCan(site=True).outlook(given))


def test_a_month_is_no_year() -> None:
    """Law: no neighbour stands in silently; what was left out is said."""
    found = SDSN().outlook(course({2015: 1, 2020: 2, Month(2021, 6): 9}, goal=5))
    assert found.points[1].period == Year(2020)
    assert codes(found) == {ReasonCode.LEFT_OUT}


def test_cut_points_fall_where_the_status_changes() -> None:
    """Law: the exact amounts at which the newest point changes its status."""
    given = course({2015: 10, 2020: 2}, goal=1, up=False)
    cut = dict(LinearShare().cut_points(given))
    assert (str(cut["on path"].amount.magnitude), type(cut["ahead"]).__name__) == ("7", "LessThan")  # type: ignore[union-attr]  # known better here than the checker can
    assert GoalShare().cut_points(given)[1][0] == "yellow"
    assert LinearShare().cut_points(course({2015: 1}, goal=5)) == ()
    assert GoalShare().cut_points(course({2015: 1}, goal=5)) == ()
