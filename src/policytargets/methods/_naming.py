"""Methods by their names, as plan files and command lines write them: a name, and parameters as plain data."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

import attrs

from policytargets import methods
from policytargets._numbers import plain
from policytargets.bands import Band, Bands
from policytargets.errors import InvalidValueError, ParseError, UnknownReferenceError
from policytargets.methods._yearly import Steps
from policytargets.methods.reporting import Reporting
from policytargets.outlooks import Method
from policytargets.quantities import Quantity

_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


def by_name(name: str, /, **parameters: Any) -> Method:
    """Make a shipped method of its name and parameters.

    Args:
        name: the name of its class, e.g. ``LinearShare``.
        parameters: its parameters, as values or as plain data: texts, true or false, bands as
            ``["green [0.9, ∞)", "red (-∞, 0.9)"]``.

    Raises:
        UnknownReferenceError: there is no such method, or it has no such parameter.
        InvalidValueError: a parameter is not what the method takes.

    Examples:
        >>> by_name("StatCan", site="true").name
        'StatCan(site=True)'
        >>> by_name("LinarShare")
        Traceback (most recent call last):
        ...
        policytargets.errors.UnknownReferenceError: method: expected the name of a shipped method, ...
    """
    kind = _shipped().get(name)
    if kind is None:
        raise unknown("method", "the name of a shipped method", name, _shipped())
    fields = attrs.fields_dict(kind)
    for key in parameters:
        if key not in fields:
            raise unknown(f"method {name}", f"a parameter of {name}", key, fields)
    made: Method = kind(**{key: _value(fields[key], given, name) for key, given in parameters.items()})
    return made


def plain_parameters(method: Method) -> dict[str, Any]:
    """Give the parameters of a shipped method that are not as they are without, as plain data.

    Raises:
        InvalidValueError: it is no shipped method, or plain data cannot say one of its parameters.
    """
    name = type(method).__name__
    refusal = InvalidValueError(
        f"method {name}", "a shipped method with parameters that plain data can state", repr(method),
        "pass it to assess(..., method=) instead of the target",
    )  # fmt: skip
    if _shipped().get(name) is not type(method):
        raise refusal
    found: dict[str, Any] = {}
    for key, field in attrs.fields_dict(_shipped()[name]).items():
        given = getattr(method, key)
        if given != field.default:
            found[key] = _plain(given, refusal)
    if by_name(name, **found) != method:
        raise refusal
    return found


def _shipped() -> dict[str, Any]:
    classes = {name: getattr(methods, name) for name in methods.__all__}
    return {name: kind for name, kind in classes.items() if isinstance(kind, type) and hasattr(kind, "outlook")}


def unknown(where: str, expected: str, got: str, known: Collection[str]) -> UnknownReferenceError:
    """Refuse a name that is not among the known ones, naming those that are near."""
    near = get_close_matches(str(got), list(known))
    remedy = f"did you mean {' or '.join(map(repr, near))}?" if near else f"use one of {', '.join(known) or 'none'}"
    return UnknownReferenceError(where, expected, repr(got), remedy)


def _value(field: Any, given: Any, name: str) -> Any:
    """Read plain data as what the default of a parameter is."""
    where = f"method {name}: {field.name}"
    match field.default:
        case bool():
            truth = _TRUTHS.get(given, given) if isinstance(given, str) else given
            if not isinstance(truth, bool):
                raise InvalidValueError(where, "true or false", repr(given), "write true or false")
            return truth
        case Bands() if not isinstance(given, Bands):
            if isinstance(given, str):
                raise InvalidValueError(where, "a list of bands", repr(given), "write ['red (-∞, 0)', 'green [0, ∞)']")
            try:
                return Bands([Band.parse(band) if isinstance(band, str) else band for band in given])
            except ParseError as error:
                raise InvalidValueError(where, error.expected, error.got, error.remedy) from None
        case _:
            return given


def _plain(given: Any, refusal: InvalidValueError) -> Any:
    match given:
        case bool() | str():
            return given
        case Fraction() | int():
            return plain(Fraction(given))
        case Quantity():
            return f"{given.number} {given.unit.code}" if given.unit.terms else given.number
        case Bands():
            return [str(band) for band in given.bands]
        case Reporting():
            return str(given)
        case Steps():
            return [f"{month}: {_plain(planned, refusal)}" for month, planned in given]
        case tuple():  # behind Steps, which is one
            return [_plain(one, refusal) for one in given]
        case _:
            raise refusal
