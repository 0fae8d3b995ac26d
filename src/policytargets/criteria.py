"""Criteria: what a target asks of an indicator. Bounds, changes and combinations of them; a closed union.

A bound stands on the indicator's own level, or inside a change, which says on what derived amount.
「下降15%以上」 is ``Fall(by=AtLeast("15 %"), since=Year(2015))``: the bound is on the size of the fall.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from policytargets._fields import as_tuple, is_a, owner
from policytargets.baselines import Previous, Since, YearBefore, to_since
from policytargets.bounds import BOUND_TYPES, Bound, amounts_of, unit_of
from policytargets.errors import InvalidValueError
from policytargets.periods import Span
from policytargets.texts import Text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "AllOf",
    "AnyOf",
    "Change",
    "Criterion",
    "Fall",
    "Growth",
    "Multiple",
    "NoWorse",
    "Readings",
    "Rise",
    "Total",
]

_a_bound = is_a(*BOUND_TYPES)


def _not_bare(instance: Any, attribute: attrs.Attribute[Any], value: Bound) -> None:
    _a_bound(instance, attribute, value)
    if any(amount.is_bare for amount in amounts_of(value)):
        raise InvalidValueError(
            owner(instance, attribute.name),
            "an amount with its unit: %, percentage points, or the indicator's own",
            repr(amounts_of(value)[0]),
            "write for example '15 %' or '3 个百分点'; one third is '100/3 %'",
        )


def _percent(instance: Any, attribute: attrs.Attribute[Any], value: Bound) -> None:
    _not_bare(instance, attribute, value)
    unit = unit_of(value)
    if not unit.is_share or unit.role.value != "level":
        raise InvalidValueError(
            owner(instance, attribute.name), "a rate in % a year", str(unit), "write for example AtLeast('7 %')"
        )


def _plain_number(instance: Any, attribute: attrs.Attribute[Any], value: Bound) -> None:
    _a_bound(instance, attribute, value)
    if unit_of(value).code != "1":
        raise InvalidValueError(
            owner(instance, attribute.name),
            "a number of times without unit",
            str(unit_of(value)),
            "write AtLeast('2') for 翻一番; a rise in % is a Rise",
        )


@attrs.frozen(kw_only=True)
class Rise:
    """The indicator rises by an amount (增长、提高、新增).

    Percent is of the baseline, for a share too; percentage points or the indicator's unit are the change itself.

    Attributes:
        by: bound on the size of the rise.
        since: the baseline; a period or an amount alone makes one.

    Examples:
        >>> from policytargets.bounds import AtLeast
        >>> Rise(by=AtLeast("3 个百分点"), since=YearBefore()).since
        YearBefore()
    """

    by: Bound = attrs.field(validator=_not_bare)
    since: Since = attrs.field(converter=to_since)


@attrs.frozen(kw_only=True)
class Fall:
    """The indicator falls by an amount (下降、降低); a fall is a negative rise.

    Attributes:
        by: bound on the size of the fall.
        since: the baseline.

    Examples:
        >>> from policytargets.bounds import AtLeast
        >>> from policytargets.periods import Year
        >>> Fall(by=AtLeast("15 %"), since=Year(2015)).since.period
        Year(2015)
    """

    by: Bound = attrs.field(validator=_not_bare)
    since: Since = attrs.field(converter=to_since)


@attrs.frozen(kw_only=True)
class Multiple:
    """The indicator is so many times the baseline (翻一番 is at least 2, halving at most 1/2).

    Attributes:
        times: bound on the number of times, without unit.
        since: the baseline.

    Examples:
        >>> from policytargets.bounds import AtMost
        >>> from policytargets.periods import Year
        >>> Multiple(times=AtMost("1/2"), since=Year(2010)).times.amount.magnitude
        Fraction(1, 2)
    """

    times: Bound = attrs.field(validator=_plain_number)
    since: Since = attrs.field(converter=to_since)


@attrs.frozen(kw_only=True)
class Growth:
    """The indicator grows at a compound rate a year over the whole span (年均增长).

    Attributes:
        rate: bound on the rate, in % a year.
        since: the baseline, which needs a period.

    Examples:
        >>> from policytargets.bounds import AtLeast
        >>> from policytargets.periods import Year
        >>> Growth(rate=AtLeast("7 %"), since=Year(2015)).since.period
        Year(2015)
    """

    rate: Bound = attrs.field(validator=_percent)
    since: Since = attrs.field(converter=to_since)


@attrs.frozen
class Total:
    """A flow added up over a span (累计); the end of the span is its due period.

    Attributes:
        bound: bound on the sum.
        over: the span.

    Examples:
        >>> from policytargets.bounds import AtLeast
        >>> from policytargets.periods import Year
        >>> Total(AtLeast("500 亿元"), over=Span(Year(2016), Year(2020))).over
        Span(Year(2016), Year(2020))
    """

    bound: Bound = attrs.field(validator=_a_bound)
    over: Span = attrs.field(kw_only=True, validator=is_a(Span))


@attrs.frozen(kw_only=True)
class NoWorse:
    """The indicator is no worse than its baseline; which way is worse, the indicator's ``better`` says.

    Attributes:
        than: the baseline.

    Examples:
        >>> from policytargets.periods import Year
        >>> NoWorse(than=Year(2016)).than.period
        Year(2016)
    """

    than: Since = attrs.field(converter=to_since)


Change: TypeAlias = Rise | Fall | Multiple | Growth
"""Bounds on what became of a baseline."""


def _parts(instance: Any, attribute: attrs.Attribute[Any], value: tuple[Any, ...]) -> None:
    if not value:
        raise InvalidValueError(owner(instance, attribute.name), "at least one criterion", "none", "list the criteria")
    for part in value:
        if not isinstance(part, CRITERION_TYPES):
            raise InvalidValueError(
                owner(instance, attribute.name), "criteria: bounds, changes or combinations", repr(part), "make it one"
            )


@attrs.frozen
class AllOf:
    """All criteria must hold: one failure fails.

    Attributes:
        of: the criteria.

    Examples:
        >>> from policytargets.bounds import AtLeast, AtMost
        >>> len(AllOf([AtLeast("4 %"), AtMost("5 %")]).of)
        2
    """

    of: tuple[Criterion, ...] = attrs.field(converter=as_tuple, validator=_parts)


@attrs.frozen
class AnyOf:
    """One criterion that holds suffices.

    Attributes:
        of: the criteria.

    Examples:
        >>> from policytargets.bounds import AtLeast
        >>> len(AnyOf([AtLeast("100 户"), AtLeast("10 %")]).of)
        2
    """

    of: tuple[Criterion, ...] = attrs.field(converter=as_tuple, validator=_parts)


@attrs.frozen(kw_only=True)
class Readings:
    """The text allows several readings: met when all say met, not met when all say not met, else undetermined.

    Attributes:
        of: the readings.
        because: what the text leaves open.

    Examples:
        >>> from policytargets.bounds import AtLeast
        >>> from policytargets.periods import Year
        >>> added = Rise(by=AtLeast("10 户"), since=Year(2016))
        >>> Readings(of=[AtLeast("10 户"), added], because="held by 2020, or added since the plan began").because["en"]
        'held by 2020, or added since the plan began'
    """

    of: tuple[Criterion, ...] = attrs.field(converter=as_tuple, validator=_parts)
    because: Text = attrs.field(converter=to_text)


Criterion: TypeAlias = Bound | Rise | Fall | Multiple | Growth | Total | NoWorse | AllOf | AnyOf | Readings
"""All criteria; matched exhaustively."""

CRITERION_TYPES = (*BOUND_TYPES, Rise, Fall, Multiple, Growth, Total, NoWorse, AllOf, AnyOf, Readings)


def leaves(criterion: Criterion) -> Iterator[Bound | Rise | Fall | Multiple | Growth | Total | NoWorse]:
    """Go through the criteria that are no combination, in order."""
    if isinstance(criterion, (AllOf, AnyOf, Readings)):
        for part in criterion.of:
            yield from leaves(part)
    else:
        yield criterion


def since_of(criterion: Criterion) -> Since | None:
    """The baseline of a change or of `NoWorse`; None for what has none."""
    match criterion:
        case Rise(since=since) | Fall(since=since) | Multiple(since=since) | Growth(since=since):
            return since
        case NoWorse(than=since):
            return since
        case _:
            return None


def bound_of(criterion: Bound | Rise | Fall | Multiple | Growth | Total) -> Bound:
    """The bound inside a change or a total, or the bound itself."""
    match criterion:
        case Rise(by=bound) | Fall(by=bound) | Multiple(times=bound) | Growth(rate=bound) | Total(bound=bound):
            return bound
        case _:
            return criterion


def moves(criterion: Criterion) -> bool:
    """Whether a baseline moves with the period judged, so that it can only be due in a period or in every one."""
    return any(isinstance(since_of(leaf), (YearBefore, Previous)) for leaf in leaves(criterion))
