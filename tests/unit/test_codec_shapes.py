"""A list, a mapping or a bare word where a plan file wants something else is told at its own key and line."""

from __future__ import annotations

import pytest

from policytargets.codec import loads
from policytargets.problems import InvalidPlanError, Problem

HEAD = "policytargets: 1\ntitle: p\n"
MONEY = HEAD + "indicators:\n  gdp: {name: GDP, unit: 亿元, prices: current, nature: flow}\n"
PEOPLE = "indicators:\n  b: {name: b, unit: 人, nature: stock}\n"


def fault(text: str) -> Problem:
    """Give the one problem of a text that is no sound plan."""
    with pytest.raises(InvalidPlanError) as caught:
        loads(text)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("rest", "path", "words"),
    [
        ("rise: {at_least: 5 %, since: 2015}, open: [high]", "open", "open beside between"),
        ("rise: {at_least: 5 %, since: 2015}, within: 1 亿元", "within", "within beside about"),
        ("rise: {at_least: 5 %, at_most: 9 %, since: 2015}", "rise.at_most", "use between: [low, high]"),
        ("rise: {since: 2015}", "rise", "at_least: 15 %"),
        ("between: 5 亿元", "between", "[4.5 %, 5 %]"),
        ("between: [x, 5 亿元]", "between[0]", "write the number first"),
        ("about: {amuont: 5 亿元}", "about.amuont", "did you mean 'amount'?"),
        ("about: {within: 1 亿元}", "about", "write amount:"),
        ("about: [5 亿元]", "about", "a list"),
        ("total: {at_least: 5 亿元, over: 20166}", "total.over", "2016..2020"),
        ("readings: {because: [a], of: [{at_least: 5 亿元}]}", "readings.because", "a list"),
        ("readings: {because: a, of: b}", "readings.of", "one criterion on each line"),
        ("all_of: b", "all_of", "one criterion on each line"),
        ("all_of: [{at_lest: 5 亿元}]", "all_of[0].at_lest", "did you mean 'at_least'"),
        ("rise: {at_least: 5 %, since: }", "rise.since", "remove the key"),
        ("rise: {at_least: 5 %, since: [2015]}", "rise.since", "{period: 2010, amount: 300 亿元}"),
        ("rise: {at_least: 5 %, since: {perid: 2015}}", "rise.since.perid", "did you mean 'period'?"),
        ("rise: {at_least: 5 %, since: {period: 2015, amount: 5 户}}", "rise.since.amount", "户"),
        ("at_least: [5 亿元]", "at_least", "a list"),
        ("at_least: 5 亿元, name: {zh: [a]}", "name.zh", "a list"),
        ("at_least: 5 亿元, commitment: [firm]", "commitment", "a list"),
        ("at_least: 5 亿元, due: [2017]", "due", "a list"),
        ("at_least: 5 亿元, rounding: 2", "rounding", "write places:"),
        ("at_least: 5 亿元, each: haizhou", "each", "write members:"),
        ("at_least: 5 亿元, text: 无", "text", "not at hand"),
    ],
)
def test_a_wrong_shape_in_a_target_names_the_very_key(rest: str, path: str, words: str) -> None:
    """Law: a wrong shape is one fault, at the key to mend, and no traceback (issue: files)."""
    problem = fault(f"{MONEY}targets:\n  a: {{indicator: gdp, {rest}}}\n")
    assert (problem.path, problem.line) == (f"targets.a.{path}", 6)
    assert words in str(problem)


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("indicators:\n  a: 人\n", "indicators.a", 4),
        ("indicators:\n  a: {name: a, counts: patent, nature: stock}\n", "indicators.a", 4),
        ("indicators:\n  a: {name: a, unit: [人], nature: stock}\n", "indicators.a.unit", 4),
        ("indicators:\n  a: {name: a, unit: 人, nature: [stock]}\n", "indicators.a.nature", 4),
        ("indicators:\n  a: {name: a, unit: 人, nature: stock, limits: 5 人}\n", "indicators.a.limits", 4),
        ("indicators:\n  a: {name: a, unit: 人, nature: stock, limits: {lo: 5 人}}\n", "indicators.a.limits.lo", 4),
        ("indicators:\n  a: {name: a, unit: 人, nature: stock, ratio: b}\n", "indicators.a.ratio", 4),
        (
            f"{PEOPLE}  a: {{name: a, unit: '1', nature: ratio, ratio: {{of: b}}}}\n",
            "indicators.a.ratio",
            5,
        ),
        (
            f"{PEOPLE}  a: {{name: a, unit: '1', nature: ratio, ratio: {{off: b, to: b}}}}\n",
            "indicators.a.ratio.off",
            5,
        ),
        ("targets:\n  a: {indicator: [b], at_least: 5 人}\n", "targets.a.indicator", 4),
        ("source: a\n", "source", 3),
        ("source: {id: S s, text: a}\n", "source.id", 3),
        ("source: {date: [2017]}\n", "source.date", 3),
        ("source: {file: [a.txt]}\n", "source.file", 3),
        ("measures:\n  a: {number: [2], title: a}\n", "measures.a.number", 4),
        ("measures:\n  a: {number: 2, title: a, serves: b}\n", "measures.a.serves", 4),
        ("organisations:\n  a: {name: a, collective: [true]}\n", "organisations.a.collective", 4),
        ("kinds:\n  well: {name: a, words: 口}\n", "kinds.well.words", 4),
        ("responsibilities: a\n", "responsibilities", 3),
        ("rules:\n  a: {of: a, binds: b}\n", "rules.a", 4),
        ("rules:\n  a: {at_least: 5 户, at_most: 6 户, of: a, binds: b}\n", "rules.a.at_most", 4),
    ],
)
def test_a_wrong_shape_in_a_record_names_the_very_key(text: str, path: str, line: int) -> None:
    """Law: the same for everything that is no target."""
    problem = fault(HEAD + text)
    assert (problem.path, problem.line) == (path, line)


@pytest.mark.parametrize(
    ("text", "path", "line", "words"),
    [
        ("title: p\n", "file", 1, "on the first line"),
        ("policytargets: [1]\ntitle: p\n", "policytargets", 1, "a list"),
        ("policytargets: 1\n", "file", 1, "write title:"),
        ("policytargets: 1\ntitle: [p]\n", "title", 2, "a list"),
        ('policytargets: 1\ntitle: "\ud800"\n', "file", 1, "save it as UTF-8"),
        ('policytargets: 1\ntitle: "\\ud800"\n', "file", 2, "YAML"),
    ],
)
def test_a_wrong_head_says_how_a_file_begins(text: str, path: str, line: int, words: str) -> None:
    """Law: version and title stand in every file, and half a character in none."""
    problem = fault(text)
    assert problem.path == path
    assert problem.line == line
    assert words in str(problem)
