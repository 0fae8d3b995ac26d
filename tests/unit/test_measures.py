"""Measures and findings."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from policytargets.errors import InvalidValueError
from policytargets.findings import Finding
from policytargets.measures import Measure
from policytargets.sources import Citation
from policytargets.texts import Text

MEASURE = Measure(id="platform", title={"zh": "建设平台", "en": "build a platform"}, number=6, serves=["patents_2020"])
QUOTED = Citation(document="fuxin", quote="建设专利转化公共服务平台", start=0, end=12)


def test_a_measure_is_an_action_with_what_it_serves() -> None:
    """Design: 措施, an action; a measurement is an Observation."""
    assert MEASURE.serves == ("patents_2020",)
    assert (MEASURE.label(), MEASURE.label("zh")) == ("build a platform", "建设平台")
    assert Measure(id="a", title="a").number is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "措施"}, "a key of lower-case letters"),
        ({"title": ""}, "a text that is not empty"),
        ({"number": "6"}, "an instance of int"),
        ({"number": True}, "an instance of int"),
        ({"serves": "patents_2020"}, "a list or tuple"),
        ({"serves": [MEASURE]}, "an instance of str"),
        ({"topic": "创造"}, "a key of lower-case letters"),
        ({"citation": "quote"}, "an instance of Citation"),
    ],
)
def test_what_is_no_measure_is_refused(changes: dict[str, Any], message: str) -> None:
    """One message in four parts."""
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(MEASURE, **changes)
    assert message in str(caught.value)


def test_a_finding_says_what_the_source_leaves_open() -> None:
    """Design: an ambiguity or inconsistency of the source, with its spans."""
    finding = Finding(id="verbs", text="三种说法", citations=[QUOTED])
    assert finding.text == Text({"zh": "三种说法"})
    assert finding.citations == (QUOTED,)
    with pytest.raises(InvalidValueError, match="an instance of Citation"):
        attrs.evolve(finding, citations=["建设"])
