"""Where words stand in a text: in which place, on which line, and how often."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from policytargets._numerals import NUMERAL, write_numeral
from policytargets._outline import Span, lines_of, outline_of
from policytargets.errors import CitationError

WHOLE = "全文"
_MOST_LISTED = 5
_LONGEST_SHOWN = 40
_NUMBER = re.compile(rf"[0-9]+|{NUMERAL}")
_ARABIC = re.compile(r"(?<![0-9])[1-9][0-9]{0,2}(?![0-9])")
_FOLDED = str.maketrans("()０１２３４５６７８９", "（）0123456789")


def fold(place: str) -> str:
    """Fold the spellings of one place: blanks, and the width of brackets and digits, do not matter.

    Examples:
        >>> fold("附件 １ 第 3 行"), fold("(二)")
        ('附件1第3行', '（二）')
    """
    return "".join(place.split()).translate(_FOLDED)


def shown(text: str) -> str:
    """Show a text in a message, cut when it is long.

    Examples:
        >>> shown("达到5家")
        "'达到5家'"
    """
    return repr(text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…")


def place_at(text: str, offset: int) -> str:
    """Name the narrowest place that stands once and holds the character at *offset*.

    Examples:
        >>> place_at("一、要求", 2)
        '一、'
    """
    holding = [
        (span.end - span.start, name)
        for name, span in outline_of(text).unique_places()
        if span.start <= offset < span.end
    ]
    return min(holding, key=lambda pair: pair[0], default=(0, WHOLE))[1]


def line_at(text: str, offset: int) -> int:
    r"""Give the number, from 1, of the line of *offset*.

    Examples:
        >>> line_at("一\r\n二", 3)
        2
    """
    return bisect_right(lines_of(text), offset, key=lambda line: line.start)


def occurrences(text: str, quote: str, span: Span) -> list[int]:
    """Give every offset in a span at which a quote begins, overlapping ones too.

    Examples:
        >>> occurrences("5家5家5", "5家5", Span(0, 5))
        [0, 2]
    """
    found: list[int] = []
    at = text.find(quote, span.start, span.end)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1, span.end)
    return found


def listed(text: str, offsets: list[int]) -> str:
    """List offsets with line and place, the first five of them.

    Examples:
        >>> listed("一、要求", [2])
        'offset 2 (line 1, 一、)'
    """
    parts = [f"offset {at} (line {line_at(text, at)}, {place_at(text, at)})" for at in offsets[:_MOST_LISTED]]
    more = len(offsets) - _MOST_LISTED
    return ", ".join([*parts, *([f"and {more} more"] if more > 0 else [])])


@lru_cache(maxsize=32)
def _spans(text: str) -> dict[str, tuple[Span, ...]]:
    return {fold(name): spans for name, spans in outline_of(text).places}


def span_of(text: str, place: str | None, where: str) -> Span:
    """Give the span of a place; *where* begins the message of an error.

    Raises:
        CitationError: when the text has no such place, or has it several times.

    Examples:
        >>> span_of("一、要求。二", "一、", "doc")
        Span(start=0, end=6)
    """
    outline = outline_of(text)
    spans = _spans(text).get(fold(WHOLE if place is None else str(place)), ())
    if len(spans) == 1:
        return spans[0]
    if spans:
        narrower = [name for name, known in outline.unique_places() if known in spans]
        raise CitationError(
            where,
            "a place that stands once in the text",
            f"{place!r}, which stands {len(spans)} times",
            f"write {' or '.join(narrower)}" if narrower else "leave the place out and quote more of the sentence",
        )
    known = {fold(name): name for name, _ in outline.unique_places()}
    near = _near(fold(str(place)), known)
    raise CitationError(
        where,
        f"one of the places of the text: {_summary(known.values())}",
        repr(place),
        f"write {' or '.join(near)}" if near else "write one of them, or leave the place out",
    )


def _near(folded: str, known: dict[str, str]) -> list[str]:
    """Give the names most like a folded one: first of all that of its number in Chinese, （二） for （2）."""
    chinese = _ARABIC.sub(lambda match: write_numeral(int(match[0])), folded)
    if chinese in known:
        return [known[chinese]]
    return [known[name] for name in difflib.get_close_matches(folded, known, n=3, cutoff=0.4)]


def _summary(names: Iterable[str]) -> str:
    """List names, with … between the first and the last of many that differ by their number alone."""
    alike: dict[str, list[str]] = {}
    for name in names:
        alike.setdefault(_NUMBER.sub("#", name), []).append(name)
    return ", ".join(
        f"{group[0]} … {group[-1]}" if len(group) > 2 else ", ".join(group)  # noqa: PLR2004 -- two need no …
        for group in alike.values()
    )


def locate(text: str, quote: str, place: str | None, where: str) -> Span:
    """Find the one occurrence of a quote in a place; *where* begins the message of an error.

    Raises:
        CitationError: when it does not occur there exactly once; the message tells where it does.

    Examples:
        >>> locate("达到5家。另有5家。", "另有5家", None, "doc")
        Span(start=5, end=9)
    """
    span = span_of(text, place, where)
    found = occurrences(text, quote, span)
    if len(found) == 1:
        return Span(found[0], found[0] + len(quote))
    if found:
        got, remedy = f"{len(found)}: {listed(text, found)}", "quote more of the sentence, or name a narrower place"
    else:
        got, remedy = _absent(text, quote, span)
    raise CitationError(
        where, f"the quote {shown(quote)} exactly once in {WHOLE if place is None else place}", got, remedy
    )


def _absent(text: str, quote: str, span: Span) -> tuple[str, str]:
    elsewhere = occurrences(text, quote, Span(0, len(text)))
    if elsewhere:
        return f"none there, but {listed(text, elsewhere)}", "name the place where it stands"
    low, high = 0, len(quote)
    while high - low > 1:  # a shorter beginning stands wherever a longer one does
        middle = (low + high) // 2
        low, high = (middle, high) if quote[:middle] in text[span.start : span.end] else (low, middle)
    if low == 0:
        return "none", "copy the words from the text"
    at = text.index(quote[:low], span.start, span.end)
    return (
        f"none; its longest beginning there is {shown(quote[:low])} at {listed(text, [at])}",
        "copy the words from the text, with its punctuation and blanks",
    )


def quote_fault(text: str, quote: str, span: Span, where: str) -> CitationError | None:
    """Give what is wrong when a span of the text is not the quote, else None.

    Examples:
        >>> quote_fault("达到5家", "5家", Span(2, 4), "doc") is None
        True
    """
    got = text[span.start : span.end]
    if got == quote:
        return None
    found = occurrences(text, quote, Span(0, len(text)))
    remedy = "cite the words as they stand, by SourceDocument.cite"
    if len(found) == 1:
        remedy = f"they stand at {found[0]}..{found[0] + len(quote)}; cite them by SourceDocument.cite"
    return CitationError(where, f"{shown(quote)} at {span.start}..{span.end}", shown(got), remedy)


def place_fault(text: str, place: str | None, span: Span, where: str) -> CitationError | None:
    r"""Give what is wrong when the place is unknown or does not hold the span, else None.

    Examples:
        >>> print(place_fault("一、要求\n二、目标", "二、", Span(2, 4), "doc"))
        doc: expected a span inside 二、, which is 5..9, got 2..4, in 一、; name the place where it stands
    """
    try:
        holder = span_of(text, place, where)
    except CitationError as fault:
        return fault
    if holder.start <= span.start and span.end <= holder.end:
        return None
    actual = f"in {place_at(text, span.start)}" if span.start < len(text) else "behind the end of the text"
    return CitationError(
        where,
        f"a span inside {WHOLE if place is None else place}, which is {holder.start}..{holder.end}",
        f"{span.start}..{span.end}, {actual}",
        "name the place where it stands",
    )
