"""How each law of methods is tried on a course: what is said of it, and of the same course told otherwise."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

import attrs

from policytargets.assessing import assess
from policytargets.bounds import AtLeast, AtMost, LessThan, MoreThan
from policytargets.indicators import Better
from policytargets.outlooks import Course, Method, Outlook, Point
from policytargets.prospects import outlook as judge
from policytargets.testing.laws import _courses as told_otherwise
from policytargets.testing.laws._running import Told
from policytargets.testing.laws._telling import course_story, line, outlook_text, point_text

_ONE_SIDED = (AtLeast, MoreThan, AtMost, LessThan)
_RUNGS = 6
_CLOSE = Fraction(1, 10**12)


@attrs.frozen(kw_only=True)
class Case:
    """A course, with how it is told otherwise.

    Attributes:
        course: the course.
        scale: the scale of the other unit.
        step: by how much the newest amount gets better each time: an amount, or with *of_way* a share of the way.
        of_way: whether *step* is a share of the way from baseline to goal, and the newest amount begins there.
        turn: which earlier date is looked at, and by how many rows the order is turned.
        years: by how many years all is moved.
    """

    course: Course
    scale: int
    step: Fraction
    of_way: bool
    turn: int
    years: int


Rule: TypeAlias = Callable[[Method, Case], Told]


def _score(outlook: Outlook) -> Fraction | None:
    found = outlook.figure("score")
    return None if found is None else Fraction(found.amount)


def _same(one: Outlook, other: Outlook) -> bool:
    """Whether two outlooks say the same of two tellings of one course; scores to twelve digits."""
    if (one.determined, one.status, one.share) != (other.determined, other.status, other.share):
        return False
    first, second = _score(one), _score(other)
    if first is None or second is None:
        return first is second
    return abs(first - second) <= _CLOSE * max(Fraction(1), abs(first))


def _answers(method: Method, case: Case) -> Told:
    course = case.course
    found: object = method.outlook(course)
    if not isinstance(found, Outlook):
        return *course_story(course), line("said", repr(found)), line("expected", "an Outlook")
    wrong = _wrong_with(found)
    return (*course_story(course), line("said", outlook_text(found)), line("expected", wrong)) if wrong else ()


def _wrong_with(found: Outlook) -> str | None:
    for name, number in (("share", found.share), *((figure.name, figure.amount) for figure in found.figures)):
        exact = number is None or isinstance(number, Fraction)
        if not exact and not (isinstance(number, Decimal) and name != "share" and math.isfinite(number)):
            return f"an exact fraction{'' if name == 'share' else ' or a finite decimal'} for {name!r}, got {number!r}"
    if found.status is None and not found.reasons:
        return "a reason why there is no status"
    if found.status is not None and not found.determined:
        return "no status where it is undetermined"
    return None


def _units(method: Method, case: Case) -> Told:
    course, unit = case.course, told_otherwise.other_unit(case.course.indicator.unit, case.scale)
    if unit is None:
        return ()
    said = method.outlook(course)
    for what, other in (
        ("all amounts", told_otherwise.restated(course, unit)),
        ("the goal alone", told_otherwise.goal_restated(course, unit)),
    ):
        otherwise = method.outlook(other)
        if not _same(said, otherwise):
            but = line("but", f"with {what} in units of {unit.label('en')}: {outlook_text(otherwise)}")
            return *course_story(course), line("said", outlook_text(said)), but, line("expected", "the same in both")
    return ()


def _mirror(method: Method, case: Case) -> Told:
    course = case.course
    if not told_otherwise.may_be_negative(course.indicator):
        return ()
    said, otherwise = method.outlook(course), method.outlook(told_otherwise.mirrored(course))
    if _same(said, otherwise):
        return ()
    but = line("but", f"mirrored: {outlook_text(otherwise)}")
    return *course_story(course), line("said", outlook_text(said)), but, line("expected", "the same in both")


def _ends(method: Method, case: Case) -> Told:
    course = case.course
    start, goal = course.baseline, course.goal_amount
    if start is None or goal is None or start.base == goal.base or not _news(course):
        return ()
    for where, amount, wanted in (("baseline", start.base, 0), ("target", goal.base, 1)):
        flat = told_otherwise.level_since(course, amount)
        said = method.outlook(flat)
        if said.determined and said.share is not None and said.share != wanted:
            expected = line("expected", f"share {wanted}, as the newest amount is that of the {where}")
            return *course_story(flat), line("said", outlook_text(said)), expected
    return ()


def _way(course: Course) -> int | None:
    """Which way is better of a course; None where goal and indicator do not say one way."""
    better = {Better.HIGHER: 1, Better.LOWER: -1, None: None}[course.indicator.better]
    if course.goal is None:
        return better
    asked = course.direction if isinstance(course.goal, _ONE_SIDED) else None
    return asked if better in {asked, None} else None


def _monotone(method: Method, case: Case) -> Told:
    course = case.course
    way = _way(course)
    if way is None or not _news(course):
        return ()
    rising = [_at_start(case)]
    step = _step(case)
    for _ in range(_RUNGS):
        rising.append(told_otherwise.improved(rising[-1], step, way))
    said = [method.outlook(one) for one in rising]
    back = _falls_back(said)
    if back is None:
        return ()
    places, expected = back
    first, *others = (f"with {_newest(rising[place])}: {outlook_text(said[place])}" for place in places)
    then = (line("then", text) for text in others)
    return *course_story(course), line("said", first), *then, line("expected", expected)


def _at_start(case: Case) -> Course:
    """Begin the ascent where the course stands, or at its baseline, so that it passes every mark of the way."""
    start = case.course.baseline
    if not case.of_way or start is None:
        return case.course
    return told_otherwise.with_newest(case.course, start.amount)


def _step(case: Case) -> Fraction:
    start, goal = case.course.baseline, case.course.goal_amount
    if not case.of_way or start is None or goal is None or start.base == goal.base:
        return case.step
    return case.step * abs(goal.base - start.base) / case.course.indicator.unit.factor


def _news(course: Course) -> tuple[Point, ...]:
    """What is known after the baseline and newest: an amount, what is reached to date, a published change."""
    known = None if course.change is None else course.change.known
    return tuple(dict.fromkeys(point for point in (course.latest, course.to_date, known) if point is not None))


def _newest(course: Course) -> str:
    return "; ".join(map(point_text, _news(course)))


def _falls_back(said: list[Outlook]) -> tuple[tuple[int, ...], str] | None:
    """Say what is wrong with what a method says of better and better amounts, and at which of them."""
    for name, read in (("share", lambda one: one.share), ("score", _score)):
        known = [(n, figure) for n, one in enumerate(said) if one.determined and (figure := read(one)) is not None]
        for (before, lower), (after, higher) in pairwise(known):
            if higher < lower - _CLOSE * max(Fraction(1), abs(lower)):
                return (before, after), f"no lower {name} for a better amount"
    statuses = [(n, one.status) for n, one in enumerate(said) if one.determined and one.status is not None]
    for low, first in statuses:
        left = next((n for n, status in statuses if n > low and status != first), None)
        again = next((n for n, status in statuses if left is not None and n > left and status == first), None)
        if left is not None and again is not None:
            return (low, left, again), f"{first!r} in between too"
    return None


def _later(method: Method, case: Case) -> Told:
    course = case.course
    ends = [point.period.end for point in course.points[:-1]]
    start = course.baseline
    ends = [end for end in ends if start is not None and end > start.period.end] or ends
    if not ends:
        return ()
    then = told_otherwise.known_at(course, ends[case.turn % len(ends)])
    said = method.outlook(then)
    method.outlook(course)
    again = method.outlook(then)
    if again == said:
        return ()
    later = "; ".join(point_text(point) for point in course.points if point.period.end > then.as_of)
    return (
        *course_story(then), line("said", outlook_text(said)),
        line("but", f"after it was shown {later}: {outlook_text(again)}"),
        line("expected", f"the same as of {then.as_of}"),
    )  # fmt: skip


def _order(method: Method, case: Case) -> Told:
    course = case.course
    given = told_otherwise.as_target(course)
    if given is None:
        return ()
    target, rows = given
    turn = case.turn % max(1, len(rows))
    turned = (*rows[turn:], *rows[:turn])[::-1]
    said, otherwise = (judge(target, seen, method, as_of=course.as_of) for seen in (rows, turned))
    if said == otherwise:
        return ()
    order = ", ".join(row.period.label("en") for row in turned)
    return (
        *course_story(course), line("said", outlook_text(said)),
        line("but", f"with the rows in the order {order}: {outlook_text(otherwise)}"),
        line("expected", "the same in every order"),
    )  # fmt: skip


def _shift(method: Method, case: Case) -> Told:
    course, years = case.course, case.years
    moved = told_otherwise.shifted(course, years)
    said, otherwise = method.outlook(course), method.outlook(moved)
    if _same(said, otherwise):
        return ()
    where = f"{abs(years)} years {'later' if years > 0 else 'earlier'}"
    return (
        *course_story(course), line("said", outlook_text(said)),
        line("but", f"with everything {where}: {outlook_text(otherwise)}"), line("expected", "the same in both"),
    )  # fmt: skip


def _verdict(method: Method, case: Case) -> Told:
    course = case.course
    given = told_otherwise.as_target(course)
    if given is None:
        return ()
    target, rows = given
    before = assess(target, rows, as_of=course.as_of)
    found = [assess(target, rows, as_of=course.as_of, method=method), assess(target, rows, as_of=course.as_of)]
    for said in found:
        if (said.verdict, said.timing, said.margin) != (before.verdict, before.timing, before.margin):
            return (
                *course_story(course), line("verdict", f"{before.verdict.value} before the method was asked"),
                line("but", f"{said.verdict.value}, {said.timing.value} after it was"),
                line("expected", "the same before and after"),
            )  # fmt: skip
    return ()


def _replay(method: Method, case: Case) -> Told:
    course = case.course
    said = method.outlook(course)
    if said.course is None or said.course != course:
        expected = f"the course it was told, got {'none' if said.course is None else 'another one'}"
        return *course_story(course), line("said", outlook_text(said)), line("expected", expected)
    again = method.outlook(said.course)
    if again != said:
        but = line("but", f"of the same course again: {outlook_text(again)}")
        return *course_story(course), line("said", outlook_text(said)), but, line("expected", "the same outlook")
    if said.method != method.name:
        return *course_story(course), line("expected", f"the name {method.name!r} in the result, got {said.method!r}")
    named = said.band is None or said.band[:1] in {"[", "("} or said.band.startswith(f"{said.status} ")
    if not named or (said.status is None and said.band is not None):
        return (
            *course_story(course), line("said", outlook_text(said)),
            line("expected", f"the status of the band that fired: {said.band}"),
        )  # fmt: skip
    return ()


RULES: dict[str, Rule] = {
    "answers": _answers, "units": _units, "mirror": _mirror, "ends": _ends, "monotone": _monotone, "later": _later,
    "order": _order, "shift": _shift, "verdict": _verdict, "replay": _replay,
}  # fmt: skip
