"""Strategies for courses: what a method of progress is told."""

from __future__ import annotations

from collections.abc import Callable
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
from policytargets.units import Unit

_SORTS: tuple[tuple[str, str, str, Nature], ...] = (
    ("patents", "patents in force", "patent", Nature.STOCK),
    ("share", "share of firms with patents", "%", Nature.SHARE),
    ("revenue", "fiscal revenue", "100000000.CNY", Nature.FLOW),
    ("prices", "price index", "index_point", Nature.INDEX),
    ("patent_density", "patent density", "patent/(10000.person)", Nature.STOCK),
    ("jobs", "new jobs", "person", Nature.FLOW),
    ("growth", "growth of output", "%", Nature.GROWTH_RATE),
    ("energy_intensity", "energy used for output", "tce/(10000.CNY)", Nature.RATIO),
)
_MARKS = [Fraction(mark, 20) for mark in (20, 0, 10, 18, 15, 12, 19, 2, 1, 22, -1)]
"""Shares of the way at which published rules change their status, and some besides."""

# They are built once: drawing is what a check spends its time on.
_AMOUNTS = st.integers(-100, 100).map(Fraction) | st.integers(-1000, 1000).map(lambda tenths: Fraction(tenths, 10))
_STARTS = st.just(Fraction(0)) | _AMOUNTS  # of nothing no growth is taken: the corner where methods differ
_GAPS = st.integers(1, 40).map(Fraction) | st.integers(0, 400).map(lambda tenths: Fraction(tenths, 10))
_SPOTS = st.sampled_from(_MARKS).map(lambda mark: ("way", mark)) | _AMOUNTS.map(lambda amount: ("anywhere", amount))
_FORMS = st.sampled_from(
    [
        "plain",
        "a year's growth",
        "a year's plan",
        "a year's growth",
        "on a change",
        "partly known",
        "with levels on the way",
        "a year on",
    ]
)
_PERCENTS = st.integers(1, 600).map(lambda tenths: Fraction(tenths, 10))


def courses(
    indicator: Indicator | None = None, *, min_points: int = 0, max_points: int = 7
) -> st.SearchStrategy[Course]:
    """Draw courses: a baseline, what became of it year by year, and what is asked by when.

    Amounts lie on the straight way to the goal, or anywhere; some courses are at the goal from the start, have a gap,
    go on beyond the due period, know a part of it, ask for a rise or fall, or for levels on the way; some are of one
    year's plan, known up to a month.

    Args:
        indicator: whose amounts; any when left out. Where it says which way is better, that way is asked for.
        min_points: least number of years that are known after the baseline.
        max_points: greatest number of years that are known after the baseline.

    Examples:
        >>> from hypothesis import find
        >>> course = find(courses(), lambda drawn: drawn.latest is not None)
        >>> print(course.baseline.amount, course.goal, course.due, sep="; ")
        0 patents; AtLeast(amount=Quantity('1 patent')); 2016
    """
    better = None if indicator is None else indicator.better
    return st.builds(
        _Drawn,
        indicator=st.just(indicator) if indicator is not None else st.none(),
        sort=st.sampled_from(_SORTS),
        rises=st.sampled_from([True, False] if better is None else [better is Better.HIGHER]),
        better_said=st.sampled_from([True, False]),
        first=st.integers(2015, 2020),
        length=st.integers(1, 15),
        start=_STARTS,
        gap=_GAPS,
        strict=st.sampled_from([0, 1, 0, 1, 2]),
        after=st.lists(_SPOTS, min_size=min_points, max_size=max_points),
        before=st.none() | _AMOUNTS,
        hole=st.integers(0, 4),
        form=_FORMS,
        month=st.integers(1, 11),
        part=_AMOUNTS,
        percent=_PERCENTS,
        moved=_AMOUNTS,
        published=st.booleans(),
    ).map(_course)


@attrs.frozen(kw_only=True)
class _Drawn:
    """The numbers a course is made of."""

    indicator: Indicator | None
    sort: tuple[str, str, str, Nature]
    rises: bool
    better_said: bool
    first: int
    length: int
    start: Fraction
    gap: Fraction
    strict: int
    after: list[tuple[str, Fraction]]
    before: Fraction | None
    hole: int
    form: str
    month: int
    part: Fraction
    percent: Fraction
    moved: Fraction
    published: bool

    @property
    def kind(self) -> Any:
        """The kind of bound that is asked."""
        return ((AtLeast, MoreThan, Exactly) if self.rises else (AtMost, LessThan, Exactly))[self.strict]


def _fitted(drawn: _Drawn) -> _Drawn:
    """Fit the numbers to the form."""
    if drawn.form.startswith("a year's"):  # the plan of one year, of which some months are known
        drawn = attrs.evolve(drawn, length=1, after=[])
    if drawn.form in {"on a change", "a year's growth"}:  # of an amount above zero, and never exactly so much
        drawn = attrs.evolve(drawn, start=abs(drawn.start) or Fraction(10), strict=drawn.strict % 2)
    return drawn


def _course(drawn: _Drawn) -> Course:
    drawn = _fitted(drawn)
    better = None if not drawn.better_said else Better.HIGHER if drawn.rises else Better.LOWER
    key, name, unit, nature = drawn.sort
    on = drawn.indicator or Indicator(id=key, name=name, unit=unit, nature=nature, better=better)
    signed = not on.cannot_be_negative and on.nature is not Nature.SHARE

    def possible(amount: Fraction) -> Fraction:
        return amount if signed else abs(amount)

    start = possible(drawn.start)
    goal = start + drawn.gap if drawn.rises else start - drawn.gap
    goal = goal if signed else max(goal, Fraction(0))
    known = _known(drawn, start, goal, possible)
    points = [_point(on, Year(year), amount) for year, amount in known.items()]
    course = Course(
        indicator=on,
        points=points,
        baseline=_point(on, Year(drawn.first), start),
        goal=drawn.kind(Quantity(goal, on.unit)),
        due=Year(drawn.first + drawn.length),
        as_of=points[-1].period.end,
    )
    if points[-1].period == course.due and (on.nature is Nature.FLOW or on.nature.at_end):
        course = attrs.evolve(course, to_date=points[-1])
    match drawn.form:
        case "a year on":
            return attrs.evolve(course, as_of=Year.of(course.as_of).next().end)
        case "partly known":
            return _partly_known(course, drawn.first + drawn.length, drawn.month, possible(drawn.part))
        case "a year's plan":
            return _partly_known(course, drawn.first + 1, drawn.month, possible(drawn.part))
        case "a year's growth":
            return _growing(_partly_known(course, drawn.first + 1, drawn.month, possible(drawn.part)), drawn)
        case "with levels on the way":
            return _with_levels(course, drawn, goal - start)
        case "on a change":
            return _on_a_change(course, drawn)
        case _:
            return course


def _known(
    drawn: _Drawn, start: Fraction, goal: Fraction, possible: Callable[[Fraction], Fraction]
) -> dict[int, Fraction]:
    """The amounts that are known, by years."""
    known = {} if drawn.before is None else {drawn.first - 1: possible(drawn.before)}
    known[drawn.first] = start
    for years, (where, number) in enumerate(drawn.after, start=1):
        known[drawn.first + years] = possible(start + number * (goal - start) if where == "way" else number)
    if 0 < drawn.hole < len(drawn.after):
        del known[drawn.first + drawn.hole]
    return known


def _point(on: Indicator, period: Period, amount: Fraction) -> Point:
    return Point(period=period, amount=Quantity(amount, on.unit))


def _partly_known(course: Course, due: int, month: int, amount: Fraction) -> Course:
    """A part of the due period is known: its first months of a flow, else a month."""
    on = course.indicator
    if course.points[-1].period.end >= Year(due).start or not (on.nature is Nature.FLOW or on.nature.at_end):
        return course
    part = Month(due, month) if on.nature.at_end else Span(Month(due, 1), Month(due, month)).canonical()
    point = _point(on, part, amount)
    points = (*course.points, point) if on.nature.at_end else course.points
    return attrs.evolve(course, points=points, to_date=point, as_of=part.end)


def _with_levels(course: Course, drawn: _Drawn, way: Fraction) -> Course:
    """Levels on the straight way are asked of one or two years before the due one."""
    years = range(1, drawn.length)[:: max(1, drawn.length // 2)]
    start = Fraction(0) if course.baseline is None else course.baseline.amount.magnitude
    steps: list[tuple[Period, Bound]] = []
    for number in years:
        level = start + way * Fraction(number, drawn.length)
        steps.append((Year(drawn.first + number), drawn.kind(Quantity(level, course.indicator.unit))))
    return attrs.evolve(course, interim=steps)


def _growing(course: Course, drawn: _Drawn) -> Course:
    """A growth on the year before is asked, and the growth of the months that are known is published."""
    course = _on_a_change(course, drawn)
    if course.change is None or course.to_date is None:  # of a share or a rate no part of the year is known
        return course
    known = Point(period=course.to_date.period, amount=Quantity(drawn.moved, Unit("%")))
    return attrs.evolve(course, change=attrs.evolve(course.change, known=known))


def _on_a_change(course: Course, drawn: _Drawn) -> Course:
    """The goal is a rise or fall in percent of the baseline, and the newest change may be published."""
    due, baseline = course.due, course.baseline
    assert due is not None  # noqa: S101 -- it was made so
    assert baseline is not None  # noqa: S101 -- it was made so
    falls, yearly, latest = not drawn.rises, drawn.length == 1, course.latest
    level = baseline.amount.magnitude * (1 + (-drawn.percent if falls else drawn.percent) / 100)
    known = None
    if drawn.published and latest is not None and latest.period.end <= due.end:
        moved = 100 * (latest.base / baseline.base - 1) * (-1 if falls else 1)
        known = Point(period=latest.period, amount=Quantity(moved, Unit("%")))
    asked = (AtLeast, MoreThan)[drawn.strict](Quantity(drawn.percent, Unit("%")))
    since = YearBefore() if yearly else Baseline(baseline.period)
    change = Change(goal=asked, since=since, falls=falls, known=known)
    return attrs.evolve(course, goal=drawn.kind(Quantity(level, course.indicator.unit)), change=change)
