"""What the methods share: where a course starts and aims, which points count, growth, and cut points."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import MAX_EMAX, MIN_EMIN, Decimal, localcontext
from fractions import Fraction

import attrs

from policytargets.bands import Band, Bands, Computed, short
from policytargets.bounds import AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan
from policytargets.indicators import Better, Indicator, Nature
from policytargets.outlooks import Course, Outlook, Point
from policytargets.quantities import Quantity
from policytargets.texts import Text
from policytargets.units import Unit, closed_by
from policytargets.verdicts import Reason, ReasonCode

SHARE = "share, 1 = goal met"
NO_YEARS = Text(
    {"en": "a period does not end with a month, so years cannot be counted", "zh": "时期不以月末结束，无法计算年数"}
)
BEYOND_DUE = Text({"en": "after the due period", "zh": "晚于目标期"})
MOST_DIGITS = 300
"""Of more digits an amount is written as a power of ten."""
OFF_YEAR = Text({"en": "no whole number of years from the start", "zh": "距基期不是整年"})


_NO_START = frozenset(
    {
        ReasonCode.NO_BASELINE,
        ReasonCode.BASELINE_UNSTATED,
        ReasonCode.BASELINE_UNKNOWN,
        ReasonCode.BASELINE_NO_PERIOD,
        ReasonCode.BASELINE_AFTER_DUE,
    }
)


class StopError(Exception):
    """Ends a judgement with the reason why the method cannot be applied; never leaves this package."""

    def __init__(self, code: ReasonCode, **details: object) -> None:
        self.reason = Reason(code, dict(details))


@attrs.frozen
class Aim:
    """Start, goal and direction of a course, in base units."""

    start: Point
    goal: Fraction
    direction: int

    @property
    def low(self) -> Fraction:
        """The amount at the start, in base units."""
        return self.start.base

    @property
    def is_met_at_start(self) -> bool:
        """Whether the baseline already lies at the goal or beyond it."""
        return self.direction * (self.low - self.goal) >= 0


def start_of(course: Course) -> Point:
    """Give the baseline, or stop."""
    if course.baseline is None:
        known = (again(reason) for reason in course.reasons if reason.code in _NO_START)
        raise next(known, StopError(ReasonCode.NO_BASELINE))
    return course.baseline


def again(reason: Reason) -> StopError:
    """Give what ends a judgement with a reason that is known already."""
    stop = StopError(reason.code)
    stop.reason = reason
    return stop


def aim_of(course: Course) -> Aim:
    """Give start, goal and direction, or stop; the baseline may already meet the goal."""
    start = start_of(course)
    goal = course.goal_amount
    if goal is None:
        raise StopError(ReasonCode.NO_GOAL)
    if course.due is None:
        raise StopError(ReasonCode.NO_DUE)
    if start.period.end >= course.due.end:
        raise StopError(ReasonCode.BASELINE_AFTER_DUE)
    if course.direction is None:
        raise StopError(ReasonCode.GOAL_IS_BASELINE if goal.base == start.base else ReasonCode.NO_GOAL)
    return Aim(start, goal.base, course.direction)


def ahead_of(course: Course) -> Aim:
    """Give the aim of a course whose baseline does not meet the goal yet, or stop."""
    aim = aim_of(course)
    if aim.low == aim.goal:
        raise StopError(ReasonCode.GOAL_IS_BASELINE)
    if aim.is_met_at_start:
        raise StopError(ReasonCode.GOAL_BEHIND_BASELINE)
    return aim


def reaches(course: Course, aim: Aim, amount: Fraction) -> bool:
    """Whether an amount reaches the goal in its direction; a strict bound is not reached by its own amount."""
    beyond = aim.direction * (amount - aim.goal)
    return beyond > 0 or (beyond == 0 and not isinstance(course.goal, (MoreThan, LessThan)))


def better_of(course: Course) -> int:
    """Give 1 where higher is better and -1 where lower is, or stop."""
    if course.indicator.better is None:
        raise StopError(ReasonCode.BETTER_UNSTATED)
    return 1 if course.indicator.better is Better.HIGHER else -1


def after_start(course: Course, start: Point, *, yearly: bool, to_due: bool) -> tuple[Point, tuple[Reason, ...]]:
    """Give the newest point that counts, and what was left out on the way to it; stop where there is none."""
    left: dict[Text, list[str]] = {}
    for point in reversed(course.points):
        if point.period.end <= start.period.end:
            break
        why = None
        years = course.years(start, point)
        if to_due and course.due is not None and point.period.end > course.due.end:
            why = BEYOND_DUE
        elif yearly and years is not None and years.denominator != 1:
            why = OFF_YEAR
        if why is None:
            return point, _left_out(left)
        left.setdefault(why, []).insert(0, str(point.period))
    raise StopError(ReasonCode.NO_POINT)


def until_due(course: Course, points: tuple[Point, ...]) -> tuple[tuple[Point, ...], tuple[Reason, ...]]:
    """Give the points that end no later than the due period, and name the others."""
    kept = tuple(p for p in points if course.due is None or p.period.end <= course.due.end)
    late = [str(p.period) for p in points if p not in kept]
    return kept, _left_out({BEYOND_DUE: late} if late else {})


def _left_out(left: dict[Text, list[str]]) -> tuple[Reason, ...]:
    return tuple(Reason(ReasonCode.LEFT_OUT, {"why": why, "periods": tuple(names)}) for why, names in left.items())


def years_from(course: Course, start: Point, end: Point) -> Fraction:
    """Give the years between two points, or stop."""
    years = course.years(start, end)
    if years is None:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=NO_YEARS)
    return years


def years_to_due(course: Course, start: Point) -> Fraction:
    """Give the years from a point to the due period, or stop; not positive when that is over."""
    years = None if course.due is None else course.years(start, course.due)
    if years is None:
        raise StopError(ReasonCode.NOT_APPLICABLE, why=NO_YEARS)
    return years


def decimal(number: Fraction) -> Decimal:
    """Give the decimal of a fraction, to as many digits as the context has."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def power(ratio: Fraction, exponent: Fraction) -> Decimal:
    """Raise a ratio that is not negative, to as many digits as the context has; no exponent is too large."""
    if ratio == 0:
        return Decimal(0)
    with localcontext() as context:
        context.prec += 10
        context.Emax, context.Emin = MAX_EMAX, MIN_EMIN
        return decimal(ratio) ** decimal(exponent)


def growth(ratio: Fraction, years: Fraction) -> Decimal:
    """Give the compound growth a year: the root of a ratio, less 1. A ratio near 1 keeps all its digits."""
    if ratio == 1:
        return Decimal(0)
    away = abs(ratio - 1)
    with localcontext() as context:
        context.prec += max(0, len(str(away.denominator)) - len(str(away.numerator)) + 1)
        return power(ratio, 1 / years) - 1


def base_of(course: Course, stated: Quantity) -> Fraction:
    """Give a stated amount of the indicator in base units, or stop; what its words leave open, the indicator closes."""
    unit = course.indicator.unit
    given = closed_by(stated.unit, unit)
    # A plain number meets %, as a hundred of them: who wrote 4 hardly meant 400 %.
    remedy = "write the unit" if stated.is_bare and not unit.is_bare else unit.mismatch(given)
    if remedy is not None:
        raise StopError(ReasonCode.UNIT_MISMATCH, expected=str(unit), got=str(given), remedy=remedy)
    return stated.magnitude * given.factor


def newest_of(course: Course) -> Point:
    """Give the newest amount, or stop; for methods that need no baseline."""
    if course.latest is None:
        raise StopError(ReasonCode.NO_POINT)
    return course.latest


def no_baseline_needed(outlook: Outlook) -> Outlook:
    """Leave out what a course says of a missing baseline, for methods that need none."""
    return attrs.evolve(outlook, reasons=tuple(reason for reason in outlook.reasons if reason.code not in _NO_START))


def log(ratio: Fraction) -> Decimal:
    """Give the natural logarithm of a ratio above zero. A ratio near 1 keeps all its digits."""
    away = abs(ratio - 1)
    with localcontext() as context:
        context.prec += max(0, len(str(away.denominator)) - len(str(away.numerator)) + 1)
        return decimal(ratio).ln()


def as_share(start: Fraction, goal: Fraction, amount: Fraction) -> Fraction:
    """The share of the way that is done, 1 = goal met."""
    return (amount - start) / (goal - start)


def past_limits(indicator: Indicator, amount: Fraction | Computed) -> tuple[Reason, ...]:
    """Say that an amount in base units lies past the indicator's limits, or that a share lies past 100 %."""
    low, high = indicator.bounds_in_base()
    if low is None and indicator.cannot_be_negative:
        low = Fraction(0)
    code, unit = ReasonCode.PAST_LIMIT, indicator.unit
    if high is None and unit.is_share and not unit.is_bare and indicator.nature is not Nature.GROWTH_RATE:
        code, high = ReasonCode.PAST_WHOLE, Fraction(1)
    found = amount.value() if isinstance(amount, Computed) else amount
    if low is not None and _compared(found, low) < 0:
        code = ReasonCode.PAST_LIMIT
    elif high is None or _compared(found, high) <= 0:
        return ()
    return (Reason(code, {"amount": _shown(found, unit)}),)


def _compared(amount: Fraction | Decimal, end: Fraction) -> int:
    """1, 0 or -1: how an amount lies to an end; decimals are compared as decimals, of whatever size."""
    other = end if isinstance(amount, Fraction) else Computed(lambda: decimal(end)).value()
    return (amount > other) - (amount < other)


def _shown(amount: Fraction | Decimal, unit: Unit) -> Quantity | str:
    """The amount with its unit; of a size that nobody reads, a power of ten."""
    if isinstance(amount, Decimal) and abs(amount.adjusted()) > MOST_DIGITS:
        return f"{short(Computed(lambda: amount / decimal(unit.factor)).value())} {unit.label()}"
    return Quantity(Fraction(amount) / unit.factor, unit)


def named(method: object, **shown: object) -> str:
    """Name a method with the parameters that are not as they are when nothing is said."""
    said = ", ".join(f"{name}={what}" for name, what in shown.items() if what is not None and what is not False)
    return f"{type(method).__name__}({said})"


def cuts(bands: Bands, amount_at: Callable[[Fraction], Fraction], unit: Unit) -> tuple[tuple[str, Bound], ...]:
    """Turn bands on a figure into bounds on the amount, which moves with the figure one way."""
    rises = amount_at(Fraction(1)) > amount_at(Fraction(0))
    found = (
        (band.status, _cut(band, lambda end: Quantity(amount_at(end) / unit.factor, unit), rises))
        for band in bands.bands
    )
    return tuple((status, bound) for status, bound in found if bound is not None)


def _cut(band: Band, at: Callable[[Fraction], Quantity], rises: bool) -> Bound | None:  # noqa: FBT001 -- private
    ends: Iterable[tuple[Fraction | None, bool]] = ((band.low, band.low_closed), (band.high, band.high_closed))
    (low, low_in), (high, high_in) = ends if rises else reversed(tuple(ends))
    if low is None and high is None:
        return None
    if low is None or high is None:
        one, closed = (high, high_in) if low is None else (low, low_in)
        assert one is not None  # noqa: S101 -- the case above took both
        if low is None:
            return AtMost(at(one)) if closed else LessThan(at(one))
        return AtLeast(at(one)) if closed else MoreThan(at(one))
    if low == high:
        return Exactly(at(low))
    return Between(
        at(low), at(high), open=[name for name, closed in (("low", low_in), ("high", high_in)) if not closed]
    )
