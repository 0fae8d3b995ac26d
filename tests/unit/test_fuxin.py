"""Fuxin 2017, whole and faithful (issue: Fuxin 2017, whole)."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import ClassVar

import pytest

import policytargets as pt
from fuxin_2017 import liaoning, liaoning_observations, observations, plan, source
from policytargets.organisations import ItemKind, split_bodies
from policytargets.problems import Severity
from policytargets.sources import CitationStatus, verify

PLAN = plan()
TEXT = source()
SOURCE = PLAN.document("fuxin_2017_42")


class TestStructure:
    """Eight sections, 24 clauses, eleven rows of the annex."""

    def test_the_text_is_the_one_that_was_hashed(self) -> None:
        """Byte for byte."""
        data = files("fuxin_2017").joinpath("source.txt").read_bytes()
        assert hashlib.sha256(data).hexdigest() == SOURCE.sha256
        assert data.decode("utf-8") == TEXT == SOURCE.text

    def test_sections_clauses_rows(self) -> None:
        """In order."""
        assert [section.number for section in SOURCE.sections] == list(range(1, 9))
        assert [clause.number for clause in SOURCE.clauses] == list(range(1, 25))
        assert [row.number for row in SOURCE.annex_rows] == list(range(1, 12))

    def test_counts(self) -> None:
        """All goals, slices, measures, rules."""
        assert len(PLAN.targets) == 18
        assert len(PLAN.milestones) == 4
        assert len(PLAN.aims) == 18
        assert len(PLAN.rules) == 2
        assert [measure.number for measure in PLAN.measures] == list(range(3, 25))

    def test_parent_and_standard(self) -> None:
        """辽政发〔2016〕45号 and GB/T29490—2013."""
        assert {document.number for document in PLAN.documents} == {"辽政发〔2016〕45号", "GB/T29490—2013"}


class TestQuotes:
    """Every item cites its span; the whole is verified against the text by hash, offsets and quote."""

    def test_every_citation_gives_its_quote(self) -> None:
        """No exception."""
        groups = (PLAN.targets, PLAN.milestones, PLAN.aims, PLAN.rules, PLAN.measures)
        citations = [item.citation for group in groups for item in group]
        citations += [citation for finding in PLAN.findings for citation in finding.citations]
        assert len(citations) > 200
        for citation in citations:
            assert citation is not None
            assert verify(citation, SOURCE) is CitationStatus.VERIFIED
            assert TEXT[citation.start : citation.end] == citation.quote

    def test_every_responsible_body_cites_its_own_words(self) -> None:
        """Offsets of each name in its list."""
        assert len(PLAN.responsibilities) == 178
        for one in PLAN.responsibilities:
            assert one.citation is not None
            assert TEXT[one.citation.start : one.citation.end] == one.as_written


class TestTargets:
    """The figures, as written."""

    GOALS: ClassVar = {
        "invention_patents": ("2.88", "2.15"), "firms_with_patents": ("20", "15"), "patent_life": ("6.1", "6.1"),
        "copyright_registrations": ("320", "320"), "valid_trademarks": ("3800", "3400"),
        "advantage_enterprises": ("10", "2"), "certified_enterprises": ("5", "1"), "response_rate": ("100", "100"),
        "service_agencies": ("5", "2"),
    }  # fmt: skip

    @pytest.mark.parametrize("indicator", GOALS)
    def test_goal_and_slice(self, indicator: str) -> None:
        """By 2020 at least so much, in 2017 its annual slice."""
        frame = PLAN.to_frame("targets").set_index("id")
        goal, cut = frame.loc[f"{indicator}_2020"], frame.loc[f"{indicator}_2017"]
        assert (goal["value"], cut["value"]) == self.GOALS[indicator]
        assert (goal["comparator"], cut["comparator"]) == (">=", ">=")
        assert (goal["due"], goal["due_kind"], cut["due"], cut["due_kind"]) == ("2020", "by", "2017", "in")
        assert cut["slice_of"] == f"{indicator}_2020"

    def test_what_the_text_leaves_open_is_not_guessed(self) -> None:
        """10户, 2户, 5户, 1户, 2家: held, or newly added since some start."""
        frame = PLAN.to_frame("targets")
        several = frame[frame["readings"] > 1]
        assert set(several["id"]) == {
            "advantage_enterprises_2020", "advantage_enterprises_2017", "certified_enterprises_2020",
            "certified_enterprises_2017", "service_agencies_2017",
        }  # fmt: skip

    def test_the_hedge(self) -> None:
        """力争5户."""
        assert PLAN.target("certified_enterprises_2020").commitment is pt.Commitment.HEDGED

    def test_the_two_rules_of_70_percent(self) -> None:
        """One that may, one that must."""
        assert [str(rule.criterion.amount) for rule in PLAN.rules] == ["70%", "70%"]  # type: ignore[union-attr]  # at least
        assert [rule.commitment for rule in PLAN.rules] == [pt.Commitment.PERMISSIVE, pt.Commitment.FIRM]


class TestResponsibilities:
    """Every responsible body in order as written; nothing is inherited."""

    def test_the_goals_of_2020_name_nobody(self) -> None:
        """And none is inherited from a slice."""
        for target in PLAN.targets:
            named = PLAN.responsible_for(target.id)
            assert bool(named) is target.id.endswith("_2017")

    @pytest.mark.parametrize("measure", PLAN.measures, ids=lambda measure: f"measure {measure.number}")
    def test_the_bodies_of_each_measure_are_those_of_its_clause(self, measure: pt.Measure) -> None:
        """In the order of the text, whatever the delimiters."""
        clause = SOURCE.clauses[(measure.number or 0) - 1]
        words = TEXT[clause.start : clause.end]
        listed = words[words.index("（责任单位：") + len("（责任单位：") : words.rindex("）")]
        named = PLAN.responsible_for(measure.id)
        assert [one.as_written for one in named] == [body.as_written for body in split_bodies(listed)]
        assert {one.item_kind for one in named} == {ItemKind.MEASURE}

    @pytest.mark.parametrize("row", SOURCE.annex_rows, ids=lambda row: f"row {row.number}")
    def test_the_bodies_of_each_row_are_those_of_its_last_cell(self, row: object) -> None:
        """Targets and milestones of 2017."""
        start, end = row.start, row.end  # type: ignore[attr-defined]  # an annex row
        [item] = [
            one for one in (*PLAN.targets, *PLAN.milestones)
            if one.citation is not None and one.citation.start is not None and start <= one.citation.start < end  # type: ignore[attr-defined]  # known better here than the checker can
        ]  # fmt: skip
        cell = row.cells[-1]  # type: ignore[attr-defined]  # an annex row
        assert [one.as_written for one in PLAN.responsible_for(item.id)] == [  # type: ignore[attr-defined]  # known better here than the checker can
            b.as_written for b in split_bodies(cell.text)
        ]


class TestProblems:
    """Fuxin has no errors, and its exact warnings are these."""

    def test_the_exact_warnings(self) -> None:
        """The eleven goals of 2020 name nobody, and one slice drops its hedge."""
        problems = PLAN.problems()
        assert {problem.severity for problem in problems} == {Severity.WARNING}
        goals = [f"targets.{indicator}_2020" for indicator in TestTargets.GOALS]
        events = ["milestones.pledge_pilot_2020", "milestones.regional_patent_platform_2020"]
        hedge = ["targets.certified_enterprises_2017.commitment"]
        assert sorted(problem.path for problem in problems) == sorted([*goals, *events, *hedge])
        assert PLAN.check() is PLAN


class TestLiaoning:
    """The small real case: texts not at hand, and said so."""

    def test_met_early_by_published_figures(self) -> None:
        """9.7 per 10,000 in 2019 against 7.36 by 2020."""
        found = pt.assess(liaoning(), liaoning_observations(), as_of=pt.Year(2019))["invention_patents_2020"]
        assert (found.verdict, found.timing) == (pt.Verdict.MET, pt.Timing.EARLY)
        assert str(found.margin) == "2.34 patents per 10,000 people"
        assert not found.is_illustrative

    def test_the_text_is_not_at_hand(self) -> None:
        """Unverified, and listed so."""
        assert liaoning().document("liaoning_2016_45").text is None
        assert all(problem.severity is not Severity.ERROR for problem in liaoning().problems())

    def test_nothing_illustrative_is_shipped_as_real(self) -> None:
        """Every made-up row says so."""
        assert all(record.is_illustrative for record in observations())
