"""``kneetui log``: write something down in the diary, and hear what it means for today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kneetui.cli.entry_options import EntryCommand, entry_options, typed_and_training
from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import refuse
from kneetui.cli.library import load_library, note_left_out
from kneetui.services.container import Services

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneetui.diary.entries import Entry
    from kneetui.diary.value_types import Plain


@click.command(cls=EntryCommand)
@click.argument("pain", required=False, metavar="[PAIN]")
@entry_options
@click.pass_obj
def log(services: Services, /, pain: str | None, as_json: bool, **given: object) -> None:
    """Write down pain (0 to 10), training, swelling, a note; then say what today asks for.

    PAIN is the pain in training if there was some, or it is past noon; else that of the morning.

    \b
    kneetui log 4 --run 5km --effort 6 --note "downhill"
    kneetui log --morning 2 --swelling none
    kneetui log 3 --ride "20km 55min" --when "yesterday 18:00"
    kneetui log --lift 45min --after 1 --when "last monday"
    kneetui log --morning 1 --sleep 7.5 --insole yes
    """
    typed, training = typed_and_training(given)
    write(services, {**typed, **({"pain": pain} if pain else {})}, training, as_json=as_json)


def write(
    services: Services,
    typed: Mapping[str, str],
    training: Mapping[str, Plain],
    *,
    before: Entry | None = None,
    as_json: bool = False,
) -> None:
    """Write an entry down and say so, with what it changes and what today asks for."""
    from kneetui.cli.diary.entries import plain
    from kneetui.diary.errors import DiaryError
    from kneetui.report.status_page import plain as plain_status
    from kneetui.report.status_page import today
    from kneetui.services.diary.entry_words import line
    from kneetui.services.diary.typed_entry import entry_of
    from kneetui.services.diary.writing import write_down
    from kneetui.services.knee_status import knee_status

    library = load_library(services)
    note_left_out(services)
    try:
        entry = entry_of(services, typed, training, before)
    except DiaryError as error:
        refuse(error, 2)
    try:
        written = write_down(services, entry)
        status = knee_status(services)
    except DiaryError as error:
        refuse(error)
    if as_json:
        show_json(
            {
                "entry": plain(written.entry),
                "joined": written.joined,
                "sentences": list(written.sentences),
                "status": plain_status(library, status),
            }
        )
        return
    click.echo(
        f"{'Changed' if before else 'Written down'}, {written.entry.id}: {line(written.entry, library)}"
    )
    for text in (*written.sentences, *today(library, status)):
        click.echo(text)
