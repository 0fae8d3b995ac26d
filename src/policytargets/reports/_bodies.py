"""The section on who answers for what, and how it stands."""

from __future__ import annotations

from policytargets.attainment import Attainment
from policytargets.organisations import Organisation, Responsibility
from policytargets.reports._html import Content, Element, el, join
from policytargets.reports._matrix import matrix_table
from policytargets.reports._scorecard import goal_link
from policytargets.reports._view import View, bullets
from policytargets.verdicts import Verdict

_MOST = 10
"""So many items stand in one row."""

Held = list[tuple[Responsibility, Attainment | None]]


def bodies_section(view: View) -> Element:
    """Make the table of bodies, and the list of goals for which nobody is named."""
    note = view.words("responsibilities_note")
    title = view.words("responsibilities")
    return view.section("bodies", title, matrix_table(view), bodies_table(view), without_owner(view), note=note)


def bodies_table(view: View) -> Element:
    """Make the table of bodies in the order of the plan, each with its goals and measures."""
    columns = [view.words(name) for name in ("organisation", "answers_for", "answers_measures")]
    rows = [_rows(view, columns, body) for body in view.plan.organisations]
    caption = view.words("responsibilities_caption", as_of=view.as_of)
    return view.table(caption, columns, [el("tbody", rows)], name="bodies")


def _held(view: View, body: Organisation) -> Held:
    """Give what a body answers for, in the order of the plan; what is assessed comes with how it stands."""
    stands = {attainment.item.id: attainment for attainment in view.assessment or ()}
    mine = [one for one in view.plan.responsibilities if one.organisation == body.id]
    order = {item_id: number for number, item_id in enumerate(stands)}
    assessed = sorted((one for one in mine if one.item in stands), key=lambda one: order[one.item])
    return [(one, stands.get(one.item)) for one in (*assessed, *(one for one in mine if one.item not in stands))]


def _rows(view: View, columns: list[str], body: Organisation) -> list[Element]:
    """Make the row of a body, or several where it answers for so much that one would not fit on a page."""
    held = _held(view, body)
    goals = [_goal(view, one, attainment) for one, attainment in held if attainment is not None]
    others = [_other(view, one) for one, attainment in held if attainment is None]
    rows = []
    for start in range(0, max(len(goals), len(others), 1), _MOST):
        mine, more = (bullets(part[start : start + _MOST], class_="goals") for part in (goals, others))
        nothing = None if start else el("span", view.words("nothing"), class_="open")
        contents: list[Content] = [[None if start else _count(view, held), mine or nothing], more or nothing]
        name = view.text(body.name)
        head = [name, _about(view, body)] if start == 0 else view.fill("continued", name=name)
        place = None if start else view.anchor(f"body-{body.id}")
        rows.append(el("tr", el("th", head, scope="row"), view.cells(columns[1:], contents), id=place))
    return rows


def _count(view: View, held: Held) -> Element | None:
    """Count how the goals of a body stand."""
    found = [attainment.verdict for _, attainment in held if attainment is not None]
    if not found:
        return None
    colon = view.words("colon")
    said = [f"{verdict.label(view.lang)}{colon}{found.count(verdict)}" for verdict in Verdict if verdict in found]
    return el("p", view.words("between_phrases").join(said), class_="count")


def _role(view: View, one: Responsibility) -> Content:
    """Show the role, and the words of the document that name the body for the item."""
    return [" ", view.cited(one.citation)] if one.citation is not None else None


def _goal(view: View, one: Responsibility, attainment: Attainment) -> Content:
    return [goal_link(view, attainment), _role(view, one)]


def _other(view: View, one: Responsibility) -> Content:
    known = {item.id: item for kind in (view.plan.measures, view.plan.rules) for item in kind}
    if one.item not in known:
        return one.item
    return [view.link(f"item-{one.item}", view.text_of(known[one.item])), _role(view, one)]


def _about(view: View, body: Organisation) -> Content:
    """Say the level, the other names and the note of a body."""
    said: list[Content] = []
    if body.level is not None:
        said.append(view.words("level", level=body.level.label(view.lang)))
    if body.aliases:
        names = join([view.chinese(alias) for alias in body.aliases], view.words("between_names"))
        said.append(view.fill("also_written", names=names))
    if body.collective:
        said.append(_members(view, body))
    if body.note is not None:
        said.append(view.text(body.note))
    return [el("span", one, class_="about") for one in said]


def _members(view: View, body: Organisation) -> Content:
    if body.members is None:
        return view.words("collective")
    names = [
        view.text(view.organisations[member].name) if member in view.organisations else member
        for member in body.members
    ]
    return view.fill("collective_of", names=join(names, view.words("between_names")))


def without_owner(view: View) -> Content:
    """List the goals for which the document names nobody: nobody is inherited."""
    open_ones = [one for one in view.assessment or () if not view.plan.responsible_for(one.item.id)]
    if not open_ones:
        return None
    columns = [view.words(name) for name in ("item", "place")]
    rows = [
        el("tr", el("th", goal_link(view, one), scope="row"), view.cells(columns[1:], [view.cited(one.citation)]))
        for one in open_ones
    ]
    caption = view.words("without_owner_caption", count=len(open_ones))
    table = view.table(caption, columns, [el("tbody", rows)], name="ownerless")
    return [el("h3", view.words("without_owner")), el("p", view.words("without_owner_note"), class_="note"), table]
