"""The section with the trajectory of each target, its key, and in words what it shows and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from policytargets._outlook_words import said
from policytargets.attainment import Attainment
from policytargets.charts import Line, Trajectory
from policytargets.reports._badges import small_badge
from policytargets.reports._groups import by_topic, groups
from policytargets.reports._html import Content, Element, el
from policytargets.reports._view import View, bullets
from policytargets.reports._ways import described, unknown, way_chart
from policytargets.targets import Target


def ways_section(view: View, attainments: list[Attainment]) -> Element:
    """Make a figure for each target; that of a goal shows its annual slices too."""
    known = {one.item.id for one in attainments}
    found = by_topic(view, groups(attainments))
    shown = [one for _, under in found for group in under for one in group.members if not _is_slice(one, known)]
    figures = [_figure(view, one, way) for one in shown for way in view.ways[one.item.id]]
    return view.section("ways", view.words("ways"), el("div", figures, class_="ways"), note=view.words("ways_note"))


def _is_slice(attainment: Attainment, known: set[str]) -> bool:
    return isinstance(attainment.item, Target) and attainment.item.slice_of in known


def _figure(view: View, attainment: Attainment, way: Trajectory) -> Element:
    who = None if way.entity is None else view.fill("brackets", inside=view.area(way.entity))
    shown = attainment if way.entity == attainment.entity else next(
        part for part in attainment.parts if part.entity == way.entity
    )  # fmt: skip
    name = view.link(f"item-{way.target}", view.text(way.name))
    head = el("figcaption", el("b", name, who), " ", small_badge(view, shown))
    drawn = way_chart(view, way)
    nothing = None if drawn else el("p", view.words("no_due_no_way"), class_="missing")
    words = bullets([*described(view, way), *_lines(view, way)], class_="way-points")
    place = f"way-{way.target}" if way.entity == attainment.entity else f"way-{way.target}-{way.entity}"
    key = _key(view, way) if drawn else None
    label = view.words("way_title", name=way.name.best(view.lang))
    return el("figure", head, drawn, nothing, key, words, id=view.anchor(place), aria_label=label)


def _lines(view: View, way: Trajectory) -> Iterator[Content]:
    """Say which path is drawn and where a trend leads, or why neither can be."""
    yield view.fill("way_path", said=_line(view, way, way.path))
    if way.projection is not None:
        yield view.fill("way_projection", said=_line(view, way, way.projection))


def _line(view: View, way: Trajectory, line: Line) -> Content:
    if line.points:
        answers = () if way.pace is None else (way.pace.expected, way.pace.projected)
        answer = answers[line is not way.path] if answers else None
        known = answer is not None and answer.determined
        return view.mixed(answer.label(view.lang) if answer is not None and known else said(line.method, view.lang))
    why = view.words("between_phrases").join(reason.label(view.lang) for reason in line.reasons)
    return [view.words("way_not_drawn"), view.fill("brackets", inside=view.mixed(why))]


_SHAPES: dict[str, tuple[str, str]] = {
    "key_observed": ("dot", "M8 8m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0"),
    "key_provisional": ("dot provisional", "M8 8m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0"),
    "key_start": ("dot start", "M8 8m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0"),
    "key_interval": ("interval", "M3 2H13M3 14H13M8 2V14"),
    "key_revised": ("revision", "M8 8m-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0"),
    "key_path": ("path-line", "M0 8H24"),
    "key_projection": ("projected-line", "M0 8H24"),
    "key_step": ("step", "M8 4l4 4l-4 4l-4 -4z"),
    "key_goal": ("goal", "M8 1l7 7l-7 7l-7 -7z"),
    "key_zone": ("zone", "M0 3h24v10h-24z"),
    "key_unknown": ("hatch unknown", "M0 12L10 2M6 14L18 2M14 14L24 4"),
    "key_as_of": ("as-of", "M8 0V16"),
}


def _key(view: View, way: Trajectory) -> Element:
    """Name the marks that this figure has, each with its shape."""
    seen = [one for one in way.observed if way.baseline is None or one.period != way.baseline.period]
    has = {
        "key_start": way.baseline is not None,
        "key_observed": any(one.amount is not None and not one.provisional for one in seen),
        "key_provisional": any(one.amount is not None and one.provisional for one in seen),
        "key_interval": any(one.amount is None for one in seen),
        "key_revised": any(one.revised for one in seen),
        "key_path": bool(way.path.points),
        "key_projection": way.projection is not None and bool(way.projection.points),
        "key_step": bool(way.steps),
        "key_goal": bool(way.goals),
        "key_zone": any(level.accepted.low != level.accepted.high for level in (*way.steps, *way.goals)),
        "key_unknown": unknown(way) is not None,
        "key_as_of": way.dates is not None and way.as_of <= way.dates[1],
    }
    rows = []
    for key in (key for key, shown in has.items() if shown):
        class_, shape = _SHAPES[key]
        mark = el(
            "svg",
            el("path", class_=class_, d=shape),
            class_="way",
            viewBox="0 0 24 16",
            width=24,
            height=16,
            aria_hidden="true",
        )
        words = "key_assumed" if key == "key_start" and way.baseline_is_assumed else key
        rows.append(el("li", mark, view.words(words)))
    return el("ul", rows, class_="key")
