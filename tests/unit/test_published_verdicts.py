"""Published rates, verdicts and revisions of Chinese offices, decided by the library (issue 11: every published case)."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import policytargets as pt
from policytargets.courses import courses_of
from policytargets.evidence import Records
from policytargets.quantities import Rounding, RoundingMode
from policytargets.verdicts import Verdict

CASES: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data/chinese_cuts_cases.json").read_text("utf-8"))
NOT_REPRODUCED = {
    "SO2 2010 target from a 10 % cut": "2,549 less 10 % is 2,294.1; 2,295 is printed, as if 254.9 had been cut off to 254"
}
"""Cases of this file that do not come out as printed, and why."""

HALF_UP_2 = Rounding(2, RoundingMode.HALF_UP)


@pytest.mark.parametrize(
    ("place", "patents", "people", "printed"),
    [pytest.param(*row, id=f"{table['month']} {row[0]}") for table in CASES["rate_per_10k"] for row in table["rows"]],
)
def test_rates_per_10000_people(place: str, patents: int, people: str, printed: str) -> None:
    """Law: patents over people, exact, half up to two places (Hunan Market Regulation, 30 rows)."""
    rate = pt.Quantity(f"{patents} patent") / pt.Quantity(f"{people} 万人")
    assert rate.to("patent/(10000.person)").rounded(HALF_UP_2).magnitude == Fraction(printed), place


@pytest.mark.parametrize("case", CASES["level_verdicts"], ids=lambda case: case["id"])
def test_verdicts_on_levels(case: dict[str, Any]) -> None:
    """Law: the published verdict, with its timing, as of the end of the year of the data."""
    indicator = pt.Indicator(id="level", name="level", unit=case["unit"], nature="stock")
    goal = pt.AtLeast(f"{case['asked']} {case['unit']}")
    target = pt.Target(id="goal", indicator=indicator, criterion=goal, due=pt.By(pt.Year(case["due"])))
    seen = pt.Observation(indicator=indicator, period=pt.Year(case["year"]), value=f"{case['seen']} {case['unit']}")
    found = pt.assess(target, [seen], as_of=pt.Year(case["year"]))
    assert found.timing.value == case["timing"]
    reached = goal.decide(seen.value).verdict is Verdict.MET
    assert reached is not any(word in case["words"] for word in ("not met", "cannot"))


@pytest.mark.parametrize("case", CASES["cut_verdicts"], ids=lambda case: case["id"])
def test_verdicts_on_cuts(case: dict[str, Any]) -> None:
    """Law: the published cut decides; met early ends no duty of the last year (Zaozhuang: 3.75 % still bound)."""
    indicator = pt.Indicator(id="level", name="level", unit="index_point", nature="stock")
    since, due = pt.Year(case["since"]), pt.Year(case["due"])
    cut = pt.Target(
        id="cut",
        indicator=indicator,
        criterion=pt.Fall(by=pt.AtLeast(f"{case['asked']} %"), since=since),
        due=pt.By(due),
    )
    yearly = pt.Target(
        id="yearly", indicator=indicator, criterion=pt.Fall(by=pt.AtLeast("3.75 %"), since=pt.YearBefore()), due=due
    )
    seen = [
        pt.Observation(indicator=indicator, period=pt.Year(case["seen"]), value=f"-{case['achieved']} %", since=since)
    ]
    as_of = pt.Year(case["seen"])
    assert pt.assess(cut, seen, as_of=as_of).timing.value == case["timing"]
    if case["timing"] == "early":
        assert pt.assess(yearly, seen, as_of=as_of).timing is pt.Timing.NOT_YET_DUE
    if "levels" in case:
        levels = [
            pt.Observation(indicator=indicator, period=pt.Year(case[year]), value=f"{level} index_point")
            for year, level in zip(("since", "seen"), case["levels"], strict=True)
        ]
        assert pt.assess(cut, levels, as_of=as_of).verdict is Verdict.MET


@pytest.mark.parametrize("case", CASES["season_verdicts"], ids=lambda case: case["id"])
def test_verdicts_on_a_season(case: dict[str, Any]) -> None:
    """Law: autumn and winter against the same months a year before; a rise is a negative cut, and not met."""
    indicator = pt.Indicator(id="air", name="pollution", unit="index_point", nature="mean")
    season = pt.Span(pt.Month(2019, 10), pt.Month(2020, 3))
    target = pt.Target(
        id="cut", indicator=indicator, due=season,
        criterion=pt.Fall(by=pt.AtLeast(f"{case['asked']} %"), since=pt.YearBefore()),
    )  # fmt: skip
    value = f"{-Fraction(case['achieved'])} %"
    seen = pt.Observation(indicator=indicator, period=season, value=value, since=pt.YearBefore())
    assert (pt.assess(target, [seen], as_of=season).verdict is Verdict.MET) is case["met"]


@pytest.mark.parametrize("case", CASES["targets_printed_as_levels"], ids=lambda case: case["id"])
def test_a_cut_and_the_level_printed_for_it(case: dict[str, Any]) -> None:
    """Law: percent form and level form are two targets; the form that was promised is judged (NDRC, 2007)."""
    indicator = pt.Indicator(id="load", name="load", unit="10000.t", nature="flow")
    target = pt.Target(
        id="cut", indicator=indicator, due=pt.Year(2010),
        criterion=pt.Fall(by=pt.AtLeast(f"{case['cut']} %"), since=pt.Baseline(pt.Year(2005), f"{case['baseline']} 万吨")),
    )  # fmt: skip
    [course] = courses_of(target, Records.at([], dt.date(2011, 1, 1)))
    assert course.goal_amount is not None
    whole = course.goal_amount.rounded(Rounding(0, RoundingMode.HALF_UP)).magnitude
    assert (whole == Fraction(case["printed"])) is (case["id"] not in NOT_REPRODUCED)
    at_printed = pt.Observation(indicator=indicator, period=pt.Year(2010), value=f"{case['printed']} 万吨")
    assert pt.assess(target, [at_printed], as_of=pt.Year(2010)).verdict is Verdict.NOT_MET


@pytest.mark.parametrize("case", CASES["revisions"], ids=lambda case: case["id"])
def test_the_newest_publication_wins(case: dict[str, Any]) -> None:
    """Law: before the census 4.59 % and 1.102, after it 5.20 % and 1.118; a verdict has the vintage of its date."""
    indicator = pt.Indicator(id="intensity", name="energy per GDP", unit="tce/(10000.CNY)", nature="ratio")
    target = pt.Target(
        id="cut", indicator=indicator, due=pt.Year(2008),
        criterion=pt.Fall(by=pt.AtLeast("5 %"), since=pt.YearBefore()),  # illustrative: between the two vintages
    )  # fmt: skip
    seen = [
        pt.Observation(indicator=indicator, period=pt.Year(2008), value=value, since=since, published=published)
        for vintage in reversed(case["vintages"])
        for published in [dt.date.fromisoformat(vintage["published"])]
        for value, since in (
            (f"-{vintage['cut']} %", pt.YearBefore()), (f"{vintage['level']} tce/(10000.CNY)", None),
        )
    ]  # fmt: skip
    day = dt.timedelta(days=1)
    for vintage, verdict in zip(case["vintages"], (Verdict.NOT_MET, Verdict.MET), strict=True):
        on = dt.date.fromisoformat(vintage["published"])
        [course] = courses_of(target, Records.at(seen, on))
        assert course.change is not None
        assert course.change.known is not None
        assert course.change.known.amount.magnitude == Fraction(vintage["cut"])
        assert [point.amount.magnitude for point in course.points] == [Fraction(vintage["level"])]
        assert pt.assess(target, seen, as_of=on).verdict is verdict
        assert pt.assess(target, seen, as_of=on - day).verdict is not verdict
