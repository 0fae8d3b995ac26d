"""Opening files that nobody vouches for: the plan file, and texts beside or below it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from policytargets._files import read_bytes
from policytargets.codec._tree import MAX_BYTES
from policytargets.errors import FileError

MAX_SOURCE_BYTES = 16 * 1024 * 1024


def read_plan_text(path: Path) -> str:
    """Give the text of a plan file.

    Raises:
        FileError: no such file, no regular file, too large, or not UTF-8.
    """
    return _decoded(read_bytes(path, MAX_BYTES), str(path))


def read_source_text(base: Path, name: str) -> str:
    """Give the text of a document beside or below the folder *base*, as it stands.

    Raises:
        FileError: the name leads elsewhere, or the file cannot be read.
    """
    where = f"source text {name!r}"
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or any(mark in name for mark in ("\\", ":", "\0")):
        raise FileError(
            where,
            "a file beside or below the plan file, such as source.txt",
            repr(name),
            "put the text beside the plan file and write its name, without address, drive, a leading / or ..",
        )
    try:
        folder = base.resolve(strict=True)
        path = (folder / name).resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        got = "none" if isinstance(error, FileNotFoundError) else str(error)
        raise FileError(
            where, "a file that is there", f"{name!r}: {got}", "correct its name, or pass sources="
        ) from None
    if not path.is_relative_to(folder):
        raise FileError(where, "a file beside or below the plan file", "a link that leads out", "copy the text there")
    return _decoded(read_bytes(path, MAX_SOURCE_BYTES), where)


def _decoded(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(
            where,
            "a text in UTF-8",
            f"the byte 0x{data[error.start]:02x} on line {line}",
            "save it as UTF-8 in your editor (GBK and UTF-16 are not guessed)",
        ) from None
