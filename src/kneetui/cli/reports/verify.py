"""``kneetui verify``: what the answers of a report come to with the content of today."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.cli.io.input import read_text
from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import refuse
from kneetui.cli.library import load_library
from kneetui.cli.typed_path import TypedPath
from kneetui.services.container import Services


@click.command()
@click.argument("report", type=TypedPath())
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def verify(services: Services, report: Path, as_json: bool) -> None:
    """Reckon a report again, and name the rules that changed since. Ends with 1 if it comes to something else."""
    from dataclasses import asdict

    from kneetui.services.report import verify as verifying
    from kneetui.services.report.embedded import read_report
    from kneetui.services.report.errors import ReportError

    library = load_library(services)
    try:
        data = read_report(read_text(report))
    except ReportError as error:
        refuse(error, 2)
    verified = verifying.verify(library, data)
    if as_json:
        show_json({**asdict(verified), "holds": verified.holds})
    else:
        click.echo("\n".join(verifying.lines(library, verified)))
    if not verified.holds:
        raise SystemExit(1)
