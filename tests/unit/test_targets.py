"""Targets, milestones, aims and rules."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from policytargets._closing import close_criterion
from policytargets.baselines import UNSTATED, Baseline, Previous, YearBefore
from policytargets.bounds import About, AtLeast, AtMost, Between
from policytargets.criteria import AllOf, AnyOf, Criterion, Fall, Growth, Multiple, NoWorse, Readings, Rise, Total
from policytargets.dues import By, Every
from policytargets.errors import InvalidValueError, PolicyTargetsError, UnitMismatchError
from policytargets.indicators import Indicator
from policytargets.periods import Day, Month, Quarter, Span, Year
from policytargets.quantities import Quantity, Rounding
from policytargets.targets import Aim, Commitment, Each, Milestone, Rule, Target
from policytargets.texts import Text
from policytargets.units import Unit

RATE = Indicator(id="patents", name="发明专利拥有量", unit="patent/(10000.person)", nature="stock")
SHARE = Indicator(id="share", name="占比", unit=Unit("%", whole="enterprise"), nature="share")
REVENUE = Indicator(id="revenue", name="财政收入", unit=Unit("亿元", prices="current"), nature="flow")
FIRMS = Indicator(id="firms", name="企业", unit="enterprise", nature="stock")
RANK = Indicator(id="rank", name="位次", unit="place", nature="rank")
PLAN = Span(Year(2016), Year(2020))
TARGET = Target(id="patents_2017", indicator=RATE, criterion=AtLeast("2.15 件/万人"), due=Year(2017))
TOTAL = Total(AtLeast("500 亿元"), over=PLAN)


def in_prices(amount: str) -> Quantity:
    """Make an amount of money in current prices."""
    return Quantity(amount, prices="current")


def of_firms(amount: str) -> Quantity:
    """Make a share of enterprises."""
    return Quantity(amount, whole="enterprise")


CLOSED: list[tuple[Indicator, Criterion, Criterion]] = [
    (RATE, AtLeast("2.15 件/万人"), AtLeast("2.15 patent/(10000.person)")),
    (RATE, AtLeast("2.15"), AtLeast("2.15 patent/(10000.person)")),
    (RATE, Between("2", "3", ["high"]), Between("2 patent/(10000.person)", "3 patent/(10000.person)", ["high"])),
    (REVENUE, About("100 亿元", within="2 亿元"), About(in_prices("100 亿元"), within=in_prices("2 亿元"))),
    (REVENUE, About("100", within="2"), About(in_prices("100 亿元"), within=in_prices("2 亿元"))),
    (SHARE, About("15 %", within="0.5 points"), About(of_firms("15 %"), within=of_firms("0.5 points"))),
    (SHARE, About("15", within="0.5"), About(of_firms("15 %"), within=of_firms("0.5 points"))),
    (SHARE, Rise(by=AtLeast("3 points"), since=Year(2015)), Rise(by=AtLeast(of_firms("3 points")), since=Year(2015))),
    (SHARE, Rise(by=AtLeast("3 %"), since=Year(2015)), Rise(by=AtLeast("3 %"), since=Year(2015))),
    (FIRMS, Rise(by=AtLeast("10 户"), since=UNSTATED), Rise(by=AtLeast("10 enterprise"), since=UNSTATED)),
    (
        FIRMS,
        Fall(by=AtMost("2 户"), since="12 户"),
        Fall(by=AtMost("2 enterprise"), since=Baseline(amount="12 enterprise")),
    ),
    (
        REVENUE,
        Multiple(times=AtLeast("2"), since=Baseline(Year(2010), "300 亿元")),
        Multiple(times=AtLeast("2"), since=Baseline(Year(2010), in_prices("300 亿元"))),
    ),
    (
        REVENUE,
        Growth(rate=AtLeast("7 %"), since=Baseline(Year(2015), "300 亿元")),
        Growth(rate=AtLeast("7 %"), since=Baseline(Year(2015), in_prices("300 亿元"))),
    ),
    (REVENUE, TOTAL, Total(AtLeast(in_prices("500 亿元")), over=PLAN)),
    (FIRMS, NoWorse(than="12 户"), NoWorse(than=Baseline(amount="12 enterprise"))),
    (RANK, AtMost("3 位"), AtMost("3 place")),
    (RANK, Rise(by=AtLeast("2 位"), since=Year(2015)), Rise(by=AtLeast("2 place"), since=Year(2015))),
    (
        FIRMS,
        AllOf([AtLeast("2 户"), AnyOf([AtLeast("3 户"), Readings(of=[AtLeast("4 户")], because="open")])]),
        AllOf(
            [
                AtLeast("2 enterprise"),
                AnyOf([AtLeast("3 enterprise"), Readings(of=[AtLeast("4 enterprise")], because="open")]),
            ]
        ),
    ),
]


@pytest.mark.parametrize(("indicator", "written", "closed"), CLOSED)
def test_a_target_closes_what_its_words_leave_open(indicator: Indicator, written: Criterion, closed: Criterion) -> None:
    """Usage: a target holds its indicator and closes what its words leave open; once closed, it stays so."""
    target = Target(id="a", indicator=indicator, criterion=written)
    assert target.criterion == closed
    assert attrs.evolve(target) == target
    assert close_criterion(closed, indicator, "here") == closed


def test_the_spelling_is_kept() -> None:
    """Design: equality goes by meaning; what was written can be shown."""
    target = attrs.evolve(TARGET, criterion=AtLeast("2.150 件/万人"), as_written="2.150件")
    assert target.criterion == TARGET.criterion
    assert isinstance(target.criterion, AtLeast)
    assert target.criterion.amount.number == "2.150"
    assert target.as_written == "2.150件"


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"id": "专利_2017"}, InvalidValueError, "a key of lower-case letters"),
        ({"indicator": "patents"}, InvalidValueError, "an instance of Indicator"),
        ({"criterion": "2.15 件/万人"}, InvalidValueError, "an instance of AtLeast"),
        ({"criterion": Quantity("2.15 件/万人")}, InvalidValueError, "an instance of AtLeast"),
        ({"criterion": AtLeast("15 %")}, UnitMismatchError, "compare amounts of one kind"),
        ({"criterion": AtLeast("2 户/万人")}, UnitMismatchError, "patent"),
        ({"criterion": AllOf([AtLeast("2"), AtMost("3 points")])}, UnitMismatchError, "compare amounts of one kind"),
        ({"criterion": Rise(by=AtLeast("3 points"), since=Year(2015))}, UnitMismatchError, "%, or a unit that meets"),
        ({"criterion": Fall(by=AtLeast("3 %"), since="12 户")}, UnitMismatchError, "a unit that meets"),
        ({"criterion": TOTAL}, InvalidValueError, "only a flow adds up"),
        ({"criterion": Readings(of=[TOTAL], because="open")}, InvalidValueError, "only a flow adds up"),
        ({"due": 2017}, InvalidValueError, "an instance of Year"),
        ({"due": "2017"}, InvalidValueError, "an instance of Year"),
        ({"baseline": 2015}, InvalidValueError, "write for example since=Year(2015)"),
        ({"entity": "海州区"}, InvalidValueError, "a key of lower-case letters"),
        ({"each": ["haizhou"], "entity": "fuxin"}, InvalidValueError, "leave one of them out"),
        ({"each": "haizhou"}, InvalidValueError, "put it in brackets"),
        ({"commitment": "力争"}, InvalidValueError, "hedged is 力争, permissive 可以"),
        ({"name": ""}, InvalidValueError, "a text that is not empty"),
        ({"as_written": 8}, InvalidValueError, "an instance of str"),
        ({"topic": "创造"}, InvalidValueError, "a key of lower-case letters"),
        ({"slice_of": "A"}, InvalidValueError, "a key of lower-case letters"),
        ({"stretch_of": TARGET}, InvalidValueError, "a key of lower-case letters"),
        ({"part_of": ""}, InvalidValueError, "a key of lower-case letters"),
        ({"rounding": 2}, InvalidValueError, "an instance of Rounding"),
        ({"superseded_by": True}, InvalidValueError, "an instance of str"),
        ({"citation": "发明专利拥有量达到2.15件/万人"}, InvalidValueError, "an instance of Citation"),
    ],
)
def test_what_is_wrong_is_refused(changes: dict[str, Any], error: type[PolicyTargetsError], message: str) -> None:
    """Design: an item refuses what is wrong with one message; evolving checks again."""
    with pytest.raises(error) as caught:
        attrs.evolve(TARGET, **changes)
    assert message in str(caught.value)
    assert all(part.strip() for part in caught.value.args)


@pytest.mark.parametrize(
    "criterion",
    [
        Rise(by=AtLeast("10 %"), since=Year(2015)),
        Fall(by=AtMost("10 %"), since=UNSTATED),
        Multiple(times=AtLeast("2"), since=Year(2015)),
        Growth(rate=AtLeast("7 %"), since=Year(2015)),
        AllOf([AtMost("3 位"), Multiple(times=AtMost("1/2"), since=Year(2015))]),
    ],
)
def test_a_rank_has_no_percent_no_multiple_and_no_growth(criterion: Criterion) -> None:
    """Design: rank is compared by its number; no percent of it."""
    with pytest.raises(PolicyTargetsError, match="state the places"):
        Target(id="a", indicator=RANK, criterion=criterion)


@pytest.mark.parametrize("since", [YearBefore(), Previous()])
@pytest.mark.parametrize("inside", [lambda change: change, lambda change: AnyOf([AtLeast("3"), change])])
def test_a_change_since_the_year_before_is_never_due_by(since: Any, inside: Any) -> None:
    """Design: it is due in a period or Every, never By; without a due form it may be stated."""
    target = Target(id="a", indicator=FIRMS, criterion=inside(Rise(by=AtLeast("10 %"), since=since)))
    with pytest.raises(InvalidValueError, match="say in which period, or every which"):
        attrs.evolve(target, due=By(Year(2017)))
    for due in (Year(2017), Every(Year, within=PLAN)):
        assert attrs.evolve(target, due=due).due_form == due


def test_growth_and_fixed_baselines_may_be_due_by() -> None:
    """Design: for Growth, By is the same as in."""
    growth = Growth(rate=AtLeast("7 %"), since=Year(2015))
    assert Target(id="a", indicator=FIRMS, criterion=growth, due=By(Year(2020))).due_form == By(Year(2020))


class TestTotal:
    """Design: the end of Total's span is its due period."""

    def test_its_span_is_when_it_is_due(self) -> None:
        """A due form that ends with it says the same."""
        target = Target(id="a", indicator=REVENUE, criterion=TOTAL)
        assert (target.due, target.due_form) == (None, PLAN)
        assert attrs.evolve(target, due=By(Year(2020))).due_form == PLAN
        assert attrs.evolve(target, due=Month(2020, 12)).due_form == PLAN

    @pytest.mark.parametrize("due", [Year(2019), By(Year(2021)), Every(Year, within=PLAN)])
    @pytest.mark.parametrize("inside", [lambda total: total, lambda total: AllOf([total, AtLeast("90 亿元")])])
    def test_another_due_form_is_refused(self, due: Any, inside: Any) -> None:
        """Also inside a combination."""
        with pytest.raises(InvalidValueError, match="leave due out"):
            Target(id="a", indicator=REVENUE, criterion=inside(TOTAL), due=due)

    def test_a_combination_of_totals_over_one_span_is_due_with_it(self) -> None:
        """Of several spans, or beside a stated due form, the stated one holds."""
        both = AllOf([TOTAL, AtLeast("90 亿元")])
        assert Target(id="a", indicator=REVENUE, criterion=both).due_form == PLAN
        assert Target(id="a", indicator=REVENUE, criterion=both, due=Year(2020)).due_form == Year(2020)
        spans = AnyOf([TOTAL, Total(AtLeast("90 亿元"), over=Span(Year(2016), Year(2018)))])
        assert Target(id="a", indicator=REVENUE, criterion=spans).due_form is None


def test_growth_is_not_rounded() -> None:
    """Design: growth is decided without roots, so there is no rate to round; everything else may be."""
    rounding = Rounding(1, "half_even")
    for criterion in (
        Growth(rate=AtLeast("7 %"), since=Year(2015)),
        AllOf([Growth(rate=AtLeast("7 %"), since=UNSTATED)]),
    ):
        with pytest.raises(InvalidValueError, match="leave rounding out"):
            Target(id="a", indicator=FIRMS, criterion=criterion, rounding=rounding)
    assert attrs.evolve(TARGET, rounding=rounding).rounding == rounding


class TestEach:
    """Design: 各县区 distributes a target: a verdict for each member."""

    def test_members_are_named_or_the_collective_is(self) -> None:
        """A list of members alone makes one."""
        assert attrs.evolve(TARGET, each=["haizhou", "xihe"]).each == Each(("haizhou", "xihe"))
        assert Each(collective="各县区").members is None

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({}, "name who they are"),
            ({"members": []}, "name who they are"),
            ({"members": [], "collective": "各县区"}, "leave members out"),
            ({"collective": " "}, "name who they are"),
            ({"members": ["haizhou", "haizhou"]}, "members, each once"),
            ({"members": ["海州区"]}, "a key of lower-case letters"),
            ({"members": "haizhou"}, "put it in brackets"),
            ({"collective": 3}, "an instance of str"),
        ],
    )
    def test_what_names_nobody_is_refused(self, fields: Any, message: str) -> None:
        """No member stands twice, and nobody is no distribution."""
        with pytest.raises(InvalidValueError) as caught:
            Each(**fields)
        assert message in str(caught.value)


@pytest.mark.parametrize("commitment", Commitment)
def test_a_commitment_is_a_word_or_a_member(commitment: Commitment) -> None:
    """Design: firm, binding (约束性), expected (预期性), hedged (力争), permissive (可以), exploratory (探索)."""
    assert attrs.evolve(TARGET, commitment=commitment.value).commitment is commitment
    assert commitment.label() == commitment.value


def test_firm_is_what_nothing_else_is_said_of() -> None:
    """The default of every item."""
    assert {TARGET.commitment, Aim(id="a", name="a").commitment} == {Commitment.FIRM}
    assert Commitment.HEDGED.label("zh") == "力争"


def test_a_label_is_the_own_name_or_that_of_what_it_is_about() -> None:
    """In the language of the reader."""
    named = attrs.evolve(TARGET, name={"zh": "专利", "en": "patents"})
    rule = Rule(id="a", criterion=AtLeast("70 %"), of={"zh": "净收益", "en": "net proceeds"}, binds="单位")
    milestone = Milestone(id="a", name={"zh": "平台", "en": "platform"})
    assert (TARGET.label(), named.label(), named.label("zh")) == ("发明专利拥有量", "patents", "专利")
    assert (rule.label(), attrs.evolve(rule, name="reward").label("zh")) == ("net proceeds", "reward")
    assert (milestone.label(), Aim(id="a", name="talent").label("zh")) == ("platform", "talent")


@pytest.mark.parametrize("due", [None, Year(2017), Day(2017, 9, 1), PLAN, By(Quarter(2017, 3))])
def test_a_milestone_is_due_in_a_period_or_by_one(due: Any) -> None:
    """Design: an event with a date; it happens once."""
    assert Milestone(id="platform", name="platform", due=due).due == due


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Milestone(id="a", name="a", due=Every(Year, within=PLAN)), "an instance of Year"),
        (lambda: Milestone(id="A", name="a"), "a key of lower-case letters"),
        (lambda: Milestone(id="a", name=None), "a text or a mapping"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Milestone(id="a", name="a", slice_of="2017"), "a key of lower-case letters"),
        (lambda: Milestone(id="a", name="a", commitment="must"), "'firm', 'binding', 'expected'"),
        (lambda: Aim(id="a", name="a", due=2020), "an instance of Year"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Aim(id="a", name=""), "a text that is not empty"),
        (lambda: Rule(id="a", criterion=AtLeast("70"), of="proceeds", binds="them"), "AtLeast('70 %')"),
        (lambda: Rule(id="a", criterion=AtLeast("3 件"), of="proceeds", binds="them"), "says what it counts"),
        (lambda: Rule(id="a", criterion=NoWorse(than=Year(2016)), of="x", binds="them"), "an instance of AtLeast"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Rule(id="a", criterion=AtLeast("70 %"), of=None, binds="them"), "a text or a mapping"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Rule(id="a", criterion=AtLeast("70 %"), of="proceeds", binds=" "), "a text that is not empty"),
    ],
)
def test_what_is_no_item_is_refused(make: Any, message: str) -> None:
    """Each with one message in four parts."""
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert message in str(caught.value)
    assert all(part.strip() for part in caught.value.args)


def test_an_aim_may_be_due_every_year() -> None:
    """It is shown with what the document says, and never judged."""
    assert Aim(id="a", name="a", due=Every(Year, within=PLAN)).due == Every(Year, within=PLAN)


def test_a_rule_states_a_threshold_on_something_for_somebody() -> None:
    """Issue: a threshold that binds someone, without deadline."""
    rule = Rule(id="a", criterion=Between("50 %", "70 %"), of="净收益", binds="所在单位", commitment="permissive")
    assert (rule.of, rule.binds) == (Text({"zh": "净收益"}), Text({"zh": "所在单位"}))
    assert rule.commitment is Commitment.PERMISSIVE
