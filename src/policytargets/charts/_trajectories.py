"""A trajectory: from the baseline through what was observed to the goal, with the path that is expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

import attrs

from policytargets import ranges
from policytargets.attainment import Assessment, Attainment
from policytargets.bounds import Bound, region
from policytargets.charts._amounts import Seen, in_unit, records_of, region_in_unit, scale_of, seen_in
from policytargets.charts._bullets import accepted_levels, ends_of
from policytargets.dues import Every, due_period
from policytargets.evidence import Records
from policytargets.indicators import Indicator
from policytargets.outlooks import Course
from policytargets.periods import Month, Period, Quarter, Year, end_key, same_length
from policytargets.prospects import pace
from policytargets.quantities import Quantity
from policytargets.ranges import Region
from policytargets.targets import Target
from policytargets.texts import Text
from policytargets.trajectories import Answer, Linear, Pace, Path, Stepwise, Trend
from policytargets.units import Unit
from policytargets.verdicts import Reason, ReasonCode, Timing


@attrs.frozen(kw_only=True)
class Level:
    """What is asked at the end of a period: a goal, or an annual slice on the way to it.

    Attributes:
        period: when.
        accepted: what is accepted, in the unit of the indicator.
    """

    period: Period
    accepted: Region

    @property
    def amount(self) -> Fraction | None:
        """The one amount that is aimed at; None for a corridor."""
        ends = set(ends_of([self.accepted]))
        return ends.pop() if len(ends) == 1 else None


@attrs.frozen(kw_only=True)
class Line:
    """A line of a chart, or why it cannot be drawn.

    Attributes:
        method: the name of the path or trend with its parameters.
        points: dates and amounts, in order, joined by straight lines; none where the line cannot be drawn.
        is_exact: false where an amount comes from a root and is a decimal of 50 digits.
        reasons: why it cannot be drawn, and what a reader should know.
    """

    method: str
    points: tuple[tuple[dt.date, Fraction], ...] = ()
    is_exact: bool = True
    reasons: tuple[Reason, ...] = ()


@attrs.frozen(kw_only=True)
class Trajectory:
    """How an indicator moves towards a target.

    Attributes:
        target: id of the target.
        name: the name of the target, or of the indicator.
        unit: the unit of all amounts, that of the indicator.
        entity: of whom; None for the plan's own area.
        timing: how the target stands.
        as_of: the date of the assessment.
        baseline: where the path starts; None where it is not known, and then `path` says why.
        baseline_is_assumed: whether the plan states none, and who made the chart chose one.
        observed: what was observed, in order; empty where nothing is known.
        goals: what is asked at the due period: one for each reading, or for each period of `Every`.
        steps: what the annual slices ask on the way.
        path: what is expected on the way, by a path that it names.
        projection: where a trend leads, from the newest known amount it rests on to the due period; None where no
            trend was asked.
        pace: the answers behind both lines; None where no due period is stated.
    """

    target: str
    name: Text
    unit: Unit
    entity: str | None = None
    timing: Timing
    as_of: dt.date
    baseline: Seen | None = None
    baseline_is_assumed: bool = False
    observed: tuple[Seen, ...] = ()
    goals: tuple[Level, ...] = ()
    steps: tuple[Level, ...] = ()
    path: Line
    projection: Line | None = None
    pace: Pace | None = attrs.field(default=None, repr=False)

    @property
    def is_illustrative(self) -> bool:
        """Whether any record it rests on is illustrative."""
        return any(seen.is_illustrative for seen in (*self.observed, *self._start))

    @property
    def _start(self) -> tuple[Seen, ...]:
        return () if self.baseline is None else (self.baseline,)

    @property
    def dates(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last date it shows; None where it shows nothing."""
        seen = [one.period.end for one in (*self.observed, *self._start) if one.period is not None]
        found = [*seen, *(level.period.end for level in (*self.goals, *self.steps))]
        return (min(found), max(found)) if found else None

    @property
    def scale(self) -> tuple[Fraction, Fraction]:
        """The ends of a scale on which all amounts fit, with room at both ends; zero need not be on it."""
        seen = [end for one in (*self.observed, *self._start) for end in ends_of(one.amounts)]
        asked = [end for level in (*self.goals, *self.steps) for end in ends_of([level.accepted])]
        lines = [self.path] if self.projection is None else [self.path, self.projection]
        return scale_of([*seen, *asked, *(amount for line in lines for _, amount in line.points)])

    def quantity(self, amount: Fraction) -> Quantity:
        """Give an amount of the chart with its unit."""
        return Quantity(amount, self.unit)


def trajectory(
    assessment: Assessment,
    target: str | Target,
    *,
    path: Path | None = None,
    trend: Trend | None = None,
    entity: str | None = None,
) -> Trajectory:
    """Give the trajectory of a target.

    Args:
        assessment: how the plan stands.
        target: id of a target of the plan; or the target with something set that the plan leaves open, such as a
            baseline that is assumed.
        path: what is expected on the way; left out, straight lines from the baseline through the annual slices of the
            plan to the goal.
        trend: what runs on; left out, nothing is projected.
        entity: of whom; the target's own when left out.

    Raises:
        UnknownReferenceError: the plan has no such target.
        InvalidValueError: *path* is no path, or *trend* no trend.

    Examples:
        >>> from policytargets import AtLeast, By, Indicator, Observation, Plan, Year, assess
        >>> works = Indicator(id="works", name="works", unit="work", nature="stock")
        >>> goal = Target(id="goal", indicator=works, criterion=AtLeast("9 work"), due=By(Year(2020)), baseline=Year(2016))
        >>> seen = [Observation(indicator=works, period=Year(y), value=v) for y, v in ((2016, "1 work"), (2018, "4 work"))]
        >>> way = trajectory(assess(Plan(title="plan", targets=[goal]), seen, as_of=Year(2018)), "goal")
        >>> way.path.method, [f"{day.year}: {amount}" for day, amount in way.path.points]
        ('Linear()', ['2016: 1', '2017: 3', '2018: 5', '2019: 7', '2020: 9'])
        >>> way.projection is None
        True
    """
    own = assessment.plan.target(target if isinstance(target, str) else target.id)
    asked = own if isinstance(target, str) else target
    attainment = assessment[own.id]
    records = records_of(assessment)
    entity = attainment.entity if entity is None else None if entity == records.area else entity
    slices = [one for one in assessment.plan.targets if one.slice_of == own.id]
    paces = _paces(asked, records, slices, entity, path, trend)
    courses = [course for found in paces for course in _courses(found)]
    only = paces[0] if len(paces) == 1 else None
    start = next((course.baseline for course in courses if course.baseline is not None), None)
    return Trajectory(
        target=own.id,
        name=own.indicator.name if own.name is None else own.name,
        unit=own.indicator.unit,
        entity=entity,
        timing=attainment.timing,
        as_of=assessment.as_of,
        baseline=None if start is None else Seen(
            period=start.period, amounts=in_unit(ranges.point(start.base), own.indicator), used=start.used
        ),
        baseline_is_assumed=asked.baseline is not None and own.baseline is None,
        observed=tuple(_observed(asked, records, entity)),
        goals=tuple(dict.fromkeys(_goals(asked, attainment, courses))),
        steps=tuple(dict.fromkeys(_steps(own.indicator, courses))),
        path=_path(only, path),
        projection=None if trend is None else _projection(only, trend, own.indicator),
        pace=only,
    )  # fmt: skip


def _paces(  # noqa: PLR0913, PLR0917 -- what is known of a target has these sources
    target: Target,
    records: Records,
    slices: Iterable[Target],
    entity: str | None,
    path: Path | None,
    trend: Trend | None,
) -> list[Pace]:
    """Give the pace of the due period, or of each period of `Every`."""
    form = target.due_form
    dues = () if form is None else form.periods() if isinstance(form, Every) else (due_period(form),)
    local = [attrs.evolve(one, entity=None) if one.entity == records.area else one for one in records.observations]
    steps = tuple(slices)

    def given(by: Path, due: Period) -> Pace:
        return pace(target, local, path=by, trend=trend, as_of=records.as_of, entity=entity, due=due, slices=steps)

    if path is not None:
        return [given(path, due) for due in dues]
    straight = [given(Linear(), due) for due in dues]
    through = [due for due, found in zip(dues, straight, strict=True) if any(map(_has_steps, _courses(found)))]
    return [given(Stepwise(), due) if due in through else found for due, found in zip(dues, straight, strict=True)]


def _has_steps(course: Course) -> bool:
    """Whether the plan has annual slices that a path can lead through."""
    return course.due is not None and Stepwise().expected(course, course.due).determined


def _courses(found: Pace) -> tuple[Course, ...]:
    parts = (found,) if found.course is not None else found.parts
    return tuple(part.course for part in parts if part.course is not None)


def _observed(target: Target, records: Records, entity: str | None) -> Iterator[Seen]:
    """Give what is known, period by period: of what holds over a period those as long as the due one."""
    indicator = target.indicator
    periods = records.periods(indicator, entity)
    if not indicator.nature.at_end and periods:
        form = target.due_form
        due = periods[-1] if form is None else form.periods()[0] if isinstance(form, Every) else due_period(form)
        periods = tuple(period for period in periods if same_length(period, due))
    for period in sorted({period.end: period for period in periods}.values(), key=end_key):
        seen = seen_in(records, indicator, entity, period)
        if seen is not None:
            yield seen


def _goals(target: Target, attainment: Attainment, courses: Iterable[Course]) -> Iterator[Level]:
    """Give what is asked at each due period, once."""
    for due, goal in ((course.due, course.goal) for course in courses if course.due is not None):
        if goal is not None:
            yield Level(period=due, accepted=_region(goal, target.indicator))
        else:
            yield from (Level(period=due, accepted=one) for one in accepted_levels(target, attainment.required))


def _region(bound: Bound, indicator: Indicator) -> Region:
    return region_in_unit(region(bound), indicator)


def _steps(indicator: Indicator, courses: Iterable[Course]) -> Iterator[Level]:
    for course in courses:
        for period, bound in course.interim:
            yield Level(period=period, accepted=_region(bound, indicator))


def _path(found: Pace | None, path: Path | None) -> Line:
    """Ask the path at its ends, at each slice, and at the turn of each period between."""
    if found is None:
        return Line(method=(path or Linear()).name, reasons=(Reason(ReasonCode.NO_GOAL),))
    name = found.expected.by or (path or Linear()).name
    course = found.course
    if course is None or course.due is None or course.baseline is None:
        return Line(method=name, reasons=found.expected.reasons)
    by = path or (Stepwise() if _has_steps(course) else Linear())
    at_due = by.expected(course, course.due)
    if not at_due.determined:
        return Line(method=name, reasons=at_due.reasons)
    asked = {period.end: period for period in _turns(course, course.baseline.period, course.due)}
    answers = [by.expected(course, asked[end]) for end in sorted(asked)]
    points = tuple((when.end, Fraction(amount)) for when, amount in map(_point, answers) if when and amount is not None)
    return Line(
        method=name, points=points, is_exact=all(a.is_exact for a in answers if a.determined), reasons=at_due.reasons
    )


def _point(answer: Answer) -> tuple[Period | None, Fraction | Decimal | None]:
    return answer.period, answer.amount


def _turns(course: Course, start: Period, due: Period) -> Iterator[Period]:
    """Give the periods on the way, by the length of the due one, with those of the slices and both ends."""
    kind = type(due) if isinstance(due, (Quarter, Month)) else Year
    day = due.end
    while day > start.end:
        period = kind.of(day)
        if start.end < period.end < due.end:
            yield period
        day = period.start - dt.timedelta(days=1)
    yield from (period for period, _ in course.interim if start.end < period.end < due.end)
    yield from (start, due)


def _projection(found: Pace | None, trend: Trend, indicator: Indicator) -> Line:
    """Lead from the newest known amount that the trend rests on to the due period."""
    answer = None if found is None else found.projected
    if answer is None:
        return Line(method=trend.name, reasons=(Reason(ReasonCode.NO_GOAL),))
    if answer.amount is None or answer.period is None or not answer.points:
        return Line(method=trend.name, reasons=answer.reasons)
    last = answer.points[-1]
    points = ((last.period.end, last.base / indicator.unit.factor), (answer.period.end, Fraction(answer.amount)))
    return Line(method=trend.name, points=points, is_exact=answer.is_exact, reasons=answer.reasons)
