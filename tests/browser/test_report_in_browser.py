"""The report as a browser shows it: no boxes, no overflow, no cut rows, names for all figures (issue 14, section 1).

Run by ``bash .ci/run`` where a browser is found; it says there why not, where none is.
"""

from __future__ import annotations

import os
import re
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
TABLES_FROM = 1217
"""The narrowest window whose tables are tables: one pixel more than 76rem of the style sheet."""
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
        && innerWidth > 1216 && node.scrollWidth > node.clientWidth + 1;
    const box = node.getBoundingClientRect();
    const cell = node.tagName === "TD" || node.tagName === "TH";
    return box.right > width + 1 || box.left < -1 || (cell && node.scrollWidth > node.clientWidth + 1);
}).map(node => node.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("width", [*WIDTHS, TABLES_FROM])
def test_nothing_is_wider_than_the_window(page: Page, width: int) -> None:
    """Law: no page scrolls sideways, and no cell runs into its neighbour."""
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERFLOW, width) == []


def test_no_cell_runs_into_its_neighbour_in_print(page: Page) -> None:
    """Law: what does not fit into a column of paper is broken, and covers nothing."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
    assert page.evaluate(OVERFLOW, PAPER[0]) == []


class Paper:
    """What stands on which page of a PDF, as its own tags say: the browser writes them in plain text."""

    def __init__(self, data: bytes) -> None:
        """Find the tagged parts."""
        found = re.findall(rb"\n(\d+) 0 obj\n(<</Type /StructElem\n.*?)\nendobj", data, re.DOTALL)
        self.parts = {int(number): body.decode("latin-1") for number, body in found}
        self.pages = len(re.findall(rb"/Type /Page\n", data))

    def _held(self, part: int) -> str:
        held = re.search(r"\n/K (\[[^\]]*\]|<<.*?>>|\d+ 0 R|\d+)", self.parts[part], re.DOTALL)
        return "" if held is None else held[1]

    def inside(self, part: int) -> list[int]:
        """Give the parts right inside one."""
        return [int(one) for one in re.findall(r"(\d+) 0 R", re.sub(r"<<.*?>>", "", self._held(part), flags=re.DOTALL))]

    def all_inside(self, part: int) -> Iterator[int]:
        """Give all parts inside one."""
        for one in self.inside(part):
            yield one
            yield from self.all_inside(one)

    def tag(self, part: int) -> str:
        """Give the tag of a part, TR for a row and TH for a head."""
        found = re.search(r"/S /(\w+)", self.parts[part])
        assert found is not None
        return found[1]

    def tagged(self, *tags: str) -> list[int]:
        """Give all parts that have one of these tags."""
        return [part for part in self.parts if self.tag(part) in tags]

    def drawn_on(self, part: int) -> set[str]:
        """Give the pages that a part is drawn on: those it names piece by piece, else its own."""
        held = self._held(part)
        pages = set(re.findall(r"/Pg (\d+) 0 R", held))
        if re.search(r"\d", re.sub(r"<<.*?>>|\d+ 0 R", "", held, flags=re.DOTALL)):
            own = re.search(r"\n/Pg (\d+) 0 R", self.parts[part].replace(f"\n/K {held}", ""))
            assert own is not None
            pages.add(own[1])
        return pages.union(*map(self.drawn_on, self.inside(part)))

    def is_head(self, part: int) -> bool:
        """Tell whether a row holds heads only."""
        return self.tag(part) == "TR" and {self.tag(one) for one in self.inside(part)} == {"TH"}

    def cut(self) -> list[str]:
        """Give the rows, figures and points of a list that are drawn on more than one page."""
        whole = [part for part in self.tagged("TR", "Figure", "LI") if not self.is_head(part)]
        return [self.tag(part) for part in whole if len(self.drawn_on(part)) > 1]


def printed(page: Page) -> Paper:
    """Print a page as its style sheet says."""
    return Paper(page.pdf(prefer_css_page_size=True, tagged=True))


def test_no_row_and_no_figure_is_cut_in_print(page: Page) -> None:
    """Law: what stands in one row stands on one page of the PDF."""
    paper = printed(page)
    assert paper.pages > 5
    assert len(paper.tagged("TR")) == page.locator("tr").count()
    assert len(paper.tagged("Figure")) > 20
    assert all(map(paper.drawn_on, paper.tagged("TR")))  # each is drawn somewhere
    assert paper.cut() == []
    page.add_style_tag(content="* { break-inside: auto !important }")
    assert {"TR", "Figure", "LI"} <= set(printed(page).cut())  # without the rule there are: the test can fail


def test_heads_are_repeated_on_each_page_of_a_table(page: Page) -> None:
    """Law: whoever holds one page of a table has its heads."""
    paper = printed(page)
    long = 0
    for table in paper.tagged("Table"):
        heads = {page for part in paper.all_inside(table) if paper.is_head(part) for page in paper.drawn_on(part)}
        rows = [part for part in paper.all_inside(table) if paper.tag(part) == "TR" and not paper.is_head(part)]
        pages = {page for part in rows for page in paper.drawn_on(part)}
        assert pages <= heads
        long += len(pages) > 1
    assert long > 3


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
