"""Change the code that decides at one place at a time, and see whether a test fails: ``python3 make.py torture``.

mutmut's operators say what is changed. Its own runner leaves out every property and every default of a class, which is
half of this library, so the changes are run here: the tests are collected once; each change is tried in a fork of that
process, where the changed function takes the place of the old one, under the tests that pass through the changed line.
What runs when a module is imported is tried with the module imported anew.
"""

from __future__ import annotations

import difflib
import gc
import importlib
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

import coverage
import libcst as cst
import pytest
from _pytest.runner import runtestprotocol
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from mutmut.mutation import mutators

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("src", "tests", "examples", "docs", "README.md", "pyproject.toml", "conftest.py", "make.py")
GROUPS = {
    "units": ("_numbers", "_rounding", "_atoms", "_terms", "_unit_syntax", "units"),
    "quantities": ("quantities",),
    "periods": ("_calendar", "periods", "dues"),
    "criteria": ("ranges", "bounds", "baselines", "chains", "criteria", "requirements"),
    "attainment": ("_choosing", "_tilings", "evidence", "_cases", "deciding", "happening", "attainment", "assessing"),
    "methods": ("bands", "outlooks", "courses", "methods/*"),
}
"""The modules that are tried, by the words of the issue."""
TESTS = ("tests/unit", "tests/laws")
FAR = (
    "cli", "codec_*", "faulty_*", "frames*", "histories", "observation_files*", "method_laws", "other_laws", "report*",
    "sources*", "strategies", "tables", "testing*", "trajectories*",
)  # fmt: skip
"""Tests of what stands above the modules that decide: they are many, and a change below is not theirs to notice."""
LONG = (
    "tests/laws/test_units_laws.py::TestTies",
    "tests/unit/test_evidence.py::TestParts::test_very_many_disagreeing_parts_keep_their_hull",
)
"""Tests that would be left out as slow, named so that they need not run to show it."""
NEAR = {
    "methods": (
        "band_rules", "bands", "courses", "cut_points_laws", "cuts_laws", "method_oracles", "methods*", "outlooks*", "prospects",
    ),
}  # fmt: skip
"""Tests of a group that needs no others, where it is tried by itself."""
BAR = 95.0

EXAMPLES = 25
"""Draws of a property test here; each change is another run of it."""
SLOW = 1.0
"""A test that takes more seconds is left out."""
BUDGET = 1.5
"""Seconds of tests that a change is given; the rest is not tried, and a change that lives so long is a survivor."""
FILES = 8
"""Test files that are collected again where a module is imported anew."""
MEMORY = 3 * 2**30
QUIET = ("-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
QUICK = ("--assert=plain", "-p", "no:unraisableexception", "-p", "no:threadexception")

OPERATORS = [
    (kind, operator)
    for kind, operator in mutators.mutation_operators
    if operator not in {mutators.operator_string, mutators.operator_dict_arguments}
]
STRINGS = (cst.SimpleString, cst.FormattedString, cst.ConcatenatedString)
LEFT_OUT = (cst.Annotation, cst.Assert, cst.Decorator, cst.Import, cst.ImportFrom, cst.Raise, *STRINGS)
"""Not tried: strings and messages, and what types alone read. Decorators are left out as mutmut does."""
CALLS_LEFT_OUT = ("assert_never", "cast", "isinstance", "len", "NewType", "TypeVar", "Text", "owner")
NAMES_LEFT_OUT = ("__all__",)


@dataclass(frozen=True, eq=False)
class Mutant:
    """One change: a node of the syntax tree and what takes its place."""

    source: Source
    old: cst.CSTNode
    new: cst.CSTNode
    function: str
    place: CodeRange
    statement: int

    @property
    def lines(self) -> range:
        """The lines of what is changed."""
        return range(self.place.start.line, self.place.end.line + 1)

    def text(self) -> str:
        """Give the whole text of the changed module."""
        if isinstance(self.new, cst.BaseStatement):  # it begins on a line of its own, indented
            return cst.ensure_type(self.source.tree.deep_replace(self.old, self.new), cst.Module).code
        lines = self.source.text.splitlines(keepends=True)
        start, end = self.place.start, self.place.end
        before, after = lines[start.line - 1][: start.column], lines[end.line - 1][end.column :]
        lines[start.line - 1 : end.line] = [before + self.source.tree.code_for_node(self.new) + after]
        return "".join(lines)

    def shown(self) -> str:
        """Tell the change, each line on its own."""
        changed = cst.ensure_type(self.source.tree.deep_replace(self.old, self.new), cst.Module).code
        lines = difflib.unified_diff(self.source.text.splitlines(), changed.splitlines(), n=0, lineterm="")
        told = [line for line in lines if line[0] in "+-" and line[:3] not in {"+++", "---"}]
        return "\n".join([f"{self.source.name}:{self.place.start.line} {self.function}", *told])


@dataclass(eq=False)
class Source:
    """A module that is tried."""

    path: Path
    group: str
    name: str
    text: str
    tree: cst.Module
    mutants: list[Mutant] = field(default_factory=list)


class Places(cst.CSTVisitor):
    """Find every place of a module that is changed."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source
        self.names: list[str] = []
        self.statements = [0]

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Note what is done with a node, unless it and all within are left out."""
        if self.left_out(node):
            return False
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            self.names.append(node.name.value)
        place = self.get_metadata(PositionProvider, node, None)
        if place is None:
            return True
        if isinstance(node, cst.BaseStatement):
            self.statements.append(place.start.line)
        name = ".".join(self.names)
        for kind, operator in OPERATORS:
            if isinstance(node, kind):
                self.source.mutants += [
                    Mutant(self.source, node, new, name, place, self.statements[-1])
                    for new in operator(node)
                    if not of_a_string(node, new)
                ]
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        """Go back to the function and the statement around."""
        if self.left_out(original_node):
            return
        if isinstance(original_node, (cst.FunctionDef, cst.ClassDef)):
            self.names.pop()
        if isinstance(original_node, cst.BaseStatement):
            self.statements.pop()

    @staticmethod
    def left_out(node: cst.CSTNode) -> bool:
        """Tell whether a node and all within stay as they are."""
        match node:
            case cst.Call(func=cst.Name(value=name)):
                return name in CALLS_LEFT_OUT or name.endswith("Error")
            case cst.If(test=cst.Name(value="TYPE_CHECKING")):
                return True
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
                return name in NAMES_LEFT_OUT
            case cst.AnnAssign(annotation=cst.Annotation(annotation=cst.Name(value="TypeAlias"))):
                return True
            case cst.AnnAssign(value=cst.Name(value="False" | "None")):
                return True  # None or an empty text in its place reads as false too, and the type checkers refuse it
        return isinstance(node, LEFT_OUT)


def of_a_string(old: cst.CSTNode, new: cst.CSTNode) -> bool:
    """Tell whether all that a change takes away is a literal string: an argument, or what a name stands for."""
    if isinstance(old, cst.Call) and isinstance(new, cst.Call):
        kept = {id(argument) for argument in new.args}
        gone = [argument.value for argument in old.args if id(argument) not in kept]
        return bool(gone) and all(map(is_said, gone))
    return isinstance(old, (cst.Assign, cst.AnnAssign)) and is_said(old.value)


def is_said(value: cst.BaseExpression | None) -> bool:
    """Tell whether a value is a literal string, the words of a text in several languages, or a name for types."""
    match value:
        case cst.Call(func=cst.Name(value="NewType" | "Text" | "TypeVar")):
            return True
    return isinstance(value, STRINGS)


def codes(code: CodeType) -> Iterator[CodeType]:
    """Give a code object and all within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


def named_codes(text: str, path: Path) -> dict[tuple[str, int, int], CodeType]:
    """Give the code objects of a module by name, first line, and number among those of one line."""
    seen: Counter[tuple[str, int]] = Counter()
    result = {}
    for code in codes(compile(text, str(path), "exec", dont_inherit=True)):
        key = (code.co_qualname, code.co_firstlineno)
        result[*key, seen[key]] = code
        seen[key] += 1
    return result


def file_of(test: str) -> str:
    """Give the file of a test."""
    return test.partition("::")[0]


def is_far(source: Source, file: str) -> tuple[bool, bool]:
    """Tell whether a test file is named after another module than this one, and after none of its kin either."""
    kin = [name.strip("_").removesuffix("/*") for name in GROUPS[source.group]]
    return source.path.stem.strip("_") not in file, not any(name in file for name in kin)


class OnlyThese:
    """A plugin for the run within a fork: these tests, in this order."""

    def __init__(self, names: list[str]) -> None:
        self.rank = {name: rank for rank, name in enumerate(names)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out the rest."""
        items[:] = sorted((item for item in items if item.nodeid in self.rank), key=lambda item: self.rank[item.nodeid])


class Torture:
    """A plugin that tries the mutants where pytest would run the tests."""

    def __init__(self, sources: list[Source], jobs: int, out: Any) -> None:
        self.sources, self.jobs, self.out = sources, jobs, out
        self.items: dict[str, pytest.Item] = {}
        self.seconds: dict[str, float] = {}
        self.through: dict[Path, dict[int, list[str]]] = {}
        self.functions: dict[CodeType, list[FunctionType]] = defaultdict(list)
        self.caches: list[_lru_cache_wrapper[Any]] = []
        self.imported: dict[Path, set[int]] = {}
        self.killers: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.killed: Counter[str] = Counter()
        self.survived: Counter[str] = Counter()

    def say(self, text: str) -> None:
        """Print past pytest, which keeps what is printed."""
        print(text, file=self.out, flush=True)

    def pytest_sessionstart(self) -> None:
        """Draw less often."""
        from hypothesis import settings  # noqa: PLC0415 -- it imports the library, which must be the copy

        settings.register_profile("torture", settings.get_profile("policytargets"), max_examples=EXAMPLES)
        settings.load_profile("torture")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all mutants in place of running the tests."""
        self.find_functions()
        self.look(session.items)
        self.find_functions()  # also those of modules that a test has imported
        self.imported = self.run_by_imports()
        gc.freeze()
        for source in self.sources:
            self.try_all(source)
        return True

    def find_functions(self) -> None:
        """Find what can be changed in a running process, and what remembers the answers of before."""
        watched = {str(source.path) for source in self.sources}
        self.functions.clear()
        self.caches.clear()
        for thing in gc.get_objects():
            function = thing.__wrapped__ if isinstance(thing, _lru_cache_wrapper) else thing
            if isinstance(function, FunctionType) and function.__code__.co_filename in watched:
                if function is thing:
                    self.functions[function.__code__].append(function)
                else:
                    self.caches.append(thing)

    def look(self, items: list[pytest.Item]) -> None:
        """Run all tests once: how long does each take, and through which lines does it pass?"""
        watch = coverage.Coverage(
            data_file=None, config_file=False, include=[str(source.path) for source in self.sources]
        )
        watch.start()
        for item, following in zip(items, [*items[1:], None], strict=True):
            watch.switch_context(item.nodeid)
            self.forget()
            start = time.process_time()
            reports = runtestprotocol(item, nextitem=following, log=False)
            self.seconds[item.nodeid] = time.process_time() - start
            if any(report.failed for report in reports):
                sys.exit(f"{item.nodeid} fails on the unchanged code")
        watch.stop()
        self.items = {item.nodeid: item for item in items if self.seconds[item.nodeid] <= SLOW}
        for source in self.sources:
            lines = watch.get_data().contexts_by_lineno(str(source.path))
            self.through[source.path] = {line: [t for t in tests if t in self.items] for line, tests in lines.items()}
        self.say(f"{len(self.items)} tests, {sum(self.seconds[name] for name in self.items):.0f} s")

    def run_by_imports(self) -> dict[Path, set[int]]:
        """Find the lines that run when the modules are imported: of a change elsewhere a fork without an import tells all."""
        reading, writing = os.pipe()
        pid = os.fork()
        if not pid:
            paths = [str(source.path) for source in self.sources]
            watch = coverage.Coverage(data_file=None, config_file=False, include=paths)
            watch.start()
            import_anew(self.sources[0].path, self.sources[0].text)
            for source in self.sources:
                importlib.import_module(f"policytargets.{source.name}".removesuffix(".__init__"))
            watch.stop()
            os.write(writing, json.dumps({path: watch.get_data().lines(path) for path in paths}).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            lines = json.load(pipe)
        os.waitpid(pid, 0)
        return {Path(path): set(found or []) for path, found in lines.items()}

    def forget(self) -> None:
        """Empty the caches of the modules that are tried: what was remembered would hide a change."""
        for cache in self.caches:
            cache.cache_clear()

    def passing(self, mutant: Mutant) -> list[str]:
        """Choose the tests that pass through the changed lines.

        First those that noticed a change nearby, then those named after the module or its group: one case of each test,
        then another of each, the quick ones first.
        """
        through = self.through[mutant.source.path]
        tests = {test for line in mutant.lines for test in through.get(line, [])} or set(
            through.get(mutant.statement, [])
        )
        known = [test for test in reversed(self.killers[mutant.source.name, mutant.function]) if test in tests]
        cases: Counter[str] = Counter()
        rank: dict[str, tuple[bool, int, float]] = {}
        for test in sorted(tests, key=self.seconds.__getitem__):
            name = test.partition("[")[0]
            rank[test] = all(is_far(mutant.source, file_of(test))), cases[name], self.seconds[test]
            cases[name] += 1
        chosen, left = [], BUDGET
        for test in dict.fromkeys([*known, *sorted(rank, key=rank.__getitem__)]):
            left -= self.seconds[test]
            if left < 0:
                break
            chosen.append(test)
        return chosen

    def nearest(self, source: Source) -> list[str]:
        """Order the tests for what runs when a module is imported.

        Files named after it or its kin, quick ones first, then those that use it most.
        """
        weight: Counter[str] = Counter()
        for tests in self.through[source.path].values():
            weight.update({file_of(test) for test in tests})
        whole: dict[str, float] = defaultdict(float)
        for test in self.items:
            whole[file_of(test)] += self.seconds[test]

        def rank(test: str) -> tuple[bool, bool, float, str, float]:
            file = file_of(test)
            far = is_far(source, file)
            return *far, -weight[file] if all(far) else whole[file], file, self.seconds[test]

        return sorted(self.items, key=rank)

    def try_all(self, source: Source) -> None:
        """Try every mutant of a module, after the module as it is, which must live."""
        start = time.monotonic()
        original, nearest = named_codes(source.text, source.path), self.nearest(source)
        queue: list[Mutant | None] = [None, *source.mutants]
        running: dict[int, tuple[Mutant | None, int]] = {}
        while queue or running:
            while queue and len(running) < self.jobs:
                mutant = queue.pop(0)
                reading, writing = os.pipe()
                pid = os.fork()
                if not pid:
                    self.child(source, mutant, original, nearest, writing)
                os.close(writing)
                running[pid] = (mutant, reading)
            pid, _ = os.wait()
            if pid in running:  # else it is a process that a test has left behind
                mutant, reading = running.pop(pid)
                with os.fdopen(reading, encoding="utf-8") as pipe:
                    self.note(source, mutant, pipe.read())
        killed, survived = self.killed[source.name], self.survived[source.name]
        self.say(f"{source.name}: {killed + survived} mutants, {survived} survived, {time.monotonic() - start:.0f} s")

    def note(self, source: Source, mutant: Mutant | None, told: str) -> None:
        """Note what a child told; one that was ended by its timer tells nothing, and its mutant is killed."""
        if mutant is None and told != "lives":
            sys.exit(f"{source.name}: tests fail without any change: {told}")
        if told.startswith("broken"):
            sys.exit(told)
        if mutant is None or told == "same":
            return
        if told.startswith("lives"):
            self.survived[source.name] += 1
            self.say(f"{mutant.shown()}\n")
        else:
            self.killed[source.name] += 1
            self.killers[source.name, mutant.function].append(told)

    def child(
        self, source: Source, mutant: Mutant | None, original: dict[Any, CodeType], nearest: list[str], pipe: int
    ) -> None:
        """Try one mutant in this process and end it; a test that never ends is ended by its timer."""
        try:
            told = self.verdict(source, mutant, original, nearest)
        except BaseException:  # noqa: BLE001 -- whatever it is, the parent tells it
            told = "broken " + traceback.format_exc()
        os.write(pipe, told.encode())
        os._exit(0)

    def verdict(self, source: Source, mutant: Mutant | None, original: dict[Any, CodeType], nearest: list[str]) -> str:
        """Say that a mutant lives, or which test fails."""
        text = mutant.text() if mutant else source.text
        try:
            changed = named_codes(text, source.path)
        except SyntaxError:
            return "same"
        if mutant and changed == original:
            return "same"
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        tests = self.passing(mutant) if mutant else nearest[:100]
        swapped = []
        for key, old in original.items():
            new = changed.get(key)
            if new is not None and new != old:
                for function in self.functions[old]:
                    swapped.append(len(new.co_freevars) == len(old.co_freevars))
                    if swapped[-1]:
                        function.__code__ = new
        for position, test in enumerate(tests):
            signal.setitimer(signal.ITIMER_VIRTUAL, 3 + 10 * self.seconds[test])
            self.forget()
            following = self.items[tests[position + 1]] if position + 1 < len(tests) else None
            if any(report.failed for report in runtestprotocol(self.items[test], nextitem=following, log=False)):
                return test
        if mutant and swapped and all(swapped) and self.imported[source.path].isdisjoint(mutant.lines):
            return "lives"  # nothing else of it would change
        return self.imported_anew(source, text, nearest)

    def imported_anew(self, source: Source, text: str, tests: list[str]) -> str:
        """Run tests with the changed text imported in the place of the module."""
        for stream in (1, 2):  # what pytest says of it
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        signal.setitimer(signal.ITIMER_VIRTUAL, 20 + 20 * BUDGET)
        try:
            import_anew(source.path, text)
        except Exception:  # noqa: BLE001 -- a module that cannot be imported fails every test
            return "import"
        for file in list(dict.fromkeys(file_of(test) for test in tests))[:FILES]:
            chosen, left = [], BUDGET / 2
            for test in tests:
                if file_of(test) == file and self.seconds[test] <= left:
                    left -= self.seconds[test]
                    chosen.append(test)
            if chosen and pytest.main([*QUIET, *QUICK, "-x", file], plugins=[OnlyThese(chosen)]) != pytest.ExitCode.OK:
                return "imported anew"
        return "lives"


def import_anew(path: Path, text: str) -> None:
    """Forget the library and its tests, and import it with *text* in the place of the module at *path*."""
    for name in list(sys.modules):
        if name.partition(".")[0] in {"policytargets", "fuxin_2017", "conftest", "tests"}:
            del sys.modules[name]
    sys.dont_write_bytecode = True
    read = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, fullname: str) -> CodeType | None:
        if loader.path == str(path):
            return compile(text, loader.path, "exec", dont_inherit=True)
        return read(loader, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign,assignment]
    importlib.import_module("policytargets._hypothesis")._setup()  # noqa: SLF001 -- as hypothesis does


def find(root: Path, words: list[str]) -> dict[str, list[Source]]:
    """Read the modules that the words name (a group, a module, a file), all without a word, by group."""
    package = root / "src" / "policytargets"
    found: dict[str, list[Source]] = {}
    asked = {word.strip("_") for word in words}
    for group, names in GROUPS.items():
        for path in sorted({path for name in names for path in package.glob(f"{name}.py")}):
            name = ".".join(path.relative_to(package).with_suffix("").parts)
            if asked and not asked & {group, name, path.stem.strip("_"), path.name.strip("_")}:
                continue
            text = path.read_text(encoding="utf-8")
            wrapper = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
            source = Source(path, group, name, text, wrapper.module)
            wrapper.visit(Places(source))
            found.setdefault(group, []).append(source)
    return found


def table(groups: dict[str, list[Source]], torture: Torture) -> float:
    """Print the figures per module and give the share of killed mutants."""
    rows = [("module", "mutants", "killed", "survived", "share")]

    def row(name: str, killed: int, survived: int) -> float:
        share = 100 * killed / (killed + survived) if killed + survived else 100.0
        rows.append((name, str(killed + survived), str(killed), str(survived), f"{share:.1f} %"))
        return share

    for sources in groups.values():
        for source in sources:
            row(source.name, torture.killed[source.name], torture.survived[source.name])
    share = row("all", torture.killed.total(), torture.survived.total())
    for first, *rest in rows:
        torture.say(f"| {first:<22} | " + " | ".join(f"{cell:>8}" for cell in rest) + " |")
    return share


def main() -> int:
    """Try the modules named on the command line, or all."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for name in COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
            copy(ROOT / name, root / name)
        groups = find(root, sys.argv[1:])
        if not groups:
            print("No such module. Groups and modules:", GROUPS, file=sys.stderr)
            return 2
        os.chdir(root)
        sys.dont_write_bytecode = False  # into the copy: all is imported again for many a change
        os.environ.update(CI="1", PYTHONPATH=os.pathsep.join([str(root / "src"), str(root / "examples")]))
        sys.path[:0] = [str(root / "src"), str(root / "examples")]
        with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
            torture = Torture([source for group in groups.values() for source in group], jobs(), out)
            tests: tuple[str, ...] = TESTS
            if len(groups) == 1 and (near := NEAR.get(*groups)):
                tests = tuple(
                    str(path.relative_to(root))
                    for name in near
                    for path in sorted(root.glob(f"tests/*/test_{name}.py"))
                )
            far = [f"--ignore-glob=*/test_{name}.py" for name in FAR] + [f"--deselect={name}" for name in LONG]
            pytest.main([*QUIET, *far, *tests], plugins=[torture])
            share = table(groups, torture)
        return int(share < BAR)


def jobs() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0))


if __name__ == "__main__":
    sys.exit(main())
