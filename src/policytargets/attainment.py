"""Is it met, and when was it? Verdict and timing of targets, milestones, aims, and whole plans."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sized
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from policytargets import _doors
from policytargets.bounds import Bound
from policytargets.chains import Step
from policytargets.dues import Due
from policytargets.errors import UnknownReferenceError
from policytargets.observations import Observation, Occurrence
from policytargets.outlooks import Outlook
from policytargets.periods import Period
from policytargets.plans import Plan
from policytargets.quantities import Quantity
from policytargets.sources import Citation
from policytargets.targets import Aim, Milestone, Target
from policytargets.verdicts import Reason, Timing, Verdict

if TYPE_CHECKING:
    from os import PathLike

    from great_tables import GT
    from matplotlib.axes import Axes
    from pandas import DataFrame
    from pandas.io.formats.style import Styler

    from policytargets.trajectories import Path, Trend

__all__ = ["Assessable", "Assessment", "Attainment", "OrganisationView", "Plots", "Record"]

Assessable: TypeAlias = Target | Milestone | Aim
"""What can be assessed."""

Record: TypeAlias = Observation | Occurrence
"""What evidence consists of."""


def _count(values: Sized) -> str:
    return str(len(values))


def _said(outlook: Outlook | None) -> str:
    return "None" if outlook is None else f"<{outlook}>"


def _codes(reasons: Iterable[Reason]) -> str:
    return str([reason.code.name for reason in reasons])


@attrs.frozen(kw_only=True)
class Attainment:
    """Whether a target, milestone or aim is met, when it was, and why.

    Attributes:
        item: what was assessed.
        entity: for whom; None for the plan's own area.
        as_of: the date of the assessment.
        verdict: met, not met or undetermined.
        timing: when the verdict was reached; it implies the verdict.
        final: true when no observation of a further or still unknown period can change the verdict.
        period: the period that decided, else the due one.
        margin: distance to the nearest edge of what is accepted, in the unit of the bound (percentage points for
            shares): positive inside, negative outside; None where there is none.
        required: what is asked of the indicator's own level, as a bound, where that can be said exactly.
        possible: the possible amounts observed, as pairs of ends in the indicator's unit; None is no end.
        used: the observations and occurrences it rests on.
        reasons: why it is undetermined, and what a reader should know.
        parts: the periods of `Every`, or the members of a distributed target, each an attainment of its own.
        steps: the chain that led here, as data; `replay` draws it again.
        outlook: whether it is on the way, by the method that was asked for; None without one, and for milestones and
            aims. Of `Every` and of a distributed target the parts have it.
    """

    item: Assessable = attrs.field(repr=lambda item: repr(item.id))
    entity: str | None = None
    as_of: dt.date
    verdict: Verdict
    timing: Timing
    final: bool = False
    period: Period | None = None
    margin: Quantity | None = None
    required: Bound | None = attrs.field(default=None, repr=False)
    possible: tuple[tuple[Quantity | None, Quantity | None], ...] = attrs.field(default=(), repr=False)
    used: tuple[Record, ...] = attrs.field(default=(), repr=_count)
    reasons: tuple[Reason, ...] = attrs.field(default=(), repr=_codes)
    parts: tuple[Attainment, ...] = attrs.field(default=(), repr=_count)
    steps: tuple[Step, ...] = attrs.field(default=(), repr=_count)
    outlook: Outlook | None = attrs.field(default=None, repr=_said)

    @property
    def due(self) -> Due | None:
        """When it is due."""
        return self.item.due_form if isinstance(self.item, Target) else self.item.due

    @property
    def observed(self) -> Quantity | None:
        """The observed amount in the indicator's unit, where it is one amount."""
        if len(self.possible) != 1 or self.possible[0][0] != self.possible[0][1]:
            return None
        return self.possible[0][0]

    @property
    def shortfall(self) -> Quantity | None:
        """What is missing, in the unit of the margin; never negative; None where there is no margin."""
        if self.margin is None:
            return None
        return -self.margin if self.margin.magnitude < 0 else Quantity(0, self.margin.unit)

    @property
    def citation(self) -> Citation | None:
        """Where the document says so."""
        return self.item.citation

    @property
    def is_illustrative(self) -> bool:
        """Whether any amount it rests on is illustrative."""
        judged = (*self.parts, *(() if self.outlook is None else (self.outlook,)))
        return any(one.is_illustrative for one in (*self.used, *judged))

    def timing_label(self, lang: str = "en") -> str:
        """Say the timing; of an aim nothing is known that could decide it, so that it is not judged."""
        if isinstance(self.item, Aim):
            return "不作判定" if lang == "zh" else "not judged"
        return self.timing.label(lang)

    def explain(self, lang: str = "en") -> str:
        """Say in one sentence how it stands, in Chinese (``zh``) or English (``en``)."""
        sentence: str = _doors.through("explain", self, lang)
        return sentence

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data for other tools; the shipped schema describes it."""
        data: dict[str, Any] = _doors.through("attainment_dict", self)
        return data

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        shown: str = _doors.through("attainment_html", self)
        return shown


@attrs.frozen(kw_only=True)
class Assessment:
    """A plan assessed at a date.

    Attributes:
        plan: the plan.
        as_of: the date of the assessment.
        attainments: one for each target, milestone and aim, in the order of the plan.
        observations: all that was handed in.
    """

    plan: Plan = attrs.field(repr=lambda plan: repr(plan.title.best("zh")))
    as_of: dt.date
    attainments: tuple[Attainment, ...] = attrs.field(repr=_count)
    observations: tuple[Record, ...] = attrs.field(repr=_count)

    @cached_property
    def _by_id(self) -> dict[str, Attainment]:
        return {attainment.item.id: attainment for attainment in self.attainments}

    def __getitem__(self, item_id: str) -> Attainment:
        """Give the attainment of the item with this id, or raise UnknownReferenceError."""
        if item_id not in self._by_id:
            raise UnknownReferenceError(
                "Assessment", "the id of a target, milestone or aim", repr(item_id), "use an id of the plan"
            )
        return self._by_id[item_id]

    def __iter__(self) -> Iterator[Attainment]:
        """Go through the attainments in the order of the plan."""
        return iter(self.attainments)

    def __len__(self) -> int:
        """Count the attainments."""
        return len(self.attainments)

    def counts(self) -> dict[Verdict, int]:
        """Count the verdicts, all three always there."""
        seen = Counter(attainment.verdict for attainment in self.attainments)
        return {verdict: seen[verdict] for verdict in Verdict}

    @property
    def is_illustrative(self) -> bool:
        """Whether any amount handed in is illustrative."""
        return any(record.is_illustrative for record in self.observations)

    def by_organisation(self) -> OrganisationView:
        """Give who answers for what, and how it stands."""
        return OrganisationView(assessment=self)

    def to_frame(self) -> DataFrame:
        """Give the scorecard as a pandas DataFrame, one row for each attainment."""
        frame: DataFrame = _doors.through("assessment_frame", self)
        return frame

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data for other tools; the shipped schema describes it."""
        data: dict[str, Any] = _doors.through("assessment_dict", self)
        return data

    def style(self, *, lang: str = "zh") -> Styler:
        """Give the scorecard as a pandas Styler, in Chinese (``zh``) or English (``en``).

        Raises:
            MissingExtraError: jinja2 is not installed.
        """
        styled: Styler = _doors.through("assessment_style", self, lang)
        return styled

    def gt(self, *, lang: str = "zh") -> GT:
        """Give the scorecard as a table of Great Tables, in Chinese (``zh``) or English (``en``).

        Raises:
            MissingExtraError: great_tables is not installed.
        """
        table: GT = _doors.through("assessment_gt", self, lang)
        return table

    @property
    def plot(self) -> Plots:
        """Its charts, drawn with matplotlib."""
        return Plots(self)

    def to_html(
        self,
        path: str | PathLike[str] | None = None,
        *,
        lang: str = "zh",
        trend: Trend | None = None,
        embed_font: str | PathLike[str] | None = None,
    ) -> str:
        """Give the report as one offline HTML page; with *path*, write it there too. The shell writes the same page.

        Args:
            path: where to write it; its folder must exist.
            lang: ``zh`` or ``en``.
            trend: what is projected, for example ``trajectories.TwoPoint()``; left out, nothing is.
            embed_font: a font file, of which the characters of this report go into the page; of a collection one font
                by its number, as in ``file.ttc#2``. None leaves fonts to the reader.

        Raises:
            InvalidValueError: another language is asked for, or *trend* is no trend.
            FileError: the page cannot be written; or the font file is no font, forbids it, or lacks characters.
            MissingExtraError: a font is to be embedded without the extra ``fonts``.
        """
        page: str = _doors.through("report", self, path, lang, trend=trend, embed_font=embed_font)
        return page

    def _repr_html_(self) -> str:
        """Show the scorecard in a notebook."""
        shown: str = _doors.through("assessment_html", self)
        return shown


@attrs.frozen
class Plots:
    """The charts of an assessment, drawn with matplotlib, an extra: ``assessment.plot.trajectory("patents_2020")``.

    Each takes ``ax``, or makes a figure of its own, and ``lang``; it gives the axes, whose label says in words what is
    drawn. `policytargets.plotting` says more.

    Attributes:
        assessment: what is drawn.
    """

    assessment: Assessment

    def scorecard(self, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
        """Draw all targets, a bullet each."""
        drawn: Axes = _doors.through("plot_scorecard", self.assessment, ax=ax, lang=lang)
        return drawn

    def bullet(self, target: str, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
        """Draw what was observed of one target against what is asked of it."""
        drawn: Axes = _doors.through("plot_bullet", self.assessment, target, ax=ax, lang=lang)
        return drawn

    def trajectory(  # noqa: PLR0913 -- what is drawn, by which path and trend, where, and in which language
        self,
        target: str | Target,
        *,
        ax: Axes | None = None,
        lang: str = "zh",
        path: Path | None = None,
        trend: Trend | None = None,
        entity: str | None = None,
    ) -> Axes:
        """Draw how an indicator moves towards a target; nothing is projected unless a *trend* is asked for."""
        drawn: Axes = _doors.through(
            "plot_trajectory", self.assessment, target, ax=ax, lang=lang, path=path, trend=trend, entity=entity
        )
        return drawn

    def responsibilities(
        self,
        *,
        ax: Axes | None = None,
        lang: str = "zh",
        by: Literal["topic", "item"] = "topic",
    ) -> Axes:
        """Draw who answers for what, with the count of items in each cell."""
        drawn: Axes = _doors.through("plot_responsibilities", self.assessment, ax=ax, lang=lang, by=by)
        return drawn


@attrs.frozen(kw_only=True)
class OrganisationView:
    """Who answers for what, and how it stands.

    Attributes:
        assessment: what it is a view of.
    """

    assessment: Assessment

    @cached_property
    def rows(self) -> tuple[tuple[str, Attainment], ...]:
        """Pairs of organisation id and attainment, in the order of the plan's organisations; nobody is inherited."""
        plan = self.assessment.plan
        order = {body.id: number for number, body in enumerate(plan.organisations)}
        found = [
            (responsibility.organisation, attainment)
            for attainment in self.assessment
            for responsibility in plan.responsible_for(attainment.item.id)
        ]
        return tuple(sorted(found, key=lambda row: order.get(row[0], len(order))))

    def of(self, organisation_id: str) -> tuple[Attainment, ...]:
        """Give what one organisation answers for."""
        return tuple(attainment for body, attainment in self.rows if body == organisation_id)

    def to_frame(self) -> DataFrame:
        """Give it as a pandas DataFrame, one row for each pair of organisation and attainment."""
        frame: DataFrame = _doors.through("organisation_frame", self)
        return frame

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        shown: str = _doors.through("organisation_html", self)
        return shown
