"""pint at the door: any registry's quantities come in and go out, exactly or not at all."""

from __future__ import annotations

import operator
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import pint
import pytest

from policytargets import _pint
from policytargets.errors import InvalidValueError, PolicyTargetsError, UnitMismatchError
from policytargets.kinds import Kind, standard_catalogue
from policytargets.quantities import Quantity
from policytargets.units import Unit

Q = Quantity
MODES = (float, Fraction, Decimal)
OPERATORS = [
    operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne,
    operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, operator.pow,
    operator.matmul, operator.lshift, operator.rshift, operator.and_, operator.or_, operator.xor, divmod,
    operator.iadd, operator.isub, operator.imul, operator.itruediv, operator.ifloordiv, operator.imod, operator.ipow,
    operator.imatmul,
]  # fmt: skip
"""Every binary operator of Python, and every one in place."""


@lru_cache
def registry(mode: Any = float) -> Any:
    """Make a registry of a user, with kinds of its own; it takes long, so the tests share it."""
    ureg: Any = pint.UnitRegistry(non_int_type=mode)
    for definition in (
        "patent = [patent] = 件",
        "trademark = [trademark]",
        "person = [person] = 人",
        "wan_person = 10000 person = 万人",
        "dozen_patent = 12 patent",
        "enterprise = [enterprise]",
        "half_mu = 333.5 meter ** 2",
        "rare_person = person / 7",
    ):
        ureg.define(definition)
    return ureg


UREG = registry()


class TestIn:
    """Quantities of any registry are read by the names of their units, and checked against it."""

    @pytest.mark.parametrize("mode", MODES)
    @pytest.mark.parametrize(
        ("magnitude", "unit", "expected"),
        [
            ("2.88", "patent/wan_person", "2.88 patent/(10000.person)"),
            ("2.88", "件/万人", "2.88 patent/(10000.person)"),
            ("3", "patent", "3 patent"),
            ("2", "dozen_patent", "24 patent"),
            ("2", "1/dozen_patent", "1/6 1/patent"),
            ("2", "half_mu", "667 m2"),
            ("15", "percent", "15 percent"),
            ("5", "permille", "5 permille"),
            ("5", "ppm", "0.000005"),
            ("0.15", "", "0.15"),
            ("3", "kWh", "3 kWh"),
            ("3", "kilowatt_hour", "3 kWh"),
            ("3", "hectare", "3 公顷"),
            ("3", "tonne", "3 吨"),
            ("3", "km**2", "3 平方公里"),
            ("3", "kg/m**3", "3 kg/m3"),
            ("3", "week", "21 day"),
            ("320", "patent/year", "320 patent/year"),
            ("320", "patent/month", "320 patent/month"),
            ("3", "ton", "2721554.22 g"),
            ("5", "knot", "9260 m/hour"),
        ],
    )
    def test_units(self, mode: Any, magnitude: str, unit: str, expected: str) -> None:
        """Law: the right amount, exactly, from registries of every mode (issue: quantities of any registry in)."""
        found = Q(registry(mode).Quantity(mode(magnitude), unit))
        assert found == Q(expected)

    def test_a_scale_stays_in_the_unit(self) -> None:
        """Law: 2.88 stays 2.88 (research: recommended unit layer)."""
        found = Q(UREG.Quantity(2.88, "patent/wan_person"))
        assert (found.magnitude, found.unit.code) == (Fraction(288, 100), "patent/(10000.person)")
        assert str(found) == "2.88 patents per 10,000 people"

    @pytest.mark.parametrize("magnitude", [2.88, np.float64(2.88), np.array(2.88), Decimal("2.88"), Fraction(288, 100)])
    def test_magnitudes(self, magnitude: Any) -> None:
        """Law: a float means its shortest decimal (design: exact)."""
        assert Q(UREG.Quantity(magnitude, "patent")) == Q("2.88 patent")

    def test_what_is_said_beside_it(self) -> None:
        """Law: what a unit leaves open may be closed at the door (design: unit)."""
        assert Q(UREG.Quantity(15, "percent"), whole="enterprise") == Q("15 %", whole="enterprise")
        with pytest.raises(InvalidValueError, match="the unit once"):
            Q(UREG.Quantity(15, "percent"), "percent")

    def test_pints_year_counts_calendar_time(self) -> None:
        """Law: 年 is a calendar year; pint's, of 365.25 days, comes in as one, its days do not (how-to: pint)."""
        assert Q(UREG.Quantity(1, "year")) == Q(UREG.Quantity(12, "month"))
        with pytest.raises(UnitMismatchError, match="calendar year"):
            _ = Q(UREG.Quantity(1, "year")) >= Q(UREG.Quantity(365, "day"))

    @pytest.mark.parametrize("definition", ["year = [year]", "calendar_year = [calendar_year]"])
    def test_a_registry_with_a_calendar_year_of_its_own(self, definition: str) -> None:
        """Law: quantities of any registry in (issue: pint)."""
        ureg: Any = pint.UnitRegistry(None)
        ureg.define(definition)
        assert Q(ureg.Quantity(3, definition.split(maxsplit=1)[0])) == Q("3 年")

    def test_money_of_a_price_basis(self) -> None:
        """Law: the price basis stands in the name, and there is one (design: unit)."""
        ureg: Any = pint.UnitRegistry(None)
        for name in ("CNY_2020", "CNY_2010", "CNY_current", "USD", "ABC_2020"):
            ureg.define(f"{name} = [{name}]")
        assert Q(ureg.Quantity(8, "CNY_2020")) == Q("8 元", prices="2020")
        assert Q(ureg.Quantity(8, "CNY_current")) == Q("8 元", prices="current")
        assert Q(ureg.Quantity(8, "USD")) == Q("8 美元")
        with pytest.raises(UnitMismatchError, match="2010 and 2020"):
            Q(ureg.Quantity(8, "CNY_2020/CNY_2010"))
        with pytest.raises(UnitMismatchError, match="ABC_2020"):
            Q(ureg.Quantity(8, "ABC_2020"))

    def test_a_catalogue_of_ones_own(self) -> None:
        """Law: the error says what would help, and it does (design: problems)."""
        ureg: Any = pint.UnitRegistry(None)
        ureg.define("well = [well]")
        with pytest.raises(UnitMismatchError, match=r"Kind\('well', ...\)"):
            Q(ureg.Quantity(3, "well"))
        catalogue = standard_catalogue().extend([Kind("well", one="well", many="wells")])
        assert str(Q(ureg.Quantity(3, "well"), catalogue=catalogue)) == "3 wells"

    @pytest.mark.parametrize(
        ("definition", "name"),
        [
            ("patent = 5 meter", "patent"),
            ("patent = 2 person", "patent"),
            ("person = [people]; patent = 3 person", "patent"),
            ("percent = 0.1", "percent"),
            ("tonne = 1000 meter", "tonne"),
            ("year = 360 day", "year"),
            ("mu = [mu]", "mu"),
            ("patent = 10 x100_patent; x100_patent = [x]", "x100_patent"),
        ],
    )
    def test_a_name_that_means_something_else(self, definition: str, name: str) -> None:
        """Law: a registry where patent means something else is refused (issue: never silence)."""
        ureg: Any = pint.UnitRegistry(None)
        for base in ("meter = [length]", "person = [person]", "day = [time]", *definition.split("; ")):
            ureg.define(base)
        with pytest.raises(UnitMismatchError, match="as it is meant here"):
            Q(ureg.Quantity(3, name))

    def test_a_registry_whose_base_means_something_else(self) -> None:
        """Law: what a unit is made of is checked too (issue: never silence)."""
        ureg: Any = pint.UnitRegistry(None)
        ureg.define("mu = [mu]")
        ureg.define("big_mu = 10 mu")
        with pytest.raises(UnitMismatchError, match="mu as it is meant here"):
            Q(ureg.Quantity(3, "big_mu"))

    @pytest.mark.parametrize(
        "unit", ["degC", "degF", "dB", "meter**0.5", "franklin", "count", "radian", "degree", "quarter", "point"]
    )
    def test_units_that_are_refused(self, unit: str) -> None:
        """Law: offset units, roots, and names that mean something else here are refused (issue: pint)."""
        ureg: Any = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
        with pytest.raises(UnitMismatchError, match="pint quantity"):
            Q(ureg.Quantity(3.0, unit))

    def test_a_factor_that_was_computed_is_refused(self) -> None:
        """Law: never a guess: 1/7 in floats may be anything (design: exact); in fractions it is 1/7."""
        with pytest.raises(UnitMismatchError, match="exact multiples"):
            Q(UREG.Quantity(3, "rare_person"))
        with pytest.raises(UnitMismatchError, match="exact multiples"):
            Q(registry(Decimal).Quantity(Decimal(3), "rare_person"))
        assert Q(registry(Fraction).Quantity(Fraction(3), "rare_person")) == Q("3/7 person")

    @pytest.mark.parametrize("magnitude", [float("nan"), float("inf"), np.array([1.0, 2.0]), [1, 2]])
    def test_magnitudes_that_are_refused(self, magnitude: Any) -> None:
        """Law: never nan, never an array for one amount (design: exact)."""
        with pytest.raises(InvalidValueError, match="pint quantity"):
            Q(UREG.Quantity(magnitude, "patent"))


class TestOut:
    """Amounts go out into the user's own registry."""

    @pytest.mark.parametrize("mode", MODES)
    @pytest.mark.parametrize(
        "text",
        [
            "2.88 patent/(10000.person)", "3 trademark", "15 percent", "5 permille", "3 percentage_point", "0.15",
            "8.2 100000000.CNY", "320 work/month", "1.5 year", "2 quarter", "7 亩", "2.5 hectare", "12 10000.m2",
            "3 km2", "5 kWh/CNY", "21 day", "3 people/km2", "4 person^2", "1.5 1/year", "3 10000.km^2",
            "2 1/10000.m^2", "1.5 m3", "42 tce/(10000.CNY)", "100.5 index_point", "0.35 coefficient",
        ],
    )  # fmt: skip
    def test_round_trip(self, mode: Any, text: str) -> None:
        """Law: out and in again is the same amount, in registries of every mode (issue: pint)."""
        amount = Q(text)
        ureg = registry(mode)
        for _ in range(2):
            there = amount.to_pint(ureg)
            assert there._REGISTRY is ureg
            assert isinstance(there.magnitude, (int, mode))
            assert Q(there) == amount

    def test_2_88_stays_2_88(self) -> None:
        """Law: a scaled word gets a name of its own (research: recommended unit layer)."""
        there = Q("2.88 patent/(10000.person)").to_pint(UREG)
        assert there.magnitude == 2.88
        assert there.to("patent/wan_person").magnitude == pytest.approx(2.88)

    def test_a_fraction_is_exact_where_the_registry_is(self) -> None:
        """Law: 1/3 stays 1/3 in a registry of fractions (research: exactness)."""
        assert Q("1/3 patent").to_pint(registry(Fraction)).magnitude == Fraction(1, 3)
        assert Q("1/3 patent").to_pint(UREG).magnitude == 1 / 3

    def test_prices(self) -> None:
        """Law: the price basis goes out in the name and comes in again (design: unit)."""
        amount = Q("8.2 亿元/人", prices="2020")
        there = amount.to_pint(UREG)
        assert "CNY_2020" in str(there.units)
        assert Q(there) == amount
        with pytest.raises(pint.DimensionalityError):
            there.to(Q("1 元/人", prices="2010").to_pint(UREG).units)

    def test_a_calendar_year_is_no_number_of_days(self) -> None:
        """Law: 年 goes out as calendar_year, which does not turn into days (how-to: pint)."""
        there = Q("1 年").to_pint(UREG)
        assert str(there.units) == "calendar_year"
        assert Q("12 月").to_pint(UREG).to(there.units).magnitude == pytest.approx(1)
        with pytest.raises(pint.DimensionalityError):
            there.to("day")

    def test_only_missing_names_are_added(self) -> None:
        """Law: the user's own definitions stay as they are (design: pint)."""
        ureg = registry.__wrapped__()
        before = ureg.Quantity(1, "person")
        Q("2.88 patent/(10000.person)").to_pint(ureg)
        assert ureg.Quantity(1, "person") == before
        assert "trademark" in ureg
        assert "work" not in ureg

    @pytest.mark.parametrize(
        ("definition", "text"),
        [
            ("patent = 5 meter", "3 patent"),
            ("patent = 1000 work; work = [work]", "3 patent"),
            ("percent = 0.1", "3 percent"),
            ("x10000_patent = 100 patent; patent = [patent]", "3 10000.patent"),
            ("calendar_year = 365 day; day = [time]", "3 year"),
            ("calendar_month = 30 day; day = [time]", "3 month"),
            ("tonne = 2 meter", "3 tonne"),
            ("chinese_mu = 600 meter ** 2", "3 mu"),
            ("tonne = 2 * kelvin; kelvin = [temperature]; offset_t = kelvin; offset: 273", "3 tonne"),
        ],
    )
    def test_a_name_that_means_something_else(self, definition: str, text: str) -> None:
        """Law: a registry where patent means something else is refused (issue: never silence)."""
        ureg: Any = pint.UnitRegistry(None)
        ureg.define("meter = [length]")
        for part in definition.replace("; offset:", "| offset:").split("; "):
            ureg.define(part.replace("|", ";"))
        with pytest.raises(UnitMismatchError, match="as it is meant here"):
            Q(text).to_pint(ureg)

    def test_a_scale_with_an_offset(self) -> None:
        """Law: offset units are refused (issue: pint)."""
        ureg: Any = pint.UnitRegistry(None)
        ureg.define("kelvin = [temperature]")
        ureg.define("patent = kelvin; offset: 273")
        with pytest.raises(UnitMismatchError, match="another scale"):
            Q("3 patent").to_pint(ureg)

    @pytest.mark.parametrize("text", ["3 kWh", "3 亩", "3 m2"])
    def test_a_registry_without_physical_units(self, text: str) -> None:
        """Law: physical units are the registry's own; the error says which is missing (design: problems)."""
        with pytest.raises(UnitMismatchError, match="a registry that defines"):
            Q(text).to_pint(pint.UnitRegistry(None))

    def test_an_empty_registry_is_filled(self) -> None:
        """Law: the minimal registry is enough for what is counted (research: costs)."""
        ureg: Any = pint.UnitRegistry(None)
        for text in ("2.88 patent/(10000.person)", "15 percent", "3 permille", "3 月", "8 亿元"):
            assert Q(Q(text).to_pint(ureg)) == Q(text)

    def test_an_open_word_stays_at_home(self) -> None:
        """Law: an open 件 is no unit of a registry (design: unit)."""
        with pytest.raises(UnitMismatchError, match="bind it first"):
            Q("3 件").to_pint(UREG)

    def test_the_application_registry_is_used_and_never_set(self) -> None:
        """Law: take ureg=, fall back to the application's, never set it (design: pint)."""
        application: Any = pint.application_registry
        before = application.get()
        assert Q("3 patent").to_pint()._REGISTRY is before
        assert application.get() is before


class TestLeftAndRight:
    """pint on either side of an operator: an error or the right answer, never silence."""

    @pytest.mark.parametrize("operation", OPERATORS, ids=lambda operation: operation.__name__)
    @pytest.mark.parametrize(
        "left",
        [
            UREG.Quantity(3, "patent"), UREG.Quantity(0, "patent"), UREG.Quantity(3, ""), UREG.Quantity(3.5, "percent"),
            UREG.Quantity(np.array([1.0, 2.0]), "patent"), UREG.Unit("patent"), UREG.Unit("patent / wan_person"),
        ],
        ids=repr,
    )  # fmt: skip
    @pytest.mark.parametrize("right", [Q("3 patent"), Q("3"), Q("300 %"), Q("0 patent"), Q("3 件")], ids=repr)
    def test_pint_on_the_left(self, operation: Callable[[Any, Any], object], left: Any, right: Quantity) -> None:
        """Law: every operator gives an error (issue: pint)."""
        with pytest.raises((TypeError, ValueError)):
            operation(left, right)

    def test_the_error_says_what_to_do(self) -> None:
        """Law: four parts, among them what to do (design: problems)."""
        with pytest.raises(UnitMismatchError, match=r"write Quantity\(pint_quantity\) first"):
            _ = UREG.Quantity(3, "patent") + Q("3 patent")
        with pytest.raises(InvalidValueError, match=r"beside pint, Quantity\(pint_quantity\)"):
            _ = UREG.Quantity(3, "patent") >= Q("3 patent")

    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            (Q("3 patent") + UREG.Quantity(2, "patent"), Q("5 patent")),
            (Q("3 patent") - UREG.Quantity(2, "patent"), Q("1 patent")),
            (Q("3 patent") * UREG.Quantity(2, ""), Q("6 patent")),
            (Q("3 patent") / UREG.Quantity(2, "person"), Q("1.5 patent/person")),
            (Q("2.88 patent/(10000.person)") * UREG.Quantity(12, "wan_person"), Q("34.56 patent")),
            (Q("15 %") - UREG.Quantity(12, "percent"), Q("3 个百分点")),
        ],
        ids=repr,
    )
    def test_pint_on_the_right(self, found: Quantity, expected: Quantity) -> None:
        """Law: the right answer (issue: pint)."""
        assert found == expected

    def test_comparing_with_pint_on_the_right(self) -> None:
        """Law: the right answer, exactly where pint's own floats would be wrong (research: exactness)."""
        assert Q("0.7 %") >= UREG.Quantity(0.007, "")
        assert not UREG.Quantity(0.7, "percent") >= UREG.Quantity(0.007, "")
        assert Q("0.0012 patent/person") >= UREG.Quantity(12, "patent/wan_person")
        assert Q("3 patent") == UREG.Quantity(3, "patent")
        assert Q("3 patent") != UREG.Quantity(3, "trademark")
        assert Q("3 patent") < UREG.Quantity(4, "patent")
        assert Q("3 patent") <= UREG.Quantity(4, "patent")
        assert Q("3 patent") > UREG.Quantity(2, "patent")

    @pytest.mark.parametrize("operation", OPERATORS, ids=lambda operation: operation.__name__)
    def test_pint_on_the_right_that_cannot_be_read(self, operation: Callable[[Any, Any], object]) -> None:
        """Law: an error, for == too (issue: never silence)."""
        with pytest.raises((TypeError, PolicyTargetsError)):
            operation(Q("3 patent"), UREG.Quantity(20.0, "degC"))

    @pytest.mark.parametrize(
        "operation",
        [operator.floordiv, operator.mod, operator.pow, operator.matmul, divmod],
        ids=lambda operation: operation.__name__,
    )
    def test_operators_without_a_meaning(self, operation: Callable[[Any, Any], object]) -> None:
        """Law: an error (issue: never silence)."""
        with pytest.raises((TypeError, ValueError)):
            operation(Q("3 patent"), UREG.Quantity(2, "patent"))
        with pytest.raises((TypeError, ValueError)):
            operation(Q("3"), UREG.Quantity(2, ""))


class TestPhysicalNames:
    """Names in texts that pint resolves."""

    @pytest.mark.parametrize(
        ("text", "factor"),
        [
            ("kWh", Fraction(3_600_000_000)),
            ("megatonnes", Fraction(10**12)),
            ("Mt", Fraction(10**12)),
            ("weeks", Fraction(604800)),
            ("mi", Fraction(1609344, 1000)),
            ("kcal", Fraction(4_184_000)),
        ],
    )
    def test_exact_factors(self, text: str, factor: Fraction) -> None:
        """Law: any physical unit is resolved by pint in Fraction mode (design: pint)."""
        assert Unit(text).factor == factor

    @pytest.mark.parametrize(
        "name",
        [
            "unit", "units", "cats", "acts", "Ws", "kWhs", "ton", "tons", "kt", "links", "poles", "point_", "k", "e",
            "c", "R", "hbar", "year_", "a", "pa", "kiloyear", "degC", "dB", "radian", "percents", "count", "K_J",
            "km2", "π", "",
        ],
    )  # fmt: skip
    def test_names_that_are_refused(self, name: str) -> None:
        """Law: what pint reads into an ordinary word is no unit (research: default registry hazards)."""
        assert _pint.physical(name) is None

    def test_asking_needs_no_pint(self) -> None:
        """Law: importing the library or deciding a target never needs a registry (design: pint)."""
        program = (
            "import sys; from policytargets.quantities import Quantity as Q;"
            "assert Q('8.2 亿元') >= Q('82000 万元');"
            "assert Q('2.31 件/万人', kind='patent') >= Q('2.15 件/万人', kind='patent');"
            "assert Q('1 亩') != 5 and Q('15 %') - Q('12 %');"
            "assert 'pint' not in sys.modules and 'numpy' not in sys.modules"
        )
        subprocess.run([sys.executable, "-X", "utf8", "-c", program], check=True)

    def test_a_pint_quantity_is_recognised_without_importing_pint(self) -> None:
        """Law: `Quantity(pint_quantity)` works for every registry (issue: pint)."""
        assert _pint.is_quantity(UREG.Quantity(1, "patent"))
        assert not _pint.is_quantity(UREG.Unit("patent"))
        assert not _pint.is_quantity(3)


def test_a_pint_quantity_on_the_left_is_read_first() -> None:
    """Where pint leaves the sum to us, both sides are read as ours (design: pint)."""
    ours, theirs = Quantity("3 patent"), UREG.Quantity(2, "patent")
    assert ours.__radd__(theirs) == Quantity("5 patent")
    assert ours.__rsub__(theirs) == Quantity("-1 patent")
    assert Quantity(theirs).number == "2"
