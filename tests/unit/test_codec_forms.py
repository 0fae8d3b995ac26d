"""Every form of a plan file, read as what it means and described by the schema that is shipped."""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from policytargets.baselines import UNSTATED, Baseline, Previous, YearBefore
from policytargets.bounds import About, AtLeast, AtMost, Between, Exactly, LessThan, MoreThan
from policytargets.codec import _schema, dumps, load, loads, schema
from policytargets.codec._json import read_json
from policytargets.codec._records import RESPONSIBILITY, SECTIONS, SOURCE
from policytargets.codec._tree import plain
from policytargets.codec._yaml import read_yaml
from policytargets.criteria import AllOf, AnyOf, Fall, Growth, Multiple, NoWorse, Readings, Rise, Total
from policytargets.dues import By, Every
from policytargets.errors import FileError, InvalidValueError
from policytargets.indicators import Indicator
from policytargets.kinds import Kind, standard_catalogue
from policytargets.organisations import ItemKind, Responsibility, Role
from policytargets.periods import Day, Month, Quarter, Span, Year
from policytargets.plans import Plan
from policytargets.quantities import Quantity, Rounding
from policytargets.sources import Citation, SourceDocument, verify
from policytargets.targets import Commitment, Each, Milestone, Target
from policytargets.texts import Text

ROOT = Path(__file__).parents[2]
EVERY = ROOT / "tests" / "unit" / "codec_files" / "every_form.yaml"
FUXIN = Path(str(files("fuxin_2017")))
EXAMPLES = (EVERY, FUXIN / "plan.yaml", FUXIN / "liaoning.yaml")
HEAD = "policytargets: 1\ntitle: p\n"


@pytest.fixture(scope="module", name="plan")
def every_form() -> Plan:
    """Give the plan that has every form once."""
    return load(EVERY)


@pytest.fixture(scope="module", name="fuxin")
def fuxin_plan() -> Plan:
    """Give the plan of the example."""
    return load(FUXIN / "plan.yaml")


def percent_of_firms(text: str) -> Quantity:
    """Give a share of the indicator firms_with_patents."""
    return Quantity(text, whole="industrial_enterprise")


class TestCriteria:
    """Usage: the rarer forms."""

    @pytest.mark.parametrize(
        ("target", "criterion"),
        [
            ("about", Rise(by=About("6.2 %", within="0.5 points"), since=YearBefore())),
            ("about_open", Rise(by=About("6.2 %"), since=Previous())),
            ("corridor", Rise(by=Between("4.5 %", "5 %", open=["high"]), since=YearBefore())),
            (
                "doubled",
                Multiple(times=AtLeast("2"), since=Baseline(Year(2010), Quantity("300 亿元", prices="2020"))),
            ),
            ("yearly", Growth(rate=AtLeast("7 %"), since=Year(2015))),
            (
                "added_up",
                Total(AtLeast(Quantity("500 亿元", prices="current")), over=Span(Year(2016), Year(2020))),
            ),
            ("kept", NoWorse(than=Year(2016))),
            ("energy_2020", Fall(by=AtLeast("15 %"), since=Year(2015))),
            ("each_quarter", MoreThan(Quantity("20 亿元", prices="current"))),
            ("ceiling", AtMost(Quantity("0.470", "coefficient"))),
            ("points", Rise(by=LessThan(percent_of_firms("3 个百分点")), since=Year(2016))),
            (
                "both",
                AllOf([AtLeast(Quantity("90 亿元", prices="current")), Rise(by=AtLeast("5 %"), since=Year(2016))]),
            ),
            (
                "either",
                AnyOf(
                    [
                        AtLeast(Quantity("90 亿元", prices="current")),
                        Rise(by=Exactly(Quantity("3 亿元", prices="current")), since=UNSTATED),
                    ]
                ),
            ),
        ],
    )
    def test_a_criterion_is_read_as_what_it_means(self, plan: Plan, target: str, criterion: Any) -> None:
        """Law: each form is the value of the design, closed by its indicator (usage)."""
        assert plan.target(target).criterion == criterion

    def test_readings_keep_what_is_open(self, plan: Plan) -> None:
        """Law: what the text leaves open is stated with its reason (design: criterion)."""
        readings = plan.target("advantage").criterion
        assert isinstance(readings, Readings)
        assert readings.because == Text({"zh": "原文未说明“2户”是新增还是累计"})
        assert readings.of[0] == AtLeast(Quantity("2 enterprise"))

    def test_a_tolerance_beside_every_stands_in_braces(self, plan: Plan) -> None:
        """Law: within belongs to every where that stands, so the tolerance has a place of its own."""
        target = plan.target("about_each_year")
        assert target.criterion == About(
            Quantity("90 亿元", prices="current"), within=Quantity("5 亿元", prices="current")
        )
        assert target.due == Every(Year, within=Span(Year(2021), Year(2025)))

    def test_an_amount_keeps_its_digits(self, plan: Plan) -> None:
        """Law: scalars are kept as text: 0.470 stays 0.470 (issue: files)."""
        criterion = plan.target("ceiling").criterion
        assert isinstance(criterion, AtMost)
        assert criterion.amount.number == "0.470"
        assert "at_most: 0.470 " in dumps(plan)


class TestTime:
    """Due forms, baselines, dates."""

    @pytest.mark.parametrize(
        ("target", "due"),
        [
            ("about_open", Quarter(2023, 2)),
            ("doubled", By(Year(2020))),
            ("added_up", None),
            ("each_quarter", Every(Quarter, within=Year(2021))),
            ("points", Year(2017)),
            ("ceiling", Span(Month(2018, 6), Month(2018, 12))),
        ],
    )
    def test_a_due_form_is_read(self, plan: Plan, target: str, due: Any) -> None:
        """Law: due is in, by is up to, every is each one (design: time)."""
        assert plan.target(target).due == due

    def test_other_days_and_baselines(self, plan: Plan) -> None:
        """Law: a day, a date, a baseline with its amount."""
        (milestone,) = plan.milestones
        assert milestone.due == Day(2017, 11, 5)
        assert plan.document("example").date == dt.date(2017, 9, 1)
        assert plan.target("floor").baseline == Baseline(Year(2016), Quantity("70 亿元", prices="current"))
        assert plan.target("halved").criterion == Multiple(
            times=AtMost("1/2"), since=Baseline(amount=Quantity("100 well", catalogue=_wells()))
        )


def _wells() -> Any:
    return standard_catalogue().extend([Kind("well", one="well", many="wells", zh="机井", words=("口", "眼"))])


class TestItems:
    """Targets, members, bodies, kinds, documents."""

    def test_members_commitment_links_and_rounding(self, plan: Plan) -> None:
        """Law: each field of a target has its key."""
        assert plan.target("districts_2017").each == Each(["haizhou", "xihe"])
        assert plan.target("each_district").each == Each(collective="各县区")
        assert plan.target("two_of_them").each == Each(["haizhou", "xihe"], collective="各县区")
        assert plan.target("stretch").commitment is Commitment.HEDGED
        assert (plan.target("stretch").stretch_of, plan.target("part").part_of) == ("floor", "floor")
        assert plan.target("energy_2020").rounding == Rounding(2, "half_even")
        assert plan.target("advantage").superseded_by == "2018年文件"
        assert plan.target("stretch").as_written == "120亿元"

    def test_kinds_and_indicators(self, plan: Plan) -> None:
        """Law: a kind of one's own counts with its own words; ratio and limits are those of the design."""
        assert plan.kinds[0] == _wells().kind("well")
        density = plan.indicator("density")
        assert density.ratio is not None
        assert (density.ratio.of.id, density.ratio.to.id) == ("patents_in_force", "population")
        assert [indicator.id for indicator in plan.indicators][:3] == ["revenue", "gdp", "firms_with_patents"]
        revenue = plan.indicator("revenue")
        assert revenue.limits is not None
        assert revenue.limits.low == Quantity("0 亿元", prices="current")
        assert revenue.source is not None

    def test_documents_keep_role_and_quotes(self, plan: Plan) -> None:
        """Law: nothing that a file says of a document is dropped."""
        (parent,) = plan.documents
        assert (parent.role, parent.text) == ("parent", None)
        assert [citation.quote for citation in parent.citations] == ["主要目标"]

    def test_bodies_are_kept_as_written_in_order(self, plan: Plan) -> None:
        """Law: alias, role and order as the document has them; no lead is inferred (design: responsibility)."""
        rewarding = plan.responsible_for("rewarding")
        assert [(r.organisation, r.as_written, r.order) for r in rewarding] == [
            ("science_bureau", "市科技局", 1),
            ("finance_bureau", "市财政局", 2),
            ("districts", "各县区政府", 3),
        ]
        assert {r.role for r in rewarding} == {Role.RESPONSIBLE}
        assert [r.role for r in plan.responsible_for("platform")] == [Role.LEAD, Role.SUPPORT]

    def test_bodies_cite_the_list_they_stand_in(self, plan: Plan) -> None:
        """Law: a clause's （责任单位：…） and a row's third cell; what is not found there is not cited."""
        source = plan.document("example")
        for answer in plan.responsibilities:
            if answer.citation is not None:
                verify(answer.citation, source)
                assert answer.citation.quote == answer.as_written
        cited = {(r.item, r.as_written): r.citation is not None for r in plan.responsibilities}
        assert cited[("rewarding", "各县区政府")]
        assert cited[("revenue_2017", "市财政局")]
        assert not cited[("platform", "县区")]
        assert not cited[("growth", "市科技局")]

    def test_a_quote_that_stands_twice_is_told_by_its_start(self, plan: Plan) -> None:
        """Law: an offset is stated only where the words stand several times."""
        first, second = plan.findings[0].citations
        assert (second.start, second.note) == (19, Text({"zh": "第一处"}))
        assert first.place == "（一）"


class TestFuxin:
    """The example, which people correct by hand."""

    def test_everything_is_there_and_verified(self, fuxin: Plan) -> None:
        """Law: nine goals, eleven rows, 22 measures, every body cited in the text (issue: Fuxin whole)."""
        assert len(fuxin.targets) == 18
        assert len(fuxin.measures) == 22
        assert fuxin.source is not None
        for answer in fuxin.responsibilities:
            assert answer.citation is not None
            verify(answer.citation, fuxin.source)

    def test_a_figure_is_corrected_in_the_file(self) -> None:
        """Law: one number changed in the text changes that amount and nothing else (usage)."""
        text = (FUXIN / "plan.yaml").read_text(encoding="utf-8")
        assert text.count("at_least: 2.15 件/万人") == 1
        plan = loads(text.replace("at_least: 2.15 件/万人", "at_least: 2.51 件/万人"), base=FUXIN)
        criterion = plan.target("invention_patents_2017").criterion
        assert criterion == AtLeast(Quantity("2.51 patent/(10000.person)"))

    def test_a_text_not_at_hand_leaves_quotes_unverified(self) -> None:
        """Law: a citation can say that nothing was checked (issue: a small real case)."""
        plan = load(FUXIN / "liaoning.yaml")
        assert plan.source is not None
        assert plan.source.text is None
        quoted = HEAD + "source: {text: not at hand}\naims:\n  a: {name: a, at: （一）, says: 目标}\n"
        citation = loads(quoted).aims[0].citation
        assert citation == Citation(document="source", quote="目标", place="（一）")


class TestScalars:
    """Every scalar is the text it is (issue: files)."""

    @pytest.mark.parametrize("text", ["no", "1:30", "2017-09-01", "2.150", "0x10", "1_000", "on", "1e3", ".inf"])
    @pytest.mark.parametrize("form", ["{}", "'{}'", '"{}"'])
    def test_no_scalar_becomes_anything_else(self, text: str, form: str) -> None:
        """Law: no boolean, no sexagesimal, no date, no float."""
        assert loads(f"policytargets: 1\ntitle: {form.format(text)}\n").title["en"] == text

    def test_json_numbers_keep_their_digits(self) -> None:
        """Law: the same in JSON, where 2.150 is a number."""
        assert loads('{"policytargets": 1, "title": 2.150}', format="json").title["en"] == "2.150"

    def test_null_in_quotes_is_a_word(self) -> None:
        """Law: only the bare word is nothing."""
        assert loads("policytargets: 1\ntitle: 'null'\n").title["en"] == "null"


class TestWriting:
    """What a file can say, and what it cannot."""

    def test_responsibilities_out_of_order_are_listed(self, plan: Plan) -> None:
        """Law: a plan whose responsibilities follow no order of items still reads back as itself."""
        answers = (
            Responsibility(item="b", item_kind=ItemKind.MILESTONE, organisation="x", as_written="乙", order=2),
            Responsibility(item="a", item_kind=ItemKind.MILESTONE, organisation="x", as_written="甲局", order=1),
        )
        mixed = Plan(
            title="p",
            organisations=plan.organisations[:1],
            milestones=[Milestone(id="a", name="a"), Milestone(id="b", name="b")],
            responsibilities=answers,
        )
        text = dumps(mixed)
        assert "responsibilities:\n  - item: b\n" in text

    def test_what_a_file_cannot_say_is_refused(self) -> None:
        """Law: a file never says something else than the plan (design: problems)."""
        unlisted = Indicator(id="a", name="a", unit="%", nature="share")
        target = Target(id="t", indicator=unlisted, criterion=AtLeast("5 %"), due=Year(2017))
        with pytest.raises(FileError, match="add it to Plan"):
            dumps(Plan(title="p", targets=[target]))
        own = Quantity("5 well", catalogue=_wells()).unit
        wells = Indicator(id="w", name="w", unit=own, nature="stock")
        with pytest.raises(FileError, match="add its kinds to the plan"):
            dumps(Plan(title="p", indicators=[wells]))
        quoting = SourceDocument(id="s", title="t", citations=[Citation(document="s", quote="a")])
        with pytest.raises(FileError):
            dumps(Plan(title="p", source=quoting))

    def test_a_format_that_is_none(self) -> None:
        """Law: two spellings, named in the message."""
        with pytest.raises(InvalidValueError, match="'yaml' or 'json'"):
            dumps(Plan(title="p"), format="toml")  # type: ignore[arg-type]  # the fault
        with pytest.raises(InvalidValueError, match="'yaml' or 'json'"):
            loads(HEAD, format="toml")  # type: ignore[arg-type]  # the fault
        with pytest.raises(InvalidValueError, match="pass the text itself"):
            loads(HEAD, sources={"a": b"a"})  # type: ignore[dict-item]  # the fault


class TestSchema:
    """The JSON Schema that is shipped."""

    def test_it_is_current(self) -> None:
        """Law: it is made of the tables the reader uses; write it anew with ``python -m policytargets.codec._schema``."""
        shipped = Path(_schema.__file__).with_name(_schema.FILE).read_text(encoding="utf-8")
        assert shipped == _schema.as_text(_schema.make_schema())
        assert schema() == json.loads(shipped)

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
    def test_it_accepts_what_the_reader_accepts(self, path: Path) -> None:
        """Law: every real plan, as written by hand and as written by us, in YAML and JSON."""
        validator = jsonschema.Draft202012Validator(schema())
        text = path.read_text(encoding="utf-8")
        for root in (
            read_yaml(text).root,
            read_yaml(dumps(load(path))).root,
            read_json(dumps(load(path), format="json")).root,
        ):
            assert root is not None
            assert [error.message for error in validator.iter_errors(plain(root))] == []

    def test_it_refuses_what_the_reader_refuses(self) -> None:
        """Law: unknown keys, missing keys, two bounds, words out of a list."""
        validator = jsonschema.Draft202012Validator(schema())
        assert validator.is_valid({"policytargets": 1, "title": "p"})
        indicators = {"a": {"name": "a", "unit": "%", "nature": "share"}}
        sound = {"policytargets": "1", "title": "p", "indicators": indicators}
        assert validator.is_valid({**sound, "targets": {"t": {"indicator": "a", "at_least": "5 %", "due": 2017}}})
        for wrong in (
            {"policytargets": 1},
            {"policytargets": 2, "title": "p"},
            {**sound, "titel": "p"},
            {**sound, "targets": {"T": {"indicator": "a"}}},
            {**sound, "targets": {"t": {"indicator": "a", "at_leest": "5 %"}}},
            {**sound, "targets": {"t": {"at_least": "5 %"}}},
            {**sound, "targets": {"t": {"indicator": "a", "rise": {"at_least": "5 %"}}}},
            {**sound, "targets": {"t": {"indicator": "a", "at_least": "5 %", "commitment": "hegded"}}},
        ):
            assert not validator.is_valid(wrong)

    def test_the_page_names_every_key(self) -> None:
        """Law: whoever reads the page can write every key (brief of the page: usable without Python)."""
        page = (ROOT / "docs" / "how-to" / "plan-file.md").read_text(encoding="utf-8")
        keys = {key for record in (SOURCE, RESPONSIBILITY, *SECTIONS.values()) for key in record.keys} | set(SECTIONS)
        assert {key for key in keys if f"`{key}`" not in page and f"{key}:" not in page} == set()

    def test_the_examples_on_the_page_are_plans(self) -> None:
        """Law: what the page shows can be loaded as it stands."""
        page = (ROOT / "docs" / "how-to" / "plan-file.md").read_text(encoding="utf-8")
        blocks = [block.split("```")[0] for block in page.split("```yaml\n")[1:]]
        assert len(blocks) >= 2
        for block in blocks:
            text = block if block.startswith("policytargets:") else HEAD + block
            loads(text)
