"""Columns of keys as numbers: each text that comes up has one number, the same from block to block."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from policytargets.errors import InvalidValueError
from policytargets.frames._answers import Names

if TYPE_CHECKING:
    from numpy.typing import NDArray


def text_of(entry: object) -> str:
    """Give a cell as text: a day without its midnight, and a whole float without its point, as 2017.0 means 2017."""
    if isinstance(entry, float) and entry.is_integer():
        return str(int(entry))
    if isinstance(entry, dt.datetime) and entry.time() == dt.time.min:
        return entry.date().isoformat()
    return str(entry)


def cleaned(text: str | None) -> str | None:
    """Give a text without the blanks around it; one of blanks alone is absent."""
    return (text.strip() or None) if text else None


MOST_KNOWN = 1 << 16
"""So many texts are told apart; beyond, only those that the plan names."""

OTHERS = "\0"
"""Stands for all texts that are not told apart."""


@attrs.frozen(eq=False)
class Known:
    """The texts of keys that came up so far, by number from 1 on; 0 is what is absent.

    Attributes:
        named: the texts that the plan names; None where each text that comes up is needed.
        names: the texts.
    """

    named: frozenset[str] | None = None
    names: Names = attrs.field(factory=Names)

    @property
    def is_full(self) -> bool:
        """Whether no text is told apart any more but those that the plan names."""
        return self.named is not None and len(self.names.names) >= MOST_KNOWN + len(self.named)

    def others(self) -> int:
        """Give the number of all that are not told apart, once all that the plan names have theirs."""
        for name in (*(self.named or ()), ""):
            self.names.number(name)
        return self.names.number(OTHERS) + 1

    @property
    def entries(self) -> list[str | None]:
        """All texts by number."""
        return [None, *self.names.names]

    def numbers(self, entries: Iterable[object]) -> NDArray[np.int64]:
        """Give the numbers of entries, new ones where they have none yet; whatever an entry is, its text is meant."""
        texts = (None if entry is None or entry != entry else text_of(entry) for entry in entries)  # noqa: PLR0124 -- nan is not itself
        return np.fromiter(map(self._number, texts), np.int64) + 1

    def _number(self, text: str | None) -> int:
        if text in self.names or not self.is_full:
            return self.names.number(text)
        others = self.others()
        named = text.strip() if text else ""
        return self.names.number(named) if named in self.names else others - 1


def _words(names: list[str]) -> pa.Array:
    return pa.array([None, *names], pa.large_string())


class Keys(Protocol):
    """A column of keys."""

    def numbers(self, known: Known, rows: slice) -> NDArray[Any]:
        """Give for each of some rows the number of its entry."""


@attrs.frozen(eq=False)
class Texts:
    """Texts as Arrow has them, looked up among those that are known without making one of them a Python object.

    Attributes:
        column: a chunked array of strings.
    """

    column: pa.ChunkedArray

    def numbers(self, known: Known, rows: slice) -> NDArray[Any]:
        """Look them up; what is not known yet is made known first."""
        part = self.column.slice(rows.start, rows.stop - rows.start)
        if not known.names.names:
            known.numbers(pc.unique(part).to_pylist())
        found = _looked_up(part, known)
        if found.null_count and not known.is_full:
            known.numbers(pc.unique(part.filter(pc.is_null(found))).to_pylist())
            found = _looked_up(part, known)
        if found.null_count:  # what is not told apart, which may stand among blanks
            others = known.others()
            found = pc.coalesce(found, _looked_up(pc.utf8_trim_whitespace(part), known))
            found = pc.fill_null(found, pa.scalar(others, found.type))
        numbers: NDArray[Any] = found.to_numpy()
        return numbers


def _looked_up(part: pa.ChunkedArray, known: Known) -> Any:
    words = known.names.made(_words)
    return pc.index_in(part, value_set=words if words.type == part.type else words.cast(part.type))


@attrs.define(eq=False)
class Coded:
    """A column that numbers its entries itself.

    Attributes:
        codes: the number of each row's entry; -1 where it is absent.
        entries: the entries.
    """

    codes: NDArray[Any]
    entries: list[Any]
    _own: NDArray[np.int64] | None = None

    def numbers(self, known: Known, rows: slice) -> NDArray[Any]:
        """Look up the entries, once for all blocks."""
        if self._own is None:
            self._own = np.append(known.numbers(self.entries), 0)
        numbers: NDArray[Any] = self._own[self.codes[rows]]
        return numbers


def of_arrow(given: pa.Array | pa.ChunkedArray, name: str) -> Keys:
    """Give a column of Arrow as keys: texts as they are, all else by its dictionary.

    Args:
        given: the column.
        name: what it is called.

    Raises:
        InvalidValueError: it holds lists or records.
    """
    column = given if isinstance(given, pa.ChunkedArray) else pa.chunked_array([given])
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return Texts(column)
    if pa.types.is_nested(kind):
        raise no_key(name, str(kind))
    if pa.types.is_null(kind):
        return Coded(np.full(len(column), -1), [])
    if not pa.types.is_dictionary(kind):
        try:
            coded = column.combine_chunks().dictionary_encode()
        except pa.ArrowNotImplementedError:  # pragma: no cover -- of views of texts older Arrow makes no dictionary
            return Coded(np.arange(len(column)), column.to_pylist())
    elif pa.types.is_string(kind.value_type) or pa.types.is_large_string(kind.value_type):
        coded = column.unify_dictionaries().combine_chunks()
    else:  # Arrow unifies dictionaries of texts and numbers, and of no days
        return of_arrow(column.cast(kind.value_type), name)
    codes = pc.fill_null(coded.indices.cast(pa.int32()), -1).to_numpy(zero_copy_only=False)
    return Coded(codes, coded.dictionary.to_pylist())


def no_key(name: str, got: str) -> InvalidValueError:
    """Refuse a column that holds what is no key."""
    return InvalidValueError(f"column {name!r}", "texts, numbers or days", got, "make a column of texts of it")
