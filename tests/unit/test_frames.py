"""Tables on every engine: the same answers, typed columns, nothing dropped (issue: from one city to the whole country)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from dask import dataframe
from every_frame import KINDS, rows

import policytargets as pt
from fuxin_2017 import plan
from policytargets import Year, frames, methods
from policytargets.errors import InvalidValueError, MissingExtraError, UnknownReferenceError
from policytargets.frames import _pandas
from policytargets.frames._deciding import engine as _engine
from policytargets.frames._deciding import met as _met
from policytargets.frames._deciding.columns import Columns
from policytargets.frames._deciding.engine import Engine
from policytargets.frames._stairs import Grid, Stairs
from policytargets.frames._tables import PlanTable

FUXIN = plan()
DASK: Any = dataframe  # it is not typed
WORKS = pt.Indicator(id="works", name="works", unit="work", nature="stock")
FIRMS = pt.Indicator(id="firms", name="firms", unit="%", nature="share", limits=pt.Limits(low="0 %", high="100 %"))
ADDED = ["target", "verdict", "reason", "margin", "margin_unit"]

ROWS = pd.DataFrame(
    [
        ("invention_patents", 2.15, "2017", "件/万人"),
        ("invention_patents", 2.1499, "2017", "件/万人"),
        ("invention_patents", 28.8, "2020", "件/十万人"),
        ("firms_with_patents", 14.2, "2017", "%"),
        ("firms_with_patents", 0.15, "2017", "1"),
        ("patent_life", np.nan, "2017", "年"),
        ("patent_life", np.inf, "2017", "年"),
        ("patent_life", 6.1, "2017", "件"),
        ("patent_life", 6.1, "2017", "foo bar"),
        ("patent_life", 6.1, "last year", "年"),
        ("patent_life", 6.1, "2018", "年"),
        ("nobody", 1.0, "2017", None),
        (None, 1.0, "2017", None),
        ("advantage_enterprises", 2.0, "2017", None),
    ],
    columns=["indicator", "value", "period", "unit"],
)
EXPECTED = [
    ("invention_patents_2017", "met", None, 0.0),
    ("invention_patents_2017", "not met", None, -0.0001),
    ("invention_patents_2020", "met", None, 0.0),
    ("firms_with_patents_2017", "not met", None, -0.8),
    ("firms_with_patents_2017", "not met", None, -14.85),  # a bare number is one in the indicator's unit
    ("patent_life_2017", "undetermined", "no_amount", None),
    ("patent_life_2017", "undetermined", "not_finite", None),
    ("patent_life_2017", "undetermined", "unit_mismatch", None),
    ("patent_life_2017", None, "unknown_unit", None),
    (None, None, "unknown_period", None),
    (None, None, "no_target", None),
    (None, None, "no_target", None),
    (None, None, "no_target", None),
    ("advantage_enterprises_2017", "undetermined", "readings", None),
]


def added(decided: Any) -> list[tuple[Any, ...]]:
    """Give target, verdict, reason and margin, rounded far below what matters."""
    found = [row[4:8] for row in rows(decided)]
    return [(*row[:3], None if row[3] is None else round(float(row[3]), 12)) for row in found]


class TestDoors:
    """Every frame is decided alike, and comes back as what it was."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_the_same_answers(self, kind: str) -> None:
        """Verdicts, reasons, margins and nulls (issue: one truth)."""
        frame = KINDS[kind](ROWS)
        found = frames.decide(frame, FUXIN)
        assert type(found) is type(frame)
        assert added(found) == EXPECTED

    @pytest.mark.parametrize("kind", KINDS)
    def test_no_rows_give_no_rows_of_the_same_columns(self, kind: str) -> None:
        """An empty result of the right schema."""
        found = frames.decide(KINDS[kind](ROWS.iloc[:0].astype(ROWS.dtypes)), FUXIN)
        assert rows(found) == []
        names = (
            found.collect_schema().names()
            if isinstance(found, pl.LazyFrame)
            else list(getattr(found, "column_names", found.columns))
        )
        assert [str(name) for name in names] == ["indicator", "value", "period", "unit", *ADDED]

    def test_blocks_share_what_is_known(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Rows are the same whatever the size of a block, with keys that come up later."""
        whole = added(frames.decide(pd.concat([ROWS] * 5, ignore_index=True), FUXIN))
        monkeypatch.setattr(_engine, "MOST", 3)
        assert added(frames.decide(pd.concat([ROWS] * 5, ignore_index=True), FUXIN)) == whole
        assert added(frames.decide(pa.Table.from_pandas(ROWS), FUXIN)) == EXPECTED

    def test_several_threads_say_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Blocks that several threads decide, each meeting keys that no other has met yet."""
        monkeypatch.setattr(_engine, "MOST", 7)
        monkeypatch.setattr(_engine, "cores", lambda: 3)
        many = pd.concat([ROWS] * 30, ignore_index=True)
        for kind in ("pandas", "pandas nullable", "pandas category", "polars", "pyarrow"):
            assert added(frames.decide(KINDS[kind](many), plan())) == EXPECTED * 30

    def test_a_relation_is_decided_when_it_is_asked(self) -> None:
        """As often as it is asked, and again when it was decided already (issue: lazy in, lazy out)."""
        relation = duckdb.from_df(ROWS)
        found = frames.decide(relation, FUXIN)
        assert found.filter("verdict = 'met'").aggregate("count(*)").fetchall() == [(2,)]
        assert added(found) == added(found) == EXPECTED
        twice = frames.decide(found, FUXIN, prefix="second_")
        assert [row[9] for row in rows(twice)] == [row[1] for row in EXPECTED]

    def test_keys_of_arrow_in_every_form(self) -> None:
        """Views and dictionaries, in several pieces."""
        words = pa.array(["invention_patents", None, "nobody"])
        for keys in (
            pa.array(words.to_pylist(), pa.string_view()),
            words.dictionary_encode(),
            pa.chunked_array([words[:1], words[1:]]),
        ):
            table = pa.table({"indicator": keys, "value": [2.15, 1.0, 1.0], "period": ["2017"] * 3})
            assert [row[3:6] for row in rows(frames.decide(table, FUXIN))] == [
                ("invention_patents_2017", "met", None), (None, None, "no_target"), (None, None, "no_target"),
            ]  # fmt: skip
        chunks = pa.chunked_array([words[:2].dictionary_encode(), words[2:].dictionary_encode()])
        table = pa.table({"indicator": chunks, "value": pa.array([2, 1, 1], pa.int32()), "period": ["2017"] * 3})
        assert [row[4] for row in rows(frames.decide(table, FUXIN))] == ["not met", None, None]

    def test_many_combinations_of_keys_are_no_table_of_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """They are sorted instead."""
        monkeypatch.setattr(_met, "DENSE", 1)
        held = plan()
        for _ in range(2):
            assert added(frames.decide(ROWS, held)) == EXPECTED
        assert set(frames.decide(ROWS.assign(indicator="somebody"), held)["reason"]) == {"no_target", "unknown_period"}

    def test_the_frame_of_the_caller_stays_as_it_is(self) -> None:
        """No column is changed, no index lost."""
        frame = ROWS.set_index(pd.Index(range(100, 100 + len(ROWS))))
        before = frame.copy(deep=True)
        found = frames.decide(frame, FUXIN)
        pd.testing.assert_frame_equal(frame, before)
        pd.testing.assert_frame_equal(found[before.columns], before)

    def test_a_named_target_stays_where_it_is(self) -> None:
        """In every frame, `target` is the caller's own column."""
        frame = (
            ROWS.iloc[[0, 2]].reset_index(drop=True).assign(target=["invention_patents_2017", "invention_patents_2017"])
        )
        for kind in ("pandas", "polars", "pyarrow"):
            assert [row[4:7] for row in rows(frames.decide(KINDS[kind](frame), FUXIN))] == [
                ("invention_patents_2017", "met", None), ("invention_patents_2017", "met", None),
            ]  # fmt: skip

    def test_columns_without_any_chunk(self) -> None:
        """No rows at all, as Arrow may have them."""
        none = {"indicator": pa.string(), "value": pa.float64(), "period": pa.int64()}
        table = pa.table({name: pa.chunked_array([], kind) for name, kind in none.items()})
        assert frames.decide(table, FUXIN).column_names == [*none, *ADDED]

    def test_columns_are_typed(self) -> None:
        """Nulls and never nan, words of a closed list."""
        found = frames.decide(ROWS, FUXIN)
        assert [str(found[name].dtype) for name in ADDED] == ["category", "category", "category", "Float64", "category"]
        lazy = frames.decide(pl.from_pandas(ROWS).lazy(), FUXIN).collect_schema()
        assert [str(lazy[name]) for name in ("verdict", "margin")] == [
            str(pl.Enum(["met", "not met", "undetermined"])),
            "Float64",
        ]
        assert lazy == frames.decide(pl.from_pandas(ROWS), FUXIN).schema


class TestKeys:
    """Which target a row meets."""

    def test_the_caller_names_columns(self) -> None:
        """By what they hold; another `target` column is not touched with a prefix."""
        frame = pd.DataFrame({"ind": ["invention_patents"], "v": [2.0], "year": [2017], "verdict": ["mine"]})
        found = frames.decide(frame, FUXIN, columns={"indicator": "ind", "value": "v", "period": "year"}, prefix="pt_")
        assert (found["pt_verdict"][0], found["verdict"][0]) == ("not met", "mine")

    def test_several_targets_need_a_period_or_a_name(self) -> None:
        """Else the row is named as a fault; a named target decides."""
        frame = pd.DataFrame({"indicator": ["invention_patents"] * 2, "value": [2.5] * 2})
        assert list(frames.decide(frame, FUXIN)["reason"]) == ["several_targets"] * 2
        frame["target"] = ["invention_patents_2017", "invention_patents_2020"]
        found = frames.decide(frame, FUXIN)
        assert list(found["verdict"]) == ["met", "not met"]
        assert list(found.columns) == [*frame.columns, "verdict", "reason", "margin", "margin_unit"]

    def test_entities(self) -> None:
        """Another entity's amount is no evidence; many are judged by one target only when asked (design: scope)."""
        own = pt.Target(id="own", indicator=WORKS, criterion=pt.AtLeast("5 work"), due=Year(2017))
        theirs = pt.Target(id="theirs", indicator=FIRMS, criterion=pt.AtLeast("5 %"), due=Year(2017), each=["a", "b"])
        held = pt.Plan(
            title="p",
            indicators=[WORKS, FIRMS],
            targets=[own, theirs],
            area="city",
            areas=[pt.Area(id="city", name="city")],
        )
        frame = pd.DataFrame({
            "indicator": ["works"] * 4 + ["firms"] * 3, "entity": ["city", None, "a", "NA", "a", "c", None], "value": 6,
        })  # fmt: skip
        found = frames.decide(frame, held)
        assert [None if pd.isna(one) else one for one in found["verdict"]] == [
            "met",
            "met",
            None,
            None,
            "met",
            None,
            None,
        ]
        every = frames.decide(frame, held, each=True)
        assert [None if pd.isna(one) else one for one in every["verdict"]] == [
            "met",
            "met",
            "met",
            "met",
            "met",
            None,
            None,
        ]

    def test_entities_that_the_plan_does_not_name_are_alike(self) -> None:
        """Thousands of counties are asked one question, and looked up as one (issue: 2,800 counties)."""
        target = pt.Target(id="t", indicator=WORKS, criterion=pt.AtLeast("5 work"), due=Year(2017))
        engine = Engine(PlanTable(pt.Plan(title="p", indicators=[WORKS], targets=[target]), each=True, method=None))
        frame = pd.DataFrame({"indicator": "works", "entity": [f"c{k}" for k in range(300)], "value": [4.0, 5.0] * 150})
        found = _pandas.decide(frame, Columns.of(frame.columns, None, ""), engine, "")
        assert list(found["verdict"]) == ["not met", "met"] * 150
        assert len(engine.whose.names.names) == 1

    @pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow"])
    def test_names_that_come_up_later(self, kind: str) -> None:
        """A name is the same whenever it comes up: few, more than a few, and none (issue: keys are the caller's)."""
        target = pt.Target(id="t", indicator=WORKS, criterion=pt.AtLeast("5 work"), due=Year(2017))
        held = pt.Plan(title="p", indicators=[WORKS], targets=[target])
        units = ["work", None, "10.work", "100.work", "CNY", "1000.work", "work"]
        for count in (1, 3, 3, 7, 7):
            frame = pd.DataFrame({"indicator": "works", "unit": units[:count], "value": [4.0] * count})
            told = rows(frames.decide(KINDS[kind](frame), held), ["verdict"])
            expected = ["not met", "not met", "met", "met", "undetermined", "met", "not met"]
            assert [verdict for (verdict,) in told] == expected[:count]

    def test_members_that_the_document_does_not_name(self) -> None:
        """They are judged only when every entity is asked for."""
        target = pt.Target(
            id="t", indicator=WORKS, criterion=pt.AtLeast("5 work"), due=Year(2017), each=pt.Each(collective="各县区")
        )
        held = pt.Plan(title="p", indicators=[WORKS], targets=[target])
        frame = pd.DataFrame({"indicator": "works", "entity": ["a", None], "value": [6, 6]})
        assert list(frames.decide(frame, held)["reason"]) == ["no_target", "no_target"]
        assert next(iter(frames.decide(frame, held, each=True)["verdict"])) == "met"

    def test_superseded_targets_are_not_judged(self) -> None:
        """They are shown elsewhere (design: targets hang together)."""
        gone = pt.Target(id="t", indicator=WORKS, criterion=pt.AtLeast("5 work"), due=Year(2017), superseded_by="other")
        found = frames.decide(
            pd.DataFrame({"indicator": ["works"], "value": [6]}), pt.Plan(title="p", indicators=[WORKS], targets=[gone])
        )
        assert found["reason"][0] == "no_target"


class TestAmounts:
    """Thresholds are turned into the numbers of the column, the data never is."""

    def decided(self, values: Any, criterion: Any, indicator: pt.Indicator = WORKS, **other: Any) -> list[Any]:
        """Decide amounts of one target."""
        target = pt.Target(id="t", indicator=indicator, criterion=criterion, due=Year(2017), **other)
        frame = pd.DataFrame({"indicator": indicator.id, "value": values})
        return list(frames.decide(frame, pt.Plan(title="p", indicators=[indicator], targets=[target]))["verdict"])

    @pytest.mark.parametrize(
        ("kind", "values"),
        [
            ("float64", [0.1, 0.09999999999999999, 0.30000000000000004]),
            ("float32", [0.1, 0.09999999, 0.3]),
            ("Float64", [0.1, 0.09, 0.3]),
            ("double[pyarrow]", [0.1, 0.09, 0.3]),
        ],
    )
    def test_a_float_means_its_shortest_decimal(self, kind: str, values: list[float]) -> None:
        """0.1 of any width is a tenth (design: exact)."""
        found = self.decided(pd.Series(values, dtype=kind), pt.AtLeast("0.1 work"))
        assert found == ["met", "not met", "met"]

    def test_whole_numbers_beyond_floats(self) -> None:
        """2^53 + 1 is not 2^53."""
        found = self.decided(pd.Series([2**53, 2**53 + 1, 2**63 - 1]), pt.AtLeast(f"{2**53 + 1} work"))
        assert found == ["not met", "met", "met"]
        nullable = self.decided(pd.Series([2**53, None, 2**53 + 1], dtype="Int64"), pt.MoreThan(f"{2**53} work"))
        assert nullable == ["not met", "undetermined", "met"]

    def test_objects_and_decimals(self) -> None:
        """Decimals count, words and truth values are named."""
        target = pt.Target(id="t", indicator=WORKS, criterion=pt.AtLeast("1.1 work"), due=Year(2017))
        frame = pd.DataFrame(
            {"indicator": "works", "value": pd.Series([Decimal("1.1"), "1.1", True, None, 2], dtype=object)}
        )
        found = frames.decide(frame, pt.Plan(title="p", indicators=[WORKS], targets=[target]))
        assert list(found["verdict"]) == ["met", *["undetermined"] * 3, "met"]
        assert list(found["reason"][1:4]) == ["not_a_number", "not_a_number", "no_amount"]
        for words in (
            pa.table({"indicator": ["works"], "value": ["many"]}),
            pd.DataFrame({"indicator": ["works"], "value": ["many"]}),
        ):
            assert (
                rows(frames.decide(words, pt.Plan(title="p", indicators=[WORKS], targets=[target])))[0][4]
                == "not_a_number"
            )
        exact = pa.table(
            {"indicator": ["works"] * 2, "value": pa.array([Decimal("1.1"), Decimal("1.0")], pa.decimal128(5, 1))}
        )
        assert [
            row[3] for row in rows(frames.decide(exact, pt.Plan(title="p", indicators=[WORKS], targets=[target])))
        ] == ["met", "not met"]

    @pytest.mark.parametrize(
        ("criterion", "expected"),
        [
            (pt.Between("2 work", "4 work", open=["low"]), ["not met", "not met", "met", "met", "not met"]),
            (pt.About("3 work"), ["undetermined", "undetermined", "met", "undetermined", "undetermined"]),
            (pt.Exactly("3 work"), ["not met", "not met", "met", "not met", "not met"]),
            (pt.AnyOf([pt.LessThan("2 work"), pt.MoreThan("4 work")]), ["met", "not met", "not met", "not met", "met"]),
            (
                pt.Rise(by=pt.AtLeast("50 %"), since=pt.Baseline(Year(2016), "2 work")),
                ["not met", "not met", "met", "met", "met"],
            ),
            (pt.Rise(by=pt.AtLeast("50 %"), since=Year(2016)), ["undetermined"] * 5),
        ],
    )
    def test_every_criterion(self, criterion: Any, expected: list[str]) -> None:
        """As the scalar logic says; a baseline that is not stated is unknown here."""
        assert self.decided([1.0, 2.0, 3.0, 4.0, 5.0], criterion) == expected

    def test_what_can_never_be_met_has_no_margin_line(self) -> None:
        """A fall below nothing: not met whatever is known, and outside the limits no evidence."""
        counted = attrs.evolve(WORKS, limits=pt.Limits(low="0 work"))
        deep = pt.Fall(by=pt.AtLeast("15 work"), since=pt.Baseline(Year(2016), "10 work"))
        assert self.decided([0.0, 3.0, -6.0], deep, counted) == ["not met", "not met", "undetermined"]

    def test_a_flow_over_days_meets_no_amount_per_year(self) -> None:
        """The scalar logic says so too: a day is no part of a calendar year that could be counted."""
        flow = pt.Indicator(id="flow", name="flow", unit="work", nature="flow")
        day = pt.Day(2017, 6, 30)
        target = pt.Target(id="t", indicator=flow, criterion=pt.AtLeast("320 work/year"), due=day)
        held = pt.Plan(title="p", indicators=[flow], targets=[target])
        found = frames.decide(pd.DataFrame({"indicator": ["flow"], "value": [1.0]}), held)
        said = pt.assess(target, [pt.Observation(indicator=flow, period=day, value=1)], as_of=Year(2018))
        assert (found["verdict"][0], found["reason"][0]) == (said.verdict.value, said.reasons[0].code.name.lower())

    def test_rounding_is_stated_and_kept(self) -> None:
        """2.145 rounds to 2.15 half up, to 2.14 half even (GB/T 8170)."""
        asked = pt.AtLeast("2.15 work")
        assert self.decided([2.145, 2.1449], asked, rounding=pt.Rounding(2, "half_up")) == ["met", "not met"]
        assert self.decided([2.145, 2.1451], asked, rounding=pt.Rounding(2, "half_even")) == ["not met", "met"]

    def test_outside_the_limits_is_no_evidence(self) -> None:
        """A share of 101 % (design: verdict)."""
        assert self.decided([100.0, 101.0, -1.0], pt.AtLeast("5 %"), FIRMS) == ["met", "undetermined", "undetermined"]

    def test_no_due_is_undetermined(self) -> None:
        """As without a table."""
        target = pt.Target(id="t", indicator=WORKS, criterion=pt.AtLeast("5 work"))
        found = frames.decide(
            pd.DataFrame({"indicator": ["works"], "value": [6]}),
            pt.Plan(title="p", indicators=[WORKS], targets=[target]),
        )
        assert (found["verdict"][0], found["reason"][0]) == ("undetermined", "no_due")

    def test_a_flow_per_year_over_two_years(self) -> None:
        """320 件/年 over two years is 640 (design: nature)."""
        flow = pt.Indicator(id="flow", name="flow", unit="work", nature="flow")
        assert self.decided([319.0, 320.0], pt.AtLeast("320 work/year"), flow) == ["not met", "met"]
        target = pt.Target(
            id="t", indicator=flow, criterion=pt.AtLeast("320 work/year"), due=pt.Span(Year(2017), Year(2018))
        )
        frame = pd.DataFrame({"indicator": "flow", "value": [639.0, 640.0]})
        found = frames.decide(frame, pt.Plan(title="p", indicators=[flow], targets=[target]))
        assert list(found["verdict"]) == ["not met", "met"]


class _WithoutShare(methods.GoalShare):
    """A method with statuses and no share."""

    def outlook(self, course: Any) -> Any:
        return attrs.evolve(super().outlook(course), share=None)


class TestMethods:
    """Status and share by a method with exact cut points."""

    TARGET = pt.Target(
        id="t", indicator=WORKS, criterion=pt.AtLeast("100 work"), due=pt.By(Year(2020)), baseline=pt.Baseline(Year(2015), "20 work")
    )  # fmt: skip
    PLAN = pt.Plan(title="p", indicators=[WORKS], targets=[TARGET])
    FRAME = pd.DataFrame(
        {"indicator": "works", "value": [52.0, 51.99, 130.0, 52.0], "period": ["2017", "2017", "2018", "2016"]}
    )

    @pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow", "duckdb", "dask"])
    def test_a_tie_of_shares_is_settled(self, kind: str) -> None:
        """Two of five years are gone, and exactly two fifths of the way."""
        found = rows(frames.decide(KINDS[kind](self.FRAME), self.PLAN, method=methods.LinearShare()))
        assert [row[8] for row in found] == ["on path", "behind", "ahead", "ahead"]
        assert [round(row[9], 12) for row in found] == [0.4, 0.399875, 1.375, 0.4]

    def test_each_row_is_what_the_method_says(self) -> None:
        """Of the same course, one by one."""
        found = frames.decide(self.FRAME, self.PLAN, method=methods.GoalShare())
        for row in found.to_dict("records"):
            seen = pt.Observation(indicator=WORKS, period=pt.parse_period(row["period"]), value=row["value"])
            said = pt.assess(self.TARGET, [seen], as_of=Year(2020), method=methods.GoalShare()).outlook
            assert said is not None
            assert (None if pd.isna(row["status"]) else row["status"]) == said.status
            assert said.share is not None
            assert row["share"] == pytest.approx(float(said.share))

    def test_a_method_without_a_share_has_none_in_a_column(self) -> None:
        """Its statuses are those it says (design: methods are a Protocol)."""
        found, same = (
            frames.decide(self.FRAME, self.PLAN, method=one) for one in (_WithoutShare(), methods.GoalShare())
        )
        assert list(found["status"]) == list(same["status"])
        assert found["share"].isna().all()

    def test_why_there_is_no_status(self) -> None:
        """A target without baseline has none, and the reason says so."""
        found = frames.decide(ROWS.iloc[:1], FUXIN, method=methods.LinearShare())
        assert (pd.isna(found["status"][0]), found["outlook_reason"][0]) == (True, "no_baseline")
        held = frames.decide(ROWS.iloc[13:], FUXIN, method=methods.LinearShare())
        assert held["outlook_reason"].iloc[0] == "readings"

    def test_a_method_without_cut_points_is_refused(self) -> None:
        """By name."""
        with pytest.raises(InvalidValueError, match="exact cut points"):
            frames.decide(ROWS, FUXIN, method=methods.StatCan())


class TestFaults:
    """What is wrong is named and counted, never dropped."""

    @pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow", "dask"])
    def test_the_table_of_faults(self, kind: str) -> None:
        """By reason and keys."""
        found = rows(frames.faults(frames.decide(KINDS[kind](pd.concat([ROWS] * 2)), FUXIN)))
        assert {(row[0], row[1], row[-1]) for row in found} == {
            ("unknown_unit", "patent_life", 2), ("unknown_period", "patent_life", 2), ("no_target", "patent_life", 2),
            ("no_target", "nobody", 2), ("no_target", None, 2), ("not_finite", "patent_life", 2),
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("frame", "columns", "words"),
        [
            (ROWS.drop(columns="value"), None, "say which column holds the value"),
            (ROWS, {"value": "vlue"}, "did you mean 'value'"),
            (ROWS, {"amount": "value"}, "what a column holds"),
            (ROWS.rename(columns={"unit": "units"}), None, r"say columns=\{'unit': 'units'\}"),
            (ROWS.assign(verdict=1), None, "prefix="),
        ],
    )
    def test_a_wrong_column_is_one_clear_error(self, frame: Any, columns: Any, words: str) -> None:
        """With what to do."""
        with pytest.raises((UnknownReferenceError, InvalidValueError), match=words):
            frames.decide(frame, FUXIN, columns=columns)

    @pytest.mark.parametrize("kind", ["pandas", "dask"])
    @pytest.mark.parametrize(("frame", "columns"), [(ROWS.assign(high=9.0), None), (ROWS, {"plus_minus": "value"})])
    def test_intervals_are_refused_by_name(self, kind: str, frame: Any, columns: Any) -> None:
        """A row is one amount here, and the error says where intervals are taken (issue: two doors)."""
        with pytest.raises(InvalidValueError, match=r"'(high|plus_minus)'.*use frames\.assess"):
            frames.decide(KINDS[kind](frame), FUXIN, columns=columns)

    def test_what_is_no_frame_is_refused(self) -> None:
        """One clear error."""
        for wrong in ([1, 2], {"indicator": ["x"]}, pd.Series([1])):
            with pytest.raises(InvalidValueError, match="a frame of pandas"):
                frames.decide(wrong, FUXIN)
        with pytest.raises(UnknownReferenceError, match="decide the frame first"):
            frames.faults(ROWS)

    @pytest.mark.parametrize(
        "act",
        [
            lambda: frames.assess(ROWS, FUXIN, as_of=pt.Year(2018)),
            lambda: frames.decide(ROWS, FUXIN),
            lambda: frames.faults(ROWS),
            lambda: frames.roll_up(ROWS, FUXIN, by=[]),
            lambda: frames.to_observations(ROWS, FUXIN),
        ],
        ids=["assess", "decide", "faults", "roll_up", "to_observations"],
    )
    def test_without_the_extra_it_is_named(self, monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
        """What to install."""
        for name in ("_doors", "_faults", "_groups", "_kinds", "_native", "_observations", "_roll_up"):
            monkeypatch.delitem(sys.modules, f"policytargets.frames.{name}", raising=False)
            monkeypatch.delattr(frames, name, raising=False)
        monkeypatch.setitem(sys.modules, "narwhals", None)
        with pytest.raises(MissingExtraError, match=r"policytargets\[frames\]"):
            act()


class TestStairs:
    """Thresholds are the first numbers of a kind on each step."""

    @pytest.mark.parametrize("name", ["float64", "float32", "int64"])
    @pytest.mark.parametrize("cut", [Fraction(1, 3), Fraction(2), Fraction(-7, 2), Fraction(0), Fraction("0.1")])
    def test_the_first_number_on_a_step(self, name: str, cut: Fraction) -> None:
        """It is at least the cut, and the one before it is not."""
        grid = Grid(name)
        first, beyond = grid.first_from(cut), grid.first_beyond(cut)
        means: Any = {
            "float64": lambda n: Fraction(repr(n)),
            "float32": lambda n: Fraction(str(np.float32(n))),
            "int64": Fraction,
        }[name]
        before: Any = {
            "float64": lambda n: np.nextafter(n, -np.inf).item(), "int64": lambda n: n - 1,
            "float32": lambda n: np.nextafter(np.float32(n), np.float32(-np.inf)),
        }[name]  # fmt: skip
        assert means(before(first)) < cut <= means(first)
        assert means(before(beyond)) <= cut < means(beyond)

    @pytest.mark.parametrize("name", ["float64", "float32", "int64"])
    @pytest.mark.parametrize(
        "cut",
        ["0", "1/3", "0.1", "-0.1", "0.000001", "1e-7", "999999999.999999", "1000000000", "123456789.1234567", "1e15", "1e22",
         "9007199254740993", "1e-320", "1e400", "-1e400", "9223372036854775807"],
    )  # fmt: skip
    def test_both_sides_of_a_cut(self, name: str, cut: str) -> None:
        """They are those that are found apart, however few digits the cut has (issue: tie values are settled exactly)."""
        grid, exact = Grid(name), Fraction(cut)
        apart = grid.first_from(exact), grid.first_beyond(exact)
        assert grid.around(exact.numerator, exact.denominator) == apart
        assert grid.around(exact.numerator * 12, exact.denominator * 12) == apart

    def test_beyond_all_numbers(self) -> None:
        """What no number reaches is no step; what all are beyond is the first answer."""
        huge, low = Fraction(10) ** 400, -(Fraction(10) ** 400)
        assert Stairs.of([huge], lambda amount: amount >= huge).thresholds(Grid("float64")) == (False, ())
        assert Stairs.of([low], lambda amount: amount >= low).thresholds(Grid("int64")) == (True, ())
        assert Stairs.of([], lambda _: "one").thresholds(Grid("float64")) == ("one", ())
        assert Stairs.of([Fraction(1, 3)], lambda amount: amount == Fraction(1, 3)).thresholds(Grid("float64")) == (
            False,
            (),
        )
