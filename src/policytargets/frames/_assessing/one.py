"""One target: what it says of amounts, and what the scalar logic says of its entities one by one."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from policytargets.frames._assessing.lines import GridLine, Lines
from policytargets.frames._assessing.pairs import Members
from policytargets.frames._assessing.patterns import Pattern, Times
from policytargets.frames._assessing.rows import ABSENT
from policytargets.frames._assessing.scalar import Asked, Judged
from policytargets.frames._assessing.series import Series
from policytargets.frames._assessing.told import Told
from policytargets.frames._compiled import Answer
from policytargets.frames._stairs import Stairs
from policytargets.observations import Observation, ObservationStatus
from policytargets.periods import Period
from policytargets.quantities import Quantity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_JUDGED = ("verdict", "timing", "final", "period", "margin", "margin_unit", "observed", "illustrative", "reason")


@attrs.frozen(eq=False)
class OneTarget:
    """One target and its entities.

    Attributes:
        lines: the target, and what it says of amounts.
        members: its entities.
        series: what is known.
        told: where the answers are written.
        start: from which row on.
    """

    lines: Lines
    members: Members
    series: Series
    told: Told
    start: int

    @property
    def asked(self) -> Asked:
        """The target."""
        return self.lines.asked

    @property
    def by_period(self) -> bool:
        """Whether an amount means something else in another period."""
        return self.lines.by_period

    @property
    def together(self) -> bool:
        """Whether pairs that tell the same are asked once."""
        return bool(self.members.names and self.asked.dues) and self.lines.plain

    def say_alone(self) -> None:
        """Write what is said for each entity, asked pair by pair."""
        if self.asked.dues:
            self.say_each(range(len(self.members.names)))
        elif self.members.names:
            part = slice(self.start, self.start + len(self.members.names))
            say_judged(self.told, part, self.asked.judged(()))

    def say_each(
        self, places: Iterable[int], *, judged: bool = True, paced: bool = True, progressed: bool = True
    ) -> None:
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

    @property
    def times(self) -> Times:
        """What each period of the frame is to the target; to targets of one shape the same."""
        key = self.lines.dated
        if key not in self.series.times:
            self.series.times[key] = Times(self.asked, self.series.rows.columns["period"].meant)
        return self.series.times[key]

    def grid(self, factor: int, period: Period) -> GridLine:
        """Give what is said of amounts of a factor in a period."""
        scale = self.series.rows.factors[factor]
        assert scale is not None  # noqa: S101 -- a row without has a fault
        return self.lines.grid(self.series.kind, scale, period)

    def ask(self, pattern: Pattern) -> tuple[Judged, int | None]:
        """Ask the scalar logic about amounts that tell the pattern, and which period decided: an earlier one, or -1."""
        key = (self.lines.shape, pattern)
        if key not in self.lines.common.judged:
            before, after = self.times.earlier, self.times.later
            earlier = before[len(before) - len(pattern.earlier) :]
            whens = [*self.asked.dues, *earlier, *after[: len(pattern.later)]]
            codes = [*pattern.dues, *pattern.earlier, *pattern.later]
            seen = [None if code == ABSENT else self._some(code, when) for code, when in zip(codes, whens, strict=True)]
            found = self.asked.judged([one for one in seen if one is not None])
            which = None
            if found.used and len(self.asked.dues) == 1:
                which = next(n for n, one in enumerate(seen) if one is found.used[0]) - 1
            self.lines.common.judged[key] = found, which
        return self.lines.common.judged[key]

    def _some(self, code: int, period: Period) -> Observation:
        """Make an observation of a period that tells a code."""
        number, flags = divmod(code, 4)
        amount = _amount_of(self.lines.answers(period), self.lines.common.told(number))
        unit = self.asked.target.indicator.unit
        return Observation(
            indicator=self.asked.target.indicator,
            period=period,
            value=Quantity(amount / unit.factor, unit),
            status=ObservationStatus.PROVISIONAL if flags & 2 else ObservationStatus.FINAL,
            source="illustrative" if flags & 1 else None,
        )


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
