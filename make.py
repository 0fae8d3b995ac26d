"""Set up all that is needed and do one job: ``python3 make.py report`` or ``python3 make.py test``.

Needs Python 3.11 or newer with pip or ensurepip, and nothing else. Everything goes into ``.venv`` beside this file,
from ``requirements.lock``, whose hashes pip checks; what is done already is skipped. Older Pythons read this file too,
so that they can be told which one is needed.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- the refusal itself
    sys.exit("make.py needs Python 3.11 or newer; this is Python {}.{}".format(*sys.version_info))

import hashlib
import os
import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "policytargets-stamp"
WHAT_COUNTS = ("requirements.lock", "pyproject.toml", "examples/pyproject.toml")

DECISION_CORE = (
    "numbers", "rounding", "atoms", "kinds", "unit_syntax", "terms", "units",
    "pint", "pint_quantities", "quantity_text", "quantities",
    "calendar", "calendar_units", "calendar_reader", "periods", "dues",
    "verdicts", "ranges", "bounds", "baselines", "criteria", "chains", "requirements",
    "choosing", "tilings", "evidence", "cases", "deciding", "happening", "attainment", "assessing",
)  # fmt: skip
"""Modules that decide, with or without a leading underscore: every branch of them is tested."""


def run(*command: str | Path) -> int:
    """Run a command in the folder of this file and give its exit status."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def need(*command: str | Path) -> None:
    """Run a command; end with its exit status when it fails."""
    status = run(*command)
    if status:
        sys.exit(status)


def fingerprint() -> str:
    """Tell for what the environment was made: these files, this Python, this folder."""
    parts = [(ROOT / name).read_bytes() for name in WHAT_COUNTS]
    return hashlib.sha256(b"\0".join([*parts, sys.version.encode(), str(ROOT).encode()])).hexdigest()


def pip_of_the_environment() -> list[str | Path]:
    """Make an empty environment and give the pip that installs into it.

    Debian without python3-venv has no ensurepip: there the pip of the system works from outside.
    """
    try:
        from ensurepip import bootstrap  # noqa: F401, PLC0415 -- only to see whether it is there
    except ImportError:
        venv.create(VENV, clear=True)
        pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", PYTHON]
        if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
            sys.exit("make.py needs pip or ensurepip: install python3-venv or python3-pip, then run it again")
        return pip
    venv.create(VENV, clear=True, with_pip=True)
    return [PYTHON, "-m", "pip"]


def set_up() -> None:
    """Install the locked requirements, the library and its examples, unless that is done."""
    stamp = fingerprint()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == stamp:
        return
    print(f"Setting up {VENV.name} with Python {sys.version.split()[0]}", flush=True)
    quiet = ("install", "--quiet", "--quiet", "--disable-pip-version-check")
    pip = pip_of_the_environment()
    need(*pip, *quiet, "--require-hashes", "--requirement", "requirements.lock")
    need(*pip, *quiet, "--no-deps", "--no-build-isolation", "--editable", ".", "--editable", "examples")
    STAMP.write_text(stamp, encoding="ascii")


def report() -> int:
    """Build the report on the example; it says where it is and what it holds."""
    return run(PYTHON, "-m", "fuxin_2017.report")


def test() -> int:
    """Run every test and every example in the docs, then hold the coverage to its bars."""
    coverage = (PYTHON, "-m", "coverage")
    core = ",".join(f"*/policytargets/{mark}{name}.py" for name in DECISION_CORE for mark in ("", "_"))
    need(*coverage, "run", "-m", "pytest")
    whole = run(*coverage, "report")
    print("The decision core:", flush=True)
    return run(*coverage, "report", f"--include={core}", "--fail-under=100") or whole


COMMANDS = {"report": report, "test": test}


def main() -> int:
    """Do the job that the command line names."""
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:  # noqa: PLR2004 -- the program and the job
        print(f"usage: python3 make.py {' | '.join(COMMANDS)}", file=sys.stderr)
        return 2
    set_up()
    return COMMANDS[sys.argv[1]]()


if __name__ == "__main__":
    sys.exit(main())
