"""The report: one offline page, whole, escaped, in two languages (issue: what a person sees and runs)."""

from __future__ import annotations

import html
import pickle
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import policytargets as pt
from fuxin_2017 import liaoning, liaoning_observations, observations, plan, source
from fuxin_2017.report import main as build
from policytargets.errors import FileError, InvalidValueError

FUXIN = pt.assess(plan(), observations(), as_of=pt.Year(2018))
VOID = {"meta", "br", "link", "img", "hr", "wbr"}


class Page(HTMLParser):
    """Reads a page: whether tags close, ids, links, tables."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.captions: list[str] = []
        self.headings: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a reader follows."""
        found = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a":
            self.links.append(str(found.get("href")))
        if tag == "caption":
            self.captions.append("")
        if tag in {"h1", "h2", "h3"}:
            self.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        """Every tag closes in its order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep captions and headings."""
        if "caption" in self.open:
            self.captions[-1] += data
        elif self.open and self.open[-1] in {"h2", "h3"}:
            self.headings[-1] += data


@pytest.fixture(scope="module", params=["zh", "en"])
def text(request: pytest.FixtureRequest) -> str:
    """The report of Fuxin in each language."""
    return FUXIN.to_html(lang=request.param)


class TestPage:
    """One page without scripts, whose links all lead somewhere."""

    def test_it_is_well_formed(self, text: str) -> None:
        """Every tag closes; ids stand once."""
        page = Page(text)
        assert not page.open
        assert len(page.ids) == len(set(page.ids))

    def test_every_link_leads_to_an_anchor_of_the_page(self, text: str) -> None:
        """Each number leads to its quote."""
        page = Page(text)
        assert len(page.links) > 200
        assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
        assert all(link.startswith("#") for link in page.links)

    def test_it_loads_nothing(self, text: str) -> None:
        """Offline, without scripts."""
        page = Page(text)
        assert not {"script", "link", "img", "iframe"} & set(page.tags)
        assert not re.search(r"""(src|href)=["']https?:|url\(|@import""", text)

    def test_every_table_and_section_says_illustrative(self, text: str) -> None:
        """In every table and all over the report."""
        page = Page(text)
        assert len(page.captions) == page.tags.count("table") >= 15
        assert [caption for caption in page.captions if "示意" not in caption and "llustrative" not in caption] == []
        assert text.count('class="notice"') == page.tags.count("section") + 2  # in each, in the header and the footer

    def test_the_same_bytes_twice(self) -> None:
        """Deterministic, also from values that were made anew."""
        again = pickle.loads(pickle.dumps(FUXIN))  # noqa: S301 -- our own bytes
        assert again.to_html(lang="zh") == FUXIN.to_html(lang="zh")

    def test_all_of_the_plan_is_there(self, text: str) -> None:
        """Each target, milestone, aim, rule, measure, body, finding and record has its row, once."""
        ids, held = Page(text).ids, FUXIN.plan
        kinds = (held.targets, held.milestones, held.aims, held.rules, held.measures)
        assert sorted(i for i in ids if i.startswith("item-")) == sorted(f"item-{i.id}" for kind in kinds for i in kind)
        assert [i for i in ids if i.startswith("body-")] == [f"body-{body.id}" for body in held.organisations]
        assert [i for i in ids if i.startswith("finding-")] == [f"finding-{finding.id}" for finding in held.findings]
        assert len([i for i in ids if i.startswith("record-")]) == len(FUXIN.observations)

    def test_the_text_stands_whole(self, text: str) -> None:
        """The marked text is the document, letter by letter."""
        marked = re.search(r'<div class="source"[^>]*>(.*?)</div>', text, re.DOTALL)
        assert marked is not None
        assert html.unescape(re.sub("<[^>]*>", "", marked[1])) == source()

    def test_an_aim_is_not_said_to_have_data(self) -> None:
        """An aim is not judged; nothing is known that does not decide it."""
        page = FUXIN.to_html(lang="zh")
        aims = page[page.index('<section id="aims"') : page.index('<section id="bodies"')]
        assert "有数据" not in aims
        assert aims.count("不作判定") >= 18

    def test_chinese_headings_are_chinese(self) -> None:
        """No English word in a Chinese heading."""
        page = Page(FUXIN.to_html(lang="zh"))
        assert page.headings
        assert not [heading for heading in page.headings if re.search("[A-Za-z]{3}", heading)]

    def test_names_are_escaped(self) -> None:
        """A hostile name is shown as it is written."""
        bad = "<script>alert('x')</script> & \"co\""
        patents = pt.Indicator(id="patents", name=bad, unit="patent", nature="stock")
        target = pt.Target(id="goal", indicator=patents, criterion=pt.AtLeast("1"), due=pt.Year(2017))
        found = pt.assess(pt.Plan(title=bad, targets=[target]), [], as_of=pt.Year(2018))
        for shown in (found.to_html(), found._repr_html_(), found["goal"]._repr_html_(), found.plan._repr_html_()):
            assert "<script" not in shown
            assert "&lt;script&gt;" in shown

    def test_another_language_is_refused(self) -> None:
        """zh or en."""
        with pytest.raises(InvalidValueError, match="zh"):
            FUXIN.to_html(lang="fr")

    def test_real_data_carry_no_notice(self) -> None:
        """Liaoning's figures are published ones; their text is not at hand, and the page says so."""
        page = pt.assess(liaoning(), liaoning_observations(), as_of=pt.Year(2019)).to_html(lang="zh")
        assert "示意" not in page
        Page(page)


class TestFiles:
    """Written whole or not at all."""

    def test_a_missing_folder_is_said(self, tmp_path: Path) -> None:
        """Four parts."""
        with pytest.raises(FileError, match="folder"):
            FUXIN.to_html(tmp_path / "missing" / "report.html")

    def test_the_example_writes_both_pages_and_their_counts(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """`python3 make.py report` prints the path and the counts of what it holds."""
        out = tmp_path / "fuxin.html"
        assert build(["--out", str(out)]) == 0
        said = capsys.readouterr().out
        assert str(out) in said
        assert "18 targets, 4 milestones, 18 aims (8 met, 3 not met, 29 undetermined)" in said
        assert "178 responsibilities, 2 rules, 73 findings; 37 records, all illustrative" in said
        chinese, english = out.read_text(encoding="utf-8"), (tmp_path / "fuxin.en.html").read_text(encoding="utf-8")
        assert 'href="fuxin.en.html"' in chinese
        assert 'href="fuxin.html"' in english


class TestNotebook:
    """What a notebook shows: parts of a page, each well-formed and marked."""

    def test_the_parts(self) -> None:
        """Plan, assessment, attainment and organisations."""
        for shown in (
            FUXIN.plan._repr_html_(),
            FUXIN._repr_html_(),
            FUXIN.by_organisation()._repr_html_(),
            *(attainment._repr_html_() for attainment in FUXIN),
        ):
            assert not Page(shown).open
            assert shown.startswith("<div")
        assert "示意" in FUXIN._repr_html_()
