"""What a widget does once the screen was painted."""

from __future__ import annotations

from collections.abc import Callable

from textual.widget import Widget


def after_refresh(widget: Widget, callback: Callable[[], None]) -> None:
    """Call back once the screen was painted, unless the widget has been taken away by then.

    Textual has whichever screen is on top call back, even when the screen of the widget was left before.
    """

    def call() -> None:
        if widget.is_attached:
            callback()

    widget.call_after_refresh(call)
