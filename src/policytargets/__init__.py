"""policytargets: policy targets as typed values that know their source, and are decided exactly and explainably.

The daily names stand here. What needs an optional or heavy dependency is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from policytargets.assessing import assess
from policytargets.attainment import Assessment, Attainment
from policytargets.baselines import UNSTATED, Baseline, Previous, YearBefore
from policytargets.bounds import About, AtLeast, AtMost, Between, Exactly, LessThan, MoreThan
from policytargets.chains import replay
from policytargets.criteria import AllOf, AnyOf, Fall, Growth, Multiple, NoWorse, Readings, Rise, Total
from policytargets.dues import By, Every
from policytargets.errors import PolicyTargetsError, UndecidedError, UnitMismatchError
from policytargets.findings import Finding
from policytargets.indicators import Better, Indicator, Limits, Nature, Ratio
from policytargets.kinds import Catalogue, Kind, standard_catalogue
from policytargets.measures import Measure
from policytargets.observations import Observation, ObservationStatus, Occurrence
from policytargets.organisations import Organisation, Responsibility, Role
from policytargets.periods import Day, Month, Quarter, Span, Year, parse_period
from policytargets.plans import Area, Plan, Topic
from policytargets.problems import InvalidPlanError, Problem, Severity
from policytargets.quantities import Quantity, Rounding
from policytargets.sources import Citation, SourceDocument
from policytargets.targets import Aim, Commitment, Each, Milestone, Rule, Target
from policytargets.texts import Text
from policytargets.units import Unit, per_10k_people, per_year, percent_of
from policytargets.verdicts import Decision, Reason, Timing, Verdict

if TYPE_CHECKING:
    from policytargets import methods, trajectories
    from policytargets.codec import dump, dumps, load, loads
    from policytargets.observation_files import read_observations
    from policytargets.prospects import compare_methods, pace
    from policytargets.rates import count_needed, people_covered

__version__ = "0.1.0"

_LAZY = {
    "compare_methods": "prospects",
    "count_needed": "rates",
    "dump": "codec",
    "dumps": "codec",
    "load": "codec",
    "loads": "codec",
    "pace": "prospects",
    "people_covered": "rates",
    "read_observations": "observation_files",
}

_MODULES = frozenset({"methods", "trajectories"})

__all__ = [
    "UNSTATED",
    "About",
    "Aim",
    "AllOf",
    "AnyOf",
    "Area",
    "Assessment",
    "AtLeast",
    "AtMost",
    "Attainment",
    "Baseline",
    "Better",
    "Between",
    "By",
    "Catalogue",
    "Citation",
    "Commitment",
    "Day",
    "Decision",
    "Each",
    "Every",
    "Exactly",
    "Fall",
    "Finding",
    "Growth",
    "Indicator",
    "InvalidPlanError",
    "Kind",
    "LessThan",
    "Limits",
    "Measure",
    "Milestone",
    "Month",
    "MoreThan",
    "Multiple",
    "Nature",
    "NoWorse",
    "Observation",
    "ObservationStatus",
    "Occurrence",
    "Organisation",
    "Plan",
    "PolicyTargetsError",
    "Previous",
    "Problem",
    "Quantity",
    "Quarter",
    "Ratio",
    "Readings",
    "Reason",
    "Responsibility",
    "Rise",
    "Role",
    "Rounding",
    "Rule",
    "Severity",
    "SourceDocument",
    "Span",
    "Target",
    "Text",
    "Timing",
    "Topic",
    "Total",
    "UndecidedError",
    "Unit",
    "UnitMismatchError",
    "Verdict",
    "Year",
    "YearBefore",
    "__version__",
    "assess",
    "compare_methods",
    "count_needed",
    "dump",
    "dumps",
    "load",
    "loads",
    "methods",
    "pace",
    "parse_period",
    "people_covered",
    "per_10k_people",
    "per_year",
    "percent_of",
    "read_observations",
    "replay",
    "standard_catalogue",
    "trajectories",
]


def __getattr__(name: str) -> Any:
    """Load a name whose module needs pandas or PyYAML when it is first used."""
    if name in _MODULES:
        return import_module(f"policytargets.{name}")
    if name in _LAZY:
        return getattr(import_module(f"policytargets.{_LAZY[name]}"), name)
    raise AttributeError(f"module 'policytargets' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the daily names."""
    return sorted(__all__)
