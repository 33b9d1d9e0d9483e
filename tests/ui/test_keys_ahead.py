"""Keys that come too early wait and come in order; those that end the app never wait."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.events import Key

from kneetui.ui.app import KneeApp
from kneetui.ui.keys_ahead import KeysAhead
from kneetui.ui.screens.diary.entry import EntryScreen
from kneetui.ui.screens.today.today import TodayScreen
from tests.ui.home import at_home, library, sore
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown


async def test_what_waits_comes_in_order_and_before_what_comes_meanwhile() -> None:
    ahead, pressed = KeysAhead(waiting=True), []
    assert all(ahead.holds(Key(key, None)) for key in ("down", "ctrl+j"))
    assert not ahead.holds(Key("ctrl+q", None))

    async def press(event: Key) -> None:
        if event.key == "down":
            assert ahead.holds(Key("a", "a"))
        pressed.append(event.key)

    await ahead.let_in(press)
    assert pressed == ["down", "enter", "a"]
    assert not ahead.waiting
    assert not ahead.holds(Key("b", "b"))
    await ahead.let_in(press)
    assert pressed == ["down", "enter", "a"]


async def test_a_key_before_the_library_waits_for_a_screen_that_is_whole(
    make_app: Callable[..., KneeApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = at_home(make_app(library=library(), entries=sore()))
    app.keys_ahead = KeysAhead(waiting=True)
    loaded = app.services.library
    app.services._library = None
    monkeypatch.setattr(app.services, "load_library", lambda: False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen) and app.screen.waits_for_library)
        await press(pilot, "a")
        assert isinstance(app.screen, TodayScreen)
        assert app.keys_ahead.waiting
        app.services.use_library(loaded)
        app._loaded()
        await until(pilot, lambda: isinstance(app.screen, EntryScreen) and not app.keys_ahead.waiting)
        await press(pilot, "escape")
        assert "Now" in shown(app)
