"""A history of a plan: the library passes it, and planted bugs are found (issue: the stateful machine)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

import policytargets as pt
from policytargets.testing import PlanHistory

SOME = settings(max_examples=60, stateful_step_count=25, database=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(SOME, max_examples=400, phases=[Phase.generate], report_multiple_bugs=False)
"""To find a planted bug, as long as the history that shows it may be."""


class Ledger(PlanHistory):
    """A tool that keeps everything and lets the library decide: what users would write."""

    def start(self) -> None:
        """Begin with an empty tool."""
        self.seen: list[pt.Observation] = []
        self.versions: list[tuple[dt.date, pt.Target]] = []

    def record(self, observation: pt.Observation) -> None:
        """Keep it."""
        self.seen.append(observation)

    def revise(self, before: pt.Observation, now: pt.Observation) -> None:  # noqa: ARG002 -- both publications count
        """Keep both."""
        self.record(now)

    def restate(self, target: pt.Target, on: dt.date) -> None:
        """Keep every version."""
        self.versions.append((on, target))

    def rows(self) -> Iterable[pt.Observation]:
        """All of them."""
        return self.seen

    def in_force(self, target_id: str, as_of: dt.date) -> pt.Target | None:
        """The version that held on a day."""
        known = [row for row in self.versions if row[1].id == target_id and row[0] <= as_of]
        return max(known, key=lambda row: row[0])[1] if known else None

    def verdict(self, target_id: str, as_of: dt.date) -> pt.Attainment | pt.Verdict | None:
        """Decided by the version that held, on all that is kept."""
        target = self.in_force(target_id, as_of)
        return None if target is None else pt.assess(target, self.seen, as_of=as_of)


class ForgetsWhen(Ledger):
    """It drops the day of publication, so that a revision published later changes an earlier verdict."""

    def verdict(self, target_id: str, as_of: dt.date) -> pt.Attainment | pt.Verdict | None:
        """Decided as if all had always been known."""
        target = self.in_force(target_id, as_of)
        undated = [attrs.evolve(row, published=None) for row in self.seen]
        return None if target is None else pt.assess(target, undated, as_of=as_of).verdict


class LosesARow(Ledger):
    """A revision replaces what it revises."""

    def revise(self, before: pt.Observation, now: pt.Observation) -> None:
        """Forget the first publication."""
        self.seen = [*(row for row in self.seen if row != before), now]

    def verdict(self, target_id: str, as_of: dt.date) -> pt.Attainment | pt.Verdict | None:  # noqa: ARG002 -- always
        """Nothing it says shows the loss."""
        return None


class OverwritesTargets(Ledger):
    """A target stated anew is taken as if it had always been stated so."""

    def in_force(self, target_id: str, as_of: dt.date) -> pt.Target | None:
        """The last one told, if one was stated by then."""
        known = [target for _, target in self.versions if target.id == target_id]
        return known[-1] if super().in_force(target_id, as_of) is not None else None


class NeedsTheTargetFirst(Ledger):
    """What was told before the target plays no part, so that it matters in which order things are told."""

    def restate(self, target: pt.Target, on: dt.date) -> None:
        """Begin to look from here on."""
        self.since = min(getattr(self, "since", len(self.seen)), len(self.seen))
        super().restate(target, on)

    def start(self) -> None:
        """Begin with an empty tool."""
        super().start()
        self.__dict__.pop("since", None)

    def verdict(self, target_id: str, as_of: dt.date) -> pt.Attainment | pt.Verdict | None:
        """Decided on what came after the first target."""
        target = self.in_force(target_id, as_of)
        return None if target is None else pt.assess(target, self.seen[self.since :], as_of=as_of).verdict


class AltersItsSteps(Ledger):
    """Its verdict does not follow from its steps."""

    def verdict(self, target_id: str, as_of: dt.date) -> pt.Attainment | pt.Verdict | None:
        """Undetermined is reported as met."""
        found = super().verdict(target_id, as_of)
        assert not isinstance(found, pt.Verdict)
        return None if found is None else attrs.evolve(found, verdict=pt.Verdict.MET, timing=pt.Timing.ON_TIME)


def test_the_library_keeps_the_laws_of_a_history() -> None:
    """Law: whatever the order of events, no verdict changes afterwards, nothing is lost, everything replays (issue)."""
    run_state_machine_as_test(Ledger, settings=SOME)


@pytest.mark.parametrize(
    ("tool", "law"),
    [
        (ForgetsWhen, "never changes: it was"),
        (LosesARow, "nothing is lost: missing are"),
        (OverwritesTargets, "never changes: it was"),
        (NeedsTheTargetFirst, "never changes: it was"),
        (AltersItsSteps, "its steps replay: they give"),
    ],
)
def test_a_planted_bug_is_found(tool: Any, law: str) -> None:
    """Law: a tool that lets the later change the earlier, or loses a row, fails by the name of the law (issue)."""
    with pytest.raises(AssertionError, match=law):
        run_state_machine_as_test(tool, settings=MANY)


@pytest.mark.parametrize("hook", ["start", "record", "revise", "restate", "rows", "verdict"])
def test_each_of_the_six_things_must_be_told(hook: str) -> None:
    """Law: what a tool does not say is an error, and never a pass."""
    silent = type("Silent", (Ledger,), {hook: getattr(PlanHistory, hook)})
    with pytest.raises(NotImplementedError, match=rf"Silent\.{hook}: expected .*define {hook} in Silent"):
        run_state_machine_as_test(silent, settings=MANY)


TestLedger: Any = Ledger.TestCase
"""What pytest and unittest run, as users write it."""
TestLedger.settings = settings(SOME, max_examples=15)
