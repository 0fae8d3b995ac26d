"""What targets ask for, brought to forms in which two of them can be compared, exactly.

A target is a set of readings; a reading is a row of asks, all of which must hold; an ask is a region of one form of
amount. A rise in percent, a multiple and a growth over whole years are one form: so many times the baseline.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from policytargets.baselines import Baseline, Previous, Since, Unstated, YearBefore
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
    region,
    unit_of,
)
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
)
from policytargets.dues import due_period
from policytargets.errors import UnitMismatchError
from policytargets.indicators import Indicator, Nature
from policytargets.periods import same_length
from policytargets.quantities import Quantity
from policytargets.ranges import Region
from policytargets.units import UnitRole

if TYPE_CHECKING:
    from policytargets.periods import Period
    from policytargets.targets import Target

Form: TypeAlias = tuple[Any, ...]
"""Of what amount a region is: ``("level",)``, ``("times", baseline)``, ``("total", span)`` and so on."""

_MOST_READINGS = 64
_MOST_YEARS = 50
_MONTHS = 12
_WORDS: dict[type, str] = {
    AtLeast: "at least",
    AtMost: "at most",
    MoreThan: "more than",
    LessThan: "less than",
    Exactly: "exactly",
    About: "about",
}


@attrs.frozen
class Ask:
    """One amount a target asks for.

    Attributes:
        form: of what amount.
        region: what is accepted, in base units of the indicator or of the change.
        amounts: the amounts of the bound, in the same units.
        words: how a message says it.
        moving: whether its baseline moves with the period judged.
    """

    form: Form
    region: Region
    amounts: tuple[Fraction, ...]
    words: str
    moving: bool = False


Reading: TypeAlias = tuple[Ask, ...]


def bound_words(bound: Bound) -> str:
    """Say a bound in words.

    Examples:
        >>> bound_words(AtLeast("15 %"))
        'at least 15%'
    """
    if isinstance(bound, Between):
        return f"from {bound.low} to {bound.high}"
    within = f" within {bound.within}" if isinstance(bound, About) and bound.within is not None else ""
    return f"{_WORDS[type(bound)]} {bound.amount}{within}"


def _since_words(since: Since) -> str:
    match since:
        case Baseline(period=None, amount=amount):
            return str(amount)
        case Baseline(period=period):
            return str(period)
        case YearBefore():
            return "the year before"
        case Previous() | Unstated():  # what has no stated baseline asks for nothing that is compared
            return "the period before"


def _leaf_words(leaf: Any) -> str:
    said = bound_words(bound_of(leaf))
    match leaf:
        case Rise(since=since):
            return f"a rise by {said} since {_since_words(since)}"
        case Fall(since=since):
            return f"a fall by {said} since {_since_words(since)}"
        case Multiple(since=since):
            return f"{said} times {_since_words(since)}"
        case Growth(since=since):
            return f"growth of {said} a year since {_since_words(since)}"
        case Total(over=over):
            return f"{said} in all over {over}"
        case _:
            return said


def due_period_of(target: Target) -> Period | None:
    """Give the period whose end is the deadline of a target, or None where no due form is stated."""
    return None if target.due_form is None else due_period(target.due_form)


def limits_of(indicator: Indicator) -> Region:
    """What amounts an indicator can have at all, in base units: its limits, a share up to 100 %, a count from zero."""
    low, high = indicator.bounds_in_base()
    if indicator.limits is None and indicator.nature is Nature.SHARE and indicator.unit.is_share:
        low, high = Fraction(0), Fraction(1)
    if low is None and indicator.cannot_be_negative:
        low = Fraction(0)
    return Region(low=low, high=high)


def _in_base(bound: Bound, indicator: Indicator, period: Period | None) -> Fraction | None:
    """Give what turns base units of a level bound into those of the indicator; None where that is not known."""
    one = Quantity(1, unit_of(bound))
    if indicator.unit.mismatch(one.unit) is None:
        return Fraction(1)
    try:
        return None if period is None else indicator.base_of(one, period) / one.base
    except UnitMismatchError:
        return None


def _key(since: Since) -> tuple[Any, ...] | None:
    """Give what tells baselines apart; None for one that is not known."""
    if isinstance(since, Baseline):
        return None if since.period is None else since.period.canonical(), since.amount
    return None if isinstance(since, Unstated) else (since,)


def _mirrored(one: Region) -> Region:
    low = None if one.high is None else -one.high
    high = None if one.low is None else -one.low
    return Region(low, high, one.high_open, one.low_open, one.only_exact)


def _whole_years(since: Since, period: Period | None) -> int | None:
    """Give the whole years from a baseline to the due period, as `Growth` counts them, where they are whole."""
    if not isinstance(since, Baseline) or since.period is None or period is None:
        return None
    first, last = since.period.end, period.end
    years, rest = divmod((last.year - first.year) * _MONTHS + last.month - first.month, _MONTHS)
    return years if rest == 0 and 0 < years <= _MOST_YEARS and same_length(since.period, period) else None


def _of_change(leaf: Rise | Fall | Multiple | Growth, period: Period | None) -> Ask | None:
    bound, key = bound_of(leaf), _key(leaf.since)
    if key is None:
        return None
    moving = not isinstance(leaf.since, Baseline)
    size = region(bound)
    amounts = tuple(amount.base for amount in amounts_of(bound))
    words = _leaf_words(leaf)
    if isinstance(leaf, Multiple):
        return Ask(("times", key), size, amounts, words, moving)
    if isinstance(leaf, Growth):
        years = _whole_years(leaf.since, period)
        lowest = min((end for end in (size.low, size.high) if end is not None), default=Fraction(0))
        if years is None or lowest < -1:
            return Ask(("growth", key), size, amounts, words, moving)
        return Ask(("times", key), size.mapped(lambda rate: (1 + rate) ** years), amounts, words, moving)
    size = _mirrored(size) if isinstance(leaf, Fall) else size
    unit = unit_of(bound)
    if unit.is_share and unit.role is UnitRole.LEVEL:
        return Ask(("times", key), size.mapped(lambda share: 1 + share), amounts, words, moving)
    return Ask(("rise", key), size, amounts, words, moving)


def ask_of(leaf: Any, target: Target) -> Ask | None:
    """Give what one criterion without parts asks for; None where it cannot be compared with anything."""
    if isinstance(leaf, (NoWorse, AnyOf)):
        return None
    if isinstance(leaf, (Rise, Fall, Multiple, Growth)):
        return _of_change(leaf, due_period_of(target))
    bound = bound_of(leaf)
    period, form = due_period_of(target), ("level",)
    if isinstance(leaf, Total):
        period, form = leaf.over, ("total", leaf.over.canonical())  # type: ignore[assignment]  # a longer form
    factor = _in_base(bound, target.indicator, period)
    if factor is None:
        return None
    amounts = tuple(amount.base * factor for amount in amounts_of(bound))
    return Ask(form, region(bound).mapped(lambda end: end * factor), amounts, _leaf_words(leaf))


def _alternatives(criterion: Criterion) -> tuple[tuple[Any, ...], ...]:
    """Give the readings of a criterion as rows of criteria that must all hold; of `AnyOf` nothing must hold."""
    match criterion:
        case Readings(of=parts):
            return tuple(row for part in parts for row in _alternatives(part))
        case AllOf(of=parts):
            rows = [_alternatives(part) for part in parts]
            if prod(map(len, rows)) > _MOST_READINGS:
                return ((),)  # far more than a person means; nothing is claimed of it
            return tuple(tuple(leaf for row in choice for leaf in row) for choice in product(*rows))
        case _:
            return ((criterion,),)


def readings(target: Target) -> tuple[Reading, ...]:
    """Give what a target asks for, reading by reading; 左右 without a tolerance asks for nothing definite."""
    rows = _alternatives(target.criterion)[:_MOST_READINGS]
    asked = [[ask_of(leaf, target) for leaf in row] for row in rows]
    return tuple(tuple(ask for ask in row if ask is not None and not ask.region.only_exact) for row in asked)


def meet(one: Region, other: Region) -> Region:
    """Give what two regions both accept; it may be empty."""
    low, low_open = _tighter((one.low, one.low_open), (other.low, other.low_open), 1)
    high, high_open = _tighter((one.high, one.high_open), (other.high, other.high_open), -1)
    return Region(low, high, low_open, high_open)


def _tighter(
    one: tuple[Fraction | None, bool], other: tuple[Fraction | None, bool], sign: int
) -> tuple[Fraction | None, bool]:
    if one[0] is None or other[0] is None:
        return other if one[0] is None else one
    if one[0] == other[0]:
        return one[0], one[1] or other[1]
    return one if (one[0] - other[0]) * sign > 0 else other


def is_empty(one: Region) -> bool:
    """Tell whether a region accepts nothing."""
    if one.low is None or one.high is None:
        return False
    return one.low > one.high or (one.low == one.high and (one.low_open or one.high_open))


def clash(one: Reading, other: Reading) -> tuple[Ask, Ask] | None:
    """Give two asks of one form that no amount can meet together, or None."""
    pairs = ((first, second) for first in one for second in other if first.form == second.form)
    return next((pair for pair in pairs if is_empty(meet(pair[0].region, pair[1].region))), None)


def _merged(reading: Reading, target: Target, *, floors: bool) -> dict[Form, Ask]:
    """Bring the asks of a reading together by form, inside what the indicator can be at all.

    Where only *floors* count, amounts added up over unlike periods are compared: a part cannot exceed a sum.
    """
    found: dict[Form, Ask] = {}
    for ask in reading:
        form, size = ask.form, ask.region
        if ask.moving:
            continue  # a change since the year before is another amount in every year
        if floors and form[0] in {"level", "total"}:
            form, size = ("sum",), attrs.evolve(size, high=None, high_open=False)
        if form[0] in {"level", "sum"}:
            size = meet(size, limits_of(target.indicator) if form[0] == "level" else Region(low=Fraction(0)))
        known = found.get(form)
        found[form] = attrs.evolve(ask, form=form, region=size if known is None else meet(known.region, size))
    return found


def _comparison(one: Target, other: Target) -> tuple[bool, bool]:
    """Tell whether the amounts of two targets compare at their due periods, and whether only as floors of a sum."""
    nature = one.indicator.nature
    periods = due_period_of(one), due_period_of(other)
    if nature.at_end or periods == (None, None):
        return True, False
    if None in periods:
        return False, False
    if same_length(*periods):  # type: ignore[arg-type]  # both are stated
        return True, False
    per_year = "year" in dict(one.indicator.unit.dims)
    adds_up = nature is Nature.FLOW and one.indicator.cannot_be_negative and not per_year
    return adds_up, adds_up


def stricter(one: Target, other: Target) -> tuple[Ask, Ask] | None:
    """Give what *one* asks beyond *other*, and what *other* asks, where that holds whichever way both are read.

    None where it does not hold, or where their amounts do not compare.
    """
    comparable, floors = _comparison(one, other)
    if not comparable or one.indicator.unit.mismatch(other.indicator.unit) is not None:
        return None
    first: tuple[Ask, Ask] | None = None
    against = [_merged(reading, other, floors=floors) for reading in readings(other)]
    for reading in readings(one):
        mine = _merged(reading, one, floors=floors)
        shared = [[(mine[form], theirs[form]) for form in mine if form in theirs] for theirs in against]
        found = [next((pair for pair in pairs if _strictly_within(*pair)), None) for pairs in shared if pairs]
        if not found or None in found:
            return None
        first = first or found[0]
    return first


def _strictly_within(one: Ask, other: Ask) -> bool:
    return one.region != other.region and meet(one.region, other.region) == one.region
