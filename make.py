"""Set up all that is needed and do one job: ``python3 make.py report``, ``test`` or ``torture``.

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
from collections.abc import Callable
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


def make_environment() -> None:
    """Make an empty environment; Debian without python3-venv has no ensurepip to put pip into it."""
    if VENV.is_symlink():  # what it leads to is not ours to empty
        VENV.unlink()
    try:
        from ensurepip import bootstrap  # noqa: F401, PLC0415 -- only to see whether it is there
    except ImportError:
        venv.create(VENV, clear=True)
    else:
        venv.create(VENV, clear=True, with_pip=True)


def install(*what: str) -> None:
    """Install into the environment with its own pip, or else with that of the system, which works from outside."""
    for pip in ((PYTHON, "-m", "pip"), (sys.executable, "-m", "pip", "--python", PYTHON)):
        if not subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
            need(*pip, "install", "--quiet", "--quiet", "--disable-pip-version-check", *what)
            return
    sys.exit("make.py needs pip or ensurepip: install python3-venv or python3-pip, then run it again")


def set_up() -> None:
    """Install the locked requirements, the library and its examples, unless that is done."""
    stamp = fingerprint()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == stamp:
        return
    print(f"Setting up {VENV.name} with Python {sys.version.split()[0]}", flush=True)
    make_environment()
    install("--require-hashes", "--requirement", "requirements.lock")
    install("--no-deps", "--no-build-isolation", "--editable", ".", "--editable", "examples")
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


def torture(*modules: str) -> int:
    """Change the code that decides in thousands of places and count what the tests notice; all of it without a name."""
    install("--require-hashes", "--requirement", ".ci/requirements.lock")
    return run(PYTHON, ".ci/torture.py", *modules)


COMMANDS: dict[str, Callable[..., int]] = {"report": report, "test": test, "torture": torture}


def main() -> int:
    """Do the job that the command line names."""
    job, *rest = sys.argv[1:] or [""]
    if job not in COMMANDS or (rest and job != "torture"):
        print(f"usage: python3 make.py {' | '.join(COMMANDS)} [module ...]", file=sys.stderr)
        return 2
    set_up()
    return COMMANDS[job](*rest)


if __name__ == "__main__":
    sys.exit(main())
