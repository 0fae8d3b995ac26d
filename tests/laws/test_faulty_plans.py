"""Each fault that is drawn is the one error of its plan, and is reported as said (issue: strategies)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policytargets as pt
from policytargets.errors import InvalidValueError
from policytargets.testing import strategies as pts

FEW = settings(max_examples=12)


def errors(of: pt.Plan | str) -> list[pt.Problem]:
    """Give the errors that checking a plan, or reading a file, raises."""
    with pytest.raises(pt.InvalidPlanError) as caught:
        of.check() if isinstance(of, pt.Plan) else pt.loads(of)
    return [problem for problem in caught.value.problems if problem.severity is pt.Severity.ERROR]


@pytest.mark.parametrize("fault", pts.FAULTS)
def test_each_fault_is_reported_as_said(fault: str) -> None:
    """Law: check() and loads() give one error, at the path and of what the faulty plan says."""

    @given(pts.faulty_plans(fault))
    @FEW
    def drawn(faulty: pts.FaultyPlan) -> None:
        assert faulty.fault == fault
        for form in (faulty.plan, faulty.text):
            if form is not None:
                [error] = errors(form)
                assert error.path == faulty.path
                assert faulty.got in error.got

    drawn()


@given(data=st.data(), form=st.sampled_from(["plan", "file"]))
@settings(max_examples=60)
def test_what_is_asked_for_is_drawn(data: st.DataObject, form: str) -> None:
    """Law: a tool that takes plans gets plans, one that takes files gets files."""
    faulty = data.draw(pts.faulty_plans(form=form))  # type: ignore[arg-type]  # one of the two
    assert (faulty.plan if form == "plan" else faulty.text) is not None
    assert faulty.plan is not None or faulty.text is not None


@pytest.mark.parametrize(
    ("faults", "form"), [(["no such"], None), (["an id twice"], "file"), (["no YAML"], "plan"), ([], "x")]
)
def test_what_cannot_be_drawn_is_refused(faults: list[str], form: str | None) -> None:
    """Law: an unknown fault or form is an error that lists the known ones (design: problems)."""
    with pytest.raises(InvalidValueError, match=r"expected (one of 'a|'plan'|one of 'an)"):
        pts.faulty_plans(*faults, form=form)  # type: ignore[arg-type]  # wrong on purpose
