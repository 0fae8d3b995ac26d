"""Whether targets are on the way: the way of each, and what each method says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from policytargets._numbers import plain
from policytargets._outlook_words import said
from policytargets.attainment import Attainment
from policytargets.bounds import amounts_of
from policytargets.outlooks import Course, Figure, Outlook
from policytargets.prospects import Comparison
from policytargets.reports._html import Content, Element, el, join
from policytargets.reports._paths import path_chart
from policytargets.reports._view import View, bullets
from policytargets.targets import Target
from policytargets.units import Unit

COLUMNS = ("method", "says", "figures")


def outlook_line(view: View, outlook: Outlook) -> Element:
    """Say in a line what a method says."""
    why = [] if outlook.status is not None else [view.mixed(reason.label(view.lang)) for reason in outlook.reasons]
    because = view.fill("brackets", inside=join(why, view.words("between_phrases"))) if why else None
    line = view.fill("outlook_line", method=method_name(view, outlook), status=el("b", outlook.label(view.lang)))
    return el("p", line, because, class_="outlook")


def method_name(view: View, outlook: Outlook) -> Content:
    """Name a method in the reader's language, with the parameters it is called with."""
    name, _, parameters = outlook.method.partition("(")
    shown = said(name, view.lang)
    if not parameters.rstrip(")"):
        return shown
    return [shown, " ", el("code", parameters.removesuffix(")"))]


def outlooks_section(view: View, comparisons: Sequence[Comparison]) -> Element:
    """Make the section: for each target its way, and the methods side by side."""
    caption = view.fill("outlooks_caption", as_of=view.as_of)
    heads = [view.words("indicator"), view.words("path"), *(view.words(name) for name in COLUMNS)]
    table = view.table(caption, heads, [_rows(view, one) for one in comparisons], name="outlooks")
    return view.section("outlooks", view.words("outlooks"), table, note=view.words("outlooks_note"))


def _rows(view: View, comparison: Comparison) -> Element:
    target, count = comparison.target, len(comparison.outlooks)
    course = _course(comparison.outlooks)
    head = el("th", _name(view, target), _path_words(view, target, course), scope="rowgroup", rowspan=count)
    drawn = None if course is None else path_chart(view, course)
    chart = el(
        "td",
        drawn or view.words("no_path" if course is not None else "no_one_path"),
        rowspan=count,
        data_label=view.words("path"),
    )
    rows = []
    for number, outlook in enumerate(comparison.outlooks):
        cells = view.cells([view.words(name) for name in COLUMNS], outlook_contents(view, outlook))
        rows.append(el("tr", [head, chart] if number == 0 else None, cells))
    return el("tbody", rows)


def _name(view: View, target: Target) -> Content:
    known = any(one.id == target.id for one in view.plan.targets)
    return view.link(f"item-{target.id}", view.text_of(target)) if known else view.text_of(target)


def _course(outlooks: Iterable[Outlook]) -> Course | None:
    return next((outlook.course for outlook in outlooks if outlook.course is not None), None)


def _path_words(view: View, target: Target, course: Course | None) -> Element | None:
    """Say where the way starts, and who says so; then its slices and its goal."""
    if course is None:
        return None
    lines: list[Content] = []
    stated = next((one.baseline for one in view.plan.targets if one.id == target.id), None)
    if course.baseline is not None:
        start = {"period": course.baseline.period.label(view.lang), "amount": course.baseline.amount.label(view.lang)}
        assumed = target.baseline is not None and stated is None
        lines.append(view.words("path_assumed" if assumed else "path_start", **start))
    for period, bound in course.interim:
        amount = " ".join(one.label(view.lang) for one in amounts_of(bound))
        lines.append(view.words("path_slice", period=period.label(view.lang), amount=amount))
    if course.goal_amount is not None and course.due is not None:
        goal = {"period": course.due.label(view.lang), "amount": course.goal_amount.label(view.lang)}
        lines.append(view.words("path_goal", **goal))
    return bullets(lines, class_="way-points")


def outlook_contents(view: View, outlook: Outlook) -> list[Content]:
    """Give what stands in each of the columns."""
    unit = outlook.course.indicator.unit if outlook.course is not None else None
    figures = [
        view.words("figure", name=one.label(view.lang), amount=figure_words(one, view.lang, unit))
        for one in outlook.figures
    ]
    why = bullets([view.mixed(reason.label(view.lang)) for reason in outlook.reasons], class_="reasons")
    used = [
        view.words("path_point", period=p.period.label(view.lang), amount=p.amount.label(view.lang))
        for p in outlook.points
    ]
    marked: Content = [" ", view.mark()] if outlook.is_illustrative else None
    points = (
        el("p", view.words("points_used", points=view.words("between_phrases").join(used)), marked) if used else None
    )
    return [
        method_name(view, outlook),
        [el("b", outlook.label(view.lang)), _interval(outlook)],
        [bullets(figures, class_="figures-used"), points, why],
    ]


def _interval(outlook: Outlook) -> Element | None:
    """Give the ends of the band that fired."""
    if outlook.band is None:
        return None
    return el("span", outlook.band.removeprefix(outlook.status or "").strip(), class_="unit")


def figure_words(figure: Figure, lang: str = "en", unit: Unit | None = None) -> str:
    """Write a figure for a reader: shares in percent, others to three places; what is rounded says so by ≈."""
    amount = Fraction(figure.amount)
    if figure.unit.startswith("share"):
        return _rounded(amount * 100, 1, "%")
    if figure.unit.startswith("%"):
        return _rounded(amount, 1, "%")
    if unit is not None and figure.unit == str(unit):
        return _rounded(amount, 3, f" {unit.label(lang)}" if lang == "en" else unit.label(lang))
    return _rounded(amount, 3, "")


def _rounded(amount: Fraction, places: int, unit: str) -> str:
    shown = round(amount, places)
    about = "" if shown == amount else "≈ "
    return f"{about}{plain(shown)}{unit}".replace("-", "\u2212", 1)


def own_outlooks(attainments: Iterable[Attainment]) -> list[Comparison]:
    """Give what the assessment itself says by its method, in the form of the side-by-side table."""
    return [
        Comparison(one.item, (one.outlook,))
        for one in attainments
        if one.outlook is not None and isinstance(one.item, Target)
    ]
