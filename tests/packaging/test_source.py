"""The example's document arrives as it was taken from its issuer."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import fuxin_2017

SHA256 = "53ab0563b11e09bc7a4be8895d2fad6996935b2d3a6a0ffc1b3eadda2f5d944c"


def test_the_document_is_kept_byte_for_byte() -> None:
    """Law: a citation's offsets and hash hold in every checkout and wheel (design: provenance)."""
    assert hashlib.sha256(files(fuxin_2017).joinpath("source.txt").read_bytes()).hexdigest() == SHA256


def test_the_document_is_read_as_it_stands() -> None:
    """Law: no line end and no space is changed on the way to the text."""
    assert hashlib.sha256(fuxin_2017.source().encode()).hexdigest() == SHA256
