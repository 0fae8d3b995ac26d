"""What users of the library see by type: read by mypy and pyright, never run."""

from __future__ import annotations

from typing import assert_type

import pandas as pd

from policytargets.errors import ParseError, PolicyTargetsError
from policytargets.pandas import PolicyTargets
from policytargets.plans import Plan
from policytargets.texts import Text

assert_type(Text({"zh": "发明专利拥有量"})["zh"], str)
assert_type(Text({"zh": "发明专利拥有量"}).best("en"), str)


def an_error_tells_its_parts(error: PolicyTargetsError) -> None:
    """Each of the four parts is a text, for every error of the library."""
    assert_type(error.where, str)
    assert_type(error.expected, str)
    assert_type(error.got, str)
    assert_type(error.remedy, str)


def a_parse_error_points_at_a_character(error: ParseError) -> None:
    """An editor can underline what could not be read."""
    assert_type(error.text[error.position], str)


def a_frame_stays_a_frame(frame: pd.DataFrame, plan: Plan) -> None:
    """What the accessor gives is known by type."""
    assert_type(PolicyTargets(frame).decide(plan), pd.DataFrame)
    assert_type(PolicyTargets(frame).roll_up(plan, by=["province"]), pd.DataFrame)
