"""What a method of progress is told, and what it answers.

"On track" has no meaning without path shape, reference period, denominator and bands; a method is the value that holds
them, and an `Outlook` names its method.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Protocol, runtime_checkable

import attrs

from policytargets import _doors
from policytargets._fields import as_tuple
from policytargets._outlook_words import said
from policytargets.bands import Bands, Computed, nearest_float, short
from policytargets.baselines import Since
from policytargets.bounds import AtLeast, AtMost, Bound, Exactly, LessThan, MoreThan, amounts_of
from policytargets.errors import InvalidValueError
from policytargets.indicators import Indicator
from policytargets.observations import Observation
from policytargets.periods import Period
from policytargets.quantities import Quantity
from policytargets.verdicts import Reason, ReasonCode

__all__ = [
    "Change",
    "Course",
    "Cuttable",
    "Declaring",
    "Figure",
    "Method",
    "MethodEvidence",
    "Outlook",
    "Point",
    "banded",
    "undetermined",
    "years_between",
]


class MethodEvidence(Enum):
    """On what a shipped method rests.

    Published case: checked against printed inputs and outcomes. Published text: the rule was read in the publisher's
    words. Secondary: known from others' descriptions. Own: a rule of ours or of the user's.
    """

    PUBLISHED_CASE = "published case"
    PUBLISHED_TEXT = "published text"
    SECONDARY = "secondary"
    OWN = "own"

    def __repr__(self) -> str:
        """Give the name, as code writes it."""
        return f"MethodEvidence.{self.name}"


def years_between(start: dt.date, end: dt.date) -> Fraction | None:
    """Give the years from the end of one period to the end of another; None unless both end a month."""
    if any(day.day != monthrange(day.year, day.month)[1] for day in (start, end)):
        return None
    return Fraction((end.year - start.year) * 12 + end.month - start.month, 12)


@attrs.frozen(kw_only=True)
class Point:
    """One known amount of the indicator.

    Attributes:
        period: when.
        amount: the amount in the indicator's unit.
        used: the observations it rests on; none where the document states it.
    """

    period: Period
    amount: Quantity
    used: tuple[Observation, ...] = ()

    @property
    def base(self) -> Fraction:
        """The amount in base units, exactly."""
        return self.amount.base


@attrs.frozen(kw_only=True)
class Change:
    """A rise or fall that is asked, and the newest change published since the same baseline.

    Attributes:
        goal: the bound on the size of the rise or fall.
        since: the baseline it is measured from.
        falls: whether a fall is asked; its size is positive.
        known: the size of the newest published change in the unit of *goal*: since the year before, of a period inside
            the due one; since a fixed baseline, of any up to its end. None where none is published.
    """

    goal: Bound
    since: Since
    falls: bool = False
    known: Point | None = None


@attrs.frozen(kw_only=True)
class Course:
    """What a method is told of a target: where it started, what is known, and what is asked.

    Attributes:
        indicator: whose amounts.
        points: known amounts, by the ends of their periods, none later than *as_of*: of what holds at the end of a
            period any end, else periods as long as the due one.
        baseline: where the path starts; None where the target has none.
        goal: what is asked of the indicator's own level, as a bound in its unit; None where no single level is asked.
        due: the due period.
        as_of: the date.
        to_date: the amount reached inside the due period so far, for a period from its start; None where unknown.
        change: what a target on a rise or fall asks, and the newest change published since the same baseline; None
            of other targets.
        interim: bounds at earlier periods on the way (annual slices), by their due periods.
        reasons: what a reader should know: points left out, baselines that differ.
    """

    indicator: Indicator
    points: tuple[Point, ...] = attrs.field(default=(), converter=as_tuple)
    baseline: Point | None = None
    goal: Bound | None = None
    due: Period | None = None
    as_of: dt.date
    to_date: Point | None = None
    change: Change | None = None
    interim: tuple[tuple[Period, Bound], ...] = attrs.field(default=(), converter=as_tuple)
    reasons: tuple[Reason, ...] = attrs.field(default=(), converter=as_tuple)

    @property
    def latest(self) -> Point | None:
        """The newest known point after the baseline."""
        after = [p for p in self.points if self.baseline is None or p.period.end > self.baseline.period.end]
        return after[-1] if after else None

    @property
    def goal_amount(self) -> Quantity | None:
        """The one amount that is aimed at; None for a corridor."""
        if self.goal is None:
            return None
        amounts = amounts_of(self.goal)
        return amounts[0] if len(amounts) == 1 else None

    @property
    def direction(self) -> int | None:
        """1 where more is asked, -1 where less is; of an exact goal, the way from the baseline; None where unknown."""
        match self.goal:
            case AtLeast() | MoreThan():
                return 1
            case AtMost() | LessThan():
                return -1
            case Exactly(amount) if self.baseline is not None and amount.base != self.baseline.base:
                return 1 if amount.base > self.baseline.base else -1
            case _:
                return None

    def years(self, start: Point, end: Point | Period) -> Fraction | None:
        """The years between the ends of two periods; None unless both end a month."""
        until = end.period.end if isinstance(end, Point) else end.end
        return years_between(start.period.end, until)

    @property
    def time_share(self) -> Fraction | None:
        """The share of the time from baseline to due period that is gone at the newest point, 1 = all of it."""
        if self.baseline is None or self.due is None or self.latest is None:
            return None
        gone, whole = self.years(self.baseline, self.latest), self.years(self.baseline, self.due)
        return gone / whole if gone is not None and whole is not None and whole > 0 else None


@attrs.frozen
class Figure:
    """A named figure of a result.

    Attributes:
        name: what it is, e.g. ``share done``.
        amount: an exact fraction, or a decimal that comes from roots or logarithms.
        unit: its unit in words, e.g. ``share, 1 = goal met``; empty for a plain number.
    """

    name: str
    amount: Fraction | Decimal
    unit: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether it is exact."""
        return isinstance(self.amount, Fraction)

    def label(self, language: str = "en") -> str:
        """Its name for a reader."""
        return said(self.name, language)

    def __float__(self) -> float:
        """The nearest float.

        Raises:
            OverflowError: it is larger than any float.
        """
        return nearest_float(self.amount)

    def __str__(self) -> str:
        """Give the name and four digits."""
        return f"{self.name} {short(self.amount)}"


@attrs.frozen(kw_only=True)
class Outlook:
    """What a method says of a target.

    Attributes:
        method: the method's name with its parameters.
        status: the word of the band that fired; None when undetermined or in no band.
        share: share done, 1 = goal met, where the method computes one.
        figures: the figures that led there, in order.
        band: the band that fired, written as an interval.
        points: the points used.
        reasons: why it is undetermined, and what a reader should know.
        determined: whether the method could be applied.
        course: what the method was told; ``method.outlook(outlook.course)`` gives the outlook again.
        parts: outlooks of the single readings, where the text allows several.
    """

    method: str
    status: str | None = None
    share: Fraction | None = None
    figures: tuple[Figure, ...] = attrs.field(default=(), converter=as_tuple)
    band: str | None = None
    points: tuple[Point, ...] = attrs.field(default=(), converter=as_tuple, repr=lambda points: str(len(points)))
    reasons: tuple[Reason, ...] = attrs.field(default=(), converter=as_tuple)
    determined: bool = True
    course: Course | None = attrs.field(default=None, repr=False)
    parts: tuple[Outlook, ...] = attrs.field(default=(), converter=as_tuple)

    def figure(self, name: str) -> Figure | None:
        """Give the figure of this name, or None."""
        return next((figure for figure in self.figures if figure.name == name), None)

    @property
    def is_illustrative(self) -> bool:
        """Whether any point it rests on is illustrative."""
        return any(o.is_illustrative for point in self.points for o in point.used)

    def label(self, language: str = "en") -> str:
        """The status for a reader, or what stands in its place."""
        return said(self.status or ("in no band" if self.determined else "undetermined"), language)

    def __str__(self) -> str:
        """Say the status with its method."""
        why = f" ({'; '.join(map(str, self.reasons))})" if self.reasons and self.status is None else ""
        return f"{self.label()} by {self.method}{why}"

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        shown: str = _doors.through("outlook_html", self)
        return shown


@runtime_checkable
class Method(Protocol):
    """A method of judging progress. Any object of this shape is one; `check_method` tells whether it keeps the laws.

    A method is a pure function of the course: it reads no clock, and looks at nothing else.
    """

    @property
    def name(self) -> str:
        """The name with its parameters, e.g. ``LinearShare(tolerance=0)``."""

    @property
    def evidence(self) -> MethodEvidence:
        """On what it rests."""

    @property
    def citation(self) -> str:
        """The source, in words."""

    def outlook(self, course: Course) -> Outlook:
        """Judge a course; undetermined, with the reason, where the method cannot be applied."""


@runtime_checkable
class Declaring(Protocol):
    """A method that says of itself which laws it cannot keep; one without `breaks` claims to keep them all."""

    @property
    def breaks(self) -> tuple[str, ...]:
        """The names of these laws, e.g. ``("units",)``; the docstring gives the reason for each."""


@runtime_checkable
class Cuttable(Method, Protocol):
    """A method whose bands can be turned into exact bounds on the amount at the newest point that it uses.

    The first bound that holds the amount names the status that `outlook` gives, on the ends of the bands too.
    """

    def cut_points(self, course: Course) -> tuple[tuple[str, Bound], ...]:
        """Give each status with its bound, in order; none where the method cannot be applied."""


def to_method(value: object, where: str) -> Method:
    """Give what has the shape of a method as one, or raise InvalidValueError."""
    if not isinstance(value, Method) or isinstance(value, type):
        raise InvalidValueError(
            where, "a method: an object with name, evidence, citation and outlook(course)", repr(value),
            "pass for example methods.LinearShare()",
        )  # fmt: skip
    return value


def undetermined(method: Method, course: Course, *reasons: Reason | ReasonCode) -> Outlook:
    """Give the outlook of a method that cannot be applied; what the course itself says comes behind.

    Args:
        method: the method that cannot be applied.
        course: what it was told.
        reasons: why.

    Examples:
        >>> from policytargets.methods import LinearShare
        >>> works = Indicator(id="works", name="works", unit="work", nature="stock")
        >>> course = Course(indicator=works, as_of=dt.date(2018, 1, 1))
        >>> print(undetermined(LinearShare(), course, ReasonCode.NO_BASELINE))
        undetermined by LinearShare() (progress needs a baseline, and the target has none)
    """
    own = [reason if isinstance(reason, Reason) else Reason(reason) for reason in reasons]
    return Outlook(
        method=method.name, course=course, reasons=tuple(dict.fromkeys((*own, *course.reasons))), determined=False
    )


def banded(  # noqa: PLR0913 -- one result has these parts
    method: Method,
    course: Course,
    bands: Bands,
    figure: Fraction | Computed,
    *,
    share: Fraction | None = None,
    figures: Iterable[Figure] = (),
    points: Iterable[Point] = (),
    reasons: Iterable[Reason] = (),
) -> Outlook:
    """Give the outlook of a figure that falls into a band, or into none.

    Args:
        method: the method that judges.
        course: what it was told.
        bands: on the figure.
        figure: an exact fraction, or one that comes from roots or logarithms, which is settled near an end.
        share: share done, 1 = goal met, where the method computes one.
        figures: the figures that led there, in order.
        points: the points used.
        reasons: what a reader should know.

    Examples:
        >>> from policytargets.bands import Band
        >>> from policytargets.methods import LinearShare
        >>> works = Indicator(id="works", name="works", unit="work", nature="stock")
        >>> course = Course(indicator=works, as_of=dt.date(2018, 1, 1))
        >>> print(banded(LinearShare(), course, Bands([Band("good", low=0)]), Fraction(1, 2)))
        good by LinearShare()
    """
    band = bands.find_computed(figure) if isinstance(figure, Computed) else bands.find(figure)
    noted = (*reasons, *(() if band is not None else (Reason(ReasonCode.IN_NO_BAND),)), *course.reasons)
    return Outlook(
        method=method.name,
        course=course,
        status=None if band is None else band.status,
        band=None if band is None else str(band),
        share=share,
        figures=tuple(figures),
        points=tuple(points),
        reasons=tuple(dict.fromkeys(noted)),
    )
