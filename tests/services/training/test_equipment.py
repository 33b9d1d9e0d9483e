"""What somebody has, and what a session needs of it."""

from __future__ import annotations

from kneetui.services.remembered_keys import OWNED
from kneetui.services.training.equipment import remembered_names
from tests.services.training.on_its_way import Make, begun


def test_what_is_had_is_asked_once(make_services: Make) -> None:
    training, _ = begun(make_services)
    today = training.today("kneecap", training.status())
    assert today is not None
    assert training.equipment.unsure_of_session(today.items) == ("band", "mat")
    training.equipment.own(["mat"])
    assert training.equipment.unsure_of_session(today.items) == ("band",)
    training.equipment.have(["band"])
    assert training.equipment.unsure_of_session(today.items) == ()


def test_without_a_thing_the_rest_is_left(make_services: Make) -> None:
    training, _ = begun(make_services, phase=1)
    today = training.today("kneecap", training.status())
    assert today is not None
    assert [item.exercise.id for item in training.without(today, ["box"])] == ["wall-sit", "clam"]
    assert [item.exercise.id for item in training.without(today, ["box", "mat"])] == ["wall-sit"]


def test_what_cannot_be_read_is_nothing(make_services: Make) -> None:
    training, _ = begun(make_services)
    training.services.diary.remember(OWNED, "{")
    today = training.today("kneecap", training.status())
    assert today is not None
    assert training.equipment.unsure_of_session(today.items) == ("band", "mat")
    assert remembered_names("3") == ()
