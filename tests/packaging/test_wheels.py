"""The wheels hold what a user needs, and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from flit_core import buildapi

ROOT = Path(__file__).parents[2]


def contents(project: Path, to: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Build the wheel of *project* and list its files, but for the metadata that every wheel has."""
    usual = (".dist-info/METADATA", ".dist-info/WHEEL", ".dist-info/RECORD")
    monkeypatch.chdir(project)
    with zipfile.ZipFile(to / buildapi.build_wheel(str(to))) as wheel:
        names = wheel.namelist()
    return {name for name in names if not name.endswith(usual)}


def files_of(package: Path) -> set[str]:
    """List the files of a package in the checkout, as a wheel names them."""
    return {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def test_the_wheel_of_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: modules, the mark of a typed package, the licence and the notice (issue: the ground)."""
    found = contents(ROOT, tmp_path, monkeypatch)
    metadata = {name.split("/", 1)[1] for name in found if ".dist-info/" in name}
    assert {name for name in found if ".dist-info/" not in name} == files_of(ROOT / "src" / "policytargets")
    assert {"policytargets/__init__.py", "policytargets/errors.py", "policytargets/py.typed"} <= found
    assert metadata == {"entry_points.txt", "licenses/LICENSE", "licenses/NOTICE"}


def test_the_wheel_of_the_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: the example is complete without the checkout, its source text byte for byte."""
    found = contents(ROOT / "examples", tmp_path, monkeypatch)
    assert {name for name in found if ".dist-info/" not in name} == files_of(ROOT / "examples" / "fuxin_2017")
    assert {"fuxin_2017/__init__.py", "fuxin_2017/source.txt"} <= found
