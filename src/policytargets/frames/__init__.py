"""The same logic over tables: each row of observed amounts meets the target of its indicator.

Whatever the frame, one engine decides it, and the engine knows nothing but the steps on which the scalar logic changes
its answer. So a column and a value are never judged differently. Needs the extra ``policytargets[frames]``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, TypeVar

from policytargets.errors import MissingExtraError
from policytargets.observations import Observation, Occurrence
from policytargets.outlooks import Method
from policytargets.periods import AsOf
from policytargets.plans import Plan

__all__ = ["assess", "decide", "faults", "roll_up", "to_observations"]

FrameT = TypeVar("FrameT")


def assess(  # noqa: PLR0913 -- what a frame is assessed by has these sources
    frame: FrameT,
    plan: Plan,
    *,
    as_of: AsOf,
    columns: Mapping[str, str] | None = None,
    method: Method | None = None,
    each: str | None = None,
    prefix: str = "",
) -> FrameT:
    """Assess the targets of a plan on a table of observations: what `policytargets.assess` says, one row for each pair.

    Args:
        frame: a frame of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask or Spark; each row is an observation.
        plan: whose targets.
        as_of: the date; a period means its end. What is later, or published later, changes nothing.
        columns: which of the frame's columns holds what, as ``{"indicator": "ind", "value": "amount"}``. The keys are the
            columns of files of observations: ``indicator``, ``period`` and ``value`` are needed; ``entity``, ``unit``,
            ``high``, ``plus_minus``, ``since``, ``obs_status``, ``published`` and ``source`` may be there. A column of
            such a name is found without being named; others are left alone, but for one whose name is nearly that of a
            column that is absent.
        method: by which it is said whether targets are on the way, where a target has no method of its own.
        each: the column of entities, each of which every target is asked of; the same as ``each=`` of the scalar
            `policytargets.assess`. Without it a target is asked of the entity or the members that it names, else of the
            plan's own area, whose rows have no entity.
        prefix: put before the names of the columns that are given, but not of those of indicator and entity.

    Returns:
        The same kind of frame; a lazy one stays lazy. One row for each target and entity, in the order of the plan and of
        the names of entities. What is absent is null. The columns are the caller's of indicators and entities (text), the
        latter null for the plan's own area; ``target`` (text), ``verdict`` and ``timing`` (words), ``final`` (boolean),
        ``period`` (text, the one that decided, else the due one; null of a whole of several periods); ``margin`` in
        ``margin_unit``; ``observed`` and ``expected``, what the straight path from the baseline expects in the newest
        known period, both in ``observed_unit``; ``required_pace``, the change a year that is needed from the newest known
        amount on, as `trajectories.required_change`, in that unit too (points for shares), all floats; ``illustrative``
        (boolean), whether any amount it rests on is; where a method is asked for, ``status``, ``share`` (1 = goal met) and
        ``outlook_reason``, why it is undetermined; ``reason``, the first reason of what is undetermined, and
        ``reason_codes``, all of them, joined by ``; ``; ``rows``, how many observations of this indicator and entity count
        at the date.

        Behind them stands a row for each indicator and entity with observations that could not be used: ``verdict`` null,
        ``reason`` what is wrong, ``rows`` how many of them; `faults` gives these alone. Wrong is what no target asks for
        (``no_target``), an unknown unit, period, status, publication day or baseline of a change, a unit that does not
        meet the indicator's, what is infinite or no number, and a range or uncertainty that cannot be. An empty amount is
        no observation.

        A target that is due in every period of a span has one row, for the whole of it. One that is distributed has a row
        for each member. Milestones and aims are not in a table of amounts.

    Raises:
        UnknownReferenceError: a column that is not there, or whose name is nearly one that is read.
        InvalidValueError: the frame is none of these, two definitions stand under one indicator id, or a key is called
            as a column that is given.
        MissingExtraError: the extra is not installed.

    Examples:
        >>> import pandas as pd
        >>> import policytargets as pt
        >>> patents = pt.Indicator(id="patents", name="专利", unit="patent/(10000.person)", nature="stock")
        >>> target = pt.Target(id="p2017", indicator=patents, criterion=pt.AtLeast("2.15 件/万人"), due=pt.Year(2017))
        >>> plan = pt.Plan(title="plan", indicators=[patents], targets=[target])
        >>> table = pd.DataFrame({"indicator": "patents", "county": ["a", "b"], "period": 2017, "value": [2.15, 2.1]})
        >>> found = assess(table, plan, as_of=pt.Year(2018), each="county")
        >>> found[["county", "verdict", "timing", "margin"]].round(3).values.tolist()
        [['a', 'met', 'on time', 0.0], ['b', 'not met', 'missed', -0.05]]
    """
    assessed: FrameT = opened("_doors").assess(
        frame, plan, columns, as_of=as_of, method=method, each=each, prefix=prefix
    )
    return assessed


def decide(  # noqa: PLR0913 -- what a frame is decided by has these sources
    frame: FrameT,
    plan: Plan,
    *,
    columns: Mapping[str, str] | None = None,
    each: bool = False,
    explode: bool = False,
    method: Method | None = None,
    prefix: str = "",
) -> FrameT:
    """Decide each row of observed amounts against the target of its indicator.

    Args:
        frame: a frame of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask or Spark. Each row has the id of an
            indicator and an amount; it may have an entity, a period, a unit, and the id of the target that is meant.
        plan: whose targets.
        columns: which of the frame's columns holds what, as ``{"indicator": "ind", "value": "amount"}``; the keys are
            ``indicator``, ``value``, ``entity``, ``period``, ``unit`` and ``target``. A column of such a name is found
            without being named; others are left alone, but for one whose name is nearly that of a column that is absent.
        each: whether a target that names no entity is asked of every entity.
        explode: whether a row that meets several targets becomes a row for each, one behind the other. The index of pandas
            is that of its row, again and again.
        method: by which status and share are said too; one with exact cut points.
        prefix: put before the names of the columns that are added.

    Returns:
        The same kind of frame with columns behind its own: ``target``, the id of the target; ``verdict``; ``reason``, why
        it is undetermined or what is wrong with the row; ``margin``, in ``margin_unit``; with a method also ``status``,
        ``share`` (1 = goal met) and ``outlook_reason``. What is absent is null. A lazy frame stays lazy.

        A row is taken as an amount of the due period of its target; where an indicator has several targets, its period
        says which; where it does not, *explode* gives a row for each of them. Without unit an amount is in the indicator's
        own; amounts of pint are in the unit of their column. A float means its shortest decimal, and verdicts are exact; a
        number of more digits than are compared exactly is ``too_many_digits``. Margins and shares are floats.

    Raises:
        UnknownReferenceError: a column that is not there, or whose name is nearly one that is read.
        InvalidValueError: the frame is none of these, a column would be added twice, the method has no cut points, a column
            ``high`` or ``plus_minus`` makes intervals of the amounts, or one of targets is there to be exploded.
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
    decided: FrameT = opened("_doors").decide(
        frame, plan, columns, each=each, explode=explode, method=method, prefix=prefix
    )
    return decided


def faults(decided: Any, *, columns: Mapping[str, str] | None = None, prefix: str = "") -> Any:
    """Count the rows of a decided or assessed frame that something is wrong with, by reason and keys.

    Wrong is a row without target, of several targets without saying which, of an unknown unit or period, and an amount
    that is infinite or no number. Such a row has no verdict and is in no other way left out.

    Args:
        decided: what `decide` or `assess` gives; a lazy frame stays lazy, one of Dask is computed.
        columns: the columns of keys to count by, by what they hold; those that are found by their own names when left out.
        prefix: as it was given to them.

    Returns:
        A frame of the same kind with the columns ``reason``, the keys and ``rows``.

    Raises:
        UnknownReferenceError: the frame was neither decided nor assessed.

    Examples:
        >>> import pandas as pd
        >>> import policytargets as pt
        >>> frame = pd.DataFrame({"indicator": ["patents", "patents"], "value": [1, 2]})
        >>> faults(decide(frame, pt.Plan(title="plan"))).values.tolist()
        [['no_target', 'patents', 2]]
    """
    return opened("_faults").faults(decided, columns, prefix)


def to_observations(
    frame: Any, plan: Plan, *, columns: Mapping[str, str] | None = None
) -> tuple[Observation | Occurrence, ...]:
    """Read the rows of a frame as observations and events, as `read_observations` reads those of a file.

    Args:
        frame: a frame of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask or Spark; what is lazy is computed.
        plan: names the indicators, milestones and areas, and the kinds that units may count.
        columns: which of the frame's columns holds what, as ``{"indicator": "ind", "value": "amount"}``; the keys are the
            columns of a file of observations. A column of such a name is found without being named; others are left
            alone, but for one whose name is nearly that of a column that is absent.

    Returns:
        The observations and occurrences, in the order of the rows. A float means its shortest decimal; whole numbers and
        decimals are taken as they are. Rows without an amount are named in a `PolicyTargetsWarning`.

    Raises:
        InvalidPlanError: with all faults of the rows, each with its row (the label of the index in pandas, else its
            number from 0) and column.
        UnknownReferenceError: a column that is not there, or whose name is nearly one that is read.
        InvalidValueError: the frame is none of these.
        FileError: there are more than a million rows.
        MissingExtraError: the extra is not installed.

    Examples:
        >>> import pandas as pd
        >>> import policytargets as pt
        >>> patents = pt.Indicator(id="patents", name="专利", unit="patent/(10000.person)", nature="stock")
        >>> plan = pt.Plan(title="plan", indicators=[patents])
        >>> frame = pd.DataFrame({"ind": ["patents"], "period": [2017], "value": [2.31], "county": ["a"]})
        >>> print(to_observations(frame, plan, columns={"indicator": "ind"})[0].value)
        2.31 patents per 10,000 people
    """
    read: tuple[Observation | Occurrence, ...] = opened("_observations").to_observations(frame, plan, columns)
    return read


def roll_up(frame: FrameT, plan: Plan, *, by: Sequence[str], columns: Mapping[str, str] | None = None) -> FrameT:
    """Add the amounts of areas up, group by group: sums of what adds up, and rates from sums of their two sides.

    Added are amounts of stocks, running totals and flows in a unit without denominator (but a year). A rate whose
    numerator and denominator the plan names (`Ratio`) is their sums divided; its own rows are not used. All else, such as
    a share without these, is refused: an average of rates without weights is no rate.

    Args:
        frame: a frame of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask or Spark, with a row for each indicator
            and area. A lazy one of polars and those of DuckDB and Spark are added up by their own engine; of Dask, the
            columns that are needed are computed.
        plan: names the indicators.
        by: the columns of a group, such as a province. Nothing is added over periods: a column of periods is one of the
            group, whether named or not.
        columns: which of the frame's columns holds what, by the names of a file of observations.

    Returns:
        The same kind of frame, in the order of its groups, with the columns of the group and the indicator, value and
        unit under the caller's names: amounts in the unit of the indicator, added exactly where the column holds whole
        numbers or decimals, and rounded once to a float; floats are added as floats. ``roll_up_reason`` says why there is no
        amount; ``rows`` tells how many rows were added (of a rate, those of its numerator).

        No amount, never zero, has a group where a part is missing (``part_missing``: a row without amount or with a
        forecast, or an entity with one of the two sides alone), outside the limits of its indicator
        (``outside_limits``), no finite number (``not_finite``, ``not_a_number``) or in a unit that is unknown or of
        something else (``unknown_unit``, ``unit_mismatch``); where an entity has two rows (``twice``) or the plan's own
        area stands beside its parts (``overlap``); whose denominators are not above zero in all
        (``denominator_not_positive``); whose sum is too large for its type (``too_large``); whose period
        (``unknown_period``) or indicator (``unknown_indicator``) is not known. That an area has no row at all can only be
        seen where there are two sides.

    Raises:
        InvalidValueError: amounts that do not add up, ranges or published changes, or a column of no numbers.
        UnknownReferenceError: a column that is not there, or whose name is nearly one that is read.
        MissingExtraError: the extra is not installed.

    Examples:
        >>> import pandas as pd
        >>> import policytargets as pt
        >>> patents = pt.Indicator(id="patents", name="专利", unit="patent", nature="stock")
        >>> people = pt.Indicator(id="people", name="人口", unit="person", nature="stock")
        >>> density = pt.Indicator(
        ...     id="density", name="密度", unit="patent/(10000.person)", nature="stock", ratio=pt.Ratio(of=patents, to=people)
        ... )
        >>> frame = pd.DataFrame({
        ...     "province": "A", "entity": ["x", "y"] * 2, "value": [40, 46, 300_000, 100_000],
        ...     "indicator": ["patents", "patents", "people", "people"],
        ... })
        >>> added = roll_up(frame, pt.Plan(title="plan", indicators=[density]), by=["province"])
        >>> added[["indicator", "value"]].values.tolist()
        [['density', 2.15], ['patents', 86.0], ['people', 400000.0]]
    """
    added: FrameT = opened("_roll_up").roll_up(frame, plan, by, columns)
    return added


def opened(name: str) -> Any:
    """Import what needs the extra, only when it is asked for."""
    try:
        return import_module(f"policytargets.frames.{name}")
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "policytargets.frames", "narwhals", f"no package {error.name}", "pip install 'policytargets[frames]'"
        ) from error
