"""Bands: which status a figure falls into, exactly at their ends too (issue of methods: bands)."""

from __future__ import annotations

import importlib
import pkgutil
from decimal import ROUND_FLOOR, Decimal, DefaultContext, getcontext, localcontext
from fractions import Fraction
from typing import Any

import pytest

from policytargets import methods
from policytargets.bands import Band, Bands, Computed, nearest_float, short
from policytargets.errors import InvalidValueError, ParseError

MODULES = [
    importlib.import_module(f"policytargets.methods.{one.name}") for one in pkgutil.iter_modules(methods.__path__)
]
RULES = [(f"{module.__name__}.{name}", value) for module in MODULES for name, value in vars(module).items()]
OF_METHODS = [(name, value) for name, value in RULES if isinstance(value, Bands)]


@pytest.mark.parametrize(("name", "bands"), OF_METHODS)
def test_no_figure_falls_into_two_bands_of_a_method(name: str, bands: Bands) -> None:
    """A status is one word; what two bands hold would depend on their order."""
    assert bands.overlaps() == [], name


@pytest.mark.parametrize(
    ("band", "held"),
    [
        (Band("b", low=1, high=3), [False, True, True, False, False]),
        (Band("b", low=1, high=3, low_closed=False), [False, False, True, False, False]),
        (Band("b", low=1, high=3, high_closed=True), [False, True, True, True, False]),
        (Band("b", low=1), [False, True, True, True, True]),
        (Band("b", high=3), [True, True, True, False, False]),
        (Band("b"), [True] * 5),
        (Band("b", low=2, high=2, high_closed=True), [False, False, True, False, False]),
    ],
    ids=str,
)
def test_an_end_belongs_where_it_is_closed(band: Band, held: list[bool]) -> None:
    """Both ends of a band say whether they belong to it."""
    assert [band.holds(Fraction(figure)) for figure in range(5)] == held
    assert Band.parse(str(band)) == band


def test_a_band_is_written_as_an_interval() -> None:
    """What has no end is neither open nor closed there."""
    assert str(Band("yellow", low="0.75", high="0.9")) == "yellow [0.75, 0.9)"
    assert str(Band("b", low=1, high=3, low_closed=False, high_closed=True)) == "b (1, 3]"
    assert str(Band("b", low_closed=False, high_closed=True)) == "b (-∞, ∞)"
    assert Band("b", low_closed=False, high_closed=True) == Band("b")
    assert Band.parse("very good  [ 1/3 , ∞ )") == Band("very good", low="1/3")
    assert str(Bands([Band("a", high=0), Band("b", low=0)])) == "a (-∞, 0); b [0, ∞)"
    with pytest.raises(ParseError) as caught:
        Band.parse("yellow 0.75")
    assert (caught.value.text, caught.value.position) == ("yellow 0.75", 0)


@pytest.mark.parametrize(
    "ends",
    [
        {"low": 3, "high": 1},
        {"low": 1, "high": 1},
        {"low": 1, "high": 1, "low_closed": False, "high_closed": True},
        {"low": 1, "high": 1, "low_closed": False},
    ],
)
def test_a_band_holds_something(ends: dict[str, Any]) -> None:
    """An item refuses what is wrong (design: problems)."""
    with pytest.raises(InvalidValueError, match="Band 'b'"):
        Band("b", **ends)


def test_ends_are_named() -> None:
    """Two numbers in a row would say nothing of which is which."""
    with pytest.raises(TypeError):
        Band("b", 1)  # type: ignore[call-arg]


def test_holes_and_overlaps_are_told() -> None:
    """Stretches and single ends (research: 22 published band rules with their holes)."""
    bands = Bands(
        [Band("a", low=0, high=1, high_closed=True), Band("b", low=1, high=2), Band("c", low=2, low_closed=False)]
    )
    assert bands.overlaps() == ["1"]
    assert bands.holes() == ["(-∞, 0)", "2"]
    assert bands.ends() == (Fraction(0), Fraction(1), Fraction(2))
    assert Bands([Band("a", low=0, high=2), Band("b", low=1, high=3)]).overlaps() == ["1", "(1, 2)"]
    assert Bands([]).holes() == ["(-∞, ∞)"]
    assert Bands([Band("any")]).holes() == []
    assert Bands([Band("any"), Band("any")]).overlaps() == ["(-∞, ∞)"]


STEPS = Bands([Band("low", high="1/3"), Band("mid", low="1/3", high="2/3"), Band("high", low="2/3", low_closed=False)])


@pytest.mark.parametrize(
    ("figure", "status"),
    [
        (Decimal(-1000), "low"), (Decimal("0.3"), "low"), (Decimal("0.5"), "mid"), (Decimal("0.7"), "high"),
        (Decimal(1000), "high"), (Decimal("0.33333333334"), "mid"), (Decimal("0.33333333333"), "low"),
        (Decimal("0.66666666666"), "mid"), (Decimal("0.66666666667"), "high"),
    ],
)  # fmt: skip
def test_a_computed_figure_is_decided_as_an_exact_one(figure: Decimal, status: str) -> None:
    """Far from the ends at once, near them with more digits."""
    for found in (STEPS.find_computed(Computed(lambda: figure)), STEPS.find(Fraction(figure))):
        assert found is not None
        assert found.status == status


def test_a_root_that_is_an_end_is_on_it() -> None:
    """Within 1e-9 of an end more digits are computed; what does not move away from it is on it."""
    third = Computed(lambda: Decimal(1) / Decimal(3))
    nearly = Computed(lambda: Decimal(1) / Decimal(3) - Decimal("1e-140"))
    assert (STEPS.find_computed(third), STEPS.find_computed(nearly)) == (STEPS.bands[1], STEPS.bands[0])
    two_thirds = Computed(lambda: Decimal(2) / Decimal(3))
    beyond = Computed(lambda: Decimal(2) / Decimal(3) + Decimal("1e-140"))
    assert STEPS.find_computed(two_thirds) is None
    assert STEPS.find_computed(beyond) == STEPS.bands[2]


def test_digits_are_ours_and_not_the_callers() -> None:
    """The context is always of our making, whatever decimals are set to elsewhere."""
    third = Computed(lambda: Decimal(1) / Decimal(3))
    with localcontext() as context:
        context.prec = 3
        assert len(str(third.value())) == len("0.") + 60
        assert len(str(third.value(5))) == len("0.") + 15
        assert float(third) == 1 / 3
        assert short(Fraction(2, 3)) == "0.6667"
    assert short(Fraction(200000, 3)) == "6.667e+4"
    assert short(Decimal("0.00012345")) == "0.0001234"
    with pytest.raises(OverflowError, match="larger than any float"):
        nearest_float(Decimal("1e400"))
    assert nearest_float(Fraction(1, 4)) == 0.25


def test_what_decimals_are_by_default_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The context is always of our making, also where another library changes the one that all others begin with."""
    third = Computed(lambda: Decimal(2) / Decimal(3))
    tiny = Computed(lambda: Decimal("1e-300") * Decimal("1e-300"))
    before = (third.value(), tiny.value(), short(Fraction(1, 8) * Fraction(1001, 1000)), short(Fraction(2, 3)))
    for name, value in (("rounding", ROUND_FLOOR), ("Emin", -5), ("Emax", 5), ("prec", 2)):
        monkeypatch.setattr(DefaultContext, name, value)
    assert third.value() == before[0] == Decimal("0." + "6" * 59 + "7")
    assert tiny.value() == before[1] == Decimal("1e-600")
    assert (short(Fraction(1001, 8000)), short(Fraction(2, 3))) == before[2:] == ("0.1251", "0.6667")


def test_a_status_of_two_lines_is_read() -> None:
    """What is written is read as the same band, whatever the word."""
    band = Band("on\ntrack", low=0)
    assert Band.parse(str(band)) == band


def test_bands_are_a_value() -> None:
    """Any row of bands is taken, and nothing else; what is equal has one hash (design: frozen values)."""
    row = [Band("a", high=0), Band("b", low=0)]
    assert Bands(iter(row)) == Bands(row) == Bands(tuple(row))
    assert {Bands(row): 1}[Bands(tuple(row))] == 1
    assert Bands(row).bands == tuple(row)
    for wrong in (["a [0, 1)"], [row], [None]):
        with pytest.raises(InvalidValueError, match="Bands"):
            Bands(wrong)


def test_a_figure_beside_an_end_is_settled_by_more_digits() -> None:
    """Within 1e-9 of an end the first digits do not count: a figure that moves away from it lies beside it."""
    digits: list[int] = []

    def rule() -> Decimal:
        digits.append(getcontext().prec)
        return Decimal(1) / Decimal(3) + (Decimal("1e-100") if getcontext().prec > 100 else -Decimal("1e-30"))

    found = STEPS.find_computed(Computed(rule))
    assert found is not None
    assert (found.status, len(digits), digits[0] < digits[1]) == ("mid", 2, True)
    far = STEPS.find_computed(Computed(lambda: Decimal(1) / Decimal(3) + Decimal("1e-9")))
    assert far is not None
    assert far.status == "mid"


def test_large_ends_are_met_exactly() -> None:
    """An end of many digits is an end: the guard is on the difference and not on the size of the figure."""
    large = Fraction(10**45) + Fraction(1, 10**12)
    bands = Bands([Band("below", high=large), Band("on", low=large, high=large, high_closed=True)])
    found = bands.find_computed(Computed(lambda: Decimal(10**45) + Decimal("1e-12")))
    assert found is not None
    assert found.status == "on"
