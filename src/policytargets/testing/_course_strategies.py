"""Strategies for courses: what a method of progress is told."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st

from policytargets.baselines import Baseline, YearBefore
from policytargets.bounds import AtLeast, AtMost, Bound, Exactly, LessThan, MoreThan
from policytargets.indicators import Better, Indicator, Nature
from policytargets.outlooks import Change, Course, Point
from policytargets.periods import Month, Period, Span, Year
from policytargets.quantities import Quantity
from policytargets.testing._value_strategies import numbers
from policytargets.units import Unit

_SORTS: tuple[tuple[str, str, Nature], ...] = (
    ("patents", "patent", Nature.STOCK),
    ("share", "%", Nature.SHARE),
    ("revenue", "100000000.CNY", Nature.FLOW),
    ("price_index", "index_point", Nature.INDEX),
    ("patent_density", "patent/(10000.person)", Nature.STOCK),
    ("growth", "%", Nature.GROWTH_RATE),
    ("energy_intensity", "tce/(10000.CNY)", Nature.RATIO),
)
_FAR = 15
_MOST = Fraction(100)
_MARKS = [Fraction(mark, 20) for mark in (20, 0, 10, 18, 15, 12, 19, 2, 1, 22, -1)]
"""Shares of the way at which published rules change their status, and some besides."""


@st.composite
def courses(draw: st.DrawFn, indicator: Indicator | None = None, *, min_points: int = 0, max_points: int = 7) -> Course:
    """Draw courses: a baseline, what became of it year by year, and what is asked by when.

    Amounts lie on the straight way to the goal, or anywhere; some courses are at the goal from the start, have a gap,
    go on beyond the due period, know a part of it, ask for a rise or fall, or for levels on the way.

    Args:
        draw: given by Hypothesis.
        indicator: whose amounts; any when left out.
        min_points: least number of years that are known after the baseline.
        max_points: greatest number of years that are known after the baseline.

    Examples:
        >>> from hypothesis import find
        >>> course = find(courses(), lambda drawn: drawn.latest is not None)
        >>> print(course.baseline.amount, course.goal, course.due, sep="; ")
        0 patents; AtLeast(amount=Quantity('1 patent')); 2016
    """
    rises = draw(st.sampled_from([True, False]))
    on = draw(_indicators(rises=rises)) if indicator is None else indicator
    first, length = 2015 + draw(st.integers(0, 5)), draw(st.integers(1, _FAR))
    least = Fraction(0) if on.cannot_be_negative or on.nature is Nature.SHARE else -_MOST
    start = draw(numbers(min_value=0, max_value=_MOST, places=1) | numbers(min_value=least, max_value=_MOST, places=1))
    gap = draw(st.integers(1, 40) | st.integers(1, 400).map(lambda tenths: Fraction(tenths, 10)) | st.just(0))
    goal = max(start + (gap if rises else -gap), least)
    kinds: list[Any] = [AtLeast, MoreThan] if rises else [AtMost, LessThan]
    kind = draw(st.sampled_from([*kinds, Exactly]))
    way = st.sampled_from(_MARKS).map(lambda share: max(start + share * (goal - start), least))
    anywhere = numbers(min_value=least, max_value=_MOST, places=1)
    after = draw(st.lists(way | anywhere, min_size=min_points, max_size=max_points))
    before = draw(st.lists(anywhere, max_size=1))
    known = {first - 1: amount for amount in before} | {first: start}
    known |= {first + years: amount for years, amount in enumerate(after, start=1)}
    gaps = draw(st.sets(st.integers(first + 1, first + 4), max_size=1)) if len(after) > min_points + 1 else set()
    points = [_point(on, Year(year), amount) for year, amount in sorted(known.items()) if year not in gaps]
    last = points[-1].period.end.year
    course = Course(
        indicator=on,
        points=points,
        baseline=_point(on, Year(first), start),
        goal=kind(Quantity(goal, on.unit)),
        due=Year(first + length),
        as_of=dt.date(last, 12, 31),
    )
    if last == first + length and (on.nature is Nature.FLOW or on.nature.at_end):
        course = attrs.evolve(course, to_date=points[-1])
    further = [_same, _a_year_on, _partly_known, _with_interim, _asking_for_a_change]
    return draw(draw(st.sampled_from(further))(course, kind))


def _indicators(*, rises: bool) -> st.SearchStrategy[Indicator]:
    return st.builds(
        lambda sort, better: Indicator(id=sort[0], name=sort[0], unit=sort[1], nature=sort[2], better=better),
        st.sampled_from(_SORTS),
        st.sampled_from([Better.HIGHER if rises else Better.LOWER, None]),
    )


def _point(on: Indicator, period: Period, amount: Fraction) -> Point:
    return Point(period=period, amount=Quantity(amount, on.unit))


def _same(course: Course, _: Any) -> st.SearchStrategy[Course]:
    return st.just(course)


def _a_year_on(course: Course, _: Any) -> st.SearchStrategy[Course]:
    """The same, a year later, and nothing more is known."""
    return st.just(attrs.evolve(course, as_of=dt.date(course.as_of.year + 1, 12, 31)))


def _partly_known(course: Course, _: Any) -> st.SearchStrategy[Course]:
    """A part of the due period is known: its first months of a flow, else a month."""
    due, on = course.due, course.indicator
    if due is None or course.points[-1].period.end >= due.start or not (on.nature is Nature.FLOW or on.nature.at_end):
        return st.just(course)

    def known(month: int, amount: Fraction) -> Course:
        year = due.start.year
        part = Month(year, month) if on.nature.at_end else Span(Month(year, 1), Month(year, month)).canonical()
        point = _point(on, part, amount)
        points = (*course.points, point) if on.nature.at_end else course.points
        return attrs.evolve(course, points=points, to_date=point, as_of=part.end)

    return st.builds(known, st.integers(1, 11), numbers(min_value=0, max_value=_MOST, places=1))


def _with_interim(course: Course, kind: Any) -> st.SearchStrategy[Course]:
    """Levels on the straight way are asked of some years before the due one."""
    due, baseline, goal = course.due, course.baseline, course.goal_amount
    if due is None or baseline is None or goal is None:
        return st.just(course)
    first, years = baseline.period.start.year, due.start.year - baseline.period.start.year

    def levels(chosen: set[int]) -> Course:
        steps: list[tuple[Period, Bound]] = []
        for number in sorted(chosen):
            level = baseline.amount.magnitude + (goal.magnitude - baseline.amount.magnitude) * Fraction(number, years)
            steps.append((Year(first + number), kind(Quantity(level, course.indicator.unit))))
        return attrs.evolve(course, interim=steps)

    return st.sets(st.integers(1, years - 1), max_size=2).map(levels) if years > 1 else st.just(course)


def _asking_for_a_change(course: Course, kind: Any) -> st.SearchStrategy[Course]:
    """The goal is a rise or fall in percent of the baseline, and the newest change may be published."""
    due, baseline = course.due, course.baseline
    if due is None or baseline is None or baseline.base <= 0 or kind is Exactly:
        return st.just(course)
    falls = kind in {AtMost, LessThan}
    asks = AtLeast if kind in {AtLeast, AtMost} else MoreThan
    yearly = due.year_before() == baseline.period

    def asking(percent: Fraction, *, published: bool) -> Course:
        level = baseline.amount.magnitude * (1 + (-percent if falls else percent) / 100)
        known = None
        if published and course.latest is not None and course.latest.period.end <= due.end:
            moved = 100 * (course.latest.base / baseline.base - 1) * (-1 if falls else 1)
            inside = not yearly or due.contains(course.latest.period)
            known = Point(period=course.latest.period, amount=Quantity(moved, Unit("%"))) if inside else None
        since = YearBefore() if yearly else Baseline(baseline.period)
        change = Change(goal=asks(Quantity(percent, Unit("%"))), since=since, falls=falls, known=known)
        return attrs.evolve(course, goal=kind(Quantity(level, course.indicator.unit)), change=change)

    percents = numbers(min_value=1, max_value=60, places=1)
    return st.builds(lambda percent, published: asking(percent, published=published), percents, st.booleans())
