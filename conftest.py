"""The one runner of the examples: README.md, every page of docs, every docstring of src and examples."""

from __future__ import annotations

import os
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path

from hypothesis import settings
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

ROOT = Path(__file__).parent
OPTIONS = ELLIPSIS | NORMALIZE_WHITESPACE
PAGES = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=OPTIONS), SkipParser()],
    path=str(ROOT),
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
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
