"""The shell and Python write the same report, with the same font and the same trend (issue 14, what was left open)."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import pytest

import policytargets as pt
from policytargets import trajectories
from policytargets.cli import main
from policytargets.errors import FileError, InvalidValueError, UnknownReferenceError

PLAN = """
policytargets: 1
title: plan
indicators:
  works: {name: works, unit: 件, counts: work, nature: stock, better: higher}
targets:
  works_2020: {indicator: works, at_least: 10 件, by: 2020, baseline: 2016}
"""
SEEN = "indicator,period,value,source\nworks,2016,1,illustrative\nworks,2018,4,illustrative\n"
TRENDS: dict[str, trajectories.Trend] = {
    "TwoPoint": trajectories.TwoPoint(),
    "LeastSquares": trajectories.LeastSquares(),
}
FONT = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
"""A font with every character of an English report."""
Capture = pytest.CaptureFixture[str]


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """A plan with a baseline, and what was seen of it."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "seen.csv").write_text(SEEN, encoding="utf-8")
    return tmp_path


def held(folder: Path) -> pt.Assessment:
    """The assessment that the shell makes of the files."""
    plan = pt.load(folder / "plan.yaml")
    return pt.assess(plan, pt.read_observations(folder / "seen.csv", plan), as_of=pt.Year(2018))


def typed(folder: Path, *options: str) -> int:
    """Type the command for the report."""
    files = [str(folder / name) for name in ("plan.yaml", "seen.csv", "typed.html")]
    return main(
        ["report", files[0], "--observations", files[1], "--as-of", "2018", "--lang", "en", "--out", files[2], *options]
    )


@pytest.mark.parametrize("trend", [None, *TRENDS])
@pytest.mark.parametrize("with_font", [False, True])
def test_both_doors_write_the_same_bytes(folder: Path, trend: str | None, *, with_font: bool) -> None:
    """Law: whatever is asked for at the shell, Python writes the same page, byte for byte."""
    options = (["--trend", trend] if trend else []) + (["--embed-font", str(FONT)] if with_font else [])
    assert typed(folder, *options) == 0
    page = held(folder).to_html(
        folder / "made.html",
        lang="en",
        trend=None if trend is None else TRENDS[trend],
        embed_font=FONT if with_font else None,
    )
    assert (folder / "typed.html").read_bytes() == (folder / "made.html").read_bytes() == page.encode()
    assert ("@font-face" in page) is with_font
    assert (trend is not None) == ("projected for 2020" in page)
    assert trend is None or trend in page


def test_nothing_is_projected_unless_a_trend_is_named(folder: Path) -> None:
    """Law: no trend is chosen by default, and the two trends are named apart."""
    pages = [held(folder).to_html(trend=trend) for trend in (None, *TRENDS.values())]
    assert len(set(pages)) == 3


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("TwoPoints", "did you mean 'TwoPoint'"), ("x", "use one of TwoPoint, LeastSquares"), ("Linear", "use one of")],
)
def test_an_unknown_trend_is_refused_in_four_parts(folder: Path, capsys: Capture, name: str, remedy: str) -> None:
    """Law: an unknown name ends with 1 and one message of four parts, before anything is written."""
    assert typed(folder, "--trend", name) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"trend: expected the name of a shipped trend, got {name!r}; {remedy}")
    assert len(said.splitlines()) == 1
    assert not (folder / "typed.html").exists()
    with pytest.raises(UnknownReferenceError):
        trajectories.trend_by_name(name)


@pytest.mark.parametrize("name", TRENDS)
def test_a_trend_by_its_name_is_the_one_of_its_class(name: str) -> None:
    """Law: what the name makes is the trend as it is without parameters."""
    assert trajectories.trend_by_name(name) == TRENDS[name]


def test_every_shipped_trend_has_its_name() -> None:
    """Law: each class of the module that runs on what has been can be named at the shell."""
    kinds = [getattr(trajectories, name) for name in trajectories.__all__]
    shipped = {kind.__name__ for kind in kinds if isinstance(kind, type) and callable(getattr(kind, "projected", None))}
    assert shipped - {"Trend"} == set(TRENDS)


def test_the_python_door_refuses_what_the_shell_refuses(folder: Path) -> None:
    """Law: a trend that is none and a font that is none are refused, and nothing is written."""
    out = folder / "made.html"
    with pytest.raises(InvalidValueError, match="expected an object of the Trend shape"):
        held(folder).to_html(out, trend="TwoPoint")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] -- told
    with pytest.raises(FileError, match="a font file, got one that cannot be read"):
        held(folder).to_html(out, embed_font=folder / "plan.yaml")
    assert not out.exists()
