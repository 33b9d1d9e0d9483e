"""First aid: ice with a clock, bandages, gels and who they are not for; in one key from Today, without questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.common.tips import tip_words
from kneetui.ui.widgets.lines.countdown import Countdown
from kneetui.ui.widgets.lines.prose import Prose
from kneetui.ui.widgets.lists.emergency_number import EmergencyNumber

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kneetui.content.model import Tip, Urgency

MINUTE = 60.0


class FirstAidScreen(KneeScreen[None]):
    """Ends when Esc leads back to Today."""

    DEFAULT_CSS = """
    FirstAidScreen EmergencyNumber, FirstAidScreen Countdown { margin: 0 1; }
    FirstAidScreen VerticalScroll {
        padding: 1 1 0 1; scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $border;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "time", "Start or stop the clock", id="first-aid.time"),
        Binding("down,j", "scroll_text(1)", "Down", id="first-aid.down", show=False),
        Binding("up,k", "scroll_text(-1)", "Up", id="first-aid.up", show=False),
    ]
    heading = "First aid"

    def __init__(self, tips: Sequence[tuple[str, Tip]], at_once: Urgency | None = None) -> None:
        """Tips, each under a heading, which may be empty; above them what a level ``at_once`` asks for."""
        super().__init__()
        self.at_once = at_once
        self.tips = tuple(tips)
        self.timed = next((tip for _, tip in tips if tip.minutes), None)

    def body(self) -> ComposeResult:
        """The number to call, the clock, and what to do."""
        yield EmergencyNumber(self.services.emergency_number())
        if self.timed:
            before = f"<first-aid.time> starts the clock: {self.timed.title}"
            after = "Time is over."
            yield Countdown(self.timed.minutes * MINUTE, before, "<first-aid.time> stops it", after)
        with VerticalScroll(id="scroll"):
            yield Prose(Content("\n\n").join(self._paragraphs()), id="text")

    def _paragraphs(self) -> Iterator[Content]:
        """The tips, a heading above the first of those that share it."""
        if self.at_once:
            level = f"{self.at_once.symbol} {self.at_once.name}\n"
            yield Content.assemble((level, "bold $error"), (self.at_once.do, "bold"))
        before = ""
        for heading, tip in self.tips:
            yield tip_words(self.services.library, tip, heading if heading != before else "")
            before = heading

    def on_mount(self) -> None:
        """The keys scroll."""
        self.query_one("#scroll").focus()

    def on_countdown_over(self, event: Countdown.Over) -> None:
        """The bell, if it is on."""
        event.stop()
        self.app.ring()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A clock only if something takes time."""
        return self.timed is not None if action == "time" else True

    def action_time(self) -> None:
        """Start the clock, or stop it."""
        self.query_one(Countdown).toggle()

    def action_scroll_text(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#scroll").scroll_relative(y=lines, animate=False)
