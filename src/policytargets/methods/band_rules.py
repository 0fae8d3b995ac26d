"""Published rules of Chinese offices that put one figure into bands, with the holes and overlaps they were printed with.

A rule says on which figure it stands; its bands go into the method that computes that figure, for example
``CompletionRate(bands=ENERGY_WARNING_2010.bands)``. Published rules that are not bands on one figure are not here:
Tianjin 2022 on investment (own plan, mean of the districts and growth together), the two tests and the schedule of
energy saving from 2011 (two figures; steps of a logarithmic share), Heilongjiang on projects, a city's monthly ranking,
Yan'an 2017, the Ministry of Finance on cost and time of projects, the efficacy coefficient and the monitoring of
moderate prosperity (formulas, ranks or deductions that give points and not statuses), and Nanjing 2016 (months in a row).
"""

from __future__ import annotations

import attrs

from policytargets._fields import is_a
from policytargets.bands import Band, Bands

__all__ = [
    "CITY_POINTS",
    "DASHBOARD_2021_H1",
    "DASHBOARD_2021_Q1",
    "ENERGY_GRADE",
    "ENERGY_GRADE_CITY",
    "ENERGY_POINTS_2007",
    "ENERGY_WARNING_2010",
    "NINGXIA_WATER_2017",
    "SANYA_2022",
    "TIANJIN_BONDS_2022",
    "XINHUANG_2015",
    "XUANCHENG",
    "YINCHUAN_2025",
    "BandRule",
]


@attrs.frozen(kw_only=True)
class BandRule:
    """Bands as an office published them, and what they stand on.

    Attributes:
        figure: the figure that is put into bands, with its unit.
        bands: in the order in which they are asked; holes and overlaps are as published.
        source: who published it, in words.
        note: what the text leaves open, or what else it asks.

    Examples:
        >>> YINCHUAN_2025.bands.holes(), ENERGY_WARNING_2010.bands.overlaps()
        (['(-10, 0)'], ['50'])
    """

    figure: str = attrs.field(validator=is_a(str))
    bands: Bands = attrs.field(validator=is_a(Bands))
    source: str = attrs.field(validator=is_a(str))
    note: str = attrs.field(default="", validator=is_a(str))


def _bands(*written: str) -> Bands:
    return Bands([Band.parse(text) for text in written])


COMPLETION, GAP = "completion of the yearly target, in percent", "done less what should be done by now, in points"
TO_DATE = "done of what should be done by now, in percent"

XUANCHENG = BandRule(
    figure="the least of share less time, and of published growth less growth asked, in points",
    bands=_bands("behind (-∞, 0)", "on schedule [0, ∞)"),
    source="Xuancheng government office, trackers of the yearly targets 2020 and 2021",
    note="the time is printed to one place; targets known once a year only are left out of the count",
)
"""Behind when the share is below the time or growth below what is asked: ``ElapsedShare(or_growth=True, ...)``."""

YINCHUAN_2025 = BandRule(
    figure=GAP,
    bands=_bands("green [0, ∞)", "yellow [-30, -10]", "red (-∞, -30)"),
    source="Yinchuan Development and Reform Commission, traffic lights for key projects, as reported in March 2025",
    note="less than 10 points behind is in no band",
)
"""Traffic lights of Yinchuan, with a hole between 10 points behind and on schedule."""

SANYA_2022 = BandRule(
    figure=TO_DATE,
    bands=_bands("green [100, ∞)", "yellow [50, 100)", "red (-∞, 50)"),
    source="Sanya, red, yellow and green cards for projects, Hainan Daily, May 2022",
    note="percent or points is not said, percent is read; zones get cards by months missed, which is no band",
)
"""Cards of Sanya: up to half of the expected investment missing is yellow."""

TIANJIN_BONDS_2022 = BandRule(
    figure=TO_DATE,
    bands=_bands("green [100, ∞)", "yellow [70, 100)", "red (-∞, 70)"),
    source="Tianjin Development and Reform Commission, monitoring of bond money, March 2022",
    note="what should be done is counted over six months from the month after issue",
)
"""Colours of Tianjin for the use of bond money."""

DASHBOARD_2021_Q1 = BandRule(
    figure="done less what was scheduled, in percent of the target",
    bands=_bands("green [0, ∞)", "yellow [-10, 0)", "red (-∞, -10)"),
    source="National Development and Reform Commission, dashboard of energy use, first quarter of 2021, as reported",
    note="a region without data is left out",
)
"""Warning levels of the national dashboard in the first quarter of 2021."""

DASHBOARD_2021_H1 = BandRule(
    figure="fall of energy intensity, in percent of the scheduled fall",
    bands=_bands("red (-∞, 0)", "yellow (0, 100)", "green [100, ∞)"),
    source="National Development and Reform Commission, notice 629 of 2021, first half of 2021",
    note="rose, fell too little, or as scheduled; neither risen nor fallen is in no band; other rule than a quarter before",
)
"""Warning levels of the same dashboard one quarter later; printed as levels one, two and three."""

ENERGY_WARNING_2010 = BandRule(
    figure=COMPLETION,
    bands=_bands("green [100, ∞)", "yellow [90, 100)", "orange [50, 90)", "red (-∞, 50]"),
    source="a prefecture's plan for warnings on energy saving, 2010",
    note="50 stands in orange and in red; the first is given",
)
"""Warning colours of a prefecture, with 50 % in two of them."""

ENERGY_GRADE = BandRule(
    figure="score out of 100: 40 for the target, 60 for measures",
    bands=_bands("over-fulfilled [95, ∞)", "met [80, 95)", "basically met [60, 80)", "not met (-∞, 60)"),
    source="Guangdong, scheme on energy per GDP after State Council document 36 of 2007",
    note="a veto stands beside it: whoever misses the target has not met it, whatever the score",
)
"""Grades of energy saving from 2007 on."""

ENERGY_GRADE_CITY = BandRule(
    figure="score out of 100: 40 for the target, 60 for measures",
    bands=_bands("over-fulfilled [95, ∞)", "met [80, 94]", "basically met [60, 80]", "not met (-∞, 60)"),
    source="a city's print of the same scheme",
    note="between 94 and 95 is no grade, and 80 has two; the first is given",
)
"""The same grades as one city printed them, with a hole and an overlap."""

ENERGY_POINTS_2007 = BandRule(
    figure="completion of the yearly cut, in percent",
    bands=_bands(
        "49 [130, ∞)", "46 [120, 130)", "43 [110, 120)", "40 [100, 110)", "36 [90, 90]", "32 [80, 80]",
        "28 [70, 70]", "24 [60, 60]", "20 [50, 50]", "0 (-∞, 50)",
    ),
    source="county score sheets after the national sheet of 2007",
    note="between two printed percents neither step nor slope is said; 3 points more for each full 10 %, at most 9",
)  # fmt: skip
"""Points for the yearly cut of energy; the statuses are points."""

CITY_POINTS = BandRule(
    figure="completion of the yearly cut, in percent",
    bands=_bands(
        "35 [150, ∞)", "34 [140, 150)", "33 [130, 140)", "32 [120, 130)", "31 [110, 120)", "30 [100, 110)",
    ),
    source="a city's score sheet on energy saving, 30 points",
    note="nothing is said below the target",
)  # fmt: skip
"""Points of a city for the yearly cut, at most 5 beyond 30; the statuses are points."""

NINGXIA_WATER_2017 = BandRule(
    figure="distance to the target on its better side, in the indicator's unit",
    bands=_bands("full points [0, ∞)", "no points (-∞, 0)"),
    source="point sheet for the water targets of 2017",
    note="all or nothing",
)
"""All points for a target that is met, none for one that is missed."""

XINHUANG_2015 = BandRule(
    figure="share of the month's task, in percent",
    bands=_bands("yellow card (-∞, 60)", "watched (-∞, 80)"),
    source="Xinhuang county, monthly assessment of projects, 2015",
    note="below 60 both hold, the card is given; from 80 on nothing is said",
)
"""Cards of a county for missed tasks of a month."""
