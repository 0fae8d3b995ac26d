"""Indicators: what is measured, in which unit, and when its amounts hold."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from policytargets._fields import Shown, identifier, is_a, optional_is_a, owner
from policytargets.bounds import to_quantity
from policytargets.errors import InvalidValueError, UnitMismatchError
from policytargets.quantities import Quantity
from policytargets.sources import Citation
from policytargets.texts import Text, to_text
from policytargets.units import Unit, UnitRole, as_difference, closed_by, to_unit

if TYPE_CHECKING:
    from policytargets.periods import Period

__all__ = ["Better", "Indicator", "Limits", "Nature", "Ratio"]


class Nature(Enum):
    """When an amount of the indicator holds.

    At the end of the period hold stock, cumulative (a published running total, never added) and rank; over it hold
    flow, which adds up, and share, mean, ratio, growth_rate, duration and index, which belong to that very period.
    """

    STOCK = "stock"
    CUMULATIVE = "cumulative"
    RANK = "rank"
    FLOW = "flow"
    SHARE = "share"
    MEAN = "mean"
    RATIO = "ratio"
    GROWTH_RATE = "growth_rate"
    DURATION = "duration"
    INDEX = "index"

    @property
    def at_end(self) -> bool:
        """Whether an amount holds at the end of its period: December then serves the year."""
        return self in {Nature.STOCK, Nature.CUMULATIVE, Nature.RANK}

    def label(self, language: str = "en") -> str:
        """The word for a reader."""
        return _NATURES_ZH[self] if language == "zh" else self.value.replace("_", " ")

    def __repr__(self) -> str:
        """Give the name, as code writes it."""
        return f"Nature.{self.name}"


_NATURES_ZH = {
    Nature.STOCK: "时点数",
    Nature.CUMULATIVE: "累计数",
    Nature.RANK: "位次",
    Nature.FLOW: "时期数",
    Nature.SHARE: "比重",
    Nature.MEAN: "平均数",
    Nature.RATIO: "比率",
    Nature.GROWTH_RATE: "增长率",
    Nature.DURATION: "时长",
    Nature.INDEX: "指数",
}


class Better(Enum):
    """Which way is better. It decides nothing but `NoWorse`."""

    HIGHER = "higher"
    LOWER = "lower"

    def __repr__(self) -> str:
        """Give the name, as code writes it."""
        return f"Better.{self.name}"


@attrs.frozen(kw_only=True)
class Limits:
    """Amounts an indicator can have at all; an observation outside is no evidence.

    Attributes:
        low: the least possible amount, in a unit that meets the indicator's.
        high: the greatest possible amount.

    Examples:
        >>> Limits(low="0 %", high="100 %").high.magnitude
        Fraction(100, 1)
    """

    low: Quantity | None = attrs.field(default=None, converter=attrs.converters.optional(to_quantity))
    high: Quantity | None = attrs.field(default=None, converter=attrs.converters.optional(to_quantity))

    def __attrs_post_init__(self) -> None:
        """Check that the limits are the right way round, as soon as their units say so."""
        if self.low is None or self.high is None or self.low.mismatch(self.high) is not None:
            return
        if self.high < self.low:
            raise InvalidValueError(
                "Limits: high", f"at least the low limit {self.low}", str(self.high), "swap the two limits"
            )


@attrs.frozen(kw_only=True)
class Ratio:
    """A rate is one indicator over another.

    Attributes:
        of: the numerator.
        to: the denominator.

    Examples:
        >>> patents = Indicator(id="patents", name="patents", unit="patent", nature="stock")
        >>> people = Indicator(id="people", name="residents", unit="person", nature="stock")
        >>> Ratio(of=patents, to=people).of.id
        'patents'
    """

    of: Indicator = attrs.field()
    to: Indicator = attrs.field()

    def __attrs_post_init__(self) -> None:
        """Check that both are indicators."""
        for side in (self.of, self.to):
            if not isinstance(side, Indicator):
                raise InvalidValueError("Ratio", "two indicators", repr(side), "pass Indicator objects")


def _to_nature(value: Nature | str) -> Nature:
    nature: Nature = _member(Nature, "Indicator: nature", value)
    return nature


def _to_better(value: Better | str | None) -> Better | None:
    better: Better | None = None if value is None else _member(Better, "Indicator: better", value)
    return better


def _member(kind: Any, where: str, value: Any) -> Any:
    try:
        return kind(value)
    except ValueError:
        names = ", ".join(repr(member.value) for member in kind)
        raise InvalidValueError(where, f"one of {names}", repr(value), f"use {kind.__name__} or its word") from None


@attrs.frozen(kw_only=True, repr=False)
class Indicator(Shown):
    """What is measured. Every amount of it can be expressed in *unit*.

    Attributes:
        id: lower-case key, unique in a plan.
        name: its name, as a `Text`, a mapping of language to text, or a text.
        unit: the unit its amounts are stated in; what words leave open, it closes.
        nature: when an amount holds.
        better: which way is better, if the document says so; no bound needs it.
        limits: amounts it can have at all; of a share with a stated whole they are 0 % and 100 %.
        ratio: numerator and denominator, where it is a rate of two indicators.
        definition: how it is measured, in words.
        source: where it is defined.

    Raises:
        InvalidValueError: a field is not as described.
        UnitMismatchError: the unit leaves open what is counted, or limits or ratio do not fit it.

    Examples:
        >>> Indicator(id="patents", name="专利拥有量", unit="patent/(10000.person)", nature="stock").nature
        Nature.STOCK
    """

    id: str = attrs.field(validator=identifier)
    name: Text = attrs.field(converter=to_text)
    unit: Unit = attrs.field(converter=to_unit)
    nature: Nature = attrs.field(converter=_to_nature)
    better: Better | None = attrs.field(default=None, converter=_to_better)
    limits: Limits | None = attrs.field(default=None, validator=optional_is_a(Limits))
    ratio: Ratio | None = attrs.field(default=None, validator=optional_is_a(Ratio), repr=False)
    definition: Text | None = attrs.field(default=None, converter=attrs.converters.optional(to_text), repr=False)
    source: Citation | None = attrs.field(default=None, validator=optional_is_a(Citation), repr=False)

    @unit.validator
    def _check_unit(self, attribute: attrs.Attribute[Unit], value: Unit) -> None:
        is_a(Unit)(self, attribute, value)
        if value.open_words:
            raise UnitMismatchError(
                owner(self, "unit"),
                "a unit that says what it counts",
                f"{value.open_words[0]!r}",
                "bind it, for example Unit('件/万人').bind('patent') or per_10k_people('patent')",
            )
        if value.role is UnitRole.DIFFERENCE:
            raise UnitMismatchError(
                owner(self, "unit"), "the unit of a level", str(value), "write % and state changes in percentage points"
            )

    def __attrs_post_init__(self) -> None:
        """Close and check the limits, and check the ratio."""
        if self.limits is not None:
            closed = {
                name: self.close(amount, f"{owner(self, 'limits')}: {name}")
                for name, amount in (("low", self.limits.low), ("high", self.limits.high))
                if amount is not None
            }
            for name, amount in closed.items():  # a flow over a period has no one limit in all
                self.unit.check_meets(amount.unit, f"{owner(self, 'limits')}: {name}")
            object.__setattr__(self, "limits", Limits(**closed))  # frozen: closed once, at the making
        if self.ratio is not None:
            unit = (Quantity(1, self.ratio.of.unit) / Quantity(1, self.ratio.to.unit)).unit
            if unit.dims != self.unit.dims:
                raise UnitMismatchError(
                    owner(self, "ratio"), f"a ratio in {self.unit}", str(unit), "correct the two indicators or the unit"
                )

    def close(self, quantity: Quantity, where: str = "amount") -> Quantity:
        """Close what the words of an amount leave open, as this indicator has it.

        A bare number takes the indicator's unit; an open 件 its kind; a share its whole; money its price basis.

        Raises:
            UnitMismatchError: the amount cannot be one of this indicator.

        Examples:
            >>> patents = Indicator(id="patents", name="专利", unit="patent/(10000.person)", nature="stock")
            >>> print(patents.close(Quantity("2.15 件/万人")))
            2.15 patents per 10,000 people
        """
        closed = self._closed(quantity)
        if not self._fits(closed.unit):
            remedy = self.unit.mismatch(closed.unit) or "state it in the indicator's unit"
            raise UnitMismatchError(where, f"a unit that meets {self.unit}", str(closed.unit), remedy)
        return closed

    def close_change(self, quantity: Quantity, where: str = "change") -> Quantity:
        """Close an amount of change: % of the baseline, percentage points, or the indicator's own unit.

        A bare number is refused: it might be any of them.

        Raises:
            UnitMismatchError: the amount cannot be a change of this indicator.

        Examples:
            >>> share = Indicator(id="share", name="share", unit="%", nature="share")
            >>> print(share.close_change(Quantity("3 个百分点")))
            3 percentage points
        """
        if quantity.is_bare:
            raise UnitMismatchError(
                where,
                "an amount of change with its unit",
                repr(quantity),
                "write for example '15 %', '3 个百分点', or the indicator's own unit",
            )
        closed = self._closed(quantity)
        unit = closed.unit
        if unit.is_share and unit.role is UnitRole.LEVEL:
            if self.nature is Nature.RANK:
                raise UnitMismatchError(
                    where, "a number of places", str(unit), "a rank has no percentage; state the places"
                )
            return Quantity(quantity.magnitude, attrs.evolve(quantity.unit, whole=None), quantity.written)
        wanted = as_difference(self.unit)
        if unit.is_share and self.unit.is_share:
            unit = attrs.evolve(unit, whole=wanted.whole)
        remedy = wanted.mismatch(unit)
        if remedy is not None:
            raise UnitMismatchError(where, f"%, or a unit that meets {wanted}", str(unit), remedy)
        return Quantity(quantity.magnitude, unit, quantity.written)

    def _closed(self, quantity: Quantity) -> Quantity:
        unit = self.unit if quantity.is_bare else closed_by(quantity.unit, self.unit)
        return Quantity(quantity.magnitude, unit, quantity.written)

    def _fits(self, unit: Unit) -> bool:
        if self.unit.mismatch(unit) is None:
            return True
        # A flow of 320 件/年 over a year is 320 件, and the other way round.
        return self.nature is Nature.FLOW and _per_year(unit, self.unit) is not None

    def base_of(self, quantity: Quantity, period: Period) -> Fraction:
        """The amount in base units of the indicator's unit; a flow stated per year and in all meet over a period.

        Raises:
            UnitMismatchError: the amount cannot be one of this indicator over this period.
        """
        remedy = self.unit.mismatch(quantity.unit)
        if remedy is None:
            return quantity.base
        where = owner(self, "amount")
        power = _per_year(quantity.unit, self.unit) if self.nature is Nature.FLOW else None
        if power is None:
            raise UnitMismatchError(where, f"a unit that meets {self.unit}", str(quantity.unit), remedy)
        if period.years is None:
            remedy = "state the amount in the indicator's unit"
            raise UnitMismatchError(where, "a period of whole months", str(period), remedy)
        return quantity.base * period.years**power

    @property
    def cannot_be_negative(self) -> bool:
        """Whether no amount of it is below zero: counts, or by its limits."""
        low, _ = self.bounds_in_base()
        if low is not None:
            return low >= 0
        above = [term.atom for term in self.unit.terms if not term.is_below]
        calendar = (("year", 1),)
        counted = bool(above) and all(
            (atom.measure_words is not None or atom.dims == calendar) and atom.code not in _SIGNED for atom in above
        )
        return counted and self.nature is not Nature.GROWTH_RATE

    def bounds_in_base(self) -> tuple[Fraction | None, Fraction | None]:
        """The limits in base units; of a share with a stated whole, 0 and 1 where none are given."""
        if self.limits is not None:
            low, high = self.limits.low, self.limits.high
            return (None if low is None else low.base, None if high is None else high.base)
        if self.unit.whole is not None and self.nature is not Nature.GROWTH_RATE:
            return Fraction(0), Fraction(1)
        return None, None


_SIGNED = frozenset({"coefficient", "index_point"})
"""Kinds that are no counts: an amount of them may be negative."""


def _per_year(unit: Unit, other: Unit) -> int | None:
    """Tell by which power of a calendar year *unit* must be multiplied to give *other*, where that is all they differ by."""
    mine, theirs = dict(unit.dims), dict(other.dims)
    power = theirs.pop("year", 0) - mine.pop("year", 0)
    same = mine == theirs and unit.whole == other.whole and unit.prices == other.prices and not unit.open_words
    return power if same and power in (-1, 1) else None
