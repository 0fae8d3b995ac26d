"""What the methods build on: where a course starts and aims, which points count, limits, and cut points."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from policytargets.bands import Band, Bands, Computed
from policytargets.baselines import Baseline, YearBefore
from policytargets.bounds import About, AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan
from policytargets.errors import InvalidValueError
from policytargets.indicators import Indicator, Limits, Nature
from policytargets.methods._shared import (
    Aim,
    StopError,
    after_start,
    ahead_of,
    aim_of,
    base_of,
    better_of,
    cuts,
    growth,
    log,
    named,
    newest_of,
    no_baseline_needed,
    past_limits,
    power,
    reaches,
    start_of,
    until_due,
    years_from,
    years_to_due,
)
from policytargets.methods._yearly import amount_of, done_of, growth_of, months_done, to_steps
from policytargets.outlooks import Change, Course, Outlook, Point
from policytargets.periods import Day, Month, Period, Span, Year
from policytargets.quantities import Quantity
from policytargets.units import Unit
from policytargets.verdicts import Reason, ReasonCode

INDEX = Indicator(id="x", name="x", unit="index_point", nature="index")
SHARE = Indicator(id="s", name="s", unit="%", nature="share")
COUNT = Indicator(id="c", name="c", unit="patent", nature="stock")


def point(when: Any, amount: Any, unit: str = "index_point") -> Point:
    """Give a known amount."""
    return Point(period=Year(when) if isinstance(when, int) else when, amount=Quantity(str(amount), unit))


def course(**other: Any) -> Course:
    """Give a course from 10 in 2015 to at least 40 by 2030."""
    given: dict[str, Any] = {
        "indicator": INDEX, "points": (point(2015, 10), point(2018, 16)), "baseline": point(2015, 10),
        "goal": AtLeast("40 index_point"), "due": Year(2030), "as_of": dt.date(2019, 1, 1),
    }  # fmt: skip
    return Course(**given | other)


def stops(judge: Any, *arguments: Any, **named_ones: Any) -> Reason:
    """Give the reason that ends a judgement."""
    with pytest.raises(StopError) as caught:
        judge(*arguments, **named_ones)
    return caught.value.reason


class TestAims:
    """Start, goal and direction, or why there are none."""

    def test_the_course_says_why_it_has_no_start(self) -> None:
        """Its own reason with all its details, whatever stands before it; else that there is no baseline."""
        unknown = Reason(ReasonCode.BASELINE_UNKNOWN, {"period": Year(2015)})
        other = Reason(ReasonCode.NOT_ONE_AMOUNT, {"period": Year(2016)})
        assert stops(start_of, course(baseline=None, reasons=(other, unknown))) is unknown
        assert stops(start_of, course(baseline=None, reasons=(other,))) == Reason(ReasonCode.NO_BASELINE)
        assert start_of(course()) == point(2015, 10)

    @pytest.mark.parametrize(
        ("other", "code"),
        [
            ({"goal": None}, ReasonCode.NO_GOAL),
            ({"goal": Between("30 index_point", "40 index_point")}, ReasonCode.NO_GOAL),
            ({"goal": About("40 index_point")}, ReasonCode.NO_GOAL),
            ({"due": None}, ReasonCode.NO_DUE),
            ({"due": Year(2015)}, ReasonCode.BASELINE_AFTER_DUE),
            ({"due": Month(2015, 12)}, ReasonCode.BASELINE_AFTER_DUE),
            ({"due": Year(2014)}, ReasonCode.BASELINE_AFTER_DUE),
            ({"goal": Exactly("10 index_point")}, ReasonCode.GOAL_IS_BASELINE),
        ],
    )
    def test_what_has_no_aim(self, other: dict[str, Any], code: ReasonCode) -> None:
        """Each reason is its own (design: no substitution is silent)."""
        assert stops(aim_of, course(**other)).code is code
        assert stops(ahead_of, course(**other)).code is code

    @pytest.mark.parametrize(
        ("goal", "direction", "met", "code"),
        [
            (AtLeast("40 index_point"), 1, False, None),
            (AtMost("4 index_point"), -1, False, None),
            (Exactly("4 index_point"), -1, False, None),
            (AtLeast("10 index_point"), 1, True, ReasonCode.GOAL_IS_BASELINE),
            (AtLeast("9 index_point"), 1, True, ReasonCode.GOAL_BEHIND_BASELINE),
            (AtMost("10 index_point"), -1, True, ReasonCode.GOAL_IS_BASELINE),
            (AtMost("11 index_point"), -1, True, ReasonCode.GOAL_BEHIND_BASELINE),
        ],
    )
    def test_a_goal_lies_ahead_or_behind(self, goal: Bound, direction: int, met: bool, code: ReasonCode | None) -> None:  # noqa: FBT001 -- a row
        """A baseline at the goal meets it (Aim: is_met_at_start)."""
        aim = aim_of(course(goal=goal))
        assert (aim.direction, aim.is_met_at_start, aim.low) == (direction, met, Fraction(10))
        if code is None:
            assert ahead_of(course(goal=goal)) == aim
        else:
            assert stops(ahead_of, course(goal=goal)).code is code

    @pytest.mark.parametrize(
        ("goal", "reached"),
        [
            (AtLeast("40 index_point"), [False, True, True]), (MoreThan("40 index_point"), [False, False, True]),
            (AtMost("40 index_point"), [True, True, False]), (LessThan("40 index_point"), [True, False, False]),
        ],
    )  # fmt: skip
    def test_a_strict_bound_is_not_reached_by_its_own_amount(self, goal: Bound, reached: list[bool]) -> None:
        """More than 40 is not 40 (design: bounds)."""
        given = course(goal=goal, baseline=point(2015, 20 if reached[2] else 60))
        assert [reaches(given, aim_of(given), Fraction(amount)) for amount in (39, 40, 41)] == reached

    def test_what_is_better(self) -> None:
        """As the indicator says it, or not at all (design: better may be unstated)."""
        for better, sign in (("higher", 1), ("lower", -1)):
            assert better_of(course(indicator=attrs.evolve(INDEX, better=better))) == sign
        assert stops(better_of, course()).code is ReasonCode.BETTER_UNSTATED


class TestCountingPoints:
    """The newest point that counts, and what is said of the others."""

    POINTS = (
        point(2014, 9), point(2015, 10), point(2018, 16), point(Month(2019, 6), 17), point(Month(2020, 3), 18),
        point(2030, 20), point(Month(2031, 1), 21), point(2032, 22),
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("yearly", "to_due", "due", "used", "left"),
        [
            (False, False, 2030, Year(2032), []),
            (False, True, 2030, Year(2030), [("2031-01", "2032")]),
            (True, True, 2030, Year(2030), [("2031-01", "2032")]),
            (True, True, 2029, Year(2018), [("2030", "2031-01", "2032"), ("2019-06", "2020-03")]),
            (True, False, 2030, Year(2032), []),
            (False, True, 2019, Month(2019, 6), [("2020-03", "2030", "2031-01", "2032")]),
        ],
    )
    def test_what_is_left_out_is_named(
        self, yearly: bool, to_due: bool, due: int, used: Period, left: list[tuple[str, ...]],  # noqa: FBT001 -- a row
    ) -> None:  # fmt: skip
        """In the order of time, each kind by itself; the due period's own end still counts."""
        given = course(points=self.POINTS, due=Year(due))
        found, reasons = after_start(given, point(2015, 10), yearly=yearly, to_due=to_due)
        assert found.period == used
        assert [dict(reason.details)["periods"] for reason in reasons] == left
        assert all(reason.code is ReasonCode.LEFT_OUT for reason in reasons)

    def test_nothing_after_the_start_is_no_point(self) -> None:
        """The baseline's own amount is none, and a day is no year but may count."""
        given = course(points=self.POINTS[:2])
        assert stops(after_start, given, point(2015, 10), yearly=True, to_due=True).code is ReasonCode.NO_POINT
        day = course(points=(point(2015, 10), point(Day(2018, 5, 5), 3)), due=None)
        assert after_start(day, point(2015, 10), yearly=True, to_due=True)[0] == day.points[1]

    def test_points_until_the_due_period(self) -> None:
        """What ends with it is in, what ends later is named; without a due period all are in."""
        kept, reasons = until_due(course(), self.POINTS)
        assert kept == self.POINTS[:6]
        assert [dict(reason.details)["periods"] for reason in reasons] == [("2031-01", "2032")]
        assert until_due(course(due=None), self.POINTS) == (self.POINTS, ())
        assert until_due(course(), self.POINTS[:6]) == (self.POINTS[:6], ())

    def test_years_or_the_reason(self) -> None:
        """A day in a month is no number of years (design: unit)."""
        day = point(Day(2018, 5, 5), 3)
        assert years_from(course(), point(2015, 10), point(Month(2018, 6), 3)) == Fraction(5, 2)
        assert years_to_due(course(), point(2015, 10)) == 15
        assert stops(years_from, course(), point(2015, 10), day).code is ReasonCode.NOT_APPLICABLE
        assert stops(years_to_due, course(), day).code is ReasonCode.NOT_APPLICABLE
        assert stops(years_to_due, course(due=None), day).code is ReasonCode.NOT_APPLICABLE

    def test_methods_without_a_baseline(self) -> None:
        """They take the newest amount, and leave out what is said of a missing baseline, and only that."""
        assert newest_of(course()) == point(2018, 16)
        assert stops(newest_of, course(points=())).code is ReasonCode.NO_POINT
        codes = [
            ReasonCode.NO_BASELINE, ReasonCode.BASELINE_UNSTATED, ReasonCode.BASELINE_UNKNOWN,
            ReasonCode.BASELINE_NO_PERIOD, ReasonCode.BASELINE_AFTER_DUE, ReasonCode.NO_GOAL,
        ]  # fmt: skip
        found = no_baseline_needed(Outlook(method="mine", reasons=[Reason(code) for code in codes]))
        assert found.reasons == (Reason(ReasonCode.NO_GOAL),)


class TestGrowing:
    """Roots and logarithms to all the digits that are asked for."""

    @pytest.mark.parametrize("near", [Fraction(10**40 + 1, 10**40), Fraction(10**40 - 1, 10**40)])
    def test_a_ratio_near_one_keeps_its_digits(self, near: Fraction) -> None:
        """One part in 10^40 more or less: its logarithm, and its growth over two years, are known to 30 digits."""
        away = Decimal(near.numerator - near.denominator) / Decimal(10**40)
        for found, wanted in (
            (Computed(lambda: log(near)), away),
            (Computed(lambda: growth(near, Fraction(2))), away / 2),
        ):
            assert abs(found.value(30) / wanted - 1) < Decimal("1e-30")

    def test_what_has_no_digits(self) -> None:
        """Nothing grows by nothing, and a power of nothing is nothing."""
        assert growth(Fraction(1), Fraction(3)) == 0
        assert power(Fraction(0), Fraction(3)) == 0
        assert Computed(lambda: power(Fraction(4), Fraction(1, 2))).value() == 2
        assert Computed(lambda: growth(Fraction(4), Fraction(2))).value() == 1
        assert round(Computed(lambda: log(Fraction(10))).value(), 12) == Decimal("2.302585092994")


class TestUnits:
    """Stated amounts in the indicator's unit."""

    def test_a_stated_amount_is_closed_by_the_indicator(self) -> None:
        """件 are patents, ‰ are %; a bare number is taken only where the indicator is one (design: unit)."""
        assert base_of(course(indicator=COUNT), Quantity("3 件")) == 3
        assert base_of(course(indicator=SHARE), Quantity("30 ‰")) == Fraction(3, 100)
        bare = Indicator(id="b", name="b", unit="1", nature="index")
        assert base_of(course(indicator=bare), Quantity("4")) == 4
        for stated in (Quantity("4"), Quantity("4 patent")):
            assert stops(base_of, course(indicator=SHARE), stated).code is ReasonCode.UNIT_MISMATCH
        assert dict(stops(base_of, course(indicator=SHARE), Quantity("4")).details)["remedy"] == "write the unit"


class TestLimits:
    """A projection past what can be is said, not cut off."""

    @pytest.mark.parametrize(
        ("indicator", "amount", "code"),
        [
            (COUNT, 0, None), (COUNT, "-1/100", ReasonCode.PAST_LIMIT), (COUNT, 10**9, None),
            (INDEX, -5, None), (INDEX, 500, None),
            (SHARE, 1, None), (SHARE, "101/100", ReasonCode.PAST_WHOLE), (SHARE, 0, None),
            (attrs.evolve(SHARE, nature=Nature.GROWTH_RATE), 2, None),
            (attrs.evolve(INDEX, limits=Limits(low="2 index_point", high="9 index_point")), 2, None),
            (attrs.evolve(INDEX, limits=Limits(low="2 index_point", high="9 index_point")), 9, None),
            (attrs.evolve(INDEX, limits=Limits(low="2 index_point")), 1, ReasonCode.PAST_LIMIT),
            (attrs.evolve(INDEX, limits=Limits(high="9 index_point")), 10, ReasonCode.PAST_LIMIT),
            (attrs.evolve(SHARE, limits=Limits(high="90 %")), "95/100", ReasonCode.PAST_LIMIT),
            (attrs.evolve(SHARE, limits=Limits(low="10 %")), "5/100", ReasonCode.PAST_LIMIT),
            (attrs.evolve(SHARE, limits=Limits(low="10 %")), 2, ReasonCode.PAST_WHOLE),
        ],
    )  # fmt: skip
    def test_exact_and_computed_alike(self, indicator: Indicator, amount: Any, code: ReasonCode | None) -> None:
        """The limits themselves are inside (Indicator: limits); the amount is told in the indicator's unit."""
        exact = Fraction(amount)
        computed = Computed(lambda: Decimal(exact.numerator) / Decimal(exact.denominator))
        for given in (exact, computed):
            found = past_limits(indicator, given)
            assert [reason.code for reason in found] == ([] if code is None else [code])
            for reason in found:
                assert dict(reason.details)["amount"] == Quantity(exact / indicator.unit.factor, indicator.unit)

    def test_an_amount_that_nobody_reads_is_a_power_of_ten(self) -> None:
        """Of more than 300 digits; of 300 it is still written (past_limits)."""
        [written] = past_limits(SHARE, Computed(lambda: Decimal("1e300")))
        [short] = past_limits(SHARE, Computed(lambda: Decimal("1e301")))
        assert dict(written.details)["amount"] == Quantity(10**302, "%")
        assert dict(short.details)["amount"] == "1e+303 %"


class TestCutPoints:
    """Bands on a figure as bounds on an amount."""

    def test_each_form_of_a_band(self) -> None:
        """Both ends say whether they belong to it; a band of all figures has no bound (Cuttable)."""
        bands = Bands([
            Band("a", high=1), Band("b", high=1, high_closed=True), Band("c", low=2), Band("d", low=2, low_closed=False),
            Band("e", low=1, high=2), Band("f", low=1, high=2, low_closed=False, high_closed=True),
            Band("g", low=1, high=2, high_closed=True), Band("h", low=1, high=1, high_closed=True), Band("i"),
        ])  # fmt: skip
        one, two = Quantity("10 %"), Quantity("20 %")
        assert cuts(bands, lambda figure: figure / 10, Unit("%")) == (
            ("a", LessThan(one)), ("b", AtMost(one)), ("c", AtLeast(two)), ("d", MoreThan(two)),
            ("e", Between(one, two, open=["high"])), ("f", Between(one, two, open=["low"])), ("g", Between(one, two)),
            ("h", Exactly(one)),
        )  # fmt: skip
        falling = cuts(bands, lambda figure: -figure / 10, Unit("%"))
        assert falling == (
            ("a", MoreThan(-one)), ("b", AtLeast(-one)), ("c", AtMost(-two)), ("d", LessThan(-two)),
            ("e", Between(-two, -one, open=["low"])), ("f", Between(-two, -one, open=["high"])),
            ("g", Between(-two, -one)), ("h", Exactly(-one)),
        )  # fmt: skip


class TestYearlyTasks:
    """The plan of a year, and what is done of it."""

    def test_months_that_are_over(self) -> None:
        """A month counts at its end; the due period need not begin in January (months_done)."""
        for end, months in ((Day(2017, 3, 31), 3), (Day(2017, 3, 30), 2), (Day(2017, 1, 31), 1), (Year(2017), 12)):
            assert months_done(Year(2017), point(end, 1)) == months
        assert months_done(Span(Month(2016, 7), Month(2017, 6)), point(Month(2017, 2), 1)) == 8

    def test_what_is_a_plan(self) -> None:
        """An amount to be reached; not a range, nor no more than an amount (ElapsedShare)."""
        for bound in (AtLeast("4 %"), MoreThan("4 %"), Exactly("4 %")):
            assert amount_of(bound) == Quantity("4 %")
        for other in (AtMost("4 %"), LessThan("4 %"), Between("3 %", "4 %"), About("4 %")):
            assert stops(amount_of, other).code is ReasonCode.NOT_APPLICABLE

    def test_an_exact_plan_from_above_is_none(self) -> None:
        """Exactly 4, from 10, or of what is better lower, is no plan to fulfil; from 2 it is one."""
        flow = Indicator(id="f", name="f", unit="patent", nature="flow")
        given = course(
            indicator=flow, goal=Exactly("4 patent"), due=Year(2017), to_date=point(Month(2017, 1), 1, "patent"),
            baseline=None, points=(),
        )  # fmt: skip
        natures = [Nature.FLOW]
        assert done_of(given, natures=natures).plan == 4
        below, above = point(2016, 2, "patent"), point(2016, 10, "patent")
        assert done_of(attrs.evolve(given, baseline=below), natures=natures).amount == 1
        assert stops(done_of, attrs.evolve(given, baseline=above), natures=natures).code is ReasonCode.NOT_APPLICABLE
        lower = attrs.evolve(given, indicator=attrs.evolve(flow, better="lower"))
        assert stops(done_of, lower, natures=natures).code is ReasonCode.NOT_APPLICABLE
        assert stops(done_of, given, natures=[Nature.STOCK]).code is ReasonCode.NOT_APPLICABLE
        for change, code in (
            ({"goal": None}, ReasonCode.NO_GOAL), ({"due": None}, ReasonCode.NO_DUE), ({"to_date": None}, ReasonCode.NO_TO_DATE),
            ({"to_date": point(Month(2018, 1), 1, "patent")}, ReasonCode.NO_TO_DATE),
            ({"goal": AtLeast("0 patent")}, ReasonCode.NOT_APPLICABLE), ({"due": Day(2017, 1, 1)}, ReasonCode.NOT_APPLICABLE),
        ):  # fmt: skip
            assert stops(done_of, attrs.evolve(given, **change), natures=natures).code is code

    def test_growth_that_is_asked(self) -> None:
        """Over the year before, in percent or points, and published; else the reason (GrowthGap)."""
        known = Point(period=Month(2017, 6), amount=Quantity("6 %"))
        asked = Change(goal=AtLeast("7 %"), since=YearBefore(), known=known)
        gap = growth_of(course(due=Year(2017), change=asked))
        assert (gap.figure, gap.against, gap.size, gap.points) == (Fraction(6), Fraction(7), Fraction(-1), (known,))
        for change, code in (
            (None, ReasonCode.NOT_APPLICABLE), (attrs.evolve(asked, since=Baseline(Year(2015))), ReasonCode.NOT_APPLICABLE),
            (attrs.evolve(asked, goal=AtLeast("7 patent")), ReasonCode.NOT_APPLICABLE),
            (attrs.evolve(asked, known=None), ReasonCode.NO_TO_DATE),
        ):  # fmt: skip
            assert stops(growth_of, course(due=Year(2017), change=change)).code is code

    def test_steps_are_read_from_pairs_and_texts(self) -> None:
        """Each month once, from 1 on, in order (to_steps)."""
        for given in ({9: "72", 6: "40"}, [(9, "72"), (6, "40")], ["9: 72", "6:40"], [(" 9 ", "72"), (6, "40")]):
            assert to_steps(given, "here", Fraction) == ((6, 40), (9, 72))
        for wrong in ({0: "1"}, {True: "1"}, ["x: 1"], ["7"], [7], [(1, "2"), (1, "3")], {1.0: "1"}, [(1, "2", "3")]):
            with pytest.raises(InvalidValueError, match="here: expected each month once"):
                to_steps(wrong, "here", lambda text: text)


def test_a_method_is_named_by_what_is_said() -> None:
    """What is None or false is not said (named)."""
    assert named(Aim(point(2015, 1), Fraction(2), 1), a=None, b=False, c=True, d=0, e="x") == "Aim(c=True, d=0, e=x)"
