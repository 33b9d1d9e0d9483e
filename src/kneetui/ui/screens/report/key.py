"""The key for a report, in every room that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from kneetui.ui.context import AppContext


def report_key(screen: str) -> Binding:
    """The binding of a screen for ``report``."""
    return Binding("R", "report", "Report", id=f"{screen}.report", show=False)


def show_report(app: AppContext) -> None:
    """Show the report; what goes in and where it goes to is chosen there."""
    from kneetui.ui.screens.report.report import ReportScreen

    app.push_screen(ReportScreen())
