"""What records in a file are made of: a part reads some keys of a record, and writes and describes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from policytargets.codec._forms import attempt
from policytargets.codec._spots import FAULT, Spot, is_missing, sound, strange_keys
from policytargets.errors import PolicyTargetsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from policytargets.codec._forms import Form
    from policytargets.codec._tree import Tree
    from policytargets.kinds import Catalogue
    from policytargets.organisations import Responsibility
    from policytargets.plans import Plan
    from policytargets.sources import SourceDocument


@attrs.define(eq=False)
class Entry:
    """One record while it is read.

    Attributes:
        spot: the mapping.
        spots: its keys.
        id: its id, where it has one.
        made: the fields read so far, by attribute.
    """

    spot: Spot
    spots: dict[str, Spot]
    id: str | None
    made: dict[str, Any] = attrs.field(factory=dict)


@attrs.define(eq=False)
class Writing:
    """What writing a plan needs to know of it."""

    plan: Plan
    catalogue: Catalogue
    documents: dict[str, SourceDocument]
    by_item: dict[str, list[Responsibility]]


class Part(Protocol):
    """Some keys of a record, and what they make."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys it reads."""

    @property
    def required(self) -> tuple[str, ...]:
        """Those that must stand there."""

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give the fields of the object; FAULT for one that could not be read."""

    def write(self, owner: Any, writing: Writing) -> dict[str, Tree]:
        """Give the keys that read as these fields of *owner*."""

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe each key."""


@attrs.frozen
class Field:
    """A key that holds one attribute.

    Attributes:
        key: the key in the file.
        form: how its content stands there.
        help: what it says, for the schema.
        name: the attribute, where it is called otherwise.
        needed: whether the key must stand there.
    """

    key: str
    form: Form
    help: str
    name: str = ""
    needed: bool = attrs.field(default=False, kw_only=True)

    @property
    def keys(self) -> tuple[str, ...]:
        """Its key."""
        return (self.key,)

    @property
    def required(self) -> tuple[str, ...]:
        """Its key, where it is needed."""
        return (self.key,) if self.needed else ()

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give the attribute."""
        spot = entry.spots.get(self.key)
        return {} if spot is None else {self.name or self.key: self.form.read(spot)}

    def write(self, owner: Any, writing: Writing) -> dict[str, Tree]:  # noqa: ARG002 -- the shape of all parts
        """Give the key, unless the attribute is what it is without."""
        content = getattr(owner, self.name or self.key)
        default = getattr(attrs.fields_dict(type(owner))[self.name or self.key], "default", attrs.NOTHING)
        if content is None or (default is not attrs.NOTHING and content == default):
            return {}
        return {self.key: self.form.write(content)}

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the key."""
        return {self.key: {**self.form.schema(), "description": self.help}}


@attrs.frozen
class Record:
    """What stands under one id, or in one place: the one truth for reader, writer and schema.

    Attributes:
        what: the name of it in messages.
        make: what makes the object of the fields.
        parts: its parts, in the order in which they are read and written.
        hints: remedies for keys people write instead.
    """

    what: str
    make: Callable[..., Any]
    parts: tuple[Part, ...]
    hints: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, in order."""
        return tuple(key for part in self.parts for key in part.keys)

    def read(self, spot: Spot, record_id: str | None = None, **fixed: Any) -> Any:
        """Give the object; FAULT once all faults of the record are reported."""
        spots = spot.entries(f"the keys of {self.what}", f"write {self.keys[0]}: and so on, indented below")
        if not sound(spots):
            return FAULT
        strange = strange_keys(spots, self.keys, self.hints)
        clean = not strange
        for part in self.parts:
            for key in part.required:
                clean = clean and key in spots
                if is_missing(key, spots, strange):
                    spot.fault(f"the key {key} in {self.what}", "none", f"write {key}:")
        entry = Entry(spot, spots, record_id, dict(fixed))
        for part in self.parts:
            entry.made |= part.read(entry)
        if not clean or not all(map(sound, entry.made.values())):
            spot.reading.partial[spot.path] = {name: made for name, made in entry.made.items() if sound(made)}
            return FAULT
        if record_id is not None:
            entry.made["id"] = record_id
        try:
            return self.make(**entry.made)
        except PolicyTargetsError as error:
            return self._place_of(error, entry).refuse(error)

    def _place_of(self, error: PolicyTargetsError, entry: Entry) -> Spot:
        """Find the key whose content an object refused, by the field its message names."""
        named = [word for word in re.split(r"\W+", error.where.partition(":")[2]) if word]
        for word in named:
            if word in entry.spots:
                return entry.spots[word]
        for part in self.parts:
            if getattr(part, "name", "") in named:
                return next((entry.spots[key] for key in part.keys if key in entry.spots), entry.spot)
        return entry.spot

    def write(self, owner: Any, writing: Writing) -> dict[str, Tree]:
        """Give the mapping that reads as this object."""
        written: dict[str, Tree] = {}
        for part in self.parts:
            written |= part.write(owner, writing)
        return written

    def schema(self) -> dict[str, Any]:
        """Describe the mapping."""
        properties: dict[str, Any] = {}
        for part in self.parts:
            properties |= part.schema()
        required = [key for part in self.parts for key in part.required]
        found: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
        return found | ({"required": required} if required else {})


@attrs.frozen
class Small:
    """A form for a record without id inside another one, such as ``limits: {low: 0 %}``."""

    record: Record

    def read(self, spot: Spot) -> Any:
        """Give the object."""
        return self.record.read(spot)

    def write(self, content: Any) -> Tree:
        """Give the mapping; none of its parts needs to know the plan."""
        written: dict[str, Tree] = {}
        for part in self.record.parts:
            written |= part.write(content, _NOWHERE)
        return written

    def schema(self) -> dict[str, Any]:
        """Describe the mapping."""
        return self.record.schema()


_NOWHERE: Any = None


def made(spot: Spot, make: Any, **fields: Any) -> Any:
    """Make an object of fields that were read; FAULT where one was not, or the object refuses them."""
    return attempt(spot, make, **fields) if all(map(sound, fields.values())) else FAULT
