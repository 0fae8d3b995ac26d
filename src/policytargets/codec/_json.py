"""Reading JSON as texts, with lines: a number stays the digits it is written with."""

from __future__ import annotations

import json
import re
from typing import NoReturn

import attrs

from policytargets.codec._tree import Grower, SyntaxFaultError

_BLANKS = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(
    r'(?P<mark>[\[\]{}:,])|(?P<string>"(?:[^"\\\x00-\x1f]|\\.)*")'
    r"|(?P<word>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)\b)",
    re.ASCII,
)


@attrs.frozen
class _Token:
    kind: str
    text: str
    line: int


@attrs.define
class _Tokens:
    text: str
    position: int = 0
    line: int = 1

    def next(self) -> _Token:
        blanks = _BLANKS.match(self.text, self.position)
        if blanks is not None:
            self.line += blanks.group().count("\n")
            self.position = blanks.end()
        if self.position == len(self.text):
            return _Token("end", "the end of the file", self.line)
        found = _TOKEN.match(self.text, self.position)
        if found is None:
            shown = self.text[self.position : self.position + 20].split("\n")[0]
            _fail("a text in double quotes, a number, a list or a mapping", repr(shown), self.line)
        self.position = found.end()
        return _Token(str(found.lastgroup), found.group(), self.line)


def _fail(expected: str, got: str, line: int, remedy: str = "correct this line or the one above it") -> NoReturn:
    raise SyntaxFaultError("file", f"JSON: {expected}", got, remedy, line)


def read_json(text: str) -> Grower:
    """Grow the tree of a JSON text, strictly: no comments, no trailing commas, no NaN.

    Raises:
        SyntaxFaultError: with the line on which the reading stopped.
    """
    grower, tokens = Grower(), _Tokens(text)
    open_marks: list[str] = []
    token = tokens.next()
    while True:
        token = _value(grower, tokens, token, open_marks)
        while open_marks and token.text == {"[": "]", "{": "}"}[open_marks[-1]] and token.kind == "mark":
            open_marks.pop()
            grower.end()
            token = tokens.next()
        if not open_marks:
            break
        if token.kind != "mark" or token.text != ",":
            _fail("a comma or the end of the list or mapping", token.text, token.line)
        token = _key(grower, tokens, tokens.next()) if open_marks[-1] == "{" else tokens.next()
    if token.kind != "end":
        _fail("the end of the file", token.text, token.line)
    return grower


def _value(grower: Grower, tokens: _Tokens, token: _Token, open_marks: list[str]) -> _Token:
    """Read a value, or the beginnings of lists and mappings down to the first one; give the token behind it."""
    while token.kind == "mark" and token.text in {"[", "{"}:
        grower.begin(token.line, mapping=token.text == "{")
        open_marks.append(token.text)
        mark, token = token.text, tokens.next()
        if token.kind == "mark" and token.text == {"[": "]", "{": "}"}[mark]:
            return token
        if mark == "{":
            token = _key(grower, tokens, token)
    if token.kind == "string":
        grower.leaf(_unquoted(token), token.line)
    elif token.kind == "word":
        grower.leaf("" if token.text == "null" else token.text, token.line, nothing=token.text == "null")
    else:
        _fail("a text, a number, a list or a mapping", token.text, token.line)
    return tokens.next()


def _key(grower: Grower, tokens: _Tokens, token: _Token) -> _Token:
    if token.kind != "string":
        _fail("a key in double quotes", token.text, token.line)
    grower.leaf(_unquoted(token), token.line)
    colon = tokens.next()
    if colon.text != ":" or colon.kind != "mark":
        _fail("a colon behind the key", colon.text, colon.line)
    return tokens.next()


def _unquoted(token: _Token) -> str:
    try:
        text = str(json.loads(token.text))
        text.encode()
    except ValueError:  # a wrong escape, or half of a pair of surrogates
        _fail("a text in double quotes", token.text[:40], token.line, r"correct what follows the \ in it")
    return text
