"""What targets ask for in comparable forms, on which the checks of a plan stand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from policytargets._asks import ask_of, bound_words, is_empty, limits_of, meet, readings, stricter
from policytargets.baselines import UNSTATED, Baseline, Previous, YearBefore
from policytargets.bounds import About, AtLeast, AtMost, Between, Exactly, LessThan, MoreThan
from policytargets.criteria import AllOf, AnyOf, Fall, Growth, Multiple, NoWorse, Readings, Rise, Total
from policytargets.dues import By, Every
from policytargets.indicators import Indicator, Limits, Ratio
from policytargets.measures import Measure
from policytargets.organisations import Organisation, Responsibility
from policytargets.periods import Day, Quarter, Span, Year
from policytargets.plans import Plan
from policytargets.problems import Severity
from policytargets.ranges import Region
from policytargets.sources import SourceDocument
from policytargets.targets import Milestone, Target

FIRMS = Indicator(id="firms", name="firms", unit="enterprise", nature="stock")
WORKS = Indicator(id="works", name="works", unit="work", nature="flow")
WORKS_A_YEAR = Indicator(id="works_a_year", name="works", unit="work/year", nature="flow")
BALANCE = Indicator(id="balance", name="balance", unit="亿元", nature="flow")
LIFE = Indicator(id="life", name="life", unit="year", nature="mean")
SHARE = Indicator(id="share", name="share", unit="%", nature="share")
PLAN = Span(Year(2016), Year(2020))
SINCE = Baseline(Year(2015))
KEY = (Year(2015), None)


def target(item_id: str, criterion: Any, *, of: Indicator = FIRMS, due: Any = Year(2017), **other: Any) -> Target:
    """Make a target."""
    return Target(id=item_id, indicator=of, criterion=criterion, due=due, **other)


def warned(*targets: Target) -> list[str]:
    """Give paths of warnings, without those of targets that nobody answers for."""
    problems = Plan(title="plan", targets=targets).problems()
    return [p.path for p in problems if p.severity is Severity.WARNING and "nobody" not in p.got]


@pytest.mark.parametrize(
    ("leaf", "form", "region"),
    [
        (Rise(by=AtLeast("10 %"), since=SINCE), ("times", KEY), Region(low=Fraction("1.1"))),
        (Fall(by=MoreThan("10 %"), since=SINCE), ("times", KEY), Region(high=Fraction("0.9"), high_open=True)),
        (Fall(by=AtMost("3 户"), since=SINCE), ("rise", KEY), Region(low=Fraction(-3))),
        (Multiple(times=AtMost("1/2"), since=SINCE), ("times", KEY), Region(high=Fraction(1, 2))),
        (Growth(rate=AtLeast("10 %"), since=SINCE), ("times", KEY), Region(low=Fraction("1.21"))),
        (Growth(rate=AtLeast("-200 %"), since=SINCE), ("growth", KEY), Region(low=Fraction(-2))),
        (Growth(rate=AtLeast("10 %"), since=Baseline(Quarter(2015, 4))), ("growth", (Quarter(2015, 4), None)), None),
        (Growth(rate=AtLeast("10 %"), since=Year(2017)), ("growth", (Year(2017), None)), None),
        (Growth(rate=AtLeast("10 %"), since=YearBefore()), ("growth", (YearBefore(),)), None),
        (Exactly("3 户"), ("level",), Region(Fraction(3), Fraction(3))),
    ],
)
def test_changes_of_one_baseline_come_to_one_form(leaf: Any, form: Any, region: Region | None) -> None:
    """Growth over whole years, a rise or fall in percent and a multiple are so many times the baseline."""
    ask = ask_of(target("a", leaf).criterion, target("a", leaf))
    assert ask is not None
    assert ask.form == form
    assert region is None or ask.region == region


@pytest.mark.parametrize(
    "leaf", [NoWorse(than=SINCE), Rise(by=AtLeast("1 %"), since=UNSTATED), AnyOf([AtLeast("3 户")])]
)
def test_what_cannot_be_compared_asks_for_nothing(leaf: Any) -> None:
    """An unstated baseline may be another one each time."""
    assert ask_of(leaf, target("a", leaf)) is None
    assert readings(target("a", leaf)) == ((),)


@pytest.mark.parametrize(
    ("criterion", "words"),
    [
        (Between("2 户", "3 户"), "from 2 enterprises to 3 enterprises"),
        (About("2 户", within="1 户"), "about 2 enterprises within 1 enterprise"),
        (LessThan("2 户"), "less than 2 enterprises"),
        (Rise(by=AtLeast("3 %"), since="9 户"), "a rise by at least 3% since 9 enterprises"),
        (Fall(by=AtLeast("3 %"), since=Year(2015)), "a fall by at least 3% since 2015"),
        (Rise(by=AtLeast("3 %"), since=YearBefore()), "a rise by at least 3% since the year before"),
        (Rise(by=AtLeast("3 %"), since=Previous()), "a rise by at least 3% since the period before"),
        (Multiple(times=AtLeast("2"), since=Year(2010)), "at least 2 times 2010"),
        (Growth(rate=AtLeast("7 %"), since=Year(2015)), "growth of at least 7% a year since 2015"),
    ],
)
def test_a_message_says_what_is_asked(criterion: Any, words: str) -> None:
    """In the words of the criterion, whatever form it is compared in."""
    [[ask]] = readings(target("a", criterion))
    assert ask.words == words


def test_words_of_a_total_and_of_a_bare_bound() -> None:
    """A total names its span."""
    [[ask]] = readings(target("a", Total(AtLeast("5 件"), over=PLAN), of=WORKS, due=None))
    assert ask.words == "at least 5 works in all over 2016..2020"
    assert bound_words(AtMost("3 %")) == "at most 3%"


def test_a_criterion_of_too_many_readings_claims_nothing() -> None:
    """A file may be hostile: what no person writes is not multiplied out."""
    either = Readings(of=[AtLeast("1 户"), AtMost("0 户")], because="open")
    assert len(readings(target("a", AllOf([either] * 6)))) == 64
    assert readings(target("a", AllOf([either] * 40))) == ((),)


@pytest.mark.parametrize(
    ("indicator", "criterion", "due", "low"),
    [
        (WORKS_A_YEAR, AtLeast("80 件"), Quarter(2017, 1), 320),
        (WORKS, AtLeast("320 件/年"), Quarter(2017, 1), 80),
        (WORKS, AtLeast("320 件/年"), None, None),
        (WORKS, AtLeast("320 件/年"), Day(2017, 3, 1), None),
    ],
)
def test_a_flow_is_brought_to_its_own_unit_over_the_due_period(
    indicator: Indicator, criterion: Any, due: Any, low: int | None
) -> None:
    """320 件/年 over a quarter are 80 件; without whole months nothing is claimed."""
    [reading] = readings(target("a", criterion, of=indicator, due=due))
    assert [ask.region.low for ask in reading] == ([] if low is None else [low])


@pytest.mark.parametrize(
    ("indicator", "limits"),
    [
        (FIRMS, Region(low=Fraction(0))),
        (SHARE, Region(Fraction(0), Fraction(1))),
        (attrs.evolve(SHARE, limits=Limits(low="0 %")), Region(low=Fraction(0))),
        (attrs.evolve(SHARE, nature="growth_rate"), Region()),
        (BALANCE, Region()),
    ],
)
def test_limits_are_what_an_indicator_can_be_at_all(indicator: Indicator, limits: Region) -> None:
    """A share by nature lies between 0 and 100 %, unless other limits are stated."""
    assert limits_of(indicator) == limits


def test_two_regions_meet_in_what_both_accept() -> None:
    """The tighter end holds, and of equal ends the open one."""
    low, high = Region(low=Fraction(2), low_open=True), Region(Fraction(2), Fraction(3))
    assert meet(low, high) == meet(high, low) == Region(Fraction(2), Fraction(3), low_open=True)
    assert meet(Region(high=Fraction(5)), high) == high
    assert not is_empty(high)
    assert not is_empty(low)
    assert is_empty(meet(low, Region(high=Fraction(2))))
    assert is_empty(Region(Fraction(3), Fraction(2)))


class TestStricter:
    """Design: a later target easier than an earlier one, a slice harder than its goal: exactly, or not at all."""

    @pytest.mark.parametrize(
        ("mine", "theirs", "is_so"),
        [
            (AtLeast("6 户"), AtLeast("5 户"), True),
            (MoreThan("5 户"), AtLeast("5 户"), True),
            (AtLeast("5 户"), AtLeast("5 户"), False),
            (AtLeast("5 户"), AtMost("5 户"), False),
            (Between("1 户", "5 户"), Between("2 户", "6 户"), False),
            (AtMost("5 户"), Between("0 户", "5 户"), False),
            (AtLeast("6 户"), Rise(by=AtLeast("1 户"), since=SINCE), False),
            (Rise(by=AtLeast("2 %"), since=YearBefore()), Rise(by=AtLeast("1 %"), since=YearBefore()), False),
            (Rise(by=AtLeast("2 %"), since=SINCE), Rise(by=AtLeast("1 %"), since=SINCE), True),
            (AllOf([AtLeast("6 户"), AtLeast("3 户")]), AtLeast("5 户"), True),
            (Readings(of=[AtLeast("6 户"), AtLeast("7 户")], because="open"), AtLeast("5 户"), True),
            (Readings(of=[AtLeast("6 户"), AtLeast("4 户")], because="open"), AtLeast("5 户"), False),
            (
                AtLeast("6 户"),
                Readings(of=[AtLeast("5 户"), Rise(by=AtLeast("5 户"), since=SINCE)], because="open"),
                True,
            ),
            (
                Readings(of=[AtLeast("6 户"), Rise(by=AtLeast("9 户"), since=SINCE)], because="open"),
                AtLeast("5 户"),
                False,
            ),
        ],
    )
    def test_it_holds_whichever_way_both_are_read(self, mine: Any, theirs: Any, *, is_so: bool) -> None:
        """What depends on a reading, or on a baseline that moves, is no warning."""
        assert (stricter(target("a", mine), target("b", theirs, due=Year(2020))) is not None) is is_so

    def test_a_growth_to_an_earlier_year_may_be_faster(self) -> None:
        """8 % a year to 2017 is less than 7 % a year to 2020: the level counts."""
        goal = target("goal", Growth(rate=AtLeast("7 %"), since=SINCE), due=By(Year(2020)))
        assert stricter(target("cut", Growth(rate=AtLeast("8 %"), since=SINCE)), goal) is None
        assert stricter(target("cut", Growth(rate=AtLeast("30 %"), since=SINCE)), goal) is not None

    @pytest.mark.parametrize(
        ("indicator", "mine", "mine_due", "theirs", "theirs_due", "is_so"),
        [
            (WORKS, AtLeast("6 件"), Quarter(2017, 1), AtLeast("5 件"), Year(2017), True),
            (WORKS, AtMost("1 件"), Quarter(2017, 1), AtMost("5 件"), Year(2017), False),
            (WORKS, AtLeast("6 件"), Year(2017), Total(AtLeast("5 件"), over=PLAN), None, True),
            (WORKS, AtLeast("4 件"), Year(2017), Total(AtLeast("5 件"), over=PLAN), None, False),
            (WORKS_A_YEAR, AtLeast("6 件/年"), Quarter(2017, 1), AtLeast("5 件/年"), Year(2017), False),
            (BALANCE, AtLeast("6 亿元"), Quarter(2017, 1), AtLeast("5 亿元"), Year(2017), False),
            (LIFE, AtLeast("6 年"), Quarter(2017, 1), AtLeast("5 年"), Year(2017), False),
            (LIFE, AtLeast("6 年"), Year(2017), AtLeast("5 年"), By(Year(2020)), True),
            (LIFE, AtLeast("6 年"), None, AtLeast("5 年"), Year(2017), False),
            (LIFE, AtLeast("6 年"), None, AtLeast("5 年"), None, True),
            (FIRMS, AtLeast("6 户"), Quarter(2017, 1), AtLeast("5 户"), Year(2017), True),
        ],
    )
    def test_amounts_compare_over_periods_of_one_length(  # noqa: PLR0913 -- two targets
        self, indicator: Indicator, mine: Any, mine_due: Any, theirs: Any, theirs_due: Any, *, is_so: bool
    ) -> None:
        """A part of what only adds up cannot exceed the sum; a stock compares at any time."""
        one = target("a", mine, of=indicator, due=mine_due)
        other = target("b", theirs, of=indicator, due=theirs_due)
        assert (stricter(one, other) is not None) is is_so

    def test_other_units_do_not_compare(self) -> None:
        """Firms and works."""
        assert stricter(target("a", AtLeast("6 户")), target("b", AtLeast("5 件"), of=WORKS)) is None


class TestPlan:
    """What is and what is no warning in a plan."""

    def test_a_superseded_target_is_shown_and_not_judged(self) -> None:
        """Design: a superseded target contradicts nothing and needs no owner."""
        old = target("old", AtLeast("9 户"), superseded_by="new")
        problems = Plan(title="plan", targets=[old, target("new", AtMost("4 户"))]).problems()
        assert [problem.path for problem in problems] == ["targets.new"]

    def test_a_stretch_beside_a_floor_makes_no_later_floor_easier(self) -> None:
        """确保6000万元、争取7000万元, then 确保6500万元."""
        floor = target("floor", AtLeast("6 户"))
        stretch = target("stretch", AtLeast("8 户"), stretch_of="floor", commitment="hedged")
        assert warned(floor, stretch, target("next", AtLeast("7 户"), due=Year(2018))) == []

    def test_every_year_is_later_than_what_ends_before_it(self) -> None:
        """And not than what lies inside."""
        every = target("every", AtLeast("5 户"), due=Every(Year, within=Span(Year(2018), Year(2020))))
        assert warned(target("a", AtLeast("6 户")), every) == ["targets.every.criterion"]
        assert warned(target("a", AtLeast("6 户"), due=Year(2019)), every) == []

    def test_a_count_below_zero_is_refused_with_what_can_be(self) -> None:
        """The message says the limits."""
        plan = Plan(title="plan", targets=[target("a", AtLeast("-1 户"))])
        assert plan.problems()[0].expected == "at least 0 enterprises"
        ceiling = attrs.evolve(BALANCE, limits=Limits(high="9 亿元"))
        plan = Plan(title="plan", targets=[target("a", AtLeast("10 亿元"), of=ceiling)])
        assert plan.problems()[0].expected.startswith("at most 9")

    def test_parts_of_rates_means_and_unlike_times_are_not_compared(self) -> None:
        """其中 of a rate may be the greater: it is over other people."""
        rate = Indicator(id="rate", name="rate", unit="patent/(10000.person)", nature="stock")
        assert warned(target("whole", AtLeast("5"), of=rate), target("b", AtLeast("6"), of=rate, part_of="whole")) == []
        later = target("b", AtLeast("6 户"), part_of="whole", due=Year(2018))
        assert warned(target("whole", AtLeast("5 户")), later) == []

    def test_a_rank_has_no_direction_to_point_against(self) -> None:
        """Its numbers fall as it rises."""
        rank = Indicator(id="rank", name="rank", unit="place", nature="rank", better="higher")
        kept = target("b", NoWorse(than=Year(2016)), of=attrs.evolve(FIRMS, better="higher"))
        problems = Plan(title="plan", targets=[target("a", AtMost("3 位"), of=rank), kept]).problems()
        assert all(problem.severity is not Severity.NOTE for problem in problems)

    def test_an_indicator_is_told_once_with_what_differs(self) -> None:
        """However many targets hold the other definition."""
        other = attrs.evolve(FIRMS, name="enterprises", nature="cumulative")
        plan = Plan(
            title="plan",
            indicators=[FIRMS],
            targets=[target("a", AtLeast("1 户"), of=other), target("b", AtLeast("1 户"), of=other)],
        )
        [problem] = [p for p in plan.problems() if p.severity is Severity.ERROR]
        assert (problem.path, problem.got) == ("targets.a.indicator", "another name, another nature")

    def test_the_source_comes_first_among_documents(self) -> None:
        """One id for two documents is an error."""
        document = SourceDocument(id="doc", title="doc")
        problems = Plan(title="plan", source=document, documents=[document]).problems()
        assert [problem.path for problem in problems] == ["documents.doc"]

    def test_the_sides_of_a_ratio_are_definitions_too(self) -> None:
        """A rate of two indicators holds both."""
        people = Indicator(id="people", name="people", unit="person", nature="stock")
        rate = Indicator(
            id="rate", name="rate", unit="enterprise/person", nature="stock", ratio=Ratio(of=FIRMS, to=people)
        )
        other = attrs.evolve(people, name="residents")
        plan = Plan(title="plan", indicators=[rate, other])
        assert [problem.path for problem in plan.problems()] == ["indicators.people"]

    def test_a_measure_may_serve_what_is_to_be_reached(self) -> None:
        """Targets, milestones and aims; another measure is nothing to be reached."""
        platform = Milestone(id="platform", name="platform", superseded_by="a later plan")
        measure = Measure(id="build", title="build", serves=["platform", "build"])
        problems = Plan(title="plan", milestones=[platform], measures=[measure]).problems()
        assert [problem.path for problem in problems] == ["measures.build.serves[1]"]
        assert problems[0].got == "'build', which is measures.build"

    def test_members_of_a_collective_with_a_task_are_not_idle(self) -> None:
        """Nor are the members of its members."""
        bodies = [
            Organisation(id="all", name="all", collective=True, members=["districts", "city"]),
            Organisation(id="districts", name="districts", collective=True, members=["east", "city"]),
            Organisation(id="east", name="east"),
            Organisation(id="city", name="city"),
        ]
        answers = Responsibility(item="a", item_kind="target", organisation="all", as_written="all", order=1)
        plan = Plan(
            title="plan", targets=[target("a", AtLeast("1 户"))], organisations=bodies, responsibilities=[answers]
        )
        assert plan.problems() == ()
