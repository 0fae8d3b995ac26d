"""Who answers: organisations, the roles they hold towards items, and lists of bodies as documents write them.

单位 is two words: `Organisation` answers, `policytargets.Unit` measures.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import attrs

from policytargets._fields import as_tuple, identifier, is_a, optional_identifier, optional_is_a, owner
from policytargets.errors import InvalidValueError, ParseError
from policytargets.sources import Citation
from policytargets.texts import Text, to_text

if TYPE_CHECKING:
    from typing import Any

__all__ = ["ItemKind", "Level", "Organisation", "Responsibility", "Role", "WrittenBody", "split_bodies"]

_Member = TypeVar("_Member", bound=enum.Enum)
_DELIMITERS = "、，,；;"
_BRACKETS = {"（": "）", "(": ")"}


class Level(enum.Enum):
    """The level of government whose body an organisation is.

    The levels are those of China's administrative division. A university or institute (事业单位) is named as such,
    since a document seldom says whose it is; a body outside all of these, such as a company, has none.

    Attributes:
        NATIONAL: 国家级, the centre and its bodies.
        PROVINCIAL: 省级: provinces, autonomous regions, municipalities under the centre.
        MUNICIPAL: 市级 (地级): prefecture-level cities.
        DISTRICT: 县区级 (县级): counties, districts, county-level cities.
        TOWNSHIP: 乡镇级: townships, towns, subdistricts.
        INSTITUTION: 事业单位: a university, institute or hospital, whichever government it belongs to.

    Examples:
        >>> Level.MUNICIPAL.label("zh"), Level("district").label("en")
        ('市级', 'district')
    """

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    DISTRICT = "district"
    TOWNSHIP = "township"
    INSTITUTION = "institution"

    def label(self, language: str) -> str:
        """Give the words for a reader in *language* (``zh`` or ``en``; others get ``zh``)."""
        return Text({"zh": _LEVELS[self.value], "en": self.value}).best(language)


_LEVELS = {
    "national": "国家级",
    "provincial": "省级",
    "municipal": "市级",
    "district": "县区级",
    "township": "乡镇级",
    "institution": "事业单位",
}


class Role(enum.Enum):
    """What an organisation is to an item.

    Attributes:
        LEAD: 牵头.
        JOINT: 共同, 会同: answers together with the lead.
        RESPONSIBLE: 责任: named without distinction, the default; the order of a list is no evidence of a lead.
        SUPPORT: 配合.
        SUPERVISE: 督导.

    Examples:
        >>> Role.LEAD.label("zh"), Role("support").label("en")
        ('牵头', 'support')
    """

    LEAD = "lead"
    JOINT = "joint"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    SUPERVISE = "supervise"

    def label(self, language: str) -> str:
        """Give the word for a reader in *language* (``zh`` or ``en``; others get ``zh``)."""
        return Text({"zh": _ROLES[self.value], "en": self.value}).best(language)


_ROLES = {"lead": "牵头", "joint": "共同", "responsible": "责任", "support": "配合", "supervise": "督导"}


class ItemKind(enum.Enum):
    """What kind of item an organisation answers for.

    Attributes:
        TARGET: a criterion on an indicator.
        MILESTONE: an event with a date.
        AIM: a goal with nothing to measure as written.
        RULE: a threshold that binds someone.
        MEASURE: an action, 措施.

    Examples:
        >>> ItemKind("measure").label("zh")
        '措施'
    """

    TARGET = "target"
    MILESTONE = "milestone"
    AIM = "aim"
    RULE = "rule"
    MEASURE = "measure"

    def label(self, language: str) -> str:
        """Give the word for a reader in *language* (``zh`` or ``en``; others get ``zh``)."""
        return Text({"zh": _KINDS[self.value], "en": self.value}).best(language)


_KINDS = {"target": "指标", "milestone": "节点", "aim": "定性目标", "rule": "规定", "measure": "措施"}


def _to_level(value: Level | str | None) -> Level | None:
    return None if value is None else _member(Level, "Organisation: level", value)


def _to_role(value: Role | str) -> Role:
    return _member(Role, "Responsibility: role", value)


def _to_item_kind(value: ItemKind | str) -> ItemKind:
    return _member(ItemKind, "Responsibility: item_kind", value)


def _member(kind: type[_Member], where: str, value: object) -> _Member:
    for member in kind:
        if value is member or value == member.value:
            return member
    words = ", ".join(repr(member.value) for member in kind)
    raise InvalidValueError(where, f"a {kind.__name__} or one of {words}", repr(value), f"pass {kind.__name__}")


def _written(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if not isinstance(value, str) or not value.strip() or value != value.strip():
        raise InvalidValueError(
            owner(instance, attribute.name),
            "a text that is not empty, without blanks around it",
            repr(value),
            "write it as the document does",
        )


def _each_once(instance: Any, attribute: attrs.Attribute[Any], value: tuple[str, ...] | None) -> None:
    repeated = sorted({item for item in value or () if (value or ()).count(item) > 1})
    if repeated:
        raise InvalidValueError(
            owner(instance, attribute.name), "each once", f"{', '.join(repeated)} more than once", "write it once"
        )


@attrs.frozen(kw_only=True)
class Organisation:
    """A body that answers for items.

    Attributes:
        id: key by which responsibilities name it.
        name: its name.
        aliases: other names of it, as documents write them.
        level: the level of government whose body it is, or ``institution``; None when neither, or left open.
        collective: whether it stands for several bodies, such as 各县区.
        members: ids of the organisations a collective stands for; None when the document does not say which.
        area: id of the entity it acts for, or None.
        note: the evidence for what a short name stands for, or that it is left open.

    Raises:
        InvalidValueError: when a single body is given members, a collective none or itself, or a name stands twice.

    Examples:
        >>> name = {"zh": "市科技局", "en": "science bureau"}
        >>> bureau = Organisation(id="science_bureau", name=name, level="municipal")
        >>> bureau.called("市科技局"), bureau.called("科技局")
        (True, False)
        >>> Organisation(id="districts", name="各县区", aliases=["各县区政府"], collective=True).members is None
        True
    """

    id: str = attrs.field(validator=identifier)
    name: Text = attrs.field(converter=to_text)
    aliases: tuple[str, ...] = attrs.field(
        default=(), converter=as_tuple, validator=[attrs.validators.deep_iterable(_written), _each_once]
    )
    level: Level | None = attrs.field(default=None, converter=_to_level)
    collective: bool = attrs.field(default=False, validator=is_a(bool))
    members: tuple[str, ...] | None = attrs.field(default=None, converter=attrs.converters.optional(as_tuple))
    area: str | None = attrs.field(default=None, validator=optional_identifier)
    note: Text | None = attrs.field(default=None, converter=attrs.converters.optional(to_text))

    @members.validator
    def _check_members(self, attribute: attrs.Attribute[Any], value: tuple[str, ...] | None) -> None:
        if value is None:
            return
        for member in value:
            identifier(self, attribute, member)
        _each_once(self, attribute, value)
        where = owner(self, "members")
        if not self.collective:
            raise InvalidValueError(where, "no members of a single body", repr(value), "say collective=True")
        if not value:
            raise InvalidValueError(where, "at least one member", "none", "say None when the members are not known")
        if self.id in value:
            raise InvalidValueError(where, "other organisations", f"{self.id!r} itself", "leave it out")

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called: its name in each language, then the aliases, each once."""
        return tuple(dict.fromkeys((*self.name.values(), *self.aliases)))

    def called(self, text: str) -> bool:
        """Tell whether *text* is exactly its name in some language or one of its aliases."""
        return text in self.names


@attrs.frozen(kw_only=True)
class Responsibility:
    """An organisation answers for an item.

    Attributes:
        item: id of the item.
        item_kind: what the item is; its word, such as ``"target"``, is taken too.
        organisation: id of the organisation.
        role: what it is to the item; its word, such as ``"lead"``, is taken too.
        as_written: the organisation as the document writes it.
        order: its place among the bodies named for the item, from 1; no evidence of a lead.
        citation: where the document says so.

    Examples:
        >>> answers = Responsibility(
        ...     item="patents_2017", item_kind="target", organisation="science_bureau", as_written="市科技局", order=1
        ... )
        >>> answers.role
        <Role.RESPONSIBLE: 'responsible'>
    """

    item: str = attrs.field(validator=identifier)
    item_kind: ItemKind = attrs.field(converter=_to_item_kind)
    organisation: str = attrs.field(validator=identifier)
    role: Role = attrs.field(default=Role.RESPONSIBLE, converter=_to_role)
    as_written: str = attrs.field(validator=_written)
    order: int = attrs.field(validator=is_a(int))
    citation: Citation | None = attrs.field(default=None, validator=optional_is_a(Citation))

    @order.validator
    def _check_order(self, _: attrs.Attribute[int], value: int) -> None:
        if value < 1:
            raise InvalidValueError("Responsibility: order", "1 or more", repr(value), "count the bodies from 1")


class WrittenBody(NamedTuple):
    """A body in a list, as written, with the offsets of its words in that list."""

    as_written: str
    start: int
    end: int


def split_bodies(text: str) -> list[WrittenBody]:
    """Split a list of bodies at 、 ， , ； and ;, except inside brackets (各县（市、区）).

    Nothing is dropped and nothing else splits: 和 may be part of a name (市工业和信息化委).

    Raises:
        ParseError: when there is no name before, between or after delimiters, or a bracket has no partner.

    Examples:
        >>> [body.as_written for body in split_bodies("市科技局、市工业和信息化委，各县（市、区）")]
        ['市科技局', '市工业和信息化委', '各县（市、区）']
        >>> split_bodies("市科技局、 市财政局")[1]
        WrittenBody(as_written='市财政局', start=6, end=10)
    """
    bodies: list[WrittenBody] = []
    begin = 0
    for position in [*_delimiters(text), len(text)]:
        piece = text[begin:position]
        words = piece.strip()
        if not words:
            raise ParseError(
                "list of bodies",
                "a name before, between and after delimiters",
                "none",
                "write for example 市科技局、市财政局",
                text=text,
                position=position,
            )
        start = begin + piece.index(words)
        bodies.append(WrittenBody(words, start, start + len(words)))
        begin = position + 1
    return bodies


def _delimiters(text: str) -> list[int]:
    """Give the positions of the delimiters that stand outside brackets."""
    found: list[int] = []
    awaited: list[tuple[str, int]] = []
    for position, character in enumerate(text):
        if character in _BRACKETS:
            awaited.append((_BRACKETS[character], position))
        elif character in _BRACKETS.values():
            if not awaited or awaited.pop()[0] != character:
                raise _lone_bracket(text, position)
        elif character in _DELIMITERS and not awaited:
            found.append(position)
    if awaited:
        raise _lone_bracket(text, awaited[-1][1])
    return found


def _lone_bracket(text: str, position: int) -> ParseError:
    return ParseError(
        "list of bodies",
        "brackets in pairs",
        f"{text[position]!r} without its partner",
        "close or remove it",
        text=text,
        position=position,
    )
