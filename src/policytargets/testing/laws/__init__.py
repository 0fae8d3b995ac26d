"""Laws that your own methods, criteria, codecs, catalogues and plans keep, or a message that says how they do not.

Each law has a name, a sentence and a source. A check tries all of them on drawn cases and raises one error that lists
every law that is broken, each with the smallest counterexample in the words of the field.
"""

from __future__ import annotations

from policytargets.testing.laws._law import BrokenLawsError, Law, Violation
from policytargets.testing.laws._method import check_method, find_break
from policytargets.testing.laws._method_laws import METHOD_LAWS

__all__ = ["METHOD_LAWS", "BrokenLawsError", "Law", "Violation", "check_method", "find_break"]
