"""What the player asks with the clock stopped: pain, sides, why an exercise is skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from kneetui.config.wording import listed
from kneetui.diary.exercise_records import WHYS_SKIPPED
from kneetui.routines.wording import light_of
from kneetui.services.training.weights import HARDEST, in_unit
from kneetui.ui.screens.common.choose import ChooseDialog
from kneetui.ui.widgets.lines.menu import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneetui.routines.dose import Direction
    from kneetui.routines.player import Player, Sides
    from kneetui.services.training.training import Training
    from kneetui.services.training.workout import Workout
    from kneetui.ui.context import AppContext
    from kneetui.ui.screens.common.base import KneeModal, Result

SKIPS = {
    "pain": "It hurts",
    "equipment": "I do not have what it needs",
    "time": "No time",
    "other": "Another reason",
}
"""Why an exercise is skipped, in words."""


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
        """Let time count."""

    def note_time(self) -> None:
        """Let the session know how much time went by."""


def ask_pain(screen: AskingPlayer) -> None:
    """How much it hurts; a number in the red is followed by what to do about it."""
    from kneetui.ui.screens.player.pain_note import PainNote, PainReport

    rule = screen.training.rule_of(screen.workout)

    def noted(report: PainReport | None) -> bool:
        if report is None:
            return True
        screen.workout.note_pain(report.pain, stop=report.stop)
        screen.follow()
        red = rule is not None and report.pain is not None and light_of(rule, report.pain)[0] == "red"
        if red and not report.stop:
            _ask_about_red(screen)
        return not red

    screen.ask(PainNote(rule), noted)


def _ask_about_red(screen: AskingPlayer) -> None:
    """Stop, ease or skip; the session stays paused until something is chosen."""
    player = screen.player
    easier = player.neighbour("easier")
    choices = [Choice("stop", "Stop for today", "What was done stays in the diary.")]
    if easier and not screen.training.unsure_of(screen.workout, easier):
        choices.append(Choice("ease", "Do an easier exercise", easier.name))
    choices.append(Choice("skip", "Skip this exercise", "The rest of the session goes on."))

    def chosen(choice: str | None) -> None:
        if choice == "stop":
            player.hurts(stop=True)
        elif choice == "ease":
            player.easier()
        elif choice == "skip":
            player.skip(WHYS_SKIPPED[0])
        screen.follow()
        if choice in ("ease", "skip") and not player.done:
            screen.run_on()

    screen.app.push_screen(ChooseDialog("That is in the red", "", choices), chosen)


def ask_swap(screen: AskingPlayer, direction: Direction) -> None:
    """Another exercise for today, once what it needs is there."""
    neighbour = screen.player.neighbour(direction)
    if neighbour is None:
        screen.app.notify(f"There is no {direction} exercise here.")
        return
    needed = screen.training.unsure_of(screen.workout, neighbour)

    def swap() -> None:
        if direction == "easier":
            screen.player.easier()
        else:
            screen.player.harder()
        screen.follow()

    def answered(choice: str | None) -> bool:
        if choice == "yes":
            screen.training.own(needed)
            swap()
        return True

    if not needed:
        screen.note_time()
        swap()
        return
    things = listed([screen.training.library.thing(thing) for thing in needed])
    choices = [Choice("yes", "I have that"), Choice("no", "Stay with this one")]
    screen.ask(ChooseDialog(neighbour.name, f"It needs: {things}.", choices), answered)


def ask_sides(screen: AskingPlayer) -> None:
    """For exercises of one side after the other."""
    side = screen.player.first_side
    choices = [
        Choice("both", "Both sides"),
        Choice("sore-only", f"The {side} side only"),
        Choice("one-more", f"One set more with the {side} side"),
    ]

    def chosen(sides: str | None) -> bool:
        if sides:
            screen.player.use_sides(cast("Sides", sides))
            screen.follow()
        return True

    screen.ask(ChooseDialog("Which sides?", "For exercises of one side after the other.", choices), chosen)


def ask_why_skipped(screen: AskingPlayer) -> None:
    """Leave the rest of an exercise out."""

    def chosen(why: str | None) -> bool:
        if why:
            screen.player.skip(why)
            screen.follow()
        return True

    choices = [Choice(why, SKIPS[why]) for why in WHYS_SKIPPED]
    screen.ask(ChooseDialog("Skip this exercise?", "It does not count as done. Why?", choices), chosen)


def ask_weight(screen: AskingPlayer) -> None:
    """How heavy the exercise is (in a rest: the one just done), and how many more would have gone."""
    exercise = screen.player.exercise
    if exercise is None or exercise.weight == "none":
        screen.app.notify("No weight is noted for this exercise.")
        return
    from kneetui.ui.screens.player.weight_dialog import Lifted, WeightDialog

    workout, unit = screen.workout, screen.training.unit()
    kg, effort = workout.weights.get(exercise.id), workout.efforts.get(exercise.id)
    last = screen.training.last_time(exercise)
    known = f"last time {in_unit(last.record.weight_kg or 0, unit):.4g}" if last else ""
    weight = "" if kg is None else f"{in_unit(kg, unit):.4g}"
    reserve = "" if effort is None else f"{HARDEST - effort:g}"

    def lifted(result: Lifted | None) -> bool:
        if result:
            workout.lift(exercise.id, result.kg, None if result.reserve is None else HARDEST - result.reserve)
            screen.follow()
        return True

    screen.ask(WeightDialog(exercise.name, unit, weight, reserve, known), lifted)
