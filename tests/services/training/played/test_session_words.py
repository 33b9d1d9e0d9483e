"""What stands on the player, and what a routine asks for today, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kneetui.content.model import Criterion
from kneetui.routines.gate import CLOSED
from kneetui.services.training.played import session_words as words
from kneetui.status.restrictions import Restrictions
from tests.services.training.on_its_way import Make, begun


def test_today_is_the_number_of_the_session_and_its_length(make_services: Make) -> None:
    training, _ = begun(make_services)
    now = training.status()
    today = training.today("kneecap", now)
    assert today is not None
    assert words.today_words(training.library, today, now).startswith("Session 1 today, about ")


def test_while_all_is_closed_no_session_has_a_day_and_no_test_is_asked_for(make_services: Make) -> None:
    training, _ = begun(make_services)
    open_now = training.status()
    closed = replace(open_now, restrictions=Restrictions(gate=CLOSED))
    today = training.today("kneecap", open_now)
    assert today is not None
    criterion = Criterion(
        test="hop", least=10, most=None, symmetry=None, apart=None, pain=None, times=1, days=14
    )
    for session in (
        today,
        replace(today, whole=[]),
        replace(today, whole=[], missing=(criterion,)),
        replace(today, resting=True, day=training.day + timedelta(days=2)),
    ):
        assert words.today_words(training.library, session, closed) == words.WAITS


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
