"""A text in several languages, as a value that can be hashed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from policytargets._fields import as_tuple, pretty_line
from policytargets.errors import InvalidValueError

if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Text", "TextLike", "to_text"]


def _sorted_entries(entries: Mapping[str, str] | tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    pairs = tuple(entries.items() if isinstance(entries, Mapping) else as_tuple(entries))
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2 or not all(isinstance(part, str) for part in pair):  # noqa: PLR2004 -- a pair
            raise InvalidValueError(
                "Text", "pairs of a language code and a text", repr(pair), "write for example {'zh': '专利'}"
            )
    return tuple(sorted(pairs))


@attrs.frozen
class Text(Mapping[str, str]):
    """One text in one or more languages.

    Attributes:
        entries: pairs of language code (``zh``, ``en``) and text; a mapping is taken too.

    Examples:
        >>> name = Text({"zh": "发明专利拥有量", "en": "invention patents in force"})
        >>> name["zh"]
        '发明专利拥有量'
        >>> name.best("fr")
        '发明专利拥有量'
    """

    entries: tuple[tuple[str, str], ...] = attrs.field(converter=_sorted_entries)

    @entries.validator
    def _check(self, _: attrs.Attribute[tuple[tuple[str, str], ...]], value: tuple[tuple[str, str], ...]) -> None:
        for language, text in value:
            if not language or not text.strip():
                raise InvalidValueError(
                    "Text", "a language code with a text that is not empty", repr((language, text)), "write the text"
                )
        if not value or len({language for language, _ in value}) < len(value):
            raise InvalidValueError(
                "Text", "each language once, and at least one", repr(value), "write for example {'zh': '专利'}"
            )

    def __getitem__(self, language: str) -> str:
        """Give the text in exactly this language, or raise KeyError."""
        return dict(self.entries)[language]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the language codes."""
        return iter(dict(self.entries))

    def __len__(self) -> int:
        """Count the languages."""
        return len(self.entries)

    def best(self, language: str) -> str:
        """Give the text in *language*; failing that in Chinese (the languages of the sources), then in any."""
        texts = dict(self.entries)
        return texts.get(language) or texts.get("zh") or next(iter(texts.values()))

    def __str__(self) -> str:
        """Give the English text, or the best there is."""
        return self.best("en")

    def __repr__(self) -> str:
        """Show the mapping it was made of."""
        return f"Text({dict(self.entries)!r})"

    _repr_pretty_ = pretty_line


TextLike: TypeAlias = "Text | Mapping[str, str] | str"
"""What a field that keeps a `Text` takes: a text of one language stands under ``zh`` or ``en`` by its script."""


def to_text(value: TextLike) -> Text:
    """Keep a mapping as a `Text`; a bare string is filed under ``zh`` when it holds a Chinese character, else ``en``."""
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        chinese = any("\u4e00" <= character <= "\u9fff" for character in value)
        return Text((("zh" if chinese else "en", value),))
    if isinstance(value, Mapping):
        return Text(value)
    raise InvalidValueError("Text", "a text or a mapping of language to text", repr(value), "write {'zh': …, 'en': …}")
