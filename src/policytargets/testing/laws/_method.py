"""The laws of methods of progress, run on drawn courses."""

from __future__ import annotations

import copy
from fractions import Fraction

from hypothesis import strategies as st

from policytargets.errors import InvalidValueError
from policytargets.outlooks import Course, Declaring, Method, to_method
from policytargets.testing._course_strategies import courses as any_courses
from policytargets.testing.laws._law import BrokenLawsError, Law, Violation
from policytargets.testing.laws._method_laws import ANSWERS, METHOD_LAWS
from policytargets.testing.laws._method_rules import RULES, Case
from policytargets.testing.laws._running import SHOW_THE_BREAK, Check, Told, broken, run_drawn, smallest
from policytargets.testing.laws._telling import course_story

_MAY_BREAK = {law.name: law for law in METHOD_LAWS if law is not ANSWERS}


def _fresh(method: Method) -> Method:
    """Give a copy that remembers no earlier case, where it can be copied."""
    try:
        return copy.deepcopy(method)
    except Exception:  # noqa: BLE001 -- what a foreign object raises when it is copied says nothing of its laws
        return method


def _check(method: Method, law: Law) -> Check:
    rule = RULES[law.name]
    return Check(law, lambda case: rule(_fresh(method), case), lambda case: course_story(case.course))


def _cases(drawn: st.SearchStrategy[Course] | None) -> st.SearchStrategy[Case]:
    return st.builds(
        Case,
        course=any_courses(min_points=1) | any_courses() if drawn is None else drawn,
        scale=st.sampled_from([10, 1000, 10_000]),
        step=st.sampled_from([Fraction(1, 5), Fraction(1, 10), Fraction(1, 2), Fraction(1), Fraction(10)]),
        of_way=st.booleans(),
        turn=st.integers(0, 6),
        years=st.sampled_from([4, -8, 40]),
    )


def _never_determined(method: Method, cases: st.SearchStrategy[Case], max_examples: int) -> Told:
    """Laws that were tried on nothing say nothing: tell where a method can be applied to no course at all."""
    determined = Check(
        ANSWERS, lambda case: ("determined",) * _fresh(method).outlook(case.course).determined, lambda _: ()
    )
    tries = SHOW_THE_BREAK * max_examples
    if broken(cases, [determined], tries):
        return ()
    return (f"undetermined for each of {tries} courses; hand in courses it applies to: courses=...",)


def _declared_breaks(method: Method) -> tuple[str, ...]:
    """Give the laws a method declares that it breaks.

    Raises:
        InvalidValueError: there is no such law.
    """
    names = tuple(method.breaks) if isinstance(method, Declaring) else ()
    for name in names:
        _law(name, f"{method.name}: breaks")
    return names


def _law(name: str, where: str) -> Law:
    if name not in _MAY_BREAK:
        raise InvalidValueError(where, f"one of {', '.join(_MAY_BREAK)}", repr(name), "name a law")
    return _MAY_BREAK[name]


def check_method(method: Method, *, courses: st.SearchStrategy[Course] | None = None, max_examples: int = 100) -> None:
    """Tell whether a method keeps its laws: all are tried, and one error lists those that are broken.

    A law that the method names in `breaks` must be broken by some course, or it is listed too. Settings other than
    the number of examples are those of the Hypothesis profile in use.

    Args:
        method: any object of the `Method` shape.
        courses: what it is tried on; `strategies.courses()` when left out.
        max_examples: so many courses for each law.

    Raises:
        InvalidValueError: *method* is none, or declares a law that does not exist.
        BrokenLawsError: with every law that is broken.

    Examples:
        >>> from policytargets.methods import LinearShare
        >>> check_method(LinearShare(), max_examples=10)
    """
    to_method(method, "check_method: method")
    declared = _declared_breaks(method)
    name = str(method.name)
    cases = _cases(courses)
    # A method that fails breaks every law; one message says so, and not ten.
    run_drawn(name, cases, [_check(method, ANSWERS)], max_examples=max_examples)
    if told := _never_determined(method, cases, max_examples):
        raise BrokenLawsError(name, (Violation(law=ANSWERS, told=told),))
    checks = [_check(method, law) for law in METHOD_LAWS if law is not ANSWERS]
    run_drawn(name, cases, checks, max_examples=max_examples, declared=declared)


def find_break(
    method: Method, law: str, *, courses: st.SearchStrategy[Course] | None = None, max_examples: int = 1000
) -> Violation | None:
    """Show how a method breaks a law: give the smallest counterexample, or None where none is found.

    Args:
        method: any object of the `Method` shape.
        law: name of a law, e.g. ``units``.
        courses: what it is tried on; `strategies.courses()` when left out.
        max_examples: so many courses at most.

    Raises:
        InvalidValueError: there is no such law.

    Examples:
        >>> from policytargets.methods import GoalShare
        >>> find_break(GoalShare(), "units", max_examples=10) is None
        True
    """
    to_method(method, "find_break: method")
    return smallest(_cases(courses), _check(method, _law(law, "find_break: law")), max_examples)
