"""Reads GPX and CSV files into training sessions."""

from kneetui.plugins.hooks import Importer, hookimpl
from kneetui_activities import gpx, table


@hookimpl
def kneetui_importers() -> list[Importer]:
    """One reader for GPX tracks, one for tables."""
    return [
        Importer("GPX track", (".gpx",), gpx.read),
        Importer("CSV table", (".csv", ".tsv"), table.read),
    ]
