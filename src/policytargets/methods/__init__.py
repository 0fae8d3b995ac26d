"""Methods of progress as values: each names its rule, parameters, evidence and source."""

from __future__ import annotations

from policytargets.methods._naming import by_name
from policytargets.methods.arrows import SDSNArrows
from policytargets.methods.growth import Eurostat, MeanScore, StatCan, indicator_mean
from policytargets.methods.linear import GoalShare, LinearShare
from policytargets.methods.projection import Destatis, UNSDProgressChart

__all__ = [
    "Destatis",
    "Eurostat",
    "GoalShare",
    "LinearShare",
    "MeanScore",
    "SDSNArrows",
    "StatCan",
    "UNSDProgressChart",
    "by_name",
    "indicator_mean",
]
