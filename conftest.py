"""The one runner of the examples: README.md, every page of docs, every docstring of src and examples.

On a page, a block of code with a title (``title="plan.yaml"``) is a file, and a ``console`` block is typed at a shell
beside it: lines after ``$`` are commands of ours, the others what they print.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from sybil import Document, Example, Region, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

from policytargets.cli import main

ROOT = Path(__file__).parent
OPTIONS = ELLIPSIS | NORMALIZE_WHITESPACE
NAMED_BLOCK = RawFencedCodeBlockLexer(re.compile(r'\w+ title="(?P<name>[\w.-]+)"$\n', re.MULTILINE))


def enter_folder(namespace: dict[str, Any]) -> None:
    """Work in an empty folder of the page's own from its first file on."""
    if "_folder" not in namespace:
        namespace["_folder"] = folder = ExitStack()
        folder.enter_context(chdir(folder.enter_context(TemporaryDirectory())))


def leave_folder(namespace: dict[str, Any]) -> None:
    """Go back, and remove the folder."""
    if "_folder" in namespace:
        namespace.pop("_folder").close()


def write_file(example: Example) -> None:
    """Write a block that is a file."""
    enter_folder(example.namespace)
    name, text = example.parsed
    Path(name).write_text(text, encoding="utf-8")


def files(document: Document) -> Iterator[Region]:
    """Find the blocks that are files."""
    for region in NAMED_BLOCK(document):
        lexemes = region.lexemes
        yield Region(region.start, region.end, (lexemes["name"], str(lexemes["source"])), write_file)


def type_commands(example: Example) -> str | None:
    """Run the commands of a block, and compare what they print, messages too."""
    enter_folder(example.namespace)
    for block in re.split(r"^\$ ", str(example.parsed), flags=re.MULTILINE)[1:]:
        command, _, expected = block.replace("\\\n", "").partition("\n")
        program, *arguments = shlex.split(command)
        if program != "policytargets":
            return f"only commands of ours are run, not {program}"
        printed = StringIO()
        with redirect_stdout(printed), redirect_stderr(printed):
            main(arguments)
        if not OutputChecker().check_output(expected, printed.getvalue(), OPTIONS):
            return f"{command}\nexpected:\n{expected}\ngot:\n{printed.getvalue()}"
    return None


PAGES = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=OPTIONS),
        CodeBlockParser("console", type_commands),
        files,
        SkipParser(),
    ],
    path=str(ROOT),
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
    teardown=leave_folder,
)
DOCSTRINGS = [
    Sybil(
        parsers=[DocTestParser(OPTIONS)],
        path=str(ROOT / folder),
        patterns=["*.py"],
        document_types={".py": PythonDocStringDocument},
    )
    for folder in ("src", "examples")
    if (ROOT / folder).is_dir()
]

pytest_collect_file = SybilCollection([PAGES, *DOCSTRINGS]).pytest()

# No test asserts a time: a slow machine is no failure. Where a change is judged, the draws are the same each time.
settings.register_profile("policytargets", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("policytargets")
