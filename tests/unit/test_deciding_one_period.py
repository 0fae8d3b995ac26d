"""All that is said of one period: verdict, margin, what is asked, what it rests on, and why (design: verdict)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from policytargets._cases import Asked, Case, Judgement
from policytargets.baselines import UNSTATED, Baseline, YearBefore
from policytargets.bounds import About, AtLeast, AtMost
from policytargets.chains import Chain
from policytargets.criteria import AllOf, AnyOf, Criterion, Fall, Growth, Multiple, NoWorse, Readings, Rise, Total
from policytargets.deciding import judge
from policytargets.evidence import Records
from policytargets.indicators import Indicator, Limits
from policytargets.observations import Observation
from policytargets.periods import Day, Month, Period, Span, Year
from policytargets.quantities import Quantity, Rounding
from policytargets.texts import Text
from policytargets.units import Unit
from policytargets.verdicts import Reason, ReasonCode, Verdict

MET, NOT, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
PATENTS = Indicator(id="patents", name="patents", unit="patent", nature="stock")
WORKS = Indicator(id="works", name="works", unit="work", nature="flow")
PER_YEAR = Indicator(id="works_per_year", name="works", unit="work/year", nature="flow")
SHARE = Indicator(id="share", name="share", unit="%", nature="stock", better="higher")
WASTE = Indicator(id="waste", name="waste", unit="t", nature="stock", better="lower")
PLACE = Indicator(id="place", name="place", unit="coefficient", nature="rank", better="lower")
PLACE_10, PLACE_12 = (
    Observation(indicator=PLACE, period=Year(2015), value="10 coefficient"),
    Observation(indicator=PLACE, period=Year(2017), value="12 coefficient"),
)
REVENUE = Indicator(id="revenue", name="revenue", unit=Unit("万元", prices="current"), nature="stock")


def row(indicator: Indicator, period: Period, value: str, **other: Any) -> Observation:
    """Give an observation."""
    return Observation(indicator=indicator, period=period, value=value, **other)


def said(
    rows: tuple[Observation, ...],
    criterion: Criterion,
    period: Period = Year(2017),
    entity: str | None = None,
    **other: Any,
) -> Judgement:
    """Judge a criterion by what is known at the end of 2019; the number of the step is no part of what is said."""
    records = Records.at(rows, dt.date(2019, 12, 31))
    case = Case(indicator=rows[0].indicator, entity=entity, records=records, chain=Chain(), **other)
    judged = judge(case, criterion, period)
    assert case.chain.verdict(judged.step) is judged.verdict
    assert all(step.to_dict()["given"] is not None for step in case.chain.steps)
    return attrs.evolve(judged, step=0)


def point(amount: str) -> tuple[tuple[Quantity, Quantity], ...]:
    """Give one possible amount, as a judgement holds it."""
    return ((Quantity(amount), Quantity(amount)),)


BEFORE = row(PATENTS, Year(2015), "10 patent")
NOW = row(PATENTS, Year(2017), "13 patent", status="provisional")
LESS, MORE = row(PATENTS, Year(2017), "11 patent"), row(PATENTS, Year(2017), "13 patent")
RISEN = row(PATENTS, Year(2017), "4 patent", since=Year(2015), status="provisional")
BY_3 = Rise(by=AtLeast("3 patent"), since=Year(2015))
SEEN: dict[str, Any] = {"period": Year(2017), "step": 0, "known": True, "observed": point("13 patent")}
ALONE: dict[str, Any] = {**SEEN, "used": (NOW,), "provisional": True}
BOTH: dict[str, Any] = {**SEEN, "used": (NOW, BEFORE), "provisional": True}


def why(code: ReasonCode, **details: Any) -> tuple[Reason, ...]:
    """Give one reason."""
    return (Reason(code, details),)


def asked(criterion: Criterion) -> Asked:
    """Name a part of a criterion, as a reason shows it."""
    return Asked(criterion, PATENTS)


@pytest.mark.parametrize(
    ("rows", "criterion", "judgement"),
    [
        (
            (NOW,),
            AtLeast("12 patent"),
            Judgement(verdict=MET, margin=Quantity("1 patent"), required=AtLeast("12 patent"), **ALONE),
        ),
        (
            (NOW,),
            About("12 patent"),
            Judgement(
                verdict=OPEN,
                required=About("12 patent"),
                reasons=why(ReasonCode.NO_TOLERANCE, amount=Quantity("12 patent")),
                **ALONE,
            ),
        ),
        (
            (NOW, BEFORE),
            BY_3,
            Judgement(verdict=MET, margin=Quantity("0 patent"), required=AtLeast("13 patent"), **BOTH),
        ),
        (
            (NOW, BEFORE),
            Fall(by=AtLeast("20 %"), since=Year(2015)),
            Judgement(verdict=NOT, margin=Quantity("-50 points"), required=AtMost("8 patent"), **BOTH),
        ),
        (
            (NOW, BEFORE),
            Multiple(times=AtLeast("2"), since=Year(2015)),
            Judgement(verdict=NOT, margin=Quantity("-0.7"), required=AtLeast("20 patent"), **BOTH),
        ),
        (
            (NOW, BEFORE),
            Growth(rate=AtLeast("10 %"), since=Year(2015)),
            Judgement(verdict=MET, required=AtLeast("12.1 patent"), **BOTH),
        ),
        (
            (NOW,),
            Growth(rate=AtLeast("10 %"), since=Baseline(amount="10 patent")),
            Judgement(verdict=OPEN, reasons=why(ReasonCode.BASELINE_NO_PERIOD), **ALONE),
        ),
        (
            (NOW,),
            Rise(by=AtLeast("3 patent"), since=UNSTATED),
            Judgement(verdict=OPEN, reasons=why(ReasonCode.BASELINE_UNSTATED), **ALONE),
        ),
        (
            (NOW,),
            BY_3,
            Judgement(verdict=OPEN, reasons=why(ReasonCode.BASELINE_UNKNOWN, period=Year(2015)), **ALONE),
        ),
        (
            (NOW,),
            Rise(by=AtLeast("3 patent"), since=Year(2018)),
            Judgement(
                verdict=OPEN,
                reasons=why(ReasonCode.BASELINE_NOT_BEFORE, baseline=Year(2018), period=Year(2017)),
                **ALONE,
            ),
        ),
        (
            (NOW,),
            Rise(by=AtLeast("3 patent"), since=Year(2017)),
            Judgement(
                verdict=OPEN,
                reasons=why(ReasonCode.BASELINE_NOT_BEFORE, baseline=Year(2017), period=Year(2017)),
                **ALONE,
            ),
        ),
        (
            (NOW, row(PATENTS, Year(2015), "0 patent")),
            Multiple(times=AtLeast("2"), since=Year(2015)),
            Judgement(
                verdict=OPEN,
                reasons=why(ReasonCode.BASELINE_NOT_POSITIVE),
                **SEEN,
                used=(NOW, row(PATENTS, Year(2015), "0 patent")),
                provisional=True,
            ),
        ),
        (
            (NOW, BEFORE),
            Rise(by=AtLeast("3 patent"), since=Baseline(Year(2015), "9 patent")),
            Judgement(
                verdict=MET,
                margin=Quantity("1 patent"),
                required=AtLeast("12 patent"),
                reasons=why(
                    ReasonCode.BASELINE_DIFFERS, stated=Quantity("9 patent"), observed=(Quantity("10 patent"),)
                ),
                **ALONE,
            ),
        ),
        (
            (NOW, BEFORE, RISEN),
            BY_3,
            Judgement(
                verdict=MET,
                margin=Quantity("1 patent"),
                reasons=why(ReasonCode.CHANGE_DIFFERS, stated=(RISEN,), observed=(Quantity("3 patent"),)),
                **SEEN,
                used=(RISEN, NOW),
                provisional=True,
            ),
        ),
        (
            (BEFORE, RISEN),
            Fall(by=AtLeast("3 patent"), since=Year(2015)),
            Judgement(
                verdict=NOT,
                margin=Quantity("-7 patent"),
                period=Year(2017),
                step=0,
                known=True,
                used=(RISEN,),
                provisional=True,
            ),
        ),
        (
            (LESS, MORE),
            AtLeast("12 patent"),
            Judgement(
                verdict=OPEN,
                margin=Quantity("-1 patent"),
                required=AtLeast("12 patent"),
                reasons=why(ReasonCode.DISAGREE, amounts=(LESS, MORE)),
                period=Year(2017),
                step=0,
                known=True,
                observed=(*point("11 patent"), *point("13 patent")),
                used=(LESS, MORE),
            ),
        ),
        (
            (row(PATENTS, Year(2017), "12 patent", plus_minus="1 patent"),),
            AtLeast("12 patent"),
            Judgement(
                verdict=OPEN,
                margin=Quantity("-1 patent"),
                required=AtLeast("12 patent"),
                reasons=why(ReasonCode.RANGE),
                period=Year(2017),
                step=0,
                known=True,
                observed=((Quantity("11 patent"), Quantity("13 patent")),),
                used=(row(PATENTS, Year(2017), "12 patent", plus_minus="1 patent"),),
            ),
        ),
        (
            (NOW,),
            AllOf([AtLeast("12 patent"), BY_3]),
            Judgement(
                verdict=OPEN,
                reasons=(
                    *why(
                        ReasonCode.COMBINED,
                        because="",
                        verdicts=((asked(AtLeast("12 patent")), MET), (asked(BY_3), OPEN)),
                    ),
                    *why(ReasonCode.BASELINE_UNKNOWN, period=Year(2015)),
                ),
                **ALONE,
            ),
        ),
        ((NOW,), AnyOf([AtLeast("12 patent"), AtLeast("14 patent")]), Judgement(verdict=MET, **ALONE)),
        (
            (NOW,),
            Readings(of=[AtLeast("12 patent"), AtLeast("14 patent")], because={"zh": "未载明"}),
            Judgement(
                verdict=OPEN,
                reasons=why(
                    ReasonCode.READINGS,
                    because=Text({"zh": "未载明"}),
                    verdicts=((asked(AtLeast("12 patent")), MET), (asked(AtLeast("14 patent")), NOT)),
                ),
                **ALONE,
            ),
        ),
    ],
)
def test_a_judgement_says_all_of_it(rows: tuple[Observation, ...], criterion: Criterion, judgement: Judgement) -> None:
    """What it rests on, what is asked of the level, how far it is, whether that may still change, and why."""
    assert said(rows, criterion) == judgement


def test_no_observation_is_named_by_its_period() -> None:
    """Missing data is never "not met", and says what is missing; a published change tells of no level."""
    lacking: dict[str, Any] = {"period": Year(2017), "step": 0, "verdict": OPEN}
    reasons = why(ReasonCode.NO_OBSERVATION, period=Year(2017))
    level = AtLeast("12 patent")
    assert said((BEFORE,), level) == Judgement(**lacking, required=level, reasons=reasons)
    assert said((BEFORE,), BY_3) == Judgement(**lacking, reasons=reasons)


def test_what_is_known_of_a_missing_amount_is_said_before_it() -> None:
    """A value outside the limits is no evidence, and is named."""
    share = Indicator(id="share", name="share", unit="%", nature="stock", limits=Limits(low="0 %", high="100 %"))
    wrong = row(share, Year(2017), "101 %")
    assert [reason.code for reason in said((wrong,), AtLeast("90 %")).reasons] == [
        ReasonCode.OUTSIDE_LIMITS,
        ReasonCode.NO_OBSERVATION,
    ]


def test_growth_is_judged_for_its_whole_span_only() -> None:
    """For its whole span only; until then nothing of it is known."""
    growth = Growth(rate=AtLeast("10 %"), since=Year(2015))
    assert said((NOW, BEFORE), growth, due=Year(2018)) == Judgement(
        period=Year(2017), step=0, verdict=OPEN, reasons=why(ReasonCode.WHOLE_SPAN, period=Year(2018))
    )
    assert said((NOW, BEFORE), growth, due=Year(2017)).verdict is MET


def test_rounding_before_comparing_is_said() -> None:
    """A stated choice, which acts on the amount the bound stands on."""
    near = row(PATENTS, Year(2017), "12.46 patent")
    judged = said((near,), AtLeast("12.5 patent"), rounding=Rounding(1, "half_up"))
    assert (judged.verdict, judged.margin) == (MET, Quantity("0 patent"))
    [reason] = judged.reasons
    assert reason.code is ReasonCode.ROUNDED
    assert dict(reason.details) == {"places": "1", "mode": Rounding(1, "half_up").mode}


def test_a_missing_part_leaves_it_incomplete() -> None:
    """A missing part of what cannot be negative is at least zero."""
    part = row(WORKS, Month(2017, 1), "5 work")
    judged = said((part,), AtLeast("12 work"))
    assert (judged.verdict, judged.complete, judged.margin) == (OPEN, False, Quantity("-7 work"))
    assert judged.observed == ((Quantity("5 work"), None),)
    missing = Span(Month(2017, 2), Month(2017, 12))
    assert judged.reasons == (
        *why(ReasonCode.FROM_PARTS, periods=(Month(2017, 1),)),
        *why(ReasonCode.PART_MISSING, periods=(missing,)),
    )
    combined = said((part,), AnyOf([AtLeast("12 work"), AtMost("1 work")]))
    assert (combined.complete, combined.known, combined.used) == (False, True, (part,))


def test_an_amount_per_year_meets_one_in_all() -> None:
    """320 件/年 over a year is 320 件 (design: nature); over two years it is twice as much."""
    rate = row(PER_YEAR, Span(Year(2016), Year(2017)), "5 work/year")
    judged = said((rate,), Total(AtLeast("12 work"), over=Span(Year(2016), Year(2017))))
    assert (judged.verdict, judged.margin) == (NOT, Quantity("-2 work"))
    assert judged.required == AtLeast("12 work")


@pytest.mark.parametrize(
    ("before", "now", "level", "margin", "verdict"),
    [
        (row(SHARE, Year(2015), "10 %"), row(SHARE, Year(2017), "12 %"), AtLeast("10 %"), "2 points", MET),
        (row(SHARE, Year(2015), "10 %"), row(SHARE, Year(2017), "10 %"), AtLeast("10 %"), "0 points", MET),
        (row(SHARE, Year(2015), "10 %"), row(SHARE, Year(2017), "9 %"), AtLeast("10 %"), "-1 points", NOT),
        (row(WASTE, Year(2015), "10 t"), row(WASTE, Year(2017), "12 t"), AtMost("10 t"), "-2 t", NOT),
        (PLACE_10, PLACE_12, AtMost("10 coefficient"), "-2 coefficient", NOT),
    ],
)
def test_no_worse_is_measured_towards_better(
    before: Observation, now: Observation, level: Any, margin: str, verdict: Verdict
) -> None:
    """For NoWorse the margin is the distance to the baseline in the direction of better."""
    judged = said((now, before), NoWorse(than=Year(2015)))
    assert (judged.verdict, judged.margin, judged.required) == (verdict, Quantity(margin), level)
    assert (judged.used, judged.period) == ((now, before), Year(2017))


def test_no_worse_than_nothing() -> None:
    """A level may stay where it is, at zero too: only of percentages is zero no baseline."""
    none = row(WASTE, Year(2015), "0 t")
    assert said((row(WASTE, Year(2017), "0 t"), none), NoWorse(than=Year(2015))).verdict is MET
    assert said((row(WASTE, Year(2017), "1 t"), none), NoWorse(than=Year(2015))).verdict is NOT


def test_no_worse_by_a_published_change() -> None:
    """A published change serves the change criterion whose baseline is the same period; a rank is told as it rises."""
    waste = row(WASTE, Year(2017), "2 t", since=Year(2015))
    judged = said((waste,), NoWorse(than=Year(2015)))
    assert (judged.margin, judged.period) == (Quantity("-2 t"), Year(2017))
    share = row(SHARE, Year(2017), "2 points", since=Year(2015))
    assert said((share,), NoWorse(than=Year(2015))).margin == Quantity("2 points")
    place = row(PLACE, Year(2017), "2 coefficient", since=Year(2015))
    assert said((place,), NoWorse(than=Year(2015))).margin == Quantity("2 coefficient")


def test_better_unstated_leaves_no_worse_open() -> None:
    """Better may be unstated, and decides nothing but NoWorse."""
    assert said((NOW, BEFORE), NoWorse(than=Year(2015))) == Judgement(
        verdict=OPEN, reasons=why(ReasonCode.BETTER_UNSTATED), **BOTH
    )


def test_prices_that_differ_are_said_and_not_converted() -> None:
    """The price basis is never converted silently: what is known is shown, and the reason names both."""
    revenue = row(REVENUE, Year(2017), "13 万元")
    judged = said((revenue,), AtLeast(Quantity("12 万元", prices="2020")))
    assert (judged.verdict, judged.known, judged.used, judged.period) == (OPEN, True, (revenue,), Year(2017))
    [reason] = judged.reasons
    assert reason.code is ReasonCode.UNIT_MISMATCH
    assert {"2020 prices", "current prices"} == {
        text.partition("(")[2].rstrip(")") for name, text in reason.details if name in {"expected", "got"}
    }


def test_a_day_without_a_year_before_is_named() -> None:
    """29 February has no day a year earlier: the baseline is unknown, and nothing stands in for it."""
    leap = row(PATENTS, Day(2016, 2, 29), "13 patent")
    judged = said((leap,), Rise(by=AtLeast("3 patent"), since=YearBefore()), Day(2016, 2, 29))
    assert judged.reasons == why(ReasonCode.BASELINE_UNKNOWN, period="(no such day)")
    assert judged.used == (leap,)


def test_what_is_open_names_its_reasons_and_period_in_the_chain() -> None:
    """Every conclusion is kept as a step, with what it was told (design: chain)."""
    case = Case(indicator=PATENTS, entity=None, records=Records.at([], dt.date(2019, 12, 31)), chain=Chain())
    judge(case, AtLeast("12 patent"), Year(2017))
    assert [step.given for step in case.chain.steps] == [{"reasons": ["NO_OBSERVATION"], "period": "2017"}]
    judge(case, AllOf([AtLeast("12 patent")]), Year(2017))
    assert case.chain.steps[-1].given == {"how": "all_of", "because": ""}
    judge(case, Readings(of=[AtLeast("12 patent"), AtLeast("14 patent")], because="not said"), Year(2017))
    assert case.chain.steps[-1].given == {"how": "readings", "because": "not said"}


def test_what_lacks_a_part_lacks_it_without_a_baseline_too() -> None:
    """A part is missing, whatever else keeps the verdict open."""
    part = row(WORKS, Month(2017, 1), "5 work")
    judged = said((part,), Rise(by=AtLeast("1 work"), since=Year(2015)))
    assert (judged.verdict, judged.complete, judged.known) == (OPEN, False, True)


def test_another_entity_is_no_evidence() -> None:
    """Another entity's observation is no evidence: not for the amount, the baseline, a change or what it differs from."""
    ours: dict[str, Any] = {"entity": "fuxin", "indicator": PATENTS}
    before = Observation(period=Year(2015), value="10 patent", **ours)
    now = Observation(period=Year(2017), value="13 patent", **ours)
    theirs = (row(PATENTS, Year(2015), "9 patent"), row(PATENTS, Year(2017), "30 patent"))
    stated = Rise(by=AtLeast("3 patent"), since=Baseline(Year(2015), "9 patent"))
    judged = said((now, before, *theirs), stated, entity="fuxin")
    assert (judged.margin, judged.used) == (Quantity("1 patent"), (now,))
    assert [dict(reason.details)["observed"] for reason in judged.reasons] == [(Quantity("10 patent"),)]
    risen = Observation(period=Year(2017), value="5 patent", since=Year(2015), **ours)
    assert said((risen, RISEN), BY_3, entity="fuxin").margin == Quantity("2 patent")
    assert said((risen, RISEN), BY_3).margin == Quantity("1 patent")
    assert said((RISEN,), BY_3, entity="fuxin").reasons == why(ReasonCode.NO_OBSERVATION, period=Year(2017))


def test_growth_from_a_stated_amount_of_a_stated_period() -> None:
    """A baseline of a period and an amount is as many years ago as its period (design: baseline)."""
    judged = said((NOW,), Growth(rate=AtLeast("10 %"), since=Baseline(Year(2015), "10 patent")))
    assert (judged.verdict, judged.required, judged.used) == (MET, AtLeast("12.1 patent"), (NOW,))


@pytest.mark.parametrize(
    ("before", "now", "change", "observed"),
    [
        (row(SHARE, Year(2015), "10 %"), row(SHARE, Year(2017), "13 %"), "4 points", "3 points"),
        (row(SHARE, Year(2015), "10 %"), row(SHARE, Year(2017), "13 %"), "40 %", "30 %"),
        (row(WASTE, Year(2015), "10 t"), row(WASTE, Year(2017), "13 t"), "4 t", "3 t"),
        (row(WASTE, Year(2015), "10 t"), row(WASTE, Year(2017), "13 t"), "40 %", "30 %"),
    ],
)
def test_a_published_change_that_differs_is_named_in_its_measure(
    before: Observation, now: Observation, change: str, observed: str
) -> None:
    """A published change goes before known levels; a difference is named, in percent or points as it is published."""
    stated = row(now.indicator, Year(2017), change, since=Year(2015))
    judged = said((now, before, stated), Rise(by=AtLeast(change), since=Year(2015)))
    assert (judged.verdict, judged.used) == (MET, (stated, now))
    assert judged.reasons == why(ReasonCode.CHANGE_DIFFERS, stated=(stated,), observed=(Quantity(observed),))
    agreeing = row(now.indicator, Year(2017), observed, since=Year(2015))
    assert said((now, before, agreeing), Rise(by=AtLeast(change), since=Year(2015))).reasons == ()


def test_published_changes_that_disagree_are_named() -> None:
    """Values that disagree are those amounts, and not what lies between them."""
    less, more = (row(PATENTS, Year(2017), value, since=Year(2015)) for value in ("2 patent", "4 patent"))
    judged = said((less, more), BY_3)
    assert (judged.verdict, judged.margin, judged.used) == (OPEN, Quantity("-1 patent"), (less, more))
    assert judged.reasons == why(ReasonCode.DISAGREE, amounts=(less, more))


def test_no_growth_of_what_may_be_negative() -> None:
    """Of a negative amount no growth can be taken; a missing part of what may be negative leaves it open."""
    growth = Growth(rate=AtLeast("10 %"), since=Year(2015))
    before, now = row(REVENUE, Year(2015), "10 万元"), row(REVENUE, Year(2017), "-1 万元")
    lost = said((now, before), growth)
    assert (lost.verdict, lost.period, lost.used) == (OPEN, Year(2017), (now, before))
    assert lost.reasons == why(ReasonCode.NEGATIVE_AMOUNT)
    flow = attrs.evolve(REVENUE, nature="flow")
    before, part = row(flow, Year(2015), "10 万元"), row(flow, Month(2017, 1), "30 万元")
    some = said((part, before), growth)
    assert (some.verdict, some.period, some.used, some.complete) == (OPEN, Year(2017), (part, before), False)
    assert [reason.code for reason in some.reasons] == [ReasonCode.FROM_PARTS, ReasonCode.PART_UNBOUNDED]


@pytest.mark.parametrize(
    ("since", "now", "rate", "verdict"),
    [
        (Year(2015), "12.1 patent", "10 %", MET),
        (Year(2015), "12.09 patent", "10 %", NOT),
        (Span(Month(2015, 1), Month(2015, 6)), "14.64 patent", "16.4 %", MET),
        (Span(Month(2015, 1), Month(2015, 6)), "14.6 patent", "16.4 %", NOT),
    ],
)
def test_growth_counts_the_months_between(since: Period, now: str, rate: str, verdict: Verdict) -> None:
    """(c/b)^q against (1+r)^p over p/q years: 1.164^(5/2) lies between 1.46 and 1.464 (design: growth)."""
    rows = (row(PATENTS, since, "10 patent"), row(PATENTS, Year(2017), now))
    assert said(rows, Growth(rate=AtLeast(rate), since=since)).verdict is verdict


def test_a_growth_below_minus_all_is_passed_by_any() -> None:
    """An amount cannot fall by more than all of it."""
    growth = Growth(rate=AtLeast("-150 %"), since=Year(2015))
    assert said((NOW, BEFORE), growth).verdict is MET
    gone = row(PATENTS, Year(2017), "0 patent")
    assert said((gone, BEFORE), Growth(rate=AtMost("-100 %"), since=Year(2015))).verdict is MET
    assert said((NOW, BEFORE), Growth(rate=AtMost("-100 %"), since=Year(2015))).verdict is NOT


def test_an_uncertain_growth_says_so() -> None:
    """Amounts on both sides of what is asked leave it open, with that reason."""
    some = row(PATENTS, Year(2017), "12 patent", plus_minus="1 patent")
    judged = said((some, BEFORE), Growth(rate=AtLeast("10 %"), since=Year(2015)))
    assert (judged.verdict, judged.reasons) == (OPEN, why(ReasonCode.RANGE))


def test_growth_over_parts_of_years_asks_for_no_level_without_roots() -> None:
    """What is asked of the level is said where that can be said exactly."""
    half = Span(Month(2015, 1), Month(2015, 6))
    judged = said((row(PATENTS, half, "10 patent"), NOW), Growth(rate=AtLeast("10 %"), since=half))
    assert judged.required is None
    unended = row(PATENTS, Day(2015, 6, 15), "10 patent")
    assert said((unended, NOW), Growth(rate=AtLeast("10 %"), since=Day(2015, 6, 15))).reasons == why(
        ReasonCode.BASELINE_NO_PERIOD
    )


@pytest.mark.parametrize(
    "criterion", [AtLeast("12 t"), Rise(by=AtLeast("1 t"), since=Year(2015)), NoWorse(than=Year(2015))]
)
def test_only_what_ends_before_a_day_is_taken(criterion: Criterion) -> None:
    """What ends before the due period is judged by what ended before it: amounts and published changes alike."""
    rows = (row(WASTE, Year(2017), "13 t"), row(WASTE, Year(2017), "2 t", since=Year(2015)))
    judged = said(rows, criterion, before=dt.date(2017, 12, 31))
    assert judged.reasons == why(ReasonCode.NO_OBSERVATION, period=Year(2017))
    assert said(rows, criterion, before=dt.date(2018, 1, 1)).known


def test_a_stated_amount_per_year_is_of_the_period_judged() -> None:
    """A baseline of no period is held against the one that is judged: 5 works a year are 5 in a year, 10 in two."""
    pace = Baseline(amount="5 work/year")
    judged = said((row(WORKS, Year(2017), "8 work"),), Rise(by=AtLeast("3 work"), since=pace))
    assert (judged.verdict, judged.margin) == (MET, Quantity("0 work"))
    two = Span(Year(2016), Year(2017))
    assert said((row(WORKS, two, "12 work"),), Rise(by=AtLeast("3 work"), since=pace), two).margin == Quantity(
        "-1 work"
    )


def test_a_growth_of_parts_is_as_complete_as_they_are() -> None:
    """A total already reached is met, whatever is missing; and the missing part is said (design: evidence)."""
    rows = (row(WORKS, Month(2017, 1), "30 work"), row(WORKS, Year(2015), "10 work"))
    judged = said(rows, Growth(rate=AtLeast("10 %"), since=Year(2015)))
    assert (judged.verdict, judged.complete) == (MET, False)


def test_no_worse_by_the_entitys_own_published_change() -> None:
    """Another entity's observation is no evidence (design: scope)."""
    waste = row(WASTE, Year(2017), "2 t", since=Year(2015), entity="fuxin")
    assert said((waste,), NoWorse(than=Year(2015)), entity="fuxin").verdict is NOT
    assert said((waste,), NoWorse(than=Year(2015))).verdict is OPEN


def test_a_combination_of_nothing_known_has_seen_nothing() -> None:
    """Nothing is observed where nothing is known (design: verdict)."""
    judged = said((BEFORE,), AllOf([AtLeast("12 patent"), AtMost("20 patent")]))
    assert (judged.observed, judged.used, judged.known) == ((), (), False)
