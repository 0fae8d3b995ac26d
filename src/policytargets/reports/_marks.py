"""A text with its cited passages marked, one inside the other."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from policytargets.reports._html import Node, el
from policytargets.reports._passages import Passage
from policytargets.reports._view import View


@attrs.frozen
class _Piece:
    """A passage, or what is left of one behind a cut; only its first piece has the place to link to."""

    start: int
    end: int
    anchor: str | None

    @property
    def order(self) -> tuple[int, int]:
        """Pieces are opened by their starts, the longest first."""
        return self.start, -self.end


@attrs.frozen
class _Open:
    """A piece that has begun, with what stands in it so far."""

    piece: _Piece
    children: list[Node] = attrs.field(factory=list)


def marked_text(view: View, text: str, passages: Iterable[Passage]) -> list[Node]:
    """Mark passages in a text; one that crosses the end of another is cut there and goes on behind it."""
    pieces = [_Piece(passage.start, passage.end, passage.anchor) for passage in passages]
    waiting = sorted(pieces, key=lambda piece: piece.order, reverse=True)
    whole = _Open(_Piece(0, len(text), None))
    begun, at = [whole], 0
    while begun:
        top = begun[-1]
        if waiting and waiting[-1].start < top.piece.end:
            piece = waiting.pop()
            top.children.append(text[at : piece.start])
            at = piece.start
            if piece.end > top.piece.end:
                waiting.append(_Piece(top.piece.end, piece.end, None))
                waiting.sort(key=lambda other: other.order, reverse=True)
                piece = attrs.evolve(piece, end=top.piece.end)
            begun.append(_Open(piece))
            continue
        top.children.append(text[at : top.piece.end])
        at = top.piece.end
        begun.pop()
        if begun:
            begun[-1].children.append(_mark(view, top))
    return whole.children


def _mark(view: View, done: _Open) -> Node:
    anchor = done.piece.anchor
    return el("mark", done.children, id=None if anchor is None else view.anchor(anchor))
