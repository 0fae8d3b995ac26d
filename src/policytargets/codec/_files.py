"""Opening files that nobody vouches for, and writing them whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path, PurePosixPath

from policytargets.codec._tree import MAX_BYTES
from policytargets.errors import FileError

MAX_SOURCE_BYTES = 16 * 1024 * 1024


def read_plan_text(path: Path) -> str:
    """Give the text of a plan file; a byte order mark at its head is left out.

    Raises:
        FileError: no such file, no regular file, too large, or not UTF-8.
    """
    return decoded(_read(path, str(path), MAX_BYTES), str(path)).removeprefix("\ufeff")


def read_source_text(base: Path, name: str) -> str:
    """Give the text of a source document beside or below the folder *base*, as it stands.

    Raises:
        FileError: the name leads elsewhere, or the file cannot be read.
    """
    where = f"source text {name!r}"
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or any(mark in name for mark in ("\\", ":", "\0")):
        raise FileError(
            where, "a file beside or below the plan file, such as source.txt", repr(name),
            "put the text beside the plan file and write its name, without a drive, a leading / or ..",
        )  # fmt: skip
    try:
        folder = base.resolve(strict=True)
        path = (folder / name).resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise FileError(where, "a file that is there", _told(error), "correct the name, or pass sources=") from None
    if not path.is_relative_to(folder):
        raise FileError(where, "a file beside or below the plan file", "a link that leads out", "copy the text there")
    return decoded(_read(path, where, MAX_SOURCE_BYTES), where)


def decoded(data: bytes, where: str) -> str:
    """Give bytes as the text that UTF-8 makes of them.

    Raises:
        FileError: they are not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(
            where, "a text in UTF-8", f"the byte 0x{data[error.start]:02x} on line {line}",
            "save it as UTF-8 in your editor (GBK and UTF-16 are not guessed)",
        ) from None  # fmt: skip


def _read(path: Path, where: str, most: int) -> bytes:
    # Not blocking, so that a pipe in place of the file cannot hold the reader up; the check is of what was opened.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise FileError(where, "a file that can be read", _told(error), "correct the path or its permissions") from None
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise FileError(where, "a regular file", "a folder, device or pipe", "name the file itself")
        data = file.read(most + 1)
    if len(data) > most:
        raise FileError(where, f"at most {most // 1024 // 1024} MB", "more", "split it, or check that it is the right file")
    return data


def _told(error: Exception) -> str:
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)


def write_whole(path: Path, text: str) -> None:
    """Write a file whole: readers see the old text or the new one, never half of it.

    Raises:
        FileError: the folder is missing, or cannot be written to.
    """
    path = Path(os.path.realpath(path))  # a link keeps pointing to the file, which is replaced
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as draft:
            try:
                draft.write(text)
                draft.flush()
                os.fsync(draft.fileno())
                draft.close()
                _keep_mode(Path(draft.name), path)
                Path(draft.name).replace(path)
            except BaseException:
                draft.close()
                Path(draft.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise FileError(
            str(path), "a file that can be written", _told(error), "check that the folder is there and may be written to"
        ) from None


def _keep_mode(draft: Path, path: Path) -> None:
    """Give the new file the permissions of the one it replaces, or those a new file gets."""
    mask = os.umask(0)
    os.umask(mask)
    with contextlib.suppress(OSError):
        draft.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~mask)
