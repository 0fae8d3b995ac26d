"""The chain from what was observed to a verdict, as data that can be replayed.

Every conclusion is drawn by one of the rules below and kept as a `Step`: the rule, what was given, which earlier steps
it uses, and its result, all in plain JSON data with exact numbers as text. `replay` draws the conclusions again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from policytargets import ranges
from policytargets.errors import InvalidValueError
from policytargets.quantities import Rounding
from policytargets.ranges import Amounts, Range, Region
from policytargets.verdicts import Timing, Verdict, all_of, any_of, unanimous

__all__ = ["Step", "replay"]

Data: TypeAlias = Any
"""Plain JSON data."""


MOST_RANGES = 4096
"""So many combinations of disagreeing parts are kept apart; beyond, all that lies between them is possible."""


@attrs.frozen(kw_only=True)
class Step:
    """One conclusion.

    Attributes:
        rule: name of the rule, e.g. ``compare``.
        given: what the rule was told, as plain data.
        uses: indices of the earlier steps whose results it uses.
        result: the conclusion, as plain data: amounts as pairs of exact texts in base units, or a verdict.
    """

    rule: str
    given: dict[str, Data] = attrs.field(factory=dict, hash=False)
    uses: tuple[int, ...] = ()
    result: Data = attrs.field(default=None, hash=False)

    def to_dict(self) -> dict[str, Data]:
        """Give it as plain data."""
        return {"rule": self.rule, "given": self.given, "uses": list(self.uses), "result": self.result}


def _observe(given: Mapping[str, Data], _: list[Data]) -> Data:
    return given["amounts"]


def _sum(given: Mapping[str, Data], used: list[Data]) -> Data:
    """Add parts, each times its weight; a missing part of what cannot be negative is at least zero."""
    total: Amounts = ranges.point(Fraction(0))
    for amounts, weight in zip(used, given["weights"], strict=True):
        factor = Fraction(weight)
        part = ranges.mapped(ranges.from_data(amounts), lambda end, factor=factor: end * factor)  # type: ignore[misc]
        total = _few(ranges.combine(total, part, lambda one, other: one + other))
    if given["missing"]:
        open_low = not given["cannot_be_negative"]
        total = tuple(Range(None if open_low else r.low, None) for r in total)
    return ranges.to_data(total)


def _few(amounts: Amounts) -> Amounts:
    """Keep each range once; of very many only their hull, which decides less and never wrongly."""
    kept = tuple(dict.fromkeys(amounts))
    if len(kept) <= MOST_RANGES:
        return kept
    lows, highs = [r.low for r in kept if r.low is not None], [r.high for r in kept if r.high is not None]
    return (Range(min(lows) if len(lows) == len(kept) else None, max(highs) if len(highs) == len(kept) else None),)


def _unknown(_: Mapping[str, Data], __: list[Data]) -> Data:
    """Something is known, and it leaves the amount open."""
    return [[None, None]]


def _limit(given: Mapping[str, Data], used: list[Data]) -> Data:
    """Keep of each range what lies inside the limits of the indicator."""
    [limits] = ranges.from_data([(given["low"], given["high"])])
    kept = []
    for r in ranges.from_data(used[0]):
        low = max((end for end in (r.low, limits.low) if end is not None), default=None)
        high = min((end for end in (r.high, limits.high) if end is not None), default=None)
        if low is None or high is None or low <= high:
            kept.append(Range(low, high))
    return ranges.to_data(tuple(dict.fromkeys(kept)))


def _divide(_: Mapping[str, Data], used: list[Data]) -> Data:
    above, below = map(ranges.from_data, used)
    return ranges.to_data(ranges.combine(above, below, lambda one, other: one / other))


def _change(given: Mapping[str, Data], used: list[Data]) -> Data:
    """Derive the amount of a change from the amount now and the baseline."""
    now, base = map(ranges.from_data, used)
    rules: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
        "relative": lambda c, b: (c - b) / b,
        "absolute": lambda c, b: c - b,
        "times": lambda c, b: c / b,
        "power": lambda c, b: (c / b) ** given["power"],
    }
    derived = ranges.combine(now, base, rules[given["how"]])
    return ranges.to_data(ranges.mirrored(derived) if given.get("mirrored") else derived)


def _mirror(_: Mapping[str, Data], used: list[Data]) -> Data:
    return ranges.to_data(ranges.mirrored(ranges.from_data(used[0])))


def region_to_data(region: Region) -> dict[str, Data]:
    """Write what a bound accepts as plain data."""
    [[low, high]] = ranges.to_data((Range(region.low, region.high),))
    return {
        "low": low, "high": high, "low_open": region.low_open, "high_open": region.high_open,
        "only_exact": region.only_exact,
    }  # fmt: skip


def scaled(amounts: Amounts, given: Mapping[str, Data]) -> Amounts:
    """Bring amounts into base units of the bound, and round them where the target says so."""
    factor = Fraction(given.get("divisor", "1"))
    amounts = ranges.mapped(amounts, lambda end: end / factor)
    if given.get("rounding") is None:
        return amounts
    rounding = Rounding(given["rounding"]["places"], given["rounding"]["mode"])
    unit = Fraction(given["rounding"]["factor"])
    return ranges.mapped(amounts, lambda end: rounding.apply(end / unit) * unit)


def _compare(given: Mapping[str, Data], used: list[Data]) -> Data:
    [low, high] = (None if given[end] is None else Fraction(given[end]) for end in ("low", "high"))
    region = Region(low, high, given["low_open"], given["high_open"], given["only_exact"])
    return ranges.compare(scaled(ranges.from_data(used[0]), given), region).value


def _open(_: Mapping[str, Data], __: list[Data]) -> Data:
    return Verdict.UNDETERMINED.value


_COMBINE = {"all_of": all_of, "any_of": any_of, "readings": unanimous}


def _combine(given: Mapping[str, Data], used: list[Data]) -> Data:
    return _COMBINE[given["how"]](Verdict(verdict) for verdict in used).value


def time_single(  # noqa: PLR0913 -- the columns of the table
    due: Verdict,
    *,
    known: bool,
    over: bool,
    parts_suffice: bool,
    by: bool,
    earlier: list[Verdict],
    later: list[Verdict],
) -> Timing:
    """Say when a target due in or by one period was reached: the first row of the table that fits.

    Args:
        due: the verdict of the due period's own value.
        known: whether anything is known of the due period.
        over: whether the due period is over.
        parts_suffice: whether known parts of a flow that end before the period does reach it.
        by: whether an earlier period may reach it.
        earlier: verdicts of the known earlier periods, in order.
        later: verdicts of the known later periods.
    """
    was_reached = by and bool(earlier) and earlier[-1] is Verdict.MET
    if due is Verdict.MET:
        return Timing.EARLY if parts_suffice or was_reached else Timing.ON_TIME
    if due is Verdict.NOT_MET:
        if by and Verdict.MET in earlier:
            return Timing.LOST
        return Timing.LATE if by and Verdict.MET in later else Timing.MISSED
    if not over:
        return Timing.EARLY if was_reached else Timing.NOT_YET_DUE
    return Timing.UNDECIDED if known else Timing.NO_DATA


def time_whole(parts: Iterable[Timing], *, over: bool) -> Timing:
    """Say how a whole stands: the periods of `Every`, or the members of a distributed target."""
    seen = list(parts)
    verdict = all_of(part.verdict for part in seen)
    if verdict is Verdict.MET:
        return Timing.ON_TIME
    if verdict is Verdict.NOT_MET:
        return Timing.MISSED
    if not over:
        return Timing.NOT_YET_DUE
    return Timing.UNDECIDED if Timing.UNDECIDED in seen or not seen else Timing.NO_DATA


def _time(given: Mapping[str, Data], used: list[Data]) -> Data:
    due, *others = map(Verdict, used)
    earlier, parts = given["earlier"], len(others) - given["parts"]
    return time_single(
        due, known=given["known"], over=given["over"], parts_suffice=Verdict.MET in others[parts:], by=given["by"],
        earlier=others[:earlier], later=others[earlier:parts],
    ).value  # fmt: skip


def time_event(statements: Iterable[Mapping[str, Data]], *, due: tuple[str, str], over: bool) -> Timing:
    """Say when an event happened, by statements of which each may be the true one.

    Args:
        statements: ``{"happened": [first day, last day]}`` or ``{"not_by": day}``, days as ISO texts.
        due: first and last day of the due period.
        over: whether the due period is over.
    """
    seen = {_event(statement, due) for statement in statements}
    verdicts = {timing.verdict for timing in seen if timing is not None}
    if not seen - {None}:
        return Timing.NO_DATA if over else Timing.NOT_YET_DUE
    if len(verdicts) == 1 and None not in seen and verdicts != {Verdict.UNDETERMINED}:
        order = (Timing.ON_TIME, Timing.EARLY, Timing.LATE, Timing.MISSED)
        return next(timing for timing in order if timing in seen)
    return Timing.UNDECIDED if over else Timing.NOT_YET_DUE


def _event(statement: Mapping[str, Data], due: tuple[str, str]) -> Timing | None:
    """What one statement says; None where it says nothing of the due period: not by an earlier day."""
    start, end = due
    if "not_by" in statement:
        return Timing.MISSED if statement["not_by"] >= end else None
    first, last = statement["happened"]
    if last < start:
        return Timing.EARLY
    if last <= end:
        return Timing.ON_TIME
    return Timing.LATE if first > end else Timing.UNDECIDED


def _event_rule(given: Mapping[str, Data], _: list[Data]) -> Data:
    start, end = given["due"]
    return time_event(given["statements"], due=(start, end), over=given["over"]).value


def _whole(given: Mapping[str, Data], used: list[Data]) -> Data:
    parts = [Timing(result) for result in used] + [Timing.UNDECIDED] * (1 if given.get("unknown_members") else 0)
    return time_whole(parts, over=given["over"]).value


def _stated(given: Mapping[str, Data], _: list[Data]) -> Data:
    return given["timing"]


RULES: dict[str, Callable[[Mapping[str, Data], list[Data]], Data]] = {
    "observe": _observe, "sum": _sum, "divide": _divide, "unknown": _unknown, "limit": _limit, "change": _change,
    "mirror": _mirror, "compare": _compare, "open": _open, "combine": _combine, "time": _time, "event": _event_rule,
    "whole": _whole, "stated": _stated,
}  # fmt: skip
"""Every rule a conclusion is drawn by."""


@attrs.define
class Chain:
    """Collects steps while conclusions are drawn."""

    steps: list[Step] = attrs.field(factory=list)

    def add(self, rule: str, given: dict[str, Data], uses: Iterable[int] = ()) -> int:
        """Draw a conclusion, keep it, and give its index."""
        indices = tuple(uses)
        result = RULES[rule](given, [self.steps[index].result for index in indices])
        self.steps.append(Step(rule=rule, given=given, uses=indices, result=result))
        return len(self.steps) - 1

    def verdict(self, index: int) -> Verdict:
        """The verdict a step came to."""
        return Verdict(self.steps[index].result)

    def amounts(self, index: int) -> Amounts:
        """The amounts a step came to, in base units."""
        return ranges.from_data(self.steps[index].result)

    def closed(self, last: int) -> tuple[Step, ...]:
        """Give the steps that lead to one conclusion, which stands last, without what was drawn besides."""
        needed = {last}
        for index in range(last, -1, -1):
            if index in needed:
                needed.update(self.steps[index].uses)
        place = {index: number for number, index in enumerate(sorted(needed))}
        return tuple(
            attrs.evolve(step, uses=tuple(place[used] for used in step.uses))
            for step in (self.steps[index] for index in sorted(needed))
        )

    def graft(self, steps: Iterable[Step]) -> int:
        """Append another chain behind this one, and give the index of its last step."""
        shift = len(self.steps)
        self.steps.extend(attrs.evolve(step, uses=tuple(index + shift for index in step.uses)) for step in steps)
        return len(self.steps) - 1


def replay(steps: Iterable[Step | Mapping[str, Data]]) -> Verdict:
    """Draw all conclusions of a chain again and give the verdict of the last.

    Args:
        steps: `Attainment.steps`, or the same as plain data.

    Raises:
        InvalidValueError: a step's result is not what its rule gives.

    Examples:
        >>> observed = Step(rule="observe", given={"amounts": [["2.31", "2.31"]]}, result=[["2.31", "2.31"]])
        >>> asked = {"low": "2.15", "high": None, "low_open": False, "high_open": False, "only_exact": False}
        >>> compared = Step(rule="compare", given=asked, uses=(0,), result="met")
        >>> replay([observed, compared, Step(rule="stated", given={"timing": "on time"}, result="on time")])
        Verdict.MET
    """
    results: list[Data] = []
    for index, step in enumerate(steps):
        data = step.to_dict() if isinstance(step, Step) else step
        result = _drawn(index, data, results)
        if result != data["result"]:
            where = f"step {index} ({data['rule']})"
            raise InvalidValueError(where, f"the result {result!r}", repr(data["result"]), "the chain was altered")
        results.append(result)
    if not results:
        raise InvalidValueError("replay", "at least one step", "none", "pass Attainment.steps")
    try:
        return Timing(results[-1]).verdict
    except ValueError:
        expected = "a last step that concludes a timing"
        raise InvalidValueError("replay", expected, repr(results[-1]), "pass Attainment.steps whole") from None


def _drawn(index: int, data: Mapping[str, Data], results: list[Data]) -> Data:
    """Draw one conclusion again; data that no rule takes are refused."""
    try:
        _ = data["result"]
        if not all(0 <= used < index for used in data["uses"]):
            raise IndexError
        return RULES[data["rule"]](data["given"], [results[used] for used in data["uses"]])
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise InvalidValueError(
            f"step {index}",
            "a step of Attainment.steps, as it is or as plain data",
            repr(data),
            "the chain was altered",
        ) from error
