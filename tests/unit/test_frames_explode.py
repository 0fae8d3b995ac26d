"""A row that meets several targets becomes a row for each (issue: from one city to the whole country, two doors)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from every_frame import KINDS, rows

import policytargets as pt
from policytargets import frames, methods
from policytargets.errors import InvalidValueError
from policytargets.frames._native import column_names

ADDED = ("target", "verdict", "reason", "margin", "margin_unit")
WORKS = pt.Indicator(id="works", name="works", unit="work", nature="stock")
FIRMS = pt.Indicator(id="firms", name="firms", unit="enterprise", nature="stock")


def a_target(name: str, level: str, due: Any, indicator: pt.Indicator = WORKS, **more: Any) -> pt.Target:
    """Make a target."""
    return pt.Target(id=name, indicator=indicator, criterion=pt.AtLeast(level), due=due, **more)


PLAN = pt.Plan(
    title="plan",
    indicators=[WORKS, FIRMS],
    areas=[pt.Area(id="a", name="a")],
    targets=[
        a_target("least", "5 work", pt.Year(2017)),
        a_target("hoped", "9 work", pt.Year(2017)),
        a_target("later", "7 work", pt.By(pt.Year(2020)), baseline=pt.Baseline(pt.Year(2015), "1 work")),
        a_target("firms", "5 enterprise", pt.Year(2017), FIRMS),
        a_target("of_a", "1 enterprise", pt.Year(2017), FIRMS, entity="a"),
    ],
)
ROWS = pd.DataFrame(
    [
        ("works", 7.0, "2017", None),
        ("firms", 7.0, "2017", None),
        ("works", 7.0, "2020", None),
        ("works", 7.0, None, None),
        ("works", 7.0, "2018", None),
        ("works", 7.0, "soon", None),
        ("firms", 2.0, "2017", "a"),
        ("none", 7.0, "2017", None),
        (None, 7.0, "2017", None),
        ("works", np.nan, "2017", None),
    ],
    columns=["indicator", "value", "period", "entity"],
).assign(unit=None)
"""Illustrative."""
EXPECTED = [
    (0, "least", "met", None),
    (0, "hoped", "not met", None),
    (1, "firms", "met", None),
    (2, "later", "met", None),
    (3, "least", "met", None),
    (3, "hoped", "not met", None),
    (3, "later", "met", None),
    (4, None, None, "no_target"),
    (5, None, None, "unknown_period"),
    (6, "of_a", "met", None),
    (7, None, None, "no_target"),
    (8, None, None, "no_target"),
    (9, "least", "undetermined", "no_amount"),
    (9, "hoped", "undetermined", "no_amount"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_for_each_target(kind: str) -> None:
    """Law: each row as often as it meets targets, in their order, on every kind of frame; none is dropped (issue)."""
    frame = KINDS[kind](ROWS.assign(row=range(len(ROWS))))
    found = frames.decide(frame, PLAN, explode=True)
    assert type(found) is type(frame)
    assert [row[5:9] for row in rows(found)] == EXPECTED
    assert [row[:5] for row in rows(found)] == [rows(ROWS)[number] for number, *_ in EXPECTED]


@pytest.mark.parametrize("kind", KINDS)
def test_no_rows_give_no_rows_of_the_same_columns(kind: str) -> None:
    """Law: an empty frame is answered by one of the right columns (issue: done when)."""
    some, none = (frames.decide(KINDS[kind](part), PLAN, explode=True, prefix="pt_") for part in (ROWS, ROWS.iloc[:0]))
    assert (
        column_names(some, "test") == column_names(none, "test") == [*ROWS.columns, *(f"pt_{name}" for name in ADDED)]
    )
    assert rows(none) == []


def test_what_is_not_exploded_is_named() -> None:
    """Law: without it such a row is at fault; with it, only where one target has several periods (docs)."""
    several = frames.decide(ROWS, PLAN)["reason"] == "several_targets"
    assert np.flatnonzero(several).tolist() == [0, 3, 9]
    due = pt.Every(pt.Year, within=pt.Span(pt.Year(2016), pt.Year(2017)))
    every = pt.Plan(title="plan", indicators=[WORKS], targets=[a_target("every", "5 work", due)])
    frame = pd.DataFrame({"indicator": "works", "value": [7.0, 7.0], "period": ["2016", None]})
    found = frames.decide(frame, every, explode=True)
    assert found["target"].tolist() == ["every", "every"]
    assert found["verdict"].tolist()[0] == "met"
    assert found["reason"].tolist()[1] == "several_targets"


def test_the_index_of_pandas_says_which_row_it_was() -> None:
    """Law: the caller's index goes with its row, whatever it holds (pandas, as its own explode)."""
    frame = ROWS.set_axis(list("abcdefghii"))
    before = frame.copy()
    assert frames.decide(frame, PLAN, explode=True).index.tolist() == list("aabcdddefghiii")
    pd.testing.assert_frame_equal(frame, before)


def test_the_first_rows_of_a_lazy_frame_are_the_first_rows() -> None:
    """Law: a limit counts the rows that come out, not those that go in (issue: lazy in, lazy out)."""
    lazy = frames.decide(pl.from_pandas(ROWS).lazy(), PLAN, explode=True)
    engines: tuple[Any, ...] = ("in-memory", "streaming")
    for engine in engines:
        found = lazy.head(3).collect(engine=engine)
        assert found["target"].to_list() == ["least", "hoped", "firms"]
        assert lazy.filter(pl.col("target") == "later").collect(engine=engine).height == 2


def test_progress_is_of_each_target() -> None:
    """Law: status and share are those of the row's target (issue)."""
    found = frames.decide(ROWS.iloc[2:4], PLAN, explode=True, method=methods.GoalShare())
    assert found["share"].fillna(-1).tolist() == [1.0, -1, -1, 1.0]
    assert found["outlook_reason"].tolist()[1:3] == ["no_baseline", "no_baseline"]


def test_faults_are_counted_after_it() -> None:
    """Law: what is wrong is counted in rows that came out (issue)."""
    counted = frames.faults(frames.decide(ROWS, PLAN, explode=True), columns={"indicator": "indicator"})
    assert counted["rows"].sum() == 4


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_of_targets_is_refused(kind: str) -> None:
    """Law: a column says which target is meant, or all are, not both (design: errors)."""
    frame = KINDS[kind](ROWS.assign(target="least"))
    with pytest.raises(InvalidValueError, match="leave explode out"):
        frames.decide(frame, PLAN, explode=True)
