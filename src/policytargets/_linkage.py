"""Checks of a plan that need no arithmetic: ids, references between entries, citations, and who answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from policytargets.problems import Problem, Severity
from policytargets.sources import citation_faults
from policytargets.targets import Commitment, Milestone, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policytargets.indicators import Indicator
    from policytargets.plans import Entry, Plan
    from policytargets.sources import Citation, SourceDocument

ENTRY_GROUPS = ("targets", "milestones", "aims", "rules", "measures")
_KIND_OF_GROUP = {group: group[:-1] for group in ENTRY_GROUPS}
_LINKS = {"slice_of": ("targets", "milestones"), "stretch_of": ("targets",), "part_of": ("targets",)}
_MOST_LISTED = 5


def entries(plan: Plan) -> Iterator[tuple[str, Entry]]:
    """Go through all entries, each with its path, such as ``targets.patents_2017``."""
    for group in ENTRY_GROUPS:
        for entry in getattr(plan, group):
            yield f"{group}.{entry.id}", entry


def _documents(plan: Plan) -> Iterator[tuple[str, SourceDocument]]:
    if plan.source is not None:
        yield "source", plan.source
    for document in plan.documents:
        yield f"documents.{document.id}", document


def _known(ids: Iterable[str], wanted: str, what: str) -> str:
    """Give the remedy for an unknown id: the ids most like it, or how many there are."""
    from difflib import get_close_matches  # noqa: PLC0415 -- only for the message

    known = sorted(set(ids))
    near = get_close_matches(wanted, known, n=3)
    if near:
        return f"did you mean {' or '.join(map(repr, near))}?"
    return f"use one of the {len(known)} ids of {what}" if known else f"the plan has no {what}: state them first"


def repeated_ids(plan: Plan) -> Iterator[Problem]:
    """Find ids that stand twice: among all entries together, and among the members of every other list."""
    documents = [document for _, document in _documents(plan)]
    lists: tuple[tuple[str, str, Iterable[Any]], ...] = (
        ("documents", "document", documents),
        ("kinds", "kind", plan.kinds),
        ("areas", "area", plan.areas),
        ("topics", "topic", plan.topics),
        ("organisations", "organisation", plan.organisations),
        ("findings", "finding", plan.findings),
    )
    for group, what, members in lists:
        for member_id, times in Counter(member.id for member in members).items():
            if times > 1:
                yield _repeated(f"{group}.{member_id}", f"an id that no other {what} has", member_id, f"{times} times")
    yield from _repeated_indicators(plan)
    yield from _repeated_entries(plan)


def _repeated(path: str, expected: str, repeated: str, where: str) -> Problem:
    return Problem(path=path, expected=expected, got=f"{repeated!r} {where}", remedy="give each an id of its own")


def _repeated_indicators(plan: Plan) -> Iterator[Problem]:
    # Two definitions under one id are told apart by `indicator_definitions`; here the same one stands twice.
    for indicator, times in Counter(plan.indicators).items():
        if times > 1:
            expected = "an id that no other indicator has"
            yield _repeated(f"indicators.{indicator.id}", expected, indicator.id, f"{times} times")


def _repeated_entries(plan: Plan) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path, entry in entries(plan):
        if entry.id in first:
            yield _repeated(path, "an id that no other entry has", entry.id, f"also at {first[entry.id]}")
        first.setdefault(entry.id, path)


def _indicators(plan: Plan) -> Iterator[tuple[str, Indicator]]:
    held = [(f"indicators.{indicator.id}", indicator) for indicator in plan.indicators]
    held += [(f"targets.{target.id}.indicator", target.indicator) for target in plan.targets]
    while held:
        path, indicator = held.pop(0)
        yield path, indicator
        if indicator.ratio is not None:
            held[:0] = [(f"{path}.ratio.of", indicator.ratio.of), (f"{path}.ratio.to", indicator.ratio.to)]


def indicator_definitions(plan: Plan) -> Iterator[Problem]:
    """Find two indicators that differ and have one id."""
    first: dict[str, tuple[str, Indicator]] = {}
    told: set[Indicator] = set()
    for path, indicator in _indicators(plan):
        known_path, known = first.setdefault(indicator.id, (path, indicator))
        if indicator is known or indicator == known or indicator in told:
            continue
        told.add(indicator)
        fields = ("name", "unit", "nature", "better", "limits", "ratio", "definition", "source")
        differing = [name for name in fields if getattr(indicator, name) != getattr(known, name)]
        yield Problem(
            path=path,
            expected=f"the indicator {indicator.id!r} as it is defined at {known_path}",
            got=f"another {', another '.join(differing)}",
            remedy="define it once, or give the other an id of its own",
        )


def unknown_links(plan: Plan) -> Iterator[Problem]:
    """Find slices, stretches and parts of what is no target (of a milestone: no milestone) of the plan."""
    for link, groups in _LINKS.items():
        for group in groups:
            known = {entry.id for entry in getattr(plan, group)}
            for entry in getattr(plan, group):
                wanted = getattr(entry, link)
                if wanted is not None and wanted not in known:
                    yield _unknown(plan, f"{group}.{entry.id}.{link}", wanted, (group,))


def unknown_items(plan: Plan) -> Iterator[Problem]:
    """Find measures that serve, and responsibilities for, what the plan has not."""
    served = ("targets", "milestones", "aims")
    goals = {entry.id for group in served for entry in getattr(plan, group)}
    for measure in plan.measures:
        for index, wanted in enumerate(measure.serves):
            if wanted not in goals:
                yield _unknown(plan, f"measures.{measure.id}.serves[{index}]", wanted, served)
    known = {group: {entry.id for entry in getattr(plan, group)} for group in ENTRY_GROUPS}
    for index, answer in enumerate(plan.responsibilities):
        group = f"{answer.item_kind.value}s"
        if answer.item not in known[group]:
            yield _unknown(plan, f"responsibilities[{index}].item", answer.item, (group,))


def _unknown(plan: Plan, path: str, wanted: str, groups: tuple[str, ...]) -> Problem:
    kinds = " or ".join(f"{'an' if group == 'aims' else 'a'} {_KIND_OF_GROUP[group]}" for group in groups)
    other = next((known for known, entry in entries(plan) if entry.id == wanted), None)
    got = repr(wanted) if other is None else f"{wanted!r}, which is {other}"
    ids = [entry.id for group in groups for entry in getattr(plan, group)]
    return Problem(
        path=path, expected=f"the id of {kinds} of the plan", got=got, remedy=_known(ids, wanted, " or ".join(groups))
    )


def unknown_names(plan: Plan) -> Iterator[Problem]:
    """Find organisations, topics and areas that are named and not stated; areas only where the plan states some."""
    bodies = {body.id for body in plan.organisations}
    for path, wanted in _organisations_named(plan):
        if wanted not in bodies:
            yield _unstated(path, wanted, "an organisation", "organisations", bodies)
    topics = {topic.id for topic in plan.topics}
    for path, entry in entries(plan):
        if entry.topic is not None and entry.topic not in topics:
            yield _unstated(f"{path}.topic", entry.topic, "a topic", "topics", topics)
    areas = {area.id for area in plan.areas}
    for path, wanted in _areas_named(plan) if areas else ():
        if wanted not in areas:
            yield _unstated(path, wanted, "an area", "areas", areas)


def _unstated(path: str, wanted: str, what: str, group: str, known: Iterable[str]) -> Problem:
    return Problem(
        path=path, expected=f"the id of {what} of the plan", got=repr(wanted), remedy=_known(known, wanted, group)
    )


def _organisations_named(plan: Plan) -> Iterator[tuple[str, str]]:
    for body in plan.organisations:
        for index, member in enumerate(body.members or ()):
            yield f"organisations.{body.id}.members[{index}]", member
    for index, answer in enumerate(plan.responsibilities):
        yield f"responsibilities[{index}].organisation", answer.organisation


def _areas_named(plan: Plan) -> Iterator[tuple[str, str]]:
    if plan.area is not None:
        yield "area", plan.area
    for path, entry in entries(plan):
        if isinstance(entry, (Target, Milestone)) and entry.entity is not None:
            yield f"{path}.entity", entry.entity
    for target in plan.targets:
        for index, member in enumerate((target.each.members or ()) if target.each else ()):
            yield f"targets.{target.id}.each.members[{index}]", member
    for body in plan.organisations:
        if body.area is not None:
            yield f"organisations.{body.id}.area", body.area


def _citations(plan: Plan) -> Iterator[tuple[str, Citation]]:
    held: list[tuple[str, Citation | None]] = [
        *((f"indicators.{indicator.id}.source", indicator.source) for indicator in plan.indicators),
        *((f"{path}.citation", entry.citation) for path, entry in entries(plan)),
        *((f"responsibilities[{index}].citation", r.citation) for index, r in enumerate(plan.responsibilities)),
        *((f"findings.{f.id}.citations[{n}]", cited) for f in plan.findings for n, cited in enumerate(f.citations)),
        *((f"{path}.citations[{n}]", cited) for path, d in _documents(plan) for n, cited in enumerate(d.citations)),
    ]
    return ((path, citation) for path, citation in held if citation is not None)


def citations(plan: Plan) -> Iterator[Problem]:
    """Find citations of unknown documents, and those that do not give their quote."""
    known = {document.id: document for _, document in _documents(plan)}
    for path, citation in _citations(plan):
        document = known.get(citation.document)
        if document is None:
            yield _unstated(f"{path}.document", citation.document, "a document", "documents", known)
        else:
            yield from (Problem.of(fault, path) for fault in citation_faults(citation, document))


def unverified(plan: Plan) -> Iterator[Problem]:
    """Note the documents that are cited and whose text is not at hand."""
    cited: dict[str, list[str]] = {}
    for path, citation in _citations(plan):
        cited.setdefault(citation.document, []).append(path)
    for path, document in _documents(plan):
        citing = cited.get(document.id)
        if document.text is None and citing:
            more = [f"and {len(citing) - _MOST_LISTED} more"] if len(citing) > _MOST_LISTED else []
            yield Problem(
                path=f"{path}.text",
                expected="the text, to check what is cited from it",
                got=f"text not at hand, unverified: {', '.join([*citing[:_MOST_LISTED], *more])}",
                remedy="add the text when it can be had; nothing is wrong until then",
                severity=Severity.NOTE,
            )


def cycles(plan: Plan) -> Iterator[Problem]:
    """Find entries that are, in the end, a slice, stretch or part of themselves, and collectives of themselves."""
    for link, groups in _LINKS.items():
        for group in groups:
            follow: dict[str, tuple[str, ...]] = {
                entry.id: tuple(filter(None, [getattr(entry, link)])) for entry in getattr(plan, group)
            }
            yield from _cycles(follow, f"{group}.{{}}.{link}")
    yield from _cycles({body.id: body.members or () for body in plan.organisations}, "organisations.{}.members")


def _cycles(follow: dict[str, tuple[str, ...]], path: str) -> Iterator[Problem]:
    """Tell each ring once, at the member of it that stands first; walks by a stack, since a ring may be long."""
    order = {member: index for index, member in enumerate(follow)}
    open_now: dict[str, bool] = {}
    for start in follow:
        trail: list[str] = []
        ways: list[Iterator[str]] = [iter(() if start in open_now else (start,))]
        while ways:
            member = next(ways[-1], None)
            if member is None:
                ways.pop()
                if trail:
                    open_now[trail.pop()] = False
            elif open_now.get(member):
                ring = trail[trail.index(member) :]
                yield Problem(
                    path=path.format(min(ring, key=order.__getitem__)),
                    expected="something other than itself in the end",
                    got=" → ".join([*ring, member]),
                    remedy="correct one of these links",
                )
            elif member in follow and member not in open_now:
                open_now[member] = True
                trail.append(member)
                ways.append(iter(follow[member]))


def without_owner(plan: Plan) -> Iterator[Problem]:
    """Warn of targets and milestones that nobody answers for; nobody is inherited from a slice."""
    owned = {answer.item for answer in plan.responsibilities}
    for path, entry in entries(plan):
        if isinstance(entry, (Target, Milestone)) and entry.id not in owned and entry.superseded_by is None:
            yield Problem(
                path=path,
                expected="somebody who answers for it",
                got="nobody named",
                remedy="name who is responsible, if the document does; an owner is never inherited from a slice",
                severity=Severity.WARNING,
            )


def without_task(plan: Plan) -> Iterator[Problem]:
    """Warn of organisations that answer for nothing, neither themselves nor as members of one that does."""
    busy = {answer.organisation for answer in plan.responsibilities}
    members = {body.id: body.members or () for body in plan.organisations}
    waiting = list(busy)
    while waiting:
        new = set(members.get(waiting.pop(), ())) - busy
        busy |= new
        waiting += new
    for body in plan.organisations:
        if body.id not in busy:
            yield Problem(
                path=f"organisations.{body.id}",
                expected="something it answers for",
                got="nothing",
                remedy="name its tasks, or leave the organisation out",
                severity=Severity.WARNING,
            )


def dropped_hedges(plan: Plan) -> Iterator[Problem]:
    """Warn of firm slices of what the document only strives for (力争)."""
    groups: tuple[tuple[str, tuple[Target | Milestone, ...]], ...] = (
        ("targets", plan.targets),
        ("milestones", plan.milestones),
    )
    for group, members in groups:
        known = {entry.id: entry for entry in members}
        for entry in members:
            parent = known.get(entry.slice_of or "")
            firm = entry.commitment in {Commitment.FIRM, Commitment.BINDING}
            if parent is not None and parent.commitment is Commitment.HEDGED and firm:
                yield Problem(
                    path=f"{group}.{entry.id}.commitment",
                    expected=f"hedged (力争), as {parent.id!r} is, of which it is a slice",
                    got=entry.commitment.value,
                    remedy="check the words of both; if the document drops the hedge, leave it so",
                    severity=Severity.WARNING,
                )
