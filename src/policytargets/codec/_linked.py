"""Parts of records that lead to a text or to an organisation: documents, quotes, responsible bodies."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from policytargets.codec._citations import (
    CITED_KEYS,
    NOT_AT_HAND,
    cite_bodies,
    read_citation,
    read_citations,
    write_citation,
)
from policytargets.codec._forms import Key, Languages, OneOf, Whole, Words, YesNo, attempt
from policytargets.codec._opening import read_source_text
from policytargets.codec._spots import FAULT, Spot, check_keys, shortened, sound
from policytargets.codec._tree import Leaf, Tree
from policytargets.organisations import ItemKind, Responsibility, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policytargets.codec._parts import Entry, Writing
    from policytargets.plans import Entry as Item
    from policytargets.plans import Plan
    from policytargets.sources import Citation, SourceDocument

_BODY_KEYS = ("body", "role", "as_written", "cited", *CITED_KEYS)
_NEARLY = 0.8

CITED_SCHEMA: dict[str, dict[str, Any]] = {
    "document": {**Key().schema(), "description": "the document, where it is not the plan's own source"},
    "at": {**Words().schema(), "description": "the place: （二） a clause, 附件 4 a row of the annex, 全文 the whole"},
    "says": {**Words().schema(), "description": "the words, letter by letter; they stand there exactly once"},
    "start": {**Whole().schema(), "description": "offset of the first character, where the words stand several times"},
    "note": {**Languages().schema(), "description": "what a reader should know about the quote"},
}


@attrs.frozen
class TextPart:
    """``file``, ``text`` and ``sha256`` of a document."""

    keys: tuple[str, ...] = ("file", "sha256", "text")
    required: tuple[str, ...] = ()
    name: str = "text"

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give text and hash."""
        spots = entry.spots
        read = {key: Words(most=64).read(spots["sha256"]) for key in ("sha256",) if key in spots}
        if "file" in spots and "text" in spots:
            return read | {"text": spots["text"].fault("either file or text", "both", "keep one of them")}
        stated = self._stated(spots["text"]) if "text" in spots else None
        reading = entry.spot.reading
        if entry.id is not None and entry.id in reading.sources:
            return read | {"text": reading.sources[entry.id]}
        if "file" in spots:
            stated = self._opened(spots["file"], reading.base)
        return read | {"text": stated}

    @staticmethod
    def _stated(spot: Spot) -> Any:
        text = spot.text("the text of the document, or: not at hand")
        if not sound(text) or text == NOT_AT_HAND:
            return None if sound(text) else FAULT
        if SequenceMatcher(None, text[:40].lower(), NOT_AT_HAND).ratio() >= _NEARLY:
            return spot.fault(
                "the text of the document, or: not at hand", shortened(text), f"did you mean {NOT_AT_HAND!r}?"
            )
        return text

    @staticmethod
    def _opened(spot: Spot, base: Path | None) -> Any:
        name = Words("the name of a file", 1000).read(spot)
        if not sound(name):
            return FAULT
        if base is None:
            return spot.fault("a plan that lies in a folder", "a plan given as text", "pass base= or sources= as well")
        return attempt(spot, read_source_text, base, name)

    def write(self, owner: SourceDocument, writing: Writing) -> dict[str, Tree]:  # noqa: ARG002 -- the shape of all parts
        """Give hash and text; a plan does not know the file it came from, so the text itself is written."""
        hashed: dict[str, Tree] = {} if owner.sha256 is None else {"sha256": owner.sha256}
        return hashed | {"text": NOT_AT_HAND if owner.text is None else owner.text}

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the keys."""
        return {
            "file": {"type": "string", "description": "the text, in a UTF-8 file beside or below the plan file"},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of that file"},
            "text": {"type": "string", "description": "the text itself, or: not at hand"},
        }


@attrs.frozen
class CitedPart:
    """``at``, ``says`` and what goes with them: where the source says so."""

    name: str = "citation"
    bare: bool = False
    required: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of a citation; of an item also ``text: not at hand``."""
        return CITED_KEYS if self.bare else (*CITED_KEYS, "text")

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give the citation."""
        spot = None if self.bare else entry.spots.get("text")
        if spot is not None:
            text = spot.text(NOT_AT_HAND)
            if sound(text) and text != NOT_AT_HAND:
                spot.fault(NOT_AT_HAND, shortened(text), "write the words of the document behind says:")
        return {self.name: read_citation(entry.spot, entry.spots)}

    def write(self, owner: Any, writing: Writing) -> dict[str, Tree]:
        """Give the keys."""
        return _citation_tree(getattr(owner, self.name), writing)

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the keys."""
        return (
            CITED_SCHEMA
            if self.bare
            else CITED_SCHEMA
            | {"text": {"const": NOT_AT_HAND, "description": "says that the text of the document is not at hand"}}
        )


@attrs.frozen
class SpansPart:
    """``at`` and ``says``, or ``spans`` for several quotes."""

    keys: tuple[str, ...] = (*CITED_KEYS, "spans")
    required: tuple[str, ...] = ()
    name: str = "citations"

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give the citations; a document's own quotes are read once its text is known (see ``_read``)."""
        return {self.name: read_citations(entry.spot, entry.spots)}

    def write(self, owner: Any, writing: Writing) -> dict[str, Tree]:
        """Give the keys."""
        trees = [_citation_tree(citation, writing) for citation in owner.citations]
        if len(trees) == 1:
            return trees[0]
        return {"spans": list(trees)} if trees else {}

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the keys."""
        one = {"type": "object", "additionalProperties": False, "properties": CITED_SCHEMA, "required": ["says"]}
        return CITED_SCHEMA | {"spans": {"type": "array", "items": one, "description": "several quotes"}}


def _citation_tree(citation: Citation | None, writing: Writing) -> dict[str, Tree]:
    source = writing.plan.source
    return {} if citation is None else write_citation(citation, writing.documents, source.id if source else None)


@attrs.frozen
class BodiesPart:
    """``responsible``: who answers, as the document writes them; kept as responsibilities of the plan."""

    kind: ItemKind
    keys: tuple[str, ...] = ("responsible",)
    required: tuple[str, ...] = ()
    name: str = "responsible"

    def read(self, entry: Entry) -> dict[str, Any]:
        """Keep the responsibilities; the item itself has no such field."""
        spot = entry.spots.get("responsible")
        if spot is None:
            return {}
        spots = spot.items("a list of bodies", "write for example [市科技局, 各县区]")
        bodies = [_read_body(inner) for inner in spots] if sound(spots) else []
        anchor = entry.made.get("citation")
        if entry.id is None or not sound(spots) or not all(map(sound, bodies)) or not sound(anchor):
            return {}
        answers = resolve_bodies(bodies, anchor, entry.id, self.kind, entry.spot.reading.known.get("documents", {}))
        entry.spot.reading.known.setdefault("responsibilities", {})[entry.id] = answers
        return {}

    def write(self, owner: Any, writing: Writing) -> dict[str, Tree]:
        """Give the key."""
        answers = writing.by_item.get(owner.id, [])
        if not answers:
            return {}
        names = [answer.as_written for answer in answers]
        anchor = owner.citation
        found = cite_bodies(names, anchor, writing.documents.get(anchor.document) if anchor else None)
        return {
            "responsible": [_write_body(answer, cited, writing) for answer, cited in zip(answers, found, strict=True)]
        }

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the key."""
        return {"responsible": {"$ref": "#/$defs/responsible"}}


@attrs.frozen
class Body:
    """A body as it was read: its organisation, how it is written, its role and what is said of its citation."""

    organisation: str
    as_written: str
    role: Role
    cited: Any
    automatic: bool


def resolve_bodies(
    bodies: list[Body], anchor: Citation | None, item: str, kind: ItemKind, documents: Mapping[str, SourceDocument]
) -> tuple[Responsibility, ...]:
    """Make responsibilities of bodies, citing each where the list of the document stands."""
    names = [body.as_written for body in bodies]
    found = cite_bodies(names, anchor, documents.get(anchor.document) if anchor else None)
    return tuple(
        Responsibility(
            item=item,
            item_kind=kind,
            organisation=body.organisation,
            role=body.role,
            as_written=body.as_written,
            order=order,
            citation=found[order - 1] if body.automatic else body.cited,
        )
        for order, body in enumerate(bodies, 1)
    )


def _read_body(spot: Spot) -> Any:
    if isinstance(spot.node, Leaf):
        name = Words("the name of a body", 1000).read(spot)
        organisation = find_body(spot, name) if sound(name) else FAULT
        return Body(organisation, name, Role.RESPONSIBLE, None, automatic=True) if sound(organisation) else FAULT
    spots = spot.entries("the name of a body, or {body: 市科技局, role: lead}", "write {body: 市科技局, role: lead}")
    if not sound(spots) or not check_keys(spots, _BODY_KEYS):
        return FAULT
    if "body" not in spots:
        return spot.fault("the key body", "none", "write {body: 市科技局, role: lead}")
    name = Words("the name of a body", 1000).read(spots["body"])
    organisation = find_body(spots["body"], name, ids="as_written" in spots) if sound(name) else FAULT
    role = OneOf(Role).read(spots["role"]) if "role" in spots else Role.RESPONSIBLE
    written = Words().read(spots["as_written"]) if "as_written" in spots else name
    cited = YesNo().read(spots["cited"]) if "cited" in spots else True
    citation = read_citation(spot, spots)
    if not all(map(sound, (organisation, role, written, cited, citation))):
        return FAULT
    automatic = cited is True and citation is None
    return Body(str(organisation), str(written), Role(role), citation, automatic=automatic)


def find_body(spot: Spot, name: str, *, ids: bool = False) -> Any:
    """Give the id of the organisation with this name or alias, or with *ids* of that id."""
    known: dict[str, list[str]] = spot.reading.known.get("bodies", {})
    found = known.get(name, [])
    declared = spot.reading.declared.get("organisations", ())
    if not found and ids and name in declared:
        return name
    if len(found) == 1:
        return found[0]
    if found:
        return spot.fault(
            "the name of one body",
            f"{name!r}, which {' and '.join(found)} share",
            "write {body: (its id), as_written: (its name)}",
        )
    if spot.reading.unnamed:
        return FAULT  # the name of an organisation could not be read: perhaps this one
    return spot.unknown(
        "a body listed under organisations", name, known, "add it under organisations:, or as an alias of one of them"
    )


def _write_body(answer: Responsibility, found: Citation | None, writing: Writing) -> Tree:
    named = [body.id for body in writing.plan.organisations if body.called(answer.as_written)]
    written: dict[str, Tree] = {"body": answer.as_written}
    if named != [answer.organisation]:
        written = {"body": answer.organisation, "as_written": answer.as_written}
    if answer.role is not Role.RESPONSIBLE:
        written["role"] = answer.role.value
    if answer.citation != found:
        written |= {"cited": "false"} if answer.citation is None else _citation_tree(answer.citation, writing)
    return answer.as_written if list(written) == ["body"] else written


def inline_bodies(plan: Plan) -> dict[str, list[Responsibility]] | None:
    """Give responsibilities by item where lists below the items can say them all, in their order; else None."""
    kinds: dict[ItemKind, tuple[Item, ...]] = {
        ItemKind.TARGET: plan.targets, ItemKind.MILESTONE: plan.milestones, ItemKind.AIM: plan.aims,
        ItemKind.RULE: plan.rules, ItemKind.MEASURE: plan.measures,
    }  # fmt: skip
    by_item: dict[str, list[Responsibility]] = {}
    for answer in plan.responsibilities:
        by_item.setdefault(answer.item, []).append(answer)
    in_order: list[Responsibility] = []
    for kind, items in kinds.items():
        for item in items:
            answers = by_item.get(item.id, [])
            if any(a.order != order or a.item_kind is not kind for order, a in enumerate(answers, 1)):
                return None
            in_order += answers
    return by_item if tuple(in_order) == plan.responsibilities else None
