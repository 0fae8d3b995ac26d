"""Reports: one offline HTML page without scripts, and the parts of it that a notebook shows.

The page holds the scorecard, milestones, aims, responsibilities, rules, measures, findings and data, and the whole text
of the document, so that each number leads to its quote. It is the same bytes every time.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike, fspath
from pathlib import Path
from urllib.parse import quote

from policytargets import trajectories
from policytargets.attainment import Assessable, Assessment, Attainment, OrganisationView
from policytargets.errors import FileError
from policytargets.outlooks import Outlook
from policytargets.plans import Plan
from policytargets.prospects import Comparison
from policytargets.reports._fonts import with_font
from policytargets.reports._fragments import assessment_part, attainment_part, organisation_part, plan_part
from policytargets.reports._outlooks import own_outlooks
from policytargets.reports._page import page
from policytargets.reports._single import item_part, outlook_part
from policytargets.reports._view import View
from policytargets.reports._words import Words

__all__ = [
    "assessment_html",
    "attainment_html",
    "item_html",
    "organisation_html",
    "outlook_html",
    "plan_html",
    "write_report",
]


def write_report(  # noqa: PLR0913 -- one page can be asked for in these ways
    assessment: Assessment,
    path: str | PathLike[str] | None = None,
    lang: str = "zh",
    *,
    other_language: str | None = None,
    outlooks: Iterable[Comparison] = (),
    expected: trajectories.Path | None = None,
    trend: trajectories.Trend | None = None,
    embed_font: str | PathLike[str] | None = None,
) -> str:
    """Give the report of an assessment as one HTML page, and write it where a path is given.

    The page needs no network and no scripts. Where any record calls itself illustrative (示意), every section says so.

    Args:
        assessment: what `policytargets.assess` gives for a plan.
        path: the file to write, UTF-8; its folder must exist. None writes nothing.
        lang: ``zh`` or ``en``.
        other_language: name of the file beside this one that holds the report in the other language, to link to.
        outlooks: targets by several methods, as `compare_methods` gives them, for a section of their own; without
            any, the outlooks of the assessment itself, where a method was asked. A target that is compared from a baseline
            of its own is drawn from there too.
        expected: the path that is drawn and compared with; left out, straight lines from the baseline through the annual
            slices of the plan to the goal.
        trend: what runs on, for example ``trajectories.TwoPoint()``; left out, nothing is projected.
        embed_font: a font file, of which the characters of this report go into the page, for readers who may have no
            Chinese font; of a collection one font by its number, as in ``file.ttc#2``. None leaves fonts to the reader.

    Returns:
        The page.

    Raises:
        InvalidValueError: another language is asked for.
        FileError: the file cannot be written; or the font file is no font, forbids it, or lacks characters.
        MissingExtraError: a font is to be embedded without the extra ``fonts``.

    Examples:
        >>> from policytargets.assessing import assess
        >>> from policytargets.periods import Year
        >>> written = write_report(assess(Plan(title={"zh": "实施意见", "en": "opinions"}), [], as_of=Year(2018)))
        >>> written.splitlines()[1][:24]
        '<html lang="zh-CN"><head'
    """
    # A name and no address: what would lead elsewhere is quoted away.
    other = None if other_language is None else quote(other_language, safe="")
    compared = tuple(outlooks) or tuple(own_outlooks(assessment))
    view = View(assessment.plan, Words(lang), assessment, comparisons=compared, path=expected, trend=trend)
    written = page(view, assessment, other)
    if embed_font is not None:
        written = with_font(written, embed_font)
    if path is not None:
        try:
            Path(path).write_text(written, encoding="utf-8", newline="\n")
        except OSError as error:
            raise FileError(
                "write_report: path",
                "a file that can be written",
                f"{fspath(path)!r}: {error.strerror}",
                "make its folder first, or write elsewhere",
            ) from error
    return written


def plan_html(plan: Plan, lang: str = "zh") -> str:
    """Show a plan: title, counts and targets, as a part of a page.

    Args:
        plan: the plan.
        lang: ``zh`` or ``en``.

    Raises:
        InvalidValueError: another language is asked for.

    Examples:
        >>> plan_html(Plan(title="实施意见"))[:36]
        '<div class="policytargets part" lang'
    """
    return plan_part(plan, lang)


def assessment_html(assessment: Assessment, lang: str = "zh") -> str:
    """Show the counts and the scorecard of an assessment, as a part of a page.

    Args:
        assessment: the assessment of a plan.
        lang: ``zh`` or ``en``.

    Raises:
        InvalidValueError: another language is asked for.

    Examples:
        >>> from policytargets.assessing import assess
        >>> from policytargets.periods import Year
        >>> "总览" in assessment_html(assess(Plan(title="实施意见"), [], as_of=Year(2018)))
        False
    """
    return assessment_part(assessment, lang)


def attainment_html(attainment: Attainment, lang: str = "zh") -> str:
    """Show how one target, milestone or aim stands, as a part of a page.

    Args:
        attainment: its attainment.
        lang: ``zh`` or ``en``.

    Raises:
        InvalidValueError: another language is asked for.

    Examples:
        >>> from policytargets.assessing import assess
        >>> from policytargets.periods import Year
        >>> from policytargets.targets import Milestone
        >>> platform = assess(Milestone(id="platform", name="平台", due=Year(2017)), [], as_of=Year(2018))
        >>> "无数据" in attainment_html(platform)
        True
    """
    return attainment_part(attainment, lang)


def item_html(item: Assessable, lang: str = "zh") -> str:
    """Show what a target, milestone or aim asks for, as a part of a page.

    Args:
        item: the item.
        lang: ``zh`` or ``en``.

    Raises:
        InvalidValueError: another language is asked for.

    Examples:
        >>> from policytargets.periods import Year
        >>> from policytargets.targets import Milestone
        >>> "2017" in item_html(Milestone(id="platform", name="平台", due=Year(2017)))
        True
    """
    return item_part(item, lang)


def outlook_html(outlook: Outlook, lang: str = "zh") -> str:
    """Show what a method says of a target, with the way it judged, as a part of a page.

    Args:
        outlook: what the method said.
        lang: ``zh`` or ``en``.

    Raises:
        InvalidValueError: another language is asked for.

    Examples:
        >>> "LinearShare" in outlook_html(Outlook(method="LinearShare()", status="ahead"), "en")
        True
    """
    return outlook_part(outlook, lang)


def organisation_html(organisations: OrganisationView, lang: str = "zh") -> str:
    """Show who answers for what, and how it stands, as a part of a page.

    Args:
        organisations: what `Assessment.by_organisation` gives.
        lang: ``zh`` or ``en``.

    Raises:
        InvalidValueError: another language is asked for.

    Examples:
        >>> from policytargets.assessing import assess
        >>> from policytargets.periods import Year
        >>> "责任" in organisation_html(assess(Plan(title="实施意见"), [], as_of=Year(2018)).by_organisation())
        False
    """
    return organisation_part(organisations, lang)
