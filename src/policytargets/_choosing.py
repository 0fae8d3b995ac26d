"""Which observations count at a date, and which of them goes before the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction

from policytargets.observations import Observation, ObservationStatus


def counts(observation: Observation, as_of: dt.date) -> bool:
    """An observation counts once its period is over and it is published; a forecast never does."""
    return (
        observation.status is not ObservationStatus.FORECAST
        and observation.period.end <= as_of
        and (observation.published is None or observation.published <= as_of)
    )


def newest(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Keep the newest publication; of one date, final before provisional. What then disagrees stays."""
    found = list(observations)
    if not found:
        return ()
    latest = max(observation.published or dt.date.min for observation in found)
    found = [observation for observation in found if (observation.published or dt.date.min) == latest]
    kept = [observation for observation in found if observation.status is ObservationStatus.FINAL] or found
    return tuple(sorted(kept, key=_place) if len(kept) > 1 else kept)


def _place(observation: Observation) -> tuple[Fraction, Fraction, str]:
    """Where an observation stands among those of one date, so that the order of rows plays no part."""
    low, high = observation.possible.low, observation.possible.high
    return low or Fraction(0), high or Fraction(0), repr(observation)
