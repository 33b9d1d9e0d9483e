"""``kneetui import``: training sessions from files of watches and other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.cli.root import fail, refuse
from kneetui.config.wording import count, joined_words
from kneetui.services.container import Services


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def import_files(services: Services, files: tuple[Path, ...]) -> None:
    """Read training FILES into the diary. Sessions already there are recognised, broken files skipped."""
    from kneetui.diary.errors import DiaryError
    from kneetui.plugins.training_import import import_sessions
    from kneetui.services.longest import jump_sentences

    importers = services.plugins.importers()
    if not importers:
        fail(
            ["No plugin that reads training files is installed. Install kneetui-activities for GPX and CSV."]
        )
    try:
        before = jump_sentences(services)
        outcome = import_sessions(services.diary, importers, files, services.settings.knee or "both")
        longer = [sentence for sentence in jump_sentences(services) if sentence not in before]
    except DiaryError as error:
        refuse(error)
    for line in outcome.warnings:
        click.echo(line, err=True)
    for line in outcome.failed:
        click.echo(line, err=True)
    click.echo(
        f"{count(outcome.added, 'session')} added, {outcome.known} already there{joined_words(outcome.joined)}, "
        f"{count(len(outcome.failed), 'file')} skipped."
    )
    for sentence in longer:
        click.echo(sentence)
    if outcome.failed:
        raise SystemExit(1)
