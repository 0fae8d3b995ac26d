"""The hypothesis entry point: ``st.from_type(Target)`` and ``@given(target=...)`` work without an import of ours.

It runs whenever somebody imports hypothesis, so it does no more than fill a table of names.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__: list[str] = []

STRATEGIES: dict[tuple[str, str], str] = {
    ("units", "Unit"): "units",
    ("quantities", "Quantity"): "quantities",
    ("periods", "Year"): "years",
    ("periods", "Quarter"): "quarters",
    ("periods", "Month"): "months",
    ("periods", "Day"): "days",
    ("periods", "Span"): "spans",
    ("indicators", "Indicator"): "indicators",
    ("targets", "Target"): "targets",
    ("targets", "Milestone"): "milestones",
    ("targets", "Aim"): "aims",
    ("targets", "Rule"): "rules",
    ("measures", "Measure"): "measures",
    ("organisations", "Organisation"): "organisations",
    ("organisations", "Responsibility"): "responsibilities",
    ("observations", "Observation"): "observations",
    ("observations", "Occurrence"): "occurrences",
    ("plans", "Plan"): "plans",
}
"""Module and class, and the strategy that draws it."""


def _drawn_by(strategy: str) -> Any:
    return lambda _: getattr(import_module("policytargets.testing.strategies"), strategy)()


def _setup() -> None:
    from hypothesis import strategies as st  # noqa: PLC0415 -- hypothesis calls this when it is imported

    for (module, name), strategy in STRATEGIES.items():
        kind = getattr(import_module(f"policytargets.{module}"), name)
        st.register_type_strategy(kind, _drawn_by(strategy))
