"""The targets of Fuxin, Liaoning: 阜新市人民政府关于新形势下加快知识产权强市建设的实施意见（阜政发〔2017〕42号）.

The whole document as a plan file, verified against its text. No published observations are at hand: those here are
illustrative, and say so. Beside it a small real case: Liaoning's goal of 7.36 invention patents per 10,000 people.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from policytargets import Observation, Occurrence, Plan, load, read_observations

__all__ = ["liaoning", "liaoning_observations", "observations", "plan", "source"]


def source() -> str:
    """Give the text of the document as it stands, so that an offset counts its characters.

    Examples:
        >>> "发明专利拥有量达到2.88件/万人" in source()
        True
    """
    return files(__name__).joinpath("source.txt").read_bytes().decode("utf-8")


def _plan(name: str) -> Plan:
    # The plan file opens its source beside it, so both are unpacked together.
    with as_file(files(__name__)) as folder:
        return load(Path(folder) / name)


def _observations(name: str, of: Plan) -> tuple[Observation | Occurrence, ...]:
    with as_file(files(__name__).joinpath(name)) as path:
        return tuple(read_observations(path, of))


def plan() -> Plan:
    """Give the document as a plan.

    Examples:
        >>> len(plan().targets), len(plan().measures)
        (18, 22)
    """
    return _plan("plan.yaml")


def observations() -> tuple[Observation | Occurrence, ...]:
    """Give the illustrative observations: made up to show the report, and marked so in every row.

    Examples:
        >>> all(record.is_illustrative for record in observations())
        True
    """
    return _observations("observations_illustrative.csv", plan())


def liaoning() -> Plan:
    """Give Liaoning's goal for 2020; the text of the document is not at hand, and its citations say so.

    Examples:
        >>> print(liaoning().target("invention_patents_2020").criterion.amount)
        7.36 patents per 10,000 people
    """
    return _plan("liaoning.yaml")


def liaoning_observations() -> tuple[Observation | Occurrence, ...]:
    """Give the published figures for Liaoning (2019) and the country (2017); their texts are not at hand.

    Examples:
        >>> any(record.is_illustrative for record in liaoning_observations())
        False
    """
    return _observations("liaoning_observations.csv", liaoning())
