"""Hypothesis strategies for all of policytargets, shrinking to something a person would write.

Drawing by annotation needs no import of this module: ``@given(target=...)`` with ``target: Target``.
"""

from __future__ import annotations

from policytargets.testing._course_strategies import courses
from policytargets.testing._model_strategies import (
    bounds,
    criteria,
    indicators,
    near_threshold,
    observations,
    occurrences,
    series,
    targets,
)
from policytargets.testing._plan_strategies import (
    aims,
    measures,
    milestones,
    organisations,
    plans,
    responsibilities,
    rules,
)
from policytargets.testing._value_strategies import (
    days,
    dues,
    months,
    numbers,
    periods,
    quantities,
    quarters,
    spans,
    ties,
    units,
    years,
)

__all__ = [
    "aims",
    "bounds",
    "courses",
    "criteria",
    "days",
    "dues",
    "indicators",
    "measures",
    "milestones",
    "months",
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
