from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from kneetui.testing import pictures
from kneetui.testing.screens import SMALL, THEMES, Place
from kneetui.ui.app import KneeApp
from tests.cli.small import write_core


@pytest.fixture
def small_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small core stands for the built-in one."""
    folder = write_core(tmp_path / "core")
    monkeypatch.setattr("kneetui.content.loading.merge.CORE", folder)
    return folder


@pytest.fixture
def snap_app(request: pytest.FixtureRequest, snapshot: SnapshotAssertion) -> Callable[..., bool]:
    """A function: whether an app looks as in its pictures in each theme; the smallest size has only the dark one.

    It runs once, as with ``snap_compare``: first ``run_before``, then keys.
    """

    def compare(
        app: KneeApp,
        *,
        terminal_size: tuple[int, int],
        run_before: Place | None = None,
        press: Iterable[str] = (),
    ) -> bool:
        async def go(pilot: Pilot[Any]) -> None:
            if run_before is not None:
                await run_before(pilot)
            await pilot.pause()
            await pilot.press(*press)

        themes = ["dark"] if terminal_size == SMALL else THEMES
        return pictures.same(request.node, snapshot, pictures.take(app, terminal_size, go, themes))

    return compare
