"""``kneetui status``: how the knees are, and what today asks for."""

from __future__ import annotations

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.library import load_library, note_left_out
from kneetui.cli.status_now import status_now
from kneetui.services.container import Services


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the status as JSON.")
@click.pass_obj
def status(services: Services, as_json: bool) -> None:
    """Say how the knees are and what today asks for, as Today and Routines do."""
    from kneetui.report.status_page import page, plain

    library = load_library(services)
    note_left_out(services)
    now = status_now(services)
    if as_json:
        show_json(plain(library, now))
    else:
        click.echo("\n".join(page(library, now)))
