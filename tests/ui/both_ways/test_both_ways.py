"""Screens and numbered lines store the same: the first run, a morning, an entry, the settings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from textual.pilot import Pilot
from textual.widgets import Input

import kneetui.ui
from kneetui.cli import cli
from kneetui.cli.prompts.asking.aloud import SILENT
from kneetui.cli.prompts.diary_room import chart_sentences, period_sentences
from kneetui.cli.prompts.menu import FLOWS
from kneetui.cli.prompts.pack_room import ways
from kneetui.cli.prompts.preferences import ROWS
from kneetui.config.settings import Settings
from kneetui.content.loading.merge import load
from kneetui.content.model import Library
from kneetui.diary.entries import Entry
from kneetui.packs.installed.disabled import disabled
from kneetui.packs.installed.listing import Installed, installed
from kneetui.services.container import Services
from kneetui.services.diary import chart_words, entry_form
from kneetui.services.diary.browsing.browser import DiaryView
from kneetui.services.patterns import long_view
from kneetui.services.training.training import Training
from kneetui.status.trend.periods import KINDS
from kneetui.testing import NOW, SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
from kneetui.ui.screens.diary.entry import EntryScreen
from kneetui.ui.screens.packs.packs import PacksScreen
from kneetui.ui.screens.report.dialogs import SaveReportDialog
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
        assert not set(SILENT) & set(result.output), "a sign that no screen reader says"
        return stored(services)

    return play


@pytest.fixture(scope="module")
def whole() -> Library:
    return load([(folder, "") for folder in sorted(ROOT.glob("packs/*/src/*/content"))])


def number_of(flow: str) -> str:
    return str(list(FLOWS).index(flow) + 1)


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

    assert by_keys[0].knee == "right"
    assert by_lines(app, first, [], "1 3", "2", "3", "q") == by_keys


async def test_a_morning(make: Make, by_lines: Callable[..., Stored]) -> None:
    app = make(entries=YESTERDAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m")
        await at(pilot, PainDialog)
        await press(pilot, "3")
        await at(pilot, NumberedDialog)
        await press(pilot, "2")
        await until(pilot, lambda: "Was a painkiller taken?" in shown(app))
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
    names = [row["Sore knee"], "3", row["Colours"], "2", row["Signs"], "2", row["Bell"], "1"]
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
    monkeypatch.setattr("tests.ui.both_ways.test_both_ways.library", lambda: whole)
    place = str(list(FLOWS).index("changes") + 1)
    assert by_lines(app, SETTLED, [], place, "4", "1", place, "q") == by_keys


async def test_an_entry_is_changed(make: Make, by_lines: Callable[..., Stored]) -> None:
    app = make(entries=YESTERDAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "e")
        await at(pilot, EntryScreen)
        app.screen.query_one("#pain-after").focus()
        await press(pilot, "6", "enter")
        await until(pilot, lambda: not isinstance(app.screen, EntryScreen))
        by_keys = stored(app.services)

    assert by_keys[1][0].pain_after == 6
    place = list(entry_form.FIELDS).index("pain-after") + 1
    # the room, its last entries, the newest, change it, this field; Enter writes it down
    lines = [number_of("diary"), "1", "1", "1", f"{place}", "6", "", "q", "q"]
    assert by_lines(app, SETTLED, YESTERDAY, *lines) == by_keys


@pytest.mark.hunt
async def test_a_pack_is_switched_off(make_app: Make, whole: Library) -> None:
    app = make_app(library=whole)

    def listed() -> list[Installed]:
        plugins = app.services.plugins
        return installed(app.services.library, plugins.packs(), plugins.distributions())

    def place(name: str) -> int:
        return [pack.id for pack in listed()].index(name)

    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        await at(pilot, PacksScreen)
        await press(pilot, *["down"] * place("running"), "d")
        await until(pilot, lambda: disabled() == {"running"})

    def lines(way: str) -> frozenset[str]:
        # a pack that is off stands behind those in use, so its number is another one now
        number = list(ways(listed()[place("running")])).index(way) + 1
        typed = [number_of("packs"), f"{place('running') + 1}", f"{number}", "q", "q"]
        result = CliRunner().invoke(cli, ["--plain"], input="\n".join([*typed, ""]), obj=app.services)
        assert result.exit_code == 0, result.output
        return disabled()

    assert lines("enable") == frozenset()
    assert lines("disable") == {"running"}


async def test_a_report_is_written(make: Make, by_lines: Callable[..., Stored], tmp_path: Path) -> None:
    by_key, by_line = tmp_path / "keys.txt", tmp_path / "lines.txt"
    app = make(entries=YESTERDAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "R", "f")
        await at(pilot, SaveReportDialog)
        app.screen.query_one("#file").query_one(Input).value = f"{by_key}"
        await press(pilot, "enter")
        await until(pilot, by_key.exists)

    # for whom, both days, the parts, name, question, as text, into this file
    lines = ["", "", "", "", "", "", "2", f"{by_line}"]
    by_lines(app, SETTLED, YESTERDAY, number_of("report"), *lines, "q")
    assert by_line.read_text() == by_key.read_text()


def test_every_chart_and_map_has_its_sentences_in_lines(make: Make, by_lines: Callable[..., Stored]) -> None:
    """A new widget that draws has to be written down here, with where the lines say the same."""
    drawing = {
        file.stem
        for file in Path(kneetui.ui.__file__).parent.rglob("*.py")
        if re.search(r"import .*\b(plot|chart|MonthSheet|KneeMap|BARS|pieces)\b", file.read_text())
    }
    assert drawing == {
        "chart_panel",  # "The chart in sentences"
        "history",  # "A week, a month, a year", "Where it hurt"
        "month",  # the entries of its days, one by one
        "knee_map",  # the options of its question, by number
        "question_panel",  # the same
    }
    days = [Entry(NOW - timedelta(days=day), "right", pain_during=day % 5) for day in range(1, 30)]
    services = make(entries=days).services
    view = DiaryView(services)
    assert chart_sentences(services)[1] == chart_words.words(view.pictures())
    sentences = "\n".join(period_sentences(services))
    for kind in KINDS:
        period = long_view.period_of(services, kind, NOW.date())
        if period is not None:
            assert all(
                sentence in sentences
                for sentence in long_view.view(services, kind, period, "right").sentences
            )
