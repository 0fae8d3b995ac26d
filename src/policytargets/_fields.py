"""Validators and converters that every class shares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from policytargets.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ID_PATTERN = re.compile(r"[a-z][a-z0-9_]*")


def owner(instance: Any, field: str) -> str:
    """Name the field of an object in the words of a message, with the object's id where it has one."""
    name = getattr(instance, "id", None)
    return f"{type(instance).__name__}{f' {name!r}' if name else ''}: {field}"


def identifier(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    """Accept a lower-case key such as ``invention_patents_2017``."""
    if not isinstance(value, str) or not ID_PATTERN.fullmatch(value):
        raise InvalidValueError(
            f"{type(instance).__name__}: {attribute.name}",
            "a key of lower-case letters, digits and _ that begins with a letter",
            repr(value),
            "write for example 'invention_patents_2017'",
        )


def optional_identifier(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    """Accept a key or None."""
    if value is not None:
        identifier(instance, attribute, value)


def is_a(*types: type) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    """Accept an instance of one of *types*; the message names them."""
    names = " or ".join(kind.__name__ for kind in types)

    def check(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            raise InvalidValueError(
                owner(instance, attribute.name), f"an instance of {names}", repr(value), f"pass {names}"
            )

    return check


def optional_is_a(*types: type) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    """Accept None or an instance of one of *types*."""
    check = is_a(*types)

    def check_optional(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if value is not None:
            check(instance, attribute, value)

    return check_optional


def each_is_a(*types: type) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    """Accept a tuple of instances of *types*."""
    check = is_a(*types)

    def check_each(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        for item in value:
            check(instance, attribute, item)

    return check_each


def as_tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    """Keep a sequence as a tuple; a text is one item and not its characters."""
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise InvalidValueError("list", "a list or tuple", repr(values), "put it in brackets")
    return tuple(values)


def _told(instance: Any) -> list[attrs.Attribute[Any]]:
    """Give the fields that are not as they are when nothing is said."""
    return [field for field in attrs.fields(type(instance)) if getattr(instance, field.name) != field.default]


class Shown:
    """Shows itself without the fields that are as they are when nothing is said; for attrs classes with ``repr=False``."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Give one line, in which a field may be shortened as it says itself."""
        shown = [
            f"{field.name}={(repr if field.repr is True else field.repr)(getattr(self, field.name))}"
            for field in _told(self)
            if field.repr is not False
        ]
        return f"{type(self).__name__}({', '.join(shown)})"

    def _repr_pretty_(self, printer: Any, _: bool) -> None:  # noqa: FBT001 -- as IPython and Hypothesis call it
        """Print the call that makes it, whole."""
        with printer.group(4, f"{type(self).__name__}(", ")"):
            for number, field in enumerate(_told(self)):
                if number:
                    printer.text(",")
                    printer.breakable()
                printer.text(f"{field.name}=")
                printer.pretty(getattr(self, field.name))


def pretty_line(instance: Any, printer: Any, _: bool) -> None:  # noqa: FBT001 -- as IPython and Hypothesis call it
    """Show an object by its line, which makes it."""
    printer.text(repr(instance))
