"""Several widgets changed by one key are painted in one frame.

Textual hears of a changed widget only when that widget has nothing else to do, and paints sixty times a second: what
hears of a key a moment later (the panel beside a list) misses the frame and is painted 16 ms after it. Leans on
internals of Textual, which is pinned; a test stands guard.
"""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget


def paint_with_next_frame(widget: Widget) -> None:
    """Let the frame that comes next paint the widget's refreshed regions, whoever asked for that frame."""
    if widget.is_attached:
        widget.screen._dirty_widgets.add(widget)


def tell_screen(widget: Widget, message: Message) -> None:
    """Hand a message to the widget's screen at once, before the widget itself is painted.

    A message that goes up from container to container takes longer than the way to the next frame.
    """
    widget.screen.post_message(message)
