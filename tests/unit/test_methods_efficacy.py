"""Efficacy coefficients, by grade and in the simple form (issue 11; Ministry of Finance of China, 1999)."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import policytargets as pt
from policytargets.errors import InvalidValueError, UnitMismatchError
from policytargets.methods import Efficacy, SimpleEfficacy, by_name
from policytargets.methods._naming import plain_parameters
from policytargets.outlooks import Method, MethodEvidence, Outlook
from policytargets.prospects import outlook
from policytargets.quantities import Rounding, RoundingMode
from policytargets.verdicts import ReasonCode

CASES: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data/chinese_cuts_cases.json").read_text("utf-8"))

RETURN = pt.Indicator(id="roe", name="return on equity", unit="%", nature="ratio", better="higher")
ILLUSTRATIVE = ["16 %", "9.5 %", "1.7 %", "-3 %", "-12 %"]
"""Of these only 9.5 and 1.7 are printed; the other three are illustrative."""


def judged(amount: object, method: Method, indicator: pt.Indicator = RETURN, goal: Any = None) -> Outlook:
    """Judge one amount; of the target only the direction plays a part."""
    goal = pt.Exactly(f"1 {indicator.unit.code}") if goal is None else goal
    target = pt.Target(id="goal", indicator=indicator, criterion=goal, due=pt.Year(9))
    seen = pt.Observation(indicator=indicator, period=pt.Year(8), value=f"{amount} {indicator.unit.code}")
    found = outlook(target, [seen], method, as_of=pt.Year(8))
    assert found.course is not None
    assert method.outlook(found.course) == found
    assert all(figure.label("zh") != figure.name for figure in found.figures)
    return found


def figures(found: Outlook) -> dict[str, Fraction]:
    """Give the figures by name; all are exact."""
    assert all(figure.is_exact for figure in found.figures)
    return {figure.name: Fraction(figure.amount) for figure in found.figures}


def half_up(amount: Fraction, printed: str) -> Fraction:
    """Round to as many places as are printed."""
    return Rounding(len(printed.partition(".")[2]), RoundingMode.HALF_UP).apply(amount)


@pytest.mark.parametrize("case", CASES["efficacy"], ids=lambda case: case["id"])
def test_the_worked_example(case: dict[str, Any]) -> None:
    """Law: coefficient, adjustment and score to the printed digits (Ministry of Finance, 1999 no. 6; an example)."""
    found = judged(case["actual"], Efficacy(standards=ILLUSTRATIVE, weight=case["weight"]))
    said = figures(found)
    for name, key in (("efficacy coefficient", "coefficient"), ("adjustment", "adjustment"), ("score", "score")):
        assert half_up(said[name], case[key]) == Fraction(case[key])
    assert (found.status, found.reasons) == (case["reached"][0], ())
    assert said["score"] == said["base score"] + said["adjustment"]


@pytest.mark.parametrize(
    ("amount", "grade", "score"),
    [
        ("20", "excellent", "100"),
        ("16", "excellent", "100"),
        ("9.5", "good", "80"),
        ("1.7", "average", "60"),
        ("-0.65", "low", "50"),
        ("-12", "poor", "20"),
        ("-12.1", None, None),
    ],
)
def test_grades_join_without_a_step(amount: str, grade: str | None, score: str | None) -> None:
    """Law: a standard belongs to its grade; the line meets the next grade's base; below the last there is no score."""
    found = judged(amount, Efficacy(standards=ILLUSTRATIVE))
    assert found.status == grade
    assert figures(found).get("score") == (None if score is None else Fraction(score))
    if score is None:
        assert found.determined
        assert [reason.code for reason in found.reasons] == [ReasonCode.IN_NO_BAND]


def test_lower_may_be_better() -> None:
    """Law: standards that rise from the best grade on say that lower is better."""
    debt = Efficacy(standards=["40 %", "60 %", "90 %"], coefficients=["1", "0.6", "0"], grades=["a", "b", "c"])
    ratio = pt.Indicator(id="debt", name="debt ratio", unit="%", nature="ratio", better="lower")
    assert [judged(amount, debt, ratio).status for amount in (30, 40, 50, 90, 91)] == ["a", "a", "b", "c", None]
    assert figures(judged(50, debt, ratio))["score"] == 80
    assert debt.evidence is MethodEvidence.OWN
    assert "coefficients=1, 0.6, 0, grades=a, b, c" in debt.name


def test_units_convert_and_measure_words_close() -> None:
    """Law: standards are amounts of the indicator in any unit that meets it; 件 is what the indicator counts."""
    density = pt.Indicator(id="density", name="density", unit="patent/(10000.person)", nature="stock")
    simple = SimpleEfficacy(worst="2 件/万人", best="10 件/万人")
    assert figures(judged(6, simple, density))["score"] == 80
    for worst, best in (("2 %", "10 %"), ("2", "10")):  # a bare number would be another amount in another unit
        wrong = judged(6, SimpleEfficacy(worst=worst, best=best), density)
        assert [reason.code for reason in wrong.reasons] == [ReasonCode.UNIT_MISMATCH]
    assert not judged(6, Efficacy(standards=ILLUSTRATIVE), density).determined


@pytest.mark.parametrize(
    ("amount", "score", "status"),
    [
        ("2", 60, "in the range"),
        ("6", 80, "in the range"),
        ("10", 100, "in the range"),
        ("12", 110, "above the range"),
        ("0", 50, "below the range"),
    ],
)
def test_the_simple_form(amount: str, score: int, status: str) -> None:
    """Law: 60 + 40 (c - min)/(max - min); outside the range the status says so, and no score is bent (research, K)."""
    found = judged(amount, SimpleEfficacy(worst="2 %", best="10 %"))
    assert figures(found)["score"] == score
    assert (found.status, found.reasons) == (status, ())
    assert found.method == "SimpleEfficacy(worst=2%, best=10%)"
    other = SimpleEfficacy(worst="10 %", best="2 %", base=50, rest=50)
    assert other.name == "SimpleEfficacy(worst=10%, best=2%, base=50, rest=50)"
    assert other.evidence is MethodEvidence.SECONDARY
    debt = pt.Indicator(id="debt", name="debt ratio", unit="%", nature="ratio", better="lower")
    assert figures(judged("10", other, debt))["score"] == 50


def test_silence_has_no_score() -> None:
    """Law: missing data are no zero."""
    target = pt.Target(id="goal", indicator=RETURN, criterion=pt.AtLeast("1 %"), due=pt.Year(9))
    for method in (Efficacy(standards=ILLUSTRATIVE), SimpleEfficacy(worst="2 %", best="10 %")):
        found = outlook(target, [], method, as_of=pt.Year(8))
        assert [reason.code for reason in found.reasons] == [ReasonCode.NO_POINT]
        assert "Finance" in method.citation or "describe" in method.citation


@pytest.mark.parametrize(
    "given",
    [
        {"standards": ["2 %", "1 %"]},
        {"standards": []},
        {"standards": "9 %"},
        {"standards": ["5 %", "4 %", "3 %", "2 %", "2 %"]},
        {"standards": ["5 %", "4 %", "3 %", "2 %", "3 %"]},
        {"standards": ILLUSTRATIVE, "weight": 0},
        {"standards": ILLUSTRATIVE, "coefficients": [1, 1, 1, 1, 1]},
        {"standards": ILLUSTRATIVE, "coefficients": [1]},
    ],
)
def test_bad_standards_are_refused(given: dict[str, Any]) -> None:
    """Law: one error for bad parameters."""
    with pytest.raises(InvalidValueError):
        Efficacy(**given)


def test_a_range_without_length_is_refused() -> None:
    """Law: no zero range is replaced by a small number (research: 1e-10 in public code)."""
    with pytest.raises(InvalidValueError, match="no two may be equal"):
        SimpleEfficacy(worst="2 %", best="2 %")
    with pytest.raises(UnitMismatchError):
        SimpleEfficacy(worst="2 %", best="3 patent")
    with pytest.raises(InvalidValueError, match="points above zero"):
        SimpleEfficacy(worst="2 %", best="3 %", rest=-1)


@pytest.mark.parametrize(
    "method",
    [
        Efficacy(standards=ILLUSTRATIVE, weight=20),
        Efficacy(standards=["2 %", "1 %"], coefficients=[1, "0.5"], grades=["a", "b"]),
        SimpleEfficacy(worst="2 %", best="10 %", base=50, rest=50),
    ],
)
def test_plain_data_makes_the_same_method(method: Any) -> None:
    """Law: what a plan file writes reads as what is meant."""
    assert by_name(type(method).__name__, **plain_parameters(method)) == method


def test_the_law_they_break_is_named() -> None:
    """Law: each declares what it breaks, and a test shows the break (issue 11): mirrored data."""
    level = pt.Indicator(id="level", name="level", unit="%", nature="ratio")
    for method in (Efficacy(standards=ILLUSTRATIVE), SimpleEfficacy(worst="2 %", best="10 %")):
        assert method.breaks == ("mirror",)
        said = [judged(amount, method, level, pt.Exactly("1 %")).status for amount in (8, -8)]
        assert said[0] != said[1]
        assert judged(8, method).share is None  # neither baseline nor target is asked for


@pytest.mark.parametrize("method", [Efficacy(standards=ILLUSTRATIVE), SimpleEfficacy(worst="2 %", best="10 %")])
def test_no_direction_by_default(method: Any) -> None:
    """Law: standards that run against the indicator or the target are named (known defects: silent default direction)."""
    lower = pt.Indicator(id="lower", name="lower", unit="%", nature="ratio", better="lower")
    open_ = pt.Indicator(id="level", name="level", unit="%", nature="ratio")
    for indicator, goal in ((lower, pt.Exactly("1 %")), (open_, pt.AtMost("1 %")), (RETURN, pt.AtMost("1 %"))):
        found = judged(8, method, indicator, goal)
        assert [reason.code for reason in found.reasons] == [ReasonCode.NOT_APPLICABLE]
    assert judged(8, method, open_, pt.Between("1 %", "2 %")).determined
