"""Every place that names the day of the next session names the same one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.config.wording import day_words, near_day_words
from kneetui.diary.entries import Entry, Session
from kneetui.report import routine_page
from kneetui.routines.progress import Place, Progress
from kneetui.services.calendar import reminders
from kneetui.services.container import Services
from kneetui.services.home.agenda import agenda
from kneetui.services.home.home import gather
from kneetui.services.training.played.afterwards import verdict_parts
from kneetui.services.training.played.session_words import today_words
from kneetui.services.training.training import Training
from kneetui.services.training.two_weeks import weeks_of_plans
from kneetui.status.advice import advice
from kneetui.testing import NOW
from tests.examples import examples
from tests.ui.gym import assessed, gym

Make = Callable[..., Services]

ROUTINE = "kneecap"
LIBRARY = gym()
DATE = re.compile(r"\w+day \d{1,2} \w+")

PLACES = st.builds(
    Place,
    phase=st.integers(0, 2),
    greens=st.integers(0, 2),
    level=st.integers(-2, 0),
    eased=st.integers(0, 1),
)
RUNS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(("left", "right")), st.integers(0, 10)), max_size=2
)


def played(training: Training, pain: int, other: int | None, *, stops: bool) -> str:
    """Play today's session, and what is said of the next one; empty if none was open."""
    today = training.today(ROUTINE, training.status())
    assert today is not None
    if not today.items:
        return ""
    workout = training.begin(today)
    if other is not None:
        workout.note_pain(other, stop=False, knee="left")
    if stops:
        workout.note_pain(pain, stop=True)
    workout.player.tick(100_000)
    training.finish(workout)
    verdict = training.judge(workout, pain)
    assert verdict is not None
    return dict(verdict_parts(training, verdict))["Next"]


def dates(words: str) -> set[str]:
    return set(DATE.findall(words))


def places(training: Training) -> Iterator[tuple[str, date | str]]:
    """Where a next session is named, with its day: a date, or words."""
    now = training.status()
    today = training.today(ROUTINE, now)
    assert today is not None
    yield "in Routines", today_words(LIBRARY, today, now)
    yield "the command", "\n".join(routine_page.session(today.routine, today.items, today.day, now.day, None))
    for entry in reminders(training.services):
        if entry.uid == f"routine-{ROUTINE}@kneetui":
            yield "the calendar", entry.day
    for weeks in weeks_of_plans(training, now, now.day):
        done = [day.day for day in weeks.days if day.kind == "done"]
        coming = [day.day for day in weeks.days if day.kind == "session"]
        if coming and not done:
            yield "the two weeks", coming[0]


@given(
    place=PLACES,
    runs=RUNS,
    pain=st.integers(0, 10),
    other=st.none() | st.integers(0, 10),
    stops=st.booleans(),
    later=st.integers(0, 3),
)
@settings(max_examples=examples(120), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_place_names_the_same_day(
    make_services: Make,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    place: Place,
    runs: list[tuple[int, str, int]],
    pain: int,
    other: int | None,
    stops: bool,
    later: int,
) -> None:
    """Whatever hurt in which session of which plan, and however many days later somebody looks."""
    monkeypatch.setenv("KNEETUI_HOME", str(tmp_path_factory.mktemp("home")))
    entries = [
        Entry(NOW - timedelta(days=days, hours=1), knee, pain_during=hurt, session=Session("running", 30))
        for days, knee, hurt in runs
    ]
    services = make_services(
        library=LIBRARY, entries=[assessed("self-care", when=NOW - timedelta(days=9)), *entries]
    )
    training = Training(services)
    training.keep(Progress(ROUTINE, place), own=True)
    after = played(training, pain, other, stops=stops)
    first = training.today(ROUTINE, training.status())
    assert first is not None
    assert dates(after) <= ({day_words(first.day)} if first.day else set()), after

    services.now = lambda: NOW + timedelta(days=later)
    now = training.status()
    today = training.today(ROUTINE, now)
    assert today is not None
    due = max(today.day or now.day, now.day)
    for name, named in places(training):
        if isinstance(named, str):
            assert dates(named) <= {day_words(due)}, (name, named)
            assert due == now.day or dates(named) or not today.items, (name, named)
        else:
            assert named == due, name
    shown = agenda(gather(services)[0])
    for item in shown:
        if item.detail.startswith("rest, next"):
            assert item.detail == f"rest, next {near_day_words(due, now.day)}"
    advised = advice(LIBRARY, now)
    if advised and advised.cause == "rest":
        assert now.restrictions.rest_until is not None
        assert dates(advised.headline) == {day_words(now.restrictions.rest_until)}
        assert now.restrictions.rest_until <= due
