"""How a figure is printed, as a value; `test_methods_elapsed` holds it against printed figures (issue of methods: reporting)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from policytargets.errors import InvalidValueError
from policytargets.methods import Reporting
from policytargets.methods.reporting import to_reporting
from policytargets.quantities import RoundingMode


def test_a_reporting_is_a_value() -> None:
    """Law: places, mode and order, with the usual ones where nothing is said (Reporting: attributes)."""
    usual = Reporting(1)
    assert (usual.places, usual.mode, usual.when, usual.time_places) == (1, "half_up", "after", None)
    assert Reporting(1, RoundingMode.HALF_UP) == usual
    assert Reporting(1, "half_up", "after") == usual
    assert hash(Reporting(1, "half_up")) == hash(usual)
    assert (Reporting(0).places, Reporting(30).places, Reporting(0, time_places=30).time_places) == (0, 30, 30)
    with pytest.raises(TypeError):
        Reporting(1, "half_up", "after", 2)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"places": -1}, "places"), ({"places": 31}, "places"), ({"places": True}, "places"), ({"places": "1"}, "places"),
        ({"places": 1, "mode": "up"}, "mode"), ({"places": 1, "mode": None}, "mode"), ({"places": 1, "when": "later"}, "when"),
        ({"places": 1, "when": None}, "when"), ({"places": 1, "time_places": 31}, "time_places"),
        ({"places": 1, "time_places": -1}, "time_places"), ({"places": 1, "time_places": "2"}, "time_places"),
    ],
)  # fmt: skip
def test_what_it_does_not_take(arguments: dict[str, Any], field: str) -> None:
    """Law: one clear error, with the words it takes (design: problems)."""
    with pytest.raises(InvalidValueError, match=f"Reporting.*{field}") as caught:
        Reporting(**arguments)
    if field == "mode":
        assert caught.value.expected == "one of 'half_up', 'half_even', 'truncate'"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("1", Reporting(1)), (" 2 truncate ", Reporting(2, "truncate")), ("0 half_even before", Reporting(0, "half_even", "before")),
        ("1 half_up before 2", Reporting(1, "half_up", "before", time_places=2)),
    ],
)  # fmt: skip
def test_it_is_read_as_it_is_written(text: str, made: Reporting) -> None:
    """Law: what is written reads as the same (Reporting: parse)."""
    assert Reporting.parse(text) == Reporting.parse(str(made)) == to_reporting(text) == made
    assert to_reporting(made) is made


@pytest.mark.parametrize("text", ["", "half_up", "1 half_up before 2 3", "١", "1234", "1,half_up"])
def test_another_text_is_refused(text: str) -> None:
    """Law: everything is consumed, and digits are ASCII (issue: a strict parser)."""
    with pytest.raises(InvalidValueError, match="Reporting: expected places, mode, when"):
        Reporting.parse(text)


@pytest.mark.parametrize(
    ("made", "figure", "against", "text", "difference"),
    [
        (Reporting(1), "31.85", "25", "31.9", "6.9"), (Reporting(1, "half_even"), "31.85", "25", "31.8", "6.8"),
        (Reporting(1, "truncate"), "-31.89", "25", "-31.8", "-56.8"), (Reporting(0), "0.4", "0.6", "0", "0"),
        (Reporting(0, when="before"), "0.4", "0.6", "0", "-1"), (Reporting(1, when="before", time_places=2), "98.1", "275/3", "98.1", "6.43"),
        (Reporting(2, when="before", time_places=0), "98.1", "275/3", "98.10", "6.10"), (Reporting(1), "0.05", "0", "0.1", "0.1"),
    ],
)  # fmt: skip
def test_figures_and_differences(made: Reporting, figure: str, against: str, text: str, difference: str) -> None:
    """Law: subtract and round, or round and subtract, as the office does; all places are written, and zero has no sign."""
    assert made.text(Fraction(figure)) == text
    assert made.difference_text(Fraction(figure), Fraction(against)) == difference
