"""The colours of charts: Okabe-Ito fills, with words in near-black or in inks that hold 4.5:1 on white."""

from __future__ import annotations

from policytargets.reports._badges import TONES
from policytargets.scorecards._rows import INK as INKS
from policytargets.verdicts import Timing

__all__ = [
    "GROUND", "HATCH", "INK", "INKS", "LINE", "MISSING", "OBSERVED", "PROJECTED", "SOFT", "ZONE", "blue", "fill_of",
]  # fmt: skip

INK, SOFT, LINE, GROUND, ZONE = "#1c1f23", "#5a5a5a", "#7a7f87", "#eceef1", "#cfe6f5"
OBSERVED, PROJECTED, MISSING = "#0072b2", "#d55e00", "#b4b9c0"
HATCH = "////"
_DARK = 0.78
"""From here on white can be read better than black, and both at 4.5:1."""

_FILLS = {
    "met": "#0072b2", "failed": "#d55e00", "late": "#d55e00", "open": "#7a7f87", "nothing": "#7a7f87", "unsure": "#e69f00",
}  # fmt: skip


def fill_of(timing: Timing) -> str:
    """Give the colour of the bar of a target that stands so; its sign and word stand beside it."""
    return _FILLS[TONES[timing]]


def blue(share: float) -> tuple[str, str]:
    """Give a ground between a light and a dark blue, and the colour of numbers that can be read on it."""
    light, dark = (0xE1, 0xEF, 0xF9), (0x00, 0x5B, 0x96)
    mixed = [round(a + (b - a) * share) for a, b in zip(light, dark, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed), "white" if share > _DARK else "black"
