"""One sentence that says how an item stands, in Chinese a civil servant would write, or in English.

「2017年发明专利拥有量为2.31件/万人，高于目标2.15件/万人，已完成」: what was observed, how it lies to what was asked, and the
verdict with its timing, or the reason why there is none.
"""

from __future__ import annotations

from typing import assert_never

from policytargets._calendar import in_language
from policytargets._clauses import bound_clause, change_clause, goal_clause, is_clause, level_clause, notes_clause
from policytargets._happenings import as_of_text, explain_milestone
from policytargets._outcomes import Latest, Outcome, Side, latest_before, outcome_of, side_of
from policytargets._wholes import explain_whole
from policytargets.attainment import Attainment
from policytargets.bounds import AtMost, LessThan, region
from policytargets.criteria import AllOf, AnyOf, Fall, Growth, Multiple, NoWorse, Readings, Rise, Total, bound_of
from policytargets.describing import Names, describe, describe_item, describe_target, entity_name, shown
from policytargets.dues import By, Due, due_label, due_period
from policytargets.periods import Period
from policytargets.targets import Aim, Milestone, Target
from policytargets.verdicts import Reason, ReasonCode, Timing, Verdict

__all__ = ["describe", "describe_item", "describe_target", "explain"]


def explain(attainment: Attainment, lang: str = "en", *, names: Names | None = None) -> str:
    """Say in one sentence how an item stands, and why.

    Args:
        attainment: what `assess` gave.
        lang: ``zh`` or ``en``.
        names: names of entities by id; an id without one stands for itself.

    Raises:
        InvalidValueError: another language.

    Examples:
        >>> from policytargets.assessing import assess
        >>> from policytargets.bounds import AtLeast
        >>> from policytargets.indicators import Indicator
        >>> from policytargets.observations import Observation
        >>> from policytargets.periods import Year
        >>> patents = Indicator(
        ...     id="patents", name={"zh": "发明专利拥有量", "en": "invention patents in force"},
        ...     unit="patent/(10000.person)", nature="stock",
        ... )
        >>> target = Target(id="patents_2017", indicator=patents, criterion=AtLeast("2.15 件/万人"), due=Year(2017))
        >>> attainment = assess(
        ...     target, [Observation(indicator=patents, period=Year(2017), value="2.31 件/万人")], as_of=Year(2018)
        ... )
        >>> explain(attainment, "zh")
        '2017年发明专利拥有量为2.31件/万人，高于目标2.15件/万人，已完成'
        >>> explain(attainment)  # doctest: +NORMALIZE_WHITESPACE
        'In 2017, invention patents in force stood at 2.31 patents per 10,000 people,
        above the target of 2.15 patents per 10,000 people: met'
    """
    sentence = _sentence(attainment, lang, names)
    return sentence[:1].upper() + sentence[1:] if lang == "en" else sentence


def _sentence(attainment: Attainment, lang: str, names: Names | None) -> str:
    item = attainment.item
    superseded = _reason(attainment, ReasonCode.SUPERSEDED)
    if superseded is not None:
        text = superseded.label(lang)
        name = item.label(lang)
        return in_language(lang, zh=f"“{name}”{text}，不再判定", en=f"{name}: {text}, so not judged")
    match item:
        case Aim():
            zh = f"“{item.label(lang)}”原文未给出可衡量的标准，无法判定是否完成"
            return in_language(lang, zh=zh, en=f"{item.label(lang)}: not measurable as written, so undetermined")
        case Milestone():
            return explain_milestone(attainment, item, lang, names)
        case Target():
            return _target(attainment, item, lang, names)
    assert_never(item)


def _reason(attainment: Attainment, code: ReasonCode) -> Reason | None:
    return next((reason for reason in attainment.reasons if reason.code is code), None)


def _target(attainment: Attainment, target: Target, lang: str, names: Names | None) -> str:
    if attainment.parts or _reason(attainment, ReasonCode.MEMBERS_UNKNOWN) is not None:
        return explain_whole(attainment, target, lang, names)
    due = target.due_form
    if due is None:
        asked = _asked_of(attainment, target, lang, names)
        return in_language(
            lang, zh=f"{asked}，但未载明完成时限，无法判定", en=f"{asked}, but no due period is stated: undetermined"
        )
    if attainment.timing is Timing.NOT_YET_DUE:
        return _not_yet_due(attainment, target, lang, names)
    if attainment.timing is Timing.NO_DATA:
        return _no_data(attainment, target, lang, names)
    return _known(attainment, target, due, lang, names)


def _subject(attainment: Attainment, target: Target, lang: str, names: Names | None) -> str:
    name = target.label(lang)
    if attainment.entity is None:
        return name
    whose = entity_name(attainment.entity, lang, names)
    return in_language(lang, zh=f"{whose}{name}", en=f"{name} in {whose}")


def _asked_of(attainment: Attainment, target: Target, lang: str, names: Names | None, when: str = "") -> str:
    """State the target, as the beginning of a sentence."""
    subject = _subject(attainment, target, lang, names)
    asked = describe(target.criterion, lang, indicator=target.indicator)
    behind = f" {when}" if when else ""
    return in_language(lang, zh=f"{when}{subject}的目标是{asked}", en=f"the target for {subject} is {asked}{behind}")


def _when(target: Target, lang: str) -> str:
    due = target.due_form
    return "" if due is None or isinstance(target.criterion, Total) else due_label(due, lang)


def _not_yet_due(attainment: Attainment, target: Target, lang: str, names: Names | None) -> str:
    asked = _asked_of(attainment, target, lang, names, _when(target, lang))
    as_of = as_of_text(attainment.as_of, lang)
    level, notes = level_clause(attainment, lang), notes_clause(attainment, lang)
    latest = latest_before(attainment)
    known = ""
    if level:
        known = in_language(lang, zh=f"，目前{is_clause(level, lang)}{notes}", en=f"; so far it is {level}{notes}")
    elif latest is not None:
        known = _latest(latest, lang)
    return in_language(lang, zh=f"{asked}，{as_of}尚未到期{known}", en=f"{asked}, not yet due {as_of}{known}")


def _latest(latest: Latest, lang: str) -> str:
    notes = [in_language(lang, zh="示意数据", en="illustrative data")] * latest.is_illustrative
    notes += [in_language(lang, zh="初步数据", en="provisional")] * latest.is_provisional
    period, amount = latest.period.label(lang), shown(latest.amount, lang)
    zh = f"，{period}为{amount}" + (f"（{'，'.join(notes)}）" if notes else "")
    return in_language(lang, zh=zh, en=f"; in {period} it was {amount}" + (f" ({'; '.join(notes)})" if notes else ""))


def _no_data(attainment: Attainment, target: Target, lang: str, names: Names | None) -> str:
    subject = _subject(attainment, target, lang, names)
    due = target.due_form if attainment.period is None else attainment.period
    period = "" if due is None else due_period(due).label(lang)
    asked = describe(target.criterion, lang, indicator=target.indicator)
    later, notes = _reason(attainment, ReasonCode.LATER_KNOWN), notes_clause(attainment, lang)
    known = "" if later is None else in_language(lang, zh="，", en="; ") + later.label(lang)
    zh = f"{period}已结束，但没有{subject}的数据{notes}，无法判定是否达到目标（{asked}）{known}"
    en = f"there is no data for {subject} in {period}{notes}, so whether it is {asked} is undetermined{known}"
    return in_language(lang, zh=zh, en=en)


def _known(attainment: Attainment, target: Target, due: Due, lang: str, names: Names | None) -> str:
    """Say what was observed, how it lies to what was asked, and the verdict."""
    subject = _subject(attainment, target, lang, names)
    period = attainment.period or due_period(due)
    level, notes = level_clause(attainment, lang), notes_clause(attainment, lang)
    outcome = outcome_of(attainment)
    change = "" if outcome is None else _change(outcome, attainment, lang)
    total = "累计" if isinstance(target.criterion, Total) else ""
    in_all = " in all" if total else ""
    if level:
        is_level = is_clause(level, lang)
        zh = f"{period.label(lang)}{subject}{total}{is_level}{notes}" + (f"，{change}" if change else "")
        en = f"{due_label(period, lang)}, {subject} {is_level}{in_all}{notes}" + (f", {change}" if change else "")
    else:
        zh = f"{period.label(lang)}{subject}{change}{notes}"
        en = f"{due_label(period, lang)}, {subject} was {change}{notes}"
    relation = "" if outcome is None else _relation(outcome, attainment, lang, period)
    gap, ending = _gap(attainment, outcome, lang), _ending(attainment, lang, period)
    zh = "，".join(clause for clause in (zh, f"{relation}{gap}", ending) if clause)
    return in_language(lang, zh=zh, en=f"{', '.join(filter(None, (en, f'{relation}{gap}')))}: {ending}")


def _change(outcome: Outcome, attainment: Attainment, lang: str) -> str:
    criterion = outcome.criterion
    if isinstance(criterion, (Rise, Fall, Multiple, Growth, NoWorse)):
        return change_clause(criterion, outcome, attainment, lang)
    return ""


def _relation(outcome: Outcome, attainment: Attainment, lang: str, period: Period) -> str:
    criterion, target = outcome.criterion, attainment.item
    assert isinstance(target, Target)  # noqa: S101 -- only targets have outcomes
    match criterion:
        case AllOf() | AnyOf() | Readings():
            return _combination(outcome, attainment, lang)
        case _ if not outcome.amounts:
            asked = describe(criterion, lang, indicator=target.indicator)
            why = _why_missing(outcome, attainment, lang)
            return in_language(lang, zh=f"目标是{asked}{why}", en=f"where {asked} is asked for{why}")
        case Rise() | Fall() | Multiple() | Growth() | NoWorse():
            return goal_clause(criterion, outcome, attainment, lang)
        case Total(bound=bound):
            return bound_clause(bound, outcome, lang)
        case bound:
            return bound_clause(bound, outcome, lang, of=_for_due(target, period, lang))


def _for_due(target: Target, period: Period, lang: str) -> tuple[str, str]:
    """Name the due period beside the goal where another period decided."""
    due = None if target.due_form is None else due_period(target.due_form)
    if due is None or due == period or not isinstance(target.due, By):
        return "", ""
    return due.label(lang), f" for {due.label(lang)}"


def _why_missing(outcome: Outcome, attainment: Attainment, lang: str) -> str:
    """Say why nothing was compared."""
    reasons = [reason.label(lang) for reason in attainment.reasons if reason.code in outcome.missing]
    said = in_language(lang, zh=f"，但{'，'.join(reasons)}", en=f", but {'; '.join(reasons)}")
    return said if reasons else ""


_PART_ZH = {Verdict.MET: "满足", Verdict.NOT_MET: "不满足", Verdict.UNDETERMINED: "尚不能判定"}


def _combination(outcome: Outcome, attainment: Attainment, lang: str) -> str:
    criterion = outcome.criterion
    parts = [_part(part, attainment, lang) for part in outcome.parts]
    listed = in_language(lang, zh="，", en="; ").join(parts)
    match criterion:
        case Readings(because=because):
            why = because.best(lang)
            zh = f"原文可有多种理解（{why.removeprefix('原文')}）：{listed}"
            return in_language(lang, zh=zh, en=f"the text may be read in several ways ({why}): {listed}")
        case AllOf():
            return in_language(
                lang, zh=f"各项条件须同时满足：{listed}", en=f"where all of these are asked for: {listed}"
            )
        case _:
            return in_language(lang, zh=f"满足任一条件即可：{listed}", en=f"where one of these suffices: {listed}")


def _part(part: Outcome, attainment: Attainment, lang: str) -> str:
    target = attainment.item
    asked = describe(part.criterion, lang, indicator=target.indicator if isinstance(target, Target) else None)
    details = [_change(part, attainment, lang)]
    details += [reason.label(lang) for reason in attainment.reasons if reason.code in part.missing]
    said = in_language(lang, zh="，", en="; ").join(filter(None, details))
    zh = f"“{asked}”{_PART_ZH[part.verdict]}" + (f"（{said}）" if said else "")
    return in_language(lang, zh=zh, en=f"{asked}: {part.verdict.value}" + (f" ({said})" if said else ""))


def _gap(attainment: Attainment, outcome: Outcome | None, lang: str) -> str:
    """Say by how much the goal was missed."""
    margin = attainment.margin
    if attainment.verdict is not Verdict.NOT_MET or margin is None or margin.magnitude >= 0 or outcome is None:
        return ""
    size = shown(-margin, lang)
    return in_language(lang, zh=f"（{'超出' if _is_too_much(outcome) else '差'}{size}）", en=f" (by {size})")


def _is_too_much(outcome: Outcome) -> bool:
    """Whether the goal was missed by passing it: a ceiling, or the upper end of a range."""
    criterion = outcome.criterion
    if isinstance(criterion, (AllOf, AnyOf, Readings, NoWorse)) or not outcome.amounts:
        return False
    accepted = region(bound_of(criterion))
    if accepted.high is None:
        return False
    return accepted.low is None or side_of(outcome.amounts, accepted.high) in {Side.ABOVE, Side.AT_LEAST, Side.EQUAL}


def _period_of(attainment: Attainment, code: ReasonCode, lang: str) -> str:
    reason = _reason(attainment, code)
    period = None if reason is None else dict(reason.details).get("period")
    return "" if period is None else str(period.label(lang))


def _ending(attainment: Attainment, lang: str, period: Period) -> str:
    match attainment.timing:
        case Timing.ON_TIME:
            lost = _period_of(attainment, ReasonCode.LOST_AFTERWARDS, lang)
            zh, en = f"，但{lost}又未达到目标", f", but no longer in {lost}"
            return in_language(lang, zh=f"已完成{zh if lost else ''}", en=f"met{en if lost else ''}")
        case Timing.EARLY:
            return _early(attainment, lang, period)
        case Timing.LOST:
            earlier = _period_of(attainment, ReasonCode.REACHED_EARLIER, lang)
            back = "反弹" if isinstance(attainment.required, (AtMost, LessThan)) else "回落"
            zh = f"{earlier}曾达到目标，后又{back}，未完成"
            return in_language(lang, zh=zh, en=f"not met, though reached in {earlier} and lost again")
        case Timing.LATE:
            later = _period_of(attainment, ReasonCode.REACHED_LATER, lang)
            zh = f"到期未完成，逾期到{later}才达到"
            return in_language(lang, zh=zh, en=f"not met in time, reached only in {later}")
        case Timing.MISSED:
            if period.end > attainment.as_of:
                return in_language(lang, zh="尚未到期，但已确定不能完成", en="not met, though not yet due")
            return in_language(lang, zh="到期未完成", en="not met")
        case _:
            return in_language(lang, zh="有数据但尚不能判定", en="known, but undetermined")


def _early(attainment: Attainment, lang: str, period: Period) -> str:
    due = attainment.due
    end = None if due is None else due_period(due)
    if end is None or end == period:
        return in_language(lang, zh="已提前完成", en="met early")
    label = end.label(lang)
    return in_language(lang, zh=f"已提前完成，最终以{label}数据为准", en=f"met early, though {label} itself decides")
