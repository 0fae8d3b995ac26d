"""Problems of a plan, a file or a table: all of them, each with its place and severity."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

import attrs

from policytargets.errors import PolicyTargetsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["InvalidPlanError", "Problem", "Severity"]


class Severity(Enum):
    """How grave a problem is: errors stop ``check()``, warnings and notes are shown."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    def label(self, language: str = "en") -> str:
        """The word for a reader."""
        return {"error": "错误", "warning": "警告", "note": "提示"}[self.value] if language == "zh" else self.value

    def __repr__(self) -> str:
        """Give the name, as code writes it."""
        return f"Severity.{self.name}"


@attrs.frozen(kw_only=True)
class Problem:
    """One thing that is wrong or worth knowing.

    Attributes:
        path: the place in the plan or table, e.g. ``targets.patents_2017.slice_of`` or ``row 12.value``.
        expected: what would have been accepted.
        got: what came.
        remedy: what to do about it.
        severity: error, warning or note.
        file: the file, where there is one.
        line: the line in the file, from 1, where it is known.

    Examples:
        >>> print(Problem(path="targets.a.slice_of", expected="an id of the plan", got="'b'", remedy="correct it"))
        targets.a.slice_of: error: expected an id of the plan, got 'b'; correct it
    """

    path: str
    expected: str
    got: str
    remedy: str
    severity: Severity = Severity.ERROR
    file: str | None = None
    line: int | None = None

    @property
    def where(self) -> str:
        """File, line and path, as far as they are known."""
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        return f"{place}: {self.path}" if place else self.path

    def __str__(self) -> str:
        """Give one line: where, how grave, expected, got, what to do."""
        return f"{self.where}: {self.severity.value}: expected {self.expected}, got {self.got}; {self.remedy}"

    @classmethod
    def of(cls, error: PolicyTargetsError, path: str, **place: Any) -> Problem:
        """Make a problem of an error that was raised at *path*."""
        return cls(path=path, expected=error.expected, got=error.got, remedy=error.remedy, **place)


class InvalidPlanError(PolicyTargetsError, ValueError):
    """A plan, file or table with errors, all of them in `problems`.

    Attributes:
        problems: all problems found, warnings and notes too.

    Examples:
        >>> fault = Problem(path="targets.a", expected="x", got="y", remedy="z")
        >>> print(InvalidPlanError("plan.yaml", (fault,)))
        plan.yaml: 1 error
          targets.a: error: expected x, got y; z
    """

    def __init__(self, where: str, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        errors = sum(problem.severity is Severity.ERROR for problem in self.problems)
        super().__init__(where, "no errors", f"{errors} error{'s' if errors != 1 else ''}", "mend each of them")

    def __reduce__(self) -> tuple[Callable[..., InvalidPlanError], tuple[Any, ...]]:
        """Pickle with all problems."""
        return type(self), (self.where, self.problems)

    def __str__(self) -> str:
        """Give all errors, one a line."""
        errors = [problem for problem in self.problems if problem.severity is Severity.ERROR]
        return "\n".join([f"{self.where}: {self.got}", *(f"  {problem}" for problem in errors)])
