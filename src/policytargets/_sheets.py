"""Tables of observations as they come in: rows of text cells out of CSV, .xlsx, .parquet and DataFrames.

Nothing is interpreted here but the cell itself: a number becomes its shortest decimal, a missing value an empty text.
What cannot be told without a guess (a date where a period is asked, infinity, a formula without result) is a fault.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import math
import re
import warnings
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from policytargets._files import read_bytes
from policytargets._numbers import plain
from policytargets.errors import FileError, InvalidValueError, MissingExtraError, PolicyTargetsError
from policytargets.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pandas import DataFrame

MOST_BYTES = 64 * 2**20
MOST_ROWS = 1_000_000
_MOST_UNPACKED = 1024 * 2**20
_MOST_BITS = 2000  # of a whole number; more digits than numbers may have
_DAYS = ("published",)
_AMOUNTS = ("value", "high", "plus_minus")
_FREQUENCIES = {"Y": "%Y", "A": "%Y", "M": "%Y-%m", "D": "%Y-%m-%d"}


@attrs.frozen(kw_only=True)
class Row:
    """A row: its name in messages, its line where the file has lines, its cells, and cells that cannot be told."""

    name: str
    line: int | None = None
    cells: tuple[str, ...] = ()
    faults: tuple[tuple[int, PolicyTargetsError], ...] = ()


@attrs.frozen(kw_only=True)
class Sheet:
    """A table: where it comes from, the names of its columns, its rows, and what stopped the reading."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def sheet_of(source: Any, encoding: str | None, form: str | None, name: str | None) -> Sheet:
    """Read a path or a DataFrame; see `policytargets.observation_files.read_observations`."""
    if not isinstance(source, (str, Path)):
        from pandas import DataFrame  # noqa: PLC0415 -- only when a table may be at the door

        if not isinstance(source, DataFrame):
            raise InvalidValueError("read_observations: source", "a path or a pandas DataFrame", repr(source)[:80],
                                    "pass the name of a file, or the frame to frames.to_observations")  # fmt: skip
        _refuse(encoding=encoding, format=form, sheet=name)
        return _from_frame(source, "DataFrame")
    path = Path(source)
    form = form or path.suffix.lower().removeprefix(".")
    if form == "csv":
        _refuse(sheet=name)
        return _from_csv(path, encoding or "utf-8")
    _refuse(encoding=encoding)
    if form == "xlsx":
        return _from_excel(path, name)
    _refuse(sheet=name)
    if form == "parquet":
        return _from_parquet(path)
    raise FileError(str(path), ".csv, .xlsx or .parquet", form or "no ending", "say format='csv', 'xlsx' or 'parquet'")


def _refuse(**given: str | None) -> None:
    for option, value in given.items():
        if value is not None:
            raise InvalidValueError(
                f"read_observations: {option}", f"no {option} for this kind of source", repr(value), "leave it out"
            )


def _made(file: str, header: Sequence[str], rows: Iterable[Row], problems: Iterable[Problem] = ()) -> Sheet:
    """Make a sheet; empty columns at the end of the header are none."""
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    kept = tuple(row for row in rows if any(cell.strip() for cell in row.cells) or row.faults)
    if len(kept) > MOST_ROWS:
        raise FileError(file, f"at most {MOST_ROWS:,} rows", f"{len(kept):,}", "split the table")
    return Sheet(file=file, columns=tuple(names), rows=kept, problems=tuple(problems))


def _from_csv(path: Path, encoding: str) -> Sheet:
    file = str(path)
    reader = csv.reader(io.StringIO(_decoded(read_bytes(path, MOST_BYTES), file, encoding), newline=""), strict=True)
    header: list[str] = []
    rows: list[Row] = []
    problems: list[Problem] = []
    line = 1
    try:
        for cells in reader:
            if not header:
                header = cells
            else:
                rows.append(Row(name=str(line), line=line, cells=tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = "put a text with a comma or a quote into double quotes, and double the quotes in it"
        problems.append(Problem(path=f"row {line}", expected="a row of CSV", got=str(error), remedy=remedy, file=file,
                                line=line))  # fmt: skip
    return _made(file, header, rows, problems)


def _decoded(data: bytes, file: str, encoding: str) -> str:
    try:
        codec = codecs.lookup(encoding)
        return codec.decode(data, "strict")[0].removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        got = f"the byte 0x{data[error.start]:02x} in line {line}"
    except (LookupError, TypeError, ValueError):
        raise InvalidValueError(
            "read_observations: encoding", "the name of an encoding of text", repr(encoding), "write 'gb18030' for GBK"
        ) from None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        remedy = 'pass encoding="utf-16", or save it as UTF-8'
    else:
        remedy = 'pass encoding="gb18030" if it was saved as GBK (Chinese Excel does so), or save it as UTF-8'
    raise FileError(file, f"a text in {encoding.upper()}", got, remedy)


def _from_excel(path: Path, name: str | None) -> Sheet:
    file = str(path)
    try:
        import openpyxl  # noqa: PLC0415 -- an extra
    except ImportError:
        raise MissingExtraError(
            file, "openpyxl, which reads .xlsx", "none installed", "install policytargets[excel], or save it as CSV"
        ) from None
    data = read_bytes(path, MOST_BYTES)
    try:
        _check_unpacked(data, file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of openpyxl: about styles and the like it leaves out
            shown, stored = (
                openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=only) for only in (True, False)
            )
            title = _title_of(file, [sheet.title for sheet in shown.worksheets], name)
            lines = zip(shown[title].iter_rows(), stored[title].iter_rows(), strict=True)
            header = [str(cell.value) if cell.value is not None else "" for cell in next(lines, ((), ()))[0]]
            rows = [_excel_row(number, cells, origins, header) for number, (cells, origins) in enumerate(lines, 2)]
    except PolicyTargetsError:
        raise
    except Exception as error:  # noqa: BLE001 -- a broken workbook fails anywhere inside openpyxl
        got = f"{type(error).__name__}: {error}"
        raise FileError(file, "a workbook (.xlsx)", got, "save it anew as .xlsx") from None
    return _made(file, header, rows)


def _check_unpacked(data: bytes, file: str) -> None:
    import zipfile  # noqa: PLC0415 -- only for .xlsx

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
            raise FileError(file, f"at most {_MOST_UNPACKED:,} bytes unpacked", "more", "split the workbook")


def _title_of(file: str, titles: list[str], name: str | None) -> str:
    """Choose the sheet: the one named, else the one called ``observations``, else the only one."""
    for wanted in (name,) if name is not None else ("observations", *(titles if len(titles) == 1 else ())):
        if wanted in titles:
            return str(wanted)
    got = "、".join(titles)
    raise FileError(file, f"a sheet {name or 'observations'!r}", got, "pass sheet= with the name of the sheet")


def _excel_row(number: int, cells: Sequence[Any], origins: Sequence[Any], header: Sequence[str]) -> Row:
    texts = [""] * len(cells)
    faults: list[tuple[int, PolicyTargetsError]] = []
    for index, (cell, origin) in enumerate(zip(cells, origins, strict=True)):
        column = header[index].strip() if index < len(header) else ""
        try:
            texts[index] = _excel_text(cell, origin, column)
        except PolicyTargetsError as error:
            faults.append((index, error))
    return Row(name=str(number), line=number, cells=tuple(texts), faults=tuple(faults))


def _excel_text(cell: Any, origin: Any, column: str) -> str:
    value = cell.value
    if cell.data_type == "e":
        raise InvalidValueError("cell", "a value", f"the error {value}", "mend the cell or leave it empty")
    if value is None and origin.data_type == "f":
        raise InvalidValueError(
            "cell", "the result of its formula", "none saved", "open the workbook in Excel and save it"
        )
    amount = column in _AMOUNTS and isinstance(value, (int, float)) and not isinstance(value, bool)
    if amount and "%" in re.sub(r'"[^"]*"|\\.', "", cell.number_format or ""):
        return f"{plain(Fraction(cell_text(value, column)) * 100)}%"
    return cell_text(value, column)


def _from_parquet(path: Path) -> Sheet:
    file = str(path)
    try:
        import_module("pyarrow")
    except ImportError:
        raise MissingExtraError(
            file, "pyarrow, which reads .parquet", "none installed", "install pyarrow, or save it as CSV"
        ) from None
    import pandas as pd  # noqa: PLC0415 -- its one use here

    data = read_bytes(path, MOST_BYTES)
    try:
        frame = pd.read_parquet(io.BytesIO(data), engine="pyarrow")
    except Exception as error:  # noqa: BLE001 -- pyarrow raises its own errors for a broken file
        raise FileError(file, "a Parquet file", f"{type(error).__name__}: {error}", "write the file anew") from None
    return _from_frame(frame, file)


def _from_frame(frame: DataFrame, file: str) -> Sheet:
    columns = [str(column) for column in frame.columns]
    arrays = [frame.iloc[:, position].array for position in range(len(columns))]
    labels = list(frame.index) if frame.index.is_unique else range(len(frame))
    return _made(file, columns, _frame_rows(labels, arrays, columns))


def _frame_rows(labels: Iterable[Any], arrays: Sequence[Any], columns: Sequence[str]) -> Iterator[Row]:
    for position, label in enumerate(labels):
        texts = [""] * len(columns)
        faults: list[tuple[int, PolicyTargetsError]] = []
        for index, column in enumerate(columns):
            try:
                texts[index] = cell_text(arrays[index][position], column)
            except PolicyTargetsError as error:
                faults.append((index, error))
        yield Row(name=str(label), cells=tuple(texts), faults=tuple(faults))


def cell_text(cell: Any, column: str) -> str:
    """Give the text of a cell: a number as its shortest decimal, None, NaN and NaT as an empty text.

    Raises:
        InvalidValueError: what the cell says cannot be told, or is no amount.
    """
    if isinstance(cell, str):
        return cell
    if cell is None or type(cell).__name__ in {"NaTType", "NAType"}:
        return ""
    if isinstance(cell, dt.date):
        return _day_text(cell, column)
    return _period_text(cell) if hasattr(cell, "freqstr") else _number_text(cell)


def _number_text(cell: Any) -> str:
    kept = cell.item() if hasattr(cell, "dtype") and hasattr(cell, "item") else cell
    if isinstance(kept, Decimal):
        return "" if kept.is_nan() else _finite(str(kept), finite=kept.is_finite())
    if isinstance(kept, float):
        # str() of the cell itself: the shortest decimal of a 32-bit number is not that of the same 64-bit number.
        return "" if math.isnan(kept) else plain(Fraction(_finite(str(cell), finite=math.isfinite(kept))))
    if isinstance(kept, Fraction):
        return plain(kept)
    if isinstance(kept, bool) or (isinstance(kept, int) and kept.bit_length() <= _MOST_BITS):
        return str(kept)
    raise InvalidValueError("cell", "a text, a number or a day", type(cell).__name__, "write it as text")


def _finite(text: str, *, finite: bool) -> str:
    if not finite:
        raise InvalidValueError("cell", "a finite number", text, "leave a missing amount empty")
    return text


def _day_text(cell: dt.date, column: str) -> str:
    if column == "period" or column in _AMOUNTS:
        expected = "a period" if column == "period" else "an amount"
        remedy = "write it as text, such as 2017, 2017-Q1 or 2017-11 (in Excel, format the cell as text first)"
        raise InvalidValueError("cell", f"{expected}, not a date", str(cell), remedy)
    if isinstance(cell, dt.datetime):
        if column in _DAYS and (cell.hour, cell.minute, cell.second, cell.microsecond) != (0, 0, 0, 0):
            raise InvalidValueError("cell", "a day without a time", str(cell), "leave the time out")
        cell = cell.date()
    return cell.isoformat()


def _period_text(cell: Any) -> str:
    kind, _, end = str(cell.freqstr).partition("-")
    if kind == "Q" and end == "DEC":
        return f"{cell.year:04}-Q{cell.quarter}"
    if kind in _FREQUENCIES and end in {"", "DEC"}:
        return str(cell.strftime(_FREQUENCIES[kind]))
    raise InvalidValueError("cell", "a calendar year, quarter, month or day", str(cell.freqstr), "write it as text")
