"""What deciding a table costs, against what people write by hand.

Run ``python benchmarks/frames.py``; it takes some minutes and 4 GB. Every pair is measured in turn in one run, so that the
ratio holds on a noisy machine; the single times do not. All rivals are checked to give the same verdicts.
"""

from __future__ import annotations

import math
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pint
import polars as pl

import policytargets as pt
from policytargets import frames

RUNS = 7
ROWS, TARGETS = 5_000_000, 1_000
BLOCK = 1 << 17
CLEAR = 1e-6
_UNITS = ("件", "万件")


def a_plan(targets: int) -> pt.Plan:
    """Make a plan of so many targets: at least, at most and between, in turn."""
    indicators = [pt.Indicator(id=f"i{k}", name=f"i{k}", unit="patent", nature="stock") for k in range(targets)]
    made = []
    for number, indicator in enumerate(indicators):
        level = number % 700 + 1
        asked: Any = (
            pt.AtLeast(f"{level}.5 件"), pt.AtMost(f"{level}.5 件"), pt.Between(f"{level} 件", f"{level + 200} 件")
        )[number % 3]  # fmt: skip
        made.append(pt.Target(id=f"t{number}", indicator=indicator, criterion=asked, due=pt.Year(2017)))
    return pt.Plan(title="benchmark", indicators=indicators, targets=made)


def a_table(rows: int, targets: int) -> pd.DataFrame:
    """Make a table of so many rows: two units, one row in fifty without amount, one in thirty without target."""
    rng = np.random.default_rng(0)
    names = np.array([*(f"i{k}" for k in range(targets)), *(f"x{k}" for k in range(targets // 30 + 1))])
    units = rng.integers(0, 2, rows)
    amounts = rng.integers(0, 100_000, rows) / 100 / np.where(units == 1, 10_000, 1)
    amounts[rng.random(rows) < 0.02] = np.nan  # noqa: PLR2004 -- one in fifty
    return pd.DataFrame({
        "indicator": names[rng.integers(0, len(names), rows)], "unit": np.array(_UNITS)[units], "value": amounts,
    })  # fmt: skip


def thresholds(plan: pt.Plan) -> pd.DataFrame:
    """Give what somebody would write down of the plan by hand: for each indicator and unit the ends, as floats."""
    rows = []
    for target in plan.targets:
        bound: Any = target.criterion
        low = bound.low if isinstance(bound, pt.Between) else bound.amount if isinstance(bound, pt.AtLeast) else None
        high = bound.high if isinstance(bound, pt.Between) else bound.amount if isinstance(bound, pt.AtMost) else None
        for unit, factor in zip(_UNITS, (1, 10_000), strict=True):
            ends = [
                float(end.base / factor) if end is not None else edge for end, edge in ((low, -np.inf), (high, np.inf))
            ]
            rows.append((target.indicator.id, unit, target.id, *ends))
    return pd.DataFrame(rows, columns=["indicator", "unit", "target", "low", "high"])


def by_merge(table: pd.DataFrame, plan: pd.DataFrame) -> pd.DataFrame:
    """Decide as a pandas user does: merge, compare."""
    merged = table.merge(plan, on=["indicator", "unit"], how="left")
    merged["met"] = (merged["value"] >= merged["low"]) & (merged["value"] <= merged["high"])
    merged["margin"] = np.minimum(merged["value"] - merged["low"], merged["high"] - merged["value"])
    return merged


def by_numpy(table: pd.DataFrame, plan: pd.DataFrame) -> dict[str, Any]:
    """Decide as somebody does who tunes by hand: codes and lookup, block by block."""
    indicators = {name: number for number, name in enumerate(plan["indicator"].unique())}
    units = {name: number for number, name in enumerate(_UNITS)}
    low, high = plan["low"].to_numpy(), plan["high"].to_numpy()
    low, high = np.append(low, np.nan), np.append(high, np.nan)
    count = len(table)
    target, verdict, margin = np.empty(count, np.int32), np.empty(count, np.int8), np.empty(count)
    for start in range(0, count, BLOCK):
        rows = slice(start, start + BLOCK)
        first, second = _numbered(table["indicator"].iloc[rows], indicators), _numbered(table["unit"].iloc[rows], units)
        at = np.where((first < 0) | (second < 0), len(low) - 1, first * 2 + second)
        value, lowest, highest = table["value"].to_numpy()[rows], low[at], high[at]
        known = ~(np.isnan(value) | np.isnan(lowest))
        verdict[rows] = np.where(known, (value >= lowest) & (value <= highest), -1)
        margin[rows] = np.minimum(value - lowest, highest - value)
        target[rows] = at
    return {"target": target, "verdict": verdict, "margin": margin}


def _numbered(column: pd.Series[Any], known: dict[str, int]) -> Any:
    """Give the number of each entry of a column, -1 where it is not known: each distinct entry is looked up once."""
    codes, entries = pd.factorize(column)
    return np.array([*(known.get(entry, -1) for entry in entries), -1])[codes]


def by_pint(table: pd.DataFrame, plan: pd.DataFrame) -> list[bool | None]:
    """Decide row by row with pint's quantities."""
    registry: Any = pint.UnitRegistry()
    registry.define("patent = [patent]")
    registry.define("wan = 10000 * patent")
    names = dict(zip(_UNITS, ("patent", "wan"), strict=True))
    ends = {
        row.indicator: (registry.Quantity(row.low, "patent"), registry.Quantity(row.high, "patent"))
        for row in plan[plan["unit"] == _UNITS[0]].itertuples()
    }
    found: list[bool | None] = []
    rows: Any = table.itertuples()
    for row in rows:
        asked = ends.get(row.indicator)
        if asked is None or math.isnan(row.value):
            found.append(None)
            continue
        value = registry.Quantity(row.value, names[row.unit])
        min(value - asked[0], asked[1] - value)
        found.append(bool(asked[0] <= value <= asked[1]))
    return found


def ratio(ours: Callable[[], Any], theirs: Callable[[], Any], runs: int = RUNS) -> tuple[float, float, float, float]:
    """Give the median of the ratios, least and greatest, and our median time in seconds."""
    ratios, times = [], []
    for _ in range(runs):
        start = time.perf_counter()
        ours()
        middle = time.perf_counter()
        theirs()
        end = time.perf_counter()
        ratios.append((middle - start) / (end - middle))
        times.append(middle - start)
    return statistics.median(ratios), min(ratios), max(ratios), statistics.median(times)


def same(ours: Any, theirs: Any) -> None:
    """End when a rival says something else."""
    if not (np.asarray(ours) == np.asarray(theirs)).all():
        sys.exit("a rival gives other verdicts")


def said(name: str, found: tuple[float, float, float, float], bar: str) -> None:
    """Print a line of the table."""
    middle, least, most, seconds = found
    print(f"| {name} | {middle:.4g} | {least:.4g} to {most:.4g} | {bar} | {seconds * 1e3:.1f} ms |", flush=True)


def memory() -> int:
    """Print the peak memory of one call beyond what the table takes, in bytes a row; run in a process of its own."""
    plan, table = a_plan(TARGETS), a_table(ROWS, TARGETS)
    frames.decide(table.iloc[:1000], plan)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # Linux: the peak is counted anew
    before = _peak()
    decided = frames.decide(table, plan)
    extra = (_peak() - before) * 1024 / ROWS
    own, whole = (frame.memory_usage(deep=False).sum() / ROWS for frame in (table, decided))
    print(f"{own:.1f} {whole - own:.1f} {extra:.1f} {(own + extra) / whole:.3f}")
    return 0


def _peak() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def main() -> int:
    """Print the table of ratios."""
    plan = a_plan(TARGETS)
    table, by_hand = a_table(ROWS, TARGETS), thresholds(plan)
    first, second, third = frames.decide(table, plan), by_merge(table, by_hand), by_numpy(table, by_hand)
    known = second["low"].notna() & table["value"].notna()
    same((first["verdict"] == "met")[known], second["met"][known])
    same(np.where(known, first["verdict"] == "met", -1), third["verdict"])
    del first, second, third
    print(f"Python {platform.python_version()}, pandas {pd.__version__}, polars {pl.__version__}; {RUNS} interleaved runs; "
          f"{ROWS:,} rows and {TARGETS:,} targets where nothing else is said")  # fmt: skip
    print("| decide | ratio | least and greatest | bar | ours |\n| --- | --- | --- | --- | --- |")
    ours = lambda: frames.decide(table, plan)  # noqa: E731 -- one call
    said("pandas, against merge and compare", ratio(ours, lambda: by_merge(table, by_hand)), "0.35")
    said("pandas, against hand-tuned numpy", ratio(ours, lambda: by_numpy(table, by_hand)), "1.25")
    lazy = pl.from_pandas(table).lazy()
    streamed = lambda: frames.decide(lazy, plan).collect(engine="streaming")  # noqa: E731 -- one call
    said("polars streaming, against hand-tuned numpy", ratio(streamed, lambda: by_numpy(table, by_hand)), "1.5")
    few = table.iloc[:10_000]
    # On a tie pint compares floats and may be wrong; ties are not looked at here.
    ours_of_few = frames.decide(few, plan)
    clear = (ours_of_few["margin"].abs() > CLEAR).fillna(value=False).to_numpy(bool)
    same((ours_of_few["verdict"] == "met")[clear], np.array(by_pint(few, by_hand), dtype=object)[clear])
    many = table.iloc[:1_000_000]
    pints = ratio(lambda: frames.decide(many, plan), lambda: by_pint(few, by_hand), 3)
    said("a row, against pint row by row", tuple(one / 100 for one in pints[:3]) + pints[3:], "0.001")  # type: ignore[arg-type] # four numbers
    said("1e7 rows over 1e6, a row", _rows(plan), "1.4")
    said("100,000 targets over 10, 1e6 rows", _targets(), "2.0")
    small, small_plan = a_table(3_200, 200), a_plan(200)
    frames.decide(small, small_plan)
    said("3,200 rows, 200 targets, once compiled (ms)", _alone(lambda: frames.decide(small, small_plan)), "5")
    said("the same with compiling (ms)", _alone(lambda: frames.decide(small, a_plan(200))), "5")
    found = subprocess.run([sys.executable, __file__, "memory"], capture_output=True, text=True, check=True).stdout  # noqa: S603 -- this very file
    own, added, extra, share = found.split()
    print(
        f"| peak memory: (table + extra) over (table + columns added) | {share} | {own} + {extra} over {own} + {added} B a row | 1.10 | |"
    )
    sys.stdout.flush()
    subprocess.run([sys.executable, Path(__file__).with_name("frames_assess.py")], check=True)  # noqa: S603 -- the page beside this
    return 0


def _rows(plan: pt.Plan) -> tuple[float, float, float, float]:
    large, small = a_table(10_000_000, TARGETS), a_table(1_000_000, TARGETS)
    found = ratio(lambda: frames.decide(large, plan), lambda: frames.decide(small, plan))
    return found[0] / 10, found[1] / 10, found[2] / 10, found[3]


def _targets() -> tuple[float, float, float, float]:
    plans = a_plan(100_000), a_plan(10)
    tables = a_table(1_000_000, 100_000), a_table(1_000_000, 10)
    return ratio(lambda: frames.decide(tables[0], plans[0]), lambda: frames.decide(tables[1], plans[1]))


def _alone(ours: Callable[[], Any]) -> tuple[float, float, float, float]:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        ours()
        times.append((time.perf_counter() - start) * 1e3)
    middle = statistics.median(times)
    return middle, min(times), max(times), middle / 1e3


if __name__ == "__main__":
    raise SystemExit(memory() if sys.argv[1:] == ["memory"] else main())
