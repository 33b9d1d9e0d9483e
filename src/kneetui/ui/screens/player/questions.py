"""What the player asks with the clock stopped: pain, sides, why an exercise is skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kneetui.services.training.effort_scales import scale_of
from kneetui.services.training.played import session_choices as choices
from kneetui.services.training.weights import in_unit
from kneetui.ui.screens.common.dialogs.choose import session_dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneetui.routines.dose import Direction
    from kneetui.routines.session.player import Player
    from kneetui.services.training.training import Training
    from kneetui.services.training.workout import Workout
    from kneetui.ui.context import AppContext
    from kneetui.ui.screens.common.base import KneeModal, Result


class AskingPlayer(Protocol):
    """The screen that asks: the session on it, and how its clock stands still meanwhile."""

    player: Player
    workout: Workout
    training: Training

    @property
    def app(self) -> AppContext:
        """The app, for a question after a question."""

    def ask(self, dialog: KneeModal[Result], answered: Callable[[Result | None], bool]) -> None:
        """Ask with the clock stopped; it goes on if ``answered`` says so."""

    def follow(self) -> None:
        """Show and keep what changed."""

    def run_on(self) -> None:
        """Let time count again once the question is answered."""

    def note_time(self) -> None:
        """Let the session know how much time went by."""


def ask_pain(screen: AskingPlayer) -> None:
    """How much it hurts; a number in the red is followed by what to do about it."""
    from kneetui.ui.screens.player.pain_note import PainNote, PainReport

    def noted(report: PainReport | None) -> bool:
        if report is None:
            return True
        screen.workout.note_pain(report.pain, stop=report.stop, knee=report.knee)
        screen.follow()
        red = choices.is_red(screen.training, screen.workout, report.pain)
        if red and not report.stop:
            _ask_about_red(screen)
        return not red

    workout = screen.workout
    screen.ask(PainNote(screen.training.rule_of(workout), workout.likely_hurting), noted)


def _ask_about_red(screen: AskingPlayer) -> None:
    """Stop, ease or skip; the session stays paused until something is chosen."""

    def chosen(choice: str | None) -> None:
        goes_on = choices.after_red(screen.workout, choice or "")
        screen.follow()
        if goes_on:
            screen.run_on()

    options = choices.red_choices(screen.training, screen.workout)
    screen.app.push_screen(session_dialog(choices.RED, "", options), chosen)


def ask_swap(screen: AskingPlayer, direction: Direction) -> None:
    """Another exercise for today, once what it needs is there."""
    neighbour = screen.player.neighbour(direction)
    if neighbour is None:
        screen.app.notify(choices.no_neighbour(direction))
        return
    needed = screen.training.equipment.unsure_of(screen.workout, neighbour)

    def swap() -> None:
        done = choices.swap(screen.workout, direction, f"<player.{choices.BACK[direction]}>")
        screen.follow()
        screen.app.notify(screen.app.with_keys(done))

    def answered(choice: str | None) -> bool:
        if choice == "yes":
            screen.training.equipment.own(needed)
            swap()
        return True

    if not needed:
        screen.note_time()
        swap()
        return
    screen.ask(
        session_dialog(neighbour.name, choices.needs(screen.training, needed), choices.OWNED), answered
    )


def ask_sides(screen: AskingPlayer) -> None:
    """For exercises of one side after the other."""

    def chosen(sides: str | None) -> bool:
        if sides:
            choices.use_sides(screen.workout, sides)
            screen.follow()
        return True

    screen.ask(
        session_dialog(choices.SIDES, choices.SIDES_TEXT, choices.side_choices(screen.workout)), chosen
    )


def ask_why_skipped(screen: AskingPlayer) -> None:
    """Leave the rest of an exercise out."""

    def chosen(why: str | None) -> bool:
        if why:
            screen.player.skip(why)
            screen.follow()
        return True

    screen.ask(session_dialog(choices.SKIP, choices.SKIP_TEXT, choices.skip_choices()), chosen)


def ask_weight(screen: AskingPlayer) -> None:
    """How heavy the exercise is (in a rest: the one just done) where it has a weight, and how hard it was."""
    item = screen.player.item
    if item is None:
        return
    from kneetui.ui.screens.player.weight_dialog import Lifted, WeightDialog

    exercise, workout, unit = item.exercise, screen.workout, screen.training.unit()
    scale, kg = scale_of(item.dose), workout.weights.get(exercise.id)
    last = screen.training.last_time(exercise)
    known = f"last time {in_unit(last.record.weight_kg or 0, unit):.4g}" if last else ""
    weight = "" if kg is None else f"{in_unit(kg, unit):.4g}"
    typed = scale.turned(workout.efforts.get(exercise.id))

    def lifted(result: Lifted | None) -> bool:
        if result:
            workout.lift(exercise.id, result.kg, result.effort)
            screen.follow()
        return True

    screen.ask(
        WeightDialog(
            exercise.name,
            None if exercise.weight == "none" else weight,
            unit,
            known,
            scale,
            "" if typed is None else f"{typed:g}",
        ),
        lifted,
    )
