"""What somebody comes to Today with: of the diary only what is past, and what follows from it without a library."""

from __future__ import annotations

from datetime import datetime, timedelta

from kneetui.diary.entries import AssessmentRecord, Entry, Session
from kneetui.services.home.situation import Situation

NOW = datetime(2026, 11, 22, 9, 30)


def entry(days: int, knee: str = "right", **more: object) -> Entry:
    return Entry(NOW - timedelta(days=days), knee, **more)  # type: ignore[arg-type]


def test_what_is_dated_ahead_is_left_out() -> None:
    today, ahead, before = (entry(days, pain_morning=1) for days in (0, -1, 3))
    situation = Situation(now=NOW, entries=[ahead, today, before])
    assert situation.past == [today, before]
    assert situation.on(NOW.date()) == [today]
    assert situation.on(NOW.date() + timedelta(days=1)) == []


def test_the_last_assessment_is_that_of_the_knee_or_of_both() -> None:
    left = entry(1, "left", assessment=AssessmentRecord("soon"))
    both = entry(2, "both", assessment=AssessmentRecord("normal"))
    situation = Situation(now=NOW, entries=[entry(0, pain_morning=1), left, both])
    assert situation.assessed("left") == left
    assert situation.assessed("right") == both
    assert Situation(now=NOW).assessed() is None


def test_without_a_library_mornings_are_asked_for_and_nothing_else_is_known() -> None:
    situation = Situation(now=NOW, entries=[entry(1, session=Session("running", 30), pain_during=2)])
    assert [missing.kind for missing in situation.due] == ["morning"]
    assert (situation.advice, situation.alerts, situation.knees) == (None, (), ())


def test_a_diary_that_cannot_be_read_asks_for_nothing() -> None:
    situation = Situation(now=NOW, entries=None)
    assert (situation.past, situation.due) == ([], ())
