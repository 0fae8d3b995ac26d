"""Methods of progress as values: each names its rule, parameters, evidence and source."""

from __future__ import annotations

from policytargets.methods._naming import by_name
from policytargets.methods.arrows import SDSN
from policytargets.methods.completion import CompletionRate, PlanRatio
from policytargets.methods.cuts import LogCut, OverFulfilment, compound_cuts, needed_from_now, over_fulfilment
from policytargets.methods.efficacy import Efficacy, SimpleEfficacy
from policytargets.methods.elapsed import ElapsedShare
from policytargets.methods.growth import Eurostat, MeanScore, StatCan, indicator_mean
from policytargets.methods.growth_gap import GrowthGap
from policytargets.methods.linear import GoalShare, LinearShare
from policytargets.methods.projection import Destatis, UNSDProgressChart
from policytargets.methods.realisation import RealisationDegree, WeightedMean, weighted_mean
from policytargets.methods.reporting import Reporting
from policytargets.methods.two_tests import ScoreGrades, TwoTests

__all__ = [
    "SDSN",
    "CompletionRate",
    "Destatis",
    "Efficacy",
    "ElapsedShare",
    "Eurostat",
    "GoalShare",
    "GrowthGap",
    "LinearShare",
    "LogCut",
    "MeanScore",
    "OverFulfilment",
    "PlanRatio",
    "RealisationDegree",
    "Reporting",
    "ScoreGrades",
    "SimpleEfficacy",
    "StatCan",
    "TwoTests",
    "UNSDProgressChart",
    "WeightedMean",
    "by_name",
    "compound_cuts",
    "indicator_mean",
    "needed_from_now",
    "over_fulfilment",
    "weighted_mean",
]
