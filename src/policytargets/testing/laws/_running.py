"""Laws run on drawn cases: each to its smallest counterexample, all of them before anything is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import attrs
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, NoSuchExample, Unsatisfiable

from policytargets.testing.laws._law import BrokenLawsError, Law, Violation

Told: TypeAlias = tuple[str, ...]
"""A counterexample in words, line by line; empty where the law holds."""

_FLAKY = ("the same case gives one answer now and another one later",)
_SHOW_THE_BREAK = 10
"""So many times the examples are drawn before a law that is declared broken counts as kept."""


@attrs.frozen
class Check:
    """A law with the cases it is tried on.

    Attributes:
        law: the law.
        cases: draws them; or lists them, the simplest first.
        told: tells how a case breaks the law, or gives nothing.
        story: tells the case itself, for a case on which the object fails altogether.
    """

    law: Law
    cases: st.SearchStrategy[Any] | Sequence[Any]
    told: Callable[[Any], Told]
    story: Callable[[Any], Told]

    def tell(self, case: Any) -> Told:
        """Tell how a case breaks the law; an error that is raised breaks it too."""
        try:
            return self.told(case)
        except Exception as error:  # noqa: BLE001 -- whatever a foreign object raises is told, not passed on
            return (*self.story(case), f"raised     {type(error).__name__}: {error}")

    def broken(self, max_examples: int, *, smallest: bool = True) -> Violation | None:
        """Look for a case that breaks the law; give the smallest, or None."""
        if not isinstance(self.cases, st.SearchStrategy):
            told = next(filter(None, map(self.tell, self.cases)), None)
            return None if told is None else Violation(law=self.law, told=told)
        phases = (Phase.generate, Phase.shrink) if smallest else (Phase.generate,)
        wanted = settings(
            max_examples=max_examples, phases=phases, database=None, deadline=None, print_blob=False,
            report_multiple_bugs=False, suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        try:
            case = find(self.cases, lambda drawn: bool(self.tell(drawn)), settings=wanted)
        except (NoSuchExample, Unsatisfiable):
            return None
        except Flaky:
            return Violation(law=self.law, told=_FLAKY)
        return Violation(law=self.law, told=self.tell(case) or _FLAKY)


def run(subject: str, checks: Iterable[Check], *, max_examples: int = 0, declared: Iterable[str] = ()) -> None:
    """Try all checks, and raise one error that lists every law that is broken, or declared broken and kept.

    Raises:
        BrokenLawsError: with all of them.
    """
    excused, found = set(declared), []
    for check in checks:
        if check.law.name in excused:
            tries = _SHOW_THE_BREAK * max_examples
            if check.broken(tries, smallest=False) is None:
                law = attrs.evolve(check.law, remedy="take it out of `breaks`, or hand in cases that show the break")
                found.append(Violation(law=law, told=(f"declared as broken, and kept in {tries} cases",)))
        elif (violation := check.broken(max_examples)) is not None:
            found.append(violation)
    if found:
        raise BrokenLawsError(subject, tuple(found))
