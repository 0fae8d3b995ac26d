"""The report as a browser shows it: no boxes, no overflow, no cut rows, names for all figures (issue 14, section 1).

Run by ``bash .ci/run`` where a browser is found; it says there why not, where none is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

AXE = os.environ.get("POLICYTARGETS_AXE")
CHROMIUM = shutil.which("chromium")
if AXE is None or CHROMIUM is None:
    pytest.skip("needs a browser and axe-core, which .ci/run brings", allow_module_level=True)
pytest.importorskip("playwright", reason="needs Playwright, which .ci/requirements.lock brings")

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402 -- only where it is installed

import policytargets as pt  # noqa: E402 -- the same
from fuxin_2017 import observations, plan  # noqa: E402 -- the same
from fuxin_2017.report import TREND, outlooks  # noqa: E402 -- the same
from policytargets.reports import write_report  # noqa: E402 -- the same

WIDTHS = (400, 1280)
PAPER = (1017, 687)
"""What is left of a landscape A4 page inside the margins of the style sheet, 269 by 182 mm, in CSS pixels."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of the machine, without a network."""
    with sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield opened
        opened.close()


@pytest.fixture(scope="module", params=["zh", "en"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fuxin's report in one language."""
    found = pt.assess(plan(), observations(), as_of=pt.Year(2018))
    path = tmp_path_factory.mktemp("report") / f"{request.param}.html"
    write_report(found, path, request.param, outlooks=outlooks(found), trend=TREND)
    return path


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    """The report, opened."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(report.as_uri())
    yield opened
    opened.close()


BOXES = """unassigned => {
    const shown = new Set(document.body.innerText.replace(/\\s/gu, ""));
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 40;
    const pen = canvas.getContext("2d", {willReadFrequently: true});
    const family = getComputedStyle(document.body).fontFamily;
    const drawn = character => {
        pen.clearRect(0, 0, 40, 40);
        pen.font = `24px ${family}`;
        pen.fillText(character, 4, 30);
        return pen.getImageData(0, 0, 40, 40).data.join();
    };
    const boxes = new Set(unassigned.map(drawn));
    return [shown.size, [...shown, ...unassigned].filter(character => boxes.has(drawn(character)))];
}"""


def test_no_character_is_drawn_as_a_box(page: Page) -> None:
    """Law: every character that is shown looks unlike what stands for one that no font has."""
    unassigned = ["\u0378", "\U000effff"]
    size, boxes = page.evaluate(BOXES, unassigned)
    assert size > 500
    assert boxes == unassigned


def test_a_font_of_the_reader_draws_chinese(page: Page) -> None:
    """Law: CJK families are named first, so that one draws the title, whatever the system's own font is."""
    fonts = fonts_of(page, "section h2")
    assert fonts
    assert all("CJK" in font["familyName"] for font in fonts)


def fonts_of(page: Page, selector: str) -> list[dict[str, Any]]:
    """Give the fonts that the browser drew an element with."""
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts: list[dict[str, Any]] = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return fonts


OVERFLOW = """width => [...document.querySelectorAll("body *")].filter(node => {
    if (node.closest("thead, .unseen, svg")) return getComputedStyle(node).position === "static"
        && node.closest("svg") === null && node.closest(".unseen") === null && node.tagName === "TH"
        && innerWidth > 1088 && node.scrollWidth > node.clientWidth + 1;
    const box = node.getBoundingClientRect();
    const cell = node.tagName === "TD" || node.tagName === "TH";
    return box.right > width + 1 || box.left < -1 || (cell && node.scrollWidth > node.clientWidth + 1);
}).map(node => node.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(page: Page, width: int) -> None:
    """Law: no page scrolls sideways, and no cell runs into its neighbour."""
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERFLOW, width) == []


PIECES = """selector => [...document.querySelectorAll(selector)].filter(node => {
    const columns = new Set([...node.getClientRects()].filter(box => box.height > 1).map(box => Math.round(box.left / 1057)));
    return columns.size > 1;
}).map(node => node.outerHTML.slice(0, 200))"""


def test_no_row_and_no_figure_is_cut_in_print(page: Page) -> None:
    """Law: what stands in one row stands on one page; a browser breaks columns as it breaks pages."""
    wide, high = PAPER
    page.emulate_media(media="print")
    page.set_viewport_size({"width": wide, "height": high})
    page.add_style_tag(content=f"body.policytargets {{ columns: {wide}px auto; column-gap: 40px; column-fill: auto; "
                               f"height: {high}px; width: {wide}px }}")  # fmt: skip
    whole = "tr, figure, .notice, li:not(nav li)"
    assert (
        page.evaluate("new Set([...document.querySelectorAll('tr')].map(r => r.getBoundingClientRect().left)).size") > 5
    )
    assert page.evaluate(PIECES, whole) == []
    page.add_style_tag(content="* { break-inside: auto !important }")
    assert page.evaluate(PIECES, whole) != []  # without the rule there are cut rows: the test can fail


def test_heads_are_repeated_and_links_are_no_colour_in_print(page: Page) -> None:
    """Law: each page of a table has its heads; and the page can be printed at all."""
    page.emulate_media(media="print")
    heads = page.evaluate("[...document.querySelectorAll('thead')].map(head => getComputedStyle(head).display)")
    assert set(heads) == {"table-header-group"}
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") > 5


def test_every_figure_has_a_name_in_the_accessibility_tree(page: Page) -> None:
    """Law: who cannot see a figure is told what it shows."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    seen = [node for node in nodes if not node["ignored"]]
    images = [node for node in seen if node["role"]["value"] in {"image", "img"}]
    assert len(images) == page.locator("svg[role=img]").count() == 27
    figures = [node for node in seen if node["role"]["value"] == "figure"]
    assert len(figures) == 9
    tables = [node for node in seen if node["role"]["value"] == "table"]
    assert len(tables) == page.locator("table").count()
    assert [node for node in (*images, *figures, *tables) if not node.get("name", {}).get("value")] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_serious(page: Page, width: int) -> None:
    """Law: no serious and no critical violation, of contrast and names among others (axe-core)."""
    page.set_viewport_size({"width": width, "height": 900})
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert found["passes"]
    bad = [one for one in found["violations"] if one["impact"] in {"serious", "critical"}]
    assert [(one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"]) for one in bad] == []


def test_it_loads_nothing_and_runs_nothing(browser: Browser, report: Path) -> None:
    """Law: one offline file, no scripts needed."""
    opened = browser.new_page(java_script_enabled=False)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(report.as_uri())
    assert asked == [report.as_uri()]
    assert opened.locator("script").count() == 0
    assert opened.locator("table").first.is_visible()
    opened.close()


def test_the_keyboard_reaches_the_links_and_shows_where_it_is(page: Page) -> None:
    """Law: the contents can be walked with the tab key, and Enter goes there."""
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = "document.activeElement"
    assert page.evaluate(f"{focused}.tagName") == "A"
    assert page.evaluate(f"getComputedStyle({focused}).outlineStyle") == "solid"
    place = page.evaluate(f"{focused}.getAttribute('href')")
    page.keyboard.press("Enter")
    assert page.url.endswith(place)


def test_an_embedded_font_draws_the_page(browser: Browser, tmp_path: Path) -> None:
    """Law: the font in the page is the one that is used."""
    finder = shutil.which("fc-match")
    assert finder is not None
    asked = [finder, "--format=%{file}#%{index}", "Noto Sans CJK SC"]
    found = subprocess.run(asked, capture_output=True, check=True, text=True).stdout
    held = pt.assess(plan(), observations(), as_of=pt.Year(2018))
    path = tmp_path / "embedded.html"
    write_report(held, path, "zh", embed_font=found)
    opened = browser.new_page()
    opened.goto(path.as_uri())
    assert all(font["isCustomFont"] for font in fonts_of(opened, "section h2"))
    opened.close()
