"""Which observed parts make up a period: without overlap, as much of it as can be."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from policytargets.periods import Day, Period, Span, end_key

_DAY = dt.timedelta(days=1)


def days_of(parts: Iterable[Period]) -> int:
    """Count the days of periods that do not overlap."""
    return sum((part.end - part.start).days + 1 for part in parts)


def best_tiling(parts: Iterable[Period], whole: Period) -> tuple[Period, ...]:
    """Choose parts inside *whole* that do not overlap: as many days as can be, then as few parts as can be."""
    inside = {part.canonical() for part in parts if whole.contains(part)} - {whole.canonical()}
    ordered = sorted(inside, key=end_key)
    ends = [part.end for part in ordered]
    best, free = [(0, 0)], [0]  # of the first so many parts: days and parts (counted down), and what was left before
    taken = [False]
    for index, part in enumerate(ordered):
        before = bisect_left(ends, part.start)
        days, fewer = best[before]
        with_it = (days + days_of([part]), fewer - 1)
        taken.append(with_it > best[index])
        best.append(max(with_it, best[index]))
        free.append(before if taken[-1] else index)
    chosen: list[Period] = []
    index = len(ordered)
    while index > 0:
        if taken[index]:
            chosen.append(ordered[index - 1])
        index = free[index]
    return tuple(reversed(chosen))


def gaps(parts: Sequence[Period], whole: Period) -> tuple[Period, ...]:
    """Give what the parts, in order, leave out of *whole*."""
    begun, ended = {part.start for part in parts}, {part.end for part in parts}
    starts = [whole.start, *(part.end + _DAY for part in parts if part.end < whole.end)]
    ends = [*(part.start - _DAY for part in parts if part.start > whole.start), whole.end]
    starts = [start for start in starts if start not in begun]
    ends = [end for end in ends if end not in ended]
    return tuple(Span(Day.of(start), Day.of(end)).canonical() for start, end in zip(starts, ends, strict=True))


def as_long_as(due: Period, parts: Iterable[Period]) -> set[Period]:
    """Give the periods as long as *due*, in step with it, that hold one of the parts; without *due* itself."""
    unit = due.canonical()
    first = unit.kind.of(unit.start).ordinal
    found = set()
    for part in parts:
        moved = unit.shift((unit.kind.of(part.start).ordinal - first) // unit.count)
        if moved.contains(part):
            found.add(moved)
    return found - {unit}
