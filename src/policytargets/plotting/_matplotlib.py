"""The only door to matplotlib: new axes, the fonts that are installed, and the names that charts are drawn with."""

from __future__ import annotations

from functools import cache
from typing import Any

from matplotlib import font_manager, rcParams
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

__all__ = [
    "Axes",
    "FontProperties",
    "Line2D",
    "Patch",
    "Rectangle",
    "characters_of",
    "new_axes",
    "own_families",
]

_GENERIC = ("serif", "sans-serif", "cursive", "fantasy", "monospace")


def new_axes(width: float, height: float) -> Axes:
    """Make a figure of this size in inches, with room for what stands around its one Axes."""
    _, axes = plt.subplots(figsize=(width, height), layout="constrained")
    return axes


def own_families() -> tuple[str, ...]:
    """Give the families of fonts that the user has set; some are generic, such as ``sans-serif``."""
    return tuple(rcParams["font.family"])


def characters_of(family: str) -> frozenset[int]:
    """Give the code points that a family draws: of a generic one the first of its families that is installed."""
    settings: Any = rcParams
    for name in settings[f"font.{family}"] if family in _GENERIC else [family]:
        files = {entry.fname for entry in font_manager.fontManager.ttflist if entry.name == name}
        found: frozenset[int] = frozenset().union(*map(_in_file, sorted(files)))
        if found:
            return found
    return frozenset()


@cache
def _in_file(file: str) -> frozenset[int]:
    try:
        return frozenset(font_manager.get_font(file).get_charmap())
    except (OSError, RuntimeError):  # a file that is gone or damaged since the list was made
        return frozenset()
