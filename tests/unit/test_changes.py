"""Changes against their baselines, and combinations, decided exactly (design: criterion, baseline, margin)."""

from __future__ import annotations

from typing import Any

import pytest

import policytargets as pt
from policytargets import Quarter, Span, Timing, Verdict, Year

GDP = pt.Indicator(id="gdp", name="GDP", unit="亿元", nature="flow", better="higher")
SHARE = pt.Indicator(id="share", name="share", unit="%", nature="stock", better="higher")
RANK = pt.Indicator(id="rank", name="rank", unit="place", nature="rank", better="lower")
FIRMS = pt.Indicator(id="firms", name="firms", unit="enterprise", nature="stock")


def judged(
    criterion: Any, *rows: tuple[Any, Any], of: pt.Indicator = GDP, due: Any = Year(2020), **other: Any
) -> pt.Attainment:
    """Judge a criterion on levels of an indicator."""
    changes = other.pop("changes", ())
    target = pt.Target(id="goal", indicator=of, criterion=criterion, due=due, **other)
    seen = [pt.Observation(indicator=of, period=period, value=str(amount)) for period, amount in rows]
    seen += [pt.Observation(indicator=of, period=p, value=v, since=s) for p, v, s in changes]
    found = pt.assess(target, seen, as_of=Year(2022))
    assert pt.replay(found.steps) is found.verdict
    return found


def codes(found: pt.Attainment) -> set[str]:
    """Names of the reasons."""
    return {reason.code.name for reason in found.reasons}


class TestRiseAndFall:
    """In both, % is of the baseline, for a share too; points or the indicator's unit are their own."""

    @pytest.mark.parametrize(
        ("now", "verdict", "margin"), [(85, Verdict.MET, 0), ("84.9", Verdict.MET, "0.1"), (86, Verdict.NOT_MET, -1)]
    )
    def test_a_fall_of_at_least_15_percent(self, now: Any, verdict: Verdict, margin: Any) -> None:
        """The bound is on the size of the fall; the margin is in points."""
        found = judged(pt.Fall(by=pt.AtLeast("15 %"), since=Year(2015)), (Year(2015), 100), (Year(2020), now))
        assert found.verdict is verdict
        assert found.margin == pt.Quantity(margin, "percentage_point")

    def test_a_fall_is_a_negative_rise_and_keeps_a_ceiling_on_the_rise(self) -> None:
        """A fall keeps `Rise(by=AtMost("3 %"))`."""
        found = judged(pt.Rise(by=pt.AtMost("3 %"), since=Year(2019)), (Year(2019), 100), (Year(2020), 90))
        assert found.verdict is Verdict.MET
        assert found.required == pt.AtMost("103 亿元")

    def test_percent_of_a_share_is_not_points(self) -> None:
        """From 40 %: 3 % up is 41.2 %, 3 points up is 43 %."""
        rows = ((Year(2019), "40 %"), (Year(2020), "42 %"))
        percent = judged(pt.Rise(by=pt.AtLeast("3 %"), since=Year(2019)), *rows, of=SHARE)
        points = judged(pt.Rise(by=pt.AtLeast("3 个百分点"), since=Year(2019)), *rows, of=SHARE)
        assert (percent.verdict, points.verdict) == (Verdict.MET, Verdict.NOT_MET)
        assert percent.required == pt.AtLeast("41.2 %")
        assert points.required == pt.AtLeast("43 %")
        assert points.shortfall == pt.Quantity("1 percentage_point")

    def test_in_the_indicators_unit(self) -> None:
        """10户 as added since 2016."""
        rise = pt.Rise(by=pt.AtLeast("10 户"), since=Year(2016))
        assert judged(rise, (Year(2016), 5), (Year(2020), 15), of=FIRMS).verdict is Verdict.MET
        assert judged(rise, (Year(2016), 5), (Year(2020), 14), of=FIRMS).verdict is Verdict.NOT_MET

    def test_a_rank_rises_towards_the_first(self) -> None:
        """From 5th to 3rd it has risen by two places."""
        rise = pt.Rise(by=pt.AtLeast("2 place"), since=Year(2019))
        found = judged(rise, (Year(2019), 5), (Year(2020), 3), of=RANK)
        assert found.verdict is Verdict.MET
        assert found.required == pt.AtMost("3 place")
        assert judged(rise, (Year(2019), 5), (Year(2020), 7), of=RANK).verdict is Verdict.NOT_MET

    @pytest.mark.parametrize("base", [0, -5])
    def test_of_a_zero_or_negative_baseline(self, base: int) -> None:
        """Percent, multiple and growth are undetermined; the change itself is not."""
        rows = ((Year(2019), base), (Year(2020), 5))
        for criterion in (
            pt.Rise(by=pt.AtLeast("1 %"), since=Year(2019)),
            pt.Multiple(times=pt.AtLeast("2"), since=Year(2019)),
            pt.Growth(rate=pt.AtLeast("1 %"), since=Year(2019)),
        ):
            found = judged(criterion, *rows)
            assert found.timing is Timing.UNDECIDED
            assert "BASELINE_NOT_POSITIVE" in codes(found)
        assert judged(pt.Rise(by=pt.AtLeast("1 亿元"), since=Year(2019)), *rows).verdict is Verdict.MET

    def test_moving_baselines(self) -> None:
        """同比 is the same period a year earlier, 环比 the period just before."""
        rows = ((Quarter(2019, 4), 100), (Quarter(2020, 3), 120), (Quarter(2020, 4), 110))
        due = Quarter(2020, 4)
        assert judged(pt.Rise(by=pt.AtLeast("10 %"), since=pt.YearBefore()), *rows, due=due).verdict is Verdict.MET
        assert judged(pt.Rise(by=pt.AtLeast("0 %"), since=pt.Previous()), *rows, due=due).verdict is Verdict.NOT_MET

    def test_unknown_and_unstated_baselines(self) -> None:
        """Undetermined, with that reason, and never "not met"."""
        unknown = judged(pt.Rise(by=pt.AtLeast("1 %"), since=Year(2015)), (Year(2020), 5))
        unstated = judged(pt.Rise(by=pt.AtLeast("1 %"), since=pt.UNSTATED), (Year(2020), 5))
        later = judged(pt.Rise(by=pt.AtLeast("1 %"), since=Year(2021)), (Year(2020), 5), (Year(2021), 5))
        assert {unknown.timing, unstated.timing, later.timing} == {Timing.UNDECIDED}
        assert "BASELINE_UNKNOWN" in codes(unknown)
        assert "BASELINE_UNSTATED" in codes(unstated)
        assert "BASELINE_NOT_BEFORE" in codes(later)
        assert judged(pt.Rise(by=pt.AtLeast("1 %"), since=Year(2015)), (Year(2015), 5)).timing is Timing.NO_DATA

    def test_a_stated_amount_goes_before_the_observation(self) -> None:
        """And a difference is named."""
        rise = pt.Rise(by=pt.AtLeast("10 %"), since=pt.Baseline(Year(2015), "100 亿元"))
        found = judged(rise, (Year(2015), 120), (Year(2020), 110))
        assert found.verdict is Verdict.MET
        assert "BASELINE_DIFFERS" in codes(found)
        assert "BASELINE_DIFFERS" not in codes(judged(rise, (Year(2015), 100), (Year(2020), 110)))
        alone = pt.Rise(by=pt.AtLeast("10 %"), since="100 亿元")
        assert judged(alone, (Year(2020), 109)).verdict is Verdict.NOT_MET

    def test_a_baseline_that_is_a_set_keeps_the_result_a_set(self) -> None:
        """Both disagreeing baselines are possible."""
        rise = pt.Rise(by=pt.AtLeast("10 %"), since=Year(2015))
        found = judged(rise, (Year(2015), 100), (Year(2015), 101), (Year(2020), 111))
        assert found.verdict is Verdict.UNDETERMINED
        assert found.required is None


class TestPublishedChanges:
    """A published change serves the criterion of the same baseline and measure, and goes before known levels."""

    RISE = pt.Rise(by=pt.AtLeast("6 %"), since=pt.YearBefore())

    def test_it_decides_alone(self) -> None:
        """GDP up 6.1 %."""
        found = judged(self.RISE, changes=[(Year(2020), "6.1 %", pt.YearBefore())])
        assert found.timing is Timing.ON_TIME
        assert found.margin == pt.Quantity("0.1 percentage_point")

    def test_the_same_period_said_in_other_words(self) -> None:
        """Since 2019 is since the year before."""
        assert judged(self.RISE, changes=[(Year(2020), "6.1 %", Year(2019))]).verdict is Verdict.MET

    def test_it_goes_before_levels_and_a_difference_is_named(self) -> None:
        """Levels of current prices tell another story than the published real growth."""
        levels = ((Year(2019), 100), (Year(2020), 103))
        found = judged(self.RISE, *levels, changes=[(Year(2020), "6.1 %", pt.YearBefore())])
        assert found.verdict is Verdict.MET
        assert "CHANGE_DIFFERS" in codes(found)

    def test_another_measure_or_baseline_does_not_serve(self) -> None:
        """Points are no percent, and 2018 is not the year before."""
        assert judged(self.RISE, changes=[(Year(2020), "6.1 %", Year(2018))]).timing is Timing.NO_DATA
        rise = pt.Rise(by=pt.AtLeast("6 个百分点"), since=pt.YearBefore())
        percent = [(Year(2020), "6.1 %", pt.YearBefore())]
        assert judged(rise, of=SHARE, changes=percent).timing is Timing.NO_DATA

    def test_levels_that_agree_are_not_named(self) -> None:
        """6 % by both."""
        levels = ((Year(2019), 100), (Year(2020), 106))
        found = judged(self.RISE, *levels, changes=[(Year(2020), "6 %", pt.YearBefore())])
        assert not codes(found)

    def test_a_leap_day_has_no_day_a_year_before(self) -> None:
        """29 February 2020."""
        found = judged(self.RISE, (pt.Day(2020, 2, 29), 5), due=pt.Day(2020, 2, 29))
        assert "BASELINE_UNKNOWN" in codes(found)

    def test_it_serves_a_fall_with_the_other_sign(self) -> None:
        """A fall is a negative rise."""
        fall = pt.Fall(by=pt.AtLeast("3 %"), since=pt.YearBefore())
        assert judged(fall, changes=[(Year(2020), "-3.2 %", pt.YearBefore())]).verdict is Verdict.MET

    def test_those_that_disagree_decide_nothing(self) -> None:
        """6.1 % and 5.9 %."""
        changes = [(Year(2020), "6.1 %", pt.YearBefore()), (Year(2020), "5.9 %", pt.YearBefore())]
        assert judged(self.RISE, changes=changes).timing is Timing.UNDECIDED


class TestMultipleAndGrowth:
    """翻一番 is at least 2, halving at most 1/2; growth is decided without roots, for its whole span only."""

    def test_doubled_and_halved(self) -> None:
        """Exactly twice is enough."""
        rows = ((Year(2010), 150), (Year(2020), 300))
        found = judged(pt.Multiple(times=pt.AtLeast("2"), since=Year(2010)), *rows)
        assert (found.verdict, found.required) == (Verdict.MET, pt.AtLeast("300 亿元"))
        halved = pt.Multiple(times=pt.AtMost("1/2"), since=Year(2010))
        assert judged(halved, (Year(2010), 300), (Year(2020), 150)).verdict is Verdict.MET

    def test_what_a_corridor_asks_of_the_level(self) -> None:
        """The required level, as a bound of the same sort."""
        rows = ((Year(2019), 100), (Year(2020), 104))
        for by, required in (
            (pt.Between("3 %", "5 %", open=["low"]), pt.Between("103 亿元", "105 亿元", open=["low"])),
            (pt.Exactly("4 %"), pt.Exactly("104 亿元")),
            (pt.MoreThan("4 %"), pt.MoreThan("104 亿元")),
            (pt.LessThan("4 %"), pt.LessThan("104 亿元")),
        ):
            assert judged(pt.Rise(by=by, since=Year(2019)), *rows).required == required

    def test_an_exact_tie_of_compound_growth(self) -> None:
        """100 at 7 % a year over five years is 140.2551730700 and not a hair less."""
        growth = pt.Growth(rate=pt.AtLeast("7 %"), since=Year(2015))
        tie = judged(growth, (Year(2015), 100), (Year(2020), "140.25517307"))
        assert (tie.verdict, tie.margin) == (Verdict.MET, None)
        assert tie.required == pt.AtLeast("140.25517307 亿元")
        assert judged(growth, (Year(2015), 100), (Year(2020), "140.25517306")).verdict is Verdict.NOT_MET

    def test_over_quarters_by_integer_powers(self) -> None:
        """Two and a half years: (c/b)^2 against (1+r)^5."""
        growth = pt.Growth(rate=pt.Between("20 %", "22 %"), since=Quarter(2018, 2))
        found = judged(growth, (Quarter(2018, 2), 100), (Quarter(2020, 4), 158), due=Quarter(2020, 4))
        assert found.verdict is Verdict.MET
        assert found.required is None

    def test_a_very_low_bound_and_a_negative_amount(self) -> None:
        """Below -100 % anything is more; of a negative amount no growth can be taken."""
        rows = ((Year(2019), 100), (Year(2020), 0))
        assert judged(pt.Growth(rate=pt.AtLeast("-150 %"), since=Year(2019)), *rows).verdict is Verdict.MET
        found = judged(pt.Growth(rate=pt.AtLeast("1 %"), since=Year(2019)), (Year(2019), 100), (Year(2020), -1))
        assert "NEGATIVE_AMOUNT" in codes(found)

    def test_without_a_period_the_years_are_unknown(self) -> None:
        """An amount alone does not say since when; days do not count years."""
        growth = pt.Growth(rate=pt.AtLeast("1 %"), since="100 亿元")
        assert "BASELINE_NO_PERIOD" in codes(judged(growth, (Year(2020), 110)))
        since_day = pt.Growth(rate=pt.AtLeast("1 %"), since=pt.Baseline(pt.Day(2015, 5, 5), "100 亿元"))
        assert "BASELINE_NO_PERIOD" in codes(judged(since_day, (Year(2020), 110)))

    def test_by_is_the_same_as_in(self) -> None:
        """For growth, no earlier and no later period can reach it."""
        growth = pt.Growth(rate=pt.AtLeast("7 %"), since=Year(2015))
        rows = ((Year(2015), 100), (Year(2018), 200), (Year(2020), 101), (Year(2021), 300))
        assert judged(growth, *rows, due=pt.By(Year(2020))).timing is Timing.MISSED

    def test_about_a_growth_rate(self) -> None:
        """No tolerance stated: the exact rate is met, all else undetermined."""
        growth = pt.Growth(rate=pt.About("10 %"), since=Year(2018))
        assert judged(growth, (Year(2018), 100), (Year(2020), 121)).verdict is Verdict.MET
        assert "NO_TOLERANCE" in codes(judged(growth, (Year(2018), 100), (Year(2020), 122)))


class TestNoWorse:
    """`better` belongs to the indicator and decides nothing but this."""

    KEPT = pt.NoWorse(than=Year(2019))

    def test_higher_is_better(self) -> None:
        """Equal is no worse; the margin is the distance in the direction of better."""
        assert judged(self.KEPT, (Year(2019), 10), (Year(2020), 10)).verdict is Verdict.MET
        found = judged(self.KEPT, (Year(2019), 10), (Year(2020), 9))
        assert (found.verdict, found.margin) == (Verdict.NOT_MET, pt.Quantity("-1 亿元"))
        assert found.required == pt.AtLeast("10 亿元")

    def test_lower_is_better(self) -> None:
        """A rank that falls back is worse."""
        found = judged(self.KEPT, (Year(2019), 3), (Year(2020), 4), of=RANK)
        assert (found.verdict, found.required) == (Verdict.NOT_MET, pt.AtMost("3 place"))

    def test_disagreeing_baselines_ask_for_no_single_level(self) -> None:
        """No worse than which of the two."""
        found = judged(self.KEPT, (Year(2019), 10), (Year(2019), 11), (Year(2020), 12))
        assert (found.verdict, found.required) == (Verdict.MET, None)

    def test_unstated_is_undetermined(self) -> None:
        """Which way is worse is not guessed."""
        found = judged(self.KEPT, (Year(2019), 3), (Year(2020), 4), of=FIRMS)
        assert "BETTER_UNSTATED" in codes(found)
        assert judged(self.KEPT, (Year(2020), 4)).timing is Timing.UNDECIDED


class TestCombinations:
    """`AllOf`, `AnyOf` (Kleene) and `Readings`."""

    HELD, ADDED = pt.AtLeast("10 户"), pt.Rise(by=pt.AtLeast("10 户"), since=Year(2016))

    def test_readings_that_disagree_are_named_with_their_verdicts(self) -> None:
        """Met when all say met, not met when all say not met, else undetermined."""
        both = pt.Readings(of=[self.HELD, self.ADDED], because="held, or added")
        open_ = judged(both, (Year(2016), 1), (Year(2020), 10), of=FIRMS)
        assert open_.timing is Timing.UNDECIDED
        assert "held, or added" in str(open_.reasons[0])
        said = open_.reasons[0]
        assert '"at least 10 enterprises": met, "a rise of at least 10 enterprises since 2016": not met' in said.label(
            "en"
        )
        assert "“不低于10户”：已完成、“比2016年增加不低于10户”：未完成" in said.label("zh")
        assert judged(both, (Year(2016), 0), (Year(2020), 10), of=FIRMS).verdict is Verdict.MET
        assert judged(both, (Year(2016), 1), (Year(2020), 9), of=FIRMS).verdict is Verdict.NOT_MET

    def test_all_of_and_any_of(self) -> None:
        """One failure fails all; one success suffices for any; combinations have no margin."""
        rows = ((Year(2016), 1), (Year(2020), 10))
        assert judged(pt.AllOf([self.HELD, self.ADDED]), *rows, of=FIRMS).verdict is Verdict.NOT_MET
        met = judged(pt.AnyOf([self.HELD, self.ADDED]), *rows, of=FIRMS)
        assert (met.verdict, met.margin) == (Verdict.MET, None)

    def test_unknown_is_kept_open(self) -> None:
        """A failure decides whatever is unknown; a success does not."""
        assert judged(pt.AllOf([self.HELD, self.ADDED]), (Year(2020), 9), of=FIRMS).verdict is Verdict.NOT_MET
        open_ = judged(pt.AllOf([self.HELD, self.ADDED]), (Year(2020), 10), of=FIRMS)
        assert open_.timing is Timing.UNDECIDED
        assert "COMBINED" in codes(open_)

    def test_an_early_combination(self) -> None:
        """By: reached together in the last known period."""
        due = pt.By(Year(2023))
        assert judged(pt.AllOf([self.HELD]), (Year(2020), 10), of=FIRMS, due=due).timing is Timing.EARLY


class TestMarginAndRounding:
    """Full amounts are compared unless the target carries a rounding rule."""

    def test_about_without_tolerance_has_no_margin(self) -> None:
        """Growth, combinations, wholes and `About` without tolerance have none."""
        assert judged(pt.About("10 亿元"), (Year(2020), 11)).margin is None
        assert judged(pt.About("10 亿元", within="1 亿元"), (Year(2020), 11)).margin == pt.Quantity("0 亿元")

    def test_the_margin_of_a_corridor_is_to_the_nearest_edge(self) -> None:
        """Positive inside, negative outside, 0 on an edge, where only the verdict tells."""
        corridor = pt.Between("4 亿元", "10 亿元", open=["high"])
        assert judged(corridor, (Year(2020), 9)).margin == pt.Quantity("1 亿元")
        edge = judged(corridor, (Year(2020), 10))
        assert (edge.verdict, edge.margin) == (Verdict.NOT_MET, pt.Quantity("0 亿元"))

    def test_rounding_is_a_stated_choice(self) -> None:
        """It acts on the amount the bound stands on, and is named."""
        share = pt.AtLeast("15 %")
        row = (Year(2020), "14.96 %")
        assert judged(share, row, of=SHARE).verdict is Verdict.NOT_MET
        found = judged(share, row, of=SHARE, rounding=pt.Rounding(1, "half_even"))
        assert found.verdict is Verdict.MET
        assert "ROUNDED" in codes(found)

    def test_a_shortfall_is_never_negative(self) -> None:
        """What is missing; nothing where the target is met, None where there is no margin."""
        assert judged(pt.AtLeast("10 亿元"), (Year(2020), 12)).shortfall == pt.Quantity("0 亿元")
        assert judged(pt.AtLeast("10 亿元"), (Year(2020), 8)).shortfall == pt.Quantity("2 亿元")
        assert judged(pt.AtLeast("10 亿元")).shortfall is None

    def test_a_total_has_its_span_for_due_period(self) -> None:
        """The end of the span."""
        total = pt.Total(pt.AtMost("10 亿元"), over=Span(Year(2019), Year(2020)))
        found = judged(total, (Year(2019), 5), (Year(2020), 5), due=None)
        assert (found.verdict, found.timing) == (Verdict.MET, Timing.ON_TIME)
        assert found.due == Span(Year(2019), Year(2020))
