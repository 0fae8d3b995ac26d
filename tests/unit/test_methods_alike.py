"""What all shipped methods have alike: values whose parameters are checked, and named where they are not the usual ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from policytargets import methods
from policytargets.bands import Band, Bands
from policytargets.errors import InvalidValueError, UnitMismatchError, UnknownReferenceError
from policytargets.methods import (
    SDSN,
    CompletionRate,
    Efficacy,
    ElapsedShare,
    Eurostat,
    GoalShare,
    LinearShare,
    LogCut,
    PlanRatio,
    RealisationDegree,
    SimpleEfficacy,
    StatCan,
    UNSDProgressChart,
    by_name,
    efficacy,
    growth,
    indicator_mean,
    over_fulfilment,
    projection,
)
from policytargets.methods._naming import plain_parameters
from policytargets.methods.reporting import Reporting
from policytargets.outlooks import Method, MethodEvidence

CLASSES: list[Any] = [
    kind for name in methods.__all__ if isinstance(kind := getattr(methods, name), type) and hasattr(kind, "outlook")
]
OWN = Bands([Band("fair", low=7), Band("poor", high=7)])
WITH = {field: [kind for kind in CLASSES if field in attrs.fields_dict(kind)] for field in ("bands", "reporting")}


@pytest.mark.parametrize("kind", WITH["bands"], ids=lambda kind: kind.__name__)
def test_bands_of_ones_own(kind: Any) -> None:
    """Law: they are taken, named in the name, and nothing else is taken for bands (issue of methods: bands as values)."""
    own, plain = kind(bands=OWN), kind()
    assert (own.bands, plain.bands) == (OWN, attrs.fields_dict(kind)["bands"].default)
    assert f"bands={OWN}" in own.name
    assert "bands" not in plain.name
    assert (own == plain, own == kind(bands=OWN), hash(own) == hash(kind(bands=OWN))) == (False, True, True)
    for wrong in (None, "fair [7, ∞)", OWN.bands):
        with pytest.raises(InvalidValueError, match="bands"):
            kind(bands=wrong)


@pytest.mark.parametrize("kind", WITH["reporting"], ids=lambda kind: kind.__name__)
def test_how_it_is_printed(kind: Any) -> None:
    """Law: a way of printing is taken as a value or its text, and named in the name (issue of methods: reporting)."""
    printed = Reporting(1)
    assert kind(reporting=printed) == kind(reporting=str(printed))
    assert kind(reporting=printed).reporting == printed
    assert f"reporting={printed}" in kind(reporting=printed).name
    assert kind().reporting is None
    with pytest.raises(InvalidValueError, match="reporting"):
        kind(reporting=1)


@pytest.mark.parametrize(
    ("method", "name"),
    [
        (StatCan(), "StatCan()"),
        (StatCan(site=True, compat_zero=True, compat_behind=True), "StatCan(site=True, compat_zero=True, compat_behind=True)"),
        (StatCan(without_target=True, limit="100"), "StatCan(without_target=True, limit=100)"),
        (Eurostat(without_target=True), "Eurostat(without_target=True)"),
        (UNSDProgressChart(without_target=True), "UNSDProgressChart(without_target=True)"),
        (LogCut(required=[50, 100]), "LogCut(required=[50, 100])"),
        (LogCut(required=["20", 40, 60, 80, 100]), "LogCut()"),
        (ElapsedShare(or_growth=True), "ElapsedShare(or_growth=True)"),
        (ElapsedShare(schedule={6: 40}), "ElapsedShare(schedule=6: 40)"),
        (PlanRatio({5: "3 亿元"}), "PlanRatio(plan=5: 3 亿元)"),
        (RealisationDegree(capped=False), "RealisationDegree(capped=no)"),
    ],
)  # fmt: skip
def test_a_parameter_names_itself_where_it_is_not_the_usual_one(method: Method, name: str) -> None:
    """Law: a result names its method with its parameters (design: progress and outlook)."""
    assert method.name == name


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ({"site": "true"}, StatCan(site=True)), ({"site": "yes"}, StatCan(site=True)), ({"site": True}, StatCan(site=True)),
        ({"site": "false"}, StatCan()), ({"site": "no"}, StatCan()), ({"site": False}, StatCan()), ({}, StatCan()),
        ({"without_target": "yes", "limit": "100 %"}, StatCan(without_target=True, limit="100 %")),
    ],
)  # fmt: skip
def test_a_method_is_made_by_its_name(given: dict[str, Any], made: Method) -> None:
    """Law: plain data says what a value says (issue of methods: by name)."""
    assert by_name("StatCan", **given) == made
    assert by_name("StatCan", **plain_parameters(made)) == made


def test_bands_are_read_from_texts_or_taken() -> None:
    """Law: a list of bands may hold texts and bands; anything else is one clear error (issue of methods: by name)."""
    texts = [str(band) for band in OWN.bands]
    for given in (texts, OWN, OWN.bands, [texts[0], OWN.bands[1]]):
        assert by_name("GoalShare", bands=given) == GoalShare(bands=OWN)
    assert plain_parameters(GoalShare(bands=OWN)) == {"bands": texts}
    assert plain_parameters(GoalShare()) == {}
    for name, parameters, words in (
        ("GoalShare", {"bands": texts[0]}, r"method GoalShare: bands: expected a list of bands, got 'fair"),
        ("GoalShare", {"bands": ["fair"]}, r"method GoalShare: bands: expected a status and an interval"),
        ("StatCan", {"site": ["yes"]}, r"method StatCan: site: expected true or false, got \['yes'\]"),
        ("StatCan", {"site": "maybe"}, r"method StatCan: site: expected true or false, got 'maybe'"),
        ("StatCan", {"site": 1}, r"method StatCan: site: expected true or false, got 1"),
    ):
        with pytest.raises(InvalidValueError, match=words):
            by_name(name, **parameters)


@pytest.mark.parametrize(("method", "parameters"), [
    (Efficacy(standards=["3 %", "2 %"], coefficients=["1", "1/3"], grades=["a", "b"]),
     {"standards": ["3 percent", "2 percent"], "coefficients": ["1", "1/3"], "grades": ["a", "b"]}),
    (SimpleEfficacy(worst="5", best="7", base=50), {"worst": "5", "best": "7", "base": "50"}),
    (RealisationDegree(capped=False, low="3 %"), {"capped": False, "low": "3 percent"}),
    (PlanRatio({5: "3 亿元"}, reporting="1"), {"plan": ["5: 3 100000000.CNY"], "reporting": "1 half_up after"}),
    (ElapsedShare(schedule={6: 40, 9: "72.5"}, or_growth=True), {"schedule": ["6: 40", "9: 72.5"], "or_growth": True}),
    (LogCut(required=[30, 100]), {"required": ["30", "100"]}),
], ids=lambda one: getattr(one, "name", ""))  # fmt: skip
def test_parameters_as_plain_data(method: Method, parameters: dict[str, Any]) -> None:
    """Law: each parameter that is not the usual one, as a person would write it, and read back as the same method."""
    assert plain_parameters(method) == parameters
    assert by_name(type(method).__name__, **parameters) == method


@pytest.mark.parametrize(("name", "parameters", "words"), [
    ("LinarShare", {}, r"^method: .*got 'LinarShare'; did you mean 'LinearShare'"),
    ("zzz", {}, r"got 'zzz'; use one of .*StatCan"),
    ("MeanScore", {}, "the name of a shipped method"),
    ("by_name", {}, "the name of a shipped method"),
    ("StatCan", {"sight": 1}, r"^method StatCan: expected a parameter of StatCan, got 'sight'; did you mean 'site'\?"),
    ("Destatis", {"zzz": 1}, "got 'zzz'; use one of none"),
])  # fmt: skip
def test_an_unknown_name_is_told_with_its_like(name: str, parameters: dict[str, Any], words: str) -> None:
    """Law: an id that nothing carries is named (design: problems)."""
    with pytest.raises(UnknownReferenceError, match=words):
        by_name(name, **parameters)


def test_what_is_no_shipped_method_has_no_plain_parameters() -> None:
    """Law: nothing is lost silently: a class of the same name is another one (issue of methods: by name)."""

    @attrs.frozen
    class Destatis:
        name: str = "Destatis()"

    with pytest.raises(InvalidValueError, match="method Destatis: expected a shipped method"):
        plain_parameters(Destatis())  # type: ignore[arg-type]  # it is refused


@pytest.mark.parametrize(("method", "breaks"), [
    (StatCan(), ()), (StatCan(compat_zero=True), ("units", "mirror")), (StatCan(without_target=True, limit="1"), ("units",)),
    (StatCan(without_target=True, limit="1 %"), ()), (StatCan(without_target=True), ()),
])  # fmt: skip
def test_the_laws_a_parameter_breaks_are_named(method: StatCan, breaks: tuple[str, ...]) -> None:
    """Law: 0.001, and a limit without a unit, are other amounts in another unit (StatCan: breaks)."""
    assert method.breaks == breaks


def test_the_mean_counts_what_it_leaves_out() -> None:
    """Law: a series without a score is counted and left out, wherever it stands (Open SDG, sdg-build)."""
    found = indicator_mean([None, "2", None, Fraction(1), 0.5])
    assert (found.score, found.scored, found.unscored) == (Fraction(7, 6), 3, 2)
    assert found.status == "moderate_progress"
    empty = indicator_mean([None, None])
    assert (empty.score, empty.status, empty.scored, empty.unscored) == (None, None, 0, 2)
    assert indicator_mean([5, 5]).status == "substantial_progress"
    with pytest.raises(InvalidValueError, match="indicator_mean"):
        indicator_mean([object()])  # type: ignore[list-item]


@pytest.mark.parametrize(("whose", "bands", "written"), [
    ("LinearShare().bands", LinearShare().bands, "ahead (0, ∞); on path [0, 0]; behind (-∞, 0)"),
    ("GoalShare().bands", GoalShare().bands, "green [90, ∞); yellow [75, 89]; red (-∞, 75)"),
    ("SDSN().bands", SDSN().bands, "decreasing (-∞, 0); stagnating [0, 0.5); moderately improving (0.5, 1); on track or maintaining [1, ∞)"),
    ("growth.WITH_TARGET", growth.WITH_TARGET,
     "substantial_progress [0.95, ∞); moderate_progress [0.6, 0.95); limited_progress [0, 0.6); deterioration (-∞, 0)"),
    ("growth.WITHOUT_TARGET", growth.WITHOUT_TARGET,
     "substantial_progress [0.015, ∞); moderate_progress [0.005, 0.015); limited_progress [0, 0.005); deterioration (-∞, 0)"),
    ("growth.BY_SCORE", growth.BY_SCORE,
     "substantial_progress [2.5, ∞); moderate_progress [0, 2.5); limited_progress [-2.5, 0); deterioration (-∞, -2.5)"),
    ("growth.EU_TARGET", growth.EU_TARGET,
     "significant progress [0.95, ∞); moderate progress [0.6, 0.95); insufficient progress [0, 0.6); movement away (-∞, 0)"),
    ("growth.EU_ALONE", growth.EU_ALONE,
     ("significant progress [0.01, ∞); moderate progress [0, 0.01); moderate movement away [-0.01, 0); "
     "significant movement away (-∞, -0.01)")),
    ("projection.UN_TARGET", projection.UN_TARGET,
     "met or on track [0.95, ∞); progress, but acceleration needed [0.1, 0.95); stagnation or regression (-∞, 0.1)"),
    ("projection.UN_ALONE", projection.UN_ALONE,
     "met or on track [0.02, ∞); progress, but acceleration needed [0.005, 0.02); stagnation or regression (-∞, 0.005)"),
    ("projection.RISING", projection.RISING, "sun (-∞, 0.05); light cloud [0.05, 0.2]; cloud (0.2, ∞)"),
    ("projection.FALLING", projection.FALLING, "sun (-∞, 0.05); light cloud [0.05, 0.2]; storm (0.2, ∞)"),
    ("LogCut().bands", LogCut().bands, "on schedule [0, ∞); behind (-∞, 0)"),
    ("CompletionRate().bands", CompletionRate().bands, "reached [100, ∞); not yet reached (-∞, 100)"),
    ("PlanRatio().bands", PlanRatio().bands, "ahead (100, ∞); level [100, 100]; behind (-∞, 100)"),
    ("ElapsedShare().bands", ElapsedShare().bands, "ahead (0, ∞); level [0, 0]; behind (-∞, 0)"),
    ("RealisationDegree().bands", RealisationDegree().bands, "realised [100, ∞); not realised (-∞, 100)"),
    ("efficacy.RANGE", efficacy.RANGE, "above the range (1, ∞); in the range [0, 1]; below the range (-∞, 0)"),
])  # fmt: skip
def test_bands_as_published(whose: str, bands: Bands, written: str) -> None:
    """Law: both ends of each band stand where its publisher, or this library, has put them (methods: bands)."""
    assert str(bands) == written, whose


@pytest.mark.parametrize(("method", "name"), [
    (Efficacy(standards=["3 %", "2 %"], coefficients=["1", "1/3"], grades=["a", "b"], weight=7),
     "Efficacy(standards=3%, 2%, weight=7, coefficients=1, 1/3, grades=a, b)"),
    (Efficacy(standards=["5", "4", "3", "2", "1"]), "Efficacy(standards=5, 4, 3, 2, 1, weight=100)"),
    (SimpleEfficacy(worst="5", best="7"), "SimpleEfficacy(worst=5, best=7)"),
    (SimpleEfficacy(worst="5", best="7", base=50), "SimpleEfficacy(worst=5, best=7, base=50, rest=40)"),
    (SimpleEfficacy(worst="5", best="7", rest=50), "SimpleEfficacy(worst=5, best=7, base=60, rest=50)"),
    (RealisationDegree(low="3 %", high="9 %"), "RealisationDegree(low=3%, high=9%)"),
    (ElapsedShare(schedule={3: 0, 6: "1/2"}, reporting="1"),
     "ElapsedShare(schedule=3: 0, 6: 0.5, reporting=1 half_up after)"),
    (CompletionRate(reporting="0"), "CompletionRate(reporting=0 half_up after)"),
])  # fmt: skip
def test_all_parameters_are_named(method: Method, name: str) -> None:
    """Law: a result names its method with its parameters (design: progress and outlook)."""
    assert method.name == name


def test_an_efficacy_with_other_coefficients_is_the_user_s() -> None:
    """Law: evidence belongs to the published coefficients (Efficacy: evidence)."""
    assert Efficacy(standards=["5", "4", "3", "2", "1"]).evidence is MethodEvidence.PUBLISHED_CASE
    assert Efficacy(standards=["5"], coefficients=[1], grades=["a"]).evidence is MethodEvidence.OWN
    assert Efficacy(standards=["5", "4", "3", "2", "1"], weight="0.5").weight == Fraction(1, 2)
    assert SimpleEfficacy(worst="5", best="7", rest="0.5").rest == Fraction(1, 2)


@pytest.mark.parametrize(("make", "words"), [
    (lambda: ElapsedShare(schedule={0: "1"}), "ElapsedShare: schedule: expected each month once"),
    (lambda: ElapsedShare(or_growth="yes"), "or_growth"),  # type: ignore[arg-type]  # it is refused
    (lambda: Efficacy(standards=[], coefficients=[], grades=[]), "one standard, one coefficient"),
    (lambda: Efficacy(standards=["5", "4"], coefficients=[1], grades=["a", "b"]), "one standard, one coefficient"),
    (lambda: Efficacy(standards=["5", "4", "3", "2", "1"], weight=0), "points above zero"),
    (lambda: Efficacy(standards=["5", "5", "3", "2", "1"]), "Efficacy: standards: expected amounts that only fall"),
])  # fmt: skip
def test_a_parameter_that_cannot_be_is_named(make: Any, words: str) -> None:
    """Law: one clear error with the name of the parameter (design: problems)."""
    with pytest.raises(InvalidValueError, match=words):
        make()


def test_standards_of_two_units_are_refused_by_name() -> None:
    """Law: standards meet, or are open alike, so that the indicator closes both (Efficacy: standards)."""
    assert SimpleEfficacy(worst="3 件", best="5 件").best.unit.open_words == ("件",)
    for worst in ("3 %", "3 户", "3 件/年"):
        with pytest.raises(UnitMismatchError, match=r"^SimpleEfficacy"):
            SimpleEfficacy(worst=worst, best="5 件")


def test_instalments_may_stand_still() -> None:
    """Law: what is planned never falls, and may stay; bands and printing are named (PlanRatio: plan)."""
    assert PlanRatio({5: "3 亿元", 6: "3 亿元"}).plan[1][0] == 6
    assert PlanRatio().plan == ()
    for wrong in ({5: "3 亿元", 6: "2 亿元"}, {5: "3 亿元", 6: "4 万人"}):
        with pytest.raises(InvalidValueError, match="PlanRatio: plan: expected cumulative amounts"):
            PlanRatio(wrong)
    with pytest.raises(InvalidValueError, match="PlanRatio: plan: expected each month once"):
        PlanRatio({0: "3 亿元"})
    for more in ((OWN,), (OWN, Reporting(1))):
        with pytest.raises(TypeError):
            PlanRatio({5: "3 亿元"}, *more)


def test_required_shares_may_begin_below_one() -> None:
    """Law: shares rise from above zero (LogCut: required)."""
    assert LogCut(required=["0.5", 100]).required == (Fraction(1, 2), Fraction(100))
    for wrong in ([], [0, 100], [50, 50], [60, 50], [-1, 100]):
        with pytest.raises(InvalidValueError, match="LogCut: required"):
            LogCut(required=wrong)


@pytest.mark.parametrize(("achieved", "asked", "written"), [
    ("20 %", "20 %", "over-fulfilled by 0% (0 percentage points)"), ("20.1 %", "20 %", "over-fulfilled by 0.5% (0.1 percentage points)"),
    ("19 %", "20 %", "short by 5% (1 percentage point)"), ("0.6 %", "0.5 %", "over-fulfilled by 20% (0.1 percentage points)"),
])  # fmt: skip
def test_by_how_much_it_is_over_fulfilled(achieved: str, asked: str, written: str) -> None:
    """Law: linear, in percent and in points, and reached is not short (over_fulfilment)."""
    assert str(over_fulfilment(achieved, asked)) == written
