"""Targets that only their amounts tell apart are asked once, and still each is told what it is told alone (issue: one truth)."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import attrs
import pandas as pd
import pytest

import policytargets as pt
from policytargets import frames, methods
from policytargets.errors import PolicyTargetsError
from policytargets.outlooks import Method
from policytargets.prospects import pace
from policytargets.trajectories import Linear

AS_OF = dt.date(2018, 12, 31)
YEARS = range(2014, 2020)
COUNTIES = ("a", "b", "early")
INDICATORS = (
    pt.Indicator(id="works", name="works", unit="work", nature="stock", better="higher"),
    pt.Indicator(id="rate", name="rate", unit="patent/(10000.person)", nature="stock"),
    pt.Indicator(id="revenue", name="revenue", unit="kg/year", nature="flow"),
    pt.Indicator(id="share", name="share", unit="%", nature="share"),
    pt.Indicator(id="deaths", name="deaths", unit="‰", nature="share"),
)
WORDS = ("verdict", "timing", "reason", "reason_codes", "status", "outlook_reason", "illustrative")


def a_plan(lot: random.Random, count: int) -> pt.Plan:
    """Make a plan of few kinds of targets with many amounts: negative ones, zero, ends that meet the baseline."""
    targets: list[pt.Target] = []
    for number in range(count):
        indicator = attrs.evolve(lot.choice(INDICATORS), id=f"i{number}")

        def amount(indicator: pt.Indicator = indicator) -> pt.Quantity:
            numbers = ["-1", "0", "1", "2", "3", str(round(lot.uniform(-9, 99), 2))]
            return pt.Quantity(lot.choice(numbers), indicator.unit)

        low, high = sorted([amount(), amount()], key=lambda one: one.base)
        year = pt.Year(lot.choice([2018, 2019]))
        bounds: list[Any] = [pt.AtLeast(low), pt.AtMost(low), pt.MoreThan(low), pt.Exactly(low), pt.About(low), pt.Between(low, high),
                             pt.About(low, within=pt.Quantity(1, "points" if indicator.unit.is_share else indicator.unit))]  # fmt: skip
        dues: list[Any] = [year, pt.By(year)]
        baselines: list[Any] = [None, pt.Baseline(pt.Year(2015), amount()), pt.Baseline(pt.Year(2016), amount()), pt.Year(2015),
                                pt.Year(2015), pt.UNSTATED]  # fmt: skip
        try:
            targets.append(
                pt.Target(
                    id=f"t{number}", indicator=indicator, criterion=lot.choice(bounds), due=lot.choice(dues),
                    baseline=lot.choice(baselines), method=lot.choice([None, None, methods.GoalShare()]),
                )
            )  # fmt: skip
        except PolicyTargetsError:  # a tolerance in a unit that does not fit
            continue
    return pt.Plan(title="many", indicators=[one.indicator for one in targets], targets=targets)


def a_table(lot: random.Random, plan: pt.Plan) -> pd.DataFrame:
    """Make a table of most years of each county: round amounts, on the straight path too, and others."""
    rows = [
        (indicator.id, county, year, float(lot.choice([0, 1, 2, 3, year - 2014, round(lot.uniform(-9, 99), 2), 1e15])),
         lot.choice([None] * 9 + ["illustrative"]))
        for indicator in plan.indicators for county in COUNTIES for year in YEARS if lot.random() < (float(year == YEARS[0]) if county == "early" else 0.8)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["indicator", "county", "period", "value", "source"])


def alone(target: pt.Target, seen: list[pt.Observation], method: Method | None) -> dict[str, Any]:
    """Ask the scalar logic."""
    found = pt.assess(target, seen, as_of=AS_OF, method=method)
    on_path, way = pace(target, seen, path=Linear(), as_of=AS_OF), found.outlook
    codes = [reason.code.name.lower() for reason in found.reasons]
    return {
        "verdict": found.verdict.value,
        "timing": found.timing.value,
        "reason": codes[0] if found.verdict is pt.Verdict.UNDETERMINED else None,
        "reason_codes": "; ".join(codes) or None,
        "illustrative": found.is_illustrative,
        "status": None if way is None else way.status,
        "outlook_reason": None if way is None or way.determined else way.reasons[0].code.name.lower(),
        "margin": None if found.margin is None else found.margin.magnitude,
        "expected": on_path.expected.amount,
        "required_pace": on_path.change.amount,
        "share": None if way is None else way.share,
    }


@pytest.mark.parametrize("seed", range(4))
def test_each_of_many_targets_is_told_what_it_is_told_alone(seed: int) -> None:
    """Law: what is asked once for many targets and moved to the amounts of each is what each is told when it is asked."""
    lot = random.Random(seed)  # noqa: S311 -- no secret is made
    plan = a_plan(lot, 60)
    table = a_table(lot, plan)
    method = methods.LinearShare() if seed % 2 else methods.GoalShare()
    rows = frames.assess(table, plan, as_of=AS_OF, method=method, each="county").set_index(["target", "county"])
    for target in plan.targets:
        for county in COUNTIES:
            own = table[(table["indicator"] == target.indicator.id) & (table["county"] == county)]
            known: Any = own.itertuples()
            seen = [
                pt.Observation(
                    indicator=target.indicator, period=pt.Year(row.period), source=None if pd.isna(row.source) else row.source,
                    value=pt.Quantity(repr(row.value), target.indicator.unit),
                )
                for row in known
            ]  # fmt: skip
            told: Any = rows.loc[(target.id, county)]
            expected = alone(target, seen, method)
            for name in WORDS:
                assert (None if pd.isna(told[name]) else told[name]) == expected[name], (target, county, name)
            for name in ("margin", "expected", "required_pace", "share"):
                exact = expected[name]
                assert pd.isna(told[name]) == (exact is None), (target, county, name)
                if exact is not None:
                    size = max([1.0, *own["value"].abs()])
                    assert told[name] == pytest.approx(float(exact), rel=1e-9, abs=1e-12 * size), (target, county, name)


def test_what_lies_on_the_path_from_an_observed_amount_is_on_it_exactly() -> None:
    """Law: a third of the way after a third of the time is on path, though no float is a third (issue: exact ties)."""
    works = INDICATORS[0]
    target = pt.Target(
        id="t", indicator=works, criterion=pt.AtLeast("0.07 works"), due=pt.Year(2018), baseline=pt.Year(2015)
    )
    plan = pt.Plan(title="plan", targets=[target])
    rows = [("works", "tie", 2015, 0.01), ("works", "tie", 2016, 0.03), ("works", "more", 2015, 0.01), ("works", "more", 2016, 0.030000000000000002),
            ("works", "on goal", 2015, 0.07), ("works", "on goal", 2016, 0.3), ("works", "start alone", 2015, 0.01), ("works", "large", 2015, 1e300),
            ("works", "large", 2016, -1e300)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["indicator", "county", "period", "value"])
    told = frames.assess(table, plan, as_of=AS_OF, method=methods.LinearShare(), each="county").set_index("county")
    assert told["status"].dropna().to_dict() == {"tie": "on path", "more": "ahead"}
    assert told["outlook_reason"].dropna().to_dict() == {
        "large": "goal_behind_baseline", "on goal": "goal_is_baseline", "start alone": "no_point",
    }  # fmt: skip


def test_an_end_that_no_float_reaches_has_a_verdict_and_no_margin() -> None:
    """Law: what is larger than any float is compared exactly, and no number is said that is none (issue: nulls, never NaN)."""
    target = pt.Target(
        id="t", indicator=INDICATORS[0], criterion=pt.AtLeast(pt.Quantity(10**400, "work")), due=pt.Year(2018)
    )
    table = pd.DataFrame({"indicator": ["works"], "period": [2018], "value": [1e308]})
    [told] = frames.assess(table, pt.Plan(title="plan", targets=[target]), as_of=AS_OF).to_dict("records")
    assert (told["verdict"], told["timing"]) == ("not met", "missed")
    assert pd.isna(told["margin"])
    assert pd.isna(told["required_pace"])
