"""Draw the picture that the README and the start pages open on: ``.venv/bin/python .ci/picture.py``.

It is cut out of the report on Fuxin's targets, as it stands there, and made to stand alone.
"""

from __future__ import annotations

import re
from pathlib import Path

import attrs

import fuxin_2017
from policytargets import Year, assess, compare_methods, methods
from policytargets.reports import write_report

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
NAMES = {"zh": "发明专利拥有量", "en": "invention patents in force"}
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def picture(lang: str) -> str:
    """Give the picture of the goal for invention patents, in Chinese (``zh``) or English (``en``)."""
    plan, observations = fuxin_2017.plan(), fuxin_2017.observations()
    goal = attrs.evolve(plan.target("invention_patents_2020"), baseline=Year(2016))  # assumed: the document states none
    way = compare_methods(goal, observations, [methods.LinearShare()], as_of=Year(2018))
    page = write_report(assess(plan, observations, as_of=Year(2018)), lang=lang, outlooks=[way])
    charts = re.findall(r'<svg class="chart way".*?</svg>', page, re.DOTALL)
    chart = next(one for one in charts if NAMES[lang] in one)
    _, style, _ = re.split(r"</?style>", page, maxsplit=2)
    return alone(chart, style)


def alone(chart: str, style: str) -> str:
    """Make a chart stand without its page: a name space, a white ground, and of the page's rules those it needs."""
    rules = [
        (selector.strip(), body) for selector, body in RULE.findall(re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
    ]
    values = dict(re.findall(r"(--[\w-]+):\s*([^;]+)", rules[0][1]))
    fonts = re.findall(r"font-family:[^;]+", rules[0][1])[0]
    classes = {name for found in re.findall(r'class="([^"]+)"', chart) for name in found.split()}
    kept = [f"svg {{ {' '.join(fonts.split())}; font-size: 12px }}"]
    for selector, body in rules[1:]:
        needed = [
            one.removeprefix(".policytargets ")
            for one in map(str.strip, selector.split(","))
            if is_needed(one, classes)
        ]
        if needed:
            filled = re.sub(r"var\((--[\w-]+)\)", lambda found: values[found[1]], " ".join(body.split()))
            kept.append(f"{', '.join(needed)} {{ {filled} }}")
    opening, rest = chart.split(">", 1)
    ground = '<rect width="100%" height="100%" fill="#fff"/>'
    return f'{opening} xmlns="http://www.w3.org/2000/svg">\n<style>\n{chr(10).join(kept)}\n</style>\n{ground}{rest}\n'


def is_needed(selector: str, classes: set[str]) -> bool:
    """Tell whether a rule of the page is about a part of the chart."""
    named = set(re.findall(r"\.([\w-]+)", selector)) - {"policytargets"}
    return bool(named) and named <= classes and ":" not in selector


def main() -> None:
    """Write the pictures, and print where they are."""
    for lang in NAMES:
        path = PICTURES / f"invention_patents.{lang}.svg"
        path.write_text(picture(lang), encoding="utf-8", newline="\n")
        print(path)


if __name__ == "__main__":
    main()
