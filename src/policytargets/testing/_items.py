"""Strategies for what a document sets, and who answers: targets, milestones, aims, rules, measures, bodies."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from policytargets._numbers import Number
from policytargets.criteria import Criterion, Total, leaves, moves
from policytargets.dues import By, Due, Every, due_period
from policytargets.indicators import Indicator
from policytargets.measures import Measure
from policytargets.organisations import ItemKind, Organisation, Responsibility, Role
from policytargets.periods import Span, Year
from policytargets.targets import Aim, Commitment, Milestone, Rule, Target
from policytargets.testing import _periods
from policytargets.testing._amounts import Limit
from policytargets.testing._criteria import ONE_SIDED, bounds, criteria, indicators
from policytargets.testing._periods import years

_FIRST_DUE, _LAST_DUE = 2017, 2025


# Made once: Hypothesis looks at every part of a new strategy, which takes longer than drawing from it.
_YEARS = years(_FIRST_DUE, _LAST_DUE)
_FORMS = st.sampled_from(["in", "by", "every", "none"])
_COMMITMENTS = st.sampled_from(Commitment)


def _fitting(due: Due | None, criterion: Criterion) -> Due | None:
    """Give a due form that fits: a change since the period before is due in a period, and never by its end."""
    return due.period if isinstance(due, By) and moves(criterion) else due


def _chosen(value: Any) -> st.SearchStrategy[Any]:
    """Take a strategy, or one thing that is always drawn."""
    return value if isinstance(value, st.SearchStrategy) else st.just(value)


def _due(draw: st.DrawFn, criterion: Criterion) -> Due | None:
    """Draw a due form that fits a criterion."""
    year, form = draw(_YEARS), draw(_FORMS)
    if form == "by" and not moves(criterion):
        return By(year)
    return Every(Year, within=Span(year, year.shift(2))) if form == "every" else year if form != "none" else None


@st.composite
def targets(  # noqa: PLR0913 -- what a target is made from, each with a usual one
    draw: st.DrawFn,
    indicator: Indicator | st.SearchStrategy[Indicator] | None = None,
    *,
    criterion: Criterion | st.SearchStrategy[Criterion] | None = None,
    due: Due | st.SearchStrategy[Any] | None = None,
    min_value: Limit = None,
    max_value: Limit = None,
) -> Target:
    """Draw targets that can be decided without a plan.

    Args:
        draw: given by Hypothesis.
        indicator: what they are on, or a strategy that draws it; any when left out.
        criterion: what they ask, or a strategy that draws it; what fits the indicator when left out.
        due: when, or a strategy that draws it; in or by a year from 2017 on, every year, or unstated when left out. A
            total is due at the end of its span, and a change since the period before in a period, never by its end.
        min_value: least level asked for: a number in the indicator's unit, or a Quantity or its text.
        max_value: greatest level asked for, given likewise.

    Examples:
        >>> from hypothesis import find
        >>> find(targets(), lambda target: True)
        Target(id='patents_2017', indicator='patents', criterion=AtLeast(amount=Quantity('0 patent')), due=Year(2017))
    """
    on = draw(indicators()) if indicator is None else draw(_chosen(indicator))
    asked = draw(criteria(on, min_value=min_value, max_value=max_value) if criterion is None else _chosen(criterion))
    commitment = draw(_COMMITMENTS)
    if any(isinstance(leaf, Total) for leaf in leaves(asked)):
        return Target(id=f"{on.id}_total", indicator=on, criterion=asked, commitment=commitment)
    when = _due(draw, asked) if due is None else _fitting(draw(_chosen(due)), asked)
    name = on.id if when is None else f"{on.id}_{_last_year(when)}"
    return Target(id=name, indicator=on, criterion=asked, due=when, commitment=commitment)


def _last_year(due: Due) -> int:
    return due_period(due).end.year


def milestones(
    min_value: _periods.Limit = _FIRST_DUE, max_value: _periods.Limit = _LAST_DUE
) -> st.SearchStrategy[Milestone]:
    """Draw milestones, due in or by a year.

    Args:
        min_value: a period, or a year as a number, before whose start none is due.
        max_value: a period, or a year as a number, after whose end none is due.

    Examples:
        >>> from hypothesis import find
        >>> find(milestones(min_value=2020), lambda milestone: True)
        Milestone(id='platform_2020', name=Text({'en': 'a public platform'}), due=Year(2020))
    """
    return st.builds(
        lambda year, by: Milestone(id=f"platform_{year}", name="a public platform", due=By(year) if by else year),
        years(min_value, max_value),
        st.booleans(),
    )


def aims(min_value: _periods.Limit = _FIRST_DUE, max_value: _periods.Limit = _LAST_DUE) -> st.SearchStrategy[Aim]:
    """Draw aims, due by a year.

    Args:
        min_value: a period, or a year as a number, before whose start none is due.
        max_value: a period, or a year as a number, after whose end none is due.

    Examples:
        >>> from hypothesis import find
        >>> find(aims(), lambda aim: True).due
        By(Year(2017))
    """
    return years(min_value, max_value).map(
        lambda year: Aim(id=f"talent_{year}", name="a growing body of talent", due=By(year))
    )


def rules(*, min_value: Number = 0, max_value: Number = 100) -> st.SearchStrategy[Rule]:
    """Draw rules: a share of something that somebody must keep to.

    Args:
        min_value: least share, in %.
        max_value: greatest share, in %.

    Examples:
        >>> from hypothesis import find
        >>> rule = find(rules(min_value=70), lambda rule: True)
        >>> print(rule.criterion.amount, "of", rule.of)
        70% of net proceeds
    """
    percent = bounds("%", min_value=min_value, max_value=max_value, kinds=ONE_SIDED)
    return percent.map(lambda bound: Rule(id="reward", criterion=bound, of="net proceeds", binds="the employer"))


def measures(*, min_value: int = 1, max_value: int = 99) -> st.SearchStrategy[Measure]:
    """Draw measures.

    Args:
        min_value: least number of a measure in its document.
        max_value: greatest number of one.

    Examples:
        >>> from hypothesis import find
        >>> find(measures(min_value=6), lambda measure: True)
        Measure(id='measure_6', title=Text({'en': 'build a platform'}), number=6)
    """
    return st.integers(min_value, max_value).map(
        lambda number: Measure(id=f"measure_{number}", title="build a platform", number=number)
    )


_BODIES = (
    Organisation(id="science_bureau", name={"zh": "市科技局", "en": "science bureau"}, level="municipal"),
    Organisation(id="culture_bureau", name={"zh": "市文广新局", "en": "culture bureau"}, level="municipal"),
    Organisation(id="finance_bureau", name={"zh": "市财政局", "en": "finance bureau"}, level="municipal"),
    Organisation(id="districts", name={"zh": "各县区", "en": "counties and districts"}, collective=True),
)


def organisations(*, collective: bool | None = None) -> st.SearchStrategy[Organisation]:
    """Draw organisations: bureaus of a city, and a collective of unknown membership.

    Args:
        collective: only such, or only others; both when left out.

    Examples:
        >>> from hypothesis import find
        >>> find(organisations(collective=True), lambda body: True).name["zh"]
        '各县区'
    """
    return st.sampled_from([body for body in _BODIES if collective in {None, body.collective}])


def responsibilities(
    item: str = "patents_2017",
    item_kind: ItemKind | str = ItemKind.TARGET,
    *,
    min_value: int = 1,
    max_value: int = 9,
    organisation: Organisation | st.SearchStrategy[Organisation] | None = None,
) -> st.SearchStrategy[Responsibility]:
    """Draw who answers for an item.

    Args:
        item: id of the item.
        item_kind: what the item is.
        min_value: least place among the bodies named for it, from 1.
        max_value: greatest place.
        organisation: who, or a strategy that draws it; any when left out.

    Examples:
        >>> from hypothesis import find
        >>> find(responsibilities("patents_2017"), lambda one: True).as_written
        '市科技局'
    """
    return st.builds(
        lambda body, role, order: Responsibility(
            item=item,
            item_kind=item_kind,
            organisation=body.id,
            role=role,
            as_written=body.name.best("zh"),
            order=order,
        ),
        organisations() if organisation is None else _chosen(organisation),
        st.sampled_from([Role.RESPONSIBLE, *(role for role in Role if role is not Role.RESPONSIBLE)]),
        st.integers(min_value, max_value),
    )
