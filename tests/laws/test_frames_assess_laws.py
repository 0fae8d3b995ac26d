"""What is said of a table is what is said of each pair by itself (issue: from one city to the whole country, one truth)."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import attrs
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import policytargets as pt
from policytargets import frames, methods, trajectories
from policytargets.criteria import leaves
from policytargets.frames._compiled import slots
from policytargets.observations import ObservationStatus
from policytargets.outlooks import Method
from policytargets.testing import strategies as pts
from policytargets.units import Unit

ENTITIES = ["a", "b", "NA", "ab", "c"]
EDGES = ["0", "-1", "1e-300", "0.1", "100", "101"]
METHODS: list[Method | None] = [None, methods.LinearShare(), methods.GoalShare(), methods.StatCan()]


@attrs.frozen
class Row:
    """A row of a table, and what it says."""

    entity: str | None
    seen: pt.Observation


def _exact(amount: pt.Quantity, unit: Unit) -> str | None:
    """Give the number of an amount in a unit, where a float means just this."""
    number = amount.base / unit.factor
    shown = repr(float(number))
    return shown if pt.Quantity(shown, unit).base == amount.base else None
