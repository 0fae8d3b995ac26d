"""Amounts of pint registries, in and out, with our exact factors."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from policytargets import _pint
from policytargets._atoms import BUILT_IN, Atom
from policytargets._numbers import exact
from policytargets._terms import SCALES
from policytargets.errors import UnitMismatchError
from policytargets.kinds import Catalogue, standard_catalogue
from policytargets.units import Term, Unit

if TYPE_CHECKING:
    import pint

_SCALED = re.compile(r"x(\d+)_(\w+)")
_PRICED = re.compile(r"([A-Z]{3})_(\d{4}|current)")
_OUT = {"year": "calendar_year", "quarter": "calendar_quarter", "month": "calendar_month", "mu": "chinese_mu"}
_IN = {name: code for code, name in _OUT.items()}
_YEAR = (("year", 1),)
_SECONDS_OF_PINTS_YEAR = 31_557_600


class _Reader:
    """Reads the units of one quantity by their names, and checks them against its registry."""

    def __init__(self, quantity: Any, catalogue: Catalogue) -> None:
        self.registry = quantity._REGISTRY  # noqa: SLF001 -- pint offers no public name for it
        self.catalogue = catalogue
        self.prices: set[str] = set()
        self.factor = Fraction(1)

    def terms(self, name: str, power: Any) -> list[Term]:
        """Give the terms that a unit of the registry stands for; what is no whole scale goes into `factor`."""
        if int(power) != power:
            raise UnitMismatchError("pint quantity", "whole powers", f"{name} ** {power}", "use a unit without roots")
        found = _pint.meaning(self.registry, name)
        if found is None:
            remedy = "convert it to a difference, to kelvin or to SI units first"
            raise UnitMismatchError("pint quantity", "a unit without an offset or a root", repr(name), remedy)
        scaled = _SCALED.fullmatch(name)
        scale, word = (int(scaled[1]), scaled[2]) if scaled else (1, name)
        atom = self.atom(word)
        if atom is None:
            return self.derived(name, found, int(power))
        if not _means(found, atom, word, scale):
            got = f"{name} = {found.factor} {dict(found.dims)}"
            raise UnitMismatchError("pint quantity", f"{word} as it is meant here", got, "rename the registry's unit")
        return [Term(scale, atom, int(power))]

    def atom(self, word: str) -> Atom | None:
        """Find the word of ours that a name of the registry is."""
        priced = _PRICED.fullmatch(word)
        if priced and priced[1] in BUILT_IN:
            self.prices.add(priced[2])
            return BUILT_IN[priced[1]]
        return self.catalogue.word(_IN.get(word, word))

    def derived(self, name: str, found: _pint.Physical, power: int) -> list[Term]:
        """Resolve a unit of the user's own, such as ``wan_person = 10000 person``, by what it is made of."""
        factor = _pint.exact_factor(name, found)
        if factor is None or found.dims == ((name, 1),):
            raise UnitMismatchError(
                "pint quantity",
                "units named after kinds of the catalogue, physical units, or exact multiples of these",
                repr(name),
                f"add Kind({name!r}, ...) to a catalogue and pass catalogue=, or convert the quantity first",
            )
        terms = [term for base, exponent in found.dims for term in self.terms(base, exponent * power)]
        if len(terms) == abs(power) == abs(terms[0].power) == 1 and factor in SCALES:
            # 2.88 patents per wan_person stay 2.88.
            return [attrs.evolve(terms[0], scale=int(factor))]
        self.factor *= factor**power
        return terms


def _means(found: _pint.Physical, atom: Atom, name: str, scale: int) -> bool:
    """Tell whether a registry's unit is our word: the same base units, or a base unit of that very name."""
    if atom.measure_words is not None or atom.money or atom.difference:
        return found.agrees(((name, 1),), scale)
    if atom.dims != _YEAR:
        return found.agrees(atom.dims, scale * atom.factor)
    # pint's own year, month and quarter have a length in seconds; they count calendar time here.
    years = scale * atom.factor
    return found.agrees((("second", 1),), years * _SECONDS_OF_PINTS_YEAR) or any(
        found.agrees(((year, 1),), years) for year in ("calendar_year", "year")
    )


def read_pint(quantity: Any, catalogue: Catalogue | None) -> tuple[Fraction, Unit]:
    """Read a quantity of any registry by the names of its units; our factors decide, not the registry's floats.

    Raises:
        UnitMismatchError: a unit name that no catalogue and no exact factor explains, or that means something else.
        InvalidValueError: the magnitude is no number, such as an array.
    """
    magnitude = exact(quantity.magnitude, "pint quantity")
    reader = _Reader(quantity, catalogue or standard_catalogue())
    terms = [term for name, power in quantity.unit_items() for term in reader.terms(name, power)]
    if len(reader.prices) > 1:
        got = " and ".join(sorted(reader.prices))
        raise UnitMismatchError("pint quantity", "one price basis", got, "convert one first")
    above_first = sorted(terms, key=lambda term: term.power < 0)
    return magnitude * reader.factor, Unit(above_first, prices=next(iter(reader.prices), None))


def write_pint(magnitude: Fraction, unit: Unit, ureg: pint.UnitRegistry[Any] | None) -> pint.Quantity[Any]:
    """Write an amount into a registry; scaled words get a name of their own, so that 2.88 stays 2.88.

    Raises:
        UnitMismatchError: a measure word is open, or a name means something else in that registry.
    """
    if unit.open_words:
        raise UnitMismatchError("to_pint", "a unit whose kind is said", str(unit), "bind it first: unit.bind('patent')")
    registry = _pint.application_registry() if ureg is None else ureg
    powers: dict[str, int] = {}
    for term in unit.terms:
        name, power = _name(registry, term.atom, unit.prices)
        if abs(term.power) == 1 != term.scale:
            name, power = _scaled_name(registry, name, power, term.scale), 1
        elif term.scale != 1:
            # The scale stands before the power, and a name of the registry would be raised with its scale.
            magnitude *= Fraction(term.scale) ** (1 if term.power > 0 else -1)
        powers[name] = powers.get(name, 0) + term.power * power
    found: pint.Quantity[Any] = registry.Quantity(_number_for(registry, magnitude), registry.UnitsContainer(powers))
    return found


def _number_for(registry: Any, magnitude: Fraction) -> Any:
    kind = registry.non_int_type
    if kind is float:
        return int(magnitude) if magnitude.denominator == 1 else float(magnitude)
    return kind(magnitude.numerator) / kind(magnitude.denominator)


def _name(registry: Any, atom: Atom, prices: str | None) -> tuple[str, int]:
    """Give the registry's name of a word, made sure of, and the power that is part of the word (2 of m2)."""
    name = _OUT.get(atom.code, atom.code)
    if atom.dims == _YEAR:
        year = "calendar_year"
        _pint.ensure(registry, year, f"{year} = [{year}]", ((year, 1),), 1)
        _pint.ensure(registry, name, f"{name} = {year} / {1 / atom.factor}", ((year, 1),), atom.factor)
    elif atom.measure_words is not None or atom.money or atom.difference:
        name = f"{name}_{prices}" if atom.money and prices is not None else name
        _pint.ensure(registry, name, f"{name} = [{name}]", ((name, 1),), 1)
    elif atom.code == "mu":
        _pint.ensure(registry, "meter", None, (("meter", 1),), 1)
        _pint.ensure(registry, name, f"{name} = 10000 / 15 * meter ** 2", atom.dims, atom.factor)
    elif not atom.dims:
        _pint.ensure(registry, name, f"{name} = 1 / {1 / atom.factor}", (), atom.factor)
    else:
        base = name.rstrip("23")
        power = int(name[len(base) :] or 1)
        _pint.ensure(registry, base, None, atom.dims, atom.factor, power=power)
        return base, power
    return name, 1


def _scaled_name(registry: Any, name: str, power: int, scale: int) -> str:
    scaled = f"x{scale}_{name}{power if power > 1 else ''}"
    base = _pint.meaning(registry, name)
    assert base is not None  # noqa: S101 -- _name has made sure of it
    _pint.ensure(registry, scaled, f"{scaled} = {scale} * {name} ** {power}", *base.raised(power, scale))
    return scaled
