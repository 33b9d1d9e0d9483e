"""Entries gathered once: in order, by day, by knee."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.content.model import Library
from kneetui.diary.by_day.timeline import Timeline, gathered
from kneetui.diary.entries import Entry, RoutineRecord, Session
from kneetui.status.known import StatusInput
from kneetui.status.status import status
from kneetui.testing.store_samples import WHEN, routines
from tests.examples import examples
from tests.status.test_one_truth import NOW, diaries

DAY = date(2026, 11, 20)


def at(hour: int, number: int, knee: str = "right", day: date = DAY) -> Entry:
    return Entry(datetime(day.year, day.month, day.day, hour), knee, pain_after=1, id=number)


def test_entries_are_in_the_order_of_their_time_and_then_of_writing() -> None:
    written = [at(9, 3), at(8, 4), at(9, 2)]
    assert [entry.id for entry in Timeline(written)] == [4, 2, 3]
    assert gathered(known := Timeline(written)) is known


def test_days_and_sessions() -> None:
    run = Entry(datetime(2026, 11, 18, 18), "left", session=Session("running", 30), id=1)
    plan = Entry(datetime(2026, 11, 19, 18), "right", routine=RoutineRecord("calm"), id=2)
    known = Timeline([at(7, 3), plan, run])
    assert [entry.id for entry in known.sessions] == [1, 2]
    assert known.trained == {run.when.date(), plan.when.date()}
    assert [entry.id for entry in known.since(plan.when.date())] == [2, 3]
    assert [entry.id for entry in known.sessions_since(plan.when.date())] == [2]
    assert [entry.id for entry in known.on(DAY)] == [3]
    assert known.on(DAY + timedelta(days=1)) == ()
    assert [entry.id for entry in known.until(run.when.date())] == [1]
    assert known.until(DAY) is known


def test_what_is_about_a_knee() -> None:
    known = Timeline([at(7, 1, "left"), at(8, 2, "both"), at(7, 3, "right", DAY - timedelta(days=1))])
    ids = {
        knee: [entry.id for day in known.about(knee).values() for entry in day]
        for knee in ("left", "right", "both")
    }
    assert ids == {"left": [1, 2], "right": [3, 2], "both": [3, 1, 2]}


@settings(max_examples=examples(200), deadline=None)
@given(st.data())
def test_the_order_in_which_entries_come_does_not_matter(library: Library, data: st.DataObject) -> None:
    """Not even of those of one minute: what was written down last is the last."""
    entries = [replace(entry, when=entry.when.replace(hour=7)) for entry in data.draw(diaries(library))]
    shuffled = data.draw(st.permutations(entries))
    made = [status(StatusInput(library=library, now=NOW, entries=order)) for order in (entries, shuffled)]
    assert made[0] == made[1]


def test_a_day_is_trained_where_something_was_done_and_every_session_has_its_answer() -> None:
    made = [
        Entry(WHEN + timedelta(days=number), "left", routine=one) for number, one in enumerate(routines())
    ]
    known = gathered(made)
    assert known.trained == {entry.when.date() for entry in made if entry.routine and entry.routine.worked}
    assert known.sessions == made, "one that hurt at once has a light all the same"
