"""``kneetui diary backup``, ``restore``, ``salvage`` and ``forget``."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.cli.io.output import write_text
from kneetui.cli.io.refusals import fail, refuse
from kneetui.cli.library import load_library
from kneetui.cli.passphrase import known_passphrase, new_passphrase, passphrase_option
from kneetui.cli.typed_path import TypedPath
from kneetui.config.wording import count
from kneetui.services.container import Services


@click.command()
@click.option("-o", "--output", type=TypedPath(written=True), help="Another file than the backup of today.")
@click.option(
    "--encrypt", is_flag=True, help="Ask for a passphrase, which any age program opens it with; needs -o."
)
@passphrase_option
@click.option("--list", "only_list", is_flag=True, help="List the backups, newest first.")
@click.pass_obj
def backup(
    services: Services, output: Path | None, encrypt: bool, descriptor: int | None, only_list: bool
) -> None:
    """Make a backup of the diary now, also while the app is open, and check it.

    One a day is made by itself; those of the last 7 days and the last one of each of 12 months are kept.

    \b
    kneetui diary backup
    kneetui diary backup -o /media/stick/knee.db
    kneetui diary backup --encrypt -o /media/stick/knee.db.age
    kneetui diary backup --list
    """
    from kneetui.diary.errors import DiaryError
    from kneetui.services.diary.backups import back_up, back_up_sealed

    if only_list:
        _list(services)
        return
    target = output.absolute() if output else None
    if encrypt and target is None:
        fail(["An encrypted backup is for another place: say where, with -o FILE."])
    try:
        if encrypt and target:
            path, checked = target, back_up_sealed(services, target, new_passphrase(descriptor))
        else:
            path, checked = back_up(services, target)
    except DiaryError as error:
        refuse(error)
    except OSError as error:
        fail([f"The backup cannot be written ({error.strerror}). Choose another place with -o."], 1)
    click.echo(f"{count(checked.entries, 'entry')} in {path}, checked.")


@click.command()
@click.argument("which", type=TypedPath(), metavar="NUMBER|FILE")
@passphrase_option
@click.pass_obj
def restore(services: Services, which: Path, descriptor: int | None) -> None:
    """Put back a backup, by its number in “kneetui diary backup --list” or as a file; an encrypted one asks.

    The diary as it is now goes into a backup of its own first. Nothing changes unless the backup is whole.
    """
    from kneetui.diary.errors import DiaryError
    from kneetui.services.diary.backups import backups, opened
    from kneetui.services.diary.backups import restore as put_back

    made = backups(services)
    number = int(which.name) if which.name.isdecimal() and not which.exists() else 0
    if number > len(made):
        fail(
            [f"There is no backup {number}: there are {len(made)}. “kneetui diary backup --list” names them."]
        )
    path = made[number - 1].path if number else which.absolute()
    try:
        checked, aside = put_back(services, opened(path, lambda: known_passphrase(descriptor, path.name)))
    except DiaryError as error:
        refuse(error)
    except OSError as error:
        fail([f"{path} cannot be put back ({error.strerror}). Nothing was changed."], 1)
    click.echo(f"{count(checked.entries, 'entry')} put back from {path}.")
    if aside:
        click.echo(f"The diary as it was is {aside}.")


@click.command()
@click.argument("file", type=TypedPath(), required=False)
@click.option(
    "-o", "--output", type=TypedPath(written=True), help="The file to write; standard output without it."
)
@click.pass_obj
def salvage(services: Services, file: Path | None, output: Path | None) -> None:
    """Read what can be read of a damaged diary, and write it as an export that can be imported.

    Without FILE it is your own diary. Nothing in it is changed. What cannot be read is shown on standard error.
    """
    from kneetui.diary.errors import DiaryError
    from kneetui.diary.export.toml_file import to_toml
    from kneetui.diary.store.salvage import salvage as read

    try:
        result = read(file or services.diary_file)
    except DiaryError as error:
        refuse(error)
    for entry in result.unreadable:
        click.echo(f"{entry.words}\n  {entry.text[:200]}", err=True)
    write_text(to_toml(result.entries), output, count(len(result.entries), "entry"))
    if result.unreadable:
        raise SystemExit(1)


@click.command()
@click.argument("number", type=click.IntRange(1))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def forget(services: Services, number: int, yes: bool) -> None:
    """Take an entry out for good: of the diary, its undo, drafts and all backups. It cannot be brought back.

    Files that you exported lie where you put them, and other machines keep theirs until they import an export of this one.
    """
    from kneetui.diary.errors import DiaryError
    from kneetui.services.diary.entry_words import line
    from kneetui.services.diary.forgetting import forget as forget_entry

    library = load_library(services)
    try:
        shown = [line(entry, library) for entry in services.diary.entries() if entry.id == number]
        if not yes:
            click.echo("\n".join(shown) or f"Entry {number}, which was removed before.")
            click.confirm("Take it out for good?", abort=True)
        forgotten = forget_entry(services, number)
    except DiaryError as error:
        refuse(error)
    except OSError as error:
        fail([f"Not all copies could be taken out ({error.strerror}: {error.filename}). Do it again."], 1)
    click.echo(f"Entry {number} is gone, and so it is from {count(len(forgotten.cleaned), 'backup')}.")
    for path in forgotten.deleted:
        click.echo(f"Deleted, since it may hold the entry: {path}")


def _list(services: Services) -> None:
    from kneetui.services.diary.backups import backups, folder, state

    made = backups(services)
    if not made:
        click.echo(f"No backup yet in {folder(services)}: one is made each day with an entry.")
    for number, one in enumerate(made, 1):
        click.echo(f"{number:>3}  {one.when}  {state(one)}  {one.path}")
