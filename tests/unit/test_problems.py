"""Problems of plans, files and tables."""

from __future__ import annotations

import pytest

from policytargets.errors import PolicyTargetsError, UnknownReferenceError
from policytargets.problems import InvalidPlanError, Problem, Severity

FAULT = Problem(path="targets.a.slice_of", expected="an id of the plan", got="'b'", remedy="correct it")


@pytest.mark.parametrize(
    ("place", "where"),
    [
        ({}, "targets.a.slice_of"),
        ({"file": "plan.yaml"}, "plan.yaml: targets.a.slice_of"),
        ({"line": 7}, "7: targets.a.slice_of"),
        ({"file": "plan.yaml", "line": 7}, "plan.yaml:7: targets.a.slice_of"),
    ],
)
def test_a_problem_says_where_as_far_as_it_is_known(place: dict[str, object], where: str) -> None:
    """File and line stand in the form editors jump to."""
    problem = Problem.of(UnknownReferenceError("x", "an id of the plan", "'b'", "correct it"), FAULT.path, **place)
    assert problem.where == where
    assert str(problem) == f"{where}: error: expected an id of the plan, got 'b'; correct it"


def test_an_error_of_the_library_makes_a_problem() -> None:
    """The parts of the message are kept; the place is the path."""
    error = UnknownReferenceError("Plan", "an id of the plan", "'b'", "correct it")
    assert Problem.of(error, "targets.a.slice_of") == FAULT


def test_the_error_of_a_plan_lists_errors_and_keeps_all() -> None:
    """Design: all problems at once; warnings stop nobody, so they are not in the message."""
    warning = Problem(path="targets.c", expected="an owner", got="none", remedy="name it", severity=Severity.WARNING)
    error = InvalidPlanError("plan.yaml", [FAULT, warning])
    assert str(error) == f"plan.yaml: 1 error\n  {FAULT}"
    assert error.problems == (FAULT, warning)
    assert str(InvalidPlanError("plan.yaml", [FAULT, FAULT])).startswith("plan.yaml: 2 errors\n")
    assert isinstance(error, ValueError)
    assert isinstance(error, PolicyTargetsError)


def test_severities_have_words() -> None:
    """In the languages of reports."""
    assert [severity.label() for severity in Severity] == ["error", "warning", "note"]
    assert [severity.label("zh") for severity in Severity] == ["错误", "警告", "提示"]
