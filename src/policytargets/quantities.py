"""Amounts in a unit: exact, and refusing what does not fit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, Self

import attrs

from policytargets import _pint, _quantity_text
from policytargets._fields import pretty_line
from policytargets._numbers import exact, grouped, plain, terminates
from policytargets._rounding import MOST_PLACES, Rounding, RoundingMode
from policytargets._terms import label_of, without_scale
from policytargets.errors import InvalidValueError, UnitMismatchError
from policytargets.units import Unit, UnitRole, as_difference, as_level, closed_by, combined, number_unit, to_unit

if TYPE_CHECKING:
    from policytargets._numbers import Number
    from policytargets.kinds import Catalogue

__all__ = ["Quantity", "Rounding", "RoundingMode"]

_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_LEAST_DIGITS = 1000
"""Four significant digits: what a label shows at least of an amount that it rounds."""


class PintQuantity(Protocol):
    """A quantity of any pint registry, by what is read of it; pint's own type says no more to a type checker."""

    @property
    def magnitude(self) -> Any:
        """Its number."""
        ...

    def unit_items(self) -> Any:
        """Pairs of unit name and power."""
        ...


@attrs.frozen(init=False, eq=False, repr=False)
class Quantity:
    """An exact amount in a unit.

    Shares and money carry what they are a share of and their price basis; both sides must say the same, or nothing.
    A sum of two shares is refused, a difference of two is in percentage points, and kinds never cancel: enterprises
    over enterprises are a share of enterprises. A number without a unit is an amount of its own and stays one.

    Attributes:
        magnitude: the amount in `unit`, an exact fraction.
        unit: the unit.
        written: the number as it was written, e.g. ``2.150``; no part of the meaning.
        base: derived: the amount in base units, exactly.

    Raises:
        ParseError: the text is no amount with a unit.
        InvalidValueError: nan, infinity, or something closed that is not open.
        UnitMismatchError: a unit of pint that nothing here explains.

    Examples:
        >>> Quantity("8.2 亿元") >= Quantity("82000 万元")
        True
        >>> print(Quantity("15 %") - Quantity("12 %"))
        3 percentage points
        >>> print(Quantity("2.88 件/万人", kind="patent"))
        2.88 patents per 10,000 people
        >>> Quantity("3 件") >= Quantity("2 件")
        Traceback (most recent call last):
        ...
        policytargets.errors.UnitMismatchError: comparison: expected a unit that meets 件 (kind not said), got 件 ...
    """

    magnitude: Fraction
    unit: Unit
    written: str | None
    base: Fraction = attrs.field(init=False)

    @base.default
    def _find_base(self) -> Fraction:
        return self.magnitude * self.unit.factor

    def __init__(  # noqa: PLR0913 -- the number, its unit, and the four things words leave open
        self,
        magnitude: Number | PintQuantity,
        unit: Unit | str | None = None,
        written: str | None = None,
        *,
        kind: str | None = None,
        whole: str | None = None,
        prices: str | None = None,
        catalogue: Catalogue | None = None,
    ) -> None:
        """Take ``"2.15 件/万人"``, a number and its unit, or a quantity of any pint registry.

        Args:
            magnitude: a text with or without its unit, an exact number, or a pint quantity; a float means its
                shortest decimal.
            unit: the unit, when it is not in the text.
            written: how the number was written, when `magnitude` is a number; dropped where it is another number.
            kind: what an open measure word counts.
            whole: what a share is a share of.
            prices: price basis of money.
            catalogue: kinds and words to read with.
        """
        found: Unit | None = None
        if isinstance(magnitude, str):
            amount, number, found = _quantity_text.read(magnitude, catalogue)
        elif _pint.is_quantity(magnitude):
            from policytargets._pint_quantities import read_pint  # noqa: PLC0415 -- only when pint is at the door

            amount, found = read_pint(magnitude, catalogue)
            number = None
        else:
            amount = exact(magnitude, "Quantity")
            number = _quantity_text.written_as(amount, written)
        closed = _quantity_text.the_one_unit(found, unit, catalogue)
        if kind is not None:
            closed = closed.bind(kind, catalogue=catalogue)
        said = {name: text for name, text in (("whole", whole), ("prices", prices)) if text is not None}
        closed = attrs.evolve(closed, **said) if said else closed
        self.__attrs_init__(amount, closed, number)

    @property
    def is_bare(self) -> bool:
        """Whether it is a number without a unit, which an indicator may close."""
        return self.unit.is_bare

    def to(self, unit: Unit | str) -> Quantity:
        """Give the same amount in another unit, exactly; a text takes over the open parts of this unit.

        Raises:
            UnitMismatchError: the units cannot meet.

        Examples:
            >>> print(Quantity("8.2 亿元").to("万元").magnitude)
            82000
        """
        wanted = closed_by(to_unit(unit), self.unit)
        self.unit.check_meets(wanted, "conversion")
        return self._in(wanted, self.base)

    def rounded(self, rounding: Rounding) -> Quantity:
        """Give the amount rounded in its own unit by a stated rule."""
        return Quantity(rounding.apply(self.magnitude), self.unit)

    def mismatch(self, other: Quantity) -> str | None:
        """Say why the two amounts cannot meet, or give None."""
        return self.unit.mismatch(other.unit)

    @staticmethod
    def _in(unit: Unit, base: Fraction) -> Quantity:
        return Quantity(base / unit.factor, unit)

    def _meets(self, other: object, what: str) -> Quantity:
        amount = _amount(other)
        if amount is None:
            expected = f"a Quantity that meets {self.unit}"
            raise UnitMismatchError(what, expected, repr(other), "give the other side a unit: Quantity('...')")
        self.unit.check_meets(amount.unit, what)
        return amount

    def _key(self) -> tuple[Any, ...]:
        unit = self.unit
        return (self.base, unit.dims, unit.role.value, unit.whole, unit.prices)

    def __eq__(self, other: object) -> bool:
        """Equal by meaning; amounts that cannot meet are not equal."""
        amount = _amount(other)
        return NotImplemented if amount is None else self._key() == amount._key()

    def __hash__(self) -> int:
        """Hash by meaning."""
        return hash(self._key())

    def __lt__(self, other: Quantity) -> bool:
        """Compare exactly; raise UnitMismatchError where the units cannot meet."""
        return self.base < self._meets(other, "comparison").base

    def __le__(self, other: Quantity) -> bool:
        """Compare exactly; raise UnitMismatchError where the units cannot meet."""
        return self.base <= self._meets(other, "comparison").base

    def __gt__(self, other: Quantity) -> bool:
        """Compare exactly; raise UnitMismatchError where the units cannot meet."""
        return self.base > self._meets(other, "comparison").base

    def __ge__(self, other: Quantity) -> bool:
        """Compare exactly; raise UnitMismatchError where the units cannot meet."""
        return self.base >= self._meets(other, "comparison").base

    def __add__(self, other: Quantity) -> Quantity:
        """Add amounts of one kind; to a share, percentage points."""
        amount = _amount(other)
        if amount is not None and self.unit.is_share and amount.unit.is_share:
            if amount.unit.role is not self.unit.role:
                return self._moved(amount)
            if self.unit.role is UnitRole.LEVEL and not (self.is_bare and amount.is_bare):
                got = f"two shares ({self} and {amount})"
                remedy = "add 个百分点 to a share; yearly cuts compound: methods.compound_cuts"
                raise UnitMismatchError("addition", "a share and percentage points", got, remedy)
        return self._in(self.unit, self.base + self._meets(other, "addition").base)

    def _moved(self, other: Quantity) -> Quantity:
        """Move a share by percentage points; points of an unsaid whole are of its own."""
        level, points = (self, other) if other.unit.role is UnitRole.DIFFERENCE else (other, self)
        if points.unit.whole is not None:
            level.unit.check_meets(as_level(points.unit), "addition")
        return self._in(level.unit, level.base + points.base)

    def __sub__(self, other: Quantity) -> Quantity:
        """Subtract; the difference of two shares is in percentage points."""
        amount = _amount(other)
        shares = amount is not None and self.unit.is_share and amount.unit.is_share
        if (
            amount is not None
            and shares
            and (self.unit.role, amount.unit.role) == (UnitRole.LEVEL, UnitRole.DIFFERENCE)
        ):
            return self._moved(-amount)
        amount = self._meets(other, "subtraction")
        unit = amount.unit if self.is_bare else self.unit
        return self._in(as_difference(unit), self.base - amount.base)

    def __radd__(self, other: object) -> Quantity:
        """Refuse a bare number on the left."""
        return self._meets(other, "addition") + self

    def __rsub__(self, other: object) -> Quantity:
        """Refuse a bare number on the left."""
        return self._meets(other, "subtraction") - self

    def __mul__(self, other: Quantity | Number) -> Quantity:
        """Multiply by a number, or by an amount: a rate times a population counts."""
        amount = _amount(other)
        return self._times(amount, 1) if amount is not None else self._in(self.unit, self.base * _number(other))

    def __rmul__(self, other: Number) -> Quantity:
        """Multiply by a number on the left."""
        return self * other

    def __truediv__(self, other: Quantity | Number) -> Quantity:
        """Divide by a number, or by an amount: patents over people are a rate."""
        amount = _amount(other)
        divisor = amount.base if amount is not None else _number(other)
        if divisor == 0:
            raise InvalidValueError("division", "a divisor that is not 0", str(other), "check the denominator")
        return self._times(amount, -1) if amount is not None else self._in(self.unit, self.base / divisor)

    def __rtruediv__(self, other: Number) -> Quantity:
        """Divide a number by the amount."""
        return Quantity(_number(other)) / self

    def _times(self, other: Quantity, sign: int) -> Quantity:
        """Multiply (sign 1) by an amount, or divide by it (sign -1)."""
        base = self.base * other.base**sign
        if other.is_bare:
            return self._in(self.unit, base)
        if self.is_bare and sign == 1:
            return self._in(other.unit, base)
        if self.unit.open_words or other.unit.open_words:
            self.unit.check_meets(other.unit, "arithmetic")
        if self.unit.is_share and other.unit.is_share:
            _check_shares(self, other, sign)
            return self._in(number_unit(), base)
        if other.unit.is_share:
            return self._in(_of_which(self.unit, other.unit), base)
        if self.unit.is_share and sign == 1:
            return self._in(_of_which(other.unit, self.unit), base)
        return self._in(combined(self.unit, other.unit, sign), base)

    def __neg__(self) -> Quantity:
        """Give the amount with the other sign."""
        return Quantity(-self.magnitude, self.unit)

    def __pos__(self) -> Self:
        """Give the amount itself."""
        return self

    def __abs__(self) -> Quantity:
        """Give the amount without its sign."""
        return Quantity(abs(self.magnitude), self.unit)

    def __bool__(self) -> bool:
        """Tell whether the amount is other than zero, as numbers do."""
        return self.magnitude != 0

    def __float__(self) -> NoReturn:
        """Refuse: a float would lose the unit without a word."""
        # A ValueError, since pint swallows a TypeError here and would answer == with a silent False.
        remedy = "write float(quantity.magnitude) for the number alone; beside pint, Quantity(pint_quantity)"
        raise InvalidValueError("float()", "an amount without a unit", str(self), remedy)

    # numpy would spread a Quantity over its own types; this makes it ask us instead.
    __array_ufunc__ = None

    @property
    def _REGISTRY(self) -> NoReturn:  # noqa: N802 -- pint asks for this name when a pint quantity stands on the left
        raise UnitMismatchError(
            "operator",
            "a policytargets Quantity on both sides",
            "a pint quantity on the left",
            "write Quantity(pint_quantity) first, or quantity.to_pint(ureg)",
        )

    def to_pint(self, ureg: Any = None) -> Any:
        """Give the amount as a quantity of the user's own registry; missing names are defined there.

        Args:
            ureg: the ``pint.UnitRegistry``; pint's application registry when left out.

        Returns:
            A ``pint.Quantity`` of that registry, typed loosely as pint's own is.

        Raises:
            UnitMismatchError: a measure word is open, or a name means something else in that registry.
        """
        from policytargets._pint_quantities import write_pint  # noqa: PLC0415 -- only when pint is at the door

        return write_pint(self.magnitude, self.unit, ureg)

    @property
    def number(self) -> str:
        """The number as it was written, or exactly: ``2.150``, ``1/3``."""
        return self.written if self.written is not None else plain(self.magnitude)

    def label(self, language: str = "en", *, places: int = 4) -> str:
        """How a person would write it: 2.15件/万人, ``2.15 patents per 10,000 people``.

        An amount whose decimals do not end within *places* (below 1: significant digits) is shown rounded behind a ≈.
        """
        amount, sign = self.magnitude, ""
        while amount and abs(amount) * 10**places < _LEAST_DIGITS and places < MOST_PLACES:
            places += 1
        if not terminates(amount) or (amount * 10**places).denominator != 1:
            amount, sign = Rounding(places, RoundingMode.HALF_EVEN).apply(amount), "≈"
        if language != "zh":
            return f"{sign}{_in_english(amount, self.unit)}"
        unit = self.unit.label(language)
        return f"{sign}{plain(amount)}{unit.removeprefix('1') if unit.startswith('1/') else unit}"

    def __str__(self) -> str:
        """Give the English label."""
        return self.label("en")

    def __repr__(self) -> str:
        """Give a line that makes the same amount with the standard catalogue."""
        said = [f", {n}={v!r}" for n, v in (("whole", self.unit.whole), ("prices", self.unit.prices)) if v is not None]
        unit = f" {self.unit.code}" if self.unit.terms else ""
        return f"Quantity('{self.number}{unit}'{''.join(said)})"

    _repr_pretty_ = pretty_line


def _in_english(amount: Fraction, unit: Unit) -> str:
    """Write 8.2 亿元 as 820 million yuan: English puts the scale of the unit into the number."""
    scale, terms = without_scale(unit.terms)
    number, word = amount * scale, ""
    if scale != 1:
        size, word = next(((size, f" {word}") for size, word in _LARGE if abs(number) >= size), (1, ""))
        number /= size
    written = label_of(terms, "en", plural=word != "" or abs(number) != 1)
    return f"{grouped(number)}{word}{'' if written.startswith(('%', '‰')) else ' '}{written}".rstrip(" ")


def _amount(value: object) -> Quantity | None:
    """Take a Quantity, or one of any pint registry; None for what is neither."""
    if isinstance(value, Quantity):
        return value
    return Quantity(value) if _pint.is_quantity(value) else None  # type: ignore[arg-type]  # just asked


def _number(value: Any) -> Fraction:
    if isinstance(value, (str, int, float, Decimal, Fraction)) or hasattr(value, "item"):
        return exact(value, "factor")
    remedy = "make it a Quantity or a number first"
    raise UnitMismatchError("multiplication", "a number or a Quantity", repr(value), remedy)


def _of_which(counted: Unit, share: Unit) -> Unit:
    """Give the unit of a share of an amount: 15 % of 200 enterprises are enterprises, if it is a share of those."""
    kinds = sorted(kind for kind, power in counted.dims if power > 0)
    if share.role is UnitRole.DIFFERENCE or share.whole not in {None, *kinds}:
        expected = f"a share of {' or '.join(kinds) or counted}"
        raise UnitMismatchError("multiplication", expected, str(share), "use the share of this kind")
    return counted


def _check_shares(first: Quantity, second: Quantity, sign: int) -> None:
    """Refuse a product or ratio of two shares of which nobody can say what it is."""
    if sign == -1 and not first.is_bare:
        first.unit.check_meets(second.unit, "division")
    elif sign == 1 and (first.unit.whole or second.unit.whole or first.unit.role is not second.unit.role):
        got = f"{first.unit} and {second.unit}"
        raise UnitMismatchError("multiplication", "a share and a number", got, "multiply by the magnitude of one")
