"""Is it on the way? A method applied to a target, methods side by side, and the pace on a path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from policytargets._cases import Asked
from policytargets.attainment import Record
from policytargets.courses import courses_of
from policytargets.errors import InvalidValueError
from policytargets.evidence import Records
from policytargets.observations import Observation
from policytargets.outlooks import Course, Method, Outlook, to_method
from policytargets.periods import AsOf, Period, end_of
from policytargets.targets import Target
from policytargets.texts import Text
from policytargets.trajectories import Answer, Pace, Path, Trend, pace_of
from policytargets.verdicts import Reason, ReasonCode

__all__ = ["Comparison", "compare_methods", "judge_courses", "outlook", "pace"]


_EACH_ITS_OWN = Text({"en": "each reading has its own required level", "zh": "各种理解要求达到的水平不同"})


def judge_courses(courses: Sequence[Course], method: Method) -> Outlook:
    """Judge the courses of one target: what all readings agree on, else undetermined with the readings named."""
    judged = [method.outlook(course) for course in courses]
    first = judged[0]
    if len(judged) == 1:
        return first
    if first.determined and all(o.determined and o.status == first.status for o in judged):
        return Outlook(method=method.name, status=first.status, band=first.band, parts=tuple(judged))
    said = tuple(
        one if course.goal is None else (Asked(course.goal, course.indicator), one)
        for course, one in zip(courses, judged, strict=True)
    )
    reason = Reason(ReasonCode.READINGS, {"because": _EACH_ITS_OWN, "verdicts": said})
    return Outlook(method=method.name, reasons=(reason,), determined=False, parts=tuple(judged))


def outlook(  # noqa: PLR0913 -- what is known of a target has these sources
    target: Target,
    observations: Iterable[Record],
    method: Method,
    *,
    as_of: AsOf,
    entity: str | None = None,
    due: Period | None = None,
    slices: Iterable[Target] = (),
) -> Outlook:
    """Say whether a target is on the way, by a method.

    Args:
        target: the target.
        observations: in any order; what is later than *as_of*, or published later, changes nothing.
        method: any object of the `Method` shape.
        as_of: the date; a period means its end.
        entity: of whom; None for the plan's own area.
        due: the period that is looked at, where the target is due in every one.
        slices: annual slices of the target, interim levels on the way.

    Raises:
        InvalidValueError: *method* is none.
    """
    known = Records.at((record for record in observations if isinstance(record, Observation)), end_of(as_of))
    return judge_courses(
        courses_of(target, known, entity, due=due, slices=slices), to_method(method, "outlook: method")
    )


def _has_shape(value: object, shape: type, where: str, example: str) -> None:
    if not isinstance(value, shape) or isinstance(value, type):
        expected = f"an object of the {shape.__name__} shape"
        raise InvalidValueError(f"pace: {where}", expected, repr(value), f"pass for example trajectories.{example}")


def _agreed(courses: Sequence[Course], parts: Sequence[Pace]) -> Pace:
    """Give the one pace, or answer by answer what all readings agree on; where they differ, what each says."""
    first = parts[0]
    if len(parts) == 1:
        return first

    def agreed(name: str) -> Answer:
        given: list[Answer] = [getattr(part, name) for part in parts]
        one = given[0]
        if one.determined and all((a.amount, a.unit, a.period) == (one.amount, one.unit, one.period) for a in given):
            return one
        said = tuple(
            answer if course.goal is None else (Asked(course.goal, course.indicator), answer)
            for course, answer in zip(courses, given, strict=True)
        )
        reason = Reason(ReasonCode.READINGS, {"because": _EACH_ITS_OWN, "verdicts": said})
        return Answer(question=one.question, by=one.by, unit=one.unit, reasons=(reason,))

    with_trend = first.projected is not None
    return Pace(
        expected=agreed("expected"), surplus=agreed("surplus"), change=agreed("change"), growth=agreed("growth"),
        projected=agreed("projected") if with_trend else None, attained=agreed("attained") if with_trend else None,
        parts=tuple(parts),
    )  # fmt: skip


def pace(  # noqa: PLR0913 -- what is known of a target has these sources
    target: Target,
    observations: Iterable[Record],
    *,
    path: Path,
    trend: Trend | None = None,
    as_of: AsOf,
    entity: str | None = None,
    due: Period | None = None,
    slices: Iterable[Target] = (),
) -> Pace:
    """Say where a target stands on a path, what it takes from now on, and where a trend leads.

    Args:
        target: the target.
        observations: in any order; what is later than *as_of*, or published later, changes nothing.
        path: what is expected on the way, for example ``trajectories.Linear()``.
        trend: what runs on, for example ``trajectories.TwoPoint()``; left out, nothing is projected.
        as_of: the date; a period means its end.
        entity: of whom; None for the plan's own area.
        due: the period that is looked at, where the target is due in every one.
        slices: annual slices of the target, interim levels on the way.

    Raises:
        InvalidValueError: *path* is no path, or *trend* no trend.
    """
    _has_shape(path, Path, "path", "Linear()")
    if trend is not None:
        _has_shape(trend, Trend, "trend", "TwoPoint()")
    known = Records.at((record for record in observations if isinstance(record, Observation)), end_of(as_of))
    courses = courses_of(target, known, entity, due=due, slices=slices)
    return _agreed(courses, [pace_of(course, path, trend) for course in courses])


@attrs.frozen
class Comparison:
    """Methods side by side on one target.

    Attributes:
        target: the target.
        outlooks: one for each method, in order.
    """

    target: Target
    outlooks: tuple[Outlook, ...]

    def __str__(self) -> str:
        """Write it as a table: method, status, the figures that led there."""
        rows = [("method", "status", "figures")]
        for found in self.outlooks:
            figures = ", ".join(map(str, found.figures))
            rows.append((found.method, found.label(), figures or "; ".join(map(str, found.reasons))))
        widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
        return "\n".join(f"{a:<{widths[0]}}  {b:<{widths[1]}}  {c}".rstrip() for a, b, c in rows)


def compare_methods(  # noqa: PLR0913 -- what is known of a target has these sources
    target: Target,
    observations: Iterable[Record],
    methods: Iterable[Method],
    *,
    as_of: AsOf,
    entity: str | None = None,
    due: Period | None = None,
    slices: Iterable[Target] = (),
) -> Comparison:
    """Judge one target by several methods, side by side.

    Args:
        target: the target.
        observations: in any order.
        methods: any objects of the `Method` shape.
        as_of: the date; a period means its end.
        entity: of whom; None for the plan's own area.
        due: the period that is looked at, where the target is due in every one.
        slices: annual slices of the target, interim levels on the way.

    Raises:
        InvalidValueError: one of *methods* is none.
    """
    records, steps = tuple(observations), tuple(slices)
    judged = [outlook(target, records, method, as_of=as_of, entity=entity, due=due, slices=steps) for method in methods]
    return Comparison(target, tuple(judged))
