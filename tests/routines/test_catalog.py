from __future__ import annotations

import pytest

from kneetui.content.loading.merge import load
from kneetui.content.model import Library
from kneetui.plugins.manager import find_plugins
from kneetui.routines.catalog import AREAS, LOADS, POSITIONS, Wanted, matching, used_in


@pytest.fixture(scope="module")
def library() -> Library:
    return load(find_plugins().packs())


def ids(library: Library, **wanted: object) -> list[str]:
    return [exercise.id for exercise in matching(library, Wanted(**wanted))]  # type: ignore[arg-type]


def test_nothing_asked_for_is_everything(library: Library) -> None:
    assert ids(library) == list(library.exercises)


def test_every_word_has_to_stand_somewhere(library: Library) -> None:
    assert {"clam", "banded-clam"} <= set(ids(library, text="CLAM"))
    assert ids(library, text="clam moderate") == ["banded-clam"]
    assert ids(library, text="clam leg-press") == []


def test_an_area_asked_for_comes_with_what_works_on_it_most_first(library: Library) -> None:
    places = [library.exercises[id].areas.index("hip") for id in ids(library, area="hip")]
    assert places == sorted(places)
    assert {0, 1} <= set(places)


def test_filters_narrow_each_other_and_equipment_is_what_one_has(library: Library) -> None:
    for exercise in matching(
        library, Wanted(position="standing", load="moderate", equipment=frozenset({"band"}))
    ):
        assert (exercise.position, exercise.load) == ("standing", "moderate")
        assert set(exercise.equipment) <= {"band"}
    assert all(library.exercises[id].equipment == () for id in ids(library, equipment=frozenset()))


def test_every_shipped_exercise_says_what_it_works_on_and_how_one_is_placed(library: Library) -> None:
    for exercise in library.exercises.values():
        assert exercise.areas, exercise.id
        assert set(exercise.areas) <= set(AREAS)
        assert exercise.position in POSITIONS, exercise.id
        assert exercise.load in LOADS


def test_where_an_exercise_is_used_names_the_phases(library: Library) -> None:
    for exercise in library.exercises:
        for routine, phases in used_in(library, exercise):
            assert phases
            assert all(exercise in {step.exercise for step in phase.steps} for phase in phases), routine.id
