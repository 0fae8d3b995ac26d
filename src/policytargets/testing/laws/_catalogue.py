"""The laws of catalogues of kinds."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from typing import Any

from policytargets.errors import InvalidValueError, PolicyTargetsError
from policytargets.kinds import Catalogue, Kind, standard_catalogue
from policytargets.quantities import Quantity
from policytargets.testing.laws._law import Law
from policytargets.testing.laws._running import Check, Told, run_listed
from policytargets.testing.laws._telling import line
from policytargets.units import Term, Unit

CATALOGUE_LAWS = (
    Law(
        name="kinds",
        sentence="Amounts of two kinds never meet, and one kind over another is no plain number.",
        source="policytargets, units: each kind of countable thing is a dimension of its own.",
        remedy="give each kind a dimension of its own, named after its id.",
    ),
    Law(
        name="codes",
        sentence="Each kind has a code of its own, which reads as exactly one of it.",
        source="policytargets, units: a unit has a stable code and an exact factor.",
        remedy="let the id be the code, and count one of the kind by an exact 1.",
    ),
    Law(
        name="names",
        sentence="Every name of a kind reads as the kind.",
        source="policytargets, units: what is written can be read back, in each language.",
        remedy="write names as a text is read: full-width letters, digits and brackets become plain ones.",
    ),
    Law(
        name="words",
        sentence="A measure word alone is open, and closes to each kind that it counts.",
        source="policytargets, units: 件 counts patents, trademarks and works alike.",
        remedy="list the measure words with the kind they count, and no unit that measures.",
    ),
    Law(
        name="scales",
        sentence="万 and 亿 before a word make it ten thousand and a hundred million times, exactly.",
        source="policytargets, units: 万, 亿 and the like are exact scales.",
        remedy="let no name or word begin with 十, 百, 千, 万 or 亿, or be one of them.",
    ),
    Law(
        name="hides",
        sentence="No name or word of a kind takes the place of a unit that measures.",
        source="policytargets, units: physical units are resolved apart from what is counted.",
        remedy="choose another name or word for the kind.",
    ),
)
"""The laws of catalogues, in order."""


def check_catalogue(catalogue: Catalogue) -> None:
    """Tell whether a catalogue keeps its laws: all kinds are tried, and one error lists the laws that are broken.

    Args:
        catalogue: the catalogue, for example the standard one with kinds of your own.

    Raises:
        InvalidValueError: it is none.
        BrokenLawsError: with every law that is broken.

    Examples:
        >>> well = Kind("well", one="well", many="wells", zh="机井", words=("口", "眼"))
        >>> check_catalogue(standard_catalogue().extend([well]))
    """
    if not isinstance(catalogue, Catalogue):
        remedy = "pass standard_catalogue() with your kinds: .extend([...])"
        raise InvalidValueError("check_catalogue", "a Catalogue", repr(catalogue), remedy)
    pairs = tuple(combinations(catalogue.kinds, 2))

    def check(law: Law) -> tuple[Check, tuple[Any, ...]]:
        rule = _RULES[law.name]
        cases = pairs if law.name == "kinds" else catalogue.kinds
        return Check(law, lambda case: rule(catalogue, case), lambda case: (line("kind", case),)), cases

    run_listed("the catalogue", map(check, CATALOGUE_LAWS))


def _one(kind: Kind) -> Unit:
    """The unit that counts one of a kind, as the kind itself makes it."""
    return Unit((Term(1, kind.atom),))


def _kind(kind: Kind) -> str:
    return line("kind", f"{kind.id}: {kind.one}, {kind.many}{f', {kind.zh}' if kind.zh else ''}")


def _read(text: str, catalogue: Catalogue, kind: str | None = None) -> Unit | str:
    """Read a unit text; an error is given as text."""
    try:
        return Unit.parse(text, kind=kind, catalogue=catalogue)
    except PolicyTargetsError as error:
        return f"refused: {error.expected}"


def _kinds(_: Catalogue, pair: tuple[Kind, Kind]) -> Told:
    first, second = pair
    one, other = _one(first), _one(second)
    over = Quantity(1, one) / Quantity(1, other)
    if one.mismatch(other) is not None and over.unit.dims:
        return ()
    met = "amounts of the two compare" if one.mismatch(other) is None else f"one over the other is in {over.unit}"
    return _kind(first), _kind(second), line("but", met), line("expected", "two dimensions")


def _codes(catalogue: Catalogue, kind: Kind) -> Told:
    unit = _one(kind)
    wrong = [] if unit.code == kind.id else [f"the code is {unit.code}"]
    if not isinstance(unit.factor, Fraction) or unit.factor != 1:
        wrong.append(f"one of it counts as {unit.factor!r}")
    found = _read(unit.code, catalogue)
    if found != unit:
        wrong.append(f"{unit.code} reads as {found}")
    return (
        (_kind(kind), line("but", "; ".join(wrong)), line("expected", f"{kind.id}, exactly 1 of it")) if wrong else ()
    )


def _names(catalogue: Catalogue, kind: Kind) -> Told:
    for name in (kind.one, kind.many, kind.zh):
        if name and (found := _read(name, catalogue)) != _one(kind):
            return _kind(kind), line("but", f"{name!r} reads as {found}"), line("expected", kind.id)
    return ()


def _words(catalogue: Catalogue, kind: Kind) -> Told:
    for word in kind.words:
        if word in kind.names:
            continue  # 人 counts nothing but people
        found, closed = _read(word, catalogue), _read(word, catalogue, kind.id)
        if not isinstance(found, Unit) or found.open_words != (word,):
            return _kind(kind), line("but", f"{word!r} reads as {found}"), line("expected", "an open measure word")
        if closed != _one(kind):
            return _kind(kind), line("but", f"{word!r} closed to {kind.id} is {closed}"), line("expected", kind.id)
    return ()


def _scales(catalogue: Catalogue, kind: Kind) -> Told:
    for name in (*kind.words, kind.zh):
        plain = _read(name, catalogue, None if name in kind.names else kind.id) if name else ""
        for scale, zeros in (("万", 10**4), ("亿", 10**8)):
            found = _read(scale + name, catalogue, None if name in kind.names else kind.id) if name else ""
            if isinstance(plain, Unit) and found != plain.scaled(zeros):
                but = line("but", f"{scale + name!r} reads as {found}")
                return _kind(kind), but, line("expected", f"{zeros:,} times {name}")
    return ()


def _hides(catalogue: Catalogue, kind: Kind) -> Told:
    for name in (*sorted(kind.names), *kind.words):
        known, found = standard_catalogue().word(name), catalogue.word(name)
        measures = known is not None and known.measure_words is None and known.open_word is None
        if (
            known is not None
            and measures
            and (found is None or (found.dims, found.factor) != (known.dims, known.factor))
        ):
            taken = kind.id if found is None or found.open_word is None else "an open measure word"
            return _kind(kind), line("but", f"{name!r} is now {taken}"), line("expected", f"the unit {known.code}")
    return ()


_RULES: dict[str, Callable[[Catalogue, Any], Told]] = {
    "kinds": _kinds, "codes": _codes, "names": _names, "words": _words, "scales": _scales, "hides": _hides,
}  # fmt: skip
