"""An emergency flag is up: what to do now, and what can wait."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kneetui.config.wording import knee_words
from kneetui.diary.entries import Entry
from kneetui.services.interview.interview import Interview
from kneetui.triage.wording import ruled_out_first
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.common.stay import stay
from kneetui.ui.screens.triage.save import save
from kneetui.ui.widgets.lines.bars import BACK
from kneetui.ui.widgets.lines.menu import Choice, Menu
from kneetui.ui.widgets.lists.emergency_number import EmergencyNumber
from kneetui.ui.widgets.lists.urgency_banner import UrgencyBanner

FIRST_AID = 3


class EmergencyScreen(KneeScreen[Literal["on", "back", "assessment"]]):
    """Stops the interview; ends with whether to go on answering, to take the last answer back or to see the whole assessment."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace,left", "previous", "Back", id="emergency.previous"),
        Binding("escape", "back", "Leave", id=BACK),
        *stay("emergency"),
    ]
    CSS_PATH = "emergency.tcss"
    heading = "Triage"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall"), (36, "-roomy")]  # noqa: RUF012

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interview = interview
        self.assessment = interview.assess()
        self.careful = interview.careful()

    def body(self) -> ComposeResult:
        """Urgency, number, first aid, menu."""
        library = self.services.library
        up = [flag for flag in self.assessment.flags if flag.urgency == "emergency"]
        urgency = library.urgencies["emergency"]
        yield EmergencyNumber(self.services.emergency_number())
        with VerticalScroll(id="page"):
            yield UrgencyBanner(urgency, [up[0].because] if up else [], up[0].do if up else urgency.do)
            lines = [Content(f"Also: {flag.because} {flag.do}") for flag in up[1:]]
            tips = [tip for tip in self.assessment.advice if tip.kind == "first-aid"][:FIRST_AID]
            if first := ruled_out_first(self.assessment):
                lines.append(Content(first))
            lines += [Content.assemble((f"{tip.title}. ", "bold"), tip.text) for tip in tips]
            yield Static(Content("\n").join(lines), id="first-aid")
        yield Menu(self._choices())

    def _choices(self) -> list[Choice]:
        detail = "For the people who will help you. Only once help is on its way."
        if self.careful:
            detail = "Some answers are open and may make it less urgent. Until then, take it as it stands."
        return [
            Choice("on", "Go on answering", detail),
            Choice("save", "Save this to the diary"),
            Choice("all", "See the whole assessment"),
            Choice("leave", "Leave"),
        ]

    def on_mount(self) -> None:
        """A key pressed too often does not go past it: the cursor starts on saving."""
        menu = self.query_one(Menu)
        menu.cursor = 0 if self.careful else 1
        menu.focus()
        self.say(remark="your answers are saved")
        self.app.bell()

    def on_cursor_list_picked(self) -> None:
        """Do what was chosen."""
        chosen = self.query_one(Menu).chosen.id
        if chosen == "save":
            save(self, self.interview, self.assessment, self._saved)
        elif chosen == "leave":
            self.action_back()
        elif chosen == "all":
            self._end("assessment")
        else:
            self._end("on")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What is in the diary is not taken back here."""
        return action != "previous" or not self.interview.saved

    def action_previous(self) -> None:
        """Back to the question whose answer led here."""
        self._end("back")

    def action_stay(self) -> None:
        """A digit that was meant for the question before leads to no other room."""

    def _end(self, choice: Literal["on", "back", "assessment"]) -> None:
        if self.is_current:
            self.dismiss(choice)

    def _saved(self, entry: Entry) -> None:
        menu = self.query_one(Menu)
        menu.show([choice for choice in menu.choices if choice.id != "save"])
        self.say(remark="saved in the diary")
        self.refresh_bindings()
        self.notify(f"Saved in the diary ({knee_words(entry.knee)}). Today keeps it in sight.", markup=False)
