"""Charts of an assessment with matplotlib, each on axes of one's own or on new ones; an extra.

They show what the charts of the report show. Every state is said by a sign, a word and a colour; what is missing is
hatched and called missing; illustrative data is marked. ``axes.get_label()`` says in words what is drawn, for use as
alternative text. The user's own fonts come first, behind them an installed one that draws Chinese; where there is
none, labels are English, and a `MissingFontWarning` says what to install. No setting of matplotlib is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from policytargets.attainment import Assessment
from policytargets.errors import MissingExtraError
from policytargets.targets import Target
from policytargets.trajectories import Path, Trend

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_bullet", "plot_responsibilities", "plot_scorecard", "plot_trajectory"]


def _need_matplotlib() -> None:
    try:
        from policytargets.plotting import _matplotlib  # noqa: F401, PLC0415 -- an extra
    except ImportError:
        raise MissingExtraError(
            "Assessment.plot", "matplotlib", "none installed", "pip install 'policytargets[plot]'"
        ) from None


def plot_scorecard(assessment: Assessment, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw all targets of a plan, a bullet each on a scale of its own, with the words of the scorecard.

    Args:
        assessment: how the plan stands.
        ax: where to draw; a new figure when left out.
        lang: ``zh`` or ``en``.

    Returns:
        The axes, with the words of the chart as their label.

    Raises:
        InvalidValueError: another language is asked for.
        MissingExtraError: matplotlib is not installed.
    """
    _need_matplotlib()
    from policytargets.plotting import _bars  # noqa: PLC0415 -- an extra

    return _bars.plot_scorecard(assessment, ax, lang)


def plot_bullet(assessment: Assessment, target: str, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw what was observed of one target against what is asked of it.

    The upright line is the target, dashed where the text allows several readings; the bar what was observed, hatched
    between the ends of a range, hollow where it decides nothing; the tinted ground what is accepted.

    Args:
        assessment: how the plan stands.
        target: id of a target of the plan.
        ax: where to draw; a new figure when left out.
        lang: ``zh`` or ``en``.

    Returns:
        The axes, with the words of the chart as their label. The axis is in the unit of the indicator.

    Raises:
        UnknownReferenceError: the plan has no such item.
        InvalidValueError: the item is no target, or another language is asked for.
        MissingExtraError: matplotlib is not installed.

    Examples:
        >>> import policytargets as pt
        >>> works = pt.Indicator(id="works", name="works", unit="work", nature="stock")
        >>> goal = pt.Target(id="goal", indicator=works, criterion=pt.AtLeast("8 work"), due=pt.Year(2017))
        >>> seen = pt.Observation(indicator=works, period=pt.Year(2017), value="10 work")
        >>> found = pt.assess(pt.Plan(title="plan", targets=[goal]), [seen], as_of=pt.Year(2018))
        >>> plot_bullet(found, "goal", lang="en").get_xlabel()
        '10 works (2017); asked: at least 8 works'
    """
    _need_matplotlib()
    from policytargets.plotting import _bars  # noqa: PLC0415 -- an extra

    return _bars.plot_bullet(assessment, target, ax, lang)


def plot_trajectory(  # noqa: PLR0913 -- what is drawn, by which path and trend, where, and in which language
    assessment: Assessment,
    target: str | Target,
    *,
    ax: Axes | None = None,
    lang: str = "zh",
    path: Path | None = None,
    trend: Trend | None = None,
    entity: str | None = None,
) -> Axes:
    """Draw how an indicator moves towards its target.

    Dots are what was observed, upright bars ranges, the square the baseline; the dashed line is what is expected on
    the way, by the path that the legend names; small diamonds are annual slices, the large one the goal. A trend that
    is asked for is drawn with its name; a line that cannot be drawn says why. A due period that is over and of which
    nothing is known is hatched.

    Args:
        assessment: how the plan stands.
        target: id of a target of the plan; or the target with something set that the plan leaves open, such as a
            baseline that is assumed, which is then called so.
        ax: where to draw; a new figure when left out.
        lang: ``zh`` or ``en``.
        path: what is expected on the way; left out, straight lines from the baseline through the annual slices.
        trend: what runs on; left out, nothing is projected.
        entity: of whom; the target's own when left out.

    Returns:
        The axes, with the words of the chart as their label: dates across, amounts in the unit of the indicator.

    Raises:
        UnknownReferenceError: the plan has no such target.
        InvalidValueError: *path* is no path, *trend* no trend, or another language is asked for.
        MissingExtraError: matplotlib is not installed.
    """
    _need_matplotlib()
    from policytargets.plotting import _ways  # noqa: PLC0415 -- an extra

    return _ways.plot_trajectory(assessment, target, axes=ax, lang=lang, path=path, trend=trend, entity=entity)


def plot_responsibilities(
    assessment: Assessment,
    *,
    ax: Axes | None = None,
    lang: str = "zh",
    by: Literal["topic", "item"] = "topic",
) -> Axes:
    """Draw who answers for what: bodies in rows, with the count of items in each cell and how these stand.

    Args:
        assessment: how the plan stands.
        ax: where to draw; a new figure when left out.
        lang: ``zh`` or ``en``.
        by: what a column is: a topic of the plan, with what has none by its kind; or an item.

    Returns:
        The axes, with the words of the chart as their label.

    Raises:
        InvalidValueError: *by* is something else, or another language is asked for.
        MissingExtraError: matplotlib is not installed.
    """
    _need_matplotlib()
    from policytargets.plotting import _matrix  # noqa: PLC0415 -- an extra

    return _matrix.plot_responsibilities(assessment, ax, lang, by)
