from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.config.settings import SettingError
from kneetui.content.model import Problem
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.packs.details import PackDetails, PluginDetails, ProblemDetails
from kneetui.ui.screens.packs.packs import PacksScreen
from kneetui.ui.screens.today.today import TodayScreen
from kneetui.ui.widgets.lists.pack_list import PackList
from tests.ui.home import at_home, broken, library
from tests.ui.shots import every_size, every_size_and_small
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]
PLUGIN = Problem(
    message="the plugin watch (kneetui-watch 1.0) could not be imported", remedy="Update it.", pack="watch"
)


@pytest.fixture
def app(make_app: Make) -> KneeApp:
    return at_home(make_app(library=library()))


async def to_packs(pilot: Pilot[Any], *keys: str) -> None:
    await press(pilot, "5")
    await until(pilot, lambda: isinstance(pilot.app.screen, PacksScreen) and pilot.app.focused is not None)
    await press(pilot, *keys)


async def test_packs_and_plugins_with_version_and_origin(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot)
        lines = [line.split() for line in shown(app).splitlines()]
        assert ["Packs", "2", "packs"] in lines
        assert ["▸", "Everyday", "knee", "0.1.0", "built", "in"] in lines
        assert [
            "45",
            "causes",
            "·",
            "1",
            "exercise",
            "·",
            "70",
            "tips",
            "·",
            "CC-BY-4.0",
            "·",
            "walking",
            "or",
            "hiking,",
            "jumping",
        ] in lines
        assert ["Running", "0.2.0", "running", "(kneetui-running", "0.2.0)"] in lines
        assert ["watch", "1.0", "kneetui-watch"] in lines
        assert "Problems" not in shown(app)


async def test_problems_come_first(make_app: Make) -> None:
    app = at_home(make_app(library=broken()), PLUGIN)
    app.services.setting_problems.append(
        SettingError("thme = 'dark' is not a setting that kneetui knows", place="config.toml")
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot)
        text = shown(app)
        assert "2 packs, 3 problems" in text
        assert "▸ ! “tecnique” is not allowed here" in text
        assert "swimming tips.toml:3" in text
        assert "Did you mean “technique”?" in text
        assert "! the plugin watch" in text
        assert "! config.toml: thme = 'dark' is not a setting that kneetui knows" in text


async def test_a_problem_says_where_and_what_to_do(make_app: Make) -> None:
    app = at_home(make_app(library=broken()))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ProblemDetails))
        text = shown(app)
        for words in ("“tecnique” is not allowed here.", "Did you mean “technique”?", "swimming"):
            assert words in text
        for words in ("/packs/swimming/tips.toml", "3, column 1", "tip[1].kind"):
            assert words in text
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, PacksScreen))


async def test_a_pack_says_what_it_holds_and_where_it_is_from(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, PackDetails))
        text = shown(app)
        for words in ("What holds for every knee.", "/app/content/core", "CC-BY-4.0", "built in"):
            assert words in text
        assert "45 causes, 44 questions, 1 exercise, 2 pain" in text
        assert "normal" not in text
        source = next(candidate for candidate in library().sources.values() if candidate.pack == "core")
        assert source.title in text


async def test_a_plugin_says_what_went_wrong(make_app: Make) -> None:
    app = at_home(make_app(library=library()), PLUGIN)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "end", "enter")
        await until(pilot, lambda: isinstance(app.screen, PluginDetails))
        assert "no module named fit" in " ".join(shown(app).split())


async def test_what_packs_say_is_never_markup(make_app: Make) -> None:
    evil = replace(broken().problems[0], message="[b]no[/b] \\[link=x]", remedy="[red]do[/]")
    app = at_home(make_app(library=replace(library(), problems=(evil,))))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot)
        assert "[b]no[/b]" in shown(app)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ProblemDetails))
        assert "[red]do[/]" in shown(app)


async def test_many_problems_scroll_in_the_list(make_app: Make) -> None:
    problems = tuple(replace(broken().problems[0], line=n) for n in range(1, 31))
    app = at_home(make_app(library=replace(library(), problems=problems)))
    async with app.run_test(size=(60, 20)) as pilot:
        await to_packs(pilot, "end")
        assert "▸ ! watch" not in shown(app)
        assert "▸ watch 1.0" in shown(app)
        assert app.screen.query_one(PackList).count() == 34
        await press(pilot, "home")
        assert "tips.toml:1" in shown(app)


async def test_escape_goes_to_today(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))


def walk(*keys: str) -> Callable[[Pilot[Any]], Any]:
    async def go(pilot: Pilot[Any]) -> None:
        await to_packs(pilot, *keys)

    return go


@every_size_and_small
def test_picture(make_app: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see two packs with what they hold, and two plugins."""
    app = at_home(make_app(library=library()))
    assert snap_app(app, terminal_size=size, run_before=walk("down"))


@every_size_and_small
def test_picture_problems(make_app: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see problems first, each with its remedy, and a plugin marked with an exclamation mark."""
    app = at_home(make_app(library=broken()), PLUGIN)
    assert snap_app(app, terminal_size=size, run_before=walk())


@every_size
@pytest.mark.parametrize("what", ["problem", "pack", "plugin"])
def test_picture_details(make_app: Make, snap_app: Any, size: tuple[int, int], what: str) -> None:
    """You should see everything about one problem, pack or plugin as a table of labels and values."""
    app = at_home(make_app(library=broken()), PLUGIN)
    keys = {"problem": [], "pack": ["down", "down"], "plugin": ["end"]}[what]
    assert snap_app(app, terminal_size=size, run_before=walk(*keys, "enter"))
