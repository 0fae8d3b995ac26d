"""序时进度: the share of the year's plan that is done against the share of the year that is over."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs

from policytargets._fields import is_a, optional_is_a
from policytargets._numbers import exact, plain
from policytargets.bands import Bands
from policytargets.bounds import Bound
from policytargets.errors import InvalidValueError
from policytargets.indicators import Nature
from policytargets.methods._shared import StopError, cuts, named
from policytargets.methods._yearly import (
    PACE,
    Done,
    Gap,
    asks_growth,
    done_of,
    due_of,
    growth_of,
    judge_gaps,
    months_done,
    stopped,
    to_steps,
    years_of,
)
from policytargets.methods.reporting import Reporting, to_reporting
from policytargets.outlooks import Course, MethodEvidence, Outlook
from policytargets.verdicts import ReasonCode

__all__ = ["ElapsedShare"]

_ADDED = frozenset({Nature.FLOW, Nature.CUMULATIVE})
_WHOLE = 100


def _shares(value: Any) -> tuple[tuple[int, Fraction], ...]:
    where = "ElapsedShare: schedule"
    steps = to_steps(value, where, lambda percent: exact(percent, where))
    percents = [percent for _, percent in steps]
    if any(not 0 <= percent <= _WHOLE for percent in percents) or percents != sorted(percents):
        expected = "cumulative percent of the plan from 0 to 100 that never fall"
        raise InvalidValueError(where, expected, ", ".join(map(plain, percents)), "add up the instalments")
    return steps


@attrs.frozen(kw_only=True)
class ElapsedShare:
    """序时进度 (also 时序进度, 时间进度, 均衡进度): 100 c/T less the percent of the due period that is over, in points.

    c is the amount reached inside the due period so far, T the amount that is planned for it. Time is counted in whole
    months up to the end of the newest amount's period, not up to the day of judging: after eight months of a year it
    is 66.67 %. Equal is on schedule, and over 100 % is kept. It says nothing of what is not done bit by bit (an amount
    held at a moment, a rate), of a range, of "no more than", or of a plan of zero or less; of a target that nothing is
    known of so far it says so, and does not call it behind.

    With *or_growth* the least of two gaps decides, as in Xuancheng: behind when the share is below the time, or the
    published growth over the year before below the growth that is asked.

    Breaks two laws of methods: ``ends``, since it has no baseline and is 0 at an amount of zero; ``mirror``, since an
    amount below zero is no plan to fulfil.

    Attributes:
        schedule: percent of the plan that should be done by the end of each month, where it is not in step with time: a
            mapping of months to percent, or texts such as ``9: 72.5``. Nothing is read in between two steps.
        or_growth: whether growth against growth counts too, where growth is asked for.
        bands: on the gap in points; ends stated open or closed.
        reporting: how the figures are printed; it never decides.

    Raises:
        InvalidValueError: a month of the schedule stands twice, or its percents fall or leave 0 to 100.

    Examples:
        >>> ElapsedShare(schedule={6: 40, 9: "72.5"}).name
        'ElapsedShare(schedule=6: 40, 9: 72.5)'
        >>> print(ElapsedShare().bands)
        ahead (0, ∞); level [0, 0]; behind (-∞, 0)
    """

    schedule: tuple[tuple[int, Fraction], ...] = attrs.field(default=(), converter=_shares)
    or_growth: bool = attrs.field(default=False, validator=is_a(bool))
    bands: Bands = attrs.field(default=PACE, validator=is_a(Bands))
    reporting: Reporting | None = attrs.field(default=None, converter=to_reporting, validator=optional_is_a(Reporting))

    @property
    def name(self) -> str:
        """The name with its parameters."""
        steps = ", ".join(f"{month}: {plain(percent)}" for month, percent in self.schedule)
        bands = None if self.bands == PACE else self.bands
        return named(self, schedule=steps or None, or_growth=self.or_growth, bands=bands, reporting=self.reporting)

    @property
    def evidence(self) -> MethodEvidence:
        """Checked against printed inputs and outcomes."""
        return MethodEvidence.PUBLISHED_CASE

    @property
    def citation(self) -> str:
        """Where it is printed."""
        return (
            "reports on key projects of Xiamen, Changle, Kaiping, Jiangmen, Ningde, Putian, Ziyang, Sichuan and Guangdong; "
            "on revenue of Zhaotong, on foreign capital of Anqing; Xuancheng, trackers of the yearly targets 2020 and 2021"
        )

    @property
    def breaks(self) -> tuple[str, ...]:
        """The laws of methods it does not keep."""
        return ("ends", "mirror")

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            return self._judge(course)
        except StopError as stop:
            return stopped(self, course, stop)

    def cut_points(self, course: Course) -> tuple[tuple[str, Bound], ...]:
        """Give the bands as bounds on the amount reached so far; none where growth counts too, or nothing is said."""
        try:
            done, time = self._done(course)
        except StopError:
            return ()
        if self.or_growth and asks_growth(course):
            return ()
        return cuts(self.bands, lambda gap: done.at((gap + time) / 100 * done.plan), course.indicator.unit)

    def _judge(self, course: Course) -> Outlook:
        if not (self.or_growth and asks_growth(course)):
            gap = self._by_time(course)
            return judge_gaps(self, course, self.bands, (gap,), self.reporting, share=gap.figure / 100)
        by_time, by_growth = _or_stop(self._by_time, course), _or_stop(growth_of, course)
        if isinstance(by_growth, StopError):
            # What the time alone puts lowest stays lowest, whatever the growth would be.
            band = self.bands.find(by_time.size) if isinstance(by_time, Gap) else None
            if band is None or band.low is not None:
                raise by_growth
        gaps = [gap for gap in (by_time, by_growth) if isinstance(gap, Gap)]
        share = by_time.figure / 100 if isinstance(by_time, Gap) else None
        return judge_gaps(self, course, self.bands, gaps, self.reporting, share=share)

    def _done(self, course: Course) -> tuple[Done, Fraction]:
        """Give what is done, and the percent that should be done by now."""
        done = done_of(course, natures=_ADDED)
        due = due_of(course)
        months = months_done(due, done.point)
        if not self.schedule:
            return done, Fraction(100 * months) / (12 * years_of(due))
        planned = dict(self.schedule).get(months)
        if planned is None:
            raise StopError(ReasonCode.NO_STEP, months=months, period=due)
        return done, planned

    def _by_time(self, course: Course) -> Gap:
        done, time = self._done(course)
        against = "percent planned by now" if self.schedule else "percent of time gone"
        return Gap(("percent done", against, "gap"), 100 * done.amount / done.plan, time, (done.point,))


def _or_stop(judge: Callable[[Course], Gap], course: Course) -> Gap | StopError:
    try:
        return judge(course)
    except StopError as stop:
        return stop
