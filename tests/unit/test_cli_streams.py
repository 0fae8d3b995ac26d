"""`policytargets assess --out`: long files, row by row (issue: from one city to the whole country)."""

from __future__ import annotations

import datetime as dt
import signal
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import csv, parquet

import policytargets as pt
from policytargets import frames, methods
from policytargets.cli import main
from policytargets.frames import _streams

WRITTEN = """
policytargets: 1
title: 计划
indicators:
  invention_patents: {name: 发明专利拥有量, unit: 件/万人, counts: patent, nature: stock}
  firms_with_patents: {name: 占比, unit: "%", nature: share}
  patent_life: {name: 平均维持年限, unit: 年, nature: mean}
targets:
  invention_patents_2017: {indicator: invention_patents, at_least: 2.15 件/万人, due: 2017}
  firms_with_patents_2017: {indicator: firms_with_patents, at_least: 15 %, due: 2017}
  patent_life_2017: {indicator: patent_life, at_least: 6 年, due: 2017}
"""
Capture = pytest.CaptureFixture[str]

ROWS = pa.table(
    {
        "indicator": ["invention_patents", "invention_patents", "firms_with_patents", "nobody", "patent_life"],
        "value": [2.15, 2.1499, None, 1.0, 6.1],
        "period": ["2017"] * 5,
        "unit": ["件/万人", "件/万人", "%", None, "foo"],
        "note": ['a "quoted", word', "", None, "x", "NA"],
    }
)
ANSWERS = [
    ("invention_patents_2017", "met", None), ("invention_patents_2017", "not met", None),
    ("firms_with_patents_2017", "undetermined", "no_amount"), (None, None, "no_target"),
    ("patent_life_2017", None, "unknown_unit"),
]  # fmt: skip
COUNTED = "5 rows: 1 met, 1 not met, 1 undetermined, 1 no_target, 1 unknown_unit"


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A plan of three targets."""
    path = tmp_path_factory.mktemp("plan") / "plan.yaml"
    path.write_text(WRITTEN, encoding="utf-8")
    return str(path)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of two rows."""
    monkeypatch.setattr(_streams, "BATCH", 2)


def write(rows: pa.Table, path: Path) -> str:
    """Write rows as the ending says."""
    (csv.write_csv if path.suffix == ".csv" else parquet.write_table)(rows, path)
    return str(path)


def read(path: Path) -> pa.Table:
    """Read what was written; an empty cell is a null."""
    if path.suffix == ".parquet":
        return parquet.read_table(path)
    names = path.read_text(encoding="utf-8").splitlines()[0].replace('"', "").split(",")
    kinds = {name: pa.float64() if name in {"value", "margin"} else pa.string() for name in names}
    return csv.read_csv(
        path, convert_options=csv.ConvertOptions(column_types=kinds, strings_can_be_null=True, null_values=[""])
    )


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("source", ["rows.parquet", "rows.csv"])
@pytest.mark.parametrize("out", ["result.parquet", "result.csv"])
def test_each_row_is_decided_as_in_a_table(
    tmp_path: Path, capsys: Capture, source: str, out: str, plan_file: str
) -> None:
    """Law: the file says what `frames.decide` says of the same rows, and the shell counts it (issue: one truth)."""
    rows = write(ROWS, tmp_path / source)
    assert main(["assess", plan_file, "--observations", rows, "--out", str(tmp_path / out)]) == 0
    assert capsys.readouterr().out == f"{tmp_path / out}: {COUNTED}\n"
    found = read(tmp_path / out)
    whole = frames.decide(ROWS, pt.load(plan_file))
    assert found.column_names == whole.column_names
    assert [tuple(row.values()) for row in found.select(["target", "verdict", "reason"]).to_pylist()] == ANSWERS
    assert found["margin"].to_pylist() == whole["margin"].to_pylist()
    assert found["indicator"].to_pylist() == ROWS["indicator"].to_pylist()
    assert [entry or None for entry in found["note"].to_pylist()] == [
        entry or None for entry in ROWS["note"].to_pylist()
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([source, out])


@pytest.mark.usefixtures("small")
def test_columns_entities_methods_and_prefixes_are_asked_for(tmp_path: Path, capsys: Capture, plan_file: str) -> None:
    """Law: what `frames.decide` takes, the shell takes."""
    rows = ROWS.rename_columns(["indicator", "amount", "period", "unit", "verdict"]).append_column(
        "entity", [["elsewhere"] * 5]
    )
    options = ["--column", "value=amount", "--each", "--method", "LinearShare", "--prefix", "pt_"]
    for name in ("rows.parquet", "rows.csv"):
        source = write(rows, tmp_path / name)
        assert (
            main(["assess", plan_file, "--observations", source, "--out", str(tmp_path / "out.parquet"), *options]) == 0
        )
        assert COUNTED in capsys.readouterr().out
        expected = frames.decide(
            rows, pt.load(plan_file), columns={"value": "amount"}, each=True, method=methods.LinearShare(), prefix="pt_"
        )
        found = read(tmp_path / "out.parquet")
        assert found.column_names == expected.column_names
        assert [row["pt_outlook_reason"] for row in found.to_pylist()] == [
            row["pt_outlook_reason"] for row in expected.to_pylist()
        ]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("source", ["rows.parquet", "rows.csv"])
def test_a_row_for_each_target(tmp_path: Path, capsys: Capture, source: str) -> None:
    """Law: rows that meet several targets are written once for each, as in a table."""
    works = pt.Indicator(id="works", name="works", unit="work", nature="stock")
    levels = {"least": "5 work", "hoped": "9 work"}
    targets = [
        pt.Target(id=name, indicator=works, criterion=pt.AtLeast(level), due=pt.Year(2017))
        for name, level in levels.items()
    ]
    plan = pt.Plan(title="plan", indicators=[works], targets=targets)
    pt.dump(plan, tmp_path / "plan.yaml")
    rows = pa.table({"indicator": ["works", "none", "works"], "value": [7.0, 7.0, 3.0], "note": ["a", "b", "c"]})
    asked = ["assess", str(tmp_path / "plan.yaml"), "--observations", write(rows, tmp_path / source)]
    assert main([*asked, "--out", str(tmp_path / "out.csv"), "--explode", "--progress"]) == 0
    shown = capsys.readouterr()
    assert "5 rows: 1 met, 3 not met, 0 undetermined, 1 no_target" in shown.out
    assert shown.err.splitlines()[-1].startswith("3 rows")
    expected = frames.decide(rows, plan, explode=True)
    assert [row["note"] for row in read(tmp_path / "out.csv").to_pylist()] == expected["note"].to_pylist()
    assert read(tmp_path / "out.csv")["verdict"].to_pylist() == expected["verdict"].to_pylist()


def test_text_that_is_no_number_is_named(tmp_path: Path, capsys: Capture, plan_file: str) -> None:
    """Law: a cell of CSV that is no number is counted, never dropped or not met (issue); numbers mean what they write."""
    source = tmp_path / "rows.csv"
    amounts = ["2.150", " +2.15 ", "215e-2", ".5", "many", "nan", "inf", "", "２.15", "1_0"]
    body = "".join(f"invention_patents,2017,{amount}\n" for amount in amounts)
    source.write_bytes("\ufeffindicator,period,value\n".encode() + body.encode())
    assert main(["assess", plan_file, "--observations", str(source), "--out", str(tmp_path / "out.csv")]) == 0
    assert "10 rows: 3 met, 1 not met, 6 undetermined, 5 not_a_number" in capsys.readouterr().out
    found = read(tmp_path / "out.parquet") if (tmp_path / "out.parquet").exists() else None
    assert found is None
    assert [line.split(",")[2] for line in (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[1:]] == [
        f'"{amount}"' if amount else "" for amount in amounts
    ]


def test_another_encoding(tmp_path: Path, capsys: Capture, plan_file: str) -> None:
    """Law: GBK as Chinese Excel saves it is read when it is named, and refused when not (observation files)."""
    source = tmp_path / "rows.csv"
    source.write_text("indicator,period,value,unit\ninvention_patents,2017,2.15,件/万人\n", encoding="gb18030")
    asked = ["assess", plan_file, "--observations", str(source), "--out", str(tmp_path / "out.csv")]
    assert main([*asked, "--encoding", "gb18030"]) == 0
    assert "1 met" in capsys.readouterr().out
    (tmp_path / "out.csv").unlink()
    for options in ([], ["--encoding", "no-such"]):
        assert main([*asked, *options]) == 1
        shown = capsys.readouterr().err
        assert "rows.csv: expected a csv file" in shown
        assert "Traceback" not in shown
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]


def test_no_rows_give_a_file_of_the_same_columns(tmp_path: Path, capsys: Capture, plan_file: str) -> None:
    """Law: an empty result of the right schema (issue: done when)."""
    for name in ("rows.parquet", "rows.csv"):
        source = write(ROWS.slice(0, 0), tmp_path / name)
        assert main(["assess", plan_file, "--observations", source, "--out", str(tmp_path / "out.parquet")]) == 0
        assert "0 rows: 0 met" in capsys.readouterr().out
        assert read(tmp_path / "out.parquet").column_names == frames.decide(ROWS, pt.load(plan_file)).column_names


class TestProgress:
    """How far it is, on stderr."""

    @pytest.mark.usefixtures("small")
    def test_it_is_shown_when_asked_for(self, tmp_path: Path, capsys: Capture, plan_file: str) -> None:
        """Law: with `--progress`, line by line; else a shell without a terminal sees nothing (issue)."""
        asked = ["assess", plan_file, "--out", str(tmp_path / "out.parquet"), "--observations"]
        assert main([*asked, write(ROWS, tmp_path / "rows.parquet"), "--progress"]) == 0
        assert capsys.readouterr().err.splitlines() == [
            "2 rows of 5 (40 %)",
            "4 rows of 5 (80 %)",
            "5 rows of 5 (100 %)",
        ]
        assert main([*asked, write(ROWS, tmp_path / "rows.csv"), "--progress"]) == 0
        assert capsys.readouterr().err == "5 rows\n"
        assert main([*asked, str(tmp_path / "rows.csv")]) == 0
        assert capsys.readouterr().err == ""

    def test_a_terminal_sees_one_line(
        self, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, plan_file: str
    ) -> None:
        """Law: on a terminal it is one line that is written over."""
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)
        source = write(ROWS, tmp_path / "rows.parquet")
        assert main(["assess", plan_file, "--observations", source, "--out", str(tmp_path / "out.csv")]) == 0
        assert capsys.readouterr().err == "\r5 rows of 5 (100 %)\n"


class TestRefused:
    """One clear message, exit code 1 (wrong usage: 2), and no half-written file."""

    @pytest.mark.parametrize(
        ("source", "out", "words"),
        [
            ("missing.parquet", "out.parquet", "missing.parquet: expected a file that can be read, got none"),
            ("missing.csv", "out.parquet", "missing.csv: expected a file that can be read, got none"),
            ("folder.parquet", "out.parquet", "folder.parquet: expected a file that can be read"),
            ("broken.parquet", "out.parquet", "broken.parquet: expected a parquet file"),
            ("cut.csv", "out.parquet", "cut.csv: expected a csv file"),
            ("rows.xlsx", "out.parquet", "rows.xlsx: expected .parquet or .csv"),
            ("rows.parquet", "out", "out: expected .parquet or .csv, got no ending"),
            ("rows.parquet", "rows.parquet", "expected another file than the one that is read"),
            ("rows.parquet", "nowhere/out.parquet", "expected a file that can be written"),
            ("rows.parquet", "cut.csv/out.parquet", "expected a file that can be written"),
            ("wrong.parquet", "out.parquet", "say which column holds the value"),
            ("wrong.csv", "out.parquet", "say which column holds the value"),
            ("twice.csv", "out.parquet", "each column once, got 'value'"),
            ("lists.parquet", "out.csv", "columns that the file can hold"),
        ],
    )
    def test_what_is_wrong_is_said(  # noqa: PLR0913, PLR0917 -- fixtures and cases
        self, tmp_path: Path, capsys: Capture, source: str, out: str, words: str, plan_file: str
    ) -> None:
        """Law: missing, broken and wrong files, and places that cannot be written to (issue; design: problems)."""
        (tmp_path / "folder.parquet").mkdir()
        (tmp_path / "broken.parquet").write_bytes(b"PAR1 no parquet")
        (tmp_path / "cut.csv").write_text("indicator,value\nx,1,2,3\n", encoding="utf-8")
        (tmp_path / "twice.csv").write_text("indicator,value,value\nx,1,2\n", encoding="utf-8")
        write(ROWS, tmp_path / "rows.parquet")
        write(ROWS.append_column("lists", [[[1]] * 5]), tmp_path / "lists.parquet")
        for name in ("wrong.parquet", "wrong.csv"):
            write(ROWS.rename_columns(["indicator", "amount", "period", "unit", "note"]), tmp_path / name)
        before = sorted(path.name for path in tmp_path.iterdir())
        assert main(["assess", plan_file, "--observations", str(tmp_path / source), "--out", str(tmp_path / out)]) == 1
        shown = capsys.readouterr()
        assert words in shown.err
        assert shown.out == ""
        assert sorted(path.name for path in tmp_path.iterdir()) == before

    @pytest.mark.usefixtures("small")
    def test_a_fault_half_way_leaves_the_old_file(
        self, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, plan_file: str
    ) -> None:
        """Law: what was there stays as it was, and nothing half-written beside it."""
        source, out = write(ROWS, tmp_path / "rows.parquet"), tmp_path / "out.csv"
        out.write_text("old", encoding="utf-8")
        plain = parquet.ParquetFile.iter_batches

        def broken(held: Any, size: int) -> Iterator[pa.RecordBatch]:
            yield next(plain(held, size))
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(parquet.ParquetFile, "iter_batches", broken)
        assert main(["assess", plan_file, "--observations", source, "--out", str(out)]) == 1
        assert "input/output error" in capsys.readouterr().err
        assert out.read_text(encoding="utf-8") == "old"
        assert len(list(tmp_path.iterdir())) == 2

    @pytest.mark.usefixtures("small")
    @pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
    def test_being_stopped_leaves_the_old_file(
        self, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, plan_file: str, name: str
    ) -> None:
        """Law: whoever ends it half-way finds nothing half-written, and reads no traceback (design: problems)."""
        source, out = write(ROWS, tmp_path / "rows.parquet"), tmp_path / "out.csv"
        number, plain = getattr(signal, name), parquet.ParquetFile.iter_batches
        usual = signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL

        def stopped(held: Any, size: int) -> Iterator[pa.RecordBatch]:
            yield next(plain(held, size))
            signal.raise_signal(number)

        monkeypatch.setattr(parquet.ParquetFile, "iter_batches", stopped)
        before = signal.signal(number, usual)  # whoever started the tests may have it ignored, as nohup does
        try:
            assert main(["assess", plan_file, "--observations", source, "--out", str(out)]) == 130
            assert signal.getsignal(number) is usual
        finally:
            signal.signal(number, before)
        assert capsys.readouterr().err == "stopped; nothing half-written is left\n"
        assert [path.name for path in tmp_path.iterdir()] == ["rows.parquet"]

    def test_a_column_is_named_once(self, tmp_path: Path, capsys: Capture, plan_file: str) -> None:
        """Law: of two names for one column none is taken in silence (design: nothing is guessed)."""
        asked = ["assess", plan_file, "--observations", "rows.csv", "--out", str(tmp_path / "out.csv")]
        assert main([*asked, "--column", "value=value", "--column", "value=period"]) == 1
        assert "--column: expected one column for value, got value=value and value=period" in capsys.readouterr().err

    @pytest.mark.parametrize("kind", [pa.date32(), pa.timestamp("s")])
    def test_periods_may_be_days(self, tmp_path: Path, capsys: Capture, plan_file: str, kind: pa.DataType) -> None:
        """Law: a day of a file is read as in a table (issue: files)."""
        rows = pa.table({"indicator": ["x"], "value": [1.0], "period": pa.array([dt.date(2017, 12, 31)]).cast(kind)})
        source = write(rows, tmp_path / "rows.parquet")
        assert main(["assess", plan_file, "--observations", source, "--out", str(tmp_path / "out.csv")]) == 0
        assert "1 no_target" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            (["--as-of", "2018", "--out", "x.csv"], "leave --as-of out"),
            (["--as-of", "2018", "--each"], "--each is of --out"),
            (["--as-of", "2018", "--prefix", "x"], "--prefix is of --out"),
            (["--out", "x.csv", "--column", "value"], "a pair such as value=amount"),
        ],
    )
    def test_options_that_do_not_go_together(
        self, capsys: Capture, options: list[str], words: str, plan_file: str
    ) -> None:
        """Law: an option without a meaning is not passed over in silence."""
        with pytest.raises(SystemExit, match="2"):
            main(["assess", plan_file, "--observations", "rows.csv", *options])
        assert words in capsys.readouterr().err

    def test_an_encoding_is_of_csv(self, tmp_path: Path, capsys: Capture, plan_file: str) -> None:
        """Law: as when observations are read."""
        source = write(ROWS, tmp_path / "rows.parquet")
        asked = [
            "assess",
            plan_file,
            "--observations",
            source,
            "--out",
            str(tmp_path / "out.csv"),
            "--encoding",
            "gb18030",
        ]
        assert main(asked) == 1
        assert "no encoding for this kind of file" in capsys.readouterr().err


def peak(source: str, out: Path, plan: pt.Plan) -> int:
    """Give how many bytes were held at most, by numpy and Python at any time, and by Arrow after a batch."""
    before, held = pa.total_allocated_bytes(), [0]
    tracemalloc.start()
    try:
        _streams.decide_file(
            source,
            str(out),
            plan,
            columns={},
            each=False,
            explode=False,
            method=None,
            encoding=None,
            prefix="",
            progress=lambda *_: held.append(pa.total_allocated_bytes() - before),
        )
        return tracemalloc.get_traced_memory()[1] + max(held)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_memory_does_not_grow_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, plan_file: str
) -> None:
    """Law: what a file of sixteen batches takes is what one of eight takes, and a quarter (issue: bounded memory)."""
    batch = 1 << 14 if ending == "parquet" else 1 << 11
    monkeypatch.setattr(_streams, "BATCH", batch)
    monkeypatch.setattr(_streams, "_BYTES", 1 << 13)
    held = pd.DataFrame(
        {"indicator": "invention_patents", "value": 2.15, "period": "2017", "note": range(10**6, 10**6 + 16 * batch)}
    )
    rows = pa.Table.from_pandas(held.astype({"note": "string"}), preserve_index=False)
    plan = pt.load(plan_file)
    peaks = [
        peak(write(rows.slice(0, times * batch), tmp_path / f"{times}.{ending}"), tmp_path / f"out.{ending}", plan)
        for times in (1, 8, 16)  # the first run fills what is kept for good
    ]
    assert peaks[2] < 1.25 * peaks[1], peaks
