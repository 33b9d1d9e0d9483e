"""One exercise: a figure that moves, how it is done, how much, and for whom it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kneetui.routines.gate import OPEN, Gate
from kneetui.routines.wording import dose_words
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.common.text_screen import titles
from kneetui.ui.widgets.player.figure import Figure
from kneetui.ui.widgets.player.steps import Steps

if TYPE_CHECKING:
    from textual.timer import Timer

    from kneetui.content.model import Exercise, Library

FRAME = 2.0
"""Seconds between two frames."""

MOVES = 16
"""After so many frames the figure rests, so that a forgotten screen falls silent."""


class ExerciseScreen(KneeScreen[None]):
    """``dose`` is the dose in words, if it is another than the exercise's own."""

    CSS_PATH = "exercise.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "neighbour('easier')", "Easier", id="exercise.easier"),
        Binding("h", "neighbour('harder')", "Harder", id="exercise.harder"),
        Binding("space", "move", "Move or stop", id="exercise.move"),
        Binding("down,j", "scroll_page(1)", "Down", id="exercise.down", show=False),
        Binding("up,k", "scroll_page(-1)", "Up", id="exercise.up", show=False),
    ]

    def __init__(self, library: Library, exercise: str, dose: str = "", gate: Gate = OPEN) -> None:
        super().__init__()
        self.library, self.gate = library, gate
        self.exercise: Exercise = library.exercises[exercise]
        self._dose = dose
        self._timer: Timer | None = None
        self._step = 0

    def body(self) -> ComposeResult:
        """Figure beside the steps, everything else below."""
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="summary")
            with Horizontal(id="top"):
                with Vertical(id="shown"):
                    yield Figure()
                yield Steps(id="steps")
            yield Static(id="rest")

    def on_mount(self) -> None:
        """Show the exercise and let it move."""
        self.show(self.exercise)

    def on_screen_suspend(self) -> None:
        """Nothing moves behind another screen."""
        self._stop()

    def show(self, exercise: Exercise) -> None:
        """Have another exercise in its place, with its figure from the first frame on."""
        self.exercise = exercise
        self.say(title=exercise.name, remark=self._load())
        figure = self.query_one(Figure)
        figure.show(exercise.frames)
        figure.go(0)
        self.query_one("#summary", Static).update(Content(exercise.summary))
        self.query_one(Steps).show(exercise.steps)
        self.query_one("#rest", Static).update(Content("\n").join(self._facts(exercise)))
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()
        self._start()

    def _load(self) -> str:
        sides = "one side after the other" if self.exercise.sides == "each" else "both sides together"
        return f"{sides}"

    def _facts(self, exercise: Exercise) -> list[Content]:
        dose = self._dose or dose_words(exercise, exercise.dose)
        lines = [_named("How much", dose)]
        if exercise.equipment:
            lines.append(_named("You need", ", ".join(map(self.library.thing, exercise.equipment))))
        held = [avoid.text for avoid in exercise.avoid if self.gate.holds(avoid)]
        if held:
            lines.append(Content.assemble(("▲ Not for you now: ", "bold $warning"), "; ".join(held)))
        others = [avoid.text for avoid in exercise.avoid if avoid.text not in held]
        if others:
            lines.append(_named("Not with", "; ".join(others)))
        for name, id in (("Easier", exercise.easier), ("Harder", exercise.harder)):
            if id in self.library.exercises:
                lines.append(_named(name, self.library.exercises[id].name))
        lines += [Content.assemble((text, "$muted")) for text in self._small(exercise) if text]
        return lines

    def _small(self, exercise: Exercise) -> tuple[str, ...]:
        sources = titles(self.library.sources, exercise.source)
        return ("", exercise.figure, exercise.note, f"Sources: {sources}" if sources else "")

    # --- moving ----------------------------------------------------------------------------

    @property
    def moving(self) -> bool:
        """Whether the figure moves."""
        return self._timer is not None

    def _start(self) -> None:
        self._stop()
        self._step = 0
        self._timer = self.set_interval(FRAME, self.move_on)

    def _stop(self) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None

    def move_on(self) -> None:
        """The next frame; after some the figure rests."""
        self._step += 1
        self.query_one(Figure).go_step(self._step)
        if self._step >= MOVES:
            self._stop()

    # --- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Easier and harder only if there is such an exercise."""
        if action == "neighbour":
            return getattr(self.exercise, str(parameters[0])) in self.library.exercises
        return True

    def action_neighbour(self, which: str) -> None:
        """Look at the easier or the harder one."""
        self._dose = ""
        self.show(self.library.exercises[getattr(self.exercise, which)])

    def action_move(self) -> None:
        """Move, or stand still."""
        if self.moving:
            self._stop()
        else:
            self._start()

    def action_scroll_page(self, step: int) -> None:
        """Scroll what does not fit."""
        self.query_one("#page", VerticalScroll).scroll_relative(y=step, animate=False)


def _named(name: str, text: str) -> Content:
    return Content.assemble((f"{name}: ", "bold"), text)
