"""Strategies for whole coherent plans."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from policytargets.dues import By
from policytargets.organisations import ItemKind, Responsibility
from policytargets.periods import Year
from policytargets.plans import Plan, Topic
from policytargets.problems import Severity
from policytargets.targets import Target
from policytargets.testing._items import aims, measures, milestones, organisations, rules, targets

_TOPIC = Topic(id="creation", name={"zh": "创造", "en": "creation"})


def is_sound(plan: Plan) -> bool:
    """Tell whether a plan has no errors; warnings and notes stop nobody."""
    return all(problem.severity is not Severity.ERROR for problem in plan.problems())


def _makes_sense(target: Target) -> bool:
    """Tell whether a target asks nothing that its indicator cannot have, and no floor above a ceiling."""
    return is_sound(Plan(title="one target", targets=[target]))


def _slice(target: Target) -> Target | None:
    """Give the same a year earlier, as an annual slice, where there is a year earlier."""
    if not isinstance(target.due, By) or not isinstance(target.due.period, Year):
        return None
    due = target.due.period.previous()
    return attrs.evolve(target, id=f"{target.indicator.id}_{due}", due=due, slice_of=target.id)


@st.composite
def plans(draw: st.DrawFn, *, min_targets: int = 0, max_targets: int = 3, title: str = "a plan") -> Plan:
    """Draw whole coherent plans: without errors, with what belongs together linked.

    Args:
        draw: given by Hypothesis.
        min_targets: how many targets at least, annual slices apart.
        max_targets: how many targets at most, annual slices apart.
        title: their title.

    Examples:
        >>> from hypothesis import given, settings
        >>> from policytargets import dumps, loads
        >>> @settings(max_examples=10)
        ... @given(plan=plans(min_targets=1))
        ... def test_a_plan_is_written_and_read_back(plan):
        ...     assert loads(dumps(plan)) == plan.check()
        >>> test_a_plan_is_written_and_read_back()
    """
    one_each = (lambda one: one.id, lambda one: one.indicator.id)
    drawn = draw(st.lists(_SENSIBLE, min_size=min_targets, max_size=max_targets, unique_by=one_each))
    sliced = [part for part in map(_slice, drawn) if part is not None and draw(st.booleans())]
    topic = [_TOPIC] if draw(st.booleans()) else []
    goals = [attrs.evolve(target, topic=_TOPIC.id if topic else None) for target in (*drawn, *sliced)]
    events = draw(_EVENTS)
    bodies = draw(_SOME_BODIES)
    named = [(target.id, ItemKind.TARGET) for target in goals] + [(event.id, ItemKind.MILESTONE) for event in events]
    return Plan(
        title=title,
        topics=topic,
        organisations=bodies,
        indicators=[target.indicator for target in drawn],
        targets=goals,
        milestones=events,
        aims=draw(_SOME_AIMS),
        rules=draw(_SOME_RULES),
        measures=[attrs.evolve(one, serves=[target.id for target in drawn]) for one in draw(_SOME_MEASURES)],
        responsibilities=[
            Responsibility(
                item=item, item_kind=kind, organisation=body.id, as_written=body.name.best("zh"), order=number
            )
            for item, kind in named
            for number, body in enumerate(bodies, start=1)
        ],
    )


# Made once: Hypothesis looks at every part of a new strategy, which takes longer than drawing from it.
_SENSIBLE = targets().filter(_makes_sense)
_EVENTS = st.lists(milestones(), max_size=2, unique_by=lambda one: one.id)
_SOME_BODIES = st.lists(organisations(), max_size=2, unique_by=lambda one: one.id)
_SOME_AIMS = st.lists(aims(), max_size=1)
_SOME_RULES = st.lists(rules(), max_size=1)
_SOME_MEASURES = st.lists(measures(), max_size=2, unique_by=lambda one: one.id)
