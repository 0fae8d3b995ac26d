"""Rules of rounding: a stated choice, never a tolerance (design: exact)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from policytargets.errors import InvalidValueError
from policytargets.quantities import Rounding, RoundingMode


@pytest.mark.parametrize(
    ("amount", "places", "even", "up"),
    [
        ("2.145", 2, "2.14", "2.15"), ("2.155", 2, "2.16", "2.16"), ("-2.145", 2, "-2.14", "-2.15"), ("0.5", 0, "0", "1"),
        ("-0.5", 0, "0", "-1"), ("1.5", 0, "2", "2"), ("0", 2, "0", "0"), ("2.1449", 2, "2.14", "2.14"), ("1/3", 1, "0.3", "0.3"),
    ],
)  # fmt: skip
def test_a_tie_goes_to_even_or_away_from_zero(amount: str, places: int, even: str, up: str) -> None:
    """Law: GB/T 8170 rounds a tie to even, yearbooks often away from zero; all else to the nearest."""
    found = [Rounding(places, mode).apply(Fraction(amount)) for mode in ("half_even", "half_up")]
    assert found == [Fraction(even), Fraction(up)]


def test_a_rule_is_a_value() -> None:
    """Law: a mode is taken as a value or its text; 0 to 30 places (design: frozen values)."""
    assert Rounding(2, "half_up") == Rounding(2, RoundingMode.HALF_UP)
    assert hash(Rounding(2, "half_up")) == hash(Rounding(2, RoundingMode.HALF_UP))
    assert Rounding(2, "half_up") != Rounding(2, "half_even")
    assert (Rounding(0, "half_up").places, Rounding(30, "half_up").places) == (0, 30)
    assert Rounding(2, "half_up").mode.label() == "half up"
    assert [mode.label("zh") for mode in RoundingMode] == ["四舍六入五成双", "四舍五入"]


@pytest.mark.parametrize("places", [-1, 31, 1.0, "2", True, None])
def test_places_are_a_whole_number(places: Any) -> None:
    """Law: an item refuses what is wrong (design: problems)."""
    with pytest.raises(InvalidValueError, match="Rounding: places: expected a whole number from 0 to 30"):
        Rounding(places, "half_up")


@pytest.mark.parametrize("mode", ["up", None, 1])
def test_another_mode_is_refused(mode: Any) -> None:
    """Law: no mode is guessed (design: problems)."""
    with pytest.raises(InvalidValueError, match="Rounding: mode: expected 'half_even' or 'half_up'"):
        Rounding(2, mode)
