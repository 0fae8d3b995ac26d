"""Verdict and timing: one test for each row of the design's table, and for each nature (design: time, nature)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import policytargets as pt
from policytargets import Month, Quarter, Span, Timing, Verdict, Year
from policytargets.errors import InvalidValueError, UnknownReferenceError


def stock(**other: Any) -> pt.Indicator:
    """Patents in force, at the end of the period."""
    return pt.Indicator(id="patents", name="patents", unit="patent", nature="stock", **other)


def flow(unit: str = "work", **other: Any) -> pt.Indicator:
    """Works registered, over the period."""
    return pt.Indicator(id="works", name="works", unit=unit, nature="flow", **other)


def target(indicator: pt.Indicator, due: Any, criterion: Any = None) -> pt.Target:
    """At least 10, unless said otherwise."""
    return pt.Target(id="goal", indicator=indicator, criterion=criterion or pt.AtLeast("10"), due=due)


def seen(indicator: pt.Indicator, *rows: tuple[pt.Year | pt.Quarter | pt.Month | pt.Span, Any]) -> list[pt.Observation]:
    """Observations of one indicator."""
    return [pt.Observation(indicator=indicator, period=period, value=str(amount)) for period, amount in rows]


def judged(
    indicator: pt.Indicator, due: Any, *rows: Any, as_of: Any = Year(2022), criterion: Any = None
) -> tuple[Verdict, Timing]:
    """Verdict and timing of a target on some observations; the chain replays to the verdict, and timing implies it."""
    found = pt.assess(target(indicator, due, criterion), seen(indicator, *rows), as_of=as_of)
    assert pt.replay(found.steps) is found.verdict
    assert found.timing.verdict is found.verdict
    return found.verdict, found.timing


BY = pt.By(Year(2020))


class TestRows:
    """The first row that fits holds."""

    def test_early_before_the_due_period_is_over(self) -> None:
        """By: already reached in the last period known before the due one, and the due period is not over."""
        assert judged(stock(), BY, (Year(2018), 10), as_of=Year(2019)) == (Verdict.MET, Timing.EARLY)

    def test_early_needs_the_last_known_period(self) -> None:
        """Reached and lost again before the due period is not early."""
        rows = ((Year(2018), 10), (Year(2019), 9))
        assert judged(stock(), BY, *rows, as_of=Year(2019)) == (Verdict.UNDETERMINED, Timing.NOT_YET_DUE)

    def test_early_when_the_due_period_holds_it(self) -> None:
        """By: the due period is known and holds what was reached before."""
        assert judged(stock(), BY, (Year(2018), 10), (Year(2020), 10)) == (Verdict.MET, Timing.EARLY)

    def test_known_parts_of_a_flow_suffice(self) -> None:
        """A flow: known parts that end before the period does suffice, by and in a period alike."""
        rows = ((Quarter(2020, 1), 6), (Quarter(2020, 2), 4))
        assert judged(flow(), Year(2020), *rows, as_of=Quarter(2020, 2)) == (Verdict.MET, Timing.EARLY)
        assert judged(flow(), BY, *rows, as_of=Quarter(2020, 2)) == (Verdict.MET, Timing.EARLY)

    def test_known_parts_are_early_when_seen_afterwards_too(self) -> None:
        """Also when seen afterwards."""
        rows = ((Quarter(2020, 1), 6), (Quarter(2020, 2), 4), (Year(2020), 20))
        assert judged(flow(), Year(2020), *rows) == (Verdict.MET, Timing.EARLY)

    def test_on_time(self) -> None:
        """The due period reaches it."""
        assert judged(stock(), Year(2020), (Year(2020), 10)) == (Verdict.MET, Timing.ON_TIME)
        assert judged(stock(), BY, (Year(2019), 9), (Year(2020), 10)) == (Verdict.MET, Timing.ON_TIME)

    def test_a_loss_afterwards_is_noted_and_undoes_nothing(self) -> None:
        """To keep it is `Every`."""
        found = pt.assess(target(stock(), BY), seen(stock(), (Year(2020), 10), (Year(2021), 8)), as_of=Year(2022))
        assert found.timing is Timing.ON_TIME
        assert [reason.code.name for reason in found.reasons] == ["LOST_AFTERWARDS"]

    def test_lost(self) -> None:
        """By: an earlier period did, the due one does not."""
        assert judged(stock(), BY, (Year(2018), 10), (Year(2020), 9)) == (Verdict.NOT_MET, Timing.LOST)

    def test_lost_goes_before_late(self) -> None:
        """The first row that fits."""
        rows = ((Year(2018), 10), (Year(2020), 9), (Year(2021), 10))
        assert judged(stock(), BY, *rows) == (Verdict.NOT_MET, Timing.LOST)

    def test_late_names_the_period(self) -> None:
        """By: the due period does not, a later one does (it names which)."""
        found = pt.assess(target(stock(), BY), seen(stock(), (Year(2020), 9), (Year(2021), 10)), as_of=Year(2022))
        assert found.timing is Timing.LATE
        assert "2021" in str(found.reasons[0])

    def test_in_a_period_is_never_late_nor_lost(self) -> None:
        """控制在 in a period: other periods play no part."""
        rows = ((Year(2019), 10), (Year(2020), 9), (Year(2021), 10))
        assert judged(stock(), Year(2020), *rows) == (Verdict.NOT_MET, Timing.MISSED)

    def test_missed(self) -> None:
        """The due period does not."""
        assert judged(stock(), BY, (Year(2020), 9)) == (Verdict.NOT_MET, Timing.MISSED)

    def test_a_ceiling_already_passed_is_missed(self) -> None:
        """A ceiling already passed by the known parts of a count is not met, before the period is over."""
        row = (Quarter(2020, 1), 11)
        found = judged(flow(), Year(2020), row, as_of=Quarter(2020, 1), criterion=pt.AtMost("10"))
        assert found == (Verdict.NOT_MET, Timing.MISSED)

    def test_not_yet_due(self) -> None:
        """The due period is not over at as_of, and nothing has decided it."""
        assert judged(stock(), BY, (Year(2019), 9), as_of=Year(2019)) == (Verdict.UNDETERMINED, Timing.NOT_YET_DUE)
        assert judged(stock(), Year(2020), as_of=Month(2020, 11)) == (Verdict.UNDETERMINED, Timing.NOT_YET_DUE)

    def test_no_data_names_a_later_period(self) -> None:
        """It is over, and nothing is known of it (a later one, if known, is named)."""
        found = pt.assess(target(stock(), Year(2020)), seen(stock(), (Year(2021), 12)), as_of=Year(2022))
        assert found.timing is Timing.NO_DATA
        assert "LATER_KNOWN" in {reason.code.name for reason in found.reasons}

    def test_undecided(self) -> None:
        """Something is known of it and does not decide: here, amounts that disagree."""
        rows = ((Year(2020), 9), (Year(2020), 11))
        assert judged(stock(), BY, *rows) == (Verdict.UNDETERMINED, Timing.UNDECIDED)

    def test_without_a_due_period(self) -> None:
        """With none: undetermined, undecided."""
        assert judged(stock(), None, (Year(2020), 11)) == (Verdict.UNDETERMINED, Timing.UNDECIDED)

    def test_an_earlier_period_is_after_the_baseline(self) -> None:
        """An earlier period is one after the baseline."""
        rise = pt.Rise(by=pt.AtLeast("1 patent"), since=Year(2018))
        rows = ((Year(2017), 5), (Year(2018), 4), (Year(2020), 4))
        assert judged(stock(), BY, *rows, criterion=rise) == (Verdict.NOT_MET, Timing.MISSED)

    def test_the_due_period_alone_decides_once_known(self) -> None:
        """No other period's amount changes the verdict of the due one."""
        assert judged(stock(), BY, (Year(2018), 99), (Year(2020), 9), (Year(2021), 99))[0] is Verdict.NOT_MET


class TestNatures:
    """Nature says when an amount holds."""

    @pytest.mark.parametrize("nature", ["stock", "cumulative", "rank"])
    def test_what_holds_at_the_end_december_serves(self, nature: str) -> None:
        """December serves the year, November does not."""
        unit = "place" if nature == "rank" else "patent"
        held = pt.Indicator(id="held", name="held", unit=unit, nature=nature)
        assert judged(held, Year(2020), (Month(2020, 12), 10))[1] is Timing.ON_TIME
        assert judged(held, Year(2020), (Month(2020, 11), 10))[1] is Timing.NO_DATA

    @pytest.mark.parametrize("nature", ["share", "mean", "ratio", "growth_rate", "duration", "index"])
    def test_what_holds_over_a_period_needs_that_very_period(self, nature: str) -> None:
        """That very period, never an average without weights."""
        over = pt.Indicator(id="over", name="over", unit="index_point", nature=nature)
        quarters = [(Quarter(2020, number), 10) for number in (1, 2, 3, 4)]
        assert judged(over, Year(2020), (Year(2020), 10))[1] is Timing.ON_TIME
        assert judged(over, Year(2020), *quarters)[1] is Timing.NO_DATA

    def test_a_flow_adds_up(self) -> None:
        """Parts without overlap add up to the period."""
        rows = [(Quarter(2020, number), 3) for number in (1, 2, 3, 4)]
        found = pt.assess(target(flow(), Year(2020)), seen(flow(), *rows), as_of=Year(2020))
        assert str(found.observed) == "12 works"

    def test_a_flow_per_year_over_a_year_is_its_amount(self) -> None:
        """320 件/年 over a year is 320 件, and half of it over half a year."""
        yearly = flow("work/year")
        asked = pt.AtLeast("320 件/年")
        assert judged(yearly, Year(2020), (Year(2020), "320 件"), criterion=asked)[1] is Timing.ON_TIME
        halves = [
            (Span(Quarter(2020, 1), Quarter(2020, 2)), "160 件"),
            (Span(Quarter(2020, 3), Quarter(2020, 4)), "320 件/年"),
        ]
        assert judged(yearly, Year(2020), *halves, criterion=asked)[1] is Timing.ON_TIME

    def test_a_cumulative_total_is_never_added(self) -> None:
        """A published running total: two of them do not make a third."""
        total = pt.Indicator(id="total", name="total", unit="patent", nature="cumulative")
        rows = ((Quarter(2020, 1), 6), (Quarter(2020, 2), 7))
        assert judged(total, Year(2020), *rows)[1] is Timing.NO_DATA

    def test_a_coarser_period_does_not_serve_a_finer_one(self) -> None:
        """The flow of a year says nothing of a quarter."""
        assert judged(flow(), Quarter(2020, 1), (Year(2020), 99))[1] is Timing.NO_DATA


class TestWholes:
    """Every period, or every member: all of them for the whole."""

    EVERY = pt.Every(Year, within=Span(Year(2018), Year(2020)))

    @pytest.mark.parametrize(
        ("amounts", "as_of", "timing"),
        [
            ((10, 10, 10), Year(2020), Timing.ON_TIME),
            ((10, 9), Year(2019), Timing.MISSED),
            ((10, 10), Year(2019), Timing.NOT_YET_DUE),
            ((10, 10), Year(2020), Timing.NO_DATA),
        ],
    )
    def test_every(self, amounts: tuple[int, ...], as_of: Year, timing: Timing) -> None:
        """On time when all are met, missed when one failed, else not yet due while time runs, then no data."""
        rows = [(Year(2018 + number), amount) for number, amount in enumerate(amounts)]
        assert judged(flow(), self.EVERY, *rows, as_of=as_of)[1] is timing

    def test_every_is_undecided_if_a_part_is(self) -> None:
        """Afterwards undecided if a part is."""
        rows = ((Year(2018), 10), (Year(2019), 9), (Year(2019), 11), (Year(2020), 10))
        assert judged(flow(), self.EVERY, *rows)[1] is Timing.UNDECIDED

    def test_a_distributed_target(self) -> None:
        """A verdict for each member; one failure fails the whole, success needs all members known."""
        goal = pt.Target(id="g", indicator=stock(), criterion=pt.AtLeast("10"), due=Year(2020), each=["east", "west"])

        def of(**amounts: int) -> list[pt.Observation]:
            return [
                pt.Observation(indicator=stock(), period=Year(2020), value=str(amount), entity=entity)
                for entity, amount in amounts.items()
            ]

        assert pt.assess(goal, of(east=10, west=10), as_of=Year(2020)).timing is Timing.ON_TIME
        assert pt.assess(goal, of(east=10, west=9), as_of=Year(2020)).timing is Timing.MISSED
        assert pt.assess(goal, of(east=10), as_of=Year(2020)).timing is Timing.NO_DATA
        assert pt.assess(goal, of(east=10), as_of=Year(2019)).timing is Timing.NOT_YET_DUE
        found = pt.assess(goal, of(east=10, west=9), as_of=Year(2020))
        assert [part.entity for part in found.parts] == ["east", "west"]
        assert pt.replay(found.steps) is Verdict.NOT_MET

    def test_unknown_members_are_never_met(self) -> None:
        """A collective of unknown membership: its members are not guessed."""
        goal = pt.Target(
            id="g", indicator=stock(), criterion=pt.AtLeast("10"), due=Year(2020), each=pt.Each(collective="各县区")
        )
        found = pt.assess(goal, seen(stock(), (Year(2020), 99)), as_of=Year(2020))
        assert found.timing is Timing.UNDECIDED
        assert found.reasons[0].code.name == "MEMBERS_UNKNOWN"
        assert pt.assess(goal, [], as_of=Year(2020), each=["east"]).timing is Timing.NO_DATA

    def test_another_entity_is_no_evidence(self) -> None:
        """Another entity's observation is no evidence; the plan's own area is the one without name."""
        goal = target(stock(), Year(2020))
        elsewhere = pt.Observation(indicator=stock(), period=Year(2020), value="99", entity="west")
        assert pt.assess(goal, [elsewhere], as_of=Year(2020)).timing is Timing.NO_DATA
        plan = pt.Plan(title="plan", area="west", targets=[goal])
        assert pt.assess(plan, [elsewhere], as_of=Year(2020))["goal"].timing is Timing.ON_TIME


class TestMilestones:
    """An event: early before its due period, on time within it, late after (design: milestone)."""

    @staticmethod
    def judged(*occurrences: dict[str, Any], due: Any = Year(2017), as_of: Any = Year(2019)) -> Timing:
        """The timing of a milestone on some occurrences."""
        event = pt.Milestone(id="platform", name="platform", due=due)
        rows = [pt.Occurrence(milestone="platform", **row) for row in occurrences]
        found = pt.assess(event, rows, as_of=as_of)
        assert pt.replay(found.steps) is found.verdict
        return found.timing

    def test_when_it_happened(self) -> None:
        """Early, on time, late; an event is never lost."""
        assert self.judged({"happened": Month(2016, 12)}) is Timing.EARLY
        assert self.judged({"happened": Year(2017)}) is Timing.ON_TIME
        assert self.judged({"happened": pt.Day(2018, 1, 1)}) is Timing.LATE
        assert self.judged({"happened": Span(Year(2017), Year(2018))}) is Timing.UNDECIDED

    def test_not_by_at_or_after_its_end_is_missed(self) -> None:
        """`not_by` at or after its end is missed."""
        assert self.judged({"not_by": pt.Day(2017, 12, 31)}) is Timing.MISSED

    def test_silence_or_an_earlier_not_by(self) -> None:
        """Not yet due, afterwards no data."""
        assert self.judged(as_of=Month(2017, 6)) is Timing.NOT_YET_DUE
        assert self.judged() is Timing.NO_DATA
        assert self.judged({"not_by": Month(2017, 6)}) is Timing.NO_DATA
        assert self.judged({"not_by": Month(2017, 6)}, as_of=Month(2017, 7)) is Timing.NOT_YET_DUE

    def test_the_newest_publication_wins_where_they_contradict(self) -> None:
        """An older statement counts unless a newer one contradicts it."""
        older = {"not_by": Month(2017, 6), "published": dt.date(2017, 7, 1)}
        newer = {"happened": Month(2017, 9), "published": dt.date(2017, 10, 1)}
        assert self.judged(older, newer) is Timing.ON_TIME
        assert self.judged(newer, {"not_by": Year(2017), "published": dt.date(2018, 2, 1)}) is Timing.MISSED
        assert self.judged({"happened": Month(2017, 9)}, {"not_by": Month(2017, 6)}) is Timing.ON_TIME

    def test_statements_of_one_date_that_disagree(self) -> None:
        """Disagreeing statements decide only what all of them say."""
        assert self.judged({"happened": Month(2017, 9)}, {"happened": Year(2018)}) is Timing.UNDECIDED
        assert self.judged({"happened": Month(2017, 9)}, {"happened": Month(2017, 8)}) is Timing.ON_TIME
        assert self.judged({"happened": Month(2017, 9)}, {"not_by": Year(2017)}) is Timing.UNDECIDED

    def test_what_is_published_later_does_not_count(self) -> None:
        """Observations after as_of never change a verdict."""
        assert self.judged({"happened": Year(2017), "published": dt.date(2020, 1, 1)}) is Timing.NO_DATA

    def test_without_due_it_is_undecided(self) -> None:
        """No due period, nothing to be early or late for."""
        assert self.judged({"happened": Year(2017)}, due=None) is Timing.UNDECIDED


class TestOtherItems:
    """Aims and superseded items."""

    def test_an_aim_is_not_measurable(self) -> None:
        """Always undetermined, "not measurable as written"."""
        found = pt.assess(pt.Aim(id="talent", name="talent", due=BY), [], as_of=Year(2022))
        assert found.verdict is Verdict.UNDETERMINED
        assert found.final
        assert str(found.reasons[0]) == "not measurable as written"

    def test_a_superseded_target_is_shown_and_not_judged(self) -> None:
        """A superseded target is shown, not judged."""
        old = pt.Target(
            id="old", indicator=stock(), criterion=pt.AtLeast("1"), due=Year(2020), superseded_by="阜政发〔2018〕1号"
        )
        found = pt.assess(old, seen(stock(), (Year(2020), 5)), as_of=Year(2022))
        assert found.timing is Timing.UNDECIDED
        assert found.reasons[0].code.name == "SUPERSEDED"

    def test_anything_else_is_refused(self) -> None:
        """Four parts, no traceback from below."""
        with pytest.raises(InvalidValueError, match="Target"):
            pt.assess("patents", [], as_of=Year(2020))  # type: ignore[call-overload]  # wrong on purpose
        with pytest.raises(InvalidValueError, match="read_observations"):
            pt.assess(target(stock(), BY), [{"value": 1}], as_of=Year(2020))  # type: ignore[list-item]  # wrong on purpose


class TestAssessment:
    """A plan assessed: by id, by organisation, in one line."""

    def test_by_id_and_by_organisation(self) -> None:
        """An unknown id is refused; nobody is inherited."""
        answers = pt.Responsibility(item="goal", item_kind="target", organisation="bureau", as_written="局", order=1)
        plan = pt.Plan(
            title="plan",
            organisations=[pt.Organisation(id="bureau", name="局")],
            targets=[target(stock(), BY)],
            responsibilities=[answers],
        )
        found = pt.assess(plan, [], as_of=Year(2019))
        assert found.by_organisation().of("bureau") == (found["goal"],)
        assert found.by_organisation().of("other") == ()
        assert len(found) == sum(found.counts().values()) == 1
        with pytest.raises(UnknownReferenceError, match="no_such"):
            found["no_such"]
        assert "\n" not in repr(found) + repr(found["goal"])
        assert "'NOT_YET_DUE'" in repr(found["goal"])

    def test_the_baseline_of_a_level_bounds_what_counts_as_earlier(self) -> None:
        """由8提高到10: what lies before the baseline reached nothing."""
        goal = pt.Target(id="goal", indicator=stock(), criterion=pt.AtLeast("10"), due=BY, baseline=Year(2018))
        found = pt.assess(goal, seen(stock(), (Year(2017), 11)), as_of=Year(2019))
        assert found.timing is Timing.NOT_YET_DUE


class TestFinal:
    """`final`: no observation of a further or still unknown period can change the verdict."""

    def test_the_due_period_makes_it_final(self) -> None:
        """Its own amount decides."""
        assert pt.assess(target(stock(), BY), seen(stock(), (Year(2020), 10)), as_of=Year(2020)).final
        assert pt.assess(target(stock(), BY), seen(stock(), (Year(2020), 9)), as_of=Year(2020)).final

    def test_early_is_not_final(self) -> None:
        """It can still be lost; a total already reached cannot."""
        assert not pt.assess(target(stock(), BY), seen(stock(), (Year(2018), 10)), as_of=Year(2019)).final
        parts = seen(flow(), (Quarter(2020, 1), 12))
        assert pt.assess(target(flow(), Year(2020)), parts, as_of=Quarter(2020, 1)).final

    def test_a_provisional_amount_is_never_final(self) -> None:
        """A verdict on a provisional amount is never final."""
        row = pt.Observation(indicator=stock(), period=Year(2020), value="10", status="provisional")
        found = pt.assess(target(stock(), BY), [row], as_of=Year(2020))
        assert found.verdict is Verdict.MET
        assert not found.final
        assert "PROVISIONAL" in {reason.code.name for reason in found.reasons}

    def test_a_whole_is_final_with_its_parts(self) -> None:
        """One final failure, or all met for good."""
        every = pt.Every(Year, within=Span(Year(2019), Year(2020)))
        failed = pt.assess(target(flow(), every), seen(flow(), (Year(2019), 9)), as_of=Year(2019))
        assert failed.final
        assert pt.assess(
            target(flow(), every), seen(flow(), (Year(2019), 10), (Year(2020), 10)), as_of=Year(2020)
        ).final
