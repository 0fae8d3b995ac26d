"""Sentences about wholes: the periods of `Every`, and the members of a distributed target."""

from __future__ import annotations

from policytargets._calendar import in_language
from policytargets._clauses import level_clause
from policytargets.attainment import Attainment
from policytargets.describing import Names, describe_target, entity_name
from policytargets.targets import Target
from policytargets.verdicts import ReasonCode, Timing, Verdict

_STANDS = {
    Timing.MISSED: ("未达到", "failed in "), Timing.LOST: ("曾达到后又失去", "lost again in "),
    Timing.LATE: ("逾期才达到", "late in "), Timing.UNDECIDED: ("有数据但尚不能判定", "undetermined in "),
    Timing.NO_DATA: ("无数据", "no data for "), Timing.NOT_YET_DUE: ("尚未到期", "not yet due in "),
    Timing.EARLY: ("提前达到", "met early in "), Timing.ON_TIME: ("达到", "met in "),
}  # fmt: skip
"""How parts stand, failures first."""


def explain_whole(attainment: Attainment, target: Target, lang: str, names: Names | None) -> str:
    """Say how a whole stands, and which of its parts failed."""
    asked = describe_target(target, lang, names=names)
    unknown = next((reason for reason in attainment.reasons if reason.code is ReasonCode.MEMBERS_UNKNOWN), None)
    if unknown is not None:
        why = unknown.label(lang)
        return in_language(lang, zh=f"{asked}，但{why}，尚不能判定", en=f"{asked}, but {why}: undetermined")
    stands = []
    for timing, (zh, en) in _STANDS.items():
        who = [_named(part, attainment, lang, names) for part in attainment.parts if part.timing is timing]
        if who:
            stands.append(in_language(lang, zh=f"{'、'.join(who)}{zh}", en=f"{en}{', '.join(who)}"))
    listed = in_language(lang, zh="，", en="; ").join(stands)
    if attainment.verdict is Verdict.MET:
        listed = in_language(lang, zh=f"{len(attainment.parts)}项均达到", en=f"all {len(attainment.parts)} met")
    overall = in_language(lang, zh=_overall(attainment), en=_overall_en(attainment))
    note = in_language(lang, zh="（示意数据）", en=" (illustrative data)") if attainment.is_illustrative else ""
    return in_language(lang, zh=f"{asked}：{listed}{note}，{overall}", en=f"{asked}; {listed}{note}: {overall}")


def _named(part: Attainment, whole: Attainment, lang: str, names: Names | None) -> str:
    """Name a part, with what was observed where it failed."""
    if part.entity is not None and part.entity != whole.entity:
        name = entity_name(part.entity, lang, names)
    else:
        name = "" if part.period is None else part.period.label(lang)
    level = level_clause(part, lang) if part.verdict is Verdict.NOT_MET else ""
    return name + (in_language(lang, zh=f"（{level}）", en=f" ({level})") if level else "")


def _overall_en(attainment: Attainment) -> str:
    undetermined = attainment.verdict is Verdict.UNDETERMINED
    return attainment.timing.value if undetermined else attainment.verdict.value


def _overall(attainment: Attainment) -> str:
    if attainment.verdict is Verdict.MET:
        return "已完成"
    if attainment.verdict is Verdict.NOT_MET:
        return "总体未完成"
    return {Timing.NOT_YET_DUE: "总体尚未到期", Timing.NO_DATA: "总体无法判定"}.get(attainment.timing, "总体尚不能判定")
