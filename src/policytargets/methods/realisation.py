"""The realisation degree (实现程度): how much of a goal is reached, whatever the baseline and the time."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs

from policytargets._fields import is_a
from policytargets._numbers import Number, exact, plain
from policytargets.bands import Band, Bands
from policytargets.bounds import region, to_quantity
from policytargets.errors import InvalidValueError
from policytargets.methods._shared import StopError, base_of, named, newest_of, no_baseline_needed
from policytargets.outlooks import Course, Figure, MethodEvidence, Outlook, banded, undetermined
from policytargets.quantities import Quantity
from policytargets.texts import Text
from policytargets.verdicts import ReasonCode

__all__ = ["RealisationDegree", "WeightedMean", "weighted_mean"]

DEGREE = "realisation degree"
_FULL = Fraction(100)
REALISED = Bands([Band("realised", low=100), Band("not realised", high=100)])
_GOAL_ZERO = Text(
    {"en": "the goal is zero or negative, so no share of it can be taken", "zh": "目标为零或负数，无法计算比率"}
)
_AMOUNT_ZERO = Text(
    {
        "en": "the amount is zero or negative, or the goal is negative, so the goal is no share of it",
        "zh": "实际值为零或负数，或目标为负数，无法计算比率",
    }
)
_NO_LIMIT = Text({"en": "no allowed limit is stated beyond the interval", "zh": "未载明区间以外的允许界限"})


def _optional_quantity(value: Any) -> Quantity | None:
    return None if value is None else to_quantity(value)


@attrs.frozen(kw_only=True)
class RealisationDegree:
    """Percent of the goal that is reached: c / T; where less is asked, T / c; of an interval 100 inside.

    As the monitoring of moderate prosperity (全面小康) scores its indicators. Outside an interval it falls in a
    straight line from 100 at the near end to 0 at the allowed limit on that side, and stays 0 beyond; an exact goal
    is an interval of one amount. Capped at 100. Needs no baseline and no due period; the newest amount is used.

    Undetermined where the division cannot be made: a goal that is not above zero, or, where less is asked, an amount
    that is not above zero; outside an interval, where no limit is stated. What the original does there is not known.

    Breaks two laws: ``ends``, since it is not 0 at the baseline, which it does not ask for; ``mirror``, since mirrored
    data are negative, and no share can be taken of them.

    Attributes:
        capped: whether more than 100 counts as 100.
        low: allowed limit below an interval, in a unit of the indicator; its own limit where left out.
        high: allowed limit above an interval; the same.
        bands: on the degree in %; ends stated open or closed.

    Examples:
        >>> RealisationDegree(capped=False).name
        'RealisationDegree(capped=no)'
    """

    capped: bool = attrs.field(default=True, validator=is_a(bool))
    low: Quantity | None = attrs.field(default=None, converter=_optional_quantity)
    high: Quantity | None = attrs.field(default=None, converter=_optional_quantity)
    bands: Bands = attrs.field(default=REALISED, validator=is_a(Bands))

    @property
    def name(self) -> str:
        """The name with its parameters."""
        return named(
            self, capped=None if self.capped else "no", low=self.low, high=self.high,
            bands=None if self.bands == REALISED else self.bands,
        )  # fmt: skip

    @property
    def evidence(self) -> MethodEvidence:
        """The kinds of indicators were read in the publisher's words, the forms and the cap are known from others."""
        return MethodEvidence.SECONDARY

    @property
    def citation(self) -> str:
        """The source."""
        return "National Bureau of Statistics of China, monitoring of moderate prosperity, 2008 and 2013, as described"

    @property
    def breaks(self) -> tuple[str, ...]:
        """The laws it does not keep."""
        return ("ends", "mirror")

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            point = newest_of(course)
            degree = 100 * self._share(course, point.base)
        except StopError as stop:
            return no_baseline_needed(undetermined(self, course, stop.reason))
        counted = min(degree, _FULL) if self.capped else degree
        figures = (
            Figure(DEGREE, counted, "%, 100 = goal met"),
            *([Figure("before the cap", degree, "%")] if counted < degree else []),
        )
        return no_baseline_needed(
            banded(self, course, self.bands, counted, share=counted / 100, figures=figures, points=(point,))
        )

    def _share(self, course: Course, amount: Fraction) -> Fraction:
        """The share of the goal that is reached, or stop."""
        goal = None if course.goal is None else region(course.goal)
        if goal is None or goal.only_exact:
            raise StopError(ReasonCode.NO_GOAL)
        match goal.low, goal.high:
            case Fraction() as low, None:
                if low <= 0:
                    raise StopError(ReasonCode.NOT_APPLICABLE, why=_GOAL_ZERO)
                return amount / low
            case None, Fraction() as high:
                if amount <= 0 or high < 0:
                    raise StopError(ReasonCode.NOT_APPLICABLE, why=_AMOUNT_ZERO)
                return high / amount
            case Fraction() as low, Fraction() as high:
                return self._inside(course, low, high, amount)
        raise AssertionError(goal)  # pragma: no cover -- a bound has an end

    def _inside(self, course: Course, low: Fraction, high: Fraction, amount: Fraction) -> Fraction:
        """1 inside an interval, else falling to 0 at the allowed limit on that side, or stop."""
        if low <= amount <= high:
            return Fraction(1)
        below = amount < low
        near, stated, own = (low, self.low, 0) if below else (high, self.high, 1)
        limit = course.indicator.bounds_in_base()[own] if stated is None else base_of(course, stated)
        if limit is None or (limit >= near if below else limit <= near):
            raise StopError(ReasonCode.NOT_APPLICABLE, why=_NO_LIMIT)
        return max((amount - limit) / (near - limit), Fraction(0))


@attrs.frozen(kw_only=True)
class WeightedMean:
    """A weighted mean of what several outlooks say, and what it stands for.

    Attributes:
        mean: the mean of those that have the figure, in its unit; None where none has it.
        known: how many have it.
        left_out: how many do not; they count neither as 0 nor as met.
        weight: the share of all weight that the mean stands for, 1 = all of it.

    Examples:
        >>> weighted_mean([]).mean is None
        True
    """

    mean: Fraction | None
    known: int
    left_out: int
    weight: Fraction


def weighted_mean(parts: Iterable[tuple[Outlook, Number]], figure: str = DEGREE) -> WeightedMean:
    """Give the weighted mean of a figure over several outlooks.

    What is undetermined is left out and its weight with it, and the result says so: it is never scored 0.

    Args:
        parts: pairs of an outlook and its weight, above zero.
        figure: the name of the figure.

    Raises:
        InvalidValueError: a part is no such pair, a weight is not above zero, or the figure is not exact.

    Examples:
        >>> from policytargets.outlooks import Outlook
        >>> done = [Outlook(method="mine", figures=[Figure("realisation degree", Fraction(n), "%")]) for n in (100, 40)]
        >>> weighted_mean([(done[0], 3), (done[1], 1), (Outlook(method="mine", determined=False), 1)])
        WeightedMean(mean=Fraction(85, 1), known=2, left_out=1, weight=Fraction(4, 5))
    """
    found: list[tuple[Fraction, Fraction]] = []
    whole, left_out = Fraction(0), 0
    for part in parts:
        outlook, weight = _part(part)
        whole += weight
        said = outlook.figure(figure)
        if said is None:
            left_out += 1
            continue
        if not isinstance(said.amount, Fraction):
            raise InvalidValueError("weighted_mean: figure", "an exact figure", f"{figure} {said.amount}", _EXACT)
        found.append((said.amount, weight))
    known = sum((weight for _, weight in found), Fraction(0))
    total = sum((amount * weight for amount, weight in found), Fraction(0))
    return WeightedMean(
        mean=total / known if known else None, known=len(found), left_out=left_out,
        weight=known / whole if whole else Fraction(0),
    )  # fmt: skip


_EXACT = "take a mean of exact figures only"


def _part(part: Any) -> tuple[Outlook, Fraction]:
    if not isinstance(part, tuple) or len(part) != 2 or not isinstance(part[0], Outlook):  # noqa: PLR2004 -- a pair
        raise InvalidValueError(
            "weighted_mean: parts", "pairs of an outlook and its weight", repr(part), "write [(outlook, 5), …]"
        )
    weight = exact(part[1], "weighted_mean: weight")
    if weight <= 0:
        raise InvalidValueError("weighted_mean: weight", "a weight above zero", plain(weight), "leave the part out")
    return part[0], weight
