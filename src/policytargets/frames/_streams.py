"""A file of observed amounts decided row by row, in as much memory as a few batches of rows take, however long it is."""

from __future__ import annotations

import os
import re
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import attrs
import pandas as pd
import pyarrow as pa
from pyarrow import csv, parquet

from policytargets.errors import FileError
from policytargets.frames import _doors
from policytargets.frames._tables import FAULTS
from policytargets.outlooks import Method
from policytargets.plans import Plan

BATCH = 1 << 18
"""Rows that are held at once."""

_BYTES = 1 << 20
_ENDINGS = (".parquet", ".csv")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


@attrs.frozen(kw_only=True)
class Told:
    """What became of the rows of a file.

    Attributes:
        rows: how many were written.
        verdicts: how many had each verdict; None is a row with something wrong.
        faults: how many had each thing wrong.
    """

    rows: int
    verdicts: Mapping[str | None, int]
    faults: Mapping[str, int]


def decide_file(  # noqa: PLR0913 -- what a frame is decided by has these sources
    source: str,
    out: str,
    plan: Plan,
    *,
    columns: Mapping[str, str],
    each: bool,
    explode: bool,
    method: Method | None,
    encoding: str | None,
    prefix: str,
    progress: Callable[[int, int | None], None],
) -> Told:
    """Decide each row of a file as `frames.decide` does, and write it with its answers to another, whole or not at all.

    Args:
        source: a .parquet or .csv file. Amounts of CSV are read as floats; what is no number is told so.
        out: where to write, likewise.
        plan: whose targets.
        columns: which column holds what.
        each: whether a target that names no entity is asked of every entity.
        explode: whether a row that meets several targets becomes a row for each.
        method: by which status and share are said too.
        encoding: of a CSV file that is not UTF-8.
        prefix: put before the names of the columns that are added.
        progress: told after each batch how many rows are decided, and of how many where that is known.

    Raises:
        FileError: one of the files cannot be read or written.
        UnknownReferenceError: a column that is not there.
    """
    for path in (source, out):
        if Path(path).suffix.lower() not in _ENDINGS:
            raise FileError(path, " or ".join(_ENDINGS), Path(path).suffix or "no ending", "name such a file")
    rows = _Rows.of(Path(source), encoding)
    if Path(out).exists() and Path(out).samefile(source):
        raise FileError(out, "another file than the one that is read", source, "name another place")

    def decided(table: pa.Table) -> pa.Table:
        frame = _numbered(table, columns.get("value", "value")) if rows.texts else table
        found = _doors.decide(frame, plan, columns, each=each, explode=explode, method=method, prefix=prefix)
        return _behind(table, found)

    verdicts: Counter[str | None] = Counter()
    reasons: Counter[str | None] = Counter()
    done = 0
    with _written(Path(out), decided(rows.schema.empty_table()).schema) as write:
        for batch in rows.batches():
            table = decided(pa.Table.from_batches([batch], rows.schema))
            write(table)
            for name, counted in ((f"{prefix}verdict", verdicts), (f"{prefix}reason", reasons)):
                counted.update({one["values"]: one["counts"] for one in table.column(name).value_counts().to_pylist()})
            done += batch.num_rows
            progress(done, rows.count)
    return Told(
        rows=sum(verdicts.values()), verdicts=verdicts, faults={name: reasons[name] for name in FAULTS if reasons[name]}
    )


@attrs.frozen
class _Rows:
    """A file that is read in batches.

    Attributes:
        path: where it lies.
        schema: the columns.
        count: how many rows there are, where the file tells.
        texts: whether its amounts are texts.
        opened: reads from the beginning.
    """

    path: Path
    schema: pa.Schema
    count: int | None
    texts: bool
    opened: Callable[[], Any]

    @classmethod
    def of(cls, path: Path, encoding: str | None) -> _Rows:
        """Look at a file, without reading its rows.

        Raises:
            FileError: it cannot be read.
        """
        with _readable(path):
            found = _of_csv(path, encoding) if path.suffix.lower() == ".csv" else _of_parquet(path, encoding)
        double = [name for name, times in Counter(found.schema.names).items() if times > 1]
        if double:
            raise FileError(str(path), "each column once", repr(double[0]), "rename one of them")
        return found

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Give the batches.

        Raises:
            FileError: what follows cannot be read.
        """
        with _readable(self.path):
            yield from self.opened()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        got = "none" if isinstance(error, FileNotFoundError) else (error.strerror or str(error)).lower()
        raise FileError(str(path), "a file that can be read", got, "check its name and that you may read it") from None
    except (pa.ArrowException, UnicodeError, LookupError) as error:
        got = str(error).partition("\n")[0]
        remedy = "write the file anew, or name the encoding of a CSV"
        raise FileError(str(path), f"a {path.suffix.lower().removeprefix('.')} file", got, remedy) from None


def _of_parquet(path: Path, encoding: str | None) -> _Rows:
    if encoding is not None:
        raise FileError(str(path), "no encoding for this kind of file", repr(encoding), "leave it out")
    held = parquet.ParquetFile(path, buffer_size=_BYTES, pre_buffer=False)  # else a whole group of rows is held
    return _Rows(path, held.schema_arrow, held.metadata.num_rows, False, lambda: held.iter_batches(BATCH))  # noqa: FBT003 -- it is named so in the class


def _of_csv(path: Path, encoding: str | None) -> _Rows:
    """Read every cell as the text it is: types guessed from the first rows would not hold for the rest."""
    reading = csv.ReadOptions(encoding=encoding or "utf-8", block_size=_BYTES)
    with csv.open_csv(path, reading) as looked_at:
        schema = pa.schema([(name, pa.string()) for name in looked_at.schema.names])
    kinds = csv.ConvertOptions(column_types=schema, strings_can_be_null=True, null_values=[""])
    return _Rows(path, schema, None, True, lambda: csv.open_csv(path, reading, convert_options=kinds))  # noqa: FBT003 -- as above


def _numbered(table: pa.Table, value: str) -> pd.DataFrame:
    """Give rows whose amounts are texts: numbers as such, all else as what it is."""
    frame: pd.DataFrame = table.to_pandas()
    if value in frame:
        texts = table[value].to_pylist()
        read = [float(text) if text and _NUMBER.fullmatch(text.strip()) else text for text in texts]
        frame[value] = pd.Series(read, dtype=object)
    return frame


def _behind(table: pa.Table, decided: Any) -> pa.Table:
    """Put the answers behind the columns as they were read, words as texts: so all batches have one schema."""
    if isinstance(decided, pd.DataFrame):
        answers = pa.Table.from_pandas(decided.iloc[:, table.num_columns :], preserve_index=False)
        table = table.take(pa.array(decided.index))  # numbers of rows, which may come several times
    else:
        answers, table = decided, decided.select(table.column_names)
    for name in answers.column_names:
        if name not in table.column_names:
            column = answers[name]
            table = table.append_column(name, column if pa.types.is_floating(column.type) else column.cast(pa.string()))
    return table


@contextmanager
def _written(path: Path, schema: pa.Schema) -> Iterator[Callable[[pa.Table], None]]:
    """Give what writes tables; the file is there when all are written, else not."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}")  # beside it, so that it is on the same disk
    make = csv.CSVWriter if path.suffix.lower() == ".csv" else parquet.ParquetWriter
    try:
        with half.open("xb") as stream, make(stream, schema) as writer:
            yield writer.write_table
        os.replace(half, path)  # noqa: PTH105 -- the words of the system: all or nothing
    except OSError as error:
        got = (error.strerror or str(error)).lower()
        raise FileError(str(path), "a file that can be written", got, "name another place") from None
    except pa.ArrowException as error:
        remedy = "write .parquet, or leave a column out"
        raise FileError(str(path), "columns that the file can hold", str(error), remedy) from None
    finally:
        with suppress(OSError):  # what cannot be written to has nothing half-written in it
            half.unlink(missing_ok=True)
