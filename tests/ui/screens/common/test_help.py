from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.config.about import LOST_LINE, PURPOSE
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.help import EVERYWHERE, HERE, SCREEN, HelpScreen, key_groups
from kneetui.ui.screens.today.today import TodayScreen
from tests.ui.home import at_home, healthy, library
from tests.ui.shots import every_size_and_small
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]


@pytest.fixture
def app(make_app: Make) -> KneeApp:
    return at_home(make_app(library=library(), entries=healthy()))


async def to_help(pilot: Pilot[Any]) -> None:
    await press(pilot, "question_mark")
    await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen) and pilot.app.focused is not None)


async def test_the_keys_by_where_they_work(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)):
        groups = key_groups(app.screen)
        assert list(groups) == [SCREEN, HERE, EVERYWHERE]
        assert list(groups[EVERYWHERE])[:6] == ["Today", "Triage", "Diary", "Routines", "Packs", "Help"]
        assert list(groups[EVERYWHERE])[-1] == "Quit"
        assert groups[EVERYWHERE]["Settings"] == [","]
        assert groups[HERE]["Down"] == ["↓", "j"]
        assert groups[HERE]["Do it"] == ["Enter"]
        assert groups[SCREEN]["Write down"] == ["a"]
        assert groups[SCREEN]["Undo"] == ["z"]


@pytest.mark.parametrize("room", ["2", "3", "4", "5"])
async def test_every_key_of_every_room_is_named_and_has_an_id(app: KneeApp, room: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, room)
        await until(pilot, lambda: app.screen.is_mounted and app.current_mode != "today")
        for key, (_, binding, _, _) in app.screen.active_bindings.items():
            if binding.id or binding.show:
                assert binding.id, f"{key} has no id"
                assert binding.description, f"{key} has no description"


async def test_help_tells_what_this_is_and_how_to_get_a_terminal_back(app: KneeApp) -> None:
    async with app.run_test(size=(80, 30)) as pilot:
        await to_help(pilot)
        words = " ".join(shown(app).split())
        assert "keys of Today" in words
        assert PURPOSE in words
        assert LOST_LINE in words


@pytest.mark.parametrize("key", ["escape", "question_mark"])
async def test_the_way_back(app: KneeApp, key: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_help(pilot)
        await press(pilot, key)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))


async def test_a_long_help_scrolls(app: KneeApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await to_help(pilot)
        assert LOST_LINE not in shown(app)
        await press(pilot, *["j"] * 30)
        assert LOST_LINE in " ".join(shown(app).split())
        await press(pilot, *["k"] * 30)
        assert "On this screen" in shown(app)


@every_size_and_small
def test_picture(make_app: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see the keys of the home screen in two columns (one if narrow), and what this app is."""
    app = at_home(make_app(library=library(), entries=healthy()))
    assert snap_app(app, terminal_size=size, run_before=to_help)
