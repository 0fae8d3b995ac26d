"""Rows of any frame as observations (issue: from one city to the whole country, `frames.to_observations`)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from dask import dataframe

import policytargets as pt
from policytargets import Observation, Occurrence, Quantity, Year, frames
from policytargets.errors import InvalidValueError, PolicyTargetsWarning, UnknownReferenceError
from policytargets.problems import InvalidPlanError

DASK: Any = dataframe  # it is not typed
WORKS = pt.Indicator(id="works", name="作品登记", unit="work", nature="stock")
RATE = pt.Indicator(id="rate", name="专利密度", unit="patent/(10000.person)", nature="stock")
BUILT = pt.Milestone(id="built", name="平台建成", due=Year(2017))
PLAN = pt.Plan(
    title="p", area="city", areas=[pt.Area(id="city", name="市"), pt.Area(id="east", name="东区")],
    indicators=[WORKS, RATE], milestones=[BUILT],
)  # fmt: skip
TABLE = pa.table(
    {
        "ind": ["works", "rate", "works", "works"],
        "county": ["east", None, "city", "x"],
        "period": pa.array([2017, 2017, 2018, 2018], pa.int32()),
        "value": pa.array([2**53 + 1, 2, None, 1], pa.int64()),
        "published": pa.array([dt.date(2018, 5, 20), None, None, None]),
        "obs_status": ["final", None, None, None],
    }
)
NAMES = {"indicator": "ind", "entity": "county"}
FRAMES: dict[str, Any] = {
    "pandas": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": pl.from_arrow,
    "polars lazy": lambda table: pl.DataFrame(table).lazy(),
    "pyarrow": lambda table: table,
    "duckdb": duckdb.from_arrow,
    "dask": lambda table: DASK.from_pandas(table.to_pandas(types_mapper=pd.ArrowDtype), npartitions=2),
}


@pytest.mark.parametrize("kind", FRAMES)
def test_every_frame_is_read_as_a_file_is(kind: str) -> None:
    """Law: the same observations whatever the frame; a whole number beyond 2^53 stays itself (issue; design: exact)."""
    first, second = frames.to_observations(FRAMES[kind](TABLE.slice(0, 2)), PLAN, columns=NAMES)
    assert first == Observation(
        indicator=WORKS, period=Year(2017), value=Quantity(f"{2**53 + 1} work"), entity="east",
        published=dt.date(2018, 5, 20),
    )  # fmt: skip
    assert second == Observation(indicator=RATE, period=Year(2017), value="2 patent/(10000.person)")


@pytest.mark.parametrize("kind", FRAMES)
def test_all_faults_come_at_once_with_their_rows(kind: str) -> None:
    """Law: every fault is named with row and column; nothing is read from such a table (issue; design: problems)."""
    with pytest.raises(InvalidPlanError) as caught:
        frames.to_observations(
            FRAMES[kind](TABLE.set_column(0, "ind", [["works", "rte", "works", "works"]])), PLAN, columns=NAMES
        )
    assert {problem.path for problem in caught.value.problems} == {"row 1.indicator", "row 2.value", "row 3.entity"}


def test_a_row_without_an_amount_is_named() -> None:
    """Law: no amount is no zero, and is said (observation files)."""
    with pytest.warns(PolicyTargetsWarning, match="no amount in row 2"):
        assert len(frames.to_observations(TABLE.slice(0, 3), PLAN, columns=NAMES)) == 2


def test_numbers_mean_their_shortest_decimal() -> None:
    """Law: 0.1 of any width is a tenth, a decimal keeps its digits (design: exact)."""
    for column, written in (
        (pa.array([0.1], pa.float32()), "0.1"), (pa.array([0.1]), "0.1"), (pa.array([Decimal("2.150")]), "2.150"),
    ):  # fmt: skip
        table = pa.table({"indicator": ["rate"], "period": ["2017"], "value": column})
        for frame in (table, pl.DataFrame(table)):
            (found,) = frames.to_observations(frame, PLAN)
            assert isinstance(found, Observation)
            assert (found.value.number, found.value.magnitude) == (written, Quantity(f"{written} 件").magnitude)


def test_one_column_may_hold_two_things_and_events_are_read() -> None:
    """Law: what a column holds is the caller's to say; events are rows too (observation files)."""
    table = pl.DataFrame({"indicator": ["built"], "period": [None], "value": ["happened 2017-09-01"], "by": ["city"]})
    assert frames.to_observations(table, PLAN, columns={"entity": "by", "source": "by"}) == (
        Occurrence(milestone="built", happened=pt.Day(2017, 9, 1), entity="city", source="city"),
    )


def test_other_columns_are_left_alone() -> None:
    """Law: a decided frame can be read again; pandas keeps the labels of its rows in messages."""
    frame = pd.DataFrame({"indicator": ["works"], "period": [2017], "value": [1]}, index=["r7"])
    assert len(frames.to_observations(frames.decide(frame, PLAN), PLAN)) == 1
    with pytest.raises(InvalidPlanError, match=r"row r7\.indicator"):
        frames.to_observations(frame.assign(indicator="worsk"), PLAN)


@pytest.mark.parametrize(
    ("change", "columns", "words"),
    [
        ({"vlaue": "value"}, None, r"columns=\{'value': 'vlaue'\}"),
        ({"units": "value"}, {"value": "value"}, r"columns=\{'unit': 'units'\}"),
        ({}, {"amount": "value"}, "what a column holds"),
        ({}, {"value": "vlue"}, "did you mean 'value'"),
    ],
)
def test_a_wrong_column_is_one_clear_error(change: dict[str, str], columns: dict[str, str] | None, words: str) -> None:
    """Law: a column that is nearly one that is read is never left out in silence (design: nothing dropped)."""
    frame = pd.DataFrame({"indicator": ["works"], "period": [2017], "value": [1]})
    for name, old in change.items():
        frame[name] = frame[old]
        frame = frame if columns else frame.drop(columns=old)
    with pytest.raises(UnknownReferenceError, match=words):
        frames.to_observations(frame, PLAN, columns=columns)


def test_no_rows_and_missing_columns() -> None:
    """Law: no rows are no observations; without a needed column nothing is read (issue: done when)."""
    frame = pl.DataFrame({"indicator": [], "period": [], "value": []})
    assert frames.to_observations(frame, PLAN) == ()
    with pytest.raises(InvalidPlanError, match=r"header\.value"):
        frames.to_observations(frame.drop("value"), PLAN)


def test_what_is_no_frame_is_refused() -> None:
    """Law: one clear error, for two columns of one name too."""
    for wrong in ([1], pd.Series([1]), "observations.csv"):
        with pytest.raises(InvalidValueError, match="a frame of pandas"):
            frames.to_observations(wrong, PLAN)
    with pytest.raises(InvalidValueError, match="each name of a column once"):
        frames.to_observations(pd.DataFrame([[1, 2]], columns=["value", "value"]), PLAN)
