"""A small builder of HTML: every text and every attribute is escaped where it is written out, and only there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TypeAlias

import attrs

from policytargets._fields import as_tuple

VOID = frozenset({"br", "link", "meta"})
RAW = frozenset({"style"})
"""Elements whose content is no markup: only the style sheet of this package stands in one."""

_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@attrs.frozen
class Element:
    """An element with its attributes and children."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = attrs.field(converter=as_tuple)
    children: tuple[Node, ...] = attrs.field(converter=as_tuple)


Node: TypeAlias = "Element | str"
Content: TypeAlias = "Element | str | Iterable[Content] | None"
"""What an element can be given: nodes, nothing, or rows of these."""


def flat(content: Content) -> list[Node]:
    """Give the nodes of a content in order."""
    if content is None:
        return []
    if isinstance(content, (str, Element)):
        return [content]
    return [node for part in content for node in flat(part)]


def el(tag: str, *children: Content, **attributes: str | int | None) -> Element:
    """Make an element; ``class_`` gives class, ``data_label`` data-label, and what is None is left out."""
    named = [
        (name.rstrip("_").replace("_", "-"), str(value)) for name, value in attributes.items() if value is not None
    ]
    return Element(tag, named, flat(children))


def clean(text: str) -> str:
    """Replace what no HTML page can hold: control characters and halves of characters."""
    return _NOT_IN_HTML.sub("\ufffd", text)


def join(parts: Iterable[Content], between: Content) -> list[Node]:
    """Give the parts with something between them."""
    joined: list[Node] = []
    for number, part in enumerate(parts):
        joined += [*(flat(between) if number else []), *flat(part)]
    return joined


@attrs.frozen
class _End:
    tag: str


def render(node: Node) -> str:
    """Write a node out; however deep it is, nothing is called within itself."""
    written: list[str] = []
    waiting: list[Node | _End] = [node]
    while waiting:
        match waiting.pop():
            case _End(tag):
                written.append(f"</{tag}>")
            case str() as text:
                written.append(escape(clean(text), quote=False))
            case Element(tag, attributes, children):
                said = "".join(f' {name}="{escape(clean(value))}"' for name, value in attributes)
                written.append(f"<{tag}{said}>")
                if tag in RAW:
                    written += [*map(str, children), f"</{tag}>"]
                elif tag not in VOID:
                    waiting += [_End(tag), *reversed(children)]
    return "".join(written)


def document(root: Element) -> str:
    """Write a whole page out."""
    return f"<!DOCTYPE html>\n{render(root)}\n"
