"""A plan file with faults gives all of them at once, each with its path, its line and a remedy."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from policytargets import cli
from policytargets.codec import load, loads, read_plan
from policytargets.problems import InvalidPlanError, Problem, Severity

FOLDER = Path(__file__).parent / "codec_files"
HEAD = "policytargets: 1\ntitle: p\n"
MONEY = HEAD + "indicators:\n  gdp: {name: GDP, unit: 亿元, prices: current, nature: flow}\n"

EXPECTED = {
    1: ("policytargets", "write policytargets: 1"),
    2: ("titel", "did you mean 'title'?"),
    5: ("source.date", "write year-month-day"),
    9: ("plan_area", "write for example"),
    11: ("organisations.science_bureau.level", "use one of these words"),
    15: ("indicators.Patents", "write for example invention_patents"),
    16: ("indicators.firms.counts", "did you mean 'enterprise'?"),
    17: ("indicators.share.natur", "did you mean 'nature'?"),
    19: ("targets.unknown_indicator.indicator", "did you mean 'revenue'?"),
    20: ("targets.wrong_amount.at_least", "write for example 件/万人"),
    21: ("targets.wrong_unit.fall.at_least", "compare amounts of one kind"),
    22: ("targets.wrong_period.due", "write for example 2017"),
    23: ("targets.wrong_since.rise.since", "did you mean 'year_before'?"),
    24: ("targets.two_bounds.at_most", "all_of, any_of or readings"),
    25: ("targets.no_since.rise", "since: 2015"),
    26: ("targets.no_criterion", "write for example at_least"),
    27: ("targets.two_dues.by", "keep one of them"),
    28: ("targets.wrong_word.commitment", "did you mean 'hedged'?"),
    29: ("targets.not_there.says", "copy the words from the text"),
    30: ("targets.twice_there.says", "quote more of the sentence"),
    31: ("targets.no_place.at", "write （一）"),
    32: ("targets.unknown_body.responsible[0]", "did you mean '市科技局'?"),
    33: ("targets.empty.at_least", "write it behind the colon"),
    34: ("targets.tolerance.within", "remove it"),
    36: ("measures.same.number", "write for example 3"),
    37: ("measures.same", "keep one of them"),
}
"""Line by line what is wrong in ``twenty_faults.yaml``: the path, and words of the remedy."""


def faults(text: str, form: str = "yaml") -> tuple[Problem, ...]:
    """Give the problems of a text that is no sound plan."""
    with pytest.raises(InvalidPlanError) as caught:
        loads(text, format=form)  # type: ignore[arg-type]  # one of the two
    return caught.value.problems


def test_many_different_faults_give_as_many_messages() -> None:
    """Law: twenty different faults give twenty messages with the right lines (issue: done when)."""
    plan, problems = read_plan(FOLDER / "twenty_faults.yaml")
    assert plan is None
    assert len(problems) == len(EXPECTED) >= 20
    found = {problem.line or 0: problem for problem in problems}
    assert {line: problem.path for line, problem in found.items()} == {
        line: path for line, (path, _) in EXPECTED.items()
    }
    for line, (_, remedy) in EXPECTED.items():
        assert remedy in found[line].remedy
        assert found[line].file == str(FOLDER / "twenty_faults.yaml")


def test_load_raises_all_of_them_in_one_error() -> None:
    """Law: load raises one error that holds them all, names their lines and pickles (design: problems)."""
    with pytest.raises(InvalidPlanError) as caught:
        load(FOLDER / "twenty_faults.yaml")
    assert len(caught.value.problems) == len(EXPECTED)
    assert f"{FOLDER / 'twenty_faults.yaml'}:28: targets.wrong_word.commitment" in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems  # noqa: S301 -- just pickled


def test_the_command_line_shows_them_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    """Law: exit code 1, one line for each fault on stderr (issue: what a person runs)."""
    assert cli.main(["check", str(FOLDER / "twenty_faults.yaml")]) == 1
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err + shown.out
    assert shown.err.count("twenty_faults.yaml:") >= len(EXPECTED)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("policytargets: 1\ntitle: [a\n", 3, "close"),
        ("policytargets: 1\n\ttitle: a\n", 2, "tab"),
        ("policytargets: 1\ntitle: a: b\n", 2, "quotes"),
        ("policytargets: 1\ntitle: 'a\n", 3, "quotes"),
        ("policytargets: 1\ntitle: a\x01\n", 2, "remove"),
        ("policytargets: 1\ntitle: &a b\n", 2, "write it out"),
        ("policytargets: 1\ntitle: *a\n", 2, "write it out"),
        ("policytargets: 1\ntitle: !!python/name:os.system a\n", 2, "remove it"),
        ("policytargets: 1\ntitle: a\n---\ntitle: b\n", 3, "file of its own"),
        ("policytargets: 1\n? [a]\n: b\n", 2, "word before the colon"),
        ("policytargets: 1\n  title: a\n", 2, "indent"),
    ],
)
def test_what_is_no_yaml_names_its_line(text: str, line: int, words: str) -> None:
    """Law: YAML's own errors become problems with a line and a remedy."""
    (problem,) = faults(text)
    assert problem.line == line
    assert words in problem.remedy


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"policytargets": 1,\n "title": "a",}', 2),
        ('{"policytargets": 1\n "title": "a"}', 2),
        ('{"policytargets": NaN}', 1),
        ('{"policytargets": 01}', 1),
        ('{"policytargets": 1}\n{}', 2),
        ("{'policytargets': 1}", 1),
        ('{"policytargets" 1}', 1),
        ('{"title": "\\ud800"}', 1),
        ('{"title": "\\q"}', 1),
        ("[1, 2", 1),
        ("[1 2]", 1),
        ("", 1),
        ("{1: 2}", 1),
        ("[,]", 1),
    ],
)
def test_what_is_no_json_names_its_line(text: str, line: int) -> None:
    """Law: JSON is read strictly."""
    (problem,) = faults(text, "json")
    assert (problem.line, problem.path) == (line, "file")


@pytest.mark.parametrize(
    ("unit", "words"),
    [("户", "add counts: enterprise or household, or"), ("张/千人", "add counts: with the id of a kind, or")],
)
def test_a_unit_that_leaves_open_what_it_counts_tells_the_key(unit: str, words: str) -> None:
    """Law: a fault of a file says what to write in the file, not in Python (issue: files)."""
    (problem,) = faults(f"policytargets: 1\ntitle: q\nindicators:\n  a: {{name: a, unit: {unit}, nature: stock}}\n")
    assert (problem.path, problem.line) == ("indicators.a.unit", 4)
    assert problem.remedy.startswith(words)
    assert "under kinds:" in problem.remedy


def test_a_comma_in_a_text_without_quotes_is_told() -> None:
    """Law: what to do is said in the words of the file, where YAML splits a text at its comma (issue: files)."""
    (problem,) = faults("policytargets: 1\ntitle: {zh: 某市, en: beds per 1,000 people}\n")
    assert (problem.path, problem.line) == ("title.000 people", 2)
    assert problem.expected == "a language such as zh or en"
    assert "in quotes" in problem.remedy


@pytest.mark.parametrize("text", ["", "# nothing\n", "a text", "[a list]", "~"])
def test_what_is_no_mapping_is_no_plan(text: str) -> None:
    """Law: an empty file says how to begin."""
    (problem,) = faults(text)
    assert "begin with policytargets: 1" in problem.remedy


def test_a_repeated_key_names_both_lines() -> None:
    """Law: a repeated key is an error, never the last one winning (issue: files)."""
    (problem,) = faults(MONEY + "    \ntitle: q\n")
    assert (problem.path, problem.line) == ("title", 6)
    assert "line 2" in problem.got
    assert "line 6" in problem.got


@pytest.mark.parametrize(
    ("rest", "path", "words"),
    [
        ("at_least: 5 亿元, since: 2015", "targets.a.since", "baseline"),
        ("at_least: 5 亿元, baseline: 20015", "targets.a.baseline", "correct the period"),
        ("at_least: 5 亿元, baseline: 2015 年", "targets.a.baseline", "write 2015年"),
        ("rise: {at_least: 5, since: 2015}", "targets.a.rise.at_least", "15 %"),
        ("rise: 5 %", "targets.a.rise", "at_least: 3 points"),
        ("rise: {by: 5 %, since: 2015}", "targets.a.rise.by", "write the bound itself"),
        ("total: {at_least: 5 亿元}", "targets.a.total", "2016..2020"),
        ("between: [1 亿元]", "targets.a.between", "[4.5 %, 5 %]"),
        ("between: [5 亿元, 1 亿元]", "targets.a.between", "swap"),
        ("between: [1 亿元, 5 亿元], open: [top]", "targets.a.open", "ends"),
        ("about: {within: 5 亿元}", "targets.a.about", "amount"),
        ("about: {amount: 5 亿元, within: 1 亿元}, within: 1 亿元", "targets.a.within", "keep one"),
        ("readings: [5 亿元]", "targets.a.readings", "because"),
        ("readings: {of: [{at_least: 5 亿元}]}", "targets.a.readings", "because"),
        ("all_of: [5 亿元]", "targets.a.all_of[0]", "at_least"),
        ("all_of: []", "targets.a.all_of", "list the criteria"),
        ("at_least: 5 亿元, every: yaer, within: 2017", "targets.a.every", "did you mean 'year'?"),
        ("at_least: 5 亿元, every: year", "targets.a.every", "within"),
        ("at_least: 5 亿元, every: year, within: 2017-Q1", "targets.a.within", "start and end"),
        ("multiple: {at_least: 2 %, since: 2015}", "targets.a.multiple", "without unit"),
        ("at_least: 5 亿元, each: {collective: }", "targets.a.each.collective", "remove the key"),
        ("at_least: 5 亿元, rounding: {places: 99, mode: half_up}", "targets.a.rounding.places", "correct the places"),
        ("at_least: 5 亿元, says: 达到", "targets.a.says", "source:"),
        ("at_least: 5 亿元, at: （一）", "targets.a.at", "says:"),
        ("at_least: 1e999 亿元", "targets.a.at_least", "check the number"),
        ("at_least: nan 亿元", "targets.a.at_least", "write the number first"),
    ],
)
def test_a_wrong_target_names_the_very_key(rest: str, path: str, words: str) -> None:
    """Law: each fault carries the path of the key to mend, and what to write (issue: files)."""
    problems = faults(f"{MONEY}targets:\n  a: {{indicator: gdp, {rest}}}\n")
    assert [problem.path for problem in problems] == [path]
    assert problems[0].line == 6
    assert words in str(problems[0])


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("indicators:\n  a: {name: a, unit: 户, nature: stock}\n", "indicators.a.unit"),
        ("indicators:\n  a: {name: a, unit: 户, counts: patent, nature: stock}\n", "indicators.a.counts"),
        ("indicators:\n  a: {name: a, unit: 亿元, whole: case, nature: stock}\n", "indicators.a.whole"),
        ("indicators:\n  a: {name: a, unit: 亿元, prices: then, nature: stock}\n", "indicators.a.prices"),
        ("indicators:\n  a: {name: a, unit: 亿元, nature: stock, ratio: {of: a, to: a}}\n", "indicators.a"),
        ("indicators:\n  a: {name: a, unit: 人, nature: stock, limits: {low: 0 亿元}}\n", "indicators.a.limits"),
        ("kinds:\n  patent: {name: a}\n", "kinds.patent"),
        ("kinds:\n  well: {name: {fr: puits}}\n", "kinds.well.name"),
        ("organisations:\n  a: {name: a, members: [b]}\n", "organisations.a.members"),
        ("organisations:\n  a: {name: a, collective: maybe}\n", "organisations.a.collective"),
        ("topics: []\n", "topics"),
        ("topics:\n", "topics"),
        ("topics:\n  a: {name: {zh: }}\n", "topics.a.name.zh"),
        ("topics:\n  a: {name: '  '}\n", "topics.a.name"),
        ("source: {text: Not at hand}\n", "source.text"),
        ("source: {text: a, sha256: abc}\n", "source.sha256"),
        (f"source: {{text: a, sha256: {'0' * 64}}}\n", "source.sha256"),
        ("source: {text: a, file: b}\n", "source.text"),
        ("source: {file: b}\n", "source.file"),
        ("rules:\n  a: {at_least: 5 户, of: a, binds: b}\n", "rules.a.at_least"),
    ],
)
def test_a_wrong_record_names_the_very_key(text: str, path: str) -> None:
    """Law: what an object refuses is shown at the key it came from."""
    problems = faults(HEAD + text)
    assert [problem.path for problem in problems] == [path]
    assert problems[0].line is not None


@pytest.mark.parametrize(
    ("keys", "path", "words"),
    [
        ("says: 目标, document: q", "says.document", "describe it under documents:"),
        ("says: 目标, document: P", "document", "invention_patents"),
        ("says: 目标, at: （九）", "at", "places"),
        ("says: 目标, start: 0", "start", "they stand at 2"),
        ("says: 目标, start: -5", "start", "0 or more"),
        ("says: 目标, start: 二", "start", "Arabic"),
        ("says: 目的", "says", "copy the words"),
        ("at: 一、, spans: [{says: 目标}]", "at", "move it into spans"),
        ("spans: 目标", "spans", "on each line"),
        ("spans: [目标]", "spans[0]", "says"),
        ("spans: [{}]", "spans[0]", "says"),
        ("spans: [{say: 目标}]", "spans[0].say", "did you mean 'says'?"),
        ("note: 备注", "note", "says:"),
    ],
)
def test_a_wrong_quote_names_the_very_key(keys: str, path: str, words: str) -> None:
    """Law: a quote that does not stand where it is said to is told at its own key (design: provenance)."""
    text = f"{HEAD}source: {{text: 一、目标}}\nfindings:\n  a: {{text: a, {keys}}}\n"
    (problem,) = faults(text)
    assert problem.path == f"findings.a.{path.removeprefix('says.')}"
    assert words in str(problem)


@pytest.mark.parametrize(
    ("bodies", "path", "words"),
    [
        ("市科技局", "responsible", "[市科技局"),
        ("[{role: lead}]", "responsible[0]", "write {body:"),
        ("[{body: 市局, role: leed}]", "responsible[0].role", "did you mean 'lead'?"),
        ("[{body: 市局, rank: 1}]", "responsible[0].rank", "one of the keys body"),
        ("[[市局]]", "responsible[0]", "write {body:"),
        ("[x]", "responsible[0]", "add it under organisations:"),
        ("[{body: x, as_written: 某局}]", "responsible[0].body", "organisations"),
    ],
)
def test_a_wrong_body_names_the_very_key(bodies: str, path: str, words: str) -> None:
    """Law: an unknown body in responsible is a fault (usage)."""
    text = f"{HEAD}organisations:\n  a: {{name: 市局}}\naims:\n  b: {{name: b, responsible: {bodies}}}\n"
    (problem,) = faults(text)
    assert problem.path == f"aims.b.{path}"
    assert words in str(problem)


def test_a_body_is_not_unknown_while_a_name_is_missing() -> None:
    """Law: where the name of an organisation could not be read, no body is called unknown."""
    text = f"{HEAD}organisations:\n  a: {{level: municipal}}\naims:\n  b: {{name: b, responsible: [市局]}}\n"
    assert [problem.path for problem in faults(text)] == ["organisations.a"]


def test_a_faulty_record_makes_no_faults_of_what_names_it() -> None:
    """Law: one slip gives one message: an indicator that could not be read is not called unknown."""
    text = (
        HEAD + "indicators:\n  a: {name: a, unit: 亿, nature: stock}\ntargets:\n  b: {indicator: a, at_least: 5 亿}\n"
    )
    assert [problem.path for problem in faults(text)] == ["indicators.a.unit"]


def test_a_body_two_organisations_share_is_asked_about() -> None:
    """Law: a name that stands for two bodies is never guessed (design: responsibility)."""
    text = MONEY + (
        "organisations:\n  a: {name: 市局}\n  b: {name: 乙, aliases: [市局]}\n"
        "targets:\n  c: {indicator: gdp, at_least: 5 亿元, responsible: [市局]}\n"
    )
    (problem,) = faults(text)
    assert (problem.path, problem.line) == ("targets.c.responsible[0]", 9)
    assert "a and b share" in problem.got


def test_errors_of_the_plan_carry_lines_too() -> None:
    """Law: what only the whole plan shows is told with the line of the item it concerns (issue: the model)."""
    text = (
        MONEY
        + "targets:\n  a: {indicator: gdp, at_least: 5 亿元, due: 2017, slice_of: c}\n  b:\n    indicator: gdp\n    at_least: 5 亿元\n    topic: d\n"
    )
    errors = [problem for problem in faults(text) if problem.severity is Severity.ERROR]
    assert {(problem.path, problem.line) for problem in errors} == {("targets.a.slice_of", 6), ("targets.b.topic", 10)}


def test_a_text_for_an_unknown_document_is_a_slip() -> None:
    """Law: a text the caller gives under another id is never dropped silently."""
    with pytest.raises(InvalidPlanError, match="did you mean 'example'"):
        loads(HEAD + "source: {id: example}\n", sources={"exmaple": "a"})
