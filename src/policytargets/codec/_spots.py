"""A spot in a plan file while it is read: the node, its path, and the list of faults it can add to."""

from __future__ import annotations

from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar

import attrs

from policytargets.codec._tree import MAX_FAULTS, MAX_KEY, Leaf, Node, Row, SyntaxFaultError, Table, indexed, joined
from policytargets.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from policytargets.errors import PolicyTargetsError
    from policytargets.kinds import Catalogue

_T = TypeVar("_T")


class Fault(Enum):
    """What stands in place of something that could not be read; the reason is among the problems."""

    FAULT = "fault"


FAULT = Fault.FAULT
_MOST_LOOKED_UP = 200
_MOST_CANDIDATES = 2_000
_IN_THE_FILE = (
    (".citations[", ".spans["),
    (".each.members[", ".each["),
    *((".criterion", f".{head}") for head in ("at_least", "at_most", "more_than", "less_than", "exactly", "between")),
    *((".criterion", f".{head}") for head in ("about", "rise", "fall", "multiple", "growth", "total")),
    *((".criterion", f".{head}") for head in ("no_worse_than", "all_of", "any_of", "readings")),
)
"""What plans call otherwise than files do."""


def sound(value: _T | Fault) -> TypeGuard[_T]:
    """Tell whether something was read."""
    return value is not FAULT


@attrs.define(eq=False)
class Reading:
    """One reading of one file: what it found and what later parts need of earlier ones.

    Attributes:
        file: the name that problems carry.
        catalogue: the kinds and words amounts are read with.
        sources: texts the caller gives, by id of the document.
        base: the folder of the plan file, in or below which texts are opened.
        problems: what was found so far, each once, in order.
        lines: the line of every path.
        declared: for each section, the ids the file declares, readable or not.
        known: for each section, what could be read, by id.
        partial: the fields that could be read of a faulty record, by its path.
        unnamed: whether the name of some organisation could not be read, so that no body can be called unknown.
        looked_up: how many words were looked up among those known.
        searched: how many characters of texts were searched for quotes.
    """

    file: str | None
    catalogue: Catalogue
    sources: Mapping[str, str] = attrs.field(factory=dict)
    base: Path | None = None
    problems: dict[Problem, None] = attrs.field(factory=dict)
    lines: dict[str, int] = attrs.field(factory=dict)
    declared: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    known: dict[str, dict[str, Any]] = attrs.field(factory=dict)
    partial: dict[str, dict[str, Any]] = attrs.field(factory=dict)
    unnamed: bool = False
    looked_up: int = 0
    searched: int = 0

    def add(self, problem: Problem) -> Fault:
        """Keep a problem, once."""
        if len(self.problems) >= MAX_FAULTS:
            raise SyntaxFaultError(
                "file", f"at most {MAX_FAULTS:,} faults", "more", "mend these first", problem.line or 1
            )
        self.problems[problem] = None
        return FAULT

    def line_of(self, path: str) -> int | None:
        """Give the line of a path, or of the nearest part of the file around it."""
        while path:
            for known in (path, *(path.replace(*words) for words in _IN_THE_FILE)):
                if known in self.lines:
                    return self.lines[known]
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return None

    def nearest(self, word: str, known: Iterable[str]) -> list[str]:
        """Give the nearest of the words known; looking is dear, so that a file of slips gets only so many answers."""
        self.looked_up += 1
        candidates = list(known) if self.looked_up <= _MOST_LOOKED_UP else []
        return get_close_matches(word, candidates[:_MOST_CANDIDATES], n=3, cutoff=0.6) if len(word) <= MAX_KEY else []


@attrs.frozen(eq=False)
class Spot:
    """A node with its path and line."""

    node: Node
    path: str
    line: int
    reading: Reading

    def fault(self, expected: str, got: str, remedy: str) -> Fault:
        """Add a fault of this spot."""
        line = self.line or None
        return self.reading.add(
            Problem(
                path=self.path or "file", expected=expected, got=got, remedy=remedy, file=self.reading.file, line=line
            )
        )

    def refuse(self, error: PolicyTargetsError) -> Fault:
        """Add what an error says as a fault of this spot."""
        return self.fault(error.expected, error.got, error.remedy)

    def unknown(self, expected: str, got: str, known: Iterable[str], otherwise: str) -> Fault:
        """Add the fault that a word is none of those known, with the nearest of them."""
        near = self.reading.nearest(got, known)
        remedy = f"did you mean {' or '.join(map(repr, near))}?" if near else otherwise
        return self.fault(expected, shortened(got), remedy)

    def text(self, expected: str = "a text", remedy: str = "write it behind the colon") -> str | Fault:
        """Give the text that stands here."""
        if isinstance(self.node, Leaf):
            if not self.node.nothing:
                return self.node.text
            got = "nothing"
        else:
            got = "a list" if isinstance(self.node, Row) else "a mapping"
        return self.fault(expected, got, remedy if got != "nothing" else f"{remedy}, or remove the key")

    def entries(self, expected: str, remedy: str) -> dict[str, Spot] | Fault:
        """Give the spots of the mapping that stands here, by key."""
        if not isinstance(self.node, Table):
            return self.fault(expected, described(self.node), remedy)
        table = self.node
        spots = {
            key: Spot(node, joined(self.path, key), table.lines[key], self.reading)
            for key, node in table.entries.items()
        }
        self.reading.lines.update((spot.path, spot.line) for spot in spots.values())
        return spots

    def items(self, expected: str, remedy: str) -> list[Spot] | Fault:
        """Give the spots of the list that stands here."""
        if not isinstance(self.node, Row):
            return self.fault(expected, described(self.node), remedy)
        spots = [
            Spot(node, indexed(self.path, index), node.line, self.reading) for index, node in enumerate(self.node.items)
        ]
        self.reading.lines.update((spot.path, spot.line) for spot in spots)
        return spots


def described(node: Node) -> str:
    """Say what a node is, for the message about another kind of node expected."""
    if isinstance(node, Leaf):
        return "nothing" if node.nothing else shortened(node.text)
    return "a list" if isinstance(node, Row) else "a mapping"


def shortened(text: str) -> str:
    """Show a text in a message, cut when it is long."""
    return repr(text if len(text) <= 60 else f"{text[:59]}…")  # noqa: PLR2004 -- what fits on a line


def check_keys(spots: dict[str, Spot], known: Iterable[str], hints: Mapping[str, str] | None = None) -> bool:
    """Report every key that is none of those known; tell whether all were."""
    return not strange_keys(spots, known, hints)


def strange_keys(spots: dict[str, Spot], known: Iterable[str], hints: Mapping[str, str] | None = None) -> list[str]:
    """Report every key that is none of those known, and give them."""
    names = tuple(known)
    strange = {key: spot for key, spot in spots.items() if key not in names}
    for key, spot in strange.items():
        hint = (hints or {}).get(key)
        if hint:
            spot.fault(f"one of the keys {', '.join(names)}", shortened(key), hint)
        else:
            spot.unknown(f"one of the keys {', '.join(names)}", key, names, "remove it, or use one of these keys")
    return list(strange)


def is_missing(key: str, spots: Mapping[str, Spot], strange: list[str]) -> bool:
    """Tell whether a key is missing, and not merely misspelled, which is reported where it stands."""
    return key not in spots and not get_close_matches(key, strange[:_MOST_LOOKED_UP], n=1)
