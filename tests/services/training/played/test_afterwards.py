"""What is said after a session."""

from __future__ import annotations

from kneetui.services.training.played import afterwards
from tests.services.training.on_its_way import Make, begun


def test_how_far_it_came(make_services: Make) -> None:
    _, workout = begun(make_services)
    workout.player.tick(10_000)
    workout.seconds = 600
    assert afterwards.done_words(workout) == "Done to the end after 10 min."
    _, workout = begun(make_services)
    workout.player.tick(50)
    workout.note_pain(4, stop=True)
    assert afterwards.done_words(workout).startswith(
        "Stopped because it hurt after 1 min. Pain 4 at Quad set"
    )


def test_a_worse_pain_on_the_way_counts(make_services: Make) -> None:
    _, workout = begun(make_services)
    assert afterwards.noted_words(workout, 2) == ""
    workout.note_pain(4, stop=False)
    assert afterwards.noted_words(workout, 2) == "You noted 4 on the way, and that counts."
    assert afterwards.noted_words(workout, 4) == ""


def test_the_question_names_the_knee_and_the_other_one_is_not_forgotten(make_services: Make) -> None:
    assert [afterwards.worst_question(knee) for knee in ("right", "both", "")] == [
        "Right knee: how bad was the pain at its worst?",
        "Both knees: how bad was the pain at its worst?",
        "How much did the knee hurt at its worst?",
    ]
    _, workout = begun(make_services)
    workout.note_pain(4, stop=False, knee="left")
    expected = "Of the left knee 4 is noted in an entry of its own; the worse knee decides."
    assert afterwards.noted_words(workout, 2) == expected


def test_the_verdict_says_why_what_and_next(make_services: Make) -> None:
    training, workout = begun(make_services)
    workout.player.tick(10_000)
    training.finish(workout)
    verdict = training.judge(workout, 1)
    assert verdict is not None
    parts = dict(afterwards.verdict_parts(training, verdict))
    assert parts["Because"] == "The pain stayed in the green."
    assert parts["The rule says"] == verdict.reason
    assert parts["Next"].startswith("The same session again, from ")


def test_swaps_are_named_and_can_stay(make_services: Make) -> None:
    training, workout = begun(make_services)
    assert afterwards.swapped_words(training.library, workout) == ""
    workout.player.harder()
    assert (
        afterwards.swapped_words(training.library, workout) == "Today you did Wall sit in place of Quad set."
    )
    assert afterwards.swaps_from_now_on(workout) == {"quad-set": "wall-sit"}
