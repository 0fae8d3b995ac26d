"""Laws of tables of observations: what is written reads back as the same, by every way."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policytargets.baselines import Baseline, Previous, YearBefore
from policytargets.errors import PolicyTargetsError
from policytargets.indicators import Indicator
from policytargets.observation_files import check_observations, observation_table, read_observations, write_observations
from policytargets.observations import Observation, ObservationStatus, Occurrence
from policytargets.periods import Day, Month, Quarter, Span, Year
from policytargets.plans import Area, Plan
from policytargets.targets import Milestone
from policytargets.units import Unit

INDICATORS = {
    "rate": (Unit("件/万人").bind("patent"), "stock", ["", " 件/万人", " patent/person", " 件/人"], [" 件/万人"]),
    "share": (Unit("%", whole="enterprise"), "share", ["", "%", "‰"], ["", "%", " 个百分点"]),
    "revenue": (Unit("亿元", prices="2020"), "flow", ["", " 万元", " CNY", " 亿元/年"], ["", " 元"]),
    "works": (Unit("件/年").bind("work"), "flow", ["", " 件", "万件"], [" 件/年"]),
    "energy": (Unit("tce/(10000.CNY)"), "ratio", ["", " tce/(10000.CNY)"], [""]),
}
PLAN = Plan(
    title="plan",
    areas=[Area(id="city", name="city"), Area(id="county", name="county")],
    indicators=[
        Indicator(id=key, name=key, unit=unit, nature=nature) for key, (unit, nature, _, _) in INDICATORS.items()
    ],
    milestones=[Milestone(id="platform", name="platform")],
)
YEARS = st.integers(1990, 2050)
PERIODS = st.one_of(
    st.builds(Year, YEARS),
    st.builds(Quarter, YEARS, st.integers(1, 4)),
    st.builds(Month, YEARS, st.integers(1, 12)),
    st.dates().map(Day.of),
    st.tuples(YEARS, st.integers(0, 9)).map(lambda pair: Span(Year(pair[0]), Year(pair[0] + pair[1]))),
)
NUMBERS = st.one_of(
    st.decimals(0, 10**9, places=3).map(str),
    st.integers(0, 10**12).map(str),
    st.fractions(0, 100, max_denominator=99).map(str),
    st.sampled_from(["2.150", "0", "1,234.50", "２．１５"]),
)
SOURCES = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text.strip())
COMMON = {"entity": st.sampled_from([None, "city", "county"]), "published": st.none() | st.dates(), "source": SOURCES}
SINCE = st.one_of(
    st.just(YearBefore()),
    st.just(Previous()),
    st.builds(Baseline, PERIODS),
    st.builds(Baseline, st.none() | PERIODS, st.just("300 亿元")),
    st.builds(Baseline, st.none(), st.just("12.5 %")),
)


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    """Draw an observation of the plan, in any of the units in which it is published."""
    key = draw(st.sampled_from(sorted(INDICATORS)))
    units, halves = INDICATORS[key][2:]
    fields: dict[str, Any] = {name: draw(strategy) for name, strategy in COMMON.items()}
    since = draw(st.none() | SINCE)
    if since is not None:
        units = [unit for unit in units if unit and "年" not in unit and unit != "‰"] + ["%"]
    fields["value"] = draw(NUMBERS) + draw(st.sampled_from(units))
    if draw(st.booleans()):
        fields[draw(st.sampled_from(["high", "plus_minus"]))] = draw(NUMBERS) + draw(st.sampled_from([*units, *halves]))
    fields |= {"since": since, "status": draw(st.sampled_from(ObservationStatus)), "period": draw(PERIODS)}
    try:
        return Observation(indicator=PLAN.indicator(key), **fields)
    except PolicyTargetsError:
        assume(False)  # noqa: FBT003 -- hypothesis: this draw is no observation
        raise


OCCURRENCES = st.one_of(
    st.builds(Occurrence, milestone=st.just("platform"), happened=PERIODS, **COMMON),
    st.builds(Occurrence, milestone=st.just("platform"), not_by=PERIODS, **COMMON),
)
ENTRIES = st.lists(observations() | OCCURRENCES, max_size=6).map(tuple)


@given(ENTRIES)
def test_what_is_written_reads_back_as_the_same(entries: tuple[Observation | Occurrence, ...]) -> None:
    """Law: read(write(x)) == x, and the numbers as they were written (issue: files)."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "observations.csv"
        write_observations(entries, path)
        again = read_observations(path, PLAN)
        assert again == entries
        first = path.read_bytes()
        write_observations(again, path)
        assert path.read_bytes() == first


@given(ENTRIES)
def test_a_table_reads_back_as_the_same(entries: tuple[Observation | Occurrence, ...]) -> None:
    """Law: read(observation_table(x)) == x: a DataFrame is a file (usage: also a DataFrame)."""
    assert read_observations(observation_table(entries), PLAN) == entries


@given(st.lists(observations() | OCCURRENCES, max_size=3))
def test_a_workbook_reads_back_as_the_same(entries: list[Observation | Occurrence]) -> None:
    """Law: a workbook of text says what the CSV file says (issue: files)."""
    pytest.importorskip("openpyxl")
    kept = tuple(
        entry for entry in entries if entry.source is None or (entry.source.isprintable() and entry.source[0] != "=")
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "observations.xlsx"
        observation_table(kept).to_excel(path, index=False)
        assert read_observations(path, PLAN) == kept


@given(st.text(st.characters(exclude_categories=["Cs"])), st.binary(max_size=60))
def test_any_text_gives_problems_and_no_traceback(text: str, data: bytes) -> None:
    """Law: whatever stands in a file, it is read or refused by an error of ours (issue: loading untrusted files)."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "observations.csv"
        for content in (f"indicator,period,value\n{text}".encode(), data):
            path.write_bytes(content)
            try:
                problems = check_observations(path, PLAN)
            except PolicyTargetsError:
                continue
            assert all(problem.remedy and problem.file == str(path) for problem in problems)


@given(st.lists(st.sampled_from(["rate", "rat", "", "2017", "x", "2.15", "件/万人", "happened 2017"]), max_size=12))
def test_every_row_is_read_or_named(cells: list[str]) -> None:
    """Law: nothing is dropped: a row that is not blank gives an observation or a problem (design: problems)."""
    rows = [cells[start : start + 4] for start in range(0, len(cells), 4)]
    lines = "\n".join(["indicator,period,value,unit", *(",".join(row) for row in rows)])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "observations.csv"
        path.write_text(lines, encoding="utf-8")
        named = {problem.line for problem in check_observations(path, PLAN)}
        good = [line for line, row in enumerate(rows, 2) if "".join(row) and line not in named]
        path.write_text(
            "\n".join(line for number, line in enumerate(lines.split("\n"), 1) if number not in named), "utf-8"
        )
        assert len(read_observations(path, PLAN)) == len(good)
