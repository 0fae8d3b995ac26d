"""Cuts over several years (下降): the log share of a cut, compounding, what is needed from now, over-fulfilment."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from policytargets._fields import as_tuple, is_a
from policytargets._numbers import Number, exact, plain
from policytargets.bands import Band, Bands, Computed
from policytargets.baselines import baseline_period
from policytargets.bounds import AtLeast, Exactly, MoreThan, to_quantity, unit_of
from policytargets.errors import InvalidValueError
from policytargets.methods._shared import (
    NO_YEARS,
    OFF_YEAR,
    StopError,
    after_start,
    ahead_of,
    growth,
    log,
    named,
    no_baseline_needed,
    start_of,
)
from policytargets.outlooks import Course, Figure, MethodEvidence, Outlook, Point, banded, undetermined, years_between
from policytargets.periods import Period
from policytargets.quantities import Quantity
from policytargets.texts import Text
from policytargets.units import UnitRole
from policytargets.verdicts import Reason, ReasonCode

__all__ = ["LogCut", "OverFulfilment", "compound_cuts", "needed_from_now", "over_fulfilment"]

ON_SCHEDULE = Bands([Band("on schedule", low=0), Band("behind", high=0)])
REQUIRED = tuple(map(Fraction, (20, 40, 60, 80, 100)))
_NO_CUT = Text({"en": "the target asks for no cut", "zh": "目标不是降幅"})
_ALL = Text({"en": "a cut of 100 % or more has no logarithm", "zh": "降幅达到或超过100%，无法取对数"})
_FROM_LEVELS = Text(
    {
        "en": "the cut from levels, which may have been rounded when published,",
        "zh": "由公布的数值（可能经过修约）推算的降幅",
    }
)
_PUBLISHED = Text({"en": "a published cut", "zh": "公布的降幅"})
_LEVELS_LEFT = Text(
    {"en": "a published cut goes before levels, which may be rounded", "zh": "公布的降幅优先于可能经过修约的数值"}
)


def _required(values: Any) -> tuple[Fraction, ...]:
    return tuple(exact(value, "LogCut: required") for value in as_tuple(values))


@attrs.frozen
class _Cut:
    """A cut reached and a cut asked for, as what is left of the baseline, with the year of the plan."""

    left: Fraction
    wanted: Fraction
    start: Period
    seen: Period
    points: tuple[Point, ...]
    reasons: tuple[Reason, ...]
    published: bool


@attrs.frozen(kw_only=True)
class LogCut:
    """Share of a cut that is done, by logarithms, against the share required by the year of the plan (节能进度).

    Share done is 100 ln(1 - a) / ln(1 - t) % of a cumulative cut a and a cut t asked for by the end of the plan: equal
    steps in it are a constant rate of cut a year. As China's five-year energy targets are judged: 20, 40, 60, 80 and
    100 % are required by the end of year 1 to 5; equal is on schedule.

    A published cumulative cut goes before levels, even newer ones: levels are often rounded to fewer digits than the
    cut, and rounding must not decide. Where only levels are known, their ratio is used and the result says so.
    Undetermined where the data do not end with a year of the plan, or the plan has another number of years than
    *required*.

    Breaks one law of methods: ``mirror``, since mirrored data are negative and have no logarithm.

    Attributes:
        required: share required by the end of each year of the plan, in %, rising.
        bands: on share done less share required, in points; ends stated open or closed.

    Raises:
        InvalidValueError: *required* is empty or does not rise from above zero.

    Examples:
        >>> print(LogCut().bands)
        on schedule [0, ∞); behind (-∞, 0)
    """

    required: tuple[Fraction, ...] = attrs.field(default=REQUIRED, converter=_required)
    bands: Bands = attrs.field(default=ON_SCHEDULE, validator=is_a(Bands))

    @required.validator
    def _check_required(self, attribute: attrs.Attribute[Any], value: tuple[Fraction, ...]) -> None:
        if not value or any(high <= low for low, high in zip((Fraction(0), *value), value, strict=False)):
            raise InvalidValueError(
                f"LogCut: {attribute.name}", "shares in % that rise from above zero, one for each year",
                f"[{', '.join(map(plain, value))}]", "write for example [20, 40, 60, 80, 100]",
            )  # fmt: skip

    @property
    def name(self) -> str:
        """The name with its parameters."""
        required = None if self.required == REQUIRED else f"[{', '.join(map(plain, self.required))}]"
        return named(self, required=required, bands=None if self.bands == ON_SCHEDULE else self.bands)

    @property
    def evidence(self) -> MethodEvidence:
        """Checked against printed inputs and outcomes; the formula is inferred from them."""
        return MethodEvidence.PUBLISHED_CASE

    @property
    def citation(self) -> str:
        """The source."""
        return (
            "National Development and Reform Commission, announcement 8 of 2010 and assessments of energy targets "
            "from 2011, as reported"
        )

    @property
    def breaks(self) -> tuple[str, ...]:
        """The laws it does not keep."""
        return ("mirror",)

    def outlook(self, course: Course) -> Outlook:
        """Judge a course."""
        try:
            cut = _cut(course)
            year = self._year(course, cut)
        except StopError as stop:
            return undetermined(self, course, stop.reason)
        required = self.required[year - 1]
        share, difference = _share(cut), _less(_share(cut), required)
        figures = (
            Figure("published cut" if cut.published else "cut from levels", 100 * (1 - cut.left), "%"),
            Figure("cut asked for", 100 * (1 - cut.wanted), "%"),
            Figure("share of the cut done", _amount(share), "%, 100 = goal met"),
            Figure("share required", required, f"% by year {year} of {len(self.required)}"),
            Figure("difference", _amount(difference), "points"),
        )
        found = banded(
            self, course, self.bands, difference, share=share / 100 if isinstance(share, Fraction) else None,
            figures=figures, points=cut.points, reasons=cut.reasons,
        )  # fmt: skip
        return no_baseline_needed(found) if cut.published else found

    def _year(self, course: Course, cut: _Cut) -> int:
        """Give the year of the plan that the data end, or stop."""
        whole = None if course.due is None else years_between(cut.start.end, course.due.end)
        gone = years_between(cut.start.end, cut.seen.end)
        if whole is None or gone is None:
            raise StopError(ReasonCode.NOT_APPLICABLE, why=NO_YEARS)
        if whole != len(self.required):
            why = Text(
                {
                    "en": f"shares are required for {len(self.required)} years, and the plan has {plain(whole)}",
                    "zh": f"进度要求为{len(self.required)}年，规划期为{plain(whole)}年",
                }
            )
            raise StopError(ReasonCode.NOT_APPLICABLE, why=why)
        if gone.denominator != 1:
            raise StopError(ReasonCode.NOT_APPLICABLE, why=OFF_YEAR)
        if not 1 <= gone <= whole:
            raise StopError(ReasonCode.NO_POINT)
        return int(gone)


def _share(cut: _Cut) -> Fraction | Computed:
    """The log share in %, exact where nothing or all is done."""
    if cut.left == cut.wanted:
        return Fraction(100)
    if cut.left == 1:
        return Fraction(0)
    return Computed(lambda: 100 * log(cut.left) / log(cut.wanted))


def _less(share: Fraction | Computed, required: Fraction) -> Fraction | Computed:
    if isinstance(share, Fraction):
        return share - required
    return Computed(lambda: share.rule() - Decimal(required.numerator) / required.denominator)


def _amount(figure: Fraction | Computed) -> Fraction | Decimal:
    return figure if isinstance(figure, Fraction) else figure.value()


def _cut(course: Course) -> _Cut:
    """Find the cut asked for and the newest cut reached, or stop."""
    change = course.change
    if course.due is None:
        raise StopError(ReasonCode.NO_DUE)
    if change is None or not change.falls or not _is_percent(unit_of(change.goal)):
        return _from_levels(course)
    if not isinstance(change.goal, (AtLeast, MoreThan, Exactly)):
        raise StopError(ReasonCode.NO_GOAL)
    wanted = 1 - change.goal.amount.base
    if wanted >= 1:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=_NO_CUT)
    if wanted <= 0:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=_ALL)
    if change.known is None:
        return _from_levels(course)
    start = baseline_period(change.since, course.due)
    if start is None:
        raise StopError(ReasonCode.BASELINE_NO_PERIOD)
    left = 1 - change.known.base
    if left <= 0:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=_ALL)
    return _Cut(left, wanted, start, change.known.period, (change.known,), _newer_levels(course, change.known), True)  # noqa: FBT003 -- a private value


def _is_percent(unit: Any) -> bool:
    return bool(unit.is_share and unit.role is UnitRole.LEVEL)


def _newer_levels(course: Course, known: Point) -> tuple[Reason, ...]:
    """Name levels that are newer than the published cut and not used."""
    due = course.due
    newer = [p for p in course.points if p.period.end > known.period.end and due and p.period.end <= due.end]
    if not newer:
        return ()
    return (Reason(ReasonCode.LEFT_OUT, {"why": _LEVELS_LEFT, "periods": tuple(str(p.period) for p in newer)}),)


def _from_levels(course: Course) -> _Cut:
    """Take the cut from two levels, or stop."""
    start = start_of(course)
    if start.base <= 0:
        raise StopError(ReasonCode.BASELINE_NOT_POSITIVE)
    if course.direction == 1:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=_NO_CUT)
    aim = ahead_of(course)
    point, left_out = after_start(course, start, yearly=True, to_due=True)
    if aim.goal <= 0 or point.base <= 0:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=_ALL)
    said = Reason(ReasonCode.SUBSTITUTED, {"used": _FROM_LEVELS, "missing": _PUBLISHED})
    return _Cut(
        point.base / aim.low, aim.goal / aim.low, start.period, point.period, (start, point), (said, *left_out), False  # noqa: FBT003 -- a private value
    )  # fmt: skip


def _percent(value: Any, where: str) -> Quantity:
    """Take a cut in %, of at most all; a rise is a negative cut."""
    amount = to_quantity(value)
    if amount.is_bare or not _is_percent(amount.unit):
        raise InvalidValueError(where, "a cut in %", str(amount), "write for example '2.93 %'")
    if amount.base > 1:
        raise InvalidValueError(where, "a cut of at most 100 %", str(amount), "nothing falls by more than all of it")
    return amount


def compound_cuts(cuts: Iterable[Quantity | str]) -> Quantity:
    """Give the cumulative cut of yearly cuts, exactly: 1 - (1 - r1)(1 - r2)… in % (累计下降).

    Yearly cuts do not add up, since each is of what the year before left: 2.93, 3.15, 4.32 and 4.27 % are 13.89 %
    together, not their sum of 14.67. Adding them is refused wherever percentages meet.

    Args:
        cuts: the cut of each year in %, in any order; a rise is a negative cut.

    Raises:
        InvalidValueError: there is none, or one is no cut in %.

    Examples:
        >>> compound_cuts(["10 %", "20 %"])
        Quantity('28 percent')
    """
    found = [_percent(cut, "compound_cuts") for cut in as_tuple(cuts)]
    if not found:
        raise InvalidValueError("compound_cuts", "at least one cut", "none", "list the cut of each year")
    left = Fraction(1)
    for cut in found:
        left *= 1 - cut.base
    return Quantity(100 * (1 - left), "%")


def needed_from_now(achieved: Quantity | str, asked: Quantity | str, years: Number) -> Computed:
    """Give the cut a year, in %, that leads from the cut reached to the cut asked for: 1 - ((1 - t)/(1 - a))^(1/n).

    Not the difference of the two spread over the years: 13.89 of 16 % reached, one year left, takes 2.45 %, not 2.11.

    Args:
        achieved: the cumulative cut reached, in %, below 100.
        asked: the cumulative cut asked for, in %.
        years: the years left, above zero.

    Returns:
        The cut a year in %, computed to as many digits as are asked for; negative where the cut is reached already
        and some of it may be lost.

    Raises:
        InvalidValueError: a cut is none in %, all of it has been cut already, or no years are left.

    Examples:
        >>> print(f"{float(needed_from_now('13.89 %', '16 %', 1)):.2f} % a year")
        2.45 % a year
    """
    done, goal = _percent(achieved, "needed_from_now: achieved"), _percent(asked, "needed_from_now: asked")
    left = exact(years, "needed_from_now: years")
    if left <= 0:
        raise InvalidValueError(
            "needed_from_now: years", "a number of years above zero", plain(left), "after the end nothing can be done"
        )
    if done.base == 1:
        raise InvalidValueError(
            "needed_from_now: achieved", "a cut below 100 %", str(done), "nothing is left that could be cut"
        )
    ratio = (1 - goal.base) / (1 - done.base)
    return Computed(lambda: -100 * growth(ratio, left))


@attrs.frozen(kw_only=True)
class OverFulfilment:
    """By how much an amount reached goes beyond the amount asked for (超额); negative where it falls short.

    Attributes:
        percent: 100 (a / t - 1), in %.
        points: a - t, in points for shares, else in the unit of the amount reached.

    Examples:
        >>> print(over_fulfilment("26.59 %", "20 %"))
        over-fulfilled by 32.95% (6.59 percentage points)
    """

    percent: Quantity
    points: Quantity

    def __str__(self) -> str:
        """Show both; short by so much where it is negative."""
        said = "over-fulfilled by" if self.percent.magnitude >= 0 else "short by"
        return f"{said} {abs(self.percent)} ({abs(self.points)})"


def over_fulfilment(achieved: Quantity | str, asked: Quantity | str) -> OverFulfilment:
    """Give by how much a target is over-fulfilled at the end of its plan: linear, never by logarithms.

    A figure of its own, beside the log share of `LogCut`: officially 26.59 of 20 % is over-fulfilled by 32.95 %.

    Args:
        achieved: the amount reached.
        asked: the amount asked for, above zero, in a unit that meets the other.

    Raises:
        InvalidValueError: the amount asked for is not above zero.
        UnitMismatchError: the units cannot meet.

    Examples:
        >>> over_fulfilment("21 %", "20 %").percent
        Quantity('5 percent')
    """
    done, goal = to_quantity(achieved), to_quantity(asked)
    points = done - goal
    if goal.magnitude <= 0:
        raise InvalidValueError(
            "over_fulfilment: asked", "an amount above zero", str(goal), "of zero nothing can be over-fulfilled"
        )
    return OverFulfilment(percent=Quantity(100 * (done.base / goal.base - 1), "%"), points=points)
