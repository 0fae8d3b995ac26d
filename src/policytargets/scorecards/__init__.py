"""The scorecard of an assessment as a styled table of pandas or of Great Tables, for notebooks and documents.

Every state is said by a glyph, a word and a colour; what is missing is hatched and called missing; illustrative data
is marked in the caption and beside each amount.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytargets.attainment import Assessment

if TYPE_CHECKING:
    from great_tables import GT
    from pandas.io.formats.style import Styler

__all__ = ["assessment_gt", "assessment_style"]


def assessment_style(assessment: Assessment, lang: str = "zh") -> Styler:
    """Give the scorecard as a pandas Styler; its ``data`` is the table in the words of a reader.

    A row for each target, milestone and aim of the plan, in its order. The same HTML every time.

    Args:
        assessment: what `policytargets.assess` gives for a plan.
        lang: ``zh`` or ``en``.

    Raises:
        InvalidValueError: another language is asked for.
        MissingExtraError: jinja2, which pandas needs for it, is not installed.

    Examples:
        >>> from policytargets.assessing import assess
        >>> from policytargets.periods import Year
        >>> from policytargets.plans import Plan
        >>> from policytargets.targets import Aim
        >>> found = assess(Plan(title="plan", aims=[Aim(id="talent", name="more talent")]), [], as_of=Year(2018))
        >>> assessment_style(found, "en").data[["Item", "Asked"]].values.tolist()
        [['more talent', 'goals in words']]
    """
    from policytargets.scorecards._pandas import styled  # noqa: PLC0415 -- pandas is loaded when a table is asked for

    return styled(assessment, lang)


def assessment_gt(assessment: Assessment, lang: str = "zh") -> GT:
    """Give the scorecard as a table of Great Tables, grouped by the topics of the plan; the same HTML every time.

    Args:
        assessment: what `policytargets.assess` gives for a plan.
        lang: ``zh`` or ``en``.

    Raises:
        InvalidValueError: another language is asked for.
        MissingExtraError: great_tables is not installed.

    Examples:
        >>> from policytargets.assessing import assess
        >>> from policytargets.periods import Year
        >>> from policytargets.plans import Plan
        >>> from policytargets.targets import Aim
        >>> found = assess(Plan(title="plan", aims=[Aim(id="talent", name="more talent")]), [], as_of=Year(2018))
        >>> "undetermined (not judged)" in assessment_gt(found, "en").as_raw_html()
        True
    """
    from policytargets.scorecards._great_tables import great_table  # noqa: PLC0415 -- an extra

    return great_table(assessment, lang)
