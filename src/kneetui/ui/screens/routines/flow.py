"""A session, from the plan through the player to the verdict, and back to one that was left on its way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kneetui.config.wording import count, minutes_words, plural
from kneetui.ui.context import AppContext
from kneetui.ui.screens.common.base import STORAGE_ERRORS
from kneetui.ui.screens.common.choose import ChooseDialog
from kneetui.ui.screens.common.stage import Stage
from kneetui.ui.widgets.lines.menu import Choice

if TYPE_CHECKING:
    from kneetui.services.training.training import Today, Training
    from kneetui.services.training.workout import Workout


async def begin(app: AppContext, training: Training, today: Today) -> None:
    """Begin today's session; if another one was left on its way, ask about that first."""
    with _stage(app) as stage:
        left = training.unfinished()
        if left is not None and not await _ask_about(stage, training, left, later=False):
            return
        if await _screened(app, training):
            await _play(stage, training, training.begin(today))


async def resume(app: AppContext, training: Training, left: Workout) -> bool:
    """Ask whether to go on with a session that was left on its way; whether it was let go."""
    with _stage(app) as stage:
        return await _ask_about(stage, training, left, later=True)
    return False


@contextmanager
def _stage(app: AppContext) -> Iterator[Stage]:
    """The room's stage; what cannot be read or kept is said, and ends the flow."""
    with Stage(app, "routines") as stage:
        try:
            yield stage
        except STORAGE_ERRORS as error:
            app.show_error(error)


async def _ask_about(stage: Stage, training: Training, workout: Workout, *, later: bool) -> bool:
    """Go on with the session, leave it, or let go of it; whether it was let go."""
    choices = []
    if workout.player.ending and workout.player.items:
        choices.append(Choice("go", "Say how it was", "One number from 0 to 10, and the plan follows."))
    elif workout.player.items and training.status().gate.loading:
        choices.append(Choice("go", "Go on", "At the same set. It waits until you press space."))
    if later:
        choices.append(Choice("later", "Not now", "It stays as it is."))
    choices.append(Choice("end", "End it here", "What was done stays in the diary."))
    text = f"{where(training, workout)}{_gone(workout)}"
    choice = await stage.show(ChooseDialog("A session is not finished", text, choices))
    if choice == "go" and (workout.player.done or await _screened(stage.app, training)):
        await _play(stage, training, workout)
    elif choice == "end":
        training.let_go(workout)
    return choice == "end"


async def _screened(app: AppContext, training: Training) -> bool:
    """Before the very first exercise, one page of questions about warning signs."""
    return training.status().screened or await app.ask_warning_signs("routines")


async def _play(stage: Stage, training: Training, workout: Workout) -> None:
    """Lead through the session, then ask how it was."""
    from kneetui.ui.screens.player.afterwards import AfterwardsScreen
    from kneetui.ui.screens.player.player import PlayerScreen

    if workout.player.done or await stage.show(PlayerScreen(training, workout)):
        if workout.entry:
            await stage.show(AfterwardsScreen(training, workout))
        else:
            stage.app.notify("Nothing of the session was done, so it does not count.")


def _gone(workout: Workout) -> str:
    """What was planned and cannot be done any more; the pack may have been removed, or an assessment says no."""
    if not workout.gone:
        return ""
    if not workout.player.items:
        return " Its exercises are not installed any more, or not for now."
    gone = f"{count(workout.gone, 'exercise')} {plural(workout.gone, 'is')}"
    return f" {gone} not installed any more, or not for now, and left out."


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
