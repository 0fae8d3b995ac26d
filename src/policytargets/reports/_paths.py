"""A chart of the way of one target: from its baseline through its slices to the goal, with what was observed."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from policytargets.bounds import Bound, amounts_of
from policytargets.outlooks import Course, Point
from policytargets.periods import Period
from policytargets.reports._bars import write_place
from policytargets.reports._html import Element, Node, el
from policytargets.reports._view import View

WIDTH, HEIGHT = 320, 132
LEFT, RIGHT, TOP, BOTTOM = 12, 276, 14, 108
"""The edges of the ground on which the way is drawn; years stand below it, the goal to the right."""


@attrs.frozen
class _Scale:
    first: dt.date
    last: dt.date
    low: Fraction
    high: Fraction

    def x(self, period: Period) -> Fraction:
        days = (self.last - self.first).days
        return LEFT + Fraction((period.end - self.first).days, days) * (RIGHT - LEFT)

    def y(self, amount: Fraction) -> Fraction:
        return BOTTOM - (amount - self.low) / (self.high - self.low) * (BOTTOM - TOP)


def path_chart(view: View, course: Course) -> Element | None:
    """Draw the way of a course, or give None where there is no single goal or nothing known to draw it from."""
    goal, due = course.goal_amount, course.due
    points = [p for p in course.points if due is not None and p.period.end <= due.end]
    if course.baseline is not None and course.baseline not in points:
        points = [course.baseline, *points]
    if goal is None or due is None or not points or points[0].period.end >= due.end:
        return None
    steps = [(period, level) for period, bound in course.interim if (level := _level(bound)) is not None]
    amounts = [goal.base, *(p.base for p in points), *(level for _, level in steps)]
    low, high = min(amounts), max(amounts)
    room = (high - low) / 10 or Fraction(1)
    scale = _Scale(points[0].period.end, due.end, low - room, high + room)
    ways: list[Node] = []
    if course.baseline is not None:
        start, end = (course.baseline.period, course.baseline.base), (due, goal.base)
        ways = [_line(scale, [start, end], "straight")]
        inside = [step for step in steps if start[0].end < step[0].end < due.end]
        ways += [_line(scale, [start, *inside, end], "stepped")] if inside else []
    drawn = [
        el("title", view.words("path_title", name=course.indicator.name.best(view.lang))),
        el("desc", _described(view, course, points)),
        el("rect", class_="ground", x=LEFT, y=TOP, width=RIGHT - LEFT, height=BOTTOM - TOP),
        *ways,
        *(_cross(scale, period, level) for period, level in steps),
        *(_dot(scale, point, course) for point in points),
        _cross(scale, due, goal.base),
        el(
            "text",
            f"{goal.number}%" if goal.unit.code == "percent" else goal.number,
            x=RIGHT + 6,
            y=write_place(scale.y(goal.base) + 4),
        ),
        *(_year(scale, period) for period in dict.fromkeys([points[0].period, *(p for p, _ in steps), due])),
    ]
    return el(
        "svg", drawn, class_="chart path", viewBox=f"0 0 {WIDTH} {HEIGHT}", width=WIDTH, height=HEIGHT, role="img"
    )


def _level(bound: Bound) -> Fraction | None:
    amounts = amounts_of(bound)
    return amounts[0].base if len(amounts) == 1 else None


def _described(view: View, course: Course, points: list[Point]) -> str:
    known = [
        view.words("path_point", period=p.period.label(view.lang), amount=p.amount.label(view.lang)) for p in points
    ]
    assert course.goal_amount is not None  # noqa: S101 -- it is drawn only with one
    assert course.due is not None  # noqa: S101 -- the same
    goal = view.words("path_goal", period=course.due.label(view.lang), amount=course.goal_amount.label(view.lang))
    return view.words("between_phrases").join([*known, goal])


def _line(scale: _Scale, ends: list[tuple[Period, Fraction]], class_: str) -> Element:
    places = [f"{write_place(scale.x(period))} {write_place(scale.y(amount))}" for period, amount in ends]
    return el("path", class_=f"way {class_}", d=f"M{'L'.join(places)}")


def _cross(scale: _Scale, period: Period, amount: Fraction) -> Element:
    x, y = scale.x(period), scale.y(amount)
    left, right, above, below = (write_place(place) for place in (x - 4, x + 4, y - 4, y + 4))
    return el("path", class_="mark-goal", d=f"M{left} {write_place(y)}H{right}M{write_place(x)} {above}V{below}")


def _dot(scale: _Scale, point: Point, course: Course) -> Element:
    start = course.baseline is not None and point.period.end == course.baseline.period.end
    class_ = "dot start" if start else "dot"
    return el("circle", class_=class_, cx=write_place(scale.x(point.period)), cy=write_place(scale.y(point.base)), r=4)


def _year(scale: _Scale, period: Period) -> Element:
    return el("text", str(period.end.year), x=write_place(scale.x(period)), y=BOTTOM + 16, class_="year")
