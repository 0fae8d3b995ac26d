"""A plan as small tables for columns: which target a row meets, and where the steps of its answer lie.

The answers themselves come from the scalar logic, asked once for each step of each target.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

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
from policytargets.frames._stairs import Stairs
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

_SOME_DAY = Year(2000)
"""A period for targets without one; no level depends on which."""


@attrs.frozen
class Answer:
    """What a row is told.

    Attributes:
        verdict: met, not met or undetermined.
        reason: why it is undetermined; None otherwise.
        words: both as a column says them.
    """

    verdict: Verdict
    reason: ReasonCode | None = None
    words: tuple[str, str | None] = attrs.field(init=False, eq=False)

    @words.default
    def _find_words(self) -> tuple[str, str | None]:
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
    _divisors: dict[Unit, Fraction | None] = attrs.field(factory=dict, init=False)

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
        if unit not in self._divisors:
            one = Quantity(1, unit)
            try:
                self._divisors[unit] = self.indicator.base_of(one, self.period or _SOME_DAY) / one.base
            except UnitMismatchError:
                self._divisors[unit] = None
        return self._divisors[unit]


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
        criterion = self.target.criterion
        if self.period is None:
            return Stairs(Answer(Verdict.UNDETERMINED, ReasonCode.NO_DUE), ()), None
        if isinstance(criterion, BOUND_TYPES) and self.target.rounding is None:
            plain = self._plain(criterion, yard or self.yard())
            if plain is not None:
                return plain
        return self._asked(criterion)

    def _plain(self, bound: Bound, yard: Yard) -> tuple[Stairs[Answer], Room | None] | None:
        """A bound on the level needs no evidence: what it accepts is compared as the chain of a verdict does."""
        unit = unit_of(bound)
        divisor = yard.divisor(unit)
        if divisor is None:
            return None
        accepted = region(bound)
        low, high = _times(accepted.low, divisor), _times(accepted.high, divisor)
        marks = (low, high, *self.target.indicator.bounds_in_base())
        cuts = [place for place, _ in itertools.groupby(sorted([mark for mark in marks if mark is not None]))]
        places = tuple(None if mark is None else cuts.index(mark) for mark in marks)
        shape = _by_order(places, accepted.low_open, accepted.high_open, accepted.only_exact)
        stairs = Stairs(shape.first, tuple((cuts[int(place)], on, above) for place, on, above in shape.steps))
        shown = margin_unit(bound)
        return stairs, None if accepted.only_exact else Room(low, high, divisor * shown.factor, shown.code)

    def _asked(self, criterion: Criterion) -> tuple[Stairs[Answer], Room | None]:
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
        return stairs, self._room(stairs, cuts, ask)

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
def _by_order(marks: tuple[int | None, ...], low_open: bool, high_open: bool, only_exact: bool) -> Stairs[Answer]:  # noqa: FBT001 -- a key
    """Ask the scalar logic about amounts whose ends and limits stand in this order, each being its own place.

    Comparing is all that is done with them, so that the answers hold for all ends and limits that stand like these.
    """
    low, high, least, most = (None if mark is None else Fraction(mark) for mark in marks)
    accepted = Region(low, high, low_open, high_open, only_exact)

    def say(amount: Fraction) -> Answer:
        if (least is not None and amount < least) or (most is not None and amount > most):
            return Answer(Verdict.UNDETERMINED, ReasonCode.OUTSIDE_LIMITS)
        verdict = ranges.compare(ranges.point(amount), accepted)
        return Answer(verdict, ReasonCode.NO_TOLERANCE if verdict is Verdict.UNDETERMINED else None)

    return Stairs.of((end for end in (low, high, least, most) if end is not None), say)


def _times(end: Fraction | None, factor: Fraction) -> Fraction | None:
    return end if end is None or factor == 1 else end * factor


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
