"""Who answers for what, as a matrix: bodies in rows, and topics, kinds or items in columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import attrs

from policytargets.attainment import Assessment
from policytargets.errors import InvalidValueError
from policytargets.organisations import ItemKind, Responsibility, Role
from policytargets.plans import Entry, Plan
from policytargets.targets import Milestone, Target
from policytargets.texts import Text, to_text
from policytargets.verdicts import Verdict

Column: TypeAlias = str | ItemKind
"""What a column is: the id of a topic or an item, or a kind of item."""


@attrs.frozen(kw_only=True)
class Cell:
    """What a body answers for in one column, in one role.

    Attributes:
        organisation: id of the body.
        column: id of the topic, or of the item; the kind of item for what has no topic.
        role: what the body is to these items.
        items: their ids, in the order of the plan.
        verdicts: how those stand that are assessed; rules and measures are not.
    """

    organisation: str
    column: Column
    role: Role
    items: tuple[str, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def count(self) -> int:
        """How many items it holds."""
        return len(self.items)


@attrs.frozen(kw_only=True)
class Matrix:
    """Who answers for what.

    Attributes:
        rows: ids and names of the bodies, in the order of the plan.
        columns: keys and names of the columns, in the order of the plan.
        cells: what is not empty, by rows and columns; a body with two roles in a column has two.
    """

    rows: tuple[tuple[str, Text], ...]
    columns: tuple[tuple[Column, Text], ...]
    cells: tuple[Cell, ...]

    def at(self, organisation: str, column: Column) -> tuple[Cell, ...]:
        """Give the cells of a row and a column, one for each role; none where the body answers for nothing there."""
        return tuple(cell for cell in self.cells if (cell.organisation, cell.column) == (organisation, column))


def responsibility_matrix(assessment: Assessment, by: Literal["topic", "item"] = "topic") -> Matrix:
    """Give who answers for what; nobody is inherited, and no role is guessed.

    Args:
        assessment: how the plan stands.
        by: what a column is: a topic of the plan, with what has none by its kind; or an item.

    Raises:
        InvalidValueError: *by* is something else.

    Examples:
        >>> from policytargets import Milestone, Organisation, Plan, Year, assess
        >>> plan = Plan(
        ...     title="plan",
        ...     milestones=[Milestone(id="platform", name="a platform", due=Year(2017))],
        ...     organisations=[Organisation(id="bureau", name="science bureau")],
        ...     responsibilities=[
        ...         Responsibility(
        ...             item="platform", item_kind="milestone", organisation="bureau", as_written="市科技局", order=1
        ...         )
        ...     ],
        ... )
        >>> matrix = responsibility_matrix(assess(plan, [], as_of=Year(2018)))
        >>> [cell] = matrix.at("bureau", ItemKind.MILESTONE)
        >>> cell.count, cell.role, cell.verdicts
        (1, <Role.RESPONSIBLE: 'responsible'>, (Verdict.UNDETERMINED,))
    """
    plan = assessment.plan
    if by not in {"topic", "item"}:
        raise InvalidValueError("responsibility_matrix: by", "'topic' or 'item'", repr(by), "name one of them")
    entries = _entries(plan)
    stands = {attainment.item.id: attainment.verdict for attainment in assessment}
    order = {item: number for number, item in enumerate(entries)}
    found: dict[tuple[str, Column, Role], list[str]] = {}
    for one in sorted(plan.responsibilities, key=lambda one: order.get(one.item, len(order))):
        column = _column(one, by, plan, entries)
        found.setdefault((one.organisation, column, one.role), []).append(one.item)
    rows = {body.id: body.name for body in plan.organisations}
    rows |= {one.organisation: to_text(one.as_written) for one in plan.responsibilities if one.organisation not in rows}
    used = {column for _, column, _ in found}
    columns = {key: name for key, name in _columns(by, plan, entries).items() if key in used}
    columns |= {column: to_text(str(column)) for column in used if column not in columns}
    rank = {key: number for number, key in enumerate(columns)}
    places = {body: number for number, body in enumerate(rows)}
    roles = list(Role)
    keys = sorted(found, key=lambda key: (places[key[0]], rank[key[1]], roles.index(key[2])))
    cells = tuple(
        Cell(
            organisation=body, column=column, role=role, items=tuple(found[body, column, role]),
            verdicts=tuple(stands[item] for item in found[body, column, role] if item in stands),
        )
        for body, column, role in keys
    )  # fmt: skip
    return Matrix(rows=tuple(rows.items()), columns=tuple(columns.items()), cells=cells)


def _entries(plan: Plan) -> dict[str, Entry]:
    kinds: tuple[tuple[Entry, ...], ...] = (plan.targets, plan.milestones, plan.aims, plan.rules, plan.measures)
    return {entry.id: entry for kind in kinds for entry in kind}


def _columns(by: str, plan: Plan, entries: Mapping[str, Entry]) -> dict[Column, Text]:
    if by == "topic":
        kinds: dict[Column, Text] = {k: Text({"zh": k.label("zh"), "en": k.label("en")}) for k in ItemKind}
        return {topic.id: topic.name for topic in plan.topics} | kinds
    return {key: Text({"zh": item.label("zh"), "en": item.label("en")}) for key, item in entries.items()}


def _column(one: Responsibility, by: str, plan: Plan, entries: Mapping[str, Entry]) -> Column:
    if by == "item":
        return one.item
    topic = _topic(one.item, entries)
    return topic if topic is not None and any(topic == known.id for known in plan.topics) else one.item_kind


def _topic(item_id: str, entries: Mapping[str, Entry]) -> str | None:
    """The topic of an item; an annual slice without one stands under that of its goal."""
    seen: set[str] = set()
    item = entries.get(item_id)
    while item is not None and item.topic is None and isinstance(item, (Target, Milestone)) and item.id not in seen:
        seen.add(item.id)
        item = None if item.slice_of is None else entries.get(item.slice_of)
    return None if item is None else item.topic
