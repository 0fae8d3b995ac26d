"""Strategies for what stands around targets: milestones, aims, rules, measures, bodies, whole plans."""

from __future__ import annotations

from hypothesis import strategies as st

from policytargets.dues import By
from policytargets.measures import Measure
from policytargets.organisations import ItemKind, Organisation, Responsibility, Role
from policytargets.plans import Plan
from policytargets.targets import Aim, Milestone, Rule
from policytargets.testing._model_strategies import bounds, targets
from policytargets.testing._value_strategies import years
from policytargets.units import Unit


def milestones() -> st.SearchStrategy[Milestone]:
    """Draw milestones.

    Examples:
        >>> from hypothesis import find
        >>> find(milestones(), lambda milestone: True).id
        'platform_2017'
    """
    when = years(min_value=2017, max_value=2025)
    return st.builds(
        lambda year, by: Milestone(id=f"platform_{year}", name="a public platform", due=By(year) if by else year),
        when,
        st.booleans(),
    )


def aims() -> st.SearchStrategy[Aim]:
    """Draw aims.

    Examples:
        >>> from hypothesis import find
        >>> find(aims(), lambda aim: True).due
        By(Year(2017))
    """
    return years(min_value=2017, max_value=2025).map(
        lambda year: Aim(id=f"talent_{year}", name="a growing body of talent", due=By(year))
    )


def rules() -> st.SearchStrategy[Rule]:
    """Draw rules.

    Examples:
        >>> from hypothesis import find
        >>> print(find(rules(), lambda rule: True).of)
        net proceeds
    """
    percent = bounds(Unit("%"), one_sided=True)
    return percent.map(lambda bound: Rule(id="reward", criterion=bound, of="net proceeds", binds="the employer"))


def measures() -> st.SearchStrategy[Measure]:
    """Draw measures.

    Examples:
        >>> from hypothesis import find
        >>> find(measures(), lambda measure: True).number
        1
    """
    return st.integers(1, 99).map(
        lambda number: Measure(id=f"measure_{number}", title="build a platform", number=number)
    )


def organisations() -> st.SearchStrategy[Organisation]:
    """Draw organisations, now and then a collective of unknown membership.

    Examples:
        >>> from hypothesis import find
        >>> find(organisations(), lambda body: body.collective).id
        'districts'
    """
    bodies = (
        Organisation(id="science_bureau", name="市科技局", level="municipal"),
        Organisation(id="culture_bureau", name="市文广新局", level="municipal"),
        Organisation(id="finance_bureau", name="市财政局", level="municipal"),
        Organisation(id="districts", name="各县区", collective=True),
    )
    return st.sampled_from(bodies)


def responsibilities(
    item: str = "patents_2017", item_kind: ItemKind | str = ItemKind.TARGET
) -> st.SearchStrategy[Responsibility]:
    """Draw who answers for an item.

    Args:
        item: id of the item.
        item_kind: what the item is.

    Examples:
        >>> from hypothesis import find
        >>> find(responsibilities(), lambda one: True).item
        'patents_2017'
    """
    return st.builds(
        lambda body, role, order: Responsibility(
            item=item, item_kind=item_kind, organisation=body.id, role=role, as_written=body.name["zh"], order=order
        ),
        organisations(),
        st.sampled_from([Role.RESPONSIBLE, *(role for role in Role if role is not Role.RESPONSIBLE)]),
        st.integers(1, 9),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw whole coherent plans: without errors.

    Examples:
        >>> from hypothesis import find
        >>> find(plans(), lambda plan: len(plan.targets) == 1).targets[0].id
        'patents_2017'
    """
    drawn = draw(st.lists(targets(), max_size=3, unique_by=(lambda one: one.id, lambda one: one.indicator.id)))
    events = draw(st.lists(milestones(), max_size=2, unique_by=lambda one: one.id))
    bodies = draw(st.lists(organisations(), max_size=2, unique_by=lambda one: one.id))
    answers = [
        Responsibility(
            item=one.id, item_kind=ItemKind.TARGET, organisation=body.id, as_written=body.name["zh"], order=number
        )
        for one in drawn
        for number, body in enumerate(bodies, start=1)
    ]
    plan = Plan(
        title="a plan",
        organisations=bodies,
        indicators=[one.indicator for one in drawn],
        targets=drawn,
        milestones=events,
        aims=draw(st.lists(aims(), max_size=1)),
        rules=draw(st.lists(rules(), max_size=1)),
        measures=draw(st.lists(measures(), max_size=2, unique_by=lambda one: one.id)),
        responsibilities=answers,
    )
    if any(problem.severity.value == "error" for problem in plan.problems()):
        return Plan(title="a plan")
    return plan
