"""A small chart of one target: what was observed against what is asked. Pure Python, the same bytes every time."""

from __future__ import annotations

from fractions import Fraction

import attrs

from policytargets.attainment import Attainment
from policytargets.bounds import BOUND_TYPES, Bound, region, unit_of
from policytargets.criteria import AllOf, AnyOf, Criterion, Readings, Total
from policytargets.dues import due_period
from policytargets.errors import UnitMismatchError
from policytargets.indicators import Indicator
from policytargets.periods import Period
from policytargets.quantities import Quantity
from policytargets.ranges import Range, Region
from policytargets.reports._badges import TONES
from policytargets.reports._html import Element, Node, el
from policytargets.reports._observed import Known, amount_words, period_words
from policytargets.reports._view import View
from policytargets.targets import Target

WIDTH, HEIGHT = 160, 28
TOP, BOTTOM = 9, 19
"""The upper and lower edge of the bar."""

_HATCH = 8


@attrs.frozen
class Scale:
    """Turns amounts into places from 0 to the width of the chart."""

    low: Fraction
    high: Fraction

    @classmethod
    def over(cls, amounts: list[Fraction]) -> Scale:
        """Make a scale from zero over all amounts, with some room at the ends that are not zero."""
        low, high = min(Fraction(0), *amounts), max(Fraction(0), *amounts)
        room = (high - low) / 8 or Fraction(1)
        return cls(low - room if low else low, high + room if high or low == high else high)

    def __call__(self, amount: Fraction | None, *, end: bool) -> Fraction:
        """Give the place of an amount; of no end, the edge of the chart."""
        if amount is None:
            return Fraction(WIDTH if end else 0)
        return (amount - self.low) / (self.high - self.low) * WIDTH


def write_place(place: Fraction) -> str:
    """Write a place with at most one decimal."""
    whole, tenth = divmod(round(place * 10), 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def accepted_levels(target: Target, required: Bound | None) -> list[Region]:
    """Give what is accepted of the indicator's own level, in base units; one region for each reading or part."""
    period = None if target.due_form is None else due_period(target.due_form)
    bounds = _level_bounds(target.criterion) if required is None else [required]
    found = [_in_base(bound, target.indicator, period) for bound in bounds]
    return [accepted for accepted in found if accepted is not None]


def _level_bounds(criterion: Criterion) -> list[Bound]:
    match criterion:
        case AllOf(of=parts) | AnyOf(of=parts) | Readings(of=parts):
            return [bound for part in parts for bound in _level_bounds(part)]
        case Total(bound=bound):
            return [bound]
        case _:
            return [criterion] if isinstance(criterion, BOUND_TYPES) else []


def _in_base(bound: Bound, indicator: Indicator, period: Period | None) -> Region | None:
    one = Quantity(1, unit_of(bound))
    if indicator.unit.mismatch(one.unit) is None:
        return region(bound)
    try:
        factor = None if period is None else indicator.base_of(one, period) / one.base
    except UnitMismatchError:
        return None
    return None if factor is None else region(bound).mapped(lambda end: end * factor)


def _ends(found: list[Region] | list[Range]) -> list[Fraction]:
    return [end for one in found for end in (one.low, one.high) if end is not None]


def chart(view: View, attainment: Attainment, known: Known | None, asked: str) -> Element | None:
    """Draw what was observed against what is asked, or give None where neither is a level."""
    target = attainment.item
    if not isinstance(target, Target):
        return None
    accepted = accepted_levels(target, attainment.required)
    observed = [] if known is None else [
        Range(None if low is None else low.base, None if high is None else high.base) for low, high in known.possible
    ]  # fmt: skip
    amounts = [*_ends(accepted), *_ends(observed)]
    if not amounts:
        return None
    scale = Scale.over(amounts)
    tone = TONES[attainment.timing] if known is not None and known.decides else "latest"
    drawn = [
        el("title", view.words("chart_title", name=target.label(view.lang))),
        el("desc", view.words("between_phrases").join(_described(view, known, asked))),
        el("rect", class_="ground", x=0, y=3, width=WIDTH, height=HEIGHT - 6),
        *(_zone(one, scale) for one in accepted),
        *([_hatched(Fraction(0), Fraction(WIDTH), "missing")] if not observed else []),
        *(node for one in observed for node in _bar(one, scale, tone)),
        *(node for one in accepted for node in _ticks(one, scale, several=len(accepted) > 1)),
    ]
    return el("svg", drawn, class_="chart", viewBox=f"0 0 {WIDTH} {HEIGHT}", width=WIDTH, height=HEIGHT, role="img")


def _described(view: View, known: Known | None, asked: str) -> list[str]:
    said = [view.words("chart_target", asked=asked)]
    if known is None:
        return [*said, view.words("chart_none")]
    key = "chart_observed" if known.decides else "chart_latest"
    return [*said, view.words(key, period=period_words(view, known.period), amount=amount_words(view, known))]


def _box(left: Fraction, right: Fraction, top: int, bottom: int, class_: str) -> Element:
    return el("rect", class_=class_, x=write_place(left), y=top, width=write_place(right - left), height=bottom - top)


def _zone(accepted: Region, scale: Scale) -> Element:
    return _box(scale(accepted.low, end=False), scale(accepted.high, end=True), 3, HEIGHT - 3, "zone")


def _bar(observed: Range, scale: Scale, tone: str) -> list[Node]:
    """Draw a bar from zero to the amount; what lies between the ends of a range is hatched."""
    zero, low, high = scale(Fraction(0), end=False), scale(observed.low, end=False), scale(observed.high, end=True)
    sure = low if low >= zero else min(high, zero) if high <= zero else zero
    drawn: list[Node] = []
    if sure != zero:
        drawn.append(_box(min(zero, sure), max(zero, sure), TOP, BOTTOM, f"bar {tone}"))
    if low != high:
        drawn.append(_hatched(low, high, tone))
    elif sure == zero:
        drawn.append(_box(zero, zero + 2, TOP, BOTTOM, f"bar {tone}"))  # an observed zero is to be seen
    return drawn


def _hatched(left: Fraction, right: Fraction, tone: str) -> Element:
    lines = []
    start = left
    while start < right:
        end = min(start + BOTTOM - TOP, right)
        lines.append(f"M{write_place(start)} {BOTTOM}L{write_place(end)} {write_place(BOTTOM - (end - start))}")
        start += _HATCH
    frame = _box(left, right, TOP, BOTTOM, f"range {tone}")
    return el("g", frame, el("path", d="".join(lines), class_=f"hatch {tone}"))


def _ticks(accepted: Region, scale: Scale, *, several: bool) -> list[Node]:
    """Draw the target line at each end of what is accepted; one of several readings is dashed."""
    ends = dict.fromkeys(end for end in (accepted.low, accepted.high) if end is not None)
    class_ = "tick several" if several else "tick"
    places = [write_place(scale(end, end=False)) for end in ends]
    return [el("line", class_=class_, x1=place, x2=place, y1=1, y2=HEIGHT - 1) for place in places]
