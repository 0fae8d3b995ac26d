"""Units: identity, labels, and what words leave open."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import Any

import attrs
import pytest
from notebook_page import Page

from policytargets.errors import InvalidValueError, ParseError, UnitMismatchError, UnknownReferenceError
from policytargets.kinds import Kind, standard_catalogue
from policytargets.units import (
    Term,
    Unit,
    UnitRole,
    as_difference,
    as_level,
    closed_by,
    combined,
    number_unit,
    per_10k_people,
    per_year,
    percent_of,
    to_unit,
)

UNITS = (
    Unit("patent/(10000.person)"),
    Unit("percent", whole="enterprise"),
    Unit("100000000.CNY", prices="2020"),
    Unit("10000.CNY", prices="current"),
    Unit("percentage_point", whole="enterprise"),
    Unit("jian?/(10000.person)"),
    Unit("10000.m2"),
    Unit("person^2/m2"),
    Unit("kWh/CNY"),
    Unit("1", whole="enterprise"),
    Unit("1"),
    Unit("1/year"),
)


@pytest.mark.parametrize("unit", UNITS, ids=str)
def test_a_unit_is_a_value(unit: Unit) -> None:
    """Law: pickle, repr and evolve give the same unit again (design: domain objects are frozen values)."""
    assert pickle.loads(pickle.dumps(unit)) == unit  # noqa: S301 -- our own
    assert eval(repr(unit)) == unit  # noqa: S307 -- a repr is what makes the value
    assert hash(eval(repr(unit))) == hash(unit)  # noqa: S307 -- the same
    assert attrs.evolve(unit) == unit
    assert attrs.evolve(unit, terms="patent", whole=None, prices=None) == Unit("patent")


def test_evolving_checks_again() -> None:
    """Law: no way around the checks (design: problems)."""
    with pytest.raises(InvalidValueError, match="no share"):
        attrs.evolve(Unit("percent", whole="enterprise"), terms="patent")
    with pytest.raises(InvalidValueError, match="no money"):
        attrs.evolve(Unit("CNY", prices="2020"), terms="patent")
    assert attrs.evolve(Unit("亿元"), terms="万元").factor == 10**4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("亿元", "100000000.CNY"),
        ("件/万人", "jian?/(10000.person)"),
        ("季", "quarter"),
        ("亩", "mu"),
        ("hm²", "公顷"),
        ("公顷", "10000.m2"),
        ("10000.m2", "万平方米"),
        ("平方公里", "km^2"),
        ("t", "1000.kg"),
        ("kWh", "1000.W.h"),
    ],
)
def test_equality_goes_by_meaning(one: str, other: str) -> None:
    """Law: equality and hash go by meaning; spelling is kept (design: unit)."""
    assert Unit(one) == Unit(other)
    assert hash(Unit(one)) == hash(Unit(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Unit("patent"), Unit("trademark")),
        (Unit("件"), Unit("户")),
        (Unit("件"), Unit("patent")),
        (Unit("percent"), Unit("percentage_point")),
        (Unit("percent"), Unit("permille")),
        (Unit("percent", whole="enterprise"), Unit("percent", whole="school")),
        (Unit("percent", whole="enterprise"), Unit("percent")),
        (Unit("CNY", prices="2010"), Unit("CNY", prices="2020")),
        (Unit("CNY", prices="2010"), Unit("CNY")),
        (Unit("CNY"), Unit("USD")),
        (Unit("patent"), Unit("patent/year")),
        (Unit("year"), Unit("day")),
        (Unit("coefficient"), Unit("1")),
        (Unit("researcher/(10000.worker)"), Unit("1/10000.worker")),
    ],
    ids=str,
)
def test_units_of_another_meaning_differ(one: Unit, other: Unit) -> None:
    """Law: kind, scale, whole, role and price basis belong to the identity (design: unit)."""
    assert one != other
    assert not one == other  # noqa: SIM201 -- both operators


def test_a_unit_is_no_other_thing() -> None:
    """Law: a unit equals no text."""
    assert {Unit("patent"): 1}.get("patent") is None  # type: ignore[call-overload]
    assert Unit("patent") not in {"patent", 1, None}


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("patent/(10000.person)", Fraction(1, 10000)),
        ("万平方米", Fraction(10000)),
        ("10000.m2", Fraction(10000)),
        ("patent/(10000.km2)", Fraction(1, 10**10)),
        ("亩", Fraction(2000, 3)),
        ("1/month", Fraction(12)),
        ("permille", Fraction(1, 1000)),
        ("percentage_point", Fraction(1, 100)),
        ("1", Fraction(1)),
    ],
)
def test_factors_are_exact(unit: str, factor: Fraction) -> None:
    """Law: a unit has an exact rational factor, and a scale is not raised with its word (design: unit)."""
    assert Unit(unit).factor == factor


@pytest.mark.parametrize(
    ("unit", "zh", "one", "many"),
    [
        ("patent/(10000.person)", "件/万人", "patent per 10,000 people", "patents per 10,000 people"),
        ("件/万人", "件/万人", "件 (kind not said) per 10,000 people", "件 (kind not said) per 10,000 people"),
        ("work/year", "件/年", "work per year", "works per year"),
        ("enterprise", "户", "enterprise", "enterprises"),
        ("percent", "%", "%", "%"),
        ("percentage_point", "个百分点", "percentage point", "percentage points"),
        ("100000000.CNY", "亿元", "100 million yuan", "100 million yuan"),
        ("10000.CNY", "万元", "10,000 yuan", "10,000 yuan"),
        ("1000000.USD", "百万美元", "million US dollars", "million US dollars"),
        ("10^5.person", "十万人", "100,000 people", "100,000 people"),
        ("person.year", "人·年", "person·year", "person·years"),
        ("1/year", "1/年", "per year", "per year"),
        ("1/(1000.person)", "1/千人", "per 1,000 people", "per 1,000 people"),
        ("person/km2", "人/km²", "person per km²", "people per km²"),
        ("平方公里", "平方公里", "km²", "km²"),
        ("person^2", "人²", "person²", "people²"),
        ("t", "吨", "tonne", "tonnes"),
        ("项", "项", "项 (kind not said)", "项 (kind not said)"),
        ("coefficient", "系数", "point of the coefficient", "points of the coefficient"),
        ("1", "", "", ""),
    ],
)
def test_labels(unit: str, zh: str, one: str, many: str) -> None:
    """Law: names per language with plurals (design: unit)."""
    found = Unit(unit)
    assert found.label("zh") == zh
    assert found.label("en", plural=False) == one
    assert found.label() == many


def test_the_spelling_is_kept() -> None:
    """Law: equality goes by meaning; spelling is kept (design: unit)."""
    assert Unit.parse("项", kind="patent").label("zh") == "项"
    assert Unit("公顷").label("zh") == "公顷"
    assert Unit("hm²").label("zh") == "hm²"


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (Unit("percent", whole="enterprise"), "percent (of enterprise)"),
        (Unit("亿元", prices="2020"), "100000000.CNY (2020 prices)"),
        (Unit("件/年"), "件/年 (kind not said)"),
        (Unit("patent"), "patent"),
    ],
)
def test_a_unit_tells_all_of_its_meaning(unit: Unit, text: str) -> None:
    """Law: an error names both sides, with what makes them differ (design: problems)."""
    assert str(unit) == text


def test_properties() -> None:
    """Law: what callers may ask of a unit (design: unit; observation: nature)."""
    assert Unit("件/万人").has_denominator
    assert not Unit("件").has_denominator
    assert Unit("%").is_share
    assert not Unit("%").is_bare
    assert Unit("1").is_bare
    assert not Unit("1", whole="enterprise").is_bare
    assert not Unit("件").is_share
    assert Unit("kWh/CNY").holds_money
    assert not Unit("kWh").holds_money
    assert Unit("个百分点").role is UnitRole.DIFFERENCE
    assert Unit("%").role is UnitRole.LEVEL
    assert Unit("件/万户").open_words == ("件", "户")
    assert Unit("件/件").open_words == ("件",)


class TestClosing:
    """What words leave open is closed by whoever knows."""

    def test_binding(self) -> None:
        """Law: an open measure word is bound to a kind (issue: an indicator binds it)."""
        bound = Unit("件/万人").bind("patent")
        assert bound == Unit("patent/(10000.person)")
        assert bound.open_words == ()
        assert Unit("户").bind("household") != Unit("户").bind("enterprise")
        assert Unit("个").bind("patent") == Unit("patent")

    def test_binding_several_words(self) -> None:
        """Law: each open word is bound by itself; of two alike, the first (issue: an indicator binds it)."""
        assert Unit("件/万户").bind("household").bind("patent").code == "patent/(10000.household)"
        assert Unit("家/万家").bind("agency").bind("enterprise").code == "agency/(10000.enterprise)"
        assert Unit("件/万户").bind("patent").open_words == ("户",)

    @pytest.mark.parametrize(
        ("unit", "kind"), [("户", "patent"), ("patent", "patent"), ("%", "patent"), ("件", "person")]
    )
    def test_binding_what_the_word_does_not_count(self, unit: str, kind: str) -> None:
        """Law: a word binds only to kinds that it counts (issue: section 2)."""
        with pytest.raises(InvalidValueError, match=f"counts {kind}"):
            Unit(unit).bind(kind)

    def test_binding_to_a_kind_without_words(self) -> None:
        """Law: a word binds only to kinds that it counts; a kind without words takes any (Kind: words)."""
        catalogue = standard_catalogue().extend([Kind("sheep", one="sheep", many="sheep")])
        assert Unit("只").bind("sheep", catalogue=catalogue).code == "sheep"
        with pytest.raises(InvalidValueError, match="counts sheep"):
            Unit("%").bind("sheep", catalogue=catalogue)

    def test_binding_to_no_kind(self) -> None:
        """Law: an id that nothing carries is named (design: problems)."""
        with pytest.raises(UnknownReferenceError, match="unicorn"):
            Unit("件").bind("unicorn")

    @pytest.mark.parametrize(
        ("unit", "pattern", "expected"),
        [
            (Unit("件"), per_10k_people("patent"), Unit("patent")),
            (Unit("件/百万人"), per_10k_people("patent"), Unit("patent/(1000000.person)")),
            (Unit("户"), per_10k_people("patent"), Unit("户")),
            (Unit("件"), Unit("coefficient"), Unit("件")),
            (Unit("件/万户"), Unit("patent/household"), Unit("patent/(10000.household)")),
            (Unit("件/万户"), Unit("patent/person"), Unit("件/万户").bind("patent")),
            (Unit("户"), Unit("enterprise.household"), Unit("户")),
            (Unit("户"), Unit("enterprise.enterprise"), Unit("enterprise")),
            (Unit("%"), percent_of("enterprise"), percent_of("enterprise")),
            (Unit("个百分点"), percent_of("enterprise"), Unit("个百分点", whole="enterprise")),
            (percent_of("school"), percent_of("enterprise"), percent_of("school")),
            (Unit("万元"), Unit("亿元", prices="2020"), Unit("万元", prices="2020")),
            (Unit("万元", prices="2010"), Unit("亿元", prices="2020"), Unit("万元", prices="2010")),
            (Unit("件"), Unit("亿元", prices="2020"), Unit("件")),
            (Unit("1"), Unit("patent"), Unit("1")),
            (Unit("patent"), Unit("trademark"), Unit("patent")),
        ],
        ids=str,
    )
    def test_closing_by_a_pattern(self, unit: Unit, pattern: Unit, expected: Unit) -> None:
        """Law: the indicator closes what words leave open, and nothing that is said (design: unit)."""
        assert closed_by(unit, pattern) == expected

    def test_units_that_are_equal_stay_written_as_they_are(self) -> None:
        """A unit is shown in the words of its document (design: written stays what was said)."""
        ton, kilos = Unit("t"), Unit("1000.kg")
        assert ton == kilos
        assert [closed_by(unit, Unit("kg")).label("zh") for unit in (ton, kilos)] == ["吨", "千kg"]


class TestMeeting:
    """Amounts meet in one meaning, or an error names both sides."""

    @pytest.mark.parametrize(
        ("one", "other", "remedy"),
        [
            (Unit("patent"), Unit("trademark"), "one kind"),
            (Unit("patent"), Unit("patent/year"), "one kind"),
            (Unit("percent"), Unit("percentage_point"), "a level and a difference"),
            (percent_of("enterprise"), percent_of("school"), "one whole"),
            (percent_of("enterprise"), Unit("percent"), "whole="),
            (Unit("CNY", prices="2010"), Unit("CNY", prices="2020"), "price index"),
            (Unit("CNY", prices="2010"), Unit("CNY", prices="current"), "price index"),
            (Unit("CNY", prices="2010"), Unit("CNY"), "prices="),
            (Unit("CNY"), Unit("USD"), "one kind"),
            (Unit("year"), Unit("day"), "calendar year"),
            (Unit("patent/month"), Unit("patent/week"), "calendar year"),
            (Unit("件"), Unit("件"), "kind='patent' or kind='trademark'"),
            (Unit("件"), Unit("patent"), "say what 件 counts"),
            (Unit("patent"), Unit("户"), "say what 户 counts: kind='enterprise'"),
            (Unit("株"), Unit("株"), "say what 株 counts: kind=..."),
            (Unit("1"), Unit("coefficient"), "one kind"),
        ],
        ids=str,
    )
    def test_what_never_meets(self, one: Unit, other: Unit, remedy: str) -> None:
        """Law: an error naming both sides, and what to do (issue: must hold)."""
        for first, second in ((one, other), (other, one)):
            assert remedy in str(first.mismatch(second))
            with pytest.raises(UnitMismatchError) as caught:
                first.check_meets(second, "comparison")
            assert caught.value.where == "comparison"
            assert str(first) in caught.value.expected
            assert caught.value.got == str(second)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("亿元", "万元"),
            ("patent/(10000.person)", "patent/person"),
            ("percent", "1"),
            ("permille", "percent"),
            ("work/year", "work/month"),
            ("亩", "公顷"),
            ("patent/week", "patent/day"),
        ],
    )
    def test_what_meets(self, one: str, other: str) -> None:
        """Law: scales of one meaning meet (design: unit)."""
        assert Unit(one).mismatch(Unit(other)) is None
        Unit(one).check_meets(Unit(other), "comparison")


class TestRefusing:
    """A unit refuses what is wrong."""

    @pytest.mark.parametrize("whole", ["", "  ", 5])
    def test_a_whole_is_a_name(self, whole: Any) -> None:
        """Law: an item refuses what is wrong (design: problems)."""
        with pytest.raises(InvalidValueError, match="name of a whole"):
            Unit("percent", whole=whole)

    def test_only_shares_have_a_whole(self) -> None:
        """Law: what a share is a share of belongs to shares (design: unit)."""
        with pytest.raises(InvalidValueError, match="no share"):
            Unit("patent", whole="enterprise")

    @pytest.mark.parametrize("prices", ["20", "now", "20200", 2020, "２０２０", "²²²²"])
    def test_a_price_basis_is_current_or_a_year(self, prices: Any) -> None:
        """Law: current, or constant prices of a year (design: unit)."""
        with pytest.raises(InvalidValueError, match="or a year"):
            Unit("CNY", prices=prices)

    def test_only_money_has_prices(self) -> None:
        """Law: the price basis belongs to money (design: unit)."""
        with pytest.raises(InvalidValueError, match="no money"):
            Unit("patent", prices="2020")

    @pytest.mark.parametrize("terms", [5, None, ["patent"], [1]])
    def test_terms_are_terms(self, terms: Any) -> None:
        """Law: never a bare error to the user (design: problems)."""
        with pytest.raises(InvalidValueError, match="text of a unit"):
            Unit(terms)
        with pytest.raises(InvalidValueError, match="unit"):
            to_unit(terms)
        with pytest.raises(InvalidValueError, match="text of a unit"):
            Unit.parse(terms)

    def test_no_unit(self) -> None:
        """Law: never a bare error to the user (design: problems)."""
        with pytest.raises(ParseError, match="expected a unit"):
            Unit("")

    @pytest.mark.parametrize("scale", [0, -10, 12, 10.0, True, 10**25])
    def test_a_scale_is_a_power_of_ten(self, scale: Any) -> None:
        """Law: 万, 亿 and the like are exact scales, and every code reads as itself (design: unit)."""
        with pytest.raises(InvalidValueError, match="power of ten"):
            Term(scale, standard_catalogue().kind("patent").atom)

    @pytest.mark.parametrize("power", [0, 0.5, True])
    def test_a_power_is_whole(self, power: Any) -> None:
        """Law: powers are whole (research: integers only)."""
        with pytest.raises(InvalidValueError, match="whole number"):
            Term(1, standard_catalogue().kind("patent").atom, power)

    def test_a_term_has_a_word(self) -> None:
        """Law: an item refuses what is wrong (design: problems)."""
        with pytest.raises(InvalidValueError, match="Atom"):
            Term(1, "patent")  # type: ignore[arg-type]


def test_parsing_with_a_catalogue() -> None:
    """Law: users add kinds to a catalogue (design: unit)."""
    catalogue = standard_catalogue().extend([Kind("well", one="well", many="wells", words=("口",))])
    assert Unit.parse("口/年", kind="well", catalogue=catalogue).code == "well/year"
    assert Unit.parse("%", whole="well").whole == "well"
    assert Unit.parse("亿元", prices="2020") == Unit("亿元", prices="2020")
    assert per_10k_people("well", catalogue=catalogue).label() == "wells per 10,000 people"
    assert per_year("well", catalogue=catalogue).code == "well/year"
    assert to_unit("户") == Unit("户")
    assert to_unit(Unit("户")) == Unit("户")


def test_scaling() -> None:
    """Law: 元 scaled by 10000 is 万元 (design: unit)."""
    assert Unit("元").scaled(10_000) == Unit("万元")
    assert Unit("patent/person").scaled(100).code == "100.patent/person"
    with pytest.raises(InvalidValueError, match="to scale"):
        Unit("1/year").scaled(10)
    with pytest.raises(InvalidValueError, match="to scale"):
        Unit("1").scaled(10)
    with pytest.raises(InvalidValueError, match="power of ten"):
        Unit("元").scaled(3)


@pytest.mark.parametrize(
    ("level", "difference"),
    [
        (Unit("percent"), Unit("percentage_point")),
        (Unit("permille", whole="enterprise"), Unit("percentage_point", whole="enterprise")),
        (Unit("1", whole="enterprise"), Unit("percentage_point", whole="enterprise")),
        (Unit("percentage_point"), Unit("percentage_point")),
        (Unit("patent"), Unit("patent")),
        (number_unit(), number_unit()),
    ],
    ids=str,
)
def test_differences_of_levels(level: Unit, difference: Unit) -> None:
    """Law: a difference of shares is in percentage points, of all else in its unit (design: unit)."""
    assert as_difference(level) == difference


def test_levels_of_differences() -> None:
    """Law: percentage points are a difference of percent (design: unit)."""
    assert as_level(Unit("percentage_point", whole="enterprise")) == percent_of("enterprise")
    assert as_level(Unit("permille")) == Unit("permille")
    assert as_level(Unit("patent")) == Unit("patent")
    assert as_level(Unit("percentage_point/year")) == Unit("percentage_point/year")


@pytest.mark.parametrize(
    ("first", "second", "sign", "expected"),
    [
        (Unit("patent"), Unit("person"), -1, Unit("patent/person")),
        (Unit("patent/(10000.person)"), Unit("10000.person"), 1, Unit("patent")),
        (Unit("patent/(10000.person)"), Unit("person"), 1, Unit("patent")),
        (Unit("work/month"), Unit("year"), 1, Unit("work")),
        (Unit("enterprise"), Unit("enterprise"), -1, Unit("1", whole="enterprise")),
        (Unit("10000.enterprise"), Unit("enterprise"), -1, Unit("1", whole="enterprise")),
        (Unit("tce/(10000.CNY)"), Unit("tce/CNY"), -1, Unit("1", whole="tce/CNY")),
        (Unit("patent/person"), Unit("person/patent"), 1, Unit("1", whole="patent/person")),
        (Unit("percent/year"), Unit("year"), 1, Unit("percent")),
        (Unit("researcher"), Unit("worker"), -1, Unit("researcher/worker")),
        (Unit("person"), Unit("person"), 1, Unit("person^2")),
        (Unit("person"), Unit("10000.person"), 1, Unit("person.10000.person")),
        (Unit("person^2"), Unit("10000.person"), -1, Unit("person")),
        (Unit("hectare"), Unit("m2"), -1, Unit("1", whole="hectare")),
        (Unit("CNY", prices="2020"), Unit("person"), -1, Unit("CNY/person", prices="2020")),
        (Unit("tce/CNY", prices="2020"), Unit("CNY", prices="2020"), 1, Unit("tce")),
        (Unit("person"), Unit("CNY", prices="2020"), -1, Unit("person/CNY", prices="2020")),
    ],
    ids=str,
)
def test_products_and_ratios(first: Unit, second: Unit, sign: int, expected: Unit) -> None:
    """Law: a rate times its denominator counts; kinds never cancel to a bare number (design: unit)."""
    assert combined(first, second, sign) == expected


def test_products_of_money_of_two_price_bases() -> None:
    """Law: the price basis is never converted silently (design: unit)."""
    with pytest.raises(UnitMismatchError, match=r"2010 prices.*2020 prices"):
        combined(Unit("CNY", prices="2010"), Unit("tce/CNY", prices="2020"), 1)


def test_helpers_read_like_the_field() -> None:
    """Law: per_10k_people, percent_of and per_year (issue: helpers)."""
    assert per_10k_people("patent") == Unit("件/万人").bind("patent")
    assert per_year("work").label("zh") == "件/年"
    assert percent_of("enterprise") == Unit("%", whole="enterprise")
    with pytest.raises(UnknownReferenceError):
        per_year("unicorn")


@pytest.mark.parametrize(("code", "one", "many"), [("CNY", "yuan", "yuan"), ("USD", "US dollar", "US dollars")])
def test_each_currency_is_a_dimension_of_its_own(code: str, one: str, many: str) -> None:
    """Currencies never convert silently, and one of them is named in the singular (design: unit)."""
    unit = Unit(code)
    assert unit.dims == ((code, 1),)
    assert (unit.label("en", plural=False), unit.label("en")) == (one, many)


@pytest.mark.parametrize(
    ("zeros", "en", "zh"),
    [
        (3, "1,000", "千"), (6, "million", "百万"), (7, "10 million", "千万"), (8, "100 million", "亿"),
        (9, "billion", "十亿"), (12, "trillion", "万亿"), (13, "10,000,000,000,000", "10000000000000"),
    ],
)  # fmt: skip
def test_a_scale_is_named_in_both_languages(zeros: int, en: str, zh: str) -> None:
    """Scales are exact powers of ten, named where there is a name (design: unit)."""
    unit = Unit(f"{10**zeros}.person")
    assert (unit.label(), unit.label("zh")) == (f"{en} people", f"{zh}人")


@pytest.mark.parametrize(("word", "zeros"), [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)])
def test_english_scales_are_read(word: str, zeros: int) -> None:
    """Scales are exact powers of ten (design: unit)."""
    assert Unit(f"patents per {word} people") == Unit(f"patent/({10**zeros}.person)")


def test_a_whole_and_prices_are_named() -> None:
    """Law: Unit("percent", "enterprise") could be either, and is refused (issue: reads like the field)."""
    for more in (("enterprise",), (None, "2020")):
        with pytest.raises(TypeError):
            Unit("CNY", *more)


def test_equality_goes_by_meaning_whatever_the_order() -> None:
    """Law: a product has no order, and open words that cancel leave nothing (design: equality goes by meaning)."""
    assert Unit("件·户") == Unit("户·件")
    assert hash(Unit("件·户")) == hash(Unit("户·件"))
    assert Unit("件·户").open_words == ("件", "户")


def test_words_are_read_with_the_catalogue_that_is_given() -> None:
    """Law: users add kinds to a catalogue, which is a value and not process state (design: unit)."""
    catalogue = standard_catalogue().extend([Kind("well", one="well", many="wells", words=("口",))])
    assert Unit.parse("wells per 10,000 people", catalogue=catalogue).code == "well/(10000.person)"
    assert Unit.parse("件/万人", kind="patent", prices=None).code == "patent/(10000.person)"
    assert Unit.parse("亿元", prices="current").prices == "current"
    with pytest.raises(ParseError):
        Unit("wells per 10,000 people")


def test_a_kind_closes_one_word_and_leaves_the_rest() -> None:
    """Law: closing says one thing, and keeps all that is said (design: unit)."""
    unit = Unit("万元/户·件", prices="2020").bind("household")
    assert unit == Unit("10000.CNY/household/jian?", prices="2020")
    assert unit.label("zh") == "万元/户/件"


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (Unit("percent", whole="enterprise"), "Unit('percent', whole='enterprise')"),
        (Unit("万元", prices="2020"), "Unit('10000.CNY', prices='2020')"),
        (Unit("件/万人"), "Unit('jian?/(10000.person)')"),
    ],
)
def test_a_repr_writes_what_makes_the_unit(unit: Unit, text: str) -> None:
    """Law: a repr can be pasted (design: feels like attrs)."""
    assert repr(unit) == text


def test_the_first_difference_speaks() -> None:
    """Law: a mismatch names what to do, and an open word goes before all else (design: operators raise on a mismatch)."""
    assert "say what 件 counts" in str(Unit("patent").mismatch(Unit("件")))
    assert Unit("件").mismatch(Unit("件")) is not None
    both = Unit("件·户").mismatch(Unit("株"))
    assert "say what 件 counts" in str(both)
    assert "one kind" in str(Unit("second/year").mismatch(Unit("patent/second")))


def test_terms_are_taken_from_any_row() -> None:
    """Law: the terms of a unit may come in any row, and a row of none is the plain number (Unit: terms)."""
    patent = Unit("patent").terms
    assert Unit(iter(patent)) == Unit("patent")
    assert Unit([]).is_bare
    with pytest.raises(InvalidValueError, match="Unit: expected the text of a unit"):
        Unit([*patent, "person"])  # type: ignore[list-item]


@pytest.mark.parametrize(("word", "part"), [("年", 1), ("quarter", 4), ("季", 4), ("month", 12), ("个月", 12)])
def test_calendar_units_are_exact_parts_of_a_year(word: str, part: int) -> None:
    """Law: 年 is one kind with 月 = 1/12 and 季 = 1/4, and turns into no days (design: unit)."""
    assert (Unit(word).dims, Unit(word).factor) == ((("year", 1),), Fraction(1, part))
    assert Unit(word).mismatch(Unit("day")) is not None


@pytest.mark.parametrize(
    ("word", "dims", "factor"),
    [
        ("亩", (("meter", 2),), Fraction(10000, 15)), ("%", (), Fraction(1, 100)), ("‰", (), Fraction(1, 1000)),
        ("个百分点", (), Fraction(1, 100)), ("元", (("CNY", 1),), Fraction(1)), ("公顷", (("meter", 2),), Fraction(10000)),
    ],
)  # fmt: skip
def test_built_in_words_have_exact_factors(word: str, dims: Any, factor: Fraction) -> None:
    """Law: a unit has an exact rational factor (design: unit); 15 亩 are 1 公顷."""
    assert (Unit(word).dims, Unit(word).factor) == (dims, factor)


@pytest.mark.parametrize("name", ["percent", "points", "kg", "meter", "count", "cm", "litre", "hours", "days"])
def test_no_kind_takes_the_name_of_a_unit(name: str) -> None:
    """A word means one thing (design: unit)."""
    with pytest.raises(InvalidValueError):
        standard_catalogue().extend([Kind(name, one=name, many=name)])


def test_a_notebook_shows_the_line_that_makes_it() -> None:
    """Law: a repr can be pasted, in a notebook too (design: feels like attrs)."""
    page, unit = Page(), Unit("件/万人")
    unit._repr_pretty_(page, False)  # noqa: FBT003 -- as IPython calls it
    assert page.written == repr(unit)


def test_the_written_word_stays_when_it_is_closed() -> None:
    """Law: spelling is kept: 项 that are patents stay 项 (design: unit)."""
    assert closed_by(Unit("项"), Unit("patent")).label("zh") == "项"
    assert isinstance(Unit("1").factor, Fraction)
