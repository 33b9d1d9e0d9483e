"""What a running session sends to the terminal, counted second by second without a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.console import Console
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from kneetui.content.model import Library
from kneetui.routines.progress import Place, Progress
from kneetui.services.training.training import Training
from kneetui.terminal.screen_buffer import ScreenBuffer
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.player.player import PlayerScreen
from kneetui.ui.screens.routines.routines import RoutinesScreen
from tests.ui.gym import Clock, equip, gym
from tests.ui.waiting import until

MOST = 160
"""Bytes for each second that the clock is put on, on average over an exercise: digits, the time that is left, and word
and figure of each beat."""

SYNC = len("\x1b[?2026h\x1b[?2026l")


class Terminal(HeadlessDriver):
    """Counts what would be sent."""

    sent = 0

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._buffer = ScreenBuffer()

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        sent = self._buffer.difference(data)
        Terminal.sent += len(sent.encode()) + SYNC * bool(sent)


@pytest.fixture(scope="module")
def library() -> Library:
    return gym()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("kneetui.ui.screens.player.player.monotonic", clock)
    monkeypatch.setattr("textual.drivers.headless_driver.HeadlessDriver", Terminal)
    return clock


async def begin(pilot: Pilot[Any], routine: str, phase: int, skip: int) -> PlayerScreen:
    app = pilot.app
    assert isinstance(app, KneeApp)
    Training(app.services).keep(Progress(routine, Place(phase=phase)), own=True)
    equip(app.services, routine)
    app.action_go("routines")
    await until(pilot, lambda: isinstance(app.screen, RoutinesScreen) and app.screen.now is not None)
    await pilot.press("b")
    await until(pilot, lambda: isinstance(app.screen, PlayerScreen) and app.screen.running)
    await pilot.press(*"n" * skip)
    player = app.screen
    assert isinstance(player, PlayerScreen)
    assert player.player.state == "work"
    return player


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until a frame has brought nothing more."""
    sent = -1
    while sent != Terminal.sent:
        sent = Terminal.sent
        await pilot.pause()
        await pilot.pause()


@pytest.mark.parametrize("colours", ["256", "truecolor"])
@pytest.mark.parametrize(
    ("routine", "phase", "skip", "seconds"),
    [
        ("kneecap", 0, 5, 40),
        ("kneecap", 0, 1, 35),
        ("kneecap", 1, 1, 39),
        ("walk", 0, 1, 60),
        ("kneecap", 1, 8, 40),
    ],
    ids=["hold", "counted-holds", "tempo", "minutes", "counted-reps"],
)
async def test_a_running_session_is_thrifty(
    make_app: Callable[..., KneeApp],
    library: Library,
    clock: Clock,
    routine: str,
    phase: int,
    skip: int,
    seconds: int,
    colours: str,
) -> None:
    app = make_app(library=library)
    app.console = Console(color_system=colours, force_terminal=True, legacy_windows=False)  # type: ignore[arg-type]
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot, routine, phase, skip)
        await pilot.pause()
        before = Terminal.sent
        for _ in range(seconds):
            clock.at += 1.0
            player.tick()
            await pilot.pause()
        assert player.player.state == "work"
        assert before < Terminal.sent <= before + MOST * seconds


async def test_a_paused_session_sends_nothing(
    make_app: Callable[..., KneeApp], library: Library, clock: Clock
) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot, "walk", 0, 1)
        await pilot.press("space")
        await until(pilot, lambda: not player.running and not player.has_class("-flash"))
        await settled(pilot)
        before = Terminal.sent
        for _ in range(20):
            clock.at += 1.0
            player.tick()
            await pilot.pause()
        assert Terminal.sent == before
