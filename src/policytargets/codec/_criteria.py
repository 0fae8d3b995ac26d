"""How criteria, baselines and due forms stand in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from policytargets.baselines import UNSTATED, Baseline, Previous, YearBefore
from policytargets.bounds import About, AtLeast, AtMost, Between, Exactly, LessThan, MoreThan, with_amounts
from policytargets.codec._forms import Amount, Languages, When, Words, attempt
from policytargets.codec._spots import FAULT, Fault, Spot, check_keys, shortened, sound
from policytargets.codec._tree import Leaf, Table
from policytargets.criteria import AllOf, AnyOf, Fall, Growth, Multiple, NoWorse, Readings, Rise, Total
from policytargets.errors import ParseError
from policytargets.periods import Span, parse_period
from policytargets.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable

    from policytargets.indicators import Indicator

PLAIN_BOUNDS: dict[str, Any] = {
    "at_least": AtLeast,
    "at_most": AtMost,
    "more_than": MoreThan,
    "less_than": LessThan,
    "exactly": Exactly,
}
BOUNDS = (*PLAIN_BOUNDS, "between", "about")
BOUND_KEYS = (*BOUNDS, "open", "within")
CHANGES: dict[str, tuple[Any, str]] = {
    "rise": (Rise, "by"),
    "fall": (Fall, "by"),
    "multiple": (Multiple, "times"),
    "growth": (Growth, "rate"),
}
COMBINATIONS: dict[str, Any] = {"all_of": AllOf, "any_of": AnyOf}
HEADS = (*BOUNDS, *CHANGES, "total", "no_worse_than", *COMBINATIONS, "readings")
CRITERION_KEYS = (*HEADS, "open", "within")
SINCE_WORDS: dict[str, Any] = {"year_before": YearBefore(), "previous": Previous(), "unstated": UNSTATED}

_AMOUNT = Amount()
_Close: TypeAlias = "Callable[[Quantity], Quantity] | None"


@attrs.frozen
class Closers:
    """How amounts are checked against the indicator while they are read, so that a fault names its very line."""

    level: _Close = None
    change: _Close = None

    @classmethod
    def of(cls, indicator: Indicator | None) -> Closers:
        """Take those of an indicator, or none where it could not be read."""
        return cls() if indicator is None else cls(indicator.close, indicator.close_change)


def read_criterion(owner: Spot, spots: dict[str, Spot], closers: Closers, *, tolerance: bool = True) -> Any:
    """Give the criterion that stands among the keys of *owner*; *tolerance*: ``within`` belongs to ``about``."""
    heads = [key for key in HEADS if key in spots]
    if len(heads) != 1:
        got = " and ".join(heads) if heads else f"the keys {', '.join(spots)}" if spots else "nothing"
        remedy = "put both into all_of, any_of or readings" if heads else "write for example at_least: 2.15 件/万人"
        place = spots[heads[1]] if heads else owner
        return place.fault(f"one of {', '.join(HEADS)}", got, remedy)
    head = heads[0]
    spot = spots[head]
    if head in BOUNDS:
        return read_bound(owner, spots, closers.level, tolerance=tolerance)
    if not _no_leftovers(spots, (), tolerance=tolerance):
        return FAULT
    if head in CHANGES or head == "total":
        return _read_change(spot, head, closers)
    if head == "no_worse_than":
        since = read_since(spot, closers)
        return NoWorse(than=since) if sound(since) else FAULT
    return _read_combination(spot, head, closers)


def _no_leftovers(spots: dict[str, Spot], wanted: tuple[str, ...], *, tolerance: bool) -> bool:
    """Report ``open`` without ``between`` and ``within`` without ``about``."""
    partners = {"open": "between", "within": "about (or every)"} if tolerance else {"open": "between"}
    strange = [key for key in partners if key in spots and key not in wanted]
    for key in strange:
        spots[key].fault(f"{key} beside {partners[key]}", "neither of them", "remove it")
    return not strange


def read_bound(owner: Spot, spots: dict[str, Spot], close: _Close, *, tolerance: bool = True) -> Any:
    """Give the one bound that stands among the keys of *owner*."""
    heads = [key for key in BOUNDS if key in spots]
    if len(heads) != 1:
        got = " and ".join(heads) if heads else f"the keys {', '.join(spots)}" if spots else "nothing"
        remedy = "use between: [low, high] for two ends" if heads else "write for example at_least: 15 %"
        place = spots[heads[1]] if heads else owner
        return place.fault(f"one of {', '.join(BOUNDS)}", got, remedy)
    head = heads[0]
    spot = spots[head]
    wanted = {"between": ("open",), "about": ("within",)}.get(head, ())
    clean = _no_leftovers(spots, wanted, tolerance=tolerance)
    if head == "between":
        bound = _read_between(spot, spots.get("open"))
    elif head == "about":
        bound = _read_about(spot, spots.get("within") if tolerance else None)
    else:
        amount = _AMOUNT.read(spot)
        bound = attempt(spot, PLAIN_BOUNDS[head], amount) if sound(amount) else FAULT
    if not sound(bound) or not clean:
        return FAULT
    if close is not None and attempt(spot, with_amounts, bound, close) is FAULT:
        return FAULT
    return bound


def _read_between(spot: Spot, ends: Spot | None) -> Any:
    spots = spot.items("two amounts", "write for example between: [4.5 %, 5 %]")
    if not sound(spots):
        return FAULT
    if len(spots) != 2:  # noqa: PLR2004 -- a low and a high end
        return spot.fault("two amounts", f"{len(spots)}", "write for example between: [4.5 %, 5 %]")
    low, high = (_AMOUNT.read(inner) for inner in spots)
    left_out: Any = ()
    if ends is not None:
        listed = ends.items("a list of the ends left out", "write open: [high]")
        left_out = tuple(Words().read(inner) for inner in listed) if sound(listed) else FAULT
    if not (sound(low) and sound(high) and sound(left_out) and all(map(sound, left_out))):
        return FAULT
    bound = attempt(spot, Between, low, high)
    if not sound(bound) or ends is None:
        return bound
    return attempt(ends, Between, low, high, left_out)


def _read_about(spot: Spot, within: Spot | None) -> Any:
    if isinstance(spot.node, Table):
        spots = spot.entries("an amount", "")
        if not sound(spots) or not check_keys(spots, ("amount", "within")):
            return FAULT
        if within is not None:
            return within.fault("the tolerance once", "within twice", "keep one of them")
        if "amount" not in spots:
            return spot.fault("an amount", "none", "write amount: 6.2 % in it")
        spot, within = spots["amount"], spots.get("within")
    amount = _AMOUNT.read(spot)
    half = None if within is None else _AMOUNT.read(within)
    if not (sound(amount) and sound(half)):
        return FAULT
    return attempt(within or spot, About, amount, within=half)


def _read_change(spot: Spot, head: str, closers: Closers) -> Any:
    second = "over" if head == "total" else "since"
    spots = spot.entries(f"a mapping with a bound and {second}", f"write for example {head}: {{{EXAMPLES[head]}}}")
    if not sound(spots):
        return FAULT
    known = check_keys(spots, (*BOUND_KEYS, second), {"by": "write the bound itself, such as at_least: 15 %"})
    close = {"rise": closers.change, "fall": closers.change, "total": closers.level}.get(head)
    bound = read_bound(spot, spots, close) if known or set(spots) & set(BOUNDS) else FAULT
    if second not in spots:
        remedy = "write the span, such as over: 2016..2020"
        if second == "since":
            remedy = "write the period, such as since: 2015, or since: unstated where the document names none"
        return spot.fault(f"{second} beside the bound", "none", remedy)
    measured: Any
    if head == "total":
        measured = When().read(spots["over"])
        if sound(measured) and not isinstance(measured, Span):
            measured = Span(measured, measured)
    else:
        measured = read_since(spots["since"], closers)
    if not (known and sound(bound) and sound(measured)):
        return FAULT
    if head == "total":
        return attempt(spot, Total, bound, over=measured)
    kind, name = CHANGES[head]
    return attempt(spot, kind, **{name: bound, "since": measured})


EXAMPLES = {
    "rise": "at_least: 3 points, since: 2015",
    "fall": "at_least: 15 %, since: 2015",
    "multiple": "at_least: 2, since: 2010",
    "growth": "at_least: 7 %, since: 2015",
    "total": "at_least: 500 亿元, over: 2016..2020",
}


def _read_combination(spot: Spot, head: str, closers: Closers) -> Any:
    because: Any = None
    if head == "readings":
        spots = spot.entries("a mapping with because and of", "write because: (what is open) and of: (the readings)")
        if not sound(spots):
            return FAULT
        known = check_keys(spots, ("because", "of"))
        missing = [key for key in ("because", "of") if key not in spots]
        for key in missing:
            spot.fault(f"{key} in readings", "none", f"write {key}:")
        if missing or not known:
            return FAULT
        because, spot = Languages().read(spots["because"]), spots["of"]
    listed = spot.items("a list of criteria", "write one criterion on each line, behind a dash")
    if not sound(listed) or not sound(because):
        return FAULT
    parts = [_read_part(inner, closers) for inner in listed]
    if not all(map(sound, parts)):
        return FAULT
    if head == "readings":
        return attempt(spot, Readings, of=parts, because=because)
    return attempt(spot, COMBINATIONS[head], parts)


def _read_part(spot: Spot, closers: Closers) -> Any:
    spots = spot.entries("a criterion", "write for example at_least: 2 户")
    if not sound(spots) or not check_keys(spots, CRITERION_KEYS):
        return FAULT
    return read_criterion(spot, spots, closers)


def read_since(spot: Spot, closers: Closers) -> Any:
    """Give a baseline: a word, a period, an amount, or a mapping with period and amount."""
    expected = f"a period, an amount with its unit, or one of {', '.join(SINCE_WORDS)}"
    if isinstance(spot.node, Leaf):
        text = spot.text(expected)
        if not sound(text):
            return FAULT
        return SINCE_WORDS[text] if text in SINCE_WORDS else _since_text(spot, text, expected, closers)
    spots = spot.entries(expected, "write for example 2015, or {period: 2010, amount: 300 亿元}")
    if not sound(spots) or not check_keys(spots, ("period", "amount")):
        return FAULT
    period = When().read(spots["period"]) if "period" in spots else None
    amount = _AMOUNT.read(spots["amount"]) if "amount" in spots else None
    if not (sound(period) and sound(amount)) or not _fits(spots.get("amount", spot), amount, closers):
        return FAULT
    return attempt(spot, Baseline, period, amount)


def _fits(spot: Spot, amount: Quantity | None, closers: Closers) -> bool:
    return amount is None or closers.level is None or attempt(spot, closers.level, amount) is not FAULT


def _since_text(spot: Spot, text: str, expected: str, closers: Closers) -> Baseline | Fault:
    try:
        return Baseline(parse_period(text))
    except ParseError as error:
        period_error = error
    if _reads("".join(text.split())):
        return spot.fault("a period without blanks", shortened(text), f"write {''.join(text.split())}")
    try:
        amount = Quantity(text, catalogue=spot.reading.catalogue) if len(text) <= 1000 else None  # noqa: PLR2004 -- no amount is longer
    except ParseError:
        amount = None
    if amount is None:
        return spot.unknown(expected, text, SINCE_WORDS, period_error.remedy)
    if amount.is_bare:
        # 20015 is a slip of the pen for 2015, and must not become an amount.
        return spot.fault(expected, shortened(text), "correct the period, or write {amount: …} for a bare number")
    return Baseline(amount=amount) if _fits(spot, amount, closers) else FAULT


def _reads(text: str) -> bool:
    try:
        parse_period(text)
    except ParseError:
        return False
    return True
