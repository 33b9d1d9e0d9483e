"""The player on the screen and in lines: the same keys at the same seconds, the same sounds, and the same is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from kneetui.cli.prompts.asking.console import Console
from kneetui.cli.training.player_lines import PlayerLines
from kneetui.cli.training.session_lines import play
from kneetui.content.model import Library
from kneetui.diary.entries import Entry
from kneetui.routines.progress import Place, Progress
from kneetui.services.container import Services
from kneetui.services.training.played.live_session import LiveSession
from kneetui.services.training.training import Training
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.player.afterwards import AfterwardsScreen
from kneetui.ui.screens.player.player import PlayerScreen
from kneetui.ui.screens.routines.routines import RoutinesScreen
from tests.ui.gym import Clock, equip, gym
from tests.ui.waiting import until

Make = Callable[..., KneeApp]
Stored = tuple[list[Entry], Progress]


@dataclass(frozen=True)
class Event:
    """What happens ``after`` so many seconds: keys on the screen, lines at the console."""

    after: int
    keys: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


HOLDS = [
    Event(25, ("p", "tab", "1", "tab", "4"), ("p", "1", "4", "1")),
    Event(70, ("e",), ("e",)),
    Event(20, ("x", "down", "enter"), ("x", "2")),
    Event(15, ("n",), ("n",)),
    Event(40, ("space", "space"), ("", "")),
    Event(5, ("w", "7", ".", "3", "enter"), ("w", "7.3")),
    Event(55, ("g", "down", "enter"), ("g", "2")),
    Event(900),
]
"""Pain of the left knee on the way, a swap that is not there, a skip for want of equipment, an early end, a pause, an effort, the sore side only."""

WEIGHTS = [
    Event(0, ("4", "0", "tab", "2", "enter"), ("40", "2")),
    Event(60, ("h",), ("h",)),
    Event(55, ("w", "tab", "1", "enter"), ("w", "", "1")),
    Event(45, ("r",), ("r",)),
    Event(900),
]
"""A weight before the first set, what was in reserve after it, and rests that are left out."""

RED = [
    Event(0, ("4", "0", "enter"), ("40", "")),
    Event(30, ("p", "7"), ("p", "", "7")),
    Event(0, ("down", "down", "enter"), ("3",)),
    Event(30, ("p", "8"), ("p", "", "8")),
    Event(0, ("enter",), ("1",)),
]
"""Pain in the red: skipped once, and then the end."""


@pytest.fixture(scope="module")
def library() -> Library:
    plain = gym()
    weighted = replace(plain.exercises["box-squat"], weight="free")
    return replace(plain, exercises={**plain.exercises, "box-squat": weighted})


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in ("kneetui.ui.screens.player.player", "kneetui.cli.training.player_lines"):
        monkeypatch.setattr(f"{module}.monotonic", clock)
    return clock


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sounds of a session, one after the other, with their seconds."""
    sounds: list[str] = []
    make = LiveSession.sound

    def sound(live: LiveSession) -> Any:
        made = make(live)
        if made:
            sounds.append(f"{live.clock():.0f} {made}")
        return made

    monkeypatch.setattr(LiveSession, "sound", sound)
    return sounds


def stored(services: Services, routine: str) -> Stored:
    entries = [replace(entry, id=0) for entry in services.diary.entries()]
    return entries, Training(services).progress(routine)


async def by_keys(app: KneeApp, clock: Clock, progress: Progress, events: list[Event], pain: str) -> Stored:
    """What is stored after these keys, played on the screen."""
    async with app.run_test(size=(80, 24)) as pilot:
        Training(app.services).keep(progress, own=True)
        equip(app.services, progress.routine)
        app.action_go("routines")
        await until(pilot, lambda: isinstance(app.screen, RoutinesScreen) and app.screen.now is not None)
        await pilot.press("b")
        await until(pilot, lambda: any(isinstance(screen, PlayerScreen) for screen in app.screen_stack))
        player = next(screen for screen in app.screen_stack if isinstance(screen, PlayerScreen))
        await until(pilot, lambda: player.is_mounted and player.query("#left"))
        for event in events:
            await pilot.pause()
            for _ in range(event.after):
                clock.at += 1
                player.tick()
            await pilot.press(*event.keys)
        await until(pilot, lambda: isinstance(app.screen, AfterwardsScreen))
        await pilot.press(pain, *(("enter",) if pain == "1" else ()))  # 1 may become 10
        screen = app.screen
        await until(pilot, lambda: isinstance(screen, AfterwardsScreen) and screen.judged)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RoutinesScreen))
        return stored(app.services, progress.routine)


def by_lines(
    services: Services,
    clock: Clock,
    progress: Progress,
    events: list[Event],
    pain: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Stored:
    """The same after these lines, played at the console."""
    afterwards = iter((pain, ""))
    due: list[tuple[float, str]] = []
    at = clock.at
    for event in events:
        at += event.after
        due += [(at, line) for line in event.lines]

    players: list[PlayerLines] = []
    make = PlayerLines.__init__

    def made(self: PlayerLines, *given: Any, **named: Any) -> None:
        make(self, *given, **named)
        players.append(self)

    monkeypatch.setattr(PlayerLines, "__init__", made)

    def read(console: Console) -> str:
        if any(player.stands for player in players):
            return ""  # an exercise was described: on the screen it can be looked at while it is ready
        return due.pop(0)[1] if due else next(afterwards)

    def read_within(console: Console, seconds: float) -> str | None:
        if due and due[0][0] <= clock.at + seconds - 1e-9:
            clock.at = due[0][0]
            return due.pop(0)[1]
        clock.at += seconds
        return None

    monkeypatch.setattr(Console, "read", read)
    monkeypatch.setattr(Console, "read_within", read_within)
    Training(services).keep(progress, own=True)
    equip(services, progress.routine)
    play(Training(services), Console(), progress.routine)
    return stored(services, progress.routine)


@pytest.mark.parametrize(("events", "phase", "pain"), [(HOLDS, 0, "4"), (WEIGHTS, 1, "1"), (RED, 1, "8")])
async def test_a_session_is_the_same_both_ways(
    make_app: Make,
    library: Library,
    clock: Clock,
    heard: list[str],
    events: list[Event],
    phase: int,
    pain: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    progress = Progress("kneecap", Place(phase=phase))
    app = make_app(library=library)
    began = clock.at
    keys = await by_keys(app, clock, progress, events, pain)
    sounds, clock.at = list(heard), began
    heard.clear()

    monkeypatch.setenv("KNEETUI_HOME", str(tmp_path / "other"))
    services = Services(app.services.now)
    services.settings, services.plugins = app.services.settings, app.services.plugins
    services.use_library(library)
    lines = by_lines(services, clock, progress, events, pain, monkeypatch)
    assert {entry.knee for entry in keys[0] if entry.routine} == {"right"}
    others = [(entry.knee, entry.pain) for entry in keys[0] if not entry.routine]
    assert others == ([("left", 4)] if events is HOLDS else [])
    assert heard == sounds
    assert lines == keys
