"""What all values of the model share: they are frozen, hashed by meaning, pickled, shown in one line."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from typing import Any

import attrs
import pytest

from policytargets.baselines import UNSTATED, Baseline, Previous, YearBefore
from policytargets.bounds import About, AtLeast, AtMost, Between, Exactly, LessThan, MoreThan
from policytargets.criteria import AllOf, AnyOf, Fall, Growth, Multiple, NoWorse, Readings, Rise, Total
from policytargets.dues import By, Every
from policytargets.errors import InvalidValueError
from policytargets.findings import Finding
from policytargets.indicators import Better, Indicator, Limits, Nature, Ratio
from policytargets.measures import Measure
from policytargets.observations import Observation, ObservationStatus, Occurrence
from policytargets.organisations import ItemKind, Organisation, Responsibility
from policytargets.periods import Month, Span, Year
from policytargets.plans import Area, Plan, Topic
from policytargets.problems import InvalidPlanError, Problem, Severity
from policytargets.quantities import Quantity, Rounding
from policytargets.ranges import Range, Region
from policytargets.sources import Citation, SourceDocument
from policytargets.targets import Aim, Commitment, Each, Milestone, Rule, Target
from policytargets.texts import Text
from policytargets.verdicts import Decision, Reason, ReasonCode, Timing, Verdict

MOST_CHARACTERS = 300
NAME = {"zh": "每万人口发明专利拥有量", "en": "invention patents in force per 10,000 people"}
CITED = Citation(document="fuxin", quote="发明专利拥有量达到2.15件/万人", place="附件 1", start=20, end=37)
PATENTS = Indicator(
    id="invention_patents",
    name=NAME,
    unit="patent/(10000.person)",
    nature="stock",
    better="higher",
    limits=Limits(low="0 件/万人"),
    definition="patents in force at the end of the year",
    source=CITED,
)
REVENUE = Indicator(id="revenue", name="财政收入", unit="亿元", nature="flow")
TARGET = Target(
    id="invention_patents_2017",
    indicator=PATENTS,
    criterion=AtLeast("2.15 件/万人"),
    due=Year(2017),
    entity="fuxin",
    commitment="hedged",
    name=NAME,
    as_written="2.15件",
    topic="creation",
    slice_of="invention_patents_2020",
    citation=CITED,
)
SINCE = Baseline(Year(2010), "300 亿元")
VALUES: list[Any] = [
    Text(NAME),
    AtLeast("2.15 件/万人"),
    AtMost("3 %"),
    MoreThan("15 %"),
    LessThan("3 %"),
    Exactly("100 %"),
    Between("4.5 %", "5 %", ["high"]),
    About("6.2 %", within="0.5 points"),
    SINCE,
    YearBefore(),
    Previous(),
    Rise(by=AtLeast("3 个百分点"), since=YearBefore()),
    Fall(by=AtLeast("15 %"), since=Year(2015)),
    Multiple(times=AtLeast("2"), since=SINCE),
    Growth(rate=AtLeast("7 %"), since=UNSTATED),
    Total(AtLeast("500 亿元"), over=Span(Year(2016), Year(2020))),
    NoWorse(than=Year(2016)),
    AllOf([AtLeast("4 %"), AtMost("5 %")]),
    AnyOf([AtLeast("4 %"), Rise(by=AtLeast("5 %"), since=Year(2016))]),
    Readings(of=[AtLeast("10 户"), Rise(by=AtLeast("10 户"), since=UNSTATED)], because={"zh": "未说明", "en": "open"}),
    PATENTS,
    Limits(low="0 %", high="100 %"),
    Ratio(of=REVENUE, to=REVENUE),
    Observation(
        indicator=REVENUE,
        period=Month(2017, 12),
        value="7.1 亿元",
        high="7.3 亿元",
        entity="haizhou",
        status="provisional",
        published=dt.date(2018, 1, 20),
        source="statistical bulletin of the city for 2017",
    ),
    Occurrence(milestone="platform", happened=Month(2017, 9), source="a report", published=dt.date(2017, 10, 1)),
    TARGET,
    attrs.evolve(TARGET, baseline=Year(2016), rounding=Rounding(2, "half_even"), slice_of=None, commitment="firm"),
    Each(["haizhou", "xihe"], collective="各县区"),
    Milestone(id="platform", name="搭建辽西地区专利转化公共服务平台", due=By(Year(2020)), citation=CITED),
    Aim(id="talent", name="知识产权人才队伍不断壮大", due=By(Year(2020)), citation=CITED),
    Rule(id="reward", criterion=AtLeast("70 %"), of="net proceeds", binds="所在单位", commitment="permissive"),
    Measure(id="build", title="建设平台", number=6, serves=["platform"], citation=CITED),
    Organisation(id="science_bureau", name={"zh": "市科技局", "en": "science bureau"}, level="municipal"),
    Responsibility(
        item="platform", item_kind="milestone", organisation="science_bureau", as_written="市科技局", order=1
    ),
    Finding(id="no_baseline", text={"zh": "未载明基数", "en": "no baseline is stated"}, citations=[CITED]),
    Area(id="fuxin", name={"zh": "阜新市", "en": "Fuxin"}),
    Topic(id="creation", name={"zh": "创造", "en": "creation"}),
    Problem(path="targets.a", expected="x", got="y", remedy="z", file="plan.yaml", line=3),
    Plan(
        title={"zh": "实施意见", "en": "opinions"},
        area="fuxin",
        source=SourceDocument(id="fuxin", title="实施意见", text="发明专利"),
        indicators=[PATENTS],
        targets=[TARGET],
    ),
    Decision(verdict=Verdict.MET, margin=Quantity("1 %")),
    Reason(ReasonCode.NO_OBSERVATION, {"period": "2017"}),
    Range(None, Quantity(1).base),
    Region(low=Quantity(1).base, low_open=True),
]
ENUMS = (Better, Commitment, ItemKind, Nature, ObservationStatus, Severity, Timing, Verdict)


def kind(value: object) -> str:
    """Name a value in the list of tests."""
    return type(value).__name__


@pytest.mark.parametrize("value", VALUES, ids=kind)
class TestValues:
    """Issue: frozen, validated, hashable, picklable; one-line reprs."""

    def test_pickle_and_copy_give_it_back(self, value: Any) -> None:
        """A value goes to another process and comes back the same."""
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 -- made one line above
        assert copy.deepcopy(value) == value

    def test_equal_values_have_one_hash(self, value: Any) -> None:
        """A copy is found in a set."""
        assert {value, copy.deepcopy(value)} == {value}
        assert value != object()

    def test_evolving_without_a_change_gives_it_back(self, value: Any) -> None:
        """What was closed at the making stays as it is when it is made once more."""
        assert attrs.evolve(value) == value

    def test_it_cannot_be_changed(self, value: Any) -> None:
        """Frozen: no field can be set, and none added."""
        for field in (*(a.name for a in attrs.fields(type(value))), "added"):
            with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
                setattr(value, field, None)

    def test_it_is_shown_in_one_short_line(self, value: Any) -> None:
        """A list of values can be read in a terminal; what is long is left out."""
        shown = repr(value)
        assert "\n" not in shown
        assert len(shown) <= MOST_CHARACTERS
        assert shown.startswith(type(value).__name__)


@pytest.mark.parametrize("kind_of", ENUMS)
def test_words_of_enums_are_shown_as_code_and_labelled(kind_of: Any) -> None:
    """A member shows its name, and no two members have one label in a language."""
    for language in ("zh", "en"):
        if hasattr(kind_of, "label"):
            labels = [member.label(language) for member in kind_of]
            assert len(set(labels)) == len(labels)
            assert all(labels)
    assert all(member.name in repr(member) and kind_of.__name__ in repr(member) for member in kind_of)


def test_baseline_that_is_not_stated_is_one_value() -> None:
    """UNSTATED stays itself through a pickle, so that `is` works."""
    assert pickle.loads(pickle.dumps(UNSTATED)) is UNSTATED  # noqa: S301 -- made here
    assert repr(UNSTATED) == "UNSTATED"


def test_due_forms_are_in_the_repr_of_a_target() -> None:
    """One reads from a target what is asked, and when; the long parts are left out."""
    shown = repr(attrs.evolve(TARGET, due=Every(Year, within=Span(Year(2016), Year(2017)))))
    assert "Every(Year, within=Span(Year(2016), Year(2017)))" in shown
    assert "2.15" in shown
    assert "发明" not in shown


@pytest.mark.parametrize(
    ("value", "changes"),
    [
        (TARGET, {"id": "2017"}),
        (TARGET, {"criterion": "at least 3"}),
        (TARGET, {"due": 2017}),
        (PATENTS, {"nature": "stocks"}),
        (AtLeast("3 %"), {"amount": float("nan")}),
        (Between("3 %", "4 %"), {"high": "2 %"}),
        (Rise(by=AtLeast("3 %"), since=YearBefore()), {"by": AtLeast("3")}),
        (Text(NAME), {"entries": {"zh": " "}}),
        (SINCE, {"period": None, "amount": None}),
        (Area(id="fuxin", name="Fuxin"), {"id": "Fuxin"}),
        (Topic(id="creation", name="creation"), {"id": "创造"}),
        (Measure(id="build", title="build"), {"number": True}),
        (Finding(id="open", text="open"), {"citations": ["quote"]}),
    ],
)
def test_evolving_validates_again(value: Any, changes: dict[str, Any]) -> None:
    """Law: no way leads round the checks (issue: attrs.evolve re-validates)."""
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(value, **changes)
    error = caught.value
    assert all((error.where, error.expected, error.got, error.remedy))


def test_an_invalid_plan_error_keeps_its_problems_through_a_pickle() -> None:
    """Errors pickle, with all they hold (design: problems)."""
    faults = (Problem(path="targets.a", expected="x", got="y", remedy="z"),)
    error = pickle.loads(pickle.dumps(InvalidPlanError("plan.yaml", faults)))  # noqa: S301 -- made here
    assert error.problems == faults
    assert error.where == "plan.yaml"
