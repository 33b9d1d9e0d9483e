"""``kneetui diary export`` and ``import``: the diary in and out as a file."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.cli.io.input import as_text, read_bytes
from kneetui.cli.io.output import write_text
from kneetui.cli.io.refusals import fail, refuse
from kneetui.cli.passphrase import known_passphrase, new_passphrase, passphrase_option
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
@click.option("--encrypt", is_flag=True, help="Ask for a passphrase, which any age program opens it with.")
@passphrase_option
@click.pass_obj
def export(
    services: Services, form: str | None, output: Path | None, encrypt: bool, descriptor: int | None
) -> None:
    """Write every entry as TOML (nothing is lost) or CSV (for spreadsheets).

    \b
    kneetui diary export -o knee.toml
    kneetui diary export -o knee.csv
    kneetui diary export --encrypt -o knee.toml.age
    """
    from kneetui.diary.errors import DiaryError
    from kneetui.diary.export.csv_file import to_csv
    from kneetui.diary.export.sealed import ENDING, seal
    from kneetui.services.diary.copies import export_text

    endings = [suffix.removeprefix(".").lower() for suffix in output.suffixes[-2:]] if output else []
    sealed = encrypt or endings[-1:] == [ENDING]
    ending = next((one for one in reversed(endings) if one != ENDING), "")
    form = form or (ending if ending in FORMS else FORMS[0])
    try:
        entries = services.diary.entries()
        text = export_text(services) if form == "toml" else to_csv(entries)
        data = seal(text.encode(), new_passphrase(descriptor)) if sealed else text
    except DiaryError as error:
        refuse(error)
    write_text(data, output, count(len(entries), "entry"))


@click.command("import")
@click.argument("file", type=TypedPath())
@click.option("--preview", "only_look", is_flag=True, help="Say what would change, and change nothing.")
@click.option(
    "--bring-back", is_flag=True, help="Keep entries that one copy removed and the other changed since."
)
@passphrase_option
@click.pass_obj
def import_file(
    services: Services, file: Path, only_look: bool, bring_back: bool, descriptor: int | None
) -> None:
    """Add the entries of an exported TOML file; those already there are recognised. An encrypted one asks.

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
        copy = read_copy(services, _text(file, descriptor), str(file))
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


def _text(file: Path, descriptor: int | None) -> str:
    from kneetui.services.diary.copies import opened

    data = opened(read_bytes(file), lambda: known_passphrase(descriptor, file.name), str(file))
    return as_text(data, file)
