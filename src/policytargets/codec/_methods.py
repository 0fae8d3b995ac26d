"""How a target's own method stands in a file: ``method: LinearShare``, or a mapping of its name and parameters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from policytargets.codec._forms import SCALAR, attempt
from policytargets.codec._spots import FAULT, Spot, sound
from policytargets.codec._tree import Leaf, Tree, plain
from policytargets.errors import FileError, InvalidValueError, PolicyTargetsError
from policytargets.methods import by_name
from policytargets.methods._naming import plain_parameters
from policytargets.outlooks import Method

if TYPE_CHECKING:
    from policytargets.codec._parts import Entry, Writing
    from policytargets.targets import Target

_EXAMPLE = "write method: LinearShare, or method: {name: StatCan, site: true}"


@attrs.frozen
class MethodPart:
    """``method``: by what it is said whether the target is on the way."""

    keys: tuple[str, ...] = ("method",)
    required: tuple[str, ...] = ()
    name: str = "method"

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give the method."""
        spot = entry.spots.get("method")
        return {} if spot is None else {"method": _read(spot)}

    def write(self, owner: Target, writing: Writing) -> dict[str, Tree]:  # noqa: ARG002 -- the shape of all parts
        """Give the key.

        Raises:
            FileError: it is no shipped method, or a file cannot state one of its parameters.
        """
        return {} if owner.method is None else {"method": _written(owner.method, owner.id)}

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the key."""
        bands = {"type": "array", "items": SCALAR}
        mapping = {
            "type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"],
            "additionalProperties": {"oneOf": [SCALAR, bands]},
        }  # fmt: skip
        help_text = "by what it is said whether the target is on the way: the name of a method, or name and parameters"
        return {"method": {"oneOf": [{"type": "string"}, mapping], "description": help_text}}


def _read(spot: Spot) -> Any:
    if isinstance(spot.node, Leaf):
        name = spot.text("the name of a method", _EXAMPLE)
        return attempt(spot, by_name, name) if sound(name) else FAULT
    spots = spot.entries("the name of a method, or a mapping", _EXAMPLE)
    if not sound(spots):
        return FAULT
    if "name" not in spots:
        return spot.fault("the key name in a method", "none", _EXAMPLE)
    name = spots["name"].text("the name of a method", _EXAMPLE)
    if not sound(name) or not sound(attempt(spots["name"], by_name, name)):
        return FAULT
    given = {key: plain(inner.node) for key, inner in spots.items() if key != "name"}
    try:
        return by_name(name, **given)
    except PolicyTargetsError as error:
        named = [key for key in given if key in re.split(r"\W+", f"{error.where} {error.got}")]
        return spots[named[0] if named else "name"].refuse(error)


def _written(method: Method, owner: str) -> Tree:
    try:
        parameters = plain_parameters(method)
    except InvalidValueError as error:
        raise FileError(f"Target {owner!r}: method", error.expected, error.got, error.remedy) from None
    stated: dict[str, Tree] = {
        key: ("true" if given else "false") if isinstance(given, bool) else given for key, given in parameters.items()
    }
    return {"name": type(method).__name__, **stated} if stated else type(method).__name__
