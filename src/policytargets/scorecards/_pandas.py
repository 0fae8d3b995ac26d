"""The scorecard as a pandas Styler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytargets.attainment import Assessment
from policytargets.errors import MissingExtraError
from policytargets.scorecards._rows import COLUMNS, GROUND, HATCHED, INK, Scorecard

if TYPE_CHECKING:
    from pandas import DataFrame
    from pandas.io.formats.style import Styler
    from pandas.io.formats.style_render import CSSDict

_RULES: list[CSSDict] = [
    {"selector": "", "props": "border-collapse: collapse"},
    {"selector": "caption", "props": "caption-side: top; text-align: left; font-weight: 600; padding: .3em 0 .5em"},
    {"selector": "th, td", "props": "text-align: left; vertical-align: top; padding: .35em .6em"},
    {"selector": "thead th", "props": "border-bottom: 2px solid #1c1f23"},
    {"selector": "tbody td, tbody th", "props": "border-bottom: 1px solid #d5d8dc"},
]


def styled(assessment: Assessment, lang: str) -> Styler:
    """Give the scorecard of an assessment; the first column heads its row."""
    from pandas import DataFrame  # noqa: PLC0415 -- only who asks for a table loads pandas

    try:
        from pandas.io.formats.style import Styler  # noqa: PLC0415 -- pandas has it where jinja2 is installed
    except ImportError:
        raise MissingExtraError(
            "Assessment.style", "jinja2, which pandas writes its tables with", "none installed",
            "pip install 'policytargets[notebook]'",
        ) from None  # fmt: skip
    card = Scorecard.of(assessment, lang)
    texts = {card.heads[key]: [row.cells[key] for row in card.rows] for key in COLUMNS}
    caption = card.caption if card.notice is None else f"{card.caption} [{card.notice}]"
    due = COLUMNS.index("due")
    return (
        Styler(DataFrame(texts, dtype="string"), uuid="policytargets")
        .format(escape="html")
        .hide(axis="index")
        .set_caption(caption)
        .set_table_attributes(f'lang="{card.language}"')
        .set_table_styles([*_RULES, {"selector": f".col{due}", "props": "white-space: nowrap"}])
        .apply(lambda shown: _colours(shown, card), axis=None)
    )


def _colours(shown: DataFrame, card: Scorecard) -> DataFrame:
    """Colour the state of each row, and hatch what is missing."""
    rules = shown.copy()
    rules[:] = ""
    rules[card.heads["verdict"]] = [f"color: {INK[row.tone]}; background: {GROUND[row.tone]}" for row in card.rows]
    rules[card.heads["observed"]] = [f"background: {HATCHED}" if row.missing else "" for row in card.rows]
    return rules
