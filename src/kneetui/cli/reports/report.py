"""``kneetui report``: one page about the knee for somebody else."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kneetui.cli.io.output import write_text
from kneetui.cli.io.refusals import fail, refuse
from kneetui.cli.library import load_library, note_left_out
from kneetui.cli.typed_path import TypedPath
from kneetui.config.about import KNEES
from kneetui.config.errors import KneetuiError
from kneetui.report.one_page.sections import AUDIENCES, SECTIONS
from kneetui.services.container import Services

if TYPE_CHECKING:
    from kneetui.report.one_page.model import Report
    from kneetui.services.report.formats import Format


@click.command()
@click.option(
    "--from",
    "since",
    metavar="DAY",
    help="First day: 2026-10-01, 1 October, last monday, 6 weeks ago. Six weeks ago without it.",
)
@click.option("--to", "until", metavar="DAY", help="Last day; today without it.")
@click.option("--knee", type=click.Choice(KNEES), help="The one of the settings without it.")
@click.option(
    "--for",
    "audience",
    type=click.Choice(list(AUDIENCES)),
    default="physio",
    show_default=True,
    help="Whom it is for: decides the sections.",
)
@click.option(
    "--section",
    "sections",
    type=click.Choice(list(SECTIONS)),
    metavar="SECTION",
    multiple=True,
    help=f"Only these sections; may stand several times: {', '.join(SECTIONS)}.",
)
@click.option("--long", "whole", is_flag=True, help="Everything, however many pages.")
@click.option("--name", default="", help="Your name, to stand on it. It is kept nowhere.")
@click.option("--ask", "asks", multiple=True, help="What you want to know; may stand several times.")
@click.option(
    "--format",
    "form",
    metavar="FORMAT",
    help="text, md, json, csv, or one of a plugin: html, pdf, fhir. The ending of the file decides without it.",
)
@click.option(
    "-o",
    "--output",
    type=TypedPath(written=True),
    help="File to write; standard output without it or with -.",
)
@click.option("--qr", is_flag=True, help="The short form as a QR code, as large as the terminal.")
@click.pass_obj
def report(
    services: Services,
    since: str | None,
    until: str | None,
    knee: str | None,
    audience: str,
    sections: tuple[str, ...],
    whole: bool,
    name: str,
    asks: tuple[str, ...],
    form: str | None,
    output: Path | None,
    qr: bool,
) -> None:
    """Write one page about the knee: for a physiotherapist, a doctor, a coach, or yourself."""
    from kneetui.services.report.formats import written
    from kneetui.services.report.gather import report as gathered
    from kneetui.services.report.gather import request_for

    load_library(services)
    note_left_out(services)
    first, last = _days(services, since, until)
    if qr and (form or output):
        fail(["--qr is for the terminal: it goes with neither --format nor -o."])
    chosen = _format(services, form, output)
    try:
        request = request_for(
            services,
            audience=audience,
            since=first,
            until=last,
            knee=knee or "",
            sections=sections,
            whole=whole,
            name=name,
            asks=asks,
        )
        made = gathered(services, request)
        if qr:
            _show_qr(made)
            return
        data = written(services, made, chosen)
    except KneetuiError as error:
        refuse(error)
    _write(data, chosen, output)


def _write(data: str | bytes, chosen: Format, output: Path | None) -> None:
    """The report to a file or to standard output, but no bytes to a terminal."""
    if isinstance(data, bytes) and output is None and sys.stdout.isatty():
        fail([f"{chosen.words} is no text for a terminal. Give a file with -o, or -o - for a pipe."])
    write_text(data, output, f"Report ({chosen.words})")


BLACK_ON_WHITE, PLAIN = "\x1b[30;107m", "\x1b[0m"
"""A reader needs dark modules on light, whatever the colours of the terminal."""


def _show_qr(made: Report) -> None:
    from shutil import get_terminal_size

    from kneetui.services.report.brief import qr_lines

    size = get_terminal_size()
    lines, text = qr_lines(made, size.columns, size.lines - 2)
    if not lines:
        fail(["This terminal is too small for a QR code. Make it larger, or write a file with -o."])
    for line in lines:
        click.echo(f"{BLACK_ON_WHITE}{line}{PLAIN}", color=True)
    click.echo(text)


def _days(services: Services, since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The first and the last day of the report, as far as they were given; leaves where they do not go together."""
    today = services.now().date()
    first, last = _day(services, since, "--from"), _day(services, until, "--to")
    if last and last > today:
        fail([f"--to {last} is still to come. Give a day up to today, or leave it out."])
    if first and first > (last or today):
        fail([f"--from {first} is after --to {last or today}. Give the earlier day first."])
    return first, last


def _day(services: Services, text: str | None, option: str) -> date | None:
    from kneetui.config.read_days import FORMS, read_day

    if text is None:
        return None
    day = read_day(text, services.now())
    if day is None:
        fail([f"{option}: “{text}” is no day. Write it as in: {FORMS}."])
    return day


def _format(services: Services, name: str | None, output: Path | None) -> Format:
    from kneetui.services.report.errors import ReportError
    from kneetui.services.report.formats import format_named, format_of_file

    try:
        if name or output is None or str(output) == "-":
            return format_named(services, name or "text")
        return format_of_file(services, output.name)
    except ReportError as error:
        refuse(error, 2)
