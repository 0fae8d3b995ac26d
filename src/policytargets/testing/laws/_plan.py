"""The laws of a plan with its observations, judged as of every date at which something changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from policytargets import _linkage
from policytargets.assessing import assess as our_assess
from policytargets.attainment import Assessable, Assessment, Attainment, Record
from policytargets.chains import replay
from policytargets.describing import describe_item
from policytargets.dues import due_period
from policytargets.errors import InvalidValueError
from policytargets.observations import Observation
from policytargets.plans import Plan
from policytargets.problems import Severity
from policytargets.targets import Target
from policytargets.testing.laws._law import Law
from policytargets.testing.laws._running import Check, Told, run_listed
from policytargets.testing.laws._telling import line, observation_text

PLAN_LAWS = (
    Law(
        name="sound",
        sentence="The plan has no errors.",
        source="policytargets, problems: errors stop check(), and are never repaired or guessed away.",
        remedy="correct what plan.problems() lists.",
    ),
    Law(
        name="citations",
        sentence="Every citation gives its quote, wherever the text is at hand.",
        source="policytargets, provenance: a citation verifies itself against the text.",
        remedy="cite by SourceDocument.cite, which finds the quote and its place.",
    ),
    Law(
        name="known",
        sentence="Every observation is one of the plan: of its indicators as it defines them, or of its milestones.",
        source="policytargets, observation: observations match by indicator; two definitions under one id are a fault.",
        remedy="correct the id, or take the indicator from the plan: plan.indicator(id).",
    ),
    Law(
        name="complete",
        sentence="Every target, milestone and aim has its attainment, once and in the order of the plan.",
        source="policytargets, attainment: nothing is lost.",
        remedy="give one attainment for each item, undetermined where nothing is known.",
    ),
    Law(
        name="order",
        sentence="The order of the observations changes nothing.",
        source="policytargets, deciding: order in a table is no evidence.",
        remedy="decide by period and publication, never by the last row.",
    ),
    Law(
        name="later",
        sentence="What is observed or published later never changes a verdict as of an earlier date.",
        source="policytargets, deciding: observations after as_of never change a verdict.",
        remedy="leave out what ends or is published after as_of.",
    ),
    Law(
        name="replay",
        sentence="Replaying the steps of an attainment gives its verdict, and its timing implies it.",
        source="policytargets, deciding: the chain from what was observed to the verdict is data.",
        remedy="hand on the steps as they are, and change neither verdict nor timing.",
    ),
)
"""The laws of plans, in order."""

Judge: TypeAlias = Callable[..., Assessment]
Case: TypeAlias = tuple[dt.date, tuple[Record, ...]]


def check_plan(plan: Plan, observations: Iterable[Record], *, assess: Judge = our_assess) -> None:
    """Tell whether a plan with its observations keeps the laws: all are tried, and one error lists the broken ones.

    It is judged as of every date on which something ends, is due or is published.

    Args:
        plan: the plan.
        observations: observations and occurrences.
        assess: what judges, called as ``assess(plan, observations, as_of=date)``; ours when left out, or your tool.

    Raises:
        InvalidValueError: something else is passed.
        BrokenLawsError: with every law that is broken.

    Examples:
        >>> check_plan(Plan(title="实施意见"), [])
    """
    if not isinstance(plan, Plan):
        raise InvalidValueError("check_plan", "a Plan", repr(plan), "read a plan file with load")
    rows = tuple(observations)
    known = tuple(row for row in rows if not _unknown(plan, row))
    dates = [(date, known) for date in _dates(plan, known)]
    cases: dict[str, tuple[Sequence[Any], Callable[[Any], Told]]] = {
        "sound": ([plan], _sound),
        "citations": ([plan], _citations),
        "known": (rows, lambda row: _unknown(plan, row)),
        "complete": (dates, lambda case: _complete(plan, assess, case)),
        "order": (dates, lambda case: _order(plan, assess, case)),
        "later": (dates, lambda case: _later(plan, assess, case)),
        "replay": (dates, lambda case: _replay(plan, assess, case)),
    }
    checks = [(Check(law, cases[law.name][1], _story), cases[law.name][0]) for law in PLAN_LAWS]
    run_listed(f"plan {plan.title.best('en')!r}", checks)


def _story(case: Any) -> Told:
    return (line("as of", case[0]),) if isinstance(case, tuple) else ()


def _items(plan: Plan) -> tuple[Assessable, ...]:
    return (*plan.targets, *plan.milestones, *plan.aims)


def _dates(plan: Plan, rows: Iterable[Record]) -> list[dt.date]:
    """Give every date on which something ends, is due or is published."""
    found = {row.period.end for row in rows} | {row.published for row in rows if row.published is not None}
    for item in _items(plan):
        due = item.due_form if isinstance(item, Target) else item.due
        found |= set() if due is None else {due_period(due).end}
    return sorted(found)


def _sound(plan: Plan) -> Told:
    quotes = set(_linkage.citations(plan))
    errors = [p for p in plan.problems() if p.severity is Severity.ERROR and p not in quotes]
    return tuple(line("error", problem) for problem in errors)


def _citations(plan: Plan) -> Told:
    return tuple(line("citation", problem) for problem in _linkage.citations(plan))


def _unknown(plan: Plan, row: Record) -> Told:
    if isinstance(row, Observation):
        own = {target.indicator.id: target.indicator for target in plan.targets}
        own |= {indicator.id: indicator for indicator in plan.indicators}
        if own.get(row.indicator.id) == row.indicator:
            return ()
        what = "another definition of it" if row.indicator.id in own else f"one of {', '.join(own) or 'none'}"
        return line("observed", observation_text(row)), line("expected", f"an indicator of the plan: {what}")
    milestones = [milestone.id for milestone in plan.milestones]
    if row.milestone in milestones:
        return ()
    named = ", ".join(milestones) or "none"
    return line("observed", observation_text(row)), line("expected", f"a milestone of the plan: one of {named}")


def _complete(plan: Plan, assess: Judge, case: Case) -> Told:
    date, rows = case
    expected = [item.id for item in _items(plan)]
    got = [attainment.item.id for attainment in assess(plan, rows, as_of=date)]
    if got == expected:
        return ()
    return (
        *_story(case), line("said", f"attainments of {', '.join(got) or 'nothing'}"),
        line("expected", f"attainments of {', '.join(expected)}"),
    )  # fmt: skip


def _order(plan: Plan, assess: Judge, case: Case) -> Told:
    date, rows = case
    for turned in (rows[::-1], (*rows[1:], *rows[:1])):
        told = _differing(assess(plan, rows, as_of=date), assess(plan, turned, as_of=date))
        if told:
            order = "; ".join(map(observation_text, turned))
            return *_story(case), *told, line("with", f"the rows in the order {order}"), line("expected", "the same")
    return ()


def _counts(row: Record, date: dt.date) -> bool:
    return row.period.end <= date and (row.published is None or row.published <= date)


def _later(plan: Plan, assess: Judge, case: Case) -> Told:
    date, rows = case
    then = tuple(row for row in rows if _counts(row, date))
    told = _differing(assess(plan, then, as_of=date), assess(plan, rows, as_of=date))
    if not told:
        return ()
    later = "; ".join(observation_text(row) for row in rows if not _counts(row, date))
    return *_story(case), *told, line("with", f"what came later: {later}"), line("expected", "the same")


def _differing(one: Assessment, other: Assessment) -> Told:
    for mine, theirs in zip(one, other, strict=False):
        if (mine.verdict, mine.timing, mine.margin) != (theirs.verdict, theirs.timing, theirs.margin):
            item = line("item", f"{mine.item.id}: {describe_item(mine.item)}")
            return item, line("said", _said(mine)), line("but", _said(theirs))
    return ()


def _said(attainment: Attainment) -> str:
    margin = "" if attainment.margin is None else f", margin {attainment.margin}"
    return f"{attainment.verdict.value}, {attainment.timing.value}{margin}"


def _replay(plan: Plan, assess: Judge, case: Case) -> Told:
    date, rows = case
    for attainment in assess(plan, rows, as_of=date):
        for part in _with_parts(attainment):
            again = replay(part.steps)
            if again is not part.verdict or part.timing.verdict is not part.verdict:
                item = line("item", f"{part.item.id}: {describe_item(part.item)}")
                but = line("but", f"its steps give {again.value}, its timing {part.timing.verdict.value}")
                return *_story(case), item, line("said", _said(part)), but, line("expected", "one verdict")
    return ()


def _with_parts(attainment: Attainment) -> Iterator[Attainment]:
    yield attainment
    for part in attainment.parts:
        yield from _with_parts(part)
