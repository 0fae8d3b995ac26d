"""Efficacy coefficients (功效系数): a score from where an amount stands between standards, without a target."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs

from policytargets._fields import as_tuple
from policytargets._numbers import exact, plain
from policytargets.bands import Band, Bands
from policytargets.bounds import Exactly, to_quantity
from policytargets.errors import InvalidValueError
from policytargets.indicators import Better
from policytargets.methods._shared import StopError, base_of, named, newest_of, no_baseline_needed
from policytargets.outlooks import Course, Figure, MethodEvidence, Outlook, banded, undetermined
from policytargets.quantities import Quantity
from policytargets.texts import Text
from policytargets.verdicts import Reason, ReasonCode

__all__ = ["Efficacy", "SimpleEfficacy"]

GRADES = ("excellent", "good", "average", "low", "poor")
COEFFICIENTS = tuple(map(Fraction, ("1", "0.8", "0.6", "0.4", "0.2")))
_OTHER_WAY = Text(
    {"en": "the standards run the other way than indicator or target", "zh": "评价标准的方向与指标或目标相反"}
)
RANGE = Bands(
    [
        Band("above the range", low=1, low_closed=False),
        Band("in the range", low=0, high=1, high_closed=True),
        Band("below the range", high=0),
    ]
)


def _number(value: Any) -> Fraction:
    return exact(value, "efficacy")


def _standards(values: Any) -> tuple[Quantity, ...]:
    return tuple(to_quantity(value) for value in as_tuple(values))


def _coefficients(values: Any) -> tuple[Fraction, ...]:
    return tuple(exact(value, "Efficacy: coefficients") for value in as_tuple(values))


def _grades(values: Any) -> tuple[str, ...]:
    return tuple(map(str, as_tuple(values)))


def _above_zero(instance: Any, attribute: attrs.Attribute[Any], value: Fraction) -> None:
    if value <= 0:
        where = f"{type(instance).__name__}: {attribute.name}"
        raise InvalidValueError(where, "points above zero", plain(value), "state the weight in points")


def _alike(standards: tuple[Quantity, ...], where: str) -> None:
    """Check that standards meet and run one way, best first."""
    first = standards[0]
    for other in standards[1:]:
        open_alike = first.unit.open_words == other.unit.open_words != () and first.unit.dims == other.unit.dims
        if not open_alike:  # the indicator says what both count
            first.unit.check_meets(other.unit, where)
    amounts = [standard.base for standard in standards]
    steps = [after - before for before, after in pairwise(amounts)]
    if not (all(step > 0 for step in steps) or all(step < 0 for step in steps)):
        raise InvalidValueError(
            where, "amounts that only fall, or only rise, best first", ", ".join(map(str, standards)),
            "list the standard of the best grade first; no two may be equal",
        )  # fmt: skip


def _way(course: Course, best: Fraction, worst: Fraction) -> int:
    """Give 1 where higher amounts score more and -1 where lower do; stop where the course says otherwise."""
    way = 1 if best > worst else -1
    better = {Better.HIGHER: 1, Better.LOWER: -1, None: way}[course.indicator.better]
    asked = None if isinstance(course.goal, Exactly) else course.direction
    if better != way or asked not in {way, None}:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=_OTHER_WAY)
    return way


@attrs.frozen(kw_only=True)
class Efficacy:
    """Score by grade: the grade's base score, and what the amount has of the way to the next grade up (功效系数).

    Score = w g0 + (c - s0) / (s1 - s0) (w g1 - w g0), with the weight w, the standard s0 and coefficient g0 of the
    grade the amount c has reached, and s1 and g1 of the grade above. At the best standard or beyond it, the full
    weight. Below the last standard there is no grade to start from: in no band, no score.

    Needs neither target nor baseline; the newest amount is used. Where the best standard is the lowest amount, lower
    is better; where the indicator or the target says otherwise, it is undetermined.

    Breaks one law: mirrored data are judged by standards that stay where they are (mirror).

    Attributes:
        standards: what each grade takes, best first, in a unit of the indicator; for five grades they are called
            excellent (优秀), good (良好), average (平均), low (较低) and poor (较差).
        weight: points of the indicator.
        coefficients: share of the weight that each grade's standard is worth, best first.
        grades: what the grades are called, best first.

    Raises:
        InvalidValueError: the standards do not run one way, or the lists are not equally long.
        UnitMismatchError: the standards do not meet.

    Examples:
        >>> Efficacy(standards=["16.5 %", "9.5 %", "1.7 %", "-3.6 %", "-20 %"], weight=20).name
        'Efficacy(standards=16.5%, 9.5%, 1.7%, -3.6%, -20%, weight=20)'
    """

    standards: tuple[Quantity, ...] = attrs.field(converter=_standards)
    weight: Fraction = attrs.field(default=Fraction(100), converter=_number, validator=_above_zero)
    coefficients: tuple[Fraction, ...] = attrs.field(default=COEFFICIENTS, converter=_coefficients)
    grades: tuple[str, ...] = attrs.field(default=GRADES, converter=_grades)

    def __attrs_post_init__(self) -> None:
        """Check that the lists fit together."""
        sizes = {len(self.standards), len(self.coefficients), len(self.grades)}
        if len(sizes) > 1 or sizes == {0}:
            raise InvalidValueError(
                "Efficacy", "one standard, one coefficient and one name for each grade",
                f"{len(self.standards)}, {len(self.coefficients)} and {len(self.grades)}",
                "state coefficients and grades too where there are not five",
            )  # fmt: skip
        _alike(self.standards, "Efficacy: standards")
        if any(low >= high for high, low in pairwise(self.coefficients)):
            raise InvalidValueError(
                "Efficacy: coefficients", "shares that fall, best first", ", ".join(map(plain, self.coefficients)),
                "list the coefficient of the best grade first",
            )  # fmt: skip

    @property
    def name(self) -> str:
        """The name with its parameters."""
        usual = self.coefficients == COEFFICIENTS
        return named(
            self, standards=", ".join(map(str, self.standards)), weight=plain(self.weight),
            coefficients=None if usual else ", ".join(map(plain, self.coefficients)),
            grades=None if self.grades == GRADES else ", ".join(self.grades),
        )  # fmt: skip

    @property
    def evidence(self) -> MethodEvidence:
        """A printed example with the published coefficients; with others, a rule of the user's."""
        return MethodEvidence.PUBLISHED_CASE if self.coefficients == COEFFICIENTS else MethodEvidence.OWN

    @property
    def citation(self) -> str:
        """The source."""
        return "Ministry of Finance of China, 1999 no. 6: scoring of the efficacy of state capital"

    @property
    def breaks(self) -> tuple[str, ...]:
        """The laws it does not keep."""
        return ("mirror",)

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            point = newest_of(course)
            standards = [base_of(course, standard) for standard in self.standards]
            way = _way(course, standards[0], standards[-1])
        except StopError as stop:
            return no_baseline_needed(undetermined(self, course, stop.reason))
        reached = next((at for at, amount in enumerate(standards) if way * (point.base - amount) >= 0), None)
        figures = () if reached is None else self._figures(standards, reached, point.base)
        said = (Reason(ReasonCode.IN_NO_BAND),) if reached is None else ()
        status = None if reached is None else self.grades[reached]
        return no_baseline_needed(
            Outlook(
                method=self.name, course=course, status=status, figures=figures, points=(point,),
                reasons=(*said, *course.reasons),
            )
        )  # fmt: skip

    def _figures(self, standards: list[Fraction], reached: int, amount: Fraction) -> tuple[Figure, ...]:
        start = self.weight * self.coefficients[reached]
        base = Figure("base score", start, "points")
        if reached == 0:
            return base, Figure("score", start, f"points of {plain(self.weight)}")
        share = (amount - standards[reached]) / (standards[reached - 1] - standards[reached])
        added = share * (self.weight * self.coefficients[reached - 1] - start)
        return (
            base,
            Figure("efficacy coefficient", share, "share of the way to the next grade"),
            Figure("adjustment", added, "points"),
            Figure("score", start + added, f"points of {plain(self.weight)}"),
        )


@attrs.frozen(kw_only=True)
class SimpleEfficacy:
    """Score between the worst and the best amount: base + rest (c - worst) / (best - worst), usually 60 + 40.

    Needs neither target nor baseline; the newest amount is used. An amount outside the range keeps the score that the
    line gives it, below the base or above the whole, and its status says so. Where *best* is the lower amount, lower
    is better; where the indicator or the target says otherwise, it is undetermined.

    Breaks one law, as `Efficacy` does: mirror.

    Attributes:
        worst: the amount that earns the base score, in a unit of the indicator.
        best: the amount that earns the whole.
        base: points at the worst amount.
        rest: points between worst and best.

    Raises:
        InvalidValueError: the two amounts are the same, or *rest* is not above zero.
        UnitMismatchError: they do not meet.

    Examples:
        >>> SimpleEfficacy(worst="20 %", best="70 %").name
        'SimpleEfficacy(worst=20%, best=70%)'
    """

    worst: Quantity = attrs.field(converter=to_quantity)
    best: Quantity = attrs.field(converter=to_quantity)
    base: Fraction = attrs.field(default=Fraction(60), converter=_number)
    rest: Fraction = attrs.field(default=Fraction(40), converter=_number, validator=_above_zero)

    def __attrs_post_init__(self) -> None:
        """Check that there is a range."""
        _alike((self.best, self.worst), "SimpleEfficacy")

    @property
    def name(self) -> str:
        """The name with its parameters."""
        usual = self.base == 60 and self.rest == 40  # noqa: PLR2004 -- the usual points
        said = {} if usual else {"base": plain(self.base), "rest": plain(self.rest)}
        return named(self, worst=self.worst, best=self.best, **said)

    @property
    def evidence(self) -> MethodEvidence:
        """Known from others' descriptions."""
        return MethodEvidence.SECONDARY

    @property
    def citation(self) -> str:
        """The source."""
        return "the usual form of the efficacy coefficient in Chinese evaluation, as others describe it"

    @property
    def breaks(self) -> tuple[str, ...]:
        """The laws it does not keep."""
        return ("mirror",)

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            point = newest_of(course)
            worst, best = base_of(course, self.worst), base_of(course, self.best)
            _way(course, best, worst)
        except StopError as stop:
            return no_baseline_needed(undetermined(self, course, stop.reason))
        share = (point.base - worst) / (best - worst)
        figures = (
            Figure("efficacy coefficient", share, "share of the way from worst to best"),
            Figure("score", self.base + self.rest * share, f"points of {plain(self.base + self.rest)}"),
        )
        return no_baseline_needed(banded(self, course, RANGE, share, figures=figures, points=(point,)))
