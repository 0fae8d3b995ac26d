"""What charts show: amounts in the indicator's unit, and what is missing by name (issue: one chart data for all)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest

import policytargets as pt
from fuxin_2017 import observations, plan
from policytargets import trajectories
from policytargets.charts import Bullet, Level, Seen, Trajectory, bullet, responsibility_matrix, trajectory
from policytargets.errors import InvalidValueError, UnknownReferenceError
from policytargets.organisations import ItemKind
from policytargets.ranges import Range, Region
from policytargets.verdicts import ReasonCode

FUXIN = pt.assess(plan(), observations(), as_of=pt.Year(2018))
SHARE = pt.Indicator(id="share", name={"zh": "占比", "en": "share"}, unit="%", nature="stock")
WORKS = pt.Indicator(id="works", name="works", unit="work", nature="stock")
MONEY = pt.Indicator(id="money", name="money", unit=pt.Unit.parse("亿元", prices="current"), nature="flow")


def held(*targets: pt.Target, seen: Sequence[pt.Observation] = (), as_of: int = 2018, **more: Any) -> pt.Assessment:
    """An assessment of some targets."""
    return pt.assess(pt.Plan(title="plan", targets=targets, **more), seen, as_of=pt.Year(as_of))


def goal(**more: Any) -> pt.Target:
    """Nine works by 2020, from 2016."""
    said: dict[str, Any] = {
        "id": "goal", "indicator": WORKS, "criterion": pt.AtLeast("9 work"), "due": pt.By(pt.Year(2020)),
        "baseline": pt.Year(2016), **more,
    }  # fmt: skip
    return pt.Target(**said)


def works(**amounts: str) -> list[pt.Observation]:
    """Observations of works: y2016="1"."""
    return [
        pt.Observation(indicator=WORKS, period=pt.Year(int(year[1:])), value=value) for year, value in amounts.items()
    ]


def codes(reasons: tuple[pt.Reason, ...]) -> list[ReasonCode]:
    """The codes of reasons."""
    return [reason.code for reason in reasons]


class TestBullet:
    """Observed against asked, in the unit of the indicator."""

    def test_amounts_are_fractions_in_the_unit_of_the_indicator(self) -> None:
        """14.2 % is 14.2 and no 0.142."""
        target = pt.Target(id="t", indicator=SHARE, criterion=pt.AtLeast("15 %"), due=pt.Year(2017))
        seen = [pt.Observation(indicator=SHARE, period=pt.Year(2017), value="14.2 %")]
        drawn = bullet(held(target, seen=seen)["t"])
        assert drawn.observed == (Range(Fraction("14.2"), Fraction("14.2")),)
        assert drawn.accepted == (Region(low=Fraction(15)),)
        assert drawn.quantity(Fraction(15)).label("en") == "15%"
        assert (drawn.decides, drawn.missing, drawn.timing) == (True, (), pt.Timing.MISSED)
        assert drawn.scale == (Fraction(0), Fraction(15) * 9 / 8)

    def test_what_is_missing_has_a_name_and_is_no_zero(self) -> None:
        """Nothing known; a rise since nobody says when; no due period."""
        drawn = bullet(held(goal(due=pt.Year(2017)))["goal"])
        assert (drawn.observed, codes(drawn.missing)) == ((), [ReasonCode.NO_OBSERVATION])
        rise = goal(criterion=pt.Rise(by=pt.AtLeast("5 %"), since=pt.UNSTATED), baseline=None, due=pt.Year(2017))
        unstated = bullet(held(rise, seen=works(y2017="3"))["goal"])
        assert unstated.accepted == ()
        assert ReasonCode.BASELINE_UNSTATED in codes(unstated.missing)
        endless = bullet(held(goal(due=None))["goal"])
        assert codes(endless.missing) == [ReasonCode.NO_DUE]
        assert Bullet(target="t", name=WORKS.name, unit=WORKS.unit, timing=pt.Timing.NO_DATA).scale == (
            Fraction(0),
            Fraction(1),
        )

    def test_the_latest_known_amount_decides_nothing(self) -> None:
        """It is looked up in the assessment, for the plan's own area under its name too."""
        late = attrs.evolve(works(y2016="4")[0], entity="fuxin")
        area: dict[str, Any] = {"areas": [pt.Area(id="fuxin", name="阜新市")], "area": "fuxin"}
        found = held(goal(), seen=[late], as_of=2017, **area)
        drawn = bullet(found["goal"], found)
        assert (drawn.observed[0].low, drawn.decides) == (Fraction(4), False)
        assert drawn.period == pt.Year(2016)
        assert codes(drawn.missing) == [ReasonCode.NO_OBSERVATION]
        assert bullet(found["goal"]).observed == ()
        change = pt.Observation(indicator=WORKS, period=pt.Year(2016), value="5 %", since=pt.YearBefore())
        only_a_change = held(goal(), seen=[change], as_of=2017)
        assert bullet(only_a_change["goal"], only_a_change).observed == ()

    def test_a_whole_names_its_parts(self) -> None:
        """What is judged year by year has bullets for each year, and none of its own."""
        every = goal(due=pt.Every(pt.Year, within=pt.Span(pt.Year(2016), pt.Year(2017))), baseline=None)
        found = held(every, seen=works(y2016="9", y2017="3"))
        drawn = bullet(found["goal"], found)
        assert (drawn.parts, drawn.observed, codes(drawn.missing)) == (2, (), [ReasonCode.PERIODS])
        assert [bullet(part).observed[0].low for part in found["goal"].parts] == [9, 3]

    def test_readings_a_rate_for_a_year_and_a_total(self) -> None:
        """One region for each reading; 亿元 a year is 亿元 over a year; a total is a level of its span."""
        due = pt.Year(2017)
        twice = goal(criterion=pt.Readings(of=[pt.AtLeast("9 work"), pt.AtMost("3 work")], because="two"), due=due)
        assert bullet(held(twice)["goal"]).accepted == (Region(low=Fraction(9)), Region(high=Fraction(3)))
        total = pt.Total(pt.AtLeast("500 亿元"), over=pt.Span(pt.Year(2016), pt.Year(2017)))
        summed = pt.Target(id="sum", indicator=MONEY, criterion=total)
        assert bullet(held(summed)["sum"]).accepted == (Region(low=Fraction(500)),)
        part = attrs.evolve(summed, criterion=pt.AnyOf([total, pt.AtLeast("600 亿元")]), due=total.over)
        assert bullet(held(part)["sum"]).accepted == (Region(low=Fraction(500)), Region(low=Fraction(600)))
        for due_in, accepted in ((pt.Year(2017), (Region(low=Fraction(8)),)), (None, ()), (pt.Day(2017, 1, 3), ())):
            yearly = pt.Target(id="yearly", indicator=MONEY, criterion=pt.AtLeast("8 亿元/年"), due=due_in)
            assert bullet(held(yearly)["yearly"]).accepted == accepted

    def test_below_zero_the_scale_reaches_down(self) -> None:
        """Zero stays on it."""
        low = pt.Target(id="low", indicator=MONEY, criterion=pt.AtLeast("-8 亿元"), due=pt.Year(2017))
        assert bullet(held(low)["low"]).scale == (Fraction(-9), Fraction(0))

    def test_a_milestone_has_none(self) -> None:
        """It has no amounts."""
        milestone = pt.Milestone(id="platform", name="platform", due=pt.Year(2017))
        with pytest.raises(InvalidValueError, match="milestones"):
            bullet(pt.assess(milestone, [], as_of=pt.Year(2018)))

    def test_illustrative_data_are_called_so(self) -> None:
        """Every bullet of Fuxin that shows an amount."""
        drawn = [bullet(one, FUXIN) for one in FUXIN if isinstance(one.item, pt.Target)]
        assert len(drawn) == 18
        assert all(one.is_illustrative is bool(one.observed) for one in drawn)


class TestTrajectory:
    """From the baseline to the goal, with a path and a trend that are named."""

    def test_a_straight_path_without_slices(self) -> None:
        """2016 to 2020 by equal steps; what is observed stands beside it."""
        way = trajectory(held(goal(), seen=works(y2016="1", y2018="4")), "goal")
        assert way.path.method == "Linear()"
        assert way.path.points == tuple(
            (dt.date(year, 12, 31), Fraction(2 * (year - 2016) + 1)) for year in range(2016, 2021)
        )
        assert [seen.period for seen in way.observed] == [pt.Year(2016), pt.Year(2018)]
        assert [seen.amount for seen in way.observed] == [1, 4]
        assert way.goals == (Level(period=pt.Year(2020), accepted=Region(low=Fraction(9))),)
        assert (way.projection, way.baseline_is_assumed) == (None, False)
        assert way.quantity(Fraction(9)).label("en") == "9 works"
        assert way.dates == (dt.date(2016, 12, 31), dt.date(2020, 12, 31))
        assert way.scale == (Fraction(0), Fraction(10))
        assert way.pace is not None
        assert way.pace.expected.amount == 5

    def test_the_path_leads_through_the_annual_slices(self) -> None:
        """Of Fuxin's patents: 2.15 in 2017, 2.88 by 2020, from an amount of 2016 that is assumed."""
        own = FUXIN.plan.target("invention_patents_2020")
        way = trajectory(FUXIN, attrs.evolve(own, baseline=pt.Year(2016)), trend=trajectories.TwoPoint())
        assert way.path.method == "Stepwise()"
        amounts = {day.year: amount for day, amount in way.path.points}
        assert [amounts[year] for year in (2016, 2017, 2020)] == [Fraction("2.02"), Fraction("2.15"), Fraction("2.88")]
        assert way.steps[0].amount == Fraction("2.15")
        assert way.baseline_is_assumed
        assert way.is_illustrative
        assert way.projection is not None
        assert (way.projection.method, way.projection.is_exact) == ("TwoPoint()", True)
        assert way.projection.points[-1] == (dt.date(2020, 12, 31), Fraction("2.31") + 3 * Fraction("0.29"))
        straight = trajectory(FUXIN, attrs.evolve(own, baseline=pt.Year(2016)), path=trajectories.Linear())
        assert straight.path.method == "Linear()"

    def test_without_a_baseline_there_is_no_path_and_it_says_so(self) -> None:
        """Fuxin's document states none."""
        way = trajectory(FUXIN, "invention_patents_2020", trend=trajectories.TwoPoint())
        assert (way.path.points, way.baseline) == ((), None)
        assert ReasonCode.NO_BASELINE in codes(way.path.reasons)
        assert way.projection is not None
        assert (way.projection.points, ReasonCode.NO_BASELINE in codes(way.projection.reasons)) == ((), True)
        assert (len(way.goals), len(way.steps), len(way.observed)) == (1, 1, 2)

    def test_no_path_leads_where_the_goal_lies_behind(self) -> None:
        """The baseline meets the goal already."""
        way = trajectory(held(goal(), seen=works(y2016="20")), "goal")
        assert (way.path.points, codes(way.path.reasons)) == ((), [ReasonCode.GOAL_BEHIND_BASELINE])

    def test_a_compound_path_is_not_exact(self) -> None:
        """Its amounts between the ends come from roots."""
        way = trajectory(held(goal(), seen=works(y2016="1")), "goal", path=trajectories.Geometric())
        assert not way.path.is_exact
        assert way.path.points[2][1] == 3

    def test_readings_and_every_have_goals_but_no_one_path(self) -> None:
        """Each reading and each period has its own goal."""
        since = pt.Year(2016)
        of = [pt.AtLeast("9 work"), pt.Rise(by=pt.AtLeast("9 work"), since=since)]
        many = trajectory(held(goal(criterion=pt.Readings(of=of, because="two")), seen=works(y2016="1")), "goal")
        assert [level.amount for level in many.goals] == [9, 10]
        assert (many.path.points, codes(many.path.reasons)[0]) == ((), ReasonCode.READINGS)
        every = goal(due=pt.Every(pt.Year, within=pt.Span(pt.Year(2016), pt.Year(2017))), baseline=None)
        yearly = trajectory(held(every, seen=works(y2016="9")), "goal", trend=trajectories.LeastSquares())
        assert [level.period for level in yearly.goals] == [pt.Year(2016), pt.Year(2017)]
        assert (yearly.path.points, yearly.projection and yearly.projection.points, yearly.pace) == ((), (), None)

    def test_a_corridor_has_a_region_and_no_one_amount(self) -> None:
        """Between 8 and 9; what combines conditions shows each."""
        way = trajectory(held(goal(criterion=pt.Between("8 work", "9 work"))), "goal")
        assert (way.goals[0].accepted, way.goals[0].amount) == (Region(Fraction(8), Fraction(9)), None)
        both = trajectory(held(goal(criterion=pt.AllOf([pt.AtLeast("8 work"), pt.AtMost("9 work")]))), "goal")
        assert [level.amount for level in both.goals] == [8, 9]

    def test_without_a_due_period_only_what_was_observed(self) -> None:
        """And without that nothing at all."""
        way = trajectory(held(goal(due=None), seen=works(y2016="1")), "goal")
        assert (way.goals, len(way.observed), way.path.points) == ((), 1, ())
        assert trajectory(held(goal(due=None)), "goal").dates is None

    def test_of_a_flow_only_periods_as_long_as_the_due_one(self) -> None:
        """A month's revenue is no year's."""
        target = pt.Target(id="money", indicator=MONEY, criterion=pt.AtLeast("8 亿元"), due=pt.Year(2017))
        endless = attrs.evolve(target, id="endless", due=None)
        every = attrs.evolve(target, id="every", due=pt.Every(pt.Month, within=pt.Year(2017)))
        seen = [
            pt.Observation(indicator=MONEY, period=period, value="5 亿元")
            for period in (pt.Year(2016), pt.Month(2017, 3))
        ]
        found = held(target, endless, every, seen=seen)
        assert [one.period for one in trajectory(found, "money").observed] == [pt.Year(2016)]
        assert [one.period for one in trajectory(found, "endless").observed] == [pt.Month(2017, 3)]
        assert [one.period for one in trajectory(found, "every").observed] == [pt.Month(2017, 3)]

    def test_quarters_are_walked_by_quarters(self) -> None:
        """A path to a quarter turns at each quarter."""
        quarters = goal(due=pt.Quarter(2017, 2), baseline=pt.Quarter(2016, 4))
        seen = [pt.Observation(indicator=WORKS, period=pt.Quarter(2016, 4), value="1")]
        way = trajectory(held(quarters, seen=seen), "goal")
        assert [amount for _, amount in way.path.points] == [1, 5, 9]

    def test_intervals_revisions_and_published_changes(self) -> None:
        """A range stays one; an amount that was published otherwise before is revised; a change is no level."""
        rows = [
            attrs.evolve(works(y2016="3")[0], published=dt.date(2017, 1, 1), status="provisional"),
            attrs.evolve(works(y2016="4")[0], published=dt.date(2017, 6, 1)),
            pt.Observation(indicator=WORKS, period=pt.Year(2017), value="5", high="6"),
            pt.Observation(indicator=WORKS, period=pt.Year(2018), value="5 %", since=pt.YearBefore()),
        ]
        first, second = trajectory(held(goal(), seen=rows), "goal").observed
        assert (first.amount, first.revised, first.provisional) == (Fraction(4), True, False)
        assert (second.amount, second.amounts, second.revised) == (None, (Range(Fraction(5), Fraction(6)),), False)

    def test_an_amount_that_is_published_again_is_not_revised(self) -> None:
        """Only another amount is a revision."""
        first = attrs.evolve(works(y2016="3")[0], published=dt.date(2017, 1, 1))
        again = attrs.evolve(first, published=dt.date(2018, 1, 1))
        assert [one.revised for one in trajectory(held(goal(), seen=[first, again]), "goal").observed] == [False]

    def test_of_another_entity(self) -> None:
        """Its observations; the plan's own area is nobody else."""
        rows = [attrs.evolve(works(y2016="3")[0], entity="haizhou"), attrs.evolve(works(y2016="5")[0], entity="fuxin")]
        area: dict[str, Any] = {
            "areas": [pt.Area(id="fuxin", name="阜新市"), pt.Area(id="haizhou", name="海州区")],
            "area": "fuxin",
        }
        found = held(goal(), seen=rows, **area)
        assert [trajectory(found, "goal", entity=one).observed[0].amount for one in ("haizhou", "fuxin")] == [3, 5]
        assert trajectory(found, "goal").path.points[0][1] == 5

    def test_a_rate_is_known_from_its_two_sides(self) -> None:
        """Twenty patents among four people are five for each."""
        people = pt.Indicator(id="people", name="people", unit="person", nature="stock")
        ratio = pt.Ratio(of=WORKS, to=people)
        rate = pt.Indicator(id="rate", name="rate", unit="work/person", nature="stock", ratio=ratio)
        seen = [*works(y2017="20"), pt.Observation(indicator=people, period=pt.Year(2017), value="4")]
        target = pt.Target(id="t", indicator=rate, criterion=pt.AtLeast("6 work/person"), due=pt.By(pt.Year(2020)))
        found = held(target, seen=seen)
        assert [one.amount for one in trajectory(found, "t").observed] == [5]
        assert bullet(found["t"], found).observed == (Range(Fraction(5), Fraction(5)),)

    def test_a_target_the_plan_does_not_have(self) -> None:
        """Near misses are the plan's to name."""
        with pytest.raises(UnknownReferenceError):
            trajectory(FUXIN, "nothing")


class TestMatrix:
    """Bodies by topics, kinds or items, with the role and the count."""

    def test_every_responsibility_is_counted_once(self) -> None:
        """However the columns are cut."""
        for by in ("topic", "item"):
            matrix = responsibility_matrix(FUXIN, by)
            assert sum(cell.count for cell in matrix.cells) == len(FUXIN.plan.responsibilities) == 178
            assert {cell.organisation for cell in matrix.cells} <= {body for body, _ in matrix.rows}
            assert {cell.column for cell in matrix.cells} <= {key for key, _ in matrix.columns}
        assert [body for body, _ in matrix.rows] == [body.id for body in FUXIN.plan.organisations]
        assert all(cell.count == 1 for cell in matrix.cells)

    def test_what_has_no_topic_stands_under_its_kind(self) -> None:
        """Fuxin's measures have none; a topic that nobody answers for has no column."""
        keys = [key for key, _ in responsibility_matrix(FUXIN).columns]
        assert keys == ["creation", "management", "protection", "utilisation", "services", ItemKind.MEASURE]
        bare = attrs.evolve(FUXIN, plan=attrs.evolve(FUXIN.plan, topics=()))
        kinds = [ItemKind.TARGET, ItemKind.MILESTONE, ItemKind.MEASURE]
        assert [key for key, _ in responsibility_matrix(bare).columns] == kinds

    def test_roles_stay_apart_slices_follow_their_goal_and_what_is_unknown_is_shown(self) -> None:
        """A lead and a support are two cells; an item or body the plan does not know keeps its name."""
        topics = [pt.Topic(id="creation", name="创造")]
        root, task = goal(topic="creation"), goal(id="task", slice_of="goal", due=pt.Year(2017))
        lone = goal(id="lone", slice_of="nobody")

        def answers(item: str, body: str, role: str, order: int) -> pt.Responsibility:
            return pt.Responsibility(
                item=item, item_kind="target", organisation=body, as_written="市科技局", role=role, order=order
            )

        said = [
            answers("task", "bureau", "lead", 1), answers("goal", "bureau", "support", 1),
            answers("lone", "bureau", "lead", 1), answers("gone", "stranger", "joint", 1),
        ]  # fmt: skip
        bodies = [pt.Organisation(id="bureau", name="市科技局")]
        found = held(root, task, lone, topics=topics, organisations=bodies, responsibilities=said)
        matrix = responsibility_matrix(found)
        assert [(cell.role, cell.items) for cell in matrix.at("bureau", "creation")] == [
            (pt.Role.LEAD, ("task",)), (pt.Role.SUPPORT, ("goal",)),
        ]  # fmt: skip
        assert matrix.columns[-1] == (ItemKind.TARGET, pt.Text({"zh": "指标", "en": "target"}))
        assert [cell.verdicts for cell in matrix.at("stranger", ItemKind.TARGET)] == [()]
        assert dict(responsibility_matrix(found, "item").columns)["gone"].best("en") == "gone"
        assert matrix.at("nobody", "creation") == ()

    def test_items_stand_in_the_order_of_the_plan(self) -> None:
        """Whatever the order of the responsibilities."""
        said = [
            pt.Responsibility(item=item, item_kind="target", organisation="bureau", as_written="市科技局", order=1)
            for item in ("second", "first")
        ]
        found = held(goal(id="first"), goal(id="second"), responsibilities=said)
        assert [cell.items for cell in responsibility_matrix(found).cells] == [("first", "second")]

    def test_another_cut_is_refused(self) -> None:
        """Topic, kind or item."""
        with pytest.raises(InvalidValueError, match="topic"):
            responsibility_matrix(FUXIN, "colour")  # type: ignore[arg-type]


def test_an_amount_the_document_states_rests_on_no_record() -> None:
    """A baseline with its amount."""
    stated = goal(baseline=pt.Baseline(period=pt.Year(2016), amount="1 work"))
    way: Trajectory = trajectory(held(stated), "goal")
    assert way.baseline == Seen(period=pt.Year(2016), amounts=(Range(Fraction(1), Fraction(1)),))
