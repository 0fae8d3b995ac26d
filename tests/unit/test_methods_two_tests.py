"""Two tests on one indicator, and grades with veto (issue 11; research: energy targets of 2007 and 2011)."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import policytargets as pt
from policytargets.bands import Band, Bands
from policytargets.errors import InvalidValueError
from policytargets.methods import LogCut, ScoreGrades, TwoTests
from policytargets.methods.band_rules import ENERGY_GRADE_CITY
from policytargets.outlooks import MethodEvidence, Outlook
from policytargets.prospects import outlook
from policytargets.verdicts import ReasonCode, Verdict

CASES: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data/chinese_cuts_cases.json").read_text("utf-8"))
MET, MISSED, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


def points(found: Outlook) -> Fraction | None:
    """Give the points, where there are any."""
    said = found.figure("points")
    return None if said is None else Fraction(said.amount)


@pytest.mark.parametrize(
    ("year", "cumulative", "expected", "status"),
    [
        (MET, MET, 60, "both met"),
        (MISSED, MET, 55, "only the plan met"),
        (MET, MISSED, 40, "only the year met"),
        (MISSED, MISSED, 0, "neither met"),
    ],
)
def test_the_district_s_points(year: Verdict, cumulative: Verdict, expected: int, status: str) -> None:
    """Law: both 60, cumulative only 55, year only 40, none 0 (a district's score sheet, 2011-2015)."""
    found = TwoTests().judge(year=year, cumulative=cumulative)
    assert points(found) == expected
    assert (found.status, found.reasons) == (status, ())


def test_what_is_open_stays_open() -> None:
    """Law: an undetermined test leaves the points open unless it cannot change them (design: three values)."""
    for year, cumulative in ((OPEN, MET), (MET, OPEN), (OPEN, OPEN), (OPEN, MISSED)):
        found = TwoTests().judge(year=year, cumulative=cumulative)
        assert (found.determined, found.status, points(found)) == (False, None, None)
        assert [reason.code for reason in found.reasons] == [ReasonCode.COMBINED]
    said = TwoTests().judge(year=OPEN, cumulative=MISSED).reasons[0]
    assert said.label("zh") == "各项条件分别为：年度：无法判定、累计：未完成"
    assert str(said) == "parts of the criterion stand as: this year: undetermined, the plan so far: not met"


def test_meeting_more_never_earns_less() -> None:
    """Law: points rise with what is met, in the rule and in every rule that is accepted."""
    rank = {MISSED: 0, MET: 1}
    for one, other in product(product(rank, rank), repeat=2):
        if all(rank[a] <= rank[b] for a, b in zip(one, other, strict=True)):
            low, high = (points(TwoTests().judge(year=y, cumulative=c)) for y, c in (one, other))
            assert low is not None
            assert high is not None
            assert low <= high
    for wrong in ({"both": 50}, {"neither": 41}):
        with pytest.raises(InvalidValueError, match="most points for both"):
            TwoTests(**wrong)


def test_the_rule_says_whose_it_is() -> None:
    """Law: evidence and name belong to the published rule; other points are the user's."""
    mine = TwoTests(year=55)
    assert (TwoTests().name, mine.name) == ("TwoTests()", "TwoTests(year=55)")
    assert (TwoTests().evidence, mine.evidence) == (MethodEvidence.PUBLISHED_TEXT, MethodEvidence.OWN)
    assert "district" in mine.citation
    with pytest.raises(InvalidValueError, match="TwoTests: year"):
        TwoTests().judge(year=True, cumulative=MET)  # type: ignore[arg-type]  # it is refused


def test_the_district_s_veto_is_cast_where_both_are_missed() -> None:
    """Law: one of the two met spares the veto (a district's score sheet)."""
    assert TwoTests.target(year=MISSED, cumulative=MISSED) is MISSED
    assert TwoTests.target(year=MET, cumulative=MISSED) is TwoTests.target(year=OPEN, cumulative=MET) is MET
    assert TwoTests.target(year=OPEN, cumulative=MISSED) is OPEN


def test_one_observation_two_verdicts() -> None:
    """Law: the target of the year met, yet behind the 20 % of the plan (Inner Mongolia 2011).

    The target of the plan is known from elsewhere, that of the year is illustrative.
    """
    intensity = pt.Indicator(id="intensity", name="energy per GDP", unit="tce/(10000.CNY)", nature="ratio")
    plan = pt.Target(
        id="plan", indicator=intensity, due=pt.By(pt.Year(2015)),
        criterion=pt.Fall(by=pt.AtLeast("15 %"), since=pt.Year(2010)),
    )  # fmt: skip
    year = pt.Target(
        id="year", indicator=intensity, due=pt.Year(2011),
        criterion=pt.Fall(by=pt.AtLeast("2.5 %"), since=pt.YearBefore()),
    )  # fmt: skip
    seen = pt.Observation(indicator=intensity, period=pt.Year(2011), value="-2.51 %", since=pt.Year(2010))
    behind = outlook(plan, [seen], LogCut(), as_of=pt.Year(2011)).status == "behind"
    of_the_year = pt.assess(year, [seen], as_of=pt.Year(2011)).verdict
    found = TwoTests().judge(year=of_the_year, cumulative=MISSED if behind else MET)
    assert found.status == "only the year met"
    assert points(found) == 40


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        (103, "over-fulfilled"),
        (95, "over-fulfilled"),
        ("94.99", "met"),
        (80, "met"),
        (60, "basically met"),
        ("59.99", "not met"),
        (-3, "not met"),
    ],
)
def test_grades_and_veto(total: Any, grade: str) -> None:
    """Law: 95, 80, 60, left ends closed; a missed target is not met whatever the total (Guangdong, 2007)."""
    grades = ScoreGrades()
    assert grades.judge(total, target=MET).status == grade
    missed = grades.judge(total, target=MISSED)
    assert missed.status == "not met"
    vetoed = [reason.code for reason in missed.reasons] == [ReasonCode.VETO]
    assert vetoed is (grade != "not met")
    unknown = grades.judge(total, target=OPEN)
    assert unknown.status == (None if grade != "not met" else grade)
    assert unknown.determined is (grade == "not met")
    assert missed.label("zh") == "未完成"


def test_a_city_s_grades_have_a_hole_and_an_overlap() -> None:
    """Law: published holes and overlaps are reported: 95 up, 80-94, 60-80 (a city's printing of the same rule)."""
    city = ENERGY_GRADE_CITY.bands
    assert (city.holes(), city.overlaps()) == (["(94, 95)"], ["80"])
    grades = ScoreGrades(bands=city)
    found = grades.judge("94.5", target=MET)
    assert (found.status, [reason.code for reason in found.reasons]) == (None, [ReasonCode.IN_NO_BAND])
    assert grades.judge("94.5", target=MISSED).status == "not met"
    assert (grades.evidence, ScoreGrades().evidence) == (MethodEvidence.OWN, MethodEvidence.PUBLISHED_TEXT)
    assert grades.name.startswith("ScoreGrades(bands=over-fulfilled [95, ∞); ")
    assert "Guangdong" in grades.citation


def graded() -> list[tuple[str, str, str, str]]:
    """Place, cut asked for, cut reached, official grade."""
    return [tuple(row) for row in CASES["graded"]["rows"]]


@pytest.mark.parametrize(("place", "asked", "achieved", "grade"), graded(), ids=str)
def test_official_grades_fit_their_verdicts(place: str, asked: str, achieved: str, grade: str) -> None:
    """Law: 未完成 follows from the numbers, the other grades do not and are only checked (NDRC, results for 2007).

    河南 was given 4.0~4.5: the low end counts, as its grade shows.
    """
    bound = pt.AtLeast(f"{asked.split('~', maxsplit=1)[0]} %")
    verdict = bound.decide(pt.Quantity(f"{achieved} %")).verdict
    assert ("~" in asked) is (place == "河南")
    assert (grade == "未完成") is (verdict is MISSED)
    assert ScoreGrades().fits(grade, verdict)
    other = MISSED if verdict is MET else MET
    assert ScoreGrades().fits(grade, other) is (verdict is MISSED)


def test_the_grade_is_not_the_completion() -> None:
    """Law: grades cannot be recomputed: 100.25 % is 超额完成 in 辽宁 and 基本完成 in 江西 (NDRC, results for 2007)."""
    rows = {
        place: (Fraction(achieved) / Fraction(asked.split("~")[0]), grade) for place, asked, achieved, grade in graded()
    }
    assert rows["辽宁"][0] == rows["江西"][0] == Fraction("1.0025")
    assert (rows["辽宁"][1], rows["江西"][1]) == ("超额完成", "基本完成")
    assert rows["湖南"] == (Fraction("1.1075"), "完成")


def test_fits_knows_both_languages_and_no_other_word() -> None:
    """Law: a grade in either language; a word that is no grade is an error, not a misfit."""
    grades = ScoreGrades(failing="未完成", bands=Bands([Band("完成", low=60), Band("未完成", high=60)]))
    assert grades.fits("not met", MISSED)
    assert not grades.fits("完成", MISSED)
    assert grades.fits("完成", OPEN)
    assert "failing=未完成" in grades.name
    with pytest.raises(InvalidValueError, match="ScoreGrades: grade"):
        grades.fits("良好", MET)
    with pytest.raises(InvalidValueError, match="ScoreGrades: failing"):
        ScoreGrades(failing="failed")
    with pytest.raises(InvalidValueError, match="ScoreGrades: target"):
        grades.judge(60, target=True)  # type: ignore[arg-type]  # it is refused
    with pytest.raises(InvalidValueError, match="ScoreGrades: total"):
        grades.judge(None, target=MET)  # type: ignore[arg-type]  # it is refused


def test_points_are_taken_exactly() -> None:
    """Law: texts and numbers are kept exactly, equal points are allowed, and the result names its rule (TwoTests)."""
    rule = TwoTests(both="60.5", cumulative="55.5", year="55.5", neither="0.5")
    assert (rule.both, rule.cumulative, rule.year, rule.neither) == tuple(
        map(Fraction, ("60.5", "55.5", "55.5", "0.5"))
    )
    assert TwoTests(both=40, cumulative=40, year=40, neither=40).neither == 40
    for field in ("both", "cumulative", "year", "neither"):
        with pytest.raises(InvalidValueError, match="TwoTests"):
            TwoTests(**{field: None})
    assert rule.judge(year=MET, cumulative=MET).method == rule.name
    assert rule.judge(year=OPEN, cumulative=MISSED).method == rule.name == (
        "TwoTests(both=60.5, cumulative=55.5, year=55.5, neither=0.5)"
    )  # fmt: skip


def test_grades_are_checked_and_named() -> None:
    """Law: bands and failing grade are values of the rule, named where they are not the usual ones (ScoreGrades)."""
    own = Bands([Band("fine", low=50), Band("failed", high=50)])
    rule = ScoreGrades(bands=own, failing="failed")
    assert (ScoreGrades().name, rule.name) == ("ScoreGrades()", f"ScoreGrades(bands={own}, failing=failed)")
    assert (ScoreGrades().evidence, rule.evidence) == (MethodEvidence.PUBLISHED_TEXT, MethodEvidence.OWN)
    for total, target in ((60, MET), (60, MISSED), (60, OPEN), (40, MISSED)):
        assert rule.judge(total, target=target).method == rule.name
    [veto] = rule.judge("60.5", target=MISSED).reasons
    assert dict(veto.details)["total"] == "60.5"
    for wrong in ({"bands": "fine [50, ∞)"}, {"bands": None}, {"failing": None}, {"failing": 3}):
        with pytest.raises(InvalidValueError, match=next(iter(wrong))):
            ScoreGrades(**wrong)
    with pytest.raises(InvalidValueError, match="the status of one of the bands"):
        ScoreGrades(bands=own)
