"""Growth against growth, in points, without a share of time (经济指标增速与目标增速之差)."""

from __future__ import annotations

import attrs

from policytargets._fields import is_a, optional_is_a
from policytargets.bands import Bands
from policytargets.methods._shared import StopError, named
from policytargets.methods._yearly import PACE, growth_of, judge_gaps, stopped
from policytargets.methods.reporting import Reporting, to_reporting
from policytargets.outlooks import Course, MethodEvidence, Outlook

__all__ = ["GrowthGap"]


@attrs.frozen(kw_only=True)
class GrowthGap:
    """The published growth over the year before, less the growth that is asked for the whole year, in points.

    For GDP, investment, income or revenue, where the target is a rise since `YearBefore`. A growth needs no share of
    time: 6.1 % over nine months against 7 % for the year is 0.9 points behind. Of a fall that is asked, its size is
    compared. The growth is the newest published one inside the due period; none is computed from levels.

    Attributes:
        bands: on the gap in points; ends stated open or closed. Equal is level.
        reporting: how the figures are printed; it never decides.

    Examples:
        >>> print(GrowthGap().bands)
        ahead (0, ∞); level [0, 0]; behind (-∞, 0)
    """

    bands: Bands = attrs.field(default=PACE, validator=is_a(Bands))
    reporting: Reporting | None = attrs.field(default=None, converter=to_reporting, validator=optional_is_a(Reporting))

    @property
    def name(self) -> str:
        """The name with its parameters."""
        return named(self, bands=None if self.bands == PACE else self.bands, reporting=self.reporting)

    @property
    def evidence(self) -> MethodEvidence:
        """Read in the publishers' words; the printed cases do not print the growth that was asked."""
        return MethodEvidence.PUBLISHED_TEXT

    @property
    def citation(self) -> str:
        """The source."""
        return (
            "Xuancheng government office, trackers of the yearly targets 2020 and 2021; supervision office of a "
            "prefecture, first three quarters of 2019"
        )

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            gap = growth_of(course)
        except StopError as stop:
            return stopped(self, course, stop)
        return judge_gaps(self, course, self.bands, (gap,), self.reporting)
