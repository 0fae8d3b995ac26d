"""Where the meanings of deciding meet: rare cases, each with the sentence of the design that settles it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

import policytargets as pt
from policytargets import Quarter, Span, Timing, Verdict, Year
from policytargets.errors import InvalidValueError, UnitMismatchError
from policytargets.verdicts import ReasonCode


def flow(unit: pt.Unit | str = "work", **other: Any) -> pt.Indicator:
    """Works of a period, which add up."""
    return pt.Indicator(id="works", name="works", unit=unit, nature="flow", **other)


def share(**other: Any) -> pt.Indicator:
    """A share at the end of the period."""
    return pt.Indicator(id="share", name="share", unit="%", nature="stock", **other)


def rank(**other: Any) -> pt.Indicator:
    """A place among cities."""
    return pt.Indicator(id="place", name="place", unit="coefficient", nature="rank", **other)


def money() -> pt.Indicator:
    """An amount that may be negative."""
    return pt.Indicator(id="revenue", name="revenue", unit=pt.Unit("亿元", prices="current"), nature="flow")


def seen(indicator: pt.Indicator, period: Any, value: str, **other: Any) -> pt.Observation:
    """Give an observation."""
    return pt.Observation(indicator=indicator, period=period, value=value, **other)


def asked(indicator: pt.Indicator, criterion: Any, due: Any = None, **other: Any) -> pt.Target:
    """Give a target."""
    return pt.Target(id="t", indicator=indicator, criterion=criterion, due=due, **other)


def codes(attainment: pt.Attainment) -> set[ReasonCode]:
    """The reasons given."""
    return {reason.code for reason in attainment.reasons}


def replayed(attainment: pt.Attainment) -> Verdict:
    """The verdict of the chain after a way through JSON."""
    return pt.replay(json.loads(json.dumps([step.to_dict() for step in attainment.steps])))


@pytest.mark.parametrize("due", [Year(2018), Year(2020), Year(2030)])
def test_parts_of_an_earlier_year_reach_a_target_however_long_before_its_due_period(due: Year) -> None:
    """Design: By, an earlier period as long as the due one may reach it; a flow adds up."""
    works = flow()
    rows = [seen(works, Quarter(2017, quarter), "30 件") for quarter in (1, 2, 3, 4)]
    found = pt.assess(asked(works, pt.AtLeast("100 件"), pt.By(due)), rows, as_of=Year(2017))
    assert (found.timing, found.period, found.final) == (Timing.EARLY, Year(2017), False)
    assert replayed(found) is Verdict.MET


def test_a_year_under_way_does_not_hide_the_last_known_one() -> None:
    """Design: early, already reached in the last period known before the due one; of a part nothing follows yet."""
    works = flow()
    rows = [seen(works, Year(2017), "110 件"), seen(works, Quarter(2018, 1), "30 件")]
    target = asked(works, pt.AtLeast("100 件"), pt.By(Year(2020)))
    assert pt.assess(target, rows, as_of=Quarter(2018, 2)).timing is Timing.EARLY
    # Once the year is known and falls short, the last known one does not hold it.
    rows.append(seen(works, Year(2018), "90 件"))
    assert pt.assess(target, rows, as_of=Year(2018)).timing is Timing.NOT_YET_DUE


def test_growth_in_a_combination_is_judged_for_its_whole_span_only() -> None:
    """Design: for Growth, By is the same as in; another part of the combination may still be reached earlier."""
    revenue = money()
    growth = pt.Growth(rate=pt.AtLeast("7 %"), since=Year(2015))
    rows = [seen(revenue, Year(2015), "100 亿元"), seen(revenue, Year(2017), "300 亿元")]
    for level, timing in (("500 亿元", Timing.NOT_YET_DUE), ("200 亿元", Timing.EARLY)):
        target = asked(revenue, pt.AnyOf([growth, pt.AtLeast(level)]), pt.By(Year(2020)))
        assert pt.assess(target, rows, as_of=Year(2018)).timing is timing


def test_an_earlier_period_of_a_flow_starts_after_the_baseline() -> None:
    """Design: an earlier period is one after the baseline; a span that overlaps it is not."""
    works = flow()
    rows = [
        seen(works, Year(2015), "10 件"),
        seen(works, Span(Year(2014), Year(2016)), "300 件"),
    ]
    target = asked(works, pt.Multiple(times=pt.AtLeast("2"), since=Year(2015)), pt.By(Span(Year(2018), Year(2020))))
    assert pt.assess(target, rows, as_of=Year(2017)).timing is Timing.NOT_YET_DUE
    rows.append(seen(works, Span(Year(2016), Year(2018)), "300 件"))
    assert pt.assess(target, rows, as_of=Year(2018)).timing is Timing.EARLY


def test_a_published_rise_of_a_rank_agrees_with_its_levels() -> None:
    """Design: a rank rises towards the first; only a difference is named."""
    place = rank()
    rows = [
        seen(place, Year(2016), "5"),
        seen(place, Year(2017), "3"),
        seen(place, Year(2017), "2 coefficient", since=Year(2016)),
    ]
    target = asked(place, pt.Rise(by=pt.AtLeast("2 coefficient"), since=Year(2016)), Year(2017))
    found = pt.assess(target, rows, as_of=Year(2018))
    assert (found.verdict, codes(found)) == (Verdict.MET, set())


@pytest.mark.parametrize(
    ("better", "change", "verdict", "margin"),
    [
        ("higher", "-0.5 points", Verdict.NOT_MET, "-0.5"),
        ("higher", "0 points", Verdict.MET, "0"),
        ("lower", "-0.5 points", Verdict.MET, "0.5"),
    ],
)
def test_a_published_change_tells_what_is_no_worse(better: str, change: str, verdict: Verdict, margin: str) -> None:
    """Design: a published change serves the criterion whose baseline is the same period, in the same measure."""
    part = share(better=better)
    target = asked(part, pt.NoWorse(than=Year(2016)), Year(2017))
    found = pt.assess(target, [seen(part, Year(2017), change, since=Year(2016))], as_of=Year(2018))
    assert (found.verdict, found.margin) == (verdict, pt.Quantity(f"{margin} percentage_point"))


def test_what_is_no_worse_of_a_rank_is_asked_in_its_number() -> None:
    """Design: a rank is compared by its number; better decides NoWorse."""
    place = rank(better="lower")
    rows = [seen(place, Year(2016), "5"), seen(place, Year(2017), "4")]
    found = pt.assess(asked(place, pt.NoWorse(than=Year(2016)), Year(2017)), rows, as_of=Year(2018))
    assert found.verdict is Verdict.MET
    assert found.required == pt.AtMost(pt.Quantity("5 coefficient"))
    published = [seen(place, Year(2017), "-1 coefficient", since=Year(2016))]
    found = pt.assess(asked(place, pt.NoWorse(than=Year(2016)), Year(2017)), published, as_of=Year(2018))
    assert found.verdict is Verdict.NOT_MET


def test_a_flow_per_year_over_days_is_refused_or_reported() -> None:
    """Design: making an observation refuses a mismatch; a verdict reports it where evidence reaches it otherwise."""
    works = flow("work/year")
    days = Span(pt.Day(2017, 1, 3), pt.Day(2017, 1, 9))
    with pytest.raises(UnitMismatchError, match="whole months"):
        seen(works, days, "3 件")
    found = pt.assess(
        asked(works, pt.Total(pt.AtLeast("3 件"), over=days)), [seen(works, days, "3 件/年")], as_of=Year(2018)
    )
    assert (found.timing, codes(found)) == (Timing.UNDECIDED, {ReasonCode.UNIT_MISMATCH})
    rise = pt.Rise(by=pt.AtLeast("5 %"), since=pt.Baseline(pt.Day(2016, 1, 3), "3 件"))
    found = pt.assess(asked(works, rise, Year(2017)), [seen(works, Year(2017), "3 件/年")], as_of=Year(2018))
    assert (found.timing, codes(found)) == (Timing.UNDECIDED, {ReasonCode.UNIT_MISMATCH})


def test_a_missing_part_of_money_is_the_reason_and_not_a_negative_amount() -> None:
    """Design: undecided, the reason says what."""
    revenue = money()
    rows = [seen(revenue, Year(2015), "100 亿元"), seen(revenue, Quarter(2017, 1), "300 亿元")]
    target = asked(revenue, pt.Growth(rate=pt.AtLeast("7 %"), since=Year(2015)), Year(2017))
    found = pt.assess(target, rows, as_of=Year(2018))
    assert found.timing is Timing.UNDECIDED
    assert ReasonCode.PART_UNBOUNDED in codes(found)
    assert ReasonCode.NEGATIVE_AMOUNT not in codes(found)


@pytest.mark.parametrize(("unit", "verdict"), [("work", Verdict.MET), ("kWh", Verdict.UNDETERMINED)])
def test_only_of_counts_a_missing_part_is_at_least_zero(unit: str, verdict: Verdict) -> None:
    """Design: a missing part of what cannot be negative is at least zero: counts; else by limits."""
    for limits, expected in ((None, verdict), (pt.Limits(low=f"0 {unit}"), Verdict.MET)):
        amount = flow(unit, limits=limits)
        target = asked(amount, pt.AtLeast(f"10 {unit}"), Year(2017))
        found = pt.assess(target, [seen(amount, Quarter(2017, 1), f"12 {unit}")], as_of=Year(2018))
        assert found.verdict is expected


def test_of_a_count_that_may_be_negative_a_missing_part_says_nothing() -> None:
    """Design: else by limits=; a stated low limit below zero goes before what the unit suggests."""
    net = flow(limits=pt.Limits(low="-100 件"))
    target = asked(net, pt.AtLeast("10 件"), Year(2017))
    assert pt.assess(target, [seen(net, Quarter(2017, 1), "12 件")], as_of=Year(2018)).timing is Timing.UNDECIDED


def test_one_reading_is_that_reading_with_its_margin() -> None:
    """Issue 10: Readings of one reading is that reading."""
    works = flow()
    rows = [seen(works, Year(2017), "12 件")]
    plain = pt.assess(asked(works, pt.AtLeast("10 件"), Year(2017)), rows, as_of=Year(2018))
    read = pt.assess(
        asked(works, pt.Readings(of=[pt.AtLeast("10 件")], because="x"), Year(2017)), rows, as_of=Year(2018)
    )
    assert (read.verdict, read.timing, read.final, read.margin) == (
        plain.verdict,
        plain.timing,
        plain.final,
        plain.margin,
    )
    assert read.margin == pt.Quantity("2 件", kind="work")


def test_what_is_distributed_without_due_period_is_undecided() -> None:
    """Design: time, with none: undetermined, undecided."""
    target = asked(flow(), pt.AtLeast("10 件"), None, each=["a", "b"])
    found = pt.assess(target, [], as_of=Year(2018))
    assert (found.timing, ReasonCode.NO_DUE in codes(found)) == (Timing.UNDECIDED, True)


def test_the_periods_of_an_entity_are_named_by_period() -> None:
    """Design: Every is judged year by year; the reason names the years, whoever they are of."""
    works = flow()
    due = pt.Every(Year, within=Span(Year(2017), Year(2018)))
    target = asked(works, pt.AtLeast("10 件"), due, entity="haizhou")
    found = pt.assess(target, [seen(works, Year(2017), "9 件", entity="haizhou")], as_of=Year(2018))
    assert str(found.reasons[0]) == "periods stand as: 2017: not met, 2018: undetermined"


def test_a_text_is_no_list_of_entities() -> None:
    """Design: nothing wrong is guessed; a text would be a list of its letters."""
    with pytest.raises(InvalidValueError, match="put it in brackets"):
        pt.assess(asked(flow(), pt.AtLeast("10 件"), Year(2017)), [], as_of=Year(2018), each="haizhou")


@pytest.mark.parametrize(
    ("level", "change", "final"), [("provisional", "final", True), ("final", "provisional", False)]
)
def test_a_verdict_on_a_published_change_is_as_final_as_that_change(level: str, change: str, *, final: bool) -> None:
    """Design: a verdict on a provisional value is never final; a published change goes before known levels."""
    revenue = money()
    rows = [
        seen(revenue, Year(2016), "100 亿元", status=level),
        seen(revenue, Year(2017), "106 亿元", status=level),
        seen(revenue, Year(2017), "6.1 %", since=Year(2016), status=change, published=dt.date(2018, 2, 1)),
    ]
    target = asked(revenue, pt.Rise(by=pt.AtLeast("5 %"), since=Year(2016)), Year(2017))
    found = pt.assess(target, rows, as_of=Year(2018))
    assert (found.verdict, found.final) == (Verdict.MET, final)
    assert (ReasonCode.PROVISIONAL in codes(found)) is not final


def test_a_provisional_part_of_a_combination_leaves_it_open_to_revision() -> None:
    """Design: a verdict on a provisional value is never final."""
    works = flow()
    target = asked(works, pt.AllOf([pt.AtLeast("10 件"), pt.AtMost("20 件")]), Year(2017))
    for status, final in (("provisional", False), ("final", True)):
        found = pt.assess(target, [seen(works, Year(2017), "12 件", status=status)], as_of=Year(2018))
        assert (found.verdict, found.final) == (Verdict.MET, final)


def test_a_level_is_required_before_anything_is_observed() -> None:
    """Design: the required level is what a bound asks of the indicator."""
    found = pt.assess(asked(flow(), pt.AtLeast("10 件"), Year(2017)), [], as_of=Year(2016))
    assert found.required == pt.AtLeast(pt.Quantity("10 件", kind="work"))


def test_a_stated_baseline_lies_before_the_period_judged() -> None:
    """Design: never a guess; a baseline that is not before the period is a reason."""
    part = share()
    rise = pt.Rise(by=pt.AtLeast("1 points"), since=pt.Baseline(Year(2018), "50 %"))
    found = pt.assess(asked(part, rise, Year(2017)), [seen(part, Year(2017), "60 %")], as_of=Year(2018))
    assert (found.timing, codes(found)) == (Timing.UNDECIDED, {ReasonCode.BASELINE_NOT_BEFORE})


def test_no_level_answers_to_a_growth_below_all() -> None:
    """Design: the required level, where it can be said: nothing falls by more than all of it."""
    revenue = money()
    rows = [seen(revenue, Year(2015), "100 亿元"), seen(revenue, Year(2017), "1 亿元")]
    target = asked(revenue, pt.Growth(rate=pt.AtMost("-120 %"), since=Year(2015)), Year(2017))
    found = pt.assess(target, rows, as_of=Year(2018))
    assert (found.verdict, found.required) == (Verdict.NOT_MET, None)


def test_a_quarter_goes_before_its_months() -> None:
    """Design: a flow adds up without overlap; of two ways as complete, the one of fewer parts rests on less."""
    works = flow()
    months = [seen(works, pt.Month(2017, month), "11 件") for month in (1, 2, 3)]
    quarters = [seen(works, Quarter(2017, quarter), "30 件") for quarter in (1, 2, 3, 4)]
    found = pt.assess(asked(works, pt.AtLeast("120 件"), Year(2017)), [*months, *quarters], as_of=Year(2018))
    assert (found.verdict, found.observed, found.used) == (
        Verdict.MET,
        pt.Quantity("120 件", kind="work"),
        tuple(quarters),
    )
