"""A plan: the document as one value, its items linked by id, and all that is wrong with it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import attrs

from policytargets import _doors
from policytargets._fields import Shown, as_tuple, each_is_a, identifier, optional_identifier, optional_is_a
from policytargets.errors import UnknownReferenceError
from policytargets.findings import Finding
from policytargets.indicators import Indicator
from policytargets.kinds import Kind
from policytargets.measures import Measure
from policytargets.organisations import Organisation, Responsibility
from policytargets.problems import InvalidPlanError, Problem, Severity
from policytargets.sources import SourceDocument
from policytargets.targets import Aim, Milestone, Rule, Target
from policytargets.texts import Text, to_text

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["Area", "Entry", "Plan", "Topic"]

_Found = TypeVar("_Found")


@attrs.frozen(kw_only=True)
class Area:
    """An entity whose indicators are observed: a city, a district, a province.

    Attributes:
        id: lower-case key.
        name: its name.

    Examples:
        >>> Area(id="fuxin", name={"zh": "阜新市", "en": "Fuxin"}).name["en"]
        'Fuxin'
    """

    id: str = attrs.field(validator=identifier)
    name: Text = attrs.field(converter=to_text)


@attrs.frozen(kw_only=True)
class Topic:
    """A heading that items stand under.

    Attributes:
        id: lower-case key.
        name: its name.

    Examples:
        >>> Topic(id="creation", name={"zh": "创造", "en": "creation"}).name["zh"]
        '创造'
    """

    id: str = attrs.field(validator=identifier)
    name: Text = attrs.field(converter=to_text)


Entry: TypeAlias = Target | Milestone | Aim | Rule | Measure
"""What a responsibility can be for."""


def _count(members: tuple[Any, ...]) -> str:
    return str(len(members))


@attrs.frozen(kw_only=True, repr=False)
class Plan(Shown):
    """A document's targets with what belongs to them.

    Attributes:
        title: its title.
        area: id of the entity the plan is for; an observation without entity is of this one.
        source: the document, with its text where it is at hand.
        documents: other documents it relies on or is cited from.
        kinds: kinds of countable things of its own.
        areas: the entities it names.
        topics: headings.
        organisations: the bodies that answer.
        indicators: what is measured.
        targets: criteria on indicators.
        milestones: events with a date.
        aims: goals with nothing to measure as written.
        rules: thresholds that bind someone.
        measures: actions.
        responsibilities: who answers for what.
        findings: what the source leaves open.

    Examples:
        >>> Plan(title={"zh": "实施意见", "en": "opinions"}).problems()
        ()
    """

    title: Text = attrs.field(converter=to_text)
    area: str | None = attrs.field(default=None, validator=optional_identifier)
    source: SourceDocument | None = attrs.field(default=None, validator=optional_is_a(SourceDocument), repr=False)
    documents: tuple[SourceDocument, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_is_a(SourceDocument), repr=_count
    )
    kinds: tuple[Kind, ...] = attrs.field(default=(), converter=as_tuple, validator=each_is_a(Kind), repr=_count)
    areas: tuple[Area, ...] = attrs.field(default=(), converter=as_tuple, validator=each_is_a(Area), repr=_count)
    topics: tuple[Topic, ...] = attrs.field(default=(), converter=as_tuple, validator=each_is_a(Topic), repr=_count)
    organisations: tuple[Organisation, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_is_a(Organisation), repr=_count
    )
    indicators: tuple[Indicator, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_is_a(Indicator), repr=_count
    )
    targets: tuple[Target, ...] = attrs.field(default=(), converter=as_tuple, validator=each_is_a(Target), repr=_count)
    milestones: tuple[Milestone, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_is_a(Milestone), repr=_count
    )
    aims: tuple[Aim, ...] = attrs.field(default=(), converter=as_tuple, validator=each_is_a(Aim), repr=_count)
    rules: tuple[Rule, ...] = attrs.field(default=(), converter=as_tuple, validator=each_is_a(Rule), repr=_count)
    measures: tuple[Measure, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_is_a(Measure), repr=_count
    )
    responsibilities: tuple[Responsibility, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_is_a(Responsibility), repr=_count
    )
    findings: tuple[Finding, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_is_a(Finding), repr=_count
    )

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        groups: tuple[tuple[Entry, ...], ...] = (self.targets, self.milestones, self.aims, self.rules, self.measures)
        return {entry.id: entry for group in groups for entry in group}

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        known = {target.indicator.id: target.indicator for target in self.targets}
        return known | {indicator.id: indicator for indicator in self.indicators}

    def item(self, item_id: str) -> Entry:
        """Give the target, milestone, aim, rule or measure with this id, or raise UnknownReferenceError."""
        return _found(self._entries, item_id, "item")

    def target(self, target_id: str) -> Target:
        """Give the target with this id, or raise UnknownReferenceError."""
        return _found({target.id: target for target in self.targets}, target_id, "target")

    def indicator(self, indicator_id: str) -> Indicator:
        """Give the indicator with this id, or raise UnknownReferenceError."""
        return _found(self._indicators, indicator_id, "indicator")

    def organisation(self, organisation_id: str) -> Organisation:
        """Give the organisation with this id, or raise UnknownReferenceError."""
        return _found({body.id: body for body in self.organisations}, organisation_id, "organisation")

    def document(self, document_id: str) -> SourceDocument:
        """Give the source or other document with this id, or raise UnknownReferenceError."""
        documents = [*self.documents] if self.source is None else [*self.documents, self.source]
        return _found({document.id: document for document in documents}, document_id, "document")

    def responsible_for(self, item_id: str) -> tuple[Responsibility, ...]:
        """Give who answers for an item, in the order the document names them; nobody is inherited from a slice."""
        return tuple(sorted((r for r in self.responsibilities if r.item == item_id), key=lambda r: r.order))

    def problems(self) -> tuple[Problem, ...]:
        """Find all that is wrong or worth knowing, errors first."""
        found: tuple[Problem, ...] = _doors.through("plan_problems", self)
        return found

    def check(self) -> Plan:
        """Give the plan itself, or raise all its errors together; warnings and notes never stop anybody.

        Raises:
            InvalidPlanError: with all problems.
        """
        problems = self.problems()
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise InvalidPlanError(f"plan {self.title.best('zh')!r}", problems)
        return self

    def to_frame(self, name: str = "targets") -> DataFrame:
        """Give one of its tidy tables as a pandas DataFrame.

        Args:
            name: ``targets``, ``measures``, ``responsibilities``, ``rules``, ``organisations`` or ``findings``.
        """
        frame: DataFrame = _doors.through("plan_frame", self, name)
        return frame

    def _repr_html_(self) -> str:
        """Show the plan as a table in a notebook."""
        shown: str = _doors.through("plan_html", self)
        return shown


def _found(known: dict[str, _Found], key: str, what: str) -> _Found:
    if key in known:
        return known[key]
    from difflib import get_close_matches  # noqa: PLC0415 -- only for the message

    near = get_close_matches(key, known, n=3)
    remedy = f"did you mean {' or '.join(map(repr, near))}?" if near else f"use one of the {len(known)} ids of the plan"
    raise UnknownReferenceError("Plan", f"the id of a known {what}", repr(key), remedy)
