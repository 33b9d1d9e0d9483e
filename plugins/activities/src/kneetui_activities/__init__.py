"""Reads the files of watches and training programs into training sessions."""

from kneetui.plugins.hooks import Importer, hookimpl


@hookimpl
def kneetui_importers() -> list[Importer]:
    """One reader for each kind of file."""
    from kneetui_activities import fit, garmin_archive, gpx, table, tcx

    return [
        Importer("FIT activity", (".fit",), fit.read),
        Importer("TCX activity", (".tcx",), tcx.read),
        Importer("GPX track", (".gpx",), gpx.read),
        Importer("Garmin archive", (".json",), garmin_archive.read),
        Importer("CSV table", (".csv", ".tsv"), table.read),
    ]
