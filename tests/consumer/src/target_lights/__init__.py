"""Lights for targets, an upload of plan files, and a diary of what was published: a small user of policytargets."""

from __future__ import annotations

import datetime as dt

import policytargets as pt

__all__ = ["Diary", "faults", "light"]

COLOURS = {pt.Verdict.MET: "green", pt.Verdict.NOT_MET: "red", pt.Verdict.UNDETERMINED: "grey"}


def light(target: pt.Target, rows: list[pt.Observation] | tuple[pt.Observation, ...], as_of: dt.date) -> str:
    """Show how a target stands: green, red, or grey where it is not known."""
    return COLOURS[pt.assess(target, rows, as_of=as_of).verdict]


def faults(text: str) -> list[tuple[str, str]]:
    """List what is wrong with an uploaded plan file: where, and what came there."""
    try:
        pt.loads(text)
    except pt.InvalidPlanError as error:
        return [(one.path, one.got) for one in error.problems if one.severity is pt.Severity.ERROR]
    return []


class Diary:
    """What was published, and how targets were stated, day by day."""

    def __init__(self) -> None:
        self.rows: list[pt.Observation] = []
        self.versions: dict[str, list[tuple[dt.date, pt.Target]]] = {}

    def publish(self, row: pt.Observation) -> None:
        """Write down an amount; what it revises stays."""
        self.rows.append(row)

    def state(self, target: pt.Target, on: dt.date) -> None:
        """Write down how a target is stated from a day on."""
        self.versions.setdefault(target.id, []).append((on, target))

    def look_up(self, target_id: str, as_of: dt.date) -> pt.Attainment | None:
        """Tell how a target stood on a day, by what was known then."""
        known = [version for version in self.versions.get(target_id, []) if version[0] <= as_of]
        if not known:
            return None
        _, target = max(known, key=lambda version: version[0])
        return pt.assess(target, self.rows, as_of=as_of)
