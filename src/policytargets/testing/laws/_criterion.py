"""The laws of criteria: what decides one amount."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Literal, Protocol, runtime_checkable

import attrs
from hypothesis import strategies as st

from policytargets import bounds
from policytargets.bounds import BOUND_TYPES, AtLeast, AtMost, LessThan, MoreThan
from policytargets.errors import InvalidValueError
from policytargets.quantities import Quantity
from policytargets.ranges import Range
from policytargets.testing.laws._courses import other_unit
from policytargets.testing.laws._law import Law
from policytargets.testing.laws._running import Check, Told, run_drawn
from policytargets.testing.laws._telling import amount_text, line
from policytargets.units import Unit, to_unit
from policytargets.verdicts import Decision, Verdict

CRITERION_LAWS = (
    Law(
        name="answers",
        sentence="Every amount gets a verdict of three, and only what is undetermined has a reason.",
        source="policytargets, verdict: three-valued everywhere; undetermined says why.",
        remedy="give a Decision with a Verdict, and a Reason where it is undetermined.",
    ),
    Law(
        name="units",
        sentence="Stating the same amount in another unit or scale changes no verdict.",
        source="policytargets, exact: 8.2 亿元 and 82000 万元 are one amount.",
        remedy="compare Quantity.base, which is the same in every unit, or the quantities themselves.",
    ),
    Law(
        name="kinds",
        sentence="An amount of another kind is undetermined, and never not met.",
        source="policytargets, verdict: incompatible kinds are never 'not met'.",
        remedy="ask Quantity.mismatch first, and give undetermined with the reason UNIT_MISMATCH.",
    ),
    Law(
        name="monotone",
        sentence="What lies between two amounts that are met is met; and a one-sided criterion never turns back.",
        source="policytargets, criterion: a bound accepts one stretch of amounts.",
        remedy="look for a swapped comparison, or compare exactly and not as floats.",
    ),
    Law(
        name="ranges",
        sentence="A range of possible amounts is met only where each of them is, and not met only where none is.",
        source="policytargets, verdict: all inside: met; none: not met; else undetermined.",
        remedy="decide both ends, and give undetermined where they differ.",
    ),
    Law(
        name="margin",
        sentence="The margin is positive only where the amount is met, and negative only where it is not.",
        source="policytargets, verdict: positive inside, negative outside, 0 on an edge.",
        remedy="measure the distance to the nearest edge towards the inside.",
    ),
)
"""The laws of criteria, in order."""

_FOREIGN = ("patent", "trademark", "%", "100000000.CNY", "index_point")
_STEPS = (Fraction(0), Fraction(1, 100), Fraction(-1, 100), Fraction(1, 10**20), Fraction(-1, 10**20), Fraction(1))


@attrs.frozen(kw_only=True)
class Case:
    """Three amounts in order, another scale to state one in, and a unit of another kind."""

    amounts: tuple[Quantity, Quantity, Quantity]
    scale: int
    foreign: Unit

    @property
    def amount(self) -> Quantity:
        """The least of the amounts."""
        return self.amounts[0]


@runtime_checkable
class Decides(Protocol):
    """What decides one amount, as a bound does."""

    def decide(self, quantity: Quantity) -> Decision:
        """Compare one amount with what is asked."""


def check_criterion(  # noqa: PLR0913 -- what a foreign criterion does not say of itself
    criterion: Decides,
    *,
    unit: Unit | str | None = None,
    near: Iterable[Quantity | str] = (),
    better: Literal["higher", "lower"] | None = None,
    decide_range: Callable[[Quantity, Quantity], Decision] | None = None,
    max_examples: int = 100,
) -> None:
    """Tell whether a criterion keeps its laws: all are tried, and one error lists those that are broken.

    Of our own bounds everything is known; of yours, say what you can.

    Args:
        criterion: a bound, or any object with ``decide(quantity)`` that gives a `Decision`.
        unit: the unit of the amounts it decides.
        near: amounts at which the verdict changes; they and their neighbours are tried.
        better: for a one-sided criterion, which way the amounts lie that are met.
        decide_range: decides all amounts from one to another.
        max_examples: so many amounts for each law.

    Raises:
        InvalidValueError: it decides nothing, or its unit is not known.
        BrokenLawsError: with every law that is broken.

    Examples:
        >>> check_criterion(AtLeast("15 %"), max_examples=10)
    """
    if not isinstance(criterion, Decides) or isinstance(criterion, type):
        remedy = "pass a bound, or an object with decide(quantity); changes are decided on evidence"
        raise InvalidValueError("check_criterion", "what decides one amount", repr(criterion), remedy)
    edges = [bounds.to_quantity(amount) for amount in near]
    if isinstance(criterion, BOUND_TYPES):
        edges = [*bounds.amounts_of(criterion), *edges]
        unit = unit or bounds.unit_of(criterion)
        better = better or _way(criterion)
        decide_range = decide_range or _ranges_of(criterion)
    if unit is None or to_unit(unit).open_words:
        remedy = "pass unit=..., with what it counts said, for example 'patent/(10000.person)'"
        raise InvalidValueError("check_criterion: unit", "the unit of the amounts", str(unit), remedy)
    subject = _Subject(criterion.decide, to_unit(unit), better, decide_range)
    amount = _amounts(subject.unit, edges)
    rules: dict[str, Callable[[Case], Told]] = {
        "answers": subject.answers, "units": subject.units, "kinds": subject.kinds, "monotone": subject.monotone,
        "ranges": subject.ranges, "margin": subject.margin,
    }  # fmt: skip
    cases = st.builds(
        Case,
        amounts=st.tuples(amount, amount, amount).map(lambda drawn: tuple(sorted(drawn, key=lambda one: one.base))),
        scale=st.sampled_from([10, 1000, 10_000]),
        foreign=st.sampled_from(_FOREIGN).map(Unit),
    )
    checks = [Check(law, rules[law.name], _story) for law in CRITERION_LAWS]
    run_drawn(_called(criterion), cases, checks, max_examples=max_examples)


def _called(criterion: object) -> str:
    shown = repr(criterion)
    return type(criterion).__name__ if shown.startswith("<") else shown


def _way(bound: bounds.Bound) -> Literal["higher", "lower"] | None:
    match bound:
        case AtLeast() | MoreThan():
            return "higher"
        case AtMost() | LessThan():
            return "lower"
        case _:
            return None


def _ranges_of(bound: bounds.Bound) -> Callable[[Quantity, Quantity], Decision]:
    return lambda low, high: bounds.decide(bound, (Range(low.base, high.base),), low.unit)


def _amounts(unit: Unit, edges: list[Quantity]) -> st.SearchStrategy[Quantity]:
    anywhere = st.integers(-100, 100).map(Fraction) | st.integers(-10_000, 10_000).map(lambda n: Fraction(n, 100))
    if edges:
        steps = st.tuples(st.sampled_from(edges), st.sampled_from(_STEPS))
        anywhere = steps.map(lambda drawn: drawn[0].base / unit.factor + drawn[1]) | anywhere
    return anywhere.map(lambda number: Quantity(number, unit))


def _story(case: Case) -> Told:
    return _one(case.amount)


def _one(amount: Quantity) -> Told:
    return (line("amount", amount_text(amount)),)


def _said(decision: Decision) -> str:
    margin = "" if decision.margin is None else f", margin {amount_text(decision.margin)}"
    return f"{decision.verdict.value}{margin}{'' if decision.reason is None else f': {decision.reason}'}"


class _Subject:
    """A criterion with what is known of it; each rule tells how a case breaks a law."""

    def __init__(
        self,
        decide: Callable[[Quantity], Decision],
        unit: Unit,
        better: Literal["higher", "lower"] | None,
        decide_range: Callable[[Quantity, Quantity], Decision] | None,
    ) -> None:
        self.decide = decide
        self.unit = unit
        self.better = better
        self.decide_range = decide_range

    def answers(self, case: Case) -> Told:
        said: object = self.decide(case.amount)
        if not isinstance(said, Decision) or not isinstance(said.verdict, Verdict):
            return *_story(case), line("said", repr(said)), line("expected", "a Decision with a Verdict")
        if (said.reason is None) is (said.verdict is Verdict.UNDETERMINED):
            expected = "a reason" if said.reason is None else "no reason where it is decided"
            return *_story(case), line("said", _said(said)), line("expected", expected)
        return ()

    def units(self, case: Case) -> Told:
        amount, unit = case.amount, other_unit(case.amount.unit, case.scale)
        if unit is None:
            return ()
        other = Quantity(amount.base / unit.factor, unit)
        said, otherwise = self.decide(amount), self.decide(other)
        if said.verdict is otherwise.verdict and _base(said.margin) == _base(otherwise.margin):
            return ()
        but = line("but", f"stated as {amount_text(other)}: {_said(otherwise)}")
        return *_one(amount), line("said", _said(said)), but, line("expected", "the same for both")

    def kinds(self, case: Case) -> Told:
        if self.unit.mismatch(case.foreign) is None:
            return ()
        other = Quantity(case.amount.magnitude, case.foreign)
        said = self.decide(other)
        if said.verdict is Verdict.UNDETERMINED:
            return ()
        expected = line("expected", f"undetermined, as it decides amounts in {self.unit}")
        return *_one(other), line("said", _said(said)), expected

    def monotone(self, case: Case) -> Told:
        said = [self.decide(amount).verdict for amount in case.amounts]
        low, middle, high = said
        expected = None
        if low is high is Verdict.MET is not middle:
            expected = "met in between"
        rising = said if self.better == "higher" else said[::-1]
        if self.better is not None and _turns_back(rising):
            expected = f"met for every {self.better} amount once it is met"
        if expected is None:
            return ()
        told = "; ".join(f"{amount_text(a)}: {v.value}" for a, v in zip(case.amounts, said, strict=True))
        return line("said", told), line("expected", expected)

    def ranges(self, case: Case) -> Told:
        if self.decide_range is None:
            return ()
        low, _, high = case.amounts
        said = self.decide_range(low, high).verdict
        single = [self.decide(amount).verdict for amount in case.amounts]
        if said is Verdict.UNDETERMINED or all(one is said for one in single):
            return ()
        told = "; ".join(f"{amount_text(a)}: {v.value}" for a, v in zip(case.amounts, single, strict=True))
        return (
            line("range", f"{amount_text(low)} to {amount_text(high)}: {said.value}"), line("but", told),
            line("expected", "undetermined, as single amounts differ"),
        )  # fmt: skip

    def margin(self, case: Case) -> Told:
        said = self.decide(case.amount)
        room = _base(said.margin)
        wrong = room is not None and (
            (room > 0 and said.verdict is Verdict.NOT_MET) or (room < 0 and said.verdict is Verdict.MET)
        )
        if not wrong:
            return ()
        return *_story(case), line("said", _said(said)), line("expected", "a margin of the other sign")


def _base(margin: Quantity | None) -> Fraction | None:
    return None if margin is None else margin.base


def _turns_back(verdicts: list[Verdict]) -> bool:
    """Whether something is no longer met although a worse amount is, or not met although a worse one is not."""
    order = {Verdict.NOT_MET: 0, Verdict.UNDETERMINED: 1, Verdict.MET: 2}
    places = [order[verdict] for verdict in verdicts]
    return places != sorted(places)
