"""All that an attainment says, beside its verdict (design: verdict, timing, scope)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import attrs
import pytest

from policytargets._tilings import as_long_as, best_tiling, days_of, gaps
from policytargets.assessing import assess
from policytargets.attainment import Attainment
from policytargets.bounds import AtLeast, Bound
from policytargets.criteria import Growth, Rise
from policytargets.dues import By, Every, due_period
from policytargets.errors import InvalidValueError, UnknownReferenceError
from policytargets.indicators import Indicator
from policytargets.methods import LinearShare
from policytargets.observations import Observation, Occurrence
from policytargets.organisations import Organisation, Responsibility
from policytargets.periods import Day, Month, Period, Quarter, Span, Year
from policytargets.plans import Area, Plan
from policytargets.quantities import Quantity, Rounding
from policytargets.targets import Aim, Each, Milestone, Target
from policytargets.verdicts import Reason, ReasonCode, Timing, Verdict

MET, NOT, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
PATENTS = Indicator(id="patents", name="patents", unit="patent", nature="stock")
WORKS = Indicator(id="works", name="works", unit="work", nature="flow")
AS_OF = dt.date(2019, 12, 31)


def row(period: Period, value: str, indicator: Indicator = PATENTS, **other: Any) -> Observation:
    """Give an observation."""
    return Observation(indicator=indicator, period=period, value=value, **other)


def target(due: Any = None, criterion: Any = None, indicator: Indicator = PATENTS, **other: Any) -> Target:
    """Give a target of at least 10."""
    level = criterion or AtLeast(Quantity(10, indicator.unit))
    return Target(id="goal", indicator=indicator, criterion=level, due=due, **other)


def said(goal: Any, *rows: Any, as_of: Any = AS_OF, **other: Any) -> Attainment:
    """Assess, and leave the chain out; it ends in the timing."""
    found = assess(goal, rows, as_of=as_of, **other)
    assert isinstance(found, Attainment)
    assert found.steps[-1].result == found.timing.value
    return attrs.evolve(found, steps=())


def why(code: ReasonCode, **details: Any) -> tuple[Reason, ...]:
    """Give one reason."""
    return (Reason(code, details),)


def holds(value: str) -> tuple[tuple[Quantity, Quantity], ...]:
    """Give one possible amount."""
    return ((Quantity(value), Quantity(value)),)


IN, BY, LATER = target(Year(2017)), target(By(Year(2017))), target(By(Year(2020)))
BEFORE, OWN, AFTER = row(Year(2016), "10 patent"), row(Year(2017), "9 patent"), row(Year(2018), "12 patent")
GOAL: Bound = AtLeast("10 patent")
SOME = row(Year(2017), "12 patent", status="provisional")


@pytest.mark.parametrize(
    ("goal", "rows", "expected"),
    [
        (IN, (), {"timing": Timing.NO_DATA, "reasons": why(ReasonCode.NO_OBSERVATION, period=Year(2017))}),
        (
            IN,
            (AFTER,),
            {
                "timing": Timing.NO_DATA,
                "reasons": (
                    *why(ReasonCode.NO_OBSERVATION, period=Year(2017)),
                    *why(ReasonCode.LATER_KNOWN, period=Year(2018)),
                ),
            },
        ),
        (
            IN,
            (BEFORE, OWN),
            {
                "timing": Timing.MISSED, "final": True, "margin": Quantity("-1 patent"), "possible": holds("9 patent"),
                "used": (OWN,),
            },
        ),
        (
            BY,
            (BEFORE, OWN),
            {
                "timing": Timing.LOST, "final": True, "margin": Quantity("-1 patent"), "possible": holds("9 patent"),
                "used": (OWN,), "reasons": why(ReasonCode.REACHED_EARLIER, period=Year(2016)),
            },
        ),
        (
            BY,
            (row(Year(2016), "9 patent"), OWN, AFTER, row(Year(2019), "13 patent")),
            {
                "timing": Timing.LATE, "final": True, "margin": Quantity("-1 patent"), "possible": holds("9 patent"),
                "used": (OWN,), "reasons": why(ReasonCode.REACHED_LATER, period=Year(2018)),
            },
        ),
        (
            IN,
            (row(Year(2017), "10 patent"), row(Year(2018), "9 patent"), row(Year(2019), "8 patent")),
            {
                "timing": Timing.ON_TIME, "final": True, "margin": Quantity("0 patent"), "possible": holds("10 patent"),
                "used": (row(Year(2017), "10 patent"),),
                "reasons": why(ReasonCode.LOST_AFTERWARDS, period=Year(2018)),
            },
        ),
        (
            BY,
            (BEFORE, row(Year(2017), "10 patent")),
            {
                "timing": Timing.EARLY, "final": True, "margin": Quantity("0 patent"), "possible": holds("10 patent"),
                "used": (row(Year(2017), "10 patent"),),
            },
        ),
        (
            LATER,
            (BEFORE, AFTER),
            {
                "timing": Timing.EARLY, "period": Year(2018), "margin": Quantity("2 patent"),
                "possible": holds("12 patent"), "used": (AFTER,),
            },
        ),
        (
            LATER,
            (OWN,),
            {"timing": Timing.NOT_YET_DUE, "reasons": why(ReasonCode.NOT_YET_DUE, period=Year(2020), as_of=Day.of(AS_OF))},
        ),
        (
            IN,
            (SOME,),
            {
                "timing": Timing.ON_TIME, "margin": Quantity("2 patent"), "possible": holds("12 patent"),
                "used": (SOME,), "reasons": why(ReasonCode.PROVISIONAL),
            },
        ),
        (
            IN,
            (row(Year(2017), "9 patent"), row(Year(2017), "11 patent")),
            {
                "timing": Timing.UNDECIDED, "margin": Quantity("-1 patent"),
                "possible": (*holds("9 patent"), *holds("11 patent")),
                "used": (row(Year(2017), "9 patent"), row(Year(2017), "11 patent")),
                "reasons": why(
                    ReasonCode.DISAGREE, amounts=(row(Year(2017), "9 patent"), row(Year(2017), "11 patent"))
                ),
            },
        ),
    ],
)  # fmt: skip
def test_each_timing_says_all_of_it(goal: Target, rows: tuple[Observation, ...], expected: dict[str, Any]) -> None:
    """The table of the design, row by row: verdict, whether it may change, what decided, how far, and why."""
    timing = expected["timing"]
    filled = {
        "period": None if goal.due is None else due_period(goal.due),
        "required": GOAL,
        "verdict": timing.verdict,
        **expected,
    }
    assert said(goal, *rows) == Attainment(item=goal, as_of=AS_OF, **filled)


def test_known_parts_suffice_before_the_period_is_over() -> None:
    """A flow: known parts that end before the period does suffice, also when seen afterwards (design: early)."""
    goal = target(Year(2019), indicator=WORKS)
    part = row(Quarter(2019, 1), "10 work", WORKS)
    early = said(goal, part, as_of=dt.date(2019, 6, 30))
    assert (early.timing, early.final, early.used, early.margin) == (Timing.EARLY, True, (part,), Quantity("0 work"))
    whole = row(Year(2019), "11 work", WORKS)
    assert said(goal, part, whole).timing is Timing.EARLY
    assert said(goal, whole).timing is Timing.ON_TIME
    assert said(goal, row(Quarter(2019, 4), "10 work", WORKS)).timing is Timing.ON_TIME


def test_a_year_under_way_hides_no_earlier_one() -> None:
    """Of a period with a part missing nothing is known unless the known parts decide (design: early)."""
    goal = target(By(Year(2020)), indicator=WORKS)
    reached, part = row(Year(2018), "10 work", WORKS), row(Quarter(2019, 1), "1 work", WORKS)
    assert said(goal, reached, part).period == Year(2018)
    assert said(goal, reached, row(Year(2019), "1 work", WORKS)).timing is Timing.NOT_YET_DUE
    assert said(goal, part, row(Quarter(2019, 2), "9 work", WORKS)).period == Year(2019)


def test_an_earlier_period_lies_after_the_baseline() -> None:
    """After the baseline: what was so before the rise began did not reach it (design: time)."""
    rise = Rise(by=AtLeast("1 patent"), since=Year(2016))
    goal = target(By(Year(2020)), rise)
    rows = (row(Year(2015), "30 patent"), row(Year(2016), "10 patent"))
    assert said(goal, *rows).timing is Timing.NOT_YET_DUE
    found = said(goal, *rows, row(Year(2017), "11 patent"))
    assert (found.period, found.required) == (Year(2017), AtLeast("11 patent"))
    assert said(goal, *rows, row(Span(Year(2016), Year(2017)), "11 patent")).timing is Timing.EARLY
    based = target(By(Year(2020)), baseline=Year(2016))
    assert said(based, *rows).timing is Timing.NOT_YET_DUE
    assert said(target(By(Year(2020))), *rows).period == Year(2016)


def test_growth_is_reached_at_the_end_of_its_span_only() -> None:
    """For Growth, By is the same as in (design: time)."""
    growth = Growth(rate=AtLeast("10 %"), since=Year(2015))
    goal = target(By(Year(2018)), growth)
    rows = (row(Year(2015), "10 patent"), row(Year(2017), "100 patent"), row(Year(2018), "1 patent"))
    found = said(goal, *rows, row(Year(2019), "100 patent"))
    assert (found.timing, found.reasons) == (Timing.MISSED, ())


def test_without_a_due_period_it_is_undecided() -> None:
    """With none: undetermined, undecided (design: time)."""
    goal = target(entity="fuxin")
    assert said(goal, BEFORE) == Attainment(
        item=goal, entity="fuxin", as_of=AS_OF, verdict=OPEN, timing=Timing.UNDECIDED, reasons=why(ReasonCode.NO_DUE)
    )


def test_an_aim_is_never_decided_and_what_is_superseded_is_not_judged() -> None:
    """Always undetermined, "not measurable as written"; a superseded target is shown, not judged (design: items)."""
    aim = Aim(id="aim", name="better")
    assert said(aim) == Attainment(
        item=aim, as_of=AS_OF, verdict=OPEN, timing=Timing.UNDECIDED, final=True, reasons=why(ReasonCode.NOT_MEASURABLE)
    )
    for old in (target(Year(2017), superseded_by="new"), Milestone(id="old", name="old", superseded_by="new")):
        assert said(old, OWN) == Attainment(
            item=old, as_of=AS_OF, verdict=OPEN, timing=Timing.UNDECIDED, reasons=why(ReasonCode.SUPERSEDED, by="new")
        )


def test_other_periods_are_the_entitys_own() -> None:
    """Another entity's observation is no evidence, for what was reached earlier or later either (design: scope)."""
    goal = target(By(Year(2017)), entity="xihe")
    ours = row(Year(2017), "9 patent", entity="xihe")
    assert said(goal, BEFORE, ours, AFTER).timing is Timing.MISSED
    found = said(goal, ours, row(Year(2018), "10 patent", entity="xihe"))
    assert (found.timing, found.entity) == (Timing.LATE, "xihe")
    way = said(
        attrs.evolve(goal, baseline=Year(2015)), ours, row(Year(2015), "8 patent", entity="xihe"), method=LinearShare()
    )
    assert way.outlook is not None
    assert way.outlook.determined


def test_the_last_step_says_what_it_was_told() -> None:
    """Every conclusion is kept as a step, with what it was told (design: chain)."""
    goal = target(By(Year(2017)), indicator=WORKS)
    rows = [row(Year(2016), "9 work", WORKS), row(Year(2017), "10 work", WORKS), row(Year(2018), "1 work", WORKS)]
    found = assess(goal, rows, as_of=AS_OF)
    assert found.steps[-1].given == {
        "known": True, "over": True, "by": True, "earlier": 1, "parts": 1, "due": "2017", "as_of": "2019-12-31",
    }  # fmt: skip
    assert assess(target(Year(2017)), [], as_of=AS_OF).steps[-1].given["parts"] == 0


def test_an_amount_is_rounded_where_the_target_says_so() -> None:
    """Comparison is of full values unless the target carries a rounding rule (design: exact)."""
    near = row(Year(2017), "9.6 patent")
    assert said(target(Year(2017), rounding=Rounding(0, "half_up")), near).verdict is MET
    assert said(target(Year(2017)), near).verdict is NOT


def test_early_is_for_by_only() -> None:
    """In a period: no earlier one may reach it (design: time)."""
    assert said(target(Year(2020)), BEFORE, AFTER).timing is Timing.NOT_YET_DUE
    assert said(target(Year(2017)), BEFORE, row(Year(2017), "10 patent")).timing is Timing.ON_TIME


def test_the_nearest_other_period_is_named() -> None:
    """The last that reached it before, the first known or lost after: each names one (design: timing)."""
    earlier = (row(Year(2015), "10 patent"), row(Year(2016), "11 patent"), OWN)
    assert said(BY, *earlier).reasons == why(ReasonCode.REACHED_EARLIER, period=Year(2016))
    later = (AFTER, row(Year(2019), "13 patent"))
    assert said(IN, *later).reasons[1:] == why(ReasonCode.LATER_KNOWN, period=Year(2018))
    lost = said(
        target(Year(2017), rounding=Rounding(0, "half_up")), row(Year(2017), "9.6 patent"), row(Year(2018), "1 patent")
    )
    assert [reason.code for reason in lost.reasons] == [ReasonCode.LOST_AFTERWARDS, ReasonCode.ROUNDED]


class TestWholes:
    """Every, and distributed targets: one failure fails the whole, success needs all known."""

    years = target(Every(Year, within=Span(Year(2017), Year(2018))))

    def test_every_year(self) -> None:
        """On time when all parts are met, missed when one failed (design: time)."""
        good = said(self.years, row(Year(2017), "10 patent"), AFTER)
        assert (good.timing, good.final, good.used) == (Timing.ON_TIME, True, (row(Year(2017), "10 patent"), AFTER))
        assert good.reasons == why(ReasonCode.PERIODS, verdicts=((Year(2017), MET), (Year(2018), MET)))
        assert [part.period for part in good.parts] == [Year(2017), Year(2018)]
        bad = said(self.years, OWN)
        assert (bad.timing, bad.final) == (Timing.MISSED, True)
        assert bad.reasons == why(ReasonCode.PERIODS, verdicts=((Year(2017), NOT), (Year(2018), OPEN)))
        assert said(self.years, attrs.evolve(OWN, status="provisional")).final is False
        assert said(self.years, SOME, AFTER).final is False

    @pytest.mark.parametrize(
        ("as_of", "timing"),
        [(dt.date(2018, 12, 30), Timing.NOT_YET_DUE), (dt.date(2018, 12, 31), Timing.NO_DATA)],
    )
    def test_a_whole_is_over_with_its_last_day(self, as_of: dt.date, timing: Timing) -> None:
        """Not yet due while time runs, afterwards no data (design: time)."""
        assert said(self.years, SOME, as_of=as_of).timing is timing
        assert said(attrs.evolve(self.years, each=Each(["a"])), as_of=as_of).timing is timing
        assert said(target(Year(2018), each=Each(["a"])), as_of=as_of).timing is timing

    def test_members(self) -> None:
        """A verdict for each member, each by its own observations (design: scope)."""
        goal = target(Year(2017), each=Each(["haizhou", "xihe"]))
        ours = tuple(
            row(Year(2017), value, entity=who) for value, who in (("10 patent", "haizhou"), ("9 patent", "xihe"))
        )
        found = said(goal, *ours)
        assert (found.timing, found.final, found.used, found.entity) == (Timing.MISSED, True, ours, None)
        assert found.reasons == why(ReasonCode.MEMBERS, verdicts=(("haizhou", MET), ("xihe", NOT)))
        assert [part.entity for part in found.parts] == ["haizhou", "xihe"]
        asked = said(target(Year(2017)), *ours, each=["haizhou"])
        assert (asked.verdict, asked.used) == (MET, ours[:1])

    def test_a_whole_says_whose_and_when(self) -> None:
        """Of what, for whom and as of when, as each of its parts does."""
        goal = attrs.evolve(self.years, entity="xihe")
        found = said(goal, row(Year(2017), "10 patent", entity="xihe"))
        assert (found.item, found.entity, found.as_of) == (goal, "xihe", AS_OF)
        assert [(part.entity, part.verdict) for part in found.parts] == [("xihe", MET), ("xihe", OPEN)]
        spread = said(target(Year(2017), each=Each(["xihe"])))
        assert (spread.item.id, spread.entity, spread.as_of) == ("goal", None, AS_OF)

    def test_unknown_members(self) -> None:
        """Success needs all members known: what 各县区 stands for is left open (design: scope)."""
        goal = target(Year(2017), each=Each(collective="districts"))
        found = said(goal, OWN)
        assert (found.timing, found.reasons) == (
            Timing.UNDECIDED,
            why(ReasonCode.MEMBERS_UNKNOWN, collective="districts"),
        )
        undue = said(target(each=Each(["a"])), row(Year(2017), "10 patent", entity="a"))
        assert [reason.code for reason in undue.reasons] == [ReasonCode.NO_DUE, ReasonCode.MEMBERS]


class TestMilestones:
    """An event with a date; silence is undetermined."""

    built = Milestone(id="built", name="built", due=Year(2017))

    def event(self, happened: Period | None = None, not_by: Period | None = None, **other: Any) -> Occurrence:
        """Say when it happened, or until when it had not."""
        return Occurrence(milestone="built", happened=happened, not_by=not_by, **other)

    @pytest.mark.parametrize(
        ("happened", "timing", "reasons"),
        [
            (Month(2016, 12), Timing.EARLY, ()),
            (Month(2017, 1), Timing.ON_TIME, ()),
            (Month(2017, 12), Timing.ON_TIME, ()),
            (Month(2018, 1), Timing.LATE, why(ReasonCode.REACHED_LATER, period=Month(2018, 1))),
            (Span(Month(2017, 12), Month(2018, 1)), Timing.UNDECIDED, why(ReasonCode.RANGE)),
        ],
    )
    def test_when_it_happened(self, happened: Period, timing: Timing, reasons: tuple[Reason, ...]) -> None:
        """Early before its due period, on time within it, late after (design: milestone)."""
        event = self.event(happened)
        assert said(self.built, event) == Attainment(
            item=self.built, as_of=AS_OF, verdict=timing.verdict, timing=timing,
            final=timing is not Timing.UNDECIDED, period=happened, used=(event,), reasons=reasons,
        )  # fmt: skip

    def test_when_it_had_not(self) -> None:
        """`not_by` at or after its end is missed; an earlier one is not yet due, afterwards no data."""
        event = self.event(not_by=Month(2017, 12))
        missed = said(self.built, event)
        assert (missed.timing, missed.final, missed.period, missed.used) == (Timing.MISSED, True, Year(2017), (event,))
        earlier = self.event(not_by=Month(2017, 6))
        assert said(self.built, earlier).reasons == why(ReasonCode.NO_OCCURRENCE)
        running = said(self.built, earlier, as_of=dt.date(2017, 12, 30))
        assert (running.timing, running.used) == (Timing.NOT_YET_DUE, (earlier,))
        assert running.reasons == why(ReasonCode.NOT_YET_DUE, period=Year(2017), as_of=Day(2017, 12, 30))
        assert said(self.built).timing is Timing.NO_DATA
        assert said(self.built, as_of=dt.date(2017, 12, 31)).timing is Timing.NO_DATA
        assert said(Milestone(id="built", name="built"), event).reasons == why(ReasonCode.NO_DUE)

    def test_the_last_statement_is_used(self) -> None:
        """Of two that agree, the later says more; once it has happened, what had not is no longer needed."""
        first, last = self.event(not_by=Month(2016, 6)), self.event(not_by=Month(2017, 6))
        assert said(self.built, last, first).used == (last,)
        done = self.event(Month(2017, 7))
        assert said(self.built, first, done, last).used == (done,)

    @pytest.mark.parametrize("not_by", [Month(2017, 6), Month(2017, 7)])
    def test_what_contradicts_is_named(self, not_by: Month) -> None:
        """It cannot have happened and not have happened by then (design: observation)."""
        done, denied = self.event(Month(2017, 6)), self.event(not_by=not_by)
        for rows in ((done, denied), (denied, done)):
            found = said(self.built, *rows)
            assert (found.timing, found.final) == (Timing.UNDECIDED, False)
            assert [reason.code for reason in found.reasons] == [ReasonCode.DISAGREE]
            assert set(found.used) == {done, denied}
        assert said(self.built, done, self.event(not_by=Month(2017, 5))).timing is Timing.ON_TIME

    def test_two_dates_disagree(self) -> None:
        """An event happens once; what is said of the same month twice agrees."""
        one, other = self.event(Month(2017, 6)), self.event(Month(2017, 8))
        found = said(self.built, other, one)
        assert found.used == (one, other)
        assert found.reasons == why(ReasonCode.DISAGREE, amounts=(one, other))
        agreed = said(self.built, one, self.event(Month(2017, 6), source="paper"))
        assert (agreed.timing, agreed.used) == (Timing.ON_TIME, (one,))

    def test_the_newest_publication_wins(self) -> None:
        """An older statement counts unless a newer one contradicts it; an undated one is older (design: observation)."""
        old = self.event(Month(2017, 6), published=dt.date(2018, 1, 1))
        new = self.event(Month(2018, 6), published=dt.date(2018, 7, 1))
        assert said(self.built, old, new).timing is Timing.LATE
        assert said(self.built, old, self.event(Month(2018, 6))).timing is Timing.ON_TIME
        assert said(self.built, old, new, as_of=dt.date(2018, 6, 30)).timing is Timing.ON_TIME
        assert said(self.built, new, as_of=dt.date(2018, 6, 30)).timing is Timing.NO_DATA
        assert said(self.built, new, as_of=dt.date(2018, 7, 1)).timing is Timing.LATE

    def test_another_events_and_another_entitys_statements_do_not_count(self) -> None:
        """An item applies to its plan's own area unless it names an entity (design: scope)."""
        theirs = self.event(Month(2017, 6), entity="xihe")
        assert said(self.built, theirs).timing is Timing.NO_DATA
        assert said(self.built, Occurrence(milestone="other", happened=Month(2017, 6))).timing is Timing.NO_DATA
        named = said(attrs.evolve(self.built, entity="xihe"), theirs)
        assert (named.timing, named.entity) == (Timing.ON_TIME, "xihe")


class TestPlans:
    """A plan's own area is the entity of what names none."""

    aim = Aim(id="aim", name="better")
    plan = Plan(
        title="plan",
        area="fuxin",
        areas=[Area(id="fuxin", name="阜新市"), Area(id="xihe", name="细河区")],
        indicators=[PATENTS],
        targets=[target(Year(2017))],
        milestones=[Milestone(id="built", name="built", due=Year(2017))],
        aims=[aim],
    )

    def test_what_names_the_area_is_the_areas(self) -> None:
        """An item applies to its plan's own area unless it names an entity (design: scope)."""
        ours = (
            row(Year(2017), "10 patent", entity="fuxin"),
            Occurrence(milestone="built", happened=Year(2017), entity="fuxin"),
        )
        theirs = (
            row(Year(2017), "9 patent", entity="xihe"),
            Occurrence(milestone="built", happened=Year(2018), entity="xihe"),
        )
        found = assess(self.plan, [*ours, *theirs], as_of=AS_OF)
        assert (found.plan, found.as_of, found.observations) == (self.plan, AS_OF, (*ours, *theirs))
        assert [one.timing for one in found] == [Timing.ON_TIME, Timing.ON_TIME, Timing.UNDECIDED]
        plain = (row(Year(2017), "10 patent"), Occurrence(milestone="built", happened=Year(2017)))
        assert [one.timing for one in assess(self.plan, plain, as_of=AS_OF)] == [one.timing for one in found]
        assert [one.timing for one in assess(self.plan, theirs, as_of=AS_OF)][:2] == [Timing.NO_DATA, Timing.NO_DATA]

    def test_what_names_the_area_is_of_the_area(self) -> None:
        """An item that names the plan's own area is an item that names none (design: scope)."""
        named = attrs.evolve(
            self.plan,
            targets=[target(Year(2017), entity="fuxin")],
            milestones=[Milestone(id="built", name="built", due=Year(2017), entity="fuxin")],
        )
        ours = (row(Year(2017), "10 patent"), Occurrence(milestone="built", happened=Year(2017)))
        assert [(one.timing, one.entity) for one in assess(named, ours, as_of=AS_OF)][:2] == [
            (Timing.ON_TIME, None)
        ] * 2

    def test_each_year_has_its_own_way(self) -> None:
        """Of `Every` the parts have an outlook, each on the way to its own year (issue: assess)."""
        goal = target(Every(Year, within=Span(Year(2017), Year(2018))), baseline=Year(2015))
        found = said(goal, row(Year(2015), "1 patent"), row(Year(2017), "10 patent"), method=LinearShare())
        ways = [part.outlook for part in found.parts]
        assert found.outlook is None
        assert [way.course.due for way in ways if way is not None and way.course is not None] == [
            Year(2017),
            Year(2018),
        ]

    def test_a_plan_is_judged_for_each(self) -> None:
        """Judging many entities by one target is asked for, not assumed (design: scope)."""
        found = assess(self.plan, [row(Year(2017), "10 patent", entity="xihe")], as_of=AS_OF, each=["xihe"])
        assert (found["goal"].verdict, [part.entity for part in found["goal"].parts]) == (MET, ["xihe"])
        own = assess(self.plan, [row(Year(2017), "10 patent")], as_of=AS_OF, each=["fuxin"])["goal"]
        assert (own.verdict, [part.entity for part in own.parts]) == (MET, ["fuxin"])

    def test_a_method_is_asked_of_every_target(self) -> None:
        """A method inside assess, where a target has none of its own; anything else is refused (issue: assess)."""
        early = (row(Year(2015), "1 patent"), row(Year(2017), "10 patent"))
        based = attrs.evolve(self.plan, targets=[target(Year(2017), baseline=Year(2015))])
        outlook = assess(based, early, as_of=AS_OF, method=LinearShare())["goal"].outlook
        alone = said(target(Year(2017), baseline=Year(2015)), *early, method=LinearShare()).outlook
        assert outlook is not None
        assert alone is not None
        assert outlook.method == alone.method == LinearShare().name
        assert assess(based, early, as_of=AS_OF)["goal"].outlook is None
        with pytest.raises(InvalidValueError, match="assess: method"):
            assess(based, early, as_of=AS_OF, method="linear")  # type: ignore[call-overload]


class TestTilings:
    """As many days as can be, then as few parts as can be; without overlap."""

    def test_the_longest_and_then_the_fewest(self) -> None:
        """Two halves rather than four quarters; quarters rather than a lone half."""
        halves = (Span(Quarter(2017, 1), Quarter(2017, 2)), Span(Quarter(2017, 3), Quarter(2017, 4)))
        quarters = tuple(Quarter(2017, n) for n in (1, 2, 3, 4))
        assert best_tiling([*quarters, *halves], Year(2017)) == halves
        assert best_tiling([*quarters[:3], halves[1]], Year(2017)) == (*quarters[:2], halves[1])
        assert best_tiling([Year(2017), Year(2018)], Year(2017)) == ()
        assert best_tiling([Month(2017, 2), Span(Month(2017, 1), Month(2017, 2))], Year(2017)) == (
            Span(Month(2017, 1), Month(2017, 2)),
        )
        overlapping = [Span(Month(2017, 1), Month(2017, 3)), Span(Month(2017, 3), Month(2017, 6))]
        assert best_tiling(overlapping, Year(2017)) == (Span(Month(2017, 3), Month(2017, 6)),)

    def test_days_and_gaps(self) -> None:
        """What the parts leave out, at both ends and between."""
        parts = (Month(2017, 2), Month(2017, 5))
        assert days_of(parts) == 28 + 31
        assert gaps(parts, Year(2017)) == (
            Month(2017, 1),
            Span(Month(2017, 3), Month(2017, 4)),
            Span(Month(2017, 6), Month(2017, 12)),
        )
        assert gaps((Month(2017, 1), Month(2017, 2)), Span(Month(2017, 1), Month(2017, 2))) == ()
        assert gaps((), Year(2017)) == (Year(2017),)

    def test_periods_in_step(self) -> None:
        """As long as the due one, in step with it, and holding one of the parts; without the due one itself."""
        parts: list[Period] = [
            Quarter(2016, 1),
            Quarter(2017, 1),
            Month(2018, 12),
            Span(Month(2018, 12), Month(2019, 1)),
        ]
        assert as_long_as(Year(2017), parts) == {Year(2016), Year(2018)}
        assert as_long_as(Span(Year(2016), Year(2017)), parts) == {Span(Year(2018), Year(2019))}


class TestShowing:
    """In one line, in a table, on a page: a line of a notebook and a table are ways up, each to its own (usage)."""

    plan = attrs.evolve(
        TestPlans.plan,
        organisations=[Organisation(id="court", name="市法院"), Organisation(id="bureau", name="市科技局")],
        responsibilities=[
            Responsibility(item=item, item_kind=kind, organisation=who, as_written="某局", order=1)
            for item, kind, who in (
                ("goal", "target", "bureau"),
                ("built", "milestone", "court"),
                ("goal", "target", "court"),
            )
        ],
    )
    found = assess(plan, [row(Year(2017), "9 patent", source="illustrative")], as_of=AS_OF)

    def test_it_is_shown_in_one_line(self) -> None:
        """What it is of, how it stands and why; the rest is counted."""
        assert repr(said(IN, SOME)) == (
            "Attainment(item='goal', entity=None, as_of=datetime.date(2019, 12, 31), verdict=Verdict.MET, "
            "timing=Timing.ON_TIME, final=False, period=Year(2017), margin=Quantity('2 patent'), used=1, "
            "reasons=['PROVISIONAL'], parts=0, steps=0, outlook=None)"
        )
        way = assess(
            target(Year(2017), baseline=Year(2015)),
            [row(Year(2015), "1 patent"), SOME],
            as_of=AS_OF,
            method=LinearShare(),
        )
        assert repr(way).endswith("parts=0, steps=3, outlook=<ahead by LinearShare()>)")
        assert repr(self.found) == (
            "Assessment(plan='plan', as_of=datetime.date(2019, 12, 31), attainments=3, observations=1)"
        )

    def test_who_answers_for_what(self) -> None:
        """In the order of the plan's organisations (design: responsibility)."""
        view = self.found.by_organisation()
        assert [(who, one.item.id) for who, one in view.rows] == [
            ("court", "goal"),
            ("court", "built"),
            ("bureau", "goal"),
        ]
        assert [one.item.id for one in view.of("bureau")] == ["goal"]
        assert list(view.to_frame()["organisation"]) == [who for who, _ in view.rows]

    def test_each_way_up_leads_to_its_own(self, tmp_path: Path) -> None:
        """A table has a row for each attainment, a page is written where it is asked to be."""
        assert len(self.found.to_frame()) == len(self.found) == 3
        assert self.found.to_dict()["as_of"] == "2019-12-31"
        assert self.found["goal"].to_dict()["timing"] == "missed"
        page = self.found.to_html(tmp_path / "page.html", lang="en")
        assert (tmp_path / "page.html").read_text("utf-8") == page
        assert 'lang="en"' in page
        assert 'lang="zh' in self.found.to_html()
        assert self.found._repr_html_() != self.found["goal"]._repr_html_()
        assert all(
            html.lstrip().startswith("<") for html in (self.found._repr_html_(), self.found["goal"]._repr_html_())
        )
        assert self.found["goal"].explain("zh") != self.found["goal"].explain() == self.found["goal"].explain("en")

    def test_amounts_that_are_missing_are_never_negative(self) -> None:
        """The shortfall is what is missing, never negative; none without a margin (design: margin)."""
        assert said(IN, OWN).shortfall == Quantity("1 patent")
        assert said(IN, SOME).shortfall == Quantity("0 patent")
        assert said(IN).shortfall is None
        assert (said(IN, OWN).observed, said(IN).observed) == (Quantity("9 patent"), None)
        assert said(IN, row(Year(2017), "9 patent", high="11 patent")).observed is None
        assert said(IN, row(Year(2017), "9 patent"), row(Year(2017), "10 patent")).observed is None

    def test_counts_and_lookups(self) -> None:
        """All three verdicts are counted, and an id that nothing carries is named (design: problems)."""
        assert self.found.counts() == {MET: 0, NOT: 1, OPEN: 2}
        with pytest.raises(UnknownReferenceError, match="nothing"):
            self.found["nothing"]
        assert (self.found["aim"].timing_label("zh"), self.found["aim"].timing_label()) == ("不作判定", "not judged")
        assert (self.found["goal"].timing_label("zh"), self.found["goal"].timing_label()) == ("到期未完成", "missed")
        assert (said(IN).due, said(self.plan.milestones[0]).due) == (Year(2017), Year(2017))
