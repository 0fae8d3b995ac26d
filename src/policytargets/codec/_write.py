"""From a plan to the tree of a file, which reads as this very plan."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policytargets.codec._forms import Languages
from policytargets.codec._linked import inline_bodies
from policytargets.codec._parts import Writing
from policytargets.codec._read import VERSION
from policytargets.codec._records import RESPONSIBILITY, SECTIONS, SOURCE
from policytargets.errors import FileError
from policytargets.kinds import Catalogue, standard_catalogue

if TYPE_CHECKING:
    from policytargets.codec._tree import Tree
    from policytargets.plans import Plan


def plan_tree(plan: Plan) -> dict[str, Tree]:
    """Give the tree of a plan.

    Raises:
        FileError: an id stands twice in one part, or an amount cannot be stated in a file.
    """
    writing = _writing(plan)
    tree: dict[str, Tree] = {"policytargets": VERSION, "title": Languages().write(plan.title)}
    if plan.source is not None:
        tree["source"] = SOURCE.write(plan.source, writing)
    if plan.area is not None:
        tree["plan_area"] = plan.area
    for section, record in SECTIONS.items():
        items = getattr(plan, section)
        repeated = [item_id for item_id, times in Counter(item.id for item in items).items() if times > 1]
        if repeated:
            raise FileError(f"plan: {section}", "each id once", f"{repeated[0]!r} twice", "see plan.problems()")
        if items:
            tree[section] = {item.id: record.write(item, writing) for item in items}
    if plan.responsibilities and not writing.by_item:
        tree["responsibilities"] = [RESPONSIBILITY.write(answer, writing) for answer in plan.responsibilities]
    return tree


def _writing(plan: Plan) -> Writing:
    documents = {document.id: document for document in (*plan.documents, *((plan.source,) if plan.source else ()))}
    return Writing(plan, catalogue_of(plan), documents, inline_bodies(plan) or {})


def catalogue_of(plan: Plan) -> Catalogue:
    """Give the standard catalogue with the kinds of the plan."""
    known = standard_catalogue()
    return known.extend(kind for kind in plan.kinds if kind not in known.kinds)
