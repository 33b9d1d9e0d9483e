"""The charts of the diary in plain sentences."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kneetui.content.model import TrendRule
from kneetui.diary.entries import Entry, Session
from kneetui.services.diary.chart_words import few_words, words
from kneetui.status.trend.chart_data import ChartData, chart_data

TODAY = date(2026, 11, 22)


def at(back: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, 22, hour) - timedelta(days=back)


def entry(back: int, during: float | None = None, knee: str = "right") -> Entry:
    return Entry(at(back), knee, pain_during=during)


def trained(back: int, minutes: float, effort: float | None) -> Entry:
    return Entry(at(back), "right", session=Session("running", minutes, effort=effort))


def both(entries: list[Entry], days: int = 42) -> list[ChartData]:
    return [chart_data(entries, knee, TODAY, days, TrendRule()) for knee in ("left", "right")]


def test_the_words_name_both_knees_and_the_load_once() -> None:
    entries = [entry(0, 4), trained(1, 40, 5)]
    text = words(both(entries))
    assert text == (
        "Left knee: the diary says nothing about pain in the last 7 days. "
        "Right knee: pain is 4 out of 10 on the last training day; it takes a few more days to see where it is heading. "
        "Your training load this week is 200."
    )


def test_few_words_say_the_same_in_short() -> None:
    entries = [*(entry(back, 5) for back in range(4, 10)), entry(2, 1), entry(1, 1), trained(1, 40, 5)]
    assert (
        few_words(both(entries))
        == "Left knee: nothing lately. Right knee: settling at 1 of 10. Load this week 200."
    )
    assert few_words(both([entry(0, 2.5, "left")])) == "Left knee: 2.5 of 10. Right knee: nothing lately."
