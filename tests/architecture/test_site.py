"""The documentation site: what its hooks check while it is built, and that its pictures are those the code draws."""

from __future__ import annotations

import re
from importlib import util
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CHINESE = sorted(DOCS.rglob("*.zh.md"))


def script(name: str) -> ModuleType:
    """Load a script of .ci, which is no package."""
    spec = util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


HOOKS = script("site_hooks")
INDEX = {
    "config": {"separator": r"[\s\u200b、]+"},
    "docs": [{"title": "发明\u200b专利\u200b拥有量", "text": "<p>责任\u200b单位、&lt;GDP</p>"}],
}


@pytest.mark.parametrize("word", ["拥有量", "专利", "发明专利", "责任", "责任单位", "发明专利拥有量", "<gdp"])
def test_a_word_that_begins_one_of_the_index_or_is_made_of_them_is_found(word: str) -> None:
    """Law: search finds 拥有量 and 专利 (issue of documentation); words are cut as the page cuts them."""
    assert HOOKS.unfound(INDEX, [word]) == []


@pytest.mark.parametrize("word", ["有量", "商标", "利拥", "专利权", "责单位"])
def test_what_the_search_does_not_find_is_told(word: str) -> None:
    """Law: the build warns, and a warning fails it, where a word of the list is not found (.ci/site_hooks.py)."""
    assert HOOKS.unfound(INDEX, [word]) == [word]


def test_chinese_words_of_an_english_page_are_marked_and_code_is_not() -> None:
    """Law: Chinese quotes keep ``lang="zh"`` (issue of documentation)."""
    told = HOOKS.marked('<p title="专利">A 「达到2.15件/万人」, <code>件</code> and 同比、环比.</p>')
    assert told == (
        '<p title="专利">A <span lang="zh">「达到2.15件/万人」</span>, <code>件</code> and <span lang="zh">同比、环比</span>.</p>'
    )


def test_a_public_name_without_an_entry_is_told() -> None:
    """Law: ``__all__`` is compared with the reference as it is built (issue of documentation)."""
    page = '<h2 id="policytargets.findings.Finding">'
    assert HOOKS.unlisted("policytargets.findings", page) == []
    assert HOOKS.unlisted("policytargets.findings", "") == ["policytargets.findings.Finding"]


FRAME = """<html lang="{}"><a class="skip"> {} </a><input placeholder="{}"><p>目录 Header</p>
<article><h1>报告<a title="Permanent link">¶</a></h1><code>Previous</code></article><script>{{"translations": {{"clipboard.copy": "{}"}}}}</script>"""


def page_of(name: str, language: str, config: Any) -> str:
    """What the hooks make of a page whose frame is in the language that they ask of the theme."""
    page = SimpleNamespace(file=SimpleNamespace(src_uri=name))
    assert HOOKS.on_page_context({}, page=page, config=config) == {}
    assert config.theme["language"] == language
    words = {"zh": ("跳转至", "搜索", "复制"), "en": ("Skip to content", "Search", "Copy to clipboard")}[language]
    return str(HOOKS.on_post_page(FRAME.format(language, *words), page=page))


def test_the_frame_of_a_page_is_in_its_language() -> None:
    """Law: a Chinese page has Chinese words around it and says which Chinese it is; the next English one has English."""
    pytest.importorskip("material", reason="needs the theme, which .ci/requirements.lock brings")
    config = SimpleNamespace(theme={})
    chinese = page_of("index.zh.md", "zh", config)
    assert chinese.startswith('<html lang="zh-CN">')
    assert 'title="本节链接"' in chinese
    assert HOOKS.english_of_frame(chinese) == []
    english = page_of("index.md", "en", config)
    assert english.startswith('<html lang="en">')
    assert 'title="Permanent link"' in english


def test_english_words_of_the_frame_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: the build warns, and a warning fails it, where the frame of a Chinese page is English, wherever it says so."""
    pytest.importorskip("material", reason="needs the theme, which .ci/requirements.lock brings")
    page = SimpleNamespace(file=SimpleNamespace(src_uri="index.zh.md"))
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(HOOKS.LOG, "warning", lambda _, *words: told.append(words))
    said = ["Copy to clipboard", "Search", "Skip to content"]
    HOOKS.on_post_page(FRAME.format("en", said[2], said[1], said[0]), page=page)
    assert told == [("index.zh.md", word) for word in said]


def test_the_words_of_the_issue_are_asked_for() -> None:
    """Law: search finds 拥有量 and 专利 (issue of documentation)."""
    assert {"拥有量", "专利"} <= set(HOOKS.WORDS)


@pytest.mark.parametrize("page", CHINESE, ids=lambda page: page.stem)
def test_a_chinese_page_has_each_kind_of_example_of_the_english_one(page: Path) -> None:
    """Law: the examples of both languages are the same (issue of documentation); the runner runs them all."""
    english = page.with_name(page.name.replace(".zh.md", ".md"))
    kinds = [
        re.findall(r"^```(\w+(?: title=\S+)?)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        for path in (english, page)
    ]
    assert set(kinds[0]) - {"yaml"} <= set(kinds[1])


def test_chinese_pages_are_there() -> None:
    """The test above would pass of none: the pages a Chinese analyst starts with (issue of documentation)."""
    names = {page.relative_to(DOCS).as_posix().removesuffix(".zh.md") for page in CHINESE}
    started = (
        "index tutorial/index how-to/plan-file how-to/excel how-to/choose-a-method how-to/shell how-to/report glossary"
    )
    assert set(started.split()) <= names


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_picture_is_what_the_report_draws(lang: str) -> None:
    """Law: the picture on the first page is made by our own code (README); python .ci/picture.py makes it anew."""
    drawn = script("picture").picture(lang)
    assert (DOCS / "pictures" / f"invention_patents.{lang}.svg").read_text(encoding="utf-8") == drawn
