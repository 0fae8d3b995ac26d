"""Amounts of every type are compared as what they are, or named (issue: the data never is rounded; design: exact)."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from every_frame import KINDS, rows
from hypothesis import given
from hypothesis import strategies as st

import policytargets as pt
from policytargets import frames
from policytargets.frames import _keys
from policytargets.frames._amounts import decimals, of_arrow, of_objects
from policytargets.frames._answers import Amounts

WORKS = pt.Indicator(id="works", name="works", unit="work", nature="stock")
RATE = pt.Indicator(id="rate", name="rate", unit="patent/(10000.person)", nature="stock")
MANY = 2**53 + 1
PLAN = pt.Plan(
    title="plan",
    indicators=[WORKS, RATE],
    targets=[
        pt.Target(id="works", indicator=WORKS, criterion=pt.AtLeast(pt.Quantity(MANY, "work")), due=pt.Year(2017)),
        pt.Target(id="rate", indicator=RATE, criterion=pt.AtLeast("2.15 件/万人"), due=pt.Year(2017)),
    ],
)
NEAR = Decimal("2.1499999999999999999")


def judged(column: Any, indicator: str = "works", kind: str = "pandas") -> list[tuple[Any, ...]]:
    """Give verdict, reason and margin of each amount of a column, alike when decided and when assessed."""
    count = len(column)
    table = {"indicator": [indicator] * count, "entity": [f"e{n}" for n in range(count)], "period": ["2017"] * count}
    frame: Any
    if isinstance(column, pa.Array):
        frame = KINDS_OF_ARROW[kind](pa.table({**table, "value": column}))
    else:
        frame = pd.DataFrame(table).assign(value=column)
    found = rows(frames.decide(frame, PLAN, each=True), ["verdict", "reason", "margin"])
    told = rows(frames.assess(frame, PLAN, as_of=pt.Year(2018), each="entity"), ["target", "verdict", "margin"])
    assert [(verdict, margin) for verdict, reason, margin in found if reason is None] == [
        (verdict, margin) for target, verdict, margin in told if target == indicator and verdict != "undetermined"
    ]
    return found


KINDS_OF_ARROW: dict[str, Any] = {
    "pandas": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": pl.from_arrow,
    "polars lazy": lambda table: pl.DataFrame(table).lazy(),
    "pyarrow": lambda table: table,
    "duckdb": duckdb.from_arrow,
}


@pytest.mark.parametrize("kind", KINDS_OF_ARROW)
class TestArrow:
    """What Arrow holds, on every engine that lends it."""

    def test_numbers_without_sign(self, kind: str) -> None:
        """Law: never wrapped, never called no number; beyond 2^63 they are named."""
        found = judged(pa.array([3, MANY, 2**63 + 5, None], pa.uint64()), kind=kind)
        assert found == [
            ("not met", None, pytest.approx(3 - MANY, rel=1e-15)), ("met", None, 0.0),
            ("undetermined", "too_many_digits", None), ("undetermined", "no_amount", None),
        ]  # fmt: skip

    def test_decimals(self, kind: str) -> None:
        """Law: a decimal is what it says, to its last digit."""
        cells = [Decimal("2.15"), Decimal("2.1499999999"), None, Decimal("2.1500000001")]
        assert [row[0] for row in judged(pa.array(cells, pa.decimal128(12, 10)), "rate", kind)] == [
            "met", "not met", "undetermined", "met",
        ]  # fmt: skip
        cells = [Decimal(MANY), Decimal(MANY - 1)]
        assert [row[0] for row in judged(pa.array(cells, pa.decimal128(38, 6)), kind=kind)] == ["met", "not met"]
        found = judged(pa.array([NEAR], pa.decimal128(38, 19)), "rate", kind)
        assert found == [("undetermined", "too_many_digits", None)]

    def test_large_whole_numbers(self, kind: str) -> None:
        """Law: int64 beyond 2^53 is compared exactly, and its margin is rounded once (issue)."""
        found = judged(pa.array([MANY - 1, MANY, MANY + 2], pa.int64()), kind=kind)
        assert found == [("not met", None, -1.0), ("met", None, 0.0), ("met", None, 2.0)]

    def test_short_floats(self, kind: str) -> None:
        """Law: a float32 means its shortest decimal, in its margin too."""
        assert judged(pa.array([2.15, 2.25], pa.float32()), "rate", kind) == [
            ("met", None, 0.0),
            ("met", None, 0.1),
        ] or ([round(row[2], 15) for row in judged(pa.array([2.15, 2.25], pa.float32()), "rate", kind)] == [0.0, 0.1])


@pytest.mark.parametrize(
    ("cells", "indicator", "told"),
    [
        ([MANY, MANY - 1, None], "works", [("met", None), ("not met", None), ("undetermined", "no_amount")]),
        ([Decimal(MANY), 2.0], "works", [("met", None), ("not met", None)]),
        ([NEAR], "rate", [("undetermined", "too_many_digits")]),
        ([NEAR, 2.15, Decimal("2.1499999999999999"), "x"], "rate",
         [("undetermined", "too_many_digits"), ("met", None), ("undetermined", "too_many_digits"), ("undetermined", "not_a_number")]),
        ([Decimal("2.14999999999999999"), Decimal("2.15")], "rate", [("not met", None), ("met", None)]),
        ([Decimal("sNaN"), Decimal("NaN"), math.nan, pd.NA, pd.NaT], "rate", [("undetermined", "no_amount")] * 5),
        ([Decimal("Infinity"), math.inf, 10**400], "rate",
         [("undetermined", "not_finite")] * 2 + [("undetermined", "too_many_digits")]),
        ([True, 3j, np.complex128(3j), "2.15", [2.15]], "rate", [("undetermined", "not_a_number")] * 5),
        ([np.float32(2.15), np.float64(2.15), np.int64(3), np.uint8(2), Fraction(5, 2)], "rate",
         [("met", None)] * 3 + [("not met", None), ("undetermined", "not_a_number")]),
    ],
)  # fmt: skip
def test_cells_of_python(cells: list[Any], indicator: str, told: list[Any]) -> None:
    """Law: whatever stands in a cell is compared as what it is, or named; nothing is judged as something else."""
    assert [row[:2] for row in judged(pd.Series(cells, dtype=object), indicator)] == told


@pytest.mark.parametrize(
    "column",
    [
        np.array([2.15, 2.125], np.float16), pd.array([2.15, None], "Float32"), pd.Series([3, None], dtype="UInt64"),
        pd.Series([3, 2], dtype="category"), pd.arrays.SparseArray([3.0, 2.0]), np.array([3, 2], np.uint8),
        np.array([3.0, 2.0], np.longdouble),
    ],
    ids=lambda column: str(column.dtype),
)  # fmt: skip
def test_columns_of_pandas(column: Any) -> None:
    """Law: the first meets 2.15, the second does not or is absent, however the column keeps its numbers."""
    assert [row[0] for row in judged(column, "rate")] in (["met", "not met"], ["met", "undetermined"])


def test_columns_of_no_numbers_are_named() -> None:
    """Law: a column that Arrow has no type for holds no number, and each cell that is there is named."""
    assert [row[1] for row in judged(np.array([3j, 2j]), "rate")] == ["not_a_number"] * 2


def test_half_floats_of_arrow() -> None:
    """Law: as those of pandas."""
    halves = pa.array(np.array([2.15, 2.125], np.float16))
    assert [row[0] for row in judged(halves, "rate", "pyarrow")] == ["met", "not met"]


def test_a_large_amount_without_a_margin() -> None:
    """Law: where the scalar logic has no margin there is none (issue: one truth)."""
    target = pt.Target(id="t", indicator=WORKS, criterion=pt.About("5 work"), due=pt.Year(2017))
    plan = pt.Plan(title="plan", indicators=[WORKS], targets=[target])
    found = frames.decide(pd.DataFrame({"indicator": "works", "value": [MANY]}), plan)
    assert rows(found, ["verdict", "reason", "margin", "margin_unit"]) == [("undetermined", "no_tolerance", None, None)]


def test_what_is_longer_than_a_float_is_named() -> None:
    """Law: a long double that no float means is not rounded."""
    long = np.nextafter(np.longdouble("2.15"), np.longdouble(3))
    if long == np.float64(long):
        pytest.skip("long doubles are no longer than floats on this machine")
    assert judged(np.array([long]), "rate") == [("undetermined", "too_many_digits", None)]


def test_polars_and_duckdb_have_numbers_of_128_bits() -> None:
    """Law: sums of whole numbers are compared exactly."""
    frame = pl.DataFrame({"indicator": ["works"] * 2, "value": pl.Series([MANY, MANY - 1], dtype=pl.Int128)})
    assert rows(frames.decide(frame, PLAN), ["verdict"]) == [("met",), ("not met",)]
    summed = duckdb.sql("select 'works' as indicator, 9007199254740992::DECIMAL(38, 2) + 1 as value")
    assert rows(frames.decide(summed, PLAN), ["verdict"]) == [("met",)]


def test_a_margin_too_large_for_a_float_is_absent() -> None:
    """Law: never inf (issue: nulls and never NaN)."""
    frame = pd.DataFrame({"indicator": ["works"], "value": [1.7e308], "unit": ["10000.work"]})
    assert rows(frames.decide(frame, PLAN), ["verdict", "margin", "margin_unit"]) == [("met", None, None)]


@pytest.mark.parametrize("kind", KINDS)
def test_as_many_units_of_margins_as_there_are(kind: str) -> None:
    """Law: each margin has its own unit, however many there are (issue: one truth)."""
    scales = [10**power for power in range(12)]
    units = [
        f"{over}.patent/({under}.person)" if over > 1 else f"patent/({under}.person)"
        for over in scales
        for under in scales[1:]
    ]
    made = [pt.Indicator(id=f"i{n}", name="i", unit=unit, nature="stock") for n, unit in enumerate(units)]
    targets = [
        pt.Target(id=one.id, indicator=one, criterion=pt.AtLeast(pt.Quantity(1, one.unit)), due=pt.Year(2017))
        for one in made
    ]
    plan = pt.Plan(title="plan", indicators=made, targets=targets)
    found = frames.decide(KINDS[kind](pd.DataFrame({"indicator": [one.id for one in made], "value": 2.0})), plan)
    assert rows(found, ["margin_unit"]) == [(one.unit.code,) for one in made]
    assert len({one.unit.code for one in made}) > 127


@pytest.mark.parametrize("kind", KINDS)
def test_blanks_around_keys_and_empty_keys(kind: str) -> None:
    """Law: decided and assessed, a key means what it means in a file (issue: one truth)."""
    frame = KINDS[kind](pd.DataFrame({
        "indicator": [" rate ", "rate", "rate"], "entity": ["", " ", None], "unit": ["", " 件/万人 ", None],
        "period": [" 2017 ", "2017", "2017"], "value": [2.15, 2.15, 2.15],
    }))  # fmt: skip
    for explode in (False, True):
        found = frames.decide(frame, PLAN, explode=explode)
        assert rows(found, ["target", "verdict", "reason"]) == [("rate", "met", None)] * 3
    told = rows(frames.assess(frame, PLAN, as_of=pt.Year(2018)), ["target", "verdict", "rows"])
    assert ("rate", "met", 3) in told


@pytest.mark.parametrize("kind", KINDS)
def test_more_keys_than_are_told_apart(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: how many entities there are changes no answer, only what is kept of them."""
    monkeypatch.setattr(_keys, "MOST_KNOWN", 3)
    area = pt.Area(id="a", name="a")
    own = pt.Target(id="own", indicator=RATE, criterion=pt.AtLeast("9 件/万人"), due=pt.Year(2017), entity="a")
    plan = pt.Plan(title="plan", indicators=[RATE], targets=[*PLAN.targets[1:], own], areas=[area])
    names = [*(f"e{n}" for n in range(9)), "a", " a ", "", None, *(f"f{n}" for n in range(9)), "a"]
    frame = KINDS[kind](pd.DataFrame({"indicator": "rate", "entity": names, "value": 2.15}))
    expected = ["not met" if name and name.strip() == "a" else "met" for name in names]
    for _ in range(2):
        assert [row[0] for row in rows(frames.decide(frame, plan, each=True), ["verdict"])] == expected
    many = KINDS[kind](pd.DataFrame({"indicator": [*(f"i{n}" for n in range(9)), "rate", " rate"], "value": 2.15}))
    found = rows(frames.decide(many, plan), ["reason", "verdict"])
    assert found == [("no_target", None)] * 9 + [(None, "met")] * 2


def test_a_stated_rule_of_rounding_has_its_margin_too() -> None:
    """Law: the margin is that of the rounded amount, as the scalar logic says (issue: one truth)."""
    rule = pt.Rounding(1, "half_up")
    target = pt.Target(id="t", indicator=RATE, criterion=pt.AtLeast("2.2 件/万人"), due=pt.Year(2017), rounding=rule)
    plan = pt.Plan(title="plan", indicators=[RATE], targets=[target])
    amounts = [2.15, 2.149, 2.31, math.nan, math.inf]
    found = rows(
        frames.decide(pd.DataFrame({"indicator": "rate", "value": amounts}), plan), ["verdict", "margin", "margin_unit"]
    )
    for amount, told in zip(amounts[:3], found, strict=False):
        seen = pt.Observation(indicator=RATE, period=pt.Year(2017), value=pt.Quantity(repr(amount), RATE.unit))
        scalar = pt.assess(target, [seen], as_of=pt.Year(2018))
        assert scalar.margin is not None
        assert told == (scalar.verdict.value, float(scalar.margin.magnitude), scalar.margin.unit.code)
    assert [row[1:] for row in found[3:]] == [(None, None)] * 2


def meant(amounts: Amounts) -> list[Fraction | None]:
    """Give what a column of amounts stands for; what is named is absent."""
    absent = np.isnan(amounts.numbers) if amounts.absent is None else amounts.absent
    named = absent | (False if amounts.beyond is None else amounts.beyond)
    return [
        None if none else Fraction(str(one)) / 10**amounts.scale
        for one, none in zip(amounts.numbers, named, strict=True)
    ]


@given(st.lists(st.none() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
                | st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15)))  # fmt: skip
def test_cells_are_read_exactly(cells: list[Any]) -> None:
    """Law: a number is read as what it says, or named; a float as its shortest decimal (design: exact)."""
    for told, cell in zip(meant(of_objects(cells)), cells, strict=True):
        assert told in (None, None if cell is None else Fraction(repr(cell) if isinstance(cell, float) else cell))


@given(
    st.lists(
        st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**14), max_value=10**14),
        min_size=1,
    )
)
def test_decimals_of_arrow_are_read_exactly(cells: list[Decimal | None]) -> None:
    """Law: none of these is too long, and each is what it says, also in a part of a column."""
    column = pa.chunked_array([pa.array([Decimal(7), *cells], pa.decimal128(20, 4)).slice(1)])
    assert meant(of_arrow(column)) == [None if cell is None else Fraction(cell) for cell in cells]


@given(st.lists(st.floats(width=32, allow_nan=False)))
def test_short_floats_mean_their_shortest_decimal(cells: list[float]) -> None:
    """Law: the float64 of the decimal that numpy writes for a float32."""
    numbers = np.array(cells, np.float32)
    assert decimals(numbers).tolist() == [float(str(one)) for one in numbers]


def test_most_short_floats_are_not_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: usual amounts are reckoned at once, since writing each out takes many times as long."""
    numbers = np.round(np.random.default_rng(1).uniform(0, 1000, 1000), 2).astype(np.float32)
    told = [float(str(one)) for one in numbers]
    monkeypatch.setattr(np, "str_", None)
    assert decimals(numbers).tolist() == told
