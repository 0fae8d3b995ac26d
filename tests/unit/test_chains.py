"""The chain of steps: plain data, compared and drawn again (design: chain)."""

from __future__ import annotations

from fractions import Fraction

from policytargets.chains import MOST_RANGES, Chain, Step, _few
from policytargets.ranges import Range, point


def test_a_step_is_a_value() -> None:
    """Equal by all it holds, hashed without its data, and empty of it where nothing is said."""
    step = Step(rule="open", given={"period": "2017"}, uses=(1,), result="met")
    assert hash(step) == hash(Step(rule="open", given={"period": "2018"}, uses=(1,), result="not met"))
    assert step != Step(rule="open", given={"period": "2018"}, uses=(1,), result="met")
    assert Step(rule="open").to_dict() == {"rule": "open", "given": {}, "uses": [], "result": None}


def test_so_many_amounts_are_kept_apart_and_no_more() -> None:
    """Of very many only their hull, which decides less and never wrongly (design: evidence)."""
    assert MOST_RANGES == 4096
    many = tuple(Range(Fraction(number), Fraction(number + 1)) for number in range(MOST_RANGES))
    assert _few(many + many) == many
    more = (*many, *point(Fraction(-7)))
    assert _few(more) == (Range(Fraction(-7), Fraction(MOST_RANGES)),)
    assert _few((*more, Range(None, Fraction(0)))) == (Range(None, Fraction(MOST_RANGES)),)
    assert _few((*more, Range(Fraction(0), None))) == (Range(Fraction(-7), None),)
    assert _few((*more, Range(Fraction(0), Fraction(9999)))) == (Range(Fraction(-7), Fraction(9999)),)


def test_a_sum_keeps_each_total_once() -> None:
    """1 or 2, and 1 or 2, are 2, 3 or 4."""
    chain = Chain()
    either = [["1", "1"], ["2", "2"]]
    parts = [chain.add("observe", {"amounts": either}), chain.add("observe", {"amounts": either})]
    told = {"weights": ["1", "1"], "missing": False, "cannot_be_negative": True, "periods": []}
    total = chain.add("sum", told, parts)
    assert chain.amounts(total) == (*point(Fraction(2)), *point(Fraction(3)), *point(Fraction(4)))
    least = chain.add("sum", {**told, "missing": True}, parts)
    assert chain.amounts(least) == tuple(Range(Fraction(low), None) for low in (2, 3, 4))
    open_ = chain.add("sum", {**told, "missing": True, "cannot_be_negative": False}, parts)
    assert set(chain.amounts(open_)) == {Range(None, None)}
