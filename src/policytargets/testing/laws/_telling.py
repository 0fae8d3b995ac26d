"""Counterexamples in the words of the field."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from policytargets._numbers import plain
from policytargets.describing import bound_text, since_text
from policytargets.indicators import Indicator
from policytargets.observations import Observation, Occurrence
from policytargets.outlooks import Course, Outlook, Point
from policytargets.quantities import Quantity

_WIDE = 11


def line(label: str, text: object) -> str:
    """Put a label before a text."""
    return f"{label:<{_WIDE}}{text}"


def amount_text(amount: Quantity) -> str:
    """Write an amount exactly, whether its decimals end or not."""
    text = amount.label("en")
    return f"{plain(amount.magnitude)} × {amount.unit}" if text.startswith("≈") else text


def point_text(point: Point) -> str:
    """Write what is known of one period."""
    return f"{amount_text(point.amount)} in {point.period.label('en')}"


def indicator_text(indicator: Indicator) -> str:
    """Name an indicator with its unit."""
    better = "" if indicator.better is None else f", {indicator.better.value} is better"
    return f"{indicator.name.best('en')} in {indicator.unit.label('en') or 'plain numbers'}{better}"


def course_story(course: Course) -> tuple[str, ...]:
    """Tell a course: where it started, what is known, and what is asked."""
    told = [line("indicator", indicator_text(course.indicator))]
    told.append(line("baseline", "none" if course.baseline is None else point_text(course.baseline)))
    told.append(line("points", "; ".join(map(point_text, course.points)) or "none"))
    if course.to_date is not None:
        told.append(line("to date", point_text(course.to_date)))
    told.append(line("goal", "none" if course.goal is None else bound_text(course.goal, "en", amount_text)))
    if course.change is not None:
        asked = bound_text(course.change.goal, "en", amount_text)
        known = "" if course.change.known is None else f"; published: {point_text(course.change.known)}"
        way = "a fall of" if course.change.falls else "a rise of"
        told.append(line("change", f"{way} {asked}{since_text(course.change.since, 'en')}{known}"))
    if course.interim:
        steps = (f"{bound_text(bound, 'en', amount_text)} in {when.label('en')}" for when, bound in course.interim)
        told.append(line("interim", "; ".join(steps)))
    told.append(line("due", "never" if course.due is None else course.due.label("en")))
    told.append(line("as of", course.as_of))
    return tuple(told)


def number_text(number: Fraction | Decimal) -> str:
    """Write a figure: a fraction exactly, a computed one to ten digits."""
    return plain(number) if isinstance(number, Fraction) else f"{number:.10g}"


def outlook_text(outlook: Outlook) -> str:
    """Say what a method said: the status, with the share and the score that led there."""
    figures = [] if outlook.share is None else [f"share {number_text(outlook.share)}"]
    score = outlook.figure("score")
    figures += [] if score is None else [f"score {number_text(score.amount)}"]
    said = f" ({', '.join(figures)})" if figures else ""
    why = "; ".join(map(str, outlook.reasons)) if outlook.status is None else ""
    return f"{outlook.status or outlook.label()}{said}{': ' if why else ''}{why}"


def observation_text(observed: Observation | Occurrence) -> str:
    """Write an observation or an occurrence in a line."""
    if isinstance(observed, Occurrence):
        return f"{observed.milestone}: {observed.label('en')}"
    high = "" if observed.high is None else f" to {amount_text(observed.high)}"
    published = "" if observed.published is None else f", published {observed.published}"
    whose = "" if observed.entity is None else f" of {observed.entity}"
    text = f"{amount_text(observed.value)}{high} in {observed.period.label('en')}{published}"
    return f"{observed.indicator.id}{whose}: {text}"
