"""The tests at home: the list, one test with its clock, and its numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.content.model import Library
from kneetui.services.training.home_tests import results
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.home_test_result import ResultDialog
from kneetui.ui.screens.routines.home_test import HomeTestScreen
from kneetui.ui.screens.routines.home_tests import HomeTestsScreen
from kneetui.ui.screens.routines.plan import PlanScreen
from kneetui.ui.widgets.forms.fields import FormField
from kneetui.ui.widgets.lines.countdown import Countdown
from kneetui.ui.widgets.lines.menu import Menu
from kneetui.ui.widgets.lines.text_lines import TextLines
from tests.ui.gym import Clock, assessed, gym_with_tests
from tests.ui.shots import every_size_and_small
from tests.ui.waiting import until

Make = Callable[..., KneeApp]
Snap = Callable[..., bool]


@pytest.fixture(scope="module")
def library() -> Library:
    return gym_with_tests()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("kneetui.ui.widgets.lines.countdown.monotonic", clock)
    return clock


async def open_tests(pilot: Pilot[Any]) -> HomeTestsScreen:
    app = pilot.app
    assert isinstance(app, KneeApp)
    app.action_go("routines")
    await until(pilot, lambda: app.current_mode == "routines" and app.screen.focused is not None)
    await pilot.press("t")
    await until(pilot, lambda: isinstance(app.screen, HomeTestsScreen) and app.screen.now is not None)
    screen = app.screen
    assert isinstance(screen, HomeTestsScreen)
    return screen


def details(screen: HomeTestsScreen) -> list[str]:
    return [choice.detail for choice in screen.query_one(Menu).choices]


async def test_a_test_is_timed_written_down_charted_and_taken_back(make_app: Make, clock: Clock) -> None:
    app = make_app(entries=[assessed("self-care")])
    async with app.run_test(size=(80, 24)) as pilot:
        listed = await open_tests(pilot)
        assert details(listed) == ["not done yet", "not done yet"]
        assert "Asked before: Kneecap routine" in listed.query_one("#detail", TextLines).text
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, HomeTestScreen))
        test = app.screen
        assert isinstance(test, HomeTestScreen)
        line = test.query_one("#clock", Countdown)
        assert line.text.startswith("0:30")
        await pilot.press("space")
        clock.at += 12
        line.tick()
        assert line.text.startswith("0:18")
        clock.at += 40
        line.tick()
        assert line.text == "0:00  Time is over: Enter writes it down."
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ResultDialog))
        await pilot.press("1", "2", "tab", "1", "tab", "9", "enter")
        pain = app.screen.query_one("#pain-right", FormField)
        await until(pilot, lambda: pain.has_focus)
        assert pain.error == "Type a number, 0 counts"
        await pilot.press("1", "1", "enter")
        await until(pilot, lambda: pain.error == "At most 10")
        await pilot.press("delete", "2", "enter")
        await until(pilot, lambda: app.screen is test)
        await until(pilot, lambda: "75 % of the other leg" in test.query_one("#results", TextLines).text)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is listed)
        assert details(listed)[0] == "today: left 12 times, right 9 times, 75 % of the other leg, pain 2"
        await pilot.press("z")
        await until(pilot, lambda: details(listed)[0] == "not done yet")
        assert results(app.services) == ()


async def test_a_plan_says_which_test_comes_first_and_a_closed_one_waits(make_app: Make) -> None:
    app = make_app(entries=[assessed("self-care", "BONE")])
    async with app.run_test(size=(80, 24)) as pilot:
        listed = await open_tests(pilot)
        assert details(listed) == ["not done yet", "waits for now · not done yet"]
        await pilot.press("down", "enter")
        await until(pilot, lambda: any("This test waits" in note.message for note in app._notifications))
        assert app.screen is listed
        await pilot.press("escape", "enter")
        await until(pilot, lambda: isinstance(app.screen, PlanScreen) and app.screen.today is not None)
        plan = app.screen
        first = "One-leg rise: at least 10 times on each leg, pain 2 or less."
        assert plan.query_one("#moves", TextLines).text.endswith(f"Before you begin, at home: {first}")
        await pilot.press("b")
        await until(pilot, lambda: any("First, at home" in note.message for note in app._notifications))
        assert app.screen is plan


@every_size_and_small
def test_picture_of_a_test(make_app: Make, snap_app: Snap, size: tuple[int, int]) -> None:
    """You should see One-leg rise: a figure, two steps, the clock at 0:30, two bars with 75 %, and how to read it."""

    async def go(pilot: Pilot[Any]) -> None:
        from kneetui.services.training.home_tests import Measured, write

        app = pilot.app
        assert isinstance(app, KneeApp)
        listed = await open_tests(pilot)
        write(app.services, listed.tests[0], [Measured("left", 12, 1), Measured("right", 9, 2)])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, HomeTestScreen))

    app = make_app(entries=[assessed("self-care")])
    assert snap_app(app, terminal_size=size, run_before=go)
