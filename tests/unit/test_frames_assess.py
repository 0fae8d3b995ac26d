"""Tables assessed on every engine: typed columns, nothing dropped, one clear error (issue: from one city to the country)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import attrs
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pytest
from dask import dataframe
from every_frame import KINDS, rows

import policytargets as pt
from policytargets import By, Every, Span, Year, frames, methods
from policytargets.errors import InvalidValueError, UnknownReferenceError

DASK: Any = dataframe  # it is not typed
WORKS = pt.Indicator(id="works", name="works", unit="work", nature="stock")
SALES = pt.Indicator(id="sales", name="sales", unit="work", nature="flow")
FIRMS = pt.Indicator(id="firms", name="firms", unit="%", nature="share", limits=pt.Limits(low="0 %", high="100 %"))
DENSITY = pt.Indicator(
    id="density", name="density", unit="work/(10000.person)", nature="stock",
    ratio=pt.Ratio(of=WORKS, to=pt.Indicator(id="people", name="people", unit="person", nature="stock")),
)  # fmt: skip
GIVEN = [
    "target", "verdict", "timing", "final", "period", "margin", "margin_unit", "observed", "expected", "required_pace",
    "observed_unit", "illustrative", "reason", "reason_codes", "rows",
]  # fmt: skip
TEXT = ["target", "verdict", "timing", "period", "margin_unit", "observed_unit", "reason", "reason_codes"]


def target(indicator: pt.Indicator = WORKS, criterion: Any = None, **told: Any) -> pt.Target:
    """Make a target of twenty works in 2020, unless said otherwise."""
    said: dict[str, Any] = {"id": "t", "due": Year(2020)} | told
    return pt.Target(indicator=indicator, criterion=criterion or pt.AtLeast("20 works"), **said)


def a_plan(*targets: pt.Target, **told: Any) -> pt.Plan:
    """Make a plan of targets."""
    return pt.Plan(title="plan", targets=targets, **told)


def table(*rows: tuple[Any, ...], columns: str = "indicator county period value") -> pd.DataFrame:
    """Make a table of observations."""
    return pd.DataFrame(rows, columns=columns.split())


ROWS = table(("works", "a", 2020, 20.0), ("works", "b", 2020, 19.5), ("works", "NA", 2019, 30.0), ("works", None, 2020, 50.0),
             ("works", "b", 2020, np.inf), ("firm", "a", 2020, 1.0))  # fmt: skip
EXPECTED = [
    ("works", "NA", "t", "undetermined", "no data", None, "no_observation", 1),
    ("works", "a", "t", "met", "on time", 0.0, None, 1),
    ("works", "b", "t", "not met", "missed", -0.5, None, 1),
    ("firm", "a", None, None, None, None, "no_target", 1),
    ("works", None, None, None, None, None, "no_target", 1),
    ("works", "b", None, None, None, None, "not_finite", 1),
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_frame_is_assessed_and_comes_back(kind: str) -> None:
    """The same kind comes back, with the same answers; a null key, NA and infinite amounts have their place (issue)."""
    frame = KINDS[kind](ROWS)
    told = frames.assess(frame, a_plan(target()), as_of=Year(2021), each="county")
    assert type(told) is type(frame)
    assert list(told.collect_schema() if kind == "polars lazy" else getattr(told, "column_names", told.columns)) == [
        "indicator", "county", *GIVEN,
    ]  # fmt: skip
    shown = ["indicator", "county", "target", "verdict", "timing", "margin", "reason", "rows"]
    assert rows(told, shown) == EXPECTED


@pytest.mark.parametrize("kind", KINDS)
def test_faults_count_what_could_not_be_used(kind: str) -> None:
    """No row is dropped silently: faults names reason and keys, and counts (issue)."""
    told = frames.assess(KINDS[kind](ROWS), a_plan(target()), as_of=Year(2021), each="county")
    assert rows(frames.faults(told)) == [
        ("no_target", "firm", "a", 1), ("no_target", "works", None, 1), ("not_finite", "works", "b", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_no_rows_are_an_answer_of_the_same_columns(kind: str) -> None:
    """A frame without rows: of each target no data, of each entity of none nothing, in columns as ever (issue)."""
    empty = table(columns="indicator county period value").astype(
        {"value": "float64", "indicator": "str", "county": "str", "period": "int64"}
    )
    one = frames.assess(KINDS[kind](empty), a_plan(target()), as_of=Year(2021))
    assert rows(one, ["target", "entity", "verdict", "timing", "rows"]) == [("t", None, "undetermined", "no data", 0)]
    none = frames.assess(KINDS[kind](empty), a_plan(target()), as_of=Year(2021), each="county")
    assert rows(none) == []
    assert rows(frames.faults(none)) == []
    assert rows(frames.assess(KINDS[kind](empty), a_plan(), as_of=Year(2021))) == []


def test_columns_are_typed_and_nulls_are_no_nan() -> None:
    """Typed columns whatever the answers, nulls and never NaN (issue)."""
    found = frames.assess(ROWS, a_plan(target()), as_of=Year(2021), each="county", method=methods.LinearShare())
    assert {str(found[name].dtype) for name in [*TEXT, "indicator", "county", "status", "outlook_reason"]} == {
        "category"
    }
    assert {str(found[name].dtype) for name in ("margin", "observed", "expected", "required_pace", "share")} == {
        "Float64"
    }
    assert [str(found[name].dtype) for name in ("final", "illustrative", "rows")] == ["boolean", "boolean", "Int64"]
    assert not found["expected"].to_numpy(dtype=float, na_value=0.0).any()
    lazy = frames.assess(pl.from_pandas(ROWS).lazy(), a_plan(target()), as_of=Year(2021), each="county")
    assert lazy.collect_schema() == lazy.collect().schema
    dask = frames.assess(DASK.from_pandas(ROWS, npartitions=2), a_plan(target()), as_of=Year(2021), each="county")
    assert dict(dask.dtypes) == dict(dask.compute().dtypes)


def test_a_lazy_frame_reads_what_it_needs_when_it_is_collected() -> None:
    """Lazy in, lazy out (issue); what is asked of the answer does not change it."""
    lazy = frames.assess(pl.from_pandas(ROWS).lazy(), a_plan(target()), as_of=Year(2021), each="county")
    assert lazy.filter(pl.col("verdict") == "met").select("county").collect().to_series().to_list() == ["a"]
    assert lazy.head(1).collect().height == 1


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"indicator": "work"}, "no_target"),
        ({"period": "last year"}, "unknown_period"),
        ({"period": None}, "unknown_period"),
        ({"unit": "foo bar"}, "unknown_unit"),
        ({"unit": "patent"}, "unit_mismatch"),
        ({"since": "once"}, "unknown_since"),
        ({"since": "year_before", "unit": "patent"}, "unit_mismatch"),
        ({"since": "2021"}, None),
        ({"obs_status": "guess"}, "unknown_obs_status"),
        ({"published": "2021"}, "unknown_published"),
        ({"value": np.inf}, "not_finite"),
        ({"value": "20"}, "not_a_number"),
        ({"value": True}, "not_a_number"),
        ({"high": 1.0}, "impossible"),
        ({"high": 30.0, "plus_minus": 1.0}, "impossible"),
        ({"value": None, "high": 30.0}, "impossible"),
        ({"plus_minus": -1.0}, "impossible"),
        ({"value": None}, None),
    ],
)
def test_what_is_wrong_with_a_row_is_named(cells: dict[str, Any], fault: str | None) -> None:
    """An unusable row is named and never read as not met (issue); an empty amount is no observation (observation files)."""
    row = {
        "indicator": "works", "period": "2020", "value": 20.0, "unit": "work", "since": None, "obs_status": "final",
        "published": None, "high": None, "plus_minus": None,
    }  # fmt: skip
    frame = pd.DataFrame([row | cells]).astype(object)
    found = frames.assess(frame, a_plan(target()), as_of=Year(2021))
    assert rows(frames.faults(found), ["reason", "rows"]) == ([] if fault is None else [(fault, 1)])
    assert rows(found, ["verdict"])[0] != ("not met",)


def test_rows_that_disagree_and_revised_ones_are_told_apart() -> None:
    """The newest publication goes first, an amount published later counts for nothing, what disagrees is undecided (design)."""
    columns = "indicator county period value published"
    day = dt.date(2021, 2, 1)
    frame = table(
        ("works", "a", 2020, 1.0, None), ("works", "a", 2020, 20.0, day),  # revised
        ("works", "b", 2020, 20.0, day), ("works", "b", 2020, 1.0, dt.date(2022, 1, 1)),  # published too late
        ("works", "c", 2020, 20.0, day), ("works", "c", 2020, 1.0, day),  # disagree
        ("works", "d", 2020, 20.0, day), ("works", "d", 2020, 20.0, day),  # doubled
        columns=columns,
    )  # fmt: skip
    found = frames.assess(frame, a_plan(target()), as_of=Year(2021), each="county")
    assert rows(found, ["county", "timing", "reason", "rows"]) == [
        ("a", "on time", None, 2), ("b", "on time", None, 1), ("c", "undecided", "disagree", 2), ("d", "on time", None, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "amounts",
    [
        pd.Series([20, 19], dtype="int64"),
        pd.Series([20, 19], dtype="uint8"),
        pd.Series([20.0, 19.0], dtype="float32"),
        pd.Series([Decimal(20), Decimal(19)], dtype=object),
        pd.Series([20, 19], dtype="Int64"),
    ],
)
def test_amounts_of_any_kind_of_number(amounts: pd.Series[Any]) -> None:
    """Numbers of every kind mean what they show (design: a float means its shortest decimal)."""
    frame = pd.DataFrame({"indicator": "works", "county": ["a", "b"], "period": 2020, "value": amounts})
    found = frames.assess(frame, a_plan(target()), as_of=Year(2021), each="county")
    assert rows(found, ["verdict", "observed"]) == [("met", 20.0), ("not met", 19.0)]


def test_a_small_float_is_observed_as_it_reads() -> None:
    """float32 2.15 is exactly 2.15 (design: exact)."""
    rate = pt.Indicator(id="works", name="works", unit="work/person", nature="stock")
    asked = target(rate, pt.AtLeast(pt.Quantity("2.15", rate.unit)))
    frame = pd.DataFrame({"indicator": ["works"], "period": 2020, "value": np.array([2.15], dtype=np.float32)})
    assert rows(frames.assess(frame, a_plan(asked), as_of=Year(2021)), ["verdict", "margin", "observed"]) == [
        ("met", 0.0, 2.15)
    ]


def test_what_a_plan_says_of_whom_it_asks_holds() -> None:
    """A target is asked of its own area, of whom it names, of its members, or of everyone (design: scope)."""
    plan = a_plan(
        target(id="own"),
        target(id="named", entity="a"),
        target(id="members", each=["a", "b"]),
        target(id="nobody", each=pt.Each(collective="各县区")),
        target(id="old", superseded_by="own"),
        target(id="whenever", due=None),
        area="city",
    )
    frame = table(("works", "city", 2020, 20.0), ("works", "a", 2020, 21.0), columns="indicator entity period value")
    found = frames.assess(frame, plan, as_of=Year(2021))
    assert rows(found, ["target", "entity", "timing", "reason", "rows"]) == [
        ("own", None, "on time", None, 1),
        ("named", "a", "on time", None, 1),
        ("members", "a", "on time", None, 1),
        ("members", "b", "no data", "no_observation", 0),
        ("nobody", None, "undecided", "members_unknown", 0),
        ("old", None, "undecided", "superseded", 1),
        ("whenever", None, "undecided", "no_due", 1),
    ]
    everyone = frames.assess(frame, plan, as_of=Year(2021), each="entity")
    assert rows(everyone, ["target", "entity"])[:4] == [
        ("own", "a"),
        ("own", "city"),
        ("named", "a"),
        ("named", "city"),
    ]
    assert ("old", None) in rows(everyone, ["target", "entity"])


def test_every_period_of_a_span_is_one_answer() -> None:
    """The whole of Every: missed when one part is, on time when all are met (design: the whole of Every)."""
    asked = target(due=Every(Year, within=Span(Year(2018), Year(2020))))
    frame = table(
        *(("works", "a", year, 20.0) for year in (2018, 2019, 2020)), ("works", "b", 2018, 20.0), ("works", "b", 2019, 1.0),
        ("works", "c", 2018, 20.0),
    )  # fmt: skip
    found = frames.assess(frame, a_plan(asked), as_of=Year(2019), each="county", method=methods.LinearShare())
    assert rows(found, ["timing", "period", "margin", "expected", "status"]) == [
        ("not yet due", None, None, None, None), ("missed", None, None, None, None), ("not yet due", None, None, None, None),
    ]  # fmt: skip
    assert rows(frames.assess(frame, a_plan(asked), as_of=Year(2021), each="county"), ["timing"]) == [
        ("on time",), ("missed",), ("no data",),
    ]  # fmt: skip


def test_flows_of_quarters_and_rates_of_two_sides_are_asked_pair_by_pair() -> None:
    """Parts of a flow add up, a rate is its numerator over its denominator (design: nature); the same answers as ever."""
    plan = a_plan(
        target(SALES, id="sold"), target(DENSITY, pt.AtLeast(pt.Quantity("5", DENSITY.unit)), id="dense"),
        target(id="more", criterion=pt.Rise(by=pt.AtLeast("10 %"), since=Year(2019))),
    )  # fmt: skip
    frame = table(
        *(("sales", f"2020-Q{quarter}", 5.0) for quarter in (1, 2, 3, 4)), ("works", "2020", 11.0), ("works", "2019", 10.0),
        ("people", "2020", 20_000.0), columns="indicator period value",
    )  # fmt: skip
    found = frames.assess(frame, plan, as_of=Year(2021))
    assert rows(found, ["target", "verdict", "timing", "margin", "reason_codes"]) == [
        ("sold", "met", "on time", 0.0, "from_parts"),
        ("dense", "met", "on time", 0.5, "from_ratio"),
        ("more", "met", "on time", 0.0, None),
    ]


def test_methods_say_whether_targets_are_on_the_way() -> None:
    """A target's own method goes first; without baseline there is no status, and the reason says so (design: progress)."""
    stated = pt.Baseline(Year(2015), "10 works")
    plan = a_plan(
        target(id="linear", due=By(Year(2020)), baseline=stated),
        target(id="share", due=By(Year(2020)), baseline=stated, method=methods.GoalShare()),
        target(id="own", due=By(Year(2020)), baseline=stated, method=methods.StatCan()),
        target(id="none", due=By(Year(2020))),
        target(id="seen", due=By(Year(2020)), baseline=Year(2015)),
    )
    frame = table(("works", 2015, 10.0), ("works", 2018, 17.0), columns="indicator period value").assign(source="示意")
    found = frames.assess(frame, plan, as_of=Year(2018), method=methods.LinearShare())
    assert rows(found, ["target", "status", "share", "outlook_reason", "expected", "required_pace"]) == [
        ("linear", "ahead", 0.7, None, 16.0, 1.5),
        ("share", "red", 0.7, None, 16.0, 1.5),
        ("own", "substantial_progress", None, None, 16.0, 1.5),
        ("none", None, None, "no_baseline", None, 1.5),
        ("seen", "ahead", 0.7, None, 16.0, 1.5),
    ]
    assert rows(found, ["illustrative"])[:2] == [(True,), (True,)]


def test_flows_stated_per_year_mean_the_same_in_any_unit() -> None:
    """320 works a year over a year are 320 works (design: nature)."""
    asked = target(SALES, pt.AtLeast("20 work/year"), due=By(Year(2020)))
    frame = table(
        ("sales", "a", "2020", 20.0, "work"), ("sales", "b", "2019", 20.0, "work/year"), ("sales", "c", "2019..2020", 9.0, "work"),
        columns="indicator county period value unit",
    )  # fmt: skip
    found = frames.assess(frame, a_plan(asked), as_of=Year(2020), each="county")
    assert rows(found, ["county", "timing", "period", "margin"]) == [
        ("a", "on time", "2020", 0.0), ("b", "no data", "2020", None), ("c", "no data", "2020", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "error", "says"),
    [
        ({"columns": {"amount": "value"}}, UnknownReferenceError, "'amount'"),
        ({"columns": {"value": "amount"}}, UnknownReferenceError, "'amount'"),
        ({"each": "country"}, UnknownReferenceError, "did you mean 'county'"),
        ({"each": "county", "columns": {"entity": "indicator"}}, InvalidValueError, "name it in each alone"),
        ({"columns": {"indicator": "county"}, "prefix": "", "each": "reason"}, UnknownReferenceError, "'reason'"),
        ({"as_of": "2021"}, InvalidValueError, "as_of"),
        ({"method": "linear"}, InvalidValueError, "assess: method"),
    ],
)
def test_what_is_asked_wrongly_has_one_clear_error(told: dict[str, Any], error: type[Exception], says: str) -> None:
    """A wrong column, date or method has one error that says what to do (issue)."""
    with pytest.raises(error, match=says):
        frames.assess(ROWS, a_plan(target()), **({"as_of": Year(2021)} | told))


def test_a_column_that_is_missing_or_in_the_way_is_named() -> None:
    """One clear error (issue)."""
    with pytest.raises(UnknownReferenceError, match="a column 'period'"):
        frames.assess(ROWS.drop(columns="period"), a_plan(target()), as_of=Year(2021))
    with pytest.raises(UnknownReferenceError, match="no column"):
        frames.assess(pd.DataFrame(), a_plan(target()), as_of=Year(2021))
    with pytest.raises(UnknownReferenceError, match=r"say columns=\{'published': 'publishd'\}"):
        frames.assess(ROWS.assign(publishd="2020-01-01"), a_plan(target()), as_of=Year(2021))
    with pytest.raises(UnknownReferenceError, match="did you mean 'county'"):
        frames.assess(ROWS, a_plan(target()), as_of=Year(2021), each="conty")
    called = ROWS.rename(columns={"county": "target"})
    with pytest.raises(InvalidValueError, match="prefix='pt_'"):
        frames.assess(called, a_plan(target()), as_of=Year(2021), each="target")
    found = frames.assess(called, a_plan(target()), as_of=Year(2021), each="target", prefix="pt_")
    assert list(found.columns[:4]) == ["indicator", "target", "pt_target", "pt_verdict"]
    assert rows(frames.faults(found, prefix="pt_"))[0] == ("no_target", "firm", "a", 1)


@pytest.mark.parametrize("frame", [{"indicator": ["works"]}, pl.Series([1])])
def test_what_is_no_frame_is_refused(frame: Any) -> None:
    """One clear error (issue)."""
    with pytest.raises(InvalidValueError, match="a frame of pandas"):
        frames.assess(frame, a_plan(target()), as_of=Year(2021))


def test_a_kind_of_frame_that_is_not_known_here_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused by name (issue)."""
    monkeypatch.setattr(nw.DataFrame, "implementation", property(lambda _: nw.Implementation.MODIN))
    with pytest.raises(InvalidValueError, match="a frame of pandas"):
        frames.assess(ROWS, a_plan(target()), as_of=Year(2021))


def test_two_definitions_under_one_id_are_refused() -> None:
    """Two definitions under one id are a fault (usage)."""
    other = attrs.evolve(WORKS, name="other works")
    with pytest.raises(InvalidValueError, match="one definition under one id"):
        frames.assess(ROWS, a_plan(target(), target(other, id="u")), as_of=Year(2021))


def test_cells_are_read_as_they_are_meant() -> None:
    """A year with a point, a day with its midnight and an empty text are what they mean (files of observations)."""
    frame = pd.DataFrame({
        "indicator": "works", "county": ["a", "b", ""], "period": [2020.0, 2020.0, 2020.0], "value": [20, 20, 20],
        "published": [pd.Timestamp(2021, 3, 1), pd.Timestamp(2022, 3, 1), None],
    })  # fmt: skip
    found = frames.assess(frame, a_plan(target()), as_of=Year(2021), each="county")
    assert rows(found, ["county", "timing", "reason"]) == [
        ("a", "on time", None), ("b", "no data", "no_observation"), (None, None, "no_target"),
    ]  # fmt: skip


def test_a_long_span_of_months_is_judged_month_by_month() -> None:
    """The whole of Every, however many parts it has (design)."""
    asked = target(due=Every(pt.Month, within=Span(Year(2016), Year(2020))))
    months = [f"{year}-{month:02}" for year in range(2016, 2021) for month in range(1, 13)]
    frame = table(
        *(("works", county, month, 20.0) for county in "ab" for month in months if (county, month) != ("b", "2018-07")),
        ("works", "c", "2018-07", 1.0),
    )  # fmt: skip
    found = frames.assess(frame, a_plan(asked), as_of=Year(2021), each="county")
    assert rows(found, ["timing", "rows"]) == [("on time", 60), ("no data", 59), ("missed", 1)]


def test_what_is_larger_than_any_float_is_absent() -> None:
    """Never inf (issue): the verdict stands, the amount is absent."""
    frame = table(("works", 2019, 1e308, "万件"), ("works", 2020, 1e308, "万件"), columns="indicator period value unit")
    plan = a_plan(
        target(due=By(Year(2020))), target(id="r", criterion=pt.Rise(by=pt.AtLeast("10 works"), since=Year(2019)))
    )
    found = frames.assess(frame, plan, as_of=Year(2021))
    assert rows(found, ["verdict", "margin", "observed"]) == [("met", None, None), ("not met", -10.0, None)]


def test_a_plan_may_be_asked_again() -> None:
    """What was asked of a plan is kept, and says the same of the next frame."""
    plan = a_plan(target(baseline=pt.Baseline(Year(2015), "10 works")), target(id="seen", baseline=Year(2015)))
    frame = table(("works", 2015, 10.0), ("works", 2018, 15.0), columns="indicator period value")
    method = methods.LinearShare()
    told = [rows(frames.assess(frame, plan, as_of=Year(2018), method=method)) for _ in range(2)]
    assert told[0] == told[1]
    other = table(("works", 2015, 5.0), ("works", 2018, 16.0), columns="indicator period value")
    assert rows(frames.assess(other, plan, as_of=Year(2018), method=method), ["status", "expected"]) == [
        ("on path", 16.0), ("ahead", 14.0),
    ]  # fmt: skip


def test_a_flow_that_no_level_is_asked_of_has_no_pace() -> None:
    """A flow asked for per year over a day has no level (design: nature), so no pace."""
    asked = target(SALES, pt.AtLeast("20 work/year"), due=pt.Day(2020, 5, 1))
    frame = table(("sales", "2020-05-01", 20.0), columns="indicator period value")
    found = frames.assess(frame, a_plan(asked), as_of=Year(2021))
    assert rows(found, ["timing", "required_pace", "reason"]) == [("undecided", None, "unit_mismatch")]


def test_a_newer_amount_outside_the_limits_is_no_evidence_and_is_named() -> None:
    """An amount outside the limits is no evidence, and is named (design: verdict)."""
    asked = target(FIRMS, pt.AtLeast("15 %"))
    frame = table(
        ("firms", 2020, 15.0, None),
        ("firms", 2020, 101.0, dt.date(2021, 2, 1)),
        columns="indicator period value published",
    )
    found = frames.assess(frame, a_plan(asked), as_of=Year(2021))
    assert rows(found, ["timing", "observed", "reason_codes"]) == [("on time", 15.0, "outside_limits")]
