"""How a chart writes: in which language, with which fonts, and never as boxes without a word."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from typing import Any

import attrs

from policytargets.errors import MissingFontWarning
from policytargets.plotting._matplotlib import Axes, FontProperties, characters_of, own_families
from policytargets.reports._words import Words
from policytargets.texts import Text

FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Noto Sans CJK JP",  # as matplotlib before 3.11 names the whole Noto collection
)
"""Families that draw Chinese, in the order in which they are looked for."""

_SAMPLE = "目标完成情况（，。、）√×○"
_PER_INCH = 12
"""Columns of text in an inch of a chart; a Chinese character takes two."""

_OPENING, _CLOSING = "（“《", "，。；：、）”》"
_WORD = re.compile(rf"[{_OPENING}]*(?:[^\s\u2e80-\uffff{_OPENING}{_CLOSING}]+[\u2e80-\u9fff]?|\S)[{_CLOSING}]*|\s+")

NOTICE = {"edgecolor": "#d55e00", "facecolor": "#fff6ee", "boxstyle": "square,pad=0.3"}


def columns_of(axes: Axes) -> int:
    """Give the columns of text that fit across axes."""
    return int(axes.bbox.width / axes.figure.dpi * _PER_INCH)


def _columns(text: str) -> int:
    return sum(2 if character > "\u2e7f" else 1 for character in text)


def wrapped(text: str, columns: int) -> str:
    """Break a text into lines: between words, and between Chinese characters but for what belongs together."""
    lines = [""]
    for word in _WORD.findall(text):
        if lines[-1] and _columns(lines[-1] + word.rstrip()) > columns:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return "\n".join(line.rstrip() for line in lines)


@attrs.frozen
class Lettering:
    """The words and the fonts of one chart.

    Attributes:
        words: the words of the language that can be written.
        families: the user's own families, and behind them one that draws Chinese, where there is one.
        known: the code points that these draw.
    """

    words: Words
    families: tuple[str, ...]
    known: frozenset[int] = attrs.field(repr=False)

    @classmethod
    def of(cls, lang: str) -> Lettering:
        """Choose the fonts; without any that draw Chinese, write English and say what to install."""
        words, families = Words(lang), own_families()
        chinese = next((family for family in FAMILIES if characters_of(family)), None)
        families = families if chinese is None or chinese in families else (*families, chinese)
        known = frozenset().union(*map(characters_of, families))
        if lang == "zh" and not known.issuperset(map(ord, _SAMPLE)):
            warnings.warn(
                "no installed font draws Chinese, so that this chart is labelled in English; install Noto Sans CJK SC "
                "(on Debian the package fonts-noto-cjk) or put a family that does into "
                "matplotlib.rcParams['font.sans-serif']",
                MissingFontWarning,
                stacklevel=2,
            )
            words = Words("en")
        return cls(words, families, known)

    @property
    def lang(self) -> str:
        """The language that is written."""
        return self.words.lang

    def name(self, text: Text, instead: str) -> str:
        """Give a name in the language, or an id in its place where no font can draw it."""
        said = text.best(self.lang)
        return said if self._missing(said) == "" else instead

    def say(self, text: str) -> str:
        """Give a text as it can be drawn; what no font has becomes a question mark, and a warning names it."""
        missing = self._missing(text)
        if not missing:
            return text
        warnings.warn(
            f"no installed font draws {missing!r}, shown as question marks; name a family that does in "
            "matplotlib.rcParams['font.sans-serif']",
            MissingFontWarning,
            stacklevel=2,
        )
        return "".join("?" if character in missing else character for character in text)

    def _missing(self, text: str) -> str:
        wanted = dict.fromkeys(character for character in text if character != "\n")
        return "".join(character for character in wanted if ord(character) not in self.known)

    @property
    def style(self) -> dict[str, Any]:
        """What every text is drawn with: its fonts, and no formulas between dollar signs."""
        return {"fontfamily": list(self.families), "parse_math": False, "usetex": False}

    @property
    def font(self) -> FontProperties:
        """The fonts of a legend."""
        return FontProperties(family=list(self.families), size="small")

    def wrapped(self, text: str, columns: int) -> str:
        """Break a long text into lines."""
        return wrapped(self.say(text), columns)

    def heading(self, axes: Axes, title: str, line: str, colour: str, *, illustrative: bool) -> None:
        """Write a title, a line on how it stands below it, and that data are illustrative, where they are."""
        mark = self.words("notice_table") if illustrative else ""
        stacked = bool(mark) and _columns(line) + _columns(mark) > columns_of(axes)
        title = self.wrapped(title, columns_of(axes))
        axes.set_title(title, loc="left", pad=42 if stacked else 24, **self.style)
        axes.annotate(
            self.say(line), (0, 1), (0, 7), "axes fraction", textcoords="offset points", color=colour, **self.style
        )
        if mark:
            axes.annotate(
                self.say(mark), (0 if stacked else 1, 1), (3 if stacked else -3, 26 if stacked else 8), "axes fraction",
                textcoords="offset points", ha="left" if stacked else "right", color="#8f3c00", size="small",
                bbox=NOTICE, **self.style,
            )  # fmt: skip

    def legend(self, axes: Axes, handles: list[Any], *, below: float = 3, notes: Iterable[str] = ()) -> None:
        """Write what the signs mean below the chart, so many heights of a letter, with notes before them."""
        columns = max(1, min(3, columns_of(axes) // 24))
        drawn = axes.legend(
            handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0), borderaxespad=below, ncols=columns,
            frameon=False, prop=self.font,
        )  # fmt: skip
        drawn.set_title("\n".join(self.wrapped(note, columns_of(axes)) for note in notes), prop=self.font)
        drawn.get_title().set(parse_math=False, usetex=False, color="#5a5a5a")
        for text in drawn.get_texts():
            text.set(text=self.wrapped(text.get_text(), columns_of(axes)), parse_math=False, usetex=False)
