"""What comes before exercises, with the content itself."""

from __future__ import annotations

from collections.abc import Callable

from kneetui.diary.entries import SWELLINGS, Entry
from kneetui.routines.progress import Progress
from kneetui.services.training.training import Training
from kneetui.testing import NOW
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.tips import TipsScreen
from kneetui.ui.screens.player.player import PlayerScreen
from kneetui.ui.screens.routines.plan import PlanScreen
from kneetui.ui.screens.routines.routines import RoutinesScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.widgets.lines.prose import Prose
from kneetui.ui.widgets.lines.text_lines import TextLines
from tests.ui.gym import assessed
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
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_go("routines")
        await until(pilot, lambda: room_of(app))
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        asking = app.screen
        assert isinstance(asking, QuestionScreen)
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
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_go("routines")
        await until(pilot, lambda: room_of(app))
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is room_of(app))
        assert Training(app.services).unfinished() is None


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
