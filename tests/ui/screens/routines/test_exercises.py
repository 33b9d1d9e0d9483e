"""All exercises, searched and opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.content.model import Library
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.pick import PickDialog
from kneetui.ui.screens.routines.exercise import ExerciseScreen
from kneetui.ui.screens.routines.exercises import HELD, NOTHING_FITS, ExercisesScreen
from kneetui.ui.screens.routines.routines import RoutinesScreen
from kneetui.ui.widgets.forms.text_field import TextField
from kneetui.ui.widgets.lines.text_lines import TextLines
from kneetui.ui.widgets.lists.exercise_list import ExerciseList
from tests.ui.gym import assessed, gym
from tests.ui.shots import every_size_and_small
from tests.ui.waiting import until

Make = Callable[..., KneeApp]
Snap = Callable[..., bool]


@pytest.fixture(scope="module")
def library() -> Library:
    made = gym()
    areas = {"wall-sit": ("front-thigh",), "clam": ("hip",), "box-squat": ("front-thigh", "hip")}
    exercises = {
        id: replace(exercise, areas=areas.get(id, ()), position="standing" if id == "box-squat" else "")
        for id, exercise in made.exercises.items()
    }
    return replace(made, exercises=exercises)


async def open_list(pilot: Pilot[Any]) -> ExercisesScreen:
    app = pilot.app
    assert isinstance(app, KneeApp)
    app.action_go("routines")
    await until(pilot, lambda: isinstance(app.screen, RoutinesScreen) and app.screen.now is not None)
    await pilot.press("slash")
    await until(pilot, lambda: isinstance(app.screen, ExercisesScreen) and bool(app.screen.query(TextField)))
    screen = app.screen
    assert isinstance(screen, ExercisesScreen)
    return screen


def names(screen: ExercisesScreen) -> list[str]:
    return [line.id for line in screen.query_one(ExerciseList).lines]


async def test_search_filter_and_open(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_list(pilot)
        assert names(screen) == list(library.exercises)

        await pilot.press("slash", *"squat")
        await until(pilot, lambda: names(screen) == ["box-squat"])
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)

        await pilot.press("slash", *"zzz")
        await until(pilot, lambda: names(screen) == [])
        assert screen.app.with_keys(NOTHING_FITS) in str(screen.query_one("#detail", TextLines).paragraphs)
        await pilot.press("escape", "x")
        await until(pilot, lambda: names(screen) == list(library.exercises))

        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await pilot.press("j", "j", "enter")
        await until(pilot, lambda: app.screen is screen and screen.wanted.area == "hip")
        assert names(screen) == ["clam", "box-squat"]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, RoutinesScreen))


async def test_keys_of_one_burst_land_where_they_were_meant(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_list(pilot)
        for key in ("slash", *"squat", "enter", "j", "k"):
            app.simulate_key(key)
        await until(pilot, lambda: screen.focused is screen.query_one(ExerciseList))
        assert screen.query_one(TextField).value == "squat"
        assert names(screen) == ["box-squat"]


async def test_what_is_held_back_is_listed_as_such(make_app: Make, library: Library) -> None:
    app = make_app(library=library, entries=[assessed("soon")])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_list(pilot)
        held = {line.id for line in screen.query_one(ExerciseList).lines if line.remark == HELD}
        assert held == {id for id, exercise in library.exercises.items() if not exercise.gentle}


@every_size_and_small
def test_picture(snap_app: Snap, make_app: Make, library: Library, size: tuple[int, int]) -> None:
    """You should see a line to find words, the list of exercises with what they work on and need, and below it what
    the one under the cursor is for and which routines use it."""

    async def before(pilot: Pilot[Any]) -> None:
        await open_list(pilot)

    assert snap_app(make_app(library=library), terminal_size=size, run_before=before)
