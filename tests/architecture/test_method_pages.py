"""Every shipped method, path and trend has its place in the pages on methods (issue of methods: done when)."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytargets import methods, trajectories
from policytargets.outlooks import Method

PAGES = Path(__file__).parents[2] / "docs" / "methods"
SHIPPED = sorted(
    name
    for name in methods.__all__
    if isinstance(getattr(methods, name), type) and hasattr(getattr(methods, name), "outlook")
)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_table_of_all_methods_names_it(name: str) -> None:
    """Law: who looks for a method finds it in one table."""
    assert f"`{name}`" in (PAGES / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_a_page_has_an_example_that_runs(page: Path) -> None:
    """Law: a worked example is run at build time (issue of methods: done when)."""
    assert "```python\n>>> " in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", [trajectories.Linear, trajectories.Geometric, trajectories.Stepwise,
                                  trajectories.TwoPoint, trajectories.LeastSquares])  # fmt: skip
def test_the_page_of_paths_names_it(kind: type) -> None:
    """Law: who looks for a path or a trend finds it."""
    assert f"`{kind.__name__}`" in (PAGES / "paths.md").read_text(encoding="utf-8")


def test_some_are_shipped() -> None:
    """The tests above would pass of none."""
    assert "LinearShare" in SHIPPED
    assert isinstance(methods.LinearShare(), Method)
