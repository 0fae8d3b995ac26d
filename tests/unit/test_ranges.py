"""Sets of possible amounts, regions, and their margins."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from policytargets.ranges import (
    Amounts,
    Range,
    Region,
    combine,
    compare,
    from_data,
    mapped,
    margin,
    mirrored,
    point,
    to_data,
)
from policytargets.verdicts import Verdict

MET, NOT, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


def amount(number: Any) -> Fraction | None:
    """Read an exact number; None is no end."""
    return None if number is None else Fraction(number)


def amounts(*ends: tuple[Any, Any]) -> Amounts:
    """Make a set of ranges."""
    return tuple(Range(amount(low), amount(high)) for low, high in ends)


FLOOR = Region(low=Fraction(2))
CEILING = Region(high=Fraction(3))
OPEN_FLOOR = Region(low=Fraction(2), low_open=True)
OPEN_CEILING = Region(high=Fraction(3), high_open=True)
BETWEEN = Region(Fraction(2), Fraction(3))
OPEN_BETWEEN = Region(Fraction(2), Fraction(3), low_open=True, high_open=True)
ABOUT = Region(Fraction(2), Fraction(2), only_exact=True)
ALL = Region()


@pytest.mark.parametrize(
    ("region", "possible", "verdict"),
    [
        (FLOOR, [(2, 2)], MET),
        (FLOOR, [("1.999", "1.999")], NOT),
        (FLOOR, [(2, None)], MET),
        (FLOOR, [(1, None)], OPEN),
        (FLOOR, [(None, 1)], NOT),
        (FLOOR, [(None, 2)], OPEN),
        (FLOOR, [(None, None)], OPEN),
        (FLOOR, [(1, 2)], OPEN),
        (OPEN_FLOOR, [(2, 2)], NOT),
        (OPEN_FLOOR, [(1, 2)], NOT),
        (OPEN_FLOOR, [(2, 3)], OPEN),
        (OPEN_FLOOR, [("2.001", 3)], MET),
        (CEILING, [(3, 3)], MET),
        (CEILING, [(None, 3)], MET),
        (CEILING, [(4, None)], NOT),
        (CEILING, [(3, None)], OPEN),
        (OPEN_CEILING, [(3, 3)], NOT),
        (OPEN_CEILING, [(3, 4)], NOT),
        (OPEN_CEILING, [(2, 3)], OPEN),
        (BETWEEN, [(2, 3)], MET),
        (BETWEEN, [(1, 4)], OPEN),
        (BETWEEN, [(2, 4)], OPEN),
        (BETWEEN, [(None, 1), (4, None)], NOT),
        (OPEN_BETWEEN, [(2, 2), (3, 3)], NOT),
        (OPEN_BETWEEN, [(2, 3)], OPEN),
        (FLOOR, [(2, 2), (5, 5)], MET),
        (FLOOR, [(1, 1), (5, 5)], OPEN),
        (FLOOR, [(0, 0), (1, 1)], NOT),
        (ABOUT, [(2, 2)], MET),
        (ABOUT, [("2.1", "2.1")], OPEN),
        (ABOUT, [(2, 3)], OPEN),
        (ABOUT, [(None, None)], OPEN),
        (ABOUT, [(2, 2), (3, 3)], OPEN),
        (ALL, [(None, None)], MET),
        (FLOOR, [], OPEN),
        (ABOUT, [], OPEN),
    ],
)
def test_all_inside_is_met_none_inside_is_not_met_else_open(
    region: Region, possible: list[tuple[Any, Any]], verdict: Verdict
) -> None:
    """Design: evidence is a set of possible amounts; of an empty one nothing is known."""
    assert compare(amounts(*possible), region) is verdict


@pytest.mark.parametrize("region", [FLOOR, CEILING, OPEN_FLOOR, OPEN_CEILING, BETWEEN, OPEN_BETWEEN, ALL])
@pytest.mark.parametrize("number", ["1", "1.999", "2", "2.5", "3", "3.001", "4"])
def test_a_point_is_compared_as_it_is_held(region: Region, number: str) -> None:
    """A known amount never leaves the verdict open, and both ways of asking agree."""
    held = region.holds(Fraction(number))
    assert compare(point(Fraction(number)), region) is (MET if held else NOT)


@pytest.mark.parametrize(
    ("region", "possible", "distance"),
    [
        (FLOOR, [("2.5", "2.5")], "0.5"),
        (FLOOR, [(1, 1)], "-1"),
        (FLOOR, [(2, 2)], "0"),
        (OPEN_FLOOR, [(2, 2)], "0"),
        (CEILING, [(1, 1)], "2"),
        (CEILING, [(5, 5)], "-2"),
        (BETWEEN, [("2.2", "2.2")], "0.2"),
        (BETWEEN, [("2.9", "2.9")], "0.1"),
        (BETWEEN, [(5, 5)], "-2"),
        (BETWEEN, [(0, 0)], "-2"),
        (BETWEEN, [(1, 4)], "-1"),
        (FLOOR, [(3, None)], "1"),
        (CEILING, [(None, 2)], "1"),
        (FLOOR, [(5, 5), (3, 4)], "1"),
        (FLOOR, [(3, 4), (5, 5)], "1"),
        (FLOOR, [(None, 1)], None),
        (CEILING, [(4, None)], None),
        (BETWEEN, [(2, None)], None),
        (FLOOR, [(5, 5), (None, 9)], None),
        (ABOUT, [(2, 2)], None),
        (ALL, [(2, 2)], None),
        (FLOOR, [], None),
    ],
)
def test_the_margin_is_the_least_distance_to_the_nearest_edge(
    region: Region, possible: list[tuple[Any, Any]], distance: str | None
) -> None:
    """Design: positive inside, negative outside, 0 on an edge; the least of a set; none where there is no end."""
    assert margin(amounts(*possible), region) == amount(distance)


def test_a_region_moves_with_an_increasing_rule() -> None:
    """What has no end keeps none, and open ends stay open."""
    moved = Region(Fraction(2), Fraction(3), low_open=True).mapped(lambda end: end * 10)
    assert moved == Region(Fraction(20), Fraction(30), low_open=True)
    assert ALL.mapped(lambda end: end + 1) == ALL


def test_a_set_moves_with_an_increasing_rule() -> None:
    """Both ends of every range."""
    assert mapped(amounts((1, 2), (None, None)), lambda end: end + 1) == amounts((2, 3), (None, None))


def test_a_set_is_mirrored_with_its_ends_swapped() -> None:
    """Twice is nothing."""
    assert mirrored(amounts((1, 2), (3, None), (None, 0))) == amounts((-2, -1), (None, -3), (0, None))
    assert mirrored(mirrored(amounts((1, None)))) == amounts((1, None))


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [
        ([(5, 7)], [(1, 2)], [(3, 6)]),
        ([(5, None)], [(1, 2)], [(3, None)]),
        ([(None, 7)], [(1, 2)], [(None, 6)]),
        ([(5, 5), (9, 9)], [(1, 1)], [(4, 4), (8, 8)]),
        ([(5, 5)], [(1, 1), (2, 2)], [(4, 4), (3, 3)]),
    ],
)
def test_two_sets_are_combined_pair_by_pair(
    first: list[tuple[Any, Any]], second: list[tuple[Any, Any]], result: list[tuple[Any, Any]]
) -> None:
    """The change from each possible baseline to each possible amount; what has no end keeps none."""
    assert combine(amounts(*first), amounts(*second), lambda one, other: one - other) == amounts(*result)


def test_a_set_goes_out_as_plain_data_and_comes_back() -> None:
    """Exactly, as texts: 1/3 is no decimal."""
    some = amounts(("1/3", "2.5"), (None, 7))
    assert to_data(some) == [["1/3", "2.5"], [None, "7"]]
    assert from_data(to_data(some)) == some


@pytest.mark.parametrize(
    ("low", "high", "is_point"), [(1, 1, True), (1, 2, False), (None, None, False), (None, 1, False)]
)
def test_a_point_is_a_range_of_one_amount(low: int | None, high: int | None, *, is_point: bool) -> None:
    """No end at both sides is no point."""
    assert Range(amount(low), amount(high)).is_point is is_point
