"""The person is asked once where they are, if only a server's clock in UTC speaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.config import clock
from kneetui.config.settings import Settings, read_settings
from kneetui.testing import NOW, SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.time_zone import TimeZoneDialog
from kneetui.ui.screens.settings.settings import SettingsScreen
from kneetui.ui.screens.today.today import TodayScreen
from kneetui.ui.screens.today.welcome import WelcomeScreen
from kneetui.ui.widgets.lists.agenda_list import AgendaList
from tests.ui.home import at_home, library
from tests.ui.shots import every_size_and_small
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]


@pytest.fixture
def server(make_app: Make, monkeypatch: pytest.MonkeyPatch) -> Callable[..., KneeApp]:
    """The app on a host in UTC, in a session without TZ."""

    def make(settings: Settings = SETTLED) -> KneeApp:
        app = at_home(make_app(library=library(), settings=settings))
        monkeypatch.delenv("TZ")
        monkeypatch.setattr(clock, "of_host", lambda: "Etc/UTC")
        return app

    return make


def saved(app: KneeApp) -> Settings:
    return read_settings(app.services.settings_file)[0]


async def ask(pilot: Pilot[Any]) -> None:
    """Choose the item of Today, by its keys alone."""
    await until(pilot, lambda: "Choose your time zone" in shown(pilot.app))
    today = pilot.app.screen
    items = [item.action for item in today.query_one(AgendaList).items]
    await press(pilot, *["down"] * items.index("where"), "enter")
    await asked(pilot)


async def asked(pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, TimeZoneDialog))


async def test_today_asks_and_a_city_answers(server: Callable[..., KneeApp]) -> None:
    app = server()
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await press(pilot, *"los")
        await until(pilot, lambda: "America/Los Angeles ·" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert (saved(app).timezone, saved(app).timezone_asked) == ("America/Los_Angeles", True)
        assert clock.zone_name() == "America/Los_Angeles"


async def test_left_open_it_is_not_asked_again(server: Callable[..., KneeApp]) -> None:
    app = server()
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await press(pilot, "comma", "escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert (saved(app).timezone, saved(app).timezone_asked) == ("", True)
    again = KneeApp(app.services)
    async with again.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Write down today" in shown(again))
        assert "Choose your time zone" not in shown(again)


async def test_utc_itself_is_an_answer(server: Callable[..., KneeApp]) -> None:
    app = server()
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert saved(app).timezone == "Etc/UTC"


async def test_the_first_run_says_first_what_this_is(server: Callable[..., KneeApp]) -> None:
    app = server(Settings(region="DE", bell=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await press(pilot, "escape")
        await ask(pilot)


async def test_words_that_fit_nothing_offer_nothing(server: Callable[..., KneeApp]) -> None:
    app = server()
    async with app.run_test(size=(60, 20)) as pilot:
        await ask(pilot)
        await press(pilot, *"xyz", "enter")
        assert isinstance(app.screen, TimeZoneDialog)
        await press(pilot, "backspace", "backspace", "backspace", *"new")
        await until(pilot, lambda: "America/New York ·" in shown(app))
        await press(pilot, "down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert clock.named(saved(app).timezone)
        assert saved(app).timezone != clock.places("new", 1)[0]


async def test_the_settings_change_it_and_go_back_to_the_first_guess(make_app: Make) -> None:
    app = at_home(make_app(library=library()))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "comma")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen) and app.focused is not None)
        await press(pilot, "tab", *["down"] * 8)
        assert "(UTC)" in shown(app)
        await press(pilot, "enter")
        await asked(pilot)
        await press(pilot, *"kathm", "enter")
        await until(pilot, lambda: saved(app).timezone == "Asia/Kathmandu")
        await press(pilot, "delete")
        assert saved(app).timezone == ""
        await press(pilot, "down", "right")
        assert saved(app).week_start == "monday"


@every_size_and_small
def test_picture(
    server: Callable[..., KneeApp], snap_app: Any, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """You should see why it asks, the line with "kath" and the zone of Kathmandu with the time there."""
    monkeypatch.setattr(clock, "instant_now", lambda: NOW.replace(tzinfo=UTC))

    async def go(pilot: Pilot[Any]) -> None:
        await ask(pilot)
        await press(pilot, *"kath")
        await until(pilot, lambda: "Asia/Kathmandu" in shown(pilot.app))

    assert snap_app(server(), terminal_size=size, run_before=go)
