"""The keys of every record of a plan file: the one truth for reader, writer and schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytargets.codec._forms import Date, Key, Languages, Many, OneOf, Whole, Words, YesNo
from policytargets.codec._linked import BodiesPart, CitedPart, SpansPart, TextPart
from policytargets.codec._measured import (
    BaselinePart,
    CriterionPart,
    DuePart,
    LimitsPart,
    RatioPart,
    UnitPart,
    read_indicator,
    write_indicator,
)
from policytargets.codec._methods import MethodPart
from policytargets.codec._parts import Field, Record, Small
from policytargets.codec._tree import Row
from policytargets.errors import InvalidValueError
from policytargets.findings import Finding
from policytargets.indicators import Better, Indicator, Nature
from policytargets.kinds import Kind
from policytargets.measures import Measure
from policytargets.organisations import ItemKind, Level, Organisation, Responsibility, Role
from policytargets.plans import Area, Topic
from policytargets.quantities import Rounding, RoundingMode
from policytargets.sources import SourceDocument
from policytargets.targets import Aim, Commitment, Each, Milestone, Rule, Target

if TYPE_CHECKING:
    from policytargets.codec._parts import Entry, Writing
    from policytargets.codec._spots import Spot
    from policytargets.codec._tree import Tree

_TEXT, _WORDS, _ID = Languages(), Words(), Key()
_MOST_IN_A_KIND = 60


class EachForm:
    """``each: [haizhou, xihe]`` or ``each: {collective: 各县区}``."""

    _RECORD = Record(
        "each",
        lambda members=None, collective=None: Each(members, collective=collective),
        (Field("members", Many(_ID), "ids of the areas"), Field("collective", _WORDS, "how the document calls them")),
    )

    def read(self, spot: Spot) -> Any:
        """Give the members."""
        if not isinstance(spot.node, Row):
            return self._RECORD.read(spot)
        return Many(_ID).read(spot)

    def write(self, content: Each) -> Tree:
        """Give the list, or the mapping where the document's word for them is known."""
        return list(content.members or ()) if content.collective is None else Small(self._RECORD).write(content)

    def schema(self) -> dict[str, Any]:
        """Describe both."""
        return {"oneOf": [Many(_ID).schema(), self._RECORD.schema()]}


class IndicatorPart:
    """``indicator``: the id of what is measured."""

    keys = ("indicator",)
    required = ("indicator",)
    name = "indicator"

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give the indicator."""
        spot = entry.spots.get("indicator")
        return {} if spot is None else {"indicator": read_indicator(spot)}

    def write(self, owner: Target, writing: Writing) -> dict[str, Tree]:
        """Give its id."""
        return {"indicator": write_indicator(owner.indicator, writing, owner.id)}

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the key."""
        return {"indicator": {**_ID.schema(), "description": "what is measured: the id of an indicator"}}


def make_kind(*, id: str, name: Any, one: str | None = None, words: tuple[str, ...] = ()) -> Kind:  # noqa: A002 -- as the class calls it
    """Make a kind of its name in Chinese and, in the plural, in English."""
    texts = dict(name)
    longest = max(len(text) for text in (*texts.values(), one or "", *words))
    if longest > _MOST_IN_A_KIND:
        raise InvalidValueError("Kind: name", f"at most {_MOST_IN_A_KIND} characters", f"{longest}", "shorten it")
    many = texts.pop("en", None) or texts.get("zh", "")
    zh = texts.pop("zh", "")
    if texts:
        raise InvalidValueError("Kind: name", "the languages zh and en", ", ".join(texts), "leave the others out")
    return Kind(id, one=one or many, many=many, zh=zh, words=words)


class KindParts:
    """``name``, ``one`` and ``words`` of a kind."""

    keys = ("name", "one", "words")
    required = ("name",)
    name = "name"

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give the arguments of `make_kind`."""
        forms: dict[str, Any] = {"name": _TEXT, "one": _WORDS, "words": Many(_WORDS)}
        return {key: form.read(entry.spots[key]) for key, form in forms.items() if key in entry.spots}

    def write(self, owner: Kind, writing: Writing) -> dict[str, Tree]:  # noqa: ARG002 -- the shape of all parts
        """Give the keys."""
        names: dict[str, Tree] = {"zh": owner.zh} if owner.zh else {}
        names["en"] = owner.many
        written: dict[str, Tree] = {"name": names}
        if owner.one != owner.many:
            written["one"] = owner.one
        return written | ({"words": list(owner.words)} if owner.words else {})

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the keys."""
        return {
            "name": {**_TEXT.schema(), "description": "its name; in English in the plural: wells"},
            "one": {**_WORDS.schema(), "description": "its English singular: well"},
            "words": {**Many(_WORDS).schema(), "description": "the Chinese measure words that count it: 口, 眼"},
        }


class SourceIdPart:
    """``id`` of the plan's own source, which stands under no id; the reader of the plan takes it from here."""

    keys = ("id",)
    required = ()
    name = "id"

    def read(self, entry: Entry) -> dict[str, Any]:  # noqa: ARG002 -- see above
        """Give nothing: the id is known when the record is read."""
        return {}

    def write(self, owner: SourceDocument, writing: Writing) -> dict[str, Tree]:  # noqa: ARG002 -- the shape of all parts
        """Give the id."""
        return {"id": owner.id}

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the key."""
        return {"id": {**_ID.schema(), "description": "its id; source where none is given"}}


_NAME = Field("name", _TEXT, "its name", needed=True)
_TOPIC = Field("topic", _ID, "the topic it stands under")
_ENTITY = Field("entity", _ID, "whose it is, where not the plan's own area")
_COMMITMENT = Field(
    "commitment", OneOf(Commitment), "how strongly the document commits: hedged is 力争, permissive 可以"
)
_SUPERSEDED = Field("superseded_by", _WORDS, "what replaced it; it is then shown, and not judged")
_ROUNDING = Small(
    Record(
        "rounding", Rounding,
        (
            Field("places", Whole(), "decimal places that are kept", needed=True),
            Field("mode", OneOf(RoundingMode), "how a tie is rounded: GB/T 8170 is half_even", needed=True),
        ),
    )
)  # fmt: skip

KIND = Record("a kind", make_kind, (KindParts(),))
AREA = Record("an area", Area, (_NAME,))
TOPIC = Record("a topic", Topic, (_NAME,))
_ABOUT_DOCUMENT = (
    Field("issuer", _TEXT, "who issued it"),
    Field("number", _WORDS, "its number as written: 阜政发〔2017〕42号"),
    Field("date", Date(), "the day it was issued"),
    Field("role", _WORDS, "what it is to the plan: parent, standard, or another word"),
    TextPart(),
)
DOCUMENT = Record(
    "a document", SourceDocument, (Field("title", _TEXT, "its title", needed=True), *_ABOUT_DOCUMENT, SpansPart())
)
SOURCE = Record(
    "the source", SourceDocument,
    (SourceIdPart(), Field("title", _TEXT, "its title, where it is not that of the plan"), *_ABOUT_DOCUMENT),
)  # fmt: skip
ORGANISATION = Record(
    "an organisation", Organisation,
    (
        _NAME,
        Field("aliases", Many(_WORDS), "other ways in which documents write it"),
        Field("level", OneOf(Level), "the level of government, or institution"),
        Field("collective", YesNo(), "true where it stands for several bodies"),
        Field("members", Many(_ID), "ids of the organisations a collective stands for, where that is known"),
        Field("area", _ID, "the area it acts for"),
        Field("note", _TEXT, "the evidence for what a short name stands for, or that it is left open"),
    ),
)  # fmt: skip
INDICATOR = Record(
    "an indicator", Indicator,
    (
        _NAME,
        UnitPart(),
        Field("nature", OneOf(Nature), "when an amount holds", needed=True),
        Field("better", OneOf(Better), "which way is better"),
        LimitsPart(),
        RatioPart(),
        Field("definition", _TEXT, "how it is measured"),
        CitedPart("source", bare=True),
    ),
)  # fmt: skip
_SINCE = {"since": "write since inside rise, fall, multiple or growth; where a level starts from is baseline:"}
TARGET = Record(
    "a target", Target,
    (
        IndicatorPart(),
        Field("name", _TEXT, "a name of its own, where the indicator's is not enough"),
        _TOPIC, _ENTITY,
        CriterionPart(),
        Field("as_written", _WORDS, "the words of the amount, where they differ from what they mean"),
        BaselinePart(), _COMMITMENT, DuePart(),
        Field("each", EachForm(), "the members it is distributed to"),
        Field("rounding", _ROUNDING, "a stated rule of rounding before comparing"),
        MethodPart(),
        Field("slice_of", _ID, "the target this is an annual slice of"),
        Field("stretch_of", _ID, "the target this goes beyond (争取)"),
        Field("part_of", _ID, "the target this is a part of (其中)"),
        _SUPERSEDED, CitedPart(), BodiesPart(ItemKind.TARGET),
    ),
    _SINCE,
)  # fmt: skip
MILESTONE = Record(
    "a milestone", Milestone,
    (
        _NAME, _TOPIC, _ENTITY, _COMMITMENT, DuePart(),
        Field("slice_of", _ID, "the milestone this is an annual slice of"),
        _SUPERSEDED, CitedPart(), BodiesPart(ItemKind.MILESTONE),
    ),
)  # fmt: skip
AIM = Record("an aim", Aim, (_NAME, _TOPIC, _COMMITMENT, DuePart(), CitedPart(), BodiesPart(ItemKind.AIM)))
RULE = Record(
    "a rule", Rule,
    (
        Field("name", _TEXT, "a short name"),
        _TOPIC,
        CriterionPart(rule=True),
        Field("of", _TEXT, "what the amount is an amount of", needed=True),
        Field("binds", _TEXT, "whom it binds, as the document says", needed=True),
        _COMMITMENT, CitedPart(), BodiesPart(ItemKind.RULE),
    ),
)  # fmt: skip
MEASURE = Record(
    "a measure", Measure,
    (
        Field("number", Whole(), "its number in the document"),
        Field("title", _TEXT, "what is to be done", needed=True),
        _TOPIC,
        CitedPart(),
        Field("serves", Many(_WORDS), "ids of the targets it serves, where the document says so"),
        BodiesPart(ItemKind.MEASURE),
    ),
    {"name": "write title:"},
)  # fmt: skip
FINDING = Record(
    "a finding", Finding, (Field("text", _TEXT, "what is open, and how it was handled", needed=True), SpansPart())
)
RESPONSIBILITY = Record(
    "a responsibility", Responsibility,
    (
        Field("item", _ID, "the id of the item", needed=True),
        Field("item_kind", OneOf(ItemKind), "what the item is", needed=True),
        Field("organisation", _ID, "the id of the organisation", needed=True),
        Field("as_written", _WORDS, "how the document writes it", needed=True),
        Field("order", Whole(), "its place among the bodies named for the item", needed=True),
        Field("role", OneOf(Role), "what it is to the item"),
        CitedPart(bare=True),
    ),
)  # fmt: skip

SECTIONS: dict[str, Record] = {
    "documents": DOCUMENT,
    "areas": AREA,
    "topics": TOPIC,
    "kinds": KIND,
    "organisations": ORGANISATION,
    "indicators": INDICATOR,
    "targets": TARGET,
    "milestones": MILESTONE,
    "aims": AIM,
    "rules": RULE,
    "measures": MEASURE,
    "findings": FINDING,
}
"""The parts of a plan whose records stand under their ids, in the order in which they are written."""
