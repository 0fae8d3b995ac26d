"""A plan as small tables for columns: which target a row meets, and where the steps of its answer lie.

The answers themselves come from the scalar logic, asked once for each step of each target.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import attrs

from policytargets import ranges
from policytargets.bounds import BOUND_TYPES, Bound, margin_unit, region, unit_of
from policytargets.chains import Chain
from policytargets.courses import courses_of
from policytargets.criteria import Criterion, leaves
from policytargets.deciding import Case, Judgement, judge
from policytargets.dues import Every, due_period
from policytargets.errors import UnitMismatchError
from policytargets.evidence import Records
from policytargets.frames._stairs import Shape, Stairs
from policytargets.indicators import Indicator
from policytargets.observations import Observation
from policytargets.outlooks import Cuttable, Outlook, Point
from policytargets.periods import Period, Year
from policytargets.plans import Plan
from policytargets.quantities import Quantity
from policytargets.ranges import Region
from policytargets.targets import Target
from policytargets.units import Unit
from policytargets.verdicts import ReasonCode, Verdict

ANYONE = "*"
"""Whose a target is that is distributed to members the document does not name; no entity has this id."""

_ONE = Fraction(1)
_SOME_DAY = Year(2000)
"""A period for targets without one; no level depends on which."""


Said: TypeAlias = tuple[str | None, str | None]
"""A verdict and a reason, as columns say them."""

Factor: TypeAlias = tuple[int, int]
"""Base units of one of a unit, as a quotient of whole numbers."""


@attrs.frozen
class Answer:
    """What a row is told.

    Attributes:
        verdict: met, not met or undetermined.
        reason: why it is undetermined; None otherwise.
    """

    verdict: Verdict
    reason: ReasonCode | None = None

    @classmethod
    def of(cls, words: Said) -> Answer:
        """Give what a column says in words."""
        verdict, reason = words
        return cls(Verdict(verdict), None if reason is None else ReasonCode[reason.upper()])

    @property
    def words(self) -> Said:
        """Both as a column says them."""
        return self.verdict.value, None if self.reason is None else self.reason.name.lower()


@attrs.frozen
class Room:
    """How far an amount in base units lies inside or outside what is accepted: ``min(x - low, high - x) / one``.

    Attributes:
        low: where what is accepted begins; None is no end.
        high: where it ends.
        one: base units of one of the margin's unit.
        unit: code of the unit of the margin.
    """

    low: Fraction | None
    high: Fraction | None
    one: Fraction
    unit: str


class Margin(NamedTuple):
    """What a margin is given in: a unit, and how many base units one of it is, as a quotient of whole numbers."""

    over: int
    under: int
    unit: str


class Drawn(NamedTuple):
    """The answers and the room of a slot with whole numbers, which cost less than fractions.

    Attributes:
        shape: what is said on and between the cuts.
        cuts: where the answer changes, in parts of a base unit.
        parts: how many of them are a base unit.
        low: where what is accepted begins, in these parts; None is no end.
        high: where it ends.
        margin: what a margin is given in; None where there is none.
    """

    shape: Shape[Said]
    cuts: tuple[int, ...]
    parts: int = 1
    low: int | None = None
    high: int | None = None
    margin: Margin | None = None


@attrs.frozen
class Line:
    """A share done that is a straight line of the amount: ``(amount - start) / span``, in base units."""

    start: Fraction
    span: Fraction


@attrs.frozen(eq=False)
class Yard:
    """What amounts of indicators of one unit and nature are measured by, over one period; found out once for each unit.

    Attributes:
        indicator: one of them.
        period: over which a flow is measured.
    """

    indicator: Indicator
    period: Period | None
    _measures: dict[int, tuple[Unit, tuple[Fraction, Margin] | None]] = attrs.field(factory=dict, init=False)

    def factor(self, unit: Unit | None) -> Fraction:
        """Give the base units of one of *unit* for these indicators, None being their own.

        Raises:
            UnitMismatchError: the unit is none of theirs.
        """
        if unit is None:
            return self.indicator.unit.factor
        return self.indicator.base_of(self.indicator.close(Quantity(1, unit)), self.period or _SOME_DAY)

    def divisor(self, unit: Unit) -> Fraction | None:
        """Give the base units of the indicator for one base unit of a bound in this unit; None where they cannot meet."""
        if self.indicator.unit.mismatch(unit) is None:
            return _ONE
        one = Quantity(1, unit)
        try:
            return self.indicator.base_of(one, self.period or _SOME_DAY) / one.base
        except UnitMismatchError:
            return None

    def measures(self, bound: Bound) -> tuple[Fraction, Margin] | None:
        """Give that divisor and what the margin of a bound is given in, found out once for each unit that bounds have."""
        unit = unit_of(bound)
        if id(unit) not in self._measures:
            divisor, shown = self.divisor(unit), margin_unit(bound)
            found = None
            if divisor is not None:
                found = divisor, Margin(*(divisor * shown.factor).as_integer_ratio(), shown.code)
            self._measures[id(unit)] = unit, found  # the unit is held, so that no other gets its id
        return self._measures[id(unit)][1]


@attrs.frozen
class Slot:
    """A target in one of its periods, for one entity: what rows are matched with.

    Attributes:
        target: the target.
        entity: of whom; None for the plan's own area.
        period: the due period, or the part of `Every`; None where none is stated.
    """

    target: Target
    entity: str | None
    period: Period | None

    def yard(self) -> Yard:
        """Give what its amounts are measured by."""
        return Yard(self.target.indicator, self.period)

    def stairs(self, yard: Yard | None = None) -> tuple[Stairs[Answer], Room | None]:
        """Give what is said of an amount in base units, and how far it lies from the edge."""
        shape, cuts, parts, low, high, margin = self.drawn(yard or self.yard())
        steps = [
            (Fraction(cut, parts), Answer.of(on), Answer.of(above))
            for cut, (on, above) in zip(cuts, shape.said, strict=True)
        ]
        stairs = Stairs(Answer.of(shape.first), tuple(steps))
        if margin is None:
            return stairs, None
        begin, end = (None if mark is None else Fraction(mark, parts) for mark in (low, high))
        return stairs, Room(begin, end, Fraction(margin.over, margin.under), margin.unit)

    def drawn(self, yard: Yard) -> Drawn:
        """Give the same with whole numbers."""
        criterion = self.target.criterion
        if self.period is None:
            return Drawn(Shape(Answer(Verdict.UNDETERMINED, ReasonCode.NO_DUE).words, ()), ())
        if isinstance(criterion, BOUND_TYPES) and self.target.rounding is None:
            plain = self._plain(criterion, yard)
            if plain is not None:
                return plain
        return self._asked(criterion)

    def _plain(self, bound: Bound, yard: Yard) -> Drawn | None:
        """A bound on the level needs no evidence: what it accepts is compared as the chain of a verdict does."""
        measures = yard.measures(bound)
        if measures is None:
            return None
        divisor, margin = measures
        accepted = region(bound)
        low, high = accepted.low, accepted.high
        if divisor is not _ONE:
            low, high = (None if end is None else end * divisor for end in (low, high))
        parts, marks = _whole((low, high, *self.target.indicator.bounds_in_base()))
        cuts = sorted({mark for mark in marks if mark is not None})
        places = tuple([None if mark is None else cuts.index(mark) for mark in marks])
        shape, kept = _by_order(places, accepted.low_open, accepted.high_open, accepted.only_exact)
        shown = None if accepted.only_exact else margin
        return Drawn(shape, tuple([cuts[place] for place in kept]), parts, marks[0], marks[1], shown)

    def _asked(self, criterion: Criterion) -> Drawn:
        """Ask the judge of one period on every step; its cuts are the levels that the leaves require."""
        judged: dict[Fraction, Judgement] = {}

        def ask(amount: Fraction) -> Judgement:
            if amount not in judged:
                judged[amount] = self._judge(criterion, amount)
            return judged[amount]

        def say(amount: Fraction) -> Answer:
            found = ask(amount)
            why = found.reasons[0].code if found.reasons and found.verdict is Verdict.UNDETERMINED else None
            return Answer(found.verdict, why)

        cuts = list(self._cuts(criterion))
        stairs = Stairs.of(cuts, say)
        room = self._room(stairs, cuts, ask)
        low, high = (None, None) if room is None else (room.low, room.high)
        parts, (first, last, *places) = _whole((low, high, *[cut for cut, _, _ in stairs.steps]))
        margin = None if room is None else Margin(*room.one.as_integer_ratio(), room.unit)
        return Drawn(
            _shape(stairs), tuple([place for place in places if place is not None]), parts, first, last, margin
        )

    def margin(self, amount: Fraction) -> Quantity | None:
        """Ask for the margin of an amount in base units."""
        return self._judge(self.target.criterion, amount).margin

    def _judge(self, criterion: Criterion, amount: Fraction) -> Judgement:
        indicator, period = self.target.indicator, self.period or _SOME_DAY
        level = Quantity(amount / indicator.unit.factor, indicator.unit)
        observed = Observation(indicator=indicator, period=period, value=level)
        case = Case(
            indicator=indicator, entity=None, records=Records((observed,), dt.date.max), rounding=self.target.rounding,
            due=self.period, chain=Chain(),
        )  # fmt: skip
        return judge(case, criterion, period)

    def _cuts(self, criterion: Criterion) -> Iterator[Fraction]:
        yield from (end for end in self.target.indicator.bounds_in_base() if end is not None)
        for leaf in leaves(criterion):
            required = leaf if isinstance(leaf, BOUND_TYPES) else self._judge(leaf, Fraction(1)).required
            if required is None:
                continue
            unit = unit_of(required)
            divisor = self.yard().divisor(unit)
            if divisor is None:
                continue
            accepted = region(required)
            for end in (accepted.low, accepted.high):
                if end is not None:
                    yield end * divisor
                    yield from self._rounded(end, divisor, unit)

    def _rounded(self, end: Fraction, divisor: Fraction, unit: Unit) -> Iterator[Fraction]:
        """Where a stated rule of rounding turns: half a last place above and below the places around an end."""
        rounding = self.target.rounding
        if rounding is None:
            return
        step = Fraction(1, 10**rounding.places)
        place = (end / unit.factor) // step
        for half in range(-1, 4):
            yield (place * step + half * step / 2) * unit.factor * divisor

    def _room(
        self, stairs: Stairs[Answer], cuts: Sequence[Fraction], ask: Callable[[Fraction], Judgement]
    ) -> Room | None:
        """Read the line of the margin off two amounts beyond the last cut, and its ends off where the answer is met."""
        last = max(cuts, default=Fraction(0))
        near, far = ask(last + 1).margin, ask(last + 2).margin
        if near is None or far is None or self.target.rounding is not None:
            return None
        met = [cut for cut, on, above in stairs.steps if Verdict.MET in {on.verdict, above.verdict}]
        if not met:
            return None
        low = None if stairs.first.verdict is Verdict.MET else met[0]
        ends = [cut for cut, _, above in stairs.steps if above.verdict is not Verdict.MET and cut >= met[-1]]
        return Room(low, ends[0] if ends else None, 1 / abs(far.magnitude - near.magnitude), near.unit.code)

    def progress(self, method: Cuttable, period: Period) -> tuple[Stairs[str | None], Line | None, ReasonCode | None]:
        """Give the statuses of an amount in base units in a period, the share done, and why there is no status.

        The cuts are those that the method itself gives; on each step the method is asked.
        """
        indicator = self.target.indicator
        [course, *others] = courses_of(self.target, Records((), period.end), None, due=self.period)
        if others:
            return Stairs(None, ()), None, ReasonCode.READINGS

        def ask(amount: Fraction) -> Outlook:
            level = Quantity(amount / indicator.unit.factor, indicator.unit)
            return method.outlook(attrs.evolve(course, points=[Point(period=period, amount=level)]))

        probe = ask(Fraction(1))
        if not probe.determined:
            return Stairs(None, ()), None, probe.reasons[0].code
        assert probe.course is not None  # noqa: S101 -- every shipped method gives it
        cuts = {end for _, bound in method.cut_points(probe.course) for end in _ends(bound)}
        shares = [ask(Fraction(number)).share for number in (0, 1, 2)]
        zero, one, two = shares
        line = None
        if zero is not None and one is not None and two is not None and two - one == one - zero != 0:
            line = Line(-zero / (one - zero), 1 / (one - zero))
        return Stairs.of(cuts, lambda amount: ask(amount).status), line, None


@lru_cache(maxsize=4096)
def _by_order(
    marks: tuple[int | None, ...],
    low_open: bool,  # noqa: FBT001 -- a key
    high_open: bool,  # noqa: FBT001 -- a key
    only_exact: bool,  # noqa: FBT001 -- a key
) -> tuple[Shape[Said], tuple[int, ...]]:
    """Ask the scalar logic about amounts whose ends and limits stand in this order, each being its own place.

    Comparing is all that is done with them, so that the answers hold for all ends and limits that stand like these.
    Of the places those are given too where the answer changes.
    """
    low, high, least, most = (None if mark is None else Fraction(mark) for mark in marks)
    accepted = Region(low, high, low_open, high_open, only_exact)

    def say(amount: Fraction) -> Answer:
        if (least is not None and amount < least) or (most is not None and amount > most):
            return Answer(Verdict.UNDETERMINED, ReasonCode.OUTSIDE_LIMITS)
        verdict = ranges.compare(ranges.point(amount), accepted)
        return Answer(verdict, ReasonCode.NO_TOLERANCE if verdict is Verdict.UNDETERMINED else None)

    asked = Stairs.of((end for end in (low, high, least, most) if end is not None), say)
    return _shape(asked), tuple([int(place) for place, _, _ in asked.steps])


def _shape(stairs: Stairs[Answer]) -> Shape[Said]:
    return Shape(stairs.first.words, tuple([(on.words, above.words) for _, on, above in stairs.steps]))


def _whole(marks: Iterable[Fraction | None]) -> tuple[int, list[int | None]]:
    """Give exact numbers as whole numbers of so many parts of one."""
    found = [None if mark is None else mark.as_integer_ratio() for mark in marks]
    parts = math.lcm(*[mark[1] for mark in found if mark is not None])
    return parts, [None if mark is None else mark[0] * (parts // mark[1]) for mark in found]


def _ends(bound: Bound) -> list[Fraction]:
    accepted = region(bound)
    return [end for end in (accepted.low, accepted.high) if end is not None]


def slots(plan: Plan) -> Iterable[Slot]:
    """Give every target of a plan in each of its periods, for each of its members."""
    for target in plan.targets:
        if target.superseded_by is not None:
            continue
        members: Sequence[str | None] = [target.entity]
        if target.each is not None:
            members = (ANYONE,) if target.each.members is None else target.each.members
        due = target.due_form
        periods: Sequence[Period | None] = [None if due is None else due_period(due)]
        if isinstance(due, Every):
            periods = due.periods()
        for member in members:
            entity = None if member == plan.area else member
            yield from (Slot(target, entity, period) for period in periods)
