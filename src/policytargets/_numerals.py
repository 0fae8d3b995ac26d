"""Chinese numerals of headings, 一 to 九百九十九, and clause labels such as （二十一）, as integers and back."""

from __future__ import annotations

import re

from policytargets.errors import InvalidValueError, ParseError

DIGITS = "零一二三四五六七八九"
LARGEST = 999

_DIGIT = "[一二三四五六七八九]"
# Longest first, so that a pattern built of it takes 二十一 and not 二. A ten of its own is 十 and never 一十;
# 一百二 is refused, because spoken Chinese means 120 by it and a careless writer 102.
NUMERAL = (
    rf"(?:{_DIGIT}百(?:[零〇]{_DIGIT}|{_DIGIT}?十{_DIGIT}?)?(?![一二三四五六七八九十百零〇])"
    rf"|[二三四五六七八九]?十{_DIGIT}?(?![一二三四五六七八九十百零〇])"
    rf"|{_DIGIT}(?![一二三四五六七八九十百零〇]))"
)
"""A pattern, without groups, of one numeral that stands alone."""

_WHOLE = re.compile(NUMERAL)
_LABEL = re.compile(rf"[（(]({NUMERAL})[）)]")


def read_numeral(text: str) -> int:
    """Read a Chinese numeral as an integer from 1 to 999.

    〇 is read as 零, and 一百十 as 一百一十.

    Raises:
        ParseError: for anything else, such as 一十, 一百二, 两 or 21.

    Examples:
        >>> read_numeral("二十一"), read_numeral("一百零五")
        (21, 105)
    """
    if not _WHOLE.fullmatch(text):
        raise ParseError(
            "numeral", "a Chinese numeral from 一 to 九百九十九", repr(text), "write for example 二十一", text=text
        )
    total, digit = 0, 0
    for character in text.replace("〇", "零"):
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = DIGITS.index(character)
    return total + digit


def _in_range(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LARGEST


def write_numeral(number: int) -> str:
    """Write an integer from 1 to 999 as headings do.

    Raises:
        InvalidValueError: for anything else.

    Examples:
        >>> write_numeral(10), write_numeral(21), write_numeral(105), write_numeral(110)
        ('十', '二十一', '一百零五', '一百一十')
    """
    if not _in_range(number):
        raise InvalidValueError("numeral", f"an integer from 1 to {LARGEST}", repr(number), "write for example 21")
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    head = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        head += "十" if number < 20 else f"{DIGITS[tens]}十"  # noqa: PLR2004 -- 十 to 十九 are written without 一
    elif hundreds and units:
        head += "零"
    return head + (DIGITS[units] if units else "")


def read_clause_label(text: str) -> int:
    """Read the label of a clause, in full-width or ASCII brackets.

    Raises:
        ParseError: for anything else.

    Examples:
        >>> read_clause_label("（三）"), read_clause_label("(二十四)")
        (3, 24)
    """
    match = _LABEL.fullmatch(text)
    if not match:
        raise ParseError(
            "clause label", "a Chinese numeral in brackets", repr(text), "write for example （三）", text=text
        )
    return read_numeral(match[1])


def write_clause_label(number: int) -> str:
    """Write the label of a clause in full-width brackets.

    Raises:
        InvalidValueError: unless the number is an integer from 1 to 999.

    Examples:
        >>> write_clause_label(24)
        '（二十四）'
    """
    return f"（{write_numeral(number)}）"
