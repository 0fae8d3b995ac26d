"""Many targets at once: pairs of entity and target whose rows tell the same are asked of the scalar logic once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from policytargets.frames._assessing.one import OneTarget
from policytargets.frames._assessing.pairs import PairRows, Staircases, straight
from policytargets.frames._assessing.paths import Question
from policytargets.frames._assessing.patterns import Patterns
from policytargets.frames._assessing.rows import ABSENT
from policytargets.frames._assessing.scalar import Judged, Progressed
from policytargets.frames._assessing.series import Series
from policytargets.frames._assessing.starts import FromStart
from policytargets.frames._assessing.told import Told
from policytargets.frames._assessing.ways import Moved
from policytargets.methods import GoalShare

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

AT_ONCE = 1 << 16
"""About so many rows, and periods of pairs, are looked at together."""
_WORDS = ("verdict", "timing", "reason")


def parts(ones: Sequence[OneTarget], rows: Ints) -> Iterator[list[int]]:
    """Part targets, by number, into some of as many due periods each that are asked together.

    Args:
        ones: the targets.
        rows: how many rows each has.
    """
    found: list[int] = []
    size, before = 0, 0
    ready = [number for number, one in enumerate(ones) if one.together]
    for number in sorted(ready, key=lambda number: len(ones[number].asked.dues)):
        dues = len(ones[number].asked.dues)
        if found and (size > AT_ONCE or dues != before):
            yield found
            found, size = [], 0
        found.append(number)
        size, before = size + int(rows[number]) + dues * len(ones[number].members.names), dues
    if found:
        yield found


@attrs.frozen(eq=False)
class Together:
    """Some targets, asked together of all their entities.

    Attributes:
        ones: the targets, of as many due periods each.
        keys: for each pair, the number of its indicator and entity.
        owner: for each pair, which target it is of.
        out: for each pair, the row its answer is written to.
        series: what is known.
        told: where the answers are written.
    """

    ones: Sequence[OneTarget]
    keys: Ints
    owner: Ints
    out: Ints
    series: Series
    told: Told

    @cached_property
    def rows(self) -> PairRows:
        """The rows of all pairs."""
        return PairRows.of(self.series, self.ones, self.owner, self.keys, self.ones[0].lines.common)

    def say(self) -> None:
        """Write all that is said."""
        self._say_verdicts()
        self._say_paces()
        if any(one.asked.method is not None for one in self.ones):
            self._say_progress()
        self._say_each(self.rows.odd)

    def _say_each(self, pairs: Bools, **what: bool) -> None:
        """Ask some pairs by themselves."""
        for pair in np.flatnonzero(pairs).tolist():
            one = self.ones[int(self.owner[pair])]
            one.say_each([int(self.out[pair]) - one.start], **what)

    @cached_property
    def _part(self) -> slice | Ints:
        """The rows that answers are written to, as one stretch where they are one."""
        first, last = int(self.out[0]), int(self.out[-1])
        return slice(first, last + 1) if last - first == len(self.out) - 1 else self.out

    def _say(self, name: str, told: NDArray[Any]) -> None:
        self.told.say(name, self._part, told)

    def _of_targets(self, told: Callable[[OneTarget], Any]) -> NDArray[Any]:
        """Give for each target what is true of it."""
        return np.array([told(one) for one in self.ones])

    def _say_verdicts(self) -> None:
        """Ask once for each pattern, and write the answer into all its pairs."""
        rows = self.rows
        shape = self._of_targets(lambda one: one.lines.shape)[self.owner]
        dues = len(self.ones[0].asked.dues)
        patterns = Patterns.over(rows.pair, rows.codes, rows.roles, shape, dues)
        of = patterns.of
        asked = [
            self.ones[int(self.owner[pair])].ask(pattern)
            for pair, pattern in zip(patterns.some.tolist(), patterns.found, strict=True)
        ]
        found = [one for one, _ in asked]
        decided = patterns.decided([which for _, which in asked])
        for name in _WORDS:
            self._say(name, np.array([self.told.word(name, getattr(one, name)) for one in found])[of])
        self._say("reason_codes", np.array([self.told.word("reason_codes", one.codes) for one in found])[of])
        for name in ("final", "illustrative"):
            self._say(name, np.array([int(getattr(one, name)) for one in found])[of])
        self._say_periods(asked, of, decided)
        self._say_amounts(found, of, decided)

    def _say_periods(self, asked: list[tuple[Judged, int | None]], of: Ints, decided: Ints) -> None:
        """Say which period decided: of an earlier one its own row's, else what the answer says."""
        said = np.array([self.told.word("period", one.period) for one, _ in asked])[of]
        early = np.array([which is not None and which >= 0 for _, which in asked])[of]
        if early.any():
            periods = self.rows.times.periods
            own = [self.told.word("period", None if one is None else str(one.canonical())) for one in periods]
            said[early] = np.array([*own, ABSENT])[self.rows.period[decided[early]]]
        self._say("period", said)

    def _say_amounts(self, found: Sequence[Judged], of: Ints, decided: Ints) -> None:
        """Say how far amounts lie inside or outside what is accepted, and what they are in the indicator's unit."""
        rows, there = self.rows, np.flatnonzero(decided != ABSENT)
        numbers = rows.numbers[decided[there]].astype(np.float64)
        grid, of = rows.grid[decided[there]], of[there]
        low, high, slope, one = (
            np.array([getattr(line, name) for line in rows.grids])[grid] for name in ("low", "high", "slope", "one")
        )
        with np.errstate(invalid="ignore", over="ignore"):
            told = {"margin": np.minimum(numbers - low, high - numbers) * slope, "observed": numbers * one}
        for name, amounts in told.items():
            amounts[np.array([getattr(line, name) is None for line in found])[of]] = np.nan
            self.told.say(name, self.out[there], amounts)
        units = np.array([self.told.word("margin_unit", line.unit) for line in rows.grids])
        shown = np.isfinite(told["margin"])
        self.told.say("margin_unit", self.out[there[shown]], units[grid[shown]])

    def _newest(self, *, late: Bools | None = None) -> Ints:
        """Give for each pair the newest row that is a point of the course, up to the due period or, of some targets, after it."""
        times = self.rows.times
        periods = times.until_due[times.target]
        if late is not None:
            periods = periods | late[:, None]
        return self.rows.last(times.on_path[times.target] & periods)

    def _say_paces(self) -> None:
        """Write what the straight path expects, and what it takes from the newest known amount on."""
        rows = self.rows
        times = rows.times
        dated = self._of_targets(lambda one: one.asked.due is not None)[self.owner]
        observed = self._of_targets(lambda one: one.asked.observed_start is not None)[self.owner]
        last, start = self._newest(), rows.last(times.starts[times.target])
        nothing = last == ABSENT
        expected, required = map(self._unknown, (Question.EXPECTED, Question.REQUIRED))
        expected[~nothing | observed] = np.nan
        required[~nothing] = np.nan
        known = ~nothing & ~rows.odd & dated
        self._say_lines(Question.REQUIRED, required, known, last, last)
        begun = np.where(observed, start, last)
        self._say_lines(Question.EXPECTED, expected, known & (begun != ABSENT), last, begun)
        self._say("expected", expected)
        self._say("required_pace", required)
        # The baseline may be newer than any point: it need not be as long as the due period.
        self._say_each((start > last) & ~rows.odd & dated, judged=False, progressed=False)

    def _unknown(self, question: Question) -> Floats:
        """Give for each pair the number that is said of its target where no amount is known; NaN for none."""
        told = [np.nan if one.asked.due is None else one.lines.way.unknown(question)[0] for one in self.ones]
        return np.array(told)[self.owner]

    def _say_lines(self, question: Question, told: Floats, pairs: Bools, newest: Ints, amounts: Ints) -> Words:
        """Write what lines say of the amounts in some rows, others being the newest; give what words say there."""
        rows, places = self.rows, np.flatnonzero(pairs)
        met, which = rows.groups(places, newest[places], amounts[places])
        compared = [self._moved(target, factor).compared(question, period) for target, period, factor in met]
        numbers = rows.numbers[amounts[places]]
        stairs = Staircases.over([one.thresholds for one in compared], numbers)
        steps = stairs.places(which, numbers)
        starts = np.array(stairs.table(one.starts for one in compared), dtype=np.float64)[steps]
        spans = np.array(stairs.table(one.spans for one in compared), dtype=np.float64)[steps]
        told[places] = straight(numbers.astype(np.float64), starts, spans)
        return places, steps, stairs.table(one.words for one in compared)

    @cached_property
    def _found(self) -> dict[tuple[int, int], Moved]:
        return {}

    def _moved(self, target: int, factor: int) -> Moved:
        """Give the way of a target, as numbers of a factor are compared with it."""
        key = (target, factor)
        if key not in self._found:
            scale = self.series.rows.factors[factor]
            assert scale is not None  # noqa: S101 -- a row without has a fault
            self._found[key] = self.ones[target].lines.way.moved(self.series.kind.name, scale)
        return self._found[key]

    def _say_progress(self) -> None:
        """Write what the methods say."""
        rows, owner = self.rows, self.owner
        asked, dated, newest, begun, late = (
            self._of_targets(true)
            for true in (
                lambda one: one.asked.method is not None,
                lambda one: one.asked.due is not None,
                lambda one: one.lines.newest_alone,
                lambda one: one.lines.newest_and_start,
                lambda one: isinstance(one.asked.method, GoalShare),
            )
        )
        shown = np.zeros(len(rows.odd), dtype=bool)
        shown[rows.pair[rows.flags & 1 == 1]] = True
        together = (newest | begun)[owner]
        alone = np.where(dated[owner], ~together, shown) & asked[owner] & ~rows.odd
        here = asked[owner] & dated[owner] & together
        last = self._newest(late=late)
        start = np.where(begun[owner], rows.last(rows.times.starts[rows.times.target]), ABSENT)
        said = [
            one.lines.way.unknown(Question.PROGRESS)[1] if ready and one.asked.due else Progressed()
            for one, ready in zip(self.ones, (newest | begun).tolist(), strict=True)
        ]
        of, share = owner.copy(), np.full(len(owner), np.nan)
        known = here & (last != ABSENT) & (start == ABSENT) & ~rows.odd
        places, steps, words = self._say_lines(Question.PROGRESS, share, known, last, last)
        of[places] = steps + len(said)
        said += words
        two = FromStart.of(rows, self.ones, self._moved, here & (start != ABSENT) & ~rows.odd, last, start)
        of[two.places], share[two.places] = two.words + len(said), two.share
        said += two.said
        alone[two.places] |= two.unsure
        status, why = (
            np.array([self.told.word(name, word) for word in found])[of]
            for name, found in (
                ("status", [one.status for one in said]),
                ("outlook_reason", [one.reason for one in said]),
            )
        )
        out = self.out[here]
        for name, told in (("status", status), ("outlook_reason", why), ("share", share)):
            self.told.say(name, out, told[here])
        seen = here & (last != ABSENT) & ~rows.odd & (why == ABSENT)
        for row in (last, start):
            shown = seen & (row != ABSENT)
            shown[shown] = rows.flags[row[shown]] & 1 == 1
            self.told.say("illustrative", self.out[shown], 1)
        self._say_each(alone, judged=False, paced=False)


Words = tuple[Any, Any, list[Progressed]]
"""Of some pairs, by number, which of the words are said."""
