"""Screens and numbered lines store the same: the first run, a morning, an entry, the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from textual.pilot import Pilot

from kneetui.cli import cli
from kneetui.cli.prompts.menu import FLOWS
from kneetui.cli.prompts.preferences import ROWS
from kneetui.config.settings import Settings
from kneetui.content.loading.merge import load
from kneetui.content.model import Library
from kneetui.diary.entries import Entry
from kneetui.services.container import Services
from kneetui.services.diary import entry_form
from kneetui.services.training.training import Training
from kneetui.testing import NOW, SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.choose import NumberedDialog
from kneetui.ui.screens.diary.entry import EntryScreen
from kneetui.ui.screens.routines.plan import PlanScreen
from kneetui.ui.screens.settings.settings import SettingsScreen
from kneetui.ui.screens.today.check_in import WeekDialog
from kneetui.ui.screens.today.morning_pain import PainDialog
from kneetui.ui.screens.today.today import TodayScreen
from kneetui.ui.screens.today.welcome import WelcomeScreen
from kneetui.ui.widgets.lists.agenda_list import AgendaList
from tests.shipped import ROOT
from tests.ui.home import at_home, library
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]
Stored = tuple[Settings, list[Entry]]

YESTERDAY = [Entry(NOW - timedelta(days=1), "right", pain_during=4)]


@pytest.fixture
def make(make_app: Make) -> Make:
    return lambda **given: at_home(make_app(library=library(), **given))


def stored(services: Services) -> Stored:
    entries = [replace(entry, id=0) for entry in services.diary.entries()]
    return services.settings, entries


@pytest.fixture
def by_lines(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Stored]:
    """What is stored after these lines, in a home of its own."""

    def play(app: KneeApp, settings: Settings, entries: list[Entry], *lines: str) -> Stored:
        monkeypatch.setenv("KNEETUI_HOME", f"{tmp_path}/other")
        services = type(app.services)(app.services.now)
        services.settings = settings
        services.use_library(library())
        services.plugins = app.services.plugins
        for entry in entries:
            services.diary.add(entry)
        result = CliRunner().invoke(cli, ["--plain"], input="\n".join([*lines, ""]), obj=services)
        assert result.exit_code == 0, result.output
        return stored(services)

    return play


@pytest.fixture(scope="module")
def whole() -> Library:
    return load([(folder, "") for folder in sorted(ROOT.glob("packs/*/src/*/content"))])


async def at(pilot: Pilot[Any], kind: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))


async def test_the_first_run(make: Make, by_lines: Callable[..., Stored]) -> None:
    first = Settings(region="DE", bell=False)
    app = make(settings=first)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, WelcomeScreen)
        await press(pilot, "space", "down", "down", "space", "tab", "down", "space", "escape")
        await at(pilot, TodayScreen)
        by_keys = stored(app.services)

    assert by_keys[0].knee == "left"
    assert by_lines(app, first, [], "1 3", "2", "2", "q") == by_keys


async def test_a_morning(make: Make, by_lines: Callable[..., Stored]) -> None:
    app = make(entries=YESTERDAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m")
        await at(pilot, PainDialog)
        await press(pilot, "3")
        await at(pilot, NumberedDialog)
        await press(pilot, "2")
        await until(pilot, lambda: "Did you take a painkiller?" in shown(app))
        await press(pilot, "2")
        await at(pilot, TodayScreen)
        by_keys = stored(app.services)

    assert by_keys[1][0].medication == "painkiller"
    assert by_lines(app, SETTLED, YESTERDAY, "2", "3", "2", "2", "q") == by_keys


async def test_an_entry(make: Make, by_lines: Callable[..., Stored]) -> None:
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a")
        await at(pilot, EntryScreen)
        app.screen.query_one(f"#{entry_form.pain_of(NOW)}").focus()
        await press(pilot, "4")
        app.screen.query_one("#minutes").focus()
        await press(pilot, "3", "0")
        app.screen.query_one("#note").query_one("Input").focus()
        await press(pilot, *"stairs", "enter")
        await at(pilot, TodayScreen)
        by_keys = stored(app.services)

    place = {key: str(number) for number, key in enumerate(entry_form.FIELDS, 1)}
    lines = ["3", "4", place["sport"], "", place["minutes"], "30", place["note"], "stairs", "", "q"]
    assert by_keys[1][0].note == "stairs"
    assert by_lines(app, SETTLED, [], *lines) == by_keys


async def test_the_week(make: Make, by_lines: Callable[..., Stored]) -> None:
    asked = replace(SETTLED, check_ins=True)
    before = [Entry(NOW - timedelta(days=9), "right", pain_during=4)]
    app = make(entries=before, settings=asked)
    async with app.run_test(size=(60, 20)) as pilot:
        agenda = app.screen.query_one(AgendaList)
        await until(pilot, lambda: any(item.action == "week" for item in agenda.items))
        place = next(n for n, item in enumerate(agenda.items) if item.action == "week")
        await press(pilot, *["down"] * place, "enter")
        await at(pilot, WeekDialog)
        assert "1 yes, mostly · 2 seldom" in shown(app)
        await press(pilot, "9", "2")
        assert "seldom" in shown(app)
        await press(pilot, "7")
        await at(pilot, TodayScreen)
        assert all(item.action != "week" for item in agenda.items)
        by_keys = stored(app.services)

    assert dict(by_keys[1][0].own) == {"water": "seldom", "sleep": 7}
    week = str(list(FLOWS).index("week") + 1)
    assert by_lines(app, asked, before, week, "9", "2", "7", "q") == by_keys


async def test_the_settings(make: Make, by_lines: Callable[..., Stored]) -> None:
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "comma")
        await at(pilot, SettingsScreen)
        await press(pilot, "tab", "right", "down", "right", "down", "right", "down", "left", "left")
        by_keys = stored(app.services)

    row = {name: str(number) for number, name in enumerate(ROWS, 1)}
    names = [row["Sore knee"], "2", row["Colours"], "2", row["Signs"], "2", row["Bell"], "1"]
    assert by_keys[0] != SETTLED
    place = list(FLOWS).index("settings") + 1
    assert by_lines(app, SETTLED, [], f"{place}", *names, "q", "q") == by_keys


async def test_a_change_of_the_bike(
    make_app: Make, by_lines: Callable[..., Stored], whole: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the place to the change; the second one waits until the first has its answer."""
    app = make_app(library=whole)
    async with app.run_test(size=(60, 20)) as pilot:
        training = Training(app.services)
        app.push_screen(PlanScreen(training, "back-to-the-bike"))
        await at(pilot, PlanScreen)
        await press(pilot, "c", "4")
        await at(pilot, NumberedDialog)
        await press(pilot, "1")
        await until(pilot, lambda: bool(app.services.diary.entries()))
        await at(pilot, PlanScreen)
        await press(pilot, "c")
        await until(pilot, lambda: any("One change at a time" in note.message for note in app._notifications))
        by_keys = stored(app.services)

    assert dict(by_keys[1][0].own) == {"bike-fit": "toes-out"}
    monkeypatch.setattr("tests.ui.test_both_ways.library", lambda: whole)
    place = str(list(FLOWS).index("changes") + 1)
    assert by_lines(app, SETTLED, [], place, "4", "1", place, "q") == by_keys
