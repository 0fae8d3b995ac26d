"""For tests of code that uses policytargets: strategies that draw its values."""

from __future__ import annotations

from policytargets.errors import MissingExtraError

try:
    import hypothesis  # noqa: F401 -- only to see whether it is there
except ImportError as error:
    raise MissingExtraError(
        "policytargets.testing", "hypothesis", "no such package", "pip install 'policytargets[testing]'"
    ) from error

from policytargets.testing import strategies

__all__ = ["strategies"]
