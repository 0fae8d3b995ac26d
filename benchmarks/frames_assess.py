"""What assessing a table costs, against the scalar `assess` in a loop over the pairs of entity and target.

Run ``python benchmarks/frames_assess.py``, or ``python benchmarks/frames.py``, which prints it too. The loop is timed on a
sample of the pairs in each run and scaled to all of them; what it is given are ready-made observations of its pair alone. The
sample is checked to say the same.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

import policytargets as pt
from policytargets import frames, trajectories
from policytargets.prospects import pace

RUNS, SAMPLE = 7, 200
AS_OF = pt.Year(2018)
YEARS = (2016, 2017, 2018)
SHAPES = ((36, 2_800), (1_000, 100))


def a_plan(targets: int) -> pt.Plan:
    """Make a plan of so many targets: three bounds in turn, half of them By, a third with a stated baseline."""
    indicators = [pt.Indicator(id=f"i{k}", name=f"i{k}", unit="patent", nature="stock") for k in range(targets)]
    made = []
    for number, indicator in enumerate(indicators):
        level = number % 700 + 1
        bounds: Any = (
            pt.AtLeast(f"{level}.5 件"), pt.AtMost(f"{level}.5 件"), pt.Between(f"{level} 件", f"{level + 200} 件"),
        )  # fmt: skip
        dues: Any = (pt.Year(2018), pt.By(pt.Year(2019)))
        stated = pt.Baseline(pt.Year(2015), "1 件") if number % 3 == 0 else None
        asked, due = bounds[number % 3], dues[number % 2]
        made.append(pt.Target(id=f"t{number}", indicator=indicator, criterion=asked, due=due, baseline=stated))
    return pt.Plan(title="benchmark", indicators=indicators, targets=made)


def a_table(targets: int, entities: int) -> pd.DataFrame:
    """Make a table in no order: of each pair three years, one row in fifty without amount."""
    rng = np.random.default_rng(0)
    count = targets * entities * len(YEARS)
    amounts = rng.integers(0, 100_000, count) / 100
    amounts[rng.random(count) < 0.02] = np.nan  # noqa: PLR2004 -- one in fifty
    names = [f"i{k}" for k in range(targets)], [f"county_{k}" for k in range(entities)]
    table = pd.DataFrame({
        "indicator": np.repeat(names[0], entities * len(YEARS)),
        "county": np.tile(np.repeat(names[1], len(YEARS)), targets),
        "period": np.tile(YEARS, targets * entities),
        "value": amounts,
    })  # fmt: skip
    return table.sample(frac=1, random_state=1).reset_index(drop=True)


def a_sample(plan: pt.Plan, table: pd.DataFrame) -> dict[tuple[str, str], tuple[pt.Target, list[pt.Observation]]]:
    """Draw pairs, and make the observations of each."""
    lot = random.Random(0)  # noqa: S311 -- no secret is made
    counties = sorted(set(table["county"]))
    pairs = {(lot.choice(plan.targets).id, lot.choice(counties)) for _ in range(SAMPLE)}
    targets = {target.id: target for target in plan.targets}
    groups = table.dropna(subset="value").groupby(["indicator", "county"])
    found = {}
    for name, county in pairs:
        target = targets[name]
        key = target.indicator.id, county
        rows: Any = groups.get_group(key).itertuples() if key in groups.groups else ()
        found[name, county] = target, [
            pt.Observation(indicator=target.indicator, period=pt.Year(int(row.period)), value=pt.Quantity(repr(row.value), target.indicator.unit))
            for row in rows
        ]  # fmt: skip
    return found


def ratios(ours: Callable[[], Any], theirs: Callable[[], Any], scale: float) -> tuple[float, float, float, float]:
    """Give the median of the ratios, least and greatest, and our median time in seconds; *theirs* is scaled."""
    found, times = [], []
    for _ in range(RUNS):
        start = time.perf_counter()
        ours()
        middle = time.perf_counter()
        theirs()
        end = time.perf_counter()
        found.append((middle - start) / (end - middle) / scale)
        times.append(middle - start)
    return statistics.median(found), min(found), max(found), statistics.median(times)


def check(told: pd.DataFrame, sample: dict[tuple[str, str], tuple[pt.Target, list[pt.Observation]]]) -> None:
    """End when the loop says something else."""
    rows = told.set_index(["target", "county"])
    for pair, (target, seen) in sample.items():
        alone = pt.assess(target, seen, as_of=AS_OF)
        row: Any = rows.loc[pair]
        margin = None if alone.margin is None else float(alone.margin.magnitude)
        near = pd.isna(row["margin"]) if margin is None else abs(row["margin"] - margin) < 1e-6  # noqa: PLR2004 -- floats
        if (row["verdict"], row["timing"]) != (alone.verdict.value, alone.timing.value) or not near:
            sys.exit(f"the loop says something else of {pair}")


def lines() -> None:
    """Print the lines of the table."""
    for targets, entities in SHAPES:
        plans = [a_plan(targets) for _ in range(2 * RUNS + 1)]
        table = a_table(targets, entities)
        plan = plans.pop()
        told = frames.assess(table, plan, as_of=AS_OF, each="county")
        sample = a_sample(plan, table)
        check(told, sample)
        pairs = targets * entities
        alone = lambda: [pt.assess(target, seen, as_of=AS_OF) for target, seen in sample.values()]  # noqa: E731, B023 -- one call, made at once
        path = trajectories.Linear()
        both = lambda: [  # noqa: E731 -- one call
            (pt.assess(target, seen, as_of=AS_OF), pace(target, seen, path=path, as_of=AS_OF))  # noqa: B023 -- made at once
            for target, seen in sample.values()  # noqa: B023 -- the same
        ]
        new = lambda: frames.assess(table, plans.pop(), as_of=AS_OF, each="county")  # noqa: E731, B023 -- the same
        again = lambda: frames.assess(table, plan, as_of=AS_OF, each="county")  # noqa: E731, B023 -- the same
        shape = f"{targets:,} targets x {entities:,} entities, {len(table):,} rows"
        for name, ours, theirs in (
            ("assess in a loop", new, alone),
            ("assess and pace in a loop, which say as much", new, both),
            ("assess in a loop, plan assessed by before", again, alone),
        ):
            middle, least, most, seconds = ratios(ours, theirs, pairs / len(sample))
            print(
                f"| {shape}: against {name} | {middle:.3g} | {least:.3g} to {most:.3g} | 0.005 | {seconds * 1e3:.1f} ms |",
                flush=True,
            )


if __name__ == "__main__":
    print("| assess | ratio | least and greatest | bar | ours |\n| --- | --- | --- | --- | --- |")
    lines()
