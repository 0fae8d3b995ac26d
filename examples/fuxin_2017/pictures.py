"""Draw the pictures of the how-to page on notebooks: ``python -m fuxin_2017.pictures docs/how-to/images``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import attrs

from fuxin_2017 import observations, plan
from policytargets import Assessment, Year, assess, trajectories

__all__ = ["PICTURES", "main"]


def _trajectory(result: Assessment, lang: str) -> Any:
    """Draw the goal for 2020 from the baseline that is assumed here: the document states none."""
    goal = attrs.evolve(result.plan.target("invention_patents_2020"), baseline=Year(2016))
    return result.plot.trajectory(goal, trend=trajectories.TwoPoint(), lang=lang)


PICTURES: dict[str, Callable[[Assessment], Any]] = {
    "scorecard": lambda result: result.plot.scorecard(lang="en"),
    "bullet": lambda result: result.plot.bullet("valid_trademarks_2017", lang="en"),
    "trajectory": lambda result: _trajectory(result, "en"),
    "trajectory.zh": lambda result: _trajectory(result, "zh"),
    "responsibilities": lambda result: result.plot.responsibilities(lang="en"),
}
"""What each picture shows, by the name of its file; all of it illustrative, and marked so."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw all pictures as PNG, each with its description in words inside.

    Args:
        arguments: words of the command line; those of the process when left out.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where to put them")
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    result = assess(plan(), observations(), as_of=Year(2018))
    for name, draw in PICTURES.items():
        axes = draw(result)
        about = {"Description": axes.get_label(), "Software": None}
        axes.figure.savefig(folder / f"{name}.png", dpi=80, metadata=about, pil_kwargs={"optimize": True})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
