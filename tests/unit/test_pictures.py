"""The pictures of the how-to page on notebooks can be drawn again (docs/how-to/notebook.md says how they were made)."""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib as mpl
import pytest

from fuxin_2017.pictures import PICTURES, main

mpl.use("Agg")

from matplotlib import font_manager, pyplot as plt  # noqa: I001 -- behind the choice of what draws
from policytargets.plotting._lettering import FAMILIES

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "notebook.md"


def test_the_page_shows_every_picture_and_calls_each_illustrative() -> None:
    """Law: illustrative data is marked on every figure that shows it (issue)."""
    shown = re.findall(r"!\[([^\]]*)\]\(images/(.*?)\.png\)", PAGE.read_text(encoding="utf-8"))
    assert {name for _, name in shown} == set(PICTURES)
    assert all(re.search(r"Illustrative\s+data", words) for words, _ in shown)
    assert {path.stem for path in (PAGE.parent / "images").glob("*.png")} == set(PICTURES)


@pytest.mark.skipif(
    all(entry.name not in FAMILIES for entry in font_manager.fontManager.ttflist), reason="no font that draws Chinese"
)
def test_the_pictures_are_drawn_with_their_words(tmp_path: Path) -> None:
    """Law: every picture carries what it shows in words, and that it is illustrative."""
    assert main([str(tmp_path)]) == 0
    plt.close("all")
    assert {path.stem for path in tmp_path.glob("*.png")} == set(PICTURES)
    described = (tmp_path / "trajectory.png").read_bytes()
    assert b"Description" in described
    assert b"illustrative" in described
