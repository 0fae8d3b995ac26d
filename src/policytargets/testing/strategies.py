"""Hypothesis strategies for all of policytargets, shrinking to something a person would write.

Limits are called ``min_value`` and ``max_value`` and belong to what is drawn, as in Hypothesis itself. An example that
fails shrinks to 2 patents in 2017, not to 16777/3 of an unnamed kind. Drawing by annotation needs no import of this
module: ``@given(target=...)`` with ``target: Target``.

Examples:
    >>> from hypothesis import given
    >>> @given(quantities("件/万人", kind="patent", min_value=0), years(min_value=2016))
    ... def test_a_rate_is_never_negative(rate, year):
    ...     assert rate.base >= 0 and year.year >= 2016
    >>> test_a_rate_is_never_negative()
"""

from __future__ import annotations

from policytargets.testing._amounts import numbers, quantities, ties, units
from policytargets.testing._course_strategies import courses
from policytargets.testing._criteria import baselines, bounds, changes, criteria, indicators
from policytargets.testing._faults import FAULTS, FaultyPlan, faulty_plans
from policytargets.testing._items import (
    aims,
    measures,
    milestones,
    organisations,
    responsibilities,
    rules,
    targets,
)
from policytargets.testing._observations import observations, occurrences, series
from policytargets.testing._periods import days, dues, months, periods, quarters, spans, years
from policytargets.testing._plans import plans
from policytargets.testing._thresholds import near, near_threshold

__all__ = [
    "FAULTS",
    "FaultyPlan",
    "aims",
    "baselines",
    "bounds",
    "changes",
    "courses",
    "criteria",
    "days",
    "dues",
    "faulty_plans",
    "indicators",
    "measures",
    "milestones",
    "months",
    "near",
    "near_threshold",
    "numbers",
    "observations",
    "occurrences",
    "organisations",
    "periods",
    "plans",
    "quantities",
    "quarters",
    "responsibilities",
    "rules",
    "series",
    "spans",
    "targets",
    "ties",
    "units",
    "years",
]
