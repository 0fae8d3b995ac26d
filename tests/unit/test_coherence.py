"""Each check of a plan's coherence: a plan that shows it, and one that does not (issue: plan.problems)."""

from __future__ import annotations

from typing import Any

import pytest

import policytargets as pt
from policytargets import Severity, Span, Year
from policytargets.organisations import ItemKind
from policytargets.problems import InvalidPlanError

FIRMS = pt.Indicator(id="firms", name="firms", unit="enterprise", nature="stock", better="higher")
SHARE = pt.Indicator(id="share", name="share", unit=pt.percent_of("enterprise"), nature="share")
GDP = pt.Indicator(id="gdp", name="GDP", unit="亿元", nature="flow")
TEXT = pt.SourceDocument(id="doc", title="意见", text="一、要求\n（一）目标。达到5户。\n")


def target(
    item_id: str, criterion: Any = None, *, of: pt.Indicator = FIRMS, due: Any = Year(2017), **other: Any
) -> pt.Target:
    """At least 5 enterprises in 2017, unless said otherwise."""
    return pt.Target(id=item_id, indicator=of, criterion=criterion or pt.AtLeast("5"), due=due, **other)


def found(severity: Severity = Severity.ERROR, **parts: Any) -> list[str]:
    """Paths of a plan's problems of a severity."""
    return [problem.path for problem in pt.Plan(title="plan", **parts).problems() if problem.severity is severity]


def warned(**parts: Any) -> list[str]:
    """Paths of its warnings, without those of items that nobody answers for."""
    plan = pt.Plan(title="plan", **parts)
    return [p.path for p in plan.problems() if p.severity is Severity.WARNING and "nobody" not in p.got]


class TestErrors:
    """What cannot be meant."""

    def test_a_sound_plan_has_none(self) -> None:
        """And check() gives it back."""
        plan = pt.Plan(title="plan", targets=[target("a"), target("b", due=pt.By(Year(2020)))])
        assert plan.check() is plan

    def test_all_are_raised_together(self) -> None:
        """check() raises the errors together."""
        plan = pt.Plan(title="plan", targets=[target("a", slice_of="x"), target("b", part_of="y")])
        with pytest.raises(InvalidPlanError) as raised:
            plan.check()
        assert str(raised.value).count("error:") == 2

    @pytest.mark.parametrize("link", ["slice_of", "stretch_of", "part_of"])
    def test_unknown_links(self, link: str) -> None:
        """With near misses."""
        plan = pt.Plan(title="plan", targets=[target("firms_2020"), target("b", **{link: "firms_2021"})])  # type: ignore[arg-type]  # known better here than the checker can
        [problem] = [p for p in plan.problems() if p.severity is Severity.ERROR]
        assert problem.path == f"targets.b.{link}"
        assert "firms_2020" in problem.remedy + problem.expected

    def test_unknown_items_bodies_areas_topics(self) -> None:
        """Each where it stands."""
        answers = pt.Responsibility(item="x", item_kind=ItemKind.TARGET, organisation="y", as_written="局", order=1)
        paths = found(
            responsibilities=[answers],
            measures=[pt.Measure(id="m", title="m", serves=["x"], topic="nothing")],
            topics=[pt.Topic(id="money", name="money")],
            areas=[pt.Area(id="east", name="east")],
            organisations=[pt.Organisation(id="all", name="all", collective=True, members=["nobody"], area="west")],
            targets=[target("a", entity="west"), target("b", each=["west", "east"])],
            area="north",
        )
        assert len(paths) >= 7

    def test_repeated_ids(self) -> None:
        """Across items, and within each list."""
        assert found(targets=[target("a"), target("a")])
        assert found(targets=[target("a")], measures=[pt.Measure(id="a", title="m")])
        assert found(topics=[pt.Topic(id="t", name="t"), pt.Topic(id="t", name="t")])
        assert found(indicators=[FIRMS, FIRMS])
        assert not found(targets=[target("a"), target("b")])

    def test_one_id_with_two_definitions(self) -> None:
        """Two indicators under one id."""
        other = pt.Indicator(id="firms", name="other", unit="enterprise", nature="flow")
        assert found(targets=[target("a"), target("b", of=other)])
        assert found(indicators=[other], targets=[target("a")])

    def test_citations_that_do_not_give_their_quote(self) -> None:
        """Against the text, or an unknown document."""
        good = TEXT.cite("5户")
        moved = pt.Citation(document="doc", quote="6户", start=good.start, end=good.end)
        assert found(source=TEXT, targets=[target("a", citation=moved)]) == ["targets.a.citation"]
        assert not found(source=TEXT, targets=[target("a", citation=good)])
        unknown = pt.Citation(document="other", quote="5户")
        assert found(source=TEXT, targets=[target("a", citation=unknown)])

    def test_a_share_above_100_percent(self) -> None:
        """A bound outside what the indicator can be."""
        assert found(targets=[target("a", pt.AtLeast("101 %"), of=SHARE)])
        assert found(targets=[target("a", pt.Between("-2 %", "-1 %"), of=SHARE)])
        assert not found(targets=[target("a", pt.AtLeast("100 %"), of=SHARE)])

    def test_a_floor_above_a_ceiling(self) -> None:
        """In one criterion, and between two targets of one time."""
        assert found(targets=[target("a", pt.AllOf([pt.AtLeast("5"), pt.AtMost("4")]))])
        assert found(targets=[target("a", pt.AtLeast("5")), target("b", pt.AtMost("4"))])
        assert not found(targets=[target("a", pt.AtLeast("5")), target("b", pt.AtMost("4"), due=Year(2018))])
        assert not found(targets=[target("a", pt.AtLeast("5")), target("b", pt.AtMost("4"), entity="east")])
        every = pt.Every(Year, within=Span(Year(2017), Year(2018)))
        assert found(targets=[target("a", pt.AtLeast("5"), due=every), target("b", pt.LessThan("5"), due=every)])

    def test_changes_are_compared_in_their_own_form(self) -> None:
        """A rise of at least 10 % and a multiple of at most 1.05 cannot both hold."""
        rise = pt.Rise(by=pt.AtLeast("10 %"), since=Year(2015))
        times = pt.Multiple(times=pt.AtMost("1.05"), since=Year(2015))
        growth = pt.Growth(rate=pt.AtMost("1 %"), since=Year(2015))
        assert found(targets=[target("a", rise, of=GDP), target("b", times, of=GDP)])
        assert found(targets=[target("a", rise, of=GDP), target("b", growth, of=GDP)])
        fall = pt.Fall(by=pt.AtLeast("3 亿元"), since=Year(2015))
        up = pt.Rise(by=pt.AtLeast("1 亿元"), since=Year(2015))
        assert found(targets=[target("a", pt.AllOf([fall, up]), of=GDP)])
        moved = pt.Rise(by=pt.AtMost("1 %"), since=pt.YearBefore())
        assert not found(targets=[target("a", rise, of=GDP), target("b", moved, of=GDP)])
        unstated = pt.Rise(by=pt.AtMost("1 %"), since=pt.UNSTATED)
        assert not found(targets=[target("a", rise, of=GDP), target("b", unstated, of=GDP)])
        kept = pt.NoWorse(than=Year(2015))
        assert not found(targets=[target("a", pt.AllOf([kept, pt.About("5 亿元")]), of=GDP)])
        total = pt.Total(pt.AtLeast("5 亿元"), over=Span(Year(2016), Year(2017)))
        small = pt.Total(pt.AtMost("4 亿元"), over=Span(Year(2016), Year(2017)))
        assert found(targets=[target("a", total, of=GDP, due=None), target("b", small, of=GDP, due=None)])
        stated = pt.Rise(by=pt.AtMost("1 %"), since=pt.Baseline(Year(2015), "5 亿元"))
        again = pt.Rise(by=pt.AtLeast("2 %"), since=pt.Baseline(Year(2015), "5 亿元"))
        assert found(targets=[target("a", stated, of=GDP), target("b", again, of=GDP)])

    def test_readings_contradict_only_where_all_do(self) -> None:
        """One reading that can hold is enough."""
        either = pt.Readings(of=[pt.AtMost("4"), pt.AtMost("9")], because="open")
        assert not found(targets=[target("a"), target("b", either)])

    def test_units_that_cannot_meet(self) -> None:
        """A slice in another unit than its goal."""
        works = pt.Indicator(id="works", name="works", unit="work", nature="stock")
        assert found(targets=[target("goal"), target("cut", of=works, slice_of="goal")]) == ["targets.cut.slice_of"]

    def test_cycles(self) -> None:
        """A slice of itself, by way of others."""
        assert found(targets=[target("a", slice_of="b"), target("b", slice_of="a")])
        assert found(targets=[target("a", part_of="a")])
        bodies = [
            pt.Organisation(id=one, name=one, collective=True, members=[other])
            for one, other in (("x", "y"), ("y", "x"))
        ]
        assert found(organisations=bodies)


class TestWarnings:
    """What a careful reader would ask about; they stop nobody."""

    def test_a_target_without_owner(self) -> None:
        """Never inherited from a slice."""
        answers = pt.Responsibility(item="cut", item_kind=ItemKind.TARGET, organisation="b", as_written="局", order=1)
        plan = pt.Plan(
            title="plan",
            organisations=[pt.Organisation(id="b", name="局")],
            targets=[target("goal", due=pt.By(Year(2020))), target("cut", slice_of="goal")],
            responsibilities=[answers],
        )
        assert [problem.path for problem in plan.problems()] == ["targets.goal"]

    def test_an_organisation_without_task(self) -> None:
        """Members of a collective that has one are not idle."""
        assert warned(organisations=[pt.Organisation(id="idle", name="局")]) == ["organisations.idle"]

    def test_a_slice_harder_than_its_goal(self) -> None:
        """Equal is fine."""
        goal = target("goal", pt.AtLeast("5"), due=pt.By(Year(2020)))
        assert warned(targets=[goal, target("cut", pt.AtLeast("6"), slice_of="goal")]) == ["targets.cut.criterion"]
        assert not warned(targets=[goal, target("cut", pt.AtLeast("5"), slice_of="goal")])
        ceiling = target("goal", pt.AtMost("5"), due=pt.By(Year(2020)))
        assert warned(targets=[ceiling, target("cut", pt.LessThan("5"), slice_of="goal")])

    def test_a_hedge_dropped_in_a_slice(self) -> None:
        """力争 in the goal, none in the slice."""
        goal = target("goal", due=pt.By(Year(2020)), commitment="hedged")
        assert warned(targets=[goal, target("cut", slice_of="goal")]) == ["targets.cut.commitment"]

    def test_a_later_target_easier_than_an_earlier_one(self) -> None:
        """Of one indicator, form and entity."""
        assert warned(targets=[target("a", pt.AtLeast("6")), target("b", pt.AtLeast("5"), due=Year(2018))]) == [
            "targets.b.criterion"
        ]
        assert not warned(targets=[target("a", pt.AtLeast("6")), target("b", pt.AtLeast("7"), due=Year(2018))])

    def test_a_part_greater_than_its_whole(self) -> None:
        """其中."""
        whole, part = target("whole", pt.AtLeast("5")), target("part", pt.AtLeast("6"), part_of="whole")
        other = pt.Indicator(id="big", name="big firms", unit="enterprise", nature="stock")
        assert "targets.part.criterion" in warned(targets=[whole, part])
        assert warned(targets=[whole, target("part", pt.AtLeast("6"), of=other, part_of="whole")]) == [
            "targets.part.criterion"
        ]
        share = pt.Indicator(id="s2", name="s2", unit=pt.percent_of("enterprise"), nature="share")
        wider = target("whole", pt.AtLeast("10 %"), of=SHARE)
        assert warned(targets=[wider, target("part", pt.AtLeast("20 %"), of=share, part_of="whole")])
        rise = pt.Rise(by=pt.AtLeast("1 %"), since=Year(2015))
        assert not warned(targets=[whole, target("part", rise, of=other, part_of="whole")])

    def test_districts_that_do_not_add_up(self) -> None:
        """Only where the unit has no denominator."""
        city = target("city", pt.AtLeast("10"))
        short = [target(f"d{n}", pt.AtLeast("4"), entity=f"area{n}", part_of="city") for n in (1, 2)]
        assert warned(targets=[city, *short]) == ["targets.city.criterion"]
        enough = [target(f"d{n}", pt.AtLeast("5"), entity=f"area{n}", part_of="city") for n in (1, 2)]
        assert not warned(targets=[city, *enough])
        each = target("districts", pt.AtLeast("4"), each=["east", "west"], part_of="city")
        assert warned(targets=[city, each]) == ["targets.city.criterion"]
        cap = target("city", pt.AtMost("10"))
        over = [target(f"d{n}", pt.AtMost("6"), entity=f"area{n}", part_of="city") for n in (1, 2)]
        assert warned(targets=[cap, *over]) == ["targets.city.criterion"]
        unknown = target("districts", pt.AtLeast("4"), each=pt.Each(collective="各县区"), part_of="city")
        assert not warned(targets=[city, unknown])


class TestNotes:
    """What it helps to know."""

    def test_a_bound_against_better(self) -> None:
        """`better` decides nothing; a bound pointing the other way is a note."""
        assert found(Severity.NOTE, targets=[target("a", pt.AtMost("5"))]) == ["targets.a.criterion"]
        fall = pt.Fall(by=pt.AtLeast("1 enterprise"), since=Year(2015))
        assert found(Severity.NOTE, targets=[target("a", fall)])
        assert not found(Severity.NOTE, targets=[target("a", pt.Between("1", "2"))])

    def test_a_text_that_is_not_at_hand(self) -> None:
        """Its citations stand unverified."""
        far = pt.SourceDocument(id="far", title="far")
        assert found(
            Severity.NOTE, documents=[far], targets=[target("a", citation=pt.Citation(document="far", quote="5户"))]
        )
