"""Sums over areas are those of exact arithmetic, and mean what the scalar logic says (issue: one truth)."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import policytargets as pt
from policytargets import frames
from policytargets.chains import Chain
from policytargets.evidence import Records

PATENTS = pt.Indicator(id="patents", name="patents", unit="patent", nature="stock")
PEOPLE = pt.Indicator(id="people", name="people", unit="person", nature="stock")
DENSITY = pt.Indicator(
    id="density", name="density", unit="patent/(10000.person)", nature="stock", ratio=pt.Ratio(of=PATENTS, to=PEOPLE)
)
PLAN = pt.Plan(title="p", indicators=[DENSITY])
SCALES = {"patents": (("patent", 1), ("100.patent", 100)), "people": (("person", 1), ("10000.person", 10_000))}
DOORS: dict[str, Any] = {
    "pandas": lambda table: table.to_pandas(),
    "polars": pl.DataFrame,
    "polars lazy": lambda table: pl.DataFrame(table).lazy(),
    "pyarrow": lambda table: table,
    "duckdb": duckdb.from_arrow,
}
DECIMAL = pa.decimal128(12, 3)


@st.composite
def tables(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw rows of two sides for areas of two groups; some lack an amount, some areas lack a side."""
    told: list[dict[str, Any]] = []
    for group, side in itertools.product("AB", SCALES):
        for area in draw(st.sets(st.sampled_from("ab"))):
            number = draw(st.integers(-6, 9_999_999))
            unit = draw(st.sampled_from(SCALES[side]))[0]
            amount = None if number == 0 else Decimal(number).scaleb(-3)
            told.append({"group": group, "entity": area, "indicator": side, "value": amount, "unit": unit})
    assume(told)
    return told


def expected(told: list[dict[str, Any]], group: str, side: str) -> tuple[set[str], Fraction | None]:
    """Add up by hand: the areas, and their sum, or None."""
    rows = [row for row in told if (row["group"], row["indicator"]) == (group, side)]
    factors = dict(SCALES[side])
    whole = all(row["value"] is not None for row in rows) and rows != []
    summed = sum((Fraction(row["value"]) * factors[row["unit"]] for row in rows), Fraction()) if whole else None
    return {row["entity"] for row in rows}, summed


@given(tables(), st.sampled_from(sorted(DOORS)))
@settings(max_examples=40)
def test_sums_and_rates_are_exact(told: list[dict[str, Any]], kind: str) -> None:
    """Law: each amount is the exact one rounded once; the rate is what the scalar logic says of the two sums."""
    columns: dict[str, Any] = {name: [row[name] for row in told] for name in told[0]}
    table = pa.table({**columns, "value": pa.array(columns["value"], DECIMAL)})
    found = frames.roll_up(DOORS[kind](table), PLAN, by=["group"])
    if isinstance(found, pl.LazyFrame):
        found = found.collect()
    frame: Any = found if isinstance(found, pd.DataFrame) else found.to_df() if kind == "duckdb" else found.to_pandas()
    amounts = {(row.group, row.indicator): None if pd.isna(row.value) else row.value for row in frame.itertuples()}
    for group in {row["group"] for row in told}:
        (some, above), (others, below) = (expected(told, group, side) for side in ("patents", "people"))
        for side, areas, summed in (("patents", some, above), ("people", others, below)):
            assert amounts.pop((group, side), None) == (None if summed is None else float(summed)), (areas, summed)
        rate = amounts.pop((group, "density"), None)
        if above is None or below is None or some != others or below <= 0:
            assert rate is None
            continue
        sides = [
            pt.Observation(indicator=side, period=pt.Year(2017), value=pt.Quantity(summed, side.unit))
            for side, summed in ((PATENTS, above), (PEOPLE, below))
        ]
        known = Records(tuple(sides), dt.date.max).level(Chain(), DENSITY, None, pt.Year(2017))
        assert known.amounts[0].low is not None
        assert rate == float(known.amounts[0].low / DENSITY.unit.factor)
    assert amounts == {}
