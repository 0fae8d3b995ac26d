"""What a change asks of the indicator's own level (design: a method aims at the required level)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from policytargets.bounds import About, AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan
from policytargets.indicators import Indicator
from policytargets.ranges import Range, point
from policytargets.requirements import required_bound, required_to_keep

PATENTS = Indicator(id="patents", name="patents", unit="patent", nature="stock")
RANK = Indicator(id="place", name="place", unit="1", nature="rank")
TEN = point(Fraction(10))


@pytest.mark.parametrize(
    ("bound", "how", "level"),
    [
        (AtLeast("3 patent"), {}, AtLeast("13 patent")),
        (MoreThan("3 patent"), {}, MoreThan("13 patent")),
        (AtMost("3 patent"), {}, AtMost("13 patent")),
        (LessThan("3 patent"), {}, LessThan("13 patent")),
        (Exactly("3 patent"), {}, Exactly("13 patent")),
        (Between("3 patent", "4 patent", ["low"]), {}, Between("13 patent", "14 patent", ["low"])),
        (AtLeast("3 patent"), {"falls": True}, AtMost("7 patent")),
        (MoreThan("3 patent"), {"falls": True}, LessThan("7 patent")),
        (AtMost("3 patent"), {"falls": True}, AtLeast("7 patent")),
        (LessThan("3 patent"), {"falls": True}, MoreThan("7 patent")),
        (Between("3 patent", "4 patent", ["low"]), {"falls": True}, Between("6 patent", "7 patent", ["high"])),
        (AtLeast("20 %"), {"relative": True}, AtLeast("12 patent")),
        (AtLeast("20 %"), {"relative": True, "falls": True}, AtMost("8 patent")),
        (AtLeast("2"), {"multiple": True}, AtLeast("20 patent")),
        (AtMost("1/2"), {"multiple": True}, AtMost("5 patent")),
        (AtLeast("10 %"), {"growth": 2}, AtLeast("12.1 patent")),
        (AtLeast("-50 %"), {"growth": 2}, AtLeast("2.5 patent")),
        (AtMost("-100 %"), {"growth": 2}, AtMost("0 patent")),
    ],
)
def test_a_change_asks_for_a_level(bound: Bound, how: dict[str, Any], level: Bound) -> None:
    """A rise adds to the baseline, a fall takes away and turns the bound round, open ends with it (design: criterion)."""
    assert required_bound(bound, PATENTS, TEN, **how) == level


@pytest.mark.parametrize(
    ("bound", "base", "how"),
    [
        (AtLeast("3 patent"), (Range(Fraction(9), Fraction(10)),), {}),
        (AtLeast("3 patent"), (*point(Fraction(9)), *point(Fraction(10))), {}),
        (AtLeast("3 patent"), (), {}),
        (About("3 patent"), TEN, {}),
        (AtLeast("-101 %"), TEN, {"growth": 2}),
        (AtMost("-101 %"), TEN, {"growth": 2}),
    ],
)
def test_what_asks_for_no_single_level(bound: Bound, base: Any, how: dict[str, Any]) -> None:
    """Without one baseline, without a tolerance, or below all of it, there is no level to name (design: no guess)."""
    assert required_bound(bound, PATENTS, base, **how) is None


def test_a_rank_rises_towards_the_first() -> None:
    """From the tenth, a rise by two places asks for the eighth (design: nature)."""
    assert required_bound(AtLeast("2"), RANK, TEN) == AtMost("8")
    assert required_bound(AtLeast("2"), RANK, TEN, falls=True) == AtLeast("12")


def test_a_level_is_in_the_unit_of_the_indicator() -> None:
    """Amounts are held in base units, and named in the indicator's own (design: exact)."""
    revenue = Indicator(id="revenue", name="revenue", unit="万元", nature="flow", better="higher")
    assert required_bound(AtLeast("3 万元"), revenue, point(Fraction(100_000))) == AtLeast("13 万元")
    assert required_to_keep(revenue, point(Fraction(100_000))) == AtLeast("10 万元")


@pytest.mark.parametrize(("better", "level"), [("higher", AtLeast("10 patent")), ("lower", AtMost("10 patent"))])
def test_no_worse_asks_for_the_baseline(better: str, level: Bound) -> None:
    """The baseline itself is no worse (design: NoWorse)."""
    indicator = Indicator(id="patents", name="patents", unit="patent", nature="stock", better=better)
    assert required_to_keep(indicator, TEN) == level
    assert required_to_keep(indicator, (Range(None, Fraction(10)),)) is None
    assert required_to_keep(PATENTS, TEN) is None
