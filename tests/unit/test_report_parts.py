"""The parts of the report, on plans made for one rule each (issue: what a person sees; design: missing is not zero)."""

from __future__ import annotations

import datetime as dt
import re

import pytest

import policytargets as pt
from policytargets.reports import attainment_html, write_report
from policytargets.reports._html import el, render
from policytargets.reports._marks import marked_text
from policytargets.reports._passages import Passage
from policytargets.reports._view import View
from policytargets.reports._words import LANGUAGES, WORDS, Words

PATENTS = pt.Indicator(id="patents", name={"zh": "专利", "en": "patents"}, unit="patent", nature="stock")
BALANCE = pt.Indicator(
    id="balance", name={"zh": "差额", "en": "balance"}, unit=pt.Unit.parse("亿元", prices="current"), nature="flow"
)


def of_patents(year: int, value: str, **more: object) -> pt.Observation:
    """An observation of patents."""
    return pt.Observation(indicator=PATENTS, period=pt.Year(year), value=value, **more)  # type: ignore[arg-type]


def goal(**more: object) -> pt.Target:
    """A target of patents in 2017."""
    said = {"id": "goal", "indicator": PATENTS, "criterion": pt.AtLeast("10"), "due": pt.Year(2017), **more}
    return pt.Target(**said)  # type: ignore[arg-type]


def report(plan: pt.Plan, *records: pt.Observation | pt.Occurrence, lang: str = "zh", year: int = 2018) -> str:
    """The page of a plan, without its style sheet."""
    page = write_report(pt.assess(plan, records, as_of=pt.Year(year)), lang=lang)
    return re.sub("<style>.*?</style>", "", page, flags=re.DOTALL)


def words_of(page: str) -> str:
    """What a reader reads."""
    return re.sub("<[^>]*>", "", page)


class TestWords:
    """Both languages are whole."""

    def test_every_key_has_both_with_the_same_blanks(self) -> None:
        """A word that one language fills, the other fills too, but for the one that names a row by its number."""
        for key, texts in WORDS.items():
            blanks = [set(re.findall(r"\{(\w+)\}", text)) for text in texts]
            assert all(text.strip() for text in texts)
            assert blanks[0] == blanks[1] or key == "row"

    def test_chinese_words_are_chinese(self) -> None:
        """No English word stands among the Chinese ones, but for names."""
        allowed = {"language", "other_language", "other_language_code", "made_with", "hash"}
        bare = {key: re.sub(r"\{\w+\}", "", texts[LANGUAGES.index("zh")]) for key, texts in WORDS.items()}
        assert [key for key, text in bare.items() if re.search("[A-Za-z]", text) and key not in allowed] == []


class TestBuilder:
    """Everything is escaped where it is written out."""

    def test_text_and_attributes(self) -> None:
        """Markup in them stays text; what no page can hold is replaced; what is None is left out."""
        made = el("p", ["a<b", None, "\x00"], title='"&', class_="x", id=None)
        assert render(made) == '<p title="&quot;&amp;" class="x">a&lt;b\ufffd</p>'

    def test_depth_is_no_limit(self) -> None:
        """However deep the marks, nothing is called within itself."""
        node = el("b")
        for _ in range(5000):
            node = el("b", node)
        assert render(node).count("</b>") == 5001


class TestMarks:
    """Passages in a text, one inside the other; what crosses is cut, and the text stays whole."""

    @pytest.mark.parametrize(
        ("spans", "shown"),
        [
            ([(0, 2), (3, 4)], "<mark>ab</mark>c<mark>d</mark>e"),
            ([(0, 4), (1, 2)], "<mark>a<mark>b</mark>cd</mark>e"),
            ([(0, 3), (1, 5)], "<mark>a<mark>bc</mark></mark><mark>de</mark>"),
            ([(0, 5), (0, 5)], "<mark><mark>abcde</mark></mark>"),
            ([], "abcde"),
        ],
    )
    def test_nesting(self, spans: list[tuple[int, int]], shown: str) -> None:
        """Each span is marked whole."""
        view = View(pt.Plan(title="x"), Words("zh"), linked=False)
        nodes = marked_text(view, "abcde", [Passage("doc", start, end) for start, end in spans])
        assert render(el("p", nodes)) == f"<p>{shown}</p>"


class TestObserved:
    """What is missing is shown as missing, never as zero; a range as a range."""

    def test_no_data(self) -> None:
        """Nothing handed in."""
        page = report(pt.Plan(title="x", targets=[goal()]))
        assert '<span class="missing">无数据</span>' in page
        assert "示意" not in page

    def test_the_latest_known_does_not_decide(self) -> None:
        """A goal not yet due shows what is known so far, as such."""
        plan = pt.Plan(title="x", targets=[goal(due=pt.By(pt.Year(2020)))])
        page = report(plan, of_patents(2016, "4", status="provisional"))
        assert "2020年尚无数据" in words_of(page)
        assert "最近：2016年4件" in words_of(page)
        assert "初步数" in page
        assert 'class="bar latest"' in page

    def test_disagreeing_amounts(self) -> None:
        """Several possible amounts are named, not what lies between them."""
        day = dt.date(2018, 5, 1)
        records = [of_patents(2017, value, published=day) for value in ("9", "11")]
        page = report(pt.Plan(title="x", targets=[goal()]), *records)
        assert "9件或11件" in words_of(page)

    def test_a_missing_part(self) -> None:
        """A sum with a part missing is at least what is known."""
        limited = pt.Indicator(
            id="output",
            name={"zh": "产值", "en": "output"},
            unit=pt.Unit.parse("亿元", prices="current"),
            nature="flow",
            limits=pt.Limits(low=pt.Quantity("0 亿元")),
        )
        target = pt.Target(id="sum", indicator=limited, criterion=pt.AtLeast("3 亿元"), due=pt.Year(2017))
        record = pt.Observation(indicator=limited, period=pt.Quarter(2017, 1), value="1 亿元")
        page = report(pt.Plan(title="x", targets=[target]), record)
        assert "不低于1亿元" in words_of(page)
        assert 'class="hatch' in page

    def test_the_plans_own_area_by_name(self) -> None:
        """An observation that names the plan's own area leads to its row."""
        plan = pt.Plan(title="x", area="fuxin", areas=[pt.Area(id="fuxin", name="阜新市")], targets=[goal()])
        page = report(plan, of_patents(2017, "12", entity="fuxin"))
        assert 'href="#record-1"' in page
        assert "适用地区" in page

    def test_what_is_published_later_plays_no_part(self) -> None:
        """It is listed, and said to play none."""
        occurrence = pt.Occurrence(milestone="pilot", happened=pt.Day(2017, 5, 1), published=dt.date(2019, 1, 1))
        plan = pt.Plan(title="x", milestones=[pt.Milestone(id="pilot", name="试点", due=pt.Year(2017))])
        assert words_of(report(plan, occurrence)).count("未参与判定") == 1


class TestCharts:
    """The same marks for the same data; the words beside them."""

    def test_below_zero(self) -> None:
        """A negative amount is drawn to the left of zero; a ceiling tints what lies below it."""
        target = pt.Target(id="small", indicator=BALANCE, criterion=pt.AtMost("2 亿元"), due=pt.Year(2017))
        record = pt.Observation(indicator=BALANCE, period=pt.Year(2017), value="-1 亿元")
        shown = attainment_html(pt.assess(target, [record], as_of=pt.Year(2018)), "en")
        assert 'class="bar met"' in shown
        assert 'x="0" y="3"' in shown

    def test_an_observed_zero_is_seen(self) -> None:
        """Zero has a bar; missing has none."""
        shown = attainment_html(pt.assess(goal(), [of_patents(2017, "0")], as_of=pt.Year(2018)))
        assert 'class="bar failed"' in shown

    def test_a_fall_has_its_line_at_the_required_level(self) -> None:
        """What a change asks of the indicator is the line of the chart; without a baseline there is no chart."""
        target = goal(criterion=pt.Fall(by=pt.AtLeast("50 %"), since=pt.Year(2016)))
        with_base = pt.assess(target, [of_patents(2016, "8"), of_patents(2017, "3")], as_of=pt.Year(2018))
        assert 'class="tick"' in attainment_html(with_base)
        assert "<svg" not in attainment_html(pt.assess(target, [], as_of=pt.Year(2018))).replace(
            '<svg class="glyph"', ""
        )


class TestItems:
    """Tags, parts, entities."""

    def test_tags(self) -> None:
        """A stretch goal, a part, a hedge, other words and another entity are said."""
        plan = pt.Plan(
            title="x",
            areas=[pt.Area(id="haizhou", name={"zh": "海州区", "en": "Haizhou"})],
            targets=[
                goal(),
                goal(id="more", criterion=pt.AtLeast("12"), stretch_of="goal", commitment="hedged", as_written="12件"),
                goal(id="within", part_of="goal", entity="haizhou", name={"zh": "其中专利", "en": "of these"}),
            ],
        )
        said = words_of(report(plan))
        for words in ("争取目标", "力争", "原文写作“12件”", "其中项", "适用：海州区", "其中专利"):
            assert words in said

    def test_a_table_is_named_after_its_topic_and_without_topics_after_the_plan(self) -> None:
        """What has no topic is told apart only where something has one."""
        topics = [pt.Topic(id="rights", name={"zh": "产权", "en": "rights"})]
        plan = pt.Plan(
            title={"zh": "规划", "en": "plan"}, topics=topics, targets=[goal(), goal(id="two", topic="rights")]
        )
        page = words_of(report(plan))
        assert "产权：定量指标完成情况" in page
        assert "未分类：定量指标完成情况" in page
        bare = words_of(report(pt.Plan(title={"zh": "规划", "en": "plan"}, targets=[goal()])))
        assert "规划：定量指标完成情况" in bare
        assert "未分类" not in bare

    def test_the_periods_of_every(self) -> None:
        """A whole shows its parts."""
        target = goal(due=pt.Every(pt.Year, within=pt.Span(pt.Year(2016), pt.Year(2017))))
        page = report(pt.Plan(title="x", targets=[target]), of_patents(2016, "12"), of_patents(2017, "8"))
        assert "分项情况" in page
        assert page.count('class="badge small') >= 2

    def test_the_members_of_a_distributed_target(self) -> None:
        """Each member by its name, or its id where it has none."""
        areas = [pt.Area(id="haizhou", name={"zh": "海州区", "en": "Haizhou"})]
        plan = pt.Plan(title="x", areas=areas, targets=[goal(each=["haizhou", "xihe"])])
        said = words_of(report(plan, of_patents(2017, "12", entity="haizhou"), lang="en"))
        assert "Haizhou" in said
        assert "xihe" in said

    def test_slices_in_a_ring_do_not_hang_the_report(self) -> None:
        """A plan that was not checked is shown all the same."""
        plan = pt.Plan(title="x", targets=[goal(slice_of="other"), goal(id="other", slice_of="goal")])
        assert "item-other" in report(plan)


class TestBodies:
    """Who answers, in which role, and what a collective stands for."""

    def test_roles_members_and_unknown_bodies(self) -> None:
        """Nothing is dropped, even from a plan that was not checked."""
        named = [("bureau", "市科技局", "lead"), ("nobody", "某局", "support")]
        answers = [
            pt.Responsibility(
                item="goal", item_kind="target", organisation=body, as_written=words, role=role, order=order
            )
            for order, (body, words, role) in enumerate(named, 1)
        ]
        lost = pt.Responsibility(
            item="gone", item_kind="measure", organisation="bureau", as_written="市科技局", order=1
        )
        bureau = pt.Organisation(
            id="bureau", name={"zh": "市科技局", "en": "bureau"}, aliases=["科技局"], level="municipal"
        )
        all_of_them = pt.Organisation(id="all", name="各局", collective=True, members=["bureau", "stranger"])
        plan = pt.Plan(
            title="x", targets=[goal()], organisations=[bureau, all_of_them], responsibilities=[*answers, lost]
        )
        said = words_of(report(plan))
        for words in ("市科技局（牵头）", "某局（配合）", "又写作：科技局", "统称，包括：市科技局、stranger", "gone"):
            assert words in said


class TestCitations:
    """A citation that leads nowhere says why."""

    TEXT = "意见\n\n一、要求\n（一）目标。专利达到10件。\n附件\n\n任务\n"

    def page(self, lang: str, citation: pt.Citation | None) -> str:
        """A plan whose one target has this citation."""
        source = pt.SourceDocument(
            id="doc", title="意见", number="文1号", issuer="市政府", date=dt.date(2017, 1, 2), text=self.TEXT
        )
        away = pt.SourceDocument(id="away", title="上级文件")
        return report(pt.Plan(title="x", source=source, documents=[away], targets=[goal(citation=citation)]), lang=lang)

    @pytest.mark.parametrize(
        ("citation", "zh", "en"),
        [
            (
                pt.Citation(document="doc", quote="9件", start=0, end=2),
                "引文与原文不符",
                "the quote does not stand there",
            ),
            (pt.Citation(document="away", quote="9件"), "未取得原文，尚未核对", "text not at hand, unverified"),
            (pt.Citation(document="gone", quote="9件"), "引用的文件不在清单中", "the document cited is not listed"),
            (None, "未载明", "not stated"),
        ],
    )
    def test_why(self, citation: pt.Citation | None, zh: str, en: str) -> None:
        """In the words of the reader."""
        assert zh in words_of(self.page("zh", citation))
        assert en in words_of(self.page("en", citation))

    @pytest.mark.parametrize(
        ("quote", "place", "words"),
        [
            ("专利达到10件", None, "clause （一）"),
            ("一、要求", "一、", "section 一、"),
            ("任务", "附件", "the annex"),
            ("专利", "全文", "the whole text"),
            ("意见", "标题", "the title"),
        ],
    )
    def test_the_place_in_the_readers_words(self, quote: str, place: str | None, words: str) -> None:
        """A passage is a link; its place is named, and found where it was not."""
        document = pt.SourceDocument(id="doc", title="意见", text=self.TEXT)
        page = self.page("en", document.cite(quote, place))
        assert words in words_of(page)
        assert 'class="cite"' in page

    def test_a_text_in_another_language_is_marked(self) -> None:
        """A name that only stands in French says so."""
        assert '<span lang="fr">brevets</span>' in report(pt.Plan(title={"fr": "brevets"}))


def test_real_and_illustrative_data_together_are_counted() -> None:
    """Law: the notice says how many records are illustrative (issue: what a person sees)."""
    records = [of_patents(2016, "1", source="示意"), of_patents(2017, "11", source="公报")]
    page = report(pt.Plan(title="x", targets=[goal()]), *records)
    assert "2条数据中，有1条" in page
