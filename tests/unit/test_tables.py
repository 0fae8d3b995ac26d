"""The tidy tables: of a plan, whole for Fuxin, and of an assessment."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from policytargets.assessing import assess
from policytargets.baselines import UNSTATED, Baseline, Previous, YearBefore
from policytargets.bounds import About, AtLeast, AtMost, Between, Exactly, LessThan, MoreThan
from policytargets.codec import load
from policytargets.criteria import AllOf, AnyOf, Criterion, Fall, Growth, Multiple, NoWorse, Readings, Rise, Total
from policytargets.dues import By, Every
from policytargets.errors import FileError, UnknownReferenceError
from policytargets.findings import Finding
from policytargets.indicators import Indicator
from policytargets.measures import Measure
from policytargets.observation_files import read_observations
from policytargets.observations import Observation
from policytargets.organisations import Organisation, Responsibility
from policytargets.periods import Span, Year
from policytargets.plans import Plan
from policytargets.sources import Citation, SourceDocument
from policytargets.tables import ASSESSMENT_COLUMNS, TABLES, plan_frame, write_tables
from policytargets.targets import Aim, Milestone, Rule, Target
from policytargets.units import Unit

EXAMPLE = Path(str(files("fuxin_2017")))
ASKED = {
    "targets": "id indicator topic type form comparator value high unit unit_code since due due_kind commitment slice_of"
    " readings start end quote",
    "measures": "id number title section start end",
    "responsibilities": "item item_kind organisation as_written order role collective start end",
    "rules": "id comparator value unit_code binds start end quote",
    "organisations": "id name_zh name_en level aliases",
    "findings": "id text start end",
}
"""The columns that the issue asks for."""
REVENUE = Indicator(
    id="revenue", name={"zh": "财政收入"}, unit=Unit("亿元", prices="current"), nature="flow", better="higher"
)
SHARE = Indicator(id="share", name="占比", unit="%", nature="share")


@pytest.fixture(scope="module")
def fuxin() -> Plan:
    """Load the example."""
    return load(EXAMPLE / "plan.yaml")


@pytest.fixture(scope="module")
def text() -> str:
    """Give the text as it stands, line ends untouched."""
    return (EXAMPLE / "source.txt").read_bytes().decode("utf-8")


def row(criterion: Criterion, indicator: Indicator = REVENUE, **fields: Any) -> dict[str, Any]:
    """Give the cells of the one target of a plan that are not absent."""
    target = Target(id="a", indicator=indicator, criterion=criterion, **fields)
    cells = Plan(title="x", targets=[target]).to_frame().iloc[0]
    return {str(name): cell for name, cell in cells.items() if cell is not pd.NA}


class TestFuxin:
    """The document, whole."""

    @pytest.mark.parametrize("name", ASKED)
    def test_the_columns_asked_for_come_first(self, fuxin: Plan, name: str) -> None:
        """Each table has these columns at least (issue: what a person sees and runs)."""
        wanted = ASKED[name].split()
        assert fuxin.to_frame(name).columns.tolist()[: len(wanted)] == wanted
        assert tuple(fuxin.to_frame(name).columns) == TABLES[name]

    @pytest.mark.parametrize(
        ("name", "count"),
        [
            ("targets", 40),
            ("measures", 22),
            ("responsibilities", 178),
            ("rules", 2),
            ("organisations", 23),
            ("findings", 73),
        ],
    )
    def test_nothing_is_left_out(self, fuxin: Plan, name: str, count: int) -> None:
        """Every item has its row (issue: Fuxin 2017, whole)."""
        assert len(fuxin.to_frame(name)) == count

    @pytest.mark.parametrize("name", ["targets", "measures", "rules", "findings"])
    def test_offsets_give_the_quote(self, fuxin: Plan, text: str, name: str) -> None:
        """text[start:end] is the quote (issue: offsets are str offsets into the text as it stands)."""
        for _, cells in fuxin.to_frame(name).iterrows():
            assert text[cells["start"] : cells["end"]] == cells["quote"]

    def test_offsets_give_the_bodies(self, fuxin: Plan, text: str) -> None:
        """A responsibility cites the body's own words (issue: in order as written)."""
        for _, cells in fuxin.to_frame("responsibilities").iterrows():
            assert text[cells["start"] : cells["end"]] == cells["as_written"]

    def test_the_amounts_are_those_of_the_document(self, fuxin: Plan) -> None:
        """All nine goals for 2020 and their slices for 2017 (source, （二） and annex)."""
        frame = fuxin.to_frame().query("type == 'quantitative'")
        goals = frame[frame["due"] == "2020"]
        assert goals["value"].tolist() == ["2.88", "20", "6.1", "320", "3800", "10", "5", "100", "5"]
        assert goals["unit"].tolist() == ["件/万人", "%", "年", "件/年", "件", "户", "户", "%", "家"]
        assert goals["unit_code"].tolist() == [
            "patent/(10000.person)", "percent", "year", "work/year", "trademark", "enterprise", "enterprise", "percent",
            "agency",
        ]  # fmt: skip
        assert set(goals["due_kind"]) == {"by"}
        slices = frame[frame["due"] == "2017"]
        assert slices["value"].tolist() == ["2.15", "320", "3400", "2", "1", "2", "15", "6.1", "100"]
        assert set(slices["due_kind"]) == {"in"}
        assert set(slices["slice_of"]) == set(goals["id"])
        assert set(frame["comparator"]) == {">="}
        assert set(frame["form"]) == {"level"}

    def test_what_can_be_read_in_two_ways(self, fuxin: Plan) -> None:
        """10户, 5户, 2户, 1户 and 2家 are read in two ways, all else in one (source; design: readings)."""
        frame = fuxin.to_frame().query("readings > 1")
        assert frame["id"].str.cat(sep=" ") == (
            "advantage_enterprises_2020 certified_enterprises_2020 advantage_enterprises_2017"
            " certified_enterprises_2017 service_agencies_2017"
        )
        assert set(frame["readings"]) == {2}

    def test_kinds_of_items_and_commitments(self, fuxin: Plan) -> None:
        """18 amounts, 4 events, 18 aims; 力争 and 可以 are no firm commitments (source)."""
        frame = fuxin.to_frame()
        assert frame["type"].value_counts().to_dict() == {"quantitative": 18, "milestone": 4, "qualitative": 18}
        assert frame.query("commitment == 'hedged'")["id"].tolist() == ["certified_enterprises_2020"]
        assert fuxin.to_frame("rules")["commitment"].tolist() == ["permissive", "firm"]
        assert (
            fuxin.to_frame("rules")[["comparator", "value", "unit_code"]].to_numpy().tolist()
            == [[">=", "70", "percent"]] * 2
        )

    def test_measures_stand_under_their_headings(self, fuxin: Plan) -> None:
        """（三） to （二十四） in order, each under its section (source)."""
        frame = fuxin.to_frame("measures")
        assert frame["number"].tolist() == list(range(3, 25))
        assert frame["section"].iloc[0] == "二、提升知识产权创造水平，推进产业转型升级"
        assert frame["section"].str[:2].unique().tolist() == ["二、", "三、", "四、", "五、", "六、", "七、", "八、"]

    def test_who_answers(self, fuxin: Plan) -> None:
        """The bodies of the first row of the annex, in order; 各县区 stands for several (source)."""
        frame = fuxin.to_frame("responsibilities").query("item == 'invention_patents_2017'")
        assert frame["as_written"].tolist() == ["市科技局", "辽宁工大", "各县区"]
        assert frame["order"].tolist() == [1, 2, 3]
        assert frame["collective"].tolist() == [False, False, True]
        assert set(frame["item_kind"]) == {"target"}
        assert set(frame["role"]) == {"responsible"}
        bodies = fuxin.to_frame("organisations").set_index("id")
        assert bodies.loc["counties_districts", "aliases"] == "各县区政府; 各县、区人民政府"
        assert list(bodies.loc["science_bureau", ["name_zh", "level"]]) == ["市科技局", "municipal"]

    def test_the_files_hold_what_the_frames_hold(self, fuxin: Plan, tmp_path: Path) -> None:
        """The command line writes the same tables as CSV in UTF-8 (issue: policytargets tables)."""
        files = write_tables(fuxin, tmp_path / "new" / "folder")
        assert [path.name for path in files] == [f"{name}.csv" for name in TABLES]
        for name, path in zip(TABLES, files, strict=True):
            frame = fuxin.to_frame(name)
            with path.open(encoding="utf-8", newline="") as stream:
                header, *rows = csv.reader(stream)
            assert header == list(frame.columns)
            shown = frame.astype("string").fillna("").to_numpy().tolist()
            assert rows == shown

    def test_the_scorecard(self, fuxin: Plan) -> None:
        """A row for each item, in the order of the plan, and illustrative said in it (issue: in every table)."""
        observed = read_observations(EXAMPLE / "observations_illustrative.csv", fuxin)
        frame = assess(fuxin, observed, as_of=Year(2018)).to_frame()
        assert tuple(frame.columns) == ASSESSMENT_COLUMNS
        assert frame["id"].tolist() == fuxin.to_frame()["id"].tolist()
        met = frame.set_index("id").loc["invention_patents_2017"]
        shown = ["verdict", "timing", "final", "observed", "observed_unit", "value", "margin", "shortfall"]
        assert list(met[shown]) == ["met", "on time", True, "2.31", "件/万人", "2.15", "0.16", "0"]
        required = ["required_comparator", "required", "required_unit", "margin_unit"]
        assert list(met[required]) == [">=", "2.15", "件/万人", "件/万人"]
        assert frame.query("verdict == 'not met'")["due"].unique().tolist() == ["2017"]  # never one not yet due
        assert frame[frame["observed"].notna()]["illustrative"].all()
        assert set(frame["as_of"]) == {"2018-12-31"}
        aims = frame[frame["type"] == "qualitative"]
        assert set(aims["reason_codes"]) == {"not_measurable"}
        assert set(aims["reasons_zh"]) == {"原文未给出可衡量的标准"}

    def test_who_answers_for_what_and_how_it_stands(self, fuxin: Plan) -> None:
        """Bodies in the order of the plan, nobody inherited from a slice (design: responsibility)."""
        frame = assess(fuxin, [], as_of=Year(2018)).by_organisation().to_frame()
        answered = fuxin.to_frame("responsibilities").query("item_kind != 'measure'")
        assert sorted(zip(frame["organisation"], frame["id"], strict=True)) == sorted(
            zip(answered["organisation"], answered["item"], strict=True)
        )
        assert frame["organisation_zh"].iloc[0] == "市政府办"
        assert not frame["id"].str.endswith("_2020").any()


class TestCriteria:
    """How the forms of criteria show themselves in the table of targets."""

    @pytest.mark.parametrize(
        ("bound", "cells"),
        [
            (AtLeast("90 亿元"), {"comparator": ">=", "value": "90"}),
            (MoreThan("90.50 亿元"), {"comparator": ">", "value": "90.50"}),
            (AtMost("1,200 亿元"), {"comparator": "<=", "value": "1200"}),
            (LessThan("９０ 亿元"), {"comparator": "<", "value": "90"}),
            (Exactly("1/3 亿元"), {"comparator": "==", "value": "1/3"}),
            (Between("4.5 亿元", "50000 万元"), {"comparator": "between", "value": "4.5", "high": "5"}),
            (About("90 亿元"), {"comparator": "~", "value": "90"}),
            (About("90 亿元", within="1 亿元"), {"comparator": "~", "value": "90", "within": "1 亿元"}),
        ],
    )
    def test_bounds(self, bound: Any, cells: dict[str, str]) -> None:
        """A bound is its comparator and its decimal text (issue: targets)."""
        fixed = {
            "id": "a", "indicator": "revenue", "type": "quantitative", "form": "level", "unit": "亿元", "readings": 1,
            "unit_code": "100000000.CNY", "commitment": "firm", "name_zh": "财政收入",
        }  # fmt: skip
        assert row(bound) == fixed | cells

    @pytest.mark.parametrize(
        ("criterion", "cells"),
        [
            (Rise(by=About("6.2 %"), since=YearBefore()), ("rise", "~", "6.2", "%", "year_before")),
            (Fall(by=AtLeast("15 %"), since=Year(2015)), ("fall", ">=", "15", "%", "2015")),
            (Rise(by=AtLeast("3 亿元"), since=UNSTATED), ("rise", ">=", "3", "亿元", "unstated")),
            (Multiple(times=AtLeast("2"), since=Baseline(Year(2010), "300 亿元")), ("multiple", ">=", "2", None, "2010 = 300 亿元")),
            (Growth(rate=AtLeast("7 %"), since=Year(2015)), ("growth", ">=", "7", "%", "2015")),
            (Total(AtLeast("500 亿元"), over=Span(Year(2016), Year(2020))), ("total", ">=", "500", "亿元", None)),
            (NoWorse(than=Previous()), ("no_worse", None, None, None, "previous")),
        ],
    )  # fmt: skip
    def test_changes(self, criterion: Any, cells: tuple[str | None, ...]) -> None:
        """A change is its form, the bound on it, and since when (issue: targets)."""
        found = row(criterion)
        assert tuple(found.get(name) for name in ("form", "comparator", "value", "unit", "since")) == cells

    def test_a_level_shows_its_own_baseline(self) -> None:
        """由85%提高到95% states where it starts (design: criterion)."""
        assert row(AtLeast("95 %"), SHARE, baseline="85 %")["since"] == "85 %"

    def test_combinations_show_their_first_criterion_and_say_that_they_are_combined(self) -> None:
        """The literal bound shows also where readings differ (issue: targets)."""
        first, second = AtLeast("10 亿元"), Rise(by=AtLeast("10 亿元"), since=Year(2016))
        two = Readings(of=[first, second], because="x")
        cases: list[tuple[Criterion, str, int]] = [
            (two, "readings", 2),
            (AllOf([first, second]), "all_of", 1),
            (AnyOf([two, two]), "any_of", 4),
            (Readings(of=[two, second], because="y"), "readings", 3),
        ]
        for criterion, combination, readings in cases:
            found = row(criterion)
            assert (found["combination"], found["readings"]) == (combination, readings)
            assert (found["form"], found["comparator"], found["value"]) == ("level", ">=", "10")

    @pytest.mark.parametrize(
        ("due", "cells"),
        [
            (Year(2017), ("2017", "in")),
            (By(Year(2020)), ("2020", "by")),
            (Every(Year, within=Span(Year(2021), Year(2025))), ("2021..2025", "every")),
            (None, (None, None)),
        ],
    )
    def test_dues(self, due: Any, cells: tuple[str | None, str | None]) -> None:
        """When it is due, and how that is meant (issue: targets)."""
        found = row(AtLeast("1 亿元"), due=due)
        assert (found.get("due"), found.get("due_kind")) == cells

    def test_a_total_is_due_at_the_end_of_its_span(self) -> None:
        """The end of a total's span is its due period (design: time)."""
        found = row(Total(AtLeast("500 亿元"), over=Span(Year(2016), Year(2020))))
        assert (found["due"], found["due_kind"]) == ("2016..2020", "in")

    def test_a_name_of_its_own_goes_before_the_indicators(self) -> None:
        """A target may have a name; a milestone and an aim always do."""
        assert row(AtLeast("1 亿元"), name={"en": "floor"})["name_en"] == "floor"
        plan = Plan(
            title="x",
            milestones=[Milestone(id="m", name="试点", slice_of="n", entity="e")],
            aims=[Aim(id="a", name="好")],
        )
        frame = plan.to_frame()
        assert frame["name_zh"].tolist() == ["试点", "好"]
        assert frame["slice_of"].tolist() == ["n", pd.NA]


class TestOtherTables:
    """What may be absent."""

    DOCUMENT = SourceDocument(id="doc", title="意见", text="一、要求\n（一）建设平台。\n")

    def test_what_is_absent_is_na(self) -> None:
        """Text is a string column, offsets are Int64, absent is NA (issue: tidy tables)."""
        plan = Plan(
            title="x",
            source=self.DOCUMENT,
            measures=[
                Measure(id="here", title="建设平台", number=1, citation=self.DOCUMENT.cite("建设平台")),
                Measure(id="before", title="一", citation=Citation(document="other", quote="x")),
                Measure(id="elsewhere", title="二", citation=Citation(document="other", quote="x", start=6, end=7)),
                Measure(id="uncited", title="三"),
            ],
        )
        frame = plan.to_frame("measures")
        assert frame["section"].tolist() == ["一、要求", pd.NA, pd.NA, pd.NA]
        assert frame["start"].tolist()[1:] == [pd.NA, 6, pd.NA]
        assert frame["quote"].tolist() == ["建设平台", "x", "x", pd.NA]
        assert [str(frame[name].dtype) for name in ("number", "start", "title")] == ["Int64", "Int64", "string"]
        assert without_source(Plan(title="x", measures=plan.measures))["section"].isna().all()

    def test_a_measure_above_the_first_heading(self) -> None:
        """What stands under no heading has none."""
        document = SourceDocument(id="doc", title="意见", text="建设平台。\n一、要求\n")
        plan = Plan(
            title="x", source=document, measures=[Measure(id="a", title="建", citation=document.cite("建设平台"))]
        )
        assert plan.to_frame("measures")["section"].isna().all()

    def test_rules_bodies_and_findings(self) -> None:
        """Short names, members and the spans of a finding."""
        plan = Plan(
            title="x",
            source=self.DOCUMENT,
            rules=[Rule(id="r", criterion=Between("10 %", "20 %"), of="收益", binds={"en": "employer"})],
            organisations=[
                Organisation(id="all", name="各县区", collective=True, members=["a", "b"], note="as listed"),
                Organisation(id="a", name="甲"),
            ],
            findings=[
                Finding(id="f", text={"zh": "不明", "en": "open"}, citations=[self.DOCUMENT.cite("要求"), self.DOCUMENT.cite("平台")]),
                Finding(id="g", text="none"),
            ],
        )  # fmt: skip
        rule = plan.to_frame("rules").iloc[0]
        assert rule[["comparator", "value", "high", "binds", "of"]].tolist() == [
            "between",
            "10",
            "20",
            "employer",
            "收益",
        ]
        bodies = plan.to_frame("organisations")
        assert bodies[["level", "members", "note"]].to_numpy().tolist() == [[pd.NA, "a; b", "as listed"], [pd.NA] * 3]
        findings = plan.to_frame("findings")
        assert findings[["start", "end", "spans", "text_en"]].to_numpy().tolist() == [
            [2, 4, "2-4; 10-12", "open"], [pd.NA, pd.NA, pd.NA, "none"],
        ]  # fmt: skip

    def test_an_unknown_body_is_shown_with_what_is_known_of_it(self) -> None:
        """A reference without its body is a problem of the plan, and shows all the same."""
        answers = [
            Responsibility(item="a", item_kind="aim", organisation="who", role=role, as_written="某局", order=order)
            for order, role in enumerate(["lead", "support"], 1)
        ]
        plan = Plan(title="x", aims=[Aim(id="a", name="好")], responsibilities=answers)
        assert plan.to_frame("responsibilities")["collective"].isna().all()
        frame = assess(plan, [], as_of=Year(2018)).by_organisation().to_frame()
        assert frame["role"].tolist() == ["lead", "support"]
        assert frame["organisation_zh"].isna().all()

    def test_an_unknown_table_is_named_with_what_is_near(self) -> None:
        """A wrong name is told the right one (design: errors)."""
        with pytest.raises(UnknownReferenceError, match="'measure'; did you mean 'measures'"):
            plan_frame(Plan(title="x"), "measure")

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        """A file in the way is told as such."""
        (tmp_path / "out").write_text("", encoding="utf-8")
        with pytest.raises(FileError, match="expected a folder, got"):
            write_tables(Plan(title="x"), tmp_path / "out")

    def test_a_byte_order_mark_for_who_needs_one(self, tmp_path: Path) -> None:
        """Some programs take Chinese in UTF-8 for GBK without one."""
        path = write_tables(Plan(title="x"), tmp_path, encoding="utf-8-sig")[0]
        assert path.read_bytes().startswith(b"\xef\xbb\xbfid,indicator,")
        with pytest.raises(FileError, match="a text that none can hold"):
            write_tables(Plan(title="x"), tmp_path, encoding="none")


def without_source(plan: Plan) -> pd.DataFrame:
    """Give the measures of a plan without a source."""
    return plan.to_frame("measures")


class TestScorecard:
    """What an attainment shows in its row."""

    def test_a_range_shows_its_ends(self) -> None:
        """Evidence is a set of possible amounts (design: verdict)."""
        target = Target(id="a", indicator=REVENUE, criterion=AtLeast("5 亿元"), due=Year(2017))
        plan = Plan(title="x", targets=[target])
        observed = [
            Observation(indicator=REVENUE, period=Year(2017), value="4 亿元", high="6 亿元", source="year book")
        ]
        cells = assess(plan, observed, as_of=Year(2018)).to_frame().iloc[0]
        shown = cells[
            ["verdict", "observed", "observed_low", "observed_high", "margin", "shortfall", "sources", "parts"]
        ]
        assert shown.tolist() == ["undetermined", pd.NA, "4", "6", "-1", "1", "year book", 0]
        assert not cells["illustrative"]

    def test_parts_are_counted(self) -> None:
        """The whole of Every is one row that says of how many parts it is (design: time)."""
        within = Span(Year(2016), Year(2017))
        target = Target(id="a", indicator=REVENUE, criterion=AtLeast("5 亿元"), due=Every(Year, within=within))
        cells = assess(Plan(title="x", targets=[target]), [], as_of=Year(2018)).to_frame().iloc[0]
        assert (cells["parts"], cells["timing"]) == (2, "no data")
