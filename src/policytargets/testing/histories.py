"""A history of a plan, for tools that record observations, revise them and restate targets over time.

Whatever happens, and in whatever order a tool learns of it: a verdict as of a date never changes afterwards, nothing
is lost, and everything replays.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule

from policytargets.attainment import Attainment
from policytargets.baselines import YearBefore
from policytargets.bounds import About, AtLeast, AtMost, Between
from policytargets.chains import replay
from policytargets.criteria import Criterion, NoWorse, Rise
from policytargets.dues import By, Every
from policytargets.indicators import Indicator
from policytargets.observations import Observation
from policytargets.periods import Year
from policytargets.quantities import Quantity
from policytargets.targets import Target
from policytargets.verdicts import Verdict

__all__ = ["Event", "PlanHistory", "Revised", "Stated"]

_FIRST_DAY = dt.date(2018, 1, 1)
_FIRST, _LAST, _MOST = 2016, 2018, 5
"""Small amounts and few years, so that what happens concerns what was asked."""
_LONGEST_WAIT = 100
_INDICATORS = {
    "patents": Indicator(id="patents", name="patents", unit="patent", nature="stock", better="higher"),
    "works": Indicator(id="works", name="works", unit="work", nature="flow", better="higher"),
}
_ASKED: dict[str, Callable[[Quantity], Criterion]] = {
    "at least": AtLeast,
    "at most": AtMost,
    "between": lambda amount: Between(amount, amount + amount),
    "about": About,
    "risen by": lambda amount: Rise(by=AtLeast(amount), since=YearBefore()),
    "no worse": lambda _: NoWorse(than=Year(_FIRST)),
}
# Simple parts, so that a history is drawn quickly and is shown in words.
_DAYS = st.integers(1, _LONGEST_WAIT)
_OF = st.sampled_from([*_INDICATORS])
_YEARS = st.integers(_FIRST, _LAST)
_NUMBERS = st.integers(0, _MOST)
_RANGES = st.sampled_from([0, 0, 1])
_SETTLED = st.sampled_from(["final", "provisional"])
_ASKS = st.sampled_from([*_ASKED])
_DUES = st.sampled_from(["in", "by", "every"])


def _target(of: str, asked: str, number: int, year: int, due: str) -> Target:
    indicator, when = _INDICATORS[of], Year(year)
    criterion = _ASKED[asked](Quantity(number, indicator.unit))
    form = Every(Year, within=when) if due == "every" else By(when) if due == "by" and asked != "risen by" else when
    return Target(id=f"{of}_{year}", indicator=indicator, criterion=criterion, due=form)


def _observation(of: str, year: int, number: int, more: int, status: str, published: dt.date) -> Observation:  # noqa: PLR0913, PLR0917 -- its parts
    unit = _INDICATORS[of].unit
    return Observation(
        indicator=_INDICATORS[of],
        period=Year(year),
        value=Quantity(number, unit),
        high=Quantity(number + more, unit) if more else None,
        status=status,
        published=published,
    )


@attrs.frozen
class Stated:
    """From a day on, a target is stated like this; the first time, or anew under the same id.

    Attributes:
        target: the target.
        on: the day.
    """

    target: Target
    on: dt.date


@attrs.frozen
class Revised:
    """An amount is published again.

    Attributes:
        before: as it was published before.
        now: as it is published now, on a later day.
    """

    before: Observation
    now: Observation


Event: TypeAlias = Stated | Observation | Revised
"""What happens; an observation is published on its day."""


class PlanHistory(RuleBasedStateMachine):
    """A Hypothesis state machine that plays histories to a tool and asks for verdicts in between.

    Derive from it, tell it how your tool does each of six things, and run its ``TestCase`` with pytest or unittest.
    Each event happens at least a day after the one before and carries its day (`Observation.published`, or the day a
    target is stated from), so that a verdict as of a day must never be changed by what happens later. At the end, each
    verdict is asked again, and then once more of an empty tool that is told all anew, one thing after the other
    instead of day by day.

    Examples:
        >>> from hypothesis import settings
        >>> from hypothesis.stateful import run_state_machine_as_test
        >>> from policytargets import assess
        >>> class MyTool(PlanHistory):
        ...     def start(self):
        ...         self.seen, self.versions = [], []
        ...     def record(self, observation):
        ...         self.seen.append(observation)
        ...     def revise(self, before, now):
        ...         self.seen.append(now)
        ...     def restate(self, target, on):
        ...         self.versions.append((on, target))
        ...     def rows(self):
        ...         return self.seen
        ...     def verdict(self, target_id, as_of):
        ...         known = [row for row in self.versions if row[1].id == target_id and row[0] <= as_of]
        ...         return assess(max(known, key=lambda row: row[0])[1], self.seen, as_of=as_of) if known else None
        >>> run_state_machine_as_test(MyTool, settings=settings(max_examples=10, stateful_step_count=10))
    """

    broken: bool = True  # until it begins
    published: Bundle[Observation] = Bundle("published")
    stated: Bundle[str] = Bundle("stated")

    def start(self) -> None:
        """Begin with an empty tool; called before anything else, and again before all is told once more."""
        raise NotImplementedError(self._untold("start"))

    def record(self, observation: Observation) -> None:
        """Take in an amount, published on its day."""
        raise NotImplementedError(self._untold("record"))

    def revise(self, before: Observation, now: Observation) -> None:
        """Take in an amount that was published again, on a later day."""
        raise NotImplementedError(self._untold("revise"))

    def restate(self, target: Target, on: dt.date) -> None:
        """Take in a target as it is stated from a day on, the first time or anew under its id."""
        raise NotImplementedError(self._untold("restate"))

    def rows(self) -> Iterable[Observation]:
        """Give all amounts the tool holds, the revised ones too."""
        raise NotImplementedError(self._untold("rows"))

    def verdict(self, target_id: str, as_of: dt.date) -> Attainment | Verdict | None:
        """Say how a target stood as of a day, by all that was known by then; None where it was not stated yet.

        Of an `Attainment`, the chain of steps is drawn again too.
        """
        raise NotImplementedError(self._untold("verdict"))

    def _untold(self, hook: str) -> str:
        name = type(self).__name__
        return f"{name}.{hook}: expected what the tool does, got nothing; define {hook} in {name}"

    @initialize()
    def it_begins(self) -> None:
        """Nothing has happened, and nothing was asked."""
        self.today: dt.date = _FIRST_DAY
        self.events: list[Event] = []
        self.answers: dict[tuple[str, dt.date], Any] = {}
        self.start()
        self.broken = False

    def _wait(self, days: int) -> dt.date:
        self.today += dt.timedelta(days)
        return self.today

    def _happens(self, event: Event) -> None:
        self.events.append(event)
        self._tell(event)

    def _tell(self, event: Event) -> None:
        self.broken = True  # unless the tool takes it
        match event:
            case Stated(target, on):
                self.restate(target, on)
            case Revised(before, now):
                self.revise(before, now)
            case _:
                self.record(event)
        self.broken = False

    @rule(target=stated, of=_OF, asked=_ASKS, number=_NUMBERS, year=_YEARS, due=_DUES, days=_DAYS)
    def a_target_is_stated(self, of: str, asked: str, number: int, year: int, due: str, days: int) -> str:  # noqa: PLR0913, PLR0917 -- the parts of a target
        """Something is set, or set anew where its id is known."""
        target = _target(of, asked, number, year, due)
        self._happens(Stated(target, self._wait(days)))
        return target.id

    @rule(target_id=stated, of=_OF, asked=_ASKS, number=_NUMBERS, year=_YEARS, due=_DUES, days=_DAYS)
    def a_target_is_restated(  # noqa: PLR0913, PLR0917 -- the parts of a target
        self, target_id: str, of: str, asked: str, number: int, year: int, due: str, days: int
    ) -> None:
        """What was set is set anew under its id."""
        target = attrs.evolve(_target(of, asked, number, year, due), id=target_id)
        self._happens(Stated(target, self._wait(days)))

    @rule(target=published, of=_OF, year=_YEARS, number=_NUMBERS, more=_RANGES, status=_SETTLED, days=_DAYS)
    def an_amount_is_published(  # noqa: PLR0913, PLR0917 -- the parts of an amount
        self, of: str, year: int, number: int, more: int, status: str, days: int
    ) -> Observation:
        """An amount or a range, of a year that may still be running."""
        row = _observation(of, year, number, more, status, self._wait(days))
        self._happens(row)
        return row

    @rule(target=published, before=published, number=_NUMBERS, more=_RANGES, status=_SETTLED, days=_DAYS)
    def an_amount_is_revised(self, before: Observation, number: int, more: int, status: str, days: int) -> Observation:
        """The same is published again with another amount."""
        of, year = before.indicator.id, before.period.start.year
        now = _observation(of, year, number, more, status, self._wait(days))
        self._happens(Revised(before, now))
        return now

    @rule(target_id=stated, ago=st.integers(0, _LONGEST_WAIT))
    def a_verdict_is_asked(self, target_id: str, ago: int) -> None:
        """How did it stand today, or some days ago?"""
        self._ask(target_id, self.today - dt.timedelta(ago))

    def _ask(self, target_id: str, as_of: dt.date) -> None:
        self.broken = True  # unless all of this holds
        answer = self.verdict(target_id, as_of)
        first = self.answers.setdefault((target_id, as_of), answer)
        if answer != first:
            raise AssertionError(
                f"the verdict on {target_id} as of {as_of} never changes: it was {first!r}, and is now {answer!r}"
            )
        if isinstance(answer, Attainment):
            again = replay(json.loads(json.dumps([step.to_dict() for step in answer.steps])))
            if again is not answer.verdict:
                raise AssertionError(f"its steps replay: they give {again!r}, not {answer.verdict!r}")
        self.broken = False

    def _nothing_is_lost(self) -> None:
        self.broken = True  # unless all is there
        told = [event.now if isinstance(event, Revised) else event for event in self.events]
        missing = Counter(row for row in told if isinstance(row, Observation)) - Counter(self.rows())
        if missing:
            raise AssertionError(f"nothing is lost: missing are {[*missing]!r}")
        self.broken = False

    def teardown(self) -> None:
        """Ask all again and look for what is lost; the same once more when all was told anew in another order."""
        if self.broken:  # one law at a time
            return
        self._look_back()
        self.start()
        for event in sorted(self.events, key=self._subject):
            self._tell(event)
        self._look_back()

    def _look_back(self) -> None:
        self._nothing_is_lost()
        for question in self.answers:
            self._ask(*question)

    def _subject(self, event: Event) -> str:
        """Give what an event is about: of one thing, events are told in their order, since sorting keeps it."""
        match event:
            case Stated(target):
                return f"target {target.id}"
            case Revised(before):
                return self._subject(before)
            case _:
                return f"amount of {event.indicator.id} {event.period}"
