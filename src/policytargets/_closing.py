"""The indicator closes what the words of a criterion leave open: the kind of 件, the whole of a share, a bare number."""

from __future__ import annotations

from typing import Any

import attrs

from policytargets.baselines import Baseline, Since
from policytargets.bounds import with_amounts
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
)
from policytargets.errors import InvalidValueError
from policytargets.indicators import Indicator, Nature
from policytargets.quantities import Quantity


def close_criterion(criterion: Criterion, indicator: Indicator, where: str) -> Criterion:
    """Close every amount of a criterion as the indicator has it.

    Raises:
        UnitMismatchError: an amount cannot be one of the indicator.
        InvalidValueError: the criterion does not fit the nature of the indicator.
    """

    def level(amount: Quantity) -> Quantity:
        return indicator.close(amount, where)

    def change(amount: Quantity) -> Quantity:
        return indicator.close_change(amount, where)

    match criterion:
        case AllOf(parts) | AnyOf(parts):
            return type(criterion)(tuple(close_criterion(part, indicator, where) for part in parts))
        case Readings(of=parts, because=because):
            return Readings(of=[close_criterion(part, indicator, where) for part in parts], because=because)
        case Rise(by=bound) | Fall(by=bound):
            return attrs.evolve(criterion, by=with_amounts(bound, change), since=closed_since(criterion.since, level))
        case Multiple(since=since) | Growth(since=since):
            _refuse_rank(indicator, where, criterion)
            return attrs.evolve(criterion, since=closed_since(since, level))
        case Total(bound=bound):
            _refuse_what_does_not_add_up(indicator, where)
            return attrs.evolve(criterion, bound=with_amounts(bound, level))
        case NoWorse(than=since):
            return NoWorse(than=closed_since(since, level))
        case _:
            return with_amounts(criterion, level)


def _refuse_what_does_not_add_up(indicator: Indicator, where: str) -> None:
    if indicator.nature is not Nature.FLOW:
        remedy = "only a flow adds up; yearly rates of change compound: methods.compound_cuts"
        raise InvalidValueError(where, "an indicator of nature flow for a total", indicator.nature.value, remedy)
    if indicator.unit.is_share and indicator.unit.whole is None and not indicator.unit.is_bare:
        remedy = "say what it is a share of; yearly rates of change compound: methods.compound_cuts"
        raise InvalidValueError(
            where, "shares of one whole for a total", f"{indicator.unit} of no stated whole", remedy
        )


def _refuse_rank(indicator: Indicator, where: str, criterion: Criterion) -> None:
    if indicator.nature is Nature.RANK:
        remedy = "a rank has no multiple and no growth; state the places"
        raise InvalidValueError(where, "a criterion that fits a rank", f"a {type(criterion).__name__}", remedy)


def closed_since(since: Since, level: Any) -> Since:
    if not isinstance(since, Baseline) or since.amount is None:
        return since
    return attrs.evolve(since, amount=level(since.amount))
