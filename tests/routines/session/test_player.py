from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kneetui.content.model import Move
from kneetui.routines.dose import GET_READY, LEAD_IN, SWITCH, WorkItem
from kneetui.routines.session.player import Hurt, Player, Sides
from kneetui.routines.session.saved_player import from_json, to_json
from kneetui.routines.session.time_left import seconds_remaining
from kneetui.routines.session.work_log import Stretch
from tests.examples import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.content.model import Library


def player(library: Library, *ids: str, **options: Any) -> Player:
    items = [
        WorkItem(planned=one, exercise=library.exercises[one], dose=library.exercises[one].dose)
        for one in ids
    ]
    return Player(items, library.exercises, **options)


def reloaded(library: Library, one: Player, without: Sequence[str] = ()) -> Player:
    exercises = {key: value for key, value in library.exercises.items() if key not in without}
    return from_json(json.loads(json.dumps(to_json(one))), exercises)


def test_a_hold_counts_down_and_rests_between_sets(library: Library) -> None:
    one = player(library, "wall-sit")
    assert (one.state, one.seconds_left, one.sets_of(0)) == ("get-ready", GET_READY, 4)
    one.tick(GET_READY)
    assert (one.state, one.seconds_left) == ("work", 45)
    one.tick(44.5)
    assert one.seconds_left == pytest.approx(0.5)
    one.tick(0.5)
    assert (one.state, one.seconds_left, one.spot) == ("rest", 60, Stretch(0, 1, "both"))
    one.tick(60 + LEAD_IN + 1)
    assert (one.state, one.seconds_left, one.spot) == ("work", 44, Stretch(0, 2, "both"))


def test_the_other_side_may_come_first(library: Library) -> None:
    one = player(library, "clam", first_side="right")
    sides = [one.side]
    one.next()
    one.next()
    sides.append(one.side)
    assert sides == ["right", "left"]
    assert reloaded(library, one).spot == one.spot


def test_at_ones_own_pace_repetitions_wait_for_the_person(library: Library) -> None:
    one = player(library, "clam", paced=False)
    one.next()
    one.tick(10_000)
    assert (one.state, one.seconds_left, one.seconds, one.beat) == ("work", None, None, None)
    one.next()
    assert one.state == "switch-sides"


def test_a_tempo_sets_the_pace(library: Library) -> None:
    one = player(library, "box-squat")
    assert one.beat is None
    one.next()
    one.tick(13)
    assert one.beat is not None
    assert (one.beat.rep, one.beat.cue, one.beat.seconds_left) == (3, "up", 2)
    one.tick(27)
    assert one.state == "rest"


def test_rests_can_be_switched_off(library: Library) -> None:
    one = player(library, "wall-sit", "easy-walk", rests=False)
    one.tick(GET_READY + 45)
    assert (one.state, one.spot.set, one.lead_in) == ("work", 2, LEAD_IN)
    one.tick((LEAD_IN + 45) * 3)
    assert (one.state, one.spot.item) == ("get-ready", 1)


def test_what_is_done_in_a_rest_is_never_left_out(library: Library) -> None:
    """Without the walks between them a beginner's runs would be one long run."""
    walk = Move(cue="walk", frames=(1,), seconds=0)
    runs = replace(library.exercises["wall-sit"], between=walk)
    one = Player([WorkItem(planned="runs", exercise=runs, dose=runs.dose)], {"runs": runs})
    whole = seconds_remaining(one)
    one.tick(GET_READY + 46)
    assert one.state == "rest"
    assert one.switch_rests() is False
    one.rests = False
    assert seconds_remaining(one) == whole - GET_READY - 46
    one.tick(seconds_remaining(one) - 1)
    assert not one.done
    one.tick(1)
    assert one.done
    plain = player(library, "wall-sit")
    plain.tick(GET_READY + 46)
    assert plain.switch_rests() is True


def test_what_comes_next_is_told(library: Library) -> None:
    one = player(library, "single-leg-wall-sit", "clam")
    assert one.coming == Stretch(0, 1, "right")
    one.end()
    assert one.coming is None


def test_a_pause_stops_the_clock(library: Library) -> None:
    one = player(library, "wall-sit")
    one.tick(4)
    one.pause()
    one.tick(100)
    assert (one.paused, one.seconds_left) == (True, 6)
    one.resume()
    one.tick(1)
    assert one.seconds_left == 5


def test_back_repeats_the_last_stretch(library: Library) -> None:
    one = player(library, "single-leg-wall-sit", "clam")
    one.back()
    assert one.spot == Stretch(0, 1, "left")
    one.tick(GET_READY + 20 + SWITCH + 20)
    assert one.state == "rest"
    one.back()
    assert (one.state, one.spot) == ("get-ready", Stretch(0, 1, "right"))
    one.back()
    assert one.spot == Stretch(0, 1, "left")
    while one.spot.item == 0:
        one.next()
    one.back()
    assert (one.state, one.spot) == ("get-ready", Stretch(0, 3, "right"))


def test_an_easier_or_harder_exercise(library: Library) -> None:
    one = player(library, "wall-sit", "clam")
    for _ in range(6):
        one.next()
    assert (one.state, one.spot.set) == ("rest", 3)
    assert one.easier()
    assert one.exercise is library.exercises["quad-set"]
    assert (one.state, one.spot) == ("get-ready", Stretch(0, 1, "both"))
    assert not one.easier()
    assert one.harder()
    assert one.exercise is library.exercises["wall-sit"]
    assert one.harder()
    assert (one.side, one.exercise) == ("left", library.exercises["single-leg-wall-sit"])


def test_a_swap_keeps_the_smaller_dose(library: Library) -> None:
    wall_sit = library.exercises["wall-sit"]
    one = Player(
        [WorkItem(planned="wall-sit", exercise=wall_sit, dose=wall_sit.dose, factor=0.6)], library.exercises
    )
    one.harder()
    assert one.sets_of(0) == 2


def test_only_allowed_exercises_can_be_swapped_in(library: Library) -> None:
    wall_sit = library.exercises["wall-sit"]
    one = Player([WorkItem(planned="wall-sit", exercise=wall_sit, dose=wall_sit.dose)], {})
    assert not one.harder()
    assert not one.easier()


def test_pain_is_noted_or_stops(library: Library) -> None:
    one = player(library, "wall-sit")
    one.next()
    one.hurts(stop=False)
    assert (one.state, one.pains) == ("work", (Hurt("wall-sit", 1, "both"),))
    one.hurts(stop=True)
    assert (one.done, one.ending, len(one.pains)) == (True, "hurt", 2)
    one.hurts(stop=True)
    assert len(one.pains) == 2


def test_the_session_is_complete_only_at_its_end(library: Library) -> None:
    one = player(library, "wall-sit")
    one.tick(GET_READY + 45 + 60)
    one.end()
    assert (one.ending, one.share_done) == ("left", 0.25)
    one = player(library, "wall-sit")
    one.tick(GET_READY + 45 / 2)
    one.end()
    assert one.share_done == 0.125
    one = player(library, "wall-sit")
    one.tick(10_000)
    assert (one.done, one.ending, one.fraction, one.share_done) == (True, "complete", 1.0, 1.0)


def test_done_stays_done(library: Library) -> None:
    one = player(library, "wall-sit")
    one.end()
    before = to_json(one)
    one.next()
    one.back()
    one.tick(5)
    one.pause()
    one.resume()
    assert not one.easier()
    assert not one.harder()
    one.end()
    assert to_json(one) == before


def test_nothing_to_do_is_done_at_once(library: Library) -> None:
    one = player(library)
    assert (one.done, one.item, one.exercise, one.share_done, one.fraction) == (True, None, None, 0, 1.0)
    one.hurts(stop=True)
    assert reloaded(library, one).done


def test_without_time_to_get_ready_work_begins_at_once(library: Library) -> None:
    one = player(library, "clam", get_ready=0, switch=0)
    assert one.state == "work"
    one.next()
    assert (one.state, one.side) == ("work", "right")


def test_a_dropped_line_restarts_the_hold_and_keeps_the_minutes(library: Library) -> None:
    one = player(library, "wall-sit", "easy-walk")
    one.tick(GET_READY + 45 + 60 + LEAD_IN + 30)
    again = reloaded(library, one)
    assert (again.state, again.spot, again.seconds_left, again.paused) == (
        "work",
        Stretch(0, 2, "both"),
        45,
        True,
    )
    while one.spot.item == 0 or one.state != "work":
        one.next()
    one.tick(600)
    assert reloaded(library, one).seconds_left == 600


def test_an_exercise_that_is_gone_is_left_out(library: Library) -> None:
    one = player(library, "quad-set", "wall-sit", "easy-walk")
    while one.spot.item == 0:
        one.next()
    one.next()
    again = reloaded(library, one, without=["quad-set"])
    assert (again.exercise, again.state) == (library.exercises["wall-sit"], "work")
    again = reloaded(library, one, without=["wall-sit"])
    assert (again.exercise, again.state) == (library.exercises["easy-walk"], "get-ready")
    assert reloaded(library, one, without=["wall-sit", "easy-walk"]).done
    empty = reloaded(library, one, without=list(library.exercises))
    assert (empty.done, empty.ending, empty.fraction) == (True, "left", 0.0)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "flying"},
        {"ending": "?"},
        {"spot": {"item": 0, "set": 99, "side": "both"}},
        {"spot": None},
        {"items": 3},
        {"items": [{"exercise": "wall-sit"}]},
        {"get_ready": "soon"},
        {"pains": [1]},
    ],
)
def test_what_was_not_saved_by_a_player_is_refused(library: Library, change: dict[str, Any]) -> None:
    saved = to_json(player(library, "wall-sit"))
    with pytest.raises(ValueError, match="saved session"):
        from_json({**saved, **change}, library.exercises)


@pytest.mark.parametrize("change", [{"sets": 0}, {"hold": -1}, {"reps": "ten"}, {"minutes": float("nan")}])
def test_an_odd_dose_is_refused(library: Library, change: dict[str, Any]) -> None:
    saved = to_json(player(library, "wall-sit"))
    saved["items"][0]["dose"].update(change)
    with pytest.raises(ValueError, match="saved session"):
        from_json(saved, library.exercises)


@pytest.mark.parametrize("data", [None, 3, [], {}, "text"])
def test_anything_else_is_refused_too(library: Library, data: object) -> None:
    with pytest.raises(ValueError, match="saved session"):
        from_json(data, library.exercises)


@given(st.lists(st.integers(0, 400), max_size=12))
def test_ticks_add_up(library: Library, ticks: list[int]) -> None:
    ids = ("quad-set", "single-leg-wall-sit", "box-squat", "easy-walk")
    many, one = player(library, *ids), player(library, *ids)
    for seconds in ticks:
        many.tick(seconds)
    one.tick(sum(ticks))
    assert (to_json(many), many.seconds_left) == (to_json(one), one.seconds_left)


# --- what was done -------------------------------------------------------------------------


def test_a_session_that_is_skipped_through_did_nothing(library: Library) -> None:
    one = player(library, "quad-set", "wall-sit", "clam")
    while not one.done:
        one.next()
    assert (one.ending, one.share_done, list(one.log)) == ("complete", 0.0, [])


def test_a_set_that_is_passed_over_at_once_was_not_done(library: Library) -> None:
    one = player(library, "wall-sit")
    one.tick(GET_READY + 2)
    one.next()
    one.end()
    assert (list(one.log), one.share_done) == ([], 0.0)


def test_what_was_done_of_a_set_counts(library: Library) -> None:
    one = player(library, "box-squat", "single-leg-wall-sit")
    one.tick(GET_READY + 3 * 5 + 2)
    one.next()
    one.skip("equipment")
    one.tick(GET_READY + 20 + SWITCH + 5)
    one.end()
    assert [(done.exercise, done.spot.set, done.spot.side, done.reps, done.seconds) for done in one.log] == [
        ("box-squat", 1, "both", 3, 17.0),
        ("single-leg-wall-sit", 1, "left", 0, 20.0),
        ("single-leg-wall-sit", 1, "right", 0, 5.0),
    ]
    assert one.share_done == pytest.approx((3 / 8 + 1 + 5 / 20) / (3 + 6))
    assert [(skip.exercise, skip.why) for skip in one.log.skipped] == [("box-squat", "equipment")]


def test_a_set_that_is_done_again_counts_once(library: Library) -> None:
    one = player(library, "wall-sit")
    one.tick(GET_READY + 45)
    one.back()
    one.tick(GET_READY + 30)
    one.end()
    assert ([done.seconds for done in one.log], one.share_done) == ([45.0], 0.25)


def test_at_ones_own_pace_a_set_is_done_when_the_person_says_so(library: Library) -> None:
    one = player(library, "clam", paced=False)
    one.next()
    one.next()
    assert [(done.reps, done.share) for done in one.log] == [(12, 1.0)]


# --- sides, swaps, time --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sides", "stretches"),
    [("both", "LR LR"), ("sore-only", "R R"), ("one-more", "RL RL R")],
)
def test_the_sore_side_only_or_one_set_more(library: Library, sides: Sides, stretches: str) -> None:
    one = player(library, "clam", first_side="left" if sides == "both" else "right", sides=sides)
    order = [(spot.set, spot.side[0].upper()) for spot in one.spots()]
    sets = dict.fromkeys(number for number, _ in order)
    assert " ".join("".join(side for n, side in order if n == number) for number in sets) == stretches


def test_easier_then_harder_is_the_same_exercise_and_dose(library: Library) -> None:
    """Also where the easier one has another harder neighbour."""
    squat = library.exercises["box-squat"]
    planned = WorkItem(
        planned="box-squat",
        exercise=squat,
        dose=replace(squat.dose, sets=4, reps=5),
        plan=replace(squat.dose, sets=4, reps=5),
    )
    one = Player([planned], library.exercises)
    assert one.easier()
    assert one.exercise is library.exercises["wall-sit"]
    assert one.harder()
    assert one.items == [planned]


@given(st.data())
def test_the_time_that_is_left_is_the_time_it_takes(library: Library, data: st.DataObject) -> None:
    ids = data.draw(st.permutations(["quad-set", "single-leg-wall-sit", "clam", "box-squat", "wall-sit"]))
    one = player(
        library, *ids[:3], rests=data.draw(st.booleans()), sides=data.draw(st.sampled_from(get_args(Sides)))
    )
    for _ in range(data.draw(st.integers(0, 12))):
        one.next()
    left = seconds_remaining(one)
    step = data.draw(st.floats(0, left))
    one.tick(step)
    assert seconds_remaining(one) == pytest.approx(left - step, abs=1e-3)
    one.tick(left - step + 1e-3)
    assert one.done


def test_after_a_pause_a_lead_in_comes_first(library: Library) -> None:
    one = player(library, "wall-sit")
    one.tick(GET_READY + 5)
    one.pause()
    one.resume()
    one.tick(LEAD_IN)
    assert one.seconds_left == 40
    one.tick(1)
    assert one.seconds_left == 39


class Sessions(RuleBasedStateMachine):
    """Anything a person can press, in any order."""

    library: ClassVar[Library]

    def __init__(self) -> None:
        super().__init__()
        self.player = player(
            self.library, "quad-set", "single-leg-wall-sit", "clam", "box-squat", "easy-walk"
        )

    @rule(seconds=st.sampled_from([0.1, 1, 7.5, 60, 3600, 0, -1, float("nan")]))
    def tick(self, seconds: float) -> None:
        self.player.tick(seconds)

    @rule(key=st.sampled_from(["next", "back", "pause", "resume"]))
    def press(self, key: str) -> None:
        getattr(self.player, key)()

    @rule(key=st.sampled_from(["easier", "harder"]))
    def swap(self, key: str) -> None:
        swapped = getattr(self.player, key)()
        assert not (swapped and self.player.state not in ("get-ready", "work"))

    @rule(on=st.booleans())
    def rests(self, on: bool) -> None:
        self.player.rests = on

    @rule(paced=st.booleans())
    def pace(self, paced: bool) -> None:
        self.player.pace(paced=paced)

    @rule(sides=st.sampled_from(["both", "sore-only", "one-more"]))
    def sides(self, sides: Sides) -> None:
        self.player.use_sides(sides)

    @rule()
    def skip(self) -> None:
        self.player.skip("time")

    @rule()
    def note(self) -> None:
        self.player.hurts(stop=False)

    @rule(hurt=st.booleans(), sure=st.integers(0, 5))
    def leave(self, hurt: bool, sure: int) -> None:
        if sure:
            return
        if hurt:
            self.player.hurts(stop=True)
        else:
            self.player.end()

    @rule()
    def line_drops(self) -> None:
        self.player = reloaded(self.library, self.player)

    @invariant()
    def is_sound(self) -> None:
        one = self.player
        assert 0 <= one.fraction <= 1
        assert 1 <= one.spot.set <= one.sets_of(one.spot.item)
        assert 0 <= one.share_done <= 1
        assert one.done == (seconds_remaining(one) == 0)
        assert one.done == bool(one.ending)
        assert one.seconds_left is None or one.seconds is not None
        assert one.seconds_left is None or 0 <= one.seconds_left <= one.seconds  # type: ignore[operator]
        assert not (one.done and one.paused)

    @invariant()
    def survives_a_dropped_line(self) -> None:
        again = reloaded(self.library, self.player)
        assert to_json(again) == to_json(self.player)
        assert again.spot == self.player.spot

    @invariant()
    def can_be_finished(self) -> None:
        again = reloaded(self.library, self.player)
        again.resume()
        for _ in range(200):
            again.next()
        assert again.done


def test_a_player_never_breaks_and_always_ends(library: Library) -> None:
    Sessions.library = library
    run_state_machine_as_test(
        Sessions, settings=settings(max_examples=examples(60), stateful_step_count=30, deadline=None)
    )


def test_a_session_kept_by_an_older_version_goes_on(library: Library) -> None:
    saved = to_json(player(library, "wall-sit")) | {"remembered": {"wall-sit": "quad-set"}}
    assert from_json(saved, library.exercises).exercise is library.exercises["wall-sit"]
