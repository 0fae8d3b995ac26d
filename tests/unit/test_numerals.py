"""Chinese numerals of headings."""

from __future__ import annotations

from typing import Any

import pytest

from policytargets._numerals import read_clause_label, read_numeral, write_clause_label, write_numeral
from policytargets.errors import InvalidValueError, ParseError


def test_every_numeral_is_read_back() -> None:
    """Writing and reading are inverse from 1 to 999 (issue: Chinese numbers and integers)."""
    assert [read_numeral(write_numeral(number)) for number in range(1, 1000)] == list(range(1, 1000))


def test_every_numeral_is_written_once() -> None:
    """No two numbers share a spelling."""
    assert len({write_numeral(number) for number in range(1, 1000)}) == 999


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (24, "二十四"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (215, "二百一十五"),
        (999, "九百九十九"),
    ],
)
def test_spelling(number: int, text: str) -> None:
    """Numerals are written as headings write them: 十一 and 一百一十一, 零 between hundreds and units."""
    assert write_numeral(number) == text
    assert read_numeral(text) == number


@pytest.mark.parametrize(("text", "number"), [("一百〇五", 105), ("一百十", 110), ("一百十五", 115)])
def test_other_spellings_are_read(text: str, number: int) -> None:
    """〇 for 零 and 一百十 for 一百一十 are common and unambiguous."""
    assert read_numeral(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "零",
        "〇",
        "一十",
        "一十一",
        "十十",
        "一百二",
        "一百零十",
        "一百零",
        "二百百",
        "一千",
        "两",
        "21",
        "二 十",
        "一二",
        "百",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """A numeral is read whole or not at all; 一百二 has two meanings (design: nothing is guessed)."""
    with pytest.raises(ParseError) as caught:
        read_numeral(text)
    assert caught.value.text == text
    assert caught.value.remedy == "write for example 二十一"


@pytest.mark.parametrize("number", [0, -1, 1000, True, "3", 2.0, None])
def test_only_integers_from_1_to_999_are_written(number: Any) -> None:
    """Headings count from one."""
    with pytest.raises(InvalidValueError, match="an integer from 1 to 999"):
        write_numeral(number)


@pytest.mark.parametrize(("text", "number"), [("（一）", 1), ("(二十四)", 24), ("（十)", 10)])
def test_clause_labels_are_read_in_brackets_of_either_width(text: str, number: int) -> None:
    """（三） is clause 3 (usage: section, clause or annex row)."""
    assert read_clause_label(text) == number
    assert read_clause_label(write_clause_label(number)) == number


@pytest.mark.parametrize("text", ["三", "（3）", "（三", "三）", "（一十）", " （三）", "（三）。"])
def test_other_clause_labels_are_refused(text: str) -> None:
    """A label is a numeral in brackets and nothing else."""
    with pytest.raises(ParseError, match="a Chinese numeral in brackets"):
        read_clause_label(text)


def test_a_clause_label_is_written_in_full_width_brackets() -> None:
    """Official documents use full-width brackets."""
    assert write_clause_label(21) == "（二十一）"
