"""Pictures of the packs room: a club to stand in, and steps to a picture."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from textual.content import Content
from textual.pilot import Pilot

from kneetui.ui.screens.packs import details, offer
from kneetui.ui.screens.packs.details import table
from tests.ui.club import Make, app_of, dialog_text, to_packs
from tests.ui.waiting import until

Shoot = Callable[..., None]
Step = Callable[[Pilot[Any]], Awaitable[None]]


@pytest.fixture
def club(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder to stand in: with packs by name, so that no picture has a path of this computer."""
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    folder = tmp_path_factory.mktemp("club")
    monkeypatch.chdir(folder)
    for module in (details, offer):
        monkeypatch.setattr(module, "table", _without_paths)
    return folder


def _without_paths(*rows: tuple[str, str]) -> Content:
    """The table without the folders of this computer."""
    return table(*((label, "/packs/tennis" if "/" in value else value) for label, value in rows))


@pytest.fixture
def shoot(make_app: Make, snap_app: Any, size: tuple[int, int]) -> Shoot:
    """Take a picture after these steps."""

    def take(*steps: Step, plugin: ModuleType | None = None) -> None:
        async def walk(pilot: Pilot[Any]) -> None:
            for step in steps:
                await step(pilot)
            await pilot.pause()

        assert snap_app(app_of(make_app, plugin), terminal_size=size, run_before=walk)

    return take


def keys(*pressed: str) -> Step:
    async def go(pilot: Pilot[Any]) -> None:
        await to_packs(pilot, *pressed)

    return go


def on(screen: type, words: str = "") -> Step:
    async def go(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: isinstance(pilot.app.screen, screen))
        await until(pilot, lambda: not words or words in dialog_text(pilot.app))  # type: ignore[arg-type]

    return go
