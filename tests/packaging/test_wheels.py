"""The wheels hold what a user needs, and nothing else."""

from __future__ import annotations

import sys
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


def test_the_wheel_of_a_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: the consumer is a package of its own that asks for the library and nothing else (issue: the test kit).

    Its tests run with all others, and once more where only the wheel of the library is.
    """
    consumer = ROOT / "tests" / "consumer"
    found = contents(consumer, tmp_path, monkeypatch)
    assert {name for name in found if ".dist-info/" not in name} == {"target_lights/__init__.py"}
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        metadata = held.read("target_lights-0.1.0.dist-info/METADATA").decode()
    needed = [line.partition(": ")[2] for line in metadata.splitlines() if line.startswith("Requires-Dist: ")]
    assert [name for name in needed if "extra ==" not in name] == ["policytargets"]
    lines = [line for path in consumer.rglob("*.py") for line in path.read_text(encoding="utf-8").splitlines()]
    imported = {line.split()[1].partition(".")[0] for line in lines if line.startswith(("import ", "from "))}
    assert imported - set(sys.stdlib_module_names) <= {"policytargets", "hypothesis", "pytest", "target_lights"}
