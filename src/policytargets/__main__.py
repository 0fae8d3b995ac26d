"""``python -m policytargets`` is the command line."""

import sys

from policytargets.cli import main

__all__: list[str] = []

sys.exit(main())
