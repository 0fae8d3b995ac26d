"""Build Fuxin's report in Chinese and English: ``python -m fuxin_2017.report``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from fuxin_2017 import observations, plan
from policytargets import Assessment, assess, parse_period
from policytargets.reports import write_report

__all__ = ["main"]


def _counts(assessment: Assessment) -> str:
    """Say in one line what the report holds."""
    held = assessment.plan
    verdicts = ", ".join(f"{count} {verdict.value}" for verdict, count in assessment.counts().items())
    return (
        f"{len(held.targets)} targets, {len(held.milestones)} milestones, {len(held.aims)} aims ({verdicts}); "
        f"{len(held.measures)} measures, {len(held.responsibilities)} responsibilities, {len(held.rules)} rules, "
        f"{len(held.findings)} findings; {len(assessment.observations)} records, all illustrative"
    )


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
    write_report(assessment, chinese, "zh", other_language=english.name)
    write_report(assessment, english, "en", other_language=chinese.name)
    print(f"{chinese} (Chinese), {english} (English)")
    print(_counts(assessment))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
