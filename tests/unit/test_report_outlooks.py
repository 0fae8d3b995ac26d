"""The report on whether targets are on the way (issue: the path 2017 to 2020, two methods side by side)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

import policytargets as pt
from fuxin_2017 import observations, plan
from fuxin_2017.report import ASSUMED_BASELINE, METHODS, outlooks
from policytargets import Year, methods
from policytargets.outlooks import Course, Figure, MethodEvidence, Outlook
from policytargets.reports import attainment_html, write_report
from policytargets.reports._outlooks import figure_words

FUXIN = pt.assess(plan(), observations(), as_of=Year(2018))
WAYS = outlooks(FUXIN)


def section(page: str) -> str:
    """Give the section on outlooks."""
    start = page.index('<section id="outlooks"')
    return page[start : page.index("</section>", start)]


@pytest.fixture(scope="module", params=["zh", "en"], name="page")
def written(request: pytest.FixtureRequest) -> str:
    """Fuxin's report in one language."""
    return write_report(FUXIN, None, request.param, outlooks=WAYS)


class TestFuxin:
    """Two methods side by side on the way from 2017 to 2020."""

    def test_every_goal_with_a_task_for_2017_is_there_by_both_methods(self, page: str) -> None:
        """All goals that have a slice, each method once for each."""
        found = section(page)
        goals = [one for one in FUXIN.plan.targets if any(s.slice_of == one.id for s in FUXIN.plan.targets)]
        assert len(WAYS) == len(goals) == 9
        assert all(f'href="#item-{goal.id}"' in found for goal in goals)
        names = ("线性进度法", "加拿大统计局复合增长率法") if "进展情况" in page else ("LinearShare", "StatCan")
        assert [found.count(f">{name}<") for name in names] == [9, 9]

    def test_illustrative_observations_are_marked(self, page: str) -> None:
        """It says which observation is illustrative: every outlook with points carries the mark."""
        mark = '<span class="mark">' + ("示意" if "进展情况" in page else "illustrative")
        with_points = sum(bool(outlook.points) for one in WAYS for outlook in one.outlooks)
        assert section(page).count(mark) == with_points >= 8

    def test_statuses_are_those_of_the_methods(self) -> None:
        """2.02 to 2.31 of 2.88 in a quarter of the time is ahead by one rule and substantial by the other."""
        [patents] = [one for one in WAYS if one.target.id == "invention_patents_2020"]
        assert [outlook.status for outlook in patents.outlooks] == ["ahead", "substantial_progress"]
        assert patents.outlooks[0].share == Fraction(29, 86)
        assert (ASSUMED_BASELINE, [one.name for one in METHODS]) == (Year(2016), ["LinearShare()", "StatCan()"])

    def test_without_outlooks_there_is_no_section(self) -> None:
        """No method, no section; with a method in the assessment its own outlooks stand there."""
        assert 'id="outlooks"' not in FUXIN.to_html()
        judged = pt.assess(plan(), observations(), as_of=Year(2018), method=methods.LinearShare())
        found = section(judged.to_html(lang="en"))
        assert found.count("<tbody>") == 18
        assert "no amount" in found or "baseline" in found


WORKS = pt.Indicator(id="works", name={"zh": "作品", "en": "works"}, unit="work", nature="stock")


class TestWords:
    """Figures for a reader."""

    @pytest.mark.parametrize(
        ("figure", "words"),
        [
            (Figure("share done", Fraction(1, 3), "share, 1 = goal met"), "≈ 33.3%"),
            (Figure("percent done", Fraction(70), "%, 100 = goal met"), "70%"),
            (Figure("difference", Fraction(-1, 4), "share"), "−25%"),
            (Figure("projected amount", Fraction(5, 2), "works"), "2.5 works"),
            (Figure("score", Fraction(5), "-5 to 5"), "5"),
        ],
    )
    def test_what_is_rounded_says_so(self, figure: Figure, words: str) -> None:
        """A share is shown in percent."""
        unit = WORKS.unit
        assert (
            figure_words(attrs.evolve(figure, unit=str(unit) if figure.unit == "works" else figure.unit), "en", unit)
            == words
        )

    def test_in_chinese_the_unit_follows_without_a_blank(self) -> None:
        """30件."""
        unit = WORKS.unit
        assert figure_words(Figure("projected amount", Fraction(30), str(unit)), "zh", unit) == f"30{unit.label('zh')}"

    def test_an_attainment_shows_its_outlook(self) -> None:
        """In a notebook, with the reason where there is no status."""
        target = pt.Target(
            id="goal", indicator=WORKS, criterion=pt.AtLeast("100 work"), due=pt.By(Year(2019)), baseline=Year(2015)
        )
        rows = [pt.Observation(indicator=WORKS, period=Year(y), value=v) for y, v in ((2015, "0"), (2016, "50"))]
        shown = attainment_html(pt.assess(target, rows, as_of=Year(2017), method=methods.LinearShare()))
        assert "按线性进度法判断：<b>超前</b>" in shown
        without = attainment_html(pt.assess(target, [], as_of=Year(2017), method=methods.StatCan(site=True)), "en")
        assert "<code>site=True</code>" in without
        assert "<b>undetermined</b> (no amount is known for the baseline 2015)" in without

    def test_a_target_that_is_not_of_the_plan(self) -> None:
        """A target that is not the plan's has no link and no picture."""
        stated = pt.Target(
            id="goal", indicator=WORKS, criterion=pt.AtLeast("100 work"), due=pt.By(Year(2019)), baseline=Year(2015)
        )
        many = attrs.evolve(
            stated, id="many", criterion=pt.Readings(of=[pt.AtLeast("9 work"), pt.AtLeast("900 work")], because="two")
        )
        rows = [pt.Observation(indicator=WORKS, period=Year(y), value=v) for y, v in ((2015, "0"), (2016, "50"))]
        held = pt.assess(pt.Plan(title="p", targets=[stated], indicators=[WORKS]), rows, as_of=Year(2017))
        ways = [pt.compare_methods(one, rows, [methods.LinearShare()], as_of=Year(2017)) for one in (stated, many)]
        found = section(write_report(held, None, "en", outlooks=ways))
        assert 'href="#item-goal"' in found
        assert 'href="#item-many"' not in found


def test_a_user_can_hand_in_an_outlook_of_its_own() -> None:
    """What we do not know we show as it is."""

    class Own:
        name, evidence, citation = "Own(3)", MethodEvidence.OWN, "ours"

        @staticmethod
        def outlook(course: Course) -> Any:
            return Outlook(method="Own(3)", status="so so", course=course)

    target = pt.Target(id="goal", indicator=WORKS, criterion=pt.AtLeast("100 work"), due=pt.By(Year(2019)))
    held = pt.assess(pt.Plan(title="p", targets=[target], indicators=[WORKS]), [], as_of=Year(2017), method=Own())
    found = section(held.to_html(lang="en"))
    assert "Own <code>3</code>" in found
    assert "<b>so so</b>" in found
