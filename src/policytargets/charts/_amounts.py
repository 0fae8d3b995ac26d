"""What was observed in a period, in the unit of the indicator."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from policytargets import ranges
from policytargets.attainment import Assessment, Record
from policytargets.chains import Chain
from policytargets.evidence import Records
from policytargets.indicators import Indicator
from policytargets.observations import Observation, ObservationStatus
from policytargets.periods import Period
from policytargets.ranges import Amounts, Region


@attrs.frozen(kw_only=True)
class Seen:
    """What was observed of an indicator in a period.

    Attributes:
        period: when; None where the amounts are of no one period.
        amounts: the possible amounts, in the unit of the indicator: a point, a range, several that disagree.
        used: the records they rest on; none where the document states the amount.
        revised: whether another amount was published before.
    """

    period: Period | None
    amounts: Amounts
    used: tuple[Record, ...] = attrs.field(default=(), repr=lambda used: str(len(used)))
    revised: bool = False

    @property
    def amount(self) -> Fraction | None:
        """The amount, where it is one."""
        return self.amounts[0].low if len(self.amounts) == 1 and self.amounts[0].is_point else None

    @property
    def provisional(self) -> bool:
        """Whether any record it rests on is provisional."""
        return any(isinstance(o, Observation) and o.status is ObservationStatus.PROVISIONAL for o in self.used)

    @property
    def is_illustrative(self) -> bool:
        """Whether any record it rests on is illustrative."""
        return any(record.is_illustrative for record in self.used)


def in_unit(amounts: Amounts, indicator: Indicator) -> Amounts:
    """Turn base units into the unit of the indicator."""
    return ranges.mapped(amounts, lambda end: end / indicator.unit.factor)


def region_in_unit(region: Region, indicator: Indicator) -> Region:
    """Turn base units into the unit of the indicator."""
    return region.mapped(lambda end: end / indicator.unit.factor)


def records_of(assessment: Assessment) -> Records:
    """Keep the observations that count at the date of an assessment."""
    levels = (record for record in assessment.observations if isinstance(record, Observation))
    return Records.at(levels, assessment.as_of, assessment.plan.area)


def seen_in(records: Records, indicator: Indicator, entity: str | None, period: Period) -> Seen | None:
    """Give what is known of a period; None where nothing is."""
    evidence = records.level(Chain(), indicator, entity, period)
    if not evidence.amounts:
        return None
    same = [
        one for one in records.of(indicator, entity)
        if (one.period.end == period.end if indicator.nature.at_end else one.period.canonical() == period.canonical())
    ]  # fmt: skip
    revised = any(one not in evidence.used and one.possible not in evidence.amounts for one in same)
    return Seen(period=period, amounts=in_unit(evidence.amounts, indicator), used=evidence.used, revised=revised)


def scale_of(amounts: Iterable[Fraction]) -> tuple[Fraction, Fraction]:
    """Give the ends of a scale over amounts, with an eighth of room at both."""
    found = list(amounts) or [Fraction(0)]
    low, high = min(found), max(found)
    room = (high - low) / 8 or abs(high) / 8 or Fraction(1)
    return low - room, high + room
