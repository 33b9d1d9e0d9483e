"""A session in sentences: they say what the screen's word, side and digits say, in every exercise of every phase."""

from __future__ import annotations

import pytest

from kneetui.content.loading.merge import load
from kneetui.content.model import Routine
from kneetui.plugins.manager import find_plugins
from kneetui.routines.plan import phase_items
from kneetui.routines.session.now import Sounds, now
from kneetui.services.training.played import spoken
from kneetui.services.training.workout import Workout
from tests.examples import some
from tests.services.training.on_its_way import Make, begun

LIBRARY = load(find_plugins().packs())


def test_before_an_exercise_it_says_all_of_it(make_services: Make) -> None:
    _, workout = begun(make_services)
    lines = list(spoken.exercise_lines(workout, "kg"))
    assert lines[0].startswith("Exercise 1 of 3, ")
    assert lines[0].endswith(" left: Quad set.")
    assert lines[1] == "1 × 4 each side · hold 6 s."
    assert lines[2:5] == [
        f"{number}. {step}" for number, step in enumerate(workout.player.items[0].exercise.steps[:-1], 1)
    ]
    assert lines[-1].startswith("Stop rule: ")


def test_states_say_word_side_set_and_what_comes(make_services: Make) -> None:
    _, workout = begun(make_services)
    player = workout.player
    assert spoken.state_words(player) == "Ready, right side: set 1 of 1, 10 seconds."
    player.next()
    assert spoken.state_words(player) == "Hold, right side: set 1 of 1, 4 reps. Then: the left side."
    player.pause()
    assert spoken.state_words(player).startswith("Paused, right side")
    player.resume()
    player.tick(3 + 36)
    assert spoken.state_words(player) == "Switch, left side: set 1 of 1, 5 seconds."
    player.end()
    assert spoken.state_words(player) == "The session is over."


@pytest.mark.sampled
@pytest.mark.parametrize("routine", list(LIBRARY.routines.values()), ids=lambda routine: routine.id)
def test_every_sound_has_words_that_agree_with_the_screen(routine: Routine) -> None:
    for phase in some(routine.phases, 3):
        workout = Workout.begin("r", "p", phase_items(LIBRARY, phase), LIBRARY.exercises, "left")
        sounds = Sounds(workout.player)
        while not workout.player.done:
            workout.player.tick(1)
            sound = sounds.new()
            moment = now(workout.player)
            if not sound or moment is None or workout.player.done:
                continue
            text = spoken.sound_words(workout.player, sound)
            state = spoken.state_words(workout.player)
            assert spoken.cue_words(moment.cue) in state.casefold()
            assert moment.side == "both" or f"{moment.side} side" in state
            if sound == "count":
                assert text == f"{moment.seconds_left}"
            else:
                assert spoken.cue_words(moment.cue) in text
                assert not moment.counts_reps or text.startswith(f"{moment.number} ")
