"""Spark, in local mode, decides as one frame in memory does (issue: the distributed engine is one that exists).

Spark has a lock of its own; where it or Java is missing, this is skipped.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import policytargets as pt
from policytargets import frames, methods

if shutil.which("java") is None:
    pytest.skip("there is no Java", allow_module_level=True)
sql: Any = pytest.importorskip("pyspark.sql", reason="pyspark is in a lock of its own, .ci/spark.lock")

# Said of pandas by Spark, also where only Arrow goes between them.
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")

ROWS = 1_000_000
PARTS = 4
WORKS = pt.Indicator(id="works", name="作品登记", unit="work", nature="stock", limits=pt.Limits(low="0 work"))
PEOPLE = pt.Indicator(id="people", name="常住人口", unit="person", nature="stock")
RATE = pt.Indicator(
    id="rate", name="每万人作品", unit="work/(10000.person)", nature="stock", ratio=pt.Ratio(of=WORKS, to=PEOPLE)
)
PLAN = pt.Plan(
    title="示意计划",
    indicators=[WORKS, RATE],
    targets=[
        pt.Target(
            id="works_2020", indicator=WORKS, criterion=pt.AtLeast("500 work"), due=pt.By(pt.Year(2020)),
            baseline=pt.Baseline(pt.Year(2015), "100 work"),
        ),
        pt.Target(id="rate_2017", indicator=RATE, criterion=pt.Between("2.15 件/万人", "2.88 件/万人"), due=pt.Year(2017)),
    ],
)  # fmt: skip


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Spark with two workers on this machine, without a page and without a way out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        session = (
            sql.SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.memory", "2g")
            .config("spark.sql.shuffle.partitions", str(PARTS))
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


def rows() -> pd.DataFrame:
    """Illustrative rows: ties, nulls, infinities, foreign and unknown units, unknown indicators."""
    draw = np.random.default_rng(20171120)
    kinds = draw.integers(0, 5, ROWS)
    value = np.round(draw.uniform(0, 600, ROWS), 2)
    value[::1000], value[1::1000], value[2::1000] = 2.15, np.nan, np.inf
    return pd.DataFrame({
        "row": np.arange(ROWS),
        "county": np.array([f"c{number}" for number in range(2800)], dtype=object)[draw.integers(0, 2800, ROWS)],
        "indicator": np.array(["works", "rate", "rate", "works", "unknown"], dtype=object)[kinds],
        "unit": np.array(["件", "件/万人", "件/十万人", "foo", None], dtype=object)[kinds],
        "period": np.array(["2017", "2018"], dtype=object)[draw.integers(0, 2, ROWS)],
        "value": value,
    })  # fmt: skip


def test_a_million_rows(spark: Any, tmp_path: Path) -> None:
    """Law: the same rows, verdicts, reasons, margins, statuses and shares as on one frame in memory (issue)."""
    frame = rows()
    for part in range(PARTS):
        frame.iloc[part * ROWS // PARTS : (part + 1) * ROWS // PARTS].to_parquet(tmp_path / f"{part}.parquet")
    options: Any = {"each": True, "columns": {"entity": "county"}, "method": methods.LinearShare()}
    expected = frames.decide(frame, PLAN, **options)
    lazy = frames.decide(spark.read.parquet(str(tmp_path)), PLAN, **options)
    assert type(lazy) is type(spark.range(1))
    found = lazy.toArrow().sort_by("row")
    assert found.num_rows == ROWS
    for name in expected.columns:
        mine, theirs = found[name].combine_chunks(), pa.array(expected[name], from_pandas=True)
        if name == "value":
            mine = pa.array(mine.to_numpy(zero_copy_only=False), from_pandas=True)
        if not pa.types.is_floating(theirs.type) and name != "row":  # words: texts here, categories there
            mine, theirs = mine.cast(pa.string()), theirs.cast(pa.string())
        assert mine.equals(theirs), name
    counted = [tuple(row) for row in frames.faults(lazy, columns={"indicator": "indicator"}).collect()]
    assert counted == list(
        frames.faults(expected, columns={"indicator": "indicator"}).itertuples(index=False, name=None)
    )


def test_what_it_holds_is_added_up_and_read(spark: Any) -> None:
    """Law: sums over areas, rates and observations are those of one frame in memory."""
    frame = pd.DataFrame({
        "indicator": ["works", "people"] * 2, "entity": ["a", "a", "b", "b"], "period": "2017",
        "value": [1.0, 20_000.0, 2.0, 10_000.0],
    })  # fmt: skip
    lazy = spark.createDataFrame(frame)
    added = frames.roll_up(lazy, PLAN, by=[])
    assert type(added) is type(lazy)
    assert [(row["indicator"], row["value"]) for row in added.collect()] == [
        ("people", 30_000.0),
        ("rate", 1.0),
        ("works", 3.0),
    ]
    assert frames.to_observations(lazy, PLAN) == frames.to_observations(frame, PLAN)


def test_it_is_assessed(spark: Any) -> None:
    """Law: verdicts, timings, margins and faults of each county are those of one frame in memory."""
    draw = np.random.default_rng(2018)
    frame = pd.DataFrame({
        "indicator": ["works", "rate", "unknown"] * 400, "period": ["2017", "2018", "2020", "soon"] * 300,
        "value": np.round(draw.uniform(0, 600, 1200), 2), "county": [f"c{number // 3 % 50}" for number in range(1200)],
    })  # fmt: skip
    options: Any = {"as_of": pt.Year(2019), "each": "county", "method": methods.LinearShare()}
    expected = frames.assess(pa.Table.from_pandas(frame), PLAN, **options)
    lazy = frames.assess(spark.createDataFrame(frame), PLAN, **options)
    assert type(lazy) is type(spark.range(1))
    found = lazy.toArrow()
    assert found.column_names == expected.column_names
    assert found.num_rows > 100
    assert found.to_pylist() == expected.to_pylist()
    counted = [tuple(row) for row in frames.faults(lazy).collect()]
    assert counted == [tuple(row.values()) for row in frames.faults(expected).to_pylist()]


def test_a_row_for_each_target(spark: Any) -> None:
    """Law: rows that meet several targets become as many as on one frame in memory (issue: explode)."""
    sooner = pt.Target(id="works_2019", indicator=WORKS, criterion=pt.AtLeast("300 work"), due=pt.Year(2019))
    plan = pt.Plan(title="示意计划", indicators=[WORKS, RATE], targets=[*PLAN.targets, sooner])
    frame = pd.DataFrame({"indicator": ["works", "rate", "unknown"] * 20, "value": [float(n) * 9 for n in range(60)]})
    expected = frames.decide(pa.Table.from_pandas(frame), plan, explode=True)
    assert expected.num_rows == 80
    found = frames.decide(spark.createDataFrame(frame), plan, explode=True).toArrow()
    assert found.to_pylist() == expected.to_pylist()
