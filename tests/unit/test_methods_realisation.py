"""The realisation degree and its weighted mean (issue 11; research: monitoring of moderate prosperity)."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import policytargets as pt
from policytargets.bands import Band, Bands
from policytargets.errors import InvalidValueError
from policytargets.methods import GoalShare, RealisationDegree, by_name, weighted_mean
from policytargets.outlooks import Course, Figure, MethodEvidence, Outlook, Point
from policytargets.prospects import outlook
from policytargets.quantities import Rounding, RoundingMode
from policytargets.verdicts import ReasonCode

CASES: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data/chinese_cuts_cases.json").read_text("utf-8"))

JOBLESS = pt.Indicator(id="jobless", name="unemployment", unit="%", nature="share", better="lower")


def degree(
    goal: Any, amount: object, method: RealisationDegree = RealisationDegree(), indicator: pt.Indicator = JOBLESS
) -> Outlook:
    """Judge one amount in the indicator's unit."""
    target = pt.Target(id="goal", indicator=indicator, criterion=goal, due=pt.Year(2020))
    seen = pt.Observation(indicator=indicator, period=pt.Year(2014), value=f"{amount} {indicator.unit.code}")
    found = outlook(target, [seen], method, as_of=pt.Year(2015))
    assert found.course is not None
    assert method.outlook(found.course) == found
    assert all(figure.label("zh") != figure.name for figure in found.figures)
    return found


def codes(found: Outlook) -> list[ReasonCode]:
    """Give the codes of an outlook's reasons."""
    return [reason.code for reason in found.reasons]


def half_up(amount: Fraction, printed: str) -> Fraction:
    """Round to as many places as are printed."""
    return Rounding(len(printed.partition(".")[2]), RoundingMode.HALF_UP).apply(amount)


@pytest.mark.parametrize("case", CASES["baseline_share"], ids=lambda case: case["id"])
def test_the_older_county_figures_are_shares_of_the_way(case: dict[str, Any]) -> None:
    """Law: the set of 1991 measures from the baseline, as `GoalShare` does; c / T fits neither row (a county's note)."""
    income = pt.Indicator(id="income", name="income", unit="CNY", nature="flow", better="higher")
    target = pt.Target(
        id="goal", indicator=income, criterion=pt.AtLeast(f"{case['target']} 元"), due=pt.By(pt.Year(2010)),
        baseline=pt.Baseline(pt.Year(1990), f"{case['baseline']} 元"),
    )  # fmt: skip
    seen = pt.Observation(indicator=income, period=pt.Year(2003), value=f"{case['current']} 元")
    found = outlook(target, [seen], GoalShare(), as_of=pt.Year(2004)).figure("percent done")
    plain = outlook(target, [seen], RealisationDegree(), as_of=pt.Year(2004)).figure("realisation degree")
    assert found is not None
    assert plain is not None
    assert half_up(Fraction(found.amount), case["printed"]) == Fraction(case["printed"])
    assert half_up(Fraction(plain.amount), case["printed"]) != Fraction(case["printed"])


@pytest.mark.parametrize("case", CASES["mean_yearly_change"], ids=lambda case: case["id"])
def test_mean_yearly_changes_of_the_index(case: dict[str, Any]) -> None:
    """Law: points over years, exact, rounded half up; 15.10 / 4 is 3.78, where binary floats give 3.77 (Longyang)."""
    mean = pt.Quantity(f"{case['points']} points") / case["years"]
    assert half_up(mean.magnitude, case["printed"]) == Fraction(case["printed"])


@pytest.mark.parametrize(
    ("goal", "amount", "expected", "status"),
    [
        (pt.AtLeast("60 %"), 45, "75", "not realised"),
        (pt.AtLeast("60 %"), 60, "100", "realised"),
        (pt.MoreThan("60 %"), 60, "100", "realised"),
        (pt.AtLeast("60 %"), 75, "100", "realised"),
        (pt.AtLeast("60 %"), -6, "-10", "not realised"),
        (pt.AtMost("4 %"), 5, "80", "not realised"),
        (pt.LessThan("4 %"), 2, "100", "realised"),
        (pt.AtMost("0 %"), 2, "0", "not realised"),
        (pt.Between("3 %", "6 %"), 3, "100", "realised"),
        (pt.Between("3 %", "6 %"), 6, "100", "realised"),
    ],
)
def test_each_kind_of_goal(goal: Any, amount: object, expected: str, status: str) -> None:
    """Law: c / T, where less is asked T / c, 100 inside an interval, capped at 100 (NBS, kinds of 2008)."""
    found = degree(goal, amount)
    assert found.figures[0] == Figure("realisation degree", Fraction(expected), "%, 100 = goal met")
    assert found.share == Fraction(expected) / 100
    assert found.status == status
    assert found.reasons == ()  # no baseline is missed: none is needed


@pytest.mark.parametrize(
    ("amount", "expected"), [("1.5", 50), ("0", 0), ("-1", 0), ("9", 50), ("12", 0), ("13", 0), ("6.6", 90)]
)
def test_outside_an_interval_it_falls_to_nothing_at_the_limit(amount: str, expected: int) -> None:
    """Law: unemployment between 3 and 6 %; from there in a straight line to 0 at the allowed limits (NBS; ours 0, 12)."""
    limited = RealisationDegree(low="0 %", high="12 %")
    assert degree(pt.Between("3 %", "6 %"), amount, limited).figures[0].amount == Fraction(expected)


def test_the_indicator_s_own_limits_serve() -> None:
    """Law: a limit that the method does not state is the indicator's; an exact goal is an interval of one amount."""
    share = pt.Indicator(id="share", name="share", unit=pt.Unit("%", whole="households"), nature="share")
    assert degree(pt.Exactly("80 %"), 90, indicator=share).figures[0].amount == 50
    assert degree(pt.About("80 %", within="5 points"), 77, indicator=share).status == "realised"


def test_the_cap_is_a_parameter() -> None:
    """Law: capped, the figure before the cap stands beside it; uncapped it is kept (issue 11: cap)."""
    capped, free = degree(pt.AtLeast("60 %"), 75), degree(pt.AtLeast("60 %"), 75, RealisationDegree(capped=False))
    assert [(f.name, f.amount) for f in capped.figures] == [
        ("realisation degree", Fraction(100)),
        ("before the cap", Fraction(125)),
    ]
    assert [(f.name, f.amount) for f in free.figures] == [("realisation degree", Fraction(125))]
    assert free.method == "RealisationDegree(capped=no)"
    assert by_name("RealisationDegree", capped="false", low="0 %").name == "RealisationDegree(capped=no, low=0%)"


@pytest.mark.parametrize(
    ("goal", "amount", "method", "code"),
    [
        (pt.AtLeast("0 %"), 5, {}, ReasonCode.NOT_APPLICABLE),
        (pt.AtLeast("-3 %"), 5, {}, ReasonCode.NOT_APPLICABLE),
        (pt.AtMost("4 %"), 0, {}, ReasonCode.NOT_APPLICABLE),
        (pt.AtMost("0 %"), 0, {}, ReasonCode.NOT_APPLICABLE),
        (pt.AtMost("4 %"), -1, {}, ReasonCode.NOT_APPLICABLE),
        (pt.AtMost("-4 %"), 3, {}, ReasonCode.NOT_APPLICABLE),
        (pt.Between("3 %", "6 %"), 7, {}, ReasonCode.NOT_APPLICABLE),
        (pt.Between("3 %", "6 %"), 2, {"high": "12 %"}, ReasonCode.NOT_APPLICABLE),
        (pt.Between("3 %", "6 %"), 7, {"high": "6 %"}, ReasonCode.NOT_APPLICABLE),
        (pt.Between("3 %", "6 %"), 2, {"low": "4 %"}, ReasonCode.NOT_APPLICABLE),
        (pt.Between("3 %", "6 %"), 2, {"low": "4 patent"}, ReasonCode.UNIT_MISMATCH),
        (pt.Between("3 %", "6 %"), 2, {"low": "0"}, ReasonCode.UNIT_MISMATCH),
        (pt.About("3 %"), 2, {}, ReasonCode.NO_GOAL),
        (pt.AllOf([pt.AtLeast("3 %")]), 2, {}, ReasonCode.NO_GOAL),
    ],
)
def test_what_cannot_be_divided_is_undetermined(goal: Any, amount: object, method: Any, code: ReasonCode) -> None:
    """Law: zero denominators, negative goals and missing limits give their reason (issue 11: zero denominators)."""
    found = degree(goal, amount, RealisationDegree(**method))
    assert (found.determined, found.status, found.figures) == (False, None, ())
    if isinstance(goal, pt.AllOf):
        assert codes(found) == [ReasonCode.NO_POINT, ReasonCode.NO_GOAL]  # a combination has no course of its own
    else:
        assert codes(found) == [code]


def test_without_an_amount() -> None:
    """Law: silence is no zero (design: missing data are never "not met")."""
    target = pt.Target(id="goal", indicator=JOBLESS, criterion=pt.AtMost("4 %"), due=pt.Year(2020))
    assert codes(outlook(target, [], RealisationDegree(), as_of=pt.Year(2015))) == [ReasonCode.NO_POINT]


def test_the_laws_it_breaks_are_named() -> None:
    """Law: each method declares the laws it breaks and a test shows the breaks (issue 11): ends and mirror."""
    assert RealisationDegree().breaks == ("ends", "mirror")
    start = Point(period=pt.Year(2010), amount=pt.Quantity("30 %"))
    now = Point(period=pt.Year(2014), amount=pt.Quantity("30 %"))
    course = Course(
        indicator=JOBLESS, points=(start, now), baseline=start, goal=pt.AtLeast("60 %"), due=pt.Year(2020),
        as_of=dt.date(2015, 1, 1),
    )  # fmt: skip
    assert RealisationDegree().outlook(course).share == Fraction(1, 2)  # the amount of the baseline is not 0
    assert not degree(pt.AtMost("-60 %"), -30).determined  # mirrored, it cannot be judged


def test_rule_and_source() -> None:
    """Law: no office's name without published text: the forms are known from others only (research: marked K)."""
    assert RealisationDegree().evidence is MethodEvidence.SECONDARY
    assert "as described" in RealisationDegree().citation
    halves = RealisationDegree(bands=Bands([Band("half", low=50)]))
    assert halves.name == "RealisationDegree(bands=half [50, ∞))"
    assert codes(degree(pt.AtLeast("60 %"), 20, halves)) == [ReasonCode.IN_NO_BAND]
    with pytest.raises(InvalidValueError, match="RealisationDegree: capped"):
        RealisationDegree(capped="no")  # type: ignore[arg-type]  # it is refused


class TestWeightedMean:
    """Several indicators as one index."""

    def test_the_undetermined_is_left_out_and_said(self) -> None:
        """Law: what is missing is neither scored 0 nor counted as met; the denominator travels along (research: Tibet)."""
        parts = [
            (degree(pt.AtLeast("60 %"), 45), 5),
            (degree(pt.AtMost("4 %"), 2), "2.5"),
            (degree(pt.AtMost("4 %"), 0), "2.5"),
        ]
        found = weighted_mean(parts)  # type: ignore[arg-type]  # weights of several types
        assert found.mean == (75 * 5 + 100 * Fraction("2.5")) / Fraction("7.5")
        assert (found.known, found.left_out, found.weight) == (2, 1, Fraction(3, 4))

    def test_of_nothing_there_is_none(self) -> None:
        """Law: no mean is made of nothing."""
        for found in (weighted_mean([]), weighted_mean([(degree(pt.AtMost("4 %"), 0), 1)])):
            assert found.mean is None
            assert found.weight == 0

    def test_bad_input_has_one_error(self) -> None:
        """Law: pairs, weights above zero, exact figures."""
        one = degree(pt.AtLeast("60 %"), 45)
        for parts, said in (
            ([one], "pairs of an outlook"),
            ([(one, 1, 1)], "pairs of an outlook"),
            ([("60", 1)], "pairs of an outlook"),
            ([(one, 0)], "weight above zero"),
            ([(one, -1)], "weight above zero"),
            ([(one, None)], "a number"),
        ):
            with pytest.raises(InvalidValueError, match=said):
                weighted_mean(parts)  # type: ignore[arg-type]  # it is refused

    def test_only_exact_figures(self) -> None:
        """Law: a mean is exact or refused."""
        rough = Outlook(method="mine", figures=[Figure("score", Decimal("1.5"))])
        with pytest.raises(InvalidValueError, match="an exact figure"):
            weighted_mean([(rough, 1)], figure="score")


def test_the_mean_goes_on_behind_what_is_left_out() -> None:
    """Law: what is undetermined is counted and left out, wherever it stands (weighted_mean)."""
    known = [Outlook(method="mine", figures=[Figure("realisation degree", Fraction(n), "%")]) for n in (100, 40)]
    none = Outlook(method="mine", determined=False)
    found = weighted_mean([(none, 1), (known[0], 3), (none, 4), (known[1], 1)])
    assert (found.mean, found.known, found.left_out, found.weight) == (Fraction(85), 2, 2, Fraction(4, 9))
