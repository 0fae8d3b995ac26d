"""A small chart of one target: what was observed against what is asked. Pure Python, the same bytes every time."""

from __future__ import annotations

from fractions import Fraction

import attrs

from policytargets.charts import Bullet
from policytargets.ranges import Range, Region
from policytargets.reports._badges import TONES
from policytargets.reports._html import Element, Node, el
from policytargets.reports._observed import amount_words, period_words
from policytargets.reports._view import View

WIDTH, HEIGHT, BELOW = 120, 28, 14
"""The size of the ground, and the room below it for what has to be said in the picture itself."""
TOP, BOTTOM = 9, 19
"""The upper and lower edge of the bar."""

_HATCH = 8


@attrs.frozen
class _Scale:
    """Turns amounts into places from 0 to the width of the chart."""

    low: Fraction
    high: Fraction

    def __call__(self, amount: Fraction | None, *, end: bool) -> Fraction:
        """Give the place of an amount; of no end, the edge of the chart."""
        if amount is None:
            return Fraction(WIDTH if end else 0)
        return (amount - self.low) / (self.high - self.low) * WIDTH


def write_place(place: Fraction) -> str:
    """Write a place with at most one decimal."""
    whole, tenth = divmod(round(place * 10), 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def chart(view: View, drawn: Bullet, asked: str) -> Element | None:
    """Draw what was observed against what is asked, or give None where neither is a level."""
    if not drawn.observed and (not drawn.accepted or drawn.parts):
        return None
    scale = _Scale(*drawn.scale)
    tone = TONES[drawn.timing] if drawn.decides else "latest"
    below = _below(view, drawn)
    height = HEIGHT + (BELOW if below else 0)
    shown = [
        el("title", view.words("chart_title", name=drawn.name.best(view.lang))),
        el("desc", view.words("between_phrases").join(_described(view, drawn, asked))),
        el("rect", class_="ground", x=0, y=3, width=WIDTH, height=HEIGHT - 6),
        *(_zone(one, scale) for one in drawn.accepted),
        *([] if drawn.observed else [hatched(Fraction(0), Fraction(WIDTH), TOP, BOTTOM, "missing")]),
        *(node for one in drawn.observed for node in _bar(one, scale, tone)),
        *(node for one in drawn.accepted for node in _ticks(one, scale, several=len(drawn.accepted) > 1)),
        el("text", below, class_="said", x=0, y=HEIGHT + BELOW - 3) if below else None,
    ]
    return el("svg", shown, class_="chart", viewBox=f"0 0 {WIDTH} {height}", width=WIDTH, height=height, role="img")


def _below(view: View, drawn: Bullet) -> str:
    """Say in the picture what its shapes alone would not: nothing known, decides nothing, no real data."""
    said = [] if drawn.observed else [view.words("chart_none")]
    said += [view.words("chart_not_decisive")] if drawn.observed and not drawn.decides else []
    said += [view.words("illustrative")] if drawn.is_illustrative else []
    return view.words("between_names").join(said)


def _described(view: View, drawn: Bullet, asked: str) -> list[str]:
    said = [view.words("chart_target", asked=asked)]
    if not drawn.observed:
        return [*said, view.words("chart_none")]
    key = "chart_observed" if drawn.decides else "chart_latest"
    said.append(view.words(key, period=period_words(view, drawn.period), amount=amount_words(view, drawn)))
    return [*said, view.words("notice_table")] if drawn.is_illustrative else said


def _box(left: Fraction, right: Fraction, top: int, bottom: int, class_: str) -> Element:
    return el("rect", class_=class_, x=write_place(left), y=top, width=write_place(right - left), height=bottom - top)


def _zone(accepted: Region, scale: _Scale) -> Element:
    return _box(scale(accepted.low, end=False), scale(accepted.high, end=True), 3, HEIGHT - 3, "zone")


def _bar(observed: Range, scale: _Scale, tone: str) -> list[Node]:
    """Draw a bar from zero to the amount; what lies between the ends of a range is hatched."""
    zero, low, high = scale(Fraction(0), end=False), scale(observed.low, end=False), scale(observed.high, end=True)
    sure = low if low >= zero else min(high, zero) if high <= zero else zero
    drawn: list[Node] = []
    if sure != zero:
        drawn.append(_box(min(zero, sure), max(zero, sure), TOP, BOTTOM, f"bar {tone}"))
    if low != high:
        drawn.append(hatched(low, high, TOP, BOTTOM, tone))
    elif sure == zero:
        drawn.append(_box(zero, zero + 2, TOP, BOTTOM, f"bar {tone}"))  # an observed zero is to be seen
    return drawn


def hatched(left: Fraction, right: Fraction, top: int, bottom: int, tone: str) -> Element:
    """Draw a hatched box: what is not known, or not exactly."""
    lines = []
    start = left - (bottom - top)
    while start < right:
        begin, end = max(start, left), min(start + bottom - top, right)
        lines.append(
            f"M{write_place(begin)} {write_place(bottom - (begin - start))}"
            f"L{write_place(end)} {write_place(bottom - (end - start))}"
        )
        start += _HATCH
    return el(
        "g", _box(left, right, top, bottom, f"range {tone}"), el("path", d="".join(lines), class_=f"hatch {tone}")
    )


def _ticks(accepted: Region, scale: _Scale, *, several: bool) -> list[Node]:
    """Draw the target line at each end of what is accepted; one of several readings is dashed."""
    ends = dict.fromkeys(end for end in (accepted.low, accepted.high) if end is not None)
    class_ = "tick several" if several else "tick"
    places = [write_place(scale(end, end=False)) for end in ends]
    return [el("line", class_=class_, x1=place, x2=place, y1=1, y2=HEIGHT - 1) for place in places]
