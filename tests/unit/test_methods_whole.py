"""A result holds all that led there: band, share, figures with their units, points, reasons (issue of methods: outlooks)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from policytargets.baselines import Baseline, YearBefore
from policytargets.bounds import AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan
from policytargets.indicators import Indicator
from policytargets.methods import (
    SDSN,
    CompletionRate,
    Destatis,
    Efficacy,
    ElapsedShare,
    Eurostat,
    GoalShare,
    GrowthGap,
    LinearShare,
    LogCut,
    PlanRatio,
    RealisationDegree,
    Reporting,
    ScoreGrades,
    SimpleEfficacy,
    StatCan,
    TwoTests,
    UNSDProgressChart,
)
from policytargets.outlooks import Change, Course, Outlook, Point
from policytargets.periods import Month, Quarter, Span, Year
from policytargets.quantities import Quantity
from policytargets.verdicts import Reason, ReasonCode, Verdict

OWN = Reason(ReasonCode.NOT_ONE_AMOUNT, {"period": Year(2016)})
"""What the course itself says; it stands behind what a method says."""


def told(found: Outlook) -> str:
    """Write all that an outlook holds in a row; figures from roots to six digits."""
    figures = [
        f"{f.name}: {f.amount if f.is_exact else round(f.amount, 6)}{f' [{f.unit}]' if f.unit else ''}"
        for f in found.figures
    ]
    share = [] if found.share is None else [f"share {found.share}"]
    status = "undetermined" if not found.determined else f"{found.status} by {found.band}"
    points = ", ".join(str(point.period) for point in found.points)
    return "; ".join([status, *share, *figures, f"of {points}", *(reason.code.name for reason in found.reasons)])


def course(
    points: dict[Any, Any], goal: Bound | None = None, *, unit: str = "index_point", nature: str = "index", **other: Any
) -> Course:
    """Give a course from 2015 to 2030 whose baseline is the point of 2015, if there is one."""
    known = tuple(
        Point(period=Year(when) if isinstance(when, int) else when, amount=Quantity(str(value), unit))
        for when, value in points.items()
    )
    indicator = Indicator(id="x", name="x", unit=unit, nature=nature, better=other.pop("better", "higher"))
    given: dict[str, Any] = {
        "indicator": indicator, "points": known, "goal": goal, "due": Year(2030), "as_of": dt.date(2040, 1, 1),
        "baseline": next((point for point in known if point.period == Year(2015)), None), "reasons": (OWN,),
    }  # fmt: skip
    return Course(**given | other)


def task(done: Any, plan: Bound | None, months: int = 9, **other: Any) -> Course:
    """Give a task of 2017 in 亿元, of which so much is done after so many months."""
    stretch = Span(Month(2017, 1), Month(2017, months)).canonical()
    known = None if done is None else Point(period=stretch, amount=Quantity(str(done), "亿元"))
    return course({}, plan, unit="亿元", nature="flow", due=Year(2017), to_date=known, **other)


FORTY = AtLeast("40 index_point")
WAY = {2015: 10, 2018: 16, Month(2019, 6): 17, 2031: 25}
LADDER = [f"{n} index_point" for n in (50, 40, 30, 20, 10)]
UNTIL = {2015: 10, 2018: 16, Month(2019, 6): 17}

CASES: list[tuple[Any, Course, str]] = [
    (
        LinearShare(), course(WAY, FORTY),
        ("on path by on path [0, 0]; share 7/30; share done: 7/30 [share, 1 = goal met]; "
        "share of time gone: 7/30 [share, 1 = due]; difference: 0 [share]; of 2015, 2019-06; LEFT_OUT; "
        "NOT_ONE_AMOUNT"),
    ),
    (
        GoalShare(), course(WAY, FORTY),
        ("red by red (-∞, 75); share 1/2; percent done: 50 [%, 100 = goal met]; of 2015, 2031; "
        "NOT_ONE_AMOUNT"),
    ),
    (
        SDSN(), course(WAY, FORTY),
        ("stagnating by stagnating [0, 0.5); share 1/2; share done: 1/2 [share, 1 = goal met]; "
        "actual over needed change: 15/32; of 2015, 2031; NOT_ONE_AMOUNT"),
    ),
    (
        SDSN(), course({2015: 10, 2018: 50, Month(2019, 6): 51}, FORTY),
        "on track or maintaining by None; of 2015, 2018; LEFT_OUT; NOT_ONE_AMOUNT",
    ),
    (
        SDSN(), course({2015: 50, 2018: 30, Month(2019, 6): 51}, FORTY),
        "decreasing by None; of 2015, 2018; LEFT_OUT; NOT_ONE_AMOUNT",
    ),
    (
        StatCan(), course(UNTIL, FORTY),
        ("substantial_progress by substantial_progress [0.95, ∞); growth over needed growth: 1.751687; "
        "score: 5.000000 [-5 to 5]; of 2015, 2018; LEFT_OUT; NOT_ONE_AMOUNT"),
    ),
    (
        StatCan(), course(WAY, FORTY),
        ("moderate_progress by moderate_progress [0.6, 0.95); growth over needed growth: 0.608725; "
        "score: 0.062359 [-5 to 5]; of 2015, 2031; NOT_ONE_AMOUNT"),
    ),
    (
        StatCan(), course({2015: 10, 2018: 50, Month(2019, 6): 51}, FORTY),
        ("target_achieved by None; growth over needed growth: 7.332570; score: 5 [-5 to 5]; of 2015, 2018; "
        "LEFT_OUT; NOT_ONE_AMOUNT"),
    ),
    (
        StatCan(site=True), course(UNTIL, FORTY),
        ("substantial_progress by substantial_progress [2.5, ∞); growth over needed growth: 1.751687; "
        "score: 5.000000 [-5 to 5]; of 2015, 2018; LEFT_OUT; COMPAT; NOT_ONE_AMOUNT"),
    ),
    (
        StatCan(compat_zero=True), course({2015: 0, 2018: 16, Month(2019, 6): 17}, FORTY),
        ("substantial_progress by substantial_progress [0.95, ∞); growth over needed growth: 23.567569; "
        "score: 5.000000 [-5 to 5]; of 2015, 2018; COMPAT; LEFT_OUT; NOT_ONE_AMOUNT"),
    ),
    (
        StatCan(compat_zero=True), course({2015: 10, 2018: 4}, AtMost("0 index_point"), better="lower"),
        ("limited_progress by limited_progress [0, 0.6); growth over needed growth: 0.573619; "
        "score: -0.109903 [-5 to 5]; of 2015, 2018; COMPAT; NOT_ONE_AMOUNT"),
    ),
    (
        StatCan(compat_behind=True), course({2015: 10, 2018: 30}, AtMost("20 index_point")),
        ("deterioration by deterioration (-∞, 0); growth over needed growth: -9.351047; "
        "score: -5.000000 [-5 to 5]; of 2015, 2018; COMPAT; NOT_ONE_AMOUNT"),
    ),
    (
        StatCan(without_target=True), course(UNTIL),
        ("substantial_progress by substantial_progress [0.015, ∞); growth a year: 0.169607 [share]; "
        "score: 5.000000 [-5 to 5]; of 2015, 2018; LEFT_OUT; NOT_ONE_AMOUNT"),
    ),
    (
        StatCan(without_target=True, limit="20 index_point"), course(UNTIL),
        ("substantial_progress by substantial_progress [0.015, ∞); growth a year: 0.169607 [share]; "
        "coefficient of the limit: 0.953929; score: 5.000000 [-5 to 5]; of 2015, 2018; LEFT_OUT; "
        "NOT_ONE_AMOUNT"),
    ),
    (
        StatCan(without_target=True, limit="10 index_point"), course(UNTIL),
        ("substantial_progress by None; growth a year: 0.169607 [share]; coefficient of the limit: 0.000000; "
        "score: 5 [-5 to 5]; of 2015, 2018; LEFT_OUT; NOT_ONE_AMOUNT"),
    ),
    (
        StatCan(without_target=True, compat_zero=True), course({2015: 0, 2018: 16, Month(2019, 6): 17}),
        ("substantial_progress by substantial_progress [0.015, ∞); growth a year: 24.198421 [share]; "
        "score: 5.000000 [-5 to 5]; of 2015, 2018; COMPAT; LEFT_OUT; NOT_ONE_AMOUNT"),
    ),
    (
        Eurostat(), course(UNTIL, FORTY),
        ("significant progress by significant progress [0.95, ∞); growth over needed growth: 1.751687; "
        "of 2015, 2018; LEFT_OUT; NOT_ONE_AMOUNT"),
    ),
    (
        Eurostat(without_target=True), course(UNTIL),
        ("significant progress by significant progress [0.01, ∞); growth a year: 0.169607; of 2015, 2018; "
        "LEFT_OUT; NOT_ONE_AMOUNT"),
    ),
    (
        UNSDProgressChart(), course(WAY, FORTY),
        ("met or on track by met or on track [0.95, ∞); projected amount: 104.857600 [index_point]; "
        "projected share: 3.161920 [share, 1 = goal met]; score: 3 [1 to 3]; of 2015, 2018; LEFT_OUT; "
        "LEFT_OUT; NOT_ONE_AMOUNT"),
    ),
    (
        UNSDProgressChart(), course({2015: 10, 2018: 50, Month(2019, 6): 51, 2031: 9}, FORTY),
        "met or on track by None; score: 3 [1 to 3]; of 2015, 2018; LEFT_OUT; LEFT_OUT; NOT_ONE_AMOUNT",
    ),
    (
        UNSDProgressChart(without_target=True), course(WAY),
        ("met or on track by met or on track [0.02, ∞); growth a year: 0.169607 [share]; score: 3 [1 to 3]; "
        "of 2015, 2018; LEFT_OUT; LEFT_OUT; NOT_ONE_AMOUNT"),
    ),
    (
        UNSDProgressChart(), course({2015: 10, 2018: 16}, AtLeast("40 %"), unit="%", nature="growth_rate"),
        "undetermined; of ; NOT_APPLICABLE; NOT_ONE_AMOUNT",
    ),
    (
        Destatis(), course({2014 + n: 3 * n + 7 for n in range(8)} | {2031: 60}, FORTY),
        ("sun by sun (-∞, 0.05); mean yearly change: 3 [index_point a year]; "
        "projected amount: 55 [index_point]; miss over remaining distance: 0 [share]; "
        "of 2016, 2017, 2018, 2019, 2020, 2021; LEFT_OUT; NOT_ONE_AMOUNT"),
    ),
    (
        Destatis(), course({2015 + n: 40 - n for n in range(5)}, FORTY),
        ("storm by storm (0.2, ∞); mean yearly change: -1 [index_point a year]; "
        "projected amount: 25 [index_point]; miss over remaining distance: 15/4 [share]; "
        "of 2015, 2016, 2017, 2018, 2019; NOT_ONE_AMOUNT"),
    ),
    (
        Destatis(), course({2015 + n: 45 - n for n in range(6)}, FORTY),
        ("storm by None; mean yearly change: -1 [index_point a year]; projected amount: 30 [index_point]; "
        "of 2015, 2016, 2017, 2018, 2019, 2020; NOT_ONE_AMOUNT"),
    ),
    (
        Destatis(), course({2015 + n: 10 - n for n in range(5)}, FORTY),
        ("storm by storm (0.2, ∞); mean yearly change: -1 [index_point a year]; "
        "projected amount: -5 [index_point]; miss over remaining distance: 45/34 [share]; "
        "of 2015, 2016, 2017, 2018, 2019; NOT_ONE_AMOUNT"),
    ),
    (
        LogCut(), course({2015: 10, 2018: 8, 2019: 7}, AtMost("8.5 index_point"), better="lower", due=Year(2020)),
        ("on schedule by on schedule [0, ∞); cut from levels: 30 [%]; cut asked for: 15 [%]; "
        "share of the cut done: 219.466708 [%, 100 = goal met]; share required: 80 [% by year 4 of 5]; "
        "difference: 139.466708 [points]; of 2015, 2019; SUBSTITUTED; NOT_ONE_AMOUNT"),
    ),
    (
        LogCut(),
        course(
            {2015: 10, 2019: 7}, None, better="lower", due=Year(2020),
            change=Change(
                goal=AtLeast("15 %"), since=Baseline(Year(2015)), falls=True,
                known=Point(period=Year(2018), amount=Quantity("9.31 %")),
            ),
        ),
        ("on schedule by on schedule [0, ∞); published cut: 931/100 [%]; cut asked for: 15 [%]; "
        "share of the cut done: 60.130281 [%, 100 = goal met]; share required: 60 [% by year 3 of 5]; "
        "difference: 0.130281 [points]; of 2018; LEFT_OUT; NOT_ONE_AMOUNT"),
    ),
    (
        Efficacy(standards=LADDER), course(UNTIL),
        ("poor by None; base score: 20 [points]; "
        "efficacy coefficient: 7/10 [share of the way to the next grade]; adjustment: 14 [points]; "
        "score: 34 [points of 100]; of 2019-06; NOT_ONE_AMOUNT"),
    ),
    (
        Efficacy(standards=[*LADDER[:4], "18 index_point"]), course(UNTIL),
        "None by None; of 2019-06; IN_NO_BAND; NOT_ONE_AMOUNT",
    ),
    (
        Efficacy(standards=[f"{n} index_point" for n in (15, 14, 13, 12, 11)], weight=20), course(UNTIL),
        "excellent by None; base score: 20 [points]; score: 20 [points of 20]; of 2019-06; NOT_ONE_AMOUNT",
    ),
    (
        SimpleEfficacy(worst="10 index_point", best="30 index_point"), course(UNTIL),
        ("in the range by in the range [0, 1]; "
        "efficacy coefficient: 7/20 [share of the way from worst to best]; score: 74 [points of 100]; "
        "of 2019-06; NOT_ONE_AMOUNT"),
    ),
    (
        RealisationDegree(), course(UNTIL, FORTY),
        ("not realised by not realised (-∞, 100); share 17/40; realisation degree: 85/2 [%, 100 = goal met]; "
        "of 2019-06; NOT_ONE_AMOUNT"),
    ),
    (
        RealisationDegree(), course({2015: 10, 2018: 50}, FORTY),
        ("realised by realised [100, ∞); share 1; realisation degree: 100 [%, 100 = goal met]; "
        "before the cap: 125 [%]; of 2018; NOT_ONE_AMOUNT"),
    ),
    (
        RealisationDegree(capped=False), course({2015: 10, 2018: 50}, FORTY),
        ("realised by realised [100, ∞); share 5/4; realisation degree: 125 [%, 100 = goal met]; of 2018; "
        "NOT_ONE_AMOUNT"),
    ),
    (
        RealisationDegree(), course(UNTIL, AtMost("5 index_point")),
        ("not realised by not realised (-∞, 100); share 5/17; realisation degree: 500/17 [%, 100 = goal met]; "
        "of 2019-06; NOT_ONE_AMOUNT"),
    ),
    (
        RealisationDegree(low="5 index_point"), course(UNTIL, Between("20 index_point", "30 index_point")),
        ("not realised by not realised (-∞, 100); share 4/5; realisation degree: 80 [%, 100 = goal met]; "
        "of 2019-06; NOT_ONE_AMOUNT"),
    ),
    (
        RealisationDegree(high="20 index_point"), course(UNTIL, Between("10 index_point", "15 index_point")),
        ("not realised by not realised (-∞, 100); share 3/5; realisation degree: 60 [%, 100 = goal met]; "
        "of 2019-06; NOT_ONE_AMOUNT"),
    ),
    (
        RealisationDegree(), course(UNTIL, Between("10 index_point", "20 index_point")),
        ("realised by realised [100, ∞); share 1; realisation degree: 100 [%, 100 = goal met]; of 2019-06; "
        "NOT_ONE_AMOUNT"),
    ),
    (
        CompletionRate(), task(74, AtLeast("100 亿元")),
        ("not yet reached by not yet reached (-∞, 100); share 37/50; percent done: 74 [%, 100 = the plan]; "
        "of 2017-Q1..2017-Q3; NOT_ONE_AMOUNT"),
    ),
    (
        CompletionRate(reporting=Reporting(1)), task("99.96", AtLeast("100 亿元")),
        ("not yet reached by not yet reached (-∞, 100); share 2499/2500; "
        "percent done: 2499/25 [%, 100 = the plan]; printed percent done: 100 [%, 100 = the plan]; "
        "of 2017-Q1..2017-Q3; PRINTED_DIFFERS; NOT_ONE_AMOUNT"),
    ),
    (
        PlanRatio({9: "60 亿元"}, reporting=Reporting(0)), task("74.6", AtLeast("100 亿元")),
        ("ahead by ahead (100, ∞); share 373/300; percent of plan to date: 373/3 [%, 100 = the plan]; "
        "printed percent of plan to date: 124 [%, 100 = the plan]; excess over plan: 73/5 [100000000.CNY]; "
        "printed excess over plan: 15 [100000000.CNY]; of 2017-Q1..2017-Q3; NOT_ONE_AMOUNT"),
    ),
    (
        ElapsedShare(), task(74, AtLeast("100 亿元")),
        ("behind by behind (-∞, 0); share 37/50; percent done: 74 [%]; percent of time gone: 75 [%]; "
        "gap: -1 [percentage points]; of 2017-Q1..2017-Q3; NOT_ONE_AMOUNT"),
    ),
    (
        ElapsedShare(schedule={9: 80}, reporting=Reporting(0, time_places=1)), task("79.9", AtLeast("100 亿元")),
        ("behind by behind (-∞, 0); share 799/1000; percent done: 799/10 [%]; percent planned by now: 80 [%]; "
        "gap: -1/10 [percentage points]; printed percent done: 80 [%]; "
        "printed percent planned by now: 80 [%]; printed gap: 0 [percentage points]; of 2017-Q1..2017-Q3; "
        "PRINTED_DIFFERS; NOT_ONE_AMOUNT"),
    ),
    (
        ElapsedShare(or_growth=True),
        task(
            80, AtLeast("100 亿元"),
            change=Change(
                goal=AtLeast("7 %"), since=YearBefore(), known=Point(period=Quarter(2017, 3), amount=Quantity("6.1 %"))
            ),
        ),
        ("behind by behind (-∞, 0); share 4/5; percent done: 80 [%]; percent of time gone: 75 [%]; "
        "gap: 5 [percentage points]; published growth: 61/10 [%]; growth asked: 7 [%]; "
        "growth gap: -9/10 [percentage points]; of 2017-Q1..2017-Q3, 2017-Q3; NOT_ONE_AMOUNT"),
    ),
    (
        GrowthGap(reporting=Reporting(0)),
        task(
            None, None,
            change=Change(
                goal=AtLeast("7 %"), since=YearBefore(), known=Point(period=Quarter(2017, 3), amount=Quantity("6.6 %"))
            ),
        ),
        ("behind by behind (-∞, 0); published growth: 33/5 [%]; growth asked: 7 [%]; "
        "growth gap: -2/5 [percentage points]; printed published growth: 7 [%]; printed growth asked: 7 [%]; "
        "printed growth gap: 0 [percentage points]; of 2017-Q3; PRINTED_DIFFERS; NOT_ONE_AMOUNT"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("method", "given", "whole"), CASES, ids=lambda one: getattr(one, "name", ""))
def test_the_whole_of_a_result(method: Any, given: Course, whole: str) -> None:
    """Law: each figure with its unit, the points that were used, first the method's reasons and then the course's."""
    found = method.outlook(given)
    assert told(found) == whole
    assert (found.method, found.course) == (method.name, given)


@pytest.mark.parametrize(("year", "cumulative", "whole"), [
    (Verdict.MET, Verdict.MET, "both met by None; points: 60 [points of 60]; of "),
    (Verdict.NOT_MET, Verdict.MET, "only the plan met by None; points: 55 [points of 60]; of "),
    (Verdict.MET, Verdict.NOT_MET, "only the year met by None; points: 40 [points of 60]; of "),
    (Verdict.NOT_MET, Verdict.NOT_MET, "neither met by None; points: 0 [points of 60]; of "),
    (Verdict.UNDETERMINED, Verdict.MET, "undetermined; of ; COMBINED"),
])  # fmt: skip
def test_the_whole_of_two_tests(year: Verdict, cumulative: Verdict, whole: str) -> None:
    """Law: the district's points, of the most that can be had (score sheet on energy saving, 2011-2015)."""
    assert told(TwoTests().judge(year=year, cumulative=cumulative)) == whole
    equal = TwoTests(both=40, cumulative=40, year=40)
    assert told(equal.judge(year=Verdict.UNDETERMINED, cumulative=Verdict.MET)).startswith("undetermined")


@pytest.mark.parametrize(("total", "target", "whole"), [
    (97, Verdict.MET, "over-fulfilled by over-fulfilled [95, ∞); total: 97 [points]; of "),
    (97, Verdict.NOT_MET, "not met by None; total: 97 [points]; of ; VETO"),
    (97, Verdict.UNDETERMINED, "undetermined; total: 97 [points]; of ; COMBINED"),
    (7, Verdict.UNDETERMINED, "not met by not met (-∞, 60); total: 7 [points]; of "),
    (7, Verdict.NOT_MET, "not met by not met (-∞, 60); total: 7 [points]; of "),
])  # fmt: skip
def test_the_whole_of_a_grade(total: int, target: Verdict, whole: str) -> None:
    """Law: a missed target overrules the total, and the result says so (band rules of 2007: veto)."""
    assert told(ScoreGrades().judge(total, target=target)) == whole


@pytest.mark.parametrize(("method", "given", "status", "figure"), [
    (StatCan(), course({2015: -100, 2018: -80}, AtLeast("-40 index_point")), "substantial_progress", "1.209669"),
    (StatCan(without_target=True), course({2015: -100, 2016: -80}), "substantial_progress", "0.200000"),
    (StatCan(without_target=True), course({**UNTIL, 2031: 5}), "deterioration", "-0.042397"),
    (Eurostat(), course({2015: -100, 2018: -80}, AtLeast("-40 index_point")), "significant progress", "1.209669"),
    (Eurostat(), course(WAY, FORTY), "moderate progress", "0.608725"),
    (Eurostat(without_target=True), course({**UNTIL, 2031: 5}), "significant movement away", "-0.042397"),
    (Eurostat(without_target=True), course({2015: 10, 2018: 16}, due=None), "significant progress", "0.169607"),
    (UNSDProgressChart(without_target=True), course({2015: -100, 2016: -80}), "met or on track", "0.200000"),
    (StatCan(compat_zero=True), course({2015: 0, 2016: 1}, AtLeast("2 %"), unit="%"), "substantial_progress", "1513.981997"),
    (StatCan(without_target=True, compat_zero=True), course({2015: 0, 2016: 1}, unit="%"), "substantial_progress", "999.000000"),
], ids=lambda one: getattr(one, "name", ""))  # fmt: skip
def test_growth_below_zero_and_to_the_newest_point(method: Any, given: Course, status: str, figure: str) -> None:
    """Law: less of a negative amount is more of it; growth reads the newest point, the due period over or not."""
    found = method.outlook(given)
    assert (found.status, str(round(Decimal(found.figures[0].amount), 6))) == (status, figure)


@pytest.mark.parametrize(("start", "room"), [
    ("30", "0.953929"), ("20", "0.000000"), ("10", "0.953929"), ("40", "1.000000"), ("50", "1.000000"),
])  # fmt: skip
def test_the_room_to_a_limit_of_20(start: str, room: str) -> None:
    """Law: 1 - (baseline / limit)^4.44, mirrored above the limit, none lost from twice the limit on (Open SDG)."""
    found = StatCan(without_target=True, limit="20 index_point").outlook(course({2015: start, 2016: "60"}))
    coefficient = found.figure("coefficient of the limit")
    assert coefficient is not None
    assert f"{coefficient.amount:.6f}" == room


@pytest.mark.parametrize(("method", "given", "what"), [
    (StatCan(compat_zero=True), course({2015: 0, 2016: 1}, FORTY), "0.001"),
    (StatCan(without_target=True, compat_zero=True), course({2015: 0, 2016: 1}), "0.001"),
    (StatCan(site=True), course(UNTIL, FORTY), "rounded"),
    (StatCan(compat_behind=True), course({2015: 10, 2018: 30}, AtMost("20 index_point")), "better direction"),
], ids=lambda one: getattr(one, "name", ""))  # fmt: skip
def test_what_follows_the_original_says_so(method: Any, given: Course, what: str) -> None:
    """Law: no substitution is silent (design: progress and outlook)."""
    assert [what in str(reason) for reason in method.outlook(given).reasons if reason.code is ReasonCode.COMPAT] == [
        True
    ]


def test_cut_points_lie_at_the_point_that_is_judged() -> None:
    """Law: the newest point until the due period, of whole years or not (LinearShare); the newest of all (GoalShare)."""
    seventeen, point = Quantity("17 index_point"), "index_point"
    assert LinearShare().cut_points(course(WAY, FORTY)) == (
        ("ahead", MoreThan(seventeen)), ("on path", Exactly(seventeen)), ("behind", LessThan(seventeen)),
    )  # fmt: skip
    assert GoalShare().cut_points(course(WAY, FORTY)) == (
        ("green", AtLeast(f"37 {point}")), ("yellow", Between(f"32.5 {point}", f"36.7 {point}")),
        ("red", LessThan(f"32.5 {point}")),
    )  # fmt: skip
    assert GoalShare().outlook(course(UNTIL, FORTY)).share == Fraction(7, 30)


@pytest.mark.parametrize(("points", "goal", "status"), [
    ({2015: 10, 2018: 8, Month(2019, 6): 9, 2021: 3}, "8 index_point", "on schedule of 2015, 2018"),
    ({2015: 10, 2018: 8}, "0 index_point", "NOT_APPLICABLE"), ({2015: 10, 2018: 0}, "8 index_point", "NOT_APPLICABLE"),
])  # fmt: skip
def test_a_cut_from_levels(points: dict[Any, Any], goal: str, status: str) -> None:
    """Law: the newest year of the plan counts; of nothing left no logarithm can be taken (LogCut)."""
    found = LogCut().outlook(course(points, AtMost(goal), better="lower", due=Year(2020)))
    used = f"{found.status} of {', '.join(str(point.period) for point in found.points)}"
    assert (used if found.determined else found.reasons[0].code.name) == status


def test_a_rise_that_is_asked_is_no_cut() -> None:
    """Law: a published rise is no cut; the levels are read, and say that no cut is asked for (LogCut)."""
    rise = Change(
        goal=AtLeast("15 %"), since=Baseline(Year(2015)), known=Point(period=Year(2018), amount=Quantity("9 %"))
    )
    given = course({2015: 10, 2018: 8}, AtLeast("11.5 index_point"), due=Year(2020), change=rise)
    assert LogCut().outlook(given).reasons[0].code is ReasonCode.NOT_APPLICABLE
    assert not LogCut().outlook(attrs.evolve(given, due=None)).determined
