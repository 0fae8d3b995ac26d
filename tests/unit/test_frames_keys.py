"""Columns of keys of every type a frame has are read, or refused by name (issue: done when; design: errors)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from every_frame import KINDS, eager, rows

import policytargets as pt
from policytargets import frames
from policytargets.errors import InvalidValueError, UnknownReferenceError
from policytargets.frames._deciding import met

WORKS = pt.Indicator(id="works", name="works", unit="work", nature="stock")
DAY = dt.date(2017, 12, 31)
PLAN = pt.Plan(
    title="plan",
    indicators=[WORKS],
    targets=[
        pt.Target(id="day", indicator=WORKS, criterion=pt.AtLeast("5 work"), due=pt.Day(2017, 12, 31)),
        pt.Target(id="year", indicator=WORKS, criterion=pt.AtLeast("6 work"), due=pt.Year(2017)),
    ],
)
TABLE = pa.table({"indicator": ["works", "works"], "value": [5.0, None], "period": pa.array([DAY, None])})
OF_ARROW: dict[str, Callable[[pa.Table], Any]] = {
    "pandas": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": pl.from_arrow,
    "polars lazy": lambda table: pl.DataFrame(table).lazy(),
    "pyarrow": lambda table: table,
    "duckdb": duckdb.from_arrow,
}


@pytest.mark.parametrize("kind", OF_ARROW)
@pytest.mark.parametrize("period", [pa.date32(), pa.timestamp("us"), pa.dictionary(pa.int32(), pa.date32())], ids=str)
@pytest.mark.parametrize("count", [2, 0])
def test_days_are_periods(kind: str, period: pa.DataType, count: int) -> None:
    """Law: a day of any type is the period it says, and no rows of days give no rows."""
    if kind in {"polars", "polars lazy"} and pa.types.is_dictionary(period):
        pytest.skip("polars has no dictionary of days")
    table = TABLE.set_column(2, "period", TABLE["period"].cast(pa.date32()).dictionary_encode().cast(period)
                             if pa.types.is_dictionary(period) else TABLE["period"].cast(period))  # fmt: skip
    frame = OF_ARROW[kind](table.slice(0, count))
    assert rows(frames.decide(frame, PLAN), ["target", "verdict", "reason"]) == [
        ("day", "met", None), (None, None, "several_targets"),
    ][:count]  # fmt: skip
    told = frames.assess(OF_ARROW[kind](table.slice(0, count)), PLAN, as_of=pt.Year(2018))
    assert len(rows(told)) == 2 + (count > 0)  # a row without a period is at fault


@pytest.mark.parametrize("kind", ["pandas", "dask"])
def test_periods_of_pandas_are_periods(kind: str) -> None:
    """Law: what pandas calls a period is one."""
    frame = pd.DataFrame(
        {"indicator": "works", "value": [7.0, 7.0], "period": pd.PeriodIndex(["2017", None], freq="Y")}
    )
    found = frames.decide(KINDS[kind](frame), PLAN)
    assert rows(found, ["target", "reason"]) == [("year", None), (None, "several_targets")]
    told = frames.assess(KINDS[kind](frame.iloc[:1]), PLAN, as_of=pt.Year(2018))
    assert rows(told, ["target", "verdict"]) == [("day", "met"), ("year", "met")]


@pytest.mark.parametrize("kind", ["pyarrow", "pandas", "polars", "duckdb"])
@pytest.mark.parametrize("act", ["assess", "decide"])
def test_lists_are_no_keys(kind: str, act: str) -> None:
    """Law: a column of lists is refused by its name, with no message from below."""
    table = pa.table({"indicator": ["works"], "value": [5.0], "period": ["2017"], "entity": [["a"]]})
    asked = {"as_of": pt.Year(2018)} if act == "assess" else {}
    with pytest.raises(InvalidValueError, match="column 'entity'"):
        getattr(frames, act)(OF_ARROW[kind](table), PLAN, **asked)
    cells = pd.DataFrame({"indicator": ["works"], "value": [5.0], "period": ["2017"], "entity": [["a"]]})
    with pytest.raises(InvalidValueError, match="column 'entity'"):
        getattr(frames, act)(cells, PLAN, **asked)


@pytest.mark.parametrize("kind", [pa.string_view(), pa.large_string()], ids=str)
def test_texts_of_every_type_are_keys(kind: pa.DataType) -> None:
    """Law: how Arrow keeps a text is no matter."""
    words = pa.array(["works", None, "none"], kind)
    table = pa.table({"indicator": words, "value": [5.0] * 3, "period": ["2017-12-31"] * 3})
    assert rows(frames.decide(table, PLAN), ["target"]) == [("day",), (None,), (None,)]


@pytest.mark.parametrize("kind", ["pandas", "dask"])
def test_a_name_that_stands_twice_is_refused(kind: str) -> None:
    """Law: one clear error for every kind of frame that can have it (issue: done when)."""
    frame = KINDS[kind](pd.DataFrame([["works", 5.0, 1.0]], columns=["indicator", "value", "value"]))
    acts: list[Callable[[], Any]] = [
        lambda: frames.decide(frame, PLAN), lambda: frames.assess(frame, PLAN, as_of=pt.Year(2018)),
        lambda: frames.roll_up(frame, PLAN, by=[]), lambda: frames.to_observations(frame, PLAN),
    ]  # fmt: skip
    for act in acts:
        with pytest.raises(InvalidValueError, match="each name of a column once"):
            act()


def test_names_that_are_no_texts() -> None:
    """Law: such a column is left alone; where it is needed it is refused by name."""
    frame = pd.DataFrame([["works", 5.0, "2017-12-31", 1]], columns=["indicator", "value", "period", 7])
    assert rows(frames.decide(frame, PLAN), ["verdict"]) == [("met",)]
    with pytest.raises(InvalidValueError, match="names are texts, got 7"):
        frames.roll_up(frame, PLAN, by=[7])  # type: ignore[list-item]
    numbered = frame.set_axis(range(4), axis="columns")
    with pytest.raises(InvalidValueError, match="names are texts"):
        frames.to_observations(numbered, PLAN, columns={"indicator": 0, "value": 1, "period": 2})  # type: ignore[dict-item]


def test_faults_are_counted_by_columns_that_are_there() -> None:
    """Law: a wrong column is one clear error, whatever the engine (issue: done when)."""
    for kind in ("pandas", "polars", "pyarrow", "duckdb", "dask"):
        decided = frames.decide(KINDS[kind](pd.DataFrame({"indicator": ["x"], "value": [1.0]})), PLAN)
        with pytest.raises(UnknownReferenceError, match="did you mean 'indicator'"):
            frames.faults(decided, columns={"indicator": "indicators"})
        assert rows(frames.faults(decided)) == [("no_target", "x", 1)]
    named = frames.decide(pd.DataFrame({"indicator": ["x"], "value": [1.0], "rows": [1]}), PLAN)
    with pytest.raises(InvalidValueError, match="not called 'rows'"):
        frames.faults(named, columns={"indicator": "indicator", "period": "rows"})


@pytest.mark.parametrize("name", ["resource", "entity_id", "published_at", "unity", "a_target", "highest", "sinceness"])
def test_other_names_are_left_alone(name: str) -> None:
    """Law: only what surely means a column that is read is asked about."""
    frame = pd.DataFrame({"indicator": ["works"], "value": [5.0], "period": ["2017-12-31"]}).assign(**{name: "x"})
    assert rows(frames.decide(frame, PLAN), ["verdict"]) == [("met",)]
    assert eager(frames.assess(frame, PLAN, as_of=pt.Year(2018)))["verdict"].tolist() == ["met", "not met"]


def test_more_combinations_than_numbers_are_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: where there are too many keys to be told apart it is said, and nothing is mixed up."""
    monkeypatch.setattr(met, "MOST_COMBINED", 7)
    frame = pd.DataFrame({"indicator": ["works"] * 3, "value": 5.0, "unit": ["件", "work", "项"]})
    with pytest.raises(InvalidValueError, match="of indicator, 3 of unit"):
        frames.decide(frame, PLAN)


FRAME = pd.DataFrame({"indicator": ["works"], "value": [5.0], "period": ["2017-12-31"]})
NONE: Any = None
TEXT: Any = "plan"


@pytest.mark.parametrize(
    ("act", "where"),
    [
        (lambda: frames.decide(FRAME, TEXT), "decide: plan"),
        (lambda: frames.assess(FRAME, TEXT, as_of=pt.Year(2018)), "assess: plan"),
        (lambda: frames.roll_up(FRAME, TEXT, by=[]), "roll_up: plan"),
        (lambda: frames.to_observations(FRAME, TEXT), "to_observations: plan"),
        (lambda: frames.decide(FRAME, PLAN, columns=TEXT), "decide: columns"),
        (lambda: frames.faults(FRAME, columns=TEXT), "faults: columns"),
        (lambda: frames.decide(FRAME, PLAN, prefix=NONE), "decide: prefix"),
        (lambda: frames.roll_up(FRAME, PLAN, by=NONE), "roll_up: by"),
        (lambda: frames.roll_up(FRAME, PLAN, by="value"), "roll_up: by"),
    ],
)
def test_arguments_of_another_type_are_refused(act: Callable[[], Any], where: str) -> None:
    """Law: one error with where, expected, got and remedy (design: errors)."""
    with pytest.raises(InvalidValueError) as caught:
        act()
    assert caught.value.where == where
    assert caught.value.remedy
