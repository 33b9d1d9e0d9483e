"""The player of a session, to be read from three metres away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Resize

from kneetui.routines.session.now import now
from kneetui.routines.session.time_left import seconds_remaining
from kneetui.services.training.played import session_words as words
from kneetui.services.training.played.live_session import SLEPT, LiveSession
from kneetui.services.training.played.session_choices import ENDING, ENDINGS
from kneetui.ui.screens.common.base import SMALL, STORAGE_ERRORS, KneeModal, KneeScreen, Result
from kneetui.ui.screens.common.dialogs.choose import session_dialog
from kneetui.ui.screens.player import panel, questions
from kneetui.ui.screens.player.bell import make_sound
from kneetui.ui.screens.player.panel import PlayerPanel
from kneetui.ui.widgets.lines.after_refresh import after_refresh
from kneetui.ui.widgets.lines.text_lines import TextLine, TextLines
from kneetui.ui.widgets.player.steps import Steps

if TYPE_CHECKING:
    from textual.timer import Timer

    from kneetui.routines.dose import Direction
    from kneetui.services.training.training import Training
    from kneetui.services.training.workout import Workout

BAR = 12
"""Columns of the bar that fills as the session goes on."""

ALONE = 600.0
"""Seconds without a key after which a session waits for one; while minutes are counted, only after those."""

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
        Binding("backspace", "pain_again", "Take the pain back", id="player.pain-again", show=False),
        Binding("e", "swap('easier')", "Easier", id="player.easier"),
        Binding("h", "swap('harder')", "Harder", id="player.harder"),
        Binding("x", "skip", "Skip", id="player.skip"),
        Binding("r", "rests", "Rests on or off", id="player.rests", show=False),
        Binding("w", "weight", "Weight and effort", id="player.weight", show=False),
        Binding("g", "sides", "Sides", id="player.sides", show=False),
        Binding("o", "own_pace", "Own pace or counted", id="player.pace", show=False),
        Binding("s", "sound", "Sound on or off", id="player.sound", show=False),
        Binding("t", "beats", "Beats of the tempo on or off", id="player.beats", show=False),
        Binding("down,j", "scroll_steps(1)", "Steps down", id="player.down", show=False),
        Binding("up,k", "scroll_steps(-1)", "Steps up", id="player.up", show=False),
        Binding("escape", "back", "End", id="player.end"),
    ]

    def __init__(
        self, training: Training, workout: Workout, clock: Callable[[], float] | None = None
    ) -> None:
        super().__init__()
        self.training, self.workout = training, workout
        self.player = workout.player
        self.live = LiveSession(training, workout, clock or monotonic)
        self._timer: Timer | None = None
        self._finishing = False

    def body(self) -> ComposeResult:
        """Name, figure beside word and number, steps, what comes next."""
        with Vertical(id="body"):
            yield TextLines(id="name")
            yield TextLines(id="set")
            yield TextLine(id="pain")
            yield PlayerPanel(id="stage")
            with Horizontal(id="below"):
                with VerticalScroll(id="how", can_focus=False):
                    yield Steps(id="steps")
                yield TextLines(id="session")
            yield TextLines(id="stop")
            with Horizontal(id="foot"):
                yield TextLine(id="next")
                yield TextLine(id="left")

    def on_mount(self) -> None:
        """Begin, unless the session was left on its way: that one waits for the space bar."""
        routine = self.training.library.routines.get(self.workout.routine)
        self.say(title=routine.name if routine else self.workout.routine)
        self._paint()
        if not self.player.paused:
            self.run_on()

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
        """Whether time counts; in a pause it does not."""
        return self.live.running

    def run_on(self) -> None:
        """Let time count, and draw every second."""
        self.live.run_on()
        if self._timer is None:
            self._timer = self.set_interval(1.0, self.tick)
        self._paint()

    def _halt(self) -> None:
        self.live.halt()
        if self._timer:
            self._timer.stop()
            self._timer = None

    def _pause(self) -> None:
        if self.live.pause():
            self._halt()
            self.follow()

    def tick(self) -> None:
        """A second later, more or less."""
        if not self.running:
            return
        tick = self.live.tick()
        if tick != "slept" and self._alone:
            self._pause()
            self.notify(
                f"Paused: no key was pressed for {ALONE / 60:.0f} minutes. {self.app.key_of('player.pause')} goes on."
            )
            return
        if tick == "slept":
            self._halt()
            self.follow()
            self.notify(f"{SLEPT} {self.app.key_of('player.pause')} goes on.")
        elif tick == "moved":
            self.follow()
        else:
            self._sound()
            self._paint_count()
            if self.live.due:
                self._keep()

    @property
    def _alone(self) -> bool:
        item = self.player.item
        counted = item.dose.minutes * 60 if item is not None else 0
        return self.app.idle.seconds >= max(ALONE, counted + ALONE if counted else 0)

    # --- what follows ----------------------------------------------------------------------

    def follow(self) -> None:
        """After every event: the bell, the draft, the screen, and the end."""
        self._sound()
        if self.player.done:
            self._finish()
        else:
            self._keep()
            self._paint()

    def _sound(self) -> None:
        sound = self.live.sound()
        if sound:
            make_sound(self, sound)

    def _propose(self) -> None:
        """The weight of what comes: that of last time, or a question before its first set."""
        try:
            ask = self.live.propose_weight()
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
        else:
            if ask:
                self.call_after_refresh(self.action_weight)

    def _keep(self) -> None:
        try:
            self.live.hold()
        except STORAGE_ERRORS as error:
            self.app.show_error(error)

    def _finish(self) -> None:
        self._halt()
        if not self._finishing:
            self._finishing = True
            self._write_down()

    @work(group="finish")
    async def _write_down(self) -> None:
        try:
            await self.app.when_free.write(partial(self.training.finish, self.workout))
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        finally:
            self._finishing = False
        if self.is_current:
            self.dismiss(True)

    # --- drawing ---------------------------------------------------------------------------

    def _paint(self) -> None:
        """Everything that changes with an event."""
        self._propose()
        player, moment = self.player, now(self.player)
        if moment is None:
            return
        self.set_class(self._large, "-large")
        state = "-paused" if player.paused else {"work": "-work", "rest": "-rest"}.get(player.state, "-ready")
        state = "-ready" if state == "-work" and player.lead_in > 0 else state
        for name in ("-paused", "-work", "-rest", "-ready"):
            self.set_class(name == state, name)
        self.say(remark=f"exercise {moment.spot.item + 1} of {len(player.items)}")
        key = self.app.key_of("player.weight")
        name = words.name_line(moment.exercise, self.workout, self.training.unit(), key=key)
        for place, text in (("#name", name), ("#set", words.set_line(player))):
            self.query_one(place, TextLines).show(((text, ""),))
        self._say("next", words.next_line(player) or self.app.with_keys(words.reserve_line(self.workout)))
        pain = words.pain_line(self.workout.pain, self.training.rule_of(self.workout))
        self.set_class(bool(pain), "-pained")
        self._say("pain", pain)
        steps = self.query_one(Steps)
        if steps.steps != moment.exercise.steps[:-1]:
            steps.show(moment.exercise.steps[:-1])
            self.query_one("#how").scroll_home(animate=False)
        self.query_one("#stop", TextLines).show((("▲ ", "bold"), (moment.exercise.stop_rule, "")))
        self.query_one("#session", TextLines).show(*words.session_lines(player))
        self._paint_count()

    def _paint_count(self) -> None:
        """What changes with every second."""
        moment = now(self.player)
        if moment is None:
            return
        self.query_one(PlayerPanel).show(moment, self.player, size=self._figures)
        left = words.clock(seconds_remaining(self.player))
        self._say("left", f"{left:>5} left {words.bar(self.player, BAR)}")

    @property
    def _figures(self) -> panel.Figures:
        return panel.LARGE if self._large else panel.SMALL if self.has_class(SMALL) else panel.USUAL

    @property
    def _large(self) -> bool:
        return self.size.width >= LARGE[0] and self.size.height >= LARGE[1]

    def _say(self, id: str, text: str) -> None:
        self.query_one(f"#{id}", TextLine).show(text)

    # --- keys ------------------------------------------------------------------------------

    def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        if self.running:
            self._pause()
        elif not self.player.done:
            self.run_on()

    def action_next(self) -> None:
        """The set is done, the rest is over, I am ready."""
        self._do(self.player.next)

    def action_again(self) -> None:
        """Do the last stretch again."""
        self._do(self.player.back)

    def action_swap(self, direction: Direction) -> None:
        """Another exercise for today."""
        questions.ask_swap(self, direction)

    def action_rests(self) -> None:
        """Rest between sets, or not; switched off in a rest, that one is over."""
        over = self.player.switch_rests()
        self._do(self.player.next if over else lambda: None)
        self.notify(
            "Rests are on."
            if self.player.rests
            else f"Rests are off. {self.app.key_of('player.rests')} puts them back."
        )

    def action_own_pace(self) -> None:
        """Repetitions by a count, or at one's own pace."""
        self._do(lambda: self.player.pace(paced=not self.player.paced))
        self.notify(
            "Repetitions are counted."
            if self.player.paced
            else self.app.with_keys("Your own pace: <player.next> when a set is done.")
        )

    def action_sound(self) -> None:
        """The bell, or a flash of the word instead."""
        settings = self.services.settings
        self.app.use_settings(replace(settings, bell=not settings.bell))
        self.notify("Sound is off: the word flashes." if settings.bell else "Sound is on.")

    def action_beats(self) -> None:
        """A bell for every part of a repetition, or only at changes."""
        settings = self.services.settings
        self.app.use_settings(replace(settings, beats=not settings.beats))
        self.notify("The tempo is silent." if settings.beats else "The tempo is heard.")

    def action_scroll_steps(self, step: int) -> None:
        """Read the steps that have no room."""
        self.query_one("#how").scroll_relative(y=step, animate=False)

    def action_skip(self) -> None:
        """Leave the rest of this exercise out, and say why."""
        questions.ask_why_skipped(self)

    def action_pain(self) -> None:
        """Note pain and go on, or stop; in the red, only stop, ease or skip."""
        questions.ask_pain(self)

    def action_pain_again(self) -> None:
        """Take the last number back, and ask anew."""
        if self.workout.take_back_pain():
            self.follow()
            questions.ask_pain(self)
        else:
            self.app.notify("No pain was noted that could be taken back.")

    def action_weight(self) -> None:
        """How heavy it is, and how hard it was."""
        questions.ask_weight(self)

    def action_sides(self) -> None:
        """Both sides, the sore one only, or one set more with it."""
        questions.ask_sides(self)

    def note_time(self) -> None:
        """Let the session know how much time went by."""
        self.live.note_time()

    def _do(self, event: Callable[[], object]) -> None:
        self.note_time()
        event()
        self.follow()

    def action_back(self) -> None:
        """Ask whether to end."""

        def chosen(choice: str | None) -> bool:
            if choice == "end":
                self.player.end()
                self.follow()
            elif choice == "later" and self.is_current:
                self._halt()
                self.player.pause()
                self._keep()
                self.dismiss(False)
            return choice != "later"

        self.ask(session_dialog(ENDING, "", ENDINGS), chosen)

    def ask(self, dialog: KneeModal[Result], answered: Callable[[Result | None], bool]) -> None:
        """Ask with the clock stopped.

        It goes on by itself if it ran, ``answered`` says so and the session is not over.
        """
        ran = self.running
        self._pause()

        def over(result: Result | None) -> None:
            if answered(result) and ran and not self.player.done:
                self.run_on()

        self.app.push_screen(dialog, over)
