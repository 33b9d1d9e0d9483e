"""What goes with worse mornings, and a trial of one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kneetui.report.patterns_page import NO_TRIAL, mornings_lines, trial_lines
from kneetui.services.patterns import trials
from kneetui.services.patterns.mornings import comparisons, names
from kneetui.status.patterns.trial import PAIRS
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeModal, KneeScreen
from kneetui.ui.widgets.forms.dialog_keys import FIELD_KEYS
from kneetui.ui.widgets.forms.fields import ChoiceField
from kneetui.ui.widgets.forms.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHER = {"left": "right", "right": "left"}


class TrialDialog(KneeModal[tuple[str, int]]):
    """Asks what is tried, and for how long; ends with both."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Draw", id="dialog.accept"),
        *FIELD_KEYS,
    ]

    def compose(self) -> ComposeResult:
        """What, and how many weeks."""
        with Vertical(classes="dialog") as box:
            box.border_title = "A trial of one"
            yield TextField("What may help?", hint="such as the insole, a brace, no stairs", id="what")
            yield ChoiceField(
                "Weeks",
                "3",
                options=[(str(pairs), str(2 * pairs)) for pairs in PAIRS],
                optional=False,
                id="pairs",
            )
            yield Static(
                Content(
                    self.app.with_keys(
                        "Weeks with it and without it, by lot; the first begins tomorrow. <dialog.accept> draws them."
                    )
                )
            )

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#what", TextField).line.focus()

    def on_input_submitted(self) -> None:
        """Enter in a line of text."""
        self.action_take()

    def action_take(self) -> None:
        """Close with what was typed; nothing typed is told beside the field."""
        what = self.query_one("#what", TextField)
        if not what.value.strip():
            what.complain("name it")
        elif self.is_current:
            self.dismiss((what.value, int(self.query_one("#pairs", ChoiceField).value)))


class MorningsScreen(KneeScreen[None]):
    """Sentences about one knee; what they rest on is counted in them."""

    heading = "Mornings"
    DEFAULT_CSS = """
    MorningsScreen VerticalScroll {
        padding: 0 1; scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $border;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "knee", "Other knee", id="mornings.knee"),
        Binding("n", "new_trial", "New trial", id="mornings.trial"),
        Binding("x", "stop_trial", "Stop the trial", id="mornings.stop"),
    ]

    def __init__(self, knee: str) -> None:
        super().__init__()
        self.knee = knee if knee in OTHER else "right"
        self.running = False

    def body(self) -> ComposeResult:
        """A text that scrolls."""
        with VerticalScroll(id="scroll"):
            yield Static(id="text")

    def on_mount(self) -> None:
        """The keys scroll, and the mornings are compared."""
        self.query_one("#scroll").focus()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """One trial at a time."""
        if action == "new_trial":
            return not self.running
        return self.running if action == "stop_trial" else True

    def _show(self) -> None:
        try:
            self.running = trials.running(self.services) is not None
            paragraphs = list(self._paragraphs())
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        self.query_one("#text", Static).update(Content("\n\n").join(paragraphs))
        self.refresh_bindings()

    def _paragraphs(self) -> Iterator[Content]:
        made = comparisons(self.services, self.knee)
        heading, *lines = mornings_lines(made, names(self.services), self.knee)
        yield Content.assemble((heading, "bold"))
        yield Content("\n").join(Content(sentence) for sentence in lines[: len(made)])
        yield from (Content(sentence) for sentence in lines[len(made) :])
        today = self.services.now().date()
        every = trials.trials(self.services)
        if not every:
            yield Content.assemble(("A trial of one. ", "bold"), NO_TRIAL)
        for own in every:
            first, *rest = trial_lines(own, trials.result_of(self.services, own), today)
            yield Content("\n").join((Content.assemble((first, "bold")), *map(Content, rest)))

    def action_knee(self) -> None:
        """Compare the mornings of the other knee."""
        self.knee = OTHER[self.knee]
        self._show()

    def action_new_trial(self) -> None:
        """Ask what is tried."""
        self._ask_trial()

    @work(exclusive=True, group="flow")
    async def _ask_trial(self) -> None:
        wanted = await self.app.push_screen_wait(TrialDialog())
        if wanted is None:
            return
        try:
            await self.app.when_free.write(
                partial(trials.start, self.services, wanted[0], self.knee, wanted[1])
            )
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
        self._show()

    def action_stop_trial(self) -> None:
        """End the trial today; what was noted stays."""
        try:
            stopped = trials.stop(self.services)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
        else:
            self.notify(f"Stopped: {stopped.what}.", markup=False)
        self._show()
