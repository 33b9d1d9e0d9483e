"""The short form of a report as a QR code, for a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.services.report.brief import qr_lines
from kneetui.ui.screens.common.base import KneeScreen

if TYPE_CHECKING:
    from kneetui.report.one_page.model import Report

DARK_ON_LIGHT = "black on white"
"""Whatever the theme: a reader needs dark modules on light."""
EDGES = 3
"""Rows of the top line, the key bar, and the words beside the code."""


class QrScreen(KneeScreen[None]):
    """As much of the short form as the terminal has room for. Esc goes back."""

    CSS_PATH = "qr.tcss"
    heading = "Report as a QR code"

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report

    def body(self) -> ComposeResult:
        """The code, and what it says."""
        width, height = self.app.size
        lines, text = qr_lines(self.report, width, height - EDGES)
        with Vertical(id="qr"):
            if lines:
                yield Static(Content("\n".join(lines)).stylize(DARK_ON_LIGHT), id="code")
                yield Static(Content(text), id="said")
            else:
                yield Static(
                    Content("This terminal is too small for a QR code. Make it larger, or write a file.")
                )
