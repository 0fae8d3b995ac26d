"""Plans: what they hold, find and check."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from policytargets.bounds import AtLeast
from policytargets.errors import InvalidValueError, UnknownReferenceError
from policytargets.indicators import Indicator
from policytargets.measures import Measure
from policytargets.organisations import Organisation, Responsibility
from policytargets.periods import Year
from policytargets.plans import Area, Plan, Topic
from policytargets.problems import InvalidPlanError, Severity
from policytargets.sources import SourceDocument
from policytargets.targets import Aim, Milestone, Rule, Target

PATENTS = Indicator(id="patents", name="专利", unit="patent", nature="stock")
FIRMS = Indicator(id="firms", name="企业", unit="enterprise", nature="stock")
TARGET = Target(id="patents_2017", indicator=PATENTS, criterion=AtLeast("2 件"), due=Year(2017))
MILESTONE = Milestone(id="platform", name="平台", due=Year(2017))
AIM = Aim(id="talent", name="人才")
RULE = Rule(id="reward", criterion=AtLeast("70 %"), of="净收益", binds="单位")
MEASURE = Measure(id="build", title="建设平台")
COURT = Organisation(id="court", name="市法院")
BUREAU = Organisation(id="bureau", name="市科技局")


def answers(order: int, organisation: str, item: str = "patents_2017") -> Responsibility:
    """Make a responsibility for the target."""
    return Responsibility(item=item, item_kind="target", organisation=organisation, as_written="某局", order=order)


PLAN = Plan(
    title={"zh": "实施意见", "en": "opinions"},
    area="fuxin",
    source=SourceDocument(id="fuxin_doc", title="意见"),
    documents=[SourceDocument(id="parent_doc", title="省意见")],
    areas=[Area(id="fuxin", name="阜新市")],
    topics=[Topic(id="creation", name="创造")],
    organisations=[COURT, BUREAU],
    indicators=[FIRMS],
    targets=[TARGET],
    milestones=[MILESTONE],
    aims=[AIM],
    rules=[RULE],
    measures=[MEASURE],
    responsibilities=[answers(2, "court"), answers(1, "bureau"), answers(1, "court", "patents_2020")],
)


@pytest.mark.parametrize("entry", [TARGET, MILESTONE, AIM, RULE, MEASURE])
def test_an_item_is_found_by_its_id(entry: Any) -> None:
    """Usage: items are linked by id, and a plan resolves them."""
    assert PLAN.item(entry.id) is entry


def test_other_things_are_found_by_theirs() -> None:
    """Indicators of targets too, whether they are listed or not."""
    assert PLAN.target("patents_2017") is TARGET
    assert PLAN.organisation("court") is COURT
    assert [PLAN.indicator(name) for name in ("firms", "patents")] == [FIRMS, PATENTS]
    assert PLAN.document("fuxin_doc") is PLAN.source
    assert PLAN.document("parent_doc") is PLAN.documents[0]
    assert attrs.evolve(PLAN, source=None).document("parent_doc") is PLAN.documents[0]


@pytest.mark.parametrize(
    ("find", "wanted", "remedy"),
    [
        (PLAN.target, "patent_2017", "did you mean 'patents_2017'?"),
        (PLAN.target, "platform", "use one of the 1 ids of the plan"),
        (PLAN.item, "patents_2071", "did you mean 'patents_2017'?"),
        (PLAN.indicator, "firm", "did you mean 'firms'?"),
        (PLAN.organisation, "xyz", "use one of the 2 ids of the plan"),
        (PLAN.document, "fuxin", "did you mean 'fuxin_doc'?"),
    ],
)
def test_an_unknown_id_is_an_error_with_near_misses(find: Any, wanted: str, remedy: str) -> None:
    """Design: errors inherit the builtin a caller would guess: a LookupError."""
    with pytest.raises(UnknownReferenceError) as caught:
        find(wanted)
    assert caught.value.remedy == remedy
    assert isinstance(caught.value, LookupError)


def test_who_answers_comes_in_the_order_of_the_document() -> None:
    """Design: nobody is inherited from a slice."""
    assert [answer.organisation for answer in PLAN.responsible_for("patents_2017")] == ["bureau", "court"]
    assert PLAN.responsible_for("platform") == ()


def test_check_gives_the_plan_or_all_its_errors() -> None:
    """Issue: `plan.check()` raises the errors together; warnings never stop anybody."""
    lone = Plan(title="opinions", targets=[TARGET])
    assert [problem.severity for problem in lone.problems()] == [Severity.WARNING]
    assert lone.check() is lone
    faulty = attrs.evolve(lone, targets=[attrs.evolve(TARGET, slice_of="a", topic="b")])
    with pytest.raises(InvalidPlanError) as caught:
        faulty.check()
    assert caught.value.problems == faulty.problems()
    assert "2 errors" in str(caught.value)
    assert "targets.patents_2017.slice_of" in str(caught.value)
    assert "targets.patents_2017.topic" in str(caught.value)
    assert caught.value.where == "plan 'opinions'"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": None}, "a text or a mapping"),
        ({"area": "阜新"}, "a key of lower-case letters"),
        ({"source": "source.txt"}, "an instance of SourceDocument"),
        ({"targets": TARGET}, "a list or tuple"),
        ({"targets": [MILESTONE]}, "an instance of Target"),
        ({"milestones": [TARGET]}, "an instance of Milestone"),
        ({"indicators": {"firms": FIRMS}}, "an instance of Indicator"),
        ({"findings": ["open"]}, "an instance of Finding"),
    ],
)
def test_what_is_no_plan_is_refused(changes: dict[str, Any], message: str) -> None:
    """Only what cannot be a plan at all; everything else is a problem, so that all are told at once."""
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(PLAN, **changes)
    assert message in str(caught.value)


def test_its_repr_counts_what_it_holds() -> None:
    """One line, however long the document."""
    assert "targets=1" in repr(PLAN)
    assert "organisations=2" in repr(PLAN)
    assert "findings" not in repr(PLAN)
