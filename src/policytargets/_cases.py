"""What a criterion is judged on, and what one period says of it."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from policytargets import _doors
from policytargets._numbers import plain
from policytargets.bounds import Bound
from policytargets.chains import Chain, Data
from policytargets.criteria import Criterion
from policytargets.errors import UnitMismatchError
from policytargets.evidence import Evidence, Records
from policytargets.indicators import Indicator
from policytargets.observations import Observation
from policytargets.periods import Period
from policytargets.quantities import Quantity, Rounding
from policytargets.verdicts import Reason, ReasonCode, Verdict


@attrs.frozen(kw_only=True)
class Judgement:
    """What the own value of one period says of a criterion.

    Attributes:
        period: the period judged.
        verdict: the verdict.
        step: index of the step that holds it.
        known: whether anything is known of the period.
        complete: false where a part is missing.
        margin: distance to the nearest edge, in the unit of the bound.
        required: what is asked of the indicator's own level, as a bound, where that can be said exactly.
        observed: the possible amounts of the indicator, in its unit.
        used: the observations it rests on, those of the baseline too.
        reasons: why it is undetermined, and what a reader should know.
        provisional: whether an amount that decides it is provisional.
    """

    period: Period
    verdict: Verdict
    step: int
    known: bool = False
    complete: bool = True
    margin: Quantity | None = None
    required: Bound | None = None
    observed: tuple[tuple[Quantity | None, Quantity | None], ...] = ()
    used: tuple[Observation, ...] = ()
    reasons: tuple[Reason, ...] = ()
    provisional: bool = False


@attrs.frozen
class Asked:
    """A part of a criterion as a reason names it.

    Attributes:
        criterion: the part.
        indicator: whose criterion it is.
    """

    criterion: Criterion
    indicator: Indicator

    def label(self, language: str = "en") -> str:
        """Say what it asks for, between quotation marks."""
        said: str = _doors.through("describe", self.criterion, language, indicator=self.indicator)
        return f"“{said}”" if language == "zh" else f'"{said}"'


@attrs.frozen(kw_only=True)
class Case:
    """What a criterion is judged on.

    Attributes:
        indicator: whose amounts.
        entity: of whom; None for the plan's own area.
        records: the observations that count.
        rounding: a stated rule of rounding.
        before: take only observations whose period ends before this day.
        due: the due period; a growth and a total are judged at its end only.
        chain: where the steps are kept.
    """

    indicator: Indicator
    entity: str | None
    records: Records
    rounding: Rounding | None = None
    before: dt.date | None = None
    due: Period | None = None
    chain: Chain

    def level(self, period: Period) -> Evidence:
        """What is known of the indicator in a period."""
        return self.records.level(self.chain, self.indicator, self.entity, period, before=self.before)


def rounding_data(rounding: Rounding | None, factor: Fraction) -> dict[str, Data] | None:
    """Write a rule of rounding as plain data, with the factor of the unit it rounds in."""
    if rounding is None:
        return None
    return {"places": rounding.places, "mode": rounding.mode.value, "factor": plain(factor)}


def mismatch_reason(error: UnitMismatchError) -> Reason:
    """Give the reason that a refused unit is."""
    details = {"expected": error.expected, "got": error.got, "remedy": error.remedy}
    return Reason(ReasonCode.UNIT_MISMATCH, details)
