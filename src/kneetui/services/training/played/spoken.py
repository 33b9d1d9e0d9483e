"""A session in sentences, for lines that are read aloud: made of the same moment as the screen's word and digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.wording import count, minutes_words, seconds_words
from kneetui.routines.session.now import REPS, now, shown
from kneetui.routines.session.time_left import seconds_remaining
from kneetui.routines.wording import dose_words
from kneetui.services.training.played.session_words import clock, name_line, next_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneetui.routines.session.now import Now, Sound
    from kneetui.routines.session.player import Player
    from kneetui.services.training.workout import Workout


def cue_words(cue: str) -> str:
    """A cue as it is read aloud."""
    return "go" if cue == REPS else cue.replace("-", " ")


def exercise_lines(workout: Workout, unit: str) -> Iterator[str]:
    """The exercise that comes: its place in the session, its dose, how it is done, and when to stop."""
    player = workout.player
    spot = shown(player)
    item = player.items[spot.item]
    left = clock(seconds_remaining(player))
    name = name_line(item.exercise, workout, unit, key="w")
    yield f"Exercise {spot.item + 1} of {len(player.items)}, {left} left: {name}."
    yield f"{dose_words(item.exercise, item.dose)}."
    for number, step in enumerate(item.exercise.steps[:-1], 1):
        yield f"{number}. {step}"
    yield f"Stop rule: {item.exercise.stop_rule}"


def state_words(player: Player) -> str:
    """What goes on now, on which side, for how long, and what comes next."""
    moment = now(player)
    if moment is None or player.done:
        return "The session is over."
    cue = cue_words(moment.cue)
    side = "" if moment.side == "both" else f", {moment.side} side{_leg(moment)}"
    place = f"set {moment.spot.set} of {player.sets_of(moment.spot.item)}"
    following = next_line(player)
    then = f" {following[0].upper()}{following[1:]}." if following and player.state == "work" else ""
    return f"{cue[0].upper()}{cue[1:]}{side}: {place}{_amount(player, moment)}.{then}"


def _leg(moment: Now) -> str:
    """What the side means, where that could be misread."""
    return f" ({moment.exercise.leg})" if moment.exercise.leg else ""


def _amount(player: Player, moment: Now) -> str:
    if player.state != "work" or player.lead_in > 0 or player.paused or player.item is None:
        return f", {count(moment.seconds_left, 'second')}" if moment.seconds_left is not None else ""
    dose = player.item.dose
    if dose.minutes:
        return f", {minutes_words(dose.minutes)}"
    if dose.reps:
        pace = " at your own pace: n when done" if player.seconds_left is None else ""
        return f", {count(dose.reps, 'rep')}{pace}"
    return f", {seconds_words(dose.hold)}"


def sound_words(player: Player, sound: Sound) -> str:
    """What a sound within a state stands for: the seconds that are left, or the part of a repetition."""
    moment = now(player)
    if moment is None:
        return ""
    if sound == "count":
        return f"{moment.seconds_left}"
    cue = cue_words(moment.cue)
    return f"{moment.rep} {cue}" if moment.rep else cue
