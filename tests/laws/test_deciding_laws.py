"""Laws of deciding, over drawn targets and series (issue: deciding, laws)."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import policytargets as pt
from policytargets import Verdict, Year
from policytargets.bounds import BOUND_TYPES
from policytargets.criteria import leaves
from policytargets.dues import due_period
from policytargets.testing import strategies as pts

AS_OF = Year(2023)
RANKS = {Verdict.NOT_MET: 0, Verdict.UNDETERMINED: 1, Verdict.MET: 2}


@st.composite
def cases(draw: st.DrawFn) -> tuple[pt.Target, tuple[pt.Observation, ...]]:
    """A target and some observations of its indicator."""
    target = draw(pts.targets())
    return target, draw(pts.series(target))


@given(case=cases())
def test_replaying_the_chain_gives_the_verdict(case: tuple[pt.Target, tuple[pt.Observation, ...]]) -> None:
    """The chain is data: through JSON and back it gives the verdict again; timing implies it."""
    target, seen = case
    found = pt.assess(target, seen, as_of=AS_OF)
    data = json.loads(json.dumps([step.to_dict() for step in found.steps]))
    assert pt.replay(data) is found.verdict
    assert found.timing.verdict is found.verdict
    assert found.shortfall is None or found.shortfall.magnitude >= 0


@given(case=cases(), shuffled=st.randoms())
def test_the_order_of_rows_changes_nothing(case: tuple[pt.Target, tuple[pt.Observation, ...]], shuffled: Any) -> None:
    """Order is no evidence."""
    target, seen = case
    rows = list(seen)
    shuffled.shuffle(rows)
    assert pt.assess(target, rows, as_of=AS_OF) == pt.assess(target, seen, as_of=AS_OF)


@given(case=cases(), later=st.integers(2024, 2027), amount=pts.numbers(min_value=0, max_value=100))
def test_later_observations_never_change_an_earlier_verdict(
    case: tuple[pt.Target, tuple[pt.Observation, ...]], later: int, amount: Fraction
) -> None:
    """What is later than as_of, or published later, does not count."""
    target, seen = case
    on = target.indicator
    further = pt.Observation(indicator=on, period=Year(later), value=pt.Quantity(amount, on.unit))
    revised = pt.Observation(
        indicator=on, period=Year(2017), value=pt.Quantity(amount, on.unit), published=dt.date(2024, 1, 1)
    )
    assert pt.assess(target, [*seen, further, revised], as_of=AS_OF) == pt.assess(target, seen, as_of=AS_OF)


@given(case=cases(), scale=st.sampled_from([10, 10_000]))
def test_unit_and_scale_never_change_a_verdict(case: tuple[pt.Target, tuple[pt.Observation, ...]], scale: int) -> None:
    """The same amounts in another scale of the unit."""
    target, seen = case
    if target.indicator.unit.is_share:
        return
    unit = target.indicator.unit.scaled(scale)
    rescaled = [
        attrs.evolve(row, value=row.value.to(unit), high=None if row.high is None else row.high.to(unit))
        for row in seen
    ]
    one, other = pt.assess(target, seen, as_of=AS_OF), pt.assess(target, rescaled, as_of=AS_OF)
    assert (one.verdict, one.timing, one.margin) == (other.verdict, other.timing, other.margin)


@given(case=cases(), years=st.integers(-5, 5))
def test_shifting_all_years_changes_nothing(case: tuple[pt.Target, tuple[pt.Observation, ...]], years: int) -> None:
    """The calendar has no favourite year."""
    target, seen = case
    if any(not isinstance(leaf, BOUND_TYPES) for leaf in leaves(target.criterion)) or target.due is None:
        return

    def moved(due: Any) -> Any:
        if isinstance(due, pt.By):
            return pt.By(moved(due.period))
        if isinstance(due, pt.Every):
            return pt.Every(due.kind, within=pt.Span(moved(due.within.first), moved(due.within.last)))  # type: ignore[union-attr]  # known better here than the checker can
        return due.shift(years)

    shifted = attrs.evolve(target, due=moved(target.due))
    rows = [attrs.evolve(row, period=row.period.shift(years)) for row in seen]
    one, other = pt.assess(target, seen, as_of=AS_OF), pt.assess(shifted, rows, as_of=AS_OF.shift(years))
    assert (one.verdict, one.timing, one.margin) == (other.verdict, other.timing, other.margin)


MIRROR = {pt.AtLeast: pt.AtMost, pt.AtMost: pt.AtLeast, pt.MoreThan: pt.LessThan, pt.LessThan: pt.MoreThan}


@given(bound=pts.bounds(pt.Unit("10000.CNY"), one_sided=True), data=st.data())
def test_mirrored_data_and_criterion_give_the_mirrored_result(bound: Any, data: st.DataObject) -> None:
    """Negative amounts against the opposite bound."""
    money = pt.Indicator(id="money", name="money", unit="10000.CNY", nature="stock")
    seen = data.draw(pts.series(money))
    mirrored = [
        attrs.evolve(row, value=-(row.high or row.value), high=-row.value if row.high is not None else None)
        for row in seen
    ]
    against = MIRROR[type(bound)](-bound.amount)
    due = pt.By(Year(2020))
    one = pt.assess(pt.Target(id="a", indicator=money, criterion=bound, due=due), seen, as_of=AS_OF)
    other = pt.assess(pt.Target(id="a", indicator=money, criterion=against, due=due), mirrored, as_of=AS_OF)  # type: ignore[arg-type]  # known better here than the checker can
    assert (one.verdict, one.timing, one.margin) == (other.verdict, other.timing, other.margin)


@given(case=cases(), more=pts.numbers(min_value=0, max_value=50))
def test_better_amounts_never_give_a_worse_verdict(
    case: tuple[pt.Target, tuple[pt.Observation, ...]], more: Fraction
) -> None:
    """For a one-sided bound, of the amount of the due period."""
    target, seen = case
    bound = target.criterion
    if not isinstance(bound, (pt.AtLeast, pt.MoreThan, pt.AtMost, pt.LessThan)) or isinstance(
        target.due, (pt.Every, type(None))
    ):
        return
    due = due_period(target.due)
    sign = 1 if isinstance(bound, (pt.AtLeast, pt.MoreThan)) else -1
    [own, *_] = [*(row for row in seen if row.period == due), None]
    if own is None:
        return
    better = attrs.evolve(own, value=pt.Quantity(own.value.magnitude + sign * more, own.value.unit), high=None)
    single = attrs.evolve(own, high=None)
    before, after = (pt.assess(target, [row], as_of=AS_OF).verdict for row in (single, better))
    limits = target.indicator.bounds_in_base()
    inside = (limits[0] is None or better.value.base >= limits[0]) and (
        limits[1] is None or better.value.base <= limits[1]
    )
    assert not inside or RANKS[after] >= RANKS[before]


@given(case=cases())
def test_readings_of_one_reading_is_that_reading(case: tuple[pt.Target, tuple[pt.Observation, ...]]) -> None:
    """Nothing is left open by one reading."""
    target, seen = case
    if target.due is None:
        return
    single = attrs.evolve(target, criterion=pt.Readings(of=[target.criterion], because="one reading"))
    one, other = pt.assess(target, seen, as_of=AS_OF), pt.assess(single, seen, as_of=AS_OF)
    assert (one.verdict, one.timing, one.final) == (other.verdict, other.timing, other.final)


@given(data=st.data())
@settings(max_examples=50)
def test_equal_parts_decide_as_the_whole(data: st.DataObject) -> None:
    """How a flow is split over its months changes no verdict."""
    works = pt.Indicator(id="works", name="works", unit="work", nature="flow")
    bound = data.draw(pts.bounds(works, one_sided=True))
    parts = data.draw(st.lists(st.integers(0, 2000), min_size=12, max_size=12))
    target = pt.Target(id="goal", indicator=works, criterion=bound, due=Year(2020))
    months = [
        pt.Observation(indicator=works, period=pt.Month(2020, number), value=str(amount))
        for number, amount in enumerate(parts, start=1)
    ]
    whole = [pt.Observation(indicator=works, period=Year(2020), value=str(sum(parts)))]
    one, other = (pt.assess(target, rows, as_of=AS_OF) for rows in (months, whole))
    assert (one.verdict, one.margin) == (other.verdict, other.margin)


@given(bound=pts.bounds(pt.Unit("patent")), amount=pts.quantities("patent", min_value=0, max_value=20_000))
def test_a_bound_decides_as_plain_fractions_do(bound: Any, amount: pt.Quantity) -> None:
    """A differential oracle: comparison of `Fraction` (issue: oracles)."""
    x = amount.magnitude
    match bound:
        case pt.AtLeast(amount=limit):
            expected = x >= limit.magnitude
        case pt.AtMost(amount=limit):
            expected = x <= limit.magnitude
        case pt.MoreThan(amount=limit):
            expected = x > limit.magnitude
        case pt.LessThan(amount=limit):
            expected = x < limit.magnitude
        case pt.Exactly(amount=limit):
            expected = x == limit.magnitude
        case pt.Between(low=low, high=high, open=ends):
            above = x > low.magnitude if "low" in ends else x >= low.magnitude
            expected = above and (x < high.magnitude if "high" in ends else x <= high.magnitude)
        case pt.About(amount=limit, within=within):
            if within is None:
                assert (bound.decide(amount).verdict is Verdict.MET) is (x == limit.magnitude)
                return
            expected = abs(x - limit.magnitude) <= within.magnitude
    assert bound.decide(amount).verdict is (Verdict.MET if expected else Verdict.NOT_MET)
