"""Published band rules as values (issue of methods: band rules); `test_methods_elapsed` holds them against their prints."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from policytargets.bands import Band, Bands
from policytargets.errors import InvalidValueError
from policytargets.methods import band_rules
from policytargets.methods.band_rules import BandRule

RULES = {name: getattr(band_rules, name) for name in band_rules.__all__ if name != "BandRule"}
BANDS = Bands([Band("good", low=0)])


@pytest.mark.parametrize("name", RULES)
def test_each_rule_says_what_it_stands_on(name: str) -> None:
    """Law: a rule names its figure with the unit, its bands and who published it (issue of methods: band rules)."""
    rule = RULES[name]
    assert isinstance(rule, BandRule)
    assert (rule.figure != "", rule.source != "", len(rule.bands.bands) > 1) == (True, True, True)
    assert attrs.evolve(rule) == rule
    assert hash(attrs.evolve(rule)) == hash(rule)


def test_a_rule_is_checked() -> None:
    """Law: an item refuses what is wrong (design: problems); a note may be missing."""
    given: dict[str, Any] = {"figure": "share, in percent", "bands": BANDS, "source": "an office"}
    assert BandRule(**given).note == ""
    assert BandRule(**given, note="a note").note == "a note"
    for field in ("figure", "bands", "source", "note"):
        for wrong in (None, 3, ["good [0, ∞)"]):
            with pytest.raises(InvalidValueError, match=field):
                BandRule(**{**given, field: wrong})


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("SANYA_2022", "green [100, ∞); yellow [50, 100); red (-∞, 50)"),
        ("TIANJIN_BONDS_2022", "green [100, ∞); yellow [70, 100); red (-∞, 70)"),
        ("DASHBOARD_2021_Q1", "green [0, ∞); yellow [-10, 0); red (-∞, -10)"),
        ("DASHBOARD_2021_H1", "red (-∞, 0); yellow (0, 100); green [100, ∞)"),
        ("NINGXIA_WATER_2017", "full points [0, ∞); no points (-∞, 0)"),
        ("XINHUANG_2015", "yellow card (-∞, 60); watched (-∞, 80)"),
    ],
)
def test_a_rule_is_written_as_published(name: str, written: str) -> None:
    """Law: holes and overlaps are as published (issue of methods: band rules)."""
    assert str(RULES[name].bands) == written
