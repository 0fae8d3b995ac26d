"""What a decision across units costs, against pint's own comparison of the same two quantities.

Run ``python benchmarks/quantities.py``. Both are measured in turn in one run, so that the ratio holds on a noisy
machine; the single times do not. The bar is a fifth.
"""

from __future__ import annotations

import platform
import statistics
import timeit

import pint

from policytargets.quantities import Quantity

RUNS, CALLS = 9, 5_000
BAR = 0.2


def main() -> int:
    """Print the median ratio of nine interleaved runs; end with 1 when it misses the bar."""
    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    registry.define("CNY = [currency]")
    registry.define("wan_yuan = 10000 * CNY")
    registry.define("yi_yuan = 100000000 * CNY")
    ours, our_other = Quantity("8.2 亿元"), Quantity("82000 万元")
    theirs, their_other = registry.Quantity(8.2, "yi_yuan"), registry.Quantity(82_000, "wan_yuan")
    ratios, own, foreign = [], [], []
    for _ in range(RUNS):
        mine = timeit.timeit(lambda: ours >= our_other, number=CALLS) / CALLS
        pints = timeit.timeit(lambda: theirs >= their_other, number=CALLS) / CALLS
        ratios.append(mine / pints)
        own.append(mine)
        foreign.append(pints)
    ratio = statistics.median(ratios)
    print(f"Python {platform.python_version()}, pint {pint.__version__}, {RUNS} interleaved runs of {CALLS} calls")
    print("8.2 亿元 >= 82000 万元")
    print(f"  policytargets {statistics.median(own) * 1e6:6.2f} µs, says {ours >= our_other}")
    print(f"  pint (float)  {statistics.median(foreign) * 1e6:6.2f} µs, says {bool(theirs >= their_other)}")
    print(f"  ratio {ratio:.3f} (smallest {min(ratios):.3f}, largest {max(ratios):.3f}); bar {BAR}")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    raise SystemExit(main())
