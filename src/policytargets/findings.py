"""Findings: what a careful reader meets in a source that is ambiguous or inconsistent."""

from __future__ import annotations

import attrs

from policytargets._fields import as_tuple, each_is_a, identifier
from policytargets.sources import Citation
from policytargets.texts import Text, to_text

__all__ = ["Finding"]


@attrs.frozen(kw_only=True)
class Finding:
    """An ambiguity or inconsistency of the source, with the spans it concerns.

    Attributes:
        id: lower-case key, unique in a plan.
        text: what is open, and how it was handled.
        citations: the words it concerns.

    Examples:
        >>> Finding(id="no_baseline", text={"zh": "未载明基数", "en": "no baseline is stated"}).text["en"]
        'no baseline is stated'
    """

    id: str = attrs.field(validator=identifier)
    text: Text = attrs.field(converter=to_text)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_tuple, validator=each_is_a(Citation))
