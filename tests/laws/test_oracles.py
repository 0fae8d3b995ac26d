"""The library against what others compute: plain fractions, pint's registry of fractions, the other file format.

Each oracle is written without the library's own arithmetic (issue: differential oracles).
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any, Literal

import pint
import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import policytargets as pt
from policytargets._atoms import BUILT_IN, PHYSICAL_WORDS
from policytargets.criteria import Criterion
from policytargets.errors import PolicyTargetsError
from policytargets.testing import strategies as pts

ON = pt.Indicator(id="output", name="output", unit="吨", nature="flow", better="higher")
"""Tonnes: an amount that may be any number, so that the oracle sees negative and zero baselines too."""
BASE, NOW = pt.Year(2015), pt.Year(2017)
NUMBERS = pts.numbers(-200, 200, places=2, fractions=True)
VERDICTS = {True: pt.Verdict.MET, False: pt.Verdict.NOT_MET, None: pt.Verdict.UNDETERMINED}


def accepts(bound: Any, number: Fraction) -> bool | None:
    """Compare plain numbers as the words of the bound say; None where they do not say."""
    match bound:
        case pt.AtLeast(amount):
            return number >= amount.magnitude
        case pt.AtMost(amount):
            return number <= amount.magnitude
        case pt.MoreThan(amount):
            return number > amount.magnitude
        case pt.LessThan(amount):
            return number < amount.magnitude
        case pt.Exactly(amount):
            return number == amount.magnitude
        case pt.Between(low, high, ends):
            above = low.magnitude < number or (number == low.magnitude and "low" not in ends)
            return above and (number < high.magnitude or (number == high.magnitude and "high" not in ends))
        case pt.About(amount, within=None):
            return True if number == amount.magnitude else None
        case pt.About(amount, within=pt.Quantity() as within):
            return amount.magnitude - within.magnitude <= number <= amount.magnitude + within.magnitude
    raise AssertionError(bound)


def decided(criterion: Criterion, now: Fraction, base: Fraction) -> bool | None:
    """Decide a criterion on two plain numbers, in the indicator's unit; percent is of the baseline."""
    match criterion:
        case pt.AllOf(parts):
            seen = [decided(part, now, base) for part in parts]
            return False if False in seen else None if None in seen else True
        case pt.AnyOf(parts):
            seen = [decided(part, now, base) for part in parts]
            return True if True in seen else None if None in seen else False
        case pt.Readings(of=parts):
            seen = [decided(part, now, base) for part in parts]
            return seen[0] if len(set(seen)) == 1 else None
        case pt.Rise(by=bound) | pt.Fall(by=bound):
            change = now - base if isinstance(criterion, pt.Rise) else base - now
            if bound_code(bound) != "percent":
                return accepts(bound, change)
            return accepts(bound, 100 * change / base) if base > 0 else None
        case pt.Multiple(times=bound):
            return accepts(bound, now / base) if base > 0 else None
        case pt.Growth(rate=bound):
            return grown(bound, now, base)
        case pt.NoWorse():
            return now >= base
        case _:
            return accepts(criterion, now)


def bound_code(bound: Any) -> str:
    """The unit in which a bound is stated."""
    code: str = (bound.low if isinstance(bound, pt.Between) else bound.amount).unit.code
    return code


def grown(bound: Any, now: Fraction, base: Fraction) -> bool | None:
    """Compound growth over two years, without a root: (1 + rate)² against now/base, as both sides are positive."""
    if base <= 0:
        return None
    if now < 0:
        return None  # a fall through zero has no yearly rate

    def least(rate: Fraction) -> Fraction:
        return (1 + rate / 100) ** 2

    ratio = now / base
    match bound:
        case pt.AtLeast(amount):
            return ratio >= least(amount.magnitude)
        case pt.AtMost(amount):
            return ratio <= least(amount.magnitude)
        case pt.MoreThan(amount):
            return ratio > least(amount.magnitude)
        case pt.LessThan(amount):
            return ratio < least(amount.magnitude)
    raise AssertionError(bound)


def ones(percent: Any) -> st.SearchStrategy[Criterion]:
    """Changes since 2015, in percent and in tonnes."""
    own = pts.bounds("吨", min_value=-200, max_value=200)
    rates = pts.bounds("%", min_value=0, max_value=100, one_sided=True)
    times = pts.numbers(0, 3, places=1)
    return st.one_of(
        own,
        st.builds(pt.Rise, by=percent | own, since=st.just(BASE)),
        st.builds(pt.Fall, by=percent | own, since=st.just(BASE)),
        st.builds(pt.Multiple, times=times.map(lambda number: pt.AtLeast(pt.Quantity(number))), since=st.just(BASE)),
        st.builds(pt.Growth, rate=rates, since=st.just(BASE)),
        st.just(pt.NoWorse(than=BASE)),
    )


SINGLE = ones(pts.bounds("%", min_value=-150, max_value=150))
PARTS = st.lists(SINGLE, min_size=1, max_size=3)
ANY = st.one_of(
    SINGLE, PARTS.map(pt.AllOf), PARTS.map(pt.AnyOf), PARTS.map(lambda of: pt.Readings(of=of, because="it is not said"))
)


class TestCriteria:
    """Criteria are decided as plain fractions are (design: exact)."""

    @given(criterion=ANY, now=NUMBERS, base=NUMBERS)
    @example(pt.Rise(by=pt.AtLeast("15 %"), since=BASE), Fraction("2.3"), Fraction(2))
    @example(pt.Fall(by=pt.AtMost("1/3 吨"), since=BASE), Fraction(1), Fraction(4, 3))
    @example(pt.Growth(rate=pt.AtLeast("10 %"), since=BASE), Fraction(121), Fraction(100))
    @settings(max_examples=600)
    def test_any_criterion(self, criterion: Criterion, now: Fraction, base: Fraction) -> None:
        """Law: verdict of a criterion on one amount now and one before is that of the same comparison of fractions."""
        target = pt.Target(id="goal", indicator=ON, criterion=criterion, due=NOW)
        seen = [
            pt.Observation(indicator=ON, period=period, value=pt.Quantity(number, "吨"))
            for period, number in ((BASE, base), (NOW, now))
        ]
        assert pt.assess(target, seen, as_of=NOW).verdict is VERDICTS[decided(target.criterion, now, base)]

    @given(data=st.data(), criterion=SINGLE)
    @settings(max_examples=200)
    def test_at_the_threshold(self, data: st.DataObject, criterion: Criterion) -> None:
        """Law: the same at exact ties and next to them, in foreign units."""
        target = pt.Target(id="goal", indicator=ON, criterion=criterion, due=NOW)
        seen = data.draw(pts.near_threshold(target))
        numbers = {row.period: row.value.magnitude * row.value.unit.factor / ON.unit.factor for row in seen}
        wanted = decided(target.criterion, numbers[NOW], numbers.get(BASE, Fraction(0)))
        assert pt.assess(target, seen, as_of=NOW).verdict is VERDICTS[wanted]

    @given(parts=st.lists(pts.numbers(0, 50, places=1), min_size=3, max_size=3), bound=pts.bounds("吨", max_value=150))
    def test_totals(self, parts: list[Fraction], bound: Any) -> None:
        """Law: a total over years is the sum of plain fractions."""
        over = pt.Span(pt.Year(2015), pt.Year(2017))
        target = pt.Target(id="goal", indicator=ON, criterion=pt.Total(bound, over=over))
        seen = [
            pt.Observation(indicator=ON, period=year, value=pt.Quantity(number, "吨"))
            for year, number in zip(over.parts(pt.Year), parts, strict=True)
        ]
        assert pt.assess(target, seen, as_of=NOW).verdict is VERDICTS[accepts(bound, sum(parts, Fraction(0)))]


REGISTRY: Any = pint.UnitRegistry(non_int_type=Fraction)
HOMONYMS = frozenset({"year", "month", "quarter", "point", "pp"})
"""Names that mean a calendar's units and percentage points here, and a number of days, a mass and a length in pint."""


def is_known(name: str) -> bool:
    """Tell whether a name is a unit here."""
    try:
        pt.Unit(name)
    except PolicyTargetsError:
        return False
    return True


class TestPint:
    """Our factors are pint's, where both know a unit."""

    def test_every_unit_that_both_know(self) -> None:
        """Law: whatever name of pint's is taken, is taken with pint's factor (issue: every unit both know)."""
        both = [name for name in REGISTRY if name.isascii() and name not in HOMONYMS and is_known(name)]
        wrong = [name for name in both if REGISTRY.Quantity(Fraction(1), name).to_root_units().magnitude
                 != pt.Unit(name).factor]  # fmt: skip
        assert len(both) > 500
        assert wrong == []

    def test_what_means_another_thing_here(self) -> None:
        """Law: a calendar year is no number of days, and a point is one of percentage (design: unit)."""
        assert all(pt.Unit(name).factor != REGISTRY.Quantity(Fraction(1), name).to_root_units().magnitude
                   for name in HOMONYMS)  # fmt: skip

    @pytest.mark.parametrize("word", sorted({*PHYSICAL_WORDS, "Mt", "GW", "mi", "acre", "cm", "min", "kcal", "MPa"}))
    def test_physical_units(self, word: str) -> None:
        """Law: factors agree with pint's registry of fractions (design: pint)."""
        name = PHYSICAL_WORDS.get(word, word)
        base, power = name.rstrip("23"), int(name[-1]) if name[-1] in "23" else 1
        found = (REGISTRY.Quantity(Fraction(1), base) ** power).to_root_units()
        unit = pt.Unit(word)
        assert unit.factor == found.magnitude
        assert dict(unit.dims) == {str(name): int(power) for name, power in found.unit_items()}

    @pytest.mark.parametrize("code", sorted(BUILT_IN.keys() - {"percentage_point", "CNY", "USD", "mu"}))
    def test_built_in_units(self, code: str) -> None:
        """Law: percent, permille, and the parts of a year are pint's too (design: unit)."""
        if code == "quarter":
            found = REGISTRY.Quantity(Fraction(3), "month") / REGISTRY.Quantity(Fraction(1), "year")
        else:
            found = REGISTRY.Quantity(Fraction(1), code)
            found = found / REGISTRY.Quantity(Fraction(1), "year") if code in {"year", "month"} else found
        assert pt.Unit(code).factor == found.to("").magnitude

    def test_mu(self) -> None:
        """Law: 15 亩 are 1 公顷 (research: exactness)."""
        assert 15 * pt.Unit("亩").factor == pt.Unit("公顷").factor

    @given(pts.quantities(pts.units(physical=True), fractions=True))
    def test_round_trip(self, amount: pt.Quantity) -> None:
        """Law: out into a registry of fractions and in again is the same amount (issue: pint)."""
        there = amount.to_pint(REGISTRY)
        again = pt.Quantity(there, whole=amount.unit.whole)
        assert again == amount

    @given(pts.numbers(min_value=0, fractions=True), pts.numbers(min_value=0, fractions=True))
    def test_decisions(self, one: Fraction, other: Fraction) -> None:
        """Law: a decision is that of pint's registry of fractions (design: exact)."""
        ours = pt.Quantity(one, "亩") >= pt.Quantity(other, "公顷")
        theirs = REGISTRY.Quantity(one * Fraction(10000, 15), "m**2") >= REGISTRY.Quantity(other, "hectare")
        assert ours is bool(theirs)


class TestFiles:
    """YAML and JSON are two spellings of one form (issue: differential oracles)."""

    @given(plan=pts.plans())
    @settings(max_examples=60)
    def test_yaml_against_json(self, plan: pt.Plan) -> None:
        """Law: a plan reads the same from either, and JSON is YAML too."""
        as_yaml, as_json = pt.dumps(plan), pt.dumps(plan, format="json")
        assert pt.loads(as_yaml) == pt.loads(as_json, format="json") == plan
        assert plain(yaml.load(as_yaml, yaml.BaseLoader)) == plain(json.loads(as_json))

    @given(faulty=pts.faulty_plans(form="file"))
    @settings(max_examples=60)
    def test_faults_in_yaml_against_json(self, faulty: pts.FaultyPlan) -> None:
        """Law: a fault is reported of the same place and in the same words, whichever way it is spelled."""
        assume(faulty.fault != "no YAML")
        told = []
        as_json = json.dumps(yaml.load(str(faulty.text), yaml.BaseLoader), ensure_ascii=False)
        forms: tuple[tuple[str, Literal["yaml", "json"]], ...] = ((str(faulty.text), "yaml"), (as_json, "json"))
        for text, form in forms:
            with pytest.raises(pt.InvalidPlanError) as caught:
                pt.loads(text, format=form)
            told.append([(problem.path, problem.got, problem.expected) for problem in caught.value.problems])
        assert told[0] == told[1]


def plain(tree: Any) -> Any:
    """Give a tree with every scalar as its text."""
    if isinstance(tree, dict):
        return {str(key): plain(part) for key, part in tree.items()}
    return [plain(part) for part in tree] if isinstance(tree, list) else str(tree)
