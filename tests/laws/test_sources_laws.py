"""Laws of source documents, places and citations, on documents drawn at random."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from policytargets._numerals import write_clause_label, write_numeral
from policytargets.errors import CitationError, ParseError
from policytargets.organisations import split_bodies
from policytargets.sources import Citation, CitationStatus, SourceDocument, citation_faults, sha256_of, verify

WORDS = st.text("市科技局达到件家25.％，；“”", min_size=1, max_size=8)
SCRAPS = st.lists(
    st.sampled_from(
        [
            "一、",
            "二、",
            "（一）",
            "(二)",
            "附件",
            "：",
            "1",
            "2",
            "\t",
            "\n",
            "\r\n",
            "\u3000",
            "。",
            "要求",
            "[bookmark: x]",
        ]
    ),
    max_size=40,
).map("".join)


class Drawn(NamedTuple):
    """A text of the official form with what is known of it from having made it."""

    text: str
    sections: list[tuple[str, int]]
    clauses: list[tuple[str, int, str]]
    rows: list[tuple[str, ...]]


@st.composite
def documents(draw: st.DrawFn) -> Drawn:
    """Draw a document: a title, sections with clauses and paragraphs, and an annex with a table."""
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    indent = draw(st.sampled_from(["", "\u3000\u3000", "  ", "\t"]))
    lines = ["意见", "", "各部门："]
    sections: list[tuple[str, int]] = []
    clauses: list[tuple[str, int, str]] = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        title = draw(WORDS)
        sections.append((title, number))
        lines.append(f"{indent}{write_numeral(number)}、{title}")
        for _ in range(draw(st.integers(0, 3))):
            heading = draw(WORDS)
            clauses.append((heading, number, write_clause_label(len(clauses) + 1)))
            lines.append(f"{indent}{clauses[-1][2]}{heading}。{draw(WORDS)}")
            lines += [indent + paragraph for paragraph in draw(st.lists(WORDS, max_size=2))]
    rows = draw(st.lists(st.tuples(WORDS, WORDS), max_size=4))
    lines += [f"{indent}附件：分工表", "附件", "", "分工表", ""]
    for number, cells in enumerate(rows, 1):
        lines += [f"\t{number}", *(f"\t{cell}" for cell in cells), ""]
    return Drawn(newline.join(lines), sections, clauses, [(str(n), *cells) for n, cells in enumerate(rows, 1)])


def of(text: str) -> SourceDocument:
    """Make a document of a text."""
    return SourceDocument(id="doc", title="意见", text=text, sha256=sha256_of(text.encode()))


@given(documents())
def test_the_outline_is_what_was_written(drawn: Drawn) -> None:
    """Sections, clauses and annex rows are found whole, in order and with their offsets (issue: SourceDocument)."""
    document = of(drawn.text)
    assert [(section.title, section.number) for section in document.sections] == drawn.sections
    assert [(clause.title, clause.section, clause.label) for clause in document.clauses] == drawn.clauses
    assert [tuple(cell.text for cell in row.cells) for row in document.annex_rows] == drawn.rows
    heads = [(part.label + part.title, part.start) for part in document.sections]
    heads += [(part.label + part.title, part.start) for part in document.clauses]
    assert all(drawn.text.startswith(*head) for head in heads)
    cells = [cell for row in document.annex_rows for cell in row.cells]
    assert all(drawn.text[cell.start : cell.end] == cell.text for cell in cells)


@given(SCRAPS)
def test_any_text_has_an_outline_inside_it(text: str) -> None:
    """Whatever the text, parts lie inside it, in order, clauses apart, and cells give their text."""
    document = of(text)
    for parts in (document.sections, document.clauses, document.annexes):
        edges = [edge for part in parts for edge in (part.start, part.end)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)
    assert all(text[cell.start : cell.end] == cell.text for row in document.annex_rows for cell in row.cells)


@given(SCRAPS, st.data())
def test_every_offset_has_a_place_that_holds_it(text: str, data: st.DataObject) -> None:
    """The place of an offset is one that the document takes, stands once and holds the character."""
    inked = [at for at, character in enumerate(text) if character.strip()]
    assume(inked)
    at = data.draw(st.sampled_from(inked))
    document = of(text)
    place = document.place_of(at)
    assert place in document.places
    citation = Citation(document="doc", quote=text[at], start=at, end=at + 1, place=place)
    assert verify(citation, document) is CitationStatus.VERIFIED


@given(st.text("件家5", max_size=12), st.data())
def test_a_quote_is_located_exactly_when_it_stands_once(text: str, data: st.DataObject) -> None:
    """The quote must occur there exactly once; offsets are computed (usage: a plan file)."""
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    count = sum(text.startswith(quote, at) for at in range(len(text)))
    document = of(text)
    try:
        citation = document.cite(quote)
    except CitationError:
        assert count > 1
    else:
        assert count == 1
        assert (citation.start, citation.end) == (start, start + len(quote))
        assert verify(citation, document) is CitationStatus.VERIFIED


@given(documents(), st.data())
def test_a_changed_text_is_noticed(drawn: Drawn, data: st.DataObject) -> None:
    """A citation verifies itself against the text: a changed character is a fault (design: provenance)."""
    start = data.draw(st.integers(0, len(drawn.text) - 2))
    quote = drawn.text[start : start + 2]
    assume(quote.strip())
    citation = Citation(document="doc", quote=quote, start=start, end=start + 2)
    assert citation_faults(citation, of(drawn.text)) == ()
    changed = drawn.text[:start] + "改" + drawn.text[start + 1 :]
    assert len(citation_faults(citation, of(changed))) == 1


@given(st.text("字\n", max_size=20), st.data())
def test_lines_are_counted_from_one(text: str, data: st.DataObject) -> None:
    """An offset stands on the line after as many line ends as precede it, whatever the line end is."""
    at = data.draw(st.integers(0, len(text)))
    line = text.count("\n", 0, at) + 1
    assert of(text).line_of(at) == line
    assert of(text.replace("\n", "\r")).line_of(at) == line
    assert of(text.replace("\n", "\r\n")).line_of(at + line - 1) == line


@given(st.text("市县（）、，, ", max_size=12))
def test_splitting_loses_nothing(text: str) -> None:
    """Between the bodies of a list stand delimiters and blanks alone, or the list is refused."""
    try:
        bodies = split_bodies(text)
    except ParseError:
        return
    assert all(text[body.start : body.end] == body.as_written for body in bodies)
    ends = [0, *(body.end for body in bodies)]
    starts = [*(body.start for body in bodies), len(text)]
    gaps = [text[end:start].strip() for end, start in zip(ends, starts, strict=True)]
    assert gaps[0] == gaps[-1] == ""
    assert all(gap in {"、", "，", ","} for gap in gaps[1:-1])
