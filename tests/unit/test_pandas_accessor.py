"""The opt-in accessor of pandas (issue: from one city to the whole country)."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys

import pandas as pd
import pytest

import policytargets.pandas
from policytargets import AtLeast, Indicator, Plan, Target, Year, frames, methods
from policytargets.pandas import PolicyTargets

WORKS = Indicator(id="works", name="works", unit="work", nature="stock")
TARGET = Target(id="t", indicator=WORKS, criterion=AtLeast("5 work"), due=Year(2017), baseline="1 work")
PLAN = Plan(title="p", indicators=[WORKS], targets=[TARGET])
FRAME = pd.DataFrame({"ind": ["works", "works", "x"], "value": [5, 4, 1], "period": "2017", "city": ["a", "b", "c"]})
NAMES = {"indicator": "ind"}


def test_each_method_is_the_function_with_this_frame() -> None:
    """Law: the accessor adds nothing to `policytargets.frames` (issue)."""
    here = PolicyTargets(FRAME)
    said = {"columns": NAMES, "each": True, "method": methods.GoalShare(), "prefix": "pt_"}
    decided = here.decide(PLAN, **said)  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(decided, frames.decide(FRAME, PLAN, **said))  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(
        PolicyTargets(decided).faults(columns=NAMES, prefix="pt_"), frames.faults(decided, columns=NAMES, prefix="pt_")
    )
    pd.testing.assert_frame_equal(
        here.roll_up(PLAN, by=["city"], columns=NAMES), frames.roll_up(FRAME, PLAN, by=["city"], columns=NAMES)
    )
    asked = {"as_of": Year(2018), "columns": NAMES, "each": "city", "method": methods.GoalShare(), "prefix": "pt_"}
    pd.testing.assert_frame_equal(here.assess(PLAN, **asked), frames.assess(FRAME, PLAN, **asked))  # type: ignore[arg-type]
    two = PolicyTargets(FRAME.iloc[:2])
    assert two.to_observations(PLAN, columns=NAMES) == frames.to_observations(FRAME.iloc[:2], PLAN, columns=NAMES)


@pytest.mark.parametrize("name", [name for name in frames.__all__ if hasattr(PolicyTargets, name)])
def test_the_parameters_are_those_of_the_function(name: str) -> None:
    """Law: what one takes the other takes, by the same name, default and kind."""
    ours, theirs = (inspect.signature(getattr(held, name)).parameters for held in (PolicyTargets, frames))
    assert [(one.name, one.kind, one.default) for one in ours.values()][1:] == [
        (one.name, one.kind, one.default) for one in theirs.values()
    ][1:]


def test_all_functions_are_there() -> None:
    """Law: no table function lacks its method."""
    assert {name for name in vars(PolicyTargets) if not name.startswith("_")} == set(frames.__all__)


def test_turning_it_on_again_is_quiet() -> None:
    """Law: idempotent on import and reload, without a warning (issue); the newest code answers."""
    old = policytargets.pandas.PolicyTargets
    again = importlib.reload(policytargets.pandas)
    assert again.PolicyTargets is not old
    accessor = FRAME.copy().policytargets
    assert type(accessor) is again.PolicyTargets
    assert accessor.decide(PLAN, columns=NAMES)["verdict"].tolist()[:2] == ["met", "not met"]


def test_another_accessor_of_the_name_is_not_taken_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: pandas itself warns of what is overridden."""
    monkeypatch.setattr(pd.DataFrame, "policytargets", "mine")
    with pytest.warns(UserWarning, match="preexisting attribute"):
        importlib.reload(policytargets.pandas)


def test_it_is_opt_in() -> None:
    """Law: without the import a frame knows nothing of it (issue)."""
    code = "import pandas, policytargets, policytargets.frames; assert not hasattr(pandas.DataFrame, 'policytargets')"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
