"""Amounts: exact, and refusing what does not fit."""

from __future__ import annotations

import copy
import math
import operator
import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
import pytest
from notebook_page import Page

from policytargets.errors import InvalidValueError, ParseError, UnitMismatchError
from policytargets.kinds import Kind, standard_catalogue
from policytargets.quantities import Quantity, Rounding, RoundingMode
from policytargets.units import Unit, per_10k_people

Q = Quantity
ORDER = (operator.lt, operator.le, operator.gt, operator.ge)
PATENTS = Q("3 件", kind="patent")
TRADEMARKS = Q("2 件", kind="trademark")
VALUES = (
    Q("2.88 件/万人", kind="patent"),
    Q("2.150 patent/(10000.person)"),
    Q("1/3 percent", whole="enterprise"),
    Q("-3 percentage_point"),
    Q("8.2 亿元", prices="2020"),
    Q("1,234.50 10000.CNY"),
    Q("３ 件"),
    Q("0.5"),
    Q("2 1/year"),
    Q("0.5", whole="enterprise"),
    Q("3万"),
    Q("12 万平方米"),
)


@pytest.mark.parametrize("quantity", VALUES, ids=repr)
def test_a_quantity_is_a_value(quantity: Quantity) -> None:
    """Law: pickle, copy, repr and evolve give the same amount again (design: domain objects are frozen values)."""
    for again in (
        pickle.loads(pickle.dumps(quantity)),  # noqa: S301 -- our own
        copy.deepcopy(quantity),
        eval(repr(quantity)),  # noqa: S307 -- a repr is what makes the value
        attrs.evolve(quantity),
    ):
        assert again == quantity
        assert hash(again) == hash(quantity)
        assert again.number == quantity.number
        assert repr(again) == repr(quantity)


def test_evolving_checks_again() -> None:
    """Law: no way around the checks, and nothing stale stays (design: problems)."""
    assert attrs.evolve(Q("2.150 %"), magnitude=3).written is None
    assert attrs.evolve(Q("2.150 %"), magnitude=3).base == Fraction(3, 100)
    assert attrs.evolve(Q("2.150 %"), unit="‰").number == "2.150"
    with pytest.raises(InvalidValueError, match="finite"):
        attrs.evolve(Q("2.150 %"), magnitude=math.nan)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Q("3").magnitude = Fraction(4)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("quantity", "magnitude", "code", "number"),
    [
        (Q("2.15 件/万人"), Fraction(215, 100), "jian?/(10000.person)", "2.15"),
        (Q("2.15 件/万人", kind="patent"), Fraction(215, 100), "patent/(10000.person)", "2.15"),
        (Q("2.150", "件/万人"), Fraction(215, 100), "jian?/(10000.person)", "2.150"),
        (Q(2.15, "件/万人"), Fraction(215, 100), "jian?/(10000.person)", "2.15"),
        (Q(Decimal("2.150"), "percent"), Fraction(215, 100), "percent", "2.15"),
        (Q(Fraction(1, 3), Unit("percent")), Fraction(1, 3), "percent", "1/3"),
        (Q(2.15, "percent", "2.150"), Fraction(215, 100), "percent", "2.150"),
        (Q(2.15, "percent", " 2.150 "), Fraction(215, 100), "percent", "2.150"),
        (Q(2.15, "percent", "2.16"), Fraction(215, 100), "percent", "2.15"),
        (Q(30000, "patent", "3万"), Fraction(30000), "patent", "30000"),
        (Q("3万户"), Fraction(3), "10000.hu?", "3"),
        (Q("3 万"), Fraction(30000), "1", "30000"),
        (Q("120,000 人"), Fraction(120000), "person", "120,000"),
        (Q("100/3 %"), Fraction(100, 3), "percent", "100/3"),
        (Q("0.4"), Fraction(2, 5), "1", "0.4"),
        (Q(5), Fraction(5), "1", "5"),
        (Q("5 1"), Fraction(5), "1", "5"),
        (Q(np.float64(2.15), "percent"), Fraction(215, 100), "percent", "2.15"),
    ],
    ids=repr,
)
def test_making_one(quantity: Quantity, magnitude: Fraction, code: str, number: str) -> None:
    """Law: a value is what was published, as it was written (design: exact)."""
    assert quantity.magnitude == magnitude
    assert quantity.unit.code == code
    assert quantity.number == number
    assert quantity.base == magnitude * quantity.unit.factor


def test_making_one_with_a_catalogue() -> None:
    """Law: users add kinds to a catalogue, which is a value (design: unit)."""
    catalogue = standard_catalogue().extend([Kind("well", one="well", many="wells", zh="机井", words=("口", "眼"))])
    assert str(Q("3 眼", kind="well", catalogue=catalogue)) == "3 wells"
    assert str(Q(3, "机井", catalogue=catalogue)) == "3 wells"


@pytest.mark.parametrize(
    ("arguments", "options", "error", "match"),
    [
        (("15 %", "%"), {}, InvalidValueError, "the unit once"),
        (("15 %",), {"kind": "patent"}, InvalidValueError, "counts patent"),
        (("3 户",), {"kind": "patent"}, InvalidValueError, "counts patent"),
        (("3 件",), {"whole": "enterprise"}, InvalidValueError, "no share"),
        (("3 件",), {"prices": "2020"}, InvalidValueError, "no money"),
        (("15 %",), {"whole": ""}, InvalidValueError, "name of a whole"),
        ((math.nan, "%"), {}, InvalidValueError, "finite"),
        ((math.inf, "%"), {}, InvalidValueError, "finite"),
        ((None, "%"), {}, InvalidValueError, "a number"),
        ((True, "%"), {}, InvalidValueError, "a number"),
        ((3, 5), {}, InvalidValueError, "text of a unit"),
        ((3, "unicorn"), {}, ParseError, "a unit"),
        (("",), {}, ParseError, "number"),
        ((3, "%", "three"), {}, ParseError, "number"),
        ((Q("3"), "%"), {}, InvalidValueError, "a number"),
    ],
)
def test_refusing_what_is_wrong(arguments: Any, options: Any, error: type[Exception], match: str) -> None:
    """Law: never nan, never a guess, never a bare error (design: problems)."""
    with pytest.raises(error, match=match):
        Quantity(*arguments, **options)


class TestComparing:
    """Amounts of one meaning are compared exactly; others never."""

    @pytest.mark.parametrize(
        ("small", "large"),
        [
            (Q("2.14 patent/(10000.person)"), Q("0.000215 patent/person")),
            (Q("81999.9 万元"), Q("8.2 亿元")),
            (Q("2.9 件/月", kind="work"), Q("36 件/年", kind="work")),
            (Q("0.69 %"), Q("7 ‰")),
            (Q("1/3"), Q("0.3333333333333333333333333334")),
        ],
        ids=str,
    )
    def test_order(self, small: Quantity, large: Quantity) -> None:
        """Law: decisions are made in rationals (design: exact)."""
        assert small < large
        assert small <= large
        assert not small > large
        assert not small >= large
        assert large > small
        assert large >= small
        assert small != large

    @pytest.mark.parametrize("compare", ORDER)
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (PATENTS, TRADEMARKS),
            (Q("15 %"), Q("3 个百分点")),
            (Q("8 亿元", prices="2010"), Q("8 亿元", prices="2020")),
            (Q("8 亿元", prices="2010"), Q("8 亿元")),
            (Q("15 %", whole="enterprise"), Q("15 %", whole="school")),
            (Q("3 件"), Q("2 件")),
            (Q("3 件"), PATENTS),
            (PATENTS, Q("3")),
        ],
        ids=str,
    )
    def test_what_never_meets(self, compare: Callable[[Any, Any], bool], one: Quantity, other: Quantity) -> None:
        """Law: patents never meet trademarks, a level no difference, 2010 prices no 2020 prices (issue: must hold)."""
        for first, second in ((one, other), (other, one)):
            with pytest.raises(UnitMismatchError) as caught:
                compare(first, second)
            assert caught.value.where == "comparison"
            assert str(first.unit) in caught.value.expected
            assert caught.value.got == str(second.unit)
        assert one.mismatch(other) is not None

    @pytest.mark.parametrize("compare", ORDER)
    @pytest.mark.parametrize("other", [3, 2.5, Fraction(3), "3 patents", None, np.float64(3), np.int64(3)])
    def test_bare_numbers(self, compare: Callable[[Any, Any], bool], other: object) -> None:
        """Law: an amount with a unit meets no bare number, on either side (design: operators raise on a mismatch)."""
        with pytest.raises(UnitMismatchError, match="give the other side a unit"):
            compare(PATENTS, other)
        with pytest.raises(UnitMismatchError, match="give the other side a unit"):
            compare(other, PATENTS)

    def test_equality_goes_by_meaning(self) -> None:
        """Law: 8.2 亿元 == 82000 万元, and their hashes too; what cannot meet is not equal (design: unit)."""
        assert Q("8.2 亿元") == Q("82000 万元")
        assert hash(Q("8.2 亿元")) == hash(Q("82000 万元"))
        assert Q("2.150 %") == Q("2.15 %")
        assert Q("3 件", kind="trademark") != PATENTS
        assert Q("3 percentage_point") != Q("3 %")
        assert Q("8 亿元", prices="2010") != Q("8 亿元", prices="2020")
        assert PATENTS != 3
        assert PATENTS != "3 patents"
        assert PATENTS.mismatch(Q("5 patents")) is None

    def test_an_open_word_says_what_would_close_it(self) -> None:
        """Law: an open 件 by itself compares with nothing and says what would close it (design: unit)."""
        with pytest.raises(UnitMismatchError, match=r"say what 件 counts: kind='patent' or kind='trademark'"):
            _ = Q("3 件") >= Q("2 件")
        with pytest.raises(UnitMismatchError, match="say what 件 counts"):
            _ = Q("3 件") + Q("2 件")
        with pytest.raises(UnitMismatchError, match="say what 件 counts"):
            _ = Q("3 件") / Q("2 人")


class TestArithmetic:
    """Arithmetic keeps exactness and refuses nonsense."""

    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            (PATENTS + Q("2 patents"), "5 patent"),
            (Q("8.2 亿元") + Q("1000 万元"), "8.3 100000000.CNY"),
            (Q("1 年") + Q("1 月"), "13/12 year"),
            (Q("15 %") + Q("3 个百分点"), "18 percent"),
            (Q("3 个百分点") + Q("15 %"), "18 percent"),
            (Q("15 %") - Q("3 个百分点"), "12 percent"),
            (Q("0.15") + Q("3 个百分点"), "0.18"),
            (Q("3 个百分点") + Q("2 个百分点"), "5 percentage_point"),
            (Q("3 个百分点") - Q("2 个百分点"), "1 percentage_point"),
            (Q("15 %") - Q("12 %"), "3 percentage_point"),
            (Q("15 %") - Q("120 ‰"), "3 percentage_point"),
            (Q("0.15") - Q("12 %"), "3 percentage_point"),
            (Q("15 %") - Q("0.12"), "3 percentage_point"),
            (Q("0.15") - Q("0.12"), "0.03"),
            (Q("0.15") + Q("0.12"), "0.27"),
            (PATENTS - Q("5 patents"), "-2 patent"),
            (PATENTS * 2, "6 patent"),
            (2 * PATENTS, "6 patent"),
            (PATENTS * "1/3", "1 patent"),
            (PATENTS * 0.1, "0.3 patent"),
            (PATENTS * Q("2"), "6 patent"),
            (Q("2") * PATENTS, "6 patent"),
            (Q("2") * Q("3"), "6"),
            (Q("2") * Q("3 %"), "6 percent"),
            (Q("3 件") * 2, "6 jian?"),
            (Q("3 件") * Q("2"), "6 jian?"),
            (PATENTS / 2, "1.5 patent"),
            (PATENTS / Q("2"), "1.5 patent"),
            (6 / PATENTS, "2 1/patent"),
            (6 / Q("3"), "2"),
            (Q("6") / PATENTS, "2 1/patent"),
            (Q("2.15 patent/(10000.person)") * Q("120000 person"), "25.8 patent"),
            (Q("2.15 patent/(10000.person)") * Q("12 万人"), "25.8 patent"),
            (Q("2314 patent") / Q("1300 万人"), "1.78 patent/(10000.person)"),
            (Q("320 work/year") * Q("3 month"), "80 work"),
            (Q("15 %") * Q("200 enterprise"), "30 enterprise"),
            (Q("200 enterprise") * Q("15 %"), "30 enterprise"),
            (Q("30 enterprise") / Q("15 %"), "200 enterprise"),
            (Q("15 %") / Q("2 year"), "7.5 percent/year"),
            (Q("7.5 percent/year") * Q("2 year"), "15 percent"),
            (Q("30 %") / Q("15 %"), "2"),
            (Q("30 %") / Q("0.15"), "200 percent"),
            (1 / Q("50 %"), "2"),
            (Q("15 %") * Q("20 %"), "0.03"),
            (Q("30 亿元") / Q("15 万元") / Q("1000"), "20"),
            (-PATENTS, "-3 patent"),
            (+PATENTS, "3 patent"),
            (abs(-PATENTS), "3 patent"),
        ],
        ids=str,
    )
    def test_results(self, found: Quantity, expected: str) -> None:
        """Law: the right amount in a unit that a reader expects, exactly (issue: arithmetic)."""
        wanted = Q(expected)
        assert found.base == wanted.base
        assert (found.unit.dims, found.unit.role) == (wanted.unit.dims, wanted.unit.role)

    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            (Q("30 enterprise") / Q("200 enterprise"), Q("15 %", whole="enterprise")),
            (Q("3 亿元") / Q("2 亿元"), Q("1.5", whole="CNY")),
            (Q("15 %", whole="enterprise") * Q("200 enterprise"), Q("30 enterprise")),
            (Q("15 %", whole="enterprise") * 2, Q("30 %", whole="enterprise")),
            (Q("2") * Q("15 %", whole="enterprise"), Q("30 %", whole="enterprise")),
            (Q("15 %", whole="school") - Q("12 %", whole="school"), Q("3 个百分点", whole="school")),
            (Q("15 %", whole="school") + Q("3 个百分点"), Q("18 %", whole="school")),
            (Q("15 %", whole="school") + Q("3 个百分点", whole="school"), Q("18 %", whole="school")),
            (Q("15 %", whole="school") / Q("30 %", whole="school"), Q("0.5")),
            (1 / Q("50 %", whole="school"), Q("2")),
            (Q("8 元", prices="2020") + Q("2 元", prices="2020"), Q("10 元", prices="2020")),
            (Q("8 元", prices="2020") / Q("2 人"), Q("4 元/人", prices="2020")),
        ],
        ids=str,
    )
    def test_wholes_and_prices_go_with_the_amount(self, found: Quantity, expected: Quantity) -> None:
        """Law: enterprises over enterprises are a share of enterprises; a price basis stays (design: unit)."""
        assert found == expected

    @pytest.mark.parametrize(
        ("calculate", "where"),
        [
            (lambda: PATENTS + TRADEMARKS, "addition"),
            (lambda: PATENTS - TRADEMARKS, "subtraction"),
            (lambda: Q("15 %") + Q("12 %"), "addition"),
            (lambda: Q("15 %") + Q("0.12"), "addition"),
            (lambda: Q("3 个百分点") - Q("15 %"), "subtraction"),
            (lambda: Q("15 %") + PATENTS, "addition"),
            (lambda: PATENTS + Q("3 个百分点"), "addition"),
            (lambda: PATENTS - Q("3 个百分点"), "subtraction"),
            (lambda: Q("15 %", whole="school") + Q("3 个百分点", whole="enterprise"), "addition"),
            (lambda: Q("15 %") + Q("3 个百分点", whole="enterprise"), "addition"),
            (lambda: Q("15 %", whole="school") - Q("3 个百分点", whole="enterprise"), "addition"),
            (lambda: Q("3 个百分点", whole="school") + Q("3 个百分点"), "addition"),
            (lambda: Q("15 %", whole="school") - Q("12 %", whole="enterprise"), "subtraction"),
            (lambda: Q("8 元", prices="2010") + Q("8 元", prices="2020"), "addition"),
            (lambda: Q("8 元", prices="2010") / Q("8 元", prices="2020"), "arithmetic with money"),
            (lambda: Q("15 %", whole="school") * Q("200 enterprise"), "multiplication"),
            (lambda: Q("15 %", whole="school") * Q("2 1/year"), "multiplication"),
            (lambda: Q("3 个百分点") * Q("200 enterprise"), "multiplication"),
            (lambda: Q("3 个百分点") * Q("15 %"), "multiplication"),
            (lambda: Q("15 %", whole="school") * Q("15 %"), "multiplication"),
            (lambda: Q("15 %") * Q("15 %", whole="school"), "multiplication"),
            (lambda: Q("15 %", whole="school") / Q("15 %"), "division"),
            (lambda: Q("15 %") / Q("3 个百分点"), "division"),
            (lambda: Q("3 件") * Q("2 年"), "arithmetic"),
            (lambda: Q("2 年") * Q("3 件"), "arithmetic"),
            (lambda: operator.mul(PATENTS, object()), "multiplication"),
            (lambda: operator.truediv(PATENTS, None), "multiplication"),
            (lambda: operator.add(PATENTS, 1), "addition"),
            (lambda: 1 + PATENTS, "addition"),
            (lambda: operator.sub(PATENTS, 1), "subtraction"),
            (lambda: 1 - PATENTS, "subtraction"),
            (lambda: sum([PATENTS, PATENTS]), "addition"),
            (lambda: Q("2 年").to("天"), "conversion"),
        ],
    )
    def test_nonsense(self, calculate: Callable[[], object], where: str) -> None:
        """Law: arithmetic refuses nonsense, and names both sides (issue: arithmetic)."""
        with pytest.raises(UnitMismatchError) as caught:
            calculate()
        assert caught.value.where == where

    @pytest.mark.parametrize("divisor", [0, 0.0, "0", Q("0"), Q("0 person"), Q("0 %"), np.float64(0)])
    def test_dividing_by_zero(self, divisor: Any) -> None:
        """Law: never inf (design: exact)."""
        with pytest.raises(InvalidValueError, match="divisor that is not 0"):
            _ = PATENTS / divisor
        with pytest.raises(InvalidValueError, match="divisor that is not 0"):
            _ = 1 / Q("0 patents")

    @pytest.mark.parametrize("operation", [operator.pow, operator.floordiv, operator.mod, divmod, operator.matmul])
    def test_operators_without_a_meaning(self, operation: Callable[[Any, Any], object]) -> None:
        """Law: what has no meaning is refused, on both sides (issue: arithmetic)."""
        for one, other in ((PATENTS, PATENTS), (PATENTS, 2), (2, PATENTS), (PATENTS, np.float64(2))):
            with pytest.raises(TypeError):
                operation(one, other)

    def test_sums(self) -> None:
        """Law: a sum starts from an amount, since 0 has no unit."""
        assert sum([Q("2 patents"), Q("1 patent")], start=PATENTS) == Q("6 patents")

    def test_truth_and_floats(self) -> None:
        """Law: zero is false as with numbers; a float would lose the unit (design: exact)."""
        assert PATENTS
        assert not Q("0 patents")
        with pytest.raises(InvalidValueError, match=r"float\(quantity\.magnitude\)"):
            float(PATENTS)


class TestNumpy:
    """numpy on the left asks us, and never spreads a quantity over its own types."""

    @pytest.mark.parametrize("number", [np.float64(2), np.float32(2), np.int64(2), np.uint8(2), np.array(2.0)])
    def test_scalars_multiply(self, number: Any) -> None:
        """Law: the right answer (issue: an error or the right answer)."""
        for found in (number * PATENTS, PATENTS * number):
            assert isinstance(found, Quantity)
            assert found == Q("6 patents")
        assert number / PATENTS == Q("2/3 1/patent")
        assert PATENTS / number == Q("1.5 patents")

    @pytest.mark.parametrize("number", [np.float64(2), np.float32(2), np.int64(2), np.array(2.0), np.array([1.0, 2.0])])
    @pytest.mark.parametrize("operation", [operator.add, operator.sub, *ORDER])
    def test_scalars_do_not_add(self, number: Any, operation: Callable[[Any, Any], object]) -> None:
        """Law: an error (issue: an error or the right answer)."""
        with pytest.raises(UnitMismatchError):
            operation(number, PATENTS)
        with pytest.raises(UnitMismatchError):
            operation(PATENTS, number)

    @pytest.mark.parametrize("operation", [operator.mul, operator.truediv])
    def test_arrays_do_not_multiply(self, operation: Callable[[Any, Any], object]) -> None:
        """Law: an amount is one number; a table has its unit on the column (design: exact)."""
        with pytest.raises(InvalidValueError, match="a number"):
            operation(np.array([1.0, 2.0]), PATENTS)
        with pytest.raises(InvalidValueError, match="a number"):
            operation(PATENTS, np.array([1.0, 2.0]))

    def test_a_number_equals_no_amount(self) -> None:
        """Law: equality with a number is False, as Python has it."""
        assert not np.float64(3) == PATENTS  # noqa: SIM201 -- both operators
        assert np.float64(3) != PATENTS
        assert PATENTS not in (3, 3.0, np.int64(3))


class TestConverting:
    """The same amount in another unit."""

    @pytest.mark.parametrize(
        ("quantity", "unit", "magnitude"),
        [
            (Q("8.2 亿元"), "万元", Fraction(82000)),
            (Q("0.7 %"), "1", Fraction(7, 1000)),
            (Q("0.7 %"), "‰", Fraction(7)),
            (Q("36 work/year"), "work/month", Fraction(3)),
            (Q("1 亩"), "公顷", Fraction(1, 15)),
            (Q("1 week"), "day", Fraction(7)),
            (Q("2.15 件/万人", kind="patent"), "件/人", Fraction(215, 10**6)),
            (Q("15 %", whole="enterprise"), "‰", Fraction(150)),
            (Q("8 亿元", prices="2020"), "万元", Fraction(80000)),
            (Q("12 patent"), Unit("10.patent"), Fraction(6, 5)),
        ],
        ids=str,
    )
    def test_to(self, quantity: Quantity, unit: Unit | str, magnitude: Fraction) -> None:
        """Law: exact, and the open parts of a text are those of the amount (design: unit)."""
        converted = quantity.to(unit)
        assert converted.magnitude == magnitude
        assert converted == quantity

    @pytest.mark.parametrize("unit", ["trademark", "户", "percent", Unit("percent", whole="school")])
    def test_to_another_kind(self, unit: Unit | str) -> None:
        """Law: never converted silently (design: unit)."""
        with pytest.raises(UnitMismatchError, match="conversion"):
            PATENTS.to(unit)

    def test_an_open_word_does_not_convert(self) -> None:
        """Law: an open 件 compares with nothing (design: unit)."""
        with pytest.raises(UnitMismatchError, match="say what 件 counts"):
            Q("3 件").to("件")


class TestRounding:
    """Rounding is a stated choice, never a tolerance."""

    @pytest.mark.parametrize(
        ("amount", "even", "up"),
        [
            ("2.675", "2.68", "2.68"),
            ("2.665", "2.66", "2.67"),
            ("-2.665", "-2.66", "-2.67"),
            ("2.6649999", "2.66", "2.66"),
            ("0.005", "0", "0.01"),
            ("-0.005", "0", "-0.01"),
            ("1/3", "0.33", "0.33"),
            ("2.145", "2.14", "2.15"),
            ("7", "7", "7"),
        ],
    )
    def test_modes(self, amount: str, even: str, up: str) -> None:
        """Law: GB/T 8170 rounds ties to even, yearbooks often away from zero (research: published precision)."""
        quantity = Q(f"{amount} %")
        assert quantity.rounded(Rounding(2, "half_even")) == Q(f"{even} %")
        assert quantity.rounded(Rounding(2, RoundingMode.HALF_UP)) == Q(f"{up} %")

    @pytest.mark.parametrize("places", [-1, 31, 1.0, True, "2", None])
    def test_places(self, places: Any) -> None:
        """Law: an item refuses what is wrong (design: problems)."""
        with pytest.raises(InvalidValueError, match="from 0 to 30"):
            Rounding(places, "half_even")

    def test_a_mode_has_a_word(self) -> None:
        """Law: names per language (design: unit)."""
        assert RoundingMode.HALF_EVEN.label("zh") == "四舍六入五成双"
        assert RoundingMode.HALF_UP.label("zh") == "四舍五入"
        assert RoundingMode.HALF_EVEN.label() == "half even"

    @pytest.mark.parametrize("mode", ["half", None, 5])
    def test_mode(self, mode: Any) -> None:
        """Law: there is no default mode, and none is guessed (design: exact)."""
        with pytest.raises(InvalidValueError, match="'half_even' or 'half_up'"):
            Rounding(2, mode)

    def test_a_rule_is_a_value(self) -> None:
        """Law: domain objects are frozen values (design: layout)."""
        rule = Rounding(2, RoundingMode.HALF_EVEN)
        assert rule == Rounding(2, "half_even")
        assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301 -- our own


@pytest.mark.parametrize(
    ("quantity", "zh", "en"),
    [
        (Q("2.15 patent/(10000.person)"), "2.15件/万人", "2.15 patents per 10,000 people"),
        (Q("1 patent/(10000.person)"), "1件/万人", "1 patent per 10,000 people"),
        (Q("-1 percentage_point"), "-1个百分点", "-1 percentage point"),
        (Q("3 percentage_point"), "3个百分点", "3 percentage points"),
        (Q("15 %"), "15%", "15%"),
        (Q("5 ‰"), "5‰", "5‰"),
        (Q("82000 万元"), "82000万元", "820 million yuan"),
        (Q("8.2 亿元"), "8.2亿元", "820 million yuan"),
        (Q("1.5 万亿元"), "1.5万亿元", "1.5 trillion yuan"),
        (Q("-12 亿元"), "-12亿元", "-1.2 billion yuan"),
        (Q("100 万元"), "100万元", "1 million yuan"),
        (Q("0.0001 万人"), "0.0001万人", "1 person"),
        (Q("1/3 亿元"), "≈0.3333亿元", "≈33.33 million yuan"),
        (Q("25000000 元"), "25000000元", "25,000,000 yuan"),
        (Q("1234.5 人"), "1234.5人", "1,234.5 people"),
        (Q("1/3 %"), "≈0.3333%", "≈0.3333%"),
        (Q("2.00004 %"), "≈2%", "≈2%"),
        (Q("0.0000123456 %"), "≈0.00001235%", "≈0.00001235%"),
        (Q("0 %"), "0%", "0%"),
        (Q("0.5"), "0.5", "0.5"),
        (Q("2 1/year"), "2/年", "2 per year"),
        (Q("1/300000000000000000000000000000000 %"), "≈0%", "≈0%"),
    ],
    ids=repr,
)
def test_labels(quantity: Quantity, zh: str, en: str) -> None:
    """Law: as a person would write it, with ≈ where it is rounded (design: names per language)."""
    assert quantity.label("zh") == zh
    assert quantity.label("en") == en
    assert str(quantity) == en


def test_bare_numbers() -> None:
    """Law: the unit of a bare number may be closed by an indicator (design: unit)."""
    assert Q("5").is_bare
    assert not Q("5 %").is_bare
    assert not Q("0.5", whole="enterprise").is_bare
    assert per_10k_people("patent") == Q("2 patent/(10000.person)").unit


class TestWhatIsKept:
    """Spelling, meaning and catalogue go with an amount."""

    def test_a_share_is_moved_from_either_side(self) -> None:
        """15 % and 3 points are 18 %, in whatever order they are added (design: unit)."""
        for moved in (Quantity("15 %") + Quantity("3 points"), Quantity("3 points") + Quantity("15 %")):
            assert moved == Quantity("18 %")
        said = Quantity("15 %", whole="enterprise")
        assert Quantity("3 points") + said == Quantity("18 %", whole="enterprise")
        assert Quantity("15 %") - Quantity("3 points") == Quantity("12 %")

    def test_a_number_and_a_share_differ_by_points(self) -> None:
        """The difference of two shares is in percentage points, and a number is a share of one (design: unit)."""
        assert Quantity("1") - Quantity("20 %") == Quantity("80 points")
        assert Quantity("20 %") - Quantity("0.1") == Quantity("10 points")
        assert Quantity("1") - Quantity("0.2") == Quantity("0.8")

    def test_hashes_tell_amounts_apart(self) -> None:
        """Hash goes by meaning: a set of amounts is not one bucket."""
        amounts = [Quantity(number, "patent") for number in range(20)]
        assert len({hash(amount) for amount in amounts}) > 10

    def test_a_text_is_read_with_the_callers_catalogue(self) -> None:
        """Users add kinds to a catalogue, which is a value (design: unit)."""
        catalogue = standard_catalogue().extend([Kind("sheep", one="sheep", many="sheep", words=("头",))])
        for amount in (
            Quantity("3 头", kind="sheep", catalogue=catalogue),
            Quantity(3, "头", kind="sheep", catalogue=catalogue),
            Quantity("3", "sheep", catalogue=catalogue),
            Quantity("3 sheep", catalogue=catalogue),
        ):
            assert (amount.unit.code, amount.number) == ("sheep", "3")

    def test_a_label_rounds_what_needs_more_places(self) -> None:
        """Within four places, or four significant digits below 1, behind a sign that says so."""
        assert Quantity("0.10001").label() == "≈0.1"
        assert Quantity("0.1").label() == "0.1"
        assert Quantity("0.09999").label() == "0.09999"
        assert Quantity("1/3").label("zh") == "≈0.3333"
        assert Quantity("1/30000").label("zh") == "≈0.00003333"
        assert [Quantity(f"{number}/7").label("zh") for number in (1, 10, 100)] == ["≈0.1429", "≈1.4286", "≈14.2857"]
        assert Quantity("1/70").label("zh") == "≈0.01429"
        assert Quantity("1/3").label("zh", places=1) == "≈0.3333"
        assert Quantity("10/3").label("zh", places=1) == "≈3.333"

    def test_a_number_is_shown_without_a_unit(self) -> None:
        """A line that makes the same amount (design: exact)."""
        assert (repr(Quantity("5")), repr(Quantity("5 %"))) == ("Quantity('5')", "Quantity('5 percent')")

    def test_a_number_over_an_amount(self) -> None:
        """A number over an amount is one per amount (design: unit)."""
        assert 6 / Quantity("3 patent") == Quantity(2, "1/patent")


def test_a_notebook_shows_the_line_that_makes_it() -> None:
    """Law: a repr can be pasted, in a notebook too (design: feels like attrs)."""
    page, amount = Page(), Quantity("2.88 件/万人")
    amount._repr_pretty_(page, False)  # noqa: FBT003 -- as IPython calls it
    assert page.written == repr(amount)


def test_products_keep_what_they_count() -> None:
    """Law: a number leaves the unit, a share of an amount is of its kind, and shares of shares are numbers (design: rates)."""
    enterprises = Quantity("200 enterprise")
    assert enterprises * Quantity("3") == Quantity("3") * enterprises == Quantity("600 enterprise")
    assert enterprises * Quantity("15 %") == Quantity("15 %") * enterprises == Quantity("30 enterprise")
    assert enterprises * Quantity("15 %", whole="enterprise") == Quantity("30 enterprise")
    assert Quantity("50 %") * Quantity("10 %") == Quantity("0.05")
    assert Quantity("4 person^2") * Quantity("50 %", whole="person") == Quantity("2 person^2")
    with pytest.raises(UnitMismatchError, match="a share of enterprise"):
        enterprises * Quantity("15 %", whole="school")
    with pytest.raises(UnitMismatchError, match="a share of enterprise"):
        Quantity("15 percentage_point") * enterprises
