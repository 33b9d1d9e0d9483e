"""``kneetui diary``: the diary in and out as a file."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.cli.root import read_text, refuse, write_text
from kneetui.cli.typed_path import TypedPath
from kneetui.config.wording import count
from kneetui.services.container import Services


@click.group()
def diary() -> None:
    """Export and import the diary."""


@diary.command("export")
@click.option(
    "--format", "form", type=click.Choice(["toml", "csv"]), default="toml", help="TOML keeps everything."
)
@click.option(
    "-o",
    "--output",
    type=TypedPath(written=True),
    help="File to write; standard output without it or with -.",
)
@click.pass_obj
def export(services: Services, form: str, output: Path | None) -> None:
    """Write every entry as TOML (nothing is lost) or CSV (for spreadsheets)."""
    from kneetui.diary.errors import DiaryError
    from kneetui.diary.export.csv_file import to_csv
    from kneetui.diary.export.toml_file import export_toml

    try:
        entries = services.diary.entries()
        text = export_toml(services.diary) if form == "toml" else to_csv(entries)
    except DiaryError as error:
        refuse(error)
    write_text(text, output, count(len(entries), "entry"))


@diary.command("import")
@click.argument("file", type=TypedPath())
@click.pass_obj
def import_file(services: Services, file: Path) -> None:
    """Add the entries of an exported TOML file; those already there are recognised."""
    from kneetui.diary.errors import DiaryError
    from kneetui.diary.export.toml_file import import_toml
    from kneetui.services.diary.exchange import REMEMBERED, clash_lines, merge_words

    try:
        done = import_toml(services.diary, read_text(file), str(file))
    except DiaryError as error:
        refuse(error, 2)
    click.echo(
        f"{count(len(done.added), 'entry')} added, {done.known} already there{merge_words(done.news)}."
    )
    for line in ([REMEMBERED] if done.news.remembered else []) + clash_lines(done.news):
        click.echo(line)
