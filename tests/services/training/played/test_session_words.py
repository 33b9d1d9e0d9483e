"""What stands on the player, and what a routine asks for today, in words."""

from __future__ import annotations

from kneetui.services.training.played import session_words as words
from tests.services.training.on_its_way import Make, begun


def test_today_is_the_number_of_the_session_and_its_length(make_services: Make) -> None:
    training, _ = begun(make_services)
    today = training.today("kneecap", training.status())
    assert today is not None
    assert words.today_words(training.library, today, training.day).startswith("Session 1 today, about ")


def test_the_name_asks_for_a_weight_until_there_is_one(make_services: Make) -> None:
    training, workout = begun(make_services, phase=1)
    exercise = workout.player.items[0].exercise
    assert words.name_line(exercise, workout, training.unit(), key="w") == "Box squat · w: how heavy?"
    workout.lift(exercise.id, 40, None)
    assert words.name_line(exercise, workout, training.unit(), key="w") == "Box squat · 40 kg"


def test_digits_are_as_wide_as_they_ever_get() -> None:
    assert words.clock(125) == "2:05"
    assert words.word("let-go") == "LET GO"
    assert words.side_word("both") == ""


def test_pain_from_the_yellow_on_stays_in_sight(make_services: Make) -> None:
    training, workout = begun(make_services)
    rule = training.rule_of(workout)
    assert words.pain_line(2, rule) == ""
    assert words.pain_line(4, rule) == "▲ Pain 4 noted: yellow"
    assert words.pain_line(7, rule) == "▲ Pain 7 noted: red"
