"""For tests of code that uses policytargets: strategies that draw its values, and laws to keep."""

from __future__ import annotations

from importlib.util import find_spec

from policytargets.errors import MissingExtraError


def _need_hypothesis() -> None:
    try:
        found = find_spec("hypothesis")
    except ValueError:  # what is set to None in sys.modules is not there either
        found = None
    if found is None:
        raise MissingExtraError(
            "policytargets.testing", "hypothesis", "no such package", "pip install 'policytargets[testing]'"
        )


_need_hypothesis()

from policytargets.testing import laws, strategies  # noqa: E402 -- only where hypothesis is there

__all__ = ["laws", "strategies"]
