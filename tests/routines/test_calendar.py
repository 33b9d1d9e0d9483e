from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kneetui.content.model import Library
from kneetui.routines.calendar import LENGTH, two_weeks
from kneetui.routines.gate import OPEN
from kneetui.routines.plan import next_session
from kneetui.routines.progress import Place, Progress
from kneetui.routines.progression import Felt, after_session
from tests.routines.conftest import dose, exercise, routine

MONDAY = date(2026, 11, 23)
MARKS = {"done": "S", "rested": "r", "spared": "z", "open": ".", "session": "s", "rest": " "}


def kinds(library: Library, progress: Progress, sessions: set[date], sore: set[date], today: date) -> str:
    days = two_weeks(
        library,
        progress,
        sessions=sessions,
        sore=sore,
        first=MONDAY,
        today=today,
        due=next_session(library, progress),
    )
    assert [day.day for day in days] == [MONDAY + timedelta(days=n) for n in range(LENGTH)]
    return "".join(MARKS[day.kind] for day in days)


def test_sessions_to_come_are_numbered_from_today_on(library: Library) -> None:
    days = two_weeks(
        library,
        Progress("kneecap", sessions=3),
        sessions=set(),
        sore=set(),
        first=MONDAY,
        today=MONDAY,
        due=None,
    )
    assert [(day.day.day, day.number) for day in days if day.number] == [
        (23, 4), (25, 5), (27, 6), (29, 7), (1, 8), (3, 9), (5, 10),
    ]  # fmt: skip


def test_what_happens_moves_what_comes(library: Library) -> None:
    green = after_session(library, Progress("kneecap"), Felt(1), MONDAY, OPEN).progress
    tuesday = MONDAY + timedelta(days=1)
    assert kinds(library, green, {MONDAY}, set(), tuesday) == "S s s s s s s "
    late = MONDAY + timedelta(days=4)
    assert kinds(library, green, {MONDAY}, set(), late) == "Sr..s s s s s "
    red = after_session(library, Progress("kneecap"), Felt(8), MONDAY, OPEN).progress
    resting = red.paused(MONDAY + timedelta(days=5))
    assert kinds(library, resting, {MONDAY}, {MONDAY, tuesday}, tuesday)[:7] == "S    s "


def test_a_day_that_another_plan_has_is_left_to_it(library: Library) -> None:
    taken = {MONDAY + timedelta(days=n) for n in range(0, LENGTH, 2)}
    days = two_weeks(
        library,
        Progress("kneecap"),
        sessions=set(),
        sore=set(),
        first=MONDAY,
        today=MONDAY,
        due=None,
        taken=taken,
    )
    assert not taken & {day.day for day in days if day.kind == "session"}
    assert [day.number for day in days if day.number] == [1, 2, 3, 4, 5, 6, 7]


def days_of(
    library: Library,
    *,
    place: Place | None = None,
    sessions: set[date] | None = None,
    today: int = 0,
    **more: Any,
) -> str:
    """Two weeks of the plan for the knee-cap, on a day of them."""
    given = {"sore": set(), "due": None, **more}
    days = two_weeks(
        library,
        Progress("kneecap", place=place or Place()),
        sessions=sessions or set(),
        first=MONDAY,
        today=MONDAY + timedelta(days=today),
        **given,
    )
    return "".join(MARKS[day.kind] for day in days)


def test_each_phase_has_its_own_days(library: Library) -> None:
    kneecap = library.routines["kneecap"]
    first, *others, last = kneecap.phases
    phases = (replace(first, per_week=7), *others, replace(last, per_week=2))
    own = replace(library, routines={"kneecap": replace(kneecap, phases=phases)})
    assert days_of(own) == "ssssssssssssss"
    for phase in (len(phases) - 1, len(phases)):
        assert days_of(own, place=Place(phase=phase)) == "s  s  s  s  s "


def test_a_day_that_is_over_is_one_of_rest_after_the_last_session_before_it(library: Library) -> None:
    sessions = {MONDAY, MONDAY + timedelta(days=4), MONDAY + timedelta(days=9)}
    assert days_of(library, sessions=sessions, today=10)[:10] == "Sr..Sr...S"


def test_who_trained_today_has_the_next_session_after_its_rest(library: Library) -> None:
    assert days_of(library, sessions={MONDAY}) == "S s s s s s s "
    days = two_weeks(
        library,
        Progress("kneecap", sessions=4),
        sessions={MONDAY},
        sore=set(),
        first=MONDAY,
        today=MONDAY,
        due=MONDAY,
    )
    assert [day.number for day in days[:5]] == [0, 0, 5, 0, 6]


def test_a_session_stays_where_the_next_day_is_taken_too_or_the_plan_has_no_day_to_spare(
    library: Library,
) -> None:
    assert days_of(library, taken={MONDAY}) == " s s s s s s s"
    assert days_of(library, taken={MONDAY, MONDAY + timedelta(days=1)})[:4] == "s s "
    daily = replace(library, routines={"kneecap": replace(library.routines["kneecap"], per_week=7)})
    assert days_of(daily, taken={MONDAY}) == "ssssssssssssss"


def test_rest_and_a_spared_knee_count_as_done_and_an_open_day_is_no_more_than_open(library: Library) -> None:
    progress = after_session(library, Progress("kneecap"), Felt(1), MONDAY, OPEN).progress
    wednesday = MONDAY + timedelta(days=2)
    days = two_weeks(
        library,
        progress,
        sessions={MONDAY},
        sore={wednesday},
        first=MONDAY,
        today=MONDAY + timedelta(days=4),
        due=next_session(library, progress),
    )
    assert [day.kind for day in days[:4]] == ["done", "rested", "spared", "open"]


def test_a_plan_that_is_gone_has_no_days(library: Library) -> None:
    assert (
        two_weeks(
            library, Progress("removed"), sessions=set(), sore=set(), first=MONDAY, today=MONDAY, due=None
        )
        == []
    )


def test_what_comes_begins_on_the_day_that_is_due(library: Library) -> None:
    """A knee may ask for more rest than the plan."""
    thursday = MONDAY + timedelta(days=3)
    days = two_weeks(
        library, Progress("kneecap"), sessions=set(), sore=set(), first=MONDAY, today=MONDAY, due=thursday
    )
    assert next(day.day for day in days if day.kind == "session") == thursday


@given(st.sets(st.integers(0, 13)), st.sets(st.integers(0, 13)), st.integers(0, 13))
def test_every_day_has_one_kind_and_no_day_to_come_is_past(done: set[int], sore: set[int], at: int) -> None:
    exercises = {"walk": exercise("walk", dose(1, minutes=5))}
    small = Library(routines={"kneecap": routine("kneecap", [["walk"]], exercises)}, exercises=exercises)
    today = MONDAY + timedelta(days=at)
    sessions = {MONDAY + timedelta(days=n) for n in done if n <= at}
    spared = {MONDAY + timedelta(days=n) for n in sore}
    for day in two_weeks(
        small, Progress("kneecap"), sessions=sessions, sore=spared, first=MONDAY, today=today, due=None
    ):
        assert (day.kind in ("rested", "spared", "open")) == (day.day < today and day.kind != "done")
        assert (day.kind == "done") == (day.day in sessions)
        assert bool(day.number) == (day.kind == "session")
