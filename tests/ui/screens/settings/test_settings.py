from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.config.settings import Settings, read_settings
from kneetui.terminal.background import TerminalBackground
from kneetui.terminal.screen_stacks import is_first
from kneetui.testing import SETTLED
from kneetui.testing.screens import every_size
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.diary.entry import EntryScreen
from kneetui.ui.screens.settings.settings import SettingsScreen
from kneetui.ui.screens.today.today import TodayScreen
from kneetui.ui.widgets.forms.fields import NumberField
from kneetui.ui.widgets.forms.text_field import TextField
from tests.ui.home import at_home, library
from tests.ui.shots import SMALL
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]
ROOMS = ("today", "triage", "diary", "routines", "packs")
NUMBERS = {"default": "112", "US": "911", "DE": "112"}


@pytest.fixture
def app(make_app: Make) -> KneeApp:
    return at_home(make_app(library=replace(library(), numbers=NUMBERS)))


async def to_settings(pilot: Pilot[Any], *keys: str) -> None:
    await press(pilot, "comma")
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen) and pilot.app.focused is not None)
    await press(pilot, *keys)


def saved(app: KneeApp) -> Settings:
    return read_settings(app.services.settings_file)[0]


async def test_every_change_is_saved_at_once(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_settings(pilot, "down", "space")
        assert saved(app).sports == ("running",)
        await press(pilot, "tab", "left")
        assert saved(app).knee == "left"
        assert app.theme == "kneetui-dark"
        await press(pilot, "down", "right", "right")
        assert saved(app).theme == "light"
        assert app.theme == "kneetui-light"
        await press(pilot, "down", "right")
        assert saved(app).signs == "ascii"
        assert app.charset == "ascii"
        await press(pilot, "down", "left")
        assert (saved(app).bell, saved(app).beats) == (True, False)
        await press(pilot, "left")
        assert saved(app) == replace(
            SETTLED, sports=("running",), knee="left", theme="light", bell=True, signs="ascii"
        )


async def test_auto_follows_the_terminal(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(TerminalBackground(light=True))
        await until(pilot, lambda: app.theme == "kneetui-light")
        app.use_settings(replace(app.services.settings, theme="contrast"))
        assert app.theme == "kneetui-contrast"
        app.post_message(TerminalBackground(light=False))
        await until(pilot, lambda: not app.light_terminal)
        assert app.theme == "kneetui-contrast"


async def test_the_country_sets_the_emergency_number(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_settings(pilot, "tab", *["down"] * 7)
        assert "emergency number 112" in shown(app)
        await press(pilot, "u", "s")
        assert saved(app).region == "US"
        assert "emergency number 911" in shown(app)
        await press(pilot, "q", "3", "backspace")
        assert saved(app).region == "US", "half a country is none"
        await press(pilot, "x")
        assert saved(app).region == "UX"
        assert "no number known for UX: 112 is used" in shown(app)
        await press(pilot, "delete")
        assert saved(app).region == ""
        assert "emergency number 112, as your system says" in shown(app)


async def test_escape_goes_back_to_where_one_was(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_settings(pilot, "space")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await until(pilot, lambda: "Sun 22 Nov · cycling" in shown(app))


async def test_a_second_comma_does_not_open_them_twice(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_settings(pilot, "comma", "comma")
        assert len(app.screen_stack) == 2


async def test_a_disk_that_refuses_is_said(app: KneeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(13, "Permission denied")

    async with app.run_test(size=(80, 24)) as pilot:
        await to_settings(pilot)
        monkeypatch.setattr("kneetui.services.container.write_settings", refuse)
        await press(pilot, "space")
        messages = [notice.message for notice in app._notifications]
        assert messages == ["The settings could not be saved (Permission denied)."]


@every_size
def test_picture(make_app: Make, snap_compare: Any, size: tuple[int, int], theme: str) -> None:
    """You should see the sports, and knee, colours, bell and country with the emergency number."""
    assert shot(make_app, snap_compare, size, theme)


def test_picture_small(make_app: Make, snap_compare: Any) -> None:
    """You should see the same in one narrow column."""
    assert shot(make_app, snap_compare, SMALL, "dark")


def shot(make_app: Make, snap_compare: Any, size: tuple[int, int], theme: str) -> bool:
    settings = replace(SETTLED, theme=theme, region="US")
    app = at_home(make_app(library=replace(library(), numbers=NUMBERS), settings=settings))

    async def go(pilot: Pilot[Any]) -> None:
        await to_settings(pilot, "tab")

    same: bool = snap_compare(app, terminal_size=size, run_before=go)
    return same


async def test_what_is_kept_track_of_is_typed_and_asked_for(make_app: Make) -> None:
    app = at_home(make_app(library=library()))
    async with app.run_test(size=(80, 40)) as pilot:
        await to_settings(pilot, "tab", *["down"] * 10)
        await press(pilot, *("space" if letter == " " else letter for letter in "Insole: maybe"))
        field = app.screen.query_one("#trackers", TextField)
        assert field.line.has_focus
        await until(pilot, lambda: "“maybe” is no range" in shown(app))
        field.line.value = "Sleep: 0-12 h; Insole: yes or no"
        await until(pilot, lambda: saved(app).trackers == ("Sleep: 0-12 h", "Insole: yes or no"))
        await until(pilot, lambda: "! " not in shown(app))
        await press(pilot, "escape", "a")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen) and app.focused is not None)
        app.screen.query_one("#own-sleep", NumberField).focus()
        await press(pilot, "7", "down", "right", "enter")
        await until(pilot, lambda: app.services.diary.count() == 1)
        (entry,) = app.services.diary.entries()
        assert entry.own == (("insole", True), ("sleep", 7.0))


@pytest.mark.parametrize("over", ["comma", "question_mark"])
async def test_what_belongs_to_no_room_is_left_behind_by_the_digit_of_any(app: KneeApp, over: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_settings(pilot, "escape")
        for number, room in enumerate(ROOMS, 1):
            for digit, other in {number: room, number % len(ROOMS) + 1: [*ROOMS, *ROOMS][number]}.items():
                await press(pilot, str(number))
                await until(pilot, lambda: app.current_mode == room and is_first(app.screen))  # noqa: B023
                await press(pilot, over)
                await until(pilot, lambda: not is_first(app.screen))
                await press(pilot, str(digit))
                await until(pilot, lambda: app.current_mode == other and is_first(app.screen))  # noqa: B023
                assert all(len(stack) == 1 for stack in app._screen_stacks.values() if stack)


async def test_the_digit_of_ones_own_room_leads_back_to_its_first_screen(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen) and app.screen.focused is not None)
        await press(pilot, "f")
        await until(pilot, lambda: not is_first(app.screen))
        await press(pilot, "1")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
