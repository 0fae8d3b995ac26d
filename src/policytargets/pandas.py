"""The tables of `policytargets.frames` as methods of a pandas DataFrame: ``import policytargets.pandas`` turns them on.

```python
import policytargets.pandas

frame.policytargets.decide(plan)
```

Nothing else imports this module, and importing it again changes nothing. A type checker does not see what is turned on
when a program runs; to it, ``PolicyTargets(frame).decide(plan)`` says the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from policytargets import frames
from policytargets.observations import Observation, Occurrence
from policytargets.outlooks import Method
from policytargets.periods import AsOf
from policytargets.plans import Plan

__all__ = ["PolicyTargets"]

_NAME = "policytargets"


class PolicyTargets:
    """What ``frame.policytargets`` is: each method is the function of `policytargets.frames` with this frame.

    Examples:
        >>> import policytargets as pt
        >>> patents = pt.Indicator(id="patents", name="专利", unit="patent", nature="stock")
        >>> target = pt.Target(id="p2017", indicator=patents, criterion=pt.AtLeast("5 件"), due=pt.Year(2017))
        >>> plan = pt.Plan(title="plan", indicators=[patents], targets=[target])
        >>> frame = pd.DataFrame({"indicator": "patents", "value": [5, 4]})
        >>> frame.policytargets.decide(plan)["verdict"].tolist()
        ['met', 'not met']
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def assess(  # noqa: PLR0913 -- as `frames.assess`
        self,
        plan: Plan,
        *,
        as_of: AsOf,
        columns: Mapping[str, str] | None = None,
        method: Method | None = None,
        each: str | None = None,
        prefix: str = "",
    ) -> pd.DataFrame:
        """Assess the targets of a plan on these observations, one row for each target and entity: `frames.assess`."""
        return frames.assess(self._frame, plan, as_of=as_of, columns=columns, method=method, each=each, prefix=prefix)

    def decide(  # noqa: PLR0913 -- as `frames.decide`
        self,
        plan: Plan,
        *,
        columns: Mapping[str, str] | None = None,
        each: bool = False,
        explode: bool = False,
        method: Method | None = None,
        prefix: str = "",
    ) -> pd.DataFrame:
        """Decide each row against the target of its indicator: `frames.decide`."""
        return frames.decide(
            self._frame, plan, columns=columns, each=each, explode=explode, method=method, prefix=prefix
        )

    def faults(self, *, columns: Mapping[str, str] | None = None, prefix: str = "") -> pd.DataFrame:
        """Count the rows of this decided frame that something is wrong with: `frames.faults`."""
        counted: pd.DataFrame = frames.faults(self._frame, columns=columns, prefix=prefix)
        return counted

    def roll_up(self, plan: Plan, *, by: Sequence[str], columns: Mapping[str, str] | None = None) -> pd.DataFrame:
        """Add the amounts of areas up: `frames.roll_up`."""
        return frames.roll_up(self._frame, plan, by=by, columns=columns)

    def to_observations(
        self, plan: Plan, *, columns: Mapping[str, str] | None = None
    ) -> tuple[Observation | Occurrence, ...]:
        """Read the rows as observations and events: `frames.to_observations`."""
        return frames.to_observations(self._frame, plan, columns=columns)


def _turn_on() -> None:
    known = getattr(pd.DataFrame, _NAME, None)
    if f"{getattr(known, '__module__', '')}.{getattr(known, '__qualname__', '')}" == f"{__name__}.PolicyTargets":
        delattr(pd.DataFrame, _NAME)  # of an earlier import: pandas would warn
    pd.api.extensions.register_dataframe_accessor(_NAME)(PolicyTargets)


_turn_on()
