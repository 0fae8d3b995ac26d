"""Laws run on cases: each to its smallest counterexample, all of them before anything is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

import attrs
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, NoSuchExample, Unsatisfiable

from policytargets.testing.laws._law import BrokenLawsError, Law, Violation

Told: TypeAlias = tuple[str, ...]
"""A counterexample in words, line by line; empty where the law holds."""

SHOW_THE_BREAK = 10
"""So many times the cases are drawn before a law that is declared broken counts as kept."""
_NO_CASE = object()
_NOTHING_MORE = (NoSuchExample, Unsatisfiable, Flaky)


@attrs.frozen
class Check:
    """A law with what tells how a case breaks it.

    Attributes:
        law: the law.
        told: tells how a case breaks the law, or gives nothing.
        story: tells the case itself, for a case on which the object fails altogether.
    """

    law: Law
    told: Callable[[Any], Told]
    story: Callable[[Any], Told]

    def tell(self, case: Any) -> Told:
        """Tell how a case breaks the law; an error that is raised breaks it too."""
        try:
            return self.told(case)
        except Exception as error:  # noqa: BLE001 -- whatever a foreign object raises is told, not passed on
            return (*self.story(case), f"raised     {type(error).__name__}: {error}")


def _settings(max_examples: int, *phases: Phase) -> settings:
    return settings(
        max_examples=max_examples, phases=phases, database=None, deadline=None, print_blob=False,
        report_multiple_bugs=False, suppress_health_check=list(HealthCheck),
    )  # fmt: skip


def broken(cases: st.SearchStrategy[Any], checks: Sequence[Check], max_examples: int) -> dict[str, Any]:
    """Try all laws on the same cases, which costs a drawing less for each; give the first case that breaks each."""
    found: dict[str, Any] = {}

    def look(case: Any) -> bool:
        for check in checks:
            if check.law.name not in found and check.tell(case):
                found[check.law.name] = case
        return len(found) == len(checks)

    with suppress(*_NOTHING_MORE):
        find(cases, look, settings=_settings(max_examples, Phase.generate))
    return found


def smallest(cases: st.SearchStrategy[Any], check: Check, max_examples: int, known: Any = _NO_CASE) -> Violation | None:
    """Give the smallest counterexample, or None where none is found and none is known."""
    case = known
    with suppress(*_NOTHING_MORE):
        wanted = _settings(max_examples, Phase.generate, Phase.shrink)
        case = find(cases, lambda drawn: bool(check.tell(drawn)), settings=wanted)
    if case is _NO_CASE:
        return None
    told = check.tell(case) or ("the same case gives one answer now and another one later",)
    return Violation(law=check.law, told=told)


def run_drawn(
    subject: str,
    cases: st.SearchStrategy[Any],
    checks: Sequence[Check],
    *,
    max_examples: int,
    declared: Iterable[str] = (),
) -> None:
    """Try all laws on drawn cases, and raise one error that lists those broken, or declared broken and kept.

    Raises:
        BrokenLawsError: with all of them.
    """
    excused = set(declared)
    found = broken(cases, checks, max_examples)
    violations = []
    for check in checks:
        name = check.law.name
        if name in excused:
            tries = SHOW_THE_BREAK * max_examples
            if name not in found and not broken(cases, [check], tries):
                law = attrs.evolve(check.law, remedy="take it out of `breaks`, or hand in cases that show the break.")
                violations.append(Violation(law=law, told=(f"declared as broken, and kept in {tries} cases",)))
        elif name in found:
            shown = smallest(cases, check, max_examples, found[name])
            violations += [] if shown is None else [shown]
    if violations:
        raise BrokenLawsError(subject, tuple(violations))


def run_listed(subject: str, checks: Iterable[tuple[Check, Iterable[Any]]]) -> None:
    """Try each law on the cases listed for it, the simplest first, and raise one error that lists those broken.

    Raises:
        BrokenLawsError: with all of them.
    """
    violations = []
    for check, cases in checks:
        told = next(filter(None, map(check.tell, cases)), None)
        if told is not None:
            violations.append(Violation(law=check.law, told=told))
    if violations:
        raise BrokenLawsError(subject, tuple(violations))
