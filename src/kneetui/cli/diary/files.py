"""``kneetui diary export`` and ``import``: the diary in and out as a file."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.cli.root import fail, read_text, refuse, write_text
from kneetui.cli.typed_path import TypedPath
from kneetui.config.wording import count
from kneetui.services.container import Services

FORMS = ("toml", "csv")


@click.command("export")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="TOML keeps everything. [default: as the name of the file ends, else toml]",
)
@click.option(
    "-o",
    "--output",
    type=TypedPath(written=True),
    help="File to write; standard output without it or with -.",
)
@click.pass_obj
def export(services: Services, form: str | None, output: Path | None) -> None:
    """Write every entry as TOML (nothing is lost) or CSV (for spreadsheets).

    \b
    kneetui diary export -o knee.toml
    kneetui diary export -o knee.csv
    kneetui diary export -o - | gpg -c > knee.toml.gpg
    """
    from kneetui.diary.errors import DiaryError
    from kneetui.diary.export.csv_file import to_csv
    from kneetui.services.diary.copies import export_text

    ending = output.suffix.removeprefix(".").lower() if output else ""
    form = form or (ending if ending in FORMS else FORMS[0])
    try:
        entries = services.diary.entries()
        text = export_text(services) if form == "toml" else to_csv(entries)
    except DiaryError as error:
        refuse(error)
    write_text(text, output, count(len(entries), "entry"))


@click.command("import")
@click.argument("file", type=TypedPath())
@click.option("--preview", "only_look", is_flag=True, help="Say what would change, and change nothing.")
@click.option(
    "--bring-back", is_flag=True, help="Keep entries that one copy removed and the other changed since."
)
@click.pass_obj
def import_file(services: Services, file: Path, only_look: bool, bring_back: bool) -> None:
    """Add the entries of an exported TOML file; those already there are recognised.

    Your place in routines, your equipment and settings come along where nothing was chosen here yet.
    """
    from kneetui.diary.errors import DiaryError
    from kneetui.services.diary.copies import read_copy, settings_lines, take_in_copy
    from kneetui.services.diary.exchange import (
        REMEMBERED,
        clash_lines,
        contested_lines,
        merge_words,
        preview_lines,
    )

    try:
        copy = read_copy(services, read_text(file), str(file))
        added = () if only_look else take_in_copy(services, copy, bring_back=bring_back)
    except DiaryError as error:
        refuse(error, 2)
    except OSError as error:
        fail([f"The settings cannot be written ({error.strerror}). The entries are added."], 1)
    news = copy.news
    if only_look:
        lines = [f"{count(len(news.new), 'entry')} new, {news.known} already there.", *preview_lines(news)]
    else:
        head = f"{count(len(added), 'entry')} added, {news.known} already there{merge_words(news)}."
        lines = [head, *([REMEMBERED] if news.remembered else []), *clash_lines(news)]
    for line in (*lines, *settings_lines(copy), *([] if bring_back else contested_lines(news))):
        click.echo(line)
