"""The tests that a user writes with the kit; nothing here knows the inside of the library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st
from target_lights import Diary, faults, light

import policytargets as pt
from policytargets.testing import PlanHistory
from policytargets.testing import strategies as pts

REVENUE = pt.Indicator(id="revenue", name="财政收入", unit="亿元", nature="flow")
TARGET = pt.Target(id="revenue_2017", indicator=REVENUE, criterion=pt.AtLeast("8.2 亿元"), due=pt.Year(2017))
LATER = dt.date(2030, 1, 1)


@given(target=...)
def test_nothing_known_is_grey(target: pt.Target) -> None:
    """Silence is neither green nor red."""
    assert light(target, [], LATER) == "grey"


@given(data=st.data(), target=pts.targets())
def test_every_target_has_a_light(data: st.DataObject, target: pt.Target) -> None:
    """Whatever is published."""
    assert light(target, data.draw(pts.series(target)), LATER) in {"green", "red", "grey"}


@given(rows=pts.near_threshold(TARGET))
def test_a_tie_is_green(rows: tuple[pt.Observation, ...]) -> None:
    """To the last digit, in whatever unit it is published."""
    [seen] = rows
    assert light(TARGET, rows, LATER) == ("green" if seen.value >= pt.Quantity("8.2 亿元") else "red")


@given(plan=pts.plans())
@settings(max_examples=25)
def test_a_sound_file_has_no_faults(plan: pt.Plan) -> None:
    """What the library writes is taken."""
    assert faults(pt.dumps(plan)) == []


@given(faulty=pts.faulty_plans(form="file"))
@settings(max_examples=50)
def test_a_fault_is_shown_where_it_is(faulty: pts.FaultyPlan) -> None:
    """With what came there."""
    [(path, got)] = faults(faulty.text or "")
    assert path == faulty.path
    assert faulty.got in got


class DiaryHistory(PlanHistory):
    """How the diary does what happens."""

    def start(self) -> None:
        """An empty one."""
        self.diary = Diary()

    def record(self, observation: pt.Observation) -> None:
        """Publish."""
        self.diary.publish(observation)

    def revise(self, before: pt.Observation, now: pt.Observation) -> None:  # noqa: ARG002 -- a diary keeps both
        """Publish again."""
        self.diary.publish(now)

    def restate(self, target: pt.Target, on: dt.date) -> None:
        """State."""
        self.diary.state(target, on)

    def rows(self) -> Iterable[pt.Observation]:
        """What it holds."""
        return self.diary.rows

    def verdict(self, target_id: str, as_of: dt.date) -> pt.Attainment | None:
        """What it says."""
        return self.diary.look_up(target_id, as_of)


TestDiary = DiaryHistory.TestCase
TestDiary.settings = settings(max_examples=20, stateful_step_count=15)
