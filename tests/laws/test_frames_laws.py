"""A column and a value are never judged differently (issue: from one city to the whole country, one truth)."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import attrs
import pandas as pd
import pytest
from dask import dataframe
from every_frame import KINDS, rows
from hypothesis import given, settings
from hypothesis import strategies as st

import policytargets as pt
from policytargets import frames
from policytargets.criteria import leaves
from policytargets.frames._compiled import slots
from policytargets.frames._stairs import Grid, Shape, Stairs
from policytargets.periods import Period
from policytargets.testing import strategies as pts

DASK: Any = dataframe  # it is not typed
EDGES = [0.0, -0.0, 1e-300, -1.0, 1e15, 100.0, 101.0, 0.1, 1 / 3]


def scalar(target: pt.Target, period: Period | None, amount: pt.Quantity) -> pt.Attainment:
    """Judge the one amount as the scalar logic does, as the amount of the period."""
    spanned = any(isinstance(leaf, pt.Total) for leaf in leaves(target.criterion))
    own = attrs.evolve(target, due=target.due if spanned or period is None else period)
    seen = pt.Observation(indicator=target.indicator, period=period or pt.Year(2000), value=amount)
    return pt.assess(own, [seen], as_of=pt.Year(2100))


@st.composite
def cases(draw: st.DrawFn) -> tuple[pt.Target, pt.Unit, list[float]]:
    """Draw a target, a unit, and amounts in it: at the steps of its answer, next to them, and anywhere."""
    target = attrs.evolve(draw(pts.targets()), entity=None, each=None)
    unit = target.indicator.unit
    if not unit.is_share and unit.terms and unit.terms[0].scale == 1:
        unit = unit.scaled(draw(st.sampled_from([1, 100, 10_000])))
    steps = [
        float(cut / unit.factor)
        for slot in slots(pt.Plan(title="p", targets=[target], indicators=[target.indicator]))
        for cut, _, _ in slot.stairs()[0].steps
    ]
    near = [math.nextafter(step, way) for step in steps if step for way in (math.inf, -math.inf)]
    drawn = draw(st.lists(st.floats(-1e6, 1e6), max_size=4))
    return target, unit, [*steps, *near, *drawn, *EDGES]


@given(cases(), st.sampled_from(sorted(KINDS)))
@settings(max_examples=60)
def test_a_column_is_decided_as_the_scalar_decides(case: tuple[pt.Target, pt.Unit, list[float]], kind: str) -> None:
    """Law: the same verdict, reason and nulls, and the same margin as far as floats go."""
    target, unit, amounts = case
    plan = pt.Plan(title="p", targets=[target], indicators=[target.indicator])
    for slot in list(slots(plan))[:2]:
        table = pd.DataFrame({"indicator": target.indicator.id, "value": amounts, "unit": unit.code})
        if slot.period is not None:
            table["period"] = str(slot.period)
        found = rows(frames.decide(KINDS[kind](table), plan), ["verdict", "reason", "margin"])
        for row, amount in enumerate(amounts):
            expected = scalar(target, slot.period, pt.Quantity(repr(amount), unit))
            verdict, reason, margin = found[row]
            assert verdict == expected.verdict.value, (amount, expected)
            if expected.verdict is pt.Verdict.UNDETERMINED:
                assert reason == expected.reasons[0].code.name.lower()
            else:
                assert reason is None
            if expected.verdict is pt.Verdict.UNDETERMINED or expected.margin is None or target.rounding is not None:
                assert margin is None
            else:
                exact = float(expected.margin.magnitude)
                near = 1e-9 * max(1.0, abs(amount) * float(unit.factor / target.indicator.unit.factor))
                assert margin == pytest.approx(exact, rel=1e-9, abs=near)


INDICATORS = tuple(pt.Indicator(id=name, name=name, unit="work", nature="stock") for name in ("x", "y"))
PERIODS: tuple[Any, ...] = (
    pt.Year(2017),
    pt.Year(2018),
    pt.By(pt.Year(2018)),
    pt.Every(pt.Year, within=pt.Span(pt.Year(2017), pt.Year(2018))),
)
ENTITIES = (None, "a", "b")


@st.composite
def crowded(draw: st.DrawFn) -> tuple[pt.Plan, pd.DataFrame]:
    """Draw a plan with several targets for one indicator, and rows that may meet any number of them."""
    targets = [
        pt.Target(
            id=f"t{number}", indicator=draw(st.sampled_from(INDICATORS)), due=draw(st.sampled_from(PERIODS)),
            entity=draw(st.sampled_from(ENTITIES)), criterion=pt.AtLeast(pt.Quantity(draw(st.integers(0, 3)), "work")),
        )
        for number in range(draw(st.integers(0, 5)))
    ]  # fmt: skip
    areas = [pt.Area(id=name, name=name) for name in ("a", "b")]
    plan = pt.Plan(title="p", indicators=INDICATORS, targets=targets, areas=areas)
    cells = st.tuples(
        st.sampled_from(["x", "y", "z", None]), st.sampled_from([0.0, 1.0, 2.0, math.nan]),
        st.sampled_from(["2017", "2018", "2019", "soon", None]), st.sampled_from(["a", "b", "NA", None]),
    )  # fmt: skip
    drawn = draw(st.lists(cells, min_size=1, max_size=6))
    table = pd.DataFrame(drawn, columns=["indicator", "value", "period", "entity"])
    return plan, table.astype({"indicator": "string", "period": "string", "entity": "string"})


TOLD = ["row", "target", "verdict", "reason", "margin"]


@given(case=crowded(), kind=st.sampled_from(sorted(KINDS)), each=st.booleans())
@settings(max_examples=60)
def test_a_row_that_meets_several_targets_is_decided_by_each(
    case: tuple[pt.Plan, pd.DataFrame], kind: str, *, each: bool
) -> None:
    """Law: other rows are told what they are told anyway; such a row, what it is told when each is named in turn."""
    plan, table = case
    table["row"] = range(len(table))
    expected = []
    for row, plain in enumerate(rows(frames.decide(table, plan, each=each), TOLD)):
        if plain[3] != "several_targets":
            expected.append(plain)
            continue
        for target in plan.targets:
            named = frames.decide(table.iloc[[row]].assign(target=target.id), plan, each=each)
            [found] = rows(named, TOLD)
            if found[3] != "no_target" and (pd.isna(table["period"][row]) or table["period"][row] in _dues(target)):
                expected.append((row, target.id, *found[2:]))
    assert rows(frames.decide(KINDS[kind](table), plan, each=each, explode=True), TOLD) == expected


def _dues(target: pt.Target) -> list[str]:
    due = target.due
    periods = due.periods() if isinstance(due, pt.Every) else (due.period if isinstance(due, pt.By) else due,)
    return [str(period) for period in periods]


@given(
    st.lists(st.fractions(-1000, 1000, max_denominator=60), min_size=1, max_size=4),
    st.lists(st.sampled_from("abc"), min_size=9, max_size=9),
    st.sampled_from(["float64", "float32", "int64"]),
    st.sampled_from([Fraction(1), Fraction(1, 3), Fraction(10**4), Fraction(1, 10**310), Fraction(10**310)]),
)
def test_a_shape_says_what_its_staircase_says(
    cuts: list[Fraction], said: list[str], name: str, factor: Fraction
) -> None:
    """Law: where many targets share a shape, each number stands where it would by itself (issue: one logic)."""
    places, grid = sorted(set(cuts)), Grid(name)
    steps = [(place, said[2 * number + 1], said[2 * number + 2]) for number, place in enumerate(places)]
    first, thresholds = Stairs(said[0], tuple(steps)).thresholds(grid, factor)
    exact = [place / factor for place in places]
    around = [grid.around(place.numerator, place.denominator) for place in exact]
    shared, answers = Shape(said[0], tuple([(on, above) for _, on, above in steps])).over(around)
    near = {number for pair in around for number in pair if not math.isinf(number)}
    for number in {0, *near, *[one - 1 for one in near], *[one + 1 for one in near]}:
        alone = [first, *[answer for at, answer in thresholds if number >= at]][-1]
        assert answers[sum(number >= at for at in shared)] == alone
