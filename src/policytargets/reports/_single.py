"""What a notebook shows of a target, milestone or aim by itself, and of what a method says of a target."""

from __future__ import annotations

from policytargets.attainment import Assessable
from policytargets.baselines import Unstated
from policytargets.describing import base_text, describe
from policytargets.outlooks import Outlook
from policytargets.plans import Plan
from policytargets.reports._fragments import plan_of, quoted, shown
from policytargets.reports._html import Content, Element, el, flat
from policytargets.reports._outlooks import COLUMNS, outlook_contents
from policytargets.reports._overview import described
from policytargets.reports._view import View
from policytargets.reports._words import Words
from policytargets.targets import Commitment, Target
from policytargets.texts import Text


def item_part(item: Assessable, lang: str) -> str:
    """Show what a target, milestone or aim asks for."""
    view = View(plan_of(item), Words(lang), linked=False)
    said: list[tuple[str, Content]] = [("id", el("code", item.id))]
    if isinstance(item, Target):
        said += [
            ("asked", view.mixed(describe(item.criterion, lang, indicator=item.indicator))),
            ("unit", item.indicator.unit.label(lang)),
        ]
    due = item.due_form if isinstance(item, Target) else item.due
    said.append(("due", view.due(due)))
    if isinstance(item, Target) and item.baseline is not None:
        open_one = isinstance(item.baseline, Unstated)
        said.append(("baseline", view.words("no_due") if open_one else base_text(item.baseline, lang)))
    if item.commitment is not Commitment.FIRM:
        said.append(("commitment", item.commitment.label(lang)))
    return shown(view, el("p", el("b", view.text_of(item))), described(view, said), quoted(item))


def outlook_part(outlook: Outlook, lang: str) -> str:
    """Show what a method says of a target, and the way it judged; of several readings each."""
    courses = [one.course for one in (outlook, *outlook.parts) if one.course is not None]
    name = courses[0].indicator.name if courses else Text({"zh": outlook.method, "en": outlook.method})
    view = View(Plan(title=name), Words(lang), linked=False)
    mark = el("strong", view.words("notice_table"), class_="mark") if _is_illustrative(outlook) else None
    return shown(
        view,
        el("p", el("b", view.text(name)), mark),
        _judged(view, outlook),
        [el("div", el("p", view.words("per_reading")), [_judged(view, part) for part in outlook.parts])]
        if outlook.parts
        else None,
    )


def _is_illustrative(outlook: Outlook) -> bool:
    return any(one.is_illustrative for one in (outlook, *outlook.parts))


def _judged(view: View, outlook: Outlook) -> Element:
    said = zip(COLUMNS, outlook_contents(view, outlook), strict=True)
    return described(view, [(key, content) for key, content in said if flat(content)])
