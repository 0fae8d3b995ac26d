"""What a target, a milestone, an aim and an outlook show of themselves (issue: plan, assessment, target and outlook)."""

from __future__ import annotations

import re

import attrs
import pytest

import policytargets as pt
from policytargets import methods
from policytargets.outlooks import Outlook
from policytargets.reports import item_html, outlook_html

FIRMS = pt.Indicator(
    id="firms", name={"zh": "优势企业", "en": "leading firms"}, unit="enterprise", nature="stock", better="higher"
)
GOAL = pt.Target(
    id="firms_2020",
    indicator=FIRMS,
    criterion=pt.AtLeast("10 户"),
    due=pt.By(pt.Year(2020)),
    baseline=pt.Year(2016),
    commitment="hedged",
    citation=pt.Citation(document="opinions", place="（二）", start=0, end=9, quote="优势企业达到10户"),
)
PLATFORM = pt.Milestone(id="platform", name={"zh": "搭建平台", "en": "a platform"}, due=pt.Year(2017))
TALENT = pt.Aim(id="talent", name={"zh": "人才队伍壮大", "en": "more talent"})


def firms(year: int, value: str, source: str = "bulletin") -> pt.Observation:
    """An observation of firms."""
    return pt.Observation(indicator=FIRMS, period=pt.Year(year), value=value, source=source)


def said_of(target: pt.Target, *records: pt.Observation) -> Outlook:
    """What one method says of a target."""
    found = pt.assess(target, records, as_of=pt.Year(2018), method=methods.LinearShare()).outlook
    assert found is not None
    return found


def words_of(html: str) -> str:
    """What a reader reads, with neither style sheet nor marks."""
    html = re.sub("<style>.*?</style>|<svg.*?</svg>", "", html, flags=re.DOTALL)
    return " ".join(re.sub("<[^>]*>", " ", html).split())


class TestItems:
    """What a document asks for, as it stands in a cell of a notebook."""

    @pytest.mark.parametrize(
        ("lang", "words"),
        [
            (
                "zh",
                "优势企业 编号 firms_2020 目标要求 不低于10户 单位 户 完成时限 到2020年 基数 2016年 语气 力争 优势企业达到10户",
            ),
            (
                "en",
                (
                    "leading firms Id firms_2020 Asked at least 10 enterprises Unit enterprises Due by 2020 "
                    "Baseline 2016 Commitment hedged 优势企业达到10户"
                ),
            ),
        ],
    )
    def test_a_target_shows_what_is_asked_and_where_it_says_so(self, lang: str, words: str) -> None:
        """Law: id, criterion, unit, due period, baseline, commitment and quote are shown (design: items)."""
        assert words_of(item_html(GOAL, lang)) == words

    def test_what_is_not_stated_is_called_so(self) -> None:
        """Law: what the document leaves open is not filled in (design: provenance)."""
        open_one = attrs.evolve(GOAL, due=None, baseline=pt.UNSTATED, commitment="firm", citation=None)
        assert words_of(item_html(open_one, "en")).endswith("Due not stated Baseline not stated")

    def test_milestones_and_aims_show_themselves_too(self) -> None:
        """Law: whatever can be assessed shows itself."""
        assert words_of(PLATFORM._repr_html_()) == "搭建平台 编号 platform 完成时限 2017年"
        assert words_of(TALENT._repr_html_()) == "人才队伍壮大 编号 talent 完成时限 未载明"

    def test_a_notebook_shows_chinese(self) -> None:
        """Law: what a value shows of itself is the Chinese part, as of a plan and an assessment."""
        assert GOAL._repr_html_() == item_html(GOAL, "zh") == item_html(GOAL)

    def test_a_part_stands_by_itself(self) -> None:
        """Law: a cell of a notebook has no other page to lead to, and no script."""
        for item in (GOAL, PLATFORM, TALENT):
            assert not re.search("<script|href=|src=", item_html(item))


class TestOutlooks:
    """What a method says, by name, with the figures that led there."""

    def test_an_outlook_names_its_method_and_its_figures(self) -> None:
        """Law: "on track" has no meaning without the method (design: progress and outlook)."""
        shown = words_of(said_of(GOAL, firms(2016, "2 户"), firms(2017, "4 户"))._repr_html_())
        assert shown.startswith(
            "优势企业 方法 线性进度法 判断 滞后" if "滞后" in shown else "优势企业 方法 线性进度法 判断 同步"
        )
        assert "完成目标的比例：25%" in shown
        assert "2016年为2户；2017年为4户" in shown
        assert "示意" not in shown

    def test_one_that_says_nothing_says_why(self) -> None:
        """Law: undetermined comes with its reason (design: methods)."""
        shown = words_of(outlook_html(said_of(attrs.evolve(GOAL, baseline=None), firms(2017, "4 户")), "en"))
        assert "undetermined" in shown
        assert "progress needs a baseline" in shown

    def test_illustrative_data_are_marked(self) -> None:
        """Law: illustrative data is marked wherever it shows (issue)."""
        found = said_of(GOAL, firms(2016, "2 户", "示意数据"), firms(2017, "4 户", "示意数据"))
        assert "示意数据，不是真实统计" in words_of(outlook_html(found))

    def test_readings_are_shown_one_by_one(self) -> None:
        """Law: readings have one required level each (design: progress and outlook)."""
        readings = pt.Readings(
            of=[pt.AtLeast("10 户"), pt.Rise(by=pt.AtLeast("10 户"), since=pt.UNSTATED)], because="held or added"
        )
        found = said_of(attrs.evolve(GOAL, criterion=readings), firms(2016, "2 户"), firms(2017, "4 户", "示意数据"))
        shown = words_of(outlook_html(found, "en"))
        assert shown.startswith(
            "leading firms illustrative data, not real statistics Method LinearShare Says undetermined"
        )
        assert shown.count("Method LinearShare") == len(found.parts) + 1

    def test_an_outlook_made_by_hand_needs_no_course(self) -> None:
        """Law: a user's own method may leave the course out."""
        assert words_of(outlook_html(Outlook(method="Mine()", status="fine"), "en")) == "Mine() Method Mine Says fine"
