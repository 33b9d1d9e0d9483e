"""A session, from the plan through the player to the verdict, and back to one that was left on its way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kneetui.routines.fitted import MadeFor
from kneetui.services.training.played import session_choices, unfinished
from kneetui.services.training.training import DRAFT
from kneetui.ui.context import AppContext
from kneetui.ui.screens.common.base import STORAGE_ERRORS
from kneetui.ui.screens.common.dialogs.choose import session_dialog
from kneetui.ui.screens.common.dialogs.take_over import have_draft
from kneetui.ui.screens.common.stage import Stage

if TYPE_CHECKING:
    from kneetui.services.training.todays_session import Today
    from kneetui.services.training.training import Training
    from kneetui.services.training.workout import Workout


async def begin(app: AppContext, training: Training, today: Today) -> None:
    """Begin today's session; if another one was left on its way, ask about that first."""
    with _stage(app) as stage:
        if not await have_draft(app, DRAFT):
            return
        left = training.unfinished()
        if left is not None and not await _ask_about(stage, training, left, later=False):
            return
        if await _screened(app, training):
            made = await _made(stage, training, today)
            if made is None:
                return
            today = made
            lacked = await _lacked(stage, training, today)
            if lacked is not None:
                await _play(stage, training, training.begin(today, lacked))


async def resume(app: AppContext, training: Training) -> bool:
    """Ask whether to go on with a session that was left on its way; whether there is none any more."""
    with _stage(app) as stage:
        if not await have_draft(app, DRAFT):
            return False
        left = training.unfinished()
        return left is None or await _ask_about(stage, training, left, later=True)
    return False


@contextmanager
def _stage(app: AppContext) -> Iterator[Stage]:
    """The room's stage; what cannot be read or kept is said, and ends the flow.

    The draft is this window's until then; whoever cancels the flow goes on with it, or goes.
    """
    with Stage(app, "routines") as stage:
        try:
            yield stage
        except STORAGE_ERRORS as error:
            app.show_error(error)
        app.services.drafts.release(DRAFT)


async def _ask_about(stage: Stage, training: Training, workout: Workout, *, later: bool) -> bool:
    """Go on with the session, leave it, or let go of it; whether it was let go."""
    options = unfinished.choices(training, workout, later=later)
    text = unfinished.place_words(training, workout)
    choice = await stage.show(session_dialog(unfinished.UNFINISHED, text, options))
    if choice == "go" and (workout.player.done or await _screened(stage.app, training)):
        await _play(stage, training, workout)
    elif choice == "end":
        training.let_go(workout)
    return choice == "end"


async def _made(stage: Stage, training: Training, today: Today) -> Today | None:
    """A fitted session for the sport and the minutes that are asked; ``None`` if it does not begin."""
    if not today.routine.fitted:
        return today
    own = training.services.settings.sports
    options = session_choices.sport_choices(today, own)
    sport = await stage.show(session_dialog(today.routine.name, session_choices.FOR_SPORT, options))
    if not sport:
        return None
    options = session_choices.length_choices()
    length = await stage.show(session_dialog(today.routine.name, session_choices.FOR_MINUTES, options))
    return today.made_for(MadeFor(sport=sport, minutes=int(length))) if length else None


async def _lacked(stage: Stage, training: Training, today: Today) -> tuple[str, ...] | None:
    """What the session needs and is not at hand, asked once for each thing; ``None`` if it does not begin."""
    things = training.equipment.unsure_of_session(today.items)
    if not things:
        return ()
    options = session_choices.at_hand_choices(training, today, things)
    text = session_choices.needs(training, things)
    choice = await stage.show(session_dialog(today.routine.name, text, options))
    if choice == "yes":
        training.equipment.own(things)
        return ()
    return things if choice == "without" else None


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
            stage.app.notify(unfinished.NOTHING_DONE)
