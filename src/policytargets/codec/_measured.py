"""Parts of records that hold amounts: units, limits, ratios, criteria, baselines, and when something is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from policytargets._closing import close_criterion
from policytargets.codec._criteria import (
    BOUND_KEYS,
    CRITERION_KEYS,
    Closers,
    read_bound,
    read_criterion,
    read_since,
)
from policytargets.codec._forms import Amount, Key, When, Words, attempt
from policytargets.codec._parts import Entry, Writing, made
from policytargets.codec._spelling import (
    SPELLINGS,
    first_that_reads_back,
    write_criterion,
    write_since,
    write_unit,
)
from policytargets.codec._spots import FAULT, Fault, Reading, Spot, check_keys, sound
from policytargets.codec._tree import Tree, grown
from policytargets.dues import By, Every, due_kind, due_period
from policytargets.errors import FileError
from policytargets.indicators import Indicator, Limits, Ratio
from policytargets.periods import Month, Quarter, Year
from policytargets.quantities import Quantity
from policytargets.targets import Rule, Target
from policytargets.units import Unit

if TYPE_CHECKING:
    from policytargets.kinds import Catalogue

_KINDS: dict[str, type[Year | Quarter | Month]] = {"year": Year, "quarter": Quarter, "month": Month}


def _spot(tree: Tree, catalogue: Catalogue) -> Spot:
    """Give what was written as if it had been read."""
    return Spot(grown(tree), "", 0, Reading(None, catalogue))


@attrs.frozen
class UnitPart:
    """``unit``, ``counts``, ``whole`` and ``prices`` make the unit of an indicator."""

    keys: tuple[str, ...] = ("unit", "counts", "whole", "prices")
    required: tuple[str, ...] = ("unit",)
    name: str = "unit"

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give the unit."""
        read = {key: Words(most=200).read(entry.spots[key]) for key in self.keys if key in entry.spots}
        if "unit" not in read or not all(map(sound, read.values())):
            return {"unit": FAULT}
        catalogue = entry.spot.reading.catalogue
        counts = read.get("counts")
        known = {kind.id for kind in catalogue.kinds}
        if counts is not None and counts not in known:
            spot = entry.spots["counts"]
            return {
                "unit": FAULT
                if counts in spot.reading.declared.get("kinds", ())
                else spot.unknown("the id of a kind", counts, known, "describe it under kinds:")
            }
        unit = attempt(entry.spots["unit"], Unit.parse, read["unit"], catalogue=catalogue)
        if sound(unit) and counts is not None:
            unit = attempt(entry.spots["counts"], unit.bind, counts, catalogue=catalogue)
        if sound(unit) and unit.open_words:
            return {"unit": _not_said(entry.spots["unit"], unit.open_words[0], catalogue)}
        for key in ("whole", "prices"):
            if sound(unit) and key in read:
                unit = attempt(entry.spots[key], attrs.evolve, unit, **{key: read[key]})
        return {"unit": unit}

    def write(self, owner: Any, writing: Writing) -> dict[str, Tree]:
        """Give the keys."""
        return write_unit(owner.unit, writing.catalogue, f"indicator {owner.id!r}")

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the keys."""
        helps = {
            "unit": "the unit its amounts are stated in, such as 件/万人",
            "counts": "what 件, 户, 家 or 个 count: the id of a kind",
            "whole": "what a share is a share of",
            "prices": "price basis of money: current, or the year of constant prices",
        }
        return {key: {**Words().schema(), "description": text} for key, text in helps.items()}


def _not_said(spot: Spot, word: str, catalogue: Catalogue) -> Fault:
    known = catalogue.counted_by(word)
    add = f"add counts: {' or '.join(known)}" if known else "add counts: with the id of a kind"
    remedy = f"{add}, or of one that you describe under kinds: well: {{name: {{zh: 机井, en: wells}}, words: [口]}}"
    return spot.fault("a unit that says what it counts", repr(word), remedy)


@attrs.frozen
class LimitsPart:
    """``limits: {low: 0 %, high: 100 %}``."""

    keys: tuple[str, ...] = ("limits",)
    required: tuple[str, ...] = ()
    name: str = "limits"

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give the limits."""
        spot = entry.spots.get("limits")
        if spot is None:
            return {}
        spots = spot.entries("a mapping with low, high or both", "write for example {low: 0 %, high: 100 %}")
        if not sound(spots) or not check_keys(spots, ("low", "high")):
            return {"limits": FAULT}
        return {"limits": made(spot, Limits, **{key: Amount().read(inner) for key, inner in spots.items()})}

    def write(self, owner: Indicator, writing: Writing) -> dict[str, Tree]:
        """Give the key."""
        if owner.limits is None:
            return {}
        ends = {key: end for key in ("low", "high") if (end := getattr(owner.limits, key)) is not None}

        def read(tree: Tree) -> Limits:
            assert isinstance(tree, dict)  # noqa: S101 -- see the candidates
            return Limits(
                **{key: owner.close(Quantity(str(text), catalogue=writing.catalogue)) for key, text in tree.items()}
            )

        candidates: list[Tree] = [{key: spell(end) for key, end in ends.items()} for spell in SPELLINGS]
        return {"limits": first_that_reads_back(candidates, read, owner.limits, f"indicator {owner.id!r}: limits")}

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the key."""
        ends = {key: Amount().schema() for key in ("low", "high")}
        return {
            "limits": {
                "type": "object", "additionalProperties": False, "properties": ends,
                "description": "the least and the greatest amount it can have at all",
            }
        }  # fmt: skip


@attrs.frozen
class RatioPart:
    """``ratio: {of: patents_in_force, to: population}``; the reader of indicators resolves the two ids."""

    keys: tuple[str, ...] = ("ratio",)
    required: tuple[str, ...] = ()
    name: str = "ratio"

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give the ratio."""
        spot = entry.spots.get("ratio")
        if spot is None:
            return {}
        spots = spot.entries("a mapping with of and to", "write {of: patents_in_force, to: population}")
        if not sound(spots) or not check_keys(spots, ("of", "to")):
            return {"ratio": FAULT}
        for key in ("of", "to"):
            if key not in spots:
                return {"ratio": spot.fault("the ids of two indicators, of and to", f"no {key}", f"write {key}:")}
        return {"ratio": made(spot, Ratio, **{key: read_indicator(inner) for key, inner in spots.items()})}

    def write(self, owner: Indicator, writing: Writing) -> dict[str, Tree]:
        """Give the key."""
        if owner.ratio is None:
            return {}
        sides = {"of": owner.ratio.of, "to": owner.ratio.to}
        return {"ratio": {key: write_indicator(side, writing, owner.id) for key, side in sides.items()}}

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the key."""
        ids = {key: Key().schema() for key in ("of", "to")}
        return {
            "ratio": {
                "type": "object", "additionalProperties": False, "properties": ids, "required": ["of", "to"],
                "description": "numerator and denominator, where it is a rate of two indicators",
            }
        }  # fmt: skip


def read_indicator(spot: Spot) -> Any:
    """Give the indicator whose id stands here."""
    name = Key("the id of an indicator").read(spot)
    if not sound(name):
        return FAULT
    known = spot.reading.known.get("indicators", {})
    declared = spot.reading.declared.get("indicators", ())
    if name in known:
        return known[name]
    if name in declared:
        return FAULT  # its own fault is reported where it stands
    return spot.unknown("the id of an indicator", name, declared, "describe it under indicators:")


def write_indicator(indicator: Indicator, writing: Writing, owner: str) -> str:
    """Give the id of an indicator that the plan lists.

    Raises:
        FileError: the plan does not list it, or lists another under this id.
    """
    if indicator not in writing.plan.indicators:
        raise FileError(
            f"{owner!r}: indicator", "an indicator the plan lists", repr(indicator.id), "add it to Plan(indicators=...)"
        )
    return indicator.id


@attrs.frozen
class CriterionPart:
    """The keys that say what is asked; for a rule only bounds."""

    name: str = "criterion"
    rule: bool = False
    required: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys of criteria."""
        return BOUND_KEYS if self.rule else CRITERION_KEYS

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give the criterion."""
        spots = {key: entry.spots[key] for key in self.keys if key in entry.spots}
        if self.rule:
            return {"criterion": read_bound(entry.spot, spots, None)}
        indicator = entry.made.get("indicator")
        closers = Closers.of(indicator if isinstance(indicator, Indicator) else None)
        tolerance = "every" not in entry.spots
        if not tolerance:
            spots.pop("within", None)
        return {"criterion": read_criterion(entry.spot, spots, closers, tolerance=tolerance)}

    def write(self, owner: Target | Rule, writing: Writing) -> dict[str, Tree]:
        """Give the keys."""
        tolerance = not isinstance(getattr(owner, "due", None), Every)

        def read(tree: Tree) -> Any:
            spot = _spot(tree, writing.catalogue)
            spots = spot.entries("", "")
            criterion = read_criterion(spot, spots, Closers()) if sound(spots) else FAULT
            if isinstance(owner, Target) and sound(criterion):
                return close_criterion(criterion, owner.indicator, "criterion")
            return criterion

        candidates: list[Tree] = [write_criterion(owner.criterion, spell, tolerance=tolerance) for spell in SPELLINGS]
        found: dict[str, Tree] = first_that_reads_back(
            candidates, read, owner.criterion, f"{type(owner).__name__} {owner.id!r}: criterion"
        )
        return found

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the keys."""
        return {key: {"$ref": f"#/$defs/{'bound' if self.rule else 'criterion'}/properties/{key}"} for key in self.keys}


@attrs.frozen
class BaselinePart:
    """``baseline``: where a level starts from."""

    keys: tuple[str, ...] = ("baseline",)
    required: tuple[str, ...] = ()
    name: str = "baseline"

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give the baseline."""
        spot = entry.spots.get("baseline")
        indicator = entry.made.get("indicator")
        closers = Closers.of(indicator if isinstance(indicator, Indicator) else None)
        return {} if spot is None else {"baseline": read_since(spot, closers)}

    def write(self, owner: Target, writing: Writing) -> dict[str, Tree]:
        """Give the key."""
        if owner.baseline is None:
            return {}

        def read(tree: Tree) -> Any:
            since = read_since(_spot(tree, writing.catalogue), Closers())
            return attrs.evolve(owner, baseline=since).baseline if sound(since) else FAULT

        candidates = [write_since(owner.baseline, spell) for spell in SPELLINGS]
        return {"baseline": first_that_reads_back(candidates, read, owner.baseline, f"Target {owner.id!r}: baseline")}

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the key."""
        return {"baseline": {"$ref": "#/$defs/since", "description": "where a level starts from (由85%提高到95%)"}}


@attrs.frozen
class DuePart:
    """``due``, ``by``, or ``every`` and ``within``: when something is due."""

    keys: tuple[str, ...] = ("due", "by", "every", "within")
    required: tuple[str, ...] = ()
    name: str = "due"

    def read(self, entry: Entry) -> dict[str, Any]:
        """Give the due form."""
        spots = entry.spots
        used = [key for key in ("due", "by", "every") if key in spots]
        if len(used) > 1:
            return {"due": spots[used[1]].fault("one of due, by and every", " and ".join(used), "keep one of them")}
        if "every" in used:
            return {"due": self._every(entry)}
        if not used:
            return {}
        period = When().read(spots[used[0]])
        return {"due": made(spots["by"], By, period=period) if used == ["by"] else period}

    @staticmethod
    def _every(entry: Entry) -> Any:
        spot = entry.spots["every"]
        text = spot.text(f"one of {', '.join(_KINDS)}")
        kind = _KINDS.get(text) if sound(text) else None
        if sound(text) and kind is None:
            spot.unknown(f"one of {', '.join(_KINDS)}", text, _KINDS, "write for example every: year")
        if "within" not in entry.spots:
            return spot.fault("within beside every", "none", "write the years it runs through, within: 2021..2025")
        within = When().read(entry.spots["within"])
        if kind is None or not sound(within):
            return FAULT
        return attempt(entry.spots["within"], Every, kind, within=within)

    def write(self, owner: Any, writing: Writing) -> dict[str, Tree]:  # noqa: ARG002 -- the shape of all parts
        """Give the keys."""
        due = owner.due
        if due is None:
            return {}
        if isinstance(due, Every):
            kind = next(word for word, kind in _KINDS.items() if kind is due.kind)
            return {"every": kind, "within": str(due.within)}
        return {"by" if due_kind(due) == "by" else "due": str(due_period(due))}

    def schema(self) -> dict[str, dict[str, Any]]:
        """Describe the keys."""
        period = {"$ref": "#/$defs/period"}
        return {
            "due": {**period, "description": "in this period"},
            "by": {**period, "description": "up to and including this period (到2020年)"},
            "every": {"enum": list(_KINDS), "description": "in every year, quarter or month of within"},
            "within": {"$ref": "#/$defs/amount", "description": "with every: the periods; with about: the tolerance"},
        }
