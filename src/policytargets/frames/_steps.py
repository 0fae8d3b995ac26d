"""The kernel: rows of the plan as arrays, and for each amount the step of its row that it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import attrs
import numpy as np

from policytargets.frames._answers import Amounts, Answers, Names, Progress
from policytargets.frames._tables import PlanRow

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

AT_ONCE = 1 << 14
"""So many rows are answered at once: what they need stays in the cache of a core."""


class Lists(Protocol):
    """The lists whose entries answers are numbers of."""

    targets: Names
    verdicts: Names
    reasons: Names
    units: Names
    statuses: Names


@attrs.frozen
class Steps:
    """Staircases of rows of the plan: where each step of each lies, and what is said on it.

    Attributes:
        thresholds: the first steps of all rows, the second ones, and so on; all are made as long as the longest: behind
            its last step each has that step again.
        said: lists of answers, each with those of all rows one behind the other.
    """

    thresholds: tuple[NDArray[Any], ...]
    said: tuple[NDArray[np.int8], ...]

    @classmethod
    def over(cls, staircases: Sequence[tuple[float, ...]], said: Sequence[Sequence[Sequence[int]]], kind: Any) -> Steps:
        """Make arrays of staircases and of the answers below, on and between their steps."""
        most = max(map(len, staircases))
        even = [(*steps, *[(steps or (0,))[-1]] * (most - len(steps))) for steps in staircases]
        told = ([(*one, *[one[-1]] * (most + 1 - len(one))) for one in answers] for answers in said)
        columns: Sequence[Any] = list(zip(*even, strict=True)) if most else []
        return cls(
            tuple(np.array(column, dtype=kind) for column in columns),
            tuple(np.array(one, np.int8).ravel() for one in told),
        )

    @property
    def width(self) -> int:
        """How many answers each staircase has."""
        return len(self.thresholds) + 1

    def and_more(self, other: Steps) -> Steps:
        """Give these staircases and others behind them."""
        width = max(self.width, other.width)
        one, two = self._widened(width), other._widened(width)
        return Steps(*(tuple(map(_joined, mine, theirs)) for mine, theirs in (
            (one.thresholds, two.thresholds), (one.said, two.said),
        )))  # fmt: skip

    def _widened(self, width: int) -> Steps:
        more = width - self.width
        if not more:
            return self
        count = len(self.said[0]) // self.width
        last = self.thresholds[-1] if self.thresholds else np.zeros(count, np.int64)
        said = (one.reshape(count, self.width) for one in self.said)
        return Steps(
            (*self.thresholds, *[last] * more),
            tuple(np.pad(one, ((0, 0), (0, more)), mode="edge").ravel() for one in said),
        )

    def of(self, rows: Ints, numbers: NDArray[Any]) -> Ints:
        """Find the step on which each number stands in the staircase of its row."""
        step = rows * self.width
        for threshold in self.thresholds:
            step += numbers >= threshold.take(rows, mode="clip")
        return step


def _joined(one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([one, other])


@attrs.frozen
class Rows:
    """Rows of the plan, by number.

    Attributes:
        steps: verdicts and reasons.
        status_steps: statuses.
        line: the target, the unit of the margin, and why there is no status.
        ends: where what is accepted begins and ends, the slope of the margin; start and span of the share.
    """

    steps: Steps
    status_steps: Steps
    line: tuple[NDArray[np.int32], ...]
    ends: tuple[NDArray[np.float64], ...]

    @classmethod
    def of(cls, rows: Sequence[PlanRow], lists: Lists, kind: Any) -> Rows:
        """Make arrays of rows; thresholds are of the kind of the column."""
        verdict, reason = lists.verdicts.number, lists.reasons.number
        told = {answers: ([verdict(one) for one, _ in answers], [reason(why) for _, why in answers])
                for answers in {row.answers for row in rows}}  # fmt: skip
        answers = [told[row.answers] for row in rows]
        statuses = [[lists.statuses.number(status) for status in row.statuses] for row in rows]
        lines = [
            (lists.targets.number(row.target), lists.units.number(row.margin_unit), reason(row.outlook_reason))
            for row in rows
        ]
        ends = [(row.low, row.high, row.slope, row.share_start, row.share_span) for row in rows]
        return cls(
            Steps.over([row.thresholds for row in rows], list(zip(*answers, strict=True)), kind),
            Steps.over([row.status_thresholds for row in rows], [statuses], kind),
            tuple(np.array(lines, np.int32).T.copy()),
            tuple(np.array(ends, np.float64).T.copy()),  # None, which is no number, becomes nan
        )

    def and_more(self, other: Rows) -> Rows:
        """Give these rows and others behind them."""
        return Rows(
            self.steps.and_more(other.steps), self.status_steps.and_more(other.status_steps),
            tuple(map(_joined, self.line, other.line)), tuple(map(_joined, self.ends, other.ends)),
        )  # fmt: skip

    def answer(self, rows: Ints, amounts: Amounts, told: Answers, undetermined: int) -> None:
        """Write what amounts are told that meet these rows, a part of them at a time."""
        for start in range(0, len(rows), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            self._answer(rows[part], amounts.part(part), told.part(part), undetermined)

    def _answer(self, rows: Ints, amounts: Amounts, told: Answers, undetermined: int) -> None:
        numbers, (target, unit, no_status) = amounts.numbers, self.line
        told.target[:] = target.take(rows, mode="clip")
        for number, where in enumerate(amounts.faults()):
            if len(where):  # of a row without target nothing else is said
                rows[where[told.target[where] >= 0]] = number
        step, (verdict, reason), (low, high, slope, start, span) = (
            self.steps.of(rows, numbers),
            self.steps.said,
            self.ends,
        )
        verdict.take(step, out=told.verdict, mode="clip")
        reason.take(step, out=told.reason, mode="clip")
        with np.errstate(invalid="ignore", over="ignore"):
            room, above = numbers - low.take(rows, mode="clip"), high.take(rows, mode="clip")
            np.subtract(above, numbers, out=above)
            np.minimum(room, above, out=room)
            np.multiply(room, slope.take(rows, mode="clip"), out=told.margin)
        np.isnan(told.margin, out=told.no_margin)
        np.logical_or(told.no_margin, told.verdict == undetermined, out=told.no_margin)
        told.margin_unit[:] = unit.take(rows, mode="clip")
        told.margin_unit[told.no_margin] = -1
        if told.progress is not None:
            self._progress(rows, numbers, told.progress, (no_status, start, span))

    def _progress(self, rows: Ints, numbers: NDArray[Any], told: Progress, given: tuple[NDArray[Any], ...]) -> None:
        no_status, start, span = given
        self.status_steps.said[0].take(self.status_steps.of(rows, numbers), out=told.status, mode="clip")
        told.reason[:] = no_status.take(rows, mode="clip")
        with np.errstate(invalid="ignore", over="ignore"):
            np.subtract(numbers, start.take(rows, mode="clip"), out=told.share)
            np.divide(told.share, span.take(rows, mode="clip"), out=told.share)
        np.isnan(told.share, out=told.no_share)
