"""Indicators: units, natures, limits, ratios, and what they close."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from policytargets.errors import InvalidValueError, PolicyTargetsError, UnitMismatchError
from policytargets.indicators import Better, Indicator, Limits, Nature, Ratio
from policytargets.periods import Day, Month, Quarter, Span, Year
from policytargets.quantities import Quantity
from policytargets.units import Unit, per_10k_people

RATE = Indicator(id="patents_rate", name="发明专利", unit=per_10k_people("patent"), nature="stock")
SHARE = Indicator(id="share", name="占比", unit=Unit("%", whole="enterprise"), nature="share")
PLAIN_SHARE = Indicator(id="plain_share", name="占比", unit="%", nature="share")
GDP = Indicator(id="gdp", name="地区生产总值", unit=Unit("亿元", prices="2020"), nature="flow")
WORKS = Indicator(id="works", name="作品著作权登记", unit="work/year", nature="flow")
COUNTED = Indicator(id="counted", name="作品", unit="work", nature="flow")
RANK = Indicator(id="rank", name="位次", unit="place", nature="rank")
FIRMS = Indicator(id="firms", name="企业", unit="enterprise", nature="stock")


@pytest.mark.parametrize("nature", Nature)
def test_nature_says_when_an_amount_holds(nature: Nature) -> None:
    """Design: at the end of the period hold stock, cumulative and rank, and nothing else."""
    assert nature.at_end is (nature.value in {"stock", "cumulative", "rank"})
    assert Indicator(id="a", name="a", unit="%", nature=nature.value).nature is nature
    assert nature.label() == nature.value.replace("_", " ")


def test_the_words_of_a_plan_file_are_taken() -> None:
    """Units, natures and directions are written as words, names as texts or mappings."""
    indicator = Indicator(id="a", name={"zh": "甲", "en": "a"}, unit="亿元", nature="flow", better="higher")
    assert (indicator.better, indicator.unit, indicator.name["zh"]) == (Better.HIGHER, Unit("亿元"), "甲")
    assert attrs.evolve(indicator, better=Better.LOWER).better is Better.LOWER
    assert attrs.evolve(indicator, better=None).better is None


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"id": "发明专利"}, InvalidValueError, "a key of lower-case letters"),
        ({"id": "Patents"}, InvalidValueError, "a key of lower-case letters"),
        ({"id": "2017_patents"}, InvalidValueError, "a key of lower-case letters"),
        ({"id": ""}, InvalidValueError, "a key of lower-case letters"),
        ({"id": None}, InvalidValueError, "a key of lower-case letters"),
        ({"name": ""}, InvalidValueError, "a text that is not empty"),
        ({"unit": "件/万人"}, UnitMismatchError, "bind it, for example"),
        ({"unit": "个百分点"}, UnitMismatchError, "the unit of a level"),
        ({"unit": 3}, PolicyTargetsError, "unit"),
        ({"nature": "level"}, InvalidValueError, "'stock', 'cumulative', 'rank', 'flow', 'share'"),
        ({"nature": None}, InvalidValueError, "'stock', 'cumulative'"),
        ({"nature": ["stock"]}, InvalidValueError, "'stock', 'cumulative'"),
        ({"better": "more"}, InvalidValueError, "'higher', 'lower'"),
        ({"limits": "0 %"}, InvalidValueError, "an instance of Limits"),
        ({"limits": Limits(low="0 %")}, UnitMismatchError, "compare amounts of one kind"),
        ({"limits": Limits(high="3 户")}, UnitMismatchError, "kind="),
        ({"ratio": "patents / people"}, InvalidValueError, "an instance of Ratio"),
        ({"ratio": Ratio(of=FIRMS, to=RATE)}, UnitMismatchError, "correct the two indicators or the unit"),
        ({"definition": 3}, InvalidValueError, "a text or a mapping"),
        ({"source": "bulletin"}, InvalidValueError, "an instance of Citation"),
    ],
)
def test_what_is_wrong_is_refused(changes: dict[str, Any], error: type[PolicyTargetsError], message: str) -> None:
    """One message in four parts: where, what was expected, what came, what to do."""
    with pytest.raises(error) as caught:
        attrs.evolve(RATE, **changes)
    assert message in str(caught.value)
    assert all(part.strip() for part in caught.value.args)


@pytest.mark.parametrize(
    ("indicator", "written", "closed"),
    [
        (RATE, "2.15 件/万人", "2.15 patent/(10000.person)"),
        (RATE, "2.15", "2.15 patent/(10000.person)"),
        (RATE, "0.000215 件/人", "2.15 patent/(10000.person)"),
        (FIRMS, "1 万户", "10000 enterprise"),
        (WORKS, "320 件/年", "320 work/year"),
        (COUNTED, "320 件", "320 work"),
        (RANK, "3 位", "3 place"),
    ],
)
def test_what_words_leave_open_is_closed(indicator: Indicator, written: str, closed: str) -> None:
    """Design: the kind of 件 and the unit of a bare number the indicator closes; the spelling is kept."""
    amount = indicator.close(Quantity(written))
    assert amount == Quantity(closed)
    assert amount.number == written.split(maxsplit=1)[0].replace("1", "1", 1) or amount.number
    assert indicator.close(amount) == amount


def test_the_whole_of_a_share_and_the_prices_of_money_are_closed() -> None:
    """Design: the whole of a share and the price basis of 元 are open words too."""
    assert SHARE.close(Quantity("15 %")) == Quantity("15 %", whole="enterprise")
    assert SHARE.close(Quantity("15")) == Quantity("15 %", whole="enterprise")
    assert GDP.close(Quantity("300 亿元")) == Quantity("300 亿元", prices="2020")
    assert GDP.close(Quantity("3000000 万元")) == Quantity("300 亿元", prices="2020")


@pytest.mark.parametrize(
    ("indicator", "amount", "remedy"),
    [
        (RATE, Quantity("15 %"), "compare amounts of one kind"),
        (RATE, Quantity("3 trademark/(10000.person)"), "compare amounts of one kind"),
        (RATE, Quantity("3 户/万人"), "compare amounts of one kind"),
        (SHARE, Quantity("3 个百分点"), "a level and a difference"),
        (SHARE, Quantity("15 %", whole="household"), "one whole"),
        (GDP, Quantity("300 亿元", prices="current"), "price index"),
        (RATE, Quantity("2 件"), "compare amounts of one kind"),
    ],
)
def test_an_amount_of_another_indicator_is_refused(indicator: Indicator, amount: Quantity, remedy: str) -> None:
    """Design: making an observation refuses a mismatch; money is never converted silently."""
    with pytest.raises(UnitMismatchError) as caught:
        indicator.close(amount, "Observation")
    assert caught.value.where == "Observation"
    assert remedy in caught.value.remedy or "counts" in caught.value.remedy


@pytest.mark.parametrize(
    ("indicator", "written", "closed"),
    [
        (RATE, "15 %", "15 %"),
        (RATE, "15 ‰", "1.5 %"),
        (RATE, "0.2 件/万人", "0.2 patent/(10000.person)"),
        (FIRMS, "10 户", "10 enterprise"),
        (PLAIN_SHARE, "3 个百分点", "3 points"),
        (PLAIN_SHARE, "3 %", "3 %"),
        (RANK, "2 位", "2 place"),
    ],
)
def test_a_change_is_in_percent_of_the_baseline_in_points_or_in_the_own_unit(
    indicator: Indicator, written: str, closed: str
) -> None:
    """Design: % is of the baseline, for a share too; points or the indicator's unit are its own."""
    assert indicator.close_change(Quantity(written)) == Quantity(closed)
    assert indicator.close_change(indicator.close_change(Quantity(written))) == Quantity(closed)


def test_a_change_of_a_share_of_a_whole() -> None:
    """Points are of that whole; percent is of the baseline, and so of no whole."""
    assert SHARE.close_change(Quantity("3 points")) == Quantity("3 points", whole="enterprise")
    assert SHARE.close_change(Quantity("3 %")) == Quantity("3 %")
    assert GDP.close_change(Quantity("10 亿元")) == Quantity("10 亿元", prices="2020")


@pytest.mark.parametrize(
    ("indicator", "written", "message"),
    [
        (RATE, "15", "an amount of change with its unit"),
        (SHARE, "3", "an amount of change with its unit"),
        (RANK, "10 %", "a rank has no percentage; state the places"),
        (FIRMS, "3 个百分点", "%, or a unit that meets"),
        (FIRMS, "3 patent", "compare amounts of one kind"),
        (FIRMS, "3 台", "counts"),
    ],
)
def test_what_is_no_change_of_it_is_refused(indicator: Indicator, written: str, message: str) -> None:
    """Design: in a change a bare number is refused; no percent of a rank."""
    with pytest.raises(UnitMismatchError) as caught:
        indicator.close_change(Quantity(written), "Target 'a': criterion")
    assert message in str(caught.value)
    assert caught.value.where == "Target 'a': criterion"


@pytest.mark.parametrize(
    ("indicator", "amount", "period", "base"),
    [
        (WORKS, "320 work/year", Quarter(2017, 1), "320"),
        (WORKS, "320 work", Year(2017), "320"),
        (WORKS, "80 work", Quarter(2017, 1), "320"),
        (WORKS, "640 work", Span(Year(2016), Year(2017)), "320"),
        (COUNTED, "320 work/year", Year(2017), "320"),
        (COUNTED, "320 work/year", Month(2017, 3), "80/3"),
        (COUNTED, "80 work", Quarter(2017, 1), "80"),
        (RATE, "2 patent/(10000.person)", Year(2017), "1/5000"),
    ],
)
def test_a_flow_stated_per_year_and_in_all_meet_over_a_period(
    indicator: Indicator, amount: str, period: Any, base: str
) -> None:
    """Design: 320 件/年 over a year is 320 件; in months and quarters exactly."""
    assert indicator.base_of(indicator.close(Quantity(amount)), period) == Fraction(base)


@pytest.mark.parametrize(
    ("indicator", "amount", "period", "expected"),
    [
        (WORKS, "320 work", Day(2017, 3, 1), "a period of whole months"),
        (attrs.evolve(WORKS, nature="mean"), "320 work", Year(2017), "a unit that meets"),
        (WORKS, "320 trademark", Year(2017), "a unit that meets"),
        (WORKS, "320 work/(10000.person)", Year(2017), "a unit that meets"),
    ],
)
def test_amounts_that_do_not_meet_over_a_period_are_refused(
    indicator: Indicator, amount: str, period: Any, expected: str
) -> None:
    """Only a flow turns from per year into in all, and only over whole months."""
    with pytest.raises(UnitMismatchError, match=expected):
        indicator.base_of(Quantity(amount), period)


@pytest.mark.parametrize(
    ("unit", "nature", "limits", "never"),
    [
        ("patent", "stock", None, True),
        ("patent/(10000.person)", "stock", None, True),
        ("year", "mean", None, True),
        ("亿元", "flow", None, False),
        ("亿元", "flow", Limits(low="0 亿元"), True),
        ("亿元", "flow", Limits(low="-3 亿元"), False),
        ("亿元", "flow", Limits(high="3 亿元"), False),
        ("coefficient", "index", None, False),
        ("index_point", "index", None, False),
        ("%", "share", None, False),
        ("%", "share", Limits(low="0 %"), True),
        ("%", "growth_rate", None, False),
        ("1", "ratio", None, False),
        ("patent", "growth_rate", None, False),
    ],
)
def test_counts_are_never_negative_other_amounts_by_their_limits(
    unit: str, nature: str, limits: Limits | None, *, never: bool
) -> None:
    """Design: a missing part of what cannot be negative (counts; else by limits=) is at least zero."""
    indicator = Indicator(id="a", name="a", unit=unit, nature=nature, limits=limits)
    assert indicator.cannot_be_negative is never


@pytest.mark.parametrize(
    ("indicator", "limits"),
    [
        (SHARE, (0, 1)),
        (PLAIN_SHARE, (None, None)),
        (attrs.evolve(SHARE, nature="growth_rate"), (None, None)),
        (attrs.evolve(PLAIN_SHARE, limits=Limits(low="0", high="100")), (0, 1)),
        (attrs.evolve(SHARE, limits=Limits(high="50 %")), (None, Fraction(1, 2))),
        (attrs.evolve(FIRMS, limits=Limits(low="1 千户")), (1000, None)),
        (FIRMS, (None, None)),
    ],
)
def test_limits_are_those_stated_else_those_of_a_share_of_a_whole(indicator: Indicator, limits: Any) -> None:
    """Design: a share of 101 % is no evidence; the limits are closed as every amount is."""
    assert indicator.bounds_in_base() == limits


def test_limits_are_the_right_way_round() -> None:
    """As soon as their units meet: at once, or when the indicator closes them."""
    with pytest.raises(InvalidValueError, match="swap the two limits"):
        Limits(low="100 %", high="0 %")
    loose = Limits(low="3 件", high="2 件")
    with pytest.raises(InvalidValueError, match="swap the two limits"):
        attrs.evolve(FIRMS, unit="patent", limits=loose)
    assert Limits(low="3 %", high="3 %").low == Limits(low="3 %").low


def test_the_limits_of_a_flow_are_in_its_unit() -> None:
    """A limit in all means another limit per year for every length of period."""
    with pytest.raises(UnitMismatchError, match="compare amounts of one kind"):
        attrs.evolve(WORKS, limits=Limits(low="0 件"))


def test_a_ratio_gives_the_unit_of_its_rate() -> None:
    """Issue: patents / population is exact; what does not give the unit is refused (see above)."""
    people = Indicator(id="people", name="常住人口", unit="万人", nature="stock")
    patents = Indicator(id="patents", name="发明专利", unit="patent", nature="stock")
    assert attrs.evolve(RATE, ratio=Ratio(of=patents, to=people)).ratio == Ratio(of=patents, to=people)
    share = Ratio(of=FIRMS, to=attrs.evolve(FIRMS, id="all_firms"))
    assert attrs.evolve(SHARE, ratio=share).ratio == share


@pytest.mark.parametrize("side", ["patents", None, 3])
def test_a_ratio_is_of_two_indicators(side: Any) -> None:
    """An id is no indicator: a target can be decided without a plan."""
    with pytest.raises(InvalidValueError, match="pass Indicator objects"):
        Ratio(of=FIRMS, to=side)
