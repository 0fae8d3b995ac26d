"""Which strategy draws a class, for drawing by annotation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from hypothesis import strategies as st

from policytargets.baselines import Baseline
from policytargets.bounds import BOUND_TYPES
from policytargets.criteria import CRITERION_TYPES
from policytargets.dues import By, Every
from policytargets.indicators import Indicator
from policytargets.measures import Measure
from policytargets.observations import Observation, Occurrence
from policytargets.organisations import Organisation, Responsibility
from policytargets.periods import Day, Month, Quarter, Span, Year
from policytargets.plans import Plan
from policytargets.quantities import Quantity
from policytargets.targets import Aim, Milestone, Rule, Target
from policytargets.testing import strategies as pts
from policytargets.units import Unit

Maker: TypeAlias = "Callable[[], st.SearchStrategy[Any]]"


def _dues(kind: type) -> Any:
    return pts.dues().filter(lambda due: isinstance(due, kind))


DRAWN_BY: dict[type, Maker] = {
    Unit: pts.units,
    Quantity: pts.quantities,
    Year: pts.years,
    Quarter: pts.quarters,
    Month: pts.months,
    Day: pts.days,
    Span: pts.spans,
    By: partial(_dues, By),
    Every: partial(_dues, Every),
    Baseline: partial(pts.baselines, fixed=True),
    Indicator: pts.indicators,
    **{kind: partial(pts.bounds, kinds=[kind]) for kind in BOUND_TYPES},
    **{kind: partial(pts.criteria, kinds=[kind]) for kind in CRITERION_TYPES if kind not in BOUND_TYPES},
    Target: pts.targets,
    Milestone: pts.milestones,
    Aim: pts.aims,
    Rule: pts.rules,
    Measure: pts.measures,
    Organisation: pts.organisations,
    Responsibility: pts.responsibilities,
    Observation: pts.observations,
    Occurrence: pts.occurrences,
    Plan: pts.plans,
}
"""What draws each class when only the class is known; a closed union is drawn by its members."""


def drawn_by(kind: type) -> st.SearchStrategy[Any]:
    """Give the strategy that draws a class."""
    return DRAWN_BY[kind]()
