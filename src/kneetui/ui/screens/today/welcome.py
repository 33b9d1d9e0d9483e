"""The first run: what this is, which sports, which knee."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from kneetui.config.about import PURPOSE, SPORTS
from kneetui.config.settings import SettingError
from kneetui.config.wording import knee_names
from kneetui.services.interview.names import DRAFT
from kneetui.ui.context import TriageRequest
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.widgets.forms.checkbox_row import Leaving, Marks
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.menu import Choice, Menu

WAYS_ON = {"start": TriageRequest(kind="start"), "for-another": TriageRequest(kind="for-another")}
"""Ways on that lead to triage, and what is wanted there."""


class Doors(Leaving, Menu):
    """The ways on from the welcome; the arrows lead from them to what is marked above."""


class WelcomeScreen(KneeScreen[None]):
    """Stands in the place of Today until somebody goes on, or looks around first. What is marked is saved at once."""

    CSS_PATH = "welcome.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = ""
    heading = "Welcome to kneetui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "Next part", id="welcome.next"),
        Binding("g", "go", "Go on", id="welcome.go"),
        Binding("escape", "back", "Look around first", id="screen.back", show=False),
    ]
    _away = False
    _before: tuple[int | None, bool] = (None, False)

    def body(self) -> ComposeResult:
        """The purpose, two lists, and the way on."""
        settings = self.services.settings
        what = Static(Content(PURPOSE), id="what", classes="panel")
        what.border_title = "What this is, and is not"
        yield what
        with Horizontal(id="choices"):
            sports = Marks(SPORTS, settings.sports, id="sports", classes="panel")
            sports.border_title = "What do you do?"
            yield sports
            knee = Marks(
                knee_names(),
                [settings.knee],
                several=False,
                id="knee",
                classes="panel",
            )
            knee.border_title = "Which knee is it?"
            yield knee
        yield Doors(
            [
                Choice("start", "Go on to the questions about your knee"),
                Choice("for-another", "It is the knee of my child, or of somebody I help"),
                Choice("back", "Look around first"),
            ]
        )

    def on_mount(self) -> None:
        """The sports take the keys; where not all has room, what this is stands above them."""
        for sports in self.query("#sports").results(Marks):  # none where the screen is left before it stands
            self.set_focus(sports, scroll_visible=False)

    def remark(self) -> str:
        """See :meth:`KneeScreen.remark`."""
        return "you can change this later"

    def on_screen_suspend(self) -> None:
        """Remember what the diary was like before another room."""
        self._away, self._before = True, self._written()

    def on_screen_resume(self) -> None:
        """Who wrote something in another room needs no welcome."""
        if self._away and self._before != self._written():
            self._leave(None)

    def _written(self) -> tuple[int | None, bool]:
        """The last change of the diary, and whether questions of triage were answered."""
        with suppress(*STORAGE_ERRORS):
            return self.services.diary.last_change(), self.services.draft(DRAFT) is not None
        return None, False

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Save a mark, or go on."""
        event.stop()
        if isinstance(event.sender, Menu):
            self._leave(WAYS_ON.get(event.sender.chosen.id))
        elif event.sender.id == "sports":
            self._keep(sports=self.query_one("#sports", Marks).chosen)
        else:
            self._keep(knee="".join(self.query_one("#knee", Marks).chosen))

    def _keep(self, **changed: Any) -> None:
        try:
            self.app.use_settings(replace(self.services.settings, **changed))
        except OSError as error:
            self.app.show_error(SettingError(f"The settings could not be saved ({error.strerror})"))

    def _leave(self, then: TriageRequest | None) -> None:
        if self.is_current:
            self._keep(welcomed=True)
            self.app.end_welcome(then)

    def action_go(self) -> None:
        """Go on to the questions of the triage."""
        self._leave(WAYS_ON["start"])

    def action_back(self) -> None:
        """Leave the questions for later."""
        self._leave(None)
