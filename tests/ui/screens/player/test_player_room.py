"""The player with every exercise that there is, in the smallest terminals."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from textual.widgets._toast import Toast

from kneetui.content.loading.merge import load
from kneetui.plugins.manager import find_plugins
from kneetui.routines.dose import WorkItem
from kneetui.routines.session.motion import rep_moves
from kneetui.routines.session.now import now
from kneetui.routines.session.player import Player
from kneetui.services.training.played.session_words import beside, word
from kneetui.services.training.training import Training
from kneetui.services.training.workout import Workout
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.player.player import PlayerScreen
from kneetui.ui.widgets.lines.lines import fold
from kneetui.ui.widgets.lines.text_lines import TextLines
from kneetui.ui.widgets.player.big_font import rows, width
from kneetui.ui.widgets.player.steps import Steps
from tests.examples import some
from tests.ui.waiting import until

LIBRARY = load(find_plugins().packs())


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("size", "seen"),
    [((40, 12), 0), ((60, 20), 2), ((80, 24), 2)],
    ids=["40x12", "60x20", "80x24"],
)
async def test_every_exercise_has_its_stop_rule_in_sight_and_all_steps_in_reach(
    make_app: Callable[..., KneeApp], size: tuple[int, int], seen: int
) -> None:
    app = make_app(library=LIBRARY)
    exercises = some(LIBRARY.exercises.values(), 4)
    items = [WorkItem(planned=one.id, exercise=one, dose=one.dose) for one in exercises]
    workout = Workout.begin("", "", items, LIBRARY.exercises, "left")
    workout.player.pause()
    workout.weights = {item.exercise.id: 82.5 for item in items if item.exercise.weight != "none"}
    async with app.run_test(size=size) as pilot:
        screen = PlayerScreen(Training(app.services), workout, lambda: 0.0)
        app.push_screen(screen)
        await until(pilot, lambda: app.screen is screen and screen.query_one("#stop").region)
        for index, item in enumerate(items):
            workout.player.go_to_item(index)
            screen._paint()
            await pilot.pause()
            exercise = item.exercise
            stop, how = screen.query_one("#stop", TextLines), screen.query_one("#how")
            assert stop.text == f"▲ {exercise.stop_rule}"
            assert stop.size.height == len(fold(stop.text, stop.size.width)), exercise.id
            assert screen.region.contains_region(stop.region), exercise.id
            steps = screen.query_one(Steps)
            assert steps.size.height == len(steps.draw(steps.size.width, 0)), exercise.id
            assert how.size.height >= seen, exercise.id
            assert how.max_scroll_y == max(0, steps.size.height - how.size.height), exercise.id
            for name in ("#name", "#set"):
                line = screen.query_one(name, TextLines)
                assert len(fold(line.text, line.size.width)) == line.size.height, exercise.id


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=str)
async def test_no_message_covers_the_stop_rule_or_the_keys(
    make_app: Callable[..., KneeApp], size: tuple[int, int]
) -> None:
    """Nor what comes next and the time that is left; over the steps there is room for it."""
    app = make_app(library=LIBRARY)
    longest = max(LIBRARY.exercises.values(), key=lambda exercise: len(exercise.stop_rule))
    items = [WorkItem(planned=longest.id, exercise=longest, dose=longest.dose)]
    workout = Workout.begin("", "", items, LIBRARY.exercises, "left")
    workout.player.pause()
    workout.weights = {longest.id: 82.5}
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = PlayerScreen(Training(app.services), workout, lambda: 0.0)
        app.push_screen(screen)
        await until(pilot, lambda: app.screen is screen and screen.query_one("#stop").region)
        await pilot.press("s")
        await until(pilot, lambda: screen.query(Toast) and screen.query_one(Toast).region)
        toast = screen.query_one(Toast).region
        assert screen.region.contains_region(toast)
        for name in ("#stop", "#foot", "#word", "#number"):
            assert not toast.overlaps(screen.query_one(name).region), name


def test_what_the_number_counts_has_room_beside_the_figure() -> None:
    """In a window of 60: 58 columns without the figure, which has 22 and a gap."""
    long = set()
    for one in LIBRARY.exercises.values():
        player = Player([WorkItem(planned=one.id, exercise=one, dose=one.dose)], LIBRARY.exercises)
        for _ in range(1000):
            moment = now(player)
            if moment is None or player.done:
                break
            text = re.sub(r"<[a-z.-]+>", "n", beside(moment, player))
            long |= {text} if len(text) > 58 - 23 else set()
            player.next()
        assert player.done
    assert long == set()


def test_every_word_has_room() -> None:
    """In block letters beside a figure of 22 columns and a gap, in a window of 60."""
    words = {"READY", "SWITCH", "REST", "PAUSED", "LEFT", "RIGHT"}
    for exercise in LIBRARY.exercises.values():
        moves = [*exercise.moves, *rep_moves(exercise, exercise.dose), *filter(None, [exercise.between])]
        words |= {word(move.cue) for move in moves}
    assert max(width(text, 1) for text in words) <= 31 <= 60 - 2 - 22 - 1
    assert all("".join(rows(char, 1)).strip() for text in words for char in text.replace(" ", ""))
