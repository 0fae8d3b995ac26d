"""Files of bounded size, read whole and written whole."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from policytargets.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["csv_text", "read_bytes", "write_text"]


def read_bytes(path: Path, most: int) -> bytes:
    """Read a regular file of at most *most* bytes.

    Raises:
        FileError: there is no such file, it is a folder or a device, it cannot be read, or it is larger.
    """
    try:
        if path.exists() and not path.is_file():
            raise FileError(str(path), "a file", "a folder or a device", "name a file")
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        if isinstance(error, FileError):
            raise
        got = "none" if isinstance(error, FileNotFoundError) else _reason(error)
        raise FileError(str(path), "a file that can be read", got, "check its name and that you may read it") from None
    if len(data) > most:
        raise FileError(str(path), f"at most {most:,} bytes", "more", "split the file")
    return data


def write_text(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a text whole or not at all: a reader never meets half a file. Line ends are written as they stand.

    Raises:
        FileError: the file cannot be written, or the encoding cannot hold a character of the text.
    """
    try:
        data = text.encode(encoding)
    except (UnicodeEncodeError, LookupError) as error:
        raise FileError(str(path), f"a text that {encoding} can hold", str(error), "write it as utf-8") from None
    # Beside the file, so that it is on the same disk; by open(), so that the rights of a new file are the usual ones.
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with half.open("xb") as stream:
            stream.write(data)
        os.replace(half, path)  # noqa: PTH105 -- the words of the system: all or nothing
    except OSError as error:
        with suppress(OSError):  # what cannot be written to has nothing half-written in it
            half.unlink(missing_ok=True)
        raise FileError(str(path), "a file that can be written", _reason(error), "name another place") from None


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def csv_text(rows: Iterable[Iterable[str | None]]) -> str:
    r"""Write rows as CSV with ``\n`` between them; None is an empty cell.

    The csv module leaves a lone carriage return unquoted on some Pythons, and then cannot read its own row.
    """
    return "".join(f"{','.join(map(_csv_cell, row))}\n" for row in rows)


def _csv_cell(cell: str | None) -> str:
    if cell is None:
        return ""
    if any(mark in cell for mark in ',"\r\n') or cell != cell.strip():
        return '"{}"'.format(cell.replace('"', '""'))
    return cell
