"""Courses of targets, and methods side by side (issue: is it on the way)."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

import policytargets as pt
from policytargets import Month, Quarter, Span, Year, methods
from policytargets.bands import Band, Bands
from policytargets.courses import courses_of
from policytargets.errors import InvalidValueError
from policytargets.evidence import Records
from policytargets.outlooks import Course, Method
from policytargets.prospects import compare_methods, outlook

COVERAGE = pt.Indicator(id="coverage", name="coverage", unit="%", nature="stock", better="higher")
WORKS = pt.Indicator(id="works", name="works", unit="work", nature="flow", better="higher")
BY = pt.By(Year(2030))


def goal(criterion: Any, indicator: pt.Indicator = COVERAGE, due: Any = BY, **other: Any) -> pt.Target:
    """A target on coverage by 2030, unless said otherwise."""
    return pt.Target(id="goal", indicator=indicator, criterion=criterion, due=due, **other)


def seen(*rows: tuple[Any, Any], indicator: pt.Indicator = COVERAGE, **other: Any) -> list[pt.Observation]:
    """Levels of an indicator."""
    return [pt.Observation(indicator=indicator, period=period, value=str(value), **other) for period, value in rows]


def course(target: pt.Target, rows: list[pt.Observation], as_of: Any = Year(2024), **other: Any) -> Course:
    """The one course of a target."""
    [found] = courses_of(target, Records.at(rows, as_of.end), **other)
    return found


def change(target: pt.Target, rows: list[pt.Observation], as_of: Any = Year(2026)) -> Any:
    """The known change of a target's course: amount and period, or None."""
    asked = course(target, rows, as_of).change
    assert asked is not None
    assert asked.goal in {pt.AtLeast("7 %"), pt.AtLeast("16 %")}
    return None if asked.known is None else (asked.known.amount, asked.known.period)


def codes(found: Course) -> set[str]:
    """Names of its reasons."""
    return {reason.code.name for reason in found.reasons}


class TestCompare:
    """One series, several official rules (research: worked examples)."""

    TARGET = goal(pt.AtLeast("60"), baseline=Year(2015))
    ROWS = seen((Year(2015), "0.37"), (Year(2024), "14.63"))

    def test_substantial_by_one_rule_and_stagnating_by_another(self) -> None:
        """0.37 in 2015, 14.63 in 2024, 60 by 2030."""
        rules: list[Method] = [methods.StatCan(), methods.SDSN(), methods.LinearShare()]
        found = compare_methods(self.TARGET, self.ROWS, rules, as_of=Year(2024))
        assert found.outlooks[0].status == "substantial_progress"
        assert "stagnat" in str(found.outlooks[1].status)
        assert found.outlooks[2].share == Fraction(1426, 5963)
        assert str(found).count("\n") == 3

    def test_a_result_replays(self) -> None:
        """A method is a pure function of the course."""
        rule = methods.LinearShare()
        found = outlook(self.TARGET, self.ROWS, rule, as_of=Year(2024))
        assert found.course is not None
        assert rule.outlook(found.course) == found
        assert rule.name in str(found)

    def test_later_observations_change_nothing(self) -> None:
        """What is later than as_of does not count."""
        later = seen((Year(2026), 59))
        rule = methods.LinearShare()
        assert outlook(self.TARGET, [*self.ROWS, *later], rule, as_of=Year(2024)) == outlook(
            self.TARGET, self.ROWS, rule, as_of=Year(2024)
        )

    def test_what_is_no_method_is_refused(self) -> None:
        """Four parts."""
        with pytest.raises(InvalidValueError, match="LinearShare"):
            outlook(self.TARGET, [], "linear", as_of=Year(2024))  # type: ignore[arg-type]  # wrong on purpose

    def test_readings_that_disagree_are_named(self) -> None:
        """Each reading has its own required level."""
        either = pt.Readings(
            of=[
                pt.Rise(by=pt.AtLeast("10 points"), since=Year(2015)),
                pt.Rise(by=pt.AtLeast("60 points"), since=Year(2015)),
            ],
            because="open",
        )
        found = outlook(goal(either), self.ROWS, methods.LinearShare(), as_of=Year(2024))
        assert not found.determined
        assert len(found.parts) == 2
        same = pt.Readings(of=[pt.Rise(by=pt.AtLeast("10 points"), since=Year(2015))] * 2, because="open")
        assert outlook(goal(same), self.ROWS, methods.LinearShare(), as_of=Year(2024)).determined

    def test_without_a_baseline_every_method_says_so(self) -> None:
        """Progress needs a baseline."""
        found = outlook(goal(pt.AtLeast("60")), self.ROWS, methods.LinearShare(), as_of=Year(2024))
        assert not found.determined
        assert "baseline" in str(found)


class TestCourses:
    """What a method is told of a target."""

    def test_points_baseline_goal_and_time(self) -> None:
        """From the target and what is known."""
        found = course(goal(pt.AtLeast("60"), baseline=Year(2015)), seen((Year(2015), 10), (Year(2020), 30)))
        assert (found.time_share, found.direction) == (Fraction(1, 3), 1)
        assert found.latest is not None
        assert found.latest.period == Year(2020)
        assert found.goal_amount == pt.Quantity("60 %")
        assert codes(found) == set()

    @pytest.mark.parametrize(
        ("criterion", "expected"),
        [
            (pt.Fall(by=pt.AtLeast("50 %"), since=Year(2015)), pt.AtMost("5 %")),
            (pt.Multiple(times=pt.AtLeast("2"), since=Year(2015)), pt.AtLeast("20 %")),
            (pt.Growth(rate=pt.AtLeast("0 %"), since=Year(2015)), pt.AtLeast("10 %")),
            (pt.NoWorse(than=Year(2015)), pt.AtLeast("10 %")),
            (pt.Rise(by=pt.AtLeast("5 points"), since=pt.Baseline(Year(2015), "20 %")), pt.AtLeast("25 %")),
        ],
    )
    def test_the_required_level_of_a_change(self, criterion: Any, expected: Any) -> None:
        """What a bound or change asks of the indicator."""
        assert course(goal(criterion), seen((Year(2015), 10))).goal == expected

    def test_what_cannot_be_said_has_its_reason(self) -> None:
        """Baselines unstated, unknown, without period, after the due one; combinations; no due."""
        rows = seen((Year(2020), 30))
        rise = pt.AtLeast("5 points")
        assert "BASELINE_UNSTATED" in codes(course(goal(pt.Rise(by=rise, since=pt.UNSTATED)), rows))
        assert "BASELINE_UNKNOWN" in codes(course(goal(pt.Rise(by=rise, since=Year(2015))), rows))
        assert "BASELINE_NO_PERIOD" in codes(course(goal(pt.Rise(by=rise, since="10 %")), rows))
        assert "BASELINE_AFTER_DUE" in codes(course(goal(pt.AtLeast("60"), baseline=Year(2031)), rows))
        assert "NO_GOAL" in codes(course(goal(pt.AllOf([pt.AtLeast("60")])), rows))
        assert "NO_DUE" in codes(course(goal(pt.AtLeast("60"), due=None), rows))
        assert course(goal(pt.NoWorse(than=Year(2015))), rows).goal is None
        assert course(goal(pt.Growth(rate=pt.AtLeast("1 %"), since=Year(2015))), rows).goal is None

    def test_ranges_are_left_out_and_named(self) -> None:
        """No single amount is known."""
        found = course(
            goal(pt.AtLeast("60"), baseline=Year(2015)), seen((Year(2015), 10)) + seen((Year(2020), 30), high="40")
        )
        assert "NOT_ONE_AMOUNT" in codes(found)

    def test_the_amount_reached_so_far(self) -> None:
        """Parts of a flow from the start of the period, or the newest running total."""
        target = goal(pt.AtLeast("120"), WORKS, Year(2024))
        rows = seen((Quarter(2024, 1), 30), (Month(2024, 4), 5), (Month(2024, 6), 9), indicator=WORKS)
        found = course(target, rows, Month(2024, 6)).to_date
        assert found is not None
        assert (found.period, str(found.amount)) == (Span(Month(2024, 1), Month(2024, 4)), "35 works")
        stock = course(goal(pt.AtLeast("60"), due=Year(2024)), seen((Month(2024, 5), 40)), Month(2024, 6)).to_date
        assert stock is not None
        assert stock.period == Month(2024, 5)
        assert course(target, [], Month(2024, 6)).to_date is None
        gap = seen((Month(2024, 3), 5), indicator=WORKS)
        assert course(target, gap, Month(2024, 6)).to_date is None

    def test_a_change_since_the_year_before(self) -> None:
        """The newest published change inside the due period."""
        rise = goal(pt.Rise(by=pt.AtLeast("7 %"), since=pt.YearBefore()), WORKS, Year(2024))
        part = Span(Month(2024, 1), Month(2024, 9))
        rows = seen((part, "6.1 %"), indicator=WORKS, since=pt.YearBefore())
        earlier = seen((Year(2023), "8 %"), (Quarter(2024, 1), "5 %"), indicator=WORKS, since=pt.YearBefore())
        assert change(rise, rows + earlier, Year(2024)) == (pt.Quantity("6.1 %"), part)
        assert change(rise, [], Year(2024)) is None
        assert change(rise, earlier[:1], Year(2024)) is None
        wide = [pt.Observation(indicator=WORKS, period=part, value="6 %", high="7 %", since=pt.YearBefore())]
        assert change(rise, wide, Year(2024)) is None

    def test_a_change_since_a_fixed_baseline(self) -> None:
        """Published cuts since the same baseline, whose size is positive where a fall is asked."""
        fall = goal(pt.Fall(by=pt.AtLeast("16 %"), since=Year(2020)), WORKS, Year(2025))
        rows = seen((Year(2022), "-8 %"), (Year(2024), "-13.4 %"), indicator=WORKS, since=Year(2020))
        others = seen((Year(2024), "-3 %"), indicator=WORKS, since=Year(2023))
        assert change(fall, rows + others, Year(2026)) == (pt.Quantity("13.4 %"), Year(2024))
        assert change(fall, others, Year(2026)) is None
        assert change(goal(pt.Fall(by=pt.AtLeast("16 %"), since="5 works"), WORKS, Year(2025)), rows) is None
        assert course(goal(pt.AtLeast("60")), rows).change is None

    @pytest.mark.parametrize(
        ("better", "expected"), [("lower", pt.AtMost("5 place")), ("higher", pt.AtLeast("5 place"))]
    )
    @pytest.mark.parametrize("nature", ["rank", "stock"])
    def test_no_worse_is_what_deciding_requires(self, better: str, expected: Any, nature: str) -> None:
        """The level of `NoWorse` is the library's own rule, of a rank too (design: a rank rises towards the first)."""
        on = pt.Indicator(id="place", name="place", unit="index_point", nature=nature, better=better)
        target = goal(pt.NoWorse(than=Year(2015)), on, Year(2024))
        rows = seen((Year(2015), 5), (Year(2024), 4), indicator=on)
        found = course(target, rows).goal
        assert found == type(expected)("5 index_point")
        assert pt.assess(target, rows, as_of=Year(2024)).required == found

    def test_a_flow_per_year_is_asked_over_the_due_period(self) -> None:
        """320 a year over a quarter are 80; a quarter of days cannot be said."""
        quarter = course(goal(pt.AtLeast("320 work/year"), WORKS, Quarter(2024, 1)), [])
        assert quarter.goal == pt.AtLeast("80 work")
        assert course(goal(pt.AtLeast("320 work/year"), WORKS, pt.Day(2024, 1, 1)), []).goal is None
        total = pt.Total(pt.AtLeast("80 work"), over=Span(Year(2016), Year(2020)))
        assert course(goal(total, WORKS, None), []).goal == pt.AtLeast("80 work")

    def test_a_combination_on_the_way_is_no_level(self) -> None:
        """A slice that combines has no single level."""
        both = pt.Target(id="both", indicator=COVERAGE, criterion=pt.AllOf([pt.AtLeast("1 %")]), due=Year(2025))
        assert course(goal(pt.AtLeast("60")), [], slices=[both]).interim == ()

    def test_days_from_the_start_are_no_months(self) -> None:
        """What is known to a day in the middle of a month is not added up."""
        rows = seen((pt.Day(2024, 1, 5), 5), indicator=WORKS)
        assert course(goal(pt.AtLeast("120"), WORKS, Year(2024)), rows, Month(2024, 6)).to_date is None

    def test_slices_are_interim_levels(self) -> None:
        """On the way to 2030."""
        cut = pt.Target(id="cut", indicator=COVERAGE, criterion=pt.AtLeast("20"), due=Year(2025), slice_of="goal")
        found = course(goal(pt.AtLeast("60")), [], slices=[cut])
        assert found.interim == ((Year(2025), pt.AtLeast("20 %")),)


class TestBands:
    """Both ends of a band say whether they belong to it."""

    def test_holes_and_overlaps_are_found(self) -> None:
        """Published rules have both."""
        rule = Bands(
            [Band("red", high="0.5", high_closed=True), Band("yellow", low="0.5", high="0.8"), Band("green", low="0.9")]
        )
        assert rule.holes() == ["[0.8, 0.9)"] or "0.8" in rule.holes()
        assert rule.overlaps() == ["0.5"]
        assert "red" in str(rule)
        assert Bands([]).holes() == ["(-∞, ∞)"]
        with pytest.raises(InvalidValueError, match="swap"):
            Band("none", low="1", high="0")
        with pytest.raises(InvalidValueError, match="holds a figure"):
            Band("none", low="1", high="1")

    def test_as_of_is_a_date(self) -> None:
        """Nothing reads the clock."""
        assert outlook(
            TestCompare.TARGET, TestCompare.ROWS, methods.GoalShare(), as_of=dt.date(2024, 12, 31)
        ).determined
