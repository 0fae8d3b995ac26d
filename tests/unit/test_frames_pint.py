"""Columns of pint in pandas are refused by name (issue: works, or is refused by name)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from dask import dataframe
from pandas.api.extensions import ExtensionArray, ExtensionDtype

import policytargets as pt
from policytargets import frames
from policytargets.errors import InvalidValueError

DASK: Any = dataframe  # it is not typed
WORKS = pt.Indicator(id="works", name="works", unit="work", nature="stock")
PLAN = pt.Plan(title="p", indicators=[WORKS])


class StubDtype(ExtensionDtype):
    """What a column of pint calls itself; that package is not installed here."""

    name = "pint[kilowatt_hour]"
    type = float

    @classmethod
    def construct_array_type(cls) -> Any:
        """Give the array."""
        return StubArray


class StubArray(ExtensionArray):
    """Numbers under that name, as much of an array as a frame asks for."""

    def __init__(self, numbers: Any) -> None:
        self.numbers = np.asarray(numbers, dtype=float)

    @classmethod
    def _from_sequence(cls, scalars: Any, *, dtype: Any = None, copy: bool = False) -> StubArray:
        del dtype, copy
        return cls(scalars)

    @property
    def dtype(self) -> StubDtype:
        """The name."""
        return StubDtype()

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, item: Any) -> Any:
        found = self.numbers[item]
        return StubArray(found) if isinstance(found, np.ndarray) else found

    def isna(self) -> Any:
        """Where nothing stands."""
        return np.isnan(self.numbers)

    def copy(self) -> StubArray:
        """The same anew."""
        return StubArray(self.numbers.copy())


def frame() -> pd.DataFrame:
    """A row whose amount is one of pint."""
    value = pd.Series(StubArray(np.array([1.0])))
    assert str(value.dtype) == "pint[kilowatt_hour]"
    return pd.DataFrame({"indicator": ["works"], "period": ["2017"], "value": value})


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("assess", lambda held: frames.assess(held, PLAN, as_of=pt.Year(2018))),
        ("decide", lambda held: frames.decide(held, PLAN)),
        ("roll_up", lambda held: frames.roll_up(held, PLAN, by=[])),
        ("to_observations", lambda held: frames.to_observations(held, PLAN)),
    ],
)
def test_a_column_of_pint_is_refused(name: str, act: Callable[[Any], Any]) -> None:
    """Law: never "no number" in every row, but one error that names dtype and remedy."""
    with pytest.raises(InvalidValueError, match=r"pint\[kilowatt_hour\]") as caught:
        act(frame())
    assert caught.value.where == f"{name}: column 'value'"
    assert "pint.magnitude" in caught.value.remedy
    with pytest.raises(InvalidValueError, match=r"pint\[kilowatt_hour\]"):
        act(DASK.from_pandas(frame(), npartitions=1))


def test_a_column_of_pint_that_is_not_asked_for_is_no_matter() -> None:
    """Law: other columns are the caller's own."""
    held = frame().assign(amount=[1.0])
    assert frames.decide(held, PLAN, columns={"value": "amount"})["reason"].tolist() == ["no_target"]
