"""An exporter that writes an HTML page, and the command ``kneetui formats``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kneetui.plugins.hooks import Exporter, hookimpl

if TYPE_CHECKING:
    import click


def write(assessment: dict[str, Any]) -> str:
    """The assessment as one HTML page."""
    from kneetui_report_html.page import page

    return page(assessment)


@hookimpl
def kneetui_exporters() -> list[Exporter]:
    """The HTML page."""
    return [Exporter("HTML page", ".html", write)]


@hookimpl
def kneetui_commands() -> list[click.Command]:
    """``kneetui formats``."""
    from kneetui_report_html.command import formats

    return [formats]
