"""The outline of a Chinese government document: sections, clauses, annexes and the places they make.

The form is that of official documents (GB/T 9704): 一、 heads a section, （一） a clause, each at the head of a line;
附件 alone on a line heads an annex, while 附件： with a title after it only announces one. All functions are pure
and all offsets are Python ``str`` offsets into the text as it stands; ``text[item.start:item.end]`` is the item,
without the indent before and the white space after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import attrs

from policytargets._numerals import NUMERAL, read_clause_label, read_numeral, write_clause_label, write_numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_END = re.compile(r"\r\n|\r|\n")
_INDENT = r"[ \t\u00a0\u3000\ufeff]*"
# 一、二、三产业 at the head of a line is a list of three and no heading, hence the look ahead.
_SECTION = re.compile(rf"{_INDENT}(?P<label>{NUMERAL}、)(?!{NUMERAL}、)(?P<title>\s*[^\s。][^。]*)")
_CLAUSE = re.compile(rf"{_INDENT}(?P<label>[（(]{NUMERAL}[）)])(?P<title>[^。]*)")
# Possessive (*+), so that a long run of blanks costs no more than its length.
_ANNEX = re.compile(rf"{_INDENT}(?P<label>附件)\s*+(?P<number>[0-9０-９]{{1,3}}|{NUMERAL})?\s*+[：:]?\s*+")
_NOTE = re.compile(rf"{_INDENT}(?P<label>附件)\s*+(?:[0-9０-９]{{1,3}}|{NUMERAL})?\s*+[：:].*")
# Word leaves marks such as [bookmark: _GoBack] in the text; the number of a row stands behind them.
_ROW_NUMBER = re.compile(rf"(?:\[[A-Za-z]+:[^\]]*\]\s*)*[（(]?([0-9０-９]{{1,3}}|{NUMERAL})[）)]?[.．、]?")
_PIECE = re.compile(r"[^\t]+|(?<=\t)(?=\t)")


class Span(NamedTuple):
    """A half-open range of offsets."""

    start: int
    end: int


@attrs.frozen
class Section:
    """A section, from its label to the end of its last paragraph.

    Attributes:
        number: 1 for 一、.
        label: as written, ``一、``.
        title: the words after the label, up to the first 。 or the end of the line.
        start: offset of the label.
        end: offset behind the last character that is not white space.
    """

    number: int
    label: str
    title: str
    start: int
    end: int


@attrs.frozen
class Clause:
    """A clause, from its label to the end of the last paragraph before the next heading.

    Attributes:
        number: 1 for （一）.
        label: as written, ``（一）`` or ``(一)``.
        title: the words after the label, up to the first 。 or the end of the line.
        section: number of the section it stands in; None before the first section.
        start: offset of the label.
        end: offset behind the last character that is not white space.
    """

    number: int
    label: str
    title: str
    section: int | None
    start: int
    end: int


@attrs.frozen
class Cell:
    """A cell of a row, or a line such as a title: its text without white space around it, and its offsets."""

    text: str
    start: int
    end: int


@attrs.frozen
class AnnexRow:
    """A row of the table in an annex.

    Attributes:
        number: the number in the first cell; a stray mark such as ``[bookmark: _GoBack]`` before it does not hide it.
        cells: all cells as written, that of the number first; an empty one between others is kept.
        annex: number of the annex.
        start: offset of the first cell.
        end: offset behind the last cell.
    """

    number: int
    cells: tuple[Cell, ...]
    annex: int
    start: int
    end: int


@attrs.frozen
class Annex:
    """An annex, from its heading to the next one or the end of the text.

    Attributes:
        number: as its heading says; where it has none, its position among the annexes.
        title: the first line under the heading that is not part of a table, or None.
        rows: the numbered rows of its tables.
        start: offset of the heading.
        end: offset behind the last character that is not white space.
    """

    number: int
    title: Cell | None
    rows: tuple[AnnexRow, ...]
    start: int
    end: int


@attrs.frozen
class Outline:
    """All parts of a text. *places* holds each name of a place with every span it stands for."""

    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    annexes: tuple[Annex, ...]
    places: tuple[tuple[str, tuple[Span, ...]], ...]

    def unique_places(self) -> tuple[tuple[str, Span], ...]:
        """Give the places that stand once, each span under its first name."""
        named: dict[Span, str] = {}
        for name, spans in self.places:
            if len(spans) == 1:
                named.setdefault(spans[0], name)
        return tuple((name, span) for span, name in named.items())


class _Heading(NamedTuple):
    kind: str
    line: int
    start: int
    match: re.Match[str]


def lines_of(text: str) -> list[Span]:
    r"""Give the lines without their ends; LF, CRLF and CR end a line.

    Examples:
        >>> lines_of("a\r\nb\n")
        [Span(start=0, end=1), Span(start=3, end=4), Span(start=5, end=5)]
    """
    ends = list(_LINE_END.finditer(text))
    starts = [0, *(end.end() for end in ends)]
    return [Span(*pair) for pair in zip(starts, [*(end.start() for end in ends), len(text)], strict=True)]


def trimmed(text: str, start: int, end: int) -> Span:
    """Shrink a range by the white space at both its ends; an empty one keeps its start."""
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    return Span(left, right) if left < right else Span(start, start)


def _cell(text: str, start: int, end: int) -> Cell:
    span = trimmed(text, start, end)
    return Cell(text[span.start : span.end], span.start, span.end)


def _headings(text: str, lines: list[Span]) -> Iterator[_Heading]:
    in_annex = False
    for line in lines:
        content = text[line.start : line.end]
        forms = {"annex": _ANNEX.fullmatch(content), "note": _NOTE.fullmatch(content)}
        if not (in_annex and content.startswith("\t")):  # there, a tab begins a cell of a table
            forms |= {"section": _SECTION.match(content), "clause": _CLAUSE.match(content)}
        for kind, match in forms.items():
            if match:
                in_annex = in_annex or kind == "annex"
                yield _Heading(kind, line.start, line.start + match.start("label"), match)
                break


def _sections_and_clauses(text: str, headings: list[_Heading]) -> tuple[tuple[Section, ...], tuple[Clause, ...]]:
    sections: list[Section] = []
    clauses: list[Clause] = []
    stop_clause = stop_section = len(text)
    ends: list[int] = []
    for heading in reversed(headings):
        ends.append(trimmed(text, heading.start, stop_section if heading.kind == "section" else stop_clause).end)
        stop_clause = heading.line
        stop_section = stop_section if heading.kind == "clause" else heading.line
    current: int | None = None
    for heading, end in zip(headings, reversed(ends), strict=True):
        if heading.kind in {"annex", "note"}:
            current = None
            continue
        label, title = heading.match["label"], heading.match["title"].strip()
        if heading.kind == "section":
            current = read_numeral(label[:-1])
            sections.append(Section(current, label, title, heading.start, end))
        else:
            clauses.append(Clause(read_clause_label(label), label, title, current, heading.start, end))
    return tuple(sections), tuple(clauses)


def _start(line: Span) -> int:
    return line.start


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else read_numeral(written)


def _row_number(text: str, line: Span, *, after_blank: bool) -> int | None:
    """Give the number of the row that begins with this line, or None when none begins here."""
    content = text[line.start : line.end]
    if "\t" not in content or (content.startswith("\t") and not after_blank):
        return None
    match = _ROW_NUMBER.fullmatch(content.removeprefix("\t").partition("\t")[0].strip())
    return _number(match[1]) if match else None


def _cells(text: str, lines: list[Span]) -> tuple[Cell, ...]:
    start, end = lines[0].start, trimmed(text, lines[0].start, lines[-1].end).end
    return tuple(_cell(text, start + piece.start(), start + piece.end()) for piece in _PIECE.finditer(text[start:end]))


def _rows(text: str, lines: list[Span], annex: int) -> Iterator[AnnexRow]:
    """Read the rows of tables that were flattened to lines.

    A row begins with a numbered cell: behind a blank line, or at the head of a line without a tab before it. It goes
    on to the next row or the next empty line; a lone tab inside it is an empty cell.
    """
    found: list[tuple[int, list[Span]]] = []
    is_open, after_blank = False, True
    for line in lines:
        content = text[line.start : line.end]
        number = _row_number(text, line, after_blank=after_blank)
        after_blank = not content.strip()
        if number is not None:
            found.append((number, [line]))
            is_open = True
        elif after_blank and "\t" not in content:
            is_open = False
        elif is_open:
            found[-1][1].append(line)
    for number, span_lines in found:
        cells = _cells(text, span_lines)
        yield AnnexRow(number, cells, annex, cells[0].start, cells[-1].end)


def _annexes(text: str, lines: list[Span], headings: list[_Heading]) -> Iterator[Annex]:
    heads = [heading for heading in headings if heading.kind == "annex"]
    stops = [*(head.line for head in heads[1:]), len(text)][: len(heads)]
    for position, (head, stop) in enumerate(zip(heads, stops, strict=True), 1):
        inside = lines[bisect_right(lines, head.line, key=_start) : bisect_left(lines, stop, key=_start)]
        number = _number(head.match["number"]) if head.match["number"] else position
        first = next((line for line in inside if text[line.start : line.end].strip()), None)
        has_title = first is not None and "\t" not in text[first.start : first.end]
        title = _cell(text, *first) if first is not None and has_title else None
        end = trimmed(text, head.start, stop).end
        yield Annex(number, title, tuple(_rows(text, inside, number)), head.start, end)


def _front(text: str, lines: list[Span], headings: list[_Heading]) -> Iterator[tuple[str, Span]]:
    """Give 标题, the first paragraph up to a blank line, and 引言, what follows it up to the first heading."""
    if not headings:
        return
    stop = headings[0].line
    before = [line for line in lines if line.start < stop]
    blank = [not text[line.start : line.end].strip() for line in before]
    begin = blank.index(False) if False in blank else len(blank)
    close = blank.index(True, begin) if True in blank[begin:] else len(blank)
    if begin < close:
        yield "标题", trimmed(text, before[begin].start, before[close - 1].end)
    opening = trimmed(text, before[close].start, stop) if close < len(before) else Span(0, 0)
    if opening.start < opening.end:
        yield "引言", opening


def _named_places(text: str, outline: Outline, front: list[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    yield from front
    for section in outline.sections:
        yield f"{write_numeral(section.number)}、", Span(section.start, section.end)
    for clause in outline.clauses:
        label, span = write_clause_label(clause.number), Span(clause.start, clause.end)
        yield label, span
        if clause.section is not None:
            yield f"{write_numeral(clause.section)}、{label}", span
    if outline.annexes:
        yield "附件", Span(outline.annexes[0].start, outline.annexes[-1].end)
    for annex in outline.annexes:
        yield f"附件 {annex.number} 全文", Span(annex.start, annex.end)
        for row in annex.rows:
            yield f"附件 {row.number}", Span(row.start, row.end)
            yield f"附件 {annex.number} 第 {row.number} 行", Span(row.start, row.end)
    yield "全文", Span(0, len(text))


@lru_cache(maxsize=32)
def outline_of(text: str) -> Outline:
    r"""Read the outline of a text; one that has not this form has none.

    Examples:
        >>> outline = outline_of("意见\n\n　　一、总体要求\n　　（一）主要目标。到2020年。\n")
        >>> outline.clauses[0].title, outline.clauses[0].section
        ('主要目标', 1)
        >>> [name for name, _ in outline.unique_places()]
        ['标题', '一、', '（一）', '全文']
    """
    lines = lines_of(text)
    headings = list(_headings(text, lines))
    sections, clauses = _sections_and_clauses(text, headings)
    outline = Outline(sections, clauses, tuple(_annexes(text, lines, headings)), ())
    places: dict[str, list[Span]] = {}
    for name, span in _named_places(text, outline, list(_front(text, lines, headings))):
        places.setdefault(name, []).append(span)
    return attrs.evolve(outline, places=tuple((name, tuple(spans)) for name, spans in places.items()))
