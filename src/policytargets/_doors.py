"""Methods of values that lead to a higher floor, resolved only when they are called.

``plan.to_frame()`` is where users look for a table, yet the model must not import pandas or any module above it. Each
door is named here and nowhere else, so that the way up can be read in one place.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

DOORS = {
    "plan_problems": ("policytargets.coherence", "plan_problems"),
    "plan_frame": ("policytargets.tables", "plan_frame"),
    "plan_html": ("policytargets.reports", "plan_html"),
    "assessment_frame": ("policytargets.tables", "assessment_frame"),
    "assessment_html": ("policytargets.reports", "assessment_html"),
    "assessment_style": ("policytargets.scorecards", "assessment_style"),
    "assessment_gt": ("policytargets.scorecards", "assessment_gt"),
    "attainment_html": ("policytargets.reports", "attainment_html"),
    "item_html": ("policytargets.reports", "item_html"),
    "outlook_html": ("policytargets.reports", "outlook_html"),
    "report": ("policytargets.reports", "write_report"),
    "attainment_dict": ("policytargets.results", "attainment_to_dict"),
    "assessment_dict": ("policytargets.results", "assessment_to_dict"),
    "organisation_frame": ("policytargets.tables", "organisation_frame"),
    "organisation_html": ("policytargets.reports", "organisation_html"),
    "plot_scorecard": ("policytargets.plotting", "plot_scorecard"),
    "plot_bullet": ("policytargets.plotting", "plot_bullet"),
    "plot_trajectory": ("policytargets.plotting", "plot_trajectory"),
    "plot_responsibilities": ("policytargets.plotting", "plot_responsibilities"),
    "describe": ("policytargets.describing", "describe"),
    "explain": ("policytargets.explaining", "explain"),
}


def through(door: str, *args: Any, **options: Any) -> Any:
    """Call what stands behind a door."""
    module, name = DOORS[door]
    return getattr(import_module(module), name)(*args, **options)
