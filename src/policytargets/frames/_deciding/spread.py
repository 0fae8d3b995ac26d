"""Rows that meet several targets, made as many rows as they meet targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from policytargets.frames._answers import Names, Words
from policytargets.frames._keys import Keys, Known, cleaned
from policytargets.frames._tables import PlanTable, read_period

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

SAID_BY = ("indicator", "entity", "period")
"""What says which targets a row meets."""


def spread(table: PlanTable, targets: Names, keys: Mapping[str, Keys], count: int) -> tuple[Ints, Words]:
    """Give the numbers of rows, each as often as it meets targets and once where it meets none, and those targets.

    Args:
        table: the plan.
        targets: the list of ids of targets.
        keys: columns, by what they hold.
        count: how many rows there are.
    """
    told: list[dict[str, str | None]] = [{}]
    which = np.zeros(count, np.int64)
    for role in [role for role in SAID_BY if role in keys]:
        known = Known()
        numbers = keys[role].numbers(known, slice(0, count))
        size = len(known.entries)
        found = pa.array(which * size + numbers).dictionary_encode()
        entries = known.entries
        pairs = np.divmod(found.dictionary.to_numpy(), size)
        told = [told[before] | {role: cleaned(entries[number])} for before, number in zip(*pairs, strict=True)]
        which = found.indices.to_numpy()
    met = [_met(table, texts) for texts in told]
    lengths = np.array([len(ids) for ids in met], np.int64)
    starts = np.cumsum(lengths) - lengths
    rows = np.repeat(np.arange(count), lengths[which])
    first = np.cumsum(lengths[which]) - lengths[which]
    nth = np.arange(len(rows)) - np.repeat(first, lengths[which])
    codes = np.array([targets.number(one) for ids in met for one in ids], np.int32)
    return rows, Words(codes[starts[which[rows]] + nth], targets)


def _met(table: PlanTable, told: Mapping[str, str | None]) -> list[str | None]:
    """Give the targets that rows with these keys meet, or one that is none."""
    period = None if told.get("period") is None else read_period(told["period"])
    if period is None and told.get("period") is not None:
        return [None]
    found = table.chosen(table.owner(told["indicator"], told.get("entity")), period, None)
    return list(dict.fromkeys(table.slots[number].target.id for number in found)) or [None]
