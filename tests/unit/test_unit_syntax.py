"""The strict parser of unit texts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from policytargets._unit_syntax import Factor, parse
from policytargets.errors import ParseError
from policytargets.quantities import Quantity
from policytargets.units import Unit


class Letters:
    """A vocabulary of two words."""

    def longest_word(self, text: str, start: int) -> tuple[str, int] | None:
        """Know ``a`` and ``ab``."""
        for word in ("ab", "a"):
            if text.startswith(word, start):
                return word, start + len(word)
        return None


def factors(text: str) -> list[tuple[int, str, int]]:
    """Read a text over the two words."""
    return [(factor.scale, factor.word, factor.power) for factor in parse(text, Letters())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", [(1, "a", 1)]),
        (" a ", [(1, "a", 1)]),
        ("a/ab", [(1, "a", 1), (1, "ab", -1)]),
        ("a／ab", [(1, "a", 1), (1, "ab", -1)]),
        ("a per ab", [(1, "a", 1), (1, "ab", -1)]),
        ("a/ab/a", [(1, "a", 1), (1, "ab", -1), (1, "a", -1)]),
        ("a/(ab/a)", [(1, "a", 1), (1, "ab", -1), (1, "a", 1)]),
        ("a/ab·a", [(1, "a", 1), (1, "ab", -1), (1, "a", -1)]),
        ("a.ab*a×a", [(1, "a", 1), (1, "ab", 1), (1, "a", 1), (1, "a", 1)]),
        ("a^2/ab^-3", [(1, "a", 2), (1, "ab", 3)]),
        ("万a", [(10**4, "a", 1)]),
        ("百万a", [(10**6, "a", 1)]),
        ("a/10,000 ab", [(1, "a", 1), (10**4, "ab", -1)]),
        ("a/10000ab", [(1, "a", 1), (10**4, "ab", -1)]),
        ("a/100万ab", [(1, "a", 1), (10**6, "ab", -1)]),
        ("a/(10^3.ab)", [(1, "a", 1), (10**3, "ab", -1)]),
        ("10000.a", [(10**4, "a", 1)]),
        ("10^8·a", [(10**8, "a", 1)]),
        ("hundred million a", [(10**8, "a", 1)]),
        ("1", []),
        ("1/a", [(1, "a", -1)]),
        ("1 per a", [(1, "a", -1)]),
        ("( 1/a )", [(1, "a", -1)]),
        ("((a))", [(1, "a", 1)]),
    ],
)
def test_the_grammar(text: str, expected: list[tuple[int, str, int]]) -> None:
    """Law: products, quotients, scales and powers; what stands after a bar is below it up to the next bar (issue)."""
    assert factors(text) == expected


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0), ("  ", 2), ("x", 0), ("a x", 2), ("a a", 2), ("aa", 1), ("a/", 2), ("/a", 0), ("a//a", 2), ("a..a", 2),
        ("(a", 2), ("a)", 1), ("()", 1), ("(a/(a)", 6), ("10 a", 0), ("15 a", 0), ("10", 0), ("20.a", 0), ("a/20 a", 2),
        ("1a", 0), ("1.a", 0), ("1/1", 2), ("万", 1), ("万万a", 1), ("a^", 1), ("a^0", 1), ("a^12", 1), ("a2", 1),
        ("a²", 1), ("a⁴", 1), ("10⁴.a", 0), ("a per", 5), ("10^25.a", 0), ("a/million", 2), ("a\n", 1),
        ("((((((a))))))", 5),
    ],
)  # fmt: skip
def test_everything_is_consumed_or_refused(text: str, position: int) -> None:
    """Law: everything is consumed or an error shows where (issue: a strict parser)."""
    with pytest.raises(ParseError) as caught:
        factors(text)
    assert (caught.value.text, caught.value.position) == (text, position)


def test_a_text_without_end_is_refused() -> None:
    """Law: a unit is at most 200 characters (hardening of the parser)."""
    with pytest.raises(ParseError, match="at most 200"):
        factors("a·" * 100 + "a")


def test_factors_are_values() -> None:
    """Law: what the grammar gives can be compared."""
    assert parse("万a", Letters()) == [Factor(10**4, "a", 1)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("件/万人", "jian?/(10000.person)"),
        ("件／万人", "jian?/(10000.person)"),
        ("件 / 万人", "jian?/(10000.person)"),
        ("件/10000人", "jian?/(10000.person)"),
        ("件/万人·年", "jian?/(10000.person)/year"),
        ("件/年", "jian?/year"),
        ("%", "percent"),
        ("％", "percent"),
        ("per cent", "percent"),
        ("‰", "permille"),
        ("个百分点", "percentage_point"),
        ("百分点", "percentage_point"),
        ("percentage points", "percentage_point"),
        ("户", "hu?"),
        ("家", "jia?"),
        ("万户", "10000.hu?"),
        ("年", "year"),
        ("个月", "month"),
        ("季度", "quarter"),
        ("元", "CNY"),
        ("万元", "10000.CNY"),
        ("亿元", "100000000.CNY"),
        ("万亿元", "1000000000000.CNY"),
        ("亿美元", "100000000.USD"),
        ("million US dollars", "1000000.USD"),
        ("人次", "visit"),
        ("万人次", "10000.visit"),
        ("人/平方公里", "person/km2"),
        ("吨标准煤/万元", "tce/(10000.CNY)"),
        ("kWh/CNY", "kWh/CNY"),
        ("ｋＷｈ／元", "kWh/CNY"),
        ("千瓦时", "kWh"),
        ("公顷", "hectare"),
        ("hm²", "hm2"),
        ("hm2", "hm2"),
        ("㎡", "m2"),
        ("μg/m³", "ug/m3"),
        ("µg/m3", "ug/m3"),
        ("亩", "mu"),
        ("days", "day"),
        ("patents per 10,000 people", "patent/(10000.person)"),
        ("patents per 10 million people", "patent/(10000000.person)"),
        ("patent/(10000.person)", "patent/(10000.person)"),
        ("work/year", "work/year"),
        ("trademark", "trademark"),
        ("enterprise", "enterprise"),
        ("agency", "agency"),
        ("percent", "percent"),
        ("percentage_point", "percentage_point"),
        ("year", "year"),
        ("CNY", "CNY"),
        ("10000.CNY", "10000.CNY"),
        ("100000000.CNY", "100000000.CNY"),
        ("person^2/m2", "person^2/m2"),
        ("1/(1000.person)", "1/(1000.person)"),
        ("1", "1"),
    ],
)
def test_texts_and_their_codes(text: str, code: str) -> None:
    """Law: texts of documents and stable ASCII codes, which read as themselves (issue: at least these codes)."""
    unit = Unit(text)
    assert unit.code == code
    assert code.isascii()
    assert Unit(code) == unit
    assert Unit(code).code == code


@pytest.mark.parametrize(
    ("text", "amount", "code"),
    [
        ("15％", 15, "percent"),
        ("１５％", 15, "percent"),
        ("2.88 件／万人", Fraction(288, 100), "jian?/(10000.person)"),
        ("1．5 件", Fraction(3, 2), "jian?"),
        ("500万元", 500, "10000.CNY"),
        ("15%", 15, "percent"),
        ("5‰", 5, "permille"),
        ("2.88 件/万人·年", Fraction(288, 100), "jian?/(10000.person)/year"),
        ("1,200 户", 1200, "hu?"),
        ("1/3 件", Fraction(1, 3), "jian?"),
        ("3万件", 3, "10000.jian?"),
        ("-2 个百分点", -2, "percentage_point"),
    ],
)
def test_raw_texts_are_read_right(text: str, amount: Fraction, code: str) -> None:
    """Law: what pint reads as another amount is read right (research on pint: texts that parse silently wrong)."""
    quantity = Quantity(text)
    assert (quantity.magnitude, quantity.unit.code) == (amount, code)


@pytest.mark.parametrize(
    ("text", "got", "position"),
    [
        ("5～8 件", "～", 1),
        ("5-8 件", "-", 1),
        ("2 15 件", "1", 2),
        ("2 10 件", "1", 2),
        ("≥15 件", "≥", 0),
        ("＞15 件", "＞", 0),
        ("15 ￥", "￥", 3),
        ("15%件", "件", 3),
        ("15％件", "件", 3),
        ("15 件以上", "以", 4),
        ("10⁴ 件", "⁴", 2),
        ("１０⁴ 件", "⁴", 2),
        ("½ 件", "½", 0),
        ("2½ 件", "½", 1),
        ("3 件²", "²", 3),
        ("3 件2", "2", 3),
        ("3 patents2", "patents", 2),
        ("15 件件", "件", 4),
        ("15 pa", "pa", 3),
        ("15 a", "a", 3),
        ("15 pt", "pt", 3),
        ("15 kilopatent", "kilopatent", 3),
        ("15 peoples", "peoples", 3),
        ("20 ℃", "℃", 3),
        ("20 degC", "degC", 3),
        ("2e", "e", 1),
        ("3 c", "c", 2),
        ("3 units", "units", 2),
        ("3 unit", "unit", 2),
        ("3 tons", "tons", 2),
        ("3 links", "links", 2),
        ("3 Ws", "Ws", 2),
        ("3 kt", "kt", 2),
        ("15 件/万人（有效）", "（", 7),
        ("　15　件！", "！", 5),
    ],
)
def test_raw_texts_that_pint_misreads_are_refused_where_they_go_wrong(text: str, got: str, position: int) -> None:
    """Law: refused at the character, or the unknown word, of the text as it was given (issue; research on pint)."""
    with pytest.raises(ParseError) as caught:
        Quantity(text)
    error = caught.value
    assert (error.text, error.position, error.got) == (text, position, repr(got))
    assert error.text.startswith(got, error.position)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a/((ab/a)·10 ab)", [(1, "a", 1), (1, "ab", -1), (1, "a", 1), (10, "ab", -1)]),
        ("a·(ab)", [(1, "a", 1), (1, "ab", 1)]),
        ("10^24.a", [(10**24, "a", 1)]),
        ("1,000,000.a", [(10**6, "a", 1)]),
        ("百万a/千万ab", [(10**6, "a", 1), (10**7, "ab", -1)]),
        ("a" + "·a" * 99 + " ", [(1, "a", 1)] * 100),
    ],
)
def test_what_is_just_allowed_is_read(text: str, read: list[tuple[int, str, int]]) -> None:
    """Law: the limits belong to what is read, and a bracket ends what stands below a bar, not what stood around it."""
    assert factors(text) == read


@pytest.mark.parametrize(
    ("text", "position"), [("(a/ab)·10 a", 7), ("a/(ab/a)·(a·15 a)", 12), ("10^٣.a", 0), ("a^2٣", 3), ("a^٣", 1)]
)
def test_a_scale_needs_its_dot_above_the_bar_again(text: str, position: int) -> None:
    """Law: "15 件" is an amount and no unit, also behind a bracket with a bar; digits are ASCII (issue: a strict parser)."""
    with pytest.raises(ParseError) as caught:
        factors(text)
    assert caught.value.position == position
