"""The order of items in the report: by topic, and an annual task beside the goal it is a slice of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from policytargets.attainment import Attainment
from policytargets.dues import due_period
from policytargets.plans import Topic
from policytargets.reports._view import View
from policytargets.targets import Milestone, Target


@attrs.frozen
class Group:
    """A goal and what belongs to it: annual slices, a stretch goal, parts. The earliest due stands first.

    Attributes:
        root: the goal, whose name the group has.
        members: all of them, the goal too.
    """

    root: Attainment
    members: tuple[Attainment, ...]


def _belongs_to(attainment: Attainment) -> str | None:
    item = attainment.item
    if isinstance(item, Target):
        return item.slice_of or item.stretch_of or item.part_of
    return item.slice_of if isinstance(item, Milestone) else None


def _root(attainment: Attainment, known: Mapping[str, Attainment]) -> Attainment:
    seen = {attainment.item.id}
    above = _belongs_to(attainment)
    while above is not None and above in known and above not in seen:
        seen.add(above)
        attainment = known[above]
        above = _belongs_to(attainment)
    return attainment


def _due_end(attainment: Attainment) -> dt.date:
    return dt.date.max if attainment.due is None else due_period(attainment.due).end


def groups(attainments: Iterable[Attainment]) -> list[Group]:
    """Put what belongs together together, in the order of the plan."""
    known = {attainment.item.id: attainment for attainment in attainments}
    found: dict[str, list[Attainment]] = {}
    for attainment in known.values():
        found.setdefault(_root(attainment, known).item.id, []).append(attainment)
    return [Group(known[root], tuple(sorted(members, key=_due_end))) for root, members in found.items()]


def by_topic(view: View, found: Iterable[Group]) -> list[tuple[Topic | None, list[Group]]]:
    """Sort groups under the topics of the plan, in its order; what has none comes last."""
    sorted_in: dict[str | None, list[Group]] = {topic.id: [] for topic in view.plan.topics}
    for group in found:
        topic = group.root.item.topic
        sorted_in.setdefault(topic if topic in sorted_in else None, []).append(group)
    topics = {topic.id: topic for topic in view.plan.topics}
    return [(None if topic is None else topics[topic], under) for topic, under in sorted_in.items() if under]
