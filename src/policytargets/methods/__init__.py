"""Methods of progress as values: each names its rule, parameters, evidence and source."""

from __future__ import annotations

from policytargets.methods._naming import by_name
from policytargets.methods.arrows import SDSNArrows
from policytargets.methods.completion import CompletionRate, PlanRatio
from policytargets.methods.elapsed import ElapsedShare
from policytargets.methods.growth import Eurostat, MeanScore, StatCan, indicator_mean
from policytargets.methods.growth_gap import GrowthGap
from policytargets.methods.linear import GoalShare, LinearShare
from policytargets.methods.projection import Destatis, UNSDProgressChart
from policytargets.methods.reporting import Reporting

__all__ = [
    "CompletionRate",
    "Destatis",
    "ElapsedShare",
    "Eurostat",
    "GoalShare",
    "GrowthGap",
    "LinearShare",
    "MeanScore",
    "PlanRatio",
    "Reporting",
    "SDSNArrows",
    "StatCan",
    "UNSDProgressChart",
    "by_name",
    "indicator_mean",
]
