"""The tree that a plan file is: texts, lists and mappings, each with its line. No number, no boolean, no object.

Whatever is read grows through a `Grower`, which holds the bounds that make untrusted files safe.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs

from policytargets.errors import FileError

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 400_000
MAX_TEXT = 4_000_000
MAX_FAULTS = 1_000
MAX_KEY = 200

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
"""What is written: plain texts, lists and dictionaries."""


@attrs.frozen
class Leaf:
    """A text. An empty place and the word ``null`` without quotes are marked as nothing."""

    text: str
    line: int
    nothing: bool = False


@attrs.frozen
class Row:
    """A list."""

    items: tuple[Node, ...]
    line: int


@attrs.frozen
class Table:
    """A mapping of keys to nodes, in the order of the file, with the line of each key."""

    entries: dict[str, Node]
    lines: dict[str, int]
    line: int


Node: TypeAlias = Leaf | Row | Table
"""Any part of the tree."""


class SyntaxFaultError(FileError):
    """The file cannot be read on from this line.

    Attributes:
        line: the line, from 1.
    """

    def __init__(self, where: str, expected: str, got: str, remedy: str, line: int = 1) -> None:
        super().__init__(where, expected, got, remedy)
        self.line = line


def too_deep(line: int) -> SyntaxFaultError:
    """Give the fault that too much stands inside each other."""
    return SyntaxFaultError(
        "file", f"at most {MAX_DEPTH} levels inside each other", "more", "a plan needs fewer; flatten it", line
    )


@attrs.frozen
class Repeated:
    """A key that stands twice in one mapping."""

    path: str
    key: str
    first: int
    second: int


@attrs.define
class _Open:
    """A list or mapping whose end has not come yet."""

    line: int
    path: str
    items: list[Node] | None
    entries: dict[str, Node] = attrs.field(factory=dict)
    lines: dict[str, int] = attrs.field(factory=dict)
    key: str | None = None
    key_line: int = 0

    def closed(self) -> Node:
        if self.items is not None:
            return Row(tuple(self.items), self.line)
        return Table(self.entries, self.lines, self.line)


@attrs.define
class Grower:
    """Builds the tree piece by piece and stops at its bounds."""

    repeated: list[Repeated] = attrs.field(factory=list)
    root: Node | None = None
    _open: list[_Open] = attrs.field(factory=list)
    _nodes: int = 0

    def begin(self, line: int, *, mapping: bool) -> None:
        """Open a list or a mapping."""
        self._count(line)
        if len(self._open) >= MAX_DEPTH:
            raise too_deep(line)
        self._no_key(line)
        self._open.append(_Open(line, self._path_of_next(), None if mapping else []))

    def end(self) -> None:
        """Close the innermost list or mapping."""
        self._place(self._open.pop().closed())

    def leaf(self, text: str, line: int, *, nothing: bool = False) -> None:
        """Add a text: a key where a mapping waits for one, else a value."""
        self._count(line)
        if len(text) > MAX_TEXT:
            raise SyntaxFaultError(
                "file",
                f"at most {MAX_TEXT:,} characters in one text",
                f"{len(text):,}",
                "keep it in a file of its own",
                line,
            )
        top = self._open[-1] if self._open else None
        if top is not None and top.items is None and top.key is None:
            if len(text) > MAX_KEY:
                raise SyntaxFaultError(
                    "file", f"a key of at most {MAX_KEY} characters", f"{len(text)}", "shorten it", line
                )
            top.key, top.key_line = text, line
        else:
            self._place(Leaf(text, line, nothing))

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        if top.items is not None:
            top.items.append(node)
            return
        key, top.key = top.key or "", None
        if key in top.entries:
            self.repeated.append(Repeated(joined(top.path, key), key, top.lines[key], top.key_line))
            return
        top.entries[key] = node
        top.lines[key] = top.key_line

    def _path_of_next(self) -> str:
        if not self._open:
            return ""
        top = self._open[-1]
        return indexed(top.path, len(top.items)) if top.items is not None else joined(top.path, top.key or "")

    def _no_key(self, line: int) -> None:
        if self._open and self._open[-1].items is None and self._open[-1].key is None:
            raise SyntaxFaultError("file", "a word as key", "a list or mapping", "write a word before the colon", line)

    def _count(self, line: int) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise SyntaxFaultError("file", f"at most {MAX_NODES:,} entries", "more", "split the plan", line)


def joined(path: str, key: str) -> str:
    """Give the path of a key inside *path*."""
    return f"{path}.{key}" if path else key


def indexed(path: str, index: int) -> str:
    """Give the path of the item of a list inside *path*; the first is 0, as everywhere in the library."""
    return f"{path}[{index}]"


def grown(tree: Tree) -> Node:
    """Give a plain tree as nodes without lines, as if it had been read."""
    if isinstance(tree, str):
        return Leaf(tree, 0)
    if isinstance(tree, list):
        return Row(tuple(grown(item) for item in tree), 0)
    return Table({key: grown(value) for key, value in tree.items()}, dict.fromkeys(tree, 0), 0)


def plain(node: Node) -> Tree:
    """Give nodes as a plain tree, without lines."""
    if isinstance(node, Leaf):
        return node.text
    if isinstance(node, Row):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}
