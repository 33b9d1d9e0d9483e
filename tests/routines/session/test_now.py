"""Word, side, figure, digits and bell of every exercise that there is, in every second of it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from kneetui.content.loading.merge import load
from kneetui.content.model import Dose, Exercise, Move
from kneetui.plugins.manager import find_plugins
from kneetui.routines.dose import WorkItem
from kneetui.routines.session.motion import HOLD, LIFTING, LOWERING, held
from kneetui.routines.session.now import COUNT_IN, DONE, READY, REST, SWITCH, Now, Sounds, now
from kneetui.routines.session.player import Player
from kneetui.routines.session.work_log import Stretch

LIBRARY = load(find_plugins().packs())
EXERCISES = LIBRARY.exercises.values()
RISES, FALLS = ("up", "hop"), ("down", "land", "drop")
SESSION = {READY, REST, SWITCH, DONE}
STRETCHES, FOLDS = ("out", "push", "step"), ("in", "lower", "close")


def doses(exercise: Exercise) -> list[Dose]:
    """Its own dose, and those of every plan it is in."""
    steps = (
        step
        for routine in LIBRARY.routines.values()
        for phase in routine.phases
        for step in phase.steps
        if step.exercise == exercise.id
    )
    return list(dict.fromkeys([exercise.dose, *(step.dose for step in steps)]))


def short(dose: Dose) -> Dose:
    """Two sets of it, and not many repetitions or minutes: the others are the same again."""
    return replace(
        dose,
        sets=min(dose.sets, 2),
        reps=min(dose.reps, 3),
        minutes=min(dose.minutes, 0.5),
        hold=min(dose.hold, 12),
    )


CASES = [
    pytest.param(exercise, list(dict.fromkeys(map(short, doses(exercise)))), id=exercise.id)
    for exercise in EXERCISES
]


@cache
def seconds_of(exercise: Exercise, dose: Dose) -> list[Now]:
    """The moments of a session with nothing but this, one a second."""
    player = Player([WorkItem(planned=exercise.id, exercise=exercise, dose=dose)], LIBRARY.exercises)
    moments = []
    while not player.done:
        moment = now(player)
        assert moment is not None
        moments.append(moment)
        player.tick(1)
    return moments


def height(frame: str) -> float:
    """How high a picture stands: by its head, or without one that moves by all of it; a larger number is lower."""
    rows = [y for y, line in enumerate(frame.split("\n")) for char in line if char not in " -"]
    return sum(rows) / len(rows)


def head(frame: str) -> float:
    return next(y for y, line in enumerate(frame.split("\n")) if re.search("[oO]", line))


def rise(exercise: Exercise, move: Move) -> float:
    first, last = exercise.frames[move.places[0]], exercise.frames[move.places[-1]]
    return (head(first) - head(last)) or (height(first) - height(last))


def stretch(exercise: Exercise, move: Move) -> float:
    """How much wider, or else flatter, the figure gets."""
    first, last = exercise.frames[move.places[0]], exercise.frames[move.places[-1]]
    return (width(last) - width(first)) or (height(last) - height(first))


def width(frame: str) -> int:
    columns = [x for line in frame.split("\n") for x, char in enumerate(line) if char != " "]
    return max(columns) - min(columns)


@pytest.mark.parametrize("exercise", [pytest.param(exercise, id=exercise.id) for exercise in EXERCISES])
def test_the_figure_goes_where_the_word_says(exercise: Exercise) -> None:
    """Up is up on the screen, a repetition ends where it began, and a hold is the same picture all the time."""
    assert exercise.moves, "the player would have to guess"
    for move in exercise.moves:
        if move.cue in RISES:
            assert rise(exercise, move) > 0, move.cue
        if move.cue in FALLS:
            assert rise(exercise, move) < 0, move.cue
        if move.cue in STRETCHES:
            assert stretch(exercise, move) > 0, move.cue
        if move.cue in FOLDS:
            assert stretch(exercise, move) < 0, move.cue
    for one, other in pairwise(exercise.moves):
        assert one.places[-1] == other.places[0], (one.cue, other.cue)
    if len(exercise.moves) > 1:
        first, last = (
            [line.rstrip().removeprefix(indent(frame)) for line in frame.split("\n")]
            for frame in (
                exercise.frames[exercise.moves[0].places[0]],
                exercise.frames[exercise.moves[-1].places[-1]],
            )
        )
        assert first == last


def indent(frame: str) -> str:
    """The white space that every line begins with: a step to the side ends where it began, and further on."""
    return " " * min(len(line) - len(line.lstrip()) for line in frame.split("\n") if line.strip())


@pytest.mark.parametrize(("exercise", "some"), CASES)
def test_word_figure_and_digits_agree_in_every_second(exercise: Exercise, some: list[Dose]) -> None:
    for dose in some:
        moments = seconds_of(exercise, dose)
        by_cue = {
            move.cue: move for move in (*exercise.moves, *([exercise.between] if exercise.between else []))
        }
        for moment, following in pairwise(moments):
            if moment.cue in by_cue:
                assert moment.frame in by_cue[moment.cue].places
            if moment.cue == following.cue == HOLD:
                assert following.frame == moment.frame
            if not moment.counts_reps and following.cue == moment.cue and following.spot == moment.spot:
                assert following.number == moment.number - 1 or following.rep > moment.rep
            if moment.counts_reps:
                assert moment.number == moment.rep
        assert all(moment.seconds_left is not None for moment in moments)


@pytest.mark.parametrize(("exercise", "some"), CASES)
def test_nothing_stands_while_a_word_of_moving_is_called(exercise: Exercise, some: list[Dose]) -> None:
    """A hold is one picture; all else has several, in a repetition by the parts of it."""
    for move in (*exercise.moves, *([exercise.between] if exercise.between else [])):
        assert move.cue == HOLD or len(set(move.frames)) > 1, move.cue
    cues = {move.cue for move in (*exercise.moves, *([exercise.between] if exercise.between else []))}
    for dose in some:
        shown: dict[tuple[Stretch, int, str], set[int]] = {}
        for moment in seconds_of(exercise, dose):
            if moment.rep or (moment.cue in cues and moment.cue != HOLD):
                part = "" if moment.rep else moment.cue
                shown.setdefault((moment.spot, moment.rep, part), set()).add(moment.frame)
        assert [part for part, frames in shown.items() if len(frames) < 2] == []


@pytest.mark.parametrize(("exercise", "some"), CASES)
def test_every_change_of_the_word_is_heard_and_nothing_else(exercise: Exercise, some: list[Dose]) -> None:
    """A sound in the second of the change, apart from the counting in of the next one."""
    for dose in some:
        player = Player([WorkItem(planned=exercise.id, exercise=exercise, dose=dose)], LIBRARY.exercises)
        sounds, last = Sounds(player), now(player)
        while not player.done:
            player.tick(1)
            sound, moment = sounds.new(), now(player)
            assert moment is not None
            assert last is not None
            changed = (moment.cue, moment.rep, moment.spot) != (last.cue, last.rep, last.spot)
            assert changed or sound in (None, "count"), (last.cue, sound)
            assert not changed or sound is not None, (last.cue, moment.cue)
            last = moment


def sport(exercise: Exercise) -> set[str]:
    """What may be called: it is ridden, run (whatever has impact) or walked."""
    if exercise.position == "riding":
        return {"ride", "easy"}
    return {"run", "easy", "go"} if exercise.load == "impact" else {"walk"}


def test_spells_of_a_sport_have_its_own_word() -> None:
    """RUN, WALK and RIDE for what is done for a time on one's feet or on a bike; never HOLD, and GO for drills alone."""
    for exercise in EXERCISES:
        if exercise.position not in ("moving", "riding") or any(short(dose).reps for dose in doses(exercise)):
            continue
        between = {exercise.between.cue} if exercise.between else set()
        assert between <= {"walk", "easy"}, exercise.id
        for dose in map(short, doses(exercise)):
            called = {moment.cue for moment in seconds_of(exercise, dose)} - SESSION - between
            assert called, exercise.id
            assert called <= sport(exercise), exercise.id
            assert "go" not in called or "drill" in exercise.name, exercise.id


@pytest.mark.parametrize(("exercise", "some"), CASES)
def test_the_last_of_a_move_is_where_it_leads(exercise: Exercise, some: list[Dose]) -> None:
    for dose in some:
        for moment, following in pairwise(seconds_of(exercise, dose)):
            if moment.rep and (moment.cue, moment.rep) != (following.cue, following.rep):
                ends = [move.places[-1] for move in exercise.moves if move.cue == moment.cue]
                assert ends == [moment.frame]


@pytest.mark.parametrize(("exercise", "some"), CASES)
def test_nothing_begins_without_being_counted_in(exercise: Exercise, some: list[Dose]) -> None:
    """Three, two, one before each change, but where beats call every second of a set; and each change has its sound."""
    for dose in some:
        player = Player([WorkItem(planned=exercise.id, exercise=exercise, dose=dose)], LIBRARY.exercises)
        sounds, heard = Sounds(player), []
        while not player.done:
            left, state = player.seconds_left or 0, player.state
            player.tick(1)
            heard.append((state, left, sounds.new()))
        counted = [left for state, left, sound in heard if state == "rest" and sound == "count"]
        rests = sum(1 for state, left, _ in heard if state == "rest" and left == 1)
        assert len(counted) >= rests * min(COUNT_IN, dose.rest - 1)
        assert heard[-1][2] == "done"
        starts = sum(sound == "start" for *_, sound in heard)
        assert starts == dose.sets * (2 if exercise.sides == "each" else 1)


def test_a_hold_waits_for_a_lead_in_after_a_rest() -> None:
    for exercise in EXERCISES:
        dose = short(exercise.dose)
        if held(exercise, dose) and dose.sets > 1:
            moments = seconds_of(exercise, dose)
            second = next(
                n for n, moment in enumerate(moments) if moment.spot.set == 2 and moment.cue == READY
            )
            assert [moment.number for moment in moments[second : second + 4]][:3] == [3, 2, 1]
            assert len({moment.frame for moment in moments[second : second + 4]}) == 1


def test_a_tempo_is_for_the_moves_of_its_words() -> None:
    """A dose with a tempo needs moves that go down and up; without them its numbers would say nothing."""
    for exercise in EXERCISES:
        cues = {move.cue for move in exercise.moves}
        if any(dose.tempo for dose in doses(exercise)):
            assert cues & set(LOWERING), exercise.id
            assert cues & set(LIFTING), exercise.id


def test_left_and_right_say_which_leg_works() -> None:
    """Said for every exercise that is done on one leg, or with the legs doing different things."""
    for exercise in EXERCISES:
        if exercise.sides == "each" and exercise.load not in ("none",):
            assert exercise.leg.startswith("the "), exercise.id
        if exercise.sides == "both":
            assert not exercise.leg, exercise.id


def test_the_last_step_says_when_to_stop() -> None:
    """The player keeps it in sight, so it has to be that one."""
    limit = re.compile(
        r"\b(stop|let go|less|lighter|smaller|lower|shorter|raise|back|leave|take|touch|put|open|walk|turn)\b",
        re.I,
    )
    condition = re.compile(r"\b(if|when|at|as soon as|before|until)\b")
    for exercise in EXERCISES:
        assert limit.search(exercise.stop_rule), exercise.id
        assert condition.search(exercise.stop_rule), exercise.id
