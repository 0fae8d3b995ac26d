"""What was observed of targets against what is asked: one bullet, or one for each target of a plan."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias

from policytargets.attainment import Assessment
from policytargets.charts import Bullet, bullet
from policytargets.errors import InvalidValueError
from policytargets.plotting._colours import GROUND, HATCH, INK, INKS, LINE, MISSING, SOFT, ZONE, fill_of
from policytargets.plotting._lettering import Lettering, columns_of
from policytargets.plotting._matplotlib import Axes, Line2D, Patch, new_axes
from policytargets.ranges import Range
from policytargets.scorecards._rows import Row, Scorecard
from policytargets.targets import Target

Place: TypeAlias = Callable[[Fraction], float]

_HALF = 0.22
_ALL = 0.38
_ROW, _LINE = 0.5, 0.14
"""Inches for a row of the scorecard, and for each further line of its text."""

_LEFT, _BESIDE = 38, 57
"""Columns of text on both sides of it."""


def place(amount: Fraction) -> float:
    """Give the place of an amount on an axis in its unit."""
    try:
        return float(amount)
    except OverflowError:
        raise InvalidValueError(
            "plot", "amounts that a float can hold", "one of more than 300 digits", "take a larger unit"
        ) from None


def plot_bullet(assessment: Assessment, target_id: str, axes: Axes | None, lang: str) -> Axes:
    """Draw one target."""
    letters = Lettering.of(lang)
    shown = bullet(assessment[target_id], assessment)
    row = row_of(assessment, letters, target_id)
    axes = new_axes(8, 2.4) if axes is None else axes
    low, high = map(place, shown.scale)
    _draw(axes, letters, shown, 0, (low, high))
    axes.set_xlim(low, high)
    axes.set_ylim(-0.5, 0.5)
    axes.set_yticks([])
    said = letters.words("to_asked", observed=row.cells["observed"], asked=row.cells["asked"])
    axes.set_xlabel(letters.wrapped(said, columns_of(axes)), color=SOFT, **letters.style)
    for side in ("left", "top", "right"):
        axes.spines[side].set_visible(False)
    title = letters.name(shown.name, target_id) + letters.words("brackets", inside=row.cells["due"])
    letters.heading(axes, title, row.cells["verdict"], INKS[row.tone], illustrative=shown.is_illustrative)
    axes.set_label(f"{title}{letters.words('colon')}{row.cells['verdict']}{letters.words('between_phrases')}{said}")
    return axes


def plot_scorecard(assessment: Assessment, axes: Axes | None, lang: str) -> Axes:
    """Draw all targets, each on a scale of its own."""
    letters = Lettering.of(lang)
    found = [one for one in assessment if isinstance(one.item, Target)]
    rows = [row_of(assessment, letters, one.item.id) for one in found]
    shown = [bullet(one, assessment) for one in found]
    notes = [
        letters.wrapped(letters.words("to_asked", observed=row.cells["observed"], asked=row.cells["asked"]), _BESIDE)
        for row in rows
    ]
    if axes is None:
        height = _ROW + _LINE * max((note.count("\n") for note in notes), default=0)
        axes = new_axes(11, 1.6 + height * len(rows))
    for number, (one, row, note) in enumerate(zip(shown, rows, notes, strict=True)):
        _draw(axes, letters, one, number, (0, 1))
        beside = {"transform": axes.get_yaxis_transform(), **letters.style}
        verdict = letters.say(row.cells["verdict"])
        axes.text(1.02, number - 0.18, verdict, color=INKS[row.tone], va="bottom", **beside)
        axes.text(1.02, number - 0.12, note, color=SOFT, size="small", va="top", **beside)
    axes.set_xlim(0, 1)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xticks([])
    names = [
        letters.wrapped(letters.name(one.name, one.target) + letters.words("brackets", inside=row.cells["due"]), _LEFT)
        for one, row in zip(shown, rows, strict=True)
    ]
    axes.set_yticks(range(len(rows)), names, **letters.style)
    axes.tick_params(axis="y", length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    card = Scorecard.of(assessment, letters.lang)
    letters.heading(
        axes, letters.name(assessment.plan.title, "plan"), letters.words("as_of_day", day=card.day), SOFT,
        illustrative=assessment.is_illustrative,
    )  # fmt: skip
    letters.legend(axes, _signs(letters), below=1)
    told = [f"{name}{letters.words('colon')}{row.cells['verdict']}" for name, row in zip(names, rows, strict=True)]
    notice = [] if card.notice is None else [card.notice]
    axes.set_label(letters.words("between_phrases").join([card.caption, *told, *notice]))
    return axes


def row_of(assessment: Assessment, letters: Lettering, item_id: str) -> Row:
    """Give the row of the scorecard with the words on an item."""
    number = [one.item.id for one in assessment].index(item_id)
    return Scorecard.of(assessment, letters.lang).rows[number]


def _draw(axes: Axes, letters: Lettering, shown: Bullet, y: float, ends: tuple[float, float]) -> None:
    """Draw one bullet at a height, between two ends of the axis."""
    low, high = shown.scale

    def at(amount: Fraction | None, instead: Fraction) -> float:
        share = place(((instead if amount is None else amount) - low) / (high - low))
        return ends[0] + share * (ends[1] - ends[0])

    _box(axes, y, _ALL, ends, facecolor=GROUND)
    for region in shown.accepted:
        _box(axes, y, _ALL, (at(region.low, low), at(region.high, high)), facecolor=ZONE)
    if not shown.observed:
        _box(axes, y, _HALF, ends, facecolor="white", edgecolor=MISSING, hatch=HATCH)
        missing: dict[str, Any] = {
            "ha": "center",
            "va": "center",
            "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 2},
        }
        axes.text(sum(ends) / 2, y, letters.say(letters.words("no_data")), color=SOFT, **missing, **letters.style)
    zero = at(Fraction(0), low)
    for one in shown.observed:
        _draw_range(axes, shown, one, y, (at(one.low, low), at(one.high, high), zero))
    dashed = "--" if len(shown.accepted) > 1 else "-"
    edges = dict.fromkeys(end for one in shown.accepted for end in (one.low, one.high) if end is not None)
    for edge in edges:
        axes.plot([at(edge, low)] * 2, [y - _ALL, y + _ALL], color=INK, linewidth=2.5, linestyle=dashed, zorder=4)


def _draw_range(axes: Axes, shown: Bullet, one: Range, y: float, places: tuple[float, float, float]) -> None:
    """Draw a bar from zero to what is sure; what lies between the ends of a range is hatched."""
    low, high, zero = places
    fill = {"facecolor": fill_of(shown.timing)} if shown.decides else _latest()
    sure = low if low >= zero else min(high, zero)
    if sure != zero:
        _box(axes, y, _HALF, (min(zero, sure), max(zero, sure)), zorder=3, **fill)
    if not one.is_point:
        edge = fill_of(shown.timing) if shown.decides else LINE
        _box(axes, y, _HALF, (low, high), zorder=3, facecolor="white", edgecolor=edge, hatch=HATCH)
    elif sure == zero:  # an observed zero is to be seen
        axes.plot([zero], [y], marker="o", color=fill_of(shown.timing), zorder=3, clip_on=False)


def _latest() -> dict[str, Any]:
    return {"facecolor": "white", "edgecolor": LINE, "linestyle": "--", "linewidth": 1.2}


def _box(axes: Axes, y: float, half: float, ends: tuple[float, float], **look: Any) -> None:
    axes.barh(y, ends[1] - ends[0], 2 * half, ends[0], **({"linewidth": 0.8} | look))


def _signs(letters: Lettering) -> list[Any]:
    """Say what the signs mean."""
    words = letters.words
    return [
        Patch(facecolor=LINE, label=words("key_observed")),
        Patch(label=words("latest_sign"), **_latest()),
        Patch(facecolor="white", edgecolor=LINE, hatch=HATCH, label=words("range_or_missing")),
        Line2D([], [], color=INK, linewidth=2.5, label=words("goal_line")),
        Line2D([], [], color=INK, linewidth=2.5, linestyle="--", label=words("goal_lines")),
        Patch(facecolor=ZONE, label=words("key_zone")),
    ]
