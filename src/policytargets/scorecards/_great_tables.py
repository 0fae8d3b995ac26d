"""The scorecard as a table of Great Tables; the only door to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytargets.attainment import Assessment
from policytargets.errors import MissingExtraError
from policytargets.scorecards._rows import COLUMNS, GROUND, HATCHED, INK, NOTICE, Scorecard

if TYPE_CHECKING:
    from great_tables import GT


def great_table(assessment: Assessment, lang: str) -> GT:
    """Give the scorecard of an assessment, grouped by topic."""
    try:
        from great_tables import GT, loc, style  # noqa: PLC0415 -- an extra
    except ImportError:
        raise MissingExtraError(
            "Assessment.gt", "great_tables", "none installed", "pip install 'policytargets[notebook]'"
        ) from None
    from pandas import DataFrame  # noqa: PLC0415 -- only who asks for a table loads pandas

    card = Scorecard.of(assessment, lang)
    texts: dict[str, list[str]] = {"topic": [row.topic for row in card.rows]}
    texts |= {key: [row.cells[key] for row in card.rows] for key in COLUMNS}
    frame = DataFrame(texts, columns=["topic", *COLUMNS], dtype="string")
    table = (
        GT(frame, rowname_col="item", groupname_col="topic", id="policytargets", auto_align=False)
        .tab_header(card.caption, card.notice)
        .tab_stubhead(card.heads["item"])
        .cols_label(cases={key: card.heads[key] for key in COLUMNS if key != "item"})
        .cols_align("left")
        .tab_options(heading_align="left", table_width="100%")
    )
    for tone in dict.fromkeys(row.tone for row in card.rows):
        rows = [number for number, row in enumerate(card.rows) if row.tone == tone]
        where = loc.body(columns="verdict", rows=rows)
        table = table.tab_style([style.text(color=INK[tone]), style.fill(color=GROUND[tone])], where)
    table = table.tab_style(style.text(weight="bold", color=NOTICE), loc.subtitle())
    table = table.tab_style(style.css("white-space: nowrap;"), loc.body(columns="due"))
    missing = [number for number, row in enumerate(card.rows) if row.missing]
    return table.tab_style(style.css(f"background: {HATCHED};"), loc.body(columns="observed", rows=missing))
