"""The four arrows: linear change a year against the linear change that is needed."""

from __future__ import annotations

import attrs

from policytargets._fields import is_a
from policytargets.bands import Band, Bands
from policytargets.methods._shared import (
    SHARE,
    StopError,
    after_start,
    aim_of,
    as_share,
    named,
    reaches,
    years_from,
    years_to_due,
)
from policytargets.outlooks import Course, Figure, MethodEvidence, Outlook, banded, undetermined

__all__ = ["SDSN"]

ARROWS = Bands(
    [
        Band("decreasing", high=0),
        Band("stagnating", low=0, high="0.5"),
        Band("moderately improving", low="0.5", high=1, low_closed=False),
        Band("on track or maintaining", low=1),
    ]
)


@attrs.frozen(kw_only=True)
class SDSN:
    """Yearly change since the baseline over the yearly change needed to reach the goal in time, both linear.

    Below 0 decreasing; from 0 and below one half stagnating; above one half and below 1 moderately improving; 1 and
    more, or at the goal, on track or maintaining. Exactly one half is published in no band, and falls into none. The
    goal stands for the publisher's green threshold; rescaling to 0..100 changes no ratio.

    Attributes:
        bands: on the ratio; ends stated open or closed.

    Examples:
        >>> SDSN().bands.holes()
        ['0.5']
    """

    bands: Bands = attrs.field(default=ARROWS, validator=is_a(Bands))

    @property
    def name(self) -> str:
        """The name with its parameters."""
        return named(self, bands=None if self.bands == ARROWS else self.bands)

    @property
    def evidence(self) -> MethodEvidence:
        """The rule was read in the publisher's words."""
        return MethodEvidence.PUBLISHED_TEXT

    @property
    def citation(self) -> str:
        """The source."""
        return "SDSN, Sustainable Development Report: methods annex (trend dashboards)"

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            aim = aim_of(course)
            point, left = after_start(course, aim.start, yearly=True, to_due=False)
            time = years_from(course, aim.start, point) / years_to_due(course, aim.start)
        except StopError as stop:
            return undetermined(self, course, stop.reason)
        used = (aim.start, point)
        if reaches(course, aim, point.base) or aim.is_met_at_start:
            # At the goal; or met at the baseline and lost since, which is a fall whatever was needed.
            status = "on track or maintaining" if reaches(course, aim, point.base) else "decreasing"
            reasons = (*left, *course.reasons)
            return Outlook(method=self.name, course=course, status=status, points=used, reasons=reasons)
        share = as_share(aim.low, aim.goal, point.base)
        figures = (Figure("share done", share, SHARE), Figure("actual over needed change", share / time))
        return banded(self, course, self.bands, share / time, share=share, figures=figures, points=used, reasons=left)
