"""Methods on the share that is done: against the share of time gone, and against fixed marks."""

from __future__ import annotations

from fractions import Fraction

import attrs

from policytargets._fields import is_a
from policytargets.bands import Band, Bands
from policytargets.bounds import Bound
from policytargets.methods._shared import (
    SHARE,
    StopError,
    after_start,
    ahead_of,
    as_share,
    cuts,
    named,
    years_from,
    years_to_due,
)
from policytargets.outlooks import Course, Figure, MethodEvidence, Outlook, banded, undetermined

__all__ = ["GoalShare", "LinearShare"]

ON_PATH = Bands(
    [
        Band("ahead", low=0, low_closed=False),
        Band("on path", low=0, high=0, high_closed=True),
        Band("behind", high=0),
    ]
)
LIGHTS = Bands(
    [
        Band("green", low=90),
        Band("yellow", low=75, high=89, high_closed=True),
        Band("red", high=75),
    ]
)


@attrs.frozen(kw_only=True)
class LinearShare:
    """Share done against share of time gone, both exact, on a straight path from baseline to goal.

    Share done is (amount - baseline) / (goal - baseline); the bands are on share done less share of time gone. Needs
    no growth, so that zero, negative amounts and any unit are the same to it. Points after the due period are not used.

    Attributes:
        bands: on the difference of the two shares; ends stated open or closed.

    Examples:
        >>> print(LinearShare().bands)
        ahead (0, ∞); on path [0, 0]; behind (-∞, 0)
    """

    bands: Bands = attrs.field(default=ON_PATH, validator=is_a(Bands))

    @property
    def name(self) -> str:
        """The name with its parameters."""
        return named(self, bands=None if self.bands == ON_PATH else self.bands)

    @property
    def evidence(self) -> MethodEvidence:
        """A rule of this library."""
        return MethodEvidence.OWN

    @property
    def citation(self) -> str:
        """Whose rule it is."""
        return "policytargets: share done against share of time gone"

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            aim = ahead_of(course)
            point, left = after_start(course, aim.start, yearly=False, to_due=True)
            time = years_from(course, aim.start, point) / years_to_due(course, aim.start)
        except StopError as stop:
            return undetermined(self, course, stop.reason)
        share = as_share(aim.low, aim.goal, point.base)
        figures = (
            Figure("share done", share, SHARE),
            Figure("share of time gone", time, "share, 1 = due"),
            Figure("difference", share - time, "share"),
        )
        return banded(
            self,
            course,
            self.bands,
            share - time,
            share=share,
            figures=figures,
            points=(aim.start, point),
            reasons=left,
        )

    def cut_points(self, course: Course) -> tuple[tuple[str, Bound], ...]:
        """Give the bands as bounds on the amount at the newest point; none where the method cannot be applied."""
        if not self.outlook(course).determined:
            return ()
        aim = ahead_of(course)
        point, _ = after_start(course, aim.start, yearly=False, to_due=True)
        time = years_from(course, aim.start, point) / years_to_due(course, aim.start)
        return cuts(self.bands, lambda d: aim.low + (d + time) * (aim.goal - aim.low), course.indicator.unit)


@attrs.frozen(kw_only=True)
class GoalShare:
    """Percent of the way done, against fixed marks, whatever the time: 100 (actual - start) / (target - start).

    ServiceNow's rule for goals: green from 90, yellow from 75 to 89, red below 75. Between 89 and 90 no band is
    published, so 89.5 falls into none. The start is the baseline.

    Attributes:
        bands: on the percent; ends stated open or closed.

    Examples:
        >>> GoalShare().bands.holes()
        ['(89, 90)']
    """

    bands: Bands = attrs.field(default=LIGHTS, validator=is_a(Bands))

    @property
    def name(self) -> str:
        """The name with its parameters."""
        return named(self, bands=None if self.bands == LIGHTS else self.bands)

    @property
    def evidence(self) -> MethodEvidence:
        """Checked against printed inputs and outcomes."""
        return MethodEvidence.PUBLISHED_CASE

    @property
    def citation(self) -> str:
        """The source."""
        return "ServiceNow, Goal Framework: status calculation specifications and examples"

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            aim = ahead_of(course)
            point, left = after_start(course, aim.start, yearly=False, to_due=False)
        except StopError as stop:
            return undetermined(self, course, stop.reason)
        share = as_share(aim.low, aim.goal, point.base)
        figures = (Figure("percent done", 100 * share, "%, 100 = goal met"),)
        return banded(
            self, course, self.bands, 100 * share, share=share, figures=figures, points=(aim.start, point), reasons=left
        )

    def cut_points(self, course: Course) -> tuple[tuple[str, Bound], ...]:
        """Give the bands as bounds on the amount at the newest point; none where the method cannot be applied."""
        if not self.outlook(course).determined:
            return ()
        aim = ahead_of(course)
        return cuts(self.bands, lambda p: aim.low + Fraction(p, 100) * (aim.goal - aim.low), course.indicator.unit)
