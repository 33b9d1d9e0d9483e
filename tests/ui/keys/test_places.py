from __future__ import annotations

from kneetui.ui.keys.places import AROUND, PLACES, all_at, bindings_at


def test_every_place_has_keys_with_names() -> None:
    for place in PLACES:
        bindings = list(bindings_at(place))
        assert bindings, place
        assert all(binding.id and binding.description for binding in bindings), place


def test_what_stands_around_is_a_place() -> None:
    assert AROUND.keys() <= PLACES.keys()


def test_at_a_place_the_keys_for_everywhere_work_too() -> None:
    assert {binding.id for binding in all_at("The diary").key_to_bindings["ctrl+q"]} == {"app.quit"}
    assert {binding.id for binding in all_at("Today").key_to_bindings["j"]} == {"list.down"}
