from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.content.model import TrendRule
from kneetui.diary.by_day.days import Day
from kneetui.diary.entries import AssessmentRecord, Entry, LookRecord, RoutineRecord, Session
from kneetui.status.trend.chart_data import ChartData, chart_data
from kneetui.ui.widgets.charts.charts import (
    chart,
    legend,
    legend_fits,
    short_legend,
    sparkline,
)
from kneetui.ui.widgets.lines.canvas import Canvas
from kneetui.ui.widgets.lines.lines import Row
from tests.examples import examples

TODAY = date(2026, 11, 22)


def at(back: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, 22, hour) - timedelta(days=back)


def entry(back: int, during: float | None = None, knee: str = "right", **more: object) -> Entry:
    return Entry(at(back), knee, pain_during=during, **more)  # type: ignore[arg-type]


def text(rows: list[Row]) -> list[str]:
    return ["".join(part for part, _ in row) for row in rows]


def drawn(entries: list[Entry], days: int = 14, width: int = 45, rows: int = 6) -> list[str]:
    return text(chart([chart_data(entries, "right", TODAY, days, TrendRule())], width, rows, 1))


# --- sparkline -----------------------------------------------------------------------


def test_a_sparkline_tells_nothing_from_zero() -> None:
    days = [Day(day=TODAY, during=pain) for pain in (None, 0, 5, 10)]
    assert sparkline(days) == "·▁▅█"


def test_a_sparkline_shows_the_worst_of_a_day() -> None:
    assert sparkline([Day(day=TODAY, during=2, after=10, morning=1)]) == "█"


# --- pain ----------------------------------------------------------------------------


def test_an_empty_diary_draws_no_pain() -> None:
    rows = drawn([])
    assert [row.strip() for row in rows[:6]] == ["10", "8", "6", "4", "2", "0"]


def test_zero_is_drawn_and_nothing_is_not() -> None:
    rows = drawn([entry(1, 0)])
    assert rows[5].strip() == "0                                      ●"
    assert "●" not in "".join(rows[:5])


def test_a_day_of_three_columns_runs_from_morning_to_after() -> None:
    rows = drawn([entry(0, 4, pain_morning=2, pain_after=8)])
    assert rows[1].index("○") == 44
    assert rows[3].index("●") == 43
    assert rows[4].index("▲") == 42


def test_two_of_a_kind_in_one_place_are_not_hidden() -> None:
    rows = drawn([entry(0, 4, pain_after=4)], days=42)
    assert rows[3][-1] == "◆"
    assert "●" not in "".join(rows)


def test_half_points_go_to_the_nearest_row() -> None:
    rows = drawn([entry(0, 4.5)], rows=11)
    assert "●" in rows[5]


def test_the_other_knee_is_not_drawn() -> None:
    rows = drawn([entry(0, 4, knee="left")])
    assert "●" not in "".join(rows)


def test_many_days_share_a_column_and_the_worst_shows() -> None:
    rows = drawn([entry(0, 2), entry(1, 8)], days=90, width=48)
    assert rows[1].rstrip().endswith("●")
    assert "●" not in rows[4]


# --- the band ------------------------------------------------------------------------


def test_the_band_needs_three_days_before() -> None:
    two = drawn([entry(3, 4), entry(2, 4)])
    three = drawn([entry(3, 4), entry(2, 4), entry(1, 4)])
    assert "░" not in "".join(two)
    assert [n for n, row in enumerate(three) if "░" in row] == [2, 3, 4]


def test_the_band_lies_two_points_around_the_mean() -> None:
    rows = drawn([entry(back, 5) for back in range(1, 10)], rows=11)
    assert [10 - n for n, row in enumerate(rows) if "░" in row] == [7, 6, 5, 4, 3]


# --- load ----------------------------------------------------------------------------


def trained(back: int, minutes: float, effort: float | None) -> Entry:
    return entry(back, session=Session("running", minutes, effort=effort))


def test_load_is_a_bar_against_the_highest_day() -> None:
    row = drawn([trained(1, 40, 5), trained(0, 20, 5)])[6]
    assert row[3:].rstrip().endswith("██ ▄▄")


def test_training_without_effort_is_a_question_not_a_bar() -> None:
    row = drawn([trained(0, 40, None)])[6]
    assert row.strip() == "?"


def test_a_day_without_training_has_no_bar() -> None:
    assert drawn([entry(0, 3)])[6].strip() == ""


# --- marks and dates -----------------------------------------------------------------


def test_assessments_and_phases_are_marked_above() -> None:
    entries = [
        entry(5, assessment=AssessmentRecord("soon")),
        entry(3, routine=RoutineRecord("kneecap", phase="calm")),
        entry(2, routine=RoutineRecord("kneecap", phase="calm")),
    ]
    rows = drawn(entries)
    assert rows[0].split() == ["A", "P"]
    assert rows[0].index("A") == 3 + 8 * 3


def test_a_look_is_marked_and_explained_and_an_assessment_of_the_day_goes_before_it() -> None:
    looked = entry(2, look=LookRecord("doctor", "all"))
    assert drawn([looked])[0].split() == ["L"]
    explained = text(legend([chart_data([looked], "right", TODAY, 14, TrendRule())]))
    assert any("somebody looked at it" in line for line in explained)
    assert drawn([looked, entry(2, assessment=AssessmentRecord("soon"))])[0].split() == ["A"]


def test_without_marks_there_is_no_line_for_them() -> None:
    assert drawn([entry(0, 3)])[0].startswith("10")


def test_the_last_day_is_named_at_the_right_end() -> None:
    last = drawn([entry(0, 3)])[-1]
    assert last.endswith("22 Nov┘")
    assert last.index("└16 Nov") == 3 + 7 * 3


# --- both knees ----------------------------------------------------------------------


def both(entries: list[Entry], days: int = 42) -> list[ChartData]:
    return [chart_data(entries, knee, TODAY, days, TrendRule()) for knee in ("left", "right")]


def test_both_knees_stand_side_by_side() -> None:
    rows = text(chart(both([entry(0, 4), entry(0, 8, knee="left")]), 76))
    assert rows[0].split() == ["Left", "knee", "Right", "knee"]
    assert rows[2].index("●") < 38 < rows[4].index("●")


# --- room ----------------------------------------------------------------------------


@settings(max_examples=examples(60), deadline=None)
@given(
    width=st.integers(50, 200),
    days=st.sampled_from((14, 42, 90)),
    knees=st.sampled_from((("right",), ("left", "right"))),
    rows=st.sampled_from((5, 6, 11)),
    pains=st.lists(st.tuples(st.integers(0, 100), st.integers(0, 20)), max_size=40),
)
def test_no_line_is_wider_than_its_room(
    width: int, days: int, knees: tuple[str, ...], rows: int, pains: list[tuple[int, int]]
) -> None:
    entries = [entry(back, pain / 2, session=Session("running", 30, effort=5)) for back, pain in pains]
    lines = text(chart([chart_data(entries, knee, TODAY, days, TrendRule()) for knee in knees], width, rows))
    assert max(map(len, lines)) <= width
    assert 0 < len(text([short_legend(width)])[0]) <= width


def test_the_legend_stands_beside_one_chart_if_there_is_room() -> None:
    one = [chart_data([entry(0, 3)], "right", TODAY, 42, TrendRule())]
    assert legend_fits(one, 76)
    assert not legend_fits(one, 60)
    assert not legend_fits(both([]), 120)
    assert "during training" in text(chart(one, 76))[1]


def test_ninety_days_take_the_place_of_the_legend_if_each_then_has_a_column() -> None:
    one = [chart_data([entry(0, 3)], "right", TODAY, 90, TrendRule())]
    assert legend_fits(one, 76)
    assert not legend_fits(one, 116)


def test_the_legend_explains_only_what_is_drawn() -> None:
    plain = text(legend([chart_data([entry(0, 3)], "right", TODAY, 14, TrendRule())]))
    assert not any("load" in line or "assessment" in line for line in plain)
    full = [trained(0, 40, 5), trained(1, 40, None), entry(2, assessment=AssessmentRecord("soon"))]
    explained = " ".join(text(legend([chart_data(full, "right", TODAY, 14, TrendRule())])))
    assert "load, a day at most 200" in explained
    assert "training without load" in explained
    assert "assessment" in explained


# --- canvas --------------------------------------------------------------------------


def test_a_canvas_drops_what_falls_outside() -> None:
    canvas = Canvas(3, 1)
    canvas.put(1, 0, "abc")
    canvas.put(0, 1, "x")
    assert text(canvas.rows()) == [" ab"]


def test_blanks_take_the_style_before_them_unless_it_would_show() -> None:
    canvas = Canvas(5, 2)
    canvas.put(0, 0, "a", "bold")
    canvas.put(4, 0, "b", "bold")
    canvas.put(0, 1, "a", "on $panel")
    assert canvas.rows() == [(("a   b", "bold"),), (("a", "on $panel"), ("    ", ""))]
