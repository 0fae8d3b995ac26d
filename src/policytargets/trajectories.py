"""Paths from a baseline to a goal, what a target is ahead or short of on one, and what it takes from now on.

A path says what is expected; a trend runs on what has been. Neither is chosen by default. All are frozen values that
read a `Course` and answer with an `Answer`: an amount with its unit, or the reason why none can be said.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs

from policytargets._answers import Answer, Found, Question, answered
from policytargets._paths import TO_ZERO, Geometric, Linear, Path, Stepwise
from policytargets._trends import OF_ZERO, LeastSquares, Trend, TwoPoint, aimed_at, trend_by_name
from policytargets.bands import Computed
from policytargets.methods._shared import Aim, StopError, after_start, again, ahead_of, decimal, growth, years_to_due
from policytargets.outlooks import Course, Point
from policytargets.texts import Text
from policytargets.units import Unit, as_difference
from policytargets.verdicts import Reason, ReasonCode

__all__ = [
    "Answer",
    "Geometric",
    "LeastSquares",
    "Linear",
    "Pace",
    "Path",
    "Question",
    "Stepwise",
    "Trend",
    "TwoPoint",
    "pace_of",
    "required_change",
    "required_growth",
    "surplus",
    "trend_by_name",
]

_NO_AMOUNT = Text({"en": "the path gives no amount", "zh": "该路径未给出数值"})
_ON_PATH = Decimal("1e-40")


def surplus(course: Course, path: Path) -> Answer:
    """Give how far the newest known amount, up to the due period, is ahead of what a path expects then.

    Positive ahead and negative short, in the indicator's unit (points for shares), whichever way the goal lies. Of an
    expected amount that is not exact, less than 1e-40 of the way from baseline to goal counts as on the path.

    Args:
        course: what is known of a target.
        path: what is expected.

    Raises:
        UnitMismatchError: a path of one's own answers in a unit that does not meet the indicator's.
    """

    def find() -> Found:
        aim = ahead_of(course)
        last, left = after_start(course, aim.start, yearly=False, to_due=True)
        expected = path.expected(course, last.period)
        if expected.amount is None:
            raise again(next(iter(expected.reasons), Reason(ReasonCode.NOT_APPLICABLE, {"why": _NO_AMOUNT})))
        course.indicator.unit.check_meets(expected.unit, f"{path.name}: expected")
        ahead = _ahead(aim, last, expected.amount, expected.unit)
        return Found(amount=ahead, period=last.period, points=(aim.start, last), reasons=(*left, *expected.reasons))

    unit = as_difference(course.indicator.unit)
    return answered(Question.SURPLUS, course, find, by=path.name, unit=unit)


def _ahead(aim: Aim, last: Point, expected: Fraction | Decimal, unit: Unit) -> Fraction | Computed:
    if isinstance(expected, Fraction):
        return aim.direction * (last.base - expected * unit.factor)
    ahead = Computed(lambda: aim.direction * (decimal(last.base) - expected * decimal(unit.factor)))
    of_the_way = Computed(lambda: abs(ahead.rule()) / decimal(abs(aim.goal - aim.low)))
    return Fraction(0) if of_the_way.value() < _ON_PATH else ahead


def required_change(course: Course) -> Answer:
    """Give the change a year, the same each year, that leads from the newest known amount to the goal in time.

    Exact, in the indicator's unit a year (points for shares), negative for a fall; of a strict bound, more than this.
    0 when the goal is reached. The newest known amount may be the baseline.
    """

    def find() -> Found:
        last, goal, years = _from_now(course)
        if years is None:
            return _nothing(last)
        return Found(amount=(goal - last.base) / years, period=last.period, points=(last,))

    return answered(Question.CHANGE, course, find, unit=as_difference(course.indicator.unit), needs_baseline=False)


def required_growth(course: Course) -> Answer:
    """Give the growth a year, the same each year, that leads from the newest known amount to the goal in time.

    In % a year, a decimal of 50 digits, negative for a fall (of amounts below zero, a growth of their size); 0 when the
    goal is reached. No growth leads from zero, to zero or across it.
    """

    def find() -> Found:
        last, goal, years = _from_now(course)
        if years is None:
            return _nothing(last)
        if last.base == 0:
            raise StopError(ReasonCode.NOT_APPLICABLE, why=OF_ZERO)
        if goal == 0:
            raise StopError(ReasonCode.NOT_APPLICABLE, why=TO_ZERO)
        ratio = goal / last.base
        if ratio < 0:
            raise StopError(ReasonCode.SIGN_CHANGE)
        return Found(amount=Computed(lambda: growth(ratio, years)), period=last.period, points=(last,))

    return answered(Question.GROWTH, course, find, unit=Unit("%"), needs_baseline=False)


def _nothing(last: Point) -> Found:
    said = Reason(ReasonCode.ALREADY_REACHED, {"period": last.period})
    return Found(amount=Fraction(0), period=last.period, points=(last,), reasons=(said,))


def _from_now(course: Course) -> tuple[Point, Fraction, Fraction | None]:
    """The newest known amount up to the due period, the goal, and the years that are left; None when it is reached."""
    due = course.due
    if due is None:
        raise StopError(ReasonCode.NO_DUE)
    known = [p for p in (course.baseline, *course.points) if p is not None and p.period.end <= due.end]
    if not known:
        raise StopError(ReasonCode.NO_POINT)
    last = max(known, key=lambda point: point.period.end)  # of two at one end the baseline, which comes first
    goal, _, is_there = aimed_at(course, last)
    if is_there:
        return last, goal, None
    if course.as_of >= due.end or last.period.end == due.end:
        raise StopError(ReasonCode.NO_TIME_LEFT)
    return last, goal, years_to_due(course, last)


@attrs.frozen(kw_only=True)
class Pace:
    """Where a target stands on a path, what it takes from now on, and where a trend leads.

    Attributes:
        expected: the amount the path expects in the newest known period.
        surplus: how far the newest known amount is ahead of it.
        change: the change a year that is needed from now on.
        growth: the growth a year, compound, that is needed from now on.
        projected: the amount in the due period by the trend; None where no trend was asked.
        attained: the year of attainment by the trend; None where no trend was asked.
        course: what was known; None of several readings together.
        parts: the single readings, where the text allows several.
    """

    expected: Answer
    surplus: Answer
    change: Answer
    growth: Answer
    projected: Answer | None = None
    attained: Answer | None = None
    course: Course | None = attrs.field(default=None, repr=False)
    parts: tuple[Pace, ...] = attrs.field(default=(), repr=lambda parts: str(len(parts)))

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers, in order."""
        found = (self.expected, self.surplus, self.change, self.growth, self.projected, self.attained)
        return tuple(answer for answer in found if answer is not None)

    def label(self, language: str = "en") -> str:
        """Say all answers, one a line."""
        return "\n".join(answer.label(language) for answer in self.answers)

    def __str__(self) -> str:
        """Say all answers in English."""
        return self.label("en")


def pace_of(course: Course, path: Path, trend: Trend | None = None) -> Pace:
    """Give the pace of one course.

    Args:
        course: what is known of a target.
        path: what is expected.
        trend: what runs on; None asks for no projection.
    """
    ahead = surplus(course, path)
    if ahead.period is None:  # what keeps from the one keeps from the other
        expected = attrs.evolve(ahead, question=Question.EXPECTED, unit=course.indicator.unit)
    else:
        expected = path.expected(course, ahead.period)
    return Pace(
        expected=expected, surplus=ahead, change=required_change(course),
        growth=required_growth(course), projected=None if trend is None else trend.projected(course),
        attained=None if trend is None else trend.attained(course), course=course,
    )  # fmt: skip
