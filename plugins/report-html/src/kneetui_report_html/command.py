"""``kneetui formats``: what can be read and written here."""

from __future__ import annotations

import click

from kneetui.services.container import Services


@click.command()
@click.pass_obj
def formats(services: Services) -> None:
    """List the files that can be read and the reports that can be written."""
    for importer in services.plugins.importers():
        click.echo(f"reads   {' '.join(importer.suffixes):12} {importer.name}")
    for exporter in services.plugins.exporters():
        click.echo(f"writes  {exporter.suffix:12} {exporter.name}")
