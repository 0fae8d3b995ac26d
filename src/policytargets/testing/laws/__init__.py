"""Laws that your own methods, criteria, codecs, catalogues and plans keep, or a message that says how they do not.

Each law has a name, a sentence and a source. A check tries all of them on drawn cases and raises one error that lists
every law that is broken, each with the smallest counterexample in the words of the field.
"""

from __future__ import annotations

from policytargets.testing.laws._catalogue import CATALOGUE_LAWS, check_catalogue
from policytargets.testing.laws._codec import CODEC_LAWS, check_codec
from policytargets.testing.laws._criterion import CRITERION_LAWS, Decides, check_criterion
from policytargets.testing.laws._law import BrokenLawsError, Law, Violation
from policytargets.testing.laws._method import check_method, find_break
from policytargets.testing.laws._method_laws import METHOD_LAWS
from policytargets.testing.laws._plan import PLAN_LAWS, check_plan

__all__ = [
    "CATALOGUE_LAWS",
    "CODEC_LAWS",
    "CRITERION_LAWS",
    "METHOD_LAWS",
    "PLAN_LAWS",
    "BrokenLawsError",
    "Decides",
    "Law",
    "Violation",
    "check_catalogue",
    "check_codec",
    "check_criterion",
    "check_method",
    "check_plan",
    "find_break",
]
