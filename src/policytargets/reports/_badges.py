"""Verdict and timing as glyph, word and colour: never as a colour alone.

The glyphs are drawn, so that no font has to have them.
"""

from __future__ import annotations

from policytargets.attainment import Attainment
from policytargets.reports._html import Element, el
from policytargets.reports._view import View
from policytargets.verdicts import Timing

TONES = {
    Timing.EARLY: "met",
    Timing.ON_TIME: "met",
    Timing.LOST: "failed",
    Timing.LATE: "late",
    Timing.MISSED: "failed",
    Timing.NOT_YET_DUE: "open",
    Timing.NO_DATA: "nothing",
    Timing.UNDECIDED: "unsure",
}
"""The class that colours a timing; what is open, unknown and undecided is told apart by ground, glyph and word."""

_PATHS = {
    Timing.EARLY: "M2 8.5 5 12 9 5M7.5 9.5 9.5 12 14 4",
    Timing.ON_TIME: "M2.5 8.5 6.5 12.5 13.5 3.5",
    Timing.LOST: "M2.5 7 5.5 10 9 4.5M9.5 8 14 13M14 8 9.5 13",
    Timing.LATE: "M3 3h10M3 13h10M4 3l8 10M12 3 4 13",
    Timing.MISSED: "M3.5 3.5 12.5 12.5M12.5 3.5 3.5 12.5",
    Timing.NOT_YET_DUE: "M8 2a6 6 0 1 0 .01 0M8 4.5V8l3 2",
    Timing.NO_DATA: "M8 2a6 6 0 1 0 .01 0M4 12 12 4",
    Timing.UNDECIDED: "M5 5.5a3 3 0 1 1 4.5 2.6C8.3 8.8 8 9.2 8 10.2M8 12.6v.9",
}


def glyph(timing: Timing) -> Element:
    """Draw the glyph of a timing; the word stands beside it."""
    path = el("path", d=_PATHS[timing])
    return el("svg", path, class_="glyph", viewBox="0 0 16 16", width=16, height=16, aria_hidden="true")


def badge(view: View, attainment: Attainment) -> Element:
    """Show verdict and timing."""
    timing = attainment.timing
    when = el("span", attainment.timing_label(view.lang), class_="timing")
    words = el("span", el("b", timing.verdict.label(view.lang)), " ", when)
    return el("span", glyph(timing), words, class_=f"badge {TONES[timing]}")


def verdict_badge(view: View, attainment: Attainment) -> Element:
    """Show the verdict alone, where the timing has a place of its own."""
    timing = attainment.timing
    return el("span", glyph(timing), el("b", timing.verdict.label(view.lang)), class_=f"badge {TONES[timing]}")


def small_badge(view: View, attainment: Attainment) -> Element:
    """Show how an item stands inside a line of text."""
    timing = attainment.timing
    return el("span", glyph(timing), attainment.timing_label(view.lang), class_=f"badge small {TONES[timing]}")
