"""The only door to pint: exact factors of physical units, and what the names of a user's registry mean."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from policytargets.errors import UnitMismatchError

if TYPE_CHECKING:
    import pint

Dimensions = tuple[tuple[str, int], ...]

_CALENDAR = {"year", "month", "century", "millennium", "eon", "decade"}
_NO_DIMENSION = {"percent", "permille", "ppm", "count", "particle", "dot", "pixel", "bit", "byte", "octet", "baud"}
_ANGLES = {"radian", "degree", "arcminute", "arcsecond", "turn", "grade", "gradian", "steradian", "cycle", "mil"}
# English words for other things, and units that are one thing in Britain and another in America.
_TREACHEROUS = {
    "acre_foot", "barrel", "carat", "chain", "cup", "drop", "foot_per_second", "grain", "hand", "knot", "link", "pica",
    "pint", "point", "quarter", "rod", "scruple", "slug", "square_survey_mile", "stone", "technical_atmosphere", "ton",
}  # fmt: skip
_CONSTANTS = {"speed_of_light", "elementary_charge", "standard_gravity", "zeta", "newtonian_constant_of_gravitation"}
_NOT_PHYSICAL = _CALENDAR | _NO_DIMENSION | _ANGLES | _TREACHEROUS | _CONSTANTS
"""Units of pint whose names, in a text, mean something else here or are too easily mistaken."""

_LETTERS = frozenset("mgstdhlLWJNVAK")
"""Names of one letter that are units; pint's others are constants, such as k for Boltzmann's."""

_NAME = re.compile(r"[A-Za-z_]+")
_MICRO = str.maketrans("µμ", "uu")  # the sign for micro and the Greek letter: versions of pint differ
_MOST_DIGITS = 15
"""Significant digits up to which a float is the decimal that someone wrote."""


@attrs.frozen
class Physical:
    """What a name means: a factor to base units, and their powers.

    Attributes:
        code: the name, without the s of a plural.
        dims: pairs of base unit and power, such as ``(("meter", 2),)``.
        factor: how many base units one of it is; a float where that is all the registry knows.
    """

    code: str
    dims: Dimensions
    factor: Fraction | float | Decimal

    def raised(self, power: int, scale: int = 1) -> tuple[Dimensions, Fraction]:
        """Give base units and factor of *scale* times its power."""
        return tuple((base, exponent * power) for base, exponent in self.dims), scale * Fraction(self.factor) ** power

    def agrees(self, dims: Dimensions, factor: Fraction | int, power: int = 1) -> bool:
        """Tell whether its power means the same; its factor may be a float that was computed."""
        own, size = self.raised(power)
        return own == dims and abs(size / factor - 1) < Fraction(1, 10**9)


@lru_cache(maxsize=1)
def _exact_registry() -> pint.UnitRegistry[Any]:
    import pint  # noqa: PLC0415 -- importing the library or deciding a target never needs pint

    return pint.UnitRegistry(non_int_type=Fraction, on_redefinition="raise")


@lru_cache(maxsize=512)
def physical(name: str) -> Physical | None:
    """Resolve a name that stands in a text, such as ``kWh``, or give None where it names no physical unit."""
    if not _NAME.fullmatch(name) or (len(name) == 1 and name not in _LETTERS):
        return None
    registry = _exact_registry()
    readings = registry.parse_unit_name(name)
    if not readings:
        return None
    prefix, unit, _ = readings[0]
    if unit in _NOT_PHYSICAL or "constant" in unit:
        return None
    singular = name[:-1] if name.endswith("s") and registry.parse_unit_name(name[:-1])[:1] == readings[:1] else name
    if _is_symbol(registry, singular, unit):
        # A symbol takes no plural: Ws is no two watts.
        return _exactly(registry, name) if singular == name else None
    # A name takes no short prefix: a unit is no micro-nit.
    return _exactly(registry, singular) if singular.startswith(prefix) else None


def _is_symbol(registry: pint.UnitRegistry[Any], name: str, unit: str) -> bool:
    written = str(registry.get_symbol(name)).translate(_MICRO)
    return name == written and str(registry.get_symbol(unit)) != unit


def _exactly(registry: pint.UnitRegistry[Any], name: str) -> Physical | None:
    found = meaning(registry, name)
    return None if found is None or not found.dims or not isinstance(found.factor, Fraction) else found


def meaning(registry: pint.UnitRegistry[Any], name: str) -> Physical | None:
    """Say what *name* means in a registry; None for a scale with an offset (°C), and for powers that are not whole."""
    if not registry.Quantity(1, name)._is_multiplicative:  # noqa: SLF001 -- pint has no public question for it
        return None
    factor: Any
    factor, base = registry.get_root_units(name)
    powers: list[tuple[str, Any]] = list(registry.Quantity(1, base).unit_items())
    if any(int(power) != power for _, power in powers):
        return None
    dims = tuple(sorted((str(unit), int(power)) for unit, power in powers))
    return Physical(name, dims, Fraction(factor) if isinstance(factor, int) else factor)


def exact_factor(name: str, found: Physical) -> Fraction | None:
    """Give the factor as it was defined: a fraction, a decimal that someone wrote, or one of pint's own definitions.

    None where its digits show that it was computed, so that nobody can tell from what.
    """
    if isinstance(found.factor, Fraction):
        return found.factor
    written = found.factor if isinstance(found.factor, Decimal) else Decimal(repr(float(found.factor)))
    if len(written.normalize().as_tuple().digits) <= _MOST_DIGITS:
        return Fraction(written)
    ours = _exactly(_exact_registry(), name) if name in _exact_registry() else None
    return Fraction(ours.factor) if ours and found.agrees(ours.dims, Fraction(ours.factor)) else None


def is_quantity(value: object) -> bool:
    """Tell whether *value* is a quantity of any pint registry, without importing pint."""
    return any(kind.__name__ == "PlainQuantity" and kind.__module__.startswith("pint.") for kind in type(value).__mro__)


def application_registry() -> pint.UnitRegistry[Any]:
    """Give the registry that the user's application has set; it is never set here."""
    import pint  # noqa: PLC0415 -- see above

    found: pint.UnitRegistry[Any] = pint.get_application_registry()  # type: ignore[no-untyped-call]  # pint's own
    return found


def ensure(  # noqa: PLR0913 -- a name, and all that it must mean
    registry: pint.UnitRegistry[Any],
    name: str,
    definition: str | None,
    dims: Dimensions,
    factor: Fraction | int,
    *,
    power: int = 1,
) -> None:
    """Define *name* in a user's registry unless it is there, and check what it means.

    Args:
        registry: the user's own registry; nothing but the missing name is added to it.
        name: the name to find or add.
        definition: its definition in pint's language; None where the registry must have it already.
        dims: pairs of base unit and power that it must have.
        factor: how many base units it must be.
        power: of which power of *name* this is asked.

    Raises:
        UnitMismatchError: the name means something else, or is missing and cannot be added.
    """
    if name not in registry:
        if definition is None:
            raise UnitMismatchError("to_pint", f"a registry that defines {name}", "none", "use pint.UnitRegistry()")
        registry.define(definition)
    found = meaning(registry, name)
    if found is None or not found.agrees(dims, factor, power):
        got = "another scale" if found is None else f"{found.factor} {dict(found.dims)}"
        remedy = "pass a registry of your own, or rename its unit"
        raise UnitMismatchError("to_pint", f"{name} as it is meant here", f"{name} = {got}", remedy)
