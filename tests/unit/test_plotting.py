"""Charts with matplotlib (issue: in the notebook; ecosystem: fonts and colours; design: missing is not zero)."""

from __future__ import annotations

import datetime as dt
import sys
import warnings
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import attrs
import matplotlib as mpl
import pytest

import policytargets as pt
from policytargets import methods, trajectories
from policytargets.charts import trajectory
from policytargets.errors import InvalidValueError, MissingExtraError, MissingFontWarning, UnknownReferenceError

mpl.use("Agg")

from matplotlib import font_manager, pyplot as plt  # noqa: I001 -- behind the choice of what draws
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.text import Text

from policytargets.plotting._colours import blue
from policytargets.plotting._lettering import FAMILIES, Lettering, wrapped
from policytargets.plotting._ways import _Drawing, number
from policytargets.ranges import Range

HAS_CHINESE = any(entry.name in FAMILIES for entry in font_manager.fontManager.ttflist)
needs_chinese = pytest.mark.skipif(not HAS_CHINESE, reason="no font that draws Chinese is installed")

PATENTS = pt.Indicator(
    id="patents", name={"zh": "专利", "en": "patents in force"}, unit="patent", nature="stock", better="higher"
)
GOAL = pt.Target(
    id="goal", indicator=PATENTS, criterion=pt.AtLeast("20"), due=pt.By(pt.Year(2020)), baseline=pt.Year(2016),
    topic="creation",
)  # fmt: skip
SLICE = pt.Target(
    id="slice", indicator=PATENTS, criterion=pt.AtLeast("12"), due=pt.Year(2017), slice_of="goal", topic="creation"
)
PLATFORM = pt.Milestone(id="platform", name={"zh": "搭建平台", "en": "a platform"}, due=pt.Year(2017))


def answers(item: str, body: str, order: int, role: str = "responsible", kind: str = "target") -> pt.Responsibility:
    """Who answers for an item."""
    return pt.Responsibility(
        item=item, item_kind=kind, organisation=body, as_written=body, order=order, role=role
    )  # fmt: skip


PLAN = pt.Plan(
    title={"zh": "实施意见", "en": "opinions"},
    area="fuxin",
    areas=[pt.Area(id="fuxin", name="阜新市"), pt.Area(id="haizhou", name={"zh": "海州区", "en": "Haizhou"})],
    topics=[pt.Topic(id="creation", name={"zh": "创造", "en": "creation"})],
    organisations=[
        pt.Organisation(id="bureau", name={"zh": "市科技局", "en": "science bureau"}),
        pt.Organisation(id="court", name={"zh": "市法院", "en": "court"}),
        pt.Organisation(id="office", name={"zh": "市政府办", "en": "general office"}),
    ],
    indicators=[PATENTS],
    targets=[GOAL, SLICE],
    milestones=[PLATFORM],
    responsibilities=[
        answers("slice", "bureau", 1, "lead"),
        answers("goal", "bureau", 1),
        answers("goal", "court", 2),
        answers("platform", "court", 1, kind="milestone"),
    ],
)


def seen(year: int, value: str, **more: object) -> pt.Observation:
    """An observation of patents."""
    return pt.Observation(indicator=PATENTS, period=pt.Year(year), value=value, **more)  # type: ignore[arg-type]


KNOWN = (seen(2016, "10"), seen(2017, "13"), seen(2018, "15", high="16"))


def assessed(*records: pt.Observation, plan: pt.Plan = PLAN, year: int = 2019) -> pt.Assessment:
    """How the plan stands at the end of a year."""
    return pt.assess(plan, records, as_of=pt.Year(year))


def of(target: pt.Target) -> pt.Plan:
    """A plan of one target."""
    return pt.Plan(title={"zh": "实施意见", "en": "opinions"}, targets=[target])


CHARTS: dict[str, Callable[..., Axes]] = {
    "scorecard": lambda found, **more: found.plot.scorecard(**more),
    "bullet": lambda found, **more: found.plot.bullet("goal", **more),
    "trajectory": lambda found, **more: found.plot.trajectory("goal", **more),
    "responsibilities": lambda found, **more: found.plot.responsibilities(**more),
}
each_chart = pytest.mark.parametrize("chart", CHARTS)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Every figure is closed again."""
    yield
    plt.close("all")


def texts(axes: Axes) -> list[str]:
    """All that is written on a figure, once it is drawn."""
    axes.figure.canvas.draw()
    return [found.get_text() for found in axes.figure.findobj(Text) if found.get_text().strip()]


def said(axes: Axes) -> str:
    """What is drawn, in words."""
    return str(axes.get_label())


def has_chinese(text: str) -> bool:
    """Whether any character is Chinese."""
    return any("\u2e80" <= character <= "\uff60" for character in text)


def lines(axes: Axes, **look: object) -> list[Any]:
    """The lines of a chart that look so."""
    return [line for line in axes.lines if all(getattr(line, f"get_{name}")() == value for name, value in look.items())]


def only_latin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take all fonts away that do not come with matplotlib."""
    kept = [entry for entry in font_manager.fontManager.ttflist if entry.name.startswith("DejaVu")]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", kept)


class TestAxes:
    """Where a chart is drawn, and what it leaves as it was."""

    @each_chart
    def test_it_draws_on_the_axes_it_is_given(self, chart: str) -> None:
        """Law: each takes ax= and returns the Axes (issue)."""
        _, axes = plt.subplots()
        assert CHARTS[chart](assessed(*KNOWN), ax=axes, lang="en") is axes

    @each_chart
    def test_without_axes_it_makes_a_figure(self, chart: str) -> None:
        """Law: a chart needs no preparation."""
        assert isinstance(CHARTS[chart](assessed(*KNOWN), lang="en"), Axes)

    @each_chart
    def test_no_setting_is_changed(self, chart: str) -> None:
        """Law: the user's rcParams are the user's (issue)."""
        before = dict(mpl.rcParams)
        CHARTS[chart](assessed(*KNOWN), lang="en")
        assert dict(mpl.rcParams) == before

    @each_chart
    def test_it_says_in_words_what_is_drawn(self, chart: str) -> None:
        """Law: a figure has alternative text (issue)."""
        assert len(said(CHARTS[chart](assessed(*KNOWN), lang="en"))) > 30

    @each_chart
    def test_illustrative_data_are_marked(self, chart: str) -> None:
        """Law: illustrative data is marked on every figure that shows it (issue)."""
        made_up = [attrs.evolve(one, source="示意数据") for one in KNOWN]
        drawn = CHARTS[chart](assessed(*made_up), lang="en")
        assert "illustrative data, not real statistics" in texts(drawn)
        assert "illustrative data" in said(drawn) or chart == "bullet"
        assert not any("illustrative" in text for text in texts(CHARTS[chart](assessed(*KNOWN), lang="en")))

    def test_on_narrow_axes_the_mark_has_a_line_of_its_own(self) -> None:
        """Law: nothing is written over something else."""
        _, narrow = plt.subplots(figsize=(3, 3))
        drawn = assessed(seen(2017, "13", source="示意数据")).plot.trajectory("goal", ax=narrow, lang="en")
        marks = [text for text in drawn.texts if text.get_text().startswith("illustrative")]
        assert [mark.get_horizontalalignment() for mark in marks] == ["left"]

    @each_chart
    def test_an_empty_plan_is_an_empty_chart(self, chart: str) -> None:
        """Law: nothing to show is no failure."""
        if chart in {"scorecard", "responsibilities"}:
            assert texts(CHARTS[chart](assessed(plan=pt.Plan(title="plan")), lang="en"))

    @each_chart
    def test_another_language_is_refused(self, chart: str) -> None:
        """Law: a language that is not spoken is never replaced in silence."""
        with pytest.raises(InvalidValueError, match="'zh' or 'en'"):
            CHARTS[chart](assessed(*KNOWN), lang="fr")

    @each_chart
    def test_without_matplotlib_it_says_what_to_install(self, chart: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Law: an extra that is missing names its remedy (design: errors)."""
        for name in [name for name in sys.modules if name.startswith("policytargets.plotting")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "matplotlib", None)
        with pytest.raises(MissingExtraError, match=r"expected matplotlib.*policytargets\[plot\]"):
            CHARTS[chart](assessed(*KNOWN))


class TestFonts:
    """The user's fonts first, then one that draws Chinese, else a warning and English; never boxes in silence."""

    @needs_chinese
    @each_chart
    def test_chinese_is_drawn_without_a_missing_glyph(self, chart: str) -> None:
        """Law: with a Chinese font installed nothing is missing, and no setting is needed (ecosystem 5)."""
        found = texts(CHARTS[chart](assessed(*KNOWN)))  # a missing glyph would be a warning, and so an error
        assert any(map(has_chinese, found))

    @each_chart
    def test_without_a_chinese_font_labels_are_english_and_a_warning_says_why(
        self, chart: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Law: never boxes in silence: one warning that says what to install, and English labels (issue)."""
        only_latin(monkeypatch)
        with pytest.warns(MissingFontWarning, match=r"install Noto Sans CJK SC.*font\.sans-serif") as caught:
            drawn = CHARTS[chart](assessed(*KNOWN))
        assert len(caught) == 1
        assert not any(map(has_chinese, texts(drawn)))

    def test_a_name_that_no_font_draws_gives_way_to_its_id(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Law: a name that stands in Chinese alone is not guessed into English."""
        only_latin(monkeypatch)
        plan = attrs.evolve(of(attrs.evolve(GOAL, name="只有中文")), title="只有中文")
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            drawn = pt.assess(plan, KNOWN, as_of=pt.Year(2019)).plot.trajectory("goal", lang="en")
        assert drawn.get_title(loc="left") == "goal"

    def test_what_else_no_font_draws_is_named_in_a_warning(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Law: a box never stands for a character in silence."""
        only_latin(monkeypatch)
        letters = Lettering.of("en")
        with pytest.warns(MissingFontWarning, match="'万件'"):
            assert letters.say("2万件\na") == "2??\na"
        assert letters.say("2 a") == "2 a"

    def test_the_users_own_families_come_first(self) -> None:
        """Law: the user's rcParams first (issue)."""
        with mpl.rc_context({"font.family": ["DejaVu Serif", "monospace"]}):
            assert Lettering.of("en").families[:2] == ("DejaVu Serif", "monospace")

    @needs_chinese
    def test_a_family_of_the_user_that_draws_chinese_is_enough(self) -> None:
        """Law: what the user chose is not chosen again."""
        name = next(f for f in FAMILIES if any(e.name == f for e in font_manager.fontManager.ttflist))
        with mpl.rc_context({"font.family": [name]}):
            assert Lettering.of("zh").families == (name,)

    def test_a_font_file_that_is_gone_draws_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Law: matplotlib's list of fonts may be older than the fonts."""
        only_latin(monkeypatch)
        gone = font_manager.FontEntry(fname="/gone.ttf", name=FAMILIES[0])
        monkeypatch.setattr(font_manager.fontManager, "ttflist", [*font_manager.fontManager.ttflist, gone])
        assert Lettering.of("en").families == tuple(mpl.rcParams["font.family"])

    def test_a_dollar_sign_is_no_formula(self) -> None:
        """Law: a name is a text."""
        drawn = assessed(plan=of(attrs.evolve(GOAL, name="$x_1 and $y^")), year=2018).plot.trajectory("goal", lang="en")
        assert "$x_1 and $y^" in texts(drawn)

    @pytest.mark.parametrize(
        ("text", "columns", "broken"),
        [
            ("专利（2017年）达到要求", 10, "专利\n（2017年）\n达到要求"),
            ("at least 10 patents", 10, "at least\n10 patents"),
            ("averyveryverylongword x", 5, "averyveryverylongword\nx"),
            ("", 5, ""),
        ],
    )
    def test_lines_are_broken_where_a_reader_would(self, text: str, columns: int, broken: str) -> None:
        """Law: a number is not broken, and no line begins with a closing mark."""
        assert wrapped(text, columns) == broken


class TestBullets:
    """What was observed against what is asked."""

    def bars(self, axes: Axes, **look: object) -> list[Any]:
        """The bars that look so, but for the ground."""
        return [
            bar for bar in axes.patches if all(getattr(bar, f"get_{name}")() == value for name, value in look.items())
        ]

    def test_a_bar_ends_at_what_was_observed_and_a_line_stands_at_the_target(self) -> None:
        """Law: figures are those of the chart data (issue)."""
        drawn = assessed(*KNOWN).plot.bullet("slice", lang="en")
        met = [bar for bar in drawn.patches if to_hex(bar.get_facecolor()) == "#0072b2"]
        assert [(bar.get_x(), bar.get_width()) for bar in met] == [(0, 13)]  # type: ignore[attr-defined]
        assert [list(line.get_xdata()) for line in lines(drawn, linewidth=2.5)] == [[12, 12]]
        assert drawn.texts[0].get_text() == "√\xa0met (on time)"

    def test_what_is_missing_is_hatched_and_said_and_never_a_bar(self) -> None:
        """Law: missing data is a status of its own, hatched, never zero (issue)."""
        drawn = assessed().plot.bullet("slice", lang="en")
        assert len(self.bars(drawn, hatch="////")) == 1
        assert "no data" in texts(drawn)
        assert not self.bars(drawn, width=0)

    def test_a_range_is_hatched_between_its_ends(self) -> None:
        """Law: what is not sure does not look sure."""
        drawn = assessed(seen(2017, "11", high="13")).plot.bullet("slice", lang="en")
        assert [(bar.get_x(), bar.get_width()) for bar in self.bars(drawn, hatch="////")] == [(11, 2)]

    def test_an_observed_zero_is_seen(self) -> None:
        """Law: zero is not missing."""
        drawn = assessed(seen(2017, "0")).plot.bullet("slice", lang="en")
        assert len(lines(drawn, marker="o")) == 1
        assert not self.bars(drawn, hatch="////")

    def test_amounts_below_zero_lie_on_the_other_side(self) -> None:
        """Law: a bar begins at zero."""
        saldo = attrs.evolve(PATENTS, unit=pt.Unit.parse("亿元", prices="current"), nature="flow")
        plan = of(attrs.evolve(SLICE, slice_of=None, indicator=saldo, criterion=pt.AtLeast("2 亿元")))
        one = pt.Observation(indicator=saldo, period=pt.Year(2017), value="-3 亿元")
        drawn = assessed(one, plan=plan).plot.bullet("slice", lang="en")
        [missed] = [bar for bar in drawn.patches if to_hex(bar.get_facecolor()) == "#d55e00"]
        assert (missed.get_x(), missed.get_width()) == (-3, pytest.approx(3))  # type: ignore[attr-defined]

    def test_one_of_several_readings_is_dashed(self) -> None:
        """Law: what the text leaves open does not look closed (design: readings)."""
        open_one = pt.Readings(of=[pt.AtLeast("10"), pt.AtLeast("12")], because="held or added")
        drawn = assessed(*KNOWN, plan=of(attrs.evolve(GOAL, criterion=open_one))).plot.bullet("goal", lang="en")
        assert len(lines(drawn, linewidth=2.5, linestyle="--")) == 2

    def test_the_latest_amount_is_hollow_where_it_decides_nothing(self) -> None:
        """Law: no substitution is silent (design)."""
        drawn = assessed(seen(2016, "10")).plot.bullet("slice", lang="en")
        assert [to_hex(bar.get_facecolor()) for bar in self.bars(drawn, linestyle="--")] == ["#ffffff"]
        ranged = assessed(seen(2016, "10", high="11")).plot.bullet("slice", lang="en")
        assert len(self.bars(ranged, hatch="////")) == 1

    def test_the_scorecard_has_a_row_for_each_target(self) -> None:
        """Law: sign, word and colour for each; milestones have no amounts (issue)."""
        drawn = assessed(*KNOWN).plot.scorecard(lang="en")
        assert [text.get_text() for text in drawn.get_yticklabels()] == [
            "patents in force (by 2020)",
            "patents in force (in 2017)",
        ]
        assert {"○\xa0undetermined (not yet due)", "√\xa0met (on time)"} <= set(texts(drawn))

    def test_a_milestone_has_no_bullet_and_an_unknown_id_no_row(self) -> None:
        """Law: an item without amounts is refused, not drawn as zero."""
        with pytest.raises(InvalidValueError, match="the attainment of a target"):
            assessed().plot.bullet("platform", lang="en")
        with pytest.raises(UnknownReferenceError, match="'nowhere'"):
            assessed().plot.bullet("nowhere", lang="en")

    def test_an_amount_that_no_float_holds_is_refused(self) -> None:
        """Law: no traceback from below."""
        with pytest.raises(InvalidValueError, match="amounts that a float can hold"):
            assessed(seen(2017, "1" + "0" * 320)).plot.bullet("slice", lang="en")


class TestTrajectories:
    """The way of an indicator to its target."""

    def test_the_path_is_dashed_and_the_goal_an_open_diamond(self) -> None:
        """Law: dashed path, open diamond at the target, interim slices, observed dots (issue)."""
        drawn = assessed(*KNOWN).plot.trajectory("goal", lang="en")
        [path] = lines(drawn, linestyle="--")
        assert list(path.get_ydata())[0::4] == [10, 20]
        small, large = lines(drawn, marker="D")
        assert (list(small.get_ydata()), list(large.get_ydata())) == ([12], [20])
        assert large.get_markerfacecolor() == "white"
        assert list(large.get_xdata()) == [dt.date(2020, 12, 31)]
        start, observed = lines(drawn, marker="o")
        assert (list(start.get_ydata()), list(observed.get_ydata())) == ([10], [13])
        assert (start.get_markerfacecolor(), to_hex(observed.get_markerfacecolor())) == ("white", "#0072b2")
        assert [list(bar.get_ydata()) for bar in lines(drawn, marker="_")] == [[15, 16]]

    def test_a_projection_is_named(self) -> None:
        """Law: a projection comes with its method (issue)."""
        found = assessed(seen(2016, "10"), seen(2018, "15"))
        drawn = found.plot.trajectory("goal", lang="en", trend=trajectories.TwoPoint())
        assert [list(line.get_ydata()) for line in lines(drawn, linestyle="-.")] == [[15, 20]]
        assert "projection (TwoPoint())" in texts(drawn)
        assert not lines(found.plot.trajectory("goal", lang="en"), linestyle="-.")

    def test_a_line_that_cannot_be_drawn_says_why(self) -> None:
        """Law: no line is guessed (design: progress)."""
        plan = of(attrs.evolve(GOAL, baseline=None))
        drawn = assessed(*KNOWN, plan=plan).plot.trajectory("goal", lang="en", trend=trajectories.TwoPoint())
        assert not lines(drawn, linestyle="--")
        said = " ".join(" ".join(texts(drawn)).split())
        assert "path (Linear()): not drawn (progress needs a baseline" in said
        assert "projection (TwoPoint()): not drawn (progress needs a baseline" in said

    def test_an_assumed_baseline_is_called_assumed(self) -> None:
        """Law: what the document leaves open is not filled in without a word (design)."""
        found = assessed(*KNOWN, plan=of(attrs.evolve(GOAL, baseline=None)))
        assert "baseline (assumed)" in texts(found.plot.trajectory(GOAL, lang="en"))
        assert "baseline" in texts(assessed(*KNOWN).plot.trajectory("goal", lang="en"))

    def test_the_time_of_which_nothing_is_known_is_hatched(self) -> None:
        """Law: missing data is hatched, never zero (issue)."""
        drawn = assessed(*KNOWN, year=2021).plot.trajectory("goal", lang="en")
        [hatched] = drawn.patches
        assert hatched.get_hatch() == "////"
        ends = hatched.get_extents().transformed(drawn.transData.inverted())
        assert (ends.x1 - ends.x0) == pytest.approx((dt.date(2020, 12, 31) - dt.date(2018, 12, 31)).days)
        assert "nothing known" in texts(drawn)
        assert not assessed(*KNOWN, year=2018).plot.trajectory("goal", lang="en").patches

    def test_with_no_data_at_all_everything_is_hatched(self) -> None:
        """Law: an empty chart says that it is empty."""
        drawn = assessed().plot.trajectory("goal", lang="en")
        assert [patch.get_hatch() for patch in drawn.patches] == ["////"]
        bare = of(attrs.evolve(GOAL, due=None, baseline=None))
        nothing = assessed(plan=bare).plot.trajectory("goal", lang="en")
        assert "no data" in texts(nothing)
        assert not nothing.get_xticks().size
        assert "no data" in said(nothing)

    def test_a_provisional_amount_looks_provisional(self) -> None:
        """Law: a status is a sign and a word."""
        drawn = assessed(seen(2016, "10"), seen(2017, "13", status="provisional")).plot.trajectory("goal", lang="en")
        assert [dot.get_fillstyle() for dot in lines(drawn, marker="o")] == ["full", "bottom"]
        assert "provisional" in texts(drawn)

    def test_amounts_that_disagree_are_both_drawn(self) -> None:
        """Law: those amounts, not what lies between them (design: observation)."""
        drawn = assessed(seen(2017, "11"), seen(2017, "14")).plot.trajectory("goal", lang="en")
        assert [list(dot.get_ydata()) for dot in lines(drawn, marker="o")] == [[11], [14]]
        assert "observed: 11 patents or 14 patents in 2017" in said(drawn)

    def test_a_revised_amount_has_a_ring(self) -> None:
        """Law: that another amount was published before is shown (design: observation)."""
        first = seen(2017, "11", published=dt.date(2018, 1, 1))
        again = assessed(seen(2016, "10"), first, seen(2017, "13", published=dt.date(2018, 6, 1)))
        assert "revised" in texts(again.plot.trajectory("goal", lang="en"))

    def test_a_range_without_end_runs_to_the_edge(self) -> None:
        """Law: an amount that may be any more is not drawn as one (design: verdict)."""
        way = trajectory(assessed(*KNOWN), "goal")
        opened = [attrs.evolve(way.observed[0], amounts=(Range(Fraction(12), None),))]
        opened += [attrs.evolve(way.observed[1], amounts=(Range(None, Fraction(13)),))]
        opened += [attrs.evolve(way.observed[2], amounts=(Range(None, None),))]
        _, axes = plt.subplots()
        drawing = _Drawing(axes, Lettering.of("en"), attrs.evolve(way, observed=tuple(opened)), 0.0, 30.0)
        drawing.draw()
        assert [list(bar.get_ydata()) for bar in lines(axes, marker="_")] == [[12, 30], [0, 13], [0, 30]]

    def test_a_corridor_is_drawn_with_both_ends(self) -> None:
        """Law: a corridor has two edges."""
        between = of(attrs.evolve(GOAL, criterion=pt.Between("18", "20")))
        drawn = assessed(*KNOWN, plan=between).plot.trajectory("goal", lang="en")
        assert [list(mark.get_ydata()) for mark in lines(drawn, marker="D")] == [[18, 20]]
        assert "target: 18 patents to 20 patents in 2020" in said(drawn)
        exactly = assessed(*KNOWN, plan=of(attrs.evolve(GOAL, criterion=pt.Exactly("18"))))
        assert "accepted" not in texts(exactly.plot.trajectory("goal", lang="en"))
        most = of(attrs.evolve(GOAL, criterion=pt.AtMost("18")))
        assert "18 patents or less" in said(assessed(*KNOWN, plan=most).plot.trajectory("goal", lang="en"))

    def test_another_entity_is_named(self) -> None:
        """Law: whose it is stands in the title (design: scope)."""
        there = assessed(seen(2017, "3", entity="haizhou"))
        drawn = there.plot.trajectory("goal", lang="en", entity="haizhou")
        assert drawn.get_title(loc="left") == "patents in force (for Haizhou)"

    def test_many_periods_have_few_ticks_and_months_are_named(self) -> None:
        """Law: ticks can be read."""
        many = [seen(year, str(year)) for year in range(2000, 2020)]
        assert len(assessed(*many).plot.trajectory("goal", lang="en").get_xticks()) <= 8
        month = pt.Observation(indicator=PATENTS, period=pt.Month(2017, 6), value="3")
        ticks = assessed(month).plot.trajectory("goal", lang="en").get_xticklabels()
        assert ticks[0].get_text() == "2017-06"

    def test_the_last_years_there_are_can_be_drawn(self) -> None:
        """Law: no date beyond the calendar is asked for."""
        far = attrs.evolve(GOAL, due=pt.By(pt.Year(9999)), baseline=None)
        assert texts(assessed(seen(1, "3"), plan=of(far)).plot.trajectory("goal", lang="en"))

    @pytest.mark.parametrize(
        ("amount", "written"), [("2.15", "2.15"), ("1356000", "1,356,000"), ("1/3", "≈0.333333"), ("-5", "\u22125")]
    )
    def test_numbers_beside_signs_say_when_they_are_rounded(self, amount: str, written: str) -> None:
        """Law: what is rounded says so."""
        assert number(Fraction(amount)) == written

    def test_the_chart_of_an_outlook_is_that_of_its_target(self) -> None:
        """Law: what a method was told can be drawn by its target."""
        found = pt.assess(PLAN, KNOWN, as_of=pt.Year(2019), method=methods.LinearShare())
        assert found.plot.trajectory("goal", lang="en").get_title(loc="left") == "patents in force"


class TestResponsibilities:
    """Who answers for what."""

    def test_a_cell_has_its_count_its_role_and_how_it_stands(self) -> None:
        """Law: role and count in the cell; nobody is inherited (issue, design: responsibility)."""
        drawn = assessed(*KNOWN).plot.responsibilities(lang="en")
        written = texts(drawn)
        assert "1 lead, 1" in written or "1, 1 lead" in written
        assert "√1 ?1" in written
        assert [text.get_text() for text in drawn.get_yticklabels()] == ["science bureau", "court", "general office"]

    def test_the_number_can_be_read_on_its_ground(self) -> None:
        """Law: contrast of text at least 4.5:1; heat map cells switch to white when dark (ecosystem 5)."""

        def light(colour: str) -> float:
            parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
            linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
            return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

        for hundredth in range(101):
            ground, ink = blue(hundredth / 100)
            one, other = sorted((light(ground), light({"white": "#ffffff", "black": "#000000"}[ink])))
            assert (other + 0.05) / (one + 0.05) >= 4.5

    def test_columns_can_be_items(self) -> None:
        """Law: the same choice as of the chart data."""
        by_item = assessed(*KNOWN).plot.responsibilities(lang="en", by="item")
        assert len(by_item.get_xticklabels()) == 3
        with pytest.raises(InvalidValueError, match="'topic' or 'item'"):
            assessed().plot.responsibilities(lang="en", by="size")  # type: ignore[arg-type]

    def test_a_measure_is_counted_and_not_judged(self) -> None:
        """Law: rules and measures are shown, and not judged (design)."""
        plan = pt.Plan(
            title="plan",
            measures=[pt.Measure(id="m", title="a measure")],
            responsibilities=[answers("m", "bureau", 1, kind="measure")],
        )
        written = texts(assessed(plan=plan).plot.responsibilities(lang="en"))
        assert "1" in written
        assert not any(text.startswith(("√", "×", "?")) for text in written)
