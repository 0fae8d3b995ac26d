"""A subset of a font inside the page: the characters of this report and no others, the same bytes every time."""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from io import BytesIO
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from policytargets.errors import FileError, MissingExtraError

FAMILY = "policytargets report"
"""The name of the embedded family: one of ours, since a subset is not the font that the reader may have."""

_MOST_NAMED = 20
_RESTRICTED, _WHOLE_ONLY = 0x0002, 0x0100
"""Bits of fsType in the table OS/2: no embedding at all; no subsets."""


def with_font(page: str, path: str | PathLike[str]) -> str:
    """Give the page with the characters it needs from a font file.

    Args:
        page: the page.
        path: a font file (.ttf, .otf, .woff2); of a collection (.ttc) a font is named by its number: ``file.ttc#2``.

    Raises:
        MissingExtraError: fontTools or brotli are not installed.
        FileError: the file is no font, must not be embedded, or lacks characters of the page.
    """
    where = f"embed_font {fspath(path)!r}"
    font = _opened(path, where)
    try:
        _check_licence(font, where)
        missing = sorted(characters(page) - {chr(code) for code in font.getBestCmap() or ()})
        if missing:
            _refuse_missing(missing, where)
        weights = _weights(font)
        subset = base64.b64encode(_subset(font, characters(page))).decode("ascii")
    except FileError:
        raise
    except Exception as error:  # a broken font fails in whatever its tables lead to
        raise _no_font(where, str(error)) from error
    face = (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weights}; '
        f'src: url("data:font/woff2;base64,{subset}") format("woff2"); }}\n'
        f'.policytargets {{ font-family: "{FAMILY}", sans-serif; }}\n'
    )
    return page.replace("</style>", f"{face}</style>", 1)


def characters(page: str) -> set[str]:
    """Give the characters that a page shows: its texts and the labels that narrow screens show beside cells."""
    body = re.sub("<style>.*?</style>", "", page, flags=re.DOTALL)
    labels = " ".join(re.findall(r' data-label="([^"]*)"', body))
    shown = html.unescape(re.sub("<[^>]*>", " ", body) + labels) + "“”"  # the style sheet sets quotes
    return {character for character in shown if unicodedata.category(character)[0] not in "CZ"}


def _opened(path: str | PathLike[str], where: str) -> Any:
    try:
        from fontTools.ttLib import TTFont, woff2  # noqa: PLC0415 -- only who embeds a font needs it
    except ImportError:
        raise _no_extra(where, "no package fontTools") from None
    if not woff2.haveBrotli:
        raise _no_extra(where, "no package brotli")
    name, mark, number = fspath(path).rpartition("#")
    file, which = (Path(name), int(number)) if mark and number.isdigit() else (Path(path), -1)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise FileError(where, "a font file", (error.strerror or "none").lower(), "check the path") from None
    try:
        names = _collected(data) if data[:4] == b"ttcf" else []
        known = not names or which in range(len(names))
        font = TTFont(BytesIO(data), fontNumber=which, recalcTimestamp=False) if known else None
    except Exception as error:  # a broken font fails in whatever way it is broken
        raise _no_font(where, str(error)) from error
    if font is None:
        listed = ", ".join(f"#{number} {name}" for number, name in enumerate(names))
        raise FileError(where, "one font", f"a collection: {listed}", "name one by its number, as in file.ttc#2")
    return font


def _collected(data: bytes) -> list[str]:
    """Give the names of the fonts of a collection."""
    from fontTools.ttLib import TTCollection  # noqa: PLC0415 -- only who embeds a font needs it

    return [str(font["name"].getDebugName(4)) for font in TTCollection(BytesIO(data), lazy=True).fonts]


def _no_extra(where: str, got: str) -> MissingExtraError:
    return MissingExtraError(where, "fontTools with brotli", got, "pip install 'policytargets[fonts]'")


def _no_font(where: str, got: str) -> FileError:
    return FileError(where, "a font file", f"one that cannot be read as a font ({got})", "pass a .ttf, .otf or .woff2")


def _check_licence(font: Any, where: str) -> None:
    allowed = font["OS/2"].fsType if "OS/2" in font else 0
    if allowed & 0x000F == _RESTRICTED or allowed & _WHOLE_ONLY:
        raise FileError(
            where, "a font that may be embedded as a subset", f"one that forbids it (fsType {allowed})",
            "choose a free font, such as Noto Sans CJK SC",
        )  # fmt: skip


def _refuse_missing(missing: list[str], where: str) -> None:
    named = ", ".join(f"{character} (U+{ord(character):04X})" for character in missing[:_MOST_NAMED])
    more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    raise FileError(
        where, "a font that has every character of the report", f"none for {named}{more}",
        "choose a font for the languages of the report, such as Noto Sans CJK SC",
    )  # fmt: skip


def _weights(font: Any) -> str:
    """Give the weights the font has: a range for a variable one, else regular, from which bold is made."""
    axes = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
    return f"{axes['wght'].minValue:g} {axes['wght'].maxValue:g}" if "wght" in axes else "normal"


def _subset(font: Any, needed: set[str]) -> bytes:
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 -- only who embeds a font needs it

    options = Options(hinting=False, notdef_outline=True, flavor="woff2", name_IDs=[0, 1, 2, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(needed)) + " \u00a0\u3000")
    subsetter.subset(font)
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written, reorderTables=True)
    return written.getvalue()
