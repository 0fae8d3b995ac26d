"""Which observations count at a date, and which of them goes before the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction

from policytargets.observations import Observation, ObservationStatus
from policytargets.periods import Period


def counts(observation: Observation, as_of: dt.date) -> bool:
    """An observation counts once its period is over and it is published; a forecast never does."""
    return counts_when(observation.period, observation.status, observation.published, as_of)


def counts_when(period: Period, status: ObservationStatus, published: dt.date | None, as_of: dt.date) -> bool:
    """Say of an observation that is told by these whether it counts."""
    return (
        status is not ObservationStatus.FORECAST and period.end <= as_of and (published is None or published <= as_of)
    )


def recency(status: ObservationStatus, published: dt.date | None) -> tuple[dt.date, bool]:
    """Give what goes before the others, the greatest first: the newest publication; of one date, what is final."""
    return published or dt.date.min, status is ObservationStatus.FINAL


def newest(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Keep the newest publication; of one date, final before provisional. What then disagrees stays."""
    found = [(recency(observation.status, observation.published), observation) for observation in observations]
    if not found:
        return ()
    latest = max(when for when, _ in found)
    kept = [observation for when, observation in found if when == latest]
    return tuple(sorted(kept, key=_place) if len(kept) > 1 else kept)


def _place(observation: Observation) -> tuple[Fraction, Fraction, str]:
    """Where an observation stands among those of one date, so that the order of rows plays no part."""
    low, high = observation.possible.low, observation.possible.high
    return low or Fraction(0), high or Fraction(0), repr(observation)
