"""The command line: check, assess, report, tables. Thin; everything it says of a plan is said by the library.

Exit codes: 0 fine, 1 errors found, 2 wrong usage. Results go to stdout, messages to stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policytargets.assessing import assess
from policytargets.errors import PolicyTargetsError, PolicyTargetsWarning
from policytargets.methods import by_name
from policytargets.periods import parse_period
from policytargets.problems import InvalidPlanError, Problem, Severity

if TYPE_CHECKING:
    from policytargets.attainment import Assessment
    from policytargets.plans import Plan

__all__ = ["main"]

FINE, ERRORS, USAGE = 0, 1, 2


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _show(problems: Sequence[Problem]) -> None:
    for problem in problems:
        _say(str(problem))


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
    counts = ", ".join(f"{count} {severity.value}{'' if count == 1 else 's'}" for severity, count in found.items())
    held = (
        ""
        if plan is None
        else (
            f" ({len(plan.targets)} targets, {len(plan.milestones)} milestones, {len(plan.aims)} aims, "
            f"{len(plan.rules)} rules, {len(plan.measures)} measures, {len(plan.findings)} findings)"
        )
    )
    sys.stdout.write(f"{arguments.plan}: {counts}{held}\n")
    return ERRORS if plan is None or found[Severity.ERROR] else FINE


def _assess(arguments: argparse.Namespace) -> int:
    assessment = _assessment(arguments)
    match arguments.format:
        case "json":
            sys.stdout.write(json.dumps(assessment.to_dict(), ensure_ascii=False, indent=2) + "\n")
        case "csv":
            sys.stdout.write(assessment.to_frame().to_csv(index=False))
        case _:
            sys.stdout.write(_table(assessment, arguments.lang))
    return FINE


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
    from policytargets.reports import write_report  # noqa: PLC0415 -- only this command needs it

    assessment = _assessment(arguments)
    write_report(assessment, arguments.out, arguments.lang, embed_font=arguments.embed_font)
    counts = ", ".join(f"{count} {verdict.value}" for verdict, count in assessment.counts().items())
    sys.stdout.write(f"{arguments.out}: {len(assessment)} items: {counts}\n")
    return FINE


def _tables(arguments: argparse.Namespace) -> int:
    from policytargets.tables import write_tables  # noqa: PLC0415 -- tables need pandas

    for path in write_tables(_load(arguments.plan), arguments.out):
        sys.stdout.write(f"{path}\n")
    return FINE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="policytargets", description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.add_argument("plan", help="plan file, YAML or JSON")
        added.set_defaults(run=run)
        return added

    def observed(added: argparse.ArgumentParser) -> None:
        added.add_argument(
            "--observations", required=True, metavar="FILE", help="CSV or .xlsx of observations and events"
        )
        added.add_argument(
            "--as-of", required=True, metavar="PERIOD", help="e.g. 2018 or 2018-06; a period means its end"
        )
        added.add_argument(
            "--method", metavar="NAME", help="method that says whether targets are on the way, e.g. LinearShare"
        )
        added.add_argument("--encoding", help="of the CSV, where it is not UTF-8, e.g. gb18030")
        added.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of what is shown (default: zh)")

    command("check", _check, "show all that is wrong with a plan file")
    added = command("assess", _assess, "say how each item stands")
    observed(added)
    added.add_argument("--format", choices=["table", "csv", "json"], default="table", help="default: table")
    added = command("report", _report, "write the report as one offline HTML page")
    observed(added)
    added.add_argument("--out", required=True, metavar="FILE", help="where to write it")
    added.add_argument(
        "--embed-font", metavar="FILE", help="font whose characters go into the page (of a collection: FILE.ttc#2)"
    )
    added = command("tables", _tables, "write the plan's tidy tables as CSV files")
    added.add_argument("--out", required=True, metavar="DIR", help="folder to write them to")
    return parser


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
        return int(parsed.run(parsed))
    except InvalidPlanError as error:
        _show(error.problems)
        _say(f"{error.where}: {error.got}")
    except PolicyTargetsError as error:
        _say(str(error))
    except BrokenPipeError:  # the reader has seen enough
        return FINE
    except OSError as error:
        place = Path(str(error.filename)) if error.filename else Path()
        _say(f"{place}: expected a file that can be read or written, got {error.strerror}; check the path")
    return ERRORS
