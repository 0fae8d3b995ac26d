"""How single fields stand in a file: each form reads, writes and describes one kind of content."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from policytargets._fields import ID_PATTERN
from policytargets.codec._spots import FAULT, shortened, sound
from policytargets.codec._tree import Leaf
from policytargets.errors import PolicyTargetsError
from policytargets.periods import parse_period
from policytargets.quantities import Quantity
from policytargets.texts import Text, to_text

if TYPE_CHECKING:
    from policytargets.codec._spots import Spot
    from policytargets.codec._tree import Tree

MAX_WORDS = 100_000
MAX_AMOUNT = 1_000
_MAX_DIGITS = 9
SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
"""What a text is to a validator that has turned 2020 into a number and yes into a boolean."""


class Form(Protocol):
    """How one kind of content is read, written and described."""

    def read(self, spot: Spot) -> Any:
        """Give what stands at the spot, or FAULT once the fault is reported."""

    def write(self, content: Any) -> Tree:
        """Give the tree that reads as this content."""

    def schema(self) -> dict[str, Any]:
        """Describe it as JSON Schema."""


def attempt(spot: Spot, make: Any, *args: Any, **options: Any) -> Any:
    """Call what may refuse its arguments; a refusal becomes a fault of the spot."""
    try:
        return make(*args, **options)
    except PolicyTargetsError as error:
        return spot.refuse(error)


@attrs.frozen
class Words:
    """A text of one language, kept as it is."""

    what: str = "a text"
    most: int = MAX_WORDS

    def read(self, spot: Spot) -> Any:
        """Give the text; an empty one is a fault."""
        text = spot.text(self.what)
        if not sound(text):
            return FAULT
        if not text.strip():
            return spot.fault(self.what, "an empty text", "write it, or remove the key")
        if len(text) > self.most:
            return spot.fault(f"at most {self.most:,} characters", f"{len(text):,}", "shorten it")
        return text

    def write(self, content: Any) -> Tree:
        """Give the text."""
        return str(content)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {**SCALAR, "minLength": 1}


@attrs.frozen
class Key:
    """The id of something."""

    what: str = "an id"

    def read(self, spot: Spot) -> Any:
        """Give the id."""
        text = spot.text(self.what)
        if sound(text) and not ID_PATTERN.fullmatch(text):
            return spot.fault(
                f"{self.what}: lower-case letters, digits and _, beginning with a letter", shortened(text),
                "write for example invention_patents",
            )  # fmt: skip
        return text

    def write(self, content: Any) -> Tree:
        """Give the id."""
        return str(content)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}


@attrs.frozen
class Languages:
    """A text, or one for each language: ``{zh: 专利, en: patents}``."""

    def read(self, spot: Spot) -> Any:
        """Give a `Text`."""
        if isinstance(spot.node, Leaf):
            text = Words().read(spot)
            return attempt(spot, to_text, text) if sound(text) else FAULT
        spots = spot.entries("a text, or a mapping of language to text", "write for example {zh: 专利, en: patents}")
        if not sound(spots):
            return FAULT
        texts = {language: _in_language(language, inner) for language, inner in spots.items()}
        if not all(map(sound, texts.values())):
            return FAULT
        return attempt(spot, Text, texts)

    def write(self, content: Any) -> Tree:
        """Give the text where its language shows, else the mapping, Chinese first."""
        texts: dict[str, Tree] = dict(content.entries)
        only = next(iter(texts.values()))
        if len(texts) == 1 and to_text(str(only)) == content:
            return only
        return {
            language: texts[language] for language in sorted(texts, key=lambda code: (code != "zh", code != "en", code))
        }

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"$ref": "#/$defs/languages"}


def _in_language(language: str, spot: Spot) -> Any:
    """Give a text; in ``{en: beds per 1,000 people}`` YAML reads what is behind the comma as a language without one."""
    if isinstance(spot.node, Leaf) and spot.node.nothing and " " in language:
        remedy = 'put a text that has a comma in quotes: {en: "beds per 1,000 people"}'
        return spot.fault("a language such as zh or en", repr(language), remedy)
    return Words().read(spot)


@attrs.frozen
class OneOf:
    """A word of a closed list."""

    kind: type[Enum]

    def read(self, spot: Spot) -> Any:
        """Give the member."""
        words = [str(member.value) for member in self.kind]
        text = spot.text(f"one of {', '.join(words)}")
        if not sound(text):
            return FAULT
        if text not in words:
            return spot.unknown(f"one of {', '.join(words)}", text, words, "use one of these words")
        return self.kind(text)

    def write(self, content: Any) -> Tree:
        """Give the word."""
        return str(content.value)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"enum": [str(member.value) for member in self.kind]}


@attrs.frozen
class YesNo:
    """Yes or no."""

    def read(self, spot: Spot) -> Any:
        """Give a truth value."""
        text = spot.text("true or false")
        if not sound(text):
            return FAULT
        known = {"true": True, "yes": True, "false": False, "no": False}
        found = known.get(text)
        return spot.fault("true or false", shortened(text), "write true or false") if found is None else found

    def write(self, content: Any) -> Tree:
        """Give ``true`` or ``false``."""
        return "true" if content else "false"

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"enum": ["true", "false", "yes", "no", True, False]}


@attrs.frozen
class Whole:
    """A whole number."""

    def read(self, spot: Spot) -> Any:
        """Give the number."""
        text = spot.text("a whole number")
        if not sound(text):
            return FAULT
        if not re.fullmatch(rf"-?[0-9]{{1,{_MAX_DIGITS}}}", text):
            return spot.fault("a whole number in Arabic digits", shortened(text), "write for example 3")
        return int(text)

    def write(self, content: Any) -> Tree:
        """Give its digits."""
        return str(content)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": ["integer", "string"], "pattern": "^-?[0-9]{1,9}$"}


@attrs.frozen
class Date:
    """A day such as 2017-09-01."""

    def read(self, spot: Spot) -> Any:
        """Give the day."""
        text = spot.text("a day")
        if not sound(text):
            return FAULT
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            with suppress(ValueError):
                return dt.date.fromisoformat(text)
        return spot.fault("a day such as 2017-09-01", shortened(text), "write year-month-day")

    def write(self, content: Any) -> Tree:
        """Give year-month-day."""
        return str(content.isoformat())

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


@attrs.frozen
class When:
    """A period such as 2017, 2017-Q1, 2016..2020."""

    def read(self, spot: Spot) -> Any:
        """Give the period."""
        text = spot.text("a period such as 2017, 2017-Q1, 2017-11 or 2016..2020")
        return attempt(spot, parse_period, text) if sound(text) else FAULT

    def write(self, content: Any) -> Tree:
        """Give the form files use."""
        return str(content)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"$ref": "#/$defs/period"}


@attrs.frozen
class Amount:
    """A number and its unit, read with the catalogue of the plan; its owner writes it, who knows how its unit is closed."""

    def read(self, spot: Spot) -> Any:
        """Give a `Quantity`."""
        text = Words("an amount with its unit, such as 2.15 件/万人", MAX_AMOUNT).read(spot)
        return attempt(spot, Quantity, text, catalogue=spot.reading.catalogue) if sound(text) else FAULT

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"$ref": "#/$defs/amount"}


@attrs.frozen
class Many:
    """A list of one kind of content."""

    of: Form
    what: str = "a list"

    def read(self, spot: Spot) -> Any:
        """Give a tuple."""
        spots = spot.items(self.what, "put it in brackets: [first, second]")
        if not sound(spots):
            return FAULT
        read = [self.of.read(inner) for inner in spots]
        return tuple(read) if all(map(sound, read)) else FAULT

    def write(self, content: Any) -> Tree:
        """Give the list."""
        return [self.of.write(item) for item in content]

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": "array", "items": self.of.schema()}
