"""Every public name is documented, and what can be called is shown in an example that runs."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PAGES = {page.stem: page for page in sorted(REFERENCE.glob("*.md")) if page.stem != "index"}
TYPED = re.compile(r"^\s*(?:>>>|\.\.\.) .*$", re.MULTILINE)
"""A line of an example that is typed in."""


def examples(text: str) -> str:
    """Give what is typed in the examples of a text."""
    return "\n".join(TYPED.findall(text))


def docstrings(value: object) -> str:
    """Give the docstring of a class or function, and of the methods of a class."""
    members = vars(value).values() if inspect.isclass(value) else ()
    functions = [getattr(member, "__func__", member) for member in members]
    return "\n".join(inspect.getdoc(one) or "" for one in (value, *filter(inspect.isfunction, functions)))


def own(name: str) -> dict[str, object]:
    """Give what a public module lists, without modules and what the page of another module shows too."""
    module = import_module(f"policytargets.{name}")
    values = {one: getattr(module, one) for one in module.__all__}
    homes = {f"policytargets.{page}" for page in PAGES} - {module.__name__}
    return {
        one: value
        for one, value in values.items()
        if not isinstance(value, ModuleType) and getattr(value, "__module__", None) not in homes
    }


def is_shown(name: str, value: object, page: str) -> bool:
    """Tell whether an example shows it: in its own docstring, or by its name on its page."""
    return bool(examples(docstrings(value))) or re.search(rf"\b{name}\b", examples(page)) is not None


@pytest.mark.parametrize("module", PAGES)
def test_what_can_be_called_has_an_example(module: str) -> None:
    """Law: every public name has one runnable example (issue of documentation); an error is shown by what raises it."""
    page = PAGES[module].read_text(encoding="utf-8")
    called = {
        name: value
        for name, value in own(module).items()
        if inspect.isfunction(value) or (inspect.isclass(value) and not issubclass(value, BaseException))
    }
    assert [name for name, value in called.items() if not is_shown(name, value, page)] == []


@pytest.mark.parametrize("module", PAGES)
def test_what_can_be_called_has_a_docstring(module: str) -> None:
    """Law: a public name has a docstring (CONTRIBUTING); the reference leaves out what has none."""
    called = {name: value for name, value in own(module).items() if inspect.isfunction(value) or inspect.isclass(value)}
    assert [name for name, value in called.items() if not value.__doc__] == []


def test_an_example_of_another_name_shows_nothing() -> None:
    """The tests above would pass of any text: only what is typed counts, and whole names."""
    assert not is_shown("Year", object(), "A Year.\n>>> Years(1)\nYear")
    assert is_shown("Year", object(), "    >>> Year(1)")
