"""Sentences letter by letter, as a civil servant would write them (issue: explain)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

import policytargets as pt
from policytargets import Quarter, Span, Year
from policytargets._clauses import range_of
from policytargets.describing import describe_item, shown
from policytargets.explaining import explain
from policytargets.ranges import Range


def _indicator(key: str, zh: str, en: str, unit: Any, nature: str, **other: Any) -> pt.Indicator:
    return pt.Indicator(id=key, name={"zh": zh, "en": en}, unit=unit, nature=nature, **other)


PATENTS = _indicator("patents", "发明专利拥有量", "invention patents in force", pt.per_10k_people("patent"), "stock")
ENERGY = _indicator(
    "energy", "单位地区生产总值能耗", "energy per unit of GDP", pt.Unit("吨标准煤/万元", prices="2015"), "ratio", better="lower"
)  # fmt: skip
GDP = _indicator("gdp", "地区生产总值", "GDP", pt.Unit("亿元", prices="2015"), "flow")
REVENUE = _indicator(
    "revenue", "财政收入", "revenue", pt.Unit("亿元", prices="current"), "flow", limits=pt.Limits(low="0 亿元")
)
FOREST = _indicator("forest", "森林覆盖率", "forest cover", pt.percent_of("area"), "stock", better="higher")
CRIME = _indicator("crime", "发案率", "crime", pt.percent_of("area"), "stock", better="lower")
FIRMS = _indicator("firms", "优势企业", "advantage enterprises", pt.Unit("户").bind("enterprise"), "stock")
RANK = _indicator("rank", "综合排名", "rank", "place", "rank", better="lower")
BY = pt.By(Year(2020))


def zh(
    indicator: pt.Indicator, criterion: Any, *rows: Any, due: Any = Year(2017), as_of: Any = Year(2018), **more: Any
) -> str:
    """The Chinese sentence of a target on rows of period, amount and what else an observation has."""
    target = pt.Target(id="goal", indicator=indicator, criterion=criterion, due=due, **more)
    seen = [
        pt.Observation(indicator=indicator, period=period, value=str(value), **(extra[0] if extra else {}))
        for period, value, *extra in rows
    ]
    found = pt.assess(target, seen, as_of=as_of)
    assert found.explain("en").isprintable()
    assert pt.replay(found.steps) is found.verdict
    return found.explain("zh")


FALL = pt.Fall(by=pt.AtLeast("15 %"), since=Year(2015))
TOTAL = pt.Total(pt.AtLeast("500 亿元"), over=Span(Year(2016), Year(2020)))
ALMOST = {"since": pt.YearBefore()}


@pytest.mark.parametrize(
    ("indicator", "criterion", "rows", "sentence"),
    [
        (FOREST, pt.AtMost("3 %"), [(Year(2017), "2.5 %")], "2017年森林覆盖率为2.5%，低于控制目标3%，已完成"),
        (
            FOREST, pt.AtMost("3 %"), [(Year(2017), "3.5 %")],
            "2017年森林覆盖率为3.5%，高于控制目标3%（超出0.5个百分点），到期未完成",
        ),
        (
            FOREST, pt.MoreThan("3 %"), [(Year(2017), "3 %")],
            "2017年森林覆盖率为3%，仅等于3%，而目标要求高于3%，到期未完成",
        ),
        (
            FOREST, pt.LessThan("3 %"), [(Year(2017), "3 %")],
            "2017年森林覆盖率为3%，仅等于3%，而目标要求低于3%，到期未完成",
        ),
        (
            FOREST, pt.Between("10 %", "12 %"), [(Year(2017), "13 %")],
            "2017年森林覆盖率为13%，高于目标范围10%至12%（超出1个百分点），到期未完成",
        ),
        (
            FOREST, pt.Between("10 %", "12 %"), [(Year(2017), "9 %")],
            "2017年森林覆盖率为9%，低于目标范围10%至12%（差1个百分点），到期未完成",
        ),
        (
            FOREST, pt.Between("10 %", "12 %"), [(Year(2017), "9 %"), (Year(2017), "13 %")],
            "2017年森林覆盖率为9%或13%（公布的数值不一致），在目标范围10%至12%之外（差1个百分点），到期未完成",
        ),
        (
            FOREST, pt.Between("10 %", "12 %"), [(Year(2017), "9 %", {"high": "11 %"})],
            "2017年森林覆盖率为9%至11%，跨越目标范围10%至12%的边界，有数据但尚不能判定",
        ),
        (
            FOREST, pt.About("10 %"), [(Year(2017), "11 %")],
            "2017年森林覆盖率为11%，目标为10%左右，但原文未载明允许的幅度，有数据但尚不能判定",
        ),
        (
            REVENUE, pt.AtMost("100 亿元"), [(Quarter(2017, n), 60) for n in (1, 2)],
            "2017年财政收入至少为120亿元（由2017年第一季度、2017年第二季度数据累加，"  # noqa: ISC004 -- one sentence
            "缺少2017年第三季度—第四季度数据），高于控制目标100亿元，到期未完成",
        ),
        (
            REVENUE, pt.Fall(by=pt.AtMost("5 %"), since=Year(2016)), [(Year(2016), 100), (Quarter(2017, 1), 95)],
            "2017年财政收入至少为95亿元（由2017年第一季度数据累加，缺少2017年第二季度—第四季度数据），"  # noqa: ISC004 -- one sentence
            "比2016年降幅至多为5%，符合下降不超过5%的目标，已提前完成",
        ),
        (
            GDP, pt.AtLeast("100 亿元"), [(Quarter(2017, 1), 95)],
            "2017年地区生产总值（由2017年第一季度数据累加，缺少2017年第二季度—第四季度数据），"  # noqa: ISC004 -- one sentence
            "尚不足以确定是否达到目标100亿元，有数据但尚不能判定",
        ),
    ],
)  # fmt: skip
def test_bounds(indicator: pt.Indicator, criterion: Any, rows: Any, sentence: str) -> None:
    """Amounts beside what was asked, the distance, the verdict."""
    assert zh(indicator, criterion, *rows) == sentence


@pytest.mark.parametrize(
    ("indicator", "criterion", "rows", "clause"),
    [
        (ENERGY, FALL, [(Year(2015), "0.50"), (Year(2017), "0.419")], "比2015年下降16.2%，超过下降15%的目标，已完成"),
        (
            ENERGY, FALL, [(Year(2015), "0.49"), (Year(2017), "0.42")],
            "比2015年下降约14.29%，未达到下降15%的目标（差约0.71个百分点），到期未完成",
        ),
        (
            ENERGY, FALL, [(Year(2015), "0.40"), (Year(2017), "0.42")],
            "比2015年上升5%，未达到下降15%的目标（差20个百分点），到期未完成",
        ),
        (
            ENERGY, FALL, [(Year(2015), "0.50"), (Year(2017), "0.42", {"high": "0.43"})],
            "为0.42至0.43吨标准煤/万元，比2015年下降14%至16%，不能确定是否达到下降15%的目标，有数据但尚不能判定",
        ),
        (
            ENERGY, FALL, [(Year(2015), "0.50"), (Year(2017), "0.40", {"high": "0.51"})],
            "比2015年降幅为-2%至20%，不能确定是否达到下降15%的目标，有数据但尚不能判定",
        ),
        (
            GDP, pt.Multiple(times=pt.AtLeast("2"), since=pt.Baseline(Year(2010), "300 亿元")), [(Year(2017), 630)],
            "2017年地区生产总值为630亿元，为2010年（300亿元）的2.1倍，超过翻一番的目标，已完成",
        ),
        (
            GDP, pt.Growth(rate=pt.AtLeast("7 %"), since=Year(2015)), [(Year(2015), 100), (Year(2017), "114.49")],
            "2015年以来年均增长7%，达到年均增长7%的目标，已完成",
        ),
        (
            GDP, pt.Growth(rate=pt.AtLeast("7 %"), since=Year(2015)), [(Year(2015), 100), (Year(2017), "114.4899")],
            "2015年以来年均增长约6.99995%，未达到年均增长7%的目标，到期未完成",
        ),
        (
            GDP, pt.Rise(by=pt.About("6.2 %"), since=pt.YearBefore()), [(Year(2017), "6.1 %", ALMOST)],
            "同比增长6.1%，目标为增长6.2%左右，但原文未载明允许的幅度，有数据但尚不能判定",
        ),
        (
            GDP, pt.Rise(by=pt.AtMost("3 %"), since=pt.YearBefore()), [(Year(2017), "3.1 %", ALMOST)],
            "同比增长3.1%，不符合增长不超过3%的目标（超出0.1个百分点），到期未完成",
        ),
        (
            GDP, pt.Rise(by=pt.Between("4.5 %", "5 %", open=["high"]), since=pt.YearBefore()),
            [(Year(2017), "5 %", ALMOST)], "同比增长5%，不符合增长4.5%至5%（不含5%）的目标，到期未完成",
        ),
        (
            GDP, pt.Rise(by=pt.AtLeast("5 %"), since=pt.YearBefore()), [(Year(2017), "0 %", ALMOST)],
            "2017年地区生产总值同比持平，未达到增长5%的目标（差5个百分点），到期未完成",
        ),
        (
            FOREST, pt.Rise(by=pt.AtLeast("3 points"), since=Year(2016)), [(Year(2016), "12 %"), (Year(2017), "15 %")],
            "比2016年提高3个百分点，达到提高3个百分点的目标，已完成",
        ),
        (
            RANK, pt.Rise(by=pt.AtLeast("2 place"), since=Year(2016)), [(Year(2016), 5), (Year(2017), 4)],
            "比2016年上升1位，未达到上升2位的目标（差1位），到期未完成",
        ),
        (
            FOREST, pt.NoWorse(than=Year(2016)), [(Year(2016), "15.2 %"), (Year(2017), "15 %")],
            "比2016年下降0.2个百分点，不符合不差于2016年的目标（差0.2个百分点），到期未完成",
        ),
        (
            CRIME, pt.NoWorse(than=Year(2016)), [(Year(2016), "15.2 %"), (Year(2017), "15 %")],
            "比2016年下降0.2个百分点，符合不差于2016年的目标，已完成",
        ),
        (
            FOREST, pt.NoWorse(than=Year(2016)), [(Year(2016), "15 %"), (Year(2017), "15 %")],
            "与2016年持平，符合不差于2016年的目标，已完成",
        ),
        (
            FOREST, pt.NoWorse(than=Year(2016)), [(Year(2016), "15 %"), (Year(2017), "14 %", {"high": "16 %"})],
            "2017年森林覆盖率为14%至16%，不能确定是否符合不差于2016年的目标，有数据但尚不能判定",
        ),
        (
            FIRMS, pt.Rise(by=pt.AtLeast("2 户"), since=pt.UNSTATED), [(Year(2017), 3)],
            "2017年优势企业为3户，目标是比基期（原文未载明）增加不低于2户，但原文未载明基数，有数据但尚不能判定",
        ),
    ],
)  # fmt: skip
def test_changes(indicator: pt.Indicator, criterion: Any, rows: Any, clause: str) -> None:
    """What became of the baseline, and whether that is what was asked."""
    assert zh(indicator, criterion, *rows).endswith(clause)


def test_readings() -> None:
    """Each reading with its verdict and what it rests on."""
    added = pt.Rise(by=pt.AtLeast("2 户"), since=Year(2016))
    because = {"zh": "原文未说明“2户”是累计还是当年新增", "en": "held or newly added"}
    readings = pt.Readings(of=[pt.AtLeast("2 户"), added], because=because)
    assert zh(FIRMS, readings, (Year(2016), 1), (Year(2017), 2)) == (
        "2017年优势企业为2户，原文可有多种理解（未说明“2户”是累计还是当年新增）：“不低于2户”满足，"
        "“比2016年增加不低于2户”不满足（比2016年增加1户），有数据但尚不能判定"
    )
    assert zh(FIRMS, readings) == (
        "2017年已结束，但没有优势企业的数据，无法判定是否达到目标（“不低于2户”或“比2016年增加不低于2户”，原文可有多种理解）"
    )


def test_timings_of_a_goal_for_2020() -> None:
    """提前完成, 回落, 反弹, 逾期, 未到期 with the last known amount."""
    asked = pt.AtLeast("2.88")
    early = zh(PATENTS, asked, (Year(2018), "2.9"), due=BY)
    assert early == "2018年发明专利拥有量为2.9件/万人，高于2020年目标2.88件/万人，已提前完成，最终以2020年数据为准"
    known = zh(PATENTS, asked, (Year(2018), "2.9"), (Year(2020), "3"), due=BY, as_of=Year(2020))
    assert known == "2020年发明专利拥有量为3件/万人，高于目标2.88件/万人，已提前完成"
    lost = zh(PATENTS, asked, (Year(2018), "2.9"), (Year(2020), "2.7"), due=BY, as_of=Year(2021))
    assert lost.endswith("低于目标2.88件/万人（差0.18件/万人），2018年曾达到目标，后又回落，未完成")
    back = zh(FOREST, pt.AtMost("3 %"), (Year(2018), "2 %"), (Year(2020), "4 %"), due=BY, as_of=Year(2021))
    assert back.endswith("2018年曾达到目标，后又反弹，未完成")
    late = zh(PATENTS, asked, (Year(2020), "2.7"), (Year(2021), "2.9"), due=BY, as_of=Year(2021))
    assert late.endswith("到期未完成，逾期到2021年才达到")
    row = (Year(2017), "2.5", {"source": "示意数据", "status": "provisional"})
    waiting = zh(PATENTS, asked, row, due=BY)
    assert waiting == (
        "到2020年发明专利拥有量的目标是不低于2.88件/万人，截至2018年底尚未到期，2017年为2.5件/万人（示意数据，初步数据）"
    )
    ranged = zh(PATENTS, asked, (Year(2017), "2.5", {"high": "2.6"}), due=BY)
    assert ranged.endswith("截至2018年底尚未到期")
    after = zh(PATENTS, asked, (Year(2017), "2.9"), (Year(2018), "2.7"), due=Year(2017))
    assert after.endswith("已完成，但2018年又未达到目标")


def test_totals_and_rounding() -> None:
    """Parts that are known and lack; a rounding that decides is said."""
    rows = [(Year(year), 110) for year in range(2016, 2020)]
    assert zh(REVENUE, TOTAL, *rows, due=None, as_of=Year(2019)) == (
        "财政收入的目标是2016—2020年累计不低于500亿元，截至2019年底尚未到期，目前至少为440亿元"
        "（由2016—2019年数据累加，缺少2020年数据）"
    )
    assert zh(REVENUE, TOTAL, *rows, due=None, as_of=Year(2021)).endswith(
        "尚不足以确定是否达到目标500亿元，有数据但尚不能判定"
    )
    ceiling = pt.AtMost("100 亿元")
    passed = zh(REVENUE, ceiling, (Quarter(2017, 1), 60), (Quarter(2017, 2), 50), as_of=Quarter(2017, 2))
    assert passed.endswith("高于控制目标100亿元，尚未到期，但已确定不能完成")
    waiting = zh(REVENUE, ceiling, (Quarter(2017, 1), 60), as_of=Year(2018))
    assert "尚不足以确定是否超过控制目标100亿元" in waiting
    rounding = pt.Rounding(1, "half_even")
    assert zh(FOREST, pt.AtLeast("15 %"), (Year(2017), "14.96 %"), rounding=rounding) == (
        "2017年森林覆盖率为14.96%，修约后达到目标15%，已完成"
    )
    rise = pt.Rise(by=pt.AtLeast("15 points"), since=Year(2016))
    risen = zh(FOREST, rise, (Year(2016), "0 %"), (Year(2017), "14.96 %"), rounding=rounding)
    assert risen.endswith("修约后达到提高15个百分点的目标，已完成")


def test_an_exact_amount_with_many_places_is_not_about() -> None:
    """约 stands only before what was rounded."""
    assert "为140.25517307亿元，" in zh(GDP, pt.AtLeast("140.25517307 亿元"), (Year(2017), "140.25517307"))


def test_what_has_no_end_says_nothing() -> None:
    """A missing part that may be negative leaves no amount to write; nor does one too small to be shown."""
    rise = pt.Rise(by=pt.AtLeast("5 %"), since=Year(2016))
    assert zh(GDP, rise, (Year(2016), 100), (Quarter(2017, 1), 95)) == (
        "2017年地区生产总值（由2017年第一季度数据累加，缺少2017年第二季度—第四季度数据），"
        "不能确定是否达到增长5%的目标，有数据但尚不能判定"
    )
    assert range_of(Range(None, None), GDP.unit, "zh") == ""
    assert shown(pt.Quantity(Fraction(1, 3 * 10**40), FOREST.unit), "en").startswith("≈")


def test_a_baseline_that_is_not_stated_is_said() -> None:
    """Of a multiple as of a rise."""
    asked = pt.Multiple(times=pt.AtLeast("2"), since=pt.UNSTATED)
    assert zh(GDP, asked, (Year(2017), 100)).endswith(
        "目标是不低于基期（原文未载明）的2倍，但原文未载明基数，有数据但尚不能判定"
    )


def test_an_attainment_without_steps_still_speaks() -> None:
    """One that another tool rebuilt says the amount and the verdict."""
    target = pt.Target(id="goal", indicator=REVENUE, criterion=pt.AtLeast("5 亿元"), due=Year(2017))
    seen = pt.Observation(indicator=REVENUE, period=Year(2017), value="4")
    found = attrs.evolve(pt.assess(target, [seen], as_of=Year(2018)), steps=())
    assert found.explain("zh") == "2017年财政收入为4亿元，到期未完成"


def test_entities_go_by_their_names() -> None:
    """An id without a name stands for itself."""
    target = pt.Target(
        id="goal", indicator=REVENUE, criterion=pt.AtLeast("5 亿元"), due=Year(2017), each=["xihe", "haizhou"]
    )
    seen = [pt.Observation(indicator=REVENUE, period=Year(2017), value="4", entity="xihe")]
    found = pt.assess(target, seen, as_of=Year(2018))
    names = {"xihe": pt.Text({"zh": "细河区", "en": "Xihe"})}
    assert explain(found, "zh", names=names) == (
        "2017年细河区、haizhou财政收入分别不低于5亿元：细河区（4亿元）未达到，haizhou无数据，总体未完成"
    )
    assert explain(found.parts[0], "zh", names=names).startswith("2017年细河区财政收入为4亿元")
    assert explain(found, "en", names=names).endswith("failed in Xihe (400 million yuan); no data for haizhou: not met")


def test_milestones_by_a_year_and_across_it() -> None:
    """于2020年底前; a record that is no closer than the deadline."""
    pilot = pt.Milestone(id="pilot", name={"zh": "开展试点", "en": "the pilot"}, due=BY)
    assert pt.assess(pilot, [], as_of=Year(2018)).explain("zh") == "“开展试点”应于2020年底前完成，截至2018年底尚未到期"
    wide = pt.Occurrence(milestone="pilot", happened=Span(Year(2020), Year(2021)))
    assert pt.assess(pilot, [wide], as_of=Year(2022)).explain("zh") == (
        "“开展试点”应于2020年底前完成，但只知于2020—2021年完成，尚不能判定是否按期完成"
    )


def test_milestones_known_not_to_have_happened_before_the_deadline() -> None:
    """An earlier record is named, and nothing is concluded from it."""
    pilot = pt.Milestone(id="pilot", name={"zh": "开展试点", "en": "the pilot"}, due=BY)
    before = pt.Occurrence(milestone="pilot", not_by=Year(2019), source="示意")
    late = pt.assess(pilot, [before], as_of=Year(2021))
    assert late.explain("zh") == (
        "“开展试点”应于2020年底前完成，现已到期，只知截至2019年尚未完成（示意数据），此后没有记载，无法判定"
    )
    assert late.explain("en") == (
        "The pilot was due by 2020, but all that is known is that it had not happened by 2019 (illustrative data): undetermined"
    )
    waiting = pt.assess(pilot, [before], as_of=Year(2019)).explain("zh")
    assert waiting == "“开展试点”应于2020年底前完成，截至2019年底尚未到期，截至2019年尚未完成（示意数据）"
    two = [pt.Occurrence(milestone="pilot", happened=Year(year)) for year in (2019, 2021)]
    assert pt.assess(pilot, two, as_of=Year(2022)).explain("en") == (
        "The pilot was due by 2020, but the records disagree (it happened in 2019; it happened in 2021): undetermined"
    )


def test_items_described() -> None:
    """Targets with a stated start, events, rules, which nobody assesses."""
    target = pt.Target(
        id="goal", indicator=FOREST, criterion=pt.AtLeast("95 %"), due=BY, baseline=pt.Baseline(amount="85 %"),
        commitment="hedged",
    )  # fmt: skip
    assert describe_item(target, "zh") == "到2020年森林覆盖率力争不低于95%（基数：基数85%）"
    rule = pt.Rule(id="r", criterion=pt.AtLeast("70 %"), of="净收益", binds="所在单位")
    assert describe_item(rule, "zh") == "净收益不低于70%，适用于所在单位（规定，不作完成情况判定）"
    since = pt.Target(id="g", indicator=FIRMS, criterion=pt.NoWorse(than=pt.Previous()), due=Year(2017))
    assert describe_item(since, "zh") == "2017年优势企业不差于上期"
