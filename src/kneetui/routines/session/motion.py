"""What is done in every second of a set: the cue that is called, and the frame that the figure shows.

Word, figure, digits and sound are made of what stands here, so that they agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import Move

if TYPE_CHECKING:
    from kneetui.content.model import Dose, Exercise

HOLD, LET_GO, GO = "hold", "let-go", "go"

LOWERING = ("down", "lower", "out")
"""The cues that the first number of a tempo is for."""

LIFTING = ("up", "push", "in")
"""The cues that its last number is for."""

RELAX = 3.0
"""Seconds between two holds of one set, where the exercise does not say them."""

MOVE = 2.0
"""Seconds of a move that neither the exercise nor the dose times."""

UNTIMED_REP = 4.0
"""Seconds of a repetition of which nothing is known."""

FRAME, SLOW_FRAME = 2.0, 6.0
"""Seconds that a frame stays: at least, and while minutes are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A moment of a set: repetition ``rep`` (from 1; 0 outside of repetitions), and its part with its seconds."""

    rep: int
    cue: str
    seconds: float
    seconds_left: float
    frame: int


def rep_moves(exercise: Exercise, dose: Dose) -> tuple[Move, ...]:
    """The moves of one repetition, each with its seconds; empty if nothing is repeated."""
    if dose.minutes or not dose.reps:
        return ()
    down, pause, up = _tempo(dose.tempo)
    hold = max(pause, dose.hold)
    moves = _with_hold(exercise.moves or _usual(exercise, dose), hold)
    times = {**dict.fromkeys(LOWERING, down), **dict.fromkeys(LIFTING, up)} if down or up else {}
    if hold or down or up:
        times[HOLD] = hold
    timed = [_timed(move, times.get(move.cue)) for move in moves]
    return tuple(move for move in timed if move.seconds)


def _timed(move: Move, seconds: float | None) -> Move:
    own = move.seconds or (0 if move.cue == HOLD else MOVE)
    return Move(cue=move.cue, frames=move.frames, seconds=own if seconds is None else seconds)


def _with_hold(moves: tuple[Move, ...], seconds: float) -> tuple[Move, ...]:
    """The moves with a hold if the dose asks for one, and with letting go if there is nothing but a hold."""
    first, *others = moves
    if seconds and all(move.cue != HOLD for move in moves):
        return (first, Move(cue=HOLD, frames=first.frames[-1:], seconds=0), *others)
    if first.cue == HOLD and not others:
        return (first, Move(cue=LET_GO, frames=first.frames[::-1], seconds=RELAX))
    return moves


def _usual(exercise: Exercise, dose: Dose) -> tuple[Move, ...]:
    """The moves of an exercise that does not say them."""
    there = tuple(range(1, len(exercise.frames) + 1))
    if any(_tempo(dose.tempo)):
        return (Move(cue="down", frames=there, seconds=0), Move(cue="up", frames=there[::-1], seconds=0))
    if dose.hold:
        return (Move(cue=HOLD, frames=there, seconds=0),)
    return (Move(cue=GO, frames=(*there, *there[-2::-1]), seconds=UNTIMED_REP),)


def set_seconds(exercise: Exercise, dose: Dose) -> float:
    """Seconds of one set on one side."""
    if dose.minutes:
        return dose.minutes * 60
    if dose.reps:
        return dose.reps * sum(move.seconds for move in rep_moves(exercise, dose))
    return float(dose.hold)


def held(exercise: Exercise, dose: Dose) -> bool:
    """Whether a set is one hold, in which nothing moves."""
    return not dose.minutes and not dose.reps and _lasting(exercise, dose).cue == HOLD


def beat_at(exercise: Exercise, dose: Dose, gone: float) -> Beat:
    """The moment ``gone`` seconds after the beginning of a set."""
    moves = rep_moves(exercise, dose)
    if not moves:
        return _lasting_beat(exercise, dose, gone)
    whole = sum(move.seconds for move in moves)
    rep = min(int(gone // whole), dose.reps - 1)
    into = gone - rep * whole
    for move in moves:
        if into < move.seconds or move is moves[-1]:
            break
        into -= move.seconds
    into = min(into, move.seconds)
    return Beat(
        rep=rep + 1,
        cue=move.cue,
        seconds=move.seconds,
        seconds_left=move.seconds - into,
        frame=_frame(move, into),
    )


def _frame(move: Move, into: float) -> int:
    """A frame of the way there, each for :data:`FRAME` seconds or more; that of a hold is where it ends."""
    way = move.places[1:] or move.places
    if move.cue == HOLD:
        return way[-1]
    places = max(1, min(len(way), int(move.seconds // FRAME)))
    place = min(int(into * places / move.seconds), places - 1)
    return way[(place + 1) * len(way) // places - 1]


def _lasting(exercise: Exercise, dose: Dose) -> Move:
    """What is held, or done for a time."""
    moves = exercise.moves
    if len(moves) == 1 and moves[0].cue != HOLD:
        return moves[0]
    there = tuple(range(1, len(exercise.frames) + 1))
    if dose.minutes:
        return Move(cue=GO, frames=there, seconds=0)
    held = next((move for move in moves if move.cue == HOLD), None)
    return held or Move(cue=HOLD, frames=moves[0].frames if moves else there, seconds=0)


def _lasting_beat(exercise: Exercise, dose: Dose, gone: float) -> Beat:
    move = _lasting(exercise, dose)
    seconds = set_seconds(exercise, dose)
    return Beat(
        rep=0,
        cue=move.cue,
        seconds=seconds,
        seconds_left=max(0.0, seconds - gone),
        frame=move.places[-1] if move.cue == HOLD else _turning(move, gone, dose),
    )


def _turning(move: Move, gone: float, dose: Dose) -> int:
    every = SLOW_FRAME if dose.minutes else FRAME
    return move.places[int(gone // every) % len(move.places)]


def start_frame(exercise: Exercise, dose: Dose) -> int:
    """How a set begins."""
    moves = rep_moves(exercise, dose) or (_lasting(exercise, dose),)
    return moves[0].places[0]


def resting_beat(exercise: Exercise, seconds: float, gone: float) -> Beat | None:
    """What is done in the rests of an exercise; ``None`` if that is nothing but resting."""
    between = exercise.between
    if between is None:
        return None
    frame = between.places[int(gone // SLOW_FRAME) % len(between.places)]
    return Beat(rep=0, cue=between.cue, seconds=seconds, seconds_left=max(0.0, seconds - gone), frame=frame)


def _tempo(tempo: str) -> tuple[int, int, int]:
    parts = tempo.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return (0, 0, 0)
    down, hold, up = map(int, parts)
    return (down, hold, up)
