"""What methods say of pairs whose paths start from observed amounts: two amounts decide, and not one.

How far the newest amount lies beyond the goal, in distances of the start from it, is all that the methods look at here. Floats tell
it well enough except next to a cut; what is as near to one as their error is asked by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs
import numpy as np

from policytargets.frames._assessing.one import OneTarget
from policytargets.frames._assessing.pairs import PairRows, Staircases, groups
from policytargets.frames._assessing.paths import Begun
from policytargets.frames._assessing.rows import ABSENT
from policytargets.frames._assessing.scalar import Progressed
from policytargets.frames._assessing.ways import Moved, nearest
from policytargets.frames._stairs import Stairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

_SIDES = Stairs(-1, ((Fraction(0), 0, 1),))
_ERROR = 2.0**-49
"""How wrong a quotient of differences of rounded numbers is at most, for each unit of what went into it."""
_TOO_WRONG = 1e-10
"""A share that may be wrong by more is not said from floats."""


@attrs.frozen(eq=False)
class FromStart:
    """What methods say of some pairs.

    Attributes:
        places: which pairs.
        words: for each of them, which of the words are said.
        said: these.
        share: the share done; NaN where none is said.
        unsure: whether it is to be asked by itself.
    """

    places: Ints
    words: Ints
    said: list[Progressed]
    share: Floats
    unsure: Bools

    @classmethod
    def of(  # noqa: PLR0913, PLR0917 -- these meet here
        cls, rows: PairRows, ones: Sequence[OneTarget], moved: Callable[[int, int], Moved], pairs: Bools, last: Ints, start: Ints,
    ) -> FromStart:  # fmt: skip
        """Say it of pairs whose start is known.

        Args:
            rows: the rows of all pairs.
            ones: the targets.
            moved: gives the way of a target, by number, as numbers of a factor are compared with it.
            pairs: which of all pairs are meant.
            last: for each pair its newest row; `ABSENT` for none.
            start: for each pair the row its path starts from.
        """
        places = np.flatnonzero(pairs)
        last, start, owner = last[places], start[places], rows.owner[places]
        side = _sides(rows, moved, owner, start)
        asked, which = _asked(rows, ones, owner, side, last)
        beyond, error = _beyond(rows, ones, owner, last, start, level=(side == 0) | (last == ABSENT))
        stairs = Staircases.over([one.cuts for one in asked], beyond)
        numbers, spans = (np.array([getattr(one, name) for one in asked])[which] for name in ("start", "span"))
        unsure = np.isfinite(spans) & ~(error < _TOO_WRONG)
        some = np.array([bool(one.cuts) for one in asked], dtype=bool)[which]
        for step in stairs.steps:
            unsure |= some & ~(np.abs(beyond - step[which]) > error)
        said = stairs.table(one.words for one in asked)
        return cls(places, stairs.places(which, beyond), said, (beyond - numbers) / spans, unsure)


def _sides(rows: PairRows, moved: Callable[[int, int], Moved], owner: Ints, start: Ints) -> Ints:
    """Find exactly on which side of the goal the path starts: -1 below, 0 on it, 1 above."""
    met, which = groups(rows.series, owner, np.zeros_like(owner), rows.factor[start])
    found = [_SIDES.thresholds(moved(target, factor)) for target, _, factor in met]
    numbers = rows.numbers[start]
    stairs = Staircases.over([tuple(threshold for threshold, _ in steps) for _, steps in found], numbers)
    told = stairs.table((first, *(side for _, side in steps)) for first, steps in found)
    return np.array(told, dtype=np.int64)[stairs.places(which, numbers)]


def _asked(rows: PairRows, ones: Sequence[OneTarget], owner: Ints, side: Ints, last: Ints) -> tuple[list[Begun], Ints]:
    """Ask once for what is alike but for its amounts; give what is said, and for each pair which of it."""
    standards = {id(one): one for one in (own.lines.way.standard for own in ones)}
    numbers = {key: number for number, key in enumerate(standards)}
    kind = np.array([numbers[id(one.lines.way.standard)] for one in ones], dtype=np.int64)[owner]
    unknown = len(rows.times.periods)
    period = np.where(last == ABSENT, unknown, rows.period[last])
    met, which = groups(rows.series, kind * 3 + side + 1, period, np.zeros_like(owner))
    told = list(standards.values())
    periods = [*rows.times.periods, None]
    return [told[key // 3].begun(periods[number], key % 3 - 1) for key, number, _ in met], which


def _beyond(  # noqa: PLR0913 -- these meet here
    rows: PairRows, ones: Sequence[OneTarget], owner: Ints, last: Ints, start: Ints, *, level: Bools
) -> tuple[Floats, Floats]:
    """Give how far newest amounts lie beyond the goal, in distances of the start from it, and how wrong that is at most."""
    one = np.array([line.one for line in rows.grids], dtype=np.float64)
    goal = np.array([nearest(own.lines.way.origin) for own in ones], dtype=np.float64)[owner]
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        amount, begun = (rows.numbers[place] * one[rows.grid[place]] for place in (last, start))
        far = np.abs(begun - goal)
        beyond = (amount - goal) / far
        size = np.abs(goal) + np.abs(amount) + (np.abs(goal) + np.abs(begun)) * np.abs(beyond)
        error = size / far * _ERROR
    return np.where(level, 0.0, beyond), np.where(level, 0.0, error)
