"""The words of units that every catalogue knows, with their exact factors."""

from __future__ import annotations

from fractions import Fraction

import attrs


@attrs.frozen(kw_only=True)
class Atom:
    """One unit word: its code, dimensions and exact factor, and how it is written.

    Attributes:
        code: stable ASCII code, e.g. ``patent``, ``percent``, ``CNY``.
        dims: pairs of kind and power; empty for shares.
        factor: exact number of base units in one of these.
        difference: true for percentage points, which are a difference of shares and never a share.
        money: true where a price basis belongs to the identity.
        open_word: the measure word whose kind is not said, e.g. ``件``; None where the kind is said.
        measure_words: words that count it, where it is a countable thing: none given means any may; None means that it
            is measured and not counted.
        zh: how it is written in Chinese, e.g. ``件``.
        one: English singular, e.g. ``patent``.
        many: English plural, e.g. ``patents``.
    """

    code: str
    dims: tuple[tuple[str, int], ...] = ()
    factor: Fraction = Fraction(1)
    difference: bool = False
    money: bool = False
    open_word: str | None = None
    measure_words: tuple[str, ...] | None = None
    zh: str = ""
    one: str = ""
    many: str = ""

    def counted_by(self, word: str) -> bool:
        """Tell whether the measure word *word* may count it (个 counts anything)."""
        return self.measure_words is not None and (not self.measure_words or word in {*self.measure_words, "个"})


OPEN_WORDS: dict[str, str] = {
    "件": "jian", "户": "hu", "家": "jia", "个": "ge", "项": "xiang", "口": "kou", "所": "suo", "处": "chu",
    "名": "ming", "台": "tai", "套": "tao", "座": "zuo", "条": "tiao", "例": "li", "起": "qi", "只": "zhi", "眼": "yan",
    "部": "bu", "种": "zhong", "位": "wei", "批": "pi", "篇": "pian", "次": "ci", "张": "zhang", "株": "zhu",
    "点": "dian", "辆": "liang", "床": "chuang", "场": "chang",
}  # fmt: skip
"""Measure words that say nothing about the kind by themselves, with the ASCII form that stands in codes."""


def open_atom(word: str) -> Atom:
    """Give the unit of a measure word by itself; its kind is open, and it meets nothing."""
    spelled = OPEN_WORDS.get(word) or (word if word.isascii() else "u" + "_".join(f"{ord(c):x}" for c in word))
    code, name = f"{spelled}?", f"{word} (kind not said)"
    return Atom(code=code, dims=((code, 1),), open_word=word, zh=word, one=name, many=name)


def _percent(code: str, sign: str, parts: int) -> Atom:
    return Atom(code=code, factor=Fraction(1, parts), zh=sign, one=sign, many=sign)


def _calendar(code: str, zh: str, parts: int = 1) -> Atom:
    return Atom(code=code, dims=(("year", 1),), factor=Fraction(1, parts), zh=zh, one=code, many=f"{code}s")


def _money(code: str, zh: str, one: str, many: str) -> Atom:
    return Atom(code=code, dims=((code, 1),), money=True, zh=zh, one=one, many=many)


POINT = Atom(
    code="percentage_point", factor=Fraction(1, 100), difference=True,
    zh="个百分点", one="percentage point", many="percentage points",
)  # fmt: skip
PERCENT = _percent("percent", "%", 100)
YEAR = _calendar("year", "年")

BUILT_IN: dict[str, Atom] = {
    atom.code: atom
    for atom in (
        PERCENT, _percent("permille", "‰", 1000), POINT,
        # A calendar year is no number of days; a quarter and a month are exact parts of it.
        YEAR, _calendar("quarter", "季", 4), _calendar("month", "月", 12),
        _money("CNY", "元", "yuan", "yuan"), _money("USD", "美元", "US dollar", "US dollars"),
        # 15 亩 are 1 公顷.
        Atom(code="mu", dims=(("meter", 2),), factor=Fraction(10000, 15), zh="亩", one="mu", many="mu"),
    )
}  # fmt: skip

ALIASES: dict[str, str] = {
    "%": "percent", "per cent": "percent", "‰": "permille", "permil": "permille",
    "个百分点": "percentage_point", "百分点": "percentage_point", "percentage points": "percentage_point",
    "percentage point": "percentage_point", "percentage_points": "percentage_point", "point": "percentage_point",
    "points": "percentage_point", "pp": "percentage_point",
    "年": "year", "years": "year", "季度": "quarter", "季": "quarter", "个季度": "quarter", "quarters": "quarter",
    "月": "month", "个月": "month", "months": "month",
    "元": "CNY", "人民币": "CNY", "yuan": "CNY", "RMB": "CNY", "美元": "USD", "US dollar": "USD", "US dollars": "USD",
    "亩": "mu",
}  # fmt: skip
"""Further words for what has a code here."""

PHYSICAL_WORDS: dict[str, str] = {
    "吨": "t", "千克": "kg", "公斤": "kg", "克": "g", "毫克": "mg", "微克": "ug",
    "千瓦时": "kWh", "千瓦": "kW", "兆瓦时": "MWh", "兆瓦": "MW", "吉瓦": "GW",
    "公里": "km", "千米": "km", "米": "m", "厘米": "cm", "毫米": "mm", "平方米": "m2", "㎡": "m2", "平方公里": "km2", "平方千米": "km2",
    "立方米": "m3", "公顷": "hectare", "升": "liter", "毫升": "ml",
    "天": "day", "日": "day", "周": "week", "小时": "hour", "个小时": "hour", "分钟": "minute",
}  # fmt: skip
"""Chinese words for names that pint resolves."""

PHYSICAL_NAMES: dict[str, tuple[str, str, str]] = {
    "t": ("吨", "tonne", "tonnes"), "hectare": ("公顷", "hectare", "hectares"), "liter": ("升", "litre", "litres"),
    "day": ("天", "day", "days"), "week": ("周", "week", "weeks"), "hour": ("小时", "hour", "hours"),
    "minute": ("分钟", "minute", "minutes"), "kWh": ("千瓦时", "kWh", "kWh"), "ug": ("µg", "µg", "µg"),
}  # fmt: skip
"""How physical units are written in Chinese and English, where that is not their symbol."""

RESERVED = frozenset(
    {*BUILT_IN, *ALIASES, *PHYSICAL_WORDS, *PHYSICAL_WORDS.values()}
    | {"meter", "second", "gram", "ampere", "kelvin", "mole", "candela", "radian", "bit", "count"}
    | {"m", "g", "s", "h", "d", "l", "w", "j", "cm", "mm", "ha", "hm", "min", "tonne", "tonnes", "hectares", "litre"}
    | {"days", "weeks", "hours", "minutes"}
)
"""Names that no kind may take."""
