"""The laws of methods, as values."""

from __future__ import annotations

from policytargets.testing.laws._law import Law

ANSWERS = Law(
    name="answers",
    sentence="A method answers every course with an Outlook; what it cannot say is undetermined with a reason.",
    source="policytargets, progress: never nan, infinity, a complex number or an error from below.",
    remedy="give undetermined(self, course, reason) of policytargets.outlooks where the rule cannot be applied.",
)
METHOD_LAWS = (
    ANSWERS,
    Law(
        name="units",
        sentence="The same amounts in another unit or scale give the same status.",
        source="policytargets, progress; Open SDG puts 0.001 for zero, and its statuses change with the unit.",
        remedy="compute with Point.base and Quantity.base, which are the same in every unit.",
    ),
    Law(
        name="mirror",
        sentence="With the sign of all amounts changed, and at least read as at most, the result is the same.",
        source="policytargets, progress; lower-is-better is the most frequent bug in trackers of goals.",
        remedy="take the direction from Course.direction, and multiply what is compared by it.",
    ),
    Law(
        name="ends",
        sentence="The share done is 0 at the baseline and 1 at the target.",
        source="policytargets, progress; ServiceNow's percent of a goal begins at the start and ends at the target.",
        remedy="take (amount - baseline) / (goal - baseline), or leave Outlook.share empty.",
    ),
    Law(
        name="monotone",
        sentence="A better newest amount gives no lower share or score, and no status comes back once it is left.",
        source="policytargets, progress; a rule that punishes an improvement cannot steer anybody.",
        remedy="look for a sign, a swapped end of a band, or bands that are not in order.",
    ),
    Law(
        name="later",
        sentence="What is observed later never changes an earlier result.",
        source="policytargets, deciding: observations after as_of never change a verdict as of it.",
        remedy="use nothing but the course that is handed in, and remember nothing.",
    ),
    Law(
        name="order",
        sentence="The order of the observations changes nothing.",
        source="policytargets, progress: order in a table is no evidence.",
        remedy="use nothing but the course that is handed in; its points stand in the order of their periods.",
    ),
    Law(
        name="shift",
        sentence="Moving all years by the same number changes nothing.",
        source="policytargets, progress: nothing reads the clock, and no year is special.",
        remedy="count years with Course.years, and read no clock, calendar year or table of one's own.",
    ),
    Law(
        name="verdict",
        sentence="Whether the target is met does not depend on the method.",
        source="policytargets, deciding: attained depends on the criterion and the observations alone.",
        remedy="change nothing of what is handed in.",
    ),
    Law(
        name="replay",
        sentence="Judging the course of a result again gives the result, and its status is that of its band.",
        source="policytargets, progress: a result carries the chain that led there.",
        remedy="hand the course on in Outlook.course, name the method, and use nothing else; `banded` does it all.",
    ),
)
"""The laws of methods, in order; all but ``answers`` may stand in a method's ``breaks``."""
