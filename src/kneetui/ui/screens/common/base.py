"""What every screen of kneetui has: a top line, a key bar, a way back, and a word when the terminal is too small."""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.geometry import Region
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from kneetui.diary.errors import DiaryError
from kneetui.ui.context import KnowsApp
from kneetui.ui.widgets.lines.bars import KeyBar, TopBar

Result = TypeVar("Result")

STORAGE_ERRORS = (OSError, DiaryError)
"""What reading or keeping may raise."""

SMALLEST = (60, 20)
"""Columns and rows below which a sentence takes the place of the screen."""

SENTENCE = "kneetui needs at least 60 columns and 20 rows. Make this window larger."

SETTLED = 0.02
"""Seconds after which the parts of a new screen have found their places."""


class TooSmall(Static):
    """Covers the screen while the terminal is too small."""

    DEFAULT_CSS = """
    TooSmall { display: none; layer: cover; dock: top; width: 100%; height: 100%; background: $background;
               padding: 0 1; content-align: center middle; text-align: center; }
    """


class KneeScreen(KnowsApp, Screen[Result | None]):
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
        Binding("escape", "back", "Back", id="screen.back", show=False),
    ]
    heading: ClassVar[str] = "kneetui"

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual would repaint the whole screen whenever the focus moves; widgets repaint themselves."""

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

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Paint a new screen once, when its parts have found their places; Textual would paint it four times."""
        event.prevent_default()
        new = self.is_attached and self._size != self.app.size
        if new and self.app._dom_ready:  # at the start Textual itself holds back the first frame
            self.app.delay_update(SETTLED)
        super()._on_screen_resume(event)
        if new:
            self._repaint_required = False
            self.app.end_transition()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """A new layout repaints what moved; Textual would repaint everything besides."""
        repaint = repaint and (bool(regions) or not layout)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _compositor_refresh(self) -> None:
        """Paint what changed.

        While the app holds back its output, everything waits for later; Textual would think it painted. And
        after everything was painted, nothing is left to repaint.
        """
        if self.app._batch_count:
            self._repaint_required = True
            return
        everything = self._compositor.size.region in self._compositor._dirty_regions
        super()._compositor_refresh()
        if everything:
            self._repaint_required = False

    def on_resize(self, event: Resize) -> None:
        """Show the sentence while the terminal is too small."""
        width, height = event.size
        small = width < SMALLEST[0] or height < SMALLEST[1]
        if small and not self.query(TooSmall):
            self.mount(TooSmall(Content(SENTENCE)))
        self.set_class(small, "-too-small")

    def action_back(self) -> None:
        """One step back: leave a pushed screen, or go to Today."""
        if not self.is_current:
            return
        if len(self.app.screen_stack) > 1:
            self.dismiss(None)
        else:
            self.app.go("today")


class KneeModal(KnowsApp, ModalScreen[Result | None]):
    """Base of all dialogs, which end with a ``Result``; Esc closes them with ``None``."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", id="dialog.close")]

    def action_close(self) -> None:
        """Close without a result."""
        if self.is_current:
            self.dismiss(None)
