"""The command line: what goes where, and with which exit code (issue: what a person sees and runs)."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from policytargets.cli import main

FOLDER = files("fuxin_2017")
PLAN = str(FOLDER / "plan.yaml")
OBSERVED = str(FOLDER / "observations_illustrative.csv")
AS_OF = ("--observations", OBSERVED, "--as-of", "2018")

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """A plan file with two faults."""
    path = tmp_path / "broken.yaml"
    path.write_text("policytargets: 1\ntitle: 计划\ntargts: {}\narea: x\n", encoding="utf-8")
    return str(path)


class TestCheck:
    """`check` shows all problems on stderr and counts on stdout."""

    def test_a_plan_with_warnings_only_is_fine(self, capsys: Capture) -> None:
        """Warnings never stop anybody: exit code 0."""
        assert main(["check", PLAN]) == 0
        shown = capsys.readouterr()
        assert "0 errors, 12 warnings" in shown.out
        assert "18 targets" in shown.out
        assert len(shown.err.splitlines()) == 12

    def test_errors_end_with_1_and_name_their_lines(self, broken: str, capsys: Capture) -> None:
        """All faults at once, each with path and line."""
        assert main(["check", broken]) == 1
        shown = capsys.readouterr()
        assert f"{broken}:3: targts" in shown.err
        assert f"{broken}:4: area" in shown.err
        assert "errors" in shown.out

    def test_a_file_that_is_not_there_is_said_in_one_line(self, capsys: Capture) -> None:
        """No traceback from below."""
        assert main(["check", "no_such_plan.yaml"]) == 1
        assert "Traceback" not in capsys.readouterr().err


class TestAssess:
    """`assess` says how each item stands."""

    def test_the_table_names_every_item_and_marks_illustrative_data(self, capsys: Capture) -> None:
        """Illustrative data are marked wherever they appear."""
        assert main(["assess", PLAN, *AS_OF]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == 1 + 40
        met = next(line for line in lines if line.startswith("invention_patents_2017"))
        assert "已完成" in met
        assert "示意数据" in met
        assert sum("不作判定" in line for line in lines) == 18  # an aim has no data that could decide it
        assert not any("有数据但无法判定" in line and "原文未给出可衡量的标准" in line for line in lines)

    def test_english_is_asked_for(self, capsys: Capture) -> None:
        """`--lang en` shows English."""
        assert main(["assess", PLAN, *AS_OF, "--lang", "en"]) == 0
        assert "on time" in capsys.readouterr().out

    def test_json_is_what_to_dict_gives(self, capsys: Capture) -> None:
        """For tools: JSON on stdout and nothing else."""
        assert main(["assess", PLAN, *AS_OF, "--format", "json"]) == 0
        found = json.loads(capsys.readouterr().out)
        verdicts = {item["item"]["id"] if isinstance(item["item"], dict) else item["item"]: item["verdict"]
                    for item in found["attainments"]}  # fmt: skip
        assert verdicts["invention_patents_2017"] == "met"
        assert verdicts["response_rate_2017"] == "undetermined"

    def test_csv_has_one_row_for_each_item(self, capsys: Capture) -> None:
        """For spreadsheets: a header and one row for each item."""
        assert main(["assess", PLAN, *AS_OF, "--format", "csv"]) == 0
        assert len(list(csv.DictReader(io.StringIO(capsys.readouterr().out)))) == 40

    def test_faulty_rows_are_all_named(self, tmp_path: Path, capsys: Capture) -> None:
        """A bad row names row and column."""
        rows = tmp_path / "rows.csv"
        rows.write_text(
            "indicator,period,value,unit\nno_such,2017,1,件\ninvention_patents,soon,x,件\n", encoding="utf-8"
        )
        assert main(["assess", PLAN, "--observations", str(rows), "--as-of", "2018"]) == 1
        shown = capsys.readouterr().err
        assert "no_such" in shown
        assert "period" in shown

    def test_a_row_without_an_amount_is_noted(self, tmp_path: Path, capsys: Capture) -> None:
        """Nothing is dropped without a word, and no Python warning is shown raw."""
        rows = tmp_path / "rows.csv"
        rows.write_text("indicator,period,value,unit\ninvention_patents,2017,,件/万人\n", encoding="utf-8")
        assert main(["assess", PLAN, "--observations", str(rows), "--as-of", "2018"]) == 0
        shown = capsys.readouterr().err
        assert "no amount in row 2" in shown
        assert "warnings.warn" not in shown

    def test_a_period_that_cannot_be_read_is_said(self, capsys: Capture) -> None:
        """Four parts, and the character that stopped the reading."""
        assert main(["assess", PLAN, "--observations", OBSERVED, "--as-of", "2O18"]) == 1
        assert "expected" in capsys.readouterr().err

    def test_a_broken_plan_is_not_assessed(self, broken: str, capsys: Capture) -> None:
        """Errors stop; all of them are shown."""
        assert main(["assess", broken, *AS_OF]) == 1
        assert "targts" in capsys.readouterr().err

    def test_wrong_usage_is_2(self, capsys: Capture) -> None:
        """argparse's own message and code."""
        with pytest.raises(SystemExit, match="2"):
            main(["assess", PLAN])
        assert "--as-of" in capsys.readouterr().err


class TestReportAndTables:
    """`report` and `tables` write files and say which."""

    def test_the_report_is_written_and_counted(self, tmp_path: Path, capsys: Capture) -> None:
        """One page; the counts of the verdicts are printed."""
        out = tmp_path / "report.html"
        assert main(["report", PLAN, *AS_OF, "--out", str(out)]) == 0
        assert out.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
        assert "40 items: 8 met, 3 not met, 29 undetermined" in capsys.readouterr().out

    def test_a_folder_that_is_not_there_is_said(self, tmp_path: Path, capsys: Capture) -> None:
        """No half-written file, no traceback."""
        out = tmp_path / "missing" / "report.html"
        assert main(["report", PLAN, *AS_OF, "--out", str(out)]) == 1
        assert "Traceback" not in capsys.readouterr().err
        assert not out.exists()

    def test_the_tables_are_written(self, tmp_path: Path, capsys: Capture) -> None:
        """Each tidy table of the plan is a CSV file."""
        assert main(["tables", PLAN, "--out", str(tmp_path)]) == 0
        names = {Path(line).name for line in capsys.readouterr().out.splitlines()}
        assert {
            f"{name}.csv" for name in ("targets", "measures", "responsibilities", "rules", "organisations", "findings")
        } <= names


class TestModule:
    """``python -m policytargets`` is the same command line."""

    def test_it_runs(self) -> None:
        """With its exit code."""
        done = subprocess.run(
            [sys.executable, "-m", "policytargets", "check", PLAN],
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0
        assert "18 targets" in done.stdout

    def test_a_folder_is_no_plan_file(self, tmp_path: Path, capsys: Capture) -> None:
        """Said in one line."""
        assert main(["check", str(tmp_path)]) == 1
        assert "Traceback" not in capsys.readouterr().err
