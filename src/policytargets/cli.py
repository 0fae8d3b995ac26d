"""The command line: check, assess, report, tables. Thin; everything it says of a plan is said by the library.

Exit codes: 0 fine, 1 errors found, 2 wrong usage, 130 stopped. Results go to stdout, messages to stderr.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from policytargets.assessing import assess
from policytargets.errors import InvalidValueError, PolicyTargetsError, PolicyTargetsWarning
from policytargets.methods import by_name
from policytargets.periods import parse_period
from policytargets.problems import InvalidPlanError, Problem, Severity
from policytargets.trajectories import trend_by_name
from policytargets.verdicts import Verdict

if TYPE_CHECKING:
    from policytargets.attainment import Assessment
    from policytargets.plans import Plan

__all__ = ["main"]

FINE, ERRORS, USAGE, STOPPED = 0, 1, 2, 130


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _show(problems: Sequence[Problem]) -> None:
    for problem in problems:
        _say(str(problem))


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for what, count in counts.items())


def _load(path: str) -> Plan:
    """Read a plan, showing warnings and notes; errors are raised together."""
    from policytargets.codec import read_plan  # noqa: PLC0415 -- reading files needs PyYAML

    plan, problems = read_plan(path)
    if plan is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InvalidPlanError(path, problems)
    return plan


def _assessment(arguments: argparse.Namespace) -> Assessment:
    from policytargets.observation_files import read_observations  # noqa: PLC0415 -- reading files

    plan = _load(arguments.plan)
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("always", PolicyTargetsWarning)
        observations = read_observations(arguments.observations, plan, encoding=arguments.encoding)
    for note in noted:
        _say(str(note.message))
    method = None if arguments.method is None else by_name(arguments.method)
    return assess(plan, observations, as_of=parse_period(arguments.as_of), method=method)


def _check(arguments: argparse.Namespace) -> int:
    from policytargets.codec import read_plan  # noqa: PLC0415 -- reading files needs PyYAML

    plan, problems = read_plan(arguments.plan)
    _show(problems)
    found = {severity: sum(problem.severity is severity for problem in problems) for severity in Severity}
    counts = _counted({severity.value: count for severity, count in found.items()})
    kinds = ("target", "milestone", "aim", "rule", "measure", "finding")
    held = "" if plan is None else f" ({_counted({kind: len(getattr(plan, f'{kind}s')) for kind in kinds})})"
    sys.stdout.write(f"{arguments.plan}: {counts}{held}\n")
    return ERRORS if plan is None or found[Severity.ERROR] else FINE


def _assess(arguments: argparse.Namespace) -> int:
    of_rows = [name for name in ("column", "each", "explode", "prefix", "progress") if getattr(arguments, name)]
    if arguments.out is not None:
        if arguments.as_of is not None:
            arguments.refuse("--out takes each row as an amount of the due period of its target: leave --as-of out")
        return _decide(arguments)
    if arguments.as_of is None:
        arguments.refuse("the following arguments are required: --as-of (or --out, to decide row by row)")
    if of_rows:
        arguments.refuse(f"--{of_rows[0]} is of --out, which decides row by row")
    assessment = _assessment(arguments)
    match arguments.format:
        case "json":
            sys.stdout.write(json.dumps(assessment.to_dict(), ensure_ascii=False, indent=2) + "\n")
        case "csv":
            sys.stdout.write(assessment.to_frame().to_csv(index=False))
        case _:
            sys.stdout.write(_table(assessment, arguments.lang))
    return FINE


def _decide(arguments: argparse.Namespace) -> int:
    """Decide a file row by row, however long it is."""
    from policytargets.frames import opened  # noqa: PLC0415 -- tables need an extra

    told = opened("_streams").decide_file(
        arguments.observations,
        arguments.out,
        _load(arguments.plan),
        columns=_columns(arguments.column),
        each=arguments.each,
        explode=arguments.explode,
        method=None if arguments.method is None else by_name(arguments.method),
        encoding=arguments.encoding,
        prefix=arguments.prefix,
        progress=_progress if arguments.progress or sys.stderr.isatty() else _silent,
    )
    if sys.stderr.isatty():
        _say("")
    counts = [f"{told.verdicts.get(verdict.value, 0):,} {verdict.value}" for verdict in Verdict]
    counts += [f"{count:,} {fault}" for fault, count in told.faults.items()]
    sys.stdout.write(f"{arguments.out}: {told.rows:,} rows: {', '.join(counts)}\n")
    return FINE


def _silent(done: int, of: int | None) -> None:
    """Show nothing."""


def _progress(done: int, of: int | None) -> None:
    """Show how far it is: on one line of a terminal, else line by line."""
    text = f"{done:,} rows" + ("" if of is None else f" of {of:,} ({done * 100 // of} %)")
    sys.stderr.write(f"\r{text}" if sys.stderr.isatty() else f"{text}\n")
    sys.stderr.flush()


def _column(text: str) -> tuple[str, str]:
    role, sign, name = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError(f"expected a pair such as value=amount, got {text!r}")
    return role, name


def _columns(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    twice = [role for role, times in Counter(role for role, _ in pairs).items() if times > 1]
    if twice:
        got = " and ".join(f"{role}={name}" for role, name in pairs if role == twice[0])
        raise InvalidValueError("--column", f"one column for {twice[0]}", got, "leave one of them out")
    return dict(pairs)


_HEADS = {"zh": ("编号", "结论", "时限", "进展", "说明"), "en": ("item", "verdict", "timing", "outlook", "in words")}
_OUTLOOK = 3
_ILLUSTRATIVE = {"zh": "示意数据，非实际统计数", "en": "illustrative data, not real"}


def _width(text: str) -> int:
    """Columns a terminal draws a text in: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _table(assessment: Assessment, lang: str) -> str:
    rows = [_HEADS[lang]]
    for attainment in assessment:
        mark = f"[{_ILLUSTRATIVE[lang]}] " if attainment.is_illustrative else ""
        words = f"{mark}{attainment.explain(lang)}"
        outlook = "" if attainment.outlook is None else attainment.outlook.label(lang)
        rows.append((attainment.item.id, attainment.verdict.label(lang), attainment.timing_label(lang), outlook, words))
    columns = [*zip(*rows, strict=True)]
    if not any(columns[_OUTLOOK][1:]):  # no method was asked
        del columns[_OUTLOOK]
    widths = [max(map(_width, column)) for column in columns[:-1]]
    lines = []
    for row in zip(*columns, strict=True):
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[-1]]))
    return "\n".join(lines) + "\n"


def _report(arguments: argparse.Namespace) -> int:
    trend = None if arguments.trend is None else trend_by_name(arguments.trend)
    assessment = _assessment(arguments)
    assessment.to_html(arguments.out, lang=arguments.lang, trend=trend, embed_font=arguments.embed_font)
    counts = ", ".join(f"{count} {verdict.value}" for verdict, count in assessment.counts().items())
    sys.stdout.write(f"{arguments.out}: {len(assessment)} items: {counts}\n")
    return FINE


def _tables(arguments: argparse.Namespace) -> int:
    from policytargets.tables import write_tables  # noqa: PLC0415 -- tables need pandas

    for path in write_tables(_load(arguments.plan), arguments.out):
        sys.stdout.write(f"{path}\n")
    return FINE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="policytargets", description="Check plan files, tell how their targets stand, write reports."
    )
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.add_argument("plan", help="plan file, YAML or JSON")
        added.set_defaults(run=run)
        return added

    def observed(added: argparse.ArgumentParser, *, dated: bool = True) -> None:
        added.add_argument(
            "--observations", required=True, metavar="FILE", help="CSV, .xlsx or .parquet of observations and events"
        )
        added.add_argument(
            "--as-of", required=dated, metavar="PERIOD", help="e.g. 2018 or 2018-06; a period means its end"
        )
        added.add_argument(
            "--method", metavar="NAME", help="method that says whether targets are on the way, e.g. LinearShare"
        )
        added.add_argument("--encoding", help="of the CSV, where it is not UTF-8, e.g. gb18030")
        added.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of what is shown (default: zh)")

    def with_rows(added: argparse.ArgumentParser) -> None:
        rows = added.add_argument_group(
            "row by row", "each row meets the target of its indicator, as frames.decide does"
        )
        rows.add_argument(
            "--out", metavar="FILE", help=".parquet or .csv to write the rows to, with verdict and reason"
        )
        rows.add_argument("--column", metavar="WHAT=NAME", type=_column, action="append", default=[],
                          help="which column holds what, e.g. value=amount")  # fmt: skip
        rows.add_argument("--each", action="store_true", help="ask targets without entity of every entity")
        rows.add_argument("--explode", action="store_true", help="make a row for each target that a row meets")
        rows.add_argument("--prefix", default="", help="put before the names of the columns that are added")
        rows.add_argument("--progress", action="store_true", help="show progress where stderr is no terminal too")

    command("check", _check, "show all that is wrong with a plan file")
    added = command("assess", _assess, "say how each item stands")
    observed(added, dated=False)
    added.set_defaults(refuse=added.error)
    added.add_argument("--format", choices=["table", "csv", "json"], default="table", help="default: table")
    with_rows(added)
    added = command("report", _report, "write the report as one offline HTML page")
    observed(added)
    added.add_argument("--out", required=True, metavar="FILE", help="where to write it")
    added.add_argument(
        "--trend", metavar="NAME", help="trend that is projected to the due period, e.g. TwoPoint; else nothing is"
    )
    added.add_argument(
        "--embed-font", metavar="FILE", help="font whose characters go into the page (of a collection: FILE.ttc#2)"
    )
    added = command("tables", _tables, "write the plan's tidy tables as CSV files")
    added.add_argument("--out", required=True, metavar="DIR", help="folder to write them to")
    return parser


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let what asks the process to end be as Ctrl-C, so that files half-written are taken away."""
    asked = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None]
    # Only the main thread may; and what is ignored, as under nohup, stays so.
    ours = threading.current_thread() is threading.main_thread()
    taken = [number for number in asked if ours and signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code.

    Args:
        arguments: words of the command line; those of the process when left out.

    Examples:
        >>> main(["check", "no_such_plan.yaml"])
        no_such_plan.yaml: 1 error, 0 warnings, 0 notes
        1
    """
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or a bare C locale would fail at the first Chinese character.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    parsed = _parser().parse_args(arguments)
    try:
        with _stoppable():
            return int(parsed.run(parsed))
    except InvalidPlanError as error:
        _show(error.problems)
        _say(f"{error.where}: {error.got}")
    except PolicyTargetsError as error:
        _say(str(error))
    except BrokenPipeError:  # the reader has seen enough
        return FINE
    except KeyboardInterrupt:
        _say("stopped; nothing half-written is left")
        return STOPPED
    except OSError as error:
        place = Path(str(error.filename)) if error.filename else Path()
        _say(f"{place}: expected a file that can be read or written, got {error.strerror}; check the path")
    return ERRORS
