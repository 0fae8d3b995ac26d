"""Laws of plan files: what is written reads as the same plan, and what was written is written the same again."""

from __future__ import annotations

from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytargets.codec import dumps, load, loads, read_plan
from policytargets.codec._emit import to_json, to_yaml
from policytargets.codec._json import read_json
from policytargets.codec._tree import plain
from policytargets.codec._yaml import read_yaml
from policytargets.plans import Plan
from policytargets.problems import InvalidPlanError
from policytargets.sources import SourceDocument
from policytargets.targets import Target
from policytargets.testing import strategies as pts

ROOT = Path(__file__).parents[2]
FILES = (
    Path(str(files("fuxin_2017"))) / "plan.yaml",
    Path(str(files("fuxin_2017"))) / "liaoning.yaml",
    ROOT / "tests" / "unit" / "codec_files" / "every_form.yaml",
)

LETTERS = st.characters(codec="utf-8", exclude_characters="\0")
TEXTS = st.one_of(st.text(LETTERS), st.text("ab \n\t\r:#-%,'\"{}[]&*!|>@`~?=\\\u3000\ufeff\x85\u2028"))
KEYS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=40), st.sampled_from(["a", "null", "~", "- b", "c: d", "<<", "?"])
)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_plan_is_written_and_read_back(path: Path) -> None:
    """Law: loads(dumps(plan)) == plan, citations and all; dumps(loads(text)) == text (issue: files)."""
    plan = load(path)
    text = dumps(plan)
    again = loads(text)
    assert again == plan
    assert dumps(again) == text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_json_says_the_same_as_yaml(path: Path) -> None:
    """Law: one form, two spellings (issue: the same in JSON)."""
    plan = load(path)
    text = dumps(plan, format="json")
    assert loads(text, format="json") == plan
    assert dumps(loads(text, format="json"), format="json") == text


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(plan=pts.plans())
def test_any_plan_is_written_and_read_back(plan: Plan) -> None:
    """Law: loads(dumps(plan)) == plan in both spellings; dumps(loads(text)) == text (issue: files)."""
    sound = not any(problem.severity.value == "error" for problem in plan.problems())
    text = dumps(plan)  # dumps itself refuses what does not read back as this very plan
    if sound:
        again = loads(text)
        assert again == plan
        assert dumps(again) == text
        assert loads(dumps(plan, format="json"), format="json") == plan


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(target=pts.targets())
def test_any_target_is_written_and_read_back(target: Target) -> None:
    """Law: a target with its indicator, and the spelling of its amounts, survive (design: spelling is kept)."""
    indicators = {target.indicator.id: target.indicator}
    while (
        missing := {
            side.id: side for held in indicators.values() if held.ratio for side in (held.ratio.of, held.ratio.to)
        }.keys()
        - indicators.keys()
    ):
        for held in list(indicators.values()):
            for side in (held.ratio.of, held.ratio.to) if held.ratio else ():
                if side.id in missing:
                    indicators[side.id] = side
    alone = attrs.evolve(target, entity=None, topic=None, slice_of=None, stretch_of=None, part_of=None, each=None)
    plan = Plan(title="one target", indicators=tuple(indicators.values()), targets=[alone])
    text = dumps(plan)
    if not any(problem.severity.value == "error" for problem in plan.problems()):
        again = loads(text)
        assert again == plan
        assert dumps(again) == text


@given(tree=TREES)
def test_any_tree_is_written_as_yaml_and_read_back(tree: dict[str, str]) -> None:
    """Law: every text comes back letter by letter, whatever marks it holds (issue: scalars are kept as text)."""
    root = read_yaml(to_yaml(dict(tree))).root
    assert root is not None
    assert plain(root) == tree


@given(tree=TREES)
def test_any_tree_is_written_as_json_and_read_back(tree: dict[str, str]) -> None:
    """Law: the same in JSON."""
    root = read_json(to_json(dict(tree))).root
    assert root is not None
    assert plain(root) == tree


@given(text=st.text(LETTERS, min_size=1).filter(lambda text: bool(text.strip()) and text != "not at hand"))
def test_the_text_of_a_document_keeps_every_character(text: str) -> None:
    """Law: offsets count the text as it stands, so line ends and blanks are untouched (issue: tables)."""
    plan = Plan(title="p", source=SourceDocument(id="s", title="t", text=text))
    assert loads(dumps(plan)) == plan


@given(text=st.one_of(st.text(), st.text("ab:-[]{},\"'|>&*!%@ \n\t#?").map("policytargets: 1\ntitle: x\n{}".format)))
def test_no_text_makes_a_traceback(text: str) -> None:
    """Law: whatever stands in a file becomes a plan or problems, in both spellings (issue: no traceback)."""
    for form in ("yaml", "json"):
        with suppress(InvalidPlanError):
            assert isinstance(loads(text, format=form), Plan)


@settings(max_examples=30)
@given(data=st.binary())
def test_no_bytes_make_a_traceback(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Law: the same for the bytes of a file."""
    path = tmp_path_factory.mktemp("codec") / "plan.yaml"
    path.write_bytes(data)
    plan, problems = read_plan(path)
    assert plan is not None or problems
