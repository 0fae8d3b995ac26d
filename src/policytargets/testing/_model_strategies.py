"""Strategies for the model: indicators, criteria, targets, observations, whole plans."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from policytargets.baselines import UNSTATED, Previous, YearBefore
from policytargets.bounds import About, AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan, amounts_of
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
    leaves,
    moves,
)
from policytargets.dues import By, Every, due_period
from policytargets.indicators import Better, Indicator, Nature
from policytargets.observations import Observation, ObservationStatus, Occurrence
from policytargets.periods import Day, Period, Span, Year
from policytargets.quantities import Quantity
from policytargets.targets import Commitment, Milestone, Target
from policytargets.testing._value_strategies import numbers, quantities, years
from policytargets.units import Unit, as_difference

_SORTS: tuple[tuple[str, str, Nature], ...] = (
    ("patents", "patent", Nature.STOCK),
    ("works", "work", Nature.FLOW),
    ("share", "%", Nature.SHARE),
    ("patent_density", "patent/(10000.person)", Nature.STOCK),
    ("revenue", "100000000.CNY", Nature.FLOW),
    ("patent_life", "year", Nature.MEAN),
    ("works_a_year", "work/year", Nature.FLOW),
    ("certified", "enterprise", Nature.CUMULATIVE),
)


def indicators(nature: Nature | str | None = None) -> st.SearchStrategy[Indicator]:
    """Draw indicators of the field.

    Args:
        nature: only of this nature; any when left out.

    Examples:
        >>> from hypothesis import find
        >>> find(indicators(), lambda indicator: True).id
        'patents'
    """
    wanted = None if nature is None else Nature(nature)
    sorts = [sort for sort in _SORTS if wanted in {None, sort[2]}]
    if wanted is not None and not sorts:
        sorts = [("indicator", "index_point", wanted)]
    return st.builds(
        lambda sort, better: Indicator(id=sort[0], name=sort[0], unit=sort[1], nature=sort[2], better=better),
        st.sampled_from(sorts),
        st.sampled_from([Better.HIGHER, Better.LOWER, None]),
    )


def _amounts(unit: Unit) -> st.SearchStrategy[Quantity]:
    return quantities(unit, min_value=0, max_value=100 if unit.is_share else 10_000)


def bounds(of: Indicator | Unit, *, one_sided: bool = False) -> st.SearchStrategy[Bound]:
    """Draw bounds on the level of an indicator, or in a unit.

    Args:
        of: the indicator, or the unit of the amounts.
        one_sided: draw only at least, at most, more than, less than.

    Examples:
        >>> from hypothesis import find
        >>> find(bounds(Unit("patent")), lambda bound: True)
        AtLeast(amount=Quantity('0 patent'))
    """
    unit = of.unit if isinstance(of, Indicator) else of
    amounts = _amounts(unit)
    single: st.SearchStrategy[Bound] = st.one_of(*(amounts.map(kind) for kind in (AtLeast, AtMost, MoreThan, LessThan)))
    if one_sided:
        return single
    ends = st.lists(st.sampled_from(["low", "high"]), unique=True)
    between = st.builds(
        lambda one, two, left: Between(min(one, two), max(one, two), left if one != two else ()), amounts, amounts, ends
    )
    tolerance = st.none() | quantities(as_difference(unit), min_value=0, max_value=10)
    return st.one_of(
        single, amounts.map(Exactly), between, st.builds(lambda a, w: About(a, within=w), amounts, tolerance)
    )


def _changes(indicator: Indicator) -> st.SearchStrategy[Criterion]:
    since: st.SearchStrategy[Any] = st.one_of(
        years(min_value=2010, max_value=2016), st.just(YearBefore()), st.just(Previous()), st.just(UNSTATED)
    )
    fixed = years(min_value=2010, max_value=2016)
    percent = bounds(Unit("%"))
    made: list[st.SearchStrategy[Criterion]] = [
        st.builds(lambda by, base: Rise(by=by, since=base), percent, since),
        st.builds(lambda by, base: Fall(by=by, since=base), percent, since),
        st.builds(lambda by, base: Rise(by=by, since=base), bounds(as_difference(indicator.unit)), since),
        st.builds(lambda rate, base: Growth(rate=rate, since=base), percent, fixed),
        st.builds(
            lambda times, base: Multiple(times=AtLeast(Quantity(times, "1")), since=base),
            numbers(min_value=0, max_value=9),
            fixed,
        ),
        since.map(lambda base: NoWorse(than=base)),
    ]
    if indicator.nature is Nature.FLOW and "year" not in dict(indicator.unit.dims):
        over = st.builds(lambda first, length: Span(first, first.shift(length)), fixed, st.integers(1, 4))
        made.append(st.builds(lambda bound, span: Total(bound, over=span), bounds(indicator), over))
    return st.one_of(*made)


def criteria(indicator: Indicator, *, combined: bool = True) -> st.SearchStrategy[Criterion]:
    """Draw criteria on an indicator: bounds, changes, and combinations of them.

    Args:
        indicator: what they are on.
        combined: also draw combinations.

    Examples:
        >>> from hypothesis import find
        >>> patents = Indicator(id="patents", name="patents", unit="patent", nature="stock")
        >>> find(criteria(patents), lambda criterion: isinstance(criterion, AtMost))
        AtMost(amount=Quantity('0 patent'))
    """
    single: st.SearchStrategy[Criterion] = st.one_of(bounds(indicator), _changes(indicator))
    if not combined:
        return single
    parts = st.lists(single.filter(lambda one: not isinstance(one, Total)), min_size=1, max_size=3)
    readings = parts.map(lambda of: Readings(of=of, because="the text allows several readings"))
    return st.one_of(single, parts.map(AllOf), parts.map(AnyOf), readings)


@st.composite
def targets(draw: st.DrawFn, indicator: Indicator | None = None) -> Target:
    """Draw targets that can be decided without a plan.

    Args:
        draw: given by Hypothesis.
        indicator: what they are on; any when left out.

    Examples:
        >>> from hypothesis import find
        >>> find(targets(), lambda target: True).id
        'patents_2017'
    """
    on = draw(indicators()) if indicator is None else indicator
    criterion = draw(criteria(on))
    commitment = draw(st.sampled_from(list(Commitment)))
    if any(isinstance(leaf, Total) for leaf in leaves(criterion)):
        return Target(id=f"{on.id}_total", indicator=on, criterion=criterion, commitment=commitment)
    year = draw(years(min_value=2017, max_value=2025))
    forms: list[Any] = [year, Every(Year, within=Span(year, year.shift(2)))]
    if not moves(criterion):
        forms.insert(1, By(year))
    due = draw(st.sampled_from([*forms, None]))
    return Target(id=f"{on.id}_{year}", indicator=on, criterion=criterion, due=due, commitment=commitment)


@st.composite
def observations(draw: st.DrawFn, of: Indicator | Target | None = None, *, period: Period | None = None) -> Observation:
    """Draw observations of an indicator: single amounts, ranges, uncertain and provisional ones.

    Args:
        draw: given by Hypothesis.
        of: the indicator, or a target on it; any when left out.
        period: when; any year when left out.

    Examples:
        >>> from hypothesis import find
        >>> print(find(observations(), lambda one: True).period)
        2017
    """
    indicator = of.indicator if isinstance(of, Target) else of if of is not None else draw(indicators())
    when = draw(years(min_value=2010, max_value=2027)) if period is None else period
    amount = draw(_amounts(indicator.unit))
    high = draw(st.none() | st.just(amount + Quantity(1, as_difference(indicator.unit))))
    return Observation(
        indicator=indicator,
        period=when,
        value=amount,
        high=high,
        status=draw(st.sampled_from([ObservationStatus.FINAL, ObservationStatus.PROVISIONAL])),
    )


def series(of: Indicator | Target, *, max_size: int = 8) -> st.SearchStrategy[tuple[Observation, ...]]:
    """Draw observations of one indicator over several years.

    Args:
        of: the indicator, or a target on it.
        max_size: how many at most.

    Examples:
        >>> from hypothesis import find
        >>> patents = Indicator(id="patents", name="patents", unit="patent", nature="stock")
        >>> find(series(patents), lambda drawn: True)
        ()
    """
    return st.lists(observations(of), max_size=max_size).map(tuple)


def occurrences(milestone: Milestone | str = "platform_2017") -> st.SearchStrategy[Occurrence]:
    """Draw what is known of a milestone.

    Args:
        milestone: the milestone, or its id.

    Examples:
        >>> from hypothesis import find
        >>> find(occurrences(), lambda one: one.happened is not None).milestone
        'platform_2017'
    """
    named = milestone if isinstance(milestone, str) else milestone.id
    day = st.builds(
        lambda year, month: Day(year.start.year, month, 1), years(min_value=2015, max_value=2027), st.integers(1, 12)
    )
    happened = day.map(lambda when: Occurrence(milestone=named, happened=when))
    return happened | day.map(lambda when: Occurrence(milestone=named, not_by=when))


def near_threshold(target: Target) -> st.SearchStrategy[tuple[Observation, ...]]:
    """Draw one observation of the due period at a tie with a bound on the level, or next to one.

    Ties are exact, in the unit of the bound and in compatible foreign ones; neighbours differ in the last published
    digit.

    Args:
        target: a target with a bound on the level of its indicator, and a due period.

    Examples:
        >>> from hypothesis import find
        >>> patents = Indicator(id="patents", name="patents", unit="patent", nature="stock")
        >>> target = Target(id="patents_2017", indicator=patents, criterion=AtLeast("3 patent"), due=Year(2017))
        >>> [observed] = find(near_threshold(target), lambda drawn: True)
        >>> print(observed.value)
        3 patents
    """
    levels = [amount for leaf in leaves(target.criterion) if isinstance(leaf, _BOUNDS) for amount in amounts_of(leaf)]
    form = target.due_form
    when: st.SearchStrategy[Period] = years() if form is None else st.just(due_period(form))
    if isinstance(form, Every):
        when = st.sampled_from(form.periods())
    step = st.sampled_from([Fraction(0), Fraction(1), Fraction(-1)])
    size = st.sampled_from([Fraction(1, 100), Fraction(1, 10), Fraction(1)])
    scale = st.sampled_from([1, 10, 100, 10_000])

    def drawn(level: Quantity, period: Period, move: Fraction, by: Fraction, foreign: int) -> tuple[Observation, ...]:
        amount = Quantity(level.magnitude + move * by, level.unit)
        other = Quantity(amount.base / level.unit.factor / foreign, level.unit.scaled(foreign))
        unscaled = level.unit.is_share or level.unit.terms[0].scale != 1
        return (Observation(indicator=target.indicator, period=period, value=amount if unscaled else other),)

    return st.builds(drawn, st.sampled_from(levels), when, step, size, scale) if levels else st.just(())


_BOUNDS = (AtLeast, AtMost, MoreThan, LessThan, Exactly, Between, About)
