"""Wrong criteria, codecs, catalogues and plans are caught, and sound ones are not accused (issue: test kit)."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Callable, Iterable
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import strategies as st

import policytargets as pt
from policytargets.attainment import Assessment
from policytargets.bounds import BOUND_TYPES
from policytargets.codec import dumps, loads
from policytargets.errors import InvalidValueError
from policytargets.kinds import Atom, Catalogue, Kind, standard_catalogue
from policytargets.sources import Citation, SourceDocument
from policytargets.testing import strategies as pts
from policytargets.testing.laws import (
    CATALOGUE_LAWS,
    CODEC_LAWS,
    CRITERION_LAWS,
    PLAN_LAWS,
    BrokenLawsError,
    check_catalogue,
    check_codec,
    check_criterion,
    check_plan,
)
from policytargets.units import Term, Unit
from policytargets.verdicts import Decision, Reason, ReasonCode, Timing, Verdict

DENSITY = Unit("patent/(10000.person)")
EDGE = pt.Quantity("2.15", DENSITY)


def broken_by(check: Callable[..., None], *given: Any, **said: Any) -> tuple[str, ...]:
    """Give the names of the laws that are broken."""
    with pytest.raises(BrokenLawsError) as caught:
        check(*given, **said)
    return caught.value.names


# --- criteria


@pytest.mark.parametrize("kind", BOUND_TYPES, ids=lambda kind: kind.__name__)
def test_our_bounds_keep_the_laws(kind: type[Any]) -> None:
    """Law: every bound of the closed union is a sound criterion (design: criterion)."""
    bound = kind("2 patent", "3 patent", ["low"]) if kind is pt.Between else kind(EDGE)
    check_criterion(bound, max_examples=50)


def test_a_tolerance_keeps_the_laws() -> None:
    """Law: 左右 with a tolerance is an interval (design: criterion)."""
    check_criterion(pt.About("6.2 %", within="0.5 points"), max_examples=50)


@attrs.define
class Mine:
    """A criterion of the user's own."""

    rule: Callable[[pt.Quantity], Any]

    def decide(self, quantity: pt.Quantity) -> Any:
        """Compare one amount; another kind is undetermined."""
        if (remedy := EDGE.unit.mismatch(quantity.unit)) is not None:
            reason = Reason(ReasonCode.UNIT_MISMATCH, {"expected": EDGE.unit, "got": quantity.unit, "remedy": remedy})
            return Decision(verdict=Verdict.UNDETERMINED, reason=reason)
        return self.rule(quantity)


def decided(met: bool, margin: pt.Quantity | None = None) -> Decision:  # noqa: FBT001 -- one thing is said
    """Give a decision."""
    return Decision(verdict=Verdict.MET if met else Verdict.NOT_MET, margin=margin)


def test_a_sound_criterion_of_ones_own_passes() -> None:
    """Law: whatever decides one amount is a criterion (issue: test kit)."""
    mine = Mine(lambda q: decided(q >= EDGE))
    check_criterion(mine, unit=DENSITY, near=[EDGE], better="higher", max_examples=50)


@pytest.mark.parametrize(("rule", "law"), [
    (lambda _: True, "answers"),
    (lambda _: Decision(verdict=Verdict.UNDETERMINED), "answers"),
    (lambda q: attrs.evolve(decided(q >= EDGE), reason=Reason(ReasonCode.RANGE)), "answers"),
    (lambda q: decided(1 / (q.base - EDGE.base) > 0), "answers"),
    (lambda q: decided(q.magnitude >= Fraction("2.15")), "units"),
    (lambda q: decided(q >= EDGE, pt.Quantity(q.magnitude - 3, q.unit)), "units"),
    (lambda q: decided(q < EDGE), "monotone"),
    (lambda q: decided(q.base.numerator % 2 == 0), "monotone"),
    (lambda q: decided(q >= EDGE, EDGE - q), "margin"),
])  # fmt: skip
def test_a_wrong_criterion_is_caught(rule: Callable[[pt.Quantity], Any], law: str) -> None:
    """Law: deliberately wrong criteria are caught, with the right law named (issue: test kit)."""
    assert law in broken_by(check_criterion, Mine(rule), unit=DENSITY, near=[EDGE], better="higher")


def test_what_is_met_in_two_stretches_is_caught() -> None:
    """Law: a bound accepts one stretch of amounts, one-sided or not (design: criterion)."""
    even = Mine(lambda q: decided(int(q.magnitude) % 2 == 0))
    assert broken_by(check_criterion, even, unit=DENSITY) == ("units", "monotone")


def test_a_plain_number_has_no_other_unit() -> None:
    """Law: where nothing can be restated, nothing is said (design: unit)."""
    check_criterion(pt.AtLeast("2"), max_examples=20)


def test_floats_are_caught_at_the_neighbour_of_a_tie() -> None:
    """Law: no exact tie is decided wrongly (design: exact)."""

    def floats(low: pt.Quantity, high: pt.Quantity) -> Decision:
        return decided(float(low.base) >= float(EDGE.base) or float(high.base) >= float(EDGE.base))

    wrong = Mine(lambda q: decided(q >= EDGE))
    assert broken_by(check_criterion, wrong, unit=DENSITY, near=[EDGE], decide_range=floats) == ("ranges",)


class AnyKind:
    """It compares numbers of anything."""

    def decide(self, quantity: pt.Quantity) -> Decision:
        """Compare in base units alone."""
        return decided(quantity.base >= EDGE.base)


def test_a_criterion_that_compares_anything_is_caught() -> None:
    """Law: incompatible kinds are never not met (design: verdict)."""
    with pytest.raises(BrokenLawsError) as caught:
        check_criterion(AnyKind(), unit=DENSITY, better="higher")
    assert (caught.value.subject, caught.value.names) == ("AnyKind", ("kinds",))
    assert "trademarks" in str(caught.value) or "patents" in str(caught.value) or "%" in str(caught.value)


@pytest.mark.parametrize(("criterion", "expected"), [
    (pt.Rise(by=pt.AtLeast("3 %"), since=pt.Year(2015)), "what decides one amount"),
    (AnyKind(), "the unit of the amounts"), (pt.AtLeast("2 件"), "the unit of the amounts"),
    (pt.AtLeast, "what decides one amount"),
])  # fmt: skip
def test_what_cannot_be_tried_is_refused(criterion: Any, expected: str) -> None:
    """Law: bad parameters raise one clear error (design: problems)."""
    with pytest.raises(InvalidValueError, match=expected):
        check_criterion(criterion)


# --- codecs


def test_our_codec_keeps_the_laws() -> None:
    """Law: loads(dumps(plan)) == plan, in both spellings (issue: files)."""
    check_codec(dumps, loads, max_examples=12)
    check_codec(lambda plan: dumps(plan, format="json"), lambda text: loads(text, format="json"), max_examples=12)


def through_floats(text: str) -> pt.Plan:
    """Read a plan as a tool does that keeps its amounts as floats."""
    plan = loads(text)

    def lossy(target: pt.Target) -> pt.Target:
        if not isinstance(target.criterion, pt.AtLeast):
            return target
        amount = target.criterion.amount
        return attrs.evolve(target, criterion=pt.AtLeast(pt.Quantity(float(amount.magnitude), amount.unit)))

    return attrs.evolve(plan, targets=[lossy(target) for target in plan.targets])


def without_milestones(plan: pt.Plan) -> str:
    """Write a plan and leave its milestones out, with who answers for them."""
    kept = [one for one in plan.responsibilities if one.item_kind.value != "milestone"]
    return dumps(attrs.evolve(plan, milestones=(), responsibilities=kept))


NUMBERS = itertools.count()


def numbered(plan: pt.Plan) -> str:
    """Write a plan with the number of the file in a comment."""
    return f"# file {next(NUMBERS)}\n{dumps(plan)}"


def refuses(text: str) -> pt.Plan:
    """Read nothing."""
    raise KeyError(text[:13])


@pytest.mark.parametrize(("dump", "load", "laws"), [
    (dumps, through_floats, ("round_trip", "stable")), (without_milestones, loads, ("round_trip",)),
    (numbered, loads, ("same_text", "stable")), (dumps, refuses, ("round_trip", "stable")),
], ids=lambda one: getattr(one, "__name__", ""))  # fmt: skip
def test_a_wrong_codec_is_caught(
    dump: Callable[[pt.Plan], str], load: Callable[[str], pt.Plan], laws: tuple[str, ...]
) -> None:
    """Law: deliberately wrong codecs are caught, with the right law named (issue: test kit)."""
    assert broken_by(check_codec, dump, load, max_examples=15) == laws


def test_a_codec_of_other_values() -> None:
    """Law: any value can be tried (issue: test kit)."""
    numbers = pts.quantities("patent", min_value=0).map(lambda amount: {"amount": str(amount.magnitude)})
    check_codec(json.dumps, json.loads, values=numbers, max_examples=20)
    names = broken_by(check_codec, len, lambda size: "a" * size, values=st.text(max_size=3), max_examples=30)
    assert names == ("round_trip",)


def test_the_field_that_was_lost_is_named() -> None:
    """Law: the counterexample is told in the field's words (issue: test kit)."""
    with pytest.raises(BrokenLawsError) as caught:
        check_codec(dumps, through_floats, max_examples=15)
    told = str(caught.value.violations[0])
    assert "item       " in told
    assert "targets[0].criterion.amount Quantity('1/3 patent')" in told


# --- catalogues


def extended(*kinds: Kind) -> Catalogue:
    """Give the standard catalogue with further kinds."""
    return standard_catalogue().extend(kinds)


def test_sound_catalogues_keep_the_laws() -> None:
    """Law: the standard catalogue, and one with a kind of one's own (issue: test kit)."""
    check_catalogue(standard_catalogue())
    check_catalogue(extended(Kind("well", one="well", many="wells", zh="机井", words=("口", "眼"))))


class Loose(Kind):
    """A kind that counts in a dimension it shares."""

    __slots__ = ()

    @property
    def atom(self) -> Atom:
        """Count things, whatever they are."""
        return attrs.evolve(super().atom, dims=(("patent", 1),))


class Shy(Kind):
    """A kind that its own measure words do not count."""

    __slots__ = ()

    def counted_by(self, word: str) -> bool:
        """Count it by nothing."""
        del word
        return False


class Dozen(Kind):
    """A kind of which twelve are one, and not quite exactly."""

    __slots__ = ()

    @property
    def atom(self) -> Atom:
        """Count dozens."""
        return attrs.evolve(super().atom, code="doz", factor=12.0)  # type: ignore[arg-type]  # the fault


class Wide(Kind):
    """A kind whose names are not folded as texts are when they are read."""

    __slots__ = ()

    @property
    def names(self) -> frozenset[str]:
        """Give them as they are written."""
        return frozenset({self.one, self.zh})


WRONG_KINDS: list[tuple[Kind, set[str]]] = [
    (Loose("utility_model", one="utility model", many="utility models"), {"kinds"}),
    (Dozen("egg", one="egg", many="eggs"), {"codes"}),
    (Shy("well", one="well", many="wells", words=("眼",)), {"words"}),
    (Kind("inch", one="inch", many="inches", zh="寸"), {"hides"}),
    (Kind("seat", one="seat", many="seats", zh="座位", words=("米",)), {"hides"}),
    (Kind("guest", one="guest", many="guests", zh="客人", words=("人",)), {"words"}),
    (Wide("egg", one="egg", many="eggs", zh="蛋（鸡）"), {"names"}),
    (Kind("tenth", one="tenth", many="tenths", zh="万件"), {"scales"}),
]


@pytest.mark.parametrize(("kind", "laws"), WRONG_KINDS, ids=lambda one: getattr(one, "id", ""))
def test_a_wrong_catalogue_is_caught(kind: Kind, laws: set[str]) -> None:
    """Law: deliberately wrong catalogues are caught, with the right law named (issue: test kit)."""
    assert set(broken_by(check_catalogue, extended(kind))) == laws


def test_what_is_no_catalogue_is_refused() -> None:
    """Law: bad parameters raise one clear error (design: problems)."""
    with pytest.raises(InvalidValueError, match="a Catalogue"):
        check_catalogue([])  # type: ignore[arg-type]  # the fault


# --- plans

PATENTS = pt.Indicator(id="patents", name="patents", unit="patent", nature="stock")
PLAN = pt.Plan(
    title="a plan",
    indicators=[PATENTS],
    targets=[
        pt.Target(id="goal", indicator=PATENTS, criterion=pt.AtLeast("3 patent"), due=pt.Year(2017)),
        pt.Target(
            id="each", indicator=PATENTS, criterion=pt.AtLeast("1 patent"),
            due=pt.Every(pt.Year, within=pt.Span(pt.Year(2016), pt.Year(2017))),
        ),
    ],
    milestones=[pt.Milestone(id="platform", name="a platform", due=pt.Year(2017))],
    aims=[pt.Aim(id="talent", name="talent", due=pt.By(pt.Year(2020)))],
)  # fmt: skip
SEEN = (
    pt.Observation(indicator=PATENTS, period=pt.Year(2016), value="2 patent"),
    pt.Observation(indicator=PATENTS, period=pt.Year(2017), value="3 patent", published=dt.date(2018, 5, 20)),
    pt.Observation(indicator=PATENTS, period=pt.Year(2017), value="2 patent", published=dt.date(2019, 5, 20)),
    pt.Occurrence(milestone="platform", happened=pt.Day(2017, 9, 1)),
)


def test_a_sound_plan_keeps_the_laws() -> None:
    """Law: ours, Fuxin's, and one without anything (issue: test kit)."""
    check_plan(PLAN, SEEN)
    check_plan(pt.Plan(title="nothing"), [])
    folder = Path(str(files("fuxin_2017")))
    plan = pt.load(folder / "plan.yaml")
    check_plan(plan, pt.read_observations(folder / "observations_illustrative.csv", plan))


def test_a_wrong_plan_is_caught() -> None:
    """Law: a plan with an error, a quote that is not there, and rows of something else (issue: test kit)."""
    source = SourceDocument(id="doc", title="意见", text="达到5家。")
    cited = attrs.evolve(PLAN.targets[0], citation=Citation(document="doc", quote="6家", start=2, end=4))
    twice = attrs.evolve(PLAN, source=source, targets=[cited, PLAN.targets[0]])
    other = pt.Indicator(id="patents", name="other patents", unit="patent", nature="flow")
    rows: list[Any] = [pt.Observation(indicator=other, period=pt.Year(2016), value="2 patent")]
    with pytest.raises(BrokenLawsError) as caught:
        check_plan(twice, rows)
    assert caught.value.names == ("sound", "citations", "known")
    said = str(caught.value)
    for words in ("'a plan' breaks 3 laws", "'6家' at 2..4, got '5家'", "another definition of it", "goal"):
        assert words in said
    for row in (
        pt.Observation(indicator=attrs.evolve(other, id="others"), period=pt.Year(2016), value="2 patent"),
        pt.Occurrence(milestone="plattform", happened=pt.Day(2017, 9, 1)),
    ):
        assert broken_by(check_plan, PLAN, [row]) == ("known",)


def last_row_wins(plan: pt.Plan, rows: Iterable[Any], *, as_of: Any) -> Assessment:
    """Keep the last row of each indicator, whatever was published when."""
    kept = {row.indicator.id if isinstance(row, pt.Observation) else row.milestone: row for row in rows}
    return pt.assess(plan, kept.values(), as_of=as_of)


def knows_the_future(plan: pt.Plan, rows: Iterable[Any], *, as_of: Any) -> Assessment:
    """Judge as of the end of all times."""
    del as_of
    return pt.assess(plan, rows, as_of=pt.Year(2030))


def only_decided(plan: pt.Plan, rows: Iterable[Any], *, as_of: Any) -> Assessment:
    """Leave out what is undetermined."""
    found = pt.assess(plan, rows, as_of=as_of)
    kept = [one for one in found if one.verdict is not Verdict.UNDETERMINED]
    return attrs.evolve(found, attainments=tuple(kept))


def optimist(plan: pt.Plan, rows: Iterable[Any], *, as_of: Any) -> Assessment:
    """Call met what is not yet decided, and keep the steps."""
    found = pt.assess(plan, rows, as_of=as_of)
    better = [attrs.evolve(one, verdict=Verdict.MET, timing=Timing.ON_TIME) for one in found]
    return attrs.evolve(found, attainments=tuple(better))


@pytest.mark.parametrize(("judge", "laws"), [
    (last_row_wins, {"order", "later"}), (knows_the_future, {"later"}), (only_decided, {"complete"}),
    (optimist, {"replay"}),
], ids=lambda one: getattr(one, "__name__", ""))  # fmt: skip
def test_a_wrong_way_to_judge_a_plan_is_caught(judge: Callable[..., Assessment], laws: set[str]) -> None:
    """Law: a tool that judges plans otherwise is caught, with the right law named (issue: test kit)."""
    assert set(broken_by(check_plan, PLAN, SEEN, assess=judge)) == laws


def test_what_is_no_plan_is_refused() -> None:
    """Law: bad parameters raise one clear error (design: problems)."""
    with pytest.raises(InvalidValueError, match="a Plan"):
        check_plan("plan.yaml", [])  # type: ignore[arg-type]  # the fault


def test_each_law_says_who_says_so() -> None:
    """Law: each law has a name, a sentence, a source and what to do (issue: test kit)."""
    for laws in (CRITERION_LAWS, CODEC_LAWS, CATALOGUE_LAWS, PLAN_LAWS):
        assert len({law.name for law in laws}) == len(laws)
        assert all(law.sentence.endswith(".") and law.source and law.remedy for law in laws)


def test_the_unit_of_a_kind_is_what_the_catalogue_reads() -> None:
    """Law: a kind's own atom and the catalogue's word are one (design: unit)."""
    for kind in standard_catalogue().kinds:
        assert Unit((Term(1, kind.atom),)) == Unit(kind.id)
