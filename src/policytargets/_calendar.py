"""What all periods share: relations by dates, an order, and the row of units each calendar kind forms."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from calendar import monthrange
from fractions import Fraction
from operator import index
from typing import TYPE_CHECKING, Any, ClassVar, Self, SupportsIndex, TypeVar, cast

from policytargets._fields import owner, pretty_line
from policytargets.errors import IncomparableError, InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Callable

    import attrs

UnitT = TypeVar("UnitT", bound="UnitBase")


def plain_int(value: SupportsIndex) -> int:
    """Take numpy's integers as Python's; what is no integer stays as it is for the check, which names the field."""
    # A bool of numpy is no integer either, and older numpy only warns when it is taken for one.
    if isinstance(value, bool) or getattr(getattr(value, "dtype", None), "kind", None) == "b":
        return cast("int", value)
    try:
        return index(value)
    except TypeError:
        return cast("int", value)


def whole_number(low: int, high: int) -> Callable[[Any, attrs.Attribute[int], int], None]:
    """Make a validator that accepts a whole number from *low* to *high*."""
    wanted = f"a whole number from {low} to {high}"

    def check(instance: Any, attribute: attrs.Attribute[int], value: int) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            where = owner(instance, attribute.name)
            raise InvalidValueError(where, wanted, repr(value), "write it as a plain integer")

    return check


def in_language(lang: str, *, zh: str, en: str) -> str:
    """Give the Chinese or the English of two texts; another language is refused.

    Raises:
        InvalidValueError: for a language other than ``zh`` and ``en``.
    """
    if lang not in ("zh", "en"):
        raise InvalidValueError("lang", "'zh' or 'en'", repr(lang), "pass lang='zh' or lang='en'")
    return zh if lang == "zh" else en


def steps(period: PeriodBase, n: SupportsIndex) -> int:
    """Take a number of steps for a shift of *period*.

    Raises:
        InvalidValueError: if *n* is no whole number.
    """
    whole = plain_int(n)
    if isinstance(whole, bool) or not isinstance(whole, int):
        raise InvalidValueError(f"{period!r}.shift", "a whole number of steps", repr(n), "write for example shift(-1)")
    return whole


class PeriodBase(ABC):
    """A closed stretch of days, made of units of one calendar kind."""

    __slots__ = ()
    _repr_pretty_ = pretty_line

    @property
    @abstractmethod
    def start(self) -> dt.date:
        """The first day."""

    @property
    @abstractmethod
    def end(self) -> dt.date:
        """The last day, which belongs to the period."""

    @property
    @abstractmethod
    def kind(self) -> type[UnitBase]:
        """The class of the units it is made of: Year, Quarter, Month or Day."""

    @property
    @abstractmethod
    def count(self) -> int:
        """How many units of its `kind` it is long."""

    @property
    @abstractmethod
    def years(self) -> Fraction | None:
        """Its length in calendar years; None where it is no number of whole months."""

    @abstractmethod
    def shift(self, n: SupportsIndex) -> Self:
        """Move by *n* times its own length; a negative *n* goes back."""

    def previous(self) -> Self:
        """Give the period just before, as long as this one (环比)."""
        return self.shift(-1)

    def next(self) -> Self:
        """Give the period just after, as long as this one."""
        return self.shift(1)

    def contains(self, other: PeriodBase) -> bool:
        """Say whether every day of *other* belongs to this period; a period contains itself."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: PeriodBase) -> bool:
        """Say whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def is_before(self, other: PeriodBase) -> bool:
        """Say whether this period is over when *other* starts."""
        return self.end < other.start

    def parts(self, kind: type[UnitT]) -> tuple[UnitT, ...]:
        """Give the units of one kind that make up the period, in order.

        Raises:
            InvalidValueError: if the period is not made of whole units of this kind.
        """
        first, last = kind.of(self.start), kind.of(self.end)
        if (first.start, last.end) != (self.start, self.end):
            raise InvalidValueError(
                f"{self!r}.parts", "a kind of unit it divides into", kind.__name__, f"try {self.kind.__name__} or finer"
            )
        return tuple(kind.from_ordinal(ordinal) for ordinal in range(first.ordinal, last.ordinal + 1))

    def _has_order_with(self, other: object) -> bool:
        if not isinstance(other, PeriodBase):
            return False
        if (type(self), self.kind, self.count) != (type(other), other.kind, other.count):
            raise IncomparableError(
                "order of periods",
                "two periods of one kind and length",
                f"{self!r} and {other!r}",
                "use is_before, contains or overlaps, or sort with key=end_key",
            )
        return True

    def __lt__(self, other: PeriodBase) -> bool:
        """Say whether this period is earlier than another of its kind and length."""
        return self.end < other.end if self._has_order_with(other) else NotImplemented

    def __le__(self, other: PeriodBase) -> bool:
        """Say whether this period is another of its kind and length, or earlier."""
        return self.end <= other.end if self._has_order_with(other) else NotImplemented

    def __gt__(self, other: PeriodBase) -> bool:
        """Say whether this period is later than another of its kind and length."""
        return self.end > other.end if self._has_order_with(other) else NotImplemented

    def __ge__(self, other: PeriodBase) -> bool:
        """Say whether this period is another of its kind and length, or later."""
        return self.end >= other.end if self._has_order_with(other) else NotImplemented


class UnitBase(PeriodBase):
    """One unit of the calendar, at its place in the row of all units of its kind."""

    __slots__ = ()

    @classmethod
    @abstractmethod
    def of(cls, day: dt.date) -> Self:
        """Give the unit of this kind that holds a day."""

    @classmethod
    @abstractmethod
    def from_ordinal(cls, ordinal: int) -> Self:
        """Give the unit at a place in the row of its kind; the inverse of `ordinal`."""

    @property
    @abstractmethod
    def ordinal(self) -> int:
        """Its place in the row of all units of its kind; the next unit has the next number."""

    @property
    def kind(self) -> type[Self]:
        """Its class."""
        return type(self)

    @property
    def count(self) -> int:
        """One, being a unit."""
        return 1

    def canonical(self) -> Self:
        """Give itself: nothing says a unit more shortly."""
        return self

    def shift(self, n: SupportsIndex) -> Self:
        """Move by *n* units of its kind; a negative *n* goes back.

        Raises:
            InvalidValueError: if *n* is no whole number, or the result lies outside the years 1 to 9999.
        """
        ordinal = self.ordinal + steps(self, n)
        if not self.of(dt.date.min).ordinal <= ordinal <= self.of(dt.date.max).ordinal:
            raise InvalidValueError(
                f"{self!r}.shift", "a result in the years 1 to 9999", f"a shift by {n}", "shift by less"
            )
        return self.from_ordinal(ordinal)


class MonthsBase(UnitBase):
    """A unit of whole months that divides the year."""

    __slots__ = ()

    MONTHS: ClassVar[int]

    @property
    @abstractmethod
    def start(self) -> dt.date:
        """The first day, which is the first of a month."""

    @property
    def end(self) -> dt.date:
        """The last day, which belongs to the period."""
        start = self.start
        month = start.month + self.MONTHS - 1
        return start.replace(month=month, day=monthrange(start.year, month)[1])

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """Give the unit of this kind that holds a day."""
        return cls.from_ordinal((day.year * 12 + day.month - 1) // cls.MONTHS)

    @property
    def ordinal(self) -> int:
        """Its place in the row of all units of its kind; the next unit has the next number."""
        start = self.start
        return (start.year * 12 + start.month - 1) // self.MONTHS

    @property
    def years(self) -> Fraction:
        """Its length in calendar years."""
        return Fraction(self.MONTHS, 12)

    def year_before(self) -> Self:
        """Give the same period a year earlier (同比).

        Raises:
            InvalidValueError: in the year 1.
        """
        return self.shift(-12 // self.MONTHS)
