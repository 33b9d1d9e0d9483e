"""The player of a session, to be read from three metres away."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize

from kneetui.config.wording import minutes_words
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeModal, KneeScreen, Result
from kneetui.ui.screens.common.choose import ChooseDialog
from kneetui.ui.screens.player import player_text as words
from kneetui.ui.screens.player.figure_pace import Pace
from kneetui.ui.widgets.lines.after_refresh import after_refresh
from kneetui.ui.widgets.lines.menu import Choice
from kneetui.ui.widgets.lines.text_lines import TextLine
from kneetui.ui.widgets.player.big_number import BigNumber, Blocks
from kneetui.ui.widgets.player.figure import Figure
from kneetui.ui.widgets.player.steps import Steps

if TYPE_CHECKING:
    from textual.timer import Timer

    from kneetui.services.training.training import Training
    from kneetui.services.training.workout import Workout

ASLEEP = 5.0
"""A gap between two ticks from so many seconds on means that the machine slept: nothing was trained in it."""

SAVE = 10.0
"""While minutes are counted, the session is kept every so many seconds."""

BAR = 24
"""Columns of the bar that fills as the session goes on."""

LARGE = (100, 36)
"""Columns and lines from which the digits are twice as large."""


class PlayerScreen(KneeScreen[bool]):
    """Leads through ``workout``; ends with whether the session is over, or is left for later. ``clock`` gives seconds."""

    CSS_PATH = "player.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause", "Pause", id="player.pause"),
        Binding("n", "next", "Next", id="player.next"),
        Binding("b", "again", "Back", id="player.back"),
        Binding("p", "pain", "Pain", id="player.pain"),
        Binding("e", "swap('easier')", "Easier", id="player.easier"),
        Binding("h", "swap('harder')", "Harder", id="player.harder"),
        Binding("r", "rests", "Rests on or off", id="player.rests", show=False),
        Binding("escape", "back", "End", id="player.end", key_display="Esc"),
    ]

    def __init__(
        self, training: Training, workout: Workout, clock: Callable[[], float] | None = None
    ) -> None:
        super().__init__()
        self.training, self.workout = training, workout
        self.player = workout.player
        self.clock = clock or monotonic
        self._timer: Timer | None = None
        self._at = self._kept = 0.0
        self.pace = Pace()

    def body(self) -> ComposeResult:
        """Name, figure beside word and number, steps, what comes next."""
        with Vertical(id="body"):
            yield TextLine(id="name")
            yield TextLine(id="set")
            with Horizontal(id="stage"):
                yield Figure(id="figure")
                with Vertical(id="count"):
                    yield Blocks(id="word")
                    yield BigNumber(id="number")
                    yield TextLine(id="beside")
            yield Steps(id="steps")
            with Horizontal(id="foot"):
                yield TextLine(id="next")
                yield TextLine(id="bar")

    def on_mount(self) -> None:
        """Begin, unless the session was left on its way: that one waits for the space bar."""
        routine = self.training.library.routines.get(self.workout.routine)
        self.say(title=routine.name if routine else self.workout.routine)
        self.player.take_cues()
        self._paint()
        if not self.player.paused:
            self._run()

    def on_resize(self, event: Resize) -> None:
        """Larger digits where there is room."""
        super().on_resize(event)
        after_refresh(self, self._paint)

    def on_screen_suspend(self) -> None:
        """Behind another screen nothing goes on."""
        self._pause()

    # --- time ------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether time counts."""
        return self._timer is not None

    def _run(self) -> None:
        self.player.resume()
        self._at = self.clock()
        if self._timer is None:
            self._timer = self.set_interval(1.0, self.tick)
        self._paint()

    def _halt(self) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None

    def _pause(self) -> None:
        if self.running:
            self._pass()
            self._halt()
            self.player.pause()
            self._follow()

    def _pass(self) -> float:
        """Tell the player how much time went by since the last look at the clock."""
        now = self.clock()
        gone, self._at = now - self._at, now
        if 0 < gone < ASLEEP:
            self.workout.seconds += gone
            self.player.tick(gone)
        return gone

    def tick(self) -> None:
        """A second later, more or less."""
        if not self.running:
            return
        state = (self.player.state, self.player.spot)
        if self._pass() >= ASLEEP:
            self._pause()
            self.notify("Paused: the clock stood still for a while. Space goes on.")
        elif state != (self.player.state, self.player.spot):
            self._follow()
        else:
            self._paint_count()
            if self.player.item and self.player.item.dose.minutes and self._at - self._kept >= SAVE:
                self._keep()

    # --- what follows ----------------------------------------------------------------------

    def _follow(self) -> None:
        """After every event: the bell, the draft, the screen, and the end."""
        if self.player.take_cues():
            self.app.ring()
        if self.player.done:
            self._finish()
        else:
            self._keep()
            self._paint()

    def _keep(self) -> None:
        self._kept = self._at
        try:
            self.training.hold(self.workout)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)

    def _finish(self) -> None:
        self._halt()
        try:
            self.training.finish(self.workout)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        if self.is_current:
            self.dismiss(True)

    # --- drawing ---------------------------------------------------------------------------

    def _paint(self) -> None:
        """Everything that changes with an event."""
        player = self.player
        exercise, spot = words.shown(player)
        if exercise is None:
            return
        self.set_class(self._large, "-large")
        state = "-paused" if player.paused else {"work": "-work", "rest": "-rest"}.get(player.state, "-ready")
        for name in ("-paused", "-work", "-rest", "-ready"):
            self.set_class(name == state, name)
        left = round((1 - player.fraction) * self._minutes())
        self.say(remark=f"exercise {spot.item + 1} of {len(player.items)} · about {minutes_words(left)} left")
        self._say("name", exercise.name)
        self._say("set", words.set_line(player))
        self._say("next", words.next_line(player))
        self._say("bar", words.bar(player, BAR))
        self.query_one("#word", Blocks).show(words.big_word(player), 2 if self._large else 1)
        self.query_one(Steps).show(exercise.steps)
        figure = self.query_one(Figure)
        if figure.frames != exercise.frames or player.state != "work":
            self.pace.begin()
            figure.show(exercise.frames)
            figure.go(0)
        self._paint_count()

    def _paint_count(self) -> None:
        """What changes with every second."""
        self.query_one(BigNumber).show(words.number(self.player), 4 if self._large else 2)
        self._say("beside", words.beside(self.player))
        if not self.player.paused:
            figure = self.query_one(Figure)
            figure.go(self.pace.at(self.player, self._at, len(figure.frames)))

    @property
    def _large(self) -> bool:
        return self.size.width >= LARGE[0] and self.size.height >= LARGE[1]

    def _minutes(self) -> float:
        from kneetui.routines.dose import minutes

        return minutes(self.player.items)

    def _say(self, id: str, text: str) -> None:
        self.query_one(f"#{id}", TextLine).show(text)

    # --- keys ------------------------------------------------------------------------------

    def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        if self.running:
            self._pause()
        elif not self.player.done:
            self._run()

    def action_next(self) -> None:
        """The set is done, the rest is over, I am ready."""
        self._do(self.player.next)

    def action_again(self) -> None:
        """Do the last stretch again."""
        self._do(self.player.back)

    def action_swap(self, which: str) -> None:
        """Another exercise for today."""
        done = []
        self._do(lambda: done.append(self.player.easier() if which == "easier" else self.player.harder()))
        if not done[0]:
            self.notify(f"There is no {which} exercise here.")

    def action_rests(self) -> None:
        """Rest between sets, or not; switched off in a rest, that one is over."""
        self.player.rests = not self.player.rests
        skipped = self.player.state == "rest" and not self.player.rests
        self._do(self.player.next if skipped else lambda: None)
        self.notify("Rests are on." if self.player.rests else "Rests are off. r puts them back.")

    def _do(self, event: Callable[[], object]) -> None:
        if self.running:
            self._pass()
        event()
        self._follow()

    def action_pain(self) -> None:
        """Note pain and go on, or stop."""
        from kneetui.ui.screens.player.pain_note import PainNote, PainReport

        def noted(report: PainReport | None) -> bool:
            if report:
                self.workout.note_pain(report.pain, stop=report.stop)
                self._follow()
            return True

        routine = self.training.library.routines.get(self.workout.routine)
        rule = self.training.library.rules.get(routine.rule) if routine else None
        self._ask(PainNote(rule), noted)

    def action_back(self) -> None:
        """Ask whether to end."""
        choices = [
            Choice("on", "Go on"),
            Choice("later", "Leave it for later", "You go on at the same set."),
            Choice("end", "End it", "What was done stays in the diary. One number follows."),
        ]

        def chosen(choice: str | None) -> bool:
            if choice == "end":
                self.player.end()
                self._follow()
            elif choice == "later" and self.is_current:
                self._halt()
                self.player.pause()
                self._keep()
                self.dismiss(False)
            return choice != "later"

        self._ask(ChooseDialog("End the session?", "", choices), chosen)

    def _ask(self, dialog: KneeModal[Result], answered: Callable[[Result | None], bool]) -> None:
        """Ask with the clock stopped.

        It goes on by itself if it ran, ``answered`` says so and the session is not over.
        """
        ran = self.running
        self._pause()

        def over(result: Result | None) -> None:
            if answered(result) and ran and not self.player.done:
                self._run()

        self.app.push_screen(dialog, over)
