"""What a document sets: targets, milestones, aims and rules."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from policytargets import _doors
from policytargets._closing import close_criterion, closed_since
from policytargets._fields import Shown, as_tuple, identifier, is_a, optional_identifier, optional_is_a, owner
from policytargets.baselines import PERIOD_TYPES, Since, to_since
from policytargets.bounds import BOUND_TYPES, Bound, amounts_of, unit_of
from policytargets.criteria import (
    CRITERION_TYPES,
    Criterion,
    Growth,
    Total,
    leaves,
    moves,
)
from policytargets.dues import By, Due, Every, due_period
from policytargets.errors import InvalidValueError
from policytargets.indicators import Indicator
from policytargets.outlooks import Method, to_method
from policytargets.quantities import Rounding
from policytargets.sources import Citation
from policytargets.texts import Text, to_text

if TYPE_CHECKING:
    pass

__all__ = ["Aim", "Commitment", "Each", "Item", "Milestone", "Rule", "Target"]

_DUE_TYPES = (*PERIOD_TYPES, By, Every)


def _text(value: Any) -> Text | None:
    return None if value is None else to_text(value)


class Commitment(Enum):
    """How strongly the document commits: a property of the statement; the arithmetic is the same."""

    FIRM = "firm"
    BINDING = "binding"
    EXPECTED = "expected"
    HEDGED = "hedged"
    PERMISSIVE = "permissive"
    EXPLORATORY = "exploratory"

    def label(self, language: str = "en") -> str:
        """The word for a reader."""
        zh = {
            "firm": "明确",
            "binding": "约束性",
            "expected": "预期性",
            "hedged": "力争",
            "permissive": "可以",
            "exploratory": "探索",
        }
        return zh[self.value] if language == "zh" else self.value

    def __repr__(self) -> str:
        """Give the name, as code writes it."""
        return f"Commitment.{self.name}"


def _to_commitment(value: Commitment | str) -> Commitment:
    try:
        return Commitment(value)
    except ValueError:
        names = ", ".join(repr(member.value) for member in Commitment)
        raise InvalidValueError(
            "commitment", f"one of {names}", repr(value), "hedged is 力争, permissive 可以"
        ) from None


@attrs.frozen
class Each:
    """The members a target is distributed to (各县区): a verdict for each.

    Attributes:
        members: ids of the entities; None where the document does not say who they are.
        collective: how the document calls them.

    Raises:
        InvalidValueError: neither is given, or a member stands twice.

    Examples:
        >>> Each(["haizhou", "xihe"]).members
        ('haizhou', 'xihe')
        >>> Each(collective="各县区").members is None
        True
    """

    members: tuple[str, ...] | None = attrs.field(default=None, converter=attrs.converters.optional(as_tuple))
    collective: str | None = attrs.field(default=None, kw_only=True, validator=optional_is_a(str))

    def __attrs_post_init__(self) -> None:
        """Check that it names someone."""
        for member in self.members or ():
            identifier(self, attrs.fields(Each).members, member)
        stated = self.collective is not None and self.collective.strip() != ""
        if len(set(self.members or ())) < len(self.members or ()) or not (
            self.members or (stated and self.members is None)
        ):
            raise InvalidValueError(
                "Each", "members, each once, or the name of the collective", repr(self.members),
                "name who they are; leave members out where the document does not list them",
            )  # fmt: skip


def _to_each(value: Any) -> Each | None:
    return value if value is None or isinstance(value, Each) else Each(value)


def _optional_method(target: Target, _: Any, value: Any) -> None:
    if value is not None:
        to_method(value, owner(target, "method"))


def _optional_since(value: Any) -> Since | None:
    return None if value is None else to_since(value)


@attrs.frozen(kw_only=True, repr=False)
class Target(Shown):
    """A criterion on an indicator, due at some time. It can be decided without a plan.

    Attributes:
        id: lower-case key, unique in a plan.
        indicator: what is measured; it closes what the words of the criterion leave open.
        criterion: what is asked: a bound, a change, or a combination.
        due: a period (in it), ``By(period)``, ``Every(...)``, or None where none is stated; of a `Total`, its span.
        baseline: where a level starts from (由85%提高到95%); a change states its own.
        entity: whose target it is; None for the plan's own area.
        each: the members it is distributed to, if it is.
        commitment: how strongly the document commits.
        name: a name of its own, where the indicator's is not enough.
        as_written: the words of the amount, where they differ from what they mean (8件 for 8 件/万人).
        topic: key of the topic it stands under.
        slice_of: id of the target this is an annual slice of.
        stretch_of: id of the target this goes beyond (争取7000万元).
        part_of: id of the target this is a part of (其中).
        rounding: a stated rule of rounding before comparing.
        method: how it is judged whether it is on the way, where that belongs to the target; the verdict never asks it.
        superseded_by: what replaced it; it is then shown, and not judged.
        citation: where the document says so.

    Raises:
        InvalidValueError: a field is not as described, or the criterion does not fit the nature or the due form.
        UnitMismatchError: an amount cannot be one of the indicator.

    Examples:
        >>> from policytargets.bounds import AtLeast
        >>> from policytargets.periods import Year
        >>> patents = Indicator(id="patents", name="发明专利", unit="patent/(10000.person)", nature="stock")
        >>> target = Target(id="patents_2017", indicator=patents, criterion=AtLeast("2.15 件/万人"), due=Year(2017))
        >>> print(target.criterion.amount)
        2.15 patents per 10,000 people
    """

    id: str = attrs.field(validator=identifier)
    indicator: Indicator = attrs.field(validator=is_a(Indicator), repr=lambda indicator: repr(indicator.id))
    criterion: Criterion = attrs.field(validator=is_a(*CRITERION_TYPES))
    due: Due | None = attrs.field(default=None, validator=optional_is_a(*_DUE_TYPES))
    baseline: Since | None = attrs.field(default=None, converter=_optional_since)
    entity: str | None = attrs.field(default=None, validator=optional_identifier)
    each: Each | None = attrs.field(default=None, converter=_to_each)
    commitment: Commitment = attrs.field(default=Commitment.FIRM, converter=_to_commitment)
    name: Text | None = attrs.field(default=None, converter=_text, repr=False)
    as_written: str | None = attrs.field(default=None, validator=optional_is_a(str), repr=False)
    topic: str | None = attrs.field(default=None, validator=optional_identifier, repr=False)
    slice_of: str | None = attrs.field(default=None, validator=optional_identifier)
    stretch_of: str | None = attrs.field(default=None, validator=optional_identifier)
    part_of: str | None = attrs.field(default=None, validator=optional_identifier)
    rounding: Rounding | None = attrs.field(default=None, validator=optional_is_a(Rounding))
    method: Method | None = attrs.field(default=None, validator=_optional_method)
    superseded_by: str | None = attrs.field(default=None, validator=optional_is_a(str))
    citation: Citation | None = attrs.field(default=None, validator=optional_is_a(Citation), repr=False)

    def __attrs_post_init__(self) -> None:
        """Close the criterion by the indicator, once, and check that due form, nature and rounding fit it."""
        closed = close_criterion(self.criterion, self.indicator, f"Target {self.id!r}: criterion")
        object.__setattr__(self, "criterion", closed)  # frozen: closed once, at the making
        if self.baseline is not None:
            started = closed_since(self.baseline, lambda amount: self.indicator.close(amount, owner(self, "baseline")))
            object.__setattr__(self, "baseline", started)  # the same
        if self.each is not None and self.entity is not None:
            raise InvalidValueError(
                owner(self, "each"), "either each or entity", f"both, entity={self.entity!r}", "leave one of them out"
            )
        self._check_due()
        if self.rounding is not None and any(isinstance(leaf, Growth) for leaf in leaves(closed)):
            raise InvalidValueError(
                owner(self, "rounding"), "no rounding of a growth rate, which is decided without roots", repr(self.rounding),
                "leave rounding out",
            )  # fmt: skip

    def _check_due(self) -> None:
        if isinstance(self.due, By) and moves(self.criterion):
            raise InvalidValueError(
                owner(self, "due"),
                "a period or Every(...) for a change since the year before or the previous period",
                repr(self.due),
                "say in which period, or every which",
            )
        for leaf in leaves(self.criterion):
            if not isinstance(leaf, Total) or self.due is None:
                continue
            if due_period(self.due).end != leaf.over.end or isinstance(self.due, Every):
                raise InvalidValueError(
                    owner(self, "due"),
                    f"the end of the span {leaf.over}, or none",
                    repr(self.due),
                    "leave due out: the end of a total's span is its due period",
                )

    @property
    def due_form(self) -> Due | None:
        """When it is due: as stated, or the span of a `Total` (of all its totals, where several are combined)."""
        if isinstance(self.criterion, Total):
            return self.criterion.over
        spans = {leaf.over for leaf in leaves(self.criterion) if isinstance(leaf, Total)}
        return spans.pop() if self.due is None and len(spans) == 1 else self.due

    def label(self, language: str = "en") -> str:
        """Its name, or the indicator's."""
        return (self.name or self.indicator.name).best(language)

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        shown: str = _doors.through("item_html", self)
        return shown


@attrs.frozen(kw_only=True, repr=False)
class Milestone(Shown):
    """An event with a date.

    Attributes:
        id: lower-case key, unique in a plan.
        name: what is to happen.
        due: when; None where the document does not say.
        entity: whose milestone it is; None for the plan's own area.
        commitment: how strongly the document commits.
        topic: key of the topic it stands under.
        slice_of: id of the milestone this is an annual slice of.
        superseded_by: what replaced it; it is then shown, and not judged.
        citation: where the document says so.

    Examples:
        >>> from policytargets.periods import Year
        >>> Milestone(id="platform", name={"zh": "搭建平台", "en": "platform"}, due=Year(2017)).due
        Year(2017)
    """

    id: str = attrs.field(validator=identifier)
    name: Text = attrs.field(converter=to_text)
    due: Due | None = attrs.field(default=None, validator=optional_is_a(*PERIOD_TYPES, By))
    entity: str | None = attrs.field(default=None, validator=optional_identifier)
    commitment: Commitment = attrs.field(default=Commitment.FIRM, converter=_to_commitment)
    topic: str | None = attrs.field(default=None, validator=optional_identifier, repr=False)
    slice_of: str | None = attrs.field(default=None, validator=optional_identifier)
    superseded_by: str | None = attrs.field(default=None, validator=optional_is_a(str))
    citation: Citation | None = attrs.field(default=None, validator=optional_is_a(Citation), repr=False)

    def label(self, language: str = "en") -> str:
        """Its name."""
        return self.name.best(language)

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        shown: str = _doors.through("item_html", self)
        return shown


@attrs.frozen(kw_only=True, repr=False)
class Aim(Shown):
    """A goal with nothing to measure as written: always undetermined.

    Attributes:
        id: lower-case key, unique in a plan.
        name: the goal in words.
        due: when; None where the document does not say.
        commitment: how strongly the document commits.
        topic: key of the topic it stands under.
        citation: where the document says so.

    Examples:
        >>> Aim(id="talent", name={"zh": "人才队伍不断壮大", "en": "a growing body of talent"}).label("en")
        'a growing body of talent'
    """

    id: str = attrs.field(validator=identifier)
    name: Text = attrs.field(converter=to_text)
    due: Due | None = attrs.field(default=None, validator=optional_is_a(*_DUE_TYPES))
    commitment: Commitment = attrs.field(default=Commitment.FIRM, converter=_to_commitment)
    topic: str | None = attrs.field(default=None, validator=optional_identifier, repr=False)
    citation: Citation | None = attrs.field(default=None, validator=optional_is_a(Citation), repr=False)

    def label(self, language: str = "en") -> str:
        """Its name."""
        return self.name.best(language)

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        shown: str = _doors.through("item_html", self)
        return shown


def _bare_of_open_words(instance: Any, attribute: attrs.Attribute[Any], value: Bound) -> None:
    is_a(*BOUND_TYPES)(instance, attribute, value)
    if unit_of(value).open_words or any(amount.is_bare for amount in amounts_of(value)):
        raise InvalidValueError(
            owner(instance, attribute.name), "amounts with a unit that says what it counts",
            str(amounts_of(value)[0]), "write for example AtLeast('70 %')",
        )  # fmt: skip


@attrs.frozen(kw_only=True, repr=False)
class Rule(Shown):
    """A threshold that binds someone, without deadline (不得低于70%). It is shown, and not assessed.

    Attributes:
        id: lower-case key, unique in a plan.
        criterion: the bound.
        of: what the amount is an amount of.
        binds: whom it binds, as the document says.
        commitment: binding, or permissive where the document says 可以.
        name: a short name.
        topic: key of the topic it stands under.
        citation: where the document says so.

    Examples:
        >>> from policytargets.bounds import AtLeast
        >>> rule = Rule(id="reward", criterion=AtLeast("70 %"), of="net proceeds", binds="所在单位")
        >>> print(rule.criterion.amount, "of", rule.of)
        70% of net proceeds
    """

    id: str = attrs.field(validator=identifier)
    criterion: Bound = attrs.field(validator=_bare_of_open_words)
    of: Text = attrs.field(converter=to_text)
    binds: Text = attrs.field(converter=to_text)
    commitment: Commitment = attrs.field(default=Commitment.FIRM, converter=_to_commitment)
    name: Text | None = attrs.field(default=None, converter=_text)
    topic: str | None = attrs.field(default=None, validator=optional_identifier, repr=False)
    citation: Citation | None = attrs.field(default=None, validator=optional_is_a(Citation), repr=False)

    def label(self, language: str = "en") -> str:
        """Its name, or what it is about."""
        return (self.name or self.of).best(language)


Item: TypeAlias = Target | Milestone | Aim | Rule
"""What a document sets; matched exhaustively."""
