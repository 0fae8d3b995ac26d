"""The notebooks of the examples run as a reader runs them (issue: notebooks under examples, executed in CI)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
MADE_UP = {"fuxin", "million"}
"""Those whose amounts are illustrative."""

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


RUN = """
import sys
import nbformat
from nbclient import NotebookClient

source, target, folder = sys.argv[1:]
book = nbformat.read(source, as_version=4)
NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
nbformat.write(book, target)
"""
"""Runs a notebook in a process of its own, since what talks to kernels leaves sockets for the collector."""


def code_cells(path: Path) -> list[dict[str, Any]]:
    """Give the cells of a notebook that are run."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def test_there_are_the_three_that_were_asked_for() -> None:
    """Law: the Fuxin story, the real figures, a million rows (issue)."""
    assert [path.stem for path in NOTEBOOKS] == ["fuxin", "liaoning", "million"]


@each_notebook
def test_no_output_is_kept(path: Path) -> None:
    """Law: what a notebook shows is what it computes now; nothing stale is in the repository."""
    assert code_cells(path)
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code_cells(path))


@each_notebook
def test_illustrative_data_are_called_so(path: Path) -> None:
    """Law: illustrative data is called illustrative wherever it shows (issue)."""
    text = path.read_text(encoding="utf-8")
    assert ("示意数据" in text) is (path.stem in MADE_UP)


@each_notebook
def test_it_runs(path: Path, tmp_path: Path) -> None:
    """Law: every cell runs, says nothing on the error stream, and what is to be seen is shown (issue).

    The kernel is the one of this environment: kernels that a user has registered are out of sight.
    """
    homes = ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    environment = os.environ | {name: str(tmp_path / name.lower()) for name in homes} | {"JUPYTER_PREFER_ENV_PATH": "1"}
    done = tmp_path / path.name
    ran = subprocess.run(
        [sys.executable, "-c", RUN, path, done, tmp_path], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    outputs = [output for cell in code_cells(done) for output in cell["outputs"]]
    assert [output["text"] for output in outputs if output.get("name") == "stderr"] == []
    shown = [output["data"] for output in outputs if "data" in output]
    assert any("policytargets" in "".join(data.get("text/html", "")) for data in shown)
    assert path.stem == "million" or any("image/png" in data for data in shown)
