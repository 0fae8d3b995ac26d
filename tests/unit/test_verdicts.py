"""Verdicts, timings and reasons."""

from __future__ import annotations

import re
from itertools import product

import pytest

from policytargets.errors import UndecidedError
from policytargets.verdicts import Decision, Reason, ReasonCode, Timing, Verdict, all_of, any_of, unanimous

MET, NOT, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_never_true_or_false(verdict: Verdict) -> None:
    """Design: `bool(verdict)` raises and says what to write instead."""
    with pytest.raises(UndecidedError, match=r"write `verdict is Verdict\.MET`"):
        bool(verdict)
    with pytest.raises(UndecidedError):
        assert verdict
    with pytest.raises(TypeError):
        _ = not verdict


@pytest.mark.parametrize(
    ("timing", "verdict"),
    [
        (Timing.EARLY, MET),
        (Timing.ON_TIME, MET),
        (Timing.LOST, NOT),
        (Timing.LATE, NOT),
        (Timing.MISSED, NOT),
        (Timing.NOT_YET_DUE, OPEN),
        (Timing.NO_DATA, OPEN),
        (Timing.UNDECIDED, OPEN),
    ],
)
def test_each_timing_implies_its_verdict(timing: Timing, verdict: Verdict) -> None:
    """Design: the table of verdict and timing; these eight rows are all."""
    assert timing.verdict is verdict
    assert len(Timing) == 8


ALL = {(MET, MET): MET, (MET, NOT): NOT, (MET, OPEN): OPEN, (NOT, NOT): NOT, (NOT, OPEN): NOT, (OPEN, OPEN): OPEN}
ANY = {(MET, MET): MET, (MET, NOT): MET, (MET, OPEN): MET, (NOT, NOT): NOT, (NOT, OPEN): OPEN, (OPEN, OPEN): OPEN}
ONE = {(MET, MET): MET, (MET, NOT): OPEN, (MET, OPEN): OPEN, (NOT, NOT): NOT, (NOT, OPEN): OPEN, (OPEN, OPEN): OPEN}


@pytest.mark.parametrize(("one", "other"), list(product(Verdict, repeat=2)))
def test_combining_is_kleene_s_and_or_and_unanimity(one: Verdict, other: Verdict) -> None:
    """Design: criteria combine by Kleene's logic; readings by what all say. The tables are written out."""
    pair = (one, other) if (one, other) in ALL else (other, one)
    assert all_of([one, other]) is ALL[pair]
    assert any_of([one, other]) is ANY[pair]
    assert unanimous([one, other]) is ONE[pair]


@pytest.mark.parametrize("combine", [all_of, any_of, unanimous])
def test_nothing_combined_is_undetermined(combine: object) -> None:
    """Of no verdicts nothing is known, whatever logic says of the empty set; one verdict is itself."""
    assert callable(combine)
    assert combine([]) is OPEN
    for verdict in Verdict:
        assert combine([verdict]) is verdict


@pytest.mark.parametrize("code", ReasonCode)
def test_every_reason_says_the_same_in_two_languages(code: ReasonCode) -> None:
    """Each reason has a Chinese sentence with Chinese words, and fills no word the English does not know."""
    assert re.search("[\u4e00-\u9fff]", code.zh)
    assert not re.search("[\u4e00-\u9fff]", code.en)
    words = {language: set(re.findall(r"\{(\w+)\}", text)) for language, text in (("en", code.en), ("zh", code.zh))}
    assert words["zh"] <= words["en"]


def test_a_reason_fills_its_sentence_from_its_details() -> None:
    """Details are pairs or a mapping; a word without a detail is shown in brackets, and raises nothing."""
    reason = Reason(ReasonCode.BASELINE_NOT_BEFORE, {"baseline": "2017", "period": "2016"})
    assert reason == Reason(ReasonCode.BASELINE_NOT_BEFORE, [("baseline", "2017"), ("period", "2016")])
    assert str(reason) == "the baseline 2017 is not before 2016"
    assert reason.label("zh") == "基期2017不在2016之前"
    assert str(Reason(ReasonCode.NO_OBSERVATION)) == "no observation for (period)"


def test_a_detail_may_hold_braces() -> None:
    """What a user wrote is no template."""
    assert str(Reason(ReasonCode.ILLUSTRATIVE, {"source": "{x}"})) == "rests on illustrative data: {x}"


def test_labels_are_words_a_report_shows() -> None:
    """The words of the scorecard, in both languages."""
    assert [verdict.label("zh") for verdict in Verdict] == ["已完成", "未完成", "无法判定"]
    assert [verdict.label() for verdict in Verdict] == ["met", "not met", "undetermined"]
    assert Timing.LOST.label("zh") == "曾完成后回落"
    assert Timing.NOT_YET_DUE.label() == "not yet due"


def test_a_decision_has_a_reason_and_a_margin_where_there_are_any() -> None:
    """Both may be missing."""
    assert Decision(verdict=MET) == Decision(verdict=MET, reason=None, margin=None)
