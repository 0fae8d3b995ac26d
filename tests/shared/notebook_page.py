"""What a notebook hands over to be written on."""

from __future__ import annotations


class Page:
    """Takes lines as the printer of IPython does."""

    def __init__(self) -> None:
        self.written = ""

    def text(self, line: str) -> None:
        """Write a line."""
        self.written += line
