"""Sentences a mayor could read, in both languages (issue: explain)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import policytargets as pt
from fuxin_2017 import observations, plan
from policytargets import Month, Quarter, Span, Year
from policytargets.describing import describe, describe_target
from policytargets.errors import InvalidValueError

PATENTS = pt.Indicator(
    id="patents", name={"zh": "发明专利拥有量", "en": "patents in force"}, unit=pt.per_10k_people("patent"), nature="stock",
    better="higher",
)  # fmt: skip
ENERGY = pt.Indicator(
    id="energy", name={"zh": "单位GDP能耗", "en": "energy per GDP"}, unit="kWh/CNY", nature="ratio", better="lower"
)
REVENUE = pt.Indicator(
    id="revenue", name={"zh": "财政收入", "en": "revenue"}, unit="亿元", nature="flow", limits=pt.Limits(low="0 亿元")
)
RANK = pt.Indicator(id="rank", name={"zh": "全省排名", "en": "rank"}, unit="place", nature="rank", better="lower")
SHARE = pt.Indicator(id="share", name={"zh": "占比", "en": "share"}, unit="%", nature="share")
BY = pt.By(Year(2020))


def said(
    indicator: pt.Indicator,
    criterion: Any,
    *rows: tuple[Any, Any],
    due: Any = Year(2017),
    as_of: Any = Year(2018),
    **other: Any,
) -> tuple[str, str]:
    """Both sentences of a target on some levels."""
    extra = other.pop("extra", ())
    target = pt.Target(id="goal", indicator=indicator, criterion=criterion, due=due, **other)
    seen = [pt.Observation(indicator=indicator, period=period, value=str(value)) for period, value in rows]
    found = pt.assess(target, [*seen, *extra], as_of=as_of)
    return found.explain("zh"), found.explain("en")


class TestBounds:
    """What was observed, how it lies to what was asked, and the verdict."""

    def test_the_sentence_of_the_first_page(self) -> None:
        """As usage has it, letter by letter."""
        zh, en = said(PATENTS, pt.AtLeast("2.15 件/万人"), (Year(2017), "2.31"))
        assert zh == "2017年发明专利拥有量为2.31件/万人，高于目标2.15件/万人，已完成"
        assert en == (
            "In 2017, patents in force stood at 2.31 patents per 10,000 people, "
            "above the target of 2.15 patents per 10,000 people: met"
        )

    @pytest.mark.parametrize(
        ("criterion", "amount", "zh", "en"),
        [
            (pt.AtLeast("90"), "90", "达到目标90亿元，已完成", "exactly at the target"),
            (pt.AtLeast("90"), "80", "低于目标90亿元（差10亿元），到期未完成", "below the target"),
            (pt.AtMost("90"), "80", "已完成", "met"),
            (pt.AtMost("90"), "100", "到期未完成", "not met"),
            (pt.MoreThan("90"), "90", "到期未完成", "not met"),
            (pt.LessThan("90"), "90", "到期未完成", "not met"),
            (pt.Exactly("90"), "91", "到期未完成", "not met"),
            (pt.Exactly("90"), "90", "已完成", "met"),
            (pt.Between("90", "100", open=["high"]), "100", "到期未完成", "not met"),
            (pt.Between("90", "100"), "95", "已完成", "met"),
            (pt.Between("90", "100"), "89", "到期未完成", "not met"),
            (pt.About("90"), "89", "尚不能判定", "undetermined"),
            (pt.About("90"), "90", "已完成", "met"),
            (pt.About("90 亿元", within="2 亿元"), "89", "已完成", "met"),
            (pt.About("90 亿元", within="2 亿元"), "87", "到期未完成", "not met"),
        ],
    )
    def test_each_bound(self, criterion: Any, amount: str, zh: str, en: str) -> None:
        """Below, at and above; the verdict stands last."""
        sentences = said(REVENUE, criterion, (Year(2017), amount))
        assert zh in sentences[0]
        assert en in sentences[1]
        assert sentences[0].startswith("2017年财政收入为")

    def test_another_language_is_refused(self) -> None:
        """zh or en."""
        found = pt.assess(pt.Aim(id="a", name="aim"), [], as_of=Year(2018))
        with pytest.raises(InvalidValueError, match="zh"):
            found.explain("fr")


class TestTimings:
    """Every timing has its words."""

    ASKED = pt.AtLeast("2.88")

    @pytest.mark.parametrize(
        ("rows", "as_of", "zh", "en"),
        [
            ([(Year(2018), "2.9")], Year(2018), "已提前完成", "met early"),
            ([(Year(2018), "2.9"), (Year(2020), "2.7")], Year(2021), "回落", "2018"),
            ([(Year(2020), "2.7"), (Year(2021), "2.9")], Year(2021), "2021年", "reached only in 2021"),
            ([(Year(2020), "2.7")], Year(2021), "到期未完成", "not met"),
            ([(Year(2017), "2.3")], Year(2018), "尚未到期", "not yet due"),
            ([], Month(2018, 6), "截至2018年6月30日", "30 June 2018"),
            ([], Year(2021), "没有发明专利拥有量的数据", "There is no data"),
            ([(Year(2021), "2.9")], Year(2021), "2021年", "2021"),
            ([(Year(2018), "2.9"), (Year(2020), "2.9"), (Year(2021), "2.7")], Year(2021), "已提前完成", "met early"),
        ],
    )
    def test_each_timing(self, rows: Any, as_of: Any, zh: str, en: str) -> None:
        """Early, lost, late, missed, not yet due, no data; a loss afterwards is noted."""
        sentences = said(PATENTS, self.ASKED, *rows, due=BY, as_of=as_of)
        assert zh in sentences[0]
        assert en in sentences[1]

    def test_without_a_due_period(self) -> None:
        """未载明完成时限."""
        zh, en = said(PATENTS, self.ASKED, (Year(2017), "3"), due=None)
        assert "未载明完成时限" in zh
        assert "no due period" in en

    def test_superseded(self) -> None:
        """Shown, and not judged."""
        zh, en = said(PATENTS, self.ASKED, superseded_by="阜政发〔2018〕1号")
        assert "取代" in zh
        assert "superseded" in en


class TestChanges:
    """Since when, by how much, and whether that is enough."""

    @pytest.mark.parametrize(
        ("indicator", "criterion", "rows", "zh", "en"),
        [
            (ENERGY, pt.Fall(by=pt.AtLeast("15 %"), since=Year(2015)), [("100", "84")], "比2015年下降16%", "down 16%"),
            (ENERGY, pt.Fall(by=pt.AtLeast("15 %"), since=Year(2015)), [("100", "101")], "到期未完成", "not met"),
            (REVENUE, pt.Rise(by=pt.AtLeast("5 %"), since=Year(2015)), [("100", "100")], "持平", "unchanged"),
            (REVENUE, pt.Rise(by=pt.Between("5 %", "8 %"), since=Year(2015)), [("100", "106")], "6%", "6%"),
            (REVENUE, pt.Multiple(times=pt.AtLeast("2"), since=Year(2015)), [("100", "210")], "2.1", "2.1"),
            (REVENUE, pt.Multiple(times=pt.AtMost("1/2"), since=Year(2015)), [("100", "60")], "到期未完成", "not met"),
            (REVENUE, pt.Growth(rate=pt.AtLeast("7 %"), since=Year(2015)), [("100", "114.49")], "年均", "a year"),
            (REVENUE, pt.Growth(rate=pt.AtLeast("7 %"), since=Year(2015)), [("100", "110")], "年均", "a year"),
            (PATENTS, pt.NoWorse(than=Year(2015)), [("2", "1.9")], "2015年", "2015"),
            (RANK, pt.NoWorse(than=Year(2015)), [("5", "3")], "已完成", "met"),
            (RANK, pt.Rise(by=pt.AtLeast("2 place"), since=Year(2015)), [("5", "3")], "已完成", "met"),
            (
                SHARE,
                pt.Rise(by=pt.AtLeast("3 个百分点"), since=Year(2015)),
                [("40 %", "42 %")],
                "个百分点",
                "percentage point",
            ),
        ],
    )
    def test_each_change(self, indicator: Any, criterion: Any, rows: Any, zh: str, en: str) -> None:
        """Both amounts are known."""
        [(base, now)] = rows
        sentences = said(indicator, criterion, (Year(2015), base), (Year(2017), now))
        assert zh in sentences[0]
        assert en in sentences[1]

    def test_a_missing_baseline_is_named(self) -> None:
        """Unknown, unstated, stated otherwise."""
        rise = pt.Rise(by=pt.AtLeast("5 %"), since=Year(2015))
        zh, en = said(REVENUE, rise, (Year(2017), "100"))
        assert "2015年" in zh
        assert "baseline" in en or "2015" in en
        zh, _ = said(REVENUE, pt.Rise(by=pt.AtLeast("5 %"), since=pt.UNSTATED), (Year(2017), "100"))
        assert "未载明" in zh
        stated = pt.Rise(by=pt.AtLeast("5 %"), since=pt.Baseline(Year(2015), "90 亿元"))
        zh, _ = said(REVENUE, stated, (Year(2015), "95"), (Year(2017), "100"))
        assert "90亿元" in zh

    def test_published_changes(self) -> None:
        """同比增长6.1%, as it was published."""
        rise = pt.Rise(by=pt.About("6.2 %", within="0.5 points"), since=pt.YearBefore())
        seen = pt.Observation(indicator=REVENUE, period=Year(2017), value="6.1 %", since=pt.YearBefore())
        zh, en = said(REVENUE, rise, extra=[seen])
        assert "6.1%" in zh
        assert "6.1%" in en
        previous = pt.Rise(by=pt.AtLeast("1 %"), since=pt.Previous())
        zh, _ = said(REVENUE, previous, (Quarter(2017, 1), 100), (Quarter(2017, 2), 102), due=Quarter(2017, 2))
        assert "2%" in zh

    def test_totals(self) -> None:
        """累计."""
        total = pt.Total(pt.AtLeast("500 亿元"), over=Span(Year(2016), Year(2017)))
        zh, en = said(REVENUE, total, (Year(2016), 260), (Year(2017), 250), due=None)
        assert "510亿元" in zh
        assert "51 billion yuan" in en
        zh, _ = said(REVENUE, total, (Year(2016), 260), due=None, as_of=Year(2016))
        assert "尚未到期" in zh

    def test_combinations(self) -> None:
        """All of, any of, readings; each part with its own verdict."""
        parts = [pt.AtLeast("90 亿元"), pt.Rise(by=pt.AtLeast("5 %"), since=Year(2016))]
        rows = ((Year(2016), 90), (Year(2017), 92))
        for criterion in (pt.AllOf(parts), pt.AnyOf(parts), pt.Readings(of=parts, because="水平还是增幅")):
            zh, en = said(REVENUE, criterion, *rows)
            assert "90亿元" in zh
            assert "5%" in en
        zh, _ = said(REVENUE, pt.Readings(of=parts, because="水平还是增幅"), *rows)
        assert "原文可有多种理解" in zh


class TestEvidence:
    """Ranges, disagreement, parts, provisional and illustrative amounts are named."""

    def test_notes(self) -> None:
        """Each in its words."""
        low = pt.Observation(indicator=REVENUE, period=Year(2017), value="89", high="91")
        assert "89至91亿元" in said(REVENUE, pt.AtLeast("90"), extra=[low])[0]
        one, two = (pt.Observation(indicator=REVENUE, period=Year(2017), value=v) for v in ("80", "100"))
        zh, en = said(REVENUE, pt.AtLeast("90"), extra=[one, two])
        assert "不一致" in zh
        assert "disagree" in en
        quick = pt.Observation(indicator=REVENUE, period=Year(2017), value="95", status="provisional")
        assert "初步数据" in said(REVENUE, pt.AtLeast("90"), extra=[quick])[0]
        made_up = pt.Observation(indicator=REVENUE, period=Year(2017), value="95", source="示意数据")
        assert "示意数据" in said(REVENUE, pt.AtLeast("90"), extra=[made_up])[0]

    def test_parts_added_up(self) -> None:
        """Which parts, and which are missing."""
        rows = [(Quarter(2017, number), 40) for number in (1, 2, 3)]
        zh, en = said(REVENUE, pt.AtLeast("90"), *rows, as_of=Quarter(2017, 3))
        assert "累加" in zh
        assert "added up" in en
        zh, _ = said(REVENUE, pt.AtLeast("900"), *rows)
        assert "缺少" in zh

    def test_rounding(self) -> None:
        """修约后比较."""
        zh, en = said(SHARE, pt.AtLeast("15 %"), (Year(2017), "14.96 %"), rounding=pt.Rounding(1, "half_even"))
        assert "14.96" in zh
        assert "met" in en

    def test_limits(self) -> None:
        """What is no evidence is named."""
        share = pt.Indicator(id="s", name="占比", unit=pt.percent_of("enterprise"), nature="share")
        zh, _ = said(share, pt.AtLeast("15 %"), (Year(2017), "101 %"))
        assert "无法判定" in zh


class TestWholesAndEvents:
    """Every period, every member, events and aims."""

    def test_every_year(self) -> None:
        """Which failed."""
        every = pt.Every(Year, within=Span(Year(2016), Year(2017)))
        zh, en = said(REVENUE, pt.AtLeast("90"), (Year(2016), 95), (Year(2017), 80), due=every)
        assert "2017年" in zh
        assert "未完成" in zh
        assert "2017" in en
        assert "2项均达到" in said(REVENUE, pt.AtLeast("90"), (Year(2016), 95), (Year(2017), 95), due=every)[0]
        assert "尚未到期" in said(REVENUE, pt.AtLeast("90"), (Year(2016), 95), due=every, as_of=Year(2016))[0]
        assert "无数据" in said(REVENUE, pt.AtLeast("90"), (Year(2016), 95), due=every)[0]

    def test_members(self) -> None:
        """Each by name; unknown members are said."""
        zh, _ = said(REVENUE, pt.AtLeast("90"), each=["haizhou"])
        assert "haizhou" in zh
        zh, en = said(REVENUE, pt.AtLeast("90"), each=pt.Each(collective="各县区"))
        assert "各县区" in zh
        assert "not known" in en

    @pytest.mark.parametrize(
        ("rows", "as_of", "zh", "en"),
        [
            ([{"happened": Month(2016, 12)}], Year(2018), "提前完成", "early"),
            ([{"happened": pt.Day(2017, 9, 1)}], Year(2018), "按期完成", "on time"),
            ([{"happened": Year(2018)}], Year(2018), "2018年", "not met in time"),
            ([{"not_by": Year(2017)}], Year(2018), "到期未完成", "not met"),
            ([], Year(2018), "没有记载", "nothing says"),
            ([{"not_by": Month(2017, 6)}], Year(2018), "2017年6月", "June 2017"),
            ([], Month(2017, 6), "尚未到期", "not yet due"),
            ([{"happened": Month(2017, 6)}, {"happened": Year(2018)}], Year(2018), "尚不能判定", "undetermined"),
        ],
    )
    def test_milestones(self, rows: Any, as_of: Any, zh: str, en: str) -> None:
        """When it happened, or until when it had not."""
        event = pt.Milestone(id="platform", name={"zh": "搭建平台", "en": "the platform"}, due=Year(2017))
        found = pt.assess(event, [pt.Occurrence(milestone="platform", **row) for row in rows], as_of=as_of)
        assert zh in found.explain("zh")
        assert en in found.explain("en")

    def test_a_milestone_without_due(self) -> None:
        """Nothing to be early or late for."""
        found = pt.assess(pt.Milestone(id="p", name="平台", entity="haizhou"), [], as_of=dt.date(2018, 1, 1))
        assert "未载明完成时限" in found.explain("zh")

    def test_all_of_fuxin_reads_in_both_languages(self) -> None:
        """No braces, no None, no code words; Chinese without English words."""
        for year in (2016, 2017, 2018, 2019, 2021):
            for attainment in pt.assess(plan(), observations(), as_of=Year(year)):
                zh, en = attainment.explain("zh"), attainment.explain("en")
                assert not any(mark in zh + en for mark in ("{", "None", "Quantity", "_"))
                assert not [word for word in zh.split() if word.isascii() and word.isalpha() and len(word) > 3]


class TestDescribing:
    """What is asked, in words."""

    @pytest.mark.parametrize(
        ("criterion", "zh", "en"),
        [
            (pt.AtLeast("2.15 件/万人"), "不低于2.15件/万人", "at least 2.15 patents per 10,000 people"),
            (pt.AtMost("2 件/万人"), "2件/万人", "at most"),
            (pt.MoreThan("2 件/万人"), "2件/万人", "more than"),
            (pt.LessThan("2 件/万人"), "2件/万人", "less than"),
            (pt.Exactly("2 件/万人"), "2件/万人", "exactly"),
            (pt.Between("2 件/万人", "3 件/万人", open=["low"]), "3件/万人", "3 patents"),
            (pt.About("2 件/万人"), "左右", "about"),
            (pt.About("2 件/万人", within="1 件/万人"), "1件/万人", "1 patent"),
            (pt.Fall(by=pt.AtLeast("15 %"), since=pt.YearBefore()), "15%", "15%"),
            (pt.Rise(by=pt.AtLeast("15 %"), since=pt.Previous()), "15%", "15%"),
            (pt.Rise(by=pt.AtLeast("15 %"), since=pt.Baseline(Year(2015), "2 件/万人")), "2015年", "2015"),
            (pt.Multiple(times=pt.AtLeast("2"), since=Year(2010)), "2010年", "2010"),
            (pt.Multiple(times=pt.Between("2", "3"), since="2 件/万人"), "3", "3"),
            (pt.Growth(rate=pt.AtMost("7 %"), since=Year(2015)), "年均", "a year"),
            (pt.NoWorse(than=Year(2016)), "2016年", "2016"),
            (pt.AllOf([pt.AtLeast("2"), pt.AtMost("3")]), "2", "and"),
            (pt.AnyOf([pt.AtLeast("2"), pt.AtMost("1")]), "或", "or"),
        ],
    )
    def test_each_criterion(self, criterion: Any, zh: str, en: str) -> None:
        """In both languages."""
        target = pt.Target(id="goal", indicator=PATENTS, criterion=criterion, due=Year(2017))
        assert zh in describe(target.criterion, "zh", indicator=PATENTS)
        assert en in describe(target.criterion, "en", indicator=PATENTS)
        assert "2017" in describe_target(target, "zh")
        assert "2017" in describe_target(target, "en")
