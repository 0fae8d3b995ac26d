"""A scheduler with worker processes decides as one process does (issue: the distributed engine is one that exists)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import distributed
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from dask import dataframe

import policytargets as pt
from policytargets import frames, methods

DASK: Any = dataframe  # neither is typed
CLUSTER: Any = distributed
ROWS = 1_000_000
PARTITIONS = 8


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """A scheduler on this machine with two worker processes, without a page and without a way out."""
    with (
        CLUSTER.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None, silence_logs=50
        ) as cluster,
        CLUSTER.Client(cluster) as client,
    ):
        yield client


def plan() -> pt.Plan:
    """A target on every kind of amount: a bound, a change, a share in limits."""
    works = pt.Indicator(id="works", name="作品登记", unit="work", nature="stock")
    rate = pt.Indicator(id="rate", name="专利密度", unit="patent/(10000.person)", nature="stock")
    share = pt.Indicator(id="share", name="占比", unit="%", nature="share", limits=pt.Limits(low="0 %", high="100 %"))
    return pt.Plan(
        title="示意计划",
        indicators=[works, rate, share],
        targets=[
            pt.Target(
                id="works_2020", indicator=works, criterion=pt.AtLeast("500 work"), due=pt.By(pt.Year(2020)),
                baseline=pt.Baseline(pt.Year(2015), "100 work"),
            ),
            pt.Target(id="rate_2017", indicator=rate, criterion=pt.Between("2.15 件/万人", "2.88 件/万人", open=["high"]), due=pt.Year(2017)),
            pt.Target(
                id="share_2017", indicator=share, due=pt.Year(2017),
                criterion=pt.Rise(by=pt.AtLeast("3 个百分点"), since=pt.Baseline(pt.Year(2016), "50 %")),
            ),
        ],
    )  # fmt: skip


def rows() -> pd.DataFrame:
    """Illustrative rows: ties, nulls, infinities, foreign and unknown units, unknown indicators."""
    draw = np.random.default_rng(20171120)
    kinds = draw.integers(0, 6, ROWS)
    value = np.round(draw.uniform(0, 120, ROWS), 2)
    value[::1000], value[1::1000], value[2::1000] = 2.15, np.nan, np.inf
    return pd.DataFrame({
        "county": np.array([f"c{number}" for number in range(2800)], dtype=object)[draw.integers(0, 2800, ROWS)],
        "indicator": np.array(["works", "rate", "rate", "share", "share", "unknown"], dtype=object)[kinds],
        "unit": np.array(["件", "件/万人", "件/十万人", "%", "件", None], dtype=object)[kinds],
        "period": np.array(["2017", "2018"], dtype=object)[draw.integers(0, 2, ROWS)],
        "value": value,
    })  # fmt: skip


@pytest.mark.usefixtures("client")
def test_a_million_rows_on_two_processes(client: Any, tmp_path: Path) -> None:
    """Law: the same rows, verdicts, reasons, margins, statuses and shares as on one frame in memory (issue)."""
    frame, held = rows(), plan()
    options: Any = {"each": True, "columns": {"entity": "county"}, "method": methods.LinearShare()}
    expected = frames.decide(frame, held, **options)
    for part in range(PARTITIONS):
        frame.iloc[part * ROWS // PARTITIONS : (part + 1) * ROWS // PARTITIONS].to_parquet(tmp_path / f"{part}.parquet")
    lazy = frames.decide(DASK.read_parquet(tmp_path), held, **options)
    assert lazy.npartitions == PARTITIONS
    kept = client.persist(lazy)
    CLUSTER.wait(kept)
    assert len(client.run(os.getpid)) == 2
    assert all(client.has_what().values())  # each of the two processes holds partitions it decided
    found = kept.compute()
    assert len(found) == ROWS
    for name in expected.columns:
        mine, theirs = pa.array(found[name], from_pandas=True), pa.array(expected[name], from_pandas=True)
        if not pa.types.is_floating(theirs.type):  # words: texts here, categories there
            mine, theirs = mine.cast(pa.string()), theirs.cast(pa.string())
        assert mine.equals(theirs), name
    assert set(expected["verdict"].dropna()) == {"met", "not met", "undetermined"}
    counted = frames.faults(kept, columns={"indicator": "indicator"})
    pd.testing.assert_frame_equal(
        counted.astype({"reason": "string", "indicator": "string"}),
        frames.faults(expected, columns={"indicator": "indicator"}).astype({"reason": "string", "indicator": "string"}),
        check_dtype=False,
    )


@pytest.mark.usefixtures("client")
def test_what_the_workers_hold_is_added_up_and_read() -> None:
    """Law: sums over areas and observations are those of one frame in memory."""
    held = plan()
    frame = pd.DataFrame({
        "indicator": "works", "county": [f"c{number}" for number in range(1000)], "period": "2017", "value": range(1000),
    })  # fmt: skip
    lazy = DASK.from_pandas(frame, npartitions=PARTITIONS)
    names = {"entity": "county"}
    added = frames.roll_up(lazy, held, by=[], columns=names).compute()
    assert added["value"].tolist() == [499_500.0]
    assert frames.to_observations(lazy, held, columns=names) == frames.to_observations(frame, held, columns=names)
