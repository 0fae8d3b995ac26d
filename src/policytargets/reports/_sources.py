"""The sections on the data and on the documents: every record, every quote, and the whole text with its marks."""

from __future__ import annotations

from collections.abc import Iterable

from policytargets.attainment import Record
from policytargets.observations import Observation
from policytargets.reports._html import Content, Element, el, join
from policytargets.reports._marks import marked_text
from policytargets.reports._observed import counts
from policytargets.reports._view import View, bullets
from policytargets.sources import SourceDocument


def records_section(view: View) -> Element:
    """Show every record handed in, with who says so."""
    names = ("item", "period", "amount", "status", "published", "record_source")
    columns = [view.words(name) for name in names]
    records = () if view.assessment is None else view.assessment.observations
    rows = [_record(view, columns, number, record) for number, record in enumerate(records, 1)]
    table = view.table(view.words("records_caption"), columns, [el("tbody", rows)], name="records")
    return view.section("records", view.words("records"), table, note=view.words("records_note"))


def _record(view: View, columns: list[str], number: int, record: Record) -> Element:
    published = view.words("nothing") if record.published is None else record.published.isoformat()
    contents: list[Content] = [
        record.period.label(view.lang),
        [record.label(view.lang), " ", view.mark() if record.is_illustrative else None],
        _status(view, record),
        published,
        view.words("nothing") if record.source is None else view.mixed(record.source),
    ]
    head = el("th", _subject(view, record), scope="row")
    return el("tr", head, view.cells(columns[1:], contents), id=view.anchor(f"record-{number}"))


def _subject(view: View, record: Record) -> Content:
    """Name what a record is about, and whose it is where that is not the plan's own area."""
    if isinstance(record, Observation):
        subject: Content = view.text(record.indicator.name)
    else:
        known = {milestone.id: milestone for milestone in view.plan.milestones}
        subject = view.text_of(known[record.milestone]) if record.milestone in known else record.milestone
    if record.entity is None:
        return subject
    return [subject, view.fill("brackets", inside=view.area(record.entity))]


def _status(view: View, record: Record) -> Content:
    """Say how settled an amount is, and whether it counts at the date."""
    said: list[Content] = []
    if isinstance(record, Observation):
        said.append(record.status.label(view.lang))
    if view.assessment is not None and not counts(record, view.assessment.as_of):
        said.append(el("span", view.words("counts_not"), class_="mark plain"))
    return join(said, " ") or view.words("nothing")


def sources_section(view: View) -> Element:
    """Show the documents, the quotes, and each text at hand with the cited words marked."""
    documents = view.passages.documents.values()
    texts = [_text(view, document) for document in documents if document.text is not None]
    quotes = [_quotes(view, document) for document in documents if document.text is not None]
    return view.section("sources", view.words("sources"), _documents(view, documents), quotes, texts)


def _documents(view: View, documents: Iterable[SourceDocument]) -> Element:
    columns = [view.words(name) for name in ("document", "number", "issuer", "text_state", "hash")]
    rows = []
    for document in documents:
        contents: list[Content] = [
            view.chinese(document.number) if document.number else view.words("nothing"),
            view.words("nothing") if document.issuer is None else view.text(document.issuer),
            _text_state(view, document),
            el("code", document.sha256) if document.sha256 else view.words("nothing"),
        ]
        rows.append(el("tr", el("th", view.text(document.title), scope="row"), view.cells(columns[1:], contents)))
    caption = view.words("documents_caption")
    return view.table(caption, columns, [el("tbody", rows)], name="documents", amounts=False)


def _text_state(view: View, document: SourceDocument) -> str:
    if document.text is None:
        return view.words("not_at_hand")
    faults = view.passages.faults(document)
    return view.words("at_hand_faulty", count=faults) if faults else view.words("at_hand")


def _quotes(view: View, document: SourceDocument) -> Content:
    """List what items and findings cite of a document, in the order of its text."""
    columns = [view.words(name) for name in ("quote", "place", "offsets", "cited_by")]
    named = _names(view)
    rows = []
    for passage, cited_by in view.passages.cited_by.items():
        if passage.document != document.id or not cited_by:
            continue
        quote = (document.text or "")[passage.start : passage.end]
        link = view.link(passage.anchor, el("q", quote, lang="zh-CN"), class_="cite", title=view.words("to_text"))
        links = bullets([view.link(row, named[row]) for row in cited_by])
        contents = [
            view.place_name(document.place_of(passage.start)),
            view.words("characters", start=passage.start, end=passage.end),
            links,
        ]
        rows.append(
            el("tr", el("th", link, scope="row"), view.cells(columns[1:], contents), id=view.anchor(passage.row))
        )
    caption = view.fill("quotes_caption", title=view.text(document.title))
    note = el("p", view.words("quotes_note"), class_="note")
    return [note, view.table(caption, columns, [el("tbody", rows)], name="quoted", amounts=False)]


def _names(view: View) -> dict[str, Content]:
    """Name every row of the report that can cite a passage."""
    plan = view.plan
    kinds = (plan.targets, plan.milestones, plan.aims, plan.rules, plan.measures)
    named: dict[str, Content] = {f"item-{item.id}": _named(view, item) for kind in kinds for item in kind}
    for number, finding in enumerate(plan.findings, 1):
        named[f"finding-{finding.id}"] = view.words("open_point", number=number)
    return named


def _named(view: View, item: object) -> Content:
    due = getattr(item, "due", None)
    when = None if due is None else view.fill("brackets", inside=view.due(due))
    return [view.text_of(item), when]  # type: ignore[arg-type]  # an item of one of the five kinds


def _text(view: View, document: SourceDocument) -> Content:
    """Show the whole text as it stands; every cited passage is a mark that can be linked to."""
    passages = [passage for passage in view.passages.cited_by if passage.document == document.id]
    marked = marked_text(view, document.text or "", passages)
    return [
        el("h3", view.fill("text_of", title=view.text(document.title)), id=view.anchor(f"text-{document.id}")),
        el("p", view.words("text_note"), class_="note"),
        el("div", marked, class_="source", lang="zh-CN"),
    ]
