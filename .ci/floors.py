"""Print the requirements with which CI tests the floors: each dependency exactly at its floor, then the test tools.

The floors stand in pyproject.toml alone: ``pandas >=2.2.2`` is printed as ``pandas==2.2.2``.
"""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

TABLES = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = TABLES["project"]

EXTRAS = PROJECT["optional-dependencies"].values()

for line in [*PROJECT["dependencies"], *chain.from_iterable(EXTRAS)]:
    print(re.sub(r"\s*>=\s*", "==", line, count=1))
print(*TABLES["dependency-groups"]["test"], sep="\n")
