"""The app ends well whatever still goes on in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kneetui.ui.app import KneeApp
from tests.ui.home import library

Make = Callable[..., KneeApp]


async def enter_a_room(app: KneeApp) -> None:
    app.action_go("packs")


async def take_another_library(app: KneeApp) -> None:
    await app.library_changed()


@pytest.mark.parametrize("late", [enter_a_room, take_another_library])
@pytest.mark.parametrize("closed", range(3))
async def test_rooms_may_come_and_go_while_it_closes(
    make_app: Make, monkeypatch: pytest.MonkeyPatch, late: Callable[[KneeApp], Any], closed: int
) -> None:
    """``late`` happens after so many screens were closed, while Textual is still on its way through the rest."""
    app = make_app(library=library())
    async with app.run_test() as pilot:
        for room in ("triage", "routines", "today"):
            app.action_go(room)
            await pilot.pause()
        close_screen = app._prune
        turns: Iterator[int] = iter(range(100))

        async def close_and_more(*arguments: Any, **options: Any) -> None:
            if next(turns) == closed:
                await late(app)
            await close_screen(*arguments, **options)

        monkeypatch.setattr(app, "_prune", close_and_more)
    assert next(turns) > closed
    assert app._exception is None
    assert not app.is_running
