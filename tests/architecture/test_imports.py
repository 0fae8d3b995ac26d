"""Importing the library is cheap, and its modules import one way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from importlinter import cli

ROOT = Path(__file__).parents[2]
HEAVY = (
    "cattrs",
    "great_tables",
    "hypothesis",
    "matplotlib",
    "narwhals",
    "numpy",
    "openpyxl",
    "pandas",
    "pint",
    "yaml",
)


def test_importing_the_library_loads_nothing_heavy() -> None:
    """Law: other people's start-up never pays for pandas or pint (design: layout)."""
    program = f"import sys, policytargets; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert loaded.stdout.split() == []


def test_modules_import_one_way() -> None:
    """Law: a module imports only from below, and a heavy dependency has one door (pyproject: importlinter)."""
    assert (
        cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
        == cli.EXIT_STATUS_SUCCESS
    )
