"""Places of the app, for pictures and texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from _pytest.outcomes import Failed

from kneetui.content.model import Library
from kneetui.testing import screens
from kneetui.testing.screens import Place
from kneetui.ui.app import ROOMS, KneeApp
from kneetui.ui.screens.routines.exercise import ExerciseScreen

Make = Callable[..., KneeApp]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (screens.question("running.surface", {"activity": "running"}), "What do you mostly run on?"),
        (screens.assessment({"location": ["kneecap"]}), "Self-care"),
        (screens.exercise("walk-run"), "Walk and run"),
        (screens.routine("return-to-running"), "Return to running"),
        (screens.room("packs"), "Running"),
        (screens.room("routines"), "Routines"),
    ],
)
def test_a_place_says_what_it_is(
    screen_text: Callable[..., str], library: Library, place: Place, words: str
) -> None:
    assert words.casefold() in screen_text(place, library=library).casefold()


@pytest.mark.parametrize("name", ROOMS)
async def test_every_room_can_be_entered_in_a_test_of_ones_own(make_app: Make, name: str) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await screens.room(name)(pilot)
        assert app.current_mode == name


async def test_the_figure_of_an_exercise_stands_still(make_app: Make) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await screens.exercise("walk-run")(pilot)
        assert isinstance(app.screen, ExerciseScreen)
        assert not app.screen.moving


def test_answers_before_a_question_stand_beside_it(screen_text: Callable[..., str], library: Library) -> None:
    place = screens.question("age", {"activity": "cycling"})
    text = screen_text(place, size=(120, 40), library=library)
    assert "Your answers" in text
    assert "Cycling" in text


@pytest.mark.parametrize("make", [screens.question, screens.exercise, screens.routine])
def test_what_is_not_there_fails(
    screen_text: Callable[..., str], library: Library, make: Callable[[str], Place]
) -> None:
    with pytest.raises(Failed, match="“juggling” in this library"):
        screen_text(make("juggling"), library=library)
