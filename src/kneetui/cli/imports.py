"""``kneetui import``: training sessions from files of watches and other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kneetui.cli.io.refusals import fail, refuse
from kneetui.cli.typed_path import TypedPath
from kneetui.config.about import KNEES
from kneetui.config.account import DROP_IN
from kneetui.config.own_columns import UNITS
from kneetui.config.wording import count, joined_words
from kneetui.services.container import Services

if TYPE_CHECKING:
    from kneetui.plugins.training_import import ImportPreview, Progress, TrainingRead


@click.command("import")
@click.argument("paths", nargs=-1, type=TypedPath(), metavar="[FILE|FOLDER]...")
@click.option(
    "--knee",
    type=click.Choice(KNEES),
    help="The knee the sessions are for. [default: the one that hurts]",
)
@click.option("--preview", "only_look", is_flag=True, help="Say what would be added, and add nothing.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="KIND=NAME",
    help="What a column of a list holds, such as duration=Kesto; kept for the next time.",
)
@click.option(
    "--distance-unit",
    type=click.Choice(UNITS),
    help="What distances are in where a list does not say; kept for the next time.",
)
@click.pass_obj
def import_files(
    services: Services,
    paths: tuple[Path, ...],
    knee: str | None,
    only_look: bool,
    columns: tuple[str, ...],
    distance_unit: str | None,
) -> None:
    """Read training files into the diary; folders, .zip and .gz are looked through.

    Sessions already there are recognised, broken files skipped. Without a name, everything in the drop-in folder is
    read: “import” beside the diary.
    """
    from kneetui.diary.errors import DiaryError
    from kneetui.plugins.reading_apart import ReaderProcess
    from kneetui.plugins.training_import import preview, read_sessions
    from kneetui.services.diary.likely_knee import known_knee

    _keep_columns(columns, distance_unit or "")
    importers = services.plugins.importers()
    if not importers:
        fail(
            [
                "No plugin that reads training files is installed. Install kneetui-activities for the usual ones."
            ]
        )
    try:
        with ReaderProcess() as reader, _progress_bar() as progress:
            read = read_sessions(
                importers,
                paths or [_drop_in(services)],
                knee or known_knee(services) or "both",
                reading=reader.read,
                progress=progress,
            )
        _tell(read)
        if only_look:
            _show(preview(read, services.diary.entries()), len(read.failed))
            return
        _add(services, read)
    except DiaryError as error:
        refuse(error)
    if read.failed:
        raise SystemExit(1)


def _add(services: Services, read: TrainingRead) -> None:
    """Write the sessions into the diary; say how many there were, and which are much longer than usual."""
    from kneetui.plugins.training_import import add_sessions
    from kneetui.services.longest import jump_sentences

    before = jump_sentences(services)
    outcome = add_sessions(services.diary, read)
    longer = [sentence for sentence in jump_sentences(services) if sentence not in before]
    click.echo(
        f"{count(outcome.added, 'session')} added, {outcome.known} already there{joined_words(outcome.joined)}, "
        f"{count(len(outcome.failed), 'file')} skipped."
    )
    for sentence in longer:
        click.echo(sentence)


def _keep_columns(columns: tuple[str, ...], distance_unit: str) -> None:
    """Keep what the options say of the columns of lists; leaves with a sentence if one is not understood."""
    from kneetui.config.own_columns import KINDS, keep

    names = {kind: name for kind, _, name in (column.partition("=") for column in columns)}
    for kind, name in names.items():
        if kind not in KINDS or not name.strip():
            kinds = ", ".join(f"{one} ({words})" for one, words in KINDS.items())
            fail([f"--column {kind}={name}: give KIND=NAME, where KIND is one of {kinds}."])
    if names or distance_unit:
        try:
            keep(names, distance_unit)
        except OSError as error:
            fail([f"What the columns are cannot be kept ({error.strerror or error})."])


def _drop_in(services: Services) -> Path:
    folder = services.diary_file.parent / DROP_IN
    if not folder.is_dir():
        fail([f"Name a file or a folder, or put your files into {folder}, which is read without a name."])
    return folder


def _tell(read: TrainingRead) -> None:
    for line in (*read.warnings, *read.failed):
        click.echo(line, err=True)
    if read.other:
        click.echo(f"{count(read.other, 'file')} of other kinds left alone.", err=True)


def _show(news: ImportPreview, failed: int) -> None:
    days = f", from {news.first} to {news.last}" if news.new else ""
    click.echo(
        f"{count(news.new, 'session')} new{days}, {news.known} already there{joined_words(news.joined)}, "
        f"{count(failed, 'file')} skipped. Nothing was added."
    )
    for sport, number in news.sports:
        click.echo(f"  {number:>6,}  {sport}")


@contextmanager
def _progress_bar() -> Iterator[Progress | None]:
    """A bar on a terminal, for many files; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, file=sys.stderr, label="Reading") as bar:

        def progress(done: int, all: int) -> None:
            bar.length = max(all, 1)
            bar.update(done - bar.pos)

        yield progress
