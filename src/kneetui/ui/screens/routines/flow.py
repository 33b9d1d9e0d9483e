"""From a plan through the player to the verdict, and back to a session that was left on its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kneetui.config.wording import count, minutes_words, plural
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen, Result
from kneetui.ui.screens.common.choose import ChooseDialog
from kneetui.ui.widgets.lines.menu import Choice

if TYPE_CHECKING:
    from kneetui.services.training.training import Today, Training
    from kneetui.services.training.workout import Workout
    from kneetui.status.status import Status


def begin(screen: KneeScreen[Result], training: Training, today: Today, now: Status) -> None:
    """Begin today's session; if another one was left on its way, ask about that first."""
    try:
        left = training.unfinished()
        if left is None:
            play(screen, training, training.begin(today))
        else:
            offer(screen, training, left, lambda: begin(screen, training, today, now), later=False)
    except STORAGE_ERRORS as error:
        screen.app.show_error(error)


def offer(
    screen: KneeScreen[Result],
    training: Training,
    workout: Workout,
    ended: Callable[[], None],
    *,
    later: bool = True,
) -> None:
    """Ask whether to go on with a session that was left on its way; ``ended`` is called if it is let go."""
    choices = []
    if workout.player.ending and workout.player.items:
        choices.append(Choice("go", "Say how it was", "One number from 0 to 10, and the plan follows."))
    elif workout.player.items and training.status().gate.loading:
        choices.append(Choice("go", "Go on", "At the same set. It waits until you press space."))
    if later:
        choices.append(Choice("later", "Not now", "It stays as it is."))
    choices.append(Choice("end", "End it here", "What was done stays in the diary."))

    def chosen(choice: str | None) -> None:
        try:
            if choice == "go":
                play(screen, training, workout)
            elif choice == "end":
                let_go(training, workout)
                ended()
        except STORAGE_ERRORS as error:
            screen.app.show_error(error)

    text = f"{where(training, workout)}{_gone(workout)}"
    screen.app.push_screen(ChooseDialog("A session is not finished", text, choices), chosen)


def _gone(workout: Workout) -> str:
    """What was planned and cannot be done any more; the pack may have been removed, or an assessment says no."""
    if not workout.gone:
        return ""
    if not workout.player.items:
        return " Its exercises are not installed any more, or not for now."
    gone = f"{count(workout.gone, 'exercise')} {plural(workout.gone, 'is')}"
    return f" {gone} not installed any more, or not for now, and left out."


def let_go(training: Training, workout: Workout) -> None:
    """End a session without a pain number; what was done goes into the diary."""
    if workout.begun and not workout.entry:
        training.finish(workout)
    training.forget()


def play(screen: KneeScreen[Result], training: Training, workout: Workout) -> None:
    """Lead through the session, then ask how it was."""
    if workout.player.done:
        _afterwards(screen, training, workout)
        return
    from kneetui.ui.screens.player.player import PlayerScreen

    def over(_result: None) -> None:
        if workout.player.done:
            _afterwards(screen, training, workout)

    screen.app.push_screen(PlayerScreen(training, workout), over)


def _afterwards(screen: KneeScreen[Result], training: Training, workout: Workout) -> None:
    from kneetui.ui.screens.player.afterwards import AfterwardsScreen

    screen.app.push_screen(AfterwardsScreen(training, workout))


def where(training: Training, workout: Workout) -> str:
    """Which routine, and how far it came."""
    routine = training.library.routines.get(workout.routine)
    name = routine.name if routine else workout.routine
    player = workout.player
    if player.exercise is None or player.done:
        return f"{name}: {minutes_words(round(workout.seconds / 60))} done."
    side = "" if player.side == "both" else f", {player.side} side"
    return f"{name}: {player.exercise.name}, set {player.spot.set} of {player.sets}{side}."
