"""The chain of steps: plain data, compared and drawn again (design: chain)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from policytargets.chains import MOST_RANGES, RULES, Chain, Step, _few, time_event, time_single, time_whole
from policytargets.ranges import Range, point
from policytargets.verdicts import Timing, Verdict


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


MET, NOT, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


@pytest.mark.parametrize(
    ("how", "verdicts", "result"),
    [
        ("all_of", (MET, MET), MET), ("all_of", (MET, NOT), NOT), ("all_of", (MET, OPEN), OPEN), ("all_of", (NOT, OPEN), NOT),
        ("any_of", (NOT, NOT), NOT), ("any_of", (MET, NOT), MET), ("any_of", (NOT, OPEN), OPEN), ("any_of", (MET, OPEN), MET),
        ("readings", (MET, MET), MET), ("readings", (NOT, NOT), NOT), ("readings", (MET, NOT), OPEN),
        ("readings", (MET, OPEN), OPEN),
    ],
)  # fmt: skip
def test_combinations_are_of_three_values(how: str, verdicts: tuple[Verdict, ...], result: Verdict) -> None:
    """Kleene for all and any; readings say what all of them say (design: criterion)."""
    assert RULES["combine"]({"how": how}, [verdict.value for verdict in verdicts]) == result.value


@pytest.mark.parametrize(
    ("due", "told", "timing"),
    [
        (MET, {"parts_suffice": True}, Timing.EARLY),
        (MET, {"by": True, "earlier": [NOT, MET]}, Timing.EARLY),
        (MET, {"by": True, "earlier": [MET, NOT]}, Timing.ON_TIME),
        (MET, {"earlier": [MET]}, Timing.ON_TIME),
        (MET, {"by": True, "later": [NOT]}, Timing.ON_TIME),
        (NOT, {"by": True, "earlier": [MET, NOT], "later": [MET]}, Timing.LOST),
        (NOT, {"earlier": [MET]}, Timing.MISSED),
        (NOT, {"by": True, "earlier": [OPEN], "later": [NOT, MET]}, Timing.LATE),
        (NOT, {"later": [MET]}, Timing.MISSED),
        (NOT, {"by": True, "later": [OPEN]}, Timing.MISSED),
        (NOT, {"over": False}, Timing.MISSED),
        (OPEN, {"over": False, "by": True, "earlier": [MET]}, Timing.EARLY),
        (OPEN, {"over": False, "by": True, "earlier": [MET, NOT]}, Timing.NOT_YET_DUE),
        (OPEN, {"over": False, "earlier": [MET]}, Timing.NOT_YET_DUE),
        (OPEN, {"over": False, "known": False}, Timing.NOT_YET_DUE),
        (OPEN, {"by": True, "earlier": [MET]}, Timing.UNDECIDED),
        (OPEN, {}, Timing.UNDECIDED),
        (OPEN, {"known": False, "later": [MET]}, Timing.NO_DATA),
    ],
)
def test_the_first_row_of_the_table_that_fits(due: Verdict, told: dict[str, Any], timing: Timing) -> None:
    """Timing is its own answer, and each state implies the verdict (design: the table of timings)."""
    plain: dict[str, Any] = {
        "known": True,
        "over": True,
        "parts_suffice": False,
        "by": False,
        "earlier": [],
        "later": [],
    }
    assert time_single(due, **{**plain, **told}) is timing


@pytest.mark.parametrize(
    ("parts", "over", "timing"),
    [
        ([Timing.EARLY, Timing.ON_TIME], True, Timing.ON_TIME), ([Timing.EARLY, Timing.LATE], False, Timing.MISSED),
        ([Timing.ON_TIME, Timing.NO_DATA], True, Timing.NO_DATA), ([Timing.ON_TIME, Timing.NO_DATA], False, Timing.NOT_YET_DUE),
        ([Timing.UNDECIDED, Timing.NO_DATA], True, Timing.UNDECIDED), ([], True, Timing.UNDECIDED),
        ([], False, Timing.NOT_YET_DUE), ([Timing.UNDECIDED, Timing.MISSED], True, Timing.MISSED),
    ],
)  # fmt: skip
def test_a_whole_stands_as_its_parts_do(parts: list[Timing], over: bool, timing: Timing) -> None:  # noqa: FBT001 -- a row
    """On time when all are met, missed when one failed, else open, in the order of the design (design: timing)."""
    if parts:
        assert time_whole(parts, over=over) is timing
        assert RULES["whole"]({"over": over}, [part.value for part in parts]) == timing.value
    else:
        assert RULES["whole"]({"over": over, "unknown_members": True}, []) == timing.value


DUE = ("2017-01-01", "2017-12-31")


@pytest.mark.parametrize(
    ("statements", "timing"),
    [
        ([{"happened": ["2016-12-30", "2016-12-31"]}], Timing.EARLY), ([{"happened": ["2017-01-01", "2017-12-31"]}], Timing.ON_TIME),
        ([{"happened": ["2016-12-31", "2017-01-01"]}], Timing.ON_TIME), ([{"happened": ["2018-01-01", "2018-01-01"]}], Timing.LATE),
        ([{"happened": ["2017-12-31", "2018-01-01"]}], Timing.UNDECIDED), ([{"not_by": "2017-12-31"}], Timing.MISSED),
        ([{"not_by": "2017-12-30"}], Timing.NO_DATA), ([], Timing.NO_DATA),
        ([{"happened": ["2016-01-01", "2016-01-01"]}, {"happened": ["2017-01-01", "2017-01-01"]}], Timing.ON_TIME),
        ([{"happened": ["2018-01-01", "2018-01-01"]}, {"not_by": "2018-01-01"}], Timing.LATE),
        ([{"happened": ["2017-01-01", "2017-01-01"]}, {"happened": ["2018-01-01", "2018-01-01"]}], Timing.UNDECIDED),
        ([{"happened": ["2017-01-01", "2017-01-01"]}, {"not_by": "2016-12-31"}], Timing.UNDECIDED),
    ],
)  # fmt: skip
def test_an_event_is_timed_by_what_each_statement_says(statements: list[dict[str, Any]], timing: Timing) -> None:
    """Early before its due period, on time within it, late after; never lost (design: milestone)."""
    assert time_event(statements, due=DUE, over=True) is timing
    told = {"statements": statements, "due": list(DUE), "over": False}
    running = Timing.NOT_YET_DUE if timing in {Timing.NO_DATA, Timing.UNDECIDED} else timing
    assert RULES["event"](told, []) == running.value


def test_limits_keep_what_lies_within() -> None:
    """Of each range what lies inside, with no end where neither has one (design: evidence)."""
    ranges = [[None, None], ["1", "3"], ["5", "9"], ["4", None], [None, "0"], ["2", "2"]]
    assert RULES["limit"]({"low": "2", "high": "4"}, [ranges]) == [["2", "4"], ["2", "3"], ["4", "4"], ["2", "2"]]
    assert RULES["limit"]({"low": None, "high": None}, [ranges]) == ranges
    assert RULES["limit"]({"low": "2", "high": None}, [ranges]) == [
        ["2", None],
        ["2", "3"],
        ["5", "9"],
        ["4", None],
        ["2", "2"],
    ]
