"""What can be counted, and the words for it: a catalogue that is a value.

件 is a measure word: it counts patents, trademarks and works alike. Each kind of countable thing is therefore a
dimension of its own, and a measure word that several kinds share stays *open* until someone says what is counted.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from policytargets import _pint
from policytargets._atoms import (
    ALIASES,
    BUILT_IN,
    OPEN_WORDS,
    PHYSICAL_NAMES,
    PHYSICAL_WORDS,
    RESERVED,
    Atom,
    open_atom,
)
from policytargets._fields import as_tuple, each_is_a, identifier
from policytargets._numbers import SCALE_WORDS, fold
from policytargets.errors import InvalidValueError, UnknownReferenceError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Atom", "Catalogue", "Kind", "standard_catalogue"]


def _name(instance: Kind, attribute: attrs.Attribute[str], name: str) -> None:
    where = f"Kind {instance.id!r}: {attribute.name}"
    if not isinstance(name, str) or name != name.strip() or (not name and attribute.name != "zh"):
        raise InvalidValueError(where, "a noun without blanks around it", repr(name), "write the noun")
    if name and (not name[0].isalpha() or name in SCALE_WORDS or not name.isprintable()):
        # "3 万" and "3 10" are numbers, whatever the catalogue holds
        expected = "a noun that begins with a letter and is no part of a number"
        raise InvalidValueError(where, expected, repr(name), "write the noun, as it stands behind a number")


def _measure_words(instance: Kind, _: attrs.Attribute[tuple[str, ...]], words: tuple[str, ...]) -> None:
    for word in words:
        if not isinstance(word, str) or not word.isalpha():
            where, expected = f"Kind {instance.id!r}: words", "measure words such as 件"
            raise InvalidValueError(where, expected, repr(word), "write the word alone")


@attrs.frozen
class Kind:
    """A kind of countable thing: a dimension of its own.

    Attributes:
        id: lower-case key, also its unit code, e.g. ``patent``.
        one: English singular.
        many: English plural.
        zh: the Chinese noun, e.g. 专利.
        words: Chinese measure words that count it, the usual one first; none given means any may.

    Raises:
        InvalidValueError: the id is no key, a name is missing, or a measure word is more than a word.

    Examples:
        >>> well = Kind("well", one="well", many="wells", zh="机井", words=("口", "眼"))
        >>> standard_catalogue().extend([well]).kind("well").many
        'wells'
    """

    id: str = attrs.field(validator=identifier)
    one: str = attrs.field(kw_only=True, validator=_name)
    many: str = attrs.field(kw_only=True, validator=_name)
    zh: str = attrs.field(kw_only=True, default="", validator=_name)
    words: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=as_tuple, validator=_measure_words)

    @property
    def atom(self) -> Atom:
        """The unit that counts one of this kind."""
        written = self.words[0] if self.words else self.zh or self.many
        return Atom(
            code=self.id, dims=((self.id, 1),), measure_words=self.words, zh=written, one=self.one, many=self.many
        )

    @property
    def names(self) -> frozenset[str]:
        """What stands for it in a text, measure words apart; folded, as texts are read."""
        return frozenset(map(fold, {self.id, self.one, self.many, self.zh} - {""}))

    def counted_by(self, word: str) -> bool:
        """Tell whether the measure word *word* may count this kind (个 counts anything)."""
        return self.atom.counted_by(word)


_KINDS = (
    Kind("patent", one="patent", many="patents", zh="专利", words=("件", "项")),
    Kind("trademark", one="trademark", many="trademarks", zh="商标", words=("件",)),
    Kind("work", one="work", many="works", zh="作品", words=("件", "部", "篇")),
    Kind("enterprise", one="enterprise", many="enterprises", zh="企业", words=("户", "家")),
    Kind("household", one="household", many="households", zh="家庭", words=("户",)),
    Kind("agency", one="agency", many="agencies", zh="机构", words=("家", "所")),
    Kind("school", one="school", many="schools", zh="学校", words=("所",)),
    Kind("project", one="project", many="projects", zh="项目", words=("项", "个")),
    Kind("case", one="case", many="cases", zh="案件", words=("件", "起", "例")),
    Kind("person", one="person", many="people", zh="人", words=("人", "名")),
    Kind("visit", one="visit", many="visits", zh="人次", words=("人次",)),
    Kind("researcher", one="researcher", many="researchers", zh="研究人员", words=("名",)),
    Kind("worker", one="worker", many="workers", zh="就业人员", words=("名",)),
    Kind("coefficient", one="point of the coefficient", many="points of the coefficient", zh="系数", words=("系数",)),
    Kind("index_point", one="index point", many="index points", zh="指数点", words=("点",)),
    Kind("tce", one="tonne of coal equivalent", many="tonnes of coal equivalent", zh="吨标准煤", words=("吨标准煤",)),
    Kind("place", one="place in the ranking", many="places in the ranking", zh="位次", words=("位",)),
)


def _no_name_twice(_: Catalogue, __: attrs.Attribute[tuple[Kind, ...]], kinds: tuple[Kind, ...]) -> None:
    taken = set(RESERVED)
    for kind in kinds:
        # An open word stands for no kind, and no kind for an open word.
        both = kind.names & (taken | OPEN_WORDS.keys())
        if both:
            raise InvalidValueError(
                f"Catalogue: kind {kind.id!r}",
                "names that are not taken",
                ", ".join(sorted(both)),
                "choose other names",
            )
        taken |= kind.names


_PHYSICAL = re.compile(r"(?P<base>[A-Za-z_]+)(?P<power>[23²³](?!\d))?")
_POWERS = {None: 1, "2": 2, "²": 2, "3": 3, "³": 3}


@attrs.frozen(cache_hash=True)
class Catalogue:
    """The kinds and words a unit text may use. It is passed around and extended, never changed.

    Attributes:
        kinds: all kinds, in order.

    Raises:
        InvalidValueError: two kinds share a name, or one takes a name that means something else.

    Examples:
        >>> catalogue = standard_catalogue()
        >>> catalogue.kind("patent").words
        ('件', '项')
        >>> catalogue.kind("wel")
        Traceback (most recent call last):
        ...
        policytargets.errors.UnknownReferenceError: Catalogue: expected a kind it knows, got 'wel'; ...
    """

    kinds: tuple[Kind, ...] = attrs.field(converter=as_tuple, validator=[each_is_a(Kind), _no_name_twice])

    def extend(self, kinds: Iterable[Kind]) -> Catalogue:
        """Give a catalogue with further kinds; a name already taken is refused."""
        return Catalogue((*self.kinds, *kinds))

    def kind(self, kind_id: str) -> Kind:
        """Give the kind with this id, or raise UnknownReferenceError."""
        for kind in self.kinds:
            if kind.id == kind_id:
                return kind
        raise UnknownReferenceError(
            "Catalogue",
            "a kind it knows",
            repr(kind_id),
            f"use one of {', '.join(kind.id for kind in self.kinds)}, or extend the catalogue with a Kind",
        )

    def counted_by(self, word: str) -> tuple[str, ...]:
        """Give the ids of the kinds that name the measure word *word* among theirs.

        Examples:
            >>> standard_catalogue().counted_by("户")
            ('enterprise', 'household')
        """
        return tuple(kind.id for kind in self.kinds if word in kind.words)

    @cached_property
    def _atoms(self) -> dict[str, Atom]:
        atoms = dict(BUILT_IN) | {word: BUILT_IN[code] for word, code in ALIASES.items()}
        for kind in self.kinds:
            atoms |= dict.fromkeys(kind.names, kind.atom)
        for word in [*OPEN_WORDS, *(word for kind in self.kinds for word in kind.words)]:
            if word not in atoms:
                atoms[word] = open_atom(word)
                atoms[atoms[word].code] = atoms[word]
        return atoms

    @cached_property
    def _longest(self) -> int:
        return max(map(len, [*self._atoms, *PHYSICAL_WORDS]))

    def longest_word(self, text: str, start: int) -> tuple[Atom, int] | None:
        """Give the unit of the longest word of *text* that stands at *start*, and the index behind it."""
        for end in range(min(start + self._longest, len(text)), start, -1):
            word = text[start:end]
            if not _goes_on(text, end) and (atom := self._atoms.get(word) or _chinese_physical(word)):
                return atom, end
        found = _PHYSICAL.match(text, start)
        atom = _physical(found["base"], _POWERS[found["power"]], None) if found else None
        return (atom, found.end()) if found and atom else None

    def word(self, text: str) -> Atom | None:
        """Give the unit whose word is the whole of *text*."""
        found = self.longest_word(text, 0)
        return found[0] if found and found[1] == len(text) else None


def _goes_on(text: str, end: int) -> bool:
    """Tell whether an ASCII word that ends here is only the beginning of a longer one: ``patent`` in ``patents``."""
    before, after = text[end - 1], text[end : end + 1]
    return before.isascii() and before.isalnum() and after.isascii() and (after.isalnum() or after == "_")


def _chinese_physical(word: str) -> Atom | None:
    name = PHYSICAL_WORDS.get(word)
    return _physical(name.rstrip("23"), _POWERS[name[-1] if name[-1] in "23" else None], word) if name else None


def _physical(name: str, power: int, written: str | None) -> Atom | None:
    found = _pint.physical(name)
    if found is None:
        return None
    raised = {2: "²", 3: "³"}.get(power, "")
    zh, one, many = PHYSICAL_NAMES.get(found.code, (found.code, found.code, found.code))
    dims, factor = found.raised(power)
    return Atom(
        code=f"{found.code}{power if power > 1 else ''}",
        dims=dims,
        factor=factor,
        zh=written or f"{zh}{raised}",
        one=f"{one}{raised}",
        many=f"{many}{raised}",
    )


_STANDARD = Catalogue(_KINDS)


def standard_catalogue() -> Catalogue:
    """Give the catalogue that texts are read with when none is passed.

    Examples:
        >>> len(standard_catalogue().kinds) >= 10
        True
    """
    return _STANDARD
