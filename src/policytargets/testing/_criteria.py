"""Strategies for what is asked: indicators, bounds, changes, and combinations of them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from policytargets._numbers import Number, exact
from policytargets.baselines import UNSTATED, Baseline, Previous, Since, YearBefore
from policytargets.bounds import BOUND_TYPES, About, AtLeast, AtMost, Between, Bound, LessThan, MoreThan
from policytargets.criteria import (
    CRITERION_TYPES,
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
)
from policytargets.errors import InvalidValueError
from policytargets.indicators import Better, Indicator, Nature, _to_better, _to_nature
from policytargets.periods import Year
from policytargets.quantities import Quantity
from policytargets.testing import _periods
from policytargets.testing._amounts import Limit, in_unit, numbers, quantities
from policytargets.testing._periods import spans, years
from policytargets.units import Unit, as_difference, to_unit

_SORTS: tuple[tuple[str, str, Nature], ...] = (
    ("patents", "patent", Nature.STOCK),
    ("works", "work", Nature.FLOW),
    ("share", "%", Nature.SHARE),
    ("patent_density", "patent/(10000.person)", Nature.STOCK),
    ("revenue", "100000000.CNY", Nature.FLOW),
    ("patent_life", "year", Nature.MEAN),
    ("works_a_year", "work/year", Nature.FLOW),
    ("certified", "enterprise", Nature.CUMULATIVE),
    ("place", "place", Nature.RANK),
    ("output_per_worker", "10000.CNY/worker", Nature.RATIO),
    ("gdp_growth", "%", Nature.GROWTH_RATE),
    ("licensing", "month", Nature.DURATION),
    ("prices", "index_point", Nature.INDEX),
)
_FIRST_YEAR, _LAST_YEAR = 2010, 2016
"""Baselines lie before the due periods that targets are drawn with."""
_LONGEST_TOTAL = 5

ONE_SIDED: tuple[type[Bound], ...] = (AtLeast, AtMost, MoreThan, LessThan)
CHANGES: tuple[type[Criterion], ...] = (Rise, Fall, Growth, Multiple, NoWorse, Total)
COMBINATIONS: tuple[type[Criterion], ...] = (AllOf, AnyOf, Readings)


def indicators(
    nature: Nature | str | None = None, *, unit: Unit | str | None = None, better: Better | str | None = None
) -> st.SearchStrategy[Indicator]:
    """Draw indicators of the field.

    Args:
        nature: only of this nature; any when left out.
        unit: only in this unit; any when left out.
        better: only where this is better; higher, lower or unstated when left out.

    Examples:
        >>> from hypothesis import find
        >>> find(indicators("flow"), lambda indicator: True).id
        'works'
    """
    wanted = None if nature is None else _to_nature(nature)
    return _indicators(wanted, None if unit is None else to_unit(unit), _to_better(better))


@lru_cache(maxsize=64)  # Hypothesis looks at every part of a new strategy, which takes longer than drawing from it
def _indicators(nature: Nature | None, unit: Unit | None, better: Better | None) -> st.SearchStrategy[Indicator]:
    sorts = [
        (name, Unit(code), sort)
        for name, code, sort in _SORTS
        if nature in {None, sort} and (unit is None or Unit(code) == unit)
    ] or [("indicator", unit or Unit("patent"), nature or Nature.STOCK)]
    ways = [Better.HIGHER, Better.LOWER, None] if better is None else [better]
    # Made beforehand: an indicator that is the same each time has its strategies looked at once.
    made = {
        (name, way): Indicator(id=name, name=name, unit=held, nature=sort, better=way)
        for name, held, sort in sorts
        for way in ways
    }
    return st.tuples(st.sampled_from([name for name, _, _ in sorts]), st.sampled_from(ways)).map(made.__getitem__)


def limits_in(unit: Unit, min_value: Limit, max_value: Limit) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest amount in *unit*: as stated, else as usual, as far as that fits what is stated.

    Usual are amounts from 0 to 10,000, of a share to the whole.
    """
    most = Fraction(1) / unit.factor if unit.is_share and not unit.is_bare else Fraction(10_000)
    low, high = in_unit(min_value, unit), in_unit(max_value, unit)
    if low is None:
        low = Fraction(0) if high is None or high >= 0 else high - most
    if high is None:
        high = most if low <= most else low + most
    return low, high


def levels(of: Indicator | Unit, min_value: Limit = None, max_value: Limit = None) -> st.SearchStrategy[Quantity]:
    """Draw amounts that an indicator, or a unit, usually has."""
    unit = of.unit if isinstance(of, Indicator) else of
    return _levels(unit, unit.code, *limits_in(unit, min_value, max_value))


@lru_cache(maxsize=512)  # as above
def _levels(unit: Unit, _: str, low: Fraction, high: Fraction) -> st.SearchStrategy[Quantity]:
    return quantities(unit, min_value=low, max_value=high, places=2)


def bounds(
    of: Indicator | Unit | str | None = None,
    *,
    min_value: Limit = None,
    max_value: Limit = None,
    one_sided: bool = False,
    kinds: Iterable[type[Bound]] | None = None,
) -> st.SearchStrategy[Bound]:
    """Draw bounds on the level of an indicator, or in a unit.

    Args:
        of: the indicator, or the unit of the amounts or its text; any indicator when left out.
        min_value: least amount asked for: a number in the unit, or a Quantity or its text; 0 when left out.
        max_value: greatest amount asked for, given likewise; 10,000, or the whole of a share, when left out.
        one_sided: draw only at least, at most, more than, less than.
        kinds: draw only these classes.

    Raises:
        InvalidValueError: the limits stand in the wrong order.
        UnitMismatchError: a limit has a unit that does not meet that of the amounts.

    Examples:
        >>> from hypothesis import find
        >>> find(bounds("patent", min_value=3), lambda bound: True)
        AtLeast(amount=Quantity('3 patent'))
    """
    wanted = tuple(kinds) if kinds is not None else ONE_SIDED if one_sided else BOUND_TYPES
    if of is None:
        return indicators().flatmap(lambda drawn: bounds(drawn, min_value=min_value, max_value=max_value, kinds=wanted))
    unit = of.unit if isinstance(of, Indicator) else to_unit(of)
    return _bounds(unit, unit.code, *limits_in(unit, min_value, max_value), wanted)


@lru_cache(maxsize=512)  # as above
def _bounds(
    unit: Unit, _: str, low: Fraction, high: Fraction, kinds: tuple[type[Bound], ...]
) -> st.SearchStrategy[Bound]:
    amounts = _levels(unit, unit.code, low, high)
    ends = st.lists(st.sampled_from(["low", "high"]), unique=True)
    tolerance = st.none() | quantities(as_difference(unit), min_value=0, max_value=10, places=1)
    drawn: list[st.SearchStrategy[Bound]] = []
    for kind in kinds:
        if issubclass(kind, Between):
            drawn.append(st.builds(_between, amounts, amounts, ends))
        elif issubclass(kind, About):
            drawn.append(st.builds(About, amounts, within=tolerance))
        else:
            drawn.append(amounts.map(kind))
    return st.one_of(drawn)


def _between(one: Quantity, other: Quantity, ends: list[str]) -> Between:
    return Between(min(one, other), max(one, other), ends if one != other else ())


def baselines(
    min_value: _periods.Limit = _FIRST_YEAR, max_value: _periods.Limit = _LAST_YEAR, *, fixed: bool = False
) -> st.SearchStrategy[Since]:
    """Draw baselines: years, the year before, the period before, or none stated.

    Args:
        min_value: a period, or a year as a number, before whose start no baseline begins.
        max_value: a period, or a year as a number, after whose end none ends.
        fixed: draw only years.

    Examples:
        >>> from hypothesis import find
        >>> find(baselines(), lambda since: True).period
        Year(2010)
    """
    drawn: st.SearchStrategy[Any] = years(min_value, max_value).map(Baseline)
    return drawn if fixed else st.one_of(drawn, st.sampled_from([YearBefore(), Previous(), UNSTATED]))


def changes(
    indicator: Indicator | None = None,
    *,
    min_value: Number = 0,
    max_value: Number = 100,
    kinds: Iterable[type[Criterion]] | None = None,
) -> st.SearchStrategy[Criterion]:
    """Draw changes of an indicator: rises, falls, growth, multiples, what is no worse, and totals of a flow.

    Args:
        indicator: what changes; any when left out.
        min_value: least number of the bound on the change, be it percent, points, the indicator's unit, or times.
        max_value: greatest number of it.
        kinds: draw only these classes, as far as they fit the indicator: a rank has no growth, and only a flow a total.

    Raises:
        InvalidValueError: none of the classes fits the indicator, or the limits stand in the wrong order.

    Examples:
        >>> from hypothesis import find
        >>> find(changes(), lambda change: isinstance(change, Multiple)).since.period
        Year(2010)
    """
    wanted = CHANGES if kinds is None else tuple(kinds)
    low, high = exact(min_value, "changes: min_value"), exact(max_value, "changes: max_value")
    if indicator is None:
        fitting = indicators().filter(lambda drawn: any(_fits(kind, drawn) for kind in wanted))
        return fitting.flatmap(lambda drawn: changes(drawn, min_value=low, max_value=high, kinds=wanted))
    fit = tuple(kind for kind in wanted if _fits(kind, indicator))
    if not fit:
        expected = f"kinds of change that fit the nature {indicator.nature.value}"
        got = ", ".join(kind.__name__ for kind in wanted)
        raise InvalidValueError("changes: kinds", expected, got, "leave kinds out, or pass another indicator")
    return _changes(indicator, indicator.unit.code, low, high, fit)


def _fits(kind: type[Criterion], indicator: Indicator) -> bool:
    if kind is Total:
        sums = not indicator.unit.is_share and "year" not in dict(indicator.unit.dims)
        return sums and indicator.nature is Nature.FLOW
    return indicator.nature is not Nature.RANK or kind not in (Multiple, Growth)


@lru_cache(maxsize=512)  # as above
def _changes(
    indicator: Indicator, _: str, low: Fraction, high: Fraction, kinds: tuple[type[Criterion], ...]
) -> st.SearchStrategy[Criterion]:
    percent = bounds("%", min_value=low, max_value=high)
    own = bounds(as_difference(indicator.unit), min_value=low, max_value=high)
    by = own if indicator.nature is Nature.RANK else st.one_of(percent, own)
    times = numbers(low, high, places=1).map(lambda number: AtLeast(Quantity(number, "1")))
    over = spans(_FIRST_YEAR, _LAST_YEAR + _LONGEST_TOTAL, kind=Year, max_size=_LONGEST_TOTAL)
    since, fixed = baselines(), baselines(fixed=True)
    made: dict[Any, st.SearchStrategy[Criterion]] = {
        Rise: st.builds(Rise, by=by, since=since),
        Fall: st.builds(Fall, by=by, since=since),
        Growth: st.builds(Growth, rate=percent, since=fixed),
        Multiple: st.builds(Multiple, times=times, since=fixed),
        NoWorse: st.builds(NoWorse, than=since),
        Total: st.builds(Total, own, over=over),
    }
    return st.one_of([made[kind] for kind in kinds])


def criteria(
    indicator: Indicator | None = None,
    *,
    min_value: Limit = None,
    max_value: Limit = None,
    combined: bool = True,
    kinds: Iterable[type[Criterion]] | None = None,
) -> st.SearchStrategy[Criterion]:
    """Draw criteria on an indicator: bounds, changes, and combinations of them.

    Args:
        indicator: what they are on; any when left out.
        min_value: least level asked for: a number in the unit, or a Quantity or its text; 0 when left out.
        max_value: greatest level asked for, given likewise.
        combined: also draw combinations.
        kinds: draw only these classes, as far as they fit the indicator.

    Examples:
        >>> from hypothesis import find
        >>> patents = Indicator(id="patents", name="patents", unit="patent", nature="stock")
        >>> find(criteria(patents), lambda criterion: isinstance(criterion, NoWorse))
        NoWorse(than=Baseline(period=Year(2010)))
    """
    usual = CRITERION_TYPES if combined else tuple(kind for kind in CRITERION_TYPES if kind not in COMBINATIONS)
    wanted = usual if kinds is None else tuple(kinds)
    if indicator is None:
        fitting = indicators().filter(lambda drawn: any(_fits(kind, drawn) for kind in wanted))
        return fitting.flatmap(lambda drawn: criteria(drawn, min_value=min_value, max_value=max_value, kinds=wanted))
    limits = limits_in(indicator.unit, min_value, max_value)
    return _criteria(indicator, indicator.unit.code, *limits, wanted)


@lru_cache(maxsize=512)  # as above
def _criteria(
    indicator: Indicator, _: str, low: Fraction, high: Fraction, kinds: tuple[type[Criterion], ...]
) -> st.SearchStrategy[Criterion]:
    level = tuple(kind for kind in BOUND_TYPES if kind in kinds)
    change = tuple(kind for kind in CHANGES if kind in kinds and _fits(kind, indicator))
    drawn: list[st.SearchStrategy[Criterion]] = []
    if level:
        drawn.append(bounds(indicator, min_value=low, max_value=high, kinds=level))
    if change:
        drawn.append(changes(indicator, kinds=change))
    if any(kind in COMBINATIONS for kind in kinds):
        # A total brings its own due period, and stands alone.
        single = tuple(kind for kind in CRITERION_TYPES if kind is not Total and kind not in COMBINATIONS)
        parts = st.lists(_criteria(indicator, _, low, high, single), min_size=1, max_size=3)
        make: dict[Any, Any] = {AllOf: AllOf, AnyOf: AnyOf, Readings: _readings}
        drawn += [parts.map(make[kind]) for kind in COMBINATIONS if kind in kinds]
    if not drawn:
        expected = f"kinds of criterion that fit the nature {indicator.nature.value}"
        got = ", ".join(kind.__name__ for kind in kinds) or "none"
        raise InvalidValueError("criteria: kinds", expected, got, "leave kinds out, or pass another indicator")
    return st.one_of(drawn)


def _readings(parts: list[Criterion]) -> Readings:
    return Readings(of=parts, because="the text allows several readings")
