"""``kneetui calendar``: what is to be done, for a calendar."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.cli.io.output import write_text
from kneetui.cli.io.refusals import refuse
from kneetui.cli.library import load_library
from kneetui.cli.typed_path import TypedPath
from kneetui.config.errors import KneetuiError
from kneetui.config.wording import count
from kneetui.services.container import Services


@click.command()
@click.option(
    "-o",
    "--output",
    type=TypedPath(written=True),
    help="File to write; standard output without it or with -.",
)
@click.pass_obj
def calendar(services: Services, output: Path | None) -> None:
    """Write when to check again and to train, as iCalendar."""
    from kneetui.services.calendar import ics, numbered, reminders

    load_library(services)
    try:
        entries = numbered(services, reminders(services))
        data = ics(entries)
    except KneetuiError as error:
        refuse(error)
    write_text(data, output, count(len(entries), "reminder"))
