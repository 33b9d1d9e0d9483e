"""An app that shows one widget."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from textual.app import App, ComposeResult
from textual.widget import Widget

from kneetui.content.model import Option, Question
from kneetui.testing.screens import shown
from kneetui.ui.themes import DARK, LIGHT, NAMES

__all__ = ["Host", "question", "shown"]


class Host(App[None]):
    """Shows a widget in kneetui's colours and gives it the focus."""

    CSS = """
    Screen { background: $background; color: $foreground; padding: 1 2; }
    """

    def __init__(self, widget: Widget, theme: str = "dark") -> None:
        super().__init__()
        self.widget = widget
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = NAMES[theme]
        self.animation_level = "none"

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_mount(self) -> None:
        self.widget.focus()


def question(kind: str, count: int = 0, **given: Any) -> Question:
    """A question with numbered options ``o1``, ``o2`` …"""
    values: dict[str, Any] = dict.fromkeys((field.name for field in fields(Question)), "")
    values |= {
        "id": "q",
        "kind": kind,
        "text": "What is it?",
        "options": tuple(
            Option(id=f"o{n}", text=f"Option {n}", rate=0.1, near=()) for n in range(1, count + 1)
        ),
        "max": 10.0,
        "min": 0.0,
    }
    return Question(**{**values, **given})
