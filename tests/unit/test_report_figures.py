"""The figures of the report: drawn from the chart data, named, and marked where data are illustrative (issue 14)."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import Any

import attrs
import pytest

import policytargets as pt
from fuxin_2017 import observations, plan
from fuxin_2017.report import ASSUMED_BASELINE, TREND, outlooks
from policytargets import trajectories
from policytargets.charts import trajectory
from policytargets.reports import write_report
from policytargets.reports._view import View
from policytargets.reports._words import Words

FUXIN = pt.assess(plan(), observations(), as_of=pt.Year(2018))
WAYS = outlooks(FUXIN)
WORKS = pt.Indicator(id="works", name={"zh": "作品", "en": "works"}, unit="work", nature="stock")
GOALS = [one for one in FUXIN.plan.targets if one.slice_of is None]


@pytest.fixture(scope="module", params=["zh", "en"], name="page")
def written(request: pytest.FixtureRequest) -> str:
    """Fuxin's report in one language, as the example writes it."""
    return write_report(FUXIN, None, request.param, outlooks=WAYS, trend=TREND)


def figures(page: str) -> dict[str, str]:
    """Each figure by the id of its target."""
    return {found[1]: found[0] for found in re.finditer(r'<figure id="way-([^"]*)".*?</figure>', page, re.DOTALL)}


def pictures(page: str) -> list[str]:
    """Every picture that says something: those for decoration are hidden from who cannot see them."""
    return [svg for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL) if 'aria-hidden="true"' not in svg]


def goal(**more: Any) -> pt.Target:
    """Nine works by 2020, from 2016."""
    said: dict[str, Any] = {
        "id": "goal", "indicator": WORKS, "criterion": pt.AtLeast("9 work"), "due": pt.By(pt.Year(2020)),
        "baseline": pt.Year(2016), **more,
    }  # fmt: skip
    return pt.Target(**said)


def report(*targets: pt.Target, seen: list[pt.Observation] | None = None, lang: str = "en", **more: Any) -> str:
    """A page on some targets."""
    held = pt.assess(pt.Plan(title="plan", targets=targets), seen or [], as_of=pt.Year(2018))
    return write_report(held, lang=lang, **more)


def works(year: int, value: str, **more: Any) -> pt.Observation:
    """An observation of works."""
    return pt.Observation(indicator=WORKS, period=pt.Year(year), value=value, **more)


class TestPictures:
    """What holds of every picture."""

    def test_each_has_a_name_and_a_description(self, page: str) -> None:
        """Alt text on every figure."""
        found = pictures(page)
        assert len(found) == 18 + len(GOALS) == 27
        assert all('role="img"' in svg and "<title>" in svg and "<desc>" in svg for svg in found)

    def test_each_that_shows_illustrative_data_says_so_itself(self, page: str) -> None:
        """In the picture, not only above it."""
        with_data = [
            svg for svg in pictures(page) if re.search('class="(bar|dot|interval|range (?!missing|unknown))', svg)
        ]
        assert len(with_data) == 24  # of one indicator nothing is known
        assert all(re.search('<text class="said.*?(示意|illustrative)', svg) for svg in with_data)

    def test_real_data_are_not_called_illustrative(self) -> None:
        """The mark is a statement, and no decoration."""
        page = report(goal(), seen=[works(2016, "1"), works(2017, "4")])
        assert "llustrative" not in page

    def test_missing_data_are_hatched_and_named_and_no_zero(self) -> None:
        """A bullet without a bar, a trajectory without a dot."""
        bullet, way = pictures(report(goal(baseline=None, due=pt.Year(2017))))
        assert 'class="bar' not in bullet
        assert 'class="range missing"' in bullet
        assert ">no data</text>" in bullet
        assert "<circle" not in way
        assert 'class="hatch unknown"' in way
        assert "observed: no data" in way

    @pytest.mark.parametrize("quarters", [3, 4])
    def test_amounts_of_parts_of_a_period_are_not_called_no_data(self, quarters: int) -> None:
        """What decides a target above the figure is not denied below it."""
        flow = pt.Indicator(id="flow", name="flow", unit="work", nature="flow")
        done = [
            pt.Observation(indicator=flow, period=pt.Quarter(2017, number), value="4 work")
            for number in range(1, quarters + 1)
        ]
        page = report(goal(indicator=flow, due=pt.Year(2017), baseline=None), seen=done)
        assert "observed: amounts of parts of the period only" in figures(page)["goal"]
        assert "no data" not in figures(page)["goal"]


def test_every_head_says_what_it_heads(page: str) -> None:
    """Scopes on all tables."""
    assert page.count("<th ") > 300
    assert not re.findall(r"<th(?![^>]* scope=)[ >]", page)


class TestTrajectories:
    """A figure for each goal, with its path, its slices and its projection."""

    def test_each_goal_has_its_figure(self, page: str) -> None:
        """Slices stand in that of their goal; the name leads to the row."""
        found = figures(page)
        assert sorted(found) == sorted(one.id for one in GOALS)
        assert all(f'href="#item-{one}"' in figure for one, figure in found.items())

    def test_the_assumed_baseline_is_called_assumed(self, page: str) -> None:
        """The document states none, and the page says so (finding: no baseline)."""
        assert all(one.baseline is None for one in FUXIN.plan.targets)
        drawn = [trajectory(FUXIN, attrs.evolve(one, baseline=ASSUMED_BASELINE)) for one in GOALS]
        words = "由编制者设定" if "走势与路径" in page else "this one is assumed"
        known = sum(way.baseline is not None for way in drawn)
        assert sum(f"{words}" in figure for figure in figures(page).values()) == known == 6

    def test_the_figure_of_patents(self, page: str) -> None:
        """A dashed path, a small diamond in 2017, a diamond in 2020, a projection with its method."""
        figure = figures(page)["invention_patents_2020"]
        assert figure.count('class="path-line"') == 2  # the line and its key
        assert figure.count('class="step"') == figure.count('class="goal"') == 2
        assert figure.count('class="projected-line"') == 2
        assert figure.count('class="as-of"') == 2
        assert ("按两点直线趋势" if "走势与路径" in page else "by TwoPoint()") in figure
        assert ("按分段路径" if "走势与路径" in page else "by Stepwise()") in figure

    def test_without_a_baseline_it_says_why_there_is_no_path(self) -> None:
        """And without a trend nothing is projected."""
        page = report(goal(baseline=None), seen=[works(2017, "4")])
        figure = figures(page)["goal"]
        assert "path: not drawn (progress needs a baseline, and the target has none)" in figure
        assert "projection" not in figure
        assert 'class="path-line"' not in figure

    def test_a_projection_that_cannot_be_made_says_why(self) -> None:
        """One amount makes no trend."""
        figure = figures(report(goal(), seen=[works(2016, "4")], trend=trajectories.LeastSquares()))["goal"]
        assert "projection: not drawn (the method needs 2 known amounts, there are 1)" in figure

    def test_a_path_of_ones_own_is_named(self) -> None:
        """Compound growth."""
        page = report(goal(), seen=[works(2016, "1"), works(2017, "4")], expected=trajectories.Geometric(), lang="zh")
        assert "按等比路径" in figures(page)["goal"]

    def test_places_follow_amounts_and_dates(self) -> None:
        """The path rises from the lower left to the diamond."""
        figure = figures(report(goal(), seen=[works(2016, "1")]))["goal"]
        [line] = re.findall(r'class="path-line" d="M([^"]*)"', figure)[:1]
        places = [tuple(map(float, place.split())) for place in line.split("L")]
        assert [x for x, _ in places] == sorted(x for x, _ in places)
        assert [y for _, y in places] == sorted((y for _, y in places), reverse=True)
        assert f'd="M{places[-1][0]:g} {places[-1][1] - 7:g}l7 7' in figure

    def test_intervals_revisions_and_what_is_provisional(self) -> None:
        """Each has its shape and its word."""
        seen = [
            works(2015, "2", status="provisional"),
            works(2016, "3", published=dt.date(2017, 1, 1)), works(2016, "4", published=dt.date(2017, 6, 1)),
            works(2017, "5", high="7"),
        ]  # fmt: skip
        figure = figures(report(goal(baseline=None), seen=seen))["goal"]
        assert figure.count('class="interval"') == figure.count('class="revision"') == 2
        assert figure.count('class="dot provisional"') == 2
        assert all(f"</svg>{word}</li>" in figure for word in ("interval", "revised", "provisional", "observed"))
        assert ">5–7</text>" in figure

    def test_a_corridor_and_a_ceiling(self) -> None:
        """Two diamonds, and the ground between them; a ceiling is accepted from the bottom up."""
        figure = figures(report(goal(criterion=pt.Between("8 work", "9 work"))))["goal"]
        assert figure.count('class="goal"') == 3
        assert figure.count('<rect class="zone"') == 1
        low = figures(report(goal(criterion=pt.AtMost("3 work"), due=pt.Year(2017)), seen=[works(2017, "2")]))["goal"]
        assert '<rect class="zone"' in low
        exact = figures(report(goal(criterion=pt.Exactly("3 work"))))["goal"]
        assert '<rect class="zone"' not in exact

    def test_without_any_date_there_is_no_picture(self) -> None:
        """And it says so."""
        figure = figures(report(goal(due=None)))["goal"]
        assert "<svg class" not in figure.split("</figcaption>")[1]
        assert "no due period and no data" in figure

    def test_one_day_stands_in_the_middle(self) -> None:
        """A target of the very period that is known, as of its end."""
        figure = figures(report(goal(due=pt.Year(2018), baseline=None), seen=[works(2018, "4")]))["goal"]
        assert 'cx="217"' in figure

    def test_a_quarter_is_written_with_its_month(self) -> None:
        """2019-06."""
        assert ">2019-06</text>" in figures(report(goal(due=pt.By(pt.Quarter(2019, 2)), baseline=None)))["goal"]

    def test_members_have_figures_of_their_own(self) -> None:
        """A target that each district has to reach."""
        areas = [pt.Area(id="haizhou", name={"zh": "海州区", "en": "Haizhou"}), pt.Area(id="xihe", name="细河区")]
        spread = goal(each=["haizhou", "xihe"])
        seen = [works(2017, "4", entity="haizhou")]
        held = pt.assess(pt.Plan(title="plan", targets=[spread], areas=areas), seen, as_of=pt.Year(2018))
        page = write_report(held, lang="en")
        found = figures(page)
        assert list(found) == ["way-"[4:] + "goal-haizhou", "goal-xihe"]
        assert "(Haizhou)" in found["goal-haizhou"]
        assert "observed: 4 works in 2017" in found["goal-haizhou"]
        assert page.count("part by part, see below") == 3


class TestScorecard:
    """Its columns; where nothing is known, it says so."""

    def test_the_columns_of_the_issue(self, page: str) -> None:
        """Indicator, unit, baseline, observed, path, target, bullet, status, timing, method."""
        table = page[page.index('<table class="scorecard"') :]
        heads = re.findall(r'<th scope="col">([^<]*)</th>', table[: table.index("</thead>")])
        chinese = "指标 单位 基数 实际值 应达到水平 目标要求 完成时限 图示 判定 时限情况 与目标差距 方法".split()
        english = ["Indicator", "Unit", "Baseline", "Observed", "Path", "Asked", "Due", "Chart", "Verdict", "Timing"]
        assert heads == (chinese if "走势与路径" in page else [*english, "Margin", "Method"])

    def test_baseline_path_and_method_of_patents(self) -> None:
        """2.02 in 2016 is assumed; 2.15 was to be reached in 2017."""
        page = write_report(FUXIN, lang="zh", outlooks=WAYS)
        row = re.search(r'<tr id="item-invention_patents_2020".*?</tr>', page, re.DOTALL)
        assert row is not None
        words = re.sub("<[^>]*>", "", row[0])
        assert "2.02件/万人 2016年 设定" in words
        assert "2.15件/万人 2017年分段路径" in words
        assert "线性进度法：超前" in words
        slice_row = re.search(r'<tr id="item-invention_patents_2017".*?</tr>', page, re.DOTALL)
        assert slice_row is not None
        assert all(f">{said}</span>" in slice_row[0] for said in ("未载明", "无（缺少基数）", "未指定方法"))

    def test_a_baseline_that_is_unknown_says_which(self) -> None:
        """And a path that says nothing of now says none."""
        page = report(goal(), seen=[works(2017, "4")])
        assert "no amount is known for the baseline 2016" in page
        assert ">none</span>" in report(goal(), seen=[works(2016, "20")])


class TestHeadline:
    """How many tasks were due, and how many of them are decided, from the counts."""

    @pytest.mark.parametrize(
        ("amounts", "chinese", "english"),
        [
            (["9", "1", None], "2017年应完成任务3项，已判定2项：已完成1项，未完成1项；无法判定1项。",
             "2 of 3 tasks of 2017 decided: 1 met, 1 not met; 1 undetermined."),
            (["9"], "2017年应完成任务1项，已全部判定：已完成1项，未完成0项。", "1 of 1 task of 2017 decided: 1 met, 0 not met."),
            ([None, None], "2017年应完成任务2项，目前均无法判定。", "0 of 2 tasks of 2017 decided: all undetermined."),
            ([], "截至2018年12月31日，没有到期的任务。", "No task was due by 31 December 2018."),
        ],
    )  # fmt: skip
    def test_sentences(self, amounts: list[str | None], chinese: str, english: str) -> None:
        """In both languages."""
        made = [attrs.evolve(WORKS, id=f"works_{number}") for number in range(len(amounts))]
        targets = [goal(id=f"goal_{one.id}", indicator=one, due=pt.Year(2017), baseline=None) for one in made]
        later = goal(id="later", baseline=None)
        seen = [
            pt.Observation(indicator=one, period=pt.Year(2017), value=value)
            for one, value in zip(made, amounts, strict=True) if value is not None
        ]  # fmt: skip
        for lang, said in (("zh", chinese), ("en", english)):
            assert f'<p class="headline">{said}</p>' in report(*targets, later, seen=seen, lang=lang)

    def test_of_several_years_the_date_is_named(self) -> None:
        """And what is superseded is no task any more."""
        first, second = goal(id="a", due=pt.Year(2016), baseline=None), goal(id="b", due=pt.Year(2017), baseline=None)
        gone = goal(id="c", due=pt.Year(2017), superseded_by="another plan", baseline=None)
        said = "0 of 2 tasks due by 31 December 2018 decided: all undetermined."
        assert said in report(first, second, gone)

    def test_fuxin(self, page: str) -> None:
        """Eleven tasks of 2017."""
        assert ("2017年应完成任务11项，已判定8项" in page) or ("8 of 11 tasks of 2017 decided" in page)


class TestMatrix:
    """Bodies by topics, with role and count in the cell."""

    def test_every_body_has_its_row_and_the_sum_is_whole(self, page: str) -> None:
        """178 responsibilities; the glyph of the role has its word."""
        table = page[page.index('<table class="matrix"') :]
        table = table[: table.index("</table>")]
        assert len(re.findall('<th scope="row">', table)) == len(FUXIN.plan.organisations)
        assert sum(map(int, re.findall(r'class="sum">(\d+)<', table))) == 178
        counts = re.findall(r'<span class="unseen">(?:责任|responsible) </span>(\d+)', table)
        assert sum(map(int, counts)) == 178
        assert table.count('class="role responsible"') == len(counts)

    def test_the_darkest_cell_has_the_most(self, page: str) -> None:
        """And shades rise with the count."""
        cells = re.findall(r'class="heat-(\d)"><svg.*?</svg><span[^>]*>[^<]*</span>(\d+)', page)
        shades = sorted((int(count), int(shade)) for shade, count in cells)
        assert [shade for _, shade in shades] == sorted(shade for _, shade in shades)
        assert shades[-1] == (22, 4)

    def test_nobody_named_no_matrix(self) -> None:
        """A plan without responsibilities."""
        assert '<table class="matrix"' not in report(goal())

    def test_a_body_the_plan_does_not_know_has_no_link(self) -> None:
        """Its name as written."""
        said = pt.Responsibility(
            item="goal", item_kind="target", organisation="stranger", as_written="市科技局", order=1, role="lead"
        )
        held = pt.assess(pt.Plan(title="plan", targets=[goal()], responsibilities=[said]), [], as_of=pt.Year(2018))
        page = write_report(held, lang="zh")
        assert '<tr><th scope="row">市科技局</th>' in page
        assert "牵头 </span>1" in page


def test_amounts_in_pictures_are_rounded_behind_a_sign() -> None:
    """A third of a work is shown as about 0.3333."""
    figure = figures(report(goal(criterion=pt.AtLeast(pt.Quantity(Fraction(1, 3), "work")))))["goal"]
    assert ">≈0.3333</text>" in figure


def test_a_plan_alone_has_no_trajectories() -> None:
    """Nothing is known of how it stands."""
    assert View(pt.Plan(title="plan", targets=[goal()]), Words("en")).ways == {}


class TestLinks:
    """Each number leads to its record."""

    def test_an_amount_of_the_plans_own_area_leads_to_its_row(self) -> None:
        """Also where the area is named in the record: of the baseline as of the amount that decides."""
        area: dict[str, Any] = {"areas": [pt.Area(id="fuxin", name="阜新市")], "area": "fuxin"}
        seen = [works(2017, "9", entity="fuxin"), works(2016, "1", entity="fuxin"), works(2016, "1", entity="other")]
        milestone = pt.Milestone(id="platform", name="platform", due=pt.Year(2017))
        happened = pt.Occurrence(milestone="platform", happened=pt.Year(2017), entity="fuxin")
        made = pt.Plan(title="plan", targets=[goal(due=pt.Year(2017))], milestones=[milestone], **area)
        page = write_report(pt.assess(made, [*seen, happened], as_of=pt.Year(2018)), lang="en")
        row = page[page.index('id="item-goal"') : page.index('class="meaning"')]
        assert re.findall(r'href="#record-(\d)">([^<]*)<', row) == [("2", "1 work"), ("1", "9 works")]
        assert 'href="#record-4"' in page

    def test_the_same_page_from_equal_records(self) -> None:
        """A row is found by identity for speed alone."""
        held = pt.assess(
            pt.Plan(title="plan", targets=[goal()]), [works(2016, "1"), works(2016, "1")], as_of=pt.Year(2018)
        )
        assert 'href="#record-1"' in write_report(held)
        assert 'href="#record-2"' not in write_report(held)


def test_years_that_have_no_room_are_left_out() -> None:
    """Those of the goal and the first are written."""
    seen = [works(year, "1") for year in range(2005, 2018)]
    figure = figures(report(goal(baseline=None), seen=seen))["goal"]
    years = re.findall(r'class="soft middle"[^>]*>(\d{4})<', figure)
    assert {"2005", "2020"} <= set(years)
    assert len(years) < 14


def test_after_the_last_date_no_line_marks_the_date_of_the_report() -> None:
    """It would stand outside the picture."""
    figure = figures(report(goal(due=pt.Year(2017), baseline=None), seen=[works(2016, "1"), works(2017, "9")]))["goal"]
    assert 'class="as-of"' not in figure
    assert "date of the report" not in figure
