"""Methods on how much of a plan is done: of the whole year's (完成率), and of the same months' (同期计划)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs

from policytargets._fields import is_a, optional_is_a
from policytargets.bands import Band, Bands
from policytargets.bounds import Bound
from policytargets.errors import InvalidValueError
from policytargets.indicators import Nature
from policytargets.methods._shared import StopError, cuts, named
from policytargets.methods._yearly import Done, done_of, due_of, months_done, of_plan, stopped, to_steps
from policytargets.methods.reporting import Reporting, to_reporting
from policytargets.outlooks import Course, Figure, MethodEvidence, Outlook
from policytargets.quantities import Quantity
from policytargets.verdicts import ReasonCode

__all__ = ["CompletionRate", "PlanRatio"]

REACHED = Bands([Band("reached", low=100), Band("not yet reached", high=100)])
OF_PLAN = Bands(
    [
        Band("ahead", low=100, low_closed=False),
        Band("level", low=100, high=100, high_closed=True),
        Band("behind", high=100),
    ]
)
_DONE = frozenset({Nature.FLOW, Nature.CUMULATIVE, Nature.STOCK})


@attrs.frozen(kw_only=True)
class CompletionRate:
    """完成率: how much of the plan is done, in percent: 100 c/T, whatever the time. Over 100 % is kept.

    c is the amount reached inside the due period so far, T the amount that is planned. Printed without saying how much
    of the time is over, e.g. new jobs of January to September against the year's number. It says nothing where no more
    than an amount or a range is asked for, or where the plan is zero or negative.

    Breaks two laws of methods: ``ends``, since it has no baseline and is 0 at an amount of zero; ``mirror``, since an
    amount below zero is no plan to fulfil.

    Attributes:
        bands: on the percent; ends stated open or closed.
        reporting: how the percent is printed; it never decides.

    Examples:
        >>> print(CompletionRate().bands)
        reached [100, ∞); not yet reached (-∞, 100)
    """

    bands: Bands = attrs.field(default=REACHED, validator=is_a(Bands))
    reporting: Reporting | None = attrs.field(default=None, converter=to_reporting, validator=optional_is_a(Reporting))

    @property
    def name(self) -> str:
        """The name with its parameters."""
        return named(self, bands=None if self.bands == REACHED else self.bands, reporting=self.reporting)

    @property
    def evidence(self) -> MethodEvidence:
        """Checked against printed inputs and outcomes."""
        return MethodEvidence.PUBLISHED_CASE

    @property
    def citation(self) -> str:
        """Where it is printed."""
        return (
            "National Bureau of Statistics, urban new jobs, January to September 2017 and 2020; Jiangmen and Xuchang, "
            "projects and funds in place"
        )

    @property
    def breaks(self) -> tuple[str, ...]:
        """The laws of methods it does not keep."""
        return ("ends", "mirror")

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            done = done_of(course, natures=_DONE)
        except StopError as stop:
            return stopped(self, course, stop)
        return of_plan(self, course, self.bands, done, done.plan, self.reporting, name="percent done")

    def cut_points(self, course: Course) -> tuple[tuple[str, Bound], ...]:
        """Give the bands as bounds on the amount reached so far; none where the method cannot be applied."""
        try:
            done = done_of(course, natures=_DONE)
        except StopError:
            return ()
        return cuts(self.bands, lambda percent: done.at(percent / 100 * done.plan), course.indicator.unit)


def _instalments(value: Any) -> tuple[tuple[int, Quantity], ...]:
    where = "PlanRatio: plan"
    steps = to_steps(value, where, lambda amount: amount if isinstance(amount, Quantity) else Quantity(amount))
    for (_, earlier), (month, later) in pairwise(steps):
        if earlier.mismatch(later) is not None or later < earlier:
            expected = "cumulative amounts of one unit that never fall"
            raise InvalidValueError(where, expected, f"{later} by month {month}", "add up the instalments")
    return steps


@attrs.frozen
class PlanRatio:
    """同期计划: what is done against what was planned for the same months, in percent: 100 c/plan(m), and c - plan(m).

    m are the whole months of the due period that are over at the end of the newest amount; nothing is read in between
    two instalments. The excess is in the indicator's unit, negative is missing. Equal is on schedule.

    Breaks two laws of methods: ``ends``, since it has no baseline; ``mirror``, since an amount below zero is no plan to
    fulfil.

    Attributes:
        plan: what is planned by the end of each month, from the start of the due period: a mapping of months to
            amounts, or texts such as ``5: 301.17 亿元``.
        bands: on the percent; ends stated open or closed.
        reporting: how percent and excess are printed; it never decides.

    Raises:
        InvalidValueError: a month stands twice, or the amounts fall or differ in unit.

    Examples:
        >>> PlanRatio({5: "301.17 亿元", 6: "372 亿元"}).name
        'PlanRatio(plan=5: 301.17 亿元, 6: 372 亿元)'
    """

    plan: tuple[tuple[int, Quantity], ...] = attrs.field(default=(), converter=_instalments)
    bands: Bands = attrs.field(default=OF_PLAN, validator=is_a(Bands), kw_only=True)
    reporting: Reporting | None = attrs.field(
        default=None, converter=to_reporting, validator=optional_is_a(Reporting), kw_only=True
    )

    @property
    def name(self) -> str:
        """The name with its parameters."""
        plan = ", ".join(f"{month}: {amount.number} {amount.unit.label('zh')}" for month, amount in self.plan)
        bands = None if self.bands == OF_PLAN else self.bands
        return named(self, plan=plan or None, bands=bands, reporting=self.reporting)

    @property
    def evidence(self) -> MethodEvidence:
        """Checked against printed inputs and outcomes."""
        return MethodEvidence.PUBLISHED_CASE

    @property
    def citation(self) -> str:
        """Where it is printed."""
        return "Xiamen Development and Reform Commission, provincial key projects, January to May 2022"

    @property
    def breaks(self) -> tuple[str, ...]:
        """The laws of methods it does not keep."""
        return ("ends", "mirror")

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            done, planned = self._planned(course)
        except StopError as stop:
            return stopped(self, course, stop)
        unit = course.indicator.unit
        excess = done.at(done.amount - planned) / unit.factor
        figures = [Figure("excess over plan", excess, str(unit))]
        if self.reporting is not None:
            figures.append(Figure("printed excess over plan", self.reporting.apply(excess), str(unit)))
        name = "percent of plan to date"
        return of_plan(self, course, self.bands, done, planned, self.reporting, name=name, others=figures)

    def cut_points(self, course: Course) -> tuple[tuple[str, Bound], ...]:
        """Give the bands as bounds on the amount reached so far; none where the method cannot be applied."""
        try:
            done, planned = self._planned(course)
        except StopError:
            return ()
        return cuts(self.bands, lambda percent: done.at(percent / 100 * planned), course.indicator.unit)

    def _planned(self, course: Course) -> tuple[Done, Fraction]:
        """Give what is done, and what was planned for the same months."""
        done = done_of(course, natures=_DONE)
        due = due_of(course)
        months = months_done(due, done.point)
        planned = dict(self.plan).get(months)
        if planned is None:
            raise StopError(ReasonCode.NO_STEP, months=months, period=due)
        return done, done.planned(course, planned)
