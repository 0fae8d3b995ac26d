"""Columns of amounts read exactly: whatever a frame holds them as, no number is rounded before it is compared.

A float means its shortest decimal. Whole numbers and decimals that no float means are compared as whole numbers of so
many decimals; what has more digits than that is named and not decided.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from policytargets.frames._answers import Amounts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_END = 1 << 63
WIDE = 1 << 53
"""Beyond it floats pass over whole numbers."""
_MOST_DECIMALS = 18
_PLAIN, _TIE = 13, 1e-4
_STRANGE = object()


def of_numpy(numbers: NDArray[Any], absent: NDArray[np.bool_] | None = None) -> Amounts:
    """Give floats or whole numbers of any width; of whole numbers *absent* says where there is none."""
    match numbers.dtype.kind, numbers.dtype.itemsize:
        case "f", 4 | 8:
            return Amounts(numbers)
        case "f", 2:  # few enough to be read one by one
            met, places = np.unique(numbers, return_inverse=True)
            return Amounts(np.array([float(str(one)) for one in met], np.float64)[places])
        case "f", _:
            near = numbers.astype(np.float64)
            return Amounts(near, beyond=np.isfinite(numbers) & (near.astype(numbers.dtype) != numbers))
        case "u", 8:
            beyond = numbers > np.uint64(_END - 1)
            kept = np.where(beyond, np.uint64(0), numbers).astype(np.int64)
            return Amounts(kept, absent, beyond=beyond if beyond.any() else None)
        case _:
            return Amounts(numbers.astype(np.int64, copy=False), absent)


def of_objects(cells: Iterable[object]) -> Amounts:
    """Give numbers of Python, of any kinds side by side."""
    read = [_read(cell) for cell in cells]
    strange = np.array([one is _STRANGE for one in read], np.bool_)
    numbers: list[Any] = [None if one is _STRANGE else one for one in read]
    floats = np.array([np.nan if one is None else _nearest(one) for one in numbers], np.float64)
    beyond = np.array([not _is_float(one, near) for one, near in zip(numbers, floats.tolist(), strict=True)], np.bool_)
    if not beyond.any():
        return Amounts(floats, strange=strange)
    whole = None if np.isinf(floats).any() else _whole(numbers)
    if whole is None:
        return Amounts(floats, strange=strange, beyond=beyond)
    kept, decimals = whole
    return Amounts(kept, np.isnan(floats) & ~strange, strange, scale=decimals)


def _read(cell: Any) -> Any:
    """Give a number as int, float or Decimal; None where there is none, and a mark of its own for what is no number."""
    if cell is None:
        return None
    if isinstance(cell, Decimal):
        return None if cell.is_nan() else float(cell) if cell.is_infinite() else cell
    if isinstance(cell, (bool, np.bool_, np.complexfloating)):
        return _STRANGE
    if isinstance(cell, np.floating):
        cell = float(str(cell))
    elif isinstance(cell, np.integer):
        cell = int(cell)
    if isinstance(cell, (int, float)):
        return None if cell != cell else cell  # noqa: PLR0124 -- nan is not itself
    return None if type(cell).__name__ in {"NAType", "NaTType"} else _STRANGE


def _nearest(number: float | Decimal) -> float:
    try:
        return float(number)
    except OverflowError:
        return np.finfo(np.float64).max if number > 0 else np.finfo(np.float64).min


def _is_float(number: float | Decimal | None, near: float) -> bool:
    """Whether a float means just this number."""
    if number is None or isinstance(number, float) or (isinstance(number, int) and abs(number) <= WIDE):
        return True
    return Decimal(repr(near)) == number


def _whole(numbers: Iterable[Any]) -> tuple[NDArray[np.int64], int] | None:
    """Give numbers as whole ones of as many decimals as are needed, 0 where there is none; None where they are too long."""
    exact = [Fraction(repr(one)) if isinstance(one, float) else Fraction(one or 0) for one in numbers]
    decimals = 0
    while any(one.denominator != 1 for one in exact):
        decimals += 1
        if decimals > _MOST_DECIMALS:
            return None
        exact = [one * 10 for one in exact]
    if any(not -_END < one.numerator < _END for one in exact):
        return None
    return np.array([one.numerator for one in exact], np.int64), decimals


def of_arrow(column: pa.ChunkedArray) -> Amounts:
    """Give a column of Arrow."""
    whole, kind = column.combine_chunks(), column.type
    if pa.types.is_dictionary(kind):
        return of_arrow(pa.chunked_array([whole.dictionary_decode()]))
    if pa.types.is_integer(kind):
        absent = pc.is_null(whole).to_numpy(zero_copy_only=False) if whole.null_count else None
        return of_numpy(pc.fill_null(whole, 0).to_numpy(zero_copy_only=False), absent)
    if pa.types.is_floating(kind):
        if pa.types.is_float16(kind):
            return of_objects(whole.to_pylist())
        return of_numpy(pc.fill_null(whole, float("nan")).to_numpy(zero_copy_only=False))
    if pa.types.is_decimal(kind):
        return _decimals(whole)
    return Amounts(np.full(len(whole), np.nan), strange=pc.is_valid(whole).to_numpy(zero_copy_only=False))


def _decimals(column: pa.Array) -> Amounts:
    """Give decimals as the whole numbers that Arrow keeps them as, where these are not too long."""
    if not pa.types.is_decimal128(column.type) or not 0 <= column.type.scale <= _MOST_DECIMALS:
        return of_objects(column.to_pylist())
    words = np.frombuffer(column.buffers()[1], np.int64)[2 * column.offset : 2 * (column.offset + len(column))]
    low, high = words[0::2], words[1::2]
    absent = pc.is_null(column).to_numpy(zero_copy_only=False)
    if ((high != low >> 63) & ~absent).any():
        return of_objects(column.to_pylist())
    return Amounts(np.where(absent, 0, low), absent, scale=column.type.scale)


def decimals(numbers: NDArray[Any]) -> NDArray[Any]:
    """Give numbers as those that they mean: of float32 its shortest decimal, which float64 has another of."""
    if numbers.dtype != np.float32:
        return numbers
    wide = numbers.astype(np.float64)
    open_ = np.isfinite(wide) & (wide != 0)
    found = np.where(open_, np.nan, wide)
    with np.errstate(all="ignore"):
        exponent = np.floor(np.log10(np.abs(wide)))
        plain = open_ & (np.abs(exponent) <= _PLAIN)
        for digits in range(5, 9):
            # A whole number over or times a power of ten is the decimal itself, as long as all of them are exact.
            over, times = 10.0 ** np.maximum(digits - exponent, 0), 10.0 ** np.maximum(exponent - digits, 0)
            scaled = wide * over / times
            near = np.rint(scaled) / over * times
            mine = plain & np.isnan(found) & (near.astype(np.float32) == numbers)
            mine &= np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) > _TIE
            plain &= mine | (near.astype(np.float32) != numbers)  # a tie is written out
            found[mine] = near[mine]
    rest = np.isnan(found) & open_
    found[rest] = numbers[rest].astype(np.str_).astype(np.float64)
    return found
