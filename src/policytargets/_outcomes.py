"""What each part of a criterion came to, read off the chain of steps of an attainment."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from fractions import Fraction

import attrs

from policytargets import ranges
from policytargets.attainment import Attainment
from policytargets.chains import Step, scaled
from policytargets.criteria import AllOf, AnyOf, Criterion, Readings
from policytargets.observations import ObservationStatus, illustrative
from policytargets.periods import Period, parse_period
from policytargets.quantities import Quantity
from policytargets.ranges import Amounts
from policytargets.targets import Target
from policytargets.verdicts import ReasonCode, Timing, Verdict


class Side(Enum):
    """Where amounts lie, seen from an edge."""

    BELOW = "below"
    AT_MOST = "at most"
    EQUAL = "equal"
    AT_LEAST = "at least"
    ABOVE = "above"
    ACROSS = "across"


def side_of(amounts: Amounts, edge: Fraction) -> Side:
    """Tell where amounts lie, seen from an edge."""
    low = min((r.low for r in amounts if r.low is not None), default=None)
    high = max((r.high for r in amounts if r.high is not None), default=None)
    low = None if any(r.low is None for r in amounts) else low
    high = None if any(r.high is None for r in amounts) else high
    if low is not None and low >= edge:
        return Side.ABOVE if low > edge else Side.EQUAL if high == edge else Side.AT_LEAST
    if high is not None and high <= edge:
        return Side.BELOW if high < edge else Side.AT_MOST
    return Side.ACROSS


@attrs.frozen(kw_only=True)
class Outcome:
    """What a criterion came to in the period that decided.

    Attributes:
        criterion: a bound, a change or a combination.
        verdict: its own verdict.
        amounts: what was compared, in base units of the bound; of a `Growth`, powers; empty where nothing was.
        was_rounded: whether a stated rounding changed them.
        missing: why nothing was compared.
        parts: the parts of a combination.
    """

    criterion: Criterion
    verdict: Verdict
    amounts: Amounts = ()
    was_rounded: bool = False
    missing: tuple[ReasonCode, ...] = ()
    parts: tuple[Outcome, ...] = ()


def outcome_of(attainment: Attainment) -> Outcome | None:
    """Read what the criterion of a target came to; None for a whole, and where nothing was judged."""
    item, steps = attainment.item, attainment.steps
    if not isinstance(item, Target) or not steps or steps[-1].rule != "time":
        return None
    last = steps[-1]
    early = attainment.timing is Timing.EARLY and steps[last.uses[0]].result != Verdict.MET.value
    return _outcome(item.criterion, steps, last.uses[last.given["earlier"] if early else 0])


def _outcome(criterion: Criterion, steps: Sequence[Step], index: int) -> Outcome:
    step = steps[index]
    verdict = Verdict(step.result)
    if isinstance(criterion, (AllOf, AnyOf, Readings)):
        parts = [_outcome(part, steps, used) for part, used in zip(criterion.of, step.uses, strict=True)]
        return Outcome(criterion=criterion, verdict=verdict, parts=tuple(parts))
    if step.rule != "compare":
        missing = tuple(ReasonCode[name] for name in step.given["reasons"])
        return Outcome(criterion=criterion, verdict=verdict, missing=missing)
    raw = ranges.from_data(steps[step.uses[0]].result)
    compared = scaled(raw, step.given)
    exact = scaled(raw, {**step.given, "rounding": None})
    return Outcome(criterion=criterion, verdict=verdict, amounts=compared, was_rounded=compared != exact)


@attrs.frozen(kw_only=True)
class Latest:
    """The last amount known before the due period, which did not decide."""

    period: Period
    amount: Quantity
    is_provisional: bool
    is_illustrative: bool


def latest_before(attainment: Attainment) -> Latest | None:
    """Find the last single amount known before the due period of a target that an earlier period may reach."""
    item, steps = attainment.item, attainment.steps
    if not isinstance(item, Target) or not steps or steps[-1].rule != "time" or not steps[-1].given["earlier"]:
        return None
    judged = steps[steps[-1].uses[steps[-1].given["earlier"]]]
    observed = steps[judged.uses[0]] if judged.rule == "compare" else judged
    facts = observed.given.get("from")
    if observed.rule != "observe" or not facts or observed.given["change"]:
        return None
    amounts = ranges.from_data(observed.result)
    if len(amounts) != 1 or not amounts[0].is_point or amounts[0].low is None:
        return None
    unit = item.indicator.unit
    return Latest(
        period=parse_period(observed.given["period"]),
        amount=Quantity(amounts[0].low / unit.factor, unit),
        is_provisional=any(fact["status"] == ObservationStatus.PROVISIONAL.value for fact in facts),
        is_illustrative=any(illustrative(fact["source"]) for fact in facts),
    )
