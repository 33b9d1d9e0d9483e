"""``kneetui formats``: what can be read and written here, and by whom."""

from __future__ import annotations

import click

from kneetui.services.container import Services

BUILT_IN = "kneetui"

DIARY = ((".toml", "diary, with everything"), (".csv", "diary, for spreadsheets"))
"""What ``kneetui diary export`` writes; the first can be imported again."""


@click.command()
@click.pass_obj
def formats(services: Services) -> None:
    """List the files that can be read and written, and what reads or writes them."""
    from kneetui.services.report.formats import own_formats

    plugins = services.plugins
    rows = [
        ("reads", *DIARY[0], BUILT_IN),
        *(
            ("reads", " ".join(importer.suffixes), importer.name, str(who))
            for who, importer in plugins.importers_by_plugin()
        ),
        *(("writes", *row, BUILT_IN) for row in DIARY),
        *(("writes", form.ending, f"report, {form.words}", BUILT_IN) for form in own_formats()),
        *(
            ("writes", exporter.suffix, exporter.name, str(who))
            for who, exporter in plugins.exporters_by_plugin()
        ),
    ]
    for what, suffixes, name, who in rows:
        click.echo(f"{what:7} {suffixes:12} {name:24} {who}")
