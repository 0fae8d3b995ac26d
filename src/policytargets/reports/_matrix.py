"""Who answers for how much, as a heat map: bodies in rows, topics in columns, the role and the count in each cell."""

from __future__ import annotations

from collections.abc import Sequence

from policytargets.charts import Cell, responsibility_matrix
from policytargets.organisations import Role
from policytargets.reports._html import Content, Element, el, join
from policytargets.reports._view import View

_SHAPES = {
    Role.LEAD: "M8 1l2 5h5l-4 3.5 1.5 5.5L8 11.5 3.5 15 5 9.5 1 6h5z",
    Role.JOINT: "M8 2a6 6 0 0 0 0 12zM8 2a6 6 0 0 1 0 12",
    Role.RESPONSIBLE: "M8 2a6 6 0 1 0 .01 0z",
    Role.SUPPORT: "M8 2v12M2 8h12",
    Role.SUPERVISE: "M8 1l7 7-7 7-7-7z",
}
"""A star leads, a half disc shares, a full disc is named without distinction, a plus supports, a diamond supervises."""

_STEPS = 4
"""Shades of the heat map."""


def matrix_table(view: View) -> Content:
    """Make the heat map, with a key of the roles it shows; nothing where nobody is named."""
    if view.assessment is None or not view.plan.responsibilities:
        return None
    found = responsibility_matrix(view.assessment)
    most = max(_count(found.at(body, column)) for body, _ in found.rows for column, _ in found.columns)
    heads = [name.best(view.lang) for _, name in found.columns]
    rows = []
    for body, name in found.rows:
        cells = [found.at(body, column) for column, _ in found.columns]
        shown = [_cell(view, head, held, most) for head, held in zip(heads, cells, strict=True)]
        total = el("td", str(sum(map(_count, cells))), data_label=view.words("total"), class_="sum")
        known = view.link(f"body-{body}", view.text(name)) if body in view.organisations else view.text(name)
        rows.append(el("tr", el("th", known, scope="row"), shown, total))
    columns = [view.words("organisation"), *heads, view.words("total")]
    roles = [role for role in Role if any(cell.role is role for cell in found.cells)]
    key = el("ul", [el("li", _mark(role), role.label(view.lang)) for role in roles], class_="key")
    caption = view.words("matrix_caption")
    table = view.table(caption, columns, [el("tbody", rows)], name="matrix", amounts=False)
    return [el("p", view.words("matrix_note"), class_="note"), key, table]


def _count(held: Sequence[Cell]) -> int:
    return sum(cell.count for cell in held)


def _cell(view: View, head: str, held: Sequence[Cell], most: int) -> Element:
    """Make a cell: for each role its glyph, the count, and the word for who cannot see the glyph."""
    if not held:
        return el("td", "–", data_label=head, class_="none")
    said: list[Content] = [
        [_mark(cell.role), el("span", cell.role.label(view.lang), " ", class_="unseen"), str(cell.count)]
        for cell in held
    ]
    heat = -(-_count(held) * _STEPS // most)
    return el("td", join(said, " "), data_label=head, class_=f"heat-{heat}")


def _mark(role: Role) -> Element:
    return el(
        "svg", el("path", d=_SHAPES[role]), class_=f"role {role.value}", viewBox="0 0 16 16", width=12, height=12,
        aria_hidden="true",
    )  # fmt: skip
