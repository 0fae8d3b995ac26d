"""How amounts and units are spelled: as documents write them where that reads back, else by their stable code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytargets.baselines import Baseline
from policytargets.bounds import About, Between
from policytargets.codec._criteria import CHANGES, COMBINATIONS, PLAIN_BOUNDS, SINCE_WORDS
from policytargets.codec._forms import Languages
from policytargets.criteria import NoWorse, Readings, Total
from policytargets.errors import FileError, PolicyTargetsError
from policytargets.units import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from policytargets.codec._tree import Tree
    from policytargets.kinds import Catalogue
    from policytargets.quantities import Quantity

    Spell = Callable[[Quantity], str]


def as_documents_do(amount: Quantity) -> str:
    """Write ``2.15 件/万人``."""
    return f"{amount.number} {amount.unit.label('zh')}" if amount.unit.terms else amount.number


def by_code(amount: Quantity) -> str:
    """Write ``2.15 patent/(10000.person)``."""
    return f"{amount.number} {amount.unit.code}" if amount.unit.terms else amount.number


SPELLINGS = (as_documents_do, by_code)


def first_that_reads_back(candidates: Iterable[Tree], read: Callable[[Tree], Any], meant: Any, where: str) -> Any:
    """Give the first spelling that reads as what is meant; a file never says something else.

    Raises:
        FileError: none does.
    """
    for candidate in candidates:
        try:
            if read(candidate) == meant:
                return candidate
        except PolicyTargetsError:
            continue
    raise FileError(
        where, "amounts a plan file can state", str(meant), "state it in another unit, or add its kinds to the plan"
    )


def write_bound(bound: Any, spell: Spell, *, tolerance: bool = True) -> dict[str, Tree]:
    """Give the keys of a bound; without *tolerance* the key ``within`` belongs to something else."""
    if isinstance(bound, Between):
        written: dict[str, Tree] = {"between": [spell(bound.low), spell(bound.high)]}
        return written | ({"open": list(bound.open)} if bound.open else {})
    if isinstance(bound, About):
        if bound.within is None:
            return {"about": spell(bound.amount)}
        if tolerance:
            return {"about": spell(bound.amount), "within": spell(bound.within)}
        return {"about": {"amount": spell(bound.amount), "within": spell(bound.within)}}
    key = next(key for key, kind in PLAIN_BOUNDS.items() if kind is type(bound))
    return {key: spell(bound.amount)}


def write_since(since: Any, spell: Spell) -> Tree:
    """Give a baseline."""
    if not isinstance(since, Baseline):
        return next(word for word, known in SINCE_WORDS.items() if known == since)
    if since.amount is None:
        return str(since.period)
    amount: dict[str, Tree] = {"amount": spell(since.amount)}
    return amount if since.period is None else {"period": str(since.period)} | amount


def write_criterion(criterion: Any, spell: Spell, *, tolerance: bool = True) -> dict[str, Tree]:
    """Give the keys of a criterion."""
    for key, (kind, name) in CHANGES.items():
        if isinstance(criterion, kind):
            return {key: write_bound(getattr(criterion, name), spell) | {"since": write_since(criterion.since, spell)}}
    if isinstance(criterion, Total):
        return {"total": write_bound(criterion.bound, spell) | {"over": str(criterion.over)}}
    if isinstance(criterion, NoWorse):
        return {"no_worse_than": write_since(criterion.than, spell)}
    if isinstance(criterion, Readings):
        of: list[Tree] = [write_criterion(part, spell) for part in criterion.of]
        return {"readings": {"because": Languages().write(criterion.because), "of": of}}
    for key, kind in COMBINATIONS.items():
        if isinstance(criterion, kind):
            return {key: [write_criterion(part, spell) for part in criterion.of]}
    return write_bound(criterion, spell, tolerance=tolerance)


def write_unit(unit: Unit, catalogue: Catalogue, where: str) -> dict[str, Tree]:
    """Give the keys unit, counts, whole and prices."""
    said: dict[str, Tree] = {
        key: text for key, text in (("whole", unit.whole), ("prices", unit.prices)) if text is not None
    }
    label, known = unit.label("zh"), {kind.id for kind in catalogue.kinds}
    kinds = list(dict.fromkeys(term.atom.code for term in unit.terms if term.atom.code in known))
    bare: dict[str, Tree] = {"unit": "1"} | said
    candidates: list[Tree] = (
        [bare]
        if not unit.terms
        else [
            {"unit": label} | said,
            *({"unit": label, "counts": kind} | said for kind in kinds),
            {"unit": unit.code} | said,
        ]
    )

    def read(tree: Tree) -> Unit:
        assert isinstance(tree, dict)  # noqa: S101 -- see the candidates
        options: Any = {key: tree.get(key) for key in ("whole", "prices")}
        return Unit.parse(str(tree["unit"]), kind=tree.get("counts"), catalogue=catalogue, **options)  # type: ignore[arg-type]  # a text

    found: dict[str, Tree] = first_that_reads_back(candidates, read, unit, where)
    return found
