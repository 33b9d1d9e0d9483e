"""The sessions of the plans for a calendar: ids that stay, numbers that count each move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from kneetui.config import clock
from kneetui.routines.progress import Progress
from kneetui.services.calendar import ics, numbered
from kneetui.services.container import Services
from kneetui.services.training.plan_calendar import UID, plain, sessions
from kneetui.services.training.training import Training
from kneetui.services.training.two_weeks import weeks_of_plans
from tests.services.training.on_its_way import weighted

Make = Callable[..., Services]
STAMP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def planned(make_services: Make) -> Training:
    training = Training(make_services(library=weighted()))
    training.keep(Progress("kneecap"), own=True)
    return training


def events(training: Training, at: time | None = None) -> dict[str, Any]:
    """What a calendar reads, by the id of the event."""
    now = training.status()
    weeks = weeks_of_plans(training, now, training.day)
    entries = numbered(training.services, sessions(training, now, weeks, at), own=UID)
    return {str(event["uid"]): event for event in Calendar.from_ical(ics(entries, STAMP)).walk("VEVENT")}


def days(written: dict[str, Any]) -> dict[str, tuple[int, int, str]]:
    """By the number of the session: in how many days from the first, sequence, status."""
    return {
        uid.removeprefix("plan-kneecap-").removesuffix("@kneetui"): (
            (event["dtstart"].dt - datetime(2026, 11, 22).date()).days,
            int(event["sequence"]),
            str(event["status"]),
        )
        for uid, event in written.items()
    }


def test_written_twice_it_is_the_same(make_services: Make) -> None:
    training = planned(make_services)
    first = days(events(training))
    assert first["1"] == (0, 0, "CONFIRMED")
    assert first["2"] == (2, 0, "CONFIRMED")
    assert days(events(training)) == first


def test_a_session_done_moves_those_to_come_and_strikes_nothing_that_is_past(make_services: Make) -> None:
    training = planned(make_services)
    before = days(events(training))
    now = training.services.now()
    training.services.now = lambda: now + timedelta(days=1)
    today = training.today("kneecap", training.status())
    assert today is not None
    workout = training.begin(today)
    workout.player.tick(100_000)
    training.finish(workout)
    training.judge(workout, 0)
    after = days(events(training))
    assert "1" not in after, "it was for yesterday, and stays there"
    assert (before["2"], after["2"]) == ((2, 0, "CONFIRMED"), (3, 1, "CONFIRMED"))
    assert days(events(training)) == after


def test_a_plan_that_was_left_is_struck_once(make_services: Make) -> None:
    training = planned(make_services)
    known = events(training)
    training.leave()
    struck = days(events(training))
    assert len(struck) == len(known)
    assert {status for _, _, status in struck.values()} == {"CANCELLED"}
    assert {sequence for _, sequence, _ in struck.values()} == {1}
    assert days(events(training)) == struck
    training.keep(training.progress("kneecap"), own=True)
    assert days(events(training))["2"] == (2, 2, "CONFIRMED")


def test_times_are_those_of_the_zone_on_both_sides_of_a_change(make_services: Make) -> None:
    training = planned(make_services)
    clock.use("Europe/Berlin")
    spring = datetime(2026, 3, 24, 9, 30)
    training.services.now = lambda: spring
    written = events(training, time(18))
    starts = [event["dtstart"].dt for event in written.values()]
    assert {start.time() for start in starts} == {time(18)}
    assert {start.astimezone(UTC).hour for start in starts} == {16, 17}
    assert {start.replace(tzinfo=ZoneInfo("Europe/Berlin")).utcoffset() for start in starts} == {
        start.utcoffset() for start in starts
    }


def test_another_time_of_day_is_a_move(make_services: Make) -> None:
    training = planned(make_services)
    events(training, time(18))
    assert {int(event["sequence"]) for event in events(training, time(7)).values()} == {1}


def test_what_is_remembered_and_cannot_be_read_begins_anew(make_services: Make) -> None:
    training = planned(make_services)
    first = days(events(training))
    training.services.diary.remember("calendar.written", '{"a": 3}')
    assert days(events(training)) == first


def test_a_program_reads_the_days(make_services: Make) -> None:
    training = planned(make_services)
    (plan,) = plain(weeks_of_plans(training, training.status(), training.day))
    assert (plan["routine"], plan["yours"], len(plan["days"])) == ("kneecap", True, 14)
    assert plan["days"][0] == {"day": "2026-11-22", "kind": "session", "session": 1}
    assert plan["days"][1] == {"day": "2026-11-23", "kind": "rest"}
