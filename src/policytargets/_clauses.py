"""The clauses an explanation is made of: what was observed, and how it lies to what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import assert_never

from policytargets._calendar import in_language
from policytargets._outcomes import Outcome, Side, side_of
from policytargets.attainment import Attainment
from policytargets.baselines import Baseline, Previous, Since, YearBefore
from policytargets.bounds import (
    About,
    AtLeast,
    AtMost,
    Between,
    Bound,
    Exactly,
    LessThan,
    MoreThan,
    region,
    unit_of,
)
from policytargets.criteria import Fall, Growth, Multiple, NoWorse, Rise, bound_of
from policytargets.describing import (
    base_text,
    change_verb,
    describe,
    ends_text,
    level_text,
    range_text,
    shown,
    size_text,
    times_text,
)
from policytargets.indicators import Better, Indicator
from policytargets.observations import Observation, ObservationStatus
from policytargets.periods import Period, Span
from policytargets.quantities import Quantity
from policytargets.ranges import Amounts, Range
from policytargets.targets import Target
from policytargets.units import Unit, as_difference
from policytargets.verdicts import Reason, ReasonCode, Verdict

_DIGITS = 60
"""Digits a growth rate is computed to before it is rounded for display; exact ties are found by powers."""


def periods_text(periods: Sequence[Period], lang: str) -> str:
    """Name periods; a row of three or more without a gap by its ends."""
    units = [period for period in periods if not isinstance(period, Span)]
    in_row = len(units) == len(periods) > 2 and all(one.next() == other for one, other in pairwise(units))  # noqa: PLR2004 -- two are named
    if in_row:
        return Span(units[0], units[-1]).label(lang)
    return in_language(lang, zh="、", en=" and ").join(period.label(lang) for period in periods)


def range_of(found: Range, unit: Unit, lang: str, near: Iterable[Fraction] = ()) -> str:
    """Write the amounts of a range, given in base units, in a unit."""
    edges = tuple(near)
    low, high = (None if end is None else Quantity(end / unit.factor, unit) for end in (found.low, found.high))
    match low, high:
        case Quantity(), Quantity():
            return shown(low, lang, edges) if low == high else ends_text(low, high, lang)
        case Quantity(), None:
            return in_language(lang, zh=f"至少{shown(low, lang)}", en=f"at least {shown(low, lang)}")
        case None, Quantity():
            return in_language(lang, zh=f"至多{shown(high, lang)}", en=f"at most {shown(high, lang)}")
    return ""


def edges_of(bound: Bound, unit: Unit) -> tuple[Fraction, ...]:
    """The edges of a bound, in a unit that meets its own."""
    accepted = region(bound)
    return tuple(end / unit.factor for end in (accepted.low, accepted.high) if end is not None)


def level_clause(attainment: Attainment, lang: str) -> str:
    """Write the possible amounts of the indicator; nothing where none is known."""
    near: list[Fraction] = []
    if attainment.required is not None and isinstance(attainment.item, Target):
        asked, unit = attainment.required, attainment.item.indicator.unit
        near = list(edges_of(asked, unit)) if unit.mismatch(unit_of(asked)) is None else []
    texts = []
    for low, high in attainment.possible:
        known = high if low is None else low
        if known is None:
            continue
        ends = Range(None if low is None else low.base, None if high is None else high.base)
        texts.append(range_of(ends, known.unit, lang, near))
    return in_language(lang, zh="或", en=" or ").join(dict.fromkeys(texts))


def is_clause(level: str, lang: str) -> str:
    """Say what the amount is: 为330件, 至少为330件."""
    if lang == "zh":
        return f"{level[:2]}为{level[2:]}" if level.startswith(("至少", "至多")) else f"为{level}"
    return f"was {level}" if level.startswith(("at least", "at most")) else f"stood at {level}"


def notes_clause(attainment: Attainment, lang: str) -> str:
    """Say in brackets what a reader should know of the amounts: provisional, illustrative, added up, disagreeing."""
    left, right = in_language(lang, zh="（", en=" ("), in_language(lang, zh="）", en=")")
    notes = in_language(lang, zh="，", en="; ").join(_notes(attainment, lang))
    return f"{left}{notes}{right}" if notes else ""


def _notes(attainment: Attainment, lang: str) -> Iterable[str]:
    if attainment.is_illustrative:
        yield in_language(lang, zh="示意数据", en="illustrative data")
    if is_provisional(attainment):
        yield in_language(lang, zh="初步数据", en="provisional")
    for reason in attainment.reasons:
        text = note_text(reason, lang)
        if text:
            yield text


def is_provisional(attainment: Attainment) -> bool:
    """Whether any amount it rests on is provisional."""
    return any(isinstance(o, Observation) and o.status is ObservationStatus.PROVISIONAL for o in attainment.used)


_AS_THEY_ARE = frozenset(
    {ReasonCode.FROM_RATIO, ReasonCode.OUTSIDE_LIMITS, ReasonCode.BASELINE_DIFFERS, ReasonCode.CHANGE_DIFFERS}
)


def note_text(reason: Reason, lang: str) -> str:
    """The reason as a note on the amounts; nothing for those that are said elsewhere."""
    if reason.code in _AS_THEY_ARE:
        return reason.label(lang)
    if reason.code is ReasonCode.DISAGREE:
        return in_language(lang, zh="公布的数值不一致", en="published amounts disagree")
    periods: Sequence[Period] = dict(reason.details).get("periods", ())
    if reason.code is ReasonCode.FROM_PARTS:
        added = periods_text(periods, lang)
        return in_language(lang, zh=f"由{added}数据累加", en=f"added up from {added}")
    if reason.code in {ReasonCode.PART_MISSING, ReasonCode.PART_UNBOUNDED}:
        lacking = periods_text(periods, lang)
        return in_language(lang, zh=f"缺少{lacking}数据", en=f"{lacking} missing")
    return ""


_SIDES = {
    Side.ABOVE: ("高于", "above "), Side.AT_LEAST: ("不低于", "at or above "), Side.EQUAL: ("等于", "exactly at "),
    Side.AT_MOST: ("不高于", "at or below "), Side.BELOW: ("低于", "below "), Side.ACROSS: ("跨越", "on both sides of "),
}  # fmt: skip


def bound_clause(bound: Bound, outcome: Outcome, lang: str, *, of: tuple[str, str] = ("", "")) -> str:
    """Say how amounts lie to a bound: 高于目标2.15件/万人; *of* is put before (Chinese) and behind (English) the goal."""
    before, behind = of
    match bound:
        case Between() | About(within=Quantity()):
            zh, en = _range_side(bound, outcome)
            goal = range_text(bound, lang)
            return in_language(lang, zh=zh.format(f"{before}目标范围{goal}"), en=f"{en}the target range {goal}{behind}")
        case About():
            goal = range_text(bound, lang)
            if outcome.verdict is Verdict.MET:
                return in_language(lang, zh=f"等于{before}目标{goal}", en=f"exactly the target of {goal}{behind}")
            zh = f"{before}目标为{goal}，但原文未载明允许的幅度"
            return in_language(lang, zh=zh, en=f"where {goal} is asked for{behind} and no tolerance is stated")
        case AtLeast(limit) | AtMost(limit) | MoreThan(limit) | LessThan(limit) | Exactly(limit):
            return _one_edge(bound, limit, outcome, lang, of)
    assert_never(bound)


def _one_edge(bound: Bound, limit: Quantity, outcome: Outcome, lang: str, of: tuple[str, str]) -> str:
    before, behind = of
    side = side_of(outcome.amounts, limit.base)
    ceiling = isinstance(bound, (AtMost, LessThan))
    amount = shown(limit, lang)
    if side is Side.EQUAL and isinstance(bound, (MoreThan, LessThan)):
        more = ("低于", "less") if ceiling else ("高于", "more")
        zh = f"仅等于{amount}，而{before}目标要求{more[0]}{amount}"
        return in_language(lang, zh=zh, en=f"exactly {amount}, where {more[1]} than that is asked for{behind}")
    zh, en = _SIDES[side]
    if side is Side.EQUAL and isinstance(bound, AtLeast):
        zh = "达到"
    if side is Side.ACROSS and any(found.low is None or found.high is None for found in outcome.amounts):
        zh, en = ("尚不足以确定是否超过" if ceiling else "尚不足以确定是否达到"), "which does not yet decide "
    if outcome.was_rounded:
        zh, en = f"修约后{zh}", f"after rounding {en}"
    noun = in_language(
        lang, zh="控制目标" if ceiling else "目标", en="the ceiling of " if ceiling else "the target of "
    )
    return in_language(lang, zh=f"{zh}{before}{noun}{amount}", en=f"{en}{noun}{amount}{behind}")


def _range_side(bound: Bound, outcome: Outcome) -> tuple[str, str]:
    accepted = region(bound)
    if outcome.verdict is Verdict.MET:
        return "在{}之内", "within "
    if outcome.verdict is Verdict.NOT_MET and accepted.low is not None:
        if side_of(outcome.amounts, accepted.low) in {Side.BELOW, Side.AT_MOST, Side.EQUAL}:
            return "低于{}", "below "
        if side_of(outcome.amounts, accepted.high or accepted.low) in {Side.ABOVE, Side.AT_LEAST, Side.EQUAL}:
            return "高于{}", "above "
        return "在{}之外", "outside "
    return "跨越{}的边界", "on both sides of an edge of "


def change_clause(
    criterion: Rise | Fall | Multiple | Growth | NoWorse, outcome: Outcome, attainment: Attainment, lang: str
) -> str:
    """Say what became of the baseline: 比2015年下降16.2%, "down 16.2% on 2015"; nothing where that is not known."""
    known = [found for found in outcome.amounts if (found.low, found.high) != (None, None)]
    if not known or not isinstance(attainment.item, Target):
        return ""
    match criterion:
        case Rise(since=since) | Fall(since=since):
            return _moved(criterion, since, outcome.amounts, attainment.item.indicator, lang)
        case Multiple(times=bound, since=since):
            times = _joined(outcome.amounts, unit_of(bound), edges_of(bound, unit_of(bound)), lang, times=True)
            return in_language(lang, zh=f"为{base_text(since, 'zh')}的{times}", en=f"{times} {level_text(since, 'en')}")
        case Growth(since=since):
            return _grown(criterion, since, outcome.amounts, attainment, lang)
        case NoWorse(than=since):
            return _kept(since, outcome.amounts, attainment.item.indicator, lang)
    assert_never(criterion)


def _joined(amounts: Amounts, unit: Unit, near: Iterable[Fraction], lang: str, *, times: bool = False) -> str:
    edges = tuple(near)
    texts = [range_of(found, unit, lang, edges) for found in amounts]
    if times:
        texts = [in_language(lang, zh=f"{text}倍", en=f"{text} times") for text in texts]
    return in_language(lang, zh="或", en=" or ").join(texts)


def _mirrored(amounts: Amounts) -> Amounts:
    return tuple(Range(None if r.high is None else -r.high, None if r.low is None else -r.low) for r in amounts)


def _moved(criterion: Rise | Fall, since: Since, amounts: Amounts, indicator: Indicator, lang: str) -> str:
    unit, side = unit_of(criterion.by), side_of(amounts, Fraction(0))
    edges = edges_of(criterion.by, unit)
    whence = _whence(since, lang)
    if side is Side.EQUAL:
        flat = "持平" if isinstance(since, (YearBefore, Previous)) else ""
        zh = f"{whence}{flat}" if flat else f"与{whence.removeprefix('比')}持平"
        return in_language(lang, zh=zh, en=f"unchanged {whence}")
    backwards = side in {Side.BELOW, Side.AT_MOST}
    if backwards:
        amounts, edges = _mirrored(amounts), tuple(-edge for edge in edges)
    rises = isinstance(criterion, Rise) is not backwards
    size = _joined(amounts, unit, edges, lang)
    if side is Side.ACROSS:
        fell = in_language(lang, zh="降幅" if isinstance(criterion, Fall) else "变化", en="")
        return in_language(
            lang, zh=f"{whence}{fell}{is_clause(size, 'zh')}", en=f"a {'rise' if rises else 'fall'} of {size} {whence}"
        )
    verb = change_verb(unit, indicator, lang, rises=rises)
    if rises and verb == "增长" and isinstance(criterion, Fall):
        verb = "上升"  # of what is to fall
    return in_language(lang, zh=f"{whence}{verb}{size}", en=f"{'up' if rises else 'down'} {size} {whence}")


def _whence(since: Since, lang: str) -> str:
    if isinstance(since, (YearBefore, Previous)):
        year = isinstance(since, YearBefore)
        return in_language(lang, zh="同比" if year else "环比", en=f"on {base_text(since, 'en')}")
    return in_language(lang, zh=f"比{base_text(since, 'zh')}", en=f"on {base_text(since, 'en')}")


def _grown(criterion: Growth, since: Since, amounts: Amounts, attainment: Attainment, lang: str) -> str:
    months = _months(since, attainment.period)
    years = Fraction(months, 12)
    unit = unit_of(criterion.rate)
    rates = tuple(
        Range(*(None if end is None else _rate(end, years.numerator) for end in (r.low, r.high))) for r in amounts
    )
    text = _joined(rates, unit, edges_of(criterion.rate, unit), lang)
    base = base_text(since, lang)
    return in_language(lang, zh=f"{base}以来年均增长{text}", en=f"growth of {text} a year since {base}")


def _months(since: Since, period: Period | None) -> int:
    start = since.period if isinstance(since, Baseline) else None
    assert start is not None and period is not None  # noqa: S101, PT018 -- else no growth was compared
    return (period.end.year - start.end.year) * 12 + period.end.month - start.end.month


def _rate(power: Fraction, years: int) -> Fraction:
    """The rate whose compound over so many years is *power*: exact where it ends soon, else to many digits."""
    context = Context(prec=_DIGITS)
    number = context.divide(Decimal(power.numerator), Decimal(power.denominator))
    root = number if years == 1 else context.power(number, context.divide(Decimal(1), Decimal(years)))
    near = Fraction(round(Fraction(root), 12))
    return (near if near**years == power else Fraction(root)) - 1


def _kept(since: Since, amounts: Amounts, indicator: Indicator, lang: str) -> str:
    unit = as_difference(indicator.unit)
    side = side_of(amounts, Fraction(0))
    base = base_text(since, lang)
    if side is Side.EQUAL:
        return in_language(lang, zh=f"与{base}持平", en=f"the same as in {base}")
    if side is Side.ACROSS:
        return ""
    better = side in {Side.ABOVE, Side.AT_LEAST}
    up = better is (indicator.better is not Better.LOWER)
    size = _joined(amounts if better else _mirrored(amounts), unit, (), lang)
    verb = change_verb(unit, indicator, lang, rises=up)
    return in_language(lang, zh=f"比{base}{verb}{size}", en=f"{'up' if up else 'down'} {size} on {base}")


_CHANGES = {
    Side.ABOVE: ("超过{}的目标", "beyond "), Side.AT_LEAST: ("达到或超过{}的目标", "at or beyond "),
    Side.EQUAL: ("达到{}的目标", "exactly "), Side.AT_MOST: ("至多达到{}的目标", "at most "),
    Side.BELOW: ("未达到{}的目标", "short of "), Side.ACROSS: ("不能确定是否达到{}的目标", "on both sides of "),
}  # fmt: skip
_OTHERS = {
    Verdict.MET: ("符合{}的目标", "within "),
    Verdict.NOT_MET: ("不符合{}的目标", "outside "),
    Verdict.UNDETERMINED: ("不能确定是否符合{}的目标", "on both sides of "),
}


def goal_clause(
    criterion: Rise | Fall | Multiple | Growth | NoWorse, outcome: Outcome, attainment: Attainment, lang: str
) -> str:
    """Say how a change lies to what was asked: 超过下降15%的目标, "beyond the target of a fall of 15%"."""
    zh, en = _OTHERS[outcome.verdict]
    if isinstance(criterion, NoWorse):
        asked = describe(criterion, lang)
        return in_language(lang, zh=zh.format(asked), en=f"{en}the target of being {asked}")
    bound = bound_of(criterion)
    if isinstance(bound, AtLeast):
        edge = bound.amount.base
        if isinstance(criterion, Growth):
            edge = (1 + edge) ** Fraction(_months(criterion.since, attainment.period), 12).numerator
        zh, en = _CHANGES[side_of(outcome.amounts, edge)]
    asked = _asked(criterion, bound, attainment, lang)
    if isinstance(bound, About) and bound.within is None and outcome.verdict is not Verdict.MET:
        zh, en = "目标为{}，但原文未载明允许的幅度", f"where {asked} is asked for and no tolerance is stated"
        return in_language(lang, zh=zh.format(asked), en=en)
    if outcome.was_rounded:
        zh, en = f"修约后{zh}", f"after rounding {en}"
    return in_language(lang, zh=zh.format(asked), en=f"{en}the target of {asked}")


_DOUBLINGS = {Fraction(2): "翻一番", Fraction(4): "翻两番"}


def _asked(criterion: Rise | Fall | Multiple | Growth, bound: Bound, attainment: Attainment, lang: str) -> str:
    """What a change asks for, without its baseline, which was just named."""

    def write(amount: Quantity) -> str:
        return times_text(amount, lang) if isinstance(criterion, Multiple) else shown(amount, lang)

    text = write(bound.amount) if isinstance(bound, AtLeast) else size_text(bound, lang, write)
    match criterion:
        case Multiple():
            doubled = _DOUBLINGS.get(bound.amount.magnitude) if isinstance(bound, AtLeast) else None
            return doubled if lang == "zh" and doubled else text
        case Growth():
            return in_language(lang, zh=f"年均增长{text}", en=f"growth of {text} a year")
        case Rise() | Fall():
            indicator = attainment.item.indicator if isinstance(attainment.item, Target) else None
            verb = change_verb(unit_of(bound), indicator, lang, rises=isinstance(criterion, Rise))
            return in_language(lang, zh=f"{verb}{text}", en=f"a {verb} of {text}")
    assert_never(criterion)
