"""From observations to possible amounts (design: verdict, observation)."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

import policytargets as pt
from policytargets import Month, Quarter, Span, Timing, Verdict, Year
from policytargets.chains import MOST_RANGES, Step
from policytargets.errors import InvalidValueError

PATENTS = pt.Indicator(id="patents", name="patents", unit="patent", nature="stock")
WORKS = pt.Indicator(id="works", name="works", unit="work", nature="flow")
REVENUE = pt.Indicator(id="revenue", name="revenue", unit="亿元", nature="flow")
SHARE = pt.Indicator(id="share", name="share", unit=pt.percent_of("enterprise"), nature="share")


def row(indicator: pt.Indicator, period: Any, amount: Any, **other: Any) -> pt.Observation:
    """One observation."""
    return pt.Observation(indicator=indicator, period=period, value=str(amount), **other)


def judged(
    *rows: pt.Observation, criterion: Any = None, due: Any = Year(2020), as_of: Any = Year(2022)
) -> pt.Attainment:
    """Judge at least 10 (or another criterion) of the indicator of the first row."""
    target = pt.Target(id="goal", indicator=rows[0].indicator, criterion=criterion or pt.AtLeast("10"), due=due)
    found = pt.assess(target, rows, as_of=as_of)
    assert pt.replay(found.steps) is found.verdict
    return found


def codes(found: pt.Attainment) -> set[str]:
    """Names of the reasons."""
    return {reason.code.name for reason in found.reasons}


class TestWhatCounts:
    """It counts once its period is over and, if it carries a date, was published by then; a forecast never."""

    def test_published_later(self) -> None:
        """Not before its publication."""
        late = row(PATENTS, Year(2020), 10, published=dt.date(2021, 5, 20))
        assert judged(late, as_of=Year(2020)).timing is Timing.NO_DATA
        assert judged(late, as_of=Year(2021)).verdict is Verdict.MET

    def test_a_forecast_never_counts(self) -> None:
        """However it is published."""
        assert judged(row(PATENTS, Year(2020), 10, status="forecast")).timing is Timing.NO_DATA

    def test_the_newest_publication_wins(self) -> None:
        """A revision replaces what was published before, from its date on."""
        first = row(PATENTS, Year(2020), 10, published=dt.date(2021, 1, 1))
        revised = row(PATENTS, Year(2020), 9, published=dt.date(2021, 6, 1))
        assert judged(first, revised, as_of=Year(2021)).verdict is Verdict.NOT_MET
        assert judged(first, revised, as_of=Month(2021, 3)).verdict is Verdict.MET

    def test_an_undated_amount_counts_as_older(self) -> None:
        """Than a dated one."""
        dated = row(PATENTS, Year(2020), 9, published=dt.date(2021, 1, 1))
        assert judged(row(PATENTS, Year(2020), 10), dated).verdict is Verdict.NOT_MET

    def test_of_one_date_final_goes_before_provisional(self) -> None:
        """Whatever the order of rows."""
        rows = (row(PATENTS, Year(2020), 9, status="provisional"), row(PATENTS, Year(2020), 10))
        assert judged(*rows).verdict is Verdict.MET
        assert judged(*reversed(rows)).verdict is Verdict.MET

    def test_amounts_that_disagree_are_those_amounts(self) -> None:
        """And not what lies between them."""
        rows = (row(PATENTS, Year(2020), 8), row(PATENTS, Year(2020), 12))
        assert judged(*rows, criterion=pt.Between("9", "11")).verdict is Verdict.NOT_MET
        found = judged(*rows)
        assert found.verdict is Verdict.UNDETERMINED
        assert "DISAGREE" in codes(found)
        assert found.observed is None

    def test_two_definitions_under_one_id_are_a_fault(self) -> None:
        """Observations match by indicator id and entity."""
        other = pt.Indicator(id="patents", name="patents", unit="trademark", nature="stock")
        target = pt.Target(id="goal", indicator=PATENTS, criterion=pt.AtLeast("10"), due=Year(2020))
        with pytest.raises(InvalidValueError, match="one definition"):
            pt.assess(target, [row(other, Year(2020), 10)], as_of=Year(2020))


class TestSets:
    """Evidence is a set of possible amounts: all inside met, none not met, else undetermined."""

    @pytest.mark.parametrize(
        ("low", "high", "verdict"),
        [(10, 12, Verdict.MET), (8, 9, Verdict.NOT_MET), (9, 11, Verdict.UNDETERMINED), (9, 10, Verdict.UNDETERMINED)],
    )
    def test_an_interval(self, low: int, high: int, verdict: Verdict) -> None:
        """The margin of a set is the least."""
        found = judged(row(PATENTS, Year(2020), low, high=str(high)))
        assert found.verdict is verdict
        assert found.margin == pt.Quantity(low - 10, "patent")

    def test_an_uncertainty_is_a_half_width(self) -> None:
        """3620 ± 20."""
        assert judged(row(PATENTS, Year(2020), 11, plus_minus="1")).verdict is Verdict.MET
        assert judged(row(PATENTS, Year(2020), 11, plus_minus="2")).verdict is Verdict.UNDETERMINED

    def test_outside_the_limits_is_no_evidence_and_named(self) -> None:
        """A share of 101 % is no evidence."""
        found = judged(row(SHARE, Year(2020), "101 %"), criterion=pt.AtLeast("10 %"))
        assert found.timing is Timing.NO_DATA
        assert "OUTSIDE_LIMITS" in codes(found)

    def test_a_range_is_taken_inside_the_limits(self) -> None:
        """From 98 to 105 % is 98 to 100 %."""
        found = judged(row(SHARE, Year(2020), "98 %", high="105 %"), criterion=pt.AtMost("100 %"))
        assert found.verdict is Verdict.MET


class TestParts:
    """A flow adds up without overlap; a missing part of what cannot be negative is at least zero."""

    def test_a_total_already_reached_is_met_with_a_part_missing(self) -> None:
        """The missing part is named."""
        found = judged(row(WORKS, Quarter(2020, 1), 11), as_of=Quarter(2020, 2))
        assert found.verdict is Verdict.MET
        assert {"FROM_PARTS", "PART_MISSING"} <= codes(found)
        assert found.possible == ((pt.Quantity("11 work"), None),)

    def test_too_little_with_a_part_missing_is_undecided(self) -> None:
        """What is missing may be anything from zero up."""
        found = judged(row(WORKS, Quarter(2020, 1), 9), row(WORKS, Quarter(2020, 3), 0))
        assert found.timing is Timing.UNDECIDED
        assert "PART_MISSING" in codes(found)

    def test_money_may_be_negative_unless_limits_say_otherwise(self) -> None:
        """Counts cannot; else by `limits=`."""
        assert judged(row(REVENUE, Quarter(2020, 1), 11)).timing is Timing.UNDECIDED
        limited = pt.Indicator(id="revenue", name="r", unit="亿元", nature="flow", limits=pt.Limits(low="0 亿元"))
        assert judged(row(limited, Quarter(2020, 1), 11)).verdict is Verdict.MET

    def test_parts_that_overlap_are_not_added_twice(self) -> None:
        """A quarter and its months: as few parts as can be."""
        rows = [row(WORKS, Quarter(2020, number), 3) for number in (1, 2, 3, 4)]
        rows += [row(WORKS, Month(2020, number), 1) for number in (1, 2, 12)]
        assert judged(*rows).observed == pt.Quantity("12 work")

    def test_its_own_amount_goes_before_parts(self) -> None:
        """The due period's own amount decides as soon as it is known."""
        rows = [row(WORKS, Quarter(2020, number), 3) for number in (1, 2, 3, 4)]
        assert judged(*rows, row(WORKS, Year(2020), 9)).verdict is Verdict.NOT_MET

    def test_very_many_disagreeing_parts_keep_their_hull(self) -> None:
        """Decides less and never wrongly."""
        months = [Month(2019, 1).shift(number) for number in range(24)]
        rows = [row(WORKS, month, amount) for number, month in enumerate(months) for amount in (1, 2**number)]
        total = pt.Total(pt.AtMost(str(2**24)), over=Span(Year(2019), Year(2020)))
        found = judged(*rows, criterion=total, due=None)
        assert MOST_RANGES < 2**24
        assert found.verdict is Verdict.MET
        lows, highs = zip(*found.possible, strict=True)
        assert (min(lows), max(highs)) == (pt.Quantity("24 work"), pt.Quantity(2**24 - 1, "work"))

    def test_a_flow_per_year_does_not_add_up_to_a_day(self) -> None:
        """A day is no part of a calendar year that can be counted in years."""
        yearly = pt.Indicator(id="works_a_year", name="works", unit="work/year", nature="flow")
        found = judged(row(yearly, Year(2020), "5 work/year"), due=pt.Span(pt.Day(2020, 1, 2), pt.Day(2020, 1, 5)))
        assert found.timing is Timing.NO_DATA

    def test_a_total_over_years(self) -> None:
        """累计: a flow added up over its span; its end is the due period."""
        total = pt.Total(pt.AtLeast("40"), over=Span(Year(2016), Year(2020)))
        rows = [row(WORKS, Year(year), 10) for year in range(2016, 2020)]
        assert judged(*rows, criterion=total, due=None, as_of=Year(2019)).timing is Timing.EARLY
        assert judged(*rows[1:], criterion=total, due=None, as_of=Year(2019)).timing is Timing.NOT_YET_DUE


class TestRatios:
    """A rate keeps numerator and denominator where both are observed, exactly."""

    PEOPLE = pt.Indicator(id="people", name="people", unit="person", nature="stock")
    DENSITY = pt.Indicator(
        id="density",
        name="density",
        unit="patent/(10000.person)",
        nature="stock",
        ratio=pt.Ratio(of=PATENTS, to=PEOPLE),
    )

    def judged(self, *rows: pt.Observation) -> pt.Attainment:
        """At least 1.78 patents per 10,000 people."""
        target = pt.Target(id="goal", indicator=self.DENSITY, criterion=pt.AtLeast("1.78"), due=Year(2020))
        found = pt.assess(target, rows, as_of=Year(2021))
        assert pt.replay(found.steps) is found.verdict
        return found

    def test_patents_over_population_is_exact(self) -> None:
        """2314 / 13,000,000 is exactly 1.78 per 10,000: binary floats say it is less."""
        found = self.judged(row(PATENTS, Year(2020), 2314), row(self.PEOPLE, Year(2020), 13_000_000))
        assert found.verdict is Verdict.MET
        assert found.margin is not None
        assert found.margin.magnitude == 0
        assert "FROM_RATIO" in codes(found)

    def test_one_side_alone_is_named(self) -> None:
        """Without the population there is no rate."""
        found = self.judged(row(PATENTS, Year(2020), 2314))
        assert found.timing is Timing.NO_DATA
        assert "SIDE_UNKNOWN" in codes(found)
        assert self.judged(row(PATENTS, Year(2019), 1)).timing is Timing.NO_DATA

    def test_a_denominator_that_may_be_zero_leaves_it_open(self) -> None:
        """No division by what may be zero."""
        found = self.judged(row(PATENTS, Year(2020), 2314), row(self.PEOPLE, Year(2020), 0, high="13000000"))
        assert found.timing is Timing.UNDECIDED
        assert "DENOMINATOR_NOT_POSITIVE" in codes(found)

    def test_a_published_rate_goes_first(self) -> None:
        """The indicator's own amount, where it was observed."""
        rows = (
            row(PATENTS, Year(2020), 2314),
            row(self.PEOPLE, Year(2020), 13_000_000),
            row(self.DENSITY, Year(2020), "1.7"),
        )
        assert self.judged(*rows).verdict is Verdict.NOT_MET

    def test_a_computed_rate_outside_the_limits_is_no_evidence(self) -> None:
        """More than all of them is named, and decides nothing."""
        some = pt.Indicator(id="some", name="some", unit="enterprise", nature="stock")
        all_ = pt.Indicator(id="all", name="all", unit="enterprise", nature="stock")
        share = pt.Indicator(
            id="s", name="s", unit=pt.percent_of("enterprise"), nature="stock", ratio=pt.Ratio(of=some, to=all_)
        )
        target = pt.Target(id="goal", indicator=share, criterion=pt.AtLeast("10 %"), due=Year(2020))
        found = pt.assess(target, [row(some, Year(2020), 5), row(all_, Year(2020), 4)], as_of=Year(2020))
        assert found.timing is Timing.NO_DATA
        clipped = pt.assess(target, [row(some, Year(2020), 3, high="5"), row(all_, Year(2020), 4)], as_of=Year(2020))
        assert clipped.possible == (
            (pt.Quantity("75 %", whole="enterprise"), pt.Quantity("100 %", whole="enterprise")),
        )
        assert pt.replay(clipped.steps) is Verdict.MET
        two = pt.assess(
            target, [row(some, Year(2020), 3), row(some, Year(2020), 5), row(all_, Year(2020), 4)], as_of=Year(2020)
        )
        assert two.observed == pt.Quantity("75 %", whole="enterprise")


class TestReplay:
    """The chain as data: replaying it gives the verdict again, and alterations are caught."""

    STEPS = judged(row(PATENTS, Year(2020), 11)).steps

    def test_an_altered_result_is_caught(self) -> None:
        """Each conclusion is drawn again."""
        data = [step.to_dict() for step in self.STEPS]
        data[1]["result"] = "not met"
        with pytest.raises(InvalidValueError, match="altered"):
            pt.replay(data)

    @pytest.mark.parametrize(
        "data",
        [
            [],
            [{"rule": "no_such", "given": {}, "uses": [], "result": None}],
            [{"rule": "divide", "given": {}, "uses": [-1, 0], "result": None}],
            [{"rule": "compare"}],
            [Step(rule="observe", given={"amounts": [["1", "1"]]}, result=[["1", "1"]])],
        ],
    )
    def test_what_is_no_chain_is_refused(self, data: list[Any]) -> None:
        """No traceback from below."""
        with pytest.raises(InvalidValueError, match="expected"):
            pt.replay(data)

    def test_amounts_are_exact_texts(self) -> None:
        """Plain data, without floats."""
        [observed, *_] = self.STEPS
        assert observed.result == [["11", "11"]]
        assert Fraction(observed.result[0][0]) == 11
