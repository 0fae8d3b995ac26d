"""Plans with a known fault, for tools that must find it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Literal, TypeAlias

import attrs
from hypothesis import strategies as st

from policytargets._numbers import plain
from policytargets.bounds import AtLeast, AtMost
from policytargets.codec import dumps
from policytargets.codec._emit import to_yaml
from policytargets.codec._write import plan_tree
from policytargets.criteria import AllOf
from policytargets.errors import FileError, InvalidValueError
from policytargets.indicators import Indicator
from policytargets.measures import Measure
from policytargets.organisations import ItemKind, Responsibility
from policytargets.periods import Year
from policytargets.plans import Plan
from policytargets.quantities import Quantity
from policytargets.sources import Citation, SourceDocument
from policytargets.targets import Target
from policytargets.testing._amounts import numbers
from policytargets.testing._plans import plans
from policytargets.units import percent_of


@attrs.frozen(kw_only=True)
class FaultyPlan:
    """A plan with one error, and what must be reported of it.

    Attributes:
        fault: name of the fault, one of `FAULTS`.
        plan: the plan, whose ``check()`` raises; None where the fault can only stand in a file.
        text: the plan as a YAML file, which ``loads`` refuses; None where a file cannot say the fault.
        path: path of the one problem that is an error.
        got: words that this problem says came.

    Examples:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=10)
        ... @given(faulty=faulty_plans("a share above the whole"))
        ... def test_a_share_above_the_whole_is_told(faulty):
        ...     assert faulty.path == "targets.faulty.criterion"
        ...     assert faulty.plan.problems()[0].got == faulty.got  # "at least 101%", or so
        >>> test_a_share_above_the_whole_is_told()
    """

    fault: str
    plan: Plan | None
    text: str | None
    path: str
    got: str


_Draw: TypeAlias = "Callable[[st.SearchStrategy[Any]], Any]"

_PATENTS = Indicator(id="faulty_patents", name="patents", unit="patent", nature="stock")
_WORKS = Indicator(id="faulty_works", name="works", unit="work", nature="stock")
_SHARE = Indicator(id="faulty_share", name="share of firms", unit=percent_of("enterprise"), nature="share")
_DUE = Year(2017)
_SOME, _MORE = numbers(1, 500, places=2), numbers(1, 500, places=2)


def _target(target_id: str = "faulty", on: Indicator = _PATENTS, criterion: Any = None, **more: Any) -> Target:
    return Target(id=target_id, indicator=on, criterion=criterion or AtLeast(Quantity(3, on.unit)), due=_DUE, **more)


def _with(plan: Plan, *targets: Target, **more: Any) -> Plan:
    """Add targets and other things to a sound plan."""
    held = dict.fromkeys([*plan.indicators, *(target.indicator for target in targets)])
    fields: dict[str, Any] = {name: (*getattr(plan, name), *things) for name, things in more.items()}
    return attrs.evolve(plan, indicators=tuple(held), targets=(*plan.targets, *targets), **fields)


def _twice(plan: Plan, _: _Draw) -> tuple[Plan, str, str]:
    return _with(plan, _target(), _target()), "targets.faulty", "'faulty'"


def _two_definitions(plan: Plan, _: _Draw) -> tuple[Plan, str, str]:
    other = attrs.evolve(_WORKS, id=_PATENTS.id)
    faulty = attrs.evolve(_with(plan, _target()), targets=(*plan.targets, _target(on=other)))
    return faulty, "targets.faulty.indicator", "another unit"


def _slice_of_nothing(plan: Plan, _: _Draw) -> tuple[Plan, str, str]:
    return _with(plan, _target(slice_of="nowhere")), "targets.faulty.slice_of", "'nowhere'"


def _circle(plan: Plan, _: _Draw) -> tuple[Plan, str, str]:
    ring = (_target(slice_of="faulty_too"), _target("faulty_too", slice_of="faulty"))
    return _with(plan, *ring), "targets.faulty.slice_of", "faulty → faulty_too → faulty"


def _slice_in_another_unit(plan: Plan, _: _Draw) -> tuple[Plan, str, str]:
    pair = (_target(slice_of="faulty_too"), _target("faulty_too", on=_WORKS))
    return _with(plan, *pair), "targets.faulty.slice_of", "'faulty_too', in work"


def _unknown_body(plan: Plan, _: _Draw) -> tuple[Plan, str, str]:
    answer = Responsibility(
        item="faulty", item_kind=ItemKind.TARGET, organisation="nobody", as_written="市某局", order=1
    )
    path = f"responsibilities[{len(plan.responsibilities)}].organisation"
    return _with(plan, _target(), responsibilities=[answer]), path, "'nobody'"


def _unknown_topic(plan: Plan, _: _Draw) -> tuple[Plan, str, str]:
    return _with(plan, _target(topic="nowhere")), "targets.faulty.topic", "'nowhere'"


def _serves_nothing(plan: Plan, _: _Draw) -> tuple[Plan, str, str]:
    measure = Measure(id="faulty", title="build a platform", serves=["nowhere"])
    return _with(plan, measures=[measure]), "measures.faulty.serves[0]", "'nowhere'"


def _above_the_whole(plan: Plan, draw: _Draw) -> tuple[Plan, str, str]:
    asked = Quantity(draw(numbers(Fraction("100.01"), 1000, places=2)), _SHARE.unit)
    return _with(plan, _target(on=_SHARE, criterion=AtLeast(asked))), "targets.faulty.criterion", f"at least {asked}"


def _floor_and_ceiling(draw: _Draw) -> tuple[Quantity, Quantity]:
    ceiling, gap = draw(_SOME), draw(_MORE)
    return Quantity(ceiling + gap, _PATENTS.unit), Quantity(ceiling, _PATENTS.unit)


def _floor_above_ceiling(plan: Plan, draw: _Draw) -> tuple[Plan, str, str]:
    floor, ceiling = _floor_and_ceiling(draw)
    asked = AllOf([AtLeast(floor), AtMost(ceiling)])
    return _with(plan, _target(criterion=asked)), "targets.faulty.criterion", f"at least {floor} and at most {ceiling}"


def _exclude_each_other(plan: Plan, draw: _Draw) -> tuple[Plan, str, str]:
    floor, ceiling = _floor_and_ceiling(draw)
    pair = (_target(criterion=AtLeast(floor)), _target("faulty_too", criterion=AtMost(ceiling)))
    return _with(plan, *pair), "targets.faulty_too.criterion", f"at most {ceiling}"


def _misquoted(plan: Plan, _: _Draw) -> tuple[Plan, str, str]:
    document = SourceDocument(id="faulty_source", title="实施意见", text="专利达到3件。")
    quote = Citation(document=document.id, quote="4件", start=4, end=6)
    return _with(plan, _target(citation=quote), documents=[document]), "targets.faulty.citation", "'3件'"


_IN_PLANS: dict[str, Callable[[Plan, _Draw], tuple[Plan, str, str]]] = {
    "an id twice": _twice,
    "two definitions of an indicator": _two_definitions,
    "a slice of nothing": _slice_of_nothing,
    "slices in a circle": _circle,
    "a slice in another unit": _slice_in_another_unit,
    "an unknown body": _unknown_body,
    "an unknown topic": _unknown_topic,
    "a measure that serves nothing": _serves_nothing,
    "a share above the whole": _above_the_whole,
    "a floor above a ceiling": _floor_above_ceiling,
    "targets that exclude each other": _exclude_each_other,
    "a quote that is not there": _misquoted,
}

_AMOUNT = numbers(1, 500, places=2).map(plain)
_ENTRY: dict[str, Any] = {"indicator": _PATENTS.id, "at_least": "3 patent", "due": "2017"}
_IN_FILES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a misspelt key": ({"commitmnt": "hedged"}, "targets.faulty.commitmnt", "'commitmnt'"),
    "an unknown indicator": ({"indicator": "nowhere"}, "targets.faulty.indicator", "'nowhere'"),
    "a unit that is none": ({"at_least": "{} 亿圆"}, "targets.faulty.at_least", "'圆'"),
    "a unit of another kind": ({"at_least": "{} 吨"}, "targets.faulty.at_least", "t"),
    "a number that is none": ({"at_least": "about {} patent"}, "targets.faulty.at_least", "'a'"),
    "a period that is none": ({"due": "2017-13"}, "targets.faulty.due", "'13'"),
    "two bounds": ({"at_most": "{} patent"}, "targets.faulty.at_most", "at_least and at_most"),
    "two due forms": ({"by": "2020"}, "targets.faulty.by", "due and by"),
    "no criterion": ({"at_least": None}, "targets.faulty", "nothing"),
    "a change since nothing": ({"at_least": None, "rise": {"at_least": "{} %"}}, "targets.faulty.rise", "none"),
    "a word that is none": ({"commitment": "hegded"}, "targets.faulty.commitment", "'hegded'"),
}
"""What is changed in a sound entry of a file (None leaves a key out), and what must be said of it."""

_VERSION, _SYNTAX = "another version", "no YAML"

FAULTS: tuple[str, ...] = (*_IN_PLANS, *_IN_FILES, _VERSION, _SYNTAX)
"""All faults that `faulty_plans` draws."""

_NO_PLAN = frozenset({*_IN_FILES, _VERSION, _SYNTAX})
_NO_FILE = frozenset({"an id twice", "two definitions of an indicator", "an unknown body", "a quote that is not there"})
"""Faults that a file cannot say: there, ids are keys, and quotes and bodies are looked up when it is read."""


def faulty_plans(*faults: str, form: Literal["plan", "file"] | None = None) -> st.SearchStrategy[FaultyPlan]:
    """Draw plans with one known error, in a plan that is otherwise coherent.

    Args:
        faults: draw only these of `FAULTS`.
        form: draw only what stands as a ``plan``, or only what stands in a ``file``.

    Raises:
        InvalidValueError: there is no such fault, or it cannot stand in this form.

    Examples:
        >>> from hypothesis import given, settings
        >>> from policytargets import InvalidPlanError, loads
        >>> @settings(max_examples=20)
        ... @given(faulty=faulty_plans(form="file"))
        ... def test_a_reader_says_where_a_file_is_wrong(faulty):
        ...     try:
        ...         loads(faulty.text)
        ...     except InvalidPlanError as error:
        ...         assert error.problems[0].path == faulty.path
        >>> test_a_reader_says_where_a_file_is_wrong()
    """
    fitting = [fault for fault in FAULTS if fault not in {"plan": _NO_PLAN, "file": _NO_FILE}.get(form or "", ())]
    unknown = [fault for fault in faults if fault not in fitting]
    if unknown or form not in {None, "plan", "file"}:
        expected = f"one of {', '.join(map(repr, fitting))}" if unknown else "'plan', 'file' or None"
        raise InvalidValueError("faulty_plans", expected, repr(unknown[0] if unknown else form), "see FAULTS")
    return st.sampled_from(faults or fitting).flatmap(_faulty)


@st.composite
def _faulty(draw: st.DrawFn, fault: str) -> FaultyPlan:
    plan = draw(plans())
    if fault in _IN_PLANS:
        faulty, path, got = _IN_PLANS[fault](plan, draw)
        return FaultyPlan(fault=fault, plan=faulty, text=_text_of(faulty), path=path, got=got)
    tree: dict[str, Any] = plan_tree(_with(plan, _target()))
    path, got, end = "file", "column 1", "]\n"
    if fault == _VERSION:
        tree["policytargets"], path, got, end = "2", "policytargets", "'2'", ""
    elif fault != _SYNTAX:
        change, path, got = _IN_FILES[fault]
        tree["targets"]["faulty"], end = _filled(_ENTRY | change, draw(_AMOUNT)), ""
    return FaultyPlan(fault=fault, plan=None, text=to_yaml(tree) + end, path=path, got=got)


def _filled(tree: dict[str, Any], amount: str) -> dict[str, Any]:
    return {
        key: _filled(part, amount) if isinstance(part, dict) else part.format(amount)
        for key, part in tree.items()
        if part is not None
    }


def _text_of(plan: Plan) -> str | None:
    """Write a faulty plan as a file, where a file can say it."""
    try:
        return dumps(plan)
    except FileError:
        return None
