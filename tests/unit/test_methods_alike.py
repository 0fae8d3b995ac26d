"""What all shipped methods have alike: values whose parameters are checked, and named where they are not the usual ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from policytargets import methods
from policytargets.bands import Band, Bands
from policytargets.errors import InvalidValueError
from policytargets.methods import (
    ElapsedShare,
    Eurostat,
    LogCut,
    PlanRatio,
    RealisationDegree,
    StatCan,
    UNSDProgressChart,
    indicator_mean,
)
from policytargets.methods.reporting import Reporting
from policytargets.outlooks import Method

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
