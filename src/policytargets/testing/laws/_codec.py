"""The laws of codecs: pairs of a function that writes values and one that reads them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from policytargets.bounds import AtLeast
from policytargets.describing import describe_item
from policytargets.indicators import Indicator
from policytargets.periods import Year
from policytargets.plans import Plan
from policytargets.quantities import Quantity
from policytargets.targets import Item, Target
from policytargets.testing._plans import plans
from policytargets.testing.laws._law import Law
from policytargets.testing.laws._running import Check, Told, run_drawn
from policytargets.testing.laws._telling import line

Value = TypeVar("Value")
Written = TypeVar("Written")

CODEC_LAWS = (
    Law(
        name="round_trip",
        sentence="What is written reads as the same value.",
        source="policytargets, plan files: loads(dumps(plan)) == plan; nothing is dropped, repaired or guessed.",
        remedy="write amounts as exact texts and not as floats, and every field by its name.",
    ),
    Law(
        name="same_text",
        sentence="Equal values are written the same, every time.",
        source="policytargets, plan files: the same bytes twice, so that versions can be compared.",
        remedy="write no time, no id of an object, and nothing in the order of a set.",
    ),
    Law(
        name="stable",
        sentence="What was read is written as it stood.",
        source="policytargets, plan files: dumps(loads(text)) == text.",
        remedy="keep the order of entries and the spelling of amounts.",
    ),
)
"""The laws of codecs, in order."""

_TEXTS = ("no", "1.10", "  two  blanks ", "a: b", "# not a comment", "第一行\n第二行", '"', "é", "~")
_NUMBERS = (Fraction(1, 3), Fraction(1, 10) + Fraction(1, 10**20), Fraction(9_007_199_254_740_993))


@st.composite
def _awkward_plans(draw: st.DrawFn) -> Plan:
    """Plans with what is easily lost: amounts that no float holds, and texts that look like something else."""
    amount, title = draw(st.sampled_from(_NUMBERS)), draw(st.sampled_from(_TEXTS))
    patents = Indicator(id="patents", name={"en": "patents", "zh": title}, unit="patent", nature="stock")
    target = Target(id="goal", indicator=patents, criterion=AtLeast(Quantity(amount, patents.unit)), due=Year(2017))
    return Plan(title=title, indicators=[patents], targets=[target])


def check_codec(
    dump: Callable[[Any], Any],
    load: Callable[[Any], Any],
    *,
    values: st.SearchStrategy[Any] | None = None,
    max_examples: int = 50,
) -> None:
    """Tell whether a codec keeps its laws: all are tried, and one error lists those that are broken.

    Args:
        dump: writes a value: as text, bytes or plain data.
        load: reads what *dump* wrote.
        values: what is written; plans when left out, some of them with amounts and texts that are easily lost.
        max_examples: so many values for each law.

    Raises:
        BrokenLawsError: with every law that is broken.

    Examples:
        >>> from policytargets.codec import dumps, loads
        >>> check_codec(dumps, loads, max_examples=5)
    """
    drawn = (_awkward_plans() | plans()) if values is None else values
    rules: dict[str, Callable[[Any], Told]] = {
        "round_trip": lambda value: _round_trip(value, dump, load),
        "same_text": lambda value: _same_text(value, dump),
        "stable": lambda value: _stable(value, dump, load),
    }
    checks = [Check(law, rules[law.name], _value_story) for law in CODEC_LAWS]
    run_drawn(f"{_name(dump)} with {_name(load)}", drawn, checks, max_examples=max_examples)


def _name(function: object) -> str:
    return str(getattr(function, "__name__", function))


def _round_trip(value: Any, dump: Callable[[Any], Any], load: Callable[[Any], Any]) -> Told:
    again = load(dump(value))
    if again == value:
        return ()
    return (*_value_story(value), *_difference(value, again), line("expected", "the same value"))


def _same_text(value: Any, dump: Callable[[Any], Any]) -> Told:
    first, second = dump(value), dump(copy.deepcopy(value))
    return () if first == second else (*_value_story(value), *_texts(first, second))


def _stable(value: Any, dump: Callable[[Any], Any], load: Callable[[Any], Any]) -> Told:
    first = dump(value)
    second = dump(load(first))
    return () if first == second else (*_value_story(value), *_texts(first, second))


def _value_story(value: Any) -> Told:
    if not isinstance(value, Plan):
        return (line("value", repr(value)),)
    items: tuple[Item, ...] = (*value.targets, *value.milestones, *value.aims, *value.rules)
    told = [line("plan", repr(value.title.best("en")))]
    return (*told, *(line("item", describe_item(item)) for item in items))


def _texts(first: object, second: object) -> Told:
    """Show where two texts begin to differ."""
    one, other = (text if isinstance(text, str) else repr(text) for text in (first, second))
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, at - 20)
    return (
        line("first", repr(one[start : at + 20])), line("then", repr(other[start : at + 20])),
        line("expected", "the same twice"),
    )  # fmt: skip


def _difference(one: Any, other: Any, path: str = "") -> Told:
    """Show the first field in which two values differ."""
    for step, mine, theirs in _parts(one, other):
        if mine != theirs:
            return _difference(mine, theirs, f"{path}{step}")
    where = path.removeprefix(".")
    return line("said", f"{where} {one!r}".strip()), line("read", f"{where} {other!r}".strip())


def _parts(one: Any, other: Any) -> list[tuple[str, Any, Any]]:
    """Give what two values of one kind are made of, side by side."""
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return [(f"[{number}]", *pair) for number, pair in enumerate(zip(one, other, strict=True))]
    if type(one) is type(other) and attrs.has(type(one)) and not isinstance(one, Quantity):
        names = [field.name for field in attrs.fields(type(one))]
        return [(f".{name}", getattr(one, name), getattr(other, name)) for name in names]
    return []
