"""Methods that run a trend on to the due period and look at what is missing there."""

from __future__ import annotations

from fractions import Fraction

import attrs

from policytargets.bands import Band, Bands, Computed
from policytargets.indicators import Nature
from policytargets.methods._shared import (
    SHARE,
    Aim,
    StopError,
    after_start,
    ahead_of,
    aim_of,
    better_of,
    decimal,
    growth,
    named,
    past_limits,
    power,
    reaches,
    start_of,
    until_due,
    years_from,
    years_to_due,
)
from policytargets.outlooks import Course, Figure, MethodEvidence, Outlook, Point, banded, undetermined
from policytargets.texts import Text
from policytargets.verdicts import Reason, ReasonCode

__all__ = ["Destatis", "UNSDProgressChart"]

MET, FAIR, STILL = "met or on track", "progress, but acceleration needed", "stagnation or regression"
UN_TARGET = Bands([Band(MET, low="0.95"), Band(FAIR, low="0.1", high="0.95"), Band(STILL, high="0.1")])
UN_ALONE = Bands([Band(MET, low="0.02"), Band(FAIR, low="0.005", high="0.02"), Band(STILL, high="0.005")])
_EXPERTS = Text({"en": "the publisher leaves growth rates to experts", "zh": "发布机构规定增长率类指标由专家判断"})


@attrs.frozen(kw_only=True)
class UNSDProgressChart:
    """The compound trend since the baseline run on to the due period, as a share of the way from baseline to goal.

    From 0.95 met or on track (score 3), from 0.10 progress (2), below stagnation or regression (1). The latest amount
    at the goal is met whatever the trend; so is one within 1 point of a goal of 0 % or 100 %. Without a target the
    growth in the better direction is read at 2 % and 0.5 % a year. When the due period is over, later points do not
    count. Growth rates are left to experts. The status words are ours; the scores are published.

    Attributes:
        without_target: whether to read the growth alone; needs the indicator's ``better``.

    Examples:
        >>> UNSDProgressChart(without_target=True).name
        'UNSDProgressChart(without_target=True)'
    """

    without_target: bool = False

    @property
    def name(self) -> str:
        """The name with its parameters."""
        return named(self, without_target=self.without_target)

    @property
    def evidence(self) -> MethodEvidence:
        """The rule was read in the words of an office that applies it."""
        return MethodEvidence.PUBLISHED_TEXT

    @property
    def citation(self) -> str:
        """The source."""
        return "EUSTAT, methodology of progress, after UNSD's technical notes of the SDG Progress Chart 2023 and 2024"

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            if course.indicator.nature is Nature.GROWTH_RATE:
                raise StopError(ReasonCode.NOT_APPLICABLE, why=_EXPERTS)  # noqa: TRY301 -- all stops end here
            return self._growth_alone(course) if self.without_target else self._against_target(course)
        except StopError as stop:
            return undetermined(self, course, stop.reason)

    def _against_target(self, course: Course) -> Outlook:
        aim = aim_of(course)
        point, left = after_start(course, aim.start, yearly=True, to_due=True)
        if reaches(course, aim, point.base) or _close_to_an_end(course, aim, point):
            return Outlook(
                method=self.name, course=course, status=MET, figures=(Figure("score", Fraction(3), "1 to 3"),),
                points=(aim.start, point), reasons=(*left, *course.reasons),
            )  # fmt: skip
        ahead_of(course)
        ratio = _ratio(aim.low, point.base)
        ahead = (years_to_due(course, aim.start) - years_from(course, aim.start, point)) / years_from(
            course, aim.start, point
        )
        projected = Computed(lambda: decimal(point.base) * power(ratio, ahead))
        share = Computed(lambda: (projected.rule() - decimal(aim.low)) / decimal(aim.goal - aim.low))
        unit = course.indicator.unit
        shown = Computed(lambda: projected.rule() / decimal(unit.factor)).value()
        figures = [Figure("projected amount", shown, str(unit)), Figure("projected share", share.value(), SHARE)]
        notes = (*left, *past_limits(course.indicator, projected))
        return self._scored(course, (UN_TARGET, share), figures, (aim.start, point), notes)

    def _growth_alone(self, course: Course) -> Outlook:
        start, direction = start_of(course), better_of(course)
        point, left = after_start(course, start, yearly=True, to_due=True)
        ratio, years = _ratio(start.base, point.base), years_from(course, start, point)
        sign = direction * (-1 if start.base < 0 else 1)
        rate = Computed(lambda: sign * growth(ratio, years))
        figures = [Figure("growth a year", rate.value(), "share")]
        return self._scored(course, (UN_ALONE, rate), figures, (start, point), left)

    def _scored(
        self,
        course: Course,
        judged: tuple[Bands, Computed],
        figures: list[Figure],
        points: tuple[Point, Point],
        notes: tuple[Reason, ...],
    ) -> Outlook:
        said = banded(self, course, *judged, figures=figures, points=points, reasons=notes)
        score = {MET: 3, FAIR: 2, STILL: 1}[said.status or STILL]  # these bands have no holes
        return attrs.evolve(said, figures=(*said.figures, Figure("score", Fraction(score), "1 to 3")))


def _ratio(start: Fraction, amount: Fraction) -> Fraction:
    if start == 0:
        raise StopError(ReasonCode.BASELINE_NOT_POSITIVE)
    if amount / start < 0:
        raise StopError(ReasonCode.SIGN_CHANGE)
    return amount / start


def _close_to_an_end(course: Course, aim: Aim, point: Point) -> bool:
    """Whether the goal is 0 % or 100 % and the amount is within one point of it."""
    ends = aim.goal in {Fraction(0), Fraction(1)}
    return course.indicator.unit.is_share and ends and abs(point.base - aim.goal) <= Fraction(1, 100)


_SKY = [Band("sun", high="0.05"), Band("light cloud", low="0.05", high="0.2", high_closed=True)]
RISING = Bands([*_SKY, Band("cloud", low="0.2", low_closed=False)])
FALLING = Bands([*_SKY, Band("storm", low="0.2", low_closed=False)])
_MOST, _LEAST = 6, 4


@attrs.frozen(kw_only=True)
class Destatis:
    """The mean of the last five yearly changes run on to the due period; the miss as a share of what remains now.

    Under 5 % of the remaining distance, or reached: sun; from 5 to 20 %, both ends in: light cloud; more, but the right
    way: cloud; not the right way: storm. Reads the last six yearly points, at least four without a gap; needs no
    baseline, but a stated one stands in its year. Points after the due period are not used.

    Examples:
        >>> Destatis().name
        'Destatis()'
    """

    @property
    def name(self) -> str:
        """The name; it has no parameters."""
        return named(self)

    @property
    def evidence(self) -> MethodEvidence:
        """The rule was read in the publisher's words."""
        return MethodEvidence.PUBLISHED_TEXT

    @property
    def citation(self) -> str:
        """The source."""
        return "Destatis, German Sustainable Development Strategy: status of indicators, methodology"

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            goal, direction = course.goal_amount, course.direction
            if goal is None or direction is None:
                raise StopError(ReasonCode.NO_GOAL)  # noqa: TRY301 -- all stops end here
            if course.due is None:
                raise StopError(ReasonCode.NO_DUE)  # noqa: TRY301 -- the same
            run, notes = _last_run(course)
            left = years_to_due(course, run[-1])
        except StopError as stop:
            return undetermined(self, course, stop.reason)
        change = (run[-1].base - run[0].base) / (len(run) - 1)
        latest, unit = run[-1].base, course.indicator.unit
        projected = latest + change * left
        miss, remains = direction * (goal.base - projected), abs(goal.base - latest)
        figures = [
            Figure("mean yearly change", change / unit.factor, f"{unit} a year"),
            Figure("projected amount", projected / unit.factor, str(unit)),
        ]
        right = direction * change > 0
        if miss > 0 and remains == 0:
            return Outlook(
                method=self.name,
                course=course,
                status="storm",
                figures=tuple(figures),
                points=run,
                reasons=(*notes, *course.reasons),
            )
        share = Fraction(0) if miss <= 0 else miss / remains
        figures.append(Figure("miss over remaining distance", share, "share"))
        return banded(self, course, RISING if right else FALLING, share, figures=figures, points=run, reasons=notes)


def _last_run(course: Course) -> tuple[tuple[Point, ...], tuple[Reason, ...]]:
    """Give the last yearly points without a gap, four to six of them, none after the due period; or stop."""
    known = {p.period.end: p for p in (*course.points, *([course.baseline] if course.baseline else []))}
    points, notes = until_due(course, tuple(known[end] for end in sorted(known)))
    run: list[Point] = list(points[-1:])
    for point in reversed(points[:-1]):
        years = course.years(point, run[0])
        if len(run) == _MOST or years is None or years > 1:
            break
        if years == 1:
            run.insert(0, point)
    if len(run) < _LEAST:
        if len(points) < _LEAST:
            raise StopError(ReasonCode.FEW_POINTS, needed=_LEAST, known=len(points))
        raise StopError(ReasonCode.GAP_IN_SERIES, periods=str(run[0].period))
    return tuple(run), notes
