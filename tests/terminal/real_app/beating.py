"""A program for tests: shows that its event loop goes on, and paints as much as it is told to.

It notes a beat in the file given every few milliseconds. ``p`` starts and stops painting a new
picture on every beat; the picture it stops with says so on every row.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from kneetui.terminal.driver import KneeDriver


class Beating(App[None]):
    """See the module's description."""

    CSS = "Static { width: 100%; height: 100%; }"
    BINDINGS = [Binding("p", "paint", "Paint")]  # noqa: RUF012

    def __init__(self, file: Path) -> None:
        super().__init__(driver_class=KneeDriver)
        self.animation_level = "none"
        self._file = file
        self._beats = 0
        self._painting = False

    def compose(self) -> ComposeResult:
        yield Static("ready", markup=False)

    def on_mount(self) -> None:
        self.set_interval(0.01, self._beat)

    def _beat(self) -> None:
        self._beats += 1
        self._file.write_text(f"{self._beats} {self._painting}", encoding="utf-8")
        if self._painting:
            self._show(lambda _: "".join(random.choices("knee+-*/", k=self.size.width)))

    def _show(self, row: Any) -> None:
        self.query_one(Static).update("\n".join(row(number) for number in range(self.size.height)))

    def action_paint(self) -> None:
        """Start or stop painting."""
        self._painting = not self._painting
        if not self._painting:
            self._show(lambda number: f"row {number:02d} is the last picture")


if __name__ == "__main__":
    Beating(Path(sys.argv[1])).run()
