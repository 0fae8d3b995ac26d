"""The same logic over tables: each row of observed amounts meets the target of its indicator.

Whatever the frame, one engine decides it, and the engine knows nothing but the steps on which the scalar logic changes
its answer. So a column and a value are never judged differently. Needs the extra ``policytargets[frames]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from policytargets.errors import MissingExtraError
from policytargets.outlooks import Method
from policytargets.plans import Plan

__all__ = ["decide", "faults"]

FrameT = TypeVar("FrameT")


def decide(  # noqa: PLR0913 -- what a frame is decided by has these sources
    frame: FrameT,
    plan: Plan,
    *,
    columns: Mapping[str, str] | None = None,
    each: bool = False,
    method: Method | None = None,
    prefix: str = "",
) -> FrameT:
    """Decide each row of observed amounts against the target of its indicator.

    Args:
        frame: a frame of pandas, polars (eager or lazy), pyarrow, DuckDB or Dask. Each row has the id of an indicator and
            an amount; it may have an entity, a period, a unit, and the id of the target that is meant.
        plan: whose targets.
        columns: which of the frame's columns holds what, as ``{"indicator": "ind", "value": "amount"}``; the keys are
            ``indicator``, ``value``, ``entity``, ``period``, ``unit`` and ``target``. A column of such a name is found
            without being named.
        each: whether a target that names no entity is asked of every entity.
        method: by which status and share are said too; one with exact cut points.
        prefix: put before the names of the columns that are added.

    Returns:
        The same kind of frame with columns behind its own: ``target``, the id of the target; ``verdict``; ``reason``, why
        it is undetermined or what is wrong with the row; ``margin``, in ``margin_unit``; with a method also ``status``,
        ``share`` (1 = goal met) and ``outlook_reason``. What is absent is null. A lazy frame stays lazy.

        A row is taken as an amount of the due period of its target; where an indicator has several targets, its period
        says which. Without unit an amount is in the indicator's own. A float means its shortest decimal, and verdicts
        are exact; margins and shares are floats.

    Raises:
        UnknownReferenceError: a column that is not there.
        InvalidValueError: the frame is none of these, a column would be added twice, the method has no cut points, or a
            column ``high`` or ``plus_minus`` makes intervals of the amounts.
        MissingExtraError: the extra is not installed.

    Examples:
        >>> import pandas as pd
        >>> import policytargets as pt
        >>> patents = pt.Indicator(id="patents", name="专利", unit="patent/(10000.person)", nature="stock")
        >>> target = pt.Target(id="p2017", indicator=patents, criterion=pt.AtLeast("2.15 件/万人"), due=pt.Year(2017))
        >>> plan = pt.Plan(title="plan", indicators=[patents], targets=[target])
        >>> frame = pd.DataFrame({"indicator": "patents", "value": [2.15, 21.4], "unit": ["件/万人", "件/十万人"]})
        >>> decide(frame, plan)[["value", "verdict", "margin"]].round(3).values.tolist()
        [[2.15, 'met', 0.0], [21.4, 'not met', -0.01]]
    """
    try:
        from policytargets.frames import _doors as doors  # noqa: PLC0415 -- frames need the extra
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "policytargets.frames", "narwhals", f"no package {error.name}", "pip install 'policytargets[frames]'"
        ) from error
    decided: FrameT = doors.decide(frame, plan, columns, each=each, method=method, prefix=prefix)
    return decided


def faults(decided: Any, *, columns: Mapping[str, str] | None = None, prefix: str = "") -> Any:
    """Count the rows of a decided frame that something is wrong with, by reason and keys.

    Wrong is a row without target, of several targets without saying which, of an unknown unit or period, and an amount
    that is infinite or no number. Such a row has no verdict and is in no other way left out.

    Args:
        decided: what `decide` gives; a lazy frame stays lazy, one of Dask is computed.
        columns: the columns of keys to count by, by what they hold; those that are found by their own names when left out.
        prefix: as it was given to `decide`.

    Returns:
        A frame of the same kind with the columns ``reason``, the keys and ``rows``.

    Raises:
        UnknownReferenceError: the frame was not decided.

    Examples:
        >>> import pandas as pd
        >>> import policytargets as pt
        >>> frame = pd.DataFrame({"indicator": ["patents", "patents"], "value": [1, 2]})
        >>> faults(decide(frame, pt.Plan(title="plan"))).values.tolist()
        [['no_target', 'patents', 2]]
    """
    from policytargets.frames import _doors as doors  # noqa: PLC0415 -- frames need the extra

    return doors.faults(decided, columns, prefix)
