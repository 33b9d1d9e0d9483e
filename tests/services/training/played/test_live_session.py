"""How the time of a session counts, and when it is kept."""

from __future__ import annotations

from kneetui.services.training.played.live_session import ASLEEP, SAVE, LiveSession
from kneetui.services.training.training import DRAFT
from tests.services.training.on_its_way import Make, begun
from tests.ui.gym import Clock


def live(make_services: Make, routine: str = "kneecap", phase: int = 0) -> tuple[LiveSession, Clock]:
    clock = Clock()
    session = LiveSession(*begun(make_services, routine, phase), clock)
    session.run_on()
    return session, clock


def test_time_counts_only_while_it_runs(make_services: Make) -> None:
    session, clock = live(make_services)
    clock.at += 2
    assert session.note_time() == 2
    assert session.pause()
    assert not session.pause()
    clock.at += 3
    assert session.note_time() == 0
    assert session.workout.seconds == 2
    assert session.player.seconds_left == 8


def test_a_tick_says_what_it_came_to(make_services: Make) -> None:
    session, clock = live(make_services)
    ticks = []
    for _ in range(11):
        clock.at += 1
        ticks.append(session.tick())
    assert ticks == ["second"] * 9 + ["moved", "second"]


def test_a_machine_that_slept_trained_nothing(make_services: Make) -> None:
    session, clock = live(make_services)
    clock.at += ASLEEP
    assert session.tick() == "slept"
    assert (session.running, session.player.paused, session.workout.seconds) == (False, True, 0.0)


def test_minutes_are_due_to_be_kept_now_and_then(make_services: Make) -> None:
    session, clock = live(make_services, "walk")
    session.hold()
    session.player.next()
    due = []
    for _ in range(int(SAVE)):
        clock.at += 1
        session.tick()
        due.append(session.due)
    assert due == [False] * (int(SAVE) - 1) + [True]
    session.hold()
    assert not session.due
    assert session.training.services.draft(DRAFT) is not None


def test_the_beats_are_heard_if_the_settings_say_so(make_services: Make) -> None:
    session, clock = live(make_services)
    heard = []
    for _ in range(20):
        clock.at += 1
        session.tick()
        heard.append(session.sound())
    assert [sound for sound in heard if sound] == ["count", "count", "count", "start", "beat", "beat"]


def test_a_weight_that_nobody_knows_is_asked_once(make_services: Make) -> None:
    session, _ = live(make_services, phase=1)
    assert session.propose_weight()
    assert not session.propose_weight()
    other, _ = live(make_services)
    assert not other.propose_weight()
