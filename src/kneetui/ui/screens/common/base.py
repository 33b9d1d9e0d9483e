"""What every screen of kneetui has: a top line, a key bar, a way back, and a word when the terminal is too small."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from kneetui.diary.errors import DiaryError
from kneetui.terminal.screen_repaint import RepaintingScreen
from kneetui.ui.context import KnowsApp
from kneetui.ui.widgets.lines.bars import BACK, CLOSE, KeyBar, TopBar
from kneetui.ui.widgets.lines.room import small

Result = TypeVar("Result")

STORAGE_ERRORS = (OSError, DiaryError)
"""What reading or keeping may raise."""

SMALLEST = (40, 12)
"""Columns and rows below which a sentence takes the place of the screen."""

SMALL = "-small"
"""The class of screens and dialogs that have room for one column only."""

SENTENCE = "kneetui needs at least 40 columns and 12 rows. Make this window larger."


class TooSmall(Static):
    """Covers the screen while the terminal is too small."""

    DEFAULT_CSS = """
    TooSmall { display: none; layer: cover; dock: top; width: 100%; height: 100%; background: $background;
               padding: 0 1; content-align: center middle; text-align: center; }
    """


class KneeScreen(KnowsApp, RepaintingScreen[Result | None]):
    """Base of all full screens, which end with a ``Result``, or with ``None`` after Esc. Subclasses give their content in :meth:`body`."""

    DEFAULT_CSS = """
    KneeScreen { layers: base cover; }
    KneeScreen.-too-small TooSmall { display: block; }
    """

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012
        (0, "-narrow"),
        (76, "-normal"),
        (110, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id=BACK),
        Binding("pageup", "page(-1)", "Page up", id="screen.page-up", show=False),
        Binding("pagedown", "page(1)", "Page down", id="screen.page-down", show=False),
    ]
    heading: ClassVar[str] = "kneetui"
    of_no_room: ClassVar[bool] = False
    """Whether it opens over any room, and is closed on the way to one."""

    def compose(self) -> ComposeResult:
        """Top line, body, key bar."""
        yield TopBar(self.heading, self.remark())
        yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The content of the screen, between top line and key bar."""
        yield from ()

    def remark(self) -> str:
        """What stands at the right of the top line."""
        return ""

    def say(self, title: str | None = None, remark: str | None = None) -> None:
        """Change the top line."""
        self.query_one(TopBar).show(title, remark)

    @property
    def titled(self) -> str:
        """The title in the top line now."""
        return self.query_one(TopBar).title

    in_flow = False
    """Whether a flow waits for the end of this screen, and shows what follows."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """See :meth:`textual.screen.Screen.dismiss`; a flow goes on before anything else happens."""
        gone = super().dismiss(result)
        if self.in_flow:
            self.app.begin_transition()
        return gone

    def library_ready(self) -> None:
        """The library is loaded: fill in what was shown without it."""

    def rest(self) -> None:
        """Keep now what would be kept a moment later; the screen may be taken away next."""

    @property
    def waits_for_library(self) -> bool:
        """Whether more will stand here once the library is there, so that a key is not meant for what does now."""
        return False

    def changed_elsewhere(self) -> None:
        """Another window, or this one, changed diary, drafts or settings: show what is there now."""

    def taken_over(self, draft: str) -> str | None:  # noqa: ARG002
        """Another window took a draft over: leave it, and write nothing of it; a sentence more that is to be said."""
        return None

    def arrived(self) -> None:
        """What a flow waits for is there."""
        self.app.end_transition()

    @property
    def covered(self) -> bool:
        """Whether the sentence takes the place of the screen."""
        return self.has_class("-too-small")

    def on_resize(self, event: Resize) -> None:
        """One column while the terminal is small, and the sentence while it is too small."""
        width, height = event.size
        self.set_class(small(event.size), SMALL)
        covered = width < SMALLEST[0] or height < SMALLEST[1]
        if covered and not self.query(TooSmall):
            self.mount(TooSmall(Content(SENTENCE)))
        self.set_class(covered, "-too-small")

    def action_page(self, pages: int) -> None:
        """Read on, or back, in what is higher than the screen."""
        focused = self.focused
        around = [] if focused is None else [node for node in focused.ancestors if isinstance(node, Widget)]
        for widget in (*around, *self.walk_children(Widget)):
            if widget.allow_vertical_scroll and widget.max_scroll_y:
                widget.scroll_relative(y=pages * max(widget.size.height - 1, 1), animate=False)
                return

    def action_back(self) -> None:
        """One step back: leave a pushed screen, or go to Today."""
        if not self.is_current:
            return
        if len(self.app.screen_stack) > 1:
            self.dismiss(None)
        else:
            self.app.go("today")


class KneeModal(KnowsApp, ModalScreen[Result | None], RepaintingScreen[Result | None]):
    """Base of all dialogs, which end with a ``Result``; Esc closes them with ``None``.

    Each has a key bar over that of the screen below, whose keys do not work meanwhile.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", id=CLOSE)]

    def __init__(self) -> None:
        super().__init__()
        self.compose_add_child(KeyBar())

    def on_resize(self, event: Resize) -> None:
        """Less around what it asks while the terminal is small."""
        self.set_class(small(event.size), SMALL)

    def action_close(self) -> None:
        """Close without a result."""
        if self.is_current:
            self.dismiss(None)
