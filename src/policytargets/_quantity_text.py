"""Texts that are an amount with its unit: ``2.15 件/万人``, ``1/3``, ``3万户``."""

from __future__ import annotations

from fractions import Fraction

from policytargets._numbers import SCALE_WORDS, exact, first_inked, fold, match_number, plain
from policytargets.errors import InvalidValueError, ParseError
from policytargets.kinds import Catalogue
from policytargets.units import Unit, number_unit


def read(text: str, catalogue: Catalogue | None) -> tuple[Fraction, str, Unit | None]:
    """Read a number with or without a unit, to the end of the text.

    Returns:
        The number exactly, as it stands in the text, and the unit, if there is one.

    Raises:
        ParseError: a character that belongs to neither.
    """
    start = first_inked(text)
    amount, end = match_number(text, "Quantity", start)
    rest = fold(text[end:]).strip(" ")
    if rest in SCALE_WORDS:
        amount *= SCALE_WORDS[rest]
        return amount, plain(amount), None
    if not rest:
        return amount, text[start:end], None
    try:
        return amount, text[start:end], Unit.parse(text[end:], catalogue=catalogue)
    except ParseError as error:
        raise ParseError("Quantity", error.expected, error.got, error.remedy, text, end + error.position) from None


def the_one_unit(found: Unit | None, given: Unit | str | None, catalogue: Catalogue | None) -> Unit:
    """Give the unit of the text or the one beside it; without both, that of a plain number."""
    if given is None:
        return found or number_unit()
    if found is not None:
        raise InvalidValueError("Quantity", "the unit once", f"{found} and {given}", "leave one of the two out")
    return given if isinstance(given, Unit) else Unit.parse(given, catalogue=catalogue)


def written_as(amount: Fraction, written: str | None) -> str | None:
    """Give *written* where it is a plain writing of this amount, else None."""
    if written is None or exact(written, "Quantity: written") != amount:
        return None
    return written.strip() if match_number(written.strip())[1] == len(written.strip()) else None
