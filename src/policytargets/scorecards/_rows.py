"""The rows of a scorecard in the words of a reader, and the colours of its states."""

from __future__ import annotations

import attrs

from policytargets.attainment import Assessment, Attainment
from policytargets.charts import bullet
from policytargets.describing import describe
from policytargets.observations import Occurrence
from policytargets.reports._badges import TONES
from policytargets.reports._observed import amount_words, period_words
from policytargets.reports._scorecard import margin
from policytargets.reports._view import View
from policytargets.reports._words import Words
from policytargets.targets import Aim, Milestone, Target

COLUMNS = ("item", "asked", "due", "observed", "verdict", "margin", "owners")
"""The keys of the words of the columns, in order."""

GLYPHS = {"met": "√", "failed": "×", "late": "×", "open": "○", "nothing": "–", "unsure": "?"}
"""Of each tone a sign that fonts of both languages have."""

INK = {
    "met": "#005b96", "failed": "#a6250f", "late": "#a6250f", "open": "#5a5a5a", "nothing": "#5a5a5a", "unsure": "#7a4f00",
}  # fmt: skip
"""Colours of words."""

GROUND = {
    "met": "#d9ecf8", "failed": "#fbe3d6", "late": "#fbe3d6", "open": "#f2f3f5", "nothing": "#f2f3f5", "unsure": "#fdf1d3",
}  # fmt: skip
"""Colours behind them: Okabe-Ito hues, so light that the words hold at least 4.5:1."""

NOTICE = "#8f3c00"
"""The colour of the words that say that data are illustrative."""

HATCHED = "repeating-linear-gradient(45deg, #f2f3f5 0 4px, #d5d8dc 4px 5px)"
"""The ground of what is missing."""


@attrs.frozen(kw_only=True)
class Row:
    """A target, milestone or aim as a reader sees it.

    Attributes:
        topic: what it stands under.
        cells: its texts, by the keys of the columns.
        tone: the class of its state.
        missing: whether nothing is known of it that could decide it.
        day: the date of the assessment.
    """

    topic: str
    cells: dict[str, str]
    tone: str
    missing: bool
    day: str


@attrs.frozen
class Scorecard:
    """The rows of an assessment, with the words around them.

    Attributes:
        caption: what it shows, as of when.
        day: the date of the assessment.
        notice: that data are illustrative; None where none are.
        heads: the words of the columns, by their keys.
        rows: in the order of the plan.
        language: the code of the language of its words.
    """

    caption: str
    day: str
    notice: str | None
    heads: dict[str, str]
    rows: tuple[Row, ...]
    language: str

    @classmethod
    def of(cls, assessment: Assessment, lang: str) -> Scorecard:
        """Give the scorecard of an assessment in a language."""
        view = View(assessment.plan, Words(lang), assessment, linked=False)
        title = assessment.plan.title.best(lang)
        return cls(
            view.words("all_caption", title=title, as_of=view.as_of),
            view.day,
            view.words("notice_table") if view.illustrative else None,
            {key: view.words(key) for key in COLUMNS},
            tuple(_row(view, assessment, one) for one in assessment),
            view.words("language"),
        )


def _row(view: View, assessment: Assessment, attainment: Attainment) -> Row:
    item, lang = attainment.item, view.lang
    topics = {topic.id: topic.name for topic in assessment.plan.topics}
    topic = topics.get(item.topic) if item.topic is not None else None
    observed, missing = _observed(view, assessment, attainment)
    tone = TONES[attainment.timing]
    state = attainment.verdict.label(lang) + view.words("brackets", inside=attainment.timing_label(lang))
    return Row(
        topic=view.words("no_topic") if topic is None else topic.best(lang),
        cells={
            "item": item.label(lang),
            "asked": _asked(view, attainment),
            "due": view.due(attainment.due),
            "observed": observed,
            "verdict": f"{GLYPHS[tone]}\u00a0{state}",
            "margin": str(margin(view, attainment)) if attainment.margin is not None else view.words("no_margin"),
            "owners": _owners(view, item.id),
        },
        tone=tone,
        missing=missing,
        day=view.day,
    )


def _asked(view: View, attainment: Attainment) -> str:
    match attainment.item:
        case Target(criterion=criterion, indicator=indicator):
            return describe(criterion, view.lang, indicator=indicator)
        case Milestone():
            return view.words("kind_milestone")
        case Aim():
            return view.words("kind_aim")
    raise AssertionError(attainment.item)  # pragma: no cover -- mypy proves the union is matched whole


def _observed(view: View, assessment: Assessment, attainment: Attainment) -> tuple[str, bool]:
    """Say what is known, and whether what would decide is missing; what is illustrative is marked."""
    if isinstance(attainment.item, Aim):
        return view.words("no_margin"), False
    happened = [one for one in attainment.used if isinstance(one, Occurrence)]
    if happened:
        said = view.words("between_phrases").join(one.label(view.lang) for one in happened)
        return said + _mark(view, illustrative=any(one.is_illustrative for one in happened)), False
    if attainment.parts:
        return view.words("between_phrases").join(_part(view, part) for part in attainment.parts), False
    known = None if isinstance(attainment.item, Milestone) else bullet(attainment, assessment)
    if known is None or not known.observed:
        return view.words("no_data"), True
    marked = _mark(view, illustrative=known.is_illustrative)
    amount, period = amount_words(view, known), period_words(view, known.period)
    if known.decides:
        return amount + (view.words("brackets", inside=period) if period else "") + marked, False
    due = period_words(view, attainment.period)
    missing = view.words("no_data_yet", period=due) if due else view.words("no_data")
    latest = view.words("latest", period=period, amount=amount)
    return f"{missing}{view.words('between_phrases')}{latest}{marked}", True


def _part(view: View, part: Attainment) -> str:
    """Say of a period, or of a member, how it stands."""
    area = view.areas.get(part.entity or "")
    who = (part.entity if area is None else area.best(view.lang)) or period_words(view, part.period)
    return f"{who}{view.words('colon')}{part.timing_label(view.lang)}"


def _mark(view: View, *, illustrative: bool) -> str:
    return view.words("brackets", inside=view.words("illustrative")) if illustrative else ""


def _owners(view: View, item_id: str) -> str:
    named = view.plan.responsible_for(item_id)
    if not named:
        return view.words("no_owner")
    bodies = [
        view.organisations[one.organisation].name.best(view.lang)
        if one.organisation in view.organisations
        else one.as_written
        for one in named
    ]
    return view.words("between_names").join(bodies)
