"""One routine: its phases and where you are, today's exercises, when it moves on, and the pain rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.config.wording import minutes_words
from kneetui.routines import plan
from kneetui.routines.fitted import LENGTHS
from kneetui.routines.gate import OPEN
from kneetui.routines.wording import (
    WHYS,
    criteria_words,
    dose_words,
    for_sports_words,
    length_words,
    moves_on_words,
    next_day_words,
    phase_words,
    rule_words,
)
from kneetui.services.training.changes import tests_of_changes
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.screens.common.text_screen import titles
from kneetui.ui.screens.routines import flow
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Piece, Row
from kneetui.ui.widgets.lines.text_lines import TextLines
from kneetui.ui.widgets.lists.exercise_list import ExerciseLine, ExerciseList

if TYPE_CHECKING:
    from kneetui.content.model import HomeTest, Library, Phase, Routine, Tip
    from kneetui.services.training.todays_session import Today
    from kneetui.services.training.training import Training
    from kneetui.status.status import Status

LIGHTS = {"green": ("●", "$success"), "yellow": ("▲", "$warning"), "red": ("■", "$error")}
"""A symbol and a colour for each light of the pain rule."""


class PlanScreen(KneeScreen[None]):
    """Ends when Esc leads back to the list."""

    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "begin", "Begin", id="plan.begin"),
        Binding("m", "take", "Make it mine", id="plan.take"),
        Binding("l", "leave", "Leave it", id="plan.leave"),
        Binding("t", "tests", "Tests", id="plan.tests"),
        Binding("c", "change", "What to change", id="plan.change"),
        Binding("i", "read", "To read", id="plan.read"),
        Binding("left", "phase(-1)", "Phase before", id="plan.before"),
        Binding("right", "phase(1)", "Next phase", id="plan.after"),
    ]

    def __init__(self, training: Training, routine: str) -> None:
        super().__init__()
        self.training = training
        self.routine: Routine = training.library.routines[routine]
        self.viewed = -1
        """The phase that is shown; -1 until the diary was read."""
        self.now: Status | None = None
        self.today: Today | None = None
        self.own = False

    def body(self) -> ComposeResult:
        """Summary, phases, the phase that is shown, and the rule."""
        with Vertical(id="page"):
            yield Static(Content(self.routine.summary), id="summary")
            yield TextLines(id="phases")
            with Vertical(id="columns"):
                with Vertical(id="phase", classes="panel"):
                    yield TextLines(id="goal")
                    yield ExerciseList()
                    yield TextLines(id="moves")
                yield Static(id="rule", classes="panel")

    def on_mount(self) -> None:
        """The rule never changes."""
        self.say(title=self.routine.name)
        self._show_rule()
        self.query_one(ExerciseList).focus()

    def on_screen_resume(self) -> None:
        """Read the diary: a session may have moved the plan."""
        self.read()

    def read(self) -> None:
        """Read where the person is, and show it."""
        before = self._here
        try:
            self.now = self.training.status()
            self.today = self.training.today(self.routine.id, self.now)
            yours = self.training.yours()
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        self.own = self.routine.id in yours
        if self._here != before or self.viewed < 0:
            self.viewed = self._here
        self.say(remark=self._remark())
        phases = self.routine.phases
        self.query_one("#goal", TextLines).reserve = tuple(((phase.goal, ""),) for phase in phases)
        self.query_one(ExerciseList).reserve = tuple(self._planned(phase) for phase in phases)
        self._show_phase()
        self.refresh_bindings()

    @property
    def library(self) -> Library:
        """What the packs say, as the training has it."""
        return self.training.library

    @property
    def _here(self) -> int:
        return min(self.today.progress.phase, len(self.routine.phases) - 1) if self.today else 0

    def _remark(self) -> str:
        begun = self.today is not None and self.today.progress.last is not None
        yours = "yours" if self.own else "begun before" if begun else "not begun"
        return f"{yours} · {length_words(self.routine)}"

    # --- drawing ---------------------------------------------------------------------------

    def _show_phase(self) -> None:
        phases = self.routine.phases
        phase = phases[self.viewed]
        self.query_one("#phases", TextLines).show(self._ladder())
        panel = self.query_one("#phase")
        title = Content(f"{self.viewed + 1} {phase.name} · {self._length(phase)}")
        if panel.border_title != title:
            panel.border_title = title
        self.query_one("#goal", TextLines).show(((phase.goal, ""),))
        self.query_one(ExerciseList).show(self._lines(phase))
        read = [tip.title for tip in self._to_read()]
        lines: list[Row] = (
            [((f"To read ({self.app.key_of('plan.read')}): {'; '.join(read)}.", ""),)] if read else []
        )
        self.query_one("#moves", TextLines).show(((self._moves(), ""),), *lines)
        self.refresh_bindings()

    def _length(self, phase: Phase) -> str:
        if self.routine.fitted:
            return f"{min(LENGTHS)} to {minutes_words(max(LENGTHS))}, out of these"
        return f"about {minutes_words(max(1, plan.phase_minutes(self.library, phase)))}"

    def _ladder(self) -> Row:
        """One mark a phase: done, here, to come; the one that is shown is bold."""
        count = len(self.routine.phases)
        pieces: list[Piece] = []
        for n, phase in enumerate(self.routine.phases):
            mark = "✓" if n < self._here else "●" if n == self._here else "○"
            named = f"{mark}{n + 1}" if count > 10 else f"{mark} {n + 1}"
            text = named if count > 4 else f"{named} {phase.name}"
            style = "bold $accent" if n == self.viewed else "" if n == self._here else "$muted"
            pieces += [(text, style), ("  " if count > 10 else "   ", "")]
        return (*pieces, ("● you are here", "$muted")) if count > 4 and self.own else tuple(pieces)

    def _planned(self, phase: Phase) -> list[ExerciseLine]:
        items = plan.phase_items(self.library, phase)
        return [
            ExerciseLine(id=item.planned, name=item.exercise.name, dose=dose_words(item.exercise, item.dose))
            for item in items
        ]

    def _lines(self, phase: Phase) -> list[ExerciseLine]:
        if self.now is None or self.today is None:
            return []
        todays = {item.planned: item for item in self.today.whole} if self.viewed == self._here else {}
        lines = []
        for step in phase.steps:
            exercise = self.library.exercises.get(step.exercise)
            if exercise is None:
                continue
            item = todays.get(step.exercise)
            dose = dose_words(item.exercise, item.dose) if item else dose_words(exercise, step.dose)
            name, remark = exercise.name, for_sports_words(step)
            avoid = self.now.gate.avoids(exercise)
            if item and item.exercise.id != exercise.id:
                name, remark = item.exercise.name, f"in place of: {exercise.name}"
            elif not self.now.gate.bears(self.library, exercise):
                remark = "waits for now"
            elif avoid and not item:
                remark = f"waits: not for {avoid.text}"
            shown = item.exercise.id if item else exercise.id
            lines.append(ExerciseLine(id=shown, name=name, dose=dose, remark=remark))
        return lines

    def _moves(self) -> str:
        if self.today is None or self.now is None:
            return ""
        if self.viewed != self._here:
            return phase_words(self.library, self.routine, self.viewed)
        if self.today.missing:
            return f"Before you begin, at home: {criteria_words(self.library, self.today.missing)}."
        text = moves_on_words(self.library, self.today.progress, self.today.results, self.training.day)
        if self.today.morning:
            text = f"{WHYS[self.today.morning.why]} {text}"
        day = self.today.day
        return f"{text} {next_day_words(day)}" if day and day > self.training.day else text

    def _show_rule(self) -> None:
        rule = self.library.rules[self.routine.rule]
        panel = self.query_one("#rule", Static)
        panel.border_title = Content(f"{rule.name}, 0-10")
        lines = []
        for light, pain, text in rule_words(rule):
            symbol, style = LIGHTS[light]
            lines.append(Content.assemble((f"{symbol} {pain} {light}: ", f"bold {style}"), text))
        lines += [Content(note) for note in (self.routine.note,) if note]
        sources = titles(self.library.sources, dict.fromkeys((*self.routine.source, *rule.source)))
        lines.append(Content.assemble(("Sources: " + sources, "$muted")))
        panel.update(Content("\n").join(lines))

    # --- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what makes sense now is in the key bar."""
        if action == "take":
            return not self.own and not self.routine.fitted
        if action == "leave":
            return self.own
        if action == "change":
            return self._asks_about_changes() is not None
        if action == "read":
            return self.viewed >= 0 and bool(self._to_read())
        return True

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Open the exercise."""
        event.stop()
        from kneetui.ui.screens.routines.exercise import ExerciseScreen

        line = self.query_one(ExerciseList).lines[event.index]
        gate = self.now.gate if self.now else OPEN
        self.app.push_screen(ExerciseScreen(self.library, line.id, line.dose, gate))

    def action_phase(self, step: int) -> None:
        """Look at another phase."""
        viewed = max(0, min(len(self.routine.phases) - 1, self.viewed + step))
        if viewed != self.viewed:
            self.viewed = viewed
            self._show_phase()

    def action_begin(self) -> None:
        """Begin today's session; on a day of rest it is said when the next one is."""
        self.read()
        if self.today is None or self.now is None:
            return
        if self.today.resting and self.today.day:
            self.notify(f"The knee gets a break. {next_day_words(self.today.day)}", markup=False)
        elif self.today.missing:
            self.notify(f"First, at home: {criteria_words(self.library, self.today.missing)}.", markup=False)
        elif not self.today.items:
            self.notify("Nothing of this routine is open after your last answers.")
        else:
            self._begin(self.today)

    def action_read(self) -> None:
        """Read what the phase that is shown asks to know."""
        from kneetui.ui.screens.common.tips import TipsScreen

        name = self.routine.phases[self.viewed].name
        self.app.push_screen(TipsScreen(self.library, name, self._to_read()))

    def _to_read(self) -> list[Tip]:
        """The tips of the phase that is shown, without those known not to be for these knees."""
        facts = self.now.gate.facts if self.now else ()
        tips = [self.library.tips[tip] for tip in self.routine.phases[self.viewed].learn]
        return [
            tip
            for tip in tips
            if not (tip.condition and facts and all(tip.condition.test(known) is False for known in facts))
        ]

    def action_tests(self) -> None:
        """Open the tests at home."""
        from kneetui.ui.screens.routines.home_tests import HomeTestsScreen

        self.app.push_screen(HomeTestsScreen(self.training))

    @work(exclusive=True, group="flow")
    async def action_change(self) -> None:
        """From the place of the pain to one change."""
        from kneetui.ui.screens.common.dialogs.changes import lead_to_a_change

        test = self._asks_about_changes()
        if test:
            await lead_to_a_change(self, test, self.now.gate if self.now else OPEN)

    def _asks_about_changes(self) -> HomeTest | None:
        """The test of the routine that asks whether a change helped."""
        asked = {criterion.test for phase in self.routine.phases for criterion in phase.entry}
        return next((test for test in tests_of_changes(self.library) if test.id in asked), None)

    @work(exclusive=True, group="flow")
    async def _begin(self, today: Today) -> None:
        await flow.begin(self.app, self.training, today)

    def action_take(self) -> None:
        """Make this an own routine, beside others."""
        try:
            self.training.keep(self.training.progress(self.routine.id), own=True)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        self.read()
        self.notify(
            f"{self.routine.name} is yours now. {self.app.key_of('plan.begin')} begins the first session.",
            markup=False,
        )

    def action_leave(self) -> None:
        """Have it no more."""
        try:
            self.training.leave(self.routine.id)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        self.read()
        self.notify(f"Left. Your place in it is kept: {self.app.key_of('plan.take')} takes it up again.")
