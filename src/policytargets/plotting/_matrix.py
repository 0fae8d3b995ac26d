"""Who answers for what: bodies and topics, with the count in each cell."""

from __future__ import annotations

from typing import Any, Literal

from policytargets.attainment import Assessment
from policytargets.charts import Cell, responsibility_matrix
from policytargets.organisations import Role
from policytargets.plotting._colours import INK, SOFT, blue
from policytargets.plotting._lettering import Lettering, columns_of
from policytargets.plotting._matplotlib import Axes, Rectangle, new_axes
from policytargets.scorecards._rows import Scorecard
from policytargets.verdicts import Verdict

_CENTRE: dict[str, Any] = {"ha": "center", "va": "center"}
_SIGNS = {Verdict.MET: "√", Verdict.NOT_MET: "×", Verdict.UNDETERMINED: "?"}


def plot_responsibilities(assessment: Assessment, axes: Axes | None, lang: str, by: Literal["topic", "item"]) -> Axes:
    """Draw the matrix of a plan."""
    letters = Lettering.of(lang)
    matrix = responsibility_matrix(assessment, by)
    if axes is None:
        axes = new_axes(max(8, 3.4 + 1.1 * len(matrix.columns)), 1.8 + 0.5 * len(matrix.rows))
    held = {
        (body, column): sum(cell.count for cell in matrix.at(body, column))
        for body, _ in matrix.rows
        for column, _ in matrix.columns
    }
    most = max(held.values(), default=0)
    told = []
    rows = [letters.name(name, body) for body, name in matrix.rows]
    columns = [letters.name(name, str(key)) for key, name in matrix.columns]
    for y, (body, _) in enumerate(matrix.rows):
        for x, (column, _) in enumerate(matrix.columns):
            cells = matrix.at(body, column)
            count = held[body, column]
            ground, ink = blue(count / most) if count else ("white", INK)
            axes.add_patch(Rectangle((x, y), 1, 1, facecolor=ground, edgecolor="#d5d8dc"))
            if not count:
                continue
            words = letters.words("between_names").join(_count(letters, cell) for cell in cells)
            verdicts = [verdict for cell in cells for verdict in cell.verdicts]
            stands = " ".join(f"{_SIGNS[one]}{verdicts.count(one)}" for one in Verdict if one in verdicts)
            axes.text(x + 0.5, y + (0.38 if stands else 0.5), letters.say(words), color=ink, **_CENTRE, **letters.style)
            axes.text(x + 0.5, y + 0.74, letters.say(stands), color=ink, size="x-small", **_CENTRE, **letters.style)
            told.append(" ".join(filter(None, [rows[y], columns[x], words, stands])))
    axes.set_xlim(0, len(matrix.columns) or 1)
    axes.set_ylim(len(matrix.rows) or 1, 0)
    axes.set_xticks(
        [x + 0.5 for x in range(len(columns))], [letters.wrapped(name, 13) for name in columns], **letters.style
    )
    axes.set_yticks([y + 0.5 for y in range(len(rows))], [letters.wrapped(name, 38) for name in rows], **letters.style)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    card = Scorecard.of(assessment, letters.lang)
    title = letters.words("responsibilities_caption", as_of=letters.words("as_of_day", day=card.day))
    note = letters.words("cell_signs") if told else letters.words("no_owner")
    letters.heading(axes, title, note, SOFT, illustrative=assessment.is_illustrative)
    plan = letters.name(assessment.plan.title, "plan")
    axes.set_xlabel(letters.wrapped(plan, columns_of(axes)), color=SOFT, size="small", **letters.style)
    notice = [] if card.notice is None else [card.notice]
    axes.set_label(letters.words("between_phrases").join([title, *told, note, *notice]))
    return axes


def _count(letters: Lettering, cell: Cell) -> str:
    """Write how many items there are; the plain role, which is the usual one, is not named."""
    if cell.role is Role.RESPONSIBLE:
        return str(cell.count)
    return f"{cell.count} {cell.role.label(letters.lang)}"
