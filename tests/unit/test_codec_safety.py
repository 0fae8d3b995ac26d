"""Untrusted plan files are safe to read: bounded, constructed of texts alone, and shut into their folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from policytargets.codec import _citations, _opening, _tree, dump, load, loads, read_plan
from policytargets.errors import FileError
from policytargets.plans import Plan
from policytargets.problems import InvalidPlanError, Problem
from policytargets.sources import SourceDocument

HEAD = "policytargets: 1\ntitle: p\n"
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"


def fault(text: str, form: str = "yaml") -> Problem:
    """Give the one problem of a text."""
    with pytest.raises(InvalidPlanError) as caught:
        loads(text, format=form)  # type: ignore[arg-type]  # one of the two
    (problem,) = caught.value.problems
    return problem


def fault_of(path: Path) -> Problem:
    """Give the one problem of a file."""
    plan, problems = read_plan(path)
    assert plan is None
    (problem,) = problems
    return problem


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_depth_is_bounded(form: str) -> None:
    """Law: bounded depth (issue: untrusted files)."""
    text = '{"title": ' + "[" * 100_000
    assert "levels" in fault(text, form).expected


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_size_is_bounded(form: str) -> None:
    """Law: bounded size."""
    assert "8 MB" in fault("#" * (_tree.MAX_BYTES + 1), form).expected


def test_the_number_of_entries_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: bounded number of nodes."""
    monkeypatch.setattr(_tree, "MAX_NODES", 100)
    assert "entries" in fault(HEAD + "topics: [" + "a, " * 100 + "]").expected


def test_the_number_of_faults_is_bounded() -> None:
    """Law: a file of slips alone ends after a thousand messages."""
    text = HEAD + "topics:\n" + "".join(f"  a{n}: {{nam: x}}\n" for n in range(2_000))
    with pytest.raises(InvalidPlanError) as caught:
        loads(text)
    assert len(caught.value.problems) == 1_001
    assert any("mend these first" in problem.remedy for problem in caught.value.problems)


def test_the_length_of_texts_and_keys_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: bounded scalars."""
    assert "a key of at most" in fault(HEAD + f'"{"a" * 201}": b').expected
    monkeypatch.setattr(_tree, "MAX_TEXT", 50)
    assert "in one text" in fault(HEAD + f"topics: {'a' * 51}").expected


def test_aliases_and_anchors_are_refused() -> None:
    """Law: what could multiply itself is refused, not counted."""
    assert "anchors" in fault(BOMB).expected


@pytest.mark.parametrize("amount", ["9" * 5_000, "1e9999", "1/" + "9" * 5_000, "1 10^99 元", "5 户^9"])
def test_digits_and_exponents_are_bounded(amount: str) -> None:
    """Law: bounded digits and exponents: a number of a few characters cannot fill the memory."""
    text = HEAD + f"rules:\n  a: {{at_least: '{amount}', of: a, binds: b}}\n"
    assert fault(text).path == "rules.a.at_least"


def test_a_chain_of_ratios_is_bounded() -> None:
    """Law: indicators that are ratios of ratios end somewhere."""
    links = "".join(
        f"  a{n}: {{name: a, unit: '1', nature: ratio, ratio: {{of: a{n + 1}, to: a{n + 1}}}}}\n" for n in range(3_000)
    )
    with pytest.raises(InvalidPlanError, match="ratios that end somewhere"):
        loads(HEAD + "indicators:\n" + links + "  a3000: {name: a, unit: '1', nature: ratio}\n")


def test_the_number_of_kinds_is_bounded() -> None:
    """Law: the catalogue stays small enough to read amounts with."""
    text = HEAD + "kinds:\n" + "".join(f"  k{n}: {{name: k}}\n" for n in range(301))
    assert "at most 300 kinds" in fault(text).expected
    assert "characters" in fault(HEAD + f"kinds:\n  k: {{name: {'长' * 61}}}\n").expected


def test_looking_for_quotes_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: words that stand everywhere, and a text searched again and again, end in a message."""
    text = HEAD + "source: {id: s}\nfindings:\n  a: {text: a, says: 的}\n  b: {text: b, says: 的, start: 1}\n"
    text += "  c: {text: c, says: 的的, start: 100000}\n"
    with pytest.raises(InvalidPlanError) as caught:
        loads(text, sources={"s": "的" * 100_000})
    assert [problem.path for problem in caught.value.problems] == ["findings.a.says", "findings.c.says"]
    assert all("quote more of the sentence" in problem.remedy for problem in caught.value.problems)
    once = HEAD + "source: {id: s}\nfindings:\n  a: {text: a, at: （一）, says: 的}\n"
    assert loads(once, sources={"s": f"{'的' * 5_000}\n（一）目的。\n"}).findings[0].citations[0].start == 5_005
    monkeypatch.setattr(_citations, "MAX_SEARCHED", 10)
    with pytest.raises(InvalidPlanError, match="too much to search"):
        loads(
            HEAD + "source: {id: s}\nfindings:\n  a: {text: a, says: 目的}\n", sources={"s": "这就是我们的目的所在之处"}
        )


class TestSourceText:
    """A source text is opened only beside or below the plan file (issue: files)."""

    @staticmethod
    def plan_with(folder: Path, name: str) -> Path:
        """Write a plan file that names a source text."""
        folder.mkdir(exist_ok=True)
        path = folder / "plan.yaml"
        path.write_text(f"{HEAD}source: {{file: '{name}'}}\n", encoding="utf-8")
        return path

    def test_it_may_lie_beside_or_below(self, tmp_path: Path) -> None:
        """Law: and its text is kept as it stands, with its line ends and byte order mark."""
        data = "\ufeff一、目标\r\n".encode()
        (tmp_path / "plans" / "texts").mkdir(parents=True)
        (tmp_path / "plans" / "texts" / "a.txt").write_bytes(data)
        source = load(self.plan_with(tmp_path / "plans", "texts/a.txt")).source
        assert source is not None
        assert source.text == data.decode("utf-8")

    @pytest.mark.parametrize(
        "name",
        [
            "../secret.txt",
            "a/../../secret.txt",
            "/etc/passwd",
            "file:///etc/passwd",
            "https://a.example/b",
            "C:\\a",
            "a\\b",
        ],
    )
    def test_it_may_lie_nowhere_else(self, tmp_path: Path, name: str) -> None:
        """Law: no absolute path, no .., no address."""
        (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
        problem = fault_of(self.plan_with(tmp_path / "plans", name))
        assert (problem.path, problem.line) == ("source.file", 3)
        assert "beside or below" in problem.expected

    def test_a_link_out_is_refused(self, tmp_path: Path) -> None:
        """Law: no link out, of a file or of a folder; a link that stays inside is fine."""
        path = self.plan_with(tmp_path / "plans", "link.txt")
        (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
        (path.parent / "link.txt").symlink_to(tmp_path / "secret.txt")
        assert "link that leads out" in fault_of(path).got
        (path.parent / "up").symlink_to(tmp_path)
        assert "link that leads out" in fault_of(self.plan_with(path.parent, "up/secret.txt")).got
        (path.parent / "real.txt").write_text("open", encoding="utf-8")
        (path.parent / "inside.txt").symlink_to(path.parent / "real.txt")
        assert load(self.plan_with(path.parent, "inside.txt")).source is not None

    def test_a_pipe_a_folder_or_nothing_is_refused(self, tmp_path: Path) -> None:
        """Law: no device: a pipe cannot hold the reader up."""
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "folder").mkdir()
        for name in ("pipe", "folder", "missing.txt", "."):
            assert fault_of(self.plan_with(tmp_path, name)).path == "source.file"

    def test_its_size_is_bounded(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Law: bounded size."""
        monkeypatch.setattr(_opening, "MAX_SOURCE_BYTES", 10)
        (tmp_path / "a.txt").write_text("a" * 11, encoding="utf-8")
        assert "10 bytes" in fault_of(self.plan_with(tmp_path, "a.txt")).expected

    def test_its_encoding_is_not_guessed(self, tmp_path: Path) -> None:
        """Law: UTF-8, else an error that names what to do."""
        (tmp_path / "a.txt").write_bytes("一\n二".encode("gbk"))
        problem = fault_of(self.plan_with(tmp_path, "a.txt"))
        assert "save it as UTF-8" in problem.remedy

    def test_its_hash_is_checked(self, tmp_path: Path) -> None:
        """Law: another text than the one that was cited is no source (design: provenance)."""
        (tmp_path / "a.txt").write_bytes(b"a")
        path = tmp_path / "plan.yaml"
        right = hashlib.sha256(b"a").hexdigest()
        path.write_text(f"{HEAD}source: {{file: a.txt, sha256: {right}}}\n", encoding="utf-8")
        assert load(path).source is not None
        path.write_text(f"{HEAD}source: {{file: a.txt, sha256: {'0' * 64}}}\n", encoding="utf-8")
        assert fault_of(path).path == "source.sha256"

    def test_the_caller_may_give_it(self, tmp_path: Path) -> None:
        """Law: sources={id: text} goes before the file, and a text alone opens none."""
        plan = load(self.plan_with(tmp_path, "missing.txt"), sources={"source": "一"})
        assert plan.source is not None
        assert plan.source.text == "一"
        assert loads(f"{HEAD}source: {{id: s}}\n", sources={"s": "一"}).source == SourceDocument(
            id="s", title="p", text="一"
        )
        (tmp_path / "a.txt").write_text("二", encoding="utf-8")
        opened = loads(f"{HEAD}source: {{file: a.txt}}\n", base=tmp_path).source
        assert opened is not None
        assert opened.text == "二"


class TestFiles:
    """The plan file itself."""

    def test_a_byte_order_mark_is_no_fault(self, tmp_path: Path) -> None:
        """Law: UTF-8 with or without it."""
        path = tmp_path / "plan.yaml"
        path.write_text("\ufeff" + HEAD, encoding="utf-8")
        assert load(path) == loads(HEAD)

    @pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
    def test_another_encoding_says_what_to_do(self, tmp_path: Path, encoding: str) -> None:
        """Law: no encoding is guessed."""
        path = tmp_path / "plan.yaml"
        path.write_bytes("title: 规划".encode(encoding))
        assert "save it as UTF-8" in fault_of(path).remedy

    def test_a_missing_file_a_folder_and_a_pipe_are_problems(self, tmp_path: Path) -> None:
        """Law: no traceback from below."""
        os.mkfifo(tmp_path / "pipe")
        for path in (tmp_path / "missing.yaml", tmp_path, tmp_path / "pipe", tmp_path / "a\0b"):
            assert fault_of(path).path == "file"

    def test_writing_is_whole_or_not_at_all(self, tmp_path: Path) -> None:
        """Law: a plan that cannot be written leaves the old file as it was, and nothing beside it."""
        path = tmp_path / "plan.yaml"
        dump(Plan(title="old"), path)
        document = SourceDocument(id="a", title="a")
        with pytest.raises(FileError, match="each id once"):
            dump(Plan(title="new", documents=[document, document]), path)
        assert load(path) == Plan(title="old")
        assert list(tmp_path.iterdir()) == [path]
        with pytest.raises(FileError):
            dump(Plan(title="new"), tmp_path / "missing" / "plan.yaml")

    def test_the_name_chooses_the_spelling(self, tmp_path: Path) -> None:
        """Law: .json is JSON, everything else YAML."""
        dump(Plan(title="p"), tmp_path / "plan.json")
        assert (tmp_path / "plan.json").read_text(encoding="utf-8").startswith("{")
        assert load(tmp_path / "plan.json") == Plan(title="p")
