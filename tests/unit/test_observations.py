"""Observations and occurrences."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest

from policytargets.baselines import UNSTATED, Baseline, Previous, YearBefore
from policytargets.errors import InvalidValueError, PolicyTargetsError, UnitMismatchError
from policytargets.indicators import Indicator
from policytargets.observations import Observation, ObservationStatus, Occurrence, illustrative
from policytargets.periods import Day, Month, Quarter, Year
from policytargets.quantities import Quantity
from policytargets.ranges import Range
from policytargets.units import Unit

RATE = Indicator(id="patents", name="发明专利", unit="patent/(10000.person)", nature="stock")
SHARE = Indicator(id="share", name="占比", unit=Unit("%", whole="enterprise"), nature="share")
REVENUE = Indicator(id="revenue", name="财政收入", unit=Unit("亿元", prices="current"), nature="flow")
WORKS = Indicator(id="works", name="作品著作权登记", unit="work/year", nature="flow")
BALANCE = Indicator(id="balance", name="收支差额", unit="亿元", nature="flow")
RANK = Indicator(id="rank", name="位次", unit="place", nature="rank")


def seen(indicator: Indicator, value: Any, **fields: Any) -> Observation:
    """Make an observation for 2017."""
    return Observation(indicator=indicator, period=fields.pop("period", Year(2017)), value=value, **fields)


@pytest.mark.parametrize(
    ("observation", "value"),
    [
        (seen(RATE, "2.31 件/万人"), Quantity("2.31 patent/(10000.person)")),
        (seen(RATE, "2.31"), Quantity("2.31 patent/(10000.person)")),
        (seen(SHARE, 14.2), Quantity("14.2 %", whole="enterprise")),
        (seen(REVENUE, "12000 万元"), Quantity("1.2 亿元", prices="current")),
        (seen(REVENUE, "6.1 %", since=YearBefore()), Quantity("6.1 %")),
        (seen(SHARE, "2 个百分点", since=Previous()), Quantity("2 points", whole="enterprise")),
        (seen(REVENUE, "2 亿元", since=Year(2016)), Quantity("2 亿元", prices="current")),
        (seen(RANK, "2 位", since=Year(2016)), Quantity("2 place")),
    ],
)
def test_an_amount_is_closed_by_its_indicator(observation: Observation, value: Quantity) -> None:
    """Design: what words leave open the indicator closes when an observation is made; a change in its own measure."""
    assert observation.value == value


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: seen("patents", "2"), InvalidValueError, "an instance of Indicator"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: seen(RATE, "2", period=2017), InvalidValueError, "an instance of Year"),
        (lambda: seen(RATE, None), InvalidValueError, "a number or a decimal text"),
        (lambda: seen(RATE, float("nan")), InvalidValueError, "leave a missing amount out"),
        (lambda: seen(RATE, "2 %"), UnitMismatchError, "compare amounts of one kind"),
        (lambda: seen(RATE, "2", high="3 %"), UnitMismatchError, "compare amounts of one kind"),
        (lambda: seen(RATE, "3", high="2"), InvalidValueError, "swap the two ends"),
        (lambda: seen(RATE, "2", high="3", plus_minus="0.1"), InvalidValueError, "leave high or plus_minus out"),
        (lambda: seen(RATE, "2", plus_minus="-0.1"), InvalidValueError, "leave the sign out"),
        (lambda: seen(RATE, "2", plus_minus="5 %"), UnitMismatchError, "compare amounts of one kind"),
        (lambda: seen(SHARE, "14 %", plus_minus="0.5 %"), UnitMismatchError, "a level and a difference"),
        (lambda: seen(RATE, "2", since=UNSTATED), InvalidValueError, "name it, or leave since out"),
        (lambda: seen(RATE, "2", since=2016), InvalidValueError, "write for example since=Year(2015)"),
        (lambda: seen(REVENUE, "6.1", since=YearBefore()), UnitMismatchError, "change with its unit"),
        (lambda: seen(RANK, "5 %", since=YearBefore()), UnitMismatchError, "a rank has no percentage"),
        (
            lambda: seen(SHARE, "5 %", high="6 points", since=YearBefore()),
            UnitMismatchError,
            "a level and a difference",
        ),
        (lambda: seen(RATE, "2", entity="海州"), InvalidValueError, "a key of lower-case letters"),
        (lambda: seen(RATE, "2", status="estimate"), InvalidValueError, "'final', 'provisional' or 'forecast'"),
        (lambda: seen(RATE, "2", published="2018-05-20"), InvalidValueError, "datetime.date(2018, 5, 20)"),
        (lambda: seen(RATE, "2", published=dt.datetime(2018, 5, 20, tzinfo=dt.UTC)), InvalidValueError, "a day"),
        (lambda: seen(RATE, "2", source=3), InvalidValueError, "an instance of str"),
    ],
)
def test_what_is_no_observation_is_refused(make: Any, error: type[PolicyTargetsError], message: str) -> None:
    """Design: making an observation refuses a mismatch, in four parts."""
    with pytest.raises(error) as caught:
        make()
    assert message in str(caught.value)
    assert all(part.strip() for part in caught.value.args)


def test_a_message_names_indicator_and_period() -> None:
    """A person finds the row."""
    with pytest.raises(UnitMismatchError, match=r"^Observation of 'patents' for 2017-Q1: high: "):
        seen(RATE, "2", high="3 %", period=Quarter(2017, 1))


@pytest.mark.parametrize(
    ("observation", "low", "high"),
    [
        (seen(RATE, "2.31"), "0.000231", "0.000231"),
        (seen(BALANCE, "-5", high="0"), "-500000000", "0"),
        (seen(BALANCE, "0", high="0"), "0", "0"),
        (seen(BALANCE, "3", plus_minus="0"), "300000000", "300000000"),
        (seen(SHARE, "14 %", plus_minus="0.5"), "0.135", "0.145"),
        (seen(SHARE, "14 %", plus_minus="0.5 points"), "0.135", "0.145"),
        (seen(SHARE, "140 ‰", plus_minus="5"), "0.135", "0.145"),
        (seen(REVENUE, "3 亿元", plus_minus="1000 万元"), "290000000", "310000000"),
        (seen(WORKS, "320 work/year", plus_minus="20"), "300", "340"),
        (seen(WORKS, "80 件", high="90 件", period=Quarter(2017, 1)), "320", "360"),
        (seen(WORKS, "80 件", plus_minus="5", period=Quarter(2017, 1)), "300", "340"),
        (seen(WORKS, "80 件", plus_minus="5 件", period=Quarter(2017, 1)), "300", "340"),
        (seen(REVENUE, "6 %", since=YearBefore(), plus_minus="0.5 points"), "0.055", "0.065"),
        (seen(SHARE, "2 points", high="3 points", since=YearBefore()), "0.02", "0.03"),
    ],
)
def test_the_possible_amounts_are_all_it_allows(observation: Observation, low: str, high: str) -> None:
    """Design: a point, an interval, an uncertainty; in base units, a flow turned into the indicator's unit with it."""
    assert observation.possible == Range(Fraction(low), Fraction(high))
    assert attrs.evolve(observation) == observation


def test_a_baseline_may_be_written_short() -> None:
    """A period alone makes one."""
    assert seen(REVENUE, "6.1 %", since=Year(2015)).since == Baseline(Year(2015))


def test_status_is_a_word_or_a_member() -> None:
    """Final when nothing is said."""
    assert seen(RATE, "2").status is ObservationStatus.FINAL
    assert seen(RATE, "2", status="forecast").status is ObservationStatus.FORECAST
    assert [status.label() for status in ObservationStatus] == ["final", "provisional", "forecast"]


@pytest.mark.parametrize(
    ("source", "is_so"),
    [
        (None, False),
        ("statistical bulletin", False),
        ("示意数据（非真实）", True),
        ("Illustrative, not real", True),
        ("an illustrated yearbook", False),
    ],
)
def test_a_source_that_calls_itself_illustrative_marks_what_it_says(source: str | None, *, is_so: bool) -> None:
    """Issue: no figure that is made up may pass for a real one."""
    assert illustrative(source) is is_so
    assert seen(RATE, "2", source=source).is_illustrative is is_so
    assert Occurrence(milestone="platform", happened=Year(2017), source=source).is_illustrative is is_so


@pytest.mark.parametrize(
    ("observation", "english", "chinese"),
    [
        (seen(RATE, "2.31 件/万人"), "2.31 patents per 10,000 people", "2.31件/万人"),
        (seen(SHARE, "14 %", plus_minus="0.5"), "14% ± 0.5 percentage points", "14% ± 0.5个百分点"),
        (seen(SHARE, "14 %", high="15 %"), "14% to 15%", "14%—15%"),
        (seen(BALANCE, "0", high="0"), "0 yuan to 0 yuan", "0亿元—0亿元"),
    ],
)
def test_it_is_labelled_as_a_person_would_write_it(observation: Observation, english: str, chinese: str) -> None:
    """In both languages."""
    assert observation.label() == english
    assert observation.label("zh") == chinese


class TestOccurrence:
    """Design: an Occurrence says when a milestone happened, or until when it had not."""

    @pytest.mark.parametrize("fields", [{}, {"happened": Year(2017), "not_by": Year(2018)}])
    def test_it_says_one_thing(self, fields: Any) -> None:
        """Neither and both are refused."""
        with pytest.raises(InvalidValueError, match="either happened or not_by"):
            Occurrence(milestone="platform", **fields)

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"milestone": "平台"}, "a key of lower-case letters"),
            ({"happened": "2017"}, "an instance of Year"),
            ({"happened": None, "not_by": dt.date(2017, 9, 1)}, "an instance of Year"),
            ({"entity": ""}, "a key of lower-case letters"),
            ({"published": 2018}, "a day"),
            ({"source": b"x"}, "an instance of str"),
        ],
    )
    def test_what_is_wrong_is_refused(self, fields: Any, message: str) -> None:
        """One message."""
        whole = {"milestone": "platform", "happened": Year(2017), **fields}
        with pytest.raises(InvalidValueError) as caught:
            Occurrence(**whole)
        assert message in str(caught.value)

    def test_it_speaks_of_a_period_and_says_so(self) -> None:
        """The words of a report."""
        happened = Occurrence(milestone="platform", happened=Day(2017, 9, 1))
        not_by = Occurrence(milestone="platform", not_by=Month(2017, 6))
        assert (happened.period, not_by.period) == (Day(2017, 9, 1), Month(2017, 6))
        assert (happened.label(), happened.label("zh")) == ("happened: 1 September 2017", "2017年9月1日完成")
        assert (not_by.label(), not_by.label("zh")) == ("not by June 2017", "截至2017年6月尚未完成")
