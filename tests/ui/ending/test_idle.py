"""A session that nobody attends keeps everything and ends; a routine waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kneetui.config.idle import IDLE
from kneetui.routines.dose import WorkItem
from kneetui.services.diary.entry_draft import EntryDraft
from kneetui.services.training.training import Training
from kneetui.services.training.workout import Workout
from kneetui.testing import SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.diary.entry import EntryScreen
from kneetui.ui.screens.player.player import ALONE, PlayerScreen
from tests.ui.gym import gym
from tests.ui.home import at_home, library
from tests.ui.small import press
from tests.ui.waiting import until

Make = Callable[..., KneeApp]


class Clock:
    """A clock that a test drives."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.delenv(IDLE, raising=False)
    return Clock()


def watched(make_app: Make, clock: Clock, minutes: str = "15") -> KneeApp:
    app = at_home(make_app(library=library(), settings=replace(SETTLED, idle=minutes)))
    app.idle.clock = clock
    app.idle.touch()
    return app


async def test_it_keeps_what_was_typed_and_ends_with_a_sentence(make_app: Make, clock: Clock) -> None:
    app = watched(make_app, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen) and app.focused is not None)
        await press(pilot, "4")
        clock.now = 15 * 60 - 1.0
        app.end_if_idle()
        assert app.last_words == ""
        clock.now = 15 * 60
        app.end_if_idle()
        await until(pilot, lambda: not app._running or app._exit)
    assert "15 minutes" in app.last_words
    assert "4" in EntryDraft(app.services, 0).read().values()


async def test_a_key_begins_it_anew(make_app: Make, clock: Clock) -> None:
    app = watched(make_app, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        clock.now = 14 * 60
        await press(pilot, "down")
        clock.now = 16 * 60
        app.end_if_idle()
        assert app.last_words == ""


async def test_never_is_never_unless_the_host_says_otherwise(
    make_app: Make, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = watched(make_app, clock, "never")
    async with app.run_test(size=(80, 24)):
        clock.now = 1e9
        app.end_if_idle()
        assert app.last_words == ""
        monkeypatch.setenv(IDLE, "30")
        app.end_if_idle()
        assert "30 minutes" in app.last_words


async def test_a_routine_left_alone_waits(make_app: Make, clock: Clock) -> None:
    app = make_app(library=gym())
    app.idle.clock = clock
    app.idle.touch()
    async with app.run_test(size=(80, 24)) as pilot:
        bare = next(one for one in app.services.library.exercises.values() if one.weight == "none")
        workout = Workout.begin(
            "", "", [WorkItem(planned=bare.id, exercise=bare, dose=bare.dose)], {bare.id: bare}, "left"
        )
        app.push_screen(PlayerScreen(Training(app.services), workout))
        await until(pilot, lambda: isinstance(app.screen, PlayerScreen) and app.screen.running)
        player = app.screen
        assert isinstance(player, PlayerScreen)
        clock.now = ALONE
        player.tick()
        assert player.player.paused
        assert not player.running
        await until(
            pilot, lambda: any("pressed for 10 minutes" in note.message for note in app._notifications)
        )
        await press(pilot, "space")
        await until(pilot, lambda: player.running)
