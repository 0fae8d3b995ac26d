"""Reading YAML as texts: no tags, no anchors, no types, within bounds; and every fault in plain words."""

from __future__ import annotations

import re
from typing import Any

import yaml

from policytargets.codec._tree import Grower, SyntaxFaultError, too_deep

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")


def read_yaml(text: str) -> Grower:
    """Grow the tree of a YAML text; nothing is constructed, every scalar stays the text it is.

    Raises:
        SyntaxFaultError: with the line on which the reading stopped.
    """
    strange = _NOT_YAML.search(text)
    if strange is not None:
        line = text.count("\n", 0, strange.start()) + 1
        shown = f"the character U+{ord(strange.group()):04X}"
        raise SyntaxFaultError("file", "characters that can be printed", shown, "remove it", line)
    grower = Grower()
    documents = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise SyntaxFaultError(
                        "file", "one plan", "a second one behind ---", "keep it in a file of its own", _line(event)
                    )
            else:
                _grow(grower, event)
    except yaml.YAMLError as error:
        raise _syntax_fault(error, text) from None
    except (UnicodeError, RecursionError):
        raise SyntaxFaultError("file", "text", "what no file can hold", "save the file as UTF-8") from None
    return grower


def _grow(grower: Grower, event: Any) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
        raise SyntaxFaultError(
            "file",
            "no anchors (&) and aliases (*)",
            f"{event.anchor!r}",
            "write it out, or put it in quotes",
            _line(event),
        )
    if getattr(event, "tag", None) is not None:
        raise SyntaxFaultError(
            "file", "no tags (!)", f"{event.tag!r}", "remove it, or put the text in quotes", _line(event)
        )
    if isinstance(event, yaml.ScalarEvent):
        nothing = bool(event.implicit[0]) and event.value in _NOTHING
        grower.leaf(event.value, _line(event), nothing=nothing)
    elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
        grower.begin(_line(event), mapping=isinstance(event, yaml.MappingStartEvent))
    elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
        grower.end()


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


_REMEDIES = (
    ("tab", "indent with blanks, never with tabs"),
    ("cannot start any token", "put a text that begins with %, @, ` or a tab in quotes"),
    ("mapping values are not allowed", "put a text that holds a colon and a blank in quotes; or correct the indent"),
    ("',' or ']'", "close the list with ], and put texts that hold a comma or a bracket in quotes"),
    ("',' or '}'", "close the braces with }, and put texts that hold a comma or a bracket in quotes"),
    ("quoted scalar", "close the quotes"),
    ("did not find expected key", "indent all keys of one item alike, and close quotes and brackets"),
    ("block mapping", "indent all keys of one item alike, and write key: and a blank"),
    ("could not find expected ':'", "write a colon and a blank behind the key"),
    ("block collection", "indent all lines of one list alike"),
    ("characters are not allowed", "remove the control character"),
)


def _syntax_fault(error: yaml.YAMLError, text: str) -> SyntaxFaultError:
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        line, column = int(mark.line) + 1, int(mark.column) + 1
    else:  # an error of the characters themselves tells only how far it came
        before = text[: getattr(error, "position", 0)]
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    words = [str(part) for name in ("context", "problem", "reason") if (part := getattr(error, name, None))]
    what = ", ".join(words) or "no YAML"
    if "nesting depth" in what:  # newer parsers stop by themselves, far behind our own bound
        return too_deep(line)
    remedy = next((remedy for sign, remedy in _REMEDIES if sign in what), "correct this line or the one above it")
    return SyntaxFaultError("file", "YAML", f"{what} (column {column})", remedy, line)
