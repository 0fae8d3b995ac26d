"""Two tests on one indicator (this year, and the plan so far), and grades by a total that a missed target overrules."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import attrs

from policytargets._fields import is_a
from policytargets._numbers import Number, exact, plain
from policytargets._outlook_words import said
from policytargets.bands import Bands
from policytargets.errors import InvalidValueError
from policytargets.methods._shared import named
from policytargets.methods.band_rules import ENERGY_GRADE
from policytargets.outlooks import Figure, MethodEvidence, Outlook
from policytargets.texts import Text
from policytargets.verdicts import Reason, ReasonCode, Verdict, any_of

__all__ = ["ScoreGrades", "TwoTests"]

_YEAR = Text({"en": "this year", "zh": "年度"})
_CUMULATIVE = Text({"en": "the plan so far", "zh": "累计"})
_TARGET = Text({"en": "the target", "zh": "目标"})


def _points(value: Any) -> Fraction:
    return exact(value, "TwoTests")


def _a_verdict(value: object, where: str) -> Verdict:
    if not isinstance(value, Verdict):
        raise InvalidValueError(where, "a Verdict", repr(value), "pass the verdict of an assessment")
    return value


@attrs.frozen(kw_only=True)
class TwoTests:
    """Points for two targets on one indicator: this year's, and the plan's so far.

    Two observations of one thing can be two verdicts: in 2011 Inner Mongolia met its target of the year and stood
    behind the 20 % required of the plan. The rule is a district's for energy saving in 2011-2015; the target of the
    plan is worth more to it. It judges verdicts and not a course, and is therefore no method for `assess`.

    Attributes:
        both: points where both are met.
        cumulative: where only the plan's target is met.
        year: where only the target of the year is met.
        neither: where none is.

    Raises:
        InvalidValueError: meeting more earns less.

    Examples:
        >>> print(TwoTests().judge(year=Verdict.MET, cumulative=Verdict.NOT_MET).figure("points").amount)
        40
    """

    both: Fraction = attrs.field(default=Fraction(60), converter=_points)
    cumulative: Fraction = attrs.field(default=Fraction(55), converter=_points)
    year: Fraction = attrs.field(default=Fraction(40), converter=_points)
    neither: Fraction = attrs.field(default=Fraction(0), converter=_points)

    def __attrs_post_init__(self) -> None:
        """Check that meeting more never earns less."""
        one = (self.cumulative, self.year)
        if self.both < max(one) or self.neither > min(one):
            raise InvalidValueError(
                "TwoTests", "most points for both, fewest for neither",
                ", ".join(map(plain, (self.both, *one, self.neither))), "check the order of the points",
            )  # fmt: skip

    @property
    def name(self) -> str:
        """The name with its points, where they are not the district's."""
        fields = attrs.fields_dict(TwoTests)
        changed = {key: getattr(self, key) for key in fields if getattr(self, key) != fields[key].default}
        return named(self, **{key: plain(points) for key, points in changed.items()})

    @property
    def evidence(self) -> MethodEvidence:
        """The rule was read in the publisher's words; no printed outcome is known. With other points, the user's."""
        return MethodEvidence.PUBLISHED_TEXT if self == TwoTests() else MethodEvidence.OWN

    @property
    def citation(self) -> str:
        """The source."""
        return "a district's score sheet on energy saving, 2011-2015"

    def judge(self, *, year: Verdict, cumulative: Verdict) -> Outlook:
        """Combine the two verdicts; undetermined where an undetermined one would change the points.

        Args:
            year: the verdict on the target of the year.
            cumulative: the verdict on the target of the plan so far.

        Raises:
            InvalidValueError: one is no verdict.
        """
        _a_verdict(year, "TwoTests: year")
        _a_verdict(cumulative, "TwoTests: cumulative")
        possible = {self._of(*met) for met in product(_ways(year), _ways(cumulative))}
        if len(possible) > 1:
            reason = Reason(ReasonCode.COMBINED, {"verdicts": ((_YEAR, year), (_CUMULATIVE, cumulative))})
            return Outlook(method=self.name, determined=False, reasons=(reason,))
        [(status, points)] = possible
        return Outlook(
            method=self.name, status=status, figures=(Figure("points", points, f"points of {plain(self.both)}"),)
        )

    def _of(self, year: bool, cumulative: bool) -> tuple[str, Fraction]:  # noqa: FBT001 -- private
        match year, cumulative:
            case True, True:
                return "both met", self.both
            case False, True:
                return "only the plan met", self.cumulative
            case True, False:
                return "only the year met", self.year
            case _:
                return "neither met", self.neither

    @staticmethod
    def target(*, year: Verdict, cumulative: Verdict) -> Verdict:
        """Give the verdict that a veto asks for: the district's is cast only where both are missed.

        Examples:
            >>> TwoTests.target(year=Verdict.NOT_MET, cumulative=Verdict.MET)
            Verdict.MET
        """
        return any_of((_a_verdict(year, "TwoTests: year"), _a_verdict(cumulative, "TwoTests: cumulative")))


def _ways(verdict: Verdict) -> tuple[bool, ...]:
    return (True, False) if verdict is Verdict.UNDETERMINED else (verdict is Verdict.MET,)


@attrs.frozen(kw_only=True)
class ScoreGrades:
    """A grade by a total of points, with veto (一票否决): the target missed is not met, whatever the total.

    The total is of points for the target and for measures, and the measures are no figures of an indicator: an official
    grade can be checked against the verdict, and not computed from it. The bands are those of 2007 for energy saving,
    `band_rules.ENERGY_GRADE`: over-fulfilled (超额完成) from 95, met (完成) from 80, basically met (基本完成) from 60, else
    not met (未完成).

    Attributes:
        bands: on the total in points; ends stated open or closed.
        failing: the status of a missed target.

    Raises:
        InvalidValueError: no band has the failing status.

    Examples:
        >>> ScoreGrades().judge(97, target=Verdict.NOT_MET).status
        'not met'
        >>> ScoreGrades().fits("超额完成", Verdict.NOT_MET)
        False
    """

    bands: Bands = attrs.field(default=ENERGY_GRADE.bands, validator=is_a(Bands))
    failing: str = attrs.field(default="not met", validator=is_a(str))

    def __attrs_post_init__(self) -> None:
        """Check that the failing status is one of the bands'."""
        if self.failing not in {band.status for band in self.bands.bands}:
            raise InvalidValueError(
                "ScoreGrades: failing", "the status of one of the bands", repr(self.failing), "name the failing grade"
            )

    @property
    def name(self) -> str:
        """The name with its parameters."""
        return named(
            self, bands=None if self.bands == ENERGY_GRADE.bands else self.bands,
            failing=None if self.failing == "not met" else self.failing,
        )  # fmt: skip

    @property
    def evidence(self) -> MethodEvidence:
        """The rule was read in the publisher's words; totals are not printed. With other bands, the user's."""
        return MethodEvidence.PUBLISHED_TEXT if self.bands == ENERGY_GRADE.bands else MethodEvidence.OWN

    @property
    def citation(self) -> str:
        """The source."""
        return ENERGY_GRADE.source

    def judge(self, total: Number, *, target: Verdict) -> Outlook:
        """Give the grade.

        Args:
            total: all points.
            target: the verdict on the target; undetermined leaves the grade open, unless the total fails by itself.

        Raises:
            InvalidValueError: *target* is no verdict, or *total* no number.
        """
        points = exact(total, "ScoreGrades: total")
        _a_verdict(target, "ScoreGrades: target")
        figures = (Figure("total", points, "points"),)
        band = self.bands.find(points)
        by_total = None if band is None else band.status
        if target is Verdict.NOT_MET and by_total != self.failing:
            return Outlook(
                method=self.name, status=self.failing, figures=figures,
                reasons=(Reason(ReasonCode.VETO, {"total": plain(points)}),),
            )  # fmt: skip
        if target is Verdict.UNDETERMINED and by_total != self.failing:
            reason = Reason(ReasonCode.COMBINED, {"verdicts": ((_TARGET, target),)})
            return Outlook(method=self.name, figures=figures, reasons=(reason,), determined=False)
        return Outlook(
            method=self.name, status=by_total, band=None if band is None else str(band), figures=figures,
            reasons=(Reason(ReasonCode.IN_NO_BAND),) if band is None else (),
        )  # fmt: skip

    def fits(self, grade: str, target: Verdict) -> bool:
        """Tell whether an official grade can stand beside a verdict: a missed target allows the failing grade alone.

        Args:
            grade: the grade, in English or Chinese.
            target: the verdict on the target. Met or undetermined allows any grade: points for measures may be missing.

        Raises:
            InvalidValueError: the grade is none of the bands', or *target* is no verdict.
        """
        known = {said(band.status, "en") for band in self.bands.bands}
        word = said(grade, "en")
        if word not in known:
            raise InvalidValueError("ScoreGrades: grade", f"one of {', '.join(sorted(known))}", repr(grade), "check it")
        return _a_verdict(target, "ScoreGrades: target") is not Verdict.NOT_MET or word == said(self.failing, "en")
