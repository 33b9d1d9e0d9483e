"""A session that was left on its way, in words."""

from __future__ import annotations

from kneetui.services.training.played import unfinished
from kneetui.services.training.played.session_choices import SessionChoice
from tests.services.training.on_its_way import Make, begun


def keys(options: list[SessionChoice]) -> list[str]:
    return [option.key for option in options]


def test_it_says_where_it_was_left(make_services: Make) -> None:
    training, workout = begun(make_services)
    assert unfinished.where(training, workout) == "Kneecap routine: Quad set, set 1 of 1, right side."
    workout.seconds = 200
    workout.player.end()
    assert unfinished.where(training, workout) == "Kneecap routine: 3 min done."


def test_it_can_be_gone_on_with_left_or_ended(make_services: Make) -> None:
    training, workout = begun(make_services)
    assert keys(unfinished.choices(training, workout, later=True)) == ["go", "later", "end"]
    assert keys(unfinished.choices(training, workout, later=False)) == ["go", "end"]
    workout.player.end()
    assert unfinished.choices(training, workout, later=False)[0].text == "Say how it was"


def test_what_is_gone_is_said(make_services: Make) -> None:
    training, workout = begun(make_services)
    workout.gone = 2
    assert unfinished.place_words(training, workout).endswith(
        "2 exercises are not installed any more, or not for now, and left out."
    )
    workout.player.items.clear()
    assert unfinished.place_words(training, workout).endswith(
        "Its exercises are not installed any more, or not for now."
    )
    assert keys(unfinished.choices(training, workout, later=True)) == ["later", "end"]
