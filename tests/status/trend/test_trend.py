from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.content.model import Library, TrendRule, WatchRule
from kneetui.diary.entries import Entry, Session
from kneetui.status.alerts.alerts import alerts
from kneetui.status.trend.trend import Band, Summary, band, falls, rises, sentence, summarise

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2025, 3, 30)
RULE = TrendRule()


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
    return summarise([*diary(pains), *more], "right", TODAY, RULE)


@pytest.mark.parametrize(
    ("pains", "word"),
    [
        ([6] * 10 + [4, 4, 4], "settling"),
        ([6] * 10 + [4.5, 4.5, 4.5], "steady"),
        ([2] * 10 + [4, 4, 4], "rising"),
        ([2] * 10 + [4, 1, 2], "steady"),
        ([2, 2, 3, None, None, 5], "rising"),
        ([1] * 10 + [0, 0, 0], "steady"),
        ([3] * 10 + [None] * 7, "unknown"),
        ([3, 3, 5, 5, 5], "unknown"),
        ([3] * 4 + [None] * 20 + [9], "unknown"),
        ([], "unknown"),
    ],
)
def test_only_a_change_of_two_points_is_a_trend(pains: Sequence[float | None], word: str) -> None:
    assert summary(pains).trend.word == word


HALVES = st.dictionaries(st.integers(0, 40), st.integers(0, 20).map(lambda halves: halves / 2), max_size=12)


@given(HALVES, st.sampled_from((1.0, 2.0)), st.integers(3, 20), st.integers(1, 3))
def test_a_rise_is_any_day_from_which_pain_stays_above_the_mean_of_the_days_before(
    noted: dict[int, float], limit: float, days: int, fewest: int
) -> None:
    pains = {TODAY - timedelta(days=back): pain for back, pain in noted.items()}
    expected = {}
    for day in pains:
        before = [pain for other, pain in pains.items() if day - timedelta(days=days) <= other < day]
        lowest = min(pain for other, pain in pains.items() if other >= day)
        if len(before) >= fewest and round(lowest - sum(before) / len(before), 6) >= limit:
            expected[day] = pytest.approx(sum(before) / len(before))
    assert dict(rises(pains, limit, days, fewest)) == expected


def test_a_rise_is_told_for_two_weeks_with_what_was_usual_before_it() -> None:
    first = summary([2] * 10 + [5]).trend
    assert (first.word, first.now, first.values, first.band) == ("rising", 5, 1, Band(2, 0, 4))
    assert summary([2] * 10 + [5, 6, 7, 8]).trend.band == Band(2, 0, 4)
    assert summary([2] * 10 + [5] * 18).trend.word == "rising"
    assert summary([2] * 10 + [5] * 19).trend.word == "steady"
    assert summary([2] * 10 + [5, 5] + [None] * 6).trend.word == "rising"
    assert summary([2] * 10 + [5, 5] + [None] * 7).trend.word == "unknown"


def test_what_rises_is_told_first_and_what_is_not_known_last() -> None:
    def mornings(pain: float) -> list[Entry]:
        noted = diary([pain] * 12)
        return [
            replace(entry, when=entry.when.replace(hour=7), pain_during=None, pain_morning=pain)
            for entry in noted
        ]

    training = summary([2] * 10 + [5, 5, 5], *mornings(2)).trend
    assert (training.word, training.kind) == ("rising", "training")
    early = summary([3, 3], *mornings(2)).trend
    assert (early.word, early.kind) == ("steady", "morning")
    late = summary([2] * 13, mornings(2)[-1]).trend
    assert (late.word, late.kind) == ("steady", "training")
    alone = summary([3]).trend
    assert (alone.word, alone.now, alone.values) == ("unknown", 3, 1)


def test_pain_fell_by_two_points_or_by_a_third_of_what_it_was() -> None:
    for before, now, fell in ((9, 7, True), (9, 7.5, False), (3, 2, True), (3, 2.5, False), (1.5, 0, False)):
        assert falls(before, now, RULE) is fell


def test_one_good_evening_is_not_yet_a_trend() -> None:
    assert summary([6] * 10 + [6, 6, 0]).trend.word == "steady"


def test_the_band_is_two_points_around_the_mean_and_stays_on_the_scale() -> None:
    days = summary([1, 2, 3, None, 1, 1, 1]).days
    assert band(days, TODAY - timedelta(days=2), "training", RULE) == Band(2, 0, 4)


def test_the_band_needs_three_days_with_data() -> None:
    assert band(summary([4, None, 4, 9]).days, TODAY, "training", RULE) is None
    assert band(summary([4, 4, 4, 9]).days, TODAY, "training", RULE) == Band(4, 2, 6)


def test_the_band_looks_two_weeks_back() -> None:
    assert band(summary([9] * 5 + [3] * 14 + [3]).days, TODAY, "training", RULE) == Band(3, 1, 5)


def test_a_summary_shows_as_many_days_as_asked_for() -> None:
    shown = summarise(diary([3] * 60), "right", TODAY, RULE, days=14)
    assert [shown.days[0].day, shown.days[-1].day, len(shown.days)] == [date(2025, 3, 17), TODAY, 14]


def test_a_sentence_says_the_same_as_the_chart() -> None:
    text = sentence(summary([5] * 11 + [2, 2, 2], week(42, 12), week(28, 3)))
    assert text == (
        "Your right knee is settling: pain is 2 out of 10 on the last 3 training days, and was 5 on average"
        " in the two weeks before. Your training load fell from 210 to 140 a week (-33 %)."
    )


def test_a_rise_and_no_change_are_told_apart() -> None:
    assert "hurts more: pain is rising to 5 out of 10" in sentence(summary([2] * 10 + [5, 5, 5]))
    assert "is steady: pain is 2.5 out of 10" in sentence(summary([2] * 10 + [2.5, 2.5, 2.5]))
    assert "less than 2 points can be chance" in sentence(summary([2] * 13))


def test_what_is_not_known_is_not_told() -> None:
    assert sentence(summary([])) == "The diary says nothing about pain in the last 7 days."
    assert sentence(summary([3])).endswith("it takes a few more days to see where it is heading.")


@pytest.mark.parametrize(
    ("sessions", "words"),
    [
        ([week(40, 3)], "load this week is 200."),
        ([week(40, 12), week(40, 3)], "load stayed at 200 a week."),
        ([week(40, 12), week(60, 3)], "rose from 200 to 300 a week (+50 %)."),
        ([week(40, 12), week(60, 3), week(9, 2, None)], "to at least 300 a week (at least +50 %)."),
        ([week(40, 12), week(20, 3), week(9, 2, None)], "this week is at least 100, and was 200 before."),
    ],
)
def test_load_is_told_with_its_change(sessions: list[Entry], words: str) -> None:
    start = Entry(datetime(2025, 3, 1), "right", pain_during=1)
    assert words in sentence(summarise([start, *sessions], "right", TODAY, RULE))


def test_a_sentence_has_at_most_two_sentences() -> None:
    text = sentence(summary([5] * 11 + [2, 2, 2], week(42, 12), week(28, 3)))
    assert text.count(". ") == 1


def every_other_day(evenings: int) -> list[Entry]:
    """A run at 6 in the evening, the next morning 1, for weeks."""
    last = datetime(2025, 3, 30, 18)
    entries = []
    for back in range(evenings):
        if back % 2:
            entries.append(Entry(last.replace(hour=7) - timedelta(days=back - 1), "right", pain_morning=1))
        else:
            run = Session("running", 30, effort=4)
            entries.append(Entry(last - timedelta(days=back + 1), "right", pain_during=6, session=run))
    return entries


def test_running_every_other_day_is_the_same_on_every_evening() -> None:
    entries = every_other_day(60)
    sentences = {
        sentence(summarise(entries, "right", TODAY - timedelta(days=back), RULE)).split(" Your training")[0]
        for back in range(28)
    }
    assert sentences == {
        "Your right knee is steady: pain is 1 out of 10 on the last 3 mornings and was 1 on average in the"
        " two weeks before; less than 2 points can be chance."
    }


def test_a_fall_by_a_third_is_coming_down() -> None:
    assert summary([3.5] * 5 + [3] * 4 + [2, 2, 2, 2]).trend.word == "settling"
    assert summary([2] * 20).trend.word == "steady"


@given(st.lists(st.none() | st.integers(0, 20).map(lambda halves: halves / 2), max_size=30))
def test_a_rise_is_told_when_the_watch_rule_tells_it(pains: list[float | None]) -> None:
    rule = WatchRule(
        id="pain-rise",
        kind="pain-rise",
        limit=2,
        days=14,
        text="Look.",
        source=("x",),
        note="",
        pack="core",
        fewest=3,
    )
    raised = alerts(diary(pains), [rule], TODAY, RULE)
    if raised:
        assert summary(pains).trend.word == "rising"


@given(st.lists(st.none() | st.integers(0, 20).map(lambda halves: halves / 2), max_size=30))
def test_what_settles_is_never_said_not_to_come_down(pains: list[float | None]) -> None:
    rule = WatchRule(
        id="x",
        kind="not-settling",
        limit=2,
        days=14,
        text="Look.",
        source=("x",),
        note="",
        pack="core",
        fewest=3,
    )
    if alerts(diary(pains), [rule], TODAY, RULE):
        assert summary(pains).trend.word != "settling"


def test_what_a_change_is_and_how_far_back_it_looks_is_said_by_the_content() -> None:
    """Every number of the rule turns a word, or a number, of a course that it decides."""
    course = diary([2] * 14 + [4, 4, 4])
    assert summarise(course, "right", TODAY, RULE).trend.word == "rising"
    assert summarise(course, "right", TODAY, replace(RULE, change=3)).trend.word == "steady"
    down = diary([4] * 14 + [3, 3, 3, 3])
    assert summarise(down, "right", TODAY, RULE).trend.word == "steady"
    assert summarise(down, "right", TODAY, replace(RULE, fall=20)).trend.word == "settling"
    assert summarise(down, "right", TODAY, replace(RULE, fall=20, least_fall=1.5)).trend.word == "steady"
    few = diary([3, 3, 3, None, None, 3])
    assert summarise(few, "right", TODAY, replace(RULE, fewest_days=4)).trend.word == "unknown"
    old = diary([3] * 10 + [None] * 4)
    assert summarise(old, "right", TODAY, replace(RULE, fresh_days=3)).trend.now is None
    assert summarise(old, "right", TODAY, RULE).trend.values == 3
    assert summarise(old, "right", TODAY, replace(RULE, values=2)).trend.values == 2
    assert band(
        summarise(diary([9] * 5 + [3] * 7), "right", TODAY, RULE).days, TODAY, "training", RULE
    ) != band(
        summarise(diary([9] * 5 + [3] * 7), "right", TODAY, RULE).days,
        TODAY,
        "training",
        replace(RULE, days=6),
    )


def test_the_trend_and_the_watch_rules_of_the_core_go_by_the_same_numbers(library: Library) -> None:
    """Else the Diary would call rising what no alert speaks of."""
    rises = [rule for rule in library.watch.values() if rule.kind == "pain-rise"]
    assert rises
    for rule in rises:
        assert (rule.limit, rule.days, rule.fewest, rule.fresh_days) == (
            library.trend.change,
            library.trend.days,
            library.trend.fewest_days,
            library.trend.fresh_days,
        )
    assert library.trend.source
