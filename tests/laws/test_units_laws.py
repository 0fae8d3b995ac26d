"""Exact ties are decided right in every unit, and arithmetic keeps its laws (design: exact, unit).

Each pair of units is one that binary floats decide wrongly at between 8 and 59 percent of exact ties.
"""

from __future__ import annotations

import pickle
import random
from fractions import Fraction

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytargets.quantities import Quantity
from policytargets.testing import strategies as pts
from policytargets.units import Unit, as_difference

TIES = 10_000

PAIRS = {
    "percent against number": ("percent", "1", 3),
    "per 10,000 people against per person": ("patent/(10000.person)", "patent/person", 2),
    "亿元 against 万元": ("亿元", "万元", 2),
    "a year against a month": ("work/month", "work/year", 1),
    "months against years": ("month", "year", 0),
    "亩 against 公顷": ("亩", "公顷", 2),
    "a week against a day": ("work/week", "work/day", 0),
    "permille against percent": ("permille", "percent", 2),
}


def decided_right(tie: Quantity, other: Quantity, step: Fraction) -> bool:
    """All five comparisons of a tie, and of its neighbours in the last digit, both ways round."""
    above = Quantity(tie.magnitude + step, tie.unit)
    below = Quantity(tie.magnitude - step, tie.unit)
    return (
        tie >= other
        and tie <= other
        and tie == other
        and other >= tie
        and not tie > other
        and not tie < other
        and above > other
        and not above <= other
        and below < other
        and not below >= other
    )


@pytest.mark.parametrize("name", PAIRS)
def test_every_tie_and_its_neighbours_are_decided_right(name: str) -> None:
    """None of 10,000 generated ties is decided wrongly (issue: must hold)."""
    one, other, places = PAIRS[name]
    unit, foreign = Unit(one), Unit(other)
    if unit.open_words:
        unit, foreign = unit.bind("work"), foreign.bind("work")
    drawn = random.Random(name)  # noqa: S311 -- the same ties each time
    step = Fraction(1, 10**places)
    wrong = 0
    for _ in range(TIES):
        tie = Quantity(drawn.randrange(1, 10**7) * step, unit)
        wrong += not decided_right(tie, Quantity(tie.base / foreign.factor, foreign), step)
    assert wrong == 0


def test_counts_over_population_meet_rates_exactly() -> None:
    """2314 patents over 13,000,000 people are exactly 1.78 per 10,000 people."""
    drawn = random.Random(2017)  # noqa: S311 -- the same ties each time
    wrong = 0
    for _ in range(TIES):
        hundredths, tens = drawn.randrange(1, 10_000), drawn.randrange(1, 5_000)
        rate = Quantity(Fraction(hundredths, 100), "patent/(10000.person)")
        people = Quantity(tens * 1_000_000, "person")
        patents = Quantity(hundredths * tens, "patent")
        observed = patents / people
        wrong += not (observed >= rate and observed <= rate and observed == rate and not observed > rate)
    assert wrong == 0


class TestArithmetic:
    """Arithmetic keeps exactness and refuses nonsense."""

    @given(amount=pts.quantities(), scale=st.sampled_from([10, 100, 10_000]))
    def test_there_and_back_again(self, amount: Quantity, scale: int) -> None:
        """Another scale of the unit changes no meaning, no hash and no order."""
        other = amount.to(amount.unit.scaled(scale)) if not amount.unit.is_share else amount
        assert other == amount
        assert hash(other) == hash(amount)
        assert other.to(amount.unit).magnitude == amount.magnitude

    @given(unit=pts.units(), data=st.data())
    def test_a_difference_added_gives_the_other_amount(self, unit: Unit, data: st.DataObject) -> None:
        """a + (b - a) is b, in points for shares."""
        one, two = (data.draw(pts.quantities(unit)) for _ in range(2))
        assert (two - one).unit == as_difference(unit)
        assert one + (two - one) == two
        assert (one < two) is (one - two < two - two)

    @given(amount=pts.quantities())
    def test_its_line_makes_it_again(self, amount: Quantity) -> None:
        """repr, pickle and the code of the unit lose nothing."""
        assert eval(repr(amount), {"Quantity": Quantity}) == amount  # noqa: S307 -- our own line
        assert pickle.loads(pickle.dumps(amount)) == amount  # noqa: S301 -- our own bytes
        assert Unit(amount.unit.code) == amount.unit

    @given(number=pts.numbers(thirds=True))
    def test_a_number_is_read_back_exactly(self, number: Fraction) -> None:
        """Decimals and fractions are written exactly."""
        assert Quantity(Quantity(number, "patent").number).magnitude == number

    @given(pair=pts.ties("亿元", "万元"))
    def test_ties_are_ties(self, pair: tuple[Quantity, Quantity]) -> None:
        """The strategy draws what it says."""
        assert pair[0] == pair[1]
        assert pair[0].unit.code != pair[1].unit.code


@pytest.mark.parametrize(
    "name", ["kWh", "hectare", "t", "km", "day", "week", "hour", "m", "kg", "joule", "acre", "liter"]
)
def test_factors_agree_with_pint_in_fractions(name: str) -> None:
    """Physical units have the factor of pint's Fraction registry (issue: differential oracle)."""
    registry = pint.UnitRegistry(non_int_type=Fraction)  # type: ignore[var-annotated]  # known better here than the checker can
    factor, _ = registry.get_root_units(name)
    assert Unit(name).factor == Fraction(factor)  # type: ignore[arg-type]  # known better here than the checker can
