"""A session that was left on its way: where, and what can be done about it. Screen and lines share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.wording import count, minutes_words, plural
from kneetui.services.training.played.session_choices import SessionChoice

if TYPE_CHECKING:
    from kneetui.services.training.training import Training
    from kneetui.services.training.workout import Workout

UNFINISHED = "A session is not finished"
NOTHING_DONE = "Nothing of the session was done, so it does not count."


def choices(training: Training, workout: Workout, *, later: bool) -> list[SessionChoice]:
    """Go on with it (``go``), leave it as it is (``later``) or let go of it (``end``)."""
    options = []
    if workout.player.ending and workout.player.items:
        options.append(
            SessionChoice("go", "Say how it was", "One number from 0 to 10, and the plan follows.")
        )
    elif workout.player.items and training.status().gate.loading:
        options.append(SessionChoice("go", "Go on", "At the same set. It waits for you."))
    if later:
        options.append(SessionChoice("later", "Not now", "It stays as it is."))
    return [*options, SessionChoice("end", "End it here", "What was done stays in the diary.")]


def place_words(training: Training, workout: Workout) -> str:
    """Which routine, how far it came, and what cannot be done any more."""
    return f"{where(training, workout)}{_gone(workout)}"


def where(training: Training, workout: Workout) -> str:
    """Which routine, and how far it came."""
    routine = training.library.routines.get(workout.routine)
    name = routine.name if routine else workout.routine
    player = workout.player
    if player.exercise is None or player.done:
        return f"{name}: {minutes_words(round(workout.seconds / 60))} done."
    side = "" if player.side == "both" else f", {player.side} side"
    return (
        f"{name}: {player.exercise.name}, set {player.spot.set} of {player.sets_of(player.spot.item)}{side}."
    )


def _gone(workout: Workout) -> str:
    """What was planned and cannot be done any more; the pack may have been removed, or an assessment says no."""
    if not workout.gone:
        return ""
    if not workout.player.items:
        return " Its exercises are not installed any more, or not for now."
    gone = f"{count(workout.gone, 'exercise')} {plural(workout.gone, 'is')}"
    return f" {gone} not installed any more, or not for now, and left out."
