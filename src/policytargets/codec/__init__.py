"""Plan files: YAML or JSON that a person can read and correct, and the plans they make.

The form is described on the page *Plan files* of the reference. Every scalar is read as the text it is; a file with
faults gives all of them at once, each with its path and line; and untrusted files are safe to read: nothing is
constructed, opened or followed beyond what is documented, and size, depth and number of entries are bounded.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from policytargets._files import write_text
from policytargets.codec._opening import read_plan_text
from policytargets.codec._read import located, read_tree
from policytargets.codec._spots import Reading
from policytargets.codec._tree import MAX_BYTES, SyntaxFaultError
from policytargets.errors import FileError, InvalidValueError, PolicyTargetsError
from policytargets.kinds import standard_catalogue
from policytargets.problems import InvalidPlanError, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from policytargets.kinds import Catalogue
    from policytargets.plans import Plan

__all__ = ["Format", "dump", "dumps", "load", "loads", "read_plan", "schema"]

Format: TypeAlias = Literal["yaml", "json"]
"""The two spellings of one form."""


def load(
    path: str | PathLike[str], *, sources: Mapping[str, str] | None = None, catalogue: Catalogue | None = None
) -> Plan:
    """Read a plan file: JSON where its name ends in ``.json``, else YAML.

    Args:
        path: the file.
        sources: texts of documents by their ids, instead of files beside the plan.
        catalogue: kinds and words amounts are read with; the standard ones when left out. The file's own are added.

    Raises:
        InvalidPlanError: with all faults of the file and all errors of the plan, each with its line.

    Examples:
        >>> load("no such file.yaml")
        Traceback (most recent call last):
        ...
        policytargets.problems.InvalidPlanError: no such file.yaml: 1 error
          no such file.yaml: file: error: expected a file that can be read, got none; ...
    """
    plan, problems = read_plan(path, sources=sources, catalogue=catalogue)
    return _sound(plan, problems, str(path))


def loads(  # noqa: PLR0913 -- what a text does not say of itself
    text: str,
    *,
    sources: Mapping[str, str] | None = None,
    base: str | PathLike[str] | None = None,
    format: Format = "yaml",  # noqa: A002 -- as pandas and others call it
    name: str = "plan",
    catalogue: Catalogue | None = None,
) -> Plan:
    r"""Read a plan from the text of a plan file.

    Args:
        text: the text.
        sources: texts of documents by their ids.
        base: folder in or below which the files of documents lie; none is opened when left out.
        format: ``yaml`` or ``json``.
        name: what problems call the text.
        catalogue: kinds and words amounts are read with.

    Raises:
        InvalidPlanError: with all faults of the text and all errors of the plan, each with its line.

    Examples:
        >>> loads("policytargets: 1\ntitle: 实施意见\n").title["zh"]
        '实施意见'
        >>> loads("policytargets: 1\ntitel: 实施意见\n")
        Traceback (most recent call last):
        ...
        policytargets.problems.InvalidPlanError: plan: 1 error
          plan:2: titel: error: expected one of the keys policytargets, title, ..., got 'titel'; did you mean 'title'?
    """
    reading = _reading(name, sources, base, catalogue)
    plan, problems = _checked(text, _known(format), reading)
    return _sound(plan, problems, name)


def read_plan(
    path: str | PathLike[str], *, sources: Mapping[str, str] | None = None, catalogue: Catalogue | None = None
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read a plan file without raising: give the plan, or None, and all that is wrong or worth knowing.

    Args:
        path: the file.
        sources: texts of documents by their ids, instead of files beside the plan.
        catalogue: kinds and words amounts are read with.

    Returns:
        The plan, where the file has no faults (the plan itself may still have errors), and the problems of the file,
        or of the plan, each with file and line as far as they are known.

    Examples:
        >>> read_plan("no such file.yaml")[0] is None
        True
    """
    file = Path(path)
    reading = _reading(str(path), sources, file.parent, catalogue)
    try:
        text = read_plan_text(file)
    except FileError as error:
        return None, (Problem.of(error, "file", file=reading.file),)
    return _checked(text, _format_of(file), reading)


def dumps(plan: Plan, *, format: Format = "yaml") -> str:  # noqa: A002 -- as pandas and others call it
    """Write a plan as the text of a plan file, which reads as this very plan.

    The text of a document is written into it, since a plan does not know which file it came from.

    Args:
        plan: the plan.
        format: ``yaml`` or ``json``.

    Raises:
        FileError: a file cannot say this plan, for example one with an indicator that the plan does not list.

    Examples:
        >>> from policytargets.plans import Plan
        >>> print(dumps(Plan(title="实施意见", area="fuxin")), end="")
        policytargets: 1
        title: 实施意见
        plan_area: fuxin
    """
    from policytargets.codec._emit import to_json, to_yaml  # noqa: PLC0415 -- only for writing
    from policytargets.codec._write import plan_tree  # noqa: PLC0415 -- only for writing

    _known(format)
    try:
        tree = plan_tree(plan)
    except FileError:
        raise
    except PolicyTargetsError as error:
        raise FileError(error.where, error.expected, error.got, error.remedy) from None
    text = to_json(tree) if format == "json" else to_yaml(tree)
    reading = _reading("what was written", None, None, None)
    again = _read(text, format, reading)
    if again != plan:
        told = str(next(iter(reading.problems))) if reading.problems else "another plan"
        raise FileError("plan", "a plan that a file can say", told, "see plan.problems(), or report this as a bug")
    return text


def dump(plan: Plan, path: str | PathLike[str]) -> None:
    """Write a plan file: JSON where its name ends in ``.json``, else YAML. It is written whole or not at all.

    Raises:
        FileError: a file cannot say this plan, or the file cannot be written.

    Examples:
        >>> import tempfile
        >>> from policytargets.plans import Plan
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     dump(Plan(title="实施意见"), Path(folder, "plan.yaml"))
        ...     load(Path(folder, "plan.yaml")) == Plan(title="实施意见")
        True
    """
    file = Path(path)
    write_text(file, dumps(plan, format=_format_of(file)))


def schema() -> dict[str, Any]:
    """Give the JSON Schema of plan files (draft 2020-12), for editors and other tools.

    Examples:
        >>> schema()["required"]
        ['policytargets', 'title']
    """
    from policytargets.codec._schema import shipped  # noqa: PLC0415 -- only when it is asked for

    return shipped()


def _format_of(path: Path) -> Format:
    return "json" if path.suffix.lower() == ".json" else "yaml"


def _known(form: Format) -> Format:
    if form not in {"yaml", "json"}:
        raise InvalidValueError("format", "'yaml' or 'json'", repr(form), "use one of the two")
    return form


def _reading(
    name: str,
    sources: Mapping[str, str] | None,
    base: str | PathLike[str] | None,
    catalogue: Catalogue | None,
) -> Reading:
    for document, text in (sources or {}).items():
        if not isinstance(text, str):
            raise InvalidValueError(f"sources: {document}", "the text", type(text).__name__, "pass the text itself")
    folder = None if base is None else Path(base)
    return Reading(name, catalogue or standard_catalogue(), dict(sources or {}), folder)


def _read(text: str, form: Format, reading: Reading) -> Plan | None:
    """Give the plan, or None with the faults of the text among the problems of *reading*."""
    from policytargets.codec._json import read_json  # noqa: PLC0415 -- only one of the two is needed
    from policytargets.codec._yaml import read_yaml  # noqa: PLC0415 -- so that importing the codec does not load yaml

    try:
        return read_tree(read_json(_bounded(text)) if form == "json" else read_yaml(_bounded(text)), reading)
    except SyntaxFaultError as error:
        fault = Problem.of(error, "file", file=reading.file, line=error.line)
    reading.problems[fault] = None
    return None


def _bounded(text: str) -> str:
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError:
        raise SyntaxFaultError("file", "a text", "half a character", "save it as UTF-8") from None
    if size > MAX_BYTES:
        raise SyntaxFaultError("file", f"at most {MAX_BYTES // 1024 // 1024} MB", "more", "split the plan")
    return text.removeprefix("\ufeff")


def _checked(text: str, form: Format, reading: Reading) -> tuple[Plan | None, tuple[Problem, ...]]:
    plan = _read(text, form, reading)
    if plan is None:
        return None, tuple(sorted(reading.problems, key=lambda problem: problem.line or 0))
    return plan, tuple(located(problem, reading) for problem in plan.problems())


def _sound(plan: Plan | None, problems: tuple[Problem, ...], name: str) -> Plan:
    if plan is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InvalidPlanError(name, problems)
    return plan
