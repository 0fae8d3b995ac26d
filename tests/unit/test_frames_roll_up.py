"""Areas added up (issue: from one city to the whole country, `frames.roll_up`; design: rates, nature)."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from dask import dataframe
from every_frame import KINDS, rows

import policytargets as pt
from policytargets import frames
from policytargets.errors import InvalidValueError, UnknownReferenceError

DASK: Any = dataframe  # it is not typed
PATENTS = pt.Indicator(id="patents", name="专利", unit="patent", nature="stock", limits=pt.Limits(low="0 patent"))
PEOPLE = pt.Indicator(id="people", name="人口", unit="person", nature="stock")
DENSITY = pt.Indicator(
    id="density", name="专利密度", unit="patent/(10000.person)", nature="stock", ratio=pt.Ratio(of=PATENTS, to=PEOPLE),
    limits=pt.Limits(high="1000 patent/(10000.person)"),
)  # fmt: skip
REVENUE = pt.Indicator(id="revenue", name="财政收入", unit=pt.Unit("亿元", prices="current"), nature="flow")
FILED = pt.Indicator(id="filed", name="申请量", unit="patent/year", nature="flow")
SHARE = pt.Indicator(id="share", name="占比", unit="%", nature="stock")
LIFE = pt.Indicator(id="life", name="平均维持年限", unit="年", nature="mean")
TARGET = pt.Target(id="density_2017", indicator=DENSITY, criterion=pt.AtLeast("2.15 件/万人"), due=pt.Year(2017))
PLAN = pt.Plan(
    title="p", area="all", areas=[pt.Area(id="all", name="全市")], indicators=[DENSITY, REVENUE, FILED, SHARE, LIFE],
    targets=[TARGET],
)  # fmt: skip
NAMES = ["province", "entity", "period", "indicator", "value", "unit"]
ROWS = pd.DataFrame(
    [
        ("A", "a", "2017", "patents", 43.0, None),
        ("A", "b", "2017", "patents", 0.215, "百件"),
        ("A", "a", "2017", "people", 20.0, "万人"),
        ("A", "b", "2017", "people", 100_000.0, None),
        ("A", "a", "2018", "patents", 50.0, None),
        ("B", "c", "2017", "patents", 1.0, None),
        ("B", "c", "2017", "people", None, None),
        (None, "d", "2017", "revenue", 8200.0, "万元"),
        (None, "e", "2017", "revenue", 0.1, "亿元"),
    ],
    columns=NAMES,
)
EXPECTED = [
    (None, "2017", "revenue", 0.92, "100000000.CNY", None, 2),
    ("A", "2017", "density", 2.15, "patent/(10000.person)", None, 2),
    ("A", "2017", "patents", 64.5, "patent", None, 2),
    ("A", "2017", "people", 300_000.0, "person", None, 2),
    ("A", "2018", "density", None, "patent/(10000.person)", "part_missing", 1),
    ("A", "2018", "patents", 50.0, "patent", None, 1),
    ("B", "2017", "density", None, "patent/(10000.person)", "part_missing", 1),
    ("B", "2017", "patents", 1.0, "patent", None, 1),
    ("B", "2017", "people", None, "person", "part_missing", 1),
]


def one(*told: tuple[Any, ...], plan: pt.Plan = PLAN, **options: Any) -> dict[str, tuple[Any, Any]]:
    """Add rows of entity, indicator, value and unit up to one group; give amount and reason of each indicator."""
    frame = pd.DataFrame(told, columns=["entity", "indicator", "value", "unit"])
    found = frames.roll_up(frame.astype({"entity": object, "unit": object}), plan, by=[], **options)
    return {row[0]: (row[1], row[3]) for row in rows(found)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_frame_is_added_up_alike(kind: str) -> None:
    """Law: numerators and denominators are added, units converted exactly, the same kind of frame comes back (issue)."""
    frame = KINDS[kind](ROWS)
    found = frames.roll_up(frame, PLAN, by=["province"])
    assert type(found) is type(frame)
    assert rows(found) == EXPECTED


@pytest.mark.parametrize("kind", KINDS)
def test_no_rows_give_no_rows_of_the_same_columns(kind: str) -> None:
    """Law: an empty result of the right schema (issue: done when)."""
    found = frames.roll_up(KINDS[kind](ROWS.iloc[:0].astype(ROWS.dtypes)), PLAN, by=["province"])
    assert rows(found) == []
    whole = found.collect() if isinstance(found, pl.LazyFrame) else found
    names = list(getattr(whole, "column_names", whole.columns))
    assert names == ["province", "period", "indicator", "value", "unit", "roll_up_reason", "rows"]


def test_keys_keep_their_types_and_sums_can_be_decided() -> None:
    """Law: what was added up is a table as any other (issue); the tie of 2.15 is met, exactly."""
    frame = ROWS.iloc[:7].astype({"province": "category", "value": "Float64"})
    found = frames.roll_up(frame, PLAN, by=["province"])
    assert [str(kind) for kind in found.dtypes] == [
        "category",
        str(ROWS["period"].dtype),
        *["string", "Float64", "string", "string", "Int64"],
    ]
    decided = frames.decide(found, PLAN, columns={"entity": "province"}, each=True)
    assert [row[8:10] for row in rows(decided) if row[2] == "density"] == [
        ("met", None), ("undetermined", "no_amount"), ("undetermined", "no_amount"),
    ]  # fmt: skip


def test_columns_under_other_names() -> None:
    """Law: keys are the caller's column names (issue)."""
    frame = pl.DataFrame(
        {"ind": ["patents"] * 2, "v": [1, 2], "year": [2017, 2018], "city": ["a", "a"], "note": ["", ""]}
    )
    found = frames.roll_up(
        frame, PLAN, by=["year"], columns={"indicator": "ind", "value": "v", "period": "year", "entity": "city"}
    )
    assert found.columns == ["year", "ind", "v", "unit", "roll_up_reason", "rows"]
    assert found["year"].dtype == pl.Int64
    assert found["v"].to_list() == [1.0, 2.0]


class TestExact:
    """Whole numbers and decimals are added as what they are (design: exact)."""

    @pytest.mark.parametrize(
        "values",
        [
            pd.Series([Decimal("0.1"), Decimal("0.20"), 3, 0.1, np.float64(0.1)], dtype=object),
            pa.array([Decimal("0.1"), Decimal("0.2"), Decimal(3), Decimal("0.1"), Decimal("0.1")], pa.decimal128(3, 1)),
        ],
    )
    def test_decimals(self, values: Any) -> None:
        """Law: 0.1 + 0.2 is 0.3, also in a column of objects."""
        held: Any = {"indicator": ["patents"] * 5, "value": values}
        for frame in (
            pd.DataFrame(held),
            pl.DataFrame({**held, "value": list(map(str, values))}).with_columns(
                pl.col("value").cast(pl.Decimal(10, 3))
            ),
        ):
            assert rows(frames.roll_up(frame, PLAN, by=[]))[0][1] == 3.5

    @pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow", "duckdb"])
    def test_a_32_bit_number_means_its_shortest_decimal(self, kind: str) -> None:
        """Law: 0.1 of any width is a tenth; nan is no amount."""
        frame = pd.DataFrame({"indicator": ["patents", "people"], "value": np.array([0.1, np.nan], np.float32)})
        found = rows(frames.roll_up(KINDS[kind](frame), PLAN, by=[]))
        assert [row[1] for row in found] == [None, 0.1, None]

    def test_whole_numbers_beyond_floats(self) -> None:
        """Law: the sum is rounded once, at the end: 2^53 + 1 + 1 is 2^53 + 2."""
        frame = pa.table({"indicator": ["patents"] * 3, "value": pa.array([2**53, 1, 1], pa.int64())})
        assert frames.roll_up(frame, PLAN, by=[])["value"].to_pylist() == [float(2**53 + 2)]
        small = pa.table({"indicator": ["patents"] * 3, "value": pa.array([127, 127, 1], pa.int8())})
        assert frames.roll_up(pl.DataFrame(small), PLAN, by=[])["value"].to_list() == [255.0]

    @pytest.mark.parametrize(
        "values",
        [
            pa.array([2**62, 2**62]), pa.array([2**63, 2**63], pa.uint64()),
            pa.array([Decimal("5e37"), Decimal("5e37")], pa.decimal128(38, 0)),
        ],
    )  # fmt: skip
    def test_a_sum_that_leaves_its_type_is_none(self, values: Any) -> None:
        """Law: never a number that wrapped around."""
        frame = pa.table({"indicator": ["patents"] * 2, "value": values})
        for held in (frame, pl.DataFrame(frame)):
            assert rows(frames.roll_up(held, PLAN, by=[]))[0][1:4:2] == (None, "too_large")

    def test_a_sum_beyond_floats_is_none(self) -> None:
        """Law: never infinity."""
        assert one(("a", "people", 1.7e308, "万人")) == {"people": (None, "too_large")}

    def test_decimals_beyond_the_type_are_refused(self) -> None:
        """Law: one clear error."""
        frame = pd.DataFrame({"indicator": ["patents"], "value": pd.Series([Decimal("1e-50")], dtype=object)})
        with pytest.raises(InvalidValueError, match="at most 38 digits"):
            frames.roll_up(frame, PLAN, by=[])


class TestReasons:
    """A group that lacks something has no amount, never zero, and says why (design: verdict; issue)."""

    @pytest.mark.parametrize(
        ("told", "reason"),
        [
            ([("a", "patents", 1.0, None), ("b", "patents", None, None)], "part_missing"),
            ([("a", "patents", 1.0, None), ("b", "patents", math.inf, None)], "not_finite"),
            ([("a", "patents", 1.0, None), ("b", "patents", "many", None)], "not_a_number"),
            ([("a", "patents", 1.0, None), ("b", "patents", True, None)], "not_a_number"),
            ([("a", "patents", 1.0, None), ("b", "patents", -1.0, None)], "outside_limits"),
            ([("a", "patents", 1.0, None), ("b", "patents", 1.0, "foo bar")], "unknown_unit"),
            ([("a", "patents", 1.0, None), ("b", "patents", 1.0, "亿元")], "unit_mismatch"),
            ([("a", "patents", 1.0, None), ("a", "patents", 2.0, None)], "twice"),
            ([("all", "patents", 1.0, None), (None, "patents", 2.0, None)], "twice"),
            ([("all", "patents", 1.0, None), ("b", "patents", 2.0, None)], "overlap"),
            ([("a", "nothing", 1.0, None)], "unknown_indicator"),
            ([("a", None, 1.0, None)], "unknown_indicator"),
        ],
    )
    def test_why_there_is_no_sum(self, told: list[Any], reason: str) -> None:
        """Law: as the case says."""
        assert [*one(*told).values()] == [(None, reason)]

    def test_a_column_without_any_number(self) -> None:
        """Law: the rows are named; none is read as zero."""
        frame = pd.DataFrame({"indicator": "patents", "value": pd.Series(["many", None], dtype=object)})
        assert rows(frames.roll_up(frame, PLAN, by=[]))[0][1:4:2] == (None, "not_a_number")

    @pytest.mark.parametrize(
        ("told", "reason"),
        [
            ([("a", "patents", 1.0, None), ("b", "people", 1e4, None)], "part_missing"),
            ([("a", "patents", 1.0, None), ("a", "people", 0.0, None)], "denominator_not_positive"),
            ([("a", "patents", 1001.0, None), ("a", "people", 1e4, None)], "outside_limits"),
            ([("a", "patents", 1.0, None), ("a", "people", math.inf, None)], "not_finite"),
            ([("a", "patents", 1.0, None), ("a", "people", 1e4, None), ("a", "people", 1e4, None)], "part_missing"),
        ],
    )
    def test_why_there_is_no_rate(self, told: list[Any], reason: str) -> None:
        """Law: both sides must be of the same areas, the denominator above zero, the rate inside its limits."""
        assert one(*told)["density"] == (None, reason)

    def test_a_rate_in_rows_is_not_used(self) -> None:
        """Law: rates are never averaged; where a group has only rates, the group is there without an amount."""
        sides = [("a", "patents", 1.0, None), ("a", "people", 1e4, None)]
        assert one(*sides, ("a", "density", 99.0, None))["density"] == (1.0, None)
        frame = pd.DataFrame(
            [("A", "patents", 1.0), ("A", "people", 1e4), ("B", "density", 99.0)],
            columns=["province", "indicator", "value"],
        )
        assert rows(frames.roll_up(frame, PLAN, by=["province"]))[-1] == (
            "B", "density", None, "patent/(10000.person)", "part_missing", 0,
        )  # fmt: skip

    def test_without_entities_the_rows_are_counted(self) -> None:
        """Law: two numerators over one denominator are no rate."""
        frame = pd.DataFrame({"indicator": ["patents", "patents", "people"], "value": [1, 1, 10_000]})
        assert rows(frames.roll_up(frame, PLAN, by=[]))[0][1:4:2] == (None, "part_missing")

    def test_periods_are_never_added_together(self) -> None:
        """Law: stocks of two years are no stock (design: nature); a period that cannot be read is named."""
        frame = pd.DataFrame({"indicator": "patents", "value": [1, 2, 4], "period": ["2016", "2017", "soon"]})
        found = rows(frames.roll_up(frame, PLAN, by=[]))
        assert [(row[0], row[2], row[4]) for row in found] == [
            ("2016", 1.0, None), ("2017", 2.0, None), ("soon", None, "unknown_period"),
        ]  # fmt: skip

    def test_a_forecast_is_no_amount(self) -> None:
        """Law: a forecast never counts (design: observation); a published change is no level, and refused."""
        frame = pd.DataFrame({
            "indicator": "patents", "value": [1, 2], "entity": ["a", "b"], "obs_status": ["final", "forecast"], "since": ["", None],
        })  # fmt: skip
        assert rows(frames.roll_up(frame, PLAN, by=[]))[0][1:4:2] == (None, "part_missing")
        with pytest.raises(InvalidValueError, match="1 rows with 'since'"):
            frames.roll_up(frame.assign(since=["", "year_before"]), PLAN, by=[])

    def test_a_flow_per_year_needs_its_period(self) -> None:
        """Law: 4 a year over a half year are 2 (design: nature)."""
        told = {"indicator": "filed", "value": [2.0, 4.0], "unit": ["patent", "patent/year"], "entity": ["a", "b"]}
        dated = pd.DataFrame({**told, "period": "2017-01..2017-06"})
        assert rows(frames.roll_up(dated, PLAN, by=[]))[0][2] == 8.0
        assert rows(frames.roll_up(pd.DataFrame(told), PLAN, by=[]))[0][1:4:2] == (None, "unit_mismatch")


class TestRefused:
    """What would be wrong as a whole is one clear error."""

    @pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "pandas category"])
    def test_an_average_of_rates_is_refused_by_name(self, kind: str) -> None:
        """Law: never an average without weights (issue; design: rates)."""
        frame = KINDS[kind](pd.DataFrame({"indicator": ["density"] * 2, "value": [2.0, 3.0]}))
        with pytest.raises(InvalidValueError, match="average of rates") as caught:
            frames.roll_up(frame, PLAN, by=[])
        assert caught.value.where == "roll_up: indicator 'density'"
        assert "'patents'" in caught.value.expected
        assert "'people'" in caught.value.expected

    @pytest.mark.parametrize("indicator", ["share", "life"])
    def test_what_does_not_add_up(self, indicator: str) -> None:
        """Law: a share of stocks and a mean have no sum over areas (design: nature)."""
        with pytest.raises(InvalidValueError, match="numerator and denominator in the plan"):
            one(("a", indicator, 5.0, None))

    @pytest.mark.parametrize(
        ("frame", "options", "words"),
        [
            (ROWS, {"by": "province"}, r"by=\['province'\]"),
            (ROWS, {"by": ["provinse"]}, "did you mean 'province'"),
            (ROWS, {"by": ["indicator"]}, "leave it out"),
            (ROWS, {"by": [], "columns": {"amount": "value"}}, "what a column holds"),
            (ROWS.rename(columns={"unit": "units"}), {"by": []}, r"columns=\{'unit': 'units'\}"),
            (ROWS.drop(columns="value"), {"by": []}, "say which column holds the value"),
            (ROWS.assign(value=["x"] * len(ROWS)).astype({"value": "string"}), {"by": []}, "a column of numbers"),
            (
                ROWS.assign(province=pd.Series([1, "x"] * 5, dtype=object)[: len(ROWS)]),
                {"by": ["province"]},
                "one type each",
            ),
            ([1], {"by": []}, "a frame of pandas"),
        ],
    )
    def test_a_wrong_frame_is_one_clear_error(self, frame: Any, options: Any, words: str) -> None:
        """Law: with what to do (issue: done when)."""
        with pytest.raises((UnknownReferenceError, InvalidValueError), match=words):
            frames.roll_up(frame, PLAN, **options)


@pytest.mark.parametrize(
    "odd",
    [
        {"value": np.array([1j])}, {"value": np.array([1], np.longdouble)}, {"value": [Decimal("sNaN")]},
        {"province": [["A"]]}, {"province": pd.PeriodIndex(["2017"], freq="Y")},
    ],
    ids=["complex", "long double", "signalling", "list", "period"],
)  # fmt: skip
def test_types_that_cannot_be_added_or_grouped(odd: dict[str, Any]) -> None:
    """Law: one clear error, never a message from below (issue: done when)."""
    frame = pd.DataFrame({"indicator": ["patents"], "province": ["A"], "value": [1.0]}).assign(**odd)
    with pytest.raises(InvalidValueError, match="roll_up: frame: expected keys that are texts, numbers or days"):
        frames.roll_up(frame, PLAN, by=["province"])
