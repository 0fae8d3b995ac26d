"""Kinds of countable things, and catalogues of them."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from policytargets._atoms import ALIASES, BUILT_IN, OPEN_WORDS, PHYSICAL_WORDS
from policytargets.errors import InvalidValueError, UnknownReferenceError
from policytargets.kinds import Catalogue, Kind, standard_catalogue
from policytargets.units import Unit

WELL = Kind("well", one="well", many="wells", zh="机井", words=("口", "眼"))
LAMP = Kind("lamp", one="lamp", many="lamps", zh="路灯", words=("盏",))
SHEEP = Kind("sheep", one="sheep", many="sheep")
PUMP = Kind("pump", one="ｐｕｍｐ", many="pumps (motor)", zh="机井（农用）")


def test_a_catalogue_is_a_value() -> None:
    """Law: a catalogue is extended into another, and no process state changes (design: unit)."""
    standard = standard_catalogue()
    extended = standard.extend([WELL])
    assert extended.kind("well") is WELL
    assert extended == Catalogue((*standard.kinds, WELL))
    assert hash(extended) == hash(Catalogue([*standard.kinds, WELL]))
    assert extended != standard
    assert standard is standard_catalogue()
    with pytest.raises(UnknownReferenceError, match="extend the catalogue"):
        standard.kind("well")


def test_a_catalogue_pickles() -> None:
    """Law: values pickle, used or not (design: domain objects are frozen values)."""
    extended = standard_catalogue().extend([WELL])
    assert extended.word("机井") == WELL.atom
    again = pickle.loads(pickle.dumps(extended))  # noqa: S301 -- our own
    assert again == extended
    assert hash(again) == hash(extended)
    assert again.word("机井") == WELL.atom


def test_the_kinds_of_the_issue_are_there() -> None:
    """Law: at least these kinds have stable codes (issue: codes)."""
    ids = {kind.id for kind in standard_catalogue().kinds}
    assert {"patent", "trademark", "work", "enterprise", "agency", "person", "project", "coefficient"} <= ids


def test_the_width_of_letters_makes_no_other_name() -> None:
    """Law: full-width letters and brackets mean the plain ones (issue: unit texts)."""
    with pytest.raises(InvalidValueError, match="not taken"):
        standard_catalogue().extend([PUMP, Kind("other", one="pump", many="others")])
    found = standard_catalogue().extend([PUMP])
    assert {Unit.parse(name, catalogue=found).code for name in (PUMP.one, PUMP.many, PUMP.zh)} == {"pump"}


@pytest.mark.parametrize("kind", [WELL, LAMP, SHEEP, PUMP], ids=lambda kind: kind.id)
def test_a_kind_of_ones_own_is_read_by_all_its_names(kind: Kind) -> None:
    """Law: users add kinds (design: unit)."""
    catalogue = standard_catalogue().extend([kind])
    for name in kind.names:
        assert Unit.parse(name, catalogue=catalogue).code == kind.id
    for word in kind.words:
        unit = Unit.parse(word, catalogue=catalogue)
        assert unit.open_words == (word,)
        assert unit.code.isascii()
        assert Unit.parse(unit.code, catalogue=catalogue) == unit
        assert unit.bind(kind.id, catalogue=catalogue).code == kind.id
    assert Unit.parse(f"万{kind.many}", catalogue=catalogue).code == f"10000.{kind.id}"


def test_a_measure_word_may_be_ascii() -> None:
    """Law: a measure word of one's own stands in codes as it is written, if that is ASCII (design: stable codes)."""
    cattle = Kind("cow", one="cow", many="cattle", words=("head",))
    unit = Unit.parse("head", catalogue=standard_catalogue().extend([cattle]))
    assert unit.code == "head?"
    assert unit.open_words == ("head",)


@pytest.mark.parametrize(
    "kind",
    [
        Kind("patent", one="x", many="xs"),
        Kind("utility_patent", one="patent", many="utility patents"),
        Kind("utility_patent", one="utility patent", many="utility patents", zh="专利"),
        Kind("meter", one="meter", many="meters"),
        Kind("second", one="second", many="seconds"),
        Kind("day", one="day", many="days"),
        Kind("percent", one="x", many="xs"),
        Kind("year", one="x", many="xs"),
        Kind("stars", one="pp", many="pps"),
        Kind("thing", one="thing", many="things", zh="件"),
        Kind("money", one="money", many="money", zh="元"),
        Kind("mass", one="mass", many="masses", zh="吨"),
    ],
    ids=lambda kind: "|".join(sorted(kind.names)),
)
def test_a_name_that_is_taken_is_refused(kind: Kind) -> None:
    """Law: a name already taken by another unit raises (research: recommended unit layer)."""
    with pytest.raises(InvalidValueError, match="not taken"):
        standard_catalogue().extend([kind])


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        ({"id": "Patent"}, "lower-case"),
        ({"id": "10"}, "lower-case"),
        ({"one": ""}, "a noun"),
        ({"many": " "}, "a noun"),
        ({"many": 5}, "a noun"),
        ({"zh": " 专利"}, "a noun"),
        ({"zh": "1号井"}, "begins with a letter"),
        ({"zh": "万"}, "no part of a number"),
        ({"many": "10"}, "begins with a letter"),
        ({"many": "wells\nwells"}, "begins with a letter"),
        ({"words": "件"}, "in brackets"),
        ({"words": ("",)}, "measure words"),
        ({"words": (1,)}, "measure words"),
        ({"words": ("万 件",)}, "measure words"),
        ({"words": ("件2",)}, "measure words"),
    ],
)
def test_a_kind_checks_its_fields(wrong: dict[str, Any], match: str) -> None:
    """Law: an item refuses what is wrong (design: problems)."""
    fields: dict[str, Any] = {"id": "thing", "one": "thing", "many": "things"} | wrong
    with pytest.raises(InvalidValueError, match=match):
        Kind(fields.pop("id"), **fields)


def test_a_catalogue_takes_kinds_only() -> None:
    """Law: an item refuses what is wrong (design: problems)."""
    with pytest.raises(InvalidValueError, match="Kind"):
        Catalogue(("patent",))


@pytest.mark.parametrize(
    ("kind", "word", "counts"),
    [
        ("patent", "件", True),
        ("patent", "项", True),
        ("patent", "户", False),
        ("patent", "个", True),
        ("household", "户", True),
        ("household", "家", False),
        ("coefficient", "件", False),
    ],
)
def test_which_words_count_a_kind(kind: str, word: str, counts: bool) -> None:  # noqa: FBT001 -- the expectation
    """Law: a measure word counts certain kinds; 个 counts anything (design: 件 is a measure word)."""
    assert standard_catalogue().kind(kind).counted_by(word) is counts


def test_a_kind_without_words_is_counted_by_any() -> None:
    """Law: no words given means any may (Kind: words)."""
    assert SHEEP.counted_by("件")
    assert not BUILT_IN["CNY"].counted_by("个")


def test_which_kinds_a_word_counts() -> None:
    """Law: an open word says what would close it (design: unit)."""
    assert standard_catalogue().counted_by("件") == ("patent", "trademark", "work", "case")
    assert standard_catalogue().counted_by("株") == ()


def test_longest_words_win() -> None:
    """Law: 家庭 is no 家, 年 no beginning of 年均, and patentable no patent (issue: a strict parser)."""
    catalogue = standard_catalogue()
    found = catalogue.longest_word("3 家庭", 2)
    assert found is not None
    assert (found[0].code, found[1]) == ("household", 4)
    assert catalogue.word("家庭") == catalogue.kind("household").atom
    assert catalogue.word("年均") is None
    assert catalogue.word("patentable") is None
    assert catalogue.word("patent_") is None
    assert catalogue.word("") is None


def test_every_word_of_the_tables_is_read() -> None:
    """Law: a table holds no word that the parser cannot reach."""
    catalogue = standard_catalogue()
    names = [name for kind in catalogue.kinds for name in kind.names]
    for word in [*ALIASES, *BUILT_IN, *OPEN_WORDS, *PHYSICAL_WORDS, *names]:
        atom = catalogue.word(word)
        assert atom is not None, word
        assert Unit(word).code.isascii()
        assert Unit(Unit(word).code) == Unit(word)


def test_the_codes_of_measure_words_differ() -> None:
    """Law: a code stands for one word (design: stable codes)."""
    assert len(set(OPEN_WORDS.values())) == len(OPEN_WORDS)
