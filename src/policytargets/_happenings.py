"""Sentences about milestones."""

from __future__ import annotations

import datetime as dt

from policytargets._calendar import in_language
from policytargets.attainment import Attainment
from policytargets.describing import Names, entity_name
from policytargets.dues import By, due_label, due_period
from policytargets.observations import Occurrence
from policytargets.periods import Day, Period, Year
from policytargets.targets import Milestone
from policytargets.verdicts import ReasonCode, Timing


def as_of_text(date: dt.date, lang: str) -> str:
    """Name the date of an assessment: 截至2018年底, "as of the end of 2018"."""
    if (date.month, date.day) == (12, 31):
        year = Year(date.year).label(lang)
        return in_language(lang, zh=f"截至{year}底", en=f"as of the end of {year}")
    day = Day.of(date).label(lang)
    return in_language(lang, zh=f"截至{day}", en=f"as of {day}")


def explain_milestone(attainment: Attainment, item: Milestone, lang: str, names: Names | None) -> str:
    """Say whether and when an event happened."""
    whose = "" if attainment.entity is None else entity_name(attainment.entity, lang, names)
    label = item.label(lang)
    name = in_language(lang, zh=f"{whose}“{label}”", en=f"{label} in {whose}" if whose else label)
    note = in_language(lang, zh="（示意数据）", en=" (illustrative data)") if attainment.is_illustrative else ""
    if item.due is None:
        return in_language(
            lang, zh=f"{name}未载明完成时限，无法判定", en=f"{name}: no due period is stated: undetermined"
        )
    asked = in_language(lang, zh=f"{name}应{_due_zh(item)}完成", en=f"{name} was due {due_label(item.due, 'en')}")
    if attainment.timing is Timing.NOT_YET_DUE:
        asked = in_language(lang, zh=asked, en=f"{name} is due {due_label(item.due, 'en')}")
        as_of, known = as_of_text(attainment.as_of, lang), _known(attainment, lang, note)
        behind = in_language(lang, zh=f"，{known}", en=f"; {known}") if known else ""
        return in_language(lang, zh=f"{asked}，{as_of}尚未到期{behind}", en=f"{asked}, not yet due {as_of}{behind}")
    if attainment.timing is Timing.NO_DATA:
        known = _known(attainment, lang, note)
        zh = f"只知{known}，此后没有记载" if known else "但没有记载表明是否已经完成"
        en = f"but all that is known is that {known}" if known else "but nothing says whether it happened"
        return in_language(lang, zh=f"{asked}，现已到期，{zh}，无法判定", en=f"{asked}, {en}: undetermined")
    if attainment.timing is Timing.UNDECIDED:
        zh = f"{asked}，但{_said(attainment, 'zh')}{note}，尚不能判定是否按期完成"
        return in_language(lang, zh=zh, en=f"{asked}, but {_said(attainment, 'en')}{note}: undetermined")
    return _decided(attainment, due_period(item.due), name, note, lang)


def _due_zh(item: Milestone) -> str:
    assert item.due is not None  # noqa: S101 -- asked by the caller
    when = due_label(item.due, "zh")
    return (
        f"于{when.removeprefix('到')}底前"
        if isinstance(item.due, By) and isinstance(item.due.period, Year)
        else f"于{when}"
    )


def _occurrences(attainment: Attainment) -> tuple[Occurrence, ...]:
    return tuple(record for record in attainment.used if isinstance(record, Occurrence))


def _phrase(occurrence: Occurrence, lang: str) -> str:
    if lang == "zh":
        return occurrence.label(lang)
    if occurrence.happened is not None:
        return f"it happened {due_label(occurrence.happened, lang)}"
    return f"it had not happened by {occurrence.period.label(lang)}"


def _known(attainment: Attainment, lang: str, note: str) -> str:
    """Say what the records know; nothing without records."""
    known = in_language(lang, zh="、", en=" and ").join(_phrase(one, lang) for one in _occurrences(attainment))
    return f"{known}{note}" if known else ""


def _said(attainment: Attainment, lang: str) -> str:
    joined = in_language(lang, zh="；", en="; ").join(_phrase(one, lang) for one in _occurrences(attainment))
    if any(reason.code is ReasonCode.DISAGREE for reason in attainment.reasons):
        return in_language(lang, zh=f"记载不一致（{joined}）", en=f"the records disagree ({joined})")
    return in_language(lang, zh=f"只知于{joined}", en=f"all that is known is that {joined}")


def _decided(attainment: Attainment, due: Period, name: str, note: str, lang: str) -> str:
    by = due.label(lang)
    happened = attainment.period.label(lang) if attainment.period is not None else by
    match attainment.timing:
        case Timing.EARLY:
            zh, en = (
                f"{name}已于{happened}完成{note}，早于期限{by}，提前完成",
                f"{name} happened {_in(attainment)}{note}, before {by}: met early",
            )
        case Timing.ON_TIME:
            zh, en = (
                f"{name}已于{happened}完成{note}，按期完成",
                f"{name} happened {_in(attainment)}{note}, due {by}: met on time",
            )
        case Timing.LATE:
            zh = f"{name}于{happened}才完成{note}，晚于期限{by}，逾期完成"
            en = f"{name} happened only {_in(attainment)}{note}, after {by}: not met in time"
        case _:
            zh = f"{name}{_not_by(attainment, 'zh')}{note}，期限为{by}，到期未完成"
            en = f"{name} had not happened {_not_by(attainment, 'en')}{note}, due {by}: not met"
    return in_language(lang, zh=zh, en=en)


def _in(attainment: Attainment) -> str:
    return "" if attainment.period is None else due_label(attainment.period, "en")


def _not_by(attainment: Attainment, lang: str) -> str:
    stated = next((o.not_by for o in _occurrences(attainment) if o.not_by is not None), None)
    end = attainment.as_of if stated is None else stated.end
    as_of = as_of_text(end, lang)
    return in_language(lang, zh=f"{as_of}尚未完成", en=as_of)
