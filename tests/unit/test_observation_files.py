"""Tables of observations: what is read, what is refused, and what is written."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
import zipfile
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from policytargets import _sheets
from policytargets.baselines import Baseline, Previous, YearBefore
from policytargets.bounds import AtLeast
from policytargets.errors import FileError, InvalidValueError, MissingExtraError, PolicyTargetsWarning
from policytargets.indicators import Indicator, Ratio
from policytargets.kinds import Catalogue, Kind, standard_catalogue
from policytargets.observation_files import (
    COLUMNS,
    check_observations,
    observation_table,
    read_observations,
    write_observations,
)
from policytargets.observations import Observation, ObservationStatus, Occurrence
from policytargets.periods import Day, Month, Quarter, Year
from policytargets.plans import Area, Plan
from policytargets.problems import InvalidPlanError, Problem, Severity
from policytargets.quantities import Quantity
from policytargets.targets import Each, Milestone, Target
from policytargets.units import Unit

EXAMPLE = Path(str(files("fuxin_2017"))) / "observations_illustrative.csv"
PATENTS = Indicator(id="patents_in_force", name="有效发明专利", unit="patent", nature="stock")
PEOPLE = Indicator(id="people", name="人口", unit="person", nature="stock")
RATE = Indicator(
    id="invention_patents",
    name={"zh": "发明专利拥有量", "en": "invention patents"},
    unit="patent/(10000.person)",
    nature="stock",
    ratio=Ratio(of=PATENTS, to=PEOPLE),
)
SHARE = Indicator(id="share", name="占比", unit=Unit("%", whole="enterprise"), nature="share")
REVENUE = Indicator(id="revenue", name="财政收入", unit=Unit("亿元", prices="current"), nature="flow")
WELL = Kind("well", one="well", many="wells", zh="机井", words=("孔",))
PLAN = Plan(
    title="实施意见",
    area="fuxin",
    areas=[Area(id="fuxin", name="阜新市"), Area(id="haizhou", name="海州区")],
    kinds=[WELL],
    indicators=[RATE, SHARE],
    targets=[
        Target(id="revenue_2017", indicator=REVENUE, criterion=AtLeast("5 亿元"), due=Year(2017), each=Each(["xihe"]))
    ],
    milestones=[Milestone(id="platform", name="搭建平台"), Milestone(id="pilot", name="试点")],
)
HEADER = ",".join(COLUMNS)


def csv_file(folder: Path, *rows: str, header: str = HEADER, name: str = "o.csv") -> Path:
    """Write a CSV file as someone would by hand."""
    path = folder / name
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def read(folder: Path, *rows: str, header: str = HEADER) -> tuple[Observation | Occurrence, ...]:
    """Read rows of a CSV file."""
    return read_observations(csv_file(folder, *rows, header=header), PLAN)


def problems(folder: Path, *rows: str, header: str = HEADER) -> tuple[Problem, ...]:
    """Give what is wrong with rows of a CSV file."""
    return check_observations(csv_file(folder, *rows, header=header), PLAN)


def only_problem(folder: Path, *rows: str, header: str = HEADER) -> Problem:
    """Give the one thing that is wrong."""
    (found,) = problems(folder, *rows, header=header)
    return found


class TestRows:
    """What a row says."""

    def test_the_rows_of_the_usage_page(self, tmp_path: Path) -> None:
        """The rows that users are shown read as they are meant (usage: a file of observations)."""
        assert read(
            tmp_path,
            "invention_patents,,2017,2.31,,,件/万人,,final,2018-05-20,statistical bulletin",
            "revenue,haizhou,2017-Q1,1.2,1.4,,亿元,,provisional,,",
            "share,,2023,6.1,,,%,year_before,final,2024-01-20,",
            "platform,,,happened 2017-09-01,,,,,,2017-10-01,",
            "pilot,,,not by 2017-06-30,,,,,,,",
        ) == (
            Observation(
                indicator=RATE,
                period=Year(2017),
                value="2.31 件/万人",
                published=dt.date(2018, 5, 20),
                source="statistical bulletin",
            ),
            Observation(
                indicator=REVENUE,
                period=Quarter(2017, 1),
                value="1.2 亿元",
                high="1.4 亿元",
                entity="haizhou",
                status="provisional",
            ),
            Observation(
                indicator=SHARE, period=Year(2023), value="6.1 %", since=YearBefore(), published=dt.date(2024, 1, 20)
            ),
            Occurrence(milestone="platform", happened=Day(2017, 9, 1), published=dt.date(2017, 10, 1)),
            Occurrence(milestone="pilot", not_by=Day(2017, 6, 30)),
        )

    def test_numbers_stay_as_they_were_written(self, tmp_path: Path) -> None:
        """2.150 stays 2.150 (issue: scalars are kept as text)."""
        (found,) = read(tmp_path, "invention_patents,,2017,2.150,,,件/万人,,,,")
        assert isinstance(found, Observation)
        assert found.value.number == "2.150"

    @pytest.mark.parametrize(
        ("row", "value"),
        [
            ("invention_patents,,2017,2.15", "2.15 件/万人"),  # the indicator says the unit
            ("invention_patents,,2017,2.15 件/万人", "2.15 件/万人"),
            ("share,,2017,15%,,,%", "15 %"),  # one unit said twice is no contradiction
            ("revenue,,2017,2万,,,元", "20000 元"),
            ('patents_in_force,,2017,"1,356,000",,,件', "1356000 件"),  # a side of a ratio is known too
            ("people,,2017,１２０万人", "1200000 人"),
        ],
    )
    def test_an_amount_is_read_with_its_unit(self, tmp_path: Path, row: str, value: str) -> None:
        """The unit stands in its column, beside the number, or with the indicator (design: unit)."""
        (found,) = read(tmp_path, row)
        assert isinstance(found, Observation)
        assert found.value == found.indicator.close(Quantity(value))

    def test_an_uncertainty_takes_the_unit_of_the_amount_or_says_its_own(self, tmp_path: Path) -> None:
        """A half-width may be in points beside a share (design: observation)."""
        first, second = read(tmp_path, "share,,2017,15,,1,%", "share,,2017,15,,0.5 个百分点,%")
        assert isinstance(first, Observation)
        assert isinstance(second, Observation)
        assert first.possible.low == Fraction(14, 100)
        assert second.possible.low == Fraction(145, 1000)

    @pytest.mark.parametrize(
        ("text", "since"),
        [
            ("year_before", YearBefore()),
            ("previous", Previous()),
            ("2015", Baseline(Year(2015))),
            ("2015-11", Baseline(Month(2015, 11))),
            ("300 亿元", Baseline(amount="300 亿元")),
            ("2010 = 300 亿元", Baseline(Year(2010), "300 亿元")),
        ],
    )
    def test_the_baselines_of_published_changes(self, tmp_path: Path, text: str, since: object) -> None:
        """A published change says since when (design: observation)."""
        (found,) = read(tmp_path, f"revenue,,2017,6.1,,,%,{text}")
        assert isinstance(found, Observation)
        assert found.since == since

    def test_columns_stand_in_any_order_and_may_be_left_out(self, tmp_path: Path) -> None:
        """A short table is a whole one (issue: observations)."""
        (found,) = read(tmp_path, "2.15,2017,invention_patents", header="value,period, indicator ,,")
        assert found == Observation(indicator=RATE, period=Year(2017), value="2.15")

    def test_kinds_of_the_plan_are_known(self, tmp_path: Path) -> None:
        """A plan's own measure words are read in its observations (usage: the rarer forms)."""
        wells = Indicator(
            id="wells", name="机井", unit=Unit.parse("孔", catalogue=_catalogue(), kind="well"), nature="stock"
        )
        plan = Plan(title="x", kinds=[WELL], indicators=[wells])
        (found,) = read_observations(csv_file(tmp_path, "wells,,2017,3,,,孔"), plan)
        assert found == Observation(indicator=wells, period=Year(2017), value="3")
        write_observations([found], tmp_path / "again.csv")
        assert "2017,3,,,well," in (tmp_path / "again.csv").read_text(
            encoding="utf-8"
        )  # the word may mean nothing there
        assert read_observations(tmp_path / "again.csv", plan) == (found,)

    def test_blank_rows_are_skipped(self, tmp_path: Path) -> None:
        """A blank line says nothing."""
        assert read(tmp_path, "", " , ,", "") == ()

    def test_a_row_without_amount_is_a_note_and_no_zero(self, tmp_path: Path) -> None:
        """Missing is missing: never a zero, never silent (design: nothing wrong is dropped)."""
        rows = [f"invention_patents,,20{year},,,,件/万人,,,," for year in range(10, 22)] + ["pilot", "share,,2017,0"]
        *notes, last = problems(tmp_path, *rows)
        assert (last.path, last.severity) == ("row 14.value", Severity.NOTE)
        assert {note.severity for note in notes} == {Severity.NOTE}
        with pytest.warns(PolicyTargetsWarning, match=r"no amount in row 2, row 3, .*row 11 and 3 more; nothing was"):
            found = read(tmp_path, *rows)
        assert found == (Observation(indicator=SHARE, period=Year(2017), value="0 %"),)

    def test_the_example_reads(self) -> None:
        """The file shipped with the example has the shape of the usage page, and says that it is illustrative."""
        rates = {
            "件/万人": "patent/(10000.person)", "件/年": "work/year", "户": "enterprise", "家": "agency", "年": "year",
            "%": "percent", "件": "trademark",
        }  # fmt: skip
        table = pd.read_csv(EXAMPLE, dtype="string")
        units = table.dropna(subset="unit").groupby("indicator")["unit"].first()
        indicators = [
            Indicator(id=str(key), name=str(key), unit=rates[unit], nature="flow" if unit == "件/年" else "stock")
            for key, unit in units.items()
        ]
        events = table[table["unit"].isna()]["indicator"].unique()
        plan = Plan(title="x", indicators=indicators, milestones=[Milestone(id=event, name=event) for event in events])
        found = read_observations(EXAMPLE, plan)
        assert len(found) == len(table)
        assert all(entry.is_illustrative for entry in found)


def _catalogue() -> Catalogue:
    return standard_catalogue().extend([WELL])


class TestFaults:
    """What is refused, where, and what to do about it."""

    @pytest.mark.parametrize(
        ("row", "path", "got", "remedy"),
        [
            ("invention_patent,,2017,2", "row 2.indicator", "'invention_patent'", "did you mean 'invention_patents'?"),
            ("发明专利拥有量,,2017,2", "row 2.indicator", "'发明专利拥有量'", "write its id, 'invention_patents'"),
            ("zzz,,2017,2", "row 2.indicator", "'zzz'", "use one of the 5 ids of the plan"),
            (",,2017,2", "row 2.indicator", "an empty cell", "write it in the column indicator"),
            ("share,haizou,2017,2", "row 2.entity", "'haizou'", "did you mean 'haizhou'?"),
            ("share,HZ,2017,2", "row 2.entity", "'HZ'", "declare it under areas in the plan, or correct it"),
            ("share,,2017-13,2", "row 2.period", "'13'", "write for example 2017, "),
            ("share,,,2", "row 2.period", "an empty cell", "write for example 2017, 2017-Q1 or 2017-11"),
            ("share,,2017,2.1.1", "row 2.value", "'.'", "write for example 件/万人"),
            ("share,,2017,nan", "row 2.value", "'n'", "write the number first"),
            ("share,,2017,1e999", "row 2.value", "more", "check the number"),
            ("share,,2017,0.15,,,件", "row 2.unit", "", ""),
            ("share,,2017,15%,,,件", "row 2.value", "'15%'", "leave one of the two units out, or correct it"),
            ("invention_patents,,2017,2,,,件/万元", "row 2.unit", "", ""),
            ("invention_patents,,2017,2,,,件/万入", "row 2.unit", "'件/万入'", "did you mean '件/万人'?"),
            ("invention_patents,,2017,2,,,斗", "row 2.unit", "'斗'", "write for example 件/万人"),
            ("share,,2017,2,1", "row 2.high", "1%", "swap the two ends"),
            ("share,,2017,2,3,1", "row 2", "both", "leave high or plus_minus out"),
            ("share,,2017,2,,-1", "row 2.plus_minus", "-1", "leave the sign out"),
            ("share,,2017,,3", "row 2.value", "an empty cell: nothing was read from this row", ""),
            ("share,,2017,2,,,%,unstated", "row 2.since", "'unstated'", "write for example 2015, 300 亿元"),
            ("share,,2017,2,,,%,yearbefore", "row 2.since", "'yearbefore'", "did you mean 'year_before'?"),
            ("share,,2017,2,,,%,300", "row 2.since", "'300'", "write for example 2015, 300 亿元"),
            ("share,,2017,2,,,%,2015 = 300", "row 2.since", "'2015 = 300'", "write for example 2015, 300 亿元"),
            ("share,,2017,2,,,,year_before", "row 2.unit", "an empty cell", "write %, 个百分点 or the indicator's own unit"),
            ("share,,2017,2,,,%,,Final", "row 2.obs_status", "'Final'", "did you mean 'final'?"),
            ("share,,2017,2,,,%,,A", "row 2.obs_status", "'A'", "use one of these words, or leave it empty"),
            ("share,,2017,2,,,%,,,2018", "row 2.published", "'2018'", "write for example 2018-05-20"),
            ("share,,2017,2,,,%,,,2018-02-30", "row 2.published", "'30'", ""),
            ("share,,2017,2,,,%,,,,a,b", "row 2", "12 cells", "put a text with a comma into double quotes"),
            ("platform,,,2017-09-01", "row 2.value", "'2017-09-01'", "write when it happened"),
            ("platform,,,happened 2017-9-1", "row 2.value", "'-1'", "write for example 2017"),
            ("platform,,2017,happened 2017-09-01", "row 2.period", "'2017'", "leave it empty"),
            ("platform,,,not by 2017,,,,,final", "row 2.obs_status", "'final'", "leave it empty"),
            ("plattform,,,not by 2017", "row 2.indicator", "'plattform'", "did you mean 'platform'?"),
            ("share,,,not by 2017", "row 2.indicator", "'share'", "an event belongs to a milestone"),
            (",,,not by 2017", "row 2.indicator", "an empty cell", "write the id of the milestone"),
        ],
    )  # fmt: skip
    def test_a_fault_names_its_cell_and_what_to_do(
        self, tmp_path: Path, row: str, path: str, got: str, remedy: str
    ) -> None:
        """A bad row names row and column, and near misses (issue: files)."""
        found = only_problem(tmp_path, row)
        assert (found.path, found.line, found.severity) == (path, 2, Severity.ERROR)
        assert found.file == str(tmp_path / "o.csv")
        assert got in found.got
        assert remedy in found.remedy

    def test_all_faults_come_at_once(self, tmp_path: Path) -> None:
        """One reading tells all that is wrong, several in one row too (issue: files)."""
        path = csv_file(tmp_path, "sharee,haizou,20177,x,,,%,,fin,yesterday", "share,,2017,2", "platform,,,then")
        with pytest.raises(InvalidPlanError, match=r"o\.csv: 7 errors") as caught:
            read_observations(path, PLAN)
        assert [problem.path for problem in caught.value.problems] == [
            "row 2.indicator", "row 2.period", "row 2.entity", "row 2.obs_status", "row 2.published", "row 2.value",
            "row 4.value",
        ]  # fmt: skip
        assert caught.value.where == str(path)

    def test_a_row_is_named_by_the_line_it_begins_on(self, tmp_path: Path) -> None:
        """A text of several lines moves no number (issue: the right lines)."""
        found = only_problem(tmp_path, 'share,,2017,2,,,%,,,,"one\ntwo"', "share,,2017,x")
        assert (found.path, found.line) == ("row 4.value", 4)

    def test_an_entity_is_free_where_the_plan_names_none(self, tmp_path: Path) -> None:
        """A plan that names no area knows no wrong one; a key is asked all the same."""
        plan = Plan(title="x", indicators=[SHARE])
        path = csv_file(tmp_path, "share,anywhere,2017,2", "share,No Where,2017,2")
        (found,) = check_observations(path, plan)
        assert (found.path, found.got) == ("row 3.entity", "'No Where'")

    def test_the_members_of_targets_are_known_entities(self, tmp_path: Path) -> None:
        """Whom a target is distributed to can be observed (design: scope)."""
        (found,) = read(tmp_path, "revenue,xihe,2017,5")
        assert found.entity == "xihe"

    @pytest.mark.parametrize(
        ("header", "path", "got", "remedy"),
        [
            ("indicator,period,vaule", "header.vaule", "'vaule'", "did you mean 'value'?"),
            ("indicator,period,value,comment", "header.comment", "'comment'", "remove the column or correct its name"),
            ("indicator,period,value,value", "header.value", "2 of them", "keep one"),
            ("indicator,value", "header.period", "none", "name it in the first row: indicator,entity,"),
            ("indicator;period;value", "header.indicator;period;value", "", "separate the columns by commas"),
        ],
    )
    def test_a_fault_of_the_header(self, tmp_path: Path, header: str, path: str, got: str, remedy: str) -> None:
        """Unknown columns are never dropped (design: problems)."""
        found = problems(tmp_path, header=header)[0]
        assert (found.path, found.line) == (path, 1)
        assert got in found.got
        assert remedy in found.remedy

    def test_an_empty_file_lacks_its_columns(self, tmp_path: Path) -> None:
        """Nothing is not a table without rows."""
        (tmp_path / "o.csv").write_bytes(b"")
        found = check_observations(tmp_path / "o.csv", PLAN)
        assert [problem.path for problem in found] == ["header.indicator", "header.period", "header.value"]

    def test_a_quote_that_is_not_closed(self, tmp_path: Path) -> None:
        """Broken CSV is told with its line, beside all other faults."""
        first, second = problems(tmp_path, "share,,2017,x", 'share,,2017,2,,,%,,,,"open')
        assert (first.path, second.path, second.line) == ("row 2.value", "row 3", 3)


class TestFiles:
    """Which files are taken."""

    def test_a_byte_order_mark_is_no_matter(self, tmp_path: Path) -> None:
        """UTF-8 with or without BOM (issue: files)."""
        path = tmp_path / "o.csv"
        path.write_text(f"{HEADER}\nshare,,2017,2\n", encoding="utf-8-sig")
        assert len(read_observations(path, PLAN)) == 1

    def test_gbk_is_named_and_then_read(self, tmp_path: Path) -> None:
        """GBK is not guessed; the message says how to read it (issue: files)."""
        path = tmp_path / "o.csv"
        path.write_bytes(f"{HEADER}\ninvention_patents,,2017,2.31,,,件/万人\n".encode("gbk"))
        with pytest.raises(FileError, match='line 2; pass encoding="gb18030" if it was saved as GBK'):
            read_observations(path, PLAN)
        assert len(read_observations(path, PLAN, encoding="gb18030")) == 1

    def test_utf_16_is_named_and_then_read(self, tmp_path: Path) -> None:
        """What Excel calls Unicode text is UTF-16."""
        path = tmp_path / "o.csv"
        path.write_text(f"{HEADER}\nshare,,2017,2\n", encoding="utf-16")
        with pytest.raises(FileError, match='pass encoding="utf-16"'):
            read_observations(path, PLAN)
        assert len(read_observations(path, PLAN, encoding="utf-16")) == 1

    @pytest.mark.parametrize("encoding", ["no such", "hex", "rot13"])
    def test_an_encoding_that_is_none(self, tmp_path: Path, encoding: str) -> None:
        """An encoding is one of text."""
        with pytest.raises(InvalidValueError, match="the name of an encoding of text"):
            read_observations(csv_file(tmp_path), PLAN, encoding=encoding)

    def test_the_format_is_told_by_the_ending_or_said(self, tmp_path: Path) -> None:
        """No content is sniffed (design: nothing is guessed)."""
        path = csv_file(tmp_path, "share,,2017,2", name="o.txt")
        with pytest.raises(FileError, match=r"expected \.csv, \.xlsx or \.parquet, got txt"):
            read_observations(path, PLAN)
        assert len(read_observations(str(path), PLAN, format="csv")) == 1

    @pytest.mark.parametrize(
        ("name", "options"),
        [("o.csv", {"sheet": "a"}), ("o.xlsx", {"encoding": "utf-8"}), ("o.parquet", {"sheet": "a"})],
    )
    def test_an_option_that_does_not_fit_is_refused(self, tmp_path: Path, name: str, options: Any) -> None:
        """An option that would be ignored is none."""
        with pytest.raises(InvalidValueError, match="for this kind of source"):
            read_observations(tmp_path / name, PLAN, **options)

    def test_a_source_that_is_no_table(self) -> None:
        """A list of rows is told what to become."""
        with pytest.raises(InvalidValueError, match="a path or a pandas DataFrame"):
            read_observations([1], PLAN)  # type: ignore[arg-type]  # the point

    def test_what_cannot_be_opened(self, tmp_path: Path) -> None:
        """A missing file, a folder and a name that is none are told in words."""
        for path, got in [(tmp_path / "none.csv", "got none"), (tmp_path, "a folder"), (Path("a\0.csv"), "null")]:
            with pytest.raises(FileError, match=got):
                read_observations(path, PLAN, format="csv")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of Unix")
    def test_a_pipe_is_no_file(self, tmp_path: Path) -> None:
        """A pipe would be waited for (issue: safe loading)."""
        os.mkfifo(tmp_path / "o.csv")
        with pytest.raises(FileError, match="a folder or a device"):
            read_observations(tmp_path / "o.csv", PLAN)

    def test_size_is_bounded(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Bounded size and rows (issue: loading untrusted files is safe)."""
        path = csv_file(tmp_path, "share,,2017,2", "share,,2018,2")
        monkeypatch.setattr(_sheets, "MOST_ROWS", 1)
        with pytest.raises(FileError, match="at most 1 rows, got 2"):
            read_observations(path, PLAN)
        monkeypatch.setattr(_sheets, "MOST_BYTES", 10)
        with pytest.raises(FileError, match="at most 10 bytes"):
            read_observations(path, PLAN)


class TestFrames:
    """DataFrames, and the cells they hold."""

    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            (2.15, "2.15"), (np.float64(2.15), "2.15"), (np.float32(2.15), "2.15"), (42282.0, "42282"),
            (np.int64(7), "7"), (7, "7"), (True, "True"), (Decimal("2.150"), "2.150"), (Fraction(1, 3), "1/3"),
            (1e-7, "0.0000001"), (1e22, "10000000000000000000000"), ("2.150", "2.150"), (None, ""),
            (float("nan"), ""), (pd.NaT, ""), (pd.NA, ""), (Decimal("sNaN"), ""), (np.float32("nan"), ""),
            (pd.Period("2017", "Y"), "2017"), (pd.Period("2017Q1"), "2017-Q1"), (pd.Period("2017-11", "M"), "2017-11"),
            (pd.Period("2017-11-05", "D"), "2017-11-05"),
        ],
    )  # fmt: skip
    def test_a_cell_is_its_shortest_decimal_or_empty(self, cell: object, text: str) -> None:
        """Float means its shortest decimal; NaN, None and NaT are missing (design: exact)."""
        assert _sheets.cell_text(cell, "value") == text

    @pytest.mark.parametrize(
        ("cell", "column", "message"),
        [
            (float("inf"), "value", "a finite number, got inf"),
            (Decimal("-Infinity"), "value", "a finite number, got -Infinity"),
            (10**700, "value", "a text, a number or a day, got int"),
            ([1], "value", "a text, a number or a day, got list"),
            (b"2", "value", "got bytes"),
            (pd.Timestamp("2017-01-01"), "period", "a period, not a date, got 2017-01-01"),
            (dt.date(2018, 1, 2), "value", "an amount, not a date"),
            (dt.datetime(2018, 5, 20, 9), "published", "a day without a time"),  # noqa: DTZ001 -- as tables have it
            (pd.Period("2017", "W"), "period", "a calendar year, quarter, month or day"),
            (pd.Period("2017Q1", "Q-MAR"), "period", "got Q-MAR"),
        ],
    )
    def test_a_cell_that_cannot_be_told(self, cell: object, column: str, message: str) -> None:
        """Inf is a fault, and no day is guessed to be a month (design: never a guess)."""
        with pytest.raises(InvalidValueError, match=message):
            _sheets.cell_text(cell, column)

    def test_a_frame_reads_like_a_file(self) -> None:
        """A DataFrame is taken as it comes out of pandas (usage: an analyst works in a notebook)."""
        frame = pd.DataFrame(
            {
                "indicator": ["share", "share", "platform"],
                "period": [2017, 2018, None],
                "value": [np.nan, 15.5, "happened 2017-09"],
                "published": [pd.NaT, pd.Timestamp("2019-05-20"), dt.date(2018, 1, 1)],
                "source": [None, dt.date(2019, 5, 20), "news"],
            }
        )
        with pytest.warns(PolicyTargetsWarning, match="DataFrame: no amount in row 0; nothing was read"):
            found = read_observations(frame, PLAN)
        assert found == (
            Observation(
                indicator=SHARE, period=Year(2018), value="15.5 %", published=dt.date(2019, 5, 20), source="2019-05-20"
            ),
            Occurrence(milestone="platform", happened=Month(2017, 9), published=dt.date(2018, 1, 1), source="news"),
        )

    def test_faults_are_named_by_the_index(self) -> None:
        """A row of a DataFrame is found by its label, by its number where labels repeat."""
        frame = pd.DataFrame(
            {"indicator": "share", "period": [2017, 2018], "value": [np.inf, 2.0]}, index=["first", "second"]
        )
        (found,) = check_observations(frame, PLAN)
        assert (found.path, found.line, found.file) == ("row first.value", None, "DataFrame")
        (found,) = check_observations(frame.set_axis(["a", "a"]), PLAN)
        assert found.path == "row 0.value"

    def test_a_fault_under_no_column_is_one_of_the_row(self) -> None:
        """What cannot be told under an empty header is not dropped either."""
        frame = pd.DataFrame([["share", 2017, 2, [1]]], columns=["indicator", "period", "value", ""])
        (found,) = check_observations(frame, PLAN)
        assert found.path == "row 0"

    def test_repeated_columns_are_a_fault(self) -> None:
        """Two columns of one name would hide each other."""
        frame = pd.DataFrame([["share", 2017, 2, 3]], columns=["indicator", "period", "value", "value"])
        (found,) = check_observations(frame, PLAN)
        assert (found.path, found.line) == ("header.value", None)

    def test_the_table_back(self) -> None:
        """A table of observations is text, exact, with what is absent as NA."""
        frame = observation_table([Observation(indicator=SHARE, period=Year(2017), value="15.50 %")])
        assert tuple(frame.columns) == COLUMNS
        assert list(frame.loc[0, ["value", "unit", "obs_status"]]) == ["15.50", "%", "final"]
        assert frame["since"].isna().all()
        assert observation_table([]).columns.tolist() == list(COLUMNS)


class TestWorkbooks:
    """Workbooks, with what Excel does to cells."""

    def workbook(self, folder: Path, *rows: list[Any], **formats: str) -> Path:
        """Save a workbook with the given rows; *formats* are those of cells, such as ``C2="0%"``."""
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for cell, number_format in formats.items():
            book.active[cell].number_format = number_format
        book.save(folder / "o.xlsx")
        return folder / "o.xlsx"

    HEAD = ("indicator", "period", "value", "unit", "published")

    def test_cells_are_read_as_shown(self, tmp_path: Path) -> None:
        """0.153 formatted as percent is 15.3 %; a date is a day; 2017 is a year (issue: files)."""
        path = self.workbook(
            tmp_path,
            list(self.HEAD),
            ["share", 2017, 0.153, None, dt.date(2018, 5, 20)],
            ["share", 2018.0, 0.15, "%", None],
            ["invention_patents", "2017", 2.31, "件/万人", "2018-05-20"],
            ["share", 2017, 0.15, "%", None],
            C2="0%", C3='0.0"ratio"%', C5='0.00"%"',
        )  # fmt: skip
        values = [entry.value for entry in read_observations(path, PLAN) if isinstance(entry, Observation)]
        assert [(value.number, value.unit.label("zh")) for value in values] == [
            ("15.3", "%"), ("15", "%"), ("2.31", "件/万人"), ("0.15", "%"),
        ]  # fmt: skip

    def test_cells_that_cannot_be_told(self, tmp_path: Path) -> None:
        """A date for a period, an error and a formula without result are faults (design: never a guess)."""
        path = self.workbook(
            tmp_path,
            list(self.HEAD),
            ["share", dt.date(2017, 11, 1), 15, "%"],
            ["share", 2017, "#N/A", "%"],
            ["share", 2017, "=1+1", "%"],
            ["share", 2017, 0.15, "件"],
            C5="0%",
        )
        found = check_observations(path, PLAN)
        assert [(problem.path, problem.line) for problem in found] == [
            ("row 2.period", 2), ("row 3.value", 3), ("row 4.value", 4), ("row 5.value", 5),
        ]  # fmt: skip
        assert [problem.got for problem in found] == ["2017-11-01 00:00:00", "the error #N/A", "none saved", "'15%'"]

    def test_the_sheet_is_the_only_one_or_named(self, tmp_path: Path) -> None:
        """Which sheet is meant is never guessed."""
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        book.active.title = "说明"
        data = book.create_sheet("2017")
        for row in (["indicator", "period", "value"], ["share", 2017, 15]):
            data.append(row)
        book.save(tmp_path / "o.xlsx")
        with pytest.raises(FileError, match="a sheet 'observations', got 说明、2017; pass sheet="):
            read_observations(tmp_path / "o.xlsx", PLAN)
        assert len(read_observations(tmp_path / "o.xlsx", PLAN, sheet="2017")) == 1
        data.title = "observations"
        book.save(tmp_path / "o.xlsx")
        assert len(read_observations(tmp_path / "o.xlsx", PLAN)) == 1

    def test_an_empty_workbook_lacks_its_columns(self, tmp_path: Path) -> None:
        """Nothing is not a table without rows."""
        assert len(check_observations(self.workbook(tmp_path), PLAN)) == 3

    def test_a_broken_workbook(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file that only has the ending is told so; what unpacks too large is not unpacked."""
        path = self.workbook(tmp_path, list(self.HEAD))
        monkeypatch.setattr(_sheets, "_MOST_UNPACKED", 100)
        with pytest.raises(FileError, match="at most 100 bytes unpacked"):
            read_observations(path, PLAN)
        monkeypatch.undo()
        for data in (b"no zip", _zip_of_nothing()):
            path.write_bytes(data)
            with pytest.raises(FileError, match=r"a workbook \(\.xlsx\)"):
                read_observations(path, PLAN)

    def test_what_reads_it_is_an_extra(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without openpyxl the message names the extra (design: errors)."""
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        with pytest.raises(MissingExtraError, match=r"install policytargets\[excel\]"):
            read_observations(tmp_path / "o.xlsx", PLAN)


def _zip_of_nothing() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w"):
        pass
    return stream.getvalue()


class TestParquet:
    """Parquet, where pyarrow is there."""

    def test_it_reads_like_a_frame(self, tmp_path: Path) -> None:
        """A .parquet file is its DataFrame (usage: an analyst works in a notebook)."""
        pytest.importorskip("pyarrow")
        pd.DataFrame({"indicator": ["share"], "period": [2017], "value": [15.5]}).to_parquet(tmp_path / "o.parquet")
        assert len(read_observations(tmp_path / "o.parquet", PLAN)) == 1
        (tmp_path / "o.parquet").write_bytes(b"none")
        with pytest.raises(FileError, match="a Parquet file"):
            read_observations(tmp_path / "o.parquet", PLAN)

    def test_the_frame_inside_is_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What pandas makes of the file is read as a DataFrame; what it cannot read is an error of ours."""
        frame = pd.DataFrame({"indicator": ["share"], "period": [2017], "value": [np.float32(15.1)]})
        (tmp_path / "o.parquet").write_bytes(b"PAR1")
        monkeypatch.setitem(sys.modules, "pyarrow", ModuleType("pyarrow"))
        monkeypatch.setattr(pd, "read_parquet", lambda *_, **__: frame)
        assert read_observations(tmp_path / "o.parquet", PLAN) == (
            Observation(indicator=SHARE, period=Year(2017), value="15.1 %"),
        )
        monkeypatch.setattr(pd, "read_parquet", lambda *_, **__: frame["none"])
        with pytest.raises(FileError, match="a Parquet file, got KeyError"):
            read_observations(tmp_path / "o.parquet", PLAN)

    def test_without_pyarrow(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is not there is named."""
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(MissingExtraError, match="install pyarrow"):
            read_observations(tmp_path / "o.parquet", PLAN)


class TestWriting:
    """What is written."""

    def test_the_file_is_what_one_would_write_by_hand(self, tmp_path: Path) -> None:
        """Words and not codes, where words say all of it (usage: a file of observations)."""
        entries: list[Observation | Occurrence] = [
            Observation(indicator=RATE, period=Year(2017), value="2.150 件/万人", status=ObservationStatus.PROVISIONAL),
            Observation(indicator=REVENUE, period=Year(2017), value="1.2 亿元", high="14000 万元", entity="haizhou"),
            Observation(indicator=SHARE, period=Year(2017), value="3 个百分点", since=Year(2015), source='a, "b"'),
            Observation(indicator=SHARE, period=Year(2017), value="15 %", plus_minus="0.5 个百分点"),
            Occurrence(milestone="pilot", not_by=Year(2017), published=dt.date(2018, 1, 1)),
        ]
        write_observations(entries, tmp_path / "o.csv")
        assert (tmp_path / "o.csv").read_bytes().decode().split("\n") == [
            HEADER,
            "invention_patents,,2017,2.150,,,件/万人,,provisional,,",
            "revenue,haizhou,2017,1.2,1.4,,亿元,,final,,",
            'share,,2017,3,,,个百分点,2015,final,,"a, ""b"""',
            "share,,2017,15,,0.5 个百分点,%,,final,,",
            "pilot,,,not by 2017,,,,,,2018-01-01,",
            "",
        ]
        assert read_observations(tmp_path / "o.csv", PLAN) == tuple(entries)

    def test_what_words_cannot_say_is_refused(self, tmp_path: Path) -> None:
        """A baseline amount whose price basis would be lost is not written (design: nothing is dropped)."""
        for amount in (Quantity("300 亿元", prices="current"), Quantity("300")):
            entry = Observation(indicator=REVENUE, period=Year(2017), value="6 %", since=Baseline(Year(2010), amount))
            with pytest.raises(FileError, match="a baseline whose words say all of it"):
                write_observations([entry], tmp_path / "o.csv")
        assert not (tmp_path / "o.csv").exists()

    def test_a_file_is_written_whole_or_not_at_all(self, tmp_path: Path) -> None:
        """A folder in the way, or a file as a folder, leaves nothing behind, and neither does a character that UTF-8 cannot hold."""
        (tmp_path / "o.csv").mkdir()
        with pytest.raises(FileError, match="a file that can be written"):
            write_observations([], tmp_path / "o.csv")
        with pytest.raises(FileError, match="a file that can be written"):
            write_observations([], Path(__file__) / "o.csv")
        entry = Occurrence(milestone="pilot", not_by=Year(2017), source="\ud800")
        with pytest.raises(FileError, match="a text that utf-8 can hold"):
            write_observations([entry], tmp_path / "p.csv")
        assert [path.name for path in tmp_path.iterdir()] == ["o.csv"]
