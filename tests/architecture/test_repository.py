"""The commands in the texts exist, and no file depends on the machine on which it was written."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
MADE = {"__pycache__", "build", "dist", "site"}
"""Folders that commands fill; they are not part of the repository."""
OF_ONE_MACHINE = re.compile(
    r"(?<![\w.])/(?:farm|home|root|tmp|work)/\w"
    r"|https?://[\w.-]*(?:py(?:pi)|pythonhosted|npmjs|debian)\.(?:org|io|com)"
)
TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def repository_files() -> list[Path]:
    """Find the files of the repository by walking, since a bare machine has no git."""
    found = []
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = [name for name in subfolders if name not in MADE and (name == ".ci" or name[0] != ".")]
        found += [Path(folder, name) for name in names if not name.startswith(".coverage")]
    return found


def test_the_commands_in_the_texts_exist() -> None:
    """Law: what a reader is told to type works; both jobs of make.py are told (README)."""
    told = {job for page in TEXTS for job in re.findall(r"python3 make\.py (\w+)", page.read_text(encoding="utf-8"))}
    usage = subprocess.run([sys.executable, ROOT / "make.py"], capture_output=True, check=False, text=True)
    assert usage.returncode == 2
    jobs = set(re.findall(r"\w+", usage.stderr.partition("make.py")[2]))
    assert {"report", "test"} <= told <= jobs


def test_make_is_small_and_read_by_older_pythons() -> None:
    """Law: an older Python is refused in one line and not by a traceback (README)."""
    text = (ROOT / "make.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 6))
    assert len(text.splitlines()) <= 150


def test_no_file_depends_on_one_machine() -> None:
    """Law: no path of one machine and no address of a package registry stands in the repository."""
    files = repository_files()
    assert ROOT / "requirements.lock" in files
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files
        for match in OF_ONE_MACHINE.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize(("lock", "groups"), [("requirements.lock", ["test"]), (".ci/requirements.lock", ["dev"])])
def test_the_lock_fits_the_requirements(lock: str, groups: list[str]) -> None:
    """Law: what pyproject.toml asks for is locked, at a version that it takes (CONTRIBUTING: the locks)."""
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*tables["project"]["dependencies"]]
    extras = tables["project"]["optional-dependencies"]
    wanted += [line for extra in extras.values() for line in extra]
    wanted += [line for group in groups for line in tables["dependency-groups"][group] if isinstance(line, str)]
    locked: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / lock).read_text(encoding="ascii"), re.MULTILINE):
        locked.setdefault(canonicalize_name(name), []).append(version)
    for line in map(Requirement, wanted):
        versions = locked.get(canonicalize_name(line.name))
        assert versions, line
        assert all(map(line.specifier.contains, versions)), line
