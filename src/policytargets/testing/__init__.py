"""For tests of code that uses policytargets: strategies that draw its values, laws to keep, and histories of plans."""

from __future__ import annotations

from importlib.util import find_spec

from policytargets.errors import MissingExtraError


def _need_hypothesis() -> None:
    if find_spec("hypothesis") is None:
        raise MissingExtraError(
            "policytargets.testing", "hypothesis", "no such package", "pip install 'policytargets[testing]'"
        )


_need_hypothesis()

from policytargets.testing import laws, strategies  # noqa: E402 -- only where hypothesis is there
from policytargets.testing.histories import PlanHistory  # noqa: E402 -- as above

__all__ = ["PlanHistory", "laws", "strategies"]
