from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.config.settings import KEY_SETS, read_settings
from kneetui.testing import SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.help import SCREEN, HelpScreen, key_groups
from kneetui.ui.screens.common.undo import undo_words
from kneetui.ui.screens.diary.diary import DiaryScreen
from kneetui.ui.screens.diary.entry import EntryScreen
from kneetui.ui.screens.settings.keys import KeyList, KeysScreen, PressDialog, all_bound, shown_keys
from kneetui.ui.screens.settings.settings import SettingsScreen
from kneetui.ui.screens.today.today import TodayScreen
from kneetui.ui.widgets.forms.fields import ChoiceField
from kneetui.ui.widgets.lines.bars import KeyBar
from tests.ui.home import at_home, healthy, library
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]


@pytest.fixture
def app(make_app: Make) -> KneeApp:
    return at_home(make_app(library=library()))


async def to_keys(pilot: Pilot[Any]) -> KeyList:
    await pilot.app.push_screen(KeysScreen())
    await until(pilot, lambda: isinstance(pilot.app.screen, KeysScreen) and pilot.app.focused is not None)
    return pilot.app.screen.query_one(KeyList)


async def rebind(pilot: Pilot[Any], lines: KeyList, bound: str, *keys: str) -> None:
    lines.move_to([line.id for line in lines.lines].index(bound))
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, PressDialog))
    await press(pilot, *keys)


def own(app: KneeApp) -> dict[str, str]:
    return dict(read_settings(app.services.settings_file)[0].own_keys)


async def test_a_changed_key_is_saved_works_and_is_shown(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        lines = await to_keys(pilot)
        await rebind(pilot, lines, "diary.add", "v")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        assert own(app) == {"diary.add": "v"}
        await until(pilot, lambda: "yours" in shown(app))
        await press(pilot, "escape", "3")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen) and app.focused is not None)
        await until(pilot, lambda: "v Add" in str(app.screen.query_one(KeyBar).content))
        assert key_groups(app.screen)["On this screen"]["Add"] == ["v"]
        await press(pilot, "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen) and "Add" in shown(app))
        await press(pilot, "escape", "a")
        assert isinstance(app.screen, DiaryScreen), "the usual key is free"
        await press(pilot, "v")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))


async def test_a_conflict_is_told_before_the_key_is_taken(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        lines = await to_keys(pilot)
        await rebind(pilot, lines, "diary.add", "e")
        await until(pilot, lambda: "already “Edit” (The diary)" in shown(app))
        assert own(app) == {}
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        assert own(app) == {"diary.add": "e"}
        await until(pilot, lambda: "! e is also" in shown(app))
        await press(pilot, "delete")
        assert own(app) == {}
        await until(pilot, lambda: "! e is also" not in shown(app))


async def test_another_key_can_be_pressed_after_the_warning(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        lines = await to_keys(pilot)
        await rebind(pilot, lines, "diary.add", "e", "v")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        assert own(app) == {"diary.add": "v"}


async def test_escape_leaves_it(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        lines = await to_keys(pilot)
        await rebind(pilot, lines, "diary.add", "escape")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        assert own(app) == {}


async def test_a_field_of_a_form_follows_changed_keys(make_app: Make) -> None:
    app = at_home(make_app(library=library(), settings=replace(SETTLED, key_set="vi")))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen) and app.focused is not None)
        await press(pilot, "comma")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen) and app.focused is not None)
        await press(pilot, "tab", "l")
        await until(pilot, lambda: app.screen.query_one("#knee", ChoiceField).value == "both")
        await until(
            pilot, lambda: str(app.screen.query_one(KeyBar).content).startswith("←→ Change  Tab Next")
        )
        app.set_keymap({"field.left": "q", "field.right": "f6"})
        await until(pilot, lambda: str(app.screen.query_one(KeyBar).content).startswith("q F6 Change"))


@pytest.mark.parametrize("key_set", KEY_SETS)
async def test_a_sentence_names_the_key_that_is_in_force(make_app: Make, key_set: str) -> None:
    settings = replace(SETTLED, key_set=key_set)
    app = at_home(make_app(library=library(), entries=healthy(), settings=settings))
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_go("diary")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen) and app.focused is not None)
        keys = key_groups(app.screen)[SCREEN]
        assert undo_words(app, "diary") == f"{next(iter(keys['Undo']))} takes it back."
        assert app.key_of("diary.backups") == next(iter(keys["Backups"]))


async def test_typing_in_a_line_of_text_is_no_command(make_app: Make) -> None:
    settings = replace(SETTLED, own_keys={"entry.clear": "x", "screen.back": "q"})
    app = at_home(make_app(library=library(), settings=settings))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "a")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen) and app.focused is not None)
        app.screen.query_one("#note Input").focus()
        await press(pilot, "q", "x", "z")
        assert isinstance(app.screen, EntryScreen)
        await until(pilot, lambda: "qxz" in shown(app))


def test_each_key_is_listed_once() -> None:
    ids = [bound.id for bound in all_bound()]
    assert len(ids) == len(set(ids)) > 100
    assert "go.today" in ids
    assert "answer.3" not in ids


def test_keys_are_written_as_in_the_key_bar() -> None:
    assert shown_keys("?,ctrl+n") == "? ^n"


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_picture(make_app: Make, snap_compare: Any, theme: str) -> None:
    """You should see all keys with headings, and one that is yours."""
    settings = replace(SETTLED, theme=theme, own_keys={"go.today": "f6", "list.up": "m"})
    app = at_home(make_app(library=library(), settings=settings))

    async def go(pilot: Pilot[Any]) -> None:
        await to_keys(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=go)
