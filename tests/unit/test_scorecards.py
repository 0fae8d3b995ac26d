"""The scorecard as a styled table (issue: style and gt; ecosystem: never colour alone; design: missing is not zero)."""

from __future__ import annotations

import re
import sys

import attrs
import pytest

import policytargets as pt
from policytargets.scorecards._rows import COLUMNS, GLYPHS, GROUND, INK, Scorecard

PATENTS = pt.Indicator(id="patents", name={"zh": "专利", "en": "patents"}, unit="patent", nature="stock")
BUREAU = pt.Organisation(id="bureau", name={"zh": "市科技局", "en": "science bureau"})


def target(item_id: str, **more: object) -> pt.Target:
    """A target of ten patents in 2017."""
    said = {"id": item_id, "indicator": PATENTS, "criterion": pt.AtLeast("10"), "due": pt.Year(2017), **more}
    return pt.Target(**said)  # type: ignore[arg-type]


def plan_of(*targets: pt.Target, milestones: tuple[pt.Milestone, ...] = (), aims: tuple[pt.Aim, ...] = ()) -> pt.Plan:
    """A plan with one topic and one body."""
    named = [pt.Responsibility(item="goal", item_kind="target", organisation="bureau", as_written="市科技局", order=1)]
    return pt.Plan(
        title={"zh": "实施意见", "en": "opinions"},
        area="fuxin",
        topics=[pt.Topic(id="creation", name={"zh": "创造", "en": "creation"})],
        organisations=[BUREAU],
        indicators=[PATENTS],
        targets=targets,
        milestones=milestones,
        aims=aims,
        responsibilities=named if targets else [],
    )


def of_patents(value: str, year: int = 2017, **more: object) -> pt.Observation:
    """An observation of patents."""
    return pt.Observation(indicator=PATENTS, period=pt.Year(year), value=value, **more)  # type: ignore[arg-type]


def cells(plan: pt.Plan, *records: pt.Observation | pt.Occurrence, lang: str = "zh") -> list[dict[str, str]]:
    """The texts of the scorecard at the end of 2018."""
    return [row.cells for row in Scorecard.of(pt.assess(plan, records, as_of=pt.Year(2018)), lang).rows]


GOAL = plan_of(target("goal", topic="creation"))
MET = pt.assess(GOAL, [of_patents("12")], as_of=pt.Year(2018))


class TestRows:
    """What the cells say."""

    @pytest.mark.parametrize(
        ("lang", "said"),
        [
            ("zh", ["专利", "不低于10件", "2017年", "12件（2017年）", "√\xa0已完成（按期完成）", "+2件", "市科技局"]),
            (
                "en",
                [
                    "patents",
                    "at least 10 patents",
                    "in 2017",
                    "12 patents (2017)",
                    "√\xa0met (on time)",
                    "+2 patents",
                    "science bureau",
                ],
            ),
        ],
    )
    def test_a_row_says_what_is_asked_and_how_it_stands(self, lang: str, said: list[str]) -> None:
        """Law: both languages say the same, whole (issue)."""
        [row] = cells(GOAL, of_patents("12"), lang=lang)
        assert [row[key] for key in COLUMNS] == said

    def test_what_is_missing_is_called_missing(self) -> None:
        """Law: missing data is a status of its own, never zero (issue)."""
        card = Scorecard.of(pt.assess(GOAL, [], as_of=pt.Year(2018)), "en")
        assert card.rows[0].missing
        assert card.rows[0].cells["observed"] == "no data"
        assert card.rows[0].cells["verdict"] == "–\xa0undetermined (no data)"

    def test_a_latest_amount_decides_nothing(self) -> None:
        """Law: another period's amount is shown as such (design: no substitution is silent)."""
        [row] = cells(GOAL, of_patents("9", 2016), lang="en")
        assert row["observed"] == "nothing known of 2017 yet; latest: 9 patents in 2016"
        undated = plan_of(target("goal", due=None))
        assert cells(undated, of_patents("9", 2016), lang="en")[0]["observed"] == "no data; latest: 9 patents in 2016"

    def test_a_whole_says_how_its_parts_stand(self) -> None:
        """Law: a target that is judged part by part has no one amount (design: time, scope)."""
        every = plan_of(target("goal", due=pt.Every(pt.Year, within=pt.Span(pt.Year(2016), pt.Year(2017)))))
        assert cells(every, of_patents("9", 2016), lang="en")[0]["observed"] == "2016: missed; 2017: no data"
        each = attrs.evolve(
            plan_of(target("goal", each=["haizhou", "xihe"])),
            areas=[pt.Area(id="haizhou", name={"zh": "海州区", "en": "Haizhou"})],
        )
        assert cells(each, of_patents("12", entity="haizhou"))[0]["observed"] == "海州区：按期完成；xihe：无数据"

    def test_milestones_and_aims_have_rows_of_their_kind(self) -> None:
        """Law: a milestone shows what is known of the event, an aim has nothing to measure (design: items)."""
        platform = pt.Milestone(id="platform", name={"zh": "搭建平台", "en": "a platform"}, due=pt.Year(2017))
        happened = pt.Occurrence(milestone="platform", happened=pt.Day(2017, 6, 1), source="示意数据")
        aim = pt.Aim(id="talent", name={"zh": "人才壮大", "en": "more talent"}, topic="creation")
        first, second, third = cells(
            plan_of(milestones=(platform, attrs.evolve(platform, id="another")), aims=(aim,)), happened
        )
        assert (first["asked"], first["observed"]) == ("节点事项", "2017年6月1日完成（示意）")
        assert second["observed"] == "无数据"
        assert (third["asked"], third["observed"], third["owners"]) == ("定性目标", "无", "原文未写")

    def test_a_body_that_the_plan_does_not_list_is_named_as_written(self) -> None:
        """Law: nothing is expanded by guess (design: responsibility)."""
        assert cells(attrs.evolve(GOAL, organisations=[]), lang="en")[0]["owners"] == "市科技局"

    def test_every_tone_has_its_sign_and_a_legible_colour(self) -> None:
        """Law: contrast of text at least 4.5:1 (issue)."""

        def light(colour: str) -> float:
            parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
            linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
            return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

        assert GLYPHS.keys() == INK.keys() == GROUND.keys()
        assert all((light(GROUND[tone]) + 0.05) / (light(INK[tone]) + 0.05) >= 4.5 for tone in INK)


class TestStyle:
    """The Styler of pandas, which comes with every installation but for jinja2."""

    def test_a_state_is_sign_word_and_colour(self) -> None:
        """Law: never colour alone (issue)."""
        html = MET.style(lang="en").to_html()
        assert "√\xa0met (on time)" in html
        assert INK["met"] in html

    def test_what_is_missing_is_hatched(self) -> None:
        """Law: missing data is hatched (issue)."""
        assert "repeating-linear-gradient" in pt.assess(GOAL, [], as_of=pt.Year(2018)).style().to_html()
        assert "repeating-linear-gradient" not in MET.style().to_html()

    def test_the_same_bytes_every_time(self) -> None:
        """Law: what is shown is deterministic (issue)."""
        assert MET.style().to_html() == MET.style().to_html()

    def test_markup_in_a_name_is_text(self) -> None:
        """Law: a plan file cannot write into the page."""
        named = plan_of(target("goal", name="<script>x</script>"))
        shown = pt.assess(named, [], as_of=pt.Year(2018))
        assert "<script" not in shown.style().to_html() + shown.gt().as_raw_html()

    def test_illustrative_data_are_marked_in_caption_and_cell(self) -> None:
        """Law: illustrative data is marked wherever it shows (issue)."""
        made_up = pt.assess(GOAL, [of_patents("12", source="示意数据")], as_of=pt.Year(2018))
        for html in (made_up.style().to_html(), made_up.gt().as_raw_html()):
            assert "示意数据，不是真实统计" in html
            assert "12件（2017年）（示意）" in html
        assert "示意" not in MET.style().to_html() + MET.gt().as_raw_html()

    def test_a_plan_without_items_is_a_table_without_rows(self) -> None:
        """Law: nothing to show is no failure."""
        empty = pt.assess(plan_of(), [], as_of=pt.Year(2018))
        assert "<td" not in empty.style().to_html()
        assert "实施意见" in empty.gt().as_raw_html()


class TestGreatTables:
    """The table of Great Tables, an extra."""

    def test_rows_stand_under_their_topics(self) -> None:
        """Law: the plan's own order and headings (issue)."""
        html = MET.gt(lang="en").as_raw_html()
        assert re.search("creation.*patents.*met \\(on time\\)", html, re.DOTALL)
        other = pt.assess(plan_of(target("goal")), [], as_of=pt.Year(2018))
        assert "Without a heading" in other.gt(lang="en").as_raw_html()

    def test_the_same_bytes_every_time(self) -> None:
        """Law: its id is our own and never drawn by lot (ecosystem)."""
        assert MET.gt().as_raw_html() == MET.gt().as_raw_html()
        assert 'id="policytargets"' in MET.gt().as_raw_html()


class TestDoors:
    """What is not there says what to install, and another language is refused."""

    @pytest.mark.parametrize(("package", "door"), [("jinja2", "style"), ("great_tables", "gt")])
    def test_a_missing_package_is_named_with_its_extra(
        self, package: str, door: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Law: an extra that is missing names its remedy (design: errors)."""
        monkeypatch.setitem(sys.modules, package, None)
        monkeypatch.delitem(sys.modules, "pandas.io.formats.style", raising=False)
        with pytest.raises(pt.PolicyTargetsError, match=rf"expected {package}.*policytargets\[notebook\]") as caught:
            getattr(MET, door)()
        assert isinstance(caught.value, ImportError)

    @pytest.mark.parametrize("door", ["style", "gt"])
    def test_another_language_is_refused(self, door: str) -> None:
        """Law: a language that is not spoken is never replaced in silence."""
        with pytest.raises(pt.PolicyTargetsError, match="'zh' or 'en'"):
            getattr(MET, door)(lang="fr")
