"""All that is wrong with a plan or worth knowing about it: each check a small function, all of them in one table.

Errors are what cannot be meant; warnings are what a careful reader would ask about, and stop nobody; notes are what it
helps to know. What needs no arithmetic is checked in ``_linkage``, amounts are compared in ``_agreement``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from policytargets import _agreement, _linkage
from policytargets.problems import Problem, Severity

if TYPE_CHECKING:
    from policytargets.plans import Plan

__all__ = ["CHECKS", "plan_problems"]

Check: TypeAlias = "Callable[[Plan], Iterator[Problem]]"

CHECKS: tuple[Check, ...] = (
    _linkage.repeated_ids,
    _linkage.indicator_definitions,
    _linkage.unknown_links,
    _linkage.unknown_items,
    _linkage.unknown_names,
    _linkage.cycles,
    _linkage.citations,
    _agreement.incompatible_units,
    _agreement.outside_limits,
    _agreement.contradicting_parts,
    _agreement.contradicting_targets,
    _linkage.without_owner,
    _linkage.without_task,
    _agreement.harder_slices,
    _linkage.dropped_hedges,
    _agreement.easier_later,
    _agreement.greater_parts,
    _agreement.districts_short,
    _agreement.against_better,
    _linkage.unverified,
)
"""All checks, in the order in which their problems are told; each gives problems of one severity."""

_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def plan_problems(plan: Plan) -> tuple[Problem, ...]:
    """Find all that is wrong with a plan or worth knowing: errors first, then warnings, then notes.

    The order is that of the checks, and within a check that of the plan.

    Examples:
        >>> from policytargets.bounds import AtLeast
        >>> from policytargets.indicators import Indicator
        >>> from policytargets.periods import Year
        >>> from policytargets.plans import Plan
        >>> from policytargets.targets import Target
        >>> share = Indicator(id="share", name="share of firms", unit="%", nature="share")
        >>> target = Target(id="share_2017", indicator=share, criterion=AtLeast("150 %"), due=Year(2017))
        >>> for problem in plan_problems(Plan(title="opinions", targets=[target])):
        ...     print(problem.severity.value, problem.path, problem.got)
        error targets.share_2017.criterion at least 150%
        warning targets.share_2017 nobody named
    """
    found = [problem for check in CHECKS for problem in check(plan)]
    return tuple(sorted(found, key=lambda problem: _GRAVITY.index(problem.severity)))
