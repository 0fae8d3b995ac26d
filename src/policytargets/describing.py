"""What is asked, in the words of a person: criteria and items described in Chinese and English."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias, assert_never

from policytargets._calendar import in_language
from policytargets._numbers import terminates
from policytargets.baselines import Baseline, Previous, Since, Unstated, YearBefore
from policytargets.bounds import About, AtLeast, AtMost, Between, Bound, Exactly, LessThan, MoreThan, unit_of
from policytargets.criteria import AllOf, AnyOf, Criterion, Fall, Growth, Multiple, NoWorse, Readings, Rise, Total
from policytargets.dues import due_label
from policytargets.indicators import Indicator, Nature
from policytargets.quantities import Quantity, Rounding, RoundingMode
from policytargets.targets import Aim, Commitment, Item, Milestone, Rule, Target
from policytargets.units import Unit, UnitRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from policytargets.texts import Text

__all__ = ["Names", "describe", "describe_item", "describe_target"]

Names: TypeAlias = "Mapping[str, Text]"
"""Names of entities by id."""

_MOST_PLACES = 30


def shown(quantity: Quantity, lang: str, near: Iterable[Fraction] = ()) -> str:
    """Write an amount; one whose decimals do not end soon is rounded to two places, behind 约 or "about".

    Args:
        quantity: the amount.
        lang: ``zh`` or ``en``.
        near: amounts in the same unit that it is compared with; it is given so many places that it never looks equal
            to one, or on its other side, when it is not.
    """
    whole = quantity.label(lang)
    if not whole.startswith("≈"):
        return whole
    edges, exact = tuple(near), quantity.magnitude
    for places in range(2, _MOST_PLACES):
        rounded = Rounding(places, RoundingMode.HALF_EVEN).apply(exact)
        if rounded and all(_sign(rounded - edge) == _sign(exact - edge) for edge in edges):
            break
    else:
        return whole
    text = Quantity(rounded, quantity.unit).label(lang, places=places)
    return text if rounded == exact else in_language(lang, zh=f"约{text}", en=f"about {text}")


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def ends_text(low: Quantity, high: Quantity, lang: str) -> str:
    """Write two amounts of one unit as a range: 3350至3450件."""
    first, last = shown(low, lang), shown(high, lang)
    if low.unit.terms == high.unit.terms and not low.unit.is_share:
        first = first.removesuffix(low.unit.label(lang, plural=abs(low.magnitude) != 1)).removesuffix(" ")
    return in_language(lang, zh=f"{first}至{last}", en=f"{first} to {last}")


def bound_text(bound: Bound, lang: str, amount: Callable[[Quantity], str] | None = None) -> str:
    """Describe a bound: 不低于15%, "at least 15%"; *amount* writes its amounts."""
    write = amount or (lambda quantity: shown(quantity, lang))
    match bound:
        case AtLeast(limit):
            return in_language(lang, zh="不低于", en="at least ") + write(limit)
        case AtMost(limit):
            return in_language(lang, zh="不超过", en="at most ") + write(limit)
        case MoreThan(limit):
            return in_language(lang, zh="高于", en="more than ") + write(limit)
        case LessThan(limit):
            return in_language(lang, zh="低于", en="less than ") + write(limit)
        case Exactly(limit):
            return in_language(lang, zh="等于", en="exactly ") + write(limit)
        case Between():
            return in_language(lang, zh="介于", en="from ") + range_text(bound, lang, amount)
        case About():
            return range_text(bound, lang, amount)
    assert_never(bound)


def size_text(bound: Bound, lang: str, amount: Callable[[Quantity], str] | None = None) -> str:
    """Describe a bound behind the word for a change: 增长4.5%至5%, "a rise of 4.5% to 5%"."""
    return range_text(bound, lang, amount) if isinstance(bound, Between) else bound_text(bound, lang, amount)


def range_text(bound: Between | About, lang: str, amount: Callable[[Quantity], str] | None = None) -> str:
    """Describe what lies between two amounts, or about one."""
    write = amount or (lambda quantity: shown(quantity, lang))
    if isinstance(bound, About):
        about = in_language(lang, zh=f"{write(bound.amount)}左右", en=f"about {write(bound.amount)}")
        if bound.within is None:
            return about
        within = shown(bound.within, lang)
        return about + in_language(lang, zh=f"（允许偏差{within}）", en=f" (give or take {within})")
    low, high = bound.low, bound.high
    if amount is None:
        text = ends_text(low, high, lang)
    else:
        text = in_language(lang, zh=f"{write(low)}至{write(high)}", en=f"{write(low)} to {write(high)}")
    left_out = [write(end) for end, name in ((low, "low"), (high, "high")) if name in bound.open]
    if not left_out:
        return text
    return text + in_language(lang, zh=f"（不含{'、'.join(left_out)}）", en=f" (without {' and '.join(left_out)})")


def change_verb(unit: Unit, indicator: Indicator | None, lang: str, *, rises: bool) -> str:
    """The word for a change in this unit: 增长, 提高, 增加; in English ``rise`` or ``fall``."""
    if lang != "zh":
        return in_language(lang, zh="", en="rise" if rises else "fall")
    if indicator is not None and indicator.nature is Nature.RANK:
        return "上升" if rises else "后退"
    if unit.is_share:
        up = "提高" if unit.role is UnitRole.DIFFERENCE else "增长"
        return up if rises else "下降"
    return "增加" if rises else "减少"


def since_text(since: Since, lang: str) -> str:
    """Say what a change is measured from: 比2015年, 同比; " since 2015", " on the year before"."""
    match since:
        case YearBefore():
            return in_language(lang, zh="同比", en=" on the year before")
        case Previous():
            return in_language(lang, zh="环比", en=" on the period before")
        case Unstated():
            return in_language(lang, zh="比基期（原文未载明）", en=" on a baseline that is not stated")
        case Baseline():
            return in_language(lang, zh=f"比{base_text(since, lang)}", en=f" since {base_text(since, lang)}")
    assert_never(since)


def base_text(since: Since, lang: str) -> str:
    """Name a baseline: 2010年（300亿元）, "2010 (300 patents)", 上年同期."""
    match since:
        case YearBefore():
            return in_language(lang, zh="上年同期", en="the year before")
        case Previous():
            return in_language(lang, zh="上期", en="the period before")
        case Unstated():
            return in_language(lang, zh="基期（原文未载明）", en="a baseline that is not stated")
        case Baseline(period=None, amount=Quantity() as amount):
            return in_language(lang, zh=f"基数{shown(amount, lang)}", en=f"a baseline of {shown(amount, lang)}")
        case Baseline(period=period, amount=amount):
            when = "" if period is None else period.label(lang)
            stated = "" if amount is None else shown(amount, lang)
            return when + (in_language(lang, zh=f"（{stated}）", en=f" ({stated})") if stated else "")
    assert_never(since)


def times_text(times: Quantity, lang: str) -> str:
    """Write a number of times: 2倍, "2 times"; a fraction stays one."""
    number = shown(times, lang) if terminates(times.magnitude) else str(times.magnitude)
    return in_language(lang, zh=f"{number}倍", en="once" if times.magnitude == 1 else f"{number} times")


def _change_text(criterion: Rise | Fall, lang: str, indicator: Indicator | None) -> str:
    rises = isinstance(criterion, Rise)
    verb = change_verb(unit_of(criterion.by), indicator, lang, rises=rises)
    since, bound = since_text(criterion.since, lang), size_text(criterion.by, lang)
    return in_language(lang, zh=f"{since}{verb}{bound}", en=f"a {verb} of {bound}{since}")


def describe(criterion: Criterion, lang: str = "en", *, indicator: Indicator | None = None) -> str:
    """Say what a criterion asks for.

    Args:
        criterion: a bound, a change or a combination.
        lang: ``zh`` or ``en``.
        indicator: whose criterion it is; a rank then moves by its own words.

    Raises:
        InvalidValueError: another language.

    Examples:
        >>> from policytargets.periods import Year
        >>> describe(AtLeast(Quantity("2.15 件/万人", kind="patent")), "zh")
        '不低于2.15件/万人'
        >>> describe(Fall(by=AtLeast("15 %"), since=Year(2015)), "zh")
        '比2015年下降不低于15%'
        >>> describe(Multiple(times=AtLeast("2"), since=Year(2010)))
        'at least 2 times the level of 2010'
    """
    match criterion:
        case Rise() | Fall():
            return _change_text(criterion, lang, indicator)
        case Multiple(times=bound, since=since):
            return _multiple_text(bound, level_text(since, lang), lang)
        case Growth(rate=bound, since=since):
            rate, base = size_text(bound, lang), base_text(since, lang)
            return in_language(lang, zh=f"{base}以来年均增长{rate}", en=f"growth of {rate} a year since {base}")
        case Total(bound=bound, over=over):
            total, span = bound_text(bound, lang), over.label(lang)
            return in_language(lang, zh=f"{span}累计{total}", en=f"a total of {total} over {span}")
        case NoWorse(than=since):
            return in_language(lang, zh="不差于", en="no worse than ") + base_text(since, lang)
        case AllOf() | AnyOf() | Readings():
            return _combination_text(criterion, lang, indicator)
        case _:
            return bound_text(criterion, lang)


def _multiple_text(bound: Bound, level: str, lang: str) -> str:
    if lang == "zh":
        return bound_text(bound, lang, lambda times: f"{level}的{times_text(times, lang)}")
    return f"{bound_text(bound, lang, lambda times: times_text(times, lang))} {level}"


def level_text(since: Since, lang: str) -> str:
    """Name the level of a baseline: 2010年, "the level of 2010"."""
    base = base_text(since, lang)
    return in_language(lang, zh=base, en=base if base.startswith("a baseline of") else f"the level of {base}")


def _combination_text(criterion: AllOf | AnyOf | Readings, lang: str, indicator: Indicator | None) -> str:
    texts = [describe(part, lang, indicator=indicator) for part in criterion.of]
    if isinstance(criterion, Readings):
        joined = in_language(lang, zh="或".join(f"“{text}”" for text in texts), en=" or ".join(texts))
        return joined + in_language(lang, zh="，原文可有多种理解", en=" (the text may be read in several ways)")
    nested = [isinstance(part, (AllOf, AnyOf)) for part in criterion.of]
    left, right = in_language(lang, zh="（", en="("), in_language(lang, zh="）", en=")")
    texts = [f"{left}{text}{right}" if inner else text for text, inner in zip(texts, nested, strict=True)]
    if isinstance(criterion, AllOf):
        return in_language(lang, zh="，且", en=" and ").join(texts)
    return in_language(lang, zh="，或", en=" or ").join(texts)


def describe_target(target: Target, lang: str = "en", *, names: Names | None = None) -> str:
    """Say what a target asks for, of what, and by when.

    Args:
        target: the target.
        lang: ``zh`` or ``en``.
        names: names of entities by id; an id without one stands for itself.

    Raises:
        InvalidValueError: another language.

    Examples:
        >>> from policytargets.dues import By
        >>> from policytargets.periods import Year
        >>> patents = Indicator(
        ...     id="patents", name={"zh": "发明专利拥有量", "en": "invention patents in force"},
        ...     unit="patent/(10000.person)", nature="stock",
        ... )
        >>> target = Target(id="p2020", indicator=patents, criterion=AtLeast("2.88 件/万人"), due=By(Year(2020)))
        >>> describe_target(target, "zh")
        '到2020年发明专利拥有量不低于2.88件/万人'
        >>> describe_target(target)
        'invention patents in force: at least 2.88 patents per 10,000 people by 2020'
    """
    asked = describe(target.criterion, lang, indicator=target.indicator)
    name, due = target.label(lang), target.due_form
    when = "" if due is None or isinstance(target.criterion, Total) else due_label(due, lang)
    whose = _whose(target, lang, names)
    apiece = "分别" if target.each is not None else ""
    start = "" if target.baseline is None else base_text(target.baseline, lang)
    hedged = target.commitment.label("zh") if target.commitment in _SOFT else ""
    zh = f"{when}{whose}{name}{apiece}{hedged}{asked}" + (f"（基数：{start}）" if start else "")
    where, until = f" in {whose}" if whose else "", f" {when}" if when else ""
    en = f"{name}{where}: {asked}{until}" + (f" (from {start})" if start else "")
    return in_language(lang, zh=zh, en=en + (f" ({target.commitment.label('en')})" if hedged else ""))


_SOFT = frozenset({Commitment.HEDGED, Commitment.PERMISSIVE, Commitment.EXPLORATORY})


def entity_name(entity: str, lang: str, names: Names | None) -> str:
    """Name an entity, by its id where it has no name."""
    return names[entity].best(lang) if names is not None and entity in names else entity


def _whose(target: Target, lang: str, names: Names | None) -> str:
    if target.each is not None and target.each.members is None:
        return in_language(lang, zh=f"{target.each.collective}", en=f"each of {target.each.collective}")
    if target.each is not None:
        members = [entity_name(member, lang, names) for member in target.each.members or ()]
        return in_language(lang, zh="、".join(members), en=f"each of {', '.join(members)}")
    return "" if target.entity is None else entity_name(target.entity, lang, names)


def describe_item(item: Item, lang: str = "en", *, names: Names | None = None) -> str:
    """Say what a target, milestone, aim or rule asks for.

    Args:
        item: the item.
        lang: ``zh`` or ``en``.
        names: names of entities by id.

    Raises:
        InvalidValueError: another language.

    Examples:
        >>> from policytargets.periods import Year
        >>> describe_item(Milestone(id="m", name={"zh": "搭建平台", "en": "a platform"}, due=Year(2017)), "zh")
        '2017年搭建平台'
        >>> describe_item(Rule(id="r", criterion=AtLeast("70 %"), of="net proceeds", binds="所在单位"))
        'net proceeds: at least 70%, binding 所在单位 (a rule, not assessed)'
    """
    match item:
        case Target():
            return describe_target(item, lang, names=names)
        case Milestone() | Aim():
            name = item.label(lang)
            when = "" if item.due is None else due_label(item.due, lang)
            return in_language(lang, zh=f"{when}{name}", en=f"{name} {when}".rstrip())
        case Rule(criterion=bound, of=of, binds=binds):
            asked, whom = bound_text(bound, lang), binds.best(lang)
            zh = f"{of.best(lang)}{asked}，适用于{whom}（规定，不作完成情况判定）"
            return in_language(lang, zh=zh, en=f"{of.best(lang)}: {asked}, binding {whom} (a rule, not assessed)")
    assert_never(item)
