"""Criteria: changes and combinations of bounds."""

from __future__ import annotations

from typing import Any

import pytest

from policytargets.baselines import UNSTATED, Baseline, Previous, Since, YearBefore
from policytargets.bounds import About, AtLeast, AtMost, Between, Bound, Exactly
from policytargets.criteria import (
    AllOf,
    AnyOf,
    Criterion,
    Fall,
    Growth,
    Multiple,
    NoWorse,
    Readings,
    Rise,
    Total,
    bound_of,
    leaves,
    moves,
    since_of,
)
from policytargets.errors import InvalidValueError
from policytargets.periods import Span, Year
from policytargets.texts import Text

PLAN = Span(Year(2016), Year(2020))
RISE = Rise(by=AtLeast("3 个百分点"), since=YearBefore())
FALL = Fall(by=AtLeast("15 %"), since=Year(2015))
MULTIPLE = Multiple(times=AtLeast("2"), since=Year(2010))
GROWTH = Growth(rate=AtLeast("7 %"), since=UNSTATED)
TOTAL = Total(AtLeast("500 亿元"), over=PLAN)
KEPT = NoWorse(than=Previous())
FLOOR = AtLeast("10 户")


@pytest.mark.parametrize(
    ("criterion", "since", "bound"),
    [
        (RISE, YearBefore(), AtLeast("3 points")),
        (FALL, Baseline(Year(2015)), AtLeast("15 %")),
        (MULTIPLE, Baseline(Year(2010)), AtLeast("2")),
        (GROWTH, UNSTATED, AtLeast("7 %")),
        (TOTAL, None, AtLeast("500 亿元")),
        (FLOOR, None, FLOOR),
    ],
)
def test_a_change_has_a_bound_and_a_baseline(criterion: Any, since: Since | None, bound: Bound) -> None:
    """Design: a bound stands on the level, or inside a change, which says on what derived amount."""
    assert since_of(criterion) == since
    assert bound_of(criterion) == bound


def test_no_worse_has_a_baseline_alone() -> None:
    """Design: NoWorse(than=baseline)."""
    assert since_of(KEPT) == Previous()


@pytest.mark.parametrize("criterion", [RISE, MULTIPLE, GROWTH])
def test_a_baseline_may_be_written_in_each_of_its_forms(criterion: Any) -> None:
    """A period or an amount alone makes a baseline."""
    change = type(criterion)
    bounded = {"by": AtLeast("3 points")} if change is Rise else {}
    bounded = bounded or ({"times": AtLeast("2")} if change is Multiple else {"rate": AtLeast("7 %")})
    assert change(**bounded, since=Year(2015)).since == Baseline(Year(2015))
    assert change(**bounded, since="300 亿元").since == Baseline(amount="300 亿元")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Rise(by=AtLeast("15"), since=Year(2015)), "one third is '100/3 %'"),
        (lambda: Fall(by=AtLeast("15"), since=Year(2015)), "one third is '100/3 %'"),
        (lambda: Rise(by=About("3"), since=Year(2015)), "one third is '100/3 %'"),
        (lambda: Fall(by=Between("3", "5"), since=Year(2015)), "one third is '100/3 %'"),
        (lambda: Rise(by="15 %", since=Year(2015)), "an instance of AtLeast"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Rise(by=FALL, since=Year(2015)), "an instance of AtLeast"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Rise(by=AtLeast("15 %"), since=2015), "write for example since=Year(2015)"),
        (lambda: Fall(by=AtLeast("15 %"), since=None), "write for example since=Year(2015)"),
        (lambda: Multiple(times=AtLeast("200 %"), since=Year(2015)), "a rise in % is a Rise"),
        (lambda: Multiple(times=AtLeast("2 户"), since=Year(2015)), "a number of times without unit"),
        (lambda: Multiple(times=2, since=Year(2015)), "an instance of AtLeast"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Growth(rate=AtLeast("7"), since=Year(2015)), "an amount with its unit"),
        (lambda: Growth(rate=AtLeast("7 points"), since=Year(2015)), "a rate in % a year"),
        (lambda: Growth(rate=AtLeast("7 亿元"), since=Year(2015)), "a rate in % a year"),
        (lambda: Total(AtLeast("500 亿元"), over=Year(2020)), "an instance of Span"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Total("500 亿元", over=PLAN), "an instance of AtLeast"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: NoWorse(than=2016), "write for example since=Year(2015)"),
        (lambda: AllOf([]), "at least one criterion"),
        (lambda: AnyOf(()), "at least one criterion"),
        (lambda: Readings(of=[], because="open"), "at least one criterion"),
        (lambda: AllOf([AtLeast("3 %"), "4 %"]), "criteria: bounds, changes or combinations"),
        (lambda: AnyOf(AtLeast("3 %")), "a list or tuple"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Readings(of=[AtLeast("3 %")], because=None), "a text or a mapping"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Readings(of=[AtLeast("3 %")], because=""), "a text that is not empty"),
    ],
)
def test_what_is_no_criterion_is_refused(make: Any, message: str) -> None:
    """Design: in a change a bare number is refused; % of what, points, or the indicator's own unit must be said."""
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert message in str(caught.value)
    assert all(part.strip() for part in caught.value.args)


def test_a_third_and_a_permille_are_amounts_of_change() -> None:
    """Design: 三分之一 is 100/3 %."""
    assert Fall(by=Exactly("100/3 %"), since=Year(2015)).by.amount.base * 3 == 1  # type: ignore[union-attr]  # wrong on purpose
    assert Growth(rate=AtLeast("7 ‰"), since=Year(2015)).rate == AtLeast("0.7 %")


def test_combinations_nest_and_their_leaves_come_in_order() -> None:
    """A closed union: combinations hold criteria of every kind, combinations too."""
    nested = AllOf([FLOOR, AnyOf([RISE, Readings(of=[FALL, KEPT], because="open")]), TOTAL])
    assert list(leaves(nested)) == [FLOOR, RISE, FALL, KEPT, TOTAL]
    assert list(leaves(FLOOR)) == [FLOOR]


@pytest.mark.parametrize("combination", [AllOf, AnyOf])
def test_a_combination_has_no_baseline_of_its_own(combination: Any) -> None:
    """Its parts have."""
    assert since_of(combination([RISE])) is None


def test_readings_say_what_the_text_leaves_open() -> None:
    """Design: Readings(of=..., because=...), in any language."""
    readings = Readings(of=[FLOOR, Rise(by=FLOOR, since=UNSTATED)], because={"zh": "未说明", "en": "not said"})
    assert readings.because == Text({"zh": "未说明", "en": "not said"})
    assert Readings(of=[FLOOR], because="not said").because == Text({"en": "not said"})


@pytest.mark.parametrize(
    ("criterion", "moving"),
    [
        (RISE, True),
        (KEPT, True),
        (AllOf([FLOOR, RISE]), True),
        (Readings(of=[FALL, AnyOf([KEPT])], because="open"), True),
        (FALL, False),
        (GROWTH, False),
        (TOTAL, False),
        (AtMost("3 %"), False),
        (AllOf([FALL, FLOOR]), False),
    ],
)
def test_a_baseline_moves_with_the_period_judged(criterion: Criterion, *, moving: bool) -> None:
    """Design: a change since YearBefore() or Previous() is due in a period or Every, never By."""
    assert moves(criterion) is moving


@pytest.mark.parametrize(
    ("make", "where"),
    [
        (lambda: Rise(by=3, since=Year(2015)), "Rise: by"),  # type: ignore[arg-type]
        (lambda: Fall(by="3 %", since=Year(2015)), "Fall: by"),  # type: ignore[arg-type]
        (lambda: Growth(rate=3, since=Year(2015)), "Growth: rate"),  # type: ignore[arg-type]
        (lambda: Multiple(times=3, since=Year(2015)), "Multiple: times"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_bound_is_refused_where_it_stands(make: Any, where: str) -> None:
    """An item refuses what is wrong, and says where (design: problems)."""
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert caught.value.where == where


def test_parts_are_taken_from_any_sequence_and_kept() -> None:
    """A list, or what gives one part after the other, is kept as a tuple."""
    parts = (AtLeast("4 %"), AtMost("5 %"))
    assert AllOf(list(parts)) == AllOf(iter(parts)) == AllOf(parts)
    assert AnyOf(iter(parts)) == AnyOf(parts)
    assert Readings(of=iter(parts), because="unsaid").of == parts
    with pytest.raises(TypeError):
        Total(AtLeast("5 patent"), Span(Year(2017), Year(2018)))  # type: ignore[call-arg]
