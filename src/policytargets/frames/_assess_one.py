"""One target, asked of all its entities."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from policytargets.frames._assess_lines import Lines
from policytargets.frames._assess_pairs import GridLine, Members, PairRows, Shared, nearest
from policytargets.frames._assess_patterns import Pattern, Patterns, Times
from policytargets.frames._assess_rows import ABSENT
from policytargets.frames._assess_scalar import Asked, Judged
from policytargets.frames._assess_series import Series
from policytargets.frames._assess_told import Told
from policytargets.frames._compiled import Answer
from policytargets.frames._stairs import Stairs
from policytargets.methods import GoalShare
from policytargets.observations import Observation, ObservationStatus
from policytargets.periods import Period
from policytargets.quantities import Quantity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_JUDGED = ("verdict", "timing", "final", "period", "margin", "margin_unit", "observed", "illustrative", "reason")
_WORDS = ("verdict", "timing", "reason", "reason_codes")


@attrs.frozen(eq=False)
class OneTarget:
    """One target and its entities.

    Attributes:
        lines: the target, and what it says of amounts.
        members: its entities.
        series: what is known.
        told: where the answers are written.
        start: from which row on.
        shared: what targets share.
    """

    lines: Lines
    members: Members
    series: Series
    told: Told
    start: int
    shared: Shared

    @property
    def _part(self) -> slice:
        return slice(self.start, self.start + len(self.members.names))

    @property
    def asked(self) -> Asked:
        """The target."""
        return self.lines.asked

    @cached_property
    def _indicator(self) -> int:
        return self.series.rows.reader.sides(self.asked.target.indicator)[0]

    def say(self) -> None:
        """Write what is said of the target for each entity."""
        self.told.say("target", self._part, self.asked.target.id)
        self.told.say("indicator", self._part, self.asked.target.indicator.id)
        self.told.say("observed_unit", self._part, self.asked.target.indicator.unit.code)
        self.told.say("rows", self._part, self.series.counted(self._indicator)[self.members.numbers])
        if not self.members.names:
            return
        if not self.asked.dues:
            say_judged(self.told, self._part, self.asked.judged(()))
            return
        if not self.lines.plain:
            self._say_each(range(len(self.members.names)), judged=True, paced=True, progressed=True)
            return
        self._say_together()

    def _say_each(self, places: Iterable[int], *, judged: bool, paced: bool, progressed: bool) -> None:
        """Ask pair by pair."""
        sides = self.series.rows.reader.sides(self.asked.target.indicator)
        for place in places:
            known = self.series.known(sides, int(self.members.numbers[place]))
            row = self.start + place
            if judged:
                say_judged(self.told, row, self.asked.judged(known))
            if paced:
                found = self.asked.paced(known)
                self.told.say("expected", row, found.expected)
                self.told.say("required_pace", row, found.required)
            if progressed and self.asked.method is not None:
                way = self.asked.progressed(known)
                self.told.say("status", row, way.status)
                self.told.say("share", row, way.share)
                self.told.say("outlook_reason", row, way.reason)
                if way.illustrative:
                    self.told.say("illustrative", row, True)  # noqa: FBT003 -- what is written

    def _say_together(self) -> None:
        rows = PairRows.of(
            self.series,
            self._indicator,
            self.members,
            self.times,
            self.grid,
            self.shared,
            by_period=self.lines.by_period,
        )
        self._say_verdicts(rows)
        self._say_paces(rows)
        self._say_progress(rows)
        odd = np.flatnonzero(rows.odd).tolist()
        self._say_each(odd, judged=True, paced=True, progressed=True)

    @cached_property
    def times(self) -> Times:
        """What each period of the frame is to the target; to targets of one shape the same."""
        target = self.asked.target
        key = (target.indicator.nature, self.asked.dues, self.asked.by, target.baseline)
        if key not in self.series.times:
            self.series.times[key] = Times(self.asked, self.series.rows.columns["period"].meant)
        return self.series.times[key]

    def grid(self, factor: int, period: Period) -> GridLine:
        """Give what is said of amounts of a factor in a period."""
        scale = self.series.rows.factors[factor]
        assert scale is not None  # noqa: S101 -- a row without has a fault
        stairs, room = self.lines.answers(period)
        numbered = Stairs(
            self.shared.number(stairs.first),
            tuple((cut, self.shared.number(on), self.shared.number(above)) for cut, on, above in stairs.steps),
        )
        if room is None:
            return GridLine(numbered, scale, -np.inf, np.inf, np.nan, None)
        ends = ((room.low, -np.inf), (room.high, np.inf))
        low, high = (beyond if end is None else nearest(end / scale) for end, beyond in ends)
        return GridLine(numbered, scale, low, high, nearest(scale / room.one), room.unit)

    def _say_verdicts(self, rows: PairRows) -> None:
        """Ask once for each pattern, and write the answer into all its pairs."""
        dues = len(self.asked.dues)
        patterns = Patterns.over(rows.pair, rows.codes, rows.roles, len(rows.odd), dues)
        found = [self._ask(pattern) for pattern in patterns.found]
        decided = np.full(len(rows.odd), ABSENT, dtype=np.int64)
        for number, (_, which) in enumerate(found):
            if which is not None:
                mine = patterns.of == number
                pattern = patterns.found[number]
                source = patterns.due[0] if which < 0 else patterns.earlier[pattern.earlier[which]]
                decided[mine] = source[mine]
        for name in _WORDS:
            words = [
                self.told.word(name, getattr(one, "codes" if name == "reason_codes" else name)) for one, _ in found
            ]
            self.told.say(name, self._part, np.array(words)[patterns.of])
        for name in ("final", "illustrative"):
            self.told.say(name, self._part, np.array([int(getattr(one, name)) for one, _ in found])[patterns.of])
        self._say_periods(rows, patterns.of, found, decided)
        for name, told in (
            ("margin", rows.margin(decided)),
            ("observed", rows.observed(decided, self.asked.target.indicator.unit.factor)),
        ):
            there = np.array([getattr(one, name) is not None for one, _ in found])[patterns.of] & (decided != ABSENT)
            told[~there] = np.nan
            self.told.say(name, self._part, told)
            if name == "margin":
                unit = rows.grids[0].unit if rows.grids else None
                self.told.say(
                    "margin_unit", self._part, np.where(np.isfinite(told), self.told.word("margin_unit", unit), -1)
                )

    def _say_periods(self, rows: PairRows, of: Ints, found: list[tuple[Judged, int | None]], decided: Ints) -> None:
        """Say which period decided: of an earlier one its own row's, else what the answer says."""
        said = np.array([self.told.word("period", one.period) for one, _ in found])[of]
        early = np.array([which is not None and which >= 0 for _, which in found])[of]
        if early.any():
            own = [
                self.told.word("period", None if one is None else str(one.canonical())) for one in self.times.periods
            ]
            said[early] = np.array([*own, ABSENT])[rows.period[decided[early]]]
        self.told.say("period", self._part, said)

    def _ask(self, pattern: Pattern) -> tuple[Judged, int | None]:
        """Ask the scalar logic about amounts that tell the pattern, and which period decided: an earlier one, or -1."""
        target = self.asked.target
        key = (
            target.indicator.nature, type(target.criterion), target.indicator.cannot_be_negative, target.due_form,
            target.baseline, pattern,
        )  # fmt: skip
        if key not in self.shared.judged:
            before, after = self.times.earlier, self.times.later
            earlier = before[len(before) - len(pattern.earlier) :]
            whens = [*self.asked.dues, *earlier, *after[: len(pattern.later)]]
            codes = [*pattern.dues, *pattern.earlier, *pattern.later]
            seen = [None if code == ABSENT else self._some(code, when) for code, when in zip(codes, whens, strict=True)]
            found = self.asked.judged([one for one in seen if one is not None])
            which = None
            if found.used and len(self.asked.dues) == 1:
                which = next(n for n, one in enumerate(seen) if one is found.used[0]) - 1
            self.shared.judged[key] = found, which
        return self.shared.judged[key]

    def _some(self, code: int, period: Period) -> Observation:
        """Make an observation of a period that tells a code."""
        number, flags = divmod(code, 4)
        amount = _amount_of(
            self.lines.answers(period)[0], next(a for a, n in self.shared.numbers.items() if n == number)
        )
        unit = self.asked.target.indicator.unit
        return Observation(
            indicator=self.asked.target.indicator,
            period=period,
            value=Quantity(amount / unit.factor, unit),
            status=ObservationStatus.PROVISIONAL if flags & 2 else ObservationStatus.FINAL,
            source="illustrative" if flags & 1 else None,
        )

    def _say_paces(self, rows: PairRows) -> None:
        """Write what the straight path expects, and what it takes from the newest known amount on."""
        if self.asked.due is None:
            return
        last, start = rows.newest(to_due=True), rows.starts
        expected, required = (np.full(len(last), np.nan) for _ in range(2))
        unknown = self.lines.unknown
        required[last == ABSENT] = np.nan if unknown.required is None else unknown.required
        if self.asked.observed_start is None:
            expected[last == ABSENT] = np.nan if unknown.expected is None else unknown.expected
        for period, mine in rows.by_period(last):
            required[mine] = rows.straight(self.lines.required(period), last[mine])
            if self.asked.observed_start is None:
                level = self.lines.expected(period)
                expected[mine] = np.nan if level is None else level
            else:
                begun = mine[start[mine] != ABSENT]
                expected[begun] = rows.straight(self.lines.expected_from(period), start[begun])
        self.told.say("expected", self._part, expected)
        self.told.say("required_pace", self._part, required)
        # The baseline may be newer than any point: it need not be as long as the due period.
        newer = np.flatnonzero((start > last) & ~rows.odd)
        self._say_each(newer.tolist(), judged=False, paced=True, progressed=False)

    def _say_progress(self, rows: PairRows) -> None:
        """Write what the method says."""
        if self.asked.method is None:
            return
        if self.asked.due is None:
            shown = np.unique(rows.pair[rows.flags & 1 == 1])
            self._say_each(shown[~rows.odd[shown]].tolist(), judged=False, paced=False, progressed=True)
            return
        if not self.lines.newest_alone:
            self._say_each(np.flatnonzero(~rows.odd).tolist(), judged=False, paced=False, progressed=True)
            return
        last = rows.newest(to_due=not isinstance(self.asked.method, GoalShare))
        unknown = self.asked.progressed(())
        status = np.full(len(last), self.told.word("status", unknown.status))
        reason = np.full(len(last), self.told.word("outlook_reason", unknown.reason))
        share = np.full(len(last), np.nan)
        for period, mine in rows.by_period(last):
            stairs, line = self.lines.progress(period)
            says = list(dict.fromkeys([stairs.first, *(one for _, on, above in stairs.steps for one in (on, above))]))
            numbered = Stairs(
                says.index(stairs.first),
                tuple((cut, says.index(on), says.index(above)) for cut, on, above in stairs.steps),
            )
            which = rows.stood(numbered, last[mine])
            status[mine] = np.array([self.told.word("status", one.status) for one in says])[which]
            reason[mine] = np.array([self.told.word("outlook_reason", one.reason) for one in says])[which]
            share[mine] = rows.straight(Stairs(line, ()), last[mine])
            shown = mine[(rows.flags[last[mine]] & 1 == 1) & (reason[mine] == ABSENT)]
            self.told.say("illustrative", self.start + shown, 1)
        self.told.say("status", self._part, status)
        self.told.say("outlook_reason", self._part, reason)
        self.told.say("share", self._part, share)


def say_judged(told: Told, row: Any, found: Judged) -> None:
    """Write what is said of one pair, or of several that are told the same."""
    for name in _JUDGED:
        told.say(name, row, getattr(found, name))
    told.say("reason_codes", row, found.codes)


def _amount_of(stairs: Stairs[Answer], answer: Answer) -> Fraction:
    """Give an amount on a step that has the answer."""
    cuts = [cut for cut, _, _ in stairs.steps]
    if stairs.first == answer:
        return cuts[0] - 1 if cuts else Fraction(0)
    for place, (cut, on, above) in enumerate(stairs.steps):
        if on == answer:
            return cut
        if above == answer:
            return (cut + cuts[place + 1]) / 2 if place + 1 < len(cuts) else cut + 1
    raise AssertionError(answer)  # pragma: no cover -- every answer comes from a step
