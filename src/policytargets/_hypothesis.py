"""The hypothesis entry point: ``st.from_type(Target)`` and ``@given(target=...)`` work without an import of ours.

It runs whenever somebody imports hypothesis, so it only names classes that the package has loaded anyway; the
strategies, and whatever they need, are loaded when the first value is drawn.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__: list[str] = []

CLASSES: dict[str, tuple[str, ...]] = {
    "units": ("Unit",),
    "quantities": ("Quantity",),
    "periods": ("Year", "Quarter", "Month", "Day", "Span"),
    "dues": ("By", "Every"),
    "baselines": ("Baseline",),
    "indicators": ("Indicator",),
    "bounds": ("AtLeast", "AtMost", "MoreThan", "LessThan", "Exactly", "Between", "About"),
    "criteria": ("Rise", "Fall", "Multiple", "Growth", "Total", "NoWorse", "AllOf", "AnyOf", "Readings"),
    "targets": ("Target", "Milestone", "Aim", "Rule"),
    "measures": ("Measure",),
    "organisations": ("Organisation", "Responsibility"),
    "observations": ("Observation", "Occurrence"),
    "plans": ("Plan",),
}
"""The classes that are drawn by annotation, by their modules."""


def _drawn(kind: type) -> Any:
    return import_module("policytargets.testing._by_type").drawn_by(kind)


def _setup() -> None:
    from hypothesis import strategies as st  # noqa: PLC0415 -- hypothesis calls this when it is imported

    for module, names in CLASSES.items():
        for name in names:
            st.register_type_strategy(getattr(import_module(f"policytargets.{module}"), name), _drawn)
