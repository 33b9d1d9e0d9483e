from __future__ import annotations

from kneetui.ui.keys.conflicts import conflicts


def test_the_usual_keys_have_none() -> None:
    assert conflicts({}) == []


def test_a_key_with_two_meanings_at_one_place_is_told() -> None:
    (clash,) = conflicts({"diary.add": "e"})
    assert (clash.place, clash.key, {clash.first, clash.second}) == (
        "The diary",
        "e",
        {"diary.add", "diary.edit"},
    )


def test_the_same_key_at_two_places_is_none() -> None:
    assert conflicts({"diary.edit": "l"}) == []


def test_keys_may_change_places() -> None:
    assert conflicts({"diary.add": "e", "diary.edit": "a"}) == []


def test_a_key_of_a_list_counts_at_every_place_with_one() -> None:
    places = {clash.place for clash in conflicts({"list.up": "up,m"})}
    assert {"Today", "Routines"} <= places


def test_a_key_that_works_everywhere_counts_everywhere() -> None:
    assert {clash.place for clash in conflicts({"app.help": "a"})} >= {"Today", "The diary"}


def test_keys_are_compared_by_what_is_pressed() -> None:
    (clash,) = conflicts({"today.morning": "?"})
    assert clash.key == "question_mark"
