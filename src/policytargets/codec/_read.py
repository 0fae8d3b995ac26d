"""From the tree of a file to a plan: every record by its table, every fault kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from policytargets.codec._forms import Key, Languages, attempt
from policytargets.codec._records import RESPONSIBILITY, SECTIONS, SOURCE
from policytargets.codec._spots import FAULT, Reading, Spot, is_missing, shortened, sound, strange_keys
from policytargets.codec._tree import Leaf, Table, joined
from policytargets.plans import Plan
from policytargets.problems import Problem
from policytargets.sources import SourceDocument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytargets.codec._tree import Grower, Node
    from policytargets.organisations import Responsibility

VERSION = "1"
PLAN_KEYS = ("policytargets", "title", "source", "plan_area", *SECTIONS, "responsibilities")
_HINTS = {"area": "write plan_area:", "areas_": "write areas:", "document": "write source: or documents:"}
_MOST_KINDS = 300
_MOST_RATIOS = 10
_ITEMS = ("targets", "milestones", "aims", "rules", "measures")


def read_tree(grower: Grower, reading: Reading) -> Plan | None:
    """Give the plan, or None once all faults are among the problems of *reading*."""
    _report_repeated(grower, reading)
    root = Spot(grower.root or Leaf("", 1, nothing=True), "", 1, reading)
    spots = root.entries("a plan", "begin with policytargets: 1 and title:")
    if not sound(spots):
        return None
    strange = strange_keys(spots, PLAN_KEYS, _HINTS)
    _check_version(root, spots)
    fields: dict[str, Any] = {"title": _title(root, spots, strange)}
    if "plan_area" in spots:
        fields["area"] = Key("the id of an area").read(spots["plan_area"])
    _declare(spots, reading)
    fields["kinds"] = _read_kinds(spots, reading)
    fields["source"] = _read_source(spots, reading, fields["title"])
    for section in SECTIONS:
        if section == "indicators":
            fields[section] = _read_indicators(spots.get(section))
        elif section not in fields:
            fields[section] = _read_section(spots, section)
        if section == "organisations":
            _name_bodies(reading)
    fields["responsibilities"] = _responsibilities(spots, reading, fields)
    _check_sources(reading)
    if reading.problems or not all(map(sound, fields.values())):
        return None
    plan: Any = attempt(root, Plan, **fields)
    return plan if sound(plan) else None


def _report_repeated(grower: Grower, reading: Reading) -> None:
    for repeated in grower.repeated:
        reading.add(
            Problem(
                path=repeated.path,
                expected="each key once",
                got=f"{repeated.key!r} on line {repeated.first} and again on line {repeated.second}",
                remedy="keep one of them",
                file=reading.file,
                line=repeated.second or None,
            )
        )


def _check_version(root: Spot, spots: dict[str, Spot]) -> None:
    spot = spots.get("policytargets")
    if spot is None:
        root.fault("policytargets: 1, the version of the form", "none", "write it on the first line")
        return
    text = spot.text("1, the version of the form")
    if sound(text) and text != VERSION:
        spot.fault("1, the version of the form", shortened(text), "write policytargets: 1")


def _title(root: Spot, spots: dict[str, Spot], strange: list[str]) -> Any:
    if is_missing("title", spots, strange):
        return root.fault("the key title", "none", "write title: and the title of the plan")
    if "title" not in spots:
        return FAULT
    return Languages().read(spots["title"])


def _declare(spots: dict[str, Spot], reading: Reading) -> None:
    """Note all ids first, so that one faulty record does not make faults of all that name it."""
    for section in SECTIONS:
        node = spots[section].node if section in spots else None
        reading.declared[section] = tuple(node.entries) if isinstance(node, Table) else ()


def _records(spot: Spot) -> dict[str, Spot]:
    section = spot.path
    spots = spot.entries(
        f"{section} by their ids", "write each under its id, indented; leave the key out where there are none"
    )
    return spots if sound(spots) else {}


def _read_section(spots: dict[str, Spot], section: str) -> Any:
    if section not in spots:
        return ()
    spot = spots[section]
    records = _records(spot)
    read = {record_id: _read_record(record, section, record_id) for record_id, record in records.items()}
    return _kept(spot, section, read)


def _read_record(spot: Spot, section: str, record_id: str) -> Any:
    if Key("an id").read(attrs.evolve(spot, node=Leaf(record_id, spot.line))) is FAULT:
        SECTIONS[section].read(spot, "unnamed")  # its other faults are reported all the same
        return FAULT
    return SECTIONS[section].read(spot, record_id)


def _kept(spot: Spot, section: str, read: dict[str, Any]) -> Any:
    known = {record_id: made for record_id, made in read.items() if sound(made)}
    spot.reading.known[section] = {**spot.reading.known.get(section, {}), **known}
    return tuple(known.values()) if len(known) == len(read) else FAULT


def _read_kinds(spots: dict[str, Spot], reading: Reading) -> Any:
    if "kinds" not in spots:
        return ()
    records = _records(spots["kinds"])
    if len(records) > _MOST_KINDS:
        return spots["kinds"].fault(f"at most {_MOST_KINDS} kinds", f"{len(records)}", "leave out those not counted")
    read: dict[str, Any] = {}
    for kind_id, spot in records.items():
        kind = _read_record(spot, "kinds", kind_id)
        if sound(kind) and kind not in reading.catalogue.kinds:
            catalogue = attempt(spot, reading.catalogue.extend, [kind])
            reading.catalogue = catalogue if sound(catalogue) else reading.catalogue
            kind = kind if sound(catalogue) else FAULT
        read[kind_id] = kind
    return _kept(spots["kinds"], "kinds", read)


def _read_source(spots: dict[str, Spot], reading: Reading, title: Any) -> Any:
    spot = spots.get("source")
    if spot is None:
        return None
    node = spot.node
    found = node.entries.get("id") if isinstance(node, Table) else None
    source_id = "source"
    if found is not None and isinstance(node, Table):
        read = Key("the id of the source").read(Spot(found, "source.id", node.lines["id"], reading))
        source_id = read if sound(read) else source_id
        if not sound(read):
            reading.declared["source"] = (source_id,)
            SOURCE.read(spot, source_id, title=title)
            return FAULT
    reading.declared["source"] = (source_id,)
    source = SOURCE.read(spot, source_id, title=title)
    text = reading.partial.get(spot.path, {}).get("text")
    # Quotes are checked even where something else about the document is wrong, so that all faults are told at once.
    known = source if sound(source) else text and SourceDocument(id=source_id, title="?", text=text)
    if known:
        reading.known.setdefault("documents", {})[source_id] = known
    return source


def _read_indicators(spot: Spot | None) -> Any:
    """Read indicators, each after those its ratio is of."""
    if spot is None:
        return ()
    records = _records(spot)
    read: dict[str, Any] = {}
    pending: list[str] = []

    def visit(record_id: str) -> None:
        if record_id in read or record_id not in records:
            return
        if record_id in pending or len(pending) > _MOST_RATIOS:
            circle = " → ".join([*pending[-_MOST_RATIOS:], record_id])
            read[record_id] = records[record_id].fault("ratios that end somewhere", circle, "correct one of the ratios")
            return
        pending.append(record_id)
        for other in _sides(records[record_id].node):
            visit(other)
        pending.pop()
        if record_id not in read:
            read[record_id] = _read_record(records[record_id], "indicators", record_id)
            if sound(read[record_id]):
                spot.reading.known.setdefault("indicators", {})[record_id] = read[record_id]

    for record_id in records:
        visit(record_id)
    return _kept(spot, "indicators", {record_id: read[record_id] for record_id in records})


def _sides(node: Node) -> Iterable[str]:
    ratio = node.entries.get("ratio") if isinstance(node, Table) else None
    sides = [ratio.entries.get(key) for key in ("of", "to")] if isinstance(ratio, Table) else []
    return [side.text for side in sides if isinstance(side, Leaf)]


def _name_bodies(reading: Reading) -> None:
    bodies: dict[str, list[str]] = {}
    for body_id in reading.declared["organisations"]:
        body = reading.known.get("organisations", {}).get(body_id)
        partial = reading.partial.get(joined("organisations", body_id), {})
        names = body.names if body else (*partial.get("name", {}).values(), *partial.get("aliases", ()))
        reading.unnamed = reading.unnamed or not names
        for name in names:
            bodies.setdefault(name, []).append(body_id)
    reading.known["bodies"] = bodies


def _responsibilities(spots: dict[str, Spot], reading: Reading, fields: dict[str, Any]) -> Any:
    """Give those below the items, in the order of the items, then those listed on their own."""
    inline = reading.known.get("responsibilities", {})
    answers: list[Responsibility] = []
    for section in _ITEMS:
        if sound(fields[section]):
            answers += [answer for item in fields[section] for answer in inline.get(item.id, ())]
    if "responsibilities" not in spots:
        return tuple(answers)
    listed = spots["responsibilities"].items("a list of responsibilities", "write - {item: …} on each line")
    read = [RESPONSIBILITY.read(spot) for spot in listed] if sound(listed) else [FAULT]
    return (*answers, *read) if all(map(sound, read)) else FAULT


def _check_sources(reading: Reading) -> None:
    """A text given for a document that the plan does not describe is a slip of the caller."""
    known = (*reading.declared["documents"], *reading.declared.get("source", ()))
    for name in reading.sources:
        if name not in known:
            Spot(Leaf(name, 0), f"sources.{name}", 0, reading).unknown(
                "the id of a document of the plan", name, known, f"use one of {', '.join(known) or 'none'}"
            )


def located(problem: Problem, reading: Reading) -> Problem:
    """Give a problem of the plan with the file and line of its path."""
    if problem.file is not None or problem.line is not None:
        return problem
    return attrs.evolve(problem, file=reading.file, line=reading.line_of(problem.path))
