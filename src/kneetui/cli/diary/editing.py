"""``kneetui diary edit``, ``remove``, ``undo`` and ``redo``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from kneetui.cli.entry_options import EntryCommand, entry_options, typed_and_training
from kneetui.cli.io.refusals import refuse
from kneetui.cli.library import load_library
from kneetui.services.container import Services

if TYPE_CHECKING:
    from kneetui.services.diary.undo import UndoStep


@click.command(cls=EntryCommand)
@click.argument("number", type=click.IntRange(1))
@entry_options
@click.pass_obj
def edit(services: Services, /, number: int, as_json: bool, **given: object) -> None:
    """Change the entry with this number; what is not given stays, an empty text takes a value out.

    \b
    kneetui diary edit 12 --after 4 --note ""
    kneetui diary edit 12 --when "yesterday 18:00"
    """
    from kneetui.cli.log import write
    from kneetui.diary.errors import DiaryError

    try:
        before = services.diary.get(number)
    except DiaryError as error:
        refuse(error)
    write(services, *typed_and_training(given), before=before, as_json=as_json)


@click.command()
@click.argument("number", type=click.IntRange(1))
@click.pass_obj
def remove(services: Services, number: int) -> None:
    """Take an entry out; “kneetui diary undo” brings it back, “kneetui diary forget” leaves nothing of it."""
    from kneetui.diary.errors import DiaryError
    from kneetui.services import released
    from kneetui.services.diary.entry_words import title

    load_library(services)
    try:
        words = title(services.diary.get(number))
        sentences = released.remove(services, number)
    except DiaryError as error:
        refuse(error)
    click.echo(f"Taken out: {words}. “kneetui diary undo” brings it back.")
    for sentence in sentences:
        click.echo(sentence)


@click.command()
@click.pass_obj
def undo(services: Services) -> None:
    """Take back the last change of the diary, whichever window or command made it; again goes one further."""
    from kneetui.services.diary.undo import take_back

    _step(services, take_back, "There is nothing to take back.")


@click.command()
@click.pass_obj
def redo(services: Services) -> None:
    """Make again what was taken back last."""
    from kneetui.services.diary.undo import make_again

    _step(services, make_again, "There is nothing to make again.")


def _step(services: Services, go: Callable[[Services], UndoStep | None], nothing: str) -> None:
    from kneetui.diary.errors import DiaryError

    load_library(services)
    try:
        step = go(services)
    except DiaryError as error:
        refuse(error)
    if step is None:
        click.echo(nothing)
        return
    click.echo(f"{step.words[:1].upper()}{step.words[1:]}.")
    for sentence in step.released:
        click.echo(sentence)
