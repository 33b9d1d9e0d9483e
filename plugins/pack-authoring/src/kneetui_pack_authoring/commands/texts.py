"""``kneetui pack texts``: the file to translate a pack in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kneetui.cli.io.refusals import fail, refuse
from kneetui.cli.typed_path import TypedPath
from kneetui.config.wording import count
from kneetui.services.container import Services


@click.command()
@click.argument("folder", type=TypedPath())
@click.option("--language", required=True, metavar="LANG", help="The language, such as de or pt-BR.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit code 1 if texts are missing.")
@click.pass_obj
def texts(services: Services, folder: Path, language: str, only_check: bool) -> None:
    """Write or update locale/LANG.toml of the pack in FOLDER, and say how far it is.

    Every text stands there with its original above it. What is translated is kept; where the original has
    changed since, it says so.
    """
    from kneetui.config.languages import LANGUAGE, PSEUDO
    from kneetui.packs.errors import PackError
    from kneetui_pack_authoring.translate import prepare, write

    if language == PSEUDO or not LANGUAGE.fullmatch(language):
        fail([f"“{language}” is no language to translate into. Write it like de or pt-BR."])
    try:
        work = prepare(folder, language, services.plugins.packs)
        if not only_check:
            write(work)
    except PackError as error:
        refuse(error)
    progress = work.fresh
    for words, places in (("missing", progress.missing), ("to look at again", progress.changed)):
        if only_check:
            for keys in places:
                click.echo(f"{words}: {'.'.join(keys)}")
    share = progress.done / progress.total if progress.total else 1
    click.echo(
        f"{language}: {progress.done:,} of {count(progress.total, 'text')} translated ({share:.0%}), "
        f"{len(progress.changed)} to look at again."
    )
    if not only_check:
        click.echo(f"{'Written to' if work.differs else 'Nothing new in'} {work.file}.")
    elif progress.missing or progress.changed:
        sys.exit(1)
