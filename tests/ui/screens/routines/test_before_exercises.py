"""What comes before exercises, with the content itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from textual.pilot import Pilot

from kneetui.diary.entries import SWELLINGS, Entry
from kneetui.routines.progress import Progress
from kneetui.services.training.played.session_choices import at_hand_choices
from kneetui.services.training.training import Training
from kneetui.testing import NOW
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.common.tips import TipsScreen
from kneetui.ui.screens.player.player import PlayerScreen
from kneetui.ui.screens.routines.plan import PlanScreen
from kneetui.ui.screens.routines.routines import RoutinesScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.widgets.lines.prose import Prose
from kneetui.ui.widgets.lines.text_lines import TextLines
from tests.ui.gym import assessed, gym
from tests.ui.waiting import until

Make = Callable[..., KneeApp]


def room_of(app: KneeApp) -> RoutinesScreen | None:
    room = app.screen_stack[0]
    return room if isinstance(room, RoutinesScreen) and room.now is not None else None


async def test_what_the_diary_closes_is_not_called_an_assessment(make_app: Make) -> None:
    swollen = Entry(NOW, "right", pain_during=1, swelling=SWELLINGS[-1])
    app = make_app(entries=[assessed("self-care"), swollen])
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_go("routines")
        await until(pilot, lambda: room_of(app))
        closed = " ".join(app.screen.query_one("#closed", TextLines).text.split())
        assert "That is what is written in the diary, so there is no routine now." in closed
        assert "assessment" not in closed
        assert "badly swollen" in closed


async def test_the_warning_signs_are_asked_once_before_the_first_session(make_app: Make) -> None:
    app = make_app()
    Training(app.services).keep(Progress(next(iter(app.services.library.routines))), own=True)
    Training(app.services).equipment.own(app.services.library.equipment)
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_go("routines")
        await until(pilot, lambda: room_of(app))
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        asking = app.screen
        assert isinstance(asking, QuestionScreen)
        assert asking.heading == "Warning signs before exercises, 1 of 2"
        for _ in range(20):
            if not asking.is_current:
                break
            kind = asking.current.question.kind if asking.current else ""
            await pilot.press(*(("enter",) if kind == "choices" else ("1", "enter")))
        await until(pilot, lambda: isinstance(app.screen, PlayerScreen))
        assert Training(app.services).status().screened


async def test_esc_on_the_warning_signs_begins_nothing(make_app: Make) -> None:
    app = make_app()
    Training(app.services).keep(Progress(next(iter(app.services.library.routines))), own=True)
    Training(app.services).equipment.own(app.services.library.equipment)
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_go("routines")
        await until(pilot, lambda: room_of(app))
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is room_of(app))
        assert Training(app.services).unfinished() is None


async def begun_with(pilot: Pilot[Any], *keys: str) -> PlayerScreen:
    """A session of the kneecap routine, whose things are asked for first."""
    app = pilot.app
    assert isinstance(app, KneeApp)
    Training(app.services).keep(Progress("kneecap"), own=True)
    app.action_go("routines")
    await until(pilot, lambda: room_of(app))
    await pilot.press("b")
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
    assert isinstance(app.screen, ChooseDialog)
    assert app.screen.text == "It needs: band and mat."
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(app.screen, PlayerScreen))
    assert isinstance(app.screen, PlayerScreen)
    return app.screen


async def test_what_a_session_needs_is_asked_once(make_app: Make) -> None:
    app = make_app(library=gym())
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begun_with(pilot, "enter")
        assert [item.planned for item in player.player.items] == ["quad-set", "wall-sit", "clam"]
        training = Training(app.services)
        today = training.today("kneecap", training.status())
        assert today is not None
        assert training.equipment.unsure_of_session(today.items) == ()


async def test_without_it_the_rest_is_done(make_app: Make) -> None:
    app = make_app(library=gym())
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begun_with(pilot, "down", "enter")
        assert [item.planned for item in player.player.items] == ["quad-set", "wall-sit"]


async def test_a_session_that_is_nothing_without_it_can_only_wait(make_app: Make) -> None:
    app = make_app(library=gym())
    training = Training(app.services)
    walk = app.services.library.exercises["easy-walk"]
    exercises = {**app.services.library.exercises, "easy-walk": replace(walk, equipment=("box",))}
    app.services.use_library(replace(app.services.library, exercises=exercises))
    today = training.today("walk", training.status())
    assert today is not None
    assert [one.key for one in at_hand_choices(training, today, ("box",))] == ["yes", "no"]


async def test_a_phase_says_what_to_read_and_opens_it(make_app: Make) -> None:
    app = make_app()
    library = app.services.library
    routine = next(routine for routine in library.routines.values() if routine.phases[0].learn)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(PlanScreen(Training(app.services), routine.id))
        await until(pilot, lambda: isinstance(app.screen, PlanScreen) and app.screen.today is not None)
        first = library.tips[routine.phases[0].learn[0]]
        assert first.title in app.screen.query_one("#moves", TextLines).text
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, TipsScreen))
        assert first.text in " ".join(str(app.screen.query_one(Prose).content).split())
