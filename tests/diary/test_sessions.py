"""A session that was written down when it was over joins the one that a file brings, and the other way round."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from kneetui.config import clock
from kneetui.diary.entries import Entry, Session
from kneetui.diary.relations import placed
from kneetui.diary.sessions import Joiner, written_while

EVENING = datetime(2026, 11, 20, 20, 40)


def at(hour: int, minute: int = 0) -> datetime:
    return EVENING.replace(hour=hour, minute=minute)


def typed(
    when: datetime, number: int = 1, *, later: int = 4, sport: str = "running", **more: object
) -> Entry:
    """An entry that was written ``later`` minutes after the time it carries."""
    stamp = f"{when + timedelta(minutes=later):%Y-%m-%dT%H:%M:%S.%f}Z-a"
    session = Session(sport, **{"minutes": 30, **more})  # type: ignore[arg-type]
    return Entry(
        when, "right", session=session, zone="UTC", pain_during=2, stamp=stamp, uid=str(number), id=number
    )


def watch(when: datetime, minutes: float = 31, sport: str = "running", km: float = 5.1) -> Entry:
    session = Session(sport, minutes, distance_km=km, source_id=f"{when}")
    return Entry(when, "both", session=session, kind="import", zone="UTC")


def joined(held: list[Entry], *files: Entry) -> tuple[int, list[Entry]]:
    joiner = Joiner(held)
    joiner.begin_file()
    for entry in files:
        joiner.take(entry)
    return len(joiner.new), joiner.edited


def test_the_evening_note_and_the_watch_are_one_session_with_the_start_of_the_watch() -> None:
    new, (both,) = joined([typed(EVENING)], watch(at(18, 3)))
    assert new == 0
    assert both.when == at(18, 3)
    assert both.session is not None
    assert (both.session.minutes, both.session.distance_km, both.pain_during, both.knee) == (
        30,
        5.1,
        2,
        "right",
    )
    assert joined([both], watch(at(18, 3))) == (0, [])


@pytest.mark.parametrize(
    ("note", "file"),
    [
        (typed(EVENING, later=60), watch(at(18))),  # the time is that of a session that could be over
        (typed(EVENING, later=-600), watch(at(18))),
        (typed(EVENING), watch(at(18) - timedelta(days=1))),
        (typed(EVENING), watch(at(20, 30))),  # not over when the note was written
        (typed(EVENING), watch(at(18), 60)),
        (typed(EVENING), watch(at(18), sport="cycling")),
        (typed(EVENING, minutes=None, sport="swimming"), watch(at(18), sport="other")),
        (replace(typed(EVENING), stamp=""), watch(at(18))),
    ],
    ids=["over", "ahead", "other day", "not over", "length", "sport", "nothing known of both", "no stamp"],
)
def test_what_may_be_another_session_stays_one(note: Entry, file: Entry) -> None:
    assert joined([note], file) == (1, [])


@pytest.mark.parametrize(
    "note",
    [
        typed(EVENING, minutes=None),
        typed(EVENING, minutes=None, distance_km=5, sport="running"),
        typed(EVENING, sport="other"),
        typed(EVENING, sport="Running"),
    ],
)
def test_sport_or_length_is_enough_if_the_other_is_not_known(note: Entry) -> None:
    assert joined([note], watch(at(18)))[0] == 0


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_two_sessions_of_a_day_find_their_own_notes(order: tuple[int, int]) -> None:
    notes = [typed(at(9), 1), typed(at(21), 2)]
    files = [watch(at(7)), watch(at(18))]
    new, edited = joined(notes, *(files[number] for number in order))
    assert new == 0
    assert sorted((entry.id, entry.when.hour) for entry in edited) == [(1, 7), (2, 18)]


def test_a_note_after_the_import_joins_the_last_session_that_nobody_told_of() -> None:
    early, late = replace(watch(at(7)), id=1), replace(watch(at(18)), id=2)
    for held, number in (([early, late], 2), ([early, replace(late, pain_during=1)], 1)):
        joiner = Joiner(held)
        joiner.begin_file()
        note = replace(typed(EVENING), stamp="", uid="", id=0)
        both = joiner.take(note, EVENING + timedelta(minutes=3))
        assert both is not None
        assert (both.id, both.when) == (number, held[number - 1].when)
    joiner = Joiner([early, late])
    joiner.begin_file()
    assert joiner.take(note, EVENING + timedelta(hours=3)) is None


def test_whether_a_time_is_that_of_writing_is_told_by_the_first_stamp() -> None:
    note = typed(EVENING)
    assert written_while(note)
    edits = {"made": note.stamp, "fields": {"note": "x"}, "seen": [note.stamp]}
    later = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}Z-b"
    assert written_while(replace(note, stamp=later, edits={**edits, "fields": {"note": later}}))


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Apia"])
def test_a_file_that_is_read_on_a_trip_brings_no_session_twice(zone: str) -> None:
    start = datetime(2026, 11, 28, 17, tzinfo=UTC)

    def read_in(place: str, minutes: int = 0) -> Entry:
        clock.use(place)
        return replace(watch(clock.local(start + timedelta(minutes=minutes))), zone="")

    try:
        at_home = placed(read_in("Europe/Berlin"))
        assert joined([at_home], read_in(zone, 1))[0] == 0
        assert joined([at_home], read_in(zone, 90))[0] == 1
    finally:
        clock.use("")
