"""Results as plain data, and the shipped schemas that describe them (issue: deciding, to_dict)."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import policytargets as pt
from fuxin_2017 import observations, plan
from policytargets.errors import UnknownReferenceError
from policytargets.results import schema

ASSESSMENT = pt.assess(plan(), observations(), as_of=pt.Year(2018))
DATA = json.loads(json.dumps(ASSESSMENT.to_dict()))
GDP = pt.Indicator(id="gdp", name="GDP", unit="亿元", nature="flow")


def valid(name: str, data: Any) -> bool:
    """Whether data keep a shipped schema."""
    return bool(Draft202012Validator(schema(name)).is_valid(data))


class TestSchemas:
    """The schemas are current, and refuse what is altered."""

    @pytest.mark.parametrize("name", ["attainment", "assessment"])
    def test_they_are_schemas(self, name: str) -> None:
        """By the meta-schema."""
        Draft202012Validator.check_schema(schema(name))

    def test_an_assessment_keeps_its_schema(self) -> None:
        """All of Fuxin, through JSON."""
        Draft202012Validator(schema("assessment")).validate(DATA)
        for attainment in DATA["attainments"]:
            assert valid("attainment", attainment)

    @pytest.mark.parametrize(
        "criterion",
        [
            pt.Between("1 亿元", "2 亿元", open=["low"]),
            pt.About("1 亿元", within="0.5 亿元"),
            pt.Rise(by=pt.AtLeast("5 %"), since=pt.Year(2016)),
            pt.Multiple(times=pt.AtLeast("2"), since=pt.Year(2016)),
            pt.Growth(rate=pt.AtLeast("1 %"), since=pt.Year(2016)),
            pt.Exactly("1/3 亿元"),
        ],
    )
    def test_every_criterion_keeps_it(self, criterion: Any) -> None:
        """Exact numbers are texts, also 1/3."""
        target = pt.Target(id="goal", indicator=GDP, criterion=criterion, due=pt.Year(2017))
        seen = [
            pt.Observation(indicator=GDP, period=pt.Year(y), value=v, plus_minus="0.1")
            for y, v in ((2016, "1"), (2017, "3"))
        ]
        seen.append(pt.Observation(indicator=GDP, period=pt.Year(2017), value="5 %", since=pt.YearBefore(), entity="x"))
        assert valid("attainment", json.loads(json.dumps(pt.assess(target, seen, as_of=pt.Year(2018)).to_dict())))

    def test_wholes_keep_it(self) -> None:
        """Parts are attainments of their own."""
        every = pt.Every(pt.Year, within=pt.Span(pt.Year(2016), pt.Year(2017)))
        target = pt.Target(id="goal", indicator=GDP, criterion=pt.AtLeast("1 亿元"), due=every)
        data = pt.assess(target, [], as_of=pt.Year(2018)).to_dict()
        assert len(data["parts"]) == 2
        assert valid("attainment", data)

    def test_altered_data_are_refused(self) -> None:
        """A float, an unknown word, a missing and a further key."""
        for alter in (
            lambda one: one.update(verdict="maybe"),
            lambda one: one["margin"].update(amount=0.16),
            lambda one: one.pop("timing"),
            lambda one: one.update(score=1),
        ):
            data = copy.deepcopy(next(one for one in DATA["attainments"] if one["margin"]))
            alter(data)  # type: ignore[no-untyped-call]  # known better here than the checker can
            assert not valid("attainment", data)

    def test_another_name_is_refused(self) -> None:
        """There are two."""
        with pytest.raises(UnknownReferenceError, match="attainment"):
            schema("plan")


class TestData:
    """What stands in the data."""

    FOUND = next(one for one in DATA["attainments"] if one["item"]["id"] == "invention_patents_2017")

    def test_amounts_and_words(self) -> None:
        """Exact, with unit, in both languages."""
        assert self.FOUND["observed"] == {
            "amount": "2.31", "unit": "patent/(10000.person)", "whole": None, "prices": None,
        }  # fmt: skip
        assert self.FOUND["margin"]["amount"] == "0.16"
        assert self.FOUND["due"] == {"kind": "in", "period": "2017"}
        assert self.FOUND["required"]["comparator"] == ">="
        assert (
            self.FOUND["explanation"]["zh"]
            == "2017年发明专利拥有量为2.31件/万人（示意数据），高于目标2.15件/万人，已完成"
        )

    def test_what_is_illustrative_says_so(self) -> None:
        """In each record, each attainment, and the whole."""
        assert DATA["illustrative"]
        assert self.FOUND["illustrative"]
        assert all(record["illustrative"] for record in self.FOUND["used"])

    def test_the_quote_stands_in_the_text(self) -> None:
        """The citation gives offsets of the text as it stands."""
        cited = self.FOUND["citation"]
        assert plan().document(cited["document"]).text[cited["start"] : cited["end"]] == cited["quote"]  # type: ignore[index]  # at hand

    def test_every_chain_replays(self) -> None:
        """To the verdict beside it."""
        for one in DATA["attainments"]:
            assert pt.replay(one["steps"]).value == one["verdict"]
