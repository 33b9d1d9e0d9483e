from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key

from kneetui.config.about import PURPOSE, SPORTS
from kneetui.config.settings import Settings, read_settings
from kneetui.diary.entries import Entry
from kneetui.services.interview.names import DRAFT, UNSAVED
from kneetui.services.interview.start import new, suggestions
from kneetui.ui.app import KneeApp
from kneetui.ui.key_guard import KeyGuard
from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
from kneetui.ui.screens.today.today import TodayScreen
from kneetui.ui.screens.today.welcome import WelcomeScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.widgets.lines.menu import Menu
from tests.ui.home import at_home, library
from tests.ui.shots import every_size_and_small
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]
FIRST = Settings(region="DE", bell=False)


@pytest.fixture
def app(make_app: Make) -> KneeApp:
    return at_home(make_app(library=library(), settings=FIRST))


def saved(app: KneeApp) -> Settings:
    settings, problems = read_settings(app.services.settings_file)
    assert not problems
    return settings


async def test_the_first_run_says_what_this_is(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)):
        assert isinstance(app.screen, WelcomeScreen)
        words = " ".join(shown(app).replace("│", " ").split())
        assert PURPOSE in words


async def test_what_is_marked_is_saved_at_once(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "space", "down", "j", "enter", "k", "space", "space")
        assert saved(app).sports == ("running", "weightlifting")
        await press(pilot, "tab", "space")
        assert saved(app).knee == "left"
        await press(pilot, "down", "enter")
        assert saved(app) == replace(FIRST, sports=("running", "weightlifting"), knee="right")


async def test_the_arrows_alone_lead_through_and_straight_to_the_questions(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *["down"] * len(SPORTS), *["down"] * 3)
        assert isinstance(app.focused, Menu)
        await press(pilot, "up", "up", "down", "down")
        assert isinstance(app.focused, Menu)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        assert app.current_mode == "triage"
        assert saved(app).welcomed


async def test_g_goes_on(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "space", "g")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        assert saved(app).sports == ("running",)
        await press(pilot, "escape", "1")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert "nothing written down yet" in shown(app)


async def test_a_child_has_a_way_of_its_own(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "space", "tab", "tab", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, NumberedDialog))
        await press(pilot, "1")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        assert "for your child" in shown(app)
        screen = app.screen
        assert isinstance(screen, QuestionScreen)
        assert screen.interview.suggested == suggestions(app.services)
        assert "running" in screen.interview.suggested.values()
        assert saved(app).welcomed


@pytest.mark.parametrize("keys", [("escape",), ("tab", "tab", "down", "down", "enter")])
async def test_looking_around_first_ends_on_today_and_does_not_come_back(
    app: KneeApp, make_app: Make, keys: tuple[str, ...]
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *keys)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await until(pilot, lambda: "Ask about my knee" in shown(app))
        assert saved(app).welcomed


async def test_enter_typed_before_the_first_question_stands_denies_nothing(app: KneeApp) -> None:
    app.key_guard = KeyGuard()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: not app.keys_ahead.waiting)
        app.post_message(Key("g", "g"))
        async with asyncio.timeout(60):
            while not isinstance(app.screen, QuestionScreen):
                await asyncio.sleep(0)
        assert not app.screen.is_mounted
        app.post_message(Key("enter", "\r"))
        await until(pilot, lambda: app.screen.is_mounted)
        await press(pilot, "down")  # comes after the Enter, whatever that did
        assert isinstance(app.screen, QuestionScreen)
        assert not app.screen.interview.asked


async def test_another_room_does_not_end_the_welcome(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5", "1")
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))


async def test_what_is_written_in_another_room_ends_the_welcome(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3")
        await until(pilot, lambda: not isinstance(app.screen, WelcomeScreen))
        app.services.diary.add(Entry(app.services.now(), "right", pain_morning=2))
        await press(pilot, "1")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert saved(app).welcomed


async def test_answers_to_the_questions_end_the_welcome(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3")
        await until(pilot, lambda: not isinstance(app.screen, WelcomeScreen))
        interview = new(app.services)
        interview.answer("swelling", "marked")
        interview.keep()
        await press(pilot, "1")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))


async def test_no_welcome_stands_before_a_result_that_needs_somebody(app: KneeApp) -> None:
    app.services.keep_draft(UNSAVED, new(app.services).plain(), DRAFT)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))


async def test_a_disk_that_refuses_is_said_and_the_choice_still_counts(
    app: KneeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr("kneetui.services.container.write_settings", refuse)
        await press(pilot, "space")
        messages = [notice.message for notice in app._notifications]
        assert messages == ["The settings could not be saved (No space left on device)."]
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert app.services.settings.sports == ("running",)


async def test_nothing_of_the_library_is_needed(app: KneeApp, home: Path) -> None:
    app.services.reload()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "space")
        assert saved(app).sports == ("running",)


@every_size_and_small
def test_picture(make_app: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see one sentence on what this is, sports and knees to mark, and the way on."""
    app = at_home(make_app(library=library(), settings=FIRST))
    assert snap_app(app, terminal_size=size, press=["space", "down"])
