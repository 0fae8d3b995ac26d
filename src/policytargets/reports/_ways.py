"""The picture of a trajectory: a dashed path to an open diamond, what was observed, and where a named trend leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from policytargets.charts import Level, Line, Seen, Trajectory
from policytargets.periods import Day
from policytargets.quantities import Quantity
from policytargets.reports._bars import hatched, write_place
from policytargets.reports._html import Element, Node, el
from policytargets.reports._observed import range_words
from policytargets.reports._view import View
from policytargets.units import Unit
from policytargets.verdicts import ReasonCode

WIDTH, HEIGHT = 440, 232
LEFT, RIGHT, TOP, BOTTOM = 50, 384, 28, 188
"""The edges of the ground; amounts stand to its left, dates below it, the goal's amount to its right."""

_GRID = 4
_INSET = 18
_WIDE = 44
"""So far apart two years below the ground can be read."""
_LETTER = 7
"""Half the height of what is written, and the room between a mark and its number."""


@attrs.frozen
class _Scale:
    first: dt.date
    last: dt.date
    low: Fraction
    high: Fraction

    def x(self, day: dt.date) -> Fraction:
        """Give the place of a day, with room for a mark at both edges; of one day only, the middle."""
        days, wide = (self.last - self.first).days, RIGHT - LEFT - 2 * _INSET
        return LEFT + _INSET + Fraction((day - self.first).days * wide, days) if days else Fraction(LEFT + RIGHT, 2)

    def y(self, amount: Fraction | None, *, top: bool = True) -> Fraction:
        """Give the place of an amount; of no end, the edge of the ground."""
        if amount is None:
            return Fraction(TOP if top else BOTTOM)
        return BOTTOM - (amount - self.low) / (self.high - self.low) * (BOTTOM - TOP)


def way_chart(view: View, way: Trajectory) -> Element | None:
    """Draw a trajectory, or give None where there is no date to draw anything at."""
    dates = way.dates
    if dates is None:
        return None
    scale = _Scale(min(dates[0], way.as_of), dates[1], *way.scale)
    drawn: list[Node] = [
        el("title", view.words("way_title", name=way.name.best(view.lang))),
        el("desc", view.words("between_phrases").join(described(view, way))),
        el("rect", class_="ground", x=LEFT, y=TOP, width=RIGHT - LEFT, height=BOTTOM - TOP),
        *_grid(scale),
        *_unknown(way, scale),
        *_zones(way, scale),
        *_as_of(view, way, scale),
        *_line(way.path, scale, "path-line"),
        *([] if way.projection is None else _line(way.projection, scale, "projected-line")),
        *_levels(way, scale),
        *([] if way.baseline is None else _seen(way.baseline, scale, "dot start", above=False)),
        *(node for one in way.observed if not is_start(one, way) for node in _observed(one, way, scale)),
        *_years(way, scale),
        el("text", way.unit.label(view.lang), class_="soft", x=2, y=14),
    ]
    if way.is_illustrative:
        drawn.append(el("text", view.words("notice_table"), class_="said end", x=WIDTH - 2, y=14))
    size = {"width": WIDTH, "height": HEIGHT}
    return el("svg", drawn, class_="chart way", viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", **size)


def is_start(seen: Seen, way: Trajectory) -> bool:
    """Whether an observed amount is drawn as the baseline already."""
    return way.baseline is not None and seen.amounts == way.baseline.amounts and seen.period == way.baseline.period


def described(view: View, way: Trajectory) -> Iterator[str]:
    """Say all that the picture shows."""
    if way.baseline is not None:
        key = "way_assumed" if way.baseline_is_assumed else "way_start"
        yield view.words(key, **_said(view, way, way.baseline))
    if not any(not is_start(seen, way) for seen in way.observed):
        yield view.words(_nothing(view, way))
    for seen in way.observed:
        if not is_start(seen, way):
            marks = [view.words("revised")] if seen.revised else []
            marks += [view.words("illustrative")] if seen.is_illustrative else []
            inside = view.words("between_names").join(marks)
            more = view.words("brackets", inside=inside) if marks else ""
            yield view.words("way_observed", **_said(view, way, seen)) + more
    for key, levels in (("way_step", way.steps), ("way_goal", way.goals)):
        for level in levels:
            amount = range_words(view, way.unit, level.accepted)
            yield view.words(key, period=level.period.label(view.lang), amount=amount)


def _nothing(view: View, way: Trajectory) -> str:
    """Give the key of why no amount is drawn; parts of a period may decide, and are no amount of it."""
    if way.baseline is not None:
        return "way_nothing_since"
    assert view.assessment is not None  # noqa: S101 -- no trajectory without one
    whole = view.assessment[way.target]
    asked = [reason.code for one in (whole, *whole.parts) if one.entity == way.entity for reason in one.reasons]
    return "way_in_parts" if ReasonCode.FROM_PARTS in asked else "way_nothing"


def _said(view: View, way: Trajectory, seen: Seen) -> dict[str, str]:
    period = seen.period.label(view.lang)
    return {"period": period, "amount": view.words("or").join(range_words(view, way.unit, r) for r in seen.amounts)}


def _number(amount: Fraction) -> str:
    """Write an amount without its unit, which stands above the scale."""
    return Quantity(amount, Unit("1")).label("en")


def _text(words: str, x: Fraction, y: Fraction, class_: str) -> Element:
    return el("text", words, class_=class_, x=write_place(x), y=write_place(y))


def _grid(scale: _Scale) -> Iterator[Element]:
    """Draw a few round amounts across the ground."""
    wide = (scale.high - scale.low) / _GRID
    step = Fraction(1)
    while step > wide:
        step /= 10
    while step * 10 <= wide:
        step *= 10
    step *= next(size for size in (1, 2, 5, 10) if step * size >= wide)
    at = -(-scale.low // step) * step
    while at <= scale.high:
        place = write_place(scale.y(at))
        yield el("line", class_="grid", x1=LEFT, x2=RIGHT, y1=place, y2=place)
        yield _text(_number(at), Fraction(LEFT - 6), scale.y(at) + 4, "soft end")
        at += step


def unknown(way: Trajectory) -> tuple[dt.date, dt.date] | None:
    """Give the time of which nothing is known, up to the date of the report or the last date shown; None of none."""
    assert way.dates is not None  # noqa: S101 -- it is drawn only with dates
    known = [seen.period.end for seen in (*way.observed, way.baseline) if seen is not None]
    start, end = max(known, default=way.dates[0]), min(way.as_of, way.dates[1])
    return (start, end) if start < end or not known else None


def _unknown(way: Trajectory, scale: _Scale) -> list[Element]:
    """Hatch it; where nothing is known at all, the whole ground."""
    found = unknown(way)
    if found is None:
        return []
    start, end = found
    left, right = (scale.x(start), scale.x(end)) if start < end else (Fraction(LEFT), Fraction(RIGHT))
    return [hatched(left, right, TOP, BOTTOM, "unknown")]


def _zones(way: Trajectory, scale: _Scale) -> Iterator[Element]:
    """Tint what is accepted at each goal and slice."""
    for level in (*way.steps, *way.goals):
        x, top, low = scale.x(level.period.end), scale.y(level.accepted.high), scale.y(level.accepted.low, top=False)
        if low > top:
            left, height = write_place(x - 5), write_place(low - top)
            yield el("rect", class_="zone", x=left, y=write_place(top), width=10, height=height)


def _as_of(view: View, way: Trajectory, scale: _Scale) -> list[Node]:
    if way.as_of > scale.last:
        return []
    x = scale.x(way.as_of)
    place = write_place(x)
    half = Fraction(60)
    at = min(max(x, half), WIDTH - half)
    return [
        el("line", class_="as-of", x1=place, x2=place, y1=TOP - 4, y2=BOTTOM + 22),
        _text(
            view.words("as_of_day", day=Day.of(way.as_of).label(view.lang)), at, Fraction(BOTTOM + 38), "soft middle"
        ),
    ]


def _line(line: Line, scale: _Scale, class_: str) -> list[Node]:
    if not line.points:
        return []
    places = [(scale.x(day), scale.y(amount)) for day, amount in line.points]
    drawn: list[Node] = [
        el("path", class_=class_, d="M" + "L".join(f"{write_place(x)} {write_place(y)}" for x, y in places))
    ]
    if class_ == "projected-line":
        x, y = places[-1]
        drawn.append(el("path", class_="projected", d=_triangle(x, y)))
    return drawn


def _triangle(x: Fraction, y: Fraction) -> str:
    """Give the path of a triangle around a place."""
    return f"M{write_place(x)} {write_place(y - 5)}l5 9h-10z"


def _diamond(x: Fraction, y: Fraction, half: int) -> str:
    """Give the path of a diamond around a place."""
    return f"M{write_place(x)} {write_place(y - half)}l{half} {half}l-{half} {half}l-{half} -{half}z"


def _levels(way: Trajectory, scale: _Scale) -> Iterator[Node]:
    """Draw an open diamond at each end of what is asked; small ones for the slices."""
    for level, half in (*((step, 4) for step in way.steps), *((goal, 7) for goal in way.goals)):
        ends = {end for end in (level.accepted.low, level.accepted.high) if end is not None}
        for end in sorted(ends):
            x, y = scale.x(level.period.end), scale.y(end)
            yield el("path", class_="goal" if level in way.goals else "step", d=_diamond(x, y, half))
            if level in way.goals and level.period.end == scale.last:
                yield _text(_number(end), x + 24, y + 4, "strong")
            else:
                above = any(seen.period.end == level.period.end and _highest(seen) < end for seen in way.observed)
                yield _text(_number(end), x, y + (-9 if above else 17), "middle")


def _highest(seen: Seen) -> Fraction:
    return max(end for one in seen.amounts for end in (one.low, one.high) if end is not None)


def _observed(seen: Seen, way: Trajectory, scale: _Scale) -> list[Node]:
    asked = [
        end for level in (*way.steps, *way.goals) if level.period.end == seen.period.end
        for end in (level.accepted.low, level.accepted.high) if end is not None
    ]  # fmt: skip
    above = not any(_highest(seen) < end for end in asked)
    return _seen(seen, scale, "dot provisional" if seen.provisional else "dot", above=above)


def _seen(seen: Seen, scale: _Scale, class_: str, *, above: bool) -> list[Node]:
    """Draw amounts of a period: a dot for one amount, a bar with two ends for what lies between two."""
    x = scale.x(seen.period.end)
    drawn: list[Node] = []
    for one in seen.amounts:
        top, low = scale.y(one.high), scale.y(one.low, top=False)
        if one.is_point:
            drawn.append(el("circle", class_=class_, cx=write_place(x), cy=write_place(top), r=4))
        else:
            left, right = write_place(x - 5), write_place(x + 5)
            ends = f"M{left} {write_place(top)}H{right}M{left} {write_place(low)}H{right}"
            drawn.append(
                el("path", class_="interval", d=f"{ends}M{write_place(x)} {write_place(top)}V{write_place(low)}")
            )
        if seen.revised:
            drawn.append(el("circle", class_="revision", cx=write_place(x), cy=write_place((top + low) / 2), r=8))
    places = [scale.y(end) for one in seen.amounts for end in (one.low, one.high) if end is not None]
    words = "–".join(
        dict.fromkeys(_number(end) for one in seen.amounts for end in (one.low, one.high) if end is not None)
    )
    at = min(places) - _LETTER - 2 if above else max(places) + 2 * _LETTER + 3
    return [*drawn, _text(words, x, at, "middle")]


def _years(way: Trajectory, scale: _Scale) -> Iterator[Element]:
    """Write the years below the ground, as many as there is room for; the due one and the first always."""
    marks: Sequence[Seen | Level] = [
        *way.goals,
        *([] if way.baseline is None else [way.baseline]),
        *way.observed,
        *way.steps,
    ]
    written: list[Fraction] = []
    for day in dict.fromkeys(mark.period.end for mark in marks):
        x = scale.x(day)
        if all(abs(x - other) >= _WIDE for other in written):
            written.append(x)
            yield _text(_day(day), x, Fraction(BOTTOM + 17), "soft middle")


def _day(day: dt.date) -> str:
    """Write the end of a year as the year, any other day with its month."""
    return str(day.year) if (day.month, day.day) == (12, 31) else f"{day.year}-{day.month:02}"
