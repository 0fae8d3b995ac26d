"""Source documents, the places in them, and citations that can be checked against the text.

Offsets are Python ``str`` offsets into the text as it stands: line ends, indents and stray marks are untouched.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import re
from typing import TYPE_CHECKING

import attrs

from policytargets._fields import as_tuple, each_is_a, identifier, optional_is_a, owner
from policytargets._outline import Annex, AnnexRow, Cell, Clause, Section, Span, outline_of
from policytargets._places import line_at, locate, place_at, place_fault, quote_fault, shown
from policytargets.errors import CitationError, InvalidValueError
from policytargets.texts import Text, TextLike, to_text

if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "Annex",
    "AnnexRow",
    "Cell",
    "Citation",
    "CitationStatus",
    "Clause",
    "Section",
    "SourceDocument",
    "Span",
    "citation_faults",
    "sha256_of",
    "verify",
]

_SHA256 = re.compile(r"[0-9a-f]{64}")


def sha256_of(data: bytes) -> str:
    """Give the SHA-256 of the bytes of a file as 64 lower-case hexadecimal digits.

    Examples:
        >>> sha256_of("阜新".encode())[:16]
        'fc0103c94def43f1'
    """
    return hashlib.sha256(data).hexdigest()


class CitationStatus(enum.Enum):
    """What checking a citation found.

    Attributes:
        VERIFIED: the span of the text is the quote, and lies in the place named.
        NOT_AT_HAND: the text is not at hand, so nothing was checked.

    Examples:
        >>> CitationStatus.NOT_AT_HAND.label("en")
        'text not at hand, unverified'
    """

    VERIFIED = "verified"
    NOT_AT_HAND = "not at hand"

    def label(self, language: str) -> str:
        """Give the words for a reader in *language* (``zh`` or ``en``; others get ``zh``)."""
        return _STATUS_LABELS[self].best(language)


_STATUS_LABELS = {
    CitationStatus.VERIFIED: Text({"zh": "已与原文核对", "en": "verified against the text"}),
    CitationStatus.NOT_AT_HAND: Text({"zh": "未取得原文，尚未核对", "en": "text not at hand, unverified"}),
}


def _written(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if not isinstance(value, str) or not value.strip():
        raise InvalidValueError(
            owner(instance, attribute.name), "a text that is not empty", repr(value), "write it as the document does"
        )


_optionally_written = attrs.validators.optional(_written)


@attrs.frozen(kw_only=True)
class Citation:
    """Words of a document, and where they stand in it.

    Attributes:
        document: id of the `SourceDocument`.
        quote: the words, exactly as they stand.
        place: the place as it was named, such as ``（二）`` or ``附件 1`` (see `SourceDocument.locate`), or None.
        start: offset of the first character of the quote in the text; None when the text is not at hand.
        end: offset behind the last one; None together with *start*.
        note: what a reader should know about it.

    Raises:
        InvalidValueError: when only one of *start* and *end* is given, or they do not span the quote's length.

    Examples:
        >>> white_paper = Citation(document="ln_white_paper_2019", quote="42282件")
        >>> white_paper.at_hand
        False
    """

    document: str = attrs.field(validator=identifier)
    quote: str = attrs.field(validator=_written)
    place: str | None = attrs.field(default=None, validator=_optionally_written)
    start: int | None = attrs.field(default=None, validator=optional_is_a(int))
    end: int | None = attrs.field(default=None, validator=optional_is_a(int))
    note: Text | None = attrs.field(default=None, converter=attrs.converters.optional(to_text))

    def __attrs_post_init__(self) -> None:
        """Check that the span is whole and as long as the quote."""
        if self.start is None and self.end is None:
            return
        length = len(self.quote)
        if self.start is None or self.end is None or self.start < 0 or self.end - self.start != length:
            raise InvalidValueError(
                "Citation: start and end",
                f"0 or more, and {length} more (the length of the quote)",
                f"{self.start} and {self.end}",
                "make it by SourceDocument.cite, or give neither when the text is not at hand",
            )

    @property
    def at_hand(self) -> bool:
        """Whether it gives a span of the text; `verify` tells whether that span holds the quote."""
        return self.start is not None


def _encoded(document: SourceDocument, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        problem = f"{text[error.start]!r} at offset {error.start}"
        where = owner(document, "text")
        raise InvalidValueError(where, "a text that UTF-8 can hold", problem, "read the file as UTF-8") from None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_offset(value: object, text: str) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= len(text)


def _is_date(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if value is not None and type(value) is not dt.date:
        raise InvalidValueError(
            owner(instance, attribute.name), "a day", repr(value), "write for example datetime.date(2017, 9, 1)"
        )


@attrs.frozen(kw_only=True)
class SourceDocument:
    r"""A document that items cite.

    Attributes:
        id: key by which citations name it.
        title: its title.
        issuer: who issued it.
        number: its number as written, such as 阜政发〔2017〕42号.
        date: the day it was issued.
        role: what it is to the plan, in a word such as ``parent`` or ``standard``; None for the plan's own source.
        citations: where the plan's own source names it.
        text: the text as it stands; None when it is not at hand.
        sha256: hash of the bytes of the file, of which *text* is the UTF-8 reading; see `sha256_of`.

    Raises:
        InvalidValueError: when *text* has another hash than *sha256*.

    Examples:
        >>> document = SourceDocument(
        ...     id="fuxin", title="实施意见", text="意见\n\n一、总体要求\n（一）目标。商标达到3800件。\n"
        ... )
        >>> document.clauses[0].title
        '目标'
        >>> citation = document.cite("3800件", "（一）")
        >>> citation.start, citation.end, document.place_of(citation.start)
        (21, 26, '（一）')
        >>> verify(citation, document)
        <CitationStatus.VERIFIED: 'verified'>
    """

    id: str = attrs.field(validator=identifier)
    title: Text = attrs.field(converter=to_text)
    issuer: Text | None = attrs.field(default=None, converter=attrs.converters.optional(to_text))
    number: str | None = attrs.field(default=None, validator=_optionally_written)
    date: dt.date | None = attrs.field(default=None, validator=_is_date)
    role: str | None = attrs.field(default=None, validator=_optionally_written)
    citations: tuple[Citation, ...] = attrs.field(
        default=(), repr=False, converter=as_tuple, validator=each_is_a(Citation)
    )
    text: str | None = attrs.field(default=None, repr=False, validator=optional_is_a(str))
    sha256: str | None = attrs.field(default=None, repr=False)

    @sha256.validator
    def _check_hash(self, _: attrs.Attribute[str | None], value: str | None) -> None:
        where = owner(self, "sha256")
        if value is None:
            return
        if not _is_text(value) or not _SHA256.fullmatch(value):
            raise InvalidValueError(where, "64 lower-case hexadecimal digits", repr(value), "use sha256_of(data)")
        if self.text is not None:
            actual = sha256_of(_encoded(self, self.text))
            if actual != value:
                raise InvalidValueError(
                    where,
                    f"the hash {value}, as stated",
                    f"a text with the hash {actual}",
                    "read the file that was cited, as UTF-8 with its line ends untouched, or state its new hash",
                )

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections 一、 二、 …, in order; empty when the text has none or is not at hand."""
        return outline_of(self.text or "").sections

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses （一） （二） …, in order, each with the paragraphs that follow it; empty as for sections."""
        return outline_of(self.text or "").clauses

    @property
    def annexes(self) -> tuple[Annex, ...]:
        """The annexes, in order; empty as for sections."""
        return outline_of(self.text or "").annexes

    @property
    def annex_rows(self) -> tuple[AnnexRow, ...]:
        """The numbered rows of the tables of all annexes, in order; empty as for sections."""
        return tuple(row for annex in self.annexes for row in annex.rows)

    @property
    def places(self) -> tuple[str, ...]:
        """The names of all places that stand once, as `place_of` gives them."""
        return tuple(name for name, _ in outline_of(self.text or "").unique_places())

    def locate(self, quote: str, place: str | None = None) -> tuple[int, int]:
        """Find the one occurrence of a quote in a place.

        A place is one of these, as far as the document has it (blanks, and brackets or digits of either width, do
        not matter; the numbers of sections and clauses are Chinese, those of annexes and rows Arabic):

        - ``全文`` or None: the whole text
        - ``标题``: the title, the first paragraph up to a blank line; ``引言``: what follows up to the first heading
        - ``二、``: a section; ``（三）``: a clause; ``二、（三）``: a clause whose number stands in several sections
        - ``附件``: all annexes; ``附件 3``: row 3 of the table; with several annexes ``附件 2 第 3 行``, and
          ``附件 2 全文`` for the whole of the second

        Returns:
            The offsets of its first character and behind its last.

        Raises:
            CitationError: when the text is not at hand, the place is unknown or stands several times, or the quote
                does not occur in it exactly once; the message tells where it does occur.

        Examples:
            >>> SourceDocument(id="doc", title="意见", text="达到5家。另有5家。").locate("达到5家")
            (0, 4)
        """
        where = f"SourceDocument {self.id!r}"
        if not _is_text(quote):
            raise CitationError(where, "a quote that is not empty", repr(quote), "copy the words from the text")
        span = locate(self._text_at_hand(), quote, place, where)
        return span.start, span.end

    def cite(self, quote: str, place: str | None = None, *, note: TextLike | None = None) -> Citation:
        """Cite the one occurrence of a quote in a place, named as for `locate`.

        Raises:
            CitationError: as `locate` does.

        Examples:
            >>> SourceDocument(id="doc", title="意见", text="达到5家。").cite("5家").start
            2
        """
        start, end = self.locate(quote, place)
        return Citation(document=self.id, quote=quote, place=place, start=start, end=end, note=note)

    def place_of(self, start: int) -> str:
        r"""Name the narrowest place that holds the character at an offset, in a form that `locate` takes.

        Raises:
            CitationError: when the text is not at hand or has no such offset.

        Examples:
            >>> SourceDocument(id="doc", title="意见", text="一、要求\n（一）目标。").place_of(6)
            '（一）'
        """
        return place_at(self._text_with(start), start)

    def line_of(self, offset: int) -> int:
        r"""Give the number of the line, from 1, of an offset; LF, CRLF and CR end a line.

        Raises:
            CitationError: when the text is not at hand or has no such offset.

        Examples:
            >>> SourceDocument(id="doc", title="意见", text="一\r\n二").line_of(3)
            2
        """
        return line_at(self._text_with(offset), offset)

    def _text_at_hand(self) -> str:
        if self.text is None:
            raise CitationError(
                f"SourceDocument {self.id!r}",
                "its text",
                "none: the text is not at hand",
                "pass text=, or make a Citation without start and end",
            )
        return self.text

    def _text_with(self, offset: int) -> str:
        text = self._text_at_hand()
        if not _is_offset(offset, text):
            raise CitationError(
                f"SourceDocument {self.id!r}", f"an offset from 0 to {len(text)}", repr(offset), "pass an offset in it"
            )
        return text


def citation_faults(citation: Citation, document: SourceDocument) -> tuple[CitationError, ...]:
    """Check a citation against its document and give all faults as errors, raising none.

    There are none when the span is the quote and lies in the place named, nor when the text is not at hand.

    Examples:
        >>> document = SourceDocument(id="doc", title="意见", text="达到5家。")
        >>> wrong = Citation(document="doc", quote="6家", start=2, end=4)
        >>> print(citation_faults(wrong, document)[0])
        Citation of 'doc': expected '6家' at 2..4, got '5家'; cite the words as they stand, by SourceDocument.cite
    """
    where = f"Citation of {citation.document!r}"
    if citation.document != document.id:
        remedy = "check it against the document it names"
        return (CitationError(where, f"the document {citation.document!r}", repr(document.id), remedy),)
    if document.text is None:
        return ()
    if citation.start is None or citation.end is None:
        got, remedy = "none, though the text is at hand", "make it by SourceDocument.cite, which finds the span"
        return (CitationError(where, f"the span of {shown(citation.quote)}", got, remedy),)
    span = Span(citation.start, citation.end)
    faults = (
        quote_fault(document.text, citation.quote, span, where),
        place_fault(document.text, citation.place, span, where),
    )
    return tuple(fault for fault in faults if fault is not None)


def verify(citation: Citation, document: SourceDocument) -> CitationStatus:
    """Check a citation against its document.

    Returns:
        ``VERIFIED``, or ``NOT_AT_HAND`` when the document has no text here.

    Raises:
        CitationError: the first of `citation_faults`.

    Examples:
        >>> document = SourceDocument(id="white_paper", title="白皮书")
        >>> verify(Citation(document="white_paper", quote="42282件"), document).label("en")
        'text not at hand, unverified'
    """
    for fault in citation_faults(citation, document):
        raise fault
    return CitationStatus.NOT_AT_HAND if document.text is None else CitationStatus.VERIFIED
