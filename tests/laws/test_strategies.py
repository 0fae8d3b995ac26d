"""What the strategies draw is valid, and shrinks to something a person would write (issue: strategies)."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policytargets as pt
from policytargets._hypothesis import STRATEGIES
from policytargets.problems import Severity
from policytargets.testing import strategies as pts


@given(target=..., quantity=...)
def test_drawing_by_annotation_needs_no_import_of_strategies(target: pt.Target, quantity: pt.Quantity) -> None:
    """`@given(target=...)` works by the entry point."""
    assert isinstance(target, pt.Target)
    assert isinstance(quantity, pt.Quantity)


@pytest.mark.parametrize("module_and_name", STRATEGIES)
def test_every_registered_class_is_drawn(module_and_name: tuple[str, str]) -> None:
    """`st.from_type` works for all of the table."""
    kind = getattr(__import__(f"policytargets.{module_and_name[0]}", fromlist=["x"]), module_and_name[1])

    @settings(max_examples=5, database=None)
    @given(st.from_type(kind))
    def drawn(value: object) -> None:
        assert isinstance(value, kind)

    drawn()


@given(plan=pts.plans())
@settings(max_examples=50)
def test_plans_have_no_errors(plan: pt.Plan) -> None:
    """Whole coherent plans: warnings at most."""
    assert all(problem.severity is not Severity.ERROR for problem in plan.problems())


@given(due=pts.dues(), period=pts.periods())
def test_dues_and_periods_can_be_assessed(due: object, period: pt.Year) -> None:
    """Any due form and any date give an attainment."""
    patents = pt.Indicator(id="patents", name="patents", unit="patent", nature="stock")
    target = pt.Target(id="goal", indicator=patents, criterion=pt.AtLeast("3 patent"), due=due)  # type: ignore[arg-type]  # drawn
    assert pt.assess(target, [], as_of=period).verdict is pt.Verdict.UNDETERMINED


@given(data=st.data())
def test_near_threshold_draws_ties_and_neighbours(data: st.DataObject) -> None:
    """Exact ties in foreign units too, and never far from the bound."""
    money = pt.Indicator(id="revenue", name="revenue", unit="元", nature="flow")
    target = pt.Target(id="goal", indicator=money, criterion=pt.AtLeast("120 元"), due=pt.Year(2017))
    [observed] = data.draw(pts.near_threshold(target))
    assert abs(observed.value.base - 120) <= 1


def test_without_hypothesis_the_extra_is_named() -> None:
    """Importing them without hypothesis names the extra to install."""
    code = "import sys; sys.modules['hypothesis'] = None\nimport policytargets.testing"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "policytargets[testing]" in done.stderr
