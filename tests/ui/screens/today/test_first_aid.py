"""First aid in one key, with the content itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.content.conditions import Answer
from kneetui.content.model import Library
from kneetui.diary.entries import AssessmentRecord, Entry
from kneetui.services.interview.interview import Interview
from kneetui.testing import NOW
from kneetui.triage.interview.draft import Draft
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.today.first_aid import FirstAidScreen
from kneetui.ui.screens.today.today import BELOW, TodayScreen
from kneetui.ui.widgets.lines.countdown import Countdown
from kneetui.ui.widgets.lines.prose import Prose
from kneetui.ui.widgets.lists.agenda_list import AgendaList
from kneetui.ui.widgets.lists.emergency_number import EmergencyNumber
from kneetui.ui.widgets.lists.knee_panel import KneePanel
from tests.ui.gym import Clock
from tests.ui.shots import every_size_and_small
from tests.ui.waiting import until

Make = Callable[..., KneeApp]
Snap = Callable[..., bool]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("kneetui.ui.widgets.lines.countdown.monotonic", clock)
    return clock


async def test_enter_on_an_emergency_asks_nothing(make_app: Make) -> None:
    record = AssessmentRecord("emergency")
    app = make_app(entries=[Entry(NOW, "right", kind="assessment", assessment=record)])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(
            pilot, lambda: "first-aid" in [item.action for item in app.screen.query_one(AgendaList).items]
        )
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FirstAidScreen))


async def test_before_it_is_saved_the_knee_points_at_it(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    facts: dict[str, Answer] = {"deformity": "out-now"}
    Interview(app.services, draft=Draft(tuple(facts), facts)).keep()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(app.screen.query_one(AgendaList).items))
        knee = app.screen.query_one(KneePanel)
        assert knee.empty[1] == BELOW


async def open_first_aid(pilot: Pilot[Any]) -> FirstAidScreen:
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, TodayScreen) and app.screen.focused is not None)
    await pilot.press("f")
    await until(pilot, lambda: isinstance(app.screen, FirstAidScreen))
    screen = app.screen
    assert isinstance(screen, FirstAidScreen)
    return screen


async def test_one_key_from_today_and_the_ice_has_a_clock(
    make_app: Make, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    rung: list[bool] = []
    monkeypatch.setattr(app, "ring", lambda: rung.append(True))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_first_aid(pilot)
        assert screen.query_one(EmergencyNumber).number == app.services.emergency_number()
        text = str(screen.query_one(Prose).content)
        for words in ("Ice for pain", "A bandage comforts", "When not to use a pain gel", "Alarm signs"):
            assert words in text
        line = screen.query_one(Countdown)
        assert line.text.startswith("10:00  Space starts the clock")
        await pilot.press("space")
        clock.at += 61
        line.tick()
        assert line.text == "8:59  Space stops it"
        await pilot.press("space")
        assert not line.running
        await pilot.press("space")
        clock.at += 601
        line.tick()
        assert line.text == "0:00  Time is over."
        await until(pilot, lambda: rung == [True])
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))


@every_size_and_small
def test_picture_of_first_aid(make_app: Make, snap_app: Snap, size: tuple[int, int]) -> None:
    """You should see the emergency number, ten minutes of ice, and what to do, the alarm signs first."""

    async def go(pilot: Pilot[Any]) -> None:
        await open_first_aid(pilot)

    assert snap_app(make_app(), terminal_size=size, run_before=go)
