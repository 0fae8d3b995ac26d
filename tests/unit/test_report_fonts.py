"""A font inside the report: the characters it uses and no others, the same bytes, and what it refuses (issue 14)."""

from __future__ import annotations

import base64
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, woff2

import policytargets as pt
from policytargets.cli import main
from policytargets.errors import FileError, MissingExtraError
from policytargets.reports import write_report
from policytargets.reports._fonts import FAMILY, characters

HELD = pt.assess(pt.Plan(title={"zh": "专利", "en": "patents"}), [], as_of=pt.Year(2018))
PAGE = write_report(HELD, lang="zh")


def font(text: str, *, forbids: int = 0, variable: bool = False) -> TTFont:
    """A font with a square for each character of a text."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 500), (500, 500), (500, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square, names = pen.glyph(), {ord(character): f"u{ord(character):04X}" for character in sorted(set(text))}
    built = FontBuilder(1000, isTTF=True)
    built.setupGlyphOrder([".notdef", *names.values()])
    built.setupCharacterMap(names)
    built.setupGlyf(dict.fromkeys([".notdef", *names.values()], square))
    built.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (600, 0)))
    built.setupHorizontalHeader(ascent=800, descent=-200)
    built.setupNameTable({"familyName": "Squares", "styleName": "Regular", "fullName": "Squares"})
    built.setupOS2(fsType=forbids)
    built.setupPost()
    if variable:
        built.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    made: TTFont = built.font
    return made


@pytest.fixture(name="squares")
def _squares(tmp_path: Path) -> Path:
    """A font that has every character of the page, and one that it does not use."""
    path = tmp_path / "squares.ttf"
    font("".join(characters(PAGE)) + "龘 ").save(path)
    return path


def embedded(page: str) -> TTFont:
    """The font that stands in a page."""
    found = re.search(r'url\("data:font/woff2;base64,([^"]*)"\)', page)
    assert found is not None
    return TTFont(BytesIO(base64.b64decode(found[1])))


class TestEmbedding:
    """What goes into the page."""

    def test_it_has_what_the_page_shows_and_nothing_else(self, squares: Path) -> None:
        """A subset made for this report, which comes first of all families."""
        page = write_report(HELD, lang="zh", embed_font=squares)
        has = {chr(code) for code in embedded(page).getBestCmap()}
        assert has - {" "} == characters(PAGE)
        assert "龘" not in has
        assert f'.policytargets {{ font-family: "{FAMILY}", sans-serif; }}' in page

    def test_the_labels_of_narrow_screens_count(self) -> None:
        """They stand in attributes, and are shown beside cells; tooltips and styles are the browser's own."""
        page = '<style>龘</style><td data-label="甲" title="乙">丙&lt;\n</td>'
        assert characters(page) == {"甲", "丙", "<", "“", "”"}

    def test_the_same_bytes_twice_and_the_rest_of_the_page_unchanged(self, squares: Path) -> None:
        """Deterministic."""
        first, again = (write_report(HELD, lang="zh", embed_font=squares) for _ in range(2))
        assert first == again
        start = first.index("@font-face")
        assert first[:start] + first[first.index("</style>") :] == PAGE

    def test_nothing_is_fetched(self, squares: Path) -> None:
        """The font stands in the page itself."""
        page = write_report(HELD, lang="zh", embed_font=str(squares))
        assert re.findall(r"url\(\"(.{4})", page) == ["data"]

    def test_a_variable_font_keeps_its_weights(self, tmp_path: Path) -> None:
        """Bold is then no guess of the browser's."""
        path = tmp_path / "variable.ttf"
        font("".join(characters(PAGE)), variable=True).save(path)
        assert "font-weight: 100 900;" in write_report(HELD, lang="zh", embed_font=path)

    def test_a_font_of_a_collection_by_its_number(self, tmp_path: Path) -> None:
        """The second has the characters; without a number nothing is chosen."""
        collection = TTCollection()
        collection.fonts = [font("a"), font("".join(characters(PAGE)))]
        path = tmp_path / "both.ttc"
        collection.save(path)
        assert "@font-face" in write_report(HELD, lang="zh", embed_font=f"{path}#1")
        for wrong in (path, f"{path}#7"):
            with pytest.raises(FileError, match="a collection: #0 Squares, #1 Squares; name one by its number"):
                write_report(HELD, lang="zh", embed_font=wrong)

    def test_from_the_command_line(self, squares: Path, tmp_path: Path) -> None:
        """policytargets report … --embed-font FILE."""
        (tmp_path / "plan.yaml").write_text("policytargets: 1\ntitle: {zh: 专利, en: patents}\n", encoding="utf-8")
        (tmp_path / "seen.csv").write_text("indicator,period,value\n", encoding="utf-8")
        words: list[Any] = [
            "report",
            tmp_path / "plan.yaml",
            "--observations",
            tmp_path / "seen.csv",
            "--as-of",
            "2018",
        ]
        out = tmp_path / "report.html"
        assert main([str(word) for word in [*words, "--out", out, "--embed-font", squares]]) == 0
        assert "@font-face" in out.read_text(encoding="utf-8")


class TestRefusals:
    """Four parts each, and nothing from below."""

    def test_characters_that_the_font_lacks_are_named(self, tmp_path: Path) -> None:
        """Which, not only that; of many the first twenty."""
        path = tmp_path / "few.ttf"
        font("".join(characters(PAGE) - {"专"})).save(path)
        with pytest.raises(FileError, match=r"none for 专 \(U\+4E13\); choose a font"):
            write_report(HELD, lang="zh", embed_font=path)
        font("a").save(path)
        with pytest.raises(FileError, match=r"and \d+ more; choose a font"):
            write_report(HELD, lang="zh", embed_font=path)

    @pytest.mark.parametrize(
        "data", [b"", b"no font at all", b"ttcf", b"\x00\x01\x00\x00" + b"\xff" * 60, b"wOF2" + b"\x00" * 60]
    )
    def test_what_is_no_font_is_refused(self, data: bytes, tmp_path: Path) -> None:
        """Whatever it is."""
        path = tmp_path / "broken.ttf"
        path.write_bytes(data)
        with pytest.raises(FileError, match="a font file, got one that cannot be read"):
            write_report(HELD, embed_font=path)

    def test_a_font_with_a_broken_table_is_refused(self, tmp_path: Path) -> None:
        """Its tables are read only when they are needed."""
        path = tmp_path / "broken.ttf"
        made = font("".join(characters(PAGE)))
        made.save(path)
        data = bytearray(path.read_bytes())
        place = TTFont(path).reader.tables["cmap"].offset
        data[place : place + 8] = b"\xff" * 8
        path.write_bytes(data)
        with pytest.raises(FileError, match="cannot be read as a font"):
            write_report(HELD, lang="zh", embed_font=path)

    def test_a_missing_file(self, tmp_path: Path) -> None:
        """The path is checked."""
        with pytest.raises(FileError, match="no such file"):
            write_report(HELD, embed_font=tmp_path / "none.ttf")

    @pytest.mark.parametrize("bits", [0x0002, 0x0100])
    def test_a_font_that_forbids_it(self, bits: int, tmp_path: Path) -> None:
        """No embedding, or no subsets (OpenType, OS/2 fsType)."""
        path = tmp_path / "closed.ttf"
        font("".join(characters(PAGE)), forbids=bits).save(path)
        with pytest.raises(FileError, match="forbids it"):
            write_report(HELD, lang="zh", embed_font=path)

    def test_without_the_extra(self, squares: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The remedy names it; fontTools alone, which matplotlib brings, is not enough."""
        monkeypatch.setattr(woff2, "haveBrotli", False)
        with pytest.raises(MissingExtraError, match=r"no package brotli; pip install 'policytargets\[fonts\]'"):
            write_report(HELD, embed_font=squares)
        monkeypatch.setitem(sys.modules, "fontTools.ttLib", None)
        with pytest.raises(MissingExtraError, match="no package fontTools"):
            write_report(HELD, embed_font=squares)
