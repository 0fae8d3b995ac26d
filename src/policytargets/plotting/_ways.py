"""How an indicator moves towards its target: what was observed, what is expected, and where a trend leads."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs

from policytargets._outlook_words import said
from policytargets.attainment import Assessment
from policytargets.charts import Level, Line, Seen, Trajectory, trajectory
from policytargets.plotting._bars import place, row_of
from policytargets.plotting._colours import HATCH, INK, INKS, LINE, MISSING, OBSERVED, PROJECTED, SOFT, ZONE
from policytargets.plotting._lettering import Lettering
from policytargets.plotting._matplotlib import Axes, Line2D, Patch, new_axes
from policytargets.ranges import Range
from policytargets.reports._view import View
from policytargets.reports._ways import described, is_start, unknown
from policytargets.targets import Target
from policytargets.trajectories import Path, Trend

_KEYS = ("key_path", "key_projection")
_MOST_TICKS = 8
_DIGITS = 6
_ROOM = 0.06
"""Of the time shown, that is left on both sides."""


def plot_trajectory(  # noqa: PLR0913 -- as the public function
    assessment: Assessment,
    target: str | Target,
    *,
    axes: Axes | None,
    lang: str,
    path: Path | None,
    trend: Trend | None,
    entity: str | None,
) -> Axes:
    """Draw one target."""
    letters = Lettering.of(lang)
    way = trajectory(assessment, target, path=path, trend=trend, entity=entity)
    row = row_of(assessment, letters, way.target)
    axes = new_axes(8, 5) if axes is None else axes
    low, high = map(place, way.scale)
    drawing = _Drawing(axes, letters, way, low, high)
    drawing.draw()
    areas = {area.id: area.name for area in assessment.plan.areas}
    title = letters.name(way.name, way.target)
    if way.entity is not None:
        whose = letters.name(areas[way.entity], way.entity) if way.entity in areas else way.entity
        title += letters.words("brackets", inside=letters.words("for_entity", name=whose))
    line = row.cells["verdict"] + letters.words("between_phrases") + letters.words("as_of_day", day=row.day)
    letters.heading(axes, title, line, INKS[row.tone], illustrative=way.is_illustrative)
    view = View(assessment.plan, letters.words, assessment, linked=False)
    told = [title, line, *described(view, way), *drawing.told_of_lines()]
    told += [letters.words("notice_table")] if way.is_illustrative else []
    axes.set_label(letters.words("between_phrases").join(told))
    return axes


def _when(day: dt.date) -> Any:
    """Give a date as matplotlib takes it, whose types name numbers only."""
    return day


@attrs.frozen
class _Drawing:
    """A trajectory on its way onto axes, between two ends of the scale; *signs* says what each sign means."""

    axes: Axes
    letters: Lettering
    way: Trajectory
    low: float
    high: float
    signs: dict[str, Any] = attrs.field(factory=dict)

    def draw(self) -> None:
        """Draw everything, from the ground up."""
        axes, letters, way = self.axes, self.letters, self.way
        axes.set_ylim(self.low, self.high)
        axes.ticklabel_format(axis="y", style="plain", useOffset=False)
        axes.grid(axis="y", color="#e3e6e9", linewidth=0.8)
        axes.set_axisbelow(True)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        axes.set_ylabel(letters.say(way.unit.label(letters.lang)), **letters.style)
        self._unknown()
        self._as_of()
        for level in (*way.steps, *way.goals):
            self._zone(level)
        looks = (LINE, "--"), (PROJECTED, "-.")
        for line, key, (colour, dashes) in zip((way.path, way.projection), _KEYS, looks, strict=True):
            if line is not None and line.points:
                self._line(line, key, {"color": colour, "linestyle": dashes, "linewidth": 1.6})
        if way.baseline is not None and way.baseline.period is not None:
            key = "key_assumed" if way.baseline_is_assumed else "key_start"
            self._seen(way.baseline, way.baseline.period.end, key, {"markerfacecolor": "white"})
        for seen in way.observed:
            if seen.period is not None and not is_start(seen, way):
                key = "key_provisional" if seen.provisional else "key_observed"
                half = {"fillstyle": "bottom", "markerfacecoloralt": "white"} if seen.provisional else {}
                self._seen(seen, seen.period.end, key, half)
        for level in way.steps:
            self._level(level, "key_step", 6)
        for level in way.goals:
            self._level(level, "key_goal", 10)
        self._ticks()
        lines = zip((way.path, way.projection), _KEYS, strict=True)
        undrawn = [self._name(line, key) for line, key in lines if line is not None and not line.points]
        letters.legend(axes, [*self.signs.values()], notes=undrawn)

    def _unknown(self) -> None:
        """Hatch the time of which nothing is known; all of it where nothing is known at all."""
        way, words = self.way, self.letters.words
        found = unknown(way)
        look: dict[str, Any] = {
            "facecolor": "white",
            "edgecolor": MISSING,
            "hatch": HATCH,
            "linewidth": 0,
            "zorder": 0.5,
        }
        if found is not None and way.dates is not None:
            start, end = found if way.observed or way.baseline is not None else self._ends(way.dates)
            self.axes.axvspan(_when(start), _when(end), **look)
            self.signs["unknown"] = Patch(**look, label=words("key_unknown"))
        if not way.observed:
            box = {"facecolor": "white", "edgecolor": "none", "pad": 2}
            beside: dict[str, Any] = {"ha": "center", "color": SOFT, "bbox": box, "transform": self.axes.transAxes}
            self.axes.text(0.5, 0.08, self.letters.say(words("no_data")), **beside, **self.letters.style)

    def _as_of(self) -> None:
        way = self.way
        if way.dates is not None and way.as_of <= way.dates[1]:
            look: dict[str, Any] = {"color": SOFT, "linestyle": ":", "linewidth": 1.2}
            self.axes.axvline(_when(way.as_of), **look)
            self.signs["as_of"] = Line2D([], [], **look, label=self.letters.words("key_as_of"))

    def _zone(self, level: Level) -> None:
        """Tint what is accepted."""
        if level.accepted.low == level.accepted.high:
            return
        low, high = level.accepted.low, level.accepted.high
        ends = [self.low if low is None else place(low), self.high if high is None else place(high)]
        look: dict[str, Any] = {"color": ZONE, "linewidth": 9, "solid_capstyle": "butt", "zorder": 1}
        self.axes.plot([_when(level.period.end)] * 2, ends, **look)
        self.signs["zone"] = Patch(facecolor=ZONE, label=self.letters.words("key_zone"))

    def _line(self, line: Line, key: str, look: dict[str, Any]) -> None:
        self.axes.plot([_when(day) for day, _ in line.points], [place(amount) for _, amount in line.points], **look)
        self.signs[key] = Line2D([], [], **look, label=self._name(line, key))

    def _name(self, line: Line, key: str) -> str:
        words = self.letters.words
        name = words(key) + words("brackets", inside=said(line.method, self.letters.lang))
        if line.points:
            return name
        why = words("between_phrases").join(reason.label(self.letters.lang) for reason in line.reasons)
        return name + words("colon") + words("way_not_drawn") + words("brackets", inside=why)

    def told_of_lines(self) -> list[str]:
        """Say which lines are drawn, and why the others are not."""
        lines = zip((self.way.path, self.way.projection), _KEYS, strict=True)
        return [self._name(line, key) for line, key in lines if line is not None]

    def _seen(self, seen: Seen, day: dt.date, key: str, more: dict[str, Any]) -> None:
        """Draw a dot for one amount, and a bar with two ends for what lies between two; a ring around what is revised."""
        words = self.letters.words
        look: dict[str, Any] = {"marker": "o", "color": OBSERVED, "markersize": 7, "linestyle": "", "zorder": 4} | more
        for one in seen.amounts:
            if one.low is not None and one.is_point:
                self.axes.plot([_when(day)], [place(one.low)], **look)
                self._number(day, one.low, (0, 7))
                self.signs.setdefault(key, Line2D([], [], **look, label=words(key)))
            else:
                self._interval(day, one)
            end = one.low if one.high is None else one.high
            if seen.revised and end is not None:
                ring: dict[str, Any] = {"marker": "o", "markersize": 13, "markerfacecolor": "none", "linestyle": ""}
                self.axes.plot([_when(day)], [place(end)], color=LINE, **ring)
                self.signs["revised"] = Line2D([], [], color=LINE, **ring, label=words("key_revised"))

    def _interval(self, day: dt.date, one: Range) -> None:
        look: dict[str, Any] = {"marker": "_", "color": OBSERVED, "markersize": 12, "linewidth": 2, "zorder": 4}
        ends = [self.low if one.low is None else place(one.low), self.high if one.high is None else place(one.high)]
        self.axes.plot([_when(day)] * 2, ends, **look)
        for end, offset in ((one.low, (0, -15)), (one.high, (0, 7))):
            if end is not None:
                self._number(day, end, offset)
        self.signs.setdefault("interval", Line2D([], [], **look, label=self.letters.words("key_interval")))

    def _number(self, day: dt.date, amount: Fraction, offset: tuple[int, int]) -> None:
        self.axes.annotate(
            self.letters.say(number(amount)), (_when(day), place(amount)), offset, textcoords="offset points", ha="center", size="small", color=INK,
            zorder=5, **self.letters.style,
        )  # fmt: skip

    def _level(self, level: Level, key: str, size: int) -> None:
        ends = [end for end in dict.fromkeys((level.accepted.low, level.accepted.high)) if end is not None]
        look: dict[str, Any] = {
            "marker": "D", "markersize": size, "markerfacecolor": "white", "markeredgecolor": INK, "color": INK,
            "markeredgewidth": 1.8, "linestyle": "-", "zorder": 3,
        }  # fmt: skip
        day = _when(level.period.end)
        self.axes.plot([day] * len(ends), list(map(place, ends)), **look)
        for end in ends:
            self.axes.annotate(
                self.letters.say(number(end)), (day, place(end)), (size / 2 + 5, -4), textcoords="offset points",
                size="small", fontweight="bold", zorder=5, **self.letters.style,
            )  # fmt: skip
        self.signs.setdefault(key, Line2D([], [], **(look | {"linestyle": ""}), label=self.letters.words(key)))

    def _ticks(self) -> None:
        """Mark the ends of periods, where not all by turns, and always the goals."""
        way, axes = self.way, self.axes
        if way.dates is None:
            axes.set_xticks([])
            return
        axes.set_xlim(*map(_when, self._ends(way.dates)))
        levels = [*way.goals, *way.steps]
        seen = [one.period for one in way.observed if one.period is not None]
        periods = [*seen, *(level.period for level in levels)]
        start = [] if way.baseline is None or way.baseline.period is None else [way.baseline.period]
        days = sorted({period.end for period in (*periods, *start)})
        every = -(-len(days) // _MOST_TICKS)
        days = days[::-1][::every][::-1]
        whole_years = all((day.month, day.day) == (12, 31) for day in days)
        names = [f"{day:%Y}" if whole_years else f"{day:%Y-%m}" for day in days]
        axes.set_xticks(list(map(_when, days)), names)

    def _ends(self, dates: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
        room = max((dates[1] - dates[0]) * _ROOM, dt.timedelta(days=30))
        first = max(dates[0] - dt.date.min, room) - room
        return dt.date.min + first, dates[1] + min(room, dt.date.max - dates[1])


def number(amount: Fraction) -> str:
    """Write an amount beside its sign with at most six digits, behind ≈ where that is not all of it."""
    shown = float(f"{place(amount):.{_DIGITS}g}")
    about = "" if Fraction(f"{place(amount):.{_DIGITS}g}") == amount else "≈"
    return f"{about}{shown:,.15g}".replace("-", "\u2212")
