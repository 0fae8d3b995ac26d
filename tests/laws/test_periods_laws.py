from __future__ import annotations

import pickle

from hypothesis import assume, given
from hypothesis import strategies as st

from policytargets.dues import By, Due, Every, due_kind, due_label, due_period
from policytargets.periods import (
    Calendar,
    Day,
    Month,
    Period,
    Quarter,
    Span,
    Year,
    covers,
    end_key,
    end_of,
    parse_period,
    same_length,
    without_overlap,
)

KINDS: tuple[type[Calendar], ...] = (Year, Quarter, Month, Day)

# Years near ours: a shift within the tests never leaves the calendar.
years = st.integers(1900, 2100)
units_of: dict[type[Calendar], st.SearchStrategy[Calendar]] = {
    Year: years.map(Year),
    Quarter: st.builds(Quarter, years, st.integers(1, 4)),
    Month: st.builds(Month, years, st.integers(1, 12)),
    Day: st.dates(Year(1900).start, Year(2100).end).map(Day.of),
}
units = st.one_of(*units_of.values())


def span_of(first: Calendar, length: int) -> Span:
    """Make a span that goes on for so many units after its first."""
    return Span(first, first.shift(length))


month_spans = st.builds(span_of, st.one_of(units_of[Year], units_of[Quarter], units_of[Month]), st.integers(0, 30))
# Spans of days that begin with a month are often whole months.
day_spans = st.builds(
    span_of, st.one_of(units_of[Day], units_of[Month].map(lambda month: Day.of(month.start))), st.integers(0, 70)
) | st.builds(lambda whole: Span(Day.of(whole.start), Day.of(whole.end)), month_spans)
spans = month_spans | day_spans
month_periods = st.one_of(units_of[Year], units_of[Quarter], units_of[Month], month_spans)
periods = units | spans
steps = st.integers(-20, 20)
everys = st.builds(
    lambda kind, whole: Every(kind, within=whole),
    st.sampled_from([Year, Quarter, Month]),
    st.builds(span_of, units_of[Year], st.integers(0, 10)),
)
dues = st.one_of(periods, periods.map(By), everys)


@given(periods)
def test_file_form_round_trip(period: Period) -> None:
    """parse(str(p)) == p: what a file says is read back as it was."""
    assert parse_period(str(period)) == period


@given(units)
def test_chinese_label_round_trip(unit: Calendar) -> None:
    """The Chinese label of a unit is read as that unit."""
    assert parse_period(unit.label("zh")) == unit


@given(periods, st.sampled_from(["zh", "en"]))
def test_labels_are_one_line_of_text(period: Period, lang: str) -> None:
    """A label is never empty and has the year that ends the period."""
    label = period.label(lang)
    assert label.strip() == label
    assert str(period.end.year) in label


@given(periods, steps, st.sampled_from(["zh", "en"]))
def test_labels_tell_periods_apart(period: Period, n: int, lang: str) -> None:
    """A period and what it is shifted to have different labels."""
    assert (period.label(lang) == period.shift(n).label(lang)) is (n == 0)


@given(periods, steps, steps)
def test_shift_is_a_group_action(period: Period, n: int, m: int) -> None:
    """Shifting back undoes a shift, shifts add up, and 0 does nothing."""
    assert period.shift(n).shift(-n) == period
    assert period.shift(n).shift(m) == period.shift(n + m)
    assert period.shift(0) == period


@given(periods)
def test_neighbours_touch(period: Period) -> None:
    """The previous period ends the day before, the next starts the day after, both as long as the period."""
    before, after = period.previous(), period.next()
    assert before.end.toordinal() + 1 == period.start.toordinal()
    assert period.end.toordinal() + 1 == after.start.toordinal()
    assert before.is_before(period)
    assert period.is_before(after)


@given(month_periods)
def test_neighbours_of_months_are_shifts(period: Period) -> None:
    """For what is made of months, previous and next are shifts by one, and as long."""
    assert period.previous() == period.shift(-1)
    assert period.next() == period.shift(1)
    assert same_length(period, period.previous())


@given(periods)
def test_a_period_is_as_long_as_its_neighbours_where_it_is_whole_months(period: Period) -> None:
    """A span of days that is a month has a month before it (design: 环比)."""
    assume(period.years is not None)
    assert period.previous().years == period.years
    assert same_length(period, period.next())


@given(month_periods, st.sampled_from([Quarter, Month]))
def test_year_before_of_the_parts(period: Period, kind: type[Quarter | Month]) -> None:
    """The parts of the year before are the years before of the parts."""
    assume(period.canonical().kind in {Year, kind} or kind is Month)
    before = period.year_before()
    assert before is not None
    assert before.parts(kind) == tuple(part.year_before() for part in period.parts(kind))


@given(periods)
def test_year_before_ends_in_the_year_before(period: Period) -> None:
    """The same period a year earlier has the same months, and a length in years unchanged."""
    before = period.year_before()
    if before is None:
        assert (period.start.month, period.start.day) == (2, 29) or (period.end.month, period.end.day) == (2, 29)
        return
    assert (before.start.year, before.end.year) == (period.start.year - 1, period.end.year - 1)
    assert (before.start.month, before.end.month) == (period.start.month, period.end.month)
    assert period.years is None or before.years == period.years


@given(periods, st.sampled_from(KINDS))
def test_parts_tile_the_whole(period: Period, kind: type[Calendar]) -> None:
    """The parts of a period leave no gap and do not overlap; without one they cover it no longer."""
    assume(KINDS.index(kind) >= KINDS.index(period.canonical().kind))
    assume(kind is not Day or (period.end - period.start).days < 800)
    parts = period.parts(kind)
    assert covers(parts, period)
    assert covers(reversed(parts), period)
    assert without_overlap(parts)
    assert all(period.contains(part) for part in parts)
    assert not covers(parts[:-1], period)
    assert not covers([*parts, parts[0]], period)
    assert not without_overlap([*parts, parts[0]])


@given(periods, periods, periods)
def test_contains_is_a_partial_order(one: Period, two: Period, three: Period) -> None:
    """Containing is reflexive, antisymmetric in what is meant, and transitive."""
    assert one.contains(one)
    if one.contains(two) and two.contains(one):
        assert one.canonical() == two.canonical()
    if one.contains(two) and two.contains(three):
        assert one.contains(three)


@given(spans, st.data())
def test_contains_holds_for_what_lies_inside(span: Span, data: st.DataObject) -> None:
    """A piece of a span lies inside it, overlaps it and is not before it."""
    low = data.draw(st.integers(0, span.count - 1))
    high = data.draw(st.integers(low, span.count - 1))
    piece = Span(span.first.shift(low), span.first.shift(high))
    assert span.contains(piece)
    assert span.overlaps(piece)
    assert piece.overlaps(span)
    assert piece.contains(span) == (piece == span)


@given(periods, periods)
def test_before_overlapping_or_after(one: Period, two: Period) -> None:
    """Exactly one holds: one is before two, two before one, or they overlap."""
    assert one.is_before(two) + two.is_before(one) + one.overlaps(two) == 1
    assert without_overlap([one, two]) is not one.overlaps(two)
    assert not one.contains(two) or one.overlaps(two)


@given(periods)
def test_canonical_keeps_the_days(period: Period) -> None:
    """The canonical form is the same stretch of days, is its own canonical form, and is as long."""
    short = period.canonical()
    assert (short.start, short.end) == (period.start, period.end)
    assert short.canonical() == short
    assert same_length(period, short)
    assert short.years == period.years


@given(periods, periods)
def test_canonical_is_one_for_each_stretch(one: Period, two: Period) -> None:
    """Two periods have one canonical form exactly when they are the same days."""
    assert (one.canonical() == two.canonical()) is ((one.start, one.end) == (two.start, two.end))


@given(periods, periods, periods)
def test_same_length_is_an_equivalence(one: Period, two: Period, three: Period) -> None:
    """Being as long is reflexive, symmetric and transitive, and keeps the length in years."""
    assert same_length(one, one)
    assert same_length(one, two) is same_length(two, one)
    if same_length(one, two):
        assert one.years == two.years
        assert same_length(one, three) is same_length(two, three)


@given(month_periods, steps)
def test_a_shift_keeps_the_length(period: Period, n: int) -> None:
    """What is made of months is as long wherever it is moved."""
    assert same_length(period, period.shift(n))
    assert period.shift(n).years == period.years


@given(periods, steps)
def test_order_agrees_with_dates(period: Period, n: int) -> None:
    """Periods of one kind are ordered as their first and their last days are."""
    other = period.shift(n)
    assert (period < other) is (period.start < other.start) is (period.end < other.end) is (n > 0)
    assert (period <= other) is (other >= period) is (n >= 0)
    assert (period > other) is (other < period) is (n < 0)
    assert (period == other) is (n == 0)


@given(st.lists(periods))
def test_end_key_sorts_by_the_end(some: list[Period]) -> None:
    """Sorting by the end key sorts the end dates of all kinds together."""
    ends = [period.end for period in sorted(some, key=end_key)]
    assert ends == sorted(ends)


@given(periods)
def test_a_period_as_a_moment_is_its_end(period: Period) -> None:
    """`as_of` of a period is its end, and a date is itself (design)."""
    assert end_of(period) == period.end == end_of(period.end)


@given(units)
def test_ordinals_are_a_row(unit: Calendar) -> None:
    """The place in the row of a kind gives the unit back, and the neighbour has the next number."""
    assert type(unit).from_ordinal(unit.ordinal) == unit
    assert unit.next().ordinal == unit.ordinal + 1
    assert type(unit).of(unit.start) == type(unit).of(unit.end) == unit


@given(dues)
def test_values_survive_pickling(due: Due) -> None:
    """Periods and due forms pickle, keep their hash, and their repr is one line (design: values are frozen)."""
    again = pickle.loads(pickle.dumps(due))  # noqa: S301 -- our own bytes
    assert again == due
    assert hash(again) == hash(due)
    assert repr(again) == repr(due)
    assert "\n" not in repr(due)


@given(dues, st.sampled_from(["zh", "en"]))
def test_due_labels_hold_the_period(due: Due, lang: str) -> None:
    """A due label holds the label of its period, and the three forms of one period differ (design: Time)."""
    assert due_period(due).label(lang) in due_label(due, lang)
    if due_kind(due) != "by":
        assert due_label(due, lang) != due_label(By(due_period(due)), lang)


@given(everys)
def test_every_part_lies_within(every: Every) -> None:
    """The parts of `Every` tile its whole, each as long as the other (design: all of them for the whole)."""
    assert covers(every.periods(), every.within)
    assert all(same_length(every.periods()[0], part) for part in every.periods())
