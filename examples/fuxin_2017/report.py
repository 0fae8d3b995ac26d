"""Build Fuxin's report in Chinese and English: ``python -m fuxin_2017.report``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import attrs

from fuxin_2017 import observations, plan
from policytargets import Assessment, Year, assess, compare_methods, methods, parse_period, trajectories
from policytargets.prospects import Comparison
from policytargets.reports import write_report

__all__ = ["main"]

ASSUMED_BASELINE = Year(2016)
METHODS = (methods.LinearShare(), methods.StatCan())
TREND = trajectories.TwoPoint()


def _counts(assessment: Assessment) -> str:
    """Say in one line what the report holds."""
    held = assessment.plan
    verdicts = ", ".join(f"{count} {verdict.value}" for verdict, count in assessment.counts().items())
    return (
        f"{len(held.targets)} targets, {len(held.milestones)} milestones, {len(held.aims)} aims ({verdicts}); "
        f"{len(held.measures)} measures, {len(held.responsibilities)} responsibilities, {len(held.rules)} rules, "
        f"{len(held.findings)} findings; {len(assessment.observations)} records, all illustrative"
    )


def outlooks(assessment: Assessment) -> list[Comparison]:
    """Give the goals for 2020 by two methods, from the baseline that is assumed here: the document states none."""
    targets = assessment.plan.targets
    return [
        compare_methods(
            attrs.evolve(goal, baseline=ASSUMED_BASELINE),
            assessment.observations,
            METHODS,
            as_of=assessment.as_of,
            slices=[one for one in targets if one.slice_of == goal.id],
        )
        for goal in targets
        if any(one.slice_of == goal.id for one in targets)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write both pages, and print where they are and what they hold.

    Args:
        arguments: words of the command line; those of the process when left out.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("build/fuxin_2017.html"), help="the Chinese page")
    parser.add_argument("--as-of", default="2018", help="date of the assessment; a period means its end")
    chosen = parser.parse_args(arguments)
    chinese: Path = chosen.out
    english = chinese.with_suffix(f".en{chinese.suffix}")
    assessment = assess(plan(), observations(), as_of=parse_period(chosen.as_of))
    chinese.parent.mkdir(parents=True, exist_ok=True)
    ways = outlooks(assessment)
    for page, lang, other in ((chinese, "zh", english), (english, "en", chinese)):
        write_report(assessment, page, lang, other_language=other.name, outlooks=ways, trend=TREND)
    print(f"{chinese} (Chinese), {english} (English)")
    print(_counts(assessment))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
