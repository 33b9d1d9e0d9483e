from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from kneetui.diary.entries import Entry, Session
from kneetui.status.trend.trend import Band, Summary, band, sentence, summarise

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2025, 3, 30)


def diary(pains: Sequence[float | None], knee: str = "right") -> list[Entry]:
    """One entry a day, the last one today; ``None`` is a day without."""
    last = datetime(2025, 3, 30, 18)
    return [
        Entry(last - timedelta(days=len(pains) - 1 - number), knee, pain_during=pain)
        for number, pain in enumerate(pains)
        if pain is not None
    ]


def week(minutes: float, days_ago: int, effort: float | None = 5) -> Entry:
    when = datetime(2025, 3, 30, 18) - timedelta(days=days_ago)
    return Entry(when, "both", session=Session("running", minutes, effort=effort))


def summary(pains: Sequence[float | None], *more: Entry) -> Summary:
    return summarise([*diary(pains), *more], "right", TODAY)


@pytest.mark.parametrize(
    ("pains", "word"),
    [
        ([6] * 10 + [4, 4, 4], "settling"),
        ([6] * 10 + [4.5, 4.5, 4.5], "steady"),
        ([2] * 10 + [4, 4, 4], "rising"),
        ([2] * 10 + [4, 1, 2], "steady"),
        ([2, 2, 3, None, None, 5], "rising"),
        ([1] * 10 + [0, 0, 0], "steady"),
        ([3] * 10 + [None] * 3, "unknown"),
        ([3, 3, 5, 5, 5], "unknown"),
        ([3] * 4 + [None] * 20 + [9], "unknown"),
        ([], "unknown"),
    ],
)
def test_only_a_change_of_two_points_is_a_trend(pains: Sequence[float | None], word: str) -> None:
    assert summary(pains).trend.word == word


def test_one_good_evening_is_not_yet_a_trend() -> None:
    assert summary([6] * 10 + [6, 6, 0]).trend.word == "steady"


def test_the_band_is_two_points_around_the_mean_and_stays_on_the_scale() -> None:
    days = summary([1, 2, 3, None, 1, 1, 1]).days
    assert band(days, TODAY - timedelta(days=2)) == Band(2, 0, 4)


def test_the_band_needs_three_days_with_data() -> None:
    assert band(summary([4, None, 4, 9]).days, TODAY) is None
    assert band(summary([4, 4, 4, 9]).days, TODAY) == Band(4, 2, 6)


def test_the_band_looks_two_weeks_back() -> None:
    assert band(summary([9] * 5 + [3] * 14 + [3]).days, TODAY) == Band(3, 1, 5)


def test_a_summary_shows_as_many_days_as_asked_for() -> None:
    shown = summarise(diary([3] * 60), "right", TODAY, days=14)
    assert [shown.days[0].day, shown.days[-1].day, len(shown.days)] == [date(2025, 3, 17), TODAY, 14]


def test_a_sentence_says_the_same_as_the_chart() -> None:
    told = sentence(summary([5] * 11 + [2, 2, 2], week(42, 12), week(28, 3)))
    assert told == (
        "Your right knee is settling: pain is 2 out of 10 in the last 3 days, and was 5 on average"
        " in the two weeks before. Your training load fell from 210 to 140 a week (-33 %)."
    )


def test_a_rise_and_no_change_are_told_apart() -> None:
    assert "hurts more: pain is rising to 5 out of 10" in sentence(summary([2] * 10 + [5, 5, 5]))
    assert "is steady: pain is 2.5 out of 10" in sentence(summary([2] * 10 + [2.5, 2.5, 2.5]))
    assert "less than 2 points can be chance" in sentence(summary([2] * 13))


def test_what_is_not_known_is_not_told() -> None:
    assert sentence(summary([])) == "The diary says nothing about pain in the last 3 days."
    assert sentence(summary([3])).endswith("it takes a few more days to see where it is heading.")


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        ([week(40, 3)], "load this week is 200."),
        ([week(40, 12), week(40, 3)], "load stayed at 200 a week."),
        ([week(40, 12), week(60, 3)], "rose from 200 to 300 a week (+50 %)."),
        ([week(40, 12), week(60, 3), week(9, 2, None)], "to at least 300 a week (at least +50 %)."),
        ([week(40, 12), week(20, 3), week(9, 2, None)], "this week is at least 100, and was 200 before."),
    ],
)
def test_load_is_told_with_its_change(sessions: list[Entry], said: str) -> None:
    start = Entry(datetime(2025, 3, 1), "right", pain_during=1)
    assert said in sentence(summarise([start, *sessions], "right", TODAY))


def test_a_sentence_has_at_most_two_sentences() -> None:
    told = sentence(summary([5] * 11 + [2, 2, 2], week(42, 12), week(28, 3)))
    assert told.count(". ") == 1
