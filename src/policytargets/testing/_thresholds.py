"""Evidence at a threshold and next to it: where comparisons go wrong."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from policytargets._atoms import BUILT_IN
from policytargets._numbers import decimal_places, exact
from policytargets.baselines import Baseline, baseline_period
from policytargets.bounds import BOUND_TYPES, Bound, amounts_of, region, unit_of
from policytargets.criteria import Criterion, Fall, Growth, Multiple, NoWorse, Rise, Total, leaves, since_of
from policytargets.errors import InvalidValueError
from policytargets.indicators import Nature
from policytargets.observations import Observation
from policytargets.periods import Period, Year
from policytargets.quantities import Quantity
from policytargets.targets import Target
from policytargets.testing._observations import due_periods
from policytargets.units import Term, Unit

_SCALES = (1, 10**4, 10**8, 10**6, 1000, 100)
_LIKE = (("percent", "permille"), ("year", "quarter", "month"))
_STARTS = (Fraction(100), Fraction(8), Fraction(25, 2), Fraction(2317, 10))
"""Amounts that a change starts from, in the unit of the indicator, where the target states none."""
_USUAL_YEAR = 2017
_WHOLE = 10**15
"""Beyond, neighbours in the last bit of a float are whole numbers apart."""


def near(
    quantity: Quantity | str, unit: Unit | str | None = None, *, places: int | None = None
) -> st.SearchStrategy[Quantity]:
    """Draw amounts at a threshold, and its neighbours in the last published digit and in the last bit of a float.

    Args:
        quantity: the threshold; how it is written tells the last published digit.
        unit: the unit that is drawn; when left out, that of the threshold and those that meet it.
        places: decimal places of the last published digit, where they are others.

    Raises:
        UnitMismatchError: the unit does not meet the threshold.

    Examples:
        >>> from hypothesis import find
        >>> find(near("8.2 亿元", "万元"), lambda amount: amount < Quantity("8.2 亿元"))
        Quantity('81999 10000.CNY')
    """
    threshold = quantity if isinstance(quantity, Quantity) else Quantity(quantity)
    ties = meeting(threshold) if unit is None else (_in(threshold, unit),)
    return st.sampled_from([amount for tie in ties for amount in neighbours(tie, places)])


def _in(threshold: Quantity, unit: Unit | str) -> Quantity:
    found = threshold.to(unit)
    return threshold if found.unit.code == threshold.unit.code else found  # as written


def meeting(threshold: Quantity) -> tuple[Quantity, ...]:
    """Give a threshold in its own unit and in those that meet it: other scales, permille for percent, months for years."""
    unit = threshold.unit
    found = {unit.code: threshold}
    for index in reversed(range(len(unit.terms))):  # what is below the bar first: per person, per million people
        term = unit.terms[index]
        for other in _spelled_otherwise(term):
            changed = attrs.evolve(unit, terms=(*unit.terms[:index], other, *unit.terms[index + 1 :]))
            found.setdefault(changed.code, Quantity(threshold.base / changed.factor, changed))
    return tuple(found.values())


def _spelled_otherwise(term: Term) -> Iterator[Term]:
    like = next((row for row in _LIKE if term.atom.code in row), None)
    if like is not None:
        yield from (attrs.evolve(term, atom=BUILT_IN[code]) for code in like)
    elif term.atom.dims:
        yield from (attrs.evolve(term, scale=scale) for scale in _SCALES)


def neighbours(tie: Quantity, places: int | None = None) -> Iterator[Quantity]:
    """Give a tie and the amounts next to it, in its unit."""
    number, unit = tie.magnitude, tie.unit
    ends = decimal_places(number)
    if places is None:
        _, _, decimals = (tie.written or "").partition(".")
        places = max(ends or 0, len(decimals) if decimals.isdecimal() else 0)
    step = Fraction(1, 10**places)
    whole = math.floor(number / step)
    yield tie
    # Of a third, which no decimal gives, the decimals just below and above.
    below, above = (whole - 1, whole + 1) if whole * step == number else (whole, whole + 1)
    yield from (Quantity(count * step, unit) for count in (below, above))
    if number and abs(number) < _WHOLE:
        for way in (-math.inf, math.inf):
            bit = exact(math.nextafter(float(number), way))
            yield Quantity(bit, unit)


@attrs.frozen
class _Case:
    """A threshold of the indicator's level in a period, and what else must be known."""

    level: Quantity
    period: Period
    start: Quantity | None = None
    since: Period | None = None


def near_threshold(target: Target) -> st.SearchStrategy[tuple[Observation, ...]]:
    """Draw evidence for the due period at an exact tie with what a target asks, or next to one.

    Ties stand in the unit of the target and in foreign ones that meet it; their neighbours differ in the last
    published digit or in the last bit of a float. For a change, its baseline is observed too, unless the target states
    it; for a target to several members, the first one's amounts are drawn.

    Args:
        target: a target whose criterion has a threshold.

    Raises:
        InvalidValueError: no amount lies at the threshold, since the baseline is unstated.

    Examples:
        >>> from hypothesis import find
        >>> from policytargets import AtLeast, Indicator, Year
        >>> patents = Indicator(id="patents", name="patents", unit="patent", nature="stock")
        >>> target = Target(id="patents_2017", indicator=patents, criterion=AtLeast("3 patent"), due=Year(2017))
        >>> [observed] = find(near_threshold(target), lambda drawn: drawn[0].value < Quantity("3 patent"))
        >>> print(observed.value)
        2 patents
    """
    totals = [leaf.over for leaf in leaves(target.criterion) if isinstance(leaf, Total)]
    periods = due_periods(target) or tuple(totals) or (_some_year(target),)
    cases = [case for period in periods for leaf in leaves(target.criterion) for case in _cases(target, leaf, period)]
    found = [(case, amount) for case in cases for amount in _around(target, case)]
    if not found:
        raise InvalidValueError(
            f"near_threshold: target {target.id!r}",
            "a criterion with a threshold",
            repr(target.criterion),
            "state the baseline, and of NoWorse which way is better",
        )
    return st.sampled_from(found).map(lambda one: _observed(target, *one))


def _some_year(target: Target) -> Year:
    """Give a year after all baselines, for a target that says none."""
    since = [since_of(leaf) for leaf in leaves(target.criterion)]
    ends = [one.period.end.year for one in since if isinstance(one, Baseline) and one.period is not None]
    return Year(max(ends, default=_USUAL_YEAR - 1) + 1)


def _around(target: Target, case: _Case) -> Iterator[Quantity]:
    """Give the amounts around one threshold that the indicator can have."""
    indicator = target.indicator
    low, high = indicator.bounds_in_base()
    if low is None and indicator.cannot_be_negative:
        low = Fraction(0)
    for tie in meeting(case.level):
        for amount in neighbours(tie):
            if (low is None or amount.base >= low) and (high is None or amount.base <= high):
                yield amount


def _observed(target: Target, case: _Case, amount: Quantity) -> tuple[Observation, ...]:
    members = target.each.members if target.each is not None else None
    entity = target.entity if not members else members[0]
    rows = (
        [(case.period, amount)]
        if case.start is None or case.since is None
        else [(case.since, case.start), (case.period, amount)]
    )
    return tuple(
        Observation(indicator=target.indicator, period=period, value=value, entity=entity) for period, value in rows
    )


def _cases(target: Target, leaf: Criterion, period: Period) -> Iterator[_Case]:
    """Give the thresholds of one criterion in one period."""
    match leaf:
        case Rise() | Fall() | Multiple() | Growth() | NoWorse():
            yield from _changed(target, leaf, period)
        case Total(bound=bound, over=over):
            yield from (_Case(edge, over) for edge in _edges(bound, target))
        case _:
            assert isinstance(leaf, BOUND_TYPES)  # noqa: S101 -- what is left of a closed union without combinations
            yield from (_Case(edge, period) for edge in _edges(leaf, target))


def _edges(bound: Bound, target: Target) -> Iterator[Quantity]:
    """Give the amounts at which a bound turns over; with a rule of rounding, also where an amount is rounded to them."""
    unit, accepted = unit_of(bound), region(bound)
    for base in dict.fromkeys(end for end in (accepted.low, accepted.high) if end is not None):
        written = [amount for amount in amounts_of(bound) if amount.base == base]
        edge = written[0] if written else Quantity(base / unit.factor, unit)
        yield edge
        if target.rounding is not None:
            half = Fraction(1, 2 * 10**target.rounding.places)
            yield from (Quantity(edge.to(unit).magnitude + move, unit) for move in (-half, half))


def _changed(target: Target, leaf: Rise | Fall | Multiple | Growth | NoWorse, period: Period) -> Iterator[_Case]:
    """Give the levels at which a change turns over, for some baselines."""
    since = leaf.than if isinstance(leaf, NoWorse) else leaf.since
    before = baseline_period(since, period)
    stated = since.amount if isinstance(since, Baseline) else None
    if stated is None and before is None:
        return
    unit = target.indicator.unit
    for start in [stated] if stated is not None else [Quantity(number, unit) for number in _STARTS]:
        for level in _turning(target, leaf, start.base, before, period):
            amount = Quantity(level / unit.factor, unit)
            yield _Case(amount, period, None if stated is not None else start, before)


def _turning(
    target: Target,
    leaf: Rise | Fall | Multiple | Growth | NoWorse,
    start: Fraction,
    before: Period | None,
    period: Period,
) -> Iterator[Fraction]:
    """Give the levels, in base units, at which a change from *start* turns over."""
    match leaf:
        case NoWorse():
            yield from [start] if target.indicator.better is not None else []
        case Multiple(times=bound):
            yield from (start * times.magnitude for times in _edges(bound, target))
        case Growth(rate=bound):
            # Of parts of a year the tie is a root, which no amount hits.
            whole = before is not None and (before.end.month, before.end.day) == (period.end.month, period.end.day)
            years_between = period.end.year - before.end.year if before is not None and whole else 0
            if years_between > 0:
                yield from (start * (1 + rate.base) ** years_between for rate in _edges(bound, target))
        case _:
            falls = isinstance(leaf, Fall) is not (target.indicator.nature is Nature.RANK)
            for size in _edges(leaf.by, target):
                relative = size.unit.is_share and size.unit.role.value == "level"
                change = start * size.base if relative else size.base
                yield start - change if falls else start + change
