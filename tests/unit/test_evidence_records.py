"""Observations found by indicator, entity and period (design: observation, scope, evidence)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from policytargets._choosing import counts, newest
from policytargets.baselines import Previous, YearBefore
from policytargets.chains import Chain
from policytargets.errors import InvalidValueError
from policytargets.evidence import Evidence, Records
from policytargets.indicators import Indicator, Limits, Ratio
from policytargets.observations import Observation
from policytargets.periods import Day, Month, Period, Quarter, Span, Year
from policytargets.quantities import Quantity
from policytargets.ranges import Range, point
from policytargets.units import Unit
from policytargets.verdicts import Reason, ReasonCode

PATENTS = Indicator(id="patents", name="patents", unit="patent", nature="stock")
PEOPLE = Indicator(id="people", name="people", unit="person", nature="stock")
DENSITY = Indicator(
    id="density",
    name="density",
    unit="patent/(10000.person)",
    nature="stock",
    ratio=Ratio(of=PATENTS, to=PEOPLE),
    limits=Limits(low="0 patent/person", high="50 patent/(10000.person)"),
)
WORKS = Indicator(id="works", name="works", unit="work", nature="flow", limits=Limits(high="100 work"))
PACE = Indicator(id="pace", name="pace", unit="work/year", nature="flow")
PROFIT = Indicator(id="profit", name="profit", unit="万元", nature="flow")
END = dt.date(2020, 12, 31)


def row(indicator: Indicator, period: Period, value: str, **other: Any) -> Observation:
    """Give an observation."""
    return Observation(indicator=indicator, period=period, value=value, **other)


def known(rows: list[Observation], indicator: Indicator, period: Period, **other: Any) -> Evidence:
    """Say what is known of an indicator, without the number of the step."""
    entity = other.pop("entity", None)
    found = Records.at(rows, END).level(Chain(), indicator, entity, period, **other)
    return attrs.evolve(found, step=None if found.step is None else 0)


def codes(evidence: Evidence) -> list[ReasonCode]:
    """Give the codes of the reasons, in their order."""
    return [reason.code for reason in evidence.reasons]


class TestFinding:
    """By id, entity and when it holds."""

    def test_the_date_is_kept(self) -> None:
        """Of all observations those that count at a date (design: observation)."""
        late = row(PATENTS, Year(2021), "1 patent")
        records = Records.at([late, row(PATENTS, Year(2020), "2 patent")], END)
        assert records.as_of == END
        assert [observation.period for observation in records.observations] == [Year(2020)]

    def test_the_plans_own_area_has_no_entity(self) -> None:
        """An item applies to its plan's own area unless it names an entity (design: scope)."""
        plain = row(PATENTS, Year(2019), "1 patent")
        named = row(PATENTS, Year(2020), "2 patent", entity="fuxin")
        other = row(PATENTS, Year(2020), "3 patent", entity="dalian")
        records = Records.at([plain, named, other], END, "fuxin")
        assert records.of(PATENTS, "fuxin") == records.of(PATENTS, None) == (plain, named)
        assert records.of(PATENTS, "dalian") == (other,)
        assert Records.at([plain, named], END).of(PATENTS, "fuxin") == (named,)
        assert Records.at([plain, named], END).of(PATENTS, None) == (plain,)

    def test_levels_and_published_changes_are_kept_apart(self) -> None:
        """An observation with a baseline is a published change (design: observation)."""
        level, change = row(PATENTS, Year(2020), "2 patent"), row(PATENTS, Year(2020), "1 patent", since=Year(2019))
        records = Records.at([level, change], END)
        assert records.of(PATENTS, None) == (level,)
        assert records.of(PATENTS, None, changes=True) == (change,)

    def test_periods_are_those_of_all_that_is_known(self) -> None:
        """Levels and changes of the entity, and those of a rate's two sides, by their ends."""
        ours = [
            row(PATENTS, Year(2019), "2 patent", entity="fuxin"),
            row(PEOPLE, Year(2018), "3 person", entity="fuxin"),
            row(DENSITY, Year(2020), "1 patent/(10000.person)", since=Year(2019), entity="fuxin"),
            row(DENSITY, Year(2017), "1 patent/(10000.person)", entity="fuxin"),
        ]
        theirs = [
            row(indicator, Year(2016), f"1 {indicator.unit.code}", **said)
            for indicator in (PATENTS, PEOPLE, DENSITY)
            for said in ({}, {"since": Year(2015)})
        ]
        records = Records.at([*ours, *theirs], END)
        assert records.periods(DENSITY, "fuxin") == (Year(2017), Year(2018), Year(2019), Year(2020))
        assert records.periods(PATENTS, "fuxin") == (Year(2019),)

    @pytest.mark.parametrize("twice", [1, 2])
    def test_one_id_has_one_definition(self, twice: int) -> None:
        """Another definition under the same id is refused, wherever it stands among the rows (design: problems)."""
        other = attrs.evolve(PATENTS, unit="trademark")
        same = attrs.evolve(PATENTS)
        rows = [row(PATENTS, Year(2018), "1 patent")] * twice + [row(same, Year(2019), "1 patent")]
        assert Records.at(rows, END).of(same, None) == tuple(rows)
        for mixed in ([*rows, row(other, Year(2020), "1 trademark")], [row(other, Year(2020), "1 trademark"), *rows]):
            with pytest.raises(InvalidValueError, match="one definition under one id"):
                Records.at(mixed, END).of(PATENTS, None)


class TestLevels:
    """Its own amount, its parts added up, or its two sides."""

    def test_december_serves_the_year(self) -> None:
        """What holds at the end of a period: December serves the year, November does not (design: nature)."""
        december, november = row(PATENTS, Month(2020, 12), "3 patent"), row(PATENTS, Month(2020, 11), "2 patent")
        assert known([december, november], PATENTS, Year(2020)) == Evidence(
            step=0, amounts=point(Quantity("3 patent").base), used=(december,)
        )
        assert known([november], PATENTS, Year(2020)) == Evidence()

    def test_what_is_no_evidence_is_named_before_what_is(self) -> None:
        """A value outside the limits is no evidence; the parts then speak (design: verdict)."""
        rows = [row(WORKS, Year(2020), "101 work"), *(row(WORKS, Quarter(2020, n), "20 work") for n in (1, 2, 3, 4))]
        found = known(rows, WORKS, Year(2020))
        assert codes(found)[:2] == [ReasonCode.OUTSIDE_LIMITS, ReasonCode.FROM_PARTS]
        assert found.reasons[0] == Reason(ReasonCode.OUTSIDE_LIMITS, {"amount": rows[0]})
        assert found.amounts == point(Quantity("80 work").base)
        assert found.used == tuple(rows[1:])

    def test_the_two_sides_are_those_of_the_entity_and_of_before(self) -> None:
        """Another entity's observation is no evidence, and later ones are not taken (design: scope)."""
        ours = [
            row(PATENTS, Year(2020), "30 patent", entity="fuxin"), row(PEOPLE, Year(2020), "20000 person", entity="fuxin"),
        ]  # fmt: skip
        found = known(ours, DENSITY, Year(2020), entity="fuxin")
        assert found == Evidence(
            step=0,
            amounts=point(Quantity("15 patent/(10000.person)").base),
            used=tuple(ours),
            reasons=(Reason(ReasonCode.FROM_RATIO, {"numerator": PATENTS.name, "denominator": PEOPLE.name}),),
        )
        assert known(ours, DENSITY, Year(2020)) == Evidence()
        assert known(ours, DENSITY, Year(2020), entity="fuxin", before=END) == Evidence()
        assert known(ours[:1], DENSITY, Year(2020), entity="fuxin").reasons == (
            Reason(ReasonCode.SIDE_UNKNOWN, {"side": PEOPLE.name, "period": Year(2020)}),
        )
        assert known(ours[1:], DENSITY, Year(2020), entity="fuxin").reasons == (
            Reason(ReasonCode.SIDE_UNKNOWN, {"side": PATENTS.name, "period": Year(2020)}),
        )

    def test_a_rate_over_what_may_be_zero_is_open(self) -> None:
        """Of a denominator that is not positive nothing is said but that it is so (design: rates)."""
        rows = [row(PATENTS, Year(2020), "30 patent"), row(PEOPLE, Year(2020), "0 person")]
        assert known(rows, DENSITY, Year(2020)) == Evidence(
            step=0,
            amounts=(Range(None, None),),
            used=tuple(rows),
            reasons=(Reason(ReasonCode.DENOMINATOR_NOT_POSITIVE, {"denominator": PEOPLE.name}),),
            complete=False,
        )

    @pytest.mark.parametrize(("people", "amounts"), [("10000 person", (30, 30)), ("6000 person", (50, 50))])
    def test_a_computed_rate_within_the_limits_is_evidence(self, people: str, amounts: tuple[int, int]) -> None:
        """The limit itself lies within (design: verdict)."""
        found = known([row(PATENTS, Year(2020), "30 patent"), row(PEOPLE, Year(2020), people)], DENSITY, Year(2020))
        low, high = (Quantity(end, "patent/(10000.person)").base for end in amounts)
        assert found.amounts == (Range(low, high),)
        assert codes(found) == [ReasonCode.FROM_RATIO]

    def test_a_computed_rate_outside_the_limits_is_named(self) -> None:
        """It is no evidence; what of a range lies inside is (design: verdict)."""
        people = row(PEOPLE, Year(2020), "5000 person")
        found = known([row(PATENTS, Year(2020), "30 patent"), people], DENSITY, Year(2020))
        assert found.step is None
        assert found.reasons[0] == Reason(
            ReasonCode.OUTSIDE_LIMITS, {"amount": (Quantity("60 patent/(10000.person)"),)}
        )
        assert codes(found) == [ReasonCode.OUTSIDE_LIMITS, ReasonCode.FROM_RATIO]
        some = known([row(PATENTS, Year(2020), "20 patent", high="30 patent"), people], DENSITY, Year(2020))
        low, high = (Quantity(end, "patent/(10000.person)").base for end in (40, 50))
        assert some.amounts == (Range(low, high),)


class TestParts:
    """A flow adds up without overlap; a missing part is said."""

    def test_an_amount_per_year_is_weighted_by_its_length(self) -> None:
        """4 a year in the first half and 8 in the second are 6 a year (design: nature)."""
        halves = [
            row(PACE, Span(Month(2020, 1), Month(2020, 6)), "4 work/year"),
            row(PACE, Span(Month(2020, 7), Month(2020, 12)), "8 work/year"),
        ]
        found = known(halves, PACE, Year(2020))
        assert found.amounts == point(Quantity("6 work/year").base)
        quarter = known([row(PACE, Quarter(2020, 1), "4 work/year")], PACE, Year(2020))
        assert quarter.amounts == (Range(Quantity("1 work/year").base, None),)

    def test_days_are_no_part_of_what_is_per_year(self) -> None:
        """A day is no part of a year that can be said exactly (design: unit)."""
        day = row(PACE, Day(2020, 1, 1), "4 work/year")
        assert known([day], PACE, Year(2020)) == Evidence()
        assert known([day, row(PACE, Quarter(2020, 2), "4 work/year")], PACE, Year(2020)).amounts == (
            Range(Quantity("1 work/year").base, None),
        )

    def test_a_missing_part_of_what_may_be_negative_leaves_all_open(self) -> None:
        """A missing part of what cannot be negative is at least zero; of the rest, anything (design: verdict)."""
        part = row(PROFIT, Quarter(2020, 1), "4 万元")
        found = known([part], PROFIT, Year(2020))
        assert (found.amounts, found.complete, found.used) == ((Range(None, None),), False, (part,))
        assert found.reasons == (
            Reason(ReasonCode.FROM_PARTS, {"periods": (Quarter(2020, 1),)}),
            Reason(ReasonCode.PART_UNBOUNDED, {"periods": (Span(Quarter(2020, 2), Quarter(2020, 4)),)}),
        )

    def test_a_part_outside_the_limits_is_named_and_missing(self) -> None:
        """What is no evidence is no part (design: verdict)."""
        rows = [row(WORKS, Quarter(2020, 1), "20 work"), row(WORKS, Quarter(2020, 2), "101 work")]
        found = known(rows, WORKS, Year(2020))
        assert codes(found) == [ReasonCode.FROM_PARTS, ReasonCode.PART_MISSING, ReasonCode.OUTSIDE_LIMITS]
        assert found.used == (rows[0],)
        assert codes(known(rows[1:], WORKS, Year(2020))) == [ReasonCode.OUTSIDE_LIMITS]

    def test_parts_that_disagree_are_named(self) -> None:
        """Values that disagree are those amounts (design: observation)."""
        rows = [row(WORKS, Span(Month(2020, 1), Month(2020, 6)), value) for value in ("1 work", "3 work")]
        rows.append(row(WORKS, Span(Month(2020, 7), Month(2020, 12)), "5 work"))
        found = known(rows, WORKS, Year(2020))
        assert found.amounts == (*point(Quantity("6 work").base), *point(Quantity("8 work").base))
        assert codes(found) == [ReasonCode.FROM_PARTS, ReasonCode.DISAGREE]
        assert found.reasons[1] == Reason(ReasonCode.DISAGREE, {"amounts": tuple(rows[:2])})
        assert (found.used, found.complete) == (tuple(rows), True)

    def test_parts_end_before_the_day_that_is_asked(self) -> None:
        """Only what ends before a day is taken (design: an earlier period)."""
        rows = [row(WORKS, Quarter(2020, n), "5 work") for n in (1, 2, 3)]
        found = known(rows, WORKS, Year(2020), before=dt.date(2020, 9, 30))
        assert found.used == tuple(rows[:2])
        assert known(rows, WORKS, Year(2020), before=dt.date(2020, 10, 1)).used == tuple(rows)


class TestPublishedChanges:
    """The same period, the same baseline, the same measure."""

    def found(self, rows: list[Observation], since: Any, unit: str = "%", **other: Any) -> Evidence:
        """Look for a published change of 2020."""
        records = Records.at(rows, END)
        return records.published_change(
            Chain(), PATENTS, other.pop("entity", None), other.pop("period", Year(2020)), since=since, unit=Unit(unit), **other
        )  # fmt: skip

    def test_it_meets_by_what_its_baseline_is(self) -> None:
        """同比 of 2020 is since 2019, however it is said (design: observation)."""
        change = row(PATENTS, Year(2020), "5 %", since=YearBefore())
        for since in (YearBefore(), Previous(), row(PATENTS, Year(2020), "5 %", since=Year(2019)).since):
            found = self.found([change], since)
            assert (found.used, found.amounts) == ((change,), point(Quantity("5 %").base))
        assert self.found([change], row(PATENTS, Year(2020), "5 %", since=Year(2018)).since) == Evidence()

    def test_it_meets_in_its_measure(self) -> None:
        """In the same measure: percent, or points, or the indicator's unit (design: observation)."""
        percent = row(PATENTS, Year(2020), "5 %", since=Year(2019))
        amount = row(PATENTS, Year(2020), "7 patent", since=Year(2019))
        since = percent.since
        assert self.found([percent, amount], since, "%").used == (percent,)
        assert self.found([percent, amount], since, "patent").used == (amount,)
        assert self.found([percent, amount], since, "percentage_point") == Evidence()

    def test_of_several_the_newest_wins(self) -> None:
        """The newest publication wins; those of one date that disagree are named (design: observation)."""
        old = row(PATENTS, Year(2020), "5 %", since=Year(2019), published=dt.date(2020, 12, 30))
        new = row(PATENTS, Year(2020), "6 %", since=Year(2019), published=END)
        other = row(PATENTS, Year(2020), "7 %", since=Year(2019), published=END)
        assert self.found([old, new], old.since).used == (new,)
        assert codes(self.found([old, new, other], old.since)) == [ReasonCode.DISAGREE]

    def test_a_day_that_is_not_there_has_no_change(self) -> None:
        """29 February has no day a year earlier."""
        leap = Day(2020, 2, 29)
        assert self.found([row(PATENTS, leap, "5 %", since=YearBefore())], YearBefore(), period=leap) == Evidence()


class TestChain:
    """Every conclusion is kept as a step, with what it was told, in plain data (design: chain)."""

    def test_what_was_observed(self) -> None:
        """Amounts, whose, when, and where each comes from."""
        first = row(PATENTS, Month(2020, 12), "3.0 patent", published=END, source="yearbook")
        second = row(PATENTS, Year(2020), "4 patent", published=END)
        chain = Chain()
        Records.at([first, second], END).level(chain, PATENTS, None, Year(2020))
        told = {"status": "final", "published": "2020-12-31"}
        assert [step.to_dict() for step in chain.steps] == [
            {
                "rule": "observe",
                "given": {
                    "amounts": [["3", "3"], ["4", "4"]],
                    "indicator": "patents",
                    "period": "2020",
                    "change": False,
                    "from": [
                        {"value": "3.0 patent", "period": "2020-12", "source": "yearbook", **told},
                        {"value": "4 patent", "period": "2020", "source": None, **told},
                    ],
                },
                "uses": [],
                "result": [["3", "3"], ["4", "4"]],
            }
        ]

    def test_what_was_published_of_a_change(self) -> None:
        """A change is marked as one, and a missing date is none."""
        change = row(PATENTS, Year(2020), "5 %", since=Year(2019))
        chain = Chain()
        Records.at([change], END).published_change(chain, PATENTS, None, Year(2020), since=Previous(), unit=Unit("%"))
        [step] = chain.steps
        assert (step.given["change"], step.given["period"]) == (True, "2020")
        assert step.given["from"][0]["published"] is None

    def test_a_sum_and_a_rate(self) -> None:
        """Weights, what is missing, the parts; and of a rate that is open, whose and when."""
        chain = Chain()
        Records.at([row(PACE, Quarter(2020, 1), "4 work/year")], END).level(chain, PACE, None, Year(2020))
        assert chain.steps[0].given["period"] == "2020-Q1"
        assert chain.steps[1].given == {
            "weights": ["0.25"], "missing": True, "cannot_be_negative": True, "periods": ["2020-Q1"],
        }  # fmt: skip
        chain = Chain()
        rows = [row(PATENTS, Year(2020), "30 patent"), row(PEOPLE, Year(2020), "0 person")]
        Records.at(rows, END).level(chain, DENSITY, None, Year(2020))
        assert chain.steps[2].given == {"indicator": "density", "period": "2020"}
        assert chain.steps[2].uses == (0, 1)

    def test_one_person_is_enough_to_divide_by(self) -> None:
        """A denominator is positive or it is not; how large it is plays no part."""
        few = Indicator(id="few", name="few", unit="patent/person", nature="stock", ratio=Ratio(of=PATENTS, to=PEOPLE))
        rows = [row(PATENTS, Year(2020), "30 patent"), row(PEOPLE, Year(2020), "1 person")]
        assert known(rows, few, Year(2020)).amounts == point(Quantity("30 patent/person").base)
        half = [row(PATENTS, Year(2020), "30 patent"), row(PEOPLE, Year(2020), "0 person", high="2 person")]
        assert codes(known(half, few, Year(2020))) == [ReasonCode.DENOMINATOR_NOT_POSITIVE]
        assert known([], few, Year(2020)) == Evidence()

    def test_a_computed_rate_ends_in_the_step_that_says_it(self) -> None:
        """A rate that its limits leave alone is divided and no more; one that they cut is cut in a step of its own."""
        for patents, rules in (("20 patent", ["divide"]), ("30 patent", ["divide", "limit"])):
            rows = [row(PATENTS, Year(2020), "20 patent", high=patents), row(PEOPLE, Year(2020), "5000 person")]
            chain = Chain()
            found = Records.at(rows, END).level(chain, DENSITY, None, Year(2020))
            assert [step.rule for step in chain.steps] == ["observe", "observe", *rules]
            assert found.step == len(chain.steps) - 1
            assert all(step.given is not None for step in chain.steps)


OUTPUT = Indicator(id="output", name="output", unit="万元", nature="flow", limits=Limits(low="0 万元"))
HOURS = Indicator(id="hours", name="hours", unit="hour", nature="flow", limits=Limits(low="0 hour"))
YIELD = Indicator(
    id="yield", name="yield", unit="万元/hour", nature="ratio", ratio=Ratio(of=OUTPUT, to=HOURS),
    limits=Limits(high="100 万元/hour"),
)  # fmt: skip


def test_a_rate_of_parts_is_as_complete_as_they_are() -> None:
    """A missing part of the numerator makes it at least; of the denominator, nothing is known (design: rates)."""
    half = Span(Month(2020, 1), Month(2020, 6))
    some = known([row(OUTPUT, half, "6 万元"), row(HOURS, Year(2020), "2 hour")], YIELD, Year(2020))
    assert (some.amounts[0].low, some.complete) == (Quantity("3 万元/hour").base, False)
    open_ = known([row(OUTPUT, Year(2020), "6 万元"), row(HOURS, half, "2 hour")], YIELD, Year(2020))
    assert (open_.amounts, open_.complete) == ((Range(None, None),), False)
    assert ReasonCode.DENOMINATOR_NOT_POSITIVE not in codes(open_)
    whole = known([row(OUTPUT, Year(2020), "6 万元"), row(HOURS, Year(2020), "2 hour")], YIELD, Year(2020))
    assert (whole.amounts, whole.complete) == (point(Quantity("3 万元/hour").base), True)


def test_a_published_rate_outside_the_limits_is_named_before_the_computed_one() -> None:
    """What is no evidence is named; the two sides then speak (design: verdict)."""
    wrong = row(YIELD, Year(2020), "101 万元/hour")
    found = known([wrong, row(OUTPUT, Year(2020), "6 万元"), row(HOURS, Year(2020), "2 hour")], YIELD, Year(2020))
    assert found.amounts == point(Quantity("3 万元/hour").base)
    assert codes(found) == [ReasonCode.OUTSIDE_LIMITS, ReasonCode.FROM_RATIO]


def test_what_of_a_range_lies_below_the_limit_is_no_evidence() -> None:
    """What of a range lies inside the limits is possible, and nothing else (design: verdict)."""
    found = known([row(OUTPUT, Year(2020), "-1 万元", high="3 万元")], OUTPUT, Year(2020))
    assert found.amounts == (Range(Quantity("0 万元").base, Quantity("3 万元").base),)
    assert known([row(OUTPUT, Year(2020), "1 万元", high="3 万元")], OUTPUT, Year(2020)).amounts == (
        Range(Quantity("1 万元").base, Quantity("3 万元").base),
    )


def test_a_pace_over_two_years_weighs_each_by_its_length() -> None:
    """4 a year in the first year and 8 in the second are 6 a year over both (design: nature)."""
    years = [row(PACE, Year(2019), "4 work/year"), row(PACE, Year(2020), "8 work/year")]
    assert known(years, PACE, Span(Year(2019), Year(2020))).amounts == point(Quantity("6 work/year").base)


def test_a_published_change_of_another_entity_is_none() -> None:
    """Another entity's observation is no evidence (design: scope)."""
    change = row(PATENTS, Year(2020), "5 %", since=Year(2019), entity="fuxin")
    records = Records.at([change], END)
    for entity, used in (("fuxin", (change,)), ("dalian", ()), (None, ())):
        found = records.published_change(Chain(), PATENTS, entity, Year(2020), since=Previous(), unit=Unit("%"))
        assert found.used == used


class TestNewest:
    """The newest publication wins; of one date final goes before provisional; what then disagrees stays."""

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (row(PATENTS, Year(2020), "0 patent"), row(PATENTS, Year(2020), "0.5 patent")),
            (row(PATENTS, Year(2020), "9 patent"), row(PATENTS, Year(2020), "10 patent")),
            (
                row(PATENTS, Year(2020), "1 patent", high="9 patent"),
                row(PATENTS, Year(2020), "1 patent", high="10 patent"),
            ),
            (row(PATENTS, Year(2020), "-1 patent"), row(PATENTS, Year(2020), "0 patent")),
            (
                row(PATENTS, Year(2020), "0 patent", high="1 patent"),
                row(PATENTS, Year(2020), "0 patent", high="3 patent"),
            ),
            (
                row(PATENTS, Year(2020), "-1 patent", high="0 patent"),
                row(PATENTS, Year(2020), "-1 patent", high="0.5 patent"),
            ),
            (row(PATENTS, Year(2020), "1 patent", source="a"), row(PATENTS, Year(2020), "1 patent", source="b")),
        ],
    )
    def test_the_order_of_rows_plays_no_part(self, first: Observation, second: Observation) -> None:
        """By amount, then by all else (issue: deciding, laws)."""
        assert newest([first, second]) == newest([second, first]) == (first, second)

    def test_one_is_chosen(self) -> None:
        """An undated value counts as older than a dated one (design: observation)."""
        undated = row(PATENTS, Year(2020), "1 patent")
        dated = row(PATENTS, Year(2020), "2 patent", published=END, status="provisional")
        final = row(PATENTS, Year(2020), "3 patent", published=END)
        assert newest([undated, dated]) == (dated,)
        assert newest([dated, final, undated]) == (final,)
        assert newest([]) == ()

    @pytest.mark.parametrize(
        ("known", "of"),
        [
            ({"published": END}, True), ({"published": END + dt.timedelta(days=1)}, False), ({}, True),
            ({"status": "forecast"}, False), ({"status": "provisional"}, True),
        ],
    )  # fmt: skip
    def test_what_counts(self, known: dict[str, Any], of: bool) -> None:  # noqa: FBT001 -- a row
        """Once its period is over and it is published; a forecast never (design: observation)."""
        assert counts(row(PATENTS, Year(2020), "1 patent", **known), END) is of
        assert not counts(row(PATENTS, Year(2020), "1 patent", **known), END - dt.timedelta(days=1))
