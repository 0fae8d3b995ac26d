"""A text in several languages."""

from __future__ import annotations

from typing import Any

import pytest

from policytargets.errors import InvalidValueError
from policytargets.texts import Text, to_text

NAME = Text({"zh": "专利", "en": "patents"})


def test_it_is_a_mapping_that_can_be_hashed() -> None:
    """Usage: a name is kept as a hashable Text."""
    assert dict(NAME) == {"zh": "专利", "en": "patents"}
    assert (len(NAME), list(NAME), "zh" in NAME, NAME.get("fr")) == (2, ["en", "zh"], True, None)
    assert {NAME: 1}[Text({"en": "patents", "zh": "专利"})] == 1
    with pytest.raises(KeyError):
        NAME["fr"]


def test_the_order_in_which_it_is_written_does_not_matter() -> None:
    """Two mappings with one meaning are one value, whatever their order."""
    assert Text((("zh", "专利"), ("en", "patents"))) == Text({"en": "patents", "zh": "专利"})
    assert repr(Text({"zh": "专利", "en": "patents"})) == "Text({'en': 'patents', 'zh': '专利'})"


@pytest.mark.parametrize(
    ("text", "language", "best"),
    [
        (NAME, "en", "patents"),
        (NAME, "zh", "专利"),
        (NAME, "fr", "专利"),
        (Text({"en": "patents"}), "zh", "patents"),
        (Text({"fr": "brevets"}), "en", "brevets"),
    ],
)
def test_the_best_text_is_the_asked_then_chinese_then_any(text: Text, language: str, best: str) -> None:
    """The sources are Chinese: their words stand in where a translation is missing."""
    assert text.best(language) == best
    assert str(text) == text.best("en")


@pytest.mark.parametrize(
    ("written", "language"), [("专利", "zh"), ("GB/T 29490 标准", "zh"), ("patents", "en"), ("ÆØÅ", "en"), ("，", "en")]
)
def test_a_bare_text_is_filed_by_its_script(written: str, language: str) -> None:
    """One Chinese character makes it Chinese; punctuation does not."""
    assert to_text(written) == Text({language: written})


def test_a_text_or_mapping_is_taken_as_it_is() -> None:
    """The converter of all fields that keep a Text."""
    assert to_text(NAME) is NAME
    assert to_text({"zh": "专利", "en": "patents"}) == NAME


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({}, "each language once, and at least one"),
        ({"zh": ""}, "a text that is not empty"),
        ({"zh": "　 "}, "a text that is not empty"),
        ({"": "专利"}, "a text that is not empty"),
        ((("zh", "甲"), ("zh", "乙")), "each language once"),
        ({"zh": None}, "pairs of a language code and a text"),
        ({1: "a", "b": "c"}, "pairs of a language code and a text"),
        ([("zh",)], "pairs of a language code and a text"),
        (["zh"], "pairs of a language code and a text"),
        ("专利", "a list or tuple"),
        (3, "a list or tuple"),
    ],
)
def test_what_is_no_text_is_refused(entries: Any, message: str) -> None:
    """Nothing wrong is dropped, repaired or guessed (design: problems)."""
    with pytest.raises(InvalidValueError) as caught:
        Text(entries)
    assert message in str(caught.value)


@pytest.mark.parametrize("value", [3, None, ["专利"], b"patents"])
def test_what_makes_no_text_is_refused(value: Any) -> None:
    """A field says which forms it takes."""
    with pytest.raises(InvalidValueError, match="a text or a mapping of language to text"):
        to_text(value)
