"""Numbers are read strictly and kept exactly."""

from __future__ import annotations

import math
import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from policytargets._numbers import exact, fold, grouped, match_number, parse_number, plain, terminates
from policytargets.errors import InvalidValueError, ParseError


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2.15", Fraction(215, 100)),
        ("2.150", Fraction(215, 100)),
        ("-3", Fraction(-3)),
        ("−3", Fraction(-3)),
        ("+3", Fraction(3)),
        ("1/3", Fraction(1, 3)),
        ("-1/3", Fraction(-1, 3)),
        ("1,234,567.8", Fraction(12345678, 10)),
        ("１，２３４．５", Fraction(12345, 10)),
        ("3万", Fraction(30000)),
        ("3 万", Fraction(30000)),
        ("1.2亿", Fraction(120_000_000)),
        ("2.5万亿", Fraction(25 * 10**11)),
        ("1e3", Fraction(1000)),
        ("1.5E-3", Fraction(15, 10000)),
        (" 7 ", Fraction(7)),
        ("\u30007", Fraction(7)),
        ("\t7", Fraction(7)),
        ("007", Fraction(7)),
    ],
)
def test_numbers_as_documents_write_them(text: str, amount: Fraction) -> None:
    """Law: decimal strings, fractions, thousands commas, 万 and 亿, full-width forms (issue: a strict parser)."""
    assert parse_number(text) == amount
    assert exact(text) == amount


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("  ", 2),
        ("件", 0),
        ("≥15", 0),
        ("½", 0),
        ("2½", 1),
        ("²", 0),
        ("10⁴", 2),
        ("10²", 2),
        ("５～８", 1),
        ("5-8", 1),
        ("1/2/3", 3),
        ("1.2.3", 3),
        ("1,5", 1),
        ("0,123", 1),
        ("1,2345", 1),
        ("1234,567", 4),
        ("1,234,56", 1),
        (".5", 0),
        ("5.", 1),
        ("1/0", 2),
        ("nan", 0),
        ("inf", 0),
        ("٣", 0),
        ("1e", 1),
        ("1e3x", 1),
        ("3 万 4", 2),
        ("十五", 0),
        ("--3", 0),
        ("1\n2", 1),
    ],
)
def test_what_is_no_number_is_refused_at_its_character(text: str, position: int) -> None:
    """Law: everything is consumed, or the error shows where; superscripts and vulgar fractions are refused (issue)."""
    with pytest.raises(ParseError) as caught:
        parse_number(text)
    assert caught.value.position == position
    assert caught.value.text == text


@pytest.mark.parametrize("text", ["1" * 401, "1e401", "1e-401", "1e999999999", "0." + "0" * 400 + "1"])
def test_a_number_without_end_is_refused(text: str) -> None:
    """Law: a mistyped exponent fills no memory (hardening of `exact`)."""
    with pytest.raises(ParseError, match="at most 400"):
        parse_number(text)


def test_folding_keeps_every_position() -> None:
    """Law: full-width forms are folded one character for one (design: pint)."""
    everything = "".join(map(chr, range(0x20, 0x3100))) + "".join(map(chr, range(0xFF00, 0xFFF0)))
    assert len(fold(everything)) == len(everything)
    assert fold("（１５％／ｋＷｈ）－＋　×") == "(15%/kWh)-+ *"
    assert fold("10⁴½件") == "10⁴½件"
    assert fold(fold(everything)) == fold(everything)


def test_a_number_may_begin_later() -> None:
    """Law: positions count from the beginning of the whole text (design: errors point at the character)."""
    assert match_number("about ３.5 件", start=6) == (Fraction(7, 2), 9)
    with pytest.raises(ParseError) as caught:
        match_number("about x", start=6)
    assert (caught.value.position, caught.value.got) == (6, "'x'")


@pytest.mark.parametrize(
    ("number", "amount"),
    [
        (2.15, Fraction(215, 100)),
        (0.1, Fraction(1, 10)),
        (1e22, Fraction(10**22)),
        (7, Fraction(7)),
        (Decimal("2.150"), Fraction(215, 100)),
        (Fraction(1, 3), Fraction(1, 3)),
        (np.float64(2.15), Fraction(215, 100)),
        (np.float32(2.15), Fraction(215, 100)),
        (np.float16(0.1), Fraction(1, 10)),
        (np.longdouble("2.5"), Fraction(5, 2)),
        (np.int64(7), Fraction(7)),
        (np.uint8(7), Fraction(7)),
        (np.array(2.15), Fraction(215, 100)),
        (np.array(7), Fraction(7)),
        (np.str_("2.15"), Fraction(215, 100)),
    ],
)
def test_a_float_means_its_shortest_decimal(number: object, amount: Fraction) -> None:
    """Law: 2.15 in a table is 215/100, whatever the width of the float (design: exact)."""
    assert exact(number) == amount


@pytest.mark.parametrize(
    "number",
    [
        True, np.bool_(True), None, [], [1], object(), 1j, b"1", np.array([1.0]), np.datetime64("2020-01-01"),  # noqa: FBT003 -- the case itself
        math.nan, math.inf, -math.inf, np.float64("nan"), np.float32("inf"),
        Decimal("nan"), Decimal("snan"), Decimal("inf"), Decimal("1e401"), Decimal("1e-500"),
    ],
)  # fmt: skip
def test_what_is_no_finite_number_is_refused(number: object) -> None:
    """Law: never nan, never infinite, never a guess (design: exact)."""
    with pytest.raises(InvalidValueError, match="Place"):
        exact(number, "Place")


def test_errors_of_numbers_pickle() -> None:
    """Law: errors pickle, with their text and position (design: problems)."""
    with pytest.raises(ParseError) as caught:
        parse_number("2½ 件")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 -- our own
    assert (str(again), again.position, again.text) == (str(caught.value), 1, "2½ 件")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(82000), "82000"),
        (Fraction(215, 100), "2.15"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-2000, 3), "-2000/3"),
        (Fraction(1, 1024), "0.0009765625"),
    ],
)
def test_plain_writes_exactly(number: Fraction, text: str) -> None:
    """Law: what is written is read as the same number (design: exact)."""
    assert plain(number) == text
    assert parse_number(text) == number
    assert terminates(number) is ("/" not in text)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(1234567), "1,234,567"),
        (Fraction(-1234567, 10), "-123,456.7"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(-2000, 3), "-2000/3"),
        (Fraction(999), "999"),
    ],
)
def test_grouped_writes_thousands(number: Fraction, text: str) -> None:
    """Law: commas between thousands, for readers of English (design: per-language names)."""
    assert grouped(number) == text


@pytest.mark.parametrize(
    ("word", "zeros"),
    [
        ("百", 2), ("千", 3), ("万", 4), ("十万", 5), ("百万", 6), ("千万", 7),
        ("亿", 8), ("十亿", 9), ("百亿", 10), ("千亿", 11), ("万亿", 12),
    ],
)  # fmt: skip
def test_each_scale_is_a_power_of_ten(word: str, zeros: int) -> None:
    """万, 亿 and the like are exact scales (design: unit)."""
    assert parse_number(f"3{word}") == Fraction(3 * 10**zeros)


def test_the_longest_number_is_still_read() -> None:
    """400 digits and exponents up to 400; one more is a mistake, and could fill the memory (design: problems)."""
    assert match_number("9" * 400) == (Fraction("9" * 400), 400)
    assert match_number("ab" + "9" * 399, "number", 2)[1] == 401
    assert (parse_number("1e400"), parse_number("1e-400")) == (Fraction(10) ** 400, Fraction(1, 10**400))
    assert exact(Decimal("1e400")) == Fraction(10) ** 400
    for text in ("9" * 401, "1e401", "1e-401"):
        with pytest.raises(ParseError):
            parse_number(text)
    with pytest.raises(InvalidValueError):
        exact(Decimal("1e401"))


def test_the_smallest_number_is_written_exactly() -> None:
    """What is written is read as the same number, also of 400 decimals, which no float can count (design: exact)."""
    least = Fraction(1, 10**400)
    assert plain(least) == "0." + "0" * 399 + "1"
    assert plain(Fraction(1, 5**300)) == plain(Fraction(2**300, 10**300))


def test_a_scalar_is_known_by_its_shape() -> None:
    """What has no dimension gives its number, of whichever library; a type of data is no condition (design: exact)."""

    class Zero:
        shape = ()

        @staticmethod
        def item() -> int:
            return 7

    assert exact(Zero()) == 7
