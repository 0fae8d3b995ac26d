"""The passages of documents that a plan cites: which of them stand in a text at hand, and who cites them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import attrs

from policytargets.plans import Plan
from policytargets.sources import Citation, SourceDocument, citation_faults


class State(Enum):
    """What is known of a citation."""

    VERIFIED = "verified"
    NOT_AT_HAND = "not_at_hand"
    FAULT = "fault"
    UNKNOWN_DOCUMENT = "unknown_document"


@attrs.frozen(order=True)
class Passage:
    """A span of a text, whoever cites it."""

    document: str
    start: int
    end: int

    @property
    def anchor(self) -> str:
        """The id of its mark in the text."""
        return f"text-{self.document}-{self.start}-{self.end}"

    @property
    def row(self) -> str:
        """The id of its row among the quotes."""
        return f"quote-{self.document}-{self.start}-{self.end}"


def documents_of(plan: Plan) -> tuple[SourceDocument, ...]:
    """Give the source and the other documents of a plan, each id once."""
    found = {document.id: document for document in (*((plan.source,) if plan.source else ()), *plan.documents)}
    return tuple(found.values())


def item_citations(plan: Plan) -> Iterator[tuple[str, Citation]]:
    """Go through what items and findings cite, each with the id of its row in the report."""
    for kind in (plan.targets, plan.milestones, plan.aims, plan.rules, plan.measures):
        for item in kind:
            if item.citation is not None:
                yield f"item-{item.id}", item.citation
    for finding in plan.findings:
        for citation in finding.citations:
            yield f"finding-{finding.id}", citation


def _all_citations(plan: Plan) -> Iterator[tuple[str | None, Citation]]:
    yield from item_citations(plan)
    yield from ((None, body.citation) for body in plan.responsibilities if body.citation is not None)
    yield from ((None, one.source) for one in plan.indicators if one.source is not None)


@attrs.frozen
class Passages:
    """What a plan cites, checked.

    Attributes:
        documents: the documents by id.
        states: what is known of each citation.
        cited_by: the rows of the report that cite a passage, by passage; a passage that only a responsibility cites
            has none.
    """

    documents: dict[str, SourceDocument]
    states: dict[Citation, State]
    cited_by: dict[Passage, tuple[str, ...]]

    @classmethod
    def of(cls, plan: Plan) -> Passages:
        """Check every citation of a plan once."""
        documents = {document.id: document for document in documents_of(plan)}
        states: dict[Citation, State] = {}
        cited: dict[Passage, list[str]] = {}
        for row, citation in _all_citations(plan):
            if citation not in states:
                states[citation] = _state(citation, documents.get(citation.document))
            passage = _passage(citation) if states[citation] is State.VERIFIED else None
            if passage is not None:
                rows = cited.setdefault(passage, [])
                rows += [row] if row is not None and row not in rows else []
        return cls(documents, states, {passage: tuple(cited[passage]) for passage in sorted(cited)})

    def state(self, citation: Citation) -> State:
        """What is known of a citation of the plan."""
        return self.states[citation]

    def passage(self, citation: Citation) -> Passage | None:
        """The passage of a citation that stands in a text at hand, else None."""
        return _passage(citation) if self.states.get(citation) is State.VERIFIED else None

    def place(self, citation: Citation) -> str | None:
        """The place as it was named, or the narrowest one that holds the passage; None where that is not known."""
        if citation.place is not None or self.passage(citation) is None or citation.start is None:
            return citation.place
        return self.documents[citation.document].place_of(citation.start)

    def faults(self, document: SourceDocument) -> int:
        """Count the citations of a document that do not give their quote."""
        return sum(state is State.FAULT and one.document == document.id for one, state in self.states.items())


def _passage(citation: Citation) -> Passage | None:
    if citation.start is None or citation.end is None:
        return None
    return Passage(citation.document, citation.start, citation.end)


def _state(citation: Citation, document: SourceDocument | None) -> State:
    if document is None:
        return State.UNKNOWN_DOCUMENT
    if document.text is None:
        return State.NOT_AT_HAND
    return State.FAULT if citation_faults(citation, document) else State.VERIFIED
