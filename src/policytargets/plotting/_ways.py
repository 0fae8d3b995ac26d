"""How an indicator moves towards its target: what was observed, what is expected, and where a trend leads."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs

from policytargets._outlook_words import said
from policytargets.attainment import Assessment
from policytargets.charts import Level, Line, Seen, Trajectory, trajectory
from policytargets.observations import ObservationStatus
from policytargets.periods import Period
from policytargets.plotting._bars import place, row_of
from policytargets.plotting._colours import HATCH, INK, INKS, LINE, MISSING, OBSERVED, PROJECTED, SOFT
from policytargets.plotting._lettering import Lettering
from policytargets.plotting._matplotlib import Axes, Line2D, Patch, new_axes
from policytargets.ranges import Range
from policytargets.targets import Target
from policytargets.trajectories import Path, Trend

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
    whose = None if way.entity is None else letters.name(areas[way.entity], way.entity)
    title = letters.name(way.name, way.target)
    title += "" if whose is None else letters.words("brackets", inside=letters.words("for_entity", name=whose))
    line = row.cells["verdict"] + letters.words("between_phrases") + letters.words("as_of_line", day=row.day)
    letters.heading(axes, title, line, INKS[row.tone], illustrative=way.is_illustrative)
    axes.set_label(letters.words("between_phrases").join([title, line, *drawing.described()]))
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
        self._missing()
        self._line(way.path, "way", {"color": LINE, "linestyle": "--", "linewidth": 1.6})
        if way.projection is not None:
            self._line(way.projection, "ahead", {"color": PROJECTED, "linestyle": "-.", "linewidth": 1.6})
        for seen, period in self._known:
            self._seen(seen, period.end)
        self._start()
        for level in way.steps:
            self._level(level, letters.words("slice"), 6)
        for level in way.goals:
            self._level(level, letters.words("goal"), 10)
        self._ticks()
        letters.legend(axes, [*self.signs.values()])

    @property
    def _known(self) -> list[tuple[Seen, Period]]:
        return [(seen, seen.period) for seen in self.way.observed if seen.period is not None]

    def _missing(self) -> None:
        """Hatch each due period that is over and of which nothing is known; all of it where nothing is known at all."""
        way = self.way
        known = {period.end for _, period in self._known}
        look: dict[str, Any] = {
            "facecolor": "white",
            "edgecolor": MISSING,
            "hatch": HATCH,
            "linewidth": 0,
            "zorder": 0.5,
        }
        spans = [
            (level.period.start, level.period.end)
            for level in way.goals
            if level.period.end <= way.as_of and level.period.end not in known
        ]
        if not way.observed:
            spans = [] if way.dates is None else [self._ends(way.dates)]
        for start, end in dict.fromkeys(spans):
            self.axes.axvspan(_when(start), _when(end), **look)
            self._no_data(start + (end - start) / 2)
        if spans:
            self.signs["missing"] = Patch(**look, label=self.letters.words("no_data"))
        elif not way.observed:
            self._no_data(None)

    def _no_data(self, day: dt.date | None) -> None:
        transform = self.axes.transAxes if day is None else self.axes.get_xaxis_transform()
        look: dict[str, Any] = {
            "ha": "center",
            "color": SOFT,
            "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 2},
        }
        where = 0.5 if day is None else _when(day)
        text = self.letters.say(self.letters.words("no_data"))
        self.axes.text(where, 0.08, text, transform=transform, **look, **self.letters.style)

    def _line(self, line: Line, key: str, look: dict[str, Any]) -> None:
        label = self._name(line, key)
        if line.points:
            self.axes.plot([_when(day) for day, _ in line.points], [place(amount) for _, amount in line.points], **look)
            self.signs[key] = Line2D([], [], **look, label=label)
        else:
            self.signs[key] = Line2D([], [], linestyle="", label=label)

    def _name(self, line: Line, key: str) -> str:
        words = self.letters.words
        name = words(key, method=said(line.method, self.letters.lang))
        if line.points:
            return name
        why = words("between_phrases").join(reason.label(self.letters.lang) for reason in line.reasons)
        return words("no_line", line=name, why=why)

    def _seen(self, seen: Seen, day: dt.date) -> None:
        status = ObservationStatus.PROVISIONAL.label(self.letters.lang)
        look: dict[str, Any] = {"marker": "o", "color": OBSERVED, "markersize": 7, "linestyle": "", "zorder": 4}
        if seen.provisional:
            look |= {"fillstyle": "bottom", "markerfacecoloralt": "white"}
        label = self.letters.words("seen")
        label += self.letters.words("brackets", inside=status) if seen.provisional else ""
        for one in seen.amounts:
            if one.low is not None and one.is_point:
                self._dot(day, one.low, look, label)
            else:
                self._interval(day, one)

    def _dot(self, day: dt.date, amount: Fraction, look: dict[str, Any], label: str) -> None:
        self.axes.plot([_when(day)], [place(amount)], **look)
        self._number(day, amount, (0, 7))
        self.signs.setdefault(label, Line2D([], [], **look, label=label))

    def _interval(self, day: dt.date, one: Range) -> None:
        look: dict[str, Any] = {"marker": "_", "color": OBSERVED, "markersize": 12, "linewidth": 2, "zorder": 4}
        ends = [self.low if one.low is None else place(one.low), self.high if one.high is None else place(one.high)]
        self.axes.plot([_when(day)] * 2, ends, **look)
        for end, offset in ((one.low, (0, -15)), (one.high, (0, 7))):
            if end is not None:
                self._number(day, end, offset)
        self.signs.setdefault("interval", Line2D([], [], **look, label=self.letters.words("interval")))

    def _number(self, day: dt.date, amount: Fraction, offset: tuple[int, int]) -> None:
        self.axes.annotate(
            self.letters.say(number(amount)), (_when(day), place(amount)), offset, textcoords="offset points", ha="center", size="small", color=INK,
            zorder=5, **self.letters.style,
        )  # fmt: skip

    def _start(self) -> None:
        """Draw where the path starts, around the dot of what was observed then, if it was."""
        start = self.way.baseline
        if start is None or start.amount is None or start.period is None:
            return
        words = self.letters.words
        label = words("start_assumed" if self.way.baseline_is_assumed else "start")
        look: dict[str, Any] = {"marker": "s", "markerfacecolor": "none", "markeredgecolor": INK, "markersize": 13}
        self.axes.plot([_when(start.period.end)], [place(start.amount)], **look, linestyle="", zorder=4)
        self.signs["start"] = Line2D([], [], **(look | {"markersize": 9}), linestyle="", label=label)

    def _level(self, level: Level, label: str, size: int) -> None:
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
        self.signs.setdefault(label, Line2D([], [], **(look | {"linestyle": ""}), label=label))

    def _ticks(self) -> None:
        """Mark the ends of periods, where not all by turns, and always the goals."""
        way, axes = self.way, self.axes
        if way.dates is None:
            axes.set_xticks([])
            return
        axes.set_xlim(*map(_when, self._ends(way.dates)))
        levels = [*way.goals, *way.steps]
        periods = [*(period for _, period in self._known), *(level.period for level in levels)]
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

    def described(self) -> list[str]:
        """Say what is drawn, in words."""
        way, words, lang = self.way, self.letters.words, self.letters.lang
        told = [
            words("path_point", period=period.label(lang), amount=self._amounts(seen)) for seen, period in self._known
        ]
        if not way.observed:
            told.append(words("no_data"))
        for key, levels in (("path_slice", way.steps), ("path_goal", way.goals)):
            for level in levels:
                amount = self._range(level.accepted.low, level.accepted.high)
                told.append(words(key, period=level.period.label(lang), amount=amount))
        told.append(self._name(way.path, "way"))
        if way.projection is not None:
            told.append(self._name(way.projection, "ahead"))
        return [*told, *([words("notice_table")] if way.is_illustrative else [])]

    def _amounts(self, seen: Seen) -> str:
        return self.letters.words("or").join(self._range(one.low, one.high) for one in seen.amounts)

    def _range(self, low: Fraction | None, high: Fraction | None) -> str:
        lang, words = self.letters.lang, self.letters.words
        first, last = (None if end is None else self.way.quantity(end).label(lang) for end in (low, high))
        if first is not None and last is not None:
            return first if low == high else words("to", low=first, high=last)
        if first is not None:
            return words("or_more", amount=first)
        return words("unbounded") if last is None else words("or_less", amount=last)


def number(amount: Fraction) -> str:
    """Write an amount beside its sign with at most six digits, behind ≈ where that is not all of it."""
    shown = float(f"{place(amount):.{_DIGITS}g}")
    about = "" if Fraction(f"{place(amount):.{_DIGITS}g}") == amount else "≈"
    return f"{about}{shown:,.15g}".replace("-", "\u2212")
