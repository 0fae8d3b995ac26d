"""Measures: actions (措施) a document orders. A measurement is an `Observation`."""

from __future__ import annotations

import attrs

from policytargets._fields import Shown, as_tuple, each_is_a, identifier, optional_identifier, optional_is_a
from policytargets.sources import Citation
from policytargets.texts import Text, to_text

__all__ = ["Measure"]


@attrs.frozen(kw_only=True, repr=False)
class Measure(Shown):
    """An action that a document orders.

    Attributes:
        id: lower-case key, unique in a plan.
        title: what is to be done.
        number: its number in the document.
        serves: ids of the targets it serves, where the document says so.
        topic: key of the topic it stands under.
        citation: where the document says so.

    Examples:
        >>> Measure(id="platform", title={"zh": "建设平台", "en": "build a platform"}, number=6).number
        6
    """

    id: str = attrs.field(validator=identifier)
    title: Text = attrs.field(converter=to_text)
    number: int | None = attrs.field(default=None, validator=optional_is_a(int))
    serves: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=each_is_a(str))
    topic: str | None = attrs.field(default=None, validator=optional_identifier)
    citation: Citation | None = attrs.field(default=None, validator=optional_is_a(Citation), repr=False)

    def label(self, language: str = "en") -> str:
        """Its title."""
        return self.title.best(language)
