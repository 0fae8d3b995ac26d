"""Plan files: YAML or JSON that a person can read, and the plans they make."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from policytargets.codec._files import read_plan_text
from policytargets.codec._json import read_json
from policytargets.codec._read import located, read_tree
from policytargets.codec._spots import Reading
from policytargets.codec._tree import MAX_BYTES, SyntaxFaultError
from policytargets.codec._yaml import read_yaml
from policytargets.errors import FileError, InvalidValueError, PolicyTargetsError
from policytargets.kinds import standard_catalogue
from policytargets.problems import InvalidPlanError, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from typing import TypeAlias

    from policytargets.kinds import Catalogue
    from policytargets.plans import Plan

    Format: TypeAlias = Literal["yaml", "json"]

__all__ = ["load", "loads", "read_plan"]


def load(
    path: str | PathLike[str], *, sources: Mapping[str, str] | None = None, catalogue: Catalogue | None = None
) -> Plan:
    """Read."""
    plan, problems = read_plan(path, sources=sources, catalogue=catalogue)
    return _plan_or_all(plan, problems, str(path))


def loads(
    text: str,
    *,
    sources: Mapping[str, str] | None = None,
    base: str | PathLike[str] | None = None,
    format: Format = "yaml",
    name: str = "plan",
    catalogue: Catalogue | None = None,
) -> Plan:
    """Read."""
    plan, problems = _read(text, format, _reading(name, sources, base, catalogue))
    return _plan_or_all(plan, problems, name)


def read_plan(
    path: str | PathLike[str], *, sources: Mapping[str, str] | None = None, catalogue: Catalogue | None = None
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read."""
    file = Path(path)
    reading = _reading(str(path), sources, file.parent, catalogue)
    try:
        text = read_plan_text(file)
    except FileError as error:
        return None, (Problem.of(error, "file", file=reading.file),)
    return _read(text, "json" if file.suffix.lower() == ".json" else "yaml", reading)


def _reading(name, sources, base, catalogue) -> Reading:
    return Reading(name, catalogue or standard_catalogue(), dict(sources or {}), None if base is None else Path(base))


def _read(text: str, format: Format, reading: Reading) -> tuple[Plan | None, tuple[Problem, ...]]:
    try:
        grower = read_json(text) if format == "json" else read_yaml(text)
    except SyntaxFaultError as error:
        return None, (Problem.of(error, "file", file=reading.file, line=error.line),)
    plan = read_tree(grower, reading)
    if plan is None:
        return None, tuple(reading.problems)
    try:
        found = plan.problems()
    except ModuleNotFoundError:
        found = ()
    return plan, tuple(located(problem, reading) for problem in found)


def _plan_or_all(plan: Plan | None, problems: tuple[Problem, ...], name: str) -> Plan:
    if plan is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InvalidPlanError(name, problems)
    return plan
