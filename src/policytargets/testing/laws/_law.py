"""Laws as values, and the one error that lists every law that is broken."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Law:
    """A law that an object can keep or break.

    Attributes:
        name: its name, e.g. ``units``.
        sentence: what it says.
        source: who says so.
        remedy: what to do where it is broken.

    Examples:
        >>> from policytargets.testing.laws import METHOD_LAWS
        >>> next(law for law in METHOD_LAWS if law.name == "order").sentence
        'The order of the observations changes nothing.'
    """

    name: str
    sentence: str
    source: str
    remedy: str


@attrs.frozen(kw_only=True)
class Violation:
    """A law that is broken, with the smallest counterexample.

    Attributes:
        law: the law.
        told: the counterexample in the words of the field, line by line.
    """

    law: Law
    told: tuple[str, ...]

    def __str__(self) -> str:
        """Give the law, who says so, the counterexample, and what to do."""
        lines = (
            f"{self.law.name}: {self.law.sentence}",
            f"  says     {self.law.source}",
            "  broken by",
            *(f"    {line}" for line in self.told),
            f"  to do    {self.law.remedy}",
        )
        return "\n".join(lines)


class BrokenLawsError(AssertionError):
    """Laws are broken; all of them are listed, each with its smallest counterexample.

    Attributes:
        subject: what breaks them.
        violations: one for each law.
    """

    def __init__(self, subject: str, violations: tuple[Violation, ...]) -> None:
        super().__init__(subject, violations)
        self.subject: str = subject
        self.violations: tuple[Violation, ...] = violations

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the laws that are broken."""
        return tuple(violation.law.name for violation in self.violations)

    def __str__(self) -> str:
        """List every law that is broken."""
        number = len(self.violations)
        head = f"{self.subject} breaks {number} {'law' if number == 1 else 'laws'}: {', '.join(self.names)}"
        return "\n\n".join((head, *map(str, self.violations)))
