"""Organisations, roles, responsibilities and lists of bodies."""

from __future__ import annotations

import pickle
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import pytest

from policytargets.errors import InvalidValueError, ParseError
from policytargets.organisations import (
    ItemKind,
    Level,
    Organisation,
    Responsibility,
    Role,
    WrittenBody,
    split_bodies,
)
from policytargets.sources import Citation
from policytargets.texts import Text

SOURCE = Path(str(files("fuxin_2017"))) / "source.txt"
BUREAU = Organisation(
    id="science_bureau",
    name={"zh": "市科技局", "en": "science bureau"},
    aliases=["科技局", "阜新市科技局"],
    level=Level.MUNICIPAL,
    area="fuxin",
    note="named in full nowhere in the document",
)
DISTRICTS = Organisation(id="districts", name="各县区", aliases=["各县区政府"], collective=True)


def answers(**changes: Any) -> Responsibility:
    """Make a responsibility with some fields changed."""
    fields = {
        "item": "patents_2017",
        "item_kind": ItemKind.TARGET,
        "organisation": "science_bureau",
        "as_written": "市科技局",
        "order": 1,
    }
    return Responsibility(**{**fields, **changes})


class TestOrganisation:
    """Design: responsibility."""

    def test_it_is_called_by_name_and_alias_exactly(self) -> None:
        """A name in any language and every alias are known, and nothing near to them."""
        assert all(BUREAU.called(name) for name in ("市科技局", "science bureau", "科技局", "阜新市科技局"))
        assert not any(BUREAU.called(name) for name in ("", "市科技局 ", "市科协", "zh"))

    def test_names_stand_once_in_order(self) -> None:
        """The name comes first, and an alias that repeats it is no second name."""
        organisation = Organisation(id="a", name={"zh": "甲", "en": "A"}, aliases=("甲", "乙"))
        assert set(organisation.names[:2]) == {"甲", "A"}
        assert organisation.names[2:] == ("乙",)

    def test_membership_of_a_collective_may_be_unknown(self) -> None:
        """各县区 is recorded as a collective whose members the document leaves open."""
        assert DISTRICTS.collective
        assert DISTRICTS.members is None

    def test_a_collective_may_name_its_members(self) -> None:
        """Members are ids, kept in order as a tuple."""
        assert attrs.evolve(DISTRICTS, members=["haizhou", "xihe"]).members == ("haizhou", "xihe")

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"members": []}, "at least one member"),
            ({"members": ["haizhou", "haizhou"]}, "haizhou more than once"),
            ({"members": ["districts"]}, "'districts' itself"),
            ({"members": ["海州"]}, "a key of lower-case letters"),
            ({"members": "haizhou"}, "a list or tuple"),
            ({"members": ["haizhou"], "collective": False}, "no members of a single body"),
            ({"collective": 1}, "an instance of bool"),
            ({"aliases": "各县区政府"}, "a list or tuple"),
            ({"aliases": ["县区", "县区"]}, "县区 more than once"),
            ({"aliases": [" "]}, "a text that is not empty"),
            ({"aliases": ["县区 "]}, "without blanks around it"),
            ({"aliases": [3]}, "a text that is not empty"),
            ({"id": "各县区"}, "a key of lower-case letters"),
            ({"name": ""}, "a text that is not empty"),
            ({"area": "阜新"}, "a key of lower-case letters"),
            ({"level": "city"}, "'national', 'provincial', 'municipal', 'district', 'township', 'institution'"),
            ({"note": 3}, "a text or a mapping"),
        ],
    )
    def test_what_is_wrong_is_refused(self, changes: dict[str, Any], message: str) -> None:
        """An item refuses what is wrong with one message; evolving checks again (design: problems)."""
        with pytest.raises(InvalidValueError) as caught:
            attrs.evolve(DISTRICTS, **changes)
        assert message in str(caught.value)

    def test_it_takes_the_word_of_a_level(self) -> None:
        """A plan file writes a word."""
        assert attrs.evolve(BUREAU, level="provincial").level is Level.PROVINCIAL
        assert attrs.evolve(BUREAU, level=None).level is None

    def test_it_is_a_value(self) -> None:
        """Frozen, hashable, picklable, one line to show."""
        assert pickle.loads(pickle.dumps(BUREAU)) == BUREAU  # noqa: S301 -- made one line above
        assert len({BUREAU, attrs.evolve(BUREAU)}) == 1
        assert "\n" not in repr(BUREAU)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            BUREAU.id = "other"  # type: ignore[misc]

    def test_its_note_is_kept(self) -> None:
        """What a short name stands for is recorded with its evidence."""
        assert BUREAU.note == Text({"en": "named in full nowhere in the document"})


class TestResponsibility:
    """Design: responsibility."""

    def test_the_role_is_undifferentiated_unless_said(self) -> None:
        """Order in a list is no evidence of a lead."""
        assert answers().role is Role.RESPONSIBLE

    def test_it_takes_words(self) -> None:
        """The kinds of item and the roles have words of their own."""
        responsibility = answers(item_kind="measure", role="lead")
        assert responsibility.item_kind is ItemKind.MEASURE
        assert responsibility.role is Role.LEAD

    def test_it_keeps_its_citation(self) -> None:
        """Every item can cite its source."""
        citation = Citation(document="fuxin", quote="市科技局", start=3, end=7)
        assert answers(citation=citation).citation == citation

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"item": "目标"}, "a key of lower-case letters"),
            ({"item_kind": "goal"}, "'target', 'milestone', 'aim', 'rule', 'measure'"),
            ({"organisation": ""}, "a key of lower-case letters"),
            ({"role": "owner"}, "'lead', 'joint', 'responsible', 'support', 'supervise'"),
            ({"role": None}, "a Role or one of"),
            ({"as_written": ""}, "a text that is not empty"),
            ({"order": 0}, "expected 1 or more, got 0"),
            ({"order": True}, "an instance of int"),
            ({"order": "1"}, "an instance of int"),
            ({"citation": "（三）"}, "an instance of Citation"),
        ],
    )
    def test_what_is_wrong_is_refused(self, changes: dict[str, Any], message: str) -> None:
        """An item refuses what is wrong with one message (design: problems)."""
        with pytest.raises(InvalidValueError) as caught:
            answers(**changes)
        assert message in str(caught.value)

    def test_it_is_a_value(self) -> None:
        """Frozen, hashable, picklable."""
        assert pickle.loads(pickle.dumps(answers())) == answers()  # noqa: S301 -- made one line above
        assert len({answers(), answers(order=2), answers()}) == 2


@pytest.mark.parametrize("kind", [Level, Role, ItemKind])
def test_every_member_has_a_word_of_its_own_in_both_languages(kind: type[Level | Role | ItemKind]) -> None:
    """Reports are Chinese and English; a language without words gets Chinese."""
    for language in ("zh", "en"):
        assert len({member.label(language) for member in kind}) == len(kind)
    assert [member.label("fr") for member in kind] == [member.label("zh") for member in kind]


@pytest.mark.parametrize(
    ("role", "zh"),
    [("lead", "牵头"), ("joint", "共同"), ("responsible", "责任"), ("support", "配合"), ("supervise", "督导")],
)
def test_roles_have_the_words_of_documents(role: str, zh: str) -> None:
    """牵头, 共同, 责任, 配合 and 督导 are what documents write."""
    assert Role(role).label("zh") == zh


class TestSplitBodies:
    """Issue: every responsible body in order as written."""

    def test_all_delimiters_split(self) -> None:
        """Documents mix 、 and ，; ASCII and semicolons occur too."""
        text = "市科技局、市农委，市法院,市科协；市商务局;各县区政府"
        bodies = split_bodies(text)
        assert [body.as_written for body in bodies] == text.translate(dict.fromkeys(map(ord, "，,；;"), "、")).split(
            "、"
        )
        assert all(text[body.start : body.end] == body.as_written for body in bodies)

    def test_blanks_around_a_name_are_not_part_of_it(self) -> None:
        """Offsets are those of the name."""
        assert split_bodies(" 市科技局、\u3000市农委 ") == [("市科技局", 1, 5), ("市农委", 7, 10)]

    def test_a_single_body_is_a_list_of_one(self) -> None:
        """（责任单位：市科技局）."""
        assert split_bodies("市科技局") == [WrittenBody("市科技局", 0, 4)]

    def test_brackets_are_not_split(self) -> None:
        """各县（市、区） is one body."""
        written = [body.as_written for body in split_bodies("各县（市、区(含、开发区)），市农委(牵头,一)")]
        assert written == ["各县（市、区(含、开发区)）", "市农委(牵头,一)"]

    @pytest.mark.parametrize(
        ("text", "position"),
        [("", 0), ("  ", 2), ("、市农委", 0), ("市农委、", 4), ("市农委、 、市法院", 5), ("市农委，、市法院", 4)],
    )
    def test_a_missing_name_is_refused(self, text: str, position: int) -> None:
        """Nothing is dropped: two delimiters in a row may hide a lost name."""
        with pytest.raises(ParseError, match="a name before, between and after") as caught:
            split_bodies(text)
        assert caught.value.position == position

    @pytest.mark.parametrize(("text", "position"), [("各县（市、区", 2), ("各县市）、区", 3), ("各县（市)、区", 4)])
    def test_a_lone_bracket_is_refused(self, text: str, position: int) -> None:
        """Where a bracket ends decides what splits, so it is not guessed."""
        with pytest.raises(ParseError, match="brackets in pairs") as caught:
            split_bodies(text)
        assert caught.value.position == position

    def test_fuxin_names_bodies_in_every_measure(self) -> None:
        """The 22 measures （三） to （二十四） of the real document list 150 bodies, none lost."""
        text = SOURCE.read_bytes().decode("utf-8")
        lists = [part.partition("）")[0] for part in text.split("（责任单位：")[1:]]
        assert len(lists) == 22
        assert sum(len(split_bodies(written)) for written in lists) == 150
        for written in lists:
            bodies = split_bodies(written)
            assert "".join(body.as_written for body in bodies) == written.replace("、", "").replace("，", "")
        assert split_bodies(lists[0])[-1] == ("各县区政府", 36, 41)
