"""What deciding a table costs, against what people write by hand.

Run ``python benchmarks/frames.py``; it takes some minutes and 4 GB. Every pair is measured in turn in one run, so that the
ratio holds on a noisy machine; the single times do not. All rivals are checked to give the same answers.

``python benchmarks/frames.py parquet`` is apart: it writes a file of 1e8 rows (about 1 GB) to a temporary folder, decides it
with polars and DuckDB, each in a process of its own, and removes it.
"""

from __future__ import annotations

import math
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pint
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

import policytargets as pt
from policytargets import frames
from policytargets.frames._deciding.engine import cores

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
            rows.append((target.indicator.id, unit, target.id, *ends, factor, "patent"))
    return pd.DataFrame(rows, columns=["indicator", "unit", "target", "low", "high", "factor", "margin_unit"])


def by_merge(table: pd.DataFrame, plan: pd.DataFrame) -> pd.DataFrame:
    """Decide as a pandas user does who wants the same answer: merge, compare, write words."""
    merged = table.merge(plan, on=["indicator", "unit"], how="left")
    inside = merged["value"].between(merged["low"], merged["high"])
    no_target, no_amount = merged["target"].isna(), merged["value"].isna()
    merged["verdict"] = "not met"
    merged.loc[inside, "verdict"] = "met"
    merged.loc[no_amount, "verdict"] = "undetermined"
    merged.loc[no_target, "verdict"] = None
    merged["reason"] = pd.Series(None, index=merged.index, dtype="str")
    merged.loc[no_amount, "reason"] = "no_amount"
    merged.loc[no_target, "reason"] = "no_target"
    merged["margin"] = np.minimum(merged["value"] - merged["low"], merged["high"] - merged["value"]) * merged["factor"]
    merged["margin_unit"] = merged["margin_unit"].where(merged["margin"].notna())
    return merged.drop(columns=["low", "high", "factor"])


def by_categories(table: pd.DataFrame, plan: pd.DataFrame) -> pd.DataFrame:
    """Decide as a pandas user does who knows that categories are cheaper than words."""
    merged = table.merge(
        plan.astype({"target": "category", "margin_unit": "category"}), on=["indicator", "unit"], how="left"
    )
    inside = merged["value"].between(merged["low"], merged["high"])
    no_target, no_amount = merged["target"].isna(), merged["value"].isna()
    verdicts, reasons = pd.Index(["met", "not met", "undetermined"]), pd.Index(["no_target", "no_amount"])
    merged["verdict"] = pd.Categorical.from_codes(np.select([no_target, no_amount, inside], [-1, 2, 0], 1), verdicts)
    merged["reason"] = pd.Categorical.from_codes(np.select([no_target, no_amount], [0, 1], -1), reasons)
    merged["margin"] = np.minimum(merged["value"] - merged["low"], merged["high"] - merged["value"]) * merged["factor"]
    merged["margin_unit"] = merged["margin_unit"].where(merged["margin"].notna())
    return merged.drop(columns=["low", "high", "factor"])


def by_comparing(table: pd.DataFrame, plan: pd.DataFrame) -> pd.DataFrame:
    """Decide as a pandas user does who wants no words, no reasons and no nulls: less than what is asked here."""
    merged = table.merge(plan[["indicator", "unit", "low", "high"]], on=["indicator", "unit"], how="left")
    merged["met"] = (merged["value"] >= merged["low"]) & (merged["value"] <= merged["high"])
    merged["margin"] = np.minimum(merged["value"] - merged["low"], merged["high"] - merged["value"])
    return merged


def by_numpy(table: pd.DataFrame, plan: pd.DataFrame) -> dict[str, Any]:
    """Decide as somebody does who tunes by hand: codes and lookup, block by block, with as many threads as ours."""
    indicators = {name: number for number, name in enumerate(plan["indicator"].unique())}
    units = {name: number for number, name in enumerate(_UNITS)}
    low, high = plan["low"].to_numpy(), plan["high"].to_numpy()
    low, high = np.append(low, np.nan), np.append(high, np.nan)
    count = len(table)
    target, verdict, margin = np.empty(count, np.int32), np.empty(count, np.int8), np.empty(count)

    def block(start: int) -> None:
        rows = slice(start, start + BLOCK)
        first, second = _numbered(table["indicator"].iloc[rows], indicators), _numbered(table["unit"].iloc[rows], units)
        at = np.where((first < 0) | (second < 0), len(low) - 1, first * 2 + second)
        value, lowest, highest = table["value"].to_numpy()[rows], low[at], high[at]
        known = ~(np.isnan(value) | np.isnan(lowest))
        verdict[rows] = np.where(known, (value >= lowest) & (value <= highest), -1)
        margin[rows] = np.minimum(value - lowest, highest - value)
        target[rows] = at

    with ThreadPoolExecutor(cores()) as pool:
        list(pool.map(block, range(0, count, BLOCK)))
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


def checked(table: pd.DataFrame, plan: pt.Plan, by_hand: pd.DataFrame) -> None:
    """End when a rival gives another answer."""
    ours = frames.decide(table, plan)
    met, known = (ours["verdict"] == "met").to_numpy(bool), ours["margin"].notna().to_numpy(bool)
    for rival in (by_merge(table, by_hand), by_categories(table, by_hand)):
        for name in ("target", "verdict", "reason", "margin_unit"):
            same(ours[name].astype("str").fillna("-"), rival[name].astype("str").fillna("-"))
        same(known, rival["margin"].notna())
        same(np.isclose(ours["margin"][known].to_numpy(float), rival["margin"][known]), np.True_)
    same(met[known], by_comparing(table, by_hand)["met"][known])
    same(np.where(known, met, -1), by_numpy(table, by_hand)["verdict"])


def copying(table: pd.DataFrame, plan: pt.Plan) -> Callable[[], Any]:
    """Give a call that copies as many bytes as deciding reads and writes, at least."""
    whole = frames.decide(table, plan)
    texts = sum(table[name].array.__arrow_array__().nbytes for name in ("indicator", "unit"))
    count = table["value"].nbytes + texts + whole[list(whole.columns[3:])].memory_usage(index=False, deep=False).sum()
    source = np.ones(count // 2, np.uint8)  # half is read, half is written
    return source.copy


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
    checked(table, plan, by_hand)
    print(f"Python {platform.python_version()}, pandas {pd.__version__}, polars {pl.__version__}; {cores()} cores; {RUNS} "
          f"interleaved runs; {ROWS:,} rows and {TARGETS:,} targets where nothing else is said")  # fmt: skip
    print("| decide | ratio | least and greatest | bar | ours |\n| --- | --- | --- | --- | --- |")
    ours = lambda: frames.decide(table, plan)  # noqa: E731 -- one call
    said("pandas, against merge, compare, words", ratio(ours, lambda: by_merge(table, by_hand)), "0.35")
    said("the same, against categories made by hand", ratio(ours, lambda: by_categories(table, by_hand)), "")
    said("the same, against merge and compare alone", ratio(ours, lambda: by_comparing(table, by_hand)), "")
    said("pandas, against hand-tuned numpy", ratio(ours, lambda: by_numpy(table, by_hand)), "1.25")
    said("pandas, against a plain copy of the same bytes", ratio(ours, copying(table, plan)), "")
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
    small, small_plans = a_table(3_200, 200), iter([a_plan(200) for _ in range(RUNS + 1)])
    small_plan = next(small_plans)
    frames.decide(small, small_plan)
    said("3,200 rows, 200 targets, once compiled (ms)", _alone(lambda: frames.decide(small, small_plan)), "5")
    said("the same with compiling (ms)", _alone(lambda: frames.decide(small, next(small_plans))), "5")
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
    start = time.perf_counter()
    frames.decide(tables[0], plans[0])
    first = time.perf_counter() - start
    found = ratio(lambda: frames.decide(tables[0], plans[0]), lambda: frames.decide(tables[1], plans[1]))
    print(f"| 100,000 targets, the first time: compiling (s) | {first - found[3]:.3g} | | | |")
    return found


def _alone(ours: Callable[[], Any]) -> tuple[float, float, float, float]:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        ours()
        times.append((time.perf_counter() - start) * 1e3)
    middle = statistics.median(times)
    return middle, min(times), max(times), middle / 1e3


def parquet() -> int:
    """Print what deciding a file of 1e8 rows takes; the processes are this very file."""
    print("| 1e8 rows of Parquet, decided and counted | seconds | µs a row | peak memory of the process (MB) | bar |")
    print("| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.parquet"
        rows = a_table(ROWS, TARGETS)
        parts = 100_000_000 // ROWS
        with pq.ParquetWriter(path, pa.Schema.from_pandas(rows, preserve_index=False)) as writer:
            for _ in range(parts):
                writer.write_table(pa.Table.from_pandas(rows, preserve_index=False), row_group_size=1 << 18)
        counted = set()
        for engine, bar in (("polars", "0.25 µs; 1 GB"), ("duckdb", "1 GB")):
            command = [sys.executable, __file__, engine, str(path)]
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 -- this very file
            seconds, peak, counts = told.split(maxsplit=2)
            counted.add(counts)
            print(f"| {engine} | {float(seconds):.1f} | {float(seconds) / 100:.3f} | {peak} | {bar} |", flush=True)
    same([len(counted)], [1])
    return 0


def large(engine: str, path: str) -> int:
    """Print how long a file takes with one engine, the peak of memory, and how many rows have which verdict."""
    plan = a_plan(TARGETS)
    start = time.perf_counter()
    if engine == "polars":
        decided = frames.decide(pl.scan_parquet(path), plan)
        found = decided.group_by("verdict").agg(pl.len(), pl.col("margin").count()).collect(engine="streaming").rows()
    else:
        relation = frames.decide(duckdb.read_parquet(path), plan)
        found = relation.aggregate("verdict, count(*), count(margin)", "verdict").fetchall()
    seconds = time.perf_counter() - start
    print(f"{seconds} {_peak() // 1024} {sorted(map(str, found))}")
    return 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["memory"]:
            raise SystemExit(memory())
        case ["parquet"]:
            raise SystemExit(parquet())
        case [engine, path]:
            raise SystemExit(large(engine, path))
        case _:
            raise SystemExit(main())
