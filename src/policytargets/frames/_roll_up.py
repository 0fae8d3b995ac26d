"""Adding up over areas: what may be added, what a sum means when a part is missing, and rates from their two sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

import attrs
import pyarrow as pa

from policytargets._observation_rows import Known
from policytargets._observation_text import COLUMNS, did_you_mean
from policytargets.errors import InvalidValueError, PolicyTargetsError, UnitMismatchError, UnknownReferenceError
from policytargets.frames._groups import Added, Group, Groups
from policytargets.frames._kinds import door
from policytargets.frames._native import column_names
from policytargets.frames._quantities import without_quantities
from policytargets.frames._roles import checked, roles
from policytargets.frames._tables import NOT_A_NUMBER, NOT_FINITE, UNKNOWN_PERIOD, UNKNOWN_UNIT, read_period
from policytargets.indicators import Indicator, Nature
from policytargets.periods import Period
from policytargets.plans import Plan
from policytargets.quantities import Quantity
from policytargets.units import Unit
from policytargets.verdicts import ReasonCode

_READ = tuple(role for role in COLUMNS if role not in {"published", "source"})
_UNKNOWN_INDICATOR, _TWICE, _OVERLAP, _TOO_LARGE = "unknown_indicator", "twice", "overlap", "too_large"
_MISMATCH, _OUTSIDE, _MISSING, _NOT_POSITIVE = (
    code.name.lower()
    for code in (ReasonCode.UNIT_MISMATCH, ReasonCode.OUTSIDE_LIMITS, ReasonCode.PART_MISSING, ReasonCode.DENOMINATOR_NOT_POSITIVE)
)  # fmt: skip


@attrs.frozen
class _Sum:
    """A sum in base units of its indicator, or why there is none.

    Attributes:
        at: the number of a row with its keys.
        rows: how many rows it is of.
        base: the amount; None where there is none.
        reason: why.
    """

    at: int
    rows: int
    base: Fraction | None = None
    reason: str | None = None


_Sums = dict[tuple[Group, str | None], _Sum]


def roll_up(frame: Any, plan: Plan, by: Sequence[str], columns: Mapping[str, str] | None) -> Any:
    """Add the rows of a frame up."""
    checked("roll_up", plan=plan, columns=columns)
    try:
        return _rolled_up(frame, plan, by, columns)
    except (pa.ArrowException, InvalidOperation) as error:  # a type, or a cell, that cannot be added or grouped
        got = str(error).partition("\n")[0] if isinstance(error, pa.ArrowException) else "a signalling NaN"
        raise InvalidValueError(
            "roll_up: frame", "keys that are texts, numbers or days, and amounts that are numbers", got,
            "make such columns of those that are needed",
        ) from None  # fmt: skip


def _rolled_up(frame: Any, plan: Plan, by: Sequence[str], columns: Mapping[str, str] | None) -> Any:
    names = column_names(frame, "roll_up")
    found = roles("roll_up", names, columns, _READ, ("indicator", "value"))
    keys = _keys(names, by, found)
    plain, read = without_quantities(frame, found, "roll_up")
    groups = Groups.of(plain, keys, read, plan.area)
    known = Known.of(plan)
    added = groups.added()
    pairs = _pairs(known, {one.indicator for one in added})
    when = keys.index(found["period"]) if "period" in found else None
    sums = _summed(added, known, when)
    for key, twice in groups.clashes().items():
        sums[key] = attrs.evolve(sums[key], base=None, reason=sums[key].reason or (_TWICE if twice else _OVERLAP))
    sums |= _rates(sums, pairs, groups.one_sided((of.id, to.id) for of, to in pairs.values()), known)
    answers = sorted(sums.items(), key=lambda entry: [(one is not None, one) for one in (*entry[0][0], entry[0][1])])
    table = _table(answers, groups.keys_table, keys, found, known)
    return door(frame, "roll_up").given_back(table, frame, keys)


def _keys(names: Sequence[str], by: Sequence[str], found: Mapping[str, str]) -> list[str]:
    """Give the columns of a group: those the caller names, and always the period, over which nothing is added here."""
    if isinstance(by, str) or not isinstance(by, Iterable):
        remedy = f"write by=[{by!r}]" if by is not None else "write by=[] for one group of all"
        raise InvalidValueError("roll_up: by", "a list of columns", repr(by), remedy)
    for name in by:
        if name not in names:
            remedy = did_you_mean(str(name), map(str, names), f"the frame has {', '.join(map(str, names))}")
            raise UnknownReferenceError("roll_up: by", "a column of the frame", repr(name), remedy)
    keys = list(dict.fromkeys([*by, *([found["period"]] if "period" in found else [])]))
    added = [found["indicator"], found["value"], found.get("unit", "unit"), "roll_up_reason", "rows"]
    clash = [name for name in keys if name in added]
    if clash:
        raise InvalidValueError(
            "roll_up: by", "columns of groups, beside those of the result", repr(clash[0]), "leave it out, or rename it"
        )
    return keys


def _pairs(known: Known, present: set[str | None]) -> dict[str, tuple[Indicator, Indicator]]:
    """Give the rates that can be had from their two sides.

    Raises:
        InvalidValueError: an indicator that does not add up is there without its sides.
    """
    pairs = {
        key: (one.ratio.of, one.ratio.to)
        for key, one in known.indicators.items()
        if one.ratio is not None and {one.ratio.of.id, one.ratio.to.id} <= present
        and _adds_up(one.ratio.of) and _adds_up(one.ratio.to)
    }  # fmt: skip
    for key in present:
        indicator = None if key is None else known.indicators.get(key)
        if indicator is None or key in pairs or (_adds_up(indicator) and indicator.ratio is None):
            continue
        expected = "amounts that add up over areas"
        remedy = "state its numerator and denominator in the plan (ratio) and give their rows, or leave its rows out"
        if indicator.ratio is not None:
            expected = f"the rows of its numerator {indicator.ratio.of.id!r} and denominator {indicator.ratio.to.id!r}"
            remedy = "add them, or leave the rows of the rate out"
        raise InvalidValueError(
            f"roll_up: indicator {key!r}", expected, f"{indicator.nature.label()} in {indicator.unit}, without weights",
            f"an average of rates would be wrong: {remedy}",
        )  # fmt: skip
    return pairs


def _adds_up(indicator: Indicator) -> bool:
    """Tell whether amounts add up over areas: counts and sums, in a unit without denominator but a year of a flow."""
    unit = indicator.unit
    rate = unit.is_share or any(term.is_below and term.atom.code != "year" for term in unit.terms)
    return indicator.nature in {Nature.STOCK, Nature.CUMULATIVE, Nature.FLOW} and not rate


def _summed(added: Iterable[Added], known: Known, when: int | None) -> _Sums:
    """Put the rows of all units of an indicator together."""
    sums: _Sums = {}
    for one in added:
        new = _one(one, known, None if when is None else one.group[when], dated=when is not None)
        old = sums.get((one.group, one.indicator))
        if old is not None:
            both = None if old.base is None or new.base is None else old.base + new.base
            new = _Sum(new.at, old.rows + new.rows, both, old.reason or new.reason)
        sums[one.group, one.indicator] = new
    return sums


def _one(one: Added, known: Known, period: object, *, dated: bool) -> _Sum:
    def none(reason: str) -> _Sum:
        return _Sum(one.at, one.rows, None, reason)

    indicator = None if one.indicator is None else known.indicators.get(one.indicator)
    if indicator is None:
        return none(_UNKNOWN_INDICATOR)
    read = None if period is None else read_period(period)
    if dated and read is None:
        return none(UNKNOWN_PERIOD)
    try:
        unit = None if one.unit is None else Unit.parse(one.unit, catalogue=known.catalogue)
        factor = _factor(indicator, unit, read)
    except UnitMismatchError:
        return none(_MISMATCH)
    except PolicyTargetsError:
        return none(UNKNOWN_UNIT)
    if one.strange:
        return none(NOT_A_NUMBER)
    if one.too_large:
        return none(_TOO_LARGE)
    total, least, most = (_exact(number) for number in (one.total, one.least, one.most))
    if one.least is not None and (total is None or least is None or most is None):
        return none(NOT_FINITE)
    low, high = indicator.bounds_in_base()
    below = low is not None and least is not None and least * factor < low
    above = high is not None and most is not None and most * factor > high
    if below or above:
        return none(_OUTSIDE)
    return none(_MISSING) if one.absent or total is None else _Sum(one.at, one.rows, total * factor)


def _factor(indicator: Indicator, unit: Unit | None, period: Period | None) -> Fraction:
    """Give the base units of one of *unit*; per year and in all meet only over a period that is known."""
    if unit is None:
        return indicator.unit.factor
    closed = indicator.close(Quantity(1, unit))
    if period is None:
        indicator.unit.check_meets(closed.unit, "roll_up: unit")
        return closed.base
    return indicator.base_of(closed, period)


def _exact(number: Any) -> Fraction | None:
    """Give a sum as what it is; a float means its shortest decimal."""
    if number is None:
        return None
    try:
        return Fraction(number) if isinstance(number, (int, Decimal)) else Fraction(repr(float(number)))
    except (ValueError, OverflowError):
        return None


def _rates(
    sums: _Sums,
    pairs: Mapping[str, tuple[Indicator, Indicator]],
    one_sided: set[tuple[Group, tuple[str, str]]],
    known: Known,
) -> _Sums:
    """Divide sums of numerators by sums of denominators; rates that stand in rows themselves are not used."""
    rates: _Sums = {}
    for key, (of, to) in pairs.items():
        for group in dict.fromkeys(group for group, indicator in sums if indicator in {key, of.id, to.id}):
            above, below, own = sums.get((group, of.id)), sums.get((group, to.id)), sums.get((group, key))
            at = next(one.at for one in (above, below, own) if one is not None)
            if above is None or below is None or above.rows != below.rows or (group, (of.id, to.id)) in one_sided:
                rates[group, key] = _Sum(at, 0 if above is None else above.rows, None, _MISSING)
            else:
                rates[group, key] = _Sum(at, above.rows, *_divided(known.indicators[key], above, below))
    return rates


def _divided(indicator: Indicator, above: _Sum, below: _Sum) -> tuple[Fraction | None, str | None]:
    if above.base is None or below.base is None:
        return None, above.reason or below.reason
    if below.base <= 0:
        return None, _NOT_POSITIVE
    rate = above.base / below.base
    low, high = indicator.bounds_in_base()
    outside = (low is not None and rate < low) or (high is not None and rate > high)
    return (None, _OUTSIDE) if outside else (rate, None)


def _table(
    answers: Sequence[tuple[tuple[Group, str | None], _Sum]],
    keys: pa.Table,
    names: Sequence[str],
    found: Mapping[str, str],
    known: Known,
) -> pa.Table:
    """Put the sums beside their keys, each in the unit of its indicator and rounded once."""
    units = [None if (one := known.indicators.get(key or "")) is None else one.unit for (_, key), _ in answers]
    told = [_rounded(one, unit) for (_, one), unit in zip(answers, units, strict=True)]
    groups = keys.take(pa.array([one.at for _, one in answers], pa.int64()))
    return pa.table({
        **dict(zip(names, groups.columns, strict=True)),
        found["indicator"]: pa.array([key for (_, key), _ in answers], pa.string()),
        found["value"]: pa.array([amount for amount, _ in told], pa.float64()),
        found.get("unit", "unit"): pa.array([None if unit is None else unit.code for unit in units], pa.string()),
        "roll_up_reason": pa.array([reason for _, reason in told], pa.string()),
        "rows": pa.array([one.rows for _, one in answers], pa.int64()),
    })  # fmt: skip


def _rounded(one: _Sum, unit: Unit | None) -> tuple[float | None, str | None]:
    if one.base is None or unit is None:
        return None, one.reason
    try:
        return float(one.base / unit.factor), None
    except OverflowError:
        return None, _TOO_LARGE
