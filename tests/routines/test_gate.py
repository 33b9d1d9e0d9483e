from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import pytest

from kneetui.content.conditions import Choices, Facts, Has
from kneetui.content.model import Exercise, Library, Routine
from kneetui.routines.gate import CLOSED, OPEN, Gate, gate_for, impact_activities, narrowest

GATES = [
    Gate(loading=loading, gentle=gentle, impact=impact)
    for loading, gentle, impact in product((True, False), repeat=3)
]
LOCKED: Facts = {"mechanical": Choices(frozenset({"locking"}), frozenset())}
FREE: Facts = {"mechanical": Choices(frozenset(), frozenset({"locking"}))}


def ids(exercises: Mapping[str, Exercise], gate: Gate, library: Library) -> set[str]:
    return {name for name, exercise in exercises.items() if gate.permits(library, exercise)}


def for_the_locked(routine: Routine) -> Routine:
    """The routine as one that is for knees that lock."""
    return replace(routine, when=Has("mechanical", frozenset({"locking"})))


@pytest.mark.parametrize("urgency", ["emergency", "urgent", "", "no-such-level"])
def test_nothing_is_open_when_a_doctor_should_look_today(library: Library, urgency: str) -> None:
    assert gate_for(library, urgency) == CLOSED
    assert not any(CLOSED.permits(library, one) for one in library.exercises.values())


def test_only_gentle_exercises_are_open_at_soon(library: Library) -> None:
    gate = gate_for(library, "soon", ["puffy"])
    permitted = {one.id for one in library.exercises.values() if gate.permits(library, one)}
    assert permitted == {"quad-set", "heel-slide"}


@pytest.mark.parametrize("urgency", ["soon", "self-care", "normal"])
@pytest.mark.parametrize("flag", ["locked", "of-a-removed-pack"])
def test_a_flag_that_stops_loading_or_is_unknown_closes_the_gate(
    library: Library, urgency: str, flag: str
) -> None:
    assert gate_for(library, urgency, [flag]) == CLOSED


def test_a_flag_that_stops_impact_takes_hops_and_running_away(library: Library) -> None:
    gate = gate_for(library, "self-care", ["bone-point"])
    shut = {one.id for one in library.exercises.values() if not gate.permits(library, one)}
    assert shut == {"two-leg-hop", "walk-run"}
    assert not gate.full


def test_everything_is_open_at_self_care(library: Library) -> None:
    assert gate_for(library, "self-care") == gate_for(library, "normal") == OPEN
    assert OPEN.full


# --- load and impact -----------------------------------------------------------------------


@pytest.mark.parametrize("gate", GATES, ids=str)
def test_what_is_open_is_what_the_gate_says_and_no_more(library: Library, gate: Gate) -> None:
    gentle, impact = {"quad-set", "heel-slide"}, {"two-leg-hop", "walk-run"}
    expected = set(library.exercises) if gate.loading else set()
    expected &= gentle if gate.gentle else set(library.exercises)
    expected -= set() if gate.impact else impact
    assert ids(library.exercises, gate, library) == expected
    assert gate.full is (expected == set(library.exercises))


@pytest.mark.parametrize("gate", GATES, ids=str)
@pytest.mark.parametrize("sport", ["running", "cycling", "no-such-sport"])
def test_training_is_open_as_its_load_is(library: Library, gate: Gate, sport: str) -> None:
    rests = gate.gentle or not gate.loading
    assert gate.bears_sport(library, sport) is (not rests and (gate.impact or sport != "running"))


def test_without_a_question_about_sports_none_is_impact() -> None:
    assert impact_activities(Library()) == frozenset()


def test_an_exercise_of_a_pack_that_is_gone_follows_its_own_load(library: Library) -> None:
    gate = Gate(impact=False)
    strays = {
        load: replace(library.exercises["clam"], load=load, pack="gone")
        for load in ("light", "moderate", "impact")
    }
    assert ids(strays, gate, library) == {"light", "moderate"}


def test_closed_is_closed_for_everything_and_open_for_all() -> None:
    assert (CLOSED.loading, CLOSED.impact, OPEN.loading, OPEN.impact, OPEN.gentle) == (
        False, False, True, True, False,
    )  # fmt: skip


# --- reasons to avoid ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "avoided"),
    [
        ((), False),
        ((FREE,), False),
        (({},), False),
        ((LOCKED,), True),
        ((FREE, LOCKED), True),
        ((LOCKED, {}), True),
    ],
)
def test_a_reason_that_holds_for_one_knee_keeps_an_exercise_away(
    library: Library, facts: tuple[Facts, ...], avoided: bool
) -> None:
    gate, exercise = Gate(facts=facts), library.exercises["box-squat"]
    assert gate.permits(library, exercise) is not avoided
    assert gate.avoids(exercise) == (exercise.avoid[0] if avoided else None)
    assert gate.bears(library, exercise)
    assert gate.permits(library, library.exercises["clam"])


def test_the_first_reason_that_holds_is_named_and_a_mere_text_is_none(library: Library) -> None:
    (reason,) = library.exercises["box-squat"].avoid
    exercise = replace(
        library.exercises["clam"],
        avoid=(
            replace(reason, condition=None),
            replace(reason, text="first"),
            replace(reason, text="second"),
        ),
    )
    avoid = Gate(facts=(LOCKED,)).avoids(exercise)
    assert avoid is not None
    assert avoid.text == "first"


# --- routines ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gate", "open_"),
    [
        (OPEN, {"kneecap", "gentle-mobility", "knee-strong", "return-to-running"}),
        (Gate(impact=False), {"kneecap", "gentle-mobility", "knee-strong"}),
        (Gate(gentle=True), set()),
        (Gate(loading=False), set()),
        (CLOSED, set()),
    ],
    ids=["open", "no impact", "gentle", "no load", "closed"],
)
def test_a_routine_is_open_if_its_beginning_is(library: Library, gate: Gate, open_: set[str]) -> None:
    assert {name for name, routine in library.routines.items() if gate.admits(library, routine)} == open_


def test_while_all_has_to_be_gentle_one_that_is_not_closes_the_routine(library: Library) -> None:
    routine = library.routines["gentle-mobility"]
    slide, walk = routine.phases[0].steps
    whole = replace(routine, phases=(replace(routine.phases[0], steps=(slide,)), *routine.phases))
    assert Gate(gentle=True).admits(library, whole)
    mixed = replace(routine, phases=(replace(routine.phases[0], steps=(walk, slide)),))
    assert not Gate(gentle=True).admits(library, mixed)


def test_a_routine_whose_exercises_are_gone_is_not_open(library: Library) -> None:
    routine = library.routines["knee-strong"]
    without = replace(library, exercises={"clam": library.exercises["clam"]})
    assert not OPEN.admits(without, routine)
    assert not Gate(gentle=True).admits(without, routine)


def test_a_routine_with_one_exercise_left_is_open_but_not_as_a_gentle_one(library: Library) -> None:
    routine = library.routines["kneecap"]
    assert OPEN.admits(replace(library, exercises={"quad-set": library.exercises["quad-set"]}), routine)
    slides = replace(library.routines["gentle-mobility"], phases=routine.phases[:1])
    left = replace(library, exercises={"quad-set": library.exercises["quad-set"]})
    assert not Gate(gentle=True).admits(left, slides)


@pytest.mark.parametrize(
    ("facts", "open_"),
    [
        ((), True),
        (({},), True),
        ((LOCKED,), True),
        ((FREE,), False),
        ((LOCKED, FREE), False),
        ((FREE, {}), False),
    ],
)
def test_a_routine_for_others_is_not_open(library: Library, facts: tuple[Facts, ...], open_: bool) -> None:
    routine = for_the_locked(library.routines["kneecap"])
    assert Gate(facts=facts).admits(library, routine) is open_
    assert Gate(facts=facts).admits(library, library.routines["kneecap"])


def test_a_routine_for_a_sport_of_impact_waits_with_it_and_one_for_another_too_does_not(
    library: Library,
) -> None:
    routine = library.routines["return-to-running"]
    assert not Gate(impact=False).admits(library, routine)
    assert Gate(impact=False).admits(library, replace(routine, activities=("running", "cycling")))
    assert Gate(impact=False).admits(library, replace(routine, activities=()))


# --- several gates ----------------------------------------------------------------------------


@pytest.mark.parametrize("one", GATES, ids=str)
@pytest.mark.parametrize("other", GATES, ids=str)
def test_of_two_gates_only_what_both_leave_open_is_open(library: Library, one: Gate, other: Gate) -> None:
    both = ids(library.exercises, narrowest([one, other]), library)
    assert both == ids(library.exercises, one, library) & ids(library.exercises, other, library)


def test_what_is_known_of_every_knee_counts_together() -> None:
    assert narrowest([Gate(facts=(LOCKED,)), OPEN, Gate(facts=(FREE, {}))]).facts == (LOCKED, FREE, {})
    assert narrowest([]) == OPEN


def test_a_flag_beside_others_still_stops(library: Library) -> None:
    assert gate_for(library, "soon", ["puffy", "bone-point"]) == Gate(gentle=True, impact=False)
    assert gate_for(library, "normal", ["bone-point", "puffy"]) == Gate(impact=False)
    assert gate_for(library, "self-care", ["puffy", "locked", "bone-point"]) == CLOSED
