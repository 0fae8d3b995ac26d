"""Whether targets are on the way: the way of each, and what each method says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from policytargets._numbers import plain
from policytargets._outlook_words import said
from policytargets.attainment import Attainment
from policytargets.outlooks import Figure, Outlook
from policytargets.prospects import Comparison
from policytargets.reports._html import Content, Element, el, join
from policytargets.reports._view import View, bullets
from policytargets.targets import Target
from policytargets.units import Unit

COLUMNS = ("method", "says", "figures")


def outlook_line(view: View, outlook: Outlook) -> Element:
    """Say in a line what a method says."""
    why = [] if outlook.status is not None else [view.mixed(reason.label(view.lang)) for reason in outlook.reasons]
    because = view.fill("brackets", inside=join(why, view.words("between_phrases"))) if why else None
    line = view.fill(
        "outlook_line", method=method_words(view, outlook.method), status=el("b", outlook.label(view.lang))
    )
    return el("p", line, because, class_="outlook")


def method_words(view: View, method: str) -> Content:
    """Name a method, path or trend in the reader's language, with the parameters it is called with."""
    whole = said(method, view.lang)
    if view.lang == "zh" and whole != said(method, "en"):
        return whole
    name, _, parameters = method.partition("(")
    shown = said(name, view.lang)
    if not parameters.rstrip(")"):
        return shown
    return [shown, " ", el("code", parameters.removesuffix(")"))]


def outlooks_section(view: View, comparisons: Sequence[Comparison]) -> Element:
    """Make the section: for each target its way, and the methods side by side."""
    caption = view.fill("outlooks_caption", as_of=view.as_of)
    heads = [view.words("indicator"), *(view.words(name) for name in COLUMNS)]
    table = view.table(caption, heads, [_rows(view, one) for one in comparisons], name="outlooks")
    return view.section("outlooks", view.words("outlooks"), table, note=view.words("outlooks_note"))


def _rows(view: View, comparison: Comparison) -> Element:
    head = el("th", _name(view, comparison.target), scope="rowgroup", rowspan=len(comparison.outlooks))
    rows = []
    for number, outlook in enumerate(comparison.outlooks):
        cells = view.cells([view.words(name) for name in COLUMNS], outlook_contents(view, outlook))
        rows.append(el("tr", head if number == 0 else None, cells))
    return el("tbody", rows)


def _name(view: View, target: Target) -> Content:
    known = any(one.id == target.id for one in view.plan.targets)
    return view.link(f"item-{target.id}", view.text_of(target)) if known else view.text_of(target)


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
        method_words(view, outlook.method),
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
