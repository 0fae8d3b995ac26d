"""What a method is told of a target: exactly what is known of it, and nothing else (issue of methods: the course)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from policytargets.baselines import UNSTATED, Baseline, YearBefore
from policytargets.bounds import AtLeast, AtMost, Bound
from policytargets.courses import courses_of
from policytargets.criteria import AllOf, AnyOf, Fall, Growth, Multiple, NoWorse, Readings, Rise, Total
from policytargets.dues import By, Every
from policytargets.evidence import Records
from policytargets.indicators import Indicator
from policytargets.observations import Observation
from policytargets.outlooks import Course, Point
from policytargets.periods import Day, Month, Period, Quarter, Span, Year
from policytargets.quantities import Quantity
from policytargets.targets import Target
from policytargets.verdicts import Reason, ReasonCode

SHARE = Indicator(id="share", name="share", unit="%", nature="stock", better="higher")
WORKS = Indicator(id="works", name="works", unit="work", nature="flow", better="higher")
OTHER = Indicator(id="other", name="other", unit="work", nature="flow")
JUNE = Span(Quarter(2024, 1), Quarter(2024, 2))


def goal(criterion: Any, indicator: Indicator = SHARE, due: Any = By(Year(2030)), **other: Any) -> Target:
    """Give a target by 2030, unless said otherwise."""
    return Target(id=other.pop("id", "goal"), indicator=indicator, criterion=criterion, due=due, **other)


def seen(*rows: tuple[Period, Any], indicator: Indicator = SHARE, **other: Any) -> list[Observation]:
    """Give observations."""
    return [Observation(indicator=indicator, period=period, value=str(value), **other) for period, value in rows]


def course(target: Target, rows: list[Observation], entity: str | None = None, **other: Any) -> Course:
    """Give the one course of a target, of all that is known by the end of 2040."""
    [found] = courses_of(target, Records.at(rows, Year(2040).end), entity, **other)
    return found


def amounts(points: tuple[Point, ...]) -> list[tuple[Period, Any]]:
    """Give period and number of each point."""
    return [(point.period, point.amount.magnitude) for point in points]


def codes(found: Course) -> list[ReasonCode]:
    """Give the codes of its reasons."""
    return [reason.code for reason in found.reasons]


FIVE = goal(Rise(by=AtLeast("5 points"), since=Year(2015)))


class TestWhose:
    """Another entity's observation is no evidence (design: scope)."""

    ROWS = seen((Year(2015), 10), (Year(2020), 30), entity="dalian")

    def test_of_the_entity_all_is_told(self) -> None:
        """Points, baseline and required level."""
        found = course(FIVE, self.ROWS, "dalian")
        assert amounts(found.points) == [(Year(2015), 10), (Year(2020), 30)]
        assert found.baseline == Point(period=Year(2015), amount=Quantity("10 %"), used=(self.ROWS[0],))
        assert found.goal == AtLeast("15 %")
        assert (codes(found), found.to_date) == ([], None)
        assert course(goal(AtLeast("60"), due=Year(2020)), self.ROWS, "dalian").to_date == found.points[1]
        part = goal(Rise(by=AtLeast("2 points"), since=Year(2015)), due=Year(2025), id="part")
        assert course(FIVE, self.ROWS, "dalian", slices=[part]).interim == ((Year(2025), AtLeast("12 %")),)

    @pytest.mark.parametrize("entity", [None, "fuxin"])
    def test_of_another_nothing(self, entity: str | None) -> None:
        """Nor of the plan's own area."""
        found = course(FIVE, self.ROWS, entity)
        assert (found.points, found.baseline, found.goal, found.to_date) == ((), None, None, None)
        assert found.reasons == (Reason(ReasonCode.BASELINE_UNKNOWN, {"period": Year(2015)}),)
        part = goal(Rise(by=AtLeast("2 points"), since=Year(2015)), due=Year(2025), id="part")
        assert course(FIVE, self.ROWS, entity, slices=[part]).interim == ()

    @pytest.mark.parametrize(("entity", "known"), [("dalian", True), (None, False), ("fuxin", False)])
    def test_parts_of_a_flow_and_published_changes(self, entity: str | None, known: bool) -> None:  # noqa: FBT001 -- a row
        """The amount so far, and a published rise."""
        rise = goal(Rise(by=AtLeast("7 %"), since=YearBefore()), WORKS, Year(2024))
        rows = seen((Quarter(2024, 1), 3), (Quarter(2024, 2), 4), indicator=WORKS, entity="dalian")
        grown = seen((JUNE, "6 %"), indicator=WORKS, entity="dalian", since=YearBefore())
        found = course(rise, rows + grown, entity)
        assert found.change is not None
        assert (found.to_date is not None, found.change.known is not None) == (known, known)
        if known:
            assert found.to_date == Point(period=JUNE, amount=Quantity("7 works"), used=tuple(rows))
            assert found.change.known == Point(period=JUNE, amount=Quantity("6 %"), used=tuple(grown))


class TestPoints:
    """Known amounts, in the order of their ends."""

    def test_of_what_holds_at_an_end_any_end_counts(self) -> None:
        """A stock of December serves the year; November is a point of its own (design: nature)."""
        rows = seen((Year(2020), 30), (Month(2019, 11), 20), (Quarter(2021, 1), 31))
        assert amounts(course(FIVE, rows).points) == [(Month(2019, 11), 20), (Year(2020), 30), (Quarter(2021, 1), 31)]

    def test_of_a_flow_only_periods_as_long_as_the_due_one(self) -> None:
        """Works of a quarter are no works of a year (design: nature)."""
        rows = seen((Year(2020), 30), (Quarter(2021, 1), 9), (Year(2019), 20), indicator=WORKS)
        assert amounts(course(goal(AtLeast("50"), WORKS), rows).points) == [(Year(2019), 20), (Year(2020), 30)]
        assert amounts(course(goal(AtLeast("50"), WORKS, Quarter(2022, 1)), rows).points) == [(Quarter(2021, 1), 9)]

    def test_what_is_no_one_amount_is_named(self) -> None:
        """A range, and values that disagree, are no point; each is named with its period (Course: reasons)."""
        wide = seen((Year(2018), 20), high="25") + seen((Year(2019), 21)) + seen((Year(2019), 22), source="b")
        found = course(FIVE, [*seen((Year(2015), 10), (Year(2020), 30)), *wide])
        assert amounts(found.points) == [(Year(2015), 10), (Year(2020), 30)]
        assert found.reasons == tuple(
            Reason(ReasonCode.NOT_ONE_AMOUNT, {"period": period}) for period in (Year(2018), Year(2019))
        )

    def test_a_point_keeps_its_unit_and_what_it_rests_on(self) -> None:
        """In the indicator's unit, whatever was written (Point: amount)."""
        rows = seen((Year(2020), "300 ‰"))
        [found] = course(FIVE, rows).points
        assert (found.amount, found.amount.unit.code, found.used, found.base) == (
            Quantity("30 %"), "percent", tuple(rows), Fraction(3, 10),
        )  # fmt: skip


class TestBaseline:
    """Where the path starts, or why it has no start."""

    @pytest.mark.parametrize(
        ("target", "reason"),
        [
            (goal(AtLeast("60")), Reason(ReasonCode.NO_BASELINE)),
            (goal(Rise(by=AtLeast("5 points"), since=UNSTATED)), Reason(ReasonCode.BASELINE_UNSTATED)),
            (goal(AtLeast("60"), baseline=UNSTATED), Reason(ReasonCode.BASELINE_UNSTATED)),
            (goal(AtLeast("60"), baseline=Baseline(amount="10 %")), Reason(ReasonCode.BASELINE_NO_PERIOD)),
            (goal(AtLeast("60"), baseline=Year(2030)), Reason(ReasonCode.BASELINE_AFTER_DUE)),
            (goal(AtLeast("60"), baseline=Year(2014)), Reason(ReasonCode.BASELINE_UNKNOWN, {"period": Year(2014)})),
        ],
        ids=str,
    )
    def test_why_there_is_none(self, target: Target, reason: Reason) -> None:
        """Each reason is its own (design: no substitution is silent)."""
        found = course(target, seen((Year(2015), 10), (Year(2030), 20)))
        assert (found.baseline, found.reasons) == (None, (reason,))

    def test_the_last_end_before_the_due_one_will_do(self) -> None:
        """A path of a day is a path."""
        rows = seen((Day(2030, 12, 30), 10))
        assert course(goal(AtLeast("60"), baseline=Day(2030, 12, 30)), rows).baseline is not None

    def test_a_stated_amount_goes_before_the_observed_one(self) -> None:
        """Exactly, in the indicator's unit; the document states it, and no observation (design: baseline)."""
        found = course(goal(AtLeast("60"), baseline=Baseline(Year(2015), "150 ‰")), seen((Year(2015), 10)))
        assert found.baseline == Point(period=Year(2015), amount=Quantity("15 %"))
        assert found.baseline.used == ()
        flow = goal(AtLeast("60 works"), WORKS, baseline=Baseline(Year(2015), "12 works"))
        assert course(flow, []).baseline == Point(period=Year(2015), amount=Quantity("12 works"))
        rate = goal(AtLeast("60 works"), WORKS, baseline=Baseline(Quarter(2015, 1), "12 works/year"))
        assert course(rate, []).baseline == Point(period=Quarter(2015, 1), amount=Quantity("3 works"))

    def test_growth_over_the_year_before_starts_where_the_target_says(self) -> None:
        """The year before is no start of a path where the target states another (Target: baseline)."""
        rise = Rise(by=AtLeast("7 %"), since=YearBefore())
        rows = seen((Year(2015), 10), (Year(2029), 40), indicator=WORKS)
        stated, bare = goal(rise, WORKS, Year(2030), baseline=Year(2015)), goal(rise, WORKS, Year(2030))
        assert [amounts((one,)) for one in (course(stated, rows).baseline, course(bare, rows).baseline) if one] == [
            [(Year(2015), 10)], [(Year(2029), 40)],
        ]  # fmt: skip


class TestGoal:
    """The required level: what a bound or change asks of the indicator's own level."""

    @pytest.mark.parametrize(
        ("criterion", "required"),
        [
            (Rise(by=AtLeast("50 %"), since=Year(2015)), AtLeast("15 %")),
            (Rise(by=AtLeast("5 points"), since=Year(2015)), AtLeast("15 %")),
            (Fall(by=AtLeast("50 %"), since=Year(2015)), AtMost("5 %")),
            (Fall(by=AtLeast("4 points"), since=Year(2015)), AtMost("6 %")),
            (Multiple(times=AtLeast("2"), since=Year(2015)), AtLeast("20 %")),
            (Growth(rate=AtLeast("100 %"), since=Year(2028)), AtLeast("80 %")),
            (AtLeast("60 %"), AtLeast("60 %")),
        ],
        ids=str,
    )
    def test_in_the_indicator_s_unit(self, criterion: Any, required: Bound) -> None:
        """% is of the baseline, points are the indicator's own; growth compounds over whole years (design: criterion)."""
        assert course(goal(criterion), seen((Year(2015), 10), (Year(2028), 20))).goal == required

    def test_what_holds_over_a_span_is_asked_of_it(self) -> None:
        """No worse than a level is that level, a total its own bound, a pace the amount over the due period."""
        rows = seen((Year(2015), 10))
        assert course(goal(NoWorse(than=Year(2015))), rows).goal == AtLeast("10 %")
        total = goal(Total(AtLeast("80 works"), over=Span(Year(2016), Year(2020))), WORKS, None)
        assert course(total, []).goal == AtLeast("80 works")
        money = Indicator(id="money", name="money", unit="万元", nature="flow")
        assert course(goal(AtLeast("12 万元/年"), money, Quarter(2024, 1)), []).goal == AtLeast("3 万元")

    def test_growth_over_no_whole_years_asks_for_no_level(self) -> None:
        """A root is no exact level (Course: goal)."""
        rows = seen((Month(2028, 6), 20), (Year(2028), 20))
        assert course(goal(Growth(rate=AtLeast("100 %"), since=Month(2028, 6))), rows).goal is None
        assert course(goal(Growth(rate=AtLeast("100 %"), since=Year(2027))), rows).goal is None

    @pytest.mark.parametrize("kind", [AllOf, AnyOf])
    def test_a_combination_has_no_one_level(self, kind: Any) -> None:
        """Neither of the target nor of a reading of it; nothing else is told then."""
        both = kind([AtLeast("60 %"), AtLeast("50 %")])
        rows = seen((Year(2020), 30))
        found = course(goal(both), rows)
        assert (codes(found), found.points, found.goal) == ([ReasonCode.NO_GOAL], (), None)
        first, second = courses_of(
            goal(Readings(of=[AtLeast("60 %"), both], because="open")), Records.at(rows, Year(2040).end)
        )
        assert (first.goal, codes(second)) == (AtLeast("60 %"), [ReasonCode.NO_GOAL])


class TestDue:
    """The due period, and interim levels before it."""

    def test_of_every_one_period_is_asked_for(self) -> None:
        """Of `Every` the caller says which; without, and without any due, there is none (courses_of: due)."""
        every = goal(AtLeast("60"), due=Every(Year, within=Span(Year(2021), Year(2025))))
        assert course(every, [], due=Year(2023)).due == Year(2023)
        for target in (every, goal(AtLeast("60"), due=None)):
            found = course(target, seen((Year(2020), 30)))
            assert (found.due, codes(found), found.points) == (None, [ReasonCode.NO_DUE], ())
        assert course(FIVE, [], due=Year(2028)).due == Year(2028)
        bare = course(FIVE, [])
        assert (bare.due, bare.as_of, bare.indicator) == (Year(2030), Year(2040).end, SHARE)

    def test_slices_stand_in_the_order_of_time(self) -> None:
        """Those of another indicator, without a due period or without a level are passed over (Course: interim)."""
        slices = [
            goal(AtLeast("9 works"), OTHER, Year(2024), id="a"),
            goal(AtLeast("1 %"), due=None, id="b"),
            goal(AllOf([AtLeast("1 %")]), due=Year(2023), id="c"),
            goal(AtLeast("40 %"), due=Year(2027), id="d"),
            goal(AtLeast("20 %"), due=By(Year(2025)), id="e"),
            goal(AtLeast("30 %"), due=Month(2026, 6), id="f"),
            goal(Growth(rate=AtLeast("100 %"), since=Year(2026)), due=Year(2028), id="g"),
        ]
        assert course(FIVE, seen((Year(2026), 15)), slices=slices).interim == (
            (Year(2025), AtLeast("20 %")), (Month(2026, 6), AtLeast("30 %")), (Year(2027), AtLeast("40 %")),
            (Year(2028), AtLeast("60 %")),
        )  # fmt: skip
        without = course(goal(AtLeast("60"), due=None), [], slices=slices)
        assert len(without.interim) == 3


class TestToDate:
    """The amount reached inside the due period so far."""

    def test_the_longest_stretch_of_months_from_the_start(self) -> None:
        """Parts are added up, and a gap ends the stretch (Course: to_date)."""
        target = goal(AtLeast("120"), WORKS, Year(2024))
        rows = seen((Month(2024, 1), 3), (Month(2024, 2), 4), (Month(2024, 4), 9), (Year(2023), 50), indicator=WORKS)
        found = course(target, rows).to_date
        assert found is not None
        assert (found.period, found.amount) == (Span(Month(2024, 1), Month(2024, 2)), Quantity("7 works"))
        assert course(target, rows[2:]).to_date is None
        whole = course(target, [*rows, *seen((Year(2024), 99), indicator=WORKS)]).to_date
        assert whole is not None
        assert amounts((whole,)) == [(Year(2024), 99)]

    def test_a_day_in_a_month_ends_no_stretch(self) -> None:
        """Whole months are added up, also behind a day that is known; a due period of days has none (Course: to_date)."""
        rows = seen((Month(2024, 1), 3), (Span(Day(2024, 2, 1), Day(2024, 2, 15)), 4), indicator=WORKS)
        found = course(goal(AtLeast("120"), WORKS, Year(2024)), rows).to_date
        assert found is not None
        assert amounts((found,)) == [(Month(2024, 1), 3)]
        days = goal(AtLeast("120"), WORKS, Span(Day(2024, 1, 5), Day(2024, 12, 31)))
        late = seen((Span(Day(2024, 1, 5), Day(2024, 1, 31)), 3), (Month(2024, 1), 4), indicator=WORKS)
        assert course(days, late).to_date is None

    def test_of_what_holds_at_an_end_the_newest_inside(self) -> None:
        """One inside the due period, not the newest of all."""
        rows = seen((Month(2024, 5), 40), (Month(2024, 3), 30), (Month(2025, 1), 70), (Month(2023, 12), 5))
        found = course(goal(AtLeast("60"), due=Year(2024)), rows).to_date
        assert found is not None
        assert amounts((found,)) == [(Month(2024, 5), 40)]

    def test_a_share_of_a_period_is_not_done_bit_by_bit(self) -> None:
        """What holds over the very period has no amount so far (design: nature)."""
        rate = Indicator(id="rate", name="rate", unit="%", nature="share")
        rows = seen((Quarter(2024, 1), 40), indicator=rate)
        assert course(goal(AtLeast("60"), rate, Year(2024)), rows).to_date is None


class TestChange:
    """What a rise or fall asks, and the newest change published since the same baseline."""

    RISE = goal(Rise(by=AtLeast("7 %"), since=YearBefore()), WORKS, Year(2024))

    def test_what_is_asked(self) -> None:
        """Bound and baseline as the criterion has them; a fall says that it is one."""
        found = course(self.RISE, []).change
        assert found is not None
        assert (found.goal, found.since, found.falls, found.known) == (AtLeast("7 %"), YearBefore(), False, None)
        fall = course(goal(Fall(by=AtLeast("16 %"), since=Year(2020)), WORKS), []).change
        assert fall is not None
        assert (fall.falls, fall.since) == (True, Baseline(Year(2020)))
        assert course(goal(AtLeast("60 works"), WORKS), []).change is None

    @pytest.mark.parametrize(
        "rows",
        [
            seen((Quarter(2023, 4), "5 %"), indicator=WORKS, since=YearBefore()),
            seen((Quarter(2024, 2), "5 %"), indicator=OTHER, since=YearBefore()),
            seen((Quarter(2024, 2), "5 works"), indicator=WORKS, since=YearBefore()),
            seen((Quarter(2024, 2), "5 %"), indicator=WORKS, since=Quarter(2023, 1)),
            seen((Quarter(2024, 2), "5 works"), indicator=WORKS),
        ],
    )
    def test_what_is_no_such_change(self, rows: list[Observation]) -> None:
        """Of another year, indicator or measure, since another period, or a level (design: observation)."""
        found = course(self.RISE, rows).change
        assert found is not None
        assert found.known is None

    def test_the_newest_counts(self) -> None:
        """By its end; of a fixed baseline any up to the end of the due period."""
        rows = seen(
            (Quarter(2024, 3), "6 %"),
            (Quarter(2024, 1), "9 %"),
            (Year(2025), "1 %"),
            indicator=WORKS,
            since=YearBefore(),
        )
        found = course(self.RISE, rows).change
        assert found is not None
        assert found.known == Point(period=Quarter(2024, 3), amount=Quantity("6 %"), used=(rows[0],))
        cuts = seen(
            (Year(2024), "-13 %"), (Year(2022), "-8 %"), (Year(2026), "-20 %"), indicator=WORKS, since=Year(2020)
        )
        fall = goal(Fall(by=AtLeast("16 %"), since=Year(2020)), WORKS, Year(2025))
        cut = course(fall, cuts).change
        assert cut is not None
        assert cut.known == Point(period=Year(2024), amount=Quantity("13 %"), used=(cuts[0],))
        at_the_end = course(goal(Fall(by=AtLeast("16 %"), since=Year(2020)), WORKS, Year(2026)), cuts).change
        assert at_the_end is not None
        assert at_the_end.known is not None
        assert at_the_end.known.period == Year(2026)

    def test_points_and_percent_never_compare(self) -> None:
        """A rise in points is served by points, in the unit of the goal (design: unit)."""
        rise = goal(Rise(by=AtLeast("5 points"), since=Year(2020)))
        for value, known in (("4 points", "4 points"), ("4 %", None)):
            found = course(rise, seen((Year(2024), value), since=Year(2020))).change
            assert found is not None
            assert (found.known and found.known.amount) == (known and Quantity(known))

    def test_two_that_disagree_are_none(self) -> None:
        """Values that disagree are those amounts, and no one amount (design: observation)."""
        rows = [
            *seen((JUNE, "6 %"), indicator=WORKS, since=YearBefore()),
            *seen((JUNE, "6.5 %"), indicator=WORKS, since=YearBefore(), source="b"),
        ]
        found = course(self.RISE, rows).change
        assert found is not None
        assert found.known is None
