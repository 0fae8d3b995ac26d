"""Every module is small, says what is public, and has its page in the reference."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TypeGuard

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "policytargets"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400


def dotted(path: Path) -> str:
    """Give the name by which a module is imported."""
    return ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")


def page_of(path: Path) -> str:
    """Give the name of a module's page in the reference."""
    return dotted(path).removeprefix("policytargets.") + ".md"


PUBLIC = [path for path in MODULES[1:] if "._" not in dotted(path)]
"""Modules and packages without a leading underscore; the root, which comes first, only re-exports."""


def is_assigned(statement: ast.stmt, name: str) -> TypeGuard[ast.Assign]:
    """Tell whether a statement gives *name* its value."""
    return isinstance(statement, ast.Assign) and any(
        isinstance(target, ast.Name) and target.id == name for target in statement.targets
    )


def listed(path: Path) -> list[str] | None:
    """Read ``__all__`` without importing the module."""
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        if is_assigned(statement, "__all__"):
            names = ast.literal_eval(statement.value)
            assert isinstance(names, list)
            return names
    return None


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_is_read_in_one_sitting(path: Path) -> None:
    """Law: one module, one idea (CONTRIBUTING)."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES


@pytest.mark.parametrize("path", PUBLIC, ids=dotted)
def test_a_public_module_lists_its_names(path: Path) -> None:
    """Law: public is what is listed, each name once (CONTRIBUTING); ruff's RUF022 keeps the order."""
    names = listed(path)
    assert names
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", PUBLIC, ids=dotted)
def test_a_public_module_has_its_reference_page(path: Path) -> None:
    """Law: the reference shows every public module whole, since mkdocs.yml shows what ``__all__`` lists."""
    page = (ROOT / "docs" / "reference" / page_of(path)).read_text(encoding="utf-8")
    assert page.endswith(f"::: {dotted(path)}\n")


def test_a_reference_page_has_its_module() -> None:
    """Law: no page outlives its module."""
    pages = {page.name for page in (ROOT / "docs" / "reference").glob("*.md")} - {"index.md"}
    assert pages == {page_of(path) for path in PUBLIC}


def test_the_daily_names_are_on_the_reference_pages() -> None:
    """Law: the package's root re-exports what a public module lists, or such a module itself, and nothing else."""
    daily = set(listed(MODULES[0]) or [])
    shown = {name for path in PUBLIC for name in listed(path) or []} | {page_of(path)[:-3] for path in PUBLIC}
    assert daily - {"__version__"} <= shown


def test_the_decision_core_of_make_exists() -> None:
    """Law: the bar of 100 % is held against modules that are there (make.py)."""
    make = ast.parse((ROOT / "make.py").read_text(encoding="utf-8"))
    core = next(ast.literal_eval(statement.value) for statement in make.body if is_assigned(statement, "DECISION_CORE"))
    assert {name for name in core if not {name, f"_{name}"} & {path.stem for path in MODULES}} == set()


def test_the_modules_of_torture_exist() -> None:
    """Law: the bar of 95 % is held against modules that are there (.ci/torture.py)."""
    torture = ast.parse((ROOT / ".ci" / "torture.py").read_text(encoding="utf-8"))
    groups = next(ast.literal_eval(statement.value) for statement in torture.body if is_assigned(statement, "GROUPS"))
    assert [name for names in groups.values() for name in names if not list(PACKAGE.glob(f"{name}.py"))] == []
