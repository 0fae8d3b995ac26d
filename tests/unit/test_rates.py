"""Rates turned round (design: rates)."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import policytargets as pt
from policytargets.errors import InvalidValueError, UnitMismatchError

DENSITY = pt.Indicator(id="density", name="density", unit="patent/(10000.person)", nature="stock")


def target(criterion: Any, indicator: pt.Indicator = DENSITY) -> pt.Target:
    """A target on a rate."""
    return pt.Target(id="goal", indicator=indicator, criterion=criterion, due=pt.Year(2017))


class TestCountNeeded:
    """How many patents would it take, given the population."""

    def test_it_says_how_it_rounded(self) -> None:
        """25.8 -> 26 patents (usage)."""
        found = pt.count_needed(target(pt.AtLeast("2.15 件/万人")), population="120,000 人")
        assert str(found) == "25.8 -> 26 patents (rounded up: less would not reach the target)"
        assert found.quantity == pt.Quantity("26 patent")

    @pytest.mark.parametrize(
        ("bound", "people", "count"),
        [
            (pt.AtLeast("2"), "20000 人", 4),
            (pt.MoreThan("2"), "20000 人", 5),
            (pt.AtMost("2.15"), "12 万人", 25),
            (pt.LessThan("2"), "20000 人", 3),
            (pt.LessThan("2.15"), "12 万人", 25),
        ],
    )
    def test_each_bound_rounds_its_own_way(self, bound: Any, people: str, count: int) -> None:
        """The nearest whole number that the bound accepts."""
        found = pt.count_needed(target(bound), people)
        assert found.count == count
        assert bound.decide(pt.Quantity(count)).verdict is not None
        rate = found.quantity / pt.Quantity(people)
        closed = target(bound).criterion
        assert closed.decide(rate).verdict is pt.Verdict.MET  # type: ignore[union-attr]  # a bound

    def test_what_is_no_rate_is_refused(self) -> None:
        """Four parts: what to pass instead."""
        count = pt.Indicator(id="count", name="count", unit="patent", nature="stock")
        with pytest.raises(InvalidValueError, match="rate such as"):
            pt.count_needed(target(pt.AtLeast("2"), count), "120,000 人")
        with pytest.raises(InvalidValueError, match="one bound"):
            pt.count_needed(target(pt.Between("2", "3")), "120,000 人")
        with pytest.raises(InvalidValueError, match="above zero"):
            pt.count_needed(target(pt.AtLeast("2")), "0 人")

    def test_the_rate_says_what_a_measure_word_counts(self) -> None:
        """200 户 of a rate per enterprise are enterprises; 万 is kept; other words are refused."""
        unit = pt.Unit("件/户").bind("patent").bind("enterprise")
        apiece = target(pt.AtLeast("2.5"), pt.Indicator(id="apiece", name="apiece", unit=unit, nature="stock"))
        assert pt.count_needed(apiece, "201 户").count == 503
        assert pt.people_covered(target(pt.AtLeast("2.15")), "0.0043 万件") == pt.Quantity("200000 人")
        with pytest.raises(UnitMismatchError, match="户"):
            pt.people_covered(target(pt.AtLeast("2.15")), "43 户")

    def test_a_rounded_comparison_is_refused(self) -> None:
        """Less might suffice: it is not guessed."""
        rounded = attrs.evolve(target(pt.AtLeast("2.15")), rounding=pt.Rounding(1, "half_even"))
        with pytest.raises(InvalidValueError, match="rounding out"):
            pt.count_needed(rounded, "120,000 人")

    def test_a_population_of_something_else_is_refused(self) -> None:
        """Patents per person times enterprises are no patents."""
        with pytest.raises((InvalidValueError, UnitMismatchError), match="expected"):
            pt.count_needed(target(pt.AtLeast("2")), pt.Quantity("5 enterprise"))


class TestPeopleCovered:
    """For how many people a count suffices."""

    def test_exactly_at_the_edge(self) -> None:
        """43 patents at 2.15 per 10,000 are 200,000 people."""
        assert pt.people_covered(target(pt.AtLeast("2.15")), "43 patent") == pt.Quantity("200000 人")
        assert pt.people_covered(target(pt.AtLeast("2.15")), "43 件") == pt.Quantity("20 万人")

    def test_a_rate_of_zero_covers_nobody(self) -> None:
        """No count is asked for."""
        with pytest.raises(InvalidValueError, match="above zero"):
            pt.people_covered(target(pt.AtLeast("0")), "43 patent")
