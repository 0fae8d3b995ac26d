"""Checks of a plan that compare amounts, exactly: what cannot be met, and what a careful reader would ask about."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import attrs

from policytargets._asks import (
    Ask,
    ask_of,
    bound_words,
    clash,
    due_period_of,
    is_empty,
    limits_of,
    meet,
    readings,
    stricter,
)
from policytargets.bounds import AtLeast, AtMost, LessThan, MoreThan
from policytargets.criteria import Fall, NoWorse, bound_of, leaves
from policytargets.dues import Every, due_label
from policytargets.errors import UnitMismatchError
from policytargets.indicators import Better, Nature
from policytargets.problems import Problem, Severity
from policytargets.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from policytargets.plans import Plan
    from policytargets.targets import Target

_MOST_BESIDE = 100
"""So many targets on one indicator, entity and due period are compared with each other; no document has more."""
_ADDS_UP = frozenset({Nature.STOCK, Nature.CUMULATIVE, Nature.FLOW})


def _said(target: Target, ask: Ask) -> str:
    due = "" if target.due_form is None else f" {due_label(target.due_form, 'en')}"
    return f"{ask.words}{due}"


def _judged(plan: Plan) -> list[Target]:
    """Give the targets in force: a superseded one is shown, and not judged."""
    return [target for target in plan.targets if target.superseded_by is None]


def _groups(plan: Plan) -> Iterator[list[Target]]:
    """Give the targets that ask one thing of one entity, in the order of the plan."""
    found: dict[Any, list[Target]] = {}
    for target in _judged(plan):
        found.setdefault((target.indicator.id, target.entity or plan.area, target.each), []).append(target)
    yield from found.values()


def _related(one: Target, other: Target) -> bool:
    links = {one.slice_of, one.stretch_of, one.part_of}, {other.slice_of, other.stretch_of, other.part_of}
    return other.id in links[0] or one.id in links[1]


def outside_limits(plan: Plan) -> Iterator[Problem]:
    """Find levels that the indicator cannot have: a share above 100 %, a count below zero."""
    for target in plan.targets:
        limits = limits_of(target.indicator)
        for leaf in leaves(target.criterion):
            ask = ask_of(leaf, target)
            if ask is None or ask.form != ("level",):
                continue
            if not all(map(limits.holds, ask.amounts)) or is_empty(meet(ask.region, limits)):
                yield Problem(
                    path=f"targets.{target.id}.criterion",
                    expected=_possible(target),
                    got=ask.words,
                    remedy="correct the amount, or state the limits of the indicator if it can be that",
                )


def _possible(target: Target) -> str:
    limits, unit = limits_of(target.indicator), target.indicator.unit
    low, high = (None if end is None else Quantity(end / unit.factor, unit) for end in (limits.low, limits.high))
    if low is None or high is None:
        return f"at most {high}" if low is None else f"at least {low}"
    return f"an amount from {low} to {high}"


def contradicting_parts(plan: Plan) -> Iterator[Problem]:
    """Find a floor above a ceiling inside one target."""
    for target in plan.targets:
        for reading in readings(target):
            found = clash(reading, reading)
            if found is not None:
                yield Problem(
                    path=f"targets.{target.id}.criterion",
                    expected="parts that one amount can meet together",
                    got=" and ".join(ask.words for ask in found),
                    remedy="correct one of the two; for either of them write AnyOf",
                )


def contradicting_targets(plan: Plan) -> Iterator[Problem]:
    """Find two targets on one amount at one time that no amount can meet together."""
    for group in _groups(plan):
        at_once: dict[Any, list[Target]] = {}
        for target in group:
            period = due_period_of(target)
            every = target.due_form.kind if isinstance(target.due_form, Every) else None
            at_once.setdefault((every, period and period.canonical()), []).append(target)
        for beside in at_once.values():
            yield from (_contradiction(*pair) for pair in combinations(beside[:_MOST_BESIDE], 2) if _clashing(*pair))


def _clashes(one: Target, other: Target) -> list[tuple[Ask, Ask] | None]:
    return [clash(first, second) for first in readings(one) for second in readings(other)]


def _clashing(one: Target, other: Target) -> bool:
    return not _related(one, other) and all(_clashes(one, other))


def _contradiction(one: Target, other: Target) -> Problem:
    first, second = next(pair for pair in _clashes(one, other) if pair is not None)
    return Problem(
        path=f"targets.{other.id}.criterion",
        expected=f"what can be met together with {one.id!r} ({_said(one, first)})",
        got=_said(other, second),
        remedy="correct one of the two, or say how they belong together (slice_of, stretch_of, superseded_by)",
    )


def incompatible_units(plan: Plan) -> Iterator[Problem]:
    """Find slices and stretches in a unit that cannot meet that of what they belong to."""
    known = {target.id: target for target in plan.targets}
    for target in plan.targets:
        for link in ("slice_of", "stretch_of"):
            parent = known.get(getattr(target, link) or "")
            if parent is None:
                continue
            try:
                parent.indicator.close(Quantity(1, target.indicator.unit))
            except UnitMismatchError as error:
                yield attrs.evolve(
                    Problem.of(error, f"targets.{target.id}.{link}"),
                    expected=f"a target in a unit that meets {target.indicator.unit}",
                    got=f"{parent.id!r}, in {parent.indicator.unit}",
                )


def harder_slices(plan: Plan) -> Iterator[Problem]:
    """Warn of an annual slice that asks more than its multi-year target."""
    known = {target.id: target for target in _judged(plan)}
    for target in known.values():
        parent = known.get(target.slice_of or "")
        found = None if parent is None else stricter(target, parent)
        if parent is not None and found is not None:
            yield Problem(
                path=f"targets.{target.id}.criterion",
                expected=f"no more than {parent.id!r} asks, of which it is a slice ({_said(parent, found[1])})",
                got=_said(target, found[0]),
                remedy="check both amounts against the document",
                severity=Severity.WARNING,
            )


def easier_later(plan: Plan) -> Iterator[Problem]:
    """Warn of a target that asks less than an earlier one did."""
    for group in _groups(plan):
        own = [target for target in group if target.part_of is None and due_period_of(target) is not None]
        for later in own:
            earlier = [one for one in own[:_MOST_BESIDE] if _precedes(one, later)]
            earlier.sort(key=lambda one: due_period_of(one).end, reverse=True)  # type: ignore[union-attr]  # all are due
            found = next(((one, asks) for one in earlier if (asks := stricter(one, later)) is not None), None)
            if found is not None:
                one, (first, second) = found
                yield Problem(
                    path=f"targets.{later.id}.criterion",
                    expected=f"no less than the earlier {one.id!r} asks ({_said(one, first)})",
                    got=_said(later, second),
                    remedy="check both amounts and due periods against the document",
                    severity=Severity.WARNING,
                )


def _precedes(one: Target, later: Target) -> bool:
    """Tell whether *one* is due before *later*, as its like: a slice and its whole are compared elsewhere."""
    first, second = due_period_of(one), due_period_of(later)
    if first is None or second is None or one.slice_of == later.id or later.slice_of == one.id:
        return False
    if (one.stretch_of is None) is not (later.stretch_of is None):
        return False
    return first.end < (second.start if isinstance(later.due_form, Every) else second.end)


def greater_parts(plan: Plan) -> Iterator[Problem]:
    """Warn of a part (其中) that is to be greater than its whole."""
    known = {target.id: target for target in _judged(plan)}
    for part in known.values():
        whole = known.get(part.part_of or "")
        if whole is None or not _of_one_sum(part, whole):
            continue
        mine, theirs = _level(part), _level(whole)
        if mine is None or theirs is None:
            continue
        sizes = [next((end for end in (a.region.low, a.region.high) if end is not None), None) for a in (mine, theirs)]
        if sizes[0] is not None and sizes[1] is not None and sizes[0] > sizes[1]:
            yield Problem(
                path=f"targets.{part.id}.criterion",
                expected=f"no more than its whole, {whole.id!r} ({_said(whole, theirs)})",
                got=_said(part, mine),
                remedy="check both amounts, and that the one is part of the other",
                severity=Severity.WARNING,
            )


def _level(target: Target) -> Ask | None:
    """Give the one level a target asks for, where it is one."""
    rows = readings(target)
    is_level = len(rows) == 1 and len(rows[0]) == 1 and rows[0][0].form == ("level",)
    return rows[0][0] if is_level else None


def _of_one_sum(part: Target, whole: Target) -> bool:
    """Tell whether a part cannot exceed its whole: countable amounts, or shares of one stated whole, at one time."""
    mine, theirs = part.indicator, whole.indicator
    periods = [period and period.canonical() for period in (due_period_of(part), due_period_of(whole))]
    if mine.unit.mismatch(theirs.unit) is not None or periods[0] != periods[1]:
        return False
    if mine.unit.is_share:
        return mine.unit.whole is not None and Nature.GROWTH_RATE not in {mine.nature, theirs.nature}
    return {mine.nature, theirs.nature} <= _ADDS_UP and not mine.unit.has_denominator


def districts_short(plan: Plan) -> Iterator[Problem]:
    """Warn of district targets that do not add up to the target of the whole area."""
    parts: dict[str, list[Target]] = {}
    for target in _judged(plan):
        if target.part_of is not None and (target.each is not None or (target.entity or plan.area) != plan.area):
            parts.setdefault(target.part_of, []).append(target)
    for whole in _judged(plan):
        members = parts.get(whole.id, [])
        asked, summed = _level(whole), _sum_of(members)
        adds = all(_of_one_sum(part, whole) and part.indicator.id == whole.indicator.id for part in members)
        if asked is None or summed is None or not adds or whole.indicator.unit.is_share:
            continue
        low, high = summed
        short = asked.region.low is not None and low is not None and low < asked.region.low
        over = asked.region.low is None and high is not None and asked.region.high < high  # type: ignore[operator]  # an end
        if short or over:
            unit = whole.indicator.unit
            shown = Quantity((low if short else high) / unit.factor, unit)  # type: ignore[operator]  # just asked
            yield Problem(
                path=f"targets.{whole.id}.criterion",
                expected=f"parts that add up to it ({_said(whole, asked)})",
                got=f"{shown} in all, from {', '.join(part.id for part in members)}",
                remedy="check the amounts, and whether a district is left out",
                severity=Severity.WARNING,
            )


def _sum_of(members: list[Target]) -> tuple[Fraction | None, Fraction | None] | None:
    """Add up the floors and the ceilings of district targets; None where there are no two, or a level is unknown."""
    floors: list[Fraction | None] = []
    ceilings: list[Fraction | None] = []
    for member in members:
        ask = _level(member)
        times = 1 if member.each is None else len(member.each.members or ())
        if ask is None or times == 0:
            return None
        floors += [ask.region.low] * times
        ceilings += [ask.region.high] * times
    if len(floors) < 2:  # noqa: PLR2004 -- one district is an example (其中), and no division of the whole
        return None
    return (
        sum((end for end in floors if end is not None), Fraction(0)) if None not in floors else None,
        sum((end for end in ceilings if end is not None), Fraction(0)) if None not in ceilings else None,
    )


def against_better(plan: Plan) -> Iterator[Problem]:
    """Note bounds that point the other way than the indicator says is better."""
    for target in plan.targets:
        better = target.indicator.better
        if better is None or target.indicator.nature is Nature.RANK:
            continue  # the numbers of a rank fall as it rises: "higher" has two senses there
        for leaf in leaves(target.criterion):
            if isinstance(leaf, NoWorse):
                continue
            points = _direction(leaf)
            if points is not None and points is not better:
                yield Problem(
                    path=f"targets.{target.id}.criterion",
                    expected=f"a bound that asks for {'more' if better is Better.HIGHER else 'less'}, which is better",
                    got=f"{'a fall by ' if isinstance(leaf, Fall) else ''}{bound_words(bound_of(leaf))}",
                    remedy="check the bound, and what the indicator says is better",
                    severity=Severity.NOTE,
                )


def _direction(leaf: Any) -> Better | None:
    match bound_of(leaf):
        case AtLeast() | MoreThan():
            return Better.LOWER if isinstance(leaf, Fall) else Better.HIGHER
        case AtMost() | LessThan():
            return Better.HIGHER if isinstance(leaf, Fall) else Better.LOWER
        case _:
            return None
