"""Tables of observations and events: CSV, .xlsx, .parquet and DataFrames, read whole or with all their faults.

A row is an observation of an indicator, or says when a milestone happened or until when it had not:

| indicator | entity | period | value | high | plus_minus | unit | since | obs_status | published | source |
|---|---|---|---|---|---|---|---|---|---|---|
| invention_patents | | 2017 | 2.31 | | | 件/万人 | | final | 2018-05-20 | statistical bulletin |
| revenue | haizhou | 2017-Q1 | 1.2 | 1.4 | | 亿元 | | provisional | | |
| gdp | | 2023 | 6.1 | | | % | year_before | final | 2024-01-20 | |
| platform | | | happened 2017-09-01 | | | | | | 2017-10-01 | |
| pilot | | | not by 2017-06-30 | | | | | | | |

The columns ``indicator``, ``period`` and ``value`` are needed, in any order with the others. A row without an amount
makes no observation, never a zero: it is a note. Without ``unit`` an amount is in the indicator's unit, but a change
(``since``) says its own. Without ``obs_status`` it is final.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from policytargets import _files
from policytargets._observation_rows import Known, read_row
from policytargets._observation_text import COLUMNS, did_you_mean, write_row
from policytargets._sheets import Sheet, sheet_of
from policytargets.errors import PolicyTargetsWarning
from policytargets.observations import Observation, Occurrence
from policytargets.problems import InvalidPlanError, Problem, Severity

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from pandas import DataFrame

    from policytargets.plans import Plan

__all__ = [
    "COLUMNS",
    "FileFormat",
    "Source",
    "check_observations",
    "observation_table",
    "read_observations",
    "write_observations",
]

FileFormat: TypeAlias = Literal["csv", "xlsx", "parquet"]
"""What a file holds, where its ending does not tell."""
Source: TypeAlias = "str | os.PathLike[str] | DataFrame"
"""A file or a table."""

_NEEDED = ("indicator", "period", "value")
_SHOWN_ROWS = 10


def read_observations(
    source: Source,
    plan: Plan,
    *,
    encoding: str | None = None,
    format: FileFormat | None = None,  # noqa: A002 -- what it is called at the shell and in pandas' neighbours
    sheet: str | None = None,
) -> tuple[Observation | Occurrence, ...]:
    """Read observations and events, in the order of the rows.

    Numbers are kept as they are written (``2.150`` stays so); a number of a workbook or DataFrame is its shortest
    decimal. A cell of a workbook that is formatted as percent is read as shown, in %: 0.153 is 15.3 %, and never
    rounded to the decimals that show. Blank rows are skipped.

    Args:
        source: a file (.csv, .xlsx or .parquet) or a pandas DataFrame, whose index is ignored.
        plan: names the indicators, milestones and areas, and the kinds that units may count.
        encoding: of a CSV file that is not UTF-8, e.g. ``gb18030`` for GBK; a byte order mark is no matter.
        format: what the file holds, where its ending does not tell.
        sheet: name of the sheet of a workbook; else the one called ``observations``, or the only one.

    Returns:
        The observations and occurrences. Rows without an amount are named in a `PolicyTargetsWarning`.

    Raises:
        InvalidPlanError: with all faults of the table, each with row and column.
        FileError: the file cannot be read, is too large, or is in another encoding.
        MissingExtraError: what reads the file is not installed.
        InvalidValueError: an argument does not fit.

    Examples:
        >>> import pandas as pd
        >>> from policytargets.indicators import Indicator
        >>> from policytargets.plans import Plan
        >>> patents = Indicator(id="patents", name="专利", unit="patent/(10000.person)", nature="stock")
        >>> plan = Plan(title="实施意见", indicators=[patents])
        >>> table = pd.DataFrame({"indicator": ["patents"], "period": [2017], "value": [2.31], "unit": ["件/万人"]})
        >>> print(read_observations(table, plan)[0].value)
        2.31 patents per 10,000 people
    """
    file, found, problems = _read(source, plan, encoding, format, sheet)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise InvalidPlanError(file, problems)
    if problems:
        places = [problem.path.rpartition(".")[0] for problem in problems]
        more = f" and {len(places) - _SHOWN_ROWS} more" if len(places) > _SHOWN_ROWS else ""
        message = f"{file}: no amount in {', '.join(places[:_SHOWN_ROWS])}{more}; nothing was read from there"
        warnings.warn(message, PolicyTargetsWarning, stacklevel=2)
    return found


def check_observations(
    source: Source,
    plan: Plan,
    *,
    encoding: str | None = None,
    format: FileFormat | None = None,  # noqa: A002 -- as in read_observations
    sheet: str | None = None,
) -> tuple[Problem, ...]:
    """Find all that is wrong or worth knowing in a table of observations, without raising it.

    Args and errors are those of `read_observations`; a row without an amount is a note.

    Examples:
        >>> import pandas as pd
        >>> from policytargets.plans import Plan
        >>> table = pd.DataFrame({"indicator": ["patent"], "period": ["2017"], "value": ["2.31"]})
        >>> print(check_observations(table, Plan(title="实施意见"))[0].path)
        row 0.indicator
    """
    return _read(source, plan, encoding, format, sheet)[2]


def _read(
    source: Any, plan: Plan, encoding: str | None, form: str | None, sheet: str | None
) -> tuple[str, tuple[Observation | Occurrence, ...], tuple[Problem, ...]]:
    table = sheet_of(source, encoding, form, sheet)
    problems = _header_problems(table)
    found = []
    if set(_NEEDED) <= set(table.columns):
        known = Known.of(plan)
        for row in table.rows:
            entry, faults = read_row(row, table, known)
            problems += faults
            if entry is not None:
                found.append(entry)
    return table.file, tuple(found), (*problems, *table.problems)


def _header_problems(table: Sheet) -> list[Problem]:
    line = 1 if Path(table.file).suffix else None

    def fault(name: str, expected: str, got: str, remedy: str) -> Problem:
        return Problem(path=f"header.{name}", expected=expected, got=got, remedy=remedy, file=table.file, line=line)

    problems = []
    for name in dict.fromkeys(table.columns):
        if name not in COLUMNS:
            split = any(mark in name for mark in ";\t")
            otherwise = "separate the columns by commas" if split else "remove the column or correct its name"
            remedy = did_you_mean(name, COLUMNS, otherwise)
            problems.append(fault(name, "a known column", repr(name), remedy))
        elif table.columns.count(name) > 1:
            problems.append(fault(name, "each column once", f"{table.columns.count(name)} of them", "keep one"))
    missing = [name for name in _NEEDED if name not in table.columns]
    problems += [fault(name, f"the column {name}", "none", f"name it in the first row: {','.join(COLUMNS)}")
                 for name in missing]  # fmt: skip
    return problems


def write_observations(observations: Iterable[Observation | Occurrence], path: str | os.PathLike[str]) -> None:
    """Write observations and events as a CSV file (UTF-8) that `read_observations` reads back as the same.

    The file is written whole or not at all. A source of white space alone is read back as none.

    Raises:
        FileError: the file cannot be written, or something cannot be said in it.
    """
    rows = [list(write_row(entry).values()) for entry in observations]
    _files.write_text(Path(path), _files.csv_text([COLUMNS, *rows]))


def observation_table(observations: Iterable[Observation | Occurrence]) -> DataFrame:
    """Give observations and events as a table of text, with the columns of a file of observations.

    Examples:
        >>> from policytargets.periods import Day
        >>> happened = Occurrence(milestone="platform", happened=Day(2017, 9, 1))
        >>> observation_table([happened])["value"][0]
        'happened 2017-09-01'
    """
    from pandas import DataFrame  # noqa: PLC0415 -- a leaf: only who asks for a table loads pandas

    rows = [write_row(entry) for entry in observations]
    return DataFrame(rows, columns=list(COLUMNS), dtype="string")
