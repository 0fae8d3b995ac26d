"""Bounds: how one amount is compared."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from policytargets.bounds import (
    About,
    AtLeast,
    AtMost,
    Between,
    Bound,
    Exactly,
    LessThan,
    MoreThan,
    amounts_of,
    closed_tolerance,
    decide,
    margin_unit,
    region,
    rounded,
    unit_of,
    with_amounts,
)
from policytargets.errors import InvalidValueError, ParseError, UnitMismatchError
from policytargets.quantities import Quantity, Rounding
from policytargets.ranges import Range, Region, point
from policytargets.units import Unit
from policytargets.verdicts import Reason, ReasonCode, Verdict

MET, NOT, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
POINT_OF_SCHOOLS = Quantity("1 points", whole="school")


@pytest.mark.parametrize(
    ("bound", "below", "at", "above"),
    [
        (AtLeast("15 %"), NOT, MET, MET),
        (AtMost("15 %"), MET, MET, NOT),
        (MoreThan("15 %"), NOT, NOT, MET),
        (LessThan("15 %"), MET, NOT, NOT),
        (Exactly("15 %"), NOT, MET, NOT),
        (About("15 %"), OPEN, MET, OPEN),
        (About("15 %", within="0 points"), NOT, MET, NOT),
    ],
)
def test_a_tie_is_decided_exactly(bound: Bound, below: Verdict, at: Verdict, above: Verdict) -> None:
    """Design: decisions are made in rationals; the last digit and the last bit of a float decide nothing else."""
    for number, verdict in (("14.9999999999999999", below), ("15.0", at), ("15.0000000000000001", above)):
        assert bound.decide(Quantity(f"{number} %")).verdict is verdict
    assert bound.decide(Quantity("1.5 ‰") * 100).verdict is at
    assert bound.decide(Quantity(0.15, "1") * Quantity("100 %")).verdict is at


@pytest.mark.parametrize(
    ("ends", "inside"),
    [([], (True, True)), (["low"], (False, True)), (["high"], (True, False)), (["high", "low"], (False, False))],
)
def test_a_corridor_is_closed_unless_an_end_is_stated_open(ends: list[str], inside: tuple[bool, bool]) -> None:
    """Design: Between is closed unless an end is stated open."""
    corridor = Between("4.5 %", "5 %", open=ends)
    for edge, held in zip(("4.5 %", "5 %"), inside, strict=True):
        assert corridor.decide(Quantity(edge)).verdict is (MET if held else NOT)
    assert corridor.decide(Quantity("4.7 %")).verdict is MET
    assert corridor.decide(Quantity("4.4 %")).verdict is NOT
    assert corridor.decide(Quantity("5.1 %")).verdict is NOT


def test_about_with_a_tolerance_is_an_interval() -> None:
    """Design: 左右 with within= is an interval, both ends included."""
    about = About("6.2 %", within="0.5 points")
    verdicts = [about.decide(Quantity(f"{number} %")).verdict for number in ("5.6", "5.7", "6.2", "6.7", "6.8")]
    assert verdicts == [NOT, MET, MET, MET, NOT]


def test_about_without_a_tolerance_says_so() -> None:
    """Design: without, the exact amount is met and all else undetermined, "no tolerance stated"."""
    decision = About("6.2 %").decide(Quantity("6.1 %"))
    assert decision.verdict is OPEN
    assert decision.reason is not None
    assert decision.reason == Reason(ReasonCode.NO_TOLERANCE, {"amount": Quantity("6.2 %")})
    assert decision.margin is None
    exact = About("6.2 %").decide(Quantity("6.2 %"))
    assert (exact.verdict, exact.reason, exact.margin) == (MET, None, None)


@pytest.mark.parametrize(
    ("bound", "observed", "room"),
    [
        (AtLeast("2.15 patent/(10000.person)"), "2.31 patent/(10000.person)", "0.16 patent/(10000.person)"),
        (AtLeast("8.2 亿元"), "81000 万元", "-0.1 亿元"),
        (AtMost("3 %"), "3.5 %", "-0.5 points"),
        (AtMost("3 %"), "3 %", "0 points"),
        (LessThan("3 %"), "3 %", "0 points"),
        (Exactly("100 %"), "99 %", "-1 points"),
        (Between("4 %", "6 %"), "4.5 %", "0.5 points"),
        (Between("4 %", "6 %"), "5.6 %", "0.4 points"),
        (About("6 %", within="0.5 points"), "5.9 %", "0.4 points"),
        (AtLeast("2"), "3", "1"),
        (AtLeast("3 points"), "5 points", "2 points"),
    ],
)
def test_the_margin_is_in_the_unit_of_the_bound_and_points_for_shares(bound: Bound, observed: str, room: str) -> None:
    """Design: the distance to the nearest edge, in the unit of the bound, points for %."""
    margin = bound.decide(Quantity(observed)).margin
    assert margin == Quantity(room)
    assert margin is not None
    assert margin.unit.factor == margin_unit(bound).factor


@pytest.mark.parametrize(
    ("bound", "observed", "remedy"),
    [
        (AtLeast("3 件"), "3 件", "say what 件 counts"),
        (AtLeast("3 patent"), "3 trademark", "compare amounts of one kind"),
        (AtLeast("3 %"), "3 points", "a level and a difference in percentage points never compare"),
        (AtLeast(Quantity("3 亿元", prices="2020")), "3 亿元", "state both price bases"),
        (AtLeast(Quantity("3 %", whole="enterprise")), "3 %", "(whole=...)"),
    ],
)
def test_amounts_that_cannot_meet_are_undetermined_and_named(bound: Bound, observed: str, remedy: str) -> None:
    """Design: incompatible kinds are never "not met"; a verdict reports the mismatch, and what would close it."""
    decision = bound.decide(Quantity(observed))
    assert decision.verdict is OPEN
    assert decision.margin is None
    assert decision.reason is not None
    assert decision.reason.code is ReasonCode.UNIT_MISMATCH
    assert remedy in str(decision.reason)
    details = dict(decision.reason.details)
    assert (details["expected"], details["got"]) == (str(unit_of(bound)), str(Quantity(observed).unit))


def test_a_set_of_amounts_is_decided_as_a_whole() -> None:
    """Design: all inside, none inside, else undetermined with the reason."""
    bound, unit = AtLeast("15 %"), Unit("%")
    outcomes = {
        (Fraction("0.15"), Fraction("0.2")): (MET, None),
        (Fraction("0.1"), Fraction("0.14")): (NOT, None),
        (Fraction("0.14"), Fraction("0.15")): (OPEN, ReasonCode.RANGE),
    }
    for ends, (verdict, code) in outcomes.items():
        decision = decide(bound, (Range(*ends),), unit)
        assert decision.verdict is verdict
        assert (decision.reason and decision.reason.code) is code


@pytest.mark.parametrize(
    ("mode", "observed", "verdict"),
    [
        ("half_even", "2.145", NOT),
        ("half_up", "2.145", MET),
        ("half_up", "2.14499", NOT),
        ("half_even", "2.1451", MET),
    ],
)
def test_rounding_acts_on_the_amount_the_bound_stands_on(mode: str, observed: str, verdict: Verdict) -> None:
    """Design: a stated rule of rounding, in the unit of the bound and before comparing; never a tolerance."""
    bound = AtLeast("2.15 亿元")
    amount = Quantity(f"{Fraction(observed) * 10000} 万元")
    decision = decide(bound, point(amount.base), amount.unit, Rounding(2, mode))
    assert decision.verdict is verdict
    assert rounded(point(amount.base), None, bound.amount.unit.factor) == point(amount.base)


@pytest.mark.parametrize(
    ("bound", "accepted"),
    [
        (AtLeast("2"), Region(low=Fraction(2))),
        (AtMost("2"), Region(high=Fraction(2))),
        (MoreThan("2"), Region(low=Fraction(2), low_open=True)),
        (LessThan("2"), Region(high=Fraction(2), high_open=True)),
        (Exactly("2"), Region(Fraction(2), Fraction(2))),
        (Between("2", "3", ["low"]), Region(Fraction(2), Fraction(3), low_open=True)),
        (About("2"), Region(Fraction(2), Fraction(2), only_exact=True)),
        (About("2", within="0.5"), Region(Fraction("1.5"), Fraction("2.5"))),
        (About("2 %", within="0.5 points"), Region(Fraction("0.015"), Fraction("0.025"))),
    ],
)
def test_a_bound_accepts_a_region_in_base_units(bound: Bound, accepted: Region) -> None:
    """The whole of what a bound means, in exact numbers."""
    assert region(bound) == accepted


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: AtLeast(None), "a number or a decimal text"),
        (
            lambda: AtLeast(True),  # noqa: FBT003 -- the mistake itself
            "a number or a decimal text",
        ),
        (lambda: AtMost(float("nan")), "a finite number"),
        (lambda: Between("5 %", "4.5 %"), "at least the lower end 5%"),
        (lambda: Between("1 亿元", "9999 万元"), "at least the lower end"),
        (lambda: Between("2", "3", ["both"]), "'low', 'high' or both"),
        (lambda: Between("2", "3", "low"), "a list or tuple"),
        (lambda: Between("2", "2", ["low"]), "closed ends where both are one amount"),
        (lambda: Between("4.5", "5 %"), "a unit at both ends, or at neither"),
        (lambda: Between("4.5 %", "5"), "a unit at both ends, or at neither"),
        (lambda: About("6 %", within="-0.5 points"), "a tolerance that is not negative"),
        (lambda: About("6", within="-0.5"), "a tolerance that is not negative"),
    ],
)
def test_what_is_no_bound_is_refused(make: Any, message: str) -> None:
    """An item refuses what is wrong, with one message in four parts."""
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("make", "where", "remedy"),
    [
        (lambda: Between("4.5 %", "5 points"), "Between: high", "a level and a difference"),
        (lambda: Between("3 件", "4 户"), "Between: high", "say what 件 counts"),
        (lambda: Between("3 patent", "4 件"), "Between: high", "say what 件 counts"),
        (lambda: Between("3 patent", "4 trademark"), "Between: high", "compare amounts of one kind"),
        (lambda: About("6.2 %", within="0.5 %"), "About: within", "a level and a difference"),
        (lambda: About("6.2 %", within="0.5"), "About: within", "a level and a difference"),
        (lambda: About("6.2", within="0.5 points"), "About: within", "a level and a difference"),
        (lambda: About("6 patent", within="1 trademark"), "About: within", "compare amounts of one kind"),
        (lambda: About("6 patent", within=POINT_OF_SCHOOLS), "About: within", "compare amounts of one kind"),
    ],
)
def test_amounts_of_one_bound_have_to_meet(make: Any, where: str, remedy: str) -> None:
    """A mismatch is refused where it is written."""
    with pytest.raises(UnitMismatchError) as caught:
        make()
    assert caught.value.where == where
    assert remedy in str(caught.value)


def test_a_tolerance_is_named_and_may_leave_its_whole_unsaid() -> None:
    """An amount beside an amount would read as a corridor; points of an unsaid whole are of the share's own."""
    with pytest.raises(TypeError):
        About("6.2 %", "0.5 points")  # type: ignore[call-arg]
    share = Quantity("6 %", whole="enterprise")
    assert About(share, within="0.5 points").within == Quantity("0.5 points")
    assert About("6 %", within=POINT_OF_SCHOOLS).within == POINT_OF_SCHOOLS


def test_a_text_that_is_no_amount_is_refused_with_its_place() -> None:
    """Everything is consumed, or the error points at the character."""
    with pytest.raises(ParseError) as caught:
        AtLeast("15 ＃")
    assert caught.value.position == 3


def test_a_corridor_may_leave_open_what_one_word_counts() -> None:
    """What 件 counts is open at both ends, in any scale; an indicator closes both."""
    corridor = Between("100 件", "1 万件")
    assert corridor.low.base < corridor.high.base
    patents = with_amounts(corridor, lambda amount: Quantity(amount.magnitude, amount.unit.bind("patent")))
    assert patents == Between("100 patent", "10000 patent")
    assert About("100 件", within="10 件").within == Quantity("10 件")


@pytest.mark.parametrize(
    ("bound", "amounts", "unit"),
    [
        (AtLeast("2 %"), (Quantity("2 %"),), Unit("%")),
        (Between("2 %", "30 ‰"), (Quantity("2 %"), Quantity("3 %")), Unit("%")),
        (About("2 %", within="1 points"), (Quantity("2 %"),), Unit("%")),
    ],
)
def test_the_amounts_of_a_bound_are_its_levels(bound: Bound, amounts: tuple[Quantity, ...], unit: Unit) -> None:
    """Not the tolerance; the unit of a corridor is that of its lower end."""
    assert amounts_of(bound) == amounts
    assert unit_of(bound) == unit


def test_changing_the_amounts_keeps_the_rest() -> None:
    """The kind of bound, its open ends and its tolerance stay."""

    def double(amount: Quantity) -> Quantity:
        return amount * 2

    assert with_amounts(MoreThan("2 %"), double) == MoreThan("4 %")
    assert with_amounts(Between("2 %", "3 %", ["high"]), double) == Between("4 %", "6 %", ["high"])
    assert with_amounts(About("2 %", within="0.5 points"), double) == About("4 %", within="0.5 points")
    assert with_amounts(About("2 %"), double) == About("4 %")


@pytest.mark.parametrize(
    ("within", "unit", "closed"),
    [
        (Quantity("2 亿元"), Unit("亿元", prices="current"), Quantity("2 亿元", prices="current")),
        (Quantity("0.5 points"), Unit("%", whole="enterprise"), Quantity("0.5 points", whole="enterprise")),
        (Quantity("10 件"), Unit("patent"), Quantity("10 patent")),
        (Quantity("0.1"), Unit("patent/(10000.person)"), Quantity("0.1 patent/(10000.person)")),
        (Quantity("0.5"), Unit("%"), Quantity("0.5 points")),
        (Quantity("5"), Unit("‰"), Quantity("0.5 points")),
        (Quantity("0.1"), Unit("1"), Quantity("0.1")),
        (Quantity("0.1"), Unit("1", whole="enterprise"), Quantity("0.1", whole="enterprise")),
    ],
)
def test_a_tolerance_is_closed_with_its_amount(within: Quantity, unit: Unit, closed: Quantity) -> None:
    """What is left open at the tolerance is what is left open at the amount; of a share it is in points."""
    assert closed_tolerance(within, unit) == closed
    assert closed_tolerance(closed, unit) == closed


@pytest.mark.parametrize(("within", "unit"), [("10.0 件", "patent"), ("10.0", "patent"), ("0.50 points", "%")])
def test_a_closed_tolerance_is_shown_as_it_was_written(within: str, unit: str) -> None:
    """Design: spelling is kept."""
    assert closed_tolerance(Quantity(within), Unit(unit)).number == within.split(maxsplit=1)[0]


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        (Unit("%"), Unit("points")),
        (Unit("‰", whole="enterprise"), Unit("points", whole="enterprise")),
        (Unit("1"), Unit("1")),
        (Unit("1", whole="enterprise"), Unit("1", whole="enterprise")),
        (Unit("万元"), Unit("万元")),
    ],
    ids=str,
)
def test_a_margin_is_in_the_unit_of_the_bound(unit: Unit, shown: Unit) -> None:
    """Design: in the unit of the bound, points for %; a number stays a number."""
    assert margin_unit(AtLeast(Quantity(1, unit))) == shown


def test_a_tolerance_of_nothing_is_one() -> None:
    """Law: 左右 with a tolerance is an interval; of nothing it is the amount alone, of less than nothing none (design: About)."""
    exact = About("4.5 %", within="0 percentage_point")
    assert exact.decide(Quantity("4.5 %")).verdict is Verdict.MET
    assert exact.decide(Quantity("4.51 %")).verdict is Verdict.NOT_MET
    with pytest.raises(InvalidValueError, match="not negative"):
        About("4.5 %", within="-0.1 percentage_point")
