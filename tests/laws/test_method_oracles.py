"""Methods against an independent version in plain numbers (issue: the test kit, differential oracles).

The plain version takes years and floats, knows neither units nor courses, and is written from the publishers' formulas.
Where a figure lies within 1e-6 of a band's end it says nothing, since floats cannot; the exact tests say all there.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import policytargets as pt
from policytargets import Year, methods
from policytargets.outlooks import Course, Method, Outlook, Point

LEVEL = pt.Indicator(id="level", name="level", unit="index_point", nature="index")
RATE = pt.Indicator(id="plain_rate", name="rate", unit="patent", nature="stock")
NEAR = 1e-6


@attrs.frozen
class Plain:
    """A series in plain numbers: years and amounts after the base year, and what is asked by when."""

    base_year: int
    base: float
    years: tuple[int, ...]
    amounts: tuple[float, ...]
    target: float
    target_year: int

    @property
    def up(self) -> bool:
        """Whether more is asked."""
        return self.target > self.base

    @property
    def gone(self) -> int:
        """Years from the base to the newest amount."""
        return self.years[-1] - self.base_year

    @property
    def whole(self) -> int:
        """Years from the base to the target."""
        return self.target_year - self.base_year


@st.composite
def series(draw: st.DrawFn) -> Plain:
    """Draw a series of positive amounts, one a year, all before the target year."""
    whole = draw(st.integers(2, 15))
    count = draw(st.integers(1, whole))
    amounts = draw(
        st.lists(st.integers(1, 4000).map(lambda n: n / 20), min_size=count + 2, max_size=count + 2, unique=True)
    )
    base, target, *known = amounts
    return Plain(2015, base, tuple(range(2016, 2016 + count)), tuple(known), target, 2015 + whole)


def course(plain: Plain, indicator: pt.Indicator = LEVEL) -> Course:
    """Give the same as a course."""

    def amount(number: float) -> pt.Quantity:
        return pt.Quantity(repr(number), indicator.unit)

    start = Point(period=Year(plain.base_year), amount=amount(plain.base))
    later = [Point(period=Year(y), amount=amount(a)) for y, a in zip(plain.years, plain.amounts, strict=True)]
    bound: Any = pt.AtLeast if plain.up else pt.AtMost
    return Course(
        indicator=indicator, points=[start, *later], baseline=start, goal=bound(amount(plain.target)),
        due=Year(plain.target_year), as_of=dt.date(2040, 1, 1),
    )  # fmt: skip


def growth(start: float, end: float, years: float) -> float:
    """Compound growth a year."""
    return math.exp(math.log(end / start) / years) - 1


def stepped(figure: float, *steps: tuple[float, str], lowest: str) -> str | None:
    """Read a figure off steps from the highest down, each closed below; None next to one."""
    if any(abs(figure - at) < NEAR for at, _ in steps):
        return None
    return next((word for at, word in steps if figure > at), lowest)


def reached(plain: Plain) -> bool:
    """Whether the newest amount is at the target."""
    return plain.amounts[-1] >= plain.target if plain.up else plain.amounts[-1] <= plain.target


def linear(plain: Plain) -> str | None:
    """Share done against share of time gone."""
    ahead = (plain.amounts[-1] - plain.base) / (plain.target - plain.base) - plain.gone / plain.whole
    return None if abs(ahead) < NEAR else "ahead" if ahead > 0 else "behind"


def service_now(plain: Plain) -> str | None:
    """Percent of the way, green from 90, yellow from 75 to 89, red below 75; in the hole the word is empty."""
    percent = 100 * (plain.amounts[-1] - plain.base) / (plain.target - plain.base)
    if any(abs(percent - end) < NEAR for end in (75, 89, 90)):
        return None
    return "green" if percent > 90 else "" if percent > 89 else "yellow" if percent > 75 else "red"


def open_sdg(plain: Plain) -> str | None:
    """Compound growth over needed compound growth."""
    if reached(plain):
        return "target_achieved"
    direction = 1 if plain.up else -1
    ratio = (
        direction
        * growth(plain.base, plain.amounts[-1], plain.gone)
        / abs(growth(plain.base, plain.target, plain.whole))
    )
    words = ((0.95, "substantial_progress"), (0.6, "moderate_progress"), (0.0, "limited_progress"))
    return stepped(ratio, *words, lowest="deterioration")


def eurostat(plain: Plain) -> str | None:
    """The same ratio, in the words of Eurostat; at the target there is no other word."""
    direction = 1 if plain.up else -1
    ratio = (
        direction
        * growth(plain.base, plain.amounts[-1], plain.gone)
        / abs(growth(plain.base, plain.target, plain.whole))
    )
    words = ((0.95, "significant progress"), (0.6, "moderate progress"), (0.0, "insufficient progress"))
    return stepped(ratio, *words, lowest="movement away")


def sdsn(plain: Plain) -> str | None:
    """Linear change a year over the linear change that is needed."""
    if reached(plain):
        return "on track or maintaining"
    ratio = (plain.amounts[-1] - plain.base) / plain.gone / ((plain.target - plain.base) / plain.whole)
    words = ((1.0, "on track or maintaining"), (0.5, "moderately improving"), (0.0, "stagnating"))
    return stepped(ratio, *words, lowest="decreasing")


def unsd(plain: Plain) -> str | None:
    """The compound trend run on to the target year, as a share of the way."""
    if reached(plain):
        return "met or on track"
    projected = plain.amounts[-1] * (1 + growth(plain.base, plain.amounts[-1], plain.gone)) ** (
        plain.whole - plain.gone
    )
    share = (projected - plain.base) / (plain.target - plain.base)
    words = ((0.95, "met or on track"), (0.1, "progress, but acceleration needed"))
    return stepped(share, *words, lowest="stagnation or regression")


def destatis(plain: Plain) -> str | None:
    """The mean of the last five yearly changes run on; the miss over the distance that remains."""
    amounts: Sequence[float] = (plain.base, *plain.amounts)[-6:]
    if len(amounts) < 4:
        return ""
    change = (amounts[-1] - amounts[0]) / (len(amounts) - 1)
    projected = amounts[-1] + change * (plain.target_year - plain.years[-1])
    # The rule looks at the target from where it says more is asked: at least or at most.
    miss = plain.target - projected if plain.up else projected - plain.target
    remains = abs(plain.target - amounts[-1])
    right = change > 0 if plain.up else change < 0
    if abs(change) < NEAR or abs(miss) < NEAR or remains < NEAR:
        return None
    share = 0.0 if miss < 0 else miss / remains
    if any(abs(share - end) < NEAR for end in (0.05, 0.2)):
        return None
    if share < 0.05:
        return "sun"
    if share < 0.2:
        return "light cloud"
    return "cloud" if right else "storm"


def log_cut(plain: Plain) -> float:
    """The logarithmic share of a cut, in percent."""
    return 100 * math.log(plain.amounts[-1] / plain.base) / math.log(plain.target / plain.base)


PAIRS: list[tuple[Method, Callable[[Plain], str | None]]] = [
    (methods.LinearShare(), linear), (methods.GoalShare(), service_now), (methods.StatCan(), open_sdg),
    (methods.Eurostat(), eurostat), (methods.SDSN(), sdsn), (methods.UNSDProgressChart(), unsd),
    (methods.Destatis(), destatis),
]  # fmt: skip


@pytest.mark.parametrize(("method", "plain_rule"), PAIRS, ids=[type(method).__name__ for method, _ in PAIRS])
@given(plain=series())
def test_a_method_says_what_the_plain_rule_says(
    method: Method, plain_rule: Callable[[Plain], str | None], plain: Plain
) -> None:
    """Law: the status is that of the publisher's formula in floats, away from the ends of its bands."""
    expected = plain_rule(plain)
    assume(expected is not None)
    found = method.outlook(course(plain))
    assert (found.status or "") == expected, found.figures


@given(plain=series())
def test_a_cut_in_logarithms(plain: Plain) -> None:
    """Law: the logarithmic share of a cut is that of floats to nine digits."""
    assume(not plain.up)
    expected = log_cut(plain)
    evenly = [Fraction(100 * year, plain.whole) for year in range(1, plain.whole + 1)]
    found = methods.LogCut(required=evenly).outlook(course(plain, RATE))
    assert yearly(found, "share of the cut done") == pytest.approx(expected, rel=1e-9, abs=1e-9)
    due = 100 * plain.gone / plain.whole
    if abs(expected - due) > NEAR:
        assert found.status == ("on schedule" if expected > due else "behind")


def yearly(outlook: Outlook, name: str) -> float:
    """Give a figure by its name."""
    found = outlook.figure(name)
    assert found is not None, outlook
    return float(found)


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(1, 12))
def test_yearly_tasks(done: int, planned: int, months: int) -> None:
    """Law: percent done, percent of time gone and their gap are those of floats; equal is level."""
    works = pt.Indicator(id="works", name="works", unit="work", nature="flow")
    target = pt.Target(id="t", indicator=works, criterion=pt.AtLeast(f"{planned} work"), due=Year(2017))
    period = pt.Span(pt.Month(2017, 1), pt.Month(2017, months)).canonical()
    seen = [pt.Observation(indicator=works, period=period, value=done)]
    rules: list[Method] = [methods.CompletionRate(), methods.ElapsedShare()]
    rate, elapsed = pt.compare_methods(target, seen, rules, as_of=Year(2018)).outlooks
    percent, time = 100 * done / planned, 100 * months / 12
    assert yearly(rate, "percent done") == pytest.approx(percent, rel=1e-12)
    assert yearly(elapsed, "gap") == pytest.approx(percent - time, rel=1e-9, abs=1e-9)
    exact = Fraction(done, planned) - Fraction(months, 12)
    assert elapsed.status == ("ahead" if exact > 0 else "behind" if exact < 0 else "level")
