"""The methods of yearly tasks against every published case, and their edges (issue of methods, section 2)."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

import policytargets as pt
from policytargets import Month, Quarter, Span, Year, YearBefore
from policytargets.bands import Band, Bands
from policytargets.bounds import About, AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan
from policytargets.codec import dumps, loads
from policytargets.errors import InvalidValueError
from policytargets.indicators import Indicator
from policytargets.methods import CompletionRate, ElapsedShare, GrowthGap, PlanRatio, Reporting, band_rules
from policytargets.outlooks import Change, Course, Method, MethodEvidence, Outlook, Point
from policytargets.prospects import outlook
from policytargets.quantities import Quantity, RoundingMode
from policytargets.units import Unit
from policytargets.verdicts import ReasonCode

CASES: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data/chinese_elapsed_cases.json").read_text("utf-8"))
YEAR = Year(2017)


def course(
    done: object, goal: Bound | str | None, months: int = 9, *, unit: str = "亿元", nature: str = "flow", **other: Any
) -> Course:
    """Give a course of a yearly task: what is done in so many months, and what is planned."""
    known = None
    if done is not None:
        amount = Quantity(str(done), Unit(unit))
        known = Point(period=Span(Month(2017, 1), Month(2017, months)), amount=amount)
    bound = AtLeast(Quantity(goal, Unit(unit))) if isinstance(goal, str) else goal
    given: dict[str, Any] = {
        "indicator": Indicator(id="task", name="task", unit=unit, nature=nature, better=other.pop("better", None)),
        "goal": bound, "due": YEAR, "as_of": dt.date(2017, 12, 31), "to_date": known,
    }  # fmt: skip
    return Course(**given | other)


def grown(known: object, bound: Bound, *, falls: bool = False, since: Any = None, **other: Any) -> Course:
    """Give a course that asks for growth over the year before, with the growth published so far."""
    unit = bound.low.unit if isinstance(bound, Between) else bound.amount.unit
    point = None if known is None else Point(period=Quarter(2017, 3), amount=Quantity(str(known), unit))
    asked = Change(goal=bound, since=since or YearBefore(), falls=falls, known=point)
    return course(other.pop("done", None), other.pop("goal", None), change=asked, **other)


def codes(found: Outlook) -> list[ReasonCode]:
    """Give the codes of an outlook's reasons."""
    return [reason.code for reason in found.reasons]


def size(found: Outlook, name: str) -> Fraction:
    """Give an exact figure of an outlook."""
    figure = found.figure(name)
    assert figure is not None
    assert isinstance(figure.amount, Fraction)
    return figure.amount


def reporting(case: dict[str, Any]) -> Reporting:
    """Give how the figures of a case are printed."""
    places, mode, when, *time = case["reporting"]
    return Reporting(places, mode, when, time_places=time[0] if time else None)


def named(case: dict[str, Any]) -> str:
    """Give the name of a case."""
    return str(case["id"])


def of_rounded(amount: str, plan: str) -> tuple[Fraction, Fraction]:
    """Give the least and greatest percent, both printed amounts taken as rounded."""
    halves = [Fraction(1, 2 * 10 ** len(text.partition(".")[2])) for text in (amount, plan)]
    a, p = Fraction(amount), Fraction(plan)
    return 100 * (a - halves[0]) / (p + halves[1]), 100 * (a + halves[0]) / (p - halves[1])


def elapsed_course(case: dict[str, Any]) -> Course:
    """Give the course of a printed case; without a printed plan, of 100 the printed percent is done."""
    done, plan = (case["actual"], case["plan"]) if "plan" in case else (case["share"], "100")
    return course(done, plan, case["months"], unit=case["unit"])


ELAPSED = [case for case in CASES["elapsed_share"] if "fails" not in case]
NOT_ELAPSED = [case for case in CASES["elapsed_share"] if "fails" in case]


class TestPublishedElapsedShares:
    """Key projects, revenue and foreign capital against the months gone, as offices printed them."""

    @pytest.mark.parametrize("case", ELAPSED, ids=named)
    def test_a_printed_case_reproduces(self, case: dict[str, Any]) -> None:
        """Share and gap to the printed digits, the exact status as printed."""
        printed = reporting(case)
        method = ElapsedShare(reporting=printed)
        found = method.outlook(elapsed_course(case))
        time = Fraction(100 * case["months"], 12)
        assert size(found, "percent of time gone") == time
        assert printed.text(size(found, "percent done")) == case["share"]
        assert size(found, "printed percent done") == Fraction(case["share"])
        if "gap" in case:
            assert printed.difference_text(size(found, "percent done"), time) == case["gap"]
            assert size(found, "printed gap") == Fraction(case["gap"])
        assert found.status == case.get("status", found.status)
        assert found.reasons == ()
        assert found.course is not None
        assert method.outlook(found.course) == found

    def test_the_cases_that_do_not_reproduce(self) -> None:
        """Listed by name: one of another schedule, three of amounts that are rounded themselves."""
        assert [case["id"] for case in NOT_ELAPSED] == [
            "Xiamen 2024-09", "Kaiping 2020-08 province list", "Kaiping 2020-08 own list",
            "Kaiping 2021-05 province list",
        ]  # fmt: skip

    @pytest.mark.parametrize("case", NOT_ELAPSED, ids=named)
    def test_a_case_that_does_not_reproduce_stays_listed(self, case: dict[str, Any]) -> None:
        """By no way of printing do the printed figures follow; the status does, where one is printed."""
        places = len(case["share"].partition(".")[2])
        found = ElapsedShare().outlook(elapsed_course(case))
        done, time = size(found, "percent done"), size(found, "percent of time gone")
        for mode in ("half_up", "half_even", "truncate"):
            one, other = Reporting(places, mode, "after"), Reporting(places, mode, "before")
            shares = {one.text(done), other.text(done)}
            gaps = {one.difference(done, time), other.difference(done, time)}
            assert case["share"] not in shares or Fraction(case["gap"]) not in gaps
        assert found.status == case.get("status", found.status)
        if "gap" not in case:
            low, high = of_rounded(case["actual"], case["plan"])
            half = Fraction(1, 2 * 10**places)
            assert low <= Fraction(case["share"]) + half
            assert high >= Fraction(case["share"]) - half

    def test_a_schedule_would_explain_the_one(self) -> None:
        """82 less 72.5 is the printed 9.5; that the plan stood at 72.5 % is inferred, not printed."""
        case = NOT_ELAPSED[0]
        method = ElapsedShare(schedule={9: "72.5"}, reporting=Reporting(0, "half_up", "before", time_places=1))
        assert size(method.outlook(elapsed_course(case)), "printed gap") == Fraction(case["gap"])


class TestElapsedShare:
    """Section 2 of the research: the clock, equal, over 100 %, what it says nothing of."""

    @pytest.mark.parametrize(("done", "status", "gap"), [("74", "behind", -1), ("75", "level", 0), ("76", "ahead", 1)])
    def test_equal_is_on_schedule(self, done: str, status: str, gap: int) -> None:
        """Nine of twelve months are 75 %."""
        found = ElapsedShare().outlook(course(done, "100"))
        assert (found.status, size(found, "gap"), found.share) == (status, Fraction(gap), Fraction(done) / 100)

    def test_over_the_plan_is_kept(self) -> None:
        """130 % after ten months, and a full year's gap is the share less 100 (research, section 2)."""
        assert size(ElapsedShare().outlook(course("130", "100", 10)), "percent done") == 130
        assert size(ElapsedShare().outlook(course("130", "100", 12)), "gap") == 30

    def test_the_clock_is_that_of_the_data(self) -> None:
        """Data to June are held against half the year, whenever it is judged; whole months only."""
        late = course("50", "100", 6, as_of=dt.date(2018, 5, 1))
        assert ElapsedShare().outlook(late).status == "level"
        day = Point(period=pt.Day(2017, 6, 29), amount=Quantity("50 亿元"))
        found = ElapsedShare().outlook(course(None, "100", nature="cumulative", to_date=day))
        assert size(found, "percent of time gone") == Fraction(500, 12)

    def test_the_due_period_need_not_be_a_year(self) -> None:
        """Of two years 18 months are 75 %; of a month all is gone at its end."""
        span = ElapsedShare().outlook(course("75", "100", 6, due=Span(Year(2016), Year(2017))))
        assert (size(span, "percent of time gone"), span.status) == (Fraction(75), "level")
        month = Point(period=Month(2017, 3), amount=Quantity("75 亿元"))
        assert ElapsedShare().outlook(course(None, "75", due=Month(2017, 3), to_date=month)).status == "level"

    def test_the_last_year_of_all(self) -> None:
        """The calendar ends in 9999; counting months does not run over it."""
        last = Point(period=Year(9999), amount=Quantity("9 亿元"))
        assert ElapsedShare().outlook(course(None, "9", due=Year(9999), to_date=last)).status == "level"

    def test_a_stated_schedule(self) -> None:
        """A step goes before the months; without a step for the month nothing is said."""
        method = ElapsedShare(schedule=["6: 40", "9: 72.5"])
        found = method.outlook(course("73", "100"))
        assert (found.status, size(found, "percent planned by now")) == ("ahead", Fraction("72.5"))
        missing = method.outlook(course("73", "100", 8))
        assert codes(missing) == [ReasonCode.NO_STEP]
        assert missing.reasons[0].label("zh") == "2017年第8个月无计划进度"
        assert method == ElapsedShare(schedule=((9, "72.5"), (6, 40)))

    @pytest.mark.parametrize(
        "schedule",
        [
            {0: 1},
            {"x": 1},
            {True: 1},
            ["3: 1", "3: 2"],
            {3: -1},
            {3: 101},
            {3: 50, 4: 40},
            {1.5: 1},
            [7],
            [(3,)],
            ["3"],
        ],
    )
    def test_a_schedule_that_cannot_be(self, schedule: Any) -> None:
        """One error, that names the parameter."""
        with pytest.raises(InvalidValueError, match=r"ElapsedShare: schedule: expected .* percent|each month once"):
            ElapsedShare(schedule=schedule)

    def test_a_flow_per_year(self) -> None:
        """320 a year; 180 in half a year, known as a rate of 360, are 56.25 % done."""
        patents = Indicator(id="patents", name="patents", unit="patent/year", nature="flow")
        target = pt.Target(id="t", indicator=patents, criterion=AtLeast("320 patent/year"), due=YEAR)
        seen = [pt.Observation(indicator=patents, period=Month(2017, m), value="30 patent") for m in range(1, 7)]
        found = outlook(target, seen, ElapsedShare(), as_of=Month(2017, 6))
        assert (size(found, "percent done"), found.status) == (Fraction("56.25"), "ahead")
        assert found.course is not None
        [(_, _), (_, level), _] = ElapsedShare().cut_points(found.course)
        assert level == Exactly("320 patent/year")

    def test_a_flow_per_year_over_two(self) -> None:
        """320 a year are 640 over two; 180 in half a year are 28.125 %, a quarter of the time over."""
        patents = Indicator(id="patents", name="patents", unit="patent/year", nature="flow")
        known = Point(period=Span(Month(2017, 1), Month(2017, 6)), amount=Quantity("360 patent/year"))
        for level in ("320 patent/year", "640 patent"):
            given = Course(
                indicator=patents, goal=AtLeast(level), due=Span(Year(2017), Year(2018)), to_date=known,
                as_of=dt.date(2017, 7, 1),
            )  # fmt: skip
            found = ElapsedShare().outlook(given)
            assert (size(found, "percent done"), size(found, "percent of time gone")) == (
                Fraction("28.125"),
                Fraction(25),
            )
        ratio = PlanRatio({6: "150 patent"}).outlook(given)
        assert (size(ratio, "percent of plan to date"), size(ratio, "excess over plan")) == (
            Fraction(120),
            Fraction(60),
        )

    def test_later_data_change_nothing_earlier(self) -> None:
        """Judged in June, what is observed in July is not looked at."""
        works = Indicator(id="works", name="works", unit="work", nature="flow")
        target = pt.Target(id="t", indicator=works, criterion=AtLeast("120 works"), due=YEAR)
        seen = [pt.Observation(indicator=works, period=Month(2017, m), value=f"{9 + m} works") for m in range(1, 9)]
        early, late = seen[:6], seen[::-1]
        for method in (ElapsedShare(), CompletionRate()):
            one, other = (outlook(target, rows, method, as_of=Month(2017, 6)) for rows in (early, late))
            assert one == other
        assert outlook(target, seen, ElapsedShare(), as_of=Month(2017, 6)).status == "ahead"


UP: list[Method] = [CompletionRate(), ElapsedShare(), PlanRatio({9: "75 亿元"})]
NINE = Quantity("9 亿元")


@pytest.mark.parametrize("method", UP, ids=lambda m: m.name)
@pytest.mark.parametrize(("given", "code", "why"), [
    (course("1", None), ReasonCode.NO_GOAL, ""), (course("1", "9", due=None), ReasonCode.NO_DUE, ""),
    (course(None, "9"), ReasonCode.NO_TO_DATE, ""),
    (course("1", "9", due=Year(2018)), ReasonCode.NO_TO_DATE, ""),
    (course("1", "0"), ReasonCode.NOT_APPLICABLE, "zero or negative"),
    (course("1", "-5"), ReasonCode.NOT_APPLICABLE, "zero or negative"),
    (course("1", AtMost(NINE)), ReasonCode.NOT_APPLICABLE, "no more than"),
    (course("1", LessThan(NINE)), ReasonCode.NOT_APPLICABLE, "no more than"),
    (course("1", Exactly(NINE), better="lower"), ReasonCode.NOT_APPLICABLE, "no more than"),
    (course("1", Between(NINE, "10 亿元")), ReasonCode.NOT_APPLICABLE, "range"),
    (course("1", About(NINE)), ReasonCode.NOT_APPLICABLE, "range"),
    (course("1", "9", nature="rank"), ReasonCode.NOT_APPLICABLE, "bit by bit"),
    (course("1", "9", due=Span(pt.Day(2017, 1, 1), pt.Day(2017, 12, 30))), ReasonCode.NOT_APPLICABLE, "whole months"),
])  # fmt: skip
def test_what_is_no_plan_to_fulfil(method: Any, given: Course, code: ReasonCode, why: str) -> None:
    """Law: undetermined with the reason, in both languages; no cut points either (issue of methods)."""
    found = method.outlook(given)
    assert (found.determined, codes(found)) == (False, [code])
    assert why in str(found.reasons[0])
    assert found.reasons[0].label("zh").isascii() is False
    assert method.cut_points(given) == ()
    assert method.outlook(found.course) == found


def test_an_exact_plan_is_a_plan() -> None:
    """Law: what is to be exactly an amount is fulfilled like any plan, unless it is come down to."""
    assert CompletionRate().outlook(course("9", Exactly(NINE))).status == "reached"
    start = Point(period=Year(2016), amount=Quantity("20 亿元"))
    assert codes(CompletionRate().outlook(course("9", Exactly(NINE), baseline=start))) == [ReasonCode.NOT_APPLICABLE]


def test_a_stock_has_a_completion_rate_and_no_elapsed_share() -> None:
    """Law: what stands at a moment does not begin at zero each year; 1.9 of 2.15 is 88.4 %, whatever the month."""
    given = course("1.9", "2.15", unit="patent/(10000.person)", nature="stock")
    assert Reporting(1).text(size(CompletionRate().outlook(given), "percent done")) == "88.4"
    assert codes(ElapsedShare().outlook(given)) == [ReasonCode.NOT_APPLICABLE]


COMPLETION = [case for case in CASES["completion_rate"] if "fails" not in case]
NOT_COMPLETION = [case for case in CASES["completion_rate"] if "fails" in case]


class TestCompletionRate:
    """100 c/T, as printed."""

    @pytest.mark.parametrize("case", COMPLETION, ids=named)
    def test_a_printed_case_reproduces(self, case: dict[str, Any]) -> None:
        """The percent to the printed digits; reached where it is called met."""
        found = CompletionRate().outlook(course(case["actual"], case["target"], unit="project"))
        if "percent" in case:
            assert reporting(case).text(size(found, "percent done")) == case["percent"]
        if "met" in case:
            assert (found.status == "reached") is case["met"]
        assert found.status in {"reached", "not yet reached"}

    def test_the_cases_that_do_not_reproduce(self) -> None:
        """Two shares of 132 tasks were taken of the 125 that stand in a class."""
        assert [case["id"] for case in NOT_COMPLETION] == [
            "2016-09 tasks done or nearly done", "2016-09 tasks will be done in the year",
        ]  # fmt: skip
        for case in NOT_COMPLETION:
            one, other = (
                size(CompletionRate().outlook(course(case["actual"], of, unit="project")), "percent done")
                for of in (case["target"], "125")
            )
            assert (Reporting(1).text(one) == case["percent"], Reporting(1).text(other)) == (False, case["percent"])

    def test_nearly_is_not_reached(self) -> None:
        """99.96 % is printed as 100.0 % and is not reached; the result says so, and decides exactly."""
        found = CompletionRate(reporting=Reporting(1, "half_up")).outlook(course("99.96", "100"))
        assert (found.status, codes(found)) == ("not yet reached", [ReasonCode.PRINTED_DIFFERS])
        assert str(found.reasons[0]) == "printed as 100.0%, which reads reached; exactly it is not yet reached"
        assert found.reasons[0].label("zh") == "印出为100.0%，应判已达到；实际为尚未达到"
        cut = CompletionRate(reporting=Reporting(1, "truncate")).outlook(course("99.96", "100"))
        assert (cut.reasons, size(cut, "printed percent done")) == ((), Fraction("99.9"))

    def test_cut_points(self) -> None:
        """The bands as bounds on the amount."""
        assert CompletionRate().cut_points(course("1", "50")) == (
            ("reached", AtLeast("50 亿元")), ("not yet reached", LessThan("50 亿元")),
        )  # fmt: skip

    def test_more_than_the_plan(self) -> None:
        """The rate is of the amount that is named; whether "more than" is met, the verdict says."""
        assert CompletionRate().outlook(course("50", MoreThan("50 亿元"))).share == 1


PLAN = [case for case in CASES["plan_ratio"] if "fails" not in case]
NOT_PLAN = [case for case in CASES["plan_ratio"] if "fails" in case]


def planned(case: dict[str, Any], **other: Any) -> tuple[PlanRatio, Course]:
    """Give method and course of a printed case; the year's plan is not printed."""
    method = PlanRatio({case["months"]: f"{case['plan']} 亿元"}, **other)
    return method, course(case["actual"], "1000", case["months"])


class TestPlanRatio:
    """100 c/plan(m) and c - plan(m), Xiamen's monthly plan."""

    @pytest.mark.parametrize("case", PLAN, ids=named)
    def test_a_printed_case_reproduces(self, case: dict[str, Any]) -> None:
        """Percent and excess to the printed digits."""
        method, given = planned(case, reporting=reporting(case))
        found = method.outlook(given)
        assert reporting(case).text(size(found, "percent of plan to date")) == case["percent"]
        assert size(found, "printed excess over plan") == Fraction(case["excess"])
        assert (found.status, found.reasons) == (case["status"], ())

    @pytest.mark.parametrize("case", NOT_PLAN, ids=named)
    def test_a_case_that_does_not_reproduce_stays_listed(self, case: dict[str, Any]) -> None:
        """The printed percent follows only if the printed amounts are taken as rounded; the status follows."""
        method, given = planned(case)
        found = method.outlook(given)
        assert Reporting(2).text(size(found, "percent of plan to date")) != case["percent"]
        low, high = of_rounded(case["actual"], case["plan"])
        half = Fraction(1, 200)
        assert low <= Fraction(case["percent"]) + half
        assert high >= Fraction(case["percent"]) - half
        assert found.status == case["status"]

    def test_the_cases_that_do_not_reproduce(self) -> None:
        """Listed by name."""
        assert [case["id"] for case in NOT_PLAN] == [
            "Xiamen 2022-05 all", "Xiamen 2022-05 industry", "Xiamen 2022-05 social",
        ]  # fmt: skip

    def test_the_excess_is_in_the_unit_of_the_indicator(self) -> None:
        """Whatever the unit the instalments are stated in."""
        found = PlanRatio(["9: 700000 万元"]).outlook(course("80", "100"))
        excess = found.figure("excess over plan")
        assert excess is not None
        assert (excess.amount, excess.unit) == (Fraction(10), "100000000.CNY")
        assert [size(found, "percent of plan to date"), found.status] == [Fraction(800, 7), "ahead"]

    def test_no_instalment_is_guessed(self) -> None:
        """Between two instalments nothing is read, and amounts of another kind do not count."""
        method = PlanRatio({8: "60 亿元", 10: "80 亿元"})
        assert codes(method.outlook(course("70", "100"))) == [ReasonCode.NO_STEP]
        assert codes(PlanRatio().outlook(course("70", "100"))) == [ReasonCode.NO_STEP]
        other = PlanRatio({9: "60 patents"}).outlook(course("70", "100"))
        assert codes(other) == [ReasonCode.UNIT_MISMATCH]
        assert codes(PlanRatio({9: "0 亿元"}).outlook(course("70", "100"))) == [ReasonCode.NOT_APPLICABLE]

    @pytest.mark.parametrize(
        "plan", [{3: "5 亿元", 4: "4 亿元"}, {3: "5 亿元", 4: "6 patents"}, {0: "5 亿元"}, ["3"], {3: "x"}, 7]
    )
    def test_a_plan_that_cannot_be(self, plan: Any) -> None:
        """Instalments are cumulative, of one unit, each month once."""
        with pytest.raises(ValueError, match=r"PlanRatio: plan|expected"):
            PlanRatio(plan)

    def test_cut_points(self) -> None:
        """The bands as bounds on the amount."""
        method = PlanRatio({9: "75 亿元"})
        assert dict(method.cut_points(course("80", "100")))["level"] == Exactly("75 亿元")


class TestGrowthGap:
    """Growth against growth, no share of time."""

    @pytest.mark.parametrize("case", CASES["growth_gap"], ids=named)
    def test_a_printed_gap_is_growth_less_a_round_growth(self, case: dict[str, Any]) -> None:
        """The growth that was asked is not printed; the printed gap implies a round one, as it stands for the year."""
        found = GrowthGap().outlook(grown(case["growth"], AtLeast(f"{case['growth_asked_implied']} %")))
        assert size(found, "growth gap") == Fraction(case["gap"])
        assert found.status == case["status"]
        assert (2 * Fraction(case["growth_asked_implied"])).denominator == 1

    def test_of_a_fall_its_size(self) -> None:
        """3.2 % down of 3 % asked is ahead; points are points."""
        found = GrowthGap().outlook(grown("3.2", AtLeast("3 %"), falls=True))
        assert (found.status, size(found, "growth gap")) == ("ahead", Fraction("0.2"))
        assert GrowthGap().outlook(grown("0.5", Exactly("0.5 个百分点"))).status == "level"

    @pytest.mark.parametrize(("given", "code", "why"), [
        (course("1", "9"), ReasonCode.NOT_APPLICABLE, "no growth"),
        (grown("1", AtLeast("5 %"), since=pt.Baseline(Year(2015))), ReasonCode.NOT_APPLICABLE, "no growth"),
        (grown("1", AtLeast("5 亿元")), ReasonCode.NOT_APPLICABLE, "percent or points"),
        (grown("1", AtMost("3 %")), ReasonCode.NOT_APPLICABLE, "no more than"),
        (grown("1", Between("3 %", "4 %")), ReasonCode.NOT_APPLICABLE, "range"),
        (grown(None, AtLeast("5 %")), ReasonCode.NO_TO_DATE, "left out and not behind"),
        (grown("1", AtLeast("5 %"), due=None), ReasonCode.NO_DUE, ""),
    ])  # fmt: skip
    def test_what_it_says_nothing_of(self, given: Course, code: ReasonCode, why: str) -> None:
        """Undetermined with the reason."""
        found = GrowthGap().outlook(given)
        assert (found.determined, codes(found)) == (False, [code])
        assert why in str(found.reasons[0])

    def test_from_observations(self) -> None:
        """Published growth of nine months against the growth asked for the year."""
        output = Indicator(id="gdp", name="GDP", unit="亿元", nature="flow")
        target = pt.Target(
            id="t", indicator=output, criterion=pt.Rise(by=AtLeast("7 %"), since=YearBefore()), due=Year(2019)
        )
        span = Span(Month(2019, 1), Month(2019, 9))
        seen = [pt.Observation(indicator=output, period=span, value="6.1 %", since=YearBefore())]
        found = outlook(target, seen, GrowthGap(reporting=Reporting(1)), as_of=Month(2019, 10))
        assert (found.status, size(found, "printed growth gap")) == ("behind", Fraction("-0.9"))

    def test_no_baseline_is_missed(self) -> None:
        """What progress from a baseline would need is no remark on a method without one."""
        output = Indicator(id="gdp", name="GDP", unit="亿元", nature="flow")
        target = pt.Target(id="t", indicator=output, criterion=AtLeast("100 亿元"), due=YEAR)
        seen = [pt.Observation(indicator=output, period=Quarter(2017, 1), value="30 亿元")]
        for method in (CompletionRate(), ElapsedShare(), PlanRatio({3: "25 亿元"})):
            assert outlook(target, seen, method, as_of=Month(2017, 4)).reasons == ()
        found = outlook(target, seen, GrowthGap(), as_of=Month(2017, 4))
        assert codes(found) == [ReasonCode.NOT_APPLICABLE]


XUANCHENG = ElapsedShare(or_growth=True, bands=band_rules.XUANCHENG.bands)
SEVEN = AtLeast("7 %")


class TestXuancheng:
    """Behind when the share is below the time or the growth below what is asked; strictly."""

    @pytest.mark.parametrize(("done", "growth", "status"), [
        ("75", "7", "on schedule"), ("74", "7", "behind"), ("75", "6.9", "behind"), ("74", "6.9", "behind"),
        ("90", "8", "on schedule"), (None, "7", "on schedule"), (None, "6.9", "behind"), ("74", None, "behind"),
    ])  # fmt: skip
    def test_one_of_two_is_enough_to_be_behind(self, done: str | None, growth: str | None, status: str) -> None:
        """Equal is on schedule; without an amount the growth decides; behind by time needs no growth."""
        assert XUANCHENG.outlook(grown(growth, SEVEN, done=done, goal="100")).status == status

    def test_on_time_without_the_growth_that_is_asked_is_open(self) -> None:
        """The growth might be too low."""
        found = XUANCHENG.outlook(grown(None, SEVEN, done="80", goal="100"))
        assert (found.determined, codes(found)) == (False, [ReasonCode.NO_TO_DATE])
        hole = ElapsedShare(or_growth=True, bands=Bands([Band("near", low=-1, high=1)]))
        assert not hole.outlook(grown(None, SEVEN, done="10", goal="100")).determined

    def test_what_is_known_once_a_year_is_left_out(self) -> None:
        """Energy and emission cuts are not behind in March: nothing is known of the year."""
        found = XUANCHENG.outlook(grown(None, AtLeast("3 %"), falls=True))
        assert (found.status, found.determined, codes(found)) == (None, False, [ReasonCode.NO_TO_DATE])
        assert str(found.reasons[0]) == "nothing is known of 2017 so far, so it is left out and not behind"
        assert found.reasons[0].label("zh") == "2017年尚无进度数据，不计入，也不判为滞后"

    def test_an_amount_alone_is_judged_by_time(self) -> None:
        """No growth is asked for; and without the option the growth is not looked at."""
        assert XUANCHENG.outlook(course("74", "100")).status == "behind"
        plain = ElapsedShare(bands=band_rules.XUANCHENG.bands)
        assert plain.outlook(grown("6.9", SEVEN, done="75", goal="100")).status == "on schedule"

    def test_cut_points_are_for_the_amount_alone(self) -> None:
        """Where growth decides too, no bound on the amount says the status."""
        assert XUANCHENG.cut_points(grown("7", SEVEN, done="75", goal="100")) == ()
        assert XUANCHENG.cut_points(course("75", "100")) == (
            ("behind", LessThan("75 亿元")), ("on schedule", AtLeast("75 亿元")),
        )  # fmt: skip

    def test_the_figures_of_both(self) -> None:
        """Both gaps are told, and both printed; the least one is named where it reads otherwise."""
        found = attrs.evolve(XUANCHENG, reporting=Reporting(1)).outlook(grown("6.99", SEVEN, done="80", goal="100"))
        assert [figure.name for figure in found.figures] == [
            "percent done", "percent of time gone", "gap",
            "printed percent done", "printed percent of time gone", "printed gap",
            "published growth", "growth asked", "growth gap",
            "printed published growth", "printed growth asked", "printed growth gap",
        ]  # fmt: skip
        assert (found.status, len(found.points)) == ("behind", 2)
        assert str(found.reasons[0]) == "printed as a gap of 0.0 points, which reads on schedule; exactly it is behind"


class TestReporting:
    """How a figure is printed, never how it is judged."""

    def test_the_only_status_that_printing_changes(self) -> None:
        """31.8 of 127.1 after three months is 25.02 %: ahead, printed 25 % and level (research, section 2)."""
        for when in ("before", "after"):
            found = ElapsedShare(reporting=Reporting(1, "half_up", when)).outlook(course("31.8", "127.1", 3))
            assert (found.status, codes(found)) == ("ahead", [ReasonCode.PRINTED_DIFFERS])
            assert str(found.reasons[0]) == "printed as a gap of 0.0 points, which reads level; exactly it is ahead"
            assert found.reasons[0].label("zh") == "印出为相差0.0个百分点，应判持平；实际为超前"
        exact = ElapsedShare(reporting=Reporting(2)).outlook(course("31.8", "127.1", 3))
        assert exact.reasons == ()

    def test_a_printed_figure_may_fall_into_a_hole(self) -> None:
        """10.04 points behind is yellow in Yinchuan, and so is the printed 10.0; 9.96 is in no band, printed yellow."""
        method = ElapsedShare(bands=band_rules.YINCHUAN_2025.bands, reporting=Reporting(1))
        assert method.outlook(course("64.96", "100")).reasons == ()
        found = method.outlook(course("65.04", "100"))
        assert (found.status, codes(found)) == (None, [ReasonCode.PRINTED_DIFFERS, ReasonCode.IN_NO_BAND])
        assert "exactly it is in no band" in str(found.reasons[0])

    @pytest.mark.parametrize(("figure", "mode", "places", "text"), [
        ("69.84", "truncate", 0, "69"), ("98.6", "truncate", 0, "98"), ("89.66", "half_up", 0, "90"),
        ("3.775", "half_up", 2, "3.78"), ("3.765", "half_even", 2, "3.76"), ("-0.04", "half_up", 1, "0.0"),
        ("-3.765", "truncate", 2, "-3.76"), ("-3.765", "half_up", 2, "-3.77"), ("115.9", "half_up", 1, "115.9"),
        ("-0.5", "truncate", 2, "-0.50"),
    ])  # fmt: skip
    def test_printed_figures(self, figure: str, mode: Any, places: int, text: str) -> None:
        """Cut off by the housing ministry in 2011 and 2013, half up in 2010; a tie up or to even; zero has no sign."""
        assert Reporting(places, mode).text(Fraction(figure)) == text

    def test_before_or_after(self) -> None:
        """Jiangmen subtracts first, Kaiping rounds first (research, section 2)."""
        time = Fraction(200, 12)
        assert Reporting(1, "half_up", "before").difference_text(Fraction("15.736"), time) == "-1.0"
        assert Reporting(1, "half_up", "after").difference_text(Fraction("15.736"), time) == "-0.9"

    def test_of_a_decimal(self) -> None:
        """A figure from logarithms is printed the same way."""
        assert Reporting(1).apply(Decimal("82.45")) == Fraction("82.5")

    @pytest.mark.parametrize(("arguments", "field"), [
        ((31,), "places"), ((-1,), "places"), ((True,), "places"), (("1",), "places"), ((1, "up"), "mode"),
        ((1, None), "mode"), ((1, "half_up", "first"), "when"),
    ])  # fmt: skip
    def test_what_it_does_not_take(self, arguments: tuple[Any, ...], field: str) -> None:
        """One error that names the field."""
        with pytest.raises(InvalidValueError, match=f"Reporting: {field}"):
            Reporting(*arguments)
        with pytest.raises(InvalidValueError, match="Reporting: time_places"):
            Reporting(1, time_places=-1)

    @pytest.mark.parametrize("text", ["", "x", "1 half_up after x", "1 up", "half_up", "1 half_up first", "1 2 3 4 5"])
    def test_a_text_that_is_none(self, text: str) -> None:
        """One error that says how it is written."""
        with pytest.raises(InvalidValueError, match="Reporting"):
            Reporting.parse(text)

    def test_it_takes_a_rounding_mode(self) -> None:
        """The modes of rounding before comparing are modes of printing too."""
        assert Reporting(1, RoundingMode.HALF_EVEN) == Reporting(1, "half_even")
        assert str(Reporting(1, "half_up", "before", time_places=2)) == "1 half_up before 2"


class TestBandRules:
    """Published rules with their holes and overlaps."""

    @pytest.mark.parametrize("case", CASES["bands"], ids=named)
    def test_a_rule_is_as_published(self, case: dict[str, Any]) -> None:
        """Its holes, its overlaps, and what falls on its ends."""
        rule = getattr(band_rules, case["rule"])
        assert (rule.bands.holes(), rule.bands.overlaps()) == (case["holes"], case["overlaps"])
        for figure, status in case["statuses"].items():
            band = rule.bands.find(Fraction(figure))
            assert (band and band.status) == status, figure
        assert rule.source
        assert rule.figure

    def test_every_published_rule_has_its_place(self) -> None:
        """22 rules were collected: 12 are bands on one figure, one of them in two prints; 10 are not."""
        rules = {name for name in band_rules.__all__ if name != "BandRule"}
        assert rules == {case["rule"] for case in CASES["bands"]}
        assert (len(rules), len(CASES["no_bands"])) == (13, 10)

    def test_a_rule_goes_into_the_method_of_its_figure(self) -> None:
        """50 % stands in two bands, the first is given; less than 10 points behind is in none."""
        warned = CompletionRate(bands=band_rules.ENERGY_WARNING_2010.bands).outlook(course("50", "100"))
        assert (warned.status, warned.band) == ("orange", "orange [50, 90)")
        lights = ElapsedShare(bands=band_rules.YINCHUAN_2025.bands).outlook(course("70", "100"))
        assert (lights.status, lights.determined, codes(lights)) == (None, True, [ReasonCode.IN_NO_BAND])
        bonds = PlanRatio({9: "100 亿元"}, bands=band_rules.TIANJIN_BONDS_2022.bands)
        assert bonds.outlook(course("70", "100")).status == "yellow"


METHODS: list[tuple[Any, MethodEvidence, tuple[str, ...]]] = [
    (CompletionRate(), MethodEvidence.PUBLISHED_CASE, ("ends", "mirror")),
    (ElapsedShare(), MethodEvidence.PUBLISHED_CASE, ("ends", "mirror")),
    (PlanRatio(), MethodEvidence.PUBLISHED_CASE, ("ends", "mirror")),
    (GrowthGap(), MethodEvidence.PUBLISHED_TEXT, ()),
]


@pytest.mark.parametrize(("method", "evidence", "breaks"), METHODS, ids=lambda one: getattr(one, "name", ""))
def test_a_method_says_what_it_rests_on(method: Any, evidence: MethodEvidence, breaks: tuple[str, ...]) -> None:
    """Law: name, evidence, source and the laws it breaks belong to the value (issue of methods)."""
    assert method.name == f"{type(method).__name__}()"
    assert (method.evidence, getattr(method, "breaks", ())) == (evidence, breaks)
    assert method.citation
    assert isinstance(method, Method)


def test_every_word_is_said_in_chinese() -> None:
    """Law: statuses and figures have words in both languages (issue of methods); points are numbers in both."""
    printed = Reporting(1)
    judged = [
        attrs.evolve(XUANCHENG, reporting=printed).outlook(grown("7", SEVEN, done="75", goal="100")),
        ElapsedShare(schedule={9: 70}, reporting=printed).outlook(course("75", "100")),
        PlanRatio({9: "75 亿元"}, reporting=printed).outlook(course("75", "100")),
        CompletionRate(reporting=printed).outlook(course("75", "100")),
    ]
    rules = [getattr(band_rules, case["rule"]) for case in CASES["bands"]]
    said = [found.label("zh") for found in judged]
    said += [figure.label("zh") for found in judged for figure in found.figures]
    said += [Outlook(method="", status=band.status).label("zh") for rule in rules for band in rule.bands.bands]
    assert [word for word in said if word.isascii() and not word.isdecimal()] == []


def test_the_laws_that_are_broken_are_broken() -> None:
    """Law: a method that breaks a law says so: ends and mirror (issue, section 4)."""
    start = Point(period=Year(2016), amount=Quantity("50 亿元"))
    for method in (CompletionRate(), ElapsedShare()):
        assert method.outlook(course("50", "100", baseline=start)).share == Fraction(1, 2)
        assert method.outlook(course("0", "100", baseline=start)).share == 0
        assert not method.outlook(course("-50", AtMost("-100 亿元"))).determined


@pytest.mark.parametrize("method", [
    ElapsedShare(or_growth=True, bands=band_rules.XUANCHENG.bands, reporting=Reporting(1)),
    ElapsedShare(schedule={6: 40, 9: "72.5"}, reporting=Reporting(0, "truncate", "before", time_places=1)),
    PlanRatio({5: "301.17 亿元", 6: "400 亿元"}), CompletionRate(reporting=Reporting(2, "half_even")),
    GrowthGap(),
], ids=lambda method: method.name)  # fmt: skip
def test_a_plan_file_states_it(method: Method) -> None:
    """Law: a target carries its own method through a file (issue of methods, section 1)."""
    works = Indicator(id="works", name="works", unit="亿元", nature="flow")
    target = pt.Target(id="t", indicator=works, criterion=AtLeast("100 亿元"), due=YEAR, method=method)
    plan = pt.Plan(title="p", indicators=[works], targets=[target])
    assert loads(dumps(plan)).targets[0].method == method


def test_bad_parameters_are_refused() -> None:
    """Law: one clear error (issue of methods)."""
    for make in (CompletionRate, ElapsedShare, PlanRatio, GrowthGap):
        with pytest.raises(InvalidValueError, match="bands"):
            make(bands="green")  # type: ignore[arg-type]  # what is tested
        with pytest.raises(InvalidValueError, match="reporting"):
            make(reporting=1)
