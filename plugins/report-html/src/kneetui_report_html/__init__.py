"""An exporter that writes an HTML page."""

from __future__ import annotations

from typing import Any

from kneetui.plugins.hooks import Exporter, hookimpl


def write(report: dict[str, Any]) -> str:
    """The report as one HTML page."""
    from kneetui_report_html.page import page

    return page(report)


@hookimpl
def kneetui_exporters() -> list[Exporter]:
    """The report as an HTML page that needs no other file."""
    return [Exporter("HTML page", ".html", write)]
