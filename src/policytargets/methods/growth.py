"""Methods on compound growth: the growth that was over the growth that is needed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import attrs

from policytargets._numbers import exact
from policytargets.bands import Band, Bands, Computed
from policytargets.bounds import to_quantity
from policytargets.errors import InvalidValueError, UnitMismatchError
from policytargets.methods._shared import (
    Aim,
    StopError,
    after_start,
    aim_of,
    better_of,
    growth,
    named,
    power,
    reaches,
    start_of,
    years_from,
    years_to_due,
)
from policytargets.outlooks import Course, Figure, MethodEvidence, Outlook, Point, banded, undetermined
from policytargets.quantities import Quantity
from policytargets.texts import Text
from policytargets.verdicts import Reason, ReasonCode

__all__ = ["Eurostat", "MeanScore", "StatCan", "indicator_mean"]

ACHIEVED = "target_achieved"
WORDS = ("substantial_progress", "moderate_progress", "limited_progress", "deterioration")
_NO_PATH = Text({"en": "no compound path leads to zero", "zh": "目标为零，无法按复合增长率计算"})
_NO_LIMIT = Text({"en": "the limit is no amount of the indicator", "zh": "限值与指标的计量单位不一致"})
_THOUSANDTH = Text({"en": "0.001 in the indicator's unit stands for zero", "zh": "以0.001代替零"})
_BEHIND = Text(
    {
        "en": "the baseline already meets a target set against the better direction",
        "zh": "目标方向与指标优劣方向相反，且基数已达到目标，仍照常计算",
    }
)
_ROUNDED = Text(
    {
        "en": "the score's constants are rounded, so its bands begin a little early",
        "zh": "分值公式的系数经过修约，档次界限略有提前",
    }
)


def _steps(*marks: str | int) -> Bands:
    """Four bands, best first, each closed below."""
    high, mid, low = marks
    return Bands([
        Band(WORDS[0], low=high), Band(WORDS[1], low=mid, high=high), Band(WORDS[2], low=low, high=mid),
        Band(WORDS[3], high=low),
    ])  # fmt: skip


WITH_TARGET, WITHOUT_TARGET, BY_SCORE = _steps("0.95", "0.6", 0), _steps("0.015", "0.005", 0), _steps("2.5", 0, "-2.5")


@attrs.frozen
class MeanScore:
    """The score of an indicator from the scores of its series.

    Attributes:
        score: the mean of the scored series, -5 to 5; None where none is scored.
        status: read from the mean at 2.5, 0 and -2.5; None where none is scored.
        scored: how many series are scored.
        unscored: how many are left out.
    """

    score: Fraction | None
    status: str | None
    scored: int
    unscored: int


def indicator_mean(scores: Iterable[Outlook | Decimal | Fraction | float | str | None]) -> MeanScore:
    """Give the mean of the series' scores; the target is achieved only where it is for every scored series.

    Args:
        scores: outlooks of `StatCan`, or scores; None, or an outlook without a score, is left out.

    Examples:
        >>> indicator_mean(["2.8", "-2.7", None]).status
        'moderate_progress'
    """
    found: list[Fraction] = []
    achieved, unscored = True, 0
    for one in scores:
        score = one.figure("score") if isinstance(one, Outlook) else one
        if score is None:
            unscored += 1
            continue
        achieved = achieved and isinstance(one, Outlook) and one.status == ACHIEVED
        found.append(exact(score.amount if isinstance(score, Figure) else score, "indicator_mean"))
    if not found:
        return MeanScore(None, None, 0, unscored)
    mean = sum(found, Fraction(0)) / len(found)
    band = BY_SCORE.find(mean)
    return MeanScore(mean, ACHIEVED if achieved else band.status if band else None, len(found), unscored)


def _limit(value: object) -> Quantity | None:
    return None if value is None else to_quantity(value)


@attrs.frozen(kw_only=True)
class StatCan:
    """Compound growth a year since the baseline over the compound growth that leads to the target in time.

    The rule of Open SDG, by Statistics Canada. At the target: achieved, whatever the trend. Else the ratio is
    substantial from 0.95, moderate from 0.6, limited from 0, and below 0 deterioration. Without a target the growth
    itself is read at 1.5 %, 0.5 % and 0, in the direction that is better; with a limit these marks shrink by
    1 - (baseline / limit)^4.44 (mirrored above the limit, none from twice the limit on).

    A baseline that already meets the target is judged as published: achieved while the newest amount meets it, whatever
    the trend, and a deterioration when it no longer does; the result notes it. Undetermined, unlike the original: a
    zero baseline or target, amounts on both sides of zero, and a baseline that meets a target set against the better
    direction of its indicator, which the original reads as achieved. The two ``compat`` options follow the original
    there and say so in the result.

    Breaks two laws with ``compat_zero``: ``units``, since 0.001 is another amount in another unit, and ``mirror``, since it
    is positive even where all else is negative. Breaks ``units`` with a limit without a unit, which is another amount in
    another unit too.

    Attributes:
        without_target: whether to read the growth alone; needs the indicator's ``better``.
        limit: the natural limit of the indicator, only without a target; a bare number is in its unit.
        site: whether the status is read from the score, as the site does; its constants are rounded.
        compat_zero: whether 0.001 stands for a zero baseline or target; the result then depends on the unit.
        compat_behind: whether a baseline that already meets a target is judged where the indicator's ``better`` is the
            other way.

    Raises:
        InvalidValueError: a limit together with a target.

    Examples:
        >>> StatCan(without_target=True, limit="100 %").name
        'StatCan(without_target=True, limit=100%)'
    """

    without_target: bool = False
    limit: Quantity | None = attrs.field(default=None, converter=_limit)
    site: bool = False
    compat_zero: bool = False
    compat_behind: bool = False

    def __attrs_post_init__(self) -> None:
        """Check that a limit has its use."""
        if self.limit is not None and not self.without_target:
            raise InvalidValueError("StatCan: limit", "a limit only without a target", str(self.limit), "leave it out")

    @property
    def name(self) -> str:
        """The name with its parameters."""
        return named(self, **attrs.asdict(self, recurse=False))

    @property
    def evidence(self) -> MethodEvidence:
        """Checked against printed inputs and outcomes."""
        return MethodEvidence.PUBLISHED_CASE

    @property
    def citation(self) -> str:
        """The source."""
        return (
            "Open SDG, sdg-build: progress methodology, by Statistics Canada; Canadian and Global Indicator Frameworks"
        )

    @property
    def breaks(self) -> tuple[str, ...]:
        """The laws it cannot keep with these parameters."""
        if self.compat_zero:
            return ("units", "mirror")
        return ("units",) if self.limit is not None and self.limit.is_bare else ()

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            return self._growth_alone(course) if self.without_target else self._against_target(course)
        except StopError as stop:
            return undetermined(self, course, stop.reason)

    def _against_target(self, course: Course) -> Outlook:
        given = aim_of(course)
        aim, notes = self._without_zero(course, given)
        if aim.is_met_at_start and _is_against_better(course, aim):
            if not self.compat_behind:
                raise StopError(ReasonCode.GOAL_BEHIND_BASELINE)
            notes = (*notes, Reason(ReasonCode.COMPAT, {"what": _BEHIND}))
        elif aim.is_met_at_start:
            code = ReasonCode.GOAL_IS_BASELINE if aim.low == aim.goal else ReasonCode.GOAL_BEHIND_BASELINE
            notes = (*notes, Reason(code))
        point, left = after_start(course, aim.start, yearly=True, to_due=False)
        notes = (*notes, *left)
        achieved = reaches(course, aim, point.base)
        try:
            ratio = self._ratio(course, aim, point)
        except StopError:
            if not achieved:
                raise
            ratio = None
        figures = [] if ratio is None else [Figure("growth over needed growth", ratio.value())]
        if achieved:
            figures.append(Figure("score", Fraction(5), "-5 to 5"))
            return Outlook(
                method=self.name, course=course, status=ACHIEVED, figures=tuple(figures), points=(aim.start, point),
                reasons=(*notes, *course.reasons),
            )  # fmt: skip
        assert ratio is not None  # noqa: S101 -- it was raised above
        score = Computed(lambda: _score(ratio.rule()))
        return self._said(course, (WITH_TARGET, ratio), score, figures, (aim.start, point), notes)

    def _without_zero(self, course: Course, aim: Aim) -> tuple[Aim, tuple[Reason, ...]]:
        """Put 0.001 in the indicator's unit for zero, where the option says so."""
        if not self.compat_zero or (aim.low != 0 and aim.goal != 0):
            return aim, ()
        unit = course.indicator.unit
        tiny = Quantity(Fraction(1, 1000), unit)
        start = attrs.evolve(aim.start, amount=tiny) if aim.low == 0 else aim.start
        return Aim(start, aim.goal or tiny.base, aim.direction), (Reason(ReasonCode.COMPAT, {"what": _THOUSANDTH}),)

    def _ratio(self, course: Course, aim: Aim, point: Point) -> Computed:
        done, needed = _quotient(aim.low, point.base), _quotient(aim.low, aim.goal)
        if needed == 0:
            raise StopError(ReasonCode.NOT_APPLICABLE, why=_NO_PATH)
        if needed == 1:
            raise StopError(ReasonCode.GOAL_IS_BASELINE)
        sign = aim.direction * (-1 if aim.low < 0 else 1)
        years, whole = years_from(course, aim.start, point), years_to_due(course, aim.start)
        return Computed(lambda: sign * growth(done, years) / abs(growth(needed, whole)))

    def _growth_alone(self, course: Course) -> Outlook:
        start, direction = start_of(course), better_of(course)
        notes: tuple[Reason, ...] = ()
        if self.compat_zero and start.base == 0:
            start = attrs.evolve(start, amount=Quantity(Fraction(1, 1000), course.indicator.unit))
            notes = (Reason(ReasonCode.COMPAT, {"what": _THOUSANDTH}),)
        point, left = after_start(course, start, yearly=True, to_due=False)
        notes = (*notes, *left)
        done, years = _quotient(start.base, point.base), years_from(course, start, point)
        sign = direction * (-1 if start.base < 0 else 1)
        room = self._room(course, start)
        rate = Computed(lambda: sign * growth(done, years))
        figures = [Figure("growth a year", rate.value(), "share")]
        if room is not None:
            figures.append(Figure("coefficient of the limit", room.value()))
        worse = sign * (done - 1) < 0
        if not worse and room is not None and room.value() == 0:
            figures.append(Figure("score", Fraction(5), "-5 to 5"))
            return Outlook(
                method=self.name, course=course, status=WORDS[0], figures=tuple(figures), points=(start, point),
                reasons=(*notes, *course.reasons),
            )  # fmt: skip
        # The marks shrink by the coefficient; so the growth is divided by it, but a worsening is not.
        scaled = rate if worse or room is None else Computed(lambda: rate.rule() / room.rule())
        score = Computed(lambda: _score_alone(scaled.rule()))
        return self._said(course, (WITHOUT_TARGET, scaled), score, figures, (start, point), notes)

    def _room(self, course: Course, start: Point) -> Computed | None:
        if self.limit is None:
            return None
        try:
            limit = abs(course.indicator.close(self.limit).base)
        except UnitMismatchError:
            raise StopError(ReasonCode.NOT_APPLICABLE, why=_NO_LIMIT) from None
        amount = abs(start.base)
        if amount >= 2 * limit:
            return Computed(lambda: Decimal(1))
        near = (amount if amount <= limit else 2 * limit - amount) / limit
        return Computed(lambda: 1 - power(near, Fraction("4.44")))

    def _said(  # noqa: PLR0913, PLR0917 -- one result has these parts
        self,
        course: Course,
        judged: tuple[Bands, Computed],
        score: Computed,
        figures: list[Figure],
        points: tuple[Point, Point],
        notes: tuple[Reason, ...],
    ) -> Outlook:
        figures = [*figures, Figure("score", score.value(), "-5 to 5")]
        bands, figure = (BY_SCORE, score) if self.site else judged
        if self.site:
            notes = (*notes, Reason(ReasonCode.COMPAT, {"what": _ROUNDED}))
        return banded(self, course, bands, figure, figures=figures, points=points, reasons=notes)


def _is_against_better(course: Course, aim: Aim) -> bool:
    """Whether the target points away from where the indicator is better, as far as that is stated."""
    return course.indicator.better is not None and better_of(course) != aim.direction


def _quotient(start: Fraction, amount: Fraction) -> Fraction:
    """An amount over the start, or stop: of zero no growth can be taken, and none leads across it."""
    if start == 0:
        raise StopError(ReasonCode.BASELINE_NOT_POSITIVE)
    if amount / start < 0:
        raise StopError(ReasonCode.SIGN_CHANGE)
    return amount / start


def _score(ratio: Decimal) -> Decimal:
    """The published score of a growth ratio, with its rounded constants, between -5 and 5."""
    if ratio >= Decimal("0.6"):
        return min(Decimal("7.1429") * ratio - Decimal("4.2857"), Decimal(5))
    return max(Decimal("4.1667") * ratio - Decimal("2.5"), Decimal(-5))


def _score_alone(rate: Decimal) -> Decimal:
    """The published score of a growth without a target, between -5 and 5."""
    if rate < 0:
        return max(125 * rate - Decimal("2.5"), Decimal(-5))
    if rate >= Decimal("0.015"):
        return min(500 * rate - 5, Decimal(5))
    return 250 * rate - Decimal("1.25") if rate >= Decimal("0.005") else 500 * rate - Decimal("2.5")


EU_TARGET = Bands([
    Band("significant progress", low="0.95"), Band("moderate progress", low="0.6", high="0.95"),
    Band("insufficient progress", low=0, high="0.6"), Band("movement away", high=0),
])  # fmt: skip
EU_ALONE = Bands([
    Band("significant progress", low="0.01"), Band("moderate progress", low=0, high="0.01"),
    Band("moderate movement away", low="-0.01", high=0), Band("significant movement away", high="-0.01"),
])  # fmt: skip


@attrs.frozen(kw_only=True)
class Eurostat:
    """Compound growth over needed compound growth, read at 0.95, 0.6 and 0; without a target at 1 %, 0 and -1 % a year.

    Known from others' descriptions only; no case with both input and outcome was found. Undetermined as `StatCan` is.

    Attributes:
        without_target: whether to read the growth alone; needs the indicator's ``better``.

    Examples:
        >>> Eurostat().evidence
        MethodEvidence.SECONDARY
    """

    without_target: bool = False

    @property
    def name(self) -> str:
        """The name with its parameters."""
        return named(self, without_target=self.without_target)

    @property
    def evidence(self) -> MethodEvidence:
        """Known from others' descriptions."""
        return MethodEvidence.SECONDARY

    @property
    def citation(self) -> str:
        """The source."""
        return "Eurostat, Sustainable development in the European Union, as described by others"

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            if self.without_target:
                start, direction, bands = start_of(course), better_of(course), EU_ALONE
                needed = None
            else:
                aim = aim_of(course)
                if aim.is_met_at_start:
                    code = "GOAL_IS_BASELINE" if aim.low == aim.goal else "GOAL_BEHIND_BASELINE"
                    raise StopError(ReasonCode[code])  # noqa: TRY301 -- all stops end here
                start, direction, bands = aim.start, aim.direction, EU_TARGET
                needed = _quotient(aim.low, aim.goal)
                if needed == 0:
                    raise StopError(ReasonCode.NOT_APPLICABLE, why=_NO_PATH)  # noqa: TRY301 -- the same
            point, left = after_start(course, start, yearly=True, to_due=False)
            done, years = _quotient(start.base, point.base), years_from(course, start, point)
            whole = years if needed is None else years_to_due(course, start)
        except StopError as stop:
            return undetermined(self, course, stop.reason)
        sign = direction * (-1 if start.base < 0 else 1)
        if needed is None:
            figure, label = Computed(lambda: sign * growth(done, years)), "growth a year"
        else:
            figure = Computed(lambda: sign * growth(done, years) / abs(growth(needed, whole)))
            label = "growth over needed growth"
        figures = (Figure(label, figure.value()),)
        return banded(self, course, bands, figure, figures=figures, points=(start, point), reasons=left)
