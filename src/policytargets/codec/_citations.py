"""Where items say their source stands in it: quotes become citations, lists of bodies become spans."""

from __future__ import annotations

import re
from typing import Any

from policytargets._places import occurrences, span_of
from policytargets.codec._forms import Key, Languages, Whole, Words, attempt
from policytargets.codec._spots import FAULT, Spot, check_keys, shortened, sound
from policytargets.errors import CitationError, ParseError
from policytargets.organisations import split_bodies
from policytargets.sources import Citation, SourceDocument, citation_faults

NOT_AT_HAND = "not at hand"
CITED_KEYS = ("document", "at", "says", "start", "note")
_LIST = re.compile(r"[（(]责任单位[：:](?P<bodies>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]")
_BODIES_CELL = 2
_MOST_TIMES = 1_000
MAX_SEARCHED = 4_000_000_000


def read_citation(owner: Spot, spots: dict[str, Spot]) -> Any:
    """Give the citation that the keys of *owner* make, None where they make none."""
    used = [key for key in CITED_KEYS if key in spots]
    if not used:
        return None
    if "says" not in spots:
        return spots[used[0]].fault(
            f"says, the quote, beside {used[0]}", "none", "copy the words of the document behind says:"
        )
    forms: dict[str, Any] = {
        "document": Key("the id of a document"),
        "at": Words(),
        "says": Words(),
        "start": Whole(),
        "note": Languages(),
    }
    read = {key: forms[key].read(spots[key]) for key in used}
    document = _document(owner, spots, read)
    if not sound(document) or not all(map(sound, read.values())):
        return FAULT
    return _cited(spots, read, document)


def _document(owner: Spot, spots: dict[str, Spot], read: dict[str, Any]) -> Any:
    """Give the document that is cited: the one named, or the source of the plan."""
    known = owner.reading.known.get("documents", {})
    source = owner.reading.declared.get("source", ())
    name = read.get("document", source[0] if source else None)
    if name is None:
        return spots["says"].fault("the document it is in", "none", "describe the document under source:")
    if name in known:
        return known[name]
    if not sound(name) or name in (*owner.reading.declared.get("documents", ()), *source):
        return FAULT  # its own fault is reported where it stands
    return spots["document"].unknown("the id of a document", name, known, "describe it under documents:")


def _cited(spots: dict[str, Spot], read: dict[str, Any], document: SourceDocument) -> Any:
    quote, place, start, note = read["says"], read.get("at"), read.get("start"), read.get("note")
    spot = spots["says"]
    if document.text is not None and not _may_be_sought(spots, read, document.text):
        return FAULT
    if start is None and document.text is None:
        return attempt(spot, Citation, document=document.id, quote=quote, place=place, note=note)
    if start is None:
        return attempt(spot, document.cite, quote, place, note=note)
    made = attempt(
        spots["start"], Citation, document=document.id, quote=quote, place=place, start=start,
        end=start + len(quote), note=note,
    )  # fmt: skip
    faults = citation_faults(made, document) if sound(made) else ()
    return spots["start"].refuse(faults[0]) if faults else made


def _may_be_sought(spots: dict[str, Spot], read: dict[str, Any], text: str) -> bool:
    """Check the place first, and that looking for the quote does not keep the reader busy for hours."""
    spot, quote, start = spots["says"], read["says"], read.get("start")
    span = attempt(spots.get("at", spot), span_of, text, read.get("at"), "")
    if not sound(span):
        return False
    if start is not None and start >= 0 and text.startswith(quote, start):
        return True  # nothing to look for
    spot.reading.searched += len(text)
    if spot.reading.searched > MAX_SEARCHED:
        spot.fault("fewer quotes of so long a text", "too much to search", "split the plan, or shorten the text")
        return False
    there = _times(text, quote, span.start, span.end)
    # A message lists where the words stand elsewhere: not where that is nearly everywhere.
    if there > _MOST_TIMES or (there != 1 and _times(text, quote, 0, len(text)) > _MOST_TIMES):
        got = f"{shortened(quote)} {there if there <= _MOST_TIMES else 'far more'} times there"
        spot.fault("words that stand once in their place", got, "quote more of the sentence")
        return False
    return True


def _times(text: str, quote: str, start: int, end: int) -> int:
    """Count where a quote begins, overlapping ones too, up to one more than matters."""
    times, at = 0, text.find(quote, start, end)
    while at >= 0 and times <= _MOST_TIMES:
        times, at = times + 1, text.find(quote, at + 1, end)
    return times


def read_citations(owner: Spot, spots: dict[str, Spot]) -> Any:
    """Give all citations of *owner*: its own keys make one, ``spans`` a list of them."""
    if "spans" not in spots:
        one = read_citation(owner, spots)
        if not sound(one):
            return FAULT
        return () if one is None else (one,)
    own = [key for key in CITED_KEYS if key in spots]
    if own:
        return spots[own[0]].fault("either spans or at and says", "both", "move it into spans")
    listed = spots["spans"].items("a list of quotes", "write - {at: （二）, says: (the words)} on each line")
    if not sound(listed):
        return FAULT
    cited = [_read_span(inner) for inner in listed]
    return tuple(cited) if all(map(sound, cited)) else FAULT


def _read_span(spot: Spot) -> Any:
    spots = spot.entries("a quote with its place", "write {at: （二）, says: (the words)}")
    if not sound(spots) or not check_keys(spots, CITED_KEYS):
        return FAULT
    if not spots:
        return spot.fault("a quote with its place", "nothing", "write {at: （二）, says: (the words)}")
    return read_citation(spot, spots)


def write_citation(citation: Citation, documents: dict[str, SourceDocument], source: str | None) -> dict[str, Any]:
    """Give the keys that read as this citation."""
    document = documents.get(citation.document)
    found: Any = None
    if document is not None and document.text is not None and citation.start is not None:
        found = citation.start if _occurrences(citation, document) == [citation.start] else None
    given = {
        "document": citation.document if citation.document != source else None,
        "at": citation.place,
        "says": citation.quote,
        "start": str(citation.start) if citation.start is not None and found is None else None,
        "note": None if citation.note is None else Languages().write(citation.note),
    }
    return {key: text for key, text in given.items() if text is not None}


def _occurrences(citation: Citation, document: SourceDocument) -> list[int]:
    text = document.text or ""
    try:
        return occurrences(text, citation.quote, span_of(text, citation.place, ""))
    except CitationError:  # no such place: the fault is the plan's to report
        return []


def cite_bodies(names: list[str], anchor: Citation | None, document: SourceDocument | None) -> list[Citation | None]:
    """Find bodies, in their order, in the list of the clause or annex row that the citation *anchor* stands in.

    What is not found stays uncited: nothing is guessed.
    """
    span = None if document is None or document.text is None or anchor is None else _list_around(document, anchor)
    if span is None or document is None or anchor is None:
        return [None] * len(names)
    text = document.text or ""
    try:
        written = split_bodies(text[span[0] : span[1]])
    except ParseError:
        return [None] * len(names)
    cited: list[Citation | None] = []
    behind = 0
    for name in names:
        index = next((i for i in range(behind, len(written)) if written[i].as_written == name), None)
        if index is None:
            cited.append(None)
            continue
        behind = index + 1
        start = span[0] + written[index].start
        cited.append(Citation(document=document.id, quote=name, place=anchor.place, start=start, end=start + len(name)))
    return cited


def _list_around(document: SourceDocument, anchor: Citation) -> tuple[int, int] | None:
    if anchor.start is None:
        return None
    for row in document.annex_rows:
        if row.start <= anchor.start < row.end:
            cell = row.cells[_BODIES_CELL] if len(row.cells) > _BODIES_CELL else None
            return None if cell is None else (cell.start, cell.end)
    for clause in document.clauses:
        if clause.start <= anchor.start < clause.end:
            lists = list(_LIST.finditer(document.text or "", clause.start, clause.end))
            return lists[-1].span("bodies") if lists else None
    return None
