"""What is said of a table is what is said of each pair by itself (issue: from one city to the whole country, one truth)."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import random
from typing import Any

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from dask import dataframe
from hypothesis import given, settings
from hypothesis import strategies as st

import policytargets as pt
from policytargets import frames, methods, trajectories
from policytargets.errors import PolicyTargetsError
from policytargets.frames._compiled import slots
from policytargets.observations import ObservationStatus
from policytargets.outlooks import Method
from policytargets.prospects import pace
from policytargets.testing import strategies as pts

ENTITIES: list[str | None] = [None, "a", "a", "a", "b", "NA"]
DASK: Any = dataframe  # it is not typed
KNOWN_AS = {"NA": "na"}
"""An entity of a table may be called what no id can be."""
EDGES = [0.0, -0.0, -1.0, 1e-300, 0.1, 100.0, 101.0, math.nan]
METHODS: list[Method | None] = [None, methods.LinearShare(), methods.GoalShare(), methods.StatCan()]
WORDS = (
    "verdict",
    "timing",
    "final",
    "period",
    "reason",
    "reason_codes",
    "margin_unit",
    "illustrative",
    "status",
    "outlook_reason",
)
FLOATS = {"margin": 1e-9, "observed": 1e-15, "expected": 1e-15, "required_pace": 1e-9, "share": 1e-9}


INDICATORS = [
    pt.Indicator(id="works", name="works", unit="work", nature="stock", better="higher"),
    pt.Indicator(id="rate", name="rate", unit="patent/(10000.person)", nature="stock"),
    pt.Indicator(id="rank", name="rank", unit="1", nature="rank"),
    pt.Indicator(id="revenue", name="revenue", unit="kg/year", nature="flow"),
    pt.Indicator(id="sold", name="sold", unit="work", nature="flow"),
    pt.Indicator(id="share", name="share", unit="%", nature="share", limits=pt.Limits(low="0 %", high="100 %")),
    pt.Indicator(id="pace", name="pace", unit="%", nature="growth_rate"),
]


@attrs.frozen
class Case:
    """A plan, a table, and the same as observations."""

    plan: pt.Plan
    table: pd.DataFrame
    seen: tuple[pt.Observation, ...]


def observation(indicator: pt.Indicator, row: dict[str, Any]) -> pt.Observation | None:
    """Give what a row says; None where it says nothing."""
    if math.isnan(row["value"]):
        return None
    unit = pt.Unit(row["unit"])
    entity = None if row["county"] is None else KNOWN_AS.get(row["county"], row["county"])
    try:
        return pt.Observation(
            indicator=indicator,
            period=pt.parse_period(row["period"]),
            value=pt.Quantity(repr(row["value"]), unit),
            high=None if row["high"] is None else pt.Quantity(repr(row["high"]), unit),
            entity=entity,
            since=None if row["since"] is None else pt.YearBefore(),
            status=row["obs_status"] or ObservationStatus.FINAL,
            published=row["published"],
            source=row["source"],
        )
    except PolicyTargetsError:
        return None


def places(plan: pt.Plan, target: pt.Target) -> list[float]:
    """Give amounts in the indicator's unit on which answers turn, and their neighbours."""
    try:
        cuts = [cut for slot in slots(plan) if slot.target.id == target.id for cut, _, _ in slot.stairs()[0].steps]
    except PolicyTargetsError:
        cuts = []
    steps = [float(cut / target.indicator.unit.factor) for cut in cuts]
    return [*steps, *(math.nextafter(step, way) for step in steps if step for way in (math.inf, -math.inf))]


@st.composite
def simple_plans(draw: st.DrawFn) -> pt.Plan:
    """Draw plans of small numbers, so that all that timing tells apart comes up often."""
    made = []
    for indicator in draw(st.lists(st.sampled_from(INDICATORS), min_size=1, max_size=2, unique_by=lambda one: one.id)):

        def amount(indicator: pt.Indicator = indicator) -> pt.Quantity:
            return pt.Quantity(draw(st.integers(1, 4)), indicator.unit)

        bounds: list[Any] = [
            pt.AtLeast(amount()), pt.AtMost(amount()), pt.MoreThan(amount()), pt.Exactly(amount()), pt.About(amount()),
            pt.Between(pt.Quantity(2, indicator.unit), pt.Quantity(3, indicator.unit), open=draw(st.sampled_from([(), ("low",)]))),
            pt.Rise(by=pt.AtLeast("10 %"), since=draw(st.sampled_from([pt.Year(2015), pt.YearBefore()]))),
            pt.AllOf([pt.AtLeast(amount()), pt.AtMost(amount())]),
        ]  # fmt: skip
        year = pt.Year(draw(st.sampled_from([2017, 2020])))
        due = draw(
            st.sampled_from(
                [year, pt.By(year), pt.By(year), pt.Every(pt.Year, within=pt.Span(pt.Year(2017), pt.Year(2019))), None]
            )
        )
        criterion = draw(st.sampled_from([*bounds[:5], *bounds]))
        stated = pt.Baseline(pt.Year(2014), pt.Quantity(1, indicator.unit))
        baseline = draw(st.sampled_from([None, stated, stated, pt.Year(2015)]))
        told: Any = {"id": f"{indicator.id}_1", "indicator": indicator, "due": due}
        try:
            made.append(pt.Target(criterion=criterion, baseline=baseline, **told))
        except PolicyTargetsError:  # a rank has no percent, a moving baseline no By
            made.append(pt.Target(criterion=bounds[0], **told))
    return pt.Plan(title="a plan", indicators=[one.indicator for one in made], targets=made)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a plan, and rows on its indicators: on the steps of answers, next to them, revised, doubled, empty."""
    plan = draw(simple_plans() | simple_plans() | pts.plans(min_targets=1, max_targets=2))
    rows, seen = [], []
    for target in plan.targets:
        if target.slice_of is not None:
            continue
        unit = target.indicator.unit
        units = [unit]
        if not unit.is_share and unit.terms and unit.terms[0].scale == 1:
            units.append(unit.scaled(10_000))
        dues = [slot.period for slot in slots(plan) if slot.target.indicator.id == target.indicator.id and slot.period]
        years = [pt.Year(year) for year in range(2014, 2024)]
        finer: list[Any] = [pt.Month(2017, 12), pt.Quarter(2017, 1), pt.Quarter(2017, 4), pt.Month(2020, 12)]
        near = [due.shift(by) for due in dues or years for by in (-2, -1, -1, 1)]
        numbers = [*places(plan, target), *EDGES]
        for _ in range(draw(st.integers(0, 16))):
            own = draw(st.sampled_from(units))
            drawn = st.sampled_from(numbers) | st.integers(1, 4).map(float)
            number = draw(drawn | drawn | st.floats(-100, 1e4).map(lambda one: round(one, 2)))
            if own is not unit:
                number = number if math.isnan(number) else float(pt.Quantity(repr(number), unit).base / own.factor)
            row = {
                "ind": target.indicator.id,
                "county": draw(st.sampled_from(ENTITIES)),
                "period": str(draw(st.sampled_from([*(dues or years) * 3, *near * 2, *years, *finer]))),
                "value": number,
                "high": draw(st.sampled_from([None] * 29 + [number + 1.0])),
                "unit": own.code,
                "since": draw(st.sampled_from([None] * 39 + ["year_before"])),
                "obs_status": draw(st.sampled_from([None, None, "final", "provisional", "forecast"])),
                "published": draw(st.sampled_from([None, None, dt.date(2018, 5, 1), dt.date(2021, 3, 1)])),
                "source": draw(st.sampled_from([None, None, None, "illustrative"])),
            }
            made = observation(target.indicator, row)
            rows.append(row)
            if made is not None:
                seen.append(made)
            if draw(st.integers(0, 9)) == 0:
                rows.append(row)
                seen += [made] if made is not None else []
    return case_of(plan, rows, seen)


def case_of(plan: pt.Plan, rows: list[dict[str, Any]], seen: list[pt.Observation]) -> Case:
    """Make a case of rows, and of what they say."""
    columns = ["ind", "county", "period", "value", "high", "unit", "since", "obs_status", "published", "source"]
    table = pd.DataFrame(rows, columns=columns).astype({"value": "float64", "high": "float64"})
    return Case(plan, table, tuple(seen))


def crowd(seed: int) -> Case:
    """Make a plan of several targets and a table in which most entities have most years, many at the threshold."""
    lot = random.Random(seed)  # noqa: S311 -- no secret is made
    targets: list[pt.Target] = []
    for number in range(5):
        indicator = lot.choice(INDICATORS)
        level, year = pt.Quantity(lot.choice([2, 3]), indicator.unit), pt.Year(lot.choice([2017, 2018]))
        kinds: list[Any] = [pt.AtLeast, pt.AtLeast, pt.AtMost, pt.LessThan, pt.MoreThan, pt.Exactly, pt.About]
        dues: list[Any] = [year, pt.By(year), pt.By(year), pt.Every(pt.Year, within=pt.Span(pt.Year(2016), year))]
        made = pt.Target(
            id=f"t{number}", indicator=indicator, criterion=lot.choice(kinds)(level),
            due=lot.choice(dues),
            baseline=lot.choice([None, pt.Baseline(pt.Year(2014), pt.Quantity(lot.choice([1, 4]), indicator.unit)), pt.Year(2015)]),
            method=lot.choice([None, None, methods.GoalShare()]),
        )  # fmt: skip
        targets.append(made)
        if isinstance(made.due, pt.By):
            targets.append(attrs.evolve(made, id=f"s{number}", due=year.previous(), slice_of=made.id))
    plan = pt.Plan(
        title="a crowd", indicators={one.indicator.id: one.indicator for one in targets}.values(), targets=targets
    )
    rows, seen = [], []
    for indicator, county, when in itertools.product(plan.indicators, ["a", "b", "c", "d", "NA"], range(2015, 2021)):
        for _ in range(lot.choice([0, 1, 1, 1, 1, 2])):
            value = lot.choice([1.0, 2.0, 2.0, 3.0, 3.0, 4.0, lot.choice(EDGES)])
            row: dict[str, Any] = {
                "ind": indicator.id, "county": county, "value": value, "unit": indicator.unit.code,
                "period": lot.choice([str(when)] * 25 + [f"{when}-12", f"{when}-Q4"]),
                "high": lot.choice([None] * 40 + [value + 1]), "since": lot.choice([None] * 60 + ["year_before"]),
                "obs_status": lot.choice([None] * 8 + ["provisional", "forecast"]),
                "published": lot.choice([None] * 6 + [dt.date(when + 1, 5, 1), dt.date(when + 2, 5, 1)]),
                "source": lot.choice([None] * 6 + ["illustrative"]),
            }  # fmt: skip
            made_of = observation(indicator, row)
            rows.append(row)
            seen += [] if made_of is None else [made_of]
    return case_of(plan, rows, seen)


def wanted(case: Case, as_of: dt.date, method: Method | None, entity: str | None, target: pt.Target) -> dict[str, Any]:
    """Ask the scalar logic of one pair."""
    known_as = None if entity is None else KNOWN_AS.get(entity, entity)
    alone = attrs.evolve(target, entity=known_as, each=None)
    own = attrs.evolve(case.plan, targets=[alone if one.id == target.id else one for one in case.plan.targets])
    found = pt.assess(own, case.seen, as_of=as_of, method=method)[target.id]
    codes = [reason.code.name.lower() for reason in found.reasons]
    way, due = found.outlook, target.due_form
    told = {
        "verdict": found.verdict.value,
        "timing": found.timing.value,
        "final": found.final,
        "period": None if found.period is None else str(found.period),
        "reason": codes[0] if found.verdict is pt.Verdict.UNDETERMINED else None,
        "reason_codes": "; ".join(codes) or None,
        "margin": None if found.margin is None else float(found.margin.magnitude),
        "margin_unit": None if found.margin is None else found.margin.unit.code,
        "observed": None if found.observed is None else float(found.observed.magnitude),
        "illustrative": found.is_illustrative,
        "status": None if way is None else way.status,
        "share": None if way is None or way.share is None else float(way.share),
        "outlook_reason": None if way is None or way.determined else way.reasons[0].code.name.lower(),
    }
    if due is not None and not isinstance(due, pt.Every):
        on_path = pace(alone, case.seen, path=trajectories.Linear(), as_of=as_of, entity=known_as)
        told["expected"], told["required_pace"] = (
            None if one.amount is None else float(one.amount) for one in (on_path.expected, on_path.change)
        )
    return told


def same(row: dict[str, Any], expected: dict[str, Any]) -> None:
    """Hold a row against what the scalar logic says."""
    for name in WORDS:
        if name in row:
            told = None if pd.isna(row[name]) else row[name]
            assert told == expected[name], (name, told, expected)
    for name, near in FLOATS.items():
        if name in row:
            told, exact = row[name], expected.get(name)
            assert pd.isna(told) == (exact is None), (name, told, expected)
            if exact is not None:
                scale = max(abs(row["observed"]) if name != "observed" and pd.notna(row["observed"]) else 0.0, 1.0)
                assert told == pytest.approx(exact, rel=near, abs=0 if near < 1e-12 else near * scale), (name, expected)


def by_duckdb(frame: pd.DataFrame) -> Any:
    """Give a relation of DuckDB."""
    return duckdb.from_arrow(pa.Table.from_pandas(frame))


DOORS: dict[str, tuple[Any, Any]] = {
    "pandas": (lambda frame: frame, lambda told: told),
    "pandas with its own types": (lambda frame: frame.convert_dtypes(), lambda told: told),
    "pandas with types of pyarrow": (lambda frame: frame.convert_dtypes(dtype_backend="pyarrow"), lambda told: told),
    "polars": (pl.from_pandas, lambda told: told.to_pandas()),
    "polars lazy": (lambda frame: pl.from_pandas(frame).lazy(), lambda told: told.collect().to_pandas()),
    "pyarrow": (pa.Table.from_pandas, lambda told: told.to_pandas()),
    "duckdb": (by_duckdb, lambda told: told.df()),
    "dask": (lambda frame: DASK.from_pandas(frame, npartitions=2), lambda told: told.compute()),
}


@given(
    cases(),
    st.sampled_from(METHODS),
    st.sampled_from([dt.date(2018, 1, 1), dt.date(2019, 12, 31), dt.date(2020, 12, 31), dt.date(2023, 6, 1)]),
    st.sampled_from([None, "county", "county"]),
    st.sampled_from(sorted(DOORS)),
)
@settings(max_examples=60)
def test_a_table_is_assessed_as_each_pair_is(
    case: Case, method: Method | None, as_of: dt.date, each: str | None, kind: str
) -> None:
    """Law: of each pair the same verdict, timing, period, reasons and status, and the same amounts as far as floats go."""
    agrees(case, method, as_of, each, kind)


@pytest.mark.parametrize("seed", range(16))
def test_a_crowd_is_assessed_as_each_of_it_is(seed: int) -> None:
    """Law: the same where many pairs tell the same and are asked once."""
    method, as_of = METHODS[seed % 4], dt.date(2017 + seed % 3, 12, 31)
    agrees(crowd(seed), method, as_of, "county", sorted(DOORS)[seed % len(DOORS)])


def agrees(case: Case, method: Method | None, as_of: dt.date, each: str | None, kind: str) -> None:
    """Hold a table against the scalar logic."""
    columns = {"indicator": "ind"} if each else {"indicator": "ind", "entity": "county"}
    come, go = DOORS[kind]
    told = frames.assess(come(case.table), case.plan, as_of=as_of, columns=columns, method=method, each=each)
    found = go(told)
    answers = found[found["verdict"].notna()].to_dict("records")
    targets = {target.id: target for target in case.plan.targets}
    for row in answers:
        entity = None if pd.isna(row["county"]) else row["county"]
        same(row, wanted(case, as_of, method, entity, targets[row["target"]]))
    asked = len(case.table["county"].dropna().unique()) if each else 1
    assert len(answers) == asked * len(targets)
