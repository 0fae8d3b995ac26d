"""What the scalar logic says of one target and what is known of one entity; every answer of a frame comes from here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import attrs

from policytargets.assessing import assess
from policytargets.attainment import Attainment
from policytargets.baselines import Baseline, baseline_period
from policytargets.dues import By, Every, due_period
from policytargets.observations import Observation
from policytargets.outlooks import Method, Outlook
from policytargets.periods import Period
from policytargets.plans import Plan
from policytargets.prospects import outlook, pace
from policytargets.quantities import Quantity
from policytargets.targets import Target
from policytargets.trajectories import Answer, Linear
from policytargets.verdicts import Verdict

_LINE = Linear()


@attrs.frozen(kw_only=True)
class Judged:
    """What is said of an attainment, in words of a table.

    Attributes:
        verdict: met, not met or undetermined.
        timing: when it was reached.
        final: whether no further observation can change it.
        period: the period that decided, else the due one.
        margin: amount of it, in *margin_unit*.
        margin_unit: code of its unit.
        observed: the one amount observed, in the indicator's unit.
        illustrative: whether any amount it rests on is.
        reason: the first reason of what is undetermined.
        codes: all reasons, in order.
        used: the observations it rests on.
    """

    verdict: str
    timing: str
    final: bool
    period: str | None
    margin: float | None
    margin_unit: str | None
    observed: float | None
    illustrative: bool
    reason: str | None
    codes: str | None
    used: tuple[Observation, ...] = attrs.field(eq=False)


@attrs.frozen(kw_only=True)
class Paced:
    """Where a target stands on the straight path, and the change a year it takes from now on; None where unsaid."""

    expected: float | None = None
    required: float | None = None


@attrs.frozen(kw_only=True)
class Progressed:
    """What a method says: its status, the share done, why there is none, and whether it rests on illustrative data."""

    status: str | None = None
    share: float | None = None
    reason: str | None = None
    illustrative: bool = False


@attrs.frozen(kw_only=True)
class Asked:
    """A target, and how it is asked.

    Attributes:
        target: as the plan has it.
        slices: its annual slices.
        as_of: the date.
        method: by which it is said whether it is on the way; None for none.
    """

    target: Target
    slices: tuple[Target, ...]
    as_of: dt.date
    method: Method | None

    @classmethod
    def all(cls, plan: Plan, as_of: dt.date, method: Method | None) -> list[Asked]:
        """Ask the targets of a plan; a target's own method goes first."""
        slices: dict[str, tuple[Target, ...]] = {}
        for one in plan.targets:
            if one.slice_of is not None:
                slices[one.slice_of] = (*slices.get(one.slice_of, ()), one)
        return [
            cls(target=one, slices=slices.get(one.id, ()), as_of=as_of, method=one.method or method)
            for one in plan.targets
        ]

    @cached_property
    def _alone(self) -> Target:
        """The target asked of one entity, whatever that is called."""
        return attrs.evolve(self.target, entity=None, each=None, method=None)

    @cached_property
    def dues(self) -> tuple[Period, ...]:
        """The periods it is judged in: one, or all of `Every`; none where none is stated, and of a superseded target."""
        due = self.target.due_form
        if due is None or self.target.superseded_by is not None:
            return ()
        return due.periods() if isinstance(due, Every) else (due_period(due),)

    @cached_property
    def due(self) -> Period | None:
        """The one due period; None where there is none, or several."""
        return None if isinstance(self.target.due_form, Every) or not self.dues else self.dues[0]

    @cached_property
    def began(self) -> object:
        """The baseline without its amount, which no verdict on a level looks at."""
        baseline = self.target.baseline
        return (baseline.period, baseline.amount is None) if isinstance(baseline, Baseline) else baseline

    @cached_property
    def observed_start(self) -> Period | None:
        """The period whose observation the path starts from; None where the baseline is stated, or there is none."""
        baseline = self.target.baseline
        if baseline is None or self.due is None or (isinstance(baseline, Baseline) and baseline.amount is not None):
            return None
        start = baseline_period(baseline, self.due)
        return None if start is None or start.end >= self.due.end else start

    @property
    def by(self) -> bool:
        """Whether an earlier period may reach it."""
        return isinstance(self.target.due_form, By)

    def judged(self, known: Sequence[Observation]) -> Judged:
        """Assess it on what is known of one entity, told without a name."""
        return _judged(assess(self._alone, known, as_of=self.as_of))

    def whole(self) -> Judged:
        """Assess it as it is distributed, where nobody knows to whom."""
        return _judged(assess(attrs.evolve(self.target, method=None), [], as_of=self.as_of))

    def paced(self, known: Sequence[Observation]) -> Paced:
        """Say what the straight path expects and what it takes from now on."""
        if self.due is None:
            return Paced()
        found = pace(self._alone, known, path=_LINE, as_of=self.as_of, due=self.due)
        return Paced(expected=amount_of(found.expected), required=amount_of(found.change))

    def progressed(self, known: Sequence[Observation]) -> Progressed:
        """Say whether it is on the way, by the method; of a whole only whether what its parts rest on is illustrative."""
        found = [progressed(one) for one in self._outlooks(known)]
        if self.due is None:
            return Progressed(illustrative=any(one.illustrative for one in found))
        return found[0]

    def _outlooks(self, known: Sequence[Observation]) -> Iterator[Outlook]:
        assert self.method is not None  # noqa: S101 -- it was asked for
        for due in self.dues:
            yield outlook(self._alone, known, self.method, as_of=self.as_of, due=due, slices=self.slices)


def amount_of(answer: Answer) -> float | None:
    """Give the amount of an answer as the nearest float."""
    return None if answer.amount is None else to_float(answer.amount)


def to_float(amount: Fraction | Decimal) -> float | None:
    """Give the nearest float; None where the amount is larger than any."""
    try:
        return float(amount)
    except OverflowError:
        return None


def progressed(found: Outlook) -> Progressed:
    """Give an outlook in words of a table."""
    return Progressed(
        status=found.status,
        share=None if found.share is None else to_float(found.share),
        reason=None if found.determined else found.reasons[0].code.name.lower(),
        illustrative=found.is_illustrative,
    )


def _judged(found: Attainment) -> Judged:
    codes = [reason.code.name.lower() for reason in found.reasons]
    return Judged(
        verdict=found.verdict.value,
        timing=found.timing.value,
        final=found.final,
        period=None if found.period is None else str(found.period),
        margin=_float(found.margin),
        margin_unit=None if found.margin is None else found.margin.unit.code,
        observed=_float(found.observed),
        illustrative=found.is_illustrative,
        reason=codes[0] if codes and found.verdict is Verdict.UNDETERMINED else None,
        codes="; ".join(codes) or None,
        used=tuple(one for one in found.used if isinstance(one, Observation)),
    )


def _float(amount: Quantity | None) -> float | None:
    return None if amount is None else to_float(amount.magnitude)
