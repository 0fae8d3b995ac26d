"""A column and a value are never judged differently (issue: from one city to the whole country, one truth)."""

from __future__ import annotations

import math
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policytargets as pt
from policytargets import frames
from policytargets.criteria import leaves
from policytargets.frames._compiled import slots
from policytargets.periods import Period
from policytargets.testing import strategies as pts

EDGES = [0.0, -0.0, 1e-300, -1.0, 1e15, 100.0, 101.0, 0.1, 1 / 3]
DOORS: dict[str, Any] = {
    "pandas": lambda frame: frame,
    "polars": pl.from_pandas,
    "polars lazy": lambda frame: pl.from_pandas(frame).lazy(),
    "pyarrow": pa.Table.from_pandas,
}


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


@given(cases(), st.sampled_from(sorted(DOORS)))
@settings(max_examples=60)
def test_a_column_is_decided_as_the_scalar_decides(case: tuple[pt.Target, pt.Unit, list[float]], kind: str) -> None:
    """Law: the same verdict, reason and nulls, and the same margin as far as floats go."""
    target, unit, amounts = case
    plan = pt.Plan(title="p", targets=[target], indicators=[target.indicator])
    for slot in list(slots(plan))[:2]:
        table = pd.DataFrame({"indicator": target.indicator.id, "value": amounts, "unit": unit.code})
        if slot.period is not None:
            table["period"] = str(slot.period)
        decided = frames.decide(DOORS[kind](table), plan)
        if isinstance(decided, pl.LazyFrame):
            decided = decided.collect()
        found = decided if isinstance(decided, pd.DataFrame) else decided.to_pandas()
        for row, amount in enumerate(amounts):
            expected = scalar(target, slot.period, pt.Quantity(repr(amount), unit))
            verdict, reason, margin = (found[name][row] for name in ("verdict", "reason", "margin"))
            assert verdict == expected.verdict.value, (amount, expected)
            if expected.verdict is pt.Verdict.UNDETERMINED:
                assert reason == expected.reasons[0].code.name.lower()
            else:
                assert pd.isna(reason)
            if expected.verdict is pt.Verdict.UNDETERMINED or expected.margin is None or target.rounding is not None:
                assert pd.isna(margin)
            else:
                exact = float(expected.margin.magnitude)
                near = 1e-9 * max(1.0, abs(amount) * float(unit.factor / target.indicator.unit.factor))
                assert margin == pytest.approx(exact, rel=1e-9, abs=near)
