"""What a session asks with its clock stopped, and what each answer does."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.content.loading.merge import load
from kneetui.diary.exercise_records import WHYS_SKIPPED
from kneetui.plugins.manager import find_plugins
from kneetui.routines.dose import Direction
from kneetui.routines.plan import phase_items
from kneetui.services.training.played import session_choices as choices
from kneetui.services.training.workout import Workout
from tests.examples import examples
from tests.services.training.on_its_way import Make, begun

LIBRARY = load(find_plugins().packs())


def test_every_reason_to_skip_can_be_chosen() -> None:
    assert tuple(one.key for one in choices.skip_choices()) == WHYS_SKIPPED
    assert all(one.text for one in choices.skip_choices())


def test_red_is_what_the_rule_calls_red(make_services: Make) -> None:
    training, workout = begun(make_services)
    assert [choices.is_red(training, workout, pain) for pain in (None, 0, 5, 6, 10)] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_red_offers_an_easier_exercise_only_if_there_is_one(make_services: Make) -> None:
    training, workout = begun(make_services)
    assert [one.key for one in choices.red_choices(training, workout)] == ["stop", "skip"]
    workout.player.go_to_item(1)
    assert [one.key for one in choices.red_choices(training, workout)] == ["stop", "ease", "skip"]


def test_what_is_chosen_after_red_is_done(make_services: Make) -> None:
    _, workout = begun(make_services)
    workout.player.go_to_item(1)
    assert choices.after_red(workout, "ease")
    assert workout.player.exercise is not None
    assert workout.player.exercise.id == "quad-set"
    assert choices.after_red(workout, "skip")
    assert workout.player.log.skipped[-1].why == "pain"
    assert not choices.after_red(workout, "")
    assert not choices.after_red(workout, "stop")
    assert workout.player.ending == "hurt"


def test_sides_are_those_of_the_sore_knee(make_services: Make) -> None:
    _, workout = begun(make_services)
    assert choices.side_choices(workout)[1].text == "The right side only"
    choices.use_sides(workout, "sore-only")
    assert {spot.side for spot in workout.player.spots()} == {"right", "both"}


@given(
    routine=st.sampled_from(sorted(LIBRARY.routines)),
    seconds=st.integers(0, 1500),
    direction=st.sampled_from(("easier", "harder")),
)
@settings(max_examples=examples(200))
def test_every_swap_can_be_taken_back(routine: str, seconds: int, direction: Direction) -> None:
    """Whenever in whichever session: the exercise and its dose are those of before, and its name is told."""
    phase = LIBRARY.routines[routine].phases[0]
    workout = Workout.begin(routine, phase.id, phase_items(LIBRARY, phase), LIBRARY.exercises, "left")
    workout.player.tick(seconds)
    before, items = workout.player.coming_item, list(workout.player.items)
    done = choices.swap(workout, direction, "z")
    after = workout.player.coming_item
    if not done:
        assert workout.player.items == items
        return
    assert before is not None
    assert after is not None
    assert done.startswith(f"{after.exercise.name} in place of {before.exercise.name}")
    assert choices.swap(workout, choices.BACK[direction], "z")
    assert workout.player.items == items


def test_a_swap_says_what_it_needs_and_leads_back(make_services: Make) -> None:
    training, workout = begun(make_services, phase=1)
    assert choices.needs(training, ("box",)) == "It needs: box."
    before = workout.player.items[0]
    expected = "Wall sit in place of Box squat, for today. h takes it back."
    assert choices.swap(workout, "easier", "h") == expected
    assert choices.swap(workout, "harder", "e") == expected.replace(
        "Wall sit in place of Box squat", "Box squat in place of Wall sit"
    ).replace("h takes", "e takes")
    assert workout.player.items[0].dose == before.dose
    assert choices.no_neighbour("harder") == "There is no harder exercise here."
