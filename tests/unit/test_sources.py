"""Source documents, their places, and citations that verify themselves."""

from __future__ import annotations

import datetime as dt
import pickle
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest

from policytargets.errors import CitationError, InvalidValueError
from policytargets.sources import (
    Citation,
    CitationStatus,
    SourceDocument,
    citation_faults,
    sha256_of,
    verify,
)
from policytargets.texts import Text

DATA = (Path(str(files("fuxin_2017"))) / "source.txt").read_bytes()
TEXT = DATA.decode("utf-8")
FUXIN = SourceDocument(
    id="fuxin_2017",
    title={"zh": "关于新形势下加快知识产权强市建设的实施意见"},
    issuer="阜新市人民政府",
    number="阜政发〔2017〕42号",
    text=TEXT,
    sha256="53ab0563b11e09bc7a4be8895d2fad6996935b2d3a6a0ffc1b3eadda2f5d944c",
)


def of(text: str | None, **fields: Any) -> SourceDocument:
    """Make a document of a text."""
    return SourceDocument(id="doc", title="意见", text=text, **fields)


class TestFuxin:
    """Issue: complete and faithful, by hash, offsets and quote; the numbers below were counted by hand."""

    def test_its_hash_is_that_of_its_bytes(self) -> None:
        """The text is the UTF-8 reading of the file, its line ends untouched."""
        assert sha256_of(DATA) == FUXIN.sha256
        assert len(TEXT) == 6842

    def test_it_has_eight_sections(self) -> None:
        """The eighth ends before the note that announces the annex; the seventh stands without indent."""
        assert [(section.label, section.start, section.end) for section in FUXIN.sections] == [
            ("一、", 158, 1047),
            ("二、", 1050, 1862),
            ("三、", 1865, 2905),
            ("四、", 2908, 3747),
            ("五、", 3750, 4332),
            ("六、", 4335, 5125),
            ("七、", 5126, 5519),
            ("八、", 5522, 6369),
        ]
        assert [section.number for section in FUXIN.sections] == list(range(1, 9))
        for section in FUXIN.sections:
            assert TEXT[section.start : section.end].startswith(section.label + section.title + "\n")
        assert TEXT[5125] == "\n"
        assert FUXIN.sections[0].title == "总体要求"

    def test_it_has_24_clauses(self) -> None:
        """Each begins with its label and, from （三） on, ends with the bodies that answer for it."""
        clauses = FUXIN.clauses
        assert [clause.number for clause in clauses] == list(range(1, 25))
        assert [clause.section for clause in clauses] == [
            *(1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 8, 8, 8)
        ]
        for clause in clauses:
            assert TEXT[clause.start : clause.end].startswith(f"{clause.label}{clause.title}。")
        for clause in clauses[2:]:
            assert TEXT[clause.start : clause.end].count("（责任单位：") == 1
            assert TEXT[clause.start : clause.end].endswith("）")
        assert (clauses[20].label, clauses[20].title) == ("（二十一）", "加快知识产权人才培养")

    def test_a_clause_holds_the_paragraphs_that_follow_it(self) -> None:
        """The six goals for 2020 stand in unnumbered paragraphs of （二）."""
        clause = FUXIN.clauses[1]
        assert (clause.start, clause.end) == (419, 1047)
        assert TEXT[clause.start : clause.end].count("\n") == 6
        assert TEXT[clause.start : clause.end].endswith("管理和服务人才。")

    def test_it_has_eleven_annex_rows(self) -> None:
        """Each has number, goal and responsible bodies, with exact offsets."""
        rows = FUXIN.annex_rows
        assert [row.number for row in rows] == list(range(1, 12))
        assert {(row.annex, len(row.cells)) for row in rows} == {(1, 3)}
        assert [(row.start, row.end) for row in rows[:2]] == [(6426, 6461), (6464, 6493)]
        for row in rows:
            assert (row.start, row.end) == (row.cells[0].start, row.cells[-1].end)
            assert TEXT[row.start : row.end] == "\n\t".join(cell.text for cell in row.cells)
            assert all(TEXT[cell.start : cell.end] == cell.text for cell in row.cells)
        assert [cell.text for cell in rows[10].cells] == [
            "11",
            "搭建辽西地区专利转化公共服务平台",
            "市科技局、辽宁工大",
        ]

    def test_a_stray_mark_does_not_hide_the_number_of_row_4(self) -> None:
        """The mark that a word processor left stays in the text, as it stands."""
        row = FUXIN.annex_rows[3]
        assert row.number == 4
        assert row.cells[0].text == "[bookmark: _GoBack]4"
        assert row.cells[1].text == "培育省级以上知识产权优势企业2户"

    def test_its_annex_has_a_title(self) -> None:
        """The line that announces the annex is not its heading."""
        (annex,) = FUXIN.annexes
        assert (annex.number, annex.start, annex.end) == (1, 6388, 6840)
        assert annex.title is not None
        assert (annex.title.text, annex.title.start) == ("2017年度任务分工表", 6392)
        assert annex.rows == FUXIN.annex_rows

    def test_its_places(self) -> None:
        """Title and opening, 8 sections, 24 clauses, the annex and its 11 rows, and the whole."""
        assert len(FUXIN.places) == 2 + 8 + 24 + 1 + 11 + 1
        assert FUXIN.places[:3] == ("标题", "引言", "一、")
        assert FUXIN.places[-3:] == ("附件 10", "附件 11", "全文")

    @pytest.mark.parametrize(
        ("offset", "place", "line"),
        [
            (0, "全文", 1),
            (1, "标题", 1),
            (32, "引言", 4),
            (158, "一、", 8),
            (546, "（二）", 11),
            (5126, "七、", 39),
            (6372, "全文", 46),
            (6392, "附件", 49),
            (6549, "附件 4", 68),
            (6842, "全文", 98),
        ],
    )
    def test_place_and_line_of_an_offset(self, offset: int, place: str, line: int) -> None:
        """The narrowest place that stands once; the note before the annex belongs to no section."""
        assert FUXIN.place_of(offset) == place
        assert FUXIN.line_of(offset) == line

    @pytest.mark.parametrize(
        ("quote", "place", "start"),
        [
            ("发明专利拥有量达到2.88件/万人", "（二）", 546),
            ("发明专利拥有量达到2.88件/万人", "(二)", 546),
            ("发明专利拥有量达到2.88件/万人", "一、（二）", 546),
            ("发明专利拥有量达到2.88件/万人", "一、", 546),
            ("发明专利拥有量达到2.15件/万人", "附件 1", 6429),
            ("发明专利拥有量达到2.15件/万人", "附件１", 6429),
            ("发明专利拥有量达到2.15件/万人", "附件 1 第 1 行", 6429),
            ("发明专利拥有量达到2.15件/万人", "附件", 6429),
            ("发明专利拥有量达到2.15件/万人", "附件 1 全文", 6429),
            ("不低于70%", "（八）", 2624),
            ("强市建设的实施意见", "标题", 21),
            ("辽政发〔2016〕45号", "引言", 109),
            ("五位一体", None, 228),
            ("五位一体", "全文", 228),
        ],
    )
    def test_a_quote_and_its_place_locate_themselves(self, quote: str, place: str | None, start: int) -> None:
        """The quote must occur there exactly once; offsets are computed (usage: a plan file)."""
        citation = FUXIN.cite(quote, place)
        assert (citation.start, citation.end) == (start, start + len(quote))
        assert citation.place == place
        assert TEXT[start : start + len(quote)] == quote
        assert verify(citation, FUXIN) is CitationStatus.VERIFIED

    @pytest.mark.parametrize(
        ("quote", "place", "got", "remedy"),
        [
            ("市科技局", "（十五）", None, None),
            (
                "市科技局",
                None,
                "31: offset 1266 (line 18, （三）), ",
                "quote more of the sentence, or name a narrower place",
            ),
            (
                "市科技局",
                None,
                "(line 23, （七）), and 26 more",
                "quote more of the sentence, or name a narrower place",
            ),
            ("专利", "标题", "none there, but offset ", "name the place where it stands"),
            (
                "发明专利拥有量达到2.98件/万人",
                "（二）",
                "none; its longest beginning there is '发明专利拥有量达到2.' at offset 546 (line 11, （二）)",
                "copy the words from the text, with its punctuation and blanks",
            ),
            ("Ω", "（二）", "none", "copy the words from the text"),
            ("", "（二）", "''", "copy the words from the text"),
            ("\n", "（二）", r"'\n'", "copy the words from the text"),
            (None, "（二）", "None", "copy the words from the text"),
        ],
    )
    def test_a_quote_that_does_not_stand_once_is_refused(
        self, quote: Any, place: str | None, got: str | None, remedy: str | None
    ) -> None:
        """The message tells how often it occurs, and where with offset, line and clause."""
        if got is None:
            assert FUXIN.locate(quote, place)[0] == 4114
            return
        with pytest.raises(CitationError) as caught:
            FUXIN.locate(quote, place)
        assert got in caught.value.got
        assert caught.value.remedy == remedy

    def test_a_place_that_is_no_text_is_refused(self) -> None:
        """A number names no place: 附件 4 does."""
        place: Any = 4
        with pytest.raises(CitationError, match="got 4; write "):
            FUXIN.locate("专利", place)

    @pytest.mark.parametrize(
        ("place", "remedy"),
        [
            ("二", "write 二、 or （二） or （十二）"),
            ("附件 12", "write 附件 2 or 附件 1 or 附件 11"),
            ("(2)", "write （二）"),
            ("第二节", "write 二、"),
            ("Ⅱ", "write one of them, or leave the place out"),
            ("", "write one of them, or leave the place out"),
        ],
    )
    def test_an_unknown_place_is_refused_with_those_there_are(self, place: str, remedy: str) -> None:
        """The message lists the places of the text, and those that are near."""
        with pytest.raises(CitationError) as caught:
            FUXIN.locate("专利", place)
        assert caught.value.expected == (
            "one of the places of the text: 标题, 引言, 一、 … 八、, （一） … （二十四）, 附件, 附件 1 … 附件 11, 全文"
        )
        assert caught.value.got == repr(place)
        assert caught.value.remedy == remedy


class TestOutline:
    """Issue: sections, clauses, annex rows of documents of this form, whichever city wrote them."""

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "\n",
            "没有标题的文字。",
            "一是加强领导。\n五位一体\n（责任单位：市科技局）",
            "第一条 为了……",
            "1. One\n2. Two",
        ],
    )
    def test_a_text_of_another_form_has_no_parts(self, text: str) -> None:
        """Nothing is taken for a heading by guess."""
        document = of(text)
        assert [*document.sections, *document.clauses, *document.annexes, *document.annex_rows] == []
        assert document.places == ("全文",)

    def test_a_text_not_at_hand_has_no_parts(self) -> None:
        """Nothing is known of it."""
        document = of(None)
        assert [*document.sections, *document.clauses, *document.annexes, *document.annex_rows] == []

    def test_a_list_at_the_head_of_a_line_is_no_section(self) -> None:
        """一、二、三产业 counts industries."""
        assert [section.title for section in of("一、二、三产业协调\n二、三次产业").sections] == ["三次产业"]

    def test_a_section_may_go_on_in_its_line(self) -> None:
        """The title ends at the first full stop."""
        (section,) = of("一、要求。全面贯彻。\n坚持。").sections
        assert (section.title, section.start, section.end) == ("要求", 0, 14)

    def test_clauses_may_begin_anew_in_each_section(self) -> None:
        """Then a clause is named with its section."""
        document = of("一、甲\n（一）子。丙\n二、乙\n（一）丑。丙\n（二）寅。")
        assert [(clause.section, clause.number) for clause in document.clauses] == [(1, 1), (2, 1), (2, 2)]
        assert document.places == ("一、", "二、", "一、（一）", "二、（一）", "（二）", "全文")
        assert document.place_of(document.locate("丙", "二、（一）")[0]) == "二、（一）"
        with pytest.raises(CitationError) as caught:
            document.locate("丙", "（一）")
        assert caught.value.got == "'（一）', which stands 2 times"
        assert caught.value.remedy == "write 一、（一） or 二、（一）"

    def test_clauses_may_stand_before_any_section(self) -> None:
        """Such a clause has no section."""
        assert [clause.section for clause in of("(一)甲\n一、乙\n（二）丙").clauses] == [None, 1]

    def test_a_place_that_always_repeats_is_left_out(self) -> None:
        """When no narrower name helps, the quote has to."""
        document = of("一、甲\n一、乙")
        assert document.places == ("全文",)
        with pytest.raises(CitationError) as caught:
            document.locate("乙", "一、")
        assert caught.value.remedy == "leave the place out and quote more of the sentence"
        assert document.place_of(0) == "全文"

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_any_line_end_ends_a_line(self, newline: str) -> None:
        """Offsets count the characters as they stand."""
        text = newline.join(["意见", "", "一、甲", "（一）乙。丙", "丁", ""])
        document = of(text)
        (clause,) = document.clauses
        assert text[clause.start : clause.end] == f"（一）乙。丙{newline}丁"
        assert document.line_of(clause.start) == 4

    def test_a_byte_order_mark_hides_no_heading(self) -> None:
        """A file may begin with one; it stays in the text."""
        (section,) = of("\ufeff一、甲").sections
        assert (section.start, section.end) == (1, 4)

    def test_title_and_opening_are_optional(self) -> None:
        """A text may begin with its first section, or have a title alone."""
        assert of("一、甲\n二、乙").places == ("一、", "二、", "全文")
        assert of("\n\n标题甲\n一、甲\n二、乙").places == ("标题", "一、", "二、", "全文")
        assert of("\n\n一、甲").places == ("一、", "全文")
        assert of("标题\n\n\n一、甲").places == ("标题", "一、", "全文")

    def test_several_annexes_name_their_rows_with_the_annex(self) -> None:
        """附件 1 alone would be row 1 of either."""
        document = of("一、甲\n附件：1.子\n2.丑\n附件1\n子表\n\n\t1\n\t甲\n\n附件二：\n\t1\t乙\n\t丙\n")
        assert [(annex.number, annex.title and annex.title.text) for annex in document.annexes] == [
            (1, "子表"),
            (2, None),
        ]
        assert [(row.annex, row.number, [cell.text for cell in row.cells]) for row in document.annex_rows] == [
            (1, 1, ["1", "甲"]),
            (2, 1, ["1", "乙", "丙"]),
        ]
        assert document.sections[0].end == 3
        with pytest.raises(CitationError) as caught:
            document.locate("乙", "附件 1")
        assert caught.value.remedy == "write 附件 1 第 1 行 or 附件 2 第 1 行"
        start = document.locate("乙", "附件 2 第 1 行")[0]
        assert document.locate("乙", "附件 2 全文")[0] == start
        assert document.place_of(start) == "附件 2 第 1 行"

    def test_an_annex_may_hold_a_plan_with_sections(self) -> None:
        """Headings are found there too, but not in the cells of a table."""
        document = of("通知\n\n附件\n方案\n一、甲\n（一）乙。\n\t1\n\t一、不是标题\n\n\t（二）不是标题")
        assert [section.title for section in document.sections] == ["甲"]
        assert [clause.title for clause in document.clauses] == ["乙"]

    def test_an_annex_may_be_empty(self) -> None:
        """A heading at the very end has neither title nor rows."""
        (annex,) = of("一、甲\n附件").annexes
        assert (annex.title, annex.rows) == (None, ())

    @pytest.mark.parametrize(
        ("table", "rows"),
        [
            ("\t1\n\t甲\n\n\t2\n\t乙", [["1", "甲"], ["2", "乙"]]),
            ("\t1\n\t甲\n\t\n\t2\n\t乙\n\t", [["1", "甲"], ["2", "乙"]]),
            ("1\t甲\n2\t乙", [["1", "甲"], ["2", "乙"]]),
            ("序号\t目标\n1\t甲\n\n注：数据为初步数", [["1", "甲"]]),
            ("\t1\n\t\n\t乙", [["1", "", "乙"]]),
            ("1\t\t乙", [["1", "", "乙"]]),
            ("\t1\n\t甲\n乙", [["1", "甲\n乙"]]),
            ("\t1\n\t甲\n\n\t乙", [["1", "甲"]]),
            ("\t（一）\n\t甲\n\n\t２、\n\t乙\n\n\t三\n\t丙", [["（一）", "甲"], ["２、", "乙"], ["三", "丙"]]),
            ("\t合计\n\t2017", []),
            ("\t2017\n\t年", []),
        ],
    )
    def test_tables_flattened_to_lines(self, table: str, rows: list[list[str]]) -> None:
        """A row begins with a number, behind a blank line or without a tab; a lone tab inside it is an empty cell."""
        document = of(f"附件\n\n{table}")
        assert [[cell.text for cell in row.cells] for row in document.annex_rows] == rows
        for row in document.annex_rows:
            assert all(row.start <= cell.start <= cell.end <= row.end for cell in row.cells)
            assert all(first.end <= second.start for first, second in pairwise(row.cells))

    def test_row_numbers_are_read_in_every_script(self) -> None:
        """Full-width and Chinese numbers count like others."""
        document = of("附件\n\n\t１\n\n\t（二）\n\n\t3.\n\n\t[bookmark: a] [bookmark: b]四、\n")
        assert [row.number for row in document.annex_rows] == [1, 2, 3, 4]


class TestSourceDocument:
    """Design: provenance."""

    def test_the_hash_must_be_that_of_the_text(self) -> None:
        """A text that was changed is not the one that was cited."""
        with pytest.raises(InvalidValueError, match="state its new hash"):
            attrs.evolve(FUXIN, text=f"{TEXT} ")

    def test_line_ends_count_for_the_hash(self) -> None:
        """Text read with translated line ends has another hash."""
        data = "一、甲\r\n".encode()
        assert of(data.decode(), sha256=sha256_of(data)).sha256 == sha256_of(data)
        with pytest.raises(InvalidValueError, match="line ends untouched"):
            of("一、甲\n", sha256=sha256_of(data))

    def test_a_hash_may_be_known_without_the_text(self) -> None:
        """Then nothing can be compared."""
        assert of(None, sha256=sha256_of(b"")).text is None

    @pytest.mark.parametrize("value", ["", "ab", sha256_of(b"").upper(), f"{sha256_of(b'')}0", 3, b"x"])
    def test_a_hash_has_64_lower_case_digits(self, value: Any) -> None:
        """One spelling, so that hashes compare as text."""
        with pytest.raises(InvalidValueError, match="64 lower-case hexadecimal digits"):
            of(None, sha256=value)

    def test_a_text_that_utf8_cannot_hold_has_no_hash(self) -> None:
        """The message tells where it stands."""
        with pytest.raises(InvalidValueError, match="at offset 1; read the file as UTF-8"):
            of("a\ud800", sha256=sha256_of(b""))

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"id": "阜新"}, "a key of lower-case letters"),
            ({"title": " "}, "a text that is not empty"),
            ({"issuer": 3}, "a text or a mapping"),
            ({"number": " "}, "a text that is not empty"),
            ({"date": "2017-09-01"}, "a day"),
            ({"date": dt.datetime(2017, 9, 1, tzinfo=dt.UTC)}, "a day"),
            ({"text": b"x", "sha256": None}, "an instance of str"),
        ],
    )
    def test_what_is_wrong_is_refused(self, fields: dict[str, Any], message: str) -> None:
        """One message in four parts; evolving checks again (design: problems)."""
        with pytest.raises(InvalidValueError) as caught:
            attrs.evolve(FUXIN, **fields)
        assert message in str(caught.value)

    def test_it_is_a_value_of_one_line(self) -> None:
        """Frozen, hashable, picklable; the text is not shown."""
        document = attrs.evolve(FUXIN, date=dt.date(2017, 9, 1))
        assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301 -- made one line above
        assert len({document, attrs.evolve(document), FUXIN}) == 2
        assert "\n" not in repr(document)
        assert "总体要求" not in repr(document)

    @pytest.mark.parametrize("offset", [-1, 6843, True, 1.0, "1"])
    def test_an_offset_outside_the_text_is_refused(self, offset: Any) -> None:
        """A message and no guess."""
        for question in (FUXIN.place_of, FUXIN.line_of):
            with pytest.raises(CitationError, match="an offset from 0 to 6842"):
                question(offset)

    def test_a_text_not_at_hand_locates_nothing(self) -> None:
        """The message tells how to cite it all the same."""
        for ask in (lambda: of(None).locate("5家"), lambda: of(None).place_of(0), lambda: of(None).line_of(0)):
            with pytest.raises(CitationError, match="make a Citation without start and end"):
                ask()


class TestCitation:
    """Design: a citation verifies itself against the text, or says that the text is not at hand."""

    def test_it_may_say_that_the_text_is_not_at_hand(self) -> None:
        """The provincial white paper is cited so (issue: Fuxin, whole)."""
        citation = Citation(document="ln_white_paper_2019", quote="42282件", note="有效发明专利")
        paper = SourceDocument(id="ln_white_paper_2019", title="白皮书")
        assert not citation.at_hand
        status = verify(citation, paper)
        assert status is CitationStatus.NOT_AT_HAND
        assert status.label("en") == "text not at hand, unverified"
        assert citation.note == Text({"zh": "有效发明专利"})

    def test_a_located_one_is_not_verified_without_the_text(self) -> None:
        """Offsets alone prove nothing."""
        citation = FUXIN.cite("五位一体", note="a slogan")
        assert citation.at_hand
        assert citation.note == Text({"en": "a slogan"})
        assert verify(citation, attrs.evolve(FUXIN, text=None)) is CitationStatus.NOT_AT_HAND

    @pytest.mark.parametrize(
        ("changes", "expected", "got", "remedy"),
        [
            ({"document": "other"}, "the document 'other'", "'fuxin_2017'", "the document it names"),
            ({"start": None, "end": None}, "the span of '320件/年'", "none, though", "SourceDocument.cite"),
            ({"start": 0, "end": 6}, "'320件/年' at 0..6", "' 阜新市人民'", "by SourceDocument.cite"),
            ({"start": 9999, "end": 10005}, "'320件/年' at 9999..10005", "''", "by SourceDocument.cite"),
            (
                {"quote": "2.89件/", "place": None},
                "'2.89件/' at 6476..6482",
                "'320件/年'",
                "cite the words as they stand",
            ),
            (
                {"place": "附件 3"},
                "a span inside 附件 3, which is 6496..6524",
                "6476..6482, in 附件 2",
                "where it stands",
            ),
            ({"place": "附件 12"}, "one of the places", "'附件 12'", "write 附件 "),
        ],
    )
    def test_a_fault_is_told(self, changes: dict[str, Any], expected: str, got: str, remedy: str) -> None:
        """Where, what was expected, what came, what to do (design: problems)."""
        citation = Citation(document="fuxin_2017", quote="320件/年", start=6476, end=6482, place="附件 2")
        assert citation_faults(citation, FUXIN) == ()
        wrong = attrs.evolve(citation, **changes)
        fault = citation_faults(wrong, FUXIN)[0]
        assert expected in fault.expected
        assert got in fault.got
        assert remedy in fault.remedy
        with pytest.raises(CitationError) as caught:
            verify(wrong, FUXIN)
        assert str(caught.value) == str(fault)

    def test_the_right_span_is_told_when_there_is_one(self) -> None:
        """A quote that stands once elsewhere has moved."""
        fault = citation_faults(Citation(document="fuxin_2017", quote="五位一体", start=227, end=231), FUXIN)[0]
        assert fault.remedy == "they stand at 228..232; cite them by SourceDocument.cite"

    def test_all_faults_are_told_at_once(self) -> None:
        """A wrong quote in a wrong place has two."""
        citation = Citation(document="fuxin_2017", quote="Ω", start=0, end=1, place="（二）")
        assert len(citation_faults(citation, FUXIN)) == 2
        outside = attrs.evolve(citation, start=6842, end=6843, place=None)
        assert [fault.got for fault in citation_faults(outside, FUXIN)] == [
            "''",
            "6842..6843, behind the end of the text",
        ]

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"document": "阜新"}, "a key of lower-case letters"),
            ({"quote": ""}, "a text that is not empty"),
            ({"quote": 3}, "a text that is not empty"),
            ({"place": ""}, "a text that is not empty"),
            ({"start": 3}, "start and end"),
            ({"end": 3}, "start and end"),
            ({"start": -1, "end": 1}, "got -1 and 1"),
            ({"start": 3, "end": 6}, "2 more (the length of the quote)"),
            ({"start": True, "end": 3}, "an instance of int"),
            ({"start": "3", "end": 5}, "an instance of int"),
            ({"note": 3}, "a text or a mapping"),
        ],
    )
    def test_what_is_wrong_is_refused(self, fields: dict[str, Any], message: str) -> None:
        """A span is whole and as long as its quote."""
        with pytest.raises(InvalidValueError) as caught:
            Citation(**{"document": "fuxin", "quote": "5家", **fields})
        assert message in str(caught.value)

    def test_it_is_a_value(self) -> None:
        """Frozen, hashable, picklable, one line to show."""
        citation = FUXIN.cite("五位一体")
        assert pickle.loads(pickle.dumps(citation)) == citation  # noqa: S301 -- made one line above
        assert len({citation, FUXIN.cite("五位一体"), FUXIN.cite("五位一体", "（一）")}) == 2
        assert "\n" not in repr(citation)

    def test_a_status_has_words_in_both_languages(self) -> None:
        """Reports are Chinese and English."""
        assert CitationStatus.VERIFIED.label("zh") == "已与原文核对"
        assert CitationStatus.NOT_AT_HAND.label("zh") == "未取得原文，尚未核对"
        assert CitationStatus.VERIFIED.label("en") == "verified against the text"
