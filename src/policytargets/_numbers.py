"""Exact numbers as documents write them.

A number is a `fractions.Fraction`. Text is read strictly: everything is consumed or the error points at the character.
Full-width forms are folded one character for one, so that a position in the folded text is one in the original.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from policytargets.errors import InvalidValueError, ParseError

if TYPE_CHECKING:
    from typing import TypeAlias

Number: TypeAlias = "int | float | Decimal | Fraction | str"
"""What is taken as an exact number; a float means its shortest decimal."""

_FULL_WIDTH = "".join(map(chr, range(0xFF01, 0xFF5F)))
_HALF_WIDTH = "".join(map(chr, range(0x21, 0x7F)))
# NFKC would do more, and too much: it turns 10⁴ 件 into 104 件 and ½ into 1⁄2.
_FOLD = str.maketrans(f"{_FULL_WIDTH}\u3000\u00a0\u2009\u202f\t−×µμ", f"{_HALF_WIDTH}     -*uu")

_LIMIT = 400
"""Most digits, and largest exponent: a longer number is a mistake, and could fill the memory."""

_NUMBER = re.compile(
    r"""
    (?P<sign>[+-]?)
    (?P<whole>[1-9]\d{0,2}(?:,\d{3})+(?![\d,])|\d+)
    (?:/(?P<denominator>\d+)
      |(?:\.(?P<decimals>\d+))?(?:[eE](?P<exponent>[+-]?\d{1,9})(?![A-Za-z\d]))?)
    """,
    re.VERBOSE | re.ASCII,
)

SCALE_WORDS: dict[str, int] = {
    "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
"""Scales written before a unit or after a number; all exact."""


def fold(text: str) -> str:
    """Fold full-width letters, digits, signs and blanks, one character for one."""
    return text.translate(_FOLD)


def shown(text: str, position: int) -> str:
    """Quote the character at *position* for a message."""
    return repr(text[position]) if position < len(text) else "the end of the text"


def match_number(text: str, where: str = "number", start: int = 0) -> tuple[Fraction, int]:
    """Read the number of *text* that begins at *start*; give it and the index behind it."""
    found = _NUMBER.match(fold(text), start)
    if found is None:
        expected = "a decimal number or a fraction such as 1/3"
        raise ParseError(where, expected, shown(text, start), "write the number first", text, start)
    if found.end() - start > _LIMIT or abs(int(found["exponent"] or 0)) > _LIMIT:
        expected = f"at most {_LIMIT} digits, and exponents up to {_LIMIT}"
        raise ParseError(where, expected, "more", "check the number", text[: start + 40], start)
    sign = -1 if found["sign"] == "-" else 1
    whole = found["whole"].replace(",", "")
    if found["denominator"] is None:
        amount = Fraction(f"{whole}.{found['decimals'] or '0'}e{found['exponent'] or '0'}")
        return sign * amount, found.end()
    if int(found["denominator"]) == 0:
        at = found.start("denominator")
        raise ParseError(where, "a denominator that is not 0", found.group(), "check the fraction", text, at)
    return sign * Fraction(int(whole), int(found["denominator"])), found.end()


def first_inked(text: str) -> int:
    """Give the index of the first character that is no blank."""
    folded = fold(text)
    return len(folded) - len(folded.lstrip(" "))


def parse_number(text: str, where: str = "number") -> Fraction:
    """Read a text that is a number and nothing else; 万 and 亿 may follow it."""
    number, end = match_number(text, where, first_inked(text))
    rest = fold(text[end:]).strip(" ")
    if rest in SCALE_WORDS:
        return number * SCALE_WORDS[rest]
    if rest:
        at = end + first_inked(text[end:])
        raise ParseError(
            where, "nothing after the number", shown(text, at), "remove it or correct the number", text, at
        )
    return number


def exact(number: Any, where: str = "number") -> Fraction:
    """Keep a number exactly; a float means its shortest decimal, a text is read strictly.

    Raises:
        InvalidValueError: not a number, nan or infinite.
        ParseError: a text that is not wholly a number.
    """
    if isinstance(number, str):
        return parse_number(number, where)
    if not isinstance(number, (int, float, Decimal, Fraction)) and getattr(number, "shape", None) == ():
        number = _from_numpy(number)
    if isinstance(number, bool) or not isinstance(number, (int, float, Decimal, Fraction)):
        raise InvalidValueError(where, "a number or a decimal text", repr(number), "pass a text such as '2.15'")
    if isinstance(number, float):
        if not math.isfinite(number):
            raise InvalidValueError(where, "a finite number", repr(number), "leave a missing amount out")
        # float(): numpy's float64 writes its repr with the name of its type.
        return Fraction(repr(float(number)))
    if isinstance(number, Decimal) and (not number.is_finite() or abs(number.adjusted()) > _LIMIT):
        expected = f"a finite number with an exponent up to {_LIMIT}"
        raise InvalidValueError(where, expected, repr(number), "leave a missing amount out")
    return Fraction(number)


def _from_numpy(scalar: Any) -> Any:
    """Give Python's number of a numpy scalar; a float of any width means its own shortest decimal."""
    kind = getattr(getattr(scalar, "dtype", None), "kind", "")
    return Decimal(str(scalar)) if kind == "f" else scalar.item()


def decimal_places(number: Fraction) -> int | None:
    """Count the decimal places that *number* needs, or give None where its decimals do not end."""
    rest, powers = number.denominator, {2: 0, 5: 0}
    for prime in powers:
        while rest % prime == 0:
            rest //= prime
            powers[prime] += 1
    return max(powers.values()) if rest == 1 else None


def terminates(number: Fraction) -> bool:
    """Tell whether the decimal form of *number* ends."""
    return decimal_places(number) is not None


def plain(number: Fraction) -> str:
    """Write *number* exactly: as a decimal where that ends, else as a fraction such as ``1/3``."""
    places = decimal_places(number)
    if places is None:
        return f"{number.numerator}/{number.denominator}"
    digits = str(abs(number.numerator) * 10**places // number.denominator).zfill(places + 1)
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def grouped(number: Fraction) -> str:
    """Write *number* as `plain` does, with commas between thousands."""
    text = plain(number)
    if "/" in text:
        return text
    whole, dot, decimals = text.partition(".")
    # "-0.5" has the whole part "-0", whose sign an int would lose.
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{abs(int(whole)):,}{dot}{decimals}"
