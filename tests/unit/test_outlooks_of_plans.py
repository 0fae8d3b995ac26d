"""A method inside an assessment, and a target's own method, from plan file to table (issue: is it on the way)."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from typing import Any

import attrs
import jsonschema
import pytest

import policytargets as pt
from policytargets import Year, methods
from policytargets._outlook_words import said
from policytargets.bands import Band, Bands
from policytargets.cli import main
from policytargets.codec import dumps, loads
from policytargets.errors import FileError, InvalidValueError, ParseError, UnknownReferenceError
from policytargets.methods._naming import plain_parameters
from policytargets.outlooks import Course, Method, MethodEvidence, Outlook
from policytargets.problems import InvalidPlanError
from policytargets.results import schema

WORKS = pt.Indicator(id="works", name={"zh": "作品", "en": "works"}, unit="work", nature="stock", better="higher")
OTHER = pt.Indicator(id="other", name="other", unit="work", nature="stock")
BY = pt.By(Year(2020))


def goal(item_id: str = "goal", **other: Any) -> pt.Target:
    """120 works by 2020, from 20 in 2015, unless said otherwise."""
    given: dict[str, Any] = {
        "indicator": WORKS,
        "criterion": pt.AtLeast("120 works"),
        "due": BY,
        "baseline": Year(2015),
    } | other
    return pt.Target(id=item_id, **given)


def seen(*rows: tuple[int, Any], **other: Any) -> list[pt.Observation]:
    """Works by year."""
    given: dict[str, Any] = {"indicator": WORKS} | other
    return [pt.Observation(period=Year(year), value=str(amount), **given) for year, amount in rows]


ROWS = seen((2015, 20), (2017, 70))


class Own:
    """A method of a user."""

    name, evidence, citation = "Own", MethodEvidence.OWN, "ours"

    @staticmethod
    def outlook(course: Course) -> Outlook:
        """Say whether anything is known at all."""
        return Outlook(method="Own", status="known" if course.points else "unknown", course=course)


class TestAssess:
    """The issue: assess(..., method=...); a target may carry its own method; there is no default for outlook."""

    def test_without_a_method_there_is_no_outlook(self) -> None:
        """There is no default."""
        assert pt.assess(goal(), ROWS, as_of=Year(2018)).outlook is None
        assert "outlook=None" in repr(pt.assess(goal(), ROWS, as_of=Year(2018)))

    def test_the_result_names_its_method(self) -> None:
        """Half the way in two of five years is ahead of a straight path."""
        found = pt.assess(goal(), ROWS, as_of=Year(2018), method=methods.LinearShare())
        assert found.outlook is not None
        assert (found.outlook.method, found.outlook.status, found.outlook.share) == (
            "LinearShare()",
            "ahead",
            Fraction(1, 2),
        )
        assert found.outlook.course is not None
        assert methods.LinearShare().outlook(found.outlook.course) == found.outlook
        assert "ahead by LinearShare()" in repr(found)

    def test_a_target_goes_by_its_own_method(self) -> None:
        """The one that is asked for is for targets without one."""
        own = goal(method=methods.SDSN())
        plan = pt.Plan(title="p", targets=[own, goal("second")], indicators=[WORKS])
        found = pt.assess(plan, ROWS, as_of=Year(2018), method=methods.LinearShare())
        said_by = [one.outlook.method for one in found if one.outlook is not None]
        assert said_by == ["SDSN()", "LinearShare()"]
        alone = pt.assess(own, ROWS, as_of=Year(2018)).outlook
        assert alone is not None
        assert alone.method == "SDSN()"

    def test_the_verdict_does_not_depend_on_the_method(self) -> None:
        """Deciding needs no method (design: verdict)."""
        plain = pt.assess(goal(), ROWS, as_of=Year(2021))
        judged = pt.assess(goal(), ROWS, as_of=Year(2021), method=Own())
        assert attrs.evolve(judged, outlook=None) == plain

    def test_slices_of_a_plan_are_on_the_way(self) -> None:
        """A 2017 slice is an interim level of the 2020 target."""
        cut = goal("cut", criterion=pt.AtLeast("60 works"), due=Year(2017), slice_of="goal", baseline=None)
        plan = pt.Plan(title="p", targets=[goal(), cut], indicators=[WORKS])
        found = pt.assess(plan, ROWS, as_of=Year(2018), method=Own())["goal"].outlook
        assert found is not None
        assert found.course is not None
        assert found.course.interim == ((Year(2017), pt.AtLeast("60 works")),)

    def test_every_part_has_its_own(self) -> None:
        """Of Every, and of members, the parts carry it; an event and an aim have none."""
        every = goal(due=pt.Every(Year, within=pt.Span(Year(2017), Year(2018))))
        whole = pt.assess(every, ROWS, as_of=Year(2019), method=methods.LinearShare())
        assert whole.outlook is None
        assert [part.outlook is None for part in whole.parts] == [False, False]
        rows = [*seen((2015, 0), (2016, 60), entity="a"), *seen((2015, 0), (2016, 6), entity="b")]
        members = pt.assess(goal(), rows, as_of=Year(2018), each=["a", "b"], method=methods.LinearShare())
        assert [part.outlook.status for part in members.parts if part.outlook] == ["ahead", "behind"]
        event = pt.Milestone(id="event", name="event", due=Year(2017))
        assert pt.assess(event, [], as_of=Year(2018), method=Own()).outlook is None

    def test_what_an_outlook_rests_on_may_be_illustrative(self) -> None:
        """Illustrative data is marked wherever it appears (design: honesty)."""
        rows = seen((2015, 20), (2017, 70), source="illustrative")
        found = pt.assess(goal(), rows, as_of=Year(2018), method=methods.LinearShare())
        marked = any(row.is_illustrative for row in rows)
        assert found.is_illustrative is marked

    @pytest.mark.parametrize("wrong", ["LinearShare", methods.LinearShare, 3])
    def test_what_is_no_method_is_refused(self, wrong: Any) -> None:
        """One clear error."""
        with pytest.raises(InvalidValueError, match="assess: method: expected a method"):
            pt.assess(goal(), ROWS, as_of=Year(2018), method=wrong)
        with pytest.raises(InvalidValueError, match="Target 'goal': method: expected a method"):
            goal(method=wrong)


class TestNames:
    """A method by its name, as files and command lines write it."""

    @pytest.mark.parametrize(
        "method",
        [
            methods.LinearShare(),
            methods.StatCan(site=True),
            methods.StatCan(without_target=True, limit="100 %"),
            methods.GoalShare(bands=Bands([Band("good", low="1/3"), Band("bad", high="1/3")])),
        ],
        ids=lambda method: method.name,
    )
    def test_plain_data_makes_the_same_method(self, method: Any) -> None:
        """What is written reads as what is meant."""
        assert methods.by_name(type(method).__name__, **plain_parameters(method)) == method
        plan = pt.Plan(title="p", targets=[goal(method=method)], indicators=[WORKS])
        assert loads(dumps(plan)) == plan

    @pytest.mark.parametrize(
        ("name", "parameters", "error", "words"),
        [
            ("LinarShare", {}, UnknownReferenceError, "did you mean 'LinearShare'"),
            ("nothing", {}, UnknownReferenceError, "use one of"),
            ("indicator_mean", {}, UnknownReferenceError, "a shipped method"),
            ("StatCan", {"sight": True}, UnknownReferenceError, "did you mean 'site'"),
            ("StatCan", {"site": "perhaps"}, InvalidValueError, "true or false"),
            ("StatCan", {"site": 1}, InvalidValueError, "true or false"),
            ("GoalShare", {"bands": "red"}, InvalidValueError, "a list of bands"),
            ("GoalShare", {"bands": ["red"]}, InvalidValueError, "GoalShare: bands: expected a status and an interval"),
        ],
    )
    def test_a_slip_is_one_clear_error(self, name: str, parameters: Any, error: type[Exception], words: str) -> None:
        """An unknown name, an unknown parameter, what is no parameter."""
        with pytest.raises(error, match=words):
            methods.by_name(name, **parameters)

    def test_a_method_that_a_file_cannot_state_is_refused(self) -> None:
        """Nothing is lost silently."""
        with pytest.raises(FileError, match=r"method: expected a shipped method .*assess\(\.\.\., method=\)"):
            dumps(pt.Plan(title="p", targets=[goal(method=Own())], indicators=[WORKS]))
        for odd in (
            methods.LinearShare(bands=Bands([Band("a, [b", low=0)])),
            methods.StatCan(without_target=True, limit=pt.Quantity("5 件")),
        ):
            assert loads(dumps(plan := pt.Plan(title="p", targets=[goal(method=odd)], indicators=[WORKS]))) == plan


HEAD = """policytargets: 1
title: p
indicators:
  works: {name: works, unit: work, nature: stock}
targets:
  goal: {indicator: works, at_least: 120, by: 2020, baseline: 2015, %s}
"""


class TestFile:
    """``method:`` in a plan file."""

    def test_a_name_or_a_mapping(self) -> None:
        """Both forms."""
        assert loads(HEAD % "method: LinearShare").targets[0].method == methods.LinearShare()
        found = loads(HEAD % "method: {name: StatCan, site: yes}").targets[0].method
        assert found == methods.StatCan(site=True)
        assert 'method: {name: StatCan, site: "true"}' in dumps(loads(HEAD % "method: {name: StatCan, site: yes}")) or (
            "name: StatCan" in dumps(loads(HEAD % "method: {name: StatCan, site: yes}"))
        )

    @pytest.mark.parametrize(
        ("written", "path", "words"),
        [
            ("method: Linear", "method", "the name of a shipped method"),
            ("method: {name: Linear}", "method.name", "the name of a shipped method"),
            ("method: {name: [a]}", "method.name", "a list"),
            ("method: {site: true}", "method", "the key name"),
            ("method: [LinearShare]", "method", "a mapping"),
            ("method: ~", "method", "nothing"),
            ("method: {name: StatCan, sight: true}", "method.sight", "a parameter of StatCan"),
            ("method: {name: StatCan, site: perhaps}", "method.site", "true or false"),
            ("method: {name: StatCan, limit: 100 %}", "method.limit", "only without a target"),
            ("method: {name: GoalShare, bands: [red]}", "method.bands", "a status and an interval"),
        ],
    )
    def test_a_fault_stands_at_its_key(self, written: str, path: str, words: str) -> None:
        """With path and line."""
        with pytest.raises(InvalidPlanError) as caught:
            loads(HEAD % written)
        [problem] = caught.value.problems
        assert (problem.path, problem.line) == (f"targets.goal.{path}", 6)
        assert words in str(problem)


class TestShown:
    """What other tools are given, and what people read."""

    PLAN = pt.Plan(title="p", targets=[goal(), goal("unsaid", indicator=OTHER)], indicators=[WORKS, OTHER])

    def test_the_schema_describes_it(self) -> None:
        """Exact figures are fractions or decimals, others say that they are not exact."""
        found = pt.assess(self.PLAN, ROWS, as_of=Year(2018), method=methods.StatCan())
        data = json.loads(json.dumps(found.to_dict()))
        jsonschema.validate(data, schema("assessment"))
        first, second = (one["outlook"] for one in data["attainments"])
        assert (first["method"], first["status"], second["determined"]) == ("StatCan()", "substantial_progress", False)
        assert first["figures"][0]["exact"] is False
        assert first["figures"][0]["amount"].startswith("2.0")
        assert second["reasons"][0]["code"] == "baseline_unknown"
        shares = pt.assess(goal(), ROWS, as_of=Year(2018), method=methods.LinearShare()).to_dict()
        jsonschema.validate(shares, schema("attainment"))
        assert (shares["outlook"]["share"], shares["outlook"]["figures"][0]["exact"]) == ("0.5", True)

    def test_the_table_has_it(self) -> None:
        """Method, outlook, share done and reasons are columns."""
        frame = pt.assess(self.PLAN, ROWS, as_of=Year(2018), method=methods.LinearShare()).to_frame()
        assert frame["outlook"].tolist() == ["ahead", "undetermined"]
        assert frame["share_done"][0] == "0.5"
        assert "baseline" in frame["outlook_reasons"][1]
        assert pt.assess(self.PLAN, ROWS, as_of=Year(2018)).to_frame()["method"].isna().all()

    def test_the_command_line_has_it(self, tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
        """A column of its own, in the reader's language, only where a method was asked."""
        plan, rows = tmp_path / "plan.yaml", tmp_path / "rows.csv"
        plan.write_text(dumps(self.PLAN), encoding="utf-8")
        rows.write_text("indicator,period,value,unit\nworks,2015,20,work\nworks,2017,70,work\n", encoding="utf-8")
        words = ["assess", str(plan), "--observations", str(rows), "--as-of", "2018"]
        assert main([*words, "--method", "LinearShare"]) == 0
        shown = capsys.readouterr().out
        assert "进展" in shown.splitlines()[0]
        assert "超前" in shown
        assert "无法判断" in shown
        assert main(words) == 0
        assert "进展" not in capsys.readouterr().out.splitlines()[0]
        assert main([*words, "--method", "LinaerShare"]) == 1
        assert "did you mean 'LinearShare'" in capsys.readouterr().err

    def test_words_of_users_are_shown_as_they_are(self) -> None:
        """What we do not know we do not translate."""
        assert [said("ahead", "zh"), said("超前", "en"), said("own word", "zh")] == ["超前", "ahead", "own word"]
        course = Course(indicator=WORKS, as_of=dt.date(2018, 1, 1))
        assert Own.outlook(course).label("zh") == "unknown"

    def test_readings_name_what_each_says(self) -> None:
        """In both languages."""
        readings = pt.Readings(of=[pt.AtLeast("60 works"), pt.AtLeast("400 works")], because="two readings")
        found = pt.assess(goal(criterion=readings), ROWS, as_of=Year(2018), method=methods.LinearShare()).outlook
        assert found is not None
        assert '"at least 60 works": ahead, "at least 400 works": behind' in found.reasons[0].label("en")
        assert "“不低于60件”：超前、“不低于400件”：滞后" in found.reasons[0].label("zh")
        assert isinstance(methods.LinearShare(), Method)


class TestBandTexts:
    """A band reads as it is written."""

    @pytest.mark.parametrize(
        "band",
        [
            Band("a b", low="1/3"),
            Band("c", high=0, high_closed=True),
            Band("d", low=-1, high=1, low_closed=False),
            Band("e"),
        ],
    )
    def test_round_trip(self, band: Band) -> None:
        """Also without an end, where open and closed mean the same."""
        assert Band.parse(str(band)) == band
        assert Band("x", low_closed=False, high_closed=True) == Band("x")

    def test_what_is_no_band_is_refused(self) -> None:
        """One clear error."""
        for text in ("red", "red [0; 1]", "[0, 1]", "red 0, 1"):
            with pytest.raises(ParseError, match="a status and an interval"):
                Band.parse(text)
