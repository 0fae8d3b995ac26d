"""Columns of pint in pandas are taken with their unit (issue: pandas with `pint[...]` dtypes)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pint_pandas  # noqa: F401 -- it registers the types
import pytest
from dask import dataframe
from every_frame import rows

import policytargets as pt
from policytargets import frames
from policytargets.errors import InvalidValueError, UnitMismatchError

DASK: Any = dataframe  # it is not typed
ENERGY = pt.Indicator(id="energy", name="energy", unit="kWh", nature="stock")
PLAN = pt.Plan(
    title="p",
    indicators=[ENERGY],
    targets=[pt.Target(id="t", indicator=ENERGY, criterion=pt.AtLeast("1000 kWh"), due=pt.Year(2017))],
    areas=[pt.Area(id="a", name="a"), pt.Area(id="b", name="b")],
)


def frame(kind: str = "pint[megawatt_hour]", **more: Any) -> pd.DataFrame:
    """Rows at the threshold, below it, and without an amount; illustrative."""
    cells = {"indicator": "energy", "period": "2017", "entity": ["a", "b", "c"]}
    return pd.DataFrame(cells).assign(value=of_pint([1.0, 0.999, None], kind), **more)


def of_pint(numbers: list[float | None], kind: str) -> Any:
    """Make a column of pint."""
    make: Any = pd.array  # the type is one that pint registers
    return make(numbers, dtype=kind)


@pytest.mark.parametrize("kind", ["pint[megawatt_hour]", "pint[MWh][float64]"])
def test_amounts_are_in_the_unit_of_their_column(kind: str) -> None:
    """Law: decided and assessed as the same numbers with their unit in a column; the caller's column comes back."""
    held = frame(kind)
    found = frames.decide(held, PLAN, each=True)
    assert found["value"].dtype == held["value"].dtype
    assert [(row[0], row[1]) for row in rows(found, ["verdict", "reason"])] == [
        ("met", None), ("not met", None), ("undetermined", "no_amount"),
    ]  # fmt: skip
    plain = pd.DataFrame(held).assign(value=[1.0, 0.999, math.nan], unit="MWh")
    asked: dict[str, Any] = {"as_of": pt.Year(2018), "each": "entity"}
    assert rows(frames.assess(held, PLAN, **asked)) == rows(frames.assess(plain, PLAN, **asked))
    assert rows(frames.decide(held, PLAN, each=True, explode=True), ["verdict"]) == rows(found, ["verdict"])
    assert list(held.columns) == ["indicator", "period", "entity", "value"]


def test_they_are_read_and_added_up() -> None:
    """Law: the same observations and sums as of plain numbers beside their unit."""
    held = frame().iloc[:2]
    seen = frames.to_observations(held, PLAN)
    assert [str(one.value) for one in seen if isinstance(one, pt.Observation)] == [
        "1 megawatt_hour",
        "0.999 megawatt_hour",
    ]
    added = frames.roll_up(held, PLAN, by=[])
    assert rows(added, ["indicator", "value", "unit"]) == [("energy", 1999.0, ENERGY.unit.code)]


ACTS: dict[str, Callable[[Any], Any]] = {
    "assess": lambda held: frames.assess(held, PLAN, as_of=pt.Year(2018)),
    "decide": lambda held: frames.decide(held, PLAN),
    "roll_up": lambda held: frames.roll_up(held, PLAN, by=[]),
    "to_observations": lambda held: frames.to_observations(held, PLAN),
}


@pytest.mark.parametrize("name", ACTS)
def test_what_says_two_things_is_refused(name: str) -> None:
    """Law: a unit of a column and one of a row is one too many; Dask keeps no such column (design: errors)."""
    with pytest.raises(InvalidValueError, match="beside the units of column 'unit'") as caught:
        ACTS[name](frame(unit="kWh"))
    assert caught.value.where == f"{name}: column 'value'"
    with pytest.raises(InvalidValueError, match="before the frame is partitioned"):
        ACTS[name](DASK.from_pandas(frame(), npartitions=1))


@pytest.mark.parametrize("high", ["float64", "pint[kilowatt_hour]"])
def test_amounts_of_one_row_are_in_one_unit(high: str) -> None:
    """Law: a range has one unit (design: observation)."""
    with pytest.raises(InvalidValueError, match="amounts of one unit"):
        frames.assess(frame(high=of_pint([2.0, 2.0, 2.0], high)), PLAN, as_of=pt.Year(2018))


def test_a_unit_that_nothing_explains_is_one_error() -> None:
    """Law: pint's unit is read exactly, or refused by name (issue)."""
    with pytest.raises(UnitMismatchError, match="candela"):
        frames.decide(frame("pint[candela ** 0.5]"), PLAN)


def test_a_column_of_pint_that_is_not_asked_for_is_no_matter() -> None:
    """Law: other columns are the caller's own."""
    held = frame().rename(columns={"value": "other"}).assign(value=1000.0)
    assert rows(frames.decide(held, PLAN, each=True), ["verdict"]) == [("met",)] * 3
