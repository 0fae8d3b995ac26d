"""What a path or a trend answers: one amount in a unit, or a year, or the reason why nothing can be said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import assert_never

import attrs

from policytargets._fields import as_tuple
from policytargets._outlook_words import said
from policytargets.bands import Computed, short
from policytargets.methods._shared import MOST_DIGITS, StopError, decimal
from policytargets.outlooks import Course, Point
from policytargets.periods import Period
from policytargets.quantities import Quantity
from policytargets.units import Unit
from policytargets.verdicts import Reason, ReasonCode


class Question(Enum):
    """What is asked of a course."""

    EXPECTED = "expected amount"
    SURPLUS = "surplus or shortfall"
    CHANGE = "required change a year"
    GROWTH = "required growth a year"
    PROJECTED = "projected amount"
    ATTAINED = "year of attainment"

    def label(self, language: str = "en") -> str:
        """The words for a reader."""
        return said(self.value, language)

    def __repr__(self) -> str:
        """Give the name, as code writes it."""
        return f"Question.{self.name}"


@attrs.frozen(kw_only=True)
class Answer:
    """What is said of a course: an amount in *unit*, or a year, or why neither can be said.

    Attributes:
        question: what was asked.
        by: the path or trend that answers; None where none is needed.
        amount: exact (a fraction), or a decimal where a root was taken; in *unit*, of the two required ones per year.
            A surplus is positive, a shortfall negative, whichever way the goal lies. None where nothing can be said.
        unit: the unit of *amount*.
        period: when it holds; of a surplus the newest known period, of what is required the period it starts from, of
            an attainment the year. None where nothing can be said.
        points: the known amounts it rests on.
        reasons: why nothing can be said, and what a reader should know.

    Examples:
        >>> from policytargets.periods import Year
        >>> answer = Answer(question=Question.ATTAINED, by="TwoPoint()", unit=Unit("%"), period=Year(2021))
        >>> print(answer)
        goal reached in 2021 by TwoPoint()
        >>> answer.label("zh")
        '按两点直线趋势，预计2021年达到目标'
    """

    question: Question
    by: str | None = None
    amount: Fraction | Decimal | None = None
    unit: Unit
    period: Period | None = None
    points: tuple[Point, ...] = attrs.field(default=(), converter=as_tuple, repr=lambda points: str(len(points)))
    reasons: tuple[Reason, ...] = attrs.field(default=(), converter=as_tuple)

    @property
    def determined(self) -> bool:
        """Whether an amount, or a year, can be said."""
        return self.amount is not None or (self.question is Question.ATTAINED and self.period is not None)

    @property
    def is_exact(self) -> bool:
        """Whether the amount is exact; false where a root was taken."""
        return isinstance(self.amount, Fraction)

    @property
    def quantity(self) -> Quantity | None:
        """The amount as a `Quantity`; None where it is not exact."""
        return Quantity(self.amount, self.unit) if isinstance(self.amount, Fraction) else None

    @property
    def is_illustrative(self) -> bool:
        """Whether any amount it rests on is illustrative."""
        return any(o.is_illustrative for point in self.points for o in point.used)

    def label(self, language: str = "en") -> str:
        """Say it in one phrase, with its reasons behind."""
        why = ("；" if language == "zh" else "; ").join(reason.label(language) for reason in self.reasons)
        if not self.determined:
            line = (
                f"{self.question.label(language)}{'：' if language == 'zh' else ': '}{said('undetermined', language)}"
            )
        else:
            line = self._chinese() if language == "zh" else self._english()
        opening, closing = "（）" if language == "zh" else (" (", ")")
        return f"{line}{opening}{why}{closing}" if why else line

    def shown(self, language: str = "en", *, sign: str = "-") -> str:
        """Write the amount with its unit; ≈ where it is rounded or not exact.

        Args:
            language: ``en`` or ``zh``.
            sign: which signs to write: ``-``, ``+-``, or none.
        """
        if self.amount is None:
            return ""
        # Decimals are copied: their arithmetic would round, and overflow, as the caller's context says.
        far = self.amount.copy_abs() if isinstance(self.amount, Decimal) else abs(self.amount)
        size = _size(far, self.unit, language)
        about = "≈" if size.startswith("≈") or not self.is_exact else ""
        own = ("", "+", "-")[_sign(self.amount)]
        return f"{about}{own if own in sign else ''}{size.removeprefix('≈')}"

    def _when(self, language: str) -> str:
        return "" if self.period is None else self.period.label(language)

    def _english(self) -> str:
        when, sign = self._when("en"), _sign(self.amount)
        question = self.question
        match question:
            case Question.EXPECTED:
                return f"{self.shown()} expected in {when} by {self.by}"
            case Question.SURPLUS:
                return f"{self.shown(sign='')} {('on', 'ahead of', 'behind')[sign]} {self.by} in {when}"
            case Question.CHANGE:
                return f"{self.shown(sign='+-')} a year needed after {when}"
            case Question.GROWTH:
                return f"{self.shown(sign='+-')} a year, compound, needed after {when}"
            case Question.PROJECTED:
                return f"{self.shown()} projected for {when} by {self.by}"
            case Question.ATTAINED:
                return f"goal reached in {when} by {self.by}"
        assert_never(question)

    def _chinese(self) -> str:
        when, sign = self._when("zh"), _sign(self.amount)
        by = "" if self.by is None else f"按{said(self.by, 'zh')}，"
        size = self.shown("zh", sign="")
        question = self.question
        match question:
            case Question.EXPECTED:
                return f"{by}{when}应为{self.shown('zh')}"
            case Question.SURPLUS:
                return f"{by}{when}{('进度持平', f'超前{size}', f'落后{size}')[sign]}"
            case Question.CHANGE:
                return f"{when}后年均需{('变化', '增加', '减少')[sign]}{size}"
            case Question.GROWTH:
                return f"{when}后年均需{('增长', '增长', '下降')[sign]}{size}"
            case Question.PROJECTED:
                return f"{by}{when}预计为{self.shown('zh')}"
            case Question.ATTAINED:
                return f"{by}预计{when}达到目标"
        assert_never(question)

    def __str__(self) -> str:
        """Say it in English."""
        return self.label("en")


def _sign(amount: Fraction | Decimal | None) -> int:
    """0, 1 or -1: the index of a word for level, more, less."""
    return 0 if not amount else 1 if amount > 0 else -1


def _size(amount: Fraction | Decimal, unit: Unit, language: str) -> str:
    if isinstance(amount, Decimal) and abs(amount.adjusted()) > MOST_DIGITS:
        return f"≈{short(amount)} {unit.label(language)}"
    return Quantity(Fraction(amount), unit).label(language)


@attrs.frozen(kw_only=True)
class Found:
    """What an answer is made of: the amount in base units, when it holds, and on what it rests."""

    amount: Fraction | Computed | None = None
    period: Period
    points: tuple[Point, ...] = ()
    reasons: tuple[Reason, ...] = ()


def answered(  # noqa: PLR0913 -- one answer has these parts
    question: Question,
    course: Course,
    find: Callable[[], Found],
    *,
    by: str | None = None,
    unit: Unit | None = None,
    needs_baseline: bool = True,
) -> Answer:
    """Give the answer that *find* comes to, or the reason why it stopped; what the course itself says comes behind.

    Args:
        question: what is asked.
        course: of what.
        find: finds it, or raises `StopError`.
        by: the path or trend that answers.
        unit: the unit of the amount; the indicator's, when left out.
        needs_baseline: whether it matters that the target has no baseline.
    """
    unit = course.indicator.unit if unit is None else unit
    told = tuple(r for r in course.reasons if needs_baseline or r.code is not ReasonCode.NO_BASELINE)
    try:
        found = find()
    except StopError as stop:
        return Answer(question=question, by=by, unit=unit, reasons=_once((stop.reason, *told)))
    return Answer(
        question=question, by=by, unit=unit, amount=_in_unit(found.amount, unit), period=found.period,
        points=found.points, reasons=_once((*found.reasons, *told)),
    )  # fmt: skip


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))


def _in_unit(amount: Fraction | Computed | None, unit: Unit) -> Fraction | Decimal | None:
    if isinstance(amount, Computed):
        return Computed(lambda: amount.rule() / decimal(unit.factor)).value()
    return None if amount is None else amount / unit.factor
