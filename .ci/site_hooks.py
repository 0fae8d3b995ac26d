"""Hooks of the documentation site: Chinese pages are Chinese in their frame too, and what readers look for is found.

A warning fails ``mkdocs build --strict``.
"""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

LOG = logging.getLogger("mkdocs.hooks.site")
WORDS = (
    "拥有量 专利 发明专利 目标 指标 任务 措施 责任单位 牵头单位 配合单位 约束性 预期性 力争 存量 流量 累计 同比 环比 "
    "年均 翻一番 百分点 基数 基期 序时进度 同期计划 完成率 实现程度 功效系数 初步数 Excel 报告"
).split()
"""What a Chinese reader types."""


PERMANENT = ("Permanent link", "本节链接")
"""What the link beside a heading is called, which is no word of the theme, in English and in Chinese."""

CHINESE = re.compile(r"「[^」]*」|[\u3400-\u9fff][\u3400-\u9fff、，。：；（）《》〔〕“”…—]*")
"""A quote in Chinese brackets, or words of Chinese."""


def on_page_content(content: str, *, page: Any, **_: Any) -> str:
    """Mark what is Chinese on an English page, code apart, for screen readers and fonts."""
    return content if is_chinese(page) else marked(content)


def marked(content: str) -> str:
    """Put Chinese words of a page into ``<span lang="zh">``; those in tags and in code stay."""
    parts = re.split(r"(<pre.*?</pre>|<code.*?</code>|<[^>]+>)", content, flags=re.DOTALL)
    return "".join(
        part if place % 2 else CHINESE.sub(lambda found: f'<span lang="zh">{found[0]}</span>', part)
        for place, part in enumerate(parts)
    )


def is_chinese(page: Any) -> bool:
    """Tell whether a page is in Chinese: its file says so."""
    return str(page.file.src_uri).endswith(".zh.md")


def on_page_context(context: dict[str, Any], *, page: Any, config: Any, **_: Any) -> dict[str, Any]:
    """Let the theme speak the language of the page: its own words come from the file of that language."""
    config.theme["language"] = "zh" if is_chinese(page) else "en"
    return context


def on_post_page(output: str, *, page: Any, **_: Any) -> str:
    """Name the language of a Chinese page, for screen readers and fonts; warn of frame words that stayed English."""
    if not is_chinese(page):
        return output
    written = output.replace('<html lang="zh"', '<html lang="zh-CN"', 1).replace(*PERMANENT)
    for word in english_of_frame(written):
        LOG.warning("%s: the frame of the page says %r in English", page.file.src_uri, word)
    return written


@cache
def frame_words() -> dict[str, str]:
    """Read the English words of the theme, by their keys."""
    languages = Path(str(import_module("material").__file__)).parent / "templates" / "partials" / "languages"
    words = re.findall(r'"([\w.]+)": "([^"]+)"', (languages / "en.html").read_text(encoding="utf-8"))
    hidden = ("language", "direction", "search.config.", "blog.", "readtime.")  # settings, and what is not used here
    return {key: word for key, word in words if not key.startswith(hidden)}


def english_of_frame(output: str) -> list[str]:
    """Give the words of the theme that are English around a page's own text: in texts, attributes and scripts."""
    frame = re.sub("<article.*?</article>", "", output, flags=re.DOTALL)
    whole = {html.unescape(text.strip()) for text in re.findall(r'[>"]([^<>"]+)(?=[<"])', frame)}
    return sorted(whole & set(frame_words().values()))


def on_post_build(*, config: Any) -> None:
    """Warn of public names without an entry, and of words that the search does not find."""
    site = Path(config.site_dir)
    for page in sorted((site / "reference").glob("*.html")):
        if page.stem != "index":
            for name in unlisted(f"policytargets.{page.stem}", page.read_text(encoding="utf-8")):
                LOG.warning("%s has no entry on its page of the reference", name)
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    for word in unfound(index, WORDS):
        LOG.warning("the search does not find %s", word)


def unlisted(module: str, page: str) -> list[str]:
    """Give the public names of a module for which its page has no heading; a module has a page of its own."""
    found = import_module(module)
    names = [name for name in found.__all__ if not isinstance(getattr(found, name), ModuleType)]
    return [f"{module}.{name}" for name in names if f'id="{module}.{name}"' not in page]


def unfound(index: dict[str, Any], words: Iterable[str]) -> list[str]:
    """Give the words that the search on the page would not find; it cuts texts at the separator of the index."""
    texts = (
        html.unescape(re.sub(r"<[^>]+>", " ", entry[part])) for entry in index["docs"] for part in ("title", "text")
    )
    cut = re.compile(index["config"]["separator"])
    known = {piece.lower() for text in texts for piece in cut.split(text)} - {""}
    return [word for word in words if not is_found(word.lower(), known)]


def is_found(word: str, known: set[str]) -> bool:
    """Tell whether a query begins a known word, or is made of known ones: Chinese queries are cut by what is known."""
    return any(piece.startswith(word) for piece in known) or any(
        word[:end] in known and is_found(word[end:], known) for end in range(1, len(word))
    )
