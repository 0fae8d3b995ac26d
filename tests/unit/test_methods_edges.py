"""Edges of the international methods, each as a law; and figures of any size."""

from __future__ import annotations

import datetime as dt
import decimal
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

import policytargets as pt
from policytargets import Month, Quantity, Unit, Year
from policytargets.bands import Band, Bands, Computed, short
from policytargets.bounds import AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan
from policytargets.errors import InvalidValueError
from policytargets.indicators import Indicator
from policytargets.methods import (
    SDSN,
    Destatis,
    ElapsedShare,
    Eurostat,
    GoalShare,
    LinearShare,
    StatCan,
    UNSDProgressChart,
    indicator_mean,
)
from policytargets.methods._naming import plain_parameters
from policytargets.methods._shared import past_limits
from policytargets.outlooks import Course, Cuttable, Figure, Method, MethodEvidence, Point
from policytargets.verdicts import ReasonCode

ALL: list[Method] = [
    LinearShare(), GoalShare(), StatCan(), Eurostat(), SDSN(), UNSDProgressChart(), Destatis(),
    StatCan(without_target=True), Eurostat(without_target=True), UNSDProgressChart(without_target=True),
]  # fmt: skip
EVERY = pytest.mark.parametrize("method", ALL, ids=lambda method: method.name)


def amount(number: object, unit: str) -> Quantity:
    """An amount, by its exact text."""
    return Quantity(Fraction(str(number)), Unit(unit))


def course(  # noqa: PLR0913 -- a course has these parts
    points: dict[Any, Any], goal: Any = None, *, up: bool = True, start: Any = Year(2015), due: Any = Year(2030),
    better: str | None = None, unit: str = "index_point", nature: str = "index", strict: bool = False,
) -> Course:  # fmt: skip
    """A course of an index, whose baseline is one of the points."""
    made = tuple(
        Point(period=Year(when) if isinstance(when, int) else when, amount=amount(v, unit))
        for when, v in points.items()
    )
    kinds: dict[tuple[bool, bool], Any] = {
        (True, False): AtLeast, (False, False): AtMost, (True, True): MoreThan, (False, True): LessThan,
    }  # fmt: skip
    wanted: Bound | None = None if goal is None else kinds[up, strict](amount(goal, unit))
    return Course(
        indicator=Indicator(id="x", name="x", unit=unit, nature=nature, better=better),
        points=made, baseline=next((p for p in made if p.period == start), None), goal=wanted, due=due,
        as_of=dt.date(2031, 1, 1),
    )  # fmt: skip


def codes(outlook: Any) -> set[ReasonCode]:
    """The codes of an outlook's reasons."""
    return {reason.code for reason in outlook.reasons}


class TestABaselineThatMeetsTheGoal:
    """Published: a target that is met is achieved whatever the trend (Open SDG, progress methodology)."""

    @pytest.mark.parametrize(
        ("last", "status"), [(68, "target_achieved"), (90, "target_achieved"), (101, "deterioration")]
    )
    def test_statcan_reads_what_is_met_now(self, last: int, status: str) -> None:
        """At most 100, from 70: met is achieved, be it worse than before; lost is a deterioration; both are noted."""
        found = StatCan().outlook(course({2015: 70, 2021: last}, 100, up=False))
        assert (found.status, codes(found)) == (status, {ReasonCode.GOAL_BEHIND_BASELINE})

    def test_a_stated_better_that_agrees_changes_nothing(self) -> None:
        """Lower is better and at most 100 is asked."""
        given = course({2015: 70, 2021: 68}, 100, up=False, better="lower")
        assert StatCan().outlook(given).status == "target_achieved"

    def test_a_target_against_the_better_direction_is_not_achieved_by_default(self) -> None:
        """10 to 12 with "at most 20" of what is better higher: "achieved" is the known defect, and an option."""
        given = course({2015: 10, 2021: 12}, 20, up=False, better="higher")
        assert codes(StatCan().outlook(given)) == {ReasonCode.GOAL_BEHIND_BASELINE}
        assert not StatCan().outlook(given).determined
        found = StatCan(compat_behind=True).outlook(given)
        assert (found.status, codes(found)) == ("target_achieved", {ReasonCode.COMPAT})

    def test_a_target_against_the_better_direction_is_judged_when_it_lies_ahead(self) -> None:
        """The bound decides, not the better direction."""
        assert StatCan().outlook(course({2015: 30, 2022: 20}, 10, up=False, better="higher")).determined

    def test_goal_and_baseline_are_one(self) -> None:
        """Kept: achieved, without a ratio, which would divide by zero. Lost: no ratio, so undetermined."""
        kept = StatCan().outlook(course({2015: 5, 2020: 5}, 5))
        assert (kept.status, codes(kept)) == ("target_achieved", {ReasonCode.GOAL_IS_BASELINE})
        assert kept.figure("growth over needed growth") is None
        lost = StatCan().outlook(course({2015: 5, 2020: 4}, 5))
        assert (lost.determined, codes(lost)) == (False, {ReasonCode.GOAL_IS_BASELINE})

    @pytest.mark.parametrize("method", [LinearShare(), GoalShare(), Eurostat()], ids=lambda method: method.name)
    def test_methods_on_the_way_done_have_none_to_measure(self, method: Method) -> None:
        """There is no way from a baseline that is at the goal, or beyond it."""
        assert codes(method.outlook(course({2015: 5, 2020: 5}, 5))) == {ReasonCode.GOAL_IS_BASELINE}
        assert codes(method.outlook(course({2015: 9, 2020: 9}, 5))) == {ReasonCode.GOAL_BEHIND_BASELINE}

    def test_arrows_and_chart(self) -> None:
        """Still met is on track; lost is decreasing (SDSN), and has no share (UNSD)."""
        kept, lost = course({2015: 9, 2020: 8}, 5), course({2015: 9, 2020: 4}, 5)
        assert SDSN().outlook(kept).status == "on track or maintaining"
        assert SDSN().outlook(lost).status == "decreasing"
        assert UNSDProgressChart().outlook(kept).status == "met or on track"
        assert codes(UNSDProgressChart().outlook(lost)) == {ReasonCode.GOAL_BEHIND_BASELINE}


class TestWhatIsReadWithoutATarget:
    """Growth alone, in the direction that is better."""

    @pytest.mark.parametrize(("method", "marks"), [
        (StatCan(without_target=True), [("1.015", "substantial_progress"), ("1.0149", "moderate_progress"),
                                        ("1.0049", "limited_progress"), ("1", "limited_progress"), ("0.9", "deterioration")]),
        (Eurostat(without_target=True), [("1.01", "significant progress"), ("1", "moderate progress"),
                                         ("0.99", "moderate movement away"), ("0.98", "significant movement away")]),
        (UNSDProgressChart(without_target=True), [("1.02", "met or on track"), ("1.005", "progress, but acceleration needed"),
                                                  ("1.0049", "stagnation or regression")]),
    ], ids=lambda one: getattr(one, "name", ""))  # fmt: skip
    def test_the_marks_belong_to_the_band_above(self, method: Method, marks: list[tuple[str, str]]) -> None:
        """A growth exactly on a mark is in the better band; mirrored where lower is better."""
        for factor, status in marks:
            assert method.outlook(course({2015: 100, 2016: Fraction(factor) * 100}, better="higher")).status == status
            mirrored = course({2015: -100, 2016: Fraction(factor) * -100}, better="lower")
            assert method.outlook(mirrored).status == status

    def test_a_limit_that_is_reached_leaves_no_room(self) -> None:
        """At the limit and not worse: substantial (Open SDG); worse: read without the limit; beyond twice: no room lost."""
        rule = StatCan(without_target=True, limit="100")
        kept = rule.outlook(course({2015: 100, 2020: 100}, better="higher", unit="%", nature="share"))
        assert (kept.status, kept.figure("coefficient of the limit").amount) == ("substantial_progress", 0)  # type: ignore[union-attr]  # it has one
        assert rule.outlook(course({2015: 100, 2020: 99}, better="higher", unit="%")).status == "deterioration"
        above = rule.outlook(course({2015: 150, 2020: 149}, better="lower", unit="%"))
        assert 0 < float(above.figure("coefficient of the limit")) < 1  # type: ignore[arg-type]  # it has one
        far = rule.outlook(course({2015: 200, 2020: 199}, better="lower", unit="%"))
        assert far.figure("coefficient of the limit").amount == 1  # type: ignore[union-attr]  # it has one

    def test_a_limit_that_is_no_amount_of_the_indicator(self) -> None:
        """Said as a reason, and refused where it has no use."""
        found = StatCan(without_target=True, limit="3 km").outlook(course({2015: 1, 2016: 2}, better="higher"))
        assert codes(found) == {ReasonCode.NOT_APPLICABLE}
        with pytest.raises(InvalidValueError, match="only without a target"):
            StatCan(limit="100 %")

    def test_zero_by_option(self) -> None:
        """0.001 in the indicator's unit stands for zero, and the result says so; from zero on, growth is undetermined."""
        found = StatCan(without_target=True, compat_zero=True).outlook(course({2015: 0, 2016: 1}, better="higher"))
        assert (found.status, codes(found)) == ("substantial_progress", {ReasonCode.COMPAT})
        plain = StatCan(without_target=True).outlook(course({2015: 0, 2016: 1}, better="higher"))
        assert codes(plain) == {ReasonCode.BASELINE_NOT_POSITIVE}

    @pytest.mark.parametrize("method", ALL[7:], ids=lambda method: method.name)
    def test_it_must_be_said_which_way_is_better(self, method: Method) -> None:
        """No default direction (research: a silent default)."""
        assert codes(method.outlook(course({2015: 1, 2016: 2}))) == {ReasonCode.BETTER_UNSTATED}


class TestMeans:
    """The score of an indicator."""

    def test_nothing_scored(self) -> None:
        """No score, no status."""
        found = indicator_mean([None])
        assert (found.score, found.status, found.unscored) == (None, None, 1)

    def test_achieved_only_where_every_scored_series_is(self) -> None:
        """Open SDG: the target is achieved where all scored series are; one without score does not count."""
        done = StatCan().outlook(course({2015: 1, 2020: 9}, 5))
        none = StatCan().outlook(course({2015: 0, 2020: 9}, 10))
        assert none.figure("score") is None
        assert indicator_mean([done, none, done]).status == "target_achieved"
        assert indicator_mean([done, 5]).status == "substantial_progress"


class TestPoints:
    """Which points count, and what is said of the others."""

    @pytest.mark.parametrize("method", [LinearShare(), UNSDProgressChart()], ids=lambda method: method.name)
    def test_what_is_after_the_due_period_is_named(self, method: Method) -> None:
        """The due period's own time is over then."""
        found = method.outlook(course({2015: 1, 2019: 2, 2021: 9}, 5, due=Year(2020)))
        assert found.points[-1].period == Year(2019)
        assert codes(found) == {ReasonCode.LEFT_OUT}

    def test_destatis_names_it_too(self) -> None:
        """Its six points end with the due period."""
        found = Destatis().outlook(course({2015 + i: i for i in range(8)}, 5, due=Year(2020)))
        assert [p.period for p in found.points] == [Year(2015 + i) for i in range(6)]
        assert codes(found) == {ReasonCode.LEFT_OUT}

    @pytest.mark.parametrize("method", [LinearShare(), SDSN(), StatCan()], ids=lambda method: method.name)
    @pytest.mark.parametrize("given", [
        course({2015: 1, pt.Day(2019, 5, 5): 2}, 5), course({2015: 1, 2019: 2}, 5, due=pt.Day(2030, 5, 5)),
    ], ids=["point", "due"])  # fmt: skip
    def test_years_need_ends_of_months(self, method: Method, given: Course) -> None:
        """A day is no number of years."""
        assert codes(method.outlook(given)) == {ReasonCode.NOT_APPLICABLE}

    def test_destatis_reads_whole_years_apart(self) -> None:
        """Months between are no yearly points; what is never counted in years ends the run."""
        yearly = {2015 + i: 10 * i for i in range(5)}
        found = Destatis().outlook(course({**yearly, Month(2018, 6): 99}, 90))
        assert [p.amount.magnitude for p in found.points] == [0, 10, 20, 30, 40]
        odd = {2015: 1, pt.Day(2016, 5, 5): 2, 2017: 3, 2018: 4, 2019: 5}
        assert codes(Destatis().outlook(course(odd, 90))) == {ReasonCode.GAP_IN_SERIES}

    def test_destatis_storm_when_the_goal_is_left(self) -> None:
        """At the goal now and going the wrong way: nothing remains that a miss could be a share of."""
        points = {2015 + i: 10 - i for i in range(6)}
        assert Destatis().outlook(course(points, 5)).status == "storm"
        assert codes(Destatis().outlook(course(points))) == {ReasonCode.NO_GOAL}

    def test_growth_rates_are_left_to_experts(self) -> None:
        """EUSTAT's methodology page."""
        given = course({2015: 1, 2020: 2}, 5, unit="%", nature="growth_rate")
        assert codes(UNSDProgressChart().outlook(given)) == {ReasonCode.NOT_APPLICABLE}

    def test_close_to_an_end_counts_as_met(self) -> None:
        """Within 1 point of 0 % or 100 % (EUSTAT)."""
        for last, status in (("99", "met or on track"), ("98.9", "progress, but acceleration needed")):
            assert UNSDProgressChart().outlook(course({2015: 98, 2029: last}, 100, unit="%")).status == status

    def test_a_share_projected_past_its_whole_says_so(self) -> None:
        """CIF 12-1-1 projects 169.8 % of a share; an index has no whole, and a count is not negative."""
        share = UNSDProgressChart().outlook(course({2015: "0.37", 2024: "14.63"}, 60, unit="%", nature="share"))
        assert codes(share) == {ReasonCode.PAST_WHOLE}
        assert float(share.figure("projected amount")) == pytest.approx(169.8, abs=0.05)  # type: ignore[arg-type]  # it has one
        index = UNSDProgressChart().outlook(course({2015: "0.37", 2024: "14.63"}, 60))
        assert codes(index) == set()

    def test_a_projection_that_nobody_can_read_is_a_power_of_ten(self) -> None:
        """Past the limits by 400 digits and more."""
        given = course({2015: "1e-300", 2016: "1e-2"}, 50, due=Year(2030), unit="%", nature="share")
        [reason] = UNSDProgressChart().outlook(given).reasons
        assert str(reason) == "projected past 100 %: 1.000e+4170 %"

    def test_a_count_projected_below_zero_says_so(self) -> None:
        """No number of patents is negative; growth never leads there, so the line of a trend must."""
        assert past_limits(course({2015: 1}, unit="patent").indicator, Fraction(-1))[0].code is ReasonCode.PAST_LIMIT
        assert past_limits(course({2015: 1}, unit="patent").indicator, Fraction(0)) == ()

    def test_a_strict_bound_is_not_reached_by_its_own_amount(self) -> None:
        """More than 5 is not 5."""
        given = course({2015: 1, 2020: 5}, 5, strict=True)
        assert StatCan().outlook(given).status == "substantial_progress"
        assert (
            StatCan().outlook(attrs.evolve(given, goal=AtLeast(amount(5, "index_point")))).status == "target_achieved"
        )

    def test_across_zero(self) -> None:
        """Growth is not taken across zero; a target that is met is met all the same."""
        assert codes(StatCan().outlook(course({2015: -1, 2020: 2}, 5))) == {ReasonCode.SIGN_CHANGE}
        assert StatCan().outlook(course({2015: -1, 2020: 6}, 5)).status == "target_achieved"
        assert codes(Eurostat().outlook(course({2015: 9, 2020: 6}, 0, up=False))) == {ReasonCode.NOT_APPLICABLE}
        assert codes(UNSDProgressChart().outlook(course({2015: -1, 2020: 2}, 5))) == {ReasonCode.SIGN_CHANGE}


class TestValues:
    """What methods, courses and figures are as values."""

    @EVERY
    def test_a_method_says_on_what_it_rests(self, method: Method) -> None:
        """Name, evidence and source."""
        assert type(method).__name__ in method.name
        assert method.evidence in MethodEvidence
        assert repr(method.evidence) == f"MethodEvidence.{method.evidence.name}"
        assert method.citation

    def test_bands_of_ones_own_are_in_the_name(self) -> None:
        """A parameter that is not the default names itself."""
        own = Bands([Band("all", low=0)])
        for method in (LinearShare(bands=own), GoalShare(bands=own), SDSN(bands=own)):
            assert "all [0, ∞)" in method.name

    @pytest.mark.parametrize("method", [
        StatCan(without_target=True, limit=Quantity("100 %", whole="enterprise")), StatCan(site=None),  # type: ignore[arg-type]  # wrong on purpose
    ], ids=["what a share is of", "no truth"])  # fmt: skip
    def test_what_plain_data_cannot_say_is_refused(self, method: Method) -> None:
        """A plan file never holds another method than the one it was given."""
        with pytest.raises(InvalidValueError, match="plain data can state"):
            plain_parameters(method)

    def test_a_schedule_is_written_as_a_person_writes_it(self) -> None:
        """Month and plan in one text, as plan files have it, and not as a pair."""
        assert plain_parameters(ElapsedShare(schedule={6: 40, 9: "72.5"})) == {"schedule": ["6: 40", "9: 72.5"]}

    def test_a_corridor_has_no_one_amount(self) -> None:
        """Neither goal amount nor direction."""
        corridor = Between("1 index_point", "2 index_point")
        given = attrs.evolve(course({2015: 1, 2020: 2}, 5), goal=corridor)
        assert (given.goal_amount, given.direction) == (None, None)
        assert codes(LinearShare().outlook(given)) == {ReasonCode.NO_GOAL}

    def test_time_needs_its_two_ends(self) -> None:
        """Without baseline, newest point or due period there is no share of time."""
        assert course({2015: 1}, 5).time_share is None
        assert course({2015: 1, 2016: 2}, 5).time_share == Fraction(1, 15)
        assert course({2015: 1, pt.Day(2016, 5, 5): 2}, 5).time_share is None

    def test_illustrative_points_are_said(self) -> None:
        """A result says whether it rests on illustrative data."""
        on = Indicator(id="x", name="x", unit="index_point", nature="index")
        target = pt.Target(id="t", indicator=on, criterion=AtLeast("5"), due=Year(2020), baseline=Year(2015))
        for source in ("illustrative", "yearbook"):
            rows = [
                pt.Observation(indicator=on, period=Year(year), value=value, source=source)
                for year, value in ((2015, "1"), (2016, "2"))
            ]
            found = pt.compare_methods(target, rows, [LinearShare()], as_of=Year(2016)).outlooks[0]
            assert found.is_illustrative is (source == "illustrative")

    def test_an_exact_goal_lies_where_it_lies_from_the_baseline(self) -> None:
        """Exactly 5 is more from 1 and less from 9; LinearShare reads both."""
        for start, last, direction in ((1, 3, 1), (9, 7, -1)):
            given = attrs.evolve(course({2015: start, 2020: last}, 5), goal=Exactly(amount(5, "index_point")))
            assert given.direction == direction
            assert LinearShare().outlook(given).share == Fraction(1, 2)

    def test_exact_figures_say_so(self) -> None:
        """A share is exact, a growth is not."""
        assert LinearShare().outlook(course({2015: 1, 2020: 2}, 5)).figures[0].is_exact
        assert not StatCan().outlook(course({2015: 1, 2020: 2}, 5)).figures[0].is_exact

    @EVERY
    def test_a_stated_baseline_alone_is_no_progress(self, method: Method) -> None:
        """A baseline of the document and nothing known after it."""
        start = Point(period=Year(2015), amount=amount(1, "index_point"))
        given = attrs.evolve(course({}, 5, better="higher"), baseline=start)
        assert codes(method.outlook(given)) <= {ReasonCode.NO_POINT, ReasonCode.FEW_POINTS}
        assert not method.outlook(given).determined

    def test_cut_points_are_asked_by_shape(self) -> None:
        """A method with cut points is `Cuttable`, and no other is."""
        assert {type(method).__name__ for method in ALL if isinstance(method, Cuttable)} == {"LinearShare", "GoalShare"}

    def test_a_band_without_ends_has_no_cut_point(self) -> None:
        """No bound says "any amount"."""
        rule = GoalShare(bands=Bands([Band("none", low=1, high=1, high_closed=True), Band("any")]))
        assert [status for status, _ in rule.cut_points(course({2015: 1, 2020: 2}, 5))] == ["none"]


class TestSizes:
    """Figures of any size: no overflow, no underflow, no infinity."""

    @EVERY
    @pytest.mark.parametrize("given", [
        course({2015: f"1e{first}", 2016: f"1e{last}"}, f"1e{goal}", due=Year(9000), better="higher")
        for first, last, goal in ((-400, 400, 399), (-400, 399, 400), (400, 399, 401), (0, 300, 400), (-300, -400, 0))
    ], ids=str)  # fmt: skip
    def test_no_legal_amount_breaks_a_method(self, method: Method, given: Course) -> None:
        """A ratio of 1e-800 or 1e800 run on over 7000 years, or over a month."""
        found = method.outlook(given)
        assert found.determined or found.reasons
        assert str(found)
        assert all(isinstance(figure.amount, Fraction) or figure.amount.is_finite() for figure in found.figures)
        assert all("inf" not in str(figure).lower() and "nan" not in str(figure).lower() for figure in found.figures)

    def test_a_figure_too_large_for_a_float_says_so(self) -> None:
        """Never infinity: an OverflowError, as of any Python number."""
        huge = Computed(lambda: Decimal("1e-400000") / Decimal("1e-4000000"))
        assert huge.value() == Decimal("1e3600000")
        for figure in (huge, Figure("x", huge.value()), Figure("x", Fraction(10**400))):
            with pytest.raises(OverflowError):
                float(figure)
        assert str(Figure("x", huge.value())) == "x 1e+3600000"
        assert float(Computed(lambda: Decimal("1e-400000"))) == 0
        assert short(Fraction(2, 3)) == "0.6667"

    def test_a_context_set_elsewhere_changes_nothing(self) -> None:
        """The digits are ours, whatever a caller sets."""
        third = Computed(lambda: Decimal(1) / 3)
        with decimal.localcontext() as context:
            context.prec, context.Emax, context.rounding = 3, 5, decimal.ROUND_UP
            context.traps[decimal.Inexact] = True
            assert third.value() == Decimal("0." + "3" * 60)
            assert Bands([Band("low", high="0.33333")]).find_computed(third) is None

    @pytest.mark.parametrize(("text", "status"), [
        ("1e4000000", "high"), ("-1e4000000", "low"), ("1e-400000", "on"), ("1e-140", "high"), ("-1e-140", "low"),
        ("0.5", "high"),
    ])  # fmt: skip
    def test_a_band_is_found_for_any_size(self, text: str, status: str) -> None:
        """Near an end it is settled with more digits; what 1e-150 does not move away is on the end."""
        bands = Bands([
            Band("low", high=0), Band("on", low=0, high=0, high_closed=True), Band("high", low=0, low_closed=False),
        ])  # fmt: skip
        found = bands.find_computed(Computed(lambda: Decimal(text)))
        assert found is not None
        assert found.status == status

    def test_without_ends_any_figure_will_do(self) -> None:
        """One band for all, or none."""
        figure = Computed(lambda: Decimal("1e4000000"))
        assert Bands([Band("any")]).find_computed(figure) == Band("any")
        assert Bands([]).find_computed(figure) is None


class TestTheTrendOfDestatis:
    """The last six yearly points, at least four in a row, with the baseline in its year (Destatis: methodology)."""

    @pytest.mark.parametrize(
        ("years", "used"),
        [
            (range(2015, 2024), range(2018, 2024)), (range(2015, 2021), range(2015, 2021)), (range(2015, 2019), range(2015, 2019)),
            ((2015, 2017, 2018, 2019, 2020), range(2017, 2021)), ((2013, 2015, 2017, 2018, 2019, 2020), range(2017, 2021)),
        ],
    )  # fmt: skip
    def test_which_points_it_reads(self, years: Any, used: Any) -> None:
        """A year without a point ends the run."""
        found = Destatis().outlook(course({year: year - 2000 for year in years}, 90))
        assert [point.period for point in found.points] == [Year(year) for year in used]

    @pytest.mark.parametrize(
        ("years", "code"),
        [
            ((2015, 2016, 2017), ReasonCode.FEW_POINTS), ((2015, 2016, 2018, 2019), ReasonCode.GAP_IN_SERIES),
            ((2012, 2014, 2016, 2018, 2020), ReasonCode.GAP_IN_SERIES), ((), ReasonCode.FEW_POINTS),
        ],
    )  # fmt: skip
    def test_when_it_says_nothing(self, years: Any, code: ReasonCode) -> None:
        """Too few, or enough of them with a gap: two reasons."""
        assert codes(Destatis().outlook(course({year: year - 2000 for year in years}, 90))) == {code}

    def test_a_stated_baseline_stands_in_its_year(self) -> None:
        """It goes before the observed amount of that year, and makes four of three points."""
        start = Point(period=Year(2015), amount=amount(10, "index_point"))
        given = attrs.evolve(course({2016: 20, 2017: 30, 2018: 40}, 90), baseline=start)
        found = Destatis().outlook(given)
        assert (found.points[0], len(found.points)) == (start, 4)
        assert codes(Destatis().outlook(attrs.evolve(given, baseline=None))) == {ReasonCode.FEW_POINTS}

    @pytest.mark.parametrize(("last", "status"), [("5", "sun"), ("4.5", "storm"), ("5.5", "sun")])
    def test_at_the_goal_and_going_the_wrong_way(self, last: str, status: str) -> None:
        """At the goal nothing remains that a miss could be a share of; held, there is no miss."""
        level = {2015 + n: last for n in range(4)}
        assert Destatis().outlook(course(level, 5)).status == status
        falling = {2015 + n: f"{5 + Fraction(3 - n, 100)}" for n in range(4)}
        assert Destatis().outlook(course(falling, 5)).status == "storm"

    def test_figures_are_in_the_indicator_s_unit(self) -> None:
        """2 % a year from 10 % in 2018, twelve years on (figures: mean yearly change, projected amount)."""
        found = Destatis().outlook(course({2015 + n: 4 + 2 * n for n in range(4)}, 90, unit="%", nature="share"))
        assert [(figure.amount, figure.unit) for figure in found.figures[:2]] == [
            (Fraction(2), "percent a year"),
            (Fraction(34), "percent"),
        ]


@pytest.mark.parametrize(("goal", "start", "last", "met"), [
    (100, 98, "99", True), (100, 98, "98.99", False), (50, "49.4", "49.5", False),
])  # fmt: skip
def test_close_to_an_end_is_met_at_an_end_only(goal: int, start: Any, last: str, met: bool) -> None:  # noqa: FBT001 -- a row
    """Law: within one point of 100 %, and of no other goal (UNSD: EUSTAT's methodology)."""
    found = UNSDProgressChart().outlook(course({2015: start, 2029: last}, goal, unit="%"))
    assert (found.status == "met or on track") is met


def test_close_to_nothing_is_met() -> None:
    """Law: within one point of 0 % (UNSD)."""
    for last, met in (("1", True), ("1.01", False)):
        found = UNSDProgressChart().outlook(course({2015: 2, 2029: last}, 0, up=False, unit="%"))
        assert (found.status == "met or on track") is met


@pytest.mark.parametrize(("last", "score", "status"), [
    (90, 3, "met or on track"), ("18", 2, "progress, but acceleration needed"), ("10.1", 1, "stagnation or regression"),
])  # fmt: skip
def test_each_status_has_its_score(last: Any, score: int, status: str) -> None:
    """Law: 3 met, 2 progress, 1 stagnation (UNSD: published scores)."""
    found = UNSDProgressChart().outlook(course({2015: 10, 2024: last}, 80))
    assert (found.status, found.figure("score").amount) == (status, score)  # type: ignore[union-attr]  # it has one
