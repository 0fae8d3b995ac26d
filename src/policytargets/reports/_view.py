"""What every part of the report needs: the plan, the words, the links, and the shapes of sections and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from string import Formatter

import attrs

from policytargets.attainment import Assessment, Attainment
from policytargets.charts import Trajectory, trajectory
from policytargets.dues import Due, due_label
from policytargets.explaining import explain
from policytargets.measures import Measure
from policytargets.organisations import Organisation, Responsibility, Role
from policytargets.periods import Day
from policytargets.plans import Entry, Plan
from policytargets.prospects import Comparison
from policytargets.reports._html import Content, Element, Node, el, flat, join
from policytargets.reports._passages import Passages, State
from policytargets.reports._words import Words
from policytargets.sources import Citation
from policytargets.targets import Aim, Milestone, Rule, Target
from policytargets.texts import Text
from policytargets.trajectories import Path, Trend

_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u3000-\u303f“”‘’]*[\u2e80-\u9fff\uf900-\ufaff]+"
                      r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u3000-\u303f0-9０-９“”‘’·—]*")  # fmt: skip

_PLACES = {
    "（": "clause", "、": "section", "全文": "whole_text", "标题": "the_title", "引言": "the_opening", "附件": "the_annex"
}  # fmt: skip
"""What a place is as a whole, or begins or ends with, to the key of its words."""


@attrs.frozen
class View:
    """A plan, and how it stands, as one reader sees it.

    Attributes:
        plan: the plan.
        words: the words of the reader's language.
        assessment: how it stands; None where only the plan is shown.
        linked: whether links and their places are made; a notebook shows parts that have no places to link to.
        comparisons: what methods say of targets; a target that is compared from a baseline of its own has it here too.
        path: what is expected on the way; None for straight lines through the annual slices.
        trend: what runs on; None projects nothing.
    """

    plan: Plan
    words: Words
    assessment: Assessment | None = None
    linked: bool = True
    comparisons: tuple[Comparison, ...] = ()
    path: Path | None = None
    trend: Trend | None = None

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.words.lang

    @cached_property
    def passages(self) -> Passages:
        """What the plan cites, checked."""
        return Passages.of(self.plan)

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """The organisations by id."""
        return {body.id: body for body in self.plan.organisations}

    @cached_property
    def ways(self) -> dict[str, tuple[Trajectory, ...]]:
        """The trajectory of each target, by its id; of a distributed one, that of each member."""
        if self.assessment is None:
            return {}
        asked = {target.id: target for target in (*self.plan.targets, *(one.target for one in self.comparisons))}
        found: dict[str, tuple[Trajectory, ...]] = {}
        for target in self.plan.targets:
            attainment = self.assessment[target.id]
            members = dict.fromkeys(part.entity for part in attainment.parts) or {attainment.entity: None}
            found[target.id] = tuple(
                trajectory(self.assessment, asked[target.id], path=self.path, trend=self.trend, entity=member)
                for member in members
            )
        return found

    @cached_property
    def areas(self) -> dict[str, Text]:
        return {area.id: area.name for area in self.plan.areas}

    @property
    def as_of(self) -> str:
        """The date of the assessment, with its words."""
        return self.words("as_of_day", day=self.day)

    @property
    def day(self) -> str:
        """The date of the assessment, as the reader writes it."""
        if self.assessment is None:
            return self.words("no_due")
        return Day.of(self.assessment.as_of).label(self.lang)

    # Texts

    def fill(self, key: str, **inside: Content) -> list[Node]:
        """Give the words for a key with nodes in its braces."""
        found: list[Node] = []
        for literal, name, _, _ in Formatter().parse(self.words(key)):
            found += flat(literal or None)
            found += flat(inside[name]) if name else []
        return found

    def mixed(self, text: str) -> list[Node]:
        """Give a text of the reader's language; in an English one, Chinese words are marked as Chinese."""
        if self.lang == "zh":
            return [text]
        found: list[Node] = []
        end = 0
        for match in _CHINESE.finditer(text):
            found += [*flat(text[end : match.start()] or None), el("span", match[0], lang="zh-CN")]
            end = match.end()
        return [*found, *flat(text[end:] or None)]

    def text(self, text: Text) -> list[Node]:
        """Give a text in the reader's language, or as it is, marked with the language it has."""
        if self.lang in text:
            return self.mixed(text[self.lang])
        return [el("span", text.best(self.lang), lang="zh-CN" if "zh" in text else next(iter(text)))]

    def text_of(self, item: Entry) -> list[Node]:
        """Name an item."""
        match item:
            case Target(name=None, indicator=indicator):
                return self.text(indicator.name)
            case Measure(title=title):
                return self.text(title)
            case Rule(name=None, of=of):
                return self.text(of)
            case Target(name=Text() as name) | Rule(name=Text() as name) | Milestone(name=name) | Aim(name=name):
                return self.text(name)
        raise AssertionError(item)  # pragma: no cover -- mypy proves the union is matched whole

    def chinese(self, text: str) -> Node:
        """Give words of a document, which are Chinese."""
        return text if self.lang == "zh" else el("span", text, lang="zh-CN")

    def area(self, area_id: str) -> list[Node]:
        """Give the name of an entity."""
        name = self.areas.get(area_id)
        return [area_id] if name is None else self.text(name)

    def due(self, due: Due | None) -> str:
        """Say when something is due."""
        return self.words("no_due") if due is None else due_label(due, self.lang)

    def sentence(self, attainment: Attainment) -> list[Node]:
        """Say in one sentence how an item stands."""
        return self.mixed(explain(attainment, self.lang, names=self.areas))

    # Links

    def anchor(self, name: str) -> str | None:
        """Give the id of a place that can be linked to."""
        return name if self.linked else None

    def link(self, place: str, *children: Content, **attributes: str | int | None) -> Element:
        """Link to a place of the page, where there are such places."""
        if self.linked:
            return el("a", *children, href=f"#{place}", **attributes)
        return el("span", *children, **attributes)

    def place(self, citation: Citation) -> list[Node]:
        """Name the place of a citation in the reader's language."""
        place = self.passages.place(citation)
        return [] if place is None else self.place_name(place)

    def place_name(self, place: str) -> list[Node]:
        """Name a place of a document in the reader's language."""
        row = re.fullmatch(r"附件\s*(\d+)", place)
        if row is not None:
            return [self.words("row", place=place, number=row[1])]
        named = _PLACES.get(place) or _PLACES.get(place[:1]) or _PLACES.get(place[-1:])
        return [self.chinese(place)] if named is None else self.fill(named, place=self.chinese(place))

    def cited(self, citation: Citation | None, shown: Content = None) -> list[Node]:
        """Link to the passage of a citation, showing the place or something else; say so where that cannot be."""
        if citation is None:
            return [self.words("no_citation")] if shown is None else flat(shown)
        passage = self.passages.passage(citation)
        if passage is not None:
            label = shown if shown is not None else self.place(citation)
            return [self.link(passage.anchor, label, class_="cite", title=citation.quote)]
        if shown is not None:
            return flat(shown)
        return [*self.place(citation), " ", self.unverified(citation)]

    def unverified(self, citation: Citation) -> Element:
        """Say why a citation leads nowhere."""
        state = self.passages.state(citation)
        document = self.passages.documents.get(citation.document)
        number = () if document is None else self.chinese(document.number or document.title.best("zh"))
        if state is State.NOT_AT_HAND:
            return el("span", number, self.fill("brackets", inside=self.words("not_at_hand")), class_="open")
        return el("span", self.words(state.value), class_="open")

    def quoted(self, citation: Citation | None) -> Content:
        """Show the words of a citation and the place, as a link to it."""
        if citation is None:
            return None
        quote = el("q", citation.quote, lang="zh-CN")
        if self.passages.passage(citation) is None:
            return el("p", quote, " ", self.unverified(citation), class_="quote")
        where = self.place(citation)
        # In Chinese a clause brings its own brackets: （二）.
        if self.lang != "zh" or not str(self.passages.place(citation)).startswith("（"):
            where = self.fill("brackets", inside=where)
        return el("p", self.cited(citation, [quote, where]), class_="quote")

    # Bodies

    def body(self, responsibility: Responsibility) -> list[Node]:
        """Name a responsible body with a link to what else it answers for, and its role where one is stated."""
        body = self.organisations.get(responsibility.organisation)
        if body is None:
            shown: list[Node] = [self.chinese(responsibility.as_written)]
        else:
            shown = [self.link(f"body-{body.id}", self.text(body.name), title=responsibility.as_written)]
        if responsibility.role is not Role.RESPONSIBLE:
            shown += self.fill("brackets", inside=responsibility.role.label(self.lang))
        return shown

    def owners(self, item_id: str) -> Content:
        """Name who answers for an item; say so where the document names nobody."""
        named = self.plan.responsible_for(item_id)
        if not named:
            return el("span", self.words("no_owner"), class_="open")
        return join([self.body(responsibility) for responsibility in named], self.words("between_names"))

    # Shapes

    @property
    def illustrative(self) -> bool:
        """Whether any record handed in is illustrative."""
        return self.assessment is not None and self.assessment.is_illustrative

    def notice(self) -> Element | None:
        """Say plainly that data are illustrative, where any are."""
        if self.assessment is None or not self.illustrative:
            return None
        records = self.assessment.observations
        count = sum(record.is_illustrative for record in records)
        key = "notice_all" if count == len(records) else "notice_some"
        said = self.words(key, count=count, total=len(records))
        return el("p", el("strong", self.words("notice_title")), " ", said, class_="notice", role="note")

    def mark(self) -> Element:
        """Mark one amount as illustrative."""
        return el("span", self.words("illustrative"), class_="mark")

    def section(self, name: str, title: str, *content: Content, note: str | None = None) -> Element:
        """Make a section with its heading, notice and note."""
        heading = el("h2", title, id=self.anchor(f"{name}-heading"))
        said = None if note is None else el("p", note, class_="note")
        return el("section", heading, self.notice(), said, *content, id=self.anchor(name))

    def table(
        self, caption: Content, columns: Sequence[str], bodies: Iterable[Content], *, name: str, amounts: bool = True
    ) -> Element:
        """Make a table; where data are illustrative its caption says so.

        Args:
            caption: its caption.
            columns: the heads of its columns.
            bodies: its rows, or groups of rows.
            name: its class.
            amounts: whether it holds observed amounts, or verdicts that rest on them.
        """
        key = "notice_table" if amounts else "notice_bare"
        notice = (
            el("strong", self.words(key), class_="mark" if amounts else "mark plain") if self.illustrative else None
        )
        head = el("thead", el("tr", [el("th", column, scope="col") for column in columns]))
        return el("div", el("table", el("caption", caption, notice), head, *bodies, class_=name), class_="wide")

    def cells(self, columns: Sequence[str], contents: Sequence[Content]) -> list[Element]:
        """Make the cells of a row; each carries the head of its column for narrow screens."""
        return [el("td", content, data_label=column) for column, content in zip(columns, contents, strict=True)]


def bullets(items: Iterable[Content], **attributes: str | int | None) -> Element | None:
    """Make a list, or nothing of nothing."""
    rows = [el("li", item) for item in items]
    return el("ul", rows, **attributes) if rows else None
