"""What the methods of a plan year share: the plan, what is done of it, months, steps, and two figures compared."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any, assert_never

import attrs

from policytargets._fields import as_tuple
from policytargets._outlook_words import said
from policytargets.bands import Band, Bands
from policytargets.baselines import YearBefore
from policytargets.bounds import About, AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan
from policytargets.errors import InvalidValueError, UnitMismatchError
from policytargets.indicators import Better, Indicator, Nature
from policytargets.methods._shared import StopError, no_baseline_needed
from policytargets.methods.reporting import Reporting
from policytargets.outlooks import Course, Figure, Method, Outlook, Point, banded, undetermined
from policytargets.periods import Period
from policytargets.quantities import Quantity
from policytargets.texts import Text
from policytargets.verdicts import Reason, ReasonCode

PACE = Bands(
    [
        Band("ahead", low=0, low_closed=False),
        Band("level", low=0, high=0, high_closed=True),
        Band("behind", high=0),
    ]
)
"""On a gap in points: equal is on schedule."""
PERCENT, POINTS = "%, 100 = the plan", "percentage points"
LESS = Text(
    {"en": "no more than an amount is asked for, not a plan to fulfil", "zh": "要求不超过某一数额，不是应完成的计划"}
)
CORRIDOR = Text({"en": "a range is asked for, not a plan to fulfil", "zh": "要求的是区间，不是应完成的计划"})
NOT_POSITIVE = Text({"en": "the plan is zero or negative", "zh": "计划数为零或负数"})
NO_AMOUNT = Text({"en": "the indicator is no amount that is done bit by bit", "zh": "该指标不是逐步完成的数额"})
NO_GROWTH = Text({"en": "no growth over the year before is asked for", "zh": "未要求同比增长"})
NOT_IN_PERCENT = Text(
    {"en": "the growth is not asked for in percent or points", "zh": "增长要求不以百分比或百分点表示"}
)
NO_MONTHS = Text({"en": "the due period is not made of whole months", "zh": "目标期不是整月"})


@attrs.frozen
class Done:
    """What is done of a plan, in base units of an amount over a period.

    Attributes:
        plan: the amount that is planned.
        point: the newest amount, as it is known.
        weight: what turns an amount as it is known into one over its period: of a flow per year, the years.
    """

    plan: Fraction
    point: Point
    weight: Fraction

    @property
    def amount(self) -> Fraction:
        """The amount that is done."""
        return self.point.base * self.weight

    def at(self, amount: Fraction) -> Fraction:
        """Give an amount over the period as it would be known: of a flow per year, the rate."""
        return amount / self.weight

    def planned(self, course: Course, amount: Quantity) -> Fraction:
        """Give what was planned for the period of the newest amount, or stop where the units do not fit."""
        try:
            closed = course.indicator.close(amount, "plan")
            planned = course.indicator.base_of(closed, self.point.period) * self.weight
        except UnitMismatchError as error:
            details = {"expected": error.expected, "got": error.got, "remedy": error.remedy}
            raise StopError(ReasonCode.UNIT_MISMATCH, **details) from None
        if planned <= 0:
            raise StopError(ReasonCode.NOT_APPLICABLE, why=NOT_POSITIVE)
        return planned


def _weight(indicator: Indicator, period: Period) -> Fraction:
    """A flow per year is known as a rate: 360 a year over six months are 180."""
    rate = indicator.nature is Nature.FLOW and dict(indicator.unit.dims).get("year", 0) < 0
    return Fraction(period.years or 1) if rate else Fraction(1)


def due_of(course: Course) -> Period:
    """Give the due period, or stop."""
    if course.due is None:
        raise StopError(ReasonCode.NO_DUE)
    years_of(course.due)
    return course.due


def amount_of(bound: Bound) -> Quantity:
    """Give the amount that is to be reached, or stop where a range or no more than an amount is asked for."""
    match bound:
        case AtLeast(amount) | MoreThan(amount) | Exactly(amount):
            return amount
        case AtMost() | LessThan():
            raise StopError(ReasonCode.NOT_APPLICABLE, why=LESS)
        case Between() | About():
            raise StopError(ReasonCode.NOT_APPLICABLE, why=CORRIDOR)
    assert_never(bound)


def done_of(course: Course, *, natures: Iterable[Nature]) -> Done:
    """Give what is done of the plan, or stop where there is no plan to fulfil or nothing is known of it."""
    due = due_of(course)
    if course.indicator.nature not in natures:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=NO_AMOUNT)
    if course.goal is None:
        raise StopError(ReasonCode.NO_GOAL)
    amount = amount_of(course.goal)
    less = course.direction == -1 or course.indicator.better is Better.LOWER
    if isinstance(course.goal, Exactly) and less:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=LESS)
    plan = course.indicator.base_of(amount, due) * _weight(course.indicator, due)
    if plan <= 0:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=NOT_POSITIVE)
    point = course.to_date
    if point is None or not due.contains(point.period):
        raise StopError(ReasonCode.NO_TO_DATE, period=due)
    return Done(plan, point, _weight(course.indicator, point.period))


def months_done(due: Period, point: Point) -> int:
    """Give the whole months of the due period that are over at the end of a point's period."""
    end = point.period.end
    over = end.day == monthrange(end.year, end.month)[1]
    return (end.year - due.start.year) * 12 + end.month - due.start.month + over


def years_of(due: Period) -> Fraction:
    """Give the length of a due period, or stop where it is not made of whole months."""
    if due.years is None:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=NO_MONTHS)
    return due.years


@attrs.frozen
class Gap:
    """Two figures in percent that are compared, and their difference in points.

    Attributes:
        names: of the figure, of what it is held against, and of the difference.
        figure: in percent.
        against: in percent.
        points: on what it rests.
    """

    names: tuple[str, str, str]
    figure: Fraction
    against: Fraction
    points: tuple[Point, ...]

    @property
    def size(self) -> Fraction:
        """The exact difference in points; negative is behind."""
        return self.figure - self.against

    def figures(self, reporting: Reporting | None) -> tuple[Figure, ...]:
        """Give the three figures, and behind them the same as they are printed."""
        name, other, gap = self.names
        exact = (Figure(name, self.figure, "%"), Figure(other, self.against, "%"), Figure(gap, self.size, POINTS))
        if reporting is None:
            return exact
        return (
            *exact,
            Figure(f"printed {name}", reporting.apply(self.figure), "%"),
            Figure(f"printed {other}", reporting.apply_to_time(self.against), "%"),
            Figure(f"printed {gap}", reporting.difference(self.figure, self.against), POINTS),
        )


def asks_growth(course: Course) -> bool:
    """Tell whether growth over the year before is asked for."""
    return course.change is not None and isinstance(course.change.since, YearBefore)


def growth_of(course: Course) -> Gap:
    """Give published growth against the growth that is asked, or stop."""
    due, change = due_of(course), course.change
    if change is None or not isinstance(change.since, YearBefore):
        raise StopError(ReasonCode.NOT_APPLICABLE, why=NO_GROWTH)
    amount = amount_of(change.goal)
    if not amount.unit.is_share:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=NOT_IN_PERCENT)
    known = change.known
    if known is None:
        raise StopError(ReasonCode.NO_TO_DATE, period=due)
    return Gap(("published growth", "growth asked", "growth gap"), 100 * known.base, 100 * amount.base, (known,))


def judge_gaps(  # noqa: PLR0913 -- one result has these parts
    method: Method,
    course: Course,
    bands: Bands,
    gaps: Sequence[Gap],
    reporting: Reporting | None,
    *,
    share: Fraction | None = None,
) -> Outlook:
    """Judge the least of some gaps, exactly; say so where the printed gaps read otherwise."""
    least = min(gap.size for gap in gaps)
    reasons: tuple[Reason, ...] = ()
    if reporting is not None:
        shown, text = min(
            (reporting.difference(g.figure, g.against), reporting.difference_text(g.figure, g.against)) for g in gaps
        )
        words = Text({"en": f"a gap of {text} points", "zh": f"相差{text}个百分点"})
        reasons = printed_otherwise(bands, least, shown, words)
    found = banded(
        method, course, bands, least,
        share=share,
        figures=[figure for gap in gaps for figure in gap.figures(reporting)],
        points=dict.fromkeys(point for gap in gaps for point in gap.points),
        reasons=reasons,
    )  # fmt: skip
    return no_baseline_needed(found)


def stopped(method: Method, course: Course, stop: StopError) -> Outlook:
    """Give the outlook where the method cannot be applied."""
    return no_baseline_needed(undetermined(method, course, stop.reason))


def printed_otherwise(bands: Bands, exact: Fraction, printed: Fraction, words: Text) -> tuple[Reason, ...]:
    """Say that a printed figure reads otherwise than the exact one, where it does."""
    one, other = (None if band is None else band.status for band in (bands.find(exact), bands.find(printed)))
    if one == other:
        return ()
    details = {"printed": words, "status": _status(other), "exact": _status(one)}
    return (Reason(ReasonCode.PRINTED_DIFFERS, details),)


def _status(status: str | None) -> Text:
    word = status or "in no band"
    return Text({"en": said(word, "en"), "zh": said(word, "zh")})


class Steps(tuple[tuple[int, Any], ...]):
    """What is planned by the end of each month, in order."""

    __slots__ = ()


def to_steps(value: Any, where: str, read: Callable[[Any], Any]) -> Steps:
    """Take what is planned by the end of each month: a mapping, pairs, or texts such as ``9: 72.5``.

    Raises:
        InvalidValueError: a month is no whole number from 1, or stands twice.
    """
    given: Any = value.items() if hasattr(value, "items") else value
    steps: dict[int, Any] = {}
    for entry in as_tuple(given):
        month, planned = _pair(entry)
        number = int(month) if isinstance(month, str) and month.strip().isdecimal() else month
        if isinstance(number, bool) or not isinstance(number, int) or number < 1 or number in steps:
            expected = "each month once, counted from 1 at the start of the due period"
            raise InvalidValueError(where, expected, repr(entry), "write for example {9: '72.5'}")
        steps[number] = read(planned)
    return Steps(sorted(steps.items()))


def _pair(entry: Any) -> tuple[Any, Any]:
    try:
        month, planned = entry.split(":", 1) if isinstance(entry, str) else entry
    except (TypeError, ValueError):
        return None, None
    return month, planned


def of_plan(  # noqa: PLR0913, PLR0917 -- one result has these parts
    method: Method,
    course: Course,
    bands: Bands,
    done: Done,
    plan: Fraction,
    reporting: Reporting | None,
    *,
    name: str,
    others: Iterable[Figure] = (),
) -> Outlook:
    """Judge the percent of a plan that is done, exactly; say so where the printed percent reads otherwise."""
    percent = 100 * done.amount / plan
    figures = [Figure(name, percent, PERCENT)]
    reasons: tuple[Reason, ...] = ()
    if reporting is not None:
        figures.append(Figure(f"printed {name}", reporting.apply(percent), PERCENT))
        text = f"{reporting.text(percent)}%"
        reasons = printed_otherwise(bands, percent, reporting.apply(percent), Text({"en": text, "zh": text}))
    found = banded(
        method, course, bands, percent,
        share=percent / 100, figures=(*figures, *others), points=(done.point,), reasons=reasons,
    )  # fmt: skip
    return no_baseline_needed(found)
