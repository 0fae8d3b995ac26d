"""Writing a tree as YAML that people edit, or as JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

if TYPE_CHECKING:
    from policytargets.codec._tree import Tree

_WIDTH = 110
_MOST_KEYS = 3
_NOTHING = frozenset({"~", "null", "Null", "NULL"})
# What stands without quotes begins with a letter, a digit or （, and holds no mark that means something inside it.
_UNSAFE = re.compile(r"[,\[\]{}#:?]")
_HEAD = re.compile(r"[\w（《“(.+/]")
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_LINE_BREAKS_OF_YAML = "\r\x85\u2028\u2029\ufeff"


def to_json(tree: Tree) -> str:
    """Write JSON with two blanks of indent."""
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def to_yaml(tree: dict[str, Tree]) -> str:
    """Write YAML: short lists and mappings on one line, everything else indented by two blanks."""
    lines: list[str] = []
    for key, content in tree.items():
        if isinstance(content, dict) and lines:
            lines.append("")
        lines += _pair(key, content, 0, in_section=False)
    return "\n".join(lines) + "\n"


def _pair(key: str, content: Tree, indent: int, *, in_section: bool) -> list[str]:
    head = f"{' ' * indent}{_scalar(key)}:"
    if isinstance(content, str):
        block = _block(content, indent)
        return [f"{head} {block[0]}", *block[1:]] if block else [f"{head} {_scalar(content)}"]
    deep = indent == 0 and isinstance(content, dict) and not all(isinstance(part, str) for part in content.values())
    flow = None if deep else _flow(content)
    # A record under its id stays one key a line unless it is a name alone, so that its parts are easily found.
    fits = flow is not None and _width(head) + 1 + _width(flow) <= _WIDTH and not (in_section and len(content) > 1)
    # What is empty has no lines of its own to stand on.
    if fits or not content:
        return [f"{head} {flow}"]
    if isinstance(content, list):
        return [head, *(line for item in content for line in _item(item, indent + 2))]
    inner = indent == 0
    return [head, *(line for name, part in content.items() for line in _pair(name, part, indent + 2, in_section=inner))]


def _item(content: Tree, indent: int) -> list[str]:
    dash = f"{' ' * indent}- "
    if isinstance(content, str):
        return [f"{dash}{_scalar(content)}"]
    flow = _flow(content)
    if flow is not None and (_width(dash) + _width(flow) <= _WIDTH or isinstance(content, list)):
        return [f"{dash}{flow}"]
    if isinstance(content, list):
        return [dash.rstrip(), *(line for item in content for line in _item(item, indent + 2))]
    lines = [line for name, part in content.items() for line in _pair(name, part, indent + 2, in_section=False)]
    return [dash + lines[0][indent + 2 :], *lines[1:]]


def _flow(content: Tree) -> str | None:
    """Write on one line, or give None for what is too long or deep for that."""
    if isinstance(content, str):
        return _scalar(content)
    parts = list(content.values()) if isinstance(content, dict) else content
    if isinstance(content, dict) and len(content) > _MOST_KEYS:
        return None
    if isinstance(content, list) and any(isinstance(part, dict) for part in parts):
        return None  # one mapping a line reads better
    flows = [_flow(part) for part in parts]
    if any(flow is None or _width(flow) > _WIDTH for flow in flows):
        return None
    if isinstance(content, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {flow}" for key, flow in zip(content, flows, strict=True)) + "}"
    return "[" + ", ".join(str(flow) for flow in flows) + "]"


def _scalar(text: str) -> str:
    """Write a text without quotes where nothing but this text can be read there."""
    plain = (
        _HEAD.match(text) is not None
        and not text.startswith("..")
        and text == text.strip()
        and text.isprintable()
        and not _UNSAFE.search(text)
        and text not in _NOTHING
    )
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(character) or _shown(character) for character in text) + '"'


def _shown(character: str) -> str:
    if character.isprintable() or category(character) == "Zs":
        return character
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"  # noqa: PLR2004 -- the widths YAML has


def _block(text: str, indent: int) -> list[str] | None:
    """Write a text of several lines as it stands, where YAML keeps it so; else give None."""
    if "\n" not in text.rstrip("\n") or any(mark in text for mark in _LINE_BREAKS_OF_YAML):
        return None
    if any(not (c.isprintable() or c in "\n\t" or category(c) == "Zs") for c in text):
        return None
    kept = len(text) - len(text.rstrip("\n"))
    lines = text.split("\n")
    if kept:
        lines = lines[:-1]
    # The indent is named, since the text may begin with blanks of its own.
    head = "|2" + ("-" if kept == 0 else "" if kept == 1 else "+")
    return [head, *(f"{' ' * (indent + 2)}{line}" if line else "" for line in lines)]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
