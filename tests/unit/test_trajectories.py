"""Paths and pace: what is expected, what is missing, what it takes, where a trend leads (issue of methods, section 3)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

import policytargets as pt
from policytargets import Day, Month, Quantity, Unit, Year
from policytargets.bounds import About, AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan
from policytargets.errors import InvalidValueError, UnitMismatchError
from policytargets.indicators import Indicator, Limits
from policytargets.outlooks import Course, Point
from policytargets.trajectories import (
    Answer,
    Geometric,
    LeastSquares,
    Linear,
    Pace,
    Path,
    Question,
    Stepwise,
    Trend,
    TwoPoint,
    pace_of,
    required_change,
    required_growth,
    surplus,
)
from policytargets.verdicts import ReasonCode

PATHS: list[Path] = [Linear(), Geometric(), Stepwise()]
TRENDS: list[Trend] = [TwoPoint(), TwoPoint(compound=True), LeastSquares()]
EACH_PATH = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
EACH_TREND = pytest.mark.parametrize("trend", TRENDS, ids=lambda trend: trend.name)


def course(  # noqa: PLR0913 -- a course has these parts
    points: dict[Any, Any], goal: Any = AtLeast("8 kg"), *, start: Any = Year(2015), due: Any = Year(2020), unit: str = "kg",
    nature: str = "stock", interim: Any = (), as_of: Any = Year(2018), limits: Any = None,
) -> Course:  # fmt: skip
    """A course of years, whose baseline is one of the points."""
    made = tuple(
        Point(period=Year(when) if isinstance(when, int) else when, amount=Quantity(str(v), Unit(unit)))
        for when, v in points.items()
    )
    return Course(
        indicator=Indicator(id="x", name="x", unit=unit, nature=nature, limits=limits), points=made, goal=goal, due=due,
        baseline=next((p for p in made if p.period == start), None), as_of=as_of.end, interim=interim,
    )  # fmt: skip


def code(answer: Answer) -> ReasonCode:
    """The reason why nothing can be said, which comes first."""
    assert not answer.determined
    assert answer.amount is None
    return answer.reasons[0].code


class TestPaths:
    """What is expected on the way."""

    def test_a_straight_line(self) -> None:
        """From 3 in 2015 to 8 in 2020 it is 1 a year; at the end of a month, a twelfth of that more."""
        given = course({2015: 3})
        assert Linear().expected(given, Year(2018)).quantity == Quantity("6 kg")
        assert Linear().expected(given, Month(2018, 6)).quantity == Quantity("5.5 kg")

    def test_the_same_growth_a_year(self) -> None:
        """From 2 to 8 over four years, half-way is twice the start, and marked as not exact."""
        found = Geometric().expected(course({2016: 2}, start=Year(2016)), Year(2018))
        assert (found.amount, found.is_exact, found.quantity) == (Decimal(4), False, None)
        assert str(found) == "≈4 kg expected in 2018 by Geometric()"
        ends = [Geometric().expected(course({2016: 2}, start=Year(2016)), Year(year)).quantity for year in (2016, 2020)]
        assert ends == [Quantity("2 kg"), Quantity("8 kg")]

    def test_amounts_below_zero_have_a_growth_of_their_size(self) -> None:
        """From -8 to -2: half-way -4; the path does not care for the sign both have."""
        found = Geometric().expected(course({2016: -8}, AtLeast("-2 kg"), start=Year(2016)), Year(2018))
        assert found.amount == -4

    def test_through_interim_targets(self) -> None:
        """A slice of 4 in 2017 on the way from 3 to 8: straight before, straight behind."""
        given = course({2015: 3}, interim=[(Year(2017), AtLeast("4 kg"))])
        amounts = [Stepwise().expected(given, Year(year)).amount for year in range(2015, 2021)]
        assert amounts == [3, Fraction(7, 2), 4, Fraction(16, 3), Fraction(20, 3), 8]

    def test_what_is_no_step_is_named(self) -> None:
        """A corridor, a step at the baseline or at the due period; the same step twice is one."""
        interim = [
            (Year(2015), AtLeast("1 kg")), (Year(2016), Between("1 kg", "2 kg")), (Year(2017), AtLeast("4 kg")),
            (Month(2017, 12), AtLeast("4 kg")), (Year(2020), AtLeast("9 kg")),
        ]  # fmt: skip
        found = Stepwise().expected(course({2015: 3}, interim=interim), Year(2017))
        assert found.amount == 4
        assert [reason.code for reason in found.reasons] == [
            ReasonCode.OFF_PATH, ReasonCode.NOT_ONE_AMOUNT, ReasonCode.OFF_PATH,
        ]  # fmt: skip
        flow = course(
            {2015: 3}, nature="flow", interim=[(Month(2017, 3), AtLeast("1 kg")), (Year(2017), AtLeast("4 kg"))]
        )
        assert [r.code for r in Stepwise().expected(flow, Year(2017)).reasons] == [ReasonCode.OTHER_LENGTH]

    def test_steps_that_contradict_are_undetermined(self) -> None:
        """Two slices of one year that ask for different amounts."""
        interim = [(Year(2017), AtLeast("4 kg")), (Year(2017), AtLeast("5 kg"))]
        assert code(Stepwise().expected(course({2015: 3}, interim=interim), Year(2018))) is ReasonCode.NOT_ONE_AMOUNT

    def test_no_interim_target(self) -> None:
        """A stepwise path without a step is not silently a straight one."""
        assert code(Stepwise().expected(course({2015: 3}), Year(2018))) is ReasonCode.NO_INTERIM

    @pytest.mark.parametrize(("start", "goal", "expected"), [
        (0, AtLeast("8 kg"), ReasonCode.BASELINE_NOT_POSITIVE), (3, AtMost("0 kg"), ReasonCode.NOT_APPLICABLE),
        (-3, AtLeast("8 kg"), ReasonCode.SIGN_CHANGE),
    ])  # fmt: skip
    def test_no_growth_from_zero_to_zero_or_across_it(self, start: int, goal: Bound, expected: ReasonCode) -> None:
        """Never a complex number, nor 0.001 for zero."""
        assert code(Geometric().expected(course({2015: start}, goal), Year(2018))) is expected
        assert Linear().expected(course({2015: start}, goal), Year(2018)).is_exact

    @EACH_PATH
    @pytest.mark.parametrize(("given", "expected"), [
        (course({2016: 3}), ReasonCode.NO_BASELINE), (course({2015: 3}, None), ReasonCode.NO_GOAL),
        (course({2015: 3}, due=None), ReasonCode.NO_DUE), (course({2015: 3}, due=Year(2015)), ReasonCode.BASELINE_AFTER_DUE),
        (course({2015: 8}), ReasonCode.GOAL_IS_BASELINE), (course({2015: 9}), ReasonCode.GOAL_BEHIND_BASELINE),
        (course({2015: 3}, Between("1 kg", "2 kg")), ReasonCode.NO_GOAL),
    ])  # fmt: skip
    def test_what_cannot_be_said_has_its_reason(self, path: Path, given: Course, expected: ReasonCode) -> None:
        """Undetermined, with the reason (issue: done when)."""
        found = path.expected(given, Year(2018))
        assert code(found) is expected
        assert code(surplus(given, path)) is expected
        assert "undetermined" in str(found)
        assert "无法判断" in found.label("zh")

    @EACH_PATH
    def test_a_path_has_two_ends(self, path: Path) -> None:
        """Before the baseline and after the due period nothing is expected by it."""
        given = course({2015: 3}, interim=[(Year(2017), AtLeast("4 kg"))])
        for period in (Year(2014), Year(2021)):
            assert code(path.expected(given, period)) is ReasonCode.OFF_PATH

    @EACH_PATH
    def test_a_flow_is_expected_for_whole_periods(self, path: Path) -> None:
        """A path of yearly amounts says nothing of a month; and days are no years."""
        given = course({2015: 3}, nature="flow", interim=[(Year(2017), AtLeast("4 kg"))])
        assert code(path.expected(given, Month(2018, 6))) is ReasonCode.OTHER_LENGTH
        stock = course({2015: 3}, interim=[(Year(2017), AtLeast("4 kg"))])
        assert code(path.expected(stock, Day(2018, 6, 6))) is ReasonCode.NOT_APPLICABLE
        odd = course({2015: 3}, due=Day(2020, 6, 6), interim=[(Year(2017), AtLeast("4 kg"))])
        assert code(path.expected(odd, Year(2018))) is ReasonCode.NOT_APPLICABLE

    def test_a_step_on_a_day_is_no_number_of_years(self) -> None:
        """Neither before it nor behind it."""
        given = course({2015: 3}, interim=[(Day(2017, 5, 5), AtLeast("4 kg"))])
        for year in (2016, 2019):
            assert code(Stepwise().expected(given, Year(year))) is ReasonCode.NOT_APPLICABLE

    @EACH_PATH
    def test_a_year_as_a_number_is_refused(self, path: Path) -> None:
        """Four parts."""
        with pytest.raises(InvalidValueError, match="Year"):
            path.expected(course({2015: 3}), 2018)  # type: ignore[arg-type]  # wrong on purpose


class TestSurplus:
    """How far the newest known amount is ahead of what is expected then."""

    def test_ahead_short_and_on_the_path(self) -> None:
        """Positive ahead, whichever way the goal lies, in the indicator's unit."""
        for last, far, words in (("6.5", "0.5", "ahead of"), ("5", "-1", "behind"), ("6", "0", "on")):
            found = surplus(course({2015: 3, 2018: last}), Linear())
            assert found.amount == Fraction(far)
            assert words in str(found)
        fall = surplus(course({2015: 13, 2018: "9.5"}, AtMost("8 kg")), Linear())
        assert str(fall) == "0.5 kg ahead of Linear() in 2018"
        assert fall.label("zh") == "按直线路径，2018年超前0.5kg"

    def test_shares_differ_by_points(self) -> None:
        """42 % where 40 % is expected is 2 percentage points ahead."""
        found = surplus(course({2015: 10, 2018: 42}, AtLeast("60 %"), unit="%"), Linear())
        assert found.quantity == Quantity("2 percentage points")

    def test_on_a_compound_path(self) -> None:
        """Exactly on it is zero, exactly; beside it a decimal."""
        on = surplus(course({2016: 2, 2018: 4}, start=Year(2016)), Geometric())
        assert (on.quantity, on.is_exact) == (Quantity("0 kg"), True)
        beside = surplus(course({2016: 2, 2018: "4.5"}, start=Year(2016)), Geometric())
        assert (beside.amount, beside.is_exact) == (Decimal("0.5"), False)

    def test_what_is_later_than_due_is_left_out_and_named(self) -> None:
        """The path has an end."""
        found = surplus(course({2015: 3, 2018: 6, 2021: 99}), Linear())
        assert (found.quantity, found.reasons[0].code) == (Quantity("0 kg"), ReasonCode.LEFT_OUT)
        assert code(surplus(course({2015: 3, 2021: 99}), Linear())) is ReasonCode.NO_POINT

    def test_a_path_of_ones_own(self) -> None:
        """Any object of the shape; one that answers nothing leaves the surplus undetermined."""

        class Late:
            name = "Late()"
            unit = Unit("g")

            def expected(self, _: Course, period: Any) -> Answer:
                amount = None if period == Year(2018) else Fraction(1000)
                return Answer(question=Question.EXPECTED, by=self.name, unit=self.unit, amount=amount)

        own = Late()
        assert isinstance(own, Path)
        assert code(surplus(course({2015: 3, 2018: 6}), own)) is ReasonCode.NOT_APPLICABLE
        assert surplus(course({2015: 3, 2017: 6}), own).label("zh") == "按Late()，2017年超前5kg"
        own.unit = Unit("m")
        with pytest.raises(UnitMismatchError, match="Late"):
            surplus(course({2015: 3, 2017: 6}), own)


class TestWhatItTakes:
    """The change a year from the newest known amount to the goal."""

    def test_absolute_and_compound(self) -> None:
        """From 2 in 2018 to 8 in 2020: 3 a year, or 100 % a year."""
        given = course({2015: 1, 2018: 2})
        assert required_change(given).quantity == Quantity("3 kg")
        growth = required_growth(given)
        assert (growth.amount, growth.unit, growth.is_exact) == (Decimal(100), Unit("%"), False)
        assert str(required_change(given)) == "+3 kg a year needed after 2018"
        assert growth.label("zh") == "2018年后年均需增长≈100%"

    def test_a_fall_is_negative(self) -> None:
        """From 8 to 2 over two years."""
        given = course({2015: 9, 2018: 8}, AtMost("2 kg"))
        assert required_change(given).amount == -3
        assert required_growth(given).amount == -50
        assert required_change(given).label("zh") == "2018年后年均需减少3kg"
        assert required_growth(given).label("zh") == "2018年后年均需下降≈50%"

    def test_from_a_baseline_alone(self) -> None:
        """The newest known amount may be the baseline; a stated one goes before the observed."""
        stated = Point(period=Year(2015), amount=Quantity("3 kg"))
        assert required_change(attrs.evolve(course({2015: 4}), baseline=stated)).amount == 1
        assert required_change(course({2016: 4})).amount == 1

    @pytest.mark.parametrize(("goal", "last", "reached"), [
        (AtLeast("8 kg"), 8, True), (AtLeast("8 kg"), 9, True), (MoreThan("8 kg"), 8, False), (AtMost("8 kg"), 7, True),
        (LessThan("8 kg"), 8, False), (Exactly("8 kg"), 8, True), (Exactly("8 kg"), 9, False),
        (About("8 kg", within="1 kg"), 9, True),
    ])  # fmt: skip
    def test_nothing_more_is_needed_at_the_goal(self, goal: Bound, last: int, reached: bool) -> None:  # noqa: FBT001 -- a row
        """What the bound accepts is the goal: of a strict one, its own amount is not."""
        for found in (
            required_change(course({2015: 3, 2018: last}, goal)),
            required_growth(course({2018: last}, goal)),
        ):
            assert found.determined
            assert (found.reasons != ()) is reached
            assert found.amount == 0 if reached or last == 8 else found.amount is not None
            assert not reached or found.reasons[0].code is ReasonCode.ALREADY_REACHED

    @pytest.mark.parametrize(("given", "expected"), [
        (course({}), ReasonCode.NO_POINT), (course({2021: 3}), ReasonCode.NO_POINT), (course({2018: 3}, None), ReasonCode.NO_GOAL),
        (course({2018: 3}, due=None), ReasonCode.NO_DUE), (course({2020: 3}), ReasonCode.NO_TIME_LEFT),
        (course({2018: 3}, as_of=Year(2020)), ReasonCode.NO_TIME_LEFT),
        (course({Day(2018, 5, 5): 3}), ReasonCode.NOT_APPLICABLE),
    ])  # fmt: skip
    def test_what_cannot_be_said(self, given: Course, expected: ReasonCode) -> None:
        """No point, no goal, no due period, no time left."""
        assert code(required_change(given)) is expected
        assert code(required_growth(given)) is expected

    @pytest.mark.parametrize(("last", "goal", "expected"), [
        (0, AtLeast("8 kg"), ReasonCode.NOT_APPLICABLE), (3, AtMost("0 kg"), ReasonCode.NOT_APPLICABLE),
        (-3, AtLeast("8 kg"), ReasonCode.SIGN_CHANGE),
    ])  # fmt: skip
    def test_no_growth_from_to_or_across_zero(self, last: int, goal: Bound, expected: ReasonCode) -> None:
        """A change a year leads there, a growth does not."""
        assert code(required_growth(course({2018: last}, goal))) is expected
        assert required_change(course({2018: last}, goal)).is_exact


class TestTrends:
    """What has been, run on."""

    SERIES = course({2015: 3, 2016: 3, 2018: 6})

    @pytest.mark.parametrize(("trend", "amount", "year"), [
        (TwoPoint(), 8, 2020), (TwoPoint(compound=True), Decimal("9.5244"), 2020),
        (LeastSquares(), Fraction(111, 14), 2021),
    ], ids=str)  # fmt: skip
    def test_each_by_its_name(self, trend: Trend, amount: Any, year: int) -> None:
        """3, 3 and 6: 1 a year through the ends; 2^(1/3) a year; by least squares 15/14 a year through 4 at 1 1/3 years."""
        found = trend.projected(self.SERIES)
        assert float(found.amount or 0) == pytest.approx(float(amount), abs=5e-5)
        assert found.is_exact is isinstance(amount, (int, Fraction))
        assert found.by == trend.name
        assert trend.attained(self.SERIES).period == Year(year)

    @EACH_TREND
    def test_at_the_goal_already(self, trend: Trend) -> None:
        """The newest known amount is at the goal: its year, and it says so."""
        found = trend.attained(course({2015: 3, 2018: 9}))
        assert (found.period, found.reasons[0].code) == (Year(2018), ReasonCode.ALREADY_REACHED)

    @EACH_TREND
    @pytest.mark.parametrize("points", [{2015: 3, 2018: 3}, {2015: 3, 2018: 2}, {2015: 3, 2018: Fraction(3001, 1000)}])
    def test_never_reached(self, trend: Trend, points: dict[int, Any]) -> None:
        """Flat, the wrong way, or so slow that the calendar ends: never a nan or an infinite year."""
        goal = AtLeast("8 kg") if points[2018] <= 3 else AtLeast("1e300 kg")
        assert code(trend.attained(course(points, goal))) is ReasonCode.NEVER_REACHED

    def test_the_calendar_ends(self) -> None:
        """The year 9999 is the last that can be said, by a strict bound not even its end."""
        reach = {2015: 0, 2016: 1}
        assert TwoPoint().attained(course(reach, AtLeast(f"{9999 - 2015} kg"))).period == Year(9999)
        assert code(TwoPoint().attained(course(reach, MoreThan(f"{9999 - 2015} kg")))) is ReasonCode.NEVER_REACHED
        assert code(TwoPoint().attained(course(reach, AtLeast("1000000 kg")))) is ReasonCode.NEVER_REACHED

    def test_a_strict_bound_takes_longer_than_its_amount(self) -> None:
        """1 a year from 3: at least 8 at the end of 2020, more than 8 only later; compound 2 a year from 1 as well."""
        line = course({2015: 3, 2018: 6})
        power = course({2015: 1, 2016: 2})
        for trend, given in ((TwoPoint(), line), (LeastSquares(), line)):
            assert trend.attained(given).period == Year(2020)
            assert trend.attained(attrs.evolve(given, goal=MoreThan("8 kg"))).period == Year(2021)
        doubled = TwoPoint(compound=True)
        assert doubled.attained(power).period == Year(2018)
        assert doubled.attained(attrs.evolve(power, goal=MoreThan("8 kg"))).period == Year(2019)
        assert doubled.attained(attrs.evolve(power, goal=MoreThan("2 kg"))).period == Year(2017)
        just = attrs.evolve(power, goal=AtLeast(Quantity(8 + Fraction(1, 10**20), Unit("kg"))))
        assert doubled.attained(just).period == Year(2019)

    def test_within_a_year(self) -> None:
        """From a month on, the goal can be reached in the same year."""
        given = course({2015: 3, Month(2018, 6): 7})
        assert TwoPoint().attained(given).period == Year(2019)
        assert TwoPoint().attained(course({2015: 3, Month(2018, 1): 7})).period == Year(2018)

    def test_a_line_that_is_past_the_goal_says_the_next_year(self) -> None:
        """Least squares of 0, 9 and 7 stands above 7.5 in 2018 already; what is known does not: from 2019 on."""
        found = LeastSquares().attained(course({2016: 0, 2017: 9, 2018: 7}, AtLeast("7.5 kg"), start=Year(2016)))
        assert found.period == Year(2019)

    def test_without_a_goal_or_due_period(self) -> None:
        """A trend needs no goal to be run on, and no due period to reach a goal."""
        for trend in TRENDS:
            assert trend.projected(course({2015: 3, 2018: 4}, None)).determined
            assert code(trend.attained(course({2015: 3, 2018: 4}, None))) is ReasonCode.NO_GOAL
            assert code(trend.projected(course({2015: 3, 2018: 4}, due=None))) is ReasonCode.NO_DUE
            assert trend.attained(course({2015: 3, 2018: 4}, due=None)).determined

    @EACH_TREND
    def test_two_points_missing(self, trend: Trend) -> None:
        """One point is no trend; least squares takes any two, the others start at the baseline."""
        expected = {ReasonCode.FEW_POINTS} if isinstance(trend, LeastSquares) else {ReasonCode.NO_POINT}
        for found in (trend.projected(course({2015: 3})), trend.attained(course({2015: 3}))):
            assert {code(found)} == expected
        without = trend.projected(course({2016: 3, 2018: 5}))
        assert without.determined is isinstance(trend, LeastSquares)

    @pytest.mark.parametrize(("points", "expected"), [
        ({2015: 0, 2018: 1}, ReasonCode.BASELINE_NOT_POSITIVE), ({2015: -1, 2018: 1}, ReasonCode.SIGN_CHANGE),
        ({2015: -1, 2018: 0}, ReasonCode.NOT_APPLICABLE),
    ])  # fmt: skip
    def test_no_compound_trend_from_to_or_across_zero(self, points: dict[int, int], expected: ReasonCode) -> None:
        """Said, and not replaced by something small."""
        trend = TwoPoint(compound=True)
        assert code(trend.projected(course(points))) is expected
        assert code(trend.attained(course(points))) is expected

    def test_a_compound_trend_never_leads_to_zero_or_across_it(self) -> None:
        """It only comes nearer."""
        trend = TwoPoint(compound=True)
        for goal in (AtMost("0 kg"), AtMost("-1 kg")):
            assert code(trend.attained(course({2015: 3, 2018: 1}, goal))) is ReasonCode.NEVER_REACHED

    @EACH_TREND
    def test_points_after_the_due_period_are_not_run_back(self, trend: Trend) -> None:
        """They are named; for the year of attainment they count."""
        given = course({2015: 3, 2018: 6, 2022: 7})
        found = trend.projected(given)
        assert float(found.amount or 0) == pytest.approx(
            8 if not getattr(trend, "compound", False) else 9.5244, abs=5e-5
        )
        assert found.reasons[0].code is ReasonCode.LEFT_OUT
        year = trend.attained(given).period
        assert year is not None
        assert year.start.year > 2022

    @EACH_TREND
    def test_what_is_known_of_the_due_period_is_what_a_trend_through_it_says(self, trend: Trend) -> None:
        """Two points end there; the sum of squares ends beside it."""
        found = trend.projected(course({2015: 3, 2018: 4, 2020: 7}))
        assert found.is_exact
        assert (found.amount == 7) is not isinstance(trend, LeastSquares)

    @EACH_TREND
    def test_a_share_past_its_whole_and_a_count_below_zero_say_so(self, trend: Trend) -> None:
        """Not cut off, and not silent (issue: a share that is projected past 100 % says so)."""
        share = course({2015: 10, 2018: 80}, AtLeast("90 %"), unit="%")
        assert [r.code for r in trend.projected(share).reasons] == [ReasonCode.PAST_WHOLE]
        whole = trend.projected(course({2015: 25, 2018: 100}, AtLeast("100 %"), unit="%", due=Year(2018)))
        assert whole.reasons == ()  # all of it is not past it
        limited = attrs.evolve(
            share, indicator=attrs.evolve(share.indicator, limits=Limits(low=Quantity("0 %"), high=Quantity("110 %")))
        )
        assert [r.code for r in trend.projected(limited).reasons] == [ReasonCode.PAST_LIMIT]
        below = trend.projected(course({2015: 10, 2018: 1}, AtMost("1 patent"), unit="patent"))
        assert [r.code for r in below.reasons] == ([] if "compound" in trend.name else [ReasonCode.PAST_LIMIT])

    def test_days_are_no_years(self) -> None:
        """Neither at a point nor at the due period."""
        for trend in TRENDS:
            assert code(trend.projected(course({2015: 3, Day(2018, 5, 5): 4}))) is ReasonCode.NOT_APPLICABLE
            assert code(trend.projected(course({2015: 3, 2018: 4}, due=Day(2020, 5, 5)))) is ReasonCode.NOT_APPLICABLE


class TestAnswers:
    """How results print."""

    def test_names_of_questions(self) -> None:
        """In both languages."""
        assert {question.label() for question in Question} == {question.value for question in Question}
        assert len({question.label("zh") for question in Question}) == len(Question)
        assert repr(Question.EXPECTED) == "Question.EXPECTED"

    def test_an_amount_of_any_size(self) -> None:
        """A power of ten where digits would fill the page."""
        far = course({2015: "1e-300", 2016: "1e300"}, AtLeast("1e301 kg"), due=Year(9000))
        found = TwoPoint(compound=True).projected(far)
        assert str(found).startswith("≈1.000e+4190700 kg projected")
        assert TwoPoint(compound=True).attained(far).period == Year(2017)
        assert Geometric().expected(far, Year(5000)).determined
        below = course({2015: "-1e-300", 2016: "-1e300"}, AtMost("-1e301 kg"), due=Year(9000))
        assert str(TwoPoint(compound=True).projected(below)).startswith("≈-1.000e+4190700 kg projected")

    def test_nothing_to_show(self) -> None:
        """Of what cannot be said, no amount."""
        found = Linear().expected(course({}), Year(2018))
        assert (found.shown(), found.quantity, found.is_exact) == ("", None, False)

    def test_illustrative_points_are_said(self) -> None:
        """An answer knows whether it rests on illustrative data."""
        on = Indicator(id="x", name="x", unit="kg", nature="stock")
        for source in ("illustrative", "yearbook"):
            used = (pt.Observation(indicator=on, period=Year(2018), value="5 kg", source=source),)
            given = attrs.evolve(
                course({2015: 3}), points=(Point(period=Year(2018), amount=Quantity("5 kg"), used=used),)
            )
            assert surplus(given, Linear()).is_illustrative is (source == "illustrative")


class TestPace:
    """All of it together."""

    ON = Indicator(id="x", name="x", unit="kg", nature="stock")
    TARGET = pt.Target(
        id="t", indicator=ON, criterion=AtLeast("8 kg"), due=pt.By(Year(2020)), baseline=pt.Baseline(Year(2015), "3 kg")
    )
    SLICE = pt.Target(id="s", indicator=ON, criterion=AtLeast("4 kg"), due=Year(2017), slice_of="t")

    def seen(self, *rows: tuple[int, str]) -> list[pt.Observation]:
        """Levels."""
        return [pt.Observation(indicator=self.ON, period=Year(year), value=value) for year, value in rows]

    def test_in_both_languages(self) -> None:
        """One line an answer."""
        found = pt.pace(self.TARGET, self.seen((2018, "5 kg")), path=Linear(), trend=TwoPoint(), as_of=Year(2018))
        assert str(found).splitlines() == [
            "6 kg expected in 2018 by Linear()", "1 kg behind Linear() in 2018", "+1.5 kg a year needed after 2018",
            "≈+26.4911% a year, compound, needed after 2018", "≈6.3333 kg projected for 2020 by TwoPoint()",
            "goal reached in 2023 by TwoPoint()",
        ]  # fmt: skip
        assert found.label("zh").splitlines() == [
            "按直线路径，2018年应为6kg", "按直线路径，2018年落后1kg", "2018年后年均需增加1.5kg", "2018年后年均需增长≈26.4911%",
            "按两点直线趋势，2020年预计为≈6.3333kg", "按两点直线趋势，预计2023年达到目标",
        ]  # fmt: skip

    def test_slices_are_steps(self) -> None:
        """A 2017 slice on the way to 2020; one of another indicator is none, and a change is a level on the way."""
        other = pt.Target(id="o", indicator=attrs.evolve(self.ON, id="y"), criterion=AtLeast("9 kg"), due=Year(2016))
        undue = pt.Target(id="u", indicator=self.ON, criterion=AtLeast("9 kg"))
        unknown = pt.Target(
            id="v", indicator=self.ON, criterion=pt.Rise(by=AtLeast("1 kg"), since=Year(2001)), due=Year(2018)
        )
        rise = pt.Target(
            id="r",
            indicator=self.ON,
            criterion=pt.Rise(by=AtLeast("2 kg"), since=pt.Baseline(Year(2015), "3 kg")),
            due=Year(2018),
        )
        slices = [other, undue, unknown, rise, self.SLICE]
        found = pt.pace(self.TARGET, self.seen((2018, "5 kg")), path=Stepwise(), as_of=Year(2018), slices=slices)
        assert (found.surplus.quantity, found.projected, found.attained) == (Quantity("0 kg"), None, None)
        assert found.course is not None
        assert found.course.interim == ((Year(2017), AtLeast("4 kg")), (Year(2018), AtLeast("5 kg")))
        assert "进度持平" in found.label("zh")
        assert str(found.surplus) == "0 kg on Stepwise() in 2018"

    def test_before_anything_is_known(self) -> None:
        """What it takes from the baseline on can be said; where it stands cannot."""
        found = pt.pace(self.TARGET, [], path=Linear(), trend=LeastSquares(), as_of=Year(2016))
        assert code(found.expected) is ReasonCode.NO_POINT
        assert found.change.amount == 1
        assert found.expected.question is Question.EXPECTED
        assert len(found.answers) == 6

    def test_what_needs_no_baseline_does_not_ask_for_one(self) -> None:
        """What it takes from now on, and the line of least squares; paths and two points do need it."""
        target = attrs.evolve(self.TARGET, baseline=None)
        found = pt.pace(
            target, self.seen((2017, "4 kg"), (2018, "5 kg")), path=Linear(), trend=LeastSquares(), as_of=Year(2018)
        )
        assert found.attained is not None
        assert (found.change.reasons, found.growth.reasons, found.attained.reasons) == ((), (), ())
        assert found.attained.period == Year(2021)
        assert code(found.surplus) is ReasonCode.NO_BASELINE
        two = pt.pace(target, self.seen((2018, "5 kg")), path=Linear(), trend=TwoPoint(), as_of=Year(2018))
        assert two.projected is not None
        assert code(two.projected) is ReasonCode.NO_BASELINE

    def test_readings(self) -> None:
        """What all readings agree on is said; the rest is undetermined, with what each says."""
        since = pt.Baseline(Year(2015), "3 kg")
        either = pt.Readings(
            of=[pt.Rise(by=AtLeast("5 kg"), since=since), pt.Rise(by=AtLeast("100 %"), since=since)], because="open"
        )
        target = pt.Target(id="t", indicator=self.ON, criterion=either, due=Year(2020))
        found = pt.pace(target, self.seen((2018, "5 kg")), path=Linear(), trend=TwoPoint(), as_of=Year(2018))
        assert found.projected is not None
        assert found.projected.amount == Fraction(19, 3)
        assert code(found.surplus) is ReasonCode.READINGS
        assert "1 kg behind" in str(found.surplus)
        assert [part.expected.amount for part in found.parts] == [6, Fraction(24, 5)]
        plain = pt.pace(target, self.seen((2018, "5 kg")), path=Linear(), as_of=Year(2018))
        assert plain.projected is None

    def test_paths_and_trends_are_asked_by_shape(self) -> None:
        """One clear error each: a name, a class, the other one."""
        for wrong in ("linear", Linear, TwoPoint()):
            with pytest.raises(InvalidValueError, match="path: expected an object of the Path shape"):
                pt.pace(self.TARGET, [], path=wrong, as_of=Year(2018))  # type: ignore[arg-type]  # wrong on purpose
        with pytest.raises(InvalidValueError, match="trend: expected an object of the Trend shape"):
            pt.pace(self.TARGET, [], path=Linear(), trend="x", as_of=Year(2018))  # type: ignore[arg-type]  # wrong on purpose

    def test_pace_of_a_course(self) -> None:
        """The door for who has a course already."""
        assert isinstance(pace_of(course({2015: 3, 2018: 5}), Linear()), Pace)
        assert pace_of(course({2015: 3, 2018: 5}), Linear()).course == course({2015: 3, 2018: 5})
        assert course({}).as_of == dt.date(2018, 12, 31)
